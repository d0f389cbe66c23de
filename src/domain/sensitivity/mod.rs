//! What would change an order: flips of a score, tornado, worth of knowing, reasons.
//!
//! | question | module |
//! |---|---|
//! | Why does this stand above that? | [`reason`] |
//! | Which change of one number would swap the two? | [`flip`] |
//! | Which weight of a criterion, a need or a goal would? | [`weight`] |
//! | How far does each open number move one item? | [`tornado`] |
//! | Which number is most worth finding out? | [`knowing`] |

pub mod flip;
pub mod knowing;
mod model;
pub mod reason;
pub mod say;
mod shares;
mod split;
pub mod tornado;
pub mod weight;

pub use flip::{Flip, Side, flips};
pub use knowing::{Knowing, Known, knowing};
pub use model::Model;
pub use reason::{By, Kind, Outcome, Part, Reason, Scale, explain};
pub use tornado::{Bar, Tornado, tornado};
pub use weight::{WeightFlip, weight_flips};

#[cfg(test)]
mod fixtures {
    use std::rc::Rc;

    use crate::domain::plan::{Criterion, Direction, Plan};

    /// The plan with criteria of different weights, directions and scales; 0 to 5 are on each.
    pub fn with_criteria(mut plan: Plan) -> Plan {
        let criterion = |id, weight, direction, low, high| Criterion {
            weight,
            direction,
            low,
            high,
            ..Criterion::new(id, id)
        };
        plan.settings.criteria = Rc::new(vec![
            criterion("c1", 2.0, Direction::More, 0.0, 10.0),
            criterion("c2", 1.0, Direction::Less, 0.0, 5.0),
            criterion("c3", 0.5, Direction::More, -10.0, 10.0),
        ]);
        plan
    }
}
