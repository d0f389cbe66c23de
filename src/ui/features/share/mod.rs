//! The plan for other people: links, files, pictures.

mod files;
mod link;
mod outcome;
mod reader_page;
mod ways;
pub mod workbook;

use yew::prelude::*;

use super::merge::MergePage;
use crate::domain::text::shell;
use crate::ui::app::PageProps;
use crate::ui::session::{Screen, SharePage};

pub use link::Made;
pub use outcome::{LinkOutcome, LinkOutcomeProps};
pub use ways::{WaysPage, WaysPageProps};

/// The share screen, for the page.
pub fn screen(page: &PageProps) -> Html {
    let scene = &page.scene;
    let Screen::Share(shown) = scene.session.screen else { return Html::default() };
    let lang = scene.lang;
    let plan = scene.plan().clone();
    let framework = scene.preferences.framework().id;
    // Another plan begins anew: without the link and the choices of this one.
    let key = plan.id.to_string();
    html! {
        <div class="share">
            <nav class="tabs" aria-label={shell::share(lang)}>
                for page in SharePage::ALL {
                    <a key={page.path()} class="tabs__link" href={format!("#/{}", page.path())}
                        aria-current={(page == shown).then_some("page")}>{ page.word()(lang) }</a>
                }
            </nav>
            { match shown {
                SharePage::Ways => html! { <WaysPage {key} {plan} {framework} backup={page.kept.backup.clone()} /> },
                SharePage::Reader => html! { <reader_page::ReaderPage {key} {plan} {framework} /> },
                SharePage::Merge => html! { <MergePage {key} {plan} /> },
            } }
        </div>
    }
}
