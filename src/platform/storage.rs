//! localStorage, which browsers may block, fill or take away at any moment.

use js_sys::JsString;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Storage;

use super::js;
use crate::keeping::{Store, StoreError};

/// The browser's localStorage.
#[derive(Clone, Debug)]
pub struct LocalStorage {
    storage: Storage,
}

impl LocalStorage {
    /// The storage of this page, if the browser lets it have one.
    pub fn open() -> Result<LocalStorage, StoreError> {
        let window = web_sys::window().ok_or(StoreError::Blocked)?;
        // Where storage is blocked, the mere question throws.
        let storage = window.local_storage().ok().flatten().ok_or(StoreError::Blocked)?;
        storage.length().map_err(why)?;
        Ok(LocalStorage { storage })
    }
}

/// Whether this browser keeps anything, so that a plan will be shown and not the start.
pub fn is_used() -> bool {
    LocalStorage::open().is_ok_and(|store| store.storage.length().is_ok_and(|count| count > 0))
}

/// What this tab remembers under a name until it is closed.
///
/// Another tab, or the next person with a fresh one, sees nothing of it.
pub fn of_tab(name: &str) -> Option<String> {
    tab()?.get_item(name).ok().flatten()
}

/// Remembers a text under a name until the tab is closed; `None` forgets it.
///
/// `false` where the browser does not let it, and then a reload loses the text.
pub fn set_of_tab(name: &str, text: Option<&str>) -> bool {
    let Some(storage) = tab() else { return false };
    match text {
        Some(text) => storage.set_item(name, text).is_ok(),
        None => storage.remove_item(name).is_ok(),
    }
}

fn tab() -> Option<Storage> {
    if cfg!(not(target_arch = "wasm32")) {
        return None;
    }
    web_sys::window()?.session_storage().ok().flatten()
}

impl Store for LocalStorage {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.storage.get_item(key).map_err(why)
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.storage.set_item(key, text).map_err(why)
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.storage.remove_item(key).map_err(why)
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        let count = self.storage.length().map_err(why)?;
        (0..count).filter_map(|at| self.storage.key(at).map_err(why).transpose()).collect()
    }

    fn used_units(&self) -> Result<usize, StoreError> {
        let mut used = 0;
        for key in self.keys()? {
            let key = JsString::from(key);
            // The text stays on its side: only its length is asked for.
            let text = js::call(&self.storage, "getItem", &[&key]).map_err(why)?;
            used += key.length() + text.dyn_ref::<JsString>().map_or(0, JsString::length);
        }
        Ok(used as usize)
    }
}

fn why(error: JsValue) -> StoreError {
    match js::error_name(&error).as_str() {
        "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED" => StoreError::Full,
        "SecurityError" | "NS_ERROR_NOT_AVAILABLE" => StoreError::Blocked,
        _ => StoreError::Broken,
    }
}
