//! Blocks of contributions: what a key, a copy and a paste make of them.

use std::rc::Rc;

use super::keys::Place;
use crate::domain::editor::Edit;
use crate::domain::import;
use crate::domain::number;
use crate::domain::plan::{Id, Item, LEVELS};
use crate::domain::tradeoff::weights::Side;

/// A column: a need or a goal.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Which list it is of.
    pub side: Side,
    /// Its id.
    pub id: Id,
    /// Its title in the language of the screen.
    pub title: String,
}

/// A block of cells, ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// First line.
    pub top: usize,
    /// Last line.
    pub bottom: usize,
    /// First column.
    pub left: usize,
    /// Last column.
    pub right: usize,
}

impl Block {
    /// The block with these two corners.
    pub fn between(one: Place, other: Place) -> Block {
        Block {
            top: one.0.min(other.0),
            bottom: one.0.max(other.0),
            left: one.1.min(other.1),
            right: one.1.max(other.1),
        }
    }

    /// How many cells it has.
    pub fn count(self) -> usize {
        (self.bottom - self.top + 1) * (self.right - self.left + 1)
    }

    /// Its columns on a line, where it touches that.
    pub fn on(self, line: usize) -> Option<(usize, usize)> {
        (self.top..=self.bottom).contains(&line).then_some((self.left, self.right))
    }
}

/// Edits, each with the item that it is of.
pub type Edits = Vec<(Id, Edit)>;

/// The edits that mark every cell of a block; `items` are those of its lines.
pub fn filled(items: &[Rc<Item>], targets: &[Target], block: Block, level: Option<i8>) -> Edits {
    let columns = targets.iter().take(block.right + 1).skip(block.left);
    let cells = items.iter().flat_map(|item| columns.clone().map(move |target| (item, target)));
    cells
        .filter(|(item, target)| target.side.level(item, &target.id) != level)
        .map(|(item, target)| (Rc::clone(&item.id), target.side.mark(&target.id, level)))
        .collect()
}

/// A block as spreadsheets read it: numbers between tabs, nothing where nobody has judged.
pub fn copied(items: &[Rc<Item>], targets: &[Target], block: Block) -> String {
    let columns = targets.iter().take(block.right + 1).skip(block.left);
    let cell = |item: &Item, target: &Target| {
        target.side.level(item, &target.id).map_or_else(String::new, |level| level.to_string())
    };
    let rows = items
        .iter()
        .map(|item| columns.clone().map(|target| cell(item, target)).collect::<Vec<_>>().join("\t"));
    rows.collect::<Vec<_>>().join("\n")
}

/// What a paste makes of a block.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pasted {
    /// The edits.
    pub edits: Edits,
    /// Cells that were read.
    pub cells: usize,
    /// Cells that mean nothing here.
    pub unusable: usize,
}

/// The edits that a pasted text makes from the corner of a block on; `items` are those of
/// the lines from there to the end. A single value goes into all of the block.
pub fn pasted(text: &str, items: &[Rc<Item>], targets: &[Target], block: Block) -> Pasted {
    let mut rows = import::parse_clipboard(text);
    let single = match rows.as_slice() {
        [row] => row.first().filter(|_| row.len() == 1).cloned(),
        _ => None,
    };
    if let Some(value) = single {
        rows = vec![vec![value; block.right - block.left + 1]; block.bottom - block.top + 1];
    }
    let mut result = Pasted::default();
    for (item, row) in items.iter().zip(&rows) {
        for (target, text) in targets.iter().skip(block.left).zip(row) {
            match level(text) {
                Some(level) => {
                    result.cells += 1;
                    if target.side.level(item, &target.id) != level {
                        result.edits.push((Rc::clone(&item.id), target.side.mark(&target.id, level)));
                    }
                }
                None => result.unusable += 1,
            }
        }
    }
    result
}

/// Reads a cell: a level, or nothing for not judged. `None` for anything else.
fn level(text: &str) -> Option<Option<i8>> {
    if text.trim().is_empty() {
        return Some(None);
    }
    let value = number::parse(text)?.value;
    LEVELS.into_iter().find(|level| f64::from(*level) == value).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets() -> Vec<Target> {
        [(Side::Need, "n1"), (Side::Need, "n2"), (Side::Goal, "g1")]
            .map(|(side, id)| Target { side, id: id.into(), title: id.to_owned() })
            .to_vec()
    }

    fn items() -> Vec<Rc<Item>> {
        let item = |id: &str, needs: &[(&str, i8)], goals: &[(&str, i8)]| {
            let mut item = Item::new(id.into(), "", id);
            item.needs = needs.iter().map(|(id, level)| (Id::from(*id), *level)).collect();
            item.goals = goals.iter().map(|(id, level)| (Id::from(*id), *level)).collect();
            Rc::new(item)
        };
        vec![item("a", &[("n1", 3)], &[("g1", -1)]), item("b", &[("n2", 0)], &[])]
    }

    fn all() -> Block {
        Block::between((1, 2), (0, 0))
    }

    #[test]
    fn a_key_fills_a_block_and_leaves_what_is_so_already() {
        let edits = filled(&items(), &targets(), Block::between((0, 0), (1, 1)), Some(3));
        let need = |item: &str, id: &str| (Id::from(item), Edit::Need(id.into(), Some(3)));
        assert_eq!(edits, [need("a", "n2"), need("b", "n1"), need("b", "n2")]);
        let cleared = filled(&items(), &targets(), all(), None);
        assert_eq!(cleared.len(), 3);
    }

    #[test]
    fn a_copied_block_comes_back_unchanged() {
        let (items, targets) = (items(), targets());
        let text = copied(&items, &targets, all());
        assert_eq!(text, "3\t\t-1\n\t0\t");
        let back = pasted(&text, &items, &targets, all());
        assert_eq!((back.cells >= 5, back.unusable), (true, 0));
        let changed = back.edits.iter().filter(|(id, edit)| {
            let item = items.iter().find(|item| item.id == *id).unwrap();
            match edit {
                Edit::Need(need, level) => item.needs.get(need).copied() != *level,
                Edit::Goal(goal, level) => item.goals.get(goal).copied() != *level,
                _ => true,
            }
        });
        assert_eq!(changed.count(), 0);
    }

    #[test]
    fn a_single_value_fills_the_block_and_others_stay_inside_the_table() {
        assert_eq!(pasted("2", &items(), &targets(), all()).edits.len(), 6);
        let corner = Block::between((0, 2), (0, 2));
        let wide = pasted("1\t2\t3\n0\t1\t2\n3\t3\t3", &items(), &targets(), corner);
        assert_eq!(wide.edits.len(), 2);
    }

    #[test]
    fn what_is_no_level_is_counted_and_left_out() {
        let found = pasted("4\t−1\tx\n1.5\t\t２", &items(), &targets(), all());
        assert_eq!((found.cells, found.unusable), (3, 3));
    }
}
