//! What the reader of a link sees: a plan to read, on a page of its own.

use yew::prelude::*;

/// Properties of the reader.
#[derive(Properties, PartialEq, Clone)]
pub struct ReaderProps {
    /// The plan, as the address has it from `#p=` on.
    pub link: AttrValue,
}

/// The reader of a link.
pub fn reader(props: &ReaderProps) -> Html {
    let _ = props;
    Html::default()
}
