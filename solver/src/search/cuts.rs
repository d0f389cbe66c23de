//! Covers: sets of jobs that are too much together for a team in a period.
//!
//! Of a set that is too much, at least one is left out, which the linear program does not know:
//! it does part of each. The rows here say so, and are lifted to say as much as they can about
//! the other jobs, too (Gu, Nemhauser and Savelsbergh's order: cover, then what the solution does
//! in part, then what it does in full, then the rest).

use super::core::{Core, Range};
use super::model::Model;
use super::simplex::Row;

/// By how much a row has to be broken to be worth it.
const BROKEN: f64 = 0.01;

/// A job in a period.
#[derive(Clone, Debug)]
struct Item {
    effort: u64,
    /// How much of it the solution does there.
    share: f64,
    variable: usize,
}

/// Rows that hold for all plans but not for the solution at hand, the most broken ones first.
/// Also tells how much work it was.
pub(super) fn covers(core: &Core, ranges: &[Range], model: &Model, most: usize) -> (Vec<Row>, u64) {
    let teams = core.teams;
    let mut found: Vec<(f64, Row)> = Vec::new();
    let mut work = 0;
    for place in 0..core.capacity.len() {
        let (period, team) = (place / teams, place % teams);
        let mut room = core.capacity[place];
        let mut items = Vec::new();
        for job in 0..core.jobs() {
            let effort = core.effort[job * teams + team];
            if effort == 0 {
                continue;
            }
            if let Some(variable) = model.variable(job, period) {
                items.push(Item { effort, share: model.linear.value(variable), variable });
            } else if ranges[job].fixed() == Some(period) {
                room = room.saturating_sub(effort);
            }
        }
        let all: u64 = items.iter().map(|item| item.effort).sum();
        work += 5 * core.jobs() as u64 + 100 * items.len() as u64;
        if all > room {
            found.extend(cover(&items, room));
        }
    }
    found.sort_by(|one, other| other.0.total_cmp(&one.0));
    found.truncate(most);
    (found.into_iter().map(|(_, row)| row).collect(), work)
}

/// A lifted cover that the shares break, and by how much for its length.
fn cover(items: &[Item], room: u64) -> Option<(f64, Row)> {
    let mut order: Vec<usize> = (0..items.len()).filter(|at| items[*at].share > 1e-6).collect();
    let price = |at: usize| (1.0 - items[at].share).max(0.0) / items[at].effort as f64;
    order.sort_by(|one, other| {
        price(*one)
            .total_cmp(&price(*other))
            .then(items[*other].effort.cmp(&items[*one].effort))
            .then(one.cmp(other))
    });
    let mut set = Vec::new();
    let mut load = 0_u64;
    for at in &order {
        set.push(*at);
        load += items[*at].effort;
        if load > room {
            break;
        }
    }
    if load <= room {
        return None;
    }
    // What can be missed is, beginning with what the solution does least.
    set.sort_by(|one, other| items[*one].share.total_cmp(&items[*other].share).then(one.cmp(other)));
    let mut kept = Vec::new();
    for at in &set {
        if load - items[*at].effort > room {
            load -= items[*at].effort;
        } else {
            kept.push(*at);
        }
    }
    let full = |at: usize| items[at].share > 1.0 - 1e-6;
    let (down, base): (Vec<usize>, Vec<usize>) = kept.iter().partition(|at| full(**at));
    if base.is_empty() {
        return None;
    }
    let mut lifted =
        Lifted::new(items, room - down.iter().map(|at| items[*at].effort).sum::<u64>().min(room));
    lifted.begin(&base);
    let in_set = |at: &usize| kept.contains(at);
    let mut rest: Vec<usize> = (0..items.len()).filter(|at| !in_set(at)).collect();
    rest.sort_by(|one, other| items[*other].share.total_cmp(&items[*one].share).then(one.cmp(other)));
    for at in rest.iter().filter(|at| items[**at].share > 1e-6) {
        lifted.up(*at);
    }
    for at in &down {
        lifted.down(*at);
    }
    for at in rest {
        lifted.up(at);
    }
    let left: f64 = lifted.terms.iter().map(|(at, times)| *times as f64 * items[*at].share).sum();
    let broken = left - lifted.most as f64;
    if broken < BROKEN {
        return None;
    }
    let mut entries = Vec::new();
    let mut length = 0.0;
    for (at, times) in &lifted.terms {
        entries.push((items[*at].variable, *times as f64));
        length += (*times * *times) as f64;
    }
    Some((broken / length.sqrt(), Row { entries, bound: lifted.most as f64 }))
}

/// A row that is being lifted: `Σ times · item ≤ most`.
struct Lifted<'a> {
    items: &'a [Item],
    /// What is free when everything that is still to be lifted down is done.
    room: u64,
    terms: Vec<(usize, usize)>,
    most: usize,
    /// By sum of the row, the least effort that reaches it.
    least: Vec<u64>,
    known: Vec<bool>,
}

impl<'a> Lifted<'a> {
    fn new(items: &'a [Item], room: u64) -> Lifted<'a> {
        Lifted { items, room, terms: Vec::new(), most: 0, least: vec![0], known: vec![false; items.len()] }
    }

    fn begin(&mut self, base: &[usize]) {
        for at in base {
            self.add(*at, 1);
        }
        self.most = base.len() - 1;
    }

    fn add(&mut self, at: usize, times: usize) {
        self.known[at] = true;
        if times == 0 {
            return;
        }
        self.terms.push((at, times));
        let effort = self.items[at].effort;
        let end = self.least.len() + times;
        self.least.resize(end, u64::MAX / 2);
        for sum in (1..end).rev() {
            self.least[sum] = self.least[sum].min(self.least[sum.saturating_sub(times)] + effort);
        }
    }

    /// The largest sum that so much room allows.
    fn reach(&self, room: u64) -> usize {
        self.least.iter().rposition(|effort| *effort <= room).unwrap_or(0)
    }

    fn up(&mut self, at: usize) {
        if self.known[at] {
            return;
        }
        // What does not fit at all now waits until there is more room.
        if let Some(room) = self.room.checked_sub(self.items[at].effort) {
            let times = self.most.saturating_sub(self.reach(room));
            self.add(at, times);
        }
    }

    fn down(&mut self, at: usize) {
        self.room += self.items[at].effort;
        let times = self.reach(self.room).saturating_sub(self.most);
        self.most += times;
        self.add(at, times);
    }
}
