//! The Items screen: toolbar, grid, panel of one item, bulk edit, columns, bin.

mod bin_screen;
mod bulk;
mod chooser;
mod columns;
mod delivery;
mod gestures;
mod grid;
mod panel;
mod ranges;
mod row;
mod screen;
mod toolbar;
mod view;

pub use bin_screen::{BinProps, BinScreen};
pub use bulk::{BulkDialog, BulkDialogProps};
pub use chooser::{ColumnsDialog, ColumnsDialogProps};
pub use columns::Column;
pub use gestures::move_by_one;

pub use panel::{PanelProps, panel};
pub use screen::{ItemsScreen, ItemsScreenProps};

use yew::prelude::*;

use crate::ui::app::PageProps;

/// The items grid, for the page.
pub fn screen(page: &PageProps) -> Html {
    let scene = &page.scene;
    html! {
        <ItemsScreen plan={scene.plan().clone()} session={scene.session.clone()} preferences={scene.preferences.clone()} />
    }
}

/// The deleted items, for the page.
pub fn bin(page: &PageProps) -> Html {
    html! { <BinScreen plan={page.scene.plan().clone()} /> }
}
