//! What was decided of a copy, as a change of the open plan.

use std::collections::HashMap;
use std::rc::Rc;

use serde_json::{Map, Value};

use super::belongs::forget_belongings;
use super::fields::{Fields, combine};
use super::{Conflict, Kind, Merge, Place, Side, Step, Subject};
use crate::domain::editor::Did;
use crate::domain::format::merge::whole;
use crate::domain::patch::Patch;
use crate::domain::plan::Plan;

/// What was decided of a copy, ready to be taken in.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    patch: Option<Patch>,
    /// What one copy removed, so that nothing stays that belongs to it where it is gone.
    gone: Vec<Subject>,
    /// What the copy came from.
    ancestors: Rc<Vec<String>>,
    /// The fingerprint of the copy.
    copy: String,
    count: usize,
}

impl Taken {
    /// How many changes come in.
    pub fn count(&self) -> usize {
        self.count
    }
}

impl Merge {
    /// The same as a change of the open plan, for a command.
    pub fn taken(&self, choices: &[Side]) -> Taken {
        let theirs = self.decided(choices).filter(|(_, side)| *side == Side::Theirs);
        let chosen: Vec<&Conflict> = theirs.map(|(conflict, _)| conflict).collect();
        let steps: Vec<&Step> = self
            .automatic
            .iter()
            .flat_map(|change| &change.steps)
            .chain(chosen.iter().flat_map(|conflict| &conflict.steps))
            .chain(&self.silent)
            .collect();
        let mut parts = Map::new();
        let mut put: HashMap<&str, Place> = HashMap::new();
        for step in steps {
            match step {
                Step::Patch(subject, change) => {
                    combine(&mut parts, at(subject, Value::Object(change.clone())));
                }
                Step::Create(subject, fields) => {
                    let created = fields.iter().map(|(name, value)| (name.clone(), whole(value)));
                    combine(&mut parts, at(subject, Value::Object(created.collect())));
                }
                Step::Remove(subject) => combine(&mut parts, at(subject, Value::Null)),
                Step::Put(item, place) => {
                    put.insert(item, *place);
                }
            }
        }
        if self.ours.next_key < self.theirs.next_key && !parts.is_empty() {
            combine(&mut parts, nested(&["plan", "next_key"], self.theirs.next_key.into()));
        }
        self.write_orders(&mut parts, &put);
        Taken {
            patch: Patch::from_parts(parts),
            gone: self.gone.clone(),
            ancestors: Rc::clone(&self.theirs.ancestors),
            copy: self.copy.clone(),
            count: self.automatic.len() + chosen.len(),
        }
    }
}

/// Takes a copy in; `None` where that changes nothing.
pub(in crate::domain) fn take_in(plan: &mut Plan, taken: &[Taken]) -> Option<Did> {
    let mut count = 0;
    let mut next = Plan::clone(plan);
    for taken in taken {
        if let Some(patch) = &taken.patch {
            next = patch.apply(&next);
            forget_belongings(&mut next, &taken.gone);
        }
        let mine = std::mem::take(&mut next.ancestors);
        let of_theirs = taken.ancestors.iter().filter(|one| !mine.contains(one));
        for one in of_theirs.chain(mine.iter()).chain([&taken.copy]) {
            next.came_from(one);
        }
        count += taken.count;
    }
    (*plan != next).then(|| *plan = next)?;
    Some(Did::TakeIn(count))
}

/// The part of a patch that says something of a record.
fn at(subject: &Subject, change: Value) -> Fields {
    let is_one = matches!(subject.kind, Kind::Plan | Kind::Settings | Kind::Study | Kind::Rules);
    let id = (!is_one).then_some(&*subject.id);
    let path: Vec<&str> = subject.kind.place().iter().copied().chain(id).collect();
    nested(&path, change)
}

/// A value inside of objects of these names.
pub(super) fn nested(path: &[&str], value: Value) -> Fields {
    match path {
        [] => Fields::new(),
        [name] => Fields::from_iter([((*name).to_owned(), value)]),
        [name, rest @ ..] => Fields::from_iter([((*name).to_owned(), Value::Object(nested(rest, value)))]),
    }
}
