//! The plan's own criteria: a list of cards, each with title, weight, direction and scale.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::editor::{Command, Edit};
use crate::domain::frameworks::{self, Basis};
use crate::domain::number;
use crate::domain::plan::{CRITERION_SLOTS, Criterion, Direction, Id, Plan};
use crate::domain::text::{criteria as words, fields};
use crate::platform::element;
use crate::ui::components::{Button, Choice, IconButton, IconName, SelectField, TextField, Variant};
use crate::ui::store::{use_handles, use_lang};

/// Properties of [`CriteriaEditor`].
#[derive(Properties)]
pub struct CriteriaProps {
    /// The plan.
    pub plan: Rc<Plan>,
}

impl PartialEq for CriteriaProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
    }
}

/// The criteria, and what is left of those that went.
#[component]
pub fn CriteriaEditor(props: &CriteriaProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let criteria = &props.plan.settings.criteria;
    let all: f64 = criteria.iter().map(|criterion| criterion.weight).sum();
    let left = left_over(&props.plan);
    let node = use_node_ref();
    let set = {
        let handles = handles.clone();
        move |criteria: Vec<Criterion>| handles.edit(Command::SetCriteria(criteria))
    };
    // A criterion that is new takes a place where no item has numbers of another one.
    let free = CRITERION_SLOTS.into_iter().find(|slot| {
        criteria.iter().all(|criterion| criterion.id != *slot) && holders(&props.plan, slot, true).is_empty()
    });
    let with = |slot: &'static str| {
        let (set, criteria) = (set.clone(), criteria.clone());
        Callback::from(move |()| {
            let fresh = Criterion::new(slot, "");
            set(criteria.iter().cloned().chain([fresh]).collect());
        })
    };
    let on_changed = {
        let (handles, criteria) = (handles.clone(), criteria.clone());
        Callback::from(move |(changed, gesture): (Criterion, u64)| {
            let next = |one: &Criterion| if one.id == changed.id { changed.clone() } else { one.clone() };
            handles.edit_in(gesture, Command::SetCriteria(criteria.iter().map(next).collect()));
        })
    };
    let on_removed = {
        let (set, criteria, node) = (set.clone(), criteria.clone(), node.clone());
        Callback::from(move |slot: &'static str| {
            // The button that has the focus is about to go.
            element::move_focus(&node, ".criteria__title", 0);
            set(criteria.iter().filter(|criterion| criterion.id != slot).cloned().collect());
        })
    };
    // Where the focus goes after a move: the place, and which of the two buttons.
    let moved = use_mut_ref(|| None::<(usize, usize)>);
    use_effect({
        let (node, moved) = (node.clone(), moved.clone());
        move || {
            // The browser drops the focus of what is put elsewhere, so it is given back.
            if let Some((place, button)) = moved.take() {
                let button = format!(
                    ".criterion:nth-of-type({}) .criterion__moves > button:nth-child({button})",
                    place + 1
                );
                element::move_focus(&node, &button, 0);
            }
        }
    });
    let on_moved = {
        let (set, criteria, moved) = (set.clone(), criteria.clone(), moved.clone());
        Callback::from(move |(from, to): (usize, usize)| {
            moved.replace(Some((to, if to < from { 1 } else { 2 })));
            set(in_another_order(&criteria, from, to));
        })
    };
    let clear = |slot: &'static str, ids: Vec<Id>| {
        let handles = handles.clone();
        Callback::from(move |()| {
            let edit = |id: &Id| (Rc::clone(id), Edit::Estimate { sheet: sheet(), input: slot, value: None });
            handles.edit(Command::EditItems(ids.iter().map(edit).collect()));
        })
    };
    html! {
        <section ref={node} class="criteria" aria-labelledby="settings-criteria">
            <h3 id="settings-criteria" class="criteria__title" tabindex="-1">{ words::criteria(lang) }</h3>
            <p class="hint">{ words::about(lang) }</p>
            for (at, criterion) in criteria.iter().enumerate() {
                <Card key={criterion.id} criterion={criterion.clone()} {at} count={criteria.len()} on_moved={on_moved.clone()} share={if all > 0.0 { criterion.weight / all } else { 0.0 }}
                    on_changed={on_changed.clone()} on_removed={on_removed.clone()} />
            }
            for (slot, ids) in left {
                <div key={slot} class="criteria__left" role="group" aria-label={name(slot, lang)}>
                    <p class="hint">{ words::left_over(lang, ids.len(), &name(slot, lang)) }</p>
                    <Button label={words::bring_back(lang)} on_press={with(slot)} />
                    <Button label={words::clear_numbers(lang)} variant={Variant::Quiet} on_press={clear(slot, ids)} />
                </div>
            }
            if let Some(slot) = free {
                <Button label={words::add(lang)} icon={IconName::Plus} on_press={with(slot)} />
            } else {
                <p class="hint">{ words::no_room(lang) }</p>
            }
        </section>
    }
}

/// The criteria with one of them at another place.
fn in_another_order(criteria: &[Criterion], from: usize, to: usize) -> Vec<Criterion> {
    let mut criteria = criteria.to_vec();
    if from < criteria.len() && to < criteria.len() {
        let criterion = criteria.remove(from);
        criteria.insert(to, criterion);
    }
    criteria
}

/// The sheet that holds the numbers of criteria.
fn sheet() -> &'static str {
    frameworks::sheets().find(|framework| framework.basis == Basis::Criteria).map_or("", |found| found.sheet)
}

/// What a place is called while no criterion stands in it.
fn name(slot: &str, lang: crate::domain::text::Lang) -> String {
    let input = frameworks::sheet_named(sheet()).and_then(|framework| framework.input(slot));
    input.map_or("", |input| (input.label)(lang)).to_owned()
}

/// The items with a number in a place, with those in the bin or without.
fn holders(plan: &Plan, slot: &str, bin: bool) -> Vec<Id> {
    let binned = plan.bin.iter().filter(|_| bin);
    let has = |item: &&Rc<crate::domain::plan::Item>| item.estimate(sheet(), slot).is_some();
    plan.items.iter().chain(binned).filter(has).map(|item| Rc::clone(&item.id)).collect()
}

/// Places without a criterion in which items still have numbers.
fn left_over(plan: &Plan) -> Vec<(&'static str, Vec<Id>)> {
    CRITERION_SLOTS
        .into_iter()
        .filter(|slot| plan.settings.criteria.iter().all(|criterion| criterion.id != *slot))
        .map(|slot| (slot, holders(plan, slot, false)))
        .filter(|(_, ids)| !ids.is_empty())
        .collect()
}

/// Properties of [`Card`].
#[derive(Properties, PartialEq)]
struct CardProps {
    criterion: Criterion,
    /// Its place, and how many there are.
    at: usize,
    count: usize,
    /// Called with the place from where and the one to where it moves.
    on_moved: Callback<(usize, usize)>,
    /// Its share of all weight.
    share: f64,
    on_changed: Callback<(Criterion, u64)>,
    on_removed: Callback<&'static str>,
}

/// A number that was typed and cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Refused {
    Weight,
    Scale,
}

/// One criterion.
#[component]
fn Card(props: &CardProps) -> Html {
    let lang = use_lang();
    let criterion = &props.criterion;
    let refused = use_state_eq(|| None::<Refused>);
    // Both ends of the scale as they are typed: a new scale may begin above the old one.
    let ends = use_mut_ref(|| (criterion.low, criterion.high));
    use_effect_with((criterion.low, criterion.high), {
        let ends = ends.clone();
        move |kept| {
            ends.replace(*kept);
        }
    });
    let changed = |change: fn(&mut Criterion, String)| {
        let (criterion, on_changed) = (criterion.clone(), props.on_changed.clone());
        Callback::from(move |(text, gesture): (String, u64)| {
            let mut next = criterion.clone();
            change(&mut next, text);
            on_changed.emit((next, gesture));
        })
    };
    let on_weight = {
        let (criterion, on_changed, refused) = (criterion.clone(), props.on_changed.clone(), refused.clone());
        Callback::from(move |(text, gesture): (String, u64)| {
            let weight = number::parse(&text).map(|typed| typed.value).filter(|weight| *weight >= 0.0);
            refused.set(weight.is_none().then_some(Refused::Weight));
            if let Some(weight) = weight {
                on_changed.emit((Criterion { weight, ..criterion.clone() }, gesture));
            }
        })
    };
    let on_end = |upper: bool| {
        let (criterion, on_changed) = (criterion.clone(), props.on_changed.clone());
        let (refused, ends) = (refused.clone(), ends.clone());
        Callback::from(move |(text, gesture): (String, u64)| {
            let typed = number::parse(&text).map_or(f64::NAN, |typed| typed.value);
            let (low, high) = {
                let mut ends = ends.borrow_mut();
                *ends = if upper { (ends.0, typed) } else { (typed, ends.1) };
                *ends
            };
            let next = Criterion { low, high, ..criterion.clone() };
            refused.set((!next.is_sound()).then_some(Refused::Scale));
            if next.is_sound() {
                on_changed.emit((next, gesture));
            }
        })
    };
    let on_direction = {
        let (criterion, on_changed) = (criterion.clone(), props.on_changed.clone());
        Callback::from(move |name: String| {
            if let Some(direction) = Direction::from_file_name(&name) {
                let gesture = crate::ui::components::new_gesture();
                on_changed.emit((Criterion { direction, ..criterion.clone() }, gesture));
            }
        })
    };
    let on_remove = {
        let (slot, on_removed) = (criterion.id, props.on_removed.clone());
        Callback::from(move |()| on_removed.emit(slot))
    };
    let move_to = |to: usize| {
        let (from, on_moved) = (props.at, props.on_moved.clone());
        Callback::from(move |()| on_moved.emit((from, to)))
    };
    let title = match criterion.title_in(lang) {
        title if title.trim().is_empty() => name(criterion.id, lang),
        title => title.to_owned(),
    };
    let share = format!("{}%", number::display(props.share * 100.0, 0));
    let plain = |value: f64| number::plain(value, 6);
    let problem = |of: Refused, words: &'static str| (*refused == Some(of)).then_some(AttrValue::from(words));
    html! {
        <fieldset class="criterion">
            <legend class="visually-hidden">{ &title }</legend>
            <div class="criterion__titles">
                <TextField label={fields::title(lang)} value={criterion.title.clone()} on_typed={changed(|criterion, text| criterion.title = text)} />
                <TextField label={fields::title_alt(lang)} value={criterion.title_alt.clone().unwrap_or_default()}
                    on_typed={changed(|criterion, text| criterion.title_alt = Some(text).filter(|text| !text.trim().is_empty()))} />
                <span class="criterion__moves">
                    <IconButton label={words::move_up(lang, &title)} icon={IconName::Up} disabled={props.at == 0}
                        on_press={move_to(props.at.saturating_sub(1))} />
                    <IconButton label={words::move_down(lang, &title)} icon={IconName::Down} disabled={props.at + 1 >= props.count}
                        on_press={move_to(props.at + 1)} />
                    <IconButton label={words::remove(lang, &title)} icon={IconName::Close} on_press={on_remove} />
                </span>
            </div>
            <div class="criterion__numbers">
                <TextField label={words::weight(lang)} value={plain(criterion.weight)} hint={words::share(lang, &share)} on_typed={on_weight}
                    problem={problem(Refused::Weight, words::weight_refused(lang))} />
                <SelectField label={words::direction(lang)} value={criterion.direction.file_name()} on_chosen={on_direction}
                    choices={Direction::ALL.iter().map(|direction| Choice::new(direction.file_name(), direction.label(lang))).collect::<Vec<_>>()} />
                <TextField label={words::low(lang)} value={plain(criterion.low)} on_typed={on_end(false)} />
                <TextField label={words::high(lang)} value={plain(criterion.high)} on_typed={on_end(true)}
                    problem={problem(Refused::Scale, words::scale_refused(lang))} />
            </div>
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::{Estimate, Item};
    use crate::ui::rendered::rendered;

    #[test]
    fn a_criterion_moves_and_the_others_keep_their_order() {
        let criteria = ["c1", "c2", "c3"].map(|slot| Criterion::new(slot, ""));
        for (from, to, expected) in [
            (0, 1, ["c2", "c1", "c3"]),
            (2, 1, ["c1", "c3", "c2"]),
            (1, 3, ["c1", "c2", "c3"]),
            (7, 0, ["c1", "c2", "c3"]),
        ] {
            let order = in_another_order(&criteria, from, to);
            assert_eq!(
                order.iter().map(|criterion| criterion.id).collect::<Vec<_>>(),
                expected,
                "{from} to {to}"
            );
        }
        let mut plan = Plan::new("p".into(), "Test", "2026-11-22");
        plan.settings.criteria = Rc::new(vec![Criterion::new("c2", "Fit"), Criterion::new("c1", "Risk")]);
        let html = rendered::<CriteriaEditor>(CriteriaProps { plan: Rc::new(plan) });
        for label in ["Move Fit up", "Move Fit down", "Move Risk up", "Move Risk down"] {
            assert!(html.contains(label), "{label}");
        }
        assert_eq!(
            html.matches("aria-disabled=\"true\"").count(),
            2,
            "the first goes no higher, the last no lower"
        );
    }

    #[test]
    fn numbers_of_a_criterion_that_went_are_told_and_its_place_is_kept_free() {
        let mut plan = Plan::new("p".into(), "Test", "2026-11-22");
        let mut item = Item::new("i1".into(), "SY-1", "A");
        item.set_estimate(sheet(), "c1", Some(Estimate::Value(3.0)));
        item.set_estimate(sheet(), "c2", Some(Estimate::Value(3.0)));
        plan.items.push(Rc::new(item));
        plan.settings.criteria =
            Rc::new(vec![Criterion { weight: 3.0, ..Criterion::new("c2", "Strategic fit") }]);
        assert_eq!(left_over(&plan), [("c1", vec![Id::from("i1")])]);
        let html = rendered::<CriteriaEditor>(CriteriaProps { plan: Rc::new(plan) });
        for part in [
            "Strategic fit",
            "100% of the weight",
            "1 item still has numbers for Criterion 1",
            "Add a criterion",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }
}
