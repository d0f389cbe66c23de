//! What would change an order: flips of a score, tornado, worth of knowing, reasons.
//!
//! | question | module |
//! |---|---|
//! | Why does this stand above that? | [`reason`] |
//! | Which change of one number would swap the two? | [`flip`] |
//! | How far does each open number move one item? | [`tornado`] |
//! | Which number is most worth finding out? | [`knowing`] |

pub mod flip;
pub mod information;
pub mod knowing;
mod model;
pub mod reason;
pub mod say;
mod shares;
mod split;
pub mod tornado;

pub use flip::{Flip, Side, flips};
pub use knowing::{Knowing, Known, knowing};
pub use model::Model;
pub use reason::{By, Kind, Outcome, Part, Reason, Scale, explain};
pub use tornado::{Bar, Tornado, tornado};
