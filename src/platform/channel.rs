//! Messages by topic between windows of the same browser, by BroadcastChannel.
//!
//! It does for one machine what a broker does for many: who subscribes later gets the message
//! that is retained, from the window that published it.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

use super::{Listener, js};
use crate::domain::workshop::live::Parcel;

/// A window's end of a channel. Closes when dropped.
pub struct Channel {
    channel: BroadcastChannel,
    inner: Rc<RefCell<Inner>>,
    _listener: Listener,
}

#[derive(Default)]
struct Inner {
    topics: Vec<String>,
    /// What this window has published and others may ask for.
    retained: Vec<Parcel>,
}

impl Channel {
    /// Listens. Nothing where the browser has no channels, or blocks them.
    pub fn open(name: &str, on_parcel: impl Fn(Parcel) + 'static) -> Option<Channel> {
        js::find(&["BroadcastChannel"])?;
        let channel = BroadcastChannel::new(name).ok()?;
        let inner = Rc::<RefCell<Inner>>::default();
        let (answering, known) = (channel.clone(), Rc::clone(&inner));
        let listener = Listener::new(&channel, "message", move |event| {
            let Some(data) = event.dyn_ref::<MessageEvent>().map(MessageEvent::data) else { return };
            match heard(&data) {
                Some(Heard::Asked(topic)) => {
                    let retained = known.borrow().retained.clone();
                    for parcel in retained.iter().filter(|parcel| matches(&topic, &parcel.topic)) {
                        post(&answering, parcel);
                    }
                }
                Some(Heard::Parcel(parcel)) => {
                    let is_mine = known.borrow().topics.iter().any(|topic| matches(topic, &parcel.topic));
                    if is_mine {
                        on_parcel(parcel);
                    }
                }
                None => {}
            }
        });
        Some(Channel { channel, inner, _listener: listener })
    }

    /// Asks for a topic, which may end in a level `+`.
    pub fn subscribe(&self, topic: &str) {
        let mut inner = self.inner.borrow_mut();
        if !inner.topics.iter().any(|known| known == topic) {
            inner.topics.push(topic.to_string());
        }
        drop(inner);
        // Fails for a closed channel only.
        let _ = self.channel.post_message(&Array::of1(&topic.into()));
    }

    /// Tells the other windows.
    pub fn publish(&self, parcel: &Parcel) {
        if parcel.retain {
            let mut inner = self.inner.borrow_mut();
            inner.retained.retain(|known| known.topic != parcel.topic);
            if !parcel.payload.is_empty() {
                inner.retained.push(parcel.clone());
            }
        }
        post(&self.channel, parcel);
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.close();
    }
}

enum Heard {
    Asked(String),
    Parcel(Parcel),
}

fn heard(data: &JsValue) -> Option<Heard> {
    let data = data.dyn_ref::<Array>()?;
    let topic = data.get(0).as_string()?;
    if data.length() == 1 {
        return Some(Heard::Asked(topic));
    }
    let payload = data.get(1).dyn_into::<Uint8Array>().ok()?.to_vec();
    Some(Heard::Parcel(Parcel { topic, payload, retain: data.get(2).is_truthy() }))
}

fn post(channel: &BroadcastChannel, parcel: &Parcel) {
    let payload = Uint8Array::from(parcel.payload.as_slice());
    let message = Array::of3(&parcel.topic.as_str().into(), &payload, &parcel.retain.into());
    // Fails for a closed channel only.
    let _ = channel.post_message(&message);
}

/// Whether a topic is the one that was asked for, or lies directly below it.
fn matches(asked: &str, topic: &str) -> bool {
    match asked.strip_suffix('+') {
        Some(above) => topic.strip_prefix(above).is_some_and(|rest| !rest.is_empty() && !rest.contains('/')),
        None => asked == topic,
    }
}
