//! Answers of which one is chosen: large, one below the other or side by side.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::text::{Lang, ballot as words};
use crate::domain::workshop::{Answer, Open};
use crate::ui::components::pressed;
use crate::ui::store::use_lang;

/// Faces with more characters than this do not fit side by side on a phone.
const SHORT: usize = 7;

/// Properties of [`Choices`].
#[derive(Properties, PartialEq)]
pub struct ChoicesProps {
    /// Tells these buttons from others on the page.
    pub name: AttrValue,
    /// What it is about and what is asked: the ids of the elements that say so.
    pub labelled_by: AttrValue,
    /// The answers with what stands on them.
    pub choices: Rc<[(Answer, String)]>,
    /// The chosen one.
    pub chosen: Option<Answer>,
    /// Called with the one that somebody chooses.
    pub on_chosen: Callback<Answer>,
}

/// Cards or levels, with the two answers that are always there.
#[component]
pub fn Choices(props: &ChoicesProps) -> Html {
    let lang = use_lang();
    let is_short = props.choices.iter().all(|(_, face)| face.chars().count() <= SHORT);
    let choice = |at: usize, answer: Answer, face: &str, class: &'static str| {
        let onchange = {
            let answer = answer.clone();
            props.on_chosen.reform(move |_: Event| answer.clone())
        };
        html! {
            <label key={at} {class}>
                <input type="radio" class="ballot-choice__radio" id={format!("{}-{at}", props.name)} name={props.name.clone()} value={at.to_string()}
                    checked={props.chosen.as_ref() == Some(&answer)} {onchange} />
                <span class="ballot-choice__face">{ face }</span>
            </label>
        }
    };
    let count = props.choices.len();
    html! {
        <div role="radiogroup" class="ballot-choices" aria-labelledby={props.labelled_by.clone()}>
            <div class="ballot-choices__own" data-layout={if is_short { "grid" } else { "list" }}>
                for (at, (answer, face)) in props.choices.iter().enumerate() {
                    { choice(at, answer.clone(), face, "ballot-choice") }
                }
            </div>
            <div class="ballot-choices__open">
                for (at, open) in OPEN.into_iter().enumerate() {
                    { choice(count + at, Answer::Open(open), open_word(lang, open), "ballot-choice ballot-choice--open") }
                }
            </div>
        </div>
    }
}

const OPEN: [Open; 2] = [Open::Unknown, Open::Abstain];

fn open_word(lang: Lang, open: Open) -> &'static str {
    match open {
        Open::Unknown => words::unknown(lang),
        Open::Abstain => words::abstain(lang),
    }
}

/// Properties of [`OpenAnswers`].
#[derive(Properties, PartialEq)]
pub struct OpenAnswersProps {
    /// The answer, of whatever kind.
    pub chosen: Option<Answer>,
    /// Called with an answer without a number, or with none where it is taken back.
    pub on_chosen: Callback<Option<Answer>>,
}

/// The two answers that are always there, beside questions that are no single choice.
#[component]
pub fn OpenAnswers(props: &OpenAnswersProps) -> Html {
    let lang = use_lang();
    html! {
        <div class="ballot-choices__open">
            for open in OPEN {
                <button key={open as usize} type="button" class="ballot-choice ballot-choice--open"
                    aria-pressed={pressed(props.chosen == Some(Answer::Open(open)))}
                    onclick={
                        let is_on = props.chosen == Some(Answer::Open(open));
                        props.on_chosen.reform(move |_: MouseEvent| (!is_on).then_some(Answer::Open(open)))
                    }>
                    <span class="ballot-choice__face">{ open_word(lang, open) }</span>
                </button>
            }
        </div>
    }
}
