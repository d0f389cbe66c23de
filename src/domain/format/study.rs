//! The Kano study in plan files, both ways.
//!
//! An answer is an object in files for other programs, and one number in storage and
//! links, where a study of a thousand people would not fit otherwise: the digits of
//! both replies and of the importance, so 15 is like and dislike, 159 the same with
//! importance 9. Half a pair is always an object. Both forms are read everywhere.

use std::collections::HashSet;
use std::rc::Rc;

use serde_json::{Map, Value};

use super::read::{Object, give_ids, left_out};
use super::tree::Tree;
use super::warning::{Expected, Place, Trouble, Warnings};
use super::write::{Fields, Form};
use crate::domain::editor::tidy_tags;
use crate::domain::kano::study::{
    Answer, Feature, IMPORTANCE, MOST_FEATURES, Question, Reply, Respondent, Study,
};
use crate::domain::plan::Id;

/// A study with more answers is written in its short form, so that a file stays one that opens.
const MOST_LONG_ANSWERS: usize = 100_000;

/// All of a study.
pub(super) fn write(study: &Study, form: Form) -> Map<String, Value> {
    let mut fields = write_head(study, form);
    fields.list("features", study.features.iter().map(|each| write_feature(each, form)));
    let answers: usize = study.respondents.iter().map(|each| each.answers.len()).sum();
    let form = if answers > MOST_LONG_ANSWERS { Form::Compact } else { form };
    fields.list("respondents", study.respondents.iter().map(|each| write_respondent(each, form)));
    fields.done(&study.extra)
}

/// Reads all of a study; each feature and each respondent stands once.
pub(super) fn read(mut object: Object<'_, '_>) -> Study {
    let mut study = read_head(&mut object);
    study.features = object.records("features", read_feature);
    keep_features(&mut study.features, &mut object);
    // Everybody answers about the same items, so one copy of each id is enough.
    let mut ids: HashSet<Id> = study.features.iter().map(|feature| Rc::clone(&feature.item)).collect();
    let mut respondents = object.records("respondents", |object| {
        let mut respondent = read_respondent(object);
        for (item, _) in &mut respondent.answers {
            match ids.get(item) {
                Some(known) => *item = Rc::clone(known),
                None => {
                    ids.insert(Rc::clone(item));
                }
            }
        }
        respondent
    });
    give_ids(&mut [("kano.respondents", &mut respondents)], "r", |one| &mut one.id, object.warnings);
    study.respondents = respondents.into_iter().map(Rc::new).collect();
    study.extra = object.rest();
    study
}

/// Leaves out features that name no item, or one that is listed, and those beyond the limit.
fn keep_features(features: &mut Vec<Feature>, object: &mut Object<'_, '_>) {
    let list = Place::Field(&object.place, "features");
    let mut seen = HashSet::new();
    let mut at = 0..;
    features.retain(|feature| {
        let place = Place::Element(&list, at.next().unwrap_or_default());
        let fits = !feature.item.is_empty() && seen.insert(Rc::clone(&feature.item));
        if !fits {
            let place = Place::Field(&place, "item");
            left_out(place, Expected::NewFeature, Tree::Text((*feature.item).into()), object.warnings);
        }
        fits
    });
    let count = features.len().saturating_sub(MOST_FEATURES);
    if count > 0 {
        features.truncate(MOST_FEATURES);
        object.warnings.add(list, Trouble::FeaturesCut { count, most: MOST_FEATURES });
    }
}

/// A study's own fields, without its features and respondents.
pub(super) fn write_head(study: &Study, form: Form) -> Fields {
    let mut fields = Fields::new(form);
    fields.always("wording", study.wording.as_str().into());
    fields.text("language", &study.language);
    fields.switch("importance", study.importance);
    fields.list("segments", study.segments.iter().map(String::as_str));
    fields.text("intro_en", &study.intro_en);
    fields.text("intro_zh", &study.intro_zh);
    fields
}

/// Takes a study's own fields out of an object.
pub(super) fn read_head(object: &mut Object<'_, '_>) -> Study {
    let wording = object.text("wording");
    Study {
        wording: if wording.trim().is_empty() { Study::WORDING.to_owned() } else { wording },
        language: object.text("language"),
        importance: object.switch("importance"),
        segments: tidy_tags(object.texts("segments").iter()),
        intro_en: object.text("intro_en"),
        intro_zh: object.text("intro_zh"),
        ..Study::default()
    }
}

/// A feature.
pub(super) fn write_feature(feature: &Feature, form: Form) -> Map<String, Value> {
    let mut fields = Fields::new(form);
    fields.always("item", (*feature.item).into());
    fields.text("functional_en", &feature.question.functional_en);
    fields.text("dysfunctional_en", &feature.question.dysfunctional_en);
    fields.text("functional_zh", &feature.question.functional_zh);
    fields.text("dysfunctional_zh", &feature.question.dysfunctional_zh);
    fields.done(&feature.extra)
}

/// A feature; its item may be empty.
pub(super) fn read_feature(mut object: Object<'_, '_>) -> Feature {
    Feature {
        item: object.id("item"),
        question: Question {
            functional_en: object.text("functional_en"),
            dysfunctional_en: object.text("dysfunctional_en"),
            functional_zh: object.text("functional_zh"),
            dysfunctional_zh: object.text("dysfunctional_zh"),
        },
        extra: object.rest(),
    }
}

/// A respondent.
pub(super) fn write_respondent(respondent: &Respondent, form: Form) -> Map<String, Value> {
    let mut fields = Fields::new(form);
    fields.always("id", (*respondent.id).into());
    fields.text("segment", &respondent.segment);
    fields.text("date", &respondent.date);
    fields.object("answers", answers(respondent, form));
    fields.done(&respondent.extra)
}

/// A respondent; the id may be empty.
pub(super) fn read_respondent(mut object: Object<'_, '_>) -> Respondent {
    let (id, segment, date) = (object.id("id"), object.text("segment"), object.date("date"));
    let fields = object.object(ANSWERS).unwrap_or_default();
    let place = Place::Field(&object.place, ANSWERS);
    let mut answers = Vec::with_capacity(fields.len());
    let mut foreign = Map::new();
    for (item, value) in fields.into_iter().flatten() {
        let (answer, more) = read_answer(value, Place::Field(&place, &item), object.warnings);
        if !answer.is_blank() {
            answers.push((Id::from(&*item), answer));
        }
        if !more.is_empty() {
            foreign.insert(item.into_owned(), Value::Object(more));
        }
    }
    answers.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut extra = object.rest();
    if !foreign.is_empty() {
        extra.insert(ANSWERS.to_owned(), Value::Object(foreign));
    }
    Respondent { id, segment, date, answers, extra }
}

/// The field of a respondent with the answers, by item id.
const ANSWERS: &str = "answers";

fn answers(respondent: &Respondent, form: Form) -> Map<String, Value> {
    let foreign = respondent.extra.get(ANSWERS).and_then(Value::as_object);
    let mut fields = Map::with_capacity(respondent.answers.len());
    for (item, answer) in &respondent.answers {
        let more = foreign.and_then(|foreign| foreign.get(&**item)).and_then(Value::as_object);
        let value = match number(answer) {
            Some(number) if form != Form::Complete && more.is_none() => Value::from(number),
            _ => write_answer(answer, more),
        };
        fields.insert(item.to_string(), value);
    }
    for (item, more) in foreign.into_iter().flatten() {
        fields.entry(item.clone()).or_insert_with(|| more.clone());
    }
    fields
}

fn write_answer(answer: &Answer, more: Option<&Map<String, Value>>) -> Value {
    let mut fields = Fields::new(Form::Compact);
    fields.number("functional", answer.functional.map(|reply| reply.number().into()));
    fields.number("dysfunctional", answer.dysfunctional.map(|reply| reply.number().into()));
    fields.number("importance", answer.importance.map(f64::from));
    Value::Object(fields.done(more.unwrap_or(&Map::new())))
}

/// An answer, and what stood beside it.
fn read_answer(value: Tree<'_>, place: Place<'_>, warnings: &mut Warnings) -> (Answer, Map<String, Value>) {
    let none = (Answer::default(), Map::new());
    match value {
        Tree::Null => none,
        Tree::Object(fields) => {
            let mut object = Object::new(fields, place, warnings);
            let small = |value: &Tree<'_>| value.as_u64().and_then(|number| u8::try_from(number).ok());
            let answer = Answer {
                functional: object.take("functional", Expected::Reply, |value| {
                    small(&value).and_then(Reply::from_number).ok_or(value)
                }),
                dysfunctional: object.take("dysfunctional", Expected::Reply, |value| {
                    small(&value).and_then(Reply::from_number).ok_or(value)
                }),
                importance: object.take("importance", Expected::Importance, |value| {
                    small(&value).filter(|number| IMPORTANCE.contains(number)).ok_or(value)
                }),
            };
            (answer, object.rest())
        }
        other => match other.as_u64().and_then(from_number) {
            Some(answer) => (answer, none.1),
            None => {
                left_out(place, Expected::Answer, other, warnings);
                none
            }
        },
    }
}

/// A whole pair, with its importance where there is one, as digits.
fn number(answer: &Answer) -> Option<u16> {
    let (functional, dysfunctional) = answer.pair()?;
    let pair = u16::from(functional.number()) * 10 + u16::from(dysfunctional.number());
    Some(answer.importance.map_or(pair, |importance| pair * 10 + u16::from(importance)))
}

fn from_number(number: u64) -> Option<Answer> {
    let (pair, importance) = if number < 100 { (number, None) } else { (number / 10, Some(number % 10)) };
    let reply = |digit: u64| u8::try_from(digit).ok().and_then(Reply::from_number);
    let answer = Answer {
        functional: Some(reply(pair / 10)?),
        dysfunctional: Some(reply(pair % 10)?),
        importance: importance.and_then(|digit| u8::try_from(digit).ok()),
    };
    (importance != Some(0)).then_some(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_pair_is_a_number_and_no_other_number_is_a_pair() {
        let numbers: Vec<u64> = (0..=10_000).filter(|number| from_number(*number).is_some()).collect();
        assert_eq!(numbers.len(), 25 + 25 * 9);
        for digits in numbers {
            let answer = from_number(digits).unwrap();
            assert_eq!(number(&answer).map(u64::from), Some(digits));
        }
        for (digits, functional, dysfunctional, importance) in
            [(15, Reply::Like, Reply::Dislike, None), (429, Reply::LiveWith, Reply::MustBe, Some(9))]
        {
            let answer = from_number(digits).unwrap();
            assert_eq!((answer.pair(), answer.importance), (Some((functional, dysfunctional)), importance));
        }
        assert_eq!(number(&Answer { functional: Some(Reply::Like), ..Answer::default() }), None);
    }
}
