//! What is asked before a plan is printed.

use yew::prelude::*;

use super::sheet::{Paper, Sheet};
use crate::domain::text::{Word, reader as words};
use crate::ui::components::pressed;
use crate::ui::store::use_lang;

/// Properties of [`PrintOptions`].
#[derive(Properties, PartialEq)]
pub struct PrintOptionsProps {
    /// What is chosen.
    pub sheet: Sheet,
    /// Called with what is chosen instead.
    pub on_sheet: Callback<Sheet>,
}

/// Paper, direction, and how the picture of the roadmap goes onto it.
#[component]
pub fn PrintOptions(props: &PrintOptionsProps) -> Html {
    let lang = use_lang();
    let sheet = props.sheet;
    let one = |word: Word, next: Sheet| {
        let on_sheet = props.on_sheet.clone();
        html! {
            <button key={word(lang)} type="button" class="segment" aria-pressed={pressed(next == sheet)}
                onclick={Callback::from(move |_: MouseEvent| on_sheet.emit(next))}>{ word(lang) }</button>
        }
    };
    let group = |label: Word, both: [Html; 2]| {
        html! {
            <div class="paper__choice">
                <span class="field__label" aria-hidden="true">{ label(lang) }</span>
                <div class="segments" role="group" aria-label={label(lang)}>{ both.into_iter().collect::<Html>() }</div>
            </div>
        }
    };
    html! {
        <div class="paper">
            { group(words::paper, [
                one(words::a4, Sheet { paper: Paper::A4, ..sheet }),
                one(words::letter, Sheet { paper: Paper::Letter, ..sheet }),
            ]) }
            { group(words::direction, [
                one(words::portrait, Sheet { is_wide: false, ..sheet }),
                one(words::landscape, Sheet { is_wide: true, ..sheet }),
            ]) }
            { group(words::roadmap_pictures, [
                one(words::fitted, Sheet { is_tiled: false, ..sheet }),
                one(words::tiled, Sheet { is_tiled: true, ..sheet }),
            ]) }
        </div>
    }
}
