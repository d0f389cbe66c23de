//! Scoring the items of one plan: what the plan says once, then item by item.

use serde::{Deserialize, Serialize};

use super::{Basis, Bounds, Framework, Input, MOST_INPUTS, Scored};
use crate::domain::plan::{Criterion, Direction, Item, Plan};
use crate::domain::tradeoff::value::Weighing;

/// A framework with what the plan says beside its items.
///
/// Equal scorers give every item the same score, so one can tell whether scores hold.
#[derive(Clone, Debug)]
pub struct Scorer {
    framework: &'static Framework,
    context: Context,
}

#[derive(Clone, Debug, PartialEq)]
enum Context {
    Inputs,
    Criteria(Vec<Weighed>),
    Worth(Weighing, f64),
}

/// A criterion that counts.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Weighed {
    /// The place of its input.
    at: usize,
    /// Its share of all weight.
    share: f64,
    /// The end of its scale that is worth nothing.
    worst: f64,
    /// The end of its scale that is worth most.
    best: f64,
}

impl PartialEq for Scorer {
    fn eq(&self, other: &Self) -> bool {
        self.framework.id == other.framework.id && self.context == other.context
    }
}

impl Framework {
    /// Gets ready to score the items of a plan.
    pub fn scorer(&'static self, plan: &Plan) -> Scorer {
        let context = match self.basis {
            Basis::Inputs => Context::Inputs,
            Basis::Criteria => Context::Criteria(weighed(self, &plan.settings.criteria)),
            Basis::Worth => Context::Worth(Weighing::of(plan), plan.settings.need_share),
        };
        Scorer { framework: self, context }
    }
}

/// The criteria with any weight. Dividing by the largest first keeps the sum finite.
fn weighed(framework: &Framework, criteria: &[Criterion]) -> Vec<Weighed> {
    let place = |id: &str| framework.inputs.iter().position(|input| input.key == id);
    let counting = || criteria.iter().filter(|criterion| criterion.weight > 0.0 && criterion.is_sound());
    let largest = counting().map(|criterion| criterion.weight).fold(0.0, f64::max);
    let sum: f64 = counting().map(|criterion| criterion.weight / largest).sum();
    counting()
        .filter_map(|criterion| {
            let Criterion { low, high, direction, .. } = *criterion;
            let (worst, best) = match direction {
                Direction::More => (low, high),
                Direction::Less => (high, low),
            };
            let share = criterion.weight / largest / sum;
            Some(Weighed { at: place(criterion.id)?, share, worst, best })
        })
        .collect()
}

impl Weighed {
    /// Its share of all weight, above 0 and up to 1.
    pub fn share(&self) -> f64 {
        self.share
    }

    /// The value of a number in 0..=1, whichever end is better.
    pub fn value(&self, number: f64) -> f64 {
        ((number - self.worst) / (self.best - self.worst)).clamp(0.0, 1.0)
    }

    /// The score that a number makes within its bounds: what it starts from, and by how much it
    /// rises with each unit.
    fn line(&self) -> (f64, f64) {
        let slope = 100.0 * self.share / (self.best - self.worst);
        (-slope * self.worst, slope)
    }

    fn bounds(&self) -> Bounds {
        Bounds::Between(self.worst.min(self.best), self.worst.max(self.best))
    }
}

/// The weighted sum in 0..=100 of one number for each criterion.
pub fn weighted_sum(weighed: &[Weighed], values: &[f64]) -> f64 {
    let sum: f64 = weighed.iter().zip(values).map(|(one, value)| one.share * one.value(*value)).sum();
    // Shares may sum to a hair more than 1.
    100.0 * sum.clamp(0.0, 1.0)
}

impl Scorer {
    /// The framework.
    pub fn framework(&self) -> &'static Framework {
        self.framework
    }

    /// The inputs that count, in the order in which [`Scorer::combine`] takes their values.
    pub fn inputs(&self) -> impl Iterator<Item = &'static Input> {
        self.counting().map(|(input, _)| input)
    }

    /// The inputs that count with the values that make sense.
    pub fn counting(&self) -> impl Iterator<Item = (&'static Input, Bounds)> {
        let inputs = self.framework.inputs;
        let (all, weighed): (usize, &[Weighed]) = match &self.context {
            Context::Inputs => (inputs.len(), &[]),
            Context::Criteria(weighed) => (0, weighed),
            Context::Worth(..) => (0, &[]),
        };
        let criteria = weighed.iter().filter_map(|one| Some((inputs.get(one.at)?, one.bounds())));
        inputs.iter().take(all).map(|input| (input, input.bounds)).chain(criteria)
    }

    /// The formula: one value per input that counts, each inside its bounds.
    pub fn combine(&self, values: &[f64]) -> f64 {
        match &self.context {
            Context::Inputs => (self.framework.combine)(values),
            Context::Criteria(weighed) => weighted_sum(weighed, values),
            Context::Worth(..) => 0.0,
        }
    }

    /// The criteria that count, where the score rests on those.
    pub fn criteria(&self) -> Option<&[Weighed]> {
        match &self.context {
            Context::Criteria(weighed) => Some(weighed),
            Context::Inputs | Context::Worth(..) => None,
        }
    }

    /// The plain sum that a score over criteria is, of numbers within their bounds: what it
    /// starts from, and the weight of each number.
    pub fn sum(&self) -> Option<(f64, Vec<f64>)> {
        let lines = self.criteria()?.iter().map(Weighed::line);
        let (bases, weights): (Vec<f64>, Vec<f64>) = lines.unzip();
        Some((bases.iter().sum(), weights))
    }

    /// Scores an item from its likely values.
    pub fn score(&self, item: &Item) -> Scored {
        match &self.context {
            Context::Worth(weighing, need_share) => match weighing.worth(item) {
                Some(worth) => Scored::Score(worth.at(*need_share)),
                None => Scored::Missing(Vec::new()),
            },
            Context::Criteria(weighed) if weighed.is_empty() => Scored::Missing(Vec::new()),
            Context::Criteria(_) | Context::Inputs => self.score_inputs(item),
        }
    }

    fn score_inputs(&self, item: &Item) -> Scored {
        let sheet = item.score(self.framework.sheet);
        let mut values = [0.0; MOST_INPUTS];
        let mut missing = Vec::new();
        let mut count = 0;
        for (slot, (input, bounds)) in values.iter_mut().zip(self.counting()) {
            count += 1;
            let Some(estimate) = sheet.and_then(|sheet| sheet.get(input.key)) else {
                missing.push(input.key);
                continue;
            };
            if let Some(problem) = bounds.check(estimate) {
                return Scored::Invalid(input.key, problem);
            }
            *slot = estimate.likely().unwrap_or_default();
        }
        if !missing.is_empty() {
            return Scored::Missing(missing);
        }
        Scored::Score(self.combine(values.get(..count).unwrap_or_default()))
    }
}
