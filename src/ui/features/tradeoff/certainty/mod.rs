//! How sure the order is.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::plan::Plan;

/// Properties of [`CertaintyPage`].
#[derive(Properties, Clone)]
pub struct CertaintyPageProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// The id of the framework that ranks.
    pub framework: &'static str,
}

impl PartialEq for CertaintyPageProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && self.framework == other.framework
    }
}

/// How sure the order is.
#[component]
pub fn CertaintyPage(_props: &CertaintyPageProps) -> Html {
    Html::default()
}
