//! Workbooks of spreadsheets: XLSX, XLS and ODS in, XLSX out.
//!
//! [`Book::of`] makes sheets of typed cells of a plan; [`task`] writes them, or reads a sheet of
//! somebody's workbook as the same [`Table`] that a CSV file gives. The crates that know the formats
//! weigh more than all the rest of the program, so nothing but [`task`] leads to them, and only
//! the part of the program that the worker fetches for a workbook names it.
//!
//! What is read: the values that formulas had when the workbook was saved; dates as ISO dates;
//! percentages with their sign where the format tells them (XLSX), else as shares of 1; merged
//! headings under every column that they span; hidden rows and columns too, which are counted and
//! said (calamine does not tell them, so XLSX and ODS are looked through for them beforehand; XLS is
//! not, and there nothing is said). Cells with an error such as `#N/A` are empty, and said.
//!
//! What is refused before it can hurt: see [`read`].

mod book;
mod plan;
mod read;
mod write;

use serde::{Deserialize, Serialize};

use super::bytes::Bytes;
use super::import::{MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Table};
use super::number::group;
use super::text::{Lang, import, workbook as words};

pub use book::{Book, Cell, Column, LONGEST_CELL, Sheet};
pub use plan::Asked;
pub use read::{MOST_INFLATED, MOST_TEXT};

/// What is wanted of a workbook.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// One of its sheets as a table.
    Read {
        /// The file; travels beside the text of the request.
        #[serde(skip)]
        bytes: Bytes,
        /// Which sheet; `None` for the one that is most likely meant.
        sheet: Option<usize>,
        /// Names of sheets that are likelier meant than the first one.
        likely: Vec<String>,
    },
    /// A file of these sheets.
    Write(Book),
}

impl Request {
    /// What travels beside the text of the request.
    pub fn bytes(&self) -> Option<&Bytes> {
        match self {
            Request::Read { bytes, .. } => Some(bytes),
            Request::Write(_) => None,
        }
    }

    /// Puts back what travelled beside the text.
    pub fn set_bytes(&mut self, came: Bytes) {
        if let Request::Read { bytes, .. } = self {
            *bytes = came;
        }
    }
}

/// What came of a request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// Nothing yet.
    Working,
    /// A sheet, or why there is none.
    Read(Result<Opened, Problem>),
    /// A file, or why there is none.
    Written(Result<File, Problem>),
}

impl Answer {
    /// What travels beside the text of the answer.
    pub fn bytes(&self) -> Option<&Bytes> {
        match self {
            Answer::Written(Ok(file)) => Some(&file.bytes),
            Answer::Read(Ok(opened)) => Some(&opened.packed),
            _ => None,
        }
    }

    /// Puts back what travelled beside the text.
    pub fn set_bytes(&mut self, came: Bytes) {
        match self {
            Answer::Written(Ok(file)) => file.bytes = came,
            Answer::Read(read) => match (Table::unpack(came.as_ref()), &mut *read) {
                (Some(table), Ok(opened)) => (opened.table, opened.packed) = (table, came),
                (None, Ok(_)) => *read = Err(Problem::Broken),
                (_, Err(_)) => {}
            },
            _ => {}
        }
    }
}

/// A sheet of a workbook as a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Opened {
    /// All sheets of the workbook.
    pub sheets: Vec<SheetName>,
    /// The place of the one that was read.
    pub sheet: usize,
    /// Its rows; they travel beside the text of the answer.
    #[serde(skip)]
    pub table: Table,
    /// What is worth knowing about how it was read.
    pub notes: Notes,
    /// The rows in the form in which they travel: whoever waits for them has no time to read as
    /// many numbers in JSON.
    #[serde(skip)]
    packed: Bytes,
}

impl Opened {
    /// A sheet that was read.
    pub fn new(sheets: Vec<SheetName>, sheet: usize, table: Table, notes: Notes) -> Opened {
        let packed = Bytes::new(table.pack());
        Opened { sheets, sheet, table, notes, packed }
    }
}

/// A sheet in a chooser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetName {
    /// What people call it.
    pub name: String,
    /// Whether a spreadsheet program hides it.
    pub hidden: bool,
}

/// What is worth knowing about how a sheet was read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Notes {
    /// Rows with content that a spreadsheet program hides, or filters out.
    pub hidden_rows: usize,
    /// Columns with content that a spreadsheet program hides.
    pub hidden_columns: usize,
    /// Cells with an error, which are taken as empty.
    pub errors: usize,
    /// Where the first of them are, such as `B12`, and what they say.
    pub first_errors: Vec<(String, String)>,
    /// Formulas without a stored result, which are taken as empty.
    pub unsolved: usize,
    /// Merged cells whose content was given to every column or row that they span.
    pub merged: usize,
}

impl Notes {
    /// Errors that are shown one by one.
    pub const SHOWN_ERRORS: usize = 5;

    /// What is worth knowing, in plain sentences.
    pub fn sentences(&self, lang: Lang) -> Vec<String> {
        let mut sentences = Vec::new();
        if self.errors > 0 {
            let first: Vec<String> =
                self.first_errors.iter().map(|(place, says)| format!("{place} {says}")).collect();
            let mut list = first.join(words::comma(lang));
            if self.errors > first.len() {
                list.push('…');
            }
            sentences.push(words::errors(lang, self.errors, &list));
        }
        if self.unsolved > 0 {
            sentences.push(words::unsolved(lang, self.unsolved));
        }
        if self.hidden_rows + self.hidden_columns > 0 {
            sentences.push(words::hidden(lang, self.hidden_rows, self.hidden_columns));
        }
        sentences
    }
}

/// A workbook that was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct File {
    /// What is in it; travels beside the text of the answer.
    #[serde(skip)]
    pub bytes: Bytes,
    /// Texts that were cut, as a cell holds no more than [`LONGEST_CELL`] characters.
    pub cut: usize,
}

impl File {
    /// The end of its name, without the point.
    pub const EXTENSION: &'static str = "xlsx";

    /// Its media type.
    pub const MIME: &'static str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}

/// Why a workbook is not read, or not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    /// A password is asked for.
    Encrypted,
    /// It is not whole, or not as its format says.
    Broken,
    /// It is a file of an old office program, or an archive, and no workbook that is read.
    NotRead,
    /// Unpacked it would be larger than [`MOST_INFLATED`].
    TooLargeInside,
    /// The texts of a sheet are longer than [`MOST_TEXT`].
    TooMuchText,
    /// It has sheets, and nothing is in them.
    Empty,
    /// More rows than [`MOST_ROWS`].
    TooManyRows,
    /// A row is wider than [`MOST_COLUMNS`].
    TooManyColumns {
        /// The row, from 1.
        line: u32,
        /// Its columns.
        count: usize,
    },
    /// More cells than [`MOST_CELLS`].
    TooManyCells,
    /// It could not be written.
    NotWritten,
}

impl Problem {
    /// What is wrong and what to do, in plain words.
    pub fn sentence(self, lang: Lang) -> String {
        match self {
            Problem::Encrypted => words::encrypted(lang).to_owned(),
            Problem::Broken => words::broken(lang).to_owned(),
            Problem::NotRead => words::not_read(lang).to_owned(),
            Problem::TooLargeInside => words::too_large_inside(lang, (MOST_INFLATED >> 20) as usize),
            Problem::TooMuchText => words::too_much_text(lang, MOST_TEXT >> 20),
            Problem::Empty => import::refused_empty(lang).to_owned(),
            Problem::TooManyRows => import::refused_too_many_rows(lang, &group(MOST_ROWS)),
            Problem::TooManyColumns { line, count } => import::refused_too_many_columns(
                lang,
                &group(line as usize),
                &group(count),
                &group(MOST_COLUMNS),
            ),
            Problem::TooManyCells => import::refused_too_many_cells(lang, &group(MOST_CELLS)),
            Problem::NotWritten => words::not_written(lang).to_owned(),
        }
    }
}

/// Work on a workbook, in steps.
pub trait Task: std::fmt::Debug {
    /// Does so many units of work; fewer where it is done before.
    fn step(&mut self, units: u32);

    /// How much of it is done, 0 to 1; 1 when there is nothing left to do, and not before.
    fn progress(&self) -> f64;

    /// What came of it; [`Answer::Working`] until it is done.
    fn answer(&self) -> Answer;
}

/// Makes work of a request: what all the weight of the formats hangs on.
pub type Tools = fn(Request) -> Box<dyn Task>;

/// The work that a request asks for.
pub fn task(request: Request) -> Box<dyn Task> {
    match request {
        Request::Read { bytes, sheet, likely } => Box::new(read::Reading::new(bytes, sheet, likely)),
        Request::Write(book) => Box::new(write::Writing::new(book)),
    }
}
