//! Words for a status that nobody knows: what they mean is asked, and nothing guessed.

use yew::prelude::*;

use crate::domain::import::{Mapping, StatusWord};
use crate::domain::plan::Status;
use crate::domain::text::import_dialog as words;
use crate::ui::components::{Button, Choice, SelectField};
use crate::ui::store::use_lang;

/// The value of the choice that leaves a status as it is.
const LEAVE: &str = "leave";

/// Properties of [`Statuses`].
#[derive(Properties, PartialEq)]
pub struct StatusesProps {
    /// The words, and what was answered.
    pub statuses: Vec<StatusWord>,
    /// How the table is read.
    pub mapping: Mapping,
    /// Called with what the person says.
    pub on_mapped: Callback<Mapping>,
}

/// Asks what each word means.
#[component]
pub fn Statuses(props: &StatusesProps) -> Html {
    let lang = use_lang();
    if props.statuses.is_empty() {
        return Html::default();
    }
    let is_open = props.statuses.iter().any(|word| word.answer.is_none());
    let leave_others = {
        let (mapping, on_mapped, statuses) =
            (props.mapping.clone(), props.on_mapped.clone(), props.statuses.clone());
        Callback::from(move |()| {
            let mut mapping = mapping.clone();
            for word in statuses.iter().filter(|word| word.answer.is_none()) {
                mapping.set_status(&word.text, None);
            }
            on_mapped.emit(mapping);
        })
    };
    let mut choices = vec![Choice::new("", words::choose_status(lang))];
    choices.extend(Status::ALL.iter().map(|status| Choice::new(status.file_name(), status.label(lang))));
    choices.push(Choice::new(LEAVE, words::leave_status(lang)));
    html! {
        <section class="question" aria-label={words::statuses(lang)}>
            <h3 class="question__title">{ words::statuses(lang) }</h3>
            <div class="import__statuses">
                for word in props.statuses.iter() {
                    <SelectField key={word.text.clone()} label={words::status_word(lang, &word.text, &words::rows(lang, word.count))}
                        value={match word.answer {
                            None => "",
                            Some(None) => LEAVE,
                            Some(Some(status)) => status.file_name(),
                        }}
                        choices={choices.clone()} on_chosen={{
                            let (mapping, on_mapped, text) = (props.mapping.clone(), props.on_mapped.clone(), word.text.clone());
                            Callback::from(move |value: String| {
                                let status = Status::from_file_name(&value);
                                if status.is_some() || value == LEAVE {
                                    let mut mapping = mapping.clone();
                                    mapping.set_status(&text, status);
                                    on_mapped.emit(mapping);
                                }
                            })
                        }} />
                }
            </div>
            if is_open {
                <div><Button label={words::leave_others(lang)} on_press={leave_others} /></div>
            }
        </section>
    }
}
