//! Items with what was planned for them and what came of it.

use std::rc::Rc;

use yew::prelude::*;

use super::PartProps;
use crate::domain::date::Date;
use crate::domain::editor::{Command, RoadmapEdit};
use crate::domain::plan::{Item, Plan};
use crate::domain::roadmap::tracking::{State, Tracked, follow_period, next_period, ship, slipped};
use crate::domain::text::scenarios::show_more;
use crate::domain::text::{Lang, tracking as words};
use crate::ui::components::{Button, new_gesture};
use crate::ui::features::roadmap::ItemLink;
use crate::ui::store::{use_handles, use_lang};

/// Rows that are shown at first.
const ROWS: usize = 50;

/// What has slipped, with what to do about it.
#[component]
pub(super) fn Slipped(props: &PartProps) -> Html {
    let lang = use_lang();
    let rows = use_state_eq(|| ROWS);
    let PartProps { plan, tracked, today } = props;
    let late = slipped(tracked);
    let left = late.len().saturating_sub(*rows);
    let on_more = {
        let rows = rows.clone();
        Callback::from(move |()| rows.set(usize::MAX))
    };
    html! {
        <>
            <div class="tracking__scroll" role="group" tabindex="0" aria-label={words::slipped_caption(lang)}>
                <table class="tracking__table">
                    <caption class="visually-hidden">{ words::slipped_caption(lang) }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ words::item(lang) }</th>
                            <th scope="col">{ words::delay(lang) }</th>
                            <th scope="col">{ words::period(lang) }</th>
                            <th scope="col">{ words::planned_end(lang) }</th>
                            <th scope="col">{ words::status(lang) }</th>
                            <th scope="col">{ words::actions(lang) }</th>
                        </tr>
                    </thead>
                    <tbody>
                        for each in late.iter().take(*rows) {
                            <SlippedRow key={&*each.item} plan={Rc::clone(plan)} each={each.clone()} today={*today} />
                        }
                    </tbody>
                </table>
            </div>
            if left > 0 {
                <div><Button label={show_more(lang, left)} on_press={on_more} /></div>
            }
        </>
    }
}

/// Properties of [`SlippedRow`].
#[derive(Properties, Clone)]
struct SlippedRowProps {
    plan: Rc<Plan>,
    each: Tracked,
    today: Date,
}

impl PartialEq for SlippedRowProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && self.each == other.each && self.today == other.today
    }
}

/// An item that has slipped.
#[component]
fn SlippedRow(props: &SlippedRowProps) -> Html {
    let lang = use_lang();
    let handles = use_handles();
    let SlippedRowProps { plan, each, today } = props;
    let Some(item) = plan.items.get(each.at) else { return Html::default() };
    let title = item.title_in(lang).to_owned();
    let is_shipped = each.state.is_shipped();
    let next = each.period.filter(|_| !is_shipped).and_then(|at| next_period(plan, at, *today));
    let next = next.and_then(|at| plan.roadmap.periods.get(at)).cloned();
    let on_ship = {
        let (handles, item, today, title) = (handles.clone(), Rc::clone(item), *today, title.clone());
        Callback::from(move |()| {
            handles.edit(Command::EditItems(ship(&item, today)));
            handles.tell_undoable(words::shipped_notice(lang, &title));
        })
    };
    let on_move = {
        let (handles, item, next, title) = (handles, Rc::clone(item), next.clone(), title.clone());
        Callback::from(move |()| {
            let Some(period) = &next else { return };
            let gesture = new_gesture();
            let place = RoadmapEdit::Place { item: item.id.clone(), period: Some(period.id.clone()) };
            handles.edit_in(gesture, Command::roadmap(vec![place]));
            // Dates of its own would keep it late wherever it stands.
            if let Some(edit) = follow_period(&item) {
                handles.edit_in(gesture, Command::EditItems(vec![edit]));
            }
            handles.tell_undoable(words::moved_notice(lang, &title, period.title_in(lang)));
        })
    };
    html! {
        <tr data-shipped={is_shipped.then_some("true")}>
            <th scope="row"><ItemLink item={item.id.clone()} label={title.clone()} /></th>
            <td class="tracking__delay">{ state_word(each.state, lang) }</td>
            <td>{ period_title(plan, each, lang) }</td>
            <td class="tracking__date">{ day(each.end, lang) }</td>
            <td>{ item.status.label(lang) }</td>
            <td>
                <div class="tracking__acts">
                    if !is_shipped {
                        <button type="button" class="button" aria-label={words::ship_of(lang, &title)} onclick={on_ship.reform(|_: MouseEvent| ())}>{ words::ship(lang) }</button>
                    }
                    if let Some(period) = &next {
                        <button type="button" class="button" aria-label={words::move_of(lang, &title, period.title_in(lang))} onclick={on_move.reform(|_: MouseEvent| ())}>{ words::to_period(lang, period.title_in(lang)) }</button>
                    }
                </div>
            </td>
        </tr>
    }
}

/// Everything that is tracked.
#[component]
pub(super) fn All(props: &PartProps) -> Html {
    let lang = use_lang();
    let rows = use_state_eq(|| ROWS);
    let PartProps { plan, tracked, .. } = props;
    let listed: Vec<(&Tracked, &Rc<Item>)> =
        tracked.iter().take(*rows).filter_map(|each| Some((each, plan.items.get(each.at)?))).collect();
    let left = tracked.len().saturating_sub(*rows);
    let on_more = {
        let rows = rows.clone();
        Callback::from(move |()| rows.set(usize::MAX))
    };
    html! {
        <>
            <div class="tracking__scroll" role="group" tabindex="0" aria-label={words::all_items(lang)}>
                <table class="tracking__table">
                    <caption class="visually-hidden">{ words::all_items(lang) }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ words::item(lang) }</th>
                            <th scope="col">{ words::period(lang) }</th>
                            <th scope="col">{ words::planned_dates(lang) }</th>
                            <th scope="col">{ words::actual_dates(lang) }</th>
                            <th scope="col">{ words::status(lang) }</th>
                            <th scope="col">{ words::delay(lang) }</th>
                        </tr>
                    </thead>
                    <tbody>
                        for (each, item) in listed {
                            <tr key={&*each.item}>
                                <th scope="row"><ItemLink item={each.item.clone()} label={item.title_in(lang).to_owned()} /></th>
                                <td>{ period_title(plan, each, lang) }</td>
                                <td class="tracking__date">{ span(each.start, each.end, lang) }</td>
                                <td class="tracking__date">{ span(each.began, each.delivered, lang) }</td>
                                <td>{ item.status.label(lang) }</td>
                                <td class="tracking__delay" data-late={each.state.days_late().map(|_| "true")}>{ state_word(each.state, lang) }</td>
                            </tr>
                        }
                    </tbody>
                </table>
            </div>
            if left > 0 {
                <div><Button label={show_more(lang, left)} on_press={on_more} /></div>
            }
        </>
    }
}

/// What came of an item, in words.
fn state_word(state: State, lang: Lang) -> String {
    match state {
        State::Open => words::state_open(lang).to_owned(),
        State::InTime => words::state_in_time(lang).to_owned(),
        State::Shipped => words::state_shipped(lang).to_owned(),
        State::Overdue(days) => words::delay_of(lang, days, false),
        State::Late(days) => words::delay_of(lang, days, true),
    }
}

fn period_title(plan: &Plan, each: &Tracked, lang: Lang) -> String {
    let period = each.period.and_then(|at| plan.roadmap.periods.get(at));
    period.map_or_else(|| "–".to_owned(), |period| period.title_in(lang).to_owned())
}

fn day(day: Option<Date>, lang: Lang) -> String {
    day.map_or_else(|| "–".to_owned(), |day| day.display(lang))
}

fn span(start: Option<Date>, end: Option<Date>, lang: Lang) -> String {
    match (start, end) {
        (None, None) => "–".to_owned(),
        _ => words::from_to(lang, &day(start, lang), &day(end, lang)),
    }
}
