//! What the votes say, in plain sentences, in every language.
//!
//! A [`Verdict`] is what is concluded of one round. The other functions put the other findings
//! into words; names of things are handed in, and voters are only ever counted.

use super::aggregate::{Note, Rule};
use super::camps::{Camps, SMALLEST_CAMP};
use super::concordance::{Concordance, Test, Undefined};
use super::consensus::{Distribution, Humps, Numbers, Part, STEP};
use super::dots::Tally;
use super::range::Agreed;
use super::talk::Talk;
use super::{FEW_VOTES, SIGNIFICANT, Silent};
use crate::domain::number::{display, group, percent};
use crate::domain::text::{Lang, agreement as words};

/// The share of votes that have to be near each other for an agreement. Our choice.
pub const ENOUGH: f64 = 0.8;

/// Cards of a deck up to which votes are near each other on one card only: on three cards two
/// neighbours are nearly everything.
pub const FEW_CARDS: usize = 3;

/// What counts as near.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Near {
    /// On one card.
    SameCard,
    /// At most one card apart.
    OneCard,
    /// Of numbers, none more than [`STEP`] times another.
    Step,
}

/// What is concluded of the votes of one round.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    /// Nobody voted.
    Nobody,
    /// Fewer than [`FEW_VOTES`] votes: nothing is concluded.
    Few {
        /// All of them.
        all: Part,
    },
    /// At least [`ENOUGH`] of the votes are near each other.
    Agreed {
        /// What is near.
        by: Near,
        /// Those votes.
        near: Part,
        /// Votes below them; `None` where there are none.
        below: Option<Part>,
        /// Votes above them.
        above: Option<Part>,
        /// All votes.
        all: Part,
    },
    /// Two camps, by [`Humps::camps`].
    Camps {
        /// The lower one.
        low: Part,
        /// The higher one.
        high: Part,
    },
    /// Neither: people differ, with no two clear camps.
    Spread {
        /// What is near.
        by: Near,
        /// The most votes that are near each other.
        near: Part,
        /// All votes.
        all: Part,
    },
}

/// The verdict on votes with cards; places are positions on the deck.
pub fn of_cards(votes: &Distribution) -> Verdict {
    let (by, reach) =
        if votes.counts().len() <= FEW_CARDS { (Near::SameCard, 0) } else { (Near::OneCard, 1) };
    let all = votes.ends().and_then(|(low, high)| {
        Some(Part { votes: votes.votes(), low: low as f64, median: votes.median()?, high: high as f64 })
    });
    let (Some(all), Some(near)) = (all, votes.within(reach)) else { return Verdict::Nobody };
    let beyond = |is_below: bool| {
        let counts = votes.counts().iter().enumerate().map(|(at, count)| {
            let is_there = if is_below { (at as f64) < near.low } else { at as f64 > near.high };
            if is_there { *count } else { 0 }
        });
        let rest = Distribution::new(counts.collect());
        let (low, high) = rest.ends()?;
        Some(Part { votes: rest.votes(), low: low as f64, median: rest.median()?, high: high as f64 })
    };
    conclude(all, by, near, beyond(true), beyond(false), votes.humps().and_then(|humps| humps.camps()))
}

/// The verdict on votes that are free numbers.
pub fn of_numbers(votes: &Numbers) -> Verdict {
    let part = |numbers: &[f64]| {
        let (low, high) = (*numbers.first()?, *numbers.last()?);
        let median = super::range::quantile(numbers, 0.5)?;
        Some(Part { votes: numbers.len() as u32, low, median, high })
    };
    let sorted = votes.sorted();
    let (Some(all), Some(near)) = (part(sorted), votes.within()) else { return Verdict::Nobody };
    let below = sorted.iter().take_while(|vote| **vote < near.low).count();
    let above = sorted.iter().rev().take_while(|vote| **vote > near.high).count();
    let below = sorted.get(..below).and_then(part);
    let above = sorted.get(sorted.len() - above..).and_then(part);
    conclude(all, Near::Step, near, below, above, votes.camps())
}

fn conclude(
    all: Part,
    by: Near,
    near: Part,
    below: Option<Part>,
    above: Option<Part>,
    camps: Option<(Part, Part)>,
) -> Verdict {
    if all.votes < FEW_VOTES {
        Verdict::Few { all }
    } else if f64::from(near.votes) >= ENOUGH * f64::from(all.votes) {
        Verdict::Agreed { by, near, below, above, all }
    } else if let Some((low, high)) = camps {
        Verdict::Camps { low, high }
    } else {
        Verdict::Spread { by, near, all }
    }
}

/// A verdict in words: “27 of 30 within one card: agreed.”, “Two camps: 12 say 1, 14 say 8.”
///
/// `label` names a place: of cards the card at a position, of numbers the number.
pub fn sentence(verdict: &Verdict, silent: Silent, label: &dyn Fn(f64) -> String, lang: Lang) -> String {
    let between = |low: f64, high: f64, join: fn(Lang, &str, &str) -> String| {
        let (low, high) = (label(low), label(high));
        if low == high { low } else { join(lang, &low, &high) }
    };
    let place = |part: &Part| between(part.low, part.high, words::from_to);
    let count = |votes: u32| group(votes as usize);
    let says = |part: &Part| {
        let verb = words::verb(part.votes as usize, "says", "say");
        words::camp_says(lang, &count(part.votes), verb, &place(part))
    };
    let mut parts = Vec::new();
    match verdict {
        // Whoever answered without a vote is counted below.
        Verdict::Nobody if silent.count() > 0 => {}
        Verdict::Nobody => parts.push(words::nobody(lang).to_owned()),
        Verdict::Few { all } => {
            let verb = words::verb(all.votes as usize, "says", "say");
            parts.push(words::say_little(lang, &words::votes(lang, all.votes as usize), verb));
            let (low, high) = (label(all.low), label(all.high));
            if low != high {
                parts.push(words::they_range(lang, &low, &high));
            } else if all.votes > 1 {
                parts.push(words::all_say(lang, &low));
            }
        }
        Verdict::Agreed { by, near, below, above, all } => {
            let (most, of) = (count(near.votes), count(all.votes));
            let is_one = near.low == near.high;
            parts.push(match by {
                _ if is_one && near.votes == all.votes => words::agreed_all(lang, &of, &label(near.low)),
                _ if is_one => words::agreed_on_card(lang, &most, &of, &label(near.low)),
                Near::SameCard | Near::OneCard => words::agreed_within_card(lang, &most, &of),
                Near::Step => words::agreed_within_step(lang, &most, &of, &display(STEP, 1)),
            });
            let others: Vec<String> = [below, above].into_iter().flatten().map(says).collect();
            if !others.is_empty() {
                parts.push(words::others_say(lang, &others.join(words::comma(lang))));
            }
        }
        Verdict::Camps { low, high } => parts.push(words::two_camps(lang, &says(low), &says(high))),
        Verdict::Spread { by, near, all } => {
            // A median between two cards is one or the other.
            let median = match by {
                Near::Step => label(all.median),
                _ => between(libm::floor(all.median), libm::ceil(all.median), words::or),
            };
            parts.push(words::spread(lang, &label(all.low), &label(all.high), &median));
            let (most, of) = (count(near.votes), count(all.votes));
            parts.push(match by {
                _ if near.low == near.high => words::near_on_card(lang, &most, &of, &label(near.low)),
                Near::SameCard | Near::OneCard => words::near_within_card(lang, &most, &of),
                Near::Step => words::near_within_step(lang, &most, &of, &display(STEP, 1)),
            });
        }
    }
    parts.extend(silence(silent, lang));
    parts.join(words::between_sentences(lang))
}

/// Answers that are no votes; `None` where there are none.
pub fn silence(silent: Silent, lang: Lang) -> Option<String> {
    let mut parts = Vec::new();
    if silent.unknown > 0 {
        let verb = words::verb(silent.unknown as usize, "doesn't", "don't");
        parts.push(words::unknown(lang, &group(silent.unknown as usize), verb));
    }
    if silent.abstained > 0 {
        parts.push(words::abstained(lang, &group(silent.abstained as usize)));
    }
    (!parts.is_empty()).then(|| words::silence(lang, &parts.join(words::comma(lang))))
}

/// How far several orders agree. Degrees by Schmidt (1997, Decision Sciences 28:763): strong from
/// 0.7, moderate from 0.5.
pub fn concordance(found: &Result<Concordance, Undefined>, lang: Lang) -> String {
    let found = match found {
        Ok(found) => found,
        Err(Undefined::OnePerson) => return words::kendall_one_person(lang).to_owned(),
        Err(Undefined::OneThing) => return words::kendall_one_thing(lang).to_owned(),
        Err(Undefined::AllTied) => return words::kendall_all_tied(lang).to_owned(),
    };
    let how = match found.w {
        _ if !found.is_significant() => words::by_chance(lang),
        w if w >= 0.7 => words::strong(lang),
        w if w >= 0.5 => words::fair(lang),
        _ => words::weak(lang),
    };
    let mut parts = vec![words::kendall(lang, how, &display(found.w, 2), &p_value(found.p))];
    if found.w < 0.5 && found.people >= super::camps::FEWEST_PEOPLE {
        parts.push(words::maybe_camps(lang).to_owned());
    }
    if found.left_out > 0 {
        parts.push(words::left_out(lang, &words::ballots(lang, found.left_out)));
    }
    parts.join(words::between_sentences(lang))
}

/// What W and its p value mean, and how the p value was found.
pub fn how_tested(found: &Concordance, lang: Lang) -> String {
    let how = match found.test {
        Test::Exact => words::tested_exactly(lang).to_owned(),
        Test::Drawn(draws) => words::tested_by_draws(lang, &group(draws as usize)),
        Test::ChiSquared => words::tested_by_chi(lang).to_owned(),
    };
    words::kendall_means(lang, &how)
}

fn p_value(p: f64) -> String {
    if p < 0.001 { "p < 0.001".to_owned() } else { format!("p = {}", display(p, 3)) }
}

/// Things that are named in one sentence at most.
const MOST_NAMED: usize = 3;

/// Some names in a row, the first few of them.
fn names(places: impl Iterator<Item = usize>, name: &dyn Fn(usize) -> String, lang: Lang) -> String {
    let all: Vec<String> = places.map(name).collect();
    let more = all.len().saturating_sub(MOST_NAMED);
    let mut shown: Vec<String> = all.into_iter().take(MOST_NAMED).collect();
    if more > 0 {
        shown.push(words::more(lang, more));
    }
    words::list(lang, &shown)
}

/// Whether there are camps, how large they are, and what divides them. `name` names a thing.
pub fn camps(camps: &Camps, name: &dyn Fn(usize) -> String, lang: Lang) -> String {
    match camps {
        Camps::TooFew { people, things } => words::camps_too_few(
            lang,
            &words::people(lang, *people),
            &crate::domain::text::common::items(lang, *things),
            super::camps::FEWEST_PEOPLE,
            super::camps::FEWEST_THINGS,
        ),
        Camps::None { .. } => words::no_camps(lang).to_owned(),
        Camps::Found { camps, divided, outside, .. } => {
            let sizes: Vec<String> = camps.iter().map(|camp| group(camp.people.len())).collect();
            let mut parts =
                vec![words::camps_of(lang, words::number(lang, camps.len()), &words::list(lang, &sizes))];
            if !divided.is_empty() {
                // Those after the first few divide less, so they need no “and more”.
                let first = divided.iter().take(MOST_NAMED).map(|divided| divided.thing);
                parts.push(words::divided_by(lang, &names(first, name, lang)));
            }
            if !outside.is_empty() {
                parts.push(words::belong_nowhere(lang, &words::people(lang, outside.len())));
            }
            parts.join(words::between_sentences(lang))
        }
    }
}

/// Where Borda and Schulze part.
pub fn note(note: &Note, name: &dyn Fn(usize) -> String, lang: Lang) -> String {
    if note.borda != note.schulze {
        let named = |places: &[usize]| names(places.iter().copied(), name, lang);
        return words::winners_differ(lang, &named(&note.borda), &named(&note.schulze));
    }
    let count = note.turned.len();
    words::pairs_differ(lang, &words::pairs(lang, count), words::verb(count, "stands", "stand"))
}

/// Who leads a dot vote; `None` where no dot was put.
pub fn dots(tally: &Tally, name: &dyn Fn(usize) -> String, lang: Lang) -> Option<String> {
    let tier = tally.tiers.first()?;
    let leader = tally.things.get(*tier.first()?)?;
    let (dots, of) = (group(leader.dots as usize), group(tally.dots as usize));
    if leader.dots == 0 {
        return None;
    }
    let named = names(tier.iter().copied(), name, lang);
    Some(if tier.len() == 1 {
        words::dots_lead(lang, &named, &dots, &of, &words::people(lang, leader.people as usize))
    } else {
        words::dots_tie(lang, &named, &dots, &of)
    })
}

/// What the votes on an estimate make. `label` names a number.
pub fn agreed(agreed: &Agreed, label: &dyn Fn(f64) -> String, lang: Lang) -> String {
    let votes = words::votes(lang, agreed.votes as usize);
    let (low, high) = agreed.ends();
    let likely = label(agreed.likely());
    if low >= high {
        return words::value_of(lang, &likely, &votes);
    }
    let mut parts = vec![words::range_of(lang, &label(low), &likely, &label(high), &votes)];
    if agreed.votes > 1 && agreed.covers < ENOUGH {
        parts.push(words::covers(lang, &percent(agreed.covers, 0)));
    }
    parts.join(words::between_sentences(lang))
}

/// Whether two humps are more than chance, with the honest answer where nobody can know.
pub fn humps(humps: &Humps, votes: u32, lang: Lang) -> String {
    if votes < 2 * SMALLEST_CAMP as u32 {
        return words::too_few_for_camps(lang).to_owned();
    }
    if humps.p >= 1.0 {
        return words::no_gap(lang).to_owned();
    }
    let p = if humps.p < 0.01 { words::under_1(lang).to_owned() } else { percent(humps.p, 0) };
    if humps.p < SIGNIFICANT { words::more_than_chance(lang, &p) } else { words::maybe_chance(lang, &p) }
}

/// The name of a rule.
pub fn rule(rule: Rule, lang: Lang) -> &'static str {
    match rule {
        Rule::Borda => words::rule_borda(lang),
        Rule::Copeland => words::rule_copeland(lang),
        Rule::Condorcet => words::rule_condorcet(lang),
        Rule::Schulze => words::rule_schulze(lang),
        Rule::RankedPairs => words::rule_ranked_pairs(lang),
        Rule::Kemeny => words::rule_kemeny(lang),
    }
}

/// What a rule does.
pub fn rule_help(rule: Rule, lang: Lang) -> &'static str {
    match rule {
        Rule::Borda => words::rule_borda_help(lang),
        Rule::Copeland => words::rule_copeland_help(lang),
        Rule::Condorcet => words::rule_condorcet_help(lang),
        Rule::Schulze => words::rule_schulze_help(lang),
        Rule::RankedPairs => words::rule_ranked_pairs_help(lang),
        Rule::Kemeny => words::rule_kemeny_help(lang),
    }
}

/// What settling a topic would change, for a list whose first `top` items count.
pub fn talk(talk: &Talk, top: usize, lang: Lang) -> String {
    let mut parts = match talk.ranks {
        None => vec![words::no_score(lang).to_owned()],
        Some((low, high)) => {
            let [low, high] = [low, high].map(|rank| display(libm::round(rank), 0));
            vec![if low == high {
                words::would_not_move(lang, &low)
            } else {
                words::would_move(lang, &low, &high)
            }]
        }
    };
    // Below half a percent it would be said that it changes with 0%.
    if talk.chance >= 0.005 && talk.ranks.is_some() {
        parts.push(words::would_choose(lang, top, &percent(talk.chance, 0)));
    }
    if talk.roadmap >= 1.0 {
        parts.push(words::would_fit(lang).to_owned());
    } else if talk.roadmap > 0.0 {
        parts.push(words::at_edge(lang).to_owned());
    }
    parts.join(words::between_sentences(lang))
}
