//! What was planned and what became of it.

mod calibration;
mod listed;
mod teams;

use std::rc::Rc;

use yew::prelude::*;

use super::RoadmapProps;
use crate::domain::date::Date;
use crate::domain::number;
use crate::domain::plan::Plan;
use crate::domain::roadmap::tracking::{Outcome, Tracked, outcomes, slipped, tracked};
use crate::domain::text::{Lang, tracking as words};
use crate::platform::clock;
use crate::ui::by_pointer::ByPointer;
use crate::ui::session::RoadmapPage;
use crate::ui::store::use_lang;

/// Properties of a part of the page.
#[derive(Properties, Clone)]
struct PartProps {
    /// The plan.
    plan: Rc<Plan>,
    /// What is tracked of it.
    tracked: Rc<Vec<Tracked>>,
    /// The day that it is.
    today: Date,
}

impl PartialEq for PartProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
            && Rc::ptr_eq(&self.tracked, &other.tracked)
            && self.today == other.today
    }
}

/// What was planned and what became of it.
#[component]
pub fn TrackingPage(props: &RoadmapProps) -> Html {
    // The clock is asked after the page is there, and again with every change of the plan.
    let today = use_state_eq(|| None::<Date>);
    use_effect_with(ByPointer(Rc::clone(&props.plan)), {
        let today = today.clone();
        move |_| today.set(Some(clock::today()))
    });
    match *today {
        Some(today) => html! { <OnDay plan={Rc::clone(&props.plan)} {today} /> },
        None => Html::default(),
    }
}

/// Properties of [`OnDay`].
#[derive(Properties, Clone)]
struct OnDayProps {
    /// The plan.
    plan: Rc<Plan>,
    /// The day that it is.
    today: Date,
}

impl PartialEq for OnDayProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && self.today == other.today
    }
}

/// How things stand on a day.
#[component]
fn OnDay(props: &OnDayProps) -> Html {
    let lang = use_lang();
    let OnDayProps { plan, today } = props;
    let tracked = use_memo((ByPointer(Rc::clone(plan)), *today), |(plan, today)| tracked(&plan.0, *today));
    let part = PartProps { plan: Rc::clone(plan), tracked: Rc::clone(&tracked), today: *today };
    let has_loads = plan.roadmap.is_ready();
    if tracked.is_empty() {
        return html! {
            <div class="tracking tracking--empty">
                <p class="tracking__lead">{ words::empty(lang) }</p>
                <a class="button button--primary" href={format!("#/{}", RoadmapPage::Timeline.path())}>{ words::go_to_roadmap(lang) }</a>
            </div>
        };
    }
    let late = slipped(&tracked);
    let shipped = tracked.iter().filter(|each| each.state.is_shipped()).count();
    let has_dates = tracked.iter().any(|each| each.end.is_some());
    html! {
        <div class="tracking">
            <header class="tracking__head">
                <h2 class="tracking__title">{ words::title(lang) }</h2>
                <p class="tracking__summary">{ words::summary(lang, tracked.len(), late.len(), shipped) }</p>
                <p class="hint">{ words::today(lang, &today.display(lang)) }</p>
            </header>
            <section class="tracking__card" aria-labelledby="slipped-heading">
                <h3 id="slipped-heading" class="tracking__subtitle">{ words::slipped(lang) }</h3>
                if !has_dates {
                    <p class="tracking__teach">{ words::no_dates(lang) }{ " " }<a href={format!("#/{}", RoadmapPage::Setup.path())}>{ words::go_to_setup(lang) }</a></p>
                } else if late.is_empty() {
                    <p class="tracking__teach">{ words::none_slipped(lang) }</p>
                } else {
                    <listed::Slipped ..part.clone() />
                }
                <details class="tracking__all">
                    <summary>{ words::all_items(lang) }{ " " }<span class="tracking__count">{ number::group(tracked.len()) }</span></summary>
                    <listed::All ..part.clone() />
                </details>
            </section>
            if !plan.roadmap.periods.is_empty() {
                <section class="tracking__card" aria-labelledby="outcomes-heading">
                    <h3 id="outcomes-heading" class="tracking__subtitle">{ words::outcomes(lang) }</h3>
                    { periods(plan, &outcomes(plan, &tracked), lang) }
                    <p class="hint">{ words::unit_note(lang, plan.settings.effort_unit.label(lang)) }{ between(lang) }{ words::took_help(lang) }</p>
                </section>
            }
            if has_loads {
                <teams::Teams ..part.clone() />
                <calibration::Calibrations plan={Rc::clone(plan)} />
            }
        </div>
    }
}

/// Between two sentences.
fn between(lang: Lang) -> &'static str {
    match lang {
        Lang::En => " ",
        Lang::Zh => "",
    }
}

/// An effort as it is read in a table whose unit is said once.
fn amount(amount: f64) -> String {
    number::display(amount, 1)
}

/// Plan against actual, a row for each period.
fn periods(plan: &Plan, outcomes: &[Outcome], lang: Lang) -> Html {
    let count = |count: usize| if count == 0 { "–".to_owned() } else { number::group(count) };
    html! {
        <div class="tracking__scroll" role="group" tabindex="0" aria-label={words::outcomes(lang)}>
            <table class="tracking__table">
                <caption class="visually-hidden">{ words::outcomes(lang) }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ words::period(lang) }</th>
                        <th scope="col" class="number">{ words::planned(lang) }</th>
                        <th scope="col" class="number">{ words::in_time(lang) }</th>
                        <th scope="col" class="number">{ words::late(lang) }</th>
                        <th scope="col" class="number">{ words::undated(lang) }</th>
                        <th scope="col" class="number">{ words::open(lang) }</th>
                        <th scope="col" class="number">{ words::overdue(lang) }</th>
                        <th scope="col" class="number">{ words::effort_planned(lang) }</th>
                        <th scope="col" class="number">{ words::effort_took(lang) }</th>
                    </tr>
                </thead>
                <tbody>
                    for (period, outcome) in plan.roadmap.periods.iter().zip(outcomes) {
                        <tr key={&*period.id}>
                            <th scope="row">{ period.title_in(lang) }</th>
                            <td class="number">{ count(outcome.planned) }</td>
                            <td class="number">{ count(outcome.in_time) }</td>
                            <td class="number" data-bad={(outcome.late > 0).then_some("true")}>{ count(outcome.late) }</td>
                            <td class="number">{ count(outcome.undated) }</td>
                            <td class="number">{ count(outcome.open) }</td>
                            <td class="number" data-bad={(outcome.overdue > 0).then_some("true")}>{ count(outcome.overdue) }</td>
                            <td class="number">{ amount(outcome.effort) }</td>
                            <td class="number">{ if outcome.measured == 0 { "–".to_owned() } else { words::took(lang, &amount(outcome.took), &amount(outcome.estimated)) } }</td>
                        </tr>
                    }
                </tbody>
            </table>
        </div>
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
