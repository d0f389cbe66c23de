//! Who votes: a name where votes have names, and a role where there are any.

use std::rc::Rc;

use web_sys::InputEvent;
use yew::prelude::*;

use super::vote::{self, Missing};
use crate::domain::text::ballot as words;
use crate::domain::workshop::Naming;
use crate::domain::workshop::code::Vote;
use crate::domain::workshop::paper::{LONGEST_NAME, Paper};
use crate::platform::element;
use crate::ui::by_pointer::ByPointer;
use crate::ui::store::use_lang;

/// The id of the field for the name.
pub const NAME: &str = "voter-name";

/// The id of the first role.
pub const ROLE: &str = "voter-role-0";

/// Properties of [`Voter`].
#[derive(Properties, PartialEq)]
pub struct VoterProps {
    /// What is asked.
    pub paper: ByPointer<Paper>,
    /// Who is known to vote so far.
    pub vote: ByPointer<Vote>,
    /// Called with what they say of themselves.
    pub on_change: Callback<Rc<Vote>>,
    /// What is missing, once somebody tried to start without it.
    #[prop_or_default]
    pub missing: Option<Missing>,
}

/// Asks for a name and a role; nothing where the workshop has neither.
#[component]
pub fn Voter(props: &VoterProps) -> Html {
    let lang = use_lang();
    let (paper, now) = (&*props.paper.0, &*props.vote.0);
    let on_name = {
        let (vote, on_change) = (props.vote.clone(), props.on_change.clone());
        Callback::from(move |event: InputEvent| {
            on_change.emit(Rc::new(Vote { name: element::value_of(&event), ..Vote::clone(&vote.0) }));
        })
    };
    let choose = |role: Option<usize>| {
        let (vote, on_change) = (props.vote.clone(), props.on_change.clone());
        Callback::from(move |_: Event| on_change.emit(Rc::new(Vote { role, ..Vote::clone(&vote.0) })))
    };
    let missing = |what: Missing| (props.missing == Some(what)).then_some("true");
    html! {
        <>
            if paper.naming == Naming::Named {
                <label class="field">
                    <span class="ballot__label">{ words::your_name(lang) }</span>
                    <input class="field__input ballot__input" id={NAME} value={now.name.clone()} maxlength={LONGEST_NAME.to_string()} autocomplete="name" enterkeyhint="go"
                        aria-invalid={missing(Missing::Name)} aria-required="true" oninput={on_name} />
                </label>
            }
            if !paper.roles.is_empty() {
                <fieldset class="ballot-roles">
                    <legend class="ballot__label">{ words::your_role(lang) }</legend>
                    for (at, (title, _)) in paper.roles.iter().enumerate() {
                        <label key={at} class="ballot-choice">
                            <input type="radio" class="ballot-choice__radio" name="voter-role" id={format!("voter-role-{at}")} checked={now.role == Some(at)} onchange={choose(Some(at))} />
                            <span class="ballot-choice__face">{ title }</span>
                        </label>
                    }
                    if vote::takes_no_role(paper) {
                        <label key="none" class="ballot-choice">
                            <input type="radio" class="ballot-choice__radio" name="voter-role" checked={now.role.is_none()} onchange={choose(None)} />
                            <span class="ballot-choice__face">{ words::no_role(lang) }</span>
                        </label>
                    }
                </fieldset>
            }
            <p class="ballot__waits" role="status">
                if vote::has_to_wait(paper, now) {
                    { words::role_waits(lang, &words::and(lang, &vote::voting_roles(paper))) }
                }
            </p>
        </>
    }
}
