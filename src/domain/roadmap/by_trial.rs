//! Small plans tried out placement by placement, by rules that are read from the plan's own fields.
//!
//! Nothing here knows of briefs, problems and the search: it is what these are checked against.

use std::collections::BTreeSet;

use super::brief::{Brief, basis};
use super::draft::{Answer, Draft, Proof, Request, Work};
use super::effort::{Source, effort};
use super::sketch::Sketch;
use super::{Group, GroupKind, Limit, Placement, Timing};
use crate::domain::plan::{Id, Item, KanoCategory, Plan, Status};

/// A plan with the questions that its rules ask.
struct Trial<'a> {
    plan: &'a Plan,
    values: Vec<Option<f64>>,
    /// Who cannot be planned at all.
    out: BTreeSet<usize>,
}

impl<'a> Trial<'a> {
    fn new(plan: &'a Plan) -> Trial<'a> {
        let scorer = basis(plan).scorer(plan);
        let values = plan.items.iter().map(|item| scorer.score(item).value().map(|value| value.max(0.0)));
        let mut trial = Trial { plan, values: values.collect(), out: BTreeSet::new() };
        trial.out = (0..plan.items.len()).filter(|at| !trial.can_stand_alone(*at)).collect();
        // Who depends on somebody that is out is out, and so on.
        loop {
            let free = |at: &usize| !trial.out.contains(at) && trial.fixed(*at).is_none();
            let found: Vec<usize> =
                (0..plan.items.len()).filter(free).filter(|at| trial.is_stopped(*at)).collect();
            if found.is_empty() {
                return trial;
            }
            trial.out.extend(found);
        }
    }

    fn all(&self) -> std::ops::Range<usize> {
        0..self.plan.items.len()
    }

    fn item(&self, at: usize) -> &'a Item {
        &self.plan.items[at]
    }

    fn find(&self, id: &str) -> Option<usize> {
        self.plan.items.iter().position(|item| &*item.id == id)
    }

    fn limit(&self, at: usize) -> Limit {
        self.plan.roadmap.limit(&self.item(at).id).cloned().unwrap_or_default()
    }

    fn place(&self, period: Option<&Id>) -> Option<usize> {
        self.plan.roadmap.place_of(period?)
    }

    fn placement(&self, at: usize) -> Option<(usize, &'a Placement)> {
        let placement = self.plan.roadmap.placement(&self.item(at).id)?;
        Some((self.place(Some(&placement.period))?, placement))
    }

    fn has_effort(&self, at: usize) -> bool {
        effort(self.plan, self.item(at)).source != Source::Unknown
    }

    fn takes(&self, at: usize, team: usize) -> f64 {
        effort(self.plan, self.item(at)).of(&self.plan.roadmap.teams[team].id)
    }

    fn can_do(&self, period: usize, team: usize) -> f64 {
        let team = &self.plan.roadmap.teams[team].id;
        self.plan.roadmap.periods[period].capacity_of(team) * (1.0 - self.plan.roadmap.policy.spare)
    }

    /// Whoever the item is a part of, the nearest first.
    fn above(&self, at: usize) -> Vec<usize> {
        let parent = |at: &usize| self.find(self.item(*at).parent.as_ref()?);
        std::iter::successors(parent(&at), parent).take(9).collect()
    }

    /// Whether its parts are planned in its place.
    fn is_whole(&self, at: usize) -> bool {
        self.all().any(|part| {
            self.item(part).status != Status::Rejected
                && self.has_effort(part)
                && self.above(part).contains(&at)
        })
    }

    fn wholes(&self, at: usize) -> Vec<usize> {
        self.above(at).into_iter().filter(|above| self.is_whole(*above)).collect()
    }

    /// Where it stays, by a lock of its own, because it is in progress, or by a lock of its whole.
    fn fixed(&self, at: usize) -> Option<usize> {
        let status = self.item(at).status;
        if self.is_whole(at) || matches!(status, Status::Shipped | Status::Rejected) {
            return None;
        }
        if let Some((period, placement)) = self.placement(at)
            && (placement.locked || status == Status::InProgress)
        {
            return Some(period);
        }
        if self.limit(at).excluded || !self.has_effort(at) || self.values[at].is_none() {
            return None;
        }
        for whole in self.wholes(at) {
            if self.limit(whole).excluded || self.item(whole).status == Status::Rejected {
                return None;
            }
            if let Some((period, _)) = self.placement(whole).filter(|(_, placement)| placement.locked) {
                return Some(period);
            }
        }
        None
    }

    /// What is wished of it, for it or for the wholes that it is a part of: its window and whether it
    /// has to be in the plan.
    fn wishes(&self, at: usize) -> (usize, usize, bool) {
        let last = self.plan.roadmap.periods.len() - 1;
        let own = self.limit(at);
        let (mut earliest, mut latest, mut must) =
            (self.place(own.earliest.as_ref()).unwrap_or(0), self.place(own.latest.as_ref()), own.must);
        if !own.excluded && self.item(at).status != Status::Rejected {
            for whole in self.wholes(at) {
                let limit = self.limit(whole);
                earliest = earliest.max(self.place(limit.earliest.as_ref()).unwrap_or(0));
                latest = [latest, self.place(limit.latest.as_ref())].into_iter().flatten().min();
                must |= limit.must;
            }
        }
        (earliest, latest.unwrap_or(last), must)
    }

    /// Whether it can be planned as far as it goes by itself.
    fn can_stand_alone(&self, at: usize) -> bool {
        if matches!(self.item(at).status, Status::Shipped | Status::Rejected) || self.is_whole(at) {
            return false;
        }
        if self.fixed(at).is_some() {
            return true;
        }
        let is_kept_out =
            |whole: &usize| self.limit(*whole).excluded || self.item(*whole).status == Status::Rejected;
        let fits_somewhere = |team: usize| {
            let mut periods = 0..self.plan.roadmap.periods.len();
            periods.any(|period| self.takes(at, team) <= self.can_do(period, team) + 1e-9)
        };
        let teams = self.plan.roadmap.teams.len();
        !self.limit(at).excluded
            && !self.wholes(at).iter().any(is_kept_out)
            && self.has_effort(at)
            && self.values[at].is_some()
            && (self.wishes(at).2 || (0..teams).all(fits_somewhere))
    }

    /// Whoever is done when an item is done: itself or its parts.
    fn parts(&self, at: usize) -> Vec<usize> {
        if !self.is_whole(at) {
            return vec![at];
        }
        let of = |part: &usize| {
            !self.is_whole(*part)
                && self.above(*part).contains(&at)
                && self.item(*part).status != Status::Rejected
                // What lies between the two is planned by its parts as well.
                && self.above(*part).iter().take_while(|above| **above != at).all(|above| self.is_whole(*above))
        };
        self.all().filter(of).collect()
    }

    /// What an item needs, by what it names and what its wholes name: the place, or none for what is
    /// deleted, and whether a period has to end between the two.
    fn needs(&self, at: usize) -> Vec<(Option<usize>, bool)> {
        let mut needs = Vec::new();
        for owner in std::iter::once(at).chain(self.wholes(at)) {
            for on in &self.item(owner).depends_on {
                let gap = self.plan.timing(self.item(owner), on) == Timing::Before;
                let Some(named) = self.find(on) else {
                    needs.push((None, gap));
                    continue;
                };
                for part in self.parts(named) {
                    let is_own = part == at
                        || self.above(at).contains(&part)
                        || self.above(at).contains(&named)
                        || self.above(part).contains(&owner);
                    if !is_own {
                        needs.push((Some(part), gap));
                    }
                }
            }
        }
        needs
    }

    /// Whether what it needs, or who it goes with, keeps it from being planned.
    fn is_stopped(&self, at: usize) -> bool {
        let is_shipped = |at: usize| self.item(at).status == Status::Shipped;
        let mut needs = self.needs(at).into_iter();
        let lacks = |need: Option<usize>| need.is_none_or(|on| self.out.contains(&on) && !is_shipped(on));
        needs.any(|(on, _)| lacks(on))
            || self.groups(at).iter().any(|group| {
                let mut members = group.items.iter().filter_map(|id| self.find(id));
                match group.kind {
                    GroupKind::Together => members.any(|other| {
                        let is_gone = matches!(self.item(other).status, Status::Shipped | Status::Rejected);
                        self.out.contains(&other) && !is_gone && !self.is_whole(other)
                    }),
                    GroupKind::Either => members.any(is_shipped),
                    GroupKind::Apart => false,
                }
            })
    }

    fn groups(&self, at: usize) -> Vec<&'a Group> {
        let id = &self.item(at).id;
        self.plan.roadmap.groups.iter().filter(|group| group.items.contains(id)).collect()
    }

    /// Who has to come first, of those that can be planned: what each needs, and with the must-be floor
    /// the must-be items of the area of an attractive one.
    fn firsts(&self) -> Vec<(usize, usize, bool)> {
        let is_in = |at: &usize| !self.out.contains(at);
        let mut pairs: Vec<(usize, usize, bool)> = Vec::new();
        for then in self.all().filter(is_in) {
            for (on, gap) in self.needs(then) {
                pairs.extend(on.filter(is_in).map(|first| (first, then, gap)));
            }
        }
        if self.plan.roadmap.policy.must_be_floor {
            let needed = pairs.clone();
            let is = |at: usize, category| {
                self.item(at).kano.as_ref().is_some_and(|mark| mark.category == category)
            };
            for then in self.all().filter(is_in).filter(|at| is(*at, KanoCategory::Attractive)) {
                for first in self.all().filter(is_in).filter(|at| is(*at, KanoCategory::MustBe)) {
                    let area = &self.item(then).area;
                    // Where the must-be item itself waits for the attractive one, it cannot.
                    if !area.is_empty() && self.item(first).area == *area && !waits(&needed, first, then) {
                        pairs.push((first, then, false));
                    }
                }
            }
        }
        // Who stays where it is does not wait for what cannot be there in time.
        let kept = pairs.clone();
        pairs.retain(|(first, then, gap)| {
            let Some(period) = self.fixed(*then) else { return true };
            self.soonest(&kept, *first, 0).is_some_and(|soonest| soonest + usize::from(*gap) <= period)
        });
        pairs
    }

    /// The first period that is left for an item by what it waits for, if there were room for
    /// everything; `None` where there is none.
    fn soonest(&self, pairs: &[(usize, usize, bool)], at: usize, depth: usize) -> Option<usize> {
        if let Some(period) = self.fixed(at) {
            return Some(period);
        }
        let mut soonest = self.wishes(at).0;
        for (first, _, gap) in pairs.iter().filter(|(_, then, _)| *then == at) {
            let before = if depth > 9 { None } else { self.soonest(pairs, *first, depth + 1) }?;
            soonest = soonest.max(before + usize::from(*gap));
        }
        Some(soonest)
    }

    /// Whether everything that holds of the plan's own fields holds of a placement.
    fn is_allowed(&self, pairs: &[(usize, usize, bool)], slots: &[Option<usize>]) -> bool {
        for at in self.all().filter(|at| !self.out.contains(at)) {
            let (earliest, latest, must) = self.wishes(at);
            let is_fine = match (self.fixed(at), slots[at]) {
                (Some(period), slot) => slot == Some(period),
                (None, Some(slot)) => (earliest..=latest).contains(&slot),
                (None, None) => !must,
            };
            if !is_fine {
                return false;
            }
        }
        let waits = |(first, then, gap): &(usize, usize, bool)| match (slots[*first], slots[*then]) {
            (Some(first), Some(then)) => first + usize::from(*gap) <= then,
            (None, Some(_)) => false,
            (_, None) => true,
        };
        pairs.iter().all(waits)
            && self.plan.roadmap.groups.iter().all(|group| self.keeps(group, slots))
            && self.has_room(slots)
    }

    /// Whether a group holds. What stays where it is may break it among itself.
    fn keeps(&self, group: &Group, slots: &[Option<usize>]) -> bool {
        let members: Vec<usize> =
            group.items.iter().filter_map(|id| self.find(id)).filter(|at| !self.out.contains(at)).collect();
        let (fixed, free): (Vec<usize>, Vec<usize>) =
            members.iter().partition(|at| self.fixed(**at).is_some());
        let all = |list: &[usize]| list.iter().map(|at| slots[*at]).collect::<BTreeSet<_>>();
        match group.kind {
            GroupKind::Together if all(&fixed).len() > 1 => true,
            GroupKind::Together => all(&members).len() <= 1,
            GroupKind::Apart => {
                let placed: Vec<usize> = free.iter().copied().filter(|at| slots[*at].is_some()).collect();
                all(&placed).len() == placed.len() && all(&placed).is_disjoint(&all(&fixed))
            }
            GroupKind::Either => {
                let placed = free.iter().filter(|at| slots[**at].is_some()).count();
                placed + fixed.len().min(1) <= 1
            }
        }
    }

    /// Whether teams have room; what stays where it is makes room for itself.
    fn has_room(&self, slots: &[Option<usize>]) -> bool {
        (0..self.plan.roadmap.periods.len()).all(|period| {
            (0..self.plan.roadmap.teams.len()).all(|team| {
                let sum = |of: &dyn Fn(usize) -> Option<usize>| {
                    let there = self.all().filter(|at| of(*at) == Some(period));
                    there.map(|at| self.takes(at, team)).sum::<f64>()
                };
                let taken = sum(&|at| slots[at]);
                taken <= self.can_do(period, team).max(sum(&|at| self.fixed(at))) + 1e-9
            })
        })
    }

    fn worth(&self, slots: &[Option<usize>]) -> f64 {
        let later = 1.0 - self.plan.roadmap.policy.discount;
        let of = |(at, slot): (usize, &Option<usize>)| {
            slot.map_or(0.0, |slot| self.values[at].unwrap_or_default() * later.powi(slot as i32))
        };
        slots.iter().enumerate().map(of).sum()
    }

    /// What the best of all placements is worth; `None` where none is allowed.
    fn best(&self) -> Option<f64> {
        let pairs = self.firsts();
        let periods = self.plan.roadmap.periods.len();
        let choices = |at: usize| -> Vec<Option<usize>> {
            match (self.out.contains(&at), self.fixed(at)) {
                (true, _) => vec![None],
                (_, Some(period)) => vec![Some(period)],
                _ => std::iter::once(None).chain((0..periods).map(Some)).collect(),
            }
        };
        let mut all: Vec<Vec<Option<usize>>> = vec![Vec::new()];
        for at in self.all() {
            let choices = choices(at);
            all = all
                .iter()
                .flat_map(|slots| choices.iter().map(|choice| [slots.as_slice(), &[*choice]].concat()))
                .collect();
        }
        let allowed = all.iter().filter(|slots| self.is_allowed(&pairs, slots));
        allowed.map(|slots| self.worth(slots)).max_by(f64::total_cmp)
    }
}

/// Whether one item waits for another, at whatever distance.
fn waits(pairs: &[(usize, usize, bool)], at: usize, on: usize) -> bool {
    let (mut open, mut seen) = (vec![at], BTreeSet::new());
    while let Some(at) = open.pop() {
        for (first, _, _) in pairs.iter().filter(|(_, then, _)| *then == at) {
            if *first == on {
                return true;
            }
            if seen.insert(*first) {
                open.push(*first);
            }
        }
    }
    false
}

fn drafted(plan: &Plan) -> (Brief, Draft) {
    let brief = Brief::of(plan);
    let mut work = Work::new(Request::Draft { problem: brief.problem.clone(), start: None });
    while work.progress() < 1.0 {
        work.step(50);
    }
    match work.answer() {
        Answer::Draft(draft) => (brief, draft),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_draft_is_worth_what_the_best_of_all_placements_is_worth() {
    let (mut compared, mut impossible, mut locked, mut parts, mut floors) = (0, 0, 0, 0, 0);
    for seed in 0..700 {
        let mut sketch = Sketch::random(seed, 6, 3);
        if seed % 3 == 0 && sketch.0.items.len() > 2 {
            let area =
                sketch.kano("c", KanoCategory::MustBe, "Cart").kano("b", KanoCategory::Attractive, "Cart");
            sketch = area.policy(|policy| policy.must_be_floor = true);
        }
        let plan = sketch.0;
        let trial = Trial::new(&plan);
        let (brief, draft) = drafted(&plan);
        let jobs: BTreeSet<usize> = brief.items.iter().filter_map(|id| trial.find(id)).collect();
        let expected: BTreeSet<usize> = trial.all().filter(|at| !trial.out.contains(at)).collect();
        assert_eq!(jobs, expected, "{seed}: {:?}", brief.left_out);
        match (trial.best(), draft.proof) {
            (Some(best), Proof::Optimal) => {
                assert!((best - draft.value).abs() < 1e-9, "{seed}: {best} by trial, {}", draft.value);
                // The plan that is found keeps to the plan's own fields as well.
                let mut slots = vec![None; plan.items.len()];
                for (id, slot) in brief.items.iter().zip(draft.slots.iter().flatten()) {
                    slots[trial.find(id).unwrap()] = *slot;
                }
                assert!(trial.is_allowed(&trial.firsts(), &slots), "{seed}: {slots:?}");
                compared += 1;
            }
            (None, Proof::Infeasible) => impossible += 1,
            (best, proof) => panic!("{seed}: {best:?} by trial, {proof:?} of the draft"),
        }
        locked += usize::from(trial.all().any(|at| trial.fixed(at).is_some()));
        parts += usize::from(trial.all().any(|at| trial.is_whole(at)));
        floors += usize::from(
            brief.origins.iter().any(|origin| matches!(origin, super::brief::Origin::Floor { .. })),
        );
    }
    let met = [compared, impossible, locked, parts, floors];
    assert!(compared > 400 && impossible > 5 && locked > 200 && parts > 50 && floors > 40, "{met:?}");
}

#[test]
fn a_trial_knows_what_a_plan_forbids() {
    let best = |sketch: Sketch| Trial::new(&sketch.0).best();
    let two = || Sketch::new(&[1.0], 2).item("a", &[1.0], 3, 3).item("b", &[1.0], 3, 3);
    let near = |found: Option<f64>, value: f64| assert!((found.unwrap() - value).abs() < 1e-9, "{found:?}");
    near(best(two()), 1.9);
    near(best(two().needs("b", "a").limit("a", |limit| limit.earliest = Some("q1".into()))), 0.9);
    near(best(two().group("w", GroupKind::Either, &["a", "b"])), 1.0);
    near(best(two().group("w", GroupKind::Together, &["a", "b"])), 0.0);
    assert_eq!(
        best(two().group("w", GroupKind::Together, &["a", "b"]).limit("a", |limit| limit.must = true)),
        None
    );
}
