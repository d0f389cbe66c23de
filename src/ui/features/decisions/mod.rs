//! What was decided, when and why.

use yew::prelude::*;

use crate::ui::app::PageProps;

/// The decisions, for the page.
pub fn screen(page: &PageProps) -> Html {
    let _ = page;
    Html::default()
}
