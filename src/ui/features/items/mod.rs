//! The Items screen: toolbar, grid, panel of one item, bulk edit, columns, bin.

mod bin;
mod bulk;
mod chooser;
mod columns;
mod gestures;
mod grid;
mod panel;
mod row;
mod screen;
mod toolbar;
mod view;

pub use bin::{BinProps, BinScreen};
pub use bulk::{BulkDialog, BulkDialogProps};
pub use chooser::{ColumnsDialog, ColumnsDialogProps};
pub use columns::Column;
pub use gestures::move_by_one;
pub use screen::{ItemsScreen, ItemsScreenProps};
