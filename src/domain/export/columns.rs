//! The columns of the table of items, exactly as `formats.md` lays them down: the same in
//! CSV and in workbooks.
//!
//! “Estimates with a range write more columns” is read so: where any item has a range
//! for an input, `… low` and `… high` stand right behind that input's column, which
//! holds the likely value. The sheets of other frameworks follow at the end, as far as
//! any item uses them, and so does the score that ranks, where it is not there already.

use std::collections::HashMap;
use std::rc::Rc;

use super::{Context, join_tags};
use crate::domain::frameworks::{self, Framework, Input, Unit};
use crate::domain::import::{Part, Target};
use crate::domain::number;
use crate::domain::plan::{Estimate, Id, Item, Plan};
use crate::domain::ranking;
use crate::domain::text::{Lang, fields, import};
use crate::domain::tradeoff::value::{Weighing, Worth};
use crate::domain::uncertainty::RankRange;

/// What stands in a column for the item at a place in the plan.
pub type Cell<'a> = Box<dyn Fn(usize, &Item) -> Content + 'a>;

/// One column.
pub struct Column<'a> {
    /// Its name in the language of the table.
    pub header: String,
    /// What it holds, for whoever calculates with it.
    pub holds: Holds,
    /// What stands in it.
    pub cell: Cell<'a>,
}

/// What a column holds.
#[derive(Clone, Copy, Debug)]
pub enum Holds {
    /// Something to read.
    Words,
    /// Something to calculate with.
    Numbers,
    /// What was calculated, rounded.
    Calculated,
    /// An input of a framework's sheet: what its formula takes.
    Input(&'static str, &'static str),
    /// The score of a framework.
    Score(&'static Framework),
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// A text; an empty one for an empty cell.
    Text(String),
    /// A number, and how it stands in a text.
    Number(f64, String),
    /// A share of 1, and how it stands in a text.
    Share(f64, String),
}

impl Content {
    const NOTHING: Content = Content::Text(String::new());

    /// A number with at most that many decimals.
    fn rounded(value: f64, decimals: usize) -> Content {
        Content::Number(number::rounded(value, decimals), number::plain(value, decimals))
    }

    /// As it stands in a text.
    pub fn into_text(self) -> String {
        match self {
            Content::Text(text) | Content::Number(_, text) | Content::Share(_, text) => text,
        }
    }
}

/// The columns, as `formats.md` lays them down.
pub fn columns<'a>(plan: &'a Plan, lang: Lang, context: &Context<'a>) -> Vec<Column<'a>> {
    let keys: HashMap<&'a Id, &'a str> =
        plan.items.iter().map(|item| (&item.id, item.key.as_str())).collect();
    let parents = keys.clone();
    let key_of = move |id: &Id| keys.get(id).copied();
    let periods = periods(plan, lang);
    let ranks = ranking::rank(plan, context.framework).ranks;
    let plain = || frameworks::sheets().filter(|framework| framework.plain_headers);

    let mut columns: Vec<Column<'a>> = Vec::new();
    let mut add = |header: &str, holds: Holds, cell: Cell<'a>| {
        columns.push(Column { header: header.to_owned(), holds, cell });
    };
    add(fields::key(lang), Holds::Words, words(|item| item.key.clone()));
    add(fields::title(lang), Holds::Words, words(|item| item.title.clone()));
    add(fields::description(lang), Holds::Words, words(|item| item.description.clone()));
    add(fields::area(lang), Holds::Words, words(|item| item.area.clone()));
    add(fields::tags(lang), Holds::Words, words(|item| join_tags(&item.tags)));
    add(fields::status(lang), Holds::Words, words(move |item| item.status.label(lang).to_owned()));
    add(fields::owner(lang), Holds::Words, words(|item| item.owner.clone()));
    for framework in plain() {
        for input in framework.inputs {
            add_input(plan, lang, framework, input, &mut add);
        }
        add((framework.name)(lang), Holds::Score(framework), score_of(plan, framework));
    }
    let rank = move |at: usize, _: &Item| match ranks.get(at).copied().flatten() {
        Some(rank) => Content::Number(f64::from(rank), rank.to_string()),
        None => Content::NOTHING,
    };
    add(fields::rank(lang), Holds::Numbers, Box::new(rank));
    let ranges = context.ranges;
    let end = |pick: fn(&RankRange) -> u32| -> Cell<'a> {
        Box::new(move |_, item| match ranges.and_then(|ranges| ranges.of_item(&item.id)) {
            Some(range) => Content::Number(f64::from(pick(&range)), pick(&range).to_string()),
            None => Content::NOTHING,
        })
    };
    add(import::rank_low(lang), Holds::Numbers, end(|range| range.low));
    add(import::rank_high(lang), Holds::Numbers, end(|range| range.high));
    let kano = |item: &Item| item.kano.as_ref().map(|mark| mark.category.file_name().to_owned());
    add(fields::kano(lang), Holds::Words, words(move |item| kano(item).unwrap_or_default()));
    let weighing = Rc::new(Weighing::of(plan));
    let worth_of = |pick: fn(&Worth) -> f64| -> Cell<'a> {
        let weighing = Rc::clone(&weighing);
        Box::new(move |_, item| {
            weighing.worth(item).map_or(Content::NOTHING, |worth| Content::rounded(pick(&worth), 4))
        })
    };
    add(fields::user_need(lang), Holds::Calculated, worth_of(|worth| worth.need));
    add(fields::business_goal(lang), Holds::Calculated, worth_of(|worth| worth.goal));
    let period = move |item: &Item| periods.get(&item.id).cloned().unwrap_or_default();
    add(import::period(lang), Holds::Words, words(period));
    let depends_on =
        move |item: &Item| item.depends_on.iter().filter_map(&key_of).collect::<Vec<_>>().join(", ");
    add(fields::depends_on(lang), Holds::Words, words(depends_on));
    add(fields::source(lang), Holds::Words, words(|item| item.source.clone()));
    let parent = move |item: &Item| {
        let key = item.parent.as_ref().and_then(|id| parents.get(id)).copied();
        key.unwrap_or_default().to_owned()
    };
    add(fields::parent(lang), Holds::Words, words(parent));
    for framework in frameworks::sheets().filter(|framework| !framework.plain_headers) {
        if plan.items.iter().any(|item| item.score(framework.sheet).is_some()) {
            for input in framework.inputs_in(&plan.settings.criteria) {
                add_input(plan, lang, framework, input, &mut add);
            }
        }
    }
    if !context.framework.plain_headers {
        let framework = context.framework;
        add((framework.name)(lang), Holds::Score(framework), score_of(plan, framework));
    }
    columns
}

fn words<'a>(text: impl Fn(&Item) -> String + 'a) -> Cell<'a> {
    Box::new(move |_, item| Content::Text(text(item)))
}

/// The columns of one input: its value, and the ends of its range where any item has one.
fn add_input<'a>(
    plan: &Plan,
    lang: Lang,
    framework: &'static Framework,
    input: &'static Input,
    add: &mut impl FnMut(&str, Holds, Cell<'a>),
) {
    let has_range =
        plan.estimates(framework.sheet, input).any(|estimate| matches!(estimate, Estimate::Range { .. }));
    for part in [Part::Value, Part::Low, Part::High] {
        if part == Part::Value || has_range {
            let header = Target::Estimate { sheet: framework.sheet, input: input.key, part }
                .label(&plan.settings.criteria, lang);
            let cell = move |_, item: &Item| {
                item.estimate(framework.sheet, input.key)
                    .map_or(Content::NOTHING, |estimate| estimate_part(input, estimate, part, lang))
            };
            let holds = match part {
                Part::Value => Holds::Input(framework.sheet, input.key),
                Part::Low | Part::High => Holds::Numbers,
            };
            add(&header, holds, Box::new(cell));
        }
    }
}

fn estimate_part(input: &Input, estimate: &Estimate, part: Part, lang: Lang) -> Content {
    match (estimate, part) {
        (estimate, Part::Value) if input.class_of(estimate).is_some() => {
            Content::Text(input.display_estimate(estimate, lang))
        }
        (Estimate::Value(value), Part::Value) => exact(input, *value),
        (Estimate::Unreadable(text), Part::Value) => Content::Text(text.clone()),
        (Estimate::Range { likely, .. }, Part::Value) => exact(input, *likely),
        (Estimate::Range { low, .. }, Part::Low) => exact(input, *low),
        (Estimate::Range { high, .. }, Part::High) => exact(input, *high),
        _ => Content::NOTHING,
    }
}

/// A number that reads back as the same one.
fn exact(input: &Input, value: f64) -> Content {
    match input.unit {
        // A share above 1 without its sign would read back as percent.
        Unit::Share if value > 1.0 => Content::Share(value, format!("{}%", value * 100.0)),
        Unit::Share => Content::Share(value, value.to_string()),
        _ => Content::Number(value, value.to_string()),
    }
}

fn score_of<'a>(plan: &Plan, framework: &'static Framework) -> Cell<'a> {
    let scorer = framework.scorer(plan);
    Box::new(move |_, item| {
        // A workbook has the whole score, for whoever calculates with it.
        let content = |score| Content::Number(score, number::plain(score, 4));
        scorer.score(item).value().map_or(Content::NOTHING, content)
    })
}

/// The title of the period in which each item stands.
fn periods(plan: &Plan, lang: Lang) -> HashMap<Id, String> {
    let roadmap = &plan.roadmap;
    let title = |id: &Id| {
        roadmap.place_of(id).and_then(|at| roadmap.periods.get(at)).map(|period| period.title_in(lang))
    };
    roadmap
        .placements
        .iter()
        .filter_map(|placement| Some((Rc::clone(&placement.item), title(&placement.period)?.to_owned())))
        .collect()
}
