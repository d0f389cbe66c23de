//! User need against business goal: the picture, what the order is worth, and its first places.

use std::collections::HashSet;

use super::facts::{Facts, name, written_rank};
use super::{Block, Column, Table};
use crate::domain::picture::items::{Viewport, lay_out};
use crate::domain::picture::views::{self, ChartChoice, View, draw, levels};
use crate::domain::picture::{Picture, fixed};
use crate::domain::text::{chart, fields, report as common_words, tradeoff as words};
use crate::domain::tradeoff::verdict;

/// The size of the picture in pixels, before its legend.
const SIZE: (f64, f64) = (960.0, 560.0);

/// Rows of the table below the picture.
const MOST_ROWS: usize = 10;

/// The picture, the sentences and the formula; nothing where nothing can be weighed.
pub(super) fn blocks(facts: &Facts) -> Vec<Block> {
    let lang = facts.lang;
    let Some(weighed) = facts.weighed() else { return Vec::new() };
    let (picture, notes) = picture(facts);
    let mut said = weighed.said.join(words::between_sentences(lang));
    if let Some(sided) = verdict::one_sided(&weighed.weighing, lang) {
        said = [said.as_str(), sided].join(words::between_sentences(lang));
    }
    let mut blocks = vec![Block::Text(said), Block::Picture(picture)];
    blocks.extend(notes.into_iter().map(Block::Note));
    blocks.push(Block::Table(table(facts)));
    let count = weighed.beam.entries().len();
    if count > MOST_ROWS {
        blocks.push(Block::Note(words::first_only(lang, MOST_ROWS, count)));
    }
    let unjudged = weighed.beam.unjudged().len();
    if unjudged > 0 {
        blocks.push(Block::Note(words::unjudged(lang, unjudged)));
    }
    let formula = [words::how_value(lang), words::how_worth(lang)];
    let formula = formula.map(|part| format!("{part}{}", common_words::full_stop(lang)));
    blocks.push(Block::Note(formula.join(words::between_sentences(lang))));
    blocks
}

/// The chart as the trade-off screen has it, with what is to be said about it.
fn picture(facts: &Facts) -> (Picture, Vec<String>) {
    let (plan, lang) = (facts.plan, facts.lang);
    let need_share = plan.settings.need_share;
    let choice = ChartChoice { view: View::NeedGoal, ..ChartChoice::default() };
    let drawn = draw(&views::Asked {
        plan,
        choice: &choice,
        framework: facts.asked.framework,
        need_share,
        selected: &HashSet::new(),
        lang,
    });
    let laid = lay_out(&drawn.chart, SIZE.0, SIZE.1, Viewport::default());
    let lines = laid.lines(&levels(&drawn.chart, choice.view, need_share, lang));
    (laid.with(lines), drawn.notes)
}

/// The first places, so that the picture can be read without seeing it.
fn table(facts: &Facts) -> Table {
    let (plan, lang) = (facts.plan, facts.lang);
    let column = |label: &str, is_number| Column { label: label.to_owned(), is_number };
    let mut table = Table {
        caption: String::new(),
        columns: vec![
            column(fields::rank(lang), true),
            column(chart::item_column(lang), false),
            column(chart::need_column(lang), true),
            column(chart::goal(lang), true),
            column(words::value(lang), true),
        ],
        rows: Vec::new(),
    };
    let Some(weighed) = facts.weighed() else { return table };
    let order = &weighed.order;
    let is_shared =
        |rank: u32| order.places.iter().filter(|entry| order.rank(**entry) == rank).nth(1).is_some();
    let (need, goal) = verdict::sides(order.share);
    table.caption = words::order_at(lang, &need, &goal);
    for entry in order.places.iter().take(MOST_ROWS) {
        let Some(found) = weighed.beam.entry(*entry) else { continue };
        let Some(item) = plan.items.get(found.at as usize) else { continue };
        table.rows.push(vec![
            written_rank(order.rank(*entry), is_shared(order.rank(*entry))),
            name(item, lang),
            fixed(found.worth.need),
            fixed(found.worth.goal),
            fixed(found.worth.at(order.share)),
        ]);
    }
    table
}
