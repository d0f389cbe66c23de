//! Other tabs of the same page: what they wrote, and who goes first.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent, StorageEvent};

use super::{Listener, js};
use crate::keeping::{Key, Record};

/// Hears what other tabs write, by two ways, so that one may be missing: the channel,
/// and the event of the storage. A record may come twice. Stops when dropped.
pub struct Tabs {
    channel: Option<BroadcastChannel>,
    _listeners: Vec<Listener>,
}

impl Tabs {
    /// Listens. To be called before a plan is read, so that nothing falls in between.
    pub fn listen(name: &str, on_record: impl Fn(Record) + 'static) -> Tabs {
        let on_record = Rc::new(on_record);
        let mut listeners = Vec::new();
        // Constructing it throws where it does not exist.
        let channel = js::find(&["BroadcastChannel"]).and_then(|_| BroadcastChannel::new(name).ok());
        if let Some(channel) = &channel {
            let on_record = Rc::clone(&on_record);
            listeners.push(Listener::new(channel, "message", move |event| {
                let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
                if let Some(record) = data.and_then(|data| record(&data)) {
                    on_record(record);
                }
            }));
        }
        if let Some(window) = web_sys::window() {
            listeners.push(Listener::new(&window, "storage", move |event| {
                let Some(event) = event.dyn_ref::<StorageEvent>() else { return };
                let Some(key) = event.key().filter(|key| is_news(key)) else { return };
                on_record(Record { key, text: event.new_value().unwrap_or_default() });
            }));
        }
        Tabs { channel, _listeners: listeners }
    }

    /// Tells the other tabs.
    pub fn post(&self, record: &Record) {
        let Some(channel) = self.channel.as_ref().filter(|_| is_news(&record.key)) else { return };
        // A closed channel throws; the storage's event still tells.
        let _ = channel.post_message(&Array::of2(&record.key.as_str().into(), &record.text.as_str().into()));
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        if let Some(channel) = &self.channel {
            channel.close();
        }
    }
}

fn is_news(key: &str) -> bool {
    Key::parse(key).is_some_and(|key| key.is_news())
}

fn record(data: &JsValue) -> Option<Record> {
    let data = data.dyn_ref::<Array>()?;
    Some(Record { key: data.get(0).as_string()?, text: data.get(1).as_string()? })
}

/// A lock that only one tab holds, or a place in the queue for it. Dropping gives it up.
pub struct Lock {
    state: Rc<RefCell<LockState>>,
}

#[derive(Default)]
struct LockState {
    is_held: bool,
    is_dropped: bool,
    /// Ends the promise that holds the lock.
    release: Option<Function>,
}

impl Lock {
    /// Whether this tab holds it now.
    pub fn is_held(&self) -> bool {
        self.state.borrow().is_held
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let release = {
            let mut state = self.state.borrow_mut();
            state.is_dropped = true;
            state.is_held = false;
            state.release.take()
        };
        if let Some(release) = release {
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

/// Queues for a lock; `on_held` is called when this tab gets it.
///
/// `None` where there are no locks. Nobody has to wait for another tab then, so `on_held` was
/// called before this returns; who cannot do without agreement asks [`crate::keeping::Vault::lease`].
/// Where the browser has locks and refuses this one, as with blocked storage, it is called later.
pub fn hold_lock(name: &str, on_held: impl FnOnce() + 'static) -> Option<Lock> {
    let on_held = Cell::new(Some(on_held));
    let on_held = Rc::new(move || {
        if let Some(on_held) = on_held.take() {
            on_held();
        }
    });
    let lock = queue(name, Rc::clone(&on_held));
    if lock.is_none() {
        on_held();
    }
    lock
}

fn queue(name: &str, on_held: Rc<impl Fn() + 'static>) -> Option<Lock> {
    let locks = js::find(&["navigator", "locks"])?;
    let state = Rc::<RefCell<LockState>>::default();
    let on_granted = {
        let (granted, on_held) = (Rc::clone(&state), Rc::clone(&on_held));
        Closure::once_into_js(move || -> JsValue {
            if granted.borrow().is_dropped {
                return JsValue::UNDEFINED;
            }
            let held = Promise::new(&mut |resolve: Function, _: Function| {
                let mut state = granted.borrow_mut();
                state.is_held = true;
                state.release = Some(resolve);
            });
            on_held();
            held.into()
        })
    };
    let asked = js::call(&locks, "request", &[&name.into(), &on_granted]).ok()?;
    let refused = Rc::clone(&state);
    wasm_bindgen_futures::spawn_local(async move {
        // Where storage is blocked nobody holds any lock, so nobody need wait for it.
        if js::settled(asked).await.is_err() && !refused.borrow().is_dropped {
            on_held();
        }
    });
    Some(Lock { state })
}
