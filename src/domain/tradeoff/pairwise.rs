//! Weights from comparisons in pairs: Saaty's analytic hierarchy process (AHP).
//!
//! Each answer says how many times as important one entry is as another, on Saaty's scale
//! of 1 to 9 and its reciprocals. The weights are the principal eigenvector of the matrix
//! of answers, found by power iteration (Saaty 1977, J. Math. Psychology 15(3)); row
//! averages of normalised columns, which are often sold as such, are something else.
//!
//! Not every pair has to be answered. As long as the answers connect all entries, what is
//! missing is chosen so that the principal eigenvalue is as small as it can be (Bozóki,
//! Fülöp and Rónyai 2010, Math. and Computer Modelling 52).

use std::cmp::Ordering;

/// Entries up to which pairs are asked about: 10 make 45 questions, and [`RANDOM_INDEX`]
/// ends there.
pub const MOST: usize = 10;

/// Consistency ratio up to which answers count as consistent enough (Saaty).
pub const ACCEPTED: f64 = 0.10;

/// Mean consistency index of random matrices by the number of entries (Saaty 2005). Other
/// authors have other tables, which is why a consistency ratio names its table.
pub const RANDOM_INDEX: [f64; MOST + 1] = [0.0, 0.0, 0.0, 0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49];

/// Rounds of an iteration after which it is given up; each of them ends far earlier.
const ROUNDS: usize = 10_000;

/// Relative change below which an iteration has arrived.
const CLOSE: f64 = 1e-13;

/// Answers about pairs of entries, which are called by their places.
#[derive(Clone, Debug, PartialEq)]
pub struct Pairs {
    /// How many entries there are.
    count: usize,
    /// How many times as important the row is as the column, by row; 1 on the diagonal.
    ratios: Vec<Option<f64>>,
}

impl Pairs {
    /// No answers yet.
    pub fn new(count: usize) -> Pairs {
        let ratios = (0..count * count).map(|at| (at % (count + 1) == 0).then_some(1.0)).collect();
        Pairs { count, ratios }
    }

    /// Says how many times as important one entry is as another, or takes that back. Only
    /// finite numbers above 0 mean something; the reverse question is answered with it.
    pub fn set(&mut self, one: usize, other: usize, ratio: Option<f64>) {
        let ratio = ratio.filter(|ratio| ratio.is_finite() && *ratio > 0.0);
        if one == other || one >= self.count || other >= self.count {
            return;
        }
        for (at, value) in
            [(one * self.count + other, ratio), (other * self.count + one, ratio.map(f64::recip))]
        {
            if let Some(slot) = self.ratios.get_mut(at) {
                *slot = value;
            }
        }
    }

    /// How many times as important one entry is as another, where that was answered.
    pub fn get(&self, one: usize, other: usize) -> Option<f64> {
        self.ratios.get(one * self.count + other).copied().flatten()
    }

    /// All pairs, each once.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let count = self.count;
        (0..count).flat_map(move |one| (one + 1..count).map(move |other| (one, other)))
    }

    /// How many pairs are answered.
    pub fn answered(&self) -> usize {
        self.pairs().filter(|(one, other)| self.get(*one, *other).is_some()).count()
    }

    /// Whether the answers connect all entries, directly or by way of others.
    pub fn is_connected(&self) -> bool {
        let mut open = vec![0];
        let mut seen = vec![false; self.count];
        while let Some(at) = open.pop() {
            match seen.get_mut(at) {
                Some(seen) if !*seen => *seen = true,
                _ => continue,
            }
            open.extend((0..self.count).filter(|other| self.get(at, *other).is_some()));
        }
        seen.iter().all(|seen| *seen)
    }
}

/// What the answers come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The weights as shares of their sum.
    pub weights: Vec<f64>,
    /// The principal eigenvalue; the number of entries where nothing contradicts.
    pub eigenvalue: f64,
    /// Consistency index: (eigenvalue - n) / (n - 1), 0 or more.
    pub index: f64,
    /// Consistency ratio: the index over that of random answers; 0 for two entries.
    pub ratio: f64,
    /// Geometric consistency index (Aguarón and Moreno-Jiménez 2003); `None` where a pair
    /// is not answered, or there are only two entries.
    pub geometric_index: Option<f64>,
    /// The weights by the geometric mean of each row, for comparison: the least squares
    /// solution in logarithms.
    pub geometric: Vec<f64>,
    /// What was taken for pairs that are not answered.
    pub completed: Vec<(usize, usize, f64)>,
    /// The three answers that contradict each other the most; `None` where none do.
    pub worst: Option<Triple>,
}

impl Outcome {
    /// Whether the answers are consistent enough to use.
    pub fn is_accepted(&self) -> bool {
        self.ratio <= ACCEPTED
    }
}

/// Three answers that do not fit: two of them imply the third, which says something else.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Triple {
    /// The entries. The first is at least as important as the second, and that at least as
    /// important as the third.
    pub entries: (usize, usize, usize),
    /// First to second, 1 or more.
    pub upper: f64,
    /// Second to third, 1 or more.
    pub lower: f64,
    /// First to third, as answered.
    pub direct: f64,
}

impl Triple {
    /// What the first two answers make of the third.
    pub fn implied(&self) -> f64 {
        self.upper * self.lower
    }

    /// How far the answer is from that, as the logarithm of a factor; 0 fits.
    fn error(&self) -> f64 {
        libm::fabs(libm::log(self.direct / self.implied()))
    }
}

/// Makes weights of answers; `None` with fewer than two entries, more than [`MOST`], or
/// entries that no answer connects with the others.
pub fn weigh(pairs: &Pairs) -> Option<Outcome> {
    let count = pairs.count;
    if !(2..=MOST).contains(&count) || !pairs.is_connected() {
        return None;
    }
    let geometric = least_squares(pairs);
    let mut matrix = Matrix::filled(count, |one, other| {
        pairs.get(one, other).unwrap_or_else(|| at(&geometric, one) / at(&geometric, other))
    });
    let missing: Vec<(usize, usize)> =
        pairs.pairs().filter(|(one, other)| pairs.get(*one, *other).is_none()).collect();
    complete(&mut matrix, &missing);
    let (weights, eigenvalue) = principal(&matrix);
    let n = count as f64;
    let index = f64::max(0.0, (eigenvalue - n) / (n - 1.0));
    let random = at(&RANDOM_INDEX, count);
    Some(Outcome {
        eigenvalue,
        index,
        ratio: if random > 0.0 { index / random } else { 0.0 },
        geometric_index: (missing.is_empty() && count > 2).then(|| geometric_index(&matrix, &geometric)),
        completed: missing.iter().map(|(one, other)| (*one, *other, matrix.get(*one, *other))).collect(),
        worst: worst(pairs),
        weights,
        geometric,
    })
}

/// A square matrix of numbers.
struct Matrix {
    count: usize,
    cells: Vec<f64>,
}

impl Matrix {
    fn filled(count: usize, cell: impl Fn(usize, usize) -> f64) -> Matrix {
        let cells = (0..count * count).map(|at| cell(at / count, at % count)).collect();
        Matrix { count, cells }
    }

    fn get(&self, row: usize, column: usize) -> f64 {
        at(&self.cells, row * self.count + column)
    }

    fn set(&mut self, row: usize, column: usize, value: f64) {
        if let Some(slot) = self.cells.get_mut(row * self.count + column) {
            *slot = value;
        }
    }

    fn times(&self, vector: &[f64]) -> Vec<f64> {
        let rows = self.cells.chunks_exact(self.count);
        rows.map(|row| row.iter().zip(vector).map(|(a, b)| a * b).sum()).collect()
    }

    fn transposed(&self) -> Matrix {
        Matrix::filled(self.count, |row, column| self.get(column, row))
    }
}

/// A number of a list whose length is known to hold it.
fn at(numbers: &[f64], place: usize) -> f64 {
    numbers.get(place).copied().unwrap_or(f64::NAN)
}

fn normalised(mut numbers: Vec<f64>) -> Vec<f64> {
    let sum: f64 = numbers.iter().sum();
    numbers.iter_mut().for_each(|number| *number /= sum);
    numbers
}

fn furthest(before: &[f64], now: &[f64]) -> f64 {
    before.iter().zip(now).map(|(a, b)| libm::fabs(a - b)).fold(0.0, f64::max)
}

/// The principal eigenvector, which sums to 1, and its eigenvalue, by power iteration.
///
/// All cells are above 0, so there is exactly one (Perron), and every start leads to it.
fn principal(matrix: &Matrix) -> (Vec<f64>, f64) {
    let mut vector = vec![1.0 / matrix.count as f64; matrix.count];
    let mut eigenvalue = 0.0;
    for _ in 0..ROUNDS {
        let next = matrix.times(&vector);
        eigenvalue = next.iter().sum();
        let next = normalised(next);
        let moved = furthest(&vector, &next);
        vector = next;
        if moved < CLOSE {
            break;
        }
    }
    (vector, eigenvalue)
}

/// The weights whose ratios fit the answers best in logarithms, by least squares. With all
/// pairs answered these are the geometric means of the rows.
fn least_squares(pairs: &Pairs) -> Vec<f64> {
    let count = pairs.count;
    let mut logs = vec![0.0; count];
    for _ in 0..ROUNDS {
        let before = logs.clone();
        for one in 0..count {
            let told: Vec<f64> = (0..count)
                .filter(|other| *other != one)
                .filter_map(|other| Some(libm::log(pairs.get(one, other)?) + at(&logs, other)))
                .collect();
            if let Some(slot) = logs.get_mut(one) {
                *slot = told.iter().sum::<f64>() / told.len() as f64;
            }
        }
        if furthest(&before, &logs) < CLOSE {
            break;
        }
    }
    normalised(logs.into_iter().map(libm::exp).collect())
}

/// Fills the missing pairs so that the principal eigenvalue is as small as it can be.
///
/// With left and right eigenvectors u and v, the eigenvalue's slope in the logarithm of a
/// pair's ratio x is u₁·x·v₂ - u₂·v₁/x over u·v, which is 0 at x = √(u₂v₁ / u₁v₂). The
/// eigenvalue is convex in these logarithms, so where all slopes are 0 is the minimum. Steps
/// go half the way, lest they swing around it.
fn complete(matrix: &mut Matrix, missing: &[(usize, usize)]) {
    for _ in 0..ROUNDS {
        let (right, _) = principal(matrix);
        let (left, _) = principal(&matrix.transposed());
        let mut moved: f64 = 0.0;
        for (one, other) in missing.iter().copied() {
            let flat = libm::sqrt(at(&left, other) * at(&right, one) / (at(&left, one) * at(&right, other)));
            let before = matrix.get(one, other);
            let next = libm::sqrt(before * flat);
            moved = moved.max(libm::fabs(libm::log(next / before)));
            matrix.set(one, other, next);
            matrix.set(other, one, 1.0 / next);
        }
        if moved < 1e-12 {
            break;
        }
    }
}

/// Mean squared logarithm of how far each answer is from the ratio of the weights.
fn geometric_index(matrix: &Matrix, weights: &[f64]) -> f64 {
    let n = matrix.count;
    let pairs = (0..n).flat_map(|one| (one + 1..n).map(move |other| (one, other)));
    let squares = pairs.map(|(one, other)| {
        let error = libm::log(matrix.get(one, other) * at(weights, other) / at(weights, one));
        error * error
    });
    2.0 * squares.sum::<f64>() / ((n - 1) * (n - 2)) as f64
}

/// The three answers that contradict each other the most.
fn worst(pairs: &Pairs) -> Option<Triple> {
    let n = pairs.count;
    let mut worst: Option<Triple> = None;
    // Of each three, exactly one order runs downwards: the answers are a line or a circle.
    // In a circle all three turns do; the first met is as good as the others.
    for one in 0..n {
        for other in (0..n).filter(|other| *other != one) {
            for third in (0..n).filter(|third| *third != one && *third != other) {
                let (Some(upper), Some(lower), Some(direct)) =
                    (pairs.get(one, other), pairs.get(other, third), pairs.get(one, third))
                else {
                    continue;
                };
                if upper < 1.0 || lower < 1.0 {
                    continue;
                }
                let triple = Triple { entries: (one, other, third), upper, lower, direct };
                let error = triple.error();
                let worse = worst.is_none_or(|worst| error.total_cmp(&worst.error()) == Ordering::Greater);
                if error > 1e-9 && worse {
                    worst = Some(triple);
                }
            }
        }
    }
    worst
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The answers above the diagonal, row by row; 0 is not answered.
    fn pairs(count: usize, above: &[f64]) -> Pairs {
        let mut pairs = Pairs::new(count);
        let places: Vec<(usize, usize)> = pairs.pairs().collect();
        assert_eq!(places.len(), above.len());
        for ((one, other), ratio) in places.into_iter().zip(above) {
            pairs.set(one, other, (*ratio > 0.0).then_some(*ratio));
        }
        pairs
    }

    #[track_caller]
    fn check(count: usize, above: &[f64], weights: &[f64], ratio: f64, digits: f64) {
        let outcome = weigh(&pairs(count, above)).expect("the answers connect all");
        for (found, expected) in outcome.weights.iter().zip(weights) {
            assert!((found - expected).abs() <= digits, "{:?}", outcome.weights);
        }
        assert!((outcome.ratio - ratio).abs() <= digits, "{}", outcome.ratio);
    }

    #[test]
    fn published_weights_come_out() {
        // Choosing a leader: experience, education, charisma, age (AHP, worked example).
        check(4, &[4.0, 3.0, 7.0, 1.0 / 3.0, 3.0, 5.0], &[0.548, 0.127, 0.270, 0.056], 0.044, 6e-4);
        // Drinks in the USA: coffee, wine, tea, beer, sodas, milk, water (Saaty 2008).
        check(
            7,
            &[
                9.0,
                5.0,
                2.0,
                1.0,
                1.0,
                0.5,
                1.0 / 3.0,
                1.0 / 9.0,
                1.0 / 9.0,
                1.0 / 9.0,
                1.0 / 9.0,
                1.0 / 3.0,
                0.25,
                1.0 / 3.0,
                1.0 / 9.0,
                0.5,
                1.0,
                1.0 / 3.0,
                2.0,
                0.5,
                1.0 / 3.0,
            ],
            &[0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327],
            0.022,
            6e-4,
        );
        // Nothing contradicts: 6, 1 and 2 parts of 9.
        check(3, &[6.0, 3.0, 0.5], &[2.0 / 3.0, 1.0 / 9.0, 2.0 / 9.0], 0.0, 1e-9);
    }

    #[test]
    fn a_missing_answer_is_chosen_so_that_the_others_fit_best() {
        // Bozóki's principle on four entries; the last pair is not answered.
        let outcome = weigh(&pairs(4, &[1.0, 5.0, 2.0, 3.0, 4.0, 0.0])).unwrap();
        let [(2, 3, found)] = outcome.completed[..] else { panic!("{:?}", outcome.completed) };
        assert!((found - 0.7303).abs() < 5e-5, "{found}");
        // Published as .0372 over the random index .8286 of Donegan and Dodd; ours is .89.
        assert!((outcome.index / 0.8286 - 0.0372).abs() < 1e-4, "{}", outcome.index);
        assert!((outcome.ratio - outcome.index / 0.89).abs() < 1e-12);
        assert_eq!(outcome.geometric_index, None);
    }

    #[test]
    fn weights_need_two_entries_and_answers_that_connect_them() {
        assert_eq!(weigh(&Pairs::new(0)), None);
        assert_eq!(weigh(&Pairs::new(1)), None);
        assert_eq!(weigh(&Pairs::new(2)), None);
        assert_eq!(weigh(&Pairs::new(MOST + 1)), None);
        assert_eq!(weigh(&pairs(4, &[3.0, 0.0, 0.0, 0.0, 0.0, 3.0])), None);
        check(2, &[3.0], &[0.75, 0.25], 0.0, 1e-12);
    }

    #[test]
    fn the_worst_contradiction_is_named() {
        // A beats B, B beats C, and yet C beats A.
        let circle = weigh(&pairs(3, &[3.0, 0.5, 4.0])).unwrap();
        let triple = circle.worst.unwrap();
        assert_eq!(triple.entries, (0, 1, 2));
        assert_eq!((triple.upper, triple.lower, triple.direct), (3.0, 4.0, 0.5));
        assert!(!circle.is_accepted());
        let line = weigh(&pairs(3, &[2.0, 8.0, 2.0])).unwrap();
        assert_eq!(line.worst.unwrap().implied(), 4.0);
        assert_eq!(weigh(&pairs(3, &[2.0, 6.0, 3.0])).unwrap().worst, None);
    }

    #[test]
    fn what_is_no_ratio_is_no_answer() {
        let mut pairs = Pairs::new(2);
        for ratio in [0.0, -2.0, f64::NAN, f64::INFINITY] {
            pairs.set(0, 1, Some(ratio));
            assert_eq!(pairs.answered(), 0, "{ratio}");
        }
        pairs.set(1, 0, Some(4.0));
        assert_eq!(pairs.get(0, 1), Some(0.25));
        pairs.set(0, 1, None);
        assert_eq!(pairs.get(1, 0), None);
    }

    proptest! {
        #[test]
        fn answers_made_of_weights_give_them_back(weights in prop::collection::vec(0.1..10.0_f64, 2..=6)) {
            let count = weights.len();
            let mut pairs = Pairs::new(count);
            for (one, other) in pairs.pairs() {
                // One answer is left out where the others still connect all.
                let told = count == 2 || (one, other) != (0, 1);
                pairs.set(one, other, told.then_some(weights[one] / weights[other]));
            }
            let outcome = weigh(&pairs).unwrap();
            let sum: f64 = weights.iter().sum();
            for (found, weight) in outcome.weights.iter().zip(&weights) {
                prop_assert!((found - weight / sum).abs() < 1e-8);
            }
            prop_assert!(outcome.ratio < 1e-8);
            prop_assert_eq!(outcome.worst, None);
        }

        #[test]
        fn no_other_completion_has_a_smaller_eigenvalue(
            above in prop::collection::vec(1..=9_u8, 6), other in 0.05..20.0_f64,
        ) {
            let mut ratios: Vec<f64> = above.iter().map(|ratio| f64::from(*ratio)).collect();
            ratios[1] = 1.0 / ratios[1];
            ratios[5] = 0.0;
            let best = weigh(&pairs(4, &ratios)).unwrap();
            ratios[5] = other;
            prop_assert!(best.eigenvalue <= weigh(&pairs(4, &ratios)).unwrap().eigenvalue + 1e-9);
        }

        #[test]
        fn weights_are_shares_and_the_index_is_never_below_zero(
            above in prop::collection::vec(-8..=8_i8, 10),
        ) {
            let ratio = |step: &i8| {
                let size = f64::from(step.unsigned_abs()) + 1.0;
                if *step < 0 { 1.0 / size } else { size }
            };
            let ratios: Vec<f64> = above.iter().map(ratio).collect();
            let outcome = weigh(&pairs(5, &ratios)).unwrap();
            prop_assert!((outcome.weights.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            prop_assert!(outcome.weights.iter().all(|weight| *weight > 0.0));
            prop_assert!(outcome.index >= 0.0 && outcome.ratio.is_finite());
        }
    }
}
