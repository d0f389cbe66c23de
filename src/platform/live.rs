//! An end of a live workshop at work: its state machine, its keys, its carrier and its clock.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::pin::Pin;
use std::rc::Rc;

use gloo::timers::callback::Timeout;

use super::carrier::{Carrier, CarrierEvent, Trouble};
use super::crypto::live::{Sealer, Side};
use super::{clock, random};
use crate::domain::workshop::live::{Effect, End, Ms, link};

/// What a screen hears of an end.
#[derive(Clone, Debug, PartialEq)]
pub enum Heard<N> {
    /// The carrier is connected, or no longer; see [`Session::trouble`].
    Carrier,
    /// The end has news.
    News(N),
}

/// Waits until something is kept.
pub type Keeping = Pin<Box<dyn Future<Output = ()>>>;

/// Stores texts, oldest first; what it returns, if anything, is over when they are kept.
type Keep = Box<dyn Fn(&[String]) -> Option<Keeping>>;

/// An end at work. Ends when the last clone is dropped.
pub struct Session<E: End + 'static> {
    inner: Rc<Inner<E>>,
}

impl<E: End> Clone for Session<E> {
    fn clone(&self) -> Self {
        Session { inner: Rc::clone(&self.inner) }
    }
}

impl<E: End> PartialEq for Session<E> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.inner, &other.inner)
    }
}

struct Inner<E: End> {
    end: RefCell<E>,
    sealer: Rc<Sealer>,
    carrier: RefCell<Option<Carrier>>,
    is_connected: Cell<bool>,
    trouble: Cell<Option<Trouble>>,
    queue: RefCell<VecDeque<Effect<E::News>>>,
    is_running: Cell<bool>,
    timer: RefCell<Option<Timeout>>,
    /// Whether something is being kept; what follows waits for it.
    is_keeping: Cell<bool>,
    keep: Keep,
    on_heard: Box<dyn Fn(Heard<E::News>)>,
}

impl<E: End + 'static> Session<E> {
    /// Puts an end to work. `keep` has to store texts, oldest first: for a room they are added to a
    /// list, for a seat the last one takes the place of what was kept before. Nothing that the end
    /// asks for after them is done before they are kept: when `keep` returns, or when what it
    /// returns is over.
    pub fn start(
        end: E,
        side: Side,
        carrier: &link::Carrier,
        keep: impl Fn(&[String]) -> Option<Keeping> + 'static,
        on_heard: impl Fn(Heard<E::News>) + 'static,
    ) -> Session<E> {
        let (room, name) = match &side {
            // As broad as all brokers take: letters, digits, 23 signs.
            Side::Room(keys) => (keys.room, format!("r{}", keys.signing.public.participant())),
            Side::Seat(invitation, keys) => (invitation.room, keys.public.participant().to_string()),
        };
        let inner = Rc::new(Inner {
            end: RefCell::new(end),
            sealer: Rc::new(Sealer::new(side)),
            carrier: RefCell::new(None),
            is_connected: Cell::new(false),
            trouble: Cell::new(None),
            queue: RefCell::default(),
            is_running: Cell::new(false),
            timer: RefCell::new(None),
            is_keeping: Cell::new(false),
            keep: Box::new(keep),
            on_heard: Box::new(on_heard),
        });
        let (willing, hearing) = (Rc::downgrade(&inner), Rc::downgrade(&inner));
        let started = Carrier::start(
            carrier,
            &name,
            &format!("steelyard.live.{room}"),
            move || willing.upgrade().and_then(|inner| inner.end.borrow_mut().will(random::bytes())),
            move |event| {
                if let Some(inner) = hearing.upgrade() {
                    inner.happened(event);
                }
            },
        );
        *inner.carrier.borrow_mut() = Some(started);
        Session { inner }
    }

    /// Looks at the end, or has it do something; then carries out what follows.
    pub fn with<R>(&self, act: impl FnOnce(&mut E, Ms) -> R) -> R {
        let result = act(&mut self.inner.end.borrow_mut(), now());
        self.inner.run();
        result
    }

    /// Looks at the end.
    pub fn look<R>(&self, look: impl FnOnce(&E) -> R) -> R {
        look(&self.inner.end.borrow())
    }

    /// Whether the carrier is connected.
    pub fn is_connected(&self) -> bool {
        self.inner.is_connected.get()
    }

    /// Why the carrier is not connected, once that is known.
    pub fn trouble(&self) -> Option<Trouble> {
        self.inner.trouble.get()
    }

    /// Connects now and not later, because a person asks for it.
    pub fn retry(&self) {
        if let Some(carrier) = self.inner.carrier.borrow().as_ref() {
            carrier.retry();
        }
    }
}

impl<E: End + 'static> Inner<E> {
    fn happened(self: &Rc<Self>, event: CarrierEvent) {
        let is_change = !matches!(event, CarrierEvent::Received(_));
        match event {
            CarrierEvent::Connected => {
                self.is_connected.set(true);
                self.trouble.set(None);
                self.end.borrow_mut().connected(now());
            }
            CarrierEvent::Disconnected(trouble) => {
                self.is_connected.set(false);
                self.trouble.set(Some(trouble));
                self.end.borrow_mut().disconnected();
            }
            CarrierEvent::Received(parcel) => {
                self.end.borrow_mut().received(&parcel.topic, &parcel.payload);
            }
        }
        self.run();
        if is_change {
            (self.on_heard)(Heard::Carrier);
        }
    }

    /// Carries out what the end asks for, in order, whatever screens do when they hear news.
    fn run(self: &Rc<Self>) {
        self.queue.borrow_mut().extend(self.end.borrow_mut().take_effects());
        if self.is_running.replace(true) {
            return;
        }
        while !self.keeps() {
            let Some(effect) = self.queue.borrow_mut().pop_front() else { break };
            self.carry_out(effect);
            self.queue.borrow_mut().extend(self.end.borrow_mut().take_effects());
        }
        self.is_running.set(false);
        let deadline = self.end.borrow().deadline();
        let later = Rc::downgrade(self);
        *self.timer.borrow_mut() = deadline.map(|at| {
            Timeout::new(at.saturating_sub(now()).min(60_000) as u32 + 1, move || {
                if let Some(inner) = later.upgrade() {
                    inner.end.borrow_mut().tick(now());
                    inner.run();
                }
            })
        });
    }

    /// Has all kept that waits for it, at once: to keep a thing earlier than it was asked for
    /// never hurts. Whether the rest has to wait.
    fn keeps(self: &Rc<Self>) -> bool {
        if self.is_keeping.get() {
            return true;
        }
        let mut texts = Vec::new();
        self.queue.borrow_mut().retain(|effect| match effect {
            Effect::Keep(text) => {
                texts.push(text.clone());
                false
            }
            _ => true,
        });
        if texts.is_empty() {
            return false;
        }
        let Some(keeping) = (self.keep)(&texts) else { return false };
        self.is_keeping.set(true);
        let later = Rc::downgrade(self);
        wasm_bindgen_futures::spawn_local(async move {
            keeping.await;
            if let Some(inner) = later.upgrade() {
                inner.is_keeping.set(false);
                inner.run();
            }
        });
        true
    }

    fn carry_out(self: &Rc<Self>, effect: Effect<E::News>) {
        match effect {
            // They are kept before anything else is done.
            Effect::Keep(_) => {}
            Effect::News(news) => (self.on_heard)(Heard::News(news)),
            Effect::Work(job) => {
                let (sealer, later) = (Rc::clone(&self.sealer), Rc::downgrade(self));
                wasm_bindgen_futures::spawn_local(async move {
                    let result = sealer.work(&job.work).await;
                    if let Some(inner) = later.upgrade() {
                        inner.end.borrow_mut().done(job.ticket, result, now());
                        inner.run();
                    }
                });
            }
            Effect::Subscribe(topic) => {
                if let Some(carrier) = self.carrier.borrow().as_ref() {
                    carrier.subscribe(&topic);
                }
            }
            Effect::Publish(parcel) => {
                if let Some(carrier) = self.carrier.borrow().as_ref() {
                    carrier.publish(parcel);
                }
            }
        }
    }
}

fn now() -> Ms {
    clock::monotonic_ms() as Ms
}
