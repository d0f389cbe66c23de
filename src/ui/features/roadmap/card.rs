//! An item as a card.

use std::rc::Rc;

use yew::prelude::*;

use super::facts::{Fact, Note};
use crate::domain::number::plain;
use crate::domain::plan::Status;
use crate::domain::roadmap::load::Load;
use crate::domain::text::fields;
use crate::ui::store::use_lang;

/// Properties of [`Card`].
#[derive(Properties, Clone, PartialEq)]
pub(super) struct CardProps {
    /// What it shows.
    pub fact: Rc<Fact>,
    /// The name of its team, where the card does not stand in the team's row.
    #[prop_or_default]
    pub team: Option<AttrValue>,
    /// Whether Tab stops at it.
    #[prop_or_default]
    pub stop: bool,
    /// Whether it is being dragged.
    #[prop_or_default]
    pub lifted: bool,
}

/// An item as a card. It has no listeners of its own: the view around it finds it by its
/// `data-card`, which is the item's place in the plan.
#[component]
pub(super) fn Card(props: &CardProps) -> Html {
    let lang = use_lang();
    let CardProps { fact, team, stop, lifted } = props;
    let why = &fact.why;
    let kano = fact.kano.map(|kano| kano.file_name());
    let state = match fact.status {
        Status::InProgress => Some(("in_progress", fields::status_in_progress(lang))),
        Status::Shipped => Some(("shipped", fields::status_shipped(lang))),
        Status::Rejected => Some(("rejected", fields::status_rejected(lang))),
        _ => None,
    };
    html! {
        <button type="button" class="card" data-card={fact.place.to_string()} data-kano={kano}
            data-state={state.map(|(name, _)| name)} data-broken={fact.is_broken().then_some("true")}
            data-lifted={lifted.then_some("true")} data-out={fact.excluded.then_some("true")}
            tabindex={if *stop { "0" } else { "-1" }} aria-haspopup="menu">
            // The short form is for the eye, and all of it for the ear.
            <span class="visually-hidden">{ &fact.about }</span>
            <span class="card__title" aria-hidden="true">{ &fact.title }</span>
            <span class="card__facts" aria-hidden="true">
                <span class="card__effort">{ &fact.effort_text }</span>
                if let Some(team) = team {
                    <span class="card__team">{ team }</span>
                }
                <span class="card__marks">
                    if let Some((_, word)) = state {
                        <span class="card__state">{ word }</span>
                    }
                    if fact.is_broken() {
                        { glyph("card__mark card__mark--broken", BROKEN) }
                    }
                    if fact.must {
                        { glyph("card__mark", MUST) }
                    }
                    if fact.locked {
                        { glyph("card__mark", LOCK) }
                    }
                    if fact.excluded {
                        { glyph("card__mark", OUT) }
                    }
                </span>
                <span class="card__value">
                    if let Some(kano) = kano {
                        <b class="card__kano">{ kano }</b>{ " · " }
                    }
                    { &fact.value_text }
                </span>
            </span>
            if let Some(why) = why.as_ref().filter(|_| fact.is_held) {
                <span class="card__reason" aria-hidden="true">{ &**why }</span>
            }
            if why.is_some() || !fact.notes.is_empty() {
                <span class="card__tip" aria-hidden="true">
                    if let Some(why) = why {
                        <span class="card__why">{ &**why }</span>
                    }
                    for (at, Note { text, broken }) in fact.notes.iter().enumerate() {
                        <span key={at} class="card__note" data-broken={broken.then_some("true")}>{ text }</span>
                    }
                </span>
            }
        </button>
    }
}

/// A closed padlock.
pub(super) const LOCK: &str = "M4 7.5h8v6H4ZM5.5 7.5V5.2a2.5 2.5 0 0 1 5 0v2.3";
const MUST: &str = "M8 2.5v7M8 12.5v.6M4 3l1 .6M12 3l-1 .6";
const BROKEN: &str = "M8 2.5 14 13.5H2ZM8 6.5v3.2M8 11.6v.2";
const OUT: &str = "M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11ZM4.2 4.2l7.6 7.6";

/// A small picture for the eye; the words beside it are for the ear.
pub(super) fn glyph(class: &'static str, path: &'static str) -> Html {
    html! {
        <svg class={class} viewBox="0 0 16 16" width="13" height="13" aria-hidden="true" focusable="false">
            <path d={path} fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" />
        </svg>
    }
}

/// How full a team is in a period: a bar, and the numbers in words below it.
pub(super) fn load_bar(load: Load, words: &str) -> Html {
    let percent = |share: f64| format!("{}%", plain(share.clamp(0.0, 1.0) * 100.0, 2));
    let spare = load.capacity > 0.0 && load.usable < load.capacity * (1.0 - 1e-9);
    let at_spare = percent(load.usable / load.capacity.max(f64::MIN_POSITIVE));
    html! {
        <div class="load" data-over={load.is_over().then_some("true")}>
            <svg class="load__bar" width="100%" height="6" aria-hidden="true" focusable="false">
                <rect class="load__track" width="100%" height="6" rx="3" />
                <rect class="load__fill" width={percent(load.share())} height="6" rx="3" />
                if spare {
                    <line class="load__spare" x1={at_spare.clone()} x2={at_spare} y1="0" y2="6" />
                }
            </svg>
            <p class="load__text">{ words }</p>
        </div>
    }
}
