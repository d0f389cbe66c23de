//! Votes on pairs, and on the best and the worst of a few: orders with their counts.
//!
//! Two kinds of each. Those who *choose* are counted ([`pairs`], [`best_worst`]); those who say
//! *how many times* as important give weights ([`group_weights`], [`group_best_worst`]), by the methods
//! that one person alone has ([`pairwise`], [`best_worst`](crate::domain::tradeoff::best_worst)).

use super::aggregate::{Election, Tiers};
use super::grid::Grid;
use crate::domain::places::{sort, sort_places};
use crate::domain::tradeoff::{best_worst as single, pairwise};

/// What somebody said of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The first is better.
    First,
    /// The second is better.
    Second,
    /// They are equal.
    Equal,
}

/// One person's vote on a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PairVote {
    /// The first thing.
    pub first: usize,
    /// The second thing.
    pub second: usize,
    /// Which is better.
    pub choice: Choice,
}

/// What the votes say of one thing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Standing {
    /// Votes for it.
    pub wins: u32,
    /// Votes against it.
    pub losses: u32,
    /// Votes that have it equal to another.
    pub ties: u32,
}

impl Standing {
    /// All votes on it.
    pub fn votes(self) -> u32 {
        self.wins + self.losses + self.ties
    }

    /// Its share of its votes, ties by half, in 0..=1; `None` without a vote.
    pub fn share(self) -> Option<f64> {
        let votes = self.votes();
        (votes > 0).then(|| (f64::from(self.wins) + 0.5 * f64::from(self.ties)) / f64::from(votes))
    }
}

/// Votes on pairs, counted.
#[derive(Clone, Debug, PartialEq)]
pub struct PairTally {
    wins: Grid,
    ties: Grid,
    /// What the votes say of each thing.
    pub standings: Vec<Standing>,
    /// The same votes under every rule.
    pub election: Election,
    /// Votes that count. A vote on something that is not there, or on a thing and itself, does not.
    pub votes: u32,
    /// Pairs that nobody voted on.
    pub missing: Vec<(usize, usize)>,
}

impl PairTally {
    /// Votes for one against another.
    pub fn wins(&self, one: usize, other: usize) -> u32 {
        self.wins.get(one, other) as u32
    }

    /// Votes that have both equal.
    pub fn ties(&self, one: usize, other: usize) -> u32 {
        self.ties.get(one, other) as u32
    }
}

/// Counts votes on pairs of so many things.
pub fn pairs(count: usize, votes: &[PairVote]) -> PairTally {
    let (mut wins, mut ties) = (Grid::new(count, 0.0), Grid::new(count, 0.0));
    let mut counted = 0;
    for PairVote { first, second, choice } in votes.iter().copied() {
        if first == second || first >= count || second >= count {
            continue;
        }
        counted += 1;
        match choice {
            Choice::First => wins.add(first, second, 1.0),
            Choice::Second => wins.add(second, first, 1.0),
            Choice::Equal => {
                ties.add(first, second, 1.0);
                ties.add(second, first, 1.0);
            }
        }
    }
    let mut standings = vec![Standing::default(); count];
    let (mut won, mut tied, mut missing) = (Vec::new(), Vec::new(), Vec::new());
    for (one, standing) in standings.iter_mut().enumerate() {
        for other in (0..count).filter(|other| *other != one) {
            let (for_it, against, equal) = (wins.get(one, other), wins.get(other, one), ties.get(one, other));
            standing.wins += for_it as u32;
            standing.losses += against as u32;
            standing.ties += equal as u32;
            won.push((one, other, for_it));
            if one < other {
                tied.push((one, other, equal));
                if for_it + against + equal == 0.0 {
                    missing.push((one, other));
                }
            }
        }
    }
    let election = Election::of_pairs(count, &won, &tied);
    PairTally { wins, ties, standings, election, votes: counted, missing }
}

/// One person's choice of the best and the worst of some things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BestWorstVote {
    /// What was shown.
    pub shown: Vec<usize>,
    /// The best of it; `None` where none was named.
    pub best: Option<usize>,
    /// The worst of it; `None` where none was named.
    pub worst: Option<usize>,
}

/// What best-worst votes say of one thing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BestWorst {
    /// How often it was shown in a vote that counts.
    pub shown: u32,
    /// How often it was the best.
    pub best: u32,
    /// How often it was the worst.
    pub worst: u32,
}

impl BestWorst {
    /// (best - worst) / shown, in -1..=1; `None` where it was never shown.
    pub fn score(self) -> Option<f64> {
        (self.shown > 0).then(|| (f64::from(self.best) - f64::from(self.worst)) / f64::from(self.shown))
    }
}

/// Best-worst votes, counted.
#[derive(Clone, Debug, PartialEq)]
pub struct BestWorstTally {
    /// Each thing.
    pub things: Vec<BestWorst>,
    /// The order by score; what was never shown is last.
    pub tiers: Tiers,
    /// The pairs that the votes imply, under every rule: the best is better than all others that
    /// were shown, and those are better than the worst.
    pub election: Election,
    /// Votes that count.
    pub votes: u32,
    /// Votes that contradict themselves: the best is the worst, or was not shown.
    pub refused: u32,
}

/// Counts best-worst votes over so many things by the score of Finn and Louviere (1992, J. of Public
/// Policy and Marketing 11:12).
pub fn best_worst(count: usize, votes: &[BestWorstVote]) -> BestWorstTally {
    let mut things = vec![BestWorst::default(); count];
    let mut wins = Grid::new(count, 0.0);
    let (mut counted, mut refused) = (0, 0);
    for vote in votes {
        let named = || vote.best.iter().chain(&vote.worst);
        let is_sound = vote.shown.iter().all(|at| *at < count)
            && named().all(|at| vote.shown.contains(at))
            && (vote.best.is_none() || vote.best != vote.worst);
        if !is_sound || named().next().is_none() {
            refused += u32::from(!is_sound);
            continue;
        }
        counted += 1;
        let mut shown = vote.shown.clone();
        sort(&mut shown, &usize::cmp);
        shown.dedup();
        for at in &shown {
            if let Some(thing) = things.get_mut(*at) {
                thing.shown += 1;
                thing.best += u32::from(vote.best == Some(*at));
                thing.worst += u32::from(vote.worst == Some(*at));
            }
            if let Some(best) = vote.best.filter(|best| best != at) {
                wins.add(best, *at, 1.0);
            }
            if let Some(worst) = vote.worst.filter(|worst| worst != at && vote.best != Some(*at)) {
                wins.add(*at, worst, 1.0);
            }
        }
    }
    let score =
        |at: u32| things.get(at as usize).and_then(|thing| thing.score()).unwrap_or(f64::NEG_INFINITY);
    let mut order: Vec<u32> = (0..count as u32).collect();
    sort_places(&mut order, &|a, b| score(b).total_cmp(&score(a)));
    let mut tiers: Tiers = Vec::new();
    let mut last = None;
    for at in order {
        match tiers.last_mut().filter(|_| last == Some(score(at))) {
            Some(tier) => tier.push(at as usize),
            None => tiers.push(vec![at as usize]),
        }
        last = Some(score(at));
    }
    let won: Vec<(usize, usize, f64)> = (0..count)
        .flat_map(|one| (0..count).map(move |other| (one, other)))
        .map(|(a, b)| (a, b, wins.get(a, b)))
        .collect();
    BestWorstTally { election: Election::of_pairs(count, &won, &[]), things, tiers, votes: counted, refused }
}

/// The weights of a group that compared `count` things in pairs on Saaty's scale: each pair's
/// ratio is the geometric mean of those that were given for it, the only mean under which the
/// reverse question has the reverse answer (Aczél and Saaty 1983, J. of Mathematical Psychology
/// 27:93). `None` as [`pairwise::weigh`].
pub fn group_weights(count: usize, people: &[pairwise::Pairs]) -> Option<pairwise::Outcome> {
    let mut together = pairwise::Pairs::new(count);
    for (one, other) in together.pairs() {
        let logs: Vec<f64> = people.iter().filter_map(|pairs| pairs.get(one, other)).map(libm::log).collect();
        if !logs.is_empty() {
            let mean = logs.iter().sum::<f64>() / logs.len() as f64;
            together.set(one, other, Some(libm::exp(mean)));
        }
    }
    pairwise::weigh(&together)
}

/// The mean of the weights of people who each answered the best-worst method, with how many of
/// them are in it; `None` where nobody's answers make weights. Answers over another number of
/// things than the first are left out.
pub fn group_best_worst(people: &[single::Answers]) -> Option<(Vec<f64>, u32)> {
    let mut sums: Vec<f64> = Vec::new();
    let mut counted = 0_u32;
    for outcome in people.iter().filter_map(single::weigh) {
        if counted == 0 {
            sums = vec![0.0; outcome.weights.len()];
        }
        if sums.len() == outcome.weights.len() {
            counted += 1;
            sums.iter_mut().zip(&outcome.weights).for_each(|(sum, weight)| *sum += weight);
        }
    }
    (counted > 0).then(|| (sums.iter().map(|sum| sum / f64::from(counted)).collect(), counted))
}
