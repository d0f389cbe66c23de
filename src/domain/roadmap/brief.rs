//! A plan as numbers for the search, and the way back.

use solver::{Problem, Slots};

use super::{Placement, Worth};
use crate::domain::plan::{Id, Plan};

/// A plan as numbers for the search. Jobs are items that can be planned; what is shipped,
/// rejected or without effort or value is none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Brief {
    /// What is searched.
    pub problem: Problem,
    /// The item of each job.
    pub items: Vec<Id>,
    /// The id of each period.
    pub periods: Vec<Id>,
    /// The id of each team.
    pub teams: Vec<Id>,
    /// The need value of each job, in 0..=1.
    pub need: Vec<f64>,
    /// The goal value of each job, in 0..=1.
    pub goal: Vec<f64>,
    /// Units of capacity in the problem for one of the plan's effort unit.
    pub scale: f64,
}

impl Brief {
    /// Makes numbers of a plan.
    pub fn of(plan: &Plan) -> Brief {
        let _ = plan;
        Brief::default()
    }

    /// Where the plan's placements put the jobs.
    pub fn slots(&self, placements: &[Placement]) -> Slots {
        let _ = placements;
        vec![None; self.items.len()]
    }

    /// Slots as placements; items that are locked in the plan stay locked.
    pub fn placements(&self, plan: &Plan, slots: &[Option<usize>]) -> Vec<Placement> {
        let _ = (plan, slots);
        Vec::new()
    }

    /// What slots are worth.
    pub fn worth(&self, slots: &[Option<usize>]) -> Worth {
        Worth {
            need: self.problem.sum(slots, |job| self.need.get(job).copied().unwrap_or_default()),
            goal: self.problem.sum(slots, |job| self.goal.get(job).copied().unwrap_or_default()),
            value: self.problem.value(slots),
        }
    }
}
