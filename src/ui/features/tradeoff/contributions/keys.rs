//! What each key means in the table of contributions, and where the active cell goes.

use crate::domain::plan::LEVELS;

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Marks the chosen cells; `None` clears them.
    Mark(Option<i8>),
    /// Goes elsewhere; `true` takes the cells on the way into the range.
    Go(Step, bool),
    /// Opens the chooser of levels.
    Choose,
    /// Gives up the range and the chooser.
    Leave,
}

/// A way to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One cell to the left.
    Left,
    /// One cell to the right.
    Right,
    /// One line up.
    Up,
    /// One line down.
    Down,
    /// The first cell of the line.
    Start,
    /// The last cell of the line.
    End,
    /// A screen up.
    PageUp,
    /// A screen down.
    PageDown,
    /// The first cell of all.
    First,
    /// The last cell of all.
    Last,
}

/// What a key means; `None` where it is none of the table's.
pub fn act(key: &str, command: bool, shift: bool) -> Option<Act> {
    let step = match (key, command) {
        ("Home", true) => Step::First,
        ("End", true) => Step::Last,
        (_, true) => return None,
        ("ArrowLeft", _) => Step::Left,
        ("ArrowRight", _) => Step::Right,
        ("ArrowUp", _) => Step::Up,
        ("ArrowDown", _) => Step::Down,
        ("Home", _) => Step::Start,
        ("End", _) => Step::End,
        ("PageUp", _) => Step::PageUp,
        ("PageDown", _) => Step::PageDown,
        ("Delete" | "Backspace", _) => return Some(Act::Mark(None)),
        ("Enter" | "F2" | " ", _) => return Some(Act::Choose),
        ("Escape", _) => return Some(Act::Leave),
        (key, _) => return level_of(key).map(|level| Act::Mark(Some(level))),
    };
    Some(Act::Go(step, shift))
}

/// The level that a key stands for, full-width forms included.
fn level_of(key: &str) -> Option<i8> {
    match key {
        "-" | "−" | "－" | "m" | "M" | "ｍ" => Some(*LEVELS.start()),
        "0" | "０" => Some(0),
        "1" | "１" => Some(1),
        "2" | "２" => Some(2),
        "3" | "３" => Some(3),
        _ => None,
    }
}

/// How many lines and columns there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Lines.
    pub lines: usize,
    /// Columns that can be marked.
    pub columns: usize,
    /// Lines that can be seen at once.
    pub page: usize,
}

/// A cell: line and column.
pub type Place = (usize, usize);

impl Extent {
    /// The cell that a step leads to.
    pub fn after(self, step: Step, (line, column): Place) -> Place {
        let (last_line, last_column) = (self.lines.saturating_sub(1), self.columns.saturating_sub(1));
        let page = self.page.max(1);
        let (line, column) = match step {
            Step::Left => (line, column.saturating_sub(1)),
            Step::Right => (line, column + 1),
            Step::Up => (line.saturating_sub(1), column),
            Step::Down => (line + 1, column),
            Step::Start => (line, 0),
            Step::End => (line, last_column),
            Step::PageUp => (line.saturating_sub(page), column),
            Step::PageDown => (line + page, column),
            Step::First => (0, 0),
            Step::Last => (last_line, last_column),
        };
        (line.min(last_line), column.min(last_column))
    }

    /// The cell behind one that was marked. At the end of a line, or of a column, it is the
    /// first of the next, so that a table can be filled without moving.
    pub fn behind(self, (line, column): Place, down: bool) -> Place {
        match down {
            false if column + 1 < self.columns => (line, column + 1),
            false if line + 1 < self.lines => (line + 1, 0),
            true if line + 1 < self.lines => (line + 1, column),
            true if column + 1 < self.columns => (0, column + 1),
            _ => (line, column),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_key_marks_a_cell() {
        for (key, level) in [
            ("-", Some(-1)),
            ("m", Some(-1)),
            ("M", Some(-1)),
            ("－", Some(-1)),
            ("0", Some(0)),
            ("1", Some(1)),
            ("２", Some(2)),
            ("3", Some(3)),
            ("Delete", None),
            ("Backspace", None),
        ] {
            assert_eq!(act(key, false, false), Some(Act::Mark(level)), "{key}");
        }
        for key in ["4", "9", "a", "Tab", "Shift", "F5"] {
            assert_eq!(act(key, false, false), None, "{key}");
        }
    }

    #[test]
    fn shortcuts_of_the_program_and_the_browser_stay_theirs() {
        for key in ["z", "c", "v", "0", "-", "m", "ArrowUp", "Delete"] {
            assert_eq!(act(key, true, false), None, "{key}");
        }
        assert_eq!(act("Home", true, false), Some(Act::Go(Step::First, false)));
        assert_eq!(act("End", true, true), Some(Act::Go(Step::Last, true)));
    }

    #[test]
    fn steps_stay_inside() {
        let extent = Extent { lines: 40, columns: 5, page: 10 };
        for (step, from, to) in [
            (Step::Left, (3, 0), (3, 0)),
            (Step::Right, (3, 4), (3, 4)),
            (Step::Up, (0, 2), (0, 2)),
            (Step::Down, (39, 2), (39, 2)),
            (Step::PageDown, (35, 2), (39, 2)),
            (Step::PageUp, (15, 2), (5, 2)),
            (Step::Start, (7, 3), (7, 0)),
            (Step::End, (7, 3), (7, 4)),
            (Step::First, (7, 3), (0, 0)),
            (Step::Last, (7, 3), (39, 4)),
        ] {
            assert_eq!(extent.after(step, from), to, "{step:?}");
        }
        let none = Extent { lines: 0, columns: 0, page: 0 };
        assert_eq!(none.after(Step::Last, (0, 0)), (0, 0));
    }

    #[test]
    fn fifty_keys_fill_ten_items_and_five_columns_either_way() {
        for down in [false, true] {
            let extent = Extent { lines: 10, columns: 5, page: 10 };
            let mut place = (0, 0);
            let mut met = std::collections::HashSet::new();
            for _ in 0..50 {
                met.insert(place);
                place = extent.behind(place, down);
            }
            assert_eq!(met.len(), 50, "down: {down}");
            assert_eq!(extent.behind((9, 4), down), (9, 4));
        }
    }
}
