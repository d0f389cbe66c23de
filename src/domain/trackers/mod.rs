//! Tables as other trackers write and read them: one entry per tracker in [`ALL`].
//!
//! A tracker is a list of columns. Each has the name that the tracker gives it, what it holds,
//! and how surely it gives the tracker away. The same list recognises a table ([`recognise`]),
//! tells the import what its columns hold, and writes the export ([`Sheet`]). Where the header
//! lists come from stands in `docs/trackers.md`.

mod columns;
mod registry;
mod sheet;
pub mod trello;

use super::import::{Target, normal};
use super::plan::Status;
use super::text::Word;

pub use columns::{Amount, By, Column, Field};
pub use registry::ALL;
pub use sheet::Sheet;
pub(in crate::domain) use sheet::{one_line, text_of_html, without_spaces};

/// A tracker whose tables are known.
#[derive(Debug)]
pub struct Tracker {
    /// The name in code.
    pub id: &'static str,
    /// What people call it.
    pub name: Word,
    /// What a table of it is, in words that follow “This looks like”.
    pub table: Word,
    /// What its columns are called and hold, in the order in which its importer wants them. Of
    /// several that hold the same, those that stand first are preferred.
    pub columns: &'static [Column],
    /// What it usually calls each status, in the order of [`Status::ALL`]; several may share one.
    pub statuses: [&'static str; 6],
    /// What other words of it mean, in [`normal`] form.
    pub words: &'static [(&'static str, Status)],
    /// How it writes a day.
    pub days: Days,
    /// What it puts between the values of a list in one cell.
    pub separator: &'static str,
    /// What it calls priorities: of the first quarter of the ranks, the middle, the last
    /// quarter, and of what has no rank.
    pub priorities: [&'static str; 4],
    /// What it calls an item that has parts, and any other.
    pub types: [&'static str; 2],
    /// Whether its CSV begins with a byte order mark.
    pub byte_order_mark: bool,
    /// Whether an actual end means that the work is delivered, whatever the status says.
    pub end_is_delivered: bool,
}

/// How a tracker writes a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Days {
    /// `2026-11-22`.
    Iso,
    /// `22/Nov/26 12:00 AM`, which Jira's importer expects until it is told otherwise.
    Jira,
    /// `11/22/2026`.
    MonthFirst,
}

/// A table that looks like one of a tracker.
#[derive(Clone, Copy, Debug)]
pub struct Recognised {
    /// The tracker.
    pub tracker: &'static Tracker,
    /// How many columns of the table it knows.
    pub known: usize,
}

/// The tracker with that id.
pub fn by_id(id: &str) -> Option<&'static Tracker> {
    ALL.iter().copied().find(|tracker| tracker.id == id)
}

/// What a header has to weigh for its tracker; see [`Column::sign`].
const ENOUGH: u32 = 6;

/// How much more it has to weigh than for any other tracker.
const LEAD: u32 = 2;

/// The tracker that a table with these headers comes from; `None` where nothing speaks clearly
/// for one. No single word decides: the names of all columns are weighed together.
pub fn recognise<'a>(headers: impl Iterator<Item = &'a str>) -> Option<Recognised> {
    let names: Vec<String> = headers.map(normal).collect();
    let mut weighed: Vec<(u32, Recognised)> = Vec::new();
    for tracker in ALL.iter().copied() {
        let called: Vec<String> = tracker.columns.iter().map(|column| normal(column.name)).collect();
        let found = called.iter().zip(tracker.columns).filter(|(name, _)| names.contains(name));
        let (mut weight, mut has_title) = (0, false);
        for (_, column) in found {
            weight += u32::from(column.sign);
            has_title |= column.field.target() == Target::Title;
        }
        let known = names.iter().filter(|name| !name.is_empty() && called.contains(name)).count();
        if has_title && known >= 3 && weight >= ENOUGH {
            weighed.push((weight, Recognised { tracker, known }));
        }
    }
    let (best, recognised) = weighed.iter().max_by_key(|(weight, _)| *weight)?;
    let others = weighed.iter().filter(|(_, other)| other.tracker.id != recognised.tracker.id);
    let second = others.map(|(weight, _)| *weight).max().unwrap_or(0);
    (*best >= second + LEAD).then_some(*recognised)
}

impl Tracker {
    /// The column that has this header, and its place.
    pub fn column(&self, header: &str) -> Option<(usize, &'static Column)> {
        let name = normal(header);
        let found = |(_, column): &(usize, &Column)| !name.is_empty() && normal(column.name) == name;
        self.columns.iter().enumerate().find(found)
    }

    /// What it calls a status.
    pub fn status(&self, status: Status) -> &'static str {
        let at = Status::ALL.iter().position(|other| *other == status);
        at.and_then(|at| self.statuses.get(at)).copied().unwrap_or("")
    }

    /// The status that a word of this tracker means and of no other.
    pub fn status_named(&self, text: &str) -> Option<Status> {
        let name = normal(text);
        self.words.iter().find(|(word, _)| *word == name).map(|(_, status)| *status)
    }
}
