//! How a draft is made.

use std::rc::Rc;

use yew::prelude::*;

use super::super::RoadmapProps;
use super::{card, edit, edit_in};
use crate::domain::editor::RoadmapEdit;
use crate::domain::frameworks::{self, Basis};
use crate::domain::number;
use crate::domain::plan::Plan;
use crate::domain::roadmap::{Policy, Timing};
use crate::domain::text::{Lang, roadmap_setup as words};
use crate::ui::components::{CheckedField, Choice, SelectField};
use crate::ui::store::{use_handles, use_lang};

/// Reads a share that is typed as percent: `10` and `10%` are 0.1. `None` where it is none, or
/// more than a policy allows.
fn share(text: &str) -> Option<f64> {
    let typed = number::parse(text)?;
    let share = if typed.percent { typed.value } else { typed.value / 100.0 };
    (0.0..=Policy::MOST).contains(&share).then_some(share)
}

fn percent(share: f64) -> String {
    number::plain(share * 100.0, 1)
}

/// What the discount makes of an item that comes late.
fn late(plan: &Plan, lang: Lang) -> String {
    let (policy, periods) = (&plan.roadmap.policy, &plan.roadmap.periods);
    match periods.last() {
        _ if policy.discount == 0.0 => words::no_discount(lang).to_owned(),
        Some(last) if periods.len() > 2 => {
            let left = number::display(policy.weight(periods.len() - 1) * 100.0, 0);
            words::discount_until(lang, &percent(policy.discount), last.title_in(lang), &left)
        }
        _ => words::discount_help(lang, &percent(policy.discount)),
    }
}

/// The rules of drafting.
#[component]
pub fn Rules(props: &RoadmapProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let plan = &props.plan;
    let policy = &plan.roadmap.policy;
    let bases: Vec<Choice> = [Choice::new("", words::need_and_goal(lang))]
        .into_iter()
        .chain(
            // What rests on needs and goals is the first choice already.
            frameworks::ALL
                .iter()
                .filter(|framework| framework.basis != Basis::Worth)
                .map(|framework| Choice::new(framework.id, (framework.name)(lang))),
        )
        .collect();
    let basis = policy.basis.clone().unwrap_or_default();
    let timings: Vec<Choice> =
        Timing::ALL.iter().map(|timing| Choice::new(timing.file_name(), timing.word()(lang))).collect();
    let chosen = |change: fn(&mut Policy, String)| {
        let (handles, plan) = (handles.clone(), plan.clone());
        Callback::from(move |value: String| {
            let mut policy = plan.roadmap.policy.clone();
            change(&mut policy, value);
            edit(&handles, vec![RoadmapEdit::Policy(policy)]);
        })
    };
    let typed = |change: fn(&mut Policy, f64)| {
        let (handles, plan) = (handles.clone(), Rc::clone(plan));
        Callback::from(move |(text, gesture): (String, u64)| match share(&text) {
            Some(share) => {
                let mut policy = plan.roadmap.policy.clone();
                change(&mut policy, share);
                edit_in(&handles, gesture, RoadmapEdit::Policy(policy));
                None
            }
            None => Some(AttrValue::from(words::share_problem(lang))),
        })
    };
    let on_floor = {
        let on = chosen(|policy, _| policy.must_be_floor = !policy.must_be_floor);
        Callback::from(move |_: Event| on.emit(String::new()))
    };
    let content = html! {
        <div class="rules">
            <SelectField label={words::value_basis(lang)} value={basis} choices={bases} hint={words::value_basis_help(lang)}
                on_chosen={chosen(|policy, value| policy.basis = Some(value).filter(|value| !value.is_empty()))} />
            <SelectField label={words::dependency_timing(lang)} value={policy.timing.file_name()} choices={timings} hint={words::dependency_timing_help(lang)}
                on_chosen={chosen(|policy, value| policy.timing = Timing::from_file_name(&value).unwrap_or_default())} />
            <CheckedField label={words::discount(lang)} value={percent(policy.discount)} hint={late(plan, lang)}
                on_typed={typed(|policy, share| policy.discount = share)} />
            <CheckedField label={words::spare(lang)} value={percent(policy.spare)} hint={words::spare_help(lang)}
                on_typed={typed(|policy, share| policy.spare = share)} />
            <label class="check setup__wide">
                <input type="checkbox" class="checkbox" checked={policy.must_be_floor} onchange={on_floor} />
                <span>{ words::must_be_floor(lang) }<span class="hint setup__about">{ words::must_be_floor_help(lang) }</span></span>
            </label>
        </div>
    };
    card("rules", lang, content)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::roadmap::{Period, Roadmap};

    #[test]
    fn shares_are_typed_as_percent() {
        #[track_caller]
        fn check(text: &str, expected: Option<f64>) {
            assert_eq!(share(text), expected, "{text:?}");
        }
        check("10", Some(0.1));
        check("１０％", Some(0.1));
        check("0", Some(0.0));
        check("90%", Some(0.9));
        check("91", None);
        check("-1", None);
        check("", None);
        check("some", None);
    }

    #[test]
    fn the_discount_is_told_down_to_the_last_period() {
        let mut plan = Plan::default();
        let period = |title: &str| Period { title: title.into(), ..Period::default() };
        assert_eq!(late(&plan, Lang::En), "An item that comes one period later counts 10% less.");
        plan.roadmap =
            Rc::new(Roadmap { periods: ["Q1", "Q2", "Q3", "Q4"].map(period).to_vec(), ..Roadmap::default() });
        assert_eq!(
            late(&plan, Lang::En),
            "An item that comes one period later counts 10% less; in “Q4” it counts 73%."
        );
        Rc::make_mut(&mut plan.roadmap).policy.discount = 0.0;
        assert_eq!(late(&plan, Lang::Zh), "早做晚做，价值相同。");
    }
}
