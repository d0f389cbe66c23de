//! The views of the plan with the panel beside them: drafting, the frontier, what a move costs.
//!
//! [`panel`] puts together [`draft`] (a draft under way and what becomes of it), [`moves`]
//! (moves by hand and their price), [`missing`] (what cannot be planned, and why), [`frontier`]
//! and [`numbers`]. [`change`] and [`picture`] are the parts without a screen.

mod change;
mod draft;
mod frontier;
mod missing;
mod moves;
mod numbers;
mod panel;
mod picture;

use std::rc::Rc;

use yew::prelude::*;

use super::{Moved, Watch, list::ListView, now_next_later::NowNextLater, timeline::Timeline};
use crate::domain::plan::Plan;
use crate::ui::session::RoadmapPage;
pub use change::relative;
use moves::{MoveMsg, Moves};
use panel::Panel;

/// Properties of [`Planning`].
#[derive(Properties, Clone)]
pub struct PlanningProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// Which view is shown.
    pub shown: RoadmapPage,
}

impl PartialEq for PlanningProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && self.shown == other.shown
    }
}

/// A view of the plan with the panel beside it.
#[component]
pub fn Planning(props: &PlanningProps) -> Html {
    let moves = use_reducer(Moves::default);
    let watch = use_memo((), {
        let dispatcher = moves.dispatcher();
        move |()| Watch(Callback::from(move |moved: Moved| dispatcher.dispatch(MoveMsg::Made(moved))))
    });
    let on_move = use_callback((), {
        let dispatcher = moves.dispatcher();
        move |msg: MoveMsg, ()| dispatcher.dispatch(msg)
    });
    // The reducer hands out a new pointer with each change and no other.
    let list = use_memo((*moves).clone(), Moves::clone);
    let plan = props.plan.clone();
    // Without teams and periods the view says what is needed first, and there is nothing to draft.
    let is_ready = plan.roadmap.is_ready();
    html! {
        <ContextProvider<Watch> context={(*watch).clone()}>
            <div class="planning" data-alone={(!is_ready).then_some("true")}>
                <div class="planning__view">
                    { match props.shown {
                        RoadmapPage::Board => html! { <NowNextLater plan={plan.clone()} /> },
                        RoadmapPage::List => html! { <ListView plan={plan.clone()} /> },
                        _ => html! { <Timeline plan={plan.clone()} /> },
                    } }
                </div>
                if is_ready {
                    <Panel {plan} moves={list} {on_move} />
                }
            </div>
        </ContextProvider<Watch>>
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
