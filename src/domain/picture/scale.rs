//! Scales of axes: where a value stands, and which values are written beside the axis.

use crate::domain::number::{display, display_score};

/// What an axis covers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Span {
    /// From one end to the other, whatever the values are.
    Fixed(f64, f64),
    /// What the values need: from 0 in even steps, or in powers of ten where the values
    /// are above 0 and the largest is [`WIDE`] times the smallest or more.
    Data,
}

/// Values that lie this far apart (largest by smallest) are set out by powers of ten: on
/// even steps the smaller half of them would share a hundredth of the axis.
pub const WIDE: f64 = 200.0;

/// A scale: from `low` at the start of the axis to `high` at its end, `low < high`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    low: f64,
    high: f64,
    is_log: bool,
}

impl Scale {
    /// The scale on which all values have a place. Values that are not finite do not count.
    pub fn fit(span: Span, values: impl Iterator<Item = f64>) -> Scale {
        let even = |low, high| Scale { low, high, is_log: false };
        if let Span::Fixed(low, high) = span {
            return even(low, high);
        }
        let (least, most) = values
            .filter(|value| value.is_finite())
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| {
                (least.min(value), most.max(value))
            });
        if least > most {
            return even(0.0, 1.0);
        }
        // Smaller numbers than this are nothing to anybody, and their scale is not to be read.
        if least > 1e-12 && most / least >= WIDE {
            let (low, high) = (libm::floor(exponent(least)), libm::ceil(exponent(most)));
            return Scale { low: power(low), high: power(high.max(low + 1.0)), is_log: true };
        }
        let (low, high) = (least.min(0.0), most.max(0.0));
        if low == high {
            return even(0.0, 1.0);
        }
        let step = nice_step((high - low) / 5.0);
        even(libm::floor(low / step + SLACK) * step, libm::ceil(high / step - SLACK) * step)
    }

    /// Whether equal distances are equal ratios.
    pub fn is_log(&self) -> bool {
        self.is_log
    }

    /// The value at the start of the axis.
    pub fn low(&self) -> f64 {
        self.low
    }

    /// The value at the end of the axis.
    pub fn high(&self) -> f64 {
        self.high
    }

    /// Where a value stands: 0 at the start of the axis, 1 at its end, within these.
    pub fn part(&self, value: f64) -> f64 {
        let part = if self.is_log {
            let (low, high) = (exponent(self.low), exponent(self.high));
            (exponent(value.max(self.low)) - low) / (high - low)
        } else {
            // Halves, as the distance of two large numbers may be infinite.
            (value / 2.0 - self.low / 2.0) / (self.high / 2.0 - self.low / 2.0)
        };
        if part.is_nan() { 0.0 } else { part.clamp(0.0, 1.0) }
    }

    /// The value that stands at a part of the axis.
    pub fn value(&self, part: f64) -> f64 {
        if self.is_log {
            let (low, high) = (exponent(self.low), exponent(self.high));
            power(low + (high - low) * part)
        } else {
            self.low * (1.0 - part) + self.high * part
        }
    }

    /// Round values between two parts of the axis, about `most` of them and never many more.
    pub fn ticks(&self, from: f64, to: f64, most: usize) -> Vec<f64> {
        let most = most.max(2);
        let (low, high) = (self.value(from), self.value(to));
        if self.is_log && high / low >= 10.0 {
            return powers(low, high, most);
        }
        let step = nice_step((high - low) / most as f64);
        let (first, last) = (libm::ceil(low / step - SLACK), libm::floor(high / step + SLACK));
        if !(first.is_finite() && last.is_finite()) {
            return Vec::new();
        }
        let count = ((last - first).max(0.0) as usize).min(2 * most);
        (0..=count).map(|nth| (first + nth as f64) * step).collect()
    }
}

/// A multiple of a step that rounding moved by less than this part of it still counts.
const SLACK: f64 = 1e-9;

fn exponent(value: f64) -> f64 {
    libm::log10(value)
}

fn power(exponent: f64) -> f64 {
    libm::pow(10.0, exponent)
}

/// The smallest of 1, 2, 5, 10, 20, ... that is no smaller than that.
fn nice_step(least: f64) -> f64 {
    if !(least.is_finite() && least > 0.0) {
        return 1.0;
    }
    let ten = power(libm::floor(exponent(least)));
    let steps = [1.0, 2.0, 5.0, 10.0];
    let step = steps.into_iter().find(|step| step * ten >= least * (1.0 - SLACK)).unwrap_or(10.0);
    // Dividing brings 0.1, where multiplying brings 0.1 and a bit more.
    if ten < 1.0 { step / (1.0 / ten) } else { step * ten }
}

/// Powers of ten with twos and fives between them where there is room.
fn powers(low: f64, high: f64, most: usize) -> Vec<f64> {
    let (first, last) = (libm::floor(exponent(low)), libm::ceil(exponent(high)));
    let decades = (last - first).max(1.0);
    let each: &[f64] = if decades * 3.0 <= most as f64 { &[1.0, 2.0, 5.0] } else { &[1.0] };
    let stride = libm::ceil(decades / most as f64).max(1.0);
    let mut ticks = Vec::new();
    let mut at = first;
    while at <= last {
        ticks.extend(each.iter().map(|part| part * power(at)));
        at += stride;
    }
    ticks.retain(|tick| *tick >= low * (1.0 - SLACK) && *tick <= high * (1.0 + SLACK));
    ticks
}

/// How the numbers of an axis are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// As numbers with at most that many decimals.
    Number(usize),
    /// As scores, with three digits that matter.
    Score,
    /// As percent; 0.5 is 50%.
    Share,
}

impl Written {
    /// A value, with at most its own decimals.
    pub fn value(self, value: f64) -> String {
        match self {
            Written::Share => format!("{}%", display(value * 100.0, 1)),
            Written::Score if value.abs() < LONG => display_score(value),
            Written::Score => number(value, 0),
            Written::Number(decimals) => number(value, decimals),
        }
    }

    /// A round value beside the axis, where more decimals may tell it from the next one.
    pub fn tick(self, value: f64, scale: &Scale, from: f64, to: f64) -> String {
        let size = (scale.value(to) - scale.value(from)).abs().min(value.abs().max(f64::MIN_POSITIVE));
        match self {
            Written::Share => format!("{}%", display(value * 100.0, decimals_for(size * 100.0))),
            Written::Number(_) | Written::Score => number(value, decimals_for(size)),
        }
    }
}

/// Decimals that tell round values of a size apart.
fn decimals_for(size: f64) -> usize {
    if size >= 10.0 || size <= 0.0 { 0 } else { (2.0 - exponent(size)).clamp(0.0, 6.0) as usize }
}

/// Numbers from here on are no longer written out.
const LONG: f64 = 1e9;

/// A number for reading; very large and very small ones as `1.2e15`.
fn number(value: f64, decimals: usize) -> String {
    let size = value.abs();
    if size >= LONG || (size > 0.0 && size < 1e-6) {
        let ten = libm::floor(exponent(size));
        return format!("{}e{}", display(value / power(ten), 1), display(ten, 0));
    }
    display(value, decimals)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(span: Span, values: &[f64], expected: (f64, f64, bool)) {
        let scale = Scale::fit(span, values.iter().copied());
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-9 * b.abs().max(1.0);
        assert!(
            near(scale.low, expected.0) && near(scale.high, expected.1) && scale.is_log == expected.2,
            "{values:?}: {scale:?}"
        );
    }

    #[test]
    fn a_scale_starts_at_nothing_and_ends_at_a_round_number() {
        check(Span::Fixed(0.0, 10.0), &[3.0], (0.0, 10.0, false));
        check(Span::Data, &[], (0.0, 1.0, false));
        check(Span::Data, &[0.0], (0.0, 1.0, false));
        check(Span::Data, &[0.5, 6.0], (0.0, 6.0, false));
        check(Span::Data, &[4.0; 3], (0.0, 4.0, false));
        check(Span::Data, &[-0.4, -0.1], (-0.4, 0.0, false));
        check(Span::Data, &[-3.0, 7.0], (-4.0, 8.0, false));
        check(Span::Data, &[f64::NAN, f64::INFINITY, 2.0], (0.0, 2.0, false));
    }

    #[test]
    fn values_far_apart_are_set_out_by_powers_of_ten() {
        check(Span::Data, &[30.0, 12_000.0], (10.0, 100_000.0, true));
        check(Span::Data, &[1.0, 1000.0], (1.0, 1000.0, true));
        check(Span::Data, &[0.0, 12_000.0], (0.0, 15_000.0, false));
        check(Span::Data, &[60.0, 5000.0], (0.0, 5000.0, false));
    }

    #[test]
    fn ticks_are_round_and_few() {
        let even = Scale::fit(Span::Fixed(0.0, 1.0), std::iter::empty());
        assert_eq!(even.ticks(0.0, 1.0, 5), [0.0, 0.2, 0.4, 0.6000000000000001, 0.8, 1.0]);
        assert_eq!(even.ticks(0.2, 0.3, 5).len(), 6);
        let wide = Scale::fit(Span::Data, [30.0, 12_000.0].into_iter());
        assert_eq!(wide.ticks(0.0, 1.0, 5).len(), 5);
        let wider = Scale::fit(Span::Data, [1e-11, 1e300].into_iter());
        assert!((3..=14).contains(&wider.ticks(0.0, 1.0, 6).len()));
    }

    #[test]
    fn ticks_are_written_with_the_decimals_that_they_need() {
        let even = Scale::fit(Span::Fixed(0.0, 1.0), std::iter::empty());
        for (written, value, expected) in [
            (Written::Number(2), 0.2, "0.2"),
            (Written::Number(2), 0.6000000000000001, "0.6"),
            (Written::Number(2), 0.0, "0"),
            (Written::Share, 0.2, "20%"),
        ] {
            assert_eq!(written.tick(value, &even, 0.0, 1.0), expected);
        }
        assert_eq!(Written::Number(2).tick(0.205, &even, 0.2, 0.21), "0.205");
        let wide = Scale::fit(Span::Data, [1.0, 1e6].into_iter());
        assert_eq!(Written::Number(0).tick(1e6, &wide, 0.0, 1.0), "1,000,000");
        assert_eq!(Written::Number(0).value(2.5e15), "2.5e15");
        assert_eq!(Written::Share.value(0.805), "80.5%");
    }

    proptest! {
        #[test]
        fn every_value_has_a_place_and_the_place_its_value(
            values in proptest::collection::vec(prop_oneof![-1e12..1e12, 0.0..1.0, 1e-3..1e9_f64], 1..20),
            part in 0.0..=1.0_f64,
        ) {
            let scale = Scale::fit(Span::Data, values.iter().copied());
            prop_assert!(scale.low() < scale.high());
            for value in &values {
                let place = scale.part(*value);
                prop_assert!((0.0..=1.0).contains(&place));
                let back = scale.value(place);
                prop_assert!((back - value).abs() <= 1e-6 * (scale.high() - scale.low()), "{value} is {back}");
            }
            prop_assert!((scale.part(scale.value(part)) - part).abs() < 1e-6);
            for tick in scale.ticks(0.0, 1.0, 6) {
                prop_assert!(tick.is_finite());
            }
            prop_assert!(scale.ticks(0.0, 1.0, 6).len() <= 16);
        }
    }
}
