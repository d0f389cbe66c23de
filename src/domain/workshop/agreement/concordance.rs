//! Whether several people put things into the same order: Kendall's W and his tau-b.
//!
//! W says how much of all the agreement there could be there is. A low W has two very
//! different reasons, no opinion and two opposite ones, so [`Correlations`] go with it.

use super::Chance;
use super::grid::Grid;
use crate::domain::kano::gamma;
use crate::domain::places::{sort, sort_places};

/// Things up to which the chi-squared approximation of W is poor, and W is judged among all
/// orders that could be.
pub const FEW_THINGS: usize = 7;

/// How many states and ways the exact test looks at; beyond it draws.
const MOST_WORK: usize = 400_000;

/// Draws of the permutation test where it is not exact: the standard error of a p value of
/// 0.05 is 0.3 points.
const DRAWS: u32 = 4_999;

/// Why there is no W.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undefined {
    /// One person agrees with themselves; fewer than two full ballots say nothing.
    OnePerson,
    /// Fewer than two things have no order.
    OneThing,
    /// Everybody has everything equal: 0 / 0.
    AllTied,
}

/// How a p value was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// Over all orders that could be.
    Exact,
    /// Over so many draws of orders.
    Drawn(u32),
    /// By the chi-squared distribution.
    ChiSquared,
}

/// Kendall's coefficient of concordance and its test.
#[derive(Clone, Debug, PartialEq)]
pub struct Concordance {
    /// How many people there are.
    pub people: usize,
    /// How many things there are.
    pub things: usize,
    /// People who left something out, and do not count here.
    pub left_out: usize,
    /// Kendall's W with the correction for ties, in 0..=1:
    ///
    /// ```text
    /// W = 12 S / (m² (n³ - n) - m T),  T = Σ over people of Σ over ties (t³ - t)
    /// ```
    pub w: f64,
    /// S, the sum of squares of the rank sums around their mean.
    pub squares: f64,
    /// The sum of the ranks of each thing.
    pub rank_sums: Vec<f64>,
    /// χ² = m (n - 1) W, on n - 1 degrees of freedom.
    pub chi_squared: f64,
    /// The p value by that.
    pub p_chi_squared: f64,
    /// How often orders without any agreement have at least this W: by permutations up to
    /// [`FEW_THINGS`] things, by χ² above.
    pub p: f64,
    /// How `p` was found.
    pub test: Test,
    /// The mean of Spearman's correlation over all pairs of people, (m W - 1) / (m - 1), where
    /// nobody has ties; -1 / (m - 1)..=1.
    pub mean_spearman: f64,
}

impl Concordance {
    /// Whether there is more agreement than chance would bring.
    pub fn is_significant(&self) -> bool {
        self.p < super::SIGNIFICANT
    }
}

/// Kendall's W of people who each gave every thing a number: a rank, or a rating. Equal numbers
/// are ties. Whoever left something out is left out: their ranks are those among other things.
pub fn concordance(people: &[Vec<Option<f64>>]) -> Result<Concordance, Undefined> {
    let things = people.iter().map(Vec::len).max().unwrap_or_default();
    let full = people.iter().filter_map(|person| {
        let numbers: Option<Vec<f64>> = person.iter().copied().collect();
        numbers.filter(|numbers| numbers.len() == things && numbers.iter().all(|number| !number.is_nan()))
    });
    let ranks: Vec<Vec<u32>> = full.map(|numbers| double_ranks(&numbers)).collect();
    if things < 2 {
        return Err(Undefined::OneThing);
    }
    if ranks.len() < 2 {
        return Err(Undefined::OnePerson);
    }
    let (m, n) = (ranks.len() as f64, things as f64);
    let mut sums = vec![0_u32; things];
    for person in &ranks {
        sums.iter_mut().zip(person).for_each(|(sum, rank)| *sum += rank);
    }
    let squares = spread(&sums) / 4.0;
    let ties: f64 = ranks.iter().map(|person| ties(person)).sum();
    let whole = m * m * (n * n * n - n) - m * ties;
    if whole <= 0.0 {
        return Err(Undefined::AllTied);
    }
    let w = (12.0 * squares / whole).clamp(0.0, 1.0);
    let chi_squared = m * (n - 1.0) * w;
    let p_chi_squared = 1.0 - gamma::cumulative((n - 1.0) / 2.0, chi_squared / 2.0);
    let (p, test) =
        if things <= FEW_THINGS { permutations(&ranks) } else { (p_chi_squared, Test::ChiSquared) };
    Ok(Concordance {
        people: ranks.len(),
        things,
        left_out: people.len() - ranks.len(),
        w,
        squares,
        rank_sums: sums.iter().map(|sum| f64::from(*sum) / 2.0).collect(),
        chi_squared,
        p_chi_squared,
        p,
        test,
        mean_spearman: (m * w - 1.0) / (m - 1.0),
    })
}

/// Twice the ranks of numbers, 2 for the smallest; equal ones share the mean of their ranks, which
/// is a whole number only when doubled.
fn double_ranks(numbers: &[f64]) -> Vec<u32> {
    let number = |at: u32| numbers.get(at as usize).copied().unwrap_or_default();
    let mut order: Vec<u32> = (0..numbers.len() as u32).collect();
    sort_places(&mut order, &|a, b| number(a).total_cmp(&number(b)));
    let mut ranks = vec![0; numbers.len()];
    let mut rest = order.as_slice();
    let mut before = 0_u32;
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|at| number(**at) == number(*first)).count().max(1);
        let (group, behind) = rest.split_at(count.min(rest.len()));
        for at in group {
            if let Some(slot) = ranks.get_mut(*at as usize) {
                *slot = 2 * before + count as u32 + 1;
            }
        }
        before += count as u32;
        rest = behind;
    }
    ranks
}

/// Ranks of numbers, 1 for the smallest; equal ones share the mean of their ranks.
pub fn mean_ranks(numbers: &[f64]) -> Vec<f64> {
    double_ranks(numbers).into_iter().map(|rank| f64::from(rank) / 2.0).collect()
}

/// Σ (t³ - t) over the ties of one person.
fn ties(ranks: &[u32]) -> f64 {
    // Each member of a tie of t brings t² - 1.
    let tied = |rank: &u32| ranks.iter().filter(|other| *other == rank).count() as f64;
    ranks.iter().map(|rank| tied(rank) * tied(rank) - 1.0).sum()
}

/// The sum of squares around the mean.
fn spread(sums: &[u32]) -> f64 {
    // Whole numbers as long as they last: Σ x² - (Σ x)² / n.
    let sum: u64 = sums.iter().map(|sum| u64::from(*sum)).sum();
    let squares: u64 = sums.iter().map(|sum| u64::from(*sum) * u64::from(*sum)).sum();
    let count = sums.len() as u64;
    (squares * count - sum * sum) as f64 / count as f64
}

/// How often people without any agreement, each with the ranks they gave put into any order, have
/// at least the spread of rank sums that these have. The ties stay, and with them what W is
/// divided by.
fn permutations(ranks: &[Vec<u32>]) -> (f64, Test) {
    let mut sums = vec![0_u32; ranks.first().map_or(0, Vec::len)];
    for person in ranks {
        sums.iter_mut().zip(person).for_each(|(sum, rank)| *sum += rank);
    }
    let observed = spread(&sums) - 1e-6;
    if let Some(p) = exact(ranks, observed) {
        return (p, Test::Exact);
    }
    let mut chance = Chance::of("concordance");
    let mut dealt = ranks.to_vec();
    // The same people in any order are the same draws.
    sort(&mut dealt, &Vec::cmp);
    for person in &mut dealt {
        sort(person, &u32::cmp);
    }
    sort(&mut dealt, &Vec::cmp);
    let mut reached = 0;
    for _ in 0..DRAWS {
        sums.iter_mut().for_each(|sum| *sum = 0);
        for person in &mut dealt {
            chance.shuffle(person);
            sums.iter_mut().zip(person.iter()).for_each(|(sum, rank)| *sum += rank);
        }
        reached += u32::from(spread(&sums) >= observed);
    }
    (f64::from(reached + 1) / f64::from(DRAWS + 1), Test::Drawn(DRAWS))
}

/// The exact test: the distribution of the rank sums, one person after the other. `None` where
/// that would be too much work.
///
/// Things are alike under the hypothesis, so rank sums that differ in their order alone are one
/// state, and few states are left: a few hundred for thirty people and three things.
fn exact(ranks: &[Vec<u32>], observed: f64) -> Option<f64> {
    let things = ranks.first()?.len();
    let ways: usize = (1..=things).product();
    let mut states: Vec<(Vec<u32>, f64)> = vec![(vec![0; things], 1.0)];
    let mut people = ranks.to_vec();
    people.iter_mut().for_each(|person| sort(person, &u32::cmp));
    sort(&mut people, &Vec::cmp);
    for person in &people {
        if states.len() * ways > MOST_WORK / ranks.len() {
            return None;
        }
        let orders = orders(person);
        let mut next = Vec::with_capacity(states.len() * orders.len());
        for (state, probability) in &states {
            for order in &orders {
                let mut sums: Vec<u32> = Vec::with_capacity(things);
                for (sum, rank) in state.iter().zip(order) {
                    let sum = sum + rank;
                    sums.insert(sums.partition_point(|other| *other <= sum), sum);
                }
                next.push((sums, probability / orders.len() as f64));
            }
        }
        sort(&mut next, &|(a, _), (b, _)| a.cmp(b));
        states = Vec::new();
        for (sums, probability) in next {
            match states.last_mut().filter(|(last, _)| *last == sums) {
                Some((_, sum)) => *sum += probability,
                None => states.push((sums, probability)),
            }
        }
    }
    let reached =
        states.iter().filter(|(sums, _)| spread(sums) >= observed).map(|(_, probability)| probability);
    Some(reached.sum::<f64>().clamp(0.0, 1.0))
}

/// All orders of some numbers; equal numbers count as different ones.
fn orders(numbers: &[u32]) -> Vec<Vec<u32>> {
    let Some((first, rest)) = numbers.split_first() else { return vec![Vec::new()] };
    let mut all = Vec::new();
    for order in orders(rest) {
        for at in 0..=order.len() {
            let mut longer = order.clone();
            longer.insert(at, *first);
            all.push(longer);
        }
    }
    all
}

/// Kendall's tau-b of two people over the things that both gave a number, in -1..=1: 1 the same
/// order, -1 the opposite one.
///
/// ```text
/// τ = (C - D) / √((P - P₁) (P - P₂))
/// ```
///
/// over P pairs of things: C in the same order, D in opposite ones, P₁ and P₂ tied for either.
/// `None` where one of them has all equal (0 / 0), and with fewer than two things in common.
pub fn tau_b(one: &[Option<f64>], other: &[Option<f64>]) -> Option<f64> {
    let both: Vec<(f64, f64)> =
        one.iter().zip(other).filter_map(|(one, other)| Some(((*one)?, (*other)?))).collect();
    let (mut balance, mut first, mut second) = (0_i64, 0_i64, 0_i64);
    for (at, (a, b)) in both.iter().enumerate() {
        for (c, d) in both.iter().skip(at + 1) {
            let sign = |x: f64, y: f64| i64::from(x > y) - i64::from(x < y);
            let (one, other) = (sign(*a, *c), sign(*b, *d));
            balance += one * other;
            first += one * one;
            second += other * other;
        }
    }
    (first > 0 && second > 0).then(|| balance as f64 / libm::sqrt(first as f64 * second as f64))
}

/// Kendall's tau-b of every two people.
#[derive(Clone, Debug, PartialEq)]
pub struct Correlations {
    grid: Grid,
}

impl Correlations {
    /// Of people who gave things numbers, ranks or ratings; `None` is no number.
    pub fn of(people: &[Vec<Option<f64>>]) -> Correlations {
        let mut grid = Grid::new(people.len(), f64::NAN);
        for (at, one) in people.iter().enumerate() {
            for (other_at, other) in people.iter().enumerate().skip(at) {
                let tau = tau_b(one, other).unwrap_or(f64::NAN);
                grid.set(at, other_at, tau);
                grid.set(other_at, at, tau);
            }
        }
        Correlations { grid }
    }

    /// How many people there are.
    pub fn people(&self) -> usize {
        self.grid.count()
    }

    /// Tau-b of two people; `None` where it is undefined.
    pub fn get(&self, one: usize, other: usize) -> Option<f64> {
        let is_inside = one < self.people() && other < self.people();
        Some(self.grid.get(one, other)).filter(|tau| is_inside && !tau.is_nan())
    }

    /// The mean over all pairs of people for whom it is defined.
    pub fn mean(&self) -> Option<f64> {
        let pairs =
            (0..self.people()).flat_map(|one| (one + 1..self.people()).map(move |other| (one, other)));
        let (sum, count) = pairs
            .filter_map(|(one, other)| self.get(one, other))
            .fold((0.0, 0_u32), |(sum, count), tau| (sum + tau, count + 1));
        (count > 0).then(|| sum / f64::from(count))
    }
}
