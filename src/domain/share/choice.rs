//! What of a plan is handed out.

use crate::domain::plan::Plan;

/// What of a plan is handed out; titles, numbers, needs, goals and the roadmap always are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Descriptions, comments, sources and links of items.
    pub descriptions: bool,
    /// Owners, requesters, who commented and who decided.
    pub people: bool,
    /// What respondents of the Kano study answered; the categories of items stay.
    pub answers: bool,
    /// Saved scenarios of the roadmap.
    pub scenarios: bool,
    /// Decisions with their reasons.
    pub decisions: bool,
    /// Deleted items.
    pub bin: bool,
}

impl Choice {
    /// The whole plan.
    pub const ALL: Choice = Choice {
        descriptions: true,
        people: true,
        answers: true,
        scenarios: true,
        decisions: true,
        bin: true,
    };

    /// What suits a reader: no people, no answers, no deleted items.
    pub const READER: Choice = Choice { people: false, answers: false, bin: false, ..Choice::ALL };

    /// That part of the plan.
    pub fn part(&self, plan: &Plan) -> Plan {
        plan.clone()
    }
}
