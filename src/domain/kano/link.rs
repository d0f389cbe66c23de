//! Survey links: the whole questionnaire behind `#s=`, where no server ever sees it.
//!
//! The deflated bytes travel in a [`Frame`], which knows whether it is whole.

use super::study::{MOST_FEATURES, Question};
use super::survey::{Asked, Fingerprint, MOST_SEGMENTS, Survey};
use super::wording;
use crate::domain::frame::{self, Frame, FrameProblem, InflateProblem, put_number, take_number};
use crate::domain::number::group;
use crate::domain::text::{Lang, kano_survey};

/// What a link to a survey has behind its address.
pub const MARK: &str = "#s=";

/// What a respondent's link back has behind its address, before the answer code.
pub const ANSWERS_MARK: &str = "#a=";

/// Characters of the longest link that is read or written.
///
/// Chats and browsers cut longer ones; 100 features with own questions take a tenth.
pub const LONGEST_LINK: usize = 200_000;

/// Bytes of the largest questionnaire; inflating stops there, whatever a link promises.
pub const MOST_BYTES: usize = 1024 * 1024;

/// What a questionnaire travels in.
const FRAME: Frame = Frame { mark: MARK, version: '1', longest: LONGEST_LINK };

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

impl From<FrameProblem> for LinkProblem {
    fn from(problem: FrameProblem) -> LinkProblem {
        match problem {
            FrameProblem::Other => LinkProblem::NotASurvey,
            FrameProblem::Cut => LinkProblem::Cut,
            FrameProblem::Changed => LinkProblem::Changed,
            FrameProblem::Newer => LinkProblem::Newer,
            FrameProblem::TooLong => LinkProblem::TooLarge,
        }
    }
}

/// The end of a link to a survey, from `#s=` on.
pub fn write(survey: &Survey) -> Result<String, LinkProblem> {
    let bytes = to_bytes(survey);
    if bytes.len() > MOST_BYTES {
        return Err(LinkProblem::TooLarge);
    }
    FRAME.write(&frame::deflate(&bytes)).ok_or(LinkProblem::TooLarge)
}

/// Reads a survey from a link, from the part behind its address, or from a text around it.
pub fn read(text: &str) -> Result<Survey, LinkProblem> {
    let packed = FRAME.read(text)?;
    let bytes = frame::inflate(&packed, MOST_BYTES).map_err(|problem| match problem {
        InflateProblem::TooLarge => LinkProblem::TooLarge,
        InflateProblem::Broken => LinkProblem::Changed,
    })?;
    from_bytes(&bytes)
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

    fn number(&mut self) -> Option<usize> {
        take_number(&mut self.rest)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bomb_stops_at_the_limit() {
        let link = FRAME.write(&frame::deflate(&vec![0; 64 << 20])).unwrap();
        assert_eq!(read(&link), Err(LinkProblem::TooLarge));
    }

    #[test]
    fn what_was_never_a_survey_is_told_from_what_was_damaged() {
        let later = Frame { version: '2', ..FRAME };
        for (link, problem) in [
            (FRAME.write(&frame::deflate(b"a plan perhaps")), LinkProblem::NotASurvey),
            (FRAME.write(&frame::deflate(b"")), LinkProblem::NotASurvey),
            (FRAME.write(b"\xff\xff\xff"), LinkProblem::Changed),
            (later.write(&frame::deflate(b"anything")), LinkProblem::Newer),
            (Some("#p=1abc".to_owned()), LinkProblem::NotASurvey),
            (Some(String::new()), LinkProblem::NotASurvey),
        ] {
            let link = link.unwrap();
            assert_eq!(read(&link), Err(problem), "{}", link.get(..40).unwrap_or(&link));
            assert!(Lang::ALL.iter().all(|lang| !problem.sentence(*lang).is_empty()));
        }
    }
}
