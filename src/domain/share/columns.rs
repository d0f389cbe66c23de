//! JSON turned on its side: alike beside alike, which deflates to two thirds.
//!
//! A list of records becomes a table: `[3, {"id": ["a","b","c"], "effort": [1, [], 2]}]` are
//! three records, the second of which has no effort. Records below them become
//! `{"p": "101", "c": {…}}`: who has one, and their columns. Any other list has a 0 in front.
//! What comes back says the same; the order of names within a record may differ.

use serde_json::{Map, Value};

/// Tables within tables; below that, lists stay as they are.
///
/// A table lies a level deeper than its list, and plans may have as many levels as the
/// reader of JSON takes, but for a few.
const MOST_TABLES: usize = 8;

/// The value on its side.
pub fn fold(value: Value) -> Value {
    fold_at(value, 0)
}

fn fold_at(value: Value, tables: usize) -> Value {
    match value {
        Value::Object(fields) => {
            Value::Object(fields.into_iter().map(|(name, value)| (name, fold_at(value, tables))).collect())
        }
        Value::Array(list) => {
            let is_record = |value: &Value| value.as_object().is_some_and(|fields| !fields.is_empty());
            if list.len() > 1 && tables < MOST_TABLES && list.iter().all(is_record) {
                let rows: Vec<_> = list.into_iter().filter_map(into_fields).collect();
                return Value::Array(vec![rows.len().into(), Value::Object(columns(rows, tables + 1))]);
            }
            let folded = list.into_iter().map(|value| fold_at(value, tables));
            Value::Array(std::iter::once(0.into()).chain(folded).collect())
        }
        other => other,
    }
}

fn into_fields(value: Value) -> Option<Map<String, Value>> {
    match value {
        Value::Object(fields) => Some(fields),
        _ => None,
    }
}

/// The columns of rows, in the order in which their names first come.
fn columns(rows: Vec<Map<String, Value>>, tables: usize) -> Map<String, Value> {
    let count = rows.len();
    let mut columns: Map<String, Value> = Map::new();
    let mut cells: Vec<Vec<Option<Value>>> = Vec::new();
    for (at, row) in rows.into_iter().enumerate() {
        for (name, value) in row {
            let place = match columns.get(&name).and_then(Value::as_u64) {
                Some(place) => place as usize,
                None => {
                    columns.insert(name, cells.len().into());
                    cells.push(Vec::new());
                    cells.len() - 1
                }
            };
            if let Some(column) = cells.get_mut(place) {
                column.resize(at, None);
                column.push(Some(value));
            }
        }
    }
    for (column, mut cells) in columns.values_mut().zip(cells) {
        cells.resize(count, None);
        *column = fold_column(cells, tables);
    }
    columns
}

fn fold_column(cells: Vec<Option<Value>>, tables: usize) -> Value {
    if tables < MOST_TABLES && cells.iter().flatten().all(Value::is_object) {
        let present: String = cells.iter().map(|cell| if cell.is_some() { '1' } else { '0' }).collect();
        let rows = cells.into_iter().flatten().filter_map(into_fields).collect();
        let fields = [("p".to_owned(), present.into()), ("c".to_owned(), columns(rows, tables + 1).into())];
        return Value::Object(Map::from_iter(fields));
    }
    let missing = || Value::Array(Vec::new());
    cells.into_iter().map(|cell| cell.map_or_else(missing, |value| fold_at(value, tables))).collect()
}

/// The value upright again; `None` for what [`fold`] never makes.
///
/// Gives no more values than the folded ones have letters, whatever they promise.
pub fn unfold(value: Value) -> Option<Value> {
    match value {
        Value::Object(fields) => fields
            .into_iter()
            .map(|(name, value)| Some((name, unfold(value)?)))
            .collect::<Option<Map<_, _>>>()
            .map(Value::Object),
        Value::Array(list) => {
            let mut list = list.into_iter();
            match list.next()?.as_u64()? {
                0 => list.map(unfold).collect::<Option<Vec<_>>>().map(Value::Array),
                count => {
                    let columns = list.next().and_then(into_fields).filter(|columns| !columns.is_empty())?;
                    let rows = rows(usize::try_from(count).ok()?, columns)?;
                    list.next().is_none().then(|| rows.into_iter().map(Value::Object).collect())
                }
            }
        }
        other => Some(other),
    }
}

fn rows(count: usize, columns: Map<String, Value>) -> Option<Vec<Map<String, Value>>> {
    let length = |column: &Value| match column {
        Value::Array(cells) => Some(cells.len()),
        column => column.get("p").and_then(Value::as_str).map(str::len),
    };
    if !columns.values().all(|column| length(column) == Some(count)) {
        return None;
    }
    let mut rows = vec![Map::new(); count];
    for (name, column) in columns {
        match column {
            Value::Array(cells) => {
                for (row, cell) in rows.iter_mut().zip(cells) {
                    if cell.as_array().is_none_or(|list| !list.is_empty()) {
                        row.insert(name.clone(), unfold(cell)?);
                    }
                }
            }
            mut column => {
                let columns = column.get_mut("c").map(Value::take).and_then(into_fields)?;
                let present = column.get("p").and_then(Value::as_str)?;
                let mut records = self::rows(present.matches('1').count(), columns)?.into_iter();
                for (row, _) in rows.iter_mut().zip(present.bytes()).filter(|(_, mark)| *mark == b'1') {
                    row.insert(name.clone(), Value::Object(records.next()?));
                }
            }
        }
    }
    Some(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[track_caller]
    fn check(value: Value, folded: Value) {
        assert_eq!(fold(value.clone()), folded);
        assert_eq!(unfold(folded), Some(value));
    }

    #[test]
    fn records_become_columns() {
        check(json!(5), json!(5));
        check(json!([]), json!([0]));
        check(json!([1, "a", null]), json!([0, 1, "a", null]));
        check(json!([{ "a": 1 }]), json!([0, { "a": 1 }]));
        check(
            json!([{ "a": 1, "b": "x" }, { "a": 2 }, { "b": null }]),
            json!([3, { "a": [1, 2, []], "b": ["x", [], null] }]),
        );
        check(
            json!([{ "s": { "r": 1 } }, { "t": 1 }, { "s": {} }]),
            json!([3, { "s": { "p": "101", "c": { "r": [1, []] } }, "t": [[], 1, []] }]),
        );
        check(
            json!([{ "s": [] }, { "s": [{ "a": 1 }, { "a": 2 }] }]),
            json!([2, { "s": [[0], [2, { "a": [1, 2] }]] }]),
        );
        check(
            json!([{ "": 1, "p": 2, "c": 3 }, { "": { "p": 1 } }]),
            json!([2, { "": [1, { "p": 1 }], "p": [2, []], "c": [3, []] }]),
        );
    }

    #[test]
    fn what_was_never_folded_does_not_unfold() {
        for value in [
            json!([]),
            json!(["a"]),
            json!([-1]),
            json!([1.5]),
            json!([2]),
            json!([1_000_000_000_000_u64, {}]),
            json!([1_000_000_000_000_u64, { "a": [1] }]),
            json!([2, { "a": [1] }]),
            json!([1, { "a": [1], "b": [] }]),
            json!([2, { "a": [1, 2] }, 3]),
            json!([1, { "a": "x" }]),
            json!([1, { "a": { "p": "11", "c": {} } }]),
            json!([2, { "a": { "p": "11", "c": { "b": [1] } } }]),
            json!([1, { "a": { "p": "1" } }]),
            json!({ "a": [] }),
        ] {
            assert_eq!(unfold(value.clone()), None, "{value}");
        }
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i32>().prop_map(Value::from),
            "[pc01a ]{0,3}".prop_map(Value::from),
        ];
        leaf.prop_recursive(6, 60, 5, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                proptest::collection::hash_map("[pca]{0,1}", inner, 0..4)
                    .prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn any_value_comes_back(value in values()) {
            prop_assert_eq!(unfold(fold(value.clone())), Some(value));
        }

        #[test]
        fn any_value_may_be_unfolded(value in values()) {
            let _ = unfold(value);
        }
    }

    #[test]
    fn deep_values_come_back_through_text() {
        let mut value = json!({ "a": 1 });
        for _ in 0..45 {
            value = json!([value.clone(), { "a": 2 }]);
            value = json!({ "x": value });
        }
        let text = fold(value.clone()).to_string();
        assert_eq!(serde_json::from_str(&text).ok().and_then(unfold), Some(value));
    }
}
