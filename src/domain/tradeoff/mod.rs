//! User need against business goal: what items are worth to each, and what the weight between
//! the two makes of their order.

pub mod beam;
pub mod pareto;
pub mod strip;
pub mod value;
pub mod verdict;
