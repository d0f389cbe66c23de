//! The focus where parts of a page come and go.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};
use yew::prelude::*;

use crate::platform::element;

/// Keeps the focus below a node when what had it there leaves the page, as a button may go with what
/// it did: it goes to the first match of the first selector that has one.
///
/// Looked at after each drawing of the component. A focus that somebody took elsewhere is left alone.
#[hook]
pub fn use_focus_kept(root: &NodeRef, selectors: &'static [&'static str]) {
    // What had the focus last, where that is below the node.
    let last = use_mut_ref(|| None::<Element>);
    use_effect_with((), {
        let (root, last) = (root.clone(), last.clone());
        move |()| {
            let listener = element::document().map(|document| {
                EventListener::new(&document, "focusin", move |event| {
                    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
                    let is_inside = |target: &Element| {
                        let node: &Node = target;
                        root.get().is_some_and(|root| root.contains(Some(node)))
                    };
                    *last.borrow_mut() = target.filter(is_inside);
                })
            });
            move || drop(listener)
        }
    });
    let root = root.clone();
    use_effect(move || {
        let is_gone = last.borrow().as_ref().is_some_and(|last| !last.is_connected());
        if !is_gone || !element::is_focus_lost() {
            return;
        }
        for selector in selectors {
            if element::focus_in(&root, selector) {
                return;
            }
        }
    });
}
