//! Two roadmaps side by side: what only one of them holds, what stands elsewhere, and what
//! each is worth.

use std::collections::HashMap;
use std::rc::Rc;

use super::brief::Brief;
use super::effort::effort;
use super::{Placement, Worth};
use crate::domain::plan::{Id, Plan};
use crate::domain::text::{Lang, scenarios as words};

/// What tells one set of placements from another. Items are in the plan's order; periods are
/// places in the roadmap's list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Items that only the second one holds, and where.
    pub added: Vec<(Id, usize)>,
    /// Items that only the first one holds, and where.
    pub removed: Vec<(Id, usize)>,
    /// Items that both hold in different periods: where in the first, where in the second.
    pub moved: Vec<(Id, usize, usize)>,
    /// Items that both hold in the same period.
    pub kept: Vec<(Id, usize)>,
}

/// A placement that means nothing any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// The item that it names.
    pub item: Id,
    /// What is not there.
    pub gone: Gone,
}

/// What a placement names that is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gone {
    /// The item: it is in the bin.
    InBin,
    /// The item: it has been removed for good.
    Item,
    /// The period.
    Period,
}

/// What a set of placements comes to. What is shipped, rejected or cannot be planned adds to
/// the number of items and to nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Totals {
    /// How many items it holds.
    pub items: usize,
    /// What it is worth, each item counted by the weight of its period.
    pub worth: Worth,
    /// User need served: its need as a share of the need of all items that could be planned,
    /// those kept out by hand too, each counted in full; `None` where these have none.
    pub need: Option<f64>,
    /// Business goal served, in the same way.
    pub goal: Option<f64>,
    /// The effort it takes, in the plan's effort unit.
    pub effort: f64,
}

impl Comparison {
    /// Compares two sets of placements of a plan. Placements that name an item or a period
    /// that is gone count in neither; [`lost`] names them.
    pub fn of(plan: &Plan, from: &[Placement], to: &[Placement]) -> Comparison {
        let (from, to) = (places(plan, from), places(plan, to));
        let mut comparison = Comparison::default();
        for item in &plan.items {
            let id = Rc::clone(&item.id);
            match (from.get(&*item.id), to.get(&*item.id)) {
                (None, None) => {}
                (None, Some(to)) => comparison.added.push((id, *to)),
                (Some(from), None) => comparison.removed.push((id, *from)),
                (Some(from), Some(to)) if from == to => comparison.kept.push((id, *to)),
                (Some(from), Some(to)) => comparison.moved.push((id, *from, *to)),
            }
        }
        comparison
    }

    /// Whether both hold the same items in the same periods.
    pub fn is_same(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.moved.is_empty()
    }

    /// “2 items more, 3 fewer, 2 moved”
    pub fn sentence(&self, lang: Lang) -> String {
        words::difference(lang, self.added.len(), self.removed.len(), self.moved.len())
    }

    /// “+2 −3”, for where there is little room.
    pub fn short(&self, lang: Lang) -> String {
        words::short_difference(lang, self.added.len(), self.removed.len(), self.moved.len())
    }
}

/// The period of each item that is there, by its place; each item once.
pub fn places<'a>(plan: &Plan, placements: &'a [Placement]) -> HashMap<&'a str, usize> {
    let periods: HashMap<&str, usize> =
        plan.roadmap.periods.iter().enumerate().map(|(at, period)| (&*period.id, at)).collect();
    let mut places: HashMap<&str, usize> = HashMap::with_capacity(placements.len());
    for placement in placements {
        if let Some(at) = periods.get(&*placement.period) {
            places.entry(&placement.item).or_insert(*at);
        }
    }
    places
}

/// The placements of a set that name something that is gone, in the order of the set.
pub fn lost(plan: &Plan, placements: &[Placement]) -> Vec<Lost> {
    let items: HashMap<&str, bool> = (plan.bin.iter().map(|item| (&*item.id, true)))
        .chain(plan.items.iter().map(|item| (&*item.id, false)))
        .collect();
    let lost = |placement: &Placement| {
        let gone = match items.get(&*placement.item) {
            None => Gone::Item,
            Some(true) => Gone::InBin,
            Some(false) => plan.roadmap.place_of(&placement.period).is_none().then_some(Gone::Period)?,
        };
        Some(Lost { item: Rc::clone(&placement.item), gone })
    };
    placements.iter().filter_map(lost).collect()
}

/// What sets of placements of one plan are measured by; made once for all of them.
#[derive(Clone, Debug, Default)]
pub struct Measure {
    /// Every item that could be planned, those that are kept out by hand too: a saved set may
    /// hold them.
    open: Brief,
    /// The need of all those items.
    need: f64,
    /// The goal of all those items.
    goal: f64,
}

impl Measure {
    /// Gets ready to measure sets of placements of a plan.
    pub fn of(plan: &Plan) -> Measure {
        let open = if plan.roadmap.limits.iter().all(|limit| !limit.excluded) {
            Brief::of(plan)
        } else {
            let mut plan = plan.clone();
            for limit in &mut Rc::make_mut(&mut plan.roadmap).limits {
                limit.excluded = false;
            }
            Brief::of(&plan)
        };
        // Parts and wholes are of the same items, so that no share exceeds 100 %.
        let (need, goal) = (open.need.iter().sum(), open.goal.iter().sum());
        Measure { open, need, goal }
    }

    /// What a set of placements comes to.
    pub fn totals(&self, plan: &Plan, placements: &[Placement]) -> Totals {
        let places = places(plan, placements);
        let slots = self.open.items.iter().map(|item| places.get(&**item).copied()).collect::<Vec<_>>();
        // A period that the search does not know cannot be valued by it.
        let known = slots.iter().map(|slot| slot.filter(|slot| *slot < self.open.problem.periods()));
        let worth = self.open.worth(&known.collect::<Vec<_>>());
        let planned: HashMap<&str, bool> =
            self.open.items.iter().zip(&slots).map(|(item, slot)| (&**item, slot.is_some())).collect();
        let share = |part: f64, whole: f64| (whole > 0.0).then(|| part / whole);
        Totals {
            items: plan.items.iter().filter(|item| places.contains_key(&*item.id)).count(),
            worth,
            need: share(worth.need, self.need),
            goal: share(worth.goal, self.goal),
            effort: plan
                .items
                .iter()
                .filter(|item| planned.get(&*item.id).copied().unwrap_or_default())
                .map(|item| effort(plan, item).total())
                .sum(),
        }
    }
}

/// In how many of the saved scenarios each item of the plan stands, in the plan's order; items
/// that are in none are left out.
pub fn in_scenarios(plan: &Plan) -> Vec<(Id, usize)> {
    let sets: Vec<HashMap<&str, usize>> =
        plan.roadmap.scenarios.iter().map(|scenario| places(plan, &scenario.placements)).collect();
    let count = |item: &str| sets.iter().filter(|set| set.contains_key(item)).count();
    plan.items
        .iter()
        .map(|item| (Rc::clone(&item.id), count(&item.id)))
        .filter(|(_, count)| *count > 0)
        .collect()
}

/// A name for the plan as it is: by the side to which its need share leans, with a number
/// where that name is taken.
pub fn suggested_title(plan: &Plan, lang: Lang) -> String {
    let title = match plan.settings.need_share {
        share if share > 0.6 => words::needs_first(lang),
        share if share < 0.4 => words::goals_first(lang),
        _ => words::balanced(lang),
    };
    let is_taken = |title: &str| plan.roadmap.scenarios.iter().any(|scenario| scenario.title == title);
    if !is_taken(title) {
        return title.to_owned();
    }
    // One of these is free: there are more of them than scenarios.
    let numbers = 2..plan.roadmap.scenarios.len() + 3;
    let mut numbered = numbers.map(|number| format!("{title} {number}"));
    numbered.find(|title| !is_taken(title)).unwrap_or_else(|| title.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::plan::Item;
    use crate::domain::roadmap::{Period, Roadmap, Scenario};

    fn placement(item: &str, period: &str) -> Placement {
        Placement { item: item.into(), period: period.into(), ..Placement::default() }
    }

    fn placements(list: &[(&str, &str)]) -> Vec<Placement> {
        list.iter().map(|(item, period)| placement(item, period)).collect()
    }

    fn plan(items: &[&str], periods: &[&str]) -> Plan {
        let item = |id: &&str| Rc::new(Item::new((*id).into(), *id, *id));
        let period = |id: &&str| Period { id: (*id).into(), ..Period::default() };
        let roadmap = Roadmap { periods: periods.iter().map(period).collect(), ..Roadmap::default() };
        Plan { items: items.iter().map(item).collect(), roadmap: Rc::new(roadmap), ..Plan::default() }
    }

    #[test]
    fn items_are_added_removed_moved_or_kept() {
        #[track_caller]
        fn check(from: &[(&str, &str)], to: &[(&str, &str)], expected: &str) {
            let plan = plan(&["a", "b", "c"], &["p", "q"]);
            let found = Comparison::of(&plan, &placements(from), &placements(to));
            let list = |list: &[(Id, usize)]| {
                list.iter().map(|(item, at)| format!("{item}{at}")).collect::<Vec<_>>().join(" ")
            };
            let moved: Vec<String> =
                found.moved.iter().map(|(item, from, to)| format!("{item}{from}{to}")).collect();
            let text = format!(
                "+{} -{} >{} ={}",
                list(&found.added),
                list(&found.removed),
                moved.join(" "),
                list(&found.kept)
            );
            assert_eq!(text, expected);
            assert_eq!(found.is_same(), expected.starts_with("+ - > ="));
        }
        check(&[], &[], "+ - > =");
        check(&[("a", "p")], &[("a", "p")], "+ - > =a0");
        check(&[], &[("b", "q"), ("a", "p")], "+a0 b1 - > =");
        check(&[("c", "q")], &[], "+ -c1 > =");
        check(&[("a", "p"), ("b", "q")], &[("a", "q"), ("b", "q")], "+ - >a01 =b1");
        // What is gone is in neither, and the first of two placements of an item holds.
        check(&[("x", "p"), ("a", "gone")], &[("a", "q"), ("a", "p")], "+a1 - > =");
    }

    #[test]
    fn no_share_exceeds_all_even_with_items_kept_out() {
        use crate::domain::roadmap::sketch::Sketch;
        let sketch = Sketch::new(&[9.0], 1).item("a", &[1.0], 3, 0).item("b", &[1.0], 3, 3);
        let plan = sketch.limit("a", |limit| limit.excluded = true).0;
        let measure = Measure::of(&plan);
        let totals = |list| measure.totals(&plan, &placements(list));
        let both = totals(&[("a", "q0"), ("b", "q0")]);
        assert_eq!((both.need, both.goal), (Some(1.0), Some(1.0)));
        let one = totals(&[("b", "q0")]);
        assert_eq!((one.need, one.goal), (Some(0.5), Some(1.0)));
    }

    #[test]
    fn what_is_gone_is_named() {
        let mut plan = plan(&["a", "b"], &["p"]);
        plan.bin.push(Rc::new(Item::new("c".into(), "c", "c")));
        let list = placements(&[("a", "p"), ("b", "gone"), ("c", "p"), ("d", "p"), ("c", "gone")]);
        let found: Vec<(String, Gone)> =
            lost(&plan, &list).into_iter().map(|lost| (lost.item.to_string(), lost.gone)).collect();
        let expected = [("b", Gone::Period), ("c", Gone::InBin), ("d", Gone::Item), ("c", Gone::InBin)];
        assert_eq!(found, expected.map(|(item, gone)| (item.to_owned(), gone)));
    }

    #[test]
    fn the_name_follows_the_need_share_and_is_not_taken() {
        #[track_caller]
        fn check(share: f64, taken: &[&str], expected: &str) {
            let mut plan = Plan::default();
            plan.settings.need_share = share;
            let scenario = |title: &&str| Scenario { title: (*title).to_owned(), ..Scenario::default() };
            Rc::make_mut(&mut plan.roadmap).scenarios = taken.iter().map(scenario).collect();
            assert_eq!(suggested_title(&plan, Lang::En), expected);
        }
        check(0.5, &[], "Balanced");
        check(0.4, &["Needs first"], "Balanced");
        check(0.8, &[], "Needs first");
        check(0.0, &[], "Goals first");
        check(0.5, &["Balanced"], "Balanced 2");
        check(0.5, &["Balanced", "Balanced 2", "Balanced 4"], "Balanced 3");
    }

    #[test]
    fn scenarios_are_counted_by_item() {
        let mut plan = plan(&["a", "b", "c"], &["p"]);
        let scenario =
            |list: &[(&str, &str)]| Scenario { placements: placements(list), ..Scenario::default() };
        Rc::make_mut(&mut plan.roadmap).scenarios =
            vec![scenario(&[("a", "p"), ("b", "p")]), scenario(&[("a", "p"), ("b", "gone")])];
        assert_eq!(in_scenarios(&plan), [("a".into(), 2), ("b".into(), 1)]);
    }

    #[test]
    fn differences_are_said_in_both_languages() {
        #[track_caller]
        fn check(counts: [usize; 3], en: &str, zh: &str, short: &str) {
            let list = |count| vec![("i".into(), 0); count];
            let [added, removed, moved] = counts;
            let found = Comparison {
                added: list(added),
                removed: list(removed),
                moved: vec![("i".into(), 0, 1); moved],
                kept: Vec::new(),
            };
            assert_eq!(found.sentence(Lang::En), en);
            assert_eq!(found.sentence(Lang::Zh), zh);
            assert_eq!(found.short(Lang::En), short);
        }
        check([0, 0, 0], "The same plan.", "方案相同。", "same");
        check([2, 3, 2], "+2 items, −3, 2 moved.", "新增 2 个需求，去掉 3 个，移动 2 个。", "+2 −3 ⇄2");
        check([1, 0, 0], "+1 item.", "新增 1 个需求。", "+1");
        check([0, 1, 1], "−1 item, 1 moved.", "去掉 1 个需求，移动 1 个。", "−1 ⇄1");
        check([0, 0, 1], "1 item moved.", "移动 1 个需求。", "⇄1");
    }

    fn any_placements() -> impl Strategy<Value = Vec<Placement>> {
        let one = (0..8_u8, 0..5_u8)
            .prop_map(|(item, period)| placement(&format!("i{item}"), &format!("p{period}")));
        proptest::collection::vec(one, 0..12)
    }

    proptest! {
        #[test]
        fn the_way_back_is_the_reverse(from in any_placements(), to in any_placements()) {
            let plan = plan(&["i0", "i1", "i2", "i3", "i4", "i5"], &["p0", "p1", "p2"]);
            let (there, back) = (Comparison::of(&plan, &from, &to), Comparison::of(&plan, &to, &from));
            prop_assert_eq!(&there.added, &back.removed);
            prop_assert_eq!(&there.removed, &back.added);
            prop_assert_eq!(&there.kept, &back.kept);
            let turned: Vec<_> = back.moved.into_iter().map(|(item, from, to)| (item, to, from)).collect();
            prop_assert_eq!(there.moved, turned);
            prop_assert!(Comparison::of(&plan, &from, &from).is_same());
        }

        #[test]
        fn every_placement_counts_or_is_lost(list in any_placements()) {
            let plan = plan(&["i0", "i1", "i2", "i3", "i4", "i5"], &["p0", "p1", "p2"]);
            let lost = lost(&plan, &list);
            let kept = Comparison::of(&plan, &list, &list).kept;
            for each in &list {
                let is_kept = kept.iter().any(|(item, _)| *item == each.item);
                let is_lost = lost.iter().any(|lost| lost.item == each.item);
                prop_assert!(is_kept || is_lost, "{}", each.item);
            }
        }
    }
}
