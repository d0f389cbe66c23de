//! A participant's seat at work.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use yew::prelude::*;

use super::body::{Body, sequence_of, voter_of, write_vote};
use super::kept;
use super::page::{SeatPhase, SeatView};
use crate::domain::workshop::code::Vote;
use crate::domain::workshop::live::link::Invitation;
use crate::domain::workshop::live::message::Pass;
use crate::domain::workshop::live::seat::{News, Seat};
use crate::domain::workshop::live::{KeyPair, link};
use crate::domain::workshop::paper::Paper;
use crate::platform::carrier;
use crate::platform::crypto::live::{Side, key_pair};
use crate::platform::live::{Heard, Session};
use crate::platform::tabs::{Lock, hold_lock};
use crate::ui::by_pointer::ByPointer;
use crate::ui::features::ballot::Place;

/// What a participant does.
#[derive(Clone, Debug)]
pub enum SeatMsg {
    /// Says who they are, with the title of their role.
    Enter(String, String),
    /// Sends a vote.
    Vote(Rc<Paper>, Rc<Vote>),
    /// Connects now and not later.
    Retry,
}

/// A seat at work.
struct Sitting {
    invitation: Rc<Invitation>,
    /// Keys for whoever has none yet.
    fresh: KeyPair,
    session: RefCell<Option<Session<Seat>>>,
    lock: RefCell<Option<Lock>>,
    /// What the room shows, read once.
    body: RefCell<Option<(Rc<str>, ByPointer<Body>)>>,
    /// The pass that was open last.
    asked: RefCell<Option<Pass>>,
    /// Where the seat and its ballots are kept.
    place: Place,
    is_kept: Cell<bool>,
    view: UseStateSetter<Rc<SeatView>>,
}

impl Sitting {
    fn begin(invitation: Rc<Invitation>, fresh: KeyPair, view: UseStateSetter<Rc<SeatView>>) -> Rc<Sitting> {
        let place = match invitation.carrier {
            link::Carrier::Windows => Place::Tab,
            link::Carrier::Broker(_) => Place::Browser,
        };
        let room = invitation.room;
        let lock_name = match place {
            Place::Browser => format!("steelyard-seat-{room}"),
            // A tab that was doubled has the same seat.
            Place::Tab => {
                let own = kept::seat(&room.to_string(), place).map(|(pair, _)| pair);
                let own = own.unwrap_or_else(|| fresh.clone()).public.participant();
                format!("steelyard-seat-{room}-{own}")
            }
        };
        let sitting = Rc::new(Sitting {
            place,
            invitation,
            fresh,
            session: RefCell::default(),
            lock: RefCell::default(),
            body: RefCell::default(),
            asked: RefCell::default(),
            is_kept: Cell::new(true),
            view,
        });
        let later = Rc::downgrade(&sitting);
        let lock = hold_lock(&lock_name, move || {
            if let Some(sitting) = later.upgrade() {
                sitting.open();
            }
        });
        sitting.lock.replace(lock);
        sitting
    }

    fn open(self: &Rc<Self>) {
        let room = self.invitation.room;
        let id = room.to_string();
        // Another tab may have taken a seat while this one waited.
        let (pair, seat) = kept::seat(&id, self.place).unwrap_or_else(|| (self.fresh.clone(), String::new()));
        self.is_kept.set(kept::keep_seat(&id, self.place, &pair, &seat));
        let end = match seat.as_str() {
            "" => Seat::new(room, pair.public),
            seat => Seat::resume(room, pair.public, seat),
        };
        let (keeping, hearing) = (Rc::downgrade(self), Rc::downgrade(self));
        let own = pair.clone();
        let session = Session::start(
            end,
            Side::Seat(Invitation::clone(&self.invitation), pair),
            &self.invitation.carrier,
            move |texts| {
                if let Some((sitting, text)) = keeping.upgrade().zip(texts.last()) {
                    sitting.is_kept.set(kept::keep_seat(&id, sitting.place, &own, text));
                }
                None
            },
            move |heard: Heard<News>| {
                if let Some(sitting) = hearing.upgrade() {
                    sitting.heard(&heard);
                }
            },
        );
        *self.session.borrow_mut() = Some(session);
        self.tell();
    }

    fn session(&self) -> Option<Session<Seat>> {
        self.session.borrow().clone()
    }

    fn heard(&self, heard: &Heard<News>) {
        let Some(session) = self.session() else { return };
        if *heard == Heard::News(News::Shown) {
            let body = self.body(&session);
            // Where nobody is asked anything there is nothing to wait for.
            let is_free = body.is_some_and(|body| !body.0.asks_who());
            if is_free && session.look(|seat| !seat.has_entered()) {
                session.with(|seat, now| seat.enter("", "", now));
            }
        }
        self.tell();
    }

    fn body(&self, session: &Session<Seat>) -> Option<ByPointer<Body>> {
        let text = session.look(|seat| seat.shown().map(|shown| Rc::clone(&shown.body)))?;
        let mut known = self.body.borrow_mut();
        if let Some((before, body)) = &*known
            && *before == text
        {
            return Some(body.clone());
        }
        let body = ByPointer(Rc::new(Body::read(&text)?));
        *known = Some((text, body.clone()));
        Some(body)
    }

    fn tell(&self) {
        self.view.set(Rc::new(self.now()));
    }

    fn now(&self) -> SeatView {
        let Some(session) = self.session() else {
            return SeatView { phase: SeatPhase::Elsewhere, ..SeatView::default() };
        };
        let body = self.body(&session);
        session.look(|seat| {
            let open = seat.shown().and_then(|shown| shown.open.clone());
            let open = open.filter(|pass| {
                let paper = body.as_ref().and_then(|body| body.0.paper.as_ref());
                paper.is_some_and(|paper| paper.pass == pass.round)
            });
            if open.is_some() {
                self.asked.borrow_mut().clone_from(&open);
            }
            let asked = self.asked.borrow();
            let own = open.as_ref().or(asked.as_ref()).and_then(|pass| seat.vote_in(pass));
            SeatView {
                phase: SeatPhase::In,
                is_connected: session.is_connected(),
                trouble: session.trouble(),
                body: body.clone(),
                is_over: seat.shown().is_some_and(|shown| shown.is_over),
                is_dismissed: seat.is_dismissed(),
                has_entered: seat.has_entered(),
                name: seat.name().to_owned(),
                role: seat.role().to_owned(),
                voter: voter_of(seat.id()),
                was_asked: asked.is_some(),
                own: own.map(|vote| (sequence_of(&vote.bytes), vote.fate)),
                is_kept: self.is_kept.get(),
                place: self.place,
                open,
            }
        })
    }

    fn on(&self, msg: SeatMsg) {
        let Some(session) = self.session() else { return };
        match msg {
            SeatMsg::Enter(name, role) => session.with(|seat, now| seat.enter(&name, &role, now)),
            SeatMsg::Retry => session.retry(),
            SeatMsg::Vote(paper, vote) => {
                let pass = Pass::new(&paper.pass, paper.number);
                let Some(text) = write_vote(&paper, &vote) else { return };
                // A reload behind the end says the same vote again.
                let is_known = session
                    .look(|seat| seat.vote_in(&pass).is_some_and(|own| *own.bytes == *text.as_bytes()));
                if !is_known {
                    // A code is far shorter than the longest ballot.
                    let _ = session.with(|seat, now| seat.vote(&pass, text.as_bytes(), now));
                }
            }
        }
        self.tell();
    }
}

/// A seat in a room: how it stands, and what takes what the participant does.
#[hook]
pub fn use_seat(invitation: &Rc<Invitation>) -> (Rc<SeatView>, Callback<SeatMsg>) {
    let view = use_state_eq(|| Rc::new(SeatView::default()));
    let sitting = use_mut_ref(|| None::<Rc<Sitting>>);
    use_effect_with(ByPointer(Rc::clone(invitation)), {
        let (view, sitting) = (view.setter(), Rc::clone(&sitting));
        move |invitation| {
            let invitation = Rc::clone(&invitation.0);
            let is_left = Rc::new(Cell::new(false));
            let left = Rc::clone(&is_left);
            let slot = Rc::clone(&sitting);
            let is_far = matches!(invitation.carrier, link::Carrier::Broker(_));
            if is_far && !carrier::may_reach_brokers() {
                view.set(Rc::new(SeatView { phase: SeatPhase::OtherPage, ..SeatView::default() }));
            } else {
                wasm_bindgen_futures::spawn_local(async move {
                    let Ok(fresh) = key_pair().await else {
                        view.set(Rc::new(SeatView { phase: SeatPhase::NoCrypto, ..SeatView::default() }));
                        return;
                    };
                    if left.get() {
                        return;
                    }
                    let began = Sitting::begin(invitation, fresh, view);
                    began.tell();
                    slot.replace(Some(began));
                });
            }
            move || {
                is_left.set(true);
                drop(sitting.replace(None));
            }
        }
    });
    let on = use_callback((), move |msg: SeatMsg, ()| {
        let now = sitting.borrow().clone();
        if let Some(sitting) = now {
            sitting.on(msg);
        }
    });
    (Rc::clone(&view), on)
}
