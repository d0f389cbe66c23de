//! What people see: Yew components over the domain.
//!
//! Views are pure. Impure work (clock, ids, storage) sits in event handlers and
//! effects, and reaches the browser through `platform` alone.

pub mod actions;
mod app;
pub mod by_pointer;
pub mod components;
pub mod engine;
pub mod features;
mod keeper;
pub mod parts;
pub mod preferences;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod rendered;
pub mod session;
pub mod store;

pub use app::{App, AppProps, PageProps};

/// Starts the app in the page; in a worker, the work for it.
pub fn start() {
    crate::platform::rescue::install();
    // A worker has no page to show anything in.
    let Some(root) = crate::platform::dom::by_id("app") else { return engine::start() };
    // A survey link opens the survey and nothing else: no plan is read or touched.
    if crate::platform::route::hash().starts_with(crate::domain::kano::link::MARK) {
        yew::Renderer::<features::survey::SurveyRoot>::with_root(root).render();
        return;
    }
    if crate::platform::storage::is_used() {
        parts::fetch_first();
    }
    yew::Renderer::<App>::with_root(root).render();
}
