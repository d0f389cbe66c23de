//! One item of the table. It renders only when something that it shows has changed.

use std::rc::Rc;

use yew::prelude::*;

use super::cells::Target;
use crate::domain::number;
use crate::domain::plan::Item;
use crate::domain::text::{Lang, needs as words};
use crate::domain::tradeoff::value::Weighing;
use crate::domain::tradeoff::weights::Side;
use crate::platform::element;
use crate::ui::features::tradeoff::needs::name_of;

/// Properties of [`Row`].
#[derive(Properties)]
pub struct RowProps {
    /// The line that it stands on.
    pub line: usize,
    /// Height of a line in pixels.
    pub height: usize,
    /// The item.
    pub item: Rc<Item>,
    /// The columns.
    pub targets: Rc<Vec<Target>>,
    /// What it is valued by.
    pub weighing: Rc<Weighing>,
    /// The column of the active cell, if it is in this row.
    pub active: Option<usize>,
    /// The columns inside the chosen block, if it touches this row.
    pub range: Option<(usize, usize)>,
    /// The language.
    pub lang: Lang,
}

impl PartialEq for RowProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.item, &other.item)
            && self.line == other.line
            && self.height == other.height
            && self.active == other.active
            && self.range == other.range
            && self.lang == other.lang
            && Rc::ptr_eq(&self.targets, &other.targets)
            && Rc::ptr_eq(&self.weighing, &other.weighing)
    }
}

/// The id of a cell, by which the table says which one is active.
pub fn cell_id(line: usize, column: usize) -> String {
    format!("mark-{line}-{column}")
}

/// One item of the table.
#[component]
pub fn Row(props: &RowProps) -> Html {
    let node = use_node_ref();
    use_effect_with((props.line, props.height), {
        let node = node.clone();
        move |(line, height)| {
            element::set_style(&node, "transform", &format!("translateY({}px)", line * height))
        }
    });
    let RowProps { item, targets, lang, .. } = props;
    let title = item.title_in(*lang);
    let worth = props.weighing.worth(item);
    let columns = targets.len();
    let total = |at: usize, side: Side| {
        let value = worth.map(|worth| match side {
            Side::Need => (worth.need, worth.harms_need),
            Side::Goal => (worth.goal, worth.harms_goal),
        });
        html! { <Total {at} {side} {value} lang={*lang} /> }
    };
    html! {
        <div ref={node} class="matrix__row" role="row" aria-rowindex={(props.line + 2).to_string()} data-line={props.line.to_string()}
            data-active={props.active.map(|_| "true")}>
            <div class="matrix__name" role="rowheader" aria-colindex="1" title={title.to_owned()}>
                <span class="matrix__key">{ &item.key }</span>
                <span class="matrix__title">{ title }</span>
            </div>
            for (at, target) in targets.iter().enumerate() {
                { cell(props, at, target, title) }
            }
            { total(columns + 2, Side::Need) }
            { total(columns + 3, Side::Goal) }
        </div>
    }
}

fn cell(props: &RowProps, at: usize, target: &Target, title: &str) -> Html {
    let lang = props.lang;
    let level = target.side.level(&props.item, &target.id);
    let active = props.active == Some(at);
    let in_range = props.range.is_some_and(|(from, to)| (from..=to).contains(&at));
    let meaning = match level {
        None => words::level(lang, None).to_owned(),
        Some(value) => format!("{} {}", words::mark(value), words::level(lang, level)),
    };
    // The active cell is announced alone, so it names its item and its column as well.
    let label = if active { words::cell(lang, title, &target.title, &meaning) } else { meaning };
    html! {
        <div key={at} id={cell_id(props.line, at)} class="mark" role="gridcell" aria-colindex={(at + 2).to_string()} aria-label={label}
            aria-selected={if in_range || active { "true" } else { "false" }} data-col={at.to_string()} data-side={name_of(target.side)}
            data-level={level.map(|level| level.to_string())} data-active={active.then_some("true")} data-range={in_range.then_some("true")}>
            if let Some(level) = level {
                <span class="mark__number">{ words::mark(level) }</span>
                <span class="mark__dots" aria-hidden="true"></span>
            }
        </div>
    }
}

/// Properties of [`Total`].
#[derive(Properties, PartialEq)]
struct TotalProps {
    at: usize,
    side: Side,
    value: Option<(f64, bool)>,
    lang: Lang,
}

/// The need value or the goal value of an item.
#[component]
fn Total(props: &TotalProps) -> Html {
    let lang = props.lang;
    let Some((value, harms)) = props.value else {
        return html! {
            <div class="matrix__total" role="gridcell" aria-colindex={props.at.to_string()} aria-label={words::level_none(lang)}>{ "–" }</div>
        };
    };
    html! {
        <div class="matrix__total" role="gridcell" aria-colindex={props.at.to_string()} data-side={name_of(props.side)} title={harms.then(|| words::outweighed(lang))}>
            <svg class="matrix__bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                <rect class="matrix__bar-fill" width={number::plain(value * 100.0, 1)} height="6" />
            </svg>
            <span class="matrix__value" data-harms={harms.then_some("true")}>{ format!("{value:.2}") }</span>
            if harms {
                <span class="visually-hidden">{ words::outweighed(lang) }</span>
            }
        </div>
    }
}
