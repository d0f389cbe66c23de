//! Heavy work for the roadmap: drafts, prices of wishes, the frontier.
//!
//! Problems are made by [`super::brief`]; whoever asks keeps the brief, as answers name jobs by
//! their places.

use serde::{Deserialize, Serialize};
use solver::{Conflict, Draws, Frontier, Problem, Search, Share, Slots, Variation, Verdict, Wish};

/// What can be asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// The best plan, or why there is none.
    Draft {
        /// What is searched.
        problem: Problem,
        /// A plan to begin with; it need not keep to the rules.
        start: Option<Slots>,
    },
    /// What a wish costs: the best plan with it and the best plan without it.
    Price {
        /// The problem with the wish.
        with: Problem,
        /// The problem without it.
        without: Problem,
        /// A plan to begin with.
        start: Option<Slots>,
    },
    /// The plans that no other plan beats on both need and goal.
    Frontier {
        /// What is searched; the values of its jobs are not looked at.
        problem: Problem,
        /// The need value of each job.
        need: Vec<f64>,
        /// The goal value of each job.
        goal: Vec<f64>,
        /// How many need shares from 0 to 1 are looked at.
        shares: usize,
    },
    /// How often each job makes the cut when its numbers vary.
    Draws {
        /// What is searched.
        problem: Problem,
        /// Other numbers for its jobs, one for each draft.
        variations: Vec<Variation>,
    },
}

/// What comes of a request. While it is worked on, the answer so far.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// A draft.
    Draft(Draft),
    /// The drafts with the wish and without it.
    Price {
        /// With the wish.
        with: Draft,
        /// Without it.
        without: Draft,
    },
    /// The points so far, by rising need.
    Frontier(Vec<Dot>),
    /// How often each job is in the drafts so far.
    Draws {
        /// One for each job.
        shares: Vec<Share>,
        /// How many drafts are made.
        done: usize,
        /// In how many of them no plan was met.
        without_plan: usize,
    },
}

/// The best plan so far.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The plan; `None` while there is none.
    pub slots: Option<Slots>,
    /// What it is worth, in the problem's terms.
    pub value: f64,
    /// No plan is worth more; `None` while nothing is known.
    pub bound: Option<f64>,
    /// What can be said of it.
    pub proof: Proof,
    /// Where no plan keeps to all wishes: some that cannot all hold.
    pub conflict: Vec<Wanted>,
}

impl Draft {
    /// How far the plan can be from the best one, as a share of the bound; `None` while
    /// nothing is known. 0 is only said of what is proven.
    pub fn gap(&self) -> Option<f64> {
        if self.proof == Proof::Optimal {
            return Some(0.0);
        }
        let bound = self.bound?;
        Some(if bound > 0.0 { ((bound - self.value) / bound).max(0.0) } else { 0.0 })
    }
}

/// What can be said of a draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Proof {
    /// The search goes on, or was stopped.
    #[default]
    Open,
    /// No plan is worth more.
    Optimal,
    /// The search has used up its budget.
    Spent,
    /// No plan keeps to all wishes.
    Infeasible,
}

/// A wish, as the solver names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wanted {
    /// That a job is in the plan.
    Must(usize),
    /// That a job is not done before its earliest period.
    Earliest(usize),
    /// That a job is not done after its latest period.
    Latest(usize),
    /// A rule, by its place in the list.
    Rule(usize),
    /// The capacity of a team over all periods.
    Capacity(usize),
}

/// A plan on the frontier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dot {
    /// The plan.
    pub slots: Slots,
    /// Its sum of need values.
    pub need: f64,
    /// Its sum of goal values.
    pub goal: f64,
    /// The need share at which it is a best plan; `None` for one between two of those.
    pub share: Option<f64>,
    /// Whether it is proven that no plan beats it.
    pub proven: bool,
}

/// A request that is being worked on.
#[derive(Debug)]
pub enum Work {
    /// A draft, and the conflict where there is none.
    Draft(Box<(Search, Option<Conflict>)>),
    /// Two drafts, one after the other.
    Price(Box<[Search; 2]>),
    /// A frontier.
    Frontier(Box<Frontier>),
    /// Drafts for other numbers.
    Draws(Box<Draws>),
}

impl Work {
    /// Makes everything ready for the first step.
    pub fn new(request: Request) -> Work {
        match request {
            Request::Draft { problem, start } => Work::Draft(Box::new((Search::new(problem, start), None))),
            Request::Price { with, without, start } => {
                Work::Price(Box::new([Search::new(with, start.clone()), Search::new(without, start)]))
            }
            Request::Frontier { problem, need, goal, shares } => {
                Work::Frontier(Box::new(Frontier::new(problem, need, goal, shares)))
            }
            Request::Draws { problem, variations } => Work::Draws(Box::new(Draws::new(problem, variations))),
        }
    }

    /// Does so many units of work, each of some milliseconds at most.
    pub fn step(&mut self, units: u32) {
        match self {
            Work::Draft(work) => work.0.step(units),
            Work::Price(searches) => searches.iter_mut().for_each(|search| search.step(units)),
            Work::Frontier(frontier) => frontier.step(units),
            Work::Draws(draws) => draws.step(units),
        }
    }

    /// How much of it is done, 0 to 1; 1 when there is nothing left to do, and not before.
    pub fn progress(&self) -> f64 {
        match self {
            Work::Draft(work) => work.0.progress(),
            Work::Price(searches) => searches.iter().map(Search::progress).sum::<f64>() / 2.0,
            Work::Frontier(frontier) => frontier.progress(),
            Work::Draws(draws) => draws.progress(),
        }
    }

    /// What can be said so far.
    pub fn answer(&self) -> Answer {
        match self {
            Work::Draft(work) => Answer::Draft(so_far(&work.0)),
            Work::Price(searches) => {
                let [with, without] = &**searches;
                Answer::Price { with: so_far(with), without: so_far(without) }
            }
            Work::Draws(draws) => Answer::Draws {
                shares: draws.shares(),
                done: draws.done(),
                without_plan: draws.without_plan(),
            },
            Work::Frontier(frontier) => Answer::Frontier(
                frontier
                    .points()
                    .iter()
                    .map(|point| Dot {
                        slots: point.slots.clone(),
                        need: point.first,
                        goal: point.second,
                        share: point.share,
                        proven: point.proven,
                    })
                    .collect(),
            ),
        }
    }
}

fn so_far(search: &Search) -> Draft {
    Draft {
        slots: search.best().cloned(),
        value: 0.0,
        bound: Some(search.bound()).filter(|bound| bound.is_finite()),
        proof: match search.verdict() {
            Verdict::Searching => Proof::Open,
            Verdict::Optimal => Proof::Optimal,
            Verdict::Spent => Proof::Spent,
            Verdict::Infeasible => Proof::Infeasible,
        },
        conflict: Vec::new(),
    }
}

impl From<Wish> for Wanted {
    fn from(wish: Wish) -> Wanted {
        match wish {
            Wish::Must(job) => Wanted::Must(job),
            Wish::Earliest(job) => Wanted::Earliest(job),
            Wish::Latest(job) => Wanted::Latest(job),
            Wish::Rule(rule) => Wanted::Rule(rule),
            Wish::Capacity(team) => Wanted::Capacity(team),
        }
    }
}
