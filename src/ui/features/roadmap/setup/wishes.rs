//! What is wished of single items and of several.

use std::collections::HashSet;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::super::RoadmapProps;
use super::{card, edit};
use crate::domain::editor::RoadmapEdit;
use crate::domain::number;
use crate::domain::plan::{Extra, Id, Item, Plan};
use crate::domain::roadmap::{Group, GroupKind, Limit, Roadmap};
use crate::domain::text::{Lang, Word, roadmap_setup as words};
use crate::ui::components::{Button, Choice, Icon, IconButton, IconName, SelectField};
use crate::ui::features::pick::{ItemPicker, named};
use crate::ui::store::{Handles, new_id, use_handles, use_lang};

/// Lines that are shown before somebody asks for all.
const MOST_LINES: usize = 60;

/// The change that gives an item other wishes.
pub fn limited(plan: &Plan, item: &Id, change: impl FnOnce(&mut Limit)) -> RoadmapEdit {
    let blank = || Limit { item: Rc::clone(item), ..Limit::default() };
    let mut limit = plan.roadmap.limit(item).cloned().unwrap_or_else(blank);
    change(&mut limit);
    RoadmapEdit::Limit(limit)
}

/// The items with wishes, in the plan's order, and then those that somebody has added to
/// wish something of.
fn wished(plan: &Plan, added: &[Id]) -> Vec<Rc<Item>> {
    let roadmap = &plan.roadmap;
    let says =
        |limit: &&Limit| limit.earliest.is_some() || limit.latest.is_some() || limit.excluded || limit.must;
    let locked =
        roadmap.placements.iter().filter(|placement| placement.locked).map(|placement| &placement.item);
    let ids: HashSet<&Id> =
        roadmap.limits.iter().filter(says).map(|limit| &limit.item).chain(locked).collect();
    let fresh = added.iter().filter(|id| !ids.contains(id)).filter_map(|id| plan.item(id));
    plan.items.iter().filter(|item| ids.contains(&item.id)).chain(fresh).map(Rc::clone).collect()
}

/// What cannot hold together among the wishes of an item.
fn clash(roadmap: &Roadmap, limit: &Limit) -> Option<Word> {
    let place = |period: &Option<Id>| period.as_ref().and_then(|period| roadmap.place_of(period));
    let (earliest, latest) = (place(&limit.earliest), place(&limit.latest));
    let locked = roadmap.placement(&limit.item).filter(|placement| placement.locked);
    let stands = locked.and_then(|placement| roadmap.place_of(&placement.period));
    let outside =
        |at: usize| earliest.is_some_and(|first| at < first) || latest.is_some_and(|last| at > last);
    match (earliest, latest) {
        (Some(first), Some(last)) if first > last => Some(words::earliest_after_latest),
        _ if stands.is_some_and(outside) => Some(words::locked_outside),
        _ if limit.must && limit.excluded => Some(words::must_and_out),
        _ => None,
    }
}

/// Wishes, and groups of items.
#[component]
pub fn Wishes(props: &RoadmapProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let added = use_state_eq(Vec::<Id>::new);
    let all = use_state_eq(|| false);
    let plan = &props.plan;
    let items = wished(plan, &added);
    let shown = if *all { items.len() } else { MOST_LINES };
    let on_picked = {
        let added = added.clone();
        Callback::from(move |id: Id| added.set(added.iter().chain([&id]).cloned().collect()))
    };
    let on_done = {
        let added = added.clone();
        Callback::from(move |id: Id| added.set(added.iter().filter(|other| **other != id).cloned().collect()))
    };
    let show_all = {
        let all = all.clone();
        Callback::from(move |()| all.set(true))
    };
    let content = html! {
        <>
            <p class="hint">{ words::wishes_help(lang) }</p>
            if !items.is_empty() {
                <div class="setup__scroll">
                    <table class="setup__table wishes">
                        <thead>
                            <tr>
                                <th scope="col">{ words::item(lang) }</th>
                                <th scope="col">{ words::earliest(lang) }</th>
                                <th scope="col">{ words::latest(lang) }</th>
                                <th scope="col">{ words::locked_in(lang) }</th>
                                <th scope="col">{ words::must(lang) }</th>
                                <th scope="col">{ words::kept_out(lang) }</th>
                                <td></td>
                            </tr>
                        </thead>
                        <tbody>
                            for item in items.iter().take(shown) {
                                { row(plan, &handles, item, &on_done, lang) }
                            }
                        </tbody>
                    </table>
                </div>
            }
            if items.len() > shown {
                <div><Button label={words::show_all(lang, &number::group(items.len()))} on_press={show_all} /></div>
            }
            <div class="setup__add">
                <ItemPicker plan={plan.clone()} label={words::add_wish(lang)} without={items.iter().map(|item| Rc::clone(&item.id)).collect::<Vec<Id>>()} {on_picked} />
            </div>
            <Groups plan={plan.clone()} />
        </>
    };
    card("wishes", lang, content)
}

fn row(plan: &Rc<Plan>, handles: &Handles, item: &Rc<Item>, on_done: &Callback<Id>, lang: Lang) -> Html {
    let roadmap = &plan.roadmap;
    let blank = || Limit { item: Rc::clone(&item.id), ..Limit::default() };
    let limit = roadmap.limit(&item.id).cloned().unwrap_or_else(blank);
    let placement = roadmap.placement(&item.id).filter(|placement| placement.locked);
    let periods = |none: Word| -> Vec<Choice> {
        let all = roadmap.periods.iter();
        [Choice::new("", none(lang))]
            .into_iter()
            .chain(all.map(|period| Choice::new(period.id.to_string(), period.title_in(lang).to_owned())))
            .collect()
    };
    let change = |make: fn(&mut Limit, String)| {
        let (handles, plan, id) = (handles.clone(), plan.clone(), Rc::clone(&item.id));
        Callback::from(move |value: String| {
            edit(&handles, vec![limited(&plan, &id, |limit| make(limit, value))]);
        })
    };
    let ticked = |make: fn(&mut Limit, String)| {
        change(make).reform(|event: Event| {
            let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            if field.is_some_and(|field| field.checked()) { "on".to_owned() } else { String::new() }
        })
    };
    let on_lock = {
        let (handles, id) = (handles.clone(), Rc::clone(&item.id));
        Callback::from(move |period: String| {
            let item = Rc::clone(&id);
            let change = match period.is_empty() {
                true => RoadmapEdit::Lock { items: vec![item], locked: false },
                false => RoadmapEdit::Place { item, period: Some(period.as_str().into()) },
            };
            edit(&handles, vec![change]);
        })
    };
    let on_remove = {
        let (handles, plan, id, on_done) =
            (handles.clone(), plan.clone(), Rc::clone(&item.id), on_done.clone());
        Callback::from(move |()| {
            on_done.emit(Rc::clone(&id));
            // The timing of dependencies is said elsewhere, and stays.
            let change = limited(&plan, &id, |limit| {
                (limit.earliest, limit.latest) = (None, None);
                (limit.must, limit.excluded) = (false, false);
            });
            edit(&handles, vec![RoadmapEdit::Lock { items: vec![Rc::clone(&id)], locked: false }, change]);
        })
    };
    let title = item.title_in(lang);
    let id = |period: &Option<Id>| period.as_ref().map(|period| period.to_string()).unwrap_or_default();
    html! {
        <tr key={item.id.to_string()}>
            <th scope="row">
                { named(item, lang) }
                if let Some(problem) = clash(roadmap, &limit) {
                    <span class="field__problem setup__about">{ problem(lang) }</span>
                }
            </th>
            <td data-label={words::earliest(lang)}><SelectField label={words::earliest_of(lang, title)} bare=true value={id(&limit.earliest)} choices={periods(words::any)}
                on_chosen={change(|limit, value| limit.earliest = period_in(value))} /></td>
            <td data-label={words::latest(lang)}><SelectField label={words::latest_of(lang, title)} bare=true value={id(&limit.latest)} choices={periods(words::any)}
                on_chosen={change(|limit, value| limit.latest = period_in(value))} /></td>
            <td data-label={words::locked_in(lang)}><SelectField label={words::locked_of(lang, title)} bare=true value={placement.map(|placement| placement.period.to_string()).unwrap_or_default()}
                choices={periods(words::not_locked)} on_chosen={on_lock} /></td>
            <td data-label={words::must(lang)}><label class="wishes__tick"><input type="checkbox" class="checkbox" aria-label={words::must_of(lang, title)} checked={limit.must}
                onchange={ticked(|limit, on| (limit.must, limit.excluded) = (!on.is_empty(), limit.excluded && on.is_empty()))} /></label></td>
            <td data-label={words::kept_out(lang)}><label class="wishes__tick"><input type="checkbox" class="checkbox" aria-label={words::kept_out_of(lang, title)} checked={limit.excluded}
                onchange={ticked(|limit, on| (limit.excluded, limit.must) = (!on.is_empty(), limit.must && on.is_empty()))} /></label></td>
            <td><IconButton label={words::remove_wishes(lang, title)} icon={IconName::Close} on_press={on_remove} /></td>
        </tr>
    }
}

/// The period that was chosen; none for the first line of the list.
fn period_in(value: String) -> Option<Id> {
    if value.is_empty() { None } else { Some(value.into()) }
}

/// Items that go together, apart, or of which one excludes the others.
#[component]
fn Groups(props: &RoadmapProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let kind = use_state_eq(|| GroupKind::Together);
    // Two items make a group; until then the first one waits here.
    let first = use_state_eq(|| None::<Id>);
    let plan = &props.plan;
    let kinds = kinds(lang);
    let on_kind = {
        let kind = kind.clone();
        Callback::from(move |value: String| {
            kind.set(GroupKind::from_file_name(&value).unwrap_or(GroupKind::Together))
        })
    };
    let on_picked = {
        let (handles, first, kind) = (handles.clone(), first.clone(), kind.clone());
        Callback::from(move |id: Id| match &*first {
            Some(one) => {
                let items = vec![Rc::clone(one), id];
                let group = Group { id: new_id("gr"), kind: *kind, items, extra: Extra::new() };
                edit(&handles, vec![RoadmapEdit::Group(group)]);
                first.set(None);
            }
            None => first.set(Some(id)),
        })
    };
    let waiting = first.as_ref().and_then(|id| plan.item(id)).map(|item| named(item, lang));
    let label = match &waiting {
        Some(name) => words::group_second(lang, name),
        None => words::group_first(lang).to_owned(),
    };
    html! {
        <div class="groups-of-items">
            <h3 class="setup__subheading">{ words::groups(lang) }</h3>
            <p class="hint">{ words::groups_help(lang) }</p>
            <ul class="setup__rows">
                for group in &plan.roadmap.groups {
                    { group_row(plan, &handles, group, lang) }
                }
            </ul>
            <div class="setup__add" role="group" aria-label={words::new_group(lang)}>
                <SelectField label={words::new_group(lang)} value={kind.file_name()} choices={kinds} on_chosen={on_kind} />
                <ItemPicker plan={plan.clone()} {label} without={first.iter().cloned().collect::<Vec<Id>>()} {on_picked} />
            </div>
            <p class="hint" role="status">{ waiting.map(|name| words::group_waits(lang, &name)).unwrap_or_default() }</p>
        </div>
    }
}

fn kinds(lang: Lang) -> Vec<Choice> {
    GroupKind::ALL.iter().map(|kind| Choice::new(kind.file_name(), kind.word()(lang))).collect()
}

fn group_row(plan: &Rc<Plan>, handles: &Handles, group: &Group, lang: Lang) -> Html {
    let put = {
        let (handles, group) = (handles.clone(), group.clone());
        move |change: &dyn Fn(&mut Group)| {
            let mut group = group.clone();
            change(&mut group);
            // One item alone is no group.
            let edits = match group.items.len() {
                0 | 1 => vec![RoadmapEdit::Ungroup(group.id)],
                _ => vec![RoadmapEdit::Group(group)],
            };
            edit(&handles, edits);
        }
    };
    let on_kind = {
        let put = put.clone();
        Callback::from(move |value: String| {
            if let Some(kind) = GroupKind::from_file_name(&value) {
                put(&|group| group.kind = kind);
            }
        })
    };
    let on_picked = {
        let put = put.clone();
        Callback::from(move |id: Id| put(&|group| group.items.push(Rc::clone(&id))))
    };
    let drop_item = |id: &Id| {
        let (put, id) = (put.clone(), Rc::clone(id));
        Callback::from(move |_: MouseEvent| put(&|group| group.items.retain(|item| *item != id)))
    };
    let on_remove = {
        let (handles, id) = (handles.clone(), Rc::clone(&group.id));
        Callback::from(move |()| edit(&handles, vec![RoadmapEdit::Ungroup(Rc::clone(&id))]))
    };
    let name = |id: &Id| match plan.item(id) {
        Some(item) => named(item, lang),
        None => words::deleted_item(lang).to_owned(),
    };
    html! {
        <li key={group.id.to_string()} class="setup__row setup__row--group">
            <SelectField label={words::kind_of_group(lang)} bare=true value={group.kind.file_name()} choices={kinds(lang)} on_chosen={on_kind} />
            <div class="setup__areas" role="group" aria-label={words::items_of_group(lang)}>
                for id in &group.items {
                    <button key={id.to_string()} type="button" class="chip" aria-label={words::drop_item(lang, &name(id))} title={words::drop_item(lang, &name(id))} onclick={drop_item(id)}>
                        <span>{ name(id) }</span><Icon name={IconName::Close} />
                    </button>
                }
                <ItemPicker plan={plan.clone()} label={words::add_to_group(lang)} bare=true without={group.items.clone()} {on_picked} />
            </div>
            <IconButton label={words::remove_group(lang)} icon={IconName::Close} on_press={on_remove} />
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::roadmap::{Period, Placement};

    fn plan() -> Plan {
        let items = ["a", "b", "c", "d"].map(|id| Rc::new(Item::new(id.into(), id, id))).to_vec();
        let mut plan = Plan { items, ..Plan::default() };
        let period = |id: &str| Period { id: id.into(), ..Period::default() };
        let roadmap = Rc::make_mut(&mut plan.roadmap);
        roadmap.periods = ["1", "2", "3"].map(period).to_vec();
        roadmap.placements =
            vec![Placement { item: "c".into(), period: "2".into(), locked: true, ..Placement::default() }];
        plan
    }

    #[test]
    fn who_has_a_wish_or_a_lock_is_listed_and_who_was_added_comes_last() {
        let mut plan = plan();
        let mut timing = Limit { item: "d".into(), ..Limit::default() };
        timing.timing.insert("a".into(), crate::domain::roadmap::Timing::SamePeriod);
        let must = Limit { item: "b".into(), must: true, ..Limit::default() };
        let gone = Limit { item: "gone".into(), must: true, ..Limit::default() };
        Rc::make_mut(&mut plan.roadmap).limits = vec![gone, timing, must];
        let ids = |added: &[&str]| -> String {
            let added: Vec<Id> = added.iter().map(|id| Id::from(*id)).collect();
            wished(&plan, &added).iter().map(|item| item.id.to_string()).collect()
        };
        assert_eq!(ids(&[]), "bc");
        assert_eq!(ids(&["d", "a", "b", "gone"]), "bcda");
    }

    #[test]
    fn wishes_that_cannot_hold_together_are_told() {
        let plan = plan();
        let check =
            |item: &str, earliest: &str, latest: &str, flags: (bool, bool), expected: Option<Word>| {
                let limit = Limit {
                    item: item.into(),
                    earliest: period_in(earliest.to_owned()),
                    latest: period_in(latest.to_owned()),
                    must: flags.0,
                    excluded: flags.1,
                    ..Limit::default()
                };
                let found = clash(&plan.roadmap, &limit).map(|word| word(Lang::En));
                assert_eq!(found, expected.map(|word| word(Lang::En)), "{limit:?}");
            };
        check("a", "1", "1", (true, false), None);
        check("a", "2", "1", (false, false), Some(words::earliest_after_latest));
        check("c", "2", "2", (false, false), None);
        check("c", "3", "", (false, false), Some(words::locked_outside));
        check("c", "", "1", (false, false), Some(words::locked_outside));
        check("a", "", "", (true, true), Some(words::must_and_out));
        check("a", "gone", "1", (false, false), None);
    }
}
