//! Sheets of typed cells into an XLSX file.
//!
//! The rows are handed to the writer step by step; packing the file is one step of its own, which
//! takes about as long as all of them. The same book gives the same bytes: the one moment that the
//! file holds is the day of the book. (The writer's crate reads the clock when a workbook is begun,
//! which would stop the program in the browser but for its feature `wasm`; what it reads is
//! overwritten here.)

use std::collections::HashSet;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatBorder, Formula, Workbook, Worksheet, XlsxError,
};

use super::book::{Book, Cell, LONGEST_CELL, Sheet};
use super::{Answer, File, Problem, Task};
use crate::domain::bytes::Bytes;
use crate::domain::date::Date;

/// A workbook that is being written.
pub struct Writing {
    book: Book,
    workbook: Workbook,
    formats: Formats,
    /// Names of sheets, in small letters.
    names: HashSet<String>,
    /// The sheet and the row that come next.
    at: (usize, usize),
    rows_done: usize,
    rows: usize,
    cut: usize,
    done: Option<Result<File, Problem>>,
}

impl std::fmt::Debug for Writing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} of {} rows", self.rows_done, self.rows)
    }
}

/// How cells look.
struct Formats {
    heading: Format,
    calculated: Format,
    whole_share: Format,
    share: Format,
    day: Format,
}

impl Writing {
    /// Makes everything ready for the first step.
    pub fn new(book: Book) -> Writing {
        let rows = book.sheets.iter().map(|sheet| sheet.rows.len() + 1).sum();
        Writing {
            book,
            workbook: Workbook::new(),
            formats: Formats {
                heading: Format::new().set_bold().set_border_bottom(FormatBorder::Thin),
                calculated: Format::new().set_num_format("#,##0.00"),
                whole_share: Format::new().set_num_format("0%"),
                share: Format::new().set_num_format("0.0%"),
                day: Format::new().set_num_format("yyyy-mm-dd"),
            },
            names: HashSet::new(),
            at: (0, 0),
            rows_done: 0,
            rows,
            cut: 0,
            done: None,
        }
    }

    /// Writes the next row, or packs the file after the last one.
    fn unit(&mut self) -> Result<(), XlsxError> {
        let (sheet_at, row_at) = self.at;
        let Some(sheet) = self.book.sheets.get(sheet_at) else {
            let bytes = self.pack()?;
            self.done = Some(Ok(File { bytes: Bytes::new(bytes), cut: self.cut }));
            return Ok(());
        };
        if row_at == 0 {
            let name = valid_name(&sheet.name, &mut self.names);
            begin(self.workbook.add_worksheet(), &name, sheet, &self.formats)?;
        } else if let Some(cells) = sheet.rows.get(row_at - 1) {
            let worksheet = self.workbook.worksheet_from_index(sheet_at)?;
            self.cut += write_row(worksheet, row_at as u32, cells, &self.formats)?;
        }
        self.rows_done += 1;
        self.at = if row_at < sheet.rows.len() { (sheet_at, row_at + 1) } else { (sheet_at + 1, 0) };
        Ok(())
    }

    fn pack(&mut self) -> Result<Vec<u8>, XlsxError> {
        let date = Date::from_days(self.book.day);
        let year = u16::try_from(date.year).unwrap_or(1900).clamp(1900, 9999);
        let day = ExcelDateTime::from_ymd(year, date.month as u8, date.day as u8)?;
        let properties = DocProperties::new().set_title(clean(&self.book.title)).set_creation_datetime(&day);
        self.workbook.set_properties(&properties);
        self.workbook.save_to_buffer()
    }
}

impl Task for Writing {
    fn step(&mut self, units: u32) {
        for _ in 0..units {
            if self.done.is_some() {
                return;
            }
            if self.unit().is_err() {
                self.done = Some(Err(Problem::NotWritten));
            }
        }
    }

    fn progress(&self) -> f64 {
        match self.done {
            Some(_) => 1.0,
            // The other half is packing the file.
            None => 0.5 * self.rows_done as f64 / self.rows.max(1) as f64,
        }
    }

    fn answer(&self) -> Answer {
        self.done.clone().map_or(Answer::Working, Answer::Written)
    }
}

/// Names a sheet, and writes its headings.
fn begin(worksheet: &mut Worksheet, name: &str, sheet: &Sheet, formats: &Formats) -> Result<(), XlsxError> {
    worksheet.set_name(name)?;
    for (at, column) in sheet.columns.iter().enumerate() {
        let at = column_number(at)?;
        worksheet.set_column_width(at, f64::from(column.width))?;
        let (text, _) = fitting(&column.title);
        worksheet.write_string_with_format(0, at, text, &formats.heading)?;
    }
    worksheet.set_freeze_panes(1, 0)?;
    if let Some(last) = sheet.columns.len().checked_sub(1)
        && !sheet.rows.is_empty()
    {
        worksheet.autofilter(0, 0, sheet.rows.len() as u32, column_number(last)?)?;
    }
    Ok(())
}

/// Writes a row; answers how many of its texts were cut.
fn write_row(
    worksheet: &mut Worksheet,
    row: u32,
    cells: &[Cell],
    formats: &Formats,
) -> Result<usize, XlsxError> {
    let mut cut = 0;
    for (at, cell) in cells.iter().enumerate() {
        let at = column_number(at)?;
        match cell {
            Cell::Empty => {}
            Cell::Text(text) => {
                let (text, is_cut) = fitting(text);
                cut += usize::from(is_cut);
                worksheet.write_string(row, at, text)?;
            }
            Cell::Number(value) => {
                worksheet.write_number(row, at, *value)?;
            }
            Cell::Calculated(value) => {
                worksheet.write_number_with_format(row, at, *value, &formats.calculated)?;
            }
            Cell::Share(value) => {
                let percent = value * 100.0;
                let is_whole = (percent - percent.round()).abs() < 1e-9;
                let format = if is_whole { &formats.whole_share } else { &formats.share };
                worksheet.write_number_with_format(row, at, *value, format)?;
            }
            Cell::Day(day) => {
                worksheet.write_number_with_format(row, at, serial(*day), &formats.day)?;
            }
            Cell::Formula(formula, result) => {
                let formula = Formula::new(formula).set_result(result.to_string());
                worksheet.write_formula_with_format(row, at, formula, &formats.calculated)?;
            }
        }
    }
    Ok(cut)
}

fn column_number(at: usize) -> Result<u16, XlsxError> {
    u16::try_from(at).map_err(|_| XlsxError::RowColumnLimitError)
}

/// The number of a day as spreadsheets count them: 1 is 1 January 1900, and they believe that
/// there was a 29 February in that year.
fn serial(day: i64) -> f64 {
    const DAYS_TO_1970: i64 = 25_569;
    (day + DAYS_TO_1970) as f64
}

/// A text as a cell can hold it, and whether it was cut.
fn fitting(text: &str) -> (String, bool) {
    let text = clean(text);
    // A character has no more units of UTF-16 than bytes of UTF-8.
    if text.len() <= LONGEST_CELL {
        return (text, false);
    }
    let mut units = 0;
    let mut end = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        // One is left for the mark of what is missing.
        if units < LONGEST_CELL {
            end = at + c.len_utf8();
        }
    }
    match text.get(..end) {
        Some(start) if units > LONGEST_CELL => (format!("{start}…"), true),
        _ => (text, false),
    }
}

/// A text without the characters that no XML file can hold; line ends are those of spreadsheets.
fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let clean = text.chars().filter_map(|c| match c {
        '\t' | '\n' => Some(c),
        '\r' => Some('\n'),
        '\u{fffe}' | '\u{ffff}' => None,
        c if c < ' ' => None,
        c => Some(c),
    });
    clean.collect()
}

/// A name that no other sheet has, and that spreadsheet programs take.
fn valid_name(name: &str, taken: &mut HashSet<String>) -> String {
    const LONGEST: usize = 31;
    let valid = |c: char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\');
    let plain: String = clean(name).chars().map(|c| if valid(c) && c != '\n' { c } else { ' ' }).collect();
    let plain = plain.trim().trim_matches('\'');
    let plain = if plain.is_empty() { "Sheet" } else { plain };
    let mut number = 1;
    loop {
        let end = if number == 1 { String::new() } else { format!(" {number}") };
        let mut units = end.len();
        let fits = |c: &char| {
            units += c.len_utf16();
            units <= LONGEST
        };
        let start: String = plain.chars().take_while(fits).collect();
        let candidate = format!("{}{end}", start.trim_end());
        // A name that a spreadsheet program keeps for itself.
        let is_free = !candidate.eq_ignore_ascii_case("history");
        if is_free && taken.insert(candidate.to_ascii_lowercase()) {
            return candidate;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_in_a_spreadsheet() {
        for (iso, number) in [("1970-01-01", 25_569.0), ("2026-11-22", 46_348.0), ("1900-03-01", 61.0)] {
            assert_eq!(serial(Date::parse(iso).unwrap().to_days()), number, "{iso}");
        }
    }

    #[test]
    fn texts_are_made_to_fit() {
        #[track_caller]
        fn check(text: &str, expected: &str, cut: bool) {
            assert_eq!(fitting(text), (expected.to_owned(), cut));
        }
        check("=1+1", "=1+1", false);
        check("a\u{0}b\u{1f}c\u{ffff}", "abc", false);
        check("one\r\ntwo\rthree\n\tfour", "one\ntwo\nthree\n\tfour", false);
        check(&"x".repeat(LONGEST_CELL), &"x".repeat(LONGEST_CELL), false);
        check(&"x".repeat(LONGEST_CELL + 1), &format!("{}…", "x".repeat(LONGEST_CELL - 1)), true);
        check(&"字".repeat(LONGEST_CELL), &"字".repeat(LONGEST_CELL), false);
        // Each of these counts two, so half of them fit.
        let (text, cut) = fitting(&"😀".repeat(20_000));
        assert_eq!((text.encode_utf16().count(), cut), (LONGEST_CELL, true));
    }

    #[test]
    fn sheets_have_valid_names_of_their_own() {
        let mut taken = HashSet::new();
        for (name, expected) in [
            ("Items", "Items"),
            ("items", "items 2"),
            ("Q1/Q2: [draft]?", "Q1 Q2   draft"),
            ("", "Sheet"),
            ("'quoted'", "quoted"),
            ("History", "History 2"),
            (
                "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二",
                "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一",
            ),
            (
                "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二",
                "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九 2",
            ),
        ] {
            let valid = valid_name(name, &mut taken);
            assert_eq!(valid, expected, "{name}");
            assert!(Worksheet::new().set_name(valid).is_ok());
        }
    }

    #[test]
    fn work_says_how_far_it_is_and_ends_with_a_file() {
        let rows = (0..10).map(|at| vec![Cell::Number(f64::from(at))]).collect();
        let book =
            Book { title: String::new(), day: 20_000, sheets: vec![Sheet::new("S", vec!["N".into()], rows)] };
        let mut work = Writing::new(book);
        let mut before = -1.0;
        for _ in 0..11 {
            assert!(work.progress() > before && work.answer() == Answer::Working);
            before = work.progress();
            work.step(1);
        }
        assert_eq!(work.progress(), 0.5);
        work.step(1);
        assert_eq!(work.progress(), 1.0);
        let Answer::Written(Ok(file)) = work.answer() else { panic!("no file") };
        assert!(file.bytes.as_ref().starts_with(b"PK"));
        assert_eq!(file.cut, 0);
    }

    #[test]
    fn a_book_without_sheets_is_not_written() {
        let mut work = Writing::new(Book { title: String::new(), day: 0, sheets: Vec::new() });
        work.step(5);
        assert_eq!(work.progress(), 1.0);
    }
}
