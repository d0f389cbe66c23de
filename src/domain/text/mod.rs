//! Every word that a person reads, in every language.
//!
//! A word is a function of the language, so a missing translation does not
//! compile. One file per part of the product keeps a word near its kin.

pub mod agreement;
pub mod ballot;
pub mod camera;
pub mod certainty;
pub mod chart;
pub mod common;
pub mod criteria;
pub mod decisions;
pub mod edits;
pub mod engine;
pub mod explain;
pub mod fields;
pub mod files;
pub mod hygiene;
pub mod import;
pub mod import_dialog;
pub mod items;
pub mod kano_analysis;
pub mod kano_page;
pub mod kano_respond;
pub mod kano_study;
pub mod kano_survey;
pub mod keeping;
pub mod live;
pub mod live_page;
pub mod merging;
pub mod needs;
pub mod reader;
pub mod report;
pub mod roadmap;
pub mod roadmap_board;
pub mod roadmap_draft;
pub mod roadmap_setup;
pub mod roadmap_why;
pub mod scenarios;
pub mod share;
pub mod shell;
pub mod slides;
pub mod trackers;
pub mod tracking;
pub mod tradeoff;
pub mod workbook;
pub mod workshop;
pub mod workshop_minutes;
pub mod workshop_page;
pub mod workshop_scripts;

/// A language the product speaks. Both are equal; neither is a fallback.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Simplified Chinese, 简体中文.
    Zh,
}

impl Lang {
    /// All languages, in the order in which a chooser lists them.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Zh];

    /// The BCP 47 tag, as written to `<html lang>` and to files.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Zh => "zh-CN",
        }
    }

    /// The language's own name for itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Lang::En => "English",
            Lang::Zh => "简体中文",
        }
    }

    /// Reads a BCP 47 tag such as `zh-Hans-CN`; `None` for other languages.
    pub fn from_tag(tag: &str) -> Option<Lang> {
        let primary = tag.split(['-', '_']).next()?.to_ascii_lowercase();
        match primary.as_str() {
            "en" => Some(Lang::En),
            "zh" => Some(Lang::Zh),
            _ => None,
        }
    }

    /// The other language, for a button that switches between the two.
    pub fn other(self) -> Lang {
        match self {
            Lang::En => Lang::Zh,
            Lang::Zh => Lang::En,
        }
    }
}

/// A fixed word: ask it with a language.
pub type Word = fn(Lang) -> &'static str;

/// Defines fixed words: `name: "English", "中文";`
macro_rules! words {
    ($( $(#[$meta:meta])* $name:ident : $en:literal, $zh:literal; )*) => { $(
        $(#[$meta])*
        #[doc = concat!("“", $en, "” / “", $zh, "”")]
        pub fn $name(lang: $crate::domain::text::Lang) -> &'static str {
            match lang {
                $crate::domain::text::Lang::En => $en,
                $crate::domain::text::Lang::Zh => $zh,
            }
        }
    )* };
}

/// Defines phrases with parts that vary: `name(n: usize): "{n} rows", "{n} 行";`
///
/// Either side may also be an expression that makes a `String`, for grammar.
macro_rules! phrases {
    ($( $(#[$meta:meta])* $name:ident ( $($arg:ident : $ty:ty),* $(,)? ) : $en:literal, $zh:literal; )*) => { $(
        $(#[$meta])*
        #[doc = concat!("“", $en, "” / “", $zh, "”")]
        pub fn $name(lang: $crate::domain::text::Lang, $($arg: $ty),*) -> String {
            match lang {
                $crate::domain::text::Lang::En => format!($en),
                $crate::domain::text::Lang::Zh => format!($zh),
            }
        }
    )* };
}

pub(crate) use {phrases, words};

/// English count with its noun: `1 item`, `2 items`.
///
/// Only for nouns with a regular plural; the number is grouped for reading.
pub fn plural(count: usize, noun: &str) -> String {
    let number = super::number::group(count);
    if count == 1 { format!("{number} {noun}") } else { format!("{number} {noun}s") }
}

/// The text on one line: every run of spaces, line ends and control characters is one space.
pub fn one_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The text as it is compared: small letters, half-width.
///
/// Covers the alphabets that have two cases and are met in plans (Latin, Greek,
/// Cyrillic). The standard library's tables cover all of Unicode and weigh more than
/// the words of a whole screen.
pub fn fold(text: &str) -> String {
    // Most texts are plain English, and those go by eight letters at a time.
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.chars().map(fold_char).collect() }
}

/// One letter as it is compared.
pub fn fold_char(c: char) -> char {
    let shifted = |by: u32| char::from_u32(c as u32 + by).unwrap_or(c);
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c).to_ascii_lowercase(),
        'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'А'..='Я' => shifted(32),
        'Ѐ'..='Џ' => shifted(80),
        'Ā'..='ķ' | 'Ŋ'..='ŷ' if (c as u32).is_multiple_of(2) => shifted(1),
        'Ĺ'..='ň' | 'Ź'..='ž' if !(c as u32).is_multiple_of(2) => shifted(1),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_language_is_recognised_by_its_primary_tag() {
        for (tag, lang) in [
            ("en-GB", Some(Lang::En)),
            ("zh", Some(Lang::Zh)),
            ("zh-Hans-CN", Some(Lang::Zh)),
            ("ZH_cn", Some(Lang::Zh)),
            ("de", None),
            ("", None),
        ] {
            assert_eq!(Lang::from_tag(tag), lang, "{tag}");
        }
    }

    #[test]
    fn texts_are_compared_without_regard_to_case_and_width() {
        for (text, folded) in [
            ("Guest CHECKOUT", "guest checkout"),
            ("ＲＩＣＥ １", "rice 1"),
            ("ÄÖÜ Éß", "äöü éß"),
            ("ŁÓDŹ Ž", "łódź ž"),
            ("ΑΘΗΝΑ", "αθηνα"),
            ("ЖУК Ё", "жук ё"),
            ("结算", "结算"),
        ] {
            assert_eq!(fold(text), folded);
        }
    }

    #[test]
    fn a_text_on_one_line_has_neither_line_ends_nor_control_characters() {
        for (text, expected) in
            [("a\r\nb\u{2028}c", "a b c"), (" \t结算\u{0}\u{1b} ", "结算"), ("", ""), ("a  b", "a b")]
        {
            assert_eq!(one_line(text), expected);
        }
    }

    #[test]
    fn plural_says_one_item_and_two_items() {
        assert_eq!(plural(1, "item"), "1 item");
        assert_eq!(plural(2, "item"), "2 items");
        assert_eq!(plural(1200, "row"), "1,200 rows");
    }
}
