//! All answers at a glance, each a way back to its question.

use yew::prelude::*;

use super::vote;
use crate::domain::text::ballot as words;
use crate::domain::workshop::code::Vote;
use crate::domain::workshop::paper::{Paper, Task};
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Button, Variant};
use crate::ui::store::use_lang;

/// Properties of [`Overview`].
#[derive(Properties, PartialEq)]
pub struct OverviewProps {
    /// What is asked.
    pub paper: ByPointer<Paper>,
    /// What is to be answered, in order.
    pub tasks: ByPointer<Vec<Task>>,
    /// The answers so far.
    pub vote: ByPointer<Vote>,
    /// Called with the place of the task that somebody wants to see.
    pub on_task: Callback<usize>,
}

/// How far somebody is, and what they said.
#[component]
pub fn Overview(props: &OverviewProps) -> Html {
    let lang = use_lang();
    let (paper, tasks, now) = (&*props.paper.0, &*props.tasks.0, &*props.vote.0);
    let open = tasks.len() - vote::given(tasks, now);
    let first_open = vote::first_open(tasks, now);
    html! {
        <>
            <p>
                { words::answered(lang, tasks.len() - open, tasks.len()) }
                if open > 0 && open < tasks.len() {
                    { words::then(lang) }{ words::open_left(lang, open) }
                }
            </p>
            if let Some(first) = first_open.filter(|_| tasks.len() > 1) {
                <div class="ballot__ways"><Button label={words::to_first_open(lang)} variant={Variant::Plain} on_press={props.on_task.reform(move |()| first)} /></div>
            }
            <ol class="ballot-answers" role="list">
                for (at, task) in tasks.iter().enumerate() {
                    <li key={at}>
                        <button type="button" class="ballot-answer" onclick={props.on_task.reform(move |_: MouseEvent| at)}>
                            <span class="ballot-answer__place">{ at + 1 }</span>
                            <span class="ballot-answer__about">{ vote::about(paper, task, lang) }</span>
                            if let Some(answer) = vote::answer(now, at) {
                                <span class="ballot-answer__said">{ vote::said(paper, task, answer, lang) }</span>
                            } else {
                                <span class="ballot-answer__said ballot-answer__said--none">{ words::no_answer(lang) }</span>
                            }
                        </button>
                    </li>
                }
            </ol>
        </>
    }
}
