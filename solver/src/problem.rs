//! What is to be planned, and whether a plan keeps to it.

use serde::{Deserialize, Serialize};

/// For each job the period in which it is done, counted from 0; `None` for a job that is not
/// in the plan.
pub type Slots = Vec<Option<usize>>;

/// Which jobs could be done when, by whom, and what they are worth.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    /// What each team can do in each period: `capacity[period][team]`. A unit is so small
    /// that every capacity and effort is whole, which makes 0.1 + 0.2 fit into 0.3.
    pub capacity: Vec<Vec<u64>>,
    /// What value counts in each period, in 0..=1: a discount for what comes later.
    /// Never rising from one period to the next.
    pub weights: Vec<f64>,
    /// The jobs.
    pub jobs: Vec<Job>,
    /// What must hold between jobs.
    pub rules: Vec<Rule>,
    /// Sums that must be reached.
    pub floors: Vec<Floor>,
}

/// Something to do, within one period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Job {
    /// What it is worth when done in a period of weight 1; 0 or more.
    pub value: f64,
    /// What it takes of each team in its period; as long as the list of teams.
    pub effort: Vec<u64>,
    /// The first period in which it may be done.
    pub earliest: usize,
    /// The last period in which it may be done. Before `earliest`: it cannot be done at all.
    pub latest: usize,
    /// Whether it has to be in the plan.
    pub must: bool,
}

/// What must hold between jobs, which are named by their places in [`Problem::jobs`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rule {
    /// `then` is done only when `first` is done, too: in the same period or an earlier one,
    /// or, with `gap`, in an earlier one only.
    Before {
        /// The job that is needed.
        first: usize,
        /// The job that needs it.
        then: usize,
        /// Whether a period has to end between the two.
        gap: bool,
    },
    /// All of them in one period, or none of them at all.
    Together(Vec<usize>),
    /// No two of them in the same period.
    Apart(Vec<usize>),
    /// At most one of them in the plan.
    Either(Vec<usize>),
}

/// A sum over the jobs in the plan that must be reached:
/// `Σ amounts[job] · weights[period of job] ≥ least`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Floor {
    /// What each job adds when done in a period of weight 1; 0 or more.
    pub amounts: Vec<f64>,
    /// The least sum.
    pub least: f64,
}

/// Why something is no problem that can be solved: the first thing that is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// Lists that belong together have different lengths.
    Lengths,
    /// A weight is no number in 0..=1, or higher than the one before.
    Weight,
    /// A value or an amount is no number of 0 or more.
    Number,
    /// A rule names a job that is not there, or one job twice.
    Rule,
    /// So much capacity or effort that sums would not be exact.
    TooLarge,
}

/// A sum of capacities or efforts beyond which arithmetic in floating point is not exact.
const LARGEST: u64 = 1 << 50;

impl Problem {
    /// How many periods there are.
    pub fn periods(&self) -> usize {
        self.weights.len()
    }

    /// How many teams there are.
    pub fn teams(&self) -> usize {
        self.capacity.first().map_or(0, Vec::len)
    }

    /// What a plan is worth: `Σ value · weight of its period`.
    pub fn value(&self, slots: &[Option<usize>]) -> f64 {
        self.sum(slots, |job| self.jobs[job].value)
    }

    /// The sum of amounts over the jobs in the plan, each by the weight of its period.
    pub fn sum(&self, slots: &[Option<usize>], amount: impl Fn(usize) -> f64) -> f64 {
        let of = |(job, slot): (usize, &Option<usize>)| slot.map(|period| amount(job) * self.weights[period]);
        slots.iter().enumerate().filter_map(of).sum()
    }

    /// Whether the numbers make sense; everything else in this crate relies on it.
    pub fn check(&self) -> Result<(), Malformed> {
        let (periods, teams, jobs) = (self.periods(), self.teams(), self.jobs.len());
        let lengths = self.capacity.len() == periods
            && self.capacity.iter().all(|of_teams| of_teams.len() == teams)
            && self.jobs.iter().all(|job| job.effort.len() == teams)
            && self.floors.iter().all(|floor| floor.amounts.len() == jobs);
        if !lengths {
            return Err(Malformed::Lengths);
        }
        let falling = self.weights.windows(2).all(|pair| pair[0] >= pair[1]);
        if !falling || !self.weights.iter().all(|weight| (0.0..=1.0).contains(weight)) {
            return Err(Malformed::Weight);
        }
        let fits = |number: f64| number.is_finite() && number >= 0.0;
        let numbers = self.jobs.iter().all(|job| fits(job.value))
            && self
                .floors
                .iter()
                .all(|floor| floor.least.is_finite() && floor.amounts.iter().all(|amount| fits(*amount)));
        if !numbers {
            return Err(Malformed::Number);
        }
        let known = |list: &[usize]| {
            let mut seen = vec![false; jobs];
            list.iter().all(|job| seen.get_mut(*job).is_some_and(|seen| !std::mem::replace(seen, true)))
        };
        let rules = self.rules.iter().all(|rule| match rule {
            Rule::Before { first, then, .. } => known(&[*first, *then]),
            Rule::Together(list) | Rule::Apart(list) | Rule::Either(list) => known(list),
        });
        if !rules {
            return Err(Malformed::Rule);
        }
        let efforts = self.jobs.iter().flat_map(|job| &job.effort);
        let all = self.capacity.iter().flatten().chain(efforts);
        let sum = all.fold(0_u64, |sum, number| sum.saturating_add(*number));
        if sum > LARGEST { Err(Malformed::TooLarge) } else { Ok(()) }
    }
}

/// A way in which a plan breaks its problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The plan is not as long as the list of jobs, or names a period that is not there.
    Shape,
    /// A team has more to do in a period than it can.
    Capacity {
        /// The period.
        period: usize,
        /// The team.
        team: usize,
    },
    /// A job is done too early or too late.
    Window(usize),
    /// A job is missing that has to be in the plan.
    Must(usize),
    /// A rule is broken, by its place in the list.
    Rule(usize),
    /// A sum is not reached, by the place of its floor.
    Floor(usize),
}

/// Everything that a plan breaks; empty for a plan that can be carried out.
///
/// Written for reading, not for speed, and apart from the search: it is what the tests and
/// the app trust.
pub fn faults(problem: &Problem, slots: &[Option<usize>]) -> Vec<Fault> {
    let periods = problem.periods();
    if slots.len() != problem.jobs.len() || slots.iter().flatten().any(|period| *period >= periods) {
        return vec![Fault::Shape];
    }
    let mut found = Vec::new();
    for period in 0..periods {
        for team in 0..problem.teams() {
            let jobs = problem.jobs.iter().zip(slots).filter(|(_, slot)| **slot == Some(period));
            let load: u64 = jobs.map(|(job, _)| job.effort[team]).sum();
            if load > problem.capacity[period][team] {
                found.push(Fault::Capacity { period, team });
            }
        }
    }
    for (at, (job, slot)) in problem.jobs.iter().zip(slots).enumerate() {
        match slot {
            Some(period) if *period < job.earliest || *period > job.latest => found.push(Fault::Window(at)),
            None if job.must => found.push(Fault::Must(at)),
            _ => {}
        }
    }
    for (at, rule) in problem.rules.iter().enumerate() {
        let holds = match rule {
            Rule::Before { first, then, gap } => match (slots[*first], slots[*then]) {
                (_, None) => true,
                (None, Some(_)) => false,
                (Some(first), Some(then)) => first + usize::from(*gap) <= then,
            },
            Rule::Together(list) => list.windows(2).all(|pair| slots[pair[0]] == slots[pair[1]]),
            Rule::Apart(list) => {
                (0..periods).all(|period| list.iter().filter(|job| slots[**job] == Some(period)).count() <= 1)
            }
            Rule::Either(list) => list.iter().filter(|job| slots[**job].is_some()).count() <= 1,
        };
        if !holds {
            found.push(Fault::Rule(at));
        }
    }
    for (at, floor) in problem.floors.iter().enumerate() {
        let sum = problem.sum(slots, |job| floor.amounts[job]);
        // A sum of rounded numbers may miss what it was made to reach by a hair.
        if sum < floor.least - 1e-9 * floor.least.abs().max(1.0) {
            found.push(Fault::Floor(at));
        }
    }
    found
}
