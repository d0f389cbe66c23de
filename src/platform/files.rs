//! Files in and out.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, HtmlInputElement, Url};

use super::js;

/// Why a file was not read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileError {
    /// The person closed the chooser.
    Cancelled,
    /// The person or the browser does not allow it, any more or at all.
    Denied,
    /// It is gone, locked, on a full disk, or failed in an unknown way.
    Failed,
}

/// Hands a file to the browser's downloads.
pub fn download(name: &str, mime: &str, content: &[u8]) -> Result<(), FileError> {
    download_blob(name, &blob(mime, content)?)
}

/// Hands a file that the browser has made to its downloads.
pub fn download_blob(name: &str, blob: &Blob) -> Result<(), FileError> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(FileError::Failed)?;
    let url = Url::create_object_url_with_blob(blob).map_err(why)?;
    let link: HtmlAnchorElement =
        document.create_element("a").map_err(why)?.dyn_into().map_err(|_| FileError::Failed)?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser reads it after the click; an address that is never given up keeps the file in memory.
    gloo::timers::callback::Timeout::new(60_000, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    Ok(())
}

/// Content as the browser holds it.
pub fn blob(mime: &str, content: &[u8]) -> Result<Blob, FileError> {
    let parts = Array::of1(&Uint8Array::from(content));
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    Blob::new_with_u8_array_sequence_and_options(&parts, &options).map_err(why)
}

/// The bytes of a file that was chosen, dropped or pasted.
pub async fn read(file: &File) -> Result<Vec<u8>, FileError> {
    let buffer = js::settled(file.array_buffer().into()).await.map_err(why)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Lets the person choose a file; `accept` as in `<input accept>`, such as `.csv,.json`.
///
/// Only in answer to a click or a key; `on_file` is not called when they think better of it.
pub fn pick(accept: &str, on_file: impl Fn(File) + 'static) -> Result<(), FileError> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(FileError::Failed)?;
    let input: HtmlInputElement =
        document.create_element("input").map_err(why)?.dyn_into().map_err(|_| FileError::Failed)?;
    input.set_type("file");
    input.set_accept(accept);
    let chosen = input.clone();
    // The input owns its listener, and both go together when it is collected.
    let on_change = Closure::<dyn FnMut()>::new(move || {
        if let Some(file) = chosen.files().and_then(|files| files.get(0)) {
            on_file(file);
        }
    });
    input.set_onchange(Some(on_change.into_js_value().unchecked_ref()));
    input.click();
    Ok(())
}

/// A file on disk that can be saved to again (File System Access, Chromium only).
#[derive(Clone, Debug, PartialEq)]
pub struct FileHandle {
    handle: JsValue,
}

/// Whether the browser lets a page save to the same file again.
pub fn can_save_again() -> bool {
    js::find(&["showSaveFilePicker"]).is_some()
}

/// Lets the person choose where to save. Only in answer to a click or a key.
pub async fn pick_to_save(name: &str) -> Result<FileHandle, FileError> {
    let options = js::object(&[("suggestedName", &name.into())]);
    let handle = js::ask(&window()?, "showSaveFilePicker", &[&options]).await.map_err(why)?;
    Ok(FileHandle { handle })
}

/// Lets the person choose a file that can be saved to later.
pub async fn pick_to_open() -> Result<FileHandle, FileError> {
    let handles = js::ask(&window()?, "showOpenFilePicker", &[]).await.map_err(why)?;
    Ok(FileHandle { handle: Array::from(&handles).get(0) })
}

impl FileHandle {
    /// The file's name.
    pub fn name(&self) -> String {
        js::get(&self.handle, "name").and_then(|name| name.as_string()).unwrap_or_default()
    }

    /// The file as it is now.
    pub async fn file(&self) -> Result<File, FileError> {
        js::ask(&self.handle, "getFile", &[]).await.map_err(why)?.dyn_into().map_err(|_| FileError::Failed)
    }

    /// Whether it may be written to without asking.
    pub async fn may_write(&self) -> bool {
        self.permission("queryPermission").await
    }

    /// Asks the person for leave to write. Only in answer to a click or a key.
    pub async fn ask_to_write(&self) -> bool {
        self.permission("requestPermission").await
    }

    async fn permission(&self, method: &str) -> bool {
        let options = js::object(&[("mode", &"readwrite".into())]);
        js::ask(&self.handle, method, &[&options]).await.is_ok_and(|answer| answer == "granted")
    }

    /// Writes all of it; the old file stays until the new one is complete.
    pub async fn write(&self, content: &[u8]) -> Result<(), FileError> {
        let stream = js::ask(&self.handle, "createWritable", &[]).await.map_err(why)?;
        js::ask(&stream, "write", &[&Uint8Array::from(content)]).await.map_err(why)?;
        js::ask(&stream, "close", &[]).await.map_err(why)?;
        Ok(())
    }
}

fn window() -> Result<JsValue, FileError> {
    web_sys::window().map(JsValue::from).ok_or(FileError::Failed)
}

fn why(error: JsValue) -> FileError {
    match js::error_name(&error).as_str() {
        "AbortError" => FileError::Cancelled,
        "NotAllowedError" | "SecurityError" => FileError::Denied,
        _ => FileError::Failed,
    }
}
