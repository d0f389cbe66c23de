//! Two plans side by side, period by period.

use std::collections::HashMap;
use std::rc::Rc;

use yew::prelude::*;

use super::{figures, name, placements};
use crate::domain::plan::{Id, Item, Plan};
use crate::domain::roadmap::Placement;
use crate::domain::roadmap::compare::{Comparison, Measure, places};
use crate::domain::text::{Lang, scenarios as words};
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Button, Choice, SelectField};
use crate::ui::store::use_lang;

/// Properties of [`Beside`].
#[derive(Properties, Clone)]
pub(super) struct BesideProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// What plans are measured by.
    pub measure: ByPointer<Measure>,
    /// The first scenario; `None` for the plan as it is.
    pub left: Option<Id>,
    /// The second one.
    pub right: Option<Id>,
    /// Called with two others.
    pub on_chosen: Callback<(Option<Id>, Option<Id>)>,
}

impl PartialEq for BesideProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
            && (&self.left, &self.right) == (&other.left, &other.right)
            && self.on_chosen == other.on_chosen
    }
}

/// How an item of one plan stands to the other plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// Only this one holds it, and this is the second.
    Added,
    /// Only this one holds it, and this is the first.
    Removed,
    /// The other one holds it in the period of that place, and this is the first.
    MovedTo(usize),
    /// The same, and this is the second.
    MovedFrom(usize),
    /// Both hold it in this period.
    Kept,
}

/// Two plans side by side.
#[component]
pub(super) fn Beside(props: &BesideProps) -> Html {
    let lang = use_lang();
    let BesideProps { plan, measure, left, right, on_chosen } = props;
    let names = [left, right].map(|id| name(plan, id.as_ref(), lang).to_owned());
    let sets = [left, right].map(|id| placements(plan, id.as_ref()));
    let comparison = Comparison::of(plan, sets[0], sets[1]);
    let totals = sets.map(|set| measure.0.totals(plan, set));
    let choices: Vec<Choice> = std::iter::once(Choice::new("", words::current(lang)))
        .chain(
            plan.roadmap
                .scenarios
                .iter()
                .map(|each| Choice::new(each.id.to_string(), name(plan, Some(&each.id), lang).to_owned())),
        )
        .collect();
    let read = |text: String| (!text.is_empty()).then(|| Id::from(text));
    let value = |id: &Option<Id>| AttrValue::from(id.as_deref().unwrap_or_default().to_owned());
    let on_left = {
        let right = right.clone();
        on_chosen.reform(move |text| (read(text), right.clone()))
    };
    let on_right = {
        let left = left.clone();
        on_chosen.reform(move |text| (left.clone(), read(text)))
    };
    let on_swap = {
        let (left, right) = (left.clone(), right.clone());
        on_chosen.reform(move |()| (right.clone(), left.clone()))
    };
    let [before, after] = [&names[0], &names[1]];
    html! {
        <section class="scenarios__card" aria-labelledby="beside-heading">
            <header class="scenarios__head">
                <h2 id="beside-heading" class="scenarios__title">{ words::compare(lang) }</h2>
                <div class="scenarios__choose">
                    <SelectField label={words::left(lang)} value={value(left)} choices={choices.clone()} on_chosen={on_left} />
                    <SelectField label={words::right(lang)} value={value(right)} {choices} on_chosen={on_right} />
                    <Button label={words::swap(lang)} on_press={on_swap} />
                </div>
            </header>
            <p class="scenarios__sentence" role="status">{ comparison.sentence(lang) }</p>
            <div class="scenarios__scroll" role="region" tabindex="0" aria-label={words::caption_totals(lang, before, after)}>
                <table class="scenarios__totals">
                    <caption class="visually-hidden">{ words::caption_totals(lang, before, after) }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ words::measure(lang) }</th>
                            <th scope="col" class="number">{ before }</th>
                            <th scope="col" class="number">{ after }</th>
                            <th scope="col" class="number">{ words::difference_column(lang) }</th>
                        </tr>
                    </thead>
                    <tbody>
                        for (before, after) in figures::figures(&totals[0], None, plan, lang).into_iter()
                            .zip(figures::figures(&totals[1], Some(&totals[0]), plan, lang)) {
                            <tr key={after.key} data-figure={after.key}>
                                <th scope="row">{ after.label }</th>
                                <td class="number">{ before.text }</td>
                                <td class="number">{ after.text }</td>
                                <td class="number">{ if after.difference.is_empty() { "0".to_owned() } else { after.difference } }</td>
                            </tr>
                        }
                    </tbody>
                </table>
            </div>
            <div class="scenarios__scroll" role="region" tabindex="0" aria-label={words::caption_periods(lang, before, after)}>
                // The roles are said again because a phone shows the table as blocks, which would
                // take them away.
                <table class="scenarios__periods" role="table">
                    <caption class="visually-hidden">{ words::caption_periods(lang, before, after) }</caption>
                    <thead role="rowgroup">
                        <tr role="row">
                            <th scope="col" role="columnheader">{ words::plan_column(lang) }</th>
                            for period in &plan.roadmap.periods {
                                <th key={&*period.id} scope="col" role="columnheader">{ period.title_in(lang) }</th>
                            }
                        </tr>
                    </thead>
                    <tbody role="rowgroup">
                        for (at, name) in names.iter().enumerate() {
                            <tr key={at} role="row">
                                <th scope="row" role="rowheader">{ name }</th>
                                for (period, cell) in plan.roadmap.periods.iter().zip(cells(plan, sets, at == 1)) {
                                    <td key={&*period.id} role="cell">
                                        <span class="scenarios__period" aria-hidden="true">{ period.title_in(lang) }</span>
                                        { items(cell, plan, lang) }
                                    </td>
                                }
                            </tr>
                        }
                    </tbody>
                </table>
            </div>
            <p class="hint">{ words::legend(lang) }</p>
        </section>
    }
}

/// What each period of one of two plans holds, with how it stands to the other one.
fn cells<'a>(plan: &'a Plan, sets: [&'a [Placement]; 2], is_second: bool) -> Vec<Vec<(&'a Rc<Item>, Mark)>> {
    let [first, second] = sets.map(|set| places(plan, set));
    let (own, other): (&HashMap<&str, usize>, &HashMap<&str, usize>) =
        if is_second { (&second, &first) } else { (&first, &second) };
    let mut cells: Vec<Vec<(&Rc<Item>, Mark)>> = vec![Vec::new(); plan.roadmap.periods.len()];
    for item in &plan.items {
        let Some(at) = own.get(&*item.id) else { continue };
        let mark = match (other.get(&*item.id), is_second) {
            (None, false) => Mark::Removed,
            (None, true) => Mark::Added,
            (Some(there), _) if there == at => Mark::Kept,
            (Some(there), false) => Mark::MovedTo(*there),
            (Some(there), true) => Mark::MovedFrom(*there),
        };
        if let Some(cell) = cells.get_mut(*at) {
            cell.push((item, mark));
        }
    }
    cells
}

/// The items of a cell.
fn items(cell: Vec<(&Rc<Item>, Mark)>, plan: &Plan, lang: Lang) -> Html {
    if cell.is_empty() {
        return html! { <span class="scenarios__nothing">{ words::nothing(lang) }</span> };
    }
    let period = |at: usize| plan.roadmap.periods.get(at).map_or("", |period| period.title_in(lang));
    html! {
        <ul class="scenarios__items">
            for (item, mark) in cell {
                <li key={&*item.id} class="scenarios__item" data-mark={mark_name(mark)}>
                    <span class="scenarios__sign" aria-hidden="true">{ sign(mark) }</span>
                    <span class="scenarios__what">
                        { item.title_in(lang) }
                        { match mark {
                            Mark::Kept => Html::default(),
                            Mark::Added => html! { <small class="scenarios__why">{ words::added(lang) }</small> },
                            Mark::Removed => html! { <small class="scenarios__why">{ words::removed(lang) }</small> },
                            Mark::MovedTo(at) => html! { <small class="scenarios__why">{ words::to_period(lang, period(at)) }</small> },
                            Mark::MovedFrom(at) => html! { <small class="scenarios__why">{ words::from_period(lang, period(at)) }</small> },
                        } }
                    </span>
                </li>
            }
        </ul>
    }
}

fn sign(mark: Mark) -> &'static str {
    match mark {
        Mark::Added => "+",
        Mark::Removed => "−",
        Mark::MovedTo(_) | Mark::MovedFrom(_) => "⇄",
        Mark::Kept => "",
    }
}

fn mark_name(mark: Mark) -> &'static str {
    match mark {
        Mark::Added => "added",
        Mark::Removed => "removed",
        Mark::MovedTo(_) | Mark::MovedFrom(_) => "moved",
        Mark::Kept => "kept",
    }
}
