//! The periods with their names and dates.

use std::rc::Rc;

use yew::prelude::*;

use super::super::RoadmapProps;
use super::{card, edit, edit_in, retitle};
use crate::domain::date::Date;
use crate::domain::editor::RoadmapEdit;
use crate::domain::plan::Id;
use crate::domain::roadmap::calendar::following;
use crate::domain::roadmap::{MOST_PERIODS, Period};
use crate::domain::text::{Lang, Word, roadmap_setup as words};
use crate::ui::components::{Button, DateField, IconButton, IconName, TextField};
use crate::ui::store::{Handles, new_id, use_handles, use_lang};

/// The periods in order of time.
#[component]
pub fn Periods(props: &RoadmapProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let periods = &props.plan.roadmap.periods;
    let on_add = {
        let (handles, plan) = (handles.clone(), props.plan.clone());
        Callback::from(move |()| {
            let mut periods = plan.roadmap.periods.clone();
            let next = following(&periods, lang);
            periods.push(Period { id: new_id("pd"), ..next });
            edit(&handles, vec![RoadmapEdit::Periods(periods)]);
        })
    };
    let full =
        (periods.len() >= MOST_PERIODS).then(|| AttrValue::from(words::most_periods(lang, MOST_PERIODS)));
    let content = html! {
        <>
            <p class="hint">{ words::periods_help(lang) }</p>
            <ol class="setup__rows">
                for (at, period) in periods.iter().enumerate() {
                    { row(props, &handles, at, period, lang) }
                }
            </ol>
            <div><Button label={words::add_period(lang)} icon={IconName::Plus} disabled={full} on_press={on_add} /></div>
        </>
    };
    card("periods", lang, content)
}

fn row(props: &RoadmapProps, handles: &Handles, at: usize, period: &Period, lang: Lang) -> Html {
    let change = |make: fn(&mut Period, &str, Lang)| {
        let (handles, plan, id) = (handles.clone(), props.plan.clone(), Rc::clone(&period.id));
        Callback::from(move |(text, gesture): (String, u64)| {
            let mut periods = plan.roadmap.periods.clone();
            if let Some(period) = periods.iter_mut().find(|period| period.id == id) {
                make(period, &text, lang);
            }
            edit_in(&handles, gesture, RoadmapEdit::Periods(periods));
        })
    };
    let title = period.title_in(lang);
    let on_remove = remove(props, handles, &period.id, title, lang);
    let before = at.checked_sub(1).and_then(|at| props.plan.roadmap.periods.get(at));
    html! {
        <li key={period.id.to_string()} class="setup__row setup__row--period">
            <TextField label={words::period_title(lang, at + 1)} bare=true value={title.to_owned()}
                on_typed={change(|period, text, lang| retitle(&mut period.title, &mut period.title_alt, lang, text))} />
            <DateField label={words::first_day_of(lang, title)} bare=true value={day(&period.start)} on_day={change(|period, text, _| period.start = text.to_owned())} />
            <span class="setup__to" aria-hidden="true">{ "–" }</span>
            <DateField label={words::last_day_of(lang, title)} bare=true value={day(&period.end)} on_day={change(|period, text, _| period.end = text.to_owned())} />
            <IconButton label={words::remove(lang, title)} icon={IconName::Close} on_press={on_remove} />
            if let Some(problem) = problem(before, period) {
                <p class="field__problem setup__wide">{ problem(lang) }</p>
            }
        </li>
    }
}

/// Removes a period, and tells how many items stood in it.
fn remove(props: &RoadmapProps, handles: &Handles, id: &Id, title: &str, lang: Lang) -> Callback<()> {
    let (handles, plan, id, title) = (handles.clone(), props.plan.clone(), Rc::clone(id), title.to_owned());
    Callback::from(move |()| {
        let periods = plan.roadmap.periods.iter().filter(|period| period.id != id).cloned().collect();
        let placed = plan.roadmap.placements.iter().filter(|placement| placement.period == id).count();
        edit(&handles, vec![RoadmapEdit::Periods(periods)]);
        handles.tell_undoable(words::period_removed(lang, &title, placed));
    })
}

/// The day as the browser's field reads it; what is no day is left out.
fn day(text: &str) -> String {
    Date::parse(text).map(Date::iso).unwrap_or_default()
}

/// What is odd about the dates of a period.
fn problem(before: Option<&Period>, period: &Period) -> Option<Word> {
    let (start, end) = (Date::parse(&period.start), Date::parse(&period.end));
    let ended = before.and_then(|before| Date::parse(&before.end));
    match (ended, start, end) {
        (_, Some(start), Some(end)) if end < start => Some(words::ends_before_it_starts),
        (Some(ended), Some(start), _) if start <= ended => Some(words::overlaps),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_that_do_not_rise_are_told() {
        #[track_caller]
        fn check(before: Option<&str>, start: &str, end: &str, expected: Option<Word>) {
            let period =
                |start: &str, end: &str| Period { start: start.into(), end: end.into(), ..Period::default() };
            let before = before.map(|end| period("", end));
            let found = problem(before.as_ref(), &period(start, end));
            assert_eq!(found.map(|word| word(Lang::En)), expected.map(|word| word(Lang::En)));
        }
        check(None, "2027-01-01", "2027-03-31", None);
        check(None, "2027-01-01", "2026-03-31", Some(words::ends_before_it_starts));
        check(Some("2027-01-01"), "2027-01-01", "2027-03-31", Some(words::overlaps));
        check(Some("2026-12-31"), "2027-01-01", "2027-01-01", None);
        check(Some("2026-12-31"), "", "", None);
        check(Some("soon"), "2027-01-01", "", None);
    }
}
