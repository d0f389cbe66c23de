use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, Node};
use yew::prelude::*;

use super::{Icon, IconName};
use crate::platform::element;

/// Properties of [`Popover`].
#[derive(Properties, PartialEq)]
pub struct PopoverProps {
    /// What the button says, or is called where it shows a picture.
    pub label: AttrValue,
    /// What is heard instead, where the page has several buttons that say the same. It begins with
    /// what the button says.
    #[prop_or_default]
    pub spoken: Option<AttrValue>,
    /// Show only this picture on the button.
    #[prop_or_default]
    pub icon: Option<IconName>,
    /// `chip` or another look of the button.
    #[prop_or(AttrValue::Static("button"))]
    pub look: AttrValue,
    /// Whether the chip stands for something that is switched on.
    #[prop_or_default]
    pub active: bool,
    /// Open towards the left edge of the button instead of the right.
    #[prop_or_default]
    pub align_end: bool,
    /// Whether a press inside closes it, as in a menu.
    #[prop_or_default]
    pub menu: bool,
    /// What stands in it.
    pub children: Children,
}

/// A button that opens a small panel; Escape and a press elsewhere close it.
///
/// In a menu the arrow keys move between the buttons inside.
#[component]
pub fn Popover(props: &PopoverProps) -> Html {
    let open = use_state_eq(|| false);
    let root = use_node_ref();
    let button = use_node_ref();
    use_effect_with(*open, {
        let (open, root, button) = (open.clone(), root.clone(), button.clone());
        move |is_open| {
            let listeners = is_open.then(|| {
                focus_first(&root);
                let outside = {
                    let (open, root) = (open.clone(), root.clone());
                    move |event: &Event| {
                        let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
                        let inside = root.get().is_some_and(|root| root.contains(target.as_ref()));
                        if !inside {
                            open.set(false);
                        }
                    }
                };
                let escape = move |event: &Event| {
                    if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
                        event.stop_propagation();
                        event.prevent_default();
                        open.set(false);
                        if let Some(button) = button.cast::<HtmlElement>() {
                            let _ = button.focus();
                        }
                    }
                };
                element::document().map(|document| {
                    (
                        EventListener::new(&document, "pointerdown", outside),
                        EventListener::new_with_options(
                            &document,
                            "keydown",
                            EventListenerOptions { phase: EventListenerPhase::Capture, passive: false },
                            escape,
                        ),
                    )
                })
            });
            move || drop(listeners)
        }
    });
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let on_inside = {
        let (open, menu, button) = (open.clone(), props.menu, button.clone());
        Callback::from(move |event: MouseEvent| {
            let pressed = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
            if menu && pressed.is_some_and(|element| matches!(element.closest("button"), Ok(Some(_)))) {
                if let Some(button) = button.cast::<HtmlElement>() {
                    let _ = button.focus();
                }
                open.set(false);
            }
        })
    };
    let on_key = {
        let root = root.clone();
        Callback::from(move |event: KeyboardEvent| {
            let step = match event.key().as_str() {
                "ArrowDown" => 1,
                "ArrowUp" => -1,
                _ => return,
            };
            event.prevent_default();
            element::move_focus(&root, ".popover__panel button, .popover__panel input", step);
        })
    };
    html! {
        <div class="popover" ref={root}>
            <button ref={button} type="button" class={classes!(props.look.to_string(), props.icon.map(|_| "button--icon"))}
                aria-haspopup={if props.menu { "menu" } else { "dialog" }}
                aria-expanded={if *open { "true" } else { "false" }}
                aria-label={props.spoken.clone().or(props.icon.map(|_| props.label.clone()))} title={props.icon.map(|_| props.label.clone())}
                data-active={props.active.then_some("true")} onclick={toggle}>
                if let Some(name) = props.icon {
                    <Icon {name} />
                } else {
                    <span>{ &props.label }</span>
                    <Icon name={IconName::Down} />
                }
            </button>
            if *open {
                <div class={classes!("popover__panel", props.align_end.then_some("popover__panel--end"))}
                    role={if props.menu { "menu" } else { "dialog" }} aria-label={props.label.clone()}
                    onclick={on_inside} onkeydown={on_key}>
                    { props.children.clone() }
                </div>
            }
        </div>
    }
}

fn focus_first(root: &NodeRef) {
    element::move_focus(root, ".popover__panel button, .popover__panel input", 0);
}
