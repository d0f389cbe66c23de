//! Ranges of estimates and what they make of the order.
//!
//! A score is made of guesses, so an order of scores is one of many. [`request`] takes from
//! the plan what is needed to draw the others; [`Simulation`] draws them, step by step, and
//! says at any time how often each item stood where. [`compare`] asks about two items alone.
//!
//! The inputs of an item are independent of each other and of other items. The need share
//! is not: it is drawn once for all items of a draw, alone or, in the order by value per work
//! ([`value_per_work`]), together with the ranges (stochastic multicriteria acceptability
//! analysis; Lahdelma, Hokkanen and Salminen 1998, European Journal of Operational Research
//! 106:137; Tervonen and Figueira 2008, Journal of Multi-Criteria Decision Analysis 15:1).
//!
//! **Ties.** Scores within [`RELATIVE_TOLERANCE`](super::ranking::RELATIVE_TOLERANCE) of each
//! other share the better rank, as in every order of the product, so shares of ranks may add
//! up to more than the number of draws.
//!
//! **Chance error.** A probability p that was counted in N draws has a standard error of
//! √(p (1 - p) / N), at most 0.5 / √N: half a point with ten thousand draws.

mod per_work;
mod range;
mod ranks;
mod request;
mod sample;
mod simulation;

pub use per_work::value_per_work;
pub use range::{Quantity, assumed_ratio, confidence_input, quantities};
pub use ranks::{NoRanges, Own, RankRange, RankRanges, has_ranges, in_words, rank_ranges};
pub use request::{Asked, DRAWS, Entry, Formula, Inputs, MOST_DRAWS, Question, Request, draws_for, request};
pub use sample::sample;
pub use simulation::{
    MOST_TOP, Outlook, Pair, Results, Simulation, compare, confidence_factor, fingerprint, what_if,
};

/// The standard error of a probability that was counted in so many draws.
pub fn chance_error(probability: f64, draws: u32) -> f64 {
    if draws == 0 { 1.0 } else { libm::sqrt(probability * (1.0 - probability) / f64::from(draws)) }
}

/// The largest standard error of any probability that was counted in so many draws.
pub fn largest_error(draws: u32) -> f64 {
    chance_error(0.5, draws)
}
