//! Text that a spreadsheet would run as a formula, and its harmless twin.
//!
//! An apostrophe in front makes a spreadsheet show the text. A text that already
//! looks like such a twin gets one apostrophe more, so nothing is ever mistaken.

use std::borrow::Cow;

/// The text as it may stand in a spreadsheet: an apostrophe is put before a formula.
///
/// A plain number such as `-3` stays a number.
pub fn defuse(text: &str) -> Cow<'_, str> {
    if is_dangerous(text) && !is_plain_number(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text before [`defuse`].
pub fn revive(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_dangerous(rest) => rest,
        _ => text,
    }
}

/// Whether a formula begins here, perhaps behind apostrophes, or behind spaces that a
/// program may drop. Full-width signs count: some programs take them for plain ones.
fn is_dangerous(text: &str) -> bool {
    let skipped =
        |c: char| matches!(c, '\'' | ' ' | '\u{a0}' | '\u{3000}' | '\u{200b}'..='\u{200f}' | '\u{feff}');
    let start = text.trim_start_matches(skipped);
    start.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, fraction].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_made_harmless_and_come_back() {
        for (text, harmless) in [
            ("=1+1", "'=1+1"),
            ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
            ("-2+3", "'-2+3"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("\n=1", "'\n=1"),
            ("  =1", "'  =1"),
            ("＝1+1", "'＝1+1"),
            ("＠x", "'＠x"),
            ("'=1", "''=1"),
            ("''=1", "'''=1"),
            ("- a list", "'- a list"),
            ("-", "'-"),
            ("-3", "-3"),
            ("-0.25", "-0.25"),
            ("'quoted'", "'quoted'"),
            ("'", "'"),
            ("it's", "it's"),
            ("", ""),
        ] {
            assert_eq!(defuse(text), harmless, "{text:?}");
            assert_eq!(revive(&defuse(text)), text);
        }
    }
}
