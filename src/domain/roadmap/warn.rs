//! What somebody should know about a plan as it is placed: overload, broken rules, and more.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use solver::{Fault, Rule, faults};

use super::brief::{Brief, Note, Origin};
use super::compare::places;
use super::effort::{Source, effort};
use super::family::rolled;
use super::load::loads;
use super::{names, wishes};
use crate::domain::frameworks::{self, Class};
use crate::domain::number;
use crate::domain::plan::{Id, Item, Plan, Status};
use crate::domain::text::{Lang, roadmap_why as words};

/// Something that somebody should know about a plan as it is placed.
#[derive(Clone, Debug, PartialEq)]
pub enum Warning {
    /// A team has more to do in a period than it can.
    Overload {
        /// The team.
        team: Id,
        /// The period.
        period: Id,
        /// How much more, in the plan's effort unit.
        over: f64,
    },
    /// A rule does not hold; whether a period has to end between the two.
    Broken(Origin, bool),
    /// An item stands outside of the periods that are wished for it.
    OutsideWindow(Id),
    /// An item that has to be in the plan is not.
    MustMissing(Id),
    /// An item that was decided against stands in the plan.
    RejectedPlaced(Id),
    /// What has to be done takes more of the planned effort than it should.
    MustShare {
        /// The share of the planned effort that must-haves take.
        must: f64,
        /// The share that could be dropped.
        could: f64,
    },
    /// The efforts by team do not sum up to the effort of the score.
    EffortDiffers {
        /// The item.
        item: Id,
        /// The sum over the teams.
        by_team: f64,
        /// The effort of the score.
        score: f64,
    },
}

/// The share of effort that must-haves should not take more than (DSDM handbook, chapter 10).
pub const MOST_MUST: f64 = 0.6;

/// Everything that should be known about a plan as it is placed: what is broken first.
pub fn warnings(plan: &Plan, brief: &Brief) -> Vec<Warning> {
    let mut found = overloads(plan);
    let slots = brief.slots(&plan.roadmap.placements);
    for fault in faults(&brief.problem, &slots) {
        let item = |job: usize| brief.items.get(job).cloned().unwrap_or_default();
        found.extend(match fault {
            Fault::Rule(rule) => brief.origins.get(rule).map(|origin| {
                let gap = matches!(brief.problem.rules.get(rule), Some(Rule::Before { gap: true, .. }));
                Warning::Broken(origin.clone(), gap)
            }),
            Fault::Window(job) => Some(Warning::OutsideWindow(item(job))),
            // An empty plan breaks no wish yet.
            Fault::Must(job) => slots.iter().any(Option::is_some).then(|| Warning::MustMissing(item(job))),
            Fault::Capacity { .. } | Fault::Floor(_) | Fault::Shape => None,
        });
    }
    found.extend(brief.notes.iter().filter_map(|note| match note {
        Note::Overridden(origin, gap) => Some(Warning::Broken(origin.clone(), *gap)),
        Note::OutsideWindow(item) => Some(Warning::OutsideWindow(item.clone())),
        _ => None,
    }));
    found.dedup();
    let placed = places(plan, &plan.roadmap.placements);
    let rolled = rolled(plan);
    let is_rejected = |item: &&Rc<Item>| item.status == Status::Rejected && placed.contains_key(&*item.id);
    let rejected = plan.items.iter().filter(is_rejected);
    found.extend(rejected.map(|item| Warning::RejectedPlaced(item.id.clone())));
    found.extend(must_share(plan, &placed, &rolled));
    found.extend(effort_differences(plan, &rolled));
    found
}

fn overloads(plan: &Plan) -> Vec<Warning> {
    let mut found = Vec::new();
    for (period, of_period) in plan.roadmap.periods.iter().zip(loads(plan)) {
        for (team, load) in plan.roadmap.teams.iter().zip(of_period) {
            if load.is_over() {
                let (team, period) = (team.id.clone(), period.id.clone());
                found.push(Warning::Overload { team, period, over: load.used - load.capacity });
            }
        }
    }
    found
}

/// The shares of the planned effort that musts and coulds take, where musts take too much.
fn must_share(plan: &Plan, placed: &HashMap<&str, usize>, rolled: &HashSet<&str>) -> Option<Warning> {
    let (mut all, mut must, mut could) = (0.0, 0.0, 0.0);
    let counts = |item: &&Rc<Item>| {
        !matches!(item.status, Status::Shipped | Status::Rejected)
            && placed.contains_key(&*item.id)
            && !rolled.contains(&*item.id)
    };
    for item in plan.items.iter().filter(counts) {
        let effort = effort(plan, item).total();
        all += effort;
        match frameworks::class(item) {
            Some(Class::Must) => must += effort,
            Some(Class::Could) => could += effort,
            Some(Class::Should | Class::Wont) | None => {}
        }
    }
    let share = must / all;
    // A sum of decimals may miss the limit by a hair.
    (share > MOST_MUST + 1e-9).then_some(Warning::MustShare { must: share, could: could / all })
}

/// Items whose efforts by team are not that of their score, those aside that are planned by
/// their parts.
fn effort_differences<'a>(
    plan: &'a Plan,
    rolled: &'a HashSet<&str>,
) -> impl Iterator<Item = Warning> + use<'a> {
    plan.items.iter().filter(|item| !rolled.contains(&*item.id)).filter_map(|item| {
        let found = effort(plan, item);
        let (by_team, score) = (found.total(), frameworks::effort(item)?);
        let differs = (by_team - score).abs() > 1e-9 * score.abs().max(1.0);
        (found.source == Source::Teams && differs).then(|| Warning::EffortDiffers {
            item: item.id.clone(),
            by_team,
            score,
        })
    })
}

impl Warning {
    /// The item that it is about, where it is about one.
    pub fn item(&self) -> Option<&Id> {
        match self {
            Warning::Broken(Origin::Dependency { item, .. } | Origin::Floor { item, .. }, _)
            | Warning::OutsideWindow(item)
            | Warning::MustMissing(item)
            | Warning::RejectedPlaced(item)
            | Warning::EffortDiffers { item, .. } => Some(item),
            Warning::Broken(Origin::Group(_), _) | Warning::Overload { .. } | Warning::MustShare { .. } => {
                None
            }
        }
    }

    /// The warning in a sentence.
    pub fn sentence(&self, plan: &Plan, lang: Lang) -> String {
        let item = |id: &Id| names::item(plan, id, lang);
        let percent = |share: f64| format!("{}%", number::display(share * 100.0, 0));
        match self {
            Warning::Overload { team, period, over } => words::warn_overload(
                lang,
                &names::team(plan, team, lang),
                &names::period_of(plan, period, lang),
                &names::amount(plan, *over, lang),
            ),
            Warning::Broken(origin, gap) => {
                words::warn_broken(lang, &wishes::rule_sentence(plan, origin, *gap, lang))
            }
            Warning::OutsideWindow(id) => words::warn_outside_window(lang, &item(id)),
            Warning::MustMissing(id) => words::warn_must_missing(lang, &item(id)),
            Warning::RejectedPlaced(id) => words::warn_rejected(lang, &item(id)),
            Warning::MustShare { must, could } => {
                words::warn_must_share(lang, &percent(*must), &percent(*could))
            }
            Warning::EffortDiffers { item: id, by_team, score } => words::warn_effort(
                lang,
                &item(id),
                &names::amount(plan, *by_team, lang),
                &number::display(*score, 2),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sketch::Sketch;
    use super::super::{GroupKind, Timing};
    use super::*;
    use crate::domain::plan::Estimate;

    fn two() -> Sketch {
        Sketch::new(&[4.0], 2).item("a", &[3.0], 3, 0).item("b", &[2.0], 0, 3)
    }

    #[test]
    fn what_is_wrong_with_a_plan_is_said() {
        #[track_caller]
        fn check(sketch: Sketch, en: &[&str], zh: &[&str]) {
            let plan = sketch.0;
            let found = warnings(&plan, &Brief::of(&plan));
            let said = |lang| found.iter().map(|one| one.sentence(&plan, lang)).collect::<Vec<_>>();
            assert_eq!(
                (said(Lang::En), said(Lang::Zh)),
                (
                    en.iter().map(|one| (*one).to_owned()).collect(),
                    zh.iter().map(|one| (*one).to_owned()).collect()
                )
            );
        }
        check(two(), &[], &[]);
        check(
            two().lock("a", 0).lock("b", 0),
            &["Team 0 has 1 person-month too much to do in Q1."],
            &["Team 0 在 Q1 超出 1 人月。"],
        );
        check(
            two().needs("b", "a").place("a", 1, false).place("b", 0, false),
            &["Not kept: B needs A finished in an earlier period."],
            &["未满足：“B”须等“A”在更早的周期完成。"],
        );
        check(
            two()
                .needs("b", "a")
                .policy(|policy| policy.timing = Timing::SamePeriod)
                .lock("a", 1)
                .lock("b", 0),
            &["Not kept: B comes no earlier than A."],
            &["未满足：“B”不早于“A”。"],
        );
        check(
            two().needs("b", "a").lock("a", 1).lock("b", 0),
            &["Not kept: B needs A finished in an earlier period."],
            &["未满足：“B”须等“A”在更早的周期完成。"],
        );
        check(
            two().group("w", GroupKind::Together, &["a", "b"]).place("a", 1, false).place("b", 0, false),
            &["Not kept: A and B are done in one period, or none of them."],
            &["未满足：“A”“B”在同一周期完成，或都不做。"],
        );
        check(
            two().limit("a", |limit| limit.latest = Some("q0".into())).place("a", 1, false),
            &["A stands outside of the periods that are wished for it."],
            &["“A”不在要求的周期之内。"],
        );
        check(
            two().limit("a", |limit| limit.must = true).place("b", 1, false),
            &["A has to be in the plan and is not."],
            &["“A”必须排入计划，目前没有。"],
        );
        check(
            two().status("a", Status::Rejected).place("a", 1, false),
            &["A was rejected and still stands in the plan."],
            &["“A”已拒绝，却仍在计划中。"],
        );
        let classes = |a: f64, b: f64| {
            two()
                .with("a", |item| item.set_estimate("moscow", "class", Some(Estimate::Value(a))))
                .with("b", |item| item.set_estimate("moscow", "class", Some(Estimate::Value(b))))
                .place("a", 0, false)
                .place("b", 1, false)
        };
        check(classes(3.0, 4.0), &[], &[]);
        check(
            classes(4.0, 2.0).with("b", |item| {
                item.effort_by_team.insert("t0".into(), Estimate::Value(1.0));
            }),
            &[
                "Must-haves take 75% of the planned effort, and what could be dropped takes 25%. More than 60% \
               of musts leaves no room for surprises; about 20% should be droppable.",
            ],
            &[
                "“必须有”占计划工作量的 75%，可舍弃的占 25%。“必须有”超过 60% 就没有应对意外的余地；可舍弃的宜占 20% 左右。",
            ],
        );
        check(
            two().with("a", |item| item.set_estimate("rice", "effort", Some(Estimate::Value(2.0)))),
            &["A takes 3 person-months of all teams together, but its score says 2."],
            &["“A”各团队合计 3 人月，而评分中的工作量是 2。"],
        );
    }
}
