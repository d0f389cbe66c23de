//! The clipboard.

use std::future::Future;

use js_sys::{Array, Promise};
use wasm_bindgen::JsValue;
use web_sys::Blob;

use super::js;

/// Copies text. Only in answer to a click or a key; `false` where it is not allowed.
pub async fn write(text: &str) -> bool {
    let Some(clipboard) = js::find(&["navigator", "clipboard"]) else { return false };
    js::ask(&clipboard, "writeText", &[&text.into()]).await.is_ok()
}

/// Whether the browser lets a page copy anything but text.
pub fn takes_files() -> bool {
    js::find(&["ClipboardItem"]).is_some() && js::find(&["navigator", "clipboard", "write"]).is_some()
}

/// Copies a file of a type while it is still being made; `false` where it is not allowed.
///
/// To be called in the click itself, before anything is waited for: some browsers forget
/// the click while a file is made, so they are handed the promise of one.
pub fn write_file<E: 'static>(
    mime: &str,
    made: impl Future<Output = Result<Blob, E>> + 'static,
) -> impl Future<Output = bool> {
    let promise: Promise = wasm_bindgen_futures::future_to_promise(async move {
        made.await.map(JsValue::from).map_err(|_| JsValue::from_str("the file was not made"))
    });
    // A browser that does not take the promise does not look at how it ends either, and its end
    // must not come up as an error of the page.
    wasm_bindgen_futures::spawn_local({
        let promise = promise.clone();
        async move {
            let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
        }
    });
    let item = js::construct("ClipboardItem", &[&js::object(&[(mime, &promise)])]);
    let asked = item
        .ok()
        .zip(js::find(&["navigator", "clipboard"]))
        .and_then(|(item, clipboard)| js::call(&clipboard, "write", &[&Array::of1(&item)]).ok());
    async move {
        match asked {
            Some(asked) => js::settled(asked).await.is_ok(),
            None => false,
        }
    }
}
