//! The difference of two plans, small enough to be written at every change.
//!
//! A patch is JSON:
//!
//! ```json
//! { "plan":  { "updated": "2026-11-22T09:30:00Z" },
//!   "items": { "i1": { "scores": { "rice": { "reach": 450 } } }, "i9": null },
//!   "order": [ { "after": "i3", "ids": ["i7"] } ],
//!   "bin":   [ { "after": null, "ids": ["i2"] } ],
//!   "needs": { "set": { "n1": { "weight": 3 } }, "order": [] },
//!   "kano":  { "study": { "wording": "berger" },
//!              "features": { "set": { "i1": { "functional_en": "…" } } },
//!              "respondents": { "set": { "r8": { "id": "r8", "answers": { "i1": 15 } } },
//!                               "order": [ { "after": "r7", "ids": ["r8"] } ] } },
//!   "roadmap": { "placements": { "set": { "i1": { "period": "q2" } } } } }
//! ```
//!
//! The parts are merge patches (RFC 7396) of the plan's own fields, of the study's,
//! and of each item, need, goal, feature, respondent, team, period … under its id; null under an
//! id removes it for good. An order
//! names only what stands elsewhere than before: these ids, behind that one.
//! So two patches that touch different fields, or different items, can be
//! applied in either order, and applying one twice is the same as once.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use serde_json::{Map, Value};

use super::editor::{MOST_ITEMS, drop_broken_links, tidy_roadmap};
use super::format::merge::{difference, is_marked, literal, merge, moves, runs, whole};
use super::format::{self, Form, Record, Warning};
use super::kano::study::{MOST_FEATURES, MOST_RESPONDENTS, Study};
use super::plan::{Id, Item, Plan};
use super::roadmap::{MOST_PERIODS, MOST_SCENARIOS, MOST_TEAMS, Roadmap};

/// What changed from one plan to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Patch(Map<String, Value>);

impl Patch {
    /// What leads from one plan to the other; `None` where they are equal.
    ///
    /// Items that are the same pointer are not looked at, so an edit of one item
    /// costs one comparison of pointers for each of the others.
    pub fn between(before: &Plan, after: &Plan) -> Option<Patch> {
        let mut parts = Map::new();
        put(&mut parts, "plan", head_difference(before, after));
        let items = ListPatch::between(&before.items, &before.bin, &after.items, &after.bin);
        put(&mut parts, "items", items.changes);
        put_list(&mut parts, "order", items.order);
        put_list(&mut parts, "bin", items.second_order);
        if !Rc::ptr_eq(&before.needs, &after.needs) {
            put(&mut parts, "needs", values_between(&before.needs, &after.needs));
        }
        if !Rc::ptr_eq(&before.goals, &after.goals) {
            put(&mut parts, "goals", values_between(&before.goals, &after.goals));
        }
        if !Rc::ptr_eq(&before.kano, &after.kano) {
            put(&mut parts, "kano", study_between(&before.kano, &after.kano));
        }
        if !Rc::ptr_eq(&before.roadmap, &after.roadmap) {
            put(&mut parts, "roadmap", roadmap_between(&before.roadmap, &after.roadmap));
        }
        if !Rc::ptr_eq(&before.decisions, &after.decisions) {
            put(&mut parts, "decisions", values_between(&loose(&before.decisions), &loose(&after.decisions)));
        }
        if !Rc::ptr_eq(&before.workshops, &after.workshops) {
            put(&mut parts, "workshops", values_between(&before.workshops, &after.workshops));
        }
        (!parts.is_empty()).then_some(Patch(parts))
    }

    /// The plan with the change; what does not fit the plan is passed over.
    ///
    /// Items that do not change keep their pointers. A change of an item that is
    /// gone for good is passed over, so nothing comes back half.
    pub fn apply(&self, plan: &Plan) -> Plan {
        let mut next = plan.clone();
        if let Some(Value::Object(change)) = self.0.get("plan") {
            apply_head(&mut next, change);
        }
        for (name, list) in [("needs", self.0.get("needs")), ("goals", self.0.get("goals"))] {
            match list {
                Some(change) if name == "needs" => next.needs = values_applied(&next.needs, change),
                Some(change) => next.goals = values_applied(&next.goals, change),
                None => {}
            }
        }
        if let Some(Value::Object(change)) = self.0.get("kano") {
            next.kano = Rc::new(study_applied(&next.kano, change));
        }
        if let Some(Value::Object(change)) = self.0.get("roadmap") {
            next.roadmap = Rc::new(roadmap_applied(&next.roadmap, change));
        }
        if let Some(change) = self.0.get("decisions") {
            next.decisions = values_applied(&next.decisions, change);
        }
        if let Some(change) = self.0.get("workshops") {
            next.workshops = values_applied(&next.workshops, change);
        }
        let changes = self.0.get("items").and_then(Value::as_object);
        let (order, bin) = (self.0.get("order"), self.0.get("bin"));
        if changes.is_some() || order.is_some() || bin.is_some() {
            apply_changes(&mut next.items, &mut next.bin, changes, order, bin);
        }
        self.keep_promises(&mut next);
        next
    }

    /// A patch of parts that another module has put together; `None` of nothing.
    pub(crate) fn from_parts(parts: Map<String, Value>) -> Option<Patch> {
        (!parts.is_empty()).then_some(Patch(parts))
    }

    /// The patch as one line of JSON.
    pub fn to_json(&self) -> String {
        Value::Object(self.0.clone()).to_string()
    }

    /// Reads a patch; `None` for text that is none.
    pub fn from_json(text: &str) -> Option<Patch> {
        match serde_json::from_str(text) {
            Ok(Value::Object(parts)) if !parts.is_empty() => Some(Patch(parts)),
            _ => None,
        }
    }

    /// Mends what two changes, each fine by itself, can break together.
    fn keep_promises(&self, plan: &mut Plan) {
        let changes = self.0.get("items").and_then(Value::as_object);
        let touched = |fields: &[&str]| {
            changes.is_some_and(|changes| {
                changes.values().any(|change| match change {
                    Value::Object(change) => fields.iter().any(|field| change.contains_key(*field)),
                    _ => fields.contains(&"id"),
                })
            })
        };
        if touched(&["id", "parent", "depends_on"])
            && !changes.is_some_and(|changes| links_hold(plan, changes))
        {
            drop_broken_links(plan);
        }
        let counts = self.0.get("plan").is_some_and(|head| head.get("next_key").is_some());
        if counts || touched(&["id", "key"]) {
            format::give_keys(plan);
        }
        if plan.items.len() > MOST_ITEMS {
            let surplus = plan.items.split_off(MOST_ITEMS);
            plan.bin.extend(surplus);
        }
    }
}

/// Whether the changed items break no link, which few changes can tell at little cost.
fn links_hold(plan: &Plan, changes: &Map<String, Value>) -> bool {
    if changes.len() > 8 {
        return false;
    }
    let by_id: HashMap<&str, &Item> =
        plan.items.iter().chain(&plan.bin).map(|item| (&*item.id, &**item)).collect();
    let comes_back = |start: &Item, next: fn(&Item) -> &[Id]| {
        let mut open: Vec<&Id> = next(start).iter().collect();
        let mut seen: HashSet<&str> = HashSet::new();
        while let Some(id) = open.pop() {
            if *id == start.id {
                return true;
            }
            if seen.insert(id) {
                open.extend(by_id.get(&**id).map(|item| next(item)).unwrap_or_default());
            }
        }
        false
    };
    let parent: fn(&Item) -> &[Id] = |item| item.parent.as_slice();
    let depends_on: fn(&Item) -> &[Id] = |item| &item.depends_on;
    changes.keys().all(|id| match by_id.get(id.as_str()) {
        Some(item) => [parent, depends_on]
            .into_iter()
            .all(|next| next(item).iter().all(|id| by_id.contains_key(&**id)) && !comes_back(item, next)),
        None => !by_id.values().any(|item| {
            [parent, depends_on].into_iter().any(|next| next(item).iter().any(|other| **other == **id))
        }),
    })
}

fn put(parts: &mut Map<String, Value>, name: &str, part: Map<String, Value>) {
    if !part.is_empty() {
        parts.insert(name.to_owned(), Value::Object(part));
    }
}

fn put_list(parts: &mut Map<String, Value>, name: &str, list: Vec<Value>) {
    if !list.is_empty() {
        parts.insert(name.to_owned(), Value::Array(list));
    }
}

/// How many warnings tell of something lost.
fn losses(warnings: &[Warning]) -> usize {
    warnings.iter().filter(|warning| warning.loses()).count()
}

/// Reads what a patch makes of an object; fields that the patch would break stay as they are.
fn merged<T>(
    before: Map<String, Value>,
    change: &Map<String, Value>,
    read: impl Fn(Map<String, Value>) -> (T, Vec<Warning>),
) -> T {
    let mut fields = before.clone();
    merge(&mut fields, change);
    let (record, warnings) = read(fields);
    if losses(&warnings) == 0 {
        return record;
    }
    let mut fields = before;
    let mut accepted = losses(&read(fields.clone()).1);
    for (name, value) in change {
        let mut next = fields.clone();
        merge(&mut next, &Map::from_iter([(name.clone(), value.clone())]));
        let lost = losses(&read(next.clone()).1);
        if lost <= accepted {
            (fields, accepted) = (next, lost);
        }
    }
    read(fields).0
}

fn head_difference(before: &Plan, after: &Plan) -> Map<String, Value> {
    let mut patch = difference(&format::head_to_json(before), &format::head_to_json(after));
    if !Rc::ptr_eq(&before.extra, &after.extra) {
        patch.append(&mut difference(&before.extra, &after.extra));
    }
    patch
}

fn apply_head(plan: &mut Plan, change: &Map<String, Value>) {
    let mut change = change.clone();
    change.retain(|name, _| !PARTS.contains(&name.as_str()));
    let mut fields = format::head_to_json(plan);
    // What is carried along can be large, so it is copied only where the patch reaches it.
    let known = |name: &String| fields.contains_key(name) || OPTIONAL_HEAD_FIELDS.contains(&name.as_str());
    let reaches_extra = !change.keys().all(known);
    if reaches_extra {
        fields.append(&mut Map::clone(&plan.extra));
    }
    let head = merged(fields, &change, format::head_from_json);
    *plan = Plan {
        id: if head.id.is_empty() { Rc::clone(&plan.id) } else { head.id },
        extra: if reaches_extra { head.extra } else { Rc::clone(&plan.extra) },
        needs: Rc::clone(&plan.needs),
        goals: Rc::clone(&plan.goals),
        kano: Rc::clone(&plan.kano),
        roadmap: Rc::clone(&plan.roadmap),
        decisions: Rc::clone(&plan.decisions),
        workshops: Rc::clone(&plan.workshops),
        items: std::mem::take(&mut plan.items),
        bin: std::mem::take(&mut plan.bin),
        ..head
    };
}

/// Fields of the plan itself that are left out of its JSON while they are empty.
const OPTIONAL_HEAD_FIELDS: [&str; 3] = ["title_alt", "created", "updated"];

/// Fields of a file that are no fields of the plan itself, or have a part of their own.
const PARTS: [&str; 10] =
    ["format", "version", "needs", "goals", "items", "bin", "kano", "roadmap", "decisions", "workshops"];

/// Makes every estimate that became another range one value of the patch.
///
/// Merged part by part, the ends of two people's ranges would make a third range
/// that nobody meant.
fn keep_estimates_whole(change: &mut Map<String, Value>, after: &Map<String, Value>) {
    let Some(Value::Object(sheets)) = change.get_mut("scores") else { return };
    for (sheet, inputs) in sheets.iter_mut().filter(|(_, inputs)| !is_marked(inputs)) {
        let Value::Object(inputs) = inputs else { continue };
        let new = after.get("scores").and_then(|scores| scores.get(sheet));
        for (input, value) in inputs.iter_mut().filter(|(input, _)| *input != "unreadable") {
            if let (true, Some(new)) = (value.is_object(), new.and_then(|new| new.get(input))) {
                *value = literal(new);
            }
        }
    }
}

/// Makes a new Kano mark one value of the patch: one person's category with another's
/// coefficients would be a mark that nobody made.
fn keep_kano_mark_whole(change: &mut Map<String, Value>, after: &Map<String, Value>) {
    if let (Some(mark @ Value::Object(_)), Some(new)) = (change.get_mut("kano"), after.get("kano"))
        && !is_marked(mark)
    {
        *mark = literal(new);
    }
}

/// The change of a list that holds its records by value.
fn values_between<T: Record>(before: &[T], after: &[T]) -> Map<String, Value> {
    let unique = |list: &[T]| {
        let mut seen = HashSet::new();
        list.iter().all(|record| !record.id().is_empty() && seen.insert(record.id()))
    };
    if unique(before) && unique(after) {
        return list_between(&shared(before), &shared(after));
    }
    let mut parts = Map::new();
    if before != after {
        let list = after.iter().map(|record| Value::Object(record.to_fields(Form::Compact)));
        parts.insert("all".to_owned(), list.collect());
    }
    parts
}

/// The change of a list that shares its records.
fn list_between<T: Record>(before: &[Rc<T>], after: &[Rc<T>]) -> Map<String, Value> {
    let list = ListPatch::between(before, &[], after, &[]);
    let mut parts = Map::new();
    put(&mut parts, "set", list.changes);
    put_list(&mut parts, "order", list.order);
    parts
}

fn shared<T: Clone>(list: &[T]) -> Vec<Rc<T>> {
    list.iter().cloned().map(Rc::new).collect()
}

fn values_applied<T: Record>(list: &Rc<Vec<T>>, change: &Value) -> Rc<Vec<T>> {
    if let Some(Value::Array(all)) = change.get("all") {
        let read = |value: &Value| value.as_object().map(|fields| T::from_fields(fields.clone()).0);
        return Rc::new(all.iter().filter_map(read).collect());
    }
    let mut list = shared(list);
    apply_list(&mut list, change);
    Rc::new(list.into_iter().map(Rc::unwrap_or_clone).collect())
}

fn apply_list<T: Record>(list: &mut Vec<Rc<T>>, change: &Value) {
    let set = change.get("set").and_then(Value::as_object);
    apply_changes(list, &mut Vec::new(), set, change.get("order"), None);
}

fn study_between(before: &Study, after: &Study) -> Map<String, Value> {
    let mut parts = Map::new();
    let head = |study| format::study_head_to_json(study);
    put(&mut parts, "study", difference(&head(before), &head(after)));
    put(&mut parts, "features", list_between(&shared(&before.features), &shared(&after.features)));
    put(&mut parts, "respondents", list_between(&before.respondents, &after.respondents));
    parts
}

fn study_applied(study: &Study, change: &Map<String, Value>) -> Study {
    let mut next = study.clone();
    if let Some(Value::Object(change)) = change.get("study") {
        let head = merged(format::study_head_to_json(study), change, format::study_head_from_json);
        next = Study { features: next.features, respondents: next.respondents, ..head };
    }
    if let Some(change) = change.get("features") {
        let mut features = shared(&next.features);
        apply_list(&mut features, change);
        next.features = features.into_iter().map(Rc::unwrap_or_clone).take(MOST_FEATURES).collect();
    }
    if let Some(change) = change.get("respondents") {
        apply_list(&mut next.respondents, change);
        next.respondents.truncate(MOST_RESPONDENTS);
    }
    next
}

/// The lists of a roadmap, by their names in files.
macro_rules! roadmap_lists {
    ($each:ident) => {
        $each!(teams);
        $each!(periods);
        $each!(placements);
        $each!(limits);
        $each!(groups);
        $each!(scenarios);
    };
}

/// A record of any kind by its fields: what compares these is compiled once for all lists that
/// are small or seldom change.
#[derive(Clone, PartialEq)]
struct Loose {
    id: Id,
    fields: Map<String, Value>,
}

impl Record for Loose {
    const ID: &str = "id";
    const TITLED: bool = false;

    fn id(&self) -> &Id {
        &self.id
    }

    fn to_fields(&self, _: Form) -> Map<String, Value> {
        self.fields.clone()
    }

    fn from_fields(fields: Map<String, Value>) -> (Self, Vec<Warning>) {
        (Loose { id: Id::default(), fields }, Vec::new())
    }
}

fn loose<T: Record>(list: &[T]) -> Vec<Loose> {
    let one = |record: &T| Loose { id: Rc::clone(record.id()), fields: record.to_fields(Form::Patch) };
    list.iter().map(one).collect()
}

fn roadmap_between(before: &Roadmap, after: &Roadmap) -> Map<String, Value> {
    let mut parts = Map::new();
    let head = format::roadmap_head_to_json;
    put(&mut parts, "roadmap", difference(&head(before), &head(after)));
    macro_rules! compare {
        ($list:ident) => {
            if before.$list != after.$list {
                let (before, after) = (loose(&before.$list), loose(&after.$list));
                put(&mut parts, stringify!($list), values_between(&before, &after));
            }
        };
    }
    roadmap_lists!(compare);
    parts
}

fn roadmap_applied(roadmap: &Roadmap, change: &Map<String, Value>) -> Roadmap {
    let mut next = roadmap.clone();
    if let Some(Value::Object(change)) = change.get("roadmap") {
        let head = merged(format::roadmap_head_to_json(roadmap), change, format::roadmap_head_from_json);
        (next.policy, next.extra) = (head.policy, head.extra);
    }
    macro_rules! apply {
        ($list:ident) => {
            if let Some(change) = change.get(stringify!($list)) {
                next.$list = values_applied(&Rc::new(next.$list), change).to_vec();
            }
        };
    }
    roadmap_lists!(apply);
    next.teams.truncate(MOST_TEAMS);
    next.periods.truncate(MOST_PERIODS);
    next.scenarios.truncate(MOST_SCENARIOS);
    // Two changes, each fine by itself, may leave a placement in a period that is gone.
    tidy_roadmap(&mut next);
    next
}

/// The change of two lists that share their ids, such as the items and the bin.
#[derive(Default)]
struct ListPatch {
    /// A merge patch under the id of each record that changed.
    changes: Map<String, Value>,
    /// What stands elsewhere in the first list.
    order: Vec<Value>,
    /// What stands elsewhere in the second list.
    second_order: Vec<Value>,
}

impl ListPatch {
    fn between<T: Record>(
        first: &[Rc<T>],
        second: &[Rc<T>],
        new_first: &[Rc<T>],
        new_second: &[Rc<T>],
    ) -> ListPatch {
        let mut patch = ListPatch::default();
        let (anchor, old, new) = patch.trim(first, new_first);
        let (second_anchor, second_old, second_new) = patch.trim(second, new_second);
        let (places, second_places) = (places(old), places(second_old));
        let mut kept: HashSet<&str> = HashSet::new();
        for record in new.iter().chain(second_new) {
            let id = &**record.id();
            kept.insert(id);
            let before = places.get(id).and_then(|at| old.get(*at));
            match before.or_else(|| second_places.get(id).and_then(|at| second_old.get(*at))) {
                Some(before) => patch.compare(before, record),
                None => {
                    let fields = record.to_fields(Form::Compact);
                    let created = fields.iter().map(|(name, value)| (name.clone(), whole(value)));
                    patch.changes.insert(id.to_string(), Value::Object(created.collect()));
                }
            }
        }
        for record in old.iter().chain(second_old).filter(|record| !kept.contains(&**record.id())) {
            patch.changes.insert(record.id().to_string(), Value::Null);
        }
        patch.order = order(anchor, new, &places);
        patch.second_order = order(second_anchor, second_new, &second_places);
        patch
    }

    /// Compares what stands at the same place at both ends, and returns what lies between.
    fn trim<'a, T: Record>(
        &mut self,
        old: &'a [Rc<T>],
        new: &'a [Rc<T>],
    ) -> (Option<Id>, &'a [Rc<T>], &'a [Rc<T>]) {
        let same = |(old, new): &(&Rc<T>, &Rc<T>)| Rc::ptr_eq(old, new) || old.id() == new.id();
        let head = old.iter().zip(new).take_while(same).count();
        let (old_head, old) = old.split_at(head);
        let (new_head, new) = new.split_at(head);
        let tail = old.iter().rev().zip(new.iter().rev()).take_while(same).count();
        let (old, old_tail) = old.split_at(old.len() - tail);
        let (new, new_tail) = new.split_at(new.len() - tail);
        for (old, new) in old_head.iter().zip(new_head).chain(old_tail.iter().zip(new_tail)) {
            self.compare(old, new);
        }
        (new_head.last().map(|record| Rc::clone(record.id())), old, new)
    }

    fn compare<T: Record>(&mut self, before: &Rc<T>, after: &Rc<T>) {
        if Rc::ptr_eq(before, after) || before == after {
            return;
        }
        let fields = after.to_fields(Form::Patch);
        let mut change = difference(&before.to_fields(Form::Patch), &fields);
        keep_estimates_whole(&mut change, &fields);
        keep_kano_mark_whole(&mut change, &fields);
        if !change.is_empty() {
            self.changes.insert(after.id().to_string(), Value::Object(change));
        }
    }
}

fn places<T: Record>(list: &[Rc<T>]) -> HashMap<&str, usize> {
    list.iter().enumerate().map(|(at, record)| (&**record.id(), at)).collect()
}

fn order<T: Record>(anchor: Option<Id>, new: &[Rc<T>], places: &HashMap<&str, usize>) -> Vec<Value> {
    let ids: Vec<&str> = new.iter().map(|record| &**record.id()).collect();
    moves(anchor.as_deref(), &ids, |id| places.get(id).copied())
}

/// Changes two lists that share their ids: removes, changes, makes and moves records.
fn apply_changes<T: Record>(
    first: &mut Vec<Rc<T>>,
    second: &mut Vec<Rc<T>>,
    changes: Option<&Map<String, Value>>,
    order: Option<&Value>,
    second_order: Option<&Value>,
) {
    let mut made: Vec<Rc<T>> = Vec::new();
    let mut removed: HashSet<&str> = HashSet::new();
    if let Some(changes) = changes {
        // Few changes are looked for one by one; many through a table.
        let places = (changes.len() > 8).then(|| {
            let records = first.iter().chain(second.iter()).enumerate();
            records.map(|(at, record)| (Rc::clone(record.id()), at)).collect::<HashMap<Id, usize>>()
        });
        let first_length = first.len();
        for (id, change) in changes.iter().filter(|(id, _)| !id.is_empty()) {
            let at = match &places {
                Some(places) => places.get(id.as_str()).copied(),
                None => first.iter().chain(second.iter()).position(|record| **record.id() == **id),
            };
            let slot = at.and_then(|at| match at.checked_sub(first_length) {
                None => first.get_mut(at),
                Some(at) => second.get_mut(at),
            });
            match (change, slot) {
                (Value::Null, _) => {
                    removed.insert(id);
                }
                (Value::Object(change), Some(slot)) => {
                    let record = changed(&**slot, id, change);
                    if record != **slot {
                        *slot = Rc::new(record);
                    }
                }
                // Only a whole record names its own id; a part of one makes none.
                (Value::Object(change), None) if change.contains_key(T::ID) => {
                    made.extend(created(id, change).map(Rc::new));
                }
                _ => {}
            }
        }
    }

    let (first_runs, second_runs) = (runs(order), runs(second_order));
    let placed: HashSet<&str> =
        first_runs.iter().chain(&second_runs).flat_map(|run| run.ids.iter().copied()).collect();
    if removed.is_empty() && placed.is_empty() && made.is_empty() {
        return;
    }
    let mut loose: HashMap<Id, Rc<T>> = HashMap::new();
    for list in [&mut *first, &mut *second] {
        list.retain(|record| {
            let id = &**record.id();
            if placed.contains(id) && !removed.contains(id) {
                loose.insert(Rc::clone(record.id()), Rc::clone(record));
            }
            !placed.contains(id) && !removed.contains(id)
        });
    }
    let homeless: Vec<Rc<T>> =
        made.iter().filter(|record| !placed.contains(&**record.id())).cloned().collect();
    loose.extend(made.into_iter().map(|record| (Rc::clone(record.id()), record)));
    for (list, runs) in [(&mut *first, first_runs), (&mut *second, second_runs)] {
        for run in runs {
            let records: Vec<Rc<T>> = run.ids.iter().filter_map(|id| loose.remove(*id)).collect();
            let at = run.place(|after| list.iter().position(|record| **record.id() == *after), list.len());
            list.splice(at..at, records);
        }
    }
    first.extend(homeless);
}

fn changed<T: Record>(record: &T, id: &str, change: &Map<String, Value>) -> T {
    let mut change = change.clone();
    change.insert(T::ID.to_owned(), id.into());
    if T::TITLED && change.get("key").is_some_and(|key| key.as_str().is_none_or(|key| key.trim().is_empty()))
    {
        change.shift_remove("key");
    }
    merged(record.to_fields(Form::Compact), &change, T::from_fields)
}

fn created<T: Record>(id: &str, change: &Map<String, Value>) -> Option<T> {
    let mut fields = Map::from_iter([(T::ID.to_owned(), id.into())]);
    if T::TITLED {
        let title = change.get("title").filter(|title| title.is_string())?;
        fields.insert("title".to_owned(), title.clone());
    }
    let mut change = change.clone();
    change.insert(T::ID.to_owned(), id.into());
    Some(merged(fields, &change, T::from_fields))
}

#[cfg(test)]
mod tests {
    use super::super::editor::{Command, Edit, Editor, Known, StudyEdit};
    use super::super::invariants::violations;
    use super::super::kano::{Answer, Question, Reply, Respondent};
    use super::super::plan::{Comment, Estimate, KanoCategory, KanoMark, Need};
    use super::*;
    use serde_json::json;

    const NOW: &str = "2026-11-22T09:00:00Z";

    fn plan(count: usize) -> Plan {
        let items =
            (0..count).map(|at| Item::new(format!("i{at}").into(), "", format!("Item {at}"))).collect();
        let plan = Plan::new("p".into(), "Test", NOW);
        after(&plan, Command::AddItems { items, after: None })
    }

    fn after(plan: &Plan, command: Command) -> Plan {
        let editor = Editor::new(plan.clone()).apply(&command, NOW, None).unwrap();
        Plan::clone(editor.plan())
    }

    fn edited(plan: &Plan, id: &str, edit: Edit) -> Plan {
        after(plan, Command::EditItems(vec![(id.into(), edit)]))
    }

    fn estimate(input: &'static str, value: Option<Estimate>) -> Edit {
        Edit::Estimate { sheet: "rice", input, value }
    }

    fn ids(plan: &Plan) -> String {
        plan.items.iter().map(|item| item.id.to_string()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn equal_plans_have_no_patch() {
        let plan = plan(3);
        assert_eq!(Patch::between(&plan, &plan.clone()), None);
    }

    #[test]
    fn what_two_tabs_do_to_the_roadmap_comes_together() {
        use super::super::editor::RoadmapEdit;
        use super::super::roadmap::sketch::Sketch;
        let sketch =
            Sketch::new(&[4.0], 3).item("a", &[1.0], 1, 1).item("b", &[1.0], 1, 1).item("c", &[1.0], 1, 1);
        let start = sketch.place("c", 1, false).0;
        let place = |item: &str, period: &str| {
            let (item, period) = (item.into(), Some(period.into()));
            vec![RoadmapEdit::Place { item, period }]
        };
        let fewer = vec![RoadmapEdit::Periods(start.roadmap.periods[..1].to_vec())];
        let capacity = vec![RoadmapEdit::Capacity { period: "q0".into(), team: "t0".into(), amount: 9.0 }];
        #[track_caller]
        fn check(start: &Plan, mine: &[RoadmapEdit], theirs: &[RoadmapEdit], expected: &str) {
            let patch = |edits: &[RoadmapEdit]| {
                Patch::between(start, &after(start, Command::roadmap(edits.to_vec()))).unwrap()
            };
            let (mine, theirs) = (patch(mine), patch(theirs));
            let shown = |plan: &Plan| {
                assert_eq!(violations(plan), Vec::<String>::new());
                let mut placed: Vec<String> = plan
                    .roadmap
                    .placements
                    .iter()
                    .map(|each| format!("{}@{}", each.item, each.period))
                    .collect();
                placed.sort();
                let capacity: f64 = plan.roadmap.periods.iter().map(|period| period.capacity_of("t0")).sum();
                format!("{} {capacity}", placed.join(" "))
            };
            assert_eq!(shown(&theirs.apply(&mine.apply(start))), expected);
            assert_eq!(shown(&mine.apply(&theirs.apply(start))), expected, "the other way round");
        }
        check(&start, &place("a", "q0"), &place("b", "q2"), "a@q0 b@q2 c@q1 12");
        check(&start, &place("a", "q0"), &place("c", "q2"), "a@q0 c@q2 12");
        check(&start, &place("a", "q2"), &fewer, " 4");
        check(&start, &place("a", "q0"), &fewer, "a@q0 4");
        check(&start, &capacity, &place("a", "q0"), "a@q0 c@q1 17");
        check(&start, &capacity, &fewer, " 9");
    }

    #[test]
    fn a_patch_of_one_move_names_one_item() {
        use super::super::editor::RoadmapEdit;
        use super::super::roadmap::sketch::Sketch;
        let mut sketch = Sketch::new(&[4.0], 3);
        for at in 0..300 {
            let id = format!("i{at}");
            sketch = sketch.item(&id, &[1.0], 1, 1).place(&id, at % 3, false);
        }
        let start = sketch.0;
        let edit = RoadmapEdit::Place { item: "i7".into(), period: Some("q2".into()) };
        let patch = Patch::between(&start, &after(&start, Command::roadmap(vec![edit]))).unwrap();
        assert!(patch.to_json().len() < 250, "{}", patch.to_json());
    }

    #[test]
    fn a_patch_of_a_large_plan_is_small() {
        let plan = plan(10_000);
        let check = |what: &str, after: Plan| {
            let patch = Patch::between(&plan, &after).unwrap();
            assert!(patch.to_json().len() < 400, "{what}: {}", patch.to_json());
            assert_eq!(patch.apply(&plan), after, "{what}");
        };
        check("edit", edited(&plan, "i5000", Edit::Title("New".into())));
        let new = Item::new("new".into(), "", "New");
        check("add", after(&plan, Command::AddItems { items: vec![new], after: Some("i70".into()) }));
        check("delete", after(&plan, Command::DeleteItems(vec!["i42".into(), "i9000".into()])));
        let far =
            |items: Vec<Id>, to: &str| after(&plan, Command::MoveItems { items, after: Some(to.into()) });
        check("move down", far(vec!["i0".into()], "i9999"));
        check("move up", far(vec!["i9999".into(), "i9998".into()], "i0"));
        let gone = after(&plan, Command::DeleteItems(vec!["i42".into()]));
        let patch = Patch::between(&gone, &after(&gone, Command::EmptyBin(vec!["i42".into()]))).unwrap();
        assert_eq!(patch.to_json(), r#"{"items":{"i42":null}}"#);
    }

    /// Both patches in either order keep what `holds` looks for.
    fn check_both(start: &Plan, mine: &Plan, theirs: &Plan, holds: impl Fn(&Plan) -> bool) {
        let (mine, theirs) = (Patch::between(start, mine).unwrap(), Patch::between(start, theirs).unwrap());
        for (first, second) in [(&mine, &theirs), (&theirs, &mine)] {
            let both = second.apply(&first.apply(start));
            assert!(holds(&both), "{} then {}: {both:#?}", first.to_json(), second.to_json());
            assert_eq!(second.apply(&both), both);
        }
    }

    #[test]
    fn different_fields_of_one_item_both_survive() {
        let start = plan(2);
        let start = edited(&start, "i0", estimate("reach", Some(Estimate::Unreadable("many".into()))));
        let table = [
            Edit::Title("Mine".into()),
            Edit::Owner("PM".into()),
            estimate("reach", Some(Estimate::Value(5.0))),
            estimate("effort", Some(Estimate::Unreadable("some".into()))),
            estimate("impact", Some(Estimate::Range { low: 1.0, likely: 2.0, high: 3.0 })),
            Edit::Evidence { sheet: "rice", text: "Interviews".into() },
            Edit::DependsOn(vec!["i1".into()]),
            Edit::Area("Payment".into()),
        ];
        for (at, mine) in table.iter().enumerate() {
            for theirs in table.iter().skip(at + 1) {
                let (one, other) = (edited(&start, "i0", mine.clone()), edited(&start, "i0", theirs.clone()));
                check_both(&start, &one, &other, |both| {
                    // Whoever repeats an edit changes nothing: it is there already.
                    let editor = Editor::new(both.clone());
                    [mine, theirs].into_iter().all(|edit| {
                        editor
                            .apply(&Command::EditItems(vec![("i0".into(), edit.clone())]), NOW, None)
                            .is_none()
                    })
                });
            }
        }
    }

    #[test]
    fn what_two_people_add_or_move_is_all_there() {
        let start = plan(4);
        let add = |id: &str| {
            after(&start, Command::AddItems { items: vec![Item::new(id.into(), "", id)], after: None })
        };
        check_both(&start, &add("x"), &add("y"), |both| both.items.len() == 6);
        let to_top = |id: &str| after(&start, Command::MoveItems { items: vec![id.into()], after: None });
        check_both(&start, &to_top("i2"), &to_top("i3"), |both| {
            both.items.len() == 4 && ids(both).ends_with("i0 i1")
        });
        let deleted = after(&start, Command::DeleteItems(vec!["i1".into()]));
        let edit = edited(&start, "i1", Edit::Owner("PM".into()));
        check_both(&start, &deleted, &edit, |both| both.bin.first().is_some_and(|item| item.owner == "PM"));
        check_both(&start, &deleted, &add("x"), |both| both.items.len() == 4 && both.bin.len() == 1);
    }

    #[test]
    fn comments_and_needs_of_two_people_are_all_there() {
        let start = plan(1);
        let comment = |id: &str| {
            let comment = Comment { id: id.into(), text: id.into(), ..Comment::default() };
            edited(&start, "i0", Edit::AddComment(comment))
        };
        check_both(&start, &comment("c1"), &comment("c2"), |both| both.items[0].comments.len() == 2);
        let tag = |tag: &str| edited(&start, "i0", Edit::AddTag(tag.into()));
        check_both(&start, &tag("web"), &tag("app"), |both| both.items[0].tags.len() == 2);
        let need = |id: &str, weight| Need { id: id.into(), title: id.into(), weight, ..Need::default() };
        let with = |needs: Vec<Need>| after(&start, Command::SetNeeds(needs));
        check_both(&start, &with(vec![need("n1", 1.0)]), &with(vec![need("n2", 2.0)]), |both| {
            both.needs.len() == 2
        });
    }

    fn respondent(id: &str, answers: &[(&str, u8)]) -> Rc<Respondent> {
        let answer = |reply| Answer { functional: Reply::from_number(reply), ..Answer::default() };
        let mut one = Respondent { id: id.into(), segment: "new".into(), ..Respondent::default() };
        answers.iter().for_each(|(item, reply)| one.set_answer(&Id::from(*item), Some(answer(*reply))));
        Rc::new(one)
    }

    fn added(plan: &Plan, respondents: Vec<Rc<Respondent>>) -> Plan {
        let edit = StudyEdit::AddRespondents { respondents, known: Known::Replace };
        after(plan, Command::study(vec![edit]))
    }

    fn study(people: usize) -> Plan {
        let plan = plan(30);
        let features = plan.items.iter().map(|item| Rc::clone(&item.id)).collect();
        let plan = after(&plan, Command::study(vec![StudyEdit::AddFeatures(features)]));
        let answers: Vec<(String, u8)> = (0..30).map(|at| (format!("i{at}"), 1 + at % 5)).collect();
        let answers: Vec<(&str, u8)> = answers.iter().map(|(item, reply)| (item.as_str(), *reply)).collect();
        added(&plan, (0..people).map(|at| respondent(&format!("r{at}"), &answers)).collect())
    }

    fn people(plan: &Plan) -> String {
        plan.kano.respondents.iter().map(|one| one.id.to_string()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_patch_of_a_large_study_is_small_and_leaves_the_others_alone() {
        let start = study(1_000);
        let edits = |edits: Vec<StudyEdit>| after(&start, Command::study(edits));
        let answer = StudyEdit::Answer { respondent: "r500".into(), item: "i3".into(), answer: None };
        let segment = StudyEdit::Segment { respondents: vec!["r7".into()], segment: "old".into() };
        for (what, next) in [
            ("add", added(&start, vec![respondent("new", &[("i0", 1), ("i1", 5)])])),
            ("answer", edits(vec![answer])),
            ("segment", edits(vec![segment])),
            ("remove", edits(vec![StudyEdit::RemoveRespondents(vec!["r1".into()])])),
            ("head", edits(vec![StudyEdit::Importance(true)])),
            ("feature", edits(vec![StudyEdit::RemoveFeatures(vec!["i4".into()])])),
            ("order", edits(vec![StudyEdit::MoveFeatures { items: vec!["i9".into()], after: None }])),
        ] {
            let patch = Patch::between(&start, &next).unwrap();
            assert!(patch.to_json().len() < 260, "{what}: {}", patch.to_json());
            let applied = patch.apply(&start);
            assert_eq!(applied, next, "{what}");
            let (before, after) = (&start.kano.respondents, &applied.kano.respondents);
            assert!(after.iter().filter(|one| before.iter().any(|old| Rc::ptr_eq(one, old))).count() >= 999);
        }
    }

    #[test]
    fn what_two_people_do_to_a_study_is_all_there() {
        let start = study(3);
        let edited = |edit: StudyEdit| after(&start, Command::study(vec![edit]));
        let (mine, theirs) =
            (added(&start, vec![respondent("a", &[("i0", 1)])]), added(&start, vec![respondent("b", &[])]));
        check_both(&start, &mine, &theirs, |both| {
            let mut ids: Vec<&str> = both.kano.respondents.iter().map(|one| &*one.id).collect();
            ids.sort_unstable();
            ids == ["a", "b", "r0", "r1", "r2"] && both.kano.respondent("a").unwrap().answers.len() == 1
        });
        let removed = edited(StudyEdit::RemoveRespondents(vec!["r1".into()]));
        check_both(&start, &removed, &mine, |both| people(both) == "r0 r2 a");
        let answered = |item: &str| {
            let answer = Answer { importance: Some(9), ..Answer::default() };
            edited(StudyEdit::Answer { respondent: "r0".into(), item: item.into(), answer: Some(answer) })
        };
        check_both(&start, &answered("i0"), &answered("i1"), |both| {
            let one = both.kano.respondent("r0").unwrap();
            ["i0", "i1"].into_iter().all(|item| one.answer(item).unwrap().importance == Some(9))
        });
        check_both(&start, &removed, &edited(StudyEdit::Wording("berger".into())), |both| {
            both.kano.wording == "berger" && people(both) == "r0 r2"
        });
        let segments = |name: &str| edited(StudyEdit::Segments(vec![name.into()]));
        check_both(&start, &segments("new"), &segments("old"), |both| both.kano.segments.len() == 2);
        let question = |text: &str| {
            let question = Question { functional_en: text.into(), ..Question::default() };
            edited(StudyEdit::Question { item: "i2".into(), question })
        };
        let gone = edited(StudyEdit::RemoveFeatures(vec!["i1".into()]));
        check_both(&start, &gone, &question("How?"), |both| {
            both.kano.features.len() == 29
                && both.kano.feature("i2").unwrap().question.functional_en == "How?"
        });
    }

    #[test]
    fn a_kano_mark_is_one_persons() {
        let start = edited(&plan(1), "i0", Edit::Kano(Some(KanoMark::manual(KanoCategory::MustBe))));
        let mark = |category, better| KanoMark { better, ..KanoMark::new(category, KanoMark::STUDY) };
        let one = edited(&start, "i0", Edit::Kano(Some(mark(KanoCategory::Attractive, Some(0.9)))));
        let other = edited(&start, "i0", Edit::Kano(Some(mark(KanoCategory::Indifferent, Some(0.1)))));
        check_both(&start, &one, &other, |both| {
            [&one, &other].into_iter().any(|plan| plan.items[0].kano == both.items[0].kano)
        });
    }

    #[test]
    fn two_full_studies_make_no_study_that_is_too_full() {
        let start = plan(150);
        let ids = |range: std::ops::Range<usize>| {
            start.items.get(range).unwrap().iter().map(|item| Rc::clone(&item.id)).collect()
        };
        let features = |range| after(&start, Command::study(vec![StudyEdit::AddFeatures(ids(range))]));
        check_both(&start, &features(0..90), &features(60..150), |both| {
            both.kano.features.len() == MOST_FEATURES && violations(both).is_empty()
        });
    }

    #[test]
    fn a_circle_that_two_people_close_together_is_cut() {
        let start = plan(2);
        let one = edited(&start, "i0", Edit::DependsOn(vec!["i1".into()]));
        let other = edited(&start, "i1", Edit::DependsOn(vec!["i0".into()]));
        check_both(&start, &one, &other, |both| {
            both.items.iter().map(|item| item.depends_on.len()).sum::<usize>() == 1
        });
    }

    #[test]
    fn a_change_of_what_is_gone_for_good_brings_nothing_back() {
        let start = plan(2);
        let patch = Patch::between(&start, &edited(&start, "i1", Edit::Owner("PM".into()))).unwrap();
        let deleted = after(&start, Command::DeleteItems(vec!["i1".into()]));
        let gone = after(&deleted, Command::EmptyBin(vec!["i1".into()]));
        assert_eq!(ids(&patch.apply(&gone)), "i0");
    }

    #[test]
    fn what_does_not_fit_is_passed_over() {
        let start = plan(2);
        for part in [
            json!({"plan": 5, "items": [], "order": {}, "needs": 1, "future": {}}),
            json!({"plan": {"title": 5, "id": null, "settings": {"need_share": 7}, "next_key": -1}}),
            json!({"items": {"i0": {"title": null, "key": "", "id": "i1", "status": "done", "scores": 5}, "i1": 5}}),
            json!({"items": {"x": {"title": "no id"}, "": {"id": "", "title": "Empty"}, "y": {"id": "y"}}}),
            json!({"plan": {"kano": {"wording": "berger"}, "items": 5, "needs": [1]}}),
            json!({"kano": 5}),
            json!({"kano": {"study": [], "features": 1, "respondents": {"set": [1], "order": {}}}}),
            json!({"kano": {"study": {"wording": 5, "features": 5, "importance": "yes"}, "features": {"set": {"i0": {}, "": {"item": ""}}}}}),
            json!({"kano": {"respondents": {"set": {"r1": {"answers": {"i0": 15}}, "r2": 5, "": {"id": ""}}, "order": [{"after": null, "ids": ["r1"]}]}}}),
            json!({"order": [{"after": 5, "ids": ["nobody", 7]}, {"ids": null}, null]}),
        ] {
            let patch = Patch::from_json(&part.to_string()).unwrap();
            assert_eq!(patch.apply(&start), start, "{part}");
        }
        let half = Patch::from_json(r#"{"items":{"i0":{"title":5,"owner":"PM"}}}"#).unwrap().apply(&start);
        assert_eq!((half.items[0].title.as_str(), half.items[0].owner.as_str()), ("Item 0", "PM"));
        for text in ["", "[]", "{}", "{\"items\":", "null"] {
            assert_eq!(Patch::from_json(text), None, "{text}");
        }
    }
}
