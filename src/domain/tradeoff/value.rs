//! What an item is worth to users and to the business, on a fixed scale.
//!
//! The need value of an item is the weighted mean of its contributions to the user needs,
//! as shares of the highest level:
//!
//! ```text
//! need value = max(0, Σ weight · contribution / 3) / Σ weight
//! ```
//!
//! and its goal value the same over the business goals. Contributions run from -1 (harms)
//! over 0 to 3, so a harm takes away a third of what a full contribution gives. Weights are
//! shares of their sum, so only their proportions count. Both values are in 0..=1 whatever
//! the other items are: nothing is normalised over the backlog, because then adding an item
//! would change the order of others (rank reversal; Belton and Gear 1983, Omega 11(3)).

use crate::domain::by_id::ById;
use crate::domain::plan::{Id, Item, LEVELS, Plan};

/// What an item is worth to users and to the business.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Worth {
    /// The need value in 0..=1.
    pub need: f64,
    /// The goal value in 0..=1.
    pub goal: f64,
    /// Whether its harms to users outweigh what it does for them, so that the need value
    /// stands at 0.
    pub harms_need: bool,
    /// The same of the business.
    pub harms_goal: bool,
}

impl Worth {
    /// The value at a need share λ in 0..=1: `λ · need + (1 - λ) · goal`.
    pub fn at(&self, need_share: f64) -> f64 {
        need_share * self.need + (1.0 - need_share) * self.goal
    }
}

/// The weights of a plan's needs and goals, ready to value its items.
///
/// Equal weighings give every item the same worth, so one can tell whether values hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weighing {
    needs: Vec<(Id, f64)>,
    goals: Vec<(Id, f64)>,
}

impl Weighing {
    /// The weights of a plan. A weight that is no number above 0 counts nothing.
    pub fn of(plan: &Plan) -> Weighing {
        let usable = |weight: f64| weight.is_finite() && weight > 0.0;
        let needs = plan.needs.iter().filter(|need| usable(need.weight));
        let goals = plan.goals.iter().filter(|goal| usable(goal.weight));
        Weighing {
            needs: shares(needs.map(|need| (need.id.clone(), need.weight)).collect()),
            goals: shares(goals.map(|goal| (goal.id.clone(), goal.weight)).collect()),
        }
    }

    /// The needs that count with their shares of all weight, in the plan's order.
    pub fn needs(&self) -> &[(Id, f64)] {
        &self.needs
    }

    /// The goals that count with their shares of all weight, in the plan's order.
    pub fn goals(&self) -> &[(Id, f64)] {
        &self.goals
    }

    /// Whether there is nothing to weigh by: no need and no goal has a weight.
    pub fn is_empty(&self) -> bool {
        self.needs.is_empty() && self.goals.is_empty()
    }

    /// What an item is worth; `None` where nobody has judged what it serves.
    ///
    /// A judgement about any need or goal that counts is enough: what is not marked in a
    /// judged item contributes 0. An item without any judgement is not worth 0, it is unknown.
    pub fn worth(&self, item: &Item) -> Option<Worth> {
        let judged =
            |weights: &[(Id, f64)], levels: &ById<i8>| weights.iter().any(|(id, _)| levels.contains_key(id));
        if !judged(&self.needs, &item.needs) && !judged(&self.goals, &item.goals) {
            return None;
        }
        let need = weighted(&self.needs, &item.needs);
        let goal = weighted(&self.goals, &item.goals);
        Some(Worth {
            need: need.clamp(0.0, 1.0),
            goal: goal.clamp(0.0, 1.0),
            harms_need: need < 0.0,
            harms_goal: goal < 0.0,
        })
    }
}

/// Weights as shares of their sum; dividing by the largest first keeps the sum finite.
fn shares(mut weights: Vec<(Id, f64)>) -> Vec<(Id, f64)> {
    let largest = weights.iter().map(|(_, weight)| *weight).fold(0.0, f64::max);
    let sum: f64 = weights.iter().map(|(_, weight)| weight / largest).sum();
    for (_, weight) in &mut weights {
        *weight = *weight / largest / sum;
    }
    weights
}

/// The weighted mean of contributions as shares of the highest level, in -1/3..=1.
fn weighted(shares: &[(Id, f64)], levels: &ById<i8>) -> f64 {
    let highest = f64::from(*LEVELS.end());
    shares
        .iter()
        .filter_map(|(id, share)| levels.get(id).map(|level| share * f64::from(*level) / highest))
        .sum()
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::domain::plan::{Goal, Need};

    fn plan(needs: &[f64], goals: &[f64]) -> Plan {
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
        Plan {
            needs: Rc::new(needs.iter().enumerate().map(need).collect()),
            goals: Rc::new(goals.iter().enumerate().map(goal).collect()),
            ..Plan::default()
        }
    }

    fn item(levels: &[(&str, i8)]) -> Item {
        let mut item = Item::new("i".into(), "SY-1", "A");
        for (id, level) in levels {
            let of = if id.starts_with('n') { &mut item.needs } else { &mut item.goals };
            of.insert((*id).into(), *level);
        }
        item
    }

    #[test]
    fn worth_is_the_weighted_mean_of_contributions() {
        let third = 1.0 / 3.0;
        for (needs, goals, levels, expected) in [
            (&[1.0][..], &[1.0][..], &[("n0", 3), ("g0", 3)][..], Some((1.0, 1.0))),
            (&[1.0], &[1.0], &[("n0", 3)], Some((1.0, 0.0))),
            (&[3.0, 1.0], &[1.0], &[("n0", 3)], Some((0.75, 0.0))),
            (&[30.0, 10.0], &[1.0], &[("n0", 3)], Some((0.75, 0.0))),
            (&[1.0, 1.0, 1.0], &[1.0], &[("n0", 1), ("n1", 2), ("n2", 3)], Some((2.0 * third, 0.0))),
            (&[1.0, 1.0], &[1.0], &[("n0", 3), ("n1", -1)], Some((third, 0.0))),
            (&[1.0], &[1.0], &[("n0", -1), ("g0", 1)], Some((0.0, third))),
            (&[1.0], &[1.0], &[("n0", 0)], Some((0.0, 0.0))),
            (&[1.0], &[1.0], &[], None),
            (&[0.0], &[1.0], &[("n0", 3)], None),
            (&[f64::NAN], &[1.0], &[("n0", 3)], None),
            (&[f64::MAX, f64::MAX], &[1.0], &[("n0", 3)], Some((0.5, 0.0))),
            (&[1.0], &[1.0], &[("n9", 3)], None),
            (&[], &[], &[("n0", 3)], None),
        ] {
            let worth = Weighing::of(&plan(needs, goals)).worth(&item(levels));
            let found = worth.map(|worth| (worth.need, worth.goal));
            let near = match (found, expected) {
                (Some(a), Some(b)) => (a.0 - b.0).abs() < 1e-12 && (a.1 - b.1).abs() < 1e-12,
                (a, b) => a.is_none() && b.is_none(),
            };
            assert!(near, "{needs:?} {goals:?} {levels:?}: {found:?}");
        }
    }

    #[test]
    fn more_harm_than_good_is_said() {
        let worth =
            Weighing::of(&plan(&[1.0, 1.0], &[1.0])).worth(&item(&[("n0", -1), ("g0", -1), ("n1", 1)]));
        let worth = worth.expect("it was judged");
        assert_eq!((worth.harms_need, worth.harms_goal), (false, true));
        assert_eq!(worth.at(0.5), 0.0);
    }
}
