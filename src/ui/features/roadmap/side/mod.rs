//! The views of the plan with the panel beside them: drafting, the frontier, what a move costs.
//! What is under way there, and moves that nobody has given a reason for, wait while the page is away.
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

use super::{Watch, list::ListView, now_next_later::NowNextLater, timeline::Timeline};
use crate::domain::plan::{Id, Plan};
use crate::domain::text::roadmap_draft as words;
use crate::platform::element;
use crate::ui::by_pointer::ByPointer;
use crate::ui::lasting::{dispatch, use_lasting};
use crate::ui::session::RoadmapPage;
use crate::ui::store::use_lang;
pub use change::relative;
use draft::{Phase, use_phase};
use moves::{MOVES, MoveMsg};
use panel::Panel;

/// Properties of [`UnderWay`].
#[derive(Properties, PartialEq)]
pub struct UnderWayProps {
    /// The plan.
    pub plan: Id,
}

/// Says on the other pages of the roadmap that a draft is under way, and leads to it.
#[component]
pub fn UnderWay(props: &UnderWayProps) -> Html {
    let lang = use_lang();
    match &*use_phase(&props.plan) {
        Phase::Running(_, progress, _) => html! {
            <a class="tabs__link tabs__link--status" href={format!("#/{}", RoadmapPage::Timeline.path())}>
                { words::drafting(lang, (progress * 100.0) as u32) }
            </a>
        },
        _ => Html::default(),
    }
}

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
    let plan = props.plan.clone();
    let moves = use_lasting(&MOVES, &plan.id);
    let on_move = use_callback(Rc::clone(&plan.id), |msg: MoveMsg, plan| dispatch(&MOVES, plan, msg));
    let watch = use_memo(on_move.clone(), |on_move| Watch(on_move.reform(MoveMsg::Made)));
    let view = use_node_ref();
    let on_back = use_callback(ByPointer(Rc::clone(&plan)), {
        let view = view.clone();
        move |item: Id, plan| {
            let place = plan.0.items.iter().position(|each| each.id == item);
            // A card of the board or the timeline, or what the list has in its place.
            let find = |place| format!("[data-card=\"{place}\"], [data-place=\"{place}\"]");
            place.is_some_and(|place| element::focus_in(&view, &find(place)))
        }
    });
    // Without teams and periods the view says what is needed first, and there is nothing to draft.
    let is_ready = plan.roadmap.is_ready();
    html! {
        <ContextProvider<Watch> context={(*watch).clone()}>
            <div class="planning" data-alone={(!is_ready).then_some("true")}>
                <div ref={view} class="planning__view">
                    { match props.shown {
                        RoadmapPage::Board => html! { <NowNextLater plan={plan.clone()} /> },
                        RoadmapPage::List => html! { <ListView plan={plan.clone()} /> },
                        _ => html! { <Timeline plan={plan.clone()} /> },
                    } }
                </div>
                if is_ready {
                    <Panel {plan} {moves} {on_move} {on_back} />
                }
            </div>
        </ContextProvider<Watch>>
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
