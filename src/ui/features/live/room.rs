//! The facilitator's room at work: it lives as long as the page, whatever screen is shown. What there
//! is to see is published by whoever presents the workshop, whether its console is shown or not.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::body::{publication, read_vote, voter_of};
use super::kept::{self, Login, Over, Rooms, Shelf};
use crate::domain::plan::{Id, Plan};
use crate::domain::text::Lang;
use crate::domain::workshop::code::Vote;
use crate::domain::workshop::edit::{WorkshopEdit, command};
use crate::domain::workshop::live::link::Invitation;
use crate::domain::workshop::live::message::Pass;
use crate::domain::workshop::live::room::{News, Person, Presence, Room};
use crate::domain::workshop::live::{Participant, RoomKeys, link};
use crate::domain::workshop::stage::Focus;
use crate::domain::workshop::tally;
use crate::domain::workshop::{Way, Workshop};
use crate::platform::carrier::{self, Trouble};
use crate::platform::crypto::live::{Side, room_keys};
use crate::platform::live::{Heard, Keeping, Session};
use crate::platform::route;
use crate::platform::tabs::{Lock, hold_lock};
use crate::ui::by_pointer::ByPointer;
use crate::ui::features::workshop::{HeldProps, let_in};
use crate::ui::lasting::{Lasting, dispatch, look, use_lasting};
use crate::ui::store::{Handles, use_handles, use_lang};

/// How long votes are gathered before they go into the plan, in milliseconds: thirty that come
/// at once are one change.
const GATHER_MS: u32 = 100;

/// How long a room that ends has to say so, and then to take its state off the broker.
const FAREWELL_MS: u32 = 1_500;
const CLEARING_MS: u32 = 500;

/// How far a room is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// There is none.
    #[default]
    Off,
    /// Its keys are being made.
    Making,
    /// Another tab of this browser has it.
    Elsewhere,
    /// It is open.
    On,
    /// It is being closed.
    Ending,
    /// This page has no encryption.
    NoCrypto,
}

/// What the facilitator sees of a room.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RoomView {
    /// How far it is.
    pub phase: Phase,
    /// Whether the page may reach brokers at all.
    pub reaches: bool,
    /// Whether there is a room on a broker, which this page may not reach.
    pub is_far: bool,
    /// Whether the room is for windows of this browser, and not on a broker.
    pub is_near: bool,
    /// Whether the broker is connected.
    pub is_connected: bool,
    /// Why not, once that is known.
    pub trouble: Option<Trouble>,
    /// Who has ever come, in that order.
    pub people: Vec<Guest>,
    /// Messages that could not be read.
    pub refused: u32,
    /// The whole link into the room; empty where there is none.
    pub link: AttrValue,
    /// The broker that was used last.
    pub login: Login,
    /// Whether this browser keeps the room.
    pub is_kept: bool,
    /// Whether what is shown is short enough to be sent.
    pub fits: bool,
}

/// Somebody who has come into the room.
#[derive(Clone, Debug, PartialEq)]
pub struct Guest {
    /// Their id in the room.
    pub id: Participant,
    /// What they call themselves; empty where they said nothing, or were not asked.
    pub name: String,
    /// The title of their role.
    pub role: String,
    /// Whether they are here.
    pub presence: Presence,
    /// Whether they were sent away.
    pub is_dismissed: bool,
}

impl RoomView {
    /// How many are here, and how many have come at all; whoever was sent away does not count.
    pub fn counts(&self) -> (usize, usize) {
        let guests = self.people.iter().filter(|guest| !guest.is_dismissed);
        let here = guests.clone().filter(|guest| guest.presence == Presence::Here).count();
        (here, guests.count())
    }

    /// Those of a workshop who are here.
    pub fn guests(&self, workshop: &Workshop) -> Vec<tally::Guest> {
        let here = |guest: &&Guest| !guest.is_dismissed && guest.presence == Presence::Here;
        let role = |title: &str| workshop.roles.iter().find(|role| !title.is_empty() && role.title == title);
        let voter = |guest: &Guest| tally::Guest {
            voter: voter_of(&guest.id),
            name: guest.name.clone(),
            role: role(&guest.role).map(|role| Rc::clone(&role.id)).unwrap_or_default(),
        };
        self.people.iter().filter(here).map(voter).collect()
    }

    /// Whether people can come in.
    pub fn is_on(&self) -> bool {
        self.phase == Phase::On
    }
}

impl Guest {
    fn of(person: &Person) -> Guest {
        Guest {
            id: Participant::clone(&person.id),
            name: person.name.clone(),
            role: person.role.clone(),
            presence: person.presence,
            is_dismissed: person.is_dismissed,
        }
    }
}

/// What the facilitator does.
#[derive(Clone, Debug, PartialEq)]
pub enum LiveMsg {
    /// Opens a room.
    Start(Over),
    /// Connects now and not later.
    Retry,
    /// Sends somebody away, and takes their votes out.
    Dismiss(Participant),
    /// Closes the room.
    Stop,
}

/// A room for the console.
pub struct Live {
    /// How it stands.
    pub view: Rc<RoomView>,
    /// Takes what the facilitator does.
    pub on: Callback<LiveMsg>,
}

/// A room at work.
struct Running {
    workshop: Id,
    keys: RoomKeys,
    over: Over,
    link: AttrValue,
    handles: Handles,
    phase: Cell<Phase>,
    session: RefCell<Option<Session<Room>>>,
    lock: RefCell<Option<Lock>>,
    shelf: RefCell<Shelf>,
    is_kept: Cell<bool>,
    fits: Cell<bool>,
    next_note: Cell<u32>,
    held: RefCell<(Rc<Plan>, Rc<Workshop>)>,
    focus: Cell<Focus>,
    lang: Cell<Lang>,
    pending: RefCell<Vec<(Id, Vote)>>,
    timer: RefCell<Option<Timeout>>,
}

thread_local! {
    // One page has one room. It outlives the console, so that looking at the items in between
    // sends nobody away.
    static RUNNING: RefCell<Option<Rc<Running>>> = const { RefCell::new(None) };
    static SHOWN: Lasting<Shown> = const { Lasting::empty() };
}

/// The room of a workshop as it was last said; nothing before that.
#[derive(Default)]
struct Shown(Option<Rc<RoomView>>);

impl Reducible for Shown {
    type Action = RoomView;

    fn reduce(self: Rc<Self>, view: RoomView) -> Rc<Self> {
        Rc::new(Shown(Some(Rc::new(view))))
    }
}

/// Says how the room of a workshop stands, if that is news.
fn say(workshop: &Id, view: RoomView) {
    if look(&SHOWN, workshop).0.as_deref() != Some(&view) {
        dispatch(&SHOWN, workshop, view);
    }
}

fn running(workshop: &str) -> Option<Rc<Running>> {
    RUNNING.with(|running| running.borrow().clone()).filter(|running| *running.workshop == *workshop)
}

impl Running {
    /// Opens the room once no other tab has it.
    fn begin(handles: Handles, held: &HeldProps, keys: RoomKeys, over: Over, lang: Lang) -> Rc<Running> {
        let end = Invitation::new(&keys, over.carrier()).write().unwrap_or_default();
        let running = Rc::new(Running {
            workshop: Rc::clone(&held.workshop.id),
            link: format!("{}{end}", route::address()).into(),
            keys,
            over,
            handles,
            phase: Cell::new(Phase::Elsewhere),
            session: RefCell::new(None),
            lock: RefCell::new(None),
            shelf: RefCell::default(),
            is_kept: Cell::new(true),
            fits: Cell::new(true),
            next_note: Cell::new(0),
            held: RefCell::new((Rc::clone(&held.plan), Rc::clone(&held.workshop))),
            focus: Cell::new(Focus::First),
            lang: Cell::new(lang),
            pending: RefCell::default(),
            timer: RefCell::default(),
        });
        RUNNING.with(|slot| slot.replace(Some(Rc::clone(&running))));
        let later = Rc::downgrade(&running);
        let lock = hold_lock(&format!("steelyard-room-{}", running.keys.room), move || {
            if let Some(running) = later.upgrade() {
                running.read();
            }
        });
        // Where there are no locks, the room is open by now: nobody has two tabs of one workshop by habit.
        running.lock.replace(lock);
        running
    }

    /// Reads what the room has kept, now that no other tab adds to it.
    fn read(self: &Rc<Self>) {
        if self.phase.replace(Phase::Making) != Phase::Elsewhere {
            return;
        }
        let running = Rc::clone(self);
        wasm_bindgen_futures::spawn_local(async move {
            let rooms = kept::rooms().await;
            if running.phase.get() == Phase::Making {
                running.open(&rooms);
            }
        });
    }

    fn open(self: &Rc<Self>, rooms: &Rooms) {
        let id = self.keys.room.to_string();
        self.shelf.replace(rooms.shelf());
        let (notes, next) = rooms.notes(&id);
        self.next_note.set(next);
        let room = Room::resume(&self.keys, notes);
        if room.is_over() {
            // The page was closed while the room was.
            return self.end();
        }
        let (keeping, hearing) = (Rc::downgrade(self), Rc::downgrade(self));
        let session = Session::start(
            room,
            Side::Room(self.keys.clone()),
            &self.over.carrier(),
            move |notes| keeping.upgrade()?.keep(notes),
            move |heard| {
                if let Some(running) = hearing.upgrade() {
                    running.heard(heard);
                }
            },
        );
        *self.session.borrow_mut() = Some(session);
        self.phase.set(Phase::On);
        self.take_in_all();
        self.publish();
        self.tell();
    }

    fn keep(self: &Rc<Self>, notes: &[String]) -> Option<Keeping> {
        let first = self.next_note.get();
        self.next_note.set(first + u32::try_from(notes.len()).unwrap_or(u32::MAX));
        let later = Rc::downgrade(self);
        self.shelf.borrow().keep_notes(&self.keys.room.to_string(), first, notes, move || {
            if let Some(running) = later.upgrade() {
                running.is_kept.set(false);
                running.tell();
            }
        })
    }

    fn login(&self) -> Login {
        match &self.over {
            Over::Broker(login) => login.clone(),
            Over::Windows => kept::login(),
        }
    }

    fn session(&self) -> Option<Session<Room>> {
        self.session.borrow().clone()
    }

    fn tell(&self) {
        say(&self.workshop, self.view());
    }

    fn heard(self: &Rc<Self>, heard: Heard<News>) {
        if let Heard::News(News::Answered { pass, participant }) = &heard {
            self.take_in(pass, Some(participant));
        }
        self.tell();
    }

    /// Gathers the votes that the room has of a pass, of all participants or of one.
    fn take_in(self: &Rc<Self>, pass: &Pass, of: Option<&str>) {
        let Some(session) = self.session() else { return };
        let workshop = Rc::clone(&self.held.borrow().1);
        let votes: Vec<(Id, Vote)> = session.look(|room| {
            let votes = room.votes(pass).filter(|vote| of.is_none_or(|of| *vote.participant == *of));
            votes
                .filter_map(|vote| read_vote(&workshop, &pass.round, &vote.participant, &vote.bytes))
                .collect()
        });
        if votes.is_empty() {
            return;
        }
        self.pending.borrow_mut().extend(votes);
        if self.timer.borrow().is_none() {
            let later: Weak<Running> = Rc::downgrade(self);
            *self.timer.borrow_mut() = Some(Timeout::new(GATHER_MS, move || {
                if let Some(running) = later.upgrade() {
                    running.timer.borrow_mut().take();
                    running.flush();
                }
            }));
        }
    }

    /// Gathers all that the room has counted: what a crash kept from the plan is still in the notes.
    fn take_in_all(self: &Rc<Self>) {
        let workshop = Rc::clone(&self.held.borrow().1);
        for (id, pass) in workshop.passes.iter() {
            self.take_in(&Pass::new(id, pass.number), None);
        }
    }

    /// Puts what was gathered into the plan. The plan knows what it has already.
    fn flush(&self) {
        let votes = self.pending.take();
        if votes.is_empty() {
            return;
        }
        let plan = Rc::clone(&self.held.borrow().0);
        let_in(&self.handles, &plan, &self.workshop, votes, Way::Live);
    }

    /// Tells everybody what there is to see now.
    fn publish(&self) {
        let Some(session) = self.session().filter(|_| self.phase.get() == Phase::On) else { return };
        let (plan, workshop) = self.held.borrow().clone();
        let shown = publication(&plan, &workshop, self.focus.get(), self.lang.get());
        let text = shown.body.write();
        let fits = session.with(|room, now| {
            match &shown.open {
                Some(pass) => room.open(pass, now),
                None => room.close(now),
            }
            room.show(&text, now).is_ok()
        });
        self.fits.set(fits);
    }

    /// Sends somebody away: the room takes no vote of theirs any more, and the plan loses those it has.
    fn dismiss(&self, guest: &str) {
        self.flush();
        let Some(session) = self.session() else { return };
        session.with(|room, _| room.dismiss(guest));
        self.handles.edit(command(&self.workshop, vec![WorkshopEdit::SendAway(voter_of(guest))]));
    }

    /// Says that it is over, takes the state off the broker, and forgets the keys.
    fn stop(self: &Rc<Self>) {
        self.flush();
        self.phase.set(Phase::Ending);
        let Some(session) = self.session().filter(Session::is_connected) else { return self.end() };
        session.with(|room, now| room.finish(now));
        let running = Rc::clone(self);
        Timeout::new(FAREWELL_MS, move || {
            session.with(|room, _| room.clear());
            Timeout::new(CLEARING_MS, move || running.end()).forget();
        })
        .forget();
        self.tell();
    }

    fn end(&self) {
        self.flush();
        self.session.borrow_mut().take();
        self.shelf.borrow().forget_room(&self.workshop, &self.keys.room.to_string());
        self.lock.borrow_mut().take();
        self.phase.set(Phase::Off);
        RUNNING.with(|slot| {
            if slot.borrow().as_ref().is_some_and(|running| std::ptr::eq(Rc::as_ptr(running), self)) {
                slot.replace(None);
            }
        });
        say(&self.workshop, without(None));
    }

    fn view(&self) -> RoomView {
        let session = self.session();
        let people = session.as_ref().map_or_else(Vec::new, |session| {
            session.look(|room| room.people().iter().map(Guest::of).collect())
        });
        let refused = session.as_ref().map_or(0, |session| {
            let refused = session.look(Room::refused);
            refused.forged + refused.malformed + refused.foreign + refused.too_long + refused.too_many
        });
        RoomView {
            phase: self.phase.get(),
            reaches: carrier::may_reach_brokers(),
            is_far: false,
            is_near: self.over == Over::Windows,
            is_connected: session.as_ref().is_some_and(Session::is_connected),
            trouble: session.as_ref().and_then(Session::trouble),
            people,
            refused,
            link: self.link.clone(),
            login: self.login(),
            is_kept: self.is_kept.get(),
            fits: self.fits.get(),
        }
    }
}

/// How things stand where no room is at work; `kept` is the one that waits for another page.
fn without(kept: Option<&Over>) -> RoomView {
    RoomView {
        reaches: carrier::may_reach_brokers(),
        is_far: kept.is_some(),
        login: kept::login(),
        ..RoomView::default()
    }
}

/// Keeps the room of a workshop at work, and publishes what there is to see whenever it changes:
/// for whoever presents the workshop.
#[hook]
pub fn use_hosting(held: &HeldProps, focus: Focus) {
    let handles = use_handles();
    let lang = use_lang();
    let phase = use_room(&held.workshop.id).phase;
    let latest = use_mut_ref(|| held.clone());
    latest.replace(held.clone());
    use_effect_with(Rc::clone(&held.workshop.id), move |id: &Id| {
        let id = Rc::clone(id);
        if let Some(running) = running(&id) {
            // What came while another plan was open.
            running.take_in_all();
            return running.tell();
        }
        wasm_bindgen_futures::spawn_local(async move {
            let kept = kept::rooms().await.room(&id);
            if running(&id).is_some() {
                return;
            }
            let reaches = |over: &Over| *over == Over::Windows || carrier::may_reach_brokers();
            match kept {
                Some((keys, over)) if reaches(&over) => {
                    let held = latest.borrow().clone();
                    Running::begin(handles, &held, keys, over, lang).tell();
                }
                kept => say(&id, without(kept.as_ref().map(|(_, over)| over))),
            }
        });
    });
    let now = (ByPointer(Rc::clone(&held.plan)), ByPointer(Rc::clone(&held.workshop)), focus, lang, phase);
    use_effect_with(now, |(plan, workshop, focus, lang, _)| {
        if let Some(running) = running(&workshop.0.id) {
            running.held.replace((Rc::clone(&plan.0), Rc::clone(&workshop.0)));
            running.focus.set(*focus);
            running.lang.set(*lang);
            running.publish();
        }
    });
}

/// How the room of a workshop stands.
#[hook]
pub fn use_room(workshop: &Id) -> Rc<RoomView> {
    let blank = use_memo((), |()| RoomView::default());
    let shown = use_lasting(&SHOWN, workshop);
    shown.0.clone().unwrap_or(blank)
}

/// The room of the workshop that is held, for the console.
#[hook]
pub fn use_live(held: &HeldProps) -> Live {
    let handles = use_handles();
    let lang = use_lang();
    let view = use_room(&held.workshop.id);
    let latest = use_mut_ref(|| held.clone());
    latest.replace(held.clone());
    let on = use_callback(lang, move |msg: LiveMsg, lang| {
        let id = Rc::clone(&latest.borrow().workshop.id);
        match (msg, running(&id)) {
            (LiveMsg::Start(over), None) => {
                if let Over::Broker(login) = &over {
                    kept::keep_login(login);
                }
                say(&id, RoomView { phase: Phase::Making, ..without(None) });
                let (handles, latest, lang) = (handles.clone(), latest.clone(), *lang);
                wasm_bindgen_futures::spawn_local(async move {
                    let Ok(keys) = room_keys().await else {
                        return say(&id, RoomView { phase: Phase::NoCrypto, ..without(None) });
                    };
                    let is_kept = kept::rooms().await.shelf().keep_room(&id, &keys, &over).await;
                    let held = latest.borrow().clone();
                    let running = Running::begin(handles, &held, keys, over, lang);
                    running.is_kept.set(is_kept);
                    running.tell();
                });
            }
            (LiveMsg::Stop, Some(running)) => running.stop(),
            (LiveMsg::Dismiss(guest), Some(running)) => running.dismiss(&guest),
            (LiveMsg::Retry, Some(running)) => {
                if let Some(session) = running.session() {
                    session.retry();
                }
            }
            _ => {}
        }
    });
    Live { view, on }
}

/// What is wrong with an address, if anything is, before it is tried.
pub fn checked(login: &Login) -> Result<(), link::AddressProblem> {
    link::check_address(&login.address)
}
