//! Lists with a small plot in each row as one picture: rank ranges, what moves a score, how full
//! teams are.
//!
//! On screens such a list is a table; a file of it has to show the words of the table as well.

use super::{Hold, Ink, LINE_HEIGHT, Mark, Picture, at, line, shorten, text, text_width};

/// A list to be drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct List {
    /// What it shows, in a few words.
    pub title: String,
    /// Its columns, from left to right.
    pub columns: Vec<Column>,
    /// Its rows, from the top.
    pub rows: Vec<Row>,
    /// What has to be known to read it, a line each.
    pub notes: Vec<String>,
}

/// A column of a list.
#[derive(Clone, Debug, PartialEq)]
pub enum Column {
    /// Words or numbers, held at this end.
    Words(String, Hold),
    /// A plot; the two texts stand above its ends.
    Plot(String, String),
}

/// A row of a list.
#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    /// The name of the rows below it.
    Head(String),
    /// One cell for each column.
    Cells(Vec<Cell>),
}

/// A cell of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words or a number.
    Words(String),
    /// What stands in a plot, the lowest first.
    Plot(Vec<Bit>),
}

/// A part of a plot; places are in 0..=1 of its width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bit {
    /// A bar from one place to another.
    Bar(f64, f64, Ink),
    /// An upright line.
    Tick(f64, Ink),
    /// A small disc.
    Spot(f64, Ink),
}

/// A cell of words.
pub fn words(text: impl Into<String>) -> Cell {
    Cell::Words(text.into())
}

/// The width of a list where its words leave a plot enough room.
const WIDTH: f64 = 760.0;

/// The height of a row.
const ROW: f64 = 24.0;

/// The height of a bar.
const BAR: f64 = 10.0;

/// No plot is narrower.
const NARROWEST: f64 = 160.0;

/// Words wider than this are shortened.
const MOST: f64 = 260.0;

/// Between two columns.
const GAP: f64 = 14.0;

/// Draws a list.
pub fn draw(list: &List) -> Picture {
    let widths = widths(list);
    let lefts: Vec<f64> = widths
        .iter()
        .scan(0.0, |next, width| {
            let left = *next;
            *next += width + GAP;
            Some(left)
        })
        .collect();
    let width = (lefts.last().zip(widths.last())).map_or(WIDTH, |(left, width)| left + width);
    let places: Vec<(f64, f64)> = lefts.into_iter().zip(widths).collect();
    let mut marks = Vec::new();
    for (column, (left, room)) in list.columns.iter().zip(&places) {
        heading(column, *left, *room, &mut marks);
    }
    let mut top = LINE_HEIGHT + 6.0;
    marks.push(line(at(0.0, top), at(width, top), Ink::Rule));
    for row in &list.rows {
        let base = top + ROW / 2.0 + 4.0;
        match row {
            Row::Head(name) => marks.push(bold(0.0, base, shorten(name, width))),
            Row::Cells(cells) => {
                for ((cell, column), (left, room)) in cells.iter().zip(&list.columns).zip(&places) {
                    match (cell, column) {
                        (Cell::Words(words), Column::Words(_, hold)) => {
                            marks.push(held(words, *hold, (*left, *room), base, Ink::Text));
                        }
                        (Cell::Plot(bits), _) => {
                            marks.extend(bits.iter().map(|bit| drawn(*bit, *left, *room, top)));
                        }
                        (Cell::Words(_), Column::Plot(..)) => {}
                    }
                }
            }
        }
        top += ROW;
        marks.push(line(at(0.0, top), at(width, top), Ink::Line));
    }
    for note in &list.notes {
        for part in wrapped(note, width) {
            top += LINE_HEIGHT;
            marks.push(text(at(0.0, top + 3.0), part, Hold::Start, Ink::Muted));
        }
    }
    Picture { title: list.title.clone(), width, height: top + 8.0, marks }
}

/// Columns of words are as wide as their words; what is left is for the plots.
fn widths(list: &List) -> Vec<f64> {
    let plots = list.columns.iter().filter(|column| matches!(column, Column::Plot(..))).count();
    let natural: Vec<Option<f64>> = list
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| match column {
            Column::Plot(..) => None,
            Column::Words(label, _) => {
                let cells = list.rows.iter().filter_map(|row| match row {
                    Row::Cells(cells) => cells.get(at),
                    Row::Head(_) => None,
                });
                let said = cells.filter_map(|cell| match cell {
                    Cell::Words(words) => Some(text_width(words)),
                    Cell::Plot(_) => None,
                });
                Some(said.fold(text_width(label), f64::max).min(MOST))
            }
        })
        .collect();
    let gaps = GAP * list.columns.len().saturating_sub(1) as f64;
    let left = WIDTH - gaps - natural.iter().flatten().sum::<f64>();
    let plot = (left / plots.max(1) as f64).max(NARROWEST);
    natural.into_iter().map(|width| width.unwrap_or(plot)).collect()
}

fn heading(column: &Column, left: f64, room: f64, marks: &mut Vec<Mark>) {
    let base = LINE_HEIGHT - 3.0;
    match column {
        Column::Words(label, hold) => marks.push(held(label, *hold, (left, room), base, Ink::Muted)),
        Column::Plot(from, to) => {
            marks.push(held(from, Hold::Start, (left, room), base, Ink::Muted));
            marks.push(held(to, Hold::End, (left, room), base, Ink::Muted));
        }
    }
}

/// Words held at an end of their column.
fn held(words: &str, hold: Hold, (left, room): (f64, f64), base: f64, ink: Ink) -> Mark {
    let x = match hold {
        Hold::Start => left,
        Hold::Middle => left + room / 2.0,
        Hold::End => left + room,
    };
    text(at(x, base), shorten(words, room), hold, ink)
}

fn bold(x: f64, base: f64, text: String) -> Mark {
    Mark::Text { at: at(x, base), text, hold: Hold::Start, ink: Ink::Text, bold: true, turned: false }
}

fn drawn(bit: Bit, left: f64, room: f64, top: f64) -> Mark {
    let x = |part: f64| left + part.clamp(0.0, 1.0) * room;
    let middle = top + ROW / 2.0;
    match bit {
        Bit::Bar(from, to, ink) => {
            let (start, end) = (x(from.min(to)), x(from.max(to)));
            let corner = at(start, middle - BAR / 2.0);
            // What is next to nothing is still seen.
            Mark::Block { corner, width: (end - start).max(1.0), height: BAR, ink }
        }
        Bit::Tick(place, ink) => line(at(x(place), middle - 8.0), at(x(place), middle + 8.0), ink),
        Bit::Spot(place, ink) => Mark::Dot {
            at: at(x(place), middle),
            radius: 3.5,
            ink,
            letter: String::new(),
            look: super::Look::Full,
            about: String::new(),
        },
    }
}

/// A note in lines that fit; Chinese is cut anywhere, other scripts between words.
fn wrapped(note: &str, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut now = String::new();
    for piece in note.split_inclusive(|c: char| c == ' ' || c >= '\u{2e80}') {
        if !now.is_empty() && text_width(&now) + text_width(piece.trim_end()) > width {
            lines.push(std::mem::take(&mut now).trim_end().to_owned());
        }
        now.push_str(piece);
    }
    if !now.trim().is_empty() {
        lines.push(now.trim_end().to_owned());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(rows: usize) -> List {
        List {
            title: "Ranks".to_owned(),
            columns: vec![
                Column::Words("Rank".to_owned(), Hold::End),
                Column::Words("Item".to_owned(), Hold::Start),
                Column::Plot("1".to_owned(), "9".to_owned()),
                Column::Words("Range".to_owned(), Hold::Start),
            ],
            rows: (0..rows)
                .map(|nth| {
                    Row::Cells(vec![
                        words((nth + 1).to_string()),
                        words(format!("Item {nth} with a rather long name <b>")),
                        Cell::Plot(vec![
                            Bit::Bar(0.2, 0.8, Ink::Brass),
                            Bit::Tick(0.5, Ink::Text),
                            Bit::Spot(1.0, Ink::Text),
                        ]),
                        words("2 to 8"),
                    ])
                })
                .chain([Row::Head("Others".to_owned())])
                .collect(),
            notes: vec!["90% of the simulated orders. ".repeat(8), "九成的模拟排序。".repeat(12)],
        }
    }

    #[test]
    fn the_words_of_every_row_are_in_the_picture_and_nothing_leaves_it() {
        for rows in [1, 4, 30] {
            let picture = draw(&list(rows));
            let mut said = 0;
            for mark in &picture.marks {
                let (right, low) = match mark {
                    Mark::Text { at, text, hold, .. } => {
                        said += usize::from(text.starts_with("Item ") && text.len() > 5);
                        let right = match hold {
                            Hold::Start => at.x + text_width(text),
                            Hold::Middle => at.x + text_width(text) / 2.0,
                            Hold::End => at.x,
                        };
                        (right, at.y)
                    }
                    Mark::Block { corner, width, height, .. } => (corner.x + width, corner.y + height),
                    Mark::Line { to, .. } => (to.x, to.y),
                    Mark::Dot { at, .. } => (at.x, at.y),
                    _ => (0.0, 0.0),
                };
                assert!(right <= picture.width + 0.1 && low <= picture.height, "{mark:?}");
            }
            assert_eq!(said, rows);
        }
    }

    #[test]
    fn columns_do_not_run_into_each_other_and_plots_keep_their_room() {
        let mut wide = list(3);
        for row in &mut wide.rows {
            if let Row::Cells(cells) = row {
                cells[1] = words("W".repeat(90));
                cells[3] = words("M".repeat(90));
            }
        }
        let widths = widths(&wide);
        assert_eq!((widths[1], widths[3]), (MOST, MOST));
        assert!(widths[2] >= NARROWEST);
        let long = draw(&wide);
        assert!(long.marks.iter().any(|mark| matches!(mark, Mark::Text { text, .. } if text.ends_with('…'))));
    }

    #[test]
    fn a_bar_of_next_to_nothing_is_seen_and_one_from_right_to_left_is_the_same() {
        let block = |bit| match drawn(bit, 100.0, 200.0, 0.0) {
            Mark::Block { corner, width, .. } => (corner.x, width),
            other => panic!("{other:?}"),
        };
        assert_eq!(block(Bit::Bar(0.5, 0.5, Ink::Brass)), (200.0, 1.0));
        assert_eq!(block(Bit::Bar(0.75, 0.25, Ink::Brass)), (150.0, 100.0));
        assert_eq!(block(Bit::Bar(-1.0, 2.0, Ink::Brass)), (100.0, 200.0));
    }
}
