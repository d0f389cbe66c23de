//! Items of the plan to ask about, and features of its own.

use std::collections::HashSet;
use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::super::KanoProps;
use super::edit;
use crate::domain::editor::StudyEdit;
use crate::domain::kano::study::MOST_FEATURES;
use crate::domain::number::group;
use crate::domain::plan::{Id, Item, Plan};
use crate::domain::text::{Lang, fold, kano_study as words, kano_survey};
use crate::platform::element;
use crate::ui::components::{Button, Icon, IconName};
use crate::ui::store::{Handles, new_id, use_handles, use_lang};

/// Items that are offered at once; a search finds the others.
const MOST_OFFERED: usize = 40;

/// Adds items of the plan to the study, and new ones to both.
#[component]
pub fn Picker(props: &KanoProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let search = use_state_eq(String::new);
    let plan = &props.plan;
    let (offered, count) = offered(plan, &search);
    let full = plan.kano.features.len() >= MOST_FEATURES;
    let on_search = {
        let search = search.clone();
        Callback::from(move |event: InputEvent| search.set(element::value_of(&event)))
    };
    html! {
        <div class="study__picker">
            if full {
                <p class="hint">{ kano_survey::too_many_features(lang, &group(MOST_FEATURES)) }</p>
            } else {
                <h3 class="kano-card__subtitle">{ words::add_items(lang) }</h3>
                { add_selected(props, &handles, lang) }
                <input type="search" class="field__input" aria-label={words::search_items(lang)} placeholder={words::search_items(lang)}
                    autocomplete="off" oninput={on_search} />
                <ul class="study__offers">
                    for item in &offered {
                        <li key={item.id.to_string()}>
                            <button type="button" class="study__offer" title={words::add_item(lang, item.title_in(lang))} onclick={{
                                let (handles, id) = (handles.clone(), Rc::clone(&item.id));
                                Callback::from(move |_: MouseEvent| edit(&handles, StudyEdit::AddFeatures(vec![Rc::clone(&id)])))
                            }}>
                                <Icon name={IconName::Plus} />
                                <span class="study__key">{ &item.key }</span>
                                <span class="study__title">{ item.title_in(lang) }</span>
                            </button>
                        </li>
                    }
                </ul>
                <p class="hint" role="status">
                    if count == 0 && search.is_empty() {
                        { words::no_item_left(lang) }
                    } else if count == 0 {
                        { words::no_item_found(lang) }
                    } else if count > offered.len() {
                        { words::more_items(lang, count - offered.len()) }
                    }
                </p>
                <NewFeature />
            }
        </div>
    }
}

/// The first items that the study does not ask about and that match, and how many there are.
fn offered<'a>(plan: &'a Plan, search: &str) -> (Vec<&'a Rc<Item>>, usize) {
    let asked: HashSet<&Id> = plan.kano.features.iter().map(|feature| &feature.item).collect();
    let search = fold(search.trim());
    let matches = |item: &Item| {
        let has = |text: &str| fold(text).contains(&search);
        search.is_empty() || has(&item.title) || has(&item.key) || item.title_alt.as_deref().is_some_and(has)
    };
    let found = || plan.items.iter().filter(|item| !asked.contains(&item.id) && matches(item));
    (found().take(MOST_OFFERED).collect(), found().count())
}

/// The button that takes in what is selected in the grid, where that brings something.
fn add_selected(props: &KanoProps, handles: &Handles, lang: Lang) -> Html {
    let ids = selected(&props.plan, &props.selected);
    let room = MOST_FEATURES.saturating_sub(props.plan.kano.features.len());
    if ids.is_empty() {
        return Html::default();
    }
    let label = words::add_selected(lang, ids.len());
    let too_many = (ids.len() > room).then(|| kano_survey::too_many_features(lang, &group(MOST_FEATURES)));
    let add = {
        let handles = handles.clone();
        Callback::from(move |()| {
            let count = ids.len();
            edit(&handles, StudyEdit::AddFeatures(ids.clone()));
            handles.tell_undoable(words::added_selected(lang, count));
        })
    };
    html! {
        <div class="study__actions">
            <Button {label} disabled={too_many.clone().map(AttrValue::from)} on_press={add} />
            if let Some(sentence) = too_many {
                <p class="hint">{ sentence }</p>
            }
        </div>
    }
}

/// The selected items that the study does not ask about, in the plan's order.
fn selected(plan: &Plan, selected: &HashSet<Id>) -> Vec<Id> {
    let is_new = |item: &&Rc<Item>| selected.contains(&item.id) && plan.kano.feature(&item.id).is_none();
    plan.items.iter().filter(is_new).map(|item| Rc::clone(&item.id)).collect()
}

/// A feature that is no item yet.
#[component]
fn NewFeature() -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let field = use_node_ref();
    let add = {
        let (handles, field) = (handles.clone(), field.clone());
        Callback::from(move |()| {
            let Some(input) = field.cast::<HtmlInputElement>() else { return };
            let title = input.value();
            if !title.trim().is_empty() {
                edit(&handles, StudyEdit::NewFeatures(vec![Item::new(new_id("i"), "", title.trim())]));
                input.set_value("");
            }
            element::focus(&field);
        })
    };
    let onkeydown = {
        let add = add.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && !element::is_composing(&event) {
                event.prevent_default();
                add.emit(());
            }
        })
    };
    html! {
        <div class="field study__new">
            <label class="field__label" for="study-new">{ words::new_feature(lang) }</label>
            <div class="study__new-row">
                <input ref={field} id="study-new" type="text" class="field__input" autocomplete="off" aria-describedby="study-new-about" {onkeydown} />
                <Button label={words::add(lang)} on_press={add} />
            </div>
            <span class="field__hint" id="study-new-about">{ words::new_feature_hint(lang) }</span>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kano::Feature;

    #[test]
    fn of_the_selection_only_what_is_new_to_the_study_is_added_in_the_plans_order() {
        let mut plan = Plan::new("p".into(), "Plan", "2026-11-22T09:00:00Z");
        for id in ["i3", "i1", "i2", "i4"] {
            plan.items.push(Rc::new(Item::new(id.into(), "", id)));
        }
        Rc::make_mut(&mut plan.kano).features = vec![Feature { item: "i1".into(), ..Feature::default() }];
        for (chosen, expected) in
            [(vec!["i2", "i1", "i3", "deleted"], vec!["i3", "i2"]), (vec!["i1"], vec![]), (vec![], vec![])]
        {
            let chosen: HashSet<Id> = chosen.into_iter().map(Id::from).collect();
            let expected: Vec<Id> = expected.into_iter().map(Id::from).collect();
            assert_eq!(selected(&plan, &chosen), expected, "{chosen:?}");
        }
    }

    #[test]
    fn what_is_asked_about_is_not_offered_again() {
        let mut plan = Plan::new("p".into(), "Plan", "2026-11-22T09:00:00Z");
        for at in 1..=60 {
            let mut item = Item::new(format!("i{at}").into(), format!("SY-{at}"), format!("Feature {at}"));
            item.title_alt = (at == 7).then(|| "游客结算".to_owned());
            plan.items.push(Rc::new(item));
        }
        let feature = |item: &str| Feature { item: item.into(), ..Feature::default() };
        Rc::make_mut(&mut plan.kano).features = vec![feature("i1"), feature("gone")];
        let titles = |search: &str| {
            let (offered, count) = offered(&plan, search);
            (offered.first().map(|item| item.key.clone()), offered.len(), count)
        };
        for (search, first, shown, count) in [
            ("", Some("SY-2"), MOST_OFFERED, 59),
            ("  FEATURE 5", Some("SY-5"), 11, 11),
            ("sy-60", Some("SY-60"), 1, 1),
            ("游客", Some("SY-7"), 1, 1),
            ("feature 1 ", Some("SY-10"), 10, 10),
            ("nothing", None, 0, 0),
        ] {
            assert_eq!(titles(search), (first.map(str::to_owned), shown, count), "{search}");
        }
    }
}
