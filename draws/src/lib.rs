//! Draws of an order: random numbers, the scores and ranks that they make, and how often each
//! thing stood where.
//!
//! A [`Model`] draws the scores of all things, [`BATCH`] draws at a time; a [`Tally`] ranks
//! them and counts. Both are plain loops over numbers that know nothing of the app, and a
//! crate of their own because a person waits for them: everything else is compiled to be
//! small, this to be fast.
//!
//! A draw depends on the seed, on what is drawn and on the number of the draw alone, and only
//! `+ - * /`, bits and `libm` are used, so every machine gets the same bits.

mod factor;
mod histogram;
mod model;
mod random;
mod tally;
mod what_if;

pub use factor::{Drawn, DrawnLog, Spread};
pub use histogram::Histogram;
pub use model::{BATCH, Combine, Model, Row, Ties};
pub use random::{Exp, FNV_START, LANES, Normals, fnv, lanes, stream, uniform, units};
pub use tally::{MOST_TOP, Tally};
pub use what_if::WhatIf;
