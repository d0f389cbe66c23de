//! Which single number is most worth finding out.
//!
//! **The choice.** Before anything is found out, the k items are chosen whose scores are
//! highest on average: then the sum of their scores is highest on average, too. If one
//! number is found out first, the choice can follow it.
//!
//! **What is computed.** For each number with a range, the partial EVPI (EVPPI) of that
//! choice, in units of the score:
//!
//! ```text
//! E over x of [ best sum of k mean scores, given X = x ] - best sum of k mean scores
//! ```
//!
//! and the probability that the choice changes. All numbers are independent, so X moves the
//! mean score of its own item alone, m(x), and the choice changes where m(x) crosses the
//! edge c: the best mean score outside for an item that is chosen, the worst one inside for
//! an item that is not. So the EVPPI is E[max(0, c - m(X))] or E[max(0, m(X) - c)].
//!
//! **How.** For products, sums and quotients of a sum m(x) = a + b · x^p, and both
//! expectations are closed forms of the lognormal halves of X ([`Split`]): nothing is
//! sampled. For any other formula the rest of the item's numbers stand at their likely
//! values, and X is integrated by a fixed rule.

use super::model::{Form, Model, Range};
use super::split::{Split, between};
use crate::domain::frameworks::{Bounds, Framework, Input};
use crate::domain::number::LARGEST;
use crate::domain::places::{sort, sort_places};
use crate::domain::plan::{Id, Plan};

/// What it is worth to find out one number of one item.
#[derive(Clone, Debug)]
pub struct Known {
    /// The item.
    pub item: Id,
    /// The number.
    pub input: &'static Input,
    /// By how much the sum of the scores of the chosen items rises on average, 0 or more.
    pub gain: f64,
    /// The probability that other items are chosen, in 0..=1.
    pub chance: f64,
    /// Whether the item is chosen as things are, and could lose its place.
    pub is_chosen: bool,
}

/// What is worth finding out before choosing the first items of a plan.
#[derive(Clone, Debug)]
pub struct Knowing {
    /// How many items are chosen.
    pub top: usize,
    /// The sum of their scores on average.
    pub total: f64,
    /// How many items have a score.
    pub of: usize,
    /// How many numbers have a range, given or assumed.
    pub open: usize,
    /// The numbers that could change the choice, the most valuable first.
    pub known: Vec<Known>,
}

/// Below this probability nothing would come of it.
const LEAST_CHANCE: f64 = 1e-4;

/// What is worth finding out before choosing `top` items under a framework.
///
/// Over the same ranges as the simulation: where the plan assumes some, these count as well, and
/// confidence makes their width instead of counting in the score.
pub fn knowing(plan: &Plan, framework: &'static Framework, top: usize) -> Knowing {
    let model = Model::of(plan, framework);
    let items: Vec<Mixed> = plan
        .items
        .iter()
        .filter_map(|item| {
            let quantities = model.quantities(item)?;
            let each = model.inputs().iter().zip(&quantities);
            let splits: Vec<Split> = each
                .map(|(input, quantity)| {
                    let (least, most) = bounds(model.bounds(input));
                    Split::new(&Range::of(quantity), least, most)
                })
                .collect();
            let mean = mean(&model, &splits);
            Some(Mixed { id: item.id.clone(), splits, mean })
        })
        .collect();
    let mean_at = |place: u32| items.get(place as usize).map_or(0.0, |item| item.mean);
    let mut order: Vec<u32> = (0..items.len() as u32).collect();
    sort_places(&mut order, &|a, b| mean_at(b).total_cmp(&mean_at(a)));
    let open = items.iter().flat_map(|item| &item.splits).filter(|split| split.is_open()).count();
    let total = order.iter().take(top).map(|&place| mean_at(place)).sum();
    let mut known = Vec::new();
    // Where everything is chosen, or nothing, there is no choice.
    if let Some(last_in) = top.checked_sub(1).and_then(|at| order.get(at))
        && let Some(first_out) = order.get(top)
    {
        for (at, &place) in order.iter().enumerate() {
            let Some(item) = items.get(place as usize) else { continue };
            let is_chosen = at < top;
            let edge = mean_at(if is_chosen { *first_out } else { *last_in });
            for (at, (input, split)) in model.inputs().iter().zip(&item.splits).enumerate() {
                if !split.is_open() {
                    continue;
                }
                let worth = Line::of(&model, &item.splits, at).map_or_else(
                    || searched(&model, item, at, edge),
                    |line| line.worth(split, edge, is_chosen),
                );
                if worth.chance >= LEAST_CHANCE && worth.gain > 0.0 {
                    let Worth { gain, chance } = worth;
                    known.push(Known { item: item.id.clone(), input, gain, chance, is_chosen });
                }
            }
        }
    }
    sort(&mut known, &|a, b| b.gain.total_cmp(&a.gain));
    Knowing { top, total, of: items.len(), open, known }
}

/// An item by its distributions.
struct Mixed {
    id: Id,
    splits: Vec<Split>,
    mean: f64,
}

/// What it is worth to find out a number.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Worth {
    gain: f64,
    chance: f64,
}

fn bounds(bounds: Bounds) -> (f64, f64) {
    match bounds {
        Bounds::Positive => (f64::MIN_POSITIVE, LARGEST),
        Bounds::NotNegative => (0.0, LARGEST),
        Bounds::Between(low, high) => (low, high),
    }
}

/// The mean score of an item.
fn mean(model: &Model, splits: &[Split]) -> f64 {
    match model.form() {
        Form::Product(powers) => splits.iter().zip(powers).map(|(split, power)| split.mean(*power)).product(),
        Form::Sum(base, weights) => {
            base + splits.iter().zip(weights).map(|(split, weight)| weight * split.mean(1.0)).sum::<f64>()
        }
        Form::SumOverLast => match splits.split_last() {
            Some((last, rest)) => rest.iter().map(|split| split.mean(1.0)).sum::<f64>() * last.mean(-1.0),
            None => 0.0,
        },
        Form::Other => model.score(&splits.iter().map(|split| split.value(0.0)).collect::<Vec<_>>()),
    }
}

/// A mean score that depends on one number: `base + slope · x^power`.
#[derive(Clone, Copy, Debug)]
struct Line {
    base: f64,
    slope: f64,
    power: f64,
}

impl Line {
    /// The mean score of an item, given the number at a place; `None` for other shapes.
    fn of(model: &Model, splits: &[Split], at: usize) -> Option<Line> {
        let others = || splits.iter().enumerate().filter(move |(other, _)| *other != at);
        match model.form() {
            Form::Product(powers) => {
                let slope = others()
                    .zip(powers.iter().enumerate().filter(|(other, _)| *other != at))
                    .fold(1.0, |product, ((_, split), (_, power))| product * split.mean(*power));
                Some(Line { base: 0.0, slope, power: *powers.get(at)? })
            }
            Form::Sum(base, weights) => {
                let rest = others().filter_map(|(other, split)| Some(weights.get(other)? * split.mean(1.0)));
                Some(Line { base: base + rest.sum::<f64>(), slope: *weights.get(at)?, power: 1.0 })
            }
            Form::SumOverLast => {
                let last = splits.len().checked_sub(1)?;
                let sum: f64 =
                    others().filter(|(other, _)| *other != last).map(|(_, split)| split.mean(1.0)).sum();
                if at == last {
                    return Some(Line { base: 0.0, slope: sum, power: -1.0 });
                }
                let inverse = splits.get(last)?.mean(-1.0);
                Some(Line { base: sum * inverse, slope: inverse, power: 1.0 })
            }
            Form::Other => None,
        }
    }

    /// What it is worth to know the number, given the edge of the choice.
    fn worth(&self, split: &Split, edge: f64, is_chosen: bool) -> Worth {
        let Line { base, slope, power } = *self;
        if slope == 0.0 {
            return Worth { gain: 0.0, chance: 0.0 };
        }
        // x^power is below the crossing exactly where x is on one side of it.
        let crossing = (edge - base) / slope;
        let deviate = if crossing > 0.0 {
            split.deviate(libm::pow(crossing, 1.0 / power))
        } else if power > 0.0 {
            f64::NEG_INFINITY
        } else {
            f64::INFINITY
        };
        // A chosen item matters where its score falls below the edge, any other one where it
        // rises above it; a larger number may do either.
        let rises = slope * power > 0.0;
        let (from, to) =
            if rises == is_chosen { (f64::NEG_INFINITY, deviate) } else { (deviate, f64::INFINITY) };
        let chance = between(from, to);
        if chance <= 0.0 {
            return Worth { gain: 0.0, chance: 0.0 };
        }
        let above = (base - edge) * chance + slope * split.moment(power, from, to);
        Worth { gain: if is_chosen { -above } else { above }.max(0.0), chance }
    }
}

/// What it is worth to know a number of a formula whose shape is not known: the mean over a
/// fine rule, the item's other numbers standing still.
fn searched(model: &Model, item: &Mixed, at: usize, edge: f64) -> Worth {
    let likely: Vec<f64> = item.splits.iter().map(|split| split.value(0.0)).collect();
    let Some(split) = item.splits.get(at) else { return Worth { gain: 0.0, chance: 0.0 } };
    // Equal steps of the normal deviate; beyond six there is a billionth.
    let steps = 240;
    let step = 12.0 / f64::from(steps);
    let (mut mean, mut best, mut above, mut mass) = (0.0, 0.0, 0.0, 0.0);
    for at_step in 0..steps {
        let z = -6.0 + (f64::from(at_step) + 0.5) * step;
        let weight = libm::exp(-z * z / 2.0);
        let score = model.score_with(&likely, at, split.value(z));
        mass += weight;
        mean += weight * score;
        best += weight * score.max(edge);
        if score > edge {
            above += weight;
        }
    }
    let (mean, best, above) = (mean / mass, best / mass, above / mass);
    // The choice without the number: by the mean of this very formula.
    let chance = if mean >= edge { 1.0 - above } else { above };
    Worth { gain: (best - mean.max(edge)).max(0.0), chance }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use proptest::prelude::*;

    use super::super::fixtures::with_criteria;
    use super::super::model::Range;
    use super::*;
    use crate::domain::frameworks;
    use crate::domain::plan::Item;

    fn plan(framework: &Framework, rows: &[&[&str]]) -> Plan {
        let mut plan = Plan::default();
        for (at, texts) in rows.iter().enumerate() {
            let mut item = Item::new(format!("i{at}").into(), format!("SY-{at}"), "A");
            for (input, text) in framework.inputs.iter().zip(*texts) {
                item.set_estimate(framework.sheet, input.key, input.parse(text));
            }
            plan.items.push(Rc::new(item));
        }
        plan
    }

    fn check(rows: &[&[&str]], top: usize, expected: &[(&str, &str, bool)]) {
        let framework = frameworks::default();
        let found = knowing(&plan(framework, rows), framework, top);
        let known: Vec<(&str, &str, bool)> =
            found.known.iter().map(|known| (&*known.item, known.input.key, known.is_chosen)).collect();
        assert_eq!(known, expected);
    }

    #[test]
    fn numbers_near_the_edge_are_worth_knowing_and_others_are_not() {
        let near: &[&str] = &["50 / 100 / 200", "1", "100%", "1"];
        let far: &[&str] = &["4 / 5 / 6", "1", "100%", "1"];
        let sure: &[&str] = &["90", "1", "100%", "1"];
        check(&[near, sure, far], 1, &[("i0", "reach", true)]);
        check(&[near, sure, far], 2, &[]);
        check(&[sure, sure], 1, &[]);
        check(&[near], 1, &[]);
        check(&[near, sure], 0, &[]);
        check(&[near, sure], 2, &[]);
        check(&[], 1, &[]);
        // The wider of two ranges is worth more, and an unscored item takes no part.
        let wide: &[&str] = &["70", "0.2 / 1 / 5", "100%", "0.5 / 1 / 2"];
        check(&[sure, wide, &["", "1", "100%", "1"]], 1, &[("i1", "impact", true), ("i1", "effort", true)]);
    }

    #[test]
    fn assumed_ranges_are_worth_finding_out_and_confidence_counts_once() {
        let framework = frameworks::default();
        // By the score with confidence the second is far behind; without it, it is close.
        let mut plan = plan(framework, &[&["100", "1", "90%", "1"], &["95", "1", "50%", "1"]]);
        assert_eq!((knowing(&plan, framework, 1).open, knowing(&plan, framework, 1).total), (0, 90.0));
        plan.settings.assumed_ranges.on = true;
        let found = knowing(&plan, framework, 1);
        assert_eq!(found.open, 6, "reach, impact and effort of both");
        assert!(found.known.iter().all(|known| known.input.key != "confidence"));
        assert!(found.known.first().is_some_and(|known| known.chance > 0.2));
        let of_wide = found.known.first().map(|known| &*known.item);
        assert_eq!(of_wide, Some("i1"), "low confidence makes wide ranges");
    }

    #[test]
    fn knowing_a_nearly_normal_number_is_worth_the_published_unit_normal_loss() {
        // The edge of a normal variable against a sure one is worth σ L(|μ| / σ).
        for (t, loss) in [
            (0.0, 0.398_942_280_401_432_7),
            (0.5, 0.197_796_557_401_306_03),
            (1.0, 0.083_315_470_587_686_29),
            (2.0, 0.008_490_702_616_829_673),
        ] {
            // A lognormal range this narrow is normal but for its last digits.
            let sigma = 1e-4;
            let spread = libm::exp(sigma * 1.644_853_626_951_472_2);
            let split =
                Split::new(&Range { low: 1.0 / spread, likely: 1.0, high: spread }, 0.0, f64::INFINITY);
            let line = Line { base: 0.0, slope: 1.0, power: 1.0 };
            let found = line.worth(&split, 1.0 + t * sigma, false);
            assert!((found.gain / sigma - loss).abs() < 1e-4, "{t}: {}", found.gain / sigma);
        }
    }

    #[test]
    fn knowing_one_normal_logarithm_is_worth_what_an_option_is_worth() {
        // A lognormal score against a sure one is the Black-Scholes formula without interest:
        // E[max(0, X - c)] = E[X] Φ(d + σ) - c Φ(d), d = (μ - ln c) / σ.
        let split = Split::new(&Range { low: 2.0, likely: libm::sqrt(20.0), high: 10.0 }, 0.0, f64::INFINITY);
        let line = Line { base: 0.0, slope: 1.0, power: 1.0 };
        let (sigma, mu) = (0.489_234_387_201_063_55, 1.497_866_136_776_995_6);
        for edge in [1.0, 4.0, 5.5, 12.0] {
            let d = (mu - libm::log(edge)) / sigma;
            let normal = crate::domain::kano::statistics::normal;
            let call = 5.040_681_441_482_296 * normal(d + sigma) - edge * normal(d);
            let found = line.worth(&split, edge, false);
            assert!((found.gain - call).abs() < 1e-9, "{edge}: {found:?} is not {call}");
            assert!((found.chance - normal(d)).abs() < 1e-12);
            // Put-call parity: what the chosen one can lose.
            let put = line.worth(&split, edge, true);
            assert!((found.gain - put.gain - (5.040_681_441_482_296 - edge)).abs() < 1e-9);
            assert!((found.chance + put.chance - 1.0).abs() < 1e-12);
        }
    }

    /// The worth of one number by brute force: both of its item's mean scores and the choice
    /// are made anew for each value of a fine rule.
    fn by_brute_force(model: &Model, items: &[Vec<Split>], top: usize, item: usize, at: usize) -> Worth {
        let sum_of_best = |means: &[f64]| {
            let mut means = means.to_vec();
            means.sort_by(|a, b| b.total_cmp(a));
            means.iter().take(top).sum::<f64>()
        };
        let mut means: Vec<f64> = items.iter().map(|splits| mean(model, splits)).collect();
        let before = sum_of_best(&means);
        let chosen = |means: &[f64]| means.iter().filter(|mean| **mean > means[item]).count() < top;
        let was = chosen(&means);
        let (mut gain, mut chance, mut mass) = (0.0, 0.0, 0.0);
        for step in 0..1600 {
            let z = -8.0 + (f64::from(step) + 0.5) * 0.01;
            let weight = libm::exp(-z * z / 2.0);
            let value = items[item][at].value(z);
            let mut splits = items[item].clone();
            splits[at] = Split::new(&Range { low: value, likely: value, high: value }, value, value);
            means[item] = mean(model, &splits);
            mass += weight;
            gain += weight * sum_of_best(&means);
            chance += weight * f64::from(u8::from(chosen(&means) != was));
        }
        Worth { gain: gain / mass - before, chance: chance / mass }
    }

    /// Whether closed forms and rules agree with brute force for four items under every framework
    /// whose shape is known: `parts` of the upper end of each input, as ranges of a width.
    fn check_against_brute_force(parts: &[f64], width: f64, top: usize) -> Result<(), TestCaseError> {
        let plan = with_criteria(Plan::default());
        let models = frameworks::ALL.iter().map(|framework| (framework, Model::of(&plan, framework)));
        for (framework, model) in models.filter(|(_, model)| model.form() != Form::Other) {
            let items: Vec<Vec<Split>> = (0..4)
                .map(|item| {
                    let split = |(at, input): (usize, &Input)| {
                        let (least, most) = bounds(model.bounds(input));
                        // Within its bounds, as every estimate of a scored item is; the ends
                        // of a range may lie beyond them, where it is an assumed one.
                        let likely = (parts[(item * 5 + at) % 24] * most.min(10.0)).max(least);
                        let high = (likely * width).min(most);
                        Split::new(&Range { low: likely / width, likely, high }, least, most)
                    };
                    model.inputs().iter().copied().enumerate().map(split).collect()
                })
                .collect();
            let means: Vec<f64> = items.iter().map(|splits| mean(&model, splits)).collect();
            let mut sorted = means.clone();
            sorted.sort_by(|a, b| b.total_cmp(a));
            for item in 0..2 {
                let is_chosen = means[item] >= sorted[top - 1];
                let edge = sorted[if is_chosen { top } else { top - 1 }];
                for at in 0..model.inputs().len() {
                    let line = Line::of(&model, &items[item], at).unwrap();
                    let found = line.worth(&items[item][at], edge, is_chosen);
                    let wanted = by_brute_force(&model, &items, top, item, at);
                    prop_assert!(
                        (found.gain - wanted.gain).abs() < 2e-3 * sorted[0],
                        "{} {at}: {found:?} is not {wanted:?}",
                        framework.id
                    );
                    prop_assert!((found.chance - wanted.chance).abs() < 5e-3, "{} {at}", framework.id);
                    // What has no known shape is integrated, and agrees where the other numbers are sure.
                    let alone: Vec<Split> = items[item]
                        .iter()
                        .enumerate()
                        .map(|(other, split)| {
                            let value = split.value(0.0);
                            if other == at {
                                *split
                            } else {
                                Split::new(
                                    &Range { low: value, likely: value, high: value },
                                    0.0,
                                    f64::INFINITY,
                                )
                            }
                        })
                        .collect();
                    let mixed = Mixed { id: "i".into(), mean: mean(&model, &alone), splits: alone };
                    let line = Line::of(&model, &mixed.splits, at).unwrap();
                    let found = searched(&model, &mixed, at, edge);
                    let wanted = line.worth(&mixed.splits[at], edge, mixed.mean >= edge);
                    prop_assert!(
                        (found.gain - wanted.gain).abs() < 5e-3 * sorted[0].max(mixed.mean),
                        "{} {at}",
                        framework.id
                    );
                }
            }
        }
        Ok(())
    }

    #[test]
    fn the_closed_form_holds_for_equal_items_at_the_ends_of_their_scales() {
        for (part, width) in [(0.02, 1.2), (0.5, 2.0), (1.0, 4.0)] {
            for top in 1..4 {
                check_against_brute_force(&[part; 24], width, top).unwrap();
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8))]
        #[test]
        fn the_closed_form_is_what_brute_force_gives(
            parts in proptest::collection::vec(0.02..1.0_f64, 24), width in 1.2..4.0_f64, top in 1..4_usize
        ) {
            check_against_brute_force(&parts, width, top)?;
        }
    }
}
