//! The numbers of the capacity grid: what typing, filling and pasting make of them.

use std::rc::Rc;

use crate::domain::editor::RoadmapEdit;
use crate::domain::number::{self, LARGEST};
use crate::domain::roadmap::Roadmap;

/// The place of a cell: team, then period.
pub type Place = (usize, usize);

/// Reads a capacity; an emptied cell is 0. `None` for what can be no capacity.
pub fn read(text: &str) -> Option<f64> {
    if text.trim().is_empty() {
        return Some(0.0);
    }
    let typed = number::parse(text).filter(|typed| !typed.percent)?;
    (0.0..=LARGEST).contains(&typed.value).then_some(typed.value)
}

/// A capacity as it stands in its cell.
pub fn shown(amount: f64) -> String {
    number::plain(amount, 3)
}

/// The change of one cell; `None` for a place outside of the grid.
pub fn set(roadmap: &Roadmap, (team, period): Place, amount: f64) -> Option<RoadmapEdit> {
    Some(RoadmapEdit::Capacity {
        period: Rc::clone(&roadmap.periods.get(period)?.id),
        team: Rc::clone(&roadmap.teams.get(team)?.id),
        amount,
    })
}

/// The changes that give all periods of a team from one on the same capacity.
pub fn filled(roadmap: &Roadmap, (team, from): Place, amount: f64) -> Vec<RoadmapEdit> {
    (from..roadmap.periods.len()).filter_map(|period| set(roadmap, (team, period), amount)).collect()
}

/// What a pasted block makes of the grid.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pasted {
    /// The changes.
    pub edits: Vec<RoadmapEdit>,
    /// Cells that can be no capacity, or lie beyond the grid.
    pub unusable: usize,
}

/// The changes that a pasted block makes from a place on. Empty cells change nothing.
pub fn pasted(roadmap: &Roadmap, (team, period): Place, rows: &[Vec<String>]) -> Pasted {
    let mut result = Pasted::default();
    for (down, row) in rows.iter().enumerate() {
        for (right, text) in row.iter().enumerate().filter(|(_, text)| !text.trim().is_empty()) {
            let edit = read(text).and_then(|amount| set(roadmap, (team + down, period + right), amount));
            match edit {
                Some(edit) => result.edits.push(edit),
                None => result.unusable += 1,
            }
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::import;
    use crate::domain::roadmap::{Period, Team};

    fn roadmap() -> Roadmap {
        let team = |id: &str| Team { id: id.into(), ..Team::default() };
        let period = |id: &str| Period { id: id.into(), ..Period::default() };
        Roadmap {
            teams: ["a", "b"].map(team).to_vec(),
            periods: ["1", "2", "3"].map(period).to_vec(),
            ..Roadmap::default()
        }
    }

    fn told(edits: &[RoadmapEdit]) -> String {
        let one = |edit: &RoadmapEdit| match edit {
            RoadmapEdit::Capacity { period, team, amount } => format!("{team}{period}={amount}"),
            other => format!("{other:?}"),
        };
        edits.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_cell_reads_numbers_of_0_or_more() {
        #[track_caller]
        fn check(text: &str, expected: Option<f64>) {
            assert_eq!(read(text), expected, "{text:?}");
        }
        check("1,200", Some(1200.0));
        check("1.5", Some(1.5));
        check("１２．５", Some(12.5));
        check("0", Some(0.0));
        check(" ", Some(0.0));
        check("-1", None);
        check("-0.001", None);
        check("80%", None);
        check("a lot", None);
        check("NaN", None);
        check("1e13", None);
    }

    #[test]
    fn filling_goes_to_the_last_period() {
        assert_eq!(told(&filled(&roadmap(), (1, 1), 2.5)), "b2=2.5 b3=2.5");
        assert_eq!(told(&filled(&roadmap(), (0, 3), 2.5)), "");
        assert_eq!(told(&filled(&roadmap(), (2, 0), 2.5)), "");
    }

    #[test]
    fn a_block_is_pasted_from_its_cell_on() {
        #[track_caller]
        fn check(at: Place, text: &str, expected: &str, unusable: usize) {
            let found = pasted(&roadmap(), at, &import::parse_clipboard(text));
            assert_eq!((told(&found.edits).as_str(), found.unusable), (expected, unusable), "{text:?}");
        }
        check((0, 0), "1\t2\n3\t4\n", "a1=1 a2=2 b1=3 b2=4", 0);
        check((1, 1), "1\t2\t3", "b2=1 b3=2", 1);
        check((1, 0), "1\r\n2\r\n", "b1=1", 1);
        check((0, 0), "1,200\t\t０．５", "a1=1200 a3=0.5", 0);
        check((0, 0), "Q1\t-2\tmany", "", 3);
        check((5, 0), "1", "", 1);
    }
}
