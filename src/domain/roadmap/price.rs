//! What a wish costs: the best plan with it against the best plan without it.
//!
//! A lock wins over what stands against it: its team may be overfull by it, and rules that it breaks
//! are not asked for. So the best plan with it may even be worth more than the one without it. A
//! price says so, and what was set aside for it.

use super::brief::{Brief, Note, Origin};
use super::draft::{Draft, Proof};
use super::{Timing, Worth, names, wishes};
use crate::domain::number::{self, relative};
use crate::domain::places::sort;
use crate::domain::plan::{Id, Plan};
use crate::domain::text::{Lang, roadmap_why as words};

/// What a wish costs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Price {
    /// What the best plan known without the wish is worth.
    pub before: Worth,
    /// What the best plan known with it is worth.
    pub after: Worth,
    /// Other items that are done later because of the wish, or not at all, with the places of
    /// the periods without it and with it; whoever loses most comes first.
    pub pushed: Vec<(Id, Option<usize>, Option<usize>)>,
    /// Between which shares of the value without it the wish is proven to cost, below 0 where it
    /// brings some; `None` where that is not known.
    pub proven: Option<[f64; 2]>,
    /// What stands against the wish and is set aside for it.
    pub set_aside: Vec<SetAside>,
}

/// What is not asked for any more once a wish holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SetAside {
    /// A team may do more than it can.
    Capacity,
    /// The item counts as taking nothing, for nobody has said what it takes.
    Effort(Id),
    /// The item could not be planned otherwise.
    Unplannable(Id),
    /// A rule; whether a period has to end between the two.
    Rule(Origin, bool),
    /// The item does not wait for one that it needs and that cannot be planned.
    Needs {
        /// The item.
        item: Id,
        /// The one that it needs.
        on: Id,
    },
    /// The item stands before the first period that is wished for it, by the period's place.
    Earliest(Id, usize),
    /// The item stands behind the last period that is wished for it.
    Latest(Id, usize),
}

/// Shares below this are shown as nothing: 0.05 %.
pub const NOTHING: f64 = 0.0005;

/// How many pushed items are named.
const NAMED: usize = 2;

impl Price {
    /// Compares two drafts for the problems of two briefs with the same jobs: the plan with the wish
    /// and the plan without it. `None` where one of the two has no plan.
    pub fn of(briefs: (&Brief, &Brief), item: &str, with: &Draft, without: &Draft) -> Option<Price> {
        let (brief_with, brief) = briefs;
        let mut price = Price::between(brief, item, with.slots.as_ref()?, without.slots.as_ref()?);
        price.set_aside = set_aside(brief_with, brief);
        price.proven = price.limits(with, without);
        Some(price)
    }

    /// Compares two plans for the jobs of a brief: with the wish for an item, and without it.
    pub fn between(brief: &Brief, item: &str, with: &[Option<usize>], without: &[Option<usize>]) -> Price {
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
            before: brief.worth(without),
            after: brief.worth(with),
            pushed: pushed.into_iter().map(|(_, pushed)| pushed).collect(),
            proven: None,
            set_aside: Vec::new(),
        }
    }

    /// The share of its value that the best plan loses by the wish; below 0 where it gains. 0 where
    /// that plan has none.
    pub fn cost(&self) -> f64 {
        cost(self.before.value, self.after.value)
    }

    /// Whether both plans are proven to be the best ones.
    pub fn is_proven(&self) -> bool {
        self.proven.is_some_and(|[least, most]| most - least <= 1e-9)
    }

    /// Between which shares the cost is, from what both plans are worth at least and at most.
    fn limits(&self, with: &Draft, without: &Draft) -> Option<[f64; 2]> {
        if (with.proof, without.proof) == (Proof::Optimal, Proof::Optimal) {
            return Some([self.cost(); 2]);
        }
        let most = |draft: &Draft, value: f64| match draft.proof {
            Proof::Optimal => Some(value),
            _ => draft.bound.map(|bound| bound.max(value)),
        };
        let most_without = most(without, self.before.value)?;
        let most_with = most(with, self.after.value).unwrap_or(f64::INFINITY);
        // Whatever keeps to the wish and to all the rest keeps to all the rest.
        let is_only_less = self.set_aside.is_empty();
        let most_with = if is_only_less { most_with.min(most_without) } else { most_with };
        if self.before.value <= 0.0 || !most_with.is_finite() {
            return None;
        }
        let least = cost(self.before.value, most_with);
        let least = if is_only_less { least.max(0.0) } else { least };
        let most = cost(most_without, self.after.value);
        // A plan that is better although less is allowed shows that nothing of that is proven.
        (least <= most).then_some([least, most])
    }

    /// The price in a sentence: “This costs 4.1% of the value (need −3%, goal −5.2%) and pushes Split
    /// payment to Q3.”
    pub fn sentence(&self, plan: &Plan, lang: Lang) -> String {
        let share = self.cost();
        let exact = percent(share);
        // What the plans found so far come to is the most where the one without the wish is proven.
        let is_most = self.proven.is_some_and(|[_, most]| share > 0.0 && most - share < NOTHING);
        let about = match () {
            () if self.is_proven() => exact,
            () if is_most => words::at_most(lang, &exact),
            () => words::about(lang, &exact),
        };
        let (pushes, parts) = (self.pushes(plan, lang), self.parts(lang));
        let is_free = share.abs() < NOTHING;
        let mut said = match () {
            // Two best plans are worth the same; which items they hold need not be the same.
            () if is_free && self.is_proven() => words::costs_nothing(lang, &parts),
            () if is_free => words::no_cost_found(lang, &parts),
            // More is allowed with the wish than without it: that says nothing about the plan before.
            () if share < 0.0 && !self.set_aside.is_empty() => {
                return words::gains_only(lang, &about, &parts, &self.causes(plan, lang));
            }
            () if share < 0.0 => words::gains(lang, &about, &parts),
            () if pushes.is_empty() => words::costs(lang, &about, &parts),
            () => words::costs_and_pushes(lang, &about, &parts, &pushes),
        };
        if !self.set_aside.is_empty() {
            let causes = self.causes(plan, lang);
            said = words::and_sentence(lang, &said, &words::set_aside(lang, &causes));
        }
        match self.proven {
            Some([least, most]) if most - least >= 2.0 * NOTHING && most >= NOTHING => {
                let range = match (is_most, least < NOTHING) {
                    (true, true) => return said,
                    (true, false) => words::proven_at_least(lang, &percent(least)),
                    (false, true) => words::proven_at_most(lang, &percent(most)),
                    (false, false) => words::proven_between(lang, &percent(least), &percent(most)),
                };
                words::and_sentence(lang, &said, &range)
            }
            _ => said,
        }
    }

    /// “ (need −3%, goal −5.2%)”; empty where nothing serves either.
    fn parts(&self, lang: Lang) -> String {
        let is_none = |worth: &Worth| worth.need == 0.0 && worth.goal == 0.0;
        if is_none(&self.before) && is_none(&self.after) {
            return String::new();
        }
        let need = relative(self.before.need, self.after.need);
        let goal = relative(self.before.goal, self.after.goal);
        words::need_and_goal(lang, &need, &goal)
    }

    /// What was set aside, in words: “a team is overfull and this is not kept: A needs B …”.
    fn causes(&self, plan: &Plan, lang: Lang) -> String {
        let item = |id: &Id| names::item(plan, id, lang);
        let period = |at: usize| names::period(plan, at, lang);
        let (mut causes, mut rules): (Vec<String>, Vec<String>) = Default::default();
        for each in &self.set_aside {
            match each {
                SetAside::Capacity => causes.push(words::cause_overfull(lang).to_owned()),
                SetAside::Effort(id) => causes.push(words::cause_no_effort(lang, &item(id))),
                SetAside::Unplannable(id) => causes.push(words::cause_unplannable(lang, &item(id))),
                SetAside::Rule(origin, gap) => {
                    rules.push(wishes::rule_sentence(plan, origin, *gap, lang));
                }
                SetAside::Needs { item: id, on } => {
                    let timing = plan.item(id).map(|item| plan.timing(item, on));
                    let origin = Origin::Dependency { item: id.clone(), on: on.clone() };
                    rules.push(wishes::rule_sentence(plan, &origin, timing == Some(Timing::Before), lang));
                }
                SetAside::Earliest(id, at) => rules.push(words::wish_earliest(lang, &item(id), &period(*at))),
                SetAside::Latest(id, at) => rules.push(words::wish_latest(lang, &item(id), &period(*at))),
            }
        }
        if !rules.is_empty() {
            causes.push(words::cause_broken(lang, &rules.join(words::semicolon(lang))));
        }
        words::list(lang, &causes)
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

/// The share that is lost between two values; 0 where there was nothing to lose.
pub fn cost(before: f64, after: f64) -> f64 {
    if before > 0.0 { (before - after) / before } else { 0.0 }
}

/// A share without its sign: `4.1%`.
fn percent(share: f64) -> String {
    format!("{}%", number::display(share.abs() * 100.0, 1))
}

/// What the problem with a wish does not ask for, and the one without it does.
fn set_aside(with: &Brief, without: &Brief) -> Vec<SetAside> {
    let mut found = Vec::new();
    let teams = with.problem.capacity.iter().flatten().zip(without.problem.capacity.iter().flatten());
    if teams.into_iter().any(|(with, without)| with > without) {
        found.push(SetAside::Capacity);
    }
    for note in with.notes.iter().filter(|note| !without.notes.contains(note)) {
        match note {
            Note::Overridden(origin, gap) => found.push(SetAside::Rule(origin.clone(), *gap)),
            Note::NeedsUnplannable { item, on } => {
                found.push(SetAside::Needs { item: item.clone(), on: on.clone() });
            }
            Note::StaysWithoutEffort(id) => found.push(SetAside::Effort(id.clone())),
            Note::OutsideWindow(id) => {
                let wishes = with.job(id).and_then(|job| with.wishes.get(job));
                let Some((wishes, fixed)) = wishes.and_then(|wishes| Some((wishes, wishes.fixed?))) else {
                    continue;
                };
                let period = fixed.period();
                let early = wishes.earliest.filter(|earliest| period < *earliest);
                let late = wishes.latest.filter(|latest| period > *latest);
                found.extend(early.map(|at| SetAside::Earliest(id.clone(), at)));
                found.extend(late.map(|at| SetAside::Latest(id.clone(), at)));
            }
            _ => {}
        }
    }
    if found.is_empty() {
        let jobs = with.problem.jobs.iter().zip(&without.problem.jobs).zip(&with.items);
        let freed = jobs
            .filter(|((with, without), _)| with.earliest <= with.latest && without.earliest > without.latest);
        found.extend(freed.map(|(_, item)| SetAside::Unplannable(item.clone())));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::GroupKind;
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
            let price = Price::of((&brief, &brief), "d", &draft(with), &draft(without)).unwrap();
            assert_eq!(price.sentence(&plan, Lang::En), en);
            assert_eq!(price.sentence(&plan, Lang::Zh), zh);
        }
        let all = [Some(0); 4];
        check(
            all,
            all,
            "This costs nothing (need ±0%, goal ±0%).",
            "这不会损失任何价值（用户需求 ±0%，业务目标 ±0%）。",
        );
        // 3 at weight 0.9 in the place of 1, of 9 in all.
        check(
            [Some(0), Some(0), Some(0), Some(1)],
            all,
            "This costs 3.3% of the value (need −3.3%, goal −3.3%).",
            "这会损失 3.3% 的价值（用户需求 −3.3%，业务目标 −3.3%）。",
        );
        check(
            [Some(1), Some(0), Some(0), Some(0)],
            all,
            "This costs 3.3% of the value (need −3.3%, goal −3.3%) and pushes A to Q2.",
            "这会损失 3.3% 的价值（用户需求 −3.3%，业务目标 −3.3%），并使“A”推迟到 Q2。",
        );
        check(
            [Some(2), None, Some(0), Some(0)],
            all,
            "This costs 28.6% of the value (need −28.6%, goal −28.6%) and pushes B out of the plan and A to Q3.",
            "这会损失 28.6% 的价值（用户需求 −28.6%，业务目标 −28.6%），并使“B”移出计划，“A”推迟到 Q3。",
        );
        check(
            [Some(1), Some(1), Some(1), None],
            all,
            "This costs 40% of the value (need −40%, goal −40%) and pushes A to Q2, B to Q2 and 1 more.",
            "这会损失 40% 的价值（用户需求 −40%，业务目标 −40%），并使“A”推迟到 Q2，“B”推迟到 Q2，另有 1 个需求受影响。",
        );
        check(
            all,
            [Some(0), Some(0), Some(0), None],
            "This gains 50% of the value (need +50%, goal +50%): the plan before was not the best one.",
            "这会增加 50% 的价值（用户需求 +50%，业务目标 +50%）：之前的计划并不是最优的。",
        );
    }

    #[test]
    fn what_is_not_proven_is_said_to_be_about_so_much() {
        let plan = plan();
        let brief = Brief::of(&plan);
        let mut with = Draft { slots: Some(vec![None, Some(0), Some(0), Some(0)]), ..Draft::default() };
        let without = Draft { slots: Some(vec![Some(0); 4]), proof: Proof::Optimal, ..Draft::default() };
        let price = Price::of((&brief, &brief), "d", &with, &without).unwrap();
        assert_eq!(
            price.sentence(&plan, Lang::En),
            "This costs at most 33.3% of the value (need −33.3%, goal −33.3%) and pushes A out of the plan."
        );
        assert_eq!((price.cost(), price.proven), (1.0 / 3.0, Some([0.0, 1.0 / 3.0])));
        with.bound = Some(8.1 / 3.0);
        let price = Price::of((&brief, &brief), "d", &with, &without).unwrap();
        assert!(price.sentence(&plan, Lang::En).ends_with("out of the plan. Proven: at least 10%."));
        with.bound = Some(5.0);
        let price = Price::of((&brief, &brief), "d", &with, &without).unwrap();
        assert!(price.sentence(&plan, Lang::Zh).starts_with("这会损失 至多 33.3% 的价值"));
        with.slots = None;
        assert_eq!(Price::of((&brief, &brief), "d", &with, &without), None);
    }

    #[test]
    fn a_plan_that_is_worth_nothing_has_no_price() {
        let plan = Sketch::new(&[1.0], 1).item("a", &[1.0], 0, 0).0;
        let brief = Brief::of(&plan);
        let price = Price::between(&brief, "a", &[None], &[Some(0)]);
        assert_eq!((price.cost(), price.sentence(&plan, Lang::En)), (0.0, "No cost was found.".to_owned()));
    }

    #[test]
    fn a_gain_says_what_it_comes_from_and_how_sure_it_is() {
        #[track_caller]
        fn check(proof: Proof, more: u64, value_lost: bool, en: &str, zh: &str) {
            let plan = plan();
            let brief = Brief::of(&plan);
            let mut fuller = brief.clone();
            fuller.problem.capacity[0][0] += more;
            let last = if value_lost { None } else { Some(0) };
            let with = Draft { slots: Some(vec![Some(0); 4]), proof, ..Draft::default() };
            let slots = Some(vec![Some(0), Some(0), Some(0), last]);
            let without = Draft { slots, proof: Proof::Optimal, ..Draft::default() };
            let price = Price::of((&fuller, &brief), "d", &with, &without).unwrap();
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
            "This is worth 50% more (need +50%, goal +50%), only because a team is overfull.",
            "价值增加 50%（用户需求 +50%，业务目标 +50%），但只是因为有团队超载。",
        );
        check(
            open,
            1,
            true,
            "This is worth about 50% more (need +50%, goal +50%), only because a team is overfull.",
            "价值增加 约 50%（用户需求 +50%，业务目标 +50%），但只是因为有团队超载。",
        );
        check(
            open,
            0,
            true,
            "This gains about 50% of the value (need +50%, goal +50%): the plan before was not the best one.",
            "这会增加 约 50% 的价值（用户需求 +50%，业务目标 +50%）：之前的计划并不是最优的。",
        );
        check(
            open,
            0,
            false,
            "This costs nothing (need ±0%, goal ±0%).",
            "这不会损失任何价值（用户需求 ±0%，业务目标 ±0%）。",
        );
        check(
            proven,
            0,
            false,
            "This costs nothing (need ±0%, goal ±0%).",
            "这不会损失任何价值（用户需求 ±0%，业务目标 ±0%）。",
        );
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
        let price = Price::of((&with, &without), "b", &both, &one).unwrap();
        assert_eq!(price.set_aside, [SetAside::Capacity]);
        assert_eq!(
            price.sentence(&plan, Lang::En),
            "This is worth 100% more (need +100%, goal +100%), only because a team is overfull."
        );
    }

    /// The price of the wish for an item, both plans searched to the end.
    fn priced(plan: &Plan, item: &str) -> Option<Price> {
        let (with, without) = Brief::with_and_without(plan, item);
        let best = |brief: &Brief| {
            let mut search = solver::Search::new(brief.problem.clone(), None);
            search.step(1_000_000);
            let proof =
                if search.verdict() == solver::Verdict::Optimal { Proof::Optimal } else { Proof::Open };
            Draft { slots: search.best().cloned(), proof, ..Draft::default() }
        };
        Price::of((&with, &without), item, &best(&with), &best(&without))
    }

    #[test]
    fn a_lock_that_breaks_a_rule_never_says_that_the_plan_before_was_not_the_best_one() {
        let plan = Sketch::new(&[2.0], 4).item("a", &[1.0], 3, 3).item("b", &[1.0], 1, 1).needs("a", "b");
        let plan = plan.limit("b", |limit| limit.earliest = Some("q1".into())).lock("a", 1);
        let price = priced(&plan.0, "a").unwrap();
        let (origin, gap) = (Origin::Dependency { item: "a".into(), on: "b".into() }, true);
        assert_eq!(price.set_aside, [SetAside::Rule(origin, gap)]);
        // 3 · 0.9 + 0.9 in the place of 3 · 0.81 + 0.9.
        assert_eq!(
            price.sentence(&plan.0, Lang::En),
            "This is worth 8.1% more (need +8.1%, goal +8.1%), only because this is not kept: A needs B \
             finished in an earlier period."
        );
        assert_eq!(
            price.sentence(&plan.0, Lang::Zh),
            "价值增加 8.1%（用户需求 +8.1%，业务目标 +8.1%），但只是因为未遵守以下要求：“A”须等“B”在更早的周期完成。"
        );
    }

    #[test]
    fn what_is_set_aside_is_said_also_of_a_wish_that_costs() {
        #[track_caller]
        fn check(sketch: Sketch, said: &str) {
            let price = priced(&sketch.0, "a").unwrap();
            assert!(price.cost() > NOTHING, "{price:?}");
            let sentence = price.sentence(&sketch.0, Lang::En);
            assert!(sentence.ends_with(said), "{sentence}");
        }
        let two = || Sketch::new(&[2.0], 3).item("a", &[1.0], 3, 3).item("b", &[1.0], 1, 1);
        check(
            two().limit("a", |limit| limit.latest = Some("q1".into())).lock("a", 2),
            "For that, this is not kept: A comes no later than Q2.",
        );
        check(
            two().group("w", GroupKind::Apart, &["a", "b"]).lock("b", 2).lock("a", 2),
            "For that, this is not kept: A and B are never in the same period.",
        );
    }

    #[test]
    fn a_lock_raises_the_value_only_by_what_it_sets_aside() {
        let (mut compared, mut broken, mut raised) = (0, 0, 0);
        for seed in 0..400 {
            let plan = Sketch::random(seed, 6, 3).0;
            for placement in &plan.roadmap.placements {
                let Some(price) = priced(&plan, &placement.item).filter(Price::is_proven) else { continue };
                let said = price.sentence(&plan, Lang::En);
                compared += 1;
                broken += usize::from(!price.set_aside.is_empty());
                raised += usize::from(price.cost() < -NOTHING);
                if price.set_aside.is_empty() {
                    assert!(price.after.value <= price.before.value + 1e-9, "{seed}: {price:?}");
                }
                assert!(!said.contains("not the best one"), "{seed}: {said}");
            }
        }
        assert!(compared > 200 && broken > 20 && raised > 5, "{compared} {broken} {raised}");
    }
}
