//! Takes answers into the plan, one command after the other, so that the page lives on meanwhile.

use std::ops::Range;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::progress;
use crate::domain::editor::Command;
use crate::domain::text::{common, kano_study as words, kano_survey};
use crate::ui::components::{Dialog, new_gesture};
use crate::ui::store::{Handles, use_handles, use_lang};

/// Answers that are to be taken in.
#[derive(Debug)]
pub struct Taking {
    /// The commands, for one gesture.
    pub commands: Vec<Command>,
    /// What is told when they are done.
    pub told: String,
}

impl Taking {
    /// Whether it is done before anybody could see how far it is.
    pub fn is_quick(&self) -> bool {
        self.commands.len() <= 1
    }

    /// Does all of it, tells so, and closes the dialog.
    pub fn take_all(&self, handles: &Handles) {
        self.take(handles, 0..self.commands.len(), new_gesture());
        self.finish(handles);
    }

    fn take(&self, handles: &Handles, which: Range<usize>, gesture: u64) {
        for command in self.commands.get(which).unwrap_or_default() {
            handles.edit_in(gesture, command.clone());
        }
    }

    fn finish(&self, handles: &Handles) {
        handles.close_dialog();
        handles.tell_undoable(self.told.clone());
    }
}

/// Properties of [`TakingIn`].
#[derive(Properties)]
pub struct TakingInProps {
    /// What is taken in.
    pub taking: Rc<Taking>,
}

impl PartialEq for TakingInProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.taking, &other.taking)
    }
}

/// Shows how far the taking in is, and closes the dialog when it is done.
#[component]
pub fn TakingIn(props: &TakingInProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let gesture = use_memo((), |()| new_gesture());
    let done = use_state_eq(|| 0_usize);
    use_effect_with(*done, {
        let (handles, taking) = (handles.clone(), props.taking.clone());
        let (gesture, done) = (*gesture, done.setter());
        move |at| {
            let at = *at;
            let next = if at < taking.commands.len() {
                let go_on = move || {
                    taking.take(&handles, at..at + 1, gesture);
                    done.set(at + 1);
                };
                Some(Timeout::new(0, go_on))
            } else {
                taking.finish(&handles);
                None
            };
            move || drop(next)
        }
    });
    // Whoever does not want to look on gets the rest in one: no part of the answers is left behind.
    let on_close = {
        let (handles, taking, gesture, at) = (handles.clone(), props.taking.clone(), *gesture, *done);
        Callback::from(move |()| {
            taking.take(&handles, at..taking.commands.len(), gesture);
            taking.finish(&handles);
        })
    };
    let part = *done as f64 / props.taking.commands.len().max(1) as f64;
    html! {
        <Dialog title={kano_survey::collect(lang)} close_label={common::close(lang)} {on_close}>
            <div class="import__making">
                <p role="status">{ words::taking_in(lang) }</p>
                { progress(part, words::taking_in(lang)) }
            </div>
        </Dialog>
    }
}
