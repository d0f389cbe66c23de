//! A plan as files that other programs read: one file per format, one line in [`ALL`].

pub mod calendar;
mod columns;
mod csv;
mod harmless;
mod html;
pub mod kano_answers;
mod kano_results;
pub mod markdown;
pub mod plain;
mod pptx;
mod trackers;

use super::date::Date;
use super::frameworks::Framework;
use super::plan::Plan;
use super::text::{Lang, Word};
use super::uncertainty::RankRanges;

pub use columns::{Column, Content, Holds, columns};
pub use harmless::{defuse, revive};
pub use kano_results::{kano_results_csv, kano_results_lines};

/// Every format, in the order in which a chooser lists them.
pub const ALL: &[&Format] = &[
    &html::PAGE,
    &pptx::SLIDES,
    &markdown::MARKDOWN,
    &plain::PLAIN,
    &calendar::CALENDAR,
    &csv::ITEMS,
    &trackers::JIRA,
    &trackers::LINEAR,
    &trackers::ASANA,
    &trackers::TRELLO,
    &trackers::GITLAB,
    &trackers::AZURE,
    &trackers::PRODUCTBOARD,
    &trackers::ROADMUNK,
    &trackers::DUCALIS,
    &trackers::CHINESE,
];

/// The one format that holds the whole plan, so that it opens again.
pub const HOLDS_PLAN: &str = "html";

/// A format of file.
#[derive(Debug)]
pub struct Format {
    /// The name in code and preferences.
    pub id: &'static str,
    /// What people call it.
    pub name: Word,
    /// What it is good for, in one sentence.
    pub about: Word,
    /// Where it stands among the others.
    pub group: Group,
    /// The end of the file's name, without the point.
    pub extension: &'static str,
    /// The media type.
    pub mime: &'static str,
    /// Writes the file; `None` where it cannot be made.
    pub write: fn(&Plan, Lang, &Context) -> Option<Vec<u8>>,
}

/// Where a format stands among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// To be read by people.
    Document,
    /// To be calculated with.
    Table,
    /// To be taken in by a tracker.
    Tracker,
}

/// What an export has to know beside the plan.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The framework that the ranks come from.
    pub framework: &'static Framework,
    /// The moment, ISO 8601 UTC.
    pub now: &'a str,
    /// The day that it is where the person is.
    pub today: Date,
    /// The rank ranges under the framework, as far as they are known.
    pub ranges: Option<&'a RankRanges>,
}

/// The format with that id.
pub fn by_id(id: &str) -> Option<&'static Format> {
    ALL.iter().copied().find(|format| format.id == id)
}

/// A block of cells for the clipboard, as spreadsheets write and read it.
///
/// Cells with tabs, line ends or quotes are quoted; formulas are made harmless.
/// [`super::import::parse_clipboard`] reads it back unchanged.
pub fn tsv(rows: &[Vec<String>]) -> String {
    let rows = rows.iter().map(|row| {
        let cells = row.iter().map(|cell| csv::cell(cell, '\t'));
        // A row of one empty cell would be no row at the end of the text.
        if row.len() == 1 && row.iter().all(String::is_empty) {
            "\"\"".to_owned()
        } else {
            cells.collect::<Vec<_>>().join("\t")
        }
    });
    rows.collect::<Vec<_>>().join("\n")
}

/// A cell of a CSV file: harmless, and quoted where it has to be.
pub(super) fn csv_cell(text: &str) -> String {
    csv::cell(text, ',')
}

/// All tags in one cell.
pub(super) fn join_tags(tags: &[String]) -> String {
    tags.join(", ")
}

#[cfg(test)]
mod tests {
    use super::super::import::parse_clipboard;
    use super::*;

    #[test]
    fn every_format_is_well_described() {
        for (at, format) in ALL.iter().enumerate() {
            assert!(ALL[..at].iter().all(|other| other.id != format.id));
            assert_eq!(by_id(format.id).map(|found| found.id), Some(format.id));
            assert!(!format.extension.is_empty() && !format.extension.starts_with('.'));
            assert!(format.mime.contains('/'));
            for lang in Lang::ALL {
                assert!(!(format.name)(lang).is_empty() && !(format.about)(lang).is_empty());
            }
        }
    }

    #[test]
    fn a_copied_block_is_pasted_unchanged() {
        for block in [
            vec![vec!["a", "b"], vec!["c", "d"]],
            vec![vec!["a\tb", "line\nline", "say \"hi\"", "\"lone"]],
            vec![vec!["", "", ""], vec!["", "x", ""]],
            vec![vec![""], vec![""]],
            vec![vec!["=1+1", "-3", "-a", "'=x", "@me", "＝1", "\ttab", " ", "'quoted'"]],
        ] {
            let block: Vec<Vec<String>> =
                block.into_iter().map(|row| row.into_iter().map(str::to_owned).collect()).collect();
            assert_eq!(parse_clipboard(&tsv(&block)), block);
        }
        assert_eq!(tsv(&[vec!["=1+1".to_owned(), "-3".to_owned()]]), "'=1+1\t-3");
    }
}
