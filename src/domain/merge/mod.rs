//! Two copies of a plan, brought together against what both came from.
//!
//! [`Merge::between`] compares ours and theirs with their common ancestor, record by record and
//! field by field. What only one copy changed is taken as it is; what both changed alike is settled;
//! what both changed differently is a [`Conflict`], and somebody decides. What one copy removed and
//! the other one changed is a conflict, too. Nothing of ours is lost without a word: an item that
//! was removed there goes to the bin here, and what cannot be taken in is in [`Merge::notes`].
//!
//! The result is a patch of our plan, like those that tabs exchange, so it keeps the same promises
//! and is one step of undo ([`Taken`]).
//!
//! Without an ancestor nothing tells who changed what: then every difference is a conflict, what
//! only one copy has stays, and nothing is removed.

mod fields;
mod origin;
mod say;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use serde_json::{Map, Value};

pub use origin::{fingerprint, shared};
pub use say::{Compared, Said};

use self::fields::{Fields, How, SCORED, combine, how, leaves, loose, written};
use super::editor::Did;
use super::format::merge::{difference, moves, runs, whole};
use super::format::{self, Form, Record};
use super::patch::Patch;
use super::plan::{Id, Item, KEY_PREFIX, Plan};
use super::roadmap::Roadmap;

/// What of a plan a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The plan's own fields.
    Plan,
    /// Units, scales and switches.
    Settings,
    /// An item.
    Item,
    /// A user need.
    Need,
    /// A business goal.
    Goal,
    /// The Kano study's own fields.
    Study,
    /// A feature of the study; its id is the item's.
    Feature,
    /// A respondent of the study.
    Respondent,
    /// The roadmap's own fields.
    Rules,
    /// A team.
    Team,
    /// A period.
    Period,
    /// An item in a period; its id is the item's.
    Placement,
    /// What is wished of an item; its id is the item's.
    Limit,
    /// What is wished of several items.
    Group,
    /// A saved roadmap.
    Scenario,
    /// A decision.
    Decision,
}

impl Kind {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Kind; 16] = [
        Kind::Plan,
        Kind::Settings,
        Kind::Item,
        Kind::Need,
        Kind::Goal,
        Kind::Study,
        Kind::Feature,
        Kind::Respondent,
        Kind::Rules,
        Kind::Team,
        Kind::Period,
        Kind::Placement,
        Kind::Limit,
        Kind::Group,
        Kind::Scenario,
        Kind::Decision,
    ];

    /// Where the patch of a record stands.
    fn place(self) -> &'static [&'static str] {
        match self {
            Kind::Plan => &["plan"],
            Kind::Settings => &["plan", "settings"],
            Kind::Item => &["items"],
            Kind::Need => &["needs", "set"],
            Kind::Goal => &["goals", "set"],
            Kind::Study => &["kano", "study"],
            Kind::Feature => &["kano", "features", "set"],
            Kind::Respondent => &["kano", "respondents", "set"],
            Kind::Rules => &["roadmap", "roadmap"],
            Kind::Team => &["roadmap", "teams", "set"],
            Kind::Period => &["roadmap", "periods", "set"],
            Kind::Placement => &["roadmap", "placements", "set"],
            Kind::Limit => &["roadmap", "limits", "set"],
            Kind::Group => &["roadmap", "groups", "set"],
            Kind::Scenario => &["roadmap", "scenarios", "set"],
            Kind::Decision => &["decisions", "set"],
        }
    }

    /// The field with the id.
    fn id_field(self) -> &'static str {
        match self {
            Kind::Feature | Kind::Placement | Kind::Limit => "item",
            _ => "id",
        }
    }

    /// Fields that nobody is asked about: they belong to a copy, or follow from others.
    fn is_own(self, field: &str) -> bool {
        let own: &[&str] = match self {
            Kind::Plan => &["id", "created", "updated", "ancestors", "next_key", "settings"],
            _ => &[self.id_field()],
        };
        own.contains(&field)
    }
}

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
    /// The fingerprint of theirs.
    copy: String,
}

/// A record in three copies, as its fields.
struct Three {
    id: Id,
    base: Option<Fields>,
    ours: Option<Fields>,
    theirs: Option<Fields>,
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
        merge.tell_units();
        merge.tell_losses();
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

    /// The same as a change of the open plan, for a command.
    pub fn taken(&self, choices: &[Side]) -> Taken {
        let side = |at: usize| choices.get(at).copied().unwrap_or_default();
        let chosen = self.conflicts.iter().enumerate().filter(|(at, _)| side(*at) == Side::Theirs);
        let chosen: Vec<&Conflict> = chosen.map(|(_, conflict)| conflict).collect();
        let steps: Vec<&Step> = self
            .automatic
            .iter()
            .flat_map(|change| &change.steps)
            .chain(chosen.iter().flat_map(|conflict| &conflict.steps))
            .chain(&self.silent)
            .collect();
        let mut parts = Map::new();
        let mut removed = Vec::new();
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
                Step::Remove(subject) => {
                    combine(&mut parts, at(subject, Value::Null));
                    removed.push(subject.clone());
                }
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
            removed,
            ancestors: Rc::clone(&self.theirs.ancestors),
            copy: self.copy.clone(),
            count: self.automatic.len() + chosen.len(),
        }
    }

    /// The plan's own fields, the settings', the study's and the roadmap's.
    fn heads(&mut self, base: Option<&Plan>, ours: &Plan, theirs: &Plan) {
        let plan = |plan: &Plan| {
            let mut fields = format::head_to_json(plan);
            for (name, value) in plan.extra.iter() {
                fields.entry(name.clone()).or_insert_with(|| value.clone());
            }
            fields
        };
        let settings = |plan: &Plan| match format::head_to_json(plan).shift_remove("settings") {
            Some(Value::Object(fields)) => fields,
            _ => Fields::new(),
        };
        let study = |plan: &Plan| format::study_head_to_json(&plan.kano);
        let rules = |plan: &Plan| format::roadmap_head_to_json(&plan.roadmap);
        let of: [fn(&Plan) -> Fields; 4] = [plan, settings, study, rules];
        for (kind, fields) in [Kind::Plan, Kind::Settings, Kind::Study, Kind::Rules].into_iter().zip(of) {
            let subject = Subject { kind, id: Id::default() };
            self.values(&subject, base.map(fields).as_ref(), &fields(ours), &fields(theirs));
        }
    }

    /// The records of a list other than the items.
    fn list<'a, T, I>(
        &mut self,
        kind: Kind,
        (base, ours, theirs): (Option<&'a Plan>, &'a Plan, &'a Plan),
        of: fn(&'a Plan) -> I,
    ) where
        T: Record + 'a,
        I: Iterator<Item = &'a T>,
    {
        let lists = [base.map(of).into_iter().flatten().collect(), of(ours).collect(), of(theirs).collect()];
        let [base_ids, our_ids, their_ids] = lists.each_ref().map(|list: &Vec<&T>| ids(list));
        for three in differing(lists) {
            self.record(kind, three);
        }
        self.order(kind, base.map(|_| base_ids), &our_ids, &their_ids);
    }

    /// One record of a list other than the items.
    fn record(&mut self, kind: Kind, three: Three) {
        let subject = Subject { kind, id: three.id };
        match (three.base, three.ours, three.theirs) {
            (None, None, Some(theirs)) => {
                let steps = vec![Step::Create(subject.clone(), theirs)];
                self.automatic.push(Change { subject, what: What::Added, steps });
            }
            (base, Some(ours), Some(theirs)) => self.values(&subject, base.as_ref(), &ours, &theirs),
            (Some(base), Some(ours), None) => {
                let steps = vec![Step::Remove(subject.clone())];
                if base != ours || is_leant_on(&subject, self.base.as_deref(), &self.ours) {
                    self.conflicts.push(Conflict { subject, clash: Clash::RemovedThere, steps });
                } else {
                    self.automatic.push(Change { subject, what: What::Removed, steps });
                }
            }
            (Some(base), None, Some(theirs))
                if base != theirs || is_leant_on(&subject, self.base.as_deref(), &self.theirs) =>
            {
                let steps = vec![Step::Create(subject.clone(), theirs)];
                self.conflicts.push(Conflict { subject, clash: Clash::RemovedHere, steps });
            }
            _ => {}
        }
    }

    /// The fields of a record that both copies have.
    fn values(&mut self, subject: &Subject, base: Option<&Fields>, ours: &Fields, theirs: &Fields) {
        if ours == theirs || base == Some(theirs) {
            return;
        }
        if subject.kind == Kind::Placement {
            // Where an item is and whether it is locked there are one decision.
            let without_id = |fields: &Fields| {
                let mut fields = fields.clone();
                fields.shift_remove("item");
                Some(Value::Object(fields))
            };
            let steps = vec![Step::Patch(subject.clone(), difference(ours, theirs))];
            let difference = Difference {
                path: Vec::new(),
                base: base.and_then(without_id),
                ours: without_id(ours),
                theirs: without_id(theirs),
            };
            return self.settle(subject, difference, steps);
        }
        let mut names: Vec<&String> = theirs.keys().collect();
        names.extend(ours.keys().filter(|name| !theirs.contains_key(*name)));
        for name in names.into_iter().filter(|name| !subject.kind.is_own(name)) {
            let get = |fields: &Fields| fields.get(name).cloned();
            let (before, here, there) = (base.and_then(get), get(ours), get(theirs));
            if here == there || (base.is_some() && before == there) {
                continue;
            }
            self.field(subject, name, base.is_some(), [before, here, there]);
        }
    }

    /// One field that is not the same in both copies.
    fn field(&mut self, subject: &Subject, name: &str, has_base: bool, values: [Option<Value>; 3]) {
        let kind = subject.kind;
        let mut how = how(kind, name, &values.each_ref().map(Option::as_ref));
        let [base, ours, theirs] = &values;
        if how == How::Loose {
            let base = has_base.then_some(()).and(base.as_ref());
            if let Some(merged) = loose(base, ours.as_ref(), theirs.as_ref()) {
                let steps = vec![Step::Patch(
                    subject.clone(),
                    written(How::Whole, &[name.to_owned()], ours.as_ref(), Some(&merged)),
                )];
                let what = What::Value(Box::new(Difference {
                    path: vec![name.to_owned()],
                    base: base.cloned(),
                    ours: ours.clone(),
                    theirs: Some(merged.clone()),
                }));
                if Some(&merged) != ours.as_ref() {
                    self.automatic.push(Change { subject: subject.clone(), what, steps });
                }
                return;
            }
            how = How::Whole;
        }
        let [base, ours, theirs] = values.each_ref().map(|value| leaves(how, name, value.as_ref()));
        let mut paths: Vec<&Vec<String>> = theirs.iter().map(|(path, _)| path).collect();
        paths.extend(
            ours.iter().map(|(path, _)| path).filter(|path| theirs.iter().all(|(other, _)| other != *path)),
        );
        for path in paths {
            let get = |leaves: &[(Vec<String>, Value)]| {
                leaves.iter().find(|(other, _)| other == path).map(|(_, value)| value.clone())
            };
            let (before, here, there) = (get(&base), get(&ours), get(&theirs));
            if here == there || (has_base && before == there) {
                continue;
            }
            let patch = written(how, path, here.as_ref(), there.as_ref());
            let steps = vec![Step::Patch(subject.clone(), patch)];
            if how == How::Sheets && path.last().is_some_and(|last| last == SCORED) {
                // The later of two moments is when the sheet last changed; nobody is asked.
                let moment =
                    |value: &Option<Value>| value.as_ref().and_then(Value::as_str).map(str::to_owned);
                if moment(&here) < moment(&there) {
                    self.silent.extend(steps);
                }
                continue;
            }
            let is_single = matches!(how, How::Set | How::Named);
            let difference = Difference { path: path.clone(), base: before, ours: here, theirs: there };
            match (has_base, is_single, &difference.ours, &difference.theirs) {
                // Without an ancestor, what only one copy has of a list stays.
                (false, true, None, Some(_)) => self.take(subject, difference, steps),
                (false, true, Some(_), None) => {}
                (false, ..) => self.ask(subject, difference, steps),
                (true, ..) => self.settle(subject, difference, steps),
            }
        }
    }

    /// Takes a value that changed there and stayed as it was here; else somebody is asked.
    fn settle(&mut self, subject: &Subject, difference: Difference, steps: Vec<Step>) {
        if self.base.is_some() && difference.base == difference.ours {
            self.take(subject, difference, steps);
        } else {
            self.ask(subject, difference, steps);
        }
    }

    fn take(&mut self, subject: &Subject, difference: Difference, steps: Vec<Step>) {
        self.automatic.push(Change {
            subject: subject.clone(),
            what: What::Value(Box::new(difference)),
            steps,
        });
    }

    fn ask(&mut self, subject: &Subject, difference: Difference, steps: Vec<Step>) {
        self.conflicts.push(Conflict {
            subject: subject.clone(),
            clash: Clash::Value(Box::new(difference)),
            steps,
        });
    }

    /// The items and the bin.
    fn items(&mut self, base: Option<&Plan>, ours: &Plan, theirs: &Plan) {
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

    /// What stands elsewhere there, as runs behind something that is here; what is new there is
    /// among it. What was moved here stays.
    fn order(&mut self, kind: Kind, base: Option<Vec<Id>>, ours: &[Id], theirs: &[Id]) {
        if matches!(kind, Kind::Respondent | Kind::Placement | Kind::Limit | Kind::Group | Kind::Decision) {
            return;
        }
        let place_in = |list: &[Id]| -> HashMap<Id, usize> {
            list.iter().enumerate().map(|(at, id)| (Rc::clone(id), at)).collect()
        };
        let our_places = place_in(ours);
        // Without an ancestor the order here is what both are compared with, so nothing moves.
        let before = base.as_deref().unwrap_or(ours);
        let before_places = place_in(before);
        let moved = |list: &[Id]| -> Vec<Id> {
            let names: Vec<&str> = list.iter().map(|id| &**id).collect();
            let runs_json = Value::Array(moves(None, &names, |id| before_places.get(id).copied()));
            let moved = runs(Some(&runs_json))
                .into_iter()
                .flat_map(|run| run.ids.into_iter().map(Id::from).collect::<Vec<Id>>());
            moved.filter(|id| before_places.contains_key(id) && our_places.contains_key(id)).collect()
        };
        let there: Vec<Id> = match base {
            Some(_) => moved(theirs),
            None => Vec::new(),
        };
        let here: HashSet<Id> = moved(ours).into_iter().collect();
        let (kept, taken): (Vec<Id>, Vec<Id>) = there.into_iter().partition(|id| here.contains(id));
        let their_places = place_in(theirs);
        let mut ours_in_both = ours.iter().filter(|id| their_places.contains_key(*id));
        if !kept.is_empty()
            && !ours_in_both.by_ref().eq(theirs.iter().filter(|id| our_places.contains_key(*id)))
        {
            self.notes.push(Note::Order(kind, kept));
        }
        for id in &taken {
            let subject = Subject { kind, id: Rc::clone(id) };
            self.automatic.push(Change { subject, what: What::Moved, steps: Vec::new() });
        }
        let taken: HashSet<Id> = taken.into_iter().collect();
        // What is not here yet, and what moved there, follows whatever stands before it there.
        let mut runs: Vec<Value> = Vec::new();
        let mut ids: Vec<Value> = Vec::new();
        let mut after: Option<&Id> = None;
        let mut close = |after: Option<&Id>, ids: &mut Vec<Value>| {
            if !ids.is_empty() {
                let run = [
                    ("after".to_owned(), after.map_or(Value::Null, |id| (**id).into())),
                    ("ids".to_owned(), Value::Array(std::mem::take(ids))),
                ];
                runs.push(Value::Object(Map::from_iter(run)));
            }
        };
        for id in theirs {
            if !our_places.contains_key(id) || taken.contains(id) {
                ids.push((**id).into());
            } else {
                close(after, &mut ids);
                after = Some(id);
            }
        }
        close(after, &mut ids);
        if !runs.is_empty() {
            self.orders.push((kind, runs));
        }
    }

    /// Writes where things stand: the runs of theirs, and what goes to the bin or comes out of it.
    fn write_orders(&self, parts: &mut Fields, put: &HashMap<&str, Place>) {
        let run = |after: Option<&Rc<Item>>, ids: Vec<Id>| {
            let ids = ids.iter().map(|id| (**id).into()).collect();
            let after = after.map_or(Value::Null, |item| (*item.id).into());
            Value::Object(Map::from_iter([
                ("after".to_owned(), after),
                ("ids".to_owned(), Value::Array(ids)),
            ]))
        };
        let mut order: Vec<Value> = Vec::new();
        for (kind, runs) in &self.orders {
            if *kind == Kind::Item {
                order.clone_from(runs);
                continue;
            }
            let (_, list) = kind.place().split_last().unwrap_or((&"", &[]));
            let path: Vec<&str> = list.iter().copied().chain(["order"]).collect();
            combine(parts, nested(&path, Value::Array(runs.clone())));
        }
        // An item that is in the bin here, or goes there, is not moved out of it by an order.
        let in_plan = |id: &str| match put.get(id) {
            Some(place) => *place == Place::Plan,
            None => self.ours.items.iter().any(|item| *item.id == *id),
        };
        for run in &mut order {
            if let Some(Value::Array(ids)) = run.get_mut("ids") {
                ids.retain(|id| id.as_str().is_some_and(in_plan));
            }
        }
        let placed: HashSet<String> = order
            .iter()
            .filter_map(|run| run.get("ids")?.as_array())
            .flatten()
            .filter_map(|id| id.as_str().map(str::to_owned))
            .collect();
        // What comes out of the bin and stands in no run goes to the end.
        let goes = |item: &&Rc<Item>, to: Place| put.get(&*item.id) == Some(&to);
        let back = self.ours.bin.iter().filter(|item| goes(item, Place::Plan) && !placed.contains(&*item.id));
        let back: Vec<Id> = back.map(|item| Rc::clone(&item.id)).collect();
        if !back.is_empty() {
            order.push(run(self.ours.items.last(), back));
        }
        let binned = self.theirs.bin.iter().chain(&self.ours.items).filter(|item| goes(item, Place::Bin));
        let binned = unique(binned.map(|item| Rc::clone(&item.id)).collect());
        if !order.is_empty() {
            parts.insert("order".to_owned(), Value::Array(order));
        }
        if !binned.is_empty() {
            parts.insert("bin".to_owned(), Value::Array(vec![run(self.ours.bin.last(), binned)]));
        }
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

    /// What would be left out in silence: links in a circle, records that have no place any more.
    fn tell_losses(&mut self) {
        if self.automatic.is_empty() {
            return;
        }
        let merged = self.apply(&[]);
        let removed: HashSet<(Kind, Id)> = self
            .automatic
            .iter()
            .filter(|change| change.what == What::Removed && change.subject.kind != Kind::Item)
            .map(|change| (change.subject.kind, Rc::clone(&change.subject.id)))
            .collect();
        let added = self.automatic.iter().filter(|change| change.what == What::Added);
        let added: Vec<(Kind, Id)> =
            added.map(|change| (change.subject.kind, Rc::clone(&change.subject.id))).collect();
        let there: HashSet<(Kind, Id)> = all_ids(&merged).into_iter().collect();
        let mut wanted = all_ids(&self.ours);
        wanted.extend(added);
        for (kind, id) in unique(wanted) {
            let key = (kind, id);
            if !there.contains(&key) && !removed.contains(&key) {
                self.notes.push(Note::Lost(Subject { kind, id: key.1 }));
            }
        }
        let links = |plan: &Plan| -> Vec<(Id, Id)> {
            let items = plan.items.iter().chain(&plan.bin);
            items
                .flat_map(|item| {
                    item.depends_on.iter().chain(&item.parent).map(|to| (Rc::clone(&item.id), Rc::clone(to)))
                })
                .collect()
        };
        let kept: HashSet<(Id, Id)> = links(&merged).into_iter().collect();
        let before: HashSet<(Id, Id)> = match &self.base {
            Some(base) => links(base).into_iter().collect(),
            None => HashSet::new(),
        };
        let mut all = links(&self.ours);
        let from_theirs = links(&self.theirs);
        let here: HashSet<(Id, Id)> = all.iter().cloned().collect();
        let there: HashSet<(Id, Id)> = from_theirs.iter().cloned().collect();
        all.extend(from_theirs);
        for link in unique(all) {
            // A link that either copy took away is not missed.
            let given_up = before.contains(&link) && !(here.contains(&link) && there.contains(&link));
            if !kept.contains(&link) && !given_up && leads_back(&merged, &link) {
                self.notes.push(Note::Link(link.0, link.1));
            }
        }
    }
}

/// What was decided of a copy, ready to be taken in.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    patch: Option<Patch>,
    /// What goes for good, so that nothing stays that belongs to it.
    removed: Vec<Subject>,
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

/// Takes a copy in; `None` where that changes nothing.
pub(super) fn take_in(plan: &mut Plan, taken: &[Taken]) -> Option<Did> {
    let mut count = 0;
    let mut next = Plan::clone(plan);
    for taken in taken {
        if let Some(patch) = &taken.patch {
            next = patch.apply(&next);
        }
        forget_contributions(&mut next, &taken.removed);
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

/// What items contribute to a need or a goal that goes, goes with it.
fn forget_contributions(plan: &mut Plan, removed: &[Subject]) {
    let of = |kind: Kind| -> Vec<&Id> {
        removed.iter().filter(|subject| subject.kind == kind).map(|subject| &subject.id).collect()
    };
    let (needs, goals) = (of(Kind::Need), of(Kind::Goal));
    if needs.is_empty() && goals.is_empty() {
        return;
    }
    for slot in plan.items.iter_mut().chain(&mut plan.bin) {
        let serves = needs.iter().any(|need| slot.needs.contains_key(need))
            || goals.iter().any(|goal| slot.goals.contains_key(goal));
        if serves {
            let item = Rc::make_mut(slot);
            item.needs.retain(|need, _| !needs.contains(&need));
            item.goals.retain(|goal, _| !goals.contains(&goal));
        }
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

type Found<'a> = HashMap<&'a str, (Place, &'a Rc<Item>)>;

/// Where each item of a plan is.
fn found(plan: Option<&Plan>) -> Found<'_> {
    let items = plan.into_iter().flat_map(|plan| plan.items.iter().map(|item| (Place::Plan, item)));
    let bin = plan.into_iter().flat_map(|plan| plan.bin.iter().map(|item| (Place::Bin, item)));
    items.chain(bin).map(|(place, item)| (&*item.id, (place, item))).collect()
}

/// The part of a patch that says something of a record.
fn at(subject: &Subject, change: Value) -> Fields {
    let is_one = matches!(subject.kind, Kind::Plan | Kind::Settings | Kind::Study | Kind::Rules);
    let id = (!is_one).then_some(&*subject.id);
    let path: Vec<&str> = subject.kind.place().iter().copied().chain(id).collect();
    nested(&path, change)
}

/// A value inside of objects of these names.
fn nested(path: &[&str], value: Value) -> Fields {
    match path {
        [] => Fields::new(),
        [name] => Fields::from_iter([((*name).to_owned(), value)]),
        [name, rest @ ..] => Fields::from_iter([((*name).to_owned(), Value::Object(nested(rest, value)))]),
    }
}

fn ids<T: Record>(list: &[&T]) -> Vec<Id> {
    list.iter().map(|record| Rc::clone(record.id())).collect()
}

/// The records that are not the same in both copies, as fields; those of `base`, ours and theirs.
fn differing<T: Record>(lists: [Vec<&T>; 3]) -> Vec<Three> {
    let [base, ours, theirs] = lists;
    let by_id = |list: &[&'_ T]| -> HashMap<Id, usize> {
        list.iter().enumerate().rev().map(|(at, record)| (Rc::clone(record.id()), at)).collect()
    };
    let (base_places, our_places, their_places) = (by_id(&base), by_id(&ours), by_id(&theirs));
    let all = ours.iter().chain(theirs.iter().filter(|record| !our_places.contains_key(record.id())));
    let mut found = Vec::new();
    for id in unique(all.map(|record| Rc::clone(record.id())).collect()) {
        let get = |list: &[&'_ T], places: &HashMap<Id, usize>| {
            places.get(&id).and_then(|at| list.get(*at)).map(|one| one.to_fields(Form::Patch))
        };
        let same = match (
            our_places.get(&id).and_then(|at| ours.get(*at)),
            their_places.get(&id).and_then(|at| theirs.get(*at)),
        ) {
            (Some(mine), Some(other)) => {
                mine == other
                    || base_places.get(&id).and_then(|at| base.get(*at)).is_some_and(|was| was == other)
            }
            (Some(_), None) => !base_places.contains_key(&id),
            _ => false,
        };
        if !same {
            let (base, ours, theirs) =
                (get(&base, &base_places), get(&ours, &our_places), get(&theirs, &their_places));
            found.push(Three { id, base, ours, theirs });
        }
    }
    found
}

/// Whether a copy has come to use a period or a team that another one removed.
fn is_leant_on(subject: &Subject, base: Option<&Plan>, plan: &Plan) -> bool {
    let before = base.map(|base| &*base.roadmap);
    match subject.kind {
        Kind::Period => plan.roadmap.placements.iter().any(|placement| {
            placement.period == subject.id
                && before.and_then(|before| before.placement(&placement.item)) != Some(placement)
        }),
        Kind::Team => plan.roadmap.periods.iter().any(|period| {
            let known = before.and_then(|before| before.periods.iter().find(|known| known.id == period.id));
            let now = period.capacity_of(&subject.id);
            now != known.map_or(0.0, |known| known.capacity_of(&subject.id))
        }),
        _ => false,
    }
}

/// The records of a plan, by what they are.
fn all_ids(plan: &Plan) -> Vec<(Kind, Id)> {
    let mut all: Vec<(Kind, Id)> = Vec::new();
    let mut add = |kind: Kind, ids: Vec<Id>| all.extend(ids.into_iter().map(|id| (kind, id)));
    fn of<T: Record>(list: &[T]) -> Vec<Id> {
        list.iter().map(|record| Rc::clone(record.id())).collect()
    }
    add(Kind::Item, plan.items.iter().chain(&plan.bin).map(|item| Rc::clone(&item.id)).collect());
    add(Kind::Need, of(&plan.needs));
    add(Kind::Goal, of(&plan.goals));
    add(Kind::Feature, of(&plan.kano.features));
    add(Kind::Respondent, plan.kano.respondents.iter().map(|one| Rc::clone(&one.id)).collect());
    let Roadmap { teams, periods, placements, limits, groups, scenarios, .. } = &*plan.roadmap;
    add(Kind::Team, of(teams));
    add(Kind::Period, of(periods));
    add(Kind::Placement, of(placements));
    add(Kind::Limit, of(limits));
    add(Kind::Group, of(groups));
    add(Kind::Scenario, of(scenarios));
    add(Kind::Decision, of(&plan.decisions));
    all
}

/// The same without what was there before.
fn unique<T: Clone + Eq + std::hash::Hash>(list: Vec<T>) -> Vec<T> {
    let mut seen = HashSet::new();
    list.into_iter().filter(|one| seen.insert(one.clone())).collect()
}

/// Whether the second item already leads to the first one, so that a link would close a circle.
fn leads_back(plan: &Plan, (from, to): &(Id, Id)) -> bool {
    let items = found(Some(plan));
    let mut open = vec![Rc::clone(to)];
    let mut seen: HashSet<Id> = HashSet::new();
    while let Some(at) = open.pop() {
        if at == *from {
            return true;
        }
        if let (true, Some((_, item))) = (seen.insert(Rc::clone(&at)), items.get(&*at)) {
            open.extend(item.depends_on.iter().chain(&item.parent).cloned());
        }
    }
    false
}
