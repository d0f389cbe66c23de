//! Building blocks that know HTML and accessibility, and nothing of the product.

mod button;
mod checked;
mod date;
mod dialog;
mod field;
mod focus;
mod icon;
mod picker;
mod popover;

pub use button::{Button, IconButton, Variant, pressed};
pub use checked::CheckedField;
pub use date::DateField;
pub use dialog::Dialog;
pub use field::{Choice, SelectField, TextField, new_gesture};
pub use focus::use_focus_kept;
pub use icon::{Icon, IconName};
pub use picker::Picker;
pub use popover::Popover;
