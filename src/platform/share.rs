//! Handing a text to another app of the device.

use super::js;

/// Whether the browser can do that; most phones can.
pub fn is_possible() -> bool {
    js::find(&["navigator", "share"]).is_some()
}

/// Asks where the text shall go. Only in answer to a click or a key; `false` where it went nowhere.
pub async fn text(text: &str) -> bool {
    let Some(navigator) = js::find(&["navigator"]) else { return false };
    js::ask(&navigator, "share", &[&js::object(&[("text", &text.into())])]).await.is_ok()
}
