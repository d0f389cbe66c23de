//! The place of the dialog that says why one item stands above another.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::number;
use crate::domain::plan::{Id, Item, Plan};
use crate::domain::text::{Lang, common, tradeoff as words};
use crate::domain::tradeoff::value::Weighing;
use crate::ui::components::Dialog;

/// What was asked.
#[derive(Clone)]
pub(super) struct WhySlot {
    /// The plan.
    pub plan: Rc<Plan>,
    /// The item that stands above.
    pub upper: Id,
    /// The item that stands below it.
    pub lower: Id,
    /// Where the weight is.
    pub share: f64,
    /// The language.
    pub lang: Lang,
    /// Called when the answer has been read.
    pub on_close: Callback<()>,
}

/// The answer.
pub(super) fn why(slot: &WhySlot) -> Html {
    let WhySlot { plan, upper, lower, share, lang, on_close } = slot;
    let weighing = Weighing::of(plan);
    let (Some(upper), Some(lower)) = (plan.item(upper), plan.item(lower)) else { return Html::default() };
    let title = words::why_above(*lang, upper.title_in(*lang), lower.title_in(*lang));
    let line = |item: &Item| {
        let worth = weighing.worth(item)?;
        let (need, goal) = (number::display(worth.need, 2), number::display(worth.goal, 2));
        let value = number::display(worth.at(*share), 2);
        Some(words::why_line(*lang, item.title_in(*lang), &value, &need, &goal))
    };
    html! {
        <Dialog title={title} close_label={common::close(*lang)} reading=true on_close={on_close.clone()}>
            for line in [line(upper), line(lower)].into_iter().flatten() {
                <p key={line.clone()}>{ line }</p>
            }
        </Dialog>
    }
}
