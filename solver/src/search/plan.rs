//! A plan that is changed job by job and always keeps to the rules, but for jobs that must be
//! in it and for floors.

use super::core::{Core, Range};

/// Which job is done when, and what that leaves free.
#[derive(Clone, Debug)]
pub(super) struct Plan<'a> {
    core: &'a Core,
    ranges: &'a [Range],
    pub slots: Vec<Option<usize>>,
    free: Vec<u64>,
    /// What has been done, in operations.
    pub work: u64,
}

impl<'a> Plan<'a> {
    /// A plan without jobs.
    pub fn new(core: &'a Core, ranges: &'a [Range]) -> Plan<'a> {
        Plan { core, ranges, slots: vec![None; core.jobs()], free: core.capacity.clone(), work: 0 }
    }

    /// What the plan is worth.
    pub fn worth(&self) -> f64 {
        let of = |(job, slot): (usize, &Option<usize>)| slot.map(|period| self.core.worth(job, period));
        self.slots.iter().enumerate().filter_map(of).sum()
    }

    /// Whether a job that is not in the plan can be done in a period.
    pub fn fits(&mut self, job: usize, period: usize) -> bool {
        let core = self.core;
        self.work += 4 + core.teams as u64;
        if !core.open(self.ranges, job, period) {
            return false;
        }
        let free = &self.free[period * core.teams..];
        if core.effort_of(job).iter().zip(free).any(|(effort, free)| effort > free) {
            return false;
        }
        let slots = &self.slots;
        let ready = core.needs[job].iter().all(|rule| {
            let rule = core.before[*rule];
            slots[rule.first].is_some_and(|first| first + rule.gap <= period)
        });
        let in_time = core.needed[job].iter().all(|rule| {
            let rule = core.before[*rule];
            slots[rule.then].is_none_or(|then| period + rule.gap <= then)
        });
        let others = |lists: &[usize], all: &[Vec<usize>], clash: &dyn Fn(Option<usize>) -> bool| {
            lists.iter().any(|list| all[*list].iter().any(|other| *other != job && clash(slots[*other])))
        };
        ready
            && in_time
            && !others(&core.apart_of[job], &core.apart, &|slot| slot == Some(period))
            && !others(&core.either_of[job], &core.either, &|slot| slot.is_some())
    }

    /// Puts a job in.
    pub fn put(&mut self, job: usize, period: usize) {
        self.slots[job] = Some(period);
        for (team, effort) in self.core.effort_of(job).iter().enumerate() {
            self.free[period * self.core.teams + team] -= effort;
        }
    }

    /// Takes a job out.
    pub fn take(&mut self, job: usize) -> Option<usize> {
        let period = self.slots[job].take()?;
        for (team, effort) in self.core.effort_of(job).iter().enumerate() {
            self.free[period * self.core.teams + team] += effort;
        }
        Some(period)
    }

    /// Whether no job in the plan needs this one.
    pub fn is_loose(&self, job: usize) -> bool {
        self.core.needed[job].iter().all(|rule| self.slots[self.core.before[*rule].then].is_none())
    }

    fn put_early(&mut self, job: usize) -> bool {
        for period in 0..self.core.periods {
            if self.fits(job, period) {
                self.put(job, period);
                return true;
            }
        }
        false
    }

    /// What a job needs that is not in the plan, and the job itself, in an order to put them in.
    fn missing(&mut self, job: usize) -> Vec<usize> {
        let mut list = Vec::new();
        let mut stack = vec![(job, 0)];
        while let Some((at, next)) = stack.pop() {
            self.work += 2;
            match self.core.needs[at].get(next) {
                Some(rule) => {
                    stack.push((at, next + 1));
                    let first = self.core.before[*rule].first;
                    let waits = stack.iter().any(|(other, _)| *other == first);
                    if self.slots[first].is_none() && !list.contains(&first) && !waits {
                        stack.push((first, 0));
                    }
                }
                None => list.push(at),
            }
        }
        list
    }

    /// Puts a job in as early as it goes, with all that it needs; false and unchanged if it does
    /// not go.
    pub fn put_with_needs(&mut self, job: usize) -> bool {
        let list = self.missing(job);
        for (done, each) in list.iter().enumerate() {
            if !self.put_early(*each) {
                for each in &list[..done] {
                    self.take(*each);
                }
                return false;
            }
        }
        true
    }

    /// Fills the plan: first what must be in it, then by what it brings for what it takes.
    pub fn fill(&mut self, worth: &[f64]) {
        let core = self.core;
        let mut total = vec![0_u64; core.teams];
        for (place, free) in core.capacity.iter().enumerate() {
            total[place % core.teams] += free;
        }
        let size = |job: usize| -> f64 {
            let each = core.effort_of(job).iter().zip(&total);
            each.map(|(effort, total)| *effort as f64 / (*total).max(1) as f64).sum::<f64>() + 1e-9
        };
        let mut musts: Vec<usize> = (0..core.jobs()).filter(|job| self.ranges[*job].must).collect();
        musts.sort_by(|one, other| {
            let of = |job: usize| (self.ranges[job].high, size(job));
            let (one_of, other_of) = (of(*one), of(*other));
            one_of.0.cmp(&other_of.0).then(other_of.1.total_cmp(&one_of.1)).then(one.cmp(other))
        });
        for job in musts {
            if self.slots[job].is_none() {
                self.put_with_needs(job);
            }
        }
        for _ in 0..2 {
            let mut order: Vec<(f64, usize)> = Vec::new();
            for job in 0..core.jobs() {
                if self.slots[job].is_none() && !self.ranges[job].is_out() && worth[job] > 0.0 {
                    let list = self.missing(job);
                    let brings: f64 = list.iter().map(|job| worth[*job]).sum();
                    let takes: f64 = list.iter().map(|job| size(*job)).sum();
                    order.push((brings / takes, job));
                }
            }
            order.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
            for (_, job) in order {
                if self.slots[job].is_none() {
                    self.put_with_needs(job);
                }
            }
        }
    }

    /// Changes single jobs for better ones as long as that helps and the work lasts.
    pub fn improve(&mut self, until: u64) {
        let core = self.core;
        loop {
            let mut better = self.settle();
            for job in 0..core.jobs() {
                if self.work > until {
                    return;
                }
                if self.slots[job].is_some() || core.value[job] <= 0.0 || self.ranges[job].is_out() {
                    continue;
                }
                better |= self.put_with_needs(job) || self.change_for(job);
            }
            if !better {
                return;
            }
        }
    }

    /// Puts a job in for a single one that is worth less.
    fn change_for(&mut self, job: usize) -> bool {
        let core = self.core;
        for period in 0..core.periods {
            if !core.open(self.ranges, job, period) {
                continue;
            }
            let worth = core.worth(job, period);
            for other in 0..core.jobs() {
                let Some(at) = self.slots[other] else { continue };
                self.work += 2;
                let linked = core.apart_of[other].len() + core.either_of[other].len() > 0;
                if (at != period && !linked)
                    || self.ranges[other].must
                    || core.worth(other, at) >= worth - 1e-9 * worth
                    || !self.is_loose(other)
                {
                    continue;
                }
                self.take(other);
                if self.fits(job, period) {
                    self.put(job, period);
                    return true;
                }
                self.put(other, at);
            }
        }
        false
    }

    /// Takes out what brings nothing and is not needed, and moves everything else as early as
    /// it goes. True if that changed the plan.
    pub fn settle(&mut self) -> bool {
        let core = self.core;
        let mut changed = false;
        loop {
            let mut again = false;
            for job in 0..core.jobs() {
                if self.slots[job].is_none() || self.ranges[job].must {
                    continue;
                }
                let idle =
                    core.value[job] <= 0.0 && core.floors.iter().all(|floor| floor.amounts[job] <= 0.0);
                if idle && self.is_loose(job) {
                    self.take(job);
                    again = true;
                }
            }
            for job in 0..core.jobs() {
                let Some(period) = self.slots[job] else { continue };
                self.take(job);
                let early = (0..period).find(|period| self.fits(job, *period));
                again |= early.is_some();
                self.put(job, early.unwrap_or(period));
            }
            if !again || self.work > 1 << 24 {
                return changed;
            }
            changed = true;
        }
    }
}
