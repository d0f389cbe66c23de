//! A workshop over a wire: what the room and its participants send each other, whatever carries it.
//!
//! [`room::Room`] is the facilitator's end, [`seat::Seat`] a participant's. Both are told what
//! happened and what time it is, and answer with [`Effect`]s: what to keep, to send, and to
//! seal or open. A carrier moves [`Parcel`]s by topic; [`mqtt`] is one, a channel between
//! windows another. `docs/live.md` says who can learn what.
//!
//! Every change is made in the end's own memory first, then kept, then sent. So an end that
//! crashed may say a thing twice, and never forgets what it has confirmed.

mod bytes;
pub mod link;
pub mod message;
pub mod mqtt;
pub mod room;
pub mod seat;
pub mod wire;
pub mod work;

use std::rc::Rc;

pub use work::{Job, KeyPair, Point, RoomId, RoomKeys, Way, Work};

/// Milliseconds on a clock of this end's own that never goes back. Two ends' clocks are never compared.
pub type Ms = u64;

/// What names a participant in a room: the start of its public key, as a text.
pub type Participant = Rc<str>;

/// Bytes for a topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// Where they go.
    pub topic: String,
    /// The bytes, sealed.
    pub payload: Vec<u8>,
    /// Whether the carrier hands the newest to those who subscribe later.
    pub retain: bool,
}

/// What an end asks of the program around it, to be carried out in the given order.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect<N> {
    /// Keep this text before anything that follows; see the end for how.
    Keep(String),
    /// Ask the carrier for a topic; it may end in a level `+`.
    Subscribe(String),
    /// Hand this to the carrier, which delivers it at least once while it is connected.
    Publish(Parcel),
    /// Seal or open, and hand the result to the end's `done`.
    Work(Job),
    /// Something that the screens want to know.
    News(N),
}

/// What drives an end: the same for a room and for a seat.
pub trait End {
    /// What its screens hear.
    type News;

    /// What is to be done, in order.
    fn take_effects(&mut self) -> Vec<Effect<Self::News>>;
    /// What the carrier has to say when the next connection breaks; `token` is fresh random bytes.
    fn will(&mut self, token: [u8; 16]) -> Option<Parcel>;
    /// The carrier is connected, for the first time or again.
    fn connected(&mut self, now: Ms);
    /// The carrier has lost its connection.
    fn disconnected(&mut self);
    /// The carrier brought a message.
    fn received(&mut self, topic: &str, payload: &[u8]);
    /// The result of a [`Job`].
    fn done(&mut self, ticket: u64, result: Option<Vec<u8>>, now: Ms);
    /// When [`End::tick`] wants to be called.
    fn deadline(&self) -> Option<Ms>;
    /// Time has passed.
    fn tick(&mut self, now: Ms);
}

macro_rules! ends {
    ($( $end:ty, $news:ty, $will:expr; )*) => { $(
        impl End for $end {
            type News = $news;

            fn take_effects(&mut self) -> Vec<Effect<$news>> {
                <$end>::take_effects(self)
            }
            fn will(&mut self, token: [u8; 16]) -> Option<Parcel> {
                let will: fn(&mut $end, [u8; 16]) -> Option<Parcel> = $will;
                will(self, token)
            }
            fn connected(&mut self, now: Ms) {
                <$end>::connected(self, now);
            }
            fn disconnected(&mut self) {
                <$end>::disconnected(self);
            }
            fn received(&mut self, topic: &str, payload: &[u8]) {
                <$end>::received(self, topic, payload);
            }
            fn done(&mut self, ticket: u64, result: Option<Vec<u8>>, now: Ms) {
                <$end>::done(self, ticket, result, now);
            }
            fn deadline(&self) -> Option<Ms> {
                <$end>::deadline(self)
            }
            fn tick(&mut self, now: Ms) {
                <$end>::tick(self, now);
            }
        }
    )* };
}

ends! {
    room::Room, room::News, |_, _| None;
    seat::Seat, seat::News, |seat, token| Some(seat.farewell(token));
}

/// How many numbers an end keeps to itself at a time, so that it does not write for every message.
const RESERVE: u64 = 1_000;

/// Numbers for messages, each used once, whatever crashes.
#[derive(Clone, Debug)]
struct Numbers {
    next: u64,
    reserved: u64,
}

impl Numbers {
    /// Begins behind everything that was ever reserved.
    fn after(reserved: u64) -> Numbers {
        Numbers { next: reserved + 1, reserved }
    }

    /// The next number, and the new end of what is reserved where that has to be kept first.
    fn take(&mut self) -> (u64, Option<u64>) {
        let number = self.next;
        self.next += 1;
        if number <= self.reserved {
            return (number, None);
        }
        self.reserved = number + RESERVE;
        (number, Some(self.reserved))
    }
}

#[cfg(test)]
#[path = "../../../../tests/support/live.rs"]
mod host;

/// Keys of a room for tests of other modules.
#[cfg(test)]
pub fn room_keys_for_tests() -> RoomKeys {
    host::room_keys(7)
}

#[cfg(test)]
mod tests;
