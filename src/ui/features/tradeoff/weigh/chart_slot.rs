//! The place of the chart on the page, and of its choices above it.

use std::collections::HashSet;
use std::rc::Rc;

use yew::prelude::*;

use super::Weighed;
use crate::domain::number;
use crate::domain::plan::{Id, Plan};
use crate::domain::text::{Lang, fields, shell, tradeoff as words};

/// What the chart is made of.
#[derive(Clone)]
pub(super) struct ChartSlot {
    /// The plan.
    pub plan: Rc<Plan>,
    /// The worths of its items.
    pub weighed: Rc<Weighed>,
    /// Where the weight is now, also while it is held.
    pub share: f64,
    /// Selected items.
    pub selected: Rc<HashSet<Id>>,
    /// The id of the framework that ranks, for pictures over effort.
    #[allow(dead_code)]
    pub framework: &'static str,
    /// The language.
    pub lang: Lang,
}

/// How many items the table lists.
const MOST: usize = 30;

/// What stands beside the title: the choices of the chart.
pub(super) fn tools(_slot: &ChartSlot) -> Html {
    Html::default()
}

/// The chart.
pub(super) fn chart(slot: &ChartSlot) -> Html {
    let ChartSlot { plan, weighed, share, selected, lang, .. } = slot;
    let rows = weighed.beam.entries().iter().take(MOST);
    html! {
        <div class="weigh__chart" role="region" tabindex="0" aria-label={shell::tradeoff_weigh(*lang)}>
            <table class="weigh__table">
                <thead>
                    <tr>
                        <th scope="col">{ fields::title(*lang) }</th>
                        <th scope="col">{ words::need(*lang) }</th>
                        <th scope="col">{ words::goal(*lang) }</th>
                        <th scope="col">{ words::value(*lang) }</th>
                    </tr>
                </thead>
                <tbody>
                    for entry in rows {
                        if let Some(item) = plan.items.get(entry.at as usize) {
                            <tr key={item.id.to_string()} data-selected={selected.contains(&item.id).then_some("true")}>
                                <th scope="row">{ item.title_in(*lang) }</th>
                                <td>{ number::display(entry.worth.need, 2) }</td>
                                <td>{ number::display(entry.worth.goal, 2) }</td>
                                <td>{ number::display(entry.worth.at(*share), 2) }</td>
                            </tr>
                        }
                    }
                </tbody>
            </table>
        </div>
    }
}
