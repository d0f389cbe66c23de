//! The views of the plan with the panel beside them: drafting, the frontier, what a move costs.

use std::rc::Rc;

use yew::prelude::*;

use super::{RoadmapProps, Watch, list::ListView, now_next_later::NowNextLater, timeline::Timeline};
use crate::domain::plan::Plan;
use crate::ui::session::RoadmapPage;

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
    let watch = use_memo((), |()| Watch::default());
    let plan = props.plan.clone();
    let _: Option<RoadmapProps> = None;
    html! {
        <ContextProvider<Watch> context={(*watch).clone()}>
            <div class="planning">
                <div class="planning__view">
                    { match props.shown {
                        RoadmapPage::Board => html! { <NowNextLater {plan} /> },
                        RoadmapPage::List => html! { <ListView {plan} /> },
                        _ => html! { <Timeline {plan} /> },
                    } }
                </div>
            </div>
        </ContextProvider<Watch>>
    }
}
