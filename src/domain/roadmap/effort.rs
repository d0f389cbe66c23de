//! What an item takes of each team.

use crate::domain::frameworks;
use crate::domain::number::LARGEST;
use crate::domain::plan::{Id, Item, Plan};

/// What an item takes of each team, in the plan's effort unit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Effort {
    /// Team and amount, above 0, in the order of the roadmap's teams.
    pub by_team: Vec<(Id, f64)>,
    /// Where it comes from.
    pub source: Source,
}

/// Where an effort comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Source {
    /// Nobody has said what it takes, so it cannot be planned.
    #[default]
    Unknown,
    /// It was given for each team.
    Teams,
    /// From the item's score, for the team that its area belongs to.
    Area,
    /// From the item's score; its area belongs to no team, so the first one has it.
    FirstTeam,
}

impl Effort {
    /// The sum over all teams.
    pub fn total(&self) -> f64 {
        self.by_team.iter().map(|(_, amount)| amount).sum()
    }

    /// What it takes of one team.
    pub fn of(&self, team: &str) -> f64 {
        self.by_team.iter().find(|(id, _)| &**id == team).map_or(0.0, |(_, amount)| *amount)
    }
}

/// What an item takes of each team. Where an item says it for teams of the roadmap, that
/// holds; else the effort of its score is the work of the team to which its area belongs.
pub fn effort(plan: &Plan, item: &Item) -> Effort {
    let teams = &plan.roadmap.teams;
    let given: Vec<(Id, f64)> = teams
        .iter()
        .filter_map(|team| {
            let amount = item.effort_by_team.get(&team.id)?.likely()?;
            (0.0..=LARGEST).contains(&amount).then(|| (team.id.clone(), amount))
        })
        .collect();
    if !given.is_empty() {
        let by_team = given.into_iter().filter(|(_, amount)| *amount > 0.0).collect();
        return Effort { by_team, source: Source::Teams };
    }
    let Some(amount) = frameworks::effort(item) else { return Effort::default() };
    let owner = teams.iter().find(|team| !item.area.is_empty() && team.areas.contains(&item.area));
    match (owner, teams.first()) {
        (Some(team), _) => Effort { by_team: vec![(team.id.clone(), amount)], source: Source::Area },
        (None, Some(team)) => Effort { by_team: vec![(team.id.clone(), amount)], source: Source::FirstTeam },
        (None, None) => Effort::default(),
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::domain::plan::Estimate;
    use crate::domain::roadmap::{Roadmap, Team};

    fn plan() -> Plan {
        let team = |id: &str, areas: &[&str]| Team {
            id: id.into(),
            areas: areas.iter().map(|area| (*area).to_owned()).collect(),
            ..Team::default()
        };
        let roadmap =
            Roadmap { teams: vec![team("a", &["Cart"]), team("b", &["Pay"])], ..Roadmap::default() };
        Plan { roadmap: Rc::new(roadmap), ..Plan::default() }
    }

    #[test]
    fn effort_is_what_teams_were_given_else_the_scores_for_the_areas_team() {
        #[track_caller]
        fn check(
            area: &str,
            scored: Option<f64>,
            given: &[(&str, f64)],
            by_team: &[(&str, f64)],
            source: Source,
        ) {
            let mut item = Item::new("i".into(), "SY-1", "A");
            item.area = area.to_owned();
            if let Some(scored) = scored {
                item.set_estimate("rice", "effort", Some(Estimate::Value(scored)));
            }
            item.effort_by_team =
                given.iter().map(|(team, amount)| (Id::from(*team), Estimate::Value(*amount))).collect();
            let found = effort(&plan(), &item);
            let expected = by_team.iter().map(|(team, amount)| (Id::from(*team), *amount)).collect();
            assert_eq!(found, Effort { by_team: expected, source });
        }
        check("Pay", Some(2.0), &[], &[("b", 2.0)], Source::Area);
        check("", Some(2.0), &[], &[("a", 2.0)], Source::FirstTeam);
        check("Other", Some(2.0), &[], &[("a", 2.0)], Source::FirstTeam);
        check("Pay", Some(2.0), &[("a", 1.5), ("b", 0.5)], &[("a", 1.5), ("b", 0.5)], Source::Teams);
        check("Pay", None, &[("b", 0.0)], &[], Source::Teams);
        check("Pay", Some(2.0), &[("gone", 3.0)], &[("b", 2.0)], Source::Area);
        check("Pay", Some(2.0), &[("a", -1.0)], &[("b", 2.0)], Source::Area);
        check("Pay", None, &[], &[], Source::Unknown);
    }
}
