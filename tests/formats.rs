//! Plan files: what is written reads back, what is foreign is kept, and whatever
//! a file holds, the answer is a sound plan with warnings or one clear sentence.

// Helpers of tests stand outside of `#[test]`, so clippy's leave for tests does not reach them.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::string_slice)]

use std::path::Path;

use proptest::prelude::*;
use proptest::test_runner::Config;
use serde_json::{Map, Value, json};
use steelyard::domain::format::{self, Expected, MOST_BYTES, ReadError, Trouble, VERSION, Warning, read};
use steelyard::domain::invariants::violations;
use steelyard::domain::kano::{Answer, Reply};
use steelyard::domain::plan::{Estimate, KanoCategory, KanoMark, KanoRule, KanoTable, Plan, Status};
use steelyard::domain::roadmap::{Actual, GroupKind, Policy, Timing, Worth};
use steelyard::domain::sample;
use steelyard::domain::text::Lang;

mod support;

const V1: &str = include_str!("fixtures/plans/v1.steelyard.json");

/// The fixture with one value changed.
fn with(change: impl FnOnce(&mut Value)) -> String {
    let mut plan: Value = serde_json::from_str(V1).expect("the fixture is JSON");
    change(&mut plan);
    plan.to_string()
}

/// Reads a file that opens, and checks the promises of the plan.
fn opened(text: &str) -> (Plan, Vec<Warning>) {
    let (plan, warnings) = read(text).unwrap_or_else(|error| panic!("{error:?}: {}", shown(text)));
    assert_eq!(violations(&plan), Vec::<String>::new(), "{}", shown(text));
    for warning in &warnings {
        for lang in Lang::ALL {
            let sentence = warning.sentence(lang);
            assert!(sentence.ends_with(['.', '。']) && sentence.chars().count() < 400, "{sentence}");
        }
    }
    (plan, warnings)
}

/// Whatever the text is, reading it ends well.
fn ends_well(text: &str) {
    match read(text) {
        Ok(_) => {
            opened(text);
        }
        Err(error) => {
            for lang in Lang::ALL {
                let sentence = error.sentence(lang);
                assert!(sentence.ends_with(['.', '。']) && sentence.chars().count() > 8, "{sentence}");
            }
        }
    }
}

fn shown(text: &str) -> String {
    text.chars().take(300).collect()
}

// Versions, golden file, round trip.

#[test]
fn every_version_has_a_sample_file_that_opens() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/plans");
    for version in 1..=VERSION {
        let text = std::fs::read_to_string(folder.join(format!("v{version}.steelyard.json")))
            .expect("a sample file");
        assert_eq!(opened(&text).1, [], "version {version}");
    }
}

#[test]
fn the_fixture_reads_as_it_was_meant() {
    let (plan, _) = opened(V1);
    assert_eq!((&*plan.id, &*plan.title, plan.next_key), ("p_7f3k2m", "Checkout 2027 H1", 5));
    assert_eq!((plan.needs[0].importance, plan.goals[0].weight), (Some(8.2), 3.0));
    let item = &plan.items[0];
    assert_eq!(
        (item.key.as_str(), item.status, item.requesters[0].count),
        ("SY-1", Status::Candidate, Some(12.0))
    );
    assert_eq!(item.estimate("rice", "effort"), Some(&Estimate::Range { low: 1.0, likely: 2.0, high: 4.0 }));
    let rice = item.score("rice").expect("a sheet");
    assert_eq!((rice.evidence.as_str(), rice.one_time), ("Funnel of 12 weeks", true));
    let other = &plan.items[1];
    assert_eq!(other.estimate("rice", "reach"), Some(&Estimate::Unreadable("about 500".into())));
    let mark = item.kano.as_ref().expect("a mark");
    assert_eq!((mark.category, mark.source.as_str()), (KanoCategory::MustBe, KanoMark::STUDY));
    assert_eq!((mark.better, mark.worse, mark.n, mark.p), (Some(0.18), Some(-0.71), Some(38), Some(0.99)));
    assert_eq!(mark.date.as_deref(), Some("2026-11-21"));
    let settings = &plan.settings;
    assert_eq!(
        (settings.kano_table, settings.kano_rule, settings.kano_near_tie),
        (KanoTable::Berger, KanoRule::NearTie, 0.05)
    );
    assert_eq!((other.parent.as_deref(), plan.bin[0].title.as_str()), (Some("i3"), "Order by voice"));
}

#[test]
fn the_roadmap_of_the_fixture_reads_as_it_was_meant() {
    let plan = opened(V1).0;
    let roadmap = &plan.roadmap;
    let (web, first) = (&roadmap.teams[0], &roadmap.periods[0]);
    assert_eq!((web.title_in(Lang::Zh), web.areas.as_slice()), ("网页", &["Checkout".to_owned()][..]));
    assert_eq!(
        (first.start.as_str(), first.capacity_of("t1"), first.capacity_of("t2")),
        ("2027-01-01", 4.0, 0.3)
    );
    assert_eq!((roadmap.periods[1].capacity_of("t2"), roadmap.place_of("q2")), (0.0, Some(1)));
    let placement = |item| roadmap.placement(item).map(|each| (&*each.period, each.locked));
    assert_eq!(
        (placement("i1"), placement("i2"), placement("i3")),
        (Some(("q1", false)), Some(("q1", true)), None)
    );
    let limit = roadmap.limit("i1").expect("a limit");
    assert_eq!(
        (limit.earliest.as_deref(), limit.latest.as_deref(), limit.must),
        (Some("q1"), Some("q2"), true)
    );
    assert_eq!(plan.timing(&plan.items[0], "i2"), Timing::SamePeriod);
    assert!(roadmap.limit("i3").expect("a limit").excluded);
    assert_eq!((roadmap.groups[0].kind, roadmap.groups[0].items.len()), (GroupKind::Apart, 2));
    let policy = &roadmap.policy;
    assert_eq!((policy.basis.as_deref(), policy.discount, policy.spare), (Some("rice"), 0.15, 0.1));
    assert_eq!((policy.timing, policy.must_be_floor), (Timing::Before, true));
    let scenario = &roadmap.scenarios[0];
    assert_eq!((scenario.title_in(Lang::Zh), scenario.need_share), ("均衡", Some(0.4)));
    assert_eq!((&*scenario.placements[0].period, scenario.placements[0].locked), ("q2", true));
    let decision = &plan.decisions[0];
    assert_eq!((decision.item.as_deref(), decision.reason.as_str()), (Some("i1"), "Promised to sales"));
    assert_eq!(decision.after, Some(Worth { need: 3.0, goal: 2.6, value: 2.75 }));
    let item = &plan.items[1];
    let of = |team: &str| item.effort_by_team.get(team).cloned();
    assert_eq!(of("t1"), Some(Estimate::Range { low: 0.5, likely: 1.0, high: 2.0 }));
    assert_eq!(of("t2"), Some(Estimate::Unreadable("a day or two".into())));
    assert_eq!((item.planned.start.as_str(), item.actual.end.as_str()), ("2027-01-04", "2027-02-12"));
    assert_eq!((item.actual.effort, item.actual.reach), (Some(1.6), Some(380.0)));
    assert_eq!(plan.items[0].planned.start, "", "null is an open end");
}

#[test]
fn what_a_roadmap_names_and_is_not_there_is_left_out_and_the_rest_stays() {
    let (plan, warnings) = opened(&with(|plan| {
        let roadmap = &mut plan["roadmap"];
        roadmap["teams"].as_array_mut().expect("teams").push(json!({ "id": "t1", "title": "Again" }));
        roadmap["periods"][0]["capacity"] = json!({ "t1": 4, "t2": -1, "gone": 2, "t3": null });
        roadmap["placements"] = json!([
            { "item": "i1", "period": "q9" }, { "item": "i2", "period": "q2" }, { "item": "i2", "period": "q1" }, 7,
            { "item": "gone", "period": "q1" },
        ]);
        roadmap["limits"] = json!([{ "item": "i1", "earliest": "q9", "must": "yes" }, { "item": "i2" }]);
        roadmap["groups"] = json!([{ "id": "w", "kind": "near", "items": ["i1", "i2"] }, { "kind": "either", "items": ["i1", "i2"] }]);
        roadmap["scenarios"] = (0..60).map(|at| json!({ "id": format!("s{at}"), "title": "S" })).collect();
        roadmap["policy"] = json!({ "discount": 2, "spare": "none", "timing": "after" });
        plan["decisions"] = json!([{ "title": "A" }, { "id": "d1" }, { "id": "d1" }]);
        plan["items"][0]["effort_by_team"] =
            json!({ "t1": -1, "t2": { "low": 3, "likely": 2, "high": 1 }, "": 1, "t3": null });
        plan["items"][0]["actual"] = json!({ "effort": -2, "reach": "many" });
    }));
    let roadmap = &plan.roadmap;
    assert_eq!((roadmap.teams.len(), roadmap.teams[2].title.as_str()), (3, "Again"));
    assert_eq!(roadmap.periods[0].capacity.len(), 1);
    let placed: Vec<(&str, &str)> =
        roadmap.placements.iter().map(|each| (&*each.item, &*each.period)).collect();
    assert_eq!(placed, [("i2", "q2"), ("gone", "q1")]);
    assert_eq!(
        (roadmap.limits.len(), roadmap.groups.len(), roadmap.groups[0].kind),
        (0, 1, GroupKind::Either)
    );
    assert_eq!(roadmap.scenarios.len(), 50);
    assert_eq!(roadmap.policy, Policy::default());
    assert_eq!(plan.decisions.len(), 3);
    assert_eq!((plan.items[0].effort_by_team.len(), plan.items[0].actual.clone()), (0, Actual::default()));
    assert!(warnings.len() >= 10, "{warnings:?}");
}

#[test]
fn a_roadmap_says_what_it_names_and_is_not_there() {
    #[track_caller]
    fn check(change: impl FnOnce(&mut Value), en: &[&str], zh: &[&str]) -> Plan {
        let (plan, warnings) = opened(&with(change));
        let said = |lang| warnings.iter().map(|warning| warning.sentence(lang)).collect::<Vec<_>>();
        assert_eq!(
            (said(Lang::En), said(Lang::Zh)),
            (
                en.iter().map(|&text| text.to_owned()).collect(),
                zh.iter().map(|&text| text.to_owned()).collect()
            )
        );
        plan
    }
    let plan = check(
        |plan| {
            plan["roadmap"]["placements"] = json!([
                { "item": "i1", "period": "q9" }, { "item": "i2", "period": "q2" }, { "item": "i2", "period": "q1" },
                { "item": "i9", "period": "q1" },
            ]);
        },
        &[
            "roadmap.placements[0] names the period “q9”, which is not in the plan; it was left out.",
            "roadmap.placements[2] is about “i2” once more; the first one counts, and this one was left out.",
            "roadmap.placements[3] names the item “i9”, which is not in the plan; it is kept, and counts for \
             nothing until there is one.",
        ],
        &[
            "roadmap.placements[0] 所指的周期“q9”不在计划中，已略去。",
            "roadmap.placements[2] 再次涉及“i2”；以第一处为准，此处已略去。",
            "roadmap.placements[3] 所指的需求“i9”不在计划中；该处已保留，但暂不起作用。",
        ],
    );
    let placed: Vec<(&str, &str)> =
        plan.roadmap.placements.iter().map(|each| (&*each.item, &*each.period)).collect();
    assert_eq!(placed, [("i2", "q2"), ("i9", "q1")]);
    let plan = check(
        |plan| {
            plan["roadmap"]["periods"][0]["capacity"] = json!({ "t1": 4, "t9": 2 });
            plan["roadmap"]["limits"] = json!([{ "item": "i1", "earliest": "q9", "must": true }]);
            plan["roadmap"]["groups"] = json!([{ "id": "w", "kind": "apart", "items": ["i1"] }]);
            plan["items"][0]["effort_by_team"] = json!({ "t1": 1, "t9": 2 });
        },
        &[
            "roadmap.periods[0].capacity.t9 names the team “t9”, which is not in the plan; it was left out.",
            "roadmap.limits[0].earliest names the period “q9”, which is not in the plan; it was left out.",
            "roadmap.groups[0].items should be two or more items but is “i1”; it was left out.",
            "items[0].effort_by_team.t9 names the team “t9”, which is not in the plan; it is kept, and counts for \
             nothing until there is one.",
        ],
        &[
            "roadmap.periods[0].capacity.t9 所指的团队“t9”不在计划中，已略去。",
            "roadmap.limits[0].earliest 所指的周期“q9”不在计划中，已略去。",
            "roadmap.groups[0].items 应为两个或更多需求，实际为 “i1”，已略去。",
            "items[0].effort_by_team.t9 所指的团队“t9”不在计划中；该处已保留，但暂不起作用。",
        ],
    );
    assert_eq!((plan.roadmap.limits.len(), plan.roadmap.groups.len()), (1, 0));
    assert_eq!(plan.items[0].effort_by_team.len(), 2);
}

#[test]
fn the_study_of_the_fixture_reads_as_it_was_meant() {
    let study = opened(V1).0.kano;
    assert_eq!(
        (study.wording.as_str(), study.language.as_str(), study.importance),
        ("berger", "zh-CN", true)
    );
    assert_eq!((study.segments.len(), study.intro_zh.as_str()), (2, "每个想法两道题。"));
    let items: Vec<&str> = study.features.iter().map(|feature| &*feature.item).collect();
    assert_eq!(items, ["i1", "i4", "i_gone"], "a deleted item stays, and one that is gone for good");
    assert_eq!(study.features[0].question.functional_zh, "如果不注册也能下单，您的感受是？");
    let (one, other) = (&study.respondents[0], &study.respondents[1]);
    assert_eq!((one.segment.as_str(), one.date.as_str()), ("new users", "2026-11-20"));
    let full = one.answer("i1").expect("an answer");
    assert_eq!((full.pair(), full.importance), (Some((Reply::Like, Reply::Dislike)), Some(9)));
    let half = Answer { functional: Some(Reply::Neutral), ..Answer::default() };
    assert_eq!((one.answer("i4"), one.answer("i2")), (Some(&half), None));
    assert_eq!(other.answer("i_gone").and_then(|answer| answer.importance), Some(1));
}

#[test]
fn an_answer_is_one_number_in_storage_and_an_object_in_files() {
    let plan = opened(V1).0;
    let written = |text: String| -> Value {
        let value: Value = serde_json::from_str(&text).expect("JSON");
        value["kano"]["respondents"].clone()
    };
    let (compact, pretty) = (written(format::write(&plan)), written(format::write_pretty(&plan)));
    assert_eq!(compact[1]["answers"], json!({"i1": 24, "i_gone": 511}));
    assert_eq!(pretty[1]["answers"]["i1"], json!({"functional": 2, "dysfunctional": 4}));
    for form in [compact, pretty] {
        let first = json!({"i1": {"functional": 1, "dysfunctional": 5, "importance": 9, "x_answer": 2.5}, "i4": {"functional": 3}});
        assert_eq!(form[0]["answers"], first, "what stands beside an answer, and half a pair");
    }
}

#[test]
fn an_empty_study_is_not_written() {
    for study in [json!(null), json!({}), json!({"wording": "", "features": [], "respondents": []})] {
        let plan = opened(&with(|plan| plan["kano"] = study.clone())).0;
        assert!(plan.kano.is_empty());
        for text in [format::write(&plan), format::write_pretty(&plan)] {
            let value: Value = serde_json::from_str(&text).expect("JSON");
            assert_eq!(value.get("kano"), None, "{study}");
        }
    }
}

#[test]
fn a_file_of_very_many_answers_has_the_short_form_so_that_it_opens_again() {
    let answers: Map<String, Value> = (0..20).map(|at| (format!("i{at}"), json!(159))).collect();
    for (count, is_short) in [(5_000, false), (5_001, true)] {
        let respondents: Vec<Value> =
            (0..count).map(|at| json!({"id": format!("r{at}"), "answers": answers})).collect();
        let plan = opened(&with(|plan| plan["kano"] = json!({"respondents": respondents}))).0;
        let text = format::write_pretty(&plan);
        assert_eq!(text.contains(": 159"), is_short, "{count}");
        assert_eq!(opened(&text).0, plan);
    }
}

/// Whether everything that one value says is in the other, too.
fn says_no_less(full: &Value, part: &Value, place: &str) {
    match (full, part) {
        (Value::Object(full), Value::Object(part)) => {
            for (name, value) in part {
                let found = full.get(name).unwrap_or_else(|| panic!("{place}.{name} is missing"));
                says_no_less(found, value, &format!("{place}.{name}"));
            }
        }
        (Value::Array(full), Value::Array(part)) => {
            assert_eq!(full.len(), part.len(), "{place}");
            for (at, (full, part)) in full.iter().zip(part).enumerate() {
                says_no_less(full, part, &format!("{place}[{at}]"));
            }
        }
        _ => assert_eq!(full, part, "{place}"),
    }
}

#[test]
fn a_saved_file_holds_every_name_and_value_of_the_one_it_came_from() {
    let (plan, _) = opened(V1);
    let before: Value = serde_json::from_str(V1).expect("the fixture is JSON");
    let after: Value = serde_json::from_str(&format::write_pretty(&plan)).expect("JSON");
    says_no_less(&after, &before, "plan");
}

#[test]
fn both_forms_read_back_as_the_same_plan() {
    for lang in Lang::ALL {
        let sample = sample::plan(lang, "p_1".into(), support::NOW);
        for plan in [opened(V1).0, sample, Plan::new("p".into(), "", "")] {
            for text in [
                format::write(&plan),
                format::write_pretty(&plan),
                format!("\u{feff}{}", format::write(&plan)),
            ] {
                assert_eq!(opened(&text), (plan.clone(), Vec::new()));
            }
        }
    }
}

#[test]
fn the_compact_form_is_golden() {
    let plan = opened(&with(|plan| {
        plan["items"].as_array_mut().expect("items").truncate(2);
        plan["items"][0] = json!({"id": "i2", "title": "B", "tags": ["x"], "scores": {"rice": {"effort": 0.5, "reach": 10}}});
        plan["items"][1] = json!({"id": "i1", "key": "SY-9", "title": "A", "depends_on": ["i2"]});
        for name in ["needs", "goals", "bin", "kano", "roadmap", "decisions", "settings"] {
            plan.as_object_mut().expect("a plan").shift_remove(name);
        }
    }))
    .0;
    let expected = concat!(
        r#"{"format":"steelyard-plan","version":1,"id":"p_7f3k2m","title":"Checkout 2027 H1","title_alt":"结算 2027 上半年","#,
        r#""created":"2026-11-22T09:00:00Z","updated":"2026-11-22T09:30:00Z","#,
        r#""settings":{"reach_period":"quarter","effort_unit":"person-month","need_share":0.5,"kano_table":"berger","kano_rule":"mode","kano_near_tie":0.06,"seed":1},"#,
        r#""items":[{"id":"i2","key":"SY-10","title":"B","tags":["x"],"status":"candidate","scores":{"rice":{"reach":10,"effort":0.5}}},"#,
        r#"{"id":"i1","key":"SY-9","title":"A","status":"candidate","depends_on":["i2"]}],"#,
        r#""next_key":11,"inbox":[],"x_plan":"kept"}"#,
    );
    assert_eq!(format::write(&plan), expected);
}

#[test]
fn a_bare_plan_opens() {
    let (plan, warnings) = opened(r#"{"format":"steelyard-plan","version":1}"#);
    assert_eq!(
        (plan.title.as_str(), plan.title_alt.as_deref(), plan.items.len()),
        ("Untitled", Some("未命名"), 0)
    );
    let troubles: Vec<&Trouble> = warnings.iter().map(|warning| &warning.trouble).collect();
    assert!(matches!(troubles[..], [Trouble::MissingTitle, Trouble::MissingId { .. }]), "{troubles:?}");
}

#[test]
fn bytes_are_read_by_their_mark() {
    let text = "\u{feff}".to_owned() + V1;
    let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [V1.as_bytes(), text.as_bytes(), &utf_16] {
        assert_eq!(format::read_bytes(bytes).map(|(plan, _)| plan), Ok(opened(V1).0));
    }
    for bytes in [&[0x50, 0x4b, 3, 4, 0, 0][..], &[0xff, 0x80, 0x31], b"\0\0\0"] {
        assert_eq!(format::read_bytes(bytes), Err(ReadError::NotText), "{bytes:?}");
    }
    assert_eq!(format::read_bytes(&[]), Err(ReadError::Empty));
}

// Files that cannot be opened.

#[test]
fn what_cannot_be_opened_says_why() {
    let version = |value: Value| with(|plan| plan["version"] = value);
    let many = |list: usize| vec![json!({"title": "A"}); list];
    let items = with(|plan| plan["items"] = json!(many(30_000)));
    let respondents = with(|plan| plan["kano"]["respondents"] = json!(many(20_001)));
    let deep = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    let deep_field = V1.replace("\"x_plan\": \"kept\"", &format!("\"x_plan\": {}", deep(1000)));
    let app = VERSION;
    for (text, expected) in [
        ("", ReadError::Empty),
        (" \n\t ", ReadError::Empty),
        ("\u{feff}", ReadError::Empty),
        ("null", ReadError::NotAPlan),
        ("[]", ReadError::NotAPlan),
        ("{}", ReadError::NotAPlan),
        ("5", ReadError::NotAPlan),
        (r#"{"format":"other-plan","version":1}"#, ReadError::NotAPlan),
        (r#"{"format":["steelyard-plan"],"version":1}"#, ReadError::NotAPlan),
        (r#"{"format":"steelyard-plan"}"#, ReadError::NotAPlan),
        (&version(json!(0)), ReadError::NotAPlan),
        (&version(json!(-1)), ReadError::NotAPlan),
        (&version(json!("x")), ReadError::NotAPlan),
        (&version(json!(1e99)), ReadError::NotAPlan),
        (&version(json!(null)), ReadError::NotAPlan),
        (&version(json!(VERSION + 1)), ReadError::TooNew { file: VERSION + 1, app }),
        (&version(json!(999)), ReadError::TooNew { file: 999, app }),
        (&items, ReadError::TooManyItems { count: 30_000 }),
        (&respondents, ReadError::TooManyRespondents { count: 20_001 }),
        (&deep(1000), ReadError::TooDeep),
        (&deep(100_000), ReadError::TooDeep),
        (&deep_field, ReadError::TooDeep),
        ("Title,Reach\nGuest checkout,450\n", ReadError::NotJson { line: 1, column: 1 }),
        ("{\"a\":1,}", ReadError::NotJson { line: 1, column: 8 }),
        ("{\n \"a\" 1}", ReadError::NotJson { line: 2, column: 6 }),
        ("\u{1}\u{2}\u{fffd}PK", ReadError::NotJson { line: 1, column: 1 }),
        ("<html><script>alert(1)</script></html>", ReadError::NotJson { line: 1, column: 1 }),
        ("{\"format\":\"steelyard-plan\"", ReadError::CutShort { line: 1, column: 26 }),
    ] {
        assert_eq!(read(text).map(|(plan, _)| plan.title), Err(expected), "{}", shown(text));
        ends_well(text);
    }
    assert!(matches!(read("[").unwrap_err(), ReadError::CutShort { .. }));
    let large = " ".repeat(100 * 1024 * 1024);
    assert_eq!(read(&large).unwrap_err(), ReadError::TooLarge { bytes: large.len() });
    assert_eq!(
        read(&large[..=MOST_BYTES]).unwrap_err().sentence(Lang::En),
        "The file has 50 MiB; a plan can have at most 50 MiB."
    );
}

#[test]
fn a_file_that_is_cut_anywhere_says_so() {
    let text = format::write(&opened(V1).0);
    for (cut, _) in text.char_indices().skip(1) {
        let error = read(&text[..cut]).unwrap_err();
        assert!(matches!(error, ReadError::CutShort { .. }), "{cut}: {error:?}");
    }
}

// Values that cost their own field.

/// Changes one field of the fixture; the plan opens, and one warning names the place.
fn costs_only(place: &str, value: Value, trouble: Option<Trouble>) {
    let text = with(|plan| {
        let pointer = format!("/{}", place.replace(['.', '['], "/").replace(']', ""));
        *plan.pointer_mut(&pointer).unwrap_or_else(|| panic!("no {pointer}")) = value.clone();
    });
    let (plan, warnings) = opened(&text);
    let found: Vec<(&str, &Trouble)> =
        warnings.iter().map(|warning| (warning.place.as_str(), &warning.trouble)).collect();
    match trouble {
        Some(trouble) => assert_eq!(found, [(place, &trouble)], "{value}"),
        None => assert_eq!(found, [], "{value}"),
    }
    assert_eq!((plan.items.len(), plan.title.is_empty()), (3, false), "{place} {value}");
}

#[test]
fn a_wrong_value_costs_its_own_field() {
    use Expected::{
        Contribution, EffortUnit, Importance, Kano, KanoRule, KanoTable, List, NegativeShare, NotNegative,
        Object, Period, Ratio, Share, Switch, Ten, Text, Whole,
    };
    for (place, value, expected, found) in [
        ("items[0].description", json!(5), Text, "5"),
        ("items[0].area", json!(["x"]), Text, "[\"x\"]"),
        ("items[0].title_alt", json!(true), Text, "true"),
        ("items[0].tags", json!("web"), List, "“web”"),
        ("items[0].tags[0]", json!({}), Text, "{}"),
        ("items[0].status", json!("done"), Expected::Status, "“done”"),
        ("items[0].status", json!(3), Expected::Status, "3"),
        ("items[0].depends_on", json!({"i2": 1}), List, "{\"i2\":1}"),
        ("items[0].parent", json!([]), Text, "[]"),
        ("items[0].requesters", json!("Ann"), List, "“Ann”"),
        ("items[0].requesters[0]", json!("Ann"), Object, "“Ann”"),
        ("items[0].requesters[0].count", json!(-3), NotNegative, "-3"),
        ("items[0].requesters[0].count", json!("many"), NotNegative, "“many”"),
        ("items[0].scores", json!([1, 2]), Object, "[1,2]"),
        ("items[0].scores.rice", json!("high"), Object, "“high”"),
        ("items[0].scores.rice.evidence", json!(0.5), Text, "0.5"),
        ("items[0].scores.rice.scored", json!(2026), Text, "2026"),
        ("items[0].scores.rice.one_time", json!("yes"), Switch, "“yes”"),
        ("items[0].needs", json!([3]), Object, "[3]"),
        ("items[0].needs.n1", json!(99), Contribution, "99"),
        ("items[0].needs.n1", json!(1.5), Contribution, "1.5"),
        ("items[0].goals.g1", json!("3"), Contribution, "“3”"),
        ("items[0].kano", json!("M"), Object, "“M”"),
        ("items[0].kano.category", json!("Must"), Kano, "“Must”"),
        ("items[0].comments[0].text", json!([]), Text, "[]"),
        ("items[0].links[0].url", json!(null), Text, ""),
        ("items[0].kano.better", json!(1.5), Share, "1.5"),
        ("items[0].kano.worse", json!(0.71), NegativeShare, "0.71"),
        ("items[0].kano.n", json!(2.5), Whole, "2.5"),
        ("items[0].kano.p", json!("likely"), Share, "“likely”"),
        ("settings.kano_table", json!("kano"), KanoTable, "“kano”"),
        ("settings.kano_rule", json!(1), KanoRule, "1"),
        ("settings.kano_near_tie", json!(6), Share, "6"),
        ("kano", json!([1]), Object, "[1]"),
        ("kano.wording", json!(1), Text, "1"),
        ("kano.importance", json!("yes"), Switch, "“yes”"),
        ("kano.segments", json!("all"), List, "“all”"),
        ("kano.features", json!({}), List, "{}"),
        ("kano.features[1]", json!("i4"), Object, "“i4”"),
        ("kano.features[0].functional_en", json!(["?"]), Text, "[\"?\"]"),
        ("kano.respondents", json!(40), List, "40"),
        ("kano.respondents[1]", json!(5), Object, "5"),
        ("kano.respondents[0].segment", json!(5), Text, "5"),
        ("kano.respondents[0].answers", json!([15]), Object, "[15]"),
        ("kano.respondents[0].answers.i1", json!("15"), Expected::Answer, "“15”"),
        ("kano.respondents[0].answers.i1", json!(5), Expected::Answer, "5"),
        ("kano.respondents[0].answers.i1", json!(16), Expected::Answer, "16"),
        ("kano.respondents[0].answers.i1", json!(150), Expected::Answer, "150"),
        ("kano.respondents[0].answers.i1.functional", json!(0), Expected::Reply, "0"),
        ("kano.respondents[0].answers.i1.dysfunctional", json!(6), Expected::Reply, "6"),
        ("kano.respondents[0].answers.i1.functional", json!("like"), Expected::Reply, "“like”"),
        ("kano.respondents[0].answers.i1.importance", json!(10), Importance, "10"),
        ("kano.respondents[0].answers.i4", json!(null), Expected::Answer, ""),
        ("settings", json!("default"), Object, "“default”"),
        ("settings.need_share", json!(7), Share, "7"),
        ("settings.need_share", json!(-0.1), Share, "-0.1"),
        ("settings.reach_period", json!("decade"), Period, "“decade”"),
        ("settings.effort_unit", json!(1), EffortUnit, "1"),
        ("settings.criteria", json!("fit"), List, "“fit”"),
        ("settings.criteria[1]", json!("fit"), Object, "“fit”"),
        ("settings.criteria[0].weight", json!(-1), NotNegative, "-1"),
        ("settings.criteria[0].direction", json!("up"), Expected::Direction, "“up”"),
        ("settings.criteria[0].low", json!("0"), Expected::Number, "“0”"),
        ("settings.criteria[0].high", json!(-1), Expected::Rising, "“0 – -1”"),
        ("settings.assumed_ranges", json!(true), Object, "true"),
        ("settings.assumed_ranges.on", json!(1), Switch, "1"),
        ("settings.assumed_ranges.low", json!(0.5), Ratio, "0.5"),
        ("settings.seed", json!(-1), Whole, "-1"),
        ("settings.seed", json!(1.5), Whole, "1.5"),
        ("needs[0].weight", json!(-5), NotNegative, "-5"),
        ("needs[0].importance", json!(11), Ten, "11"),
        ("goals[0].weight", json!("3"), NotNegative, "“3”"),
        ("next_key", json!("5"), Whole, "“5”"),
        ("created", json!(0), Text, "0"),
        ("bin", json!({}), List, "{}"),
        ("needs", json!(null), List, ""),
    ] {
        // Null is the same as absent, which is no trouble.
        let trouble = Trouble::LeftOut { expected, found: found.to_owned() };
        costs_only(place, value, (!found.is_empty()).then_some(trouble));
    }
}

#[test]
fn every_criterion_gets_a_place_while_there_is_one() {
    let read = |ids: Value| {
        let criterion = |id: &Value| json!({"id": id, "title": id.to_string()});
        let list: Vec<Value> = ids.as_array().expect("ids").iter().map(criterion).collect();
        let (plan, warnings) = opened(&with(|plan| plan["settings"]["criteria"] = list.into()));
        let found: Vec<String> =
            plan.settings.criteria.iter().map(|one| format!("{} {}", one.title, one.id)).collect();
        (found.join(", "), warnings.len())
    };
    for (ids, expected, troubles) in [
        (json!(["c2", "c1"]), r#""c2" c2, "c1" c1"#, 0),
        (json!(["fit", "c1"]), r#""fit" c2, "c1" c1"#, 1),
        (json!(["c3", "c3", null]), r#""c3" c3, "c3" c1, null c2"#, 2),
        (json!(["c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8"]).clone(), "", 0),
        (json!(["x", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c1"]), "", 1),
    ] {
        let (found, warnings) = read(ids.clone());
        assert!(
            expected.is_empty() && found.matches(", ").count() == 7 || found == expected,
            "{ids}: {found}"
        );
        assert_eq!(warnings, troubles, "{ids}");
    }
}

#[test]
fn an_estimate_that_is_no_number_is_kept_as_text() {
    for (value, expected) in [
        (json!("abc"), "abc"),
        (json!("1,200"), "1,200"),
        (json!(true), "true"),
        (json!([1, 2]), "[1,2]"),
        (json!({"low": 1, "high": 4}), r#"{"low":1,"high":4}"#),
        (json!({"low": 1, "likely": "x", "high": 4}), r#"{"low":1,"likely":"x","high":4}"#),
    ] {
        let found = format!("“{expected}”");
        costs_only("items[0].scores.rice.reach", value.clone(), Some(Trouble::KeptAsText { found }));
        let (plan, _) = opened(&with(|plan| plan["items"][0]["scores"]["rice"]["reach"] = value));
        let written: Value = serde_json::from_str(&format::write(&plan)).expect("JSON");
        let sheet = &written["items"][0]["scores"]["rice"];
        assert_eq!((sheet.get("reach"), &sheet["unreadable"]["reach"]), (None, &json!(expected)));
    }
    for value in [json!(1e308), json!(-5), json!(0), json!({"low": 9, "likely": 2, "high": 1})] {
        costs_only("items[0].scores.rice.reach", value, None);
    }
    costs_only(
        "items[0].requesters[0].date",
        json!("tomorrow"),
        Some(Trouble::NoDate { found: "“tomorrow”".into() }),
    );
}

#[test]
fn what_json_does_not_allow_costs_its_own_field() {
    for literal in ["NaN", "Infinity", "-Infinity", "1e400", "-1e999"] {
        let (plan, warnings) = opened(&V1.replace("\"reach\": 450", &format!("\"reach\": {literal}")));
        assert_eq!(plan.items[0].estimate("rice", "reach"), Some(&Estimate::Unreadable(literal.into())));
        assert_eq!(warnings.len(), 2, "{warnings:?}");
    }
    let (plan, warnings) = opened(&V1.replace("Guest checkout\",", "Guest \\ud800 checkout\","));
    assert_eq!(plan.items[0].title, "Guest \u{fffd} checkout");
    assert_eq!(warnings[0].trouble, Trouble::Repaired);
}

#[test]
fn items_without_id_key_or_title_are_given_one() {
    let items = json!([
        {"id": "a", "title": "First"}, {"id": "a", "title": "Second"}, {"id": "a-2", "title": "Third"},
        {"title": "No id"}, {"id": ""}, {"id": 7, "title": " ", "title_alt": "标题"}, "text", null, 5
    ]);
    let (plan, warnings) = opened(&with(|plan| {
        plan["items"] = items.clone();
        plan["bin"] = json!([{"id": "a", "title": "Deleted"}]);
        // It would say that it names others.
        plan["roadmap"] = json!({});
    }));
    let ids: Vec<&str> = plan.items.iter().chain(&plan.bin).map(|item| &*item.id).collect();
    assert_eq!(ids, ["a", "a-3", "a-2", "i1", "i2", "7", "a-4"]);
    let titles: Vec<&str> = plan.items.iter().map(|item| item.title.as_str()).collect();
    assert_eq!(titles, ["First", "Second", "Third", "No id", "Untitled", "标题"]);
    assert_eq!(plan.items[0].key, "SY-5", "the number after the file's own next key");
    assert_eq!(warnings.len(), 9, "{warnings:#?}");
    let again = opened(&with(|plan| plan["items"] = items)).0;
    assert_eq!(again.items[3].id, plan.items[3].id, "the same file gives the same ids");
}

#[test]
fn links_that_lead_nowhere_or_in_a_circle_are_cut_by_name() {
    let item = |id: &str, parent: Value, depends_on: Value| json!({"id": id, "title": format!("Item {id}"), "parent": parent, "depends_on": depends_on});
    let (plan, warnings) = opened(&with(|plan| {
        plan["items"] = json!([
            item("a", json!("b"), json!(["b", "b", "nobody"])),
            item("b", json!("a"), json!(["c"])),
            item("c", json!("c"), json!(["a", "c"])),
        ]);
    }));
    let links: usize = plan.items.iter().map(|item| item.depends_on.len()).sum();
    assert_eq!((links, plan.items.iter().filter(|item| item.parent.is_some()).count()), (2, 1));
    let sentences: Vec<String> = warnings.iter().map(|warning| warning.sentence(Lang::En)).collect();
    assert!(
        sentences.iter().any(|it| it.contains("items[0].depends_on") && it.contains("“nobody”")),
        "{sentences:?}"
    );
    assert!(sentences.iter().any(|it| it.contains("“Item c”")), "{sentences:?}");
}

#[test]
fn features_and_respondents_stand_once_each() {
    let features: Vec<Value> = (0..103).map(|at| json!({"item": format!("f{at}")})).collect();
    let (plan, warnings) = opened(&with(|plan| {
        let doubled = [json!({"item": "f1", "functional_en": "again"}), json!({}), json!({"item": 7})];
        plan["kano"]["features"] = features.iter().take(2).cloned().chain(doubled).collect();
        plan["kano"]["respondents"] =
            json!([{"id": "a"}, {"id": "a", "answers": {"f1": 15}}, {"answers": {"f1": 51}}]);
    }));
    let items: Vec<&str> = plan.kano.features.iter().map(|feature| &*feature.item).collect();
    assert_eq!(items, ["f0", "f1", "7"]);
    let ids: Vec<&str> = plan.kano.respondents.iter().map(|one| &*one.id).collect();
    assert_eq!(ids, ["a", "a-2", "r1"], "an id that is given twice costs the id and not the answers");
    let places: Vec<&str> = warnings.iter().map(|warning| warning.place.as_str()).collect();
    let expected = ["features[2].item", "features[3].item", "respondents[1]", "respondents[2]"];
    assert_eq!(places, expected.map(|place| format!("kano.{place}")));

    let (plan, warnings) = opened(&with(|plan| plan["kano"]["features"] = json!(features)));
    assert_eq!((plan.kano.features.len(), &*plan.kano.features[99].item), (100, "f99"));
    assert_eq!(warnings[0].trouble, Trouble::FeaturesCut { count: 3, most: 100 });
}

#[test]
fn a_great_many_circles_are_cut_in_good_time() {
    let items: Vec<Value> = (0..20_000)
        .map(|at| json!({"id": format!("i{at}"), "title": "A", "depends_on": [format!("i{}", at ^ 1), "i0"]}))
        .collect();
    let (plan, warnings) = opened(&with(|plan| plan["items"] = json!(items)));
    assert_eq!((plan.items.len(), warnings.len()), (20_000, 1_001));
}

#[test]
fn an_old_bin_is_cut_at_its_limit() {
    let bin: Vec<Value> = (0..20_003).map(|at| json!({"id": format!("d{at}"), "title": "A"})).collect();
    let (plan, warnings) = opened(&with(|plan| plan["bin"] = json!(bin)));
    assert_eq!((plan.bin.len(), &*plan.bin[0].id), (20_000, "d3"));
    assert_eq!(warnings[0].trouble, Trouble::BinCut { count: 3, most: 20_000 });
}

#[test]
fn text_is_text_whatever_it_says() {
    for text in
        ["<script>alert(1)</script>", "=HYPERLINK(\"x\")", "\u{202e}\u{0}\u{7f}", &"长".repeat(300_000)]
    {
        let mut value: Value = serde_json::from_str(V1).expect("the fixture is JSON");
        for pointer in
            ["/title", "/items/0/title", "/items/0/description", "/items/0/tags/0", "/items/0/links/0/url"]
        {
            *value.pointer_mut(pointer).expect("a field") = json!(text);
        }
        let (plan, warnings) = opened(&value.to_string());
        assert_eq!((plan.items[0].title.as_str(), warnings.len()), (text, 0));
        assert_eq!(opened(&format::write(&plan)).0, plan);
    }
}

#[test]
fn of_a_field_that_is_named_twice_the_last_counts() {
    let (plan, _) = opened(&V1.replace("\"area\": \"Checkout\"", "\"area\": \"Old\", \"area\": \"New\""));
    assert_eq!(plan.items[0].area, "New");
}

#[test]
fn a_field_that_another_app_adds_survives_an_edit() {
    use steelyard::domain::editor::{Command, Edit, Editor};
    let editor = Editor::new(opened(V1).0);
    let edit = Command::EditItems(vec![("i1".into(), Edit::Owner("PM".into()))]);
    let plan = editor.apply(&edit, support::NOW, None).expect("a change");
    let mut expected: Value = serde_json::from_str(V1).expect("the fixture is JSON");
    expected["items"][0]["owner"] = json!("PM");
    expected["updated"] = json!(support::NOW);
    says_no_less(&serde_json::from_str(&format::write_pretty(plan.plan())).expect("JSON"), &expected, "plan");
}

// Files that nobody thought of.

/// A value in place of another one, of any kind.
fn any_hostile_value() -> impl Strategy<Value = Value> {
    prop::sample::select(vec![
        json!(null),
        json!(true),
        json!(-1),
        json!(0),
        json!(2.5),
        json!(1e308),
        json!(u64::MAX),
        json!(""),
        json!(" "),
        json!("i1"),
        json!("i2"),
        json!("SY-4294967295"),
        json!("NaN"),
        json!([]),
        json!({}),
        json!([[null]]),
        json!({"id": "i1"}),
        json!(["i1", "i1", "i2", 7]),
        json!({"low": null, "likely": 1}),
        json!({"n1": 99, "": 1}),
        json!([{"id": "i1", "title": "A"}, {"id": "i1"}, null]),
        json!({"rice": {"unreadable": 7, "reach": []}}),
    ])
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(list) => list.iter().map(count).sum(),
        Value::Object(fields) => fields.values().map(count).sum(),
        _ => 0,
    }
}

/// Replaces the value at a position of a walk through all of them.
fn replace_at(value: &mut Value, at: &mut usize, with: &Value) {
    if *at == 0 {
        *value = with.clone();
    }
    *at = at.wrapping_sub(1);
    match value {
        Value::Array(list) => list.iter_mut().for_each(|each| replace_at(each, at, with)),
        Value::Object(fields) => fields.values_mut().for_each(|each| replace_at(each, at, with)),
        _ => {}
    }
}

proptest! {
    #![proptest_config(Config { cases: 256, failure_persistence: None, ..Config::default() })]

    #[test]
    fn any_values_in_any_places_end_well(changes in prop::collection::vec((any::<usize>(), any_hostile_value()), 1..12)) {
        let mut plan: Value = serde_json::from_str(V1).expect("the fixture is JSON");
        for (at, value) in changes {
            // The first three are the file itself, its format and its version.
            let mut at = 3 + at % (count(&plan) - 3);
            replace_at(&mut plan, &mut at, &value);
        }
        let text = plan.to_string();
        let (plan, _) = opened(&text);
        let (again, _) = opened(&format::write(&plan));
        prop_assert_eq!(again, plan, "what was mended once stays as it is");
    }

    #[test]
    fn any_bytes_in_any_place_end_well(at in any::<prop::sample::Index>(), length in 0..40_usize, text in "\\PC{0,4}|[\\[{}\\],:\"0-9]{0,6}") {
        let chars: Vec<char> = V1.chars().collect();
        let at = at.index(chars.len());
        let mutated: String =
            chars[..at].iter().copied().chain(text.chars()).chain(chars.iter().skip(at + length).copied()).collect();
        ends_well(&mutated);
    }
}

// The schema.

/// What of JSON Schema the schema uses; any other word fails the test.
const KEYWORDS: [&str; 19] = [
    "$schema",
    "$defs",
    "$ref",
    "title",
    "description",
    "examples",
    "type",
    "const",
    "enum",
    "required",
    "properties",
    "additionalProperties",
    "items",
    "minimum",
    "maximum",
    "minLength",
    "maxItems",
    "not",
    "format",
];

fn validate(root: &Value, schema: &Value, value: &Value, place: &str) -> Vec<String> {
    let rules = schema.as_object().expect("a schema is an object");
    let mut wrong = Vec::new();
    let mut demand = |holds: bool, rule: &str| {
        if !holds {
            wrong.push(format!("{place}: {rule} of {value}"));
        }
    };
    let number = |name: &str| rules.get(name).and_then(Value::as_f64);
    for name in rules.keys() {
        demand(KEYWORDS.contains(&name.as_str()), name);
    }
    if let Some(types) = rules.get("type") {
        let types: Vec<&str> = match types {
            Value::String(one) => vec![one],
            other => other.as_array().into_iter().flatten().filter_map(Value::as_str).collect(),
        };
        let is = |name: &&str| match *name {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "null" => value.is_null(),
            "number" => value.is_number(),
            "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
            _ => false,
        };
        demand(types.iter().any(is), "type");
    }
    demand(rules.get("const").is_none_or(|only| only == value), "const");
    demand(rules.get("enum").and_then(Value::as_array).is_none_or(|all| all.contains(value)), "enum");
    if let Some(found) = value.as_f64() {
        demand(number("minimum").is_none_or(|least| found >= least), "minimum");
        demand(number("maximum").is_none_or(|most| found <= most), "maximum");
    }
    if let Some(text) = value.as_str() {
        demand(number("minLength").is_none_or(|least| text.chars().count() as f64 >= least), "minLength");
    }
    if let Some(list) = value.as_array() {
        demand(number("maxItems").is_none_or(|most| list.len() as f64 <= most), "maxItems");
    }
    if let Some(fields) = value.as_object() {
        for name in rules.get("required").and_then(Value::as_array).into_iter().flatten() {
            demand(name.as_str().is_some_and(|name| fields.contains_key(name)), "required");
        }
    }
    if let Some(pointer) = rules.get("$ref").and_then(Value::as_str) {
        let target = root.pointer(pointer.trim_start_matches('#')).unwrap_or_else(|| panic!("no {pointer}"));
        wrong.extend(validate(root, target, value, place));
    }
    let none = Map::new();
    let properties = rules.get("properties").and_then(Value::as_object).unwrap_or(&none);
    for (name, field) in value.as_object().unwrap_or(&none) {
        if let Some(schema) = properties.get(name).or(rules.get("additionalProperties")) {
            wrong.extend(validate(root, schema, field, &format!("{place}.{name}")));
        }
    }
    for (at, element) in value.as_array().into_iter().flatten().enumerate() {
        if let Some(schema) = rules.get("items") {
            wrong.extend(validate(root, schema, element, &format!("{place}[{at}]")));
        }
    }
    wrong
}

fn schema() -> Value {
    serde_json::from_str(include_str!("../docs/plan.schema.json")).expect("the schema is JSON")
}

fn obeys_the_schema(schema: &Value, text: &str) {
    let value = serde_json::from_str(text).expect("JSON");
    assert_eq!(validate(schema, schema, &value, "plan"), Vec::<String>::new());
}

#[test]
fn every_file_obeys_the_schema() {
    let schema = schema();
    obeys_the_schema(&schema, V1);
    for lang in Lang::ALL {
        let sample = sample::plan(lang, "p_1".into(), support::NOW);
        obeys_the_schema(&schema, &format::write(&sample));
        obeys_the_schema(&schema, &format::write_pretty(&sample));
    }
}

#[test]
fn the_schema_knows_every_sheet_and_every_input() {
    use steelyard::domain::frameworks;
    let schema = schema();
    let sheets = &schema["$defs"]["item"]["properties"]["scores"]["properties"];
    assert_eq!(sheets.as_object().map(Map::len), Some(frameworks::sheets().count()));
    for framework in frameworks::sheets() {
        let sheet = &schema["$defs"][framework.sheet]["properties"];
        for input in framework.inputs {
            assert_eq!(sheet[input.key]["$ref"], "#/$defs/estimate", "{} {}", framework.sheet, input.key);
        }
    }
}

#[test]
fn the_schema_refuses_what_the_formats_forbid() {
    let schema = schema();
    for (pointer, value) in [
        ("/version", json!(2)),
        ("/settings/need_share", json!(7)),
        ("/items/0/status", json!("done")),
        ("/items/0/needs/n1", json!(99)),
        ("/items/0/scores/rice/reach", json!("450")),
        ("/items/0/scores/rice/effort/low", json!(null)),
        ("/items/0/title", json!("")),
        ("/items/0/kano/better", json!(2)),
        ("/settings/kano_rule", json!("median")),
        ("/settings/criteria/0/id", json!("c9")),
        ("/settings/criteria/0/direction", json!("up")),
        ("/items/0/scores/moscow/class", json!("must")),
        ("/kano/features/0/item", json!("")),
        ("/kano/respondents/0/answers/i1/functional", json!(6)),
        ("/kano/respondents/0/answers/i4", json!(5)),
    ] {
        let text = with(|plan| *plan.pointer_mut(pointer).expect("a field") = value);
        let value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(validate(&schema, &schema, &value, "plan").len(), 1, "{pointer}");
    }
}

proptest! {
    #![proptest_config(Config { cases: 48, failure_persistence: None, ..Config::default() })]

    #[test]
    fn every_plan_that_is_written_obeys_the_schema(plan in support::any_plan()) {
        // What nobody knows may be called like something known to a later version.
        let mut plan = plan;
        for item in &mut plan.items {
            std::rc::Rc::make_mut(item).extra.clear();
        }
        let plan = Plan { bin: Vec::new(), ..plan };
        obeys_the_schema(&schema(), &format::write_pretty(&plan));
    }
}
