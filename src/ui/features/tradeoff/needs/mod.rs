//! User needs and business goals with their weights.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::plan::Plan;

/// Properties of [`NeedsPage`].
#[derive(Properties, Clone)]
pub struct NeedsPageProps {
    /// The plan.
    pub plan: Rc<Plan>,
}

impl PartialEq for NeedsPageProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
    }
}

/// User needs and business goals with their weights.
#[component]
pub fn NeedsPage(_props: &NeedsPageProps) -> Html {
    Html::default()
}
