//! Plan to JSON, in the names and the order of `docs/formats.md`.

use serde_json::{Map, Number, Value};

use super::{FORMAT, VERSION, roadmap, study};
use crate::domain::by_id::ById;
use crate::domain::frameworks;
use crate::domain::plan::{
    AssumedRanges, Comment, Criterion, Estimate, Extra, Goal, Item, KanoMark, Link, Need, Plan, Requester,
    Score, Settings, WorkshopRecord,
};
use crate::domain::roadmap::{Actual, Roadmap, Span};

/// How much is said about what is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Nothing: what is empty is left out. For storage and links.
    Compact,
    /// All of it, so that another program finds every name. For files.
    Complete,
    /// Only empty lists and maps, so that a patch names the entries that went. For patches.
    Patch,
}

/// The whole plan.
pub(super) fn plan(plan: &Plan, form: Form) -> Map<String, Value> {
    let mut fields = Fields::new(form);
    fields.always("format", FORMAT.into());
    fields.always("version", VERSION.into());
    let mut head = head(plan, form);
    let next_key = head.shift_remove("next_key");
    fields.map.append(&mut head);
    fields.list("needs", plan.needs.iter().map(|each| need(each, form)));
    fields.list("goals", plan.goals.iter().map(|each| goal(each, form)));
    fields.always("items", plan.items.iter().map(|each| Value::Object(item(each, form))).collect());
    fields.list("bin", plan.bin.iter().map(|each| item(each, form)));
    fields.always("next_key", next_key.unwrap_or_default());
    if !plan.kano.is_empty() {
        fields.always("kano", Value::Object(study::write(&plan.kano, form)));
    }
    if *plan.roadmap != Roadmap::default() {
        fields.always("roadmap", Value::Object(roadmap::write(&plan.roadmap, form)));
    }
    fields.list("decisions", plan.decisions.iter().map(|each| roadmap::write_decision(each, form)));
    fields.list("workshops", plan.workshops.iter().map(|each| workshop(each, form)));
    fields.done(&plan.extra)
}

/// A workshop: its fields are as they are.
pub(super) fn workshop(workshop: &WorkshopRecord, form: Form) -> Map<String, Value> {
    let mut fields = Fields::new(form);
    fields.always("id", (*workshop.id).into());
    fields.done(&workshop.fields)
}

/// The plan's own fields, without its lists and without what is carried along.
pub(crate) fn head(plan: &Plan, form: Form) -> Map<String, Value> {
    let mut fields = Fields::new(form);
    fields.always("id", (*plan.id).into());
    fields.always("title", plan.title.as_str().into());
    fields.optional("title_alt", plan.title_alt.as_deref());
    fields.text("created", &plan.created);
    fields.text("updated", &plan.updated);
    // A copy of nothing says nothing of it, in whatever form; a patch names the list that grows.
    if form == Form::Patch || !plan.ancestors.is_empty() {
        fields.list("ancestors", plan.ancestors.iter().map(String::as_str));
    }
    fields.always("settings", Value::Object(settings(&plan.settings, form)));
    fields.always("next_key", plan.next_key.into());
    fields.map
}

fn settings(settings: &Settings, form: Form) -> Map<String, Value> {
    let mut fields = Fields::new(form);
    fields.always("reach_period", settings.reach_period.file_name().into());
    fields.always("effort_unit", settings.effort_unit.file_name().into());
    fields.number("need_share", Some(settings.need_share));
    fields.always("kano_table", settings.kano_table.file_name().into());
    fields.always("kano_rule", settings.kano_rule.file_name().into());
    fields.number("kano_near_tie", Some(settings.kano_near_tie));
    fields.list("criteria", settings.criteria.iter().map(|each| criterion(each, form)));
    if form != Form::Compact || settings.assumed_ranges != AssumedRanges::default() {
        fields.always("assumed_ranges", Value::Object(assumed_ranges(&settings.assumed_ranges)));
    }
    fields.always("seed", settings.seed.into());
    fields.done(&settings.extra)
}

fn criterion(criterion: &Criterion, form: Form) -> Map<String, Value> {
    let mut fields = Fields::new(form);
    fields.always("id", criterion.id.into());
    fields.always("title", criterion.title.as_str().into());
    fields.optional("title_alt", criterion.title_alt.as_deref());
    fields.number("weight", Some(criterion.weight));
    fields.always("direction", criterion.direction.file_name().into());
    fields.number("low", Some(criterion.low));
    fields.number("high", Some(criterion.high));
    fields.done(&criterion.extra)
}

fn assumed_ranges(ranges: &AssumedRanges) -> Map<String, Value> {
    // All of it in every form: a switch that is off takes back one that was on.
    let mut fields = Fields::new(Form::Complete);
    fields.always("on", ranges.on.into());
    fields.number("high", Some(ranges.high));
    fields.number("medium", Some(ranges.medium));
    fields.number("low", Some(ranges.low));
    fields.done(&ranges.extra)
}

/// A user need.
pub(crate) fn need(need: &Need, form: Form) -> Map<String, Value> {
    let mut fields = Fields::new(form);
    fields.always("id", (*need.id).into());
    fields.always("title", need.title.as_str().into());
    fields.optional("title_alt", need.title_alt.as_deref());
    fields.number("weight", Some(need.weight));
    fields.number("importance", need.importance);
    fields.number("satisfaction", need.satisfaction);
    fields.done(&need.extra)
}

/// A business goal.
pub(crate) fn goal(goal: &Goal, form: Form) -> Map<String, Value> {
    let mut fields = Fields::new(form);
    fields.always("id", (*goal.id).into());
    fields.always("title", goal.title.as_str().into());
    fields.optional("title_alt", goal.title_alt.as_deref());
    fields.number("weight", Some(goal.weight));
    fields.done(&goal.extra)
}

/// An item.
pub(crate) fn item(item: &Item, form: Form) -> Map<String, Value> {
    let mut fields = Fields::new(form);
    fields.always("id", (*item.id).into());
    fields.always("key", item.key.as_str().into());
    fields.always("title", item.title.as_str().into());
    fields.optional("title_alt", item.title_alt.as_deref());
    fields.text("description", &item.description);
    fields.text("area", &item.area);
    fields.list("tags", item.tags.iter().map(String::as_str));
    fields.always("status", item.status.file_name().into());
    fields.text("source", &item.source);
    fields.text("owner", &item.owner);
    fields.optional("parent", item.parent.as_deref());
    fields.list("depends_on", item.depends_on.iter().map(|id| &**id));
    fields.list("requesters", item.requesters.iter().map(|each| requester(each, form)));
    fields.object("scores", scores(item, form));
    fields.object("needs", contributions(&item.needs));
    fields.object("goals", contributions(&item.goals));
    if let Some(mark) = &item.kano {
        fields.always("kano", Value::Object(kano(mark)));
    }
    fields.object("effort_by_team", roadmap::write_efforts(&item.effort_by_team));
    if form != Form::Compact || item.planned != Span::default() {
        fields.always("planned", Value::Object(roadmap::write_span(&item.planned, form)));
    }
    if form != Form::Compact || item.actual != Actual::default() {
        fields.always("actual", Value::Object(roadmap::write_actual(&item.actual, form)));
    }
    fields.list("comments", item.comments.iter().map(|each| comment(each, form)));
    fields.list("links", item.links.iter().map(|each| link(each, form)));
    fields.done(&item.extra)
}

fn requester(requester: &Requester, form: Form) -> Map<String, Value> {
    let mut fields = Fields::new(form);
    fields.text("name", &requester.name);
    fields.text("segment", &requester.segment);
    fields.number("count", requester.count);
    fields.text("date", &requester.date);
    fields.text("note", &requester.note);
    fields.done(&requester.extra)
}

fn comment(comment: &Comment, form: Form) -> Map<String, Value> {
    let mut fields = Fields::new(form);
    fields.always("id", (*comment.id).into());
    fields.text("author", &comment.author);
    fields.text("date", &comment.date);
    fields.always("text", comment.text.as_str().into());
    fields.done(&comment.extra)
}

fn link(link: &Link, form: Form) -> Map<String, Value> {
    let mut fields = Fields::new(form);
    fields.text("title", &link.title);
    fields.always("url", link.url.as_str().into());
    fields.done(&link.extra)
}

fn kano(mark: &KanoMark) -> Map<String, Value> {
    let mut fields = Fields::new(Form::Compact);
    fields.always("category", mark.category.file_name().into());
    fields.text("source", &mark.source);
    fields.number("better", mark.better);
    fields.number("worse", mark.worse);
    fields.number("n", mark.n.map(f64::from));
    fields.optional("date", mark.date.as_deref());
    fields.number("p", mark.p);
    fields.done(&mark.extra)
}

fn contributions(levels: &ById<i8>) -> Map<String, Value> {
    levels.iter().map(|(id, level)| (id.to_string(), Value::from(*level))).collect()
}

fn scores(item: &Item, form: Form) -> Map<String, Value> {
    let mut sheets = Map::new();
    for framework in frameworks::sheets() {
        let found = item.score(framework.sheet).map(|score| sheet(score, framework, form));
        let empty = || Map::from_iter([(UNREADABLE.to_owned(), Value::Object(Map::new()))]);
        if let Some(fields) = found.or_else(|| (form == Form::Patch).then(empty)) {
            sheets.insert(framework.sheet.to_owned(), Value::Object(fields));
        }
    }
    // Sheets of frameworks that this version does not know.
    if let Some(Value::Object(foreign)) = item.extra.get("scores") {
        for (name, fields) in foreign {
            sheets.entry(name.clone()).or_insert_with(|| fields.clone());
        }
    }
    sheets
}

/// The field of a sheet that holds what was typed and is no number.
pub(super) const UNREADABLE: &str = "unreadable";

fn sheet(score: &Score, framework: &frameworks::Framework, form: Form) -> Map<String, Value> {
    let mut fields = Fields::new(form);
    let mut unreadable = Map::new();
    for input in framework.inputs {
        let Some(estimate) = score.get(input.key) else { continue };
        match readable(estimate) {
            Ok(mut value) => {
                // What stood beside low, likely and high is carried under the input's name.
                if let (Value::Object(range), Some(Value::Object(more))) =
                    (&mut value, score.extra.get(input.key))
                {
                    for (name, value) in more {
                        range.entry(name.clone()).or_insert_with(|| value.clone());
                    }
                }
                fields.always(input.key, value);
            }
            Err(text) => {
                unreadable.insert(input.key.to_owned(), text.into());
            }
        }
    }
    if let Some(Value::Object(foreign)) = score.extra.get(UNREADABLE) {
        for (name, text) in foreign {
            unreadable.entry(name.clone()).or_insert_with(|| text.clone());
        }
    }
    if !unreadable.is_empty() || form == Form::Patch {
        fields.always(UNREADABLE, Value::Object(unreadable));
    }
    if let Some(scored) = &score.scored {
        fields.always("scored", scored.as_str().into());
    }
    if !score.evidence.is_empty() {
        fields.always("evidence", score.evidence.as_str().into());
    }
    if score.one_time {
        fields.always("one_time", true.into());
    }
    let known = |name: &str| name == UNREADABLE || framework.input(name).is_some();
    for (name, value) in score.extra.iter().filter(|(name, _)| !known(name)) {
        fields.map.entry(name.clone()).or_insert_with(|| value.clone());
    }
    fields.map
}

/// An estimate as numbers, or as text where it has none.
pub(super) fn readable(estimate: &Estimate) -> Result<Value, String> {
    match estimate {
        Estimate::Value(value) => number(*value).ok_or_else(|| value.to_string()),
        Estimate::Range { low, likely, high } => match (number(*low), number(*likely), number(*high)) {
            (Some(low), Some(likely), Some(high)) => Ok(Value::Object(Map::from_iter([
                ("low".to_owned(), low),
                ("likely".to_owned(), likely),
                ("high".to_owned(), high),
            ]))),
            _ => Err(format!("{low} / {likely} / {high}")),
        },
        Estimate::Unreadable(text) => Err(text.clone()),
    }
}

/// A number for JSON, whole where it is whole; `None` for NaN and infinity.
pub(super) fn number(value: f64) -> Option<Value> {
    // Beyond 2^53 not every whole number exists, so the text would claim too much.
    if value.fract() == 0.0 && value.abs() <= 9_007_199_254_740_992.0 {
        return Some(Value::from(value as i64));
    }
    Number::from_f64(value).map(Value::Number)
}

/// Collects the fields of one object in the order in which they are named.
pub(super) struct Fields {
    map: Map<String, Value>,
    form: Form,
}

impl Fields {
    pub(super) fn new(form: Form) -> Fields {
        Fields { map: Map::new(), form }
    }

    pub(super) fn always(&mut self, name: &str, value: Value) {
        self.map.insert(name.to_owned(), value);
    }

    pub(super) fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() || self.form == Form::Complete {
            self.always(name, text.into());
        }
    }

    pub(super) fn optional(&mut self, name: &str, text: Option<&str>) {
        if text.is_some() || self.form == Form::Complete {
            self.always(name, text.into());
        }
    }

    pub(super) fn number(&mut self, name: &str, value: Option<f64>) {
        let value = value.and_then(number);
        if value.is_some() || self.form == Form::Complete {
            self.always(name, value.unwrap_or_default());
        }
    }

    pub(super) fn switch(&mut self, name: &str, on: bool) {
        if on || self.form == Form::Complete {
            self.always(name, on.into());
        }
    }

    pub(super) fn list<T: Into<Value>>(&mut self, name: &str, elements: impl Iterator<Item = T>) {
        let elements: Vec<Value> = elements.map(Into::into).collect();
        if !elements.is_empty() || self.form != Form::Compact {
            self.always(name, Value::Array(elements));
        }
    }

    pub(super) fn object(&mut self, name: &str, fields: Map<String, Value>) {
        if !fields.is_empty() || self.form != Form::Compact {
            self.always(name, Value::Object(fields));
        }
    }

    /// Adds what is carried along unread; a field that is known was written above.
    pub(super) fn done(mut self, extra: &Extra) -> Map<String, Value> {
        for (name, value) in extra {
            self.map.entry(name.clone()).or_insert_with(|| value.clone());
        }
        self.map
    }
}
