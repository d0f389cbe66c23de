//! The link into a room: everything that a participant's program needs, behind a `#`, which no server sees.

use super::bytes::{put, take_array, take_byte, take_text};
use super::work::{Point, RoomId, RoomKeys, Secret};
use crate::domain::frame::{Frame, FrameProblem};

/// What a link into a room has behind its address.
pub const MARK: &str = "#l=";

/// Links into rooms. Its page may reach brokers; the app's other pages may not (`docs/live.md`).
const FRAME: Frame = Frame { mark: MARK, version: '1', longest: 2_000 };

/// Bytes of the longest address of a broker, name or password.
const LONGEST_FIELD: usize = 300;

/// What a link into a room says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// The room.
    pub room: RoomId,
    /// The room's key, which the broker never sees.
    pub key: Secret,
    /// The public key that the state is signed with.
    pub signer: Point,
    /// Who carries the messages.
    pub carrier: Carrier,
}

/// Who carries messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// Windows of the same browser, by a channel between them.
    Windows,
    /// An MQTT broker, over WebSocket.
    Broker(Broker),
}

/// An MQTT broker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Broker {
    /// Its address, such as `wss://broker.example/mqtt`.
    pub address: String,
    /// The user that participants log in as; empty for none.
    pub user: String,
    /// The user's password. Everyone with the link has it, so it should open nothing else.
    pub password: String,
}

impl Invitation {
    /// The invitation into a room that these keys are for.
    pub fn new(keys: &RoomKeys, carrier: Carrier) -> Invitation {
        Invitation { room: keys.room, key: keys.key, signer: keys.signing.public, carrier }
    }

    /// The end of the link, from its `#`; nothing where the broker's address, name or password is too long.
    pub fn write(&self) -> Option<String> {
        let mut bytes = Vec::new();
        bytes.extend_from_slice(&self.room.0);
        bytes.extend_from_slice(&self.key.0);
        bytes.extend_from_slice(&self.signer.0);
        match &self.carrier {
            Carrier::Windows => bytes.push(b'W'),
            Carrier::Broker(broker) => {
                bytes.push(b'B');
                for field in [&broker.address, &broker.user, &broker.password] {
                    if field.len() > LONGEST_FIELD {
                        return None;
                    }
                    put(&mut bytes, field.as_bytes());
                }
            }
        }
        FRAME.write(&bytes)
    }

    /// Reads a link, or a text around one.
    pub fn read(text: &str) -> Result<Invitation, FrameProblem> {
        let bytes = FRAME.read(text)?;
        Invitation::from_bytes(&bytes).ok_or(FrameProblem::Changed)
    }

    fn from_bytes(bytes: &[u8]) -> Option<Invitation> {
        let mut rest = bytes;
        let rest = &mut rest;
        let room = RoomId(take_array(rest)?);
        let key = Secret(take_array(rest)?);
        let signer = Point(take_array(rest)?);
        let field =
            |rest: &mut &[u8]| take_text(rest).filter(|text| text.len() <= LONGEST_FIELD).map(str::to_string);
        let carrier = match take_byte(rest)? {
            b'W' => Carrier::Windows,
            b'B' => {
                Carrier::Broker(Broker { address: field(rest)?, user: field(rest)?, password: field(rest)? })
            }
            _ => return None,
        };
        Some(Invitation { room, key, signer, carrier })
    }
}

/// Why a broker cannot be reached from this page, before anything is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressProblem {
    /// It is no address that begins with `wss://` or `ws://`.
    NoAddress,
    /// It is `ws://` to another machine: browsers refuse that from a page that came over HTTPS,
    /// and this program refuses it everywhere.
    NotEncrypted,
}

/// Checks the address of a broker: encrypted, or on this machine.
pub fn check_address(address: &str) -> Result<(), AddressProblem> {
    let address = address.trim();
    let host = |rest: &str| {
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let is_plain = !authority.is_empty()
            && !authority.contains(|c: char| c.is_whitespace() || c.is_control() || c == '@');
        is_plain.then(|| authority.to_string())
    };
    let scheme_end = address.find("://").ok_or(AddressProblem::NoAddress)?;
    let (scheme, rest) = address.split_at_checked(scheme_end).ok_or(AddressProblem::NoAddress)?;
    let authority = host(rest.trim_start_matches("://")).ok_or(AddressProblem::NoAddress)?;
    // A browser refuses an address with a fragment.
    if address.contains('#') {
        return Err(AddressProblem::NoAddress);
    }
    match scheme.to_ascii_lowercase().as_str() {
        "wss" => Ok(()),
        "ws" => {
            let name = authority.rsplit_once(':').map_or(authority.as_str(), |(name, port)| {
                if port.bytes().all(|digit| digit.is_ascii_digit()) { name } else { authority.as_str() }
            });
            let is_here = name.eq_ignore_ascii_case("localhost") || name == "127.0.0.1";
            if is_here { Ok(()) } else { Err(AddressProblem::NotEncrypted) }
        }
        _ => Err(AddressProblem::NoAddress),
    }
}
