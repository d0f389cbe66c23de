//! Flips: the change of one number at which two items swap their places.

use super::model::{Form, Model, Range};
use crate::domain::frameworks::{Bounds, Input, Unit};
use crate::domain::number::LARGEST;
use crate::domain::places::sort;
use crate::domain::plan::{Estimate, Item};
use crate::domain::ranking::same_score;
use crate::domain::tradeoff::value::Worth;

/// One of two items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The one with the higher score.
    Above,
    /// The one with the lower score.
    Below,
}

/// A change of one number that makes two scores equal; a little more, and they swap.
#[derive(Clone, Copy, Debug)]
pub struct Flip {
    /// Whose number it is.
    pub side: Side,
    /// The place of the input among those of the framework.
    pub at: usize,
    /// Which number it is.
    pub input: &'static Input,
    /// The likely value as it is, in the input's unit.
    pub from: f64,
    /// The value at which the items tie, in the input's unit.
    pub to: f64,
    /// How large the change is, to compare with other flips: |ln(to / from)| where factors
    /// multiply, else the share of the input's scale. Infinite where it starts at 0.
    pub size: f64,
    /// Whether the input's bounds leave room for the swap.
    pub is_possible: bool,
    /// Whether the tie lies within the 90 % range that was given for the number.
    pub is_in_range: bool,
}

/// The flips of two items, `above` being the one with the higher score: first those that a
/// given range holds likely, then the smallest; those that bounds forbid come last. Empty
/// where the scores tie, or one is missing.
///
/// In a product of factors the same relative change of any factor swaps two items, so of
/// equally small changes the one of the work is named first: that is what grows most often.
pub fn flips(model: &Model, above: &Item, below: &Item) -> Vec<Flip> {
    match (model.ranges(above), model.ranges(below)) {
        (Some(above), Some(below)) => flips_of(model, &above, &below),
        _ => Vec::new(),
    }
}

/// The flips of two items by their numbers.
///
/// One number changes and all others stand still. In closed form where the shape of the
/// formula is known: a product ties at `to = (target / rest)^(1 / power)`, a sum at
/// `to = from + (target - score) / weight`. Any other formula is searched outward from the
/// present value to the first crossing.
fn flips_of(model: &Model, above: &[Range], below: &[Range]) -> Vec<Flip> {
    let likely = |ranges: &[Range]| ranges.iter().map(|range| range.likely).collect::<Vec<f64>>();
    let (high, low) = (model.score(&likely(above)), model.score(&likely(below)));
    if same_score(high, low) || high < low {
        return Vec::new();
    }
    let of = |side: Side, ranges: &[Range], target: f64| -> Vec<Flip> {
        let values = likely(ranges);
        let each = model.inputs().iter().zip(ranges).enumerate();
        each.filter_map(|(at, (input, range))| {
            let from = range.likely;
            let to = tie(model, &values, at, target)?;
            let size = if model.is_by_ratio() {
                if to > 0.0 && from > 0.0 { libm::log(to / from).abs() } else { f64::INFINITY }
            } else {
                (to - from).abs() / span(model.bounds(input), from)
            };
            let is_in_range = range.is_open() && (range.low..=range.high).contains(&to);
            Some(Flip {
                side,
                at,
                input,
                from,
                to,
                size,
                is_possible: has_room(model.bounds(input), from, to),
                is_in_range,
            })
        })
        .collect()
    };
    let mut all = of(Side::Above, above, low);
    all.extend(of(Side::Below, below, high));
    // Sizes that differ by rounding only are equal.
    let size = |flip: &Flip| (flip.size * 1e9).round();
    sort(&mut all, &|a, b| {
        (b.is_possible.cmp(&a.is_possible))
            .then_with(|| b.is_in_range.cmp(&a.is_in_range))
            .then_with(|| size(a).total_cmp(&size(b)))
            .then_with(|| (b.input.unit == Unit::Effort).cmp(&(a.input.unit == Unit::Effort)))
    });
    all
}

/// Whether a value and something a little beyond it lie within bounds.
fn has_room(bounds: Bounds, from: f64, to: f64) -> bool {
    let beyond = to + (to - from) * 1e-9;
    [to, beyond].into_iter().all(|value| bounds.check(&Estimate::Value(value)).is_none())
}

/// What a change is measured by where differences count.
fn span(bounds: Bounds, from: f64) -> f64 {
    match bounds {
        Bounds::Between(low, high) if high > low => high - low,
        _ if from != 0.0 => from.abs(),
        _ => 1.0,
    }
}

/// The value of one input that makes a score equal to the target; `None` where none does.
fn tie(model: &Model, values: &[f64], at: usize, target: f64) -> Option<f64> {
    let from = *values.get(at)?;
    let score = model.score(values);
    let to = match model.form() {
        Form::Product(powers) => {
            let power = *powers.get(at)?;
            let rest = model.score_with(values, at, 1.0);
            if rest <= 0.0 || target < 0.0 {
                return None;
            }
            // No power function where none is needed: it would lose digits.
            match power {
                1.0 => target / rest,
                -1.0 => rest / target,
                power => libm::pow(target / rest, 1.0 / power),
            }
        }
        Form::Sum(_, weights) => from + (target - score) / weights.get(at)?,
        Form::SumOverLast => {
            let last = *values.last()?;
            if at + 1 == values.len() { score * last / target } else { from + (target - score) * last }
        }
        Form::Other => search(model, values, at, target)?,
    };
    (to.is_finite() && to != from).then_some(to)
}

/// Steps of a search in each direction.
const STEPS: u32 = 64;

/// The nearest crossing of the target, looking outward within bounds.
fn search(model: &Model, values: &[f64], at: usize, target: f64) -> Option<f64> {
    let input = model.inputs().get(at)?;
    let from = *values.get(at)?;
    let start = model.score(values) > target;
    let crosses = |value: f64| {
        let score = model.score_with(values, at, value);
        score == target || (score > target) != start
    };
    let (least, most) = match model.bounds(input) {
        Bounds::Between(low, high) => (low, high),
        Bounds::NotNegative => (0.0, LARGEST),
        Bounds::Positive => (f64::MIN_POSITIVE, LARGEST),
    };
    let up = |step: u32| match model.bounds(input) {
        Bounds::Between(_, high) => from + (high - from) * f64::from(step) / f64::from(STEPS),
        // From 1 to the largest number there is, in equal ratios.
        _ => from + libm::pow(LARGEST, f64::from(step) / f64::from(STEPS)) - 1.0,
    };
    let down = |step: u32| from + (least - from) * f64::from(step) / f64::from(STEPS);
    let first = |walk: &dyn Fn(u32) -> f64| {
        let step = (1..=STEPS).find(|step| crosses(walk(*step).clamp(least, most)))?;
        let (mut near, mut far) = (walk(step - 1), walk(step).clamp(least, most));
        for _ in 0..80 {
            let middle = (near + far) / 2.0;
            if crosses(middle) { far = middle } else { near = middle }
        }
        Some(far)
    };
    match (first(&down), first(&up)) {
        (Some(down), Some(up)) => Some(if from - down < up - from { down } else { up }),
        (one, other) => one.or(other),
    }
}

/// The need share in 0..=1 at which two values are equal; `None` where they never cross,
/// or are equal at every share.
///
/// value = λ · need + (1 - λ) · goal, so λ* = (g_b - g_a) / ((u_a - g_a) - (u_b - g_b)).
pub fn share_flip(a: &Worth, b: &Worth) -> Option<f64> {
    let share = (b.goal - a.goal) / ((a.need - a.goal) - (b.need - b.goal));
    (0.0..=1.0).contains(&share).then_some(share)
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::super::fixtures::with_criteria;
    use super::*;
    use crate::domain::frameworks::{self, Framework, Shape};
    use crate::domain::plan::Plan;

    fn model(framework: &'static Framework) -> Model {
        Model::of(&with_criteria(Plan::default()), framework)
    }

    fn sure(values: &[f64]) -> Vec<Range> {
        values.iter().map(|&value| Range { low: value, likely: value, high: value }).collect()
    }

    fn flips(model: &Model, above: &[f64], below: &[f64]) -> Vec<Flip> {
        flips_of(model, &sure(above), &sure(below))
    }

    fn smallest(above: &[f64], below: &[f64]) -> Option<(Side, &'static str, f64)> {
        let all = flips(&model(frameworks::default()), above, below);
        let first = all.first().filter(|flip| flip.is_possible)?;
        Some((first.side, first.input.key, first.to))
    }

    #[test]
    fn the_smallest_possible_change_comes_first() {
        // 800 × 2 × 0.5 / 1 = 800 against 450 × 3 × 1 / 2 = 675: every factor of 800 / 675
        // is the same change, so the work is named; confidence is full already.
        let (above, below) = ([800.0, 2.0, 0.5, 1.0], [450.0, 3.0, 1.0, 2.0]);
        let (side, key, to) = smallest(&above, &below).unwrap();
        assert_eq!((side, key), (Side::Above, "effort"));
        assert!((to - 800.0 / 675.0).abs() < 1e-12);
        let all = flips(&model(frameworks::default()), &above, &below);
        assert_eq!(all.len(), 8);
        let sure = all.last().unwrap();
        assert_eq!((sure.side, sure.input.key, sure.is_possible), (Side::Below, "confidence", false));
        assert!((sure.to - 800.0 / 675.0).abs() < 1e-12);
        // A sum names the smallest step of a scale: 7 falls to the 6 of the other.
        let average =
            frameworks::ALL.iter().find(|framework| matches!(framework.shape, Shape::Sum(_))).unwrap();
        let all = flips(&model(average), &[8.0, 7.0, 6.0], &[6.0, 6.0, 6.0]);
        assert_eq!(
            all.iter().map(|flip| flip.to.round()).collect::<Vec<_>>(),
            [5.0, 4.0, 3.0, 9.0, 9.0, 9.0]
        );
    }

    #[test]
    fn a_score_over_criteria_ties_in_closed_form() {
        let model = model(frameworks::by_id("weighted").unwrap());
        assert!(matches!(model.form(), Form::Sum(..)));
        // 100 · (2/3.5 · 0.5 + 1/3.5 · 0.4 + 0.5/3.5 · 0.5) against the same with 0.7 for 0.5: one
        // third of the criterion that counts twice is worth two thirds of the other.
        let all = flips(&model, &[7.0, 3.0, 0.0], &[5.0, 3.0, 0.0]);
        let found: Vec<(Side, &str, f64, bool)> = all
            .iter()
            .map(|flip| (flip.side, flip.input.key, (flip.to * 1e9).round() / 1e9, flip.is_possible))
            .collect();
        for expected in [
            (Side::Above, "c1", 5.0, true),
            (Side::Below, "c1", 7.0, true),
            (Side::Above, "c2", 5.0, false),
            (Side::Below, "c2", 1.0, true),
            (Side::Above, "c3", -16.0, false),
            (Side::Below, "c3", 16.0, false),
        ] {
            assert!(found.contains(&expected), "{expected:?} is not among {found:?}");
        }
    }

    #[test]
    fn a_change_that_a_range_holds_likely_comes_before_others() {
        let model = model(frameworks::default());
        let mut above = sure(&[800.0, 2.0, 0.5, 1.0]);
        above[1] = Range { low: 1.0, likely: 2.0, high: 3.0 };
        let all = flips_of(&model, &above, &sure(&[450.0, 3.0, 1.0, 2.0]));
        assert_eq!((all[0].input.key, all[0].is_in_range), ("impact", true));
        above[1] = Range { low: 1.9, likely: 2.0, high: 2.1 };
        let all = flips_of(&model, &above, &sure(&[450.0, 3.0, 1.0, 2.0]));
        assert_eq!((all[0].input.key, all[0].is_in_range), ("effort", false));
    }

    #[test]
    fn what_has_no_score_to_lose_or_to_reach_does_not_flip() {
        // No effort makes something of nobody reached; only the reach itself does.
        let all = flips(&model(frameworks::default()), &[10.0, 1.0, 1.0, 1.0], &[0.0, 3.0, 1.0, 1.0]);
        let possible: Vec<_> =
            all.iter().filter(|flip| flip.is_possible).map(|flip| (flip.side, flip.input.key)).collect();
        assert_eq!(possible, [(Side::Below, "reach")]);
        assert!(
            flips(&model(frameworks::default()), &[0.0, 1.0, 1.0, 1.0], &[0.0, 3.0, 1.0, 1.0]).is_empty()
        );
    }

    #[test]
    fn need_shares_cross_where_both_values_are_equal() {
        let worth = |need, goal| Worth { need, goal, harms_need: false, harms_goal: false };
        for (a, b, expected) in [
            (worth(1.0, 0.0), worth(0.0, 1.0), Some(0.5)),
            (worth(0.9, 0.2), worth(0.3, 0.5), Some(1.0 / 3.0)),
            (worth(0.9, 0.5), worth(0.3, 0.2), None),
            (worth(0.5, 0.5), worth(0.5, 0.5), None),
            (worth(0.5, 0.4), worth(0.5, 0.2), Some(1.0)),
        ] {
            let found = share_flip(&a, &b);
            assert_eq!(found.is_some(), expected.is_some(), "{a:?} {b:?}");
            if let (Some(found), Some(expected)) = (found, expected) {
                assert!((found - expected).abs() < 1e-12);
                assert!((a.at(found) - b.at(found)).abs() < 1e-12);
            }
        }
    }

    /// Values within the bounds of every input, from numbers in 0..1.
    fn within(model: &Model, parts: &[f64]) -> Vec<f64> {
        let value = |(input, part): (&&'static Input, &f64)| match model.bounds(input) {
            Bounds::Between(low, high) => low + (high - low) * part,
            _ => 0.01 + 500.0 * part,
        };
        model.inputs().iter().zip(parts).map(value).collect()
    }

    proptest! {
        #[test]
        fn items_swap_at_a_flip_and_not_before(a in vec(0.01..1.0_f64, 8), b in vec(0.01..1.0_f64, 8)) {
            for framework in frameworks::ALL {
                let model = model(framework);
                let (a, b) = (within(&model, &a), within(&model, &b));
                let (above, below) = if model.score(&a) >= model.score(&b) { (a, b) } else { (b, a) };
                for flip in flips(&model, &above, &below) {
                    let (values, other) = match flip.side {
                        Side::Above => (&above, model.score(&below)),
                        Side::Below => (&below, model.score(&above)),
                    };
                    let at = |value: f64| model.score_with(values, flip.at, value);
                    let scale = other.abs().max(1.0);
                    // Beyond its scale a criterion is worth no more than at its end.
                    if model.form() != Form::Other && (flip.is_possible || model.weighed().is_none()) {
                        prop_assert!((at(flip.to) - other).abs() <= 1e-9 * scale, "{} {}", framework.id, flip.input.key);
                    }
                    let step = (flip.to - flip.from) * 1e-5;
                    if !flip.is_possible || !has_room(model.bounds(flip.input), flip.from, flip.to + step) {
                        continue;
                    }
                    let (before, after) = (at(flip.to - step) - other, at(flip.to + step) - other);
                    let is_above = flip.side == Side::Above;
                    prop_assert!((before > 0.0) == is_above, "{} {} before", framework.id, flip.input.key);
                    prop_assert!((after < 0.0) == is_above, "{} {} after", framework.id, flip.input.key);
                }
            }
        }

        #[test]
        fn a_search_finds_what_the_closed_form_gives(a in vec(0.05..1.0_f64, 8), b in vec(0.05..1.0_f64, 8)) {
            for framework in frameworks::ALL {
                let model = model(framework);
                let (a, b) = (within(&model, &a), within(&model, &b));
                for at in 0..a.len() {
                    let target = model.score(&b);
                    let Some(wanted) = tie(&model, &a, at, target) else { continue };
                    if has_room(model.bounds(model.inputs()[at]), a[at], wanted) && (wanted - a[at]).abs() > 1e-6 {
                        let found = search(&model, &a, at, target);
                        prop_assert!(found.is_some_and(|found| (found - wanted).abs() <= 1e-9 * wanted.abs().max(1.0)),
                            "{} {at}: {found:?} is not {wanted}", framework.id);
                    }
                }
            }
        }
    }
}
