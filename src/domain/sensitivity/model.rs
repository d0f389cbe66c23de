//! A framework as the analyses see it: numbers in, a score out.

use std::rc::Rc;

use crate::domain::frameworks::{Bounds, Framework, Input, Scored, Scorer, Shape, Weighed};
use crate::domain::plan::{AssumedRanges, Criterion, Estimate, Item, Plan};
use crate::domain::text::Lang;
use crate::domain::uncertainty::{Quantity, quantities};

/// What makes a score of an item's numbers in one plan.
///
/// The one place where the analyses ask a framework.
#[derive(Clone, Debug)]
pub struct Model {
    framework: &'static Framework,
    scorer: Scorer,
    inputs: Vec<&'static Input>,
    criteria: Rc<Vec<Criterion>>,
    assumed: AssumedRanges,
    /// Of a score over criteria.
    sum: Option<(f64, Vec<f64>)>,
}

/// How a formula is built in one plan, so that its ties and means are found in closed form.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Form<'a> {
    /// The product of all numbers, each to its power.
    Product(&'a [f64]),
    /// What it starts from, and the sum of all numbers, each times its weight.
    Sum(f64, &'a [f64]),
    /// The sum of all numbers but the last, divided by the last.
    SumOverLast,
    /// Something else: only the formula itself can be asked.
    Other,
}

/// A number with its 90 % range: 5th percentile, median, 95th percentile.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Range {
    pub low: f64,
    pub likely: f64,
    pub high: f64,
}

impl Range {
    /// The range of a quantity.
    pub fn of(quantity: &Quantity) -> Range {
        Range { low: quantity.low, likely: quantity.likely, high: quantity.high }
    }

    /// Whether it leaves anything open.
    pub fn is_open(&self) -> bool {
        self.low < self.likely || self.likely < self.high
    }
}

impl Model {
    /// The framework in a plan.
    pub fn of(plan: &Plan, framework: &'static Framework) -> Model {
        let scorer = framework.scorer(plan);
        let inputs = scorer.inputs().collect();
        let sum = scorer.sum();
        let (criteria, assumed) = (Rc::clone(&plan.settings.criteria), plan.settings.assumed_ranges.clone());
        Model { framework, scorer, inputs, criteria, assumed, sum }
    }

    /// What is asked for, in the order of the numbers.
    pub fn inputs(&self) -> &[&'static Input] {
        &self.inputs
    }

    /// The values of an input that make sense.
    pub fn bounds(&self, input: &Input) -> Bounds {
        input.bounds_in(&self.criteria)
    }

    /// How the formula is built.
    pub fn form(&self) -> Form<'_> {
        match (&self.sum, self.framework.shape) {
            (Some((base, weights)), _) => Form::Sum(*base, weights),
            (None, Shape::Product(powers)) => Form::Product(powers),
            (None, Shape::Sum(weights)) => Form::Sum(0.0, weights),
            (None, Shape::SumOverLast) => Form::SumOverLast,
            (None, Shape::Other) => Form::Other,
        }
    }

    /// The criteria that count, where the score rests on those, one for each input.
    pub fn weighed(&self) -> Option<&[Weighed]> {
        self.scorer.criteria()
    }

    /// Whether scores are compared by their ratio: so it is where factors multiply.
    pub fn is_by_ratio(&self) -> bool {
        matches!(self.form(), Form::Product(_) | Form::SumOverLast)
    }

    /// What people call an input.
    pub fn label(&self, input: &Input, lang: Lang) -> String {
        input.label_in(&self.criteria, lang).to_owned()
    }

    /// What comes of scoring an item.
    pub fn scored(&self, item: &Item) -> Scored {
        self.scorer.score(item)
    }

    /// The score of likely values, one per input.
    pub fn score(&self, values: &[f64]) -> f64 {
        self.scorer.combine(values)
    }

    /// The score with one value in the place of another.
    pub fn score_with(&self, values: &[f64], at: usize, value: f64) -> f64 {
        let mut changed = values.to_vec();
        if let Some(slot) = changed.get_mut(at) {
            *slot = value;
        }
        self.score(&changed)
    }

    /// The likely values of an item that has a score, one per input.
    pub fn values(&self, item: &Item) -> Option<Vec<f64>> {
        Some(self.ranges(item)?.iter().map(|range| range.likely).collect())
    }

    /// The ranges of an item that has a score, one per input.
    pub(super) fn ranges(&self, item: &Item) -> Option<Vec<Range>> {
        self.scored(item).value()?;
        let range = |input: &&'static Input| match *item.estimate(self.framework.sheet, input.key)? {
            Estimate::Value(value) => Some(Range { low: value, likely: value, high: value }),
            Estimate::Range { low, likely, high } => Some(Range { low, likely, high }),
            Estimate::Unreadable(_) => None,
        };
        self.inputs().iter().map(range).collect()
    }

    /// What an item with a score leaves open, one quantity per input: as the simulation takes
    /// it, with ranges that are assumed where the plan says so. Confidence makes their width
    /// then, and does not count in the score.
    pub(super) fn quantities(&self, item: &Item) -> Option<Vec<Quantity>> {
        self.scored(item).value()?;
        Some(quantities(item, &self.scorer, &self.assumed))
    }

    /// Inputs that decide between equal scores, with whether the lower one comes first.
    pub(super) fn second_order(&self) -> impl Iterator<Item = (&'static Input, bool)> {
        let framework = self.framework;
        framework.tie_breaks.iter().filter_map(move |(key, first)| {
            Some((framework.input(key)?, *first == crate::domain::frameworks::First::Lowest))
        })
    }

    /// The likely value that decides between equal scores.
    pub(super) fn second(&self, item: &Item, input: &Input) -> Option<f64> {
        item.estimate(self.framework.sheet, input.key)?.likely()
    }
}
