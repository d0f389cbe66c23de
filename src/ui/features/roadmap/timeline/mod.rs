//! Teams against periods.

use yew::prelude::*;

use super::RoadmapProps;

/// Teams against periods.
#[component]
pub fn Timeline(props: &RoadmapProps) -> Html {
    let _ = &props.plan;
    Html::default()
}
