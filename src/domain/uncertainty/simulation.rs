//! Draws of an order, and how often each item stood where.

use serde::{Deserialize, Serialize};

use super::histogram::Histogram;
use super::random::{Exp, FNV_START, LANES, Normals, fnv, lanes, stream, uniform};
use super::range::{Drawn, DrawnLog};
use super::request::{Entry, Formula, MOST_DRAWS, Request};
use crate::domain::frameworks::{self, Framework, Shape, Weighed, weighted_sum};
use crate::domain::ranking::{RELATIVE_TOLERANCE, same_score};

/// The largest k for which it is counted how often the first k are the first k.
pub const MOST_TOP: u32 = 64;

/// A simulation under way.
///
/// A draw depends on its number alone, so steps of any size, with any pause between them,
/// lead to the same results.
pub struct Simulation {
    model: Model,
    draws: u32,
    done: u32,
    ids: Vec<String>,
    ranks: Histogram,
    sums: Vec<u64>,
    shares: Vec<f64>,
    next: Vec<(u32, u32)>,
    holds: Vec<u32>,
    scores: Vec<f64>,
    keys: Vec<u64>,
    placed: Vec<u32>,
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
        let model = Model::new(request, &request.items);
        let items = model.rows.len();
        Simulation {
            draws: request.draws.min(MOST_DRAWS),
            done: 0,
            ids: request.items.iter().map(|item| item.id.clone()).collect(),
            ranks: Histogram::new(items),
            sums: vec![0; items],
            shares: vec![0.0; items],
            next: vec![(0, 0); items.saturating_sub(1)],
            holds: vec![0; items.min(MOST_TOP as usize)],
            scores: vec![0.0; items * LANES],
            keys: Vec::with_capacity(items),
            placed: vec![0; items * LANES],
            model,
        }
    }

    /// How many draws there shall be.
    pub fn draws(&self) -> u32 {
        self.draws
    }

    /// Makes some more draws; says whether that was all.
    pub fn step(&mut self, draws: u32) -> bool {
        let end = self.done.saturating_add(draws).min(self.draws);
        while self.done < end && !self.ids.is_empty() {
            let block = self.done / LANES as u32;
            let first = self.done % LANES as u32;
            let count = (LANES as u32 - first).min(end - self.done);
            let shares = self.model.draw(block, &mut self.scores);
            let lanes = first as usize..(first + count) as usize;
            for lane in lanes.clone() {
                self.place(lane);
            }
            self.count(lanes, shares);
            self.done += count;
        }
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

    /// Finds the rank of each item in one draw.
    fn place(&mut self, lane: usize) {
        let items = self.ids.len();
        let scores = self.scores.get(lane * items..(lane + 1) * items).unwrap_or_default();
        let placed = self.placed.get_mut(lane * items..(lane + 1) * items).unwrap_or_default();
        // The bits of a score, so that larger scores are smaller numbers, with the place in
        // the plain order in the lowest bits instead of digits beyond the tolerance of ties.
        // Sorting these numbers is several times faster than sorting places by their scores,
        // which is why this is not `places::sort`: it happens in every draw.
        let bits = usize::BITS - items.leading_zeros();
        let mask = (1_u64 << bits) - 1;
        self.keys.clear();
        self.keys.extend(scores.iter().enumerate().map(|(at, score)| descending(*score) & !mask | at as u64));
        self.keys.sort_unstable();

        let score = |key: u64| scores.get((key & mask) as usize).copied().unwrap_or_default();
        let mut rest = self.keys.as_mut_slice();
        let (mut rank, mut furthest) = (1_u32, 0_u64);
        while let Some(&leader) = rest.first() {
            let leading = score(leader);
            let tied =
                rest.iter().skip(1).take_while(|&&key| self.model.are_tied(leading, score(key))).count() + 1;
            let (group, behind) = rest.split_at_mut(tied);
            if tied > 1 {
                // Equal scores stand as in the plain order.
                group.iter_mut().for_each(|key| *key &= mask);
                group.sort_unstable();
            }
            for (place, key) in (rank..).zip(group.iter()) {
                let at = key & mask;
                if let Some(slot) = placed.get_mut(at as usize) {
                    *slot = rank;
                }
                // The first k are the first k of the plain order when none of them stood
                // behind place k there.
                furthest = furthest.max(at);
                if let Some(count) = self.holds.get_mut(place as usize - 1)
                    && furthest < u64::from(place)
                {
                    *count += 1;
                }
            }
            rank += tied as u32;
            rest = behind;
        }
        for ((above, below), pair) in scores.iter().zip(scores.iter().skip(1)).zip(&mut self.next) {
            if self.model.are_tied(*above, *below) {
                pair.1 += 1;
            } else if above > below {
                pair.0 += 1;
            }
        }
    }

    /// Counts the ranks of some draws, item by item: the counts of one item lie together, and
    /// going from item to item in each draw would fetch them anew every time.
    fn count(&mut self, lanes: std::ops::Range<usize>, shares: [f64; LANES]) {
        let items = self.ids.len().max(1);
        for (at, (sum, central)) in self.sums.iter_mut().zip(&mut self.shares).enumerate() {
            let ranks = self.placed.iter().skip(at).step_by(items).zip(shares);
            for (rank, share) in ranks.skip(lanes.start).take(lanes.len()) {
                self.ranks.add(at, *rank);
                *sum += u64::from(*rank);
                if *rank == 1 {
                    *central += share;
                }
            }
        }
    }

    /// What the draws so far say.
    pub fn results(&self) -> Results {
        let drawn = u64::from(self.done);
        let items = self.ids.iter().enumerate().map(|(at, id)| {
            let counts = self.ranks.of(at);
            let first = counts.iter().take(MOST_TOP as usize).map(|count| u32::from(*count));
            let mut first: Vec<u32> = first.collect();
            first.truncate(first.iter().rposition(|count| *count > 0).map_or(0, |last| last + 1));
            let ahead = first.first().copied().unwrap_or_default();
            let sum = self.sums.get(at).copied().unwrap_or_default();
            let next =
                self.next.get(at).map(|(above, tied)| Pair { above: *above, tied: *tied, draws: self.done });
            let share = self.shares.get(at).copied().unwrap_or_default();
            Outlook {
                id: id.clone(),
                low: self.ranks.reached(at, drawn.div_ceil(20)).0,
                median: self.ranks.reached(at, drawn.div_ceil(2)).0,
                high: self.ranks.reached(at, (drawn * 19).div_ceil(20)).1,
                mean: if drawn > 0 { sum as f64 / drawn as f64 } else { 0.0 },
                first,
                next,
                central: (self.model.weighs() && ahead > 0).then(|| share / f64::from(ahead)),
            }
        });
        Results { draws: self.done, of: self.draws, items: items.collect(), holds: self.holds.clone() }
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
    let model = Model::new(request, &[find(above)?, find(below)?]);
    let mut scores = vec![0.0; 2 * LANES];
    let mut pair = Pair { draws: request.draws.min(MOST_DRAWS), ..Pair::default() };
    for block in 0..pair.draws.div_ceil(LANES as u32) {
        model.draw(block, &mut scores);
        let left = (pair.draws - block * LANES as u32) as usize;
        for lane in scores.chunks_exact(2).take(left) {
            if let [above, below] = *lane {
                let are_tied = model.are_tied(above, below);
                pair.tied += u32::from(are_tied);
                pair.above += u32::from(above > below && !are_tied);
            }
        }
    }
    Some(pair)
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
    let first = simulation.ranks.of(at).first()?;
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

/// The bits of a finite number, so that a larger one comes first.
fn descending(score: f64) -> u64 {
    // Positive numbers rise with their bits, negative ones fall, and zero has one sign here.
    let bits = (score + 0.0).to_bits();
    if bits >> 63 == 0 { !bits & (u64::MAX >> 1) } else { bits }
}

/// Items ready to be drawn.
struct Model {
    combine: Combine,
    seed: u64,
    width: usize,
    rows: Vec<Row>,
    normals: Normals,
    exp: Exp,
}

/// The logarithm that stands for that of 0: below any other, and equal to itself.
const LOG_OF_NOTHING: f64 = -1e9;

/// What makes a score of the values.
enum Combine {
    /// The product of all values, each to its power; scores are its logarithms.
    Product,
    /// A formula of the values alone.
    Score(fn(&[f64]) -> f64),
    /// The weighted sum over criteria.
    Criteria(Vec<Weighed>),
    /// A weighted sum of two values; the weight is drawn once for all items.
    Share { low: f64, high: f64, stream: u64 },
}

/// An item: what is constant, and what is drawn.
struct Row {
    likely: Vec<f64>,
    open: Vec<(usize, u64, Drawn)>,
    /// Of a product: the sum of the logarithms that are constant, and those that are drawn.
    base: f64,
    logs: Vec<(u64, DrawnLog)>,
    /// The score, where nothing is open and the formula has no part in chance.
    constant: Option<f64>,
}

impl Model {
    fn new(request: &Request, items: &[Entry]) -> Model {
        let mut powers: &[f64] = &[];
        let combine = match &request.formula {
            // A formula that this version does not know leaves all equal.
            Formula::Framework(id) => match frameworks::by_id(id) {
                Some(Framework { shape: Shape::Product(of), .. }) if of.len() == request.inputs.len() => {
                    powers = of;
                    Combine::Product
                }
                framework => Combine::Score(framework.map_or(|_| 0.0, |framework| framework.combine)),
            },
            Formula::Criteria(criteria) => Combine::Criteria(criteria.clone()),
            Formula::NeedShare { low, high, .. } => {
                Combine::Share { low: *low, high: *high, stream: stream("", "need share") }
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
                (at, name, Drawn::new(quantity, asked.least, asked.most))
            });
            let open: Vec<(usize, u64, Drawn)> = open.collect();
            let factors = || item.inputs.iter().zip(powers).zip(request.inputs.iter().zip(names()));
            let mut base = 0.0;
            let mut logs = Vec::new();
            for ((quantity, power), (asked, name)) in factors() {
                if quantity.is_open() {
                    logs.push((name, DrawnLog::new(quantity, asked.least, asked.most, *power)));
                } else {
                    base += power * libm::log(quantity.likely.max(asked.least));
                }
            }
            let is_nothing = factors().any(|((quantity, power), _)| quantity.likely <= 0.0 && *power > 0.0);
            let constant = match &combine {
                Combine::Product if is_nothing => Some(LOG_OF_NOTHING),
                Combine::Product if logs.is_empty() => Some(base),
                Combine::Score(score) if open.is_empty() => Some(score(&likely)),
                Combine::Criteria(criteria) if open.is_empty() => Some(weighted_sum(criteria, &likely)),
                _ => None,
            };
            Row { likely, open, base, logs, constant }
        };
        let rows = items.iter().map(row).collect();
        let (normals, exp) = (Normals::get(), Exp::get());
        let width = request.inputs.len();
        Model { rows, combine, seed: request.seed, width, normals, exp }
    }

    /// Whether two scores are equal but for rounding.
    fn are_tied(&self, one: f64, other: f64) -> bool {
        match self.combine {
            // Logarithms differ by what their numbers differ by, relatively.
            Combine::Product => (one - other).abs() <= RELATIVE_TOLERANCE,
            _ => same_score(one, other),
        }
    }

    /// Whether a need share is drawn.
    fn weighs(&self) -> bool {
        matches!(self.combine, Combine::Share { .. })
    }

    /// The scores of all items in the draws of a block, one draw after the other, and the
    /// need share of each draw, 0 where there is none.
    fn draw(&self, block: u32, scores: &mut [f64]) -> [f64; LANES] {
        let shares = match self.combine {
            Combine::Product | Combine::Score(_) | Combine::Criteria(_) => [0.0; LANES],
            Combine::Share { low, high, stream } => {
                lanes(self.seed, stream, block).map(|bits| low + (high - low) * uniform(bits))
            }
        };
        let items = self.rows.len();
        let mut values = vec![0.0; self.width * LANES];
        for (at, row) in self.rows.iter().enumerate() {
            let slots = scores.iter_mut().skip(at).step_by(items.max(1));
            if let Some(score) = row.constant {
                slots.for_each(|slot| *slot = score);
                continue;
            }
            if matches!(self.combine, Combine::Product) {
                let mut sums = [row.base; LANES];
                for (stream, drawn) in &row.logs {
                    for (sum, bits) in sums.iter_mut().zip(lanes(self.seed, *stream, block)) {
                        *sum += drawn.value(bits, &self.normals);
                    }
                }
                slots.zip(sums).for_each(|(slot, sum)| *slot = sum);
                continue;
            }
            for lane in values.chunks_exact_mut(self.width.max(1)) {
                lane.iter_mut().zip(&row.likely).for_each(|(slot, likely)| *slot = *likely);
            }
            for (input, stream, drawn) in &row.open {
                let lanes = lanes(self.seed, *stream, block);
                let inputs = values.iter_mut().skip(*input).step_by(self.width.max(1));
                for (value, bits) in inputs.zip(lanes) {
                    *value = drawn.value(bits, &self.normals, &self.exp);
                }
            }
            let drawn = values.chunks_exact(self.width.max(1)).zip(shares);
            for (slot, (values, share)) in slots.zip(drawn) {
                *slot = match (&self.combine, values) {
                    (Combine::Score(score), values) => score(values),
                    (Combine::Criteria(criteria), values) => weighted_sum(criteria, values),
                    (Combine::Share { .. }, [need, goal]) => share * need + (1.0 - share) * goal,
                    _ => 0.0,
                };
            }
        }
        shares
    }
}
