//! A second window of the same page, for an audience, and a line to it.

use wasm_bindgen::JsCast;
use web_sys::{BroadcastChannel, MessageEvent};

use super::{Listener, js, route};

/// Opens the page once more in a window of its own, at an address that starts with `#`; whether
/// the browser let that happen. The same name comes back to the same window.
pub fn open(hash: &str, name: &str) -> bool {
    let address = format!("{}{hash}", route::address());
    let window = web_sys::window().and_then(|window| {
        window.open_with_url_and_target_and_features(&address, name, "popup,width=1280,height=720").ok()?
    });
    window.is_some()
}

/// A line between windows of the same page in the same browser. It is cut when dropped.
pub struct Line {
    channel: BroadcastChannel,
    _listener: Listener,
}

impl Line {
    /// Listens and speaks under a name; nothing where the browser has no such lines.
    pub fn open(name: &str, on_text: impl Fn(String) + 'static) -> Option<Line> {
        js::find(&["BroadcastChannel"])?;
        let channel = BroadcastChannel::new(name).ok()?;
        let listener = Listener::new(&channel, "message", move |event| {
            let data = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
            if let Some(text) = data {
                on_text(text);
            }
        });
        Some(Line { channel, _listener: listener })
    }

    /// Says something to whoever listens in other windows.
    pub fn say(&self, text: &str) {
        // Only a closed line refuses, and then nobody listens any more.
        let _ = self.channel.post_message(&text.into());
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.channel.close();
    }
}
