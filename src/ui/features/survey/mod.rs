//! What a respondent sees: the survey of a link, and nothing of any plan.

mod done;
mod page;
mod qr;
mod step;
mod visit;
mod welcome;

use gloo::events::EventListener;
use yew::prelude::*;

use crate::domain::kano::link;
use crate::domain::text::Lang;
use crate::platform::{dom, route};
use crate::ui::parts::{self, later};
use crate::ui::session::SessionMsg;
use crate::ui::store::{Channels, Handles};

pub use done::{Done, DoneProps};
pub use page::survey;
pub use step::{Step, StepProps};
pub use visit::{Stage, Visit, VisitMsg};

/// Properties of the survey.
#[derive(Properties, PartialEq, Clone)]
pub struct SurveyProps {
    /// The survey, as the address has it from `#s=` on.
    pub link: AttrValue,
}

/// The page of a survey link. It holds no plan and keeps none.
#[component]
pub fn SurveyRoot() -> Html {
    let link = use_state_eq(|| AttrValue::from(route::hash()));
    let redraw = use_force_update();
    // A part that arrives draws the page again; nothing else is asked of these handles.
    let handles = use_memo((), |()| {
        let session = Callback::from(move |_: SessionMsg| redraw.force_update());
        Handles::from(Channels { session, ..Channels::default() })
    });
    use_effect_with((), {
        let link = link.clone();
        move |()| {
            let listener = dom::window_target().map(|window| {
                EventListener::new(&window, "hashchange", move |_| {
                    let hash = route::hash();
                    if hash.starts_with(link::MARK) {
                        link.set(hash.into());
                    } else {
                        // The app stands behind that address; it starts with the page.
                        route::reload();
                    }
                })
            });
            move || drop(listener)
        }
    });
    html! {
        <ContextProvider<Handles> context={(*handles).clone()}>
            <ContextProvider<Lang> context={language_of_browser()}>
                { later(&parts::SURVEY, &SurveyProps { link: (*link).clone() }) }
            </ContextProvider<Lang>>
        </ContextProvider<Handles>>
    }
}

/// The first language that browser and product share.
fn language_of_browser() -> Lang {
    dom::languages().iter().find_map(|tag| Lang::from_tag(tag)).unwrap_or_default()
}
