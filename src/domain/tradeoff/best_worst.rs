//! Weights from two rows of comparisons: the best-worst method of Rezaei (2015, Omega 53).
//!
//! A person names the most and the least important entry, then says on 1 to 9 how many
//! times as important the best is as each other (a_Bj), and each other as the worst (a_jW).
//! The weights are those of the linear model (Rezaei 2016, Omega 64), solved exactly:
//!
//! ```text
//! minimise ξ  where  |w_B - a_Bj·w_j| ≤ ξ,  |w_j - a_jW·w_W| ≤ ξ,  Σw = 1,  w ≥ 0
//! ```

use super::pairwise::Triple;

/// What can be answered.
pub const SCALE: std::ops::RangeInclusive<f64> = 1.0..=9.0;

/// Input-based consistency ratio up to which answers count as consistent enough. Published
/// limits depend on the number of entries and on the scale; this one is our choice.
pub const ACCEPTED: f64 = 0.2;

/// How far a number may be from 0 and still count as 0.
const CLOSE: f64 = 1e-10;

/// What was answered. The entries are called by their places.
#[derive(Clone, Debug, PartialEq)]
pub struct Answers {
    /// The most important entry.
    pub best: usize,
    /// The least important entry.
    pub worst: usize,
    /// How many times as important the best is as each entry; 1 for itself.
    pub from_best: Vec<f64>,
    /// How many times as important each entry is as the worst; 1 for itself. What it says
    /// of the best is not read, for that is answered in `from_best`.
    pub to_worst: Vec<f64>,
}

/// What the answers come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The weights as shares of their sum.
    pub weights: Vec<f64>,
    /// ξ of the linear model: how far the answer that fits worst is from the weights.
    pub deviation: f64,
    /// Input-based consistency ratio in 0..=1 (Liang, Brunelli and Rezaei 2020, Omega 96):
    /// the largest |a_Bj·a_jW - a_BW| over a_BW² - a_BW; 0 contradicts nothing.
    pub ratio: f64,
    /// The three answers that contradict each other the most; `None` where none do.
    pub furthest: Option<Triple>,
}

impl Outcome {
    /// Whether the answers are consistent enough to use.
    pub fn is_accepted(&self) -> bool {
        self.ratio <= ACCEPTED
    }
}

/// Makes weights of answers; `None` where an answer is missing or not in [`SCALE`], or best
/// and worst are the same.
pub fn weigh(answers: &Answers) -> Option<Outcome> {
    let Answers { best, worst, from_best, to_worst } = answers;
    let count = from_best.len();
    let places = 0..count;
    if to_worst.len() != count || best == worst || !places.contains(best) || !places.contains(worst) {
        return None;
    }
    let others: Vec<usize> = places.filter(|at| at != best && at != worst).collect();
    let span = *from_best.get(*worst)?;
    // Which entry's weight is how many times which other's.
    let mut told = vec![(*best, span, *worst)];
    let mut ratio: f64 = 0.0;
    let mut furthest = None;
    for at in others {
        let (above, below) = (*from_best.get(at)?, *to_worst.get(at)?);
        told.extend([(*best, above, at), (at, below, *worst)]);
        let error = libm::fabs(above * below - span);
        // With a_BW = 1 all entries are said to weigh the same, so any other answer
        // contradicts as much as can be.
        let error = if span > 1.0 { error / (span * span - span) } else { f64::min(error, 1.0) };
        if error > ratio {
            let entries = (*best, at, *worst);
            (ratio, furthest) = (error, Some(Triple { entries, upper: above, lower: below, direct: span }));
        }
    }
    if told.iter().any(|(_, times, _)| !SCALE.contains(times)) {
        return None;
    }
    let (weights, deviation) = solve(count, *best, &told)?;
    Some(Outcome { weights, deviation, ratio: f64::min(ratio, 1.0), furthest })
}

/// Solves the linear model by the simplex method with Bland's rule, which never circles.
///
/// Columns: a weight per entry, ξ, a slack per inequality, the right-hand side. Rows: two
/// inequalities per answer, the sum, the aim. ξ stands in every inequality with -1, so
/// taking it into the worst one makes the start feasible; no first phase is needed.
fn solve(count: usize, best: usize, told: &[(usize, f64, usize)]) -> Option<(Vec<f64>, f64)> {
    let inequalities = 2 * told.len();
    let (deviation, end) = (count, count + 1 + inequalities);
    let mut tableau = Tableau { rows: Vec::new(), basis: Vec::new() };
    for (at, (greater, times, lesser)) in told.iter().copied().enumerate() {
        for (slack, sign) in [(2 * at, 1.0), (2 * at + 1, -1.0)] {
            let mut row = vec![0.0; end + 1];
            for (column, value) in
                [(greater, sign), (lesser, -sign * times), (deviation, -1.0), (count + 1 + slack, 1.0)]
            {
                *row.get_mut(column)? += value;
            }
            tableau.rows.push(row);
            tableau.basis.push(count + 1 + slack);
        }
    }
    let sum = (0..=end).map(|at| if at < count || at == end { 1.0 } else { 0.0 }).collect();
    let aim = (0..=end).map(|at| if at == deviation { 1.0 } else { 0.0 }).collect();
    tableau.rows.extend([sum, aim]);
    tableau.basis.push(best);
    tableau.pivot(inequalities, best)?;
    let lowest = (0..inequalities).min_by(|a, b| tableau.cell(*a, end).total_cmp(&tableau.cell(*b, end)))?;
    if tableau.cell(lowest, end) < 0.0 {
        tableau.pivot(lowest, deviation)?;
    }
    // Far more steps than so small a problem can have.
    for _ in 0..10_000 {
        let aim = inequalities + 1;
        let Some(entering) = (0..end).find(|column| tableau.cell(aim, *column) < -CLOSE) else { break };
        let mut leaving: Option<(usize, f64)> = None;
        for row in (0..=inequalities).filter(|row| tableau.cell(*row, entering) > CLOSE) {
            let room = tableau.cell(row, end) / tableau.cell(row, entering);
            let better = leaving.is_none_or(|(other, least)| {
                room < least - CLOSE
                    || (room < least + CLOSE && tableau.basis.get(row) < tableau.basis.get(other))
            });
            if better {
                leaving = Some((row, room));
            }
        }
        tableau.pivot(leaving?.0, entering)?;
    }
    let value = |column: usize| {
        let row = tableau.basis.iter().position(|other| *other == column);
        row.map_or(0.0, |row| f64::max(0.0, tableau.cell(row, end)))
    };
    Some(((0..count).map(value).collect(), value(deviation)))
}

/// The rows of a linear problem, and which column each of them gives the value of.
struct Tableau {
    rows: Vec<Vec<f64>>,
    basis: Vec<usize>,
}

impl Tableau {
    fn cell(&self, row: usize, column: usize) -> f64 {
        self.rows.get(row).and_then(|row| row.get(column)).copied().unwrap_or(0.0)
    }

    /// Lets a row give the value of a column.
    fn pivot(&mut self, at: usize, column: usize) -> Option<()> {
        let divisor = self.cell(at, column);
        let row = self.rows.get_mut(at)?;
        row.iter_mut().for_each(|cell| *cell /= divisor);
        let row = row.clone();
        for (place, other) in self.rows.iter_mut().enumerate() {
            if place == at {
                continue;
            }
            let factor = other.get(column).copied()?;
            if factor != 0.0 {
                other.iter_mut().zip(&row).for_each(|(cell, by)| *cell -= factor * by);
            }
        }
        *self.basis.get_mut(at)? = column;
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn answers(best: usize, worst: usize, from_best: &[f64], to_worst: &[f64]) -> Answers {
        Answers { best, worst, from_best: from_best.to_vec(), to_worst: to_worst.to_vec() }
    }

    #[track_caller]
    fn check(answers: &Answers, weights: &[f64], deviation: f64, ratio: f64) {
        let outcome = weigh(answers).expect("everything is answered");
        for (found, expected) in outcome.weights.iter().zip(weights) {
            assert!((found - expected).abs() < 1e-9, "{outcome:?}");
        }
        assert!((outcome.deviation - deviation).abs() < 1e-9, "{outcome:?}");
        assert!((outcome.ratio - ratio).abs() < 1e-12, "{outcome:?}");
    }

    #[test]
    fn answers_that_fit_give_their_weights_and_no_deviation() {
        check(&answers(0, 1, &[1.0, 4.0], &[4.0, 1.0]), &[0.8, 0.2], 0.0, 0.0);
        check(&answers(0, 2, &[1.0, 2.0, 6.0], &[6.0, 3.0, 1.0]), &[0.6, 0.3, 0.1], 0.0, 0.0);
        let third = 1.0 / 3.0;
        check(&answers(2, 0, &[1.0, 1.0, 1.0], &[1.0, 1.0, 1.0]), &[third, third, third], 0.0, 0.0);
    }

    #[test]
    fn answers_that_do_not_fit_share_the_deviation() {
        // Rezaei's transport example: load flexibility L, accessibility A, cost C. By way of A,
        // C is 10 times L, and 8 times as answered. All three answers deviate by ξ: C = 8L + ξ,
        // C = 2A - ξ and A = 5L - ξ, so L = 2ξ, A = 9ξ, C = 17ξ, and the sum is 28ξ.
        let told = answers(2, 0, &[8.0, 2.0, 1.0], &[1.0, 5.0, 8.0]);
        check(&told, &[2.0 / 28.0, 9.0 / 28.0, 17.0 / 28.0], 1.0 / 28.0, 2.0 / 56.0);
    }

    #[test]
    fn an_incomplete_or_senseless_answer_gives_no_weights() {
        for told in [
            answers(0, 0, &[1.0, 2.0], &[2.0, 1.0]),
            answers(0, 5, &[1.0, 2.0], &[2.0, 1.0]),
            answers(0, 1, &[1.0], &[2.0, 1.0]),
            answers(0, 1, &[1.0, f64::NAN], &[2.0, 1.0]),
            answers(0, 1, &[1.0, 12.0], &[2.0, 1.0]),
            answers(0, 2, &[1.0, 0.0, 3.0], &[3.0, 2.0, 1.0]),
        ] {
            assert_eq!(weigh(&told), None, "{told:?}");
        }
    }

    #[test]
    fn the_answers_that_contradict_the_most_are_named() {
        let told = answers(0, 3, &[1.0, 2.0, 8.0, 8.0], &[8.0, 4.0, 8.0, 1.0]);
        let outcome = weigh(&told).unwrap();
        let expected = Triple { entries: (0, 2, 3), upper: 8.0, lower: 8.0, direct: 8.0 };
        assert_eq!(outcome.furthest, Some(expected));
        assert_eq!(outcome.ratio, 1.0);
        assert!(!outcome.is_accepted());
    }

    /// ξ of some weights under some answers.
    fn deviation(told: &Answers, weights: &[f64]) -> f64 {
        let (best, worst) = (weights[told.best], weights[told.worst]);
        let mut most = (best - told.from_best[told.worst] * worst).abs();
        for at in (0..weights.len()).filter(|at| *at != told.best && *at != told.worst) {
            most = most.max((best - told.from_best[at] * weights[at]).abs());
            most = most.max((weights[at] - told.to_worst[at] * worst).abs());
        }
        most
    }

    proptest! {
        #[test]
        fn no_other_weights_deviate_less(
            scale in prop::collection::vec((1..=9_u8, 1..=9_u8), 2..=8),
            tried in prop::collection::vec(0.01..1.0_f64, 8),
            near in prop::collection::vec(0.9..1.1_f64, 8),
        ) {
            let (from, to): (Vec<f64>, Vec<f64>) =
                scale.iter().map(|(from, to)| (f64::from(*from), f64::from(*to))).unzip();
            let told = answers(0, scale.len() - 1, &from, &to);
            let outcome = weigh(&told).unwrap();
            prop_assert!((outcome.weights.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            prop_assert!(outcome.weights.iter().all(|weight| *weight >= 0.0));
            prop_assert!((0.0..=1.0).contains(&outcome.ratio));
            prop_assert!((deviation(&told, &outcome.weights) - outcome.deviation).abs() < 1e-9);
            let nearby: Vec<f64> = outcome.weights.iter().zip(&near).map(|(weight, by)| weight * by).collect();
            for others in [&tried[..scale.len()], &nearby] {
                let sum: f64 = others.iter().sum();
                let others: Vec<f64> = others.iter().map(|weight| weight / sum).collect();
                prop_assert!(deviation(&told, &others) >= outcome.deviation - 1e-9);
            }
        }
    }
}
