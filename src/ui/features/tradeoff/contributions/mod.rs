//! Which item serves which need and goal, and how much.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::plan::Plan;

/// Properties of [`ContributionsPage`].
#[derive(Properties, Clone)]
pub struct ContributionsPageProps {
    /// The plan.
    pub plan: Rc<Plan>,
}

impl PartialEq for ContributionsPageProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
    }
}

/// Which item serves which need and goal, and how much.
#[component]
pub fn ContributionsPage(_props: &ContributionsPageProps) -> Html {
    Html::default()
}
