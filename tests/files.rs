//! Plans as files for readers: one HTML page, slides.
//!
//! `UPDATE_GOLDEN=1 cargo test --test files` writes the golden files anew; read the difference.

// Helpers of tests may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "files/reports.rs"]
mod reports;
mod support;

use std::rc::Rc;

use proptest::prelude::*;
use steelyard::domain::date::Date;
use steelyard::domain::export::{self, Context};
use steelyard::domain::format::{self, ReadError};
use steelyard::domain::frameworks;
use steelyard::domain::plan::{Id, Plan};
use steelyard::domain::report::{Report, html, slides};
use steelyard::domain::roadmap::Placement;
use steelyard::domain::sample;
use steelyard::domain::text::Lang;

use reports::{full, small};

const NOW: &str = "2026-11-22T09:00:00Z";

fn context() -> Context<'static> {
    Context {
        framework: frameworks::default(),
        now: NOW,
        today: Date { year: 2026, month: 11, day: 22 },
        ranges: None,
    }
}

fn exported(id: &str, plan: &Plan, lang: Lang) -> Option<Vec<u8>> {
    (export::by_id(id).expect("it is registered").write)(plan, lang, &context())
}

/// Compares with the golden file, or writes it.
#[track_caller]
fn golden(name: &str, content: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/files").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(content == expected, "{name} differs from its golden file; UPDATE_GOLDEN=1 writes it anew");
}

/// The page of a plan without anything in its reports.
fn page(plan: &Plan) -> String {
    html::write(&[small(Lang::En), small(Lang::Zh)], &format::write(plan))
}

#[test]
fn the_page_is_as_it_was_reviewed() {
    let plan = Plan::new("p1".into(), "Checkout 2027 H1", NOW);
    golden("page.html", &page(&plan));
}

/// What opens and closes in the page, in order; every element of ours is closed or void.
#[test]
fn the_page_is_well_formed() {
    const VOID: [&str; 3] = ["meta", "input", "!doctype"];
    let page = html::write(&[full(Lang::Zh), full(Lang::En)], "{}");
    let mut open: Vec<&str> = Vec::new();
    let mut rest = page.as_str();
    while let Some((_, after)) = rest.split_once('<') {
        let (tag, after) = after.split_once('>').expect("every tag ends");
        let name = tag.split([' ', '/', '\n']).next().unwrap();
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "in <{tag}>"),
            None if VOID.contains(&name) || tag.ends_with('/') => {}
            None => open.push(name),
        }
        rest = after;
    }
    assert_eq!(open, Vec::<&str>::new());
}

#[test]
fn the_page_needs_nothing_beside_it_and_runs_nothing() {
    let page = html::write(&[full(Lang::En), full(Lang::Zh)], "{}");
    for forbidden in
        ["src=", "@import", "url(", "style=\"", "onclick", "<link", "<iframe", "http://", "https://"]
    {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    assert_eq!(page.matches("<script").count(), 1, "the plan, which is no program");
    assert!(page.contains("default-src 'none'; style-src 'sha256-"));
    assert!(page.contains("<article class=\"half half-1\" lang=\"en\">"));
    assert!(page.contains("<article class=\"half half-2\" lang=\"zh-CN\">"));
}

#[test]
fn every_colour_of_the_page_has_its_rule() {
    // With far too much in one period, so that what is over its capacity is drawn as well.
    let mut plan = sample::plan(Lang::En, "p".into(), NOW);
    let period = plan.roadmap.periods[0].id.clone();
    let items: Vec<Id> = plan.items.iter().map(|item| item.id.clone()).collect();
    let place = |item: Id| Placement { item, period: period.clone(), ..Placement::default() };
    Rc::make_mut(&mut plan.roadmap).placements = items.into_iter().map(place).collect();
    let html = String::from_utf8(exported("html", &plan, Lang::En).unwrap()).unwrap();
    let mut seen = 0;
    for rest in html.split("class=\"c-").skip(1) {
        let class = format!("c-{}", rest.split(['"', ' ']).next().unwrap());
        assert!(html.contains(&format!(".{class}{{color:")), "{class}");
        seen += usize::from(class == "c-bad");
    }
    assert!(seen > 0);
}

#[test]
fn anchors_lead_to_one_place_each() {
    let page = html::write(&[full(Lang::En), full(Lang::Zh)], "{}");
    let ids: Vec<&str> = page.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    for (at, id) in ids.iter().enumerate() {
        assert!(!ids[..at].contains(id), "{id} is there twice");
    }
    for target in page.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(ids.contains(&target), "{target}");
    }
}

/// Texts that want to be more than text.
const HOSTILE: [&str; 8] = [
    "</script><script>alert(1)</script>",
    "<!-- --> <!--",
    "\"><img src=x onerror=alert(1)>",
    "'; content: \"x\"; } </style>",
    "]]>&amp;&#60;",
    "line\u{2028}and\u{2029}paragraph",
    "nul\u{0}bell\u{7}and\u{fffe}",
    "<script type=\"application/json\" id=\"steelyard-plan\">{}</script>",
];

#[test]
fn text_from_people_stays_text_and_the_plan_stays_whole() {
    for text in HOSTILE {
        let mut report = small(Lang::En);
        reports::every_text(&mut report, |place| *place = text.to_owned());
        let mut plan = Plan::new("p1".into(), text, NOW);
        plan.items.push(Rc::new(steelyard::domain::plan::Item::new("i1".into(), "SY-1", text)));
        plan.next_key = 2;
        let page = html::write(&[report], &format::write(&plan));
        assert_eq!(page.matches("<script").count(), 1, "{text}");
        assert_eq!((page.matches("<style").count(), page.matches("</style").count()), (1, 1), "{text}");
        assert!(!page.contains("<!--") && !page.contains("<img"), "{text}");
        assert!(!page.contains(['\u{0}', '\u{7}', '\u{fffe}']), "{text:?}");
        let (read, warnings) = format::read_bytes(page.as_bytes()).unwrap();
        assert_eq!((read, warnings), (plan, vec![]));
    }
}

#[test]
fn a_page_opens_in_whatever_way_it_was_stored() {
    let plan = sample::plan(Lang::Zh, "p1".into(), NOW);
    let page = page(&plan);
    let bytes = page.clone().into_bytes();
    let marked = [b"\xef\xbb\xbf".as_slice(), &bytes].concat();
    let wide: Vec<u8> =
        "\u{feff}".encode_utf16().chain(page.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let windows = page.replace('\n', "\r\n").into_bytes();
    for stored in [bytes, marked, wide, windows] {
        assert_eq!(format::read_bytes(&stored).map(|(plan, _)| plan), Ok(plan.clone()));
    }
}

#[test]
fn other_pages_and_halves_of_pages_are_refused_with_a_sentence() {
    let page = page(&sample::plan(Lang::En, "p1".into(), NOW));
    let cut = |at: &str, more: usize| page.get(..page.find(at).unwrap() + more).unwrap().to_owned();
    for (text, is_cut) in [
        ("<!doctype html><p>News</p>".to_owned(), false),
        (cut("<article", 10), false),
        (cut(html::PLAN_START, html::PLAN_START.len() + 300), true),
    ] {
        let error = format::read_bytes(text.as_bytes()).unwrap_err();
        match error {
            ReadError::WebPage => assert!(!is_cut),
            ReadError::CutShort { .. } => assert!(is_cut),
            _ => panic!("{error:?}"),
        }
        for lang in Lang::ALL {
            assert!(error.sentence(lang).len() > 20);
        }
    }
}

#[test]
fn the_exported_page_holds_the_plan_in_both_languages() {
    let plan = sample::plan(Lang::En, "p1".into(), NOW);
    for lang in Lang::ALL {
        let bytes = exported("html", &plan, lang).unwrap();
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(text.contains(&format!("<html lang=\"{}\">", lang.tag())));
        assert_eq!(text.matches("<article").count(), 2);
        assert_eq!(format::read_bytes(&bytes), Ok((plan.clone(), vec![])));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_plan_comes_back_from_its_page_without_loss(plan in support::any_plan(), hostile in 0..HOSTILE.len()) {
        let plan = Plan { title: format!("{} {}", plan.title, HOSTILE[hostile]), ..plan };
        let (expected, warnings) = format::read(&format::write(&plan)).unwrap();
        let bytes = exported("html", &plan, Lang::En).unwrap();
        prop_assert_eq!(format::read_bytes(&bytes), Ok((expected.clone(), warnings)));
        prop_assert_eq!(expected, plan);
    }
}

/// The parts of an archive, by their names.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            (part.name().unwrap().into_owned(), std::io::read_to_string(&mut part).unwrap())
        })
        .collect()
}

/// Fails unless every element is closed and every text is escaped.
#[track_caller]
fn assert_well_formed(name: &str, xml: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = xml;
    while let Some((text, after)) = rest.split_once('<') {
        assert!(!text.contains('>'), "{name}: {text}");
        for entity in text.split('&').skip(1) {
            assert!(
                ["amp;", "lt;", "gt;", "quot;"].iter().any(|known| entity.starts_with(known)),
                "{name}: {text}"
            );
        }
        let (tag, after) = after.split_once('>').expect("every tag ends");
        assert_eq!(tag.matches('"').count() % 2, 0, "{name}: <{tag}>");
        let element = tag.split([' ', '/', '\n']).next().unwrap();
        match tag.strip_prefix('/') {
            Some(closed) => assert_eq!(open.pop(), Some(closed), "{name}"),
            None if tag.ends_with('/') || tag.starts_with('?') => {}
            None => open.push(element),
        }
        rest = after;
    }
    assert_eq!(open, Vec::<&str>::new(), "{name}");
    let is_forbidden = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{fffe}' | '\u{ffff}');
    assert!(!xml.contains(is_forbidden), "{name}");
}

#[test]
fn slides_are_the_same_bytes_for_the_same_report() {
    assert_eq!(slides::write(&full(Lang::En)), slides::write(&full(Lang::En)));
}

#[test]
fn slides_are_well_formed_whatever_people_wrote() {
    let long = "An unusually long sentence about nothing in particular, 一句没有任何内容的长句。".repeat(40);
    for text in HOSTILE.into_iter().chain(["", "W", &long]) {
        let mut report = full(Lang::Zh);
        reports::every_text(&mut report, |place| *place = text.to_owned());
        for (name, xml) in parts(&slides::write(&report).unwrap()) {
            assert_well_formed(&name, &xml);
        }
    }
}

/// The numbers that attributes of this start have.
fn numbers(xml: &str, start: &str) -> Vec<i64> {
    xml.split(start).skip(1).filter_map(|rest| rest.split('"').next()?.parse().ok()).collect()
}

#[test]
fn nothing_stands_beyond_a_slide_however_long_the_texts_are() {
    let long = "An unusually long title about nothing in particular 没有任何内容的长标题 ".repeat(12);
    let mut report = full(Lang::En);
    reports::every_text(&mut report, |place| *place = long.clone());
    // Labels of pictures are as long as the picture made them.
    for section in &mut report.sections {
        section.blocks.retain(|block| !matches!(block, steelyard::domain::report::Block::Picture(_)));
    }
    for (name, xml) in parts(&slides::write(&report).unwrap())
        .iter()
        .filter(|(name, _)| name.starts_with("ppt/slides/slide"))
    {
        for frame in xml.split("xfrm").filter(|part| part.contains("<a:off")) {
            let of = |start| numbers(frame, start)[0];
            let (x, y, width, height) =
                (of("<a:off x=\""), of("\" y=\""), of("<a:ext cx=\""), of("\" cy=\""));
            assert!(
                x >= 0 && y >= 0 && x + width <= 12_192_000 && y + height <= 6_858_000,
                "{name}: {frame}"
            );
        }
    }
}

#[test]
fn every_section_is_on_slides_and_the_order_ends_at_ten() {
    let words = |report: &Report| {
        let parts = parts(&slides::write(report).unwrap());
        parts
            .into_iter()
            .filter(|(name, _)| name.starts_with("ppt/slides/slide"))
            .map(|(_, xml)| xml)
            .collect::<Vec<_>>()
    };
    for lang in Lang::ALL {
        let report = full(lang);
        let slides = words(&report);
        for section in &report.sections {
            assert!(
                slides.iter().any(|xml| xml.contains(&format!("<a:t>{}", section.title))),
                "{}",
                section.title
            );
        }
        assert!(slides.iter().all(|xml| !xml.contains("<a:t>11</a:t>")));
        assert!(slides.iter().all(|xml| xml.contains("type=\"title\"") || xml.contains("type=\"ctrTitle\"")));
    }
}

/// What each slide says, and where: the place of a text is that of the shape before it.
fn outline(parts: &[(String, String)]) -> String {
    let mut outline = String::new();
    for (name, xml) in parts.iter().filter(|(name, _)| name.starts_with("ppt/slides/slide")) {
        outline.push_str(&format!("== {name}\n"));
        for part in xml.split("<a:off ").skip(1) {
            let texts: Vec<&str> =
                part.split("<a:t>").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
            if !texts.is_empty() {
                let place = ["x=\"", " y=\"", "cx=\"", "cy=\""].map(|start| numbers(part, start)[0] / 9525);
                outline.push_str(&format!("{place:?} {}\n", texts.join(" | ")));
            }
        }
    }
    outline
}

#[test]
fn the_slides_are_as_they_were_reviewed() {
    let parts = parts(&slides::write(&small(Lang::En)).unwrap());
    golden("slides.txt", &outline(&parts));
    let (_, picture) = parts.iter().find(|(_, xml)| xml.contains("Every mark")).unwrap();
    golden("picture-slide.xml", &picture.replace("><", ">\n<"));
}

/// What a page says, a line for each piece of text; what scripts and styles hold is nothing to read.
fn text_of(page: &str) -> String {
    let mut lines = String::new();
    let mut skipped = None;
    for piece in page.split('<').skip(1) {
        let Some((tag, text)) = piece.split_once('>') else { continue };
        let name = tag.split([' ', '\n']).next().unwrap();
        match skipped {
            Some(end) if tag.strip_prefix('/') == Some(end) => skipped = None,
            Some(_) => continue,
            None => skipped = ["script", "style"].into_iter().find(|hidden| *hidden == name),
        }
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if skipped.is_none() && !text.is_empty() {
            lines.push_str(&text);
            lines.push('\n');
        }
    }
    lines
}

#[test]
fn the_files_of_a_whole_plan_say_what_was_reviewed() {
    for lang in Lang::ALL {
        let plan = sample::plan(lang, "p1".into(), NOW);
        let page = String::from_utf8(exported("html", &plan, lang).unwrap()).unwrap();
        golden(&format!("sample-page.{}.txt", lang.tag()), &text_of(&page));
        let slides = parts(&exported("pptx", &plan, lang).unwrap());
        golden(&format!("sample-slides.{}.txt", lang.tag()), &outline(&slides));
    }
}

#[test]
fn the_exported_slides_are_an_archive() {
    let plan = sample::plan(Lang::En, "p1".into(), NOW);
    let bytes = exported("pptx", &plan, Lang::Zh).unwrap();
    assert_eq!(parts(&bytes)[0].0, "[Content_Types].xml");
}

/// Files of a whole plan, for programs that read them and for people who look at them.
fn files_of_a_whole_plan() -> std::path::PathBuf {
    let folder = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("files");
    std::fs::create_dir_all(&folder).unwrap();
    for lang in Lang::ALL {
        let reports: [Report; 2] = [full(lang), full(lang.other())];
        let plan = sample::plan(lang, "p1".into(), NOW);
        let name = lang.tag();
        std::fs::write(folder.join(format!("{name}.html")), html::write(&reports, &format::write(&plan)))
            .unwrap();
        std::fs::write(folder.join(format!("{name}.pptx")), slides::write(&full(lang)).unwrap()).unwrap();
    }
    folder
}

#[test]
fn other_programs_open_the_slides() {
    let folder = files_of_a_whole_plan();
    let script = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/check_slides.py");
    let files = Lang::ALL.map(|lang| folder.join(format!("{}.pptx", lang.tag())));
    let python = std::env::var("STEELYARD_PYTHON").unwrap_or_else(|_| "python3".into());
    let Ok(done) = std::process::Command::new(python).arg(script).args(files).output() else {
        assert!(std::env::var_os("CI").is_none(), "python3 is not installed");
        println!("skipped: python3 is not installed");
        return;
    };
    let said = String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr);
    match done.status.code() {
        Some(0) => println!("{said}"),
        Some(77) if std::env::var_os("CI").is_none() => println!("skipped: {said}"),
        _ => panic!("{said}"),
    }
}
