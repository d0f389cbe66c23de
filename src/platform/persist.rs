//! Whether the browser promises to keep what this page stores.

use super::js;

/// Whether it has promised; `None` where it makes no such promises.
pub async fn is_promised() -> Option<bool> {
    ask("persisted").await
}

/// Asks for the promise; some browsers ask the person, so not before there is something to lose.
pub async fn ask_for_promise() -> Option<bool> {
    ask("persist").await
}

async fn ask(method: &str) -> Option<bool> {
    let storage = js::find(&["navigator", "storage"])?;
    js::ask(&storage, method, &[]).await.ok()?.as_bool()
}

/// Bytes that the page uses and may use, all kinds of storage together.
pub async fn estimate() -> Option<(f64, f64)> {
    let storage = js::find(&["navigator", "storage"])?;
    let estimate = js::ask(&storage, "estimate", &[]).await.ok()?;
    Some((js::get(&estimate, "usage")?.as_f64()?, js::get(&estimate, "quota")?.as_f64()?))
}
