//! The Kano screen: what is asked, who answered, what the answers say.

mod analysis;
mod answers;
mod answers_dialog;
mod study;

use std::collections::HashSet;
use std::rc::Rc;

use yew::prelude::*;

use crate::domain::plan::{Id, Plan};
use crate::domain::text::shell;
use crate::ui::app::PageProps;
use crate::ui::session::{KanoPage, Screen};
use crate::ui::store::use_lang;

pub use answers_dialog::{AnswersDialog, AnswersDialogProps};

/// The Kano screen, for the page.
pub fn screen(page: &PageProps) -> Html {
    let session = &page.scene.session;
    let Screen::Kano(shown) = session.screen else { return Html::default() };
    html! { <KanoScreen plan={page.scene.plan().clone()} page={shown} selected={session.selected.clone()} /> }
}

/// Properties of [`KanoScreen`] and of its pages.
#[derive(Properties, Clone)]
pub struct KanoProps {
    /// The plan with its study.
    pub plan: Rc<Plan>,
    /// The page that is shown.
    pub page: KanoPage,
    /// The items that are selected in the grid.
    #[prop_or_default]
    pub selected: Rc<HashSet<Id>>,
}

impl PartialEq for KanoProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
            && self.page == other.page
            && Rc::ptr_eq(&self.selected, &other.selected)
    }
}

/// The Kano screen with the links to its pages.
#[component]
pub fn KanoScreen(props: &KanoProps) -> Html {
    let lang = use_lang();
    html! {
        <div class="kano-screen">
            <nav class="tabs" aria-label={shell::kano(lang)}>
                for page in KanoPage::ALL {
                    <a key={Screen::Kano(page).path()} class="tabs__link" href={format!("#/{}", Screen::Kano(page).path())}
                        aria-current={(page == props.page).then_some("page")}>{ page.word()(lang) }</a>
                }
            </nav>
            { match props.page {
                KanoPage::Study => html! { <study::StudyPage ..props.clone() /> },
                KanoPage::Answers => html! { <answers::AnswersPage ..props.clone() /> },
                KanoPage::Analysis => html! { <analysis::AnalysisPage ..props.clone() /> },
            } }
        </div>
    }
}
