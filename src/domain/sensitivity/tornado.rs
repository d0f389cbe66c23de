//! How far each open number moves the score and the rank of one item.

use super::model::Model;
use crate::domain::frameworks::{Bounds, Framework, Input};
use crate::domain::places::sort;
use crate::domain::plan::Plan;
use crate::domain::ranking::same_score;
use crate::domain::uncertainty::Quantity;

/// What one value of an input makes of an item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct End {
    /// The value, in the input's unit.
    pub value: f64,
    /// The score with it.
    pub score: f64,
    /// The rank with it, all other items standing still.
    pub rank: u32,
}

/// One input of an item, at both ends of its range.
#[derive(Clone, Copy, Debug)]
pub struct Bar {
    /// Which number it is.
    pub input: &'static Input,
    /// At the low end of its range.
    pub low: End,
    /// At the high end of its range.
    pub high: End,
    /// Whether the range is assumed, and nobody's estimate.
    pub is_assumed: bool,
}

impl Bar {
    /// How far it moves the score.
    pub fn swing(&self) -> f64 {
        (self.high.score - self.low.score).abs()
    }
}

/// What each open number of an item can make of it, the largest swing first.
#[derive(Clone, Debug)]
pub struct Tornado {
    /// The score of the likely values.
    pub score: f64,
    /// The rank of the likely values.
    pub rank: u32,
    /// How many items have a score.
    pub of: usize,
    /// The open numbers.
    pub bars: Vec<Bar>,
}

/// The tornado of an item; `None` where it has no score.
///
/// One number at a time goes to the ends of its 90 % range, all others of this and of other
/// items stay at their likely values. Where the plan assumes ranges, these count as well, and
/// confidence makes their width instead of counting in any score, as in the simulation.
pub fn tornado(plan: &Plan, framework: &'static Framework, item: &str) -> Option<Tornado> {
    let model = Model::of(plan, framework);
    let likely = |quantities: &[Quantity]| quantities.iter().map(|one| one.likely).collect::<Vec<f64>>();
    let quantities = model.quantities(plan.item(item)?)?;
    let others = plan.items.iter().filter(|other| &*other.id != item);
    let others: Vec<f64> =
        others.filter_map(|other| Some(model.score(&likely(&model.quantities(other)?)))).collect();
    let rank_of = |score: f64| {
        1 + others.iter().filter(|other| **other > score && !same_score(**other, score)).count() as u32
    };
    let values = likely(&quantities);
    let each = model.inputs().iter().zip(&quantities).enumerate();
    let mut bars: Vec<Bar> = each
        .filter(|(_, (_, quantity))| quantity.is_open())
        .map(|(at, (input, quantity))| {
            let end = |value: f64| {
                let value = within(model.bounds(input), value);
                let score = model.score_with(&values, at, value);
                End { value, score, rank: rank_of(score) }
            };
            let (low, high) = (end(quantity.low), end(quantity.high));
            Bar { input, low, high, is_assumed: quantity.assumed }
        })
        .collect();
    sort(&mut bars, &|a, b| b.swing().total_cmp(&a.swing()));
    let score = model.score(&values);
    Some(Tornado { score, rank: rank_of(score), of: others.len() + 1, bars })
}

/// What lies beyond a bound counts as the bound.
fn within(bounds: Bounds, value: f64) -> f64 {
    match bounds {
        Bounds::Between(least, most) if least <= most => value.clamp(least, most),
        _ => value,
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::domain::frameworks;
    use crate::domain::plan::{AssumedRanges, Estimate, Item};
    use crate::domain::ranking::rank;

    fn plan(rows: &[[&str; 4]]) -> Plan {
        let mut plan = Plan::default();
        for (at, texts) in rows.iter().enumerate() {
            let mut item = Item::new(format!("i{at}").into(), format!("SY-{at}"), "A");
            for (input, text) in frameworks::default().inputs.iter().zip(texts) {
                item.set_estimate("rice", input.key, input.parse(text));
            }
            plan.items.push(Rc::new(item));
        }
        plan
    }

    type Ends = (&'static str, (f64, f64, u32), (f64, f64, u32));

    fn check(rows: &[[&str; 4]], assumes: bool, expected: &[Ends]) {
        let mut plan = plan(rows);
        plan.settings.assumed_ranges = AssumedRanges { on: assumes, high: 2.0, ..AssumedRanges::default() };
        let found = tornado(&plan, frameworks::default(), "i0").unwrap();
        let end = |end: End| (end.value, end.score, end.rank);
        let bars: Vec<Ends> =
            found.bars.iter().map(|bar| (bar.input.key, end(bar.low), end(bar.high))).collect();
        assert_eq!(bars, expected);
    }

    #[test]
    fn each_range_moves_score_and_rank_and_the_largest_swing_comes_first() {
        check(
            &[
                ["50 / 100 / 150", "1", "100%", "1 / 2 / 4"],
                ["60", "1", "100%", "1"],
                ["30", "1", "100%", "1"],
                ["many", "1", "100%", "1"],
            ],
            false,
            &[("effort", (1.0, 100.0, 1), (4.0, 25.0, 3)), ("reach", (50.0, 25.0, 3), (150.0, 75.0, 1))],
        );
    }

    #[test]
    fn assumed_ranges_count_as_in_the_simulation() {
        check(&[["100", "1", "100%", "1"]], false, &[]);
        check(
            // Both count without their confidence, which makes the width instead.
            &[["100", "1", "90%", "1 / 2 / 3"], ["60", "1", "50%", "1"]],
            true,
            &[
                ("reach", (50.0, 25.0, 2), (200.0, 100.0, 1)),
                ("impact", (0.5, 25.0, 2), (2.0, 100.0, 1)),
                ("effort", (1.0, 100.0, 1), (3.0, 100.0 / 3.0, 2)),
            ],
        );
    }

    #[test]
    fn an_item_without_a_score_has_none() {
        assert!(tornado(&plan(&[["100", "1", "100%", ""]]), frameworks::default(), "i0").is_none());
        assert!(tornado(&plan(&[]), frameworks::default(), "i0").is_none());
    }

    #[test]
    fn every_end_is_what_an_item_with_that_value_has() {
        let rows =
            [["50 / 100 / 150", "0.5 / 1 / 3", "50% / 80% / 100%", "1 / 2 / 4"], ["80", "1", "80%", "1"]];
        let before = plan(&rows);
        for framework in frameworks::ALL.iter().filter(|framework| framework.sheet == "rice") {
            for bar in tornado(&before, framework, "i0").unwrap().bars {
                for end in [bar.low, bar.high] {
                    let mut after = before.clone();
                    Rc::make_mut(&mut after.items[0]).set_estimate(
                        "rice",
                        bar.input.key,
                        Some(Estimate::Value(end.value)),
                    );
                    let ranking = rank(&after, framework);
                    assert_eq!(ranking.scored[0].value(), Some(end.score));
                    assert_eq!(ranking.ranks[0], Some(end.rank));
                }
            }
        }
    }
}
