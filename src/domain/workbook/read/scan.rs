//! What the tags of a sheet tell that calamine does not: what is hidden, what is merged, which
//! formulas have no result, and how much there is before anything is allocated for it.
//!
//! Nothing here has to be right about broken files: whoever reads the cells finds that out.

use super::super::{MOST_TEXT, Problem};
use crate::domain::import::MOST_CELLS;

/// Bytes of a tag that are kept; what is asked for stands well before.
const LONGEST_TAG: usize = 4096;

/// Merged areas of a sheet that are kept.
const MOST_MERGES: usize = 100_000;

/// Sheets of a workbook, and parts that it names, that are kept.
const MOST_NAMED: usize = 10_000;

/// Formats of cells that a workbook can have; spreadsheet programs write no more than 65,490.
const MOST_FORMATS: usize = 200_000;

/// Cuts a stream of XML into its tags, whatever pieces it comes in.
#[derive(Debug, Default)]
pub struct Tags {
    tag: Vec<u8>,
    inside: bool,
    quote: Option<u8>,
    /// Bytes outside of tags so far.
    outside: u64,
}

impl Tags {
    /// Takes the next piece, and gives every tag that ends in it, without its brackets, and how many
    /// bytes of text there were before it.
    pub fn feed<E>(
        &mut self,
        mut piece: &[u8],
        on_tag: &mut impl FnMut(&[u8], u64) -> Result<(), E>,
    ) -> Result<(), E> {
        while !piece.is_empty() {
            if !self.inside {
                let start = piece.iter().position(|byte| *byte == b'<');
                self.outside = self.outside.saturating_add(start.unwrap_or(piece.len()) as u64);
                let Some(start) = start else { return Ok(()) };
                piece = piece.get(start + 1..).unwrap_or_default();
                self.inside = true;
                self.quote = None;
                self.tag.clear();
                continue;
            }
            let end = piece.iter().position(|byte| match self.quote {
                Some(quote) => *byte == quote,
                None => matches!(*byte, b'>' | b'"' | b'\''),
            });
            let upto = end.unwrap_or(piece.len());
            self.keep(piece.get(..upto).unwrap_or_default());
            let Some(found) = end.and_then(|end| piece.get(end)) else { return Ok(()) };
            piece = piece.get(upto + 1..).unwrap_or_default();
            match found {
                b'>' if self.quote.is_none() => {
                    self.inside = false;
                    on_tag(&self.tag, self.outside)?;
                }
                quote => {
                    self.keep(&[*quote]);
                    // In a comment an apostrophe is an apostrophe.
                    let quotes = self.quote.is_none() && !self.tag.starts_with(b"!");
                    self.quote = quotes.then_some(*quote);
                }
            }
        }
        Ok(())
    }

    fn keep(&mut self, bytes: &[u8]) {
        let room = LONGEST_TAG.saturating_sub(self.tag.len());
        self.tag.extend(bytes.iter().take(room));
    }
}

/// A tag's name without the prefix of its namespace, and whether it opens, closes or stands alone.
fn name(tag: &[u8]) -> (&[u8], Kind) {
    let (tag, kind) = match (tag.strip_prefix(b"/"), tag.last()) {
        (Some(rest), _) => (rest, Kind::Close),
        (None, Some(b'/')) => (tag, Kind::Alone),
        _ => (tag, Kind::Open),
    };
    let end = tag.iter().position(|byte| byte.is_ascii_whitespace() || *byte == b'/').unwrap_or(tag.len());
    let name = tag.get(..end).unwrap_or_default();
    (local(name), kind)
}

fn local(name: &[u8]) -> &[u8] {
    name.iter().rposition(|byte| *byte == b':').and_then(|at| name.get(at + 1..)).unwrap_or(name)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Open,
    Close,
    Alone,
}

/// The attributes of a tag: their names as they are, and what they say.
fn attributes(tag: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let start = tag.iter().position(u8::is_ascii_whitespace).unwrap_or(tag.len());
    let mut rest = tag.get(start..).unwrap_or_default();
    std::iter::from_fn(move || {
        let equals = rest.iter().position(|byte| *byte == b'=')?;
        let name = rest.get(..equals)?.trim_ascii();
        let value = rest.get(equals + 1..)?.trim_ascii_start();
        let (quote, value) = value.split_first()?;
        let end = value.iter().position(|byte| byte == quote)?;
        rest = value.get(end + 1..).unwrap_or_default();
        Some((name, value.get(..end)?))
    })
}

fn attribute<'a>(tag: &'a [u8], wanted: &[u8]) -> Option<&'a [u8]> {
    attributes(tag).find(|(name, _)| *name == wanted).map(|(_, value)| value)
}

fn number(tag: &[u8], wanted: &[u8]) -> Option<u32> {
    str::from_utf8(attribute(tag, wanted)?).ok()?.trim().parse().ok()
}

fn is_true(tag: &[u8], wanted: &[u8]) -> bool {
    matches!(attribute(tag, wanted), Some(b"1" | b"true"))
}

/// An area of cells: first and last row, first and last column, all from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// The first row.
    pub top: u32,
    /// The last row.
    pub bottom: u32,
    /// The first column.
    pub left: u32,
    /// The last column.
    pub right: u32,
}

/// What the tags of one sheet tell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// Hidden rows, from 0, each with the one behind the last of a run.
    pub hidden_rows: Vec<(u32, u32)>,
    /// Hidden columns, the same way.
    pub hidden_columns: Vec<(u32, u32)>,
    /// Merged areas.
    pub merges: Vec<Area>,
    /// Formulas without a stored result.
    pub unsolved: usize,
}

impl Facts {
    /// Whether a row is hidden.
    pub fn hides_row(&self, row: u32) -> bool {
        is_in(&self.hidden_rows, row)
    }

    /// Whether a column is hidden.
    pub fn hides_column(&self, column: u32) -> bool {
        is_in(&self.hidden_columns, column)
    }

    fn merge(&mut self, area: Area) {
        if self.merges.len() < MOST_MERGES && (area.bottom > area.top || area.right > area.left) {
            self.merges.push(area);
        }
    }
}

/// Runs are in order, as rows and columns are in a file; where they are not, one may be missed.
fn is_in(runs: &[(u32, u32)], at: u32) -> bool {
    let after = runs.partition_point(|(start, _)| *start <= at);
    after.checked_sub(1).and_then(|run| runs.get(run)).is_some_and(|(_, end)| at < *end)
}

fn hide(runs: &mut Vec<(u32, u32)>, start: u32, end: u32) {
    match runs.last_mut() {
        Some(last) if last.1 == start => last.1 = end,
        _ => runs.push((start, end)),
    }
}

/// Takes in the tags of a part of an XLSX workbook.
#[derive(Debug, Default)]
pub struct XlsxPart {
    /// What there is about a sheet, where the part is one.
    pub facts: Facts,
    /// The ids by which the workbook names its sheets, in their order.
    pub sheets: Vec<Vec<u8>>,
    /// The parts that such ids stand for.
    pub targets: Vec<(Vec<u8>, Vec<u8>)>,
    /// The part that the package calls its document.
    document: Option<Vec<u8>>,
    row: u32,
    has_formula: bool,
    has_value: bool,
    /// Whether the cell holds the text that a formula gave: an empty one is a result as well.
    is_text: bool,
    /// Bytes of text before the value of the cell.
    before_value: u64,
    strings: usize,
    formats: usize,
}

impl XlsxPart {
    /// Whether it tells anything that is asked for later.
    pub fn tells(&self) -> bool {
        self.facts != Facts::default() || !self.sheets.is_empty() || !self.targets.is_empty()
    }

    /// The name of the part that the package calls its document.
    pub fn document(&self) -> Option<String> {
        Some(String::from_utf8_lossy(self.document.as_deref()?).into_owned())
    }

    /// The name of the part that an id stands for.
    pub fn target(&self, id: &[u8]) -> Option<String> {
        let (_, target) = self.targets.iter().find(|(known, _)| known == id)?;
        Some(String::from_utf8_lossy(target).into_owned())
    }

    /// Takes in a tag, and how many bytes of text there were before it.
    pub fn tag(&mut self, tag: &[u8], outside: u64) -> Result<(), Problem> {
        match name(tag) {
            (b"row", Kind::Open) => {
                self.row = number(tag, b"r").map_or(self.row, |row| row.saturating_sub(1));
                if is_true(tag, b"hidden") {
                    hide(&mut self.facts.hidden_rows, self.row, self.row.saturating_add(1));
                }
                self.row = self.row.saturating_add(1);
            }
            (b"row", Kind::Alone) => {
                self.row = number(tag, b"r").unwrap_or(self.row.saturating_add(1));
            }
            (b"c", Kind::Open) => {
                (self.has_formula, self.has_value) = (false, false);
                self.is_text = attribute(tag, b"t") == Some(b"str");
            }
            (b"f", Kind::Open | Kind::Alone) => self.has_formula = true,
            // Some programs write `<v></v>` for a result that they do not have.
            (b"v", Kind::Open) => self.before_value = outside,
            (b"v", Kind::Close) => self.has_value = self.is_text || outside > self.before_value,
            (b"c", Kind::Close) => {
                self.facts.unsolved += usize::from(self.has_formula && !self.has_value);
            }
            (b"col", Kind::Open | Kind::Alone) if is_true(tag, b"hidden") => {
                if let (Some(first), Some(last)) = (number(tag, b"min"), number(tag, b"max")) {
                    hide(&mut self.facts.hidden_columns, first.saturating_sub(1), last);
                }
            }
            (b"mergeCell", Kind::Open | Kind::Alone) => {
                if let Some(area) = attribute(tag, b"ref").and_then(area) {
                    self.facts.merge(area);
                }
            }
            (b"sheet", Kind::Open | Kind::Alone) => {
                // The prefix may be any; “sheetId” is something else.
                let id =
                    attributes(tag).find(|(name, _)| name.ends_with(b":id")).map_or(&[][..], |(_, id)| id);
                if self.sheets.len() < MOST_NAMED {
                    self.sheets.push(id.to_vec());
                }
            }
            (b"Relationship", Kind::Open | Kind::Alone) => {
                if let (Some(id), Some(target)) = (attribute(tag, b"Id"), attribute(tag, b"Target")) {
                    let is_document = attribute(tag, b"Type")
                        .is_some_and(|kind| kind.ends_with(b"/relationships/officeDocument"));
                    if is_document {
                        self.document = Some(target.to_vec());
                    }
                    // Links of a sheet to the web are relations, too.
                    let is_outside = attribute(tag, b"TargetMode") == Some(b"External");
                    if !is_outside && self.targets.len() < MOST_NAMED {
                        self.targets.push((id.to_vec(), target.to_vec()));
                    }
                }
            }
            (b"si", Kind::Open | Kind::Alone) => {
                self.strings += 1;
                if self.strings > MOST_CELLS {
                    return Err(Problem::TooManyCells);
                }
            }
            (b"xf" | b"font" | b"fill" | b"border" | b"numFmt", Kind::Open | Kind::Alone) => {
                self.formats += 1;
                if self.formats > MOST_FORMATS {
                    return Err(Problem::Broken);
                }
            }
            _ => {}
        }
        Ok(())
    }
}

/// An area such as `A1:C3`.
fn area(text: &[u8]) -> Option<Area> {
    let (first, last) = str::from_utf8(text).ok()?.split_once(':')?;
    let ((top, left), (bottom, right)) = (place(first)?, place(last)?);
    (top <= bottom && left <= right).then_some(Area { top, bottom, left, right })
}

/// Row and column of a place such as `AB12`, from 0.
fn place(text: &str) -> Option<(u32, u32)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = text.split_at_checked(letters)?;
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let column = letters
        .bytes()
        .fold(0, |sum, letter| sum * 26 + u32::from(letter.to_ascii_uppercase().saturating_sub(b'A')) + 1);
    Some((digits.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

/// Takes in the tags of the content of an ODS workbook.
#[derive(Debug, Default)]
pub struct OdsContent {
    /// What there is about each sheet, in their order.
    pub sheets: Vec<Facts>,
    row: u32,
    column: u32,
    /// Columns so far whose widths and looks were given.
    columns: u32,
    row_repeats: u32,
    row_is_hidden: bool,
    /// Columns of this row up to the last one with content.
    filled: u32,
    /// The widest row of the sheet, and the row behind its last one with content.
    widest: u32,
    end: u32,
    /// Cells of single rows, repeated columns counted; all sheets together.
    cells: u64,
    /// Cells of all areas that hold content, as calamine will hold them.
    dense: u64,
    /// Bytes of text before the cell, how often it stands in its row, and bytes of all texts of the
    /// row and of all sheets, as often as they are repeated.
    before_cell: u64,
    cell_repeats: u32,
    row_text: u64,
    text: u64,
    depth: u32,
}

impl OdsContent {
    /// Takes in a tag, and how many bytes of text there were before it.
    pub fn tag(&mut self, tag: &[u8], outside: u64) -> Result<(), Problem> {
        match name(tag) {
            (b"table", Kind::Open) if tag.starts_with(b"table:") => {
                self.depth += 1;
                self.sheets.push(Facts::default());
                (self.row, self.columns, self.widest, self.end) = (0, 0, 0, 0);
            }
            (b"table", Kind::Close) => {
                self.depth = self.depth.saturating_sub(1);
                self.dense = self.dense.saturating_add(u64::from(self.widest) * u64::from(self.end));
                return self.check();
            }
            _ if self.depth == 0 => {}
            (b"table-column", Kind::Open | Kind::Alone) => {
                let end = self.columns.saturating_add(repeats(tag, b"table:number-columns-repeated"));
                if is_hidden(tag)
                    && let Some(facts) = self.sheets.last_mut()
                {
                    hide(&mut facts.hidden_columns, self.columns, end);
                }
                self.columns = end;
            }
            (b"table-row", kind @ (Kind::Open | Kind::Alone)) => {
                self.row_repeats = repeats(tag, b"table:number-rows-repeated");
                self.row_is_hidden = is_hidden(tag);
                (self.column, self.filled, self.row_text) = (0, 0, 0);
                if kind == Kind::Alone {
                    self.row = self.row.saturating_add(self.row_repeats);
                }
            }
            (b"table-row", Kind::Close) => return self.end_row(),
            (b"table-cell" | b"covered-table-cell", kind @ (Kind::Open | Kind::Alone)) => {
                self.cell(tag, kind == Kind::Open);
                self.before_cell = outside;
            }
            (b"table-cell" | b"covered-table-cell", Kind::Close) => {
                let text = outside.saturating_sub(self.before_cell);
                self.row_text =
                    self.row_text.saturating_add(text.saturating_mul(u64::from(self.cell_repeats)));
            }
            _ => {}
        }
        Ok(())
    }

    fn cell(&mut self, tag: &[u8], has_children: bool) {
        let start = self.column;
        self.cell_repeats = repeats(tag, b"table:number-columns-repeated");
        self.column = start.saturating_add(self.cell_repeats);
        let has_content = has_children
            || attribute(tag, b"office:value-type").is_some()
            || attribute(tag, b"table:formula").is_some();
        if has_content {
            self.filled = self.column.min(16_384);
        }
        let (wide, high) =
            (repeats(tag, b"table:number-columns-spanned"), repeats(tag, b"table:number-rows-spanned"));
        if let Some(facts) = self.sheets.last_mut() {
            let (bottom, right) = (self.row.saturating_add(high - 1), start.saturating_add(wide - 1));
            facts.merge(Area { top: self.row, bottom, left: start, right });
        }
    }

    fn end_row(&mut self) -> Result<(), Problem> {
        let end = self.row.saturating_add(self.row_repeats);
        if self.filled > 0 {
            self.cells = self.cells.saturating_add(u64::from(self.filled));
            self.widest = self.widest.max(self.filled);
            self.end = end;
        }
        let text = self.row_text.saturating_mul(u64::from(self.row_repeats));
        self.text = self.text.saturating_add(text);
        if self.row_is_hidden
            && let Some(facts) = self.sheets.last_mut()
        {
            hide(&mut facts.hidden_rows, self.row, end);
        }
        self.row = end;
        self.check()
    }

    fn check(&self) -> Result<(), Problem> {
        let most = MOST_CELLS as u64;
        if self.text > MOST_TEXT as u64 {
            return Err(Problem::TooMuchText);
        }
        if self.cells > most || self.dense > most { Err(Problem::TooManyCells) } else { Ok(()) }
    }
}

fn repeats(tag: &[u8], wanted: &[u8]) -> u32 {
    number(tag, wanted).unwrap_or(1).max(1)
}

fn is_hidden(tag: &[u8]) -> bool {
    matches!(attribute(tag, b"table:visibility"), Some(b"collapse" | b"filter"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tags(pieces: &[&[u8]]) -> Vec<String> {
        let mut found = Vec::new();
        let mut tags = Tags::default();
        for piece in pieces {
            let done: Result<(), ()> = tags.feed(piece, &mut |tag, _| {
                found.push(String::from_utf8_lossy(tag).into_owned());
                Ok(())
            });
            done.unwrap();
        }
        found
    }

    fn xlsx(text: &str) -> XlsxPart {
        let mut part = XlsxPart::default();
        Tags::default().feed(text.as_bytes(), &mut |tag, outside| part.tag(tag, outside)).unwrap();
        part
    }

    fn ods(text: &str) -> Result<OdsContent, Problem> {
        let mut content = OdsContent::default();
        Tags::default().feed(text.as_bytes(), &mut |tag, outside| content.tag(tag, outside))?;
        Ok(content)
    }

    #[test]
    fn tags_are_found_whatever_stands_in_them() {
        #[track_caller]
        fn check(text: &str, expected: &[&str]) {
            assert_eq!(tags(&[text.as_bytes()]), expected);
        }
        check("<a>1 &lt; 2</a>", &["a", "/a"]);
        check("<a b=\"1>2\" c='\"'/>x", &["a b=\"1>2\" c='\"'/"]);
        check("<!-- don't --><a/>", &["!-- don't --", "a/"]);
        check("<a", &[]);
        check("", &[]);
    }

    proptest! {
        #[test]
        fn pieces_of_any_size_give_the_same_tags(text in "[<>a/'\"= !]{0,60}", cut in 0_usize..60) {
            let bytes = text.as_bytes();
            let (start, end) = bytes.split_at(cut.min(bytes.len()));
            prop_assert_eq!(tags(&[start, end]), tags(&[bytes]));
        }

        #[test]
        fn no_tag_is_a_danger(text in "(<(table:)?(row|c|f|v|col|mergeCell|table|table-row|table-cell)( (r|min|max|ref|hidden|table:number-rows-repeated|table:number-columns-repeated)=\"(1|A1:B2|4294967295|x|)\")*/?>){0,20}") {
            xlsx(&text);
            let _ = ods(&text);
        }
    }

    #[test]
    fn hidden_rows_and_columns_are_found() {
        let part = xlsx(
            "<cols><col min=\"2\" max=\"3\" hidden=\"1\"/><col min=\"4\" max=\"4\"/></cols><sheetData>\
             <row r=\"1\"><c/></row><row r=\"4\" hidden=\"1\"><c/></row><row hidden=\"true\"></row><row/><row hidden=\"1\"></row></sheetData>",
        );
        assert_eq!(part.facts.hidden_columns, [(1, 3)]);
        assert_eq!(part.facts.hidden_rows, [(3, 5), (6, 7)]);
        assert!(part.facts.hides_row(4) && !part.facts.hides_row(5) && part.facts.hides_column(2));

        let content = ods(
            "<table:table><table:table-column table:number-columns-repeated=\"2\"/><table:table-column table:visibility=\"collapse\"/>\
             <table:table-row><table:table-cell office:value-type=\"string\"/></table:table-row>\
             <table:table-row table:visibility=\"filter\" table:number-rows-repeated=\"3\"><table:table-cell/></table:table-row></table:table>",
        );
        let facts = &content.unwrap().sheets[0];
        assert_eq!((&facts.hidden_columns[..], &facts.hidden_rows[..]), (&[(2, 3)][..], &[(1, 4)][..]));
    }

    #[test]
    fn merged_areas_are_found() {
        let part = xlsx(
            "<mergeCells><mergeCell ref=\"B1:D1\"/><x:mergeCell ref=\"A2:A10\"/><mergeCell ref=\"C3:C3\"/><mergeCell ref=\"?\"/></mergeCells>",
        );
        let across = Area { top: 0, bottom: 0, left: 1, right: 3 };
        assert_eq!(part.facts.merges, [across, Area { top: 1, bottom: 9, left: 0, right: 0 }]);
        let content = ods(
            "<table:table><table:table-row><table:table-cell/><table:table-cell table:number-columns-spanned=\"3\" table:number-rows-spanned=\"1\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row></table:table>",
        );
        assert_eq!(content.unwrap().sheets[0].merges, [across]);
    }

    #[test]
    fn formulas_without_a_result_are_counted() {
        let part = xlsx(
            "<c r=\"A1\"><f>1+1</f><v>2</v></c><c r=\"A2\"><f>1+1</f><v/></c><c r=\"A3\"><f t=\"shared\" si=\"0\"/></c><c r=\"A4\"><v>1</v></c>",
        );
        assert_eq!(part.facts.unsolved, 2);
        // An empty value is no result, unless the formula gave a text, which may be empty.
        for (cells, unsolved) in [
            ("<c r=\"A1\"><f>C4*2</f><v></v></c>", 1),
            ("<c r=\"A1\"><f>C4*2</f><v>0</v></c>", 0),
            ("<c r=\"A1\"><v>7</v></c><c r=\"B1\"><f>C4*2</f><v></v></c>", 1),
            ("<c r=\"A1\" t=\"str\"><f>IF(B1,1,&quot;&quot;)</f><v></v></c>", 0),
            ("<c r=\"A1\" t=\"str\"><f>B1</f><v/></c><c r=\"B1\" t=\"str\"><v></v></c>", 1),
        ] {
            assert_eq!(xlsx(cells).facts.unsolved, unsolved, "{cells}");
        }
    }

    #[test]
    fn sheets_are_led_to_their_parts() {
        let part = xlsx(
            "<sheets><sheet name=\"One\" sheetId=\"1\" r:id=\"rId3\"/><sheet name=\"Two\" sheetId=\"2\" d2:id=\"rId1\"></sheet></sheets>",
        );
        assert_eq!(part.sheets, [b"rId3".to_vec(), b"rId1".to_vec()]);
        let part = xlsx(
            "<Relationships><Relationship Id=\"rId3\" Type=\"t\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        );
        assert_eq!(part.targets, [(b"rId3".to_vec(), b"worksheets/sheet1.xml".to_vec())]);
    }

    #[test]
    fn what_would_fill_the_memory_is_refused_before_it_does() {
        #[track_caller]
        fn check(rows: &str, problem: Option<Problem>) {
            let text = format!("<table:table table:name=\"S\">{rows}</table:table>");
            assert_eq!(ods(&text).err(), problem, "{rows}");
        }
        let row = |repeats: &str, cells: &str| {
            format!("<table:table-row table:number-rows-repeated=\"{repeats}\">{cells}</table:table-row>")
        };
        let full = "<table:table-cell office:value-type=\"float\" office:value=\"1\"/>";
        let wide = "<table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"float\"/>";
        let blank = "<table:table-cell table:number-columns-repeated=\"16384\"/>";
        check(&row("1048576", full), None);
        check(&row("1048576", blank), None);
        check(&row("1048576", wide), Some(Problem::TooManyCells));
        check(
            &format!("{}{}{}", row("1", wide), row("1000000", blank), row("1", full)),
            Some(Problem::TooManyCells),
        );
        check(&row("1", wide).repeat(300), Some(Problem::TooManyCells));
        let long = format!(
            "<table:table-cell table:number-columns-repeated=\"1000\" office:value-type=\"string\"><text:p>{}</text:p></table:table-cell>",
            "x".repeat(1_000)
        );
        check(&row("60", &long), None);
        check(&row("80", &long), Some(Problem::TooMuchText));
        check(&format!("{}{}", row("1", full), row("1048575", blank)), None);
    }

    #[test]
    fn places_are_read() {
        for (text, expected) in [("A1", Some((0, 0))), ("AB12", Some((11, 27))), ("xfd1", Some((0, 16_383)))]
        {
            assert_eq!(place(text), expected);
        }
        for text in ["", "A", "1", "A0", "ABCD1", "A-1", "Ä1"] {
            assert_eq!(place(text), None, "{text}");
        }
    }
}
