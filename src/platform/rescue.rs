//! What happens when the program stops all the same: the page shows a plain box.

/// Sets up what a panic does. After it nothing of the program runs any more, so
/// everything else is left to the plain script beside it.
pub fn install() {
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
        if let Some(window) = web_sys::window()
            && let Ok(event) = web_sys::Event::new("steelyard-stopped")
        {
            let _ = window.dispatch_event(&event);
        }
    }));
}
