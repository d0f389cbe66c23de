//! What a column of a tracker's table is called and holds.

use crate::domain::frameworks::{self, Input, Unit};
use crate::domain::import::{Part, Target};
use crate::domain::text::{Lang, Word, fields};

/// A column of a tracker's table.
#[derive(Debug)]
pub struct Column {
    /// The name as the tracker writes it.
    pub name: &'static str,
    /// What stands in it.
    pub field: Field,
    /// How surely the name gives the tracker away, from 0 (every tool has it) to 3 (no other
    /// tool calls anything so).
    pub sign: u8,
    /// Whether an export has it.
    pub written: bool,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug)]
pub enum Field {
    /// The key.
    Key,
    /// The key where it is a number; a tracker that numbers its items refuses any other.
    NumberKey,
    /// Another name of the item that links of the same table use: on export its place, from 1.
    LinkId,
    /// The title, in one line.
    Title,
    /// The longer text.
    Description,
    /// The longer text as HTML.
    DescriptionHtml,
    /// The part of the product.
    Area,
    /// All tags in one cell.
    Tags,
    /// All tags in one cell, each perhaps with the name of a colour in brackets.
    ColouredTags,
    /// A tag without spaces; the column stands once for each.
    EachTag,
    /// The status.
    Status,
    /// The status of what is known to the tracker; what is new begins at its first one.
    StatusOfNumbered,
    /// How it was closed.
    Outcome,
    /// Whether it is put away.
    Archived,
    /// Who looks after it.
    Owner,
    /// Where the idea came from.
    Source,
    /// Who asked.
    Requester,
    /// The larger item.
    Parent(By),
    /// What comes first, all in one cell.
    DependsOn(By),
    /// What comes first; the column stands once for each.
    EachDependency,
    /// What has to wait for this.
    Blocks,
    /// First day that is planned: the item's own, or of its period.
    PlannedStart,
    /// Last day that is planned: the item's own, or of its period.
    PlannedEnd,
    /// Day on which work began.
    ActualStart,
    /// Day of delivery.
    ActualEnd,
    /// A place to read more.
    Url,
    /// The effort.
    Effort(Amount),
    /// A number of the framework with plain names, by its label.
    Number(Word),
    /// The kind of item; written, and never read.
    Kind,
    /// The period's title; written, and never read.
    Period,
    /// The period's title where it has no dates; written, and never read.
    PeriodWithoutDates,
    /// What the rank comes to; written, and never read.
    Priority,
    /// Known, and not used.
    Unused,
}

/// How a column names another item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// By its key.
    Key,
    /// By its title.
    Title,
    /// By its place in the table, as [`Field::LinkId`] writes it.
    Place,
}

/// What effort is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// In the plan's own unit, whatever it is.
    Ours,
    /// In points.
    Points,
    /// In seconds of work.
    Seconds,
    /// In hours of work.
    Hours,
}

impl Column {
    /// A column that an export has.
    pub(super) const fn new(name: &'static str, field: Field, sign: u8) -> Column {
        Column { name, field, sign, written: true }
    }

    /// A column that is only read.
    pub(super) const fn read(name: &'static str, field: Field, sign: u8) -> Column {
        Column { name, field, sign, written: false }
    }

    /// A column that is known by name and not used.
    pub(super) const fn unused(name: &'static str, sign: u8) -> Column {
        Column { name, field: Field::Unused, sign, written: false }
    }
}

impl Field {
    /// What an import makes of the column.
    pub fn target(self) -> Target {
        match self {
            Field::Key | Field::NumberKey => Target::Key,
            Field::LinkId => Target::LinkId,
            Field::Title => Target::Title,
            Field::Description | Field::DescriptionHtml => Target::Description,
            Field::Area => Target::Area,
            Field::Tags | Field::ColouredTags | Field::EachTag => Target::Tags,
            Field::Status | Field::StatusOfNumbered => Target::Status,
            Field::Outcome | Field::Archived => Target::Outcome,
            Field::Owner => Target::Owner,
            Field::Source => Target::Source,
            Field::Requester => Target::Requester,
            Field::Parent(_) => Target::Parent,
            Field::DependsOn(_) | Field::EachDependency => Target::DependsOn,
            Field::Blocks => Target::Blocks,
            Field::PlannedStart => Target::PlannedStart,
            Field::PlannedEnd => Target::PlannedEnd,
            Field::ActualStart => Target::ActualStart,
            Field::ActualEnd => Target::ActualEnd,
            Field::Url => Target::Url,
            Field::Effort(_) => number(fields::effort),
            Field::Number(label) => number(label),
            Field::Kind | Field::Period | Field::PeriodWithoutDates | Field::Priority | Field::Unused => {
                Target::Skip
            }
        }
    }

    /// Whether the column stands once for each value.
    pub fn is_repeated(self) -> bool {
        matches!(self, Field::EachTag | Field::EachDependency)
    }
}

/// The input of the framework with plain names that has this label, with its sheet.
pub(super) fn input(label: Word) -> Option<(&'static str, &'static Input)> {
    let named = |input: &&'static Input| (input.label)(Lang::En) == label(Lang::En);
    let plain = frameworks::sheets().filter(|framework| framework.plain_headers);
    plain
        .filter_map(|framework| Some((framework.sheet, framework.inputs.iter().find(named)?)))
        .find(|(_, found)| found.unit != Unit::Class)
}

fn number(label: Word) -> Target {
    match input(label) {
        Some((sheet, input)) => Target::Estimate { sheet, input: input.key, part: Part::Value },
        None => Target::Skip,
    }
}
