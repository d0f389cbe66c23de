//! The picture, the beam under it, and the order beside it.

use std::collections::HashSet;
use std::rc::Rc;

use yew::prelude::*;

use crate::domain::plan::{Id, Plan};

/// Properties of [`WeighPage`].
#[derive(Properties, Clone)]
pub struct WeighPageProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// Selected items.
    pub selected: Rc<HashSet<Id>>,
    /// The id of the framework that ranks.
    pub framework: &'static str,
}

impl PartialEq for WeighPageProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
            && Rc::ptr_eq(&self.selected, &other.selected)
            && self.framework == other.framework
    }
}

/// The picture, the beam under it, and the order beside it.
#[component]
pub fn WeighPage(_props: &WeighPageProps) -> Html {
    Html::default()
}
