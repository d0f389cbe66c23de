//! Above the grid: framework, search, filters, order; or what to do with the selection.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::rc::Rc;

use yew::prelude::*;

use super::columns::Column;
use crate::domain::editor::Command;
use crate::domain::frameworks;
use crate::domain::plan::{Criterion, Id, Item, KanoCategory, Plan, Status};
use crate::domain::text::{Lang, common, fields, items, shell};
use crate::ui::actions;
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Button, Choice, IconName, Popover, SelectField, TextField, Variant};
use crate::ui::preferences::{Preferences, PreferencesMsg};
use crate::ui::session::{Dialog, Filter, Session, SessionMsg, Sort, SortKey};
use crate::ui::store::{use_handles, use_lang};

/// Properties of [`Toolbar`].
#[derive(Properties)]
pub struct ToolbarProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// This visit.
    pub session: Rc<Session>,
    /// This browser.
    pub preferences: Rc<Preferences>,
}

impl PartialEq for ToolbarProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
            && self.session.filter == other.session.filter
            && self.session.sort == other.session.sort
            && Rc::ptr_eq(&self.session.selected, &other.session.selected)
            && self.preferences == other.preferences
    }
}

/// The toolbar of the Items screen.
#[component]
pub fn Toolbar(props: &ToolbarProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let framework = props.preferences.framework();
    let filter = &props.session.filter;
    let choose_framework = |id: &'static str| {
        let handles = handles.clone();
        Callback::from(move |()| handles.prefer(PreferencesMsg::Framework(id)))
    };
    let set_filter = {
        let (handles, filter) = (handles.clone(), Rc::clone(filter));
        move |change: fn(&mut Filter, String)| {
            let (handles, filter) = (handles.clone(), filter.clone());
            Callback::from(move |value: String| {
                let mut next = (*filter).clone();
                change(&mut next, value);
                handles.session(SessionMsg::Filtered(next));
            })
        }
    };
    let on_search = set_filter(|filter, text| filter.text = text);
    let open = |dialog: Dialog| {
        let handles = handles.clone();
        Callback::from(move |()| handles.open(dialog.clone()))
    };
    let add = {
        let (handles, active) = (handles.clone(), props.session.active.clone());
        Callback::from(move |()| actions::new_item(&handles, lang, active.clone()))
    };
    let sort_choices = sort_choices(framework, &props.plan.settings.criteria, lang);
    let on_sort = {
        let (handles, keys) = (handles.clone(), sort_keys(framework, &props.plan.settings.criteria));
        Callback::from(move |value: String| {
            if let Some(by) = value.parse::<usize>().ok().and_then(|at| keys.get(at).cloned()) {
                handles.session(SessionMsg::Sorted(Sort { by, reversed: false }));
            }
        })
    };
    let sorted_at = sort_keys(framework, &props.plan.settings.criteria)
        .iter()
        .position(|key| *key == props.session.sort.by)
        .unwrap_or(0);
    html! {
        <div class="toolbar" role="group" aria-label={items::toolbar(lang)}>
            <div class="toolbar__row">
                <span class="toolbar__title" aria-hidden="true">{ shell::items(lang) }</span>
                <div class="segments" role="group" aria-label={items::framework(lang)}>
                    for other in frameworks::ALL {
                        <button key={other.id} type="button" class="segment" title={(other.about)(lang)}
                            aria-pressed={if std::ptr::eq(*other, framework) { "true" } else { "false" }}
                            onclick={choose_framework(other.id).reform(|_: MouseEvent| ())}>{ (other.name)(lang) }</button>
                    }
                </div>
                <span class="toolbar__gap"></span>
                <Button label={shell::import(lang)} on_press={open(Dialog::Import(None))} />
                <Button label={shell::columns(lang)} on_press={open(Dialog::Columns)} />
                <Button label={shell::new_item(lang)} icon={IconName::Plus} variant={Variant::Primary} on_press={add} />
            </div>
            if props.session.selected.is_empty() {
                <div class="toolbar__row toolbar__row--filters">
                    <TextField class="toolbar__search" label={items::search_items(lang)} bare=true placeholder={items::search_items(lang)}
                        value={filter.text.clone()} at_once=true on_typed={on_search.reform(|(text, _)| text)} />
                    for facet in Facet::ALL {
                        <Choices key={facet as usize} {facet} plan={ByPointer(props.plan.clone())} chosen={facet.chosen(filter)} on_toggled={set_filter(facet.toggle())} />
                    }
                    if !filter.is_empty() {
                        <Button label={items::clear_filters(lang)} variant={Variant::Quiet}
                            on_press={{ let handles = handles.clone(); Callback::from(move |()| handles.session(SessionMsg::Filtered(Filter::default()))) }} />
                    }
                    <span class="toolbar__gap"></span>
                    <button type="button" class="chip" onclick={open(Dialog::Settings).reform(|_: MouseEvent| ())}>
                        { shell::per_period(lang, props.plan.settings.reach_period.label(lang)) }
                        { " · " }{ props.plan.settings.effort_unit.label(lang) }
                    </button>
                    <div class="toolbar__order">
                        <SelectField label={items::order(lang)} bare=true value={sorted_at.to_string()} choices={sort_choices} on_chosen={on_sort} />
                    </div>
                </div>
            } else {
                <SelectionBar plan={ByPointer(props.plan.clone())} selected={props.session.selected.clone()} />
            }
        </div>
    }
}

fn sort_keys(framework: &frameworks::Framework, criteria: &[Criterion]) -> Vec<SortKey> {
    let columns = [
        Column::Title,
        Column::Status,
        Column::Area,
        Column::Kano,
        Column::Better,
        Column::Worse,
        Column::Owner,
        Column::Key,
        Column::RankRange,
    ];
    let inputs = framework.places(criteria).into_iter().map(Column::Input);
    [SortKey::Score, SortKey::Manual].into_iter().chain(inputs.chain(columns).map(SortKey::Column)).collect()
}

fn sort_choices(
    framework: &'static frameworks::Framework,
    criteria: &[Criterion],
    lang: Lang,
) -> Vec<Choice> {
    sort_keys(framework, criteria)
        .iter()
        .enumerate()
        .map(|(at, key)| {
            let name = match key {
                SortKey::Score => items::sort_rank(lang).to_owned(),
                SortKey::Manual => items::sort_manual(lang).to_owned(),
                SortKey::Column(column) => column.heading(framework, criteria, lang),
            };
            Choice::new(at.to_string(), name)
        })
        .collect()
}

/// What the grid can be narrowed by.
#[derive(Clone, Copy, PartialEq)]
enum Facet {
    Status,
    Area,
    Tag,
    Kano,
}

impl Facet {
    const ALL: [Facet; 4] = [Facet::Status, Facet::Area, Facet::Tag, Facet::Kano];

    fn name(self, lang: Lang) -> &'static str {
        match self {
            Facet::Status => items::filter_status(lang),
            Facet::Area => items::filter_area(lang),
            Facet::Tag => items::filter_tag(lang),
            Facet::Kano => fields::kano(lang),
        }
    }

    /// What people read for a value.
    fn label(self, value: &str, lang: Lang) -> String {
        match self {
            Facet::Status => Status::from_file_name(value).map_or("", |status| status.label(lang)).to_owned(),
            Facet::Area if value.is_empty() => items::no_area(lang).to_owned(),
            Facet::Tag if value.is_empty() => items::no_tag(lang).to_owned(),
            Facet::Area | Facet::Tag => value.to_owned(),
            Facet::Kano => match KanoCategory::from_file_name(value) {
                Some(category) => format!("{value} · {}", category.label(lang)),
                None => items::no_kano(lang).to_owned(),
            },
        }
    }

    /// The values that are chosen.
    fn chosen(self, filter: &Filter) -> BTreeSet<String> {
        match self {
            Facet::Status => filter.statuses.iter().map(|status| status.file_name().to_owned()).collect(),
            Facet::Area => filter.areas.clone(),
            Facet::Tag => filter.tags.clone(),
            Facet::Kano => filter.kanos.iter().map(|kano| kano_value(*kano)).collect(),
        }
    }

    /// Chooses a value, or no longer.
    fn toggle(self) -> fn(&mut Filter, String) {
        fn toggle<T: Ord>(set: &mut BTreeSet<T>, value: T) {
            if !set.remove(&value) {
                set.insert(value);
            }
        }
        match self {
            Facet::Status => |filter, value| {
                if let Some(status) = Status::from_file_name(&value) {
                    toggle(&mut filter.statuses, status);
                }
            },
            Facet::Area => |filter, value| toggle(&mut filter.areas, value),
            Facet::Tag => |filter, value| toggle(&mut filter.tags, value),
            Facet::Kano => |filter, value| toggle(&mut filter.kanos, KanoCategory::from_file_name(&value)),
        }
    }

    /// All values of a plan and how many items have each.
    fn values(self, plan: &Plan) -> Vec<(String, usize)> {
        match self {
            Facet::Status => {
                let count = |status| plan.items.iter().filter(|item| item.status == status).count();
                Status::ALL.iter().map(|&status| (status.file_name().to_owned(), count(status))).collect()
            }
            Facet::Area => counted(plan.items.iter().map(|item| item.area.as_str())),
            Facet::Tag => counted(plan.items.iter().flat_map(|item| {
                let untagged = item.tags.is_empty().then_some("");
                item.tags.iter().map(String::as_str).chain(untagged)
            })),
            Facet::Kano => {
                let of = |item: &Item| item.kano.as_ref().map(|mark| mark.category);
                let count = |kano| plan.items.iter().filter(|item| of(item) == kano).count();
                let categories = KanoCategory::ALL.iter().copied().map(Some);
                categories.chain([None]).map(|kano| (kano_value(kano), count(kano))).collect()
            }
        }
    }
}

/// How a category, or none, is written among the values of the filter.
fn kano_value(kano: Option<KanoCategory>) -> String {
    kano.map_or("", KanoCategory::file_name).to_owned()
}

fn counted<'a>(values: impl Iterator<Item = &'a str>) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts.into_iter().map(|(value, count)| (value.to_owned(), count)).collect()
}

/// Properties of [`Choices`].
#[derive(Properties, Clone, PartialEq)]
struct ChoicesProps {
    facet: Facet,
    plan: ByPointer<Plan>,
    chosen: BTreeSet<String>,
    on_toggled: Callback<String>,
}

/// A chip that opens a list of boxes to tick.
#[component]
fn Choices(props: &ChoicesProps) -> Html {
    let lang = use_lang();
    let words = match props.chosen.iter().collect::<Vec<_>>().as_slice() {
        [] => common::all(lang).to_owned(),
        [one] => props.facet.label(one, lang),
        more => more.len().to_string(),
    };
    html! {
        <Popover label={items::filter_with(lang, props.facet.name(lang), &words)} look="chip" active={!props.chosen.is_empty()}>
            <ChoiceList facet={props.facet} plan={props.plan.clone()} chosen={props.chosen.clone()} on_toggled={props.on_toggled.clone()} />
        </Popover>
    }
}

/// The boxes. A component of its own, so that nothing is counted while it is closed.
#[component]
fn ChoiceList(props: &ChoicesProps) -> Html {
    let lang = use_lang();
    html! {
        <fieldset class="choices">
            <legend class="visually-hidden">{ props.facet.name(lang) }</legend>
            for (value, count) in props.facet.values(&props.plan.0) {
                <label key={value.clone()} class="choices__row">
                    <input type="checkbox" class="checkbox" checked={props.chosen.contains(&value)}
                        onchange={{ let (on_toggled, value) = (props.on_toggled.clone(), value.clone()); Callback::from(move |_: Event| on_toggled.emit(value.clone())) }} />
                    <span class="choices__label">{ props.facet.label(&value, lang) }</span>
                    <span class="choices__count">{ count }</span>
                </label>
            }
        </fieldset>
    }
}

/// Properties of [`SelectionBar`].
#[derive(Properties, PartialEq)]
struct SelectionBarProps {
    plan: ByPointer<Plan>,
    selected: Rc<HashSet<Id>>,
}

/// Asks why one of two items stands above the other.
fn ask_why(handles: &crate::ui::store::Handles, _: &Plan, ids: &[Id], _: Lang) {
    if let [one, other] = ids {
        handles.open(Dialog::Why(Rc::clone(one), Rc::clone(other)));
    }
}

/// What can be done with the selected items.
#[component]
fn SelectionBar(props: &SelectionBarProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    // This is rendered at every edit, of which most leave the same items in the plan.
    let count = use_memo((props.plan.0.items.len(), ByPointer(props.selected.clone())), |(_, selected)| {
        props.plan.0.items.iter().filter(|item| selected.0.contains(&item.id)).count()
    });
    // In the plan's order, and asked for only when something is done.
    let ids = {
        let (plan, selected) = (Rc::clone(&props.plan.0), Rc::clone(&props.selected));
        move || -> Vec<Id> {
            let items = plan.items.iter().filter(|item| selected.contains(&item.id));
            items.map(|item| Rc::clone(&item.id)).collect()
        }
    };
    let set_status = {
        let (handles, ids) = (handles.clone(), ids.clone());
        Callback::from(move |status: Status| {
            let edits =
                ids().into_iter().map(|id| (id, crate::domain::editor::Edit::Status(status))).collect();
            handles.edit(Command::EditItems(edits));
        })
    };
    let on = |run: fn(&crate::ui::store::Handles, &Plan, &[Id], Lang)| {
        let (handles, ids, plan) = (handles.clone(), ids.clone(), Rc::clone(&props.plan.0));
        Callback::from(move |()| run(&handles, &plan, &ids(), lang))
    };
    html! {
        <div class="toolbar__row toolbar__row--selection" role="group" aria-label={items::bulk(lang)}>
            <strong class="toolbar__count">{ items::selected(lang, *count) }</strong>
            <Popover label={items::filter_status(lang)} look="chip" menu=true>
                for status in Status::ALL.iter().copied() {
                    <button key={status.file_name()} type="button" class="menu__item" role="menuitem"
                        onclick={set_status.reform(move |_: MouseEvent| status)}>{ status.label(lang) }</button>
                }
            </Popover>
            <Button label={items::bulk_edit(lang)} on_press={on(|handles, _, _, _| handles.open(Dialog::Bulk))} />
            if *count == 2 {
                <Button label={items::why_order(lang)} on_press={on(ask_why)} />
            }
            <a class="button" href="#/kano" title={items::to_kano_study_help(lang)}>{ items::to_kano_study(lang) }</a>
            <Button label={items::duplicate(lang)} on_press={on(|handles, plan, ids, _| actions::duplicate(handles, plan, ids))} />
            <Button label={common::delete(lang)} variant={Variant::Danger} on_press={on(actions::delete)} />
            <Button label={items::clear_selection(lang)} variant={Variant::Quiet}
                on_press={on(|handles, _, _, _| handles.session(SessionMsg::Selected(HashSet::new())))} />
        </div>
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::domain::sample;
    use crate::ui::rendered::rendered;
    use crate::ui::store::{Channels, Handles};

    #[test]
    fn two_selected_items_can_be_asked_about_and_no_other_number_of_them() {
        let plan = Rc::new(sample::plan(Lang::En, "p".into(), "2026-11-22T09:00:00Z"));
        let ids: Vec<Id> = plan.items.iter().take(3).map(|item| Rc::clone(&item.id)).collect();
        for count in 1..=3 {
            let selected = Rc::new(ids.iter().take(count).cloned().collect());
            let html =
                rendered::<SelectionBar>(SelectionBarProps { plan: ByPointer(Rc::clone(&plan)), selected });
            assert_eq!(html.contains(items::why_order(Lang::En)), count == 2, "{count}");
        }
        let told = Rc::new(RefCell::new(Vec::new()));
        let session = {
            let told = Rc::clone(&told);
            Callback::from(move |message: SessionMsg| told.borrow_mut().push(message))
        };
        let handles = Handles::from(Channels { session, ..Channels::default() });
        for count in 1..=3 {
            ask_why(&handles, &plan, &ids[..count], Lang::En);
        }
        let told = told.borrow();
        let [SessionMsg::Dialog(Some(Dialog::Why(one, other)))] = told.as_slice() else {
            panic!("no question")
        };
        assert_eq!((one, other), (&ids[0], &ids[1]));
    }
}
