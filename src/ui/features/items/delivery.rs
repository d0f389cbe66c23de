//! What an item takes of each team, when it is planned, what became of it, and what it hangs on.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::date::Date;
use crate::domain::editor::{Command, Edit};
use crate::domain::frameworks;
use crate::domain::number::{self, LARGEST};
use crate::domain::plan::{Estimate, Id, Item, Plan};
use crate::domain::roadmap::circle::{Link, circle};
use crate::domain::roadmap::effort::{Source, effort};
use crate::domain::roadmap::{Actual, Span};
use crate::domain::text::{Lang, fields, roadmap_setup as words};
use crate::ui::components::{CheckedField, DateField, Icon, IconName};
use crate::ui::features::pick::{ItemPicker, named};
use crate::ui::store::{Handles, use_handles, use_lang};

/// Properties of [`Delivery`].
#[derive(Properties, Clone)]
pub struct DeliveryProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// The item.
    pub item: Rc<Item>,
}

impl PartialEq for DeliveryProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && Rc::ptr_eq(&self.item, &other.item)
    }
}

/// Everything about the delivery of an item.
#[component]
pub fn Delivery(props: &DeliveryProps) -> Html {
    let lang = use_lang();
    html! {
        <>
            <h3 class="panel__heading">{ words::delivery(lang) }</h3>
            <Efforts ..props.clone() />
            <Dates ..props.clone() />
            <Relations ..props.clone() />
        </>
    }
}

fn give(handles: &Handles, item: &Id, gesture: Option<u64>, edit: Edit) {
    let command = Command::EditItems(vec![(Rc::clone(item), edit)]);
    match gesture {
        Some(gesture) => handles.edit_in(gesture, command),
        None => handles.edit(command),
    }
}

/// Reads what somebody types as the effort of a team: nothing, a value, or a range. The
/// problem where it can be none.
fn read_effort(text: &str, lang: Lang) -> Result<Option<Estimate>, &'static str> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    match number::parse_estimate(text) {
        None => Err(words::effort_problem(lang)),
        Some(Estimate::Value(value)) if !(0.0..=LARGEST).contains(&value) => Err(words::effort_problem(lang)),
        Some(Estimate::Range { low, likely, high }) if !(0.0 <= low && low <= likely && likely <= high) => {
            Err(words::range_problem(lang))
        }
        Some(estimate) => Ok(Some(estimate)),
    }
}

/// An effort as it stands in its field.
fn effort_text(estimate: Option<&Estimate>) -> String {
    let plain = |value: f64| number::plain(value, 3);
    match estimate {
        None => String::new(),
        Some(Estimate::Value(value)) => plain(*value),
        Some(Estimate::Range { low, likely, high }) => {
            format!("{} / {} / {}", plain(*low), plain(*likely), plain(*high))
        }
        Some(Estimate::Unreadable(text)) => text.clone(),
    }
}

/// What all teams together take, and how that fits the effort of the score.
fn total(plan: &Plan, item: &Item, lang: Lang) -> String {
    let unit = plan.settings.effort_unit.label(lang);
    let takes = effort(plan, item);
    let scored = frameworks::effort(item);
    let team = |id: &Id| {
        plan.roadmap.teams.iter().find(|team| team.id == *id).map_or("", |team| team.title_in(lang))
    };
    let shown = |amount: f64| number::display(amount, 2);
    match (takes.source, scored) {
        (Source::Unknown, _) => words::effort_unknown(lang).to_owned(),
        (Source::Area | Source::FirstTeam, _) => {
            let owner = takes.by_team.first().map_or("", |(id, _)| team(id));
            words::effort_from_score(lang, &shown(takes.total()), unit, owner)
        }
        (Source::Teams, None) => words::effort_total(lang, &shown(takes.total()), unit),
        (Source::Teams, Some(scored)) => {
            let difference = takes.total() - scored;
            // Decimals such as 0.1 + 0.2 are 0.3.
            if difference.abs() <= 1e-9 * scored.abs().max(1.0) {
                return words::effort_agrees(lang, &shown(takes.total()), unit);
            }
            let by = shown(difference.abs());
            match difference > 0.0 {
                true => words::effort_more(lang, &shown(takes.total()), unit, &shown(scored), &by),
                false => words::effort_less(lang, &shown(takes.total()), unit, &shown(scored), &by),
            }
        }
    }
}

/// What the item takes of each team.
#[component]
fn Efforts(props: &DeliveryProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let (plan, item) = (&props.plan, &props.item);
    let teams = &plan.roadmap.teams;
    let unit = plan.settings.effort_unit.label(lang);
    if teams.is_empty() {
        return html! { <p class="hint">{ words::no_teams(lang) }{ " " }<a href="#/roadmap/setup">{ words::to_setup(lang) }</a></p> };
    }
    let takes = effort(plan, item);
    let typed = |team: &Id| {
        let (handles, id, team) = (handles.clone(), Rc::clone(&item.id), Rc::clone(team));
        Callback::from(move |(text, gesture): (String, u64)| match read_effort(&text, lang) {
            Ok(effort) => {
                give(&handles, &id, Some(gesture), Edit::TeamEffort(Rc::clone(&team), effort));
                None
            }
            Err(problem) => Some(AttrValue::from(problem)),
        })
    };
    // Where nothing was given, the field shows what counts instead.
    let counted = |team: &Id| match takes.source {
        Source::Teams | Source::Unknown => String::new(),
        Source::Area | Source::FirstTeam => Some(takes.of(team))
            .filter(|amount| *amount > 0.0)
            .map(|amount| number::plain(amount, 3))
            .unwrap_or_default(),
    };
    html! {
        <fieldset class="delivery">
            <legend class="estimate__label">{ fields::effort_by_team(lang) }<span class="estimate__unit">{ unit }</span></legend>
            <div class="delivery__teams">
                for team in teams {
                    <CheckedField key={team.id.to_string()} label={team.title_in(lang).to_owned()} value={effort_text(item.effort_by_team.get(&team.id))}
                        placeholder={counted(&team.id)} on_typed={typed(&team.id)} />
                }
            </div>
            <p class="field__hint">{ words::effort_help(lang) }</p>
            <p class="delivery__total" role="status">{ total(plan, item, lang) }</p>
        </fieldset>
    }
}

/// Reads a number of 0 or more, or none; the outer `None` where it can be neither.
fn read_amount(text: &str) -> Option<Option<f64>> {
    if text.trim().is_empty() {
        return Some(None);
    }
    let value = number::parse(text).filter(|typed| !typed.percent)?.value;
    (0.0..=LARGEST).contains(&value).then_some(Some(value))
}

/// Whether a span ends before it starts.
fn is_reversed(start: &str, end: &str) -> bool {
    matches!((Date::parse(start), Date::parse(end)), (Some(start), Some(end)) if end < start)
}

/// The day as the browser's field reads it; what is no day is left out.
fn day(text: &str) -> String {
    Date::parse(text).map(Date::iso).unwrap_or_default()
}

/// When it was planned for, and what became of it.
#[component]
fn Dates(props: &DeliveryProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let (plan, item) = (&props.plan, &props.item);
    let planned = |change: fn(&mut Span, String)| {
        let (handles, item) = (handles.clone(), Rc::clone(item));
        Callback::from(move |(text, gesture): (String, u64)| {
            let mut span = item.planned.clone();
            change(&mut span, text);
            give(&handles, &item.id, Some(gesture), Edit::Planned(span));
        })
    };
    let actual = |change: fn(&mut Actual, String)| {
        let (handles, item) = (handles.clone(), Rc::clone(item));
        Callback::from(move |(text, gesture): (String, u64)| {
            let mut actual = item.actual.clone();
            change(&mut actual, text);
            give(&handles, &item.id, Some(gesture), Edit::Actual(actual));
        })
    };
    let amount = |change: fn(&mut Actual, Option<f64>)| {
        let (handles, item) = (handles.clone(), Rc::clone(item));
        Callback::from(move |(text, gesture): (String, u64)| match read_amount(&text) {
            Some(amount) => {
                let mut actual = item.actual.clone();
                change(&mut actual, amount);
                give(&handles, &item.id, Some(gesture), Edit::Actual(actual));
                None
            }
            None => Some(AttrValue::from(words::amount_problem(lang))),
        })
    };
    let wrong = |start: &str, end: &str| {
        is_reversed(start, end).then(|| AttrValue::from(words::ends_before_it_starts(lang)))
    };
    let number = |value: Option<f64>| value.map(|value| number::plain(value, 3)).unwrap_or_default();
    let unit = plan.settings.effort_unit.label(lang);
    let period = plan.settings.reach_period.label(lang);
    let (span, done) = (&item.planned, &item.actual);
    html! {
        <div class="form form--pair">
            <DateField label={words::planned_start(lang)} value={day(&span.start)} on_day={planned(|span, text| span.start = text)} />
            <DateField label={words::planned_end(lang)} value={day(&span.end)} problem={wrong(&span.start, &span.end)} on_day={planned(|span, text| span.end = text)} />
            <DateField label={words::actual_start(lang)} value={day(&done.start)} on_day={actual(|actual, text| actual.start = text)} />
            <DateField label={words::actual_end(lang)} value={day(&done.end)} problem={wrong(&done.start, &done.end)} on_day={actual(|actual, text| actual.end = text)} />
            <CheckedField label={words::actual_effort(lang, unit)} value={number(done.effort)} on_typed={amount(|actual, value| actual.effort = value)} />
            <CheckedField label={words::actual_reach(lang, period)} value={number(done.reach)} on_typed={amount(|actual, value| actual.reach = value)} />
        </div>
    }
}

/// What comes first, and what the item is part of.
#[component]
fn Relations(props: &DeliveryProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let refused = use_state_eq(|| None::<String>);
    let (plan, item) = (&props.plan, &props.item);
    // What was said of one try is no longer true of the next state of the item.
    use_effect_with((item.depends_on.clone(), item.parent.clone()), {
        let refused = refused.clone();
        move |_| refused.set(None)
    });
    let title = |id: &Id| {
        let found = plan.item(id).or_else(|| plan.bin.iter().find(|item| item.id == *id));
        found.map(|item| item.title_in(lang).to_owned()).unwrap_or_default()
    };
    let name = |id: &Id| match plan.item(id) {
        Some(item) => named(item, lang),
        None => words::in_bin(lang, &title(id)),
    };
    let on_needed = {
        let (handles, plan, item, refused) =
            (handles.clone(), plan.clone(), Rc::clone(item), refused.clone());
        Callback::from(move |on: Id| {
            if let Some(path) = circle(&plan, Link::DependsOn, &item.id, &on) {
                refused.set(Some(words::circle(lang, &titles(&plan, &path, lang))));
                return;
            }
            let depends_on = item.depends_on.iter().chain([&on]).cloned().collect();
            give(&handles, &item.id, None, Edit::DependsOn(depends_on));
        })
    };
    let on_parent = {
        let (handles, plan, item, refused) =
            (handles.clone(), plan.clone(), Rc::clone(item), refused.clone());
        Callback::from(move |parent: Id| {
            if let Some(path) = circle(&plan, Link::Parent, &item.id, &parent) {
                refused.set(Some(words::circle_of_parts(lang, &titles(&plan, &path, lang))));
                return;
            }
            give(&handles, &item.id, None, Edit::Parent(Some(parent)));
        })
    };
    let drop_needed = |on: &Id| {
        let (handles, item, on) = (handles.clone(), Rc::clone(item), Rc::clone(on));
        Callback::from(move |_: MouseEvent| {
            let rest = item.depends_on.iter().filter(|other| **other != on).cloned().collect();
            give(&handles, &item.id, None, Edit::DependsOn(rest));
        })
    };
    let drop_parent = {
        let (handles, id) = (handles.clone(), Rc::clone(&item.id));
        Callback::from(move |_: MouseEvent| give(&handles, &id, None, Edit::Parent(None)))
    };
    let without: Vec<Id> = item.depends_on.iter().chain([&item.id]).cloned().collect();
    html! {
        <div class="delivery__relations">
            <ItemPicker plan={plan.clone()} label={fields::depends_on(lang)} {without} on_picked={on_needed} />
            if !item.depends_on.is_empty() {
                <div class="delivery__chips" role="group" aria-label={fields::depends_on(lang)}>
                    for on in &item.depends_on {
                        { chip(&name(on), drop_needed(on), lang) }
                    }
                </div>
            }
            <ItemPicker plan={plan.clone()} label={fields::parent(lang)} without={vec![Rc::clone(&item.id)]} on_picked={on_parent} />
            if let Some(parent) = &item.parent {
                <div class="delivery__chips" role="group" aria-label={fields::parent(lang)}>
                    { chip(&name(parent), drop_parent, lang) }
                </div>
            }
            <p class="field__problem" role="alert">{ refused.as_ref().cloned().unwrap_or_default() }</p>
        </div>
    }
}

/// The titles of items on a path; who lies in the bin has one, too.
fn titles(plan: &Plan, path: &[Id], lang: Lang) -> Vec<String> {
    let find = |id: &Id| plan.item(id).or_else(|| plan.bin.iter().find(|item| item.id == *id));
    path.iter().filter_map(find).map(|item| item.title_in(lang).to_owned()).collect()
}

/// An item that can be taken away.
fn chip(name: &str, onclick: Callback<MouseEvent>, lang: Lang) -> Html {
    let label = words::drop_item(lang, name);
    html! {
        <button key={name.to_owned()} type="button" class="chip" aria-label={label.clone()} title={label} {onclick}>
            <span>{ name }</span><Icon name={IconName::Close} />
        </button>
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::domain::roadmap::{Roadmap, Team};
    use crate::ui::rendered::rendered_in;

    #[test]
    fn an_effort_is_a_value_or_a_rising_range_of_0_or_more() {
        #[track_caller]
        fn check(text: &str, expected: Result<Option<Estimate>, &str>) {
            assert_eq!(read_effort(text, Lang::En), expected, "{text:?}");
        }
        let range = |low, likely, high| Ok(Some(Estimate::Range { low, likely, high }));
        check("", Ok(None));
        check("2.5", Ok(Some(Estimate::Value(2.5))));
        check("０", Ok(Some(Estimate::Value(0.0))));
        check("1 / 2 / 4", range(1.0, 2.0, 4.0));
        check("1～4", range(1.0, 2.0, 4.0));
        check("-1", Err(words::effort_problem(Lang::En)));
        check("a lot", Err(words::effort_problem(Lang::En)));
        check("4 / 2 / 1", Err(words::range_problem(Lang::En)));
    }

    #[test]
    fn what_stands_in_the_field_reads_back() {
        for estimate in [Estimate::Value(1.25), Estimate::Range { low: 0.5, likely: 1.0, high: 3.0 }] {
            assert_eq!(read_effort(&effort_text(Some(&estimate)), Lang::Zh), Ok(Some(estimate)));
        }
    }

    fn plan() -> Plan {
        let mut plan = Plan::default();
        let team = |id: &str, area: &str| Team {
            id: id.into(),
            title: area.to_owned(),
            areas: vec![area.to_owned()],
            ..Team::default()
        };
        plan.roadmap =
            Rc::new(Roadmap { teams: vec![team("w", "Web"), team("p", "Pay")], ..Roadmap::default() });
        let mut item = Item::new("a".into(), "SY-1", "Guest checkout");
        item.area = "Pay".to_owned();
        item.set_estimate("rice", "effort", Some(Estimate::Value(0.3)));
        let mut other = Item::new("b".into(), "SY-2", "Wallet pay");
        other.parent = Some("a".into());
        plan.items = vec![Rc::new(item), Rc::new(other)];
        plan
    }

    #[test]
    fn the_sum_of_the_teams_stands_beside_the_effort_of_the_score() {
        #[track_caller]
        fn check(given: &[(&str, f64)], scored: Option<f64>, expected: &str) {
            let plan = plan();
            let mut item = Item::clone(&plan.items[0]);
            item.set_estimate("rice", "effort", scored.map(Estimate::Value));
            item.effort_by_team =
                given.iter().map(|(team, amount)| (Id::from(*team), Estimate::Value(*amount))).collect();
            assert_eq!(total(&plan, &item, Lang::En), expected);
        }
        check(&[], None, "Nobody has said yet what it takes, so it cannot be planned.");
        check(&[], Some(0.3), "0.3 person-months from its score, for Pay.");
        check(&[("w", 0.1), ("p", 0.2)], Some(0.3), "0.3 person-months in total, as in its score.");
        check(
            &[("w", 1.0), ("p", 2.0)],
            Some(2.5),
            "3 person-months in total; its score says 2.5. That is 0.5 more.",
        );
        check(&[("w", 1.0)], Some(2.5), "1 person-month in total; its score says 2.5. That is 1.5 less.");
        check(&[("w", 1.0)], None, "1 person-month in total.");
    }

    fn page(lang: Lang, plan: Plan, at: usize) -> String {
        let item = Rc::clone(&plan.items[at]);
        rendered_in(lang, html! { <Delivery plan={Rc::new(plan)} {item} /> })
    }

    #[test]
    fn the_panel_has_teams_dates_dependencies_and_the_parent() {
        let html = page(Lang::En, plan(), 1);
        for text in [
            "Delivery",
            "Web",
            "Planned start",
            "Actual reach per quarter",
            "SY-1 Guest checkout",
            "role=\"combobox\"",
        ] {
            assert!(html.contains(text), "{text}");
        }
        let html = page(Lang::Zh, plan(), 0);
        for text in ["交付", "各团队工作量", "计划开始", "依赖", "上级"] {
            assert!(html.contains(text), "{text}");
        }
    }

    #[test]
    fn without_teams_the_panel_says_where_to_set_them_up() {
        let mut plan = plan();
        plan.roadmap = Rc::default();
        assert!(page(Lang::En, plan, 0).contains("#/roadmap/setup"));
    }
}
