//! The study: what is asked, whom, and what they answered.

use std::ops::RangeInclusive;
use std::rc::Rc;

use crate::domain::plan::{Extra, Id};

/// One of the five answers to a question, in the order of the questionnaire.
///
/// Files and survey services write them as the numbers 1 to 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reply {
    /// 1: I like it.
    Like = 1,
    /// 2: it must be that way; I expect it.
    MustBe = 2,
    /// 3: I am neutral.
    Neutral = 3,
    /// 4: I can live with it.
    LiveWith = 4,
    /// 5: I dislike it.
    Dislike = 5,
}

impl Reply {
    /// All five, from like to dislike.
    pub const ALL: [Reply; 5] = [Reply::Like, Reply::MustBe, Reply::Neutral, Reply::LiveWith, Reply::Dislike];

    /// The number in files, 1 to 5.
    pub fn number(self) -> u8 {
        self as u8
    }

    /// Reads the number in files; `None` outside 1 to 5.
    pub fn from_number(number: u8) -> Option<Reply> {
        Reply::ALL.into_iter().find(|reply| reply.number() == number)
    }
}

/// What one respondent says about one feature. Half a pair is kept and not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// How they would feel with the feature.
    pub functional: Option<Reply>,
    /// How they would feel without it.
    pub dysfunctional: Option<Reply>,
    /// How important it is to them, 1 to 9.
    pub importance: Option<u8>,
}

impl Answer {
    /// Both answers of the pair, where both were given.
    pub fn pair(&self) -> Option<(Reply, Reply)> {
        Some((self.functional?, self.dysfunctional?))
    }

    /// Whether nothing was answered.
    pub fn is_blank(&self) -> bool {
        *self == Answer::default()
    }

    /// The answer without an importance that cannot be.
    fn tidy(self) -> Answer {
        Answer { importance: self.importance.filter(|importance| IMPORTANCE.contains(importance)), ..self }
    }
}

/// What importance can be.
pub const IMPORTANCE: RangeInclusive<u8> = 1..=9;

/// A question in the languages in which it was written.
///
/// An empty text stands for the default wording, made from the feature's title.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Question {
    /// With the feature, English.
    pub functional_en: String,
    /// Without the feature, English.
    pub dysfunctional_en: String,
    /// With the feature, Chinese.
    pub functional_zh: String,
    /// Without the feature, Chinese.
    pub dysfunctional_zh: String,
}

/// A feature that a study asks about: always an item of the plan.
///
/// The item may since have been deleted, even for good; the feature stays listed
/// and its answers stay.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Feature {
    /// The item's id, under which answers are kept.
    pub item: Id,
    /// How the two questions are worded.
    pub question: Question,
    /// Fields that this version does not know.
    pub extra: Extra,
}

/// One person's answers. No name is needed anywhere.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Respondent {
    /// A random id.
    pub id: Id,
    /// The group they belong to, or empty.
    pub segment: String,
    /// When they answered, ISO 8601, or empty.
    pub date: String,
    /// Item id and answer, each item once, by id; no answer is blank.
    ///
    /// An answer to what the study no longer asks about stays.
    pub answers: Vec<(Id, Answer)>,
    /// Fields that this version does not know; those inside answers stand under
    /// `answers`, by item id.
    pub extra: Extra,
}

impl Respondent {
    /// What they said about an item.
    pub fn answer(&self, item: &str) -> Option<&Answer> {
        let at = self.answers.binary_search_by(|(id, _)| (**id).cmp(item)).ok()?;
        self.answers.get(at).map(|(_, answer)| answer)
    }

    /// Sets or clears what they said about an item.
    pub fn set_answer(&mut self, item: &Id, answer: Option<Answer>) {
        let answer = answer.map(Answer::tidy).filter(|answer| !answer.is_blank());
        match (self.answers.binary_search_by(|(id, _)| id.cmp(item)), answer) {
            (Ok(at), None) => {
                self.answers.remove(at);
            }
            (Ok(at), Some(answer)) => {
                if let Some((_, slot)) = self.answers.get_mut(at) {
                    *slot = answer;
                }
            }
            (Err(at), Some(answer)) => self.answers.insert(at, (Rc::clone(item), answer)),
            (Err(_), None) => {}
        }
    }

    /// Whether the answers stand by item, each item once, none of them blank.
    pub fn is_tidy(&self) -> bool {
        self.answers.is_sorted_by(|(one, _), (other, _)| one < other)
            && self.answers.iter().all(|(_, answer)| !answer.is_blank() && *answer == answer.tidy())
    }

    /// The same with tidy answers; of an item's several the last one counts.
    pub fn tidy(mut self) -> Respondent {
        if !self.is_tidy() {
            for (item, answer) in std::mem::take(&mut self.answers) {
                self.set_answer(&item, Some(answer));
            }
        }
        self
    }
}

/// A Kano study.
#[derive(Clone, Debug, PartialEq)]
pub struct Study {
    /// The wording set of the answers, such as `pouliot`.
    pub wording: String,
    /// The language in which the survey opens, a tag such as `zh-CN`; empty for the reader's.
    pub language: String,
    /// Whether importance is asked, 1 to 9.
    pub importance: bool,
    /// Segments to choose from; empty when nobody is asked.
    pub segments: Vec<String>,
    /// What the respondent reads first, English.
    pub intro_en: String,
    /// What the respondent reads first, Chinese.
    pub intro_zh: String,
    /// What is asked about, in the study's order.
    pub features: Vec<Feature>,
    /// Who answered, in the order of arrival.
    pub respondents: Vec<Rc<Respondent>>,
    /// Fields that this version does not know.
    pub extra: Extra,
}

impl Study {
    /// The wording set of a study that names none.
    pub const WORDING: &str = "pouliot";

    /// Whether nothing was set, asked or answered; then it is not written to files.
    pub fn is_empty(&self) -> bool {
        *self == Study::default()
    }

    /// What is asked about an item.
    pub fn feature(&self, item: &str) -> Option<&Feature> {
        self.features.iter().find(|feature| &*feature.item == item)
    }

    /// The respondent with that id.
    pub fn respondent(&self, id: &str) -> Option<&Rc<Respondent>> {
        self.respondents.iter().find(|respondent| &*respondent.id == id)
    }
}

impl Default for Study {
    fn default() -> Study {
        Study {
            wording: Study::WORDING.to_owned(),
            language: String::new(),
            importance: false,
            segments: Vec::new(),
            intro_en: String::new(),
            intro_zh: String::new(),
            features: Vec::new(),
            respondents: Vec::new(),
            extra: Extra::new(),
        }
    }
}

/// Respondents that a study can hold; what goes beyond is not taken in.
pub const MOST_RESPONDENTS: usize = 20_000;

/// Features that a study can ask about; what goes beyond is not taken in.
pub const MOST_FEATURES: usize = 100;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replies_are_one_to_five() {
        for number in 0..=9 {
            assert_eq!(
                Reply::from_number(number).map(Reply::number),
                (1..=5).contains(&number).then_some(number)
            );
        }
    }

    #[test]
    fn half_a_pair_is_no_pair() {
        let half = Answer { functional: Some(Reply::Like), ..Answer::default() };
        assert_eq!(half.pair(), None);
        let whole = Answer { dysfunctional: Some(Reply::Dislike), ..half };
        assert_eq!(whole.pair(), Some((Reply::Like, Reply::Dislike)));
    }
}
