//! The pure heart: no clock, no randomness, no browser.
//!
//! It fails only by returning a value. Time, randomness and ids arrive from
//! outside, inside commands.

pub mod by_id;
pub mod bytes;
pub mod circles;
pub mod date;
pub mod digits;
pub mod editor;
pub mod export;
pub mod format;
pub mod frame;
pub mod frameworks;
pub mod hash;
pub mod hygiene;
pub mod import;
pub mod invariants;
pub mod kano;
pub mod merge;
pub mod number;
pub mod patch;
pub mod picture;
pub mod places;
pub mod plan;
pub mod qr;
pub mod ranking;
pub mod report;
pub mod roadmap;
pub mod sample;
pub mod sensitivity;
pub mod share;
pub mod slices;
pub mod text;
pub mod trackers;
pub mod tradeoff;
pub mod uncertainty;
pub mod workbook;
pub mod workshop;
