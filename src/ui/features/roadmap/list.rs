//! The roadmap as a table.

use yew::prelude::*;

use super::RoadmapProps;

/// The roadmap as a table.
#[component]
pub fn ListView(props: &RoadmapProps) -> Html {
    let _ = &props.plan;
    Html::default()
}
