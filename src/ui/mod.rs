//! What people see: Yew components over the domain.
//!
//! Views are pure. Impure work (clock, ids, storage) sits in event handlers and
//! effects, and reaches the browser through `platform` alone.

pub mod actions;
mod alone;
mod app;
pub mod by_pointer;
pub mod components;
pub mod engine;
pub mod features;
mod handover;
pub mod home;
mod keeper;
pub mod lasting;
pub mod parts;
mod phone;
pub mod preferences;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod rendered;
pub mod session;
mod slicing;
pub mod store;

use features::ballot::BallotProps;
use features::live::LiveSeatProps;
use features::reader::ReaderProps;
use features::survey::SurveyProps;
use features::workshop::AudienceProps;
use yew::prelude::*;

pub use app::{App, AppProps, PageProps};

/// Starts the app in the page; in a worker, the work for it.
pub fn start() {
    crate::platform::rescue::install();
    // A worker has no page to show anything in.
    let Some(root) = crate::platform::dom::by_id("app") else { return engine::start() };
    // A survey, a ballot, or the plan of a link, opens alone: no plan of this browser is read or touched.
    if let Some((mark, draw)) =
        ALONE.into_iter().find(|(mark, _)| crate::platform::route::hash().starts_with(mark))
    {
        yew::Renderer::<alone::Alone>::with_root_and_props(root, alone::AloneProps { mark, draw }).render();
        return;
    }
    if crate::platform::storage::is_used() {
        parts::fetch_first();
    }
    yew::Renderer::<App>::with_root(root).render();
}

type Draw = fn(AttrValue) -> Html;

/// What stands alone: what its addresses start with, and how it is drawn.
const ALONE: [(&str, Draw); 6] = [
    (crate::domain::kano::link::MARK, |link| parts::later(&parts::SURVEY, &SurveyProps { link })),
    (crate::domain::workshop::paper::MARK, |link| parts::later(&parts::BALLOT, &BallotProps { link })),
    (crate::domain::workshop::live::link::MARK, |link| {
        parts::later(&parts::LIVE_SEAT, &LiveSeatProps { link })
    }),
    (crate::domain::share::MARK, |link| parts::later(&parts::READER, &ReaderProps { link })),
    (crate::domain::workshop::stage::MARK, |link| parts::later(&parts::AUDIENCE, &AudienceProps { link })),
    (handover::FORMER_MARK, |link| {
        parts::later(&parts::READER, &ReaderProps { link: handover::as_read(&link).into() })
    }),
];
