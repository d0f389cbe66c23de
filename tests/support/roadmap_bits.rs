//! Drafts, prices and frontiers of a few plans, which have to be equal to the last bit wherever they
//! are made.

use std::fmt::Write as _;
use std::rc::Rc;

use steelyard::domain::plan::{Estimate, Goal, Id, Item, Need, Plan};
use steelyard::domain::roadmap::brief::Brief;
use steelyard::domain::roadmap::draft::{Answer, Request, Work};
use steelyard::domain::roadmap::price::Price;
use steelyard::domain::roadmap::{Period, Placement, Roadmap, Team};
use steelyard::domain::text::Lang;

/// The fingerprint of all that is found.
///
/// If it changes, people with the same plan get another draft than before.
pub const FINGERPRINT: u64 = 14_917_489_325_106_640_952;

/// Numbers that look random (xorshift64*; Vigna 2016).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % bound
    }
}

/// A plan of so many items in three periods and two teams, the first item locked in the last period.
fn plan(seed: u64, items: u64) -> Plan {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut plan = Plan::new("p_bits".into(), "Bits", "2026-11-22T09:00:00Z");
    plan.needs = Rc::new(vec![Need { id: "n".into(), weight: 2.0, ..Need::default() }]);
    plan.goals = Rc::new(vec![Goal { id: "g".into(), weight: 3.0, ..Goal::default() }]);
    let id = |kind: &str, at: u64| Id::from(format!("{kind}{at}"));
    for at in 0..items {
        let mut item = Item::new(id("i", at), format!("SY-{at}"), format!("Item {at}"));
        for team in 0..2 {
            // Tenths, which no computer writes down exactly.
            let effort = (1 + dice.below(40)) as f64 / 10.0;
            item.effort_by_team.insert(id("t", team), Estimate::Value(effort));
        }
        item.needs.insert("n".into(), dice.below(4) as i8);
        item.goals.insert("g".into(), dice.below(4) as i8);
        if at > 0 && dice.below(4) == 0 {
            item.depends_on.push(id("i", dice.below(at)));
        }
        plan.items.push(Rc::new(item));
    }
    let capacity = items as f64 * 0.4;
    let period = |at: u64| Period {
        id: id("q", at),
        title: format!("Q{}", at + 1),
        capacity: (0..2).map(|team| (id("t", team), capacity)).collect(),
        ..Period::default()
    };
    let team = |at: u64| Team { id: id("t", at), title: format!("Team {at}"), ..Team::default() };
    let locked = Placement { item: id("i", 0), period: id("q", 2), locked: true, ..Placement::default() };
    plan.roadmap = Rc::new(Roadmap {
        teams: (0..2).map(team).collect(),
        periods: (0..3).map(period).collect(),
        placements: vec![locked],
        ..Roadmap::default()
    });
    plan
}

/// What comes of a request after at most so many units of work: no clock has a say.
fn found(request: Request, units: u32) -> Answer {
    let mut work = Work::new(request);
    for _ in 0..units {
        if work.progress() >= 1.0 {
            break;
        }
        work.step(1);
    }
    work.answer()
}

/// The fingerprint of drafts, prices and frontiers of four plans.
pub fn fingerprint() -> u64 {
    let mut text = String::new();
    for (seed, items) in [(1, 8), (2, 12), (3, 16), (4, 24)] {
        let plan = plan(seed, items);
        let brief = Brief::of(&plan);
        let draft = found(Request::Draft { problem: brief.problem.clone(), start: None }, 60);
        let (with, without) = Brief::with_and_without(&plan, "i0");
        let (one, other) = (with.problem.clone(), without.problem.clone());
        let request = Request::Price { with: one, without: other, start: None, known: None };
        let price = match found(request, 60) {
            Answer::Price { with: one, without: other } => Price::of((&with, &without), "i0", &one, &other)
                .map(|price| (price.sentence(&plan, Lang::En), price)),
            _ => None,
        };
        let (need, goal) = (brief.need.clone(), brief.goal.clone());
        let request = Request::Frontier { problem: brief.problem, need, goal, shares: 3 };
        let frontier = found(request, 60);
        // A number is written with as many digits as tell it from every other one.
        let _ = writeln!(text, "{draft:?} {price:?} {frontier:?}");
    }
    // FNV-1a.
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
