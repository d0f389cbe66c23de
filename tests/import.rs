//! Tables of every kind and quality into items.

// Helpers of tests may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::rc::Rc;

use steelyard::domain::editor::{Command, Editor};
use steelyard::domain::frameworks;
use steelyard::domain::import::{
    self, Answer, EmptyCell, Mapping, Preview, Refusal, SameKey, Table, Target, Wrong, decode, preview, read,
};
use steelyard::domain::invariants::violations;
use steelyard::domain::plan::{Estimate, Id, Item, KanoCategory, Plan, Status};
use steelyard::domain::text::Lang;

const NOW: &str = "2026-11-22T09:00:00Z";

/// What the browser's decoder does.
fn chinese(bytes: &[u8]) -> Option<String> {
    Some(encoding_rs::GB18030.decode_without_bom_handling(bytes).0.into_owned())
}

fn table_of(bytes: &[u8]) -> Result<Table, Refusal> {
    read(&decode(bytes, &chinese)?.text, None)
}

fn empty_plan() -> Plan {
    Plan::new("p1".into(), "Test", NOW)
}

fn preview_of(table: &Table, mapping: &Mapping, plan: &Plan) -> Result<Preview, Refusal> {
    let mut number = 0;
    preview(table, mapping, plan, NOW, &mut |prefix| {
        number += 1;
        Id::from(format!("{prefix}_new{number}"))
    })
}

/// Bytes to preview the way the dialog goes, with the guessed mapping.
#[track_caller]
fn import_into(plan: &Plan, bytes: &[u8]) -> Preview {
    let table = table_of(bytes).expect("it is a table");
    preview_of(&table, &Mapping::guess(&table, &[]), plan).expect("it can be imported")
}

fn import_text(text: &str) -> Preview {
    import_into(&empty_plan(), text.as_bytes())
}

#[track_caller]
fn applied(plan: Plan, preview: &Preview) -> Editor {
    let command = Command::Import(preview.items.clone());
    Editor::new(plan).apply(&command, NOW, None).expect("the import changes something")
}

fn number(item: &Item, sheet: &str, input: &str) -> Option<f64> {
    item.estimate(sheet, input).and_then(Estimate::likely)
}

fn lines(preview: &Preview) -> Vec<String> {
    preview.problems.iter().map(|problem| problem.line_of_text(Lang::En)).collect()
}

/// The title and the four usual numbers of every item.
#[track_caller]
fn check(bytes: &[u8], expected: &[(&str, [Option<f64>; 4])]) {
    let preview = import_into(&empty_plan(), bytes);
    let framework = frameworks::default();
    let found: Vec<(&str, [Option<f64>; 4])> = preview
        .items
        .iter()
        .map(|item| {
            let mut numbers = [None; 4];
            for (slot, input) in numbers.iter_mut().zip(framework.inputs) {
                *slot = number(item, framework.sheet, input.key);
            }
            (item.title.as_str(), numbers)
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn the_same_table_arrives_in_every_encoding() {
    let text = "标题,触达人数,影响,置信度,工作量\r\n游客结算,1200,高,80%,2\r\n“深色”模式,３００,0.5,50,1\r\n";
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    for bytes in [
        text.as_bytes().to_vec(),
        format!("\u{feff}{text}").into_bytes(),
        utf16(text),
        utf16(&format!("\u{feff}{text}")),
        format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect(),
        encoding_rs::GB18030.encode(text).0.into_owned(),
    ] {
        check(
            &bytes,
            &[
                ("游客结算", [Some(1200.0), Some(2.0), Some(0.8), Some(2.0)]),
                ("“深色”模式", [Some(300.0), Some(0.5), Some(0.5), Some(1.0)]),
            ],
        );
    }
}

#[test]
fn numbers_arrive_as_people_write_them() {
    check(
        "Title;Reach;Impact;Confidence;Effort\na;1.2k;massive;80%;0,5\nb;3万;极大;８０％;1 - 4\nc;\"1,200\";3;0.8;２\n".as_bytes(),
        &[
            ("a", [Some(1200.0), Some(3.0), Some(0.8), Some(0.5)]),
            ("b", [Some(30_000.0), Some(3.0), Some(0.8), Some(2.0)]),
            ("c", [Some(1200.0), Some(3.0), Some(0.8), Some(2.0)]),
        ],
    );
    check(
        "Dark mode\t200\t1\t50%\t1\nGuest\t450\t3\t80%\t2".as_bytes(),
        &[
            ("Dark mode", [Some(200.0), Some(1.0), Some(0.5), Some(1.0)]),
            ("Guest", [Some(450.0), Some(3.0), Some(0.8), Some(2.0)]),
        ],
    );
}

#[test]
fn every_field_finds_its_place() {
    let preview = import_text(
        "Issue key,Summary,Description,Module,Labels,Status,Assignee,Source,Blocked by,Epic Link,Kano,Reporter,ICE Impact,英文标题\n\
         P-1,结算,\"two\nlines\",Web,\"a; b、c，a\",进行中,Li,interview,\"P-2, Dark mode\",,M,\"Ann, Bo\",8,Checkout\n\
         P-2,搜索,,,x|y,Won't do,,,,P-1,魅力型,,,\n\
         P-3,Dark mode,,,,,,,,,,,,\n",
    );
    assert_eq!(lines(&preview), [""; 0]);
    let [a, b, c] = preview.items.as_slice() else { panic!("three items: {preview:?}") };
    assert_eq!((a.key.as_str(), a.title.as_str(), a.title_alt.as_deref()), ("P-1", "结算", Some("Checkout")));
    assert_eq!((a.description.as_str(), a.area.as_str(), a.owner.as_str()), ("two\nlines", "Web", "Li"));
    assert_eq!((a.tags.join("+"), b.tags.join("+")), ("a+b+c".into(), "x+y".into()));
    assert_eq!((a.status, b.status, c.status), (Status::InProgress, Status::Rejected, Status::Candidate));
    assert_eq!(a.depends_on, [Rc::clone(&b.id), Rc::clone(&c.id)]);
    assert_eq!(b.parent.as_ref(), Some(&a.id));
    assert_eq!(a.kano.as_ref().map(|mark| mark.category), Some(KanoCategory::MustBe));
    assert_eq!(b.kano.as_ref().map(|mark| mark.category), Some(KanoCategory::Attractive));
    assert_eq!(
        a.requesters.iter().map(|requester| requester.name.as_str()).collect::<Vec<_>>(),
        ["Ann", "Bo"]
    );
    assert_eq!(number(a, "ice", "impact"), Some(8.0));
    assert_eq!(violations(applied(empty_plan(), &preview).plan()), [""; 0]);
}

#[test]
fn ranges_come_from_one_cell_or_from_three_columns() {
    let preview = import_text(
        "Title,Reach,Reach low,Reach high,Effort\na,20,10,40,1/2/4\nb,,10,40,\nc,20,,,\nd,20,10,,\ne,20,oops,40,3\n",
    );
    let rice = |at: usize, input: &str| preview.items[at].estimate("rice", input).cloned();
    let range = |low, likely, high| Some(Estimate::Range { low, likely, high });
    assert_eq!(rice(0, "reach"), range(10.0, 20.0, 40.0));
    assert_eq!(rice(0, "effort"), range(1.0, 2.0, 4.0));
    assert_eq!(rice(1, "reach"), range(10.0, 20.0, 40.0));
    assert_eq!(rice(2, "reach"), Some(Estimate::Value(20.0)));
    assert_eq!(rice(3, "reach"), Some(Estimate::Value(20.0)));
    assert_eq!(rice(4, "reach"), Some(Estimate::Value(20.0)));
    let wrong: Vec<(u32, &Wrong)> =
        preview.problems.iter().map(|problem| (problem.line, &problem.wrong)).collect();
    assert_eq!(wrong, [(5, &Wrong::HalfRange), (6, &Wrong::HalfRange)]);
    assert_eq!(preview.problems[1].text, "oops / 20 / 40");
}

fn two_hundred_ideas() -> String {
    let mut text = String::from("\u{feff}编号,标题,触达,影响,信心,工作量,状态\r\n");
    for number in 1..=200 {
        let (effort, confidence, status) = match number {
            17 => ("a lot", "80%", "候选"),
            90 => ("2", "150%", "候选"),
            133 => ("2", "80%", "in the drawer"),
            _ => ("2", "80%", "候选"),
        };
        text.push_str(&format!(
            "SY-{number},\"Idea {number}, “想法”\",{},3,{confidence},{effort},{status}\r\n",
            number * 10
        ));
    }
    text
}

#[test]
fn three_broken_cells_among_two_hundred_ideas_cost_three_cells() {
    let plan = empty_plan();
    let preview = import_into(&plan, two_hundred_ideas().as_bytes());
    assert_eq!((preview.new_count, preview.problem_count, preview.left_out_count), (200, 3, 0));
    assert_eq!(preview.summary(Lang::En), "200 new items");
    assert_eq!(
        lines(&preview),
        [
            "Line 18, 工作量, “a lot”: Effort is not a number that can be used. What was typed is kept; type a number such as 1,200, 1.2k or 80%.",
            "Line 91, 信心, “150%”: Confidence must lie between 0% and 100%.",
            "Line 134, 状态, “in the drawer”: No known status has this name, so the status stays as it was.",
        ]
    );
    assert_eq!(
        preview.problems[0].line_of_text(Lang::Zh),
        "第 18 行，工作量，“a lot”：“工作量”不是可用的数字。原文已保留；请输入数字，例如 1,200、1.2k 或 80%。"
    );
    assert_eq!(preview.items[16].estimate("rice", "effort"), Some(&Estimate::Unreadable("a lot".into())));
    assert_eq!(preview.items[89].estimate("rice", "confidence"), Some(&Estimate::Value(1.5)));
    assert_eq!(
        preview
            .items
            .iter()
            .filter(|item| frameworks::default().scorer(&Plan::default()).score(item).value().is_some())
            .count(),
        198
    );

    let editor = applied(plan.clone(), &preview);
    assert_eq!(editor.plan().items.len(), 200);
    let undone = editor.undo().expect("one step");
    assert_eq!(**undone.plan(), plan);
    assert!(undone.undo().is_none());
}

fn plan_with(items: &[(&str, &str, f64)]) -> Plan {
    let mut plan = empty_plan();
    for (at, (key, title, reach)) in items.iter().enumerate() {
        let mut item = Item::new(format!("i{at}").into(), *key, *title);
        item.owner = "Li".into();
        item.tags = vec!["old, odd".into()];
        item.set_estimate("rice", "reach", Some(Estimate::Value(*reach)));
        plan.items.push(Rc::new(item));
    }
    plan.next_key = items.len() as u32 + 1;
    plan
}

#[test]
fn a_known_key_updates_the_fields_of_the_file_and_no_other() {
    let plan =
        plan_with(&[("SY-1", "Guest checkout", 10.0), ("SY-2", "Dark mode", 20.0), ("SY-3", "Search", 30.0)]);
    let text = "Key,Title,Reach,Owner,Tags\nsy-1,Guest checkout 2,15,,\nSY-2,Dark mode,20,Li,\"old, odd\"\nSY-9,New one,5,Bo,\n,Search,1,,\n";
    let preview = import_into(&plan, text.as_bytes());
    assert_eq!((preview.updated_count, preview.unchanged_count, preview.new_count), (1, 1, 2));
    assert_eq!(preview.same_title_count, 1, "the row without a key is called like SY-3");
    let editor = applied(plan.clone(), &preview);
    let items = &editor.plan().items;
    assert_eq!(items.len(), 5);
    assert_eq!((items[0].title.as_str(), items[0].owner.as_str()), ("Guest checkout 2", "Li"));
    assert_eq!(items[0].score("rice").and_then(|score| score.scored.as_deref()), Some(NOW));
    assert!(Rc::ptr_eq(&items[1], &plan.items[1]), "what is equal is not touched");
    assert_eq!((items[3].key.as_str(), items[3].owner.as_str()), ("SY-9", "Bo"));

    let table = table_of(text.as_bytes()).unwrap();
    let clearing = Mapping { on_empty: EmptyCell::Clear, ..Mapping::guess(&table, &[]) };
    let preview = preview_of(&table, &clearing, &plan).unwrap();
    assert_eq!((preview.items[0].owner.as_str(), preview.items[0].tags.len()), ("", 0));

    let adding = Mapping { on_same_key: SameKey::AddAsNew, ..Mapping::guess(&table, &[]) };
    let preview = preview_of(&table, &adding, &plan).unwrap();
    assert_eq!((preview.new_count, preview.updated_count), (4, 0));
    let keys: Vec<String> =
        applied(plan, &preview).plan().items.iter().map(|item| item.key.clone()).collect();
    assert_eq!(keys.len(), 7);
    assert_eq!(keys.iter().collect::<std::collections::HashSet<_>>().len(), 7, "{keys:?}");
}

#[test]
fn a_key_alone_is_enough_to_update() {
    let plan = plan_with(&[("SY-1", "Guest checkout", 10.0)]);
    let preview = import_into(&plan, b"Key,Status\nSY-1,Done\nSY-2,Done\n");
    assert_eq!(
        (preview.items[0].title.as_str(), preview.items[0].status),
        ("Guest checkout", Status::Shipped)
    );
    assert_eq!(lines(&preview), ["Line 3: This row has no title, so it was left out."]);
}

#[test]
fn a_value_alone_leaves_the_range_around_it() {
    let mut plan = plan_with(&[("SY-1", "Guest checkout", 10.0)]);
    let range = Estimate::Range { low: 5.0, likely: 10.0, high: 20.0 };
    Rc::make_mut(&mut plan.items[0]).set_estimate("rice", "reach", Some(range));
    assert_eq!(import_into(&plan, b"Key,Reach\nSY-1,10\n").unchanged_count, 1);
    let changed = import_into(&plan, b"Key,Reach\nSY-1,11\n");
    assert_eq!(changed.items[0].estimate("rice", "reach"), Some(&Estimate::Value(11.0)));
}

#[test]
fn links_that_lead_nowhere_are_told_and_left_out() {
    let preview = import_text(
        "Key,Title,Depends on,Parent\nA-1,a,A-1,\nA-2,twin,\"A-1; A-7\",a\nA-3,twin,twin,nobody\n",
    );
    let wrong: Vec<(u32, &Wrong)> =
        preview.problems.iter().map(|problem| (problem.line, &problem.wrong)).collect();
    assert_eq!(
        wrong,
        [
            (2, &Wrong::Itself),
            (3, &Wrong::UnknownLink("A-7".into())),
            (4, &Wrong::AmbiguousLink),
            (4, &Wrong::UnknownLink("nobody".into())),
        ]
    );
    assert_eq!(preview.items[1].depends_on, [Rc::clone(&preview.items[0].id)]);
    assert_eq!(preview.items[1].parent.as_ref(), Some(&preview.items[0].id));
    for lang in Lang::ALL {
        assert!(preview.problems.iter().all(|problem| !problem.line_of_text(lang).is_empty()));
    }
}

#[test]
fn a_lone_quote_is_told_and_the_rows_behind_it_arrive() {
    let rows: String = (0..200).map(|at| format!("Idea {at},{at}\n")).collect();
    let preview = import_text(&format!("Title,Reach\n\"lone,7\n{rows}"));
    assert_eq!((preview.new_count, preview.items[0].title.as_str()), (201, "\"lone"));
    assert_eq!(
        lines(&preview),
        ["Line 2, Title: A quotation mark opens here and is never closed. The cell is kept as it stands."]
    );
}

#[test]
fn links_to_deleted_items_outlive_an_update() {
    let mut plan = plan_with(&[("SY-1", "a", 1.0), ("SY-2", "b", 1.0), ("SY-3", "c", 1.0)]);
    Rc::make_mut(&mut plan.items[0]).depends_on = vec!["i1".into(), "i2".into()];
    plan.bin = vec![plan.items.remove(1)];
    assert_eq!(import_into(&plan, b"Key,Depends on\nSY-1,SY-3\n").unchanged_count, 1);
    let table = table_of(b"Key,Depends on\nSY-1,\n").unwrap();
    let clearing = Mapping { on_empty: EmptyCell::Clear, ..Mapping::guess(&table, &[]) };
    let preview = preview_of(&table, &clearing, &plan).unwrap();
    assert_eq!(preview.items[0].depends_on, [Id::from("i1")]);
}

#[test]
fn keys_that_are_given_never_meet_keys_of_the_file() {
    let preview = import_text("Key,Title\n,first\nSY-1,second\nSY-500,third\n,fourth\n");
    let editor = applied(empty_plan(), &preview);
    let keys: std::collections::HashSet<&str> =
        editor.plan().items.iter().map(|item| item.key.as_str()).collect();
    assert_eq!(keys.len(), 4, "{keys:?}");
    assert_eq!(violations(editor.plan()), [""; 0]);
}

#[test]
fn an_unusual_scale_waits_for_an_answer_and_follows_it() {
    let table = table_of(b"Title,Impact,Effort (days)\na,5,10\nb,2,high\n").unwrap();
    let mut mapping = Mapping::guess(&table, &[]);
    let first = preview_of(&table, &mapping, &empty_plan()).unwrap();
    assert!(!first.is_answered());
    assert_eq!(first.questions.len(), 2);
    assert_eq!(number(&first.items[0], "rice", "impact"), Some(5.0), "kept until somebody answers");
    for question in &first.questions {
        let answer = *question.answers.get(1).expect("there is a choice");
        mapping.set_answer(question.sheet, question.input, answer);
    }
    let second = preview_of(&table, &mapping, &empty_plan()).unwrap();
    assert!(second.is_answered());
    assert_eq!(number(&second.items[0], "rice", "impact"), Some(3.0));
    assert_eq!(number(&second.items[0], "rice", "effort"), Some(0.5));
    assert_eq!(second.items[1].estimate("rice", "effort"), Some(&Estimate::Unreadable("high".into())));
    assert_eq!(second.questions[0].answer, Some(Answer::Steps(5)));
}

#[test]
fn the_person_has_the_last_word_on_the_columns() {
    let table = table_of(b"Title,Name,Foo\nx,y,z\n").unwrap();
    let mut mapping = Mapping::guess(&table, &[]);
    mapping.columns = vec![Target::Skip, Target::Description, Target::Title];
    let preview = preview_of(&table, &mapping, &empty_plan()).unwrap();
    assert_eq!((preview.items[0].title.as_str(), preview.items[0].description.as_str()), ("z", "y"));
    mapping.columns = vec![Target::Owner];
    assert_eq!(preview_of(&table, &mapping, &empty_plan()), Err(Refusal::NoTitleColumn));
    mapping.columns = vec![Target::Title; 40];
    assert_eq!(preview_of(&table, &mapping, &empty_plan()).unwrap().items[0].title, "x");
    mapping.has_header = false;
    assert_eq!(preview_of(&table, &mapping, &empty_plan()).unwrap().new_count, 2);
}

#[test]
fn what_cannot_be_a_table_is_refused_with_a_sentence() {
    let wide = format!("Title{}\nx\n", ",c".repeat(9_999));
    let many: String = "Title\n".to_owned() + &"x\n".repeat(30_000);
    let dense = format!("{}\n", "a,".repeat(1_000)).repeat(5_000);
    for (bytes, refusal) in [
        (&b""[..], Refusal::Empty),
        (b"\xef\xbb\xbf", Refusal::Empty),
        (b"\xff\xfe", Refusal::Empty),
        (b",,,,\n,,,,\n", Refusal::Empty),
        (b"PK\x03\x04 xl/workbook.xml", Refusal::Lookalike(import::Lookalike::Workbook)),
        (b"%PDF-1.4", Refusal::Lookalike(import::Lookalike::Pdf)),
        (b"a\0b\0\0c", Refusal::Lookalike(import::Lookalike::Binary)),
        (wide.as_bytes(), Refusal::TooManyColumns { line: 1, count: 10_000 }),
        (many.as_bytes(), Refusal::TooManyRows),
        (dense.as_bytes(), Refusal::TooManyCells),
    ] {
        let found = table_of(bytes).expect_err("it is refused");
        assert_eq!(found, refusal);
        for lang in Lang::ALL {
            let sentence = found.sentence(lang);
            assert!(sentence.ends_with(['.', '。']), "{sentence}");
        }
    }
    let megabytes = 100 * 1024 * 1024;
    assert_eq!(import::check_size(megabytes), Err(Refusal::TooLarge(megabytes)));
    let full = plan_with(&vec![("", "x", 1.0); import::MOST_ITEMS]);
    let table = table_of(b"Title\nx\n").unwrap();
    assert_eq!(preview_of(&table, &Mapping::guess(&table, &[]), &full), Err(Refusal::TooManyItems));
}

#[test]
fn a_circle_is_told_with_its_names_and_the_link_that_closes_it_is_left_out() {
    let check = |plan: &Plan, text: &str, expected: &[&str]| {
        let preview = import_into(plan, text.as_bytes());
        assert_eq!(lines(&preview), expected);
        assert_eq!(preview.problem_count, expected.len());
        let command = Command::Import(preview.items.clone());
        let after = Editor::new(plan.clone()).apply(&command, NOW, None);
        let after = after.map_or_else(|| plan.clone(), |editor| Plan::clone(editor.plan()));
        assert_eq!(violations(&after), violations(plan));
        // What the preview shows is what comes in: nothing is cut afterwards.
        for item in &preview.items {
            let found = after.items.iter().find(|other| other.id == item.id).expect("it came in");
            assert_eq!(
                (&found.parent, &found.depends_on),
                (&item.parent, &item.depends_on),
                "{}",
                item.title
            );
        }
        after
    };
    let links = |plan: &Plan| plan.items.iter().map(|item| item.depends_on.len()).sum::<usize>();

    let three = "Title,Depends on,Effort\nPay,Cart,1\nCart,Search,1\nSearch,Pay,1\n";
    let after = check(
        &empty_plan(),
        three,
        &[
            "Line 4, Depends on: These items would wait for each other in a circle: Search → Pay → Cart → Search. This link was left out.",
        ],
    );
    assert_eq!(links(&after), 2);
    check(
        &empty_plan(),
        "Title,Parent\nPay,Cart\nCart,Pay\n",
        &[
            "Line 3, Parent: These items would be part of each other in a circle: Cart → Pay → Cart. This link was left out.",
        ],
    );
    // A column of its own that says it the other way round.
    check(
        &empty_plan(),
        "Title,Depends on,Blocks\nPay,Cart,Cart\nCart,,\n",
        &[
            "Line 2, Blocks: These items would wait for each other in a circle: Cart → Pay → Cart. This link was left out.",
        ],
    );
    // What the plan says stays, wherever the new link stands in the circle.
    let mut plan = plan_with(&[("SY-1", "Pay", 1.0), ("SY-2", "Cart", 2.0)]);
    let mut cart = Item::clone(&plan.items[1]);
    cart.depends_on = vec![Rc::clone(&plan.items[0].id)];
    plan.items[1] = Rc::new(cart);
    let after = check(
        &plan,
        "Key,Title,Depends on\nSY-1,Pay,SY-2\nSY-2,Cart,SY-1\n",
        &[
            "Line 2, Depends on: These items would wait for each other in a circle: Pay → Cart → Pay. This link was left out.",
        ],
    );
    assert_eq!(after.items, plan.items);

    let chain: String = (0..30).map(|at| format!("Number {at},Number {}\n", (at + 1) % 30)).collect();
    let preview = import_text(&format!("Title,Depends on\n{chain}"));
    assert_eq!(
        preview.problems[0].sentence(Lang::Zh),
        "这些需求会循环依赖：Number 29 → Number 0 → Number 1 → Number 2 → … → Number 29。未建立这一关联。"
    );
}

#[test]
fn hostile_tables_do_no_harm() {
    let long_row = format!("Title,Description\nx,{}\n", "很".repeat(400_000));
    let noise: Vec<u8> = (0..4096u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 11) as u8 | 1).collect();
    let cases: Vec<(&[u8], usize)> = vec![
        (b"Title\n", 0),
        (b"Title", 0),
        (b"Title\r\n\r\n\r\n", 0),
        (b"\"\"\"\"\"\"\n\"\"\"\n\"", 2),
        (b"Title,Reach\n\"lone,1\nb,2\nc,3\n", 3),
        (b"Title\na\rb\nc\r\nd", 4),
        (long_row.as_bytes(), 1),
        ("Title\n\u{202e}gnp.exe\n\u{200b}\u{200d}\n\u{feff}x\n".as_bytes(), 2),
        ("Title\n标题\u{fffd}\n".as_bytes(), 1),
        (b"Title,Reach\na,NaN\nb,Infinity\nc,1e308\nd,-1e999\n", 4),
        (b"Title,Title,Title\na,b,c\n", 1),
        (b"Key,Title\nA-1,a\nA-1,b\na-1,c\n", 3),
    ];
    let plan = plan_with(&[("SY-1", "Pay", 1.0), ("SY-2", "Cart", 2.0)]);
    for (bytes, count) in cases {
        let preview = import_into(&plan, bytes);
        assert_eq!(
            preview.items.len(),
            count,
            "{:?}",
            String::from_utf8_lossy(&bytes[..bytes.len().min(60)])
        );
        if count > 0 {
            let after = applied(plan.clone(), &preview);
            assert_eq!(after.plan().items[..plan.items.len()], plan.items);
            assert_eq!(violations(after.plan()), violations(&plan));
            assert_eq!(**after.undo().expect("one step").plan(), plan);
        }
    }
    for end in 0..noise.len().min(600) {
        if let Ok(table) = table_of(&noise[..end]) {
            let _ = preview_of(&table, &Mapping::guess(&table, &[]), &empty_plan());
        }
    }
}

#[test]
fn files_that_were_cut_anywhere_are_read_up_to_there() {
    let text = "标题,触达\r\n游客结算,1200\r\n深色模式,300\r\n";
    let utf16: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [text.as_bytes(), &encoding_rs::GB18030.encode(text).0, &utf16] {
        for end in 0..bytes.len() {
            if let Ok(table) = table_of(&bytes[..end]) {
                let _ = preview_of(&table, &Mapping::guess(&table, &[]), &empty_plan())
                    .map(|preview| preview.items);
            }
        }
    }
}

#[test]
fn what_numbers_cannot_say_is_kept_as_text() {
    let preview = import_text("Title,Reach,Effort\na,NaN,1e308\nb,Infinity,=1+1\n");
    for (at, input, text) in
        [(0, "reach", "NaN"), (0, "effort", "1e308"), (1, "reach", "Infinity"), (1, "effort", "=1+1")]
    {
        assert_eq!(preview.items[at].estimate("rice", input), Some(&Estimate::Unreadable(text.into())));
    }
    assert_eq!(preview.problem_count, 4);
}

#[test]
fn markup_stays_text_in_every_field() {
    let bad = "<img src=x onerror=alert(1)>\"'</script>";
    let cell = format!("\"{}\"", bad.replace('"', "\"\""));
    let text =
        format!("Key,Title,Description,Area,Tags,Owner,Source,Reach\n{}\n", [cell.as_str(); 8].join(","));
    let preview = import_text(&text);
    let item = &preview.items[0];
    for found in
        [&item.key, &item.title, &item.description, &item.area, &item.tags[0], &item.owner, &item.source]
    {
        assert_eq!(found, bad);
    }
    assert_eq!(item.estimate("rice", "reach"), Some(&Estimate::Unreadable(bad.into())));
}

#[test]
fn a_long_cell_is_cut_and_a_flood_of_problems_is_counted() {
    let text = format!("Title,Description\nx,{}\n", "a".repeat(1024 * 1024));
    let preview = import_text(&text);
    assert_eq!(preview.items[0].description.len(), import::LONGEST_TEXT);
    assert_eq!(preview.problems[0].wrong, Wrong::TooLong);
    let preview = import_text(&format!("Title,Effort\n{}", "x,oops\n".repeat(5_000)));
    assert_eq!((preview.problem_count, preview.problems.len()), (5_000, import::MOST_PROBLEMS));
}

#[test]
fn ids_that_are_taken_are_not_given_again() {
    let plan = plan_with(&[("SY-1", "a", 1.0)]);
    let table = table_of(b"Title\nx\ny\n").unwrap();
    let preview = preview(&table, &Mapping::guess(&table, &[]), &plan, NOW, &mut |_| Id::from("i0")).unwrap();
    assert_eq!(applied(plan, &preview).plan().items.len(), 3);
}
