//! What an empty plan shows: one sentence and the ways to begin.

use yew::prelude::*;

use crate::domain::text::{common, shell};
use crate::ui::actions;
use crate::ui::components::{Button, Icon, IconName, Variant};
use crate::ui::keeper::KeeperMsg;
use crate::ui::session::Dialog;
use crate::ui::store::{use_handles, use_lang};

/// Properties of [`Start`].
#[derive(Properties, PartialEq)]
pub struct StartProps {
    /// Whether deleted items wait in the bin.
    pub has_bin: bool,
}

/// The first screen.
#[component]
pub fn Start(props: &StartProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let import = {
        let handles = handles.clone();
        Callback::from(move |()| handles.open(Dialog::Import(None)))
    };
    let add = {
        let handles = handles.clone();
        Callback::from(move |()| actions::new_item(&handles, lang, None))
    };
    let keep = |msg: fn() -> KeeperMsg| {
        let handles = handles.clone();
        Callback::from(move |()| handles.keeper.emit(msg()))
    };
    html! {
        <div class="start">
            <div class="start__mark"><Icon name={IconName::Beam} /></div>
            <h2 class="start__title">{ common::app_name(lang) }</h2>
            <p class="start__sentence">{ shell::start_sentence(lang) }</p>
            <div class="start__ways">
                <Button label={shell::import_items(lang)} variant={Variant::Primary} on_press={import} />
                <Button label={shell::new_item(lang)} on_press={add} />
                <Button label={shell::sample(lang)} on_press={keep(|| KeeperMsg::OpenSample)} />
            </div>
            <div class="start__ways start__ways--more">
                <Button label={shell::open_file(lang)} variant={Variant::Quiet} on_press={keep(|| KeeperMsg::PickFile)} />
                if props.has_bin {
                    <a class="start__link" href="#/bin">{ shell::bin(lang) }</a>
                }
            </div>
            <p class="start__private">{ shell::start_private(lang) }</p>
        </div>
    }
}
