//! Teams, periods, capacity and wishes.

use yew::prelude::*;

use super::RoadmapProps;

/// Teams, periods, capacity and wishes.
#[component]
pub fn SetupPage(props: &RoadmapProps) -> Html {
    let _ = &props.plan;
    Html::default()
}
