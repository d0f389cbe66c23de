//! Two copies of a plan, brought together against what both came from.
//!
//! [`Merge::between`] compares ours and theirs with their common ancestor, record by record and
//! field by field. What only one copy changed is taken as it is; what both changed alike is settled;
//! what both changed differently is a [`Conflict`], and somebody decides. What one copy removed and
//! the other one changed is a conflict, too. Nothing of ours is lost without a word: an item that
//! was removed there goes to the bin here, and what cannot be taken in is in [`Merge::losses`].
//!
//! The result is a patch of our plan, like those that tabs exchange, so it keeps the same promises
//! and is one step of undo ([`Taken`]).
//!
//! Without an ancestor nothing tells who changed what: then every difference is a conflict, what
//! only one copy has stays, and nothing is removed.

mod belongs;
mod fields;
mod items;
mod kind;
mod losses;
mod order;
mod origin;
mod records;
mod said;
mod taken;
mod values;
mod workshops;

use std::collections::HashSet;
use std::rc::Rc;

use serde_json::Value;

pub use kind::Kind;
pub use origin::{fingerprint, shared};
pub use said::{Compared, Said};
pub use taken::Taken;
pub(super) use taken::take_in;

use self::fields::Fields;
use super::plan::{Id, Plan};

/// A record of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// What it is.
    pub kind: Kind,
    /// Its id; empty for the parts of a plan of which there is one.
    pub id: Id,
}

/// Whose value stays where both copies changed one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// The one of the open plan.
    #[default]
    Ours,
    /// The one of the copy.
    Theirs,
}

/// What both copies changed, each in its own way.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// The record.
    pub subject: Subject,
    /// What happened to it.
    pub clash: Clash,
    steps: Vec<Step>,
}

/// What both copies did to a record.
#[derive(Clone, Debug, PartialEq)]
pub enum Clash {
    /// Both changed the same value.
    Value(Box<Difference>),
    /// It was removed there and changed, or is in use, here.
    RemovedThere,
    /// It was removed here and changed, or is in use, there.
    RemovedHere,
}

/// One value in three copies; `None` where there is none.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Where it stands in the record: a field, then what is inside of it.
    pub path: Vec<String>,
    /// What both came from.
    pub base: Option<Value>,
    /// What it is here.
    pub ours: Option<Value>,
    /// What it is there.
    pub theirs: Option<Value>,
}

/// What comes in by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The record.
    pub subject: Subject,
    /// What happened to it there.
    pub what: What,
    steps: Vec<Step>,
}

/// What happened to a record there.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// It is new.
    Added,
    /// It was removed; an item goes to the bin.
    Removed,
    /// An item was taken out of the bin.
    Restored,
    /// It stands elsewhere in its list.
    Moved,
    /// One of its values changed.
    Value(Box<Difference>),
}

/// Something that a person should know about a merge.
#[derive(Clone, Debug, PartialEq)]
pub enum Note {
    /// A new item had a key that is in use here, so it gets another one.
    Key {
        /// The item.
        item: Id,
        /// The key that it had.
        old: String,
        /// The key that it gets.
        new: String,
    },
    /// Reach is counted per another period in the two copies.
    ReachPeriod,
    /// Effort is counted in another unit in the two copies.
    EffortUnit,
    /// Both copies moved these; they stay where they are here.
    Order(Kind, Vec<Id>),
    /// A link would lead in a circle, so it is left out: from the first item to the second.
    Link(Id, Id),
    /// There is no place for it any more, as for an item in a period that is gone.
    Lost(Subject),
}

/// A step of a merge, as a part of a patch.
#[derive(Clone, Debug, PartialEq)]
enum Step {
    /// Changes fields of a record.
    Patch(Subject, Fields),
    /// Makes a record.
    Create(Subject, Fields),
    /// Removes a record.
    Remove(Subject),
    /// Puts an item into the plan or into the bin.
    Put(Id, Place),
}

/// Where an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Plan,
    Bin,
}

/// Two copies of a plan, compared with what both came from.
#[derive(Clone, Debug)]
pub struct Merge {
    /// What both came from.
    base: Option<Rc<Plan>>,
    ours: Rc<Plan>,
    theirs: Rc<Plan>,
    /// What comes in by itself, record by record.
    pub automatic: Vec<Change>,
    /// What somebody has to decide, record by record.
    pub conflicts: Vec<Conflict>,
    /// What should be known.
    pub notes: Vec<Note>,
    /// What comes in without a word: when an estimate was made.
    silent: Vec<Step>,
    /// Where records of theirs stand, for lists whose order means something.
    orders: Vec<(Kind, Vec<Value>)>,
    /// What one copy removed, of the kinds that something belongs to.
    gone: Vec<Subject>,
    /// The fingerprint of theirs.
    copy: String,
}

impl Merge {
    /// Compares two copies; `base` is what both came from, where that is known.
    pub fn between(base: Option<&Rc<Plan>>, ours: &Rc<Plan>, theirs: &Rc<Plan>) -> Merge {
        let mut merge = Merge {
            base: base.cloned(),
            ours: Rc::clone(ours),
            theirs: Rc::clone(theirs),
            automatic: Vec::new(),
            conflicts: Vec::new(),
            notes: Vec::new(),
            silent: Vec::new(),
            orders: Vec::new(),
            gone: belongs::gone(base.map(Rc::as_ref), ours, theirs),
            copy: fingerprint(theirs),
        };
        let base = base.map(Rc::as_ref);
        merge.heads(base, ours, theirs);
        merge.items(base, ours, theirs);
        let all = (base, &**ours, &**theirs);
        merge.list(Kind::Need, all, |plan| plan.needs.iter());
        merge.list(Kind::Goal, all, |plan| plan.goals.iter());
        merge.list(Kind::Feature, all, |plan| plan.kano.features.iter());
        merge.list(Kind::Respondent, all, |plan| plan.kano.respondents.iter().map(Rc::as_ref));
        merge.list(Kind::Team, all, |plan| plan.roadmap.teams.iter());
        merge.list(Kind::Period, all, |plan| plan.roadmap.periods.iter());
        merge.list(Kind::Placement, all, |plan| plan.roadmap.placements.iter());
        merge.list(Kind::Limit, all, |plan| plan.roadmap.limits.iter());
        merge.list(Kind::Group, all, |plan| plan.roadmap.groups.iter());
        merge.list(Kind::Scenario, all, |plan| plan.roadmap.scenarios.iter());
        merge.list(Kind::Decision, all, |plan| plan.decisions.iter());
        merge.list(Kind::Workshop, all, |plan| plan.workshops.iter());
        merge.tell_units();
        // Stable, so that what was found together stays together.
        super::places::sort(&mut merge.automatic, &|one, other| one.subject.kind.cmp(&other.subject.kind));
        super::places::sort(&mut merge.conflicts, &|one, other| one.subject.kind.cmp(&other.subject.kind));
        merge
    }

    /// Whether nothing of the copy is new here.
    pub fn is_empty(&self) -> bool {
        self.automatic.is_empty() && self.conflicts.is_empty()
    }

    /// The plan with everything taken in, one choice for each conflict; ours where one is missing.
    pub fn apply(&self, choices: &[Side]) -> Plan {
        let mut plan = Plan::clone(&self.ours);
        // Nothing to change is what is wanted then.
        let _ = take_in(&mut plan, &[self.taken(choices)]);
        plan
    }

    /// The conflicts with what was chosen of each; ours where a choice is missing.
    fn decided<'a>(&'a self, choices: &'a [Side]) -> impl Iterator<Item = (&'a Conflict, Side)> {
        let sides = choices.iter().copied().chain(std::iter::repeat(Side::Ours));
        self.conflicts.iter().zip(sides)
    }

    /// Numbers of the two copies do not mean the same where their units differ.
    fn tell_units(&mut self) {
        let (ours, theirs) = (&self.ours.settings, &self.theirs.settings);
        if ours.reach_period != theirs.reach_period {
            self.notes.push(Note::ReachPeriod);
        }
        if ours.effort_unit != theirs.effort_unit {
            self.notes.push(Note::EffortUnit);
        }
    }
}

/// The same without what was there before.
fn unique<T: Clone + Eq + std::hash::Hash>(list: Vec<T>) -> Vec<T> {
    let mut seen = HashSet::new();
    list.into_iter().filter(|one| seen.insert(one.clone())).collect()
}
