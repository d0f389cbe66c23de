//! The votes of one question: where they lie, how far they agree, whether they are two camps.
//!
//! **On cards** a vote is the position of its card on the deck, 0 for the first: 1, 2, 3, 5,
//! 8, 13 are the positions 0 to 5, so that the gap between 8 and 13 is as wide as that
//! between 1 and 2. **Free numbers** are compared by their ratio.
//!
//! Three measures of agreement, because no two of them are interchangeable (an even spread
//! over all cards has A = 0, but Cns = 0.43 with five cards):
//!
//! | measure | range | source |
//! |---|---|---|
//! | consensus Cns | 0 half at each end .. 1 all on one card | Tastle and Wierman 2007, Int. J. of Approximate Reasoning 45:531 |
//! | agreement A | -1 half at each end .. 0 even .. 1 all on one card | van der Eijk 2001, Quality and Quantity 35:325 |
//! | dispersion D | 0 all on one card .. 1 half at each end | Leik 1966, Pacific Sociological Review 9:85 |

use super::camps::SMALLEST_CAMP;
use super::range::quantile;
use super::{Answer, Chance, Silent};
use crate::domain::places::sort;

/// How often each card was played.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Distribution {
    counts: Vec<u32>,
    silent: Silent,
}

/// Some neighbouring places and how many votes lie there. On cards a place is the position
/// of a card, among free numbers it is a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// How many votes.
    pub votes: u32,
    /// The lowest place that has one of them.
    pub low: f64,
    /// Their median; between two places where it falls between them.
    pub median: f64,
    /// The highest place that has one of them.
    pub high: f64,
}

impl Distribution {
    /// From how often each card was played, in the order of the deck.
    pub fn new(counts: Vec<u32>) -> Distribution {
        Distribution { counts, silent: Silent::default() }
    }

    /// From answers on a deck of so many cards. A position that is not on the deck is no vote,
    /// and is not counted at all.
    pub fn of(cards: usize, answers: impl IntoIterator<Item = Answer<usize>>) -> Distribution {
        let (votes, silent) = Silent::split(answers);
        let mut counts = vec![0; cards];
        for vote in votes {
            if let Some(count) = counts.get_mut(vote) {
                *count += 1;
            }
        }
        Distribution { counts, silent }
    }

    /// How often each card was played.
    pub fn counts(&self) -> &[u32] {
        &self.counts
    }

    /// Answers that are no votes.
    pub fn silent(&self) -> Silent {
        self.silent
    }

    /// How many votes there are.
    pub fn votes(&self) -> u32 {
        self.counts.iter().sum()
    }

    /// The cards of the median: one card twice, or the two it falls between. `None` without
    /// votes.
    pub fn median_cards(&self) -> Option<(usize, usize)> {
        Some((self.reached(1, 2)?, self.reached_from_above(1, 2)?))
    }

    /// The median as a position; a half where it falls between two neighbours.
    pub fn median(&self) -> Option<f64> {
        self.median_cards().map(|(low, high)| (low + high) as f64 / 2.0)
    }

    /// The cards at the quartiles: the first that a quarter of the votes do not exceed, and the
    /// last that a quarter do not fall below.
    pub fn quartiles(&self) -> Option<(usize, usize)> {
        Some((self.reached(1, 4)?, self.reached_from_above(1, 4)?))
    }

    /// The cards that were played most; several where they are equal, none without votes.
    pub fn modes(&self) -> Vec<usize> {
        let most = self.counts.iter().copied().max().unwrap_or_default();
        let modes = self.counts.iter().enumerate().filter(|(_, count)| most > 0 && **count == most);
        modes.map(|(at, _)| at).collect()
    }

    /// The lowest and the highest card that was played.
    pub fn ends(&self) -> Option<(usize, usize)> {
        let played = |count: &u32| *count > 0;
        Some((self.counts.iter().position(played)?, self.counts.iter().rposition(played)?))
    }

    /// The first card at which `part` of `of` of all votes are reached.
    fn reached(&self, part: u32, of: u32) -> Option<usize> {
        let votes = self.votes();
        let mut sum = 0;
        self.counts.iter().position(|count| {
            sum += count;
            votes > 0 && sum * of >= votes * part
        })
    }

    fn reached_from_above(&self, part: u32, of: u32) -> Option<usize> {
        let votes = self.votes();
        let mut sum = 0;
        self.counts.iter().rposition(|count| {
            sum += count;
            votes > 0 && sum * of >= votes * part
        })
    }

    /// Consensus by Tastle and Wierman, in 0..=1:
    ///
    /// ```text
    /// Cns = 1 + Σ p(x) log2(1 - |x - μ| / d),  μ the mean position, d the width of the deck
    /// ```
    ///
    /// `None` without votes; 1 on a deck of one card.
    pub fn consensus(&self) -> Option<f64> {
        let width = self.counts.len().checked_sub(1)? as f64;
        let places = self.counts.iter().enumerate().map(|(at, count)| (at as f64, f64::from(*count)));
        consensus(places, width)
    }

    /// Agreement A by van der Eijk, in -1..=1: the votes are taken apart into layers, each even
    /// over its cards; A is the mean of the layers' agreements, weighted by their votes.
    ///
    /// `None` without votes, and on a deck of fewer than two cards. On two cards it is never
    /// below 0, for there is nothing between the ends that could be left out.
    pub fn agreement(&self) -> Option<f64> {
        let votes = self.votes();
        if votes == 0 || self.counts.len() < 2 {
            return None;
        }
        let mut rest = self.counts.clone();
        let mut sum = 0.0;
        while let Some(least) = rest.iter().copied().filter(|count| *count > 0).min() {
            let layer: Vec<bool> = rest.iter().map(|count| *count > 0).collect();
            let size = layer.iter().filter(|is_in| **is_in).count();
            sum += f64::from(least) * size as f64 * layer_agreement(&layer);
            rest.iter_mut().for_each(|count| *count = count.saturating_sub(least));
        }
        Some(sum / f64::from(votes))
    }

    /// Leik's ordinal dispersion D, in 0..=1: 0 all on one card, 1 half at each end.
    ///
    /// ```text
    /// D = 2 Σ d(i) / (K - 1),  d(i) = min(F(i), 1 - F(i)),  F the cumulative share, K cards
    /// ```
    pub fn dispersion(&self) -> Option<f64> {
        let votes = self.votes();
        if votes == 0 || self.counts.len() < 2 {
            return None;
        }
        let mut below = 0;
        let sum: u32 = self
            .counts
            .iter()
            .map(|count| {
                below += count;
                below.min(votes - below)
            })
            .sum();
        Some(2.0 * f64::from(sum) / f64::from(votes) / (self.counts.len() - 1) as f64)
    }

    /// Polarisation (1 - A) / 2, in 0..=1: 0 all on one card, 0.5 even, 1 half at each end.
    pub fn polarisation(&self) -> Option<f64> {
        self.agreement().map(|agreement| (1.0 - agreement) / 2.0)
    }

    /// Disagreement 1 - Cns, in 0..=1.
    pub fn disagreement(&self) -> Option<f64> {
        self.consensus().map(|consensus| 1.0 - consensus)
    }

    /// The most votes that lie within `reach` cards of each other: with 0 on one card, with 1 on
    /// two neighbours. Of several equal places the one nearest to the median.
    pub fn within(&self, reach: usize) -> Option<Part> {
        let median = self.median()?;
        let mut best: Option<(u32, f64, usize)> = None;
        let size = (reach + 1).min(self.counts.len());
        for (from, window) in self.counts.windows(size).enumerate() {
            let votes = window.iter().sum();
            let away = (from as f64 + (size - 1) as f64 / 2.0 - median).abs();
            if best.is_none_or(|(most, nearest, _)| votes > most || (votes == most && away < nearest)) {
                best = Some((votes, away, from));
            }
        }
        self.part(best?.2, best?.2 + size)
    }

    /// The votes from one card up to, but not including, another.
    fn part(&self, from: usize, to: usize) -> Option<Part> {
        let inside = |at: usize| (from..to).contains(&at);
        let counts = self.counts.iter().enumerate().map(|(at, count)| if inside(at) { *count } else { 0 });
        let part = Distribution::new(counts.collect());
        let (low, high) = part.ends()?;
        Some(Part { votes: part.votes(), low: low as f64, median: part.median()?, high: high as f64 })
    }

    /// Whether the votes have more than one hump, and whether that is more than chance; `None`
    /// without votes, and on fewer than three cards.
    pub fn humps(&self) -> Option<Humps> {
        if self.votes() == 0 || self.counts.len() < 3 {
            return None;
        }
        // Turned round the votes must say the same, to the last digit of a drawn test.
        let reversed: Vec<u32> = self.counts.iter().rev().copied().collect();
        let is_turned = reversed > self.counts;
        let counts = if is_turned { &reversed } else { &self.counts };
        let (p, drawn) = one_hump(counts);
        let cut = cut(counts).map(|cut| if is_turned { counts.len() - cut } else { cut });
        let parts = cut.and_then(|cut| Some((self.part(0, cut)?, self.part(cut, counts.len())?)));
        Some(Humps { p, drawn, parts })
    }
}

/// How far votes are from having one hump.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Humps {
    /// How often votes from one opinion, with one hump, would look as little like one hump as
    /// these by chance: a test of the hypothesis of one hump, in 0..=1. With few votes it is
    /// never small.
    pub p: f64,
    /// How many draws `p` was counted in; `None` where it is exact.
    pub drawn: Option<u32>,
    /// The votes in two parts at the cut where both are closest to their medians, the lower one
    /// first. `None` where all are on one card.
    pub parts: Option<(Part, Part)>,
}

impl Humps {
    /// The two camps, where the votes are two camps: one hump is no explanation, both parts
    /// have at least [`SMALLEST_CAMP`] votes and a fifth of all, and their medians are more than a card
    /// apart.
    pub fn camps(&self) -> Option<(Part, Part)> {
        let (low, high) = self.parts?;
        let (smaller, all) = (low.votes.min(high.votes), low.votes + high.votes);
        let is_two = self.p < super::SIGNIFICANT
            && smaller >= SMALLEST_CAMP as u32
            && smaller * 5 >= all
            && high.median - low.median > 1.0;
        is_two.then_some((low, high))
    }
}

/// Consensus of weighted places on a scale of a width; `None` without weight.
fn consensus(places: impl Iterator<Item = (f64, f64)> + Clone, width: f64) -> Option<f64> {
    let weight: f64 = places.clone().map(|(_, weight)| weight).sum();
    if weight <= 0.0 {
        return None;
    }
    let mean = places.clone().map(|(place, weight)| place * weight).sum::<f64>() / weight;
    let logs = places.filter(|(_, weight)| *weight > 0.0).map(|(place, weight)| {
        let away = if width > 0.0 { ((place - mean).abs() / width).min(1.0) } else { 0.0 };
        weight * libm::log2(1.0 - away)
    });
    Some((1.0 + logs.sum::<f64>() / weight).clamp(0.0, 1.0))
}

/// The agreement of a layer that is even over some cards.
///
/// ```text
/// A = U (1 - (S - 1) / (K - 1)),  U = ((K - 2) TU - (K - 1) TDU) / ((K - 2) (TU + TDU))
/// ```
///
/// over K cards of which S are in the layer; TU counts triples of cards, in the order of the
/// deck, that are in-in-out or out-in-in, TDU those that are in-out-in. Without any U is 1.
fn layer_agreement(layer: &[bool]) -> f64 {
    let cards = layer.len() as f64;
    let (mut agree, mut deviate) = (0.0, 0.0);
    let all = layer.iter().filter(|is_in| **is_in).count();
    let mut before = 0;
    // Counted by the card in the middle.
    for (at, is_in) in layer.iter().enumerate() {
        let out_before = at - before;
        let after = all - before - usize::from(*is_in);
        let out_after = layer.len() - at - 1 - after;
        if *is_in {
            agree += (before * out_after + out_before * after) as f64;
            before += 1;
        } else {
            deviate += (before * after) as f64;
        }
    }
    let unimodal = if agree + deviate > 0.0 {
        ((cards - 2.0) * agree - (cards - 1.0) * deviate) / ((cards - 2.0) * (agree + deviate))
    } else {
        1.0
    };
    unimodal * (1.0 - (all as f64 - 1.0) / (cards - 1.0))
}

/// Ways to spread votes over cards up to which the test of one hump looks at each.
const MOST_WAYS: f64 = 5_000.0;

/// Draws of the test of one hump, where there are more ways.
const DRAWS: u32 = 1_999;

/// After so many draws that look as little like one hump it is clear that there is one, and the p
/// value is their share so far (Besag and Clifford 1991, Biometrika 78:301).
const CLEAR: u32 = 200;

/// The test of one hump: its p value, and in how many draws it was counted.
///
/// The statistic is the logarithm of the likelihood ratio of the votes' own shares against
/// the likeliest shares with one hump, which is 0 for votes with one hump. Its distribution
/// is that under those likeliest shares: all ways to spread as many votes over the cards, or
/// draws of them (a parametric bootstrap).
fn one_hump(counts: &[u32]) -> (f64, Option<u32>) {
    let votes: u32 = counts.iter().sum();
    let logs = logarithms(counts);
    let observed = statistic(counts, &logs) - 1e-9;
    if observed <= 0.0 {
        return (1.0, None);
    }
    let shares = likeliest(counts);
    let cards = counts.len();
    let ways = (1..cards).fold(1.0, |ways, at| ways * (f64::from(votes) + at as f64) / at as f64);
    if ways <= MOST_WAYS {
        let mut spread = vec![0; cards];
        let mut ways = Ways { shares: &shares, logs: &logs, observed, sum: 0.0 };
        ways.all(&mut spread, 0, votes, 1.0);
        return (ways.sum.clamp(0.0, 1.0), None);
    }
    let mut chance = Chance::of("one hump");
    let mut reached = 0;
    for draw in 1..=DRAWS {
        let mut spread = vec![0; cards];
        for _ in 0..votes {
            let mut left = chance.uniform();
            let at = shares.iter().position(|share| {
                left -= share;
                left < 0.0
            });
            // Where rounding leaves a hair over, it belongs to the last card that can be played.
            let at = at.or_else(|| shares.iter().rposition(|share| *share > 0.0));
            if let Some(count) = at.and_then(|at| spread.get_mut(at)) {
                *count += 1;
            }
        }
        reached += u32::from(statistic(&spread, &logs) >= observed);
        if reached == CLEAR {
            return (f64::from(reached) / f64::from(draw), Some(draw));
        }
    }
    // The votes themselves are one way that reaches it.
    (f64::from(reached + 1) / f64::from(DRAWS + 1), Some(DRAWS))
}

/// The logarithms of the whole numbers that likelihoods of votes are made of; 0 for 0.
fn logarithms(counts: &[u32]) -> Vec<f64> {
    let most = counts.iter().sum::<u32>().max(counts.len() as u32);
    (0..=most).map(|number| if number == 0 { 0.0 } else { libm::log(f64::from(number)) }).collect()
}

/// All ways to spread votes over cards, and the probability of those that reach something.
struct Ways<'a> {
    shares: &'a [f64],
    logs: &'a [f64],
    observed: f64,
    sum: f64,
}

impl Ways<'_> {
    /// Goes through the ways to spread what is left over the cards from a place on.
    fn all(&mut self, spread: &mut [u32], at: usize, left: u32, probability: f64) {
        let Some(share) = self.shares.get(at).copied() else {
            if left == 0 && statistic(spread, self.logs) >= self.observed {
                self.sum += probability;
            }
            return;
        };
        let mut probability = probability;
        // The last card takes what is left; the probability is that of choosing the votes for
        // one card after the other out of those that are left.
        for here in 0..=left {
            if here > 0 {
                probability *= share * f64::from(left - here + 1) / f64::from(here);
            }
            if probability <= 0.0 {
                break;
            }
            if at + 1 < spread.len() || here == left {
                if let Some(slot) = spread.get_mut(at) {
                    *slot = here;
                }
                self.all(spread, at + 1, left - here, probability);
            }
        }
        if let Some(slot) = spread.get_mut(at) {
            *slot = 0;
        }
    }
}

/// Some neighbouring cards whose shares are equal in the likeliest shares.
#[derive(Clone, Copy)]
struct Pool {
    votes: u32,
    cards: u32,
}

impl Pool {
    /// Σ n ln(mean of the pool).
    fn likelihood(self, logs: &[f64]) -> f64 {
        let log = |n: u32| logs.get(n as usize).copied().unwrap_or_default();
        if self.votes == 0 { 0.0 } else { f64::from(self.votes) * (log(self.votes) - log(self.cards)) }
    }
}

/// Adds a card at the end of likeliest shares that never fall (pool adjacent violators).
fn pool(pools: &mut Vec<Pool>, votes: u32) {
    let mut last = Pool { votes, cards: 1 };
    // A mean above the next one is no rise: votes / cards crosswise, without division.
    while let Some(before) = pools.last().copied().filter(|p| p.votes * last.cards > last.votes * p.cards) {
        pools.pop();
        last = Pool { votes: before.votes + last.votes, cards: before.cards + last.cards };
    }
    pools.push(last);
}

/// The likelihoods of the first 0, 1, 2, … cards with shares that never fall.
fn rising(counts: impl Iterator<Item = u32>, logs: &[f64]) -> Vec<f64> {
    let mut pools = Vec::new();
    let mut likelihoods = vec![0.0];
    for votes in counts {
        pool(&mut pools, votes);
        likelihoods.push(pools.iter().map(|pool| pool.likelihood(logs)).sum());
    }
    likelihoods
}

/// Shares with one hump rise up to some card and fall from the next one on; both pieces are
/// fitted on their own. Of several equally likely ones the first.
fn statistic(counts: &[u32], logs: &[f64]) -> f64 {
    let up = rising(counts.iter().copied(), logs);
    let down = rising(counts.iter().rev().copied(), logs);
    let best = up.iter().zip(down.iter().rev()).map(|(up, down)| up + down).fold(f64::NEG_INFINITY, f64::max);
    let own: f64 = counts.iter().map(|votes| Pool { votes: *votes, cards: 1 }.likelihood(logs)).sum();
    own - best
}

/// The likeliest shares with one hump.
fn likeliest(counts: &[u32]) -> Vec<f64> {
    let votes: u32 = counts.iter().sum();
    let logs = logarithms(counts);
    let up = rising(counts.iter().copied(), &logs);
    let down = rising(counts.iter().rev().copied(), &logs);
    let mut best = (f64::NEG_INFINITY, 0);
    for (at, (up, down)) in up.iter().zip(down.iter().rev()).enumerate() {
        if up + down > best.0 + 1e-12 {
            best = (up + down, at);
        }
    }
    let fitted = |counts: &mut dyn Iterator<Item = u32>| {
        let mut pools = Vec::new();
        counts.for_each(|votes| pool(&mut pools, votes));
        let share = |pool: &Pool| f64::from(pool.votes) / f64::from(pool.cards) / f64::from(votes.max(1));
        let shares = pools.iter().flat_map(|pool| std::iter::repeat_n(share(pool), pool.cards as usize));
        shares.collect::<Vec<f64>>()
    };
    let mut shares = fitted(&mut counts.iter().take(best.1).copied());
    let falling = fitted(&mut counts.iter().skip(best.1).rev().copied());
    shares.extend(falling.iter().rev());
    shares
}

/// The card with which the upper part begins, so that all votes are as close to the median of
/// their part as they can be; of equal cuts the one with more even parts, then the first.
fn cut(counts: &[u32]) -> Option<usize> {
    let votes: u32 = counts.iter().sum();
    let mut best: Option<(u32, u32, usize)> = None;
    let mut below = 0;
    for (at, count) in counts.iter().enumerate() {
        if below > 0 && below < votes && *count > 0 {
            let (low, high) = (counts.iter().take(at), counts.iter().skip(at));
            let away = distance(low.copied()) + distance(high.copied());
            let uneven = below.abs_diff(votes - below);
            if best.is_none_or(|(least, even, _)| (away, uneven) < (least, even)) {
                best = Some((away, uneven, at));
            }
        }
        below += count;
    }
    best.map(|(_, _, at)| at)
}

/// The sum of the distances of votes to their median.
fn distance(counts: impl Iterator<Item = u32>) -> u32 {
    // Σ min(F, n - F) over the gaps between cards.
    let counts: Vec<u32> = counts.collect();
    let votes: u32 = counts.iter().sum();
    let mut below = 0;
    counts
        .iter()
        .map(|count| {
            below += count;
            below.min(votes - below)
        })
        .sum()
}

/// The ratio by which neighbouring cards differ on decks of estimates (1, 2, 3, 5, 8, 13, 21):
/// free numbers that differ by no more are as close as neighbours.
pub const STEP: f64 = 1.6;

/// The ratio of the ends of the scale that free numbers are held against: that of cards from 1
/// to 21. Their consensus would otherwise depend on the votes that happen to be furthest.
pub const SCALE: f64 = 21.0;

/// Votes that are free numbers, 0 or more.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Numbers {
    sorted: Vec<f64>,
    silent: Silent,
}

impl Numbers {
    /// From answers. What is not finite or below 0 is no vote, and is not counted at all.
    pub fn of(answers: impl IntoIterator<Item = Answer<f64>>) -> Numbers {
        let (mut votes, silent) = Silent::split(answers);
        votes.retain(|vote| vote.is_finite() && *vote >= 0.0);
        sort(&mut votes, &f64::total_cmp);
        Numbers { sorted: votes, silent }
    }

    /// The votes, lowest first.
    pub fn sorted(&self) -> &[f64] {
        &self.sorted
    }

    /// Answers that are no votes.
    pub fn silent(&self) -> Silent {
        self.silent
    }

    /// How many votes there are.
    pub fn votes(&self) -> u32 {
        self.sorted.len() as u32
    }

    /// The median; the mean of the two in the middle.
    pub fn median(&self) -> Option<f64> {
        quantile(&self.sorted, 0.5)
    }

    /// The quartiles, as [`quantile`] has them.
    pub fn quartiles(&self) -> Option<(f64, f64)> {
        Some((quantile(&self.sorted, 0.25)?, quantile(&self.sorted, 0.75)?))
    }

    /// Consensus by Tastle and Wierman over logarithms, on a scale whose ends are a factor of
    /// [`SCALE`] apart, or as far as the votes where they go further; in 0..=1. What is 0 stands
    /// at the lower end of that scale.
    pub fn consensus(&self) -> Option<f64> {
        let highest = *self.sorted.last()?;
        let lowest = self.sorted.iter().copied().find(|vote| *vote > 0.0).unwrap_or(1.0);
        let width = libm::log(SCALE).max(if highest > 0.0 { libm::log(highest / lowest) } else { 0.0 });
        let end = if highest > 0.0 { libm::log(highest) - width } else { 0.0 };
        let place = |vote: &f64| if *vote > 0.0 { libm::log(*vote) } else { end };
        consensus(self.sorted.iter().map(|vote| (place(vote), 1.0)), width)
    }

    /// Disagreement 1 - Cns, in 0..=1.
    pub fn disagreement(&self) -> Option<f64> {
        self.consensus().map(|consensus| 1.0 - consensus)
    }

    /// The most votes of which none is more than [`STEP`] times another.
    pub fn within(&self) -> Option<Part> {
        let mut best: Option<(usize, usize)> = None;
        let middle = self.sorted.len() as f64 / 2.0;
        let away = |(from, count): (usize, usize)| (from as f64 + count as f64 / 2.0 - middle).abs();
        for (from, lowest) in self.sorted.iter().enumerate() {
            let near = self.sorted.iter().skip(from);
            let count = near.take_while(|vote| **vote <= lowest * STEP * (1.0 + 1e-9)).count();
            let found = (from, count);
            if best.is_none_or(|best| count > best.1 || (count == best.1 && away(found) < away(best))) {
                best = Some(found);
            }
        }
        let (from, count) = best?;
        self.part(from, from + count)
    }

    fn part(&self, from: usize, to: usize) -> Option<Part> {
        let votes = self.sorted.get(from..to)?;
        let (low, high) = (*votes.first()?, *votes.last()?);
        Some(Part { votes: votes.len() as u32, low, median: quantile(votes, 0.5)?, high })
    }

    /// The votes on cards, each [`STEP`] times the one before and the first for the lowest vote;
    /// votes of 0 have a card of their own below.
    pub fn on_cards(&self) -> Distribution {
        let lowest = self.sorted.iter().copied().find(|vote| *vote > 0.0).unwrap_or(1.0);
        let has_zero = self.sorted.first() == Some(&0.0);
        // No number is so large that it would need more than a hundred cards.
        let card = |vote: f64| match vote {
            0.0 => 0,
            vote => {
                libm::floor(libm::log(vote / lowest) / libm::log(STEP) + 1e-9).clamp(0.0, 2000.0) as usize
                    + usize::from(has_zero)
            }
        };
        let cards = self.sorted.last().map_or(0, |highest| card(*highest) + 1);
        let silent = self.silent;
        let answers = self.sorted.iter().map(|vote| Answer::Vote(card(*vote)));
        Distribution { silent, ..Distribution::of(cards, answers) }
    }

    /// Whether the votes have more than one hump, on [`Numbers::on_cards`]; the parts are in
    /// numbers. `None` as there.
    pub fn humps(&self) -> Option<Humps> {
        self.on_cards().humps().map(|humps| self.in_numbers(humps))
    }

    /// The same with parts in numbers.
    fn in_numbers(&self, humps: Humps) -> Humps {
        let parts = humps.parts.and_then(|(low, _)| {
            let cut = low.votes as usize;
            Some((self.part(0, cut)?, self.part(cut, self.sorted.len())?))
        });
        Humps { parts, ..humps }
    }

    /// The two camps, as [`Humps::camps`] tells them, with parts in numbers.
    pub fn camps(&self) -> Option<(Part, Part)> {
        // Whether there are two is a matter of cards, where they lie of numbers.
        let humps = self.on_cards().humps()?;
        humps.camps()?;
        self.in_numbers(humps).parts
    }
}
