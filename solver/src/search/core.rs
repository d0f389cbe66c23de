//! The problem as the search sees it: jobs that go together are one job, cycles are gone, and
//! everything that follows from the rules alone is drawn.

use crate::problem::{Problem, Rule, Slots};

/// In which periods a job may still be done, and whether it can be left out.
///
/// `low > high` is a job that is not in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    /// The first period.
    pub low: u16,
    /// The last period.
    pub high: u16,
    /// Whether it is in the plan for certain.
    pub must: bool,
}

impl Range {
    /// A job that is not in the plan.
    pub const OUT: Range = Range { low: 1, high: 0, must: false };

    /// Whether the job is certainly not in the plan.
    pub fn is_out(self) -> bool {
        self.low > self.high
    }

    /// The period of a job whose place is certain.
    pub fn fixed(self) -> Option<usize> {
        (self.must && self.low == self.high).then_some(self.low as usize)
    }

    /// Whether nothing is left to be decided.
    pub fn is_settled(self) -> bool {
        self.is_out() || self.fixed().is_some()
    }

    /// Whether the job may be done in a period.
    pub fn holds(self, period: usize) -> bool {
        usize::from(self.low) <= period && period <= usize::from(self.high)
    }
}

/// `then` is done no earlier than `first`, and only with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Before {
    pub then: usize,
    pub first: usize,
    /// How many periods lie between them at least: 0 or 1.
    pub gap: usize,
}

/// A sum that must be reached, by job and period.
#[derive(Clone, Debug)]
pub(super) struct Floor {
    pub amounts: Vec<f64>,
    /// What has to be reached, with the tolerance of [`crate::faults`] taken off.
    pub least: f64,
}

/// The problem with one job for each set of jobs that stand or fall together.
#[derive(Clone, Debug)]
pub(super) struct Core {
    pub periods: usize,
    pub teams: usize,
    /// By period, then team.
    pub capacity: Vec<u64>,
    pub weights: Vec<f64>,
    /// By job, then team.
    pub effort: Vec<u64>,
    pub value: Vec<f64>,
    pub ranges: Vec<Range>,
    /// By job, then period: places that are left out although they lie within the range.
    pub barred: Vec<bool>,
    /// Sorted by `then`.
    pub before: Vec<Before>,
    /// By job, the places in `before` in which it is needed.
    pub needed: Vec<Vec<usize>>,
    /// By job, the places in `before` in which it needs.
    pub needs: Vec<Vec<usize>>,
    pub apart: Vec<Vec<usize>>,
    pub either: Vec<Vec<usize>>,
    /// By job, its places in `apart`.
    pub apart_of: Vec<Vec<usize>>,
    /// By job, its places in `either`.
    pub either_of: Vec<Vec<usize>>,
    pub floors: Vec<Floor>,
    /// By job of the problem, its job here.
    of: Vec<usize>,
}

impl Core {
    /// Draws a problem together. `None`: the rules leave no plan.
    pub fn new(problem: &Problem) -> Option<Core> {
        let (periods, teams) = (problem.periods(), problem.teams());
        let (of, count) = components(problem);
        let mut core = Core {
            periods,
            teams,
            capacity: problem.capacity.iter().flatten().copied().collect(),
            weights: problem.weights.clone(),
            effort: vec![0; count * teams],
            value: vec![0.0; count],
            ranges: vec![Range { low: 0, high: last(periods), must: false }; count],
            barred: vec![false; count * periods],
            before: Vec::new(),
            needed: vec![Vec::new(); count],
            needs: vec![Vec::new(); count],
            apart: Vec::new(),
            either: Vec::new(),
            apart_of: vec![Vec::new(); count],
            either_of: vec![Vec::new(); count],
            floors: Vec::new(),
            of,
        };
        let mut impossible = vec![periods == 0; count];
        for (at, job) in problem.jobs.iter().enumerate() {
            let here = core.of[at];
            core.value[here] += job.value;
            for (team, effort) in job.effort.iter().enumerate() {
                core.effort[here * teams + team] += effort;
            }
            let range = &mut core.ranges[here];
            range.low = range.low.max(u16::try_from(job.earliest).unwrap_or(u16::MAX));
            range.high = range.high.min(u16::try_from(job.latest).unwrap_or(u16::MAX));
            range.must |= job.must;
        }
        core.read_rules(problem, &mut impossible);
        for floor in &problem.floors {
            let mut amounts = vec![0.0; count];
            for (at, amount) in floor.amounts.iter().enumerate() {
                amounts[core.of[at]] += amount;
            }
            let least = floor.least - 1e-9 * floor.least.abs().max(1.0);
            if least > 0.0 {
                core.floors.push(Floor { amounts, least });
            }
        }
        for (job, never) in impossible.into_iter().enumerate() {
            for period in 0..periods {
                let place = period * teams;
                let fits = (0..teams).all(|team| core.effort_of(job)[team] <= core.capacity[place + team]);
                core.barred[job * periods + period] = !fits;
            }
            let range = core.ranges[job];
            if never || range.is_out() {
                if range.must {
                    return None;
                }
                core.ranges[job] = Range::OUT;
            }
        }
        let mut ranges = core.ranges.clone();
        let possible = core.propagate(&mut ranges);
        core.ranges = ranges;
        possible.then_some(core)
    }

    fn read_rules(&mut self, problem: &Problem, impossible: &mut [bool]) {
        for rule in &problem.rules {
            match rule {
                Rule::Before { first, then, gap } => {
                    let (first, then) = (self.of[*first], self.of[*then]);
                    if first != then {
                        self.before.push(Before { then, first, gap: usize::from(*gap) });
                    } else if *gap {
                        impossible[then] = true;
                    }
                }
                Rule::Together(_) => {}
                Rule::Apart(list) | Rule::Either(list) => {
                    let mut jobs: Vec<usize> = list.iter().map(|job| self.of[*job]).collect();
                    jobs.sort_unstable();
                    for pair in jobs.windows(2).filter(|pair| pair[0] == pair[1]) {
                        impossible[pair[0]] = true;
                    }
                    jobs.dedup();
                    if jobs.len() > 1 {
                        let lists =
                            if matches!(rule, Rule::Apart(_)) { &mut self.apart } else { &mut self.either };
                        lists.push(jobs);
                    }
                }
            }
        }
        // Of two rules for the same pair the one with a gap says more.
        self.before.sort_unstable_by_key(|rule| (rule.then, rule.first, std::cmp::Reverse(rule.gap)));
        self.before.dedup_by_key(|rule| (rule.then, rule.first));
        for (at, rule) in self.before.iter().enumerate() {
            self.needs[rule.then].push(at);
            self.needed[rule.first].push(at);
        }
        for (at, list) in self.apart.iter().enumerate() {
            for job in list {
                self.apart_of[*job].push(at);
            }
        }
        for (at, list) in self.either.iter().enumerate() {
            for job in list {
                self.either_of[*job].push(at);
            }
        }
    }

    /// How many jobs there are.
    pub fn jobs(&self) -> usize {
        self.value.len()
    }

    /// What a job takes, by team.
    pub fn effort_of(&self, job: usize) -> &[u64] {
        &self.effort[job * self.teams..(job + 1) * self.teams]
    }

    /// What a job adds to the value of a plan.
    pub fn worth(&self, job: usize, period: usize) -> f64 {
        self.value[job] * self.weights[period]
    }

    /// Whether a job may be done in a period as far as it alone is concerned.
    pub fn open(&self, ranges: &[Range], job: usize, period: usize) -> bool {
        ranges[job].holds(period) && !self.barred[job * self.periods + period]
    }

    /// Draws what follows from ranges; false if they leave no plan.
    ///
    /// Only ever narrows. What it leaves can still be impossible, but once every job is
    /// settled, all rules but the floors hold.
    pub fn propagate(&self, ranges: &mut [Range]) -> bool {
        let mut free = vec![0_u64; self.capacity.len()];
        loop {
            let before = ranges.to_vec();
            if !self.settle_capacity(ranges, &mut free) || !self.settle_rules(ranges) {
                return false;
            }
            if ranges == before.as_slice() {
                return true;
            }
        }
    }

    fn settle_capacity(&self, ranges: &mut [Range], free: &mut [u64]) -> bool {
        let teams = self.teams;
        free.copy_from_slice(&self.capacity);
        if ranges.iter().any(|range| range.is_out() && range.must) {
            return false;
        }
        for (job, range) in ranges.iter().enumerate() {
            if let Some(period) = range.fixed() {
                if self.barred[job * self.periods + period] {
                    return false;
                }
                for (team, effort) in self.effort_of(job).iter().enumerate() {
                    match free[period * teams + team].checked_sub(*effort) {
                        Some(left) => free[period * teams + team] = left,
                        None => return false,
                    }
                }
            }
        }
        for (job, range) in ranges.iter_mut().enumerate() {
            if range.is_settled() {
                continue;
            }
            let fits = |period: u16| {
                let place = usize::from(period) * teams;
                !self.barred[job * self.periods + usize::from(period)]
                    && self.effort_of(job).iter().zip(&free[place..]).all(|(effort, free)| effort <= free)
            };
            while range.low <= range.high && !fits(range.low) {
                range.low += 1;
            }
            while range.low < range.high && !fits(range.high) {
                range.high -= 1;
            }
            if range.is_out() && !leave_out(range) {
                return false;
            }
        }
        true
    }

    fn settle_rules(&self, ranges: &mut [Range]) -> bool {
        for rule in &self.before {
            let (first, then, gap) = (ranges[rule.first], ranges[rule.then], gap_of(rule));
            if then.is_out() {
                continue;
            }
            if first.is_out() {
                if !leave_out(&mut ranges[rule.then]) {
                    return false;
                }
                continue;
            }
            let after = &mut ranges[rule.then];
            after.low = after.low.max(first.low + gap);
            if after.is_out() {
                if !leave_out(after) {
                    return false;
                }
                continue;
            }
            if then.must {
                let first = &mut ranges[rule.first];
                first.must = true;
                if then.high < gap || first.low > then.high - gap {
                    return false;
                }
                first.high = first.high.min(then.high - gap);
            }
        }
        for list in &self.either {
            if list.iter().any(|job| ranges[*job].must) {
                let mut taken = false;
                for job in list {
                    if ranges[*job].must {
                        if taken {
                            return false;
                        }
                        taken = true;
                    } else {
                        ranges[*job] = Range::OUT;
                    }
                }
            }
        }
        for list in &self.apart {
            for one in list {
                let Some(period) = ranges[*one].fixed() else { continue };
                for other in list.iter().filter(|other| *other != one) {
                    let range = &mut ranges[*other];
                    if range.is_out() {
                        continue;
                    }
                    if usize::from(range.low) == period {
                        range.low += 1;
                    } else if usize::from(range.high) == period {
                        range.high -= 1;
                    }
                    if range.is_out() && !leave_out(range) {
                        return false;
                    }
                }
            }
        }
        true
    }

    /// The plan of the problem for a plan of the jobs here.
    pub fn expand(&self, slots: &[Option<usize>]) -> Slots {
        self.of.iter().map(|job| slots[*job]).collect()
    }

    /// The plan of the jobs here that comes nearest to a plan of the problem.
    pub fn contract(&self, slots: &[Option<usize>]) -> Slots {
        let mut here: Slots = vec![None; self.jobs()];
        for (job, slot) in self.of.iter().zip(slots) {
            here[*job] = here[*job].max(slot.filter(|period| *period < self.periods));
        }
        here
    }
}

fn gap_of(rule: &Before) -> u16 {
    u16::from(rule.gap > 0)
}

fn last(periods: usize) -> u16 {
    u16::try_from(periods.saturating_sub(1)).unwrap_or(u16::MAX - 1)
}

/// Takes a job out of the plan; false if it has to be in it.
fn leave_out(range: &mut Range) -> bool {
    let must = range.must;
    *range = Range::OUT;
    !must
}

/// By job the number of its set of jobs that stand or fall together, and how many sets there are:
/// those that are named together, and those that need each other in a circle.
fn components(problem: &Problem) -> (Vec<usize>, usize) {
    let count = problem.jobs.len();
    let mut ahead = vec![Vec::new(); count];
    let mut back = vec![Vec::new(); count];
    let mut link = |from: usize, to: usize| {
        ahead[from].push(to);
        back[to].push(from);
    };
    for rule in &problem.rules {
        match rule {
            Rule::Before { first, then, .. } => link(*first, *then),
            Rule::Together(list) => {
                for pair in list.windows(2) {
                    link(pair[0], pair[1]);
                    link(pair[1], pair[0]);
                }
            }
            Rule::Apart(_) | Rule::Either(_) => {}
        }
    }
    // Kosaraju's two passes, without recursion, as chains may be long.
    let mut order = Vec::with_capacity(count);
    let mut seen = vec![false; count];
    for start in 0..count {
        if std::mem::replace(&mut seen[start], true) {
            continue;
        }
        let mut stack = vec![(start, 0)];
        while let Some((job, next)) = stack.pop() {
            match ahead[job].get(next) {
                Some(to) => {
                    stack.push((job, next + 1));
                    if !std::mem::replace(&mut seen[*to], true) {
                        stack.push((*to, 0));
                    }
                }
                None => order.push(job),
            }
        }
    }
    let mut set = vec![usize::MAX; count];
    let mut sets = 0;
    for start in order.into_iter().rev() {
        if set[start] != usize::MAX {
            continue;
        }
        let mut stack = vec![start];
        set[start] = sets;
        while let Some(job) = stack.pop() {
            for from in &back[job] {
                if set[*from] == usize::MAX {
                    set[*from] = sets;
                    stack.push(*from);
                }
            }
        }
        sets += 1;
    }
    // Numbered by the first job of each, so that the order of the jobs is the order here.
    let mut names = vec![usize::MAX; sets];
    let mut next = 0;
    let of = set
        .into_iter()
        .map(|set| {
            if names[set] == usize::MAX {
                names[set] = next;
                next += 1;
            }
            names[set]
        })
        .collect();
    (of, sets)
}
