//! One laptop, passed around: each votes in turn, and nobody sees what the one before has voted.

use std::rc::Rc;

use yew::prelude::*;

use super::HeldProps;
use super::codes::let_in;
use crate::domain::plan::Id;
use crate::domain::text::{common, workshop_page as words};
use crate::domain::workshop::Way;
use crate::domain::workshop::code::Vote;
use crate::domain::workshop::edit::Received;
use crate::domain::workshop::paper::Paper;
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Button, Dialog, Variant};
use crate::ui::features::ballot::{BallotForm, Mode, Voter, vote};
use crate::ui::store::{new_id, use_handles, use_lang};

/// Properties of [`Laptop`].
#[derive(Properties, Clone)]
pub struct LaptopProps {
    /// What the console knows.
    pub held: HeldProps,
    /// The open pass.
    pub pass: Id,
    /// Called to close.
    pub on_close: Callback<()>,
}

impl PartialEq for LaptopProps {
    fn eq(&self, other: &Self) -> bool {
        self.held == other.held && self.pass == other.pass
    }
}

/// Where the laptop is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Between two people: nothing of any vote is on the screen.
    Handing,
    /// Somebody votes.
    Voting,
}

fn nobody_yet() -> Rc<Vote> {
    Rc::new(Vote { voter: new_id("r"), sequence: 1, ..Vote::default() })
}

/// The ballot for one person after the other.
#[component]
pub fn Laptop(props: &LaptopProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let held = &props.held;
    let paper = use_memo(props.pass.clone(), |pass| Paper::of(&held.plan, &held.workshop, pass).map(Rc::new));
    let stage = use_state_eq(|| Stage::Handing);
    let now = use_state(nobody_yet);
    let missing = use_state_eq(|| None::<vote::Missing>);
    let told = use_state_eq(|| None::<String>);
    let Some(paper) = (*paper).clone() else { return Html::default() };
    let on_change = {
        let now = now.setter();
        Callback::from(move |vote: Rc<Vote>| now.set(vote))
    };
    let begin = {
        let (stage, now, missing, paper) = (stage.clone(), now.clone(), missing.clone(), paper.clone());
        Callback::from(move |()| {
            let lacks = vote::Missing::of(&paper, &now);
            if lacks.is_none() {
                stage.set(Stage::Voting);
            }
            missing.set(lacks);
        })
    };
    let on_send = {
        let (handles, held, pass) = (handles.clone(), held.clone(), props.pass.clone());
        let (stage, now, told) = (stage.clone(), now.clone(), told.clone());
        Callback::from(move |vote: Rc<Vote>| {
            let votes = vec![(Rc::clone(&pass), Vote::clone(&vote))];
            let outcomes = let_in(&handles, &held.plan, &held.workshop.id, votes, Way::Here);
            told.set(Some(match outcomes.first() {
                Some(Received::New | Received::Changed) => words::vote_taken(lang).to_owned(),
                Some(Received::WrongRole) => words::wrong_role(lang).to_owned(),
                _ => words::vote_too_late(lang).to_owned(),
            }));
            now.set(nobody_yet());
            stage.set(Stage::Handing);
        })
    };
    let leave = {
        let (stage, now) = (stage.clone(), now.clone());
        Callback::from(move |()| {
            now.set(nobody_yet());
            stage.set(Stage::Handing);
        })
    };
    html! {
        <Dialog title={words::vote_here(lang)} close_label={common::close(lang)} on_close={props.on_close.clone()} class="dialog--wide">
            <div class="laptop">
                if *stage == Stage::Voting {
                    <BallotForm key={now.voter.to_string()} paper={ByPointer(paper)} vote={ByPointer(Rc::clone(&now))} mode={Mode::Laptop}
                        {on_change} {on_send} on_leave={Some(leave)} />
                } else {
                    <p role="status">
                        if let Some(told) = &*told {
                            { told }
                        }
                    </p>
                    <p class="laptop__lead">{ words::hand_on(lang) }</p>
                    <Voter paper={ByPointer(paper)} vote={ByPointer(Rc::clone(&now))} {on_change} missing={*missing} />
                    <div><Button label={words::begin_voting(lang)} variant={Variant::Primary} on_press={begin} /></div>
                }
            </div>
        </Dialog>
    }
}
