//! Elements of the page: focus, position, keys.
//!
//! The Content-Security-Policy refuses `style` attributes, so positions are set
//! through the CSSOM here.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, KeyboardEvent};
use yew::NodeRef;

/// The page's document.
pub fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Sets one CSS property of an element.
pub fn set_style(node: &NodeRef, property: &str, value: &str) {
    if let Some(element) = node.cast::<HtmlElement>() {
        // Refused only for names that are no property, which would show at once.
        let _ = element.style().set_property(property, value);
    }
}

/// Puts the focus on an element.
pub fn focus(node: &NodeRef) {
    if let Some(element) = node.cast::<HtmlElement>() {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

/// Whether an element has the focus.
pub fn is_focused(node: &NodeRef) -> bool {
    let active = document().and_then(|document| document.active_element());
    match (node.get(), active) {
        (Some(node), Some(active)) => node.is_same_node(Some(&active)),
        _ => false,
    }
}

/// Whether a key belongs to an input method that is composing.
pub fn is_composing(event: &KeyboardEvent) -> bool {
    // 229 is what browsers report for the key that ends a composition.
    event.is_composing() || event.key_code() == 229
}

/// Whether the key is held that makes shortcuts: Ctrl, or Command on a Mac.
pub fn has_command_key(event: &KeyboardEvent) -> bool {
    event.ctrl_key() || event.meta_key()
}

/// Moves the focus by that many places among the matching elements below a node; 0 goes to the first.
pub fn move_focus(root: &NodeRef, selector: &str, step: i32) {
    let Some(found) = root.cast::<HtmlElement>().and_then(|root| root.query_selector_all(selector).ok())
    else {
        return;
    };
    let count = found.length() as i32;
    if count == 0 {
        return;
    }
    let active = document().and_then(|document| document.active_element());
    let at = (0..count).find(|&at| {
        found
            .item(at as u32)
            .is_some_and(|node| active.as_ref().is_some_and(|active| node.is_same_node(Some(active))))
    });
    let next = match (at, step) {
        (_, 0) | (None, _) => 0,
        (Some(at), step) => (at + step).rem_euclid(count),
    };
    if let Some(element) = found.item(next as u32).and_then(|node| node.dyn_into::<Element>().ok()) {
        focus_on(&element);
    }
}

/// Lets arrow keys go from one matching element below a node to the next, and Home to the first;
/// other keys are left alone.
pub fn move_focus_by_key(root: &NodeRef, selector: &str, event: &KeyboardEvent) {
    let step = match event.key().as_str() {
        "ArrowRight" | "ArrowDown" => 1,
        "ArrowLeft" | "ArrowUp" => -1,
        "Home" => 0,
        _ => return,
    };
    event.prevent_default();
    move_focus(root, selector, step);
}

/// Puts the focus on the first matching element below a node; `false` where there is none.
pub fn focus_in(root: &NodeRef, selector: &str) -> bool {
    let found = root.cast::<Element>().and_then(|root| root.query_selector(selector).ok().flatten());
    found.inspect(focus_on).is_some()
}

/// Shapes of SVG take the focus by the same method, and are no HTML elements for all that.
fn focus_on(element: &Element) {
    let _ = element.unchecked_ref::<HtmlElement>().focus();
}

/// Where a pointer is, from the upper left corner of an element.
pub fn place_in(node: &NodeRef, client_x: i32, client_y: i32) -> Option<(f64, f64)> {
    let corner = node.cast::<Element>()?.get_bounding_client_rect();
    Some((f64::from(client_x) - corner.left(), f64::from(client_y) - corner.top()))
}

/// Lets an element receive the rest of a pointer's gesture, wherever the pointer goes.
pub fn capture(node: &NodeRef, pointer: i32) {
    if let Some(element) = node.cast::<Element>() {
        // Refused only where the pointer is up again already.
        let _ = element.set_pointer_capture(pointer);
    }
}

/// The value of an attribute of the nearest element around an event's target that has it.
pub fn attribute_around(event: &web_sys::Event, name: &str) -> Option<String> {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok())?;
    target.closest(&format!("[{name}]")).ok().flatten()?.get_attribute(name)
}

/// Whether the event comes from a field in which keys mean text.
pub fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}

/// Whether a key is pressed in something that takes keys for itself: a dialog, a menu, a list.
pub fn takes_keys(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let taking = "dialog, [role=dialog], [role=menu], [role=listbox], [contenteditable=true]";
    target.is_some_and(|element| element.closest(taking).ok().flatten().is_some())
}

/// Whether the last pointer was a finger, which has no hover and no keyboard at hand.
pub fn is_touch(event: &web_sys::PointerEvent) -> bool {
    event.pointer_type() == "touch"
}

/// The text of the field that an input event comes from.
pub fn value_of(event: &web_sys::InputEvent) -> String {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    target.map(|field| field.value()).unwrap_or_default()
}

/// Scrolls a list as little as needed to show one of its children.
pub fn show_child(list: &NodeRef, at: u32) {
    let child = list.cast::<Element>().and_then(|list| list.children().item(at));
    if let Some(child) = child {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        child.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Whether the event comes from a field that lies ready for typing and holds no text:
/// the one over the grid's active cell.
pub fn is_at_rest(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| element.has_attribute("data-resting"))
}

/// The element that has the focus; `None` where nothing but the page has it.
pub fn focused() -> Option<HtmlElement> {
    let active = document()?.active_element()?;
    if active.tag_name() == "BODY" { None } else { active.dyn_into().ok() }
}

/// Whether nothing but the page has the focus. Shapes of a picture can have it, too.
pub fn is_focus_lost() -> bool {
    let active = document().and_then(|document| document.active_element());
    active.is_none_or(|active| active.tag_name() == "BODY")
}

/// Leaves the field that has the focus, so that it hands over what was typed.
pub fn leave_field() {
    if let Some(element) = focused() {
        let _ = element.blur();
    }
}
