//! Ballot codes out of a chat, pasted or typed.

use std::rc::Rc;

use yew::prelude::*;

use super::HeldProps;
use super::scan::Scanner;
use crate::domain::plan::{Id, Plan};
use crate::domain::text::workshop_page::CodesTaken;
use crate::domain::text::{camera, common, workshop_page as words};
use crate::domain::workshop::Way;
use crate::domain::workshop::code::{self, Vote};
use crate::domain::workshop::edit::{Received, receive};
use crate::platform::clock;
use crate::ui::components::{Button, Dialog, TextField, Variant};
use crate::ui::store::{Handles, StoreMsg, use_handles, use_lang};

/// Lets votes into the plan; what became of each.
pub fn let_in(
    handles: &Handles,
    plan: &Plan,
    workshop: &Id,
    votes: Vec<(Id, Vote)>,
    way: Way,
) -> Vec<Received> {
    let now = clock::now_iso();
    let mut trial = plan.clone();
    let mut accepted = Vec::new();
    let mut outcomes = Vec::new();
    for (pass, vote) in votes {
        let outcome = receive(&mut trial, workshop, &pass, &vote, way, &now);
        outcomes.push(outcome);
        if matches!(outcome, Received::New | Received::Changed) {
            accepted.push((pass, vote));
        }
    }
    if !accepted.is_empty() {
        let workshop = Rc::clone(workshop);
        handles.store.emit(StoreMsg::LetIn(Rc::new(move |plan: &Plan| {
            let mut next = plan.clone();
            for (pass, vote) in &accepted {
                receive(&mut next, &workshop, pass, vote, way, &now);
            }
            next
        })));
    }
    outcomes
}

/// Properties of [`CodesDialog`].
#[derive(Properties, Clone)]
pub struct CodesDialogProps {
    /// What the console knows.
    pub held: HeldProps,
    /// Called to close.
    pub on_close: Callback<()>,
}

impl PartialEq for CodesDialogProps {
    fn eq(&self, other: &Self) -> bool {
        self.held == other.held
    }
}

/// A field to paste codes into; what was found is said at once, and taken by one button.
#[component]
pub fn CodesDialog(props: &CodesDialogProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let text = use_state_eq(String::new);
    let told = use_state_eq(|| None::<String>);
    let scanning = use_state_eq(|| false);
    let held = &props.held;
    let found = use_memo(((*text).clone(), held.clone()), |(text, held)| {
        code::collect_in(text, &held.plan, &held.workshop)
    });
    let on_text = {
        let (text, told) = (text.clone(), told.clone());
        Callback::from(move |(typed, _): (String, u64)| {
            text.set(typed);
            told.set(None);
        })
    };
    let let_all_in = {
        let (held, told) = (held.clone(), told.clone());
        move |votes: Vec<(Id, Vote)>| {
            let outcomes = let_in(&handles, &held.plan, &held.workshop.id, votes, Way::Code);
            let count = |wanted: Received| outcomes.iter().filter(|outcome| **outcome == wanted).count();
            let taken = CodesTaken {
                new: count(Received::New),
                changed: count(Received::Changed),
                known: count(Received::Known),
                late: count(Received::TooLate),
                wrong_role: count(Received::WrongRole),
                no_place: count(Received::NoPlace),
            };
            told.set(Some(words::codes_taken(lang, taken)));
        }
    };
    let take = {
        let (let_all_in, found, text) = (let_all_in.clone(), found.clone(), text.clone());
        Callback::from(move |()| {
            let_all_in(found.votes.clone());
            text.set(String::new());
        })
    };
    let on_scanned = {
        let (told, held) = (told.clone(), held.clone());
        Callback::from(move |text: String| {
            let found = code::collect_in(&text, &held.plan, &held.workshop);
            match found.problems.first() {
                _ if !found.votes.is_empty() => let_all_in(found.votes),
                Some((_, problem)) => told.set(Some(problem.sentence(lang).to_owned())),
                None => told.set(Some(camera::no_ballot(lang).to_owned())),
            }
        })
    };
    let toggle_camera = {
        let scanning = scanning.clone();
        Callback::from(move |()| scanning.set(!*scanning))
    };
    let ready = found.votes.len();
    html! {
        <Dialog title={words::paste_codes(lang)} close_label={common::close(lang)} on_close={props.on_close.clone()} footer={html! {
            <>
                <Button label={common::close(lang)} on_press={props.on_close.clone()} />
                <Button label={words::take_codes(lang, ready)} variant={Variant::Primary} on_press={take}
                    disabled={(ready == 0).then(|| AttrValue::from(words::paste_first(lang)))} />
            </>
        }}>
            <div class="codes">
                <TextField label={words::codes(lang)} value={(*text).clone()} multiline=true at_once=true autofocus=true
                    hint={words::codes_hint(lang)} on_typed={on_text} />
                <div>
                    <Button label={if *scanning { camera::stop(lang) } else { camera::scan(lang) }} on_press={toggle_camera} />
                </div>
                <p role="status">
                    if let Some(told) = &*told {
                        { told }
                    } else if ready > 0 {
                        { words::codes_found(lang, ready) }
                    }
                </p>
                if *scanning {
                    <Scanner on_text={on_scanned} />
                }
                if !found.problems.is_empty() {
                    <ul class="codes__problems">
                        for (at, (begin, problem)) in found.problems.iter().enumerate().take(20) {
                            <li key={at}>
                                if !begin.is_empty() {
                                    <code>{ begin }{ "…" }</code>{ " " }
                                }
                                { problem.sentence(lang) }
                            </li>
                        }
                    </ul>
                }
            </div>
        </Dialog>
    }
}
