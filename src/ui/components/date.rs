use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::field::{Typed, new_gesture};

/// Properties of [`DateField`].
#[derive(Properties, PartialEq)]
pub struct DateFieldProps {
    /// What the field is called.
    pub label: AttrValue,
    /// The day as `2027-01-31`; empty for none.
    pub value: AttrValue,
    /// Called with another day, or nothing, and the gesture that it belongs to.
    pub on_day: Callback<Typed>,
    /// The label is for the ear only.
    #[prop_or_default]
    pub bare: bool,
    /// What is wrong with the day.
    #[prop_or_default]
    pub problem: Option<AttrValue>,
}

/// A field for a day: the browser's own. All changes between entering and leaving it are
/// one gesture, as half a year that is typed is a day, too.
#[component]
pub fn DateField(props: &DateFieldProps) -> Html {
    let gesture = use_mut_ref(new_gesture);
    let id = use_memo((), |()| format!("date-{}", new_gesture()));
    let about = format!("{id}-about");
    let onchange = {
        let (on_day, gesture) = (props.on_day.clone(), gesture.clone());
        Callback::from(move |event: Event| {
            let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            if let Some(field) = field {
                on_day.emit((field.value(), *gesture.borrow()));
            }
        })
    };
    let onblur = Callback::from(move |_: FocusEvent| {
        gesture.replace(new_gesture());
    });
    let described = props.problem.as_ref().map(|_| about.clone());
    html! {
        <div class="field">
            <label class={if props.bare { "visually-hidden" } else { "field__label" }} for={(*id).clone()}>{ &props.label }</label>
            <input id={(*id).clone()} type="date" class="field__input" min="0001-01-01" max="9999-12-31" value={props.value.clone()}
                aria-invalid={props.problem.as_ref().map(|_| "true")} aria-describedby={described} {onchange} {onblur} />
            if let Some(problem) = &props.problem {
                <span class="field__problem" id={about}>{ problem }</span>
            }
        </div>
    }
}
