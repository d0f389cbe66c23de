//! Plans into files, and back.

// Helpers of tests may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::rc::Rc;

use proptest::prelude::*;
use steelyard::domain::date::Date;
use steelyard::domain::editor::{Command, Editor};
use steelyard::domain::export::{self, Context};
use steelyard::domain::frameworks::{self, Framework};
use steelyard::domain::import::{Mapping, Preview, decode, preview, read};
use steelyard::domain::plan::{Criterion, Estimate, Id, Item, KanoCategory, KanoMark, Plan, Status};
use steelyard::domain::roadmap::{Period, Placement, Roadmap};
use steelyard::domain::text::Lang;
use steelyard::domain::uncertainty::{RankRanges, Request, Simulation, rank_ranges};

const NOW: &str = "2026-11-22T09:00:00Z";

fn context(framework: &'static Framework) -> Context<'static> {
    Context { framework, now: NOW, today: Date { year: 2026, month: 11, day: 22 }, ranges: None }
}

/// The rank ranges of a plan, in fewer draws than people get.
fn ranges(plan: &Plan, framework: &'static Framework) -> Option<RankRanges> {
    let request = Request { draws: 400, ..rank_ranges(plan, framework).ok()? };
    let mut simulation = Simulation::new(&request);
    simulation.step(request.draws);
    Some(RankRanges::of(&request, &simulation.results()))
}

fn sample() -> Plan {
    let mut plan = Plan::new("p1".into(), "Checkout 2027 H1", NOW);
    let mut guest = Item::new("i1".into(), "SY-1", "Guest checkout");
    guest.description = "Pay without an account.\nTwo \"clicks\" less.".into();
    guest.area = "Checkout".into();
    guest.tags = vec!["web".into(), "app".into()];
    guest.status = Status::InProgress;
    guest.owner = "李雷".into();
    guest.source = "interview".into();
    guest.kano = Some(KanoMark::manual(KanoCategory::MustBe));
    guest.depends_on = vec!["i2".into(), "i3".into()];
    let numbers = [("reach", 450.0), ("impact", 3.0), ("confidence", 0.8)];
    for (input, value) in numbers {
        guest.set_estimate("rice", input, Some(Estimate::Value(value)));
    }
    guest.set_estimate("rice", "effort", Some(Estimate::Range { low: 1.0, likely: 2.0, high: 4.0 }));
    let mut formula = Item::new("i2".into(), "SY-2", "=HYPERLINK(\"https://example.org\",\"深色模式\")");
    formula.parent = Some("i3".into());
    formula.source = "'@support".into();
    for (input, value) in [("reach", 2000.0), ("impact", 1.0), ("confidence", 0.8), ("effort", 4.0)] {
        formula.set_estimate("rice", input, Some(Estimate::Value(value)));
    }
    formula.set_estimate("ice", "impact", Some(Estimate::Value(8.0)));
    let mut unscored = Item::new("i3".into(), "SY-3", "-3");
    unscored.set_estimate("rice", "reach", Some(Estimate::Unreadable("a lot".into())));
    unscored.set_estimate("rice", "effort", Some(Estimate::Value(-3.0)));
    plan.items = [guest, formula, unscored].map(Rc::new).to_vec();
    plan.next_key = 4;
    let period = Period { id: "q1".into(), title: "2027 Q1".into(), ..Period::default() };
    let place = |item: &str, period: &str| Placement {
        item: item.into(),
        period: period.into(),
        ..Placement::default()
    };
    plan.roadmap = Rc::new(Roadmap {
        periods: vec![period],
        placements: vec![place("i1", "q1"), place("i2", "nowhere")],
        ..Roadmap::default()
    });
    plan
}

fn csv(plan: &Plan, lang: Lang) -> Vec<u8> {
    let format = export::by_id("items-csv").expect("it is registered");
    let framework = frameworks::default();
    let ranges = ranges(plan, framework);
    (format.write)(plan, lang, &Context { ranges: ranges.as_ref(), ..context(framework) }).unwrap()
}

#[test]
fn rank_ranges_stand_beside_the_rank_where_numbers_have_ranges() {
    let ends = |plan: &Plan| -> Vec<String> {
        let text = String::from_utf8(csv(plan, Lang::En)).unwrap();
        let table = read(&text, None).unwrap();
        let at = |name| table.rows[0].cells().position(|cell| cell == name).unwrap();
        let columns = [at("Rank"), at("Rank low"), at("Rank high")];
        table.rows[1..].iter().map(|row| columns.map(|at| row.cell(at).to_owned()).join(" ")).collect()
    };
    let mut plan = sample();
    assert_eq!(ends(&plan), ["1 1 2", "2 1 2", "  "], "what has no score has no rank");
    let effort = Some(Estimate::Value(2.0));
    Rc::make_mut(&mut plan.items[0]).set_estimate("rice", "effort", effort);
    assert_eq!(ends(&plan), ["1  ", "2  ", "  "], "one order is no range");
    // Confidence is the width of an assumed range, and counts no more: 675 against 500.
    Rc::make_mut(&mut plan.items[1]).set_estimate("rice", "confidence", Some(Estimate::Value(1.0)));
    plan.settings.assumed_ranges.on = true;
    assert_eq!(ends(&plan), ["1 1 2", "2 1 2", "  "]);
}

fn import_into(plan: &Plan, bytes: &[u8]) -> Preview {
    let table = read(&decode(bytes, &|_| None).expect("it is text").text, None).expect("it is a table");
    let mut number = 0;
    let mut ids = |prefix: &str| {
        number += 1;
        Id::from(format!("{prefix}_new{number}"))
    };
    preview(&table, &Mapping::guess(&table, &plan.settings.criteria), plan, NOW, &mut ids)
        .expect("it can be imported")
}

/// `BLESS=1` writes the golden file anew; look at the difference before keeping it.
#[track_caller]
fn check_golden(lang: Lang, name: &str) {
    let path = format!("{}/tests/fixtures/tables/{name}", env!("CARGO_MANIFEST_DIR"));
    let written = csv(&sample(), lang);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &written).expect("the fixture can be written");
    }
    let golden = std::fs::read(&path).expect("the fixture is there");
    assert_eq!(String::from_utf8_lossy(&written), String::from_utf8_lossy(&golden));
}

#[test]
fn the_items_are_written_as_the_contract_says() {
    check_golden(Lang::En, "items.en.csv");
    check_golden(Lang::Zh, "items.zh.csv");
}

#[test]
fn an_empty_plan_is_a_header() {
    let written = csv(&Plan::new("p".into(), "Test", NOW), Lang::En);
    assert_eq!(
        String::from_utf8(written).unwrap(),
        "\u{feff}Key,Title,Description,Area,Tags,Status,Owner,Reach,Impact,Confidence,Effort,RICE,Rank,Rank low,\
         Rank high,Kano,User need,Business goal,Period,Depends on,Source,Parent\r\n"
    );
    let written = csv(&Plan::new("p".into(), "Test", NOW), Lang::Zh);
    assert_eq!(
        String::from_utf8(written).unwrap(),
        "\u{feff}编号,标题,描述,领域,标签,状态,负责人,触达,影响,信心,工作量,RICE,名次,名次下限,名次上限,Kano,用户需求,业务目标,周期,依赖,来源,上级\r\n"
    );
}

#[test]
fn ranks_follow_the_framework_that_was_asked_for() {
    let format = export::by_id("items-csv").unwrap();
    for framework in frameworks::ALL {
        let text =
            String::from_utf8((format.write)(&sample(), Lang::En, &context(framework)).unwrap()).unwrap();
        let own = (framework.name)(Lang::En);
        let header = text.lines().next().unwrap();
        assert_eq!(header.split(',').filter(|name| *name == own).count(), 1, "{header}");
    }
}

#[test]
fn a_file_that_comes_back_changes_nothing() {
    for lang in Lang::ALL {
        let preview = import_into(&sample(), &csv(&sample(), lang));
        assert_eq!((preview.unchanged_count, preview.items.len()), (3, 0), "{:?}", preview.items);
    }
}

#[test]
fn criteria_and_classes_come_back_under_their_own_names() {
    for lang in Lang::ALL {
        let mut plan = sample();
        plan.settings.criteria = Rc::new(vec![
            Criterion::new("c4", "Strategic fit"),
            Criterion::new("c2", "Reach"),
            Criterion::new("c1", ""),
        ]);
        let item = Rc::make_mut(&mut plan.items[0]);
        item.set_estimate("weighted", "c4", Some(Estimate::Range { low: 2.0, likely: 3.0, high: 5.5 }));
        item.set_estimate("weighted", "c2", Some(Estimate::Value(8.0)));
        item.set_estimate("moscow", "class", Some(Estimate::Value(1.0)));
        item.set_estimate("opportunity", "importance", Some(Estimate::Value(8.6)));
        let framework = frameworks::by_id("weighted").unwrap();
        let format = export::by_id("items-csv").unwrap();
        let file = (format.write)(&plan, lang, &context(framework)).unwrap();
        let text = String::from_utf8(file.clone()).unwrap();
        let header = text.lines().next().unwrap();
        for name in [",Strategic fit,", ",WEIGHTED Reach,"] {
            assert!(header.contains(name), "{header}");
        }
        assert!(text.contains(["Won’t this time", "这次没有"][lang as usize]), "{text}");
        let preview = import_into(&plan, &file);
        assert_eq!((preview.unchanged_count, preview.items.len()), (3, 0), "{:?}", preview.items);
    }
}

/// An item as it was before, whatever ids and dates it has now.
fn same_but_for_ids(items: &[Rc<Item>], originals: &[Rc<Item>]) {
    assert_eq!(items.len(), originals.len());
    let original_id = |id: &Id| {
        let at = items.iter().position(|item| item.id == *id).expect("it is one of them");
        Rc::clone(&originals[at].id)
    };
    for (item, original) in items.iter().zip(originals) {
        let mut item = Item::clone(item);
        item.id = original_id(&item.id);
        item.parent = item.parent.as_ref().map(original_id);
        item.depends_on = item.depends_on.iter().map(original_id).collect();
        for score in &mut item.scores {
            score.scored = None;
        }
        let by_name = |item: &mut Item| {
            item.scores.sort_by_key(|score| score.sheet);
            item.scores.iter_mut().for_each(|score| score.values.sort_by_key(|(input, _)| *input));
        };
        let mut original = Item::clone(original);
        by_name(&mut item);
        by_name(&mut original);
        assert_eq!(item, original);
    }
}

fn round_trip(plan: &Plan, lang: Lang) {
    let bytes = csv(plan, lang);
    let empty = Plan::new("p2".into(), "Other", NOW);
    let preview = import_into(&empty, &bytes);
    let editor =
        Editor::new(empty.clone()).apply(&Command::Import(preview.items), NOW, None).expect("it changes");
    same_but_for_ids(&editor.plan().items, &plan.items);
    assert_eq!(**editor.undo().expect("one step").plan(), empty);
    let again = import_into(plan, &bytes);
    assert_eq!((again.unchanged_count, again.items.len()), (plan.items.len(), 0), "{:?}", again.items);
}

#[test]
fn the_sample_survives_a_round_trip() {
    for lang in Lang::ALL {
        round_trip(&sample(), lang);
    }
}

fn nasty(longest: usize) -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "=", "+", "-", "@", "'", "\"", "\"\"", ",", ";", "\t", "\n", "\r\n", "\r", " ", "|", "a", "Z", "7",
        "1.5", "%", "标题", "，", "＝", "＋", "“", "😀", "é", "\u{200b}", "\u{202e}", "<b>", "{\"",
        "\u{3000}", "sep=", "\\", "\u{7f}", "NaN",
    ]);
    prop::collection::vec(pieces, 0..=longest).prop_map(|pieces| pieces.concat())
}

fn field() -> impl Strategy<Value = String> {
    nasty(6).prop_map(|text| text.trim().to_owned())
}

fn tag() -> impl Strategy<Value = String> {
    let separators = [',', ';', '，', '；', '、', '|', '\n', '\r', '\t'];
    nasty(6).prop_map(move |text| format!("t{}", text.replace(separators, "")).trim().to_owned())
}

fn estimate(share: bool) -> impl Strategy<Value = Option<Estimate>> {
    let top = if share { 1.0 } else { 1e9 };
    prop_oneof![
        Just(None),
        (0.0..top).prop_map(|value| Some(Estimate::Value(value))),
        (0.001..top, 0.001..top, 0.001..top).prop_map(|(a, b, c)| {
            let mut ends = [a, b, c];
            ends.sort_by(f64::total_cmp);
            Some(Estimate::Range { low: ends[0], likely: ends[1], high: ends[2] })
        }),
        prop::sample::select(vec!["n/a", "=1+1", "?", "'-x", "TBD, \"soon\"", "－－"])
            .prop_map(|text| Some(Estimate::Unreadable(text.to_owned()))),
    ]
}

prop_compose! {
    fn item()(
        title in field(), description in nasty(12), area in field(), owner in field(), source in field(),
        tags in prop::collection::btree_set(tag(), 0..3), status in prop::sample::select(Status::ALL),
        kano in prop::option::of(prop::sample::select(KanoCategory::ALL)),
        reach in estimate(false), confidence in estimate(true), effort in estimate(false), ease in estimate(false),
    ) -> Item {
        let mut item = Item::new("".into(), "", format!("x{title}"));
        item.description = if description.trim().is_empty() { String::new() } else { description };
        (item.area, item.owner, item.source) = (area, owner, source);
        item.tags = tags.into_iter().collect();
        item.status = status;
        item.kano = kano.map(KanoMark::manual);
        for (sheet, input, value) in
            [("rice", "reach", reach), ("rice", "confidence", confidence), ("rice", "effort", effort), ("ice", "ease", ease)]
        {
            item.set_estimate(sheet, input, value);
        }
        item
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_comes_back(items in prop::collection::vec(item(), 1..6), links in any::<u32>(), zh in any::<bool>()) {
        let mut plan = Plan::new("p1".into(), "Test", NOW);
        for (at, mut item) in items.into_iter().enumerate() {
            item.id = Id::from(format!("i{at}"));
            item.key = format!("SY-{}", at + 1);
            // Links lead to earlier items only, so there is no circle.
            for earlier in 0..at {
                if links >> (at * 5 + earlier) & 1 == 1 {
                    item.depends_on.push(Id::from(format!("i{earlier}")));
                    item.parent = Some(Id::from(format!("i{earlier}")));
                }
            }
            plan.items.push(Rc::new(item));
        }
        round_trip(&plan, if zh { Lang::Zh } else { Lang::En });
    }

    #[test]
    fn no_cell_of_a_file_begins_a_formula(title in nasty(6), area in nasty(6)) {
        let mut plan = Plan::new("p1".into(), "Test", NOW);
        let mut item = Item::new("i1".into(), "SY-1", format!("={title}"));
        item.area = area;
        plan.items.push(Rc::new(item));
        let bytes = csv(&plan, Lang::En);
        let table = read(&decode(&bytes, &|_| None).unwrap().text, None).unwrap();
        for cell in table.rows.iter().flat_map(|row| row.cells()) {
            let number = cell.parse::<f64>().is_ok();
            prop_assert!(number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋']), "{cell:?}");
        }
    }

    #[test]
    fn no_text_breaks_the_import(text in nasty(60)) {
        if let Ok(table) = read(&text, None) {
            let plan = Plan::new("p1".into(), "Test", NOW);
            let mapping = Mapping::guess(&table, &[]);
            let _ = preview(&table, &mapping, &plan, NOW, &mut |prefix| Id::from(prefix));
        }
    }
}
