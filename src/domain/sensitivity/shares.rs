//! What each number contributes to the difference of two items.

/// The Shapley value of each place: how much of `f(a) - f(b)` comes from its number being
/// a's instead of b's, on average over every order in which the numbers could be exchanged
/// (Shapley 1953).
///
/// The shares sum to the difference exactly. Where `f` is a weighted sum they are
/// `weight · (a - b)`, where it is the logarithm of a product, `power · ln(a / b)`. The formula is
/// asked once for every subset of places, of which a framework has at most 8.
pub(super) fn shares(a: &[f64], b: &[f64], f: &dyn Fn(&[f64]) -> f64) -> Vec<f64> {
    let places = a.len().min(b.len()) as u32;
    let mixed = |taken: u32| -> Vec<f64> {
        let pick = |(at, (a, b)): (usize, (&f64, &f64))| if taken >> at & 1 == 1 { *a } else { *b };
        a.iter().zip(b).enumerate().map(pick).collect()
    };
    let worth: Vec<f64> = (0..1_u32 << places).map(|taken| f(&mixed(taken))).collect();
    let of = |taken: u32| worth.get(taken as usize).copied().unwrap_or_default();
    // |S|! (n - |S| - 1)! / n!, which is 1 / (n · (n - 1 over |S|)).
    let weight = |size: u32| {
        let ways: f64 = (0..size).map(|k| f64::from(places - 1 - k) / f64::from(k + 1)).product();
        1.0 / (f64::from(places) * ways)
    };
    (0..places)
        .map(|at| {
            (0..1_u32 << places)
                .filter(|taken| taken >> at & 1 == 0)
                .map(|taken| weight(taken.count_ones()) * (of(taken | 1 << at) - of(taken)))
                .sum()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_product_is_shared_by_logarithms_and_a_sum_by_differences() {
        let (a, b) = ([450.0, 3.0, 1.0, 2.0], [2000.0, 1.0, 0.8, 4.0]);
        let found = shares(&a, &b, &|x| libm::log(x[0] * x[1] * x[2] / x[3]));
        for (at, power) in [1.0, 1.0, 1.0, -1.0].into_iter().enumerate() {
            assert!((found[at] - power * libm::log(a[at] / b[at])).abs() < 1e-12);
        }
        let found = shares(&a, &b, &|x| 2.0 * x[0] + x[1]);
        assert_eq!(found, [-3100.0, 2.0, 0.0, 0.0]);
        assert!(shares(&[], &[], &|_| 1.0).is_empty());
    }

    #[test]
    fn the_glove_game_is_shared_as_published() {
        // One left glove and two right ones; a pair is worth 1: 2/3, 1/6, 1/6.
        let pair = |x: &[f64]| f64::from(u8::from(x[0] > 0.0 && x[1] + x[2] > 0.0));
        let found = shares(&[1.0; 3], &[0.0; 3], &pair);
        for (found, expected) in found.iter().zip([2.0 / 3.0, 1.0 / 6.0, 1.0 / 6.0]) {
            assert!((found - expected).abs() < 1e-12);
        }
    }

    proptest! {
        #[test]
        fn shares_sum_to_the_difference(a in vec(0.1..9.0_f64, 0..8), b in vec(0.1..9.0_f64, 8)) {
            let f = |x: &[f64]| x.iter().fold(1.0, |sum: f64, x| (sum * x).max(3.0) + x);
            let b = &b[..a.len()];
            let sum: f64 = shares(&a, b, &f).iter().sum();
            let difference = f(&a) - f(b);
            prop_assert!((sum - difference).abs() < 1e-6 * difference.abs().max(1.0));
        }
    }
}
