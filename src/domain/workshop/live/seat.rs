//! A participant's end: gets into the room, shows what it is told, and votes until it is heard.
//!
//! What it keeps is one [`Effect::Keep`] text: put it in the place of the one before (in this
//! browser, under the room's id), and hand it to [`Seat::resume`] after a reload, with the same
//! key pair. So a reload stays the same participant.

use std::rc::Rc;

use super::bytes::{put, put_u32, put_u64, take, take_byte, take_text, take_u32, take_u64};
use super::message::{Ack, LONGEST_BALLOT, Outcome, Pass, Shown, Up, clean_name};
use super::wire::{Envelope, Kind, LONGEST_DOWN, Place};
use super::work::text_of;
use super::{Effect, Job, Ms, Numbers, Parcel, Participant, Point, RoomId, Way, Work};
use crate::domain::frame::from_text;

/// How often it says that it is still here.
const BEAT: Ms = 45_000;
/// How long it waits for an answer before it says a thing again, at first and at most.
const FIRST_WAIT: Ms = 3_000;
const LONGEST_WAIT: Ms = 30_000;
/// When the facilitator's program was started anew, everyone says things again within so long.
const SPREAD: Ms = 4_000;
/// The most votes that are remembered, which is more than a workshop has passes.
const MOST_VOTES: usize = 200;

/// What the screen hears of a seat.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// There is something else to show; see [`Seat::shown`].
    Shown,
    /// The room knows this participant now.
    Welcome,
    /// A vote's fate is known; see [`Seat::vote_in`].
    Vote(Pass),
    /// The facilitator has sent this participant away.
    Dismissed,
    /// A message did not come from where it said, or was none.
    Refused,
    /// The browser could not seal a message.
    Unsealed,
}

/// What became of a vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is on its way, and is sent until it is answered.
    Sending,
    /// The room has it.
    Counted,
    /// It came after the close. `earlier` says whether an earlier vote in this pass counts.
    TooLate {
        /// Whether an earlier vote counts.
        earlier: bool,
    },
    /// The room does not ask this.
    NotAsked,
    /// This participant was sent away.
    Dismissed,
}

/// A vote of this participant.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnVote {
    /// What it votes on.
    pub pass: Pass,
    /// The answers.
    pub bytes: Rc<[u8]>,
    /// What became of it.
    pub fate: Fate,
    sequence: u64,
    /// Which start of the room's program has counted it; 0 where that is not known.
    counted: u64,
}

/// A vote is longer than votes may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong;

/// A participant's end.
#[derive(Debug)]
pub struct Seat {
    room: RoomId,
    me: Point,
    id: Participant,
    numbers: Numbers,
    tickets: u64,
    shown: Option<Shown>,
    /// The number of the newest state that was believed.
    newest: u64,
    name: String,
    role: String,
    has_entered: bool,
    is_welcome: bool,
    is_dismissed: bool,
    farewell: [u8; 16],
    votes: Vec<OwnVote>,
    outgoing: Vec<Outgoing>,
    next_beat: Ms,
    is_connected: bool,
    waiting: Vec<(u64, Waiting)>,
    effects: Vec<Effect<News>>,
}

/// A message that is said again until it is answered.
#[derive(Debug)]
struct Outgoing {
    sequence: u64,
    message: Up,
    parcel: Option<Parcel>,
    is_sealing: bool,
    due: Ms,
    wait: Ms,
    /// Whether it is said once only.
    is_once: bool,
}

#[derive(Debug)]
enum Waiting {
    State { sequence: u64 },
    Answer,
    Sealing { envelope: Envelope },
}

impl Seat {
    /// A seat that has not been taken yet, for a participant with this public key.
    pub fn new(room: RoomId, me: Point) -> Seat {
        Seat {
            room,
            me,
            id: me.participant(),
            numbers: Numbers::after(0),
            tickets: 0,
            shown: None,
            newest: 0,
            name: String::new(),
            role: String::new(),
            has_entered: false,
            is_welcome: false,
            is_dismissed: false,
            farewell: [0; 16],
            votes: Vec::new(),
            outgoing: Vec::new(),
            next_beat: 0,
            is_connected: false,
            waiting: Vec::new(),
            effects: Vec::new(),
        }
    }

    /// The seat as it was kept; as new where that cannot be read.
    pub fn resume(room: RoomId, me: Point, kept: &str) -> Seat {
        let mut seat = Seat::new(room, me);
        if seat.restore(kept).is_none() {
            return Seat::new(room, me);
        }
        let sending = seat.votes.iter().filter(|vote| vote.fate == Fate::Sending);
        seat.outgoing = sending
            .map(|vote| {
                let message = Up::Ballot { pass: vote.pass.clone(), bytes: Rc::clone(&vote.bytes) };
                Outgoing::new(vote.sequence, message)
            })
            .collect();
        seat
    }

    /// Who this is in the room.
    pub fn id(&self) -> &Participant {
        &self.id
    }

    /// What the room shows, once anything came.
    pub fn shown(&self) -> Option<&Shown> {
        self.shown.as_ref()
    }

    /// The name it entered with.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The role it entered with.
    pub fn role(&self) -> &str {
        &self.role
    }

    /// Whether it has entered, now or before a reload.
    pub fn has_entered(&self) -> bool {
        self.has_entered
    }

    /// Whether the room has answered its hello.
    pub fn is_welcome(&self) -> bool {
        self.is_welcome
    }

    /// Whether the facilitator has sent it away.
    pub fn is_dismissed(&self) -> bool {
        self.is_dismissed
    }

    /// Its last vote in a pass.
    pub fn vote_in(&self, pass: &Pass) -> Option<&OwnVote> {
        self.votes.iter().find(|vote| vote.pass == *pass)
    }

    /// What is to be done, in order.
    pub fn take_effects(&mut self) -> Vec<Effect<News>> {
        std::mem::take(&mut self.effects)
    }

    /// When [`Seat::tick`] wants to be called, at the latest.
    pub fn deadline(&self) -> Option<Ms> {
        if !self.is_connected || self.shown.is_none() {
            return None;
        }
        let beat = (self.has_entered && !self.is_dismissed).then_some(self.next_beat);
        let outgoing = self.outgoing.iter().filter(|outgoing| !outgoing.is_sealing);
        outgoing.map(|outgoing| outgoing.due).chain(beat).min()
    }

    /// Time has passed.
    pub fn tick(&mut self, now: Ms) {
        if self.is_connected && self.has_entered && !self.is_dismissed && now >= self.next_beat {
            self.next_beat = now + BEAT;
            if self.is_welcome {
                self.say_once(Up::Here);
            }
        }
        self.send(now);
    }

    /// What a carrier has to say for this participant when the connection breaks: to be asked
    /// for before every connection, with fresh random bytes.
    pub fn farewell(&mut self, token: [u8; 16]) -> Parcel {
        self.farewell = token;
        let envelope = Envelope { kind: Kind::Gone, sequence: 0, from: None, sealed: token.to_vec() };
        Parcel { topic: self.up(), payload: envelope.write(), retain: false }
    }

    /// The carrier is connected, for the first time or again.
    pub fn connected(&mut self, now: Ms) {
        self.is_connected = true;
        self.effects.push(Effect::Subscribe(self.room.topic(&Place::Down(Rc::clone(&self.id)))));
        self.effects.push(Effect::Subscribe(self.room.topic(&Place::State)));
        for outgoing in &mut self.outgoing {
            outgoing.due = now;
            outgoing.wait = FIRST_WAIT;
        }
        if self.has_entered {
            // The room has to hear of the new farewell.
            self.greet(now);
        }
        self.send(now);
    }

    /// The carrier has lost its connection, and will say when it is back.
    pub fn disconnected(&mut self) {
        self.is_connected = false;
        self.outgoing.retain(|outgoing| !outgoing.is_once);
    }

    /// Enters the room, or comes under another name or role.
    pub fn enter(&mut self, name: &str, role: &str, now: Ms) {
        self.name = clean_name(name);
        self.role = role.to_string();
        self.has_entered = true;
        self.greet(now);
        self.send(now);
    }

    /// Votes, in place of an earlier vote in the same pass. It is sent until the room has answered.
    pub fn vote(&mut self, pass: &Pass, bytes: &[u8], now: Ms) -> Result<(), TooLong> {
        if bytes.len() > LONGEST_BALLOT {
            return Err(TooLong);
        }
        let sequence = self.number();
        self.votes.retain(|vote| vote.pass != *pass);
        self.outgoing
            .retain(|outgoing| !matches!(&outgoing.message, Up::Ballot { pass: of, .. } if of == pass));
        if self.votes.len() >= MOST_VOTES {
            self.votes.remove(0);
        }
        let bytes: Rc<[u8]> = bytes.into();
        let message = Up::Ballot { pass: pass.clone(), bytes: Rc::clone(&bytes) };
        self.votes.push(OwnVote { pass: pass.clone(), bytes, fate: Fate::Sending, sequence, counted: 0 });
        self.outgoing.push(Outgoing { due: now, ..Outgoing::new(sequence, message) });
        self.keep();
        self.effects.push(Effect::News(News::Vote(pass.clone())));
        self.send(now);
        Ok(())
    }

    /// Leaves; the votes stay.
    pub fn leave(&mut self, now: Ms) {
        self.has_entered = false;
        self.is_welcome = false;
        self.outgoing.retain(|outgoing| !matches!(outgoing.message, Up::Hello { .. }));
        self.say_once(Up::Bye);
        self.keep();
        self.send(now);
    }

    /// The carrier brought a message. Whatever it is, it changes nothing before it has been opened.
    pub fn received(&mut self, topic: &str, payload: &[u8]) {
        let place = self.room.place(topic);
        // A state that was taken off the carrier is an empty one.
        if payload.is_empty() && place == Some(Place::State) {
            return;
        }
        let envelope = Some(payload).filter(|payload| payload.len() <= LONGEST_DOWN).and_then(Envelope::read);
        match (place, envelope) {
            (Some(Place::State), Some(envelope)) if envelope.kind == Kind::State => {
                // The one that is known, once more or an older one, is no news.
                if envelope.sequence > self.newest {
                    let bound = envelope.bound(topic);
                    let waiting = Waiting::State { sequence: envelope.sequence };
                    self.ask(Work::OpenState { bound, sealed: envelope.sealed }, waiting);
                }
            }
            (Some(Place::Down(to)), Some(envelope)) if envelope.kind == Kind::Down && to == self.id => {
                let Some(peer) = self.shown.as_ref().map(|shown| shown.agreement) else { return };
                let bound = envelope.bound(topic);
                self.ask(
                    Work::Open { way: Way::Down, peer, bound, sealed: envelope.sealed },
                    Waiting::Answer,
                );
            }
            _ => self.effects.push(Effect::News(News::Refused)),
        }
    }

    /// The result of a [`Job`]; nothing where it could not be sealed or did not open.
    pub fn done(&mut self, ticket: u64, result: Option<Vec<u8>>, now: Ms) {
        let Some(at) = self.waiting.iter().position(|(known, _)| *known == ticket) else { return };
        match (self.waiting.swap_remove(at).1, result) {
            (Waiting::State { sequence }, Some(plain)) => match Shown::read(&plain) {
                Some(shown) => self.show(sequence, shown, now),
                None => self.effects.push(Effect::News(News::Refused)),
            },
            (Waiting::Answer, Some(plain)) => match Ack::read(&plain) {
                Some(ack) => self.answered(&ack),
                None => self.effects.push(Effect::News(News::Refused)),
            },
            (Waiting::State { .. } | Waiting::Answer, None) => {
                self.effects.push(Effect::News(News::Refused));
            }
            (Waiting::Sealing { mut envelope }, Some(sealed)) => {
                envelope.sealed = sealed;
                let parcel = Parcel { topic: self.up(), payload: envelope.write(), retain: false };
                let outgoing = self.outgoing.iter_mut().find(|out| out.sequence == envelope.sequence);
                // A newer message may have taken its place in the meantime.
                if let Some(outgoing) = outgoing {
                    outgoing.is_sealing = false;
                    outgoing.parcel = Some(parcel);
                }
            }
            (Waiting::Sealing { envelope }, None) => {
                let outgoing = self.outgoing.iter_mut().find(|out| out.sequence == envelope.sequence);
                if let Some(outgoing) = outgoing {
                    outgoing.is_sealing = false;
                    outgoing.put_off(now);
                }
                self.effects.push(Effect::News(News::Unsealed));
            }
        }
        self.send(now);
    }

    fn show(&mut self, sequence: u64, shown: Shown, now: Ms) {
        if sequence <= self.newest {
            return;
        }
        self.newest = sequence;
        let before = self.shown.as_ref().map(|shown| (shown.start, shown.agreement));
        // Not everyone speaks at once: where in the span follows from the name.
        let spread = self.id.bytes().fold(0, |sum: Ms, byte| sum * 31 % SPREAD + Ms::from(byte)) % SPREAD;
        if before.is_some_and(|(start, _)| start != shown.start) {
            // The room's program was started anew.
            for outgoing in &mut self.outgoing {
                outgoing.due = now + spread;
                outgoing.wait = FIRST_WAIT;
            }
            if self.has_entered {
                self.greet(now + spread);
            }
        }
        if before.is_some_and(|(_, agreement)| agreement != shown.agreement) {
            for outgoing in &mut self.outgoing {
                outgoing.parcel = None;
            }
        }
        if let Some(open) = &shown.open {
            self.confirm(&open.clone(), shown.start, now + spread);
        }
        self.shown = Some(shown);
        self.keep();
        self.effects.push(Effect::News(News::Shown));
    }

    /// Says a vote once more that another start of the room's program has counted: a crash may
    /// have taken it. It has the number that it had, so it never counts twice.
    fn confirm(&mut self, open: &Pass, start: u64, due: Ms) {
        let vote = self.votes.iter().find(|vote| vote.pass == *open);
        let Some(vote) = vote.filter(|vote| vote.fate == Fate::Counted && vote.counted != start) else {
            return;
        };
        if self.outgoing.iter().any(|outgoing| outgoing.sequence == vote.sequence) {
            return;
        }
        let message = Up::Ballot { pass: vote.pass.clone(), bytes: Rc::clone(&vote.bytes) };
        self.outgoing.push(Outgoing { due, ..Outgoing::new(vote.sequence, message) });
    }

    fn answered(&mut self, ack: &Ack) {
        // This may come without having sent anything.
        if ack.outcome == Outcome::Dismissed && !self.is_dismissed {
            self.is_dismissed = true;
            self.keep();
            self.effects.push(Effect::News(News::Dismissed));
        }
        let Some(at) = self.outgoing.iter().position(|outgoing| outgoing.sequence == ack.sequence) else {
            return;
        };
        let outgoing = self.outgoing.remove(at);
        match outgoing.message {
            Up::Hello { .. } if ack.outcome == Outcome::Counted => {
                self.is_welcome = true;
                self.effects.push(Effect::News(News::Welcome));
            }
            Up::Ballot { pass, .. } => {
                let start = self.shown.as_ref().map_or(0, |shown| shown.start);
                if let Some(vote) = self.votes.iter_mut().find(|vote| vote.sequence == ack.sequence) {
                    vote.fate = match ack.outcome {
                        Outcome::Counted => Fate::Counted,
                        Outcome::TooLate => Fate::TooLate { earlier: ack.counts > 0 },
                        Outcome::NotAsked => Fate::NotAsked,
                        Outcome::Dismissed => Fate::Dismissed,
                    };
                    vote.counted = start;
                    self.keep();
                    self.effects.push(Effect::News(News::Vote(pass)));
                }
            }
            _ => {}
        }
    }

    /// Says who this is, in place of an earlier hello.
    fn greet(&mut self, due: Ms) {
        let sequence = self.number();
        self.outgoing.retain(|outgoing| !matches!(outgoing.message, Up::Hello { .. }));
        let message = Up::Hello { name: self.name.clone(), role: self.role.clone(), farewell: self.farewell };
        // Before any vote, so that the room can say whose it is.
        self.outgoing.insert(0, Outgoing { due, ..Outgoing::new(sequence, message) });
        self.next_beat = due + BEAT;
        self.keep();
    }

    fn say_once(&mut self, message: Up) {
        let sequence = self.number();
        self.outgoing.push(Outgoing { is_once: true, ..Outgoing::new(sequence, message) });
    }

    /// Seals and sends what is due.
    fn send(&mut self, now: Ms) {
        let Some(peer) = self.shown.as_ref().map(|shown| shown.agreement).filter(|_| self.is_connected)
        else {
            return;
        };
        let topic = self.up();
        let (mut jobs, mut parcels) = (Vec::new(), Vec::new());
        for outgoing in &mut self.outgoing {
            if outgoing.is_sealing || outgoing.due > now {
                continue;
            }
            if let Some(parcel) = &outgoing.parcel {
                parcels.push(parcel.clone());
                outgoing.put_off(now);
                continue;
            }
            outgoing.is_sealing = true;
            let envelope = Envelope {
                kind: Kind::Up,
                sequence: outgoing.sequence,
                from: Some(self.me),
                sealed: Vec::new(),
            };
            let bound = envelope.bound(&topic);
            let work = Work::Seal { way: Way::Up, peer, bound, plain: outgoing.message.write() };
            jobs.push((work, Waiting::Sealing { envelope }));
        }
        self.outgoing.retain(|outgoing| !(outgoing.is_once && outgoing.parcel.is_some()));
        self.effects.extend(parcels.into_iter().map(Effect::Publish));
        for (work, waiting) in jobs {
            self.ask(work, waiting);
        }
    }

    fn ask(&mut self, work: Work, waiting: Waiting) {
        self.tickets += 1;
        self.waiting.push((self.tickets, waiting));
        self.effects.push(Effect::Work(Job { ticket: self.tickets, work }));
    }

    fn up(&self) -> String {
        self.room.topic(&Place::Up(Rc::clone(&self.id)))
    }

    fn number(&mut self) -> u64 {
        let (number, reserved) = self.numbers.take();
        if reserved.is_some() {
            self.keep();
        }
        number
    }

    fn keep(&mut self) {
        let mut bytes = vec![1];
        put_u64(&mut bytes, self.numbers.reserved);
        put_u64(&mut bytes, self.newest);
        bytes.push(u8::from(self.has_entered) | u8::from(self.is_dismissed) << 1);
        put(&mut bytes, self.name.as_bytes());
        put(&mut bytes, self.role.as_bytes());
        put_u32(&mut bytes, self.votes.len() as u32);
        for vote in &self.votes {
            vote.pass.put(&mut bytes);
            put_u64(&mut bytes, vote.sequence);
            bytes.push(match vote.fate {
                Fate::Sending => b'S',
                Fate::Counted => b'C',
                Fate::TooLate { earlier: false } => b'L',
                Fate::TooLate { earlier: true } => b'E',
                Fate::NotAsked => b'N',
                Fate::Dismissed => b'D',
            });
            put(&mut bytes, &vote.bytes);
        }
        self.effects.push(Effect::Keep(text_of(&bytes)));
    }

    fn restore(&mut self, kept: &str) -> Option<()> {
        let bytes = from_text(kept)?;
        let mut rest = bytes.as_slice();
        let rest = &mut rest;
        if take_byte(rest)? != 1 {
            return None;
        }
        self.numbers = Numbers::after(take_u64(rest)?);
        // The state is not kept, and the carrier hands the same one over again: it counts as new.
        self.newest = take_u64(rest)?.saturating_sub(1);
        let flags = take_byte(rest)?;
        self.has_entered = flags & 1 == 1;
        self.is_dismissed = flags & 2 == 2;
        self.name = take_text(rest)?.into();
        self.role = take_text(rest)?.into();
        for _ in 0..take_u32(rest)? {
            let pass = Pass::take(rest)?;
            let sequence = take_u64(rest)?;
            let fate = match take_byte(rest)? {
                b'S' => Fate::Sending,
                b'C' => Fate::Counted,
                b'L' => Fate::TooLate { earlier: false },
                b'E' => Fate::TooLate { earlier: true },
                b'N' => Fate::NotAsked,
                b'D' => Fate::Dismissed,
                _ => return None,
            };
            self.votes.push(OwnVote { pass, sequence, fate, bytes: take(rest)?.into(), counted: 0 });
        }
        Some(())
    }
}

impl Outgoing {
    fn new(sequence: u64, message: Up) -> Outgoing {
        Outgoing {
            sequence,
            message,
            parcel: None,
            is_sealing: false,
            due: 0,
            wait: FIRST_WAIT,
            is_once: false,
        }
    }

    fn put_off(&mut self, now: Ms) {
        self.due = now + self.wait;
        self.wait = (self.wait * 2).min(LONGEST_WAIT);
    }
}
