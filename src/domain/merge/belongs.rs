//! What belongs to a record and is decided with it.
//!
//! An item says under the id of a need what it contributes to it, and who removes the need takes
//! that away with it. So where one copy removed the need, contributions to it are no questions of
//! their own: they stay where the need stays, and go where it goes. The same holds for goals, for
//! the efforts and capacities of teams, and for what stands in a period.

use std::collections::HashSet;
use std::rc::Rc;

use serde_json::{Map, Value};

use super::fields::{Fields, How, how, written};
use super::items::found;
use super::{Kind, Merge, Step, Subject};
use crate::domain::format::{Form, Record};
use crate::domain::plan::{Id, Item, Plan};

/// The records with a field of values by the id of what they belong to: whose field it is, what it
/// is called, and whose ids are in it.
const BELONGING: [(Kind, &str, Kind); 4] = [
    (Kind::Item, "needs", Kind::Need),
    (Kind::Item, "goals", Kind::Goal),
    (Kind::Item, "effort_by_team", Kind::Team),
    (Kind::Period, "capacity", Kind::Team),
];

/// What both copies came from and one of them removed, of the kinds that something belongs to.
pub(super) fn gone(base: Option<&Plan>, ours: &Plan, theirs: &Plan) -> Vec<Subject> {
    let Some(base) = base else { return Vec::new() };
    let mut gone = Vec::new();
    for kind in [Kind::Need, Kind::Goal, Kind::Team, Kind::Period] {
        let [here, there] = [ours, theirs].map(|plan| ids(plan, kind).into_iter().collect::<HashSet<Id>>());
        let missed = ids(base, kind).into_iter().filter(|id| !here.contains(id) || !there.contains(id));
        gone.extend(missed.map(|id| Subject { kind, id }));
    }
    gone
}

fn ids(plan: &Plan, kind: Kind) -> Vec<Id> {
    fn of<T: Record>(list: &[T]) -> Vec<Id> {
        list.iter().map(|record| Rc::clone(record.id())).collect()
    }
    match kind {
        Kind::Need => of(&plan.needs),
        Kind::Goal => of(&plan.goals),
        Kind::Team => of(&plan.roadmap.teams),
        Kind::Period => of(&plan.roadmap.periods),
        _ => Vec::new(),
    }
}

impl Merge {
    /// The fields of theirs, with those values as they are here that are decided elsewhere.
    pub(super) fn following(&self, kind: Kind, ours: &Fields, mut theirs: Fields) -> Fields {
        for (_, field, owner) in BELONGING.into_iter().filter(|(record, ..)| *record == kind) {
            for gone in self.gone.iter().filter(|gone| gone.kind == owner) {
                let of = |fields: &Fields| fields.get(field).and_then(|all| all.get(&*gone.id)).cloned();
                let here = of(ours);
                if here == of(&theirs) {
                    continue;
                }
                let all = theirs.entry(field.to_owned()).or_insert_with(|| Value::Object(Map::new()));
                let Value::Object(all) = all else { continue };
                match here {
                    Some(value) => {
                        all.insert(gone.id.to_string(), value);
                    }
                    None => {
                        all.shift_remove(&*gone.id);
                    }
                }
                if all.is_empty() && !ours.contains_key(field) {
                    theirs.shift_remove(field);
                }
            }
        }
        theirs
    }

    /// Whether an item stands in a period that one copy removed.
    pub(super) fn is_in_gone_period(&self, placement: &Fields) -> bool {
        let period = placement.get("period").and_then(Value::as_str).unwrap_or_default();
        self.gone.iter().any(|gone| gone.kind == Kind::Period && *gone.id == *period)
    }

    /// What comes back with a record that was removed here: everything of theirs that belongs to it.
    pub(super) fn brought_back(&self, subject: &Subject) -> Vec<Step> {
        let mut steps = Vec::new();
        let here = found(Some(&self.ours));
        let mut bring = |kind: Kind, id: &Id, ours: &Fields, theirs: &Fields| {
            for (_, field, owner) in BELONGING.into_iter().filter(|(record, ..)| *record == kind) {
                let Some(value) = theirs.get(field).and_then(|all| all.get(&*subject.id)) else { continue };
                if owner != subject.kind {
                    continue;
                }
                let mine = ours.get(field);
                let patch = match how(kind, field, &[mine, theirs.get(field)]) {
                    How::Whole => {
                        let mut all = mine.and_then(Value::as_object).cloned().unwrap_or_default();
                        all.insert(subject.id.to_string(), value.clone());
                        written(How::Whole, &[field.to_owned()], mine, Some(&Value::Object(all)))
                    }
                    how => written(how, &[field.to_owned(), subject.id.to_string()], None, Some(value)),
                };
                steps.push(Step::Patch(Subject { kind, id: Rc::clone(id) }, patch));
            }
        };
        // What is new here with them has its fields already.
        if matches!(subject.kind, Kind::Need | Kind::Goal | Kind::Team) {
            for item in self.theirs.items.iter().chain(&self.theirs.bin).filter(|item| serves(item, subject))
            {
                if let Some((_, mine)) = here.get(&*item.id) {
                    bring(Kind::Item, &item.id, &mine.to_fields(Form::Patch), &item.to_fields(Form::Patch));
                }
            }
        }
        if subject.kind == Kind::Team {
            for period in &self.theirs.roadmap.periods {
                if let Some(mine) = self.ours.roadmap.periods.iter().find(|mine| mine.id == period.id) {
                    let (mine, theirs) = (mine.to_fields(Form::Patch), period.to_fields(Form::Patch));
                    bring(Kind::Period, &period.id, &mine, &theirs);
                }
            }
        }
        if subject.kind == Kind::Period {
            let before = self.base.as_ref().map(|base| &base.roadmap);
            for placement in self.theirs.roadmap.placements.iter().filter(|one| one.period == subject.id) {
                let was = before.and_then(|before| before.placement(&placement.item));
                // What is new there comes by itself.
                if was == Some(placement) && self.ours.roadmap.placement(&placement.item).is_none() {
                    let subject = Subject { kind: Kind::Placement, id: Rc::clone(&placement.item) };
                    steps.push(Step::Create(subject, placement.to_fields(Form::Patch)));
                }
            }
        }
        steps
    }
}

/// Whether an item says something of a need, a goal or a team.
fn serves(item: &Item, subject: &Subject) -> bool {
    match subject.kind {
        Kind::Need => item.needs.contains_key(&subject.id),
        Kind::Goal => item.goals.contains_key(&subject.id),
        Kind::Team => item.effort_by_team.contains_key(&subject.id),
        _ => false,
    }
}

/// Whether a copy has come to use what another one removed.
pub(super) fn is_leant_on(subject: &Subject, base: Option<&Plan>, plan: &Plan) -> bool {
    let before = base.map(|base| &*base.roadmap);
    let in_items = || {
        let before = found(base);
        plan.items.iter().chain(&plan.bin).filter(|item| serves(item, subject)).any(|item| {
            let was = before.get(&*item.id).map(|(_, was)| &***was);
            let id = &subject.id;
            match subject.kind {
                Kind::Need => was.and_then(|was| was.needs.get(id)) != item.needs.get(id),
                Kind::Goal => was.and_then(|was| was.goals.get(id)) != item.goals.get(id),
                _ => was.and_then(|was| was.effort_by_team.get(id)) != item.effort_by_team.get(id),
            }
        })
    };
    let in_periods = || {
        plan.roadmap.periods.iter().any(|period| {
            let known = before.and_then(|before| before.periods.iter().find(|known| known.id == period.id));
            let now = period.capacity_of(&subject.id);
            now != 0.0 && now != known.map_or(0.0, |known| known.capacity_of(&subject.id))
        })
    };
    match subject.kind {
        Kind::Need | Kind::Goal => in_items(),
        Kind::Team => in_items() || in_periods(),
        Kind::Period => plan.roadmap.placements.iter().any(|placement| {
            placement.period == subject.id
                && before.and_then(|before| before.placement(&placement.item)) != Some(placement)
        }),
        _ => false,
    }
}

/// Takes away what belongs to needs, goals and teams that are not there any more.
pub(super) fn forget_belongings(plan: &mut Plan, gone: &[Subject]) {
    let left = |kind: Kind| -> Vec<Id> {
        let there = ids(plan, kind);
        let of_kind = gone.iter().filter(|subject| subject.kind == kind);
        of_kind.map(|subject| Rc::clone(&subject.id)).filter(|id| !there.contains(id)).collect()
    };
    let (needs, goals, teams) = (left(Kind::Need), left(Kind::Goal), left(Kind::Team));
    for slot in plan.items.iter_mut().chain(&mut plan.bin) {
        let serves = needs.iter().any(|need| slot.needs.contains_key(need))
            || goals.iter().any(|goal| slot.goals.contains_key(goal))
            || teams.iter().any(|team| slot.effort_by_team.contains_key(team));
        if serves {
            let item = Rc::make_mut(slot);
            item.needs.retain(|need, _| !needs.contains(need));
            item.goals.retain(|goal, _| !goals.contains(goal));
            item.effort_by_team.retain(|team, _| !teams.contains(team));
        }
    }
}
