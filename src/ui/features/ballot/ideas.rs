//! Ideas in words: a line each.

use std::rc::Rc;

use web_sys::{InputEvent, KeyboardEvent};
use yew::prelude::*;

use super::dots::SheetProps;
use super::vote;
use crate::domain::text::ballot as words;
use crate::domain::workshop::paper::{Ask, LONGEST_TEXT, Task};
use crate::platform::{dom, element};
use crate::ui::components::{Button, IconName, Variant};
use crate::ui::store::use_lang;

/// Lines that are there from the start; more can be had.
const FIRST: usize = 3;

/// As many lines as somebody has ideas.
#[component]
pub fn Ideas(props: &SheetProps) -> Html {
    let lang = use_lang();
    let most = match props.tasks.0.first() {
        Some(Task { ask: Ask::Texts(most), .. }) => *most as usize,
        _ => 1,
    };
    // What is typed stays as it is typed; the vote has it without what is empty.
    let lines = use_state_eq(|| {
        let mut lines = vote::ideas(&props.vote.0);
        lines.resize(lines.len().max(FIRST).min(most), String::new());
        Rc::new(lines)
    });
    let type_in = |at: usize| {
        let (lines, vote, on_vote) = (lines.clone(), props.vote.clone(), props.on_vote.clone());
        Callback::from(move |event: InputEvent| {
            let mut now = Vec::clone(&lines);
            if let Some(line) = now.get_mut(at) {
                *line = element::value_of(&event);
            }
            on_vote.emit(vote::with_ideas(&vote.0, &now));
            lines.set(Rc::new(now));
        })
    };
    let another = {
        let lines = lines.clone();
        Callback::from(move |()| {
            let mut now = Vec::clone(&lines);
            now.push(String::new());
            lines.set(Rc::new(now));
        })
    };
    // The line that was asked for is the one to be typed into.
    let is_first_look = use_mut_ref(|| true);
    use_effect_with(lines.len(), move |count| {
        if !is_first_look.replace(false) {
            dom::focus(&line_id(count - 1));
        }
    });
    let go_on = |at: usize| {
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && !element::is_composing(&event) {
                event.prevent_default();
                dom::focus(&line_id(at + 1));
            }
        })
    };
    html! {
        <div class="ballot-ideas">
            <p class="hint">{ words::ideas_help(lang) }</p>
            for (at, line) in lines.iter().enumerate() {
                <label key={at} class="field">
                    <span class="field__label">{ words::idea(lang, at + 1) }</span>
                    <input class="field__input ballot__input" id={line_id(at)} value={line.clone()} maxlength={LONGEST_TEXT.to_string()} autocomplete="off" enterkeyhint="next"
                        oninput={type_in(at)} onkeydown={go_on(at)} />
                </label>
            }
            if lines.len() < most {
                <Button label={words::another_idea(lang)} icon={IconName::Plus} variant={Variant::Quiet} on_press={another} />
            }
        </div>
    }
}

fn line_id(at: usize) -> String {
    format!("idea-{at}")
}
