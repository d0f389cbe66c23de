//! The page comes and goes.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BeforeUnloadEvent, VisibilityState};

use super::{Listener, js};

/// Idle work is done after that long even when the page is never idle.
const LONGEST_WAIT_MS: f64 = 2_000.0;

/// Calls when the page may not come back: hidden, closed, or put away. Time to
/// write what is waiting. Stops when dropped.
pub fn on_leave(callback: impl Fn() + 'static) -> Vec<Listener> {
    on_visibility(VisibilityState::Hidden, "pagehide", callback)
}

/// Calls when the page is seen again: time to look for what was missed.
pub fn on_return(callback: impl Fn() + 'static) -> Vec<Listener> {
    on_visibility(VisibilityState::Visible, "pageshow", callback)
}

fn on_visibility(
    state: VisibilityState,
    event: &'static str,
    callback: impl Fn() + 'static,
) -> Vec<Listener> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    let Some(document) = window.document() else { return Vec::new() };
    let callback = std::rc::Rc::new(callback);
    let on_event = std::rc::Rc::clone(&callback);
    let asked = document.clone();
    vec![
        Listener::new(&window, event, move |_| on_event()),
        Listener::new(&document, "visibilitychange", move |_| {
            if asked.visibility_state() == state {
                callback();
            }
        }),
    ]
}

/// Has the browser ask before the page is left, while something would be lost.
pub fn guard_leaving(would_lose: impl Fn() -> bool + 'static) -> Option<Listener> {
    let window = web_sys::window()?;
    let options = gloo::events::EventListenerOptions::enable_prevent_default();
    Some(Listener::new_with_options(&window, "beforeunload", options, move |event| {
        if would_lose() {
            event.prevent_default();
            if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>() {
                // Some browsers ask only for this.
                event.set_return_value("unsaved");
            }
        }
    }))
}

/// Calls once when the browser has nothing better to do.
pub fn when_idle(callback: impl FnOnce() + 'static) {
    let Some(window) = web_sys::window() else { return };
    if js::find(&["requestIdleCallback"]).is_none() {
        gloo::timers::callback::Timeout::new(200, callback).forget();
        return;
    }
    let options = js::object(&[("timeout", &LONGEST_WAIT_MS.into())]);
    // Fails in no browser that has the function.
    let _ = js::call(&window, "requestIdleCallback", &[&Closure::once_into_js(callback), &options]);
}
