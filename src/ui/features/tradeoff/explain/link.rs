//! The way from an explanation to an item.

use yew::prelude::*;

use crate::domain::plan::Id;
use crate::ui::session::{Screen, SessionMsg};
use crate::ui::store::use_handles;

/// Properties of [`ItemLink`].
#[derive(Properties, PartialEq)]
pub(super) struct ItemLinkProps {
    /// The item.
    pub item: Id,
    /// What the link says.
    pub label: AttrValue,
    /// Its look.
    #[prop_or_default]
    pub class: Classes,
    /// Called when the link is followed.
    #[prop_or_default]
    pub on_follow: Callback<()>,
}

/// A link that leads to the items and opens one of them.
#[component]
pub(super) fn ItemLink(props: &ItemLinkProps) -> Html {
    let handles = use_handles();
    let given = (props.item.clone(), props.on_follow.clone());
    let onclick = use_callback(given, move |_: MouseEvent, (item, on_follow)| {
        // The address leads to the screen; the session says which item it is about.
        handles.session(SessionMsg::Activated(Some(item.clone())));
        handles.session(SessionMsg::Panel(true));
        on_follow.emit(());
    });
    html! {
        <a class={props.class.clone()} href={format!("#/{}", Screen::Items.path())} {onclick}>{ &props.label }</a>
    }
}
