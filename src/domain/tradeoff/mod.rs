//! User need against business goal: what items are worth to each, and what the weight between
//! the two makes of their order.

pub mod value;
