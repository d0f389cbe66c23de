//! Dots to be spread: a row with two buttons for each item, and what is left above them.

use std::rc::Rc;

use yew::prelude::*;

use super::task::HEADING;
use super::vote;
use crate::domain::text::ballot as words;
use crate::domain::workshop::code::Vote;
use crate::domain::workshop::paper::{Ask, Paper, Task};
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Icon, IconName};
use crate::ui::store::use_lang;

/// Properties of the pages that ask about all items at once.
#[derive(Properties, PartialEq)]
pub struct SheetProps {
    /// What is asked.
    pub paper: ByPointer<Paper>,
    /// What is to be answered, in order.
    pub tasks: ByPointer<Vec<Task>>,
    /// The answers so far.
    pub vote: ByPointer<Vote>,
    /// Called with every change.
    pub on_vote: Callback<Rc<Vote>>,
}

/// More dots than this are counted, not drawn.
const MOST_DRAWN: u32 = 5;

/// All items with their dots.
#[component]
pub fn Dots(props: &SheetProps) -> Html {
    let lang = use_lang();
    let (paper, tasks, now) = (&*props.paper.0, &*props.tasks.0, &*props.vote.0);
    let left = vote::dots_left(tasks, now);
    let (most, budget) = match tasks.first() {
        Some(Task { ask: Ask::Dots { most, budget }, .. }) => (*most, *budget),
        _ => (0, 0),
    };
    let button = |at: usize, more: bool, title: &str| {
        let can = if more { left > 0 && vote::dots(now, at) < most } else { vote::dots(now, at) > 0 };
        let label = if more { words::more_dots(lang, title) } else { words::fewer_dots(lang, title) };
        let (tasks, vote, on_vote) = (props.tasks.clone(), props.vote.clone(), props.on_vote.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            if let Some(vote) = vote::with_dots(&tasks.0, &vote.0, at, more) {
                on_vote.emit(vote);
            }
        });
        html! {
            <button type="button" class="ballot-dots__step" {onclick} aria-label={label} aria-disabled={(!can).then_some("true")}>
                <Icon name={if more { IconName::Plus } else { IconName::Minus }} />
            </button>
        }
    };
    html! {
        <>
            <p class="ballot__left" role="status">{ words::dots_left(lang, left, budget) }</p>
            <ul class="ballot-dots" role="list" aria-labelledby={HEADING}>
                for (at, title) in (0..tasks.len()).map(|at| (at, vote::title(paper, at, lang))) {
                    <li key={at} class="ballot-dots__row" data-on={(vote::dots(now, at) > 0).then_some("true")}>
                        <span class="ballot-dots__title">{ &title }</span>
                        <span class="ballot-dots__steps">
                            { button(at, false, &title) }
                            <span class="ballot-dots__count">
                                <span class="ballot-dots__number">{ vote::dots(now, at) }</span>
                                if most <= MOST_DRAWN {
                                    { drawn(vote::dots(now, at), most) }
                                }
                            </span>
                            { button(at, true, &title) }
                        </span>
                    </li>
                }
            </ul>
        </>
    }
}

/// The dots of an item as a picture.
fn drawn(given: u32, most: u32) -> Html {
    html! {
        <svg class="ballot-dots__drawn" viewBox={format!("0 0 {} 6", most * 8)} width={(most * 8).to_string()} height="6" aria-hidden="true">
            for dot in 0..most {
                <circle key={dot} cx={(dot * 8 + 4).to_string()} cy="3" r="2.5" class={if dot < given { "ballot-dots__dot" } else { "ballot-dots__place" }} />
            }
        </svg>
    }
}
