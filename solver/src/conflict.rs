//! Why there is no plan: a smallest set of wishes that cannot all hold.

use serde::{Deserialize, Serialize};

use crate::problem::{Problem, Rule, Slots, faults};
use crate::search::{Search, Verdict};

/// Something that somebody asked for and that could be given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wish {
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

/// How many units one question may take: whether there is a plan for some of the wishes.
const QUESTION: u32 = 400;

/// How many of the plans that were met are kept.
const MET: usize = 16;

/// How many units all questions may take.
const ALL: u32 = 6_000;

/// A search for wishes that cannot all hold, none of which can be left out.
///
/// It leaves out wishes, several at once as long as that goes well, and asks each time whether
/// there is a plan now. What cannot be left out without making a plan possible belongs to the
/// conflict. What is tried first is left out rather than what is tried later: capacities, then
/// rules, then windows, then what has to be in the plan, the small before the large. So a
/// capacity is named only where the rest does not suffice, and few large jobs rather than many
/// small ones.
///
/// Floors are no wishes. They stay, whatever is left out.
#[derive(Clone, Debug)]
pub struct Conflict {
    problem: Problem,
    /// What is not left out, in the order in which it is tried.
    kept: Vec<Wish>,
    /// How many of those, from the first on, have been tried and belong to the conflict.
    needed: usize,
    /// How many are tried at once; 0 for the first question, which leaves out nothing.
    chunk: usize,
    asked: Option<Asked>,
    /// Plans that were met: one that keeps to what is left answers a question at once.
    met: Vec<Slots>,
    /// How many wishes there were.
    count: usize,
    used: u32,
    /// The plan that keeps to everything.
    plan: Option<Slots>,
    /// Whether it is proven that what is kept cannot all hold.
    proven: bool,
    /// Whether a question had to be left open.
    open: bool,
    done: bool,
}

/// A question that is being answered.
#[derive(Clone, Debug)]
struct Asked {
    search: Search,
    left: u32,
}

/// What a question has brought.
enum Answer {
    Plan(Slots),
    NoPlan,
    Open,
}

impl Conflict {
    /// Gets ready to look into a problem that has no plan.
    pub fn new(problem: Problem) -> Conflict {
        let kept = wishes_of(&problem);
        Conflict {
            count: kept.len(),
            kept,
            problem,
            needed: 0,
            chunk: 0,
            asked: None,
            met: Vec::new(),
            used: 0,
            plan: None,
            proven: false,
            open: false,
            done: false,
        }
    }

    /// Does so many units of work, each of some milliseconds at most.
    pub fn step(&mut self, units: u32) {
        for _ in 0..units {
            if self.done {
                break;
            }
            self.unit();
        }
    }

    /// How much is done, 0..=1.
    pub fn progress(&self) -> f64 {
        if self.done {
            return 1.0;
        }
        let settled = self.count - (self.kept.len() - self.needed);
        let of_wishes = settled as f64 / (self.count + 1) as f64;
        of_wishes.max(f64::from(self.used) / f64::from(ALL)).min(0.99)
    }

    /// The wishes that cannot all hold; as long as the work is not done, more than are needed.
    ///
    /// Empty where a plan exists after all (see [`Conflict::plan`]), where the floors alone are
    /// out of reach ([`Conflict::is_smallest`] says so), and where neither could be proven.
    pub fn wishes(&self) -> &[Wish] {
        if self.done && !self.proven { &[] } else { &self.kept }
    }

    /// Whether it is proven that the wishes cannot all hold and that any one of them left out
    /// makes a plan possible. False while the work is not done.
    pub fn is_smallest(&self) -> bool {
        self.done && self.proven && !self.open
    }

    /// A plan that keeps to everything, where there is one after all.
    pub fn plan(&self) -> Option<&Slots> {
        self.plan.as_ref()
    }

    fn unit(&mut self) {
        self.used += 1;
        match self.asked.take() {
            Some(mut asked) => {
                asked.search.step(1);
                asked.left -= 1;
                match asked.answer() {
                    Some(answer) => self.take(answer),
                    None => self.asked = Some(asked),
                }
            }
            None => self.ask(),
        }
        if self.used >= ALL && !self.done {
            self.open = true;
            self.finish();
        }
    }

    /// Puts the next question, and answers it where that needs no search.
    fn ask(&mut self) {
        let left_out = self.needed..self.needed + self.chunk;
        let all = self.kept.iter().enumerate();
        let rest: Vec<Wish> = all.filter(|(at, _)| !left_out.contains(at)).map(|(_, wish)| *wish).collect();
        let problem = only(&self.problem, &rest);
        if let Some(at) = self.met.iter().position(|plan| faults(&problem, plan).is_empty()) {
            // The last one that helped is likely to help again.
            let plan = self.met.remove(at);
            self.take(Answer::Plan(plan));
            return;
        }
        let problem = reduced(problem);
        if is_crowded(&problem) {
            self.take(Answer::NoPlan);
        } else {
            self.asked = Some(Asked { search: Search::new(problem, None), left: QUESTION });
        }
    }

    fn take(&mut self, answer: Answer) {
        if let (0, Answer::Plan(plan)) = (self.chunk, &answer) {
            self.plan = Some(plan.clone());
            self.finish();
            return;
        }
        match answer {
            Answer::NoPlan => {
                self.proven = true;
                self.kept.drain(self.needed..self.needed + self.chunk);
                // All capacities are the first that are tried, at once.
                let first = self.kept.iter().take_while(|wish| matches!(wish, Wish::Capacity(_))).count();
                self.chunk = if self.chunk == 0 { first.max(1) } else { self.chunk * 2 };
            }
            Answer::Plan(plan) => {
                self.met.insert(0, plan);
                // Old ones seldom help, and each is looked at for every question.
                self.met.truncate(MET);
                self.tried();
            }
            Answer::Open => {
                self.open |= self.chunk <= 1;
                self.tried();
            }
        }
        let untried = self.kept.len() - self.needed;
        self.chunk = self.chunk.min(untried);
        if untried == 0 {
            self.finish();
        }
    }

    /// What was left out is needed, or cannot be shown not to be.
    fn tried(&mut self) {
        if self.chunk == 1 {
            self.needed += 1;
        }
        self.chunk = (self.chunk / 2).max(1);
    }

    fn finish(&mut self) {
        self.done = true;
        self.asked = None;
        if self.plan.is_some() {
            self.kept.clear();
        }
        // In the order of the jobs and rules, as people read them.
        self.kept.sort_by_key(|wish| match *wish {
            Wish::Must(job) => (0, job, 0),
            Wish::Earliest(job) => (0, job, 1),
            Wish::Latest(job) => (0, job, 2),
            Wish::Rule(rule) => (1, rule, 0),
            Wish::Capacity(team) => (2, team, 0),
        });
    }
}

impl Asked {
    fn answer(&self) -> Option<Answer> {
        // The first plan will do, whatever it is worth.
        if let Some(plan) = self.search.best() {
            return Some(Answer::Plan(plan.clone()));
        }
        match self.search.verdict() {
            Verdict::Infeasible => Some(Answer::NoPlan),
            Verdict::Searching if self.left > 0 => None,
            _ => Some(Answer::Open),
        }
    }
}

/// Everything that somebody asked for, what is left out first coming first.
fn wishes_of(problem: &Problem) -> Vec<Wish> {
    let jobs = || problem.jobs.iter().enumerate();
    let mut teams: Vec<usize> = (0..problem.teams()).collect();
    // How full a team is at least, in millionths: the fuller, the likelier in the way.
    let full = |team: &usize| {
        let musts = problem.jobs.iter().filter(|job| job.must);
        let load: u64 = musts.map(|job| job.effort[*team]).sum();
        let capacity: u64 = problem.capacity.iter().map(|of_teams| of_teams[*team]).sum();
        u128::from(load) * 1_000_000 / u128::from(capacity.max(1))
    };
    teams.sort_by_key(full);
    let windows = |must: bool| {
        jobs().filter(move |(_, job)| job.must == must).flat_map(|(at, job)| {
            let earliest = (job.earliest > 0).then_some(Wish::Earliest(at));
            let latest = (job.latest < problem.periods().saturating_sub(1)).then_some(Wish::Latest(at));
            [earliest, latest].into_iter().flatten()
        })
    };
    let mut musts: Vec<usize> = jobs().filter(|(_, job)| job.must).map(|(at, _)| at).collect();
    musts.sort_by_key(|job| problem.jobs[*job].effort.iter().sum::<u64>());
    let mut wishes: Vec<Wish> = teams.into_iter().map(Wish::Capacity).collect();
    wishes.extend(windows(false));
    wishes.extend((0..problem.rules.len()).map(Wish::Rule));
    wishes.extend(windows(true));
    wishes.extend(musts.into_iter().map(Wish::Must));
    wishes
}

/// The problem with only these wishes.
fn only(problem: &Problem, wishes: &[Wish]) -> Problem {
    let mut kept = problem.clone();
    let last = problem.periods().saturating_sub(1);
    let mut capacities = vec![false; problem.teams()];
    kept.rules.clear();
    for job in &mut kept.jobs {
        (job.must, job.earliest, job.latest) = (false, 0, last);
    }
    for wish in wishes {
        match *wish {
            Wish::Must(job) => kept.jobs[job].must = true,
            Wish::Earliest(job) => kept.jobs[job].earliest = problem.jobs[job].earliest,
            Wish::Latest(job) => kept.jobs[job].latest = problem.jobs[job].latest,
            Wish::Rule(rule) => kept.rules.push(problem.rules[rule].clone()),
            Wish::Capacity(team) => capacities[team] = true,
        }
    }
    for job in &mut kept.jobs {
        // Without its capacity a team has nothing to do.
        let of_teams = job.effort.iter_mut().zip(&capacities);
        of_teams.filter(|(_, kept)| !**kept).for_each(|(effort, _)| *effort = 0);
    }
    kept
}

/// A problem that has a plan if and only if this one has, and that is easier to search: nothing
/// is worth anything, what the musts pull along are musts, too, and, where there are no floors
/// that need them, all other jobs are out of the plan, which breaks no rule.
fn reduced(mut problem: Problem) -> Problem {
    let mut pulled: Vec<bool> = problem.jobs.iter().map(|job| job.must).collect();
    loop {
        let before = pulled.iter().filter(|pulled| **pulled).count();
        for rule in &problem.rules {
            match rule {
                Rule::Before { first, then, .. } => pulled[*first] |= pulled[*then],
                Rule::Together(list) if list.iter().any(|job| pulled[*job]) => {
                    list.iter().for_each(|job| pulled[*job] = true);
                }
                _ => {}
            }
        }
        if pulled.iter().filter(|pulled| **pulled).count() == before {
            break;
        }
    }
    let alone = problem.floors.is_empty();
    for (job, pulled) in problem.jobs.iter_mut().zip(pulled) {
        job.value = 0.0;
        job.must = pulled;
        if alone && !pulled {
            (job.earliest, job.latest) = (1, 0);
        }
    }
    problem
}

/// Whether there is no plan because of large jobs alone: of jobs that take at least so much of
/// a team, a period holds as many as that goes into its capacity. A search would try all ways
/// to place nine jobs of 6 into eight periods of 10.
fn is_crowded(problem: &Problem) -> bool {
    let periods = problem.periods();
    (0..problem.teams()).any(|team| {
        let mut efforts: Vec<(u64, usize, usize)> = Vec::new();
        for job in problem.jobs.iter().filter(|job| job.must && job.effort[team] > 0) {
            efforts.push((job.effort[team], job.earliest, job.latest.min(periods.saturating_sub(1))));
        }
        efforts.sort_unstable_by(|one, other| other.cmp(one));
        let spans = (0..periods).flat_map(|from| (from..periods).map(move |to| (from, to)));
        spans.into_iter().any(|(from, to)| {
            let inside = efforts.iter().filter(|(_, earliest, latest)| *earliest >= from && *latest <= to);
            let holds =
                |effort: u64| (from..=to).map(|period| problem.capacity[period][team] / effort).sum::<u64>();
            inside.zip(1..).any(|((effort, _, _), count)| count > holds(*effort))
        })
    })
}
