//! What a simulation needs of a plan: plain data that can be sent to a worker.

use serde::{Deserialize, Serialize};

use super::range::{Quantity, bounds, quantities};
use crate::domain::frameworks::{Basis, Framework, Scorer, Weighed};
use crate::domain::places::sort;
use crate::domain::plan::{Item, Plan};
use crate::domain::ranking::{rank, same_score};
use crate::domain::tradeoff::beam::takes_part;
use crate::domain::tradeoff::value::Weighing;

/// Draws of a simulation: the chance error of any probability is half a point.
pub const DRAWS: u32 = 10_000;

/// Draws of a simulation of very many items: the chance error is a point and a half.
const FEWEST_DRAWS: u32 = 1_000;

/// Items that are placed in all draws together, at most: two thousand in ten thousand draws.
const MOST_PLACED: u32 = 20_000_000;

/// Draws of a simulation at most.
pub const MOST_DRAWS: u32 = 60_000;

/// Which order is asked about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Question {
    /// The order by the framework's score, over the ranges of the estimates.
    Score,
    /// The order by need and goal value, over a need share anywhere between two ends,
    /// each in 0..=1.
    Value {
        /// The smallest share.
        low: f64,
        /// The largest share.
        high: f64,
    },
}

/// Everything that a simulation needs; equal requests have equal results.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// The seed of the plan.
    pub seed: u64,
    /// How many draws there shall be, at most [`MOST_DRAWS`].
    pub draws: u32,
    /// What makes a score of the inputs.
    pub formula: Formula,
    /// What the formula asks for.
    pub inputs: Vec<Asked>,
    /// The items with a score, best first: the plain order.
    pub items: Vec<Entry>,
    /// How many items have none.
    pub unscored: u32,
}

/// What makes a score of the inputs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Formula {
    /// The framework with that id.
    Framework(String),
    /// The weighted sum over criteria, one for each input.
    Criteria(Vec<Weighed>),
    /// share · need + (1 - share) · goal, with a share that is even between two ends; where there is
    /// a third input, divided by it.
    NeedShare {
        /// The smallest share.
        low: f64,
        /// The share of the plain order.
        plain: f64,
        /// The largest share.
        high: f64,
    },
}

/// One input of a formula.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    /// Its key; estimates of the same name are the same draws under every formula.
    pub key: String,
    /// The sheet of estimates it is on; empty where it is no estimate.
    pub sheet: String,
    /// The least value there is.
    pub least: f64,
    /// The largest value there is.
    pub most: f64,
}

/// An item of a simulation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The item's id.
    pub id: String,
    /// Its rank in the plain order, 1 for the first; ties share one.
    pub rank: u32,
    /// Its rank by the framework as it is, where that is another: confidence counts
    /// there, and here it makes the width of assumed ranges.
    pub usual: u32,
    /// One quantity for each input.
    pub inputs: Vec<Quantity>,
}

impl Request {
    /// Whether a draw can differ from the plain order at all.
    pub fn is_open(&self) -> bool {
        let share = match &self.formula {
            Formula::NeedShare { low, high, .. } => low < high,
            Formula::Framework(_) | Formula::Criteria(_) => false,
        };
        share || self.items.iter().flat_map(|item| &item.inputs).any(Quantity::is_open)
    }
}

/// What items that are not as the plan has them would be in a request of the same plan.
#[derive(Debug)]
pub struct Inputs<'a> {
    plan: &'a Plan,
    by: Source,
}

/// Where the numbers of an item come from.
#[derive(Debug)]
enum Source {
    Estimates(Scorer),
    Worth(Weighing),
}

impl Inputs<'_> {
    /// Of a request for an order of a plan.
    pub fn of<'a>(plan: &'a Plan, framework: &'static Framework, question: Question) -> Inputs<'a> {
        let is_worth = matches!(question, Question::Value { .. }) || framework.basis == Basis::Worth;
        let by = match is_worth {
            true => Source::Worth(Weighing::of(plan)),
            false => Source::Estimates(framework.scorer(plan)),
        };
        Inputs { plan, by }
    }

    /// One quantity for each input of the formula; `None` where the item would have no value.
    pub fn item(&self, item: &Item) -> Option<Vec<Quantity>> {
        match &self.by {
            Source::Estimates(scorer) => Some(quantities(item, scorer, &self.plan.settings.assumed_ranges)),
            Source::Worth(weighing) => {
                let worth = weighing.worth(item)?;
                Some(vec![Quantity::single(worth.need), Quantity::single(worth.goal)])
            }
        }
    }
}

/// How many draws an order of so many items gets.
///
/// Beyond two thousand items there are fewer, so that no plan keeps a worker busy for longer than
/// one of two thousand items does. It goes by the plan alone: everybody who has the plan, on every
/// page and in every file, sees the same figures.
pub fn draws_for(items: usize) -> u32 {
    let most = MOST_PLACED / u32::try_from(items).unwrap_or(u32::MAX).max(1);
    (most / 100 * 100).clamp(FEWEST_DRAWS, DRAWS)
}

/// Takes from a plan what a simulation of an order needs.
pub fn request(plan: &Plan, framework: &'static Framework, question: Question) -> Request {
    let (formula, inputs, items) = match question {
        // What rests on needs and goals has no ranges of its own: the weight hangs where it hangs.
        Question::Score if framework.basis == Basis::Worth => {
            value(plan, plan.settings.need_share, plan.settings.need_share)
        }
        Question::Score => score(plan, framework),
        Question::Value { low, high } => value(plan, low, high),
    };
    // In the order by value, decided items are not asked about.
    let is_asked = |item: &Item| !matches!(formula, Formula::NeedShare { .. }) || takes_part(item);
    let unscored = plan.items.iter().filter(|item| is_asked(item)).count().saturating_sub(items.len()) as u32;
    let draws = draws_for(items.len());
    Request { seed: plan.settings.seed, draws, formula, inputs, items, unscored }
}

type Model = (Formula, Vec<Asked>, Vec<Entry>);

fn score(plan: &Plan, framework: &'static Framework) -> Model {
    let scorer = framework.scorer(plan);
    let ranking = rank(plan, framework);
    let asked = scorer.counting().map(|(input, range)| {
        let (least, most) = bounds(range);
        Asked { key: input.key.to_owned(), sheet: framework.sheet.to_owned(), least, most }
    });
    let scored = ranking.order.iter().take(ranking.scored_count);
    let mut items: Vec<(f64, Entry)> = scored
        .filter_map(|&at| {
            let item: &Item = plan.items.get(at as usize)?;
            let usual = ranking.ranks.get(at as usize).copied().flatten()?;
            let inputs = quantities(item, &scorer, &plan.settings.assumed_ranges);
            let likely: Vec<f64> = inputs.iter().map(|quantity| quantity.likely).collect();
            let entry = Entry { id: item.id.to_string(), rank: usual, usual, inputs };
            Some((scorer.combine(&likely), entry))
        })
        .collect();
    if plan.settings.assumed_ranges.on {
        order(&mut items);
    }
    let items = items.into_iter().map(|(_, entry)| entry).collect();
    let formula = match scorer.criteria() {
        Some(criteria) => Formula::Criteria(criteria.to_vec()),
        None => Formula::Framework(framework.id.to_owned()),
    };
    (formula, asked.collect(), items)
}

fn value(plan: &Plan, low: f64, high: f64) -> Model {
    let share = |share: f64| if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.5 };
    let (low, high, plain) = (share(low), share(high), share(plan.settings.need_share));
    let weighing = Weighing::of(plan);
    let mut items: Vec<(f64, &Item, Entry)> = plan
        .items
        .iter()
        .filter(|item| takes_part(item))
        .filter_map(|item| {
            let worth = weighing.worth(item)?;
            let inputs = vec![Quantity::single(worth.need), Quantity::single(worth.goal)];
            Some((worth.at(plain), &**item, Entry { id: item.id.to_string(), rank: 0, usual: 0, inputs }))
        })
        .collect();
    sort(&mut items, &|(_, a, _), (_, b, _)| a.title.cmp(&b.title).then_with(|| a.id.cmp(&b.id)));
    let mut items: Vec<(f64, Entry)> = items.into_iter().map(|(value, _, entry)| (value, entry)).collect();
    order(&mut items);
    for (_, entry) in &mut items {
        entry.usual = entry.rank;
    }
    let asked = ["need", "goal"]
        .map(|key| Asked { key: key.to_owned(), sheet: String::new(), least: 0.0, most: 1.0 })
        .to_vec();
    let formula = Formula::NeedShare { low: low.min(high), plain, high: low.max(high) };
    (formula, asked, items.into_iter().map(|(_, entry)| entry).collect())
}

/// Puts items with their plain scores into order, and gives them their ranks; equal ones
/// stay as they stand.
pub(super) fn order(items: &mut Vec<(f64, Entry)>) {
    sort(items, &|(a, _), (b, _)| b.total_cmp(a));
    let mut leading: Option<(f64, u32)> = None;
    for (at, (score, entry)) in items.iter_mut().enumerate() {
        let rank = match leading {
            Some((leader, rank)) if same_score(leader, *score) => rank,
            _ => at as u32 + 1,
        };
        if leading.is_none_or(|(_, before)| before != rank) {
            leading = Some((*score, rank));
        }
        entry.rank = rank;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn very_many_items_get_fewer_draws() {
        for (items, draws) in [
            (0, 10_000),
            (1, 10_000),
            (2_000, 10_000),
            (3_000, 6_600),
            (10_000, 2_000),
            (20_000, 1_000),
            (usize::MAX, 1_000),
        ] {
            assert_eq!(draws_for(items), draws, "{items} items");
        }
    }
}
