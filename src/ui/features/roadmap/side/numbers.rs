//! The plan in numbers: what it serves, whether that is proven to be the best, and what each
//! override costs.

use std::rc::Rc;

use yew::prelude::*;

use super::change::stands;
use super::draft::{Outcome, gap_percent, seconds};
use super::frontier::percent;
use super::moves::{Moves, is_cost};
use super::picture::Whole;
use crate::domain::number;
use crate::domain::plan::{Id, Plan};
use crate::domain::roadmap::brief::Brief;
use crate::domain::roadmap::draft::{Dot, Proof};
use crate::domain::roadmap::price;
use crate::domain::roadmap::warn::warnings;
use crate::domain::text::{Lang, roadmap_draft as words};
use crate::ui::store::use_lang;

/// What is known of how good the plan is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Known {
    /// Nothing: it was not drafted, or changed since.
    Nothing,
    /// No plan is worth more; found in so many seconds, where that was measured.
    Optimal(Option<f64>),
    /// No plan is worth more by more than that share; found in so many seconds.
    Gap(f64, f64),
    /// It was drafted in so many seconds, and nothing is known about better ones.
    Unknown(f64),
}

/// What is known of a plan from the last draft, or from the dot of the frontier that it is.
pub(super) fn known(
    brief: &Brief,
    slots: &[Option<usize>],
    outcome: Option<&Outcome>,
    dots: &[Dot],
    share: Option<f64>,
) -> Known {
    if let Some(outcome) = outcome.filter(|outcome| outcome.is_plan(brief, slots)) {
        return match (outcome.draft.proof, outcome.draft.gap()) {
            (Proof::Optimal, _) => Known::Optimal(Some(outcome.seconds)),
            (_, Some(gap)) => Known::Gap(gap, outcome.seconds),
            (_, None) => Known::Unknown(outcome.seconds),
        };
    }
    // A dot is the best plan at its own need share, and nothing is said about others.
    let is_best = |dot: &Dot| {
        let same_share = dot.share.zip(share).is_some_and(|(one, other)| (one - other).abs() < 1e-9);
        dot.proven && same_share && dot.slots == slots
    };
    if dots.iter().any(is_best) { Known::Optimal(None) } else { Known::Nothing }
}

impl Known {
    /// “yes · 0.4 s”
    pub fn text(self, lang: Lang) -> String {
        let time = |s: f64| words::seconds(lang, &seconds(s));
        match self {
            Known::Nothing => words::not_known(lang).to_owned(),
            Known::Optimal(None) => words::yes(lang).to_owned(),
            Known::Optimal(Some(s)) => format!("{} · {}", words::yes(lang), time(s)),
            Known::Gap(gap, s) => {
                let gap = words::short_gap(lang, &gap_percent(gap, lang));
                format!("{} · {gap} · {}", words::no(lang), time(s))
            }
            Known::Unknown(s) => format!("{} · {}", words::no(lang), time(s)),
        }
    }
}

/// A cost with its sign: `−4.1%`; what a wish gains has a plus.
pub(super) fn signed(cost: f64) -> String {
    match cost * 100.0 {
        // Two plans that are both said to be the best may differ by that much.
        _ if cost.abs() < 0.0005 => "±0%".to_owned(),
        percent if percent > 0.0 => format!("−{}%", number::display(percent, 1)),
        percent => format!("+{}%", number::display(-percent, 1)),
    }
}

/// Properties of [`Numbers`].
#[derive(Properties, Clone)]
pub(super) struct NumbersProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// The plan as numbers.
    pub brief: Rc<Brief>,
    /// What is known of how good it is.
    pub known: Known,
    /// The moves by hand.
    pub moves: Rc<Moves>,
}

impl PartialEq for NumbersProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
            && Rc::ptr_eq(&self.brief, &other.brief)
            && self.known == other.known
            && Rc::ptr_eq(&self.moves, &other.moves)
    }
}

/// The plan in numbers.
#[component]
pub(super) fn Numbers(props: &NumbersProps) -> Html {
    let lang = use_lang();
    let NumbersProps { plan, brief, known, moves } = props;
    let worth = brief.worth(&brief.slots(&plan.roadmap.placements));
    let whole = Whole::of(&brief.need, &brief.goal);
    let served = whole.served(worth.need, worth.goal);
    html! {
        <section class="numbers" aria-label={words::numbers(lang)}>
            <dl class="numbers__list">
                if !whole.is_nothing() {
                    <div class="numbers__row">
                        <dt>{ words::need_served(lang) }</dt>
                        <dd class="numbers__need">{ percent(served.need) }</dd>
                    </div>
                    <div class="numbers__row">
                        <dt>{ words::goal_served(lang) }</dt>
                        <dd class="numbers__goal">{ percent(served.goal) }</dd>
                    </div>
                }
                <div class="numbers__row">
                    <dt>{ words::proven_optimal(lang) }</dt>
                    <dd>{ known.text(lang) }</dd>
                </div>
                for row in overrides(plan, moves, lang) {
                    <div key={row.item.to_string()} class="numbers__row">
                        <dt>{ row.name }</dt>
                        <dd class={if is_cost(row.cost) { "numbers__cost" } else { "" }}>{ signed(row.cost) }</dd>
                    </div>
                }
            </dl>
            if plan.roadmap.policy.must_be_floor {
                <p class="hint">{ words::floor_on(lang) }</p>
            }
            { worth_knowing(plan, brief, lang) }
        </section>
    }
}

/// What is odd about the plan as it is placed, what is broken first.
fn worth_knowing(plan: &Plan, brief: &Brief, lang: Lang) -> Html {
    let warnings = warnings(plan, brief);
    let more = warnings.len().saturating_sub(MOST_WARNINGS);
    html! {
        if !warnings.is_empty() {
            <details class="side__details numbers__warnings" open=true>
                <summary>{ words::worth_knowing(lang, warnings.len()) }</summary>
                <ul>
                    for (at, warning) in warnings.iter().take(MOST_WARNINGS).enumerate() {
                        <li key={at}>{ warning.sentence(plan, lang) }</li>
                    }
                    if more > 0 {
                        <li key="more">{ words::and_more(lang, &number::group(more)) }</li>
                    }
                </ul>
            </details>
        }
    }
}

/// So many warnings are said one by one.
const MOST_WARNINGS: usize = 8;

/// A move by hand that stands, with the share of its value that the best plan loses by it.
#[derive(Clone, Debug, PartialEq)]
struct Override {
    item: Id,
    name: String,
    cost: f64,
}

/// The moves that stand and whose price is known: the last ones, and those that were kept as a decision.
fn overrides(plan: &Plan, moves: &Moves, lang: Lang) -> Vec<Override> {
    let mut found: Vec<Override> = Vec::new();
    let mut add = |item: &Id, to: Option<&Id>, cost: f64| {
        if found.iter().all(|each| each.item != *item) {
            found.push(Override { item: item.clone(), name: override_name(plan, item, to, lang), cost });
        }
    };
    for entry in moves.list().iter().filter(|entry| stands(plan, &entry.moved)) {
        if let Some(Some(price)) = entry.price() {
            add(&entry.moved.item, entry.moved.to.as_ref(), price.cost());
        }
    }
    // The last decision about an item is the one that holds.
    for decision in plan.decisions.iter().rev().filter(|decision| !decision.price.is_empty()) {
        let Some(item) = decision.item.as_ref().filter(|item| plan.item(item).is_some()) else { continue };
        let placement = plan.roadmap.placement(item);
        let is_locked = placement.is_none_or(|placement| placement.locked);
        let stands = placement.map(|placement| &placement.period) == decision.period.as_ref() && is_locked;
        if let (true, Some(before), Some(after)) = (stands, decision.before, decision.after) {
            add(item, decision.period.as_ref(), price::cost(before.value, after.value));
        }
    }
    found
}

fn override_name(plan: &Plan, item: &Id, to: Option<&Id>, lang: Lang) -> String {
    let item = plan.item(item).map(|item| item.title_in(lang)).unwrap_or_default();
    match to.and_then(|to| plan.roadmap.periods.iter().find(|period| period.id == *to)) {
        Some(period) => words::override_of(lang, item, period.title_in(lang)),
        None => words::override_out(lang, item),
    }
}

#[cfg(test)]
mod tests {
    use super::super::draft::Asked;
    use super::*;
    use crate::domain::roadmap::draft::Draft;
    use crate::domain::roadmap::sketch::Sketch;
    use crate::domain::roadmap::{Decision, Worth};

    #[test]
    fn a_plan_is_called_optimal_only_as_long_as_it_is_the_proven_one() {
        let slots = vec![Some(0), None];
        let brief = Rc::new(Brief { need: vec![1.0, 0.5], ..Brief::default() });
        let outcome = |proof: Proof, bound: Option<f64>| Outcome {
            asked: Rc::new(Asked { plan: Rc::default(), brief: Rc::clone(&brief), at: 0.0 }),
            draft: Rc::new(Draft {
                slots: Some(slots.clone()),
                value: 99.0,
                bound,
                proof,
                ..Draft::default()
            }),
            seconds: 0.4,
            taken: Some(Rc::clone(&brief)),
        };
        let proven = outcome(Proof::Optimal, Some(99.0));
        assert_eq!(known(&brief, &slots, Some(&proven), &[], None), Known::Optimal(Some(0.4)));
        assert_eq!(known(&brief, &[None, None], Some(&proven), &[], None), Known::Nothing);
        let other = Brief { need: vec![1.0, 0.6], ..Brief::default() };
        assert_eq!(known(&other, &slots, Some(&proven), &[], None), Known::Nothing);
        let spent = outcome(Proof::Spent, Some(100.0));
        assert_eq!(known(&brief, &slots, Some(&spent), &[], None), Known::Gap(0.01, 0.4));
        let open = outcome(Proof::Open, None);
        assert_eq!(known(&brief, &slots, Some(&open), &[], None), Known::Unknown(0.4));
    }

    #[test]
    fn a_dot_is_optimal_at_its_own_share_only() {
        let slots = vec![Some(0)];
        let dot = |share: Option<f64>, proven: bool| Dot {
            slots: slots.clone(),
            need: 1.0,
            goal: 1.0,
            share,
            proven,
        };
        let brief = Brief::default();
        #[track_caller]
        fn check(brief: &Brief, slots: &[Option<usize>], dot: Dot, share: Option<f64>, expected: Known) {
            assert_eq!(known(brief, slots, None, &[dot], share), expected);
        }
        check(&brief, &slots, dot(Some(0.6), true), Some(0.6), Known::Optimal(None));
        check(&brief, &slots, dot(Some(0.6), true), Some(0.5), Known::Nothing);
        check(&brief, &slots, dot(Some(0.6), false), Some(0.6), Known::Nothing);
        check(&brief, &slots, dot(None, true), Some(0.6), Known::Nothing);
        check(&brief, &slots, dot(Some(0.6), true), None, Known::Nothing);
        check(&brief, &[None], dot(Some(0.6), true), Some(0.6), Known::Nothing);
    }

    #[test]
    fn what_is_known_is_said_in_a_few_words() {
        for (known, en, zh) in [
            (Known::Optimal(Some(0.4)), "yes · 0.4 s", "是 · 0.4 秒"),
            (Known::Optimal(None), "yes", "是"),
            (Known::Gap(0.008, 10.0), "no · at most 0.8% below · 10 s", "否 · 相差至多 0.8% · 10 秒"),
            (Known::Unknown(3.0), "no · 3 s", "否 · 3 秒"),
        ] {
            assert_eq!((known.text(Lang::En).as_str(), known.text(Lang::Zh).as_str()), (en, zh));
        }
    }

    #[test]
    fn what_a_move_that_was_kept_costs_is_there_as_long_as_it_stands() {
        let decision = |period: Option<&str>, price: &str, after: f64| Decision {
            id: "d".into(),
            item: Some("a".into()),
            period: period.map(Id::from),
            before: Some(Worth { value: 10.0, ..Worth::default() }),
            after: Some(Worth { value: after, ..Worth::default() }),
            price: price.to_owned(),
            ..Decision::default()
        };
        #[track_caller]
        fn check(locked: bool, decisions: Vec<Decision>, expected: &[(&str, f64)]) {
            let mut plan = Sketch::new(&[1.0], 2).item("a", &[1.0], 3, 3).place("a", 1, locked).0;
            plan.decisions = Rc::new(decisions);
            let found = overrides(&plan, &Moves::default(), Lang::En);
            let found: Vec<(&str, f64)> = found.iter().map(|each| (&*each.name, each.cost)).collect();
            assert_eq!(found, expected);
        }
        check(true, vec![decision(Some("q1"), "This costs 5%.", 9.5)], &[("Your override: A in Q2", 0.05)]);
        let both = vec![decision(Some("q1"), "Older", 9.9), decision(Some("q1"), "Newer", 9.0)];
        check(true, both, &[("Your override: A in Q2", 0.1)]);
        check(true, vec![decision(Some("q0"), "It moved on.", 9.5)], &[]);
        check(true, vec![decision(None, "It came back.", 9.5)], &[]);
        check(true, vec![decision(Some("q1"), "", 9.5)], &[]);
        check(false, vec![decision(Some("q1"), "It was set free.", 9.5)], &[]);
    }

    #[test]
    fn a_cost_is_a_minus_and_a_gain_a_plus() {
        for (cost, expected) in [
            (0.041, "−4.1%"),
            (-0.02, "+2%"),
            (0.0, "±0%"),
            (0.0001, "±0%"),
            (0.0005, "−0.1%"),
            (-0.0001, "±0%"),
        ] {
            assert_eq!(signed(cost), expected);
        }
    }
}
