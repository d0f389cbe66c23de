//! Draws of an order, and how often each item stood where.

pub use draws::MOST_TOP;
use draws::{BATCH, Combine, Drawn, DrawnLog, FNV_START, Model, Row, Tally, Ties, WhatIf, fnv, stream};
use serde::{Deserialize, Serialize};

use super::range::Quantity;
use super::request::{Entry, Formula, MOST_DRAWS, Request};
use crate::domain::frameworks::{self, Framework, Shape, weighted_sum};
use crate::domain::ranking::RELATIVE_TOLERANCE;

/// A simulation under way.
///
/// A draw depends on its number alone, so steps of any size, with any pause between them,
/// lead to the same results.
pub struct Simulation {
    draws: u32,
    done: u32,
    ids: Vec<String>,
    tally: Tally,
}

impl std::fmt::Debug for Simulation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Simulation")
            .field("done", &self.done)
            .field("of", &self.draws)
            .finish_non_exhaustive()
    }
}

impl Simulation {
    /// Gets everything ready and draws nothing yet.
    pub fn new(request: &Request) -> Simulation {
        Simulation {
            draws: request.draws.min(MOST_DRAWS),
            done: 0,
            ids: request.items.iter().map(|item| item.id.clone()).collect(),
            tally: Tally::new(model(request, &request.items)),
        }
    }

    /// How many draws there shall be.
    pub fn draws(&self) -> u32 {
        self.draws
    }

    /// Makes some more draws; says whether that was all.
    pub fn step(&mut self, draws: u32) -> bool {
        let end = self.done.saturating_add(draws).min(self.draws);
        self.tally.add(self.done..end);
        self.done = end;
        self.is_done()
    }

    /// Whether all draws are made.
    pub fn is_done(&self) -> bool {
        self.done == self.draws
    }

    /// How many draws are made.
    pub fn done(&self) -> u32 {
        self.done
    }

    /// What the draws so far say.
    pub fn results(&self) -> Results {
        let drawn = u64::from(self.done);
        let ranks = self.tally.ranks();
        let items = self.ids.iter().enumerate().map(|(at, id)| {
            let counts = ranks.of(at);
            let first = counts.iter().take(MOST_TOP as usize).map(|count| u32::from(*count));
            let mut first: Vec<u32> = first.collect();
            first.truncate(first.iter().rposition(|count| *count > 0).map_or(0, |last| last + 1));
            let ahead = first.first().copied().unwrap_or_default();
            let (sum, share) = (self.tally.sum(at), self.tally.share(at));
            let next = self.tally.next(at).map(|(above, tied)| Pair { above, tied, draws: self.done });
            Outlook {
                id: id.clone(),
                low: ranks.reached(at, drawn.div_ceil(20)).0,
                median: ranks.reached(at, drawn.div_ceil(2)).0,
                high: ranks.reached(at, (drawn * 19).div_ceil(20)).1,
                mean: if drawn > 0 { sum as f64 / drawn as f64 } else { 0.0 },
                first,
                next,
                central: (self.tally.model().weighs() && ahead > 0).then(|| share / f64::from(ahead)),
            }
        });
        Results {
            draws: self.done,
            of: self.draws,
            items: items.collect(),
            holds: self.tally.holds().to_vec(),
        }
    }
}

/// What some draws say about an order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Results {
    /// How many draws there were.
    pub draws: u32,
    /// How many there shall be.
    pub of: u32,
    /// Each item, in the plain order.
    pub items: Vec<Outlook>,
    /// For k = 1, 2, … [`MOST_TOP`]: the draws whose first k are the first k of the plain
    /// order, in whatever order among themselves. A tie at the edge counts as holding.
    pub holds: Vec<u32>,
}

impl Results {
    /// The probability that the first `k` of the plain order are the first `k`.
    pub fn hold(&self, k: u32) -> Option<f64> {
        let count = self.holds.get((k as usize).checked_sub(1)?)?;
        (self.draws > 0).then(|| f64::from(*count) / f64::from(self.draws))
    }

    /// The probability that an item is among the first `k`, with `k` up to [`MOST_TOP`].
    pub fn top(&self, item: &Outlook, k: u32) -> Option<f64> {
        let count: u32 = item.first.iter().take(k as usize).sum();
        (self.draws > 0).then(|| f64::from(count) / f64::from(self.draws))
    }
}

/// Where an item stood in the draws.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outlook {
    /// The item's id.
    pub id: String,
    /// The lower end of its rank range: at most 5 % of the draws are before it. Beyond rank
    /// 256 the ends are rounded outwards by less than a hundredth.
    pub low: u32,
    /// The rank that half of the draws do not exceed.
    pub median: u32,
    /// The upper end of its rank range: at most 5 % of the draws are behind it.
    pub high: u32,
    /// The mean of its ranks.
    pub mean: f64,
    /// In how many draws it had rank 1, 2, … [`MOST_TOP`]; zeros at the end are left out.
    pub first: Vec<u32>,
    /// Against the item behind it in the plain order; `None` for the last.
    pub next: Option<Pair>,
    /// The mean need share of the draws in which it was first: the typical weight of those
    /// who would put it there. `None` where it never was, or no share is drawn.
    pub central: Option<f64>,
}

/// How often one item stood above another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// Draws in which it stood above.
    pub above: u32,
    /// Draws in which both were equal.
    pub tied: u32,
    /// All draws.
    pub draws: u32,
}

impl Pair {
    /// The probability that it stands above, with half of the ties.
    pub fn probability(&self) -> Option<f64> {
        let counted = f64::from(self.above) + 0.5 * f64::from(self.tied);
        (self.draws > 0).then(|| counted / f64::from(self.draws))
    }
}

/// How often one item stands above another, in the same draws as the simulation has;
/// `None` where one of them has no score.
pub fn compare(request: &Request, above: &str, below: &str) -> Option<Pair> {
    let find = |id: &str| request.items.iter().find(|item| item.id == id).cloned();
    let model = model(request, &[find(above)?, find(below)?]);
    let mut scores = vec![0.0; 2 * BATCH];
    let mut pair = Pair { draws: request.draws.min(MOST_DRAWS), ..Pair::default() };
    for batch in 0..pair.draws.div_ceil(BATCH as u32) {
        model.draw(batch, 2, &mut scores);
        let left = (pair.draws - batch * BATCH as u32) as usize;
        for draw in scores.chunks_exact(2).take(left) {
            if let [above, below] = *draw {
                let are_tied = model.ties().are_tied(above, below);
                pair.tied += u32::from(are_tied);
                pair.above += u32::from(above > below && !are_tied);
            }
        }
    }
    Some(pair)
}

/// Draws of a request in which single items have other inputs, each alone: the place of the item in the
/// request, its inputs on the one side and on the other. The draws of everything else are those of
/// a simulation of the request.
pub fn what_if(request: &Request, swaps: &[(usize, [Vec<Quantity>; 2])], top: u32) -> WhatIf {
    let mut items = request.items.clone();
    let mut places = Vec::new();
    for (place, ends) in swaps {
        if let Some(item) = request.items.get(*place) {
            places.push(*place);
            items.extend(ends.iter().map(|inputs| Entry { inputs: inputs.clone(), ..item.clone() }));
        }
    }
    WhatIf::new(model(request, &items), places, top)
}

/// How often an item is first when the need share is exactly `share`: with its central
/// share, the confidence factor of stochastic multicriteria acceptability analysis.
///
/// Where the formula weighs nothing, the share changes nothing. `None` for an item without
/// a score, and without draws.
pub fn confidence_factor(request: &Request, id: &str, share: f64) -> Option<f64> {
    let mut request = request.clone();
    let at = request.items.iter().position(|item| item.id == id)?;
    if let Formula::NeedShare { low, high, .. } = &mut request.formula {
        (*low, *high) = (share, share);
    }
    let mut simulation = Simulation::new(&request);
    simulation.step(request.draws);
    let first = simulation.tally.ranks().of(at).first()?;
    (simulation.done > 0).then(|| f64::from(*first) / f64::from(simulation.done))
}

/// One number for all of the results: equal where every bit is equal.
///
/// Host, WASM and every browser shall have the same one.
pub fn fingerprint(results: &Results) -> u64 {
    let mut sum = FNV_START;
    let mut add = |number: u64| sum = number.to_le_bytes().into_iter().fold(sum, fnv);
    add(u64::from(results.draws));
    for count in &results.holds {
        add(u64::from(*count));
    }
    for item in &results.items {
        for rank in [item.low, item.median, item.high] {
            add(u64::from(rank));
        }
        add(item.mean.to_bits());
        for count in &item.first {
            add(u64::from(*count));
        }
        let next = item.next.unwrap_or_default();
        add(u64::from(next.above) << 32 | u64::from(next.tied));
        add(item.central.unwrap_or(-1.0).to_bits());
    }
    sum
}

/// The logarithm that stands for that of 0: below any other, and equal to itself.
const LOG_OF_NOTHING: f64 = -1e9;

/// Some items of a request, ready to be drawn.
fn model(request: &Request, items: &[Entry]) -> Model {
    let mut powers: &[f64] = &[];
    let (combine, ties) = match &request.formula {
        // A formula that this version does not know leaves all equal.
        Formula::Framework(id) => match frameworks::by_id(id) {
            Some(Framework { shape: Shape::Product(of), .. }) if of.len() == request.inputs.len() => {
                powers = of;
                // Logarithms differ by what their numbers differ by, relatively.
                (Combine::Product, Ties::Within(RELATIVE_TOLERANCE))
            }
            Some(framework) => (Combine::Values(Box::new(framework.combine)), EQUAL),
            None => (Combine::Values(Box::new(|_| 0.0)), EQUAL),
        },
        Formula::Criteria(criteria) => {
            let criteria = criteria.clone();
            (Combine::Values(Box::new(move |values| weighted_sum(&criteria, values))), EQUAL)
        }
        Formula::NeedShare { low, high, .. } => {
            (Combine::Share { low: *low, high: *high, stream: stream("", "need share") }, EQUAL)
        }
    };
    let row = |item: &Entry| {
        let likely: Vec<f64> = item.inputs.iter().map(|quantity| quantity.likely).collect();
        let names = || {
            let asked = request.inputs.iter();
            asked.map(|asked| stream(&item.id, &format!("{}.{}", asked.sheet, asked.key)))
        };
        let open = item.inputs.iter().zip(&request.inputs).zip(names()).enumerate();
        let open = open.filter(|(_, ((quantity, _), _))| quantity.is_open());
        let open = open.map(|(at, ((quantity, asked), name))| {
            (at, name, Drawn::new(quantity.spread(), asked.least, asked.most))
        });
        let open: Vec<(usize, u64, Drawn)> = open.collect();
        let factors = || item.inputs.iter().zip(powers).zip(request.inputs.iter().zip(names()));
        let mut base = 0.0;
        let mut logs = Vec::new();
        for ((quantity, power), (asked, name)) in factors() {
            if quantity.is_open() {
                logs.push((name, DrawnLog::new(quantity.spread(), asked.least, asked.most, *power)));
            } else {
                base += power * libm::log(quantity.likely.max(asked.least));
            }
        }
        let is_nothing = factors().any(|((quantity, power), _)| quantity.likely <= 0.0 && *power > 0.0);
        let constant = match &combine {
            Combine::Product if is_nothing => Some(LOG_OF_NOTHING),
            Combine::Product if logs.is_empty() => Some(base),
            Combine::Values(score) if open.is_empty() => Some(score(&likely)),
            _ => None,
        };
        Row { likely, open, base, logs, constant }
    };
    let rows = items.iter().map(row).collect();
    Model::new(request.seed, combine, ties, request.inputs.len(), rows)
}

/// Scores that are no logarithms are equal where every order of the product has them equal.
const EQUAL: Ties = Ties::Relative(RELATIVE_TOLERANCE);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ranking::same_score;

    #[test]
    fn scores_are_equal_in_draws_where_they_are_in_every_order() {
        let scores =
            [0.0, -0.0, 1.0, 1.0 + 1e-9, 1.0 + 2e-9, -1.0, 1e12, 1e12 + 1000.0, 1e12 + 1001.0, 5e-324];
        for one in scores {
            for other in scores {
                assert_eq!(EQUAL.are_tied(one, other), same_score(one, other), "{one} and {other}");
            }
        }
    }
}
