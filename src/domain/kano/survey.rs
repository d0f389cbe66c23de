//! The survey: what a respondent needs of a study, and nothing else of the plan.

use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;

use super::study::{MOST_FEATURES, Question, Study};
use super::wording::{self, Wording};
use crate::domain::digits;
use crate::domain::hash::hash;
use crate::domain::number::group;
use crate::domain::plan::{Id, Item};
use crate::domain::text::{Lang, kano_survey};

/// Segments that a survey can ask about.
pub const MOST_SEGMENTS: usize = 64;

/// A questionnaire as it travels in a link: no ids, no scores, no answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Survey {
    /// Which study it belongs to; answer codes carry it.
    pub fingerprint: Fingerprint,
    /// How the answers are worded.
    pub wording: &'static Wording,
    /// The language in which it opens; `None` for the reader's.
    pub language: Option<Lang>,
    /// Whether importance is asked.
    pub importance: bool,
    /// Segments to choose from.
    pub segments: Vec<String>,
    /// The segment that everybody with this link belongs to; then none is asked.
    pub assigned: Option<usize>,
    /// What is read first, English.
    pub intro_en: String,
    /// What is read first, Chinese.
    pub intro_zh: String,
    /// What is asked about, in the study's order.
    pub features: Vec<Asked>,
}

/// A feature as it is asked about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// Its title for readers of English.
    pub title_en: String,
    /// Its title for readers of Chinese; empty where it is the same.
    pub title_zh: String,
    /// Questions that differ from the default wording; the others are empty.
    pub question: Question,
}

/// What is on a respondent's screen about one feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Questions {
    /// The feature's title.
    pub title: String,
    /// How would you feel with it?
    pub functional: String,
    /// How would you feel without it?
    pub dysfunctional: String,
    /// How important is it?
    pub importance: String,
}

/// Why a study cannot be asked as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SurveyProblem {
    /// There is no feature with a title.
    NothingToAsk,
    /// More features than [`MOST_FEATURES`].
    TooManyFeatures,
    /// More segments than [`MOST_SEGMENTS`].
    TooManySegments,
    /// The study names a wording set that this version does not have.
    UnknownWording(String),
}

impl SurveyProblem {
    /// What is wrong and what to do, in plain words.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            SurveyProblem::NothingToAsk => kano_survey::nothing_to_ask(lang).to_owned(),
            SurveyProblem::TooManyFeatures => kano_survey::too_many_features(lang, &group(MOST_FEATURES)),
            SurveyProblem::TooManySegments => kano_survey::too_many_segments(lang, &group(MOST_SEGMENTS)),
            SurveyProblem::UnknownWording(id) => kano_survey::unknown_wording(lang, id),
        }
    }
}

impl Survey {
    /// The survey of a study.
    ///
    /// `plan` is the plan's id, so that studies of other plans differ even if their items have
    /// the same ids. `items` gives the titles; a feature whose item is not among them keeps its
    /// place, so that codes still fit, and is not asked.
    pub fn new(study: &Study, plan: &str, items: &[Rc<Item>]) -> Result<Survey, SurveyProblem> {
        let wording = wording::by_id(&study.wording)
            .ok_or_else(|| SurveyProblem::UnknownWording(study.wording.clone()))?;
        if study.features.len() > MOST_FEATURES {
            return Err(SurveyProblem::TooManyFeatures);
        }
        if study.segments.len() > MOST_SEGMENTS {
            return Err(SurveyProblem::TooManySegments);
        }
        let by_id: HashMap<&Id, &Rc<Item>> = items.iter().map(|item| (&item.id, item)).collect();
        let features: Vec<Asked> = study
            .features
            .iter()
            .map(|feature| asked(by_id.get(&feature.item).copied(), &feature.question, wording))
            .collect();
        let survey = Survey {
            fingerprint: Fingerprint::of(study, plan),
            wording,
            language: Lang::from_tag(&study.language),
            importance: study.importance,
            segments: study.segments.clone(),
            assigned: None,
            intro_en: study.intro_en.clone(),
            intro_zh: study.intro_zh.clone(),
            features,
        };
        if survey.asked().is_empty() { Err(SurveyProblem::NothingToAsk) } else { Ok(survey) }
    }

    /// The same survey for one segment only.
    pub fn for_segment(self, segment: usize) -> Survey {
        let assigned = (segment < self.segments.len()).then_some(segment);
        Survey { assigned, ..self }
    }

    /// Places of the features that can be asked about.
    pub fn asked(&self) -> Vec<usize> {
        let can = |feature: &Asked| {
            let question = &feature.question;
            let own = [
                (&question.functional_en, &question.dysfunctional_en),
                (&question.functional_zh, &question.dysfunctional_zh),
            ];
            !is_blank(&feature.title_en)
                || !is_blank(&feature.title_zh)
                || own.iter().any(|(with, without)| !is_blank(with) && !is_blank(without))
        };
        (0..).zip(&self.features).filter(|(_, feature)| can(feature)).map(|(at, _)| at).collect()
    }

    /// What is read first.
    pub fn intro(&self, lang: Lang) -> &str {
        either(lang, &self.intro_en, &self.intro_zh)
    }

    /// What a respondent is asked about the feature at a place.
    ///
    /// A text that was written in the other language only gives way to the default wording,
    /// and a title in the other language only is used in both.
    pub fn questions(&self, place: usize, lang: Lang) -> Option<Questions> {
        let feature = self.features.get(place)?;
        let own = &feature.question;
        let title = either(lang, &feature.title_en, &feature.title_zh);
        let text = |en: &str, zh: &str, default: &dyn Fn() -> String| {
            let written = match lang {
                Lang::En => en,
                Lang::Zh => zh,
            };
            match (is_blank(written), is_blank(title)) {
                (false, _) => written.to_owned(),
                (true, false) => default(),
                (true, true) => either(lang, en, zh).to_owned(),
            }
        };
        Some(Questions {
            title: title.to_owned(),
            functional: text(&own.functional_en, &own.functional_zh, &|| {
                self.wording.functional(title, lang)
            }),
            dysfunctional: text(&own.dysfunctional_en, &own.dysfunctional_zh, &|| {
                self.wording.dysfunctional(title, lang)
            }),
            importance: match is_blank(title) {
                true => kano_survey::how_important(lang).to_owned(),
                false => self.wording.importance(title, lang),
            },
        })
    }
}

fn asked(item: Option<&Rc<Item>>, own: &Question, wording: &Wording) -> Asked {
    let title = |lang| item.map_or("", |item| item.title_in(lang).trim());
    let (title_en, title_zh) = (title(Lang::En), title(Lang::Zh));
    // A text that is the default anyway need not travel.
    let unless = |text: &str, default: String| match text.trim() {
        written if written == default => String::new(),
        written => written.to_owned(),
    };
    let question = Question {
        functional_en: unless(&own.functional_en, wording.functional(title_en, Lang::En)),
        dysfunctional_en: unless(&own.dysfunctional_en, wording.dysfunctional(title_en, Lang::En)),
        functional_zh: unless(&own.functional_zh, wording.functional(title_zh, Lang::Zh)),
        dysfunctional_zh: unless(&own.dysfunctional_zh, wording.dysfunctional(title_zh, Lang::Zh)),
    };
    let title_zh = if title_zh == title_en { String::new() } else { title_zh.to_owned() };
    Asked { title_en: title_en.to_owned(), title_zh, question }
}

fn either<'a>(lang: Lang, en: &'a str, zh: &'a str) -> &'a str {
    let (first, second) = match lang {
        Lang::En => (en, zh),
        Lang::Zh => (zh, en),
    };
    if is_blank(first) { second } else { first }
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// Which study an answer belongs to: the plan, the features in their order, the wording set.
///
/// Titles, question texts and segments may be mended while answers come in; what decides
/// the meaning of an answer's place may not. Two studies have the same one with a
/// probability of 1 in 59⁵, about 7·10⁸.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fingerprint(u32);

/// How many signs a fingerprint has.
pub(super) const FINGERPRINT_SIGNS: usize = 5;

/// One more than the largest fingerprint.
const FINGERPRINTS: u32 = 59_u32.pow(FINGERPRINT_SIGNS as u32);

impl Fingerprint {
    /// The fingerprint of a study in the plan with that id.
    pub fn of(study: &Study, plan: &str) -> Fingerprint {
        let wording = wording::by_id(&study.wording).map_or(study.wording.as_str(), |known| known.id);
        let features = study.features.iter().map(|feature| &*feature.item);
        let hash = hash([plan, wording].into_iter().chain(features));
        Fingerprint((hash % u64::from(FINGERPRINTS)) as u32)
    }

    /// The number in links.
    pub fn number(self) -> u32 {
        self.0
    }

    /// Reads the number in links; `None` if it is too large.
    pub fn from_number(number: u32) -> Option<Fingerprint> {
        (number < FINGERPRINTS).then_some(Fingerprint(number))
    }

    /// The values of its signs.
    pub(super) fn values(self) -> Vec<u8> {
        let mut number = digits::Number::default();
        number.push(u64::from(self.0), u64::from(FINGERPRINTS));
        number.to_digits(FINGERPRINT_SIGNS)
    }

    /// Reads the values of its signs.
    pub(super) fn from_values(values: &[u8]) -> Fingerprint {
        Fingerprint(digits::Number::from_digits(values).pop(u64::from(FINGERPRINTS)) as u32)
    }
}

/// The five signs by which people can compare two studies.
impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&digits::text(&self.values()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kano::Feature;

    fn study(items: &[&str]) -> Study {
        let feature = |id: &&str| Feature { item: (*id).into(), ..Feature::default() };
        Study { features: items.iter().map(feature).collect(), ..Study::default() }
    }

    fn item(id: &str, title: &str, alt: Option<&str>) -> Rc<Item> {
        let mut item = Item::new(id.into(), "SY-1", title);
        item.title_alt = alt.map(str::to_owned);
        Rc::new(item)
    }

    #[test]
    fn the_fingerprint_changes_with_features_order_wording_and_plan_only() {
        let start = study(&["i1", "i2"]);
        let print = |study: &Study| Fingerprint::of(study, "p1");
        let mut mended = start.clone();
        mended.segments = vec!["new users".into()];
        mended.intro_en = "Hello".into();
        mended.importance = true;
        mended.features[0].question.functional_en = "How?".into();
        assert_eq!(print(&mended), print(&start));
        assert_ne!(Fingerprint::of(&start, "p2"), print(&start));
        for other in [study(&["i2", "i1"]), study(&["i1"]), study(&["i1", "i2", "i3"]), study(&["i1i2"])] {
            assert_ne!(print(&other), print(&start));
        }
        assert_ne!(print(&Study { wording: "bbn".into(), ..start.clone() }), print(&start));
        let values = print(&start).values();
        assert_eq!(Fingerprint::from_values(&values), print(&start));
        assert_eq!(print(&start).to_string().len(), FINGERPRINT_SIGNS);
    }

    #[test]
    fn questions_are_asked_in_each_language_with_what_there_is() {
        let items = [item("i1", "Guest checkout", Some("游客结算")), item("i2", "深色模式", None)];
        let mut study = study(&["i1", "i2"]);
        study.features[0].question.functional_en = "You can pay without an account. How is that?".into();
        study.features[1].question.functional_zh = "如果产品具备“深色模式”，您的感受是？".into();
        let survey = Survey::new(&study, "p1", &items).unwrap();
        let ask = |place, lang| survey.questions(place, lang).unwrap();
        assert_eq!(ask(0, Lang::En).functional, "You can pay without an account. How is that?");
        assert_eq!(
            ask(0, Lang::En).dysfunctional,
            "If the product does not have “Guest checkout”, how do you feel?"
        );
        assert_eq!(ask(0, Lang::Zh).functional, "如果产品具备“游客结算”，您的感受是？");
        assert_eq!(ask(1, Lang::En).functional, "If the product has “深色模式”, how do you feel?");
        assert_eq!(survey.features[1].question, Question::default(), "the default need not travel");
        assert_eq!(survey.questions(2, Lang::En), None);
    }

    #[test]
    fn a_feature_whose_item_is_gone_keeps_its_place_and_is_not_asked() {
        let items = [item("i1", "One", None), item("i3", " ", None)];
        let mut study = study(&["i1", "gone", "i3"]);
        let survey = Survey::new(&study, "p1", &items).unwrap();
        assert_eq!((survey.features.len(), survey.asked()), (3, vec![0]));
        study.features[1].question.functional_zh = "有它呢？".into();
        study.features[1].question.dysfunctional_zh = "没有它呢？".into();
        let survey = Survey::new(&study, "p1", &items).unwrap();
        assert_eq!(survey.asked(), [0, 1]);
        assert_eq!(survey.questions(1, Lang::En).unwrap().dysfunctional, "没有它呢？");
    }

    #[test]
    fn a_study_that_cannot_be_asked_says_why() {
        let items = [item("i1", "One", None)];
        let many: Vec<String> = (0..=MOST_FEATURES).map(|number| number.to_string()).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let unknown = Study { wording: "klingon".into(), ..study(&["i1"]) };
        let crowded = Study { segments: vec![String::new(); MOST_SEGMENTS + 1], ..study(&["i1"]) };
        for (study, problem) in [
            (study(&[]), SurveyProblem::NothingToAsk),
            (study(&["gone"]), SurveyProblem::NothingToAsk),
            (study(&many), SurveyProblem::TooManyFeatures),
            (unknown, SurveyProblem::UnknownWording("klingon".into())),
            (crowded, SurveyProblem::TooManySegments),
        ] {
            assert_eq!(Survey::new(&study, "p1", &items), Err(problem.clone()));
            assert!(Lang::ALL.iter().all(|lang| !problem.sentence(*lang).is_empty()));
        }
    }
}
