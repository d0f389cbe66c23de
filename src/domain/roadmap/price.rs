//! What a wish costs: the best plan with it against the best plan without it.

use super::brief::Brief;
use super::draft::{Draft, Proof};
use super::names;
use crate::domain::number;
use crate::domain::places::sort;
use crate::domain::plan::{Id, Plan};
use crate::domain::text::{Lang, roadmap_why as words};

/// What a wish costs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Price {
    /// The change in the sum of need values that the wish brings; below 0 where it costs.
    pub need: f64,
    /// The change in the sum of goal values.
    pub goal: f64,
    /// The change in the sum of values.
    pub value: f64,
    /// The changes as shares of the plan without the wish: need, goal and value. 0 where that
    /// plan has none of it.
    pub shares: [f64; 3],
    /// Other items that are done later because of the wish, or not at all, with the places of
    /// the periods without it and with it; whoever loses most comes first.
    pub pushed: Vec<(Id, Option<usize>, Option<usize>)>,
    /// Whether both plans are proven to be the best ones.
    pub is_proven: bool,
    /// Whether the wish lets a team do more than it can: what is locked makes room for itself.
    pub overfilled: bool,
}

/// Shares below this are shown as nothing: 0.05 %.
const NOTHING: f64 = 0.0005;

/// How many pushed items are named.
const NAMED: usize = 2;

impl Price {
    /// Compares two drafts for problems with the same jobs, of which `brief`, that without the
    /// wish, names the items and their values; `capacity` is what teams can do in the problem
    /// with the wish, by period and team. `None` where one of the two has no plan.
    pub fn of(
        brief: &Brief,
        capacity: &[Vec<u64>],
        item: &str,
        with: &Draft,
        without: &Draft,
    ) -> Option<Price> {
        let mut price = Price::between(brief, item, with.slots.as_ref()?, without.slots.as_ref()?);
        let teams = capacity.iter().flatten().zip(brief.problem.capacity.iter().flatten());
        price.overfilled = teams.into_iter().any(|(with, without)| with > without);
        price.is_proven = with.proof == Proof::Optimal && without.proof == Proof::Optimal;
        Some(price)
    }

    /// Compares two plans for the jobs of a brief: with the wish for an item, and without it.
    pub fn between(brief: &Brief, item: &str, with: &[Option<usize>], without: &[Option<usize>]) -> Price {
        let (after, before) = (brief.worth(with), brief.worth(without));
        let share = |after: f64, before: f64| if before > 0.0 { (after - before) / before } else { 0.0 };
        // What is out of the plan counts like what is done after its end.
        let weight = |slot: Option<usize>| {
            slot.map_or(0.0, |period| brief.problem.weights.get(period).copied().unwrap_or_default())
        };
        let mut pushed = Vec::new();
        for ((at, id), (now, then)) in brief.items.iter().enumerate().zip(with.iter().zip(without)) {
            let is_later = match (then, now) {
                (Some(then), Some(now)) => now > then,
                (Some(_), None) => true,
                (None, _) => false,
            };
            if is_later && **id != *item {
                let value = brief.problem.jobs.get(at).map_or(0.0, |job| job.value);
                pushed.push((value * (weight(*then) - weight(*now)), (id.clone(), *then, *now)));
            }
        }
        sort(&mut pushed, &|a, b| b.0.total_cmp(&a.0));
        Price {
            need: after.need - before.need,
            goal: after.goal - before.goal,
            value: after.value - before.value,
            shares: [
                share(after.need, before.need),
                share(after.goal, before.goal),
                share(after.value, before.value),
            ],
            pushed: pushed.into_iter().map(|(_, pushed)| pushed).collect(),
            is_proven: false,
            overfilled: false,
        }
    }

    /// The price in a sentence: “This costs 4.1% of the value and pushes Split payment to Q3.”
    pub fn sentence(&self, plan: &Plan, lang: Lang) -> String {
        let [_, _, share] = self.shares;
        let exact = format!("{}%", number::display(share.abs() * 100.0, 1));
        let about = if self.is_proven { exact } else { words::about(lang, &exact) };
        let pushes = self.pushes(plan, lang);
        match () {
            // Two best plans are worth the same; which items they hold need not be the same.
            () if share.abs() < NOTHING && self.is_proven => words::costs_nothing(lang).to_owned(),
            () if share.abs() < NOTHING => words::no_cost_found(lang).to_owned(),
            // With more room than without, a better plan says nothing about the one before.
            () if share > 0.0 && self.overfilled => words::gains_overfull(lang, &about),
            () if share > 0.0 => words::gains(lang, &about),
            () if pushes.is_empty() => words::costs(lang, &about),
            () => words::costs_and_pushes(lang, &about, &pushes),
        }
    }

    /// “A to Q3, B out of the plan and 3 more”; empty where nothing is pushed.
    fn pushes(&self, plan: &Plan, lang: Lang) -> String {
        let mut named: Vec<String> = self
            .pushed
            .iter()
            .take(NAMED)
            .map(|(id, _, to)| {
                let title = names::item(plan, id, lang);
                match to {
                    Some(period) => words::pushed_to(lang, &title, &names::period(plan, *period, lang)),
                    None => words::pushed_out(lang, &title),
                }
            })
            .collect();
        let more = self.pushed.len().saturating_sub(NAMED);
        if more > 0 {
            named.push(words::more(lang, more));
        }
        words::list(lang, &named)
    }
}

#[cfg(test)]
mod tests {
    use super::super::sketch::Sketch;
    use super::*;

    fn plan() -> Plan {
        let mut sketch = Sketch::new(&[9.0], 3);
        for (id, need) in [("a", 3), ("b", 2), ("c", 1), ("d", 3)] {
            sketch = sketch.item(id, &[1.0], need, need);
        }
        sketch.0
    }

    #[test]
    fn a_price_is_a_share_of_the_value_and_names_who_is_pushed() {
        #[track_caller]
        fn check(with: [Option<usize>; 4], without: [Option<usize>; 4], en: &str, zh: &str) {
            let plan = plan();
            let brief = Brief::of(&plan);
            let draft = |slots: [Option<usize>; 4]| Draft {
                slots: Some(slots.into()),
                proof: Proof::Optimal,
                ..Draft::default()
            };
            let price =
                Price::of(&brief, &brief.problem.capacity, "d", &draft(with), &draft(without)).unwrap();
            assert_eq!(price.sentence(&plan, Lang::En), en);
            assert_eq!(price.sentence(&plan, Lang::Zh), zh);
        }
        let all = [Some(0); 4];
        check(all, all, "This costs nothing.", "这不会损失任何价值。");
        // 3 at weight 0.9 in the place of 1, of 9 in all.
        check(
            [Some(0), Some(0), Some(0), Some(1)],
            all,
            "This costs 3.3% of the value.",
            "这会损失 3.3% 的价值。",
        );
        check(
            [Some(1), Some(0), Some(0), Some(0)],
            all,
            "This costs 3.3% of the value and pushes A to Q2.",
            "这会损失 3.3% 的价值，并使“A”推迟到 Q2。",
        );
        check(
            [Some(2), None, Some(0), Some(0)],
            all,
            "This costs 28.6% of the value and pushes B out of the plan and A to Q3.",
            "这会损失 28.6% 的价值，并使“B”移出计划，“A”推迟到 Q3。",
        );
        check(
            [Some(1), Some(1), Some(1), None],
            all,
            "This costs 40% of the value and pushes A to Q2, B to Q2 and 1 more.",
            "这会损失 40% 的价值，并使“A”推迟到 Q2，“B”推迟到 Q2，另有 1 个需求受影响。",
        );
        check(
            all,
            [Some(0), Some(0), Some(0), None],
            "This gains 50% of the value: the plan before was not the best one.",
            "这会增加 50% 的价值：之前的计划并不是最优的。",
        );
    }

    #[test]
    fn what_is_not_proven_is_said_to_be_about_so_much() {
        let plan = plan();
        let brief = Brief::of(&plan);
        let mut with = Draft { slots: Some(vec![None, Some(0), Some(0), Some(0)]), ..Draft::default() };
        let without = Draft { slots: Some(vec![Some(0); 4]), proof: Proof::Optimal, ..Draft::default() };
        let capacity = brief.problem.capacity.clone();
        let price = Price::of(&brief, &capacity, "d", &with, &without).unwrap();
        assert_eq!(
            price.sentence(&plan, Lang::En),
            "This costs about 33.3% of the value and pushes A out of the plan."
        );
        assert_eq!(price.shares, [-1.0 / 3.0; 3]);
        with.slots = None;
        assert_eq!(Price::of(&brief, &capacity, "d", &with, &without), None);
    }

    #[test]
    fn a_plan_that_is_worth_nothing_has_no_price() {
        let plan = Sketch::new(&[1.0], 1).item("a", &[1.0], 0, 0).0;
        let brief = Brief::of(&plan);
        let price = Price::between(&brief, "a", &[None], &[Some(0)]);
        assert_eq!(
            (price.shares, price.sentence(&plan, Lang::En)),
            ([0.0; 3], "No cost was found.".to_owned())
        );
    }

    #[test]
    fn a_gain_says_what_it_comes_from_and_how_sure_it_is() {
        #[track_caller]
        fn check(proof: Proof, more: u64, value_lost: bool, en: &str, zh: &str) {
            let plan = plan();
            let brief = Brief::of(&plan);
            let mut capacity = brief.problem.capacity.clone();
            capacity[0][0] += more;
            let last = if value_lost { None } else { Some(0) };
            let with = Draft { slots: Some(vec![Some(0); 4]), proof, ..Draft::default() };
            let slots = Some(vec![Some(0), Some(0), Some(0), last]);
            let without = Draft { slots, proof: Proof::Optimal, ..Draft::default() };
            let price = Price::of(&brief, &capacity, "d", &with, &without).unwrap();
            assert_eq!(price.overfilled, more > 0);
            assert_eq!(
                (price.sentence(&plan, Lang::En), price.sentence(&plan, Lang::Zh)),
                (en.into(), zh.into())
            );
        }
        let (proven, open) = (Proof::Optimal, Draft::default().proof);
        check(
            proven,
            1,
            true,
            "This is worth 50% more, only because a team is overfull.",
            "价值增加 50%，但只是因为有团队超载。",
        );
        check(
            open,
            1,
            true,
            "This is worth about 50% more, only because a team is overfull.",
            "价值增加 约 50%，但只是因为有团队超载。",
        );
        check(
            open,
            0,
            true,
            "This gains about 50% of the value: the plan before was not the best one.",
            "这会增加 约 50% 的价值：之前的计划并不是最优的。",
        );
        check(open, 0, false, "No cost was found.", "未发现价值损失。");
        check(proven, 0, false, "This costs nothing.", "这不会损失任何价值。");
    }

    #[test]
    fn a_lock_beyond_what_a_team_can_do_overfills_it() {
        let plan = Sketch::new(&[1.0], 1).item("a", &[1.0], 3, 3).item("b", &[1.0], 3, 3);
        let plan = plan.lock("a", 0).lock("b", 0).0;
        let (with, without) = Brief::with_and_without(&plan, "b");
        let draft = |slots: [Option<usize>; 2]| Draft {
            slots: Some(slots.into()),
            proof: Proof::Optimal,
            ..Draft::default()
        };
        let (both, one) = (draft([Some(0), Some(0)]), draft([Some(0), None]));
        let price = Price::of(&without, &with.problem.capacity, "b", &both, &one).unwrap();
        assert!(price.overfilled);
        assert_eq!(
            price.sentence(&plan, Lang::En),
            "This is worth 100% more, only because a team is overfull."
        );
    }
}
