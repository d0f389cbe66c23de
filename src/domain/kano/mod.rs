//! Kano: from a questionnaire to a category, with its uncertainty.
//!
//! Method and words: Kano et al. 1984, Berger et al. 1993. Answers are tallied once
//! ([`tally`]); everything else is computed from the 25 cells of a feature, so it costs
//! the same for 20 respondents and for 20,000.

pub mod analysis;
pub mod arrivals;
pub mod classify;
pub mod code;
pub mod coefficients;
pub mod collect;
pub mod compare;
pub mod continuous;
pub mod curve;
pub mod entry;
pub(in crate::domain) mod gamma;
pub mod link;
pub mod mark;
pub mod plots;
pub mod proportion;
pub mod segments;
pub mod statistics;
pub mod study;
pub mod survey;
pub mod table;
pub mod tally;
pub mod uncertainty;
pub mod verdict;
pub mod warning;
pub mod wording;

pub use analysis::{Analysis, FeatureAnalysis, Options, analyse};
pub use study::{Answer, Feature, Question, Reply, Respondent, Study};
pub use tally::Tally;
