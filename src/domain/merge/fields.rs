//! The fields of a record as values that are merged one by one.
//!
//! Most fields are one value. A few hold several that people change independently of each other:
//! tags, estimates, contributions, comments. [`leaves`] takes these apart, [`written`] makes the
//! part of a merge patch that sets one of them.

use serde_json::{Map, Value};

use super::Kind;
use crate::domain::format::merge::{is_marked, literal, whole};

/// The fields of a record, by their names in files.
pub(super) type Fields = Map<String, Value>;

/// How a field is merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// As one value.
    Whole,
    /// A list of texts, each of which is there or not.
    Set,
    /// An object of values by id or name.
    Map,
    /// A list of records with an `id`, each of which is one value.
    Named,
    /// Sheets of estimates, each of which is one value.
    Sheets,
    /// A list of records that nothing tells apart: both copies may add, or both take away others.
    Loose,
}

/// How a field of a kind of record is merged where its values are of that shape.
fn wanted(kind: Kind, field: &str) -> How {
    match (kind, field) {
        (Kind::Item, "tags" | "depends_on") => How::Set,
        (Kind::Study, "segments") | (Kind::Team, "areas") | (Kind::Group, "items") => How::Set,
        (Kind::Item, "needs" | "goals" | "effort_by_team" | "actual") => How::Map,
        (Kind::Period, "capacity") | (Kind::Rules, "policy") => How::Map,
        (Kind::Item, "comments") | (Kind::Settings, "criteria") => How::Named,
        (Kind::Item, "scores") => How::Sheets,
        (Kind::Item, "requesters" | "links") => How::Loose,
        _ => How::Whole,
    }
}

/// How a field is merged, given what it holds in each copy.
pub(super) fn how(kind: Kind, field: &str, values: &[Option<&Value>]) -> How {
    let how = wanted(kind, field);
    let all = |fits: fn(&Value) -> bool| values.iter().flatten().all(|value| fits(value));
    let fits = match how {
        How::Whole => true,
        How::Set => all(|value| has_names(value, Value::as_str)),
        How::Named => all(|value| has_names(value, |element| element.get("id")?.as_str())),
        // What happens to be called like a mark of a patch would be read as one.
        How::Map => all(|value| value.is_object() && !is_marked(value)),
        How::Sheets => all(|value| {
            let unmarked = |value: &Value| {
                !is_marked(value)
                    && value.get(UNREADABLE).is_none_or(|texts| texts.is_object() && !is_marked(texts))
            };
            value.as_object().is_some_and(|sheets| sheets.values().all(unmarked)) && !is_marked(value)
        }),
        How::Loose => all(Value::is_array),
    };
    if fits { how } else { How::Whole }
}

/// Whether every element of a list has a name of its own.
fn has_names(list: &Value, name: fn(&Value) -> Option<&str>) -> bool {
    let Some(list) = list.as_array() else { return false };
    let mut seen = std::collections::HashSet::new();
    list.iter().all(|element| name(element).is_some_and(|name| seen.insert(name)))
}

/// The part of a sheet with what was typed and is no number.
const UNREADABLE: &str = "unreadable";

/// The part of a sheet that says when an estimate last changed.
pub(super) const SCORED: &str = "scored";

/// What is merged as one value, and where it stands: the field, then what is inside of it.
pub(super) type Leaf = (Vec<String>, Value);

/// Takes a field apart.
pub(super) fn leaves(how: How, field: &str, value: Option<&Value>) -> Vec<Leaf> {
    let Some(value) = value else { return Vec::new() };
    let path = |parts: &[&str]| {
        std::iter::once(field).chain(parts.iter().copied()).map(str::to_owned).collect::<Vec<String>>()
    };
    let entries = || value.as_object().into_iter().flatten();
    let list = || value.as_array().into_iter().flatten();
    match how {
        How::Whole | How::Loose => vec![(path(&[]), value.clone())],
        How::Set => list().filter_map(|text| Some((path(&[text.as_str()?]), text.clone()))).collect(),
        How::Named => {
            list().filter_map(|one| Some((path(&[one.get("id")?.as_str()?]), one.clone()))).collect()
        }
        How::Map => entries().map(|(name, value)| (path(&[name]), value.clone())).collect(),
        How::Sheets => {
            let mut leaves = Vec::new();
            for (sheet, fields) in entries() {
                let Some(fields) = fields.as_object() else {
                    leaves.push((path(&[sheet]), fields.clone()));
                    continue;
                };
                for (input, value) in fields.iter().filter(|(input, _)| *input != UNREADABLE) {
                    leaves.push((path(&[sheet, input]), value.clone()));
                }
                let texts = fields.get(UNREADABLE).and_then(Value::as_object);
                for (input, text) in texts.into_iter().flatten() {
                    let path = path(&[sheet, input]);
                    // A number that is there as well is the one that counts.
                    if leaves.iter().all(|(other, _)| *other != path) {
                        leaves.push((path, unreadable(text)));
                    }
                }
            }
            leaves
        }
    }
}

/// What was typed as an estimate and is no number, as the one value of it.
fn unreadable(text: &Value) -> Value {
    Value::Object(Map::from_iter([(UNREADABLE.to_owned(), text.clone())]))
}

/// The text of an estimate that is no number.
pub(super) fn unreadable_text(value: &Value) -> Option<&Value> {
    let fields = value.as_object().filter(|fields| fields.len() == 1)?;
    fields.get(UNREADABLE)
}

/// The merge patch of a record that makes a leaf what it shall be; `before` is what it is now.
pub(super) fn written(how: How, path: &[String], before: Option<&Value>, after: Option<&Value>) -> Fields {
    let set = |value: Option<&Value>| match value {
        // An object would be merged into the one that is there.
        Some(value) if value.is_object() => literal(value),
        Some(value) => whole(value),
        None => Value::Null,
    };
    let inside = |name: &str, value: Value| Value::Object(Map::from_iter([(name.to_owned(), value)]));
    let (field, rest) = match path {
        [field, rest @ ..] => (field.as_str(), rest),
        [] => return Fields::new(),
    };
    let change = match (how, rest) {
        (How::Set | How::Named, [name]) => {
            inside("$list", inside("set", inside(name, after.map_or(Value::Null, literal))))
        }
        (How::Sheets, [sheet, input]) => {
            let mut change = Fields::new();
            let text = |value: Option<&Value>| value.and_then(unreadable_text).cloned();
            match (text(before), text(after)) {
                (None, None) => {
                    change.insert(input.clone(), set(after));
                }
                (Some(_), None) => {
                    change.insert(UNREADABLE.to_owned(), inside(input, Value::Null));
                    change.insert(input.clone(), set(after));
                }
                (_, Some(new)) => {
                    change.insert(input.clone(), Value::Null);
                    change.insert(UNREADABLE.to_owned(), inside(input, set(Some(&new))));
                }
            }
            inside(sheet, Value::Object(change))
        }
        (_, [name]) => inside(name, set(after)),
        _ => set(after),
    };
    Fields::from_iter([(field.to_owned(), change)])
}

/// Puts what a patch says into another one that says nothing of the same leaf.
pub(super) fn combine(into: &mut Fields, from: Fields) {
    for (name, value) in from {
        match (into.get_mut(&name), value) {
            (Some(Value::Object(there)), Value::Object(more)) => combine(there, more),
            (_, value) => {
                into.insert(name, value);
            }
        }
    }
}

/// What two copies make of a list of records without names; `None` where both changed the same
/// record, so that somebody has to decide.
pub(super) fn loose(base: Option<&Value>, ours: Option<&Value>, theirs: Option<&Value>) -> Option<Value> {
    let list = |value: Option<&Value>| value.and_then(Value::as_array).cloned().unwrap_or_default();
    let (base, ours, theirs) = (list(Some(base?)), list(ours), list(theirs));
    let gone = less(&base, &theirs);
    let gone_here = less(&base, &ours);
    if gone.iter().any(|record| gone_here.contains(record)) {
        return None;
    }
    let fresh = less(&less(&theirs, &base), &less(&ours, &base));
    let mut merged = less(&ours, &gone);
    merged.extend(fresh);
    Some(Value::Array(merged))
}

/// The elements of a list without those of another one, each taken away once.
fn less(list: &[Value], other: &[Value]) -> Vec<Value> {
    let mut rest = other.to_vec();
    let stays = |value: &&Value| match rest.iter().position(|one| one == *value) {
        Some(at) => {
            rest.remove(at);
            false
        }
        None => true,
    };
    list.iter().filter(stays).cloned().collect()
}
