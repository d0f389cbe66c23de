//! How probable each category is, given the answers.
//!
//! The shares get Jeffreys' prior: after the answers they are Dirichlet with counts + ½.
//! A Dirichlet variable is a row of independent gamma variables over their sum, so “this
//! one is the largest” is one integral, computed by quadrature: no sampling, the same
//! value on every machine.

use super::gamma;
use super::tally::Counts;

/// Jeffreys' prior adds half an answer to every category.
const PRIOR: f64 = 0.5;

/// How far from its mean the root of a gamma variable is followed: eight standard
/// deviations. What lies beyond is less than 1e-14.
const REACH: f64 = 4.0;

/// Parts of the range that get a Gauss-Legendre rule each.
const PANELS: u32 = 6;

/// Nodes and weights of the Gauss-Legendre rule of eight points on -1..1, positive half
/// (Abramowitz and Stegun, table 25.4).
const RULE: [(f64, f64); 4] = [
    (0.183_434_642_495_649_8, 0.362_683_783_378_362),
    (0.525_532_409_916_329, 0.313_706_645_877_887_3),
    (0.796_666_477_413_626_7, 0.222_381_034_453_374_48),
    (0.960_289_856_497_536_3, 0.101_228_536_290_376_26),
];

/// The probability of each of M, O, A, I, R, Q that it is the most frequent category among
/// everybody; `None` without answers.
pub fn mode_probabilities(counts: &Counts) -> Option<[f64; 6]> {
    (counts.total() > 0).then(|| largest(counts.0.map(|count| f64::from(count) + PRIOR)))
}

/// The probability of each category that the grouped rule would give it, if everybody
/// could be asked; `None` without answers.
///
/// In a Dirichlet variable the sum of A, O and M, their proportions among each other, and
/// those of I, R and Q are independent, so the parts may be multiplied.
pub fn grouped_probabilities(counts: &Counts) -> Option<[f64; 6]> {
    if counts.total() == 0 {
        return None;
    }
    let [m, o, a, i, r, q] = counts.0.map(|count| f64::from(count) + PRIOR);
    let [wanted, unwanted, ..] = largest([m + o + a, i + r + q, 0.0, 0.0, 0.0, 0.0]);
    let [m, o, a, ..] = largest([m, o, a, 0.0, 0.0, 0.0]).map(|part| part * wanted);
    let [.., i, r, q] = largest([0.0, 0.0, 0.0, i, r, q]).map(|part| part * unwanted);
    Some([m, o, a, i, r, q])
}

/// The probability of each of six independent gamma variables (scale 1) that it is the
/// largest, to about 1e-7. A shape of 0 stands for no variable.
fn largest(shapes: [f64; 6]) -> [f64; 6] {
    let chances = quadrature(shapes);
    // One of them is the largest: what is left of the quadrature's error is shared out.
    let sum: f64 = chances.iter().sum();
    chances.map(|chance| chance / sum)
}

fn quadrature(shapes: [f64; 6]) -> [f64; 6] {
    // On the scale of roots every variable is about as wide, and none has a pole.
    let lead = libm::sqrt(shapes.iter().copied().fold(0.0, f64::max));
    let (from, to) = ((lead - REACH).max(0.0), lead + REACH);
    let half = (to - from) / f64::from(2 * PANELS);
    let mut chances = [0.0; 6];
    for panel in 0..PANELS {
        let middle = from + half * f64::from(2 * panel + 1);
        for (node, weight) in RULE {
            for t in [middle - half * node, middle + half * node] {
                let below = shapes.map(|shape| root_cumulative(shape, t));
                for (at, (chance, shape)) in chances.iter_mut().zip(shapes).enumerate() {
                    let others = below.iter().enumerate().filter(|(other, _)| *other != at);
                    let all_below: f64 = others.map(|(_, below)| below).product();
                    if all_below > 0.0 && shape > 0.0 {
                        *chance += weight * half * all_below * gamma::root_density(shape, t);
                    }
                }
            }
        }
    }
    chances
}

/// The probability that the root of a gamma variable is at most `t`.
fn root_cumulative(shape: f64, t: f64) -> f64 {
    let distance = t - libm::sqrt(shape);
    if shape <= 0.0 || distance > REACH + 0.5 {
        1.0
    } else if distance < -REACH - 0.5 {
        0.0
    } else {
        gamma::cumulative(shape, t * t)
    }
}

/// The probability that one share is larger than another, of two independent samples.
///
/// Each sample has `yes` and `no` answers; its share is Beta with these plus one, which is
/// what Jeffreys' six categories give to Better and Worse (two of them say yes, two no).
/// For whole numbers the probability is a finite sum.
pub fn share_is_larger(sample: (u32, u32), other: (u32, u32)) -> f64 {
    let [no, other_yes, other_no] = [sample.1, other.0, other.1].map(|count| f64::from(count) + 1.0);
    let log_beta = |a: f64, b: f64| libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b);
    let scale = log_beta(other_yes, other_no);
    let mut sum = 0.0;
    for taken in 0..=sample.0 {
        let taken = f64::from(taken);
        let log_term = log_beta(other_yes + taken, other_no + no)
            - libm::log(no + taken)
            - log_beta(1.0 + taken, no)
            - scale;
        sum += libm::exp(log_term);
    }
    sum.clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn near(found: f64, expected: f64, tolerance: f64) {
        assert!((found - expected).abs() <= tolerance, "{found}, not {expected}");
    }

    #[test]
    fn equal_counts_are_equally_probable() {
        for count in [1, 2, 10, 100, 3_000] {
            for chance in mode_probabilities(&Counts([count; 6])).unwrap() {
                near(chance, 1.0 / 6.0, 1e-9);
            }
        }
        assert_eq!(mode_probabilities(&Counts::default()), None);
        assert_eq!(grouped_probabilities(&Counts::default()), None);
    }

    /// P(X > Y).
    fn pair(x: f64, y: f64) -> f64 {
        let [first, second, ..] = largest([x, y, 0.0, 0.0, 0.0, 0.0]);
        near(first + second, 1.0, 1e-15);
        first
    }

    /// P(X > Y) for whole shapes: the negative binomial sum.
    fn whole_shapes(a: u32, b: u32) -> f64 {
        // X > Y means that of the first a + b - 1 fair tosses at least b are Y's.
        let tosses = a + b - 1;
        let mut ways = 1.0;
        let mut sum = 0.0;
        for taken in 0..tosses + 1 {
            if taken >= b {
                sum += ways;
            }
            ways *= f64::from(tosses - taken) / f64::from(taken + 1);
        }
        sum / libm::exp2(f64::from(tosses))
    }

    #[test]
    fn two_variables_meet_the_incomplete_beta_function() {
        for (a, b) in [(1, 1), (2, 1), (1, 5), (7, 4), (30, 22), (200, 171), (500, 460)] {
            near(pair(f64::from(a), f64::from(b)), whole_shapes(a, b), 1e-7);
        }
        // Beta(½, ½) is the arcsine law, symmetric; Beta(3/2, ½) at ½ is ½ - 1/π.
        near(pair(0.5, 0.5), 0.5, 1e-9);
        near(pair(0.5, 1.5), 0.5 - 1.0 / std::f64::consts::PI, 1e-7);
    }

    #[test]
    fn three_exponential_variables_meet_their_closed_form() {
        // Gamma(2), Exp, Exp: P(the first is largest) = 1 - 2/4 + 1/9.
        near(largest([2.0, 1.0, 1.0, 0.0, 0.0, 0.0])[0], 1.0 - 2.0 / 4.0 + 1.0 / 9.0, 1e-7);
    }

    #[test]
    fn transparent_transfers_are_indifferent_by_93_percent() {
        // REPPL; 400,000 draws gave 0.9287, 0.0422, 0.029; quadrature with scipy 1.17.1 the digits.
        let chances = mode_probabilities(&Counts([32, 90, 88, 114, 15, 19])).unwrap();
        for (found, expected) in
            chances.into_iter().zip([2.8e-14, 0.042_458_25, 0.029_181_02, 0.928_360_73, 0.0, 0.0])
        {
            near(found, expected, 1e-8);
        }
    }

    #[test]
    fn the_grouped_rule_has_its_own_probability() {
        // Grouped: one-dimensional by a hair over attractive, though I is the mode.
        let [m, o, a, i, r, q] = grouped_probabilities(&Counts([32, 90, 88, 114, 15, 19])).unwrap();
        near(m + o + a + i + r + q, 1.0, 1e-12);
        assert!(o > 0.5 && o < 0.6 && a > 0.4 && i < 0.01, "{o} {a} {i}");
        let [m, o, a, i, r, q] = grouped_probabilities(&Counts([0, 0, 0, 0, 0, 50])).unwrap();
        assert!(q > 0.999 && m + o + a + i + r < 1e-3);
    }

    #[test]
    fn the_quadrature_misses_less_than_a_millionth() {
        for counts in [
            [0, 0, 0, 0, 0, 1],
            [3, 1, 4, 1, 5, 9],
            [32, 90, 88, 114, 15, 19],
            [100; 6],
            [20_000, 0, 0, 0, 0, 0],
            [10_000, 10_000, 0, 0, 0, 0],
            [3_000, 3_100, 3_050, 5_000, 3_000, 0],
        ] {
            let sum: f64 = quadrature(counts.map(|count| f64::from(count) + PRIOR)).iter().sum();
            near(sum, 1.0, 1e-6);
        }
    }

    #[test]
    fn a_category_without_a_rival_is_sure() {
        for n in [30, 1_000, 20_000] {
            let chances = mode_probabilities(&Counts([0, n, 0, 0, 0, 0])).unwrap();
            near(chances[1], 1.0, 1e-6);
        }
    }

    #[test]
    fn shares_of_two_samples_are_compared_exactly() {
        near(share_is_larger((0, 0), (0, 0)), 0.5, 1e-12);
        near(share_is_larger((1, 0), (0, 0)), 2.0 / 3.0, 1e-12);
        near(share_is_larger((0, 0), (0, 1)), 2.0 / 3.0, 1e-12);
        for (sample, other) in [((5, 3), (2, 9)), ((40, 60), (45, 55)), ((900, 100), (880, 120))] {
            let sum = share_is_larger(sample, other) + share_is_larger(other, sample);
            near(sum, 1.0, 1e-9);
        }
        // scipy 1.17.1: ∫ f(Beta(41, 61)) F(Beta(46, 56)).
        near(share_is_larger((40, 60), (45, 55)), 0.23844361393200297, 1e-9);
        assert!(share_is_larger((20_000, 0), (0, 20_000)) > 1.0 - 1e-9);
    }
}
