//! JSON on its way from a text into a plan.
//!
//! A plan keeps little of its file as JSON, so the tree borrows names and texts from
//! it and looks nothing up by hash: reading takes less time and a fraction of the
//! memory that `Value`s of the same file take.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// One value of a text.
#[derive(Debug)]
pub(super) enum Tree<'t> {
    Null,
    Bool(bool),
    Number(Number),
    Text(Cow<'t, str>),
    List(Vec<Tree<'t>>),
    Object(Fields<'t>),
}

/// The fields of an object, each name once, in the order of the text; `None` where one was taken.
pub(super) type Fields<'t> = Vec<Option<(Cow<'t, str>, Tree<'t>)>>;

impl Tree<'_> {
    pub(super) fn is_null(&self) -> bool {
        matches!(self, Tree::Null)
    }

    pub(super) fn as_str(&self) -> Option<&str> {
        match self {
            Tree::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A finite number.
    pub(super) fn as_f64(&self) -> Option<f64> {
        match self {
            Tree::Number(number) => number.as_f64().filter(|number| number.is_finite()),
            _ => None,
        }
    }

    /// A whole number of 0 or more.
    pub(super) fn as_u64(&self) -> Option<u64> {
        let Tree::Number(number) = self else { return None };
        // Another program may write 1 as 1.0; beyond 2^53 that says nothing exact.
        let rounded =
            || number.as_f64().filter(|number| number.fract() == 0.0 && (0.0..=9e15).contains(number));
        number.as_u64().or_else(|| rounded().map(|number| number as u64))
    }
}

/// The field of that name.
pub(super) fn get<'a, 't>(fields: &'a Fields<'t>, name: &str) -> Option<&'a Tree<'t>> {
    fields.iter().flatten().find(|(found, _)| found == name).map(|(_, value)| value)
}

/// Takes the field of that name.
pub(super) fn take<'t>(fields: &mut Fields<'t>, name: &str) -> Option<Tree<'t>> {
    let slot = fields.iter_mut().find(|field| matches!(field, Some((found, _)) if found == name))?;
    slot.take().map(|(_, value)| value)
}

/// The fields that were not taken.
pub(super) fn rest(fields: Fields<'_>) -> Map<String, Value> {
    fields.into_iter().flatten().map(|(name, value)| (name.into_owned(), value.into())).collect()
}

/// The fields of a part of a patch.
pub(super) fn fields(map: Map<String, Value>) -> Fields<'static> {
    map.into_iter().map(|(name, value)| Some((Cow::Owned(name), value.into()))).collect()
}

impl From<Tree<'_>> for Value {
    fn from(tree: Tree<'_>) -> Value {
        match tree {
            Tree::Null => Value::Null,
            Tree::Bool(value) => Value::Bool(value),
            Tree::Number(number) => Value::Number(number),
            Tree::Text(text) => Value::String(text.into_owned()),
            Tree::List(list) => Value::Array(list.into_iter().map(Value::from).collect()),
            Tree::Object(fields) => Value::Object(rest(fields)),
        }
    }
}

impl From<Value> for Tree<'static> {
    fn from(value: Value) -> Tree<'static> {
        match value {
            Value::Null => Tree::Null,
            Value::Bool(value) => Tree::Bool(value),
            Value::Number(number) => Tree::Number(number),
            Value::String(text) => Tree::Text(Cow::Owned(text)),
            Value::Array(list) => Tree::List(list.into_iter().map(Tree::from).collect()),
            Value::Object(map) => Tree::Object(fields(map)),
        }
    }
}

impl<'de> Deserialize<'de> for Tree<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Tree<'de>, D::Error> {
        deserializer.deserialize_any(Build)
    }
}

struct Build;

impl<'de> Visitor<'de> for Build {
    type Value = Tree<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Tree<'de>, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree<'de>, E> {
        Ok(Tree::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Tree<'de>, E> {
        Ok(Tree::Number(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Tree<'de>, E> {
        Ok(Tree::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Tree<'de>, E> {
        Ok(Number::from_f64(value).map_or(Tree::Null, Tree::Number))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Tree<'de>, E> {
        Ok(Tree::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Tree<'de>, E> {
        Ok(Tree::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Tree<'de>, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) = list.next_element()? {
            elements.push(element);
        }
        Ok(Tree::List(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree<'de>, A::Error> {
        let mut fields = Fields::new();
        while let Some((Tree::Text(name), value)) = map.next_entry()? {
            fields.push(Some((name, value)));
        }
        Ok(Tree::Object(once_each(fields)))
    }
}

/// Of a name that stands twice the last value counts, at the place of the first.
fn once_each(fields: Fields<'_>) -> Fields<'_> {
    if !repeats(&fields) {
        return fields;
    }
    let mut places: HashMap<Cow<'_, str>, usize> = HashMap::new();
    let mut once = Fields::new();
    for (name, value) in fields.into_iter().flatten() {
        match places.get(&name).and_then(|at| once.get_mut(*at)) {
            Some(slot) => *slot = Some((name, value)),
            None => {
                places.insert(name.clone(), once.len());
                once.push(Some((name, value)));
            }
        }
    }
    once
}

fn repeats(fields: &Fields<'_>) -> bool {
    let mut names = fields.iter().flatten().map(|(name, _)| name);
    if fields.len() > 40 {
        let mut seen = std::collections::HashSet::new();
        return !names.all(|name| seen.insert(name));
    }
    while let Some(name) = names.next() {
        if names.clone().any(|other| other == name) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{from_str, json};

    #[test]
    fn a_tree_says_what_the_values_of_the_same_text_say() {
        let many: String = (0..100).map(|at| format!("\"{}\":{at},", at % 50)).collect();
        for text in [
            r#"{"a":[1,-2,0.1,1e300,18446744073709551615,-0.0],"b":{"c":null,"d":[true,false,"x\n\u4e2d"]},"":{}}"#,
            r#"{"a":1,"b":2,"a":{"x":3}}"#,
            &format!("{{{many}\"end\":1}}"),
            "null",
            "\"text\"",
            "[[],{}]",
        ] {
            let (tree, value): (Tree<'_>, Value) = (from_str(text).unwrap(), from_str(text).unwrap());
            let through = Value::from(Tree::from(value.clone()));
            assert_eq!(through.to_string(), value.to_string());
            assert_eq!(Value::from(tree).to_string(), value.to_string(), "{text}");
        }
    }

    #[test]
    fn texts_are_borrowed_where_nothing_is_escaped() {
        for (text, borrowed) in [("\"结算\"", true), (r#""a\"b""#, false)] {
            let tree: Tree<'_> = from_str(text).unwrap();
            assert_eq!(matches!(tree, Tree::Text(Cow::Borrowed(_))), borrowed, "{text}");
        }
    }

    #[test]
    fn whole_numbers_may_be_written_with_a_point() {
        for (value, expected) in [
            (json!(7), Some(7)),
            (json!(7.0), Some(7)),
            (json!(7.5), None),
            (json!(-1), None),
            (json!("7"), None),
        ] {
            assert_eq!(Tree::from(value).as_u64(), expected);
        }
    }
}
