//! Who answered, and how answers come in.

use yew::prelude::*;

use super::KanoProps;

/// Who answered, and how answers come in.
#[component]
pub fn AnswersPage(props: &KanoProps) -> Html {
    let _ = props;
    html! { <div class="kano-page"></div> }
}
