//! Ranks of things in draws, and how often each stood where.

use std::ops::Range;

use crate::histogram::Histogram;
use crate::model::{BATCH, Model, Ties};

/// The largest k for which it is counted how often the first k are the first k.
pub const MOST_TOP: u32 = 64;

/// Things, and counts of where they stood in the draws so far.
pub struct Tally {
    model: Model,
    things: usize,
    /// The batch of draws whose scores are there, with the share of each draw.
    batch: Option<(u32, [f64; BATCH])>,
    ranks: Histogram,
    sums: Vec<u64>,
    shares: Vec<f64>,
    next: Vec<(u32, u32)>,
    holds: Vec<u32>,
    /// The scores in a batch of draws, one draw after the other.
    scores: Vec<f64>,
    /// The ranks in a batch of draws, likewise.
    placed: Vec<u32>,
    /// From one draw to the next in both.
    stride: usize,
    /// Room for the order of one draw.
    keys: Vec<u64>,
}

impl Tally {
    /// Of things in no draw so far.
    pub fn new(model: Model) -> Tally {
        let things = model.len();
        // An odd number of lines of the cache, or the same thing in all draws of a batch could
        // compete for one line.
        let stride = 8 * (things.div_ceil(8) | 1);
        Tally {
            model,
            things,
            batch: None,
            ranks: Histogram::new(things),
            sums: vec![0; things],
            shares: vec![0.0; things],
            next: vec![(0, 0); things.saturating_sub(1)],
            holds: vec![0; things.min(MOST_TOP as usize)],
            scores: vec![0.0; stride * BATCH],
            placed: vec![0; stride * BATCH],
            stride,
            keys: Vec::with_capacity(things),
        }
    }

    /// The things.
    pub fn model(&self) -> &Model {
        &self.model
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
    // Inside of a caller it would be compiled as that one is: to be small.
    #[inline(never)]
    pub fn add(&mut self, draws: Range<u32>) {
        let mut done = draws.start;
        while done < draws.end && self.things > 0 {
            let (batch, first) = (done / BATCH as u32, done % BATCH as u32);
            let count = (BATCH as u32 - first).min(draws.end - done);
            // What was drawn for the last draws of one step serves the first of the next.
            let shares = match self.batch {
                Some((drawn, shares)) if drawn == batch => shares,
                _ => self.model.draw(batch, self.stride, &mut self.scores),
            };
            self.batch = Some((batch, shares));
            let lanes = first as usize..(first + count) as usize;
            for lane in lanes.clone() {
                // One loop for each meaning of equal, so that none has to ask which it is.
                match self.model.ties() {
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
        let here = lane * self.stride..lane * self.stride + self.things;
        let (Some(scores), Some(placed)) = (self.scores.get(here.clone()), self.placed.get_mut(here)) else {
            return;
        };
        // The bits of a score, so that larger scores are smaller numbers, with the place in
        // the plain order in the lowest bits instead of digits beyond the tolerance of ties.
        // Sorting these numbers is several times faster than sorting places by their scores.
        // (Counting into parts of the range first was no faster: what is left to compare then
        // cannot be foreseen by the processor, and the sort of numbers foresees nothing.)
        let mask = (1_u64 << (usize::BITS - self.things.leading_zeros())) - 1;
        let keys = &mut self.keys;
        keys.clear();
        keys.extend(scores.iter().enumerate().map(|(at, score)| descending(*score) & !mask | at as u64));
        keys.sort_unstable();

        let score = |key: u64| scores.get((key & mask) as usize).copied().unwrap_or_default();
        let leader = |keys: &[u64], start: usize| keys.get(start).map_or(0.0, |key| score(*key));
        let (mut start, mut leading) = (0, leader(keys, 0));
        for end in 1..=keys.len() {
            // A rank ends where a score is no longer tied with the first that has it.
            if keys.get(end).is_some_and(|key| are_tied(leading, score(*key))) {
                continue;
            }
            let Some(group) = keys.get_mut(start..end) else { break };
            if end - start > 1 {
                // Equal scores stand as in the plain order.
                group.iter_mut().for_each(|key| *key &= mask);
                group.sort_unstable();
            }
            for key in group {
                if let Some(slot) = placed.get_mut((*key & mask) as usize) {
                    *slot = start as u32 + 1;
                }
            }
            (start, leading) = (end, leader(keys, end));
        }
        // The first k are the first k of the plain order when none of them stood behind place
        // k there.
        let mut furthest = 0;
        for (place, (key, count)) in (1_u64..).zip(keys.iter().zip(&mut self.holds)) {
            furthest = furthest.max(key & mask);
            *count += u32::from(furthest < place);
        }
        for ((above, below), pair) in scores.iter().zip(scores.iter().skip(1)).zip(&mut self.next) {
            let tied = are_tied(*above, *below);
            pair.1 += u32::from(tied);
            pair.0 += u32::from(above > below && !tied);
        }
    }

    /// Counts the ranks of some draws of a batch, thing by thing: the counts of one thing lie
    /// together, and going from thing to thing in each draw would fetch them anew every time.
    fn count(&mut self, lanes: Range<usize>, shares: [f64; BATCH]) {
        let sums = self.sums.iter_mut().zip(&mut self.shares);
        for (at, (mut row, (sum, central))) in self.ranks.rows().zip(sums).enumerate() {
            for (lane, share) in shares.iter().enumerate().take(lanes.end).skip(lanes.start) {
                let Some(rank) = self.placed.get(lane * self.stride + at) else { continue };
                row.add(*rank);
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
pub(crate) fn descending(score: f64) -> u64 {
    // Positive numbers rise with their bits, negative ones fall, and zero has one sign here.
    let bits = (score + 0.0).to_bits();
    if bits >> 63 == 0 { !bits & (u64::MAX >> 1) } else { bits }
}
