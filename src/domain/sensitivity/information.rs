//! The value of information: what a choice would gain if something were known before.
//!
//! EVPI, the expected value of perfect information, is E[max] - max E: what the best choice
//! brings on average if everything is known, less what the choice brings that is best on
//! average (Raiffa and Schlaifer 1961).

use crate::domain::kano::statistics::normal;

/// The unit normal loss L(t) = φ(t) - t (1 - Φ(t)): the mean of max(0, z - t).
pub fn unit_normal_loss(t: f64) -> f64 {
    let density = libm::exp(-t * t / 2.0) / libm::sqrt(2.0 * std::f64::consts::PI);
    (density - t * normal(-t)).max(0.0)
}

/// The EVPI of choosing between two options whose difference is normal, in its unit:
/// σ L(|μ| / σ); 0 where the difference is known.
pub fn normal_evpi(mean: f64, deviation: f64) -> f64 {
    if deviation > 0.0 { deviation * unit_normal_loss(mean.abs() / deviation) } else { 0.0 }
}

/// What a table of payoffs says of a choice between its rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choice {
    /// The row that is best on average.
    pub best: usize,
    /// What it brings on average.
    pub expected: f64,
    /// What the best choice brings on average if the state is known before.
    pub informed: f64,
}

impl Choice {
    /// The expected value of perfect information.
    pub fn evpi(&self) -> f64 {
        (self.informed - self.expected).max(0.0)
    }
}

/// A choice between rows of payoffs, one for each state, given the states' probabilities;
/// `None` without a row.
pub fn choice(payoffs: &[&[f64]], probabilities: &[f64]) -> Option<Choice> {
    let mean = |row: &[f64]| row.iter().zip(probabilities).map(|(payoff, p)| payoff * p).sum::<f64>();
    let better = |(at, best): (usize, f64), (row, mean): (usize, f64)| {
        if mean > best { (row, mean) } else { (at, best) }
    };
    let (best, expected) = payoffs.iter().map(|row| mean(row)).enumerate().reduce(better)?;
    let most = |state: usize| payoffs.iter().filter_map(|row| row.get(state)).copied().reduce(f64::max);
    let informed =
        probabilities.iter().enumerate().filter_map(|(state, p)| Some(p * most(state)?)).sum::<f64>();
    Some(Choice { best, expected, informed })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_normal_loss_is_as_tabled() {
        for (t, loss) in [
            (0.0, 0.398_942_280_401_432_7),
            (0.5, 0.197_796_557_401_306_03),
            (1.0, 0.083_315_470_587_686_29),
            (1.5, 0.029_306_793_762_604_644),
            (2.0, 0.008_490_702_616_829_673),
            (3.0, 0.000_382_154_317_047_727_5),
        ] {
            assert!((unit_normal_loss(t) - loss).abs() < 1e-14, "{t}");
        }
    }

    #[test]
    fn the_published_decision_table_is_reproduced() {
        let rows: [&[f64]; 3] = [&[1500.0, 300.0, -800.0], &[900.0, 600.0, -200.0], &[500.0; 3]];
        let found = choice(&rows, &[0.5, 0.3, 0.2]).unwrap();
        assert_eq!(found.best, 0);
        assert!((found.expected - 680.0).abs() < 1e-9);
        assert!((found.informed - 1030.0).abs() < 1e-9);
        assert!((found.evpi() - 350.0).abs() < 1e-9);
        assert_eq!(choice(&[], &[]), None);
    }

    #[test]
    fn the_published_go_or_no_go_decision_is_reproduced() {
        // Profit is the sum of four independent normal variables, 0 on average (the unit test
        // of decisionSupport, uncorrelated): knowing one of them is worth σ φ(0).
        let deviations =
            [273.580_574_360_296_1, 592.757_911_113_975, 592.757_911_113_975, 273.580_574_360_296_1];
        let wanted =
            [109.142_858_208_830_26, 236.476_192_785_798_93, 236.476_192_785_798_93, 109.142_858_208_830_26];
        for (deviation, wanted) in deviations.into_iter().zip(wanted) {
            assert!((normal_evpi(0.0, deviation) - wanted).abs() < 1e-9);
        }
        let all = libm::sqrt(deviations.iter().map(|deviation| deviation * deviation).sum());
        assert!((normal_evpi(0.0, all) - 368.329_073_662_286_9).abs() < 1e-9);
        assert_eq!(normal_evpi(5.0, 0.0), 0.0);
    }
}
