//! Answering: one respondent on their way through a survey, on a phone or a passed laptop.

use super::code::{self, SegmentMark, Sheet};
use super::study::{Answer, Reply, Respondent};
use super::survey::Survey;
use crate::domain::digits;
use crate::domain::hash::{hash, mix};
use crate::domain::plan::{Extra, Id};

/// A respondent's answers so far and the place where they are.
///
/// It is a value: each step gives the next one, and going back loses nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The respondent's random id.
    pub respondent: Id,
    /// The segment that was chosen or assigned, by its place in the survey.
    pub segment: Option<usize>,
    /// The answers, by the features' places in the study.
    pub answers: Vec<Answer>,
    /// The places of the features in the order in which this respondent meets them.
    pub order: Vec<usize>,
    /// How many features have been passed; as many as the order has at the end.
    pub step: usize,
}

/// A random order of the numbers below `count`, the same for the same seed everywhere.
pub fn order(seed: &str, count: usize) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    let mut state = hash([seed]);
    // Fisher and Yates: each place takes one of those that are left.
    for left in (2..=count).rev() {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let pick = (u128::from(mix(state)) * left as u128) >> 64;
        places.swap(left - 1, pick as usize);
    }
    places
}

impl Entry {
    /// The beginning of a survey for a respondent with a fresh random id.
    pub fn new(survey: &Survey, respondent: Id) -> Entry {
        let asked = survey.asked();
        let order =
            order(&respondent, asked.len()).into_iter().filter_map(|at| asked.get(at).copied()).collect();
        Entry {
            segment: survey.assigned,
            answers: vec![Answer::default(); survey.features.len()],
            order,
            step: 0,
            respondent,
        }
    }

    /// Goes on where a code of the same survey ends: at the first feature that lacks an answer.
    ///
    /// A page that keeps the code of the answers so far loses nothing when it is reloaded.
    pub fn resume(survey: &Survey, code: &str) -> Option<Entry> {
        let values: Vec<u8> = code.chars().map(digits::value).collect::<Option<_>>()?;
        let (fingerprint, sheet) = code::open(&values)?;
        if fingerprint != survey.fingerprint || sheet.answers.len() != survey.features.len() {
            return None;
        }
        let mut entry = Entry::new(survey, sheet.respondent);
        entry.segment = sheet.segment.and_then(|mark| mark.find(&survey.segments)).or(entry.segment);
        entry.answers = sheet.answers;
        let open = entry.order.iter().position(|place| !entry.is_answered(survey, *place));
        entry.step = open.unwrap_or(entry.order.len());
        Some(entry)
    }

    /// The feature that is asked about now; `None` at the end.
    pub fn feature(&self) -> Option<usize> {
        self.order.get(self.step).copied()
    }

    /// The answers to what is asked now.
    pub fn answer(&self) -> Answer {
        self.feature().and_then(|place| self.answers.get(place)).copied().unwrap_or_default()
    }

    /// The same with an answer to the question about the feature that is there.
    pub fn with_functional(self, reply: Option<Reply>) -> Entry {
        self.with(|answer| answer.functional = reply)
    }

    /// The same with an answer to the question about the feature that is not there.
    pub fn with_dysfunctional(self, reply: Option<Reply>) -> Entry {
        self.with(|answer| answer.dysfunctional = reply)
    }

    /// The same with an importance of 1 to 9; any other number is none.
    pub fn with_importance(self, importance: Option<u8>) -> Entry {
        self.with(|answer| answer.importance = importance.filter(|number| (1..=9).contains(number)))
    }

    fn with(mut self, change: impl FnOnce(&mut Answer)) -> Entry {
        if let Some(answer) = self.feature().and_then(|place| self.answers.get_mut(place)) {
            change(answer);
        }
        self
    }

    /// On to the next feature, answered or not.
    pub fn next(self) -> Entry {
        Entry { step: (self.step + 1).min(self.order.len()), ..self }
    }

    /// Back to the feature before.
    pub fn back(self) -> Entry {
        Entry { step: self.step.saturating_sub(1), ..self }
    }

    /// Whether everything that is asked about a feature has an answer.
    pub fn is_answered(&self, survey: &Survey, place: usize) -> bool {
        self.answers.get(place).is_some_and(|answer| {
            answer.pair().is_some() && (answer.importance.is_some() || !survey.importance)
        })
    }

    /// How many features have all their answers.
    pub fn answered(&self, survey: &Survey) -> usize {
        self.order.iter().filter(|place| self.is_answered(survey, **place)).count()
    }

    /// The code of the answers so far; `None` if the app did not draw the respondent's id.
    pub fn code(&self, survey: &Survey) -> Option<String> {
        let segment = self.segment.and_then(|index| SegmentMark::of(&survey.segments, index));
        let sheet = Sheet { respondent: Id::clone(&self.respondent), segment, answers: self.answers.clone() };
        code::write(survey, &sheet)
    }

    /// The answers as the study keeps them, for entry in the room; `items` in the study's order.
    pub fn respondent(&self, survey: &Survey, items: &[Id], date: &str) -> Respondent {
        let answers = items.iter().cloned().zip(self.answers.iter().copied());
        let mut answers: Vec<(Id, Answer)> =
            answers.filter(|(_, answer)| *answer != Answer::default()).collect();
        answers.sort_by(|(a, _), (b, _)| a.cmp(b));
        let segment = self.segment.and_then(|index| survey.segments.get(index)).cloned();
        Respondent {
            id: Id::clone(&self.respondent),
            segment: segment.unwrap_or_default(),
            date: date.to_owned(),
            answers,
            extra: Extra::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kano::survey::{Asked, Fingerprint};
    use crate::domain::kano::wording::POULIOT;

    fn survey(titles: &[&str], importance: bool) -> Survey {
        let asked = |title: &&str| Asked { title_en: (*title).to_owned(), ..Asked::default() };
        Survey {
            fingerprint: Fingerprint::from_number(7).unwrap(),
            wording: &POULIOT,
            language: None,
            importance,
            segments: vec!["new".into(), "old".into()],
            assigned: None,
            intro_en: String::new(),
            intro_zh: String::new(),
            features: titles.iter().map(asked).collect(),
        }
    }

    #[test]
    fn an_order_is_a_permutation_and_the_seed_decides_it() {
        for count in [0, 1, 2, 3, 20, 100] {
            let mut places = order("r_7f3k2m9q", count);
            assert_eq!(places, order("r_7f3k2m9q", count));
            places.sort();
            assert_eq!(places, (0..count).collect::<Vec<_>>());
        }
        // The same in every browser, for ever: a respondent who comes back meets the same order.
        assert_eq!(order("r_7f3k2m9q", 8), [1, 0, 4, 7, 6, 3, 5, 2]);
        assert_ne!(order("r_7f3k2m9q", 20), order("r_7f3k2m9r", 20));
    }

    #[test]
    fn every_feature_comes_first_about_equally_often() {
        let mut first = [0_u32; 6];
        for number in 0..6_000 {
            first[order(&format!("r_{number}"), 6)[0]] += 1;
        }
        // Six standard deviations around 1,000 are 173.
        assert!(first.iter().all(|count| count.abs_diff(1_000) < 173), "{first:?}");
    }

    #[test]
    fn answers_stay_on_the_way_back_and_forth() {
        let survey = survey(&["One", "Two"], true);
        let start = Entry::new(&survey, "r_7f3k2m9q".into());
        let first = start.feature().unwrap();
        let entry = start.with_functional(Some(Reply::Like)).with_importance(Some(10)).next();
        assert_eq!((entry.step, entry.answered(&survey)), (1, 0));
        let entry = entry.back().back().with_dysfunctional(Some(Reply::Dislike)).with_importance(Some(9));
        assert_eq!((entry.feature(), entry.answered(&survey)), (Some(first), 1));
        assert_eq!(entry.answer().pair(), Some((Reply::Like, Reply::Dislike)));
        let end = entry.next().next().next();
        assert_eq!((end.feature(), end.step), (None, 2));
        assert_eq!(end.clone().with_functional(None), end, "at the end nothing is asked");
    }

    #[test]
    fn a_reloaded_page_goes_on_where_it_was() {
        let survey = survey(&["One", "", "Three"], false);
        let mut entry = Entry::new(&survey, "r_7f3k2m9q".into());
        assert_eq!(entry.order.len(), 2, "what has no title is not asked");
        entry.segment = Some(1);
        let entry =
            entry.with_functional(Some(Reply::MustBe)).with_dysfunctional(Some(Reply::Neutral)).next();
        let code = entry.code(&survey).unwrap();
        assert_eq!(Entry::resume(&survey, &code), Some(entry.clone()));
        let items: Vec<Id> = ["i3", "i2", "i1"].map(Id::from).to_vec();
        let respondent = entry.respondent(&survey, &items, "2026-11-22");
        assert_eq!((respondent.segment.as_str(), respondent.answers.len()), ("old", 1));
        let other = Survey { fingerprint: Fingerprint::from_number(8).unwrap(), ..survey };
        assert_eq!(Entry::resume(&other, &code), None);
        assert_eq!(Entry::resume(&other, "K1"), None);
    }

    #[test]
    fn an_assigned_segment_goes_into_the_code_without_a_question() {
        let survey = survey(&["One"], false).for_segment(1);
        let entry = Entry::new(&survey, "r_7f3k2m9q".into());
        assert_eq!(entry.segment, Some(1));
        assert_eq!(survey.clone().for_segment(9).assigned, None);
    }
}
