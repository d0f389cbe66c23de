//! Better and Worse: how much a feature can please and its absence can annoy.
//!
//! Berger et al. 1993 (Timko): R and Q answers are left out, also of the denominator.

use super::proportion::{Interval, wilson};
use super::tally::{Counts, share};
use crate::domain::plan::KanoCategory;
use crate::domain::text::{Lang, kano_analysis as words};

/// A coefficient of one half or more counts as important.
pub const HALF: f64 = 0.5;

/// Twice the natural logarithm of 20: within it lie 95 % of a chi-squared variable with
/// two degrees of freedom.
const CHI_SQUARED_95: f64 = 5.991_464_547_107_979;

/// The two coefficients of one feature, conditional on the A, O, M and I answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coefficients {
    /// A + O + M + I answers.
    pub n: u32,
    /// Better, 0 to 1: (A + O) / (A + O + M + I).
    pub better: f64,
    /// Wilson's 95 % interval of Better.
    pub better_interval: Interval,
    /// Worse, -1 to 0: -(O + M) / (A + O + M + I).
    pub worse: f64,
    /// Wilson's 95 % interval of Worse, both ends negative or zero.
    pub worse_interval: Interval,
    /// The covariance of Better and |Worse|.
    pub covariance: f64,
}

impl Coefficients {
    /// `None` where every answer is R or Q: nothing over nothing is not zero.
    pub fn of(counts: &Counts) -> Option<Coefficients> {
        let Counts([must_be, one_dimensional, attractive, indifferent, ..]) = *counts;
        let n = must_be + one_dimensional + attractive + indifferent;
        let better = share(attractive + one_dimensional, n)?;
        let dislike = share(one_dimensional + must_be, n)?;
        let dislike_interval = wilson(one_dimensional + must_be, n)?;
        Some(Coefficients {
            n,
            better,
            better_interval: wilson(attractive + one_dimensional, n)?,
            // A difference, because a minus sign would make “-0” of 0.
            worse: 0.0 - dislike,
            worse_interval: Interval { low: 0.0 - dislike_interval.high, high: 0.0 - dislike_interval.low },
            covariance: (share(one_dimensional, n)? - better * dislike) / f64::from(n),
        })
    }

    /// The 95 % confidence ellipse in the plane of |Worse| (x) and Better (y).
    pub fn ellipse(&self) -> Ellipse {
        let n = f64::from(self.n);
        let size = self.worse.abs();
        let across = size * (1.0 - size) / n;
        let up = self.better * (1.0 - self.better) / n;
        // Eigenvalues of the covariance matrix.
        let middle = (across + up) / 2.0;
        let spread = libm::hypot((across - up) / 2.0, self.covariance);
        let axis = |variance: f64| libm::sqrt(CHI_SQUARED_95 * variance.max(0.0));
        // What is left of an exact zero after rounding.
        let small = if middle - spread < middle * 1e-12 { 0.0 } else { middle - spread };
        Ellipse {
            x: size,
            y: self.better,
            major: axis(middle + spread),
            minor: axis(small),
            angle: libm::atan2(2.0 * self.covariance, across - up) / 2.0,
        }
    }

    /// The category of the quadrant in which the feature lies; on the line counts as beyond it.
    pub fn quadrant(&self, cut: Cut) -> KanoCategory {
        quadrant(self.better >= cut.better, self.worse.abs() >= cut.worse)
    }
}

/// The category that belongs to a quadrant of a plot, by what pleases and what is missed.
pub(super) fn quadrant(pleases: bool, is_missed: bool) -> KanoCategory {
    match (pleases, is_missed) {
        (true, true) => KanoCategory::OneDimensional,
        (true, false) => KanoCategory::Attractive,
        (false, true) => KanoCategory::MustBe,
        (false, false) => KanoCategory::Indifferent,
    }
}

/// An ellipse that is meant to hold both true coefficients in 95 of 100 studies.
///
/// It is the normal approximation, and may reach beyond 0 and 1. With all answers alike,
/// or only two kinds of them, it collapses to a point or a line, which is a failing of
/// the approximation and no certainty: see [`Ellipse::is_flat`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ellipse {
    /// The centre's |Worse|.
    pub x: f64,
    /// The centre's Better.
    pub y: f64,
    /// The longer semi-axis.
    pub major: f64,
    /// The shorter semi-axis.
    pub minor: f64,
    /// From the x axis to the longer axis, counter-clockwise, in radians, -π/2 to π/2.
    pub angle: f64,
}

impl Ellipse {
    /// Whether it has no area. Then Wilson's two intervals tell more.
    pub fn is_flat(&self) -> bool {
        self.minor <= 0.0
    }

    /// A point of the outline, at a part of one turn, 0 to 1: |Worse| and Better.
    pub fn point(&self, part: f64) -> (f64, f64) {
        let turn = part * 2.0 * std::f64::consts::PI;
        let (along, aside) = (self.major * libm::cos(turn), self.minor * libm::sin(turn));
        let (cos, sin) = (libm::cos(self.angle), libm::sin(self.angle));
        (self.x + along * cos - aside * sin, self.y + along * sin + aside * cos)
    }
}

/// Where the plot of Better and |Worse| is cut into quadrants.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cut {
    /// Better at the cut.
    pub better: f64,
    /// |Worse| at the cut.
    pub worse: f64,
}

impl Cut {
    /// At one half: a feature's quadrant depends on its own answers alone.
    pub const HALF: Cut = Cut { better: HALF, worse: HALF };
}

/// How the cut is chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CutAt {
    /// At one half.
    #[default]
    Half,
    /// At the mean of the plotted features, as is usual in Chinese practice. A feature's
    /// quadrant then changes when another one is added.
    Mean,
}

impl CutAt {
    /// Both, in the order in which a chooser lists them.
    pub const ALL: [CutAt; 2] = [CutAt::Half, CutAt::Mean];

    /// The word on screens.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            CutAt::Half => words::cut_at_half(lang),
            CutAt::Mean => words::cut_at_mean(lang),
        }
    }

    /// The cut for some features; without any, one half.
    pub fn cut(self, features: &[Coefficients]) -> Cut {
        let n = features.len() as f64;
        let mean = |value: fn(&Coefficients) -> f64| features.iter().map(value).sum::<f64>() / n;
        match self {
            CutAt::Mean if !features.is_empty() => {
                Cut { better: mean(|one| one.better), worse: mean(|one| one.worse.abs()) }
            }
            _ => Cut::HALF,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(counts: [u32; 6]) -> Coefficients {
        Coefficients::of(&Counts(counts)).unwrap()
    }

    #[test]
    fn reverse_and_questionable_answers_stay_out() {
        let found = of([10, 20, 30, 40, 500, 500]);
        assert_eq!((found.n, found.better, found.worse), (100, 0.5, -0.3));
    }

    #[test]
    fn nothing_over_nothing_is_undefined() {
        for counts in [[0; 6], [0, 0, 0, 0, 9, 0], [0, 0, 0, 0, 0, 9], [0, 0, 0, 0, 3, 4]] {
            assert_eq!(Coefficients::of(&Counts(counts)), None);
        }
    }

    #[test]
    fn worse_is_never_minus_zero() {
        let found = of([0, 0, 3, 4, 0, 0]);
        for value in [found.worse, found.worse_interval.high] {
            assert!(value == 0.0 && value.is_sign_positive());
        }
        assert!(found.worse_interval.low < 0.0);
    }

    #[test]
    fn an_ellipse_gives_back_the_covariance() {
        for counts in [[32, 90, 88, 114, 15, 19], [90, 174, 18, 42, 7, 27], [9, 19, 91, 177, 49, 13]] {
            let found = of(counts);
            let ellipse = found.ellipse();
            let (n, worse) = (f64::from(found.n), found.worse.abs());
            let (cos, sin) = (libm::cos(ellipse.angle), libm::sin(ellipse.angle));
            let (long, short) =
                (ellipse.major.powi(2) / CHI_SQUARED_95, ellipse.minor.powi(2) / CHI_SQUARED_95);
            for (found, expected) in [
                (long * cos * cos + short * sin * sin, worse * (1.0 - worse) / n),
                (long * sin * sin + short * cos * cos, found.better * (1.0 - found.better) / n),
                ((long - short) * sin * cos, found.covariance),
            ] {
                assert!((found - expected).abs() < 1e-15, "{counts:?}");
            }
            assert!(!ellipse.is_flat());
        }
    }

    #[test]
    fn every_point_of_the_outline_is_equally_far_in_its_own_measure() {
        let ellipse = of([32, 90, 88, 114, 15, 19]).ellipse();
        for step in 0..12 {
            let (x, y) = ellipse.point(f64::from(step) / 12.0);
            let (cos, sin) = (libm::cos(ellipse.angle), libm::sin(ellipse.angle));
            let (dx, dy) = (x - ellipse.x, y - ellipse.y);
            let along = (dx * cos + dy * sin) / ellipse.major;
            let aside = (dy * cos - dx * sin) / ellipse.minor;
            assert!((along * along + aside * aside - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn one_or_two_kinds_of_answers_flatten_the_ellipse() {
        for counts in [
            [7, 0, 0, 0, 0, 0],
            [0, 7, 0, 0, 0, 0],
            [0, 0, 3, 4, 0, 0],
            [3, 4, 0, 0, 0, 0],
            [0, 5, 0, 2, 0, 0],
        ] {
            let ellipse = of(counts).ellipse();
            assert!(ellipse.is_flat(), "{counts:?}: {ellipse:?}");
            assert!(ellipse.major.is_finite() && ellipse.angle.is_finite());
        }
        assert_eq!(of([7, 0, 0, 0, 0, 0]).ellipse().major, 0.0);
    }

    #[test]
    fn on_the_line_counts_as_beyond_it() {
        let found = of([1, 1, 1, 1, 0, 0]);
        assert_eq!((found.better, found.worse), (0.5, -0.5));
        assert_eq!(found.quadrant(Cut::HALF), KanoCategory::OneDimensional);
        for (counts, category) in [
            ([9, 1, 0, 1, 0, 0], KanoCategory::MustBe),
            ([0, 1, 9, 1, 0, 0], KanoCategory::Attractive),
            ([0, 1, 1, 9, 0, 0], KanoCategory::Indifferent),
        ] {
            assert_eq!(of(counts).quadrant(Cut::HALF), category);
        }
    }

    #[test]
    fn the_mean_cut_lies_among_the_features() {
        let features = [of([0, 0, 8, 2, 0, 0]), of([6, 0, 0, 4, 0, 0])];
        assert_eq!(CutAt::Mean.cut(&features), Cut { better: 0.4, worse: 0.3 });
        assert_eq!(CutAt::Half.cut(&features), Cut::HALF);
        assert_eq!(CutAt::Mean.cut(&[]), Cut::HALF);
    }
}
