//! Small plans for tests: teams and periods by number, items by letter.

use std::rc::Rc;

use super::{Group, GroupKind, Limit, Period, Placement, Policy, Roadmap, Team};
use crate::domain::plan::{Estimate, Goal, Id, Item, KanoCategory, KanoMark, Need, Plan, Status};

/// A plan in the making.
pub struct Sketch(pub Plan);

impl Sketch {
    /// Teams `t0`, `t1` … and periods `q0`, `q1` …, every team with the same capacity in all of them.
    pub fn new(capacities: &[f64], periods: usize) -> Sketch {
        let team =
            |at: usize| Team { id: format!("t{at}").into(), title: format!("Team {at}"), ..Team::default() };
        let capacity =
            || capacities.iter().enumerate().map(|(at, amount)| (format!("t{at}").into(), *amount)).collect();
        let period = |at: usize| Period {
            id: format!("q{at}").into(),
            title: format!("Q{}", at + 1),
            capacity: capacity(),
            ..Period::default()
        };
        let mut plan = Plan::new("p_test".into(), "Test", "2026-11-22T09:00:00Z");
        plan.needs = Rc::new(vec![Need { id: "n".into(), weight: 1.0, ..Need::default() }]);
        plan.goals = Rc::new(vec![Goal { id: "g".into(), weight: 1.0, ..Goal::default() }]);
        plan.roadmap = Rc::new(Roadmap {
            teams: (0..capacities.len()).map(team).collect(),
            periods: (0..periods).map(period).collect(),
            ..Roadmap::default()
        });
        Sketch(plan)
    }

    /// An item with its effort by team and its contributions to need and goal, 0 to 3.
    pub fn item(mut self, id: &str, efforts: &[f64], need: i8, goal: i8) -> Sketch {
        let mut item = Item::new(id.into(), format!("SY-{id}"), id.to_uppercase());
        item.effort_by_team = efforts
            .iter()
            .enumerate()
            .map(|(team, amount)| (format!("t{team}").into(), Estimate::Value(*amount)))
            .collect();
        item.needs.insert("n".into(), need);
        item.goals.insert("g".into(), goal);
        self.0.items.push(Rc::new(item));
        self
    }

    /// Changes an item.
    pub fn with(mut self, id: &str, change: impl FnOnce(&mut Item)) -> Sketch {
        let item = self.0.items.iter_mut().find(|item| &*item.id == id).unwrap();
        change(Rc::make_mut(item));
        self
    }

    /// One item needs another.
    pub fn needs(self, id: &str, on: &str) -> Sketch {
        self.with(id, |item| item.depends_on.push(on.into()))
    }

    /// An item has a status.
    pub fn status(self, id: &str, status: Status) -> Sketch {
        self.with(id, |item| item.status = status)
    }

    /// An item is of a Kano category in an area.
    pub fn kano(self, id: &str, category: KanoCategory, area: &str) -> Sketch {
        self.with(id, |item| {
            item.kano = Some(KanoMark::manual(category));
            item.area = area.to_owned();
        })
    }

    /// Changes the roadmap.
    pub fn roadmap(mut self, change: impl FnOnce(&mut Roadmap)) -> Sketch {
        change(Rc::make_mut(&mut self.0.roadmap));
        self
    }

    /// Changes the policy.
    pub fn policy(self, change: impl FnOnce(&mut Policy)) -> Sketch {
        self.roadmap(|roadmap| change(&mut roadmap.policy))
    }

    /// Puts an item into a period; locked or not.
    pub fn place(self, id: &str, period: usize, locked: bool) -> Sketch {
        self.roadmap(|roadmap| {
            roadmap.placements.retain(|each| &*each.item != id);
            roadmap.placements.push(Placement {
                item: id.into(),
                period: format!("q{period}").into(),
                locked,
                ..Placement::default()
            });
        })
    }

    /// Locks an item in a period.
    pub fn lock(self, id: &str, period: usize) -> Sketch {
        self.place(id, period, true)
    }

    /// What is wished of an item.
    pub fn limit(self, id: &str, change: impl FnOnce(&mut Limit)) -> Sketch {
        self.roadmap(|roadmap| {
            let mut limit =
                roadmap.limit(id).cloned().unwrap_or_else(|| Limit { item: id.into(), ..Limit::default() });
            roadmap.limits.retain(|each| &*each.item != id);
            change(&mut limit);
            roadmap.limits.push(limit);
        })
    }

    /// What is wished of several items.
    pub fn group(self, id: &str, kind: GroupKind, items: &[&str]) -> Sketch {
        let items: Vec<Id> = items.iter().map(|id| Id::from(*id)).collect();
        self.roadmap(|roadmap| {
            roadmap.groups.push(Group { id: id.into(), kind, items, extra: Default::default() });
        })
    }

    /// Random plans, the same for the same seed: up to so many items and periods.
    pub fn random(seed: u64, most_items: u64, most_periods: u64) -> Sketch {
        let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let periods = 1 + dice.below(most_periods) as usize;
        let teams = 1 + dice.below(2) as usize;
        let capacities: Vec<f64> = (0..teams).map(|_| dice.below(6) as f64).collect();
        let count = dice.below(most_items + 1);
        let ids: Vec<String> = (0..count).map(|at| char::from(b'a' + at as u8).to_string()).collect();
        let mut sketch = Sketch::new(&capacities, periods);
        for (at, id) in ids.iter().enumerate() {
            let efforts: Vec<f64> = (0..teams).map(|_| dice.below(7) as f64 / 2.0).collect();
            let (need, goal) = (dice.below(5) as i8 - 1, dice.below(5) as i8 - 1);
            sketch = sketch.item(id, &efforts, need, goal);
            for earlier in &ids[..at] {
                if dice.below(6) == 0 {
                    sketch = sketch.needs(id, earlier);
                }
            }
            sketch = match dice.below(16) {
                0 => sketch.status(id, Status::Shipped),
                1 => sketch.status(id, Status::Rejected),
                2 => sketch.status(id, Status::InProgress),
                3 => sketch.with(id, |item| item.effort_by_team.clear()),
                4 => sketch.with(id, |item| {
                    item.needs.clear();
                    item.goals.clear();
                }),
                5 if at > 0 => {
                    let parent = ids[dice.below(at as u64) as usize].as_str();
                    sketch.with(id, |item| item.parent = Some(parent.into()))
                }
                6 | 7 => sketch.kano(id, KanoCategory::MustBe, "Cart"),
                8 | 9 => sketch.kano(id, KanoCategory::Attractive, "Cart"),
                _ => sketch,
            };
            if dice.below(3) == 0 {
                let period = dice.below(periods as u64) as usize;
                sketch = sketch.place(id, period, dice.below(2) == 0);
            }
            let period = |dice: &mut Dice| Some(Id::from(format!("q{}", dice.below(periods as u64))));
            match dice.below(12) {
                0 => sketch = sketch.limit(id, |limit| limit.excluded = true),
                1 => sketch = sketch.limit(id, |limit| limit.must = true),
                2 => sketch = sketch.limit(id, |limit| limit.earliest = period(&mut dice)),
                3 => sketch = sketch.limit(id, |limit| limit.latest = period(&mut dice)),
                _ => {}
            }
        }
        for at in 0..dice.below(3) {
            let members: Vec<&str> = ids.iter().filter(|_| dice.below(3) == 0).map(String::as_str).collect();
            let kind = GroupKind::ALL[dice.below(3) as usize];
            if members.len() > 1 {
                sketch = sketch.group(&format!("w{at}"), kind, &members);
            }
        }
        let (floor, spare) = (dice.below(2) == 0, [0.0, 0.1, 1.0 / 3.0][dice.below(3) as usize]);
        sketch.policy(|policy| (policy.must_be_floor, policy.spare) = (floor, spare))
    }
}

/// Numbers that look random, for tests.
pub struct Dice(pub u64);

impl Dice {
    /// A number below another one (xorshift64*; Vigna 2016).
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % bound.max(1)
    }
}
