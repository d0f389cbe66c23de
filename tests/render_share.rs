//! The share screen and the reader, rendered to HTML on the host.
#![cfg(all(feature = "ui", not(target_arch = "wasm32")))]
// Helpers of tests may stop the test.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

#[path = "support/report.rs"]
mod hand;
#[path = "../src/ui/rendered.rs"]
mod rendered;
#[path = "support/screen.rs"]
mod screen;

use std::rc::Rc;

use steelyard::domain::export;
use steelyard::domain::frameworks;
use steelyard::domain::picture::Mark;
use steelyard::domain::plan::Plan;
use steelyard::domain::report::{Block, Kind, Report};
use steelyard::domain::roadmap::Placement;
use steelyard::domain::sample;
use steelyard::domain::share::{Beside, Channel, LinkProblem, link, meter};
use steelyard::domain::text::{Lang, reader as reader_words, share};
use steelyard::ui::features::reader::{Paper, Presenter, ReadPlan, ReaderProps, ReaderView, Sheet, reader};
use steelyard::ui::features::share::{LinkOutcome, Made, WaysPage};
use steelyard::ui::home::Home;
use yew::prelude::*;

use rendered::rendered_in;
use screen::words;

const NOW: &str = "2026-11-22T09:00:00Z";

fn sample(lang: Lang) -> Rc<Plan> {
    Rc::new(sample::plan(lang, "p".into(), NOW))
}

fn view(lang: Lang) -> String {
    view_of(lang, hand::report(lang), Sheet::default())
}

fn view_of(lang: Lang, report: Report, sheet: Sheet) -> String {
    rendered_in(lang, html! { <ReaderView report={Rc::new(report)} {sheet} /> })
}

fn stage(lang: Lang, start: usize) -> String {
    let report = Rc::new(hand::report(lang));
    rendered_in(lang, html! { <Presenter {report} on_leave={Callback::noop()} {start} /> })
}

fn ways(lang: Lang, plan: Rc<Plan>) -> String {
    rendered_in(lang, html! { <WaysPage {plan} framework="rice" backup={None::<String>} /> })
}

fn outcome(lang: Lang, made: Made) -> String {
    rendered_in(lang, html! { <LinkOutcome {made} plan={sample(lang)} /> })
}

/// The link of a page at an address, whose person gave another one.
fn outcome_at(lang: Lang, own: &str, given: &str) -> String {
    let home = Home { own: own.to_owned().into(), given: given.to_owned().into() };
    let made = Made::Ready("#p=1abc".into());
    rendered_in(
        lang,
        html! {
            <ContextProvider<Home> context={home}>
                <LinkOutcome {made} plan={sample(lang)} />
            </ContextProvider<Home>>
        },
    )
}

#[test]
fn a_link_that_nobody_else_can_open_is_not_handed_out_as_one() {
    for lang in Lang::ALL {
        let html = outcome_at(lang, "file:///home/me/steelyard.html", "");
        for absent in ["id=\"share-url\"", "share-meter", share::screen_copy(lang), share::advice_fits(lang)]
        {
            assert!(!html.contains(absent), "{absent}");
        }
        for there in [share::home_file(lang), share::home_field(lang), share::screen_to_files(lang)] {
            assert!(html.contains(there), "{there}");
        }
        assert!(html.contains("file:///home/me/steelyard.html#p=1abc"), "here it can be looked at");

        let html = outcome_at(lang, "file:///home/me/steelyard.html", "https://example.org/app/");
        assert!(html.contains("https://example.org/app/#p=1abc") && html.contains("share-meter"));
        assert!(!html.contains("file:///") && !html.contains(share::home_file(lang)));

        let html = outcome_at(lang, "http://localhost:8080/", "");
        assert!(html.contains(share::home_machine(lang)) && html.contains("http://localhost:8080/#p=1abc"));

        let html = outcome_at(lang, "https://example.org/", "https://left.over/");
        assert!(html.contains("https://example.org/#p=1abc") && !html.contains("home-notice"));
    }
}

#[test]
fn a_link_that_is_too_long_for_a_code_says_so_where_the_button_would_be() {
    for lang in Lang::ALL {
        let of = |length: usize| outcome(lang, Made::Ready(format!("#p=1{}", "a".repeat(length)).into()));
        let (short, long) = (of(500), of(4_000));
        assert!(
            short.contains(share::screen_show_qr(lang)) && !short.contains(share::screen_qr_too_long(lang))
        );
        assert!(
            !long.contains(share::screen_show_qr(lang)) && long.contains(share::screen_qr_too_long(lang))
        );
    }
}

#[test]
fn a_reader_of_a_part_is_told_how_much_there_is() {
    for lang in Lang::ALL {
        let page = |beside: Beside| {
            let on_mine = Callback::from(|()| true);
            rendered_in(
                lang,
                html! { <ReadPlan plan={sample(lang)} {beside} on_lang={Callback::noop()} {on_mine} /> },
            )
        };
        let said = reader_words::only_part(lang, "24", "1,000");
        assert!(page(Beside { items_in_plan: Some(1_000), ..Beside::default() }).contains(&said));
        assert!(!page(Beside::default()).contains("reading__unwell"));
    }
}

fn count(html: &str, part: &str) -> usize {
    html.matches(part).count()
}

/// The first tag with a class, whatever the order of its attributes, and the text behind it.
fn element<'a>(html: &'a str, class: &str) -> (&'a str, &'a str) {
    let place = html.find(&format!("class=\"{class}\"")).unwrap();
    let start = html[..place].rfind('<').unwrap();
    let (tag, rest) = html[start..].split_once('>').unwrap();
    (tag, rest.split('<').next().unwrap_or_default())
}

#[test]
fn a_reader_finds_everything_that_the_report_says() {
    for lang in Lang::ALL {
        let report = hand::report(lang);
        let html = view(lang);
        let said = words(&html);
        let has = |text: &str| said.iter().any(|words| words.contains(text.trim()));
        assert!(has(&report.title) && has(report.other_title.as_deref().unwrap()) && has(&report.day));
        for section in &report.sections {
            assert!(has(&section.title), "{:?}", section.kind);
            for block in &section.blocks {
                match block {
                    Block::Text(text) | Block::Note(text) => assert!(has(text), "{text}"),
                    Block::List(points) => points.iter().for_each(|point| assert!(has(point), "{point}")),
                    Block::Figures(figures) => {
                        figures.iter().for_each(|figure| assert!(has(&figure.label) && has(&figure.value)));
                    }
                    Block::Ranked(items) => {
                        for item in items {
                            for text in [&item.rank, &item.key, &item.title, &item.score, &item.reason] {
                                assert!(has(text), "{text}");
                            }
                            assert!(item.kano.is_none_or(|category| has(category.label(lang))));
                        }
                    }
                    Block::Table(table) => {
                        assert!(has(&table.caption));
                        table.rows.iter().flatten().for_each(|cell| assert!(has(cell), "{cell}"));
                    }
                    // What a picture says to the eye, its numbers say in a list.
                    Block::Picture(picture) => {
                        assert!(has(&picture.title));
                        for mark in &picture.marks {
                            if let Mark::Dot { about, .. } = mark {
                                assert!(count(&html, &about.replace('&', "&amp;")) >= 2, "{about}");
                            }
                        }
                    }
                    Block::Periods(periods) => {
                        for period in periods {
                            assert!(has(&period.title) && has(&period.dates));
                            for item in &period.items {
                                assert!(has(&item.title) && has(&item.status) && has(&item.why));
                            }
                        }
                    }
                    Block::Decided(decisions) => {
                        for decision in decisions {
                            assert!(has(&decision.title) && has(&decision.lines[0]) && has(&decision.by));
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn headings_lead_through_the_page_without_a_gap() {
    let html = view(Lang::En);
    assert_eq!(count(&html, "<h1"), 1);
    assert_eq!(count(&html, "<h2"), Kind::ALL.len());
    assert!(count(&html, "<h3") > 0 && count(&html, "<h4") == 0);
    // The contents lead to them by their ids, and no address is changed for it.
    assert_eq!(count(&html, "class=\"reader__jump\""), Kind::ALL.len());
    assert!(!html.contains("href="));
    for kind in Kind::ALL {
        assert_eq!(count(&html, &format!("id=\"reader-{}\"", kind.id())), 1);
    }
}

#[test]
fn titles_in_both_languages_are_marked_by_their_language() {
    let html = view(Lang::En);
    let (tag, title) = element(&html, "reader__other");
    assert!(tag.contains("lang=\"zh-CN\"") && title == "结算 2027 上半年", "{tag}");
    let html = view(Lang::Zh);
    let (tag, title) = element(&html, "reader__other");
    assert!(tag.contains("lang=\"en\"") && title == "Checkout 2027 H1", "{tag}");
}

#[test]
fn a_table_names_its_rows_and_columns_and_scrolls_by_the_keyboard() {
    let html = view(Lang::En);
    let (tag, _) = element(&html, "reader-table");
    for part in ["role=\"group\"", "tabindex=\"0\"", "aria-label=\"All items in their order\""] {
        assert!(tag.contains(part), "{tag}");
    }
    assert_eq!(count(&html, "scope=\"col\""), 8);
    assert_eq!(count(&html, "scope=\"row\""), 48);
}

#[test]
fn the_page_says_on_which_paper_it_is_printed() {
    for (sheet, name) in [
        (Sheet::default(), "a4-portrait"),
        (Sheet { is_wide: true, ..Sheet::default() }, "a4-landscape"),
        (Sheet { paper: Paper::Letter, ..Sheet::default() }, "letter-portrait"),
        (Sheet { paper: Paper::Letter, is_wide: true, is_tiled: true }, "letter-landscape"),
    ] {
        let html = view_of(Lang::En, hand::report(Lang::En), sheet);
        assert!(html.contains(&format!("data-sheet=\"{name}\"")), "{name}");
    }
}

#[test]
fn a_tiled_roadmap_stands_on_sheets_of_its_own_for_paper() {
    for lang in Lang::ALL {
        let mut plan = Plan::clone(&sample(lang));
        let last = Placement { item: "i24".into(), period: "q4".into(), ..Placement::default() };
        Rc::make_mut(&mut plan.roadmap).placements.push(last);
        let sheet = Sheet { is_tiled: true, ..Sheet::default() };
        let tiles = Rc::new(sheet.tiles(&plan, lang));
        let report = Rc::new(hand::report(lang));
        let html = rendered_in(lang, html! { <ReaderView {report} {sheet} tiles={Rc::clone(&tiles)} /> });
        assert!(tiles.len() > 1);
        assert_eq!(count(&html, "class=\"reader-tile\""), tiles.len());
        // The picture that screens show says that paper has the sheets instead.
        assert!(html.contains("data-tiled"));
        assert!(!view(lang).contains("data-tiled"));
    }
}

#[test]
fn a_report_without_a_section_says_so() {
    for (lang, sentence) in [
        (Lang::En, "There is nothing to read in this plan yet."),
        (Lang::Zh, "这份计划还没有可供阅读的内容。"),
    ] {
        let report = Report { sections: Vec::new(), ..hand::report(lang) };
        let html = view_of(lang, report, Sheet::default());
        assert!(html.contains(sentence) && !html.contains("<nav"));
    }
}

#[test]
fn a_presentation_shows_one_section_at_a_time_and_no_names() {
    for lang in Lang::ALL {
        for step in 0..=Kind::ALL.len() {
            let html = stage(lang, step);
            assert_eq!(count(&html, "class=\"reader__section\""), usize::from(step > 0));
            assert!(html.contains("role=\"status\""));
            assert!(!html.contains("Product council") && !html.contains("产品委员会"));
            assert!(!html.contains("reader-picture__numbers") && !html.contains("aria-haspopup"));
        }
    }
    let last = stage(Lang::En, 99);
    assert!(last.contains("Slide 7 of 7"));
}

#[test]
fn text_from_people_is_text_and_the_policy_has_nothing_to_refuse() {
    let mean = "<script>alert(1)</script>";
    let mut report = hand::report(Lang::En);
    report.title = mean.to_owned();
    report.sections[0].blocks.push(Block::Text(mean.to_owned()));
    if let Block::Ranked(items) = &mut report.sections[1].blocks[0] {
        items[0].title = mean.to_owned();
        items[0].reason = mean.to_owned();
    }
    let html = view_of(Lang::En, report, Sheet::default());
    assert!(!html.contains("<script") && !html.contains(" style="));
    assert!(count(&html, "&lt;script&gt;") >= 4);
}

/// The page of a link, for a reader of a language.
fn opened(lang: Lang, link: &str) -> String {
    rendered_in(lang, reader(&ReaderProps { link: link.to_owned().into() }))
}

#[test]
fn a_link_that_does_not_open_is_never_an_empty_page() {
    for (lang, title, app) in [
        (Lang::En, "This plan cannot be opened", "Open Steelyard without it"),
        (Lang::Zh, "无法打开此计划", "直接打开杆秤"),
    ] {
        for link in ["#p=", "#p=nonsense", "#p=1AAAA", ""] {
            let html = opened(lang, link);
            assert!(html.contains(title) && html.contains("role=\"alert\""), "{link}: {html}");
            // The ways out: the whole link, and the app.
            assert!(html.contains("<textarea") && html.contains(app), "{link}");
        }
    }
}

#[test]
fn a_reader_can_switch_the_language_print_present_and_keep_the_plan() {
    for (lang, labels) in [
        (Lang::En, ["简体中文", "Present", "Print", "Make it mine"]),
        (Lang::Zh, ["English", "演示", "打印", "存为我的计划"]),
    ] {
        let page = html! {
            <ReadPlan plan={sample(lang)} on_lang={Callback::noop()} on_mine={Callback::from(|()| true)} />
        };
        let html = rendered_in(lang, page);
        for label in labels {
            assert!(html.contains(&format!(">{label}<")), "{label}");
        }
        assert_eq!((count(&html, "<main"), count(&html, "<h1")), (1, 1));
        assert!(html.contains("id=\"reading-main\""));
    }
}

#[test]
fn a_reader_sees_the_order_of_the_framework_that_the_link_names() {
    let plan = sample(Lang::En);
    for framework in frameworks::ALL.iter().copied() {
        let link =
            link::write_with(&plan, &Beside { ranked_by: Some(framework), ..Beside::default() }).unwrap();
        let html = opened(Lang::En, &link);
        let said = words(&html);
        let name = format!("ranked by {}", (framework.name)(Lang::En));
        assert!(said.iter().any(|words| words.contains(&name)), "{name}");
        // The heading takes the focus from the field of a passphrase.
        let (tag, _) = element(&html, "reader__title");
        assert!(tag.contains("id=\"reader-title\"") && tag.contains("tabindex=\"-1\""), "{tag}");
    }
}

#[test]
fn a_file_that_is_made_is_said_and_a_button_is_called_as_it_reads() {
    for lang in Lang::ALL {
        let html = ways(lang, sample(lang));
        let files = &html[html.find("id=\"share-files\"").unwrap()..];
        assert!(files.contains("role=\"status\""), "what is being made is said");
        let saving = share::screen_saving_what(lang, "CSV");
        assert!(saving.starts_with(share::screen_saving(lang)), "{saving}");
        assert!(share::screen_save_what(lang, "CSV").starts_with(share::screen_save(lang)));
    }
}

#[test]
fn every_way_to_hand_a_plan_out_is_offered_with_what_it_is_good_for() {
    for lang in Lang::ALL {
        let html = ways(lang, sample(lang));
        let read = html.replace("&#x27;", "'").replace("&quot;", "\"").replace("&amp;", "&");
        for format in export::ALL {
            assert!(read.contains((format.name)(lang)), "{}", format.id);
            assert!(read.contains((format.about)(lang)), "{}", format.id);
        }
        assert_eq!(count(&html, "class=\"share-choice__part\""), 8);
        assert!(html.contains("href=\"#/share/reader\"") && html.contains("role=\"status\""));
        assert!(!html.contains(" style="));
    }
}

#[test]
fn people_and_answers_stay_out_of_a_link_until_they_are_asked_for() {
    let html = ways(Lang::En, sample(Lang::En));
    let is_on = |label: &str| {
        let part = html.split("<label").find(|part| part.contains(&format!("<span>{label}"))).unwrap();
        part.contains("checked")
    };
    for (label, expected) in [
        ("Descriptions", true),
        ("Decisions", true),
        ("Saved scenarios", true),
        ("People", false),
        ("Workshops", false),
        ("Survey answers", false),
        ("Deleted items", false),
    ] {
        assert_eq!(is_on(label), expected, "{label}");
    }
}

#[test]
fn workshops_are_offered_with_people_only_and_the_hint_says_so() {
    for (lang, label, hint) in
        [(Lang::En, "Workshops", "only together with people"), (Lang::Zh, "工作坊", "仅可与人员一同包含")]
    {
        let html = ways(lang, sample(lang));
        let part = html.split("<label").find(|part| part.contains(&format!("<span>{label}"))).unwrap();
        assert!(part.contains(hint) && part.contains("disabled"), "{part}");
        assert_eq!(html.matches(" disabled=").count(), 1, "everything else can be chosen by itself");
    }
}

#[test]
fn an_empty_plan_says_what_to_do_first() {
    for (lang, act) in [(Lang::En, "Go to the items"), (Lang::Zh, "前往需求池")] {
        let plan = Rc::new(Plan::new("p".into(), "Plan", NOW));
        let html = ways(lang, plan);
        assert!(html.contains(act) && count(&html, "button--primary") == 1);
        assert!(!html.contains("checkbox"));
    }
}

#[test]
fn a_link_that_is_ready_says_how_long_it_is_and_where_it_survives() {
    for (lang, length, copy) in
        [(Lang::En, "1,203 characters", "Copy the link"), (Lang::Zh, "1,203 个字符", "复制链接")]
    {
        let made = Made::Ready(format!("#p={}", "x".repeat(1_200)).into());
        let html = outcome(lang, made);
        assert!(html.contains(length) && html.contains(copy), "{html}");
        assert_eq!(count(&html, "class=\"share-meter__way\""), Channel::ALL.len());
        // Never colour alone: a sign and a sentence for each.
        for (channel, fit) in meter(1_203) {
            assert!(html.contains(&channel.advice(fit, lang)) && html.contains(channel.name(lang)));
        }
    }
}

#[test]
fn where_there_is_no_link_the_reason_and_the_files_are_offered() {
    for lang in Lang::ALL {
        let html = outcome(lang, Made::Failed(LinkProblem::TooLarge));
        assert!(html.contains("role=\"alert\"") && html.contains("<button") && !html.contains("share-url"));
        let html = outcome(lang, Made::NoCrypto);
        assert!(html.contains("role=\"alert\"") && !html.contains("share-url"));
        let html = outcome(lang, Made::Waiting);
        assert!(html.contains("role=\"status\"") && !html.contains("share-url"));
    }
}
