//! One feature against another, and one group against another, by Better and Worse.

use std::rc::Rc;

use super::proportion::{Interval, Z_95};
use super::statistics::normal;
use super::table::{Table, category};
use super::tally::Counts;
use super::uncertainty::share_is_larger;
use super::{Respondent, Study};
use crate::domain::plan::KanoCategory;

/// The difference of a coefficient between two features of one study.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// The first less the second.
    pub value: f64,
    /// Its 95 % interval; `None` where the answers do not vary at all.
    pub interval: Option<Interval>,
    /// The probability that the first is really larger; `None` where the answers do not vary.
    pub is_larger: Option<f64>,
}

/// Two features compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// Better of the first less Better of the second.
    pub better: Difference,
    /// |Worse| of the first less |Worse| of the second.
    pub worse: Difference,
    /// Respondents whose answers to both count.
    pub in_both: u32,
}

/// Compares two features, adding up one respondent at a time.
///
/// The same people answer about both, and who likes one tends to like the other, so the two
/// coefficients are not independent. The spread of their difference is found from the pairs
/// (delta method). It is what resampling respondents gives, without drawing: on the REPPL
/// data both give the same standard error to 0.6 %, and P to 0.006; taking the features for
/// independent makes it a quarter too wide or more.
#[derive(Clone, Copy, Debug, Default)]
pub struct Comparing {
    first: Sums,
    second: Sums,
    in_both: u32,
    better_in_both: Overlap,
    worse_in_both: Overlap,
}

/// Answers of one feature that count, and those that say yes.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    n: u32,
    better: u32,
    worse: u32,
}

/// Of those whose answers to both features count: who says yes to the first, to the
/// second, to both.
#[derive(Clone, Copy, Debug, Default)]
struct Overlap {
    first: u32,
    second: u32,
    both: u32,
}

impl Overlap {
    fn add(&mut self, first: bool, second: bool) {
        self.first += u32::from(first);
        self.second += u32::from(second);
        self.both += u32::from(first && second);
    }
}

/// What an answer says, if it counts in the coefficients: whether it adds to Better, to Worse.
fn says(respondent: &Respondent, item: &str, table: Table) -> Option<(bool, bool)> {
    let (functional, dysfunctional) = respondent.answer(item)?.pair()?;
    match category(table, functional, dysfunctional) {
        KanoCategory::MustBe => Some((false, true)),
        KanoCategory::OneDimensional => Some((true, true)),
        KanoCategory::Attractive => Some((true, false)),
        KanoCategory::Indifferent => Some((false, false)),
        KanoCategory::Reverse | KanoCategory::Questionable => None,
    }
}

impl Sums {
    fn add(&mut self, (better, worse): (bool, bool)) {
        self.n += 1;
        self.better += u32::from(better);
        self.worse += u32::from(worse);
    }
}

impl Comparing {
    /// Adds what one respondent says about both features.
    pub fn add(&mut self, respondent: &Respondent, first: &str, second: &str, table: Table) {
        let (first, second) = (says(respondent, first, table), says(respondent, second, table));
        if let Some(says) = first {
            self.first.add(says);
        }
        if let Some(says) = second {
            self.second.add(says);
        }
        if let (Some(first), Some(second)) = (first, second) {
            self.in_both += 1;
            self.better_in_both.add(first.0, second.0);
            self.worse_in_both.add(first.1, second.1);
        }
    }

    /// The comparison so far; `None` where a coefficient is undefined.
    pub fn comparison(&self) -> Option<Comparison> {
        let (first, second) = (self.first, self.second);
        let difference = |yes: u32, other_yes: u32, overlap: Overlap| {
            difference((yes, first.n), (other_yes, second.n), overlap, self.in_both)
        };
        (first.n > 0 && second.n > 0).then(|| Comparison {
            better: difference(first.better, second.better, self.better_in_both),
            worse: difference(first.worse, second.worse, self.worse_in_both),
            in_both: self.in_both,
        })
    }
}

/// Compares two features of a study, for everybody or one segment; `None` where a
/// coefficient is undefined.
pub fn compare_features(
    study: &Study,
    first: &str,
    second: &str,
    table: Table,
    segment: Option<&str>,
) -> Option<Comparison> {
    let mut comparing = Comparing::default();
    let asked = |respondent: &&Rc<Respondent>| segment.is_none_or(|name| respondent.segment == name);
    for respondent in study.respondents.iter().filter(asked) {
        comparing.add(respondent, first, second, table);
    }
    comparing.comparison()
}

fn difference(
    (yes, n): (u32, u32),
    (other_yes, other_n): (u32, u32),
    overlap: Overlap,
    in_both: u32,
) -> Difference {
    let [yes, n, other_yes, other_n, in_both] = [yes, n, other_yes, other_n, in_both].map(f64::from);
    let [first, second, both] = [overlap.first, overlap.second, overlap.both].map(f64::from);
    let (share, other) = (yes / n, other_yes / other_n);
    // Sum over respondents of (yes - share) of the first times (yes - share) of the second.
    let together = both - other * first - share * second + share * other * in_both;
    let variance =
        share * (1.0 - share) / n + other * (1.0 - other) / other_n - 2.0 * together / (n * other_n);
    let value = share - other;
    // Rounding leaves a trace where the two features were always answered alike.
    let error = (variance > 1e-15).then(|| libm::sqrt(variance));
    Difference {
        value,
        interval: error.map(|error| Interval {
            low: (value - Z_95 * error).max(-1.0),
            high: (value + Z_95 * error).min(1.0),
        }),
        is_larger: error.map(|error| normal(value / error)),
    }
}

/// How probable it is that one group has the larger coefficient, about one feature.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupComparison {
    /// P(Better of the first group > Better of the second).
    pub better_is_larger: f64,
    /// P(|Worse| of the first group > |Worse| of the second).
    pub worse_is_larger: f64,
}

/// Compares two groups of different people about one feature: exact, Jeffreys' prior.
/// `None` where a coefficient is undefined.
pub fn compare_groups(first: &Counts, second: &Counts) -> Option<GroupComparison> {
    let better = |counts: &Counts| {
        let Counts([m, o, a, i, ..]) = *counts;
        (a + o, m + i)
    };
    let worse = |counts: &Counts| {
        let Counts([m, o, a, i, ..]) = *counts;
        (o + m, a + i)
    };
    let is_defined = |counts: &Counts| better(counts) != (0, 0);
    (is_defined(first) && is_defined(second)).then(|| GroupComparison {
        better_is_larger: share_is_larger(better(first), better(second)),
        worse_is_larger: share_is_larger(worse(first), worse(second)),
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Answer, Reply};
    use super::*;

    /// A respondent who answers about `a` and `b` with these categories; a point is no answer.
    fn respondent(letters: &str) -> Respondent {
        let pair = |letter| match letter {
            'M' => Some((Reply::Neutral, Reply::Dislike)),
            'O' => Some((Reply::Like, Reply::Dislike)),
            'A' => Some((Reply::Like, Reply::Neutral)),
            'I' => Some((Reply::Neutral, Reply::Neutral)),
            'R' => Some((Reply::Dislike, Reply::Like)),
            'Q' => Some((Reply::Like, Reply::Like)),
            _ => None,
        };
        let answers = ["a", "b"].into_iter().zip(letters.chars()).map(|(item, letter)| {
            let pair = pair(letter);
            let answer = Answer {
                functional: pair.map(|pair| pair.0),
                dysfunctional: pair.map(|pair| pair.1),
                importance: None,
            };
            (item.into(), answer)
        });
        Respondent { answers: answers.collect(), ..Respondent::default() }
    }

    fn compare(respondents: &[&str]) -> Option<Comparison> {
        let mut comparing = Comparing::default();
        for letters in respondents {
            comparing.add(&respondent(letters), "a", "b", Table::Berger);
        }
        comparing.comparison()
    }

    #[test]
    fn people_who_answer_alike_say_more_than_strangers() {
        let paired = [["OO"; 30], ["II"; 30], ["OI"; 30]].concat();
        let strangers: Vec<&str> =
            [["O."; 30], ["I."; 30], ["O."; 30], [".O"; 30], [".I"; 30], [".I"; 30]].concat();
        let (paired, strangers) = (compare(&paired).unwrap(), compare(&strangers).unwrap());
        assert!((paired.better.value - 1.0 / 3.0).abs() < 1e-12);
        assert!((paired.better.value - strangers.better.value).abs() < 1e-12);
        let width =
            |found: Comparison| found.better.interval.unwrap().high - found.better.interval.unwrap().low;
        assert!(width(paired) < 0.8 * width(strangers));
        assert_eq!((paired.in_both, strangers.in_both), (90, 0));
        // McNemar for pairs: the variance of a difference is (p10 + p01 - (p10 - p01)²) / n.
        let variance = (1.0 / 3.0 - 1.0 / 9.0) / 90.0;
        assert!((width(paired) / 2.0 - Z_95 * libm::sqrt(variance)).abs() < 1e-12);
    }

    #[test]
    fn strangers_are_compared_as_two_samples() {
        let strangers: Vec<&str> =
            [vec!["A."; 240], vec!["I."; 160], vec![".A"; 220], vec![".I"; 180]].concat();
        let found = compare(&strangers).unwrap().better.is_larger.unwrap();
        let groups =
            compare_groups(&Counts([0, 0, 240, 160, 5, 5]), &Counts([0, 0, 220, 180, 0, 0])).unwrap();
        assert!((found - groups.better_is_larger).abs() < 1e-3, "{found} {groups:?}");
        assert!((groups.worse_is_larger - 0.5).abs() < 1e-9);
    }

    #[test]
    fn swapping_the_features_turns_the_sign() {
        let there = compare(&["OA", "OI", "MM", "AI", "R.", "IO", "QA"]).unwrap();
        let back = compare(&["AO", "IO", "MM", "IA", ".R", "OI", "AQ"]).unwrap();
        assert_eq!(there.better.value, -back.better.value);
        assert!((there.worse.is_larger.unwrap() + back.worse.is_larger.unwrap() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn answers_that_never_vary_give_no_probability() {
        let alike = compare(&["OO", "II", "OO"]).unwrap();
        assert_eq!((alike.better.value, alike.better.is_larger, alike.better.interval), (0.0, None, None));
        let apart = compare(&["OI", "OI"]).unwrap();
        assert_eq!((apart.better.value, apart.better.is_larger), (1.0, None));
    }

    #[test]
    fn an_undefined_coefficient_cannot_be_compared() {
        for respondents in [&[][..], &["R O"], &["RO", "QO"], &["O.", "AR"]] {
            assert_eq!(compare(respondents), None, "{respondents:?}");
        }
        assert_eq!(compare_groups(&Counts([0, 0, 0, 0, 5, 5]), &Counts([1; 6])), None);
    }
}
