//! Text into a table: delimiter, quotes, line ends.
//!
//! A file that keeps to RFC 4180 is read exactly as it says. One that does not
//! loses as little as possible: a lone quote costs its own cell, never the rows
//! behind it.

use serde::{Deserialize, Serialize};

use super::Refusal;
use crate::domain::slices::{Units, at_once};
use crate::domain::text::{Lang, Word, import};

/// Rows with content that a table may have, its header not counted.
pub const MOST_ROWS: usize = 20_000;

/// Columns that a table may have.
pub const MOST_COLUMNS: usize = 1_000;

/// Cells that a table may have, so that a file of commas cannot fill the memory.
pub const MOST_CELLS: usize = 4_000_000;

/// A quoted cell that has not ended after so many bytes began with a lone quote.
const LONGEST_QUOTED: usize = 1024 * 1024;

/// Bytes after which a search for the end of a quoted cell counts as a long one.
const LONG_SEARCH: usize = 4096;

/// Long searches in vain; from then on every quote is plain text.
const MOST_SEARCHES: u32 = 100;

/// A table of text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Rows that have any content.
    pub rows: Vec<Row>,
    /// What stood between the cells.
    pub delimiter: Delimiter,
    /// Line and column (from 0) of quotes that were opened and never closed.
    pub lone_quotes: Vec<(u32, usize)>,
}

impl Table {
    /// How many columns the widest row has.
    pub fn width(&self) -> usize {
        self.rows.iter().map(Row::len).max().unwrap_or(0)
    }
}

impl Table {
    /// The rows as bytes, which are quicker to read than a text: of each row its line, how many cells
    /// and how many bytes of text it has, where each cell ends, and the text.
    pub fn pack(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        // A table is far smaller than what the numbers can say (MOST_BYTES, MOST_TEXT).
        let put = |bytes: &mut Vec<u8>, number: usize| bytes.extend((number as u32).to_le_bytes());
        for row in &self.rows {
            put(&mut bytes, row.line as usize);
            put(&mut bytes, row.ends.len());
            put(&mut bytes, row.text.len());
            row.ends.iter().for_each(|end| put(&mut bytes, *end));
            bytes.extend(row.text.as_bytes());
        }
        bytes
    }

    /// The rows that were packed; `None` where the bytes say something else.
    pub fn unpack(mut bytes: &[u8]) -> Option<Table> {
        fn number(bytes: &mut &[u8]) -> Option<u32> {
            let (number, rest) = bytes.split_first_chunk::<4>()?;
            *bytes = rest;
            Some(u32::from_le_bytes(*number))
        }
        let mut table = Table::default();
        while !bytes.is_empty() {
            let line = number(&mut bytes)?;
            let (cells, length) = (number(&mut bytes)?, number(&mut bytes)? as usize);
            if cells as usize > MOST_COLUMNS {
                return None;
            }
            let ends: Option<Vec<usize>> =
                (0..cells).map(|_| number(&mut bytes).map(|end| end as usize)).collect();
            let (text, rest) = bytes.split_at_checked(length)?;
            bytes = rest;
            table.rows.push(Row { line, text: str::from_utf8(text).ok()?.to_owned(), ends: ends? });
        }
        Some(table)
    }
}

/// One row; rows may differ in length.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The line of the file on which it begins, from 1.
    pub line: u32,
    /// The text of all cells, one behind the other.
    text: String,
    /// Where each cell ends in it.
    ends: Vec<usize>,
}

impl Row {
    /// A row of cells that were cells before; blank ones at its end are dropped.
    pub fn of<'a>(line: u32, cells: impl IntoIterator<Item = &'a str>) -> Row {
        let mut row = Row { line, ..Row::default() };
        for cell in cells {
            row.text.push_str(cell);
            row.end_cell();
        }
        row.trim();
        row
    }

    /// How many cells it has; empty ones at the end are not counted.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it has no content at all.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The text of a cell; empty where the row is shorter.
    pub fn cell(&self, at: usize) -> &str {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(at).and_then(|end| self.text.get(start..*end)).unwrap_or("")
    }

    /// All cells.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.cell(at))
    }

    fn end_cell(&mut self) {
        self.ends.push(self.text.len());
    }

    /// Drops blank cells at the end, so that a row of commas has no content.
    fn trim(&mut self) {
        while let Some(last) = self.ends.len().checked_sub(1) {
            if !self.cell(last).trim().is_empty() {
                break;
            }
            self.ends.pop();
        }
        self.text.truncate(self.ends.last().copied().unwrap_or(0));
    }
}

/// What stands between two cells of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Delimiter {
    /// `,`
    #[default]
    Comma,
    /// `;`, where the comma is the decimal mark.
    Semicolon,
    /// A tab, as pasted from a spreadsheet.
    Tab,
    /// Nothing: every line is one cell.
    None,
}

impl Delimiter {
    /// All of them, in the order in which a chooser lists them.
    pub const ALL: [Delimiter; 4] = [Delimiter::Comma, Delimiter::Semicolon, Delimiter::Tab, Delimiter::None];

    /// The name on screens.
    pub fn label(self, lang: Lang) -> &'static str {
        let word: Word = match self {
            Delimiter::Comma => import::delimiter_comma,
            Delimiter::Semicolon => import::delimiter_semicolon,
            Delimiter::Tab => import::delimiter_tab,
            Delimiter::None => import::delimiter_none,
        };
        word(lang)
    }

    fn byte(self) -> Option<u8> {
        match self {
            Delimiter::Comma => Some(b','),
            Delimiter::Semicolon => Some(b';'),
            Delimiter::Tab => Some(b'\t'),
            Delimiter::None => None,
        }
    }
}

/// Reads text as a table; without a delimiter it is guessed from the first rows.
pub fn read(text: &str, delimiter: Option<Delimiter>) -> Result<Table, Refusal> {
    at_once(|units| async move { read_in(text, delimiter, &units).await })
}

/// The same as [`read`], saying now and then how much is done: a unit for each cell.
pub async fn read_in(text: &str, delimiter: Option<Delimiter>, units: &Units) -> Result<Table, Refusal> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (declared, text, line) = declared_delimiter(text);
    let delimiter = delimiter.or(declared).unwrap_or_else(|| guess_delimiter(text));
    let mut reader = Reader::new(text, delimiter, line);
    let mut table = Table { delimiter, ..Table::default() };
    let mut cells = 0;
    while let Some(mut row) = reader.row() {
        units.spend(row.len() as u32).await;
        row.trim();
        if row.is_empty() {
            continue;
        }
        if row.len() > MOST_COLUMNS {
            return Err(Refusal::TooManyColumns { line: row.line, count: row.len() });
        }
        cells += row.len();
        if cells > MOST_CELLS {
            return Err(Refusal::TooManyCells);
        }
        table.rows.push(row);
        // One more may be the header.
        if table.rows.len() > MOST_ROWS + 1 {
            return Err(Refusal::TooManyRows);
        }
    }
    table.lone_quotes = reader.lone_quotes;
    if table.rows.is_empty() { Err(Refusal::Empty) } else { Ok(table) }
}

/// A block of cells from the clipboard of a spreadsheet, empty cells and rows kept.
///
/// What [`super::super::export::tsv`] made harmless is itself again. Text without
/// tabs is one cell for each line. Rows and columns beyond the limits are cut off.
pub fn parse_clipboard(text: &str) -> Vec<Vec<String>> {
    let mut reader = Reader::new(text, Delimiter::Tab, 1);
    let mut block = Vec::new();
    let mut cells = 0;
    while let Some(row) = reader.row() {
        cells += row.len();
        if block.len() > MOST_ROWS || cells > MOST_CELLS {
            break;
        }
        let row = row.cells().take(MOST_COLUMNS);
        block.push(row.map(|cell| super::super::export::revive(cell).to_owned()).collect());
    }
    block
}

/// Excel lets a first line say `sep=;`.
fn declared_delimiter(text: &str) -> (Option<Delimiter>, &str, u32) {
    let none = (None, text, 1);
    let Some((first, rest)) = text.split_once('\n') else { return none };
    let Some(sign) = first.trim_end_matches('\r').trim_matches('"').strip_prefix("sep=") else { return none };
    match sign {
        "," => (Some(Delimiter::Comma), rest, 2),
        ";" => (Some(Delimiter::Semicolon), rest, 2),
        "\t" => (Some(Delimiter::Tab), rest, 2),
        _ => none,
    }
}

/// The delimiter that cuts most of the first rows into the same number of cells.
fn guess_delimiter(text: &str) -> Delimiter {
    const SAMPLE_ROWS: usize = 50;
    let mut best = (0, 0, Delimiter::None);
    for delimiter in [Delimiter::Tab, Delimiter::Comma, Delimiter::Semicolon] {
        let mut reader = Reader::new(text, delimiter, 1);
        let mut widths: Vec<usize> = Vec::new();
        while let Some(row) = reader.row() {
            if !row.text.trim().is_empty() || row.len() > 1 {
                widths.push(row.len());
            }
            if widths.len() == SAMPLE_ROWS {
                break;
            }
        }
        let first = widths.first().copied().unwrap_or(0);
        let usual = widths
            .iter()
            .filter(|width| **width > 1)
            .max_by_key(|width| widths.iter().filter(|other| other == width).count())
            .copied()
            .unwrap_or(0);
        let agreeing = widths.iter().filter(|width| **width == usual).count();
        // A header that stands in one cell heads a list, unless nearly every row is cut alike.
        let needed = if first > 1 { widths.len() / 2 } else { widths.len() * 4 / 5 };
        if usual < 2 || agreeing < needed.max(1) {
            continue;
        }
        let score = agreeing + if first == usual { widths.len() } else { 0 };
        if (score, usual) > (best.0, best.1) {
            best = (score, usual, delimiter);
        }
    }
    best.2
}

/// Reads rows one after another.
struct Reader<'a> {
    text: &'a str,
    delimiter: Option<u8>,
    at: usize,
    line: u32,
    searches: u32,
    lone_quotes: Vec<(u32, usize)>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, delimiter: Delimiter, line: u32) -> Reader<'a> {
        Reader { text, delimiter: delimiter.byte(), at: 0, line, searches: 0, lone_quotes: Vec::new() }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn ends_cell(&self, at: usize) -> bool {
        match self.byte(at) {
            None | Some(b'\n' | b'\r') => true,
            byte => byte == self.delimiter,
        }
    }

    /// The next row; `None` at the end of the text.
    fn row(&mut self) -> Option<Row> {
        self.byte(self.at)?;
        let mut row = Row { line: self.line, ..Row::default() };
        loop {
            self.cell(&mut row);
            row.end_cell();
            let end = self.byte(self.at);
            if end.is_some() {
                self.at += 1;
            }
            match end {
                Some(byte) if Some(byte) == self.delimiter => {}
                Some(b'\r') => {
                    self.at += usize::from(self.byte(self.at) == Some(b'\n'));
                    self.line += 1;
                    return Some(row);
                }
                Some(_) => {
                    self.line += 1;
                    return Some(row);
                }
                None => return Some(row),
            }
        }
    }

    /// Reads one cell and stops at what ends it.
    fn cell(&mut self, row: &mut Row) {
        let mut start = self.at;
        // Some tools put a space between the delimiter and the quote.
        while self.byte(start) == Some(b' ') {
            start += 1;
        }
        if self.byte(start) == Some(b'"') {
            let length = row.text.len();
            if self.searches < MOST_SEARCHES && self.quoted(start + 1, row) {
                return;
            }
            row.text.truncate(length);
            if self.lone_quotes.len() < MOST_ROWS {
                self.lone_quotes.push((self.line, row.ends.len()));
            }
        }
        let start = self.at;
        while !self.ends_cell(self.at) {
            self.at += 1;
        }
        row.text.push_str(self.text.get(start..self.at).unwrap_or(""));
    }

    /// Reads what stands between two quotes; `false` if the first one is a lone one.
    ///
    /// Inside, a quote has to be doubled. One that is not, and ends nothing, is
    /// taken as it is, but then the cell has to end on the same line.
    fn quoted(&mut self, start: usize, row: &mut Row) -> bool {
        let (mut at, mut piece) = (start, start);
        let mut lines = 0;
        let mut stray = false;
        let closed = loop {
            match self.byte(at) {
                Some(b'"') if self.byte(at + 1) == Some(b'"') => {
                    row.text.push_str(self.text.get(piece..at).unwrap_or(""));
                    at += 1;
                    piece = at;
                    at += 1;
                }
                Some(b'"') => {
                    let mut after = at + 1;
                    while self.byte(after) == Some(b' ') {
                        after += 1;
                    }
                    if self.ends_cell(after) {
                        row.text.push_str(self.text.get(piece..at).unwrap_or(""));
                        self.at = after;
                        self.line += lines;
                        break true;
                    }
                    if lines > 0 {
                        break false;
                    }
                    stray = true;
                    at += 1;
                }
                Some(b'\n' | b'\r') if stray => break false,
                Some(byte @ (b'\n' | b'\r')) => {
                    at += 1;
                    at += usize::from(byte == b'\r' && self.byte(at) == Some(b'\n'));
                    lines += 1;
                }
                Some(_) if at - start < LONGEST_QUOTED => at += 1,
                _ => break false,
            }
        };
        self.searches += u32::from(!closed && at - start > LONG_SEARCH);
        closed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&[&str]]) {
        let table = read(text, None).expect("it is a table");
        let rows: Vec<Vec<&str>> = table.rows.iter().map(|row| row.cells().collect()).collect();
        assert_eq!(rows, expected, "{text:?} with {:?}", table.delimiter);
    }

    #[test]
    fn the_delimiter_is_guessed_outside_of_quotes() {
        check("a,b\n1,2\n", &[&["a", "b"], &["1", "2"]]);
        check("a;b\n1,5;2\n2,5;3\n", &[&["a", "b"], &["1,5", "2"], &["2,5", "3"]]);
        check("a\tb\n1, 2\t3\n", &[&["a", "b"], &["1, 2", "3"]]);
        check("a,b\n\"x;y;z\",2\n\"1;2;3\",4\n", &[&["a", "b"], &["x;y;z", "2"], &["1;2;3", "4"]]);
        check(
            "Title\nHello, world\nPay, then go\nDone\n",
            &[&["Title"], &["Hello, world"], &["Pay, then go"], &["Done"]],
        );
        check("sep=;\na;b,c\n", &[&["a", "b,c"]]);
        check("one\n", &[&["one"]]);
    }

    #[test]
    fn every_line_end_is_read_even_mixed() {
        for text in ["a,b\n1,2\n3,4", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r1,2\r3,4\r", "a,b\r\n1,2\n3,4\r"] {
            check(text, &[&["a", "b"], &["1", "2"], &["3", "4"]]);
        }
    }

    #[test]
    fn quoted_cells_hold_anything() {
        check("a,b\n\"x\ny\",\"1,2\"\n", &[&["a", "b"], &["x\ny", "1,2"]]);
        check("a,b\n\"say \"\"hi\"\"\",2\n", &[&["a", "b"], &["say \"hi\"", "2"]]);
        check("a,b\n \"x, y\" , 2\n", &[&["a", "b"], &["x, y", " 2"]]);
        check("a,b\n\"\",2\n", &[&["a", "b"], &["", "2"]]);
        check("a,b\n\"12\" monitor\",2\n", &[&["a", "b"], &["12\" monitor", "2"]]);
        check("a,b\n12\" monitor,2\n", &[&["a", "b"], &["12\" monitor", "2"]]);
    }

    #[test]
    fn a_lone_quote_costs_its_own_cell() {
        check("a,b\n\"x,1\ny,2\nz,3\n", &[&["a", "b"], &["\"x", "1"], &["y", "2"], &["z", "3"]]);
        check("a,b\n\"x,1\ny,\"2, 3\"\nz,3\n", &[&["a", "b"], &["\"x", "1"], &["y", "2, 3"], &["z", "3"]]);
        check("a,b\n\"bold\" idea,1\ny,2\n", &[&["a", "b"], &["\"bold\" idea", "1"], &["y", "2"]]);
        let table = read("a,b\nx,1\ny,\"2\nz,3\n", None).expect("it is a table");
        assert_eq!(table.lone_quotes, [(3, 1)]);
    }

    #[test]
    fn rows_know_their_line_and_blank_rows_disappear() {
        let table = read("a,b\n\n\"x\ny\",1\n,,\nz,2\n", None).expect("it is a table");
        let lines: Vec<(u32, &str)> = table.rows.iter().map(|row| (row.line, row.cell(0))).collect();
        assert_eq!(lines, [(1, "a"), (3, "x\ny"), (6, "z")]);
        assert_eq!(table.rows[2].cell(9), "");
    }

    #[test]
    fn a_table_is_the_same_after_its_way_as_bytes() {
        let table = read("标题,b\n\n\"x\ny\",1\nz\n", None).expect("it is a table");
        let bytes = table.pack();
        assert_eq!(Table::unpack(&bytes), Some(Table { delimiter: Delimiter::default(), ..table }));
        assert_eq!(Table::unpack(&[]), Some(Table::default()));
        for cut in 1..bytes.len() {
            assert!(Table::unpack(&bytes[..cut]).is_none_or(|table| table.rows.len() < 3), "{cut}");
        }
        assert_eq!(Table::unpack(&[255; 40]), None);
    }

    #[test]
    fn a_table_without_content_is_refused() {
        for text in ["", "\u{feff}", " ", "\n\r\n\r", ",,,\n,,", "\t\t\n", ";;;;"] {
            assert_eq!(read(text, None), Err(Refusal::Empty), "{text:?}");
        }
    }

    #[test]
    fn many_lone_quotes_are_read_in_time() {
        let text = format!("a,b\n{}", "\"x,\"\"\"\n".repeat(10_000));
        assert_eq!(read(&text, None).expect("it is a table").rows.len(), 10_001);
    }

    #[test]
    fn a_clipboard_block_keeps_its_shape() {
        for (text, expected) in [
            ("1\t2\n3\t4", vec![vec!["1", "2"], vec!["3", "4"]]),
            ("1\t2\r\n3\t4\r\n", vec![vec!["1", "2"], vec!["3", "4"]]),
            ("\"a\nb\"\t\"say \"\"hi\"\"\"", vec![vec!["a\nb", "say \"hi\""]]),
            ("1\t\t3\n\n\t5", vec![vec!["1", "", "3"], vec![""], vec!["", "5"]]),
            ("one, two\nthree", vec![vec!["one, two"], vec!["three"]]),
            ("\"lone", vec![vec!["\"lone"]]),
            ("", vec![]),
        ] {
            assert_eq!(parse_clipboard(text), expected, "{text:?}");
        }
    }
}
