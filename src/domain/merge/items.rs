//! The items of two copies, in the plan and in its bin, and the keys of new ones.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::{Change, Clash, Conflict, Kind, Merge, Note, Place, Step, Subject, What};
use crate::domain::format::{Form, Record};
use crate::domain::plan::{Id, Item, KEY_PREFIX, Plan};

impl Merge {
    /// The items and the bin.
    pub(super) fn items(&mut self, base: Option<&Plan>, ours: &Plan, theirs: &Plan) {
        let [bases, here, there] = [base, Some(ours), Some(theirs)].map(found);
        let mut keys = Keys::of(&bases, ours, &there, theirs);
        let mut seen: HashSet<&str> = HashSet::new();
        let all = theirs.items.iter().chain(&theirs.bin).chain(&ours.items).chain(&ours.bin);
        for item in all.filter(|item| seen.insert(&item.id)) {
            let id = &*item.id;
            let (was, mine, other) = (bases.get(id).copied(), here.get(id).copied(), there.get(id).copied());
            let subject = Subject { kind: Kind::Item, id: Rc::clone(&item.id) };
            let put = |place: Place| Step::Put(Rc::clone(&item.id), place);
            let place = |copy: Option<(Place, &Rc<Item>)>| copy.map(|(place, _)| place);
            let is_changed = |copy: Option<(Place, &Rc<Item>)>| match (was, copy) {
                (Some((_, was)), Some((_, now))) => was != now,
                _ => false,
            };
            let create = |item: &Rc<Item>, place: Place| {
                vec![Step::Create(subject.clone(), item.to_fields(Form::Patch)), put(place)]
            };
            match (place(was), place(mine), place(other)) {
                // New there.
                (None, None, Some(to)) => {
                    let mut new = Rc::clone(item);
                    if let Some((old, key)) = keys.newcomer(item) {
                        Rc::make_mut(&mut new).key.clone_from(&key);
                        self.notes.push(Note::Key { item: Rc::clone(&item.id), old, new: key });
                    }
                    let steps = create(&new, to);
                    self.automatic.push(Change { subject, what: What::Added, steps });
                    continue;
                }
                // New in both copies, and one of them removed it.
                (None, Some(Place::Plan), Some(Place::Bin)) => {
                    self.clash(&subject, Clash::RemovedThere, vec![put(Place::Bin)]);
                }
                (None, Some(Place::Bin), Some(Place::Plan)) => {
                    self.clash(&subject, Clash::RemovedHere, vec![put(Place::Plan)]);
                }
                // Removed there.
                (Some(Place::Plan), Some(Place::Plan), Some(Place::Bin) | None) => {
                    let steps = vec![put(Place::Bin)];
                    if is_changed(mine) {
                        self.clash(&subject, Clash::RemovedThere, steps);
                    } else {
                        self.automatic.push(Change { subject: subject.clone(), what: What::Removed, steps });
                    }
                }
                // Removed here and changed there.
                (Some(Place::Plan), Some(Place::Bin), Some(Place::Plan)) if is_changed(other) => {
                    self.clash(&subject, Clash::RemovedHere, vec![put(Place::Plan)]);
                }
                (Some(Place::Plan), None, Some(Place::Plan)) if is_changed(other) => {
                    self.clash(&subject, Clash::RemovedHere, create(item, Place::Plan));
                }
                // Taken out of the bin there.
                (Some(Place::Bin), Some(Place::Bin), Some(Place::Plan)) => {
                    let steps = vec![put(Place::Plan)];
                    self.automatic.push(Change { subject: subject.clone(), what: What::Restored, steps });
                }
                (Some(Place::Bin), None, Some(Place::Plan)) => {
                    self.clash(&subject, Clash::RemovedHere, create(item, Place::Plan));
                }
                _ => {}
            }
            if let (Some((_, mine)), Some((_, other))) = (mine, other)
                && mine != other
                && was.is_none_or(|(_, was)| was != other)
            {
                let fields = |item: &Rc<Item>| item.to_fields(Form::Patch);
                let base = was.map(|(_, was)| fields(was));
                self.values(&subject, base.as_ref(), &fields(mine), &fields(other));
            }
        }
        let ids = |plan: &Plan| -> Vec<Id> { plan.items.iter().map(|item| Rc::clone(&item.id)).collect() };
        self.order(Kind::Item, base.map(ids), &ids(ours), &ids(theirs));
    }

    fn clash(&mut self, subject: &Subject, clash: Clash, steps: Vec<Step>) {
        self.conflicts.push(Conflict { subject: subject.clone(), clash, steps });
    }
}

/// The keys that are in use, so that a new item gets none of them.
struct Keys {
    /// Who has a key here, unless they share it there as well.
    taken: HashMap<String, Id>,
    next: u32,
}

impl Keys {
    fn of(base: &Found<'_>, ours: &Plan, there: &Found<'_>, theirs: &Plan) -> Keys {
        // Whoever has the same key there as well is no stranger to it, and whoever gave it up there
        // and did not touch it here gives it up here, too.
        let is_free = |item: &Rc<Item>| {
            let id = &*item.id;
            there.get(id).is_some_and(|(_, other)| {
                other.key == item.key || base.get(id).is_some_and(|(_, was)| was.key == item.key)
            })
        };
        let items = ours.items.iter().chain(&ours.bin).filter(|item| !is_free(item));
        Keys {
            taken: items.map(|item| (item.key.clone(), Rc::clone(&item.id))).collect(),
            next: [
                ours.next_key,
                theirs.next_key,
                ours.last_key_number().saturating_add(1),
                theirs.last_key_number().saturating_add(1),
            ]
            .into_iter()
            .max()
            .unwrap_or(1),
        }
    }

    /// The old and the new key of a new item whose key another item has here.
    fn newcomer(&mut self, item: &Item) -> Option<(String, String)> {
        self.taken.get(&item.key)?;
        let new = format!("{KEY_PREFIX}{}", self.next);
        self.next = self.next.saturating_add(1);
        Some((item.key.clone(), new))
    }
}

pub(super) type Found<'a> = HashMap<&'a str, (Place, &'a Rc<Item>)>;

/// Where each item of a plan is.
pub(super) fn found(plan: Option<&Plan>) -> Found<'_> {
    let items = plan.into_iter().flat_map(|plan| plan.items.iter().map(|item| (Place::Plan, item)));
    let bin = plan.into_iter().flat_map(|plan| plan.bin.iter().map(|item| (Place::Bin, item)));
    items.chain(bin).map(|(place, item)| (&*item.id, (place, item))).collect()
}
