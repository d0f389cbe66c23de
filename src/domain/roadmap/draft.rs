//! Heavy work for the roadmap: drafts, prices of wishes, the frontier.
//!
//! Problems are made by [`super::brief`]; whoever asks keeps the brief, as answers name jobs by
//! their places.

use serde::{Deserialize, Serialize};
use solver::{Conflict, Draws, Frontier, Problem, Search, Share, Slots, Variation, Verdict, Wish, faults};

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
        /// What is known of the best plan without it, so that it need not be found once more.
        known: Option<Box<Draft>>,
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
    /// How often each job makes the cut when the numbers vary.
    Draws {
        /// What is searched.
        problem: Problem,
        /// Other numbers for its jobs, one for each draw.
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
    /// How often each job made the cut.
    Draws(Cuts),
}

/// How often jobs made the cut.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Cuts {
    /// For each job the shares of the draws.
    pub shares: Vec<Share>,
    /// How many draws are done.
    pub done: usize,
    /// For how many of those no plan was met.
    pub without_plan: usize,
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
    /// Whether it is proven that any one of those given up makes a plan possible.
    #[serde(default)]
    pub is_smallest: bool,
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
    Draft(Box<Drafting>),
    /// Two drafts, of which as much is found out as their difference needs.
    Price(Box<Pricing>),
    /// A frontier.
    Frontier(Box<Frontier>),
    /// Draws.
    Draws(Box<Draws>),
}

/// What is short of done while there is still something to do.
const NEARLY: f64 = 0.99;

impl Work {
    /// Makes everything ready for the first step.
    pub fn new(request: Request) -> Work {
        match request {
            Request::Draft { problem, start } => {
                let mut drafting = Drafting::new(problem, start);
                drafting.look_for_reasons();
                Work::Draft(Box::new(drafting))
            }
            Request::Price { with, without, start, known } => {
                Work::Price(Box::new(Pricing::new(with, without, start, known)))
            }
            Request::Frontier { problem, mut need, mut goal, shares } => {
                let problem = sound(problem);
                need.resize(problem.jobs.len(), 0.0);
                goal.resize(problem.jobs.len(), 0.0);
                Work::Frontier(Box::new(Frontier::new(problem, need, goal, shares)))
            }
            Request::Draws { problem, mut variations } => {
                let problem = sound(problem);
                variations.retain(|one| fits(one, &problem));
                Work::Draws(Box::new(Draws::new(problem, variations)))
            }
        }
    }

    /// Does so many units of work, each of some milliseconds at most.
    pub fn step(&mut self, units: u32) {
        match self {
            Work::Draft(drafting) => drafting.step(units),
            Work::Price(pricing) => (0..units).for_each(|_| pricing.unit()),
            Work::Frontier(frontier) => frontier.step(units),
            Work::Draws(draws) => draws.step(units),
        }
    }

    /// How much of it is done, 0 to 1; 1 when there is nothing left to do, and not before.
    pub fn progress(&self) -> f64 {
        match self {
            Work::Draft(drafting) => drafting.progress(),
            Work::Price(pricing) => pricing.progress(),
            Work::Frontier(frontier) => frontier.progress(),
            Work::Draws(draws) => draws.progress(),
        }
    }

    /// What can be said so far.
    pub fn answer(&self) -> Answer {
        match self {
            Work::Draft(drafting) => Answer::Draft(drafting.so_far()),
            Work::Price(pricing) => {
                Answer::Price { with: pricing.with.so_far(), without: pricing.without.so_far() }
            }
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
            Work::Draws(draws) => Answer::Draws(Cuts {
                shares: draws.shares(),
                done: draws.done(),
                without_plan: draws.without_plan(),
            }),
        }
    }
}

/// The problem, or an empty one in the place of one whose numbers make no sense: the search
/// relies on them, and a request is only text.
fn sound(problem: Problem) -> Problem {
    if problem.check().is_ok() { problem } else { Problem::default() }
}

/// Whether a variation has a number of 0 or more for everything that varies.
fn fits(one: &Variation, problem: &Problem) -> bool {
    one.values.len() == problem.jobs.len()
        && one.effort.len() == problem.jobs.len()
        && one.values.iter().all(|value| value.is_finite() && *value >= 0.0)
        && one.effort.iter().all(|effort| effort.len() == problem.teams())
}

/// A draft that is being made: first the search, and where there is no plan, the reasons.
#[derive(Debug)]
pub struct Drafting {
    problem: Problem,
    search: Search,
    /// How much was done before the last unit of the search.
    before: f64,
    /// The units that a price has given to it.
    units: u32,
    conflict: Option<Conflict>,
}

impl Drafting {
    fn new(problem: Problem, start: Option<Slots>) -> Drafting {
        let problem = sound(problem);
        let periods = problem.periods();
        let fits = |start: &Slots| {
            start.len() == problem.jobs.len() && start.iter().flatten().all(|period| *period < periods)
        };
        let search = Search::new(problem.clone(), start.filter(fits));
        Drafting { problem, search, before: 0.0, units: 0, conflict: None }
    }

    fn step(&mut self, units: u32) {
        for _ in 0..units {
            match &mut self.conflict {
                Some(conflict) => conflict.step(1),
                None if self.search.verdict() == Verdict::Searching => {
                    self.before = self.before.max(self.search.progress().min(NEARLY));
                    self.search.step(1);
                    self.look_for_reasons();
                }
                None => return,
            }
        }
    }

    fn look_for_reasons(&mut self) {
        if self.search.verdict() == Verdict::Infeasible {
            self.conflict = Some(Conflict::new(self.problem.clone()));
        }
    }

    fn progress(&self) -> f64 {
        match &self.conflict {
            Some(conflict) if conflict.progress() >= 1.0 => 1.0,
            Some(conflict) => self.before + (NEARLY - self.before) * conflict.progress(),
            None if self.search.verdict() == Verdict::Searching => {
                self.before.max(self.search.progress().min(NEARLY))
            }
            None => 1.0,
        }
    }

    fn so_far(&self) -> Draft {
        let conflict = self.conflict.as_ref();
        let unexpected = conflict.and_then(|conflict| conflict.plan());
        let slots = self.search.best().or(unexpected).cloned();
        let value = slots.as_ref().map_or(0.0, |slots| self.problem.value(slots));
        // Wishes are told when they are settled: before that they are more than are needed.
        let settled = conflict.filter(|conflict| conflict.progress() >= 1.0);
        Draft {
            value,
            bound: Some(self.search.bound()).filter(|bound| bound.is_finite()).map(|bound| bound.max(value)),
            proof: match self.search.verdict() {
                Verdict::Searching => Proof::Open,
                Verdict::Optimal => Proof::Optimal,
                Verdict::Spent => Proof::Spent,
                Verdict::Infeasible if slots.is_some() => Proof::Spent,
                Verdict::Infeasible => Proof::Infeasible,
            },
            conflict: settled
                .map(|conflict| conflict.wishes().iter().copied().map(Wanted::from).collect())
                .unwrap_or_default(),
            is_smallest: settled.is_some_and(Conflict::is_smallest),
            slots,
        }
    }
}

/// What a wish costs, as it is being worked out: the search with the wish, and where the best plan
/// without it is not known yet, the search for that, in turns.
#[derive(Debug)]
pub struct Pricing {
    with: Half,
    without: Half,
    /// How many units are done.
    done: u32,
}

/// One of the two plans that a price compares.
#[derive(Debug)]
enum Half {
    /// Nothing more is looked for.
    Known(Draft),
    /// It is not begun.
    Next(Box<Problem>),
    /// It is searched.
    Search(Box<Drafting>),
}

/// The work with the wish alone, so that the search without it can begin with what that has found.
const HEAD_START: u32 = 8;

/// A price is worked out that long at most, for each of the two plans: some seconds. A draft gets
/// far more; here somebody waits for the figure, and what is not known of it is said.
const MOST_UNITS: u32 = 1_000;

/// A price is good enough when the share that it costs is known to that: no digit that is shown
/// would change.
const SHARP: f64 = 0.0005;

impl Pricing {
    fn new(with: Problem, without: Problem, start: Option<Slots>, known: Option<Box<Draft>>) -> Pricing {
        let (with, without) = (sound(with), sound(without));
        let known = known.map(|known| *known).filter(|known| is_plan_of(known, &without));
        let without = match known {
            Some(known) => Half::Known(known),
            None => Half::Next(Box::new(without)),
        };
        let with = Half::Search(Box::new(Drafting::new(with, start)));
        Pricing { with, without, done: 0 }
    }

    fn unit(&mut self) {
        if self.is_done() {
            return;
        }
        let is_first = self.without.is_known() || self.done < HEAD_START || self.done.is_multiple_of(2);
        let half = if is_first && !self.with.is_over() { &mut self.with } else { &mut self.without };
        half.unit();
        self.done += 1;
        if (self.done == HEAD_START || self.with.is_over())
            && let Half::Next(next) = &mut self.without
        {
            // What was found with the wish is a plan without it as well, or near to one.
            let problem = std::mem::take(&mut **next);
            self.without = Half::Search(Box::new(Drafting::new(problem, self.with.slots().cloned())));
        }
    }

    fn is_done(&self) -> bool {
        (self.with.is_over() && (self.without.is_over() || self.with.is_impossible())) || self.is_sharp()
    }

    /// Whether what the wish costs is known closely enough.
    fn is_sharp(&self) -> bool {
        let width = |half: &Half| Some(half.most()? - half.value()?);
        let both = width(&self.with).zip(width(&self.without)).zip(self.without.value());
        both.is_some_and(|((with, without), value)| with + without <= SHARP * value)
    }

    fn progress(&self) -> f64 {
        if self.is_done() {
            return 1.0;
        }
        let halves = if self.without.is_known() { 1 } else { 2 };
        (f64::from(self.done) / f64::from(halves * MOST_UNITS + 1)).min(NEARLY)
    }
}

impl Half {
    fn is_known(&self) -> bool {
        matches!(self, Half::Known(_))
    }

    fn unit(&mut self) {
        if let Half::Search(drafting) = self {
            drafting.search.step(1);
            drafting.units += 1;
        }
    }

    /// Whether nothing more is looked for.
    fn is_over(&self) -> bool {
        match self {
            Half::Known(_) => true,
            Half::Next(_) => false,
            Half::Search(drafting) => {
                drafting.units >= MOST_UNITS || drafting.search.verdict() != Verdict::Searching
            }
        }
    }

    /// Whether there is no plan at all.
    fn is_impossible(&self) -> bool {
        matches!(self, Half::Search(drafting) if drafting.search.verdict() == Verdict::Infeasible)
    }

    fn slots(&self) -> Option<&Slots> {
        match self {
            Half::Known(draft) => draft.slots.as_ref(),
            Half::Next(_) => None,
            Half::Search(drafting) => drafting.search.best(),
        }
    }

    /// What the best plan so far is worth.
    fn value(&self) -> Option<f64> {
        match self {
            Half::Known(draft) => draft.slots.as_ref().map(|_| draft.value),
            Half::Next(_) => None,
            Half::Search(drafting) => drafting.search.best().map(|slots| drafting.problem.value(slots)),
        }
    }

    /// No plan is worth more.
    fn most(&self) -> Option<f64> {
        match self {
            Half::Known(draft) => {
                if draft.proof == Proof::Optimal {
                    Some(draft.value)
                } else {
                    draft.bound
                }
            }
            Half::Next(_) => None,
            Half::Search(drafting) => Some(drafting.search.bound()),
        }
        .filter(|most| most.is_finite())
    }

    fn so_far(&self) -> Draft {
        match self {
            Half::Known(draft) => draft.clone(),
            Half::Next(_) => Draft::default(),
            Half::Search(drafting) => drafting.so_far(),
        }
    }
}

/// Whether what is known of a plan is one for that problem: a request is only text.
fn is_plan_of(known: &Draft, problem: &Problem) -> bool {
    let is_worth = |slots: &Slots| (problem.value(slots) - known.value).abs() <= 1e-9 * known.value.abs();
    known.slots.as_ref().is_some_and(|slots| faults(problem, slots).is_empty() && is_worth(slots))
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

#[cfg(test)]
mod tests {
    use super::super::brief::Brief;
    use super::super::sketch::Sketch;
    use super::*;

    /// Works in steps of so many units; every answer's progress rises, and is 1 at the end only.
    fn done(request: Request, units: u32) -> Answer {
        let mut work = Work::new(request);
        let mut progress = work.progress();
        for _ in 0..1_000_000 {
            if progress >= 1.0 {
                let answer = work.answer();
                work.step(units);
                assert_eq!(work.answer(), answer, "nothing comes after the end");
                return answer;
            }
            work.step(units);
            assert!(work.progress() >= progress, "{} after {progress}", work.progress());
            progress = work.progress();
        }
        panic!("it never ends");
    }

    fn draft(problem: Problem, units: u32) -> Draft {
        match done(Request::Draft { problem, start: None }, units) {
            Answer::Draft(draft) => draft,
            other => panic!("{other:?}"),
        }
    }

    fn example() -> Sketch {
        Sketch::new(&[4.0], 2).item("a", &[3.0], 3, 3).item("b", &[3.0], 2, 2).item("c", &[2.0], 1, 0).item(
            "d",
            &[1.0],
            0,
            1,
        )
    }

    #[test]
    fn a_draft_is_the_best_plan_with_its_value_and_its_proof() {
        let brief = Brief::of(&example().0);
        let draft = draft(brief.problem.clone(), 1);
        let slots = draft.slots.clone().unwrap();
        assert_eq!(slots, [Some(0), Some(1), None, Some(0)]);
        assert_eq!((draft.proof, draft.gap()), (Proof::Optimal, Some(0.0)));
        assert_eq!(draft.value, brief.problem.value(&slots));
        assert!(draft.conflict.is_empty());
    }

    #[test]
    fn the_size_of_the_steps_changes_no_answer() {
        for seed in 0..12 {
            let plan = Sketch::random(seed, 7, 3).0;
            let brief = Brief::of(&plan);
            let start = Some(brief.slots(&plan.roadmap.placements));
            let item = plan.items.first().map(|item| item.id.clone()).unwrap_or_default();
            let (with, without) = Brief::with_and_without(&plan, &item);
            let same = Variation {
                values: brief.problem.jobs.iter().map(|job| job.value).collect(),
                effort: brief.problem.jobs.iter().map(|job| job.effort.clone()).collect(),
            };
            let requests = [
                Request::Draft { problem: brief.problem.clone(), start: start.clone() },
                Request::Price { with: with.problem, without: without.problem, start, known: None },
                Request::Frontier {
                    problem: brief.problem.clone(),
                    need: brief.need.clone(),
                    goal: brief.goal.clone(),
                    shares: 3,
                },
                Request::Draws { problem: brief.problem, variations: vec![same; 2] },
            ];
            for request in requests {
                let one = done(request.clone(), 1);
                assert_eq!(done(request.clone(), 7), one, "{seed}");
                assert_eq!(done(request, 1000), one, "{seed}");
            }
        }
    }

    #[test]
    fn where_there_is_no_plan_the_wishes_that_stand_against_each_other_are_found() {
        let plan = example().limit("a", |limit| limit.must = true).limit("b", |limit| limit.must = true);
        let one_period = plan.roadmap(|roadmap| {
            roadmap.periods.pop();
        });
        let draft = draft(Brief::of(&one_period.0).problem, 5);
        assert_eq!((draft.proof, draft.slots), (Proof::Infeasible, None));
        assert_eq!(draft.conflict.len(), 3, "{:?}", draft.conflict);
        for wish in [Wanted::Must(0), Wanted::Must(1), Wanted::Capacity(0)] {
            assert!(draft.conflict.contains(&wish), "{wish:?}");
        }
        assert!(draft.is_smallest);
    }

    #[test]
    fn drafts_of_random_plans_keep_to_their_rules_and_are_no_worse_without_a_lock() {
        let mut compared = 0;
        for seed in 0..60 {
            let plan = Sketch::random(seed, 7, 3).0;
            let brief = Brief::of(&plan);
            let draft = draft(brief.problem.clone(), 50);
            match &draft.slots {
                Some(slots) => assert_eq!(faults(&brief.problem, slots), [], "{seed}"),
                None => assert_eq!(draft.proof, Proof::Infeasible, "{seed}"),
            }
            let Some(locked) = plan.roadmap.placements.iter().find(|each| each.locked) else { continue };
            let (with, without) = Brief::with_and_without(&plan, &locked.item);
            let free = without.problem.clone();
            let request =
                Request::Price { with: with.problem, without: without.problem, start: None, known: None };
            let Answer::Price { with, without } = done(request, 50) else { panic!("no price") };
            // A lock that wins over a rule can be worth more than keeping to it.
            let is_allowed = with.slots.as_ref().is_some_and(|slots| faults(&free, slots).is_empty());
            if is_allowed && without.proof == Proof::Optimal {
                assert!(without.value >= with.value - 1e-9, "{seed}");
                compared += 1;
            }
        }
        assert!(compared > 5, "{compared}");
    }

    #[test]
    fn a_request_that_makes_no_sense_ends_without_harm() {
        let mut problem = Brief::of(&example().0).problem;
        problem.weights.clear();
        assert_eq!(draft(problem, 1).slots, Some(Vec::new()));
    }

    #[test]
    fn a_plan_that_is_known_is_not_looked_for_again_and_the_price_is_the_same() {
        let mut known_first = 0;
        for seed in 0..60 {
            let plan = Sketch::random(seed, 7, 3).0;
            let Some(locked) = plan.roadmap.placements.iter().find(|each| each.locked) else { continue };
            let (with, without) = Brief::with_and_without(&plan, &locked.item);
            let known = draft(without.problem.clone(), 50);
            let is_proven = known.proof == Proof::Optimal;
            let ask = |known: Option<Draft>| Request::Price {
                with: with.problem.clone(),
                without: without.problem.clone(),
                start: None,
                known: known.map(Box::new),
            };
            let price = |answer: Answer| match answer {
                Answer::Price { with, without } => (with.value, without.value, with.proof),
                other => panic!("{other:?}"),
            };
            let (one, other) = (price(done(ask(None), 1)), price(done(ask(Some(known.clone())), 1)));
            if one.2 == Proof::Infeasible || !is_proven {
                assert_eq!(one.2, other.2, "{seed}");
                continue;
            }
            assert!(
                (one.0 - other.0).abs() < 1e-9 && (one.1 - other.1).abs() < 1e-9,
                "{seed}: {one:?} {other:?}"
            );
            // Before any work the plan without the wish is there, and one unit gives the other.
            let mut work = Work::new(ask(Some(known)));
            work.step(1);
            if let (true, Answer::Price { with, without }) = (is_proven, work.answer()) {
                known_first += usize::from(with.slots.is_some() && without.proof == Proof::Optimal);
            }
        }
        assert!(known_first > 5, "{known_first}");
    }

    #[test]
    fn what_is_said_to_be_known_counts_only_where_it_is_a_plan_for_the_problem() {
        let plan = example().lock("b", 0).0;
        let (with, without) = Brief::with_and_without(&plan, "b");
        let wrong =
            Draft { slots: Some(vec![Some(0); 4]), value: 99.0, proof: Proof::Optimal, ..Draft::default() };
        let request = Request::Price {
            with: with.problem,
            without: without.problem.clone(),
            start: None,
            known: Some(Box::new(wrong)),
        };
        let Answer::Price { without: found, .. } = done(request, 7) else { panic!("no price") };
        assert_eq!(found.value, draft(without.problem, 7).value);
    }
}
