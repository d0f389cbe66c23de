//! What has to be sealed or opened, and with which keys: the work itself is the browser's.
//!
//! Nothing here computes a cipher. The end says what it wants as [`Work`]; the program around
//! it does that with Web Crypto (`platform::crypto::live`), tests on the host with other code
//! that must give the same bytes.
//!
//! - A pair key belongs to one participant, the room and a [`Way`]: HKDF-SHA-256 over the ECDH
//!   secret (P-256), salt = the room's key, info = [`pair_info`]. It seals with AES-256-GCM.
//! - The state key is HKDF-SHA-256 over the room's key, salt = the room's id, info =
//!   [`STATE_INFO`]. What it seals is signed as well (ECDSA, P-256, SHA-256), as every
//!   participant has that key.
//!
//! A sealed text is the nonce (12 random bytes), the cipher text with its tag of 16 bytes and,
//! for the state, the signature (64 bytes, r and s) over [`signed`].

use std::fmt;
use std::rc::Rc;

use super::Participant;
use crate::domain::frame::{from_text, to_text};

/// Bytes of a nonce of AES-GCM.
pub const NONCE: usize = 12;
/// Bytes of a signature.
pub const SIGNATURE: usize = 64;
/// What the state's key is derived for.
pub const STATE_INFO: &[u8] = b"steelyard live 1 state";

/// What names a room: 128 random bits, so that nobody meets another room's by chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoomId(pub [u8; 16]);

impl fmt::Display for RoomId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&text_of(&self.0))
    }
}

/// A public key: x and y of a point on P-256, 32 bytes each.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Point(pub [u8; 64]);

impl Point {
    /// Who this is in a room: the first 128 bits of x. Only whoever has the private key can
    /// seal anything under that name.
    pub fn participant(&self) -> Participant {
        Rc::from(text_of(self.0.get(..16).unwrap_or_default()))
    }

    /// The point as Web Crypto's format `raw` has it: a 4, x and y.
    pub fn raw(&self) -> [u8; 65] {
        let mut raw = [4; 65];
        for (to, from) in raw.iter_mut().skip(1).zip(self.0) {
            *to = from;
        }
        raw
    }

    /// Reads the format of [`Point::raw`]; whether it lies on the curve is found out by who uses it.
    pub fn from_raw(raw: &[u8]) -> Option<Point> {
        match raw.split_first()? {
            (4, point) => point.try_into().ok().map(Point),
            _ => None,
        }
    }
}

impl fmt::Debug for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Point({})", self.participant())
    }
}

/// A private key with its public one.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyPair {
    /// The public key.
    pub public: Point,
    /// The private number, 32 bytes.
    pub private: [u8; 32],
}

impl KeyPair {
    /// As a text to be kept in this browser.
    pub fn to_text(&self) -> String {
        text_of(&[self.public.0.as_slice(), &self.private].concat())
    }

    /// Reads [`KeyPair::to_text`].
    pub fn from_text(text: &str) -> Option<KeyPair> {
        let bytes = from_text(text)?;
        let (public, private) = bytes.split_at_checked(64)?;
        Some(KeyPair { public: Point(public.try_into().ok()?), private: private.try_into().ok()? })
    }
}

impl fmt::Debug for KeyPair {
    // A private key never gets into a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyPair({})", self.public.participant())
    }
}

/// Everything secret of a room, which stays with the facilitator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoomKeys {
    /// The room.
    pub room: RoomId,
    /// The key that everyone with the link has.
    pub key: Secret,
    /// Signs the state; the link has its public half.
    pub signing: KeyPair,
    /// Agrees on keys with participants; the state tells its public half.
    pub agreement: KeyPair,
}

impl RoomKeys {
    /// As a text to be kept in the facilitator's browser.
    pub fn to_text(&self) -> String {
        let mut bytes = [self.room.0.as_slice(), &self.key.0].concat();
        for pair in [&self.signing, &self.agreement] {
            bytes.extend_from_slice(&pair.public.0);
            bytes.extend_from_slice(&pair.private);
        }
        text_of(&bytes)
    }

    /// Reads [`RoomKeys::to_text`].
    pub fn from_text(text: &str) -> Option<RoomKeys> {
        let bytes = from_text(text)?;
        let mut rest = bytes.as_slice();
        let rest = &mut rest;
        let room = RoomId(super::bytes::take_array(rest)?);
        let key = Secret(super::bytes::take_array(rest)?);
        let mut pair = || {
            let public = Point(super::bytes::take_array(rest)?);
            Some(KeyPair { public, private: super::bytes::take_array(rest)? })
        };
        Some(RoomKeys { room, key, signing: pair()?, agreement: pair()? })
    }
}

/// A symmetric key of 256 bits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Secret(pub [u8; 32]);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// The direction that a pair key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// From a participant to the room.
    Up,
    /// From the room to a participant.
    Down,
}

/// Something to seal or to open. `bound` goes in as additional data: it is not hidden, but
/// nothing opens if it differs by a bit.
#[derive(Clone, Debug, PartialEq)]
pub enum Work {
    /// Seals for all in the room, and signs it (the room's end only).
    SealState {
        /// What it is bound to.
        bound: Vec<u8>,
        /// What is to be hidden.
        plain: Vec<u8>,
    },
    /// Checks the signature, then opens (a participant's end only).
    OpenState {
        /// What it is bound to.
        bound: Vec<u8>,
        /// Nonce, cipher text, signature.
        sealed: Vec<u8>,
    },
    /// Seals for one other.
    Seal {
        /// The direction.
        way: Way,
        /// The other's public key.
        peer: Point,
        /// What it is bound to.
        bound: Vec<u8>,
        /// What is to be hidden.
        plain: Vec<u8>,
    },
    /// Opens what one other has sealed.
    Open {
        /// The direction.
        way: Way,
        /// The other's public key.
        peer: Point,
        /// What it is bound to.
        bound: Vec<u8>,
        /// Nonce and cipher text.
        sealed: Vec<u8>,
    },
}

/// Work with the number under which its result is handed in.
#[derive(Clone, Debug, PartialEq)]
pub struct Job {
    /// The number.
    pub ticket: u64,
    /// What to do.
    pub work: Work,
}

/// What a pair key is derived for: the room, the direction, the participant's and the room's public key.
pub fn pair_info(room: RoomId, way: Way, guest: &Point, host: &Point) -> Vec<u8> {
    let way = match way {
        Way::Up => b"steelyard live 1 up".as_slice(),
        Way::Down => b"steelyard live 1 down",
    };
    [way, &[0], &room.0, &guest.0, &host.0].concat()
}

/// The bytes that the state's signature is over.
pub fn signed(bound: &[u8], nonce_and_cipher: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(bound.len() + nonce_and_cipher.len() + 4);
    super::bytes::put(&mut bytes, bound);
    bytes.extend_from_slice(nonce_and_cipher);
    bytes
}

/// Bytes as text that may stand in a topic and in an address.
pub(super) fn text_of(bytes: &[u8]) -> String {
    let mut text = String::new();
    to_text(bytes, &mut text);
    text
}
