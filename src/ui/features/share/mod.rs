//! The plan for other people: links, files, pictures.

pub mod workbook;

use yew::prelude::*;

use super::merge::MergePage;
use crate::ui::app::PageProps;
use crate::ui::session::{Screen, SharePage};

/// The share screen, for the page.
pub fn screen(page: &PageProps) -> Html {
    let plan = page.scene.plan().clone();
    let key = plan.id.to_string();
    match page.scene.session.screen {
        Screen::Share(SharePage::Merge) => html! { <MergePage {key} {plan} /> },
        _ => Html::default(),
    }
}
