use yew::prelude::*;

use super::{Icon, IconName};

/// How much a button stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Variant {
    /// Hairline border.
    #[default]
    Plain,
    /// The one thing to do.
    Primary,
    /// No border.
    Quiet,
    /// Takes something away.
    Danger,
}

impl Variant {
    fn class(self) -> &'static str {
        match self {
            Variant::Plain => "button",
            Variant::Primary => "button button--primary",
            Variant::Quiet => "button button--quiet",
            Variant::Danger => "button button--danger",
        }
    }
}

/// Properties of [`Button`].
#[derive(Properties, PartialEq)]
pub struct ButtonProps {
    /// What it says.
    pub label: AttrValue,
    /// What it does.
    pub on_press: Callback<()>,
    /// How much it stands out.
    #[prop_or_default]
    pub variant: Variant,
    /// A picture before the label.
    #[prop_or_default]
    pub icon: Option<IconName>,
    /// Why it cannot be pressed now; shown as its title.
    #[prop_or_default]
    pub disabled: Option<AttrValue>,
    /// Whether it is the chosen one of a group; `None` where that has no meaning.
    #[prop_or_default]
    pub pressed: Option<bool>,
    /// Whether the focus comes here when its dialog opens.
    #[prop_or_default]
    pub autofocus: bool,
}

/// A button with a label; disabled with a reason rather than hidden.
#[component]
pub fn Button(props: &ButtonProps) -> Html {
    let onclick = {
        let (on_press, off) = (props.on_press.clone(), props.disabled.is_some());
        Callback::from(move |_: MouseEvent| {
            if !off {
                on_press.emit(());
            }
        })
    };
    html! {
        <button type="button" class={props.variant.class()} {onclick}
            aria-disabled={props.disabled.as_ref().map(|_| "true")}
            aria-pressed={props.pressed.map(pressed)}
            autofocus={props.autofocus}
            title={props.disabled.clone()}>
            if let Some(name) = props.icon {
                <Icon {name} />
            }
            <span>{ &props.label }</span>
        </button>
    }
}

/// Properties of [`IconButton`].
#[derive(Properties, PartialEq)]
pub struct IconButtonProps {
    /// What it is called, for the ear and as a tooltip.
    pub label: AttrValue,
    /// The picture.
    pub icon: IconName,
    /// What it does.
    pub on_press: Callback<()>,
    /// Whether it cannot be pressed now.
    #[prop_or_default]
    pub disabled: bool,
}

/// A button with a picture and a spoken label.
#[component]
pub fn IconButton(props: &IconButtonProps) -> Html {
    let onclick = {
        let (on_press, off) = (props.on_press.clone(), props.disabled);
        Callback::from(move |_: MouseEvent| {
            if !off {
                on_press.emit(());
            }
        })
    };
    html! {
        <button type="button" class="button button--icon" {onclick}
            aria-label={props.label.clone()} title={props.label.clone()}
            aria-disabled={props.disabled.then_some("true")}>
            <Icon name={props.icon} />
        </button>
    }
}

/// A truth as attributes for accessibility say it, `aria-pressed` for one.
pub fn pressed(is_on: bool) -> &'static str {
    if is_on { "true" } else { "false" }
}
