use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

use super::{IconButton, IconName};

/// Properties of [`Dialog`].
#[derive(Properties, PartialEq)]
pub struct DialogProps {
    /// The heading, which also names the dialog.
    pub title: AttrValue,
    /// The label of the button that closes it.
    pub close_label: AttrValue,
    /// Called on Escape and on the close button.
    pub on_close: Callback<()>,
    /// `dialog--wide`, `dialog--palette` and the like.
    #[prop_or_default]
    pub class: Classes,
    /// What stands in it.
    pub children: Children,
    /// Buttons at the foot.
    #[prop_or_default]
    pub footer: Html,
    /// Whether the content is for reading only: then it takes the focus, to be scrolled.
    #[prop_or_default]
    pub reading: bool,
    /// Whether the heading is for the ear only.
    #[prop_or_default]
    pub bare: bool,
}

/// A modal dialog: the browser's own, which traps the focus and gives it back.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let node = use_node_ref();
    use_effect_with((), {
        let node = node.clone();
        move |()| {
            let dialog = node.cast::<HtmlDialogElement>();
            if let Some(dialog) = &dialog
                && !dialog.open()
            {
                // Fails only where the element left the page meanwhile.
                let _ = dialog.show_modal();
            }
            move || {
                if let Some(dialog) = dialog {
                    dialog.close();
                }
            }
        }
    });
    let oncancel = {
        let on_close = props.on_close.clone();
        Callback::from(move |event: Event| {
            event.prevent_default();
            on_close.emit(());
        })
    };
    // A press on the backdrop has the dialog itself as its target.
    let onmousedown = {
        let (node, on_close) = (node.clone(), props.on_close.clone());
        Callback::from(move |event: MouseEvent| {
            let target = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
            if let (Some(target), Some(dialog)) = (target, node.get())
                && target.is_same_node(Some(&dialog))
            {
                on_close.emit(());
            }
        })
    };
    html! {
        <dialog ref={node} class={classes!("dialog", props.class.clone())} aria-label={props.title.clone()}
            {oncancel} {onmousedown}>
            <div class="dialog__body">
                if !props.bare {
                    <header class="dialog__head">
                        <h2 class="dialog__title">{ &props.title }</h2>
                        <IconButton label={props.close_label.clone()} icon={IconName::Close} on_press={props.on_close.clone()} />
                    </header>
                }
                <div class="dialog__content" tabindex={props.reading.then_some("0")}>{ props.children.clone() }</div>
                if props.footer != Html::default() {
                    <footer class="dialog__foot">{ props.footer.clone() }</footer>
                }
            </div>
        </dialog>
    }
}
