//! The audience's window: large type, one thing at a time. It knows only what the console tells it.

use std::rc::Rc;

use yew::prelude::*;

use super::results::Bars;
use super::run::{HELLO, line_name};
use super::timer::Timer;
use crate::domain::text::{Lang, workshop_page as words};
use crate::domain::workshop::stage::{MARK, Shown, Stage, StageVote};
use crate::platform::dom;
use crate::platform::projector::Line;
use crate::ui::features::survey::qr::QrCode;
use crate::ui::store::use_lang;

/// Things whose votes are shown at once; more are not read from the back of a room.
const MOST_SHOWN: usize = 4;

/// Characters of a link from which on its code is read from near only: it has 93 modules
/// a side and more.
pub(super) const DENSE: usize = 718;

/// Titles of a list that are shown at once.
const MOST_TITLES: usize = 12;

/// Properties of the audience's window.
#[derive(Properties, Clone, PartialEq)]
pub struct AudienceProps {
    /// The end of the address, from `#w=` on.
    pub link: AttrValue,
}

/// The audience's window, for the page.
pub fn audience(props: &AudienceProps) -> Html {
    html! { <Audience ..props.clone() /> }
}

/// Shows what the console says, and asks for it when it opens.
#[component]
fn Audience(props: &AudienceProps) -> Html {
    let fallback = use_lang();
    let stage = use_state_eq(|| None::<Rc<Stage>>);
    let id = props.link.strip_prefix(MARK).unwrap_or_default().to_owned();
    use_effect_with(id, {
        let stage = stage.setter();
        move |id: &String| {
            let line = Line::open(&line_name(id), move |said| {
                if let Ok(heard) = serde_json::from_str::<Stage>(&said) {
                    stage.set(Some(Rc::new(heard)));
                }
            });
            if let Some(line) = &line {
                line.say(HELLO);
            }
            move || drop(line)
        }
    });
    let lang = stage.as_ref().and_then(|stage| Lang::from_tag(&stage.lang)).unwrap_or(fallback);
    use_effect_with(lang, |lang| dom::set_language(lang.tag()));
    let title = stage.as_ref().map(|stage| stage.workshop.clone()).unwrap_or_default();
    use_effect_with(title, |title| dom::set_title(title));
    html! {
        <ContextProvider<Lang> context={lang}>
            <main class="stage" id="main">
                { match &*stage {
                    Some(stage) => html! { <OnStage stage={stage.clone()} /> },
                    None => html! { <p class="stage__waiting" role="status">{ words::stage_waiting(lang) }</p> },
                } }
            </main>
        </ContextProvider<Lang>>
    }
}

/// Properties of [`OnStage`].
#[derive(Properties, PartialEq)]
pub struct OnStageProps {
    /// What is shown.
    pub stage: Rc<Stage>,
}

/// A stage.
#[component]
pub fn OnStage(props: &OnStageProps) -> Html {
    let lang = use_lang();
    let stage = &props.stage;
    let is_on = !stage.title.is_empty();
    html! {
        <>
            <header class="stage__head">
                <p class="stage__workshop">{ &stage.workshop }</p>
                if is_on {
                    <p class="stage__place">{ words::place_of(lang, stage.place.0, stage.place.1) }</p>
                    <Timer key={stage.since.clone()} since={stage.since.clone()} minutes={stage.minutes} />
                }
            </header>
            if is_on {
                <h1 class="stage__title">{ &stage.title }</h1>
                if let Some(vote) = &stage.vote {
                    { on_vote(vote, stage.named, lang) }
                }
            } else {
                <h1 class="stage__title">{ if stage.ended { words::thanks(lang) } else { stage.workshop.as_str() } }</h1>
                <ol class="stage__agenda">
                    for (at, (title, minutes, done)) in stage.agenda.iter().enumerate() {
                        <li key={at} class={classes!(done.then_some("stage__done"))}>
                            <span>{ title }</span>
                            <span class="stage__minutes">{ words::short_minutes(lang, *minutes) }</span>
                        </li>
                    }
                </ol>
            }
        </>
    }
}

fn on_vote(vote: &StageVote, named: bool, lang: Lang) -> Html {
    let is_revealed = !vote.results.is_empty() || !vote.ideas.is_empty();
    let most = if vote.ranked { MOST_TITLES } else { MOST_SHOWN };
    html! {
        <>
            <p class="stage__question">{ &vote.question }</p>
            if vote.open {
                <div class="stage__join">
                    if !vote.link.is_empty() {
                        <QrCode text={vote.link.clone()} label={words::qr_of_ballot(lang)} too_long={words::stage_no_qr(lang)} lean=true />
                    }
                    <div class="stage__facts">
                        <p class="stage__count" role="status"><strong>{ vote.voted }</strong>{ " " }{ words::have_voted(lang, vote.voted, vote.known) }</p>
                        <p>{ if named { words::named_told(lang) } else { words::anonymous_told(lang) } }</p>
                        if vote.link.is_empty() {
                            <p>{ words::stage_no_qr(lang) }</p>
                        } else if vote.link.len() > DENSE {
                            <p class="hint">{ words::stage_dense(lang) }</p>
                        }
                        <ul class="stage__items">
                            for (at, title) in vote.items.iter().take(MOST_TITLES).enumerate() {
                                <li key={at}>{ title }</li>
                            }
                        </ul>
                        if vote.items.len() > MOST_TITLES {
                            <p class="hint">{ words::more_titles(lang, vote.items.len() - MOST_TITLES) }</p>
                        }
                    </div>
                </div>
            } else if is_revealed {
                if vote.ranked {
                    <ol class="stage__order">
                        for (at, shown) in vote.results.iter().take(MOST_TITLES).enumerate() {
                            <li key={at} value={shown.place.to_string()}>{ &shown.title }<span class="stage__got">{ &shown.sentence }</span></li>
                        }
                    </ol>
                } else {
                    if vote.step.1 > 0 {
                        <p class="stage__step">{ words::step_of(lang, vote.step.0, vote.step.1) }</p>
                    }
                    <div class={classes!("stage__results", (vote.results.len() == 1).then_some("stage__results--one"))}>
                        for (at, shown) in vote.results.iter().take(MOST_SHOWN).enumerate() {
                            { result(at, shown, lang) }
                        }
                    </div>
                }
                if vote.results.len() > most {
                    <p class="hint">{ words::more_titles(lang, vote.results.len() - most) }</p>
                }
                for (at, note) in vote.notes.iter().enumerate() {
                    <p key={at} class="hint">{ note }</p>
                }
                if vote.unvoted > 0 {
                    <p class="hint">{ words::unvoted(lang, vote.unvoted) }</p>
                }
                if !vote.ideas.is_empty() {
                    <ul class="stage__ideas">
                        for (at, idea) in vote.ideas.iter().enumerate() {
                            <li key={at}>{ idea }</li>
                        }
                    </ul>
                }
            } else {
                <p class="stage__count" role="status">{ words::closed_told(lang) }</p>
            }
        </>
    }
}

fn result(at: usize, shown: &Shown, lang: Lang) -> Html {
    html! {
        <section key={at} class="stage__result">
            if !shown.title.is_empty() {
                <h2 class="stage__item">{ &shown.title }</h2>
            }
            if !shown.bars.is_empty() {
                <Bars bars={Rc::new(shown.bars.clone())} middle={shown.middle} label={shown.sentence.clone()} />
            }
            <p class="stage__sentence">
                { &shown.sentence }
                if !shown.consensus.is_empty() {
                    { " " }<span class="stage__figure">{ &shown.consensus }</span>
                }
            </p>
            if !shown.before.is_empty() {
                <p class="stage__sentence">{ &shown.before }</p>
            }
            if !shown.agreed.is_empty() {
                <p class="stage__agreed">{ words::agreed_value(lang, &shown.agreed) }</p>
            }
        </section>
    }
}
