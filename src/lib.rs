//! Steelyard 杆秤: weigh user need against business goal.
//!
//! The layers, lowest first. A layer may use those above it in this list and
//! never those below; `docs/architecture.md` tells the rest.

pub mod domain;
pub mod engine;
pub mod keeping;

#[cfg(feature = "ui")]
pub mod platform;
#[cfg(feature = "ui")]
pub mod ui;
