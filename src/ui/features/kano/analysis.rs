//! What the answers say.

use yew::prelude::*;

use super::KanoProps;

/// What the answers say.
#[component]
pub fn AnalysisPage(props: &KanoProps) -> Html {
    let _ = props;
    html! { <div class="kano-page"></div> }
}
