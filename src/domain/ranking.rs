//! The order of the items under a framework, with ties and with what is missing.

use std::cmp::Ordering;
use std::rc::Rc;

use super::frameworks::{First, Framework, Scored, Scorer};
use super::places::{Change, sort_places};
use super::plan::{Id, Item, Plan};

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
    /// What the items were scored with.
    scorer: Option<Scorer>,
}

/// Ranks all items of the plan.
///
/// Standard competition ranking. Equal scores are put in the framework's declared
/// second order, then by title, then by id, so the order never depends on chance.
pub fn rank(plan: &Plan, framework: &'static Framework) -> Ranking {
    Ranking::default().after(&[], plan, framework)
}

impl Ranking {
    /// The ranking after a change: the same as [`rank`] gives, with only that scored
    /// anew which is not the same pointer as before. `before` are the items that this
    /// ranking is of. Where scores mean something else than before, under another framework
    /// or with other weights, all items are scored.
    pub fn after(&self, before: &[Rc<Item>], plan: &Plan, framework: &'static Framework) -> Ranking {
        let items = &plan.items;
        let scorer = framework.scorer(plan);
        let holds = self.scorer.as_ref() == Some(&scorer);
        let change = Change::between(if holds { before } else { &[] }, items);
        let changed = items.get(change.now()).unwrap_or_default();
        let mut scored = if holds { self.scored.clone() } else { Vec::new() };
        change.renew(&mut scored, changed.iter().map(|item| scorer.score(item)));
        let scores: Vec<f64> =
            scored.iter().map(|scored| scored.value().unwrap_or(f64::NEG_INFINITY)).collect();
        let score = |at: u32| scores.get(at as usize).copied().unwrap_or(f64::NEG_INFINITY);

        // What was in order stays in order, so that sorting is quick.
        let stayed = self.order.iter().filter_map(|&at| change.moved(at));
        let places = stayed.chain(change.now().map(|at| at as u32));
        let mut order: Vec<u32> = places.filter(|&at| score(at).is_finite()).collect();
        sort_places(&mut order, &|a, b| score(b).total_cmp(&score(a)));

        let mut ranks = vec![None; items.len()];
        let mut rest = order.as_mut_slice();
        let mut rank = 1;
        while let Some(&leader) = rest.first() {
            let leading = score(leader);
            let tied = rest.iter().take_while(|&&at| same_score(leading, score(at))).count();
            let (group, behind) = rest.split_at_mut(tied);
            // Exactly equal scores of items that did not change stand as they stood.
            let stands = |at: u32| !change.now().contains(&(at as usize)) && score(at) == leading;
            if !group.iter().all(|&at| stands(at)) {
                sort_places(group, &|a, b| match (items.get(a as usize), items.get(b as usize)) {
                    (Some(a), Some(b)) => second_order(framework, a, b),
                    _ => Ordering::Equal,
                });
            }
            for &mut at in group {
                if let Some(slot) = ranks.get_mut(at as usize) {
                    *slot = Some(rank);
                }
            }
            rank += tied as u32;
            rest = behind;
        }
        let scored_count = order.len();
        let highest = order.iter().map(|&at| score(at)).fold(0.0, f64::max);
        let unscored = ranks.iter().enumerate().filter(|(_, rank)| rank.is_none());
        order.extend(unscored.map(|(at, _)| at as u32));
        Ranking { scored, ranks, order, scored_count, highest, scorer: Some(scorer) }
    }
}

/// The items right before and right behind an item in the order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// Right before it.
    pub above: Option<Id>,
    /// Right behind it.
    pub below: Option<Id>,
}

impl Ranking {
    /// What stands beside an item among those with a score; nothing beside one without.
    pub fn beside(&self, items: &[Rc<Item>], id: &str) -> Beside {
        let scored = self.order.get(..self.scored_count).unwrap_or_default();
        let id_at = |place: usize| items.get(*scored.get(place)? as usize).map(|item| &item.id);
        let Some(place) = (0..scored.len()).find(|place| id_at(*place).is_some_and(|other| **other == *id))
        else {
            return Beside::default();
        };
        Beside { above: place.checked_sub(1).and_then(id_at).cloned(), below: id_at(place + 1).cloned() }
    }
}

/// Whether two scores count as equal.
pub fn same_score(a: f64, b: f64) -> bool {
    (a - b).abs() <= RELATIVE_TOLERANCE * a.abs().max(b.abs())
}

/// The declared order of items with equal scores.
fn second_order(framework: &Framework, a: &Item, b: &Item) -> Ordering {
    framework
        .tie_breaks
        .iter()
        .map(|(key, first)| match (framework.second(a, key), framework.second(b, key)) {
            (Some(a), Some(b)) if *first == First::Lowest => a.total_cmp(&b),
            (Some(a), Some(b)) => b.total_cmp(&a),
            // What nobody has estimated comes last.
            (a, b) => b.is_some().cmp(&a.is_some()),
        })
        .find(|order| order.is_ne())
        .unwrap_or(Ordering::Equal)
        .then_with(|| a.title.cmp(&b.title))
        .then_with(|| a.id.cmp(&b.id))
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::frameworks;
    use crate::domain::plan::{Criterion, Estimate, Need};

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

    #[test]
    fn beside_an_item_stand_those_with_a_score_before_and_behind_it() {
        let plan = plan(&[
            ("C", [10.0, 1.0, 1.0, 1.0]),
            ("A", [30.0, 1.0, 1.0, 1.0]),
            ("–", [f64::NAN, 1.0, 1.0, 1.0]),
            ("B", [20.0, 1.0, 1.0, 1.0]),
        ]);
        let ranking = rank(&plan, frameworks::default());
        for (id, above, below) in [
            ("i1", None, Some("i3")),
            ("i3", Some("i1"), Some("i0")),
            ("i0", Some("i3"), None),
            ("i2", None, None),
            ("gone", None, None),
        ] {
            let beside = ranking.beside(&plan.items, id);
            assert_eq!((beside.above.as_deref(), beside.below.as_deref()), (above, below), "{id}");
        }
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
    fn a_class_is_ordered_by_the_work_that_any_sheet_tells() {
        let framework = frameworks::ALL
            .iter()
            .find(|framework| framework.inputs.iter().any(|input| input.unit == frameworks::Unit::Class))
            .expect("one has classes");
        let mut plan = plan(&[
            ("b unknown", [f64::NAN; 4]),
            ("long", [1.0, 1.0, 1.0, 5.0]),
            ("a unknown", [f64::NAN; 4]),
            ("short", [1.0, 1.0, 1.0, 2.0]),
            ("lower class", [1.0, 1.0, 1.0, 1.0]),
        ]);
        for (at, class) in [4.0, 4.0, 4.0, 4.0, 3.0].into_iter().enumerate() {
            let item = Rc::make_mut(&mut plan.items[at]);
            let input = &framework.inputs[0];
            item.set_estimate(framework.sheet, input.key, Some(Estimate::Value(class)));
        }
        let titles: Vec<&str> =
            rank(&plan, framework).order.iter().map(|&at| plan.items[at as usize].title.as_str()).collect();
        assert_eq!(titles, ["short", "long", "a unknown", "b unknown", "lower class"]);
    }

    #[test]
    fn a_change_of_weights_or_of_framework_scores_anew() {
        let mut before = plan(&[("a", [450.0, 3.0, 1.0, 2.0]), ("b", [1.0, 1.0, 1.0, 1.0])]);
        before.needs = Rc::new(vec![Need { id: "n".into(), weight: 1.0, ..Need::default() }]);
        Rc::make_mut(&mut before.items[0]).needs.insert("n".into(), 3);
        before.settings.criteria = Rc::new(vec![Criterion::new("c1", "Fit")]);
        Rc::make_mut(&mut before.items[1]).set_estimate("weighted", "c1", Some(Estimate::Value(4.0)));
        let mut after = before.clone();
        after.settings.need_share = 0.25;
        after.settings.criteria = Rc::new(vec![Criterion { high: 5.0, ..Criterion::new("c1", "Fit") }]);
        for first in frameworks::ALL {
            let ranking = rank(&before, first);
            for second in frameworks::ALL {
                let next = ranking.after(&before.items, &after, second);
                assert_eq!(next, rank(&after, second), "{} after {}", second.id, first.id);
            }
        }
    }

    proptest! {
        #[test]
        fn ranking_after_a_change_is_ranking_anew(
            changes in vec((0..5_u8, 0..12_usize, 0..12_usize, 0..5_usize), 1..40)
        ) {
            // Few values and one that is nearly another, so that ties come and go.
            let reach = |value: usize| [1.0, 2.0, 2.0 + 1e-12, 3.0, f64::NAN][value];
            let row = |title, value| (title, [reach(value), 1.0, 1.0, 1.0]);
            let mut before = plan(&[row("a", 0), row("b", 1), row("c", 2), row("d", 1)]);
            let mut ranking = rank(&before, frameworks::default());
            for (at, (kind, from, to, value)) in changes.into_iter().enumerate() {
                let mut after = before.clone();
                let count = after.items.len().max(1);
                let fresh = plan(&[row(["x", "y"][value % 2], value)]).items.remove(0);
                let fresh = Rc::new(Item { id: format!("n{at}").into(), ..Item::clone(&fresh) });
                match kind {
                    0 => after.items.insert(to % count, fresh),
                    1 => drop(after.items.splice(from % count..(from % count + 1).min(after.items.len()), [])),
                    2 => after.items.reverse(),
                    3 => after.items.extend([Rc::clone(&fresh), Rc::new(Item { id: format!("z{at}").into(), ..(*fresh).clone() })]),
                    _ => if let Some(slot) = after.items.get_mut(from % count) { *slot = fresh },
                }
                ranking = ranking.after(&before.items, &after, frameworks::default());
                prop_assert_eq!(&ranking, &rank(&after, frameworks::default()));
                before = after;
            }
        }
    }

    #[test]
    fn adding_an_item_changes_no_other_score() {
        let mut few = plan(&[("a", [450.0, 3.0, 1.0, 2.0])]);
        few.settings.criteria = Rc::new(vec![Criterion::new("c1", "Fit")]);
        few.needs = Rc::new(vec![Need { id: "n".into(), weight: 1.0, ..Need::default() }]);
        let mut more = few.clone();
        more.items.extend(plan(&[("b", [1e9, 3.0, 1.0, 0.5])]).items);
        for (at, item) in more.items.iter_mut().enumerate() {
            let item = Rc::make_mut(item);
            item.needs.insert("n".into(), at as i8 + 1);
            item.set_estimate("weighted", "c1", Some(Estimate::Value(at as f64 * 9.0)));
        }
        few.items[0] = Rc::clone(&more.items[0]);
        for framework in frameworks::ALL {
            assert_eq!(rank(&few, framework).scored[0], rank(&more, framework).scored[0]);
        }
    }
}
