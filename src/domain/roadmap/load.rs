//! How full teams are.

use super::effort::effort;
use super::family::rolled;
use crate::domain::plan::{Plan, Status};

/// What a team has to do in a period, and what it can.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Load {
    /// The sum of efforts of what is placed there, in the plan's effort unit.
    pub used: f64,
    /// All that the team can do.
    pub capacity: f64,
    /// What a draft may use of it: the capacity without the spare share.
    pub usable: f64,
}

/// Less than that is rounding: a hundred amounts, each by half a millionth.
const ROUNDING: f64 = 5e-5;

impl Load {
    /// Whether more is placed than the team can do. Decimals such as 0.1 + 0.2 fill 0.3, and what a
    /// draft rounds at a millionth is no overload either.
    pub fn is_over(&self) -> bool {
        self.used > self.capacity * (1.0 + 1e-9) + ROUNDING
    }

    /// What is used of the capacity, 0 or more; 1 for something on top of nothing.
    pub fn share(&self) -> f64 {
        match self.capacity > 0.0 {
            true => self.used / self.capacity,
            false if self.used > 0.0 => 1.0,
            false => 0.0,
        }
    }

    /// The sum of two loads.
    pub fn plus(self, other: Load) -> Load {
        Load {
            used: self.used + other.used,
            capacity: self.capacity + other.capacity,
            usable: self.usable + other.usable,
        }
    }
}

/// The loads of a plan as it is placed: by period, then by team, in the roadmap's order.
pub fn loads(plan: &Plan) -> Vec<Vec<Load>> {
    let roadmap = &plan.roadmap;
    let spare = roadmap.policy.spare;
    let mut loads: Vec<Vec<Load>> = roadmap
        .periods
        .iter()
        .map(|period| {
            let load = |capacity: f64| Load { used: 0.0, capacity, usable: capacity * (1.0 - spare) };
            roadmap.teams.iter().map(|team| load(period.capacity_of(&team.id))).collect()
        })
        .collect();
    let slots: std::collections::HashMap<&str, usize> = roadmap
        .placements
        .iter()
        .filter_map(|placement| Some((&*placement.item, roadmap.place_of(&placement.period)?)))
        .collect();
    let rolled = rolled(plan);
    // What is done takes nothing any more, and what was decided against never will.
    let is_open = |status: Status| !matches!(status, Status::Shipped | Status::Rejected);
    for item in plan.items.iter().filter(|item| is_open(item.status) && !rolled.contains(&*item.id)) {
        let Some(of_period) = slots.get(&*item.id).and_then(|slot| loads.get_mut(*slot)) else { continue };
        let effort = effort(plan, item);
        for (team, load) in roadmap.teams.iter().zip(of_period) {
            load.used += effort.of(&team.id);
        }
    }
    loads
}
