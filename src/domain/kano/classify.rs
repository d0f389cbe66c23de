//! From counts to a category: three rules that are in use and can disagree.

use super::tally::{Counts, share};
use crate::domain::plan::KanoCategory;
pub use crate::domain::plan::KanoRule as Rule;
use crate::domain::text::{Lang, kano_analysis as words};

impl Rule {
    /// What the rule does, in one sentence.
    pub fn help(self, lang: Lang) -> &'static str {
        match self {
            Rule::Mode => words::rule_mode_help(lang),
            Rule::NearTie => words::rule_near_tie_help(lang),
            Rule::Grouped => words::rule_grouped_help(lang),
        }
    }
}

/// The near-tie threshold when nobody has set another, in percentage points of all answers.
///
/// Advice and code in the wild say 5 or 6 (README and code of stp25kano).
pub const NEAR_TIE_POINTS: f64 = 6.0;

/// The two most frequent categories of six.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaders {
    /// The most frequent category: the mode.
    pub first: KanoCategory,
    /// The next one.
    pub second: KanoCategory,
    /// Answers in the first.
    pub first_count: u32,
    /// Answers in the second; perhaps as many, perhaps none.
    pub second_count: u32,
    /// All answers.
    pub n: u32,
}

/// The two most frequent of all six categories; `None` where nobody answered.
///
/// Ties go to M, then O, A, I, as is taught after Berger et al. 1993. R and then Q come
/// last, which is our choice: the sources do not place them.
pub fn leaders(counts: &Counts) -> Option<Leaders> {
    largest_two(counts, KanoCategory::ALL)
}

/// The most frequent category; `None` where nobody answered.
pub fn mode(counts: &Counts) -> Option<KanoCategory> {
    leaders(counts).map(|leaders| leaders.first)
}

/// Every category that has as many answers as the mode, in the order M, O, A, I, R, Q.
pub fn tied(counts: &Counts) -> Vec<KanoCategory> {
    let most = leaders(counts).map(|leaders| leaders.first_count);
    counts.iter().filter(|(_, count)| Some(*count) == most).map(|(category, _)| category).collect()
}

/// The mode, unless the two largest of M, O, A, I, R are within `points` percentage points
/// of all answers: then the earlier of the two.
///
/// Where most answers contradict themselves (Q), there is nothing to weigh.
pub fn near_tie(counts: &Counts, points: f64) -> Option<KanoCategory> {
    let mode = mode(counts)?;
    match close_pair(counts, points) {
        Some((first, second)) if mode != KanoCategory::Questionable => Some(first.min(second)),
        _ => Some(mode),
    }
}

/// The two largest of M, O, A, I, R, if they are within `points` percentage points of all answers.
pub fn close_pair(counts: &Counts, points: f64) -> Option<(KanoCategory, KanoCategory)> {
    let leaders = strongest(counts)?;
    let gap = f64::from(leaders.first_count - leaders.second_count);
    (leaders.second_count > 0 && gap * 100.0 <= points * f64::from(leaders.n))
        .then_some((leaders.first, leaders.second))
}

/// If A + O + M outnumber I + R + Q, the largest of the former, else the largest of the
/// latter; ties go to M, O, A and to I, R, Q (attributed to Blauth, in Berger et al. 1993).
pub fn grouped(counts: &Counts) -> Option<KanoCategory> {
    let total = total_strength_count(counts);
    let (wanted, unwanted) = KanoCategory::ALL.split_at(3);
    let group = if 2 * total > counts.total() { wanted } else { unwanted };
    largest_two(counts, group).map(|leaders| leaders.first)
}

/// Category strength: the largest share less the second, of M, O, A, I, R (Lee and Newcomb 1997).
pub fn category_strength(counts: &Counts) -> Option<f64> {
    let leaders = strongest(counts)?;
    share(leaders.first_count - leaders.second_count, leaders.n)
}

/// Total strength: the share of A, O and M (Lee and Newcomb 1997).
pub fn total_strength(counts: &Counts) -> Option<f64> {
    share(total_strength_count(counts), counts.total())
}

fn total_strength_count(counts: &Counts) -> u32 {
    let Counts([must_be, one_dimensional, attractive, ..]) = counts;
    must_be + one_dimensional + attractive
}

/// The two largest of M, O, A, I, R; Q is no category of a feature.
fn strongest(counts: &Counts) -> Option<Leaders> {
    let (categories, _) = KanoCategory::ALL.split_at(5);
    largest_two(counts, categories)
}

/// The two largest of some categories; the earlier one where they tie.
fn largest_two(counts: &Counts, among: &[KanoCategory]) -> Option<Leaders> {
    let n = counts.total();
    let mut first: Option<(KanoCategory, u32)> = None;
    let mut second = None;
    for (category, count) in counts.iter().filter(|(category, _)| among.contains(category)) {
        if first.is_none_or(|(_, most)| count > most) {
            second = first;
            first = Some((category, count));
        } else if second.is_none_or(|(_, next)| count > next) {
            second = Some((category, count));
        }
    }
    let ((first, first_count), (second, second_count)) = (first?, second?);
    (n > 0).then_some(Leaders { first, second, first_count, second_count, n })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(category: Option<KanoCategory>) -> &'static str {
        category.map_or("-", KanoCategory::file_name)
    }

    #[track_caller]
    fn check(counts: [u32; 6], expected: [&str; 3]) {
        let counts = Counts(counts);
        let found = [mode(&counts), near_tie(&counts, NEAR_TIE_POINTS), grouped(&counts)].map(letter);
        assert_eq!(found, expected, "{counts:?}");
    }

    #[test]
    fn the_three_rules_say_mode_near_tie_and_grouped() {
        // M, O, A, I, R, Q.
        for (counts, expected) in [
            ([0, 0, 0, 0, 0, 0], ["-", "-", "-"]),
            ([10, 10, 10, 10, 10, 10], ["M", "M", "I"]),
            ([0, 10, 10, 0, 0, 0], ["O", "O", "O"]),
            ([0, 0, 10, 10, 0, 0], ["A", "A", "I"]),
            ([0, 0, 0, 10, 10, 0], ["I", "I", "I"]),
            ([0, 0, 0, 0, 10, 10], ["R", "R", "R"]),
            ([0, 0, 0, 0, 7, 0], ["R", "R", "R"]),
            ([0, 0, 0, 0, 0, 7], ["Q", "Q", "Q"]),
            ([1, 0, 0, 0, 0, 0], ["M", "M", "M"]),
            // Six points of a hundred are near, seven are not.
            ([0, 0, 47, 53, 0, 0], ["I", "A", "I"]),
            ([0, 0, 46, 53, 1, 0], ["I", "I", "I"]),
            // The two largest only: M comes third and stays out.
            ([30, 0, 32, 38, 0, 0], ["I", "A", "A"]),
            // A tie for the second place goes to the earlier one.
            ([32, 0, 32, 36, 0, 0], ["I", "M", "M"]),
            // Contradictions lead: no weighing.
            ([10, 0, 11, 10, 0, 20], ["Q", "Q", "Q"]),
            // Transparent transfers of REPPL, table of Berger: three rules, two categories.
            ([32, 90, 88, 114, 15, 19], ["I", "I", "O"]),
        ] {
            check(counts, expected);
        }
    }

    #[test]
    fn a_near_tie_with_nothing_is_none() {
        let counts = Counts([0, 0, 3, 0, 0, 0]);
        assert_eq!(close_pair(&counts, 100.0), None);
        assert_eq!(letter(near_tie(&counts, 100.0)), "A");
        assert_eq!(letter(near_tie(&counts, f64::NAN)), "A");
    }

    #[test]
    fn exact_ties_are_listed_whole() {
        let letters =
            |counts| tied(&Counts(counts)).into_iter().map(KanoCategory::file_name).collect::<String>();
        assert_eq!(letters([5, 0, 5, 1, 0, 5]), "MAQ");
        assert_eq!(letters([5, 0, 4, 1, 0, 0]), "M");
        assert_eq!(letters([0; 6]), "");
    }

    #[test]
    fn strengths_are_shares_of_all_answers() {
        let counts = Counts([9, 19, 91, 177, 49, 13]);
        assert_eq!(category_strength(&counts), Some(86.0 / 358.0));
        assert_eq!(total_strength(&counts), Some(119.0 / 358.0));
        let contradictions = Counts([0, 0, 0, 0, 0, 4]);
        assert_eq!(category_strength(&contradictions), Some(0.0));
        for strength in [category_strength, total_strength] {
            assert_eq!(strength(&Counts::default()), None);
        }
    }

    #[test]
    fn rules_are_found_by_their_name_in_files() {
        for rule in Rule::ALL {
            assert_eq!(Rule::from_file_name(rule.file_name()), Some(*rule));
        }
        assert_eq!(Rule::from_file_name("near tie"), None);
    }
}
