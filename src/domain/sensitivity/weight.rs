//! Weight flips: the weight of one criterion, need or goal at which two items swap.
//!
//! One weight moves and the others keep their proportions, so with `w` of all weight on the one
//! a weighted sum is `w x + (1 - w) o`, where `o` is the weighted mean of the others. For two
//! items whose sums differ by `D` in the one and by `R` in the others, both are equal at
//!
//! ```text
//! w* = R / (R - D)
//! ```
//!
//! A need or goal value stands at 0 where harms outweigh what is done, so the difference of two
//! values is made of straight pieces, and the nearest piece that crosses 0 has the flip.

use super::model::Model;
use super::reason::By;
use crate::domain::by_id::ById;
use crate::domain::frameworks::Input;
use crate::domain::places::sort;
use crate::domain::plan::{Id, Item, LEVELS, Plan};
use crate::domain::tradeoff::value::Weighing;

/// What has a weight.
#[derive(Clone, Debug)]
pub enum Weighted {
    /// A criterion of the weighted score.
    Criterion(&'static Input),
    /// A user need; its share is of the weight of all needs.
    Need(Id),
    /// A business goal; its share is of the weight of all goals.
    Goal(Id),
}

/// A weight at which two items are equal; a little beyond it, they have swapped.
#[derive(Clone, Debug)]
pub struct WeightFlip {
    /// Whose weight it is.
    pub of: Weighted,
    /// Its share of all weight as it is, in 0..=1.
    pub from: f64,
    /// The share at which the items are equal, in 0..=1.
    pub to: f64,
}

/// The weights that swap two items, `above` being the one that stands first, the smallest change
/// first; empty where no weight does, and where a score is missing.
pub fn weight_flips(plan: &Plan, by: By, above: &Item, below: &Item) -> Vec<WeightFlip> {
    let mut flips = match by {
        By::Score(framework) => by_criteria(&Model::of(plan, framework), above, below),
        By::Value => by_worth(plan, above, below),
    };
    sort(&mut flips, &|a, b| (a.to - a.from).abs().total_cmp(&(b.to - b.from).abs()));
    flips
}

fn by_criteria(model: &Model, above: &Item, below: &Item) -> Vec<WeightFlip> {
    let (Some(weighed), Some(above), Some(below)) =
        (model.weighed(), model.values(above), model.values(below))
    else {
        return Vec::new();
    };
    let of = |values: &[f64]| weighed.iter().zip(values).map(|(one, value)| one.value(*value)).collect();
    let sums = Sums {
        weights: weighed.iter().map(|one| one.share()).collect(),
        above: of(&above),
        below: of(&below),
        scale: 1.0,
        rest: 0.0,
    };
    let each = model.inputs().iter().zip(sums.flips());
    each.filter_map(|(input, flip)| {
        flip.map(|(from, to)| WeightFlip { of: Weighted::Criterion(input), from, to })
    })
    .collect()
}

fn by_worth(plan: &Plan, above: &Item, below: &Item) -> Vec<WeightFlip> {
    let weighing = Weighing::of(plan);
    let share = plan.settings.need_share;
    let (Some(high), Some(low)) = (weighing.worth(above), weighing.worth(below)) else {
        return Vec::new();
    };
    let highest = f64::from(*LEVELS.end());
    let side = |weights: &[(Id, f64)], above: &ById<i8>, below: &ById<i8>, scale: f64, rest: f64| {
        let parts = |levels: &ById<i8>| {
            let part = |(id, _): &(Id, f64)| levels.get(id).map_or(0.0, |level| f64::from(*level) / highest);
            weights.iter().map(part).collect()
        };
        let weights = weights.iter().map(|(_, weight)| *weight).collect();
        Sums { weights, above: parts(above), below: parts(below), scale, rest }.flips()
    };
    let needs =
        side(weighing.needs(), &above.needs, &below.needs, share, (1.0 - share) * (high.goal - low.goal));
    let goals =
        side(weighing.goals(), &above.goals, &below.goals, 1.0 - share, share * (high.need - low.need));
    let named = |weights: &[(Id, f64)], flips: Vec<Option<(f64, f64)>>, of: fn(Id) -> Weighted| {
        let each = weights.iter().zip(flips);
        each.filter_map(|((id, _), flip)| flip.map(|(from, to)| WeightFlip { of: of(id.clone()), from, to }))
            .collect::<Vec<WeightFlip>>()
    };
    let mut all = named(weighing.needs(), needs, Weighted::Need);
    all.extend(named(weighing.goals(), goals, Weighted::Goal));
    all
}

/// Two weighted sums of parts, none of which falls below 0, and what else makes a difference:
/// `scale · (above - below) + rest`.
struct Sums {
    /// Shares of all weight, which sum to 1.
    weights: Vec<f64>,
    /// The upper item's parts, at most 1.
    above: Vec<f64>,
    /// The lower item's parts.
    below: Vec<f64>,
    /// What the sums count.
    scale: f64,
    /// What does not change with these weights.
    rest: f64,
}

impl Sums {
    /// For each weight what it is and where both are equal.
    fn flips(&self) -> Vec<Option<(f64, f64)>> {
        (0..self.weights.len()).map(|at| self.flip(at)).collect()
    }

    /// The weight as it is, and the nearest one at which the lower item comes level and goes on.
    fn flip(&self, at: usize) -> Option<(f64, f64)> {
        let weight = *self.weights.get(at)?;
        let ends = |parts: &[f64]| Some((self.others(parts, at)?, *parts.get(at)?));
        let (above, below) = (ends(&self.above)?, ends(&self.below)?);
        let sum = |(others, own): (f64, f64), weight: f64| (weight * own + (1.0 - weight) * others).max(0.0);
        let difference = |weight: f64| self.scale * (sum(above, weight) - sum(below, weight)) + self.rest;
        if difference(weight) <= LEVEL {
            return None;
        }
        let mut knots: Vec<f64> =
            [above, below].into_iter().filter_map(|(others, own)| root(others, own)).collect();
        knots.extend([0.0, 1.0]);
        sort(&mut knots, &f64::total_cmp);
        let up = knots.iter().copied().filter(|knot| *knot > weight);
        let down = knots.iter().rev().copied().filter(|knot| *knot < weight);
        let first = |walk: &mut dyn Iterator<Item = f64>| {
            let mut near = weight;
            for far in walk {
                if difference(far) < -LEVEL {
                    return root(difference(near), difference(far)).map(|part| near + part * (far - near));
                }
                near = far;
            }
            None
        };
        let near = |one: &f64, other: &f64| (one - weight).abs().total_cmp(&(other - weight).abs());
        let found = [first(&mut { up }), first(&mut { down })].into_iter().flatten().min_by(near)?;
        Some((weight, found))
    }

    /// The weighted mean of all parts but one; `None` where the one has all the weight.
    fn others(&self, parts: &[f64], at: usize) -> Option<f64> {
        let others = || self.weights.iter().zip(parts).enumerate().filter(|(other, _)| *other != at);
        let weight: f64 = others().map(|(_, (weight, _))| weight).sum();
        let sum: f64 = others().map(|(_, (weight, part))| weight * part).sum();
        (weight > 0.0).then(|| sum / weight)
    }
}

/// Differences this small are equal.
const LEVEL: f64 = 1e-12;

/// Where a line from `start` at 0 to `end` at 1 is 0; `None` where that is not between the two.
fn root(start: f64, end: f64) -> Option<f64> {
    let at = start / (start - end);
    (0.0..=1.0).contains(&at).then_some(at)
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::frameworks;
    use crate::domain::plan::{Criterion, Estimate, Goal, Need};

    fn weighted() -> By {
        By::score_of("weighted")
    }

    fn plan(weights: &[f64], rows: &[&[f64]]) -> Plan {
        let slots = crate::domain::plan::CRITERION_SLOTS;
        let mut plan = Plan::default();
        let criterion =
            |(id, weight): (&&'static str, &f64)| Criterion { weight: *weight, ..Criterion::new(id, *id) };
        plan.settings.criteria = Rc::new(slots.iter().zip(weights).map(criterion).collect());
        for (at, values) in rows.iter().enumerate() {
            let mut item = Item::new(format!("i{at}").into(), "SY", "A");
            for (id, value) in slots.iter().zip(*values) {
                item.set_estimate("weighted", id, Some(Estimate::Value(*value)));
            }
            plan.items.push(Rc::new(item));
        }
        plan
    }

    #[test]
    fn published_weight_flips_are_reproduced() {
        // Three options under three weights on a scale from 0 to 10; each flip was asserted by
        // evaluating both options anew.
        let plan = plan(&[5.0, 3.0, 2.0], &[&[9.0, 4.0, 3.0], &[5.0, 8.0, 6.0], &[4.0, 5.0, 9.0]]);
        for (above, below, expected) in [
            (0, 1, [Some(0.473_684_210_526_315_8), Some(0.333_333_333_333_333_3), Some(0.25)]),
            (0, 2, [Some(0.375), Some(0.65), Some(0.314_285_714_285_714_3)]),
            (1, 2, [None, Some(0.045_454_545_454_545_5), Some(0.368_421_052_631_578_9)]),
        ] {
            let flips = weight_flips(&plan, weighted(), &plan.items[above], &plan.items[below]);
            for (at, expected) in expected.into_iter().enumerate() {
                let of = |flip: &&WeightFlip| matches!(flip.of, Weighted::Criterion(input) if input.key == ["c1", "c2", "c3"][at]);
                let found = flips.iter().find(of);
                assert_eq!(found.is_some(), expected.is_some(), "{above} {below} {at}");
                if let (Some(found), Some(expected)) = (found, expected) {
                    assert!((found.to - expected).abs() < 1e-12, "{found:?}");
                    assert!((found.from - [0.5, 0.3, 0.2][at]).abs() < 1e-12);
                }
            }
            assert!(
                flips
                    .windows(2)
                    .all(|two| (two[0].to - two[0].from).abs() <= (two[1].to - two[1].from).abs())
            );
        }
    }

    #[test]
    fn what_has_all_the_weight_or_no_score_has_no_flip() {
        let lone = plan(&[1.0], &[&[9.0], &[1.0]]);
        assert!(weight_flips(&lone, weighted(), &lone.items[0], &lone.items[1]).is_empty());
        let open = plan(&[1.0, 1.0], &[&[9.0, 1.0], &[1.0]]);
        assert!(weight_flips(&open, weighted(), &open.items[0], &open.items[1]).is_empty());
        let rice = By::Score(frameworks::default());
        assert!(weight_flips(&open, rice, &open.items[0], &open.items[1]).is_empty());
    }

    /// A plan of needs and goals in which two items are judged.
    fn judged(weights: &[f64], levels: [&[i8]; 2], share: f64) -> Plan {
        let mut plan = Plan::default();
        let half = weights.len() / 2;
        let (needs, goals) = weights.split_at(half);
        let need = |(at, weight): (usize, &f64)| Need {
            id: format!("n{at}").into(),
            weight: *weight,
            ..Need::default()
        };
        let goal = |(at, weight): (usize, &f64)| Goal {
            id: format!("g{at}").into(),
            weight: *weight,
            ..Goal::default()
        };
        plan.needs = Rc::new(needs.iter().enumerate().map(need).collect());
        plan.goals = Rc::new(goals.iter().enumerate().map(goal).collect());
        plan.settings.need_share = share;
        for (at, levels) in levels.into_iter().enumerate() {
            let mut item = Item::new(format!("i{at}").into(), "SY", "A");
            for (at, level) in levels.iter().enumerate() {
                match at.checked_sub(half) {
                    None => item.needs.insert(format!("n{at}").into(), *level),
                    Some(at) => item.goals.insert(format!("g{at}").into(), *level),
                };
            }
            plan.items.push(Rc::new(item));
        }
        plan
    }

    /// The difference of the two items' values with a share of the weight on one need or goal.
    fn difference(plan: &Plan, of: &Weighted, share: f64) -> f64 {
        let mut plan = plan.clone();
        let weight = |weights: &mut [&mut f64], at: usize| {
            let others: f64 = weights
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != at)
                .map(|(_, weight)| **weight)
                .sum();
            *weights[at] = others * share / (1.0 - share);
        };
        match of {
            Weighted::Need(id) => {
                let needs = Rc::make_mut(&mut plan.needs);
                let at = needs.iter().position(|need| need.id == *id).unwrap();
                weight(&mut needs.iter_mut().map(|need| &mut need.weight).collect::<Vec<_>>(), at);
            }
            Weighted::Goal(id) => {
                let goals = Rc::make_mut(&mut plan.goals);
                let at = goals.iter().position(|goal| goal.id == *id).unwrap();
                weight(&mut goals.iter_mut().map(|goal| &mut goal.weight).collect::<Vec<_>>(), at);
            }
            Weighted::Criterion(_) => {}
        }
        let weighing = Weighing::of(&plan);
        let value = |at: usize| {
            weighing.worth(&plan.items[at]).map_or(0.0, |worth| worth.at(plan.settings.need_share))
        };
        value(0) - value(1)
    }

    #[test]
    fn a_stretch_on_which_both_are_worth_nothing_is_crossed_to_where_the_lower_one_goes_on() {
        // The more the second need weighs, the less the second item is worth and the more the first:
        // from 1/4 of the weight on the one is worth nothing, from 1/2 on the other is worth something.
        let levels: [&[i8]; 2] = [&[-1, 1, -1, 0, 0, 0], &[1, -1, 0, 0, 0, 0]];
        let mut plan = judged(&[3.0, 1.0, 6.0, 1.0, 1.0, 1.0], levels, 0.5);
        plan.items.reverse();
        let flips = weight_flips(&plan, By::Value, &plan.items[0], &plan.items[1]);
        let of_second = flips.iter().find(|flip| matches!(&flip.of, Weighted::Need(id) if **id == *"n1"));
        assert!(of_second.is_some_and(|flip| (flip.to - 0.5).abs() < 1e-12), "{flips:?}");
        assert_eq!(difference(&plan, &Weighted::Need("n1".into()), 0.4), 0.0);
    }

    proptest! {
        #[test]
        fn values_swap_at_a_flip_and_not_before(
            weights in vec(0.1..5.0_f64, 6), a in vec(-1_i8..=3, 6), b in vec(-1_i8..=3, 6), share in 0.05..0.95_f64
        ) {
            let mut plan = judged(&weights, [&a, &b], share);
            let weighing = Weighing::of(&plan);
            let value = |item: &Item| weighing.worth(item).map(|worth| worth.at(share));
            if value(&plan.items[0]) < value(&plan.items[1]) {
                plan.items.reverse();
            }
            let flips = weight_flips(&plan, By::Value, &plan.items[0], &plan.items[1]);
            for flip in &flips {
                let beyond = flip.to + (flip.to - flip.from).signum() * 1e-6;
                let before = flip.to + (flip.from - flip.to) * 1e-3;
                if (1e-6..1.0 - 1e-6).contains(&flip.to) {
                    prop_assert!(difference(&plan, &flip.of, flip.to).abs() < 1e-9, "{flip:?}");
                    // Where both are worth nothing they are level on the way; none swaps before.
                    prop_assert!(difference(&plan, &flip.of, before) > -1e-12, "{flip:?} before");
                    prop_assert!(difference(&plan, &flip.of, beyond) < 0.0, "{flip:?} beyond");
                }
            }
            // Where none is told, no weight swaps the two.
            let told = |of: &Weighted| flips.iter().any(|flip| match (&flip.of, of) {
                (Weighted::Need(one), Weighted::Need(other)) | (Weighted::Goal(one), Weighted::Goal(other)) => one == other,
                _ => false,
            });
            let needs = plan.needs.iter().map(|need| Weighted::Need(need.id.clone()));
            let goals = plan.goals.iter().map(|goal| Weighted::Goal(goal.id.clone()));
            let is_ahead = value(&plan.items[0]).zip(value(&plan.items[1])).is_some_and(|(a, b)| a > b + 1e-9);
            for of in needs.chain(goals).filter(|of| is_ahead && !told(of)) {
                for step in 0..100 {
                    prop_assert!(difference(&plan, &of, f64::from(step) / 100.0) > -1e-9, "{of:?} at {step}");
                }
            }
        }
    }
}
