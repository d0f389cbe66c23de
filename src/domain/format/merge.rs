//! JSON Merge Patch (RFC 7396), with two additions.
//!
//! A merge patch cannot say “set this to null”, because null deletes. A value
//! that holds a null where a patch would see it is therefore written as
//! `{"$value": …}` and taken as it is.
//!
//! It also knows lists only as a whole, so one of two people's comments would be
//! lost. Where every element has a name of its own (a text, or an object with an
//! `id`), the change is `{"$list": {"set": …, "order": …}}`: a patch under each
//! name, and what stands elsewhere than before.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

const LITERAL: &str = "$value";
const LIST: &str = "$list";

/// The patch that leads from one object to the other; empty where they are equal.
pub(crate) fn difference(before: &Map<String, Value>, after: &Map<String, Value>) -> Map<String, Value> {
    let mut patch = Map::new();
    for (name, new) in after {
        match before.get(name) {
            Some(old) if old == new => {}
            Some(old) => {
                let change = match (old, new) {
                    // A part that happens to be called like the marker must not read as one.
                    (Value::Object(_), _) if is_marked(old) || is_marked(new) => literal(new),
                    (Value::Object(old), Value::Object(new)) => Value::Object(difference(old, new)),
                    (Value::Array(old), Value::Array(list)) => {
                        list_difference(old, list).unwrap_or_else(|| new.clone())
                    }
                    _ => whole(new),
                };
                patch.insert(name.clone(), change);
            }
            None => {
                patch.insert(name.clone(), whole(new));
            }
        }
    }
    for name in before.keys().filter(|name| !after.contains_key(*name)) {
        patch.insert(name.clone(), Value::Null);
    }
    patch
}

/// A value that replaces whatever stands there, as a part of a patch.
pub(crate) fn whole(value: &Value) -> Value {
    if needs_literal(value) { literal(value) } else { value.clone() }
}

/// A value that replaces whatever stands there, even where a patch would merge it.
pub(crate) fn literal(value: &Value) -> Value {
    Value::Object(Map::from_iter([(LITERAL.to_owned(), value.clone())]))
}

/// Changes an object as the patch says.
pub(crate) fn merge(target: &mut Map<String, Value>, patch: &Map<String, Value>) {
    for (name, change) in patch {
        match change {
            Value::Null => {
                target.shift_remove(name);
            }
            Value::Object(fields) => {
                if let (1, Some(value)) = (fields.len(), fields.get(LITERAL)) {
                    target.insert(name.clone(), value.clone());
                    continue;
                }
                if let (1, Some(change)) = (fields.len(), fields.get(LIST)) {
                    let mut list = match target.get_mut(name).map(Value::take) {
                        Some(Value::Array(list)) => list,
                        _ => Vec::new(),
                    };
                    merge_list(&mut list, change);
                    target.insert(name.clone(), Value::Array(list));
                    continue;
                }
                let slot = target.entry(name.clone()).or_insert(Value::Null);
                if !slot.is_object() {
                    *slot = Value::Object(Map::new());
                }
                if let Value::Object(inner) = slot {
                    merge(inner, fields);
                }
            }
            other => {
                target.insert(name.clone(), other.clone());
            }
        }
    }
}

/// Whether a merge would lose something of the value: a null, or what reads as a literal.
fn needs_literal(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Object(fields) => is_marked(value) || fields.values().any(needs_literal),
        _ => false,
    }
}

/// Whether a part of a patch is no merge patch, or a value looks like such a part.
pub(crate) fn is_marked(part: &Value) -> bool {
    part.get(LITERAL).is_some() || part.get(LIST).is_some()
}

/// The name of a list's element: a text is its own.
fn name_of(element: &Value) -> Option<&str> {
    element.as_str().or_else(|| element.get("id")?.as_str())
}

/// Each element's place by its name; `None` where one has no name of its own.
fn places(list: &[Value]) -> Option<HashMap<&str, usize>> {
    let places: HashMap<&str, usize> =
        list.iter().enumerate().map(|(at, element)| Some((name_of(element)?, at))).collect::<Option<_>>()?;
    (places.len() == list.len()).then_some(places)
}

fn list_difference(old: &[Value], new: &[Value]) -> Option<Value> {
    let (old_places, new_places) = (places(old)?, places(new)?);
    let mut set = Map::new();
    for element in new {
        let name = name_of(element)?;
        let before = old_places.get(name).and_then(|at| old.get(*at));
        let change = match (before, element) {
            (Some(before), _) if before == element => continue,
            (Some(before), _) if is_marked(before) || is_marked(element) => literal(element),
            (Some(Value::Object(before)), Value::Object(after)) => Value::Object(difference(before, after)),
            _ => literal(element),
        };
        set.insert(name.to_owned(), change);
    }
    for name in old.iter().filter_map(name_of).filter(|name| !new_places.contains_key(name)) {
        set.insert(name.to_owned(), Value::Null);
    }
    let names: Vec<&str> = new.iter().filter_map(name_of).collect();
    let order = moves(None, &names, |name| old_places.get(name).copied());
    let mut change = Map::new();
    change.insert("set".to_owned(), Value::Object(set));
    change.insert("order".to_owned(), Value::Array(order));
    change.retain(|_, part| part != &Value::Array(Vec::new()) && part != &Value::Object(Map::new()));
    Some(Value::Object(Map::from_iter([(LIST.to_owned(), Value::Object(change))])))
}

fn merge_list(list: &mut Vec<Value>, change: &Value) {
    let mut made: Vec<(&str, Value)> = Vec::new();
    for (name, change) in change.get("set").and_then(Value::as_object).into_iter().flatten() {
        let slot = list.iter_mut().find(|element| name_of(element) == Some(name));
        match (change, slot) {
            (Value::Null, _) => list.retain(|element| name_of(element) != Some(name)),
            (Value::Object(change), Some(slot)) => {
                // As a field of an object, so that a marked part counts as one here too.
                let mut holder = Map::from_iter([(name.clone(), slot.take())]);
                merge(&mut holder, &Map::from_iter([(name.clone(), Value::Object(change.clone()))]));
                *slot = holder.shift_remove(name).unwrap_or_default();
            }
            (Value::Object(change), None) => {
                made.extend(change.get(LITERAL).map(|element| (name.as_str(), element.clone())));
            }
            _ => {}
        }
    }
    let runs = runs(change.get("order"));
    let placed: HashSet<&str> = runs.iter().flat_map(|run| run.ids.iter().copied()).collect();
    let mut loose: HashMap<String, Value> = HashMap::new();
    list.retain(|element| match name_of(element).filter(|name| placed.contains(name)) {
        Some(name) => loose.insert(name.to_owned(), element.clone()).is_some(),
        None => true,
    });
    for (name, element) in made {
        if placed.contains(name) {
            loose.insert(name.to_owned(), element);
        } else {
            list.push(element);
        }
    }
    for run in runs {
        let elements: Vec<Value> = run.ids.iter().filter_map(|id| loose.remove(*id)).collect();
        let at =
            run.place(|after| list.iter().position(|element| name_of(element) == Some(after)), list.len());
        list.splice(at..at, elements);
    }
}

/// What has to be put elsewhere, as runs that follow one that stays.
///
/// `anchor` stands before all of it; `old_place` tells where each stood.
pub(crate) fn moves(
    anchor: Option<&str>,
    new: &[&str],
    old_place: impl Fn(&str) -> Option<usize>,
) -> Vec<Value> {
    let old_places: Vec<Option<usize>> = new.iter().map(|id| old_place(id)).collect();
    let mut runs = Vec::new();
    let mut ids: Vec<Value> = Vec::new();
    let mut after = anchor;
    let mut close = |after: Option<&str>, ids: &mut Vec<Value>| {
        if !ids.is_empty() {
            runs.push(Value::Object(Map::from_iter([
                ("after".to_owned(), after.into()),
                ("ids".to_owned(), Value::Array(std::mem::take(ids))),
            ])));
        }
    };
    for (id, stays) in new.iter().zip(longest_rise(&old_places)) {
        if stays {
            close(after, &mut ids);
            after = Some(id);
        } else {
            ids.push((*id).into());
        }
    }
    close(after, &mut ids);
    runs
}

/// Marks the longest part that rises (patience sorting): what can stay where it is.
fn longest_rise(places: &[Option<usize>]) -> Vec<bool> {
    // For each length, the end of the rising part of that length that ends lowest.
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(places.len());
    for (at, place) in places.iter().enumerate() {
        let Some(place) = *place else {
            before.push(None);
            continue;
        };
        let length = ends.partition_point(|(end, _)| *end < place);
        before.push(length.checked_sub(1).and_then(|last| ends.get(last)).map(|(_, at)| *at));
        match ends.get_mut(length) {
            Some(end) => *end = (place, at),
            None => ends.push((place, at)),
        }
    }
    let mut stays = vec![false; places.len()];
    let mut next = ends.last().map(|(_, at)| *at);
    while let Some(at) = next {
        if let Some(slot) = stays.get_mut(at) {
            *slot = true;
        }
        next = before.get(at).copied().flatten();
    }
    stays
}

/// Some ids and the one they stand behind; `None` for the top.
pub(crate) struct Run<'a> {
    after: Option<&'a str>,
    pub(crate) ids: Vec<&'a str>,
}

impl Run<'_> {
    /// Where the run begins. Where the one before it is gone, the end is as good as any place.
    pub(crate) fn place(&self, position: impl Fn(&str) -> Option<usize>, end: usize) -> usize {
        self.after.map_or(0, |after| position(after).map_or(end, |at| at + 1))
    }
}

/// Reads an order; what is no run is passed over.
pub(crate) fn runs(order: Option<&Value>) -> Vec<Run<'_>> {
    let list = order.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    list.iter()
        .filter_map(|run| {
            let ids = run.get("ids")?.as_array()?.iter().filter_map(Value::as_str).collect();
            Some(Run { after: run.get("after").and_then(Value::as_str), ids })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn object(value: Value) -> Map<String, Value> {
        match value {
            Value::Object(fields) => fields,
            _ => Map::new(),
        }
    }

    fn check(before: Value, after: Value, expected: Value) {
        let (before, after) = (object(before), object(after));
        let patch = difference(&before, &after);
        assert_eq!(Value::Object(patch.clone()), expected);
        let mut merged = before;
        merge(&mut merged, &patch);
        assert_eq!(merged, after);
    }

    #[test]
    fn only_what_changed_is_in_the_patch() {
        check(json!({"a": 1, "b": 2}), json!({"a": 1, "b": 3}), json!({"b": 3}));
        check(json!({"a": 1, "b": 2}), json!({"a": 1}), json!({"b": null}));
        check(json!({"a": {"b": 1, "c": 2}}), json!({"a": {"b": 1, "c": 3}}), json!({"a": {"c": 3}}));
        check(json!({"a": [1, null]}), json!({"a": [null]}), json!({"a": [null]}));
        check(json!({"a": {"b": 1}}), json!({"a": {"b": null}}), json!({"a": {"b": {"$value": null}}}));
        check(json!({}), json!({"a": {"b": null}}), json!({"a": {"$value": {"b": null}}}));
    }

    #[test]
    fn the_examples_of_the_rfc_hold() {
        for (target, patch, expected) in [
            (json!({"a": "b"}), json!({"a": "c"}), json!({"a": "c"})),
            (json!({"a": "b"}), json!({"b": "c"}), json!({"a": "b", "b": "c"})),
            (json!({"a": "b"}), json!({"a": null}), json!({})),
            (json!({"a": ["b"]}), json!({"a": "c"}), json!({"a": "c"})),
            (json!({"a": {"b": "c"}}), json!({"a": {"b": "d", "c": null}}), json!({"a": {"b": "d"}})),
            (json!({"a": [{"b": "c"}]}), json!({"a": [1]}), json!({"a": [1]})),
            (json!({"e": null}), json!({"a": 1}), json!({"e": null, "a": 1})),
            (json!({}), json!({"a": {"bb": {"ccc": null}}}), json!({"a": {"bb": {}}})),
        ] {
            let mut merged = object(target);
            merge(&mut merged, &object(patch));
            assert_eq!(merged, object(expected));
        }
    }

    #[test]
    fn lists_of_named_elements_change_by_name() {
        for (before, after, expected) in [
            (
                json!(["a"]),
                json!(["a", "b"]),
                json!({"set": {"b": {"$value": "b"}}, "order": [{"after": "a", "ids": ["b"]}]}),
            ),
            (json!(["a", "b"]), json!(["b"]), json!({"set": {"a": null}})),
            (
                json!(["a", "b", "c"]),
                json!(["c", "a", "b"]),
                json!({"order": [{"after": null, "ids": ["c"]}]}),
            ),
            (
                json!([{"id": "c", "text": "x"}]),
                json!([{"id": "c", "text": "y"}]),
                json!({"set": {"c": {"text": "y"}}}),
            ),
        ] {
            check(json!({"l": before}), json!({"l": after}), json!({"l": {"$list": expected}}));
        }
        check(json!({"l": ["a"]}), json!({"l": ["a", "a"]}), json!({"l": ["a", "a"]}));
        check(json!({"l": [1]}), json!({"l": [1, 2]}), json!({"l": [1, 2]}));
    }

    #[test]
    fn the_longest_rise_stays() {
        for (places, expected) in [
            (vec![], vec![]),
            (vec![Some(0), Some(1)], vec![true, true]),
            (vec![Some(9), Some(0), None, Some(1)], vec![false, true, false, true]),
            (vec![Some(2), Some(1), Some(0)], vec![false, false, true]),
        ] {
            assert_eq!(longest_rise(&places), expected, "{places:?}");
        }
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop::sample::select(vec![
            json!(null),
            json!(1),
            json!("a"),
            json!("b"),
            json!("c"),
            json!({"id": "a"}),
            json!({"id": "b", "$list": 1}),
            json!({"id": "a", "x": null}),
        ]);
        leaf.prop_recursive(3, 12, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::vec(
                    (prop::sample::select(vec!["a", "id", "$value", "$list"]), inner),
                    0..3
                )
                .prop_map(|fields| fields
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect()),
            ]
        })
    }

    proptest! {
        #[test]
        fn a_difference_leads_from_one_to_the_other(before in any_value(), after in any_value()) {
            let before = object(json!({"x": before}));
            let after = object(json!({"x": after}));
            let patch = difference(&before, &after);
            let mut merged = before;
            merge(&mut merged, &patch);
            prop_assert_eq!(&merged, &after);
            merge(&mut merged, &patch);
            prop_assert_eq!(&merged, &after);
        }
    }
}
