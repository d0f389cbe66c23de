//! Helps tests to look at what a component renders.

use yew::BaseComponent;

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
