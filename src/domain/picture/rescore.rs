//! What it means to move a dot: a new likely value of the estimate that its axis shows.

use super::scale::Scale;
use super::views::{Field, effort_input, input_of};
use crate::domain::editor::Edit;
use crate::domain::frameworks::{Bounds, Framework, Input};
use crate::domain::number::LARGEST;
use crate::domain::plan::{Estimate, Item};

/// An estimate that a dot can be moved along: its sheet and its input.
#[derive(Clone, Copy, Debug)]
pub struct Rail {
    /// The sheet's name.
    pub sheet: &'static str,
    /// The input.
    pub input: &'static Input,
}

/// The estimate behind an axis; `None` where the number follows from others.
pub fn rail(field: Field, framework: &'static Framework) -> Option<Rail> {
    let (sheet, input) = match field {
        Field::Effort => effort_input(framework)?,
        Field::Input(sheet, key) => {
            let (framework, input) = input_of(sheet, key)?;
            (framework.sheet, input)
        }
        _ => return None,
    };
    Some(Rail { sheet, input })
}

/// A dot is moved by no finer step than this part of the axis.
const FINEST: f64 = 1.0 / 200.0;

/// One press of a key moves a dot by this part of the axis, where the input has no steps.
const STEP: f64 = 1.0 / 40.0;

impl Rail {
    /// The value that is meant by a place near it: a step of the input's scale, or a number
    /// with as few digits as the axis can show.
    pub fn snapped(&self, value: f64, scale: &Scale) -> f64 {
        let nearest = self.input.scale.iter().map(|step| step.value).min_by(|a, b| {
            let away = |step: f64| (scale.part(step) - scale.part(value)).abs();
            away(*a).total_cmp(&away(*b))
        });
        let round = || {
            let part = scale.part(value);
            let finest =
                (scale.value((part + FINEST).min(1.0)) - scale.value((part - FINEST).max(0.0))).abs();
            self.held(rounded(value, finest), finest)
        };
        nearest.unwrap_or_else(round)
    }

    /// The next value up or down.
    pub fn stepped(&self, value: f64, up: bool, scale: &Scale) -> f64 {
        if !self.input.scale.is_empty() {
            let steps = self.input.scale.iter().map(|step| step.value);
            let next = if up {
                steps.filter(|step| *step > value).min_by(f64::total_cmp)
            } else {
                steps.filter(|step| *step < value).max_by(f64::total_cmp)
            };
            return next.unwrap_or(value);
        }
        let part = scale.part(value);
        let step = if up { STEP } else { -STEP };
        let moved = scale.value(part + step);
        let length = (moved - value).abs();
        // At the end of the axis the value goes on: the axis follows.
        let held = self.held(rounded(moved, length), length);
        // Next to a bound there may be no room for a whole step; never the other way.
        if up { held.max(value) } else { held.min(value) }
    }

    /// Within the input's bounds; where it has to be above 0, no nearer to it than `least`.
    fn held(&self, value: f64, least: f64) -> f64 {
        match self.input.bounds {
            Bounds::Between(low, high) if low <= high => value.clamp(low, high),
            Bounds::Positive => value.clamp(least.clamp(f64::MIN_POSITIVE, 1.0), LARGEST),
            _ => value.clamp(0.0, LARGEST),
        }
    }

    /// The likely value of an item.
    pub fn value(&self, item: &Item) -> Option<f64> {
        item.estimate(self.sheet, self.input.key)?.likely()
    }

    /// The edit that makes a value the likely one; a range stays one, and holds it.
    pub fn edit(&self, item: &Item, value: f64) -> Edit {
        let estimate = match item.estimate(self.sheet, self.input.key) {
            Some(Estimate::Range { low, high, .. }) => {
                Estimate::Range { low: low.min(value), likely: value, high: high.max(value) }
            }
            _ => Estimate::Value(value),
        };
        Edit::Estimate { sheet: self.sheet, input: self.input.key, value: Some(estimate) }
    }
}

/// The nearest multiple of the largest of 0.1, 0.2, 0.5, 1, ... that is no larger than `finest`.
fn rounded(value: f64, finest: f64) -> f64 {
    if !(finest.is_finite() && finest > 0.0) {
        return value;
    }
    let exponent = libm::floor(libm::log10(finest));
    let ten = libm::pow(10.0, exponent);
    let step = [5.0, 2.0, 1.0].into_iter().find(|step| step * ten <= finest).unwrap_or(1.0);
    let count = libm::round(value / (step * ten)) * step;
    // Dividing brings 0.7, where multiplying brings 0.7 and a bit more.
    if exponent < 0.0 { count / libm::pow(10.0, -exponent) } else { count * ten }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::frameworks;
    use crate::domain::picture::scale::Span;

    fn effort() -> Rail {
        rail(Field::Effort, frameworks::default()).unwrap()
    }

    fn data(values: &[f64]) -> Scale {
        Scale::fit(Span::Data, values.iter().copied())
    }

    #[test]
    fn a_dot_is_put_on_a_round_value_or_on_a_step() {
        let scale = data(&[0.5, 8.0]);
        for (value, expected) in [(3.137, 3.15), (0.0, 0.04), (-5.0, 0.04), (7.999, 8.0)] {
            let found = effort().snapped(value, &scale);
            assert!((found - expected).abs() < 0.021, "{value} became {found}");
        }
        let stepped = frameworks::ALL
            .iter()
            .flat_map(|framework| framework.inputs.iter().map(|input| (framework.sheet, input)))
            .find(|(_, input)| !input.scale.is_empty());
        let (sheet, input) = stepped.unwrap();
        let rail = Rail { sheet, input };
        for value in [-1.0, 0.4, 0.9, 2.2, 99.0] {
            let found = rail.snapped(value, &data(&[3.0]));
            assert!(input.scale.iter().any(|step| step.value == found));
        }
    }

    #[test]
    fn keys_move_by_a_step_and_never_out_of_bounds() {
        let scale = data(&[0.5, 8.0]);
        assert_eq!(effort().stepped(3.0, true, &scale), 3.2);
        assert_eq!(effort().stepped(3.0, false, &scale), 2.8);
        assert!(effort().stepped(0.05, false, &scale) > 0.0);
        for framework in frameworks::ALL {
            for input in framework.inputs {
                let rail = Rail { sheet: framework.sheet, input };
                let scale = data(&[10.0]);
                for up in [true, false] {
                    let mut value = 1.0;
                    for _ in 0..60 {
                        value = rail.stepped(value, up, &scale);
                        assert_eq!(input.check(&Estimate::Value(value)), None, "{}: {value}", input.key);
                    }
                }
            }
        }
    }

    #[test]
    fn a_range_stays_a_range_and_holds_its_likely_value() {
        let rail = effort();
        let mut item = Item::new("i".into(), "SY-1", "A");
        let new = |item: &Item, value| match rail.edit(item, value) {
            Edit::Estimate { value, .. } => value,
            _ => None,
        };
        assert_eq!(new(&item, 2.0), Some(Estimate::Value(2.0)));
        item.set_estimate(
            rail.sheet,
            rail.input.key,
            Some(Estimate::Range { low: 1.0, likely: 2.0, high: 4.0 }),
        );
        assert_eq!(new(&item, 5.0), Some(Estimate::Range { low: 1.0, likely: 5.0, high: 5.0 }));
        assert_eq!(new(&item, 3.0), Some(Estimate::Range { low: 1.0, likely: 3.0, high: 4.0 }));
    }

    #[test]
    fn what_follows_from_other_numbers_cannot_be_moved() {
        for field in [Field::Need, Field::Goal, Field::Value, Field::Better, Field::WorseSize] {
            assert!(rail(field, frameworks::default()).is_none());
        }
    }
}
