//! What the tests of the solver share: small random problems, and all their plans by trying
//! every one. Nothing of this looks at how the solver works or at its own check of plans.
// Helpers of tests may stop the test, and no test uses all of them.
#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

use solver::{Floor, Job, Problem, Rule, Search, Slots, Verdict};

/// Numbers that look random and are the same for the same seed: SplitMix64.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is above 0.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// A number from `least` to `most`, both included.
    pub fn within(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }

    /// True in so many cases of a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// Some different numbers below `end`.
    pub fn some(&mut self, count: usize, end: usize) -> Vec<usize> {
        let mut all: Vec<usize> = (0..end).collect();
        (0..count.min(end)).map(|_| all.swap_remove(self.below(all.len()))).collect()
    }
}

/// How large a random problem may be.
#[derive(Clone, Copy)]
pub struct Size {
    pub jobs: usize,
    pub periods: usize,
    pub teams: usize,
    pub rules: usize,
}

pub const FULL: Size = Size { jobs: 10, periods: 3, teams: 3, rules: 5 };
/// Too large to try every plan.
pub const MEDIUM: Size = Size { jobs: 24, periods: 4, teams: 3, rules: 10 };
pub const SMALL: Size = Size { jobs: 6, periods: 3, teams: 2, rules: 4 };

/// A random problem with a bit of everything: the same one for the same seed.
pub fn instance(seed: u64, size: Size) -> Problem {
    let random = &mut Random::new(seed);
    let jobs =
        if random.chance(4) { random.within(0, 2) } else { random.within(size.jobs * 2 / 3, size.jobs) };
    let periods = random.within(1, size.periods);
    let teams = if random.chance(2) { 0 } else { random.within(1, size.teams) };
    let values = random.below(4);
    // In how many of a hundred cases a job is promised: more promises, fewer plans.
    let promised = [0, 0, 5, 15][random.below(4)];
    let made: Vec<Job> = (0..jobs).map(|_| job(random, values, promised, periods, teams)).collect();
    let rules = (0..random.within(0, size.rules)).filter_map(|_| rule(random, jobs)).collect();
    let floors = if random.chance(15) { random.within(1, 2) } else { 0 };
    let problem = Problem {
        capacity: capacity(random, &made, periods, teams),
        weights: weights(random, periods),
        rules,
        floors: (0..floors).map(|_| floor(random, jobs)).collect(),
        jobs: made,
    };
    assert_eq!(problem.check(), Ok(()), "seed {seed}");
    problem
}

fn weights(random: &mut Random, periods: usize) -> Vec<f64> {
    let falls = [1.0, 0.9, 0.5, 0.0][random.below(4)];
    let first = if random.chance(10) { 0.5 } else { 1.0 };
    std::iter::successors(Some(first), |weight| Some(weight * falls)).take(periods).collect()
}

fn job(random: &mut Random, values: usize, promised: usize, periods: usize, teams: usize) -> Job {
    let value = match values {
        // Few whole numbers: many plans of equal value.
        0 => random.below(6) as f64,
        1 => random.below(100_000) as f64 / 1000.0,
        2 => 7.0,
        _ => (random.below(30) * 1_000_000) as f64,
    };
    let free = random.chance(10);
    let most = random.within(3, 8);
    let only = if teams > 1 && random.chance(60) { Some(random.below(teams)) } else { None };
    let mut effort = |team| {
        let idle = free || only.is_some_and(|only| only != team);
        if idle { 0 } else { random.within(1, most) as u64 }
    };
    let effort = (0..teams).map(&mut effort).collect();
    let (mut earliest, mut latest, mut must) = (0, periods - 1, random.chance(promised));
    if random.chance(promised) {
        (earliest, must) = (random.below(periods), true);
        latest = earliest;
    } else if random.chance(20) {
        earliest = random.below(periods);
        // Now and then a window that is empty, or that reaches beyond the last period.
        latest =
            if random.chance(8) { random.below(periods + 2) } else { random.within(earliest, periods - 1) };
    }
    Job { value, effort, earliest, latest, must }
}

fn capacity(random: &mut Random, jobs: &[Job], periods: usize, teams: usize) -> Vec<Vec<u64>> {
    let share = random.within(30, 130) as u64;
    let of_team = |team: usize| jobs.iter().map(|job| job.effort[team]).sum::<u64>();
    let totals: Vec<u64> = (0..teams).map(of_team).collect();
    let mut one = |total: &u64| {
        let even = total * share / (100 * periods as u64);
        if random.chance(5) { 0 } else { even + random.below(3) as u64 }
    };
    (0..periods).map(|_| totals.iter().map(&mut one).collect()).collect()
}

fn rule(random: &mut Random, jobs: usize) -> Option<Rule> {
    if jobs < 2 {
        return None;
    }
    let kind = random.below(8);
    let count = if random.chance(5) { random.below(2) } else { random.within(2, 4) };
    Some(match kind {
        0..=4 => {
            let mut pair = random.some(2, jobs);
            // Mostly from lower to higher numbers, so that circles are rare but there.
            if !random.chance(5) {
                pair.sort_unstable();
            }
            Rule::Before { first: pair[0], then: pair[1], gap: random.chance(40) }
        }
        5 => Rule::Together(random.some(count.min(3), jobs)),
        6 => Rule::Apart(random.some(count, jobs)),
        _ => Rule::Either(random.some(count.min(3), jobs)),
    })
}

fn floor(random: &mut Random, jobs: usize) -> Floor {
    let amounts: Vec<f64> = (0..jobs).map(|_| random.below(6) as f64).collect();
    let total: f64 = amounts.iter().sum();
    Floor { least: (total * random.below(70) as f64 / 100.0).floor(), amounts }
}

/// Whether a plan keeps to everything, asked of every pair of jobs and every sum by itself.
pub fn keeps(problem: &Problem, slots: &[Option<usize>]) -> bool {
    let jobs = &problem.jobs;
    if slots.len() != jobs.len() {
        return false;
    }
    let mut load = vec![vec![0; problem.teams()]; problem.periods()];
    for (job, slot) in jobs.iter().zip(slots) {
        let Some(period) = *slot else {
            if job.must {
                return false;
            }
            continue;
        };
        if period >= problem.periods() || !(job.earliest..=job.latest).contains(&period) {
            return false;
        }
        for (sum, effort) in load[period].iter_mut().zip(&job.effort) {
            *sum += effort;
        }
    }
    load.iter().flatten().zip(problem.capacity.iter().flatten()).all(|(load, capacity)| load <= capacity)
        && problem.rules.iter().all(|rule| obeys(rule, slots))
        && problem.floors.iter().all(|floor| reaches(problem, floor, slots))
}

fn obeys(rule: &Rule, slots: &[Option<usize>]) -> bool {
    let pairs = |list: &[usize], fits: fn(Option<usize>, Option<usize>) -> bool| {
        let all = list.iter().enumerate();
        let mut pairs = all.flat_map(|(at, one)| list[at + 1..].iter().map(move |other| (*one, *other)));
        pairs.all(|(one, other)| fits(slots[one], slots[other]))
    };
    match rule {
        Rule::Before { first, then, gap: false } => {
            slots[*then].is_none_or(|then| slots[*first].is_some_and(|first| first <= then))
        }
        Rule::Before { first, then, gap: true } => {
            slots[*then].is_none_or(|then| slots[*first].is_some_and(|first| first < then))
        }
        Rule::Together(list) => pairs(list, |one, other| one == other),
        Rule::Apart(list) => pairs(list, |one, other| one.is_none() || one != other),
        Rule::Either(list) => pairs(list, |one, other| one.is_none() || other.is_none()),
    }
}

fn reaches(problem: &Problem, floor: &Floor, slots: &[Option<usize>]) -> bool {
    sum(problem, &floor.amounts, slots) >= floor.least - 1e-9 * floor.least.abs().max(1.0)
}

/// The sum of amounts over the jobs in a plan, each by the weight of its period.
pub fn sum(problem: &Problem, amounts: &[f64], slots: &[Option<usize>]) -> f64 {
    let mut sum = 0.0;
    for (amount, slot) in amounts.iter().zip(slots) {
        sum += slot.map_or(0.0, |period| amount * problem.weights[period]);
    }
    sum
}

/// What a plan is worth.
pub fn worth(problem: &Problem, slots: &[Option<usize>]) -> f64 {
    let values: Vec<f64> = problem.jobs.iter().map(|job| job.value).collect();
    sum(problem, &values, slots)
}

/// Tries every plan, but for those that are too much for a team or whose value is at the end
/// at most `beaten()`, and hands those that keep to everything to `found`.
struct Trial<'a, F: FnMut(&[Option<usize>]) -> f64> {
    problem: &'a Problem,
    slots: Slots,
    left: Vec<Vec<u64>>,
    /// What the jobs from each place on are worth at most.
    rest: Vec<f64>,
    /// The rules whose last job is at each place.
    ends: Vec<Vec<&'a Rule>>,
    beaten: f64,
    found: F,
}

impl<F: FnMut(&[Option<usize>]) -> f64> Trial<'_, F> {
    fn at(&mut self, job: usize, value: f64) {
        if value + self.rest[job] <= self.beaten {
            return;
        }
        if job == self.problem.jobs.len() {
            if keeps(self.problem, &self.slots) {
                self.beaten = (self.found)(&self.slots);
            }
            return;
        }
        let of = &self.problem.jobs[job];
        for period in of.earliest..self.problem.periods().min(of.latest + 1) {
            if of.effort.iter().zip(&self.left[period]).all(|(effort, left)| effort <= left) {
                self.slots[job] = Some(period);
                (0..of.effort.len()).for_each(|team| self.left[period][team] -= of.effort[team]);
                self.into(job, value + of.value * self.problem.weights[period]);
                (0..of.effort.len()).for_each(|team| self.left[period][team] += of.effort[team]);
            }
        }
        self.slots[job] = None;
        if !of.must {
            self.into(job, value);
        }
    }

    fn into(&mut self, job: usize, value: f64) {
        if self.ends[job].iter().all(|rule| obeys(rule, &self.slots)) {
            self.at(job + 1, value);
        }
    }
}

fn try_all(problem: &Problem, found: impl FnMut(&[Option<usize>]) -> f64) {
    let jobs = problem.jobs.len();
    // A hair more than it can be, because sums are rounded.
    let most = |job: &Job| job.value * problem.weights.first().unwrap_or(&0.0) * 1.000_001;
    let rest = (0..=jobs).map(|from| problem.jobs[from..].iter().map(most).sum()).collect();
    let mut ends = vec![Vec::new(); jobs];
    for rule in &problem.rules {
        let last = match rule {
            Rule::Before { first, then, .. } => Some(first.max(then)),
            Rule::Together(list) | Rule::Apart(list) | Rule::Either(list) => list.iter().max(),
        };
        if let Some(last) = last {
            ends[*last].push(rule);
        }
    }
    let slots = vec![None; jobs];
    let left = problem.capacity.clone();
    Trial { problem, slots, left, rest, ends, beaten: f64::NEG_INFINITY, found }.at(0, 0.0);
}

/// The value of the best plan; `None` where there is no plan.
pub fn best_value(problem: &Problem) -> Option<f64> {
    let mut best = None;
    try_all(problem, |slots| *best.insert(worth(problem, slots).max(best.unwrap_or(f64::NEG_INFINITY))));
    best
}

/// Whether there is a plan.
pub fn possible(problem: &Problem) -> bool {
    let mut possible = false;
    try_all(problem, |_| {
        possible = true;
        f64::INFINITY
    });
    possible
}

/// All plans that keep to everything.
pub fn every_plan(problem: &Problem) -> Vec<Slots> {
    let mut all = Vec::new();
    try_all(problem, |slots| {
        all.push(slots.to_vec());
        f64::NEG_INFINITY
    });
    all
}

/// Runs a search to its verdict.
pub fn solved(problem: &Problem) -> Search {
    let mut search = Search::new(problem.clone(), None);
    finish(&mut search, 1000);
    search
}

/// Steps a search until it has a verdict.
pub fn finish(search: &mut Search, units: u32) {
    for _ in 0..100_000 {
        if search.verdict() != Verdict::Searching {
            return;
        }
        search.step(units);
    }
    panic!("a search without end");
}

/// The value of a proven best plan; `None` where it is proven that there is no plan.
pub fn optimum(problem: &Problem) -> Option<f64> {
    let search = solved(problem);
    match search.verdict() {
        Verdict::Optimal => Some(worth(problem, search.best().unwrap())),
        Verdict::Infeasible => None,
        other => panic!("{other:?} instead of a proof: {problem:?}"),
    }
}

/// Whether two values are the same but for rounding and the search's own measure of equal.
pub fn same(one: f64, other: f64) -> bool {
    (one - other).abs() <= 3e-9 * one.abs().max(other.abs()).max(1e-6)
}
