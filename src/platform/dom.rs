//! The page as a whole: its language, its theme, its title.

use std::cell::RefCell;

use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement, MediaQueryList};

use super::element::document;
use super::{Listener, js};

/// The element with that id.
pub fn by_id(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

/// Puts the focus on the element with that id; `false` where there is none.
pub fn focus(id: &str) -> bool {
    let element = by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok())
}

/// Sets the language of the page, which fonts, hyphens and screen readers follow.
pub fn set_language(tag: &str) {
    set_root_attribute("lang", tag);
}

/// Sets `data-theme` of the page.
pub fn set_theme(theme: &str) {
    set_root_attribute("data-theme", theme);
}

fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        // Fails only for names that cannot be attributes.
        let _ = root.set_attribute(name, value);
    }
}

/// The window, for whoever listens to it.
pub fn window_target() -> Option<web_sys::EventTarget> {
    web_sys::window().map(Into::into)
}

/// Shows the top of the page.
pub fn scroll_to_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

thread_local! {
    static LATER_STYLES: RefCell<Option<Promise>> = const { RefCell::new(None) };
}

/// Puts the style sheet of later screens to use, which the page only announces (index.html);
/// ends with `false` where it cannot be fetched, and then it can be asked for again.
pub fn later_styles() -> impl Future<Output = bool> {
    let asked = LATER_STYLES.with_borrow_mut(|asked| {
        if asked.is_none() {
            *asked = by_id("later-styles")
                .and_then(|announced| announced.get_attribute("content"))
                .map(fetch_styles);
        }
        asked.clone()
    });
    async move {
        let Some(asked) = asked else { return true };
        let are_there = JsFuture::from(asked).await.is_ok();
        if !are_there {
            LATER_STYLES.set(None);
        }
        are_there
    }
}

fn fetch_styles(address: String) -> Promise {
    Promise::new(&mut |arrived, failed| {
        let link = document().and_then(|document| document.create_element("link").ok());
        let link = link.and_then(|link| link.dyn_into::<HtmlElement>().ok());
        let (Some(link), Some(head)) = (link, document().and_then(|document| document.head())) else {
            let _ = failed.call0(&JsValue::NULL);
            return;
        };
        link.set_onload(Some(&arrived));
        link.set_onerror(Some(&failed));
        // Neither name is one that an attribute cannot have.
        let _ = link.set_attribute("rel", "stylesheet");
        let _ = link.set_attribute("href", &address);
        let _ = head.append_child(&link);
    })
}

/// Sets the page's title.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// The languages that the person reads, best first, as BCP 47 tags.
pub fn languages() -> Vec<String> {
    let Some(languages) = js::find(&["navigator", "languages"]) else { return Vec::new() };
    Array::from(&languages).iter().filter_map(|tag| tag.as_string()).collect()
}

/// Whether shortcuts are made with the Command key.
pub fn is_mac() -> bool {
    let platform = js::find(&["navigator", "platform"]).and_then(|platform| platform.as_string());
    platform.is_some_and(|platform| platform.starts_with("Mac") || platform.starts_with("iP"))
}

/// Whether the system asks for a dark theme.
pub fn prefers_dark() -> bool {
    media(DARK).is_some_and(|query| query.matches())
}

/// Calls when the system changes between light and dark. Stops when dropped.
pub fn on_prefers_dark(callback: impl Fn(bool) + 'static) -> Option<Listener> {
    let query = media(DARK)?;
    let asked = query.clone();
    Some(Listener::new(&query, "change", move |_| callback(asked.matches())))
}

/// Whether the system asks for less motion.
pub fn prefers_less_motion() -> bool {
    media("(prefers-reduced-motion: reduce)").is_some_and(|query| query.matches())
}

const DARK: &str = "(prefers-color-scheme: dark)";

fn media(query: &str) -> Option<MediaQueryList> {
    web_sys::window()?.match_media(query).ok().flatten()
}
