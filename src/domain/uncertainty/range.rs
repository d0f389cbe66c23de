//! Ranges: what an estimate leaves open, and what is assumed where nobody said.

use draws::Spread;
use serde::{Deserialize, Serialize};

use crate::domain::frameworks::{Bounds, Framework, Input, Scorer, Unit};
use crate::domain::number::LARGEST;
use crate::domain::plan::{AssumedRanges, Estimate, Item};

/// The input by which every framework that asks for it calls how sure one is.
const CONFIDENCE: &str = "confidence";

/// A number with what it leaves open: its 5th percentile, median and 95th percentile.
///
/// Its distribution is a lognormal one on each side of the median:
///
/// ```text
/// value = likely · exp(σ z),  z standard normal,
/// σ = ln(likely / low) / 1.6448536 for z < 0,  ln(high / likely) / 1.6448536 for z > 0
/// ```
///
/// so low, likely and high are met exactly, whether or not the range is even. With
/// `likely² = low · high` it is the lognormal distribution of a 90 % interval
/// (R package decisionSupport, `rdist90ci_exact`). Values beyond the bounds of an input
/// count as its bound. Without a range (low = likely = high) it is a constant.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// 5th percentile.
    pub low: f64,
    /// Median; the value of the plain score.
    pub likely: f64,
    /// 95th percentile.
    pub high: f64,
    /// Whether the range is assumed, and nobody's estimate.
    #[serde(default)]
    pub assumed: bool,
}

impl Quantity {
    /// A number that leaves nothing open.
    pub fn single(value: f64) -> Quantity {
        Quantity { low: value, likely: value, high: value, assumed: false }
    }

    /// What an estimate says; `None` where it is no number.
    pub fn of(estimate: &Estimate) -> Option<Quantity> {
        match *estimate {
            Estimate::Value(value) => Some(Quantity::single(value)),
            Estimate::Range { low, likely, high } => Some(Quantity { low, likely, high, assumed: false }),
            Estimate::Unreadable(_) => None,
        }
    }

    /// Whether it leaves anything open.
    pub fn is_open(&self) -> bool {
        self.low < self.likely || self.likely < self.high
    }

    /// With a range of a ratio either way, where nobody gave one. What is 0 stays 0.
    pub fn assuming(self, ratio: f64) -> Quantity {
        if self.is_open() || self.likely <= 0.0 || ratio <= 1.0 {
            return self;
        }
        Quantity { low: self.likely / ratio, high: self.likely * ratio, assumed: true, ..self }
    }

    /// Ready to be drawn from.
    pub(super) fn spread(&self) -> Spread {
        Spread::new(self.low, self.likely, self.high)
    }
}

/// Where the values of an input lie at least and at most, so that no score is infinite.
pub(super) fn bounds(bounds: Bounds) -> (f64, f64) {
    match bounds {
        Bounds::Positive => (f64::MIN_POSITIVE, LARGEST),
        Bounds::NotNegative => (0.0, LARGEST),
        Bounds::Between(low, high) => (low, high),
    }
}

/// The quantities of an item that has a score, one for each input that counts.
///
/// Where ranges are assumed, confidence makes the width of the ranges and is the same for
/// every item in the score: it either discounts or widens, never both, because that would
/// count it twice. A range that somebody gave stays as it is. What is 0 stays 0, for no
/// ratio leads away from it.
pub fn quantities(item: &Item, scorer: &Scorer, assumed: &AssumedRanges) -> Vec<Quantity> {
    let framework = scorer.framework();
    let given = |input: &Input| item.estimate(framework.sheet, input.key).and_then(Quantity::of);
    let by = confidence_input(framework);
    let ratio = assumed_ratio(item, framework, assumed);
    let quantity = |input: &Input| {
        let quantity = given(input).unwrap_or(Quantity::single(0.0));
        match by.filter(|(confidence, _)| confidence.key == input.key) {
            _ if !assumed.on => quantity,
            Some((_, highest)) => Quantity::single(highest),
            // A class is chosen, not estimated.
            None if input.unit == Unit::Class => quantity,
            None => quantity.assuming(ratio),
        }
    };
    scorer.inputs().map(quantity).collect()
}

/// The ratio by which a number of an item may be off where ranges are assumed: by the
/// confidence that it has under a framework.
pub fn assumed_ratio(item: &Item, framework: &Framework, assumed: &AssumedRanges) -> f64 {
    let confidence = confidence_input(framework).and_then(|(input, highest)| {
        let given = item.estimate(framework.sheet, input.key).and_then(Quantity::of)?;
        Some(given.likely / highest)
    });
    confidence.map_or(assumed.medium, |share| assumed.ratio(share))
}

/// The input by which a framework asks how confident one is, with the end of its scale.
pub fn confidence_input(framework: &Framework) -> Option<(&'static Input, f64)> {
    let input = framework.input(CONFIDENCE)?;
    match input.bounds {
        Bounds::Between(_, high) if high > 0.0 => Some((input, high)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use draws::{Drawn, Exp, Normals};

    use super::*;
    use crate::domain::frameworks;
    use crate::domain::kano::statistics::normal;
    use crate::domain::places::sort;
    use crate::domain::plan::Plan;

    fn range(low: f64, likely: f64, high: f64) -> Quantity {
        Quantity { low, likely, high, assumed: false }
    }

    /// All 65,536 values, sorted.
    fn all(quantity: Quantity, least: f64, most: f64) -> Vec<f64> {
        let drawn = Drawn::new(quantity.spread(), least, most);
        let (normals, exp) = (Normals::get(), Exp::get());
        let mut values: Vec<f64> = (0..=u16::MAX).map(|bits| drawn.value(bits, &normals, &exp)).collect();
        sort(&mut values, &f64::total_cmp);
        values
    }

    #[track_caller]
    fn check(quantity: Quantity, expected: [f64; 3]) {
        let values = all(quantity, 0.0, LARGEST);
        let found = [0.05, 0.5, 0.95].map(|share| values[(share * 65_536.0) as usize]);
        for (found, expected) in found.into_iter().zip(expected) {
            assert!((found / expected - 1.0).abs() < 1e-3, "{quantity:?}: {found}, not {expected}");
        }
    }

    #[test]
    fn deviates_are_where_the_normal_distribution_has_them() {
        let normals = Normals::get();
        let mut largest: f64 = 0.0;
        for part in 0..32_768_u32 {
            let p = 0.5 + (f64::from(part) + 0.5) / 65_536.0;
            largest =
                largest.max((normal(normals.deviate((part << 1) as u16, draws::units(1.0, 1.0))) - p).abs());
        }
        assert!(largest < 1e-15, "{largest}");
    }

    #[test]
    fn the_percentiles_of_a_range_are_its_three_numbers() {
        for [low, likely, high] in
            [[2.0, 4.0, 7.0], [1.0, 2.0, 4.0], [5.0, 5.0, 9.0], [0.5, 1.0, 1.0], [300.0, 300.0, 300.0]]
        {
            check(range(low, likely, high), [low, likely, high]);
        }
    }

    #[test]
    fn an_even_range_is_the_published_lognormal_distribution() {
        // decisionSupport, 90 % from 2 to 10: median 4.472, mean 5.041.
        let values = all(range(2.0, libm::sqrt(20.0), 10.0), 0.0, LARGEST);
        let mean = values.iter().sum::<f64>() / 65_536.0;
        assert!((mean - 5.040_681).abs() < 5e-4, "{mean}");
    }

    #[test]
    fn what_lies_beyond_a_bound_counts_as_the_bound() {
        let values = all(range(0.6, 0.8, 1.0), 0.0, 1.0);
        assert_eq!(values[65_535], 1.0);
        assert_eq!(values.iter().filter(|value| **value == 1.0).count(), 3_277);
        assert!(all(range(1.0, 1.0, 1.0), 0.0, 1.0).iter().all(|value| *value == 1.0));
    }

    #[test]
    fn assumed_ranges_take_confidence_once() {
        let framework = frameworks::default();
        let mut item = Item::new("i".into(), "SY-1", "A");
        for (key, value) in [
            ("reach", Estimate::Value(300.0)),
            ("impact", Estimate::Value(0.0)),
            ("confidence", Estimate::Value(0.5)),
            ("effort", Estimate::Range { low: 1.0, likely: 2.0, high: 3.0 }),
        ] {
            item.set_estimate(framework.sheet, key, Some(value));
        }
        let scorer = framework.scorer(&Plan::default());
        let off = AssumedRanges::default();
        let on = AssumedRanges { on: true, low: 3.0, ..off.clone() };
        let effort = range(1.0, 2.0, 3.0);
        let single = Quantity::single;
        assert_eq!(quantities(&item, &scorer, &off), [single(300.0), single(0.0), single(0.5), effort]);
        let reach = Quantity { low: 100.0, likely: 300.0, high: 900.0, assumed: true };
        assert_eq!(quantities(&item, &scorer, &on), [reach, single(0.0), single(1.0), effort]);
    }

    #[test]
    fn the_level_of_confidence_chooses_the_ratio() {
        let ranges = AssumedRanges { on: true, high: 2.0, medium: 3.0, low: 4.0, ..AssumedRanges::default() };
        for (share, ratio) in [(1.0, 2.0), (0.9, 2.0), (0.8, 3.0), (0.65, 3.0), (0.5, 4.0), (0.0, 4.0)] {
            assert_eq!(ranges.ratio(share), ratio, "{share}");
        }
    }
}
