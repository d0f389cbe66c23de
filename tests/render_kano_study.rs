//! The pages of the Kano study and of its answers, rendered to HTML on the host.
#![cfg(all(feature = "ui", not(target_arch = "wasm32")))]
// Helpers of tests may stop the test.
#![allow(clippy::unwrap_used)]

#[path = "../src/ui/rendered.rs"]
mod rendered;
#[path = "support/screen.rs"]
mod screen;

use std::collections::HashSet;
use std::rc::Rc;

use steelyard::domain::kano::survey::Survey;
use steelyard::domain::kano::{Feature, Question, Respondent, link, wording};
use steelyard::domain::plan::{Id, Item, Plan};
use steelyard::domain::sample;
use steelyard::domain::text::Lang;
use steelyard::ui::features::kano::{AnswersDialog, KanoScreen};
use steelyard::ui::session::KanoPage;
use yew::prelude::*;

use rendered::rendered_in;
use screen::words;

const NOW: &str = "2026-11-22T09:00:00Z";

/// What is rendered.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Page(KanoPage),
    Dialog,
}

const STUDY: Shown = Shown::Page(KanoPage::Study);
const ANSWERS: Shown = Shown::Page(KanoPage::Answers);

fn render(plan: &Plan, lang: Lang, shown: Shown) -> String {
    let plan = Rc::new(plan.clone());
    let page = match shown {
        Shown::Page(page) => html! { <KanoScreen {plan} {page} /> },
        Shown::Dialog => html! { <AnswersDialog {plan} given={None} /> },
    };
    rendered_in(lang, page)
}

fn sample_plan(lang: Lang) -> Plan {
    sample::plan(lang, "p".into(), NOW)
}

/// Whether a text is of a wording set, which is shown in both languages.
fn is_wording(text: &str) -> bool {
    let of = |lang: Lang| {
        wording::ALL.iter().any(|set| {
            let labels = set.labels(lang);
            labels.texts.contains(&text)
                || labels.notes.is_some_and(|notes| notes.contains(&text))
                || set.name(lang) == text
        })
    };
    let text = text.replace("&#39;", "'").replace("&#x27;", "'");
    Lang::ALL.into_iter().any(of) || text == "I'm neutral"
}

fn all_shown() -> [Shown; 3] {
    [STUDY, ANSWERS, Shown::Dialog]
}

#[test]
fn a_chinese_page_has_no_english_word_on_it() {
    let mut plan = sample_plan(Lang::Zh);
    // What people wrote may be in any language; it is not the product's.
    for slot in &mut plan.items {
        let mut item = Item::clone(slot);
        item.title = "标题".into();
        item.title_alt = None;
        *slot = Rc::new(item);
    }
    const NAMES: &[&str] = &["Kano", "English", "CSV", "Excel", "OpenDocument", "SY", "Esc"];
    for plan in [plan, Plan::new("p".into(), "空计划", NOW)] {
        for shown in all_shown() {
            for text in words(&render(&plan, Lang::Zh, shown)) {
                let latin = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 1);
                for word in latin {
                    assert!(NAMES.contains(&word) || is_wording(&text), "“{word}” in “{text}”");
                }
            }
        }
    }
}

#[test]
fn an_english_page_has_no_chinese_word_on_it() {
    let mut plan = sample_plan(Lang::En);
    for slot in &mut plan.items {
        Rc::make_mut(slot).title_alt = None;
    }
    for plan in [plan, Plan::new("p".into(), "Empty", NOW)] {
        for shown in all_shown() {
            for text in words(&render(&plan, Lang::En, shown)) {
                let han = text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
                assert!(!han || is_wording(&text) || text.starts_with("简体中文"), "“{text}”");
            }
        }
    }
}

#[test]
fn the_study_page_shows_the_features_in_order_and_the_whole_link() {
    for lang in Lang::ALL {
        let plan = sample_plan(lang);
        let html = render(&plan, lang, STUDY);
        let places: Vec<usize> = plan
            .kano
            .features
            .iter()
            .map(|feature| {
                let title = plan.item(&feature.item).unwrap().title_in(lang);
                html.find(&format!("class=\"study__title\">{title}<")).unwrap_or_else(|| panic!("{title}"))
            })
            .collect();
        assert!(places.is_sorted());
        let survey = Survey::new(&plan.kano, &plan.id, &plan.items).unwrap();
        let address = link::write(&survey).unwrap();
        assert!(html.contains(&format!("href=\"{address}\"")));
        assert!(html.contains("rel=\"noopener\""));
        assert_eq!(link::read(&address), Ok(survey));
    }
}

#[test]
fn what_is_selected_in_the_grid_can_be_added_where_it_is_new() {
    let check = |plan: &Plan, lang: Lang, ids: &[&str], label: Option<&str>| {
        let selected: Rc<HashSet<Id>> = Rc::new(ids.iter().map(|id| Id::from(*id)).collect());
        let plan = Rc::new(plan.clone());
        let html = rendered_in(lang, html! { <KanoScreen {plan} page={KanoPage::Study} {selected} /> });
        match label {
            Some(label) => assert!(html.contains(label), "{label}"),
            None => assert!(!html.contains("selected item") && !html.contains("添加所选"), "{ids:?}"),
        }
    };
    let mut plan = Plan::new("p".into(), "Plan", NOW);
    for at in 1..=120 {
        plan.items.push(Rc::new(Item::new(format!("i{at}").into(), format!("SY-{at}"), "Idea")));
    }
    Rc::make_mut(&mut plan.kano).features = vec![Feature { item: "i1".into(), ..Feature::default() }];
    check(&plan, Lang::En, &[], None);
    check(&plan, Lang::En, &["i1", "gone"], None);
    check(&plan, Lang::En, &["i1", "i2"], Some("Add the selected item"));
    check(&plan, Lang::Zh, &["i1", "i2", "i3"], Some("添加所选的 2 个需求"));
    let all: Vec<String> = (1..=120).map(|at| format!("i{at}")).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    check(&plan, Lang::En, &all, Some("at most 100"));
}

#[test]
fn an_empty_study_says_what_to_do() {
    let plan = Plan::new("p".into(), "Plan", NOW);
    for (shown, lang, texts) in [
        (STUDY, Lang::En, ["Nothing is asked about yet.", "Add at least one item", "New feature"]),
        (STUDY, Lang::Zh, ["还没有要询问的功能。", "请先在调研中加入", "新功能"]),
        (ANSWERS, Lang::En, ["Nobody has answered yet", "Send the link", "Import answers"]),
        (ANSWERS, Lang::Zh, ["还没有人作答", "请发出链接", "导入回答"]),
    ] {
        let html = render(&plan, lang, shown);
        for text in texts {
            assert!(html.contains(text), "{text}");
        }
    }
}

#[test]
fn a_feature_whose_item_was_deleted_says_so_and_can_be_removed() {
    let mut plan = sample_plan(Lang::En);
    let study = Rc::make_mut(&mut plan.kano);
    study.features.push(Feature { item: "gone".into(), ..Feature::default() });
    let own = Question { functional_en: "How?".into(), ..Question::default() };
    study.features.first_mut().unwrap().question = own;
    let html = render(&plan, Lang::En, STUDY);
    for text in ["This item was deleted", "Remove “Deleted item” from the study", "own wording"] {
        assert!(html.contains(text), "{text}");
    }
}

#[test]
fn an_unknown_wording_set_and_too_many_features_are_said() {
    let mut plan = sample_plan(Lang::En);
    Rc::make_mut(&mut plan.kano).wording = "klingon".into();
    assert!(render(&plan, Lang::En, STUDY).contains("does not know the wording set “klingon”"));
    let mut plan = sample_plan(Lang::En);
    Rc::make_mut(&mut plan.kano).intro_en = (0..400_000_u32)
        .map(|at| char::from_u32(0x4e00 + at.wrapping_mul(2_654_435_761) % 20_000).unwrap())
        .collect();
    assert!(render(&plan, Lang::En, STUDY).contains("too large for a link"));
}

#[test]
fn the_answers_page_lists_who_answered_and_how_much() {
    for (lang, texts) in [
        (Lang::En, ["40 respondents", "12 of 12", "11 of 12", "Remove r40"]),
        (Lang::Zh, ["40 位受访者", "12 / 12", "11 / 12", "移除 r40"]),
    ] {
        let plan = sample_plan(lang);
        let html = render(&plan, lang, ANSWERS);
        for text in texts {
            assert!(html.contains(text), "{text}");
        }
        for segment in &plan.kano.segments {
            assert!(
                html.contains(&format!("{segment} · 2")) || html.contains(&format!("{segment} · 1")),
                "{segment}"
            );
        }
    }
}

#[test]
fn of_very_many_respondents_the_latest_are_listed_and_the_rest_counted() {
    let mut plan = sample_plan(Lang::En);
    let respondent =
        |at: usize| Rc::new(Respondent { id: format!("r_{at:05}").into(), ..Respondent::default() });
    Rc::make_mut(&mut plan.kano).respondents = (1..=20_000).map(respondent).collect();
    let html = render(&plan, Lang::En, ANSWERS);
    assert!(html.contains("20,000 respondents"));
    assert!(html.contains("and 19,800 more"));
    assert_eq!(html.matches("scope=\"row\"").count(), 200);
    assert!(html.contains(">r_20000<") && !html.contains(">r_19800<"));
}

#[test]
fn text_from_people_is_text_and_no_element_carries_a_style() {
    let mut plan = sample_plan(Lang::En);
    let study = Rc::make_mut(&mut plan.kano);
    study.segments = vec!["<b>bold</b>".into()];
    Rc::make_mut(&mut study.respondents[0]).segment = "\"><script>".into();
    Rc::make_mut(&mut plan.items[0]).title = "<img src=x>".into();
    for shown in all_shown() {
        let html = render(&plan, Lang::En, shown);
        for markup in ["<script", "<img", "<b>", " style="] {
            assert!(!html.contains(markup), "{markup}");
        }
    }
}
