//! What the views show where there is nothing to show.

use yew::prelude::*;

use super::facts::Facts;
use crate::domain::text::{roadmap_board as words, shell};
use crate::ui::session::{RoadmapPage, Screen};

/// What stands in the place of a view that nothing can be shown in; `None` where it can.
pub(super) fn empty(facts: &Facts) -> Option<Html> {
    let lang = facts.lang;
    let (sentence, word, path) = if !facts.plan.roadmap.is_ready() {
        (words::not_ready(lang), words::set_up(lang), RoadmapPage::Setup.path())
    } else if facts.all.is_empty() {
        (words::no_items(lang), words::go_to_items(lang), Screen::Items.path())
    } else {
        return None;
    };
    Some(html! {
        <div class="board board--empty">
            <h1 class="board__title">{ shell::roadmap(lang) }</h1>
            <p>{ sentence }</p>
            <a class="button button--primary" href={format!("#/{path}")}>{ word }</a>
        </div>
    })
}

/// The heading of a view.
pub(super) fn title(facts: &Facts) -> Html {
    html! { <h1 class="board__title">{ shell::roadmap(facts.lang) }</h1> }
}

/// How much is planned; and how to begin, where nothing is.
pub(super) fn hint(facts: &Facts) -> Html {
    let lang = facts.lang;
    let planned = facts.all.iter().filter(|fact| fact.slot.is_some()).count();
    html! {
        <p class="hint board__hint">
            { match planned {
                0 => words::nothing_placed(lang).to_owned(),
                _ => words::planned(lang, planned, facts.all.len()),
            } }
            <span class="visually-hidden">{ " " }{ words::keys(lang) }</span>
        </p>
    }
}
