//! A plan behind an address, and what of it is handed out.
//!
//! [`Choice`] says what of a plan goes out, [`link`] packs it into the part of an address that no
//! server ever sees, [`Locked`] holds it behind a passphrase, [`meter`] says where a link of that
//! length survives. Opening a link makes a plan of its own and touches none that is kept.

pub mod address;
mod choice;
mod columns;
mod counts;
pub mod link;
mod meter;

pub use address::Reach;
pub use choice::{Choice, Items, MOST_OF_TOP};
pub use counts::Counts;
pub use link::{Beside, LinkProblem, Locked, MARK, Opened};
pub use meter::{Channel, Fit, MOST_IN_QR, meter};
