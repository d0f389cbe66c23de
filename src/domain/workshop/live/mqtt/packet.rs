//! Packets of MQTT 3.1.1 (OASIS, 2014), as far as a client of this program needs them.

use super::super::Parcel;

/// A packet that a broker sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Packet {
    /// The answer to a connection; 0 is yes (section 3.2).
    ConnectAck(u8),
    /// A message, with a number where an acknowledgement is wanted.
    Publish {
        /// The message.
        parcel: Parcel,
        /// The number to acknowledge it with.
        number: Option<u16>,
    },
    /// A message of that number has arrived.
    PublishAck(u16),
    /// The answer to a subscription: whether the topic was granted.
    SubscribeAck(u16, bool),
    /// The answer to a ping.
    Pong,
}

/// Why bytes are no packets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// A broker does not send that, or not so.
    Broken,
    /// The packet says that it is longer than this client takes.
    TooLong,
}

/// What is asked of a broker.
#[derive(Clone, Copy, Debug)]
pub struct Connect<'a> {
    /// Names this client at the broker.
    pub client: &'a str,
    /// The user; empty for none.
    pub user: &'a str,
    /// The password; sent only with a user.
    pub password: &'a str,
    /// What the broker says for this client when the connection breaks.
    pub will: Option<&'a Parcel>,
    /// Seconds without a packet after which the broker gives the client up by half as many more.
    pub keep_alive_s: u16,
}

impl Connect<'_> {
    /// The packet. The session is a clean one: nothing of it stays with the broker.
    pub fn write(&self) -> Vec<u8> {
        let mut flags = 0b10;
        let mut body = Vec::new();
        string(&mut body, b"MQTT");
        body.push(4);
        if let Some(will) = self.will {
            // QoS 1 for the will, as for everything that is said.
            flags |= 0b1100 | u8::from(will.retain) << 5;
        }
        if !self.user.is_empty() {
            flags |= 0b1000_0000;
            if !self.password.is_empty() {
                flags |= 0b0100_0000;
            }
        }
        body.push(flags);
        body.extend_from_slice(&self.keep_alive_s.to_be_bytes());
        string(&mut body, self.client.as_bytes());
        if let Some(will) = self.will {
            string(&mut body, will.topic.as_bytes());
            string(&mut body, &will.payload);
        }
        if !self.user.is_empty() {
            string(&mut body, self.user.as_bytes());
            if !self.password.is_empty() {
                string(&mut body, self.password.as_bytes());
            }
        }
        packet(0x10, &body)
    }
}

/// A message that the broker acknowledges with this number.
pub fn publish(parcel: &Parcel, number: u16) -> Vec<u8> {
    let mut body = Vec::with_capacity(parcel.topic.len() + parcel.payload.len() + 4);
    string(&mut body, parcel.topic.as_bytes());
    body.extend_from_slice(&number.to_be_bytes());
    body.extend_from_slice(&parcel.payload);
    packet(0x32 | u8::from(parcel.retain), &body)
}

/// The acknowledgement of a message.
pub fn publish_ack(number: u16) -> Vec<u8> {
    packet(0x40, &number.to_be_bytes())
}

/// Asks for a topic, at QoS 1.
pub fn subscribe(topic: &str, number: u16) -> Vec<u8> {
    let mut body = number.to_be_bytes().to_vec();
    string(&mut body, topic.as_bytes());
    body.push(1);
    packet(0x82, &body)
}

/// Says that this client is here.
pub fn ping() -> Vec<u8> {
    packet(0xc0, &[])
}

/// Says that the connection ends on purpose, so that the will is not said.
pub fn disconnect() -> Vec<u8> {
    packet(0xe0, &[])
}

fn packet(first: u8, body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(body.len() + 5);
    bytes.push(first);
    // Seven bits a byte, the least first (section 2.2.3), as our own numbers are written.
    crate::domain::frame::put_number(&mut bytes, body.len());
    bytes.extend_from_slice(body);
    bytes
}

/// A text or bytes with their length in two bytes. What is longer is cut: callers check before.
fn string(body: &mut Vec<u8>, bytes: &[u8]) {
    let bytes = bytes.get(..usize::from(u16::MAX)).unwrap_or(bytes);
    body.extend_from_slice(&(bytes.len() as u16).to_be_bytes());
    body.extend_from_slice(bytes);
}

/// Puts packets together from bytes that come in pieces of any size.
#[derive(Debug)]
pub struct Reader {
    bytes: Vec<u8>,
    /// Bytes at the front that have been read.
    read: usize,
    longest: usize,
}

impl Reader {
    /// A reader that takes packets of up to so many bytes.
    pub fn new(longest: usize) -> Reader {
        Reader { bytes: Vec::new(), read: 0, longest }
    }

    /// Forgets everything, for another connection.
    pub fn clear(&mut self) {
        *self = Reader::new(self.longest);
    }

    /// Takes bytes in.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.bytes.drain(..self.read.min(self.bytes.len()));
        self.read = 0;
        self.bytes.extend_from_slice(bytes);
    }

    /// The next packet, if all of it has come. After an error the connection is of no more use.
    pub fn packet(&mut self) -> Result<Option<Packet>, Malformed> {
        let rest = self.bytes.get(self.read..).unwrap_or_default();
        let Some((first, after)) = rest.split_first() else { return Ok(None) };
        // Before its length is believed, and waited for.
        if !matches!(first, 0x20 | 0x30..=0x3f | 0x40 | 0x90 | 0xd0) {
            return Err(Malformed::Broken);
        }
        let mut length = 0_usize;
        let mut digits = 0;
        loop {
            let Some(byte) = after.get(digits) else {
                return Ok(None);
            };
            length |= usize::from(byte & 0x7f) << (7 * digits);
            digits += 1;
            if *byte < 0x80 {
                break;
            }
            if digits == 4 {
                return Err(Malformed::Broken);
            }
        }
        if length > self.longest {
            return Err(Malformed::TooLong);
        }
        let Some(body) = after.get(digits..digits + length) else { return Ok(None) };
        let packet = parse(*first, body).ok_or(Malformed::Broken)?;
        self.read += 1 + digits + length;
        Ok(Some(packet))
    }
}

fn parse(first: u8, body: &[u8]) -> Option<Packet> {
    match (first, body) {
        (0x20, [_, code]) => Some(Packet::ConnectAck(*code)),
        (0x40, [high, low]) => Some(Packet::PublishAck(u16::from_be_bytes([*high, *low]))),
        (0x90, [high, low, code]) if matches!(code, 0 | 1 | 2 | 0x80) => {
            Some(Packet::SubscribeAck(u16::from_be_bytes([*high, *low]), *code != 0x80))
        }
        (0xd0, []) => Some(Packet::Pong),
        _ if first >> 4 == 3 => {
            let (high, rest) = body.split_first()?;
            let (low, rest) = rest.split_first()?;
            let (topic, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes([*high, *low])))?;
            let topic = std::str::from_utf8(topic).ok()?;
            // Section 3.3.2.1: what is published has a whole topic.
            if topic.is_empty() || topic.contains(['+', '#', '\0']) {
                return None;
            }
            let (number, payload) = match first >> 1 & 3 {
                0 => (None, rest),
                // We never ask for QoS 2, so a broker does not send it.
                1 => {
                    let (number, payload) = rest.split_at_checked(2)?;
                    (Some(u16::from_be_bytes(number.try_into().ok()?)).filter(|number| *number != 0), payload)
                }
                _ => return None,
            };
            if first >> 1 & 3 == 1 && number.is_none() {
                return None;
            }
            let parcel = Parcel { topic: topic.into(), payload: payload.to_vec(), retain: first & 1 == 1 };
            Some(Packet::Publish { parcel, number })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parcel(topic: &str, payload: &[u8], retain: bool) -> Parcel {
        Parcel { topic: topic.into(), payload: payload.into(), retain }
    }

    /// All packets of some bytes, or the error that ends them.
    fn read(bytes: &[u8], piece: usize) -> Result<Vec<Packet>, Malformed> {
        let mut reader = Reader::new(1_000);
        let mut packets = Vec::new();
        for piece in bytes.chunks(piece.max(1)) {
            reader.feed(piece);
            while let Some(packet) = reader.packet()? {
                packets.push(packet);
            }
        }
        Ok(packets)
    }

    #[test]
    fn a_connection_is_asked_for_as_the_standard_writes_it() {
        let will = parcel("w", b"x", false);
        let connect = Connect { client: "c", user: "u", password: "p", will: Some(&will), keep_alive_s: 20 };
        assert_eq!(
            connect.write(),
            [
                0x10,
                25,
                0,
                4,
                b'M',
                b'Q',
                b'T',
                b'T',
                4,
                0b1100_1110,
                0,
                20,
                0,
                1,
                b'c',
                0,
                1,
                b'w',
                0,
                1,
                b'x',
                0,
                1,
                b'u',
                0,
                1,
                b'p'
            ]
        );
        let plain = Connect { client: "c", user: "", password: "unused", will: None, keep_alive_s: 20 };
        assert_eq!(plain.write(), [0x10, 13, 0, 4, b'M', b'Q', b'T', b'T', 4, 0b10, 0, 20, 0, 1, b'c']);
    }

    #[test]
    fn what_is_published_comes_back_whole() {
        let parcel = parcel("a/b", &[7; 300], true);
        let bytes = publish(&parcel, 513);
        assert_eq!(&bytes[..3], [0x33, 0xb3, 0x02]);
        assert_eq!(read(&bytes, 1), Ok(vec![Packet::Publish { parcel, number: Some(513) }]));
        assert_eq!(subscribe("a/+", 9), [0x82, 8, 0, 9, 0, 3, b'a', b'/', b'+', 1]);
        assert_eq!(publish_ack(258), [0x40, 2, 1, 2]);
        assert_eq!([ping(), disconnect()].concat(), [0xc0, 0, 0xe0, 0]);
    }

    #[test]
    fn packets_come_in_pieces_of_any_size() {
        let all = [
            0x20, 2, 0, 0, 0x40, 2, 0, 5, 0x90, 3, 0, 6, 1, 0x90, 3, 0, 7, 0x80, 0xd0, 0, 0x30, 4, 0, 1,
            b't', 9,
        ];
        let packets = vec![
            Packet::ConnectAck(0),
            Packet::PublishAck(5),
            Packet::SubscribeAck(6, true),
            Packet::SubscribeAck(7, false),
            Packet::Pong,
            Packet::Publish { parcel: parcel("t", &[9], false), number: None },
        ];
        for piece in 1..all.len() {
            assert_eq!(read(&all, piece).as_ref(), Ok(&packets), "in pieces of {piece}");
        }
    }

    #[test]
    fn malformed_frames_are_errors_and_nothing_worse() {
        #[track_caller]
        fn check(bytes: &[u8], expected: Malformed) {
            assert_eq!(read(bytes, 100), Err(expected));
        }
        check(&[0x00, 0], Malformed::Broken);
        check(&[0xf0, 0], Malformed::Broken);
        check(&[0x20, 1, 0], Malformed::Broken);
        check(&[0x40, 3, 0, 0, 0], Malformed::Broken);
        check(&[0x90, 3, 0, 1, 7], Malformed::Broken);
        // A length without an end; one that is longer than is taken, before any of it has come.
        check(&[0x30, 0xff, 0xff, 0xff, 0xff, 0x01], Malformed::Broken);
        check(&[0x30, 0xff, 0xff, 0xff, 0x7f], Malformed::TooLong);
        check(&[0x30, 0xe9, 0x07], Malformed::TooLong);
        // A topic that is longer than the packet; with a wildcard; empty; no UTF-8; QoS 2 and 3; number 0.
        check(&[0x30, 3, 0, 9, b't'], Malformed::Broken);
        check(&[0x30, 3, 0, 1, b'#'], Malformed::Broken);
        check(&[0x30, 2, 0, 0], Malformed::Broken);
        check(&[0x30, 3, 0, 1, 0xff], Malformed::Broken);
        check(&[0x34, 5, 0, 1, b't', 0, 1], Malformed::Broken);
        check(&[0x36, 5, 0, 1, b't', 0, 1], Malformed::Broken);
        check(&[0x32, 5, 0, 1, b't', 0, 0], Malformed::Broken);
        check(&[0x32, 3, 0, 1, b't'], Malformed::Broken);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..200), piece in 1_usize..50) {
            let _ = read(&bytes, piece);
        }

        #[test]
        fn any_message_comes_back(topic in "[a-z/]{1,30}", payload in prop::collection::vec(any::<u8>(), 0..400), number in 1_u16.., retain: bool) {
            let parcel = parcel(&topic, &payload, retain);
            let bytes = publish(&parcel, number);
            prop_assert_eq!(read(&bytes, 7), Ok(vec![Packet::Publish { parcel, number: Some(number) }]));
        }
    }
}
