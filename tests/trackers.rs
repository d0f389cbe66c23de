//! Tables of other trackers: recognised, read, written, and read again.

// Helpers of tests may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::rc::Rc;

use proptest::prelude::*;
use steelyard::domain::date::Date;
use steelyard::domain::editor::{Command, Editor};
use steelyard::domain::export::{self, Context, Group};
use steelyard::domain::frameworks;
use steelyard::domain::import::{
    self, Answer, EmptyCell, Mapping, Preview, Said, SameTitle, Table, Target, Wrong, decode, preview, read,
};
use steelyard::domain::invariants::violations;
use steelyard::domain::plan::{EffortUnit, Estimate, Id, Item, Link, Plan, Requester, Status};
use steelyard::domain::roadmap::{Period, Placement, Roadmap};
use steelyard::domain::sample;
use steelyard::domain::text::Lang;
use steelyard::domain::trackers::{self, Tracker};

const NOW: &str = "2026-11-22T09:00:00Z";

fn context() -> Context<'static> {
    Context {
        framework: frameworks::default(),
        now: NOW,
        today: Date { year: 2026, month: 11, day: 22 },
        ranges: None,
    }
}

fn written(plan: &Plan, tracker: &Tracker) -> String {
    let format = export::by_id(&format!("{}-csv", tracker.id)).expect("it is registered");
    let bytes = (format.write)(plan, Lang::En, &context()).expect("it can be made");
    String::from_utf8(bytes).expect("it is UTF-8")
}

fn table_of(text: &str) -> Table {
    read(&decode(text.as_bytes(), &|_| None).expect("it is text").text, None).expect("it is a table")
}

fn preview_of(table: &Table, mapping: &Mapping, plan: &Plan) -> Preview {
    let mut number = 0;
    let mut ids = |prefix: &str| {
        number += 1;
        Id::from(format!("{prefix}_new{number}"))
    };
    preview(table, mapping, plan, NOW, &mut ids).expect("it can be imported")
}

#[track_caller]
fn import_into(plan: &Plan, text: &str) -> Preview {
    let table = table_of(text);
    preview_of(&table, &Mapping::guess(&table, &plan.settings.criteria), plan)
}

fn empty_plan() -> Plan {
    Plan::new("p1".into(), "Test", NOW)
}

fn applied(plan: &Plan, preview: &Preview) -> Editor {
    let command = Command::Import(preview.items.clone());
    Editor::new(plan.clone()).apply(&command, NOW, None).expect("the import changes something")
}

fn lines(preview: &Preview) -> Vec<String> {
    preview.problems.iter().map(|problem| problem.line_of_text(Lang::En)).collect()
}

fn changes(preview: &Preview) -> Vec<String> {
    let line = |change: &import::Change| {
        let (before, after) = (change.before.words(Lang::En), change.after.words(Lang::En));
        format!("{} {}: {before} -> {after}", change.key, change.field.label(&[], Lang::En))
    };
    preview.changes.iter().map(line).collect()
}

/// The sample with a roadmap, dates, links, requesters and words that are hard to carry.
fn plan_in(lang: Lang) -> Plan {
    let mut plan = sample::plan(lang, "p1".into(), NOW);
    let ids: Vec<Id> = plan.items.iter().map(|item| Rc::clone(&item.id)).collect();
    let change =
        |plan: &mut Plan, at: usize, change: &dyn Fn(&mut Item)| change(Rc::make_mut(&mut plan.items[at]));
    change(&mut plan, 0, &|item| {
        item.depends_on = vec![Rc::clone(&ids[1]), Rc::clone(&ids[2])];
        item.parent = Some(Rc::clone(&ids[3]));
        item.planned.start = "2027-01-04".into();
        item.planned.end = "2027-02-26".into();
        item.links.push(Link { url: "https://example.org/guest".into(), ..Link::default() });
        item.requesters.push(Requester { name: "Support".into(), ..Requester::default() });
    });
    change(&mut plan, 1, &|item| {
        item.status = Status::Shipped;
        item.actual.start = "2026-09-01".into();
        item.actual.end = "2026-10-31".into();
    });
    change(&mut plan, 2, &|item| {
        item.status = Status::Rejected;
        item.title = "=HYPERLINK(\"https://example.org\")".into();
        item.description = "- one, \"two\"\n- <b>three</b>".into();
        item.tags = vec!["quick win".into(), "a, b; c".into()];
    });
    let roadmap = Rc::make_mut(&mut plan.roadmap);
    *roadmap = Roadmap {
        periods: vec![
            Period {
                id: "q1".into(),
                title: "2027 Q1".into(),
                start: "2027-01-01".into(),
                end: "2027-03-31".into(),
                ..Period::default()
            },
            Period {
                id: "later".into(),
                title: ["Later", "以后"][lang as usize].into(),
                ..Period::default()
            },
        ],
        placements: vec![
            Placement { item: Rc::clone(&ids[3]), period: "q1".into(), ..Placement::default() },
            Placement { item: Rc::clone(&ids[4]), period: "later".into(), ..Placement::default() },
        ],
        ..Roadmap::default()
    };
    plan.items.truncate(6);
    plan
}

#[test]
fn every_tracker_has_a_format_of_its_own() {
    for tracker in trackers::ALL {
        let format = export::by_id(&format!("{}-csv", tracker.id)).expect("it is registered");
        assert_eq!((format.group, format.extension), (Group::Tracker, "csv"));
        assert_eq!(trackers::by_id(tracker.id).map(|found| found.id), Some(tracker.id));
    }
    assert_eq!(
        export::ALL.iter().filter(|format| format.group == Group::Tracker).count(),
        trackers::ALL.len()
    );
}

/// `UPDATE_GOLDEN=1` writes the files anew; look at the difference before keeping it.
#[test]
fn tables_are_written_as_each_tracker_wants_them() {
    for tracker in trackers::ALL {
        for (lang, name) in [(Lang::En, "en"), (Lang::Zh, "zh")] {
            let path =
                format!("{}/tests/golden/trackers/{}.{name}.csv", env!("CARGO_MANIFEST_DIR"), tracker.id);
            let text = written(&plan_in(lang), tracker);
            if std::env::var_os("UPDATE_GOLDEN").is_some() {
                std::fs::write(&path, &text).expect("the file can be written");
            }
            let golden = std::fs::read_to_string(&path).expect("the file is there");
            assert_eq!(text, golden, "{}", tracker.id);
        }
    }
}

#[test]
fn only_the_sheet_that_excel_opens_has_a_byte_order_mark() {
    for tracker in trackers::ALL {
        let text = written(&plan_in(Lang::Zh), tracker);
        assert_eq!(text.starts_with('\u{feff}'), tracker.id == "chinese", "{}", tracker.id);
        assert!(text.ends_with("\r\n"), "{}", tracker.id);
    }
}

#[track_caller]
fn expect_unchanged(plan: &Plan, tracker: &Tracker) {
    let text = written(plan, tracker);
    let table = table_of(&text);
    let mapping = Mapping::guess(&table, &plan.settings.criteria);
    assert_eq!(mapping.tracker, Some(tracker.id), "{text}");
    for on_empty in [EmptyCell::Keep, EmptyCell::Clear] {
        let preview = preview_of(&table, &Mapping { on_empty, ..mapping.clone() }, plan);
        let counts = (preview.new_count, preview.updated_count, preview.unchanged_count);
        assert_eq!(
            (counts, lines(&preview), changes(&preview)),
            ((0, 0, plan.items.len()), Vec::new(), Vec::new()),
            "{} {on_empty:?}\n{text}",
            tracker.id
        );
        assert_eq!(preview.missing_count, 0);
        assert!(preview.statuses.is_empty());
    }
}

#[test]
fn what_was_handed_out_comes_back_as_unchanged() {
    for tracker in trackers::ALL {
        for lang in Lang::ALL {
            for unit in EffortUnit::ALL {
                let mut plan = plan_in(lang);
                plan.settings.effort_unit = *unit;
                expect_unchanged(&plan, tracker);
            }
        }
    }
}

#[test]
fn one_changed_cell_is_one_change() {
    for tracker in trackers::ALL {
        let plan = plan_in(Lang::En);
        let title = plan.items[4].title.clone();
        // What has no number of the tracker's own is found by its title, which must stay then.
        let mut numbered = plan.clone();
        for (at, item) in numbered.items.iter_mut().enumerate() {
            Rc::make_mut(item).key = (at + 100).to_string();
        }
        let text = written(&numbered, tracker);
        assert_eq!(text.matches(&title).count(), 1, "{text}");
        let preview = import_into(&numbered, &text.replace(&title, "Another title"));
        assert_eq!((preview.new_count, preview.updated_count), (0, 1), "{}", tracker.id);
        assert_eq!(changes(&preview), [format!("104 Title: {title} -> Another title")], "{}", tracker.id);
        let editor = applied(&numbered, &preview);
        assert_eq!(editor.plan().items[4].title, "Another title");
        assert_eq!(violations(editor.plan()), [""; 0]);
        assert_eq!(**editor.undo().expect("one step").plan(), numbered);
    }
}

/// Rows of a table in the tracker's order, parted by commas, each cell quoted.
fn csv_of(rows: &[Vec<String>]) -> String {
    let line = |row: &Vec<String>| {
        let quoted = row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
        quoted.collect::<Vec<_>>().join(",")
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// What goes out, is worked on in the tracker, and comes back, by its key: other columns and another
/// order of rows, two items changed, one new.
#[test]
fn what_was_worked_on_in_a_tracker_comes_back_as_updates() {
    for tracker in trackers::ALL {
        for lang in Lang::ALL {
            let mut plan = plan_in(lang);
            for (at, item) in plan.items.iter_mut().enumerate() {
                Rc::make_mut(item).key = (at + 100).to_string();
            }
            let table = table_of(&written(&plan, tracker));
            let mut rows: Vec<Vec<String>> = table
                .rows
                .iter()
                .map(|row| (0..table.width()).map(|at| export::revive(row.cell(at)).to_owned()).collect())
                .collect();
            let heading = rows[0].clone();
            let place = |target: Target| {
                let holds = |header: &String| {
                    tracker.column(header).is_some_and(|(_, column)| column.field.target() == target)
                };
                heading.iter().position(holds).unwrap_or_else(|| panic!("{} has {target:?}", tracker.id))
            };
            let (title, owner, status) = (place(Target::Title), place(Target::Owner), place(Target::Status));
            // The tracker moves one item on, and gives another a new name and an owner.
            rows[5][status] = tracker.status(Status::Shipped).to_owned();
            let named = format!("{} v2", rows[6][title]);
            rows[6][title] = named.clone();
            rows[6][owner] = "Lee, Ann".into();
            // A column that nobody knows, the newest row first, and an item of the tracker's own.
            let width = rows[0].len();
            let mut new = vec![String::new(); width];
            (new[title], new[place(Target::Key)]) = ("Made in the tracker".into(), "900".into());
            rows[1..].reverse();
            rows.insert(1, new);
            for (at, row) in rows.iter_mut().enumerate() {
                row.push(if at == 0 { "Votes of the month".into() } else { "3".into() });
            }
            let text = csv_of(&rows);
            let back = table_of(&text);
            let mapping = Mapping::guess(&back, &plan.settings.criteria);
            assert_eq!(mapping.tracker, Some(tracker.id), "{text}");
            let preview = preview_of(&back, &mapping, &plan);
            let counts = (preview.new_count, preview.updated_count, preview.unchanged_count);
            assert_eq!(counts, (1, 2, 4), "{} {lang:?} {:?}", tracker.id, changes(&preview));
            assert_eq!((preview.missing_count, lines(&preview)), (0, Vec::new()), "{}", tracker.id);
            // What will change is told, item by item and field by field.
            let old = &plan.items[5].title;
            let told = changes(&preview);
            let expected = [
                format!("105 Title: {old} -> {named}"),
                format!("105 Owner: {} -> Lee, Ann", plan.items[5].owner),
                format!("104 Status: {} -> Shipped", plan.items[4].status.label(Lang::En)),
            ];
            assert_eq!(told, expected, "{}", tracker.id);
            assert_eq!(preview.added, [("900".to_owned(), "Made in the tracker".to_owned())]);
            let editor = applied(&plan, &preview);
            assert_eq!(editor.plan().items.len(), plan.items.len() + 1, "{}: nothing is doubled", tracker.id);
            assert_eq!(violations(editor.plan()), [""; 0]);
            // Read again it says nothing new, and one step takes all of it back.
            let again = preview_of(&back, &mapping, editor.plan());
            assert_eq!(
                (again.new_count, again.updated_count),
                (0, 0),
                "{} {:?}",
                tracker.id,
                changes(&again)
            );
            assert_eq!(**editor.undo().expect("one step").plan(), plan);
        }
    }
}

#[test]
fn a_tracker_is_told_by_all_its_headers_together() {
    for (header, tracker) in [
        (
            "Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Priority,Assignee,Reporter,Labels,Labels,Sprint",
            Some("jira"),
        ),
        ("Issue key,Summary,Status,Custom field (Story Points)", Some("jira")),
        (
            "ID,Team,Title,Description,Status,Estimate,Priority,Project ID,Project,Creator,Assignee,Labels,Cycle Number,Cycle Name,Cycle Start,Cycle End,Created,Updated,Started,Triaged,Completed,Canceled,Archived,Due Date,Parent issue,Initiatives,Project Milestone ID,Project Milestone,SLA Status,Roadmaps",
            Some("linear"),
        ),
        (
            "Task ID,Created At,Completed At,Last Modified,Name,Section/Column,Assignee,Assignee Email,Start Date,Due Date,Tags,Notes,Projects,Parent task,Blocked By (Dependencies),Blocking (Dependencies)",
            Some("asana"),
        ),
        (
            "Card ID,Card Name,Card URL,Card Description,Labels,Members,Due Date,List ID,List Name,Board Name,Archived",
            Some("trello"),
        ),
        (
            "Issue ID,URL,Title,State,Description,Author,Author Username,Assignee,Assignee Username,Confidential,Locked,Due Date,Created At (UTC),Updated At (UTC),Closed At (UTC),Milestone,Weight,Labels,Time Estimate,Time Spent",
            Some("gitlab"),
        ),
        ("ID,Work Item Type,Title,Assigned To,State,Tags", Some("azure-devops")),
        (
            "Feature name,Feature description,Status,Owner,Component,Release,Timeframe start,Timeframe end",
            Some("productboard"),
        ),
        ("Items,Description,Start Date,End Date,Bucket", Some("roadmunk")),
        ("Name,Description,Type,Status,Assignee,Reporter", Some("ducalis")),
        (
            "编号,所属产品,所属模块,所属计划,来源,研发需求名称,描述,验收标准,关键词,优先级,预计工时,当前状态,所处阶段,由谁创建,创建日期,指派给",
            Some("chinese"),
        ),
        ("ID,标题,详细描述,状态,处理人,预计开始,预计结束,预估工时,父需求,需求来源", Some("chinese")),
        ("需求编号,需求名称,需求描述,所属模块,优先级,状态,负责人", Some("chinese")),
        // One word, or a few that everybody uses, say nothing.
        ("Summary", None),
        ("Issue key,Summary", None),
        ("ID,Title,Status,Estimate,Labels", None),
        ("Title,Description,Status,Owner,Effort", None),
        (
            "Key,Title,Description,Area,Tags,Status,Owner,Reach,Impact,Confidence,Effort,RICE,Rank,Kano,Depends on,Source,Parent",
            None,
        ),
        ("编号,标题,描述,领域,标签,状态,负责人,触达,影响,信心,工作量,RICE,名次,依赖,来源,上级", None),
        ("需求名称,触达人数,置信度,人天", None),
    ] {
        let table = table_of(&format!("{header}\n{}\n", "x,".repeat(header.split(',').count())));
        assert_eq!(Mapping::guess(&table, &[]).tracker, tracker, "{header}");
    }
}

#[test]
fn a_table_that_speaks_for_two_trackers_is_a_plain_one() {
    let header = "Issue key,Issue id,Summary,Card ID,Card Name,Card URL";
    let table = table_of(&format!("{header}\na,b,c,d,e,f\n"));
    assert_eq!(Mapping::guess(&table, &[]).tracker, None);
}

#[test]
fn an_export_of_jira_is_read_with_its_links_labels_and_times() {
    let text = "Summary,Issue key,Issue id,Issue Type,Status,Resolution,Project key,Priority,Assignee,Reporter,Labels,Labels,Sprint,Comment,Original estimate,Parent,Inward issue link (Blocks),Outward issue link (Blocks),Due date,Resolved,Custom field (Reach)\n\
        Checkout,PAY-1,10001,Epic,To Do,,PAY,High,Product owner,Support,web,pay,S1,a remark,,,,,31/Mar/27 12:00 AM,,100\n\
        Guest checkout,PAY-2,10002,Story,In Progress,,PAY,High,,,web,,,,576000,10001,PAY-3,,,,200\n\
        Address form,PAY-3,10003,Story,Done,Done,PAY,Low,,,,,,,288000,10001,,PAY-2,,14/Jul/26 3:42 PM,\n\
        Old idea,PAY-4,10004,Story,Done,Won't Do,PAY,Low,,,,,,,,,,PAY-1,,15/Jul/26 9:00 AM,\n\
        Odd,PAY-5,10005,Story,Waiting for legal,,PAY,Low,,,,,,,,,,,,,\n";
    let preview = import_into(&empty_plan(), text);
    let [epic, guest, form, old, odd] = preview.items.as_slice() else { panic!("{preview:?}") };
    assert_eq!(
        (epic.key.as_str(), epic.status, epic.owner.as_str()),
        ("PAY-1", Status::Candidate, "Product owner")
    );
    assert_eq!((epic.tags.join("+"), epic.description.as_str()), ("web+pay".into(), ""));
    assert_eq!(epic.requesters[0].name, "Support");
    assert_eq!(epic.planned.end, "2027-03-31");
    assert_eq!(epic.depends_on, [Rc::clone(&old.id)], "what blocks it is said in another row");
    assert_eq!((guest.status, guest.parent.as_ref()), (Status::InProgress, Some(&epic.id)));
    assert_eq!(guest.depends_on, [Rc::clone(&form.id)]);
    assert_eq!(guest.estimate("rice", "effort"), Some(&Estimate::Value(1.0)), "20 days of 8 hours");
    assert_eq!(guest.estimate("rice", "reach"), Some(&Estimate::Value(200.0)));
    assert_eq!((form.status, form.actual.end.as_str()), (Status::Shipped, "2026-07-14"));
    assert_eq!((old.status, old.actual.end.as_str()), (Status::Rejected, ""));
    assert_eq!(odd.status, Status::Candidate);
    let asked: Vec<(&str, usize)> =
        preview.statuses.iter().map(|word| (word.text.as_str(), word.count)).collect();
    assert_eq!(asked, [("Waiting for legal", 1)]);
    assert!(!preview.is_answered());
    assert_eq!(preview.questions.len(), 1, "the time is converted, and the person may say no");
    assert_eq!(preview.questions[0].answer, Some(Answer::Convert));

    let table = table_of(text);
    let mut mapping = Mapping::guess(&table, &[]);
    mapping.set_status("Waiting for legal", Some(Status::Planned));
    let answered = preview_of(&table, &mapping, &empty_plan());
    assert!(answered.is_answered());
    assert_eq!((answered.items[4].status, answered.problem_count), (Status::Planned, 0));
    mapping.set_status("Waiting for legal", None);
    let left = preview_of(&table, &mapping, &empty_plan());
    assert_eq!((left.items[4].status, left.problem_count), (Status::Candidate, 0));
    assert_eq!(violations(applied(&empty_plan(), &preview).plan()), [""; 0]);
}

#[test]
fn every_word_that_is_written_for_a_status_is_understood() {
    for tracker in trackers::ALL {
        let mut plan = empty_plan();
        for (at, status) in Status::ALL.iter().enumerate() {
            let mut item = Item::new(format!("i{at}").into(), (at + 1).to_string(), format!("Item {at}"));
            item.status = *status;
            plan.items.push(Rc::new(item));
        }
        let preview = import_into(&empty_plan(), &written(&plan, tracker));
        assert!(preview.statuses.is_empty(), "{} {:?}", tracker.id, preview.statuses);
        for (item, status) in preview.items.iter().zip(Status::ALL) {
            // Where several share a word, a new item gets one of them.
            let shared = tracker.status(item.status) == tracker.status(*status);
            let is_backlog = (tracker.id, *status, item.status) == ("jira", Status::Idea, Status::Candidate);
            assert!(shared || is_backlog, "{} {status:?} {:?}", tracker.id, item.status);
        }
    }
}

#[test]
fn points_are_asked_about_where_the_plan_counts_time() {
    let text = "Summary,Issue key,Issue id,Status,Story Points,Original estimate\nA,P-1,1,To Do,5,\n";
    let preview = import_into(&empty_plan(), text);
    assert_eq!((preview.questions.len(), preview.questions[0].answer), (1, None));
    let mut plan = empty_plan();
    plan.settings.effort_unit = EffortUnit::StoryPoint;
    assert!(import_into(&plan, text).questions.is_empty());
}

#[test]
fn a_sheet_of_zentao_is_read() {
    let text = "编号,所属产品,所属模块,所属计划,来源,研发需求名称,描述,验收标准,关键词,优先级,预计工时,当前状态,所处阶段,由谁创建,指派给,关闭原因\n\
        12,网店(#1),/结算/支付(#7),2027 Q1,客户,游客结算,不登录也能付款,能付款,web,1,160,激活,研发中,pm,李雷,\n\
        13,网店(#1),/(#0),,,深色模式,,,,3,0,已关闭,已关闭,pm,,不做\n";
    let preview = import_into(&empty_plan(), text);
    assert_eq!(lines(&preview), [""; 0]);
    let [guest, dark] = preview.items.as_slice() else { panic!("{preview:?}") };
    assert_eq!(
        (guest.key.as_str(), guest.title.as_str(), guest.area.as_str()),
        ("12", "游客结算", "结算/支付")
    );
    assert_eq!(
        (guest.status, guest.owner.as_str(), guest.source.as_str()),
        (Status::InProgress, "李雷", "客户")
    );
    assert_eq!(guest.estimate("rice", "effort"), Some(&Estimate::Value(1.0)));
    assert_eq!((dark.status, dark.estimate("rice", "effort")), (Status::Rejected, None));
}

#[test]
fn a_finished_task_of_asana_is_delivered_whatever_its_section_says() {
    let text = "Task ID,Created At,Completed At,Last Modified,Name,Section/Column,Assignee,Due Date,Notes,Blocked By (Dependencies)\n\
        1,2026-09-01,2026-09-10,2026-09-10,Pick a provider,In progress,Lee,2026-09-30,,\n\
        2,2026-09-01,,2026-09-02,Checkout flow,In progress,,03/04/2027,Card + wallet,Pick a provider\n";
    let preview = import_into(&empty_plan(), text);
    let [provider, flow] = preview.items.as_slice() else { panic!("{preview:?}") };
    assert_eq!((provider.status, provider.actual.end.as_str()), (Status::Shipped, "2026-09-10"));
    assert_eq!((flow.status, flow.planned.end.as_str()), (Status::InProgress, "2027-03-04"));
    assert_eq!(flow.depends_on, [Rc::clone(&provider.id)]);
    assert!(preview.questions.is_empty(), "Asana writes the month first");
}

#[test]
fn what_was_turned_down_and_ticked_off_is_not_delivered() {
    let text = "Task ID,Created At,Completed At,Last Modified,Name,Section/Column\n\
        1,2026-09-01,2026-09-10,2026-09-10,An old idea,Won't do\n\
        2,2026-09-01,2026-09-11,2026-09-11,A new idea,Not for us\n\
        3,2026-09-01,2026-09-12,2026-09-12,Done without a section,\n";
    let table = table_of(text);
    let mut mapping = Mapping::guess(&table, &[]);
    mapping.set_status("Not for us", Some(Status::Rejected));
    let preview = preview_of(&table, &mapping, &empty_plan());
    let said: Vec<(Status, &str)> =
        preview.items.iter().map(|item| (item.status, item.actual.end.as_str())).collect();
    assert_eq!(
        said,
        [(Status::Rejected, ""), (Status::Rejected, ""), (Status::Shipped, "2026-09-12")],
        "no day of delivery either"
    );
    // It comes back the same way, and it stays so once it is there.
    let editor = applied(&empty_plan(), &preview);
    assert_eq!(preview_of(&table, &mapping, editor.plan()).updated_count, 0);
}

#[test]
fn years_of_two_digits_are_read_as_the_column_says() {
    let days = |text: &str| -> Vec<String> {
        let preview = import_into(&empty_plan(), text);
        assert!(preview.is_answered(), "{text}");
        preview.items.iter().map(|item| item.planned.end.clone()).collect()
    };
    assert_eq!(days("Title,Due date\na,26-11-22\nb,32-01-05\n"), ["2026-11-22", "2032-01-05"]);
    assert_eq!(days("Title,Due date\na,26-11-22\nb,2027-01-05\n"), ["2026-11-22", "2027-01-05"]);
    assert_eq!(days("标题,截止日期\na,26年11月22日\n"), ["2026-11-22"]);
    // What another column of the table says.
    assert_eq!(days("Title,Start date,Due date\na,33-01-31,26-11-22\n"), ["2026-11-22"]);
    // One column may be written so and the other otherwise.
    let table = table_of("Title,Start date,Due date\na,33-01-31,25/11/2034\nb,34-01-31,26/11/2034\n");
    let preview = preview_of(&table, &Mapping::guess(&table, &[]), &empty_plan());
    assert_eq!(lines(&preview), [""; 0]);
    let first = &preview.items[0].planned;
    assert_eq!((first.start.as_str(), first.end.as_str()), ("2033-01-31", "2034-11-25"));

    let table = table_of("Title,Start date,Due date\na,26-11-22,03/04/2027\n");
    let mut mapping = Mapping::guess(&table, &[]);
    let preview = preview_of(&table, &mapping, &empty_plan());
    assert_eq!(preview.questions.len(), 2, "each column is open in its own way");
    let [start, end] = preview.questions.as_slice() else { panic!("{preview:?}") };
    assert_eq!(start.answers, [Answer::DayFirst, Answer::YearFirst]);
    assert_eq!(
        start.sentence(Lang::En),
        "Some dates can be read in more than one way, such as 26-11-22. Which number comes first?"
    );
    assert_eq!(start.answer_label(Answer::YearFirst, Lang::En), "The year: 26-11-22 is 22 Nov 2026");
    assert_eq!(start.answer_label(Answer::DayFirst, Lang::Zh), "日期在前：26-11-22 是2022年11月26日");
    mapping.set_answer(start.sheet, start.input, Answer::DayFirst);
    mapping.set_answer(end.sheet, end.input, Answer::DayFirst);
    let preview = preview_of(&table, &mapping, &empty_plan());
    assert!(preview.is_answered());
    let planned = &preview.items[0].planned;
    assert_eq!((planned.start.as_str(), planned.end.as_str()), ("2022-11-26", "2027-04-03"));
}

#[test]
fn one_planned_day_that_changes_leaves_the_other_as_the_tracker_shows_it() {
    #[track_caller]
    fn check(tracker: &str, change: &dyn Fn(&str) -> String, planned: (&str, &str)) {
        let mut plan = plan_in(Lang::En);
        // Planned by its period, 2027-01-01 to 2027-03-31.
        Rc::make_mut(&mut plan.items[3]).key = "104".into();
        let text = written(&plan, trackers::by_id(tracker).expect("there is one"));
        let changed: Vec<String> = text
            .split("\r\n")
            .map(|line| if line.contains("2027-03-31") { change(line) } else { line.to_owned() })
            .collect();
        let changed = changed.join("\r\n");
        assert_ne!(changed, text);
        let preview = import_into(&plan, &changed);
        assert_eq!((lines(&preview).len(), preview.new_count, preview.updated_count), (0, 0, 1), "{changed}");
        let item = &preview.items[0];
        assert_eq!((item.planned.start.as_str(), item.planned.end.as_str()), planned);
    }
    let end = |line: &str| line.replace("2027-03-31", "2027-02-26");
    let start = |line: &str| line.replace("2027-01-01", "2027-02-01");
    check("trello", &end, ("2027-01-01", "2027-02-26"));
    check("trello", &start, ("2027-02-01", "2027-03-31"));
    check("roadmunk", &end, ("2027-01-01", "2027-02-26"));
    // Linear has the last day only; the period's first day goes on.
    check("linear", &end, ("2027-01-01", "2027-02-26"));
    // A day that was emptied is gone, and one before the period is alone.
    check("trello", &|line| end(line).replace("2027-01-01", ""), ("", "2027-02-26"));
    check("trello", &|line| line.replace("2027-03-31", "2026-12-15"), ("", "2026-12-15"));
}

#[test]
fn the_same_numbers_may_be_another_day_in_another_order() {
    let mut plan = empty_plan();
    for (at, day) in ["2027-04-03", "2027-06-05"].iter().enumerate() {
        let mut item = Item::new(format!("i{at}").into(), (at + 1).to_string(), format!("Item {at}"));
        item.planned.end = (*day).into();
        plan.items.push(Rc::new(item));
    }
    // Asana writes 04/03/2027 for 3 April; here it is 4 March.
    let text = "Task ID,Name,Section/Column,Due Date,Created At,Last Modified\n1,Item 0,Ideas,04/03/2027,,\n2,Item 1,Ideas,25/06/2027,,\n";
    let preview = import_into(&plan, text);
    let ends: Vec<&str> = preview.items.iter().map(|item| item.planned.end.as_str()).collect();
    assert_eq!(ends, ["2027-03-04", "2027-06-25"]);
}

#[test]
fn dates_that_can_be_read_two_ways_are_asked_about() {
    let table = table_of("Title,Due date\na,03/04/2027\nb,05/06/2027\nc,soon\n");
    let mut mapping = Mapping::guess(&table, &[]);
    let first = preview_of(&table, &mapping, &empty_plan());
    assert!(!first.is_answered());
    assert_eq!(first.problems[0].wrong, Wrong::Day);
    let question = &first.questions[0];
    for (answer, day) in [(Answer::DayFirst, "2027-04-03"), (Answer::MonthFirst, "2027-03-04")] {
        mapping.set_answer(question.sheet, question.input, answer);
        let preview = preview_of(&table, &mapping, &empty_plan());
        assert!(preview.is_answered());
        assert_eq!(preview.items[0].planned.end, day);
        for lang in Lang::ALL {
            assert!(!question.sentence(lang).is_empty() && !question.answer_label(answer, lang).is_empty());
        }
    }
    let told = import_into(&empty_plan(), "Title,Due date\na,03/04/2027\nb,25/06/2027\n");
    assert!(told.questions.is_empty(), "one day above twelve tells");
    assert_eq!(told.items[0].planned.end, "2027-04-03");
}

#[test]
fn what_went_out_without_a_key_comes_back_with_one_and_is_not_doubled() {
    let mut plan = plan_in(Lang::En);
    let title = plan.items[0].title.clone();
    let text = format!(
        "Summary,Issue key,Issue id,Status\n{title},PAY-7,1,In Progress\nSomething new,PAY-8,2,To Do\n"
    );
    let preview = import_into(&plan, &text);
    assert_eq!((preview.new_count, preview.updated_count, preview.adopted_count), (1, 1, 1));
    assert_eq!(changes(&preview), ["SY-1 Key: SY-1 -> PAY-7", "SY-1 Status: Candidate -> In progress"]);
    assert_eq!(preview.missing_count, plan.items.len() - 1);
    let editor = applied(&plan, &preview);
    assert_eq!(editor.plan().items[0].key, "PAY-7");
    assert_eq!(import_into(editor.plan(), &text).unchanged_count, 2, "from then on the key decides");

    // The person has the last word, and two of the same title are not guessed about.
    let table = table_of(&text);
    let adding = Mapping { on_same_title: SameTitle::AddAsNew, ..Mapping::guess(&table, &[]) };
    assert_eq!(preview_of(&table, &adding, &plan).new_count, 2);
    Rc::make_mut(&mut plan.items[1]).title = title;
    assert_eq!(import_into(&plan, &text).new_count, 2);
}

#[test]
fn changes_are_told_field_by_field_up_to_a_number() {
    let mut plan = empty_plan();
    let mut text = String::from("Key,Title,Owner,Status\n");
    for at in 1..=300 {
        let item = Item::new(format!("i{at}").into(), format!("SY-{at}"), format!("Item {at}"));
        plan.items.push(Rc::new(item));
        text.push_str(&format!("SY-{at},Item {at},Lee,Planned\n"));
    }
    plan.items.push(Rc::new(Item::new("other".into(), "SY-999", "Not in the file")));
    let preview = import_into(&plan, &text);
    assert_eq!((preview.change_count, preview.changes.len()), (600, import::MOST_CHANGES));
    assert_eq!((preview.updated_count, preview.missing_count), (300, 1));
    assert_eq!(preview.missing, [("SY-999".to_owned(), "Not in the file".to_owned())]);
    assert_eq!(preview.changes[0].field, Target::Owner);
    assert_eq!(preview.changes[0].before, Said::Text(String::new()));
    assert_eq!(preview.changes[1].after.words(Lang::Zh), "已规划");
    assert_eq!(applied(&plan, &preview).plan().items.len(), 301, "nothing is deleted");
}

#[test]
fn a_table_read_as_a_plain_one_is_not_taken_for_a_tracker() {
    let text = written(&plan_in(Lang::En), trackers::by_id("jira").unwrap());
    let table = table_of(&text);
    let mapping = Mapping::guess_plain(&table, &[]);
    assert_eq!((mapping.tracker, mapping.on_same_title), (None, SameTitle::AddAsNew));
    assert!(mapping.columns.contains(&Target::Title));
}

#[test]
fn a_board_of_trello_comes_in_with_its_cards() {
    // Every field that a real export has, filled with cards of our own.
    let json = include_bytes!("fixtures/trackers/trello-board.json");
    let csv = trackers::trello::csv_of_board(json).expect("it is a board");
    let preview = import_into(&empty_plan(), &csv);
    let [guest, dark, wish, fax] = preview.items.as_slice() else { panic!("{preview:?}") };
    assert_eq!(
        (guest.key.as_str(), guest.status, guest.tags.join("+").as_str(), guest.owner.as_str()),
        ("68f04abc74986bdcd42c0040", Status::InProgress, "web+blue", "Product owner, qa")
    );
    assert_eq!(
        (guest.planned.start.as_str(), guest.planned.end.as_str(), guest.links[0].url.as_str()),
        ("2027-01-04", "2027-03-31", "https://trello.com/c/icDeyrgc/1-guest-checkout")
    );
    assert_eq!(
        guest.description,
        "Pay without an account, \"as a guest\"\n\nDone when\n[x] it works\n[ ] it is told"
    );
    assert_eq!(guest.estimate("rice", "reach"), Some(&Estimate::Value(450.0)), "a field that people added");
    assert_eq!((guest.area.as_str(), guest.requesters[0].name.as_str()), ("Checkout", "Lee"));
    assert_eq!((dark.title.as_str(), dark.tags.join("+").as_str()), ("深色模式", "结算"));
    for archived in [wish, fax] {
        assert_eq!(archived.status, Status::Rejected, "{}", archived.title);
    }
    assert_eq!(fax.title, "=Fax orders");
    assert_eq!(import_into(applied(&empty_plan(), &preview).plan(), &csv).updated_count, 0);

    let word = r#"{"lists": [{"id": "l1", "name": "Wishes"}], "cards": [{"id": "c1", "name": "Dark mode", "idList": "l1"}]}"#;
    let csv = trackers::trello::csv_of_board(word.as_bytes()).expect("it is a board");
    assert_eq!(import_into(&empty_plan(), &csv).statuses[0].text, "Wishes", "nobody knows that list");
}

fn nasty(longest: usize) -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "=",
        "+",
        "-",
        "@",
        "'",
        "\"",
        "\"\"",
        ",",
        ";",
        "\t",
        "\n",
        "\r\n",
        "\r",
        " ",
        "|",
        "a",
        "Z",
        "7",
        "1.5",
        "%",
        "标题",
        "，",
        "＝",
        "“",
        "😀",
        "\u{200b}",
        "\u{202e}",
        "<b>",
        "</div>",
        "&amp;",
        "{\"",
        "\u{3000}",
        "sep=",
        "\\",
        "(green)",
        "(#12)",
        "/",
        "PAY-1",
        "SY-2",
        "Done",
        "2027-01-01",
    ]);
    prop::collection::vec(pieces, 0..=longest).prop_map(|pieces| pieces.concat())
}

fn field() -> impl Strategy<Value = String> {
    nasty(6).prop_map(|text| text.trim().to_owned())
}

fn day() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), (0i64..60_000).prop_map(|days| Date::from_days(days).iso())]
}

prop_compose! {
    fn item()(
        title in field(), description in nasty(12), area in field(), owner in field(), source in field(),
        tags in prop::collection::btree_set(nasty(5), 0..4), status in prop::sample::select(Status::ALL),
        effort in prop::option::of(0.01..500.0f64), days in (day(), day(), day(), day()),
        name in field(), url in prop::bool::ANY,
    ) -> Item {
        let mut item = Item::new("".into(), "", title);
        item.description = description;
        (item.area, item.owner, item.source) = (area, owner, source);
        item.tags = tags.into_iter().map(|tag| format!("t{}", tag.trim())).collect();
        item.status = status;
        item.set_estimate("rice", "effort", effort.map(Estimate::Value));
        (item.planned.start, item.planned.end, item.actual.start, item.actual.end) = days;
        item.requesters = vec![Requester { name, ..Requester::default() }];
        if url {
            item.links = vec![Link { url: "https://example.org/a?b=c,d".into(), ..Link::default() }];
        }
        item
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_comes_back_unchanged(
        items in prop::collection::vec(item(), 1..6), links in any::<u32>(), unit in prop::sample::select(EffortUnit::ALL),
    ) {
        let mut plan = empty_plan();
        plan.settings.effort_unit = unit;
        for (at, mut item) in items.into_iter().enumerate() {
            item.id = Id::from(format!("i{at}"));
            item.key = format!("SY-{}", at + 1);
            item.title = format!("{at}x{}", item.title).trim().to_owned();
            // Links lead to earlier items only, so there is no circle.
            for earlier in 0..at {
                if links >> (at * 5 + earlier) & 1 == 1 {
                    item.depends_on.push(Id::from(format!("i{earlier}")));
                    item.parent = Some(Id::from(format!("i{earlier}")));
                }
            }
            plan.items.push(Rc::new(item));
        }
        for tracker in trackers::ALL {
            expect_unchanged(&plan, tracker);
            for cell in table_of(&written(&plan, tracker)).rows.iter().flat_map(|row| row.cells()) {
                let number = cell.parse::<f64>().is_ok();
                prop_assert!(number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋']), "{cell:?}");
            }
        }
    }

    #[test]
    fn no_table_of_a_tracker_breaks_the_import(cells in prop::collection::vec(nasty(8), 1..80), which in 0usize..10) {
        let tracker = trackers::ALL[which];
        let header: Vec<&str> = tracker.columns.iter().map(|column| column.name).collect();
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let rows: Vec<String> =
            cells.chunks(9).map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(",")).collect();
        let text = format!("{}\n{}\n", header.join(","), rows.join("\n"));
        let plan = plan_in(Lang::En);
        let preview = import_into(&plan, &text);
        if !preview.items.is_empty() {
            let command = Command::Import(preview.items.clone());
            if let Some(editor) = Editor::new(plan).apply(&command, NOW, None) {
                prop_assert_eq!(violations(editor.plan()), Vec::<String>::new());
            }
        }
    }

    #[test]
    fn no_json_breaks_the_reading_of_boards(text in nasty(40)) {
        let _ = trackers::trello::csv_of_board(text.as_bytes());
        let board = format!("{{\"lists\": [], \"cards\": [{{\"id\": \"c\", \"name\": {}}}]}}", serde_json::json!(text));
        prop_assert!(trackers::trello::csv_of_board(board.as_bytes()).is_ok());
    }
}
