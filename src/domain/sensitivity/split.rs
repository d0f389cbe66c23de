//! A number with a 90 % range as a distribution, and its moments in closed form.

use super::model::Range;
use crate::domain::kano::statistics::normal;

/// The normal deviate of the 95th percentile.
const Z_95: f64 = 1.644_853_626_951_472_2;

/// A lognormal distribution on each side of the median:
///
/// ```text
/// X = likely · exp(σ z), z standard normal,
/// σ = ln(likely / low) / 1.6448536 below, ln(high / likely) / 1.6448536 above
/// ```
///
/// so low, likely and high are its 5 %, 50 % and 95 % points. With likely² = low · high it is
/// the lognormal distribution of a 90 % interval (R package decisionSupport,
/// `rdist90ci_exact`). What lies beyond the bounds of its input counts as the bound.
#[derive(Clone, Copy, Debug)]
pub(super) struct Split {
    likely: f64,
    below: f64,
    above: f64,
    least: f64,
    most: f64,
}

impl Split {
    /// The distribution of a range within bounds. A number without a range is a constant.
    pub fn new(range: &Range, least: f64, most: f64) -> Split {
        let spread = |ratio: f64| if ratio > 1.0 { libm::log(ratio) / Z_95 } else { 0.0 };
        let below = spread(range.likely / range.low);
        let above = spread(range.high / range.likely);
        // What starts at 0 has no ratio to its likely value, and is no range (see `check`).
        let finite = |sigma: f64| if sigma.is_finite() { sigma } else { 0.0 };
        Split { likely: range.likely, below: finite(below), above: finite(above), least, most }
    }

    /// Whether it varies at all.
    pub fn is_open(&self) -> bool {
        self.below > 0.0 || self.above > 0.0
    }

    /// The value at a normal deviate.
    pub fn value(&self, z: f64) -> f64 {
        let sigma = if z < 0.0 { self.below } else { self.above };
        (self.likely * libm::exp(sigma * z)).clamp(self.least, self.most)
    }

    /// The normal deviate at a value, infinite where the value is beyond all others.
    pub fn deviate(&self, value: f64) -> f64 {
        if value <= 0.0 || value < self.least {
            return f64::NEG_INFINITY;
        }
        if value > self.most {
            return f64::INFINITY;
        }
        let log = libm::log(value / self.likely);
        match log {
            log if log < 0.0 && self.below > 0.0 => log / self.below,
            log if log > 0.0 && self.above > 0.0 => log / self.above,
            0.0 => 0.0,
            log => log * f64::INFINITY,
        }
    }

    /// E[X^power; from < z < to]: the part of a moment that lies between two deviates.
    ///
    /// Each half is lognormal, so E[e^{pσz}; from < z < to] = e^{p²σ²/2} (Φ(to - pσ) -
    /// Φ(from - pσ)); beyond its bounds it is a constant.
    pub fn moment(&self, power: f64, from: f64, to: f64) -> f64 {
        let least = self.deviate(self.least);
        let most = self.deviate(self.most);
        let half = |sigma: f64, from: f64, to: f64| {
            let shift = power * sigma;
            let mass = between(from - shift, to - shift);
            if mass > 0.0 {
                libm::pow(self.likely, power) * libm::exp(shift * shift / 2.0) * mass
            } else {
                0.0
            }
        };
        let bound = |value: f64, from: f64, to: f64| {
            let mass = between(from, to);
            if mass > 0.0 { libm::pow(value, power) * mass } else { 0.0 }
        };
        let (inner, outer) = (from.max(least), to.min(most));
        bound(self.least, from, to.min(least))
            + half(self.below, inner, outer.min(0.0))
            + half(self.above, inner.max(0.0), outer)
            + bound(self.most, from.max(most), to)
    }

    /// E[X^power].
    pub fn mean(&self, power: f64) -> f64 {
        if self.is_open() {
            self.moment(power, f64::NEG_INFINITY, f64::INFINITY)
        } else {
            libm::pow(self.likely.clamp(self.least, self.most), power)
        }
    }
}

/// The probability that a standard normal variable lies between two values; 0 where they
/// are the wrong way round.
pub(super) fn between(from: f64, to: f64) -> f64 {
    if from >= to {
        return 0.0;
    }
    // In the upper tail the difference of two numbers near 1 would lose its digits.
    if from > 0.0 { normal(-from) - normal(-to) } else { normal(to) - normal(from) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WIDE: f64 = f64::INFINITY;

    fn split(low: f64, likely: f64, high: f64, most: f64) -> Split {
        Split::new(&Range { low, likely, high }, 0.0, most)
    }

    #[test]
    fn an_even_range_is_the_published_lognormal_distribution() {
        // decisionSupport: mean of the lognormal distribution of a 90 % interval.
        for (low, high, median, mean) in [
            (3.0, 6.0, 4.242_640_687_119_285, 4.337_870_239_373_912),
            (2.0, 10.0, 4.472_135_954_999_58, 5.040_681_441_482_296),
            (100.0, 1000.0, 316.227_766_016_837_96, 404.001_282_694_572_47),
            (0.2, 0.5, 0.316_227_766_016_838, 0.328_735_323_310_596_7),
        ] {
            let found = split(low, median, high, WIDE);
            assert!((found.mean(1.0) / mean - 1.0).abs() < 1e-12, "{low} to {high}: {}", found.mean(1.0));
            assert!((found.value(-Z_95) / low - 1.0).abs() < 1e-12);
            assert!((found.value(Z_95) / high - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn a_number_without_a_range_is_a_constant() {
        for power in [-1.0, 1.0, 2.0] {
            assert_eq!(split(4.0, 4.0, 4.0, WIDE).mean(power), libm::pow(4.0, power));
        }
        assert_eq!(split(0.0, 0.0, 0.0, WIDE).mean(1.0), 0.0);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn moments_are_what_a_fine_sum_gives(
            low in 0.05..1.0_f64, high in 1.0..9.0_f64, most in 0.5..20.0_f64, cut in -2.0..2.0_f64,
            power in prop::sample::select(vec![-1.0, 1.0, 2.0])
        ) {
            let split = Split::new(&Range { low, likely: 1.0, high }, 0.2, most);
            let step = 0.002;
            let sum: f64 = (0..(9.0 - cut) as usize * 500)
                .map(|at| cut + (at as f64 + 0.5) * step)
                .map(|z| libm::pow(split.value(z), power) * libm::exp(-z * z / 2.0) * step)
                .sum::<f64>() / libm::sqrt(2.0 * std::f64::consts::PI);
            let to = cut + ((9.0 - cut) as usize) as f64;
            let found = split.moment(power, cut, to);
            prop_assert!((found - sum).abs() < 1e-4 * sum.max(0.01), "{found} is not {sum}");
        }

        #[test]
        fn a_value_leads_back_to_its_deviate(low in 0.05..0.99_f64, high in 1.01..9.0_f64, z in -3.0..3.0_f64) {
            let split = split(low, 1.0, high, WIDE);
            prop_assert!((split.deviate(split.value(z)) - z).abs() < 1e-9);
        }
    }
}
