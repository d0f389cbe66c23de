//! The plan in a few sentences, for a reader with two minutes.

use super::facts::{Facts, is_open, name};
use super::{Block, Figure};
use crate::domain::number::{display_score, group, percent};
use crate::domain::roadmap::load::{Load, loads};
use crate::domain::roadmap::names;
use crate::domain::roadmap::tracking::{State, tracked};
use crate::domain::sensitivity::{By, Model, Outcome, explain, flips, say};
use crate::domain::text::{explain as reasons, report as words, roadmap_board as board};
use crate::domain::tradeoff::verdict::{self, TOP};

/// The numbers that matter most, and two to five sentences.
pub(super) fn blocks(facts: &Facts) -> Vec<Block> {
    if facts.plan.items.is_empty() {
        return vec![Block::Text(words::nothing_yet(facts.lang).to_owned())];
    }
    let said = [what_it_is(facts), first(facts), weighed(facts), planned(facts), open(facts)];
    vec![Block::Figures(figures(facts)), Block::List(said.into_iter().flatten().collect())]
}

fn figures(facts: &Facts) -> Vec<Figure> {
    let (plan, lang) = (facts.plan, facts.lang);
    let figure = |label: &str, value: String| Figure { label: label.to_owned(), value };
    let mut figures = vec![
        figure(words::figure_items(lang), group(plan.items.len())),
        figure(words::figure_scored(lang), group(facts.ranking.scored_count)),
    ];
    if !plan.roadmap.periods.is_empty() {
        figures.push(figure(words::figure_planned(lang), group(facts.planned())));
        let all = loads(plan).into_iter().flatten().fold(Load::default(), |sum, load| sum.plus(load));
        if all.capacity > 0.0 {
            figures.push(figure(words::figure_used(lang), percent(all.share(), 0)));
        }
    }
    if !plan.decisions.is_empty() {
        figures.push(figure(words::decisions(lang), group(plan.decisions.len())));
    }
    figures
}

fn what_it_is(facts: &Facts) -> Option<String> {
    let plan = facts.plan;
    let counts = (plan.items.len(), facts.ranking.scored_count);
    let sides = (plan.needs.len(), plan.goals.len());
    Some(words::what_it_is(facts.lang, counts, sides, (facts.asked.framework.name)(facts.lang)))
}

/// What is first, and what would change that.
fn first(facts: &Facts) -> Option<String> {
    let (plan, lang) = (facts.plan, facts.lang);
    let mut best = facts.open().take(3);
    let Some((at, item)) = best.next() else { return Some(words::nothing_scored(lang).to_owned()) };
    let score = facts.ranking.scored.get(at as usize).and_then(|scored| scored.value());
    let (title, score) = (name(item, lang), display_score(score.unwrap_or_default()));
    let next = best.next().map(|(_, item)| item);
    let third = best.next().map(|(_, item)| name(item, lang));
    let Some(below) = next else {
        let alone = words::first_alone(lang, &title, &score);
        let only = (facts.ranking.scored_count == 1).then(|| words::only_one(lang).to_owned());
        let both: Vec<String> = [Some(alone), only].into_iter().flatten().collect();
        return Some(both.join(reasons::between_sentences(lang)));
    };
    let places = match third {
        Some(third) => words::first_and_two(lang, &title, &score, &name(below, lang), &third),
        None => words::first_and(lang, &title, &score, &name(below, lang)),
    };
    let sure = match facts.by() {
        By::Value => say::share(plan, item, below, lang),
        By::Score(framework) => {
            let model = Model::of(plan, framework);
            let flip = flips(&model, item, below).into_iter().find(|flip| flip.is_possible);
            flip.map(|flip| say::flip(plan, &model, &flip, item, below, lang))
        }
    };
    // Items that tie have no flip: what decides between them is said instead.
    let tie = || {
        let reason = explain(plan, facts.by(), &item.id, &below.id, lang)?;
        (reason.outcome == Outcome::Tied).then_some(reason.sentence)
    };
    let said = [Some(places), sure.or_else(tie)];
    Some(said.into_iter().flatten().collect::<Vec<_>>().join(reasons::between_sentences(lang)))
}

/// How far the first places hold when the weight between need and goal moves.
fn weighed(facts: &Facts) -> Option<String> {
    let lang = facts.lang;
    let weighed = facts.weighed()?;
    // What comes after these are the single flips, which the section itself has.
    let most = if weighed.beam.entries().len() > TOP { 2 } else { 1 };
    let said: Vec<&str> = weighed.said.iter().take(most).map(String::as_str).collect();
    let said = said.join(reasons::between_sentences(lang));
    let (need, goal) = verdict::sides(weighed.order.share);
    Some(match facts.by() {
        // That is the order of the report itself.
        By::Value => said,
        By::Score(_) => words::weighed_at(lang, &need, &goal, &said),
    })
}

/// Periods that a sentence names.
const MOST_PERIODS: usize = 4;

/// What is planned when, and how full the teams are.
fn planned(facts: &Facts) -> Option<String> {
    let (plan, lang) = (facts.plan, facts.lang);
    if plan.roadmap.periods.is_empty() {
        return None;
    }
    let mut counts = vec![0; plan.roadmap.periods.len()];
    for item in &plan.items {
        if let Some(count) = facts.places.get(&*item.id).and_then(|at| counts.get_mut(*at)) {
            *count += 1;
        }
    }
    let all: usize = counts.iter().sum();
    if all == 0 {
        return Some(words::nothing_planned(lang).to_owned());
    }
    let each = plan.roadmap.periods.iter().zip(counts).zip(loads(plan));
    let used: Vec<String> = each
        .filter(|((_, count), _)| *count > 0)
        .map(|((period, count), loads)| {
            let (items, title) = (words::items_there(lang, count), period.title_in(lang));
            let load = loads.into_iter().fold(Load::default(), |sum, load| sum.plus(load));
            match load.capacity > 0.0 {
                true => words::in_period_full(lang, &items, title, &percent(load.share(), 0)),
                false => words::in_period(lang, &items, title),
            }
        })
        .collect();
    let more = used.len().saturating_sub(MOST_PERIODS);
    let more = (more > 0).then(|| words::more_periods(lang, more));
    let named: Vec<String> = used.into_iter().take(MOST_PERIODS).chain(more).collect();
    let head = board::planned(lang, all, plan.items.len());
    Some(words::planned(lang, &head, &named.join(reasons::a_comma(lang))))
}

/// What somebody still has to look after.
fn open(facts: &Facts) -> Option<String> {
    let (plan, lang) = (facts.plan, facts.lang);
    let mut parts = Vec::new();
    let is_unscored = |at: &usize| facts.ranking.ranks.get(*at).is_some_and(Option::is_none);
    let items = plan.items.iter().enumerate();
    let unscored = items.filter(|(at, item)| is_open(item) && is_unscored(at)).count();
    if unscored > 0 {
        parts.push(words::without_score(lang, unscored));
    }
    let periods = plan.roadmap.periods.iter().zip(loads(plan));
    let over: Vec<(String, String, f64)> = periods
        .flat_map(|(period, loads)| {
            let teams = plan.roadmap.teams.iter().zip(loads).filter(|(_, load)| load.is_over());
            teams.map(|(team, load)| {
                let (team, period) = (team.title_in(lang), period.title_in(lang));
                (team.to_owned(), period.to_owned(), load.used - load.capacity)
            })
        })
        .collect();
    if let Some((team, period, amount)) = over.first() {
        let amount = names::amount(plan, *amount, lang);
        parts.push(words::overloaded(lang, team, period, &amount, over.len() - 1));
    }
    let tracked = tracked(plan, facts.asked.today);
    let overdue = tracked.iter().filter(|each| matches!(each.state, State::Overdue(_))).count();
    if overdue > 0 {
        parts.push(words::overdue(lang, overdue));
    }
    (!parts.is_empty()).then(|| {
        let parts = format!("{}{}", parts.join(board::semicolon(lang)), words::full_stop(lang));
        words::open(lang, &parts)
    })
}
