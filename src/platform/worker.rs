//! A second thread: a worker, in which the same program runs without a window.
//!
//! The build puts a small script beside the program (`src/worker.js`). It waits for the
//! compiled program, which the page hands over, so that it is neither fetched nor compiled
//! again. Texts go to and fro from then on, with bytes beside them where there are any.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{EventTarget, MessageEvent};

use super::{Listener, js};

/// The one name that the page's Content-Security-Policy allows for a policy of Trusted Types.
const POLICY: &str = "steelyard-worker";

#[wasm_bindgen]
extern "C" {
    /// What a module of JavaScript knows about itself.
    #[wasm_bindgen(thread_local_v2, js_namespace = import, js_name = meta)]
    static IMPORT_META: JsValue;
}

/// A text that was sent, and what was sent with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// The text.
    pub text: String,
    /// Bytes beside it.
    pub bytes: Option<Vec<u8>>,
}

/// What comes from a worker.
#[derive(Clone, Debug, PartialEq)]
pub enum Heard {
    /// It says something.
    Said(Said),
    /// It could not start, or has stopped.
    Stopped,
}

/// A worker, as its page sees it. Ends when dropped.
pub struct Worker {
    worker: EventTarget,
    _listeners: Vec<Listener>,
}

impl Worker {
    /// Starts a worker. `None` where that is not possible at all; where it fails later, that
    /// is heard.
    pub fn start(on_heard: impl Fn(Heard) + 'static) -> Option<Worker> {
        if cfg!(not(target_arch = "wasm32")) {
            return None;
        }
        let options = js::object(&[("type", &"module".into()), ("name", &"steelyard".into())]);
        let worker: EventTarget = js::construct("Worker", &[&script()?, &options]).ok()?.unchecked_into();
        let on_heard = std::rc::Rc::new(on_heard);
        let on_stop = {
            let on_heard = std::rc::Rc::clone(&on_heard);
            move |event: &web_sys::Event| {
                // Whoever hears it deals with it; the page itself is sound.
                event.prevent_default();
                on_heard(Heard::Stopped);
            }
        };
        let listeners = vec![
            Listener::new(&worker, "message", move |event| {
                on_heard(said(event).map_or(Heard::Stopped, Heard::Said));
            }),
            Listener::new_with_options(
                &worker,
                "error",
                gloo::events::EventListenerOptions::enable_prevent_default(),
                on_stop,
            ),
        ];
        let worker = Worker { worker, _listeners: listeners };
        worker.send(&[&wasm_bindgen::module()]).then_some(worker)
    }

    /// Says something to it; `false` where that failed.
    pub fn post(&self, text: &str, bytes: Option<&[u8]>) -> bool {
        match bytes {
            Some(bytes) => {
                let (message, transfer) = with_bytes(text, bytes);
                self.send(&[&message, &transfer])
            }
            None => self.send(&[&text.into()]),
        }
    }

    fn send(&self, arguments: &[&JsValue]) -> bool {
        js::call(&self.worker, "postMessage", arguments).is_ok()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // There is no worker without this method.
        let _ = js::call(&self.worker, "terminate", &[]);
    }
}

/// The address of the worker's script, in the form that the browser asks for.
fn script() -> Option<JsValue> {
    thread_local! {
        // A policy can be made once only, so what it gave is kept.
        static SCRIPT: std::cell::OnceCell<JsValue> = const { std::cell::OnceCell::new() };
    }
    SCRIPT.with(|script| {
        if let Some(script) = script.get() {
            return Some(script.clone());
        }
        let made = make_script()?;
        Some(script.get_or_init(|| made).clone())
    })
}

fn make_script() -> Option<JsValue> {
    let program = IMPORT_META.with(|meta| js::get(meta, "url"))?.as_string()?;
    let address = JsValue::from(format!("{}-worker.js", program.strip_suffix(".js")?));
    let Some(factory) = js::find(&["trustedTypes"]) else { return Some(address) };
    // The policy vouches for this one address, once, whatever it is asked for.
    let vouch = Closure::once_into_js(move || -> JsValue { address });
    let rules = js::object(&[("createScriptURL", &vouch)]);
    let policy = js::call(&factory, "createPolicy", &[&POLICY.into(), &rules]).ok()?;
    js::call(&policy, "createScriptURL", &[&"".into()]).ok()
}

/// Whether this program runs in a worker, and not in a page.
pub fn is_here() -> bool {
    web_sys::window().is_none()
}

/// In a worker: says something to the page.
pub fn post(text: &str) {
    // A worker can always send a text.
    let _ = js::call(&js_sys::global(), "postMessage", &[&text.into()]);
}

/// In a worker: says something to the page, with bytes beside it.
pub fn post_with(text: &str, bytes: &[u8]) {
    let (message, transfer) = with_bytes(text, bytes);
    // A worker can always send what it has made.
    let _ = js::call(&js_sys::global(), "postMessage", &[&message, &transfer]);
}

/// In a worker: calls for everything that the page says, for as long as the worker lives;
/// `None` stands for what makes no sense.
pub fn listen(callback: impl Fn(Option<Said>) + 'static) {
    let scope: EventTarget = js_sys::global().unchecked_into();
    Listener::new(&scope, "message", move |event| callback(said(event))).forget();
}

/// A message of a text and bytes, and the list of what is handed over instead of being copied
/// once more.
fn with_bytes(text: &str, bytes: &[u8]) -> (JsValue, JsValue) {
    let bytes = Uint8Array::from(bytes);
    let buffer = bytes.buffer();
    (Array::of2(&text.into(), &bytes).into(), Array::of1(&buffer).into())
}

fn said(event: &web_sys::Event) -> Option<Said> {
    let data = event.dyn_ref::<MessageEvent>()?.data();
    if let Some(text) = data.as_string() {
        return Some(Said { text, bytes: None });
    }
    let parts = data.dyn_into::<Array>().ok()?;
    let bytes = parts.get(1).dyn_into::<Uint8Array>().ok()?;
    Some(Said { text: parts.get(0).as_string()?, bytes: Some(bytes.to_vec()) })
}

/// Calls a function again and again, with everything that waits having its turn in between:
/// messages, for one. Timers would do as well, but browsers make them wait for milliseconds.
pub struct Turns {
    port: JsValue,
    _listener: Listener,
}

impl Turns {
    /// Gets ready to call; `None` where the browser cannot. The function answers whether it
    /// wants to be called again.
    pub fn new(callback: impl Fn() -> bool + 'static) -> Option<Turns> {
        let channel = js::construct("MessageChannel", &[]).ok()?;
        let here: EventTarget = js::get(&channel, "port1")?.unchecked_into();
        let port = js::get(&channel, "port2")?;
        let again = port.clone();
        let listener = Listener::new(&here, "message", move |_| {
            if callback() {
                ring(&again);
            }
        });
        js::call(&here, "start", &[]).ok()?;
        Some(Turns { port, _listener: listener })
    }

    /// Starts calling.
    pub fn start(&self) {
        ring(&self.port);
    }
}

fn ring(port: &JsValue) {
    // Nothing is easier to send than nothing.
    let _ = js::call(port, "postMessage", &[&JsValue::NULL]);
}
