//! The continuous analysis: answers as numbers, features as points (DuMouchel).

use super::Reply;
use super::coefficients::quadrant;
use super::table::{Table, category};
use super::tally::Cells;
use crate::domain::plan::KanoCategory;

/// Where the plot is cut into quadrants: half-way between the pure prototypes 0 and 4.
pub const CUT: f64 = 2.0;

/// Whether pairs that contradict themselves count in the means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Contradictions {
    /// Questionable pairs are left out first, as DuMouchel does.
    #[default]
    LeftOut,
    /// Every whole pair counts.
    Counted,
}

/// The mean of a sample, and how sure it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mean {
    /// How many values.
    pub n: u32,
    /// Their mean.
    pub mean: f64,
    /// Their standard deviation (n - 1); `None` for a single value.
    pub deviation: Option<f64>,
    /// The standard error of the mean; `None` for a single value.
    pub error: Option<f64>,
}

impl Mean {
    /// Of whole numbers, each with how often it occurs; `None` of nothing.
    ///
    /// Sums of whole numbers are exact, so the order of the answers cannot matter.
    pub fn of(values: impl Iterator<Item = (i32, u32)>) -> Option<Mean> {
        let (mut n, mut sum, mut squares) = (0_u32, 0_i64, 0_i64);
        for (value, count) in values {
            n += count;
            sum += i64::from(value) * i64::from(count);
            squares += i64::from(value) * i64::from(value) * i64::from(count);
        }
        if n == 0 {
            return None;
        }
        let size = f64::from(n);
        let scatter = (i64::from(n) * squares - sum * sum) as f64 / size;
        let deviation = (n > 1).then(|| libm::sqrt(scatter / (size - 1.0)));
        let error = deviation.map(|deviation| deviation / libm::sqrt(size));
        Some(Mean { n, mean: sum as f64 / size, deviation, error })
    }
}

/// A feature as a point: how much it pleases, and how much it is missed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Continuous {
    /// With the feature, -2 to 4.
    pub functional: Mean,
    /// Without the feature, -2 to 4; more is worse.
    pub dysfunctional: Mean,
}

impl Continuous {
    /// `None` where no pair is left.
    pub fn of(cells: &Cells, table: Table, contradictions: Contradictions) -> Option<Continuous> {
        let counted = |functional, dysfunctional| {
            contradictions == Contradictions::Counted
                || category(table, functional, dysfunctional) != KanoCategory::Questionable
        };
        let pairs =
            || cells.iter().filter(|&(functional, dysfunctional, _)| counted(functional, dysfunctional));
        Some(Continuous {
            functional: Mean::of(
                pairs().map(|(functional, _, count)| (functional_score(functional), count)),
            )?,
            dysfunctional: Mean::of(
                pairs().map(|(_, dysfunctional, count)| (dysfunctional_score(dysfunctional), count)),
            )?,
        })
    }

    /// The category of the quadrant; on the line counts as beyond it.
    pub fn quadrant(&self) -> KanoCategory {
        quadrant(self.functional.mean >= CUT, self.dysfunctional.mean >= CUT)
    }
}

/// How much a feature pleases. Positive answers weigh more than negative ones on purpose:
/// they are the stronger evidence (DuMouchel, in Berger et al. 1993).
pub fn functional_score(reply: Reply) -> i32 {
    match reply {
        Reply::Like => 4,
        Reply::MustBe => 2,
        Reply::Neutral => 0,
        Reply::LiveWith => -1,
        Reply::Dislike => -2,
    }
}

/// How much a feature is missed: the mirror image of [`functional_score`].
pub fn dysfunctional_score(reply: Reply) -> i32 {
    match reply {
        Reply::Like => -2,
        Reply::MustBe => -1,
        Reply::Neutral => 0,
        Reply::LiveWith => 2,
        Reply::Dislike => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prototypes_lie_in_their_quadrants() {
        for (functional, dysfunctional, category) in [
            (Reply::Like, Reply::Dislike, KanoCategory::OneDimensional),
            (Reply::Like, Reply::Neutral, KanoCategory::Attractive),
            (Reply::Neutral, Reply::Dislike, KanoCategory::MustBe),
            (Reply::Neutral, Reply::Neutral, KanoCategory::Indifferent),
            (Reply::MustBe, Reply::LiveWith, KanoCategory::OneDimensional),
        ] {
            let mut cells = Cells::default();
            cells.add(functional, dysfunctional, 1);
            let found = Continuous::of(&cells, Table::Berger, Contradictions::LeftOut).unwrap();
            assert_eq!(found.quadrant(), category);
            assert_eq!((found.functional.deviation, found.functional.error), (None, None));
        }
    }

    #[test]
    fn contradictions_are_left_out_by_the_table_in_use() {
        let mut cells = Cells::default();
        cells.add(Reply::Like, Reply::Like, 3);
        cells.add(Reply::MustBe, Reply::MustBe, 5);
        let n = |table, contradictions| {
            Continuous::of(&cells, table, contradictions).map(|found| found.functional.n)
        };
        assert_eq!(n(Table::Berger, Contradictions::Counted), Some(8));
        assert_eq!(n(Table::Berger, Contradictions::LeftOut), Some(5));
        assert_eq!(n(Table::Pouliot, Contradictions::LeftOut), None);
    }

    #[test]
    fn a_sample_deviates_by_n_minus_one() {
        let mean = Mean::of([(2, 1), (4, 3), (5, 2), (7, 1), (9, 1)].into_iter()).unwrap();
        assert_eq!((mean.n, mean.mean), (8, 5.0));
        assert!((mean.deviation.unwrap() - libm::sqrt(32.0 / 7.0)).abs() < 1e-15);
        assert!((mean.error.unwrap() - libm::sqrt(32.0 / 7.0 / 8.0)).abs() < 1e-15);
        assert_eq!(Mean::of(std::iter::empty()), None);
        assert_eq!(Mean::of([(3, 0)].into_iter()), None);
    }
}
