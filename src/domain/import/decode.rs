//! Bytes into text: which encoding it is, or what it is instead of text.

use super::Refusal;
use crate::domain::text::{Lang, Word, import};

/// The largest file that is read.
pub const MOST_BYTES: usize = 50 * 1024 * 1024;

/// Reads GB18030, with `�` for what is broken; `None` where that cannot be done.
///
/// The tables of that encoding weigh 120 KB compressed and every browser has
/// them, so they come from outside: `TextDecoder` there, `encoding_rs` in tests.
pub type Gb18030<'a> = &'a dyn Fn(&[u8]) -> Option<String>;

/// The text of a file and how it was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The encoding that it was in.
    pub encoding: Encoding,
    /// Some bytes belonged to no character; `�` stands for them.
    pub damaged: bool,
}

/// An encoding that tables come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, low byte first; what Excel calls “Unicode text”.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// GB18030 and its parts GBK and GB2312; what Excel writes on a Chinese system.
    Gb18030,
    /// Windows-1252, where nothing else fits; it reads every byte.
    Western,
}

impl Encoding {
    /// The name on screens.
    pub fn label(self, lang: Lang) -> &'static str {
        let word: Word = match self {
            Encoding::Utf8 => import::encoding_utf8,
            Encoding::Utf16Le => import::encoding_utf16_le,
            Encoding::Utf16Be => import::encoding_utf16_be,
            Encoding::Gb18030 => import::encoding_gb18030,
            Encoding::Western => import::encoding_western,
        };
        word(lang)
    }
}

/// Something that is no table, recognised by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookalike {
    /// A workbook of a newer Excel.
    Workbook,
    /// A file of an older Office.
    OldOffice,
    /// A text document or slides.
    Document,
    /// An archive.
    Archive,
    /// A PDF.
    Pdf,
    /// An image.
    Image,
    /// A web page or XML.
    WebPage,
    /// JSON.
    Json,
    /// Something else that is no text.
    Binary,
}

impl Lookalike {
    /// What it looks like and what to do, in a sentence.
    pub fn sentence(self, lang: Lang) -> &'static str {
        let word: Word = match self {
            Lookalike::Workbook => import::refused_workbook,
            Lookalike::OldOffice => import::refused_old_office,
            Lookalike::Document => import::refused_document,
            Lookalike::Archive => import::refused_archive,
            Lookalike::Pdf => import::refused_pdf,
            Lookalike::Image => import::refused_image,
            Lookalike::WebPage => import::refused_web_page,
            Lookalike::Json => import::refused_json,
            Lookalike::Binary => import::refused_binary,
        };
        word(lang)
    }
}

/// Refuses a file that is too large, before it is read into memory.
pub fn check_size(bytes: u64) -> Result<(), Refusal> {
    if bytes > MOST_BYTES as u64 { Err(Refusal::TooLarge(bytes)) } else { Ok(()) }
}

/// Whether a file is a workbook, or something that may be one by its bytes or by its name:
/// [`crate::domain::workbook`] reads it, or says why not.
pub fn is_workbook(name: &str, bytes: &[u8]) -> bool {
    let is_called_so = || {
        let name = name.to_ascii_lowercase();
        [".xlsx", ".xlsm", ".ods"].iter().any(|ending| name.ends_with(ending))
    };
    match lookalike(bytes) {
        Some(Lookalike::Workbook | Lookalike::OldOffice) => true,
        // One that was cut does not show what is inside any more.
        Some(Lookalike::Archive) => is_called_so(),
        _ => false,
    }
}

/// Finds the encoding and reads the text.
///
/// A byte order mark decides; then valid UTF-8; then Chinese text in GB18030;
/// what is left is read as Windows-1252, in which every byte is a character.
pub fn decode(bytes: &[u8], chinese: Gb18030) -> Result<Decoded, Refusal> {
    check_size(bytes.len() as u64)?;
    if let Some(lookalike) = lookalike(bytes) {
        return Err(Refusal::Lookalike(lookalike));
    }
    let decoded = if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        utf8(rest)
    } else if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        utf16(rest, Encoding::Utf16Le)
    } else if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        utf16(rest, Encoding::Utf16Be)
    } else if let Some(found) = utf16_without_mark(bytes) {
        found
    } else {
        without_mark(bytes, chinese)
    };
    if decoded.text.contains('\0') {
        return Err(Refusal::Lookalike(Lookalike::Binary));
    }
    match text_lookalike(&decoded.text) {
        Some(lookalike) => Err(Refusal::Lookalike(lookalike)),
        None => Ok(decoded),
    }
}

fn lookalike(bytes: &[u8]) -> Option<Lookalike> {
    const SIGNS: &[(&[u8], Lookalike)] = &[
        (b"\xd0\xcf\x11\xe0", Lookalike::OldOffice),
        (b"%PDF", Lookalike::Pdf),
        (b"\x89PNG", Lookalike::Image),
        (b"\xff\xd8\xff", Lookalike::Image),
        (b"GIF87a", Lookalike::Image),
        (b"GIF89a", Lookalike::Image),
        (b"\x1f\x8b", Lookalike::Archive),
        (b"Rar!", Lookalike::Archive),
        (b"7z\xbc\xaf", Lookalike::Archive),
    ];
    if [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"].iter().any(|sign| bytes.starts_with(*sign)) {
        return Some(inside_zip(bytes));
    }
    SIGNS.iter().find(|(sign, _)| bytes.starts_with(sign)).map(|(_, lookalike)| *lookalike)
}

/// An office file is an archive; the names of its parts stand in it as plain text.
fn inside_zip(bytes: &[u8]) -> Lookalike {
    const END: usize = 64 * 1024;
    let start = bytes.get(..bytes.len().min(END)).unwrap_or_default();
    let end = bytes.get(bytes.len().saturating_sub(END)..).unwrap_or_default();
    let names =
        |name: &[u8]| [start, end].iter().any(|part| part.windows(name.len()).any(|found| found == name));
    if names(b"xl/") || names(b"opendocument.spreadsheet") {
        Lookalike::Workbook
    } else if names(b"word/") || names(b"ppt/") || names(b"opendocument") {
        Lookalike::Document
    } else {
        Lookalike::Archive
    }
}

/// Text that is no table: only unmistakable beginnings count, since a cell may say anything.
fn text_lookalike(text: &str) -> Option<Lookalike> {
    let start: String = text.trim_start().chars().take(32).collect::<String>().to_ascii_lowercase();
    if ["<!doctype html", "<html", "<table", "<?xml"].iter().any(|sign| start.starts_with(sign)) {
        return Some(Lookalike::WebPage);
    }
    let inside = start
        .strip_prefix('{')
        .or_else(|| start.strip_prefix("[").map(str::trim_start)?.strip_prefix('{'))?;
    inside.trim_start().starts_with('"').then_some(Lookalike::Json)
}

fn utf8(bytes: &[u8]) -> Decoded {
    let (text, damaged) = match String::from_utf8_lossy(bytes) {
        std::borrow::Cow::Borrowed(text) => (text.to_owned(), false),
        std::borrow::Cow::Owned(text) => (text, true),
    };
    Decoded { text, encoding: Encoding::Utf8, damaged }
}

fn utf16(bytes: &[u8], encoding: Encoding) -> Decoded {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| match encoding {
        Encoding::Utf16Be => u16::from_be_bytes(*pair),
        _ => u16::from_le_bytes(*pair),
    });
    let mut damaged = !rest.is_empty();
    let mut text: String = char::decode_utf16(units)
        .map(|unit| {
            unit.unwrap_or_else(|_| {
                damaged = true;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    if !rest.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    Decoded { text, encoding, damaged }
}

/// UTF-16 that lost its mark: zeros in every other byte, and nothing that text cannot hold.
fn utf16_without_mark(bytes: &[u8]) -> Option<Decoded> {
    let (pairs, _) = bytes.as_chunks::<2>();
    let (mut low_first, mut high_first) = (0, 0);
    for [first, second] in pairs {
        low_first += usize::from(*second == 0);
        high_first += usize::from(*first == 0);
    }
    // Commas and line ends alone make one character in twenty, even in Chinese text.
    let enough = |zeros: usize| zeros > 0 && zeros * 20 >= pairs.len();
    let encoding = match (low_first, high_first) {
        (zeros, 0) if enough(zeros) => Encoding::Utf16Le,
        (0, zeros) if enough(zeros) => Encoding::Utf16Be,
        _ => return None,
    };
    let decoded = utf16(bytes, encoding);
    let is_text = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
    decoded.text.chars().all(is_text).then_some(decoded)
}

fn without_mark(bytes: &[u8], chinese: Gb18030) -> Decoded {
    if let Ok(text) = str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), encoding: Encoding::Utf8, damaged: false };
    }
    if is_damaged_utf8(bytes) {
        return utf8(bytes);
    }
    gb18030(bytes, chinese).unwrap_or_else(|| Decoded {
        text: bytes.iter().map(|byte| western(*byte)).collect(),
        encoding: Encoding::Western,
        damaged: false,
    })
}

/// Whether bytes are UTF-8 of which a little was damaged, such as a file that was cut.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut long, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        long += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    long > 0 && broken * 10 <= long.max(10)
}

/// Chinese text in GB18030; `None` where the bytes would read as Chinese only by chance.
fn gb18030(bytes: &[u8], chinese: Gb18030) -> Option<Decoded> {
    let text = chinese(bytes)?;
    let han = text.chars().filter(|c| ('\u{3400}'..='\u{9fff}').contains(c)).count();
    let broken = text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    // Everyday characters have two high bytes; an accented letter before a plain one has not.
    let (mut pairs, mut everyday) = (0usize, 0usize);
    let mut rest = bytes.iter();
    while let Some(first) = rest.next() {
        if *first >= 0x81
            && let Some(second) = rest.next()
        {
            pairs += 1;
            everyday += usize::from(*first >= 0xa1 && *second >= 0xa1);
        }
    }
    let plausible = han > 0 && broken * 10 <= han.max(10) && everyday * 2 >= pairs;
    plausible.then_some(Decoded { text, encoding: Encoding::Gb18030, damaged: broken > 0 })
}

/// A byte as Windows-1252 reads it.
fn western(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH.get(usize::from(byte - 0x80)).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16_bytes(text: &str, high_first: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| if high_first { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    }

    fn decode(bytes: &[u8]) -> Result<Decoded, Refusal> {
        super::decode(bytes, &|bytes| {
            Some(encoding_rs::GB18030.decode_without_bom_handling(bytes).0.into_owned())
        })
    }

    #[track_caller]
    fn check(bytes: &[u8], text: &str, encoding: Encoding) {
        let decoded = decode(bytes).expect("it is text");
        assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding));
    }

    #[test]
    fn every_encoding_that_spreadsheets_write_is_found() {
        let text = "标题,触达\r\n游客结算,1200\r\n";
        check(text.as_bytes(), text, Encoding::Utf8);
        check(format!("\u{feff}{text}").as_bytes(), text, Encoding::Utf8);
        check(&utf16_bytes(&format!("\u{feff}{text}"), false), text, Encoding::Utf16Le);
        check(&utf16_bytes(&format!("\u{feff}{text}"), true), text, Encoding::Utf16Be);
        check(&utf16_bytes(text, false), text, Encoding::Utf16Le);
        check(&utf16_bytes(text, true), text, Encoding::Utf16Be);
        check(&encoding_rs::GB18030.encode(text).0, text, Encoding::Gb18030);
        check(
            b"Title\nR\xe9sum\xe9\nCaf\xe9 \x96 d\xe9j\xe0 vu\n",
            "Title\nRésumé\nCafé – déjà vu\n",
            Encoding::Western,
        );
        check(b"Title\nR\xe9sum\xe9", "Title\nRésumé", Encoding::Western);
    }

    #[test]
    fn rare_characters_of_gb18030_are_read() {
        let text = "标题\n㐀𠀀 这是一个需求😀\n";
        check(&encoding_rs::GB18030.encode(text).0, text, Encoding::Gb18030);
    }

    #[test]
    fn chinese_signs_of_two_and_of_four_bytes_are_read() {
        let text = "标题,触达人数\n游客结算,1200\n㐀𠀀😀é,3\n";
        let bytes = encoding_rs::GB18030.encode(text).0;
        check(&bytes, text, Encoding::Gb18030);
        let cut = decode(&bytes[..21]).expect("it is text");
        assert_eq!((cut.text.as_str(), cut.damaged), ("标题,触达人数\n游客结\u{fffd}", true));
    }

    #[test]
    fn a_file_that_was_cut_loses_its_last_character_only() {
        let text = "标题\n游客结算支付优化";
        let utf8 = text.as_bytes();
        let gb = encoding_rs::GB18030.encode(text).0.into_owned();
        for (bytes, encoding) in [
            (&utf8[..utf8.len() - 1], Encoding::Utf8),
            (&gb[..gb.len() - 1], Encoding::Gb18030),
            (&utf16_bytes(&format!("\u{feff}{text}"), false)[..utf8.len() / 3 * 2 - 1], Encoding::Utf16Le),
        ] {
            let decoded = decode(bytes).expect("it is text");
            assert_eq!(decoded.encoding, encoding);
            assert!(decoded.damaged && decoded.text.starts_with("标题\n游客结算"), "{decoded:?}");
        }
    }

    #[test]
    fn what_is_no_text_is_named() {
        for (bytes, lookalike) in [
            (&b"PK\x03\x04....[Content_Types].xml....xl/workbook.xml"[..], Lookalike::Workbook),
            (b"PK\x03\x04....word/document.xml", Lookalike::Document),
            (b"PK\x03\x04....photo", Lookalike::Archive),
            (b"\xd0\xcf\x11\xe0\xa1\xb1", Lookalike::OldOffice),
            (b"%PDF-1.7\n", Lookalike::Pdf),
            (b"\x89PNG\r\n\x1a\n", Lookalike::Image),
            (b"<html><table>", Lookalike::WebPage),
            (b"<?xml version='1.0'?>", Lookalike::WebPage),
            (b"{ \"format\": \"steelyard-plan\" }", Lookalike::Json),
            (b"Title,Reach\nA\0B,1\nmore text than a few bytes, so that zeros are rare\n", Lookalike::Binary),
            (b"\0\0\0\0\0\0", Lookalike::Binary),
        ] {
            assert_eq!(decode(bytes), Err(Refusal::Lookalike(lookalike)));
            assert!(!lookalike.sentence(Lang::En).is_empty() && !lookalike.sentence(Lang::Zh).is_empty());
        }
        assert!(decode(b"<script>alert(1)</script>,2\n").is_ok(), "a cell may say anything");
    }

    #[test]
    fn a_broken_workbook_is_known_by_its_name() {
        for (name, bytes, expected) in [
            ("Ideas.XLSX", &b"PK\x03\x04\x14\0\x06"[..], true),
            ("ideas.ods", b"PK\x03\x04", true),
            ("ideas.zip", b"PK\x03\x04", false),
            ("ideas.zip", b"PK\x03\x04....xl/workbook.xml", true),
            ("ideas.xlsx", b"Title,Reach\n", false),
            ("ideas.xlsx", b"%PDF-1.7", false),
        ] {
            assert_eq!(is_workbook(name, bytes), expected, "{name}");
        }
    }

    #[test]
    fn a_file_over_the_limit_is_refused_before_it_is_read() {
        assert_eq!(check_size(MOST_BYTES as u64), Ok(()));
        let refusal = check_size(100 * 1024 * 1024).expect_err("100 MiB are too much");
        assert!(refusal.sentence(Lang::En).starts_with("This file has 100 MiB; the limit is 50 MiB."));
    }
}
