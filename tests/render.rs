//! Screens rendered to HTML on the host: no browser, about ten milliseconds each.
#![cfg(all(feature = "ui", not(target_arch = "wasm32")))]
// Helpers of tests may stop the test.
#![allow(clippy::unwrap_used)]

#[path = "../src/ui/rendered.rs"]
mod rendered;
#[path = "support/screen.rs"]
mod screen;

use std::rc::Rc;

use steelyard::domain::plan::{Estimate, Item, Plan};
use steelyard::domain::sample;
use steelyard::domain::text::Lang;
use steelyard::ui::preferences::Preferences;
use steelyard::ui::{App, AppProps};

use rendered::rendered;
use screen::words;

const NOW: &str = "2026-11-22T09:00:00Z";

fn render(plan: Plan, lang: Lang) -> String {
    let preferences = Preferences { lang: lang.tag().to_owned(), ..Preferences::default() };
    let props = AppProps { plan: Some(Rc::new(plan)), preferences: Some(preferences) };
    rendered::<App>(props)
}

/// Latin words that stand on Chinese screens as well: names, keys and what people wrote.
fn is_allowed(word: &str) -> bool {
    const NAMES: &[&str] = &[
        "RICE", "ICE", "WSJF", "MoSCoW", "Kano", "Esc", "Tab", "Ctrl", "English", "to", "Switch", "A", "CSV",
        "SY", "Better", "Worse",
    ];
    NAMES.contains(&word)
}

#[test]
fn a_chinese_screen_has_no_english_word_on_it() {
    let mut plan = sample::plan(Lang::Zh, "p".into(), NOW);
    // What people wrote may be in any language; it is not the product's.
    for slot in &mut plan.items {
        let mut item = Item::clone(slot);
        item.title = "标题".into();
        item.title_alt = None;
        *slot = Rc::new(item);
    }
    for plan in [plan, Plan::new("p".into(), "空计划", NOW)] {
        let html = render(plan, Lang::Zh);
        for text in words(&html) {
            let latin = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty());
            for word in latin {
                // The letters of Kano categories and of shortcuts stand alone.
                assert!(word.len() == 1 || is_allowed(word), "“{word}” in “{text}”");
            }
        }
    }
}

#[test]
fn an_english_screen_has_no_chinese_word_but_the_language_switch() {
    let mut plan = sample::plan(Lang::En, "p".into(), NOW);
    plan.title_alt = None;
    let html = render(plan, Lang::En);
    for text in words(&html) {
        let han = text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        assert!(!han || text == "切换到中文", "“{text}”");
    }
}

#[test]
fn the_first_screen_says_what_to_do() {
    for (lang, expected) in [
        (Lang::En, ["Import items", "New item", "Try with sample data"]),
        (Lang::Zh, ["导入需求", "新建需求", "用示例数据试试"]),
    ] {
        let html = render(Plan::new("p".into(), "Plan", NOW), lang);
        for word in expected {
            assert!(html.contains(word), "{word}");
        }
    }
}

#[test]
fn the_grid_is_a_grid_for_those_who_hear_it() {
    let plan = sample::plan(Lang::En, "p".into(), NOW);
    let count = plan.items.len();
    let html = render(plan, Lang::En);
    for part in [
        "role=\"grid\"",
        "role=\"columnheader\"",
        "role=\"gridcell\"",
        "aria-colcount=",
        "aria-multiselectable=\"true\"",
        // One row for the headings and one that divides scored from unscored items.
        &format!("aria-rowcount=\"{}\"", count + 2),
    ] {
        assert!(html.contains(part), "{part}");
    }
}

#[test]
fn text_from_people_is_text_and_never_markup() {
    let mut plan = Plan::new("p".into(), "<img src=x onerror=alert(1)>", NOW);
    let mut item = Item::new("i1".into(), "SY-1", "<script>alert(1)</script>");
    item.tags = vec!["\"><b>".into()];
    item.set_estimate("rice", "reach", Some(Estimate::Unreadable("<i>many</i>".into())));
    plan.items.push(Rc::new(item));
    let html = render(plan, Lang::En);
    for markup in ["<script", "<img", "<b>", "<i>"] {
        assert!(!html.contains(markup), "{markup}");
    }
    assert!(html.contains("&lt;script&gt;"));
}

#[test]
fn only_the_visible_rows_are_rendered() {
    let mut plan = Plan::new("p".into(), "Many", NOW);
    for at in 0..10_000 {
        plan.items.push(Rc::new(Item::new(
            format!("i{at}").into(),
            format!("SY-{at}"),
            format!("Item {at}"),
        )));
    }
    let html = render(plan, Lang::En);
    assert!(html.matches("role=\"row\"").count() < 100);
}

#[test]
fn no_element_carries_a_style_attribute_which_the_policy_would_refuse() {
    let html = render(sample::plan(Lang::En, "p".into(), NOW), Lang::En);
    assert!(!html.contains(" style="));
}
