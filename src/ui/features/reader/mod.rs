//! A plan to read: on a page of its own behind a link, inside the app, on paper, on a projector.

mod blocks;
mod locked;
mod options;
mod page;
mod presenter;
mod problem;
mod sheet;
mod view;

use yew::prelude::*;

pub(super) use locked::{Unlock, Unlocked};
pub use options::{PrintOptions, PrintOptionsProps};
pub use page::{ReadPlan, ReadPlanProps};
pub use presenter::{Presenter, PresenterProps};
pub use sheet::{Paper, Sheet};
pub use view::{ReaderView, ReaderViewProps};

/// Properties of the reader.
#[derive(Properties, PartialEq, Clone)]
pub struct ReaderProps {
    /// The plan, as the address has it from `#p=` on.
    pub link: AttrValue,
}

/// The reader of a link. Another link is another page.
pub fn reader(props: &ReaderProps) -> Html {
    html! { <page::LinkPage key={props.link.to_string()} link={props.link.clone()} /> }
}
