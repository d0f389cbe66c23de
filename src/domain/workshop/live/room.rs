//! The facilitator's end: who is here, which votes count, and what everyone is shown.
//!
//! What it keeps are [`Effect::Keep`] lines, each a [`Note`] as a text: append them to a list,
//! and hand the whole list to [`Room::resume`] after a reload. The program shows the state
//! again then ([`Room::show`]); nothing is sent before.

use std::rc::Rc;

use super::bytes::{put, put_u64, take, take_array, take_byte, take_text, take_u64};
use super::message::{Ack, LONGEST_BODY, Outcome, Pass, Shown, Up};
use super::wire::{Envelope, Kind, LONGEST_DOWN, LONGEST_UP, Place};
use super::work::text_of;
use super::{Effect, Job, Ms, Numbers, Parcel, Participant, Point, RoomId, RoomKeys, Way, Work};
use crate::domain::by_id::ById;
use crate::domain::frame::from_text;

/// Two states of the room are at least so far apart, so that 300 joins are a few states and not 300.
const STATES_APART: Ms = 400;
/// A participant that was not heard for so long counts as quiet: it says that it is here every 45 seconds.
const QUIET_AFTER: Ms = 100_000;
/// The most participants of one room.
pub const MOST_PEOPLE: usize = 2_000;
/// The most messages that wait to be opened; participants say again what was dropped.
const MOST_WAITING: usize = 1_000;
/// How long to wait after the state could not be sealed.
const SEAL_AGAIN: Ms = 5_000;

/// What the screens hear of a room.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// Who is here, or what they are called, has changed; see [`Room::people`].
    People,
    /// A ballot counts, for the first time or in place of an older one.
    Answered {
        /// The pass it is for.
        pass: Pass,
        /// Whose it is.
        participant: Participant,
    },
    /// A ballot came after the close and does not count.
    Late {
        /// The pass it is for.
        pass: Pass,
        /// Whose it is.
        participant: Participant,
    },
    /// A message was not taken; see [`Room::refused`].
    Refused,
    /// The browser could not seal the state; it is tried again.
    Unsealed,
}

/// Whether a participant is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Heard lately.
    Here,
    /// Not heard for a while; or not since the facilitator's program started.
    Quiet,
    /// Left, or its connection broke.
    Gone,
}

/// A participant, as the room knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Its id in this room.
    pub id: Participant,
    /// The name it gave, cleaned and cut; it may be empty, and two may be the same. It is text, never markup.
    pub name: String,
    /// The role it chose, or nothing.
    pub role: String,
    /// Whether it is here.
    pub presence: Presence,
    /// Whether it was sent away.
    pub is_dismissed: bool,
    point: Point,
    /// The number of the hello that holds, and the largest of all its messages.
    hello: u64,
    last: u64,
    seen: Ms,
    farewell: Option<[u8; 16]>,
}

/// A ballot that counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Vote {
    /// Whose it is.
    pub participant: Participant,
    /// The number of its message.
    pub sequence: u64,
    /// The answers.
    pub bytes: Rc<[u8]>,
}

/// Messages that were not taken, by reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Refused {
    /// They do not open under the key of whom they say they are from.
    pub forged: u32,
    /// They are no messages of this program, or of another version.
    pub malformed: u32,
    /// They are of another room or belong on another topic.
    pub foreign: u32,
    /// They are longer than messages may be.
    pub too_long: u32,
    /// They came faster than they could be opened, or from too many participants.
    pub too_many: u32,
}

/// What is shown is longer than a state may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong;

/// The facilitator's end.
#[derive(Debug)]
pub struct Room {
    id: RoomId,
    agreement: Point,
    /// Which start of the program this is: the first number that it may use.
    start: u64,
    numbers: Numbers,
    tickets: u64,
    /// In the order of joining.
    people: Vec<Person>,
    castings: Vec<Casting>,
    is_over: bool,
    body: Option<Rc<str>>,
    is_stale: bool,
    earliest: Ms,
    sealing: Option<u64>,
    published: Option<Parcel>,
    is_connected: bool,
    waiting: Vec<(u64, Waiting)>,
    refused: Refused,
    effects: Vec<Effect<News>>,
}

#[derive(Debug)]
struct Casting {
    pass: Pass,
    is_open: bool,
    votes: ById<Vote>,
}

#[derive(Debug)]
enum Waiting {
    Opening { point: Point, sequence: u64 },
    Sealing { envelope: Envelope, topic: String },
}

impl Room {
    /// A room that nobody has entered yet.
    pub fn new(keys: &RoomKeys) -> Room {
        Room::after(keys, 0)
    }

    /// The room as its notes have it, oldest first. A note that cannot be read costs nothing but itself.
    pub fn resume<'a>(keys: &RoomKeys, notes: impl IntoIterator<Item = &'a str>) -> Room {
        let mut room = Room::after(keys, 0);
        let mut reserved = 0;
        for note in notes.into_iter().filter_map(Note::from_text) {
            match note {
                Note::Reserved(end) => reserved = end.max(reserved),
                Note::Person { point, name, role, sequence } => {
                    let person = room.person(&point);
                    person.name = name;
                    person.role = role;
                    person.hello = sequence;
                    person.last = sequence;
                }
                Note::Ballot { point, pass, sequence, bytes } => {
                    let id = point.participant();
                    let person = room.person(&point);
                    person.last = person.last.max(sequence);
                    let casting = room.casting(&pass);
                    casting.votes.insert(Rc::clone(&id), Vote { participant: id, sequence, bytes });
                }
                Note::Open(pass) => room.set_open(&pass),
                Note::Closed => room.set_closed(),
                Note::Dismissed(point) => room.person(&point).is_dismissed = true,
                Note::Over => room.is_over = true,
            }
        }
        room.numbers = Numbers::after(reserved);
        room.start = room.numbers.next;
        room
    }

    fn after(keys: &RoomKeys, reserved: u64) -> Room {
        let numbers = Numbers::after(reserved);
        Room {
            id: keys.room,
            agreement: keys.agreement.public,
            start: numbers.next,
            numbers,
            tickets: 0,
            people: Vec::new(),
            castings: Vec::new(),
            is_over: false,
            body: None,
            is_stale: false,
            earliest: 0,
            sealing: None,
            published: None,
            is_connected: false,
            waiting: Vec::new(),
            refused: Refused::default(),
            effects: Vec::new(),
        }
    }

    /// Everyone who was here, in the order of joining.
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// The pass in which votes are taken now.
    pub fn open_pass(&self) -> Option<&Pass> {
        self.castings.iter().find(|casting| casting.is_open).map(|casting| &casting.pass)
    }

    /// The votes that count in a pass, by participant; those of people who were sent away are left out.
    pub fn votes(&self, pass: &Pass) -> impl Iterator<Item = &Vote> {
        let casting = self.castings.iter().find(|casting| casting.pass == *pass);
        casting.into_iter().flat_map(|casting| casting.votes.values()).filter(|vote| {
            !self.people.iter().any(|person| person.is_dismissed && person.id == vote.participant)
        })
    }

    /// How many messages were not taken, by reason.
    pub fn refused(&self) -> Refused {
        self.refused
    }

    /// Whether the workshop is over.
    pub fn is_over(&self) -> bool {
        self.is_over
    }

    /// What is to be done, in order.
    pub fn take_effects(&mut self) -> Vec<Effect<News>> {
        std::mem::take(&mut self.effects)
    }

    /// When [`Room::tick`] wants to be called, at the latest.
    pub fn deadline(&self) -> Option<Ms> {
        let state = (self.is_stale && self.is_connected && self.sealing.is_none() && self.body.is_some())
            .then_some(self.earliest);
        let here = self.people.iter().filter(|person| person.presence == Presence::Here);
        state.into_iter().chain(here.map(|person| person.seen + QUIET_AFTER)).min()
    }

    /// Time has passed.
    pub fn tick(&mut self, now: Ms) {
        let mut is_changed = false;
        for person in &mut self.people {
            if person.presence == Presence::Here && person.seen + QUIET_AFTER <= now {
                person.presence = Presence::Quiet;
                is_changed = true;
            }
        }
        if is_changed {
            self.effects.push(Effect::News(News::People));
        }
        self.flush(now);
    }

    /// The carrier is connected, for the first time or again.
    pub fn connected(&mut self, now: Ms) {
        self.is_connected = true;
        self.effects.push(Effect::Subscribe(self.id.every_up()));
        // A broker that was started anew may have forgotten it.
        if let Some(published) = self.published.clone().filter(|_| !self.is_stale) {
            self.effects.push(Effect::Publish(published));
        }
        self.flush(now);
    }

    /// The carrier has lost its connection, and will say when it is back.
    pub fn disconnected(&mut self) {
        self.is_connected = false;
    }

    /// What participants may see from now on. Many calls in a row become few messages.
    pub fn show(&mut self, body: &str, now: Ms) -> Result<(), TooLong> {
        if body.len() > LONGEST_BODY {
            return Err(TooLong);
        }
        if self.body.as_deref() != Some(body) {
            self.body = Some(body.into());
            self.is_stale = true;
        }
        self.is_stale |= self.published.is_none() && self.sealing.is_none();
        self.flush(now);
        Ok(())
    }

    /// Takes votes in a pass from now on, and in no other. Votes that it has already stay.
    pub fn open(&mut self, pass: &Pass, now: Ms) {
        if self.open_pass() == Some(pass) || self.is_over {
            return;
        }
        self.set_open(pass);
        self.keep(&Note::Open(pass.clone()));
        self.changed(now);
    }

    /// Takes no more votes. What comes later is answered, and does not count.
    pub fn close(&mut self, now: Ms) {
        if self.open_pass().is_some() {
            self.set_closed();
            self.keep(&Note::Closed);
            self.changed(now);
        }
    }

    /// Sends a participant away: nothing of it counts, whatever it sent or sends, and it is told.
    pub fn dismiss(&mut self, participant: &str) {
        let person = self.people.iter_mut().find(|person| *person.id == *participant);
        let Some(person) = person.filter(|person| !person.is_dismissed) else { return };
        person.is_dismissed = true;
        let point = person.point;
        self.keep(&Note::Dismissed(point));
        // An answer to nothing it sent: whoever is away now learns it from the answer to what it sends next.
        self.answer(&point, Ack { sequence: 0, outcome: Outcome::Dismissed, counts: 0 });
        self.effects.push(Effect::News(News::People));
    }

    /// Ends the workshop: participants are told, and no more votes are taken.
    pub fn finish(&mut self, now: Ms) {
        if !self.is_over {
            self.is_over = true;
            self.set_closed();
            self.keep(&Note::Over);
            self.changed(now);
        }
    }

    /// Takes the state off the carrier, so that nothing of this room is left there.
    pub fn clear(&mut self) {
        let topic = self.id.topic(&Place::State);
        self.is_stale = false;
        self.published = None;
        self.effects.push(Effect::Publish(Parcel { topic, payload: Vec::new(), retain: true }));
    }

    /// The carrier brought a message. Whatever it is, it changes nothing before it has been opened.
    pub fn received(&mut self, topic: &str, payload: &[u8]) {
        if let Err(refuse) = self.receive(topic, payload) {
            refuse(&mut self.refused);
            self.effects.push(Effect::News(News::Refused));
        }
    }

    fn receive(&mut self, topic: &str, payload: &[u8]) -> Result<(), fn(&mut Refused)> {
        let Some(Place::Up(participant)) = self.id.place(topic) else {
            return Err(|refused| refused.foreign += 1);
        };
        if payload.len() > LONGEST_UP {
            return Err(|refused| refused.too_long += 1);
        }
        let envelope = Envelope::read(payload).ok_or::<fn(&mut Refused)>(|refused| refused.malformed += 1)?;
        match (envelope.kind, envelope.from) {
            (Kind::Gone, _) => {
                self.gone(&participant, &envelope.sealed);
                Ok(())
            }
            (Kind::Up, Some(point)) if point.participant() == participant => {
                let is_known = self.knows(&point);
                if self.waiting.len() >= MOST_WAITING || !is_known && self.people.len() >= MOST_PEOPLE {
                    return Err(|refused| refused.too_many += 1);
                }
                let bound = envelope.bound(topic);
                let sequence = envelope.sequence;
                let work = Work::Open { way: Way::Up, peer: point, bound, sealed: envelope.sealed };
                self.ask(work, Waiting::Opening { point, sequence });
                Ok(())
            }
            (Kind::Up, Some(_)) => Err(|refused| refused.forged += 1),
            _ => Err(|refused| refused.foreign += 1),
        }
    }

    /// The result of a [`Job`]; nothing where it could not be sealed or did not open.
    pub fn done(&mut self, ticket: u64, result: Option<Vec<u8>>, now: Ms) {
        let Some(at) = self.waiting.iter().position(|(known, _)| *known == ticket) else { return };
        match (self.waiting.swap_remove(at).1, result) {
            (Waiting::Opening { point, sequence }, Some(plain)) => match Up::read(&plain) {
                Some(message) => self.told(&point, sequence, message, now),
                None => {
                    self.refused.malformed += 1;
                    self.effects.push(Effect::News(News::Refused));
                }
            },
            (Waiting::Opening { .. }, None) => {
                self.refused.forged += 1;
                self.effects.push(Effect::News(News::Refused));
            }
            (Waiting::Sealing { mut envelope, topic }, Some(sealed)) => {
                envelope.sealed = sealed;
                let is_state = envelope.kind == Kind::State;
                let parcel = Parcel { topic, payload: envelope.write(), retain: is_state };
                if is_state {
                    self.sealing = None;
                    self.published = Some(parcel.clone());
                }
                if self.is_connected {
                    self.effects.push(Effect::Publish(parcel));
                }
                self.flush(now);
            }
            (Waiting::Sealing { envelope, .. }, None) => {
                if envelope.kind == Kind::State {
                    self.sealing = None;
                    self.is_stale = true;
                    self.earliest = now + SEAL_AGAIN;
                }
                self.effects.push(Effect::News(News::Unsealed));
            }
        }
    }

    /// A message that is certainly from this participant.
    fn told(&mut self, point: &Point, sequence: u64, message: Up, now: Ms) {
        let id = point.participant();
        if !self.knows(point) && self.people.len() >= MOST_PEOPLE {
            self.refused.too_many += 1;
            self.effects.push(Effect::News(News::Refused));
            return;
        }
        let is_new = !self.knows(point);
        let person = self.person(point);
        // What was sent before something else that has come says nothing of who is here now.
        let is_fresh = sequence > person.last;
        let was = person.presence;
        if is_fresh {
            person.last = sequence;
            person.seen = now;
            person.presence = if message == Up::Bye { Presence::Gone } else { Presence::Here };
        }
        let is_dismissed = person.is_dismissed;
        let mut is_changed = is_new || person.presence != was;
        match message {
            Up::Here | Up::Bye => {}
            Up::Hello { name, role, farewell } => {
                let outcome = if is_dismissed { Outcome::Dismissed } else { Outcome::Counted };
                if sequence > person.hello {
                    person.farewell = Some(farewell);
                    let is_first = person.hello == 0;
                    person.hello = sequence;
                    if is_first || person.name != name || person.role != role {
                        person.name.clone_from(&name);
                        person.role.clone_from(&role);
                        is_changed = true;
                        self.keep(&Note::Person { point: *point, name, role, sequence });
                    }
                }
                self.answer(point, Ack { sequence, outcome, counts: 0 });
            }
            Up::Ballot { pass, bytes } => self.ballot(point, &id, sequence, &pass, bytes, is_dismissed),
        }
        if is_changed {
            self.effects.push(Effect::News(News::People));
        }
    }

    fn ballot(
        &mut self,
        point: &Point,
        id: &Participant,
        sequence: u64,
        pass: &Pass,
        bytes: Rc<[u8]>,
        is_dismissed: bool,
    ) {
        let casting = self.castings.iter_mut().find(|casting| casting.pass == *pass);
        let (outcome, counts) = match casting {
            _ if is_dismissed => (Outcome::Dismissed, 0),
            None => (Outcome::NotAsked, 0),
            Some(casting) => {
                let known = casting.votes.get(id).map_or(0, |vote| vote.sequence);
                // The same once more, or one that a newer one has overtaken.
                if sequence <= known {
                    (Outcome::Counted, known)
                } else if !casting.is_open {
                    let participant = Rc::clone(id);
                    self.effects.push(Effect::News(News::Late { pass: pass.clone(), participant }));
                    (Outcome::TooLate, known)
                } else {
                    let vote = Vote { participant: Rc::clone(id), sequence, bytes: Rc::clone(&bytes) };
                    casting.votes.insert(Rc::clone(id), vote);
                    self.keep(&Note::Ballot { point: *point, pass: pass.clone(), sequence, bytes });
                    let participant = Rc::clone(id);
                    self.effects.push(Effect::News(News::Answered { pass: pass.clone(), participant }));
                    (Outcome::Counted, sequence)
                }
            }
        };
        self.answer(point, Ack { sequence, outcome, counts });
    }

    /// The will of a connection. It holds for the connection that the participant has told of last, and once.
    fn gone(&mut self, participant: &str, token: &[u8]) {
        let Some(person) = self.people.iter_mut().find(|person| *person.id == *participant) else { return };
        if person.farewell.is_some_and(|farewell| farewell.as_slice() == token) {
            person.farewell = None;
            if person.presence != Presence::Gone {
                person.presence = Presence::Gone;
                self.effects.push(Effect::News(News::People));
            }
        }
    }

    fn answer(&mut self, point: &Point, ack: Ack) {
        let topic = self.id.topic(&Place::Down(point.participant()));
        let envelope = Envelope { kind: Kind::Down, sequence: self.number(), from: None, sealed: Vec::new() };
        let bound = envelope.bound(&topic);
        let work = Work::Seal { way: Way::Down, peer: *point, bound, plain: ack.write() };
        self.ask(work, Waiting::Sealing { envelope, topic });
    }

    fn changed(&mut self, now: Ms) {
        self.is_stale = true;
        self.flush(now);
    }

    /// Sends the state, if it is time and there is one.
    fn flush(&mut self, now: Ms) {
        let is_due = self.is_stale && self.is_connected && self.sealing.is_none() && now >= self.earliest;
        let Some(body) = self.body.clone().filter(|_| is_due) else { return };
        let shown = Shown {
            start: self.start,
            agreement: self.agreement,
            open: self.open_pass().cloned(),
            is_over: self.is_over,
            body,
        };
        self.is_stale = false;
        self.earliest = now + STATES_APART;
        let topic = self.id.topic(&Place::State);
        let sequence = self.number();
        let envelope = Envelope { kind: Kind::State, sequence, from: None, sealed: Vec::new() };
        let work = Work::SealState { bound: envelope.bound(&topic), plain: shown.write() };
        self.sealing = Some(sequence);
        self.ask(work, Waiting::Sealing { envelope, topic });
    }

    fn ask(&mut self, work: Work, waiting: Waiting) {
        self.tickets += 1;
        self.waiting.push((self.tickets, waiting));
        self.effects.push(Effect::Work(Job { ticket: self.tickets, work }));
    }

    fn number(&mut self) -> u64 {
        let (number, reserved) = self.numbers.take();
        if let Some(end) = reserved {
            self.keep(&Note::Reserved(end));
        }
        number
    }

    fn keep(&mut self, note: &Note) {
        self.effects.push(Effect::Keep(note.to_text()));
    }

    fn knows(&self, point: &Point) -> bool {
        self.people.iter().any(|person| person.point == *point)
    }

    fn person(&mut self, point: &Point) -> &mut Person {
        let at = self.people.iter().position(|person| person.point == *point);
        let at = at.unwrap_or_else(|| {
            self.people.push(Person {
                id: point.participant(),
                name: String::new(),
                role: String::new(),
                presence: Presence::Quiet,
                is_dismissed: false,
                point: *point,
                hello: 0,
                last: 0,
                seen: 0,
                farewell: None,
            });
            self.people.len() - 1
        });
        // Found or put there in the lines above.
        #[allow(clippy::indexing_slicing)]
        &mut self.people[at]
    }

    fn set_open(&mut self, pass: &Pass) {
        self.set_closed();
        self.casting(pass).is_open = true;
    }

    fn set_closed(&mut self) {
        for casting in &mut self.castings {
            casting.is_open = false;
        }
    }

    fn casting(&mut self, pass: &Pass) -> &mut Casting {
        let at = self.castings.iter().position(|casting| casting.pass == *pass);
        let at = at.unwrap_or_else(|| {
            self.castings.push(Casting { pass: pass.clone(), is_open: false, votes: ById::new() });
            self.castings.len() - 1
        });
        // Found or put there in the lines above.
        #[allow(clippy::indexing_slicing)]
        &mut self.castings[at]
    }
}

/// Something that a room must not forget.
#[derive(Clone, Debug, PartialEq)]
pub enum Note {
    /// Numbers up to this one may have been used.
    Reserved(u64),
    /// Who someone is.
    Person {
        /// The public key.
        point: Point,
        /// The name.
        name: String,
        /// The role.
        role: String,
        /// The number of the message that said so.
        sequence: u64,
    },
    /// A ballot that counts.
    Ballot {
        /// The public key of whose it is.
        point: Point,
        /// What it votes on.
        pass: Pass,
        /// The number of its message.
        sequence: u64,
        /// The answers.
        bytes: Rc<[u8]>,
    },
    /// A pass was opened.
    Open(Pass),
    /// The open pass was closed.
    Closed,
    /// Someone was sent away.
    Dismissed(Point),
    /// The workshop is over.
    Over,
}

impl Note {
    /// As a text to be kept.
    pub fn to_text(&self) -> String {
        let mut bytes = Vec::new();
        match self {
            Note::Reserved(end) => {
                bytes.push(b'R');
                put_u64(&mut bytes, *end);
            }
            Note::Person { point, name, role, sequence } => {
                bytes.push(b'P');
                bytes.extend_from_slice(&point.0);
                put_u64(&mut bytes, *sequence);
                put(&mut bytes, name.as_bytes());
                put(&mut bytes, role.as_bytes());
            }
            Note::Ballot { point, pass, sequence, bytes: ballot } => {
                bytes.push(b'B');
                bytes.extend_from_slice(&point.0);
                put_u64(&mut bytes, *sequence);
                pass.put(&mut bytes);
                put(&mut bytes, ballot);
            }
            Note::Open(pass) => {
                bytes.push(b'O');
                pass.put(&mut bytes);
            }
            Note::Closed => bytes.push(b'C'),
            Note::Dismissed(point) => {
                bytes.push(b'D');
                bytes.extend_from_slice(&point.0);
            }
            Note::Over => bytes.push(b'X'),
        }
        text_of(&bytes)
    }

    /// Reads [`Note::to_text`].
    pub fn from_text(text: &str) -> Option<Note> {
        let bytes = from_text(text)?;
        let mut rest = bytes.as_slice();
        let rest = &mut rest;
        Some(match take_byte(rest)? {
            b'R' => Note::Reserved(take_u64(rest)?),
            b'P' => {
                let (point, sequence) = (Point(take_array(rest)?), take_u64(rest)?);
                Note::Person { point, sequence, name: take_text(rest)?.into(), role: take_text(rest)?.into() }
            }
            b'B' => {
                let (point, sequence) = (Point(take_array(rest)?), take_u64(rest)?);
                Note::Ballot { point, sequence, pass: Pass::take(rest)?, bytes: take(rest)?.into() }
            }
            b'O' => Note::Open(Pass::take(rest)?),
            b'C' => Note::Closed,
            b'D' => Note::Dismissed(Point(take_array(rest)?)),
            b'X' => Note::Over,
            _ => return None,
        })
    }
}

// Deflating what cannot be deflated adds a few bytes, and so does sealing.
const _: () = assert!(LONGEST_BODY + 10_000 < LONGEST_DOWN);
