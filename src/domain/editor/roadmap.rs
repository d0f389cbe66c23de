//! Changes of the roadmap and of the decisions.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::Did;
use crate::domain::number::LARGEST;
use crate::domain::plan::{Id, Plan};
use crate::domain::roadmap::family::followers;
use crate::domain::roadmap::{
    Decision, Group, Limit, MOST_PERIODS, MOST_SCENARIOS, MOST_TEAMS, Period, Placement, Policy, Priced,
    Roadmap, Scenario, Team,
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
    /// keeps it out of every draft. What is planned by its parts takes those along that are free.
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
    /// Takes over a scenario as it is, locks included. Its items are kept out no longer.
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
    /// Writes to a decision what it costs. Nothing happens where it is gone.
    PriceDecision(Id, Priced),
    /// Removes a decision.
    RemoveDecision(Id),
}

/// Carries out edits in one step; `None` when nothing changed.
pub(super) fn edit_roadmap(plan: &mut Plan, edits: &[RoadmapEdit]) -> Option<Did> {
    let (roadmap, decisions) = (Rc::clone(&plan.roadmap), Rc::clone(&plan.decisions));
    // Only teams reach into items, and these are many.
    let is_of_teams = edits.iter().any(|edit| matches!(edit, RoadmapEdit::Teams(_)));
    let items = is_of_teams.then(|| (plan.items.clone(), plan.bin.clone()));
    let did = edits.iter().filter_map(|edit| edit_one(plan, edit)).reduce(together)?;
    if !Rc::ptr_eq(&roadmap, &plan.roadmap) {
        tidy(Rc::make_mut(&mut plan.roadmap));
    }
    // What was taken back in the same step, or broke a promise, is no step.
    let is_same = roadmap == plan.roadmap
        && decisions == plan.decisions
        && items.is_none_or(|(items, bin)| items == plan.items && bin == plan.bin);
    (!is_same).then_some(did)
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
        RoadmapEdit::Adopt(wanted) => adopt(plan, wanted),
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
        RoadmapEdit::PriceDecision(id, priced) => {
            let known = plan.decisions.iter().find(|each| each.id == *id)?.clone();
            let (before, after, price) = (priced.before, priced.after, priced.price.clone());
            let decision = Decision { before, after, price, ..known };
            let decisions = with_record(&plan.decisions, &decision, |each| &each.id, false);
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
    let excluded = period.is_none();
    let is_same = plan.roadmap.limit(item).is_some_and(|limit| limit.excluded) == excluded
        && match (plan.roadmap.placement(item), period) {
            (None, None) => true,
            (Some(old), Some(period)) => old.locked && old.period == *period,
            _ => false,
        };
    (!is_same).then_some(())?;
    // What is planned by its parts takes them along; they are held there by its lock.
    let followers = followers(plan, item);
    let roadmap = Rc::make_mut(&mut plan.roadmap);
    match roadmap.limits.iter_mut().find(|limit| limit.item == *item) {
        Some(limit) => limit.excluded = excluded,
        None if excluded => {
            roadmap.limits.push(Limit { item: Rc::clone(item), excluded, ..Limit::default() });
        }
        None => {}
    }
    let Some(period) = period else {
        roadmap.placements.retain(|each| each.item != *item && !followers.contains(&each.item));
        return Some(Did::Place(title));
    };
    for (id, locked) in [(item, true)].into_iter().chain(followers.iter().map(|part| (part, false))) {
        match roadmap.placements.iter_mut().find(|placement| placement.item == *id) {
            Some(old) => (old.period, old.locked) = (Rc::clone(period), locked),
            None => roadmap.placements.push(Placement {
                item: Rc::clone(id),
                period: Rc::clone(period),
                locked,
                ..Placement::default()
            }),
        }
    }
    Some(Did::Place(title))
}

fn lock(plan: &mut Plan, items: &[Id], locked: bool) -> Option<Did> {
    let wanted: HashSet<&Id> = items.iter().collect();
    let turns = |each: &Placement| each.locked != locked && wanted.contains(&each.item);
    let frees = |each: &Limit| !locked && each.excluded && wanted.contains(&each.item);
    let changes = plan.roadmap.placements.iter().any(turns) || plan.roadmap.limits.iter().any(frees);
    changes.then_some(())?;
    let roadmap = Rc::make_mut(&mut plan.roadmap);
    for placement in roadmap.placements.iter_mut().filter(|each| turns(each)) {
        placement.locked = locked;
    }
    for limit in roadmap.limits.iter_mut().filter(|each| frees(each)) {
        limit.excluded = false;
    }
    Some(Did::Lock(locked, items.len()))
}

fn adopt(plan: &mut Plan, wanted: &[Placement]) -> Option<Did> {
    let mut placements = known_placements(plan, wanted);
    // Items in the bin come back to where they stood.
    let binned: HashSet<&Id> = plan.bin.iter().map(|item| &item.id).collect();
    let in_bin = plan.roadmap.placements.iter().filter(|each| binned.contains(&each.item));
    let mut adopted: HashSet<Id> = placements.iter().map(|each| Rc::clone(&each.item)).collect();
    // An item whose part comes in keeps that out no longer.
    let parents: HashMap<&Id, &Id> =
        plan.items.iter().filter_map(|item| Some((&item.id, item.parent.as_ref()?))).collect();
    for placement in &placements {
        let mut above = parents.get(&placement.item);
        while let Some(whole) = above.filter(|whole| adopted.insert(Id::clone(whole))) {
            above = parents.get(whole);
        }
    }
    placements.extend(in_bin.cloned());
    let frees = |limit: &Limit| limit.excluded && adopted.contains(&limit.item);
    let changes = plan.roadmap.placements != placements || plan.roadmap.limits.iter().any(frees);
    changes.then_some(())?;
    let roadmap = Rc::make_mut(&mut plan.roadmap);
    roadmap.placements = placements;
    for limit in roadmap.limits.iter_mut().filter(|limit| frees(limit)) {
        limit.excluded = false;
    }
    Some(Did::Adopt)
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
    let stays: HashSet<&Id> = kept.iter().map(|each| &each.item).collect();
    let fresh = known_placements(plan, wanted).into_iter().filter(|each| !stays.contains(&each.item));
    let fresh = fresh.map(|each| {
        let extra = extra.get(&each.item).map(|old| old.extra.clone()).unwrap_or_default();
        Placement { locked: false, extra, ..each }
    });
    // Items in the bin come back to where they stood.
    let binned: HashSet<&Id> = plan.bin.iter().map(|item| &item.id).collect();
    let in_bin = plan.roadmap.placements.iter().filter(|each| !each.locked && binned.contains(&each.item));
    let placements: Vec<Placement> = kept.iter().cloned().chain(fresh).chain(in_bin.cloned()).collect();
    let count = placements.len();
    // The order of the list means nothing, so a draft that says the same is no step.
    let before = &plan.roadmap.placements;
    let is_same = before.len() == count && placements.iter().all(|each| extra.get(&each.item) == Some(&each));
    (!is_same).then_some(())?;
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

#[cfg(test)]
mod tests {
    use super::super::{Command, Editor};
    use super::*;
    use crate::domain::invariants::violations;
    use crate::domain::plan::Estimate;
    use crate::domain::roadmap::sketch::Sketch;
    use crate::domain::roadmap::{GroupKind, Worth};
    use crate::domain::text::Lang;

    /// Teams `t0` and `t1`, periods `q0` to `q2`, items `a` to `c`; `a` is drafted, `b` locked.
    fn sketch() -> Sketch {
        let mut sketch = Sketch::new(&[4.0, 2.0], 3);
        for id in ["a", "b", "c"] {
            sketch = sketch.item(id, &[1.0, 1.0], 1, 1);
        }
        sketch.place("a", 0, false).lock("b", 1)
    }

    fn apply(plan: &Plan, edits: Vec<RoadmapEdit>) -> Option<Editor> {
        Editor::new(plan.clone()).apply(&Command::roadmap(edits), "2026-11-23T09:00:00Z", None)
    }

    /// What a plan of [`sketch`] looks like after the edits, and what undo calls them.
    fn edited(plan: &Plan, edits: Vec<RoadmapEdit>) -> Option<(Plan, String)> {
        let editor = apply(plan, edits)?;
        assert_eq!(violations(editor.plan()), Vec::<String>::new());
        let words = |lang| editor.undoes().map(|did| did.words(lang)).unwrap_or_default();
        assert!(!words(Lang::Zh).is_empty());
        let words = words(Lang::En);
        assert_eq!(&**editor.undo().unwrap().plan(), plan, "undo leads back");
        Some((Plan::clone(editor.plan()), words))
    }

    /// Placements as text: `a@q0 b@q1!`, the locked ones with a mark.
    fn shown(placements: &[Placement]) -> String {
        let one =
            |each: &Placement| format!("{}@{}{}", each.item, each.period, if each.locked { "!" } else { "" });
        placements.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    fn placements(text: &str) -> Vec<Placement> {
        let one = |part: &str| {
            let (item, period) = part.trim_end_matches('!').split_once('@').unwrap();
            let locked = part.ends_with('!');
            Placement { item: item.into(), period: period.into(), locked, ..Placement::default() }
        };
        text.split_whitespace().map(one).collect()
    }

    #[test]
    fn placing_locking_and_drafting_move_items_as_they_say() {
        #[track_caller]
        fn check(edit: RoadmapEdit, after: &str, words: &str) {
            let (plan, said) = edited(&sketch().0, vec![edit]).unwrap();
            assert_eq!((shown(&plan.roadmap.placements).as_str(), said.as_str()), (after, words));
        }
        let place = |item: &str, period: Option<&str>| RoadmapEdit::Place {
            item: item.into(),
            period: period.map(Id::from),
        };
        let lock = |items: &[&str], locked| RoadmapEdit::Lock {
            items: items.iter().map(|id| Id::from(*id)).collect(),
            locked,
        };
        check(place("a", Some("q2")), "a@q2! b@q1!", "move “A” on the roadmap");
        check(place("a", Some("q0")), "a@q0! b@q1!", "move “A” on the roadmap");
        check(place("c", Some("q0")), "a@q0 b@q1! c@q0!", "move “C” on the roadmap");
        check(place("a", None), "b@q1!", "move “A” on the roadmap");
        check(place("c", None), "a@q0 b@q1!", "move “C” on the roadmap");
        check(lock(&["a"], true), "a@q0! b@q1!", "lock 1 item");
        check(lock(&["a", "b"], false), "a@q0 b@q1", "unlock 2 items");
        check(
            RoadmapEdit::Draft(placements("c@q0 b@q0 c@q1 x@q0 a@nowhere")),
            "b@q1! c@q0",
            "take over a draft of 2 items",
        );
        check(RoadmapEdit::Draft(Vec::new()), "b@q1!", "take over a draft of 1 item");
        check(RoadmapEdit::Adopt(placements("c@q0! a@q1 x@q0")), "c@q0! a@q1", "adopt a scenario");
    }

    #[test]
    fn an_adopted_scenario_frees_its_items_and_leaves_the_bin_alone() {
        let mut plan = sketch().limit("c", |limit| limit.excluded = true).0;
        let mut gone = Plan::clone(&plan);
        let binned = gone.items.remove(0);
        gone.bin.push(binned);
        plan = gone;
        let wanted = RoadmapEdit::Adopt(placements("c@q0!"));
        let (adopted, _) = edited(&plan, vec![wanted.clone()]).unwrap();
        assert_eq!(shown(&adopted.roadmap.placements), "c@q0! a@q0");
        assert!(adopted.roadmap.limit("c").is_none());
        assert!(apply(&adopted, vec![wanted]).is_none());
        let with_whole = sketch()
            .with("c", |item| item.parent = Some("b".into()))
            .limit("b", |limit| limit.excluded = true)
            .0;
        let (adopted, _) = edited(&with_whole, vec![RoadmapEdit::Adopt(placements("c@q0"))]).unwrap();
        assert!(adopted.roadmap.limit("b").is_none(), "nobody is kept out with the whole any more");
    }

    #[test]
    fn what_comes_to_nothing_is_no_step() {
        #[track_caller]
        fn check(edits: Vec<RoadmapEdit>) {
            assert!(apply(&sketch().0, edits).is_none());
        }
        let place = |item: &str, period: Option<&str>| RoadmapEdit::Place {
            item: item.into(),
            period: period.map(Id::from),
        };
        check(vec![place("b", Some("q1"))]);
        check(vec![RoadmapEdit::Lock { items: vec!["b".into(), "c".into()], locked: true }]);
        check(vec![RoadmapEdit::Lock { items: vec!["a".into(), "c".into()], locked: false }]);
        // A group of one, and a wish that names a period that is not there.
        let group = Group {
            id: "w".into(),
            kind: GroupKind::Apart,
            items: vec!["a".into(), "a".into()],
            extra: Default::default(),
        };
        check(vec![RoadmapEdit::Group(group)]);
        let earliest = Some("gone".into());
        check(vec![RoadmapEdit::Limit(Limit { item: "a".into(), earliest, ..Limit::default() })]);
        // There and back again in one step.
        let teams = sketch().0.roadmap.teams.clone();
        let more = [teams.clone(), vec![Team { id: "t2".into(), ..Team::default() }]].concat();
        check(vec![RoadmapEdit::Teams(more), RoadmapEdit::Teams(teams.clone())]);
        // Efforts do not come back with a team that went.
        let back = vec![RoadmapEdit::Teams(Vec::new()), RoadmapEdit::Teams(teams)];
        assert!(apply(&sketch().0, back).is_some());
    }

    #[test]
    fn who_is_taken_out_by_hand_is_kept_out_until_it_is_set_free() {
        let out = |item: &str| RoadmapEdit::Place { item: item.into(), period: None };
        let (plan, _) = edited(&sketch().0, vec![out("a")]).unwrap();
        assert!(plan.roadmap.limit("a").unwrap().excluded);
        let back = RoadmapEdit::Place { item: "a".into(), period: Some("q2".into()) };
        assert_eq!(edited(&plan, vec![back]).unwrap().0.roadmap.limit("a"), None);
        let free = RoadmapEdit::Lock { items: vec!["a".into()], locked: false };
        let (freed, _) = edited(&plan, vec![free]).unwrap();
        assert_eq!((freed.roadmap.limit("a"), freed.roadmap.placement("a")), (None, None));
    }

    #[test]
    fn what_is_planned_by_its_parts_takes_them_along() {
        let part = |sketch: Sketch, id: &str| sketch.with(id, |item| item.parent = Some("a".into()));
        let whole = part(part(sketch(), "b"), "c").item("d", &[1.0, 1.0], 1, 1);
        let whole = part(whole, "d").place("d", 0, false).0;
        let move_to =
            |period: Option<&str>| RoadmapEdit::Place { item: "a".into(), period: period.map(Id::from) };
        let (moved, said) = edited(&whole, vec![move_to(Some("q2"))]).unwrap();
        assert_eq!(
            (shown(&moved.roadmap.placements).as_str(), said.as_str()),
            ("a@q2! b@q1! d@q2 c@q2", "move “A” on the roadmap")
        );
        let (gone, _) = edited(&moved, vec![move_to(None)]).unwrap();
        assert_eq!(shown(&gone.roadmap.placements), "b@q1!", "what is locked itself stays");
        let excluded: Vec<&str> =
            gone.roadmap.limits.iter().filter(|each| each.excluded).map(|each| &*each.item).collect();
        assert_eq!(excluded, ["a"]);
    }

    #[test]
    fn what_changes_nothing_or_cannot_be_is_no_step() {
        let plan = sketch().0;
        let roadmap = || Roadmap::clone(&plan.roadmap);
        let capacity = |period: &str, team: &str, amount| RoadmapEdit::Capacity {
            period: period.into(),
            team: team.into(),
            amount,
        };
        let place =
            |item: &str, period: &str| RoadmapEdit::Place { item: item.into(), period: Some(period.into()) };
        let policy = |change: fn(&mut Policy)| {
            let mut policy = Policy::default();
            change(&mut policy);
            RoadmapEdit::Policy(policy)
        };
        let twice = |mut roadmap: Roadmap| {
            roadmap.teams.extend(roadmap.teams.clone());
            roadmap.periods.extend(roadmap.periods.clone());
            roadmap
        };
        let team = |at: usize| Team { id: format!("n{at}").into(), ..Team::default() };
        let period = |at: usize| Period { id: format!("n{at}").into(), ..Period::default() };
        let over = |mut period: Period| {
            period.capacity.insert("t0".into(), -1.0);
            period
        };
        let scenario = |at: usize| Scenario { id: format!("s{at}").into(), ..Scenario::default() };
        for (name, edit) in [
            ("the same teams", RoadmapEdit::Teams(roadmap().teams)),
            ("the same periods", RoadmapEdit::Periods(roadmap().periods)),
            ("a team twice", RoadmapEdit::Teams(twice(roadmap()).teams)),
            ("a period twice", RoadmapEdit::Periods(twice(roadmap()).periods)),
            ("a team without an id", RoadmapEdit::Teams(vec![Team::default()])),
            ("a period without an id", RoadmapEdit::Periods(vec![Period::default()])),
            ("too many teams", RoadmapEdit::Teams((0..=MOST_TEAMS).map(team).collect())),
            ("too many periods", RoadmapEdit::Periods((0..=MOST_PERIODS).map(period).collect())),
            ("a period of less than nothing", RoadmapEdit::Periods(vec![over(period(1))])),
            ("the same capacity", capacity("q0", "t0", 4.0)),
            ("less than nothing", capacity("q0", "t0", -1.0)),
            ("no number", capacity("q0", "t0", f64::NAN)),
            ("no such period", capacity("q9", "t0", 1.0)),
            ("no such team", capacity("q0", "t9", 1.0)),
            ("the same policy", policy(|_| {})),
            ("a discount of more than there is", policy(|policy| policy.discount = 0.95)),
            ("a spare share that is no number", policy(|policy| policy.spare = f64::NAN)),
            ("no such item", place("x", "q0")),
            ("nowhere", place("a", "q9")),
            ("where it is locked already", place("b", "q1")),
            ("locked already", RoadmapEdit::Lock { items: vec!["b".into()], locked: true }),
            ("free already", RoadmapEdit::Lock { items: vec!["a".into(), "x".into()], locked: false }),
            ("the draft that is there", RoadmapEdit::Draft(placements("b@q1 a@q0"))),
            ("the scenario that is there", RoadmapEdit::Adopt(roadmap().placements)),
            ("no wish", RoadmapEdit::Limit(Limit { item: "a".into(), ..Limit::default() })),
            ("a wish for nobody", RoadmapEdit::Limit(Limit { must: true, ..Limit::default() })),
            ("no such group", RoadmapEdit::Ungroup("w".into())),
            ("a scenario without an id", RoadmapEdit::Scenario(Scenario::default())),
            ("no such scenario", RoadmapEdit::RemoveScenario("s".into())),
            ("a decision without an id", RoadmapEdit::Decide(Decision::default())),
            ("no such decision", RoadmapEdit::RemoveDecision("d".into())),
            ("a price of no decision", RoadmapEdit::PriceDecision("d".into(), Priced::default())),
        ] {
            assert!(apply(&plan, vec![edit]).is_none(), "{name}");
        }
        assert!(apply(&plan, Vec::new()).is_none());
        let full =
            sketch().roadmap(|roadmap| roadmap.scenarios = (0..MOST_SCENARIOS).map(scenario).collect()).0;
        assert!(apply(&full, vec![RoadmapEdit::Scenario(scenario(99))]).is_none());
        let renamed = Scenario { title: "Other".into(), ..scenario(1) };
        assert!(apply(&full, vec![RoadmapEdit::Scenario(renamed)]).is_some(), "one that is there can change");
    }

    #[test]
    fn what_names_a_team_or_a_period_goes_with_it() {
        let limit = |limit: &mut Limit| {
            (limit.earliest, limit.latest) = (Some("q1".into()), Some("q2".into()));
        };
        let plan = sketch().limit("a", limit).0;
        let without = |id: &str| plan.roadmap.teams.iter().filter(|team| &*team.id != id).cloned().collect();
        let (after, said) = edited(&plan, vec![RoadmapEdit::Teams(without("t1"))]).unwrap();
        assert_eq!(said, "edit teams");
        assert!(after.roadmap.periods.iter().all(|period| period.capacity.len() == 1));
        assert!(after.items.iter().all(|item| item.effort_by_team.keys().all(|team| &**team == "t0")));
        let periods = plan.roadmap.periods.iter().filter(|period| &*period.id != "q1").cloned().collect();
        let (after, said) = edited(&plan, vec![RoadmapEdit::Periods(periods)]).unwrap();
        assert_eq!((shown(&after.roadmap.placements).as_str(), said.as_str()), ("a@q0", "edit periods"));
        let limit = after.roadmap.limit("a").unwrap();
        assert_eq!((&limit.earliest, limit.latest.as_deref()), (&None, Some("q2")));
    }

    #[test]
    fn wishes_groups_scenarios_and_decisions_come_change_and_go() {
        let limit = |must| RoadmapEdit::Limit(Limit { item: "a".into(), must, ..Limit::default() });
        let (plan, said) = edited(&sketch().0, vec![limit(true)]).unwrap();
        assert_eq!((plan.roadmap.limits.len(), said.as_str()), (1, "change the wishes for “A”"));
        assert_eq!(edited(&plan, vec![limit(false)]).unwrap().0.roadmap.limits, []);

        let group = |items: &[&str]| {
            RoadmapEdit::Group(Group {
                id: "w".into(),
                kind: GroupKind::Apart,
                items: items.iter().map(|id| Id::from(*id)).collect(),
                extra: Default::default(),
            })
        };
        let (plan, said) = edited(&sketch().0, vec![group(&["a", "b", "a"])]).unwrap();
        assert_eq!((plan.roadmap.groups[0].items.len(), said.as_str()), (2, "edit groups of items"));
        let (plan, _) = edited(&plan, vec![group(&["a", "b", "c"])]).unwrap();
        assert_eq!((plan.roadmap.groups.len(), plan.roadmap.groups[0].items.len()), (1, 3));
        assert_eq!(edited(&plan, vec![RoadmapEdit::Ungroup("w".into())]).unwrap().0.roadmap.groups, []);

        let scenario = |title: &str| {
            RoadmapEdit::Scenario(Scenario {
                id: "s".into(),
                title: title.into(),
                placements: placements("a@q0"),
                ..Scenario::default()
            })
        };
        let (plan, said) = edited(&sketch().0, vec![scenario("Balanced")]).unwrap();
        assert_eq!(said, "save the scenario “Balanced”");
        let (plan, _) = edited(&plan, vec![scenario("Needs first")]).unwrap();
        assert_eq!(
            (plan.roadmap.scenarios.len(), plan.roadmap.scenarios[0].title.as_str()),
            (1, "Needs first")
        );
        let (plan, said) = edited(&plan, vec![RoadmapEdit::RemoveScenario("s".into())]).unwrap();
        assert_eq!((plan.roadmap.scenarios.len(), said.as_str()), (0, "remove the scenario “Needs first”"));

        let decision = |reason: &str| {
            let before = Some(Worth { need: 1.0, goal: 2.0, value: 3.0 });
            RoadmapEdit::Decide(Decision {
                id: "d".into(),
                reason: reason.into(),
                before,
                ..Decision::default()
            })
        };
        let (plan, said) = edited(&sketch().0, vec![decision("Promised")]).unwrap();
        assert_eq!(said, "record a decision");
        let (plan, _) = edited(&plan, vec![decision("Promised in May")]).unwrap();
        assert_eq!((plan.decisions.len(), plan.decisions[0].reason.as_str()), (1, "Promised in May"));
        let after = Some(Worth { need: 1.0, goal: 1.0, value: 2.0 });
        let priced = Priced { before: None, after, price: "This costs 1%.".to_owned() };
        let (plan, said) = edited(&plan, vec![RoadmapEdit::PriceDecision("d".into(), priced)]).unwrap();
        let kept = &plan.decisions[0];
        assert_eq!((kept.reason.as_str(), kept.price.as_str()), ("Promised in May", "This costs 1%."));
        assert_eq!((kept.before, kept.after, said.as_str()), (None, after, "record a decision"));
        let (plan, said) = edited(&plan, vec![RoadmapEdit::RemoveDecision("d".into())]).unwrap();
        assert_eq!((plan.decisions.len(), said.as_str()), (0, "remove a decision"));
    }

    #[test]
    fn several_edits_are_one_step_that_says_what_matters_most() {
        let capacity = RoadmapEdit::Capacity { period: "q0".into(), team: "t0".into(), amount: 9.0 };
        let place = |item: &str| RoadmapEdit::Place { item: item.into(), period: Some("q2".into()) };
        let said = |edits| edited(&sketch().0, edits).unwrap().1;
        assert_eq!(said(vec![capacity.clone()]), "edit capacity");
        assert_eq!(said(vec![capacity.clone(), place("a")]), "move “A” on the roadmap");
        assert_eq!(said(vec![place("a"), place("c")]), "edit the roadmap");
        let policy = RoadmapEdit::Policy(Policy { discount: 0.2, ..Policy::default() });
        assert_eq!(said(vec![policy.clone()]), "change the drafting rules");
        assert_eq!(said(vec![capacity, policy]), "edit the roadmap");
    }

    #[test]
    fn delivery_of_an_item_is_edited_within_its_bounds() {
        use super::super::Edit;
        use crate::domain::roadmap::{Actual, Span};
        let edit = |edit: Edit| {
            let command = Command::EditItems(vec![("a".into(), edit)]);
            let next = Editor::new(sketch().0).apply(&command, "2026-11-23T09:00:00Z", None)?;
            assert_eq!(violations(next.plan()), Vec::<String>::new());
            Some(next.plan().item("a").unwrap().clone())
        };
        let effort = |value| Edit::TeamEffort("t0".into(), value);
        let range = |low, likely, high| Some(Estimate::Range { low, likely, high });
        assert_eq!(edit(effort(None)).unwrap().effort_by_team.len(), 1);
        assert_eq!(
            edit(effort(range(1.0, 2.0, 3.0))).unwrap().effort_by_team.get("t0").and_then(Estimate::likely),
            Some(2.0)
        );
        assert!(edit(effort(Some(Estimate::Unreadable("a lot".into())))).is_some());
        for impossible in [Some(Estimate::Value(-1.0)), range(3.0, 2.0, 1.0), Some(Estimate::Value(f64::NAN))]
        {
            assert!(edit(effort(impossible)).is_none());
        }
        let span = Span { start: "2027-01-01".into(), ..Span::default() };
        assert_eq!(edit(Edit::Planned(span)).unwrap().planned.start, "2027-01-01");
        let actual = |effort| Edit::Actual(Actual { effort: Some(effort), ..Actual::default() });
        assert_eq!(edit(actual(2.5)).unwrap().actual.effort, Some(2.5));
        assert!(edit(actual(-2.5)).is_none() && edit(actual(f64::INFINITY)).is_none());
    }
}
