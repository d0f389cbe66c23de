//! Ranks of things in draws, and how often each stood where.

use std::ops::Range;

use crate::histogram::Histogram;
use crate::model::{Model, Ties};
use crate::random::LANES;

/// The largest k for which it is counted how often the first k are the first k.
pub const MOST_TOP: u32 = 64;

/// Counts of where things stood in the draws so far.
pub struct Tally {
    things: usize,
    ranks: Histogram,
    sums: Vec<u64>,
    shares: Vec<f64>,
    next: Vec<(u32, u32)>,
    holds: Vec<u32>,
    scores: Vec<f64>,
    keys: Vec<u64>,
    placed: Vec<u32>,
}

impl Tally {
    /// Of so many things, in no draw so far.
    pub fn new(things: usize) -> Tally {
        Tally {
            things,
            ranks: Histogram::new(things),
            sums: vec![0; things],
            shares: vec![0.0; things],
            next: vec![(0, 0); things.saturating_sub(1)],
            holds: vec![0; things.min(MOST_TOP as usize)],
            scores: vec![0.0; things * LANES],
            keys: Vec::with_capacity(things),
            placed: vec![0; things * LANES],
        }
    }

    /// How often each rank was whose.
    pub fn ranks(&self) -> &Histogram {
        &self.ranks
    }

    /// The sum of all ranks of a thing.
    pub fn sum(&self, thing: usize) -> u64 {
        self.sums.get(thing).copied().unwrap_or_default()
    }

    /// The sum of the shares in the draws in which a thing was first.
    pub fn share(&self, thing: usize) -> f64 {
        self.shares.get(thing).copied().unwrap_or_default()
    }

    /// In how many draws a thing stood above the one behind it in the plain order, and in how
    /// many beside it; `None` for the last.
    pub fn next(&self, thing: usize) -> Option<(u32, u32)> {
        self.next.get(thing).copied()
    }

    /// For k = 1, 2, … [`MOST_TOP`]: the draws whose first k are the first k of the plain
    /// order, in whatever order among themselves. A tie at the edge counts as holding.
    pub fn holds(&self) -> &[u32] {
        &self.holds
    }

    /// Makes some draws and counts them: the draws from one number up to another.
    pub fn add(&mut self, model: &Model, draws: Range<u32>) {
        let mut done = draws.start;
        while done < draws.end && self.things > 0 {
            let block = done / LANES as u32;
            let first = done % LANES as u32;
            let count = (LANES as u32 - first).min(draws.end - done);
            let shares = model.draw(block, &mut self.scores);
            let lanes = first as usize..(first + count) as usize;
            for lane in lanes.clone() {
                // One loop for each meaning of equal, so that none has to ask which it is.
                match model.ties() {
                    Ties::Within(within) => {
                        self.place(lane, |one, other| Ties::Within(within).are_tied(one, other));
                    }
                    Ties::Relative(share) => {
                        self.place(lane, |one, other| Ties::Relative(share).are_tied(one, other));
                    }
                }
            }
            self.count(lanes, shares);
            done += count;
        }
    }

    /// Finds the rank of each thing in one draw.
    #[inline(always)]
    fn place(&mut self, lane: usize, are_tied: impl Fn(f64, f64) -> bool) {
        let things = self.things;
        let scores = self.scores.get(lane * things..(lane + 1) * things).unwrap_or_default();
        let placed = self.placed.get_mut(lane * things..(lane + 1) * things).unwrap_or_default();
        // The bits of a score, so that larger scores are smaller numbers, with the place in
        // the plain order in the lowest bits instead of digits beyond the tolerance of ties.
        // Sorting these numbers is several times faster than sorting places by their scores.
        let bits = usize::BITS - things.leading_zeros();
        let mask = (1_u64 << bits) - 1;
        self.keys.clear();
        self.keys.extend(scores.iter().enumerate().map(|(at, score)| descending(*score) & !mask | at as u64));
        self.keys.sort_unstable();

        let score = |key: u64| scores.get((key & mask) as usize).copied().unwrap_or_default();
        let mut rest = self.keys.as_mut_slice();
        let (mut rank, mut furthest) = (1_u32, 0_u64);
        while let Some(&leader) = rest.first() {
            let leading = score(leader);
            let tied = rest.iter().skip(1).take_while(|&&key| are_tied(leading, score(key))).count() + 1;
            let (group, behind) = rest.split_at_mut(tied);
            if tied > 1 {
                // Equal scores stand as in the plain order.
                group.iter_mut().for_each(|key| *key &= mask);
                group.sort_unstable();
            }
            for (place, key) in (rank..).zip(group.iter()) {
                let at = key & mask;
                if let Some(slot) = placed.get_mut(at as usize) {
                    *slot = rank;
                }
                // The first k are the first k of the plain order when none of them stood
                // behind place k there.
                furthest = furthest.max(at);
                if let Some(count) = self.holds.get_mut(place as usize - 1)
                    && furthest < u64::from(place)
                {
                    *count += 1;
                }
            }
            rank += tied as u32;
            rest = behind;
        }
        for ((above, below), pair) in scores.iter().zip(scores.iter().skip(1)).zip(&mut self.next) {
            let tied = are_tied(*above, *below);
            pair.1 += u32::from(tied);
            pair.0 += u32::from(above > below && !tied);
        }
    }

    /// Counts the ranks of some draws, thing by thing: the counts of one thing lie together,
    /// and going from thing to thing in each draw would fetch them anew every time.
    fn count(&mut self, lanes: Range<usize>, shares: [f64; LANES]) {
        let things = self.things.max(1);
        for (at, (sum, central)) in self.sums.iter_mut().zip(&mut self.shares).enumerate() {
            let ranks = self.placed.iter().skip(at).step_by(things).zip(shares);
            for (rank, share) in ranks.skip(lanes.start).take(lanes.len()) {
                self.ranks.add(at, *rank);
                *sum += u64::from(*rank);
                if *rank == 1 {
                    *central += share;
                }
            }
        }
    }
}

/// The bits of a finite number, so that a larger one comes first.
#[inline(always)]
fn descending(score: f64) -> u64 {
    // Positive numbers rise with their bits, negative ones fall, and zero has one sign here.
    let bits = (score + 0.0).to_bits();
    if bits >> 63 == 0 { !bits & (u64::MAX >> 1) } else { bits }
}
