//! The order that a vote makes of items: places, ties, how far people agree on it, and how its first
//! ones are taken over into the plan.

use std::rc::Rc;

use super::agreement::aggregate::{Election, Ranked, Tiers, Unranked};
use super::agreement::camps::{self, Camps, camps};
use super::agreement::concordance::concordance;
use super::agreement::{dots, pairs, verdict};
use super::edit::{WorkshopEdit, command_with};
use super::outcome;
use super::paper::Paper;
use super::tally;
use super::weigh::TOP;
use super::{Answer, Ballot, Outcome, Pass, Question, Round, Workshop};
use crate::domain::editor::{Command, Edit};
use crate::domain::number::display;
use crate::domain::places;
use crate::domain::plan::{Id, IdSource, Plan};
use crate::domain::ranking::same_score;
use crate::domain::text::{Lang, agreement as agreement_words, one_line, workshop as words};

/// An order that a pass made of the items, best first, with how each stands and under which rule.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Order {
    /// The items.
    pub items: Vec<Placed>,
    /// The rule, in a sentence.
    pub rule: String,
    /// What should be known beside it: ties, rules that disagree, how far the orders agree, camps.
    pub notes: Vec<String>,
}

/// An item in an order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Placed {
    /// Its place in the round.
    pub item: usize,
    /// Its place in the order, 1 for the best; equals share one.
    pub place: usize,
    /// What it got, in words.
    pub got: String,
}

impl Order {
    /// Whether the votes leave open which items are the first so many: what stands before the edge and behind it
    /// shares a place.
    pub fn is_open_at(&self, count: usize) -> bool {
        let place = |at: usize| self.items.get(at).map(|placed| placed.place);
        count > 0 && place(count).is_some() && place(count - 1) == place(count)
    }
}

/// The order that a pass makes of its items; `None` where the question makes none, and before it is
/// revealed.
pub fn order(plan: &Plan, workshop: &Workshop, pass: &str, lang: Lang) -> Option<Order> {
    let this = workshop.passes.get(pass).filter(|pass| pass.is_revealed())?;
    let (_, round) = workshop.round_of(pass)?;
    let paper = Paper::of(plan, workshop, pass)?;
    let title =
        |at: usize| paper.items.get(at).map(|item| item.title_in(lang).to_owned()).unwrap_or_default();
    let count = round.items.len();
    let mut order = match &round.question {
        Question::Dots { dots, most } => {
            let ballots: Vec<Vec<(usize, u32)>> =
                this.ballots.values().map(|ballot| dots_of(round, ballot)).collect();
            let tally = dots::tally(count, dots::Rules { dots: *dots, most: *most }, &ballots);
            let got = |at: usize| {
                let thing = tally.things.get(at)?;
                Some(words::dots_given(lang, thing.dots as usize, thing.people as usize))
            };
            let notes = verdict::dots(&tally, &title, lang).into_iter().collect();
            Order { items: placed(&tally.tiers, got), rule: words::rule_dots(lang).to_owned(), notes }
        }
        Question::Ranking => {
            let ballots: Vec<Ranked> =
                tally::orders(round, this).iter().map(|order| Ranked::strict(order)).collect();
            let election = Election::new(count, &ballots, Unranked::TiedLast);
            elected(&election, &title, words::rule_ranking(lang), lang)
        }
        Question::Pairwise => {
            let votes = pair_votes(round, this.ballots.values());
            let wins: Vec<(usize, usize, f64)> = votes
                .iter()
                .filter(|vote| vote.2 != 0.0)
                .map(|vote| match vote.2 > 0.0 {
                    true => (vote.0, vote.1, 1.0),
                    false => (vote.1, vote.0, 1.0),
                })
                .collect();
            let ties: Vec<(usize, usize, f64)> =
                votes.iter().filter(|vote| vote.2 == 0.0).map(|vote| (vote.0, vote.1, 1.0)).collect();
            let election = Election::of_pairs(count, &wins, &ties);
            elected(&election, &title, words::rule_pairs(lang), lang)
        }
        Question::BestWorst => {
            let tally = pairs::best_worst(count, &best_worst_votes(round, this));
            let score = |at: usize| tally.things.get(at).and_then(|thing| thing.score());
            let tiers = tiers((0..count).filter_map(|at| Some((at, score(at)?))).collect());
            let got = |at: usize| Some(words::best_worst_score(lang, &display(score(at)?, 2)));
            Order {
                items: placed(&tiers, got),
                rule: words::rule_best_worst(lang).to_owned(),
                notes: Vec::new(),
            }
        }
        _ => return None,
    };
    if let Some(shared) = shared(&order.items, lang) {
        order.notes.insert(0, shared.to_owned());
    }
    if matches!(round.question, Question::Ranking | Question::Pairwise) {
        order.notes.extend(agreement(round, this, &title, lang));
    }
    Some(order)
}

/// Things with their scores in tiers of equals, best first.
fn tiers(mut scored: Vec<(usize, f64)>) -> Tiers {
    places::sort(&mut scored, &|one, other| other.1.total_cmp(&one.1));
    let mut tiers: Tiers = Vec::new();
    let mut leading = None;
    for (at, score) in scored {
        match tiers.last_mut().filter(|_| leading.is_some_and(|leading| same_score(leading, score))) {
            Some(tier) => tier.push(at),
            None => {
                tiers.push(vec![at]);
                leading = Some(score);
            }
        }
    }
    tiers
}

/// Tiers as places: those of one tier share the best place of it.
fn placed(tiers: &Tiers, got: impl Fn(usize) -> Option<String>) -> Vec<Placed> {
    let mut items: Vec<Placed> = Vec::new();
    for tier in tiers {
        let place = items.len() + 1;
        items.extend(tier.iter().filter_map(|at| Some(Placed { item: *at, place, got: got(*at)? })));
    }
    items
}

/// What has to be said of equals; `None` where there are none.
fn shared(items: &[Placed], lang: Lang) -> Option<&'static str> {
    let last = items.last().filter(|_| items.len() > 1)?;
    let is_shared = items.iter().zip(items.iter().skip(1)).any(|(one, next)| one.place == next.place);
    match last.place {
        1 => Some(agreement_words::all_tied(lang)),
        _ if is_shared => Some(agreement_words::some_tied(lang)),
        _ => None,
    }
}

fn elected(election: &Election, title: &dyn Fn(usize) -> String, rule: &str, lang: Lang) -> Order {
    let borda = election.borda();
    let got = |at: usize| Some(words::points(lang, &display(*borda.points.get(at)?, 1)));
    let items = placed(&borda.tiers, got);
    let mut notes = Vec::new();
    if let Some(note) = election.note() {
        notes.push(verdict::note(&note, title, lang));
        let other = placed(&election.schulze().tiers, |at| Some(title(at)));
        let more = other.len().saturating_sub(TOP);
        let mut places: Vec<String> = other
            .iter()
            .take(TOP)
            .map(|placed| agreement_words::numbered(lang, placed.place, &one_line(&placed.got)))
            .collect();
        places.extend((more > 0).then(|| agreement_words::more(lang, more)));
        notes.push(agreement_words::schulze_order(lang, &places.join(agreement_words::comma(lang))));
    }
    Order { items, rule: rule.to_owned(), notes }
}

/// How far people agree on an order, and which camps there are.
fn agreement(round: &Round, pass: &Pass, title: &dyn Fn(usize) -> String, lang: Lang) -> Vec<String> {
    let people = ratings(round, pass);
    let found = concordance(&people);
    let mut notes = vec![verdict::concordance(&found, lang)];
    // Where people agree there are no camps to be looked for, and a low W sends to them.
    let is_low = found.as_ref().is_ok_and(|found| found.w < 0.5);
    notes.extend(found.ok().map(|found| verdict::how_tested(&found, lang)));
    if people.len() >= camps::FEWEST_PEOPLE {
        let camps = camps(&people);
        if is_low || matches!(camps, Camps::Found { .. }) {
            notes.push(verdict::camps(&camps, title, lang));
        }
    }
    notes
}

/// Which camps there are over all items of a round of cards, in a sentence; `None` where there are none, and of
/// fewer people or items than camps can be told from.
pub fn camps_of_cards(plan: &Plan, workshop: &Workshop, pass: &str, lang: Lang) -> Option<String> {
    let this = workshop.passes.get(pass).filter(|pass| pass.is_revealed())?;
    let (_, round) = workshop.round_of(pass)?;
    let is_cards =
        matches!(round.question, Question::Estimate { .. } | Question::Need { .. } | Question::Goal { .. });
    let is_enough = round.items.len() >= camps::FEWEST_THINGS && this.ballots.len() >= camps::FEWEST_PEOPLE;
    let paper = Paper::of(plan, workshop, pass).filter(|_| is_cards && is_enough)?;
    let title =
        |at: usize| paper.items.get(at).map(|item| item.title_in(lang).to_owned()).unwrap_or_default();
    let found = camps(&ratings(round, this));
    matches!(found, Camps::Found { .. }).then(|| verdict::camps(&found, &title, lang))
}

/// What each person gave each item: a rank, a card, or of pairs how many the item won, with half of those that it
/// drew. `None` where they did not say, of pairs where they left one out.
fn ratings(round: &Round, pass: &Pass) -> Vec<Vec<Option<f64>>> {
    let given = |ballot: &Ballot| -> Vec<Option<f64>> {
        let number = |item: &Id| ballot.answers.get(item).and_then(Answer::number);
        round.items.iter().map(number).collect()
    };
    let won = |ballot: &Ballot| -> Vec<Option<f64>> {
        let votes = pair_votes(round, std::iter::once(ballot));
        let of = |item: usize| {
            let mine = votes.iter().filter_map(|(one, other, number)| match item {
                item if item == *one => Some(0.5 + number / 2.0),
                item if item == *other => Some(0.5 - number / 2.0),
                _ => None,
            });
            let asked = round.tasks().iter().filter(|task| task.items.contains(&item)).count();
            let mine: Vec<f64> = mine.collect();
            (mine.len() == asked).then(|| mine.iter().sum())
        };
        (0..round.items.len()).map(of).collect()
    };
    match round.question {
        Question::Pairwise => pass.ballots.values().map(won).collect(),
        _ => pass.ballots.values().map(given).collect(),
    }
}

fn dots_of(round: &Round, ballot: &Ballot) -> Vec<(usize, u32)> {
    let dots = |(at, item): (usize, &Id)| Some((at, ballot.answers.get(item)?.number()? as u32));
    round.items.iter().enumerate().filter_map(dots).filter(|(_, dots)| *dots > 0).collect()
}

/// What was voted on pairs: two places and 1, 0 or -1.
fn pair_votes<'a>(round: &Round, ballots: impl Iterator<Item = &'a Ballot>) -> Vec<(usize, usize, f64)> {
    let tasks = round.tasks();
    let mut votes = Vec::new();
    for ballot in ballots {
        for task in &tasks {
            if let ([one, other], Some(number)) =
                (task.items.as_slice(), ballot.answers.get(&task.key(&round.items)).and_then(Answer::number))
            {
                votes.push((*one, *other, number));
            }
        }
    }
    votes
}

fn best_worst_votes(round: &Round, pass: &Pass) -> Vec<pairs::BestWorstVote> {
    let tasks = round.tasks();
    let mut votes = Vec::new();
    for ballot in pass.ballots.values() {
        for task in &tasks {
            if let Some(Answer::Two([best, worst])) = ballot.answers.get(&task.key(&round.items)) {
                let place = |at: &u8| task.items.get(usize::from(*at)).copied();
                if let (Some(best), Some(worst)) = (place(best), place(worst)) {
                    votes.push(pairs::BestWorstVote {
                        shown: task.items.clone(),
                        best: Some(best),
                        worst: Some(worst),
                    });
                }
            }
        }
    }
    votes
}

/// What a person takes over of an order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Taken {
    /// How many of the first items.
    pub count: usize,
    /// The tag that marks them in the plan, and nothing else from now on; empty for none.
    pub tag: String,
    /// Why, in a line.
    pub reason: String,
    /// What those said who would not have it so.
    pub dissent: String,
}

/// Takes the first items of an order over into the plan, in one step: a tag on them and on no other item, the
/// outcome in the workshop, and a decision that names them. `None` where there is no order.
pub fn take(
    plan: &Plan,
    workshop: &Workshop,
    pass: &Id,
    taken: &Taken,
    lang: Lang,
    now: &str,
    new_id: IdSource<'_>,
) -> Option<Command> {
    let order = order(plan, workshop, pass, lang)?;
    let (entry, round) = workshop.round_of(pass)?;
    let first: Vec<&Id> = order
        .items
        .iter()
        .filter_map(|placed| round.items.get(placed.item))
        .filter(|id| plan.item(id).is_some())
        .take(taken.count)
        .collect();
    (!first.is_empty()).then_some(())?;
    let tag = one_line(&taken.tag);
    let mut edits = Vec::new();
    for item in plan.items.iter().filter(|_| !tag.is_empty()) {
        match (first.contains(&&item.id), item.tags.contains(&tag)) {
            (true, false) => edits.push((Rc::clone(&item.id), Edit::AddTag(tag.clone()))),
            (false, true) => edits.push((Rc::clone(&item.id), Edit::RemoveTag(tag.clone()))),
            _ => {}
        }
    }
    let outcome = Outcome {
        pass: Rc::clone(pass),
        order: first.iter().map(|id| Rc::clone(id)).collect(),
        reason: taken.reason.trim().to_owned(),
        dissent: taken.dissent.trim().to_owned(),
        at: now.to_owned(),
        ..Outcome::default()
    };
    let title = words::agreed_order(lang, &entry.title, &in_order(plan, &outcome, lang));
    let why = (outcome.reason.as_str(), outcome.dissent.as_str());
    let decision = outcome::decision(workshop, None, title, why, lang, now, new_id);
    let mut commands: Vec<Command> = Vec::new();
    if !edits.is_empty() {
        commands.push(Command::EditItems(edits));
    }
    commands.push(decision);
    Some(command_with(&workshop.id, vec![WorkshopEdit::Agree(outcome)], commands))
}

/// The items of an agreed order, in words.
pub fn in_order(plan: &Plan, outcome: &Outcome, lang: Lang) -> String {
    let titles =
        outcome.order.iter().filter_map(|id| plan.item(id)).map(|item| one_line(item.title_in(lang)));
    let numbered = titles.enumerate().map(|(at, title)| agreement_words::numbered(lang, at + 1, &title));
    numbered.collect::<Vec<String>>().join(agreement_words::comma(lang))
}
