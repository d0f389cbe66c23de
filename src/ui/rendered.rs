//! Helps tests to look at what a component renders; those of the whole program, too, take it from here.

// Each test takes what it needs.
#![allow(dead_code)]

use yew::BaseComponent;
use yew::prelude::*;

/// The HTML of a component; in English where it brings no language.
pub fn rendered<C>(props: C::Properties) -> String
where
    C: BaseComponent,
    C::Properties: 'static,
{
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let html = yew::LocalServerRenderer::<C>::with_props(props).hydratable(false).render();
    tokio::task::LocalSet::new().block_on(&runtime, html)
}

/// The HTML of a page in a language, of which tests of the whole program know another path.
pub fn rendered_in<L: Clone + PartialEq + 'static>(lang: L, page: Html) -> String {
    rendered::<In<L>>(InProps { lang, page })
}

#[derive(Properties, PartialEq)]
struct InProps<L: Clone + PartialEq + 'static> {
    lang: L,
    page: Html,
}

#[component]
fn In<L: Clone + PartialEq + 'static>(props: &InProps<L>) -> Html {
    html! { <ContextProvider<L> context={props.lang.clone()}>{ props.page.clone() }</ContextProvider<L>> }
}
