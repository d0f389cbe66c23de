//! A connection to another host, by WebSocket.

use std::rc::Rc;

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BinaryType, MessageEvent, WebSocket};

use super::{Listener, js};

/// The most bytes that may wait to be sent: more means that the network does not keep up.
const MOST_WAITING: u32 = 4_000_000;

/// Why there is no connection, or nothing goes through it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WireError {
    /// There are no WebSockets here.
    Missing,
    /// It is no address of a WebSocket.
    NoAddress,
    /// The browser forbids it: the page came over HTTPS and the address begins with `ws://`,
    /// or the page's policy does not allow it.
    Blocked,
    /// It is not open, or the network does not keep up.
    Stuck,
}

/// What happens on a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WireEvent {
    /// It is open, with the protocol that was asked for.
    Opened,
    /// Bytes came.
    Received(Vec<u8>),
    /// It has ended, or could not be opened; nothing follows.
    Closed,
}

/// A connection. Closes when dropped.
pub struct Wire {
    socket: WebSocket,
    _listeners: Vec<Listener>,
}

impl Wire {
    /// Begins to connect. A browser does not tell a page why a connection fails.
    pub fn open(
        address: &str,
        protocol: &str,
        on_event: impl Fn(WireEvent) + 'static,
    ) -> Result<Wire, WireError> {
        js::find(&["WebSocket"]).ok_or(WireError::Missing)?;
        let socket = WebSocket::new_with_str(address, protocol).map_err(|error| {
            if js::error_name(&error) == "SecurityError" { WireError::Blocked } else { WireError::NoAddress }
        })?;
        socket.set_binary_type(BinaryType::Arraybuffer);
        let on_event = Rc::new(on_event);
        let listen = |name: &'static str, of: fn(&JsValue) -> WireEvent| {
            let on_event = Rc::clone(&on_event);
            Listener::new(&socket, name, move |event| on_event(of(event)))
        };
        let listeners = vec![
            listen("open", |_| WireEvent::Opened),
            listen("message", received),
            // An error is always followed by this.
            listen("close", |_| WireEvent::Closed),
        ];
        Ok(Wire { socket, _listeners: listeners })
    }

    /// Sends bytes, in one frame.
    pub fn send(&self, bytes: &[u8]) -> Result<(), WireError> {
        let is_open = self.socket.ready_state() == WebSocket::OPEN;
        if !is_open || self.socket.buffered_amount() > MOST_WAITING {
            return Err(WireError::Stuck);
        }
        self.socket.send_with_u8_array(bytes).map_err(|_| WireError::Stuck)
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        // Throws for strange codes only.
        let _ = self.socket.close();
    }
}

fn received(event: &JsValue) -> WireEvent {
    let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
    // Whoever sends text does not speak the protocol that was asked for.
    match data.and_then(|data| data.dyn_into::<ArrayBuffer>().ok()) {
        Some(buffer) => WireEvent::Received(Uint8Array::new(&buffer).to_vec()),
        None => WireEvent::Received(Vec::new()),
    }
}
