//! What time it is.

use super::js;
use crate::domain::date::{self, Date};

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

/// The day that it is where the person is.
pub fn today() -> Date {
    if cfg!(not(target_arch = "wasm32")) {
        return Date::from_days((now_unix_ms() as i64).div_euclid(86_400_000));
    }
    let now = js_sys::Date::new_0();
    Date { year: now.get_full_year() as i32, month: now.get_month() + 1, day: now.get_date() }
}

/// Milliseconds since the page was loaded, or the worker started; never set back.
pub fn monotonic_ms() -> f64 {
    let now = js::find(&["performance"]).and_then(|performance| js::call(&performance, "now", &[]).ok());
    now.and_then(|now| now.as_f64()).unwrap_or_else(now_unix_ms)
}
