//! Why there is no plan: a smallest set of wishes that cannot all hold.

use crate::problem::Problem;

/// Something that somebody asked for and that could be given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// That a job is in the plan.
    Must(usize),
    /// That a job is not done before its earliest period.
    Earliest(usize),
    /// That a job is not done after its latest period.
    Latest(usize),
    /// A rule, by its place in the list.
    Rule(usize),
    /// The capacity of a team over all periods.
    Capacity(usize),
}

/// A search for wishes that cannot all hold, none of which can be left out.
#[derive(Clone, Debug)]
pub struct Conflict {
    wishes: Vec<Wish>,
}

impl Conflict {
    /// Gets ready to look into a problem that has no plan.
    pub fn new(problem: Problem) -> Conflict {
        let _ = problem;
        Conflict { wishes: Vec::new() }
    }

    /// Does so many units of work, each of some milliseconds at most.
    pub fn step(&mut self, units: u32) {
        let _ = units;
    }

    /// How much is done, 0..=1.
    pub fn progress(&self) -> f64 {
        1.0
    }

    /// The wishes that cannot all hold; as long as the work is not done, more than are needed.
    /// Empty where a plan exists after all.
    pub fn wishes(&self) -> &[Wish] {
        &self.wishes
    }
}
