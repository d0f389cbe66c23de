//! Weights as shares of their sum, and a list of needs or goals as one kind of entry.

use std::rc::Rc;

use crate::domain::editor::{Command, Edit};
use crate::domain::plan::{Extra, Goal, Id, Item, Need, Plan, title_in};
use crate::domain::text::Lang;

/// The weight of a new need or goal.
pub const PLAIN_WEIGHT: f64 = 1.0;

/// One of the two lists that items are weighed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// User needs.
    Need,
    /// Business goals.
    Goal,
}

/// A need or a goal. A goal has no importance and no satisfaction.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// The id.
    pub id: Id,
    /// The title.
    pub title: String,
    /// The title in the other language.
    pub title_alt: Option<String>,
    /// Relative weight, 0 or more.
    pub weight: f64,
    /// How important users say it is, 0..=10.
    pub importance: Option<f64>,
    /// How satisfied users are today, 0..=10.
    pub satisfaction: Option<f64>,
    /// Fields that this version does not know.
    pub extra: Extra,
}

impl Entry {
    /// A new entry with the weight that says nothing yet.
    pub fn new(id: Id, title: impl Into<String>) -> Entry {
        Entry { id, title: title.into(), weight: PLAIN_WEIGHT, ..Entry::default() }
    }

    /// The title to show in a language.
    pub fn title_in(&self, lang: Lang) -> &str {
        title_in(&self.title, self.title_alt.as_deref(), lang)
    }
}

impl Side {
    /// Both, in the order in which screens show them.
    pub const BOTH: [Side; 2] = [Side::Need, Side::Goal];

    /// The list of a plan.
    pub fn entries(self, plan: &Plan) -> Vec<Entry> {
        match self {
            Side::Need => plan.needs.iter().map(of_need).collect(),
            Side::Goal => plan.goals.iter().map(of_goal).collect(),
        }
    }

    /// The command that replaces the list.
    pub fn replace(self, entries: Vec<Entry>) -> Command {
        match self {
            Side::Need => Command::SetNeeds(entries.into_iter().map(to_need).collect()),
            Side::Goal => Command::SetGoals(entries.into_iter().map(to_goal).collect()),
        }
    }

    /// How much an item serves one of the list; `None` where nobody has judged it.
    pub fn level(self, item: &Item, id: &Id) -> Option<i8> {
        match self {
            Side::Need => item.needs.get(id).copied(),
            Side::Goal => item.goals.get(id).copied(),
        }
    }

    /// The edit that says how much an item serves one of the list.
    pub fn mark(self, id: &Id, level: Option<i8>) -> Edit {
        match self {
            Side::Need => Edit::Need(Rc::clone(id), level),
            Side::Goal => Edit::Goal(Rc::clone(id), level),
        }
    }

    /// How many items are marked for one of the list; those in the bin count, for their
    /// marks go as well.
    pub fn marked(self, plan: &Plan, id: &Id) -> usize {
        plan.items.iter().chain(&plan.bin).filter(|item| self.level(item, id).is_some()).count()
    }
}

fn of_need(need: &Need) -> Entry {
    let Need { id, title, title_alt, weight, importance, satisfaction, extra } = need.clone();
    Entry { id, title, title_alt, weight, importance, satisfaction, extra }
}

fn to_need(entry: Entry) -> Need {
    let Entry { id, title, title_alt, weight, importance, satisfaction, extra } = entry;
    Need { id, title, title_alt, weight, importance, satisfaction, extra }
}

fn of_goal(goal: &Goal) -> Entry {
    let Goal { id, title, title_alt, weight, extra } = goal.clone();
    Entry { id, title, title_alt, weight, importance: None, satisfaction: None, extra }
}

fn to_goal(entry: Entry) -> Goal {
    let Entry { id, title, title_alt, weight, extra, .. } = entry;
    Goal { id, title, title_alt, weight, extra }
}

/// Each weight as a share of all, in 0..=1; all 0 where nothing has a weight.
///
/// As in [`super::value::Weighing`], a weight that is no number above 0 counts nothing.
/// Dividing by the largest first keeps the sum finite.
pub fn shares(weights: &[f64]) -> Vec<f64> {
    let usable = |weight: f64| if weight.is_finite() && weight > 0.0 { weight } else { 0.0 };
    let largest = weights.iter().map(|weight| usable(*weight)).fold(0.0, f64::max);
    if largest == 0.0 {
        return vec![0.0; weights.len()];
    }
    let sum: f64 = weights.iter().map(|weight| usable(*weight) / largest).sum();
    weights.iter().map(|weight| usable(*weight) / largest / sum).collect()
}

/// Shares as weights to keep: percent, to a millionth of one.
///
/// Two decimals would be enough to read, but rounded weights shift scores (.15 where the
/// method gives .1491).
pub fn as_weights(shares: &[f64]) -> Vec<f64> {
    shares.iter().map(|share| libm::round(share * 1e8) / 1e6).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::tradeoff::value::Weighing;

    #[track_caller]
    fn check(weights: &[f64], expected: &[f64]) {
        let found = shares(weights);
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-12, "{weights:?}: {found} instead of {expected}");
        }
    }

    #[test]
    fn a_share_is_a_part_of_all_weight() {
        check(&[], &[]);
        check(&[0.0, 0.0], &[0.0, 0.0]);
        check(&[5.0, 3.0, 2.0], &[0.5, 0.3, 0.2]);
        check(&[1.0, -4.0, f64::NAN, 3.0], &[0.25, 0.0, 0.0, 0.75]);
        check(&[f64::MAX, f64::MAX], &[0.5, 0.5]);
    }

    #[test]
    fn shares_are_those_that_items_are_valued_by() {
        let weights = [2.0, 0.0, 6.0];
        let need = |(at, weight): (usize, &f64)| Need {
            id: format!("n{at}").into(),
            weight: *weight,
            ..Need::default()
        };
        let plan = Plan { needs: Rc::new(weights.iter().enumerate().map(need).collect()), ..Plan::default() };
        let weighing = Weighing::of(&plan);
        let counted: Vec<f64> = weighing.needs().iter().map(|(_, share)| *share).collect();
        let shown: Vec<f64> = shares(&weights).into_iter().filter(|share| *share > 0.0).collect();
        assert_eq!(counted, shown);
    }

    #[test]
    fn kept_weights_are_percent() {
        assert_eq!(as_weights(&[1.0 / 3.0, 2.0 / 3.0]), [33.333333, 66.666667]);
    }

    #[test]
    fn a_list_goes_there_and_back_unchanged() {
        let extra: Extra = [("colour".to_owned(), "red".into())].into_iter().collect();
        let need = Need {
            id: "n".into(),
            title: "A".into(),
            title_alt: Some("甲".into()),
            weight: 2.0,
            importance: Some(8.0),
            satisfaction: None,
            extra: extra.clone(),
        };
        let goal = Goal { id: "g".into(), title: "B".into(), title_alt: None, weight: 3.0, extra };
        let plan = Plan {
            needs: Rc::new(vec![need.clone()]),
            goals: Rc::new(vec![goal.clone()]),
            ..Plan::default()
        };
        assert_eq!(Side::Need.replace(Side::Need.entries(&plan)), Command::SetNeeds(vec![need]));
        assert_eq!(Side::Goal.replace(Side::Goal.entries(&plan)), Command::SetGoals(vec![goal]));
    }

    #[test]
    fn marks_are_counted_in_the_bin_too() {
        let item = |id: &str, level: Option<i8>| {
            let mut item = Item::new(id.into(), "", id);
            item.goals = level.map(|level| ("g".into(), level)).into_iter().collect();
            Rc::new(item)
        };
        let plan = Plan {
            items: vec![item("a", Some(0)), item("b", None)],
            bin: vec![item("c", Some(3))],
            ..Plan::default()
        };
        assert_eq!(Side::Goal.marked(&plan, &"g".into()), 2);
        assert_eq!(Side::Need.marked(&plan, &"g".into()), 0);
    }
}
