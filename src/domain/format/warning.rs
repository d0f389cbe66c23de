//! What was mended while a file was read, and where.

use std::fmt;

use serde_json::Value;

use crate::domain::number::group;
use crate::domain::text::{Lang, common, fields, files};

/// Warnings that are told one by one; the rest is counted.
const MOST_WARNINGS: usize = 1_000;

/// One thing in a file that could not be taken as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Warning {
    /// Where it stands, such as `items[3].scores.rice.reach`; empty for the whole file.
    pub place: String,
    /// What was wrong and what was done.
    pub trouble: Trouble,
}

/// What was wrong at one place of a file and what was done about it.
#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    /// A value that cannot be used; it was left out.
    LeftOut {
        /// What belongs there.
        expected: Expected,
        /// What stood there, shortened.
        found: String,
    },
    /// An estimate that is no number; kept as text.
    KeptAsText {
        /// What stood there, shortened.
        found: String,
    },
    /// A date that is none; kept.
    NoDate {
        /// What stood there, shortened.
        found: String,
    },
    /// An id that was used before; this one got a new id.
    RepeatedId {
        /// The id in the file.
        id: String,
        /// The id now.
        new: String,
    },
    /// No id; one was given.
    MissingId {
        /// The id now.
        new: String,
    },
    /// No title; a stand-in was given.
    MissingTitle,
    /// Links to items that do not exist or that close a circle; cut.
    LinksCut {
        /// The title of the item with the link.
        from: String,
        /// The titles, or the ids, of the items it pointed at.
        to: Vec<String>,
    },
    /// Something names an item, a team or a period that is not there.
    NamesMissing {
        /// What it names.
        what: Named,
        /// The id that nothing has.
        id: String,
        /// Whether it was kept for the day on which there is such a thing, or else left out.
        stays: bool,
    },
    /// A list is about the same item twice; the second time was left out.
    Twice {
        /// The id of the item.
        id: String,
    },
    /// More deleted items than a bin may hold; the oldest were left out.
    BinCut {
        /// How many were left out.
        count: usize,
        /// How many a bin may hold.
        most: usize,
    },
    /// A list is longer than it can be; the surplus was left out.
    ListCut {
        /// How many were left out.
        count: usize,
        /// How many there can be.
        most: usize,
    },
    /// A study has more features than it can have.
    FeaturesCut {
        /// How many were left out.
        count: usize,
        /// How many a study may ask about.
        most: usize,
    },
    /// Numbers and characters that JSON does not allow; kept as text or marked.
    Repaired,
    /// That many warnings more.
    More(usize),
}

impl Warning {
    /// The warning in a sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        let place = &self.place;
        match &self.trouble {
            Trouble::LeftOut { expected, found } => files::left_out(lang, place, expected.words(lang), found),
            Trouble::KeptAsText { found } => files::kept_as_text(lang, place, found),
            Trouble::NoDate { found } => files::no_date(lang, place, found),
            Trouble::RepeatedId { id, new } => files::repeated_id(lang, place, id, new),
            Trouble::MissingId { new } if place.is_empty() => {
                files::missing_id(lang, fields::plan(lang), new)
            }
            Trouble::MissingId { new } => files::missing_id(lang, place, new),
            Trouble::MissingTitle if place.is_empty() => files::missing_title(lang, fields::plan(lang)),
            Trouble::MissingTitle => files::missing_title(lang, place),
            Trouble::LinksCut { from, to } => {
                let quoted: Vec<String> = to.iter().map(|title| common::quoted(lang, title)).collect();
                let separator = match lang {
                    Lang::En => ", ",
                    Lang::Zh => "、",
                };
                files::links_cut(lang, place, from, &quoted.join(separator))
            }
            Trouble::NamesMissing { what, id, stays: true } => {
                files::names_missing_stays(lang, place, what.word(lang), id)
            }
            Trouble::NamesMissing { what, id, stays: false } => {
                files::names_missing(lang, place, what.word(lang), id)
            }
            Trouble::Twice { id } => files::twice(lang, place, id),
            Trouble::BinCut { count, most } => files::bin_cut(lang, &group(*count), &group(*most)),
            Trouble::ListCut { count, most } => files::list_cut(lang, &group(*count), &group(*most)),
            Trouble::FeaturesCut { count, most } => files::features_cut(lang, &group(*count), &group(*most)),
            Trouble::Repaired => files::repaired(lang).to_owned(),
            Trouble::More(count) => files::more_warnings(lang, &group(*count)),
        }
    }

    /// Whether something that stood in the file is not in the plan.
    pub(crate) fn loses(&self) -> bool {
        !matches!(
            self.trouble,
            Trouble::NoDate { .. } | Trouble::Repaired | Trouble::NamesMissing { stays: true, .. }
        )
    }
}

/// What something can name that is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// An item.
    Item,
    /// A team of the roadmap.
    Team,
    /// A period of the roadmap.
    Period,
}

impl Named {
    fn word(self, lang: Lang) -> &'static str {
        match self {
            Named::Item => files::names_item(lang),
            Named::Team => files::names_team(lang),
            Named::Period => files::names_period(lang),
        }
    }
}

/// What belongs at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Text.
    Text,
    /// Any finite number.
    Number,
    /// A number of 0 or more.
    NotNegative,
    /// A number from 0 to 10.
    Ten,
    /// A share from 0 to 1.
    Share,
    /// How many times more or less, from 1 on.
    Ratio,
    /// A whole number of 0 or more.
    Whole,
    /// A step of contribution.
    Contribution,
    /// True or false.
    Switch,
    /// A list.
    List,
    /// An object.
    Object,
    /// The name of a status.
    Status,
    /// The name of a period.
    Period,
    /// When an item can follow another one.
    Timing,
    /// What is wished of several items.
    GroupKind,
    /// The name of a unit of effort.
    EffortUnit,
    /// The letter of a Kano category.
    Kano,
    /// The name of a Kano table.
    KanoTable,
    /// The name of a Kano rule.
    KanoRule,
    /// A criterion for which there is room.
    Criterion,
    /// Which end of a scale is better.
    Direction,
    /// A scale whose upper end is above the lower one.
    Rising,
    /// A number from -1 to 0.
    NegativeShare,
    /// A reply of a Kano questionnaire, 1 to 5.
    Reply,
    /// An importance, 1 to 9.
    Importance,
    /// Both replies of a pair, in either form.
    Answer,
    /// The id of an item that the study does not ask about yet.
    NewFeature,
    /// A group of several items.
    Several,
}

impl Expected {
    fn words(self, lang: Lang) -> &'static str {
        let word = match self {
            Expected::Text => files::expected_text,
            Expected::Number => files::expected_number,
            Expected::NotNegative => files::expected_not_negative,
            Expected::Ten => files::expected_ten,
            Expected::Share => files::expected_share,
            Expected::Ratio => files::expected_ratio,
            Expected::Whole => files::expected_whole,
            Expected::Contribution => files::expected_contribution,
            Expected::Switch => files::expected_switch,
            Expected::List => files::expected_list,
            Expected::Object => files::expected_object,
            Expected::Status => files::expected_status,
            Expected::Period => files::expected_period,
            Expected::Timing => files::expected_timing,
            Expected::GroupKind => files::expected_group,
            Expected::EffortUnit => files::expected_effort_unit,
            Expected::Kano => files::expected_kano,
            Expected::KanoTable => files::expected_kano_table,
            Expected::KanoRule => files::expected_kano_rule,
            Expected::Criterion => files::expected_criterion,
            Expected::Direction => files::expected_direction,
            Expected::Rising => files::expected_rising,
            Expected::NegativeShare => files::expected_negative_share,
            Expected::Reply => files::expected_reply,
            Expected::Importance => files::expected_importance,
            Expected::Answer => files::expected_answer,
            Expected::NewFeature => files::expected_new_feature,
            Expected::Several => files::expected_several,
        };
        word(lang)
    }
}

/// The warnings of one reading.
#[derive(Debug, Default)]
pub(super) struct Warnings {
    list: Vec<Warning>,
    more: usize,
}

impl Warnings {
    pub(super) fn add(&mut self, place: Place<'_>, trouble: Trouble) {
        if self.list.len() < MOST_WARNINGS {
            self.list.push(Warning { place: place.to_string(), trouble });
        } else {
            self.more += 1;
        }
    }

    pub(super) fn into_list(mut self) -> Vec<Warning> {
        if self.more > 0 {
            self.list.push(Warning { place: String::new(), trouble: Trouble::More(self.more) });
        }
        self.list
    }
}

/// A place in a file; it becomes text only when there is something to say about it.
#[derive(Clone, Copy)]
pub(super) enum Place<'a> {
    /// The file itself.
    Root,
    /// A field of an object.
    Field(&'a Place<'a>, &'a str),
    /// An element of a list, counted from 0.
    Element(&'a Place<'a>, usize),
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Root => Ok(()),
            Place::Field(Place::Root, name) => f.write_str(&short(name)),
            Place::Field(parent, name) => write!(f, "{parent}.{}", short(name)),
            Place::Element(parent, at) => write!(f, "{parent}[{at}]"),
        }
    }
}

/// A value as it is shown in a warning: JSON, at most some sixty characters.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::Array(list) if list.len() > 8 => format!("[… {}]", group(list.len())),
        Value::Object(fields) if fields.len() > 8 => format!("{{… {}}}", group(fields.len())),
        Value::String(text) => format!("“{}”", short(text)),
        other => short(&other.to_string()),
    }
}

/// Text for a sentence: what is longer than sixty characters is cut.
pub(super) fn short(text: &str) -> String {
    let mut shown: String = text.chars().take(60).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_reads_as_a_path() {
        let items = Place::Field(&Place::Root, "items");
        let item = Place::Element(&items, 3);
        let scores = Place::Field(&item, "scores");
        let sheet = Place::Field(&scores, "rice");
        assert_eq!(Place::Field(&sheet, "reach").to_string(), "items[3].scores.rice.reach");
    }

    #[test]
    fn what_stood_there_is_shown_short() {
        for (value, expected) in [
            (serde_json::json!("a".repeat(100)), format!("“{}…”", "a".repeat(60))),
            (serde_json::json!([1, 2]), "[1,2]".to_owned()),
            (serde_json::json!(vec![0; 9]), "[… 9]".to_owned()),
            (serde_json::json!(null), "null".to_owned()),
        ] {
            assert_eq!(shown(&value), expected);
        }
    }

    #[test]
    fn after_a_thousand_warnings_the_rest_is_counted() {
        let mut warnings = Warnings::default();
        for _ in 0..MOST_WARNINGS + 5 {
            warnings.add(Place::Root, Trouble::MissingTitle);
        }
        let list = warnings.into_list();
        assert_eq!(list.len(), MOST_WARNINGS + 1);
        assert_eq!(list.last().map(|warning| &warning.trouble), Some(&Trouble::More(5)));
    }
}
