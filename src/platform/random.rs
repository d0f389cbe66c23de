//! Names that nobody else has.

/// Letters and digits that are hard to take for one another (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A fresh id of 40 random bits, such as `i_7f3k2m9q`; without a prefix only the latter part.
pub fn id(prefix: &str) -> String {
    let random: String = bytes::<8>()
        .iter()
        .filter_map(|byte| ALPHABET.get(usize::from(byte % 32)))
        .map(|letter| char::from(*letter))
        .collect();
    if prefix.is_empty() { random } else { format!("{prefix}_{random}") }
}

/// Random bytes from the browser's crypto.
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    let filled = crypto.is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if !filled {
        // No browser of the last ten years comes here; an id still has to differ.
        for byte in &mut bytes {
            *byte = (js_sys::Math::random() * 256.0) as u8;
        }
    }
    bytes
}
