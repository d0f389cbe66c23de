//! Topics, and what of a message stands in clear.

use std::rc::Rc;

use super::Participant;
use super::bytes::{put, put_u64, take_array, take_byte, take_u64};
use super::work::{Point, RoomId};

/// The longest message that a participant may send, in bytes; a ballot over 200 items has a tenth.
pub const LONGEST_UP: usize = 40_000;
/// The longest message of the room, in bytes.
pub const LONGEST_DOWN: usize = 400_000;

/// The version that every message begins with.
const VERSION: u8 = 1;

/// What a topic is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// What all participants may see.
    State,
    /// What a participant tells the room.
    Up(Participant),
    /// What the room tells a participant.
    Down(Participant),
}

impl RoomId {
    /// The topic of a place in this room.
    pub fn topic(&self, place: &Place) -> String {
        match place {
            Place::State => format!("steelyard/{self}/state"),
            Place::Up(participant) => format!("steelyard/{self}/up/{participant}"),
            Place::Down(participant) => format!("steelyard/{self}/down/{participant}"),
        }
    }

    /// Every topic on which participants of this room tell something.
    pub fn every_up(&self) -> String {
        format!("steelyard/{self}/up/+")
    }

    /// The place that a topic is, if it is one of this room.
    pub fn place(&self, topic: &str) -> Option<Place> {
        let rest = topic.strip_prefix("steelyard/")?.strip_prefix(self.to_string().as_str())?;
        let named = |name: &str| (!name.is_empty() && !name.contains('/')).then(|| Rc::from(name));
        if rest == "/state" {
            return Some(Place::State);
        }
        if let Some(name) = rest.strip_prefix("/up/") {
            return named(name).map(Place::Up);
        }
        rest.strip_prefix("/down/").and_then(named).map(Place::Down)
    }
}

/// What kind of message it is, so that one cannot be taken for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The state of the room.
    State,
    /// From a participant.
    Up,
    /// To a participant.
    Down,
    /// The last will of a participant's connection, which the carrier sends.
    Gone,
}

/// A message as it travels.
#[derive(Clone, Debug, PartialEq)]
pub struct Envelope {
    /// Its kind.
    pub kind: Kind,
    /// Its number; whoever sends never uses one twice.
    pub sequence: u64,
    /// The participant's public key, on the way up only.
    pub from: Option<Point>,
    /// What is sealed. For [`Kind::Gone`] the token that the participant told the room before.
    pub sealed: Vec<u8>,
}

impl Envelope {
    fn head(&self) -> Vec<u8> {
        let kind = match self.kind {
            Kind::State => b'S',
            Kind::Up => b'U',
            Kind::Down => b'D',
            Kind::Gone => b'G',
        };
        let mut bytes = vec![VERSION, kind];
        put_u64(&mut bytes, self.sequence);
        if let Some(from) = &self.from {
            bytes.extend_from_slice(&from.0);
        }
        bytes
    }

    /// What the sealed part is bound to: the topic, and with it room, direction and
    /// participant; the kind; the number; the sender.
    pub fn bound(&self, topic: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        put(&mut bytes, topic.as_bytes());
        bytes.extend_from_slice(&self.head());
        bytes
    }

    /// The message as bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = self.head();
        bytes.extend_from_slice(&self.sealed);
        bytes
    }

    /// Reads a message; nothing where it is none.
    pub fn read(bytes: &[u8]) -> Option<Envelope> {
        let mut rest = bytes;
        let rest = &mut rest;
        if take_byte(rest)? != VERSION {
            return None;
        }
        let kind = match take_byte(rest)? {
            b'S' => Kind::State,
            b'U' => Kind::Up,
            b'D' => Kind::Down,
            b'G' => Kind::Gone,
            _ => return None,
        };
        let sequence = take_u64(rest)?;
        let from = if kind == Kind::Up { Some(Point(take_array(rest)?)) } else { None };
        Some(Envelope { kind, sequence, from, sealed: rest.to_vec() })
    }
}
