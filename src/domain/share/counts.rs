//! What the respondents of a Kano study said, as counts alone.
//!
//! A link that leaves the answers out says beside its plan how many people gave each pair of
//! answers to each feature, so that its reader sees what the study found. Who gave which answers
//! together cannot be told from it.

use std::rc::Rc;

use serde_json::{Value, json};

use crate::domain::kano::{Answer, Feature, Reply, Respondent, Study};

/// Of fewer people, counts would be almost what each of them said.
const FEWEST: usize = 5;

/// Pairs of answers that are counted at most: a link cannot make its reader count for ever.
const MOST_PAIRS: usize = 500_000;

/// How many people gave each pair of answers to each feature of a study.
#[derive(Clone, Debug, PartialEq)]
pub struct Counts {
    /// People who answered.
    respondents: usize,
    /// For each feature, in the study's order: the pairs by functional, then dysfunctional answer.
    features: Vec<[usize; PAIRS]>,
}

/// Pairs of two answers of five each.
const PAIRS: usize = 25;

impl Counts {
    /// The counts of a study for those features; nothing where too few people answered, or more
    /// than a link should hold.
    pub fn of(study: &Study, features: &[Feature]) -> Option<Counts> {
        let pair = |person: &Respondent, feature: &Feature| person.answer(&feature.item)?.pair();
        let has_pair = |person: &Respondent| features.iter().any(|feature| pair(person, feature).is_some());
        let answered: Vec<&Rc<Respondent>> =
            study.respondents.iter().filter(|person| has_pair(person)).collect();
        let counts = features.iter().map(|feature| {
            let mut counts = [0; PAIRS];
            for (with, without) in answered.iter().filter_map(|person| pair(person, feature)) {
                if let Some(count) = counts.get_mut(place(with, without)) {
                    *count += 1;
                }
            }
            counts
        });
        let counts = Counts { respondents: answered.len(), features: counts.collect() };
        (answered.len() >= FEWEST && counts.is_sound()).then_some(counts)
    }

    /// As it stands in a link.
    pub fn to_json(&self) -> Value {
        json!({ "respondents": self.respondents, "pairs": self.features })
    }

    /// Reads what [`Counts::to_json`] gives; `None` for anything else.
    pub fn from_json(value: &Value) -> Option<Counts> {
        let number = |value: &Value| usize::try_from(value.as_u64()?).ok();
        let feature = |value: &Value| {
            let counts: Vec<usize> = value.as_array()?.iter().map(number).collect::<Option<_>>()?;
            counts.try_into().ok()
        };
        let features = value.get("pairs")?.as_array()?.iter().map(feature).collect::<Option<_>>()?;
        let counts = Counts { respondents: number(value.get("respondents")?)?, features };
        counts.is_sound().then_some(counts)
    }

    /// Whether nobody answered twice, and there are no more answers than can be counted at once.
    fn is_sound(&self) -> bool {
        let sum =
            |counts: &[usize; PAIRS]| counts.iter().fold(0_usize, |sum, count| sum.saturating_add(*count));
        let all = self.features.iter().fold(0_usize, |all, counts| all.saturating_add(sum(counts)));
        self.features.iter().all(|counts| sum(counts) <= self.respondents)
            && self.respondents <= MOST_PAIRS
            && all <= MOST_PAIRS
    }

    /// The study with as many answers to each feature, for a report: its people are made up, and so
    /// is which answers are of the same person.
    pub fn study(&self, study: &Study) -> Study {
        let person = |at: usize| Respondent { id: format!("r{}", at + 1).into(), ..Respondent::default() };
        let mut people: Vec<Respondent> = (0..self.respondents).map(person).collect();
        for (feature, counts) in study.features.iter().zip(&self.features) {
            let pairs = Reply::ALL.into_iter().flat_map(|with| Reply::ALL.map(|without| (with, without)));
            let given = pairs.zip(counts).flat_map(|(pair, count)| std::iter::repeat_n(pair, *count));
            for ((with, without), person) in given.zip(&mut people) {
                let answer =
                    Answer { functional: Some(with), dysfunctional: Some(without), importance: None };
                person.set_answer(&feature.item, Some(answer));
            }
        }
        let respondents = people.into_iter().map(Rc::new);
        Study { respondents: respondents.collect(), ..study.clone() }
    }
}

/// The place of a pair among the counts of a feature.
fn place(with: Reply, without: Reply) -> usize {
    usize::from(with.number() - 1) * Reply::ALL.len() + usize::from(without.number() - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(id: &str, answers: &[(&str, u8, u8)]) -> Rc<Respondent> {
        let mut person = Respondent { id: id.into(), ..Respondent::default() };
        for (item, with, without) in answers {
            let answer = Answer {
                functional: Reply::from_number(*with),
                dysfunctional: Reply::from_number(*without),
                importance: Some(3),
            };
            person.set_answer(&(*item).into(), Some(answer));
        }
        Rc::new(person)
    }

    fn study() -> Study {
        let feature = |item: &str| Feature { item: item.into(), ..Feature::default() };
        let mut study = Study { features: vec![feature("b"), feature("a")], ..Study::default() };
        for at in 0..5 {
            study.respondents.push(person(&format!("p{at}"), &[("a", 1, 5), ("b", 1 + at, 3)]));
        }
        // Half a pair is not counted, and somebody who said nothing else is nobody.
        study.respondents.push(person("p5", &[("a", 1, 9)]));
        study
    }

    #[test]
    fn counts_say_how_many_gave_each_pair_and_make_a_study_of_as_many() {
        let study = study();
        let counts = Counts::of(&study, &study.features).expect("five answered");
        assert_eq!(counts.respondents, 5);
        assert_eq!((counts.features[1][4], counts.features[1].iter().sum::<usize>()), (5, 5));
        assert_eq!(Counts::from_json(&counts.to_json()), Some(counts.clone()));
        let made = counts.study(&Study { respondents: Vec::new(), ..study.clone() });
        assert_eq!(Counts::of(&made, &made.features), Some(counts));
    }

    #[test]
    fn of_few_people_nothing_is_counted() {
        let mut study = study();
        study.respondents.remove(0);
        assert_eq!(Counts::of(&study, &study.features), None);
    }

    #[test]
    fn what_is_no_count_is_nothing() {
        let mut pairs = vec![0; PAIRS];
        pairs[3] = 7;
        for (respondents, pairs, is_sound) in [
            (json!(7), json!([pairs]), true),
            (json!(6), json!([pairs]), false),
            (json!(7), json!([[1, 2]]), false),
            (json!(7), json!([[1, "2"]]), false),
            (json!(-7), json!([]), false),
            (json!(1_000_000_000_000_u64), json!([]), false),
            (json!(400_000), json!([vec![20_000; PAIRS], pairs]), false),
        ] {
            let value = json!({ "respondents": respondents, "pairs": pairs });
            assert_eq!(Counts::from_json(&value).is_some(), is_sound, "{value}");
        }
        assert_eq!(Counts::from_json(&json!("many")), None);
    }
}
