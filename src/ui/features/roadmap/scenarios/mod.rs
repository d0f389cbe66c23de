//! Saved alternatives, side by side.

use yew::prelude::*;

use super::RoadmapProps;

/// Saved alternatives, side by side.
#[component]
pub fn ScenariosPage(props: &RoadmapProps) -> Html {
    let _ = &props.plan;
    Html::default()
}
