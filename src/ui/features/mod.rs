//! One folder per screen or dialog.

pub mod ballot;
pub mod decisions;
mod dialog;
pub mod home;
pub mod import;
pub mod items;
pub mod kano;
pub mod live;
pub mod merge;
pub mod palette;
pub mod pick;
mod picture;
pub mod plans;
pub mod reader;
pub mod roadmap;
pub mod settings;
pub mod share;
pub mod shell;
pub mod start;
pub mod survey;
pub mod tradeoff;
pub mod workshop;

pub use dialog::dialog;
