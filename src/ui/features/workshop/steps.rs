//! Which of the items that were voted on the audience sees: one after the other, or all.

use yew::prelude::*;

use crate::domain::text::workshop_page as words;
use crate::domain::workshop::stage::Focus;
use crate::ui::components::{Button, IconButton, IconName, Variant};
use crate::ui::store::use_lang;

/// Properties of [`Steps`].
#[derive(Properties, PartialEq)]
pub struct StepsProps {
    /// What is shown.
    pub focus: Focus,
    /// The places of the tasks that have votes.
    pub voted: Vec<usize>,
    /// Called with what is to be shown.
    pub on_focus: Callback<Focus>,
}

/// The way from one item to the next.
#[component]
pub fn Steps(props: &StepsProps) -> Html {
    let lang = use_lang();
    let (focus, voted) = (props.focus, &props.voted);
    let at = focus.task(voted).and_then(|task| voted.iter().position(|place| *place == task));
    let to = |by: isize| {
        let next = focus.step(voted, by);
        let on_focus = props.on_focus.clone();
        (next.is_none(), Callback::from(move |()| next.into_iter().for_each(|next| on_focus.emit(next))))
    };
    let ((is_first, back), (is_last, on)) = (to(-1), to(1));
    let is_all = focus == Focus::All;
    let toggle = {
        let (on_focus, next) = (props.on_focus.clone(), if is_all { Focus::First } else { Focus::All });
        Callback::from(move |()| on_focus.emit(next))
    };
    html! {
        <div class="steps" role="group" aria-label={words::on_the_screen(lang)}>
            <span class="hint">{ words::on_the_screen(lang) }</span>
            <IconButton icon={IconName::Left} label={words::step_back(lang)} on_press={back} disabled={is_first} />
            <span class="steps__place" role="status">
                { at.map_or_else(|| words::all_at_once(lang).to_owned(), |at| words::step_of(lang, at + 1, voted.len())) }
            </span>
            <IconButton icon={IconName::Right} label={words::step_on(lang)} on_press={on} disabled={is_last} />
            <Button label={words::all_at_once(lang)} variant={Variant::Quiet} pressed={Some(is_all)} on_press={toggle} />
        </div>
    }
}
