//! Teams against periods.

mod cell;
mod layout;
mod lines;

use std::rc::Rc;

use yew::prelude::*;

use super::RoadmapProps;
use super::card::load_bar;
use super::empty::{empty, hint, title};
use super::facts::{Facts, Named};
use super::hands::{Stage, Target, use_stage};
use super::lanes::Lanes;
use super::picture;
use super::pool::use_pool;
use crate::domain::picture::roadmap::Rows as Drawn;
use crate::domain::text::{Lang, roadmap_board as words};
use crate::ui::by_pointer::ByPointer;
use crate::ui::store::use_lang;
use cell::Cell;
use layout::{Edge, MOST_LINES, Open, Row, Rows, cell_of, edges, lanes, rows};
use lines::Lines;

/// Teams against periods.
#[component]
pub fn Timeline(props: &RoadmapProps) -> Html {
    let lang = use_lang();
    let facts = use_memo((ByPointer(Rc::clone(&props.plan)), lang), |(plan, lang)| Facts::of(&plan.0, *lang));
    match empty(&facts) {
        Some(empty) => empty,
        None => html! { <Sheet {facts} /> },
    }
}

#[derive(Properties, Clone, PartialEq)]
struct SheetProps {
    facts: Rc<Facts>,
}

/// The timeline of a roadmap that is set up.
#[component]
fn Sheet(props: &SheetProps) -> Html {
    let facts = &props.facts;
    let lang = facts.lang;
    let by = use_state_eq(Rows::default);
    let lined = use_state_eq(|| true);
    let open = use_state_eq(Open::new);
    let sheet = use_node_ref();
    let pool = use_pool(facts);
    let list = use_memo((Rc::clone(facts), *by), |(facts, by)| rows(facts, *by));
    let edges = use_memo(Rc::clone(facts), |facts| edges(facts));
    let shown = Rc::new(lanes(&list, &open, facts.periods.len(), &pool.shown));
    let on_hidden = {
        let (open, list) = (open.clone(), Rc::clone(&list));
        Callback::from(move |place: usize| match cell_of(&list, place) {
            Some(cell) if !open.contains(&cell) => {
                open.set(open.iter().cloned().chain([cell]).collect());
                true
            }
            _ => false,
        })
    };
    let stage = use_stage(facts, &shown, on_hidden);
    let on_by = use_callback((), {
        let by = by.setter();
        move |rows: Rows, ()| by.set(rows)
    });
    let on_lined = use_callback(*lined, {
        let lined = lined.setter();
        move |_: Event, was| lined.set(!was)
    });
    let on_open = use_callback(open.clone(), |key: (AttrValue, usize), open| {
        let mut next = (**open).clone();
        if !next.remove(&key) {
            next.insert(key);
        }
        open.set(next);
    });
    let many = edges.len() > MOST_LINES;
    let drawn = use_memo((Rc::clone(&edges), many.then_some(stage.told)), |(edges, only)| match only {
        Some(told) => {
            edges.iter().filter(|edge| Some(edge.from) == *told || Some(edge.to) == *told).copied().collect()
        }
        None => (**edges).clone(),
    });
    let body = html! {
        <>
            <div class="board__bar">
                { title(facts) }
                <div class="segments" role="group" aria-label={words::rows(lang)}>
                    { choice(Rows::Teams, words::by_team(lang), *by, &on_by) }
                    { choice(Rows::Areas, words::by_area(lang), *by, &on_by) }
                </div>
                if !edges.is_empty() {
                    <label class="check" title={many.then_some(words::pressed_lines(lang))}>
                        <input type="checkbox" class="checkbox" checked={*lined} onchange={on_lined} />
                        <span>{ words::dependencies(lang) }</span>
                    </label>
                }
                { hint(facts) }
                { picture::save(&facts.plan, if *by == Rows::Areas { Drawn::Areas } else { Drawn::Teams }) }
            </div>
            <div class="timeline__body">
                <div class="timeline__scroll" data-scroller="true" tabindex="0" role="group" aria-label={words::timeline(lang)}>
                    <div ref={sheet.clone()} class="timeline__sheet">
                        <table class="timeline__table" aria-label={words::timeline(lang)}>
                            <thead>{ head(facts, *by, lang) }</thead>
                            <tbody>
                                for row in list.iter() {
                                    { line(row, facts, &stage, &open, &on_open) }
                                }
                            </tbody>
                        </table>
                        if *lined && !edges.is_empty() {
                            <Lines {sheet} edges={Rc::<Vec<Edge>>::clone(&drawn)} told={stage.told}
                                drawn={Rc::<Lanes>::clone(&shown)} />
                        }
                    </div>
                </div>
                { pool.view(&stage, facts) }
            </div>
        </>
    };
    stage.frame("timeline", words::timeline(lang), body)
}

fn choice(rows: Rows, word: &'static str, now: Rows, on_by: &Callback<Rows>) -> Html {
    let onclick = {
        let on_by = on_by.clone();
        Callback::from(move |_: MouseEvent| on_by.emit(rows))
    };
    html! {
        <button type="button" class="segment" aria-pressed={if rows == now { "true" } else { "false" }} {onclick}>{ word }</button>
    }
}

/// The row of periods, each with the sum of all teams.
fn head(facts: &Facts, by: Rows, lang: Lang) -> Html {
    let period = |at: usize, named: &Named| {
        let sum = facts.sum(at);
        html! {
            <th key={named.id.to_string()} scope="col" class="timeline__period">
                <span class="timeline__title">{ &named.title }</span>
                if !named.dates.is_empty() {
                    <span class="timeline__dates">{ &named.dates }</span>
                }
                { load_bar(sum, &facts.load_words(sum)) }
            </th>
        }
    };
    html! {
        <tr>
            <td class="timeline__corner">{ if by == Rows::Teams { words::team(lang) } else { crate::domain::text::fields::area(lang) } }</td>
            for (at, named) in facts.periods.iter().enumerate() {
                { period(at, named) }
            }
        </tr>
    }
}

fn line(
    row: &Row,
    facts: &Facts,
    stage: &Stage,
    open: &Open,
    on_open: &Callback<(AttrValue, usize)>,
) -> Html {
    let lang = facts.lang;
    // The head of each column has the unit in full.
    let unit = words::short_unit(lang, facts.unit);
    let cell = |period: usize| {
        let content = row.cells.get(period).cloned().unwrap_or_default();
        let title = facts.periods.get(period).map(|period| period.title.to_string()).unwrap_or_default();
        let load = row.team.map(|team| stage.load(period, team));
        let said = match load {
            Some(load) => facts.load_in(load, unit),
            None => words::used_only(lang, &words::number(content.sum()), unit),
        };
        let has = |place: &usize| content.cards.iter().any(|fact| fact.place == *place);
        html! {
            <Cell key={period} row={row.key.clone()} {period} label={words::cell_of(lang, &row.title, &title)}
                is_open={open.contains(&(row.key.clone(), period))} {load} words={said}
                over={stage.is_over(Target::Period(period))} stop={stage.stop.filter(has)}
                lifted={stage.drag.map(|drag| drag.place).filter(has)} on_open={on_open.clone()}
                content={content.clone()} />
        }
    };
    html! {
        <tr key={row.key.to_string()}>
            <th scope="row" class="timeline__row">
                <span class="timeline__title" title={row.title.clone()}>{ &row.title }</span>
                if let Some(each) = row.team.and_then(|team| facts.even_capacity(team)) {
                    <span class="timeline__dates">{ words::per_period(lang, &words::amount(lang, each, facts.unit)) }</span>
                }
            </th>
            for period in 0..facts.periods.len() {
                { cell(period) }
            }
        </tr>
    }
}

#[cfg(test)]
mod tests;
