//! What to look at before believing a verdict.

use super::analysis::FeatureAnalysis;
use super::classify::tied;
use crate::domain::plan::KanoCategory;

/// Fewer answers than this are a hint. Surveys commonly ask 20 to 30 people; of samples of
/// 30 out of one study's 358 answers, 48 to 93 of 100 gave the class of the whole
/// (REPPL data, resampled).
pub const VERY_FEW_ANSWERS: u32 = 30;

/// Below this, “category assignment may be unreliable” (Chapman, Sawtooth conference 2022).
pub const FEW_ANSWERS: u32 = 200;

/// More contradictions than this share ask for a look at the question. By wording alone
/// 2 to 6 of 100 answers contradict themselves (Nilsson-Witell and Fundin 2005), and up to
/// 9 under Pouliot's stricter table (REPPL).
pub const QUESTIONABLE_ALARM: f64 = 0.10;

/// When a tenth would rather not have a feature, there is a group to find, or a question
/// asked the wrong way round; 2 to 4 of 100 are usual (five of six features of REPPL).
pub const REVERSE_ALARM: f64 = 0.10;

/// One person alone is no pattern, however small the sample.
const FEWEST_FOR_ALARM: u32 = 2;

/// Something to look at before believing a verdict.
#[derive(Clone, Debug, PartialEq)]
pub enum Warning {
    /// Nobody answered both questions.
    NoAnswers,
    /// Fewer than [`VERY_FEW_ANSWERS`].
    VeryFewAnswers,
    /// Fewer than [`FEW_ANSWERS`].
    FewAnswers,
    /// These categories have equally many answers, and the most; the order M, O, A, I, R, Q decided.
    Tie(Vec<KanoCategory>),
    /// The two largest are near each other.
    NearTie(KanoCategory, KanoCategory),
    /// The rules and plots do not all say the same.
    RulesDisagree,
    /// More than [`QUESTIONABLE_ALARM`] contradict themselves: their share.
    Questionable(f64),
    /// More than [`REVERSE_ALARM`] would rather not have it: their share.
    Reverse(f64),
    /// Better and Worse are undefined: every answer is R or Q.
    NoCoefficients,
    /// So many pairs were dropped because one half is missing.
    HalfPairs(u32),
}

impl Warning {
    /// Whether the verdict's sentence says it already.
    pub fn is_in_verdict(&self) -> bool {
        matches!(self, Warning::NoAnswers | Warning::VeryFewAnswers | Warning::FewAnswers)
    }
}

/// The warnings of a feature, the gravest first.
pub(super) fn warnings(feature: &FeatureAnalysis) -> Vec<Warning> {
    let counts = &feature.counts;
    let n = feature.n();
    let mut warnings = Vec::new();
    if n == 0 {
        warnings.push(Warning::NoAnswers);
    } else {
        if feature.coefficients.is_none() {
            warnings.push(Warning::NoCoefficients);
        }
        let alarm = |category, threshold: f64| {
            let many = counts.of(category) >= FEWEST_FOR_ALARM;
            counts.share(category).filter(|&share| many && share > threshold)
        };
        warnings.extend(alarm(KanoCategory::Questionable, QUESTIONABLE_ALARM).map(Warning::Questionable));
        warnings.extend(alarm(KanoCategory::Reverse, REVERSE_ALARM).map(Warning::Reverse));
        if n < VERY_FEW_ANSWERS {
            warnings.push(Warning::VeryFewAnswers);
        } else if n < FEW_ANSWERS {
            warnings.push(Warning::FewAnswers);
        }
        let tied = tied(counts);
        if tied.len() > 1 {
            warnings.push(Warning::Tie(tied));
        } else if let Some((first, second)) = feature.close_pair {
            warnings.push(Warning::NearTie(first, second));
        }
        if !feature.views.agree() {
            warnings.push(Warning::RulesDisagree);
        }
    }
    if feature.half_pairs > 0 {
        warnings.push(Warning::HalfPairs(feature.half_pairs));
    }
    warnings
}
