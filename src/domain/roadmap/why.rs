//! Why an item stands where it does, or does not.
//!
//! What is said is looked up in the problem, not remembered from the search: an item stands
//! where it does because of what keeps it from standing in the period before, and that is
//! there to be checked. So it holds for plans made by hand as well.

use solver::{Problem, Rule};

use super::brief::{Brief, Fixed, MOST_FLOORS, Note, Origin, Reason};
use super::{names, wishes};
use crate::domain::number::group;
use crate::domain::plan::{Id, Plan};
use crate::domain::text::{Lang, roadmap_why as words};

/// Why an item stands where it does, or does not. Periods are told by their places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Somebody locked it there.
    Locked,
    /// Somebody locked the whole there that it is a part of.
    LockedWith(Id),
    /// It is in progress there.
    Running,
    /// It is delivered.
    Shipped,
    /// It comes no earlier than this period by somebody's wish, for it or for the whole that it is a
    /// part of.
    Earliest(usize, Option<Id>),
    /// It needs another item first, which is done in that period.
    Needs(Id, usize),
    /// It waits for a must-be item of its area, which is done in that period.
    Floor(Id, usize),
    /// Another one that it must not share a period with stands in the period before.
    Apart(Id, usize),
    /// It stays together with another item.
    Together(Id),
    /// A team has no room for it in the period before.
    Full(Id, usize),
    /// Nothing keeps it from standing in the period before.
    CouldBeEarlier(usize),
    /// It stands in the first period, and a team has more to do there than it can.
    Over(Id),
    /// It stands in the first period, and no other item is worth more for its effort.
    First,
    /// It stands in the first period, where it fits.
    Fits,
    /// It cannot be planned.
    Out(Reason),
    /// It needs an item that is not in the plan.
    NeedsUnplaced(Id),
    /// It waits for a must-be item that is not in the plan.
    FloorUnplaced(Id),
    /// It needs an item first that is done so late that no period is left.
    NeedsLate(Id, usize),
    /// At most one of a group is wanted, and this one is in the plan.
    InsteadOf(Id),
    /// It is only done together with an item that is not in the plan.
    WithoutPartner(Id),
    /// A team has no room for it in any period in which it could be done.
    NoRoom(Id),
    /// The same, and whatever takes that team's room is worth more for it.
    WorthLess(Id),
    /// In each period some team has no room for it, but not the same one in all.
    NoRoomAnywhere,
    /// It is worth nothing on the policy's basis.
    WorthNothing,
    /// There is room for it in this period.
    WouldFit(usize),
    /// No period suits it, by its own wishes and those about others together.
    NoPeriod,
}

/// Everything that explanations for one plan need; made once for all its items.
#[derive(Clone, Debug)]
pub struct Whys<'a> {
    brief: &'a Brief,
    slots: &'a [Option<usize>],
    /// By period, then by team.
    used: Vec<Vec<u64>>,
    /// For each job the rules that it is part of.
    rules: Vec<Vec<usize>>,
    /// The most that any job is worth for its effort.
    best: f64,
    /// By period, then by team: the least that a job which takes the team's room there is worth
    /// for what it takes, in value for a unit of effort. Less than anything where one of them
    /// stays there by a person's wish, more than anything where nobody takes any.
    least: Vec<Vec<f64>>,
}

impl<'a> Whys<'a> {
    /// Looks at a plan once.
    pub fn new(brief: &'a Brief, slots: &'a [Option<usize>]) -> Whys<'a> {
        let problem = &brief.problem;
        let mut used = vec![vec![0; problem.teams()]; problem.periods()];
        for (job, slot) in problem.jobs.iter().zip(slots) {
            let Some(of_period) = slot.and_then(|slot| used.get_mut(slot)) else { continue };
            of_period.iter_mut().zip(&job.effort).for_each(|(sum, effort)| *sum += effort);
        }
        let mut rules = vec![Vec::new(); problem.jobs.len()];
        for (at, rule) in problem.rules.iter().enumerate() {
            for job in members(rule) {
                if let Some(list) = rules.get_mut(job) {
                    list.push(at);
                }
            }
        }
        let best = (0..problem.jobs.len()).map(|job| density(problem, job)).fold(0.0, f64::max);
        let mut least = vec![vec![f64::INFINITY; problem.teams()]; problem.periods()];
        for (at, (job, slot)) in problem.jobs.iter().zip(slots).enumerate() {
            let Some(of_period) = slot.and_then(|slot| least.get_mut(slot)) else { continue };
            let is_fixed = brief.wishes.get(at).is_some_and(|wishes| wishes.fixed.is_some());
            for (least, effort) in of_period.iter_mut().zip(&job.effort).filter(|(_, effort)| **effort > 0) {
                let worth = if is_fixed { f64::NEG_INFINITY } else { job.value / *effort as f64 };
                *least = least.min(worth);
            }
        }
        Whys { brief, slots, used, rules, best, least }
    }

    /// Why an item stands where it does, or does not; `None` for one that the plan does not have.
    pub fn why(&self, item: &str) -> Option<Why> {
        if let Some(job) = self.brief.job(item) {
            return Some(self.of_job(job));
        }
        match self.brief.reason(item)? {
            Reason::Shipped => Some(Why::Shipped),
            reason => Some(Why::Out(reason.clone())),
        }
    }

    /// Why each item stands where it does: those of jobs, then those of all others.
    pub fn all(&self) -> impl Iterator<Item = (&'a Id, Why)> + '_ {
        let jobs = self.brief.items.iter().enumerate().map(|(job, id)| (id, self.of_job(job)));
        let others = self.brief.left_out.iter().map(|(id, reason)| match reason {
            Reason::Shipped => (id, Why::Shipped),
            reason => (id, Why::Out(reason.clone())),
        });
        jobs.chain(others)
    }

    fn slot(&self, job: usize) -> Option<usize> {
        self.slots.get(job).copied().flatten()
    }

    fn id(&self, job: usize) -> Id {
        self.brief.items.get(job).cloned().unwrap_or_default()
    }

    fn of_job(&self, job: usize) -> Why {
        match self.slot(job) {
            Some(period) => self.placed(job, period),
            None => self.unplaced(job),
        }
    }

    fn placed(&self, job: usize, period: usize) -> Why {
        let wishes = self.brief.wishes.get(job).copied().unwrap_or_default();
        let owners = self.brief.owners.get(job).cloned().unwrap_or_default();
        match wishes.fixed {
            Some(Fixed::Locked(at)) if at == period => {
                return owners.lock.map_or(Why::Locked, Why::LockedWith);
            }
            Some(Fixed::Running(at)) if at == period => return Why::Running,
            _ => {}
        }
        if let Some(why) = self.needs_unplaced(job) {
            return why;
        }
        let Some(before) = period.checked_sub(1) else {
            if let Some(team) = self.over(job, period) {
                return Why::Over(team);
            }
            let density = density(&self.brief.problem, job);
            return if density > 0.0 && density >= self.best { Why::First } else { Why::Fits };
        };
        if let Some(earliest) = wishes.earliest.filter(|earliest| *earliest > before) {
            return Why::Earliest(earliest, owners.earliest);
        }
        self.broken_at(job, before)
            .or_else(|| self.full(job, before).map(|team| Why::Full(team, before)))
            .or_else(|| self.partner(job).map(|other| Why::Together(self.id(other))))
            .unwrap_or(Why::CouldBeEarlier(before))
    }

    /// What a job needs and the plan does not have.
    fn needs_unplaced(&self, job: usize) -> Option<Why> {
        self.rules_of(job).find_map(|(rule, origin)| match rule {
            Rule::Before { first, then, .. } if *then == job && self.slot(*first).is_none() => {
                let id = self.id(*first);
                Some(match origin {
                    Origin::Floor { .. } => Why::FloorUnplaced(id),
                    _ => Why::NeedsUnplaced(id),
                })
            }
            _ => None,
        })
    }

    /// The first team that a job takes something of and that has more to do in the job's
    /// period than it can.
    fn over(&self, job: usize, period: usize) -> Option<Id> {
        let problem = &self.brief.problem;
        let efforts = &problem.jobs.get(job)?.effort;
        let loads = self.used.get(period)?.iter().zip(problem.capacity.get(period)?);
        let mut teams = self.brief.teams.iter().zip(efforts).zip(loads);
        teams
            .find(|((_, effort), (used, capacity))| **effort > 0 && used > capacity)
            .map(|((team, _), _)| team.clone())
    }

    /// The rules that a job is part of, with their origins.
    fn rules_of(&self, job: usize) -> impl Iterator<Item = (&'a Rule, &'a Origin)> + '_ {
        let brief = self.brief;
        let places = self.rules.get(job).into_iter().flatten();
        places.filter_map(move |at| Some((brief.problem.rules.get(*at)?, brief.origins.get(*at)?)))
    }

    /// What keeps a job from a period, apart from what it is done together with.
    fn broken_at(&self, job: usize, period: usize) -> Option<Why> {
        self.rules_of(job).find_map(|(rule, origin)| match rule {
            Rule::Before { first, then, gap } if *then == job => {
                let at = self.slot(*first).filter(|at| at + usize::from(*gap) > period)?;
                let id = self.id(*first);
                Some(match origin {
                    Origin::Floor { .. } => Why::Floor(id, at),
                    _ => Why::Needs(id, at),
                })
            }
            Rule::Apart(list) => {
                let other = list.iter().find(|other| **other != job && self.slot(**other) == Some(period))?;
                Some(Why::Apart(self.id(*other), period))
            }
            _ => None,
        })
    }

    /// Another job that is done together with one, and stands with it.
    fn partner(&self, job: usize) -> Option<usize> {
        let stands = |other: &usize| *other != job && self.slot(*other) == self.slot(job);
        self.rules_of(job).find_map(|(rule, _)| match rule {
            Rule::Together(list) => list.iter().copied().find(stands),
            _ => None,
        })
    }

    /// The first team that has no room for a job in a period where it does not stand.
    fn full(&self, job: usize, period: usize) -> Option<Id> {
        self.full_teams(job, period).next().and_then(|team| self.brief.teams.get(team).cloned())
    }

    fn full_teams(&self, job: usize, period: usize) -> impl Iterator<Item = usize> + '_ {
        let problem = &self.brief.problem;
        let efforts = problem.jobs.get(job).into_iter().flat_map(|job| job.effort.iter().copied());
        let used = self.used.get(period).into_iter().flatten();
        let capacity = problem.capacity.get(period).into_iter().flatten();
        let teams = efforts.zip(used).zip(capacity).enumerate();
        teams
            .filter(|(_, ((effort, used), capacity))| *effort > 0 && effort + *used > **capacity)
            .map(|(team, _)| team)
    }

    fn unplaced(&self, job: usize) -> Why {
        let problem = &self.brief.problem;
        let Some(data) = problem.jobs.get(job) else { return Why::NoPeriod };
        for (rule, origin) in self.rules_of(job) {
            match rule {
                Rule::Before { first, then, .. } if *then == job && self.slot(*first).is_none() => {
                    let id = self.id(*first);
                    return match origin {
                        Origin::Floor { .. } => Why::FloorUnplaced(id),
                        _ => Why::NeedsUnplaced(id),
                    };
                }
                Rule::Either(list) => {
                    if let Some(other) = list.iter().find(|other| self.slot(**other).is_some()) {
                        return Why::InsteadOf(self.id(*other));
                    }
                }
                Rule::Together(list) => {
                    if let Some(other) =
                        list.iter().find(|other| **other != job && self.slot(**other).is_none())
                    {
                        return Why::WithoutPartner(self.id(*other));
                    }
                }
                _ => {}
            }
        }
        let last = data.latest.min(problem.periods().saturating_sub(1));
        let window: Vec<usize> = (data.earliest..=last).filter(|at| *at < problem.periods()).collect();
        let after = |period: &usize| self.broken_at(job, *period);
        let open: Vec<usize> = window.iter().copied().filter(|period| after(period).is_none()).collect();
        if open.is_empty() {
            let late = window.last().and_then(after);
            return match late {
                Some(Why::Needs(id, at) | Why::Floor(id, at)) => Why::NeedsLate(id, at),
                _ => Why::NoPeriod,
            };
        }
        if let Some(period) = open.iter().find(|period| self.full_teams(job, **period).next().is_none()) {
            return if data.value > 0.0 { Why::WouldFit(*period) } else { Why::WorthNothing };
        }
        let in_all =
            |team: &usize| open.iter().all(|period| self.full_teams(job, *period).any(|at| at == *team));
        let Some(team) = (0..problem.teams()).find(|team| in_all(team)) else { return Why::NoRoomAnywhere };
        let id = self.brief.teams.get(team).cloned().unwrap_or_default();
        if self.is_worth_less(job, team, &open) { Why::WorthLess(id) } else { Why::NoRoom(id) }
    }

    /// Whether each item that takes a team's room in some periods could be moved, and is worth
    /// more for what it takes of the team.
    fn is_worth_less(&self, job: usize, team: usize, periods: &[usize]) -> bool {
        let Some(job) = self.brief.problem.jobs.get(job) else { return false };
        let Some(effort) = job.effort.get(team).filter(|effort| **effort > 0) else { return false };
        let least = periods.iter().filter_map(|period| self.least.get(*period)?.get(team));
        let least = least.copied().fold(f64::INFINITY, f64::min);
        least.is_finite() && least > job.value / *effort as f64
    }
}

/// The jobs that a rule is about.
fn members(rule: &Rule) -> Vec<usize> {
    match rule {
        Rule::Before { first, then, .. } => vec![*first, *then],
        Rule::Together(list) | Rule::Apart(list) | Rule::Either(list) => list.clone(),
    }
}

/// What a job is worth for all the effort it takes.
fn density(problem: &Problem, job: usize) -> f64 {
    let Some(job) = problem.jobs.get(job) else { return 0.0 };
    let effort: u64 = job.effort.iter().sum();
    match effort {
        0 if job.value > 0.0 => f64::INFINITY,
        0 => 0.0,
        effort => job.value / effort as f64,
    }
}

impl Why {
    /// Whether something keeps the item from standing elsewhere: a person, another item, or a full team.
    pub fn holds_back(&self) -> bool {
        matches!(
            self,
            Why::Locked
                | Why::LockedWith(_)
                | Why::Earliest(..)
                | Why::Needs(..)
                | Why::Floor(..)
                | Why::Apart(..)
                | Why::Together(_)
                | Why::Full(..)
                | Why::Over(_)
                | Why::NeedsUnplaced(_)
                | Why::FloorUnplaced(_)
        )
    }

    /// The item that it is said to need.
    pub fn needed(&self) -> Option<&Id> {
        match self {
            Why::Needs(id, _)
            | Why::NeedsUnplaced(id)
            | Why::NeedsLate(id, _)
            | Why::Out(
                Reason::DependsOnRejected(id)
                | Reason::DependsOnDeleted(id)
                | Reason::DependsOnUnplannable(id),
            ) => Some(id),
            _ => None,
        }
    }

    /// The explanation in a few words, such as “needs Guest checkout first”.
    pub fn sentence(&self, plan: &Plan, lang: Lang) -> String {
        let item = |id: &Id| names::item(plan, id, lang);
        let period = |at: usize| names::period(plan, at, lang);
        let team = |id: &Id| names::team(plan, id, lang);
        match self {
            Why::Locked => words::locked(lang).to_owned(),
            Why::LockedWith(id) => words::locked_with(lang, &item(id)),
            Why::Running => words::running(lang).to_owned(),
            Why::Shipped => words::shipped(lang).to_owned(),
            Why::Earliest(at, None) => words::earliest(lang, &period(*at)),
            Why::Earliest(at, Some(id)) => words::earliest_with(lang, &period(*at), &item(id)),
            Why::Needs(id, at) => words::needs(lang, &item(id), &period(*at)),
            Why::Floor(id, at) => words::floor(lang, &item(id), &period(*at)),
            Why::Apart(id, at) => words::apart(lang, &item(id), &period(*at)),
            Why::Together(id) => words::together(lang, &item(id)),
            Why::Full(id, at) => words::full(lang, &team(id), &period(*at)),
            Why::Over(id) => words::over(lang, &team(id)),
            Why::CouldBeEarlier(at) => words::could_be_earlier(lang, &period(*at)),
            Why::First => words::first(lang).to_owned(),
            Why::Fits => words::fits(lang).to_owned(),
            Why::Out(reason) => reason.sentence(plan, lang),
            Why::NeedsUnplaced(id) => words::needs_unplaced(lang, &item(id)),
            Why::FloorUnplaced(id) => words::floor_unplaced(lang, &item(id)),
            Why::NeedsLate(id, at) => words::needs_late(lang, &item(id), &period(*at)),
            Why::InsteadOf(id) => words::instead_of(lang, &item(id)),
            Why::WithoutPartner(id) => words::without_partner(lang, &item(id)),
            Why::NoRoom(id) => words::no_room(lang, &team(id)),
            Why::WorthLess(id) => words::worth_less(lang, &team(id)),
            Why::NoRoomAnywhere => words::no_room_anywhere(lang).to_owned(),
            Why::WorthNothing => words::worth_nothing(lang).to_owned(),
            Why::WouldFit(at) => words::would_fit(lang, &period(*at)),
            Why::NoPeriod => words::no_period(lang).to_owned(),
        }
    }
}

impl Reason {
    /// Why the item cannot be planned, in a few words.
    pub fn sentence(&self, plan: &Plan, lang: Lang) -> String {
        let item = |id: &Id| names::item(plan, id, lang);
        match self {
            Reason::Shipped => words::shipped(lang).to_owned(),
            Reason::Rejected => words::rejected(lang).to_owned(),
            Reason::RolledUp => words::rolled_up(lang).to_owned(),
            Reason::Excluded => words::excluded(lang).to_owned(),
            Reason::ExcludedWith(id) => words::excluded_with(lang, &item(id)),
            Reason::RejectedWith(id) => words::rejected_with(lang, &item(id)),
            Reason::NoEffort => words::no_effort(lang).to_owned(),
            Reason::NoValue => words::no_value(lang).to_owned(),
            Reason::TooLarge { team } => words::too_large(lang, &names::team(plan, team, lang)),
            Reason::DependsOnRejected(id) => words::depends_on_rejected(lang, &item(id)),
            Reason::DependsOnDeleted(id) => words::depends_on_deleted(lang, &item(id)),
            Reason::DependsOnUnplannable(id) => words::depends_on_unplannable(lang, &item(id)),
            Reason::TogetherWith(id) => words::together_with(lang, &item(id)),
            Reason::InsteadOf(id) => words::instead_of_shipped(lang, &item(id)),
        }
    }
}

impl Note {
    /// The note in a sentence.
    pub fn sentence(&self, plan: &Plan, lang: Lang) -> String {
        let item = |id: &Id| names::item(plan, id, lang);
        let team = |id: &Id| names::team(plan, id, lang);
        match self {
            Note::Overfull { team: id, period } => {
                words::note_overfull(lang, &team(id), &names::period_of(plan, period, lang))
            }
            Note::Overridden(origin, gap) => {
                words::note_overridden(lang, &wishes::rule_sentence(plan, origin, *gap, lang))
            }
            Note::OutsideWindow(id) => words::note_outside_window(lang, &item(id)),
            Note::NeedsUnplannable { item: id, on } => {
                words::note_needs_unplannable(lang, &item(id), &item(on))
            }
            Note::StaysWithoutEffort(id) => words::note_without_effort(lang, &item(id)),
            Note::StaysWithoutValue(id) => words::note_without_value(lang, &item(id)),
            Note::MustNotPlannable(id) => words::note_must_not_plannable(lang, &item(id)),
            Note::MustTooLarge { item: id, team: of } => {
                words::note_must_too_large(lang, &item(id), &team(of))
            }
            Note::FloorNotPlannable { item: id, on } => {
                words::note_floor_not_plannable(lang, &item(id), &item(on))
            }
            Note::FloorInCircle { item: id, on } => words::note_floor_in_circle(lang, &item(id), &item(on)),
            Note::FloorWithoutArea(ids) => {
                let (titles, more) = names::first_items(plan, ids, 3, lang);
                words::note_floor_without_area(lang, &words::list_of_items(lang, &titles, more))
            }
            Note::FloorsCut => words::note_floors_cut(lang, &group(MOST_FLOORS)),
            Note::OwnEffortIgnored(id) => words::note_own_effort(lang, &item(id)),
            Note::WholeInGroup(id) => words::note_whole_in_group(lang, &item(id)),
        }
    }
}

#[cfg(test)]
mod tests {
    use solver::{Fault, Slots, faults};

    use super::super::GroupKind;
    use super::super::effort::{Source, effort};
    use super::super::sketch::{Dice, Sketch};
    use super::*;
    use crate::domain::plan::{KanoCategory, Status};

    fn three() -> Sketch {
        Sketch::new(&[4.0], 3).item("a", &[3.0], 3, 3).item("b", &[2.0], 1, 1).item("c", &[1.0], 0, 0)
    }

    #[test]
    fn each_card_says_why_it_is_where_it_is() {
        #[track_caller]
        fn check(sketch: Sketch, slots: [Option<usize>; 3], item: &str, en: &str, zh: &str) {
            let brief = Brief::of(&sketch.0);
            // Slots are given for a, b and c, of which not all need be jobs.
            let of = |id: &Id| slots["abc".find(&**id).unwrap()];
            let slots: Slots = brief.items.iter().map(of).collect();
            let why = Whys::new(&brief, &slots).why(item).unwrap();
            assert_eq!(why.sentence(&sketch.0, Lang::En), en);
            assert_eq!(why.sentence(&sketch.0, Lang::Zh), zh);
        }
        let on = |first, second, third| [first, second, third].map(|at: i32| usize::try_from(at).ok());
        check(three().lock("a", 1), on(1, 0, 0), "a", "locked by you", "由您锁定");
        let part = || three().item("w", &[], 1, 1).with("b", |item| item.parent = Some("w".into()));
        check(part().lock("w", 1), on(0, 1, 0), "b", "locked by you with W", "随“W”由您锁定");
        let late = part().limit("w", |limit| limit.earliest = Some("q1".into()));
        check(late, on(0, 1, 0), "b", "not before Q2, as you wished of W", "按您对“W”的要求不早于 Q2");
        let out = part().limit("w", |limit| limit.excluded = true);
        check(out, on(0, -1, 0), "b", "kept out of drafts with W", "随“W”不参与自动排期");
        let rejected = part().status("w", Status::Rejected);
        check(rejected, on(0, -1, 0), "b", "part of W, which was rejected", "所属的“W”已拒绝");
        let running = three().status("a", Status::InProgress).place("a", 0, false);
        check(running, on(0, 0, 0), "a", "in progress", "进行中");
        check(three().status("a", Status::Shipped), on(0, 0, 0), "a", "shipped", "已上线");
        let earliest = three().limit("b", |limit| limit.earliest = Some("q1".into()));
        check(earliest, on(0, 1, 0), "b", "not before Q2, as you wished", "按您的要求不早于 Q2");
        check(three().needs("b", "a"), on(0, 1, 0), "b", "needs A first (Q1)", "须先完成“A”（Q1）");
        let floor = three()
            .kano("b", KanoCategory::Attractive, "Cart")
            .kano("a", KanoCategory::MustBe, "Cart")
            .policy(|policy| policy.must_be_floor = true);
        check(floor, on(1, 1, 0), "b", "waits for the must-be item A (Q2)", "须等必备需求“A”（Q2）");
        let apart = three().group("w", GroupKind::Apart, &["b", "c"]);
        check(apart, on(2, 1, 0), "b", "not in the same period as C (Q1)", "须与“C”（Q1）错开");
        check(three(), on(0, 1, 0), "b", "Team 0 is full in Q1", "Team 0 在 Q1 已满");
        let together = three().group("w", GroupKind::Together, &["b", "c"]);
        check(together, on(0, 2, 2), "c", "stays together with B", "与“B”同进同出");
        check(three(), on(0, 2, 0), "b", "could be earlier: Q2 has room", "可以提前：Q2 还有空间");
        check(
            three(),
            on(0, 1, 0),
            "a",
            "comes first: worth most for its effort",
            "排在最前：单位工作量的价值最高",
        );
        check(three(), on(1, 0, 0), "b", "fits here", "这里放得下");
        check(
            three().limit("a", |limit| limit.excluded = true),
            on(-1, 0, 0),
            "a",
            "kept out of drafts by you",
            "由您设为不参与自动排期",
        );
        check(
            three().needs("b", "a"),
            on(-1, -1, 0),
            "b",
            "needs A, which is not in the plan",
            "依赖未排入计划的“A”",
        );
        check(
            three().needs("b", "a"),
            on(2, -1, 0),
            "b",
            "needs A first, and after Q3 there is no period left",
            "须先完成“A”，而 Q3 之后没有周期了",
        );
        let either = three().group("w", GroupKind::Either, &["a", "b"]);
        check(either, on(0, -1, 0), "b", "A is done instead", "已改做“A”");
        let together = three().group("w", GroupKind::Together, &["a", "b"]);
        check(
            together,
            on(-1, -1, 0),
            "b",
            "only together with A, which is not in the plan",
            "须与未排入计划的“A”同进同出",
        );
        let tight = || {
            three().roadmap(|roadmap| {
                roadmap.periods.truncate(1);
            })
        };
        check(
            tight(),
            on(0, -1, -1),
            "b",
            "worth less for its effort than what fills Team 0",
            "单位工作量的价值低于占用 Team 0 产能的需求",
        );
        check(
            tight(),
            on(-1, 0, 0),
            "a",
            "Team 0 has no room for it in any period",
            "Team 0 在各周期都排不下",
        );
        check(
            tight().lock("a", 0),
            on(0, -1, -1),
            "b",
            "Team 0 has no room for it in any period",
            "Team 0 在各周期都排不下",
        );
        check(
            three().needs("b", "a"),
            on(-1, 0, 0),
            "b",
            "needs A, which is not in the plan",
            "依赖未排入计划的“A”",
        );
        check(three(), on(0, 0, 1), "b", "Team 0 has more to do here than it can", "Team 0 在此超载");
        check(three(), on(0, -1, 0), "b", "would fit into Q2", "Q2 还排得下");
        check(three(), on(0, 1, -1), "c", "worth nothing on this basis", "按当前依据没有价值");
    }

    /// Every explanation, asked back of the model: what it says must be so.
    fn holds(brief: &Brief, slots: &Slots, job: usize, why: &Why) -> bool {
        let problem = &brief.problem;
        let place = |id: &Id| brief.job(id).unwrap();
        let moved = |to: Option<usize>| {
            let mut moved = slots.clone();
            moved[job] = to;
            moved
        };
        // What goes wrong for this job alone when it is moved, and was not wrong before.
        let fresh = |to: usize| {
            let before = faults(problem, slots);
            let after = faults(problem, &moved(Some(to)));
            after.into_iter().filter(|fault| !before.contains(fault)).collect::<Vec<_>>()
        };
        let team = |id: &Id| brief.teams.iter().position(|other| other == id).unwrap();
        let full = |team: usize, period: usize| {
            let load: u64 = problem
                .jobs
                .iter()
                .zip(slots)
                .enumerate()
                .filter(|(other, (_, slot))| *other != job && **slot == Some(period))
                .map(|(_, (job, _))| job.effort[team])
                .sum();
            load + problem.jobs[job].effort[team] > problem.capacity[period][team]
        };
        let breaks = |to: usize, kind: fn(&Rule) -> bool, other: usize| {
            let found = faults(problem, &moved(Some(to)));
            found.iter().any(|fault| match fault {
                Fault::Rule(rule) => {
                    let rule = &problem.rules[*rule];
                    kind(rule) && members(rule).contains(&job) && members(rule).contains(&other)
                }
                _ => false,
            })
        };
        let before: fn(&Rule) -> bool = |rule| matches!(rule, Rule::Before { .. });
        let together: fn(&Rule) -> bool = |rule| matches!(rule, Rule::Together(_));
        let either: fn(&Rule) -> bool = |rule| matches!(rule, Rule::Either(_));
        let apart: fn(&Rule) -> bool = |rule| matches!(rule, Rule::Apart(_));
        // By a rule of its own, not by one that is broken elsewhere.
        let is_ruled_out = |to: usize| {
            faults(problem, &moved(Some(to))).iter().any(|fault| match fault {
                Fault::Rule(rule) => members(&problem.rules[*rule]).contains(&job),
                _ => false,
            })
        };
        let window = || {
            let data = &problem.jobs[job];
            (data.earliest..=data.latest).filter(|at| *at < problem.periods())
        };
        let at = slots[job];
        let density =
            |job: usize| problem.jobs[job].value / problem.jobs[job].effort.iter().sum::<u64>() as f64;
        match why {
            Why::Locked | Why::LockedWith(_) | Why::Running => {
                brief.wishes[job].fixed.map(Fixed::period) == at
            }
            Why::Earliest(period, _) => {
                Some(*period) >= at
                    && faults(problem, &moved(at.map(|at| at - 1))).contains(&Fault::Window(job))
            }
            Why::Needs(id, period) | Why::Floor(id, period) => {
                slots[place(id)] == Some(*period) && breaks(at.unwrap() - 1, before, place(id))
            }
            Why::Apart(id, period) => {
                slots[place(id)] == Some(*period) && breaks(at.unwrap() - 1, apart, place(id))
            }
            Why::Together(id) => breaks(at.unwrap() - 1, together, place(id)),
            Why::Full(id, period) => Some(period + 1) == at && full(team(id), *period),
            Why::Over(id) => {
                at == Some(0)
                    && problem.jobs[job].effort[team(id)] > 0
                    && faults(problem, slots).contains(&Fault::Capacity { period: 0, team: team(id) })
            }
            Why::CouldBeEarlier(period) => Some(period + 1) == at && fresh(*period).is_empty(),
            Why::First => {
                at == Some(0) && {
                    let beats = |other| {
                        density(other).partial_cmp(&density(job)) == Some(std::cmp::Ordering::Greater)
                    };
                    !(0..slots.len()).any(beats)
                }
            }
            Why::Fits => {
                let teams = 0..problem.teams();
                at == Some(0)
                    && !teams.into_iter().any(|team| problem.jobs[job].effort[team] > 0 && full(team, 0))
            }
            Why::NeedsUnplaced(id) | Why::FloorUnplaced(id) => {
                slots[place(id)].is_none() && window().all(|to| breaks(to, before, place(id)))
            }
            Why::NeedsLate(id, period) => {
                slots[place(id)] == Some(*period)
                    && window().all(is_ruled_out)
                    && window().next_back().is_some_and(|to| breaks(to, before, place(id)))
            }
            Why::InsteadOf(id) => window().all(|to| breaks(to, either, place(id))),
            Why::WithoutPartner(id) => window().all(|to| breaks(to, together, place(id))),
            // In each period either a rule is in the way, or the team is full.
            Why::NoRoom(id) | Why::WorthLess(id) => {
                let of = |other: usize| problem.jobs[other].effort[team(id)];
                let ratio = |other: usize| problem.jobs[other].value / of(other) as f64;
                let is_outdone = || {
                    let mut others = (0..slots.len()).filter(|other| {
                        let is_there = |to: usize| window().any(|at| at == to) && !is_ruled_out(to);
                        of(*other) > 0 && slots[*other].is_some_and(is_there)
                    });
                    others.all(|other| brief.wishes[other].fixed.is_none() && ratio(other) > ratio(job))
                };
                window().all(|to| full(team(id), to) || is_ruled_out(to))
                    && (matches!(why, Why::NoRoom(_)) || is_outdone())
            }
            Why::NoRoomAnywhere => window().all(|to| !fresh(to).is_empty()),
            Why::NoPeriod => window().all(is_ruled_out),
            Why::WorthNothing => problem.jobs[job].value == 0.0,
            Why::WouldFit(period) => fresh(*period).is_empty(),
            Why::Shipped | Why::Out(_) => false,
        }
    }

    /// Every reason why an item is left out, asked back of the plan's own fields.
    fn is_out(plan: &Plan, brief: &Brief, id: &Id, reason: &Reason) -> bool {
        let item = |id: &Id| plan.item(id).unwrap();
        let above = |id: &Id| -> Vec<Id> {
            let parent = |id: &Id| plan.item(id)?.parent.clone();
            std::iter::successors(parent(id), parent).take(9).collect()
        };
        let excluded = |id: &Id| plan.roadmap.limit(id).is_some_and(|limit| limit.excluded);
        let has_effort = |id: &Id| effort(plan, item(id)).source != Source::Unknown;
        let is = |id: &Id, status: Status| plan.item(id).is_some_and(|item| item.status == status);
        // It, or a whole of it, names that one, or a whole of that one.
        let needs = |on: &Id| {
            let named: Vec<Id> = std::iter::once(on.clone()).chain(above(on)).collect();
            let mut owners = std::iter::once(id.clone()).chain(above(id));
            owners.any(|owner| item(&owner).depends_on.iter().any(|on| named.contains(on)))
        };
        let share_group = |other: &Id, kind: GroupKind| {
            let mut groups = plan.roadmap.groups.iter().filter(|group| group.kind == kind);
            groups.any(|group| group.items.contains(id) && group.items.contains(other))
        };
        let cannot_be_planned = |id: &Id| {
            brief.reason(id).is_some_and(|reason| !matches!(reason, Reason::Shipped | Reason::Rejected))
        };
        match reason {
            Reason::Shipped => is(id, Status::Shipped),
            Reason::Rejected => is(id, Status::Rejected),
            Reason::RolledUp => {
                let mut parts = plan.items.iter().filter(|part| above(&part.id).contains(id));
                parts.any(|part| has_effort(&part.id) && part.status != Status::Rejected)
            }
            Reason::Excluded => excluded(id),
            Reason::ExcludedWith(whole) => above(id).contains(whole) && excluded(whole),
            Reason::RejectedWith(whole) => above(id).contains(whole) && is(whole, Status::Rejected),
            Reason::NoEffort => !has_effort(id),
            Reason::NoValue => item(id).needs.is_empty() && item(id).goals.is_empty(),
            Reason::TooLarge { team } => plan.roadmap.periods.iter().all(|period| {
                let usable = period.capacity_of(team) * (1.0 - plan.roadmap.policy.spare);
                effort(plan, item(id)).of(team) > usable + 1e-9
            }),
            Reason::DependsOnRejected(on) => needs(on) && is(on, Status::Rejected),
            Reason::DependsOnDeleted(on) => needs(on) && plan.item(on).is_none(),
            Reason::DependsOnUnplannable(on) => needs(on) && cannot_be_planned(on),
            Reason::TogetherWith(other) => {
                share_group(other, GroupKind::Together) && cannot_be_planned(other)
            }
            Reason::InsteadOf(other) => share_group(other, GroupKind::Either) && is(other, Status::Shipped),
        }
    }

    #[test]
    fn every_reason_to_leave_an_item_out_holds_in_the_plan() {
        let mut met = std::collections::BTreeSet::new();
        for seed in 0..3000 {
            let mut sketch = Sketch::random(seed, 9, 3);
            if seed % 3 == 0 && sketch.0.items.len() > 2 {
                sketch = sketch.needs("b", "gone");
            }
            let plan = sketch.0;
            let brief = Brief::of(&plan);
            for (id, reason) in &brief.left_out {
                assert!(is_out(&plan, &brief, id, reason), "{seed}: {reason:?} of {id}");
                met.insert(format!("{reason:?}").split(['(', ' ']).next().unwrap().to_owned());
            }
        }
        assert_eq!(met.len(), 14, "{met:?}");
    }

    #[test]
    fn every_explanation_holds_in_the_model() {
        let mut met = std::collections::BTreeSet::new();
        for seed in 0..4000 {
            let plan = Sketch::random(seed, 9, 4).0;
            let brief = Brief::of(&plan);
            let mut dice = Dice(seed | 1);
            // Some plans are as they were drawn, some are filled so that rules hold as far as can be.
            let mut slots = brief.slots(&plan.roadmap.placements);
            for job in 0..slots.len() {
                for _ in 0..dice.below(4) {
                    let mut next = slots.clone();
                    next[job] = Some(dice.below(brief.periods.len() as u64) as usize);
                    let worse = faults(&brief.problem, &next).len() > faults(&brief.problem, &slots).len();
                    if brief.wishes[job].fixed.is_none() && !worse {
                        slots = next;
                    }
                }
            }
            let whys = Whys::new(&brief, &slots);
            for job in 0..slots.len() {
                let why = whys.of_job(job);
                let needs_more = matches!(why, Why::NeedsUnplaced(_) | Why::FloorUnplaced(_));
                if slots[job].is_some() && needs_more {
                    met.insert("placed and needs more".to_owned());
                }
                assert!(
                    holds(&brief, &slots, job, &why),
                    "{seed}: {why:?} of {job} at {slots:?} in {brief:?}"
                );
                met.insert(format!("{why:?}").split('(').next().unwrap().to_owned());
            }
            assert_eq!(whys.all().count(), plan.items.len());
            for (_, why) in whys.all() {
                for lang in Lang::ALL {
                    assert!(!why.sentence(&plan, lang).is_empty());
                }
            }
            for note in &brief.notes {
                assert!(
                    !note.sentence(&plan, Lang::En).is_empty() && !note.sentence(&plan, Lang::Zh).is_empty()
                );
            }
        }
        assert!(met.len() >= 21, "{met:?}");
        assert!(met.contains("placed and needs more"));
        for kind in ["Over", "NeedsUnplaced", "FloorUnplaced", "NoRoom", "WorthLess"] {
            assert!(met.contains(kind), "{kind} of {met:?}");
        }
    }
}
