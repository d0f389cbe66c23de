//! The study: what is asked, whom, and what they answered.

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
}

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
/// The item may since have been deleted; its answers stay.
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
    /// Item id and answer, each item once, by id.
    pub answers: Vec<(Id, Answer)>,
    /// Fields that this version does not know, also those inside answers.
    pub extra: Extra,
}

impl Respondent {
    /// What they said about an item.
    pub fn answer(&self, item: &str) -> Option<&Answer> {
        let at = self.answers.binary_search_by(|(id, _)| (**id).cmp(item)).ok()?;
        self.answers.get(at).map(|(_, answer)| answer)
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

impl Default for Study {
    fn default() -> Study {
        Study {
            wording: "pouliot".to_owned(),
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

/// Respondents that a study can hold.
pub const MOST_RESPONDENTS: usize = 20_000;

/// Features that a study can ask about.
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
