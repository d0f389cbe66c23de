//! Bytes as text: 15 bits in every UTF-16 unit, which is what browsers count.

/// The first character used: below it are control characters.
const FIRST: u32 = 32;

/// Bits that one character carries; 15 keep clear of the surrogates.
const BITS: u32 = 15;

/// Writes bytes as text.
pub fn to_text(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 8 / 5 + 3);
    let (mut held, mut count) = (0_u32, 0_u32);
    let mut put = |value: u32| text.extend(char::from_u32(value + FIRST));
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        count += 8;
        if count >= BITS {
            count -= BITS;
            put(held >> count);
            held &= (1 << count) - 1;
        }
    }
    if count > 0 {
        put(held << (BITS - count));
    }
    text
}

/// Reads bytes back, with up to one zero byte too many; `None` for other text.
pub fn from_text(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 5 / 8 + 2);
    let (mut held, mut count) = (0_u32, 0_u32);
    for character in text.chars() {
        let value = u32::from(character).checked_sub(FIRST).filter(|value| value >> BITS == 0)?;
        held = held << BITS | value;
        count += BITS;
        while count >= 8 {
            count -= 8;
            bytes.push((held >> count) as u8);
            held &= (1 << count) - 1;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_read_back_with_at_most_one_zero_too_many() {
        let mut state = 1_u32;
        for length in 0..200_usize {
            let bytes: Vec<u8> = (0..length)
                .map(|_| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (state >> 24) as u8
                })
                .collect();
            let text = to_text(&bytes);
            assert_eq!(text.encode_utf16().count(), (length * 8).div_ceil(15));
            let back = from_text(&text).unwrap();
            assert_eq!(back[..length], bytes[..]);
            assert!(back.len() <= length + 1 && back[length..].iter().all(|byte| *byte == 0));
        }
    }

    #[test]
    fn the_extremes_stay_clear_of_controls_and_surrogates() {
        for bytes in [[0x00; 30], [0xff; 30]] {
            for unit in to_text(&bytes).encode_utf16() {
                assert!((32..0xd800).contains(&unit), "{unit:x}");
            }
        }
    }

    #[test]
    fn other_text_is_refused() {
        for text in ["\n", "\u{8020}", "😀"] {
            assert_eq!(from_text(text), None, "{text:?}");
        }
    }
}
