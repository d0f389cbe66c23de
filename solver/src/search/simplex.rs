//! A linear program with bounds on everything, solved by the dual simplex method.
//!
//! `minimise c x` where `A x + s = b` and every variable, the slacks too, lies within finite
//! bounds. So every basis can be made dual feasible by moving variables from one bound to the
//! other: there is no first phase, and a basis stays a start after any change of bounds or rows.
//!
//! Bounds and proofs of infeasibility are not taken from the method's own state but computed
//! anew from its multipliers, for which any numbers do: a rounding error can make them weaker,
//! never wrong (beyond the rounding of one sum).

use std::sync::Arc;

use super::basis::{Basis, Sparse};

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The work allowed is used up; the next run goes on.
    Unfinished,
    /// A solution of the program.
    Optimal,
    /// Every solution is worse than the cut-off; the multipliers prove it.
    CutOff,
    /// There is no solution.
    Infeasible,
    /// Rounding errors are in the way: nothing is known.
    Lost,
}

/// What a variable may miss its bound by.
const FEASIBLE: f64 = 1e-9;
/// What a reduced cost may miss its sign by.
const DUAL: f64 = 1e-9;
/// The smallest pivot that is taken gladly.
const PIVOT: f64 = 1e-7;

/// A row to be added: `Σ value · x ≤ bound`.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub entries: Vec<(usize, f64)>,
    pub bound: f64,
}

/// What does not change while solving.
#[derive(Clone, Debug)]
struct Matrix {
    columns: Sparse,
    by_row: Sparse,
    right: Vec<f64>,
}

/// A linear program and where its solving stands.
#[derive(Clone, Debug)]
pub(super) struct Linear {
    matrix: Arc<Matrix>,
    /// As given; the slacks cost nothing.
    cost: Vec<f64>,
    /// As they stand: shifted a little where that keeps the method going.
    shifted: Vec<f64>,
    is_shifted: bool,
    lower: Vec<f64>,
    upper: Vec<f64>,
    /// By row, the variable that is basic in it.
    head: Vec<u32>,
    /// By variable, the row it is basic in.
    place: Vec<u32>,
    at_upper: Vec<bool>,
    /// By row, the value of its basic variable.
    basic: Vec<f64>,
    /// Reduced costs.
    reduced: Vec<f64>,
    /// By row, the squared length of its row of the inverse.
    lengths: Vec<f64>,
    basis: Basis,
    fresh: bool,
    idle: u32,
    trouble: u32,
    seed: u64,
    /// What has been done, in operations.
    pub work: u64,
    scratch: Scratch,
}

#[derive(Clone, Debug, Default)]
struct Scratch {
    rho: Vec<f64>,
    column: Vec<f64>,
    tau: Vec<f64>,
    alpha: Vec<f64>,
    marked: Vec<bool>,
    touched: Vec<u32>,
    candidates: Vec<Candidate>,
    flips: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
struct Candidate {
    variable: u32,
    alpha: f64,
}

impl Linear {
    /// A program with a cost and an upper bound for each variable; the lower bounds are 0.
    pub fn new(cost: Vec<f64>, upper: Vec<f64>, rows: Vec<Row>) -> Linear {
        let count = cost.len();
        let mut linear = Linear {
            matrix: Arc::new(Matrix {
                columns: Sparse::with_empty(count),
                by_row: Sparse::new(),
                right: Vec::new(),
            }),
            shifted: cost.clone(),
            cost,
            is_shifted: false,
            lower: vec![0.0; count],
            place: vec![u32::MAX; count],
            at_upper: vec![false; count],
            reduced: vec![0.0; count],
            upper,
            head: Vec::new(),
            basic: Vec::new(),
            lengths: Vec::new(),
            basis: Basis::new(0),
            fresh: false,
            idle: 0,
            trouble: 0,
            seed: 0x9E37_79B9_7F4A_7C15,
            work: 0,
            scratch: Scratch::default(),
        };
        linear.add_rows(rows);
        linear
    }

    /// How many variables there are without the slacks.
    pub fn variables(&self) -> usize {
        self.cost.len()
    }

    /// How many rows there are.
    pub fn row_count(&self) -> usize {
        self.matrix.right.len()
    }

    /// Adds rows; the solving goes on from where it is.
    pub fn add_rows(&mut self, rows: Vec<Row>) {
        let count = self.variables();
        let matrix = Arc::make_mut(&mut self.matrix);
        for row in rows {
            let at = matrix.right.len();
            // Within the widest bounds a slack takes up what the row leaves.
            let least: f64 = row
                .entries
                .iter()
                .map(
                    |(variable, value)| {
                        if *value < 0.0 { value * self.upper[*variable].max(1.0) } else { 0.0 }
                    },
                )
                .sum();
            self.lower.push(0.0);
            self.upper.push((row.bound - least).max(0.0) + 1.0);
            self.shifted.push(0.0);
            self.reduced.push(0.0);
            self.at_upper.push(false);
            self.head.push((count + at) as u32);
            self.place.push(at as u32);
            self.basic.push(0.0);
            self.lengths.push(1.0);
            for (variable, value) in row.entries {
                matrix.by_row.push(variable, value);
            }
            matrix.by_row.end();
            matrix.right.push(row.bound);
        }
        self.arrange();
    }

    fn arrange(&mut self) {
        let (count, rows) = (self.variables(), self.matrix.right.len());
        let matrix = Arc::make_mut(&mut self.matrix);
        matrix.columns = matrix.by_row.transposed(count);
        self.basis = Basis::new(rows);
        self.fresh = false;
        self.work += 4 * self.matrix.by_row.entries() as u64;
    }

    /// Sets the bounds of a variable.
    pub fn set_bounds(&mut self, variable: usize, lower: f64, upper: f64) {
        if self.lower[variable] != lower || self.upper[variable] != upper {
            self.lower[variable] = lower;
            self.upper[variable] = upper;
            self.fresh = false;
        }
    }

    /// Whether the row's slack must be 0, which makes the row an equation.
    pub fn set_equation(&mut self, row: usize, equation: bool) {
        let slack = self.variables() + row;
        let upper = if equation { 0.0 } else { 1.0 };
        self.set_bounds(slack, 0.0, upper);
    }

    /// Becomes as an earlier copy of itself was, but for the work done.
    pub fn go_back(&mut self, start: &Linear) {
        self.shifted.clone_from(&start.shifted);
        self.is_shifted = start.is_shifted;
        self.lower.clone_from(&start.lower);
        self.upper.clone_from(&start.upper);
        self.head.clone_from(&start.head);
        self.place.clone_from(&start.place);
        self.at_upper.clone_from(&start.at_upper);
        self.basic.clone_from(&start.basic);
        self.reduced.clone_from(&start.reduced);
        self.lengths.clone_from(&start.lengths);
        self.basis.go_back(&start.basis);
        self.fresh = start.fresh;
        self.idle = start.idle;
        self.trouble = start.trouble;
        self.seed = start.seed;
        self.work += 2 * self.lower.len() as u64 + self.basis.size();
    }

    /// The basis, for going on from it later.
    pub fn save(&self) -> (Vec<u32>, Vec<f32>) {
        (self.head.clone(), self.lengths.iter().map(|length| *length as f32).collect())
    }

    /// Goes on from a basis; rows that it does not know yet are basic in their slacks.
    pub fn load(&mut self, head: &[u32], lengths: &[f32]) {
        let (count, rows) = (self.variables(), self.matrix.right.len());
        self.place.fill(u32::MAX);
        self.lengths.fill(1.0);
        for row in 0..rows {
            self.head[row] = head.get(row).copied().unwrap_or((count + row) as u32);
            self.place[self.head[row] as usize] = row as u32;
            if let Some(length) = lengths.get(row) {
                self.lengths[row] = f64::from(*length);
            }
        }
        self.basis = Basis::new(rows);
        self.restore_costs();
        self.refactor();
    }

    fn restore_costs(&mut self) {
        let count = self.variables();
        self.shifted[..count].copy_from_slice(&self.cost);
        self.shifted[count..].fill(0.0);
        self.is_shifted = false;
    }

    fn refactor(&mut self) {
        let rows = self.matrix.right.len();
        let mut lengths = vec![1.0; self.lower.len()];
        for row in 0..rows {
            lengths[self.head[row] as usize] = self.lengths[row];
        }
        let mut head = std::mem::take(&mut self.head);
        self.basis.factor(&mut head, &self.matrix.columns);
        self.head = head;
        self.place.fill(u32::MAX);
        for row in 0..rows {
            self.place[self.head[row] as usize] = row as u32;
            self.lengths[row] = lengths[self.head[row] as usize].max(1e-4);
        }
        self.work += 4 * self.basis.size() + self.lower.len() as u64;
        self.price();
        self.place_all();
        self.fresh = true;
    }

    /// Computes all reduced costs, and moves variables to the bounds that suit these.
    fn price(&mut self) {
        let (count, rows) = (self.variables(), self.matrix.right.len());
        let mut multipliers = std::mem::take(&mut self.scratch.rho);
        multipliers.clear();
        multipliers.resize(rows, 0.0);
        for row in 0..rows {
            multipliers[row] = self.shifted[self.head[row] as usize];
        }
        self.basis.solve_transposed(&mut multipliers);
        for variable in 0..count {
            self.reduced[variable] = self.shifted[variable] - self.matrix.columns.dot(variable, &multipliers);
        }
        for row in 0..rows {
            self.reduced[count + row] = self.shifted[count + row] - multipliers[row];
        }
        for variable in self.head.iter() {
            self.reduced[*variable as usize] = 0.0;
        }
        self.scratch.rho = multipliers;
        for variable in 0..count + rows {
            if self.place[variable] == u32::MAX {
                if self.reduced[variable] > DUAL {
                    self.at_upper[variable] = false;
                } else if self.reduced[variable] < -DUAL {
                    self.at_upper[variable] = true;
                }
            }
        }
        self.work += self.basis.size() + self.matrix.columns.entries() as u64 + self.lower.len() as u64;
    }

    /// Computes the values of all basic variables.
    fn place_all(&mut self) {
        let (count, rows) = (self.variables(), self.matrix.right.len());
        let mut values = std::mem::take(&mut self.basic);
        values.copy_from_slice(&self.matrix.right);
        for variable in 0..count + rows {
            if self.place[variable] == u32::MAX {
                let value = self.bound_of(variable);
                if value != 0.0 {
                    if variable < count {
                        self.matrix.columns.add_to(variable, -value, &mut values);
                    } else {
                        values[variable - count] -= value;
                    }
                }
            }
        }
        self.basis.solve(&mut values);
        self.basic = values;
        self.work += self.basis.size() + self.matrix.columns.entries() as u64 + self.lower.len() as u64;
    }

    fn bound_of(&self, variable: usize) -> f64 {
        if self.at_upper[variable] { self.upper[variable] } else { self.lower[variable] }
    }

    /// The value of a variable.
    pub fn value(&self, variable: usize) -> f64 {
        match self.place[variable] {
            u32::MAX => self.bound_of(variable),
            row => self.basic[row as usize],
        }
    }

    /// Solves on from where it is, until so much work is done in all. Ends early once no
    /// solution costs less than `cut`.
    pub fn run(&mut self, until: u64, cut: f64) -> Outcome {
        if !self.fresh {
            if self.basis.age() == 0 {
                self.refactor();
            } else {
                // Bounds changed only: the factors still hold.
                self.settle_bounds();
                self.place_all();
                self.fresh = true;
            }
        }
        let mut since = 0;
        let mut restored = 0;
        loop {
            if self.work >= until {
                return Outcome::Unfinished;
            }
            if self.basis.is_stale() {
                self.refactor();
            }
            since += 1;
            if since % 10 == 0 && self.dual_value() > cut && self.bound() > cut {
                return Outcome::CutOff;
            }
            let Some(row) = self.leaving() else {
                if self.is_shifted && restored < 5 {
                    restored += 1;
                    self.restore_costs();
                    self.price();
                    self.place_all();
                    // Without the shifts nothing is idle any more, or it ends here.
                    continue;
                }
                if self.basis.age() > 0 && !self.is_exact() {
                    self.refactor();
                    if self.leaving().is_some() && self.trouble < 20 {
                        self.trouble += 1;
                        continue;
                    }
                }
                self.trouble = 0;
                return if self.bound() > cut { Outcome::CutOff } else { Outcome::Optimal };
            };
            match self.pivot(row) {
                Step::Done => {}
                Step::Infeasible => {
                    self.trouble = 0;
                    return Outcome::Infeasible;
                }
                Step::Again => {
                    self.trouble += 1;
                    if self.trouble > 50 {
                        self.trouble = 0;
                        return Outcome::Lost;
                    }
                    if self.basis.age() > 0 {
                        self.refactor();
                    } else {
                        // This row has no good pivot: look at others first.
                        self.lengths[row] = (self.lengths[row] * 1e6).min(1e18);
                    }
                }
            }
        }
    }

    fn settle_bounds(&mut self) {
        for variable in 0..self.lower.len() {
            if self.place[variable] == u32::MAX {
                if self.reduced[variable] > DUAL {
                    self.at_upper[variable] = false;
                } else if self.reduced[variable] < -DUAL {
                    self.at_upper[variable] = true;
                }
            }
        }
    }

    /// Whether the solution satisfies its rows when put in.
    fn is_exact(&mut self) -> bool {
        let mut worst = 0.0_f64;
        for (at, right) in self.matrix.right.iter().enumerate() {
            let sum: f64 =
                self.matrix.by_row.column(at).map(|(variable, value)| value * self.value(variable)).sum();
            let slack = self.value(self.variables() + at);
            worst = worst.max((sum + slack - right).abs());
        }
        self.work += self.matrix.by_row.entries() as u64;
        worst < 1e-8
    }

    /// The row whose basic variable misses its bounds most, by the length of its row.
    fn leaving(&mut self) -> Option<usize> {
        let mut best = None;
        let mut most = 0.0;
        for row in 0..self.matrix.right.len() {
            let variable = self.head[row] as usize;
            let value = self.basic[row];
            let miss = (self.lower[variable] - value).max(value - self.upper[variable]);
            if miss > FEASIBLE {
                let weight = miss * miss / self.lengths[row];
                if weight > most {
                    most = weight;
                    best = Some(row);
                }
            }
        }
        self.work += self.matrix.right.len() as u64;
        best
    }

    fn pivot(&mut self, row: usize) -> Step {
        let mut scratch = std::mem::take(&mut self.scratch);
        let step = self.pivot_with(row, &mut scratch);
        for variable in scratch.touched.drain(..) {
            scratch.alpha[variable as usize] = 0.0;
            scratch.marked[variable as usize] = false;
        }
        self.scratch = scratch;
        step
    }

    fn pivot_with(&mut self, row: usize, scratch: &mut Scratch) -> Step {
        let (count, rows) = (self.variables(), self.matrix.right.len());
        let matrix = Arc::clone(&self.matrix);
        let Scratch { rho, column, tau, alpha, marked, touched, candidates, flips } = scratch;
        rho.clear();
        rho.resize(rows, 0.0);
        rho[row] = 1.0;
        self.basis.solve_transposed(rho);
        self.work += self.basis.size();

        // The row of the tableau.
        alpha.resize(count + rows, 0.0);
        marked.resize(count + rows, false);
        touched.clear();
        for (at, times) in rho.iter().enumerate() {
            if times.abs() <= 1e-14 {
                continue;
            }
            for (variable, value) in matrix.by_row.column(at) {
                if !marked[variable] {
                    marked[variable] = true;
                    touched.push(variable as u32);
                }
                alpha[variable] += times * value;
            }
            alpha[count + at] = *times;
            touched.push((count + at) as u32);
        }
        self.work += 2 * touched.len() as u64 + rows as u64;

        let leaving = self.head[row] as usize;
        let value = self.basic[row];
        let falls = value > self.upper[leaving];
        let sign = if falls { 1.0 } else { -1.0 };
        let mut slope = if falls { value - self.upper[leaving] } else { self.lower[leaving] - value };

        candidates.clear();
        for variable in touched.iter().map(|variable| *variable as usize) {
            if self.place[variable] != u32::MAX || self.lower[variable] == self.upper[variable] {
                continue;
            }
            let along = sign * alpha[variable];
            if (!self.at_upper[variable] && along > 1e-9) || (self.at_upper[variable] && along < -1e-9) {
                candidates.push(Candidate { variable: variable as u32, alpha: along.abs() });
            }
        }
        // Past each breakpoint a variable goes to its other bound, as long as that still leaves
        // something to be gained.
        flips.clear();
        let entering = loop {
            if candidates.is_empty() {
                break None;
            }
            let limit = candidates.iter().fold(f64::INFINITY, |least, candidate| {
                least.min((self.reduced[candidate.variable as usize].abs() + DUAL) / candidate.alpha)
            });
            let within = |candidate: &Candidate, reduced: &[f64]| {
                reduced[candidate.variable as usize].abs() <= limit * candidate.alpha
            };
            let lost: f64 = candidates
                .iter()
                .filter(|candidate| within(candidate, &self.reduced))
                .map(|candidate| candidate.alpha * self.width(candidate.variable as usize))
                .sum();
            self.work += 2 * candidates.len() as u64;
            if slope - lost > 1e-9 {
                slope -= lost;
                let reduced = &self.reduced;
                candidates.retain(|candidate| {
                    let flips_here = within(candidate, reduced);
                    if flips_here {
                        flips.push(candidate.variable);
                    }
                    !flips_here
                });
                continue;
            }
            let mut best: Option<Candidate> = None;
            for candidate in candidates.iter().filter(|candidate| within(candidate, &self.reduced)) {
                if best.is_none_or(|best| {
                    candidate.alpha > best.alpha
                        || (candidate.alpha == best.alpha && candidate.variable < best.variable)
                }) {
                    best = Some(*candidate);
                }
            }
            break best;
        };
        let Some(entering) = entering else {
            return if self.proves_infeasible(rho, alpha, touched) { Step::Infeasible } else { Step::Again };
        };
        let chosen = entering.variable as usize;

        column.clear();
        column.resize(rows, 0.0);
        if chosen < count {
            self.matrix.columns.add_to(chosen, 1.0, column);
        } else {
            column[chosen - count] = 1.0;
        }
        self.basis.solve(column);
        self.work += self.basis.size();
        let pivot = column[row];
        let differs = (pivot - alpha[chosen]).abs() > 1e-7 * (1.0 + pivot.abs());
        if pivot.abs() < 1e-9 || ((differs || pivot.abs() < PIVOT) && self.basis.age() > 0) {
            return Step::Again;
        }

        // Reduced costs.
        let theta = self.reduced[chosen] / alpha[chosen];
        if theta.abs() * slope.max(FEASIBLE) < 1e-12 {
            self.idle += 1
        } else {
            self.idle = 0
        }
        for variable in touched.iter().map(|variable| *variable as usize) {
            if self.place[variable] == u32::MAX {
                self.reduced[variable] -= theta * alpha[variable];
            }
        }
        self.reduced[chosen] = 0.0;
        self.reduced[leaving] = -theta;

        // Variables that go to their other bounds.
        if !flips.is_empty() {
            tau.clear();
            tau.resize(rows, 0.0);
            for variable in flips.iter().map(|variable| *variable as usize) {
                let width = self.width(variable);
                let change = if self.at_upper[variable] { -width } else { width };
                self.at_upper[variable] = !self.at_upper[variable];
                if variable < count {
                    self.matrix.columns.add_to(variable, change, tau);
                } else {
                    tau[variable - count] += change;
                }
            }
            self.basis.solve(tau);
            self.work += self.basis.size();
            for (value, change) in self.basic.iter_mut().zip(tau.iter()) {
                *value -= change;
            }
        }

        // Values.
        let bound = if falls { self.upper[leaving] } else { self.lower[leaving] };
        let step = (self.basic[row] - bound) / pivot;
        let start = self.bound_of(chosen);
        for (value, along) in self.basic.iter_mut().zip(column.iter()) {
            *value -= step * along;
        }
        self.basic[row] = start + step;

        // Lengths of the rows of the inverse.
        tau.clear();
        tau.extend_from_slice(rho);
        self.basis.solve(tau);
        self.work += self.basis.size();
        let length: f64 = rho.iter().map(|value| value * value).sum();
        for (at, along) in column.iter().enumerate() {
            if at != row && *along != 0.0 {
                let ratio = along / pivot;
                let changed = self.lengths[at] - 2.0 * ratio * tau[at] + ratio * ratio * length;
                self.lengths[at] = changed.max(1e-4).max(1e-2 * ratio * ratio * length);
            }
        }
        self.lengths[row] = (length / (pivot * pivot)).max(1e-4);

        self.basis.change(row, column);
        self.head[row] = chosen as u32;
        self.place[chosen] = row as u32;
        self.place[leaving] = u32::MAX;
        self.at_upper[leaving] = falls;
        self.work += 5 * rows as u64;

        // What went past its sign is brought back by shifting its cost.
        for variable in touched.iter().map(|variable| *variable as usize) {
            if self.place[variable] == u32::MAX && self.lower[variable] != self.upper[variable] {
                let reduced = self.reduced[variable];
                let wrong = if self.at_upper[variable] { reduced > 0.0 } else { reduced < 0.0 };
                if wrong {
                    self.shifted[variable] -= reduced;
                    self.reduced[variable] = 0.0;
                    self.is_shifted |= reduced.abs() > 1e-15;
                }
            }
        }
        if self.idle > 40 {
            self.idle = 0;
            self.spread_costs();
        }
        Step::Done
    }

    fn width(&self, variable: usize) -> f64 {
        self.upper[variable] - self.lower[variable]
    }

    /// Moves all reduced costs a little away from 0, by different amounts, so that the method
    /// cannot go round in circles.
    fn spread_costs(&mut self) {
        for variable in 0..self.variables() {
            if self.place[variable] == u32::MAX && self.lower[variable] != self.upper[variable] {
                self.seed ^= self.seed << 13;
                self.seed ^= self.seed >> 7;
                self.seed ^= self.seed << 17;
                let amount = 1e-6 * (0.5 + (self.seed >> 11) as f64 / (1_u64 << 54) as f64);
                let change = if self.at_upper[variable] { -amount } else { amount };
                self.shifted[variable] += change;
                self.reduced[variable] += change;
            }
        }
        self.is_shifted = true;
        self.work += self.variables() as u64;
    }

    /// Whether `ρ (A x + s) = ρ b` has no solution within the bounds.
    fn proves_infeasible(&mut self, rho: &[f64], alpha: &[f64], touched: &[u32]) -> bool {
        let right: f64 = rho.iter().zip(&self.matrix.right).map(|(times, right)| times * right).sum();
        let (mut least, mut most, mut size) = (0.0, 0.0, right.abs());
        for variable in touched.iter().map(|variable| *variable as usize) {
            let (low, high) =
                (alpha[variable] * self.lower[variable], alpha[variable] * self.upper[variable]);
            least += low.min(high);
            most += low.max(high);
            size += low.abs().max(high.abs());
        }
        // Entries that were left out as too small can add a hair each.
        let hair = 1e-9 * (1.0 + size);
        right < least - hair || right > most + hair
    }

    /// The cost at the present basis, which no solution can undercut while it is dual feasible.
    fn dual_value(&mut self) -> f64 {
        let mut sum = 0.0;
        for variable in 0..self.variables() {
            sum += self.shifted[variable] * self.value(variable);
        }
        self.work += self.variables() as u64;
        sum
    }

    /// A cost that no solution undercuts, whatever the state is.
    pub fn bound(&mut self) -> f64 {
        let (count, rows) = (self.variables(), self.matrix.right.len());
        let mut multipliers = std::mem::take(&mut self.scratch.rho);
        multipliers.clear();
        multipliers.resize(rows, 0.0);
        let mut sum = 0.0;
        for row in 0..rows {
            let slack = count + row;
            let multiplier = if self.place[slack] == u32::MAX { -self.reduced[slack] } else { 0.0 };
            // A positive one only ever weakens the bound, unless the row is an equation.
            let multiplier = if self.upper[slack] > 0.0 { multiplier.min(0.0) } else { multiplier };
            multipliers[row] = multiplier;
            sum += multiplier * self.matrix.right[row];
        }
        for variable in 0..count {
            let reduced = self.cost[variable] - self.matrix.columns.dot(variable, &multipliers);
            sum += (reduced * self.lower[variable]).min(reduced * self.upper[variable]);
        }
        self.scratch.rho = multipliers;
        self.work += self.matrix.columns.entries() as u64 + (count + rows) as u64;
        sum
    }

    /// The reduced costs by the same multipliers as [`Linear::bound`].
    pub fn reduced_costs(&mut self) -> Vec<f64> {
        let (count, rows) = (self.variables(), self.matrix.right.len());
        let mut multipliers = vec![0.0; rows];
        for row in 0..rows {
            let slack = count + row;
            let multiplier = if self.place[slack] == u32::MAX { -self.reduced[slack] } else { 0.0 };
            multipliers[row] = if self.upper[slack] > 0.0 { multiplier.min(0.0) } else { multiplier };
        }
        self.work += self.matrix.columns.entries() as u64 + (count + rows) as u64;
        (0..count)
            .map(|variable| self.cost[variable] - self.matrix.columns.dot(variable, &multipliers))
            .collect()
    }
}

enum Step {
    Done,
    Infeasible,
    Again,
}
