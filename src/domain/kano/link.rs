//! Survey links: the whole questionnaire behind `#s=`, where no server ever sees it.
//!
//! Behind the mark stand a version digit, the length and the deflated bytes in URL-safe
//! base 64, and five signs of checksum over all before them. The checksum keeps its place
//! in every later version, so that a newer link is told from a broken one.

use super::study::{MOST_FEATURES, Question};
use super::survey::{Asked, Fingerprint, MOST_SEGMENTS, Survey, hash};
use super::wording;
use crate::domain::number::group;
use crate::domain::text::{Lang, kano_survey};

/// What a link to a survey has behind its address.
pub const MARK: &str = "#s=";

/// What a respondent's link back has behind its address, before the answer code.
pub const ANSWERS_MARK: &str = "#a=";

/// The version that this program writes.
const VERSION: char = '1';

/// Characters of the longest link that is read or written.
///
/// Chats and browsers cut longer ones; 100 features with own questions take a tenth.
pub const LONGEST_LINK: usize = 200_000;

/// Bytes of the largest questionnaire; inflating stops there, whatever a link promises.
pub const MOST_BYTES: usize = 1024 * 1024;

/// Signs of base 64 that a checksum has.
const CHECKS: usize = 5;

/// The letters, digits and two signs that a link may have anywhere.
const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Why a link does not open, or is not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkProblem {
    /// It holds something else, or nothing.
    NotASurvey,
    /// Its end is missing.
    Cut,
    /// Something in it was changed.
    Changed,
    /// A newer version of this program made it.
    Newer,
    /// It is longer than [`LONGEST_LINK`], or holds more than [`MOST_BYTES`].
    TooLarge,
}

impl LinkProblem {
    /// What is wrong and what to do, in plain words.
    pub fn sentence(self, lang: Lang) -> String {
        match self {
            LinkProblem::NotASurvey => kano_survey::link_no_survey(lang).to_owned(),
            LinkProblem::Cut => kano_survey::link_cut(lang).to_owned(),
            LinkProblem::Changed => kano_survey::link_changed(lang).to_owned(),
            LinkProblem::Newer => kano_survey::link_newer(lang).to_owned(),
            LinkProblem::TooLarge => kano_survey::link_too_large(lang, &group(LONGEST_LINK)),
        }
    }
}

/// The end of a link to a survey, from `#s=` on.
pub fn write(survey: &Survey) -> Result<String, LinkProblem> {
    let bytes = to_bytes(survey);
    if bytes.len() > MOST_BYTES {
        return Err(LinkProblem::TooLarge);
    }
    let packed = miniz_oxide::deflate::compress_to_vec(&bytes, 9);
    let mut framed = Vec::with_capacity(packed.len() + 4);
    put_number(&mut framed, packed.len());
    framed.extend(packed);
    let mut text = String::from(VERSION);
    to_text(&framed, &mut text);
    let sum = checksum(&text);
    text.push_str(&sum);
    if text.len() + MARK.len() > LONGEST_LINK {
        return Err(LinkProblem::TooLarge);
    }
    Ok(format!("{MARK}{text}"))
}

/// Reads a survey from a link, from the part behind its address, or from a text around it.
pub fn read(text: &str) -> Result<Survey, LinkProblem> {
    // A whole link that is too long is told so before anything is done with it.
    if text.len() > LONGEST_LINK * 4 {
        return Err(LinkProblem::TooLarge);
    }
    let Some((_, rest)) = text.split_once(MARK) else { return Err(LinkProblem::NotASurvey) };
    let end = rest.find(|c: char| !c.is_ascii() || !SIGNS.contains(&(c as u8))).unwrap_or(rest.len());
    let text = rest.get(..end).unwrap_or_default();
    if text.len() > LONGEST_LINK {
        return Err(LinkProblem::TooLarge);
    }
    match text.chars().next() {
        None => return Err(LinkProblem::Cut),
        Some(VERSION) => {}
        Some('2'..='9') if is_whole(text) => return Err(LinkProblem::Newer),
        Some('0'..='9') => return Err(LinkProblem::Changed),
        Some(_) => return Err(LinkProblem::NotASurvey),
    }
    let text = whole_part(text)?;
    let body = text.get(1..text.len() - CHECKS).unwrap_or_default();
    let framed = from_text(body).ok_or(LinkProblem::Changed)?;
    let mut reader = Reader { rest: &framed };
    let packed = reader.number().and_then(|length| reader.take(length)).ok_or(LinkProblem::Changed)?;
    let bytes = inflate(packed)?;
    from_bytes(&bytes)
}

/// The part of a text that is the link: words that a chat glued to its end are left out.
fn whole_part(text: &str) -> Result<&str, LinkProblem> {
    // The length comes first, in at most three groups of seven bits.
    let start = from_text(text.get(1..text.len().min(9)).unwrap_or_default()).unwrap_or_default();
    let mut reader = Reader { rest: &start };
    let before = start.len();
    let Some(length) = reader.number() else {
        return Err(if text.len() < 9 { LinkProblem::Cut } else { LinkProblem::Changed });
    };
    let bytes = (before - reader.rest.len()).saturating_add(length);
    let signs = bytes.saturating_mul(4).div_ceil(3).saturating_add(1 + CHECKS);
    match text.get(..signs) {
        Some(link) if is_whole(link) => Ok(link),
        // A link whose length was changed looks cut, too: asking for it again mends both.
        None => Err(LinkProblem::Cut),
        Some(_) => Err(LinkProblem::Changed),
    }
}

/// Inflates up to [`MOST_BYTES`] and not a byte more.
///
/// The output grows by doubling and stops at the limit, so a link that promises gigabytes
/// costs one mebibyte and the time for that.
fn inflate(packed: &[u8]) -> Result<Vec<u8>, LinkProblem> {
    use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
    decompress_to_vec_with_limit(packed, MOST_BYTES).map_err(|error| match error.status {
        TINFLStatus::HasMoreOutput => LinkProblem::TooLarge,
        _ => LinkProblem::Changed,
    })
}

/// Lengths first and all texts behind them, alike beside alike: that deflates best.
fn to_bytes(survey: &Survey) -> Vec<u8> {
    let mut bytes = survey.fingerprint.number().to_le_bytes().to_vec();
    let language = match survey.language {
        None => 0,
        Some(Lang::En) => 1,
        Some(Lang::Zh) => 2,
    };
    put_number(&mut bytes, usize::from(survey.importance) + 2 * language);
    put_number(&mut bytes, survey.assigned.map_or(0, |segment| segment + 1));
    put_number(&mut bytes, survey.segments.len());
    put_number(&mut bytes, survey.features.len());
    let mut texts: Vec<&str> = vec![survey.wording.id, &survey.intro_en, &survey.intro_zh];
    texts.extend(survey.segments.iter().map(String::as_str));
    texts.extend(survey.features.iter().map(|feature| feature.title_en.as_str()));
    texts.extend(survey.features.iter().map(|feature| feature.title_zh.as_str()));
    texts.extend(survey.features.iter().map(|feature| feature.question.functional_en.as_str()));
    texts.extend(survey.features.iter().map(|feature| feature.question.dysfunctional_en.as_str()));
    texts.extend(survey.features.iter().map(|feature| feature.question.functional_zh.as_str()));
    texts.extend(survey.features.iter().map(|feature| feature.question.dysfunctional_zh.as_str()));
    texts.iter().for_each(|text| put_number(&mut bytes, text.len()));
    texts.iter().for_each(|text| bytes.extend_from_slice(text.as_bytes()));
    bytes
}

fn from_bytes(bytes: &[u8]) -> Result<Survey, LinkProblem> {
    // The checksum held, so what does not fit was never a survey.
    let mut reader = Reader { rest: bytes };
    let head = reader.head().ok_or(LinkProblem::NotASurvey)?;
    let count = 3 + head.segments + 6 * head.features;
    let texts = reader.texts(count).ok_or(LinkProblem::NotASurvey)?;
    let mut texts = texts.into_iter();
    let mut next = || texts.next().unwrap_or_default();
    // A set that this version does not know came with a later one.
    let wording = wording::by_id(&next()).ok_or(LinkProblem::Newer)?;
    let (intro_en, intro_zh) = (next(), next());
    let mut list = |count: usize| -> Vec<String> { (0..count).map(|_| next()).collect() };
    let segments = list(head.segments);
    let mut column = || list(head.features);
    let (titles_en, titles_zh) = (column(), column());
    let (with_en, without_en, with_zh, without_zh) = (column(), column(), column(), column());
    let titles = titles_en.into_iter().zip(titles_zh);
    let questions = with_en.into_iter().zip(without_en).zip(with_zh.into_iter().zip(without_zh));
    let features = titles.zip(questions).map(|((title_en, title_zh), ((a, b), (c, d)))| Asked {
        title_en,
        title_zh,
        question: Question { functional_en: a, dysfunctional_en: b, functional_zh: c, dysfunctional_zh: d },
    });
    Ok(Survey {
        fingerprint: head.fingerprint,
        wording,
        language: head.language,
        importance: head.importance,
        assigned: head.assigned,
        segments,
        intro_en,
        intro_zh,
        features: features.collect(),
    })
}

struct Head {
    fingerprint: Fingerprint,
    importance: bool,
    language: Option<Lang>,
    assigned: Option<usize>,
    segments: usize,
    features: usize,
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    /// Seven bits in each byte, the least first; at most four bytes.
    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in [0, 7, 14, 21] {
            let (byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            number |= usize::from(byte & 0x7f) << shift;
            if *byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn head(&mut self) -> Option<Head> {
        let (fingerprint, rest) = self.rest.split_first_chunk::<4>()?;
        self.rest = rest;
        let fingerprint = Fingerprint::from_number(u32::from_le_bytes(*fingerprint))?;
        let flags = self.number()?;
        let language = match flags / 2 {
            0 => None,
            1 => Some(Lang::En),
            2 => Some(Lang::Zh),
            _ => return None,
        };
        let assigned = self.number()?.checked_sub(1);
        let (segments, features) = (self.number()?, self.number()?);
        let fits = segments <= MOST_SEGMENTS
            && (1..=MOST_FEATURES).contains(&features)
            && assigned.is_none_or(|segment| segment < segments);
        let importance = flags % 2 == 1;
        fits.then_some(Head { fingerprint, importance, language, assigned, segments, features })
    }

    /// As many texts, their lengths before them; nothing may be left behind them.
    fn texts(&mut self, count: usize) -> Option<Vec<String>> {
        let lengths: Vec<usize> = (0..count).map(|_| self.number()).collect::<Option<_>>()?;
        let texts: Option<Vec<String>> = lengths
            .into_iter()
            .map(|length| Some(str::from_utf8(self.take(length)?).ok()?.to_owned()))
            .collect();
        texts.filter(|_| self.rest.is_empty())
    }
}

fn put_number(bytes: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
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
fn to_text(bytes: &[u8], text: &mut String) {
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

fn from_text(text: &str) -> Option<Vec<u8>> {
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
mod tests {
    use super::*;

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
            assert_eq!(Reader { rest: &bytes }.number(), Some(number));
            assert_eq!(Reader { rest: &bytes[..bytes.len() - 1] }.number(), None);
        }
        assert_eq!(Reader { rest: &[0xff; 9] }.number(), None);
    }

    /// A link with any content, whole as far as its frame goes.
    fn frame(packed: &[u8], version: char) -> String {
        let mut framed = Vec::new();
        put_number(&mut framed, packed.len());
        framed.extend_from_slice(packed);
        let mut text = String::from(version);
        to_text(&framed, &mut text);
        let sum = checksum(&text);
        format!("{MARK}{text}{sum}")
    }

    #[test]
    fn a_bomb_stops_at_the_limit() {
        let bomb = miniz_oxide::deflate::compress_to_vec(&vec![0; 64 << 20], 9);
        let link = frame(&bomb, VERSION);
        assert!(link.len() < LONGEST_LINK);
        assert_eq!(read(&link), Err(LinkProblem::TooLarge));
    }

    #[test]
    fn what_was_never_a_survey_is_told_from_what_was_damaged() {
        let deflated = |bytes: &[u8]| miniz_oxide::deflate::compress_to_vec(bytes, 9);
        for (link, problem) in [
            (frame(&deflated(b"a plan perhaps"), VERSION), LinkProblem::NotASurvey),
            (frame(&deflated(b""), VERSION), LinkProblem::NotASurvey),
            (frame(b"\xff\xff\xff", VERSION), LinkProblem::Changed),
            (frame(&deflated(b"anything"), '2'), LinkProblem::Newer),
            (format!("{MARK}2abc"), LinkProblem::Changed),
            (MARK.to_owned(), LinkProblem::Cut),
            (format!("{MARK}1"), LinkProblem::Cut),
            (format!("{MARK}xyz"), LinkProblem::NotASurvey),
            ("#p=1abc".to_owned(), LinkProblem::NotASurvey),
            (String::new(), LinkProblem::NotASurvey),
            (format!("{MARK}1{}", "A".repeat(LONGEST_LINK)), LinkProblem::TooLarge),
            ("x".repeat(LONGEST_LINK * 4 + 1), LinkProblem::TooLarge),
        ] {
            assert_eq!(read(&link), Err(problem), "{}", link.get(..40).unwrap_or(&link));
            assert!(Lang::ALL.iter().all(|lang| !problem.sentence(*lang).is_empty()));
        }
    }
}
