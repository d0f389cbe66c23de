use yew::prelude::*;

use super::TextField;
use super::field::Typed;

/// Properties of [`CheckedField`].
#[derive(Properties, PartialEq)]
pub struct CheckedFieldProps {
    /// What the field is called.
    pub label: AttrValue,
    /// The text as the plan has it.
    pub value: AttrValue,
    /// Called with what was typed; says what is wrong with it, or nothing where it was taken.
    pub on_typed: Callback<Typed, Option<AttrValue>>,
    /// The label is for the ear only.
    #[prop_or_default]
    pub bare: bool,
    /// A sentence that helps to fill it in.
    #[prop_or_default]
    pub hint: AttrValue,
    /// Text in the empty field.
    #[prop_or_default]
    pub placeholder: AttrValue,
    /// Extra classes.
    #[prop_or_default]
    pub class: Classes,
}

/// A field whose text has to mean something. What does not stays as it was typed, with a
/// sentence, and never reaches the plan.
#[component]
pub fn CheckedField(props: &CheckedFieldProps) -> Html {
    let kept = use_state_eq(|| None::<(String, AttrValue)>);
    // Another text in the plan, by undo or from another tab, is newer than what was typed.
    use_effect_with(props.value.clone(), {
        let kept = kept.clone();
        move |_| kept.set(None)
    });
    let on_typed = use_callback(props.on_typed.clone(), {
        let kept = kept.clone();
        move |typed: Typed, on_typed| {
            let text = typed.0.clone();
            kept.set(on_typed.emit(typed).map(|problem| (text, problem)));
        }
    });
    let (value, problem) = match &*kept {
        Some((text, problem)) => (AttrValue::from(text.clone()), Some(problem.clone())),
        None => (props.value.clone(), None),
    };
    html! {
        <TextField class={props.class.clone()} label={props.label.clone()} bare={props.bare} hint={props.hint.clone()}
            placeholder={props.placeholder.clone()} {value} {problem} {on_typed} />
    }
}
