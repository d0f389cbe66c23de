//! Segments: whether groups of people really see a feature differently.

use super::statistics::{SIGNIFICANT, holm, homogeneity};
use super::table::Table;
use super::tally::{Counts, Group, Tally};
use crate::domain::plan::Id;

/// What segments say about one feature.
#[derive(Clone, Debug, PartialEq)]
pub struct SegmentDifference {
    /// The feature's item.
    pub item: Id,
    /// Counts by segment, in the order of [`segments`].
    pub counts: Vec<Counts>,
    /// The p value of this feature alone; `None` where there is nothing to compare.
    pub p: Option<f64>,
    /// The p value after Holm's adjustment for all features of the study.
    pub adjusted_p: Option<f64>,
}

impl SegmentDifference {
    /// Whether the data carry a difference: among many features, some differ by chance.
    pub fn is_carried(&self) -> bool {
        self.adjusted_p.is_some_and(|p| p < SIGNIFICANT)
    }
}

/// The segments that are compared, with their sizes. Who has none is in no comparison.
pub fn segments(tally: &Tally) -> Vec<(&str, u32)> {
    compared(tally).map(|(segment, group)| (segment, group.respondents)).collect()
}

/// Compares the segments about every feature, in the study's order.
///
/// Each feature's categories are tested for homogeneity (see [`homogeneity`]), and the p
/// values adjusted together (Holm).
pub fn differences(tally: &Tally, table: Table) -> Vec<SegmentDifference> {
    let mut differences: Vec<SegmentDifference> = tally
        .features()
        .iter()
        .enumerate()
        .map(|(at, item)| {
            let counts: Vec<Counts> = compared(tally)
                .filter_map(|(_, group)| group.features.get(at))
                .map(|feature| feature.cells.counts(table))
                .collect();
            let p = homogeneity(&counts).map(|found| found.p);
            SegmentDifference { item: item.clone(), counts, p, adjusted_p: None }
        })
        .collect();
    let p_values: Vec<Option<f64>> = differences.iter().map(|difference| difference.p).collect();
    for (difference, adjusted) in differences.iter_mut().zip(holm(&p_values)) {
        difference.adjusted_p = adjusted;
    }
    differences
}

fn compared(tally: &Tally) -> impl Iterator<Item = (&str, &Group)> {
    tally.segments().filter(|(segment, _)| !segment.is_empty())
}
