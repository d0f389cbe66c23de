//! The line behind the last one, where new needs and goals are written.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::list::Change;
use super::name_of;
use super::row::pasted_block;
use crate::domain::text::needs as words;
use crate::domain::tradeoff::pasted::Line;
use crate::domain::tradeoff::weights::Side;
use crate::platform::element;
use crate::ui::components::{Button, IconName, Variant};
use crate::ui::store::use_lang;

/// Properties of [`Add`].
#[derive(Properties, PartialEq)]
pub struct AddProps {
    /// Which list.
    pub side: Side,
    /// Whether the list is empty, so that this is the one thing to do.
    pub first: bool,
    /// Called with the new lines.
    pub on_change: Callback<Change>,
}

/// The line behind the last one.
#[component]
pub fn Add(props: &AddProps) -> Html {
    let lang = use_lang();
    let side = props.side;
    let field = use_node_ref();
    // What stands in the field becomes a line. Leaving the field does as well, so that
    // nothing typed is lost.
    let take = {
        let (field, on_change) = (field.clone(), props.on_change.clone());
        Callback::from(move |()| {
            let Some(field) = field.cast::<HtmlInputElement>() else { return };
            let title = field.value().trim().to_owned();
            field.set_value("");
            if !title.is_empty() {
                on_change.emit(Change::Insert(None, vec![Line { title, ..Line::default() }]));
            }
        })
    };
    let onkeydown = {
        let take = take.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && !element::is_composing(&event) {
                event.prevent_default();
                take.emit(());
            }
        })
    };
    let onpaste = {
        let on_change = props.on_change.clone();
        Callback::from(move |event: Event| {
            if let Some(lines) = pasted_block(&event, side) {
                on_change.emit(Change::Insert(None, lines));
            }
        })
    };
    let on_press = {
        let (take, field) = (take.clone(), field.clone());
        Callback::from(move |()| {
            take.emit(());
            element::focus(&field);
        })
    };
    let (label, help) = match side {
        Side::Need => (words::add_need(lang), words::add_needs_help(lang)),
        Side::Goal => (words::add_goal(lang), words::add_goals_help(lang)),
    };
    let about = format!("add-{}-help", name_of(side));
    html! {
        <div class="needs__add">
            <div class="needs__add-line">
                <input ref={field} type="text" class="field__input" aria-label={label} placeholder={label} aria-describedby={about.clone()}
                    autocomplete="off" {onkeydown} {onpaste} onblur={take.reform(|_: FocusEvent| ())} />
                <Button label={words::add(lang)} icon={IconName::Plus} {on_press}
                    variant={if props.first { Variant::Primary } else { Variant::Plain }} />
            </div>
            <p class="hint" id={about}>
                { help }
                if !props.first {
                    { " " }{ words::keys_help(lang) }
                }
            </p>
        </div>
    }
}
