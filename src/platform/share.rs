//! Handing a text to another app of the device.

use super::js;

/// Whether the browser can do that; most phones can.
pub fn is_possible() -> bool {
    js::find(&["navigator", "share"]).is_some()
}

/// Asks where the text shall go. Only in answer to a click or a key; `false` where it went nowhere.
pub async fn text(text: &str) -> bool {
    hand_over(&[("text", text)]).await
}

/// Asks where a link shall go, with what it leads to. Only in answer to a click or a key;
/// `false` where it went nowhere.
pub async fn link(title: &str, address: &str) -> bool {
    hand_over(&[("title", title), ("url", address)]).await
}

async fn hand_over(parts: &[(&str, &str)]) -> bool {
    let Some(navigator) = js::find(&["navigator"]) else { return false };
    let parts: Vec<_> = parts.iter().map(|(name, value)| (*name, (*value).into())).collect();
    let parts: Vec<_> = parts.iter().map(|(name, value)| (*name, value)).collect();
    js::ask(&navigator, "share", &[&js::object(&parts)]).await.is_ok()
}
