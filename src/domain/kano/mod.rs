//! Kano: from a questionnaire to a category, with its uncertainty.
//!
//! Method and words: Kano et al. 1984, Berger et al. 1993.

pub mod arrivals;
pub mod code;
pub mod collect;
mod digits;
pub mod entry;
pub mod link;
pub mod study;
pub mod survey;
pub mod wording;

pub use study::{Answer, Feature, Question, Reply, Respondent, Study};
