//! What carries a live workshop's messages: a broker, or a channel between windows, behind one interface.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo::timers::callback::Timeout;

use super::channel::Channel;
use super::element::document;
use super::websocket::{Wire, WireError, WireEvent};
use super::{Listener, clock, dom, random};
use crate::domain::workshop::live::link::{self, AddressProblem, Broker, check_address};
use crate::domain::workshop::live::mqtt::{Client, Event, Lost, Options, Out};
use crate::domain::workshop::live::{Ms, Parcel};

/// The page that may reach brokers, beside the app's own, which may not.
pub const PAGE: &str = "live.html";

/// Whether this page's policy lets it reach a broker; the app's first page forbids it.
pub fn may_reach_brokers() -> bool {
    policy().is_none_or(|policy| policy.contains(" wss:"))
}

fn policy() -> Option<String> {
    let selector = "meta[http-equiv='Content-Security-Policy']";
    document()?.query_selector(selector).ok().flatten()?.get_attribute("content")
}

/// What happens to a carrier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CarrierEvent {
    /// It is connected, for the first time or again: now is the time to ask for topics.
    Connected,
    /// It is not connected, and tries again by itself.
    Disconnected(Trouble),
    /// A message has come.
    Received(Parcel),
}

/// Why a carrier carries nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The broker, or the way there.
    Lost(Lost),
    /// The browser.
    Wire(WireError),
    /// The address, which is not even tried.
    Address(AddressProblem),
    /// The browser has no channels between windows.
    NoChannel,
}

/// A carrier. Ends when dropped; a broker then says nothing of it.
pub struct Carrier {
    way: Way,
}

enum Way {
    Windows(Option<Channel>),
    Broker(Rc<Line>),
}

struct Line {
    address: String,
    client: RefCell<Client>,
    wire: RefCell<Option<Wire>>,
    /// Why the browser did not even begin to connect.
    refusal: Cell<Option<WireError>>,
    timer: RefCell<Option<Timeout>>,
    online: RefCell<Option<Listener>>,
    will: Box<dyn Fn() -> Option<Parcel>>,
    on_event: Box<dyn Fn(CarrierEvent)>,
}

impl Carrier {
    /// Begins to connect. `name` tells this end from all others; `will` is asked for what is
    /// to be said when a connection breaks, before each.
    pub fn start(
        way: &link::Carrier,
        name: &str,
        channel: &str,
        will: impl Fn() -> Option<Parcel> + 'static,
        on_event: impl Fn(CarrierEvent) + 'static,
    ) -> Carrier {
        match way {
            link::Carrier::Windows => Carrier { way: Way::Windows(windows(channel, on_event)) },
            link::Carrier::Broker(broker) => Carrier { way: Way::Broker(line(broker, name, will, on_event)) },
        }
    }

    /// Asks for a topic, for as long as this connection lasts.
    pub fn subscribe(&self, topic: &str) {
        match &self.way {
            Way::Windows(channel) => channel.iter().for_each(|channel| channel.subscribe(topic)),
            Way::Broker(line) => {
                line.client.borrow_mut().subscribe(topic, now());
                line.run();
            }
        }
    }

    /// Hands a message over.
    pub fn publish(&self, parcel: Parcel) {
        match &self.way {
            Way::Windows(channel) => channel.iter().for_each(|channel| channel.publish(&parcel)),
            Way::Broker(line) => {
                line.client.borrow_mut().publish(parcel, now());
                line.run();
            }
        }
    }

    /// Tries now and not later, because a person asks for it.
    pub fn retry(&self) {
        if let Way::Broker(line) = &self.way {
            line.client.borrow_mut().start(now());
            line.run();
        }
    }
}

impl Drop for Carrier {
    fn drop(&mut self) {
        if let Way::Broker(line) = &self.way {
            line.client.borrow_mut().stop();
            for out in line.client.borrow_mut().take() {
                if let (Out::Write(bytes), Some(wire)) = (out, line.wire.borrow().as_ref()) {
                    // Saying goodbye is polite; the connection closes anyway.
                    let _ = wire.send(&bytes);
                }
            }
            line.wire.take();
            line.timer.take();
            line.online.take();
        }
    }
}

fn now() -> Ms {
    clock::monotonic_ms() as Ms
}

/// A number from 0 to 1 by chance.
fn jitter() -> f64 {
    f64::from(u16::from_be_bytes(random::bytes())) / f64::from(u16::MAX)
}

fn windows(name: &str, on_event: impl Fn(CarrierEvent) + 'static) -> Option<Channel> {
    let on_event = Rc::new(on_event);
    let heard = Rc::clone(&on_event);
    let channel = Channel::open(name, move |parcel| heard(CarrierEvent::Received(parcel)));
    let event = match channel {
        Some(_) => CarrierEvent::Connected,
        None => CarrierEvent::Disconnected(Trouble::NoChannel),
    };
    // Whoever starts a carrier has it before it hears of it.
    Timeout::new(0, move || on_event(event)).forget();
    channel
}

fn line(
    broker: &Broker,
    name: &str,
    will: impl Fn() -> Option<Parcel> + 'static,
    on_event: impl Fn(CarrierEvent) + 'static,
) -> Rc<Line> {
    let options =
        Options { client: name.to_string(), user: broker.user.clone(), password: broker.password.clone() };
    let line = Rc::new(Line {
        address: broker.address.trim().to_string(),
        client: RefCell::new(Client::new(options)),
        wire: RefCell::new(None),
        refusal: Cell::new(None),
        timer: RefCell::new(None),
        online: RefCell::new(None),
        will: Box::new(will),
        on_event: Box::new(on_event),
    });
    let later = Rc::downgrade(&line);
    let checked = check_address(&broker.address);
    let first = Timeout::new(0, move || {
        let Some(line) = later.upgrade() else { return };
        match checked {
            Ok(()) => {
                line.client.borrow_mut().start(now());
                line.run();
            }
            Err(problem) => (line.on_event)(CarrierEvent::Disconnected(Trouble::Address(problem))),
        }
    });
    *line.timer.borrow_mut() = Some(first);
    if checked.is_ok() {
        let later = Rc::downgrade(&line);
        *line.online.borrow_mut() = dom::window_target().map(|window| {
            Listener::new(&window, "online", move |_| {
                if let Some(line) = later.upgrade() {
                    line.client.borrow_mut().start(now());
                    line.run();
                }
            })
        });
    }
    line
}

impl Line {
    /// Carries out what the client wants, and waits for its next moment.
    fn run(self: &Rc<Line>) {
        loop {
            let outs = self.client.borrow_mut().take();
            if outs.is_empty() {
                break;
            }
            for out in outs {
                match out {
                    Out::Dial => self.dial(),
                    Out::Write(bytes) => {
                        let sent = self.wire.borrow().as_ref().map(|wire| wire.send(&bytes));
                        if sent.is_some_and(|sent| sent.is_err()) {
                            self.wire.take();
                            self.client.borrow_mut().closed(jitter(), now());
                        }
                    }
                    Out::HangUp => drop(self.wire.take()),
                    Out::Event(event) => (self.on_event)(match event {
                        Event::Connected => CarrierEvent::Connected,
                        Event::Received(parcel) => CarrierEvent::Received(parcel),
                        Event::Disconnected(lost) => {
                            let refusal = self.refusal.take().map(Trouble::Wire);
                            CarrierEvent::Disconnected(refusal.unwrap_or(Trouble::Lost(lost)))
                        }
                    }),
                }
            }
        }
        let deadline = self.client.borrow().deadline();
        let later = Rc::downgrade(self);
        *self.timer.borrow_mut() = deadline.map(|at| {
            Timeout::new(at.saturating_sub(now()).min(60_000) as u32 + 1, move || {
                if let Some(line) = later.upgrade() {
                    line.client.borrow_mut().tick(jitter(), now());
                    line.run();
                }
            })
        });
    }

    fn dial(self: &Rc<Line>) {
        let later: Weak<Line> = Rc::downgrade(self);
        let wire = Wire::open(&self.address, "mqtt", move |event| {
            if let Some(line) = later.upgrade() {
                line.happened(event);
            }
        });
        match wire {
            Ok(wire) => *self.wire.borrow_mut() = Some(wire),
            Err(error) => {
                self.refusal.set(Some(error));
                self.client.borrow_mut().closed(jitter(), now());
            }
        }
    }

    fn happened(self: &Rc<Line>, event: WireEvent) {
        match event {
            WireEvent::Opened => {
                let will = (self.will)();
                self.client.borrow_mut().opened(will.as_ref(), now());
            }
            WireEvent::Received(bytes) => self.client.borrow_mut().received(&bytes, jitter(), now()),
            WireEvent::Closed => {
                self.wire.take();
                self.client.borrow_mut().closed(jitter(), now());
            }
        }
        self.run();
    }
}
