//! What the contributions leave open, or say without telling anything apart.

use std::rc::Rc;

use super::weights::Side;
use crate::domain::plan::{Id, LEVELS, Plan};

/// Judgements in a column from which on it says something that all of them are the same.
pub const FEW: usize = 4;

/// Something about the contributions that should be looked at.
#[derive(Clone, Debug, PartialEq)]
pub enum Gap {
    /// All judgements of the plan are this level, so they tell no item from another.
    Uniform {
        /// The level.
        level: i8,
        /// How many judgements there are.
        count: usize,
    },
    /// No item serves this need or goal.
    Unserved {
        /// Where it stands.
        side: Side,
        /// Which one.
        id: Id,
    },
    /// All judgements in this column are the highest level.
    AllHighest {
        /// Where it stands.
        side: Side,
        /// Which one.
        id: Id,
        /// How many judgements there are.
        count: usize,
    },
    /// All judgements in this column are this level, which is not the highest.
    AllSame {
        /// Where it stands.
        side: Side,
        /// Which one.
        id: Id,
        /// The level.
        level: i8,
        /// How many judgements there are.
        count: usize,
    },
    /// These items were judged and serve nothing; in the plan's order, never empty.
    Idle(Vec<Id>),
}

/// What a column of contributions holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// How many items were judged.
    pub judged: usize,
    /// How many items serve it: with 1, 2 or 3.
    pub serving: usize,
    /// The sum of all levels; harms take away.
    pub sum: i64,
    /// The lowest and the highest level.
    pub ends: Option<(i8, i8)>,
}

impl Column {
    fn add(&mut self, level: i8) {
        self.judged += 1;
        self.serving += usize::from(level > 0);
        self.sum += i64::from(level);
        let (low, high) = self.ends.unwrap_or((level, level));
        self.ends = Some((low.min(level), high.max(level)));
    }

    /// The level that all judgements are, where they are the same and not few.
    fn same(&self) -> Option<i8> {
        let (low, high) = self.ends?;
        (low == high && self.judged >= FEW).then_some(low)
    }
}

/// The columns of all needs, then of all goals, and the gaps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coverage {
    /// Needs and then goals in the plan's order.
    pub columns: Vec<(Side, Id, Column)>,
    /// What should be looked at, the widest first.
    pub gaps: Vec<Gap>,
    /// How many items have no judgement at all.
    pub unjudged: usize,
}

/// Looks at the contributions of all items outside the bin.
///
/// As long as nothing is judged, nothing is said: an empty table explains itself.
pub fn coverage(plan: &Plan) -> Coverage {
    let needs = plan.needs.iter().map(|need| (Side::Need, Rc::clone(&need.id), Column::default()));
    let goals = plan.goals.iter().map(|goal| (Side::Goal, Rc::clone(&goal.id), Column::default()));
    let mut columns: Vec<(Side, Id, Column)> = needs.chain(goals).collect();
    let mut all = Column::default();
    let (mut idle, mut unjudged) = (Vec::new(), 0);
    for item in &plan.items {
        let (mut judged, mut serves) = (false, false);
        for (side, id, column) in &mut columns {
            if let Some(level) = side.level(item, id) {
                column.add(level);
                all.add(level);
                judged = true;
                serves |= level > 0;
            }
        }
        unjudged += usize::from(!judged);
        if judged && !serves {
            idle.push(Rc::clone(&item.id));
        }
    }
    let mut gaps = Vec::new();
    if all.judged > 0 {
        let uniform = all.same();
        gaps.extend(uniform.map(|level| Gap::Uniform { level, count: all.judged }));
        let unserved = columns.iter().filter(|(_, _, column)| column.serving == 0);
        gaps.extend(unserved.map(|(side, id, _)| Gap::Unserved { side: *side, id: Rc::clone(id) }));
        // What holds of all columns is not said of each of them again.
        if uniform.is_none() {
            gaps.extend(columns.iter().filter_map(|(side, id, column)| same(*side, id, column)));
        }
        if !idle.is_empty() {
            gaps.push(Gap::Idle(idle));
        }
    }
    Coverage { columns, gaps, unjudged }
}

/// A column whose judgements are all the same; one that nothing serves is named anyway.
fn same(side: Side, id: &Id, column: &Column) -> Option<Gap> {
    let (id, count) = (Rc::clone(id), column.judged);
    match column.same()? {
        level if level == *LEVELS.end() => Some(Gap::AllHighest { side, id, count }),
        level if level > 0 => Some(Gap::AllSame { side, id, level, count }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::{Goal, Item, Need};

    /// A plan of needs n0.. and goals g0.., and items with levels for needs and then goals;
    /// `.` is not judged and `-` harms.
    fn plan(needs: usize, goals: usize, rows: &[&str]) -> Plan {
        let need = |at| Need { id: format!("n{at}").into(), ..Need::default() };
        let goal = |at| Goal { id: format!("g{at}").into(), ..Goal::default() };
        let item = |(at, row): (usize, &&str)| {
            let mut item = Item::new(format!("i{at}").into(), "", "A");
            for (column, mark) in row.chars().enumerate() {
                let level = match mark {
                    '.' => continue,
                    '-' => -1,
                    digit => digit.to_digit(10).unwrap() as i8,
                };
                if column < needs {
                    item.needs.insert(format!("n{column}").into(), level);
                } else {
                    item.goals.insert(format!("g{}", column - needs).into(), level);
                }
            }
            Rc::new(item)
        };
        Plan {
            needs: Rc::new((0..needs).map(need).collect()),
            goals: Rc::new((0..goals).map(goal).collect()),
            items: rows.iter().enumerate().map(item).collect(),
            ..Plan::default()
        }
    }

    #[track_caller]
    fn check(needs: usize, goals: usize, rows: &[&str], expected: &[Gap]) {
        assert_eq!(coverage(&plan(needs, goals, rows)).gaps, expected, "{rows:?}");
    }

    fn need(at: usize) -> (Side, Id) {
        (Side::Need, format!("n{at}").into())
    }

    #[test]
    fn what_nothing_serves_is_named() {
        let (side, id) = need(1);
        check(2, 1, &["3.1", "2-2", "10."], &[Gap::Unserved { side, id }]);
        check(1, 1, &["32"], &[]);
    }

    #[test]
    fn items_that_serve_nothing_are_named_and_those_not_judged_are_counted() {
        check(1, 1, &["32", "0.", "..", "--"], &[Gap::Idle(vec!["i1".into(), "i3".into()])]);
        assert_eq!(coverage(&plan(1, 1, &["32", "0.", "..", ".."])).unjudged, 2);
    }

    #[test]
    fn a_column_of_one_level_is_named_once_it_is_long_enough() {
        let (side, id) = need(0);
        let all = Gap::AllHighest { side, id: Rc::clone(&id), count: 4 };
        check(1, 1, &["32", "31", "32", "31"], &[all]);
        let same = Gap::AllSame { side, id, level: 2, count: 4 };
        check(1, 1, &["22", "21", "22", "21"], &[same]);
        check(1, 1, &["32", "31", "32"], &[]);
    }

    #[test]
    fn a_table_of_one_level_is_named_as_a_whole() {
        check(1, 1, &["22", "22", "22", "22"], &[Gap::Uniform { level: 2, count: 8 }]);
    }

    #[test]
    fn an_empty_table_explains_itself() {
        check(2, 2, &["....", "...."], &[]);
        check(0, 0, &["", ""], &[]);
        check(2, 2, &[], &[]);
    }

    #[test]
    fn a_column_counts_who_serves_it_and_sums_the_levels() {
        let found = coverage(&plan(1, 0, &["3", "-", "0", "1", "."])).columns;
        let [(_, _, column)] = found[..] else { panic!("{found:?}") };
        assert_eq!((column.judged, column.serving, column.sum), (4, 2, 3));
        assert_eq!(column.ends, Some((-1, 3)));
    }
}
