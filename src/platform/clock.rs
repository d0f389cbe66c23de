//! What time it is.

use super::js;
use crate::domain::date;

/// Unix milliseconds, as the computer's clock has it.
pub fn now_unix_ms() -> f64 {
    if cfg!(not(target_arch = "wasm32")) {
        // Screens are rendered on the host as well; there it is always the same moment.
        return 1_795_338_000_000.0;
    }
    js_sys::Date::now()
}

/// The moment in ISO 8601 UTC, to the second.
pub fn now_iso() -> String {
    date::iso_from_unix_ms(now_unix_ms() as i64)
}

/// Milliseconds since the page was loaded, or the worker started; never set back.
pub fn monotonic_ms() -> f64 {
    let now = js::find(&["performance"]).and_then(|performance| js::call(&performance, "now", &[]).ok());
    now.and_then(|now| now.as_f64()).unwrap_or_else(now_unix_ms)
}
