//! What a cell says: a reply as a number or in words, an importance, or nothing.

use std::collections::HashMap;

use super::mapping::Scale;
use crate::domain::export::revive;
use crate::domain::import::headers::normal;
use crate::domain::kano::{Reply, wording};
use crate::domain::number;
use crate::domain::text::Lang;

/// A longer cell is no answer; it is not even looked at.
const LONGEST_REPLY: usize = 400;

/// Short forms that no wording set has, as people and survey services write them.
#[rustfmt::skip]
static SHORT_FORMS: &[(Reply, &[&str])] = &[
    (Reply::Like, &["like", "ilike", "喜欢", "我喜欢", "很喜欢", "满意", "喜歡", "我喜歡", "我很喜歡"]),
    (Reply::MustBe, &[
        "mustbe", "musthave", "expect", "expectit", "iexpectthis", "理所当然", "理所應當", "理所应当", "理應如此", "应该的", "必须这样", "必须如此",
    ]),
    (Reply::Neutral, &["neutral", "idontcare", "dontcare", "indifferent", "中立", "我无所谓", "無所謂"]),
    (Reply::LiveWith, &[
        "livewith", "livewithit", "canlivewith", "icanlivewithit", "icanlivewith", "tolerate", "cantolerate", "tolerateit",
        "可以忍受", "可以接受", "能接受", "勉强接受", "勉強接受", "忍受",
    ]),
    (Reply::Dislike, &["dislike", "idislike", "idontlikeit", "不喜欢", "我不喜欢", "不满意", "不喜歡", "我很不喜歡"]),
];

/// What a cell of answers says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// A number from 1 to 5, whichever way the scale runs.
    Number(u8),
    /// A reply in words, with the number before or behind it if there is one.
    Words(Reply, Option<u8>),
}

impl Said {
    pub(super) fn reply(self, scale: Scale) -> Option<Reply> {
        match (self, scale) {
            (Said::Words(reply, _), _) => Some(reply),
            (Said::Number(number), Scale::LikeIsOne) => Reply::from_number(number),
            (Said::Number(number), Scale::LikeIsFive) => Reply::from_number(6 - number),
        }
    }
}

/// The words of every known wording set in both languages.
pub(super) struct Dictionary {
    replies: HashMap<String, Reply>,
    importances: HashMap<String, u8>,
}

impl Dictionary {
    pub(super) fn new() -> Dictionary {
        let mut dictionary = Dictionary { replies: HashMap::new(), importances: HashMap::new() };
        for wording in wording::ALL {
            for lang in Lang::ALL {
                for reply in Reply::ALL {
                    dictionary.replies.insert(normal(wording.label(reply, lang)), reply);
                }
                for (number, anchor) in wording.anchors(lang) {
                    dictionary.importances.insert(normal(anchor), number);
                }
            }
        }
        for (reply, forms) in SHORT_FORMS {
            for form in *forms {
                dictionary.replies.insert((*form).to_owned(), *reply);
            }
        }
        dictionary
    }

    /// What a cell says about a reply; `None` if it is no answer.
    pub(super) fn said(&self, cell: &str) -> Option<Said> {
        let cell = tidy(cell)?;
        if let Some(number) = whole_number(cell) {
            return (1..=5).contains(&number).then_some(Said::Number(number));
        }
        let key = normal(cell);
        let reply = |key: &str| self.replies.get(key).copied();
        reply(&key).map(|reply| Said::Words(reply, None)).or_else(|| {
            // “1 - I like it”, “我很喜欢（1）”: the words decide, the number is remembered.
            let words = key.trim_matches(|c: char| c.is_ascii_digit());
            let digits: String = key.chars().filter(char::is_ascii_digit).collect();
            Some(Said::Words(reply(words)?, digits.parse().ok()))
        })
    }

    /// The importance that a cell states, 1 to 9.
    pub(super) fn importance(&self, cell: &str) -> Option<u8> {
        let cell = tidy(cell)?;
        if let Some(number) = whole_number(cell) {
            return (1..=9).contains(&number).then_some(number);
        }
        let key = normal(cell);
        let words = key.trim_matches(|c: char| c.is_ascii_digit());
        self.importances.get(words).copied()
    }

    /// Whether a cell says nothing but an answer: no header looks like this.
    pub(super) fn is_answer(&self, cell: &str) -> bool {
        self.said(cell).is_some() || self.importance(cell).is_some()
    }
}

/// A cell without the spaces around it and the apostrophe before a formula.
fn tidy(cell: &str) -> Option<&str> {
    let cell = revive(cell).trim();
    (!cell.is_empty() && cell.len() <= LONGEST_REPLY).then_some(cell)
}

/// `3`, `３`, `3.0`; not `3%` and not `3k`.
fn whole_number(cell: &str) -> Option<u8> {
    if let &[digit @ b'0'..=b'9'] = cell.as_bytes() {
        return Some(digit - b'0');
    }
    let plain = |c: char| number::parse(c.encode_utf8(&mut [0; 4])).is_some();
    let digits = cell.chars().all(|c| plain(c) || matches!(c, '.' | '．' | ','));
    let typed = number::parse(cell).filter(|typed| digits && !typed.percent)?;
    let whole = (0..=255).contains(&(typed.value as i64)) && typed.value == libm::floor(typed.value);
    whole.then_some(typed.value as u8)
}

/// Whether a cell is empty, or says so.
pub(super) fn is_empty(cell: &str) -> bool {
    let cell = revive(cell).trim();
    !cell.chars().any(char::is_alphanumeric) && cell.len() <= LONGEST_REPLY
        || matches!(cell, "NA" | "N/A" | "n/a" | "na" | "NaN" | "null" | "NULL" | "空")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_words_mean_two_replies() {
        for wording in wording::ALL {
            for lang in Lang::ALL {
                for reply in Reply::ALL {
                    let label = wording.label(reply, lang);
                    assert_eq!(Dictionary::new().said(label), Some(Said::Words(reply, None)), "{label}");
                }
            }
        }
        let mut seen = HashMap::new();
        for (reply, form) in
            SHORT_FORMS.iter().flat_map(|(reply, forms)| forms.iter().map(move |form| (*reply, *form)))
        {
            assert_eq!(normal(form), form);
            assert_eq!(seen.insert(form, reply), None, "{form} twice");
        }
    }

    #[test]
    fn answers_are_read_as_numbers_and_in_words() {
        let dictionary = Dictionary::new();
        use Reply::*;
        for (cell, said) in [
            ("1", Some(Said::Number(1))),
            (" 5 ", Some(Said::Number(5))),
            ("３", Some(Said::Number(3))),
            ("4.0", Some(Said::Number(4))),
            ("I like it", Some(Said::Words(Like, None))),
            ("I LIKE IT!", Some(Said::Words(Like, None))),
            ("I’m neutral.", Some(Said::Words(Neutral, None))),
            ("Ｉ ｅｘｐｅｃｔ ｉｔ", Some(Said::Words(MustBe, None))),
            ("1 - I like it", Some(Said::Words(Like, Some(1)))),
            ("5. I like it", Some(Said::Words(Like, Some(5)))),
            ("我很喜欢（1）", Some(Said::Words(Like, Some(1)))),
            ("勉强接受", Some(Said::Words(LiveWith, None))),
            ("喜歡", Some(Said::Words(Like, None))),
            ("I dislike it, but I can live with it that way", Some(Said::Words(LiveWith, None))),
            ("live-with", Some(Said::Words(LiveWith, None))),
            ("0", None),
            ("6", None),
            ("-1", None),
            ("1.5", None),
            ("1%", None),
            ("1k", None),
            ("99", None),
            ("12345678901234567890123456789", None),
            ("love it", None),
            ("1 2", None),
            ("", None),
        ] {
            assert_eq!(dictionary.said(cell), said, "{cell:?}");
        }
        assert_eq!(dictionary.said(&"x".repeat(10_000)), None);
    }

    #[test]
    fn importance_is_one_to_nine_or_an_anchor() {
        let dictionary = Dictionary::new();
        for (cell, importance) in [
            ("9", Some(9)),
            ("Extremely important", Some(9)),
            ("9 = Extremely important", Some(9)),
            ("非常重要", Some(7)),
            ("0", None),
            ("10", None),
            ("7.5", None),
            ("very", None),
        ] {
            assert_eq!(dictionary.importance(cell), importance, "{cell:?}");
        }
    }

    #[test]
    fn a_cell_can_say_that_it_is_empty() {
        for cell in ["", "  ", "-", "—", "NA", "n/a", "null", "."] {
            assert!(is_empty(cell), "{cell:?}");
        }
        for cell in ["0", "no", "x", "不"] {
            assert!(!is_empty(cell), "{cell:?}");
        }
    }
}
