//! Changes of the roadmap and of the decisions.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use super::Did;
use crate::domain::number::LARGEST;
use crate::domain::plan::{Id, Plan};
use crate::domain::roadmap::{
    Decision, Group, Limit, MOST_PERIODS, MOST_SCENARIOS, MOST_TEAMS, Period, Placement, Policy, Roadmap,
    Scenario, Team,
};

/// A change of one part of the roadmap, or of the decisions.
#[derive(Clone, Debug, PartialEq)]
pub enum RoadmapEdit {
    /// Replaces the list of teams. What periods can do and items take of a team that goes,
    /// goes with it.
    Teams(Vec<Team>),
    /// Replaces the list of periods. Placements in a period that goes, go with it, and so do
    /// the wishes that name it.
    Periods(Vec<Period>),
    /// What a team can do in a period, 0 or more.
    Capacity {
        /// The period.
        period: Id,
        /// The team.
        team: Id,
        /// The amount in the plan's effort unit.
        amount: f64,
    },
    /// How a draft is made.
    Policy(Policy),
    /// Puts an item into a period by hand, where it is locked; with `None` takes it out and
    /// keeps it out of every draft.
    Place {
        /// The item.
        item: Id,
        /// The period; `None` for not planned.
        period: Option<Id>,
    },
    /// Locks items where they are, or sets them free. Free is also who was kept out.
    Lock {
        /// The items.
        items: Vec<Id>,
        /// Whether they stay where they are.
        locked: bool,
    },
    /// Takes over a draft: who is not locked goes where it says, or out of the plan.
    Draft(Vec<Placement>),
    /// Takes over a scenario as it is, locks included.
    Adopt(Vec<Placement>),
    /// What is wished of an item; a blank limit removes it.
    Limit(Limit),
    /// What is wished of several items: a new group, or another form of one that is there.
    Group(Group),
    /// Removes a group.
    Ungroup(Id),
    /// Saves a scenario, in the place of one with the same id.
    Scenario(Scenario),
    /// Removes a scenario.
    RemoveScenario(Id),
    /// Records a decision, in the place of one with the same id.
    Decide(Decision),
    /// Removes a decision.
    RemoveDecision(Id),
}

/// Carries out edits in one step; `None` when nothing changed.
pub(super) fn edit_roadmap(plan: &mut Plan, edits: &[RoadmapEdit]) -> Option<Did> {
    let did = edits.iter().filter_map(|edit| edit_one(plan, edit)).reduce(together);
    if did.is_some() {
        tidy(Rc::make_mut(&mut plan.roadmap));
    }
    did
}

/// The words for two changes in one step: whatever moves an item comes first.
fn together(one: Did, other: Did) -> Did {
    match (one, other) {
        (Did::Place(..), Did::Place(..)) => Did::Roadmap,
        (place @ Did::Place(..), _) | (_, place @ Did::Place(..)) => place,
        (one, other) if one == other => one,
        _ => Did::Roadmap,
    }
}

fn edit_one(plan: &mut Plan, edit: &RoadmapEdit) -> Option<Did> {
    match edit {
        RoadmapEdit::Teams(teams) => set_teams(plan, teams),
        RoadmapEdit::Periods(periods) => set_periods(plan, periods),
        RoadmapEdit::Capacity { period, team, amount } => {
            (0.0..=LARGEST).contains(amount).then_some(())?;
            let roadmap = &plan.roadmap;
            roadmap.teams.iter().any(|each| each.id == *team).then_some(())?;
            let at = roadmap.place_of(period)?;
            let slot = Rc::make_mut(&mut plan.roadmap).periods.get_mut(at)?;
            let before = slot.capacity.insert(Rc::clone(team), *amount);
            (before.unwrap_or_default() != *amount || before.is_none()).then_some(Did::Capacity)
        }
        RoadmapEdit::Policy(policy) => {
            let possible =
                [policy.discount, policy.spare].iter().all(|each| (0.0..=Policy::MOST).contains(each));
            (possible && plan.roadmap.policy != *policy).then_some(())?;
            Rc::make_mut(&mut plan.roadmap).policy = policy.clone();
            Some(Did::Policy)
        }
        RoadmapEdit::Place { item, period } => place(plan, item, period.as_ref()),
        RoadmapEdit::Lock { items, locked } => lock(plan, items, *locked),
        RoadmapEdit::Draft(wanted) => draft(plan, wanted),
        RoadmapEdit::Adopt(wanted) => {
            let wanted = known_placements(plan, wanted);
            replace(plan, |roadmap| &mut roadmap.placements, wanted).then_some(Did::Adopt)
        }
        RoadmapEdit::Limit(limit) => {
            let title = plan.item(&limit.item)?.title.clone();
            let limits = with_record(&plan.roadmap.limits, limit, |each| &each.item, limit.is_blank());
            replace(plan, |roadmap| &mut roadmap.limits, limits).then_some(Did::Limit(title))
        }
        RoadmapEdit::Group(group) => {
            let groups = with_record(&plan.roadmap.groups, group, |each| &each.id, false);
            replace(plan, |roadmap| &mut roadmap.groups, groups).then_some(Did::Groups)
        }
        RoadmapEdit::Ungroup(id) => {
            let groups = plan.roadmap.groups.iter().filter(|group| group.id != *id).cloned().collect();
            replace(plan, |roadmap| &mut roadmap.groups, groups).then_some(Did::Groups)
        }
        RoadmapEdit::Scenario(scenario) => {
            let is_new = plan.roadmap.scenarios.iter().all(|each| each.id != scenario.id);
            let has_room = !is_new || plan.roadmap.scenarios.len() < MOST_SCENARIOS;
            (has_room && !scenario.id.is_empty()).then_some(())?;
            let scenarios = with_record(&plan.roadmap.scenarios, scenario, |each| &each.id, false);
            let title = scenario.title.clone();
            replace(plan, |roadmap| &mut roadmap.scenarios, scenarios).then_some(Did::Scenario(title))
        }
        RoadmapEdit::RemoveScenario(id) => {
            let title = plan.roadmap.scenarios.iter().find(|each| each.id == *id)?.title.clone();
            Rc::make_mut(&mut plan.roadmap).scenarios.retain(|each| each.id != *id);
            Some(Did::RemoveScenario(title))
        }
        RoadmapEdit::Decide(decision) => {
            (!decision.id.is_empty()).then_some(())?;
            let decisions = with_record(&plan.decisions, decision, |each| &each.id, false);
            (*plan.decisions != decisions).then(|| plan.decisions = Rc::new(decisions))?;
            Some(Did::Decide)
        }
        RoadmapEdit::RemoveDecision(id) => {
            plan.decisions.iter().any(|each| each.id == *id).then_some(())?;
            Rc::make_mut(&mut plan.decisions).retain(|each| each.id != *id);
            Some(Did::RemoveDecision)
        }
    }
}

/// A list with a record in the place of the one with its id, or at the end, or without it.
fn with_record<T: Clone>(list: &[T], record: &T, id: fn(&T) -> &Id, gone: bool) -> Vec<T> {
    let mut list = list.to_vec();
    match (list.iter().position(|each| id(each) == id(record)), gone) {
        (Some(at), true) => {
            list.remove(at);
        }
        (Some(at), false) => {
            if let Some(slot) = list.get_mut(at) {
                *slot = record.clone();
            }
        }
        (None, true) => {}
        (None, false) => list.push(record.clone()),
    }
    list
}

/// Puts a list in the place of another; whether that changed anything.
fn replace<T: PartialEq>(plan: &mut Plan, of: fn(&mut Roadmap) -> &mut Vec<T>, list: Vec<T>) -> bool {
    let old = of(Rc::make_mut(&mut plan.roadmap));
    let changed = *old != list;
    *old = list;
    changed
}

fn set_teams(plan: &mut Plan, teams: &[Team]) -> Option<Did> {
    let ids: HashSet<&Id> = teams.iter().map(|team| &team.id).collect();
    let sound =
        ids.len() == teams.len() && teams.len() <= MOST_TEAMS && teams.iter().all(|team| !team.id.is_empty());
    (sound && plan.roadmap.teams != teams).then_some(())?;
    let gone: Vec<Id> =
        plan.roadmap.teams.iter().map(|team| &team.id).filter(|id| !ids.contains(id)).cloned().collect();
    Rc::make_mut(&mut plan.roadmap).teams = teams.to_vec();
    for slot in plan.items.iter_mut().chain(&mut plan.bin) {
        if gone.iter().any(|team| slot.effort_by_team.contains_key(team)) {
            Rc::make_mut(slot).effort_by_team.retain(|team, _| !gone.contains(team));
        }
    }
    Some(Did::Teams)
}

fn set_periods(plan: &mut Plan, periods: &[Period]) -> Option<Did> {
    let ids: HashSet<&Id> = periods.iter().map(|period| &period.id).collect();
    let sound = ids.len() == periods.len()
        && periods.len() <= MOST_PERIODS
        && periods.iter().all(|period| {
            !period.id.is_empty() && period.capacity.values().all(|amount| (0.0..=LARGEST).contains(amount))
        });
    (sound && plan.roadmap.periods != periods).then_some(())?;
    Rc::make_mut(&mut plan.roadmap).periods = periods.to_vec();
    Some(Did::Periods)
}

fn place(plan: &mut Plan, item: &Id, period: Option<&Id>) -> Option<Did> {
    let title = plan.item(item)?.title.clone();
    if let Some(period) = period {
        plan.roadmap.place_of(period)?;
    }
    let before = Rc::clone(&plan.roadmap);
    let roadmap = Rc::make_mut(&mut plan.roadmap);
    let mut limit =
        roadmap.limit(item).cloned().unwrap_or_else(|| Limit { item: Rc::clone(item), ..Limit::default() });
    limit.excluded = period.is_none();
    roadmap.limits = with_record(&roadmap.limits, &limit, |each| &each.item, limit.is_blank());
    match period {
        Some(period) => {
            let extra = roadmap.placement(item).map(|placement| placement.extra.clone()).unwrap_or_default();
            let placement =
                Placement { item: Rc::clone(item), period: Rc::clone(period), locked: true, extra };
            roadmap.placements = with_record(&roadmap.placements, &placement, |each| &each.item, false);
        }
        None => roadmap.placements.retain(|placement| placement.item != *item),
    }
    (*before != *roadmap).then_some(Did::Place(title))
}

fn lock(plan: &mut Plan, items: &[Id], locked: bool) -> Option<Did> {
    let wanted: HashSet<&Id> = items.iter().collect();
    let before = Rc::clone(&plan.roadmap);
    let roadmap = Rc::make_mut(&mut plan.roadmap);
    for placement in roadmap.placements.iter_mut().filter(|each| wanted.contains(&each.item)) {
        placement.locked = locked;
    }
    if !locked {
        for limit in roadmap.limits.iter_mut().filter(|each| wanted.contains(&each.item)) {
            limit.excluded = false;
        }
    }
    (*before != *roadmap).then_some(Did::Lock(locked, items.len()))
}

/// The placements that name an item and a period of the plan, each item once.
fn known_placements(plan: &Plan, wanted: &[Placement]) -> Vec<Placement> {
    let items: HashSet<&Id> = plan.items.iter().map(|item| &item.id).collect();
    let mut seen: HashSet<Id> = HashSet::new();
    let fits = |placement: &&Placement| {
        items.contains(&placement.item)
            && plan.roadmap.place_of(&placement.period).is_some()
            && seen.insert(Rc::clone(&placement.item))
    };
    wanted.iter().filter(fits).cloned().collect()
}

fn draft(plan: &mut Plan, wanted: &[Placement]) -> Option<Did> {
    let kept: Vec<Placement> = plan.roadmap.placements.iter().filter(|each| each.locked).cloned().collect();
    let extra: HashMap<&Id, &Placement> =
        plan.roadmap.placements.iter().map(|each| (&each.item, each)).collect();
    let fresh = known_placements(plan, wanted)
        .into_iter()
        .filter(|each| kept.iter().all(|other| other.item != each.item));
    let fresh = fresh.map(|each| {
        let extra = extra.get(&each.item).map(|old| old.extra.clone()).unwrap_or_default();
        Placement { locked: false, extra, ..each }
    });
    let placements: Vec<Placement> = kept.iter().cloned().chain(fresh).collect();
    let count = placements.len();
    // The order of the list means nothing, so a draft that says the same is no step.
    let by_item = |list: &[Placement]| {
        list.iter().map(|each| (Rc::clone(&each.item), each.clone())).collect::<BTreeMap<Id, Placement>>()
    };
    (by_item(&placements) != by_item(&plan.roadmap.placements)).then_some(())?;
    Rc::make_mut(&mut plan.roadmap).placements = placements;
    Some(Did::Draft(count))
}

/// Keeps the promises of [`crate::domain::invariants`] within the roadmap: nothing names a team
/// or a period that is not there, nothing blank, each item once. Items may be in the bin, and
/// come back to where they stood.
pub fn tidy(roadmap: &mut Roadmap) {
    let periods: HashSet<Id> = roadmap.periods.iter().map(|period| Rc::clone(&period.id)).collect();
    let teams: HashSet<Id> = roadmap.teams.iter().map(|team| Rc::clone(&team.id)).collect();
    let mut seen = HashSet::new();
    roadmap.placements.retain(|each| {
        !each.item.is_empty() && periods.contains(&each.period) && seen.insert(Rc::clone(&each.item))
    });
    for period in &mut roadmap.periods {
        period.capacity.retain(|team, _| teams.contains(team));
    }
    for limit in &mut roadmap.limits {
        limit.earliest = limit.earliest.take().filter(|period| periods.contains(period));
        limit.latest = limit.latest.take().filter(|period| periods.contains(period));
    }
    seen.clear();
    roadmap
        .limits
        .retain(|each| !each.item.is_empty() && !each.is_blank() && seen.insert(Rc::clone(&each.item)));
    for group in &mut roadmap.groups {
        let mut seen = HashSet::new();
        group.items.retain(|item| !item.is_empty() && seen.insert(Rc::clone(item)));
    }
    seen.clear();
    roadmap
        .groups
        .retain(|each| each.items.len() > 1 && !each.id.is_empty() && seen.insert(Rc::clone(&each.id)));
}
