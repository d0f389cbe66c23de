//! User needs and business goals with their weights.

mod add;
mod compare;
mod from_kano;
mod list;
mod row;

use std::rc::Rc;

use yew::prelude::*;

use self::list::List;
use crate::domain::plan::Plan;
use crate::domain::tradeoff::weights::Side;

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
pub fn NeedsPage(props: &NeedsPageProps) -> Html {
    html! {
        <div class="needs">
            for side in Side::BOTH {
                <List key={name_of(side)} plan={props.plan.clone()} {side} />
            }
        </div>
    }
}

/// What a side is called in attributes.
pub fn name_of(side: Side) -> &'static str {
    match side {
        Side::Need => "need",
        Side::Goal => "goal",
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::domain::sample;
    use crate::domain::text::Lang;
    use crate::ui::rendered::rendered;

    fn page(plan: Plan) -> String {
        rendered::<NeedsPage>(NeedsPageProps { plan: Rc::new(plan) })
    }

    fn sample() -> Plan {
        sample::plan(Lang::En, "p".into(), "2026-11-22T09:00:00Z")
    }

    #[test]
    fn every_need_and_goal_has_a_line_with_named_fields() {
        let plan = sample();
        let html = page(plan.clone());
        assert_eq!(html.matches("<li").count(), plan.needs.len() + plan.goals.len());
        for name in [
            "Weight of “Pay without typing it all again”",
            "Importance of “Pay without typing it all again”, 0 to 10",
            "Satisfaction with “Pay without typing it all again”, 0 to 10",
            "Move “Pay without typing it all again” down",
            "Delete “Larger average order”",
            "Weight of “Larger average order”",
        ] {
            assert!(html.contains(name), "{name}");
        }
        assert!(!html.contains("Importance of “Larger average order”"), "a goal has no importance");
    }

    #[test]
    fn shares_and_opportunity_scores_stand_beside_the_weights() {
        let html = page(sample());
        // 5 of 15, and 8.6 + (8.6 - 4.1) = 13.1, which is high.
        assert!(html.contains("33.3% of all weight") && html.contains("13.1") && html.contains("High"));
    }

    #[test]
    fn an_empty_list_teaches_and_offers_the_first_line() {
        let html = page(Plan::default());
        assert!(html.contains("A user need is what people want to get done"));
        assert!(html.contains("A business goal is what the business wants to reach"));
        assert!(html.contains("Add a user need") && html.contains("Add a business goal"));
        assert!(!html.contains("All weights"));
    }

    #[test]
    fn weights_that_are_all_zero_are_told() {
        let mut plan = sample();
        for need in Rc::make_mut(&mut plan.needs) {
            need.weight = 0.0;
        }
        let html = page(plan);
        assert!(html.contains("All weights of the user needs are 0"));
        assert!(!html.contains("All weights of the business goals are 0"));
        assert!(!html.contains("NaN"));
    }

    #[test]
    fn titles_cannot_become_markup() {
        let mut plan = sample();
        Rc::make_mut(&mut plan.needs)[0].title = "<img src=x onerror=alert(1)>".to_owned();
        Rc::make_mut(&mut plan.needs)[0].title_alt = None;
        let html = page(plan);
        assert!(!html.contains("<img"));
    }
}
