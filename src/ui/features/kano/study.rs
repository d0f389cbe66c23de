//! What is asked about, and how.

use yew::prelude::*;

use super::KanoProps;

/// What is asked about, and how.
#[component]
pub fn StudyPage(props: &KanoProps) -> Html {
    let _ = props;
    html! { <div class="kano-page"></div> }
}
