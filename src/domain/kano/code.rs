//! Answer codes: one respondent's answers as a short word for a chat or a QR code.
//!
//! `K1`, the kind and the version; two signs that tell how many features there are and what
//! was asked; five signs of the study's [`Fingerprint`]; one number of mixed radix with the
//! respondent, the segment and every answer; five check signs. A code of 20 features with
//! importance and a segment has 53 signs, without either 39. The check signs keep their
//! place in every later version.

use std::rc::Rc;

use super::study::{Answer, MOST_FEATURES, Reply};
use super::survey::{FINGERPRINT_SIGNS, Fingerprint, MOST_SEGMENTS, Survey};
use crate::domain::digits::{self, BASE, CHECKS, Number};
use crate::domain::hash::hash;
use crate::domain::plan::Id;

/// How every code of this version begins: Kano answers, version 1.
pub const START: &str = "K1";

/// Signs before the number: kind, version, shape, fingerprint.
pub(super) const HEAD: usize = 2 + SHAPE_SIGNS + FINGERPRINT_SIGNS;

const SHAPE_SIGNS: usize = 2;

/// Random respondents: 40 bits, as the app's random ids have.
const RESPONDENTS: u64 = 1 << 40;

/// Segments as they travel: which of the list, and 12 bits of its name.
const SEGMENTS: u64 = MOST_SEGMENTS as u64 * NAMES;
const NAMES: u64 = 1 << 12;

/// Five answers or none, to each of both questions: half a pair travels, too.
const PAIRS: u64 = 36;

/// 1 to 9, or not answered.
const IMPORTANCES: u64 = 10;

/// One respondent's answers as they travel, by the features' places in the study.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The respondent's random id, such as `r_7f3k2m9q`.
    pub respondent: Id,
    /// The segment they belong to.
    pub segment: Option<SegmentMark>,
    /// What they answered, one for each feature of the study.
    pub answers: Vec<Answer>,
}

/// A segment as it travels: its name is recognised even if the list has changed since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SegmentMark {
    index: usize,
    name: u64,
}

impl SegmentMark {
    /// The mark of a segment of a list.
    pub fn of(segments: &[String], index: usize) -> Option<SegmentMark> {
        let name = segments.get(index).filter(|_| index < MOST_SEGMENTS)?;
        Some(SegmentMark { index, name: hash([name.as_str()]) % NAMES })
    }

    /// The segment of a list that was meant; `None` if it is no longer there.
    pub fn find(self, segments: &[String]) -> Option<usize> {
        let same_name =
            |index: usize| SegmentMark::of(segments, index).is_some_and(|mark| mark.name == self.name);
        Some(self.index)
            .filter(|index| same_name(*index))
            .or_else(|| (0..segments.len()).find(|index| same_name(*index)))
    }
}

/// What a code has to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    pub(super) features: usize,
    importance: bool,
    segment: bool,
}

impl Shape {
    fn of(sheet: &Sheet) -> Shape {
        Shape {
            features: sheet.answers.len(),
            importance: sheet.answers.iter().any(|answer| answer.importance.is_some()),
            segment: sheet.segment.is_some(),
        }
    }

    fn values(self) -> [u8; SHAPE_SIGNS] {
        let number = self.features * 4 + usize::from(self.importance) * 2 + usize::from(self.segment);
        [(number / usize::from(BASE)) as u8, (number % usize::from(BASE)) as u8]
    }

    pub(super) fn from_values(values: &[u8]) -> Option<Shape> {
        let &[high, low] = values else { return None };
        let number = usize::from(high) * usize::from(BASE) + usize::from(low);
        let shape = Shape { features: number / 4, importance: number & 2 == 2, segment: number & 1 == 1 };
        (1..=MOST_FEATURES).contains(&shape.features).then_some(shape)
    }

    /// Every shape that answers to so many features can have.
    pub(super) fn all(features: usize) -> [Shape; 4] {
        [(false, false), (false, true), (true, false), (true, true)].map(|(importance, segment)| Shape {
            features,
            importance,
            segment,
        })
    }

    /// The parts of the number, in the order in which they are taken out.
    fn radices(self) -> Vec<u64> {
        let mut radices = vec![RESPONDENTS];
        radices.extend(self.segment.then_some(SEGMENTS));
        for _ in 0..self.features {
            radices.push(PAIRS);
            radices.extend(self.importance.then_some(IMPORTANCES));
        }
        radices
    }

    /// How many signs the number has: the logarithms of its radices to base 59, in millionths
    /// and rounded up, so that it is never too short.
    fn number_signs(self) -> usize {
        let each = 878_844 + if self.importance { 564_700 } else { 0 };
        let segment = if self.segment { 3_059_850 } else { 0 };
        (6_799_665 + segment + self.features * each).div_ceil(1_000_000)
    }

    /// How many signs the whole code has.
    pub(super) fn signs(self) -> usize {
        HEAD + self.number_signs() + CHECKS
    }
}

/// The code of a sheet for a survey; `None` if the sheet is not one of that survey.
///
/// It is none with another number of answers, with an importance beyond 9, or with an id
/// that the app did not draw.
pub fn write(survey: &Survey, sheet: &Sheet) -> Option<String> {
    let shape = Shape::of(sheet);
    let fits = sheet.answers.len() == survey.features.len()
        && (1..=MOST_FEATURES).contains(&shape.features)
        && sheet
            .answers
            .iter()
            .all(|answer| answer.importance.is_none_or(|number| (1..=9).contains(&number)));
    if !fits {
        return None;
    }
    let mut parts = vec![respondent_number(&sheet.respondent)?];
    parts.extend(sheet.segment.map(|mark| mark.index as u64 * NAMES + mark.name));
    for answer in &sheet.answers {
        let reply = |reply: Option<Reply>| u64::from(reply.map_or(0, Reply::number));
        parts.push(reply(answer.functional) * 6 + reply(answer.dysfunctional));
        parts.extend(shape.importance.then(|| u64::from(answer.importance.unwrap_or(0))));
    }
    let mut number = Number::default();
    for (part, radix) in parts.iter().zip(&shape.radices()).rev() {
        number.push(*part, *radix);
    }
    let mut values: Vec<u8> = START.chars().filter_map(digits::value).collect();
    values.extend(shape.values());
    values.extend(survey.fingerprint.values());
    values.extend(number.to_digits(shape.number_signs()));
    digits::seal(&mut values);
    Some(digits::text(&values))
}

/// The code in groups of five, for whoever copies it by hand; it is read with or without.
pub fn grouped(code: &str) -> String {
    let mut text = String::with_capacity(code.len() * 6 / 5);
    for (at, sign) in code.chars().enumerate() {
        if at > 0 && at % 5 == 0 {
            text.push(' ');
        }
        text.push(sign);
    }
    text
}

/// What the values of a whole code of this version say; `None` if that is nothing.
pub(super) fn open(values: &[u8]) -> Option<(Fingerprint, Sheet)> {
    let shape = shape(values)?;
    if values.len() != shape.signs() || !digits::is_whole(values) {
        return None;
    }
    let (head, rest) = values.split_at_checked(HEAD)?;
    let fingerprint = Fingerprint::from_values(head.get(2 + SHAPE_SIGNS..)?);
    let mut number = Number::from_digits(rest.get(..rest.len() - CHECKS)?);
    let respondent = respondent_id(number.pop(RESPONDENTS));
    let segment = shape.segment.then(|| {
        let mark = number.pop(SEGMENTS);
        SegmentMark { index: (mark / NAMES) as usize, name: mark % NAMES }
    });
    let reply = |number: u64| Reply::from_number(number as u8);
    let answers = (0..shape.features)
        .map(|_| {
            let pair = number.pop(PAIRS);
            let importance = if shape.importance { number.pop(IMPORTANCES) as u8 } else { 0 };
            Answer {
                functional: reply(pair / 6),
                dysfunctional: reply(pair % 6),
                importance: (importance > 0).then_some(importance),
            }
        })
        .collect();
    number.is_zero().then_some((fingerprint, Sheet { respondent, segment, answers }))
}

/// What a code of this version holds, told from how it begins.
pub(super) fn shape(values: &[u8]) -> Option<Shape> {
    let starts = START.chars().map(digits::value).eq(values.iter().take(2).map(|value| Some(*value)));
    if starts { Shape::from_values(values.get(2..2 + SHAPE_SIGNS)?) } else { None }
}

/// Letters and digits of the app's random ids (Crockford's base 32).
const ID_SIGNS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The prefix of a respondent's id.
pub const ID_PREFIX: &str = "r";

/// The 40 bits of an id such as `r_7f3k2m9q`.
pub fn respondent_number(id: &str) -> Option<u64> {
    let signs = id.strip_prefix(ID_PREFIX)?.strip_prefix('_')?;
    let digit = |sign: u8| ID_SIGNS.iter().position(|other| *other == sign);
    let number = signs.bytes().try_fold(0, |number, sign| Some(number << 5 | digit(sign)? as u64))?;
    (signs.len() == 8).then_some(number)
}

/// The id of 40 bits.
pub fn respondent_id(number: u64) -> Id {
    let sign =
        |at: u32| ID_SIGNS.get((number >> (5 * at)) as usize & 31).map_or('0', |sign| char::from(*sign));
    let signs: String = (0..8).rev().map(sign).collect();
    Rc::from(format!("{ID_PREFIX}_{signs}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kano::survey::Asked;
    use crate::domain::kano::wording::POULIOT;

    fn survey(features: usize, segments: &[&str]) -> Survey {
        Survey {
            fingerprint: Fingerprint::from_number(123_456_789).unwrap(),
            wording: &POULIOT,
            language: None,
            importance: true,
            segments: segments.iter().map(|name| (*name).to_owned()).collect(),
            assigned: None,
            intro_en: String::new(),
            intro_zh: String::new(),
            features: vec![Asked::default(); features],
        }
    }

    fn answer(functional: u8, dysfunctional: u8, importance: u8) -> Answer {
        Answer {
            functional: Reply::from_number(functional),
            dysfunctional: Reply::from_number(dysfunctional),
            importance: (importance > 0).then_some(importance),
        }
    }

    fn values(code: &str) -> Vec<u8> {
        code.chars().filter_map(digits::value).collect()
    }

    #[test]
    fn a_code_of_twenty_features_has_at_most_sixty_signs() {
        let segments = ["new users".to_owned(), "老用户".to_owned()];
        for (importance, segment, signs) in [(9, true, 53), (9, false, 50), (0, true, 42), (0, false, 39)] {
            let sheet = Sheet {
                respondent: "r_zzzzzzzz".into(),
                segment: segment.then(|| SegmentMark::of(&segments, 1)).flatten(),
                answers: vec![answer(5, 5, importance); 20],
            };
            let code = write(&survey(20, &["new users", "老用户"]), &sheet).unwrap();
            assert_eq!(code.len(), signs, "{code}");
            let opened = open(&values(&code)).unwrap();
            assert_eq!(opened, (survey(20, &[]).fingerprint, sheet));
        }
    }

    #[test]
    fn the_number_is_as_long_as_it_has_to_be() {
        for shape in (1..=MOST_FEATURES).flat_map(Shape::all) {
            assert_eq!(shape.number_signs(), Number::width(&shape.radices()), "{shape:?}");
            assert_eq!(Shape::from_values(&shape.values()), Some(shape));
        }
    }

    #[test]
    fn half_pairs_and_nothing_at_all_travel_too() {
        let answers = vec![answer(1, 0, 0), answer(0, 5, 9), answer(0, 0, 3), answer(0, 0, 0)];
        let sheet = Sheet { respondent: "r_00000000".into(), segment: None, answers };
        let code = write(&survey(4, &[]), &sheet).unwrap();
        assert_eq!(open(&values(&code)).unwrap().1, sheet);
        let nothing = Sheet { answers: vec![Answer::default(); 100], ..sheet };
        let code = write(&survey(100, &[]), &nothing).unwrap();
        assert_eq!(open(&values(&code)).unwrap().1, nothing);
    }

    #[test]
    fn a_sheet_of_another_survey_has_no_code() {
        let (survey, empty) = (survey(2, &[]), survey(0, &[]));
        let good = Sheet {
            respondent: "r_7f3k2m9q".into(),
            segment: None,
            answers: vec![answer(1, 5, 9), answer(1, 5, 9)],
        };
        assert!(write(&survey, &good).is_some());
        for bad in [
            Sheet { answers: vec![answer(1, 5, 9)], ..good.clone() },
            Sheet { answers: vec![answer(1, 5, 10), answer(1, 5, 9)], ..good.clone() },
            Sheet { respondent: "ALL1-1".into(), ..good.clone() },
            Sheet { respondent: "r_7f3k2m9l".into(), ..good.clone() },
            Sheet { respondent: "r_7f3k2m9q9".into(), ..good.clone() },
            Sheet { respondent: "r_é".into(), ..good.clone() },
        ] {
            assert_eq!(write(&survey, &bad), None, "{bad:?}");
        }
        assert_eq!(write(&empty, &Sheet { answers: vec![], ..good }), None);
    }

    #[test]
    fn a_segment_is_known_by_its_name_when_the_list_has_changed() {
        let list = |names: &[&str]| -> Vec<String> { names.iter().map(|name| (*name).to_owned()).collect() };
        let mark = SegmentMark::of(&list(&["new", "old"]), 1).unwrap();
        for (now, found) in [
            (&["new", "old"][..], Some(1)),
            (&["trial", "new", "old"], Some(2)),
            (&["old"], Some(0)),
            (&["new", "gone"], None),
            (&[], None),
        ] {
            assert_eq!(mark.find(&list(now)), found, "{now:?}");
        }
        assert_eq!(SegmentMark::of(&list(&["new"]), 1), None);
    }

    #[test]
    fn ids_and_numbers_are_the_same_thing() {
        for (id, number) in [("r_00000000", 0), ("r_00000010", 32), ("r_zzzzzzzz", RESPONDENTS - 1)] {
            assert_eq!(respondent_number(id), Some(number));
            assert_eq!(&*respondent_id(number), id);
        }
    }

    #[test]
    fn a_code_is_grouped_for_reading() {
        assert_eq!(grouped("K1abcDEFGHi"), "K1abc DEFGH i");
        assert_eq!(grouped("K1abc"), "K1abc");
    }
}
