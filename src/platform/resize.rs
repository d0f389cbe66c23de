//! The size of elements.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};
use yew::NodeRef;

/// Watches the width of an element. Stops when dropped.
pub struct Watch {
    observer: ResizeObserver,
    _closure: Closure<dyn FnMut()>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Calls with the width of an element's content, now and whenever its size changes; `None` where
/// there is no element, or no browser that tells.
pub fn watch_width(node: &NodeRef, on_width: impl Fn(f64) + 'static) -> Option<Watch> {
    let element: Element = node.cast()?;
    let watched = element.clone();
    let closure = Closure::<dyn FnMut()>::new(move || on_width(f64::from(watched.client_width())));
    let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok()?;
    // Answers at once, too.
    observer.observe(&element);
    Some(Watch { observer, _closure: closure })
}
