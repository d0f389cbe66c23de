//! Which card stands in which cell of the timeline.

use std::collections::{BTreeMap, HashSet};
use std::rc::Rc;

use yew::AttrValue;

use super::super::facts::{Fact, Facts};
use super::super::lanes::Lanes;
use crate::domain::plan::Status;
use crate::domain::text::roadmap_board as words;

/// What the rows are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Rows {
    /// Teams, each with its capacity.
    #[default]
    Teams,
    /// Areas.
    Areas,
}

/// A cell with more cards shows the first ones, until it is opened.
pub(super) const FEW: usize = 12;

/// A row of the timeline.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// What tells it from others.
    pub key: AttrValue,
    /// Its heading.
    pub title: AttrValue,
    /// The place of its team; `None` for an area.
    pub team: Option<usize>,
    /// One cell for each period.
    pub cells: Vec<Content>,
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Content {
    /// The items, the most valuable first.
    pub cards: Vec<Rc<Fact>>,
    /// Items of other teams that this one has a part of: titles with amounts.
    pub also: Vec<AttrValue>,
}

impl Content {
    /// How many cards are shown.
    pub fn shown(&self, is_open: bool) -> usize {
        // One card more takes no more room than the button that stands for it.
        if is_open || self.cards.len() <= FEW + 1 { self.cards.len() } else { FEW }
    }

    /// The sum of efforts.
    pub fn sum(&self) -> f64 {
        self.cards.iter().filter_map(|fact| fact.effort()).sum()
    }
}

/// The rows of the timeline with their cells.
pub(super) fn rows(facts: &Facts, rows: Rows) -> Vec<Row> {
    let empty = || vec![Content::default(); facts.periods.len()];
    let placed = || facts.all.iter().filter_map(|fact| Some((fact.slot?, fact)));
    match rows {
        Rows::Teams => {
            let mut list: Vec<Row> = facts
                .teams
                .iter()
                .enumerate()
                .map(|(at, team)| Row {
                    key: team.id.to_string().into(),
                    title: team.title.clone(),
                    team: Some(at),
                    cells: empty(),
                })
                .collect();
            for (slot, fact) in placed() {
                if let Some(cell) = cell(&mut list, fact.team, slot) {
                    cell.cards.push(Rc::clone(fact));
                }
                for (team, amount) in fact.efforts.iter().filter(|(team, _)| *team != fact.team) {
                    if let Some(cell) = cell(&mut list, *team, slot) {
                        let amount = words::number(*amount);
                        cell.also.push(words::also_works(facts.lang, &fact.title, &amount).into());
                    }
                }
            }
            list
        }
        Rows::Areas => {
            let mut areas: BTreeMap<&str, Vec<Content>> = BTreeMap::new();
            for (slot, fact) in placed() {
                let cells = areas.entry(fact.area.as_str()).or_insert_with(empty);
                if let Some(cell) = cells.get_mut(slot) {
                    cell.cards.push(Rc::clone(fact));
                }
            }
            // What has no area comes last.
            let nameless = areas.remove("");
            let row = |area: &str, cells: Vec<Content>| Row {
                key: area.to_owned().into(),
                title: match area {
                    "" => words::no_area(facts.lang).into(),
                    area => area.to_owned().into(),
                },
                team: None,
                cells,
            };
            let named = areas.into_iter().map(|(area, cells)| row(area, cells));
            named.chain(nameless.map(|cells| row("", cells))).collect()
        }
    }
}

fn cell(rows: &mut [Row], row: usize, period: usize) -> Option<&mut Content> {
    rows.get_mut(row)?.cells.get_mut(period)
}

/// Cells that are open, by row and period.
pub(super) type Open = HashSet<(AttrValue, usize)>;

/// The cell that the item at a place of the plan stands in.
pub(super) fn cell_of(rows: &[Row], place: usize) -> Option<(AttrValue, usize)> {
    let has = |cell: &Content| cell.cards.iter().any(|fact| fact.place == place);
    rows.iter().find_map(|row| Some((row.key.clone(), row.cells.iter().position(has)?)))
}

/// The cards that are shown, for arrow keys: periods, and what is not planned behind them.
pub(super) fn lanes(rows: &[Row], open: &Open, periods: usize, pool: &[Rc<Fact>]) -> Lanes {
    let cell = |row: &Row, period: usize| -> Vec<usize> {
        let Some(cell) = row.cells.get(period) else { return Vec::new() };
        let count = cell.shown(open.contains(&(row.key.clone(), period)));
        cell.cards.iter().take(count).map(|fact| fact.place).collect()
    };
    let columns = (0..periods).map(|period| rows.iter().map(|row| cell(row, period)).collect());
    let pool = vec![pool.iter().map(|fact| fact.place).collect()];
    Lanes(columns.chain([pool]).collect())
}

/// An item that another one needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edge {
    /// The place of the one that is needed.
    pub from: usize,
    /// The place of the one that needs it.
    pub to: usize,
    /// Whether it comes too late.
    pub broken: bool,
}

/// More lines than this are only drawn for one item at a time.
pub(super) const MOST_LINES: usize = 60;

/// The dependencies between items that are planned.
pub(super) fn edges(facts: &Facts) -> Vec<Edge> {
    // What is done waits for nothing.
    let placed = facts.all.iter().filter(|fact| fact.slot.is_some() && fact.status != Status::Shipped);
    placed
        .flat_map(|fact| fact.needs.iter().map(move |from| (fact, *from)))
        .filter_map(|(fact, from)| {
            let needed = facts.fact(from)?;
            let broken =
                needed.slot? > fact.slot? || (needed.slot == fact.slot && facts.is_strict(fact, needed));
            Some(Edge { from, to: fact.place, broken })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::facts::tests::{facts, plan};
    use super::*;

    fn titles(content: &Content) -> Vec<&str> {
        content.cards.iter().map(|fact| &*fact.title).collect()
    }

    #[test]
    fn an_item_stands_with_its_main_team_and_is_named_with_the_others() {
        let facts = facts(plan());
        let rows = rows(&facts, Rows::Teams);
        let web = &rows[0];
        let pay = &rows[1];
        assert_eq!((&*web.title, titles(&web.cells[0])), ("Web", vec!["Guest checkout"]));
        assert_eq!(titles(&pay.cells[1]), ["Split payment"]);
        assert_eq!(web.cells[1].also, ["Split payment 0.5"]);
        assert!(web.cells[1].cards.is_empty() && web.cells[2] == Content::default());
        assert_eq!(pay.cells[1].sum(), 3.5);
        assert_eq!((cell_of(&rows, 1), cell_of(&rows, 2)), (Some(("p".into(), 1)), None));
    }

    #[test]
    fn what_has_no_area_comes_last() {
        let facts = facts(plan());
        let rows = rows(&facts, Rows::Areas);
        let heads: Vec<&str> = rows.iter().map(|row| &*row.title).collect();
        assert_eq!(heads, ["Payment", "No area"]);
        assert!(rows.iter().all(|row| row.team.is_none() && row.cells.len() == 3));
    }

    #[test]
    fn a_full_cell_shows_the_first_twelve_until_it_is_opened() {
        #[track_caller]
        fn check(count: usize, is_open: bool, expected: usize) {
            let facts = facts(plan());
            let cards = vec![Rc::clone(&facts.all[0]); count];
            assert_eq!(Content { cards, also: Vec::new() }.shown(is_open), expected);
        }
        check(3, false, 3);
        check(13, false, 13);
        check(14, false, 12);
        check(26, false, 12);
        check(26, true, 26);
    }

    #[test]
    fn arrow_keys_know_the_cards_that_are_shown_and_the_pool_behind_them() {
        let facts = facts(plan());
        let rows = rows(&facts, Rows::Teams);
        let pool: Vec<Rc<Fact>> = facts.all.iter().filter(|fact| fact.slot.is_none()).cloned().collect();
        let lanes = lanes(&rows, &Open::new(), 3, &pool);
        let none: Vec<usize> = Vec::new();
        assert_eq!(
            lanes.0,
            [
                vec![vec![0], none.clone()],
                vec![none.clone(), vec![1]],
                vec![none.clone(), none.clone()],
                vec![vec![2, 3]],
            ]
        );
    }

    #[test]
    fn lines_lead_from_what_is_needed_and_say_where_it_comes_too_late() {
        #[track_caller]
        fn check(period: Option<&str>, expected: &[(usize, usize, bool)]) {
            let mut plan = plan();
            let roadmap = Rc::make_mut(&mut plan.roadmap);
            match period {
                Some(period) => roadmap.placements[0].period = period.into(),
                None => {
                    roadmap.placements.remove(0);
                }
            }
            let found: Vec<(usize, usize, bool)> =
                edges(&facts(plan)).iter().map(|edge| (edge.from, edge.to, edge.broken)).collect();
            assert_eq!(found, expected);
        }
        check(Some("q1"), &[(0, 1, false)]);
        check(Some("q2"), &[(0, 1, true)]);
        check(Some("q3"), &[(0, 1, true)]);
        check(None, &[]);
    }

    #[test]
    fn what_is_shipped_waits_for_nothing() {
        let mut plan = plan();
        Rc::make_mut(&mut plan.items[1]).status = Status::Shipped;
        assert!(edges(&facts(plan)).is_empty());
    }
}
