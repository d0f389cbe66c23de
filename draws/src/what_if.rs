//! What moves in an order when one thing has another score.

use std::ops::Range;

use crate::model::{BATCH, Model};
use crate::tally::descending;

/// Draws of an order in which single things have one of two other scores, each alone.
///
/// All scores of a draw are put into order once. Where a thing goes with another score is found in that
/// order, and what it passes on its way moves by one place: nothing else does.
pub struct WhatIf {
    model: Model,
    things: usize,
    /// The things that have other scores; their two rows stand behind those of all things.
    swaps: Vec<usize>,
    top: u32,
    stride: usize,
    scores: Vec<f64>,
    /// Which batch the scores are of.
    batch: Option<u32>,
    keys: Vec<u64>,
    /// For each swap and each thing, by how many places it stands lower with the first score than with
    /// the second, over all draws.
    moved: Vec<i32>,
    /// The sums of the ranks of each swapped thing with either score.
    ranks: Vec<[u64; 2]>,
}

impl WhatIf {
    /// Of a model with one row for each thing, and behind them two rows for each of `swaps`: the same thing
    /// with its one score and with its other. Ranks behind the first `top` count as `top + 1` in what
    /// moves.
    pub fn new(model: Model, swaps: Vec<usize>, top: u32) -> WhatIf {
        let rows = model.len();
        let things = rows.saturating_sub(2 * swaps.len());
        WhatIf {
            things,
            top,
            stride: rows,
            scores: vec![0.0; rows * BATCH],
            batch: None,
            keys: Vec::with_capacity(things),
            moved: vec![0; things * swaps.len()],
            ranks: vec![[0; 2]; swaps.len()],
            model,
            swaps,
        }
    }

    /// Makes the draws from one number up to another. Each may be made once.
    #[inline(never)]
    pub fn add(&mut self, draws: Range<u32>) {
        for draw in draws {
            let batch = draw / BATCH as u32;
            if self.batch != Some(batch) {
                self.model.draw(batch, self.stride, &mut self.scores);
                self.batch = Some(batch);
            }
            self.swap((draw % BATCH as u32) as usize);
        }
    }

    /// How many places the first ones moved between the two scores of a swap, summed over all things: of each
    /// the difference of its ranks over all draws, without its sign.
    pub fn moved(&self, swap: usize) -> u64 {
        let of_swap = self.moved.chunks_exact(self.things.max(1)).nth(swap).unwrap_or_default();
        of_swap.iter().map(|places| u64::from(places.unsigned_abs())).sum()
    }

    /// The sums over all draws of the swapped thing's ranks with either score.
    pub fn ranks(&self, swap: usize) -> [u64; 2] {
        self.ranks.get(swap).copied().unwrap_or_default()
    }

    fn swap(&mut self, lane: usize) {
        let Some(row) = self.scores.get(lane * self.stride..(lane + 1) * self.stride) else { return };
        let (scores, ends) = row.split_at(self.things.min(row.len()));
        let ties = self.model.ties();
        // As in a tally: the place in the plain order stands in the lowest bits of a score.
        let mask = (1_u64 << (usize::BITS - self.things.leading_zeros())) - 1;
        let keys = &mut self.keys;
        keys.clear();
        keys.extend(scores.iter().enumerate().map(|(at, score)| descending(*score) & !mask | at as u64));
        keys.sort_unstable();
        let score = |key: u64| scores.get((key & mask) as usize).copied().unwrap_or_default();
        let is_above = |one: f64, other: f64| one > other && !ties.are_tied(one, other);
        let swaps = self.swaps.iter().zip(ends.chunks_exact(2));
        let counts = self.moved.chunks_exact_mut(self.things.max(1)).zip(&mut self.ranks);
        for ((swap, ends), (moved, ranks)) in swaps.zip(counts) {
            let [low, high] = *ends else { continue };
            let (Some(own), top) = (scores.get(*swap).copied(), self.top) else { continue };
            let rank = |end: f64| {
                let above = keys.partition_point(|key| is_above(score(*key), end));
                (above as u32).saturating_sub(u32::from(is_above(own, end))) + 1
            };
            let [if_low, if_high] = [rank(low), rank(high)];
            for (sum, rank) in ranks.iter_mut().zip([if_low, if_high]) {
                *sum += u64::from(rank);
            }
            if let Some(slot) = moved.get_mut(*swap) {
                *slot += if_low.min(top + 1) as i32 - if_high.min(top + 1) as i32;
            }
            let (mut before, mut rank, mut leading) = (0, 1, None);
            for key in keys.iter() {
                let at = (key & mask) as usize;
                if at == *swap {
                    continue;
                }
                let score = score(*key);
                if !leading.is_some_and(|leading| ties.are_tied(leading, score)) {
                    (rank, leading) = (before + 1, Some(score));
                }
                if rank > top {
                    break;
                }
                before += 1;
                let with = |end: f64| (rank + u32::from(is_above(end, score))).min(top + 1) as i32;
                if let Some(slot) = moved.get_mut(at) {
                    *slot += with(low) - with(high);
                }
            }
        }
    }
}
