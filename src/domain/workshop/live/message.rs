//! What is said inside the envelopes.

use std::rc::Rc;

use super::bytes::{put, put_u32, put_u64, take, take_array, take_byte, take_text, take_u32, take_u64};
use super::work::Point;
use crate::domain::frame::{deflate, inflate};
use crate::domain::text::one_line;

/// Characters of the longest name.
pub const LONGEST_NAME: usize = 60;
/// Bytes of the longest ballot, and of the longest name of a role or a round.
pub const LONGEST_BALLOT: usize = 32_000;
/// Bytes of the most that participants may be shown.
pub const LONGEST_BODY: usize = 350_000;
/// Bytes of the longest id of a round or role.
pub const LONGEST_ID: usize = 100;

/// Messages to and from one participant are filled up to a multiple of so many bytes, so that
/// their size does not tell the vote.
const BLOCK: usize = 256;

/// One casting of votes: a round, and which time it is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pass {
    /// The round's id in the workshop.
    pub round: Rc<str>,
    /// 1 for the first vote, one more for every vote again.
    pub number: u32,
}

impl Pass {
    /// A pass of a round.
    pub fn new(round: &str, number: u32) -> Pass {
        Pass { round: round.into(), number }
    }

    pub(super) fn put(&self, bytes: &mut Vec<u8>) {
        put(bytes, self.round.as_bytes());
        put_u32(bytes, self.number);
    }

    pub(super) fn take(rest: &mut &[u8]) -> Option<Pass> {
        let round = take_text(rest).filter(|round| round.len() <= LONGEST_ID)?;
        Some(Pass { round: round.into(), number: take_u32(rest)? })
    }
}

/// What a participant tells the room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Up {
    /// Who this is.
    Hello {
        /// The name, or nothing.
        name: String,
        /// The id of the role, or nothing.
        role: String,
        /// What the carrier will say when this connection breaks.
        farewell: [u8; 16],
    },
    /// Still here.
    Here,
    /// A vote.
    Ballot {
        /// What it votes on.
        pass: Pass,
        /// The answers.
        bytes: Rc<[u8]>,
    },
    /// Leaving on purpose.
    Bye,
}

impl Up {
    /// The message as bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        match self {
            Up::Hello { name, role, farewell } => {
                bytes.push(b'H');
                put(&mut bytes, name.as_bytes());
                put(&mut bytes, role.as_bytes());
                bytes.extend_from_slice(farewell);
            }
            Up::Here => bytes.push(b'P'),
            Up::Ballot { pass, bytes: ballot } => {
                bytes.push(b'B');
                pass.put(&mut bytes);
                put(&mut bytes, ballot);
            }
            Up::Bye => bytes.push(b'X'),
        }
        filled(bytes)
    }

    /// Reads a message; nothing where it is none or is too long.
    pub fn read(bytes: &[u8]) -> Option<Up> {
        let mut rest = bytes;
        let rest = &mut rest;
        match take_byte(rest)? {
            b'H' => {
                let name = clean_name(take_text(rest)?);
                let role = take_text(rest).filter(|role| role.len() <= LONGEST_ID)?.to_string();
                Some(Up::Hello { name, role, farewell: take_array(rest)? })
            }
            b'P' => Some(Up::Here),
            b'B' => {
                let pass = Pass::take(rest)?;
                let bytes = take(rest).filter(|bytes| bytes.len() <= LONGEST_BALLOT)?;
                Some(Up::Ballot { pass, bytes: bytes.into() })
            }
            b'X' => Some(Up::Bye),
            _ => None,
        }
    }
}

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It counts.
    Counted,
    /// The pass was closed before it came.
    TooLate,
    /// The room does not ask this, or no longer or not yet.
    NotAsked,
    /// The facilitator has sent this participant away.
    Dismissed,
}

/// What the room tells a participant: its message came, and what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ack {
    /// The number of the message.
    pub sequence: u64,
    /// What became of it.
    pub outcome: Outcome,
    /// The number of this participant's ballot that counts in that pass; 0 for none.
    pub counts: u64,
}

impl Ack {
    /// The message as bytes.
    pub fn write(&self) -> Vec<u8> {
        let outcome = match self.outcome {
            Outcome::Counted => b'C',
            Outcome::TooLate => b'L',
            Outcome::NotAsked => b'N',
            Outcome::Dismissed => b'D',
        };
        let mut bytes = vec![b'A', outcome];
        put_u64(&mut bytes, self.sequence);
        put_u64(&mut bytes, self.counts);
        filled(bytes)
    }

    /// Reads a message; nothing where it is none.
    pub fn read(bytes: &[u8]) -> Option<Ack> {
        let mut rest = bytes;
        let rest = &mut rest;
        if take_byte(rest)? != b'A' {
            return None;
        }
        let outcome = match take_byte(rest)? {
            b'C' => Outcome::Counted,
            b'L' => Outcome::TooLate,
            b'N' => Outcome::NotAsked,
            b'D' => Outcome::Dismissed,
            _ => return None,
        };
        Some(Ack { sequence: take_u64(rest)?, outcome, counts: take_u64(rest)? })
    }
}

/// What all participants are told.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Which start of the facilitator's program this comes from: another one may have missed something.
    pub start: u64,
    /// The room's public key for agreeing on keys.
    pub agreement: Point,
    /// The pass in which votes are taken now.
    pub open: Option<Pass>,
    /// Whether the workshop is over.
    pub is_over: bool,
    /// What the screens show, as the product wants it (JSON).
    pub body: Rc<str>,
}

impl Shown {
    /// The message as bytes, deflated.
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        put_u64(&mut bytes, self.start);
        bytes.extend_from_slice(&self.agreement.0);
        bytes.push(u8::from(self.open.is_some()) | u8::from(self.is_over) << 1);
        if let Some(pass) = &self.open {
            pass.put(&mut bytes);
        }
        put(&mut bytes, self.body.as_bytes());
        deflate(&bytes)
    }

    /// Reads a message; nothing where it is none or would be too long.
    pub fn read(bytes: &[u8]) -> Option<Shown> {
        let bytes = inflate(bytes, LONGEST_BODY + 1_000).ok()?;
        let mut rest = bytes.as_slice();
        let rest = &mut rest;
        let start = take_u64(rest)?;
        let agreement = Point(take_array(rest)?);
        let flags = take_byte(rest)?;
        let open = if flags & 1 == 1 { Some(Pass::take(rest)?) } else { None };
        Some(Shown { start, agreement, open, is_over: flags & 2 == 2, body: take_text(rest)?.into() })
    }
}

/// A name as it is shown: one line, no marks that turn the direction of writing around, and not too long.
pub fn clean_name(name: &str) -> String {
    let turns = |c: &char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let name: String = name.chars().filter(|c| !turns(c)).take(LONGEST_NAME * 4).collect();
    one_line(&name).chars().take(LONGEST_NAME).collect::<String>().trim_end().to_string()
}

fn filled(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.resize(bytes.len().next_multiple_of(BLOCK), 0);
    bytes
}
