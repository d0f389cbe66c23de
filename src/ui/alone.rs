//! Pages that stand alone: what a link opens without any plan of this browser.

use gloo::events::EventListener;
use yew::prelude::*;

use super::session::SessionMsg;
use super::store::{Channels, Handles};
use crate::domain::text::Lang;
use crate::platform::{dom, route};

/// Properties of [`Alone`].
#[derive(Properties)]
pub struct AloneProps {
    /// What addresses of this page start with, behind the `#` and with it.
    pub mark: &'static str,
    /// Draws the page from the end of the address, mark included.
    pub draw: fn(AttrValue) -> Html,
}

impl PartialEq for AloneProps {
    fn eq(&self, other: &Self) -> bool {
        self.mark == other.mark && std::ptr::fn_addr_eq(self.draw, other.draw)
    }
}

/// A page of a link. It reads no plan of this browser, and keeps none.
#[component]
pub fn Alone(props: &AloneProps) -> Html {
    let link = use_state_eq(|| AttrValue::from(route::hash()));
    let redraw = use_force_update();
    // A part that arrives draws the page again; nothing else is asked of these handles.
    let handles = use_memo((), |()| {
        let session = Callback::from(move |_: SessionMsg| redraw.force_update());
        Handles::from(Channels { session, ..Channels::default() })
    });
    use_effect_with(props.mark, {
        let link = link.clone();
        move |mark| {
            let mark = *mark;
            let listener = dom::window_target().map(|window| {
                EventListener::new(&window, "hashchange", move |_| {
                    let hash = route::hash();
                    if hash.starts_with(mark) {
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
                { (props.draw)((*link).clone()) }
            </ContextProvider<Lang>>
        </ContextProvider<Handles>>
    }
}

/// The first language that browser and product share.
fn language_of_browser() -> Lang {
    dom::languages().iter().find_map(|tag| Lang::from_tag(tag)).unwrap_or_default()
}
