//! The conversation with a broker: connects, listens, speaks, and begins anew when it breaks off.

use std::collections::VecDeque;

use super::super::wire::LONGEST_DOWN;
use super::super::{Ms, Parcel};
use super::packet::{self, Connect, Malformed, Packet, Reader};

/// Seconds that the broker is promised; it gives a silent client up after one and a half times
/// as long. A browser lets the timers of a hidden page run once a minute only.
const KEEP_ALIVE_S: u16 = 60;
/// How long this client is silent before it says that it is here.
const PING_AFTER: Ms = 30_000;
/// How long anything may go unanswered before the connection counts as lost.
const ANSWER_WITHIN: Ms = 15_000;
/// How long it waits before it dials again, at first and at most.
const FIRST_WAIT: Ms = 1_000;
const LONGEST_WAIT: Ms = 30_000;
/// How long a connection has to last before the wait begins anew: a broker that takes everyone
/// and drops them at once is not dialled every second.
const STEADY_AFTER: Ms = 10_000;
/// Messages that may be unacknowledged at a time; brokers take at least so many.
const MOST_IN_FLIGHT: usize = 16;
/// Messages that may wait; what a room sends above that is said again by its own rules.
const MOST_WAITING: usize = 4_000;

/// How to log in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Names this client at the broker; no two may have the same.
    pub client: String,
    /// The user; empty for none.
    pub user: String,
    /// The password.
    pub password: String,
}

/// Why there is no connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// The network or the broker ended it, or nobody answered the dial.
    Closed,
    /// The broker no longer answers.
    Silent,
    /// What it said is no MQTT.
    Malformed,
    /// It sent something longer than is taken.
    TooLong,
    /// The broker wants another user or password.
    Login,
    /// The broker does not let this user have the topics of the room.
    Topics,
    /// The broker has no place now, or does not want this client.
    Refused,
}

impl Lost {
    /// Whether trying again in a moment can help without anybody doing something.
    pub fn passes(self) -> bool {
        !matches!(self, Lost::Login | Lost::Topics)
    }
}

/// What a client wants the program to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The broker has taken it: now is the time to ask for topics.
    Connected,
    /// The connection is lost, or none came about; it dials again by itself.
    Disconnected(Lost),
    /// A message has come.
    Received(Parcel),
}

/// What a client wants to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Out {
    /// Open a connection; then call [`Client::opened`], with the will for it.
    Dial,
    /// Send these bytes.
    Write(Vec<u8>),
    /// End the connection.
    HangUp,
    /// Something happened.
    Event(Event),
}

/// A client of a broker.
#[derive(Debug)]
pub struct Client {
    options: Options,
    line: Line,
    reader: Reader,
    numbers: u16,
    /// Sent and not acknowledged, oldest first, with the moment of sending.
    in_flight: VecDeque<(u16, Parcel, Ms)>,
    waiting: VecDeque<Parcel>,
    wait: Ms,
    out: Vec<Out>,
}

#[derive(Debug, PartialEq)]
enum Line {
    /// Not wanted.
    Off,
    /// To be dialled at a moment.
    Resting(Ms),
    /// Dialled; given up at a moment.
    Dialling(Ms),
    /// Open, and the broker has not yet answered; given up at a moment.
    Greeting(Ms),
    /// Usable.
    Up(Up),
}

#[derive(Debug, PartialEq)]
struct Up {
    since: Ms,
    last_write: Ms,
    pinged: Option<Ms>,
    /// Subscriptions without an answer.
    asked: Vec<(u16, Ms)>,
}

impl Client {
    /// A client that is not connected; [`Client::start`] dials.
    pub fn new(options: Options) -> Client {
        Client {
            options,
            line: Line::Off,
            // A message comes with its topic and a few bytes more.
            reader: Reader::new(LONGEST_DOWN + 1_000),
            numbers: 0,
            in_flight: VecDeque::new(),
            waiting: VecDeque::new(),
            wait: FIRST_WAIT,
            out: Vec::new(),
        }
    }

    /// What is to be done, in order.
    pub fn take(&mut self) -> Vec<Out> {
        std::mem::take(&mut self.out)
    }

    /// Whether the broker has taken this client.
    pub fn is_connected(&self) -> bool {
        matches!(self.line, Line::Up(_))
    }

    /// Whether everything that was published is acknowledged.
    pub fn is_idle(&self) -> bool {
        self.in_flight.is_empty() && self.waiting.is_empty()
    }

    /// When it dials again, where it waits for that.
    pub fn retry_at(&self) -> Option<Ms> {
        match self.line {
            Line::Resting(at) => Some(at),
            _ => None,
        }
    }

    /// Dials now: at first, or because the person or the network says that it is worth while.
    pub fn start(&mut self, now: Ms) {
        if matches!(self.line, Line::Off | Line::Resting(_)) {
            self.line = Line::Dialling(now + ANSWER_WITHIN);
            self.out.push(Out::Dial);
        }
    }

    /// Ends the conversation. The broker does not say the will.
    pub fn stop(&mut self) {
        match std::mem::replace(&mut self.line, Line::Off) {
            Line::Up(_) => {
                self.out.push(Out::Write(packet::disconnect()));
                self.out.push(Out::HangUp);
            }
            Line::Dialling(_) | Line::Greeting(_) => self.out.push(Out::HangUp),
            Line::Off | Line::Resting(_) => {}
        }
        self.reader.clear();
    }

    /// The connection that was asked for is open.
    pub fn opened(&mut self, will: Option<&Parcel>, now: Ms) {
        if !matches!(self.line, Line::Dialling(_)) {
            return;
        }
        self.reader.clear();
        self.line = Line::Greeting(now + ANSWER_WITHIN);
        let Options { client, user, password } = &self.options;
        let connect = Connect { client, user, password, will, keep_alive_s: KEEP_ALIVE_S };
        self.out.push(Out::Write(connect.write()));
    }

    /// The connection has ended, or did not come about. `jitter`, 0 to 1, spreads the next
    /// attempt, so that not everyone comes back at the same moment.
    pub fn closed(&mut self, jitter: f64, now: Ms) {
        if !matches!(self.line, Line::Off | Line::Resting(_)) {
            self.lose(Lost::Closed, jitter, now);
        }
    }

    /// Bytes have come.
    pub fn received(&mut self, bytes: &[u8], jitter: f64, now: Ms) {
        if !matches!(self.line, Line::Greeting(_) | Line::Up(_)) {
            return;
        }
        self.reader.feed(bytes);
        loop {
            match self.reader.packet() {
                Ok(None) => return,
                Ok(Some(packet)) => {
                    if let Err(lost) = self.packet(packet, now) {
                        self.out.push(Out::HangUp);
                        return self.lose(lost, jitter, now);
                    }
                }
                Err(problem) => {
                    let lost = if problem == Malformed::TooLong { Lost::TooLong } else { Lost::Malformed };
                    self.out.push(Out::HangUp);
                    return self.lose(lost, jitter, now);
                }
            }
        }
    }

    fn packet(&mut self, packet: Packet, now: Ms) -> Result<(), Lost> {
        if let Line::Greeting(_) = self.line {
            // Section 3.2: nothing comes before that.
            let Packet::ConnectAck(code) = packet else { return Err(Lost::Malformed) };
            return match code {
                0 => {
                    self.line = Line::Up(Up { since: now, last_write: now, pinged: None, asked: Vec::new() });
                    self.out.push(Out::Event(Event::Connected));
                    self.say_again(now);
                    Ok(())
                }
                4 | 5 => Err(Lost::Login),
                _ => Err(Lost::Refused),
            };
        }
        let Line::Up(up) = &mut self.line else { return Ok(()) };
        match packet {
            Packet::ConnectAck(_) => return Err(Lost::Malformed),
            Packet::Pong => up.pinged = None,
            Packet::SubscribeAck(number, is_granted) => {
                up.asked.retain(|(asked, _)| *asked != number);
                if !is_granted {
                    return Err(Lost::Topics);
                }
            }
            Packet::PublishAck(number) => {
                // One that is not known was said before the connection broke; that is fine.
                self.in_flight.retain(|(sent, ..)| *sent != number);
                self.pump(now);
            }
            Packet::Publish { parcel, number } => {
                if let Some(number) = number {
                    up.last_write = now;
                    self.out.push(Out::Write(packet::publish_ack(number)));
                }
                self.out.push(Out::Event(Event::Received(parcel)));
            }
        }
        Ok(())
    }

    /// Asks for a topic, for as long as this connection lasts.
    pub fn subscribe(&mut self, topic: &str, now: Ms) {
        let number = self.number();
        let Line::Up(up) = &mut self.line else { return };
        up.asked.push((number, now));
        up.last_write = now;
        self.out.push(Out::Write(packet::subscribe(topic, number)));
    }

    /// Publishes, now or when there is a connection, until the broker has acknowledged it.
    /// A retained message takes the place of one for the same topic that was not sent yet.
    pub fn publish(&mut self, parcel: Parcel, now: Ms) {
        if parcel.retain {
            self.waiting.retain(|waiting| !waiting.retain || waiting.topic != parcel.topic);
        }
        if self.waiting.len() >= MOST_WAITING {
            self.waiting.pop_front();
        }
        self.waiting.push_back(parcel);
        self.pump(now);
    }

    /// When [`Client::tick`] wants to be called, at the latest.
    pub fn deadline(&self) -> Option<Ms> {
        match &self.line {
            Line::Off => None,
            Line::Resting(at) | Line::Dialling(at) | Line::Greeting(at) => Some(*at),
            Line::Up(up) => {
                let ping = up.pinged.is_none().then(|| up.last_write + PING_AFTER);
                ping.into_iter().chain(self.oldest_unanswered(up).map(|at| at + ANSWER_WITHIN)).min()
            }
        }
    }

    /// Time has passed.
    pub fn tick(&mut self, jitter: f64, now: Ms) {
        match &mut self.line {
            Line::Off => {}
            Line::Resting(at) => {
                if now >= *at {
                    self.start(now);
                }
            }
            Line::Dialling(until) | Line::Greeting(until) => {
                if now >= *until {
                    self.out.push(Out::HangUp);
                    self.lose(Lost::Silent, jitter, now);
                }
            }
            Line::Up(up) => {
                if up.pinged.is_none() && now >= up.last_write + PING_AFTER {
                    up.pinged = Some(now);
                    up.last_write = now;
                    self.out.push(Out::Write(packet::ping()));
                }
                let Line::Up(up) = &self.line else { return };
                if self.oldest_unanswered(up).is_some_and(|at| now >= at + ANSWER_WITHIN) {
                    self.out.push(Out::HangUp);
                    self.lose(Lost::Silent, jitter, now);
                }
            }
        }
    }

    fn oldest_unanswered(&self, up: &Up) -> Option<Ms> {
        let asked = up.asked.iter().map(|(_, at)| *at);
        let sent = self.in_flight.front().map(|(.., at)| *at);
        asked.chain(sent).chain(up.pinged).min()
    }

    fn lose(&mut self, lost: Lost, jitter: f64, now: Ms) {
        if let Line::Up(up) = &self.line
            && now >= up.since + STEADY_AFTER
        {
            self.wait = FIRST_WAIT;
        }
        // Full jitter would let some dial at once; half keeps the pace and still spreads.
        let share = 0.5 + 0.5 * if jitter.is_finite() { jitter.clamp(0.0, 1.0) } else { 1.0 };
        self.line = Line::Resting(now + (self.wait as f64 * share) as Ms);
        self.wait = (self.wait * 2).min(LONGEST_WAIT);
        self.reader.clear();
        self.out.push(Out::Event(Event::Disconnected(lost)));
    }

    /// What the broker may not have: the session was a clean one, so it goes out as if for the first time.
    fn say_again(&mut self, now: Ms) {
        for (_, parcel, _) in std::mem::take(&mut self.in_flight).into_iter().rev() {
            let is_overtaken = parcel.retain
                && self.waiting.iter().any(|waiting| waiting.retain && waiting.topic == parcel.topic);
            if !is_overtaken {
                self.waiting.push_front(parcel);
            }
        }
        self.pump(now);
    }

    fn pump(&mut self, now: Ms) {
        while self.in_flight.len() < MOST_IN_FLIGHT && self.is_connected() {
            let Some(parcel) = self.waiting.pop_front() else { return };
            let number = self.number();
            self.out.push(Out::Write(packet::publish(&parcel, number)));
            self.in_flight.push_back((number, parcel, now));
            if let Line::Up(up) = &mut self.line {
                up.last_write = now;
            }
        }
    }

    /// A number that nothing unanswered has; never 0.
    fn number(&mut self) -> u16 {
        loop {
            self.numbers = self.numbers.checked_add(1).unwrap_or(1);
            let asked = matches!(&self.line, Line::Up(up) if up.asked.iter().any(|(number, _)| *number == self.numbers));
            if !asked && !self.in_flight.iter().any(|(number, ..)| *number == self.numbers) {
                return self.numbers;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parcel(topic: &str, payload: &str, retain: bool) -> Parcel {
        Parcel { topic: topic.into(), payload: payload.as_bytes().into(), retain }
    }

    fn client() -> Client {
        Client::new(Options { client: "c".into(), ..Options::default() })
    }

    /// A client that a broker has taken at this moment.
    fn connected(now: Ms) -> Client {
        let mut client = client();
        client.start(now);
        client.opened(None, now);
        client.received(&[0x20, 2, 0, 0], 0.0, now);
        assert!(client.is_connected());
        client.take();
        client
    }

    fn lost(client: &mut Client) -> Option<Lost> {
        client.take().into_iter().find_map(|out| match out {
            Out::Event(Event::Disconnected(lost)) => Some(lost),
            _ => None,
        })
    }

    /// Payloads and numbers of the messages that were written.
    fn published(client: &mut Client) -> Vec<(String, u16)> {
        let writes = client.take().into_iter().filter_map(|out| match out {
            Out::Write(bytes) if bytes[0] >> 4 == 3 => Some(bytes),
            _ => None,
        });
        writes
            .map(|bytes| {
                let mut reader = Reader::new(1_000);
                reader.feed(&bytes);
                match reader.packet() {
                    Ok(Some(Packet::Publish { parcel, number })) => {
                        (String::from_utf8(parcel.payload).unwrap(), number.unwrap())
                    }
                    other => panic!("{other:?}"),
                }
            })
            .collect()
    }

    fn ack(client: &mut Client, number: u16, now: Ms) {
        client.received(&packet::publish_ack(number), 0.0, now);
    }

    #[test]
    fn it_dials_logs_in_and_says_that_it_is_there() {
        let mut client = Client::new(Options { client: "c".into(), user: "u".into(), password: "p".into() });
        assert_eq!((client.deadline(), client.take()), (None, Vec::new()));
        client.start(0);
        assert_eq!(client.take(), [Out::Dial]);
        let will = parcel("w", "gone", false);
        client.opened(Some(&will), 10);
        let connect =
            Connect { client: "c", user: "u", password: "p", will: Some(&will), keep_alive_s: KEEP_ALIVE_S };
        assert_eq!(client.take(), [Out::Write(connect.write())]);
        client.received(&[0x20, 2, 0, 0], 0.0, 20);
        assert_eq!(client.take(), [Out::Event(Event::Connected)]);
    }

    #[test]
    fn a_refusal_says_why() {
        #[track_caller]
        fn check(answer: &[u8], expected: Lost) {
            let mut client = client();
            client.start(0);
            client.opened(None, 0);
            client.received(answer, 0.0, 0);
            assert_eq!(lost(&mut client), Some(expected));
            assert!(client.retry_at().is_some());
        }
        check(&[0x20, 2, 0, 1], Lost::Refused);
        check(&[0x20, 2, 0, 3], Lost::Refused);
        check(&[0x20, 2, 0, 4], Lost::Login);
        check(&[0x20, 2, 0, 5], Lost::Login);
        check(&[0xd0, 0], Lost::Malformed);
        check(b"HTTP/1.1 400 Bad Request", Lost::Malformed);
        check(&[0x30, 0xff, 0xff, 0xff, 0x7f], Lost::TooLong);
    }

    #[test]
    fn it_waits_longer_each_time_and_never_more_than_half_a_minute() {
        let mut client = client();
        client.start(0);
        let mut now = 0;
        let mut waits = Vec::new();
        for _ in 0..7 {
            client.closed(1.0, now);
            let at = client.retry_at().unwrap();
            waits.push(at - now);
            now = at;
            client.take();
            client.tick(1.0, now);
            assert_eq!(client.take(), [Out::Dial]);
        }
        assert_eq!(waits, [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
        // Chance takes off up to a half; what is no share takes off nothing.
        for (jitter, wait) in [(0.0, 15_000), (0.5, 22_500), (7.0, 30_000), (f64::NAN, 30_000)] {
            client.closed(jitter, now);
            assert_eq!(client.retry_at(), Some(now + wait));
            client.start(now);
        }
        // A broker that drops everyone at once does not shorten the wait; one that lasted does.
        client.opened(None, now);
        client.received(&[0x20, 2, 0, 0], 0.0, now);
        client.closed(1.0, now + 1);
        assert_eq!(client.retry_at(), Some(now + 1 + 30_000));
        client.start(now);
        client.opened(None, now);
        client.received(&[0x20, 2, 0, 0], 0.0, now);
        client.closed(1.0, now + 60_000);
        assert_eq!(client.retry_at(), Some(now + 60_000 + 1_000));
    }

    #[test]
    fn nothing_is_lost_when_the_connection_breaks() {
        let mut client = connected(0);
        for text in ["a", "b", "c"] {
            client.publish(parcel("t", text, false), 0);
        }
        let sent = published(&mut client);
        assert_eq!(sent.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>(), ["a", "b", "c"]);
        ack(&mut client, sent[1].1, 0);
        client.closed(0.0, 100);
        client.publish(parcel("t", "d", false), 200);
        client.take();
        client.start(1_000);
        client.opened(None, 1_000);
        client.received(&[0x20, 2, 0, 0], 0.0, 1_000);
        let sent = published(&mut client);
        assert_eq!(sent.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>(), ["a", "c", "d"]);
        for (_, number) in sent {
            ack(&mut client, number, 1_100);
        }
        assert!(client.is_idle());
    }

    #[test]
    fn only_so_many_messages_are_under_way_and_the_rest_waits_its_turn() {
        let mut client = connected(0);
        for at in 0..100 {
            client.publish(parcel("t", &at.to_string(), false), 0);
        }
        let mut all = Vec::new();
        loop {
            let sent = published(&mut client);
            assert!(sent.len() <= MOST_IN_FLIGHT);
            if sent.is_empty() {
                break;
            }
            for (text, number) in sent {
                all.push(text);
                ack(&mut client, number, 0);
                // An acknowledgement that comes twice does nothing.
                ack(&mut client, number, 0);
            }
        }
        assert_eq!(all, (0..100).map(|at: i32| at.to_string()).collect::<Vec<_>>());
        assert!(client.is_idle());
    }

    #[test]
    fn of_retained_messages_only_the_newest_waits() {
        let mut client = client();
        for text in ["1", "2", "3"] {
            client.publish(parcel("state", text, true), 0);
            client.publish(parcel("t", text, false), 0);
        }
        client.start(0);
        client.opened(None, 0);
        client.received(&[0x20, 2, 0, 0], 0.0, 0);
        let texts: Vec<String> = published(&mut client).into_iter().map(|(text, _)| text).collect();
        assert_eq!(texts, ["1", "2", "3", "3"]);
    }

    #[test]
    fn silence_is_broken_by_a_ping_and_a_silent_broker_is_given_up() {
        let mut client = connected(0);
        assert_eq!(client.deadline(), Some(30_000));
        client.tick(0.0, 30_000);
        assert_eq!(client.take(), [Out::Write(packet::ping())]);
        client.received(&[0xd0, 0], 0.0, 30_050);
        assert_eq!(client.deadline(), Some(60_000));
        client.tick(0.0, 60_000);
        client.take();
        assert_eq!(client.deadline(), Some(60_000 + ANSWER_WITHIN));
        client.tick(0.0, 60_000 + ANSWER_WITHIN);
        assert!(client.take().starts_with(&[Out::HangUp, Out::Event(Event::Disconnected(Lost::Silent))]));
    }

    #[test]
    fn whatever_goes_unanswered_ends_the_connection() {
        #[track_caller]
        fn check(ask: impl Fn(&mut Client)) {
            let mut client = connected(0);
            ask(&mut client);
            client.take();
            client.tick(0.0, ANSWER_WITHIN - 1);
            assert_eq!(lost(&mut client), None);
            client.tick(0.0, ANSWER_WITHIN);
            assert_eq!(lost(&mut client), Some(Lost::Silent));
        }
        check(|client| client.publish(parcel("t", "x", false), 0));
        check(|client| client.subscribe("t", 0));
        let mut client = client();
        client.start(0);
        client.tick(0.0, ANSWER_WITHIN);
        assert_eq!(lost(&mut client), Some(Lost::Silent));
    }

    #[test]
    fn a_topic_that_is_not_granted_is_said() {
        let mut client = connected(0);
        client.subscribe("t", 0);
        let Some(Out::Write(bytes)) = client.take().pop() else { panic!() };
        client.received(&[0x90, 3, bytes[2], bytes[3], 0x80], 0.0, 5);
        assert_eq!(lost(&mut client), Some(Lost::Topics));
        assert!(!Lost::Topics.passes() && Lost::Silent.passes());
    }

    #[test]
    fn a_message_is_acknowledged_and_handed_on() {
        let mut client = connected(0);
        client.received(&packet::publish(&parcel("t", "x", false), 7), 0.0, 5);
        assert_eq!(
            client.take(),
            [Out::Write(packet::publish_ack(7)), Out::Event(Event::Received(parcel("t", "x", false)))]
        );
    }

    #[test]
    fn numbers_go_round_and_avoid_those_under_way() {
        let mut client = connected(0);
        client.numbers = u16::MAX - 1;
        client.publish(parcel("t", "a", false), 0);
        client.numbers = u16::MAX - 1;
        client.publish(parcel("t", "b", false), 0);
        assert_eq!(
            published(&mut client).iter().map(|(_, number)| *number).collect::<Vec<_>>(),
            [u16::MAX, 1]
        );
    }

    #[test]
    fn a_client_that_was_stopped_stays_so() {
        let mut client = connected(0);
        client.stop();
        assert_eq!(client.take(), [Out::Write(packet::disconnect()), Out::HangUp]);
        client.closed(0.0, 5);
        client.tick(0.0, 100_000);
        assert_eq!((client.take(), client.deadline()), (Vec::new(), None));
    }
}
