//! What in the scores should be looked at again.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::plan::Plan;

/// Properties of [`CheckPage`].
#[derive(Properties, Clone)]
pub struct CheckPageProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// The id of the framework that ranks.
    pub framework: &'static str,
}

impl PartialEq for CheckPageProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && self.framework == other.framework
    }
}

/// What in the scores should be looked at again.
#[component]
pub fn CheckPage(_props: &CheckPageProps) -> Html {
    Html::default()
}
