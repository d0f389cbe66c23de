//! Reaching for things that a browser may not have.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A property that is there.
pub fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(of, &JsValue::from_str(name)).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}

/// A property below a property of the window, or of the worker, such as `navigator`, `locks`.
///
/// Nothing on the host, where screens are rendered without a browser.
pub fn find(path: &[&str]) -> Option<JsValue> {
    if cfg!(not(target_arch = "wasm32")) {
        return None;
    }
    path.iter().try_fold(js_sys::global().into(), |of: JsValue, name| get(&of, name))
}

/// Calls a method; an error where there is none or where it throws.
pub fn call(of: &JsValue, name: &str, arguments: &[&JsValue]) -> Result<JsValue, JsValue> {
    let method: Function =
        get(of, name).and_then(|method| method.dyn_into().ok()).ok_or_else(|| JsValue::from_str(name))?;
    method.apply(of, &arguments.iter().copied().collect::<Array>())
}

/// Makes an object of a class of that name; an error where there is none or where it throws.
pub fn construct(name: &str, arguments: &[&JsValue]) -> Result<JsValue, JsValue> {
    let class: Function =
        find(&[name]).and_then(|class| class.dyn_into().ok()).ok_or_else(|| JsValue::from_str(name))?;
    Reflect::construct(&class, &arguments.iter().copied().collect::<Array>())
}

/// Waits for what may be a promise.
pub async fn settled(value: JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::resolve(&value)).await
}

/// Calls a method that gives a promise, and waits for it.
pub async fn ask(of: &JsValue, name: &str, arguments: &[&JsValue]) -> Result<JsValue, JsValue> {
    settled(call(of, name, arguments)?).await
}

/// A plain object.
pub fn object(fields: &[(&str, &JsValue)]) -> JsValue {
    let object = js_sys::Object::new();
    for (name, value) in fields {
        // Fails for frozen objects only.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

/// The `name` of an error, such as `QuotaExceededError`.
pub fn error_name(error: &JsValue) -> String {
    get(error, "name").and_then(|name| name.as_string()).unwrap_or_default()
}
