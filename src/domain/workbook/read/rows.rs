//! The cells of a sheet into a table: limits, merged cells, one row of headings.

use std::collections::{HashMap, HashSet};

use super::super::{MOST_TEXT, Notes, Problem};
use super::cells::Said;
use super::scan::{Area, Facts};
use crate::domain::import::{MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Row, Table};
use crate::domain::places;
use crate::domain::workbook::plan::letters;

/// A row of a sheet.
#[derive(Debug, Default)]
struct Line {
    /// Its number, from 0.
    row: u32,
    cells: Vec<Held>,
}

/// What a cell holds.
#[derive(Clone, Debug, Default)]
struct Held {
    text: String,
    is_words: bool,
}

impl Line {
    fn text(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |held| &held.text)
    }

    fn put(&mut self, column: usize, held: Held) {
        if self.cells.len() <= column {
            self.cells.resize(column + 1, Held::default());
        }
        if let Some(cell) = self.cells.get_mut(column) {
            *cell = held;
        }
    }
}

/// Characters of a heading that are kept; one that is merged stands in every column that it spans.
const LONGEST_HEADING: usize = 1_000;

/// Takes in cells, and makes a table of them.
#[derive(Debug, Default)]
pub struct Rows {
    lines: Vec<Line>,
    cells: usize,
    text: usize,
    in_order: bool,
    notes: Notes,
}

impl Rows {
    /// No rows yet.
    pub fn new() -> Rows {
        Rows { in_order: true, ..Rows::default() }
    }

    /// Takes in a cell at a row and a column, from 0.
    pub fn put(&mut self, row: u32, column: u32, said: Said) -> Result<(), Problem> {
        let held = match said {
            Said::Nothing => return Ok(()),
            Said::Words(text) => Held { text, is_words: true },
            Said::Value(text) => Held { text, is_words: false },
            Said::Error(text) => {
                self.notes.errors += 1;
                if self.notes.first_errors.len() < Notes::SHOWN_ERRORS {
                    let place = format!("{}{}", letters(column as usize), u64::from(row) + 1);
                    self.notes.first_errors.push((place, text));
                }
                return Ok(());
            }
        };
        self.text = self.text.saturating_add(held.text.len());
        if self.text > MOST_TEXT {
            return Err(Problem::TooMuchText);
        }
        let column = column as usize;
        if column >= MOST_COLUMNS {
            return Err(Problem::TooManyColumns { line: row.saturating_add(1), count: column + 1 });
        }
        if self.lines.last().is_none_or(|line| line.row != row) {
            // One more may be the heading.
            if self.lines.len() > MOST_ROWS {
                return Err(Problem::TooManyRows);
            }
            self.in_order &= self.lines.last().is_none_or(|line| line.row < row);
            self.lines.push(Line { row, cells: Vec::new() });
        }
        if let Some(line) = self.lines.last_mut() {
            let before = line.cells.len();
            line.put(column, held);
            self.cells += line.cells.len() - before;
        }
        if self.cells > MOST_CELLS { Err(Problem::TooManyCells) } else { Ok(()) }
    }

    /// Whether nothing was taken in.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The table, and what is worth knowing about it.
    pub fn finish(mut self, facts: &Facts) -> Result<(Table, Notes), Problem> {
        if !self.in_order {
            places::sort(&mut self.lines, &|one: &Line, other: &Line| one.row.cmp(&other.row));
        }
        let areas = Areas::new(&facts.merges, &self.lines);
        self.notes.unsolved = facts.unsolved;
        self.notes.hidden_rows = self.lines.iter().filter(|line| facts.hides_row(line.row)).count();
        let width = self.lines.iter().map(|line| line.cells.len()).max().unwrap_or(0);
        self.notes.hidden_columns = (0..width)
            .filter(|column| facts.hides_column(*column as u32))
            .filter(|column| self.lines.iter().any(|line| !line.text(*column).is_empty()))
            .count();
        let heading = self.heading(&areas);
        self.fill(&areas, heading.as_ref().map_or(0, |heading| heading.rows))?;
        if let Some(heading) = heading {
            let last = heading.rows.saturating_sub(1);
            let row = self.lines.get(last).map_or(0, |line| line.row);
            self.lines.drain(..last.min(self.lines.len()));
            if let Some(first) = self.lines.first_mut() {
                *first = Line { row, cells: heading.cells };
            }
        }
        let row = |line: &Line| {
            Row::of(line.row.saturating_add(1), line.cells.iter().map(|held| held.text.as_str()))
        };
        let rows: Vec<Row> = self.lines.iter().map(row).filter(|row| !row.is_empty()).collect();
        if rows.is_empty() {
            return Err(Problem::Empty);
        }
        Ok((Table { rows, ..Table::default() }, self.notes))
    }

    /// The headings as one row, where merged cells make more than one of them.
    ///
    /// A merged heading belongs to every column that it spans. Rows below belong to the heading as
    /// long as a merged cell reaches down to them, or as everything in them stands below a merged
    /// cell or below nothing. A column is called by the last of its headings where that tells it from
    /// its neighbours, else by all of them: “Guest checkout +”.
    fn heading(&mut self, areas: &Areas) -> Option<Heading> {
        const MOST_ROWS_OF_IT: usize = 4;
        let first = self.lines.first()?;
        let is_merged = |line: &Line| areas.in_row(line.row).next().is_some();
        if !is_merged(first) {
            return None;
        }
        let mut rows = 1;
        while rows < MOST_ROWS_OF_IT {
            let (Some(above), Some(next)) = (self.lines.get(rows - 1), self.lines.get(rows)) else { break };
            if next.row != above.row + 1 {
                break;
            }
            let reaches = areas.in_row(above.row).any(|area| area.bottom > above.row);
            let wide = |area: &Area| area.right > area.left;
            let has_wide = areas.in_row(above.row).any(|area| wide(area) && area.top == above.row);
            let below_wide = |column: usize| {
                areas.in_row(above.row).any(|area| wide(area) && area.spans(column))
                    || above.text(column).is_empty()
            };
            let filled = || (0..next.cells.len()).filter(|column| !next.text(*column).is_empty());
            // Whole rows of words: numbers below a merged heading are what it is the heading of.
            let words = || next.cells.iter().all(|held| held.is_words || held.text.is_empty());
            let belongs = has_wide && filled().count() > 1 && filled().all(below_wide) && words();
            if !(reaches || belongs) {
                break;
            }
            rows += 1;
        }
        let width = self.lines.iter().map(|line| line.cells.len()).max().unwrap_or(0);
        let span = areas.iter().filter(|area| area.top <= first.row).map(|area| area.right as usize + 1);
        let width = width.max(span.max().unwrap_or(0).min(MOST_COLUMNS));
        let levels: Vec<Vec<String>> = self
            .lines
            .iter()
            .take(rows)
            .map(|line| (0..width).map(|column| beginning(self.spanned(areas, line, column))).collect())
            .collect();
        let column = |column: usize| -> Vec<&str> {
            let mut names: Vec<&str> = Vec::new();
            for name in levels.iter().filter_map(|level| level.get(column)) {
                if !name.is_empty() && names.last() != Some(&name.as_str()) {
                    names.push(name);
                }
            }
            names
        };
        let columns: Vec<Vec<&str>> = (0..width).map(column).collect();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for last in columns.iter().filter_map(|names| names.last()) {
            *counts.entry(last).or_default() += 1;
        }
        let cells = columns.iter().map(|names| {
            let Some(last) = names.last() else { return Held::default() };
            let tells =
                counts.get(last).is_none_or(|count| *count == 1) && last.chars().any(char::is_alphanumeric);
            let text = if tells { (*last).to_owned() } else { names.join(" ") };
            Held { text, is_words: true }
        });
        let cells = cells.collect();
        self.notes.merged += areas.iter().filter(|area| self.starts_in(area, rows)).count();
        Some(Heading { rows, cells })
    }

    fn starts_in(&self, area: &Area, rows: usize) -> bool {
        self.lines.iter().take(rows).any(|line| line.row == area.top)
    }

    /// The text at a place, or that of the merged cell that covers it.
    fn spanned<'a>(&'a self, areas: &Areas, line: &'a Line, column: usize) -> &'a str {
        let own = line.text(column);
        if !own.is_empty() {
            return own;
        }
        let Some(area) = areas.in_row(line.row).find(|area| area.spans(column)) else { return "" };
        let top = self.lines.iter().find(|line| line.row == area.top);
        top.map_or("", |top| top.text(area.left as usize))
    }

    /// Gives words that were merged down over several rows to each of these rows, such as the
    /// area of a group of items. Numbers stay where they are: nobody means an effort three times.
    fn fill(&mut self, areas: &Areas, from: usize) -> Result<(), Problem> {
        let mut given: Vec<(usize, usize, Held)> = Vec::new();
        let mut merged = 0;
        for (at, line) in self.lines.iter().enumerate().skip(from) {
            for area in areas.in_row(line.row).filter(|area| area.top < line.row) {
                let column = area.left as usize;
                let above = self.lines.binary_search_by(|other| other.row.cmp(&area.top));
                let held = above.ok().and_then(|at| self.lines.get(at)?.cells.get(column));
                if let Some(held) = held.filter(|held| held.is_words)
                    && line.text(column).is_empty()
                {
                    merged += usize::from(area.top + 1 == line.row);
                    self.text = self.text.saturating_add(held.text.len());
                    if self.text > MOST_TEXT {
                        return Err(Problem::TooMuchText);
                    }
                    given.push((at, column, held.clone()));
                }
            }
        }
        self.notes.merged += merged;
        for (at, column, held) in given {
            if let Some(line) = self.lines.get_mut(at) {
                line.put(column, held);
            }
        }
        Ok(())
    }
}

fn beginning(text: &str) -> String {
    text.chars().take(LONGEST_HEADING).collect()
}

/// One row made of the headings.
struct Heading {
    /// The rows that it stands for.
    rows: usize,
    cells: Vec<Held>,
}

impl Area {
    fn spans(&self, column: usize) -> bool {
        (self.left as usize..=self.right as usize).contains(&column)
    }
}

/// Merged areas by the rows that they cover.
struct Areas {
    areas: Vec<Area>,
    by_row: HashMap<u32, Vec<usize>>,
}

impl Areas {
    /// The merged areas, as far as they cover rows with content.
    fn new(merges: &[Area], lines: &[Line]) -> Areas {
        /// Rows that all merged areas together may cover; a sheet of one merged cell over another
        /// could go on for ever.
        const MOST_COVERED: usize = 1_000_000;
        let rows: HashSet<u32> = lines.iter().map(|line| line.row).collect();
        let mut areas = Areas { areas: Vec::new(), by_row: HashMap::new() };
        let mut covered = 0;
        for area in merges {
            let height = (area.bottom - area.top) as usize + 1;
            let at = areas.areas.len();
            // Of a merged column of a million rows only those with content are looked at.
            let mut cover = |row: u32| {
                covered += 1;
                if covered <= MOST_COVERED {
                    areas.by_row.entry(row).or_default().push(at);
                }
            };
            if height <= rows.len() {
                (area.top..=area.bottom).filter(|row| rows.contains(row)).for_each(&mut cover);
            } else {
                let inside = |row: &u32| (area.top..=area.bottom).contains(row);
                lines.iter().map(|line| line.row).filter(inside).for_each(&mut cover);
            }
            areas.areas.push(*area);
            if covered > MOST_COVERED {
                break;
            }
        }
        areas
    }

    fn in_row(&self, row: u32) -> impl Iterator<Item = &Area> {
        let places = self.by_row.get(&row).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|at| self.areas.get(*at))
    }

    fn iter(&self) -> impl Iterator<Item = &Area> {
        self.areas.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::super::scan::{Tags, XlsxPart};
    use super::*;

    /// A sheet from lines of cells parted by `|`, with merged areas such as `A1:B1`; the table as
    /// lines of the same kind.
    fn table(lines: &[&str], merges: &[&str]) -> (Vec<String>, Notes) {
        let mut part = XlsxPart::default();
        for merge in merges {
            let tag = format!("<mergeCell ref=\"{merge}\"/>");
            Tags::default().feed(tag.as_bytes(), &mut |tag, outside| part.tag(tag, outside)).unwrap();
        }
        let mut rows = Rows::new();
        for (row, line) in lines.iter().enumerate() {
            for (column, text) in line.split('|').enumerate() {
                let said = match text {
                    "" => Said::Nothing,
                    text if text.starts_with('#') => Said::Error(text.into()),
                    text if text.parse::<f64>().is_ok() => Said::Value(text.into()),
                    text => Said::Words(text.into()),
                };
                rows.put(row as u32, column as u32, said).unwrap();
            }
        }
        let (table, notes) = rows.finish(&part.facts).unwrap();
        (table.rows.iter().map(|row| row.cells().collect::<Vec<_>>().join("|")).collect(), notes)
    }

    #[track_caller]
    fn check(lines: &[&str], merges: &[&str], expected: &[&str]) {
        assert_eq!(table(lines, merges).0, expected);
    }

    #[test]
    fn a_plain_sheet_stays_as_it_is() {
        check(&["Title|Reach", "A|1", "B|2"], &[], &["Title|Reach", "A|1", "B|2"]);
        check(&["", "Title|Reach", "", "A"], &[], &["Title|Reach", "A"]);
    }

    #[test]
    fn a_merged_heading_names_every_column_it_spans() {
        check(&["Title|Owner", "A|Ann|Bob"], &["B1:C1"], &["Title|Owner|Owner", "A|Ann|Bob"]);
        check(&["Title|Reach", "A|1|2"], &["B1:C1"], &["Title|Reach|Reach", "A|1|2"]);
    }

    #[test]
    fn texts_that_are_shared_or_merged_cannot_fill_the_memory() {
        let text = "x".repeat(1 << 20);
        let words = || Said::Words(text.clone());
        let mut rows = Rows::new();
        for row in 0..64 {
            rows.put(row, 0, words()).unwrap();
        }
        assert_eq!(rows.put(64, 0, words()), Err(Problem::TooMuchText));

        // One merged cell over many rows that say something else.
        let merged = |height: u32| {
            let mut rows = Rows::new();
            rows.put(0, 0, Said::Words("Title".into())).unwrap();
            rows.put(1, 0, words()).unwrap();
            for row in 1..=height {
                rows.put(row, 1, Said::Words("a".into())).unwrap();
            }
            let area = Area { top: 1, bottom: height, left: 0, right: 0 };
            rows.finish(&Facts { merges: vec![area], ..Facts::default() }).map(|(table, _)| table.rows.len())
        };
        assert_eq!(merged(10), Ok(11));
        assert_eq!(merged(100), Err(Problem::TooMuchText));

        let mut rows = Rows::new();
        rows.put(0, 0, words()).unwrap();
        rows.put(1, 0, Said::Words("a".into())).unwrap();
        let area = Area { top: 0, bottom: 0, left: 0, right: 199 };
        let (table, _) = rows.finish(&Facts { merges: vec![area], ..Facts::default() }).unwrap();
        assert_eq!(table.rows[0].cell(199).len(), LONGEST_HEADING);
    }

    #[test]
    fn two_rows_of_headings_become_one() {
        let merges = ["A1:A2", "B1:C1"];
        check(&["Title|RICE", "|Reach|Impact", "A|1|2"], &merges, &["Title|Reach|Impact", "A|1|2"]);
        let merges = ["A1:A2", "B1:C1", "D1:E1"];
        let lines = ["Respondent|Guest checkout||Dark mode", "|+|-|+|-", "r1|1|5|2|4"];
        let heading = "Respondent|Guest checkout +|Guest checkout -|Dark mode +|Dark mode -";
        check(&lines, &merges, &[heading, "r1|1|5|2|4"]);
        // A banner over everything.
        check(&["Backlog 2027", "Title|Owner", "A|Ann"], &["A1:B1"], &["Title|Owner", "A|Ann"]);
        // Nothing is merged down, but nothing stands above either.
        check(&["|RICE", "Title|Reach|Impact", "A|1|2"], &["B1:C1"], &["Title|Reach|Impact", "A|1|2"]);
    }

    #[test]
    fn words_that_are_merged_down_belong_to_every_row() {
        let lines = ["模块|标题|工作量", "支付|一|5", "|二", "搜索|三|8"];
        let (rows, notes) = table(&lines, &["A2:A3", "C2:C3"]);
        assert_eq!(rows, ["模块|标题|工作量", "支付|一|5", "支付|二", "搜索|三|8"]);
        assert_eq!(notes.merged, 1, "a number is not doubled");
    }

    #[test]
    fn errors_are_empty_and_said() {
        let (rows, notes) = table(&["Title|Reach", "A|#N/A", "B|#DIV/0!"], &[]);
        assert_eq!(rows, ["Title|Reach", "A", "B"]);
        assert_eq!(notes.errors, 2);
        assert_eq!(notes.first_errors[0], ("B2".to_owned(), "#N/A".to_owned()));
    }

    #[test]
    fn rows_come_in_order_and_within_limits() {
        let mut rows = Rows::new();
        for row in [3, 1, 2] {
            rows.put(row, 0, Said::Words(format!("row {row}"))).unwrap();
        }
        let (table, _) = rows.finish(&Facts::default()).unwrap();
        assert_eq!(table.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 3, 4]);

        let word = || Said::Words("x".into());
        let wide = Problem::TooManyColumns { line: 1, count: MOST_COLUMNS + 1 };
        assert_eq!(Rows::new().put(0, MOST_COLUMNS as u32, word()), Err(wide));
        let mut rows = Rows::new();
        for row in 0..=MOST_ROWS {
            rows.put(row as u32, 0, word()).unwrap();
        }
        assert_eq!(rows.put(MOST_ROWS as u32 + 1, 0, word()), Err(Problem::TooManyRows));
        let mut rows = Rows { cells: MOST_CELLS - 2, ..Rows::new() };
        assert_eq!(rows.put(0, 1, word()), Ok(()));
        assert_eq!(rows.put(0, 2, word()), Err(Problem::TooManyCells));
        assert_eq!(Rows::new().finish(&Facts::default()).err(), Some(Problem::Empty));
    }

    #[test]
    fn merged_areas_cannot_take_for_ever() {
        let whole = Area { top: 0, bottom: 1_048_575, left: 0, right: 16_383 };
        let mut rows = Rows::new();
        for row in 0..2_000 {
            rows.put(row, 1, Said::Words("x".into())).unwrap();
        }
        let facts = Facts { merges: vec![whole; 100_000], ..Facts::default() };
        let (table, _) = rows.finish(&facts).unwrap();
        assert!(!table.rows.is_empty());
    }
}
