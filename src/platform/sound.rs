//! A short tone.

use wasm_bindgen::JsValue;

use super::js;

/// Plays a short, quiet tone; nothing where the browser has no sound or does not allow it.
pub fn tone() {
    let _ = play();
}

fn play() -> Result<(), JsValue> {
    let context = js::construct("AudioContext", &[])?;
    let oscillator = js::call(&context, "createOscillator", &[])?;
    let gain = js::call(&context, "createGain", &[])?;
    let missing = || JsValue::from_str("sound");
    let volume = js::get(&gain, "gain").ok_or_else(missing)?;
    js::call(&volume, "setValueAtTime", &[&0.1.into(), &0.into()])?;
    let out = js::get(&context, "destination").ok_or_else(missing)?;
    js::call(&oscillator, "connect", &[&gain])?;
    js::call(&gain, "connect", &[&out])?;
    js::call(&oscillator, "start", &[])?;
    let now = js::get(&context, "currentTime").and_then(|now| now.as_f64()).unwrap_or(0.0);
    js::call(&oscillator, "stop", &[&(now + 0.4).into()])?;
    Ok(())
}
