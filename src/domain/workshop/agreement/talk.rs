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
//! What was voted on is an estimate under a framework, and the order is that of its scores; or it is how much
//! items serve a need or a goal, and the order is that by value at the plan's need share. Levels have
//! no ranges, so there nothing is drawn and one draw is all.
//!
//! Both ends have the same draws of everything else, so what the number does not touch does not
//! move at all, and 512 draws are enough. All topics share their draws ([`WhatIf`]): 200 topics among 10,000 items
//! cost as many draws as one. [`Subject`] says what has to be drawn, [`Work`] draws it, wherever
//! there is time for it, and [`Subject::talks`] says what that means.

use super::range::level;
use crate::domain::frameworks::Framework;
use crate::domain::places::sort;
use crate::domain::plan::{Estimate, Id, Item, Plan};
use crate::domain::sensitivity::{Known, knowing};
use crate::domain::uncertainty::{self, Inputs, MOST_TOP, Quantity, Question, request, what_if};
use draws::WhatIf;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// Draws of the order.
pub const DRAWS: u32 = 512;

/// A number of an item.
#[derive(Clone, Debug, PartialEq)]
pub enum Number {
    /// An input of a framework, by its key.
    Input(&'static str),
    /// How much it serves the need.
    Need(Id),
    /// How much it serves the goal.
    Goal(Id),
}

/// A number of an item that was voted on.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic {
    /// The item.
    pub item: Id,
    /// Which number of it.
    pub number: Number,
    /// What the votes make of it; of a level the middle one.
    pub estimate: Estimate,
    /// The two ends of the votes' range.
    pub ends: (f64, f64),
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

/// What has to be drawn to weigh topics: plain data that can be sent to a worker. Equal requests have
/// equal effects.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// The order, with the votes' ranges in the place of what the plan has.
    base: uncertainty::Request,
    /// Items with their inputs at the low and at the high end of their votes, by their place in the order.
    swaps: Vec<(usize, [Vec<Quantity>; 2])>,
    /// How many items are the first ones.
    top: u32,
}

/// What settling one topic would do.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Effect {
    /// How far the ranks of the first items move, in 0..=1.
    pub order: f64,
    /// The item's mean rank if the low end is right, and if the high end is.
    pub ranks: (f64, f64),
}

/// Topics, and what has to be drawn to weigh them.
#[derive(Clone, Debug)]
pub struct Subject {
    request: Rc<Request>,
    topics: Vec<Topic>,
    /// The topics that something is drawn for.
    drawn: Vec<usize>,
    /// The probability that knowing it changes the first items, by topic.
    chances: Vec<f64>,
}

impl Subject {
    /// Gets ready: which topics move the first `top` items of a plan. Of items and numbers that are not
    /// in the plan nothing moves.
    pub fn of(plan: &Plan, framework: &'static Framework, topics: Vec<Topic>, top: usize) -> Subject {
        let mut voted = plan.clone();
        for topic in &topics {
            if let Some(item) = voted.items.iter_mut().find(|item| item.id == topic.item) {
                settle(Rc::make_mut(item), framework, &topic.number, &topic.estimate);
            }
        }
        let top = top.clamp(1, MOST_TOP as usize);
        let is_level = topics.iter().any(|topic| !matches!(topic.number, Number::Input(_)));
        let share = plan.settings.need_share;
        let question = if is_level { Question::Value { low: share, high: share } } else { Question::Score };
        let known = if is_level { Vec::new() } else { knowing(&voted, framework, top).known };
        let mut base = request(&voted, framework, question);
        let inputs = Inputs::of(&voted, framework, question);
        let (mut drawn, mut swaps) = (Vec::new(), Vec::new());
        for (at, topic) in topics.iter().enumerate() {
            let place = base.items.iter().position(|entry| *entry.id == *topic.item);
            let (Some(place), Some(item)) = (place, voted.item(&topic.item)) else { continue };
            let (low, high) = topic.ends;
            let with = |end: f64| {
                let mut item = Item::clone(item);
                settle(&mut item, framework, &topic.number, &Estimate::Value(end));
                inputs.item(&item)
            };
            if let (Some(low), Some(high)) = (with(low), with(high)) {
                drawn.push(at);
                swaps.push((place, [low, high]));
            }
        }
        // Where nothing is open one draw is like the other.
        let is_open =
            base.is_open() || swaps.iter().flat_map(|(_, ends)| ends).flatten().any(Quantity::is_open);
        base.draws = if is_open { DRAWS } else { 1 };
        let chance = |topic: &Topic| {
            let is_it =
                |known: &&Known| known.item == topic.item && topic.number == Number::Input(known.input.key);
            known.iter().find(is_it).map_or(0.0, |known| known.chance)
        };
        let chances = topics.iter().map(chance).collect();
        let request = Rc::new(Request { base, swaps, top: top as u32 });
        Subject { request, topics, drawn, chances }
    }

    /// What has to be drawn.
    pub fn request(&self) -> &Rc<Request> {
        &self.request
    }

    /// Whether there is anything to be drawn.
    pub fn draws_anything(&self) -> bool {
        !self.drawn.is_empty()
    }

    /// The topics by what came of the draws, most worth talking about first; equal ones as they were given.
    /// `None` where the effects are those of another request.
    pub fn talks(&self, effects: &[Effect]) -> Option<Vec<Talk>> {
        (effects.len() == self.drawn.len()).then_some(())?;
        let within = |share: f64| if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
        let talk = |(at, (topic, chance)): (usize, (&Topic, &f64))| {
            let effect =
                self.drawn.iter().position(|drawn| *drawn == at).and_then(|place| effects.get(place));
            let order = effect.map_or(0.0, |effect| effect.order);
            let (disagreement, roadmap) = (within(topic.disagreement), within(topic.roadmap));
            Talk {
                topic: at,
                worth: disagreement * (1.0 - (1.0 - order) * (1.0 - roadmap)),
                disagreement,
                order,
                roadmap,
                ranks: effect.map(|effect| effect.ranks),
                chance: *chance,
            }
        };
        let mut talks: Vec<Talk> = self.topics.iter().zip(&self.chances).enumerate().map(talk).collect();
        sort(&mut talks, &|a, b| b.worth.total_cmp(&a.worth));
        Some(talks)
    }
}

/// The draws of a request under way. A draw depends on its number alone, so steps of any size lead to
/// the same effects.
pub struct Work {
    what_if: WhatIf,
    draws: u32,
    done: u32,
    swaps: usize,
    /// How many items are the first ones: not more than there are.
    top: u32,
}

impl std::fmt::Debug for Work {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Work").field("done", &self.done).field("of", &self.draws).finish_non_exhaustive()
    }
}

impl Work {
    /// Gets everything ready and draws nothing yet.
    pub fn new(request: &Request) -> Work {
        let top = request.top.min(request.base.items.len() as u32).max(1);
        Work {
            what_if: what_if(&request.base, &request.swaps, top),
            draws: if request.swaps.is_empty() { 0 } else { request.base.draws },
            done: 0,
            swaps: request.swaps.len(),
            top,
        }
    }

    /// Makes some more draws.
    pub fn step(&mut self, draws: u32) {
        let end = self.done.saturating_add(draws).min(self.draws);
        self.what_if.add(self.done..end);
        self.done = end;
    }

    /// How much of it is done, 0 to 1; 1 when there is nothing left to do, and not before.
    pub fn progress(&self) -> f64 {
        match self.done == self.draws {
            true => 1.0,
            false => (f64::from(self.done) / f64::from(self.draws)).min(1.0 - f64::EPSILON),
        }
    }

    /// What the draws say once all are made; empty before, as a list that is put into order anew ten times a
    /// second cannot be read.
    pub fn effects(&self) -> Vec<Effect> {
        if self.done < self.draws {
            return Vec::new();
        }
        let draws = f64::from(self.draws.max(1));
        let effect = |swap: usize| {
            let [low, high] = self.what_if.ranks(swap).map(|sum| sum as f64 / draws);
            let places = self.what_if.moved(swap) as f64 / draws;
            Effect { order: (places / (2.0 * f64::from(self.top))).min(1.0), ranks: (low, high) }
        };
        (0..self.swaps).map(effect).collect()
    }
}

/// All topics at once, most worth talking about first.
pub fn talk(plan: &Plan, framework: &'static Framework, topics: Vec<Topic>, top: usize) -> Vec<Talk> {
    let subject = Subject::of(plan, framework, topics, top);
    let mut work = Work::new(subject.request());
    work.step(DRAWS);
    subject.talks(&work.effects()).unwrap_or_default()
}

/// Puts what was voted into an item: an estimate as it is, a level by its middle.
fn settle(item: &mut Item, framework: &'static Framework, number: &Number, estimate: &Estimate) {
    let level = || estimate.likely().map(level);
    match number {
        Number::Input(key) => {
            if framework.input(key).is_some() {
                item.set_estimate(framework.sheet, key, Some(estimate.clone()));
            }
        }
        Number::Need(need) => {
            level().map(|level| item.needs.insert(Rc::clone(need), level));
        }
        Number::Goal(goal) => {
            level().map(|level| item.goals.insert(Rc::clone(goal), level));
        }
    }
}
