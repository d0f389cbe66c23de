//! A cell of the timeline: what a team has to do in a period.

use yew::prelude::*;

use super::super::card::{Card, load_bar};
use super::super::hands::Target;
use super::layout::Content;
use crate::domain::roadmap::load::Load;
use crate::domain::text::roadmap_board as words;
use crate::ui::store::use_lang;

/// Properties of [`Cell`].
#[derive(Properties, Clone, PartialEq)]
pub(super) struct CellProps {
    /// The row, for the cell's own list.
    pub row: AttrValue,
    /// The place of the period.
    pub period: usize,
    /// What it is called: the row and the period.
    pub label: AttrValue,
    /// What stands in it.
    pub content: Content,
    /// Whether all of it is shown.
    pub is_open: bool,
    /// How full the team is, with what is dragged over it; `None` for an area.
    pub load: Option<Load>,
    /// The load, or the sum of efforts, in words.
    pub words: AttrValue,
    /// Whether something is dragged over the period.
    pub over: bool,
    /// The card that Tab stops at, where it is in this cell.
    pub stop: Option<usize>,
    /// The card that is being dragged, where it is in this cell.
    pub lifted: Option<usize>,
    /// Called to show all of it, or less.
    pub on_open: Callback<(AttrValue, usize)>,
}

/// A cell of the timeline.
#[component]
pub(super) fn Cell(props: &CellProps) -> Html {
    let lang = use_lang();
    let CellProps { row, period, label, content, is_open, load, words: said, over, stop, lifted, on_open } =
        props;
    let count = content.cards.len();
    let shown = content.shown(*is_open);
    let onclick =
        use_callback((row.clone(), *period, on_open.clone()), |_: MouseEvent, (row, period, on_open)| {
            on_open.emit((row.clone(), *period));
        });
    html! {
        <td class="timeline__cell" data-drop={Target::Period(*period).written()} data-over={over.then_some("true")}>
            if count > 0 {
                <ul class="cards" aria-label={label.clone()}>
                    for fact in content.cards.iter().take(shown) {
                        <li key={fact.id.to_string()}>
                            <Card fact={fact.clone()} stop={*stop == Some(fact.place)} lifted={*lifted == Some(fact.place)} />
                        </li>
                    }
                </ul>
            }
            if shown < count || (*is_open && content.shown(false) < count) {
                <button type="button" class="cards__more" aria-expanded={if *is_open { "true" } else { "false" }} {onclick}>
                    { if *is_open { words::show_fewer(lang).to_owned() } else { words::and_more(lang, count - shown) } }
                </button>
            }
            if !content.also.is_empty() {
                <ul class="cards cards--also">
                    for (at, also) in content.also.iter().enumerate() {
                        <li key={at} class="cards__also">{ also }</li>
                    }
                </ul>
            }
            if let Some(load) = load {
                { load_bar(*load, said) }
            } else if count > 0 {
                <p class="load__text">{ said }</p>
            }
        </td>
    }
}
