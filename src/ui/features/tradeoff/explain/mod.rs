//! Why one item stands above another, what moves an item, and what is worth finding out.
//!
//! [`ExplainDialog`] answers for two items, [`Tornado`] for one, [`WorthKnowing`] for the
//! whole plan. They stand in any page or dialog.

mod dialog;
mod effects;
mod knowing;
mod link;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
mod tornado;

pub use dialog::ExplainDialog;
pub use knowing::WorthKnowing;
pub use tornado::Tornado;
