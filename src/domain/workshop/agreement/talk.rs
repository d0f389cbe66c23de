//! What to talk about next: where people disagree, and it matters.
//!
//! ```text
//! worth = disagreement · (1 - (1 - order) · (1 - roadmap))        each in 0..=1
//! ```
//!
//! - *disagreement* is 1 - Cns of the votes ([`super::consensus`]).
//! - *order* is how far the ranks of the first items move between the two ends of the votes'
//!   range. The item's number is settled at the low end and at the high end, everything else is
//!   drawn: the numbers that were voted on in their votes' ranges, all others in those they have
//!   in the plan. Then, over all items, with ranks behind the first N counting as N + 1,
//!
//!   ```text
//!   order = Σ |mean rank, if low - mean rank, if high| / 2N
//!   ```
//!
//!   An item that goes from the first place out of the first N moves N itself, and each of
//!   the N others by 1: that is 1. One place up or down is 1 / N.
//! - *roadmap* is handed in: how much of the roadmap the same would change, 0 where nobody knows.
//!   [`super::edge`] says it of a roadmap as it stands.
//!
//! Both ends have the same draws of everything else, so what the number does not touch does not
//! move at all, and 512 draws are enough. One topic costs two simulations of 512 draws: with 40
//! items 41,000 scores, so 40 topics cost about as much as four simulations of such a plan at the
//! usual number of draws. [`Work`] does one topic at a step.

use super::range::Agreed;
use crate::domain::frameworks::Framework;
use crate::domain::places::sort;
use crate::domain::plan::{Estimate, Id, Plan};
use crate::domain::sensitivity::{Known, knowing};
use crate::domain::uncertainty::{MOST_TOP, Question, Results, Simulation, request};
use std::rc::Rc;

/// Draws of each simulation.
pub const DRAWS: u32 = 512;

/// A number of an item that was voted on.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic {
    /// The item.
    pub item: Id,
    /// The key of the number, on the sheet of the framework.
    pub input: &'static str,
    /// What the votes make of it.
    pub agreed: Agreed,
    /// How far the votes disagree, in 0..=1.
    pub disagreement: f64,
    /// How much of the roadmap settling it could change, in 0..=1.
    pub roadmap: f64,
}

/// How much a topic is worth talking about.
#[derive(Clone, Debug, PartialEq)]
pub struct Talk {
    /// The place of the topic.
    pub topic: usize,
    /// The item.
    pub item: Id,
    /// The key of the number.
    pub input: &'static str,
    /// Disagreement times effect, in 0..=1: the order of the list.
    pub worth: f64,
    /// How far the votes disagree, in 0..=1.
    pub disagreement: f64,
    /// How far the ranks of the first items move, in 0..=1.
    pub order: f64,
    /// How much of the roadmap it could change, in 0..=1.
    pub roadmap: f64,
    /// The item's mean rank if the low end is right, and if the high end is; `None` where the
    /// item has no score.
    pub ranks: Option<(f64, f64)>,
    /// The probability that knowing the number changes which items are the first N
    /// ([`knowing`]), in 0..=1.
    pub chance: f64,
}

/// The weighing of topics under way: a topic at each step.
#[derive(Debug)]
pub struct Work {
    plan: Plan,
    framework: &'static Framework,
    topics: Vec<Topic>,
    top: u32,
    known: Vec<Known>,
    talks: Vec<Talk>,
}

impl Work {
    /// Gets ready: which topics move the first `top` items of a plan under a framework. Of items
    /// and numbers that are not in the plan nothing moves.
    pub fn new(plan: &Plan, framework: &'static Framework, topics: Vec<Topic>, top: usize) -> Work {
        let mut plan = plan.clone();
        for topic in &topics {
            settle(&mut plan, framework, topic, topic.agreed.estimate.clone());
        }
        let top = top.clamp(1, MOST_TOP as usize);
        let known = knowing(&plan, framework, top).known;
        Work { plan, framework, topics, top: top as u32, known, talks: Vec::new() }
    }

    /// Weighs one more topic; says whether that was all.
    pub fn step(&mut self) -> bool {
        let at = self.talks.len();
        if let Some(topic) = self.topics.get(at) {
            let talk = self.weigh(at, topic);
            self.talks.push(talk);
        }
        self.is_done()
    }

    /// Whether all topics are weighed.
    pub fn is_done(&self) -> bool {
        self.talks.len() >= self.topics.len()
    }

    /// How many topics are weighed.
    pub fn done(&self) -> usize {
        self.talks.len()
    }

    /// The topics so far, most worth talking about first; equal ones as they were given.
    pub fn talks(&self) -> Vec<Talk> {
        let mut talks = self.talks.clone();
        sort(&mut talks, &|a, b| b.worth.total_cmp(&a.worth));
        talks
    }

    fn weigh(&self, at: usize, topic: &Topic) -> Talk {
        let (low, high) = topic.agreed.ends();
        let [if_low, if_high] = [low, high].map(|end| {
            let mut plan = self.plan.clone();
            settle(&mut plan, self.framework, topic, Estimate::Value(end));
            let mut request = request(&plan, self.framework, Question::Score);
            request.draws = DRAWS;
            let mut simulation = Simulation::new(&request);
            simulation.step(DRAWS);
            simulation.results()
        });
        let of = |results: &Results| {
            results.items.iter().find(|item| *item.id == *topic.item).map(|item| item.mean)
        };
        let order = moved(&if_low, &if_high, self.top);
        let share = |share: f64| if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
        let (disagreement, roadmap) = (share(topic.disagreement), share(topic.roadmap));
        let is_it = |known: &&Known| known.item == topic.item && known.input.key == topic.input;
        Talk {
            topic: at,
            item: Rc::clone(&topic.item),
            input: topic.input,
            worth: disagreement * (1.0 - (1.0 - order) * (1.0 - roadmap)),
            disagreement,
            order,
            roadmap,
            ranks: of(&if_low).zip(of(&if_high)),
            chance: self.known.iter().find(is_it).map_or(0.0, |known| known.chance),
        }
    }
}

/// All topics at once, most worth talking about first.
pub fn talk(plan: &Plan, framework: &'static Framework, topics: Vec<Topic>, top: usize) -> Vec<Talk> {
    let mut work = Work::new(plan, framework, topics, top);
    while !work.step() {}
    work.talks()
}

/// Puts an estimate into the place of a topic's.
fn settle(plan: &mut Plan, framework: &'static Framework, topic: &Topic, estimate: Estimate) {
    if framework.input(topic.input).is_some()
        && let Some(item) = plan.items.iter_mut().find(|item| item.id == topic.item)
    {
        Rc::make_mut(item).set_estimate(framework.sheet, topic.input, Some(estimate));
    }
}

/// How far the ranks of the first `top` items are apart in two simulations, in 0..=1.
fn moved(one: &Results, other: &Results, top: u32) -> f64 {
    let top = top.min(one.items.len() as u32).max(1);
    let mut places = 0.0;
    // An item that is scored in one and not in the other cannot be: both have a number there.
    for item in &one.items {
        if let Some(again) = other.items.iter().find(|again| again.id == item.id) {
            places +=
                (mean_rank(&item.first, one.draws, top) - mean_rank(&again.first, other.draws, top)).abs();
        }
    }
    (places / (2.0 * f64::from(top))).min(1.0)
}

/// The mean of ranks that count as `top + 1` behind the first `top`.
fn mean_rank(first: &[u32], draws: u32, top: u32) -> f64 {
    // Each draw in which it is among the first gains the places up to the end.
    let gained = (1..=top).zip(first).map(|(rank, count)| f64::from(top + 1 - rank) * f64::from(*count));
    f64::from(top + 1) - gained.sum::<f64>() / f64::from(draws.max(1))
}
