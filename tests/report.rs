//! What a plan says to people who did not make it: the report, and the files that are made of it.
//!
//! The golden files are written anew when the environment variable UPDATE_GOLDEN is set; read the
//! difference.

// Helpers of tests may fail loudly.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

use std::rc::Rc;

use proptest::prelude::*;
use proptest::sample::select;
use steelyard::domain::date::Date;
use steelyard::domain::export::{self, Context};
use steelyard::domain::frameworks;
use steelyard::domain::picture::roadmap::{Asked as RoadmapAsked, Rows, draw};
use steelyard::domain::picture::svg::svg;
use steelyard::domain::plan::{Estimate, Id, Item, KanoCategory, KanoMark, Plan, Status};
use steelyard::domain::report::{Asked, Block, Kind, MOST_REASONS, MOST_ROWS, Ranked, Report};
use steelyard::domain::roadmap::{Decision, Period, Placement, Roadmap, Team, Worth};
use steelyard::domain::sample;
use steelyard::domain::text::{Lang, one_line, report as words};

mod support;

use support::any_plan;

const NOW: &str = "2026-11-22T09:00:00Z";
const TODAY: Date = Date { year: 2026, month: 11, day: 22 };

/// The sample with more of it on the roadmap, a team that is over, and two decisions.
fn plan(lang: Lang) -> Plan {
    let mut plan = sample::plan(lang, "p_golden".into(), NOW);
    let roadmap = Rc::make_mut(&mut plan.roadmap);
    for (item, period) in [("i6", "q1"), ("i1", "q2"), ("i4", "q3"), ("i18", "q4"), ("i14", "q2")] {
        let (item, period) = (Id::from(item), Id::from(period));
        roadmap.placements.push(Placement { item, period, ..Placement::default() });
    }
    let decision = |id: &str, date: &str, title: &str, reason: &str| Decision {
        id: id.into(),
        date: date.to_owned(),
        title: title.to_owned(),
        reason: reason.to_owned(),
        ..Decision::default()
    };
    let (wrap, why, moved, because) = match lang {
        Lang::En => (
            "No gift wrapping this year",
            "Only 2% of orders ask for it.",
            "Guest checkout moved from 2027 Q1 to 2027 Q2",
            "Payments is full.",
        ),
        Lang::Zh => {
            ("今年不做礼品包装", "只有 2% 的订单需要。", "游客结算由第一季度移到第二季度", "支付团队已满。")
        }
    };
    let mut moved = decision("d2", "2026-11-20T15:00:00Z", moved, because);
    moved.item = Some("i1".into());
    moved.by = "PM".to_owned();
    moved.before = Some(Worth { need: 4.2, goal: 3.9, value: 4.05 });
    moved.after = Some(Worth { need: 4.1, goal: 3.9, value: 4.0 });
    plan.decisions = Rc::new(vec![decision("d1", "2026-10-30T10:00:00Z", wrap, why), moved]);
    plan
}

fn asked(lang: Lang, top: usize) -> Asked {
    Asked { lang, framework: frameworks::default(), today: TODAY, top, kinds: Kind::ALL.to_vec() }
}

fn file(id: &str, plan: &Plan, lang: Lang) -> Option<String> {
    let format = export::by_id(id).expect("it is registered");
    let context = Context { framework: frameworks::default(), now: NOW, today: TODAY, ranges: None };
    Some(String::from_utf8((format.write)(plan, lang, &context)?).expect("it is UTF-8"))
}

fn golden(name: &str, text: &str) {
    let path = format!("{}/tests/golden/report/{name}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == text, "{name} differs from the golden file; set UPDATE_GOLDEN and read the difference");
}

#[test]
fn files_and_the_picture_are_those_that_were_looked_at() {
    for lang in Lang::ALL {
        let (plan, tag) = (plan(lang), lang.tag());
        for (id, name) in [("markdown", "plan"), ("plain-text", "plan"), ("calendar", "plan")] {
            let extension = export::by_id(id).unwrap().extension;
            golden(&format!("{name}.{tag}.{extension}"), &file(id, &plan, lang).unwrap());
        }
        let picture = draw(&RoadmapAsked::all(&plan, lang)).unwrap();
        golden(&format!("roadmap.{tag}.svg"), &svg(&picture));
    }
}

#[test]
fn the_pictures_of_a_report_are_those_that_were_looked_at() {
    for lang in Lang::ALL {
        let report = Report::of(&plan(lang), &asked(lang, 10));
        for (kind, name) in [(Kind::Tradeoff, "trade-off"), (Kind::Kano, "kano")] {
            let blocks = &report.section(kind).unwrap().blocks;
            let pictures = blocks.iter().filter_map(|block| match block {
                Block::Picture(picture) => Some(picture),
                _ => None,
            });
            let [picture] = pictures.collect::<Vec<_>>()[..] else { panic!("{name} has one picture") };
            golden(&format!("{name}.{}.svg", lang.tag()), &svg(picture));
        }
    }
}

#[test]
fn a_report_has_all_sections_in_their_order_and_only_those_that_are_wanted() {
    let plan = plan(Lang::En);
    let kinds = |report: Report| report.sections.iter().map(|section| section.kind).collect::<Vec<_>>();
    assert_eq!(kinds(Report::of(&plan, &asked(Lang::En, 10))), Kind::ALL);
    let wanted = Asked { kinds: vec![Kind::Decisions, Kind::Summary], ..asked(Lang::En, 10) };
    assert_eq!(kinds(Report::of(&plan, &wanted)), [Kind::Summary, Kind::Decisions]);
}

#[test]
fn the_summary_has_three_to_five_numbers_and_two_to_five_sentences() {
    for lang in Lang::ALL {
        let report = Report::of(&plan(lang), &asked(lang, 10));
        let summary = report.section(Kind::Summary).unwrap();
        let [Block::Figures(figures), Block::List(said)] = summary.blocks.as_slice() else {
            panic!("{summary:?}")
        };
        assert!((3..=5).contains(&figures.len()), "{figures:?}");
        assert!((2..=5).contains(&said.len()), "{said:?}");
    }
}

#[test]
fn titles_stand_in_both_languages_where_both_exist() {
    for (lang, title, other) in [
        (Lang::En, "Checkout of an online shop", "网店结算体验"),
        (Lang::Zh, "网店结算体验", "Checkout of an online shop"),
    ] {
        let report = Report::of(&plan(lang), &asked(lang, 3));
        assert_eq!((report.title.as_str(), report.other_title.as_deref()), (title, Some(other)));
        for ranked in ranked(&report) {
            assert!(ranked.other_title.is_some(), "{ranked:?}");
        }
    }
}

fn ranked(report: &Report) -> Vec<Ranked> {
    let ranking = report.section(Kind::Ranking).expect("something has a score");
    let found = ranking.blocks.iter().find_map(|block| match block {
        Block::Ranked(ranked) => Some(ranked.clone()),
        _ => None,
    });
    found.expect("something is open")
}

#[test]
fn every_place_but_the_last_of_all_has_a_reason_against_the_next() {
    let plan = plan(Lang::En);
    let some = ranked(&Report::of(&plan, &asked(Lang::En, 5)));
    assert_eq!(some.len(), 5);
    for pair in some.windows(2) {
        let names = [&pair[0].title, &pair[1].title].map(|title| format!("“{title}”"));
        assert!(names.iter().all(|name| pair[0].reason.contains(name)), "{:?}", pair[0]);
    }
    assert!(!some[4].reason.is_empty(), "the sixth is there to be compared with");
    let all = ranked(&Report::of(&plan, &asked(Lang::En, 100)));
    assert_eq!(all.last().map(|last| last.reason.as_str()), Some(""));
}

#[test]
fn what_is_shipped_or_rejected_keeps_its_rank_and_gets_no_reason() {
    let mut plan = tame(4);
    Rc::make_mut(&mut plan.items[1]).status = Status::Shipped;
    let found = ranked(&Report::of(&plan, &asked(Lang::En, 10)));
    let ranks: Vec<(&str, &str)> = found.iter().map(|one| (one.rank.as_str(), one.title.as_str())).collect();
    assert_eq!(ranks, [("1", "title 0"), ("3", "title 2"), ("4", "title 3")]);
    assert!(found[0].reason.contains("“title 2”"), "{}", found[0].reason);
}

#[test]
fn a_rank_that_is_missing_is_accounted_for_and_no_other() {
    let check = |statuses: &[(usize, Status)], top: usize, expected: Option<&str>| {
        let mut plan = tame(7);
        for (at, status) in statuses {
            Rc::make_mut(&mut plan.items[*at]).status = *status;
        }
        let report = Report::of(&plan, &asked(Lang::En, top));
        let first = &report.section(Kind::Ranking).unwrap().blocks[0];
        let said = match first {
            Block::Note(said) if said.contains("missing below") => Some(said.as_str()),
            _ => None,
        };
        assert_eq!(said, expected, "{statuses:?}");
        let text = file("plain-text", &plan, Lang::En).unwrap();
        assert_eq!(text.contains("missing below"), expected.is_some(), "{text}");
    };
    let one = "The rank that is missing below belongs to an item that is shipped or rejected";
    check(&[], 10, None);
    check(&[(1, Status::Shipped)], 10, Some(&format!("{one}: 2 “title 1”.")));
    check(&[(0, Status::Rejected)], 10, Some(&format!("{one}: 1 “title 0”.")));
    // The last of all leaves no gap.
    check(&[(6, Status::Shipped)], 10, None);
    let four = [0, 1, 3, 5].map(|at| (at, Status::Shipped));
    check(
        &four,
        10,
        Some(
            "The ranks that are missing below belong to items that are shipped or rejected: 1 “title 0”, 2 “title 1”, 4 “title 3” and 1 more.",
        ),
    );
    let all = [0, 1, 2, 3, 4, 5, 6].map(|at| (at, Status::Shipped));
    check(&all, 10, None);
}

#[test]
fn a_shared_rank_says_that_it_is_shared() {
    let mut plan = tame(3);
    let reach = plan.items[1].estimate("rice", "reach").cloned();
    Rc::make_mut(&mut plan.items[0]).set_estimate("rice", "reach", reach);
    let ranks: Vec<String> =
        ranked(&Report::of(&plan, &asked(Lang::En, 10))).into_iter().map(|one| one.rank).collect();
    assert_eq!(ranks, ["1=", "1=", "3"]);
}

#[test]
fn an_empty_plan_says_what_will_be_there() {
    for lang in Lang::ALL {
        for plan in [Plan::default(), Plan::new("p".into(), "Checkout", NOW)] {
            for framework in frameworks::ALL {
                let report = Report::of(&plan, &Asked { framework, ..asked(lang, 10) });
                assert!(!report.title.is_empty());
                let kinds: Vec<Kind> = report.sections.iter().map(|section| section.kind).collect();
                assert_eq!(kinds, [Kind::Summary]);
                assert_eq!(report.sections[0].blocks, [Block::Text(words::nothing_yet(lang).to_owned())]);
            }
            for id in ["markdown", "plain-text"] {
                assert!(file(id, &plan, lang).unwrap().contains(words::nothing_yet(lang)), "{id}");
            }
            assert_eq!(file("calendar", &plan, lang), None, "a calendar without a day is none");
        }
    }
}

#[test]
fn categories_without_a_study_are_told_apart_from_findings() {
    let mut plan = tame(3);
    let note = |plan: &Plan| {
        let report = Report::of(plan, &asked(Lang::En, 10));
        let kano = report.section(Kind::Kano)?;
        let table = kano.blocks.iter().find_map(|block| match block {
            Block::Table(table) => Some((table.columns.len(), table.rows.len())),
            _ => None,
        });
        Some((table.unwrap(), kano.blocks.contains(&Block::Note(words::by_hand(Lang::En).to_owned()))))
    };
    assert_eq!(note(&plan), None, "no item has a category");
    Rc::make_mut(&mut plan.items[2]).kano = Some(KanoMark::manual(KanoCategory::MustBe));
    assert_eq!(note(&plan), Some(((3, 1), true)));
    Rc::make_mut(&mut plan.items[1]).kano = Some(KanoMark::new(KanoCategory::Attractive, "Surveyor"));
    assert_eq!(note(&plan), Some(((4, 2), false)));
}

#[test]
fn two_thousand_items_make_a_report_of_a_size_that_can_be_read() {
    let mut plan = tame(2_000);
    Rc::make_mut(&mut plan.roadmap).periods[0].start = "2027-01-01".into();
    let report = Report::of(&plan, &asked(Lang::En, 2_000));
    assert_eq!(ranked(&report).len(), MOST_REASONS);
    let blocks = &report.section(Kind::Ranking).unwrap().blocks;
    let rows = blocks.iter().find_map(|block| match block {
        Block::Table(table) => Some(table.rows.len()),
        _ => None,
    });
    assert_eq!(rows, Some(MOST_ROWS));
    assert!(blocks.contains(&Block::Note("The first 500 of 2,000 items are listed.".to_owned())));
    let picture = draw(&RoadmapAsked::all(&plan, Lang::En)).unwrap();
    assert!(picture.marks.len() < 1_000, "{}", picture.marks.len());
    for id in ["markdown", "plain-text", "calendar"] {
        assert!(file(id, &plan, Lang::En).unwrap().len() < 2_000_000, "{id}");
    }
}

#[test]
fn an_item_without_any_date_has_no_event_and_dates_of_its_own_come_first() {
    let mut plan = tame(3);
    let roadmap = Rc::make_mut(&mut plan.roadmap);
    roadmap.placements.truncate(2);
    roadmap.periods[0].start = "2027-01-01".into();
    roadmap.periods[0].end = "2027-03-31".into();
    Rc::make_mut(&mut plan.items[0]).planned.end = "2027-02-28".into();
    let text = file("calendar", &plan, Lang::En).unwrap();
    assert_eq!(text.matches("BEGIN:VEVENT\r\n").count(), 2, "the period and one item: {text}");
    let item = "UID:item.i0.p@steelyard\r\nDTSTAMP:20261122T090000Z\r\nDTSTART;VALUE=DATE:20270101\r\n\
                DTEND;VALUE=DATE:20270301\r\nSUMMARY:SY-0 title 0\r\n";
    assert!(text.contains(item), "{text}");
    assert_eq!(file("calendar", &plan, Lang::En), Some(text), "ids and moments stay");
}

/// Items with falling scores, all of them on the roadmap of two periods, and a decision.
fn tame(items: usize) -> Plan {
    named(items, &|kind, at| format!("{kind} {at}"))
}

/// The same plan with any names.
fn named(items: usize, name: &dyn Fn(&str, usize) -> String) -> Plan {
    let mut plan = Plan::new("p".into(), name("plan", 0), NOW);
    let mut roadmap = Roadmap {
        teams: vec![Team { id: "t".into(), title: name("team", 0), ..Team::default() }],
        ..Roadmap::default()
    };
    for at in 0..2 {
        let capacity = [("t".into(), 5.0)].into_iter().collect();
        let id = format!("q{at}").as_str().into();
        roadmap.periods.push(Period { id, title: name("period", at), capacity, ..Period::default() });
    }
    for at in 0..items {
        let mut item = Item::new(format!("i{at}").into(), format!("SY-{at}"), name("title", at));
        item.area = name("area", at);
        let reach = (10 * (items - at)) as f64;
        for (input, value) in [("reach", reach), ("impact", 1.0), ("confidence", 0.8), ("effort", 2.0)] {
            item.set_estimate("rice", input, Some(Estimate::Value(value)));
        }
        roadmap.placements.push(Placement {
            item: item.id.clone(),
            period: format!("q{}", at % 2).as_str().into(),
            ..Placement::default()
        });
        plan.items.push(Rc::new(item));
    }
    plan.roadmap = Rc::new(roadmap);
    plan.decisions = Rc::new(vec![Decision {
        id: "d".into(),
        date: NOW.to_owned(),
        by: name("by", 0),
        item: Some("i0".into()),
        title: name("decision", 0),
        reason: name("reason", 0),
        ..Decision::default()
    }]);
    plan
}

/// Text that would like to be more than that.
fn hostile() -> impl Strategy<Value = String> {
    const PARTS: &[&str] = &[
        "|",
        "||",
        "\\",
        "\\|",
        "\n",
        "\r\n",
        "\u{2028}",
        "\u{85}",
        "\u{b}",
        "#",
        "# ",
        "- ",
        "1. ",
        "> ",
        "---",
        "```",
        "`",
        "**",
        "_",
        "<script>alert(1)</script>",
        "<!--",
        "-->",
        "[a](javascript:alert(1))",
        "![x](http://example.org)",
        "https://example.org",
        "&lt;",
        "&#124;",
        "|---|",
        "\t",
        "    ",
        "= ",
        "END:VEVENT",
        "\r\nBEGIN:VEVENT\r\n",
        ";",
        ",",
        ":",
        "结算",
        "“",
        "e\u{301}",
        "a",
        "word ",
        "\u{0}",
        "\u{7f}",
        "😀",
    ];
    let parts = prop::collection::vec(prop_oneof![select(PARTS).prop_map(str::to_owned), ".{0,8}"], 1..7);
    parts
        .prop_map(|parts| parts.concat())
        .prop_filter("an item without a title is called by its key", |text| !one_line(text).is_empty())
}

/// Of each line what Markdown makes of it: its marker, and how many columns it opens.
fn outline(markdown: &str) -> Vec<(String, usize)> {
    let one = |line: &str| {
        let marker = ["# ", "## ", "### ", "- ", "> ", "| ", "  ", "**"];
        let marker = marker.into_iter().find(|marker| line.starts_with(marker)).unwrap_or_default();
        (marker.to_owned(), unescaped(line, '|'))
    };
    markdown.lines().map(one).collect()
}

/// How often a character stands without a backslash that counts before it.
fn unescaped(line: &str, wanted: char) -> usize {
    let (mut count, mut is_escaped) = (0, false);
    for c in line.chars() {
        count += usize::from(c == wanted && !is_escaped);
        is_escaped = c == '\\' && !is_escaped;
    }
    count
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_text_of_people_changes_the_outline_of_the_markdown(texts in prop::collection::vec(hostile(), 8)) {
        let kinds = ["plan", "team", "period", "title", "area", "by", "decision", "reason"];
        let mean = |kind: &str, _: usize| {
            let at = kinds.iter().position(|each| *each == kind).unwrap();
            texts[at].clone()
        };
        for lang in Lang::ALL {
            let text = file("markdown", &named(4, &mean), lang).unwrap();
            let expected = file("markdown", &tame(4), lang).unwrap();
            prop_assert_eq!(outline(&text), outline(&expected), "{}", text);
            for line in text.lines() {
                for c in ['<', '`', '[', ']'] {
                    prop_assert_eq!(unescaped(line, c), 0, "{}", line);
                }
                prop_assert!(!line.replace("\\://", "").contains("://"), "{}", line);
            }
        }
    }

    #[test]
    fn no_text_of_people_opens_a_line_of_the_calendar(texts in prop::collection::vec(hostile(), 8)) {
        let mean = |kind: &str, at: usize| texts[(kind.len() + at) % texts.len()].clone();
        let mut plans = [named(4, &mean), tame(4)];
        for plan in &mut plans {
            let roadmap = Rc::make_mut(&mut plan.roadmap);
            roadmap.periods[0].start = "2027-01-01".into();
            roadmap.periods[1].end = "2027-06-30".into();
        }
        let outline = |plan: &Plan| {
            let text = file("calendar", plan, Lang::Zh).unwrap();
            assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
            let rest = text.replace("\r\n", "");
            assert!(!rest.contains(['\r', '\n']), "{text}");
            let unfolded = text.replace("\r\n ", "");
            let names = unfolded.lines().map(|line| line.split([':', ';']).next().unwrap().to_owned());
            names.collect::<Vec<_>>()
        };
        prop_assert_eq!(outline(&plans[0]), outline(&plans[1]));
    }

    #[test]
    fn no_text_of_people_opens_a_line_of_the_chat(texts in prop::collection::vec(hostile(), 8)) {
        let mean = |kind: &str, at: usize| texts[(kind.len() + at) % texts.len()].clone();
        let lines = |plan: &Plan| file("plain-text", plan, Lang::En).unwrap().lines().count();
        prop_assert_eq!(lines(&named(4, &mean)), lines(&tame(4)));
    }

    #[test]
    fn no_text_of_people_is_markup_in_the_picture(texts in prop::collection::vec(hostile(), 8)) {
        let mean = |kind: &str, at: usize| texts[(kind.len() + at) % texts.len()].clone();
        for rows in [Rows::Teams, Rows::Areas] {
            let plan = named(4, &mean);
            let picture = draw(&RoadmapAsked { rows, ..RoadmapAsked::all(&plan, Lang::En) }).unwrap();
            let text = svg(&picture);
            for (at, _) in text.match_indices('<') {
                let tags = ["<svg ", "<title>", "</title>", "<rect ", "<line ", "<text ", "</text>", "</svg>"];
                prop_assert!(tags.iter().any(|tag| text[at..].starts_with(tag)), "{}", &text[at..]);
            }
        }
    }

    #[test]
    fn whatever_a_plan_holds_its_report_is_in_order(plan in any_plan(), nth in 0..frameworks::ALL.len()) {
        for lang in Lang::ALL {
            let report = Report::of(&plan, &Asked { framework: frameworks::ALL[nth], ..asked(lang, 5) });
            prop_assert_eq!(report.sections.first().map(|section| section.kind), Some(Kind::Summary));
            for block in report.sections.iter().flat_map(|section| &section.blocks) {
                match block {
                    Block::Table(table) => {
                        let columns = table.columns.len();
                        prop_assert!(!table.rows.is_empty() && table.rows.iter().all(|row| row.len() == columns));
                    }
                    Block::Text(text) | Block::Note(text) => prop_assert!(!text.is_empty()),
                    Block::List(points) => prop_assert!(!points.is_empty()),
                    _ => {}
                }
            }
            for id in ["markdown", "plain-text", "calendar"] {
                file(id, &plan, lang);
            }
        }
    }
}
