//! The roadmap: which items are done when, drafted and moved by hand, with what every wish costs.

mod card;
mod empty;
mod facts;
mod hands;
mod lanes;
mod link;
mod list;
mod menu;
mod moves;
mod now_next_later;
mod picture;
mod pool;
mod scenarios;
mod setup;
mod side;
mod timeline;
mod tracking;

use std::rc::Rc;

pub use link::ItemLink;
pub use side::relative;
use yew::prelude::*;

use crate::domain::plan::{Id, Plan};
use crate::domain::roadmap::Placement;
use crate::domain::text::shell;
use crate::ui::app::PageProps;
use crate::ui::session::{RoadmapPage, Screen};

/// Somebody has moved an item by hand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moved {
    /// The item.
    pub item: Id,
    /// Its parts that went with it, where it is planned by these.
    pub with: Vec<Id>,
    /// Where it stood before; `None` for not planned.
    pub from: Option<Id>,
    /// Where it stands now.
    pub to: Option<Id>,
    /// All placements before the move.
    pub before: Vec<Placement>,
}

/// Whom the views tell about moves: the panel beside them says what a move costs.
#[derive(Clone, PartialEq)]
pub struct Watch(pub Callback<Moved>);

impl Default for Watch {
    fn default() -> Self {
        Watch(Callback::noop())
    }
}

/// Properties of a page of the roadmap.
#[derive(Properties, Clone)]
pub struct RoadmapProps {
    /// The plan.
    pub plan: Rc<Plan>,
}

impl PartialEq for RoadmapProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
    }
}

/// The roadmap screen, for the page.
pub fn screen(page: &PageProps) -> Html {
    let scene = &page.scene;
    let Screen::Roadmap(shown) = scene.session.screen else { return Html::default() };
    let lang = scene.lang;
    let plan = scene.plan().clone();
    // Another plan begins anew: without the moves, the draft and the frontier of this one.
    let key = plan.id.to_string();
    html! {
        <div class="roadmap">
            <nav class="tabs" aria-label={shell::roadmap(lang)}>
                for page in RoadmapPage::ALL {
                    <a key={page.path()} class="tabs__link" href={format!("#/{}", page.path())}
                        aria-current={(page == shown).then_some("page")}>{ page.word()(lang) }</a>
                }
                if matches!(shown, RoadmapPage::Setup | RoadmapPage::Scenarios | RoadmapPage::Tracking) {
                    <side::UnderWay key="under-way" plan={plan.id.clone()} />
                }
            </nav>
            { match shown {
                RoadmapPage::Timeline | RoadmapPage::Board | RoadmapPage::List => html! { <side::Planning {key} {plan} {shown} /> },
                RoadmapPage::Setup => html! { <setup::SetupPage {key} {plan} /> },
                RoadmapPage::Scenarios => html! { <scenarios::ScenariosPage {key} {plan} /> },
                RoadmapPage::Tracking => html! { <tracking::TrackingPage {key} {plan} /> },
            } }
        </div>
    }
}
