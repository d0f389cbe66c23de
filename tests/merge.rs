//! Copies of a plan that were edited apart come together, and nothing is lost without a word.

// Helpers of tests stand outside of `#[test]`, so clippy's leave for tests does not reach them.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use proptest::prelude::*;
use proptest::test_runner::Config;
use serde_json::Value;
use steelyard::domain::editor::{Command, Edit, Editor, RoadmapEdit, StudyEdit};
use steelyard::domain::format;
use steelyard::domain::invariants::violations;
use steelyard::domain::kano::{self, Reply, Respondent};
use steelyard::domain::merge::{Clash, Kind, Merge, Note, Side, Subject, What, fingerprint, shared};
use steelyard::domain::plan::{
    Comment, Estimate, Goal, Id, Item, KanoCategory, KanoMark, Need, Period, Plan, Requester, Status,
};
use steelyard::domain::roadmap::{self, Decision, Placement, Scenario, Team};
use steelyard::domain::share::Choice;
use steelyard::domain::text::Lang;
use steelyard::domain::workshop::{Answer, Ballot, Entry, Pass, Question, Round, Workshop};

mod support;

use support::{NOW, any_plan, any_steps, run};

fn after(plan: &Rc<Plan>, commands: &[Command]) -> Rc<Plan> {
    let mut editor = Editor::new(Plan::clone(plan));
    for command in commands {
        editor = editor.apply(command, NOW, None).unwrap_or_else(|| panic!("{command:?} changes nothing"));
    }
    Rc::clone(editor.plan())
}

fn edit(id: &str, edit: Edit) -> Command {
    Command::EditItems(vec![(id.into(), edit)])
}

fn number(sheet: &'static str, input: &'static str, value: f64) -> Edit {
    Edit::Estimate { sheet, input, value: Some(Estimate::Value(value)) }
}

fn comment(id: &str, text: &str) -> Edit {
    Edit::AddComment(Comment { id: id.into(), text: text.to_owned(), ..Comment::default() })
}

/// Items a to e, two needs, two goals, a study, a team, three periods and a decision.
fn start() -> Rc<Plan> {
    let items = ["a", "b", "c", "d", "e"].map(|id| Item::new(id.into(), "", format!("Item {id}")));
    let need = |id: &str| Need { id: id.into(), title: format!("Need {id}"), weight: 1.0, ..Need::default() };
    let goal = |id: &str| Goal { id: id.into(), title: format!("Goal {id}"), weight: 1.0, ..Goal::default() };
    let period = |at: u32| roadmap::Period {
        id: format!("q{at}").into(),
        title: format!("Period {at}"),
        capacity: [("t".into(), 4.0)].into(),
        ..roadmap::Period::default()
    };
    let team = Team { id: "t".into(), title: "Web".to_owned(), ..Team::default() };
    let decision = Decision { id: "d1".into(), title: "No gift wrapping".to_owned(), ..Decision::default() };
    let plan = Rc::new(Plan::new("p".into(), "Checkout", NOW));
    let respondent = Respondent { id: "r1".into(), ..Respondent::default() };
    after(
        &plan,
        &[
            Command::AddItems { items: items.into(), after: None },
            Command::SetNeeds(vec![need("n1"), need("n2")]),
            Command::SetGoals(vec![goal("g1"), goal("g2")]),
            edit("a", number("rice", "reach", 100.0)),
            edit("a", Edit::Tags(vec!["web".to_owned(), "pay".to_owned()])),
            edit("a", Edit::Need("n1".into(), Some(2))),
            Command::study(vec![
                StudyEdit::AddFeatures(vec!["a".into(), "b".into()]),
                StudyEdit::AddRespondents {
                    respondents: vec![Rc::new(respondent)],
                    known: steelyard::domain::editor::Known::Keep,
                },
            ]),
            Command::roadmap(vec![
                RoadmapEdit::Teams(vec![team]),
                RoadmapEdit::Periods(vec![period(1), period(2), period(3)]),
                RoadmapEdit::Place { item: "a".into(), period: Some("q1".into()) },
                RoadmapEdit::Decide(decision),
            ]),
        ],
    )
}

fn place(item: &str, period: Option<&str>) -> Command {
    let (item, period) = (item.into(), period.map(Id::from));
    Command::roadmap(vec![RoadmapEdit::Place { item, period }])
}

fn periods(plan: &Plan, keep: &[&str]) -> Command {
    let list = plan.roadmap.periods.iter().filter(|period| keep.contains(&&*period.id));
    Command::roadmap(vec![RoadmapEdit::Periods(list.cloned().collect())])
}

/// What is in a merge, one line for each change, conflict and note.
fn lines(merge: &Merge) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for change in &merge.automatic {
        let said = merge.change(change, Lang::En);
        let subject = merge.subject(&change.subject, Lang::En);
        let kind = change.subject.kind.word()(Lang::En);
        let field = if said.field.is_empty() { String::new() } else { format!(" / {}", said.field) };
        lines.push(format!("+ {kind} {subject}{field}: {}", said.text));
    }
    for conflict in &merge.conflicts {
        let said = merge.conflict(conflict, Lang::En);
        let base = said.base.map_or_else(String::new, |base| format!(" (before: {base})"));
        lines.push(format!(
            "? {} {} / {}: {} | {}{base}",
            said.kind, said.subject, said.field, said.ours, said.theirs
        ));
    }
    let losses = merge.losses(&[]);
    lines.extend(merge.notes.iter().chain(&losses).map(|note| format!("! {}", merge.note(note, Lang::En))));
    lines
}

#[track_caller]
fn check_from(base: &Rc<Plan>, ours: &[Command], theirs: &[Command], expected: &[&str]) -> Merge {
    let (ours, theirs) = (after(base, ours), after(base, theirs));
    let merge = Merge::between(Some(base), &ours, &theirs);
    assert_eq!(lines(&merge), expected);
    for side in [Side::Ours, Side::Theirs] {
        let merged = merge.apply(&vec![side; merge.conflicts.len()]);
        assert_eq!(violations(&merged), Vec::<String>::new());
    }
    merge
}

#[track_caller]
fn check(ours: &[Command], theirs: &[Command], expected: &[&str]) -> Merge {
    check_from(&start(), ours, theirs, expected)
}

#[test]
fn what_only_one_copy_changed_comes_in_by_itself() {
    let merge = check(
        &[edit("a", Edit::Owner("Lin".to_owned()))],
        &[
            edit("a", number("rice", "reach", 450.0)),
            edit("a", Edit::Status(Status::Planned)),
            Command::Rename("Checkout 2027".to_owned()),
            Command::SetNeedShare(0.7),
        ],
        &[
            "+ Plan  / Title: Checkout → Checkout 2027",
            "+ Settings  / Need share: 50% → 70%",
            "+ Item SY-1 Item a / Status: Candidate → Planned",
            "+ Item SY-1 Item a / RICE · Reach: 100 → 450",
        ],
    );
    let merged = merge.apply(&[]);
    let item = merged.item("a").expect("there");
    assert_eq!((item.owner.as_str(), item.status), ("Lin", Status::Planned));
    assert_eq!(item.estimate("rice", "reach"), Some(&Estimate::Value(450.0)));
    assert_eq!((merged.title.as_str(), merged.settings.need_share), ("Checkout 2027", 0.7));
}

#[test]
fn what_both_changed_alike_is_settled() {
    check(
        &[edit("a", number("rice", "reach", 450.0)), edit("b", Edit::Owner("Lin".to_owned()))],
        &[edit("a", number("rice", "reach", 450.0)), edit("b", Edit::Owner("Lin".to_owned()))],
        &[],
    );
}

#[test]
fn what_both_changed_differently_is_decided_by_somebody() {
    let range = Estimate::Range { low: 1.0, likely: 2.0, high: 4.0 };
    let merge = check(
        &[
            edit("a", number("rice", "reach", 300.0)),
            edit("a", Edit::Kano(Some(KanoMark::manual(KanoCategory::MustBe)))),
        ],
        &[
            edit("a", Edit::Estimate { sheet: "rice", input: "reach", value: Some(range.clone()) }),
            edit("a", Edit::Kano(Some(KanoMark::manual(KanoCategory::Attractive)))),
        ],
        &[
            "? Item SY-1 Item a / RICE · Reach: 300 | 1 / 2 / 4 (before: 100)",
            "? Item SY-1 Item a / Kano: M Must-be | A Attractive (before: nothing)",
        ],
    );
    let merged = merge.apply(&[Side::Theirs, Side::Ours]);
    let item = merged.item("a").expect("there");
    assert_eq!(item.estimate("rice", "reach"), Some(&range), "a range is one value");
    assert_eq!(item.kano.as_ref().map(|mark| mark.category), Some(KanoCategory::MustBe));
    let ours = merge.apply(&[]);
    assert_eq!(ours.item("a").and_then(|item| item.estimate("rice", "reach")), Some(&Estimate::Value(300.0)));
}

#[test]
fn an_estimate_that_is_no_number_is_one_value_too() {
    let typed = Edit::Estimate {
        sheet: "rice",
        input: "reach",
        value: Some(Estimate::Unreadable("a lot".to_owned())),
    };
    let merge = check(
        &[edit("a", number("rice", "effort", 2.0))],
        &[edit("a", typed.clone())],
        &["+ Item SY-1 Item a / RICE · Reach: 100 → a lot"],
    );
    let merged = merge.apply(&[]);
    let estimate = |input| merged.item("a").and_then(|item| item.estimate("rice", input)).cloned();
    assert_eq!(estimate("reach"), Some(Estimate::Unreadable("a lot".to_owned())));
    assert_eq!(estimate("effort"), Some(Estimate::Value(2.0)));
    let base = after(&start(), &[edit("a", typed)]);
    let merge = check_from(
        &base,
        &[],
        &[edit("a", number("rice", "reach", 7.0))],
        &["+ Item SY-1 Item a / RICE · Reach: a lot → 7"],
    );
    let merged = merge.apply(&[]);
    assert_eq!(merged.item("a").and_then(|item| item.estimate("rice", "reach")), Some(&Estimate::Value(7.0)));
}

#[test]
fn long_texts_stand_below_each_other_and_numbers_are_grouped() {
    let long = "Let people pay without an account, on every device that they have.";
    check(
        &[],
        &[edit("a", Edit::Description(long.to_owned())), edit("a", number("rice", "reach", 12_345.678_9))],
        &[
            &format!("+ Item SY-1 Item a / Description: nothing\n→ {long}"),
            "+ Item SY-1 Item a / RICE · Reach: 100 → 12,345.6789",
        ],
    );
}

#[test]
fn tags_comments_contributions_and_dependencies_come_together_one_by_one() {
    let merge = check(
        &[
            edit("a", Edit::Tags(vec!["web".to_owned(), "pay".to_owned(), "ours".to_owned()])),
            edit("a", comment("c1", "Mine")),
            edit("a", Edit::Need("n2".into(), Some(1))),
            edit("a", Edit::DependsOn(vec!["b".into()])),
        ],
        &[
            edit("a", Edit::Tags(vec!["web".to_owned(), "theirs".to_owned()])),
            edit("a", comment("c2", "Theirs")),
            edit("a", Edit::Goal("g1".into(), Some(3))),
            edit("a", Edit::DependsOn(vec!["c".into()])),
        ],
        &[
            "+ Item SY-1 Item a / Tags: theirs added",
            "+ Item SY-1 Item a / Tags: pay taken away",
            "+ Item SY-1 Item a / Depends on: SY-3 Item c added",
            "+ Item SY-1 Item a / Contribution to Goal g1: nothing → 3",
            "+ Item SY-1 Item a / Comments: Theirs added",
        ],
    );
    let merged = merge.apply(&[]);
    let item = merged.item("a").expect("there");
    assert_eq!(item.tags, ["web", "ours", "theirs"]);
    assert_eq!(item.comments.len(), 2);
    assert_eq!(item.depends_on.iter().map(|id| &**id).collect::<Vec<_>>(), ["b", "c"]);
}

#[test]
fn requesters_of_both_stay_and_one_that_both_changed_is_a_question() {
    let asked = |name: &str, count: f64| Requester {
        name: name.to_owned(),
        count: Some(count),
        ..Requester::default()
    };
    let requesters = |list: &[Requester]| edit("a", Edit::Requesters(list.to_vec()));
    let base = after(&start(), &[requesters(&[asked("Wu", 1.0)])]);
    let merge = check_from(
        &base,
        &[requesters(&[asked("Wu", 1.0), asked("Li", 2.0)])],
        &[requesters(&[asked("Wu", 1.0), asked("Bo", 3.0)])],
        &["+ Item SY-1 Item a / Requesters: Wu · 1; Li · 2 → Wu · 1; Li · 2; Bo · 3"],
    );
    assert_eq!(merge.apply(&[]).items[0].requesters.len(), 3);
    check_from(
        &base,
        &[requesters(&[asked("Wu", 5.0)])],
        &[requesters(&[asked("Wu", 7.0)])],
        &["? Item SY-1 Item a / Requesters: Wu · 5 | Wu · 7 (before: Wu · 1)"],
    );
}

#[test]
fn what_is_new_in_either_copy_stays() {
    let new =
        |id: &str| Command::AddItems { items: vec![Item::new(id.into(), "", id)], after: Some("a".into()) };
    let merge = check(
        &[new("x")],
        &[new("y")],
        &["+ Item SY-6 y: New", "! “y” had the key SY-6, which another item has here. It becomes SY-7."],
    );
    let merged = merge.apply(&[]);
    let keys: Vec<String> = merged.items.iter().map(|item| format!("{}:{}", item.id, item.key)).collect();
    assert_eq!(keys, ["a:SY-1", "y:SY-7", "x:SY-6", "b:SY-2", "c:SY-3", "d:SY-4", "e:SY-5"]);
    assert_eq!(merged.next_key, 8);
}

#[test]
fn what_was_removed_there_goes_to_the_bin_unless_it_changed_here() {
    let delete = Command::DeleteItems(vec!["b".into(), "c".into()]);
    let merge = check(
        &[edit("b", Edit::Owner("Lin".to_owned()))],
        std::slice::from_ref(&delete),
        &[
            "+ Item SY-3 Item c: Removed; it goes to the recycle bin",
            "? Item SY-2 Item b / Whether it stays: stays, with changes: Owner | removed",
        ],
    );
    let bin = |plan: &Plan| plan.bin.iter().map(|item| item.id.to_string()).collect::<Vec<_>>().join(" ");
    assert_eq!(bin(&merge.apply(&[Side::Ours])), "c");
    assert_eq!(bin(&merge.apply(&[Side::Theirs])), "b c");
    // Removed for good there is still only in the bin here.
    let merge = check(
        &[],
        &[delete, Command::EmptyBin(vec!["b".into(), "c".into()])],
        &[
            "+ Item SY-2 Item b: Removed; it goes to the recycle bin",
            "+ Item SY-3 Item c: Removed; it goes to the recycle bin",
        ],
    );
    assert_eq!(bin(&merge.apply(&[])), "b c");
}

#[test]
fn what_was_removed_here_comes_back_only_if_it_changed_there_and_somebody_wants_it() {
    let delete = Command::DeleteItems(vec!["b".into(), "c".into()]);
    let change = edit("b", Edit::Owner("Lin".to_owned()));
    for ours in [vec![delete.clone()], vec![delete, Command::EmptyBin(vec!["b".into(), "c".into()])]] {
        let (ours, theirs) = (after(&start(), &ours), after(&start(), std::slice::from_ref(&change)));
        let merge = Merge::between(Some(&start()), &ours, &theirs);
        assert_eq!(merge.conflicts.len(), 1, "{:?}", lines(&merge));
        assert_eq!(merge.conflicts[0].clash, Clash::RemovedHere);
        assert!(merge.apply(&[Side::Ours]).item("b").is_none());
        let back = merge.apply(&[Side::Theirs]);
        assert_eq!(back.item("b").map(|item| item.owner.as_str()), Some("Lin"));
        assert!(back.item("c").is_none());
        assert_eq!(violations(&back), Vec::<String>::new());
    }
}

#[test]
fn an_item_that_was_taken_out_of_the_bin_there_comes_back_to_its_place() {
    let base = after(&start(), &[Command::DeleteItems(vec!["b".into()])]);
    let merge = check_from(
        &base,
        &[],
        &[
            Command::RestoreItems(vec!["b".into()]),
            Command::MoveItems { items: vec!["b".into()], after: Some("a".into()) },
        ],
        &["+ Item SY-2 Item b: Taken out of the recycle bin"],
    );
    assert_eq!(order(&merge.apply(&[])), "a b c d e");
}

fn order(plan: &Plan) -> String {
    plan.items.iter().map(|item| item.id.to_string()).collect::<Vec<_>>().join(" ")
}

#[test]
fn theirs_order_applies_where_ours_did_not_move() {
    let shift = |id: &str, after: Option<&str>| Command::MoveItems {
        items: vec![id.into()],
        after: after.map(Id::from),
    };
    let merge = check(&[], &[shift("e", None)], &["+ Item SY-5 Item e: Moved in its list"]);
    assert_eq!(order(&merge.apply(&[])), "e a b c d");
    let merge =
        check(&[shift("b", Some("e"))], &[shift("d", None)], &["+ Item SY-4 Item d: Moved in its list"]);
    assert_eq!(order(&merge.apply(&[])), "d a c e b");
    let merge = check(
        &[shift("e", Some("a"))],
        &[shift("e", None)],
        &["! Both of you moved these; they stay where you put them: SY-5 Item e"],
    );
    assert_eq!(order(&merge.apply(&[])), "a e b c d");
    check(&[shift("e", None)], &[shift("e", None)], &[]);
}

#[test]
fn what_belongs_to_a_need_goes_and_stays_with_it() {
    let levels = |plan: &Plan| -> String {
        let item = |item: &Rc<Item>| Some(format!("{}:{}", item.id, item.needs.get("n1")?));
        plan.items.iter().filter_map(item).collect::<Vec<_>>().join(" ")
    };
    let without = Command::SetNeeds(start().needs.iter().skip(1).cloned().collect());
    let used = edit("b", Edit::Need("n1".into(), Some(3)));
    // Nobody has come to use it: it goes, and what was contributed to it goes with it.
    let merge = check(&[], std::slice::from_ref(&without), &["+ User need Need n1: Removed"]);
    assert_eq!(levels(&merge.apply(&[])), "");
    let merge = check(
        std::slice::from_ref(&used),
        std::slice::from_ref(&without),
        &["? User need Need n1 / Whether it stays: stays, for it is in use | removed"],
    );
    assert_eq!(levels(&merge.apply(&[Side::Ours])), "a:2 b:3");
    assert_eq!(levels(&merge.apply(&[Side::Theirs])), "");
    let merge = check(
        &[without],
        &[used],
        &["? User need Need n1 / Whether it stays: removed | stays, for it is in use"],
    );
    assert_eq!(levels(&merge.apply(&[Side::Ours])), "");
    assert_eq!(levels(&merge.apply(&[Side::Theirs])), "a:2 b:3");
}

#[test]
fn a_new_item_brings_nothing_for_a_goal_that_stays_removed() {
    let mut new = Item::new("x".into(), "", "X");
    new.goals.insert("g1".into(), 3);
    let merge = check(
        &[Command::SetGoals(start().goals.iter().skip(1).cloned().collect())],
        &[Command::AddItems { items: vec![new], after: None }],
        &[
            "+ Item SY-6 X: New",
            "? Business goal Goal g1 / Whether it stays: removed | stays, for it is in use",
        ],
    );
    let level = |plan: &Plan| plan.item("x").and_then(|item| item.goals.get("g1").copied());
    assert_eq!(level(&merge.apply(&[Side::Ours])), None);
    assert_eq!(level(&merge.apply(&[Side::Theirs])), Some(3));
}

#[test]
fn efforts_and_capacities_go_and_stay_with_their_team() {
    let base = after(&start(), &[edit("a", Edit::TeamEffort("t".into(), Some(Estimate::Value(2.0))))]);
    let without = Command::roadmap(vec![RoadmapEdit::Teams(Vec::new())]);
    let range = Estimate::Range { low: 1.0, likely: 2.0, high: 4.0 };
    let used = edit("b", Edit::TeamEffort("t".into(), Some(range)));
    let of = |plan: &Plan| {
        let efforts = plan.items.iter().filter(|item| item.effort_by_team.contains_key("t")).count();
        (plan.roadmap.teams.len(), efforts, plan.roadmap.periods[0].capacity_of("t"))
    };
    let alone = check_from(&base, &[], std::slice::from_ref(&without), &["+ Team Web: Removed"]);
    assert_eq!(of(&alone.apply(&[])), (0, 0, 0.0));
    let merge = check_from(
        &base,
        std::slice::from_ref(&used),
        std::slice::from_ref(&without),
        &["? Team Web / Whether it stays: stays, for it is in use | removed"],
    );
    assert_eq!(of(&merge.apply(&[Side::Ours])), (1, 2, 4.0));
    assert_eq!(of(&merge.apply(&[Side::Theirs])), (0, 0, 0.0));
    let merge = check_from(
        &base,
        &[without],
        &[used],
        &["? Team Web / Whether it stays: removed | stays, for it is in use"],
    );
    assert_eq!(of(&merge.apply(&[Side::Ours])), (0, 0, 0.0));
    assert_eq!(of(&merge.apply(&[Side::Theirs])), (1, 2, 4.0));
}

#[test]
fn the_roadmap_comes_together_by_item_and_period() {
    let merge = check(
        &[place("a", Some("q2"))],
        &[place("a", Some("q3")), place("b", Some("q1"))],
        &[
            "+ Roadmap SY-2 Item b: New",
            "? Roadmap SY-1 Item a / Period on the roadmap: Period 2 · locked | Period 3 · locked (before: Period 1 · locked)",
        ],
    );
    let of = |plan: &Plan, item: &str| plan.roadmap.placement(item).map(|one| one.period.to_string());
    assert_eq!(of(&merge.apply(&[Side::Theirs]), "a"), Some("q3".to_owned()));
    let capacity = |team: &str, amount| {
        Command::roadmap(vec![RoadmapEdit::Capacity { period: "q1".into(), team: team.into(), amount }])
    };
    check(
        &[capacity("t", 9.0)],
        &[capacity("t", 5.0)],
        &["? Period Period 1 / Capacity of Web: 9 | 5 (before: 4)"],
    );
}

#[test]
fn a_period_that_was_removed_there_and_is_used_here_is_a_question() {
    let start = start();
    let merge = check(
        &[place("b", Some("q3"))],
        &[periods(&start, &["q1", "q2"])],
        &["? Period Period 3 / Whether it stays: stays, for it is in use | removed"],
    );
    assert_eq!(merge.apply(&[Side::Ours]).roadmap.placements.len(), 2);
    assert_eq!(merge.apply(&[Side::Theirs]).roadmap.placements.len(), 1);
    check(&[], &[periods(&start, &["q1", "q2"])], &["+ Period Period 3: Removed"]);
    let merge = check(
        &[periods(&start, &["q1", "q2"])],
        &[place("b", Some("q3"))],
        &[
            "+ Roadmap SY-2 Item b: New",
            "? Period Period 3 / Whether it stays: removed | stays, for it is in use",
            "! Roadmap: “SY-2 Item b” has no place after the merge, for what it belongs to is gone or full.",
        ],
    );
    assert_eq!(merge.apply(&[Side::Theirs]).roadmap.placements.len(), 2);
}

#[test]
fn a_period_that_stays_keeps_what_stood_in_it() {
    let base = after(&start(), &[place("c", Some("q3"))]);
    let (without, used) = (periods(&base, &["q1", "q2"]), place("b", Some("q3")));
    let merge = check_from(
        &base,
        std::slice::from_ref(&used),
        std::slice::from_ref(&without),
        &["? Period Period 3 / Whether it stays: stays, for it is in use | removed"],
    );
    assert_eq!(merge.apply(&[Side::Ours]).roadmap.placements.len(), 3);
    let (ours, theirs) = (after(&base, &[without]), after(&base, &[used]));
    let back = Merge::between(Some(&base), &ours, &theirs);
    assert_eq!(back.apply(&[Side::Theirs]).roadmap.placements.len(), 3);
    assert_eq!(back.apply(&[Side::Ours]).roadmap.placements.len(), 1);
}

#[test]
fn losses_are_those_of_the_choices_as_they_stand() {
    let base = start();
    let ours = after(&base, &[periods(&base, &["q1", "q2"])]);
    let theirs = after(&base, &[place("b", Some("q3"))]);
    let merge = Merge::between(Some(&base), &ours, &theirs);
    let lost = Note::Lost(Subject { kind: Kind::Placement, id: "b".into() });
    assert_eq!(merge.losses(&[Side::Ours]), std::slice::from_ref(&lost));
    assert_eq!(merge.losses(&[Side::Theirs]), []);
    // The other way round it is what was put there here that would be lost.
    let merge = Merge::between(Some(&base), &theirs, &ours);
    assert_eq!(merge.losses(&[Side::Ours]), []);
    assert_eq!(merge.losses(&[Side::Theirs]), [lost]);
    // Which of two parents it is was decided; nothing is lost by that.
    let parent = |id: &str, parent: &str| edit(id, Edit::Parent(Some(parent.into())));
    let ours = after(&base, &[parent("a", "b"), parent("c", "a")]);
    let theirs = after(&base, &[parent("a", "c")]);
    let merge = Merge::between(Some(&base), &ours, &theirs);
    assert_eq!(merge.conflicts.len(), 1, "{:?}", lines(&merge));
    assert_eq!(merge.losses(&[Side::Ours]), []);
    // With theirs the three would stand in a circle, so one link is cut, and named.
    assert_eq!(merge.losses(&[Side::Theirs]).len(), 1);
}

#[test]
fn a_part_of_a_plan_claims_no_fuller_ancestor() {
    let mut plan = Plan::clone(&after(
        &start(),
        &[edit("a", Edit::Owner("Lin".to_owned())), edit("a", comment("c1", "Ask legal"))],
    ));
    plan.came_from("0123456789abcdef");
    for (choice, ancestors) in [(Choice::ALL, 1), (Choice::READER, 0)] {
        assert_eq!(choice.part(&plan).ancestors.len(), ancestors, "{choice:?}");
    }
    // The part goes out, comes back edited, and is merged against what went out.
    let sent = Choice::READER.part(&plan);
    plan.came_from(&fingerprint(&sent));
    let mut there = sent.clone();
    there.came_from(&fingerprint(&sent));
    let back = after(&Rc::new(there), &[edit("b", Edit::Status(Status::Planned))]);
    let ours = Rc::new(plan);
    assert_eq!(shared(&ours, &back), [fingerprint(&sent)], "only what went out");
    let merge = Merge::between(Some(&Rc::new(sent)), &ours, &back);
    assert_eq!(lines(&merge), ["+ Item SY-2 Item b / Status: Candidate → Planned"]);
    assert_eq!(merge.apply(&[]).items[0].owner, "Lin");
    // Against the fuller one it would look as if everything that stayed here had been removed.
    let wrong = Merge::between(Some(&ours), &ours, &back);
    assert!(wrong.automatic.len() > 1, "{:?}", lines(&wrong));
}

#[test]
fn decisions_and_scenarios_of_both_stay() {
    let decide = |id: &str| {
        let decision = Decision { id: id.into(), title: format!("Decision {id}"), ..Decision::default() };
        Command::roadmap(vec![RoadmapEdit::Decide(decision)])
    };
    let scenario = Scenario {
        id: "s".into(),
        title: "Needs first".to_owned(),
        placements: vec![Placement { item: "a".into(), period: "q2".into(), ..Placement::default() }],
        ..Scenario::default()
    };
    let merge = check(
        &[decide("x")],
        &[decide("y"), Command::roadmap(vec![RoadmapEdit::Scenario(scenario)])],
        &["+ Scenario Needs first: New", "+ Decision Decision y: New"],
    );
    assert_eq!(merge.apply(&[]).decisions.len(), 3);
}

/// A workshop with an open round, and who has voted in it with how many fingers.
fn workshop(title: &str, votes: &[(&str, u8)]) -> Workshop {
    let entry = Entry {
        id: "e1".into(),
        title: "How sure".to_owned(),
        round: Some(Round { question: Question::Confidence, ..Round::default() }),
        ..Entry::default()
    };
    let ballot = |fingers: u8| Ballot {
        sequence: 1,
        answers: [(Id::from("whole"), Answer::Number(f64::from(fingers)))].into_iter().collect(),
        ..Ballot::default()
    };
    let ballots = votes.iter().map(|(voter, fingers)| (Id::from(*voter), ballot(*fingers))).collect();
    let pass = Pass { entry: "e1".into(), number: 1, opened: NOW.to_owned(), ballots, ..Pass::default() };
    Workshop {
        id: "w1".into(),
        title: title.to_owned(),
        agenda: vec![entry],
        passes: [(Id::from("v1"), pass)].into_iter().collect(),
        ..Workshop::default()
    }
}

fn with_workshop(plan: &Plan, workshop: &Workshop) -> Rc<Plan> {
    let mut plan = plan.clone();
    Rc::make_mut(&mut plan.workshops).retain(|record| record.id != workshop.id);
    Rc::make_mut(&mut plan.workshops).push(workshop.record());
    Rc::new(plan)
}

#[test]
fn a_workshop_that_only_one_copy_held_comes_in_whole() {
    let base = start();
    let held = with_workshop(&base, &workshop("Planning", &[("r1", 3), ("r2", 5)]));
    let merge = Merge::between(Some(&base), &base, &held);
    assert_eq!(lines(&merge), ["+ Workshop Planning: New"]);
    assert_eq!(merge.apply(&[]).workshops, held.workshops);
    // It goes on there, and stays as it was here.
    let agreed = steelyard::domain::workshop::Outcome { pass: "v1".into(), ..Default::default() };
    let after = Workshop {
        ended: NOW.to_owned(),
        outcomes: vec![agreed],
        ..workshop("Planning, at last", &[("r1", 4), ("r3", 1), ("r2", 5)])
    };
    let theirs = with_workshop(&held, &after);
    let merge = Merge::between(Some(&held), &held, &theirs);
    assert_eq!(
        lines(&merge),
        ["+ Workshop Planning / Title; Votes; Where it stands; What was agreed: \
          “Planning” · 1 entry, 2 votes, 0 agreed\n→ “Planning, at last” · 1 entry, 3 votes, 1 agreed"]
    );
    assert_eq!(merge.apply(&[]).workshops, theirs.workshops);
    // The other way round nothing of it is lost.
    assert!(Merge::between(Some(&held), &theirs, &held).is_empty());
}

#[test]
fn a_workshop_that_both_held_on_stands_side_by_side_and_is_never_mixed() {
    let base = with_workshop(&start(), &workshop("Planning", &[("r1", 3)]));
    let ours = with_workshop(&base, &workshop("Planning", &[("r1", 3), ("r2", 5)]));
    let theirs = with_workshop(&base, &workshop("Planning", &[("r1", 4)]));
    let merge = Merge::between(Some(&base), &ours, &theirs);
    assert_eq!(
        lines(&merge),
        ["? Workshop Planning / Votes: 1 entry, 2 votes, 0 agreed · changed: Votes | \
          1 entry, 1 vote, 0 agreed · changed: Votes (before: 1 entry, 1 vote, 0 agreed)"]
    );
    assert_eq!(merge.apply(&[Side::Ours]).workshops, ours.workshops);
    assert_eq!(merge.apply(&[Side::Theirs]).workshops, theirs.workshops);
    // Without an ancestor it is a question as well.
    let merge = Merge::between(None, &ours, &theirs);
    assert_eq!(
        lines(&merge),
        ["? Workshop Planning / Votes: 1 entry, 2 votes, 0 agreed | 1 entry, 1 vote, 0 agreed"]
    );
}

#[test]
fn a_workshop_that_was_removed_there_and_voted_in_here_is_a_question() {
    let base = with_workshop(&start(), &workshop("Planning", &[]));
    let ours = with_workshop(&base, &workshop("Planning", &[("r1", 3)]));
    let theirs = start();
    let merge = Merge::between(Some(&base), &ours, &theirs);
    assert_eq!(
        lines(&merge),
        ["? Workshop Planning / Whether it stays: stays, with changes: Votes | removed"]
    );
    assert_eq!(merge.apply(&[Side::Ours]).workshops, ours.workshops);
    assert!(merge.apply(&[Side::Theirs]).workshops.is_empty());
    for lang in Lang::ALL {
        let said = merge.conflict(&merge.conflicts[0], lang);
        assert!(!said.kind.is_empty() && !said.ours.is_empty());
    }
}

#[test]
fn a_respondents_answers_are_one_value() {
    let say = |item: &str, reply| {
        let answer =
            kano::Answer { functional: Some(reply), dysfunctional: Some(Reply::Neutral), importance: None };
        Command::study(vec![StudyEdit::Answer {
            respondent: "r1".into(),
            item: item.into(),
            answer: Some(answer),
        }])
    };
    let another = Rc::new(Respondent { id: "r2".into(), ..Respondent::default() });
    let known = steelyard::domain::editor::Known::Keep;
    let take = Command::study(vec![StudyEdit::AddRespondents { respondents: vec![another], known }]);
    let merge = check(
        &[say("a", Reply::Like)],
        &[say("b", Reply::Dislike), take],
        &[
            "+ Respondent Respondent r2: New",
            "? Respondent Respondent r1 / Answers: 1 answer | 1 answer (before: nothing)",
        ],
    );
    let merged = merge.apply(&[Side::Theirs]);
    assert!(
        merged
            .kano
            .respondent("r1")
            .is_some_and(|one| one.answer("b").is_some() && one.answer("a").is_none())
    );
}

#[test]
fn links_that_would_close_a_circle_are_left_out_and_named() {
    check(
        &[edit("a", Edit::DependsOn(vec!["b".into()]))],
        &[edit("b", Edit::DependsOn(vec!["a".into()]))],
        &[
            "+ Item SY-2 Item b / Depends on: SY-1 Item a added",
            "! “SY-2 Item b” cannot also wait for or belong to “SY-1 Item a”: that would lead in a circle. This link is left out.",
        ],
    );
}

#[test]
fn numbers_in_other_units_are_pointed_out() {
    let year = Command::SetReachPeriod { period: Period::Year, convert: true };
    check(
        &[],
        &[year],
        &[
            "+ Settings  / Reach is counted per: quarter → year",
            "+ Item SY-1 Item a / RICE · Reach: 100 → 400",
            "! Reach is counted per quarter here and per year in the copy. Numbers come in as they are; check them.",
        ],
    );
}

#[test]
fn without_an_ancestor_every_difference_is_a_question_and_nothing_goes() {
    let base = start();
    let ours = after(
        &base,
        &[
            edit("a", number("rice", "reach", 300.0)),
            Command::AddItems { items: vec![Item::new("x".into(), "", "X")], after: None },
            edit("a", Edit::AddTag("ours".to_owned())),
            Command::DeleteItems(vec!["d".into()]),
        ],
    );
    let theirs = after(
        &base,
        &[
            edit("b", Edit::Owner("Lin".to_owned())),
            edit("a", Edit::AddTag("theirs".to_owned())),
            Command::AddItems { items: vec![Item::new("y".into(), "SY-77", "Y")], after: None },
            Command::DeleteItems(vec!["c".into()]),
            Command::EmptyBin(vec!["c".into()]),
        ],
    );
    let merge = Merge::between(None, &ours, &theirs);
    assert_eq!(
        lines(&merge),
        [
            "+ Item SY-1 Item a / Tags: theirs added",
            "+ Item SY-77 Y: New",
            "? Item SY-1 Item a / RICE · Reach: 300 | 100",
            "? Item SY-2 Item b / Owner: nothing | Lin",
            "? Item SY-4 Item d / Whether it stays: removed | stays",
        ],
    );
    let merged = merge.apply(&[Side::Theirs; 3]);
    assert_eq!(order(&merged), "a b d c e y x");
    assert_eq!(violations(&merged), Vec::<String>::new());
}

#[test]
fn a_fingerprint_is_of_what_a_plan_says() {
    let plan = start();
    let mut copy = Plan::clone(&plan);
    copy.id = "p_other".into();
    copy.updated = "2030-01-01T00:00:00Z".to_owned();
    copy.came_from("abc");
    assert_eq!(fingerprint(&plan), fingerprint(&copy));
    let (read, _) = format::read(&format::write_pretty(&plan)).expect("it reads back");
    assert_eq!(fingerprint(&plan), fingerprint(&read));
    for other in [
        after(&plan, &[edit("a", Edit::Owner("Lin".to_owned()))]),
        after(&plan, &[Command::Rename("Other".to_owned())]),
        after(&plan, &[Command::MoveItems { items: vec!["e".into()], after: None }]),
    ] {
        assert_ne!(fingerprint(&plan), fingerprint(&other));
    }
}

#[test]
fn copies_share_the_newest_content_that_both_came_from() {
    let mut ours = Plan::clone(&start());
    let mut theirs = Plan::clone(&after(&start(), &[edit("a", Edit::Owner("Lin".to_owned()))]));
    let own = fingerprint(&ours);
    assert_eq!(shared(&ours, &theirs), Vec::<String>::new());
    for one in ["x", "y", "z"] {
        ours.came_from(one);
    }
    for one in ["x", "z", "w"] {
        theirs.came_from(one);
    }
    assert_eq!(shared(&ours, &theirs), ["z", "x"]);
    theirs.came_from(&own);
    assert_eq!(shared(&ours, &theirs), [own.as_str(), "z", "x"], "a copy comes from what it is");
    ours.came_from(&fingerprint(&theirs));
    assert_eq!(shared(&ours, &theirs).first(), Some(&fingerprint(&theirs)), "it was taken in before");
}

#[test]
fn what_was_merged_becomes_an_ancestor_and_the_step_is_one() {
    let base = start();
    let mut theirs = Plan::clone(&after(&base, &[edit("a", Edit::Owner("Lin".to_owned()))]));
    theirs.came_from("x");
    let theirs = Rc::new(theirs);
    let merge = Merge::between(Some(&base), &base, &theirs);
    let editor = Editor::new(Plan::clone(&base));
    let next = editor.apply(&Command::take_in(merge.taken(&[])), NOW, None).expect("something changes");
    assert_eq!(*next.plan().ancestors, ["x".to_owned(), fingerprint(&theirs)]);
    assert_eq!(next.depth(), 1);
    assert_eq!(next.undoes().map(|did| did.words(Lang::En)), Some("merge a copy with 1 change".to_owned()));
    assert_eq!(next.undo().expect("one step").plan(), editor.plan());
    let again = Merge::between(Some(&theirs), next.plan(), &theirs);
    assert!(again.is_empty(), "{:?}", lines(&again));
}

#[test]
fn every_field_of_a_file_has_a_name_in_words() {
    for lang in Lang::ALL {
        let ours = Rc::new(steelyard::domain::sample::plan(lang, "p_1".into(), NOW));
        let blank = Rc::new(Plan::new("p_1".into(), "Blank", NOW));
        let merge = Merge::between(None, &ours, &blank);
        for conflict in &merge.conflicts {
            let said = merge.conflict(conflict, lang);
            assert!(!said.field.contains("Field “") && !said.field.contains("字段“"), "{said:?}");
        }
    }
}

/// A plan without what items contribute to needs and goals that are not there: it says nothing.
fn heard(mut plan: Plan) -> Plan {
    let needs: BTreeSet<Id> = plan.needs.iter().map(|need| Rc::clone(&need.id)).collect();
    let goals: BTreeSet<Id> = plan.goals.iter().map(|goal| Rc::clone(&goal.id)).collect();
    for item in plan.items.iter_mut().chain(&mut plan.bin) {
        let item = Rc::make_mut(item);
        item.needs.retain(|need, _| needs.contains(need));
        item.goals.retain(|goal, _| goals.contains(goal));
    }
    plan
}

/// A plan without what a merge may do in one of several ways: orders, keys and moments.
fn content(plan: &Plan) -> (BTreeMap<String, Value>, BTreeSet<String>) {
    let mut plan = plan.clone();
    plan.updated.clear();
    plan.ancestors = Rc::default();
    let mut value: Value = serde_json::from_str(&format::write(&plan)).expect("JSON");
    sort(&mut value);
    let fields = value.as_object().cloned().unwrap_or_default().into_iter().collect();
    (fields, BTreeSet::new())
}

fn sort(value: &mut Value) {
    match value {
        Value::Array(list) => {
            list.iter_mut().for_each(sort);
            list.sort_by_key(ToString::to_string);
        }
        Value::Object(fields) => {
            fields.values_mut().for_each(sort);
            let mut entries: Vec<(String, Value)> = std::mem::take(fields).into_iter().collect();
            entries.sort_by(|one, other| one.0.cmp(&other.0));
            *fields = entries.into_iter().collect();
        }
        _ => {}
    }
}

fn edited(start: &Plan, steps: &[support::Step]) -> Rc<Plan> {
    Rc::clone(run(start.clone(), steps).last().expect("the start is there").plan())
}

/// Enough for every day; PROPTEST_CASES asks for more.
fn cases() -> u32 {
    if std::env::var_os("PROPTEST_CASES").is_some() { Config::default().cases } else { 60 }
}

proptest! {
    #![proptest_config(Config { cases: cases(), failure_persistence: None, ..Config::default() })]

    #[test]
    fn merging_with_itself_changes_nothing(plan in any_plan(), steps in any_steps(12)) {
        let base = Rc::new(plan);
        let plan = edited(&base, &steps);
        for base in [Some(&base), None] {
            let merge = Merge::between(base, &plan, &plan);
            prop_assert!(merge.is_empty() && merge.notes.is_empty() && merge.losses(&[]).is_empty(), "{:?}", lines(&merge));
        }
    }

    #[test]
    fn an_untouched_copy_brings_nothing_and_one_that_meets_an_untouched_plan_comes_in_whole(
        plan in any_plan(), steps in any_steps(12),
    ) {
        let base = Rc::new(plan);
        let edited = edited(&base, &steps);
        let merge = Merge::between(Some(&base), &edited, &base);
        prop_assert!(merge.is_empty(), "{:?}", lines(&merge));
        let merge = Merge::between(Some(&base), &base, &edited);
        prop_assert!(merge.conflicts.is_empty(), "{:?}", lines(&merge));
        let merged = merge.apply(&[]);
        prop_assert_eq!(violations(&merged), Vec::<String>::new());
        // Nothing is deleted for good, and a later moment stays later: beside that it is theirs.
        let gone: BTreeSet<&Id> = merged.bin.iter().map(|item| &item.id).collect();
        let mut wanted = Plan::clone(&edited);
        wanted.bin.retain(|item| gone.contains(&item.id));
        let mut found = merged.clone();
        found.bin.retain(|item| wanted.bin.iter().any(|other| other.id == item.id));
        if base.bin.iter().chain(&base.items).all(|item| edited.items.iter().chain(&edited.bin).any(|other| other.id == item.id)) {
            prop_assert_eq!(content(&heard(found)), content(&heard(wanted)), "{:?}", lines(&merge));
        }
    }

    #[test]
    fn copies_that_meet_leave_a_sound_plan_whatever_is_chosen(
        plan in any_plan(), mine in any_steps(14), other in any_steps(14), choices in prop::collection::vec(any::<bool>(), 0..60), has_base in any::<bool>(),
    ) {
        let base = Rc::new(plan);
        let (ours, theirs) = (edited(&base, &mine), edited(&base, &other));
        let merge = Merge::between(has_base.then_some(&base), &ours, &theirs);
        let choices: Vec<Side> = choices.iter().map(|theirs| if *theirs { Side::Theirs } else { Side::Ours }).collect();
        let merged = merge.apply(&choices);
        prop_assert_eq!(violations(&merged), Vec::<String>::new());
        for lang in Lang::ALL {
            for conflict in &merge.conflicts {
                let said = merge.conflict(conflict, lang);
                prop_assert!(!said.ours.is_empty() && !said.theirs.is_empty() && !said.field.is_empty(), "{:?}", said);
            }
            prop_assert!(merge.automatic.iter().all(|change| !merge.change(change, lang).text.is_empty()));
            prop_assert!(merge.notes.iter().chain(&merge.losses(&choices)).all(|note| !merge.note(note, lang).is_empty()));
        }
        // No item of ours is gone, and every one of theirs that is new is there.
        let there = |id: &Id| merged.items.iter().chain(&merged.bin).any(|item| item.id == *id);
        prop_assert!(ours.items.iter().chain(&ours.bin).all(|item| there(&item.id)));
        let new = merge.automatic.iter().filter(|change| change.what == What::Added && change.subject.kind == Kind::Item);
        prop_assert!(new.into_iter().all(|change| there(&change.subject.id)));
    }

    #[test]
    fn without_conflicts_it_does_not_matter_whose_copy_is_merged_into_whose(
        plan in any_plan(), mine in any_steps(4), other in any_steps(4),
    ) {
        let base = Rc::new(plan);
        let (ours, theirs) = (edited(&base, &mine), edited(&base, &other));
        let (merge, back) = (Merge::between(Some(&base), &ours, &theirs), Merge::between(Some(&base), &theirs, &ours));
        prop_assert_eq!(merge.conflicts.len(), back.conflicts.len(), "{:?} {:?}", lines(&merge), lines(&back));
        // A copy that removes for good meets one that keeps what is removed in its bin.
        let ids = |plan: &Plan| plan.items.iter().chain(&plan.bin).map(|item| Rc::clone(&item.id)).collect::<BTreeSet<Id>>();
        let all_kept = ids(&base).is_subset(&ids(&ours)) && ids(&base).is_subset(&ids(&theirs));
        let silent = |merge: &Merge| merge.notes.is_empty() && merge.losses(&[]).is_empty();
        if merge.conflicts.is_empty() && silent(&merge) && silent(&back) && all_kept {
            prop_assert_eq!(content(&merge.apply(&[])), content(&back.apply(&[])), "{:?} {:?}", lines(&merge), lines(&back));
        }
    }

    #[test]
    fn two_disjoint_edits_both_survive_in_either_order(
        plan in any_plan(), mine in support::any_edit(), other in support::any_edit(), pick in any::<prop::sample::Index>(),
    ) {
        let base = Rc::new(plan);
        prop_assume!(base.items.len() > 1);
        let at = pick.index(base.items.len() - 1);
        let [one, two] = [&base.items[at].id, &base.items[at + 1].id];
        let links = |edit: &Edit| matches!(edit, Edit::Parent(_) | Edit::DependsOn(_) | Edit::Key(_));
        prop_assume!(!links(&mine) && !links(&other));
        let apply = |id: &Id, edit: &Edit| {
            let editor = Editor::new(Plan::clone(&base));
            let next = editor.apply(&Command::EditItems(vec![(Rc::clone(id), edit.clone())]), NOW, None);
            Rc::clone(next.unwrap_or(editor).plan())
        };
        let (ours, theirs) = (apply(one, &mine), apply(two, &other));
        for (a, b) in [(&ours, &theirs), (&theirs, &ours)] {
            let merge = Merge::between(Some(&base), a, b);
            prop_assert!(merge.conflicts.is_empty(), "{:?}", lines(&merge));
            let merged = merge.apply(&[]);
            // What is set to the same again is the same; order inside of a list of tags may differ.
            prop_assert_eq!(merged.item(one).map(|item| &item.title), ours.item(one).map(|item| &item.title));
            let sorted = |plan: &Plan, id: &Id| {
                let mut value = Value::Object(format::item_to_json(plan.item(id).expect("there")));
                sort(&mut value);
                value
            };
            prop_assert_eq!(sorted(&merged, one), sorted(&ours, one), "{:?}", lines(&merge));
            prop_assert_eq!(sorted(&merged, two), sorted(&theirs, two), "{:?}", lines(&merge));
        }
    }
}

#[test]
fn a_subject_that_is_nowhere_is_called_by_its_id() {
    let plan = start();
    let merge = Merge::between(None, &plan, &plan);
    let subject = Subject { kind: Kind::Item, id: "gone".into() };
    assert_eq!(merge.subject(&subject, Lang::Zh), "gone");
    let note = Note::Lost(Subject { kind: Kind::Team, id: "t".into() });
    assert_eq!(merge.note(&note, Lang::Zh), "团队：“Web”所属的内容已不存在或已满，合并后不再保留。");
}
