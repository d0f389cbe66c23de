//! One period, one team and no rules: a knapsack, filled by dynamic programming.
//!
//! The tree is at its worst where many jobs bring about the same for what they take, and there
//! this is as quick as ever: its cost is jobs times capacity.

use super::core::{Core, Range};

/// The most cells that are worth it: about 50 MB for the bits, and some seconds.
const CELLS: u64 = 400_000_000;

/// The most columns that are worth it: the values of one row take 8 bytes each.
const COLUMNS: u64 = 4_000_000;

/// A table that is being filled.
#[derive(Clone, Debug)]
pub(super) struct Knapsack {
    /// What is decided already: jobs that must be in the plan, and those that take nothing.
    slots: Vec<Option<usize>>,
    /// Job, effort and value.
    items: Vec<(usize, usize, f64)>,
    capacity: usize,
    /// By capacity, the best value of the items so far.
    best: Vec<f64>,
    /// By item and capacity, whether the item is in that best.
    taken: Vec<u64>,
    item: usize,
    /// Where in the table the present item is; the table is filled from the end.
    at: usize,
}

impl Knapsack {
    /// Gets ready, if the problem is of that kind and small enough.
    pub fn new(core: &Core, ranges: &[Range]) -> Option<Knapsack> {
        let rules = core.before.len() + core.apart.len() + core.either.len() + core.floors.len();
        if core.periods != 1 || core.teams != 1 || rules > 0 {
            return None;
        }
        let mut free = core.capacity[0];
        let mut slots = vec![None; core.jobs()];
        let mut items = Vec::new();
        for (job, range) in ranges.iter().enumerate() {
            let (effort, value) = (core.effort[job], core.worth(job, 0));
            if range.must || (effort == 0 && value > 0.0 && core.open(ranges, job, 0)) {
                slots[job] = Some(0);
                free = free.checked_sub(effort)?;
            } else if value > 0.0 && core.open(ranges, job, 0) {
                items.push((job, effort, value));
            }
        }
        let divisor = items.iter().fold(0, |divisor, (_, effort, _)| super::common(divisor, *effort)).max(1);
        let capacity = free / divisor;
        let total: u64 = items.iter().map(|(_, effort, _)| effort / divisor).sum();
        let capacity = capacity.min(total);
        if capacity > COLUMNS || capacity.checked_mul(items.len() as u64 + 1)? > CELLS {
            return None;
        }
        let capacity = usize::try_from(capacity).ok()?;
        let items = items
            .into_iter()
            .filter(|(_, effort, _)| effort / divisor <= capacity as u64)
            .map(|(job, effort, value)| (job, (effort / divisor) as usize, value))
            .collect::<Vec<_>>();
        let words = (items.len() * (capacity + 1)).div_ceil(64);
        Some(Knapsack {
            slots,
            items,
            capacity,
            best: vec![0.0; capacity + 1],
            taken: vec![0; words],
            item: 0,
            at: capacity,
        })
    }

    /// Fills so many cells; the best plan once all are.
    pub fn run(&mut self, cells: u64) -> Option<Vec<Option<usize>>> {
        let mut left = cells;
        while let Some((_, effort, value)) = self.items.get(self.item).copied() {
            if left == 0 {
                return None;
            }
            let row = self.item * (self.capacity + 1);
            let end = effort.max((self.at + 1).saturating_sub(usize::try_from(left).unwrap_or(usize::MAX)));
            let mut at = self.at + 1;
            while at > end {
                at -= 1;
                let with = self.best[at - effort] + value;
                if with > self.best[at] {
                    self.best[at] = with;
                    self.taken[(row + at) / 64] |= 1 << ((row + at) % 64);
                }
            }
            left -= left.min((self.at + 1 - end) as u64);
            if end == effort {
                self.item += 1;
                self.at = self.capacity;
            } else {
                self.at = end - 1;
            }
        }
        let mut slots = self.slots.clone();
        let mut free = self.capacity;
        for (item, (job, effort, _)) in self.items.iter().enumerate().rev() {
            let bit = item * (self.capacity + 1) + free;
            if self.taken[bit / 64] >> (bit % 64) & 1 == 1 {
                slots[*job] = Some(0);
                free -= effort;
            }
        }
        Some(slots)
    }
}
