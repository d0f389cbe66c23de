//! Live workshops over a real broker: Mosquitto, which `cargo xtask test unit` installs.
//!
//! Where there is no Mosquitto the tests say so and prove nothing; with the variable CI set they fail.

// Helpers of tests stand outside of `#[test]`, so clippy's leave for tests does not reach them.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::print_stderr)]

use std::collections::VecDeque;
use std::io::{ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use steelyard::domain::workshop::live::link::{Carrier, Invitation};
use steelyard::domain::workshop::live::message::Pass;
use steelyard::domain::workshop::live::mqtt::packet::{Connect, Packet, Reader};
use steelyard::domain::workshop::live::mqtt::{Client, Event, Options, Out};
use steelyard::domain::workshop::live::room::{self, Presence, Room};
use steelyard::domain::workshop::live::seat::{self, Fate, Seat};
use steelyard::domain::workshop::live::{Effect, End, Ms, Parcel, RoomKeys, link, work};

#[path = "support/live.rs"]
mod host;

use host::{Host, Side, pair, room_keys};

/// A broker of this test's own, which ends with it.
struct Broker {
    program: PathBuf,
    folder: PathBuf,
    port: u16,
    web_port: u16,
    child: Option<Child>,
}

impl Broker {
    /// Starts one; nothing where there is none to start.
    fn start(name: &str) -> Option<Broker> {
        let Some(program) = mosquitto() else {
            assert!(std::env::var_os("CI").is_none(), "mosquitto is not installed");
            eprintln!("mosquitto is not installed, so nothing was tried: `apt-get install mosquitto`");
            return None;
        };
        let folder = std::env::temp_dir().join(format!("steelyard-live-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("there is room for a file");
        let [port, web_port] = free_ports();
        let root = if cfg!(unix) { "user root\n" } else { "" };
        let conf = format!(
            "{root}allow_anonymous true\npersistence false\nlog_dest none\n\
             listener {port} 127.0.0.1\nlistener {web_port} 127.0.0.1\nsocket_domain ipv4\nprotocol websockets\n"
        );
        std::fs::write(folder.join("mosquitto.conf"), conf).expect("there is room for a file");
        let mut broker = Broker { program, folder, port, web_port, child: None };
        broker.run();
        Some(broker)
    }

    fn run(&mut self) {
        let child = Command::new(&self.program)
            .arg("-c")
            .arg(self.folder.join("mosquitto.conf"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        self.child = Some(child.expect("mosquitto starts"));
        for _ in 0..500 {
            let listens = |port: u16| TcpStream::connect(("127.0.0.1", port)).is_ok();
            if listens(self.port) && listens(self.web_port) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("mosquitto does not listen");
    }

    /// As when the laptop it runs on is switched off.
    fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().expect("it is ours");
            child.wait().expect("it ends");
        }
    }
}

impl Drop for Broker {
    fn drop(&mut self) {
        self.kill();
        // What is left is a small file in the folder for such files.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn mosquitto() -> Option<PathBuf> {
    let named = std::env::var_os("MOSQUITTO").map(PathBuf::from);
    let usual = [
        "/usr/sbin/mosquitto",
        "/usr/bin/mosquitto",
        "/usr/local/sbin/mosquitto",
        "/opt/homebrew/sbin/mosquitto",
    ];
    named.into_iter().chain(usual.map(PathBuf::from)).find(|path| path.is_file())
}

fn free_ports() -> [u16; 2] {
    let free = || TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let both = [free(), free()];
    both.map(|listener| listener.local_addr().expect("it has one").port())
}

/// A client with its connection over TCP, as a browser has one over WebSocket.
struct Line {
    client: Client,
    stream: Option<TcpStream>,
    unsent: VecDeque<u8>,
    jitter: u64,
}

impl Line {
    fn new(name: &str, number: u64) -> Line {
        let options = Options { client: name.into(), ..Options::default() };
        Line { client: Client::new(options), stream: None, unsent: VecDeque::new(), jitter: number }
    }

    fn chance(&mut self) -> f64 {
        self.jitter =
            self.jitter.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.jitter >> 40) as f64 / (1_u64 << 24) as f64
    }

    /// Moves bytes and carries out what the client wants; what happened.
    fn turn(&mut self, port: u16, mut will: impl FnMut() -> Option<Parcel>, now: Ms) -> Vec<Event> {
        let jitter = self.chance();
        let mut bytes = vec![0; 65_536];
        let read = self.stream.as_mut().map(|stream| stream.read(&mut bytes));
        match read {
            Some(Ok(0)) => self.hang_up(jitter, now),
            Some(Ok(length)) => self.client.received(&bytes[..length], jitter, now),
            Some(Err(error)) if error.kind() == ErrorKind::WouldBlock => {}
            Some(Err(_)) => self.hang_up(jitter, now),
            None => {}
        }
        self.client.tick(jitter, now);
        let mut events = Vec::new();
        loop {
            let all = self.client.take();
            if all.is_empty() {
                break;
            }
            for out in all {
                match out {
                    Out::Dial => match TcpStream::connect(("127.0.0.1", port)) {
                        Ok(stream) => {
                            stream.set_nonblocking(true).expect("sockets can");
                            self.stream = Some(stream);
                            self.unsent.clear();
                            self.client.opened(will().as_ref(), now);
                        }
                        Err(_) => self.client.closed(jitter, now),
                    },
                    Out::Write(bytes) => self.unsent.extend(bytes),
                    Out::HangUp => self.stream = None,
                    Out::Event(event) => events.push(event),
                }
            }
        }
        self.flush(jitter, now);
        events
    }

    fn flush(&mut self, jitter: f64, now: Ms) {
        while let (Some(stream), false) = (&mut self.stream, self.unsent.is_empty()) {
            match stream.write(self.unsent.make_contiguous()) {
                Ok(length) => drop(self.unsent.drain(..length)),
                Err(error) if error.kind() == ErrorKind::WouldBlock => return,
                Err(_) => self.hang_up(jitter, now),
            }
        }
    }

    fn hang_up(&mut self, jitter: f64, now: Ms) {
        self.stream = None;
        self.unsent.clear();
        self.client.closed(jitter, now);
    }
}

/// An end with its line and its keys.
struct Node<E: End> {
    end: E,
    host: Host,
    line: Line,
    kept: Vec<String>,
    news: Vec<E::News>,
    tokens: u8,
    /// A clock of its own.
    ahead: Ms,
    connections: usize,
}

impl<E: End> Node<E> {
    fn new(end: E, host: Host, name: &str, number: u64) -> Node<E> {
        let mut line = Line::new(name, number);
        line.client.start(0);
        let ahead = number * 1_234_567;
        Node { end, host, line, kept: Vec::new(), news: Vec::new(), tokens: 0, ahead, connections: 0 }
    }

    fn turn(&mut self, port: u16, now: Ms) {
        let now = now + self.ahead;
        let (end, tokens) = (&mut self.end, &mut self.tokens);
        let events = self.line.turn(
            port,
            || {
                *tokens = tokens.wrapping_add(1);
                end.will([*tokens; 16])
            },
            now,
        );
        for event in events {
            match event {
                Event::Connected => {
                    self.connections += 1;
                    self.end.connected(now);
                }
                Event::Disconnected(_) => self.end.disconnected(),
                Event::Received(parcel) => self.end.received(&parcel.topic, &parcel.payload),
            }
        }
        self.end.tick(now);
        loop {
            let effects = self.end.take_effects();
            if effects.is_empty() {
                return;
            }
            for effect in effects {
                match effect {
                    Effect::Keep(text) => self.kept.push(text),
                    Effect::Subscribe(topic) => self.line.client.subscribe(&topic, now),
                    Effect::Publish(parcel) => self.line.client.publish(parcel, now),
                    Effect::Work(job) => self.end.done(job.ticket, self.host.work(&job.work), now),
                    Effect::News(news) => self.news.push(news),
                }
            }
        }
    }
}

/// A facilitator, participants and someone who reads everything that goes through the broker.
struct Workshop {
    broker: Broker,
    keys: RoomKeys,
    room: Node<Room>,
    seats: Vec<Node<Seat>>,
    spy: Line,
    seen: Vec<Parcel>,
    began: Instant,
}

impl Workshop {
    fn start(name: &str, seats: u64) -> Option<Workshop> {
        let broker = Broker::start(name)?;
        let keys = room_keys(7);
        let room = Node::new(Room::new(&keys), Host::new(Side::Room(keys.clone()), 0), "room", 0);
        let mut spy = Line::new("spy", 99);
        spy.client.start(0);
        let began = Instant::now();
        let mut workshop = Workshop { broker, keys, room, seats: Vec::new(), spy, seen: Vec::new(), began };
        workshop.until("the spy listens", |workshop| workshop.spy.client.is_connected());
        workshop.room.end.show("{\"item\":\"Guest checkout\"}", 0).expect("it is short");
        for number in 1..=seats {
            workshop.join(number);
        }
        Some(workshop)
    }

    fn join(&mut self, number: u64) {
        let keys = pair(number);
        let invitation = Invitation::new(&self.keys, Carrier::Windows);
        let mut seat = Seat::new(self.keys.room, keys.public);
        seat.enter(&format!("Participant number {number}"), "design", 0);
        let host = Host::new(Side::Seat(invitation, keys), 0);
        self.seats.push(Node::new(seat, host, &format!("seat{number}"), number));
    }

    fn now(&self) -> Ms {
        self.began.elapsed().as_millis() as Ms
    }

    fn turn(&mut self) {
        let (now, port) = (self.now(), self.broker.port);
        for event in self.spy.turn(port, || None, now) {
            match event {
                Event::Connected => self.spy.client.subscribe("#", now),
                Event::Received(parcel) => self.seen.push(parcel),
                Event::Disconnected(_) => {}
            }
        }
        self.room.turn(port, now);
        for seat in &mut self.seats {
            seat.turn(port, now);
        }
        std::thread::sleep(Duration::from_millis(1));
    }

    /// Goes on until something holds. The limit is for a program that hangs, not for a slow one.
    #[track_caller]
    fn until(&mut self, what: &str, holds: impl Fn(&Workshop) -> bool) {
        let until = Instant::now() + Duration::from_secs(180);
        while !holds(self) {
            assert!(Instant::now() < until, "this did not happen: {what}");
            self.turn();
        }
    }

    fn vote(&mut self, at: usize, pass: &Pass) {
        let now = self.now() + self.seats[at].ahead;
        let answer = format!("clear-answer-{at}");
        self.seats[at].end.vote(pass, answer.as_bytes(), now).expect("it is short");
    }

    fn open(&mut self, pass: &Pass) {
        let now = self.now();
        self.room.end.open(pass, now);
        let pass = pass.clone();
        self.until("everyone sees the round", |workshop| {
            let shown = |seat: &Node<Seat>| seat.end.shown().and_then(|shown| shown.open.clone());
            workshop.seats.iter().all(|seat| shown(seat).as_ref() == Some(&pass))
        });
    }

    fn everyone_is_in(&self) -> bool {
        self.seats.iter().all(|seat| seat.end.is_welcome())
    }

    fn everyone_is_counted(&self, pass: &Pass) -> bool {
        self.seats.iter().all(|seat| seat.end.vote_in(pass).map(|vote| vote.fate) == Some(Fate::Counted))
    }

    /// The answers that count, which must be one of each participant.
    #[track_caller]
    fn expect_all_votes_once(&self, pass: &Pass) {
        let mut votes: Vec<String> =
            self.room.end.votes(pass).map(|vote| String::from_utf8_lossy(&vote.bytes).into_owned()).collect();
        votes.sort();
        let mut expected: Vec<String> =
            (0..self.seats.len()).map(|at| format!("clear-answer-{at}")).collect();
        expected.sort();
        assert_eq!(votes, expected);
        let answered =
            |news: &&room::News| matches!(news, room::News::Answered { pass: of, .. } if of == pass);
        assert_eq!(self.room.news.iter().filter(answered).count(), self.seats.len(), "each counts once");
        assert_eq!(self.room.end.refused(), room::Refused::default());
    }

    #[track_caller]
    fn expect_nothing_in_clear(&self) {
        assert!(self.seen.len() > self.seats.len(), "the spy has seen the traffic");
        for word in ["clear-answer", "Participant number", "Guest checkout", "design", "reach"] {
            for parcel in &self.seen {
                let shows = parcel.payload.windows(word.len()).any(|bytes| bytes == word.as_bytes());
                assert!(!shows && !parcel.topic.contains(word), "{word} on {}", parcel.topic);
            }
        }
    }
}

fn reach() -> Pass {
    Pass::new("reach", 1)
}

#[test]
fn thirty_votes_arrive_once_although_the_broker_dies_in_the_middle() {
    let Some(mut workshop) = Workshop::start("thirty", 30) else { return };
    workshop.until("thirty are in", Workshop::everyone_is_in);
    workshop.open(&reach());
    for at in 0..10 {
        workshop.vote(at, &reach());
    }
    workshop.until("some votes have come", |workshop| workshop.room.end.votes(&reach()).count() >= 3);
    workshop.broker.kill();
    for at in 10..25 {
        workshop.vote(at, &reach());
    }
    workshop.until("everyone notices", |workshop| {
        !workshop.room.line.client.is_connected()
            && workshop.seats.iter().all(|seat| !seat.line.client.is_connected())
    });
    workshop.broker.run();
    for at in 25..30 {
        workshop.vote(at, &reach());
    }
    workshop.until("every vote is confirmed", |workshop| workshop.everyone_is_counted(&reach()));
    assert!(workshop.seats.iter().all(|seat| seat.connections == 2));
    workshop.expect_all_votes_once(&reach());
    workshop.expect_nothing_in_clear();

    // Who comes now sees what is asked, although the broker that held it has died.
    workshop.join(31);
    workshop.until("the late one sees it", |workshop| workshop.seats[30].end.shown().is_some());

    // One loses its connection without a word, and the broker says so.
    workshop.until("the late one is in", Workshop::everyone_is_in);
    let gone = workshop.seats.remove(3);
    let id = gone.end.id().clone();
    drop(gone);
    workshop.until("it is gone", |workshop| {
        workshop.room.end.people().iter().any(|person| person.id == id && person.presence == Presence::Gone)
    });

    let now = workshop.now();
    workshop.room.end.close(now);
    workshop.vote(0, &reach());
    workshop.until("the late vote is answered", |workshop| {
        workshop.seats[0].end.vote_in(&reach()).map(|vote| vote.fate) == Some(Fate::TooLate { earlier: true })
    });
}

#[test]
fn a_facilitator_who_reloads_in_the_middle_of_a_round_loses_no_vote() {
    let Some(mut workshop) = Workshop::start("reload", 12) else { return };
    workshop.until("twelve are in", Workshop::everyone_is_in);
    workshop.open(&reach());
    for at in 0..6 {
        workshop.vote(at, &reach());
    }
    workshop.until("some votes have come", |workshop| workshop.room.end.votes(&reach()).count() >= 2);
    let kept = std::mem::take(&mut workshop.room.kept);
    let news = std::mem::take(&mut workshop.room.news);
    let keys = workshop.keys.clone();
    let resumed = Room::resume(&keys, kept.iter().map(String::as_str));
    workshop.room = Node::new(resumed, Host::new(Side::Room(keys), 1 << 40), "room", 0);
    workshop.room.kept = kept;
    workshop.room.news = news;
    let now = workshop.now();
    workshop.room.end.show("{\"item\":\"Guest checkout\"}", now).expect("it is short");
    for at in 6..12 {
        workshop.vote(at, &reach());
    }
    workshop.until("every vote is confirmed", |workshop| workshop.everyone_is_counted(&reach()));
    workshop.expect_all_votes_once(&reach());
    workshop.until("all are here", |workshop| {
        workshop.room.end.people().iter().all(|person| person.presence == Presence::Here)
    });
    assert_eq!(workshop.room.end.people().len(), 12);
}

#[test]
fn three_hundred_join_and_vote() {
    let Some(mut workshop) = Workshop::start("soak", 300) else { return };
    workshop.until("three hundred are in", Workshop::everyone_is_in);
    assert_eq!(workshop.room.end.people().len(), 300);
    for number in 1..=2 {
        let pass = Pass::new("reach", number);
        workshop.open(&pass);
        for at in 0..300 {
            workshop.vote(at, &pass);
        }
        workshop.until("every vote is confirmed", |workshop| workshop.everyone_is_counted(&pass));
        workshop.expect_all_votes_once(&pass);
    }
    workshop.expect_nothing_in_clear();
    // A name, a vote and its change each: no storm of repetitions.
    let ups = workshop.seen.iter().filter(|parcel| parcel.topic.contains("/up/")).count();
    assert!(ups >= 900, "{ups}");
    assert!(workshop.seats.iter().all(|seat| !seat.news.contains(&seat::News::Refused)));
}

#[test]
fn somebody_who_talks_nonsense_in_the_room_disturbs_nobody() {
    let Some(mut workshop) = Workshop::start("nonsense", 3) else { return };
    workshop.until("three are in", Workshop::everyone_is_in);
    workshop.open(&reach());
    for at in 0..3 {
        workshop.vote(at, &reach());
    }
    workshop.until("every vote is confirmed", |workshop| workshop.everyone_is_counted(&reach()));
    let before = workshop.room.end.refused();
    let now = workshop.now();
    // Everything that was seen once more, the same changed by a bit, and a state of nobody's.
    for mut parcel in workshop.seen.clone() {
        parcel.retain = false;
        workshop.spy.client.publish(parcel.clone(), now);
        if let Some(byte) = parcel.payload.last_mut() {
            *byte ^= 1;
        }
        workshop.spy.client.publish(parcel, now);
    }
    let state = format!("steelyard/{}/state", workshop.keys.room);
    workshop.spy.client.publish(Parcel { topic: state, payload: vec![7; 200], retain: true }, now);
    workshop.until("it was all said", |workshop| workshop.spy.client.is_idle());
    let pass = Pass::new("reach", 2);
    workshop.open(&pass);
    for at in 0..3 {
        workshop.vote(at, &pass);
    }
    workshop.until("every vote is confirmed", |workshop| workshop.everyone_is_counted(&pass));
    assert_eq!(workshop.room.end.votes(&reach()).count(), 3);
    assert_eq!(workshop.room.end.votes(&pass).count(), 3);
    assert_eq!(workshop.room.end.people().len(), 3);
    assert!(workshop.room.end.refused() != before);
}

/// A browser reaches a broker by WebSocket: this is what one sends, by hand (RFC 6455).
#[test]
fn the_broker_takes_what_a_browser_sends() {
    let Some(broker) = Broker::start("web") else { return };
    let mut stream = TcpStream::connect(("127.0.0.1", broker.web_port)).expect("it listens");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("sockets can");
    let request = format!(
        "GET /mqtt HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
         Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\
         Sec-WebSocket-Protocol: mqtt\r\n\r\n",
        broker.web_port
    );
    stream.write_all(request.as_bytes()).expect("it listens");
    let mut answer = Vec::new();
    while !answer.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).expect("it answers");
        answer.push(byte[0]);
    }
    let answer = String::from_utf8_lossy(&answer).to_ascii_lowercase();
    assert!(answer.starts_with("http/1.1 101"), "{answer}");
    assert!(answer.contains("sec-websocket-protocol: mqtt"), "{answer}");
    let connect = Connect { client: "web", user: "", password: "", will: None, keep_alive_s: 60 }.write();
    // A binary frame, masked with zeros.
    let frame = [[0x82, 0x80 | connect.len() as u8, 0, 0, 0, 0].as_slice(), &connect].concat();
    stream.write_all(&frame).expect("it listens");
    let mut head = [0; 2];
    stream.read_exact(&mut head).expect("it answers");
    assert_eq!(head[0], 0x82);
    let mut payload = vec![0; usize::from(head[1])];
    stream.read_exact(&mut payload).expect("it answers");
    let mut reader = Reader::new(100);
    reader.feed(&payload);
    assert_eq!(reader.packet(), Ok(Some(Packet::ConnectAck(0))));
}
