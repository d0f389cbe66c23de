//! A workbook before it is written: sheets of typed cells.

use serde::{Deserialize, Serialize};

/// Characters that a cell can hold, as spreadsheet programs count them: in units of UTF-16.
pub const LONGEST_CELL: usize = 32_767;

/// A workbook.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Book {
    /// Its title among the properties of the document.
    pub title: String,
    /// The day it was made, in days since 1970-01-01; the same book gives the same file.
    pub day: i64,
    /// Its sheets, in order.
    pub sheets: Vec<Sheet>,
}

/// A sheet with a row of headings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// What people call it; made valid when it is written.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with no more cells than there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Its heading.
    pub title: String,
    /// Its width in characters.
    pub width: u16,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Cell {
    /// Nothing.
    #[serde(rename = "-")]
    Empty,
    /// A text, whatever it begins with.
    #[serde(rename = "t")]
    Text(String),
    /// A finite number as it is.
    #[serde(rename = "n")]
    Number(f64),
    /// A finite number that was calculated, shown with two decimals.
    #[serde(rename = "c")]
    Calculated(f64),
    /// A finite share of 1, shown in percent.
    #[serde(rename = "s")]
    Share(f64),
    /// A day, in days since 1970-01-01.
    #[serde(rename = "d")]
    Day(i64),
    /// A formula, and the finite number that came of it.
    #[serde(rename = "f")]
    Formula(String, f64),
}

impl Cell {
    /// A text, or an empty cell.
    pub fn text(text: impl Into<String>) -> Cell {
        let text = text.into();
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }

    /// The number that is there and finite, as one kind of cell or another.
    pub fn number(value: Option<f64>, kind: fn(f64) -> Cell) -> Cell {
        value.filter(|value| value.is_finite()).map_or(Cell::Empty, kind)
    }

    /// How wide it is in a table, in characters of which a Chinese one counts two.
    fn width(&self) -> usize {
        match self {
            Cell::Empty => 0,
            Cell::Text(text) => width(text.lines().next().unwrap_or_default()),
            Cell::Number(value) => value.to_string().len().min(12),
            Cell::Calculated(_) | Cell::Share(_) | Cell::Formula(..) => 8,
            Cell::Day(_) => 10,
        }
    }
}

fn width(text: &str) -> usize {
    text.chars().map(|c| if c < '\u{1100}' { 1 } else { 2 }).sum()
}

impl Sheet {
    /// A sheet whose columns are as wide as their headings and most of their cells ask for.
    pub fn new(name: impl Into<String>, headings: Vec<String>, rows: Vec<Vec<Cell>>) -> Sheet {
        const NARROWEST: usize = 8;
        const WIDEST: usize = 60;
        const SAMPLE_ROWS: usize = 200;
        // The button of the filter stands beside the heading.
        const BUTTON: usize = 3;
        let columns = headings.into_iter().enumerate().map(|(at, title)| {
            let cells = rows.iter().take(SAMPLE_ROWS).filter_map(|row| row.get(at));
            let cells = cells.map(Cell::width).max().unwrap_or(0) + 1;
            let width = cells.max(width(&title) + BUTTON).clamp(NARROWEST, WIDEST);
            Column { title, width: width as u16 }
        });
        Sheet { name: name.into(), columns: columns.collect(), rows }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_what_is_in_them() {
        #[track_caller]
        fn check(heading: &str, cell: Cell, width: u16) {
            let sheet = Sheet::new("S", vec![heading.to_owned()], vec![vec![cell]]);
            assert_eq!(sheet.columns[0].width, width, "{heading}");
        }
        check("Key", Cell::text("SY-1"), 8);
        check("Business goal", Cell::Number(1.0), 16);
        check("标题", Cell::text("游客结算流程优化"), 17);
        check("Title", Cell::text("x".repeat(500)), 60);
        check("Start", Cell::Day(0), 11);
    }

    #[test]
    fn only_finite_numbers_are_numbers() {
        for (value, cell) in [
            (Some(1.5), Cell::Number(1.5)),
            (Some(f64::NAN), Cell::Empty),
            (Some(f64::INFINITY), Cell::Empty),
            (None, Cell::Empty),
        ] {
            assert_eq!(Cell::number(value, Cell::Number), cell);
        }
    }

    #[test]
    fn a_book_travels_as_text() {
        let rows = vec![vec![
            Cell::Empty,
            Cell::text("=1+1"),
            Cell::Number(0.1 + 0.2),
            Cell::Share(0.8),
            Cell::Calculated(2.0 / 3.0),
            Cell::Day(20_000),
            Cell::Formula("=A2*2".into(), 4.0),
        ]];
        let headings = (0..7).map(|at| at.to_string()).collect();
        let book =
            Book { title: "计划".into(), day: 20_000, sheets: vec![Sheet::new("S", headings, rows)] };
        let text = serde_json::to_string(&book).unwrap();
        assert_eq!(serde_json::from_str::<Book>(&text).unwrap(), book);
    }
}
