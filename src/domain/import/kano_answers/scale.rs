//! Which way a scale runs: what the answers suggest, to be asked about and never decided.

use super::cells::{Dictionary, Said};
use super::mapping::{KanoMapping, Scale};
use crate::domain::import::Table;
use crate::domain::number::group;
use crate::domain::slices::{Units, at_once};
use crate::domain::text::{Lang, kano_survey};

/// Rows that are looked at.
const SAMPLE_ROWS: usize = 2_000;

/// Pairs below which numbers suggest nothing.
const FEWEST_PAIRS: usize = 10;

/// What suggests that the numbers of a table run the other way than its mapping says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScaleHint {
    /// Cells with both say it: so many put the number of the other scale to their words.
    Words(usize),
    /// The answers would not make sense: pairs that prefer the product without a feature, and with it.
    Pairs {
        /// Pairs whose functional answer is less favourable than the dysfunctional one.
        reverse: usize,
        /// Pairs the other way round.
        forward: usize,
    },
}

impl ScaleHint {
    /// The question to the person.
    pub fn sentence(self, lang: Lang) -> String {
        match self {
            ScaleHint::Words(_) => kano_survey::scale_hint_words(lang).to_owned(),
            ScaleHint::Pairs { reverse, forward } => {
                kano_survey::scale_hint(lang, &group(reverse), &group(forward))
            }
        }
    }
}

/// Whether a table reads as if its numbers ran the other way than its mapping says.
///
/// Words beside numbers tell it outright. Otherwise pairs of plain numbers are counted: people
/// like most features better with than without, so a functional answer is usually nearer to
/// “like” than the dysfunctional one. If at least ten pairs differ, and more than twice as many
/// are the wrong way round as the right one, the scale has probably been read backwards. (In the
/// transfers study of Reppel, read rightly, one pair in nine is the wrong way round.)
pub fn scale_hint(table: &Table, mapping: &KanoMapping) -> Option<ScaleHint> {
    at_once(|units| async move { hint(table, mapping, &units).await })
}

/// The same as [`scale_hint`], saying now and then how much is done.
pub(super) async fn hint(table: &Table, mapping: &KanoMapping, units: &Units) -> Option<ScaleHint> {
    let dictionary = Dictionary::new();
    // A cell is looked up word by word, which costs more than to read it again.
    let each = 6 * u32::try_from(mapping.features.len()).unwrap_or(u32::MAX);
    let (mut same, mut other, mut forward, mut reverse) = (0, 0, 0, 0);
    for row in mapping.rows(table).iter().take(SAMPLE_ROWS) {
        units.spend(each).await;
        for feature in &mapping.features {
            let said = |column: Option<usize>| dictionary.said(row.cell(column?));
            let pair = (said(feature.functional), said(feature.dysfunctional));
            if let (Some(Said::Number(with)), Some(Said::Number(without))) = pair {
                let (with, without) = match mapping.scale {
                    Scale::LikeIsOne => (with, without),
                    Scale::LikeIsFive => (without, with),
                };
                forward += usize::from(with < without);
                reverse += usize::from(with > without);
            }
            for said in [pair.0, pair.1].into_iter().flatten() {
                if let Said::Words(reply, Some(number)) = said
                    && number != 3
                {
                    let agrees = Said::Number(number.clamp(1, 5)).reply(mapping.scale) == Some(reply);
                    same += usize::from(agrees);
                    other += usize::from(!agrees);
                }
            }
        }
    }
    if other > same {
        return Some(ScaleHint::Words(other));
    }
    let doubtful = same == 0 && forward + reverse >= FEWEST_PAIRS && reverse > 2 * forward;
    doubtful.then_some(ScaleHint::Pairs { reverse, forward })
}
