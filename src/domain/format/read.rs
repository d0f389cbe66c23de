//! JSON to plan: every field is taken by hand, and what remains is carried along.
//!
//! A value that cannot be used costs its own field and leaves a warning; the
//! plan that comes out always keeps the promises of `invariants`.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use serde_json::{Map, Value};

use super::tree::{self, Fields, Tree};
use super::warning::{Expected, Place, Trouble, Warnings, short, shown};
use super::write::UNREADABLE;
use super::{ReadError, roadmap, study};
use crate::domain::by_id::ById;
use crate::domain::date::Date;
use crate::domain::editor::{MOST_ITEMS, drop_broken_links, tidy_tags};
use crate::domain::frameworks::{self, Framework};
use crate::domain::kano::study::MOST_RESPONDENTS;
use crate::domain::number::LARGEST;
use crate::domain::plan::{
    AssumedRanges, CRITERION_SLOTS, Comment, Criterion, Direction, EffortUnit, Estimate, Extra, Goal, Id,
    Item, KEY_PREFIX, KanoCategory, KanoMark, KanoRule, KanoTable, Link, Need, Period, Plan, Requester,
    Score, Settings, Status, WorkshopRecord,
};
use crate::domain::text::{Lang, files};

/// The whole plan; only a count beyond the limits is an error.
pub(super) fn plan(fields: Fields<'_>, warnings: &mut Warnings) -> Result<Plan, ReadError> {
    let mut object = Object::new(fields, Place::Root, warnings);
    object.raw("format");
    object.raw("version");
    let (needs, goals) = (object.list("needs"), object.list("goals"));
    let (items, mut bin) = (object.list("items"), object.list("bin"));
    let kano = object.object("kano");
    let roadmap = object.object("roadmap");
    let decisions = object.list("decisions");
    let workshops = object.list("workshops");
    let fields = object.fields;
    if items.len() > MOST_ITEMS {
        return Err(ReadError::TooManyItems { count: items.len() });
    }
    let respondents = kano.as_ref().and_then(|kano| tree::get(kano, "respondents"));
    if let Some(Tree::List(list)) = respondents
        && list.len() > MOST_RESPONDENTS
    {
        return Err(ReadError::TooManyRespondents { count: list.len() });
    }
    if bin.len() > MOST_ITEMS {
        let count = bin.len() - MOST_ITEMS;
        bin.drain(..count);
        warnings.add(Place::Field(&Place::Root, "bin"), Trouble::BinCut { count, most: MOST_ITEMS });
    }

    let mut plan = head(fields, warnings);
    let mut needs = records(needs, "needs", warnings, need);
    let mut goals = records(goals, "goals", warnings, goal);
    give_ids(&mut [("needs", &mut needs)], "n", |need| &mut need.id, warnings);
    give_ids(&mut [("goals", &mut goals)], "g", |goal| &mut goal.id, warnings);
    plan.needs = Rc::new(needs);
    plan.goals = Rc::new(goals);
    let mut items = records(items, "items", warnings, item);
    let mut bin = records(bin, "bin", warnings, item);
    give_ids(&mut [("items", &mut items), ("bin", &mut bin)], "i", |item| &mut item.id, warnings);
    plan.items = items.into_iter().map(Rc::new).collect();
    plan.bin = bin.into_iter().map(Rc::new).collect();
    give_keys(&mut plan);
    cut_links(&mut plan, warnings);
    if let Some(fields) = kano {
        let study = study::read(Object::new(fields, Place::Field(&Place::Root, "kano"), warnings));
        plan.kano = Rc::new(study);
    }
    if let Some(fields) = roadmap {
        let place = Place::Field(&Place::Root, "roadmap");
        let ids: HashSet<Id> = plan.items.iter().chain(&plan.bin).map(|item| Rc::clone(&item.id)).collect();
        plan.roadmap = Rc::new(roadmap::read(Object::new(fields, place, warnings), &ids));
        roadmap::name_missing_teams(&plan, warnings);
    }
    let decisions = records(decisions, "decisions", warnings, roadmap::read_decision);
    plan.decisions = roadmap::with_ids(decisions, warnings);
    let mut workshops = records(workshops, "workshops", warnings, workshop);
    give_ids(&mut [("workshops", &mut workshops)], "w", |workshop| &mut workshop.id, warnings);
    plan.workshops = Rc::new(workshops);
    Ok(plan)
}

/// A workshop, whose fields are read by whoever needs them; its id may be empty.
pub(super) fn workshop(mut object: Object<'_, '_>) -> WorkshopRecord {
    WorkshopRecord { id: object.id("id"), fields: Rc::new(object.rest()) }
}

/// The plan's own fields; whatever else the object holds is carried along.
pub(super) fn head(fields: Fields<'_>, warnings: &mut Warnings) -> Plan {
    let mut object = Object::new(fields, Place::Root, warnings);
    let (title, title_alt) = object.title_or_blank();
    let mut plan = Plan {
        id: object.id("id"),
        title,
        title_alt,
        created: object.date("created"),
        updated: object.date("updated"),
        ancestors: Rc::new(ancestors(&mut object)),
        settings: settings(&mut object),
        // A number beyond all counting is forgotten rather than cut: what is written
        // next must read back as the same number.
        next_key: object.whole("next_key").and_then(|number| u32::try_from(number).ok()).unwrap_or(1).max(1),
        ..Plan::default()
    };
    plan.extra = Rc::new(object.rest());
    plan
}

/// The contents that the plan came from, each once; the oldest beyond the limit are forgotten.
fn ancestors(object: &mut Object<'_, '_>) -> Vec<String> {
    let mut plan = Plan::default();
    for fingerprint in object.texts("ancestors").iter().filter(|one| !one.is_empty()) {
        plan.came_from(fingerprint);
    }
    plan.ancestors.to_vec()
}

fn settings(object: &mut Object<'_, '_>) -> Settings {
    let fallback = Settings::default();
    let Some(fields) = object.object("settings") else { return fallback };
    let place = Place::Field(&object.place, "settings");
    let mut object = Object::new(fields, place, object.warnings);
    Settings {
        reach_period: object
            .named("reach_period", Period::from_file_name, Expected::Period)
            .unwrap_or(fallback.reach_period),
        effort_unit: object
            .named("effort_unit", EffortUnit::from_file_name, Expected::EffortUnit)
            .unwrap_or(fallback.effort_unit),
        need_share: object.number_in("need_share", 0.0, 1.0, Expected::Share).unwrap_or(fallback.need_share),
        kano_table: object
            .named("kano_table", KanoTable::from_file_name, Expected::KanoTable)
            .unwrap_or(fallback.kano_table),
        kano_rule: object
            .named("kano_rule", KanoRule::from_file_name, Expected::KanoRule)
            .unwrap_or(fallback.kano_rule),
        kano_near_tie: object
            .number_in("kano_near_tie", 0.0, 1.0, Expected::Share)
            .unwrap_or(fallback.kano_near_tie),
        criteria: Rc::new(criteria(&mut object)),
        assumed_ranges: object.inside("assumed_ranges", assumed_ranges).unwrap_or_default(),
        seed: object.whole("seed").unwrap_or(fallback.seed),
        extra: object.rest(),
    }
}

fn assumed_ranges(mut object: Object<'_, '_>) -> AssumedRanges {
    let fallback = AssumedRanges::default();
    let (least, most) = AssumedRanges::RATIOS.into_inner();
    let mut ratio = |name, or| object.number_in(name, least, most, Expected::Ratio).unwrap_or(or);
    let (high, medium, low) =
        (ratio("high", fallback.high), ratio("medium", fallback.medium), ratio("low", fallback.low));
    AssumedRanges { on: object.switch("on"), high, medium, low, extra: object.rest() }
}

/// The weight of a need, a goal or a criterion that names none.
const PLAIN_WEIGHT: f64 = 1.0;

/// The criteria, each with an id of its own; what finds none is left out.
fn criteria(object: &mut Object<'_, '_>) -> Vec<Criterion> {
    let wanted = object.records("criteria", criterion);
    let list = Place::Field(&object.place, "criteria");
    // Whoever has no id of its own takes none that another one names: its numbers mean that.
    let named: HashSet<Id> = wanted.iter().map(|(id, _)| Rc::clone(id)).collect();
    let mut criteria: Vec<Criterion> = Vec::new();
    for (at, (id, mut criterion)) in wanted.into_iter().enumerate() {
        let unused = |slot: &&'static str| criteria.iter().all(|other| other.id != *slot);
        let own = CRITERION_SLOTS.into_iter().find(|slot| **slot == *id).filter(unused);
        let free = CRITERION_SLOTS.into_iter().filter(unused).find(|slot| !named.contains(*slot));
        let place = Place::Element(&list, at);
        match own {
            Some(slot) => criterion.id = slot,
            None => {
                let Some(slot) = free else {
                    let found = Tree::Text(criterion.title.into());
                    left_out(place, Expected::Criterion, found, object.warnings);
                    continue;
                };
                criterion.id = slot;
                let trouble = match id.is_empty() {
                    true => Trouble::MissingId { new: slot.to_owned() },
                    false => Trouble::RepeatedId { id: short(&id), new: slot.to_owned() },
                };
                object.warnings.add(place, trouble);
            }
        }
        criteria.push(criterion);
    }
    criteria
}

/// A criterion and the id that it wants.
fn criterion(mut object: Object<'_, '_>) -> (Id, Criterion) {
    let id = object.id("id");
    let (title, title_alt) = object.title_or_blank();
    let plain = Criterion::new("", title);
    let weight = object.number_in("weight", 0.0, LARGEST, Expected::NotNegative).unwrap_or(PLAIN_WEIGHT);
    let direction = object.named("direction", Direction::from_file_name, Expected::Direction);
    let low = object.number_in("low", -LARGEST, LARGEST, Expected::Number).unwrap_or(plain.low);
    let high = object.number_in("high", -LARGEST, LARGEST, Expected::Number).unwrap_or(plain.high);
    let direction = direction.unwrap_or(plain.direction);
    let rising = low < high;
    if !rising {
        let found = Tree::Text(format!("{low} – {high}").into());
        left_out(Place::Field(&object.place, "high"), Expected::Rising, found, object.warnings);
    }
    let (low, high) = if rising { (low, high) } else { (plain.low, plain.high) };
    (id, Criterion { title_alt, weight, direction, low, high, extra: object.rest(), ..plain })
}

/// A user need; its id may be empty.
pub(crate) fn need(mut object: Object<'_, '_>) -> Need {
    let (title, title_alt) = object.title_or_blank();
    Need {
        id: object.id("id"),
        title,
        title_alt,
        weight: object.number_in("weight", 0.0, LARGEST, Expected::NotNegative).unwrap_or(PLAIN_WEIGHT),
        importance: object.number_in("importance", 0.0, 10.0, Expected::Ten),
        satisfaction: object.number_in("satisfaction", 0.0, 10.0, Expected::Ten),
        extra: object.rest(),
    }
}

/// A business goal; its id may be empty.
pub(crate) fn goal(mut object: Object<'_, '_>) -> Goal {
    let (title, title_alt) = object.title_or_blank();
    Goal {
        id: object.id("id"),
        title,
        title_alt,
        weight: object.number_in("weight", 0.0, LARGEST, Expected::NotNegative).unwrap_or(PLAIN_WEIGHT),
        extra: object.rest(),
    }
}

/// An item; its id and key may be empty, and its links are not checked.
pub(crate) fn item(mut object: Object<'_, '_>) -> Item {
    let (title, title_alt) = object.title();
    let mut item = Item::new(object.id("id"), object.text("key"), title);
    if item.key.trim().is_empty() {
        item.key.clear();
    }
    item.title_alt = title_alt;
    item.description = object.text("description");
    item.area = object.text("area");
    item.tags = tidy_tags(object.texts("tags").iter());
    item.status = object.named("status", Status::from_file_name, Expected::Status).unwrap_or(item.status);
    item.source = object.text("source");
    item.owner = object.text("owner");
    item.parent = Some(object.id("parent")).filter(|id| !id.is_empty());
    item.depends_on = object.ids("depends_on");
    item.requesters = object.records("requesters", requester);
    let (scores, foreign_sheets) = object.inside("scores", scores).unwrap_or_default();
    item.scores = scores;
    item.needs = object.inside("needs", contributions).unwrap_or_default();
    item.goals = object.inside("goals", contributions).unwrap_or_default();
    item.kano = object.inside("kano", kano).flatten();
    item.effort_by_team = object.inside("effort_by_team", roadmap::read_efforts).unwrap_or_default();
    item.planned = object.inside("planned", roadmap::read_span).unwrap_or_default();
    item.actual = object.inside("actual", roadmap::read_actual).unwrap_or_default();
    item.comments = object.records("comments", comment);
    item.links = object.records("links", link);
    item.extra = object.rest();
    if !foreign_sheets.is_empty() {
        item.extra.insert("scores".to_owned(), Value::Object(foreign_sheets));
    }
    item
}

fn requester(mut object: Object<'_, '_>) -> Requester {
    Requester {
        name: object.text("name"),
        segment: object.text("segment"),
        count: object.number_in("count", 0.0, LARGEST, Expected::NotNegative),
        date: object.date("date"),
        note: object.text("note"),
        extra: object.rest(),
    }
}

fn comment(mut object: Object<'_, '_>) -> Comment {
    Comment {
        id: object.id("id"),
        author: object.text("author"),
        date: object.date("date"),
        text: object.text("text"),
        extra: object.rest(),
    }
}

fn link(mut object: Object<'_, '_>) -> Link {
    Link { title: object.text("title"), url: object.text("url"), extra: object.rest() }
}

fn kano(mut object: Object<'_, '_>) -> Option<KanoMark> {
    let category = object.named("category", KanoCategory::from_file_name, Expected::Kano)?;
    Some(KanoMark {
        category,
        source: object.text("source"),
        better: object.number_in("better", 0.0, 1.0, Expected::Share),
        worse: object.number_in("worse", -1.0, 0.0, Expected::NegativeShare),
        n: object.whole("n").and_then(|number| u32::try_from(number).ok()),
        date: Some(object.date("date")).filter(|date| !date.is_empty()),
        p: object.number_in("p", 0.0, 1.0, Expected::Share),
        extra: object.rest(),
    })
}

fn contributions(object: Object<'_, '_>) -> ById<i8> {
    let (fields, place, warnings) = object.into_fields();
    let mut levels = ById::new();
    for (id, value) in fields {
        let level = value.as_f64().filter(|level| level.fract() == 0.0 && (-1.0..=3.0).contains(level));
        match level {
            Some(level) => {
                levels.insert(Id::from(&*id), level as i8);
            }
            None if value.is_null() => {}
            None => left_out(Place::Field(&place, &id), Expected::Contribution, value, warnings),
        }
    }
    levels
}

/// The sheets of the frameworks that are known, by name, and the others as they are.
fn scores(mut object: Object<'_, '_>) -> (Vec<Score>, Map<String, Value>) {
    let mut scores: Vec<Score> = Vec::new();
    for framework in frameworks::sheets() {
        let score = object.inside(framework.sheet, |object| sheet(framework, object));
        scores.extend(score.filter(|score| !score.is_empty()));
    }
    scores.sort_by_key(|score| score.sheet);
    (scores, object.rest())
}

fn sheet(framework: &'static Framework, mut object: Object<'_, '_>) -> Score {
    let mut score = Score::new(framework.sheet);
    let mut unreadable = object.object(UNREADABLE).unwrap_or_default();
    let mut beside = Map::new();
    for input in framework.inputs {
        let value = object.raw(input.key).filter(|value| !value.is_null());
        let text = tree::take(&mut unreadable, input.key);
        let found = match (value, text) {
            (Some(value), _) => {
                let (estimate, more) = estimate(value);
                if let Estimate::Unreadable(text) = &estimate {
                    let place = Place::Field(&object.place, input.key);
                    object.warnings.add(place, Trouble::KeptAsText { found: format!("“{}”", short(text)) });
                }
                if !more.is_empty() {
                    beside.insert(input.key.to_owned(), Value::Object(more));
                }
                Some(estimate)
            }
            (None, Some(Tree::Text(text))) => Some(Estimate::Unreadable(text.into_owned())),
            (None, Some(Tree::Null) | None) => None,
            (None, Some(other)) => Some(Estimate::Unreadable(Value::from(other).to_string())),
        };
        score.set(input.key, found);
    }
    score.scored = object.optional("scored");
    score.evidence = object.text("evidence");
    score.one_time = object.switch("one_time");
    score.extra = object.rest();
    score.extra.append(&mut beside);
    let unreadable = tree::rest(unreadable);
    if !unreadable.is_empty() {
        score.extra.insert(UNREADABLE.to_owned(), Value::Object(unreadable));
    }
    score
}

/// An estimate and what stood beside its low, likely and high; what is no number is kept as text.
pub(super) fn estimate(value: Tree<'_>) -> (Estimate, Map<String, Value>) {
    let none = Map::new();
    if let Some(number) = value.as_f64() {
        return (Estimate::Value(number), none);
    }
    match value {
        Tree::Text(text) => (Estimate::Unreadable(text.into_owned()), none),
        Tree::Object(mut range) => {
            let part = |name: &str| tree::get(&range, name).and_then(Tree::as_f64);
            let (Some(low), Some(likely), Some(high)) = (part("low"), part("likely"), part("high")) else {
                return (Estimate::Unreadable(Value::Object(tree::rest(range)).to_string()), none);
            };
            for name in ["low", "likely", "high"] {
                tree::take(&mut range, name);
            }
            (Estimate::Range { low, likely, high }, tree::rest(range))
        }
        other => (Estimate::Unreadable(Value::from(other).to_string()), none),
    }
}

/// An object whose known fields are taken out one by one; what remains is `extra`.
pub(crate) struct Object<'a, 't> {
    fields: Fields<'t>,
    /// Where the next field most likely stands: files have them in the order of reading.
    next: usize,
    pub(super) place: Place<'a>,
    pub(super) warnings: &'a mut Warnings,
}

impl<'a, 't> Object<'a, 't> {
    pub(crate) fn new(fields: Fields<'t>, place: Place<'a>, warnings: &'a mut Warnings) -> Object<'a, 't> {
        Object { fields, next: 0, place, warnings }
    }

    /// Takes a field as it is.
    fn raw(&mut self, name: &str) -> Option<Tree<'t>> {
        let is_it = |field: &Option<(_, _)>| matches!(field, Some((found, _)) if found == name);
        let (before, after) = self.fields.split_at_checked(self.next)?;
        let at = match after.iter().position(is_it) {
            Some(at) => self.next + at,
            None => before.iter().position(is_it)?,
        };
        self.next = at + 1;
        self.fields.get_mut(at)?.take().map(|(_, value)| value)
    }

    /// All that was not taken, for objects whose names are ids.
    pub(super) fn into_fields(
        self,
    ) -> (impl Iterator<Item = (Cow<'t, str>, Tree<'t>)>, Place<'a>, &'a mut Warnings) {
        (self.fields.into_iter().flatten(), self.place, self.warnings)
    }

    /// What was not taken.
    pub(super) fn rest(self) -> Extra {
        tree::rest(self.fields)
    }

    /// Takes a field if it fits; null is the same as absent, and anything else is warned of.
    pub(super) fn take<T>(
        &mut self,
        name: &str,
        expected: Expected,
        fit: impl FnOnce(Tree<'t>) -> Result<T, Tree<'t>>,
    ) -> Option<T> {
        let value = self.raw(name).filter(|value| !value.is_null())?;
        match fit(value) {
            Ok(fitting) => Some(fitting),
            Err(other) => {
                left_out(Place::Field(&self.place, name), expected, other, self.warnings);
                None
            }
        }
    }

    pub(super) fn optional(&mut self, name: &str) -> Option<String> {
        self.take(name, Expected::Text, text)
    }

    pub(super) fn text(&mut self, name: &str) -> String {
        self.optional(name).unwrap_or_default()
    }

    /// A title that is not blank, and the one in the other language.
    fn title(&mut self) -> (String, Option<String>) {
        let (title, alternative) = (self.text("title"), self.optional("title_alt"));
        if title.trim().is_empty() {
            return stand_in_title(alternative, self.place, self.warnings);
        }
        (title, alternative)
    }

    /// A title that may be blank, because somebody is about to type it.
    pub(super) fn title_or_blank(&mut self) -> (String, Option<String>) {
        match self.optional("title") {
            Some(title) => (title, self.optional("title_alt")),
            None => self.title(),
        }
    }

    /// A date, or whatever text stands in its place.
    pub(super) fn date(&mut self, name: &str) -> String {
        let text = self.text(name);
        if !text.is_empty() && Date::parse(&text).is_none() {
            let found = format!("“{}”", short(&text));
            self.warnings.add(Place::Field(&self.place, name), Trouble::NoDate { found });
        }
        text
    }

    /// An id; other programs like to use numbers, so these count as their text.
    pub(super) fn id(&mut self, name: &str) -> Id {
        self.take(name, Expected::Text, id).unwrap_or_default()
    }

    pub(super) fn switch(&mut self, name: &str) -> bool {
        let fit = |value| match value {
            Tree::Bool(on) => Ok(on),
            other => Err(other),
        };
        self.take(name, Expected::Switch, fit).unwrap_or_default()
    }

    pub(super) fn number_in(&mut self, name: &str, low: f64, high: f64, expected: Expected) -> Option<f64> {
        let fit =
            |value: Tree<'t>| value.as_f64().filter(|number| (low..=high).contains(number)).ok_or(value);
        self.take(name, expected, fit)
    }

    pub(super) fn whole(&mut self, name: &str) -> Option<u64> {
        self.take(name, Expected::Whole, |value| value.as_u64().ok_or(value))
    }

    pub(super) fn named<T>(
        &mut self,
        name: &str,
        read: fn(&str) -> Option<T>,
        expected: Expected,
    ) -> Option<T> {
        let fit = |value: Tree<'t>| value.as_str().and_then(read).ok_or(value);
        self.take(name, expected, fit)
    }

    pub(super) fn list(&mut self, name: &str) -> Vec<Tree<'t>> {
        let fit = |value| match value {
            Tree::List(list) => Ok(list),
            other => Err(other),
        };
        self.take(name, Expected::List, fit).unwrap_or_default()
    }

    pub(super) fn object(&mut self, name: &str) -> Option<Fields<'t>> {
        self.take(name, Expected::Object, object)
    }

    /// Reads the object in a field.
    pub(super) fn inside<T>(&mut self, name: &str, read: impl FnOnce(Object<'_, '_>) -> T) -> Option<T> {
        let fields = self.object(name)?;
        Some(read(Object::new(fields, Place::Field(&self.place, name), self.warnings)))
    }

    /// Takes the elements of a list that fit.
    fn elements<T>(
        &mut self,
        name: &str,
        expected: Expected,
        fit: fn(Tree<'t>) -> Result<T, Tree<'t>>,
    ) -> Vec<T> {
        let mut fitting = Vec::new();
        for (at, value) in self.list(name).into_iter().enumerate() {
            let list = Place::Field(&self.place, name);
            match fit(value) {
                Ok(element) => fitting.push(element),
                Err(other) => left_out(Place::Element(&list, at), expected, other, self.warnings),
            }
        }
        fitting
    }

    pub(super) fn texts(&mut self, name: &str) -> Vec<String> {
        self.elements(name, Expected::Text, text)
    }

    pub(super) fn ids(&mut self, name: &str) -> Vec<Id> {
        let mut seen = HashSet::new();
        let mut ids = self.elements(name, Expected::Text, id);
        ids.retain(|id| seen.insert(Rc::clone(id)));
        ids
    }

    pub(super) fn records<T>(&mut self, name: &str, read: impl FnMut(Object<'_, '_>) -> T) -> Vec<T> {
        let list = self.list(name);
        records_at(list, Place::Field(&self.place, name), self.warnings, read)
    }
}

fn text(value: Tree<'_>) -> Result<String, Tree<'_>> {
    match value {
        Tree::Text(text) => Ok(text.into_owned()),
        other => Err(other),
    }
}

fn id(value: Tree<'_>) -> Result<Id, Tree<'_>> {
    match value {
        Tree::Text(text) => Ok(Id::from(&*text)),
        Tree::Number(number) => Ok(Id::from(number.to_string())),
        other => Err(other),
    }
}

fn object(value: Tree<'_>) -> Result<Fields<'_>, Tree<'_>> {
    match value {
        Tree::Object(fields) => Ok(fields),
        other => Err(other),
    }
}

pub(super) fn left_out(place: Place<'_>, expected: Expected, found: Tree<'_>, warnings: &mut Warnings) {
    warnings.add(place, Trouble::LeftOut { expected, found: shown(&found.into()) });
}

fn records<T>(
    list: Vec<Tree<'_>>,
    name: &str,
    warnings: &mut Warnings,
    read: fn(Object<'_, '_>) -> T,
) -> Vec<T> {
    records_at(list, Place::Field(&Place::Root, name), warnings, read)
}

fn records_at<T>(
    list: Vec<Tree<'_>>,
    place: Place<'_>,
    warnings: &mut Warnings,
    mut read: impl FnMut(Object<'_, '_>) -> T,
) -> Vec<T> {
    let mut found = Vec::with_capacity(list.len());
    for (at, value) in list.into_iter().enumerate() {
        let place = Place::Element(&place, at);
        match object(value) {
            Ok(fields) => found.push(read(Object::new(fields, place, warnings))),
            Err(other) => left_out(place, Expected::Object, other, warnings),
        }
    }
    found
}

/// The other language's title, or words that say that there is none.
fn stand_in_title(
    alternative: Option<String>,
    place: Place<'_>,
    warnings: &mut Warnings,
) -> (String, Option<String>) {
    warnings.add(place, Trouble::MissingTitle);
    match alternative.filter(|text| !text.trim().is_empty()) {
        Some(title) => (title, None),
        None => (files::untitled(Lang::En).to_owned(), Some(files::untitled(Lang::Zh).to_owned())),
    }
}

/// Gives an id to whatever has none, and a new one to whatever repeats one.
///
/// The first to use an id keeps it, because links most likely mean that one. New
/// ids are counted up, so that the same file always gives the same plan.
pub(super) fn give_ids<T>(
    lists: &mut [(&str, &mut Vec<T>)],
    prefix: &str,
    id_of: fn(&mut T) -> &mut Id,
    warnings: &mut Warnings,
) {
    let mut taken: HashSet<Id> = HashSet::new();
    for (_, list) in lists.iter_mut() {
        taken.extend(list.iter_mut().map(|record| Rc::clone(id_of(record))));
    }
    let mut seen: HashSet<Id> = HashSet::new();
    let mut next: HashMap<Id, usize> = HashMap::new();
    for (name, list) in lists.iter_mut() {
        let place = Place::Field(&Place::Root, name);
        for (at, record) in list.iter_mut().enumerate() {
            let slot = id_of(record);
            let missing = slot.is_empty();
            if !missing && seen.insert(Rc::clone(slot)) {
                continue;
            }
            let count = next.entry(Rc::clone(slot)).or_insert(if missing { 1 } else { 2 });
            let new = loop {
                let new =
                    Id::from(if missing { format!("{prefix}{count}") } else { format!("{slot}-{count}") });
                *count += 1;
                if taken.insert(Rc::clone(&new)) {
                    break new;
                }
            };
            let trouble = if missing {
                Trouble::MissingId { new: short(&new) }
            } else {
                Trouble::RepeatedId { id: short(slot), new: short(&new) }
            };
            warnings.add(Place::Element(&place, at), trouble);
            seen.insert(Rc::clone(&new));
            *slot = new;
        }
    }
}

/// Gives a key to whatever has none, each number once.
pub(crate) fn give_keys(plan: &mut Plan) {
    plan.next_key = plan.next_key.max(plan.last_key_number().saturating_add(1));
    for slot in plan.items.iter_mut().chain(&mut plan.bin).filter(|item| item.key.is_empty()) {
        let item = Rc::make_mut(slot);
        item.key = format!("{KEY_PREFIX}{}", plan.next_key);
        plan.next_key = plan.next_key.saturating_add(1);
    }
}

/// Cuts the links that lead nowhere or in a circle, and says which.
fn cut_links(plan: &mut Plan, warnings: &mut Warnings) {
    let (items, bin) = (plan.items.clone(), plan.bin.clone());
    if drop_broken_links(plan) == 0 {
        return;
    }
    let titles: HashMap<&Id, &str> =
        items.iter().chain(&bin).map(|item| (&item.id, item.title.as_str())).collect();
    for (name, before, after) in [("items", &items, &plan.items), ("bin", &bin, &plan.bin)] {
        let list = Place::Field(&Place::Root, name);
        for (at, (before, after)) in before.iter().zip(after).enumerate() {
            let place = Place::Element(&list, at);
            let mut tell = |field: &str, gone: Vec<&Id>| {
                if gone.is_empty() {
                    return;
                }
                let title = |id: &&Id| short(titles.get(*id).copied().unwrap_or(id));
                let to = gone.iter().take(5).map(title).collect();
                warnings
                    .add(Place::Field(&place, field), Trouble::LinksCut { from: short(&before.title), to });
            };
            if before.parent != after.parent {
                tell("parent", before.parent.iter().collect());
            }
            if before.depends_on.len() != after.depends_on.len() {
                let kept: HashSet<&Id> = after.depends_on.iter().collect();
                tell("depends_on", before.depends_on.iter().filter(|id| !kept.contains(id)).collect());
            }
        }
    }
}
