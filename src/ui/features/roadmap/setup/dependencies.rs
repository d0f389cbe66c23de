//! Which item needs which, and when it can follow.

use std::rc::Rc;

use yew::prelude::*;

use super::super::RoadmapProps;
use super::card;
use super::wishes::limited;
use crate::domain::editor::{Command, Edit};
use crate::domain::number;
use crate::domain::plan::{Id, Item, Plan, Status};
use crate::domain::roadmap::Timing;
use crate::domain::roadmap::circle::{Link, circle};
use crate::domain::text::{Lang, Word, roadmap_setup as words};
use crate::ui::components::{Button, Choice, IconButton, IconName, SelectField, new_gesture};
use crate::ui::features::pick::{ItemPicker, named};
use crate::ui::store::{Handles, use_handles, use_lang};

/// Lines that are shown before somebody asks for all.
const MOST_LINES: usize = 60;

/// An item of the plan or the bin.
fn anywhere<'a>(plan: &'a Plan, id: &str) -> Option<&'a Rc<Item>> {
    plan.item(id).or_else(|| plan.bin.iter().find(|item| &*item.id == id))
}

fn title(plan: &Plan, id: &str, lang: Lang) -> String {
    anywhere(plan, id).map(|item| item.title_in(lang).to_owned()).unwrap_or_default()
}

/// Why a dependency cannot be met, or why it is met already.
fn remark(plan: &Plan, on: &str) -> Option<(Word, bool)> {
    match plan.item(on) {
        None => Some((words::needs_deleted, true)),
        Some(item) if item.status == Status::Rejected => Some((words::needs_rejected, true)),
        Some(item) if item.status == Status::Shipped => Some((words::needs_shipped, false)),
        Some(_) => None,
    }
}

/// Why two items cannot be linked, in a sentence.
fn obstacle(plan: &Plan, item: &Id, on: &Id, lang: Lang) -> Option<String> {
    let from = plan.item(item)?;
    if from.depends_on.contains(on) {
        return Some(words::already_needs(lang, from.title_in(lang), &title(plan, on, lang)));
    }
    let path = circle(plan, Link::DependsOn, item, on)?;
    let titles: Vec<String> = path.iter().map(|id| title(plan, id, lang)).collect();
    Some(words::circle(lang, &titles))
}

/// The dependencies with their timing.
#[component]
pub fn Dependencies(props: &RoadmapProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let from = use_state_eq(|| None::<Id>);
    let to = use_state_eq(|| None::<Id>);
    let all = use_state_eq(|| false);
    let plan = &props.plan;
    let links = || plan.items.iter().flat_map(|item| item.depends_on.iter().map(move |on| (item, on)));
    let count = links().count();
    let shown = if *all { count } else { MOST_LINES };
    let obstacle = match (&*from, &*to) {
        (Some(from), Some(to)) => obstacle(plan, from, to, lang),
        _ => None,
    };
    let missing = (from.is_none() || to.is_none()).then(|| words::pick_both(lang).to_owned());
    let on_add = {
        let (handles, plan, from, to) = (handles.clone(), plan.clone(), from.clone(), to.clone());
        Callback::from(move |()| {
            let (Some(item), Some(on)) = (from.as_ref().and_then(|id| plan.item(id)), &*to) else { return };
            let depends_on = item.depends_on.iter().chain([on]).cloned().collect();
            handles.edit(Command::EditItems(vec![(Rc::clone(&item.id), Edit::DependsOn(depends_on))]));
            to.set(None);
        })
    };
    let picked = |state: &UseStateHandle<Option<Id>>| {
        let state = state.clone();
        Callback::from(move |id: Id| state.set(Some(id)))
    };
    let show_all = {
        let all = all.clone();
        Callback::from(move |()| all.set(true))
    };
    let content = html! {
        <>
            <p class="hint">{ words::dependencies_help(lang) }</p>
            if count > 0 {
                <ul class="setup__rows">
                    for (item, on) in links().take(shown) {
                        { row(plan, &handles, item, on, lang) }
                    }
                </ul>
            }
            if count > shown {
                <div><Button label={words::show_all(lang, &number::group(count))} on_press={show_all} /></div>
            }
            <div class="setup__add" role="group" aria-label={words::add_dependency(lang)}>
                <ItemPicker plan={plan.clone()} label={words::item(lang)} picked={(*from).clone()} on_picked={picked(&from)} />
                <ItemPicker plan={plan.clone()} label={words::needed(lang)} picked={(*to).clone()} on_picked={picked(&to)} />
                <Button label={words::add_dependency(lang)} icon={IconName::Plus} on_press={on_add}
                    disabled={obstacle.clone().or(missing).map(AttrValue::from)} />
            </div>
            <p class="field__problem" role="alert">{ obstacle.unwrap_or_default() }</p>
        </>
    };
    card("dependencies", lang, content)
}

fn row(plan: &Rc<Plan>, handles: &Handles, item: &Rc<Item>, on: &Id, lang: Lang) -> Html {
    let own = plan.roadmap.limit(&item.id).and_then(|limit| limit.timing.get(on).copied());
    let usual = words::as_usual(lang, plan.roadmap.policy.timing.word()(lang));
    let timings: Vec<Choice> = [Choice::new("", usual)]
        .into_iter()
        .chain(Timing::ALL.iter().map(|timing| Choice::new(timing.file_name(), timing.word()(lang))))
        .collect();
    let on_timing = {
        let (handles, plan, item, on) = (handles.clone(), plan.clone(), Rc::clone(&item.id), Rc::clone(on));
        Callback::from(move |value: String| {
            let change = limited(&plan, &item, |limit| match Timing::from_file_name(&value) {
                Some(timing) => {
                    limit.timing.insert(Rc::clone(&on), timing);
                }
                None => {
                    limit.timing.remove(&on);
                }
            });
            handles.edit(Command::roadmap(vec![change]));
        })
    };
    let on_remove = {
        let (handles, plan, item, on) = (handles.clone(), plan.clone(), Rc::clone(item), Rc::clone(on));
        Callback::from(move |()| {
            // What was said of the timing goes with the link, in one step.
            let gesture = new_gesture();
            let rest = item.depends_on.iter().filter(|other| **other != on).cloned().collect();
            handles.edit_in(gesture, Command::EditItems(vec![(Rc::clone(&item.id), Edit::DependsOn(rest))]));
            if plan.roadmap.limit(&item.id).is_some_and(|limit| limit.timing.contains_key(&on)) {
                let change = limited(&plan, &item.id, |limit| {
                    limit.timing.remove(&on);
                });
                handles.edit_in(gesture, Command::roadmap(vec![change]));
            }
        })
    };
    let needed = anywhere(plan, on).map(|item| named(item, lang)).unwrap_or_default();
    let (one, other) = (item.title_in(lang), title(plan, on, lang));
    html! {
        <li key={format!("{} {on}", item.id)} class="setup__row setup__row--link">
            <span class="setup__pair">
                <span>{ named(item, lang) }</span>
                <span class="setup__verb">{ words::needs(lang) }</span>
                <span>{ needed }</span>
            </span>
            <SelectField label={words::timing_of(lang, one, &other)} bare=true value={own.map_or("", Timing::file_name)} choices={timings} on_chosen={on_timing} />
            <IconButton label={words::remove_dependency(lang, one, &other)} icon={IconName::Close} on_press={on_remove} />
            if let Some((word, bad)) = remark(plan, on) {
                <p class={classes!("setup__wide", if bad { "field__problem" } else { "field__hint" })}>{ word(lang) }</p>
            }
        </li>
    }
}
