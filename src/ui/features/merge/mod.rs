//! Another copy of the plan, brought together with the open one.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::plan::Plan;

/// Properties of [`MergePage`].
#[derive(Properties)]
pub struct MergePageProps {
    /// The plan that is open.
    pub plan: Rc<Plan>,
}

impl PartialEq for MergePageProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
    }
}

/// The page on which copies are brought together.
#[component]
pub fn MergePage(props: &MergePageProps) -> Html {
    let _ = props;
    Html::default()
}
