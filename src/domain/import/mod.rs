//! Tables from other programs into items: one file per step.
//!
//! Bytes become text ([`decode`]), text a [`Table`] ([`read`]), a table gets a
//! [`Mapping`] that the person corrects, and table, mapping and plan together
//! make a [`Preview`] whose items go into `Command::Import`. A broken cell costs
//! one cell; a file is refused only as a whole and with a sentence.

mod changes;
mod dates;
mod decode;
mod headers;
pub mod kano_answers;
mod mapping;
mod questions;
mod rows;
mod table;

pub use changes::{Change, MOST_CHANGES, Said};
pub use decode::{Decoded, Encoding, Gb18030, Lookalike, MOST_BYTES, check_size, decode, is_workbook};
pub(in crate::domain) use headers::normal;
pub use mapping::{EmptyCell, Mapping, Part, SameKey, SameTitle, Target};
pub use questions::{Answer, MOST_STATUS_WORDS, Question, StatusWord};
pub use rows::{CellProblem, LONGEST_TEXT, MOST_PROBLEMS, Preview, Wrong, making, preview};
pub use table::{Delimiter, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Row, Table, parse_clipboard, read, read_in};

pub use super::editor::MOST_ITEMS;
use super::number::group;
use super::text::{Lang, import};
use super::workbook;

/// Why a file, or a table, is not taken at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// So many bytes are too many.
    TooLarge(u64),
    /// It is no text.
    Lookalike(Lookalike),
    /// It is a workbook, and cannot be read.
    Workbook(workbook::Problem),
    /// There is nothing in it.
    Empty,
    /// More rows than [`MOST_ROWS`].
    TooManyRows,
    /// A row is wider than [`MOST_COLUMNS`].
    TooManyColumns {
        /// The line on which it begins.
        line: u32,
        /// Its columns.
        count: usize,
    },
    /// More cells than [`MOST_CELLS`].
    TooManyCells,
    /// The plan would have more items than [`MOST_ITEMS`].
    TooManyItems,
    /// No column holds the titles, and none the keys.
    NoTitleColumn,
}

/// Whether a text is a table with headings, one of which names titles.
pub fn is_table_with_headings(text: &str) -> bool {
    let Ok(table) = read(text, None) else { return false };
    let mapping = Mapping::guess(&table, &[]);
    table.rows.len() > 1
        && table.width() > 1
        && mapping.has_header
        && mapping.columns.contains(&Target::Title)
}

impl Refusal {
    /// What is wrong and what to do, in plain words.
    pub fn sentence(&self, lang: Lang) -> String {
        const MIB: u64 = 1024 * 1024;
        match *self {
            Refusal::TooLarge(bytes) => {
                import::refused_too_large(lang, bytes.div_ceil(MIB) as usize, MOST_BYTES / MIB as usize)
            }
            Refusal::Lookalike(lookalike) => lookalike.sentence(lang).to_owned(),
            Refusal::Workbook(problem) => problem.sentence(lang),
            Refusal::Empty => import::refused_empty(lang).to_owned(),
            Refusal::TooManyRows => import::refused_too_many_rows(lang, &group(MOST_ROWS)),
            Refusal::TooManyColumns { line, count } => import::refused_too_many_columns(
                lang,
                &group(line as usize),
                &group(count),
                &group(MOST_COLUMNS),
            ),
            Refusal::TooManyCells => import::refused_too_many_cells(lang, &group(MOST_CELLS)),
            Refusal::TooManyItems => import::refused_too_many_items(lang, &group(MOST_ITEMS)),
            Refusal::NoTitleColumn => import::refused_no_title_column(lang).to_owned(),
        }
    }
}
