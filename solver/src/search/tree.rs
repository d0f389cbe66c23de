//! The tree of cases: what a job's being done by a period, or not, leads to.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::sync::Arc;

use super::core::{Core, Range};
use super::cuts;
use super::model::Model;
use super::simplex::{Linear, Outcome};

/// A case that is still to be looked at.
#[derive(Clone, Debug)]
struct Node {
    ranges: Vec<Range>,
    bound: f64,
    /// Rising, which settles the order of equals.
    number: u64,
    basis: Arc<(Vec<u32>, Vec<f32>)>,
    from: Option<Branch>,
}

/// How a case came from another.
#[derive(Clone, Copy, Debug)]
struct Branch {
    job: usize,
    period: usize,
    /// Whether the job is done by the end of the period.
    done: bool,
    /// How far the other's solution was from that.
    distance: f64,
    /// The other's bound.
    bound: f64,
}

impl PartialEq for Node {
    fn eq(&self, other: &Node) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Node {}

impl PartialOrd for Node {
    fn partial_cmp(&self, other: &Node) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Node {
    fn cmp(&self, other: &Node) -> Ordering {
        self.bound.total_cmp(&other.bound).then(self.number.cmp(&other.number))
    }
}

/// What branching on a job's being done by a period has cost so far, down and up.
#[derive(Clone, Copy, Debug, Default)]
struct Cost {
    sum: [f64; 2],
    count: [u32; 2],
}

#[derive(Clone, Debug)]
struct Probe {
    candidates: Vec<(usize, usize, f64)>,
    at: usize,
    best: Option<(f64, usize)>,
    since: u32,
    start: Box<Linear>,
    base: f64,
}

#[derive(Clone, Debug)]
enum Stage {
    Pick,
    Solve,
    Probe(Box<Probe>),
    Done,
}

/// The search through all cases.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    core: Arc<Core>,
    model: Option<Model>,
    open: BinaryHeap<Node>,
    /// Cases that are looked at before those in `open`, for which there is no room there.
    deep: Vec<Node>,
    current: Option<Node>,
    stage: Stage,
    costs: Vec<Cost>,
    /// Plans worth no more than this are of no interest.
    pub cut: f64,
    numbers: u64,
    pub nodes: u64,
    /// Complete plans that were found and not yet taken.
    pub found: Vec<Vec<Option<usize>>>,
    /// The root's solution, once it is known: by job and period, its share.
    pub root: Option<Root>,
    /// Work outside of the linear program.
    extra: u64,
    /// How often rows are still added at the root, and what its bound was before.
    rounds: u32,
    before: f64,
    /// How long the queue may be before the search goes deep only.
    most_open: usize,
}

/// What the first linear program tells.
#[derive(Clone, Debug)]
pub(super) struct Root {
    /// By job and period, the share done then.
    pub shares: Vec<f64>,
    /// By job and period, by how much a plan is worth less at least when it differs there.
    pub reduced: Vec<f64>,
}

/// A solution this near to whole numbers is whole.
const WHOLE: f64 = 1e-6;

impl Tree {
    /// A tree of all plans within the ranges. That of a `part` goes deep at once, as it is to find
    /// plans rather than bounds.
    pub fn new(core: Arc<Core>, ranges: Vec<Range>, cut: f64, part: bool) -> Tree {
        let model = Model::new(&core, &ranges);
        let costs = vec![Cost::default(); core.jobs() * core.periods];
        let rows = model.as_ref().map_or(0, |model| model.linear.row_count());
        let size = 6 * ranges.len() + 8 * rows + 200;
        let node = Node {
            ranges,
            bound: f64::INFINITY,
            number: 0,
            basis: Arc::new((Vec::new(), Vec::new())),
            from: None,
        };
        Tree {
            core,
            stage: if model.is_some() { Stage::Pick } else { Stage::Done },
            model,
            open: BinaryHeap::from([node]),
            deep: Vec::new(),
            current: None,
            costs,
            cut,
            numbers: 0,
            nodes: 0,
            found: Vec::new(),
            root: None,
            extra: 0,
            rounds: 20,
            before: f64::INFINITY,
            most_open: if part { 0 } else { (64 << 20) / size },
        }
    }

    /// Whether every case has been looked at.
    pub fn is_done(&self) -> bool {
        matches!(self.stage, Stage::Done)
    }

    /// What has been done, in operations.
    pub fn work(&self) -> u64 {
        self.extra + self.model.as_ref().map_or(0, |model| model.linear.work)
    }

    /// No plan that has not been looked at is worth more; minus infinity when all have been.
    pub fn bound(&self) -> f64 {
        if self.is_done() {
            return f64::NEG_INFINITY;
        }
        let open = self.open.peek().into_iter().chain(&self.deep).chain(&self.current);
        open.map(|node| node.bound).fold(f64::NEG_INFINITY, f64::max)
    }

    /// Goes on until so much work is done in all.
    pub fn run(&mut self, until: u64) {
        while self.work() < until {
            match std::mem::replace(&mut self.stage, Stage::Pick) {
                Stage::Pick => self.pick(),
                Stage::Solve => self.solve(until),
                Stage::Probe(probe) => self.probe(probe, until),
                Stage::Done => {
                    self.stage = Stage::Done;
                    return;
                }
            }
        }
    }

    fn pick(&mut self) {
        self.current = None;
        self.extra += 20;
        while let Some(node) = self.deep.pop() {
            if node.bound > self.cut {
                self.enter(node, true);
                return;
            }
        }
        let Some(node) = self.open.pop() else {
            self.stage = Stage::Done;
            return;
        };
        if node.bound <= self.cut {
            // It was the best: all others are no better.
            self.open.clear();
            self.stage = Stage::Done;
            return;
        }
        self.enter(node, true);
    }

    /// Begins with a case. `jump`: the linear program stands somewhere else.
    fn enter(&mut self, mut node: Node, jump: bool) {
        self.nodes += 1;
        self.extra += 500 + 20 * node.ranges.len() as u64 + 8 * self.core.before.len() as u64;
        self.stage = Stage::Pick;
        if !self.core.propagate(&mut node.ranges) {
            return;
        }
        let Some(model) = &mut self.model else { return };
        model.narrow(&self.core, &node.ranges);
        self.extra += model.places.len() as u64;
        if jump && !node.basis.0.is_empty() {
            let basis = Arc::clone(&node.basis);
            model.linear.load(&basis.0, &basis.1);
        }
        self.current = Some(node);
        self.stage = Stage::Solve;
    }

    fn solve(&mut self, until: u64) {
        let (Some(model), Some(node)) = (&mut self.model, &mut self.current) else { return };
        let limit = model.linear.work + until.saturating_sub(self.extra + model.linear.work);
        let cost = model.cost(self.cut);
        let outcome = model.linear.run(limit, cost);
        match outcome {
            Outcome::Unfinished => {
                // What is known so far already bounds this case, and may be all there will be.
                let bound = model.bound();
                node.bound = node.bound.min(bound);
                self.stage = Stage::Solve;
            }
            Outcome::CutOff => {
                let bound = model.bound();
                self.learn(bound);
            }
            Outcome::Infeasible => {}
            Outcome::Optimal => {
                let bound = model.bound().min(node.bound);
                node.bound = bound;
                self.learn(bound);
                self.look();
            }
            Outcome::Lost => self.look(),
        }
    }

    /// Keeps in mind what the last branching cost.
    fn learn(&mut self, bound: f64) {
        let Some(from) = self.current.as_ref().and_then(|node| node.from) else { return };
        if from.bound.is_finite() {
            let lost = (from.bound - bound).max(0.0) / from.distance.max(1e-6);
            let cost = &mut self.costs[from.job * self.core.periods + from.period];
            cost.sum[usize::from(from.done)] += lost;
            cost.count[usize::from(from.done)] += 1;
        }
    }

    /// Looks at the solution of a case: done with, or to be divided?
    fn look(&mut self) {
        let (Some(model), Some(node)) = (&mut self.model, &mut self.current) else { return };
        let (core, periods) = (Arc::clone(&self.core), self.core.periods);
        if node.bound <= self.cut {
            return;
        }
        if self.root.is_none() && self.rounds > 0 {
            self.rounds -= 1;
            // As long as it gets somewhere: a bound that is not far below the last is the last.
            let room = if self.cut.is_finite() { node.bound - self.cut } else { 0.01 * node.bound.abs() };
            if self.before - node.bound < 0.005 * room {
                self.rounds = self.rounds.min(2);
            }
            self.before = node.bound;
            let most = 20 + model.linear.row_count() / 4;
            let (rows, work) = cuts::covers(&core, &node.ranges, model, most);
            self.extra += work;
            if !rows.is_empty() {
                model.linear.add_rows(rows);
                self.stage = Stage::Solve;
                return;
            }
        }
        if self.root.is_none() {
            let reduced = model.linear.reduced_costs();
            let mut root =
                Root { shares: vec![0.0; core.jobs() * periods], reduced: vec![0.0; core.jobs() * periods] };
            for (variable, (job, period)) in model.places.iter().enumerate() {
                root.shares[job * periods + period] = model.linear.value(variable);
                root.reduced[job * periods + period] = model.worth(0.0) - model.worth(reduced[variable]);
            }
            self.root = Some(root);
        }
        // What would cost more than the bound has to give cannot be in a better plan.
        let reduced = model.linear.reduced_costs();
        let room = node.bound - self.cut;
        let mut narrowed = false;
        for (variable, (job, period)) in model.places.iter().enumerate() {
            let price = model.worth(0.0) - model.worth(reduced[variable].abs());
            if price <= room * (1.0 + 1e-9) + 1e-9 {
                continue;
            }
            let range = &mut node.ranges[*job];
            if reduced[variable] > 0.0 {
                if range.low < range.high || !range.must {
                    if usize::from(range.low) == *period && range.low <= range.high {
                        range.low += 1;
                        narrowed = true;
                    } else if usize::from(range.high) == *period && range.low < range.high {
                        range.high -= 1;
                        narrowed = true;
                    }
                    if range.is_out() {
                        if range.must {
                            return;
                        }
                        *range = Range::OUT;
                    }
                }
            } else if range.holds(*period) && range.fixed().is_none() {
                *range = Range { low: *period as u16, high: *period as u16, must: true };
                narrowed = true;
            }
        }
        if narrowed && !core.propagate(&mut node.ranges) {
            return;
        }

        // What is undecided: a job's being done by the end of a period.
        let mut candidates = Vec::new();
        let mut rounded = vec![None; core.jobs()];
        for job in 0..core.jobs() {
            let range = node.ranges[job];
            if let Some(period) = range.fixed() {
                rounded[job] = Some(period);
                continue;
            }
            if range.is_out() {
                continue;
            }
            let mut sum = 0.0;
            for period in usize::from(range.low)..=usize::from(range.high) {
                let share = model.share(job, period);
                sum += share;
                if share > 0.5 {
                    rounded[job] = Some(period);
                }
                if sum > WHOLE && sum < 1.0 - WHOLE {
                    candidates.push((job, period, sum));
                }
            }
        }
        self.extra += 2 * model.places.len() as u64;
        if candidates.is_empty() {
            let of = |(job, slot): (usize, &Option<usize>)| slot.map(|period| core.worth(job, period));
            let worth: f64 = rounded.iter().enumerate().filter_map(of).sum();
            if worth >= self.cut - 1e-9 * self.cut.abs() || !self.cut.is_finite() {
                self.found.push(rounded.clone());
            }
            // The plan is as good as this case gets, unless rounding stands in between.
            if node.ranges.iter().all(|range| range.is_settled())
                || (node.bound <= worth + 1e-9 * worth.abs() && keeps(&core, &node.ranges, &rounded))
            {
                return;
            }
            // Any job that is not certain will do.
            for (job, range) in node.ranges.iter().enumerate() {
                if !range.is_settled() {
                    let done = rounded[job];
                    let period = done.unwrap_or(usize::from(range.high)).min(usize::from(range.high));
                    let divides = period < usize::from(range.high) || !range.must;
                    let period = if divides { period } else { usize::from(range.low) };
                    candidates.push((job, period, if done.is_some() { 1.0 - WHOLE } else { WHOLE }));
                    break;
                }
            }
            if let Some((job, period, sum)) = candidates.first().copied() {
                self.divide(job, period, sum);
            }
            return;
        }
        self.choose(candidates);
    }

    fn score(&self, job: usize, period: usize, sum: f64, average: [f64; 2]) -> f64 {
        let cost = &self.costs[job * self.core.periods + period];
        let worth = self.core.worth(job, period);
        let one = |way: usize| {
            if cost.count[way] > 0 {
                cost.sum[way] / f64::from(cost.count[way])
            } else {
                average[way] * worth
            }
        };
        (one(0) * sum).max(1e-6) * (one(1) * (1.0 - sum)).max(1e-6)
    }

    /// Chooses by what to divide the case.
    fn choose(&mut self, mut candidates: Vec<(usize, usize, f64)>) {
        let mut sums = [0.0; 2];
        let mut counts = [0.0; 2];
        for (at, cost) in self.costs.iter().enumerate() {
            let worth = self.core.worth(at / self.core.periods, at % self.core.periods).max(1e-9);
            for way in 0..2 {
                if cost.count[way] > 0 {
                    sums[way] += cost.sum[way] / f64::from(cost.count[way]) / worth;
                    counts[way] += 1.0;
                }
            }
        }
        let average = [0, 1].map(|way| if counts[way] > 0.0 { sums[way] / counts[way] } else { 1.0 });
        let mut scored: Vec<(f64, (usize, usize, f64))> =
            candidates.drain(..).map(|each| (self.score(each.0, each.1, each.2, average), each)).collect();
        scored.sort_by(|one, other| {
            other.0.total_cmp(&one.0).then((one.1.0, one.1.1).cmp(&(other.1.0, other.1.1)))
        });
        self.extra += self.costs.len() as u64 + 20 * scored.len() as u64;
        candidates.extend(scored.into_iter().take(CANDIDATES).map(|(_, each)| each));
        let (Some(model), Some(node)) = (&self.model, &self.current) else { return };
        let probe = Probe {
            candidates,
            at: 0,
            best: None,
            since: 0,
            start: Box::new(model.linear.clone()),
            base: node.bound,
        };
        self.stage = Stage::Probe(Box::new(probe));
    }

    /// Tries out what dividing by each candidate would do to the bound.
    fn probe(&mut self, mut probe: Box<Probe>, until: u64) {
        let cut = self.cut;
        while self.work() < until {
            let reliable = |costs: &Cost| costs.count[0] >= RELIABLE && costs.count[1] >= RELIABLE;
            let Some((job, period, sum)) = probe.candidates.get(probe.at).copied() else { break };
            if probe.since >= PATIENCE {
                break;
            }
            let place = job * self.core.periods + period;
            let costs = self.costs[place];
            let score = if reliable(&costs) {
                let one = |way: usize| costs.sum[way] / f64::from(costs.count[way]);
                (one(0) * sum).max(1e-6) * (one(1) * (1.0 - sum)).max(1e-6)
            } else {
                let (Some(model), Some(node)) = (&mut self.model, &self.current) else { return };
                let mut lost = [0.0; 2];
                let mut dead = [false; 2];
                for way in 0..2 {
                    let mut ranges = node.ranges.clone();
                    divide(&mut ranges[job], period, way == 1);
                    self.extra += 500 + 20 * ranges.len() as u64 + 8 * self.core.before.len() as u64;
                    if !self.core.propagate(&mut ranges) {
                        dead[way] = true;
                        continue;
                    }
                    model.linear.go_back(&probe.start);
                    model.narrow(&self.core, &ranges);
                    let limit = model.linear.work + PROBE_WORK * model.linear.row_count() as u64;
                    let outcome = model.linear.run(limit, model.cost(cut));
                    dead[way] = matches!(outcome, Outcome::Infeasible | Outcome::CutOff);
                    let bound = model.bound();
                    lost[way] = (probe.base - bound).max(0.0);
                }
                for way in 0..2 {
                    let distance = if way == 0 { sum } else { 1.0 - sum };
                    if !dead[way] {
                        let cost = &mut self.costs[place];
                        cost.sum[way] += lost[way] / distance;
                        cost.count[way] += 1;
                    }
                }
                if dead[0] || dead[1] {
                    // One way leads nowhere: that settles this job, and the case goes on.
                    self.back(&probe);
                    let Some(node) = &mut self.current else { return };
                    if dead[0] && dead[1] {
                        self.stage = Stage::Pick;
                        return;
                    }
                    divide(&mut node.ranges[job], period, dead[0]);
                    if self.core.propagate(&mut node.ranges) {
                        if let Some(model) = &mut self.model {
                            model.narrow(&self.core, &node.ranges);
                        }
                        node.from = None;
                        self.stage = Stage::Solve;
                    } else {
                        self.stage = Stage::Pick;
                    }
                    return;
                }
                lost[0].max(1e-6) * lost[1].max(1e-6)
            };
            if probe.best.is_none_or(|(best, _)| score > best) {
                probe.best = Some((score, probe.at));
                probe.since = 0;
            } else {
                probe.since += 1;
            }
            probe.at += 1;
        }
        if probe.at < probe.candidates.len() && probe.since < PATIENCE {
            self.stage = Stage::Probe(probe);
            return;
        }
        self.back(&probe);
        let chosen = probe.best.map_or(0, |(_, at)| at);
        if let Some((job, period, sum)) = probe.candidates.get(chosen).copied() {
            self.divide(job, period, sum);
        }
    }

    fn back(&mut self, probe: &Probe) {
        if let Some(model) = &mut self.model {
            model.linear.go_back(&probe.start);
        }
    }

    /// Divides the case, goes on with one half and puts the other aside.
    fn divide(&mut self, job: usize, period: usize, sum: f64) {
        let (Some(model), Some(node)) = (&self.model, self.current.take()) else { return };
        let basis = Arc::new(model.linear.save());
        self.extra += model.linear.row_count() as u64;
        let mut child = |done: bool| {
            let mut ranges = node.ranges.clone();
            divide(&mut ranges[job], period, done);
            self.numbers += 1;
            let distance = if done { 1.0 - sum } else { sum };
            let from = Some(Branch { job, period, done, distance, bound: node.bound });
            Node { ranges, bound: node.bound, number: self.numbers, basis: Arc::clone(&basis), from }
        };
        let up = sum >= 0.5;
        let (other, next) = (child(!up), child(up));
        if self.open.len() < self.most_open {
            self.open.push(other)
        } else {
            self.deep.push(other)
        }
        self.enter(next, false);
    }
}

/// What trying out one way costs at most, per row of the program: some 25 pivots.
const PROBE_WORK: u64 = 500;
/// After so many tries each way, what they cost on average is taken for what the next one will.
const RELIABLE: u32 = 8;
/// How many candidates are looked at, the most promising first.
const CANDIDATES: usize = 12;
/// After so many candidates that are no better, the best is taken.
const PATIENCE: u32 = 4;

/// Narrows a job's range to its being done by the end of a period, or not.
fn divide(range: &mut Range, period: usize, done: bool) {
    let period = period as u16;
    if done {
        range.high = range.high.min(period);
        range.must = true;
    } else if period >= range.high {
        if range.must {
            // Nothing is left.
            *range = Range { must: true, ..Range::OUT };
        } else {
            *range = Range::OUT;
        }
    } else {
        range.low = range.low.max(period + 1);
    }
}

/// Whether a plan keeps to ranges and capacity.
fn keeps(core: &Core, ranges: &[Range], slots: &[Option<usize>]) -> bool {
    let mut fixed: Vec<Range> = ranges.to_vec();
    for (range, slot) in fixed.iter_mut().zip(slots) {
        match slot {
            Some(period) if range.holds(*period) => {
                *range = Range { low: *period as u16, high: *period as u16, must: true };
            }
            None if !range.must => *range = Range::OUT,
            _ => return false,
        }
    }
    core.propagate(&mut fixed)
        && core.floors.iter().all(|floor| {
            let of = |(job, slot): (usize, &Option<usize>)| {
                slot.map(|period| floor.amounts[job] * core.weights[period])
            };
            slots.iter().enumerate().filter_map(of).sum::<f64>() >= floor.least
        })
}
