//! The part of the address behind `#`, which no server ever sees.

/// What stands behind the address, from `#` on; empty where there is none.
pub fn hash() -> String {
    if cfg!(not(target_arch = "wasm32")) {
        return String::new();
    }
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Changes what stands behind the address, as a step that the back button takes back.
pub fn set_hash(hash: &str) {
    if let Some(window) = web_sys::window() {
        // Refused only in sandboxes without an address, where it does not matter.
        let _ = window.location().set_hash(hash);
    }
}

/// The address of this page without what stands behind it from `#` on; empty outside a browser.
pub fn address() -> String {
    if cfg!(not(target_arch = "wasm32")) {
        return String::new();
    }
    let href = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    href.split('#').next().unwrap_or_default().to_owned()
}

/// Changes what stands behind the address and leaves no step for the back button.
pub fn replace_hash(hash: &str) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(hash));
    }
}

/// Loads the page again, with the address as it is.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}
