//! The order, with a reason for each of the first places and a table of all.

use super::facts::{Facts, is_open, name, other, written_rank};
use super::{Block, Column, Ranked, Table};
use crate::domain::number::display_score;
use crate::domain::places::sort;
use crate::domain::plan::Item;
use crate::domain::sensitivity::explain;
use crate::domain::text::{certainty, fields, one_line, report as words, roadmap_board, tradeoff};

/// Rows of the table of all items; a page with more of them is read by nobody.
pub const MOST_ROWS: usize = 500;

/// Items that get a reason, however many are asked for: a reason is a sentence to be read.
pub const MOST_REASONS: usize = 100;

/// The first places with their reasons, and the table of all; nothing where no item has a score.
pub(super) fn blocks(facts: &Facts) -> Vec<Block> {
    let (plan, lang) = (facts.plan, facts.lang);
    if facts.ranking.scored_count == 0 {
        return Vec::new();
    }
    let mut blocks = Vec::new();
    let ranked = ranked(facts);
    let gap = left_out(facts, ranked.len());
    let has_gap = gap.is_some();
    // Before the order: whoever reads it is not to wonder where a rank is.
    blocks.extend(gap.map(Block::Note));
    if !ranked.is_empty() {
        blocks.push(Block::Ranked(ranked));
    }
    let framework = facts.asked.framework;
    blocks.push(Block::Note(words::by_formula(lang, (framework.name)(lang), (framework.formula)(lang))));
    blocks.push(Block::Table(table(facts)));
    let scored = facts.ranking.scored_count;
    if scored > MOST_ROWS {
        blocks.push(Block::Note(tradeoff::first_only(lang, MOST_ROWS, scored)));
    }
    if !has_gap && facts.scored().any(|(_, item)| !is_open(item)) {
        blocks.push(Block::Note(words::decided_apart(lang).to_owned()));
    }
    if plan.items.len() > scored {
        blocks.push(Block::Note(certainty::unscored(lang, plan.items.len() - scored)));
    }
    blocks
}

fn ranked(facts: &Facts) -> Vec<Ranked> {
    let (plan, lang) = (facts.plan, facts.lang);
    let open: Vec<(u32, &Item)> = facts.open().take(facts.asked.top.min(MOST_REASONS) + 1).collect();
    let ties = Ties::of(facts);
    let places = open.iter().enumerate().take(facts.asked.top.min(MOST_REASONS));
    places
        .map(|(nth, (at, item))| {
            let next = open.get(nth + 1);
            let reason = next.and_then(|(_, next)| explain(plan, facts.by(), &item.id, &next.id, lang));
            Ranked {
                rank: ties.rank(facts, *at),
                key: one_line(&item.key),
                title: name(item, lang),
                other_title: other(&item.title, item.title_alt.as_deref(), item.title_in(lang)),
                score: score(facts, *at),
                kano: item.kano.as_ref().map(|mark| mark.category),
                area: one_line(&item.area),
                period: facts.period_of(item),
                reason: reason.map(|reason| one_line(&reason.sentence)).unwrap_or_default(),
            }
        })
        .collect()
}

/// Items that are named where a rank is missing; the table has them all.
const MOST_NAMED: usize = 3;

/// Why ranks are missing among so many open items at the top; nothing where none is.
fn left_out(facts: &Facts, listed: usize) -> Option<String> {
    let mut open = 0;
    let mut gone = Vec::new();
    for (at, item) in facts.scored() {
        if is_open(item) {
            open += 1;
        } else if open < listed {
            gone.push((at, item));
        }
    }
    if gone.is_empty() {
        return None;
    }
    let ties = Ties::of(facts);
    let named = gone.iter().take(MOST_NAMED);
    let named: Vec<_> = named.map(|(at, item)| (ties.rank(facts, *at), name(item, facts.lang))).collect();
    Some(words::left_out(facts.lang, &named, gone.len() - named.len()))
}

fn score(facts: &Facts, at: u32) -> String {
    let score = facts.ranking.scored.get(at as usize).and_then(|scored| scored.value());
    score.map(display_score).unwrap_or_default()
}

/// The ranks that several items share.
struct Ties(Vec<u32>);

impl Ties {
    fn of(facts: &Facts) -> Ties {
        let mut ranks: Vec<u32> = facts.ranking.ranks.iter().copied().flatten().collect();
        sort(&mut ranks, &Ord::cmp);
        let shared = ranks.windows(2).filter_map(|pair| match pair {
            [one, other] if one == other => Some(*one),
            _ => None,
        });
        Ties(shared.collect())
    }

    /// The rank of the item at a place of the plan, as it is read.
    fn rank(&self, facts: &Facts, at: u32) -> String {
        let rank = facts.ranking.ranks.get(at as usize).copied().flatten();
        let Some(rank) = rank else { return String::new() };
        written_rank(rank, self.0.binary_search(&rank).is_ok())
    }
}

fn table(facts: &Facts) -> Table {
    let lang = facts.lang;
    let shown = || facts.scored().take(MOST_ROWS);
    let has_other = shown().any(|(_, item)| other_of(facts, item).is_some());
    let has_area = shown().any(|(_, item)| !item.area.trim().is_empty());
    let has_kano = shown().any(|(_, item)| item.kano.is_some());
    let has_period = shown().any(|(_, item)| facts.places.contains_key(&*item.id));
    let name_of_score = words::score_of(lang, (facts.asked.framework.name)(lang));
    let columns = [
        (true, fields::rank(lang), true),
        (true, fields::key(lang), false),
        (true, fields::title(lang), false),
        (has_other, fields::title_alt(lang), false),
        (has_area, fields::area(lang), false),
        (true, fields::status(lang), false),
        (has_kano, fields::kano(lang), false),
        (true, name_of_score.as_str(), true),
        (has_period, roadmap_board::period(lang), false),
    ];
    let ties = Ties::of(facts);
    let row = |(at, item): (u32, &Item)| {
        let kano = item.kano.as_ref().map(|mark| mark.category);
        let cells = [
            ties.rank(facts, at),
            one_line(&item.key),
            name(item, lang),
            other_of(facts, item).unwrap_or_default(),
            one_line(&item.area),
            item.status.label(lang).to_owned(),
            kano.map(|kano| format!("{} {}", kano.file_name(), kano.label(lang))).unwrap_or_default(),
            score(facts, at),
            facts.period_of(item),
        ];
        let kept = columns.iter().zip(cells).filter(|((is_shown, ..), _)| *is_shown);
        kept.map(|(_, cell)| cell).collect()
    };
    let rows = shown().map(row).collect();
    let columns = columns
        .iter()
        .filter(|(is_shown, ..)| *is_shown)
        .map(|(_, label, is_number)| Column { label: (*label).to_owned(), is_number: *is_number })
        .collect();
    Table { caption: words::all_ranked(lang).to_owned(), columns, rows }
}

fn other_of(facts: &Facts, item: &Item) -> Option<String> {
    other(&item.title, item.title_alt.as_deref(), item.title_in(facts.lang))
}
