//! Opportunity scores of user needs: how important a need is, and how little it is met.
//!
//! Ulwick's score is `I + max(I - S, 0)`, with importance I and satisfaction S in 0..=10
//! and thus the score in 0..=20. I and S are ten times the share of respondents who answer
//! 4 or 5 on a scale of 1 to 5 (top-two-box), within one segment; means in their place are
//! the most common error (Ulwick 2016, Jobs to be Done).

use std::rc::Rc;

use crate::domain::kano::Study;
use crate::domain::plan::{Id, Need, Plan};

/// What importance and satisfaction can be.
pub const RATING: std::ops::RangeInclusive<f64> = 0.0..=10.0;

/// The lowest scores of the classes. Publications differ (10, 12, 15 or 7, 10); these are
/// the more common ones.
pub const THRESHOLDS: Thresholds = Thresholds { moderate: 10.0, high: 12.0, extreme: 15.0 };

/// Where classes of opportunities begin, as scores in 0..=20.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thresholds {
    /// Below this a need is served.
    pub moderate: f64,
    /// From here on it is a high opportunity.
    pub high: f64,
    /// From here on it is an extreme one.
    pub extreme: f64,
}

/// How much of an opportunity a need is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Below all thresholds.
    Served,
    /// Worth a look.
    Moderate,
    /// Worth work.
    High,
    /// Worth more than most.
    Extreme,
}

/// How what users have today meets what they find important.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// Important and not met: the score reaches the first threshold, and importance exceeds
    /// satisfaction.
    Under,
    /// Neither under nor over.
    Right,
    /// Met better than it is important.
    Over,
}

/// The opportunity score, 0 to 20; `None` where a rating is missing or cannot be.
pub fn score(importance: Option<f64>, satisfaction: Option<f64>) -> Option<f64> {
    let (importance, satisfaction) = (rating(importance)?, rating(satisfaction)?);
    Some(importance + f64::max(importance - satisfaction, 0.0))
}

/// The opportunity score of a need; see [`score`].
pub fn of_need(need: &Need) -> Option<f64> {
    score(need.importance, need.satisfaction)
}

/// The class of a score: a score on a threshold belongs to the higher class.
pub fn class(score: f64, thresholds: &Thresholds) -> Class {
    match score {
        score if score >= thresholds.extreme => Class::Extreme,
        score if score >= thresholds.high => Class::High,
        score if score >= thresholds.moderate => Class::Moderate,
        _ => Class::Served,
    }
}

/// Whether a need is under-served, over-served or neither; `None` where a rating is missing.
pub fn service(
    importance: Option<f64>,
    satisfaction: Option<f64>,
    thresholds: &Thresholds,
) -> Option<Service> {
    let score = score(importance, satisfaction)?;
    let (importance, satisfaction) = (importance?, satisfaction?);
    Some(match () {
        () if satisfaction > importance => Service::Over,
        () if importance > satisfaction && score >= thresholds.moderate => Service::Under,
        () => Service::Right,
    })
}

fn rating(value: Option<f64>) -> Option<f64> {
    value.filter(|value| RATING.contains(value))
}

/// The lowest level at which an item counts as serving a need, where its importance is
/// taken for that of the need.
const SERVES: i8 = 2;

/// The importance of a need as respondents of the Kano study stated it of features.
#[derive(Clone, Debug, PartialEq)]
pub struct Stated {
    /// The need.
    pub need: Id,
    /// The importance that would be set, 0..=10, to one decimal.
    pub importance: f64,
    /// Features that it comes from.
    pub features: usize,
    /// Statements that it comes from.
    pub answers: usize,
}

/// What the Kano study says about the importance of needs, in the plan's order; only of
/// needs for which it says anything.
///
/// A need's importance is the mean over the features whose items serve it with 2 or 3, each
/// of them the mean of its statements on 1 to 9; 1 becomes 0 and 9 becomes 10. It is no
/// top-two-box share, which nobody can make of such statements.
pub fn stated(plan: &Plan) -> Vec<Stated> {
    let means = means(&plan.kano);
    let of = |need: &Need| {
        let serves =
            |item: &Id| plan.item(item)?.needs.get(&need.id).copied().filter(|level| *level >= SERVES);
        let found: Vec<(f64, usize)> = means
            .iter()
            .filter(|(item, _, _)| serves(item).is_some())
            .map(|(_, mean, answers)| (*mean, *answers))
            .collect();
        let mean = found.iter().map(|(mean, _)| mean).sum::<f64>() / found.len() as f64;
        (!found.is_empty()).then(|| Stated {
            need: Rc::clone(&need.id),
            importance: libm::round((mean - 1.0) / 8.0 * 100.0) / 10.0,
            features: found.len(),
            answers: found.iter().map(|(_, answers)| answers).sum(),
        })
    };
    plan.needs.iter().filter_map(of).collect()
}

/// The mean stated importance of each feature, 1..=9, and how many stated it.
fn means(study: &Study) -> Vec<(Id, f64, usize)> {
    let of = |item: &Id| {
        let stated: Vec<f64> = study
            .respondents
            .iter()
            .filter_map(|respondent| respondent.answer(item)?.importance)
            .map(f64::from)
            .collect();
        let mean = stated.iter().sum::<f64>() / stated.len() as f64;
        (!stated.is_empty()).then(|| (Rc::clone(item), mean, stated.len()))
    };
    study.features.iter().filter_map(|feature| of(&feature.item)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kano::{Answer, Feature, Respondent};
    use crate::domain::plan::Item;

    #[test]
    fn published_scores_come_out() {
        for (importance, satisfaction, expected) in [
            (Some(9.0), Some(3.0), Some(15.0)),
            (Some(9.0), Some(9.0), Some(9.0)),
            // Means on 1 to 5 in place of shares, as published and as an example of misuse.
            (Some(4.7), Some(2.1), Some(7.3)),
            (Some(2.0), Some(8.0), Some(2.0)),
            (Some(10.0), Some(0.0), Some(20.0)),
            (Some(0.0), Some(0.0), Some(0.0)),
            (None, Some(3.0), None),
            (Some(3.0), None, None),
            (Some(11.0), Some(3.0), None),
            (Some(f64::NAN), Some(3.0), None),
        ] {
            let found = score(importance, satisfaction);
            let near = match (found, expected) {
                (Some(a), Some(b)) => f64::abs(a - b) < 1e-12,
                (a, b) => a == b,
            };
            assert!(near, "{importance:?} {satisfaction:?}: {found:?}");
        }
    }

    #[test]
    fn a_score_on_a_threshold_belongs_to_the_higher_class() {
        for (score, expected) in [
            (0.0, Class::Served),
            (9.99, Class::Served),
            (10.0, Class::Moderate),
            (12.0, Class::High),
            (14.99, Class::High),
            (15.0, Class::Extreme),
            (20.0, Class::Extreme),
        ] {
            assert_eq!(class(score, &THRESHOLDS), expected, "{score}");
        }
    }

    #[test]
    fn a_need_is_under_served_or_over_served_or_neither() {
        for (importance, satisfaction, expected) in [
            (Some(9.0), Some(3.0), Some(Service::Under)),
            (Some(5.0), Some(1.0), Some(Service::Right)),
            (Some(6.0), Some(2.0), Some(Service::Under)),
            (Some(10.0), Some(10.0), Some(Service::Right)),
            (Some(4.0), Some(4.1), Some(Service::Over)),
            (None, Some(4.0), None),
        ] {
            assert_eq!(
                service(importance, satisfaction, &THRESHOLDS),
                expected,
                "{importance:?} {satisfaction:?}"
            );
        }
    }

    fn plan() -> Plan {
        let item = |id: &str, levels: &[(&str, i8)]| {
            let mut item = Item::new(id.into(), "", id);
            item.needs = levels.iter().map(|(need, level)| (Id::from(*need), *level)).collect();
            Rc::new(item)
        };
        let respondent = |id: &str, stated: &[(&str, u8)]| {
            let mut one = Respondent { id: id.into(), ..Respondent::default() };
            for (item, importance) in stated {
                let answer = Answer { importance: Some(*importance), ..Answer::default() };
                one.set_answer(&Id::from(*item), Some(answer));
            }
            Rc::new(one)
        };
        let need = |id: &str| Need { id: id.into(), ..Need::default() };
        let features = ["a", "b", "gone"].map(|id| Feature { item: id.into(), ..Feature::default() });
        Plan {
            needs: Rc::new(vec![need("n1"), need("n2"), need("n3")]),
            items: vec![
                item("a", &[("n1", 3), ("n2", 1)]),
                item("b", &[("n1", 2), ("n3", -1)]),
                item("c", &[("n2", 3)]),
            ],
            kano: Rc::new(Study {
                features: features.to_vec(),
                respondents: vec![
                    respondent("r1", &[("a", 9), ("b", 1), ("gone", 9)]),
                    respondent("r2", &[("a", 7)]),
                ],
                ..Study::default()
            }),
            ..Plan::default()
        }
    }

    #[test]
    fn importance_is_taken_from_features_whose_items_serve_the_need_well() {
        // Feature a: mean 8, feature b: mean 1; so 4.5, which is 4.375 of 10. Need n2 is served
        // by a with 1 only, and nobody was asked about c.
        let expected = Stated { need: "n1".into(), importance: 4.4, features: 2, answers: 3 };
        assert_eq!(stated(&plan()), [expected]);
    }

    #[test]
    fn the_ends_of_the_scale_stay_ends() {
        let mut plan = plan();
        let study = Rc::make_mut(&mut plan.kano);
        study.features.retain(|feature| &*feature.item == "b");
        assert_eq!(stated(&plan)[0].importance, 0.0);
        Rc::make_mut(&mut plan.kano).respondents.clear();
        assert_eq!(stated(&plan), []);
    }
}
