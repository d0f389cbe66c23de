//! A room and its seats over a carrier that does what carriers do: loses, repeats, swaps and forges.

use std::collections::{HashMap, VecDeque};

use proptest::prelude::*;

use super::host::{Host, Side, pair, room_keys};
use super::link::{AddressProblem, Broker, Carrier, Invitation, check_address};
use super::message::{LONGEST_BALLOT, LONGEST_BODY, LONGEST_NAME, Pass, Shown};
use super::room::{self, Note, Presence, Room};
use super::seat::{self, Fate, Seat};
use super::wire::{Envelope, Kind, LONGEST_UP, Place};
use super::work::{KeyPair, RoomKeys, Secret, text_of};
use super::{Effect, Ms, Parcel, RoomId, Work};

struct Player {
    seat: Seat,
    host: Host,
    keys: KeyPair,
    kept: String,
    topics: Vec<String>,
    will: Option<Parcel>,
    news: Vec<seat::News>,
    /// How far its clock is ahead of the facilitator's.
    skew: Ms,
    is_online: bool,
}

/// Everyone, and a broker between them.
struct World {
    keys: RoomKeys,
    room: Room,
    host: Host,
    notes: Vec<String>,
    news: Vec<room::News>,
    room_is_online: bool,
    players: Vec<Player>,
    retained: HashMap<String, Parcel>,
    queue: VecDeque<Parcel>,
    /// Everything that was ever published.
    traffic: Vec<Parcel>,
    /// What the carrier loses.
    loses: fn(&str) -> bool,
    repeats: bool,
    now: Ms,
}

fn invitation(keys: &RoomKeys) -> Invitation {
    Invitation::new(keys, Carrier::Windows)
}

impl World {
    fn new(players: u64) -> World {
        let keys = room_keys(1);
        let mut world = World {
            room: Room::new(&keys),
            host: Host::new(Side::Room(keys.clone()), 0),
            keys,
            notes: Vec::new(),
            news: Vec::new(),
            room_is_online: true,
            players: Vec::new(),
            retained: HashMap::new(),
            queue: VecDeque::new(),
            traffic: Vec::new(),
            loses: |_| false,
            repeats: false,
            now: 1_000,
        };
        world.room.connected(world.now);
        world.room.show("{\"item\":\"Guest checkout\"}", world.now).unwrap();
        world.run();
        for number in 0..players {
            world.join(number, &format!("Name {number}"));
        }
        world.advance(1_000);
        world
    }

    fn join(&mut self, number: u64, name: &str) -> usize {
        let keys = pair(number);
        let at = self.players.len();
        self.players.push(Player {
            seat: Seat::new(self.keys.room, keys.public),
            host: Host::new(Side::Seat(invitation(&self.keys), keys.clone()), 0),
            keys,
            kept: String::new(),
            topics: Vec::new(),
            will: None,
            news: Vec::new(),
            skew: number * 7_777_777,
            is_online: false,
        });
        self.connect(at);
        let now = self.now + self.players[at].skew;
        self.players[at].seat.enter(name, "engineering", now);
        self.run();
        at
    }

    fn connect(&mut self, at: usize) {
        let player = &mut self.players[at];
        let now = self.now + player.skew;
        player.is_online = true;
        player.topics.clear();
        let token = [(self.traffic.len() % 251) as u8 + 1; 16];
        player.will = Some(player.seat.farewell(token));
        player.seat.connected(now);
        self.run();
    }

    /// The connection of a participant breaks, and the broker notices.
    fn cut(&mut self, at: usize) -> Parcel {
        let player = &mut self.players[at];
        player.is_online = false;
        player.seat.disconnected();
        let will = player.will.take().expect("it was connected");
        self.queue.push_back(will.clone());
        self.run();
        will
    }

    /// The page of a participant is loaded again.
    fn reload(&mut self, at: usize) {
        let player = &mut self.players[at];
        player.seat = Seat::resume(self.keys.room, player.keys.public, &player.kept);
        player.host = Host::new(Side::Seat(invitation(&self.keys), player.keys.clone()), 1 << 40);
        self.connect(at);
    }

    /// The facilitator's page ends, with all that was under way.
    fn crash(&mut self) {
        self.room_is_online = false;
        self.room = Room::new(&self.keys);
    }

    fn resume(&mut self) {
        self.room = Room::resume(&self.keys, self.notes.iter().map(String::as_str));
        self.room_is_online = true;
        self.room.connected(self.now);
        self.room.show("{\"item\":\"Guest checkout\"}", self.now).unwrap();
        self.run();
    }

    fn vote(&mut self, at: usize, pass: &Pass, answer: &str) {
        let now = self.now + self.players[at].skew;
        self.players[at].seat.vote(pass, answer.as_bytes(), now).unwrap();
        self.run();
    }

    /// Carries out what is asked for until nothing is.
    fn run(&mut self) {
        loop {
            let mut is_idle = true;
            for effect in self.room.take_effects() {
                is_idle = false;
                match effect {
                    Effect::Keep(note) => self.notes.push(note),
                    Effect::Subscribe(_) => {}
                    Effect::Publish(parcel) => self.queue.push_back(parcel),
                    Effect::Work(job) => self.room.done(job.ticket, self.host.work(&job.work), self.now),
                    Effect::News(news) => self.news.push(news),
                }
            }
            for at in 0..self.players.len() {
                let player = &mut self.players[at];
                let now = self.now + player.skew;
                for effect in player.seat.take_effects() {
                    is_idle = false;
                    match effect {
                        Effect::Keep(text) => player.kept = text,
                        Effect::Subscribe(topic) => {
                            if let Some(parcel) = self.retained.get(&topic) {
                                player.seat.received(&topic, &parcel.payload);
                            }
                            player.topics.push(topic);
                        }
                        Effect::Publish(parcel) => self.queue.push_back(parcel),
                        Effect::Work(job) => player.seat.done(job.ticket, player.host.work(&job.work), now),
                        Effect::News(news) => player.news.push(news),
                    }
                }
            }
            while let Some(parcel) = self.queue.pop_front() {
                is_idle = false;
                self.traffic.push(parcel.clone());
                if (self.loses)(&parcel.topic) {
                    continue;
                }
                for _ in 0..if self.repeats { 2 } else { 1 } {
                    self.deliver(&parcel);
                }
            }
            if is_idle {
                return;
            }
        }
    }

    fn deliver(&mut self, parcel: &Parcel) {
        if parcel.retain {
            self.retained.insert(parcel.topic.clone(), parcel.clone());
        }
        if self.room_is_online && matches!(self.keys.room.place(&parcel.topic), Some(Place::Up(_))) {
            self.room.received(&parcel.topic, &parcel.payload);
        }
        for player in self.players.iter_mut().filter(|player| player.is_online) {
            if player.topics.contains(&parcel.topic) {
                player.seat.received(&parcel.topic, &parcel.payload);
            }
        }
    }

    fn advance(&mut self, ms: Ms) {
        let end = self.now + ms;
        loop {
            let room = self.room.deadline().filter(|_| self.room_is_online);
            let seats = self
                .players
                .iter()
                .filter_map(|player| player.seat.deadline().map(|at| at.saturating_sub(player.skew)));
            let next = room.into_iter().chain(seats).min().filter(|at| *at <= end);
            self.now = next.unwrap_or(end).max(self.now);
            if self.room_is_online {
                self.room.tick(self.now);
            }
            for player in &mut self.players {
                player.seat.tick(self.now + player.skew);
            }
            self.run();
            if next.is_none() {
                return;
            }
        }
    }

    fn votes(&self, pass: &Pass) -> Vec<String> {
        let mut votes: Vec<String> =
            self.room.votes(pass).map(|vote| String::from_utf8_lossy(&vote.bytes).into_owned()).collect();
        votes.sort();
        votes
    }

    fn fate(&self, at: usize, pass: &Pass) -> Option<Fate> {
        self.players[at].seat.vote_in(pass).map(|vote| vote.fate)
    }

    fn presence(&self, at: usize) -> Presence {
        let id = self.players[at].seat.id();
        self.room.people().iter().find(|person| person.id == *id).expect("it is known").presence
    }
}

fn reach() -> Pass {
    Pass::new("reach", 1)
}

#[test]
fn a_vote_arrives_under_its_name_and_is_confirmed() {
    let mut world = World::new(3);
    world.room.open(&reach(), world.now);
    world.advance(1_000);
    assert_eq!(world.players[0].seat.shown().and_then(|shown| shown.open.clone()), Some(reach()));
    world.vote(1, &reach(), "8");
    assert_eq!(world.fate(1, &reach()), Some(Fate::Counted));
    assert_eq!(world.votes(&reach()), ["8"]);
    let names: Vec<&str> = world.room.people().iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Name 0", "Name 1", "Name 2"]);
    assert!(world.players.iter().all(|player| player.seat.is_welcome()));
    assert!(world.room.people().iter().all(|person| person.role == "engineering"));
    assert_eq!(world.room.refused(), room::Refused::default());
}

#[test]
fn a_newer_vote_takes_the_place_of_an_older_one() {
    let mut world = World::new(1);
    world.room.open(&reach(), world.now);
    world.vote(0, &reach(), "5");
    let old = world.traffic.iter().rfind(|parcel| parcel.topic.contains("/up/")).cloned().unwrap();
    world.vote(0, &reach(), "8");
    assert_eq!(world.votes(&reach()), ["8"]);
    // The older one once more, after the newer one.
    world.deliver(&old);
    world.run();
    assert_eq!(world.votes(&reach()), ["8"]);
    assert_eq!(world.fate(0, &reach()), Some(Fate::Counted));
}

#[test]
fn a_vote_after_the_close_is_answered_and_does_not_count() {
    let mut world = World::new(2);
    world.room.open(&reach(), world.now);
    world.vote(0, &reach(), "5");
    world.room.close(world.now);
    world.vote(0, &reach(), "8");
    world.vote(1, &reach(), "3");
    assert_eq!(world.votes(&reach()), ["5"]);
    assert_eq!(world.fate(0, &reach()), Some(Fate::TooLate { earlier: true }));
    assert_eq!(world.fate(1, &reach()), Some(Fate::TooLate { earlier: false }));
    assert_eq!(world.news.iter().filter(|news| matches!(news, room::News::Late { .. })).count(), 2);
    // A vote that was confirmed stays confirmed, although its confirmation was lost.
    world.advance(60_000);
    assert_eq!(world.votes(&reach()), ["5"]);
}

#[test]
fn a_vote_of_another_round_or_pass_does_not_count() {
    let mut world = World::new(2);
    world.room.open(&reach(), world.now);
    world.room.open(&Pass::new("reach", 2), world.now);
    world.vote(0, &reach(), "5");
    world.vote(0, &Pass::new("impact", 1), "5");
    world.vote(0, &Pass::new("reach", 3), "5");
    world.vote(1, &Pass::new("reach", 2), "1");
    assert_eq!(world.fate(0, &reach()), Some(Fate::TooLate { earlier: false }));
    assert_eq!(world.fate(0, &Pass::new("impact", 1)), Some(Fate::NotAsked));
    assert_eq!(world.fate(0, &Pass::new("reach", 3)), Some(Fate::NotAsked));
    assert_eq!(world.votes(&Pass::new("reach", 2)), ["1"]);
    for pass in [reach(), Pass::new("impact", 1), Pass::new("reach", 3)] {
        assert!(world.votes(&pass).is_empty(), "{pass:?}");
    }
}

#[test]
fn messages_that_come_twice_count_once() {
    let mut world = World::new(0);
    world.repeats = true;
    for number in 0..5 {
        world.join(number, "Ann");
    }
    world.room.open(&reach(), world.now);
    world.advance(1_000);
    for at in 0..5 {
        world.vote(at, &reach(), &at.to_string());
    }
    world.advance(120_000);
    assert_eq!(world.votes(&reach()), ["0", "1", "2", "3", "4"]);
    assert_eq!(world.room.people().len(), 5);
    assert_eq!(
        world.notes.iter().filter(|note| matches!(Note::from_text(note), Some(Note::Ballot { .. }))).count(),
        5
    );
}

#[test]
fn all_that_was_ever_sent_may_be_sent_again() {
    let mut world = World::new(3);
    world.room.open(&reach(), world.now);
    for at in 0..3 {
        world.vote(at, &reach(), "5");
        world.vote(at, &reach(), "8");
    }
    world.cut(0);
    world.room.close(world.now);
    world.advance(1_000);
    let shown = world.players[1].seat.shown().cloned();
    let (notes, people) = (world.notes.len(), world.room.people().to_vec());
    for parcel in world.traffic.clone() {
        world.deliver(&parcel);
        world.run();
    }
    assert_eq!(world.votes(&reach()), ["8", "8", "8"]);
    assert_eq!(world.players[1].seat.shown().cloned(), shown);
    assert_eq!(world.room.people(), people);
    // Numbers for the answers apart, there was nothing to keep.
    assert!(world.notes[notes..].iter().all(|note| matches!(Note::from_text(note), Some(Note::Reserved(_)))));
}

#[test]
fn what_belongs_to_another_room_is_refused() {
    let mut world = World::new(1);
    world.room.open(&reach(), world.now);
    let mut other = World::new(0);
    other.keys = room_keys(2);
    other.room = Room::new(&other.keys);
    other.host = Host::new(Side::Room(other.keys.clone()), 0);
    other.room.connected(other.now);
    other.room.show("{}", other.now).unwrap();
    other.run();
    other.join(0, "Ann");
    other.room.open(&reach(), other.now);
    other.vote(0, &reach(), "8");
    assert_eq!(other.votes(&reach()), ["8"]);
    let ups: Vec<Parcel> =
        other.traffic.iter().filter(|parcel| parcel.topic.contains("/up/")).cloned().collect();
    for parcel in &ups {
        world.room.received(&parcel.topic, &parcel.payload);
        let (here, there) = (world.keys.room.to_string(), other.keys.room.to_string());
        world.room.received(&parcel.topic.replace(&there, &here), &parcel.payload);
        world.run();
    }
    let refused = world.room.refused();
    assert_eq!((refused.foreign as usize, refused.forged as usize), (ups.len(), ups.len()));
    assert!(world.votes(&reach()).is_empty());
}

#[test]
fn nobody_votes_for_somebody_else() {
    let mut world = World::new(2);
    world.room.open(&reach(), world.now);
    // One participant has the link, another one's public key from the wire, and its own private key.
    let victim = world.players[0].keys.public;
    let topic = world.keys.room.topic(&Place::Up(victim.participant()));
    let envelope = Envelope { kind: Kind::Up, sequence: 9_000, from: Some(victim), sealed: Vec::new() };
    let plain = super::message::Up::Ballot { pass: reach(), bytes: b"0".as_slice().into() }.write();
    let peer = world.keys.agreement.public;
    let work = Work::Seal { way: super::Way::Up, peer, bound: envelope.bound(&topic), plain };
    let sealed = world.players[1].host.work(&work).unwrap();
    world.room.received(&topic, &Envelope { sealed: sealed.clone(), ..envelope }.write());
    // The same under its own key, on the victim's topic.
    let own = Envelope { kind: Kind::Up, sequence: 9_000, from: Some(world.players[1].keys.public), sealed };
    world.room.received(&topic, &own.write());
    world.run();
    assert!(world.votes(&reach()).is_empty());
    assert_eq!(world.room.refused().forged, 2);
}

#[test]
fn nobody_enters_without_the_link() {
    let mut world = World::new(1);
    world.room.open(&reach(), world.now);
    // The broker sees topics and public keys. Suppose it even knew the room's public key.
    let mut guess = invitation(&world.keys);
    guess.key = Secret([0; 32]);
    let keys = pair(77);
    let mut host = Host::new(Side::Seat(guess, keys.clone()), 0);
    let topic = world.keys.room.topic(&Place::Up(keys.public.participant()));
    let envelope = Envelope { kind: Kind::Up, sequence: 1, from: Some(keys.public), sealed: Vec::new() };
    let plain = super::message::Up::Ballot { pass: reach(), bytes: b"0".as_slice().into() }.write();
    let peer = world.keys.agreement.public;
    let sealed = host.work(&Work::Seal { way: super::Way::Up, peer, bound: envelope.bound(&topic), plain });
    world.room.received(&topic, &Envelope { sealed: sealed.unwrap(), ..envelope }.write());
    world.run();
    assert_eq!((world.room.refused().forged, world.room.people().len()), (1, 1));
}

#[test]
fn participants_cannot_forge_what_is_shown() {
    let mut world = World::new(2);
    let before = world.players[0].seat.shown().cloned();
    // Everyone with the link can seal under the room's key, but not sign.
    let mut keys = world.keys.clone();
    keys.signing = pair(5);
    let shown = Shown { body: "{\"item\":\"forged\"}".into(), ..before.clone().unwrap() };
    let topic = world.keys.room.topic(&Place::State);
    let envelope = Envelope { kind: Kind::State, sequence: 90_000, from: None, sealed: Vec::new() };
    let work = Work::SealState { bound: envelope.bound(&topic), plain: shown.write() };
    let sealed = Host::new(Side::Room(keys), 0).work(&work).unwrap();
    let parcel = Parcel { topic, payload: Envelope { sealed, ..envelope }.write(), retain: true };
    world.deliver(&parcel);
    world.run();
    assert_eq!(world.players[0].seat.shown().cloned(), before);
    assert_eq!(world.players[0].news.last(), Some(&seat::News::Refused));
    // The true one still gets through.
    world.room.show("{\"item\":\"next\"}", world.now).unwrap();
    world.advance(1_000);
    assert_eq!(world.players[0].seat.shown().map(|shown| &*shown.body), Some("{\"item\":\"next\"}"));
}

#[test]
fn a_changed_bit_anywhere_is_noticed() {
    let mut world = World::new(1);
    world.room.open(&reach(), world.now);
    world.vote(0, &reach(), "8");
    let parcel = world.traffic.iter().rfind(|parcel| parcel.topic.contains("/up/")).cloned().unwrap();
    let votes = world.room.votes(&reach()).cloned().collect::<Vec<_>>();
    for at in 0..parcel.payload.len() {
        let mut payload = parcel.payload.clone();
        payload[at] ^= 1 << (at % 8);
        world.room.received(&parcel.topic, &payload);
        world.run();
        assert_eq!(world.room.votes(&reach()).cloned().collect::<Vec<_>>(), votes);
    }
    assert_eq!(world.room.people().len(), 1);
}

#[test]
fn three_hundred_join_in_ten_seconds() {
    let mut world = World::new(0);
    let before = world.traffic.len();
    for number in 0..300 {
        world.join(number, &format!("Name {number}"));
        // The screen shows how many are here, so what everyone sees changes with each.
        let body = format!("{{\"here\":{}}}", world.room.people().len());
        world.room.show(&body, world.now).unwrap();
        world.advance(33);
    }
    world.advance(1_000);
    assert_eq!(world.room.people().len(), 300);
    let states = world.traffic[before..].iter().filter(|parcel| parcel.topic.ends_with("/state")).count();
    assert!(states <= 28, "{states} states in ten seconds");
    for player in &world.players {
        assert_eq!(player.seat.shown().map(|shown| &*shown.body), Some("{\"here\":300}"));
        assert!(player.seat.is_welcome());
    }
}

#[test]
fn names_are_cut_and_stay_text() {
    #[track_caller]
    fn check(name: &str, expected: &str) {
        let mut world = World::new(0);
        world.join(0, name);
        assert_eq!(world.room.people()[0].name, expected);
    }
    check("<b onclick=alert(1)>Ann</b>", "<b onclick=alert(1)>Ann</b>");
    check("  王\n\n小明\u{0}  ", "王 小明");
    check("\u{202e}nnA", "nnA");
    check("", "");
    check(&"长".repeat(10_000), &"长".repeat(LONGEST_NAME));
}

#[test]
fn a_name_that_another_program_did_not_cut_is_cut_by_the_room() {
    let name = "x".repeat(5_000);
    let mut bytes = vec![b'H'];
    super::bytes::put(&mut bytes, name.as_bytes());
    super::bytes::put(&mut bytes, b"");
    bytes.extend_from_slice(&[0; 16]);
    let Some(super::message::Up::Hello { name, .. }) = super::message::Up::read(&bytes) else { panic!() };
    assert_eq!(name.len(), LONGEST_NAME);
}

#[test]
fn a_vote_is_said_again_until_it_is_answered() {
    let mut world = World::new(1);
    world.room.open(&reach(), world.now);
    world.advance(1_000);
    world.loses = |topic| topic.contains("/down/");
    world.vote(0, &reach(), "8");
    let before = world.traffic.len();
    world.advance(100_000);
    assert_eq!(world.fate(0, &reach()), Some(Fate::Sending));
    let said = world.traffic[before..].iter().filter(|parcel| parcel.topic.contains("/up/")).count();
    // Every thirty seconds in the end, and a sign of life every 45.
    assert!((4..=9).contains(&said), "{said}");
    world.loses = |_| false;
    world.advance(31_000);
    assert_eq!(world.fate(0, &reach()), Some(Fate::Counted));
    assert_eq!(world.votes(&reach()), ["8"]);
}

#[test]
fn a_facilitator_who_reloads_in_the_middle_of_a_round_loses_nothing() {
    let mut world = World::new(6);
    world.room.open(&reach(), world.now);
    world.advance(1_000);
    world.vote(0, &reach(), "0");
    world.vote(1, &reach(), "1");
    world.crash();
    world.vote(2, &reach(), "2");
    world.vote(1, &reach(), "1b");
    world.advance(20_000);
    world.resume();
    world.advance(10_000);
    world.vote(3, &reach(), "3");
    assert_eq!(world.votes(&reach()), ["0", "1b", "2", "3"]);
    assert_eq!(world.room.open_pass(), Some(&reach()));
    assert!((0..4).all(|at| world.fate(at, &reach()) == Some(Fate::Counted)));
    let names: Vec<&str> = world.room.people().iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Name 0", "Name 1", "Name 2", "Name 3", "Name 4", "Name 5"]);
    assert!((0..6).all(|at| world.presence(at) == Presence::Here));
}

#[test]
fn a_room_that_crashes_anywhere_forgets_nothing_that_it_confirmed() {
    // The notes are cut off behind each of them in turn, as a crash would.
    let mut world = World::new(3);
    world.room.open(&reach(), world.now);
    for at in 0..3 {
        world.vote(at, &reach(), &at.to_string());
    }
    for end in 0..=world.notes.len() {
        let notes = &world.notes[..end];
        let room = Room::resume(&world.keys, notes.iter().map(String::as_str));
        let ballots = notes.iter().filter(|note| matches!(Note::from_text(note), Some(Note::Ballot { .. })));
        assert_eq!(room.votes(&reach()).count(), ballots.count());
    }
}

#[test]
fn a_confirmed_vote_that_a_crash_took_is_said_again() {
    let mut world = World::new(2);
    world.room.open(&reach(), world.now);
    world.advance(1_000);
    let written = world.notes.len();
    world.vote(0, &reach(), "5");
    world.vote(1, &reach(), "3");
    assert_eq!(world.fate(0, &reach()), Some(Fate::Counted));
    // The notes of both votes never got to the disk.
    world.crash();
    world.notes.truncate(written);
    world.resume();
    assert!(world.votes(&reach()).is_empty(), "there is something to be said again");
    world.advance(20_000);
    assert_eq!(world.votes(&reach()), ["3", "5"]);
    assert_eq!(world.fate(0, &reach()), Some(Fate::Counted));
    let answered =
        |world: &World| world.news.iter().filter(|news| matches!(news, room::News::Answered { .. })).count();
    let before = answered(&world);
    // Where nothing was lost, saying it again changes nothing; nor does a phone that is loaded anew.
    world.crash();
    world.resume();
    world.reload(1);
    world.advance(20_000);
    assert_eq!((world.votes(&reach()), answered(&world)), (vec!["3".to_owned(), "5".to_owned()], before));
    // Then everybody is quiet again.
    let said = world.traffic.len();
    world.advance(10_000);
    assert_eq!(world.traffic.len(), said);
}

#[test]
fn a_confirmed_vote_of_a_closed_pass_is_not_brought_up_again() {
    let mut world = World::new(1);
    world.room.open(&reach(), world.now);
    world.vote(0, &reach(), "5");
    world.room.close(world.now);
    world.advance(1_000);
    world.crash();
    world.notes.clear();
    world.resume();
    world.advance(20_000);
    assert_eq!(world.fate(0, &reach()), Some(Fate::Counted), "it is in the plan, whatever the room forgot");
}

#[test]
fn what_has_to_be_kept_comes_before_what_is_said() {
    let mut world = World::new(1);
    world.room.open(&reach(), world.now);
    world.run();
    world.room_is_online = false;
    world.vote(0, &reach(), "8");
    let parcel = world.traffic.last().cloned().unwrap();
    world.room.received(&parcel.topic, &parcel.payload);
    let effects = world.room.take_effects();
    let [Effect::Work(job)] = effects.as_slice() else { panic!("{effects:?}") };
    let plain = world.host.work(&job.work);
    world.room.done(job.ticket, plain, world.now);
    let effects = world.room.take_effects();
    let keep = effects.iter().position(|effect| matches!(effect, Effect::Keep(note) if matches!(Note::from_text(note), Some(Note::Ballot { .. }))));
    let answer = effects.iter().position(|effect| matches!(effect, Effect::Work(_)));
    assert!(keep.unwrap() < answer.unwrap());
}

#[test]
fn a_participant_who_reloads_stays_the_same_one() {
    let mut world = World::new(2);
    world.room.open(&reach(), world.now);
    world.advance(1_000);
    world.vote(0, &reach(), "5");
    world.loses = |topic| topic.contains("/up/");
    world.vote(0, &reach(), "8");
    assert_eq!(world.fate(0, &reach()), Some(Fate::Sending));
    world.loses = |_| false;
    world.reload(0);
    assert!(world.players[0].seat.has_entered());
    assert_eq!(world.players[0].seat.name(), "Name 0");
    world.advance(5_000);
    assert_eq!(world.votes(&reach()), ["8"]);
    assert_eq!(world.fate(0, &reach()), Some(Fate::Counted));
    assert_eq!(world.players[0].seat.vote_in(&reach()).map(|vote| vote.bytes.to_vec()), Some(b"8".to_vec()));
    assert_eq!(world.room.people().len(), 2);
    assert!(Seat::resume(world.keys.room, pair(0).public, "nonsense").vote_in(&reach()).is_none());
}

#[test]
fn who_is_here_is_told_by_the_facilitators_clock_alone() {
    let mut world = World::new(3);
    assert!((0..3).all(|at| world.presence(at) == Presence::Here));
    // Hours pass, and signs of life come.
    world.advance(7_200_000);
    assert!((0..3).all(|at| world.presence(at) == Presence::Here));
    // One falls silent without a will; one is cut off; one says goodbye.
    world.players[0].is_online = false;
    world.players[0].seat.disconnected();
    world.cut(1);
    let now = world.now + world.players[2].skew;
    world.players[2].seat.leave(now);
    world.run();
    assert_eq!([0, 1, 2].map(|at| world.presence(at)), [Presence::Here, Presence::Gone, Presence::Gone]);
    world.advance(101_000);
    assert_eq!(world.presence(0), Presence::Quiet);
    world.connect(0);
    world.connect(1);
    assert_eq!([0, 1, 2].map(|at| world.presence(at)), [Presence::Here, Presence::Here, Presence::Gone]);
}

#[test]
fn the_will_of_an_old_connection_says_nothing_of_the_new_one() {
    let mut world = World::new(2);
    let old = world.cut(0);
    world.connect(0);
    world.deliver(&old);
    world.run();
    assert_eq!(world.presence(0), Presence::Here);
    // Nor does somebody else's token.
    let theirs = world.players[1].will.clone().unwrap();
    let topic = world.keys.room.topic(&Place::Up(world.players[0].seat.id().clone()));
    world.deliver(&Parcel { topic, ..theirs });
    world.run();
    assert_eq!(world.presence(0), Presence::Here);
}

#[test]
fn who_comes_late_sees_what_is_shown_now_and_who_comes_too_late_that_it_is_over() {
    let mut world = World::new(1);
    world.room.show("{\"item\":\"Dark mode\"}", world.now).unwrap();
    world.room.open(&reach(), world.now);
    world.advance(1_000);
    let late = world.join(5, "Bo");
    let shown = world.players[late].seat.shown().cloned().unwrap();
    assert_eq!((&*shown.body, shown.open), ("{\"item\":\"Dark mode\"}", Some(reach())));
    world.room.finish(world.now);
    world.advance(1_000);
    world.crash();
    let last = world.join(6, "Cy");
    let shown = world.players[last].seat.shown().cloned().unwrap();
    assert_eq!((shown.open, shown.is_over), (None, true));
    world.resume();
    assert!(world.room.is_over());
    world.room.clear();
    world.run();
    assert!(world.retained.values().all(|parcel| parcel.payload.is_empty()));
}

#[test]
fn who_was_sent_away_counts_no_more() {
    let mut world = World::new(2);
    world.room.open(&reach(), world.now);
    world.vote(0, &reach(), "0");
    world.vote(1, &reach(), "1");
    let id = world.players[0].seat.id().clone();
    world.room.dismiss(&id);
    world.run();
    assert_eq!(world.votes(&reach()), ["1"]);
    assert!(world.players[0].seat.is_dismissed() && !world.players[1].seat.is_dismissed());
    world.vote(0, &reach(), "2");
    assert_eq!(world.fate(0, &reach()), Some(Fate::Dismissed));
    world.crash();
    world.resume();
    assert_eq!(world.votes(&reach()), ["1"]);
}

#[test]
fn an_old_state_is_not_shown_again() {
    let mut world = World::new(1);
    let topic = world.keys.room.topic(&Place::State);
    let old = world.retained[&topic].clone();
    world.room.show("{\"item\":\"second\"}", world.now).unwrap();
    world.advance(1_000);
    // The broker is put back to an older state while everyone is gone.
    world.crash();
    world.retained.insert(topic, old.clone());
    world.reload(0);
    assert_eq!(world.players[0].seat.shown(), None);
    world.resume();
    world.advance(1_000);
    assert!(world.players[0].seat.shown().is_some());
    let now = world.players[0].seat.shown().cloned();
    world.deliver(&old);
    world.run();
    assert_eq!(world.players[0].seat.shown().cloned(), now);
}

#[test]
fn the_carrier_sees_neither_names_nor_votes_nor_how_long_they_are() {
    let mut world = World::new(0);
    world.join(0, "Annabel");
    world.join(1, "Bo");
    world.room.open(&reach(), world.now);
    world.advance(1_000);
    let before = world.traffic.len();
    world.vote(0, &reach(), "secret-vote-with-a-reason");
    world.vote(1, &reach(), "1");
    let sizes: Vec<usize> = world.traffic[before..].iter().map(|parcel| parcel.payload.len()).collect();
    assert_eq!(sizes.len(), 4);
    assert_eq!((sizes[0], sizes[1]), (sizes[2], sizes[3]));
    for word in ["Annabel", "secret-vote", "Guest checkout", "engineering", "reach"] {
        let shows = |parcel: &Parcel| {
            parcel.payload.windows(word.len()).any(|bytes| bytes == word.as_bytes())
                || parcel.topic.contains(word)
        };
        assert!(!world.traffic.iter().any(shows), "{word}");
    }
}

#[test]
fn a_broker_that_forgot_everything_is_told_again() {
    let mut world = World::new(1);
    world.retained.clear();
    world.room.disconnected();
    world.cut(0);
    world.room.connected(world.now);
    world.run();
    let late = world.join(9, "Di");
    assert!(world.players[late].seat.shown().is_some());
}

#[test]
fn a_ballot_over_two_hundred_items_fits_and_a_boundless_one_is_refused() {
    let mut world = World::new(1);
    world.room.open(&reach(), world.now);
    let items: String = (0..200).map(|n| format!("\"i_{n:08}\":[\"estimate\",12.5],")).collect();
    world.vote(0, &reach(), &items);
    assert_eq!(world.fate(0, &reach()), Some(Fate::Counted));
    let most = vec![b'x'; LONGEST_BALLOT];
    world.vote(0, &reach(), &String::from_utf8(most).unwrap());
    assert_eq!(world.fate(0, &reach()), Some(Fate::Counted));
    assert!(world.traffic.iter().all(|parcel| parcel.payload.len() <= LONGEST_UP));
    let now = world.now;
    assert_eq!(world.players[0].seat.vote(&reach(), &[0; LONGEST_BALLOT + 1], now), Err(seat::TooLong));
    assert_eq!(world.room.show(&"x".repeat(LONGEST_BODY + 1), now), Err(room::TooLong));
    let topic = world.keys.room.topic(&Place::Up("someone".into()));
    world.room.received(&topic, &vec![1; LONGEST_UP + 1]);
    assert_eq!(world.room.refused().too_long, 1);
}

#[test]
fn a_link_says_everything_and_nothing_is_read_from_a_broken_one() {
    #[track_caller]
    fn check(carrier: Carrier) {
        let invitation = Invitation::new(&room_keys(3), carrier);
        let link = invitation.write().unwrap();
        assert_eq!(Invitation::read(&format!("https://example.org/live.html{link}")), Ok(invitation));
        for end in 3..link.len() {
            assert!(Invitation::read(link.get(..end).unwrap()).is_err());
        }
    }
    check(Carrier::Windows);
    check(Carrier::Broker(Broker { address: "wss://broker.example:8084/mqtt".into(), ..Broker::default() }));
    check(Carrier::Broker(Broker {
        address: "wss://broker.example/mqtt".into(),
        user: "workshop".into(),
        password: "密码 😀".into(),
    }));
    let long = Broker { address: "x".repeat(301), ..Broker::default() };
    assert_eq!(Invitation::new(&room_keys(3), Carrier::Broker(long)).write(), None);
    let link = Invitation::new(&room_keys(3), Carrier::Windows).write().unwrap();
    assert!(link.len() < 170, "a code to be scanned from a wall has to be small");
}

#[test]
fn a_broker_is_reached_encrypted_or_on_this_machine() {
    #[track_caller]
    fn check(address: &str, expected: Result<(), AddressProblem>) {
        assert_eq!(check_address(address), expected, "{address}");
    }
    check("wss://broker.example", Ok(()));
    check("WSS://broker.example:8084/mqtt?x=1", Ok(()));
    check(" wss://192.168.1.5:9001 ", Ok(()));
    check("ws://localhost:9001", Ok(()));
    check("ws://127.0.0.1:9001/mqtt", Ok(()));
    check("ws://192.168.1.5:9001", Err(AddressProblem::NotEncrypted));
    check("ws://localhost.example:9001", Err(AddressProblem::NotEncrypted));
    check("ws://broker.example", Err(AddressProblem::NotEncrypted));
    check("mqtt://broker.example", Err(AddressProblem::NoAddress));
    check("broker.example:8084", Err(AddressProblem::NoAddress));
    check("wss://", Err(AddressProblem::NoAddress));
    check("wss:///mqtt", Err(AddressProblem::NoAddress));
    check("wss://a b", Err(AddressProblem::NoAddress));
    check("wss://user@broker.example", Err(AddressProblem::NoAddress));
    check("wss://broker.example#x", Err(AddressProblem::NoAddress));
    check("", Err(AddressProblem::NoAddress));
}

#[test]
fn keys_come_back_from_their_text_and_stay_out_of_logs() {
    let keys = room_keys(4);
    assert_eq!(RoomKeys::from_text(&keys.to_text()), Some(keys.clone()));
    assert_eq!(KeyPair::from_text(&keys.signing.to_text()), Some(keys.signing.clone()));
    assert_eq!(RoomKeys::from_text("abc"), None);
    assert_eq!(KeyPair::from_text(""), None);
    let log = format!("{keys:?}");
    assert!(!log.contains("private") && !log.contains(&format!("{:?}", keys.key.0)), "{log}");
}

#[test]
fn the_ciphers_are_the_ones_that_the_browser_is_tried_with() {
    // `tests/browser.rs` opens these in Chromium.
    let keys = room_keys(11);
    let guest = pair(12);
    let mut room = Host::new(Side::Room(keys.clone()), 0);
    let mut seat = Host::new(Side::Seat(invitation(&keys), guest.clone()), 0);
    let (bound, plain) = (b"topic and number".to_vec(), "选票 8".as_bytes().to_vec());
    let host = keys.agreement.public;
    let up = Work::Seal { way: super::Way::Up, peer: host, bound: bound.clone(), plain: plain.clone() };
    let down =
        Work::Seal { way: super::Way::Down, peer: guest.public, bound: bound.clone(), plain: plain.clone() };
    let state = Work::SealState { bound: bound.clone(), plain: plain.clone() };
    let sealed =
        [seat.work(&up), room.work(&down), room.work(&state)].map(|sealed| text_of(&sealed.unwrap()));
    let lines = [
        ("keys", keys.to_text()),
        ("guest", guest.to_text()),
        ("bound", text_of(&bound)),
        ("plain", text_of(&plain)),
        ("up", sealed[0].clone()),
        ("down", sealed[1].clone()),
        ("state", sealed[2].clone()),
    ];
    let text: String = lines.iter().map(|(name, text)| format!("{name} {text}\n")).collect();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/live/sealed.txt");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/live")).unwrap();
        std::fs::write(path, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap().replace('\r', ""), text);
}

#[test]
fn topics_are_read_as_they_are_written() {
    let room = room_keys(1).room;
    for place in [Place::State, Place::Up("a-b_c".into()), Place::Down("x".into())] {
        assert_eq!(room.place(&room.topic(&place)), Some(place));
    }
    for topic in ["", "steelyard", "steelyard/x/state", "other/state"] {
        assert_eq!(room.place(topic), None);
    }
    for end in ["/up/", "/up/a/b", "/up", "/state/x", "x/state", ""] {
        assert_eq!(room.place(&format!("steelyard/{room}{end}")), None, "{end}");
    }
    assert!(room_keys(1).room != RoomId([0; 16]));
}

proptest! {
    // Each case agrees on keys, which takes its time.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_bytes_on_any_topic_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..300), kind in 0..4_usize, head: bool) {
        let mut world = World::new(1);
        world.room.open(&reach(), world.now);
        world.vote(0, &reach(), "8");
        let id = world.players[0].seat.id().clone();
        let room = world.keys.room;
        let topic = [room.topic(&Place::State), room.topic(&Place::Up(id.clone())), room.topic(&Place::Down(id)), "x".into()][kind].clone();
        let payload = if head { [&[1, b"SUDG"[kind]], bytes.as_slice()].concat() } else { bytes };
        let shown = world.players[0].seat.shown().cloned();
        world.deliver(&Parcel { topic: topic.clone(), payload: payload.clone(), retain: false });
        world.room.received(&topic, &payload);
        world.players[0].seat.received(&topic, &payload);
        world.run();
        prop_assert_eq!(world.votes(&reach()), ["8"]);
        prop_assert_eq!(world.players[0].seat.shown().cloned(), shown);
        prop_assert_eq!(world.room.people().len(), 1);
    }

    #[test]
    fn any_text_is_read_as_a_note_or_not(text in "\\PC{0,80}") {
        if let Some(note) = Note::from_text(&text) {
            prop_assert_eq!(Note::from_text(&note.to_text()), Some(note));
        }
        let seat = Seat::resume(room_keys(1).room, pair(1).public, &text);
        prop_assert!(seat.shown().is_none());
    }
}
