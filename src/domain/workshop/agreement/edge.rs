//! How near a number is to the edge of the roadmap: whether settling it could change what the
//! roadmap takes in.
//!
//! ```text
//! share = 1     the two ends of the votes' range differ in whether the item fits
//!         1/2   the item stands at the edge, and the number counts for its value or its effort
//!         0     everything else
//! ```
//!
//! - *fits*: the item's effort and that of everything else in the period is no more than each team
//!   may use there ([`Load::usable`]). Of a placed item the period is its own; one that is
//!   left out fits where any period has room for it.
//! - *at the edge* are the items of the last period that holds something, as they are the first to
//!   drop out, and the first [`LEFT_OUT`] that are left out, by the value that the roadmap is
//!   drafted for ([`basis`]): they are the first to come in. What somebody has locked stays, so
//!   it is at no edge.
//!
//! This looks at the roadmap as it stands and drafts nothing: a draft for each end of each vote would
//! keep a room waiting. So it is a share for the order of a list, and no forecast. The numbers
//! are our choice.

use crate::domain::frameworks::{Framework, Scorer};
use crate::domain::places::sort;
use crate::domain::plan::{Estimate, Id, Item, Plan, Status};
use crate::domain::ranking::same_score;
use crate::domain::roadmap::brief::basis;
use crate::domain::roadmap::effort::{Source, effort};
use crate::domain::roadmap::family::rolled;
use crate::domain::roadmap::load::{Load, loads};
use std::rc::Rc;

/// Items that are left out and still at the edge.
pub const LEFT_OUT: usize = 3;

/// The share of an item at the edge whose number does not decide by itself.
pub const AT_EDGE: f64 = 0.5;

/// The edge of a roadmap as it stands.
#[derive(Debug)]
pub struct Edge<'a> {
    plan: &'a Plan,
    /// By period, then by team.
    loads: Vec<Vec<Load>>,
    scorer: Scorer,
    /// The last period that holds something; `None` where nothing is placed.
    last: Option<usize>,
    /// The first items that are left out.
    left_out: Vec<Id>,
}

impl<'a> Edge<'a> {
    /// Where the edge of a plan's roadmap is.
    pub fn of(plan: &'a Plan) -> Edge<'a> {
        let scorer = basis(plan).scorer(plan);
        let rolled = rolled(plan);
        let can_be = |item: &Item| {
            let is_out = plan.roadmap.limit(&item.id).is_some_and(|limit| limit.excluded);
            is_open(item.status) && !is_out && !rolled.contains(&*item.id)
        };
        let mut last = None;
        let mut out: Vec<(f64, Id)> = Vec::new();
        for item in plan.items.iter().filter(|item| can_be(item)) {
            match (plan.roadmap.slot(&item.id), scorer.score(item).value()) {
                (Some(slot), _) => last = last.max(Some(slot)),
                (None, Some(value)) if effort(plan, item).source != Source::Unknown => {
                    out.push((value, Rc::clone(&item.id)));
                }
                _ => {}
            }
        }
        sort(&mut out, &|one, other| other.0.total_cmp(&one.0));
        let left_out = out.into_iter().take(LEFT_OUT).map(|(_, id)| id).collect();
        Edge { plan, loads: loads(plan), scorer, last, left_out }
    }

    /// How much of the roadmap settling a number of an item could change, in 0..=1: at the low
    /// and at the high end of its votes' range. 0 where nothing is planned.
    pub fn share(
        &self,
        framework: &'static Framework,
        id: &str,
        input: &'static str,
        (low, high): (f64, f64),
    ) -> f64 {
        let Some(item) = self.plan.item(id).filter(|_| framework.input(input).is_some()) else { return 0.0 };
        let at = |end: f64| {
            let mut item = Item::clone(item);
            item.set_estimate(framework.sheet, input, Some(Estimate::Value(end)));
            item
        };
        self.between(item, &at(low), &at(high))
    }

    /// The same of an item that is as it is on either of two sides.
    pub fn between(&self, item: &Item, low: &Item, high: &Item) -> f64 {
        if self.last.is_none() || !is_open(item.status) {
            return 0.0;
        }
        let slot = self.plan.roadmap.slot(&item.id);
        if self.fits(slot, item, low) != self.fits(slot, item, high) {
            return 1.0;
        }
        let value = |item: &Item| self.scorer.score(item).value().unwrap_or_default();
        let counts =
            effort(self.plan, low) != effort(self.plan, high) || !same_score(value(low), value(high));
        let is_locked = self.plan.roadmap.placement(&item.id).is_some_and(|placement| placement.locked);
        let is_near = match slot {
            Some(slot) => Some(slot) == self.last && !is_locked,
            None => self.left_out.contains(&item.id),
        };
        if counts && is_near { AT_EDGE } else { 0.0 }
    }

    /// Whether an item fits with another effort than it has: into its period, or else into any.
    fn fits(&self, slot: Option<usize>, now: &Item, then: &Item) -> bool {
        let then = effort(self.plan, then);
        let (now, periods) = match slot {
            Some(slot) => (Some(effort(self.plan, now)), self.loads.get(slot..=slot)),
            None => (None, self.loads.get(..)),
        };
        periods.unwrap_or_default().iter().any(|loads| {
            self.plan.roadmap.teams.iter().zip(loads).all(|(team, load)| {
                let others = load.used - now.as_ref().map_or(0.0, |now| now.of(&team.id));
                // A team that has nothing to do with it may be as full as it likes.
                let added = then.of(&team.id);
                let with = Load { used: others + added, capacity: load.usable, usable: load.usable };
                added <= 0.0 || !with.is_over()
            })
        })
    }
}

/// Whether it is still to be done: what is done takes no room, and what was decided against never
/// will.
fn is_open(status: Status) -> bool {
    !matches!(status, Status::Shipped | Status::Rejected)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::frameworks;
    use crate::domain::roadmap::sketch::Sketch;

    /// One team of 10 in two periods: a and b fill the first, c and d are in the second with 2 to
    /// spare, and e to i are left out, the best first.
    fn sketch() -> Sketch {
        let mut sketch = Sketch::new(&[10.0], 2);
        for (at, (id, effort)) in [("a", 5.0), ("b", 5.0), ("c", 4.0), ("d", 4.0)].into_iter().enumerate() {
            sketch = sketch.item(id, &[], 3, 3).place(id, at / 2, id == "d");
            sketch =
                sketch.with(id, |item| item.set_estimate("rice", "effort", Some(Estimate::Value(effort))));
        }
        for (at, id) in ["e", "f", "g", "h", "i"].into_iter().enumerate() {
            sketch = sketch.item(id, &[], 3, 3);
            sketch = sketch.with(id, |item| item.set_estimate("rice", "effort", Some(Estimate::Value(20.0))));
            sketch = sketch.with(id, |item| {
                item.set_estimate("rice", "reach", Some(Estimate::Value(1000.0 / (at + 1) as f64)));
            });
        }
        for item in &mut sketch.0.items {
            for (input, value) in [("reach", 500.0), ("impact", 1.0), ("confidence", 0.8)] {
                let item = Rc::make_mut(item);
                if item.estimate("rice", input).is_none() {
                    item.set_estimate("rice", input, Some(Estimate::Value(value)));
                }
            }
        }
        sketch.policy(|policy| policy.basis = Some("rice".to_owned()))
    }

    #[track_caller]
    fn check(plan: &Plan, item: &str, input: &'static str, ends: (f64, f64), expected: f64) {
        let rice = frameworks::by_id("rice").unwrap();
        assert_eq!(Edge::of(plan).share(rice, item, input, ends), expected, "{item} {input} {ends:?}");
    }

    #[test]
    fn what_decides_whether_an_item_fits_counts_whole() {
        let plan = sketch().0;
        // The second period has 2 to spare beside c's 4.
        check(&plan, "c", "effort", (3.0, 6.0), AT_EDGE);
        check(&plan, "c", "effort", (3.0, 7.0), 1.0);
        // Locked or not, it takes its room.
        check(&plan, "d", "effort", (3.0, 7.0), 1.0);
        // Left out, it would fit beside them with 2.
        check(&plan, "i", "effort", (2.0, 5.0), 1.0);
        check(&plan, "i", "effort", (3.0, 20.0), 0.0);
        // The first period is full: a little more does not fit.
        check(&plan, "a", "effort", (4.0, 5.1), 1.0);
        check(&plan, "a", "effort", (4.0, 5.0), 0.0);
    }

    #[test]
    fn what_counts_for_the_value_of_an_item_at_the_edge_counts_half() {
        let plan = sketch().0;
        for (item, expected) in
            [("a", 0.0), ("c", AT_EDGE), ("d", 0.0), ("e", AT_EDGE), ("g", AT_EDGE), ("h", 0.0)]
        {
            check(&plan, item, "reach", (100.0, 900.0), expected);
        }
        // A number that the roadmap is not drafted by does not count, nor one that is no question.
        let other = sketch().policy(|policy| policy.basis = None).0;
        check(&other, "c", "reach", (100.0, 900.0), 0.0);
        check(&plan, "c", "reach", (100.0, 100.0), 0.0);
    }

    #[test]
    fn without_a_roadmap_or_outside_of_it_nothing_counts() {
        let empty = sketch().roadmap(|roadmap| roadmap.placements.clear()).0;
        check(&empty, "e", "effort", (1.0, 20.0), 0.0);
        let plan = sketch();
        check(&plan.0, "nobody", "effort", (1.0, 20.0), 0.0);
        check(&plan.0, "c", "of another framework", (1.0, 20.0), 0.0);
        let done = plan.status("c", Status::Shipped);
        check(&done.0, "c", "effort", (3.0, 7.0), 0.0);
        // Whoever is kept out is at no edge, and those behind move up.
        let kept_out = done.limit("e", |limit| limit.excluded = true).0;
        check(&kept_out, "e", "reach", (100.0, 900.0), 0.0);
        check(&kept_out, "h", "reach", (100.0, 900.0), AT_EDGE);
    }
}
