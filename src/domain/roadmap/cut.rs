//! Which items are in every good plan, and which hang on an uncertain number.
//!
//! Each draw takes a value for every number that has a range, efforts and inputs of the score
//! alike, from the same generator as the simulation of the order; the roadmap is drafted for
//! these numbers, and it is counted how often each item makes the cut.

use std::collections::HashMap;
use std::rc::Rc;

use solver::{Share, Variation};

use super::brief::{Brief, basis};
use super::effort::{Source, effort};
use crate::domain::frameworks::{self, Bounds, Framework, Scorer};
use crate::domain::places::sort;
use crate::domain::plan::{Id, Item, Plan};
use crate::domain::uncertainty::{Quantity, assumed_ratio, chance_error, quantities, sample};

/// Drafts that are made. The standard error of a share is then at most 5 points.
pub const DRAWS: u32 = 100;

/// The share of draws from which an item counts as one of every good plan.
pub const ALWAYS: f64 = 0.95;

/// The share of draws from which an item counts as usually in.
pub const USUALLY: f64 = 0.75;

/// The share of draws below which an item counts as never in.
pub const NEVER: f64 = 0.05;

/// Other numbers for the jobs of a brief, and where they come from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Varied {
    /// One for each draw.
    pub variations: Vec<Variation>,
    /// The widest number of each job; `None` for a job whose numbers are all single values.
    pub widest: Vec<Option<Open>>,
}

/// A number that leaves something open.
#[derive(Clone, Debug, PartialEq)]
pub struct Open {
    /// Which one.
    pub number: Number,
    /// What it leaves open.
    pub quantity: Quantity,
}

/// A number of an item.
#[derive(Clone, Debug, PartialEq)]
pub enum Number {
    /// An input of a sheet of estimates.
    Input {
        /// The sheet.
        sheet: &'static str,
        /// The input's key.
        key: &'static str,
    },
    /// What it takes of a team.
    Team(Id),
}

impl Varied {
    /// Whether any draw can differ from another.
    pub fn is_open(&self) -> bool {
        self.widest.iter().any(Option::is_some)
    }
}

/// How often an item makes the cut.
#[derive(Clone, Debug, PartialEq)]
pub struct Cut {
    /// The item.
    pub item: Id,
    /// The share of draws in which it is in the plan, 0..=1.
    pub share: f64,
    /// The period in which it stands most often; `None` where it is never in.
    pub period: Option<usize>,
    /// Its widest number, where it has an open one.
    pub widest: Option<Open>,
}

/// What a share says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// In every good plan: in at least 95 % of the draws.
    Always,
    /// In at least 75 %.
    Usually,
    /// In at least 5 %.
    Hangs,
    /// In fewer.
    Never,
}

impl Class {
    /// All of them, the most certain first.
    pub const ALL: [Class; 4] = [Class::Always, Class::Usually, Class::Hangs, Class::Never];

    /// The class of a share in 0..=1.
    pub fn of(share: f64) -> Class {
        match share {
            share if share >= ALWAYS => Class::Always,
            share if share >= USUALLY => Class::Usually,
            share if share >= NEVER => Class::Hangs,
            _ => Class::Never,
        }
    }
}

/// The standard error of a share at most: `0.5 / √draws`.
pub fn largest_error(draws: u32) -> f64 {
    chance_error(0.5, draws)
}

/// Takes other numbers for the jobs of a brief, as their ranges allow.
///
/// Efforts are whole in the terms of the problem, rounded up. Where ranges are assumed of
/// single numbers (a setting of the plan), they are assumed here too. The value on the basis
/// of need × goal has no ranges.
pub fn vary(plan: &Plan, brief: &Brief, draws: u32) -> Varied {
    let framework = basis(plan);
    let scorer = framework.scorer(plan);
    let mut varied = Varied { variations: vec![Variation::default(); draws as usize], widest: Vec::new() };
    let items: HashMap<&str, &Rc<Item>> = plan.items.iter().map(|item| (&*item.id, item)).collect();
    for (job, id) in brief.problem.jobs.iter().zip(&brief.items) {
        let mut numbers: Vec<Open> = Vec::new();
        let (values, efforts) = match items.get(&**id) {
            Some(item) => {
                let values = values(plan, item, &scorer, draws, &mut numbers);
                (values, efforts(plan, brief, item, framework, draws, &mut numbers))
            }
            None => (None, Vec::new()),
        };
        for (draw, variation) in varied.variations.iter_mut().enumerate() {
            let value = values.as_ref().and_then(|values| values.get(draw)).copied().unwrap_or(job.value);
            variation.values.push(if value.is_finite() { value.max(0.0) } else { job.value });
            let mut effort = job.effort.clone();
            for (team, drawn) in &efforts {
                if let (Some(slot), Some(amount)) = (effort.get_mut(*team), drawn.get(draw)) {
                    *slot = *amount;
                }
            }
            variation.effort.push(effort);
        }
        varied.widest.push(widest(numbers));
    }
    varied
}

/// The value of an item in each draw; `None` where no number of it is open.
fn values(
    plan: &Plan,
    item: &Item,
    scorer: &Scorer,
    draws: u32,
    numbers: &mut Vec<Open>,
) -> Option<Vec<f64>> {
    let sheet = scorer.framework().sheet;
    let assumed = &plan.settings.assumed_ranges;
    let inputs = quantities(item, scorer, assumed);
    if inputs.is_empty() || (!assumed.on && !inputs.iter().any(Quantity::is_open)) {
        return None;
    }
    let seed = plan.settings.seed;
    let drawn: Vec<Vec<f64>> = scorer
        .counting()
        .zip(&inputs)
        .map(|((input, within), quantity)| {
            note(numbers, Number::Input { sheet, key: input.key }, *quantity);
            sample(quantity, within, seed, (&item.id, sheet, input.key), draws)
        })
        .collect();
    let mut at_draw = vec![0.0; drawn.len()];
    let value = |draw: usize| {
        for (slot, values) in at_draw.iter_mut().zip(&drawn) {
            *slot = values.get(draw).copied().unwrap_or_default();
        }
        scorer.combine(&at_draw)
    };
    Some((0..draws as usize).map(value).collect())
}

/// What an item takes of each team whose part is open, in each draw, in the problem's terms.
fn efforts(
    plan: &Plan,
    brief: &Brief,
    item: &Item,
    framework: &'static Framework,
    draws: u32,
    numbers: &mut Vec<Open>,
) -> Vec<(usize, Vec<u64>)> {
    let assumed = &plan.settings.assumed_ranges;
    let seed = plan.settings.seed;
    let of = effort(plan, item);
    let mut open = Vec::new();
    for (team, _) in &of.by_team {
        let Some(place) = brief.teams.iter().position(|each| each == team) else { continue };
        let drawn = if of.source == Source::Teams {
            let Some(quantity) = item.effort_by_team.get(team).and_then(Quantity::of) else { continue };
            let ratio = if assumed.on { assumed_ratio(item, framework, assumed) } else { 1.0 };
            let quantity = quantity.assuming(ratio);
            note(numbers, Number::Team(Rc::clone(team)), quantity);
            quantity.is_open().then(|| {
                sample(&quantity, Bounds::NotNegative, seed, (&item.id, "effort_by_team", team), draws)
            })
        } else {
            // The draws of a score's effort are those of the score itself: what takes longer
            // is also worth less for its effort.
            let Some((sheet, input, _)) = frameworks::effort_estimate(item) else { continue };
            let Some(scorer) = frameworks::sheet_named(sheet).map(|framework| framework.scorer(plan)) else {
                continue;
            };
            let place = scorer.inputs().position(|each| each.key == input.key);
            let inputs = quantities(item, &scorer, assumed);
            let Some(quantity) = place.and_then(|place| inputs.get(place)).copied() else { continue };
            note(numbers, Number::Input { sheet, key: input.key }, quantity);
            quantity
                .is_open()
                .then(|| sample(&quantity, input.bounds, seed, (&item.id, sheet, input.key), draws))
        };
        if let Some(drawn) = drawn {
            open.push((place, drawn.into_iter().map(|amount| whole(amount * brief.scale)).collect()));
        }
    }
    open
}

/// An effort as a whole number of the problem's units; the smallest one that holds it.
fn whole(amount: f64) -> u64 {
    // Products of decimals miss whole numbers by a hair. What is too large for any capacity
    // may stay so.
    (amount * (1.0 - 1e-12)).ceil().clamp(0.0, 1e12) as u64
}

fn note(numbers: &mut Vec<Open>, number: Number, quantity: Quantity) {
    if quantity.is_open() && numbers.iter().all(|open| open.number != number) {
        numbers.push(Open { number, quantity });
    }
}

/// The number with the widest range, as the ratio of its ends.
fn widest(mut numbers: Vec<Open>) -> Option<Open> {
    let ratio = |open: &Open| open.quantity.high / open.quantity.low.max(f64::MIN_POSITIVE);
    sort(&mut numbers, &|one, other| ratio(other).total_cmp(&ratio(one)));
    numbers.into_iter().next()
}

/// How often each item makes the cut, the surest first; items with equal shares in the order
/// of the brief.
pub fn cuts(brief: &Brief, varied: &Varied, shares: &[Share]) -> Vec<Cut> {
    let rows = brief.items.iter().zip(&varied.widest).zip(shares);
    let mut cuts: Vec<Cut> = rows
        .map(|((item, widest), share)| {
            let best = share.periods.iter().copied().fold(0.0, f64::max);
            Cut {
                item: Rc::clone(item),
                share: share.in_plan.clamp(0.0, 1.0),
                // The earliest of those in which it stands equally often.
                period: share.periods.iter().position(|share| best > 0.0 && *share >= best),
                widest: widest.clone(),
            }
        })
        .collect();
    sort(&mut cuts, &|one, other| other.share.total_cmp(&one.share));
    cuts
}

#[cfg(test)]
mod tests {
    use solver::{Job, Problem};

    use super::*;
    use crate::domain::plan::Estimate;
    use crate::domain::roadmap::{Policy, Roadmap, Team};

    fn job(value: f64, effort: Vec<u64>) -> Job {
        Job { value, effort, earliest: 0, latest: 0, must: false }
    }

    fn plan() -> Plan {
        let mut ranged = Item::new("a".into(), "a", "a");
        for (key, value) in [
            ("reach", Estimate::Value(100.0)),
            ("impact", Estimate::Value(1.0)),
            ("confidence", Estimate::Value(0.5)),
            ("effort", Estimate::Range { low: 1.0, likely: 2.0, high: 8.0 }),
        ] {
            ranged.set_estimate("rice", key, Some(value));
        }
        let mut shared = ranged.clone();
        shared.id = "b".into();
        shared.set_estimate("rice", "effort", Some(Estimate::Value(3.0)));
        shared.effort_by_team = [
            ("web".into(), Estimate::Value(1.0)),
            ("pay".into(), Estimate::Range { low: 1.0, likely: 2.0, high: 3.0 }),
        ]
        .into();
        let mut single = ranged.clone();
        single.id = "c".into();
        single.set_estimate("rice", "effort", Some(Estimate::Value(4.0)));
        let team = |id: &str| Team { id: id.into(), ..Team::default() };
        let roadmap = Roadmap {
            teams: vec![team("web"), team("pay")],
            policy: Policy { basis: Some("rice".to_owned()), ..Policy::default() },
            ..Roadmap::default()
        };
        Plan {
            items: [ranged, shared, single].into_iter().map(Rc::new).collect(),
            roadmap: Rc::new(roadmap),
            ..Plan::default()
        }
    }

    fn brief() -> Brief {
        let jobs = vec![job(25.0, vec![20, 0]), job(50.0 / 3.0, vec![10, 20]), job(12.5, vec![40, 0])];
        Brief {
            problem: Problem { weights: vec![1.0], capacity: vec![vec![40, 40]], jobs, ..Problem::default() },
            items: ["a", "b", "c"].map(Id::from).to_vec(),
            teams: ["web", "pay"].map(Id::from).to_vec(),
            need: vec![0.0; 3],
            goal: vec![0.0; 3],
            scale: 10.0,
            ..Brief::default()
        }
    }

    #[test]
    fn an_open_effort_moves_effort_and_value_together() {
        let varied = vary(&plan(), &brief(), 50);
        assert_eq!(varied.variations.len(), 50);
        let mut all_same = true;
        for variation in &varied.variations {
            let effort = &variation.effort[0];
            // The value is 50 / effort, and the effort is rounded up to a tenth.
            let drawn = 50.0 / variation.values[0];
            assert!((drawn * 10.0 - effort[0] as f64).abs() <= 1.0 + 1e-6, "{drawn} {effort:?}");
            assert_eq!(effort[1], 0);
            all_same &= effort[0] == 20;
            assert_eq!((variation.values[1], variation.values[2]), (50.0 / 3.0, 12.5));
            assert_eq!(variation.effort[1][0], 10);
            assert_eq!(variation.effort[2], [40, 0]);
        }
        assert!(!all_same);
        assert!(varied.variations.iter().any(|variation| variation.effort[1][1] != 20));
    }

    #[test]
    fn the_widest_number_is_named() {
        let varied = vary(&plan(), &brief(), 1);
        let numbers: Vec<Option<Number>> =
            varied.widest.iter().map(|open| open.as_ref().map(|open| open.number.clone())).collect();
        let effort = Number::Input { sheet: "rice", key: "effort" };
        assert_eq!(numbers, [Some(effort), Some(Number::Team("pay".into())), None]);
        assert!(varied.is_open());
    }

    #[test]
    fn assumed_ranges_open_single_numbers() {
        let mut plan = plan();
        plan.settings.assumed_ranges.on = true;
        let varied = vary(&plan, &brief(), 20);
        let open = varied.widest[2].as_ref().unwrap();
        assert!(open.quantity.assumed);
        assert!(varied.variations.iter().any(|variation| variation.effort[2][0] != 40));
    }

    #[test]
    fn without_ranges_every_draw_is_the_plan_itself() {
        let mut plan = plan();
        plan.items.retain(|item| &*item.id == "c");
        let brief = Brief {
            problem: Problem { jobs: vec![job(12.5, vec![40, 0])], ..brief().problem },
            items: vec!["c".into()],
            ..brief()
        };
        let varied = vary(&plan, &brief, 3);
        assert!(!varied.is_open());
        let same = Variation { values: vec![12.5], effort: vec![vec![40, 0]] };
        assert_eq!(varied.variations, [same.clone(), same.clone(), same]);
    }

    #[test]
    fn whole_efforts_hold_what_they_stand_for() {
        for (amount, expected) in
            [(0.0, 0), (3.0, 3), (0.1 * 3.0 * 10.0, 3), (2.1, 3), (1e15, 1_000_000_000_000)]
        {
            assert_eq!(whole(amount), expected, "{amount}");
        }
    }

    #[test]
    fn shares_have_their_classes() {
        #[track_caller]
        fn check(share: f64, expected: Class) {
            assert_eq!(Class::of(share), expected, "{share}");
        }
        check(1.0, Class::Always);
        check(0.95, Class::Always);
        check(0.94, Class::Usually);
        check(0.75, Class::Usually);
        check(0.5, Class::Hangs);
        check(0.05, Class::Hangs);
        check(0.04, Class::Never);
        check(0.0, Class::Never);
    }

    #[test]
    fn the_surest_items_come_first_with_their_usual_period() {
        let share = |periods: &[f64]| Share {
            in_plan: periods.iter().sum(),
            by_first_period: periods[0],
            periods: periods.to_vec(),
        };
        let varied = Varied { variations: Vec::new(), widest: vec![None, None, None] };
        let found = cuts(&brief(), &varied, &[share(&[0.0, 0.0]), share(&[0.3, 0.6]), share(&[0.5, 0.5])]);
        let found: Vec<(&str, Option<usize>)> = found.iter().map(|cut| (&*cut.item, cut.period)).collect();
        assert_eq!(found, [("c", Some(0)), ("b", Some(1)), ("a", None)]);
    }
}
