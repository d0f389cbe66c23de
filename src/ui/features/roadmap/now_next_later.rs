//! What is done now, next and later.

use yew::prelude::*;

use super::RoadmapProps;

/// What is done now, next and later.
#[component]
pub fn NowNextLater(props: &RoadmapProps) -> Html {
    let _ = &props.plan;
    Html::default()
}
