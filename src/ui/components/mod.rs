//! Building blocks that know HTML and accessibility, and nothing of the product.

mod button;
mod dialog;
mod field;
mod icon;
mod popover;

pub use button::{Button, IconButton, Variant, pressed};
pub use dialog::Dialog;
pub use field::{Choice, SelectField, TextField, new_gesture};
pub use icon::{Icon, IconName};
pub use popover::Popover;
