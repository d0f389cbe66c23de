//! The way from the roadmap to an item.

use yew::prelude::*;

use crate::domain::plan::Id;
use crate::ui::session::{Screen, SessionMsg};
use crate::ui::store::use_handles;

/// Properties of [`ItemLink`].
#[derive(Properties, PartialEq)]
pub struct ItemLinkProps {
    /// The item.
    pub item: Id,
    /// What the link says.
    pub label: AttrValue,
}

/// A link that leads to the items and opens one of them.
#[component]
pub fn ItemLink(props: &ItemLinkProps) -> Html {
    let handles = use_handles();
    let onclick = use_callback(props.item.clone(), move |_: MouseEvent, item| {
        // The address leads to the screen; the session says which item it is about.
        handles.session(SessionMsg::Activated(Some(item.clone())));
        handles.session(SessionMsg::Panel(true));
    });
    html! { <a class="item-link" href={format!("#/{}", Screen::Items.path())} {onclick}>{ &props.label }</a> }
}
