//! Which jobs to do in which period, so that the plan is worth most.
//!
//! A [`Problem`] is numbers only: capacity of teams in periods, jobs with their value and
//! effort, and rules between jobs. [`Search`] looks for the best [`Slots`] in small steps and
//! says how far the best so far can be from the best there is. [`Frontier`] does so for all
//! weightings of two goods, [`Conflict`] names wishes that cannot all hold, [`Draws`] tells
//! what makes the cut when the numbers vary, and [`faults`] checks a plan by code that shares
//! nothing with the search.
//!
//! The crate knows nothing of the app and draws no random numbers but from a fixed seed: the
//! same problem gives the same plan on every machine, whatever its speed.

mod conflict;
mod draws;
mod frontier;
mod problem;
mod search;

pub use conflict::{Conflict, Wish};
pub use draws::{Draws, Share, Variation};
pub use frontier::{Frontier, Point};
pub use problem::{Fault, Floor, Job, Malformed, Problem, Rule, Slots, faults};
pub use search::{Search, Verdict};
