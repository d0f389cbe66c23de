//! The order of the items under a framework, with ties and with what is missing.

use std::cmp::Ordering;

use super::frameworks::{First, Framework, Scored};
use super::plan::{Item, Plan};

/// Scores within this relative distance are equal.
pub const RELATIVE_TOLERANCE: f64 = 1e-9;

/// The items under one framework, ranked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ranking {
    /// What came of scoring each item, in the plan's order.
    pub scored: Vec<Scored>,
    /// Each item's rank, 1 for the first; ties share one (1, 2, 2, 4). `None` where unscored.
    pub ranks: Vec<Option<u32>>,
    /// Positions in the plan, best first; unscored items last, in the plan's order.
    pub order: Vec<u32>,
    /// How many items have a score.
    pub scored_count: usize,
    /// The highest score, 0 if there is none.
    pub highest: f64,
}

/// Ranks all items of the plan.
///
/// Standard competition ranking. Equal scores are put in the framework's declared
/// second order, then by title, then by id, so the order never depends on chance.
pub fn rank(plan: &Plan, framework: &Framework) -> Ranking {
    let scored: Vec<Scored> = plan.items.iter().map(|item| framework.score(item)).collect();
    let mut by_score: Vec<(f64, u32)> =
        scored.iter().enumerate().filter_map(|(at, scored)| Some((scored.value()?, at as u32))).collect();
    by_score.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));

    let mut ranks = vec![None; plan.items.len()];
    let mut order = Vec::with_capacity(plan.items.len());
    let item = |at: u32| plan.items.get(at as usize);
    let mut rest = by_score.as_slice();
    while let Some(&(leader, _)) = rest.first() {
        let tied = rest.iter().take_while(|(score, _)| same_score(leader, *score)).count();
        let (group, after) = rest.split_at(tied);
        let rank = order.len() as u32 + 1;
        let mut group: Vec<u32> = group.iter().map(|(_, at)| *at).collect();
        if group.len() > 1 {
            group.sort_by(|&a, &b| match (item(a), item(b)) {
                (Some(a), Some(b)) => second_order(framework, a, b),
                _ => Ordering::Equal,
            });
        }
        for &at in &group {
            if let Some(slot) = ranks.get_mut(at as usize) {
                *slot = Some(rank);
            }
        }
        order.extend(group);
        rest = after;
    }
    let scored_count = order.len();
    order.extend(
        (0..plan.items.len() as u32).filter(|&at| ranks.get(at as usize).is_some_and(Option::is_none)),
    );
    let highest = by_score.first().map_or(0.0, |(score, _)| score.max(0.0));
    Ranking { scored, ranks, order, scored_count, highest }
}

/// Whether two scores count as equal.
pub fn same_score(a: f64, b: f64) -> bool {
    (a - b).abs() <= RELATIVE_TOLERANCE * a.abs().max(b.abs())
}

/// The declared order of items with equal scores.
fn second_order(framework: &Framework, a: &Item, b: &Item) -> Ordering {
    let likely =
        |item: &Item, key: &str| item.estimate(framework.sheet, key).and_then(|estimate| estimate.likely());
    framework
        .tie_breaks
        .iter()
        .map(|(key, first)| match (likely(a, key), likely(b, key)) {
            (Some(a), Some(b)) if *first == First::Lowest => a.total_cmp(&b),
            (Some(a), Some(b)) => b.total_cmp(&a),
            _ => Ordering::Equal,
        })
        .find(|order| order.is_ne())
        .unwrap_or(Ordering::Equal)
        .then_with(|| a.title.cmp(&b.title))
        .then_with(|| a.id.cmp(&b.id))
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::domain::frameworks;
    use crate::domain::plan::Estimate;

    fn plan(rows: &[(&str, [f64; 4])]) -> Plan {
        let mut plan = Plan::new("p".into(), "Test", "2026-11-22T00:00:00Z");
        for (at, (title, values)) in rows.iter().enumerate() {
            let mut item = Item::new(format!("i{at}").into(), format!("SY-{at}"), *title);
            for (input, value) in frameworks::default().inputs.iter().zip(values) {
                if !value.is_nan() {
                    item.set_estimate("rice", input.key, Some(Estimate::Value(*value)));
                }
            }
            plan.items.push(Rc::new(item));
        }
        plan
    }

    #[track_caller]
    fn check(rows: &[(&str, [f64; 4])], expected: &[(&str, Option<u32>)]) {
        let plan = plan(rows);
        let ranking = rank(&plan, frameworks::default());
        let found: Vec<(&str, Option<u32>)> = ranking
            .order
            .iter()
            .map(|&at| (plan.items[at as usize].title.as_str(), ranking.ranks[at as usize]))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_published_projects_are_ranked_as_published() {
        check(
            &[
                ("P1", [450.0, 3.0, 1.0, 2.0]),
                ("P2", [2000.0, 1.0, 0.8, 4.0]),
                ("P3", [800.0, 2.0, 0.5, 1.0]),
            ],
            &[("P3", Some(1)), ("P1", Some(2)), ("P2", Some(3))],
        );
    }

    #[test]
    fn ties_share_a_rank_and_follow_the_declared_second_order() {
        check(
            &[
                ("more effort", [200.0, 1.0, 1.0, 2.0]),
                ("less effort", [100.0, 1.0, 1.0, 1.0]),
                ("less sure", [200.0, 1.0, 0.5, 1.0]),
                ("best", [900.0, 1.0, 1.0, 1.0]),
                ("last", [1.0, 1.0, 1.0, 1.0]),
                ("also less effort", [100.0, 1.0, 1.0, 1.0]),
            ],
            &[
                ("best", Some(1)),
                ("also less effort", Some(2)),
                ("less effort", Some(2)),
                ("less sure", Some(2)),
                ("more effort", Some(2)),
                ("last", Some(6)),
            ],
        );
    }

    #[test]
    fn scores_that_differ_by_rounding_only_are_tied() {
        check(&[("a", [3.0, 0.1, 1.0, 1.0]), ("b", [0.3, 1.0, 1.0, 1.0])], &[("a", Some(1)), ("b", Some(1))]);
    }

    #[test]
    fn unscored_items_come_last_in_the_order_of_the_plan() {
        let gap = f64::NAN;
        check(
            &[
                ("no reach", [gap, 1.0, 1.0, 1.0]),
                ("zero", [0.0, 1.0, 1.0, 1.0]),
                ("no effort", [5.0, 1.0, 1.0, 0.0]),
            ],
            &[("zero", Some(1)), ("no reach", None), ("no effort", None)],
        );
    }

    #[test]
    fn adding_an_item_changes_no_other_score() {
        let few = plan(&[("a", [450.0, 3.0, 1.0, 2.0])]);
        let more = plan(&[("a", [450.0, 3.0, 1.0, 2.0]), ("b", [1e9, 3.0, 1.0, 0.5])]);
        for framework in frameworks::ALL {
            assert_eq!(rank(&few, framework).scored[0], rank(&more, framework).scored[0]);
        }
    }
}
