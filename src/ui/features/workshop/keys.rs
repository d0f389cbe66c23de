//! What keys do on the console: the same as its buttons, without looking for them.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::{HeldProps, acts};
use crate::domain::workshop::Entry;
use crate::domain::workshop::stage::{self, Focus};
use crate::platform::element;
use crate::ui::store::{StoreMsg, use_handles, use_lang};

/// What the console does by key. What is not possible now is not there.
#[derive(Clone, Default)]
pub struct Keys {
    /// Goes on to the next entry.
    next: Option<Callback<()>>,
    /// Leaves the next entry out.
    skip: Option<Callback<()>>,
    /// Opens the vote, or another one.
    vote: Option<Callback<()>>,
    /// Shows everybody what was voted.
    reveal: Option<Callback<()>>,
    /// Opens the audience's window.
    present: Option<Callback<()>>,
    /// Takes the last step back.
    undo: Option<Callback<()>>,
    /// Shows the audience the item before (-1) or behind (1) the one that it sees.
    step: Option<Callback<isize>>,
}

impl Keys {
    /// Does what a key means; `false` where it means nothing now.
    fn press(&self, key: &str) -> bool {
        let act = match key.to_ascii_lowercase().as_str() {
            "n" => &self.next,
            "s" => &self.skip,
            "v" => &self.vote,
            "r" => &self.reveal,
            "p" => &self.present,
            "u" => &self.undo,
            "arrowleft" => return given(self.step.as_ref(), -1),
            "arrowright" => return given(self.step.as_ref(), 1),
            _ => return false,
        };
        given(act.as_ref(), ())
    }
}

/// Calls what is there with something; whether it was there.
fn given<T: 'static>(act: Option<&Callback<T>>, with: T) -> bool {
    act.map(|act| act.emit(with)).is_some()
}

/// What the console brings along for its keys.
pub struct Console<'a> {
    /// The workshop that is held.
    pub held: &'a HeldProps,
    /// The entry behind the one that is on, and what goes there.
    pub next: Option<(&'a Entry, Callback<()>)>,
    /// Opens the audience's window.
    pub present: Callback<()>,
    /// What the audience sees.
    pub focus: Focus,
    /// Shows the audience something else.
    pub on_focus: Callback<Focus>,
    /// Whether a dialog of the console is open, which keys belong to.
    pub is_busy: bool,
}

/// Listens to the console's keys, wherever on the page the focus is.
#[hook]
pub fn use_keys(console: Console<'_>) {
    let handles = use_handles();
    let lang = use_lang();
    let Console { held, next, present, focus, on_focus, is_busy } = console;
    let workshop = &held.workshop;
    let current = workshop.current();
    let pass = current.and_then(|entry| workshop.last_pass(&entry.id));
    let skip = next.as_ref().map(|(entry, _)| {
        let (handles, id, entry) = (handles.clone(), Rc::clone(&workshop.id), Entry::clone(entry));
        Callback::from(move |()| acts::skip(&handles, &id, &entry, lang))
    });
    // Not while one is open: a slip of the finger must not end it.
    let can_vote = pass.is_none_or(|(_, pass)| !pass.is_open());
    let asking = current.filter(|entry| entry.round.as_ref().is_some_and(|round| !round.tasks().is_empty()));
    let vote = asking.filter(|_| can_vote).map(|entry| {
        let (handles, id, entry) = (handles.clone(), Rc::clone(&workshop.id), Rc::clone(&entry.id));
        Callback::from(move |()| acts::open_vote(&handles, &id, &entry))
    });
    let hidden = pass.filter(|(_, pass)| !pass.is_revealed() && !pass.ballots.is_empty());
    let reveal = hidden.map(|(id, _)| {
        let (handles, workshop, pass) = (handles.clone(), Rc::clone(&workshop.id), Rc::clone(id));
        Callback::from(move |()| acts::reveal(&handles, &workshop, &pass))
    });
    let shown = pass.filter(|(id, pass)| pass.is_revealed() && stage::steps_through(workshop, id));
    let step = shown.map(|(id, _)| {
        let voted = stage::voted(workshop, id);
        Callback::from(move |by: isize| {
            if let Some(next) = focus.step(&voted, by) {
                on_focus.emit(next);
            }
        })
    });
    let undo = Some(Callback::from(move |()| handles.store.emit(StoreMsg::Undone)));
    let next = next.map(|(_, go)| go);
    let keys = Keys { next, skip, vote, reveal, present: Some(present), undo, step };
    use_listening(if is_busy { Keys::default() } else { keys });
}

/// Listens on the whole page; but not where somebody types or answers a dialog.
#[hook]
fn use_listening(keys: Keys) {
    let latest = use_mut_ref(|| keys.clone());
    latest.replace(keys);
    use_effect_with((), move |()| {
        let listener = element::document().map(|document| {
            let options = EventListenerOptions { passive: false, ..EventListenerOptions::default() };
            EventListener::new_with_options(&document, "keydown", options, move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
                let is_other = element::has_command_key(event) || event.alt_key() || event.repeat();
                let is_answer = element::is_typing(event) || element::takes_keys(event);
                if is_other || is_answer || element::is_composing(event) || event.default_prevented() {
                    return;
                }
                let keys = latest.borrow().clone();
                if keys.press(&event.key()) {
                    event.prevent_default();
                }
            })
        });
        move || drop(listener)
    });
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[test]
    fn each_key_does_one_thing_and_none_where_that_is_not_possible() {
        let did = Rc::new(RefCell::new(Vec::new()));
        let says = |what: &'static str| {
            let did = Rc::clone(&did);
            Some(Callback::from(move |()| did.borrow_mut().push(what.to_owned())))
        };
        let step = {
            let did = Rc::clone(&did);
            Some(Callback::from(move |by: isize| did.borrow_mut().push(format!("step {by}"))))
        };
        let (next, skip, vote, reveal) = (says("next"), says("skip"), says("vote"), says("reveal"));
        let keys = Keys { next, skip, vote, reveal, present: says("present"), undo: says("undo"), step };
        for (key, expected) in [
            ("n", "next"),
            ("N", "next"),
            ("s", "skip"),
            ("v", "vote"),
            ("r", "reveal"),
            ("p", "present"),
            ("u", "undo"),
            ("ArrowLeft", "step -1"),
            ("ArrowRight", "step 1"),
        ] {
            assert!(keys.press(key), "{key}");
            assert_eq!(did.take(), [expected], "{key}");
            assert!(!Keys::default().press(key), "{key} means nothing where it is not possible");
        }
        for key in ["x", "Enter", "ArrowUp", "Escape", ""] {
            assert!(!keys.press(key), "{key}");
        }
        assert!(did.take().is_empty());
    }
}
