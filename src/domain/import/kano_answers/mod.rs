//! Kano answers from a table: one row for each respondent, a pair of columns for each feature.
//!
//! A [`Table`] gets a [`KanoMapping`] that the person corrects; table, mapping and study make a
//! [`KanoPreview`]. A broken cell costs that cell; nothing is guessed about the direction of a
//! scale, only asked.

mod cells;
mod headers;
mod mapping;
mod rows;
mod scale;

pub use mapping::{FeatureColumns, FeatureTarget, KanoMapping, Scale, Use};
pub use rows::{AnswerProblem, KanoPreview, WrongAnswer, preview, preview_in};
pub use scale::{ScaleHint, scale_hint};

use crate::domain::kano::study::{MOST_FEATURES, MOST_RESPONDENTS};
use crate::domain::number::group;
use crate::domain::text::{Lang, kano_survey};

#[cfg(doc)]
use super::Table;

/// Why a table of answers is not taken at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KanoRefusal {
    /// No column holds answers.
    NoColumns,
    /// More rows than [`MOST_RESPONDENTS`].
    TooManyRespondents,
    /// More features than [`MOST_FEATURES`].
    TooManyFeatures,
}

impl KanoRefusal {
    /// What is wrong and what to do, in plain words.
    pub fn sentence(self, lang: Lang) -> String {
        match self {
            KanoRefusal::NoColumns => kano_survey::refused_no_columns(lang).to_owned(),
            KanoRefusal::TooManyRespondents => kano_survey::refused_too_many(lang, &group(MOST_RESPONDENTS)),
            KanoRefusal::TooManyFeatures => {
                kano_survey::refused_too_many_features(lang, &group(MOST_FEATURES))
            }
        }
    }
}
