//! What the audience sees, on a participant's phone.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::text::{live_page as words, workshop_page};
use crate::domain::workshop::stage::{Shown, Stage};
use crate::ui::features::workshop::Bars;
use crate::ui::store::use_lang;

/// Properties of [`OnPhone`].
#[derive(Properties, PartialEq)]
pub struct OnPhoneProps {
    /// What the room shows.
    pub stage: Rc<Stage>,
}

/// What is on, and what was voted once it is revealed, in the facilitator's words.
#[component]
pub fn OnPhone(props: &OnPhoneProps) -> Html {
    let lang = use_lang();
    let stage = &props.stage;
    if stage.title.is_empty() {
        return Html::default();
    }
    let vote = stage.vote.as_ref().filter(|vote| !vote.results.is_empty() || !vote.ideas.is_empty());
    html! {
        <section class="live-stage" lang={stage.lang.clone()} aria-label={words::results(lang)}>
            <h2 class="live-stage__title">{ &stage.title }</h2>
            if let Some(vote) = vote {
                <p class="ballot__question">{ &vote.question }</p>
                if vote.ranked {
                    <ol class="live-stage__order">
                        for (at, shown) in vote.results.iter().enumerate() {
                            <li key={at} value={shown.place.to_string()}>{ &shown.title }{ " " }<span class="hint">{ &shown.sentence }</span></li>
                        }
                    </ol>
                } else {
                    if vote.step.1 > 0 {
                        <p class="hint">{ workshop_page::step_of(lang, vote.step.0, vote.step.1) }</p>
                    }
                    for (at, shown) in vote.results.iter().enumerate() {
                        { result(at, shown) }
                    }
                }
                for (at, note) in vote.notes.iter().enumerate() {
                    <p key={at} class="hint">{ note }</p>
                }
                if vote.unvoted > 0 {
                    <p class="hint">{ workshop_page::unvoted(lang, vote.unvoted) }</p>
                }
                if !vote.ideas.is_empty() {
                    <ul class="live-stage__ideas">
                        for (at, idea) in vote.ideas.iter().enumerate() {
                            <li key={at}>{ idea }</li>
                        }
                    </ul>
                }
            }
        </section>
    }
}

fn result(at: usize, shown: &Shown) -> Html {
    html! {
        <div key={at} class="live-stage__result">
            if !shown.title.is_empty() {
                <h3 class="live-stage__item">{ &shown.title }</h3>
            }
            if !shown.bars.is_empty() {
                <Bars bars={Rc::new(shown.bars.clone())} middle={shown.middle} label={shown.sentence.clone()} />
            }
            <p>{ &shown.sentence }{ " " }{ &shown.consensus }</p>
        </div>
    }
}
