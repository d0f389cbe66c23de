//! Tests: whether two categories, or several segments, really differ.

use super::gamma;
use super::proportion::Z_95;
use super::tally::Counts;

/// A p value below this is called a difference.
pub const SIGNIFICANT: f64 = 0.05;

/// Answers in the two categories together from which the normal form of the sign test is
/// close enough to the exact one.
const ENOUGH_FOR_NORMAL: u32 = 25;

/// The probability that a standard normal variable is at most `z`.
pub fn normal(z: f64) -> f64 {
    0.5 * libm::erfc(-z / std::f64::consts::SQRT_2)
}

/// Whether two categories of one feature differ in size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SignTest {
    /// (a - b) / √(a + b).
    pub z: f64,
    /// The two-sided p value: exact below 25 answers, normal from there on.
    pub p: f64,
}

/// McNemar's or sign test of two counts out of one sample; `None` where both are zero.
///
/// Given a + b, a is binomial with one half if the categories are equally frequent: the
/// other categories do not matter.
pub fn sign_test(a: u32, b: u32) -> Option<SignTest> {
    let sum = a + b;
    if sum == 0 {
        return None;
    }
    let z = (f64::from(a) - f64::from(b)) / libm::sqrt(f64::from(sum));
    let p = if sum < ENOUGH_FOR_NORMAL {
        exact_sign_test(a.min(b), sum)
    } else {
        libm::erfc(z.abs() / std::f64::consts::SQRT_2)
    };
    Some(SignTest { z, p })
}

/// Twice the smaller tail of the binomial distribution with one half.
fn exact_sign_test(smaller: u32, sum: u32) -> f64 {
    let mut ways = 1.0;
    let mut tail = 0.0;
    for taken in 0..=smaller {
        tail += ways;
        ways *= f64::from(sum - taken) / f64::from(taken + 1);
    }
    (2.0 * tail / libm::exp2(f64::from(sum))).min(1.0)
}

/// Fong's test of the two largest categories, as tools print it (Fong 1996, through stp25kano).
///
/// It takes the two counts of one sample for two independent ones, which makes it too
/// liberal: it calls 14 to 20 of 100 true ties different where it promises 10. It is here
/// to compare with other tools; [`sign_test`] is the one to trust.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fong {
    /// The difference of the two counts.
    pub difference: u32,
    /// The bound: a smaller difference is called not significant.
    pub bound: f64,
}

impl Fong {
    /// For the two largest counts among `n` answers.
    pub fn of(a: u32, b: u32, n: u32) -> Option<Fong> {
        let (sum, double) = (f64::from(a) + f64::from(b), 2.0 * f64::from(n));
        (n > 0).then(|| Fong {
            difference: a.abs_diff(b),
            bound: 1.65 * libm::sqrt(sum * (double - sum) / double),
        })
    }

    /// What Fong's test calls significant.
    pub fn is_significant(&self) -> bool {
        f64::from(self.difference) >= self.bound
    }
}

/// How many more answers would separate two categories, if their shares stay as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoreAnswers {
    /// With so many more, the expected z reaches 1.96: an even chance to see a difference.
    pub for_even_chance: u64,
    /// With so many more, four studies in five see it: the expected z reaches 2.80.
    pub for_four_in_five: u64,
}

/// The 80 % point of the standard normal distribution.
const Z_FOUR_IN_FIVE: f64 = 0.841_621_233_572_914_3;

/// For the two largest counts among `n` answers; `None` where they are equal, because no
/// number of answers separates an exact tie.
///
/// z grows with the square root of the sample, so it needs (1.96 / z)² times the answers.
pub fn more_answers(a: u32, b: u32, n: u32) -> Option<MoreAnswers> {
    let z = sign_test(a, b)?.z.abs();
    let more = |wanted: f64| {
        let factor = (wanted / z) * (wanted / z);
        // The cast saturates, and what is separated already needs none.
        libm::ceil(f64::from(n) * (factor - 1.0)).max(0.0) as u64
    };
    (z > 0.0)
        .then(|| MoreAnswers { for_even_chance: more(Z_95), for_four_in_five: more(Z_95 + Z_FOUR_IN_FIVE) })
}

/// The smallest difference between two categories, as a share of all answers, that a
/// sample like this one can tell from chance (z = 1.96).
pub fn smallest_gap(a: u32, b: u32, n: u32) -> Option<f64> {
    (n > 0 && a + b > 0).then(|| Z_95 * libm::sqrt(f64::from(a + b)) / f64::from(n))
}

/// Whether several groups answered alike: Pearson's X² with its p value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Homogeneity {
    /// Σ (observed - expected)² / expected.
    pub x_squared: f64,
    /// How probable at least this X² is if answers were dealt to the groups by chance.
    pub p: f64,
}

/// Tests groups (rows) for the same distribution over categories (columns).
///
/// Segments are small, so X² is not compared with the chi-squared distribution, which
/// wants five expected answers in every cell. It is judged among all ways to deal the
/// same answers to groups of the same sizes: the exact mean and variance of X² over those
/// (Haldane 1940; Lewis, Saunders and Westcott 1984, Biometrika 71:515, advise it) are met
/// by a gamma distribution.
/// `None` where fewer than two groups or two categories have answers.
pub fn homogeneity(groups: &[Counts]) -> Option<Homogeneity> {
    let rows: Vec<f64> = groups.iter().map(|group| f64::from(group.total())).collect();
    let mut columns = [0.0; 6];
    for group in groups {
        for (sum, count) in columns.iter_mut().zip(group.0) {
            *sum += f64::from(count);
        }
    }
    let n: f64 = rows.iter().sum();
    if filled(&rows) < 2 || filled(&columns) < 2 || n < 4.0 {
        return None;
    }
    // X² = n (Σ observed² / (row × column) - 1).
    let mut sum = 0.0;
    for (group, &row) in groups.iter().zip(&rows) {
        for (count, &column) in group.0.into_iter().zip(&columns) {
            if count > 0 {
                sum += f64::from(count) * f64::from(count) / (row * column);
            }
        }
    }
    let x_squared = (n * (sum - 1.0)).max(0.0);
    let (mean, variance) = dealt_moments(&rows, &columns);
    // Where there is one way only to deal them, nothing can be learned.
    let p = if variance > mean * 1e-12 {
        1.0 - gamma::cumulative(mean * mean / variance, x_squared * mean / variance)
    } else {
        1.0
    };
    Some(Homogeneity { x_squared, p })
}

/// The exact mean and variance of X² over all ways to deal answers, given the sizes of the
/// groups and of the categories.
fn dealt_moments(rows: &[f64], columns: &[f64]) -> (f64, f64) {
    let n: f64 = rows.iter().sum();
    let parts = |sums: &[f64]| {
        let kinds = filled(sums) as f64;
        let inverse: f64 = sums.iter().filter(|&&sum| sum > 0.0).map(|sum| n / sum).sum();
        (
            (kinds - 1.0) / (n - 1.0),
            (n - kinds) * (kinds - 1.0) / (n - 1.0),
            (inverse - kinds * kinds) / (n - 2.0),
        )
    };
    let ((row_part, row_spread, row_skew), (column_part, column_spread, column_skew)) =
        (parts(rows), parts(columns));
    let mean = n * (n - 1.0) * row_part * column_part;
    let variance = 2.0 * n / (n - 3.0) * (row_spread - row_skew) * (column_spread - column_skew)
        + n * n / (n - 1.0) * row_skew * column_skew;
    (mean, variance)
}

/// How many of some sums are not zero.
fn filled(sums: &[f64]) -> usize {
    sums.iter().filter(|&&sum| sum > 0.0).count()
}

/// Holm's adjustment: p values of several tests, raised so that one false alarm among all
/// of them is as rare as a single test promises. `None` stays and does not count.
pub fn holm(p_values: &[Option<f64>]) -> Vec<Option<f64>> {
    let mut order: Vec<(f64, usize)> =
        p_values.iter().enumerate().filter_map(|(at, p)| Some(((*p)?, at))).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut adjusted = vec![None; p_values.len()];
    let mut largest: f64 = 0.0;
    for (rank, &(p, at)) in order.iter().enumerate() {
        largest = largest.max(p * (order.len() - rank) as f64).min(1.0);
        if let Some(slot) = adjusted.get_mut(at) {
            *slot = Some(largest);
        }
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn near(found: f64, expected: f64, tolerance: f64) {
        assert!((found - expected).abs() <= tolerance, "{found}, not {expected}");
    }

    #[test]
    fn a_small_sign_test_is_exact() {
        for (a, b, p) in [
            (5, 0, 2.0 / 32.0),
            (0, 5, 2.0 / 32.0),
            (8, 2, 2.0 * (1.0 + 10.0 + 45.0) / 1024.0),
            (3, 3, 1.0),
            (1, 0, 1.0),
            (24, 0, 2.0 / 16_777_216.0),
        ] {
            near(sign_test(a, b).unwrap().p, p, 1e-15);
        }
        assert_eq!(sign_test(0, 0), None);
    }

    #[test]
    fn a_large_sign_test_is_normal() {
        // Transparent transfers of REPPL, table of Berger: 114 I, 90 O.
        let test = sign_test(114, 90).unwrap();
        near(test.z, 1.680_336_100_833_611_7, 1e-12);
        near(test.p, 0.092_891_940_883_705_32, 1e-12);
        assert_eq!(sign_test(50, 50).unwrap().p, 1.0);
    }

    #[test]
    fn fong_calls_significant_what_is_not() {
        let fong = Fong::of(114, 90, 358).unwrap();
        assert!(fong.is_significant());
        assert!(sign_test(114, 90).unwrap().p > SIGNIFICANT);
        // README of stp25kano prints “28 < 19.4 sig.”; a smaller difference is the one that is not.
        assert!(!Fong::of(105, 90, 358).unwrap().is_significant());
        assert_eq!(Fong::of(0, 0, 0), None);
    }

    #[test]
    fn more_answers_bring_z_where_it_should_be() {
        let more = more_answers(114, 90, 358).unwrap();
        let factor = (358.0 + more.for_even_chance as f64) / 358.0;
        near(1.680_336 * libm::sqrt(factor), Z_95, 2e-3);
        assert!(more.for_four_in_five > 2 * more.for_even_chance);
        assert_eq!(more_answers(50, 50, 120), None);
        assert_eq!(more_answers(0, 0, 7), None);
        assert_eq!(
            more_answers(90, 10, 100).unwrap(),
            MoreAnswers { for_even_chance: 0, for_four_in_five: 0 }
        );
    }

    #[test]
    fn the_smallest_gap_is_where_the_test_turns() {
        let gap = smallest_gap(114, 90, 358).unwrap();
        near(gap * 358.0 / libm::sqrt(204.0), Z_95, 1e-12);
        assert_eq!(smallest_gap(0, 0, 9), None);
    }

    /// Every way to deal the columns to two rows, with its probability.
    fn dealt(row: u32, columns: [u32; 3]) -> Vec<([Counts; 2], f64)> {
        let choose =
            |n: u32, k: u32| (0..k).fold(1.0, |ways, at| ways * f64::from(n - at) / f64::from(at + 1));
        let [a, b, c] = columns;
        let all = choose(a + b + c, row);
        let mut ways = Vec::new();
        for x in 0..=a.min(row) {
            for y in 0..=b.min(row - x) {
                let z = row - x - y;
                if z <= c {
                    let table = [[x, y, z, 0, 0, 0], [a - x, b - y, c - z, 0, 0, 0]].map(Counts);
                    ways.push((table, choose(a, x) * choose(b, y) * choose(c, z) / all));
                }
            }
        }
        ways
    }

    #[test]
    fn the_moments_of_dealt_answers_are_exact() {
        for (row, columns) in [(3, [2, 5, 1]), (7, [4, 4, 4]), (30, [25, 20, 15]), (6, [3, 0, 9])] {
            let ways = dealt(row, columns);
            let moment = |power: f64| {
                let one = |(table, chance): &([Counts; 2], f64)| {
                    chance * libm::pow(homogeneity(table).unwrap().x_squared, power)
                };
                ways.iter().map(one).sum::<f64>()
            };
            let columns = columns.map(f64::from);
            let rows = [f64::from(row), columns.iter().sum::<f64>() - f64::from(row)];
            let (mean, variance) = dealt_moments(&rows, &columns);
            near(mean, moment(1.0), 1e-9);
            near(variance, moment(2.0) - moment(1.0) * moment(1.0), 1e-8);
        }
    }

    #[test]
    fn homogeneity_is_close_to_the_exact_permutation_test() {
        for (row, columns) in [(30, [25, 20, 15]), (12, [14, 9, 4]), (20, [40, 12, 8])] {
            let ways = dealt(row, columns);
            near(ways.iter().map(|(_, chance)| chance).sum(), 1.0, 1e-9);
            for (table, _) in &ways {
                let found = homogeneity(table).unwrap();
                let exact: f64 = ways
                    .iter()
                    .filter(|(other, _)| homogeneity(other).unwrap().x_squared >= found.x_squared - 1e-9)
                    .map(|(_, chance)| chance)
                    .sum();
                if exact < 0.2 {
                    near(found.p, exact, 0.04);
                }
            }
            // Where it would be called a difference, chance alone says so rarely enough.
            let alarms: f64 = ways
                .iter()
                .filter(|(table, _)| homogeneity(table).unwrap().p < SIGNIFICANT)
                .map(|(_, chance)| chance)
                .sum();
            assert!(alarms < 0.065, "{alarms}");
        }
    }

    #[test]
    fn groups_that_cannot_be_compared_give_no_p() {
        let counts = |m: u32, o: u32, a: u32| Counts([m, o, a, 0, 0, 0]);
        for groups in [
            vec![],
            vec![counts(3, 4, 5)],
            vec![counts(3, 4, 5), counts(0, 0, 0)],
            vec![counts(3, 0, 0), counts(5, 0, 0)],
            vec![counts(1, 0, 0), counts(0, 1, 0)],
        ] {
            assert_eq!(homogeneity(&groups), None, "{groups:?}");
        }
        let same = homogeneity(&[counts(10, 20, 30), counts(20, 40, 60)]).unwrap();
        near(same.x_squared, 0.0, 1e-9);
        near(same.p, 1.0, 1e-6);
    }

    #[test]
    fn holm_raises_in_steps() {
        // Wikipedia's four hypotheses: 0.01, 0.04, 0.03, 0.005.
        let adjusted = holm(&[Some(0.01), None, Some(0.04), Some(0.03), Some(0.005)]);
        for (found, expected) in
            adjusted.into_iter().zip([Some(0.03), None, Some(0.06), Some(0.06), Some(0.02)])
        {
            assert_eq!(found.is_some(), expected.is_some());
            near(found.unwrap_or(0.0), expected.unwrap_or(0.0), 1e-15);
        }
        assert_eq!(holm(&[Some(0.9), Some(0.8)]), [Some(1.0), Some(1.0)]);
    }
}
