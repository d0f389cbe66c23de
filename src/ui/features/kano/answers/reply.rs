//! Fields for one answer, as a list to choose from.

use yew::prelude::*;

use crate::domain::kano::wording::Wording;
use crate::domain::kano::{Reply, study::IMPORTANCE};
use crate::domain::text::{Lang, kano_study as words};
use crate::ui::components::{Choice, SelectField};

/// A chooser of one of the five answers, or of none.
pub fn reply_field(
    label: String,
    reply: Option<Reply>,
    wording: &Wording,
    lang: Lang,
    on_reply: Callback<Option<Reply>>,
) -> Html {
    let choices: Vec<Choice> = [Choice::new("", words::no_reply(lang))]
        .into_iter()
        .chain(Reply::ALL.into_iter().map(|reply| {
            let number = reply.number();
            Choice::new(number.to_string(), format!("{number} {}", wording.label(reply, lang)))
        }))
        .collect();
    let value = reply.map(|reply| reply.number().to_string()).unwrap_or_default();
    let on_chosen = on_reply.reform(|value: String| value.parse().ok().and_then(Reply::from_number));
    html! { <SelectField {label} bare=true {value} {choices} {on_chosen} /> }
}

/// A chooser of an importance, or of none.
pub fn importance_field(
    label: String,
    importance: Option<u8>,
    wording: &Wording,
    lang: Lang,
    on_importance: Callback<Option<u8>>,
) -> Html {
    let anchors = wording.anchors(lang);
    let name = |number: u8| match anchors.iter().find(|(anchor, _)| *anchor == number) {
        Some((_, text)) => format!("{number} {text}"),
        None => number.to_string(),
    };
    let choices: Vec<Choice> = [Choice::new("", words::no_reply(lang))]
        .into_iter()
        .chain(IMPORTANCE.map(|number| Choice::new(number.to_string(), name(number))))
        .collect();
    let value = importance.map(|number| number.to_string()).unwrap_or_default();
    let on_chosen = on_importance.reform(|value: String| value.parse().ok());
    html! { <SelectField {label} bare=true {value} {choices} {on_chosen} /> }
}
