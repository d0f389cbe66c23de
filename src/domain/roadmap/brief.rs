//! A plan as numbers for the search, and the way back.
//!
//! Whoever can be planned becomes a job; everybody else is named in [`Brief::left_out`] with
//! the reason. Amounts become whole numbers, so that 0.1 + 0.2 fits into 0.3:
//!
//! ```text
//! units = amount · scale,   scale = the smallest of 1, 10, … 10⁶ that makes every one whole
//! ```
//!
//! and where none does, all are rounded to the nearest at 10⁶: a millionth more or less is none.
//!
//! What a person locked wins. Its team may be overfull by it, and rules between locked items
//! may break: the problem makes room for that and [`Brief::notes`] says so, because a draft
//! must remain possible after any move by hand.
//!
//! An item whose parts have efforts is planned by these, so what is wished of it holds for each of
//! them: the periods, that it has to be in the plan, that it is kept out, and where it is locked.
//! [`Brief::owners`] says which wishes of a job come from such a whole. What is wished of a part
//! itself comes first: one that is locked elsewhere, or kept out, stays so.

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};

use solver::{Floor, Job, Problem, Rule, Slots};

use super::effort::{Effort, Source, effort};
use super::family::rolled_places;
use super::{GroupKind, Limit, Placement, Timing, Worth};
use crate::domain::frameworks::{self, Basis, Framework};
use crate::domain::plan::{Id, Item, KanoCategory, Plan, Status};
use crate::domain::text::{Lang, roadmap_why as words};
use crate::domain::tradeoff::value::Weighing;

/// A plan as numbers for the search. Jobs are items that can be planned; what is shipped,
/// rejected or without effort or value is none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Brief {
    /// What is searched.
    pub problem: Problem,
    /// The item of each job.
    pub items: Vec<Id>,
    /// The id of each period.
    pub periods: Vec<Id>,
    /// The id of each team.
    pub teams: Vec<Id>,
    /// The need value of each job, in 0..=1.
    pub need: Vec<f64>,
    /// The goal value of each job, in 0..=1.
    pub goal: Vec<f64>,
    /// Units of capacity in the problem for one of the plan's effort unit.
    pub scale: f64,
    /// Where each of the problem's rules comes from.
    pub origins: Vec<Origin>,
    /// What is wished of each job by itself.
    pub wishes: Vec<Wishes>,
    /// Which of these are wished of a whole that the job is a part of.
    pub owners: Vec<Owners>,
    /// The items that are no jobs, in the plan's order, and why.
    pub left_out: Vec<(Id, Reason)>,
    /// What somebody should know about what the problem makes of the plan.
    pub notes: Vec<Note>,
}

/// Where a rule comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// An item depends on another one.
    Dependency {
        /// The item.
        item: Id,
        /// The one that it needs.
        on: Id,
    },
    /// An attractive item waits for a must-be item of its area.
    Floor {
        /// The attractive item.
        item: Id,
        /// The must-be item.
        on: Id,
    },
    /// A group, by its id.
    Group(Id),
}

/// What is wished of a job by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// Where it stays, and why.
    pub fixed: Option<Fixed>,
    /// The first period in which it may be done.
    pub earliest: Option<usize>,
    /// The last period in which it may be done.
    pub latest: Option<usize>,
    /// Whether it has to be in the plan.
    pub must: bool,
}

/// The wholes that the wishes of a job come from; `None` for a wish of its own, or none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owners {
    /// The one that is locked.
    pub lock: Option<Id>,
    /// The one that may not be done earlier.
    pub earliest: Option<Id>,
    /// The one that may not be done later.
    pub latest: Option<Id>,
    /// The one that has to be in the plan.
    pub must: Option<Id>,
}

/// A job that stays where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixed {
    /// Locked by hand in a period.
    Locked(usize),
    /// In progress in a period.
    Running(usize),
}

impl Fixed {
    /// The period.
    pub fn period(self) -> usize {
        match self {
            Fixed::Locked(period) | Fixed::Running(period) => period,
        }
    }
}

/// Why an item is no job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is delivered, so whatever depends on it can go ahead.
    Shipped,
    /// It was decided against.
    Rejected,
    /// Its parts are planned in its place; an effort of its own is not counted.
    RolledUp,
    /// Somebody keeps it out of drafts.
    Excluded,
    /// Somebody keeps the whole that it is a part of out of drafts.
    ExcludedWith(Id),
    /// The whole that it is a part of was decided against.
    RejectedWith(Id),
    /// Nobody has said what it takes.
    NoEffort,
    /// It has no value on the policy's basis.
    NoValue,
    /// It takes more of a team than that has in any period.
    TooLarge {
        /// The team.
        team: Id,
    },
    /// It depends on an item that was decided against.
    DependsOnRejected(Id),
    /// It depends on an item that was deleted.
    DependsOnDeleted(Id),
    /// It depends on an item that cannot be planned.
    DependsOnUnplannable(Id),
    /// It is to be done together with an item that cannot be planned.
    TogetherWith(Id),
    /// Another one of its group is delivered, and at most one of them is wanted.
    InsteadOf(Id),
}

/// What somebody should know about what the problem makes of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// What is locked or in progress takes more than a team has.
    Overfull {
        /// The team.
        team: Id,
        /// The period.
        period: Id,
    },
    /// What is locked breaks this, so drafts do not ask for it; whether a period has to end between
    /// the two.
    Overridden(Origin, bool),
    /// A locked item stands outside of the periods that are wished for it.
    OutsideWindow(Id),
    /// A locked item depends on one that cannot be planned.
    NeedsUnplannable {
        /// The locked item.
        item: Id,
        /// The one that it needs.
        on: Id,
    },
    /// It stays where it is although nobody has said what it takes: it counts as taking nothing.
    StaysWithoutEffort(Id),
    /// It stays where it is although it has no value: it counts as worth nothing.
    StaysWithoutValue(Id),
    /// It has to be in the plan and cannot be planned.
    MustNotPlannable(Id),
    /// It has to be in the plan and is larger than any capacity of a team.
    MustTooLarge {
        /// The item.
        item: Id,
        /// The team.
        team: Id,
    },
    /// An attractive item cannot wait for a must-be item that cannot be planned.
    FloorNotPlannable {
        /// The attractive item.
        item: Id,
        /// The must-be item.
        on: Id,
    },
    /// A must-be item needs an attractive one first, so that does not wait for it.
    FloorInCircle {
        /// The attractive item.
        item: Id,
        /// The must-be item.
        on: Id,
    },
    /// Attractive items without an area that name no must-be item: they wait for none.
    FloorWithoutArea(Vec<Id>),
    /// Attractive and must-be items make more pairs than [`MOST_FLOORS`]; the rest is left out.
    FloorsCut,
    /// The effort of an item with parts is not counted, as its parts have theirs.
    OwnEffortIgnored(Id),
    /// A group names an item that is planned by its parts, and does not count it.
    WholeInGroup(Id),
}

/// Why nothing can be planned at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blocked {
    /// There are no teams.
    NoTeams,
    /// There are no periods.
    NoPeriods,
    /// There are no items.
    NoItems,
    /// No team has any capacity in any period.
    NoCapacity,
    /// There are items, and none of them can be planned.
    NoJobs,
}

impl Blocked {
    /// What is missing, in a sentence.
    pub fn sentence(self, lang: Lang) -> &'static str {
        match self {
            Blocked::NoTeams => words::no_teams(lang),
            Blocked::NoPeriods => words::no_periods(lang),
            Blocked::NoItems => words::no_items(lang),
            Blocked::NoCapacity => words::no_capacity(lang),
            Blocked::NoJobs => words::no_jobs(lang),
        }
    }
}

/// The largest sum of units, half of what the solver takes.
const MOST_UNITS: f64 = (1_u64 << 49) as f64;

/// The most rules that the must-be floor makes: a search with more of them gets nowhere.
pub const MOST_FLOORS: usize = 2_000;

/// The scales that are tried.
const SCALES: [f64; 7] = [1.0, 10.0, 100.0, 1e3, 1e4, 1e5, FINEST];

/// The finest scale.
const FINEST: f64 = 1e6;

impl Brief {
    /// Makes numbers of a plan.
    pub fn of(plan: &Plan) -> Brief {
        Gathering::new(plan, None).brief()
    }

    /// The plan with what a person wished of an item (its lock, or that it is kept out), and
    /// the same plan with the item set free: two problems whose jobs are the same.
    pub fn with_and_without(plan: &Plan, item: &str) -> (Brief, Brief) {
        let mut free = plan.clone();
        let roadmap = std::rc::Rc::make_mut(&mut free.roadmap);
        for placement in roadmap.placements.iter_mut().filter(|each| &*each.item == item) {
            placement.locked = false;
        }
        for limit in roadmap.limits.iter_mut().filter(|each| &*each.item == item) {
            limit.excluded = false;
        }
        (Gathering::new(plan, Some(item)).brief(), Gathering::new(&free, Some(item)).brief())
    }

    /// Why nothing can be planned at all; `None` where a draft makes sense.
    pub fn blocked(&self) -> Option<Blocked> {
        let is_empty = self.items.is_empty() && self.left_out.is_empty();
        match () {
            () if self.teams.is_empty() => Some(Blocked::NoTeams),
            () if self.periods.is_empty() => Some(Blocked::NoPeriods),
            () if is_empty => Some(Blocked::NoItems),
            () if self.problem.capacity.iter().flatten().all(|units| *units == 0) => {
                Some(Blocked::NoCapacity)
            }
            () if self.items.is_empty() => Some(Blocked::NoJobs),
            () => None,
        }
    }

    /// Why nothing can be planned at all, in a sentence; empty where a draft makes sense. Where no item
    /// can be planned, that is not always for want of an effort or a value.
    pub fn blocked_sentence(&self, lang: Lang) -> &'static str {
        let is_over =
            |reason: &Reason| matches!(reason, Reason::Shipped | Reason::Rejected | Reason::RolledUp);
        let lacks = |reason: &Reason| matches!(reason, Reason::NoEffort | Reason::NoValue);
        let mut open =
            self.left_out.iter().map(|(_, reason)| reason).filter(|reason| !is_over(reason)).peekable();
        match self.blocked() {
            Some(Blocked::NoJobs) if open.peek().is_none() => words::no_jobs_left(lang),
            Some(Blocked::NoJobs) if !open.all(lacks) => words::no_jobs_but_why(lang),
            Some(blocked) => blocked.sentence(lang),
            None => "",
        }
    }

    /// The job of an item; `None` for an item that is none.
    pub fn job(&self, item: &str) -> Option<usize> {
        self.items.iter().position(|id| &**id == item)
    }

    /// Why an item is no job; `None` for one that is.
    pub fn reason(&self, item: &str) -> Option<&Reason> {
        self.left_out.iter().find(|(id, _)| &**id == item).map(|(_, reason)| reason)
    }

    /// Where the plan's placements put the jobs.
    pub fn slots(&self, placements: &[Placement]) -> Slots {
        let periods = places(&self.periods);
        let at: HashMap<&str, usize> =
            placements.iter().filter_map(|each| Some((&*each.item, *periods.get(&*each.period)?))).collect();
        self.items.iter().map(|item| at.get(&**item).copied()).collect()
    }

    /// Slots as placements; items that are locked in the plan stay locked. What is shipped or
    /// in progress stands where it stood, for no draft moves it.
    pub fn placements(&self, plan: &Plan, slots: &[Option<usize>]) -> Vec<Placement> {
        let old: HashMap<&str, &Placement> =
            plan.roadmap.placements.iter().map(|each| (&*each.item, each)).collect();
        let drafted = self.items.iter().zip(slots).filter_map(|(item, slot)| {
            let period = self.periods.get((*slot)?)?.clone();
            let old = old.get(&**item);
            let locked = old.is_some_and(|old| old.locked && old.period == period);
            let extra = old.map(|old| old.extra.clone()).unwrap_or_default();
            Some(Placement { item: item.clone(), period, locked, extra })
        });
        let jobs = places(&self.items);
        let stays = |item: &&std::rc::Rc<Item>| {
            matches!(item.status, Status::Shipped | Status::InProgress) && !jobs.contains_key(&*item.id)
        };
        let kept = plan.items.iter().filter(stays).filter_map(|item| old.get(&*item.id).copied().cloned());
        drafted.chain(kept).collect()
    }

    /// What slots are worth.
    pub fn worth(&self, slots: &[Option<usize>]) -> Worth {
        Worth {
            need: self.problem.sum(slots, |job| self.need.get(job).copied().unwrap_or_default()),
            goal: self.problem.sum(slots, |job| self.goal.get(job).copied().unwrap_or_default()),
            value: self.problem.value(slots),
        }
    }
}

/// The framework that gives items their value: the policy's, else need × goal.
pub fn basis(plan: &Plan) -> &'static Framework {
    let named = plan.roadmap.policy.basis.as_deref().and_then(frameworks::by_id);
    let worth = || frameworks::ALL.iter().copied().find(|framework| framework.basis == Basis::Worth);
    named.or_else(worth).unwrap_or_else(frameworks::default)
}

/// The places of ids in a list.
fn places(ids: &[Id]) -> HashMap<&str, usize> {
    ids.iter().enumerate().map(|(at, id)| (&**id, at)).collect()
}

/// What an item is to the problem.
#[derive(Clone, Debug, PartialEq)]
enum Role {
    Job,
    Out(Reason),
}

/// An item that another one needs.
struct Need {
    /// Its place among the items; `None` for one that is deleted.
    at: Option<usize>,
    /// Its id.
    on: Id,
    /// Whether a period has to end between the two.
    gap: bool,
}

/// A period that is wished for an item, and the whole that it is wished of where that is another one.
#[derive(Clone, Copy)]
struct Bound {
    period: usize,
    of: Option<usize>,
}

impl Bound {
    /// One that is wished of the item itself.
    fn own(period: usize) -> Bound {
        Bound { period, of: None }
    }
}

/// Everything about a plan that the problem is made of.
struct Gathering<'a> {
    plan: &'a Plan,
    /// Items that become jobs in any case, if need be such that cannot be done: one and its parts.
    forced: Vec<usize>,
    at: HashMap<&'a str, usize>,
    limits: HashMap<&'a str, &'a Limit>,
    fixed: Vec<Option<Fixed>>,
    /// For each item that stays where a whole is locked, that whole.
    locked_with: Vec<Option<usize>>,
    efforts: Vec<Effort>,
    values: Vec<Option<f64>>,
    children: Vec<Vec<usize>>,
    is_rolled: Vec<bool>,
    scale: f64,
    /// By period, then by team, without the spare share.
    capacity: Vec<Vec<u64>>,
    notes: Vec<Note>,
}

impl<'a> Gathering<'a> {
    fn new(plan: &'a Plan, forced: Option<&str>) -> Gathering<'a> {
        let roadmap = &plan.roadmap;
        let at: HashMap<&str, usize> =
            plan.items.iter().enumerate().map(|(at, item)| (&*item.id, at)).collect();
        let periods: HashMap<&str, usize> =
            roadmap.periods.iter().enumerate().map(|(at, period)| (&*period.id, at)).collect();
        let mut fixed = vec![None; plan.items.len()];
        for placement in &roadmap.placements {
            let (Some(item), Some(period)) = (at.get(&*placement.item), periods.get(&*placement.period))
            else {
                continue;
            };
            let is_running = plan.items.get(*item).is_some_and(|item| item.status == Status::InProgress);
            if let Some(slot) = fixed.get_mut(*item) {
                *slot = match (placement.locked, is_running) {
                    (true, _) => Some(Fixed::Locked(*period)),
                    (false, true) => Some(Fixed::Running(*period)),
                    (false, false) => None,
                };
            }
        }
        let scorer = basis(plan).scorer(plan);
        let mut gathering = Gathering {
            plan,
            forced: forced.and_then(|id| at.get(id).copied()).into_iter().collect(),
            limits: roadmap.limits.iter().map(|limit| (&*limit.item, limit)).collect(),
            fixed,
            locked_with: vec![None; plan.items.len()],
            efforts: plan.items.iter().map(|item| effort(plan, item)).collect(),
            values: plan
                .items
                .iter()
                .map(|item| scorer.score(item).value().map(|value| value.max(0.0)))
                .collect(),
            children: vec![Vec::new(); plan.items.len()],
            is_rolled: vec![false; plan.items.len()],
            scale: 1.0,
            capacity: Vec::new(),
            notes: Vec::new(),
            at,
        };
        gathering.roll_up();
        gathering.measure();
        gathering.hand_down_locks();
        gathering.force_parts();
        gathering
    }

    fn item(&self, at: usize) -> Option<&'a Item> {
        self.plan.items.get(at).map(|item| &**item)
    }

    fn id(&self, at: usize) -> Id {
        self.item(at).map(|item| item.id.clone()).unwrap_or_default()
    }

    fn fixed(&self, at: usize) -> Option<Fixed> {
        self.fixed.get(at).copied().flatten()
    }

    fn is_rolled(&self, at: usize) -> bool {
        self.is_rolled.get(at).copied().unwrap_or_default()
    }

    fn parent(&self, at: usize) -> Option<usize> {
        self.at.get(&**self.item(at)?.parent.as_ref()?).copied()
    }

    /// Whether the one is a part of the other, at any depth.
    fn is_below(&self, at: usize, top: usize) -> bool {
        // No more steps than there are items, whatever the links are like.
        let ancestors = std::iter::successors(self.parent(at), |at| self.parent(*at));
        ancestors.take(self.plan.items.len()).any(|ancestor| ancestor == top)
    }

    /// Finds the items whose parts have efforts: these are planned, and not the whole.
    fn roll_up(&mut self) {
        for at in 0..self.plan.items.len() {
            let Some(parent) = self.parent(at) else { continue };
            if let Some(children) = self.children.get_mut(parent) {
                children.push(at);
            }
        }
        let items = self.plan.items.iter().zip(&self.efforts);
        let counts: Vec<bool> = items
            .map(|(item, effort)| item.status != Status::Rejected && effort.source != Source::Unknown)
            .collect();
        self.is_rolled = rolled_places(self.plan, &self.at, &counts);
    }

    /// The wholes above an item that are planned by their parts, the nearest first.
    fn wholes(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let ancestors = std::iter::successors(self.parent(at), |at| self.parent(*at));
        ancestors.take(self.plan.items.len()).filter(|at| self.is_rolled(*at))
    }

    fn limit(&self, at: usize) -> Option<&'a Limit> {
        self.limits.get(&*self.item(at)?.id).copied()
    }

    fn is_excluded(&self, at: usize) -> bool {
        self.limit(at).is_some_and(|limit| limit.excluded)
    }

    /// Whether an item has been decided against.
    fn is_rejected(&self, at: usize) -> bool {
        self.item(at).is_some_and(|item| item.status == Status::Rejected)
    }

    /// Lets parts stay where their whole is locked. Who is locked elsewhere, in progress or kept out
    /// stays so.
    fn hand_down_locks(&mut self) {
        let locks: Vec<Option<Fixed>> = (0..self.fixed.len())
            .map(|at| self.fixed(at).filter(|fixed| self.is_rolled(at) && matches!(fixed, Fixed::Locked(_))))
            .collect();
        for at in 0..self.fixed.len() {
            if self.is_rolled(at) {
                // It takes nothing by itself.
                self.fixed.get_mut(at).into_iter().for_each(|slot| *slot = None);
                continue;
            }
            let status = self.item(at).map(|item| item.status);
            // One that is too large makes room for itself, as every lock does.
            let lacks = matches!(self.lacks(at), Some(Reason::NoEffort | Reason::NoValue));
            if self.fixed(at).is_some()
                || self.is_excluded(at)
                || lacks
                || matches!(status, Some(Status::Shipped | Status::Rejected))
            {
                continue;
            }
            let wholes =
                self.wholes(at).take_while(|whole| !self.is_excluded(*whole) && !self.is_rejected(*whole));
            let lock = wholes.filter_map(|whole| Some((whole, locks.get(whole).copied().flatten()?))).next();
            if let Some((whole, fixed)) = lock
                && let (Some(slot), Some(owner)) = (self.fixed.get_mut(at), self.locked_with.get_mut(at))
            {
                (*slot, *owner) = (Some(fixed), Some(whole));
            }
        }
    }

    /// A wish for a whole is one for its parts.
    fn force_parts(&mut self) {
        let Some(whole) = self.forced.first().copied().filter(|at| self.is_rolled(*at)) else { return };
        let is_open = |at: &usize| self.item(*at).is_some_and(|item| item.status != Status::Shipped);
        let parts: Vec<usize> = self.parts(whole).into_iter().filter(is_open).collect();
        self.forced.extend(parts);
    }

    /// Whether an item's effort can count.
    fn is_open(&self, at: usize) -> bool {
        let is_open =
            |item: &Item| !matches!(item.status, Status::Shipped | Status::Rejected) && !self.is_rolled(at);
        self.item(at).is_some_and(is_open)
    }

    /// Finds the scale, and what teams can do in units of it.
    fn measure(&mut self) {
        let roadmap = &self.plan.roadmap;
        let kept = 1.0 - roadmap.policy.spare;
        let usable: Vec<Vec<f64>> = roadmap
            .periods
            .iter()
            .map(|period| roadmap.teams.iter().map(|team| period.capacity_of(&team.id) * kept).collect())
            .collect();
        let efforts = (0..self.plan.items.len())
            .filter(|at| self.is_open(*at))
            .filter_map(|at| self.efforts.get(at))
            .flat_map(|effort| effort.by_team.iter().map(|(_, amount)| *amount));
        let efforts: Vec<f64> = efforts.collect();
        let amounts = || usable.iter().flatten().chain(&efforts).copied();
        let is_whole = |scale: f64| {
            amounts().all(|amount| {
                let units = amount * scale;
                // What is lost in the multiplication grows with the number.
                (units - libm::round(units)).abs() <= 1e-9 + units * 1e-15
            })
        };
        let mut scale = SCALES.into_iter().find(|scale| is_whole(*scale)).unwrap_or(FINEST);
        // Efforts are counted twice: what is locked can become capacity.
        let sum: f64 = amounts().sum::<f64>() + efforts.iter().sum::<f64>();
        while sum * scale > MOST_UNITS - 4.0 * (amounts().count() as f64) {
            scale /= 10.0;
        }
        self.scale = scale;
        let near = |amount: &f64| libm::round(amount * scale) as u64;
        self.capacity = usable.iter().map(|of_period| of_period.iter().map(near).collect()).collect();
    }

    /// What an item takes of each team, in units.
    fn units(&self, at: usize) -> Vec<u64> {
        let near = |amount: f64| libm::round(amount * self.scale) as u64;
        let effort = self.efforts.get(at);
        let of = |team: &Id| effort.map_or(0, |effort| near(effort.of(team)));
        self.plan.roadmap.teams.iter().map(|team| of(&team.id)).collect()
    }

    /// The first team of which an item takes more than it has in any period.
    fn too_large(&self, at: usize) -> Option<Id> {
        let most = |team: usize| {
            self.capacity.iter().filter_map(|of_period| of_period.get(team).copied()).max().unwrap_or(0)
        };
        let units = self.units(at);
        let mut teams = self.plan.roadmap.teams.iter().zip(units).enumerate();
        teams.find(|(team, (_, units))| *units > most(*team)).map(|(_, (team, _))| team.id.clone())
    }

    /// What each item is by itself.
    fn role(&self, at: usize) -> Role {
        let Some(item) = self.item(at) else { return Role::Out(Reason::Rejected) };
        match item.status {
            Status::Shipped => Role::Out(Reason::Shipped),
            Status::Rejected => Role::Out(Reason::Rejected),
            _ if self.is_rolled(at) => Role::Out(Reason::RolledUp),
            _ if self.fixed(at).is_some() => Role::Job,
            _ if self.is_excluded(at) => Role::Out(Reason::Excluded),
            _ => self.out_with(at).or_else(|| self.lacks(at)).map_or(Role::Job, Role::Out),
        }
    }

    /// What keeps an item out that is a part of others.
    fn out_with(&self, at: usize) -> Option<Reason> {
        self.wholes(at).find_map(|whole| match () {
            () if self.is_excluded(whole) => Some(Reason::ExcludedWith(self.id(whole))),
            () if self.is_rejected(whole) => Some(Reason::RejectedWith(self.id(whole))),
            () => None,
        })
    }

    /// What an item lacks to be planned.
    fn lacks(&self, at: usize) -> Option<Reason> {
        if self.efforts.get(at).is_none_or(|effort| effort.source == Source::Unknown) {
            return Some(Reason::NoEffort);
        }
        if self.values.get(at).copied().flatten().is_none() {
            return Some(Reason::NoValue);
        }
        // What has to be in the plan stays a wish, so that the conflict is found and named.
        let team = self.too_large(at).filter(|_| !self.wishes(at).0.must)?;
        Some(Reason::TooLarge { team })
    }

    /// Whoever is planned when an item is: the item, or its parts.
    fn parts(&self, at: usize) -> Vec<usize> {
        if !self.is_rolled(at) {
            return vec![at];
        }
        let (mut open, mut parts, mut seen) = (vec![at], Vec::new(), vec![false; self.plan.items.len()]);
        while let Some(at) = open.pop() {
            if seen.get_mut(at).is_none_or(|seen| std::mem::replace(seen, true)) {
                continue;
            }
            let is_rejected = self.item(at).is_some_and(|item| item.status == Status::Rejected);
            if self.is_rolled(at) {
                open.extend(self.children.get(at).into_iter().flatten().rev());
            } else if !is_rejected {
                parts.push(at);
            }
        }
        parts
    }

    /// What an item needs: what it names, and what the wholes name that it is a part of.
    fn needs(&self, at: usize) -> Vec<Need> {
        let mut needs: Vec<Need> = Vec::new();
        let owners = std::iter::successors(Some(at), |at| self.parent(*at)).take(self.plan.items.len());
        for owner in owners.filter(|owner| *owner == at || self.is_rolled(*owner)) {
            let Some(item) = self.item(owner) else { continue };
            for on in &item.depends_on {
                let gap = self.timing(item, on) == Timing::Before;
                let Some(&named) = self.at.get(&**on) else {
                    needs.push(Need { at: None, on: on.clone(), gap });
                    continue;
                };
                for part in self.parts(named) {
                    let is_own = part == at || self.is_below(at, part) || self.is_below(at, named);
                    let is_inside = self.is_below(part, owner);
                    let known = needs.iter_mut().find(|need| need.at == Some(part));
                    match known {
                        Some(need) => need.gap |= gap,
                        None if is_own || is_inside => {}
                        None => needs.push(Need { at: Some(part), on: self.id(part), gap }),
                    }
                }
            }
        }
        needs
    }

    fn timing(&self, item: &Item, on: &str) -> Timing {
        let own = self.limits.get(&*item.id).and_then(|limit| limit.timing.get(on));
        own.copied().unwrap_or(self.plan.roadmap.policy.timing)
    }

    /// Finds who cannot be planned because of others.
    fn spread(&self, roles: &mut [Role], needs: &[Vec<Need>]) {
        let groups = &self.plan.roadmap.groups;
        let mut needed_by: Vec<Vec<usize>> = vec![Vec::new(); roles.len()];
        for (at, needs) in needs.iter().enumerate() {
            for on in needs.iter().filter_map(|need| need.at) {
                needed_by.get_mut(on).into_iter().for_each(|list| list.push(at));
            }
        }
        let mut members: Vec<Vec<usize>> = Vec::new();
        let mut groups_of: Vec<Vec<usize>> = vec![Vec::new(); roles.len()];
        for (place, group) in groups.iter().enumerate() {
            let list: Vec<usize> = group.items.iter().filter_map(|id| self.at.get(&**id).copied()).collect();
            for at in &list {
                groups_of.get_mut(*at).into_iter().for_each(|list| list.push(place));
            }
            members.push(list);
        }
        let is_free = |roles: &[Role], at: usize| {
            roles.get(at) == Some(&Role::Job) && self.fixed(at).is_none() && !self.forced.contains(&at)
        };
        // First all of them are looked at, then only those whom the last round concerns, in
        // the same order.
        let mut items: BTreeSet<usize> = (0..roles.len()).collect();
        let mut places: BTreeSet<usize> = (0..groups.len()).collect();
        while !items.is_empty() || !places.is_empty() {
            let mut found: Vec<(usize, Reason)> = Vec::new();
            for at in items.iter().filter(|at| is_free(roles, **at)) {
                let reason = needs.get(*at).into_iter().flatten().find_map(|need| self.stops(roles, need));
                found.extend(reason.map(|reason| (*at, reason)));
            }
            for place in &places {
                let (Some(group), Some(members)) = (groups.get(*place), members.get(*place)) else {
                    continue;
                };
                let blocker = members.iter().find_map(|at| match (group.kind, roles.get(*at)?) {
                    (GroupKind::Together, Role::Out(reason)) => {
                        let is_gone = matches!(reason, Reason::Shipped | Reason::Rejected | Reason::RolledUp);
                        (!is_gone).then(|| Reason::TogetherWith(self.id(*at)))
                    }
                    (GroupKind::Either, Role::Out(Reason::Shipped)) => Some(Reason::InsteadOf(self.id(*at))),
                    _ => None,
                });
                let Some(reason) = blocker else { continue };
                let free = members.iter().filter(|at| is_free(roles, **at));
                found.extend(free.map(|at| (*at, reason.clone())));
            }
            (items, places) = (BTreeSet::new(), BTreeSet::new());
            for (at, reason) in found {
                if let Some(slot) = roles.get_mut(at).filter(|role| **role == Role::Job) {
                    *slot = Role::Out(reason);
                    items.extend(needed_by.get(at).into_iter().flatten());
                    places.extend(groups_of.get(at).into_iter().flatten());
                }
            }
        }
    }

    /// Why what an item needs keeps it from being planned; `None` where it does not.
    fn stops(&self, roles: &[Role], need: &Need) -> Option<Reason> {
        let Some(at) = need.at else { return Some(Reason::DependsOnDeleted(need.on.clone())) };
        match roles.get(at)? {
            Role::Job | Role::Out(Reason::Shipped) => None,
            Role::Out(Reason::Rejected) => Some(Reason::DependsOnRejected(need.on.clone())),
            Role::Out(_) => Some(Reason::DependsOnUnplannable(need.on.clone())),
        }
    }

    fn brief(mut self) -> Brief {
        let count = self.plan.items.len();
        let mut roles: Vec<Role> = (0..count).map(|at| self.role(at)).collect();
        let needs: Vec<Vec<Need>> = (0..count).map(|at| self.needs(at)).collect();
        // A forced item that is none by itself stays in the list as a job that cannot be done.
        let mut impossible: HashSet<usize> = HashSet::new();
        for at in &self.forced {
            if let Some(slot) = roles.get_mut(*at).filter(|slot| **slot != Role::Job) {
                *slot = Role::Job;
                impossible.insert(*at);
            }
        }
        self.spread(&mut roles, &needs);
        let stopped = |at: &&usize| {
            let mut needs = needs.get(**at).into_iter().flatten();
            self.fixed(**at).is_none() && needs.any(|need| self.stops(&roles, need).is_some())
        };
        impossible.extend(self.forced.iter().filter(stopped));

        let jobs: Vec<usize> = (0..count).filter(|at| roles.get(*at) == Some(&Role::Job)).collect();
        let mut job_of: Vec<Option<usize>> = vec![None; count];
        for (job, at) in jobs.iter().enumerate() {
            if let Some(slot) = job_of.get_mut(*at) {
                *slot = Some(job);
            }
        }
        let (wishes, owners): (Vec<Wishes>, Vec<Owners>) = jobs.iter().map(|at| self.wishes(*at)).unzip();
        self.note_items(&roles, &jobs, &wishes);
        let rules = self.rules(&roles, &needs, &jobs, &job_of, &wishes);
        let (origins, rules): (Vec<Origin>, Vec<Rule>) = rules.into_iter().unzip();
        let mut problem = self.problem(&jobs, &wishes, rules);
        for (at, job) in jobs.iter().zip(&mut problem.jobs) {
            if impossible.contains(at) {
                (job.earliest, job.latest, job.must) = (1, 0, false);
            }
        }

        let weighing = Weighing::of(self.plan);
        let worths: Vec<_> =
            jobs.iter().map(|at| self.item(*at).and_then(|item| weighing.worth(item))).collect();
        Brief {
            problem,
            items: jobs.iter().map(|at| self.id(*at)).collect(),
            periods: self.plan.roadmap.periods.iter().map(|period| period.id.clone()).collect(),
            teams: self.plan.roadmap.teams.iter().map(|team| team.id.clone()).collect(),
            need: worths.iter().map(|worth| worth.map_or(0.0, |worth| worth.need)).collect(),
            goal: worths.iter().map(|worth| worth.map_or(0.0, |worth| worth.goal)).collect(),
            scale: self.scale,
            origins,
            wishes,
            owners,
            left_out: roles
                .iter()
                .enumerate()
                .filter_map(|(at, role)| match role {
                    Role::Out(reason) => Some((self.id(at), reason.clone())),
                    Role::Job => None,
                })
                .collect(),
            notes: self.notes,
        }
    }

    /// What is wished of an item: by itself, and of the wholes that it is a part of.
    fn wishes(&self, at: usize) -> (Wishes, Owners) {
        let place = |period: &Id| self.plan.roadmap.place_of(period);
        let own = self.limit(at);
        let mut earliest = own.and_then(|limit| place(limit.earliest.as_ref()?)).map(Bound::own);
        let mut latest = own.and_then(|limit| place(limit.latest.as_ref()?)).map(Bound::own);
        let is_must = own.is_some_and(|limit| limit.must);
        let mut must_with = None;
        // Nobody misses what is dropped or kept out by itself.
        let is_wanted = !self.is_excluded(at) && !self.is_rejected(at) && !self.is_rolled(at);
        for whole in self.wholes(at).filter(|_| is_wanted) {
            let Some(limit) = self.limit(whole) else { continue };
            let bound =
                |period: &Option<Id>| Some(Bound { period: place(period.as_ref()?)?, of: Some(whole) });
            if let Some(bound) = bound(&limit.earliest)
                && earliest.is_none_or(|known| known.period < bound.period)
            {
                earliest = Some(bound);
            }
            if let Some(bound) = bound(&limit.latest)
                && latest.is_none_or(|known| known.period > bound.period)
            {
                latest = Some(bound);
            }
            if limit.must && !is_must && must_with.is_none() {
                must_with = Some(whole);
            }
        }
        let owner = |bound: Option<Bound>| bound.and_then(|bound| bound.of).map(|at| self.id(at));
        let wishes = Wishes {
            fixed: self.fixed(at),
            earliest: earliest.map(|bound| bound.period),
            latest: latest.map(|bound| bound.period),
            must: is_must || must_with.is_some(),
        };
        let owners = Owners {
            lock: self.locked_with.get(at).copied().flatten().map(|at| self.id(at)),
            earliest: owner(earliest),
            latest: owner(latest),
            must: must_with.map(|at| self.id(at)),
        };
        (wishes, owners)
    }

    fn note_items(&mut self, roles: &[Role], jobs: &[usize], wishes: &[Wishes]) {
        let mut notes = Vec::new();
        for (at, wishes) in jobs.iter().zip(wishes) {
            if let Some(fixed) = wishes.fixed {
                let period = fixed.period();
                if self.efforts.get(*at).is_none_or(|effort| effort.source == Source::Unknown) {
                    notes.push(Note::StaysWithoutEffort(self.id(*at)));
                }
                if self.values.get(*at).copied().flatten().is_none() {
                    notes.push(Note::StaysWithoutValue(self.id(*at)));
                }
                let is_outside = wishes.earliest.is_some_and(|earliest| period < earliest)
                    || wishes.latest.is_some_and(|latest| period > latest);
                if is_outside {
                    notes.push(Note::OutsideWindow(self.id(*at)));
                }
            } else if let Some(team) = self.too_large(*at).filter(|_| wishes.must) {
                notes.push(Note::MustTooLarge { item: self.id(*at), team });
            }
        }
        for (at, role) in roles.iter().enumerate() {
            let must = || self.wishes(at).0.must;
            match role {
                Role::Out(Reason::RolledUp)
                    if self.efforts.get(at).is_some_and(|effort| effort.source != Source::Unknown) =>
                {
                    notes.push(Note::OwnEffortIgnored(self.id(at)));
                }
                Role::Out(Reason::Shipped | Reason::RolledUp) => {}
                Role::Out(_) if must() => notes.push(Note::MustNotPlannable(self.id(at))),
                _ => {}
            }
        }
        self.notes.extend(notes);
    }

    /// The rules with their origins; what locks break is noted and left out.
    fn rules(
        &mut self,
        roles: &[Role],
        needs: &[Vec<Need>],
        jobs: &[usize],
        job_of: &[Option<usize>],
        wishes: &[Wishes],
    ) -> Vec<(Origin, Rule)> {
        let job = |at: usize| job_of.get(at).copied().flatten();
        let mut rules: Vec<(Origin, Rule)> = Vec::new();
        for (then, at) in jobs.iter().enumerate() {
            for need in needs.get(*at).into_iter().flatten() {
                match need.at.and_then(job) {
                    Some(first) => {
                        let origin = Origin::Dependency { item: self.id(*at), on: need.on.clone() };
                        rules.push((origin, Rule::Before { first, then, gap: need.gap }));
                    }
                    None if self.stops(roles, need).is_some() => {
                        self.notes.push(Note::NeedsUnplannable { item: self.id(*at), on: need.on.clone() });
                    }
                    None => {}
                }
            }
        }
        if self.plan.roadmap.policy.must_be_floor {
            self.floors(roles, jobs, job_of, &mut rules);
        }
        self.drop_overridden(&mut rules, wishes);
        self.groups(job_of, wishes, &mut rules);
        rules
    }

    /// No attractive item before the must-be items of its area.
    fn floors(
        &mut self,
        roles: &[Role],
        jobs: &[usize],
        job_of: &[Option<usize>],
        rules: &mut Vec<(Origin, Rule)>,
    ) {
        let mut followers: Vec<Vec<usize>> = vec![Vec::new(); jobs.len()];
        // The same without rules of who stays where it is: these may yet be left out.
        let mut sure: Vec<Vec<usize>> = vec![Vec::new(); jobs.len()];
        for (_, rule) in rules.iter() {
            let Rule::Before { first, then, .. } = rule else { continue };
            followers.get_mut(*first).into_iter().for_each(|list| list.push(*then));
            if jobs.get(*then).is_some_and(|at| self.fixed(*at).is_none()) {
                sure.get_mut(*first).into_iter().for_each(|list| list.push(*then));
            }
        }
        let is = |item: &Item, category| item.kano.as_ref().is_some_and(|mark| mark.category == category);
        let mut floors: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, item) in self.plan.items.iter().enumerate() {
            if is(item, KanoCategory::MustBe) && !item.area.is_empty() {
                floors.entry(&item.area).or_default().push(at);
            }
        }
        // Who waits for a must-be item waits for all that this one needs.
        let mut implied: HashSet<usize> = HashSet::new();
        for floor in floors.values() {
            let firsts: Vec<usize> =
                floor.iter().filter_map(|at| job_of.get(*at).copied().flatten()).collect();
            let reach: Vec<Vec<bool>> = firsts.iter().map(|first| reached(&sure, *first)).collect();
            let leads = |from: &Vec<bool>, to: usize| from.get(to).copied().unwrap_or_default();
            for (first, from) in firsts.iter().zip(&reach) {
                // Of those in a circle each stays.
                let is_needed =
                    |(other, back): (&usize, &Vec<bool>)| leads(from, *other) && !leads(back, *first);
                if firsts.iter().zip(&reach).any(is_needed) {
                    implied.insert(*first);
                }
            }
        }
        let (mut count, mut is_cut) = (0, false);
        for (then, at) in jobs.iter().enumerate() {
            let Some(item) = self.item(*at).filter(|item| is(item, KanoCategory::Attractive)) else {
                continue;
            };
            let Some(floor) = floors.get(item.area.as_str()) else { continue };
            let behind = reached(&followers, then);
            let is_behind = |first: usize| behind.get(first).copied().unwrap_or_default();
            // Where it cannot wait for one of them, that one does not stand for the others.
            let is_clear = !floor.iter().filter_map(|at| job_of.get(*at).copied().flatten()).any(is_behind);
            for on in floor {
                let pair = || (self.id(*at), self.id(*on));
                match (job_of.get(*on).copied().flatten(), roles.get(*on)) {
                    (Some(first), _) if is_behind(first) => {
                        let (item, on) = pair();
                        self.notes.push(Note::FloorInCircle { item, on });
                    }
                    (Some(first), _) if is_clear && implied.contains(&first) => {}
                    (Some(_), _) if count >= MOST_FLOORS => is_cut = true,
                    (Some(first), _) => {
                        let (item, on) = pair();
                        count += 1;
                        rules.push((Origin::Floor { item, on }, Rule::Before { first, then, gap: false }));
                    }
                    (None, Some(Role::Out(Reason::Shipped | Reason::Rejected | Reason::RolledUp))) => {}
                    (None, _) => {
                        let (item, on) = pair();
                        self.notes.push(Note::FloorNotPlannable { item, on });
                    }
                }
            }
        }
        if is_cut {
            self.notes.push(Note::FloorsCut);
        }
        let names_one = |item: &Item| {
            let mut named = item.depends_on.iter().filter_map(|on| self.plan.item(on));
            named.any(|on| is(on, KanoCategory::MustBe))
        };
        let waits_for_none =
            |item: &&Item| is(item, KanoCategory::Attractive) && item.area.is_empty() && !names_one(item);
        let free = jobs.iter().filter(|at| self.fixed(**at).is_none());
        let none: Vec<Id> =
            free.filter_map(|at| self.item(*at)).filter(waits_for_none).map(|item| item.id.clone()).collect();
        if !none.is_empty() {
            self.notes.push(Note::FloorWithoutArea(none));
        }
    }

    /// Leaves out the rules that cannot hold because of where locked items stand.
    fn drop_overridden(&mut self, rules: &mut Vec<(Origin, Rule)>, wishes: &[Wishes]) {
        let periods = self.plan.roadmap.periods.len();
        let fixed = |job: usize| wishes.get(job).and_then(|wishes| wishes.fixed).map(Fixed::period);
        // The first period in which each job could be, if there were room for everything.
        let start = |wishes: &Wishes| wishes.fixed.map_or(wishes.earliest.unwrap_or(0), Fixed::period);
        let mut soonest: Vec<usize> = wishes.iter().map(start).collect();
        let mut followers: Vec<Vec<(usize, usize)>> = vec![Vec::new(); wishes.len()];
        for (_, rule) in rules.iter() {
            if let Rule::Before { first, then, gap } = rule
                && fixed(*then).is_none()
                && let Some(list) = followers.get_mut(*first)
            {
                list.push((*then, usize::from(*gap)));
            }
        }
        // Who moves later moves those that need it. Who goes round in a circle ends behind the
        // last period.
        let mut open: VecDeque<usize> = (0..wishes.len()).collect();
        let mut is_open = vec![true; wishes.len()];
        while let Some(first) = open.pop_front() {
            is_open.get_mut(first).into_iter().for_each(|is_open| *is_open = false);
            let start = soonest.get(first).copied().unwrap_or(0);
            for (then, gap) in followers.get(first).into_iter().flatten() {
                let after = (start + gap).min(periods);
                let Some(slot) = soonest.get_mut(*then).filter(|slot| **slot < after) else { continue };
                *slot = after;
                if is_open.get_mut(*then).is_some_and(|is_open| !std::mem::replace(is_open, true)) {
                    open.push_back(*then);
                }
            }
        }
        let notes = &mut self.notes;
        rules.retain(|(origin, rule)| {
            let Rule::Before { first, then, gap } = rule else { return true };
            let Some(period) = fixed(*then) else { return true };
            let holds = soonest.get(*first).is_none_or(|first| first + usize::from(*gap) <= period);
            if !holds {
                notes.push(Note::Overridden(origin.clone(), *gap));
            }
            holds
        });
    }

    fn groups(&mut self, job_of: &[Option<usize>], wishes: &[Wishes], rules: &mut Vec<(Origin, Rule)>) {
        for group in &self.plan.roadmap.groups {
            let wholes =
                group.items.iter().filter(|id| self.at.get(&***id).is_some_and(|at| self.is_rolled(*at)));
            let wholes: Vec<Note> = wholes.cloned().map(Note::WholeInGroup).collect();
            self.notes.extend(wholes);
            let place = |id: &Id| job_of.get(*self.at.get(&**id)?).copied().flatten();
            let members: Vec<usize> = group.items.iter().filter_map(place).collect();
            let fixed = |job: &usize| wishes.get(*job).and_then(|wishes| wishes.fixed).map(Fixed::period);
            let mut standing: Vec<usize> = Vec::new();
            let mut list = Vec::new();
            let mut is_broken = false;
            for job in &members {
                let Some(period) = fixed(job) else {
                    list.push(*job);
                    continue;
                };
                // Of those that break the group by where they are locked, one keeps the rest away.
                let (stays, breaks) = match group.kind {
                    GroupKind::Together => (true, standing.iter().any(|other| *other != period)),
                    GroupKind::Apart => (!standing.contains(&period), standing.contains(&period)),
                    GroupKind::Either => (standing.is_empty(), !standing.is_empty()),
                };
                is_broken |= breaks;
                standing.push(period);
                if stays {
                    list.push(*job);
                }
            }
            let origin = Origin::Group(group.id.clone());
            if is_broken {
                self.notes.push(Note::Overridden(origin.clone(), false));
            }
            if list.len() < 2 || (is_broken && group.kind == GroupKind::Together) {
                continue;
            }
            let rule = match group.kind {
                GroupKind::Together => Rule::Together(list),
                GroupKind::Apart => Rule::Apart(list),
                GroupKind::Either => Rule::Either(list),
            };
            rules.push((origin, rule));
        }
    }

    fn problem(&mut self, jobs: &[usize], wishes: &[Wishes], rules: Vec<Rule>) -> Problem {
        let roadmap = &self.plan.roadmap;
        let last = roadmap.periods.len().saturating_sub(1);
        let jobs: Vec<Job> = jobs
            .iter()
            .zip(wishes)
            .map(|(at, wishes)| {
                let fixed = wishes.fixed.map(Fixed::period);
                Job {
                    value: self.values.get(*at).copied().flatten().unwrap_or_default(),
                    effort: self.units(*at),
                    earliest: fixed.or(wishes.earliest).unwrap_or(0),
                    latest: fixed.or(wishes.latest).unwrap_or(last),
                    must: wishes.must || fixed.is_some(),
                }
            })
            .collect();
        let mut capacity = self.capacity.clone();
        for (place, (period, of_period)) in roadmap.periods.iter().zip(&mut capacity).enumerate() {
            for (at, (team, units)) in roadmap.teams.iter().zip(of_period).enumerate() {
                let stays = |wishes: &Wishes| wishes.fixed.is_some_and(|fixed| fixed.period() == place);
                let taken: u64 = jobs
                    .iter()
                    .zip(wishes)
                    .filter(|(_, wishes)| stays(wishes))
                    .filter_map(|(job, _)| job.effort.get(at))
                    .sum();
                *units = taken.max(*units);
                let all = period.capacity_of(&team.id) * self.scale;
                // Each amount may have been rounded by half a unit at the finest scale.
                let rounding = if self.scale < FINEST { 0.0 } else { jobs.len() as f64 };
                if taken as f64 > all + slack(all) + 1e-9 + rounding {
                    self.notes.push(Note::Overfull { team: team.id.clone(), period: period.id.clone() });
                }
            }
        }
        let weights = (0..roadmap.periods.len()).map(|period| roadmap.policy.weight(period)).collect();
        Problem { capacity, weights, jobs, rules, floors: Vec::<Floor>::new() }
    }
}

/// What rounding may have added to a number of units.
fn slack(units: f64) -> f64 {
    1e-6_f64.min(1e-9 + units * 1e-15)
}

/// Who can be reached from a place by following the links, the place itself not counted.
fn reached(links: &[Vec<usize>], from: usize) -> Vec<bool> {
    let mut seen = vec![false; links.len()];
    let mut open = links.get(from).cloned().unwrap_or_default();
    while let Some(at) = open.pop() {
        if let Some(slot) = seen.get_mut(at).filter(|seen| !**seen) {
            *slot = true;
            open.extend(links.get(at).into_iter().flatten());
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use solver::{Fault, faults};

    use super::super::sketch::Sketch;
    use super::*;
    use crate::domain::plan::Estimate;

    fn brief(sketch: Sketch) -> Brief {
        let brief = Brief::of(&sketch.0);
        assert_eq!(brief.problem.check(), Ok(()));
        assert_eq!(brief.origins.len(), brief.problem.rules.len());
        assert_eq!(brief.wishes.len(), brief.problem.jobs.len());
        brief
    }

    /// Two items of one team of capacity 4 in two periods.
    fn two() -> Sketch {
        Sketch::new(&[4.0], 2).item("a", &[2.0], 3, 0).item("b", &[3.0], 0, 3)
    }

    #[test]
    fn who_cannot_be_planned_is_named_with_the_reason() {
        #[track_caller]
        fn check(sketch: Sketch, left_out: &[(&str, Reason)], jobs: &[&str]) {
            let brief = brief(sketch);
            let left_out: Vec<(Id, Reason)> =
                left_out.iter().map(|(id, reason)| (Id::from(*id), reason.clone())).collect();
            assert_eq!(brief.left_out, left_out);
            assert_eq!(brief.items.iter().map(|id| &**id).collect::<Vec<_>>(), jobs);
        }
        let on = |id: &str| Id::from(id);
        check(two(), &[], &["a", "b"]);
        check(two().status("a", Status::Shipped).needs("b", "a"), &[("a", Reason::Shipped)], &["b"]);
        check(
            two().status("a", Status::Rejected).needs("b", "a"),
            &[("a", Reason::Rejected), ("b", Reason::DependsOnRejected(on("a")))],
            &[],
        );
        check(two().needs("b", "gone"), &[("b", Reason::DependsOnDeleted(on("gone")))], &["a"]);
        check(
            two().with("a", |item| item.effort_by_team.clear()).needs("b", "a"),
            &[("a", Reason::NoEffort), ("b", Reason::DependsOnUnplannable(on("a")))],
            &[],
        );
        check(
            two().with("a", |item| {
                item.needs.clear();
                item.goals.clear();
            }),
            &[("a", Reason::NoValue)],
            &["b"],
        );
        check(two().limit("a", |limit| limit.excluded = true), &[("a", Reason::Excluded)], &["b"]);
        check(
            two().item("c", &[4.5], 1, 1).needs("a", "c"),
            &[("a", Reason::DependsOnUnplannable(on("c"))), ("c", Reason::TooLarge { team: on("t0") })],
            &["b"],
        );
        let spare = two().item("c", &[4.0], 1, 1).policy(|policy| policy.spare = 0.1);
        check(spare, &[("c", Reason::TooLarge { team: on("t0") })], &["a", "b"]);
        check(two().item("c", &[4.5], 1, 1).limit("c", |limit| limit.must = true), &[], &["a", "b", "c"]);
        check(
            two().item("c", &[9.0], 1, 1).with("a", |item| item.parent = Some("c".into())),
            &[("c", Reason::RolledUp)],
            &["a", "b"],
        );
        check(
            two().group("w", GroupKind::Together, &["a", "b"]).limit("a", |limit| limit.excluded = true),
            &[("a", Reason::Excluded), ("b", Reason::TogetherWith(on("a")))],
            &[],
        );
        check(
            two().group("w", GroupKind::Either, &["a", "b"]).status("a", Status::Shipped),
            &[("a", Reason::Shipped), ("b", Reason::InsteadOf(on("a")))],
            &[],
        );
        let chain = two().item("c", &[1.0], 1, 1).needs("b", "a").needs("c", "b");
        check(
            chain.status("a", Status::Rejected),
            &[
                ("a", Reason::Rejected),
                ("b", Reason::DependsOnRejected(on("a"))),
                ("c", Reason::DependsOnUnplannable(on("b"))),
            ],
            &[],
        );
    }

    #[test]
    fn amounts_become_whole_numbers_that_fit_as_the_decimals_do() {
        #[track_caller]
        fn check(capacity: f64, spare: f64, efforts: &[f64], units: u64, scale: f64, fits: bool) {
            let mut sketch = Sketch::new(&[capacity], 1).policy(|policy| policy.spare = spare);
            for (at, effort) in efforts.iter().enumerate() {
                let id = format!("i{at}");
                sketch = sketch.item(&id, &[*effort], 1, 1).limit(&id, |limit| limit.must = true);
            }
            let brief = brief(sketch);
            assert_eq!((brief.problem.capacity[0][0], brief.scale), (units, scale));
            let all = vec![Some(0); efforts.len()];
            assert_eq!(faults(&brief.problem, &all).is_empty(), fits, "{efforts:?} in {capacity}");
        }
        check(4.0, 0.0, &[1.0, 3.0], 4, 1.0, true);
        check(0.3, 0.0, &[0.1, 0.2], 3, 10.0, true);
        check(0.1 + 0.2, 0.0, &[0.3], 3, 10.0, true);
        check(4.0, 0.1, &[3.6], 36, 10.0, true);
        check(4.0, 0.1, &[3.7], 36, 10.0, false);
        check(2.675, 0.0, &[2.675], 2675, 1e3, true);
        check(1.0, 0.0, &[1.0 / 3.0, 1.0 / 3.0], 1_000_000, 1e6, true);
        check(1.0, 0.0, &[1.0 / 3.0, 2.0 / 3.0], 1_000_000, 1e6, true);
        check(1.1, 0.0, &[0.333_333_3, 0.766_666_7], 1_100_000, 1e6, true);
        check(1.0, 0.0, &[1.0 / 3.0, 0.666_668], 1_000_000, 1e6, false);
        check(1.0, 0.0, &[1.0, 1e-9], 1, 1.0, true);
        check(0.0, 0.0, &[0.0], 0, 1.0, true);
        check(0.0, 0.0, &[0.5], 0, 10.0, false);
        check(1e12, 0.0, &[1e12], 1_000_000_000_000, 1.0, true);
        check(1e12, 0.0, &[1e12 - 0.25], 100_000_000_000_000, 100.0, true);
    }

    #[test]
    fn numbers_beyond_all_reason_still_make_a_problem() {
        let mut sketch = Sketch::new(&[1e12, 1e12, 0.1], 12);
        for at in 0..2000 {
            sketch = sketch.item(&format!("i{at}"), &[1e12, 1e12 - 0.5], 1, 1);
        }
        assert!(brief(sketch).scale < 1.0);
    }

    #[test]
    fn what_is_locked_stays_and_makes_room_for_itself() {
        let sketch = two().lock("a", 0).lock("b", 0).policy(|policy| policy.spare = 0.5);
        let found = brief(sketch);
        assert_eq!(found.problem.capacity, [[5], [2]]);
        assert_eq!(found.notes, [Note::Overfull { team: "t0".into(), period: "q0".into() }]);
        let job = &found.problem.jobs[1];
        assert_eq!((job.earliest, job.latest, job.must), (0, 0, true));
        // The spare share is there to be used by hand.
        let spare = brief(two().lock("b", 0).policy(|policy| policy.spare = 0.5));
        assert_eq!((spare.problem.capacity[0][0], spare.notes), (3, vec![]));
    }

    #[test]
    fn whoever_is_in_progress_stays_where_it_stands() {
        let running = two().status("a", Status::InProgress).place("a", 1, false);
        assert_eq!(brief(running).wishes[0].fixed, Some(Fixed::Running(1)));
        assert_eq!(brief(two().status("a", Status::InProgress)).wishes[0].fixed, None);
        assert_eq!(brief(two().place("a", 1, false)).wishes[0].fixed, None);
        assert_eq!(brief(two().lock("a", 1)).wishes[0].fixed, Some(Fixed::Locked(1)));
        let unknown = two().lock("a", 1).with("a", |item| {
            item.effort_by_team.clear();
            item.needs.clear();
            item.goals.clear();
        });
        let found = brief(unknown);
        assert_eq!(found.notes, [Note::StaysWithoutEffort("a".into()), Note::StaysWithoutValue("a".into())]);
        assert_eq!((found.problem.jobs[0].value, found.problem.jobs[0].effort[0]), (0.0, 0));
    }

    #[test]
    fn rules_come_from_dependencies_groups_and_the_floor_and_say_so() {
        let dependency = || Origin::Dependency { item: "b".into(), on: "a".into() };
        let found = brief(two().needs("b", "a"));
        assert_eq!(found.problem.rules, [Rule::Before { first: 0, then: 1, gap: true }]);
        assert_eq!(found.origins, [dependency()]);
        let same = brief(two().needs("b", "a").policy(|policy| policy.timing = Timing::SamePeriod));
        assert_eq!(same.problem.rules, [Rule::Before { first: 0, then: 1, gap: false }]);
        let own = two().needs("b", "a").limit("b", |limit| {
            limit.timing.insert("a".into(), Timing::SamePeriod);
        });
        assert_eq!(brief(own).problem.rules, [Rule::Before { first: 0, then: 1, gap: false }]);
        let found = brief(two().group("w", GroupKind::Apart, &["a", "b", "gone"]));
        assert_eq!(found.problem.rules, [Rule::Apart(vec![0, 1])]);
        assert_eq!(found.origins, [Origin::Group("w".into())]);

        let floor = |area: &str| {
            two()
                .kano("a", KanoCategory::Attractive, "Cart")
                .kano("b", KanoCategory::MustBe, area)
                .policy(|policy| policy.must_be_floor = true)
        };
        let found = brief(floor("Cart"));
        assert_eq!(found.problem.rules, [Rule::Before { first: 1, then: 0, gap: false }]);
        assert_eq!(found.origins, [Origin::Floor { item: "a".into(), on: "b".into() }]);
        assert_eq!(brief(floor("Pay")).problem.rules, []);
        assert_eq!(brief(floor("Cart").status("b", Status::Shipped)).notes, []);
        assert_eq!(
            brief(floor("Cart").limit("b", |limit| limit.excluded = true)).notes,
            [Note::FloorNotPlannable { item: "a".into(), on: "b".into() }]
        );
        let circle = brief(floor("Cart").needs("b", "a"));
        assert_eq!(circle.origins, [dependency()]);
        assert_eq!(circle.notes, [Note::FloorInCircle { item: "a".into(), on: "b".into() }]);
    }

    #[test]
    fn who_waits_for_a_must_be_item_waits_for_what_that_needs() {
        #[track_caller]
        fn check(change: impl FnOnce(Sketch) -> Sketch, floors: &[(usize, usize)]) {
            let mut sketch = Sketch::new(&[9.0], 3);
            for id in ["a", "b", "c", "d"] {
                sketch = sketch.item(id, &[1.0], 1, 1);
            }
            sketch = sketch.kano("a", KanoCategory::Attractive, "Cart");
            for id in ["b", "c", "d"] {
                sketch = sketch.kano(id, KanoCategory::MustBe, "Cart");
            }
            let found = brief(change(sketch).policy(|policy| policy.must_be_floor = true));
            let rules = found.problem.rules.iter().zip(&found.origins);
            let of_floor = rules.filter(|(_, origin)| matches!(origin, Origin::Floor { .. }));
            let pairs = of_floor.map(|(rule, _)| match rule {
                Rule::Before { first, then, .. } => (*first, *then),
                _ => panic!("there are only these rules"),
            });
            assert_eq!(pairs.collect::<Vec<_>>(), floors);
        }
        check(|sketch| sketch, &[(1, 0), (2, 0), (3, 0)]);
        check(|sketch| sketch.needs("c", "b").needs("d", "c"), &[(3, 0)]);
        // By way of an item that is no must-be item.
        let through = |sketch: Sketch| sketch.item("e", &[1.0], 1, 1).needs("e", "b").needs("c", "e");
        check(through, &[(2, 0), (3, 0)]);
        // A locked item may break its rule, so that it stands for nobody else.
        check(|sketch| sketch.needs("c", "b").lock("c", 0), &[(1, 0), (2, 0), (3, 0)]);
        // One that needs the attractive item first stands for nobody else either.
        check(|sketch| sketch.needs("c", "b").needs("c", "a"), &[(1, 0), (3, 0)]);
    }

    #[test]
    fn a_floor_with_very_many_pairs_is_cut_and_says_so() {
        let mut sketch = Sketch::new(&[9.0], 1);
        for at in 0..100 {
            let category = if at < 50 { KanoCategory::MustBe } else { KanoCategory::Attractive };
            let id = format!("i{at}");
            sketch = sketch.item(&id, &[1.0], 1, 1).kano(&id, category, "Cart");
        }
        let found = brief(sketch.policy(|policy| policy.must_be_floor = true));
        assert_eq!((found.problem.rules.len(), found.notes), (MOST_FLOORS, vec![Note::FloorsCut]));
    }

    #[test]
    fn parts_are_planned_for_the_whole() {
        let sketch = Sketch::new(&[4.0], 3)
            .item("whole", &[9.0], 3, 3)
            .item("x", &[1.0], 1, 1)
            .item("y", &[1.0], 1, 1)
            .item("before", &[1.0], 1, 1)
            .item("after", &[1.0], 1, 1)
            .with("x", |item| item.parent = Some("whole".into()))
            .with("y", |item| item.parent = Some("whole".into()))
            .needs("whole", "before")
            .needs("y", "whole")
            .needs("after", "whole");
        let found = brief(sketch);
        assert_eq!(found.items.iter().map(|id| &**id).collect::<Vec<_>>(), ["x", "y", "before", "after"]);
        let before = |first, then| Rule::Before { first, then, gap: true };
        assert_eq!(found.problem.rules, [before(2, 0), before(2, 1), before(0, 3), before(1, 3)]);
        assert_eq!(found.notes, [Note::OwnEffortIgnored("whole".into())]);
    }

    /// A whole with the parts `x` and `y`, and one that stands alone.
    fn family() -> Sketch {
        Sketch::new(&[2.0], 3)
            .item("whole", &[9.0], 3, 3)
            .item("x", &[1.0], 1, 1)
            .item("y", &[2.0], 1, 1)
            .item("alone", &[1.0], 1, 1)
            .with("x", |item| item.parent = Some("whole".into()))
            .with("y", |item| item.parent = Some("whole".into()))
    }

    #[test]
    fn what_is_wished_of_a_whole_holds_for_its_parts() {
        let whole = || Some(Id::from("whole"));
        let of = |found: &Brief, item: &str| {
            let job = found.job(item).unwrap();
            let data = &found.problem.jobs[job];
            (data.earliest, data.latest, data.must, found.owners[job].clone())
        };
        let period = |id: &str| Some(Id::from(id));
        let window = family()
            .limit("whole", |limit| (limit.earliest, limit.latest) = (period("q1"), period("q1")))
            .limit("x", |limit| (limit.earliest, limit.latest) = (period("q0"), period("q2")))
            .limit("y", |limit| limit.earliest = period("q2"));
        let found = brief(window);
        let both = Owners { earliest: whole(), latest: whole(), ..Owners::default() };
        assert_eq!(of(&found, "x"), (1, 1, false, both));
        let latest = Owners { latest: whole(), ..Owners::default() };
        assert_eq!(of(&found, "y"), (2, 1, false, latest), "the narrower one counts");
        assert_eq!(of(&found, "alone"), (0, 2, false, Owners::default()));

        let must = || family().limit("whole", |limit| limit.must = true);
        let found = brief(must());
        let owned = Owners { must: whole(), ..Owners::default() };
        assert_eq!((of(&found, "x"), of(&found, "y")), ((0, 2, true, owned.clone()), (0, 2, true, owned)));
        // A part without an effort is missed, one that is dropped or kept out by itself is not.
        let lacking = must().with("x", |item| item.effort_by_team.clear());
        let notes = |sketch: Sketch| {
            let mut notes = brief(sketch).notes;
            notes.retain(|note| matches!(note, Note::MustNotPlannable(_)));
            notes
        };
        assert_eq!(notes(lacking), [Note::MustNotPlannable("x".into())]);
        assert_eq!(notes(must().status("x", Status::Rejected)), []);
        assert_eq!(notes(must().limit("x", |limit| limit.excluded = true)), []);
    }

    #[test]
    fn parts_go_out_with_their_whole() {
        #[track_caller]
        fn check(sketch: Sketch, expected: &[(&str, Reason)]) {
            let found = brief(sketch).left_out;
            let found: Vec<(&str, Reason)> =
                found.iter().map(|(id, reason)| (&**id, reason.clone())).collect();
            assert_eq!(found, expected);
        }
        let with = || Reason::ExcludedWith("whole".into());
        let out = || family().limit("whole", |limit| limit.excluded = true);
        check(out(), &[("whole", Reason::RolledUp), ("x", with()), ("y", with())]);
        check(
            out().limit("x", |limit| limit.excluded = true),
            &[("whole", Reason::RolledUp), ("x", Reason::Excluded), ("y", with())],
        );
        check(out().lock("x", 0), &[("whole", Reason::RolledUp), ("y", with())]);
        let rejected = || Reason::RejectedWith("whole".into());
        check(
            family().status("whole", Status::Rejected),
            &[("whole", Reason::Rejected), ("x", rejected()), ("y", rejected())],
        );
    }

    #[test]
    fn parts_stay_where_their_whole_is_locked() {
        let fixed = |sketch: Sketch| {
            let found = brief(sketch);
            let of = |id: &str| {
                let job = found.job(id).unwrap();
                (found.wishes[job].fixed, found.owners[job].lock.clone())
            };
            (of("x"), of("y"), found.problem.capacity.concat())
        };
        let with = |period| (Some(Fixed::Locked(period)), Some(Id::from("whole")));
        let own = |period| (Some(Fixed::Locked(period)), None);
        // They make room for themselves as every lock does, and the whole takes nothing.
        assert_eq!(fixed(family().lock("whole", 1)), (with(1), with(1), vec![2, 3, 2]));
        assert_eq!(fixed(family().lock("whole", 1).lock("x", 0)), (own(0), with(1), vec![2, 2, 2]));
        assert_eq!(fixed(family().place("whole", 1, false)), ((None, None), (None, None), vec![2, 2, 2]));
        let running = family().lock("whole", 1).status("x", Status::InProgress).place("x", 2, false);
        assert_eq!(fixed(running).0, (Some(Fixed::Running(2)), None));
        let out = brief(family().lock("whole", 1).limit("x", |limit| limit.excluded = true));
        assert_eq!(out.reason("x"), Some(&Reason::Excluded));
    }

    #[test]
    fn a_wish_for_a_whole_is_compared_with_its_parts_set_free() {
        let plan = family().lock("whole", 2).0;
        let (with, without) = Brief::with_and_without(&plan, "whole");
        assert_eq!(with.items, without.items);
        let fixed = |brief: &Brief| brief.wishes[brief.job("x").unwrap()].fixed;
        assert_eq!((fixed(&with), fixed(&without)), (Some(Fixed::Locked(2)), None));
        let out = family().limit("whole", |limit| limit.excluded = true).0;
        let (with, without) = Brief::with_and_without(&out, "whole");
        assert_eq!(with.items, without.items);
        let can_be_done = |brief: &Brief| {
            let job = &brief.problem.jobs[brief.job("x").unwrap()];
            job.earliest <= job.latest
        };
        assert_eq!((can_be_done(&with), can_be_done(&without)), (false, true));
    }

    #[test]
    fn a_group_says_that_it_does_not_count_a_whole() {
        let found = brief(family().group("w", GroupKind::Apart, &["whole", "alone", "x"]));
        assert!(found.notes.contains(&Note::WholeInGroup("whole".into())), "{:?}", found.notes);
        assert_eq!(found.problem.rules, [Rule::Apart(vec![2, 0])]);
    }

    #[test]
    fn a_lock_wins_over_what_it_breaks() {
        #[track_caller]
        fn check(sketch: Sketch, broken: &[Origin], rules: &[Rule]) {
            let mut found = brief(sketch);
            found.notes.retain(|note| !matches!(note, Note::Overfull { .. }));
            let gap = |origin: &Origin| matches!(origin, Origin::Dependency { .. });
            let broken: Vec<Note> =
                broken.iter().map(|origin| Note::Overridden(origin.clone(), gap(origin))).collect();
            assert_eq!((found.notes, found.problem.rules), (broken, rules.to_vec()));
        }
        let needs = || two().needs("b", "a");
        let dependency = || Origin::Dependency { item: "b".into(), on: "a".into() };
        let before = |first, then| Rule::Before { first, then, gap: true };
        check(needs().lock("a", 0).lock("b", 1), &[], &[before(0, 1)]);
        check(needs().lock("a", 1).lock("b", 1), &[dependency()], &[]);
        check(needs().lock("b", 0), &[dependency()], &[]);
        check(needs().lock("b", 1), &[], &[before(0, 1)]);
        check(
            needs().lock("b", 1).limit("a", |limit| limit.earliest = Some("q1".into())),
            &[dependency()],
            &[],
        );
        // What lies between two locked items counts as well.
        let chain = Sketch::new(&[9.0], 3)
            .item("a", &[1.0], 1, 1)
            .item("b", &[1.0], 1, 1)
            .item("c", &[1.0], 1, 1)
            .needs("b", "a")
            .needs("c", "b");
        check(
            chain.lock("a", 0).lock("c", 1),
            &[Origin::Dependency { item: "c".into(), on: "b".into() }],
            &[before(0, 1)],
        );
        let group = |kind| two().item("c", &[0.5], 1, 1).group("w", kind, &["a", "b", "c"]);
        let origin = || Origin::Group("w".into());
        check(group(GroupKind::Together).lock("a", 0).lock("b", 1), &[origin()], &[]);
        check(group(GroupKind::Together).lock("a", 0), &[], &[Rule::Together(vec![0, 1, 2])]);
        check(group(GroupKind::Either).lock("a", 0).lock("b", 1), &[origin()], &[Rule::Either(vec![0, 2])]);
        let apart = group(GroupKind::Apart).with("a", |item| {
            item.effort_by_team.insert("t0".into(), Estimate::Value(1.0));
        });
        check(apart.lock("a", 0).lock("b", 0), &[origin()], &[Rule::Apart(vec![0, 2])]);
    }

    #[test]
    fn what_is_locked_alone_keeps_to_every_rule_of_the_problem() {
        for seed in 0..3000 {
            let sketch = Sketch::random(seed, 10, 4);
            let plan = sketch.0.clone();
            let found = brief(sketch);
            let slots: Slots = found.wishes.iter().map(|wishes| wishes.fixed.map(Fixed::period)).collect();
            // Whoever is free may be needed by a lock, but no lock stands against another.
            let fixed = |job: &usize| slots[*job].is_some();
            for fault in faults(&found.problem, &slots) {
                let is_open = match fault {
                    Fault::Must(job) => !fixed(&job),
                    Fault::Rule(rule) => match &found.problem.rules[rule] {
                        Rule::Before { first, .. } => !fixed(first),
                        Rule::Together(list) => list.iter().any(|job| !fixed(job)),
                        _ => false,
                    },
                    _ => false,
                };
                assert!(is_open, "{seed}: {fault:?} in {:?}", found.problem);
            }
            let placements = found.placements(&plan, &slots);
            assert_eq!(found.slots(&placements), slots, "{seed}");
        }
    }

    #[test]
    fn with_and_without_a_wish_the_jobs_are_the_same() {
        for seed in 0..1000 {
            let plan = Sketch::random(seed, 8, 3).0;
            for item in &plan.items {
                let (with, without) = Brief::with_and_without(&plan, &item.id);
                assert_eq!(with.items, without.items, "{seed} {}", item.id);
                assert_eq!((with.problem.check(), without.problem.check()), (Ok(()), Ok(())));
                let job = without.job(&item.id).unwrap();
                let locked = without.wishes[job].fixed.filter(|fixed| matches!(fixed, Fixed::Locked(_)));
                // What is wished of its whole holds all the same.
                assert_eq!(locked.filter(|_| without.owners[job].lock.is_none()), None);
            }
        }
        let kept_out = two().limit("a", |limit| limit.excluded = true).0;
        let (with, without) = Brief::with_and_without(&kept_out, "a");
        assert!(!faults(&with.problem, &[Some(0), None]).is_empty());
        assert!(faults(&without.problem, &[Some(0), None]).is_empty());
    }

    #[test]
    fn drafts_keep_locks_and_leave_what_is_done_where_it_stood() {
        let plan = two()
            .item("c", &[1.0], 1, 1)
            .status("c", Status::Shipped)
            .place("c", 0, false)
            .lock("a", 1)
            .place("b", 1, false)
            .0;
        let found = Brief::of(&plan);
        assert_eq!(found.slots(&plan.roadmap.placements), [Some(1), Some(1)]);
        let placements = found.placements(&plan, &[Some(1), Some(0)]);
        let shown: Vec<(&str, &str, bool)> =
            placements.iter().map(|each| (&*each.item, &*each.period, each.locked)).collect();
        assert_eq!(shown, [("a", "q1", true), ("b", "q0", false), ("c", "q0", false)]);
    }

    #[test]
    fn worth_counts_need_goal_and_value_by_the_weight_of_the_period() {
        let found = brief(two());
        let worth = found.worth(&[Some(0), Some(1)]);
        assert_eq!((worth.need, worth.goal, worth.value), (1.0, 0.9, 0.5 + 0.45));
    }

    #[test]
    fn what_is_missing_altogether_is_said() {
        #[track_caller]
        fn check(sketch: Sketch, blocked: Option<Blocked>) {
            assert_eq!(brief(sketch).blocked(), blocked);
        }
        check(two(), None);
        check(Sketch::new(&[], 2), Some(Blocked::NoTeams));
        check(Sketch::new(&[1.0], 0), Some(Blocked::NoPeriods));
        check(Sketch::new(&[1.0], 1), Some(Blocked::NoItems));
        check(Sketch::new(&[0.0], 1).item("a", &[1.0], 1, 1), Some(Blocked::NoCapacity));
        check(two().status("a", Status::Shipped).status("b", Status::Rejected), Some(Blocked::NoJobs));
    }
}
