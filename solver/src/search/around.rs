//! Planning parts of a plan anew: all jobs stay where they are but for some, for which the best
//! places are found by a tree of their own.

use std::sync::Arc;

use super::core::{Core, Range};
use super::cut;
use super::tree::{Root, Tree};

/// The search around a plan.
#[derive(Clone, Debug)]
pub(super) struct Around {
    core: Arc<Core>,
    root: Root,
    /// The plan, which the caller keeps up to date.
    pub best: Vec<Option<usize>>,
    tree: Option<Tree>,
    /// The work that the tree before has done.
    done: u64,
    /// How much work the tree beside had done when this began.
    since: u64,
    limit: u64,
    size: usize,
    turn: u64,
    seed: u64,
    /// How many parts in a row brought nothing.
    idle: u64,
    found: Vec<Vec<Option<usize>>>,
}

/// How much a part may cost.
const PART: u64 = 15_000_000;

impl Around {
    /// Gets ready.
    pub fn new(core: Arc<Core>, root: Root, best: Vec<Option<usize>>, since: u64) -> Around {
        let size = (core.jobs() / 3).clamp(10, 40);
        Around {
            core,
            root,
            best,
            tree: None,
            done: 0,
            since,
            limit: 0,
            size,
            turn: 0,
            seed: 0x2545_F491_4F6C_DD1D,
            idle: 0,
            found: Vec::new(),
        }
    }

    /// Whether its turn has come, by how much work the tree beside has done.
    pub fn is_due(&self, beside: u64) -> bool {
        let beside = beside - self.since;
        // Half of the work as long as it helps, less and less later.
        let share = match self.idle {
            0..40 => 1,
            40..100 => 4,
            _ => 12,
        };
        self.work() * share <= beside
    }

    /// What has been done, in operations.
    pub fn work(&self) -> u64 {
        self.done + self.tree.as_ref().map_or(0, Tree::work)
    }

    /// The plans found since the last time.
    pub fn take(&mut self) -> Vec<Vec<Option<usize>>> {
        std::mem::take(&mut self.found)
    }

    /// Hears whether a plan that it found was better.
    pub fn learn(&mut self, better: bool) {
        if better {
            self.idle = 0;
        }
    }

    /// Goes on until so much work is done in all.
    pub fn run(&mut self, until: u64, value: f64, grain: f64) {
        while self.work() < until {
            let room = until - self.work();
            let Some(tree) = &mut self.tree else {
                self.choose(value, grain);
                continue;
            };
            tree.cut = tree.cut.max(cut(value, grain));
            let limit = (tree.work() + room).min(self.limit);
            tree.run(limit);
            self.found.append(&mut tree.found);
            if tree.is_done() || tree.work() >= self.limit {
                // A part that is soon done can be larger, one that is not should be smaller.
                if !tree.is_done() {
                    self.size = (self.size * 9 / 10).max(6);
                } else if tree.work() * 4 < self.limit {
                    self.size = (self.size + 1 + self.size / 8).min(self.core.jobs());
                }
                self.done += tree.work();
                self.tree = None;
                self.idle += 1;
                if !self.found.is_empty() {
                    return;
                }
            }
        }
    }

    fn random(&mut self, below: usize) -> usize {
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 7;
        self.seed ^= self.seed << 17;
        ((self.seed >> 33) as usize) % below.max(1)
    }

    /// Chooses the jobs of the next part.
    fn choose(&mut self, value: f64, grain: f64) {
        let core = Arc::clone(&self.core);
        let (jobs, periods) = (core.jobs(), core.periods);
        self.turn += 1;
        // By how much a job's best place seems better than its next best: where that is little,
        // much is open. A part is planned around the plan so far, or around the root's solution.
        let around_root = self.turn % 4 == 1;
        let mut order: Vec<(f64, usize)> = Vec::new();
        let mut held: Vec<Option<usize>> = self.best.clone();
        for job in 0..jobs {
            if core.ranges[job].is_settled() {
                continue;
            }
            let places = job * periods..(job + 1) * periods;
            let shares = &self.root.shares[places.clone()];
            let mut prices: Vec<f64> = (places)
                .filter(|place| core.open(&core.ranges, job, place % periods))
                .map(|place| self.root.reduced[place])
                .collect();
            prices.push(0.0);
            prices.sort_by(f64::total_cmp);
            let margin = prices.get(1).map_or(0.0, |second| second - prices[0]);
            let whole = shares.iter().position(|share| *share > 0.99);
            let none = shares.iter().all(|share| *share < 0.01);
            let margin = if around_root {
                held[job] = whole;
                if whole.is_some() || none { margin } else { 0.0 }
            } else if self.best[job] == whole && (whole.is_some() || none) {
                margin
            } else {
                0.0
            };
            order.push((margin, job));
        }
        // By chance, so that no two parts are the same, not even where all margins are 0.
        let usual = order.iter().map(|(margin, _)| margin).sum::<f64>() / order.len().max(1) as f64;
        for (margin, _) in &mut order {
            let spread = if self.turn == 1 { 1.0 } else { (1 + self.random(1000)) as f64 / 500.0 };
            *margin = (*margin + 0.1 * usual) * spread;
        }
        if self.turn % 4 == 3 && periods > 1 {
            // Everything in two periods, and some of what is left out.
            let one = self.random(periods);
            let other = (one + 1 + self.random(periods - 1)) % periods;
            for (margin, job) in &mut order {
                let inside = self.best[*job].is_none_or(|period| period == one || period == other);
                if !inside {
                    *margin += 1e12;
                }
            }
        }
        order.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        let mut ranges = core.ranges.clone();
        let free: Vec<usize> = order.iter().take(self.size).map(|(_, job)| *job).collect();
        for (job, range) in ranges.iter_mut().enumerate() {
            if free.contains(&job) {
                continue;
            }
            *range = match held[job] {
                Some(period) => Range { low: period as u16, high: period as u16, must: true },
                None => Range::OUT,
            };
        }
        self.done += 20 * jobs as u64 + 1000;
        self.limit = PART;
        if core.propagate(&mut ranges) {
            self.tree = Some(Tree::new(core, ranges, cut(value, grain), true));
        }
        if free.len() >= order.len() {
            // Nothing is held: the tree beside does the same.
            self.size = (self.size / 2).max(1);
        }
    }
}
