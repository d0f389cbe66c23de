//! The command palette, and the list of shortcuts: two views of the same actions.

use yew::prelude::*;

use crate::domain::text::{common, shell};
use crate::platform::{dom, element};
use crate::ui::actions::{self, Action, Scene};
use crate::ui::components::Dialog;
use crate::ui::store::use_lang;

/// Properties of [`Palette`].
#[derive(Properties)]
pub struct PaletteProps {
    /// What the actions need to know.
    pub scene: Scene,
}

impl PartialEq for PaletteProps {
    // The palette is short-lived, and what is possible may change under it.
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

/// The command palette.
#[component]
pub fn Palette(props: &PaletteProps) -> Html {
    let lang = use_lang();
    let typed = use_state_eq(String::new);
    let at = use_state_eq(|| 0usize);
    let list = use_node_ref();
    let scene = &props.scene;
    let found: Vec<&'static Action> = actions::ALL
        .iter()
        .filter(|action| action.id != "palette" && actions::matches(action, &typed))
        .collect();
    let current = (*at).min(found.len().saturating_sub(1));
    let close = {
        let handles = scene.handles.clone();
        Callback::from(move |()| handles.close_dialog())
    };
    let run = {
        let scene = scene.clone();
        Callback::from(move |action: &'static Action| {
            if (action.possible)(&scene) {
                scene.handles.close_dialog();
                (action.run)(&scene);
            }
        })
    };
    let oninput = {
        let (typed, at) = (typed.clone(), at.clone());
        Callback::from(move |event: InputEvent| {
            typed.set(element::value_of(&event));
            at.set(0);
        })
    };
    let onkeydown = {
        let (at, found, run, list) = (at.clone(), found.clone(), run.clone(), list.clone());
        Callback::from(move |event: KeyboardEvent| {
            if element::is_composing(&event) || found.is_empty() {
                return;
            }
            let last = found.len() - 1;
            let next = match event.key().as_str() {
                "ArrowDown" => {
                    if current == last {
                        0
                    } else {
                        current + 1
                    }
                }
                "ArrowUp" => current.checked_sub(1).unwrap_or(last),
                "Enter" => {
                    event.prevent_default();
                    if let Some(action) = found.get(current) {
                        run.emit(action);
                    }
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            at.set(next);
            element::show_child(&list, next as u32);
        })
    };
    html! {
        <Dialog class="dialog--palette" title={shell::commands(lang)} close_label={common::close(lang)} on_close={close} bare=true>
            <input class="palette__field" type="text" role="combobox" aria-expanded="true" aria-controls="palette-list"
                aria-activedescendant={found.get(current).map(|action| format!("palette-{}", action.id))}
                aria-label={shell::palette_prompt(lang)} placeholder={shell::palette_prompt(lang)} autocomplete="off"
                autofocus=true {oninput} {onkeydown} />
            <ul class="palette__list" id="palette-list" role="listbox" aria-label={shell::palette_list(lang)} ref={list}>
                for (place, action) in found.iter().copied().enumerate() {
                    <li key={action.id} id={format!("palette-{}", action.id)} role="option" class="palette__row"
                        aria-selected={if place == current { "true" } else { "false" }}
                        aria-disabled={(!(action.possible)(scene)).then_some("true")}
                        onclick={run.reform(move |_: MouseEvent| action)}>
                        <span>{ (action.word)(lang) }</span>
                        <Keys keys={action.keys.first().copied()} />
                    </li>
                }
            </ul>
            if found.is_empty() {
                <p class="palette__nothing" role="status">{ shell::palette_nothing(lang) }</p>
            }
        </Dialog>
    }
}

/// Properties of [`Keys`].
#[derive(Properties, PartialEq)]
struct KeysProps {
    keys: Option<&'static str>,
}

/// A shortcut, spelled as the system does.
#[component]
fn Keys(props: &KeysProps) -> Html {
    match props.keys {
        Some(keys) => html! { <kbd class="keys">{ actions::spelled(keys, dom::is_mac()) }</kbd> },
        None => Html::default(),
    }
}

/// Properties of [`Shortcuts`].
#[derive(Properties, PartialEq)]
pub struct ShortcutsProps {
    /// Called when the dialog is closed.
    pub on_close: Callback<()>,
}

/// The list of shortcuts.
#[component]
pub fn Shortcuts(props: &ShortcutsProps) -> Html {
    let lang = use_lang();
    html! {
        <Dialog reading=true title={shell::shortcuts(lang)} close_label={common::close(lang)} on_close={props.on_close.clone()}>
            <dl class="shortcuts">
                for action in actions::ALL.iter().filter(|action| !action.keys.is_empty()) {
                    <div key={action.id} class="shortcuts__row">
                        <dt>{ (action.word)(lang) }</dt>
                        <dd>
                            for keys in action.keys.iter().copied() {
                                <Keys key={keys} {keys} />
                            }
                        </dd>
                    </div>
                }
                for (keys, about) in shell::grid_keys(lang).iter().copied() {
                    <div key={keys} class="shortcuts__row">
                        <dt>{ about }</dt>
                        <dd><Keys {keys} /></dd>
                    </div>
                }
            </dl>
        </Dialog>
    }
}
