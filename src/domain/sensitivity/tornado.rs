//! How far each open number moves the score and the rank of one item.

use super::model::{Model, Range};
use crate::domain::frameworks::{Bounds, Framework, Input};
use crate::domain::places::sort;
use crate::domain::plan::Plan;
use crate::domain::ranking::{rank, same_score};

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
/// items stay at their likely values. `assumed` is the part in 0..1 by which numbers without
/// a range may be off, such as 0.25 for ±25 %; without it only ranges count.
pub fn tornado(
    plan: &Plan,
    framework: &'static Framework,
    item: &str,
    assumed: Option<f64>,
) -> Option<Tornado> {
    let model = Model::of(plan, framework);
    let place = plan.items.iter().position(|other| &*other.id == item)?;
    let ranges = model.ranges(plan.items.get(place)?)?;
    let values: Vec<f64> = ranges.iter().map(|range| range.likely).collect();
    let ranking = rank(plan, framework);
    let others: Vec<f64> = ranking
        .scored
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != place)
        .filter_map(|(_, scored)| scored.value())
        .collect();
    let rank_of = |score: f64| {
        1 + others.iter().filter(|other| **other > score && !same_score(**other, score)).count() as u32
    };
    let each = model.inputs().iter().zip(&ranges).enumerate();
    let mut bars: Vec<Bar> = each
        .filter_map(|(at, (input, range))| {
            let (low, high) = ends(range, input.bounds, assumed)?;
            let end = |value: f64| {
                let score = model.score_with(&values, at, value);
                End { value, score, rank: rank_of(score) }
            };
            Some(Bar { input, low: end(low), high: end(high), is_assumed: !range.is_open() })
        })
        .collect();
    sort(&mut bars, &|a, b| b.swing().total_cmp(&a.swing()));
    let score = model.score(&values);
    Some(Tornado { score, rank: rank_of(score), of: ranking.scored_count, bars })
}

/// The ends of a range, or of what is assumed where there is none.
fn ends(range: &Range, bounds: Bounds, assumed: Option<f64>) -> Option<(f64, f64)> {
    if range.is_open() {
        return Some((range.low, range.high));
    }
    let part = assumed.filter(|part| *part > 0.0)?.min(0.9);
    let (low, high) = (range.likely * (1.0 - part), range.likely * (1.0 + part));
    let (low, high) = match bounds {
        Bounds::Between(least, most) => (low.max(least), high.min(most)),
        _ => (low, high),
    };
    (low < high).then_some((low, high))
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::domain::frameworks;
    use crate::domain::plan::{Estimate, Item};

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

    fn check(rows: &[[&str; 4]], assumed: Option<f64>, expected: &[Ends]) {
        let found = tornado(&plan(rows), frameworks::default(), "i0", assumed).unwrap();
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
            None,
            &[("effort", (1.0, 100.0, 1), (4.0, 25.0, 3)), ("reach", (50.0, 25.0, 3), (150.0, 75.0, 1))],
        );
    }

    #[test]
    fn numbers_without_a_range_may_be_off_within_their_bounds() {
        check(&[["100", "1", "100%", "1"]], None, &[]);
        check(
            &[["100", "1", "100%", "1"]],
            Some(0.5),
            &[
                ("effort", (0.5, 200.0, 1), (1.5, 100.0 / 1.5, 1)),
                ("reach", (50.0, 50.0, 1), (150.0, 150.0, 1)),
                ("impact", (0.5, 50.0, 1), (1.5, 150.0, 1)),
                ("confidence", (0.5, 50.0, 1), (1.0, 100.0, 1)),
            ],
        );
    }

    #[test]
    fn an_item_without_a_score_has_none() {
        assert!(tornado(&plan(&[["100", "1", "100%", ""]]), frameworks::default(), "i0", None).is_none());
        assert!(tornado(&plan(&[]), frameworks::default(), "i0", None).is_none());
    }

    #[test]
    fn every_end_is_what_an_item_with_that_value_has() {
        let rows =
            [["50 / 100 / 150", "0.5 / 1 / 3", "50% / 80% / 100%", "1 / 2 / 4"], ["80", "1", "80%", "1"]];
        let before = plan(&rows);
        for framework in frameworks::ALL.iter().filter(|framework| framework.sheet == "rice") {
            for bar in tornado(&before, framework, "i0", None).unwrap().bars {
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
