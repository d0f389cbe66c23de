//! Wishes that cannot all hold, in words, each with the ways to give it up.

use std::rc::Rc;

use super::brief::{Brief, Fixed, Origin, Wishes};
use super::draft::Wanted;
use super::{Limit, names};
use crate::domain::editor::{Command, Edit, RoadmapEdit};
use crate::domain::places::sort;
use crate::domain::plan::{Id, Plan};
use crate::domain::text::{Lang, roadmap_why as words};

/// A wish that stands against others.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// What is wished.
    pub wish: Wish,
    /// How it can be given up.
    pub ways: Vec<Way>,
}

/// What is wished, by the names of the plan; periods by their places.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    /// An item is locked in a period.
    Locked(Id, usize),
    /// An item in progress stays in its period.
    Running(Id, usize),
    /// An item has to be in the plan.
    Must(Id),
    /// An item comes no earlier than a period.
    Earliest(Id, usize),
    /// An item comes no later than a period.
    Latest(Id, usize),
    /// What a rule asks for; whether a period has to end between the two.
    Rule(Origin, bool),
    /// A team has only so much, from one period to another.
    Capacity {
        /// The team.
        team: Id,
        /// The first period that matters.
        from: usize,
        /// The last one.
        to: usize,
    },
}

/// A way to give a wish up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// Set an item free from its period.
    Unlock(Id),
    /// Let an item be left out.
    ClearMust(Id),
    /// Let an item be done at any time.
    ClearWindow(Id),
    /// Remove a group.
    RemoveGroup(Id),
    /// Remove a dependency.
    Undepend {
        /// The item.
        item: Id,
        /// The one that it need not wait for.
        on: Id,
    },
    /// Let attractive items come before must-be items.
    NoFloor,
    /// Look at the item, whose status keeps it where it is.
    OpenItem(Id),
    /// Look at what the teams can do.
    OpenSetup,
}

/// The wishes of a conflict, each once. Those that lock an item in a period are one.
pub fn held(plan: &Plan, brief: &Brief, conflict: &[Wanted]) -> Vec<Held> {
    let mut found: Vec<Held> = Vec::new();
    let range = range(brief, conflict);
    for wanted in conflict {
        let Some(held) = held_one(plan, brief, *wanted, range) else { continue };
        if !found.iter().any(|other| other.wish == held.wish) {
            found.push(held);
        }
    }
    // Those of one item stand together, what teams can do comes last.
    let rank = |held: &Held| match &held.wish {
        Wish::Locked(id, _) | Wish::Running(id, _) => (0, brief.job(id), 0),
        Wish::Must(id) => (1, brief.job(id), 0),
        Wish::Earliest(id, _) => (1, brief.job(id), 1),
        Wish::Latest(id, _) => (1, brief.job(id), 2),
        Wish::Rule(..) => (2, None, 0),
        Wish::Capacity { .. } => (3, None, 0),
    };
    sort(&mut found, &|a, b| rank(a).cmp(&rank(b)));
    found
}

/// “These cannot all hold: A is locked in Q1; B has to be in the plan.”
pub fn sentence(plan: &Plan, held: &[Held], lang: Lang) -> String {
    if held.is_empty() {
        return words::conflict_unknown(lang).to_owned();
    }
    let wishes: Vec<String> = held.iter().map(|held| held.sentence(plan, lang)).collect();
    words::conflict(lang, &wishes.join(words::semicolon(lang)))
}

/// The periods in which the jobs of a conflict can be done.
fn range(brief: &Brief, conflict: &[Wanted]) -> (usize, usize) {
    let last = brief.periods.len().saturating_sub(1);
    let jobs = conflict.iter().filter_map(|wanted| match wanted {
        Wanted::Must(job) | Wanted::Earliest(job) | Wanted::Latest(job) => Some(*job),
        _ => None,
    });
    let windows: Vec<(usize, usize)> = jobs
        .filter_map(|job| {
            // Only what belongs to the conflict narrows the periods that matter.
            let job_data = brief.problem.jobs.get(job)?;
            let has = |wanted: Wanted| conflict.contains(&wanted);
            let from = if has(Wanted::Earliest(job)) { job_data.earliest } else { 0 };
            let to = if has(Wanted::Latest(job)) { job_data.latest } else { last };
            Some((from, to.min(last)))
        })
        .collect();
    let from = windows.iter().map(|(from, _)| *from).min().unwrap_or(0);
    let to = windows.iter().map(|(_, to)| *to).max().unwrap_or(last);
    (from.min(to), to)
}

fn held_one(plan: &Plan, brief: &Brief, wanted: Wanted, range: (usize, usize)) -> Option<Held> {
    let (wish, ways) = match wanted {
        Wanted::Must(job) | Wanted::Earliest(job) | Wanted::Latest(job) => {
            let id = brief.items.get(job)?.clone();
            let wishes: &Wishes = brief.wishes.get(job)?;
            let owners = brief.owners.get(job).cloned().unwrap_or_default();
            // What was wished of the whole is given up there.
            let of = |owner: Option<Id>| owner.unwrap_or_else(|| id.clone());
            match (wishes.fixed, wanted) {
                (Some(Fixed::Locked(period)), _) => {
                    let id = of(owners.lock);
                    (Wish::Locked(id.clone(), period), vec![Way::Unlock(id)])
                }
                (Some(Fixed::Running(period)), _) => {
                    (Wish::Running(id.clone(), period), vec![Way::OpenItem(id)])
                }
                (None, Wanted::Must(_)) => {
                    let id = of(owners.must);
                    (Wish::Must(id.clone()), vec![Way::ClearMust(id)])
                }
                (None, Wanted::Earliest(_)) => {
                    let id = of(owners.earliest);
                    (Wish::Earliest(id.clone(), wishes.earliest?), vec![Way::ClearWindow(id)])
                }
                (None, _) => {
                    let id = of(owners.latest);
                    (Wish::Latest(id.clone(), wishes.latest?), vec![Way::ClearWindow(id)])
                }
            }
        }
        Wanted::Rule(rule) => {
            let origin = brief.origins.get(rule)?.clone();
            let gap = matches!(brief.problem.rules.get(rule), Some(solver::Rule::Before { gap: true, .. }));
            let way = match &origin {
                Origin::Dependency { item, on } => {
                    let is_own = plan.item(item).is_some_and(|item| item.depends_on.contains(on));
                    // What comes from the whole that an item is part of is changed there.
                    match is_own {
                        true => Way::Undepend { item: item.clone(), on: on.clone() },
                        false => Way::OpenItem(item.clone()),
                    }
                }
                Origin::Floor { .. } => Way::NoFloor,
                Origin::Group(id) => Way::RemoveGroup(id.clone()),
            };
            (Wish::Rule(origin, gap), vec![way])
        }
        Wanted::Capacity(team) => {
            let team = brief.teams.get(team)?.clone();
            (Wish::Capacity { team, from: range.0, to: range.1 }, vec![Way::OpenSetup])
        }
    };
    Some(Held { wish, ways })
}

impl Held {
    /// What is wished, in a sentence without its end.
    pub fn sentence(&self, plan: &Plan, lang: Lang) -> String {
        let item = |id: &Id| names::item(plan, id, lang);
        let period = |at: usize| names::period(plan, at, lang);
        match &self.wish {
            Wish::Locked(id, at) => words::wish_locked(lang, &item(id), &period(*at)),
            Wish::Running(id, at) => words::wish_running(lang, &item(id), &period(*at)),
            Wish::Must(id) => words::wish_must(lang, &item(id)),
            Wish::Earliest(id, at) => words::wish_earliest(lang, &item(id), &period(*at)),
            Wish::Latest(id, at) => words::wish_latest(lang, &item(id), &period(*at)),
            Wish::Rule(origin, gap) => rule_sentence(plan, origin, *gap, lang),
            Wish::Capacity { team, from, to } => capacity_sentence(plan, team, *from, *to, lang),
        }
    }
}

/// What a rule asks for, in a sentence without its end.
pub fn rule_sentence(plan: &Plan, origin: &Origin, gap: bool, lang: Lang) -> String {
    let item = |id: &Id| names::item(plan, id, lang);
    match origin {
        Origin::Dependency { item: id, on } if gap => words::wish_before(lang, &item(id), &item(on)),
        Origin::Dependency { item: id, on } => words::wish_not_before(lang, &item(id), &item(on)),
        Origin::Floor { item: id, on } => words::wish_floor(lang, &item(id), &item(on)),
        Origin::Group(group) => {
            let found = plan.roadmap.groups.iter().find(|each| each.id == *group);
            let Some(group) = found else { return words::wish_group_gone(lang).to_owned() };
            let (titles, more) = names::first_items(plan, &group.items, 3, lang);
            let titles = words::list_of_items(lang, &titles, more);
            match group.kind {
                super::GroupKind::Together => words::wish_together(lang, &titles),
                super::GroupKind::Apart => words::wish_apart(lang, &titles),
                super::GroupKind::Either => words::wish_either(lang, &titles),
            }
        }
    }
}

fn capacity_sentence(plan: &Plan, team: &Id, from: usize, to: usize, lang: Lang) -> String {
    let kept = 1.0 - plan.roadmap.policy.spare;
    let of_team: Vec<f64> = plan
        .roadmap
        .periods
        .iter()
        .skip(from)
        .take(to + 1 - from)
        .map(|period| period.capacity_of(team) * kept)
        .collect();
    let sum = names::amount(plan, of_team.iter().sum(), lang);
    let (title, first) = (names::team(plan, team, lang), names::period(plan, from, lang));
    if from == to {
        words::wish_capacity(lang, &title, &sum, &first)
    } else {
        words::wish_capacity_span(lang, &title, &sum, &first, &names::period(plan, to, lang))
    }
}

impl Way {
    /// What its button says.
    pub fn label(&self, plan: &Plan, lang: Lang) -> String {
        let item = |id: &Id| names::item(plan, id, lang);
        match self {
            Way::Unlock(id) => words::way_unlock(lang, &item(id)),
            Way::ClearMust(id) => words::way_clear_must(lang, &item(id)),
            Way::ClearWindow(id) => words::way_clear_window(lang, &item(id)),
            Way::RemoveGroup(_) => words::way_remove_group(lang).to_owned(),
            Way::Undepend { item: id, on } => words::way_undepend(lang, &item(id), &item(on)),
            Way::NoFloor => words::way_no_floor(lang).to_owned(),
            Way::OpenItem(id) => words::way_open_item(lang, &item(id)),
            Way::OpenSetup => words::way_open_setup(lang).to_owned(),
        }
    }

    /// The command that gives the wish up; `None` where somebody has to look at it.
    pub fn command(&self, plan: &Plan) -> Option<Command> {
        let limit = |id: &Id, change: fn(&mut Limit)| {
            let mut limit = plan.roadmap.limit(id)?.clone();
            change(&mut limit);
            Some(RoadmapEdit::Limit(limit))
        };
        let edit = match self {
            Way::Unlock(id) => RoadmapEdit::Lock { items: vec![Rc::clone(id)], locked: false },
            Way::ClearMust(id) => limit(id, |limit| limit.must = false)?,
            Way::ClearWindow(id) => limit(id, |limit| (limit.earliest, limit.latest) = (None, None))?,
            Way::RemoveGroup(id) => RoadmapEdit::Ungroup(Rc::clone(id)),
            Way::NoFloor => {
                let mut policy = plan.roadmap.policy.clone();
                policy.must_be_floor = false;
                RoadmapEdit::Policy(policy)
            }
            Way::Undepend { item, on } => {
                let mut depends_on = plan.item(item)?.depends_on.clone();
                depends_on.retain(|id| id != on);
                return Some(Command::EditItems(vec![(Rc::clone(item), Edit::DependsOn(depends_on))]));
            }
            Way::OpenItem(_) | Way::OpenSetup => return None,
        };
        Some(Command::roadmap(vec![edit]))
    }
}

#[cfg(test)]
mod tests {
    use super::super::draft::{Answer, Proof, Request, Work};
    use super::super::sketch::Sketch;
    use super::super::{GroupKind, Timing};
    use super::*;
    use crate::domain::editor::Editor;

    fn conflict(plan: &Plan) -> (Proof, Vec<Held>) {
        let brief = Brief::of(plan);
        let mut work = Work::new(Request::Draft { problem: brief.problem.clone(), start: None });
        while work.progress() < 1.0 {
            work.step(20);
        }
        let Answer::Draft(draft) = work.answer() else { panic!("no draft") };
        (draft.proof, held(plan, &brief, &draft.conflict))
    }

    /// Two items that need the whole team for one of two periods each.
    fn two() -> Sketch {
        Sketch::new(&[4.0], 2)
            .item("a", &[4.0], 3, 0)
            .item("b", &[3.0], 0, 3)
            .limit("b", |limit| limit.must = true)
    }

    #[test]
    fn wishes_that_cannot_all_hold_are_said_and_any_way_out_leads_out() {
        #[track_caller]
        fn check(sketch: Sketch, en: &str, zh: &str) {
            let plan = sketch.0;
            let (proof, held) = conflict(&plan);
            assert_eq!(proof, Proof::Infeasible);
            assert_eq!(sentence(&plan, &held, Lang::En), en);
            assert_eq!(sentence(&plan, &held, Lang::Zh), zh);
            for way in held.iter().flat_map(|held| &held.ways) {
                for lang in Lang::ALL {
                    assert!(!way.label(&plan, lang).is_empty());
                }
                let Some(command) = way.command(&plan) else { continue };
                let next = Editor::new(plan.clone()).apply(&command, "", None).expect("it changes something");
                assert_ne!(conflict(next.plan()).0, Proof::Infeasible, "{way:?}");
            }
        }
        check(
            two().lock("a", 0).limit("b", |limit| limit.latest = Some("q0".into())),
            "These cannot all hold: A is locked in Q1; B has to be in the plan; B comes no later than Q1; \
             Team 0 has only 4 person-months in Q1.",
            "以下要求无法同时满足：“A”锁定在 Q1；“B”必须排入计划；“B”不晚于 Q1；Team 0 在 Q1 只有 4 人月。",
        );
        check(
            two().needs("a", "b").limit("a", |limit| {
                limit.must = true;
                limit.latest = Some("q0".into());
            }),
            "These cannot all hold: A has to be in the plan; A comes no later than Q1; A needs B finished \
             in an earlier period.",
            "以下要求无法同时满足：“A”必须排入计划；“A”不晚于 Q1；“A”须等“B”在更早的周期完成。",
        );
        check(
            two()
                .item("whole", &[], 1, 1)
                .with("b", |item| item.parent = Some("whole".into()))
                .limit("b", |limit| limit.must = false)
                .limit("whole", |limit| (limit.must, limit.latest) = (true, Some("q0".into())))
                .lock("a", 0),
            "These cannot all hold: A is locked in Q1; WHOLE has to be in the plan; WHOLE comes no later than \
             Q1; Team 0 has only 4 person-months in Q1.",
            "以下要求无法同时满足：“A”锁定在 Q1；“WHOLE”必须排入计划；“WHOLE”不晚于 Q1；Team 0 在 Q1 只有 4 人月。",
        );
        check(
            two()
                .limit("a", |limit| limit.must = true)
                .group("w", GroupKind::Either, &["a", "b"])
                .policy(|policy| policy.timing = Timing::SamePeriod),
            "These cannot all hold: A has to be in the plan; B has to be in the plan; at most one of A and B \
             is in the plan.",
            "以下要求无法同时满足：“A”必须排入计划；“B”必须排入计划；“A”“B”最多做其中一项。",
        );
    }
}
