//! What was planned and what became of it.

use yew::prelude::*;

use super::RoadmapProps;

/// What was planned and what became of it.
#[component]
pub fn TrackingPage(props: &RoadmapProps) -> Html {
    let _ = &props.plan;
    Html::default()
}
