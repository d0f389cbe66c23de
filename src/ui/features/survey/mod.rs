//! What a respondent sees: the survey of a link, and nothing of any plan.

use yew::prelude::*;

use crate::platform::route;
use crate::ui::parts::{self, later};

/// Properties of the survey.
#[derive(Properties, PartialEq, Clone)]
pub struct SurveyProps {
    /// The survey, as the address has it from `#s=` on.
    pub link: AttrValue,
}

/// The page of a survey link. It holds no plan and keeps none.
#[component]
pub fn SurveyRoot() -> Html {
    // A part that arrives draws the page again.
    let link = use_state_eq(|| AttrValue::from(route::hash()));
    later(&parts::SURVEY, &SurveyProps { link: (*link).clone() })
}

/// The survey of a link.
pub fn survey(props: &SurveyProps) -> Html {
    html! { <main class="survey">{ props.link.len() }</main> }
}
