//! Texts that know whether they are whole.
//!
//! `1 plain 1234 9f8e7d6c5b4a3210`, a line of notes, then the body: the version of
//! this frame, how the body is written, the bytes behind the first line and their sum.

use super::pack;
use super::store::units;

/// The version of the frame that this program writes.
const VERSION: u32 = 1;

/// Texts with fewer units are kept as they are: packing them gains little.
const PACK_FROM: usize = 100_000;

/// A body never unpacks to more; far above the largest plan there can be.
const MOST_BYTES: usize = 128 << 20;

/// A sealed text that is whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sealed<'a> {
    /// What can be read without unpacking.
    pub notes: &'a str,
    body: &'a str,
    packed: bool,
}

/// Why a seal is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SealError {
    /// Something is missing or was changed.
    Broken,
    /// A newer version of this program wrote it.
    TooNew,
}

/// When to write the body in its shorter form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// Only where the text is large.
    Large,
    /// Wherever that is shorter.
    Always,
}

/// Seals a text; `notes` are one line.
pub fn seal(notes: &str, text: &str, packing: Packing) -> String {
    let size = units(text);
    if size >= PACK_FROM || packing == Packing::Always {
        // The fastest level: it already makes a plan eight times shorter.
        let packed = pack::to_text(&miniz_oxide::deflate::compress_to_vec(text.as_bytes(), 1));
        if units(&packed) < size {
            return framed("packed", notes, &packed);
        }
    }
    framed("plain", notes, text)
}

fn framed(form: &str, notes: &str, body: &str) -> String {
    let content = format!("{}\n{body}", notes.replace('\n', " "));
    format!("{VERSION} {form} {} {:016x}\n{content}", content.len(), sum(&content))
}

/// Opens a seal.
pub fn open(text: &str) -> Result<Sealed<'_>, SealError> {
    let (frame, content) = text.split_once('\n').ok_or(SealError::Broken)?;
    let mut words = frame.split(' ');
    let version: u32 = words.next().and_then(|word| word.parse().ok()).ok_or(SealError::Broken)?;
    if version > VERSION {
        return Err(SealError::TooNew);
    }
    let packed = match words.next() {
        Some("plain") => false,
        Some("packed") => true,
        _ => return Err(SealError::Broken),
    };
    let length = words.next().and_then(|word| word.parse::<usize>().ok());
    let expected = words.next().and_then(|word| u64::from_str_radix(word, 16).ok());
    if length != Some(content.len()) || expected != Some(sum(content)) {
        return Err(SealError::Broken);
    }
    let (notes, body) = content.split_once('\n').ok_or(SealError::Broken)?;
    Ok(Sealed { notes, body, packed })
}

impl Sealed<'_> {
    /// The text that was sealed; `None` where it does not unpack.
    pub fn text(&self) -> Option<String> {
        if !self.packed {
            return Some(self.body.to_owned());
        }
        let bytes = pack::from_text(self.body)?;
        let text = miniz_oxide::inflate::decompress_to_vec_with_limit(&bytes, MOST_BYTES).ok()?;
        String::from_utf8(text).ok()
    }

    /// Whether the body is in its shorter form.
    pub fn is_packed(&self) -> bool {
        self.packed
    }
}

/// FNV-1a, 64 bits: finds what breaks by accident; nothing more is asked of it.
fn sum(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
#[allow(clippy::string_slice)]
mod tests {
    use super::*;

    #[test]
    fn every_text_reads_back_in_either_form() {
        let long = "需求 requirement 😀\n".repeat(20_000);
        for text in ["", "a", "{}\n\n", "需求\u{0}\u{ffff}😀", &long] {
            for packing in [Packing::Large, Packing::Always] {
                let sealed = seal("notes", text, packing);
                let opened = open(&sealed).unwrap();
                assert_eq!((opened.notes, opened.text().as_deref()), ("notes", Some(text)));
            }
        }
        assert!(open(&seal("", &long, Packing::Large)).unwrap().is_packed());
        assert!(units(&seal("", &long, Packing::Large)) < units(&long) / 20);
    }

    #[test]
    fn a_text_that_packing_makes_longer_stays_plain() {
        assert!(!open(&seal("", "ab", Packing::Always)).unwrap().is_packed());
    }

    #[test]
    fn every_cut_and_every_changed_character_is_noticed() {
        for packing in [Packing::Large, Packing::Always] {
            let sealed = seal("[1]", &"Guest checkout 结算 ".repeat(9), packing);
            for (at, character) in sealed.char_indices() {
                assert!(open(&sealed[..at]).is_err(), "cut at {at}");
                let mut changed = sealed[..at].to_owned();
                changed.push(if character == '7' { '8' } else { '7' });
                changed.push_str(&sealed[at + character.len_utf8()..]);
                // The case of a hexadecimal digit is no difference; nothing else is.
                assert!(open(&changed).is_err(), "changed at {at}");
            }
        }
    }

    #[test]
    fn a_newer_frame_is_told_from_a_broken_one() {
        assert_eq!(open("2 zipped 3\nabc"), Err(SealError::TooNew));
        for text in ["", "\n", "1 plain 3 0\nabc", "{\"format\":\"steelyard-plan\"}", "x plain 3 0\nabc"] {
            assert_eq!(open(text), Err(SealError::Broken), "{text}");
        }
    }
}
