//! How often a job makes the cut when the numbers vary.

use serde::{Deserialize, Serialize};

use crate::problem::{Problem, Slots};
use crate::search::{Search, Verdict};

/// Other numbers for the same jobs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Variation {
    /// What each job is worth, as [`Job::value`](crate::Job::value).
    pub values: Vec<f64>,
    /// What each job takes of each team, as [`Job::effort`](crate::Job::effort).
    pub effort: Vec<Vec<u64>>,
}

/// In which share of the draws a job is in the plan. Shares are 0..=1, of all draws done.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// In the plan at all.
    pub in_plan: f64,
    /// In the plan in the first period.
    pub by_first_period: f64,
    /// In the plan in each period; their sum is `in_plan`.
    pub periods: Vec<f64>,
}

/// How many units the plan that all draws begin with may take.
const BASE: u32 = 400;

/// How many units the plan of one draw may take.
const DRAW: u32 = 6;

/// Drafts a plan for each of many variations of a problem, and counts what is in them.
///
/// The plans are good, not proven best: each is what a short search makes of the best plan for
/// the problem's own numbers. A draw for which the search meets no plan counts as one in which
/// no job is in the plan; [`Draws::without_plan`] says how many there are.
#[derive(Clone, Debug)]
pub struct Draws {
    base: Problem,
    variants: Vec<Variation>,
    /// The plan that all draws begin with, once it is there.
    start: Option<Slots>,
    /// The search that is under way, and the units that it may still take.
    search: Option<(Search, u32)>,
    /// How far it is: `None` while the search is for the plan to begin with.
    draw: Option<usize>,
    counts: Vec<Vec<u32>>,
    without_plan: usize,
}

impl Draws {
    /// Gets ready. Each variation has a value for each job and an effort for each job and team.
    pub fn new(base: Problem, variants: Vec<Variation>) -> Draws {
        let counts = vec![vec![0; base.periods()]; base.jobs.len()];
        let search = Some((Search::new(base.clone(), None), BASE));
        Draws { base, variants, start: None, search, draw: None, counts, without_plan: 0 }
    }

    /// Does so many units of work, each of some milliseconds at most.
    pub fn step(&mut self, units: u32) {
        for _ in 0..units {
            if self.done() == self.variants.len() && self.draw.is_some() {
                break;
            }
            self.unit();
        }
    }

    /// How much is done, 0..=1.
    pub fn progress(&self) -> f64 {
        match self.draw {
            // The plan to begin with counts like one draw.
            None => 0.0,
            Some(done) => (done + 1) as f64 / (self.variants.len() + 1) as f64,
        }
    }

    /// How many draws are done.
    pub fn done(&self) -> usize {
        self.draw.unwrap_or(0)
    }

    /// For how many of the draws that are done no plan was met.
    pub fn without_plan(&self) -> usize {
        self.without_plan
    }

    /// For each job how often it is in the plan; all 0 before the first draw is done.
    pub fn shares(&self) -> Vec<Share> {
        let draws = self.done().max(1) as f64;
        let share = |counts: &Vec<u32>| {
            let periods: Vec<f64> = counts.iter().map(|count| f64::from(*count) / draws).collect();
            Share {
                in_plan: f64::from(counts.iter().sum::<u32>()) / draws,
                by_first_period: periods.first().copied().unwrap_or(0.0),
                periods,
            }
        };
        self.counts.iter().map(share).collect()
    }

    fn unit(&mut self) {
        let Some((mut search, left)) = self.search.take() else {
            self.begin();
            return;
        };
        search.step(1);
        if search.verdict() == Verdict::Searching && left > 1 {
            self.search = Some((search, left - 1));
            return;
        }
        match self.draw {
            None => self.start = search.best().cloned(),
            Some(_) => self.count(search.best()),
        }
        self.draw = Some(self.draw.map_or(0, |done| done + 1));
    }

    /// Begins with the next draw.
    fn begin(&mut self) {
        let variation = &self.variants[self.done()];
        let mut problem = self.base.clone();
        let fits =
            variation.values.len() == problem.jobs.len() && variation.effort.len() == problem.jobs.len();
        for ((job, value), effort) in problem.jobs.iter_mut().zip(&variation.values).zip(&variation.effort) {
            (job.value, job.effort) = (*value, effort.clone());
        }
        make_room(&mut problem);
        if fits && problem.check().is_ok() {
            self.search = Some((Search::new(problem, self.start.clone()), DRAW));
        } else {
            // Numbers of another problem: there is no plan for them.
            self.count(None);
            self.draw = Some(self.done() + 1);
        }
    }

    fn count(&mut self, plan: Option<&Slots>) {
        match plan {
            Some(slots) => {
                for (counts, slot) in self.counts.iter_mut().zip(slots) {
                    if let Some(period) = slot {
                        counts[*period] += 1;
                    }
                }
            }
            None => self.without_plan += 1,
        }
    }
}

/// Lets teams do what they have to: a job that must be done in one certain period takes its
/// room there in every draw, however large it is drawn. Without that no plan keeps to the draw,
/// and it would tell nothing about the others.
fn make_room(problem: &mut Problem) {
    let Problem { capacity, jobs, .. } = problem;
    let mut taken: Vec<Vec<u64>> = capacity.iter().map(|of_teams| vec![0; of_teams.len()]).collect();
    for job in jobs.iter().filter(|job| job.must && job.earliest == job.latest) {
        let Some(taken) = taken.get_mut(job.earliest) else { continue };
        taken.iter_mut().zip(&job.effort).for_each(|(sum, effort)| *sum = sum.saturating_add(*effort));
    }
    for (units, taken) in capacity.iter_mut().flatten().zip(taken.iter().flatten()) {
        *units = (*units).max(*taken);
    }
}
