//! Kano: from a questionnaire to a category, with its uncertainty.
//!
//! Method and words: Kano et al. 1984, Berger et al. 1993.

pub mod study;

pub use study::{Answer, Feature, Question, Reply, Respondent, Study};
