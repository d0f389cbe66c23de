//! The linear program of a problem whose jobs have ranges left.
//!
//! A variable for each job and period it may be done in; jobs whose place is certain are taken
//! out of it. Whether a job is done by the end of a period is a sum of these, by which rules
//! between jobs are tightest and by which the tree branches.

use super::core::{Core, Range};
use super::simplex::{Linear, Row};

/// What stands for no place in a table of places.
const NONE: u32 = u32::MAX;

/// A linear program and what its variables mean.
#[derive(Clone, Debug)]
pub(super) struct Model {
    pub linear: Linear,
    /// By variable, its job and period.
    pub places: Vec<(usize, usize)>,
    periods: usize,
    variable: Vec<u32>,
    /// By job, the row that says that it is done once at most.
    once: Vec<u32>,
    /// What a unit of the program's cost is worth.
    scale: f64,
    /// What the jobs are worth that are certain.
    constant: f64,
}

impl Model {
    /// Makes the program. `None`: a sum without variables is too large, so there is no plan.
    pub fn new(core: &Core, ranges: &[Range]) -> Option<Model> {
        let (jobs, periods, teams) = (core.jobs(), core.periods, core.teams);
        let mut places = Vec::new();
        let mut variable = vec![NONE; jobs * periods];
        let mut constant = 0.0;
        let mut scale = 0.0_f64;
        let fixed: Vec<Option<usize>> = ranges.iter().map(|range| range.fixed()).collect();
        for job in 0..jobs {
            if let Some(period) = fixed[job] {
                constant += core.worth(job, period);
                continue;
            }
            for period in 0..periods {
                if core.open(ranges, job, period) {
                    variable[job * periods + period] = places.len() as u32;
                    places.push((job, period));
                    scale = scale.max(core.worth(job, period));
                }
            }
        }
        let scale = if scale > 0.0 { scale } else { 1.0 };
        let cost = places.iter().map(|(job, period)| -core.worth(*job, *period) / scale).collect();

        let mut made = Rows { rows: Vec::new(), possible: true };
        let at = |job: usize, period: usize| variable[job * periods + period];
        let mut once = vec![NONE; jobs];
        for job in 0..jobs {
            let entries = entries((0..periods).map(|period| (at(job, period), 1.0)));
            if entries.len() > 1 {
                once[job] = made.rows.len() as u32;
                made.rows.push(Row { entries, bound: 1.0 });
            }
        }
        for place in 0..core.capacity.len() {
            let (period, team) = (place / teams, place % teams);
            let mut free = core.capacity[place];
            for job in (0..jobs).filter(|job| fixed[*job] == Some(period)) {
                match free.checked_sub(core.effort_of(job)[team]) {
                    Some(left) => free = left,
                    None => return None,
                }
            }
            let needed = |job: usize| (at(job, period), core.effort_of(job)[team] as f64);
            let entries = entries((0..jobs).map(needed));
            made.push(entries, free as f64);
        }
        for rule in &core.before {
            let (then, first) = (rule.then, rule.first);
            for period in 0..periods {
                let last = (period + 1).checked_sub(rule.gap);
                let done = last.is_some_and(|last| {
                    ranges[first].must && usize::from(ranges[first].high) < last && !ranges[first].is_out()
                });
                if done || (at(then, period) == NONE && fixed[then] != Some(period)) {
                    continue;
                }
                let of_then = (0..=period).map(|period| (at(then, period), 1.0));
                let of_first = (0..last.unwrap_or(0)).map(|period| (at(first, period), -1.0));
                let mut entries = entries(of_then);
                entries.extend(self::entries(of_first));
                let bound = if fixed[then].is_some() { -1.0 } else { 0.0 };
                made.push(entries, bound);
            }
        }
        for list in &core.apart {
            for period in 0..periods {
                let taken = list.iter().filter(|job| fixed[**job] == Some(period)).count();
                made.push(entries(list.iter().map(|job| (at(*job, period), 1.0))), 1.0 - taken as f64);
            }
        }
        for list in &core.either {
            let taken = list.iter().filter(|job| fixed[**job].is_some()).count();
            let all = list.iter().flat_map(|job| (0..periods).map(|period| (at(*job, period), 1.0)));
            made.push(entries(all), 1.0 - taken as f64);
        }
        for floor in &core.floors {
            let mut least = floor.least;
            for job in 0..jobs {
                if let Some(period) = fixed[job] {
                    least -= floor.amounts[job] * core.weights[period];
                }
            }
            let all = places.iter().enumerate().map(|(variable, (job, period))| {
                (variable as u32, -floor.amounts[*job] * core.weights[*period])
            });
            made.push(entries(all), -least + 1e-12 * floor.least);
        }
        if !made.possible {
            return None;
        }
        let count = places.len();
        let linear = Linear::new(cost, vec![1.0; count], made.rows);
        let mut model = Model { linear, places, periods, variable, once, scale, constant };
        model.narrow(core, ranges);
        Some(model)
    }

    /// Sets the bounds that ranges leave.
    pub fn narrow(&mut self, core: &Core, ranges: &[Range]) {
        for (variable, (job, period)) in self.places.iter().enumerate() {
            let range = ranges[*job];
            let upper = if core.open(ranges, *job, *period) { 1.0 } else { 0.0 };
            let alone = range.must && (range.low == range.high || self.once[*job] == NONE);
            self.linear.set_bounds(variable, if alone && upper > 0.0 { 1.0 } else { 0.0 }, upper);
        }
        for (job, row) in self.once.iter().enumerate() {
            if *row != NONE {
                self.linear.set_equation(*row as usize, ranges[job].must);
            }
        }
    }

    /// The variable of a job in a period.
    pub fn variable(&self, job: usize, period: usize) -> Option<usize> {
        let variable = self.variable[job * self.periods + period];
        (variable != NONE).then_some(variable as usize)
    }

    /// The share of a job that the solution does in a period.
    pub fn share(&self, job: usize, period: usize) -> f64 {
        self.variable(job, period).map_or(0.0, |variable| self.linear.value(variable))
    }

    /// What no plan within the ranges is worth more than.
    pub fn bound(&mut self) -> f64 {
        let cost = self.linear.bound();
        self.worth(cost)
    }

    /// The worth that belongs to a cost.
    pub fn worth(&self, cost: f64) -> f64 {
        self.constant - cost * self.scale
    }

    /// The cost that belongs to a worth.
    pub fn cost(&self, worth: f64) -> f64 {
        (self.constant - worth) / self.scale
    }
}

/// What a sum is made of, without what is not there.
fn entries(all: impl Iterator<Item = (u32, f64)>) -> Vec<(usize, f64)> {
    all.filter(|(variable, value)| *variable != NONE && *value != 0.0)
        .map(|(variable, value)| (variable as usize, value))
        .collect()
}

struct Rows {
    rows: Vec<Row>,
    possible: bool,
}

impl Rows {
    /// Adds `Σ value · x ≤ bound`, unless it holds anyway.
    fn push(&mut self, mut entries: Vec<(usize, f64)>, bound: f64) {
        let most: f64 = entries.iter().map(|(_, value)| value.max(0.0)).sum();
        let least: f64 = entries.iter().map(|(_, value)| value.min(0.0)).sum();
        if most <= bound {
            return;
        }
        self.possible &= least <= bound + 1e-9 * (1.0 + bound.abs());
        if entries.is_empty() || !self.possible {
            return;
        }
        let largest = entries.iter().fold(0.0_f64, |largest, (_, value)| largest.max(value.abs()));
        for (_, value) in &mut entries {
            *value /= largest;
        }
        self.rows.push(Row { entries, bound: bound / largest });
    }
}
