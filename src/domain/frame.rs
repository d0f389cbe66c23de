//! Bytes as the end of an address: what surveys and plans travel in, behind a `#`.
//!
//! Behind a mark such as `#p=` stand a version digit, the length and the bytes in URL-safe
//! base 64, and five signs of checksum over all before them. The checksum keeps its place
//! in every later version, so that a newer link is told from a broken one.

use super::hash::hash;

/// Signs of base 64 that a checksum has.
const CHECKS: usize = 5;

/// The letters, digits and two signs that a link may have anywhere.
const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A kind of link.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// What stands behind the address, such as `#p=`.
    pub mark: &'static str,
    /// The version that this program writes, a digit.
    pub version: char,
    /// Characters of the longest link that is read or written, mark included.
    pub longest: usize,
}

/// Why there are no bytes in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameProblem {
    /// It holds something else, or nothing.
    Other,
    /// Its end is missing.
    Cut,
    /// Something in it was changed.
    Changed,
    /// A newer version of this program made it.
    Newer,
    /// It is longer than links of this kind may be.
    TooLong,
}

impl Frame {
    /// The end of a link, from its mark on; nothing where it would be too long.
    pub fn write(&self, bytes: &[u8]) -> Option<String> {
        let mut framed = Vec::with_capacity(bytes.len() + 4);
        put_number(&mut framed, bytes.len());
        framed.extend_from_slice(bytes);
        let mut text = String::with_capacity(framed.len() * 4 / 3 + 16);
        text.push(self.version);
        to_text(&framed, &mut text);
        let sum = checksum(&text);
        text.push_str(&sum);
        (text.len() + self.mark.len() <= self.longest).then(|| format!("{}{text}", self.mark))
    }

    /// The bytes of a link, of the part behind its address, or of a text around it.
    pub fn read(&self, text: &str) -> Result<Vec<u8>, FrameProblem> {
        // A text around a link may be longer, but is not searched without end.
        if text.len() > self.longest * 4 {
            return Err(FrameProblem::TooLong);
        }
        let Some((_, rest)) = text.split_once(self.mark) else { return Err(FrameProblem::Other) };
        let end = rest.find(|c: char| !c.is_ascii() || !SIGNS.contains(&(c as u8))).unwrap_or(rest.len());
        let text = rest.get(..end).unwrap_or_default();
        if text.len() > self.longest {
            return Err(FrameProblem::TooLong);
        }
        match text.chars().next() {
            None => return Err(FrameProblem::Cut),
            Some(version) if version == self.version => {}
            Some(version) if version.is_ascii_digit() && version > self.version && is_whole(text) => {
                return Err(FrameProblem::Newer);
            }
            Some('0'..='9') => return Err(FrameProblem::Changed),
            Some(_) => return Err(FrameProblem::Other),
        }
        let text = whole_part(text)?;
        let body = text.get(1..text.len() - CHECKS).unwrap_or_default();
        let framed = from_text(body).ok_or(FrameProblem::Changed)?;
        let mut rest = framed.as_slice();
        let length = take_number(&mut rest).ok_or(FrameProblem::Changed)?;
        rest.get(..length).map(<[u8]>::to_vec).ok_or(FrameProblem::Changed)
    }
}

/// Why deflated bytes do not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InflateProblem {
    /// They would become more than was allowed.
    TooLarge,
    /// They are no deflated bytes.
    Broken,
}

/// Inflates up to so many bytes and not a byte more.
///
/// The output grows by doubling and stops at the limit, so what promises gigabytes costs
/// no more than the limit and the time for that.
pub fn inflate(packed: &[u8], most: usize) -> Result<Vec<u8>, InflateProblem> {
    use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
    decompress_to_vec_with_limit(packed, most).map_err(|error| match error.status {
        TINFLStatus::HasMoreOutput => InflateProblem::TooLarge,
        _ => InflateProblem::Broken,
    })
}

/// Deflates as small as it gets.
pub fn deflate(bytes: &[u8]) -> Vec<u8> {
    miniz_oxide::deflate::compress_to_vec(bytes, 9)
}

/// The part of a text that is the link: words that a chat glued to its end are left out.
fn whole_part(text: &str) -> Result<&str, FrameProblem> {
    // The length comes first, in at most four groups of seven bits.
    let start = from_text(text.get(1..text.len().min(9)).unwrap_or_default()).unwrap_or_default();
    let mut rest = start.as_slice();
    let Some(length) = take_number(&mut rest) else {
        return Err(if text.len() < 9 { FrameProblem::Cut } else { FrameProblem::Changed });
    };
    let bytes = (start.len() - rest.len()).saturating_add(length);
    let signs = bytes.saturating_mul(4).div_ceil(3).saturating_add(1 + CHECKS);
    match text.get(..signs) {
        Some(link) if is_whole(link) => Ok(link),
        // A link whose length was changed looks cut, too: asking for it again mends both.
        None => Err(FrameProblem::Cut),
        Some(_) => Err(FrameProblem::Changed),
    }
}

/// Puts a number down, seven bits in each byte, the least first.
pub fn put_number(bytes: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Takes a number of [`put_number`] from the front; at most four bytes.
pub fn take_number(rest: &mut &[u8]) -> Option<usize> {
    let mut number = 0;
    for shift in [0, 7, 14, 21] {
        let (byte, behind) = rest.split_first()?;
        *rest = behind;
        number |= usize::from(byte & 0x7f) << shift;
        if *byte < 0x80 {
            return Some(number);
        }
    }
    None
}

/// Thirty bits that depend on every character of a text and on their order.
fn checksum(text: &str) -> String {
    let sum = hash([text]);
    (0..CHECKS).map(|at| sign((sum >> (6 * at)) as usize & 63)).collect()
}

fn is_whole(text: &str) -> bool {
    text.len()
        .checked_sub(CHECKS)
        .and_then(|at| text.split_at_checked(at))
        .is_some_and(|(body, sum)| !body.is_empty() && checksum(body) == sum)
}

fn sign(value: usize) -> char {
    SIGNS.get(value).map_or('A', |sign| char::from(*sign))
}

/// Base 64 without padding.
pub fn to_text(bytes: &[u8], text: &mut String) {
    let (mut held, mut count) = (0_usize, 0_u32);
    for byte in bytes {
        held = (held << 8 | usize::from(*byte)) & 0xffff;
        count += 8;
        while count >= 6 {
            count -= 6;
            text.push(sign(held >> count & 63));
        }
    }
    if count > 0 {
        text.push(sign(held << (6 - count) & 63));
    }
}

/// The bytes of a text of [`to_text`].
pub fn from_text(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (mut held, mut count) = (0_usize, 0_u32);
    for byte in text.bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'-' => 62,
            b'_' => 63,
            _ => return None,
        };
        held = (held << 6 | usize::from(value)) & 0xffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((held >> count) as u8);
        }
    }
    Some(bytes)
}

#[cfg(test)]
#[allow(clippy::string_slice)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FRAME: Frame = Frame { mark: "#t=", version: '3', longest: 2_000 };

    #[test]
    fn bytes_come_back_from_their_text() {
        for length in 0..40_u8 {
            let bytes: Vec<u8> = (0..length).map(|byte| byte.wrapping_mul(97)).collect();
            let mut text = String::new();
            to_text(&bytes, &mut text);
            assert_eq!(text.len(), (bytes.len() * 4).div_ceil(3));
            assert_eq!(from_text(&text), Some(bytes));
        }
        for (at, sign) in SIGNS.iter().enumerate() {
            let bytes = from_text(&format!("{}A", char::from(*sign))).unwrap();
            assert_eq!(bytes, [(at as u8) << 2]);
        }
        assert_eq!(from_text("a+b"), None);
    }

    #[test]
    fn numbers_come_back_from_their_bytes() {
        for number in [0, 1, 127, 128, 300, 16_383, 16_384, 200_000, (1 << 28) - 1] {
            let mut bytes = Vec::new();
            put_number(&mut bytes, number);
            assert_eq!(take_number(&mut bytes.as_slice()), Some(number));
            assert_eq!(take_number(&mut &bytes[..bytes.len() - 1]), None);
        }
        assert_eq!(take_number(&mut [0xff; 9].as_slice()), None);
    }

    #[test]
    fn what_is_no_whole_link_is_named() {
        let whole = FRAME.write(b"anything").unwrap();
        let later = Frame { version: '4', ..FRAME }.write(b"anything").unwrap();
        let other = Frame { mark: "#o=", ..FRAME }.write(b"anything").unwrap();
        for (text, problem) in [
            (later.clone(), FrameProblem::Newer),
            (later.replace('4', "5"), FrameProblem::Changed),
            (whole.replacen('3', "2", 1), FrameProblem::Changed),
            (other, FrameProblem::Other),
            (String::new(), FrameProblem::Other),
            ("#t=".to_owned(), FrameProblem::Cut),
            ("#t=3".to_owned(), FrameProblem::Cut),
            ("#t=xyz".to_owned(), FrameProblem::Other),
            (format!("#t=3{}", "A".repeat(2_000)), FrameProblem::TooLong),
            ("x".repeat(8_001), FrameProblem::TooLong),
        ] {
            assert_eq!(FRAME.read(&text), Err(problem), "{}", text.get(..40).unwrap_or(&text));
        }
        for length in 3..whole.len() {
            assert_eq!(FRAME.read(&whole[..length]), Err(FrameProblem::Cut), "cut at {length}");
        }
        assert_eq!(FRAME.write(&[0; 1_500]), None);
    }

    #[test]
    fn words_around_a_link_are_left_out() {
        let link = FRAME.write(b"anything").unwrap();
        for text in [
            format!("https://example.org/app/{link}"),
            format!("look: https://example.org/app/{link}看"),
            format!("<{link}>."),
            format!("{link}and_more"),
        ] {
            assert_eq!(FRAME.read(&text).as_deref(), Ok(b"anything".as_slice()), "{text}");
        }
    }

    #[test]
    fn inflating_stops_at_the_limit() {
        let bomb = deflate(&vec![0; 1 << 20]);
        assert_eq!(inflate(&bomb, (1 << 20) - 1), Err(InflateProblem::TooLarge));
        assert_eq!(inflate(&bomb, 1 << 20).map(|bytes| bytes.len()), Ok(1 << 20));
        assert_eq!(inflate(b"\xff\xff\xff", 100), Err(InflateProblem::Broken));
    }

    proptest! {
        #[test]
        fn any_bytes_come_back(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let link = FRAME.write(&bytes).unwrap();
            prop_assert_eq!(FRAME.read(&link), Ok(bytes));
        }

        #[test]
        fn no_text_is_taken_for_a_link(text in "(#t=)?[A-Za-z0-9_-]{0,60}") {
            prop_assert!(FRAME.read(&text).is_err());
        }

        #[test]
        fn a_changed_sign_is_noticed(bytes in proptest::collection::vec(any::<u8>(), 1..40), at in 4_usize..60, sign in "[A-Za-z0-9_-]") {
            let link = FRAME.write(&bytes).unwrap();
            prop_assume!(at < link.len() && link[at..=at] != sign);
            let changed = format!("{}{sign}{}", &link[..at], &link[at + 1..]);
            prop_assert!(FRAME.read(&changed).is_err());
        }
    }
}
