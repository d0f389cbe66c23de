//! The search for the best plan.
//!
//! A first plan comes from filling by value for effort. Then a tree of cases is searched, each
//! bounded by a linear program ([`tree`], [`model`], [`simplex`]), and beside it parts of the
//! best plan so far are planned anew, each by a small tree of its own ([`around`]). How much
//! each gets is counted in operations, never in time, so that the same problem leads to the
//! same plan on every machine.

mod around;
mod basis;
mod core;
mod cuts;
mod knapsack;
mod model;
mod plan;
mod simplex;
#[cfg(test)]
mod tests;
mod tree;

use std::sync::Arc;

use self::around::Around;
use self::core::Core;
use self::knapsack::Knapsack;
use self::plan::Plan;
use self::tree::Tree;
use crate::problem::{Problem, Slots, faults};

/// What can be said about the best plan so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The search goes on.
    Searching,
    /// No plan is worth more (within a relative 1e-9).
    Optimal,
    /// The search has used up its budget; [`Search::bound`] tells how much better a plan could be.
    Spent,
    /// No plan keeps to all the rules.
    Infeasible,
}

/// How many operations make a unit; some milliseconds.
const UNIT: u64 = 500_000;
/// How many operations the search may take in all.
const BUDGET: u64 = 5_000_000_000;
/// How many operations the tree has for a knapsack.
const TRY: u64 = 10_000_000;
/// A plan that is worse by less than this share is worth improving job by job.
const CLOSE: f64 = 0.002;
/// Within this share of its value a plan counts as best.
const NEAR: f64 = 1e-9;

/// A search for the best plan, done in small steps.
#[derive(Clone, Debug)]
pub struct Search {
    problem: Problem,
    start: Option<Slots>,
    core: Option<Arc<Core>>,
    best: Option<Slots>,
    value: f64,
    /// All plans are worth a whole multiple of this; 0 if nothing of the kind is known.
    grain: f64,
    bound: f64,
    tree: Option<Tree>,
    around: Option<Around>,
    knapsack: Option<Box<Knapsack>>,
    work: u64,
    verdict: Verdict,
}

impl Search {
    /// Gets ready. `start` is a plan to begin with, if there is one; it need not keep to the rules.
    pub fn new(problem: Problem, start: Option<Slots>) -> Search {
        let start = start.filter(|slots| slots.len() == problem.jobs.len());
        let core = Core::new(&problem).map(Arc::new);
        let verdict = if core.is_none() { Verdict::Infeasible } else { Verdict::Searching };
        let bound = if core.is_none() { f64::NEG_INFINITY } else { f64::INFINITY };
        let grain = grain(&problem);
        Search {
            problem,
            start,
            core,
            best: None,
            value: f64::NEG_INFINITY,
            grain,
            bound,
            tree: None,
            around: None,
            knapsack: None,
            work: 0,
            verdict,
        }
    }

    /// Does so many units of work, each of some milliseconds at most.
    pub fn step(&mut self, units: u32) {
        for _ in 0..units {
            if self.verdict != Verdict::Searching {
                return;
            }
            self.unit();
        }
    }

    /// What can be said so far.
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// How much of the budget is used, 0..=1; 1 once the verdict stands.
    pub fn progress(&self) -> f64 {
        match self.verdict {
            Verdict::Searching => (self.work as f64 / BUDGET as f64).min(1.0),
            _ => 1.0,
        }
    }

    /// The best plan so far, which keeps to all rules; `None` while there is none.
    pub fn best(&self) -> Option<&Slots> {
        self.best.as_ref()
    }

    /// No plan is worth more than this; infinite before anything is known.
    pub fn bound(&self) -> f64 {
        self.bound
    }

    fn unit(&mut self) {
        let Some(core) = self.core.clone() else { return };
        let Some(tree) = &mut self.tree else {
            self.begin(&core);
            return;
        };
        // Many a knapsack is no matter for the tree, so that it has a try before the table.
        if self.work > TRY
            && let Some(knapsack) = &mut self.knapsack
        {
            self.work += UNIT;
            if let Some(slots) = knapsack.run(UNIT) {
                self.offer(&core, &slots);
                self.settle();
            }
            return;
        }
        // The tree has the first word, until its first bound is known; then both take turns.
        let before = tree.work();
        match &mut self.around {
            Some(around) if around.is_due(tree.work()) => {
                let spent = around.work();
                around.run(spent + UNIT, self.value, self.grain);
                self.work += around.work() - spent;
                let found = around.take();
                for slots in found {
                    let better = self.offer(&core, &slots);
                    if let Some(around) = &mut self.around {
                        around.learn(better);
                    }
                }
            }
            _ => {
                tree.cut = cut(self.value, self.grain);
                tree.run(before + UNIT);
                self.work += tree.work() - before;
                for slots in std::mem::take(&mut tree.found) {
                    self.offer(&core, &slots);
                }
            }
        }
        self.judge(&core);
    }

    /// A first plan, and the root of the tree.
    fn begin(&mut self, core: &Arc<Core>) {
        self.bound = self.problem.jobs.iter().map(|job| job.value).sum();
        if let Some(start) = self.start.take() {
            let mut plan = Plan::new(core, &core.ranges);
            let slots = core.contract(&start);
            let mut order: Vec<usize> = (0..core.jobs()).filter(|job| slots[*job].is_some()).collect();
            order.sort_by_key(|job| (!core.ranges[*job].must, slots[*job], *job));
            // Twice, as a job may come before what it needs.
            for _ in 0..2 {
                for job in &order {
                    if let (None, Some(period)) = (plan.slots[*job], slots[*job])
                        && plan.fits(*job, period)
                    {
                        plan.put(*job, period);
                    }
                }
            }
            let kept = plan.slots.clone();
            self.offer(core, &kept);
            plan.fill(&core.value);
            plan.improve(UNIT);
            let slots = plan.slots;
            self.offer(core, &slots);
        }
        let mut plan = Plan::new(core, &core.ranges);
        plan.fill(&core.value);
        plan.improve(UNIT);
        self.work += plan.work;
        let slots = plan.slots.clone();
        if !self.offer(core, &slots) && self.best.is_none() {
            for floor in &core.floors {
                let mut plan = Plan::new(core, &core.ranges);
                plan.fill(&floor.amounts);
                plan.fill(&core.value);
                let slots = plan.slots;
                self.offer(core, &slots);
            }
        }
        self.knapsack = Knapsack::new(core, &core.ranges).map(Box::new);
        self.tree =
            Some(Tree::new(Arc::clone(core), core.ranges.clone(), cut(self.value, self.grain), false));
        self.work += UNIT / 4;
        self.judge(core);
    }

    /// Takes a plan if it keeps to all rules and is better; true if so.
    fn offer(&mut self, core: &Core, slots: &[Option<usize>]) -> bool {
        let mut plan = Plan::new(core, &core.ranges);
        // Fitting in order of periods checks the rules on the way; what does not fit is left out.
        let mut order: Vec<usize> = (0..core.jobs()).filter(|job| slots[*job].is_some()).collect();
        order.sort_by_key(|job| (slots[*job], *job));
        let mut waits = true;
        while waits {
            waits = false;
            for job in &order {
                if let (None, Some(period)) = (plan.slots[*job], slots[*job])
                    && plan.fits(*job, period)
                {
                    plan.put(*job, period);
                    waits = true;
                }
            }
        }
        plan.settle();
        self.work += plan.work + 10 * core.jobs() as u64;
        let mut better = self.accept(core, &plan.slots);
        if plan.worth() > self.value * (1.0 - CLOSE) {
            let before = plan.work;
            plan.improve(before + UNIT / 2);
            self.work += plan.work - before;
            better |= self.accept(core, &plan.slots);
        }
        better
    }

    fn accept(&mut self, core: &Core, slots: &[Option<usize>]) -> bool {
        let whole = core.expand(slots);
        let value = self.problem.value(&whole);
        let better = value > self.value + NEAR * self.value.abs() || self.best.is_none();
        if !better || !faults(&self.problem, &whole).is_empty() {
            return false;
        }
        self.value = value;
        self.best = Some(whole);
        true
    }

    /// Everything has been looked at.
    fn settle(&mut self) {
        if self.best.is_some() {
            self.verdict = Verdict::Optimal;
            self.bound = self.value;
        } else {
            self.verdict = Verdict::Infeasible;
            self.bound = f64::NEG_INFINITY;
        }
        self.tree = None;
        self.around = None;
        self.knapsack = None;
    }

    /// What can be said now.
    fn judge(&mut self, core: &Arc<Core>) {
        let Some(tree) = &self.tree else { return };
        let mut bound = tree.bound();
        if self.grain > 0.0 && bound.is_finite() {
            // Sums of rounded numbers may lie a hair below a whole multiple.
            bound = bound.min(libm::floor(bound / self.grain + 1e-6) * self.grain);
        }
        self.bound = self.bound.min(bound.max(self.value));
        if tree.is_done() || self.bound <= self.value + NEAR * self.value.abs() {
            self.settle();
        } else if self.work >= BUDGET {
            self.verdict = Verdict::Spent;
            self.tree = None;
            self.around = None;
        } else if self.around.is_none()
            && let (Some(best), Some(tree)) = (&self.best, &self.tree)
            && let Some(root) = &tree.root
        {
            let slots = core.contract(best);
            self.around = Some(Around::new(Arc::clone(core), root.clone(), slots, tree.work()));
        } else if let (Some(around), Some(best)) = (&mut self.around, &self.best) {
            around.best = core.contract(best);
        }
    }
}

/// Plans worth no more than this are of no use when there is one of a value.
fn cut(value: f64, grain: f64) -> f64 {
    if value.is_finite() { value + (NEAR * value.abs()).max(grain * (1.0 - 1e-6)) } else { value }
}

/// A number of which the worth of every job in every period is a whole multiple, or 0.
fn grain(problem: &Problem) -> f64 {
    let worths = problem.jobs.iter().flat_map(|job| problem.weights.iter().map(|weight| job.value * weight));
    for scale in [1.0, 10.0, 100.0, 1_000.0] {
        let whole = |worth: f64| {
            let scaled = worth * scale;
            let near = libm::round(scaled);
            ((scaled - near).abs() <= 1e-12 * scaled.max(1.0) && near < 1e6).then_some(near as u64)
        };
        let common =
            worths.clone().try_fold(0_u64, |divisor, worth| whole(worth).map(|worth| common(divisor, worth)));
        if let Some(common) = common {
            return common as f64 / scale;
        }
    }
    0.0
}

/// The greatest common divisor.
fn common(mut one: u64, mut other: u64) -> u64 {
    while other > 0 {
        (one, other) = (other, one % other);
    }
    one
}
