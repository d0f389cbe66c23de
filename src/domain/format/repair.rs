//! The text of a file before it is JSON: how deep it nests, and small repairs.
//!
//! Some programs write what JSON does not allow: Python's `NaN`, JavaScript's
//! half characters (`"\ud83d"`), numbers beyond every range. Such a value may
//! cost its own field, never the plan, so it becomes text that can be read.

use crate::domain::number;

/// How many levels of brackets stand inside each other.
pub(super) fn levels(text: &str) -> usize {
    let (mut level, mut deepest) = (0_usize, 0_usize);
    let (mut in_string, mut escaped) = (false, false);
    for byte in text.bytes() {
        if in_string {
            (in_string, escaped) = match byte {
                _ if escaped => (true, false),
                b'\\' => (true, true),
                b'"' => (false, false),
                _ => (true, false),
            };
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'[' | b'{' => {
                level += 1;
                deepest = deepest.max(level);
            }
            b']' | b'}' => level = level.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// The text with values that JSON does not allow made into text; `None` if there are none.
pub(super) fn repair(text: &str) -> Option<String> {
    let mut repaired = String::with_capacity(text.len() + 64);
    let mut rest = text;
    let mut changed = false;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' => {
                let length = string_length(rest);
                changed |= copy_string(rest.get(..length).unwrap_or(rest), &mut repaired);
                length
            }
            c if is_word(c) => {
                let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
                let word = rest.get(..length).unwrap_or(rest);
                if is_foreign_number(word) {
                    repaired.extend(['"']);
                    repaired.push_str(word);
                    repaired.push('"');
                    changed = true;
                } else {
                    repaired.push_str(word);
                }
                length
            }
            other => {
                repaired.push(other);
                other.len_utf8()
            }
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    changed.then_some(repaired)
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.')
}

/// Whether a bare word is a number that JSON cannot hold.
fn is_foreign_number(word: &str) -> bool {
    let unsigned = word.strip_prefix(['-', '+']).unwrap_or(word);
    matches!(unsigned, "NaN" | "nan" | "Infinity" | "inf")
        || unsigned.starts_with(|c: char| c.is_ascii_digit())
            && number::decimal(word).is_some_and(f64::is_infinite)
}

/// The length of the string that the text starts with, with both quotation marks.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Copies a string; half characters become `\ufffd`, bare control characters an escape.
fn copy_string(string: &str, into: &mut String) -> bool {
    let mut changed = false;
    let mut rest = string;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '\\' => match (surrogate(rest), rest.get(6..).and_then(surrogate)) {
                (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 12,
                (Some(_), _) => {
                    into.push_str("\\ufffd");
                    rest = rest.get(6..).unwrap_or_default();
                    changed = true;
                    continue;
                }
                (None, _) => 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
            },
            c if c < ' ' => {
                into.push_str(&format!("\\u{:04x}", u32::from(c)));
                rest = rest.get(1..).unwrap_or_default();
                changed = true;
                continue;
            }
            other => other.len_utf8(),
        };
        into.push_str(rest.get(..length).unwrap_or(rest));
        rest = rest.get(length..).unwrap_or_default();
    }
    changed
}

/// The half character that the text starts with as an escape.
fn surrogate(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let code = u32::from_str_radix(digits, 16).ok()?;
    (0xd800..=0xdfff).contains(&code).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(repair(text).as_deref(), expected, "{text}");
        if let Some(repaired) = repair(text) {
            assert!(serde_json::from_str::<serde_json::Value>(&repaired).is_ok(), "{repaired}");
        }
    }

    #[test]
    fn what_json_does_not_allow_becomes_text() {
        check(r#"{"a":NaN}"#, Some(r#"{"a":"NaN"}"#));
        check(r#"{"a":-Infinity,"b":1e400}"#, Some(r#"{"a":"-Infinity","b":"1e400"}"#));
        check(r#"{"a":"\ud83d"}"#, Some(r#"{"a":"\ufffd"}"#));
        check(r#"{"a":"\ude00\ud83d\ude00"}"#, Some(r#"{"a":"\ufffd\ud83d\ude00"}"#));
        check("{\"a\":\"1\n2\"}", Some(r#"{"a":"1\u000a2"}"#));
    }

    #[test]
    fn what_json_allows_stays() {
        for text in [
            r#"{"a":"NaN and \"Infinity\"","b":[1e308,true,null,-0.5e-3]}"#,
            r#"{"a":"\ud83d\ude00 \\ud83d"}"#,
            "",
            "{\"a\":\"",
            "结算",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn levels_count_brackets_outside_of_strings() {
        for (text, expected) in [("", 0), ("[]", 1), (r#"{"a":[{"b":"[[[\"["}]}"#, 3), ("]]]][", 1)] {
            assert_eq!(levels(text), expected, "{text}");
        }
    }
}
