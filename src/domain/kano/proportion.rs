//! Intervals of shares.

use super::tally::{Counts, share};

/// The 97.5 % point of the standard normal distribution: 95 % lie between its two sides.
pub const Z_95: f64 = 1.959_963_984_540_054;

/// The coverage of every interval here.
const CONFIDENCE: f64 = 0.95;

/// An interval that is meant to hold the true value in 95 of 100 studies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// Wilson's 95 % interval of a share (method 3 in Newcombe 1998); `None` without answers.
pub fn wilson(part: u32, whole: u32) -> Option<Interval> {
    let share = share(part, whole)?;
    let n = f64::from(whole);
    let square = Z_95 * Z_95;
    let centre = share + square / (2.0 * n);
    let reach = Z_95 * libm::sqrt(share * (1.0 - share) / n + square / (4.0 * n * n));
    let scale = 1.0 + square / n;
    // At none and at all the formula gives 0 and 1 up to rounding; say so exactly.
    let low = if part == 0 { 0.0 } else { ((centre - reach) / scale).max(0.0) };
    let high = if part >= whole { 1.0 } else { ((centre + reach) / scale).min(1.0) };
    Some(Interval { low, high })
}

/// Intervals of all six shares that hold together in 95 of 100 studies.
///
/// Sison and Glaz 1995: each count is thought of as Poisson, the condition on their sum
/// as an Edgeworth series. statsmodels advises it for seven or more categories, so with six
/// it is an approximation; for a single share, Wilson's interval is the one.
pub fn sison_glaz(counts: &Counts) -> Option<[Interval; 6]> {
    let n = counts.total();
    if n == 0 {
        return None;
    }
    let (mut reach, mut before) = (0, 0.0);
    let after = loop {
        // A box that holds every possible count covers all.
        let covered = if reach + 1 >= n { 1.0 } else { box_probability(counts, reach + 1) };
        if covered > CONFIDENCE {
            break covered;
        }
        before = covered;
        reach += 1;
    };
    let part = (CONFIDENCE - before) / (after - before);
    let n = f64::from(n);
    let reach = f64::from(reach);
    Some(counts.0.map(|count| Interval {
        low: ((f64::from(count) - reach) / n).max(0.0),
        high: ((f64::from(count) + reach + 2.0 * part) / n).min(1.0),
    }))
}

/// About how probable it is that all six counts of a new study are within `reach` of these.
fn box_probability(counts: &Counts, reach: u32) -> f64 {
    let n = f64::from(counts.total());
    let (mut log_inside, mut mean, mut variance, mut third, mut excess) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for count in counts.0 {
        let moments = TruncatedPoisson::around(count, reach);
        log_inside += libm::log(moments.inside);
        mean += moments.mean;
        variance += moments.variance;
        third += moments.third;
        excess += moments.fourth - 3.0 * moments.variance * moments.variance;
    }
    let deviation = libm::sqrt(variance);
    let skewness = third / (variance * deviation);
    let kurtosis = excess / (variance * variance);
    let x = (n - mean) / deviation;
    let square = x * x;
    let hermite_3 = x * (square - 3.0);
    let hermite_4 = square * (square - 6.0) + 3.0;
    let hermite_6 = square * (square * (square - 15.0) + 45.0) - 15.0;
    let normal = libm::exp(-square / 2.0) / libm::sqrt(2.0 * std::f64::consts::PI);
    let series = 1.0
        + skewness * hermite_3 / 6.0
        + kurtosis * hermite_4 / 24.0
        + skewness * skewness * hermite_6 / 72.0;
    libm::exp(log_inside) * normal * series / deviation / poisson(counts.total())
}

/// A Poisson variable with a whole mean, cut off `reach` below and above it.
struct TruncatedPoisson {
    inside: f64,
    mean: f64,
    variance: f64,
    third: f64,
    fourth: f64,
}

impl TruncatedPoisson {
    fn around(count: u32, reach: u32) -> TruncatedPoisson {
        let rate = f64::from(count);
        let peak = poisson(count);
        // Sums of powers of the distance from `count`, weighted by probability.
        let (mut inside, mut s1, mut s2, mut s3, mut s4) = (peak, 0.0, 0.0, 0.0, 0.0);
        let mut take = |distance: f64, weight: f64| {
            inside += weight;
            s1 += weight * distance;
            s2 += weight * distance * distance;
            s3 += weight * distance * distance * distance;
            s4 += weight * distance * distance * distance * distance;
        };
        let (mut above, mut below) = (peak, peak);
        for step in 1..=reach {
            let distance = f64::from(step);
            above *= rate / (rate + distance);
            take(distance, above);
            if step <= count {
                below *= (rate - distance + 1.0) / rate;
                take(-distance, below);
            }
        }
        let (m1, m2, m3, m4) = (s1 / inside, s2 / inside, s3 / inside, s4 / inside);
        TruncatedPoisson {
            inside,
            mean: rate + m1,
            variance: m2 - m1 * m1,
            third: m3 - 3.0 * m1 * m2 + 2.0 * m1 * m1 * m1,
            fourth: m4 - 4.0 * m1 * m3 + 6.0 * m1 * m1 * m2 - 3.0 * m1 * m1 * m1 * m1,
        }
    }
}

/// The probability that a Poisson variable takes its mean.
fn poisson(mean: u32) -> f64 {
    if mean == 0 {
        return 1.0;
    }
    let mean = f64::from(mean);
    libm::exp(mean * libm::log(mean) - mean - libm::lgamma(mean + 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wilson_meets_newcombe() {
        // Newcombe 1998, Statistics in Medicine 17:857-872, method 3.
        for (part, whole, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let interval = wilson(part, whole).unwrap();
            assert!(
                (interval.low - low).abs() < 5e-5 && (interval.high - high).abs() < 5e-5,
                "{part}/{whole}"
            );
        }
    }

    #[test]
    fn wilson_stays_between_none_and_all() {
        assert_eq!(wilson(38, 38).unwrap().high, 1.0);
        assert_eq!(wilson(0, 77).unwrap().low, 0.0);
        assert_eq!(wilson(0, 0), None);
        for whole in 1..60 {
            for part in 0..=whole {
                let Interval { low, high } = wilson(part, whole).unwrap();
                let share = f64::from(part) / f64::from(whole);
                assert!(0.0 <= low && low <= share && share <= high && high <= 1.0, "{part}/{whole}");
                assert!(low < high);
            }
        }
    }

    #[test]
    fn sison_glaz_copes_with_every_small_study() {
        assert_eq!(sison_glaz(&Counts::default()), None);
        for counts in [
            [1, 0, 0, 0, 0, 0],
            [0, 2, 0, 0, 0, 0],
            [1, 1, 1, 1, 1, 1],
            [0, 0, 0, 0, 0, 20_000],
            [5_000, 4_000, 3_000, 2_000, 5_000, 1_000],
        ] {
            let counts = Counts(counts);
            let intervals = sison_glaz(&counts).unwrap();
            for (interval, (category, _)) in intervals.iter().zip(counts.iter()) {
                let share = counts.share(category).unwrap();
                assert!(0.0 <= interval.low && interval.low <= share, "{counts:?} {interval:?}");
                assert!(share <= interval.high && interval.high <= 1.0, "{counts:?} {interval:?}");
            }
        }
    }
}
