//! One of the two lists: its lines, what can be done to them, and what helps to fill them.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use super::add::Add;
use super::compare::{Answers, Compare};
use super::from_kano::FromKano;
use super::name_of;
use super::row::Row;
use crate::domain::number;
use crate::domain::plan::{Id, IdSource, Plan};
use crate::domain::text::needs as words;
use crate::domain::tradeoff::pasted::{self, Line};
use crate::domain::tradeoff::weights::{Entry, Side, shares};
use crate::platform::element;
use crate::ui::components::Button;
use crate::ui::store::{new_id, use_handles, use_lang};

/// What happens to a list. A number is the gesture that a change of text belongs to.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Another title; an empty one is refused.
    Title(Id, String, u64),
    /// Another title in the other language, or none.
    TitleAlt(Id, String, u64),
    /// Another weight.
    Weight(Id, f64, u64),
    /// Another importance, or none.
    Importance(Id, Option<f64>, u64),
    /// Another satisfaction, or none.
    Satisfaction(Id, Option<f64>, u64),
    /// One place up or down; and the field that has the focus.
    Move(Id, bool, &'static str),
    /// It goes.
    Delete(Id),
    /// Lines behind one, or at the end.
    Insert(Option<Id>, Vec<Line>),
    /// Weights of several.
    Weights(Vec<(Id, f64)>),
    /// Importance of several.
    Importances(Vec<(Id, f64)>),
}

impl Change {
    /// The gesture that it belongs to.
    fn gesture(&self) -> Option<u64> {
        match self {
            Change::Title(_, _, gesture)
            | Change::TitleAlt(_, _, gesture)
            | Change::Weight(_, _, gesture)
            | Change::Importance(_, _, gesture)
            | Change::Satisfaction(_, _, gesture) => Some(*gesture),
            _ => None,
        }
    }

    /// Makes the change.
    fn make(&self, entries: &mut Vec<Entry>, ids: IdSource, prefix: &str) {
        let find = |entries: &[Entry], id: &Id| entries.iter().position(|entry| entry.id == *id);
        let edit = |entries: &mut Vec<Entry>, id: &Id, change: &dyn Fn(&mut Entry)| {
            if let Some(entry) = entries.iter_mut().find(|entry| entry.id == *id) {
                change(entry);
            }
        };
        match self {
            Change::Title(_, title, _) if title.trim().is_empty() => {}
            Change::Title(id, title, _) => edit(entries, id, &|entry| entry.title = title.trim().to_owned()),
            Change::TitleAlt(id, title, _) => edit(entries, id, &|entry| {
                entry.title_alt = Some(title.trim().to_owned()).filter(|title| !title.is_empty());
            }),
            Change::Weight(id, weight, _) => edit(entries, id, &|entry| entry.weight = *weight),
            Change::Importance(id, value, _) => edit(entries, id, &|entry| entry.importance = *value),
            Change::Satisfaction(id, value, _) => edit(entries, id, &|entry| entry.satisfaction = *value),
            Change::Move(id, down, _) => {
                let Some(at) = find(entries, id) else { return };
                let to = if *down { Some(at + 1) } else { at.checked_sub(1) };
                if let Some(to) = to.filter(|to| *to < entries.len()) {
                    entries.swap(at, to);
                }
            }
            Change::Delete(id) => entries.retain(|entry| entry.id != *id),
            Change::Insert(behind, lines) => {
                let at = behind.as_ref().and_then(|id| find(entries, id)).map_or(entries.len(), |at| at + 1);
                let fresh: Vec<Entry> = lines
                    .iter()
                    .map(|line| {
                        let mut entry = Entry::new(ids(prefix), &line.title);
                        entry.weight = line.weight.unwrap_or(entry.weight);
                        (entry.importance, entry.satisfaction) = (line.importance, line.satisfaction);
                        entry
                    })
                    .collect();
                entries.splice(at..at, fresh);
            }
            Change::Weights(weights) => {
                for (id, weight) in weights {
                    edit(entries, id, &|entry| entry.weight = *weight);
                }
            }
            Change::Importances(values) => {
                for (id, value) in values {
                    edit(entries, id, &|entry| entry.importance = Some(*value));
                }
            }
        }
    }
}

/// Properties of [`List`].
#[derive(Properties)]
pub struct ListProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// Which list.
    pub side: Side,
}

impl PartialEq for ListProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && self.side == other.side
    }
}

/// What stands open below a list.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Open {
    Nothing,
    Comparison,
    Kano,
}

/// One of the two lists.
#[component]
pub fn List(props: &ListProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let side = props.side;
    let open = use_state_eq(|| Open::Nothing);
    let answers = use_state_eq(|| Rc::new(Answers::default()));
    let lines = use_node_ref();
    // Where the focus goes after a change that moves elements: the place, and which field.
    let wish = use_mut_ref(|| None::<(usize, &'static str)>);
    // A change replaces the whole list. One that follows at once, as when a field is left by
    // pressing a button, must see the one before, and not what was drawn last.
    let latest = use_mut_ref(|| (Rc::clone(&props.plan), Vec::new()));
    let entries = side.entries(&props.plan);
    latest.replace((Rc::clone(&props.plan), entries.clone()));
    use_effect({
        let (lines, wish) = (lines.clone(), wish.clone());
        move || {
            if let Some((place, field)) = wish.take() {
                let line = format!("li:nth-child({})", place + 1);
                let field =
                    format!("{line} [data-field=\"{field}\"] input, {line} [data-field=\"{field}\"] button");
                element::move_focus(&lines, &field, 0);
            }
        }
    });
    let on_change = {
        let (handles, wish, lines) = (handles.clone(), wish.clone(), lines.clone());
        use_callback((side, lang), move |change: Change, (side, lang)| {
            if let Change::Move(id, down, field) = &change {
                // At the end of the list it stays, and the focus stays in it.
                let Some(place) = place_after(&latest, id, *down) else { return };
                // What was typed into the field counts, wherever the line goes.
                element::leave_field();
                wish.replace(Some((place, *field)));
            }
            let told = told(&latest, &change, *side, *lang);
            if let Change::Delete(id) = &change {
                let last = latest.borrow().1.len().saturating_sub(2);
                let place = latest.borrow().1.iter().position(|entry| entry.id == *id);
                wish.replace(place.map(|place| (place.min(last), "delete")));
                if latest.borrow().1.len() == 1 {
                    element::move_focus(&lines, ".needs__add input", 0);
                }
            }
            let entries = {
                let mut latest = latest.borrow_mut();
                change.make(&mut latest.1, &mut |prefix| new_id(prefix), prefix(*side));
                latest.1.clone()
            };
            match change.gesture() {
                Some(gesture) => handles.edit_in(gesture, side.replace(entries)),
                None => handles.edit(side.replace(entries)),
            }
            if let Some(told) = told {
                handles.tell_undoable(told);
            }
        })
    };
    let toggle = |which: Open| {
        let open = open.clone();
        Callback::from(move |()| open.set(if *open == which { Open::Nothing } else { which }))
    };
    let on_close = {
        let open = open.clone();
        use_callback((), move |(), ()| open.set(Open::Nothing))
    };
    let on_answers = {
        let answers = answers.clone();
        use_callback((), move |next: Answers, ()| answers.set(Rc::new(next)))
    };
    let parts = shares(&entries.iter().map(|entry| entry.weight).collect::<Vec<_>>());
    let counts_nothing = !entries.is_empty() && parts.iter().all(|part| *part == 0.0);
    let few = (entries.len() < 2).then(|| AttrValue::from(words::compare_needs_two(lang)));
    let name = name_of(side);
    let has_study = side == Side::Need && !props.plan.kano.features.is_empty();
    html! {
        <section class="needs__card" data-side={name} aria-labelledby={format!("needs-{name}")}>
            <header class="needs__head">
                <h2 id={format!("needs-{name}")} class="needs__title">{ words::list(lang, side) }</h2>
                if !entries.is_empty() {
                    <span class="hint">{ number::group(entries.len()) }</span>
                }
                <span class="needs__gap"></span>
                if !entries.is_empty() {
                    <Button label={words::compare(lang)} disabled={few} pressed={Some(*open == Open::Comparison)} on_press={toggle(Open::Comparison)} />
                }
            </header>
            if entries.is_empty() {
                <p class="needs__teach">{ if side == Side::Need { words::no_needs(lang) } else { words::no_goals(lang) } }</p>
            }
            if counts_nothing {
                <p class="needs__warning" role="status">
                    { if side == Side::Need { words::no_needs_count(lang) } else { words::no_goals_count(lang) } }
                </p>
            }
            if *open == Open::Comparison && entries.len() > 1 {
                <Compare {side} entries={entries.clone()} answers={(*answers).clone()} on_answers={on_answers}
                    on_change={on_change.clone()} on_close={on_close.clone()} />
            }
            if !entries.is_empty() {
                <div class="needs__columns" aria-hidden="true">
                    <span class="needs__column-title"></span>
                    <span>{ words::weight(lang) }</span>
                    <span>{ words::share(lang) }</span>
                    if side == Side::Need {
                        <span title={words::importance(lang)}>{ words::importance_short(lang) }</span>
                        <span title={words::satisfaction(lang)}>{ words::satisfaction_short(lang) }</span>
                        <span>{ words::opportunity(lang) }</span>
                    }
                </div>
            }
            <div ref={lines}>
                <ol class="needs__lines">
                    for (at, entry) in entries.iter().enumerate() {
                        <Row key={entry.id.to_string()} {side} {at} entry={entry.clone()} last={at + 1 == entries.len()}
                            share={parts.get(at).copied().unwrap_or(0.0)} on_change={on_change.clone()} />
                    }
                </ol>
                <Add {side} first={entries.is_empty()} on_change={on_change.clone()} />
            </div>
            if side == Side::Need && !entries.is_empty() {
                if has_study {
                    <div><Button label={words::from_kano(lang)} pressed={Some(*open == Open::Kano)} on_press={toggle(Open::Kano)} /></div>
                }
                if has_study && *open == Open::Kano {
                    <FromKano plan={props.plan.clone()} on_change={on_change} {on_close} />
                }
                <details class="needs__about">
                    <summary>{ words::about_opportunity(lang) }</summary>
                    <p>{ words::about_opportunity_1(lang) }</p>
                    <p>{ words::about_opportunity_2(lang) }</p>
                </details>
            }
        </section>
    }
}

/// The newest plan that was drawn, and the list as it is after all changes.
type Latest = RefCell<(Rc<Plan>, Vec<Entry>)>;

/// Where a line will stand; `None` where it cannot go further.
fn place_after(latest: &Latest, id: &Id, down: bool) -> Option<usize> {
    let entries = &latest.borrow().1;
    let at = entries.iter().position(|entry| entry.id == *id)?;
    if down { Some(at + 1).filter(|place| *place < entries.len()) } else { at.checked_sub(1) }
}

/// What is told about a change, if anything.
fn told(latest: &Latest, change: &Change, side: Side, lang: crate::domain::text::Lang) -> Option<String> {
    let (plan, entries) = &*latest.borrow();
    match change {
        Change::Delete(id) => {
            let title = entries.iter().find(|entry| entry.id == *id)?.title_in(lang);
            Some(words::deleted(lang, title, side.marked(plan, id)))
        }
        Change::Insert(_, lines) if lines.len() > 1 || lines.iter().any(|line| line.unusable > 0) => {
            let unusable = lines.iter().map(|line| line.unusable).sum();
            Some(words::pasted(lang, side, lines.len(), unusable))
        }
        Change::Weights(_) => Some(words::weights_used(lang).to_owned()),
        _ => None,
    }
}

/// What ids of a list begin with.
fn prefix(side: Side) -> &'static str {
    match side {
        Side::Need => "n",
        Side::Goal => "g",
    }
}

/// The lines of a text that no single field can hold; `None` where one can.
pub fn block(text: &str, side: Side) -> Option<Vec<Line>> {
    if !pasted::is_block(text) {
        return None;
    }
    let mut lines = pasted::lines(text);
    if side == Side::Goal {
        // A goal has no ratings, so cells behind the weight say nothing.
        for line in &mut lines {
            (line.importance, line.satisfaction) = (None, None);
        }
    }
    (!lines.is_empty()).then_some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(names: &str) -> Vec<Entry> {
        names.split_whitespace().map(|name| Entry::new(name.into(), name)).collect()
    }

    #[track_caller]
    fn check(change: Change, expected: &str) {
        let mut list = entries("a b c");
        let mut next = 0;
        let mut ids = |prefix: &str| {
            next += 1;
            format!("{prefix}{next}").into()
        };
        change.make(&mut list, &mut ids, "n");
        let titles: Vec<&str> = list.iter().map(|entry| entry.title.as_str()).collect();
        assert_eq!(titles.join(" "), expected, "{change:?}");
        let ids: std::collections::HashSet<&Id> = list.iter().map(|entry| &entry.id).collect();
        assert_eq!(ids.len(), list.len());
    }

    fn line(title: &str) -> Line {
        Line { title: title.to_owned(), ..Line::default() }
    }

    #[test]
    fn a_list_is_written_moved_and_shortened() {
        check(Change::Title("b".into(), " B ".into(), 1), "a B c");
        check(Change::Title("b".into(), "  ".into(), 1), "a b c");
        check(Change::Move("a".into(), true, "title"), "b a c");
        check(Change::Move("a".into(), false, "title"), "a b c");
        check(Change::Move("c".into(), true, "title"), "a b c");
        check(Change::Move("x".into(), true, "title"), "a b c");
        check(Change::Delete("b".into()), "a c");
        check(Change::Insert(None, vec![line("d"), line("e")]), "a b c d e");
        check(Change::Insert(Some("a".into()), vec![line("d")]), "a d b c");
    }

    #[test]
    fn numbers_go_where_they_belong() {
        let mut list = entries("a b");
        let mut ids = |prefix: &str| Id::from(prefix);
        for change in [
            Change::Weight("a".into(), 2.5, 1),
            Change::Importance("a".into(), Some(8.0), 1),
            Change::Satisfaction("b".into(), Some(3.0), 1),
            Change::Weights(vec![("b".into(), 60.0), ("x".into(), 1.0)]),
            Change::Importances(vec![("b".into(), 4.4)]),
        ] {
            change.make(&mut list, &mut ids, "n");
        }
        let found: Vec<_> =
            list.iter().map(|entry| (entry.weight, entry.importance, entry.satisfaction)).collect();
        assert_eq!(found, [(2.5, Some(8.0), None), (60.0, Some(4.4), Some(3.0))]);
    }

    #[test]
    fn pasted_cells_fill_a_need_and_give_a_goal_its_weight_only() {
        let text = "Pay\t5\t8\t3\nTrust\t2";
        let line = |side| block(text, side).unwrap()[0].clone();
        assert_eq!((line(Side::Need).weight, line(Side::Need).importance), (Some(5.0), Some(8.0)));
        assert_eq!((line(Side::Goal).weight, line(Side::Goal).importance), (Some(5.0), None));
        assert_eq!(block("Pay", Side::Need), None);
    }
}
