use yew::prelude::*;

/// The pictures that stand on buttons; always beside or instead of a spoken label.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum IconName {
    /// The product's mark: a beam with its weight.
    Beam,
    /// An arrow back.
    Undo,
    /// An arrow forward.
    Redo,
    /// A cross.
    Close,
    /// A plus.
    Plus,
    /// Three lines.
    Menu,
    /// A magnifying glass.
    Search,
    /// A small triangle pointing down.
    Down,
    /// A small triangle pointing up.
    Up,
    /// A small triangle pointing left.
    Left,
    /// A small triangle pointing right.
    Right,
    /// Two columns of dots to drag by.
    Grip,
    /// A page sliding in from the side.
    Panel,
    /// Columns.
    Columns,
    /// A minus.
    Minus,
    /// The corners of a frame.
    Fit,
    /// A tick.
    Check,
    /// A triangle with a mark in it.
    Warning,
    /// A circle with a stroke through it.
    Stop,
}

/// Properties of [`Icon`].
#[derive(Properties, PartialEq)]
pub struct IconProps {
    /// Which picture.
    pub name: IconName,
}

/// A picture for the eye only.
#[component]
pub fn Icon(props: &IconProps) -> Html {
    let path = match props.name {
        IconName::Beam => {
            "M2 6.5 14 4M8 5.2V2.8M4 6v3.2M2 9.2h4a2 2 0 0 1-4 0ZM11.4 4.6v3.2M9.8 9.4a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0-3.2 0Z"
        }
        IconName::Undo => "M6 3 2.8 6.2 6 9.4M3 6.2h6.2a3.6 3.6 0 0 1 0 7.2H7",
        IconName::Redo => "M10 3l3.2 3.2L10 9.4M13 6.2H6.8a3.6 3.6 0 0 0 0 7.2H9",
        IconName::Close => "M4 4l8 8M12 4l-8 8",
        IconName::Plus => "M8 3v10M3 8h10",
        IconName::Menu => "M2.5 4.5h11M2.5 8h11M2.5 11.5h11",
        IconName::Search => "M7 2.8a4.2 4.2 0 1 0 0 8.4a4.2 4.2 0 0 0 0-8.4ZM10.2 10.2 13.4 13.4",
        IconName::Down => "M4.5 6.5 8 10l3.5-3.5",
        IconName::Up => "M4.5 9.5 8 6l3.5 3.5",
        IconName::Left => "M9.5 4.5 6 8l3.5 3.5",
        IconName::Right => "M6.5 4.5 10 8l-3.5 3.5",
        IconName::Grip => "M6 3.5v.01M6 8v.01M6 12.5v.01M10 3.5v.01M10 8v.01M10 12.5v.01",
        IconName::Panel => "M2.5 3h11v10h-11ZM9.5 3v10",
        IconName::Minus => "M3 8h10",
        IconName::Fit => "M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3",
        IconName::Check => "M3.2 8.4 6.4 11.6 12.8 4.8",
        IconName::Warning => "M8 2.6 14 13H2ZM8 6.4v3M8 11.2v.01",
        IconName::Stop => "M8 2.4a5.6 5.6 0 1 0 0 11.2a5.6 5.6 0 0 0 0-11.2ZM4.1 11.9l7.8-7.8",
        IconName::Columns => "M2.5 3h11v10h-11ZM6.2 3v10M9.8 3v10",
    };
    html! {
        <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
            <path d={path} fill="none" stroke="currentColor" stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round" />
        </svg>
    }
}
