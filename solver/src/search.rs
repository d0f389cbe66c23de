//! The search for the best plan.

use crate::problem::{Problem, Slots};

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

/// A search for the best plan, done in small steps.
#[derive(Clone, Debug)]
pub struct Search {
    problem: Problem,
    best: Option<Slots>,
}

impl Search {
    /// Gets ready. `start` is a plan to begin with, if there is one; it need not keep to the rules.
    pub fn new(problem: Problem, start: Option<Slots>) -> Search {
        let _ = start;
        Search { problem, best: None }
    }

    /// Does so many units of work, each of some milliseconds at most.
    pub fn step(&mut self, units: u32) {
        let _ = units;
        self.best.get_or_insert_with(|| vec![None; self.problem.jobs.len()]);
    }

    /// What can be said so far.
    pub fn verdict(&self) -> Verdict {
        Verdict::Searching
    }

    /// How much of the budget is used, 0..=1; 1 once the verdict stands.
    pub fn progress(&self) -> f64 {
        0.0
    }

    /// The best plan so far, which keeps to all rules; `None` while there is none.
    pub fn best(&self) -> Option<&Slots> {
        self.best.as_ref()
    }

    /// No plan is worth more than this; infinite before anything is known.
    pub fn bound(&self) -> f64 {
        f64::INFINITY
    }
}
