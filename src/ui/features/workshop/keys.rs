//! What keys do on the console: the same as its buttons, without looking for them.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::{HeldProps, acts};
use crate::domain::workshop::stage::{self, Focus};
use crate::domain::workshop::{Entry, Workshop};
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
    let possible = Possible::of(workshop);
    let current = workshop.current();
    let pass = current.and_then(|entry| workshop.last_pass(&entry.id));
    let next = next.filter(|_| possible.goes_on);
    let skip = next.as_ref().map(|(entry, _)| {
        let (handles, id, entry) = (handles.clone(), Rc::clone(&workshop.id), Entry::clone(entry));
        Callback::from(move |()| acts::skip(&handles, &id, &entry, lang))
    });
    let vote = current.filter(|_| possible.votes).map(|entry| {
        let (handles, id, entry) = (handles.clone(), Rc::clone(&workshop.id), Rc::clone(&entry.id));
        Callback::from(move |()| acts::open_vote(&handles, &id, &entry))
    });
    let reveal = pass.filter(|_| possible.reveals).map(|(id, _)| {
        let (handles, workshop, pass) = (handles.clone(), Rc::clone(&workshop.id), Rc::clone(id));
        Callback::from(move |()| acts::reveal(&handles, &workshop, &pass))
    });
    let step = pass.filter(|_| possible.steps).map(|(id, _)| {
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

/// What of it is possible now, as far as the workshop decides. No slip of a finger may end a vote
/// that is open, or begin a workshop anew that has ended: that takes a button.
#[derive(Debug, PartialEq, Eq)]
struct Possible {
    goes_on: bool,
    votes: bool,
    reveals: bool,
    steps: bool,
}

impl Possible {
    fn of(workshop: &Workshop) -> Possible {
        let current = workshop.current();
        let pass = current.and_then(|entry| workshop.last_pass(&entry.id));
        let round = current.and_then(|entry| entry.round.as_ref());
        Possible {
            goes_on: workshop.ended.is_empty(),
            votes: round.is_some_and(|round| !round.tasks().is_empty())
                && pass.is_none_or(|(_, pass)| !pass.is_open()),
            reveals: pass.is_some_and(|(_, pass)| !pass.is_revealed() && !pass.ballots.is_empty()),
            steps: pass.is_some_and(|(id, pass)| pass.is_revealed() && stage::steps_through(workshop, id)),
        }
    }
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
    use crate::domain::editor::Editor;
    use crate::domain::plan::{Id, Plan};
    use crate::domain::workshop::code::Vote;
    use crate::domain::workshop::edit::{WorkshopEdit, command, receive};
    use crate::domain::workshop::{Answer, Question, Round, Way};

    const NOW: &str = "2026-11-22T09:00:00Z";

    #[test]
    fn no_key_does_what_a_slip_of_a_finger_must_not_do() {
        let (id, pass) = (Id::from("w"), Id::from("v_1"));
        let round = Round { question: Question::Confidence, ..Round::default() };
        let entry = Entry { id: "e".into(), round: Some(round), ..Entry::default() };
        let workshop = Workshop { id: id.clone(), agenda: vec![entry], ..Workshop::default() };
        let vote = Vote {
            voter: "r_00000001".into(),
            sequence: 1,
            answers: vec![Some(Answer::Number(4.0))],
            ..Vote::default()
        };
        let can = |goes_on, votes, reveals, steps| Possible { goes_on, votes, reveals, steps };
        let then = |editor: &Editor, edit| editor.apply(&command(&id, vec![edit]), NOW, None).unwrap();
        #[track_caller]
        fn check(editor: &Editor, expected: &Possible) {
            assert_eq!(Possible::of(&Workshop::of(editor.plan(), "w").unwrap()), *expected);
        }
        let before = Editor::new(Plan::new("p".into(), "Plan", NOW));
        let before = then(&before, WorkshopEdit::Create(Box::new(workshop)));
        check(&before, &can(true, false, false, false));
        let on = then(&before, WorkshopEdit::On("e".into(), NOW.into()));
        check(&on, &can(true, true, false, false));
        let open = then(&on, WorkshopEdit::Open(pass.clone(), "e".into(), NOW.into()));
        check(&open, &can(true, false, false, false));
        let voted = open.absorb(&|plan| {
            let mut plan = plan.clone();
            receive(&mut plan, &id, &pass, &vote, Way::Code, NOW);
            plan
        });
        check(&voted, &can(true, false, true, false));
        let closed = then(&voted, WorkshopEdit::Close(pass.clone(), NOW.into()));
        check(&closed, &can(true, true, true, false));
        let revealed = then(&voted, WorkshopEdit::Reveal(pass.clone(), NOW.into()));
        check(&revealed, &can(true, true, false, true));
        check(&then(&revealed, WorkshopEdit::End(NOW.into())), &can(false, false, false, false));
    }

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
