//! The clipboard.

use super::js;

/// Copies text. Only in answer to a click or a key; `false` where it is not allowed.
pub async fn write(text: &str) -> bool {
    let Some(clipboard) = js::find(&["navigator", "clipboard"]) else { return false };
    js::ask(&clipboard, "writeText", &[&text.into()]).await.is_ok()
}
