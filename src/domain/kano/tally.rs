//! Counting answers: the one pass over all respondents.

use std::cmp::Ordering;
use std::rc::Rc;

use super::table::{Table, category};
use super::{Feature, Reply, Respondent, Study};
use crate::domain::plan::{Id, KanoCategory};
use crate::domain::slices::{Slices, Units, at_once};

/// Segments that are counted apart. Everyone of a later segment counts in the whole
/// only: a column with 20,000 different texts is no segmentation.
pub const MOST_SEGMENTS: usize = 200;

/// How many respondents chose each pair of answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cells([u32; 25]);

impl Cells {
    /// Adds respondents who chose a pair.
    pub fn add(&mut self, functional: Reply, dysfunctional: Reply, respondents: u32) {
        let at = usize::from(functional.number() - 1) * 5 + usize::from(dysfunctional.number() - 1);
        if let Some(cell) = self.0.get_mut(at) {
            *cell += respondents;
        }
    }

    /// All 25 cells: functional answer, dysfunctional answer, respondents.
    pub fn iter(&self) -> impl Iterator<Item = (Reply, Reply, u32)> + '_ {
        let pairs = Reply::ALL.into_iter().flat_map(|functional| {
            Reply::ALL.into_iter().map(move |dysfunctional| (functional, dysfunctional))
        });
        pairs.zip(&self.0).map(|((functional, dysfunctional), &count)| (functional, dysfunctional, count))
    }

    /// How many respondents fall into each category.
    pub fn counts(&self, table: Table) -> Counts {
        let mut counts = Counts::default();
        for (functional, dysfunctional, count) in self.iter() {
            counts.add(category(table, functional, dysfunctional), count);
        }
        counts
    }

    fn merge(&mut self, other: &Cells) {
        for (cell, more) in self.0.iter_mut().zip(other.0) {
            *cell += more;
        }
    }
}

/// How many answers fall into each category, in the order M, O, A, I, R, Q.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts(pub [u32; 6]);

impl Counts {
    /// The answers in one category.
    pub fn of(&self, category: KanoCategory) -> u32 {
        self.0.get(category as usize).copied().unwrap_or(0)
    }

    /// Adds answers to a category.
    pub fn add(&mut self, category: KanoCategory, answers: u32) {
        if let Some(count) = self.0.get_mut(category as usize) {
            *count += answers;
        }
    }

    /// All answers, R and Q among them.
    pub fn total(&self) -> u32 {
        self.0.iter().sum()
    }

    /// Part of all answers, 0 to 1; `None` where nobody answered.
    pub fn share(&self, category: KanoCategory) -> Option<f64> {
        share(self.of(category), self.total())
    }

    /// Each category with its answers, in the order M, O, A, I, R, Q.
    pub fn iter(&self) -> impl Iterator<Item = (KanoCategory, u32)> + '_ {
        KanoCategory::ALL.iter().copied().zip(self.0)
    }
}

/// A part of a whole; `None` where there is no whole.
pub(super) fn share(part: u32, whole: u32) -> Option<f64> {
    (whole > 0).then(|| f64::from(part) / f64::from(whole))
}

/// What was said about one feature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FeatureTally {
    /// Whole pairs of answers.
    pub cells: Cells,
    /// How often each importance, 1 to 9, was stated. It counts beside half a pair, too:
    /// it answers a question of its own.
    pub importance: [u32; 9],
    /// Pairs of which only one half was answered. They count nowhere.
    pub half_pairs: u32,
}

impl FeatureTally {
    fn merge(&mut self, other: &FeatureTally) {
        self.cells.merge(&other.cells);
        for (count, more) in self.importance.iter_mut().zip(other.importance) {
            *count += more;
        }
        self.half_pairs += other.half_pairs;
    }
}

/// What a group of respondents said about every feature of a study.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// Respondents with at least one whole pair.
    pub respondents: u32,
    /// By feature, in the study's order.
    pub features: Vec<FeatureTally>,
}

/// Counts all answers of a study.
pub fn count(study: &Study) -> Tally {
    at_once(|units| async move { count_all(study, &units).await })
}

/// The same as [`count`] in slices, for a study of thousands of respondents.
pub fn counting(study: Rc<Study>) -> Slices<Tally> {
    Slices::new(|units| async move { count_all(&study, &units).await })
}

/// How much work it is to count a study: one unit for each answer that can be there.
pub fn units(study: &Study) -> usize {
    study.respondents.len() * study.features.len().max(1)
}

async fn count_all(study: &Study, units: &Units) -> Tally {
    units.expect(self::units(study));
    let each = u32::try_from(study.features.len()).unwrap_or(u32::MAX).max(1);
    let mut tally = Tally::new(&study.features);
    for respondent in &study.respondents {
        tally.add(respondent);
        units.spend(each).await;
    }
    tally
}

/// Answers counted so far, by segment.
///
/// It takes one respondent at a time, so that a large study can be counted in chunks.
#[derive(Clone, Debug)]
pub struct Tally {
    features: Vec<Id>,
    /// Places in `features`, by id.
    by_id: Vec<usize>,
    /// In the order of arrival; `None` holds what came beyond [`MOST_SEGMENTS`].
    groups: Vec<(Option<String>, Group)>,
    /// Where the last respondent went: they often come segment by segment.
    last: usize,
}

impl Tally {
    /// Nothing counted yet.
    pub fn new(features: &[Feature]) -> Tally {
        let features: Vec<Id> = features.iter().map(|feature| feature.item.clone()).collect();
        let mut by_id: Vec<usize> = (0..features.len()).collect();
        by_id.sort_by(|&a, &b| features.get(a).cmp(&features.get(b)));
        Tally { features, by_id, groups: Vec::new(), last: 0 }
    }

    /// Counts one respondent. Answers about anything but the study's features, and
    /// respondents who left everything out, change nothing.
    pub fn add(&mut self, respondent: &Respondent) {
        let at = self.place(&respondent.segment);
        let Some((_, group)) = self.groups.get_mut(at) else { return };
        let mut whole_pairs = false;
        // Both lists are sorted by id, so one walk along both finds every answer.
        let mut rest = respondent.answers.as_slice();
        for &place in &self.by_id {
            let (Some(id), Some(tally)) = (self.features.get(place), group.features.get_mut(place)) else {
                continue;
            };
            while let [(item, answer), after @ ..] = rest {
                match item.cmp(id) {
                    Ordering::Less => rest = after,
                    Ordering::Greater => break,
                    Ordering::Equal => {
                        match (answer.functional, answer.dysfunctional) {
                            (Some(functional), Some(dysfunctional)) => {
                                tally.cells.add(functional, dysfunctional, 1);
                                whole_pairs = true;
                            }
                            (None, None) => {}
                            _ => tally.half_pairs += 1,
                        }
                        let stated = answer.importance.and_then(|importance| importance.checked_sub(1));
                        if let Some(count) = stated.and_then(|at| tally.importance.get_mut(usize::from(at))) {
                            *count += 1;
                        }
                        break;
                    }
                }
            }
        }
        group.respondents += u32::from(whole_pairs);
    }

    /// The features that are counted, in the study's order.
    pub fn features(&self) -> &[Id] {
        &self.features
    }

    /// The segments that answered, in the order of arrival; empty text for those without one.
    pub fn segments(&self) -> impl Iterator<Item = (&str, &Group)> {
        self.groups
            .iter()
            .filter(|(_, group)| group.respondents > 0)
            .filter_map(|(segment, group)| Some((segment.as_deref()?, group)))
    }

    /// Everybody, or everybody of a segment.
    pub fn group(&self, segment: Option<&str>) -> Group {
        let mut whole = self.empty_group();
        for (name, group) in &self.groups {
            if segment.is_none() || name.as_deref() == segment {
                whole.respondents += group.respondents;
                for (tally, more) in whole.features.iter_mut().zip(&group.features) {
                    tally.merge(more);
                }
            }
        }
        whole
    }

    fn empty_group(&self) -> Group {
        Group { respondents: 0, features: vec![FeatureTally::default(); self.features.len()] }
    }

    fn place(&mut self, segment: &str) -> usize {
        let is_it = |group: &(Option<String>, Group)| group.0.as_deref() == Some(segment);
        if !self.groups.get(self.last).is_some_and(is_it) {
            self.last = self.groups.iter().position(is_it).unwrap_or_else(|| {
                let full = self.groups.len() >= MOST_SEGMENTS;
                if self.groups.len() <= MOST_SEGMENTS {
                    self.groups.push(((!full).then(|| segment.to_owned()), self.empty_group()));
                }
                self.groups.len() - 1
            });
        }
        self.last
    }
}

#[cfg(test)]
mod tests {
    use super::super::Answer;
    use super::*;

    fn features(ids: &[&str]) -> Vec<Feature> {
        ids.iter().map(|&id| Feature { item: id.into(), ..Feature::default() }).collect()
    }

    fn respondent(segment: &str, answers: &[(&str, u8, u8, u8)]) -> Respondent {
        let mut answers: Vec<(Id, Answer)> = answers
            .iter()
            .map(|&(id, functional, dysfunctional, importance)| {
                let answer = Answer {
                    functional: Reply::from_number(functional),
                    dysfunctional: Reply::from_number(dysfunctional),
                    importance: (importance > 0).then_some(importance),
                };
                (Id::from(id), answer)
            })
            .collect();
        answers.sort_by(|a, b| a.0.cmp(&b.0));
        Respondent { segment: segment.into(), answers, ..Respondent::default() }
    }

    #[test]
    fn answers_are_counted_at_their_feature_whatever_the_order() {
        let mut tally = Tally::new(&features(&["z", "a", "m"]));
        tally.add(&respondent("", &[("a", 1, 5, 9), ("m", 3, 5, 0), ("z", 1, 3, 4), ("gone", 1, 1, 1)]));
        let group = tally.group(None);
        let letters: Vec<[u32; 6]> =
            group.features.iter().map(|feature| feature.cells.counts(Table::Berger).0).collect();
        assert_eq!(letters, [[0, 0, 1, 0, 0, 0], [0, 1, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0]]);
        assert_eq!(group.respondents, 1);
        assert_eq!(group.features[1].importance, [0, 0, 0, 0, 0, 0, 0, 0, 1]);
    }

    #[test]
    fn half_a_pair_drops_that_pair_only() {
        let mut tally = Tally::new(&features(&["a", "b"]));
        tally.add(&respondent("", &[("a", 1, 0, 7), ("b", 1, 5, 0)]));
        tally.add(&respondent("", &[("a", 0, 2, 0)]));
        let group = tally.group(None);
        assert_eq!(group.features[0].cells, Cells::default());
        assert_eq!(group.features[0].half_pairs, 2);
        assert_eq!(group.features[0].importance.iter().sum::<u32>(), 1);
        assert_eq!(group.features[1].cells.counts(Table::Berger).total(), 1);
        assert_eq!(group.respondents, 1, "the second one has no whole pair");
    }

    #[test]
    fn an_importance_outside_one_to_nine_is_not_counted() {
        let mut tally = Tally::new(&features(&["a"]));
        for importance in [0, 10, 255] {
            let answer = Answer { importance: Some(importance), ..Answer::default() };
            tally.add(&Respondent { answers: vec![("a".into(), answer)], ..Respondent::default() });
        }
        assert_eq!(tally.group(None).features[0], FeatureTally::default());
    }

    #[test]
    fn segments_are_counted_apart_and_together() {
        let mut tally = Tally::new(&features(&["a"]));
        for segment in ["new", "old", "new", ""] {
            tally.add(&respondent(segment, &[("a", 1, 5, 0)]));
        }
        tally.add(&respondent("silent", &[]));
        let sizes: Vec<(&str, u32)> =
            tally.segments().map(|(segment, group)| (segment, group.respondents)).collect();
        assert_eq!(sizes, [("new", 2), ("old", 1), ("", 1)]);
        assert_eq!(tally.group(Some("new")).respondents, 2);
        assert_eq!(tally.group(None).respondents, 4);
        assert_eq!(tally.group(Some("nobody")).features, [FeatureTally::default()]);
    }

    #[test]
    fn segments_beyond_counting_still_count_in_the_whole() {
        let mut tally = Tally::new(&features(&["a"]));
        for number in 0..3 * MOST_SEGMENTS {
            tally.add(&respondent(&format!("segment {number}"), &[("a", 1, 5, 0)]));
        }
        assert_eq!(tally.segments().count(), MOST_SEGMENTS);
        assert_eq!(tally.group(None).respondents as usize, 3 * MOST_SEGMENTS);
        assert_eq!(tally.group(Some("segment 0")).respondents, 1);
    }

    #[test]
    fn a_study_that_is_counted_in_slices_comes_to_the_same() {
        let study = Study {
            features: features(&["a", "b"]),
            respondents: (0..500_u16)
                .map(|at| {
                    let reply = (at % 5) as u8 + 1;
                    Rc::new(respondent(
                        ["new", "old"][usize::from(at % 2)],
                        &[("a", reply, 5, 0), ("b", 1, reply, 3)],
                    ))
                })
                .collect(),
            ..Study::default()
        };
        let whole = count(&study);
        let mut slices = counting(Rc::new(study.clone()));
        let mut steps = 0;
        let sliced = loop {
            match slices.step(100) {
                Some(tally) => break tally,
                None => steps += 1,
            }
        };
        // Fifty respondents with two features each are a slice.
        assert_eq!((steps, units(&study)), (10, 1000));
        assert_eq!(sliced.group(None), whole.group(None));
        let sizes = |tally: &Tally| {
            tally.segments().map(|(name, group)| (name.to_owned(), group.clone())).collect::<Vec<_>>()
        };
        assert_eq!(sizes(&sliced), sizes(&whole));
    }

    #[test]
    fn a_study_without_features_counts_nothing() {
        let mut tally = Tally::new(&[]);
        tally.add(&respondent("x", &[("a", 1, 5, 9)]));
        assert_eq!(tally.group(None), Group::default());
    }
}
