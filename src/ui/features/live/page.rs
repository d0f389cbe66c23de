//! A participant's page: who they are, the ballot that is open, and what became of their vote.

use std::rc::Rc;

use web_sys::KeyboardEvent;
use yew::prelude::*;

use super::dialog::Connection;
use super::results::OnPhone;
use super::seat::{SeatMsg, use_seat};
use super::{Body, LiveSeatProps, why};
use crate::domain::frame::FrameProblem;
use crate::domain::plan::Id;
use crate::domain::text::{Lang, ballot, live, live_page as words};
use crate::domain::workshop::Naming;
use crate::domain::workshop::code::Vote;
use crate::domain::workshop::live::link::Invitation;
use crate::domain::workshop::live::message::Pass;
use crate::domain::workshop::live::seat::Fate;
use crate::platform::carrier::{self, Trouble};
use crate::platform::{dom, element, route};
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Button, Variant};
use crate::ui::features::ballot::{Ballot, Place, Voter, vote};
use crate::ui::phone::{unopened, use_phone};
use crate::ui::store::use_lang;

/// How far a participant's page is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SeatPhase {
    /// It makes keys.
    #[default]
    Preparing,
    /// Another tab of this browser has the seat.
    Elsewhere,
    /// This page has no encryption.
    NoCrypto,
    /// This page may not reach brokers; another one may.
    OtherPage,
    /// It is at work.
    In,
}

/// What a participant's page knows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SeatView {
    /// How far it is.
    pub phase: SeatPhase,
    /// Whether the broker is connected.
    pub is_connected: bool,
    /// Why not, once that is known.
    pub trouble: Option<Trouble>,
    /// What the room shows.
    pub body: Option<ByPointer<Body>>,
    /// The pass in which votes are taken, where its ballot is shown.
    pub open: Option<Pass>,
    /// Whether the workshop is over.
    pub is_over: bool,
    /// Whether the facilitator has sent this participant away.
    pub is_dismissed: bool,
    /// Whether they have said who they are, where that is asked.
    pub has_entered: bool,
    /// Their name.
    pub name: String,
    /// The title of their role.
    pub role: String,
    /// The voter that they are.
    pub voter: Id,
    /// Whether a pass was open since the page was loaded.
    pub was_asked: bool,
    /// The number of their vote in the pass that is or was open last, and what became of it.
    pub own: Option<(u32, Fate)>,
    /// Whether this browser keeps the seat.
    pub is_kept: bool,
    /// Where the seat is kept, and with it the ballots.
    pub place: Place,
}

/// The page of a link into a room. Another link is another room.
pub fn live_seat(props: &LiveSeatProps) -> Html {
    html! { <SeatPage key={props.link.to_string()} link={props.link.clone()} /> }
}

/// The seat, or why the link does not open.
#[component]
fn SeatPage(props: &LiveSeatProps) -> Html {
    let read = use_memo(props.link.clone(), |link| Invitation::read(link).map(Rc::new));
    let phone = use_phone(None, words::page_title);
    phone.page(match &*read {
        Ok(invitation) => html! { <Sit invitation={ByPointer(Rc::clone(invitation))} /> },
        Err(problem) => unopened(words::cannot_open(phone.lang), unread(phone.lang, *problem)),
    })
}

fn unread(lang: Lang, problem: FrameProblem) -> &'static str {
    match problem {
        FrameProblem::Other | FrameProblem::TooLong => words::link_other(lang),
        FrameProblem::Cut => words::link_cut(lang),
        FrameProblem::Changed => words::link_changed(lang),
        FrameProblem::Newer => words::link_newer(lang),
    }
}

/// Properties of [`Sit`].
#[derive(Properties, PartialEq)]
struct SitProps {
    invitation: ByPointer<Invitation>,
}

/// Takes the seat.
#[component]
fn Sit(props: &SitProps) -> Html {
    let (view, on) = use_seat(&props.invitation.0);
    html! { <Seat {view} {on} /> }
}

/// Properties of [`Seat`].
#[derive(Properties, PartialEq)]
pub struct SeatProps {
    /// How the seat stands.
    pub view: Rc<SeatView>,
    /// Takes what the participant does.
    pub on: Callback<SeatMsg>,
}

/// What a participant sees.
#[component]
pub fn Seat(props: &SeatProps) -> Html {
    let lang = use_lang();
    let view = &props.view;
    let title = view.body.as_ref().map(|body| body.0.workshop.trim()).filter(|title| !title.is_empty());
    let page = |inner: Html| {
        html! {
            <div class="ballot__page">
                <h1 class="phone__title">{ title.unwrap_or(words::page_title(lang)) }</h1>
                { inner }
            </div>
        }
    };
    let told = |sentence: &'static str| page(html! { <p role="status">{ sentence }</p> });
    match view.phase {
        SeatPhase::Preparing => return told(live::connecting(lang)),
        SeatPhase::Elsewhere => return told(words::seat_elsewhere(lang)),
        SeatPhase::NoCrypto => {
            return page(html! {
                <>
                    <p role="alert">{ live::no_crypto(lang) }</p>
                    <p>{ words::ask_for_ballot(lang) }</p>
                </>
            });
        }
        SeatPhase::OtherPage => {
            return page(html! {
                <>
                    <p>{ words::seat_page(lang) }</p>
                    <p><a class="button button--primary" href={format!("{}{}", carrier::PAGE, route::hash())}>{ words::to_live_page(lang) }</a></p>
                </>
            });
        }
        SeatPhase::In => {}
    }
    if view.is_dismissed {
        return told(live::dismissed(lang));
    }
    let own = view.own.map(|(_, fate)| fate);
    let is_stuck = view.open.is_some() && own == Some(Fate::Sending);
    let connection = html! {
        <>
            <Connection is_connected={view.is_connected} trouble={view.trouble.map(|trouble| AttrValue::from(why(lang, trouble)))}
                more={if is_stuck { words::code_instead(lang) } else { "" }} on_retry={props.on.reform(|()| SeatMsg::Retry)} />
            if !view.is_kept {
                <p class="ballot__note" role="status">{ ballot::not_kept(lang) }</p>
            }
        </>
    };
    let Some(body) = &view.body else {
        return page(html! {
            <>
                { connection }
                <p>{ live::nothing_shown(lang) }</p>
                if view.trouble.is_some() && !view.is_connected {
                    <p class="hint">{ words::ask_for_ballot(lang) }</p>
                }
            </>
        });
    };
    if view.is_over {
        return page(html! {
            <>
                <p role="status">{ live::over(lang) }</p>
                if let Some(stage) = &body.0.stage {
                    <OnPhone stage={Rc::clone(stage)} />
                }
            </>
        });
    }
    if !view.has_entered && body.0.asks_who() {
        return html! {
            <>
                { connection }
                <Enter body={body.clone()} is_near={view.place == Place::Tab} on={props.on.clone()} />
            </>
        };
    }
    let paper = body.0.paper.as_ref().filter(|_| view.open.is_some());
    let Some(paper) = paper else {
        let outcome = view.was_asked.then(|| match own {
            None => words::closed_unsent(lang),
            Some(Fate::Counted) => words::closed_counted(lang),
            Some(Fate::Sending) => words::closed_sending(lang),
            Some(fate) => live::fate(lang, fate),
        });
        return page(html! {
            <>
                { connection }
                <p role="status" class={classes!(outcome.is_some().then_some("ballot__note"))}>{ outcome.unwrap_or(words::wait(lang)) }</p>
                if let Some(stage) = &body.0.stage {
                    <OnPhone stage={Rc::clone(stage)} />
                }
            </>
        });
    };
    let who = Vote {
        voter: Rc::clone(&view.voter),
        name: view.name.clone(),
        role: vote::role_called(paper, &view.role),
        // Behind what was sent already, should this browser have forgotten that ballot.
        sequence: view.own.map_or(0, |(sequence, _)| sequence) + 1,
        ..Vote::default()
    };
    let on_sent = {
        let (on, paper) = (props.on.clone(), Rc::clone(paper));
        Callback::from(move |vote: Rc<Vote>| on.emit(SeatMsg::Vote(Rc::clone(&paper), vote)))
    };
    let refused = own.filter(|fate| !matches!(fate, Fate::Counted | Fate::Sending));
    let beside = html! {
        <>
            { connection }
            if let Some(fate) = refused {
                <p class="ballot__note" role="status">{ live::fate(lang, fate) }</p>
            }
        </>
    };
    let arrived = view.own.filter(|(_, fate)| *fate == Fate::Counted).map_or(0, |(sequence, _)| sequence);
    html! {
        <Ballot key={paper.pass.to_string()} paper={ByPointer(Rc::clone(paper))} who={Some(ByPointer(Rc::new(who)))} {on_sent} {arrived} place={view.place}
            sending={view.is_connected && own == Some(Fate::Sending)} {beside} />
    }
}

/// Properties of [`Enter`].
#[derive(Properties, PartialEq)]
struct EnterProps {
    body: ByPointer<Body>,
    /// Whether there is no broker that could learn anything.
    is_near: bool,
    on: Callback<SeatMsg>,
}

/// Asks who somebody is, before the first vote.
#[component]
fn Enter(props: &EnterProps) -> Html {
    let lang = use_lang();
    let paper = use_memo(props.body.clone(), |body| ByPointer(Rc::new(body.0.doormat())));
    let who = use_state(|| Rc::new(Vote::default()));
    let refused = use_state_eq(|| false);
    let missing = vote::Missing::of(&paper.0, &who);
    let on_change = {
        let who = who.setter();
        Callback::from(move |vote: Rc<Vote>| who.set(vote))
    };
    let enter = {
        let (on, who, paper, refused) = (props.on.clone(), who.clone(), Rc::clone(&paper), refused.clone());
        Callback::from(move |()| match missing {
            None => on.emit(SeatMsg::Enter(who.name.clone(), vote::role_title(&paper.0, &who).to_owned())),
            Some(_) => {
                refused.set(true);
                dom::focus("voter-name");
            }
        })
    };
    let onkeydown = {
        let enter = enter.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && element::is_typing(&event) && !element::is_composing(&event) {
                event.prevent_default();
                enter.emit(());
            }
        })
    };
    let told = missing.filter(|_| *refused);
    let is_named = props.body.0.naming == Naming::Named;
    html! {
        <div class="ballot__page" {onkeydown}>
            <h1 class="phone__title">{ if paper.0.workshop.trim().is_empty() { words::page_title(lang) } else { paper.0.workshop.as_str() } }</h1>
            <div class="ballot__promise">
                <p><strong>{ if is_named { ballot::named(lang) } else { ballot::anonymous(lang) } }</strong></p>
                <p>{ ballot::hidden(lang) }</p>
                if !props.is_near {
                    <p>{ live::broker_learns(lang) }</p>
                }
            </div>
            <Voter paper={(*paper).clone()} vote={ByPointer(Rc::clone(&who))} {on_change} missing={told} />
            <div class="ballot__bar">
                <p class="ballot__problem" role="alert">
                    if let Some(missing) = told {
                        { missing.sentence(lang) }
                    }
                </p>
                <div class="ballot__ways ballot__ways--one">
                    <Button label={words::enter(lang)} variant={Variant::Primary} on_press={enter} />
                </div>
            </div>
        </div>
    }
}
