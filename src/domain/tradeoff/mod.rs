//! User need against business goal: what items are worth to each, and what the weight between
//! the two makes of their order.

pub mod beam;
pub mod best_worst;
pub mod coverage;
pub mod opportunity;
pub mod pairwise;
pub mod pareto;
pub mod pasted;
pub mod strip;
pub mod value;
pub mod verdict;
pub mod weights;
