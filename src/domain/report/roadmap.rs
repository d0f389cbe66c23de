//! What is done when, how full the teams are, and why each item stands where it does.

use std::collections::HashMap;

use super::facts::{Facts, is_open, name};
use super::{Block, PeriodItem, PeriodList};
use crate::domain::picture::roadmap::{self, MOST_COLUMNS, draw, tiles};
use crate::domain::places::sort;
use crate::domain::plan::Item;
use crate::domain::roadmap::Period;
use crate::domain::roadmap::brief::{Brief, basis};
use crate::domain::roadmap::load::{Load, loads};
use crate::domain::roadmap::names;
use crate::domain::roadmap::warn::warnings;
use crate::domain::roadmap::why::{Why, Whys};
use crate::domain::text::{one_line, report as words, roadmap_board as board};

/// Warnings that are said; the roadmap screen has them all.
const MOST_WARNINGS: usize = 5;

/// The pictures, the periods and what is odd; nothing where no item has a period.
pub(super) fn blocks(facts: &Facts) -> Vec<Block> {
    let (plan, lang) = (facts.plan, facts.lang);
    if facts.planned() == 0 {
        return Vec::new();
    }
    let all = roadmap::Asked::all(plan, lang);
    let pictures = tiles(plan, MOST_COLUMNS)
        .into_iter()
        .filter_map(|periods| draw(&roadmap::Asked { periods, ..all.clone() }));
    let mut blocks: Vec<Block> = pictures.map(Block::Picture).collect();
    let brief = Brief::of(plan);
    let warned: Vec<String> =
        warnings(plan, &brief).iter().map(|warning| one_line(&warning.sentence(plan, lang))).collect();
    if !warned.is_empty() {
        let more = warned.len().saturating_sub(MOST_WARNINGS);
        let more = (more > 0).then(|| board::and_more(lang, more));
        blocks.push(Block::List(warned.into_iter().take(MOST_WARNINGS).chain(more).collect()));
    }
    blocks.push(Block::Periods(periods(facts, &brief)));
    let is_left = |item: &Item| is_open(item) && !facts.places.contains_key(&*item.id);
    let left = plan.items.iter().filter(|item| is_left(item)).count();
    if left > 0 {
        blocks.push(Block::Note(words::not_planned(lang, left)));
    }
    blocks
}

fn periods(facts: &Facts, brief: &Brief) -> Vec<PeriodList> {
    let (plan, lang) = (facts.plan, facts.lang);
    let slots = brief.slots(&plan.roadmap.placements);
    let whys = Whys::new(brief, &slots);
    let whys: HashMap<&str, String> = whys.all().map(|(id, why)| (&**id, said(facts, &why))).collect();
    let scorer = basis(plan).scorer(plan);
    // The most valuable first, as the board has them.
    let mut placed: Vec<(f64, usize, &Item)> = plan
        .items
        .iter()
        .filter_map(|item| {
            let value = scorer.score(item).value().unwrap_or(f64::NEG_INFINITY);
            Some((value, *facts.places.get(&*item.id)?, &**item))
        })
        .collect();
    sort(&mut placed, &|(one, ..), (other, ..)| other.total_cmp(one));
    let mut lists: Vec<PeriodList> = plan
        .roadmap
        .periods
        .iter()
        .zip(loads(plan))
        .map(|(period, of_period)| PeriodList {
            title: one_line(period.title_in(lang)),
            dates: dates(facts, period),
            loads: loads_in_words(facts, &of_period),
            items: Vec::new(),
        })
        .collect();
    for (_, at, item) in placed {
        if let Some(list) = lists.get_mut(at) {
            list.items.push(PeriodItem {
                key: one_line(&item.key),
                title: name(item, lang),
                status: item.status.label(lang).to_owned(),
                why: whys.get(&*item.id).map(|why| one_line(why)).unwrap_or_default(),
            });
        }
    }
    // Periods behind the last item are still to be filled.
    let last = lists.iter().rposition(|list| !list.items.is_empty()).map_or(0, |at| at + 1);
    lists.truncate(last);
    lists
}

/// Why an item stands where it does, for somebody who did not put it there.
fn said(facts: &Facts, why: &Why) -> String {
    let (plan, lang) = (facts.plan, facts.lang);
    match why {
        Why::Locked | Why::LockedWith(_) => board::locked(lang).to_owned(),
        Why::Earliest(at, _) => words::not_before(lang, &names::period(plan, *at, lang)),
        // Its status says so.
        Why::Running | Why::Shipped => String::new(),
        why => why.sentence(plan, lang),
    }
}

fn dates(facts: &Facts, period: &Period) -> String {
    match (period.start.is_empty(), period.end.is_empty()) {
        (false, false) => one_line(&board::span(facts.lang, &period.start, &period.end)),
        _ => String::new(),
    }
}

/// A line for each team that can do something, or has to.
fn loads_in_words(facts: &Facts, loads: &[Load]) -> Vec<String> {
    let (plan, lang) = (facts.plan, facts.lang);
    let unit = plan.settings.effort_unit.label(lang);
    let teams = plan.roadmap.teams.iter().zip(loads);
    teams
        .filter(|(_, load)| load.capacity > 0.0 || load.used > 0.0)
        .map(|(team, load)| {
            let mut said =
                board::of_capacity(lang, &board::number(load.used), &board::number(load.capacity), unit);
            if load.is_over() {
                let over = board::over(lang, &board::number(load.used - load.capacity));
                said = [said, over].join(board::comma(lang));
            }
            board::load_of(lang, &one_line(team.title_in(lang)), &said)
        })
        .collect()
}
