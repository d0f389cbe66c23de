use yew::prelude::*;

use super::Choice;
use super::field::new_gesture;
use crate::platform::element;

/// Properties of [`Picker`].
#[derive(Properties, PartialEq)]
pub struct PickerProps {
    /// What the field is called.
    pub label: AttrValue,
    /// Finds what matches a text, best first. It is asked while the list is open.
    pub find: Callback<String, Vec<Choice>>,
    /// Called with the value that was picked.
    pub on_picked: Callback<String>,
    /// What is said where nothing matches.
    pub nothing: AttrValue,
    /// Text in the empty field.
    #[prop_or_default]
    pub placeholder: AttrValue,
    /// What was picked; it stands in the field until somebody types. Empty for a field that
    /// is empty again after each pick.
    #[prop_or_default]
    pub picked: AttrValue,
    /// The label is for the ear only.
    #[prop_or_default]
    pub bare: bool,
}

/// A field that finds things by what is typed: arrows choose, Enter picks, Escape closes.
#[component]
pub fn Picker(props: &PickerProps) -> Html {
    let id = use_memo((), |()| format!("picker-{}", new_gesture()));
    let text = use_state_eq(|| None::<String>);
    let open = use_state_eq(|| false);
    let at = use_state_eq(|| 0usize);
    let list = use_node_ref();
    let found = if *open { props.find.emit(text.as_ref().cloned().unwrap_or_default()) } else { Vec::new() };
    let shown = at.min(found.len().saturating_sub(1));
    use_effect_with((*open, shown), {
        let list = list.clone();
        move |(open, shown)| {
            if *open {
                element::show_child(&list, *shown as u32);
            }
        }
    });
    let pick = {
        let (text, open, on_picked) = (text.clone(), open.clone(), props.on_picked.clone());
        move |value: &AttrValue| {
            text.set(None);
            open.set(false);
            on_picked.emit(value.to_string());
        }
    };
    let oninput = {
        let (text, open, at) = (text.clone(), open.clone(), at.clone());
        Callback::from(move |event: InputEvent| {
            text.set(Some(element::value_of(&event)));
            at.set(0);
            open.set(true);
        })
    };
    let onkeydown = {
        let (open, at, pick) = (open.clone(), at.clone(), pick.clone());
        let (count, chosen) = (found.len(), found.get(shown).cloned());
        Callback::from(move |event: KeyboardEvent| {
            if element::is_composing(&event) {
                return;
            }
            match (event.key().as_str(), *open) {
                ("ArrowDown", false) => {
                    open.set(true);
                    at.set(0);
                }
                ("ArrowDown", true) => at.set((shown + 1).min(count.saturating_sub(1))),
                ("ArrowUp", true) => at.set(shown.saturating_sub(1)),
                ("Enter", true) => {
                    if let Some(choice) = &chosen {
                        pick(&choice.value);
                    }
                }
                // A panel around it closes only with the next press.
                ("Escape", true) => {
                    open.set(false);
                    event.stop_propagation();
                }
                _ => return,
            }
            event.prevent_default();
        })
    };
    let onclick = {
        let (open, at) = (open.clone(), at.clone());
        Callback::from(move |_: MouseEvent| {
            at.set(0);
            open.set(true);
        })
    };
    let onblur = {
        let (open, text) = (open.clone(), text.clone());
        Callback::from(move |_: FocusEvent| {
            open.set(false);
            text.set(None);
        })
    };
    // The focus stays in the field while somebody presses in the list.
    let keep = Callback::from(|event: PointerEvent| event.prevent_default());
    let keep_mouse = Callback::from(|event: MouseEvent| event.prevent_default());
    let option = |at: usize| format!("{id}-{at}");
    let list_id = format!("{id}-list");
    let value = text.as_ref().cloned().unwrap_or_else(|| props.picked.to_string());
    html! {
        <div class="field picker">
            <label class={if props.bare { "visually-hidden" } else { "field__label" }} for={(*id).clone()}>{ &props.label }</label>
            <input id={(*id).clone()} type="text" class="field__input" role="combobox" autocomplete="off" placeholder={props.placeholder.clone()}
                aria-autocomplete="list" aria-expanded={if *open { "true" } else { "false" }} aria-controls={list_id.clone()}
                aria-activedescendant={(*open && !found.is_empty()).then(|| option(shown))}
                {value} {oninput} {onkeydown} {onclick} {onblur} />
            <ul id={list_id} class="picker__list" ref={list} role="listbox" aria-label={props.label.clone()} hidden={!*open}
                onpointerdown={keep} onmousedown={keep_mouse}>
                for (place, choice) in found.iter().enumerate() {
                    <li key={choice.value.to_string()} id={option(place)} class="picker__option" role="option"
                        aria-selected={if place == shown { "true" } else { "false" }}
                        onclick={{ let (pick, value) = (pick.clone(), choice.value.clone()); Callback::from(move |_: MouseEvent| pick(&value)) }}>
                        { &choice.label }
                    </li>
                }
                if *open && found.is_empty() {
                    <li key="nothing" class="picker__nothing" role="option" aria-selected="false" aria-disabled="true">{ &props.nothing }</li>
                }
            </ul>
        </div>
    }
}
