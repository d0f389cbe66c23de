//! The Kano analysis page rendered to HTML on the host.
#![cfg(all(feature = "ui", not(target_arch = "wasm32")))]
// Helpers of tests may stop the test.
#![allow(clippy::unwrap_used)]

#[path = "../src/ui/rendered.rs"]
mod rendered;
#[path = "support/screen.rs"]
mod screen;

use std::rc::Rc;

use steelyard::domain::kano::{Answer, Reply, Respondent};
use steelyard::domain::plan::{Item, KanoRule, Plan};
use steelyard::domain::sample;
use steelyard::domain::text::Lang;
use steelyard::ui::features::kano::KanoScreen;
use steelyard::ui::session::KanoPage;
use yew::prelude::*;

use rendered::rendered_in;
use screen::words;

const NOW: &str = "2026-11-22T09:00:00Z";

fn render(plan: Plan, lang: Lang) -> String {
    rendered_in(lang, html! { <KanoScreen plan={Rc::new(plan)} page={KanoPage::Analysis} /> })
}

fn sample(lang: Lang) -> Plan {
    sample::plan(lang, "p".into(), NOW)
}

/// The sample with other answers: of everybody to everything the same pair.
fn with_pair(functional: Reply, dysfunctional: Reply, respondents: usize) -> Plan {
    let mut plan = sample(Lang::En);
    let study = Rc::make_mut(&mut plan.kano);
    let answer =
        Answer { functional: Some(functional), dysfunctional: Some(dysfunctional), importance: None };
    let one = |at: usize| {
        let mut one = Respondent { id: format!("r{at}").into(), ..Respondent::default() };
        for feature in &study.features {
            one.set_answer(&feature.item, Some(answer));
        }
        Rc::new(one)
    };
    let respondents = (0..respondents).map(one).collect();
    study.respondents = respondents;
    plan
}

#[test]
fn a_chinese_page_has_no_english_word_on_it() {
    const NAMES: &[&str] = &[
        "Better",
        "Worse",
        "Kano",
        "Berger",
        "Pouliot",
        "CSV",
        "SVG",
        "PNG",
        "DuMouchel",
        "Jeffreys",
        "Holm",
        "Pearson",
        "amp",
        "quot",
        "lt",
        "gt",
    ];
    let mut plan = sample(Lang::Zh);
    // What people wrote may be in any language; it is not the product's.
    for slot in &mut plan.items {
        let mut item = Item::clone(slot);
        item.title = "标题".into();
        item.title_alt = None;
        *slot = Rc::new(item);
    }
    for plan in [plan, Plan::new("p".into(), "空计划", NOW)] {
        for text in words(&render(plan, Lang::Zh)) {
            let latin = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty());
            for word in latin {
                assert!(word.len() == 1 || NAMES.contains(&word), "“{word}” in “{text}”");
            }
        }
    }
}

#[test]
fn an_english_page_has_no_chinese_word_on_it() {
    let mut plan = sample(Lang::En);
    for respondent in &mut Rc::make_mut(&mut plan.kano).respondents {
        Rc::make_mut(respondent).segment = "New".into();
    }
    for text in words(&render(plan, Lang::En)) {
        assert!(!text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "“{text}”");
    }
}

#[test]
fn the_table_says_what_each_feature_is_and_how_sure_that_is() {
    for (lang, expected) in [
        (
            Lang::En,
            [
                "<caption>",
                "40 respondents",
                "Must-be",
                "Sure: ",
                "Rules disagree",
                "Write the categories",
                "fewer than 200",
            ],
        ),
        (
            Lang::Zh,
            ["<caption>", "40 位受访者", "必备", "把握：", "规则不一致", "将类别写回需求", "少于 200 份"],
        ),
    ] {
        let plan = sample(lang);
        let features = plan.kano.features.len();
        let html = render(plan, lang);
        for word in expected {
            assert!(html.contains(word), "{word}");
        }
        assert_eq!(html.matches("<th scope=\"row\"").count(), features);
        let table =
            html.split("<tbody>").nth(1).and_then(|rest| rest.split("</tbody>").next()).unwrap_or_default();
        assert_eq!(table.matches("aria-expanded=\"false\"").count(), features);
    }
}

#[test]
fn both_plots_have_a_point_for_each_feature_that_says_its_numbers() {
    let plan = sample(Lang::En);
    let features = plan.kano.features.len();
    let html = render(plan, Lang::En);
    assert_eq!(html.matches("class=\"picture__point picture__point--press\"").count(), 2 * features);
    assert_eq!(html.matches("role=\"button\"").count(), 2 * features, "each leads to its card");
    // One stop of the Tab key for each plot and for the bars of the table; the arrows lead on.
    assert_eq!(html.matches("tabindex=\"-1\"").count(), 3 * (features - 1));
    assert!(html.contains("Worse -0."), "numbers are in the labels");
    assert!(!html.contains(" style="));
}

#[test]
fn a_bar_says_its_numbers_to_the_eye_and_to_the_ear() {
    let plan = sample(Lang::En);
    let features = plan.kano.features.len();
    let html = render(plan, Lang::En);
    let bars: Vec<&str> = html.split("<svg ").filter(|svg| svg.contains("kano-bar")).collect();
    assert_eq!(bars.len(), features);
    for (nth, bar) in bars.iter().enumerate() {
        let label = bar.split("aria-label=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        assert!(label.contains(": ") && label.contains("%)"), "{label}");
        assert!(bar.contains(&format!("<title>{label}</title>")), "{bar}");
        assert!(bar.contains(if nth == 0 { "tabindex=\"0\"" } else { "tabindex=\"-1\"" }), "{bar}");
    }
    assert!(html.contains("Point at a bar") && html.contains("Counts, shares and probabilities"));
}

#[test]
fn what_to_look_at_stands_beside_the_category() {
    let html = render(sample(Lang::En), Lang::En);
    let heads: Vec<String> = words(html.split("<thead>").nth(1).unwrap().split("</thead>").next().unwrap());
    assert_eq!(heads.get(..4).unwrap(), ["Feature", "Category", "To look at", "Answers"]);
}

#[test]
fn a_large_study_is_counted_while_the_page_lives_on() {
    let mut plan = sample(Lang::En);
    let study = Rc::make_mut(&mut plan.kano);
    let first = study.respondents[0].clone();
    study.respondents.resize(20_000, first);
    let html = render(plan, Lang::En);
    assert!(html.contains("<progress") && html.contains("Counting the answers…"));
    assert!(html.contains("aria-busy=\"true\"") && !html.contains("<table"));
}

#[test]
fn an_empty_study_says_where_to_begin() {
    let html = render(Plan::new("p".into(), "Plan", NOW), Lang::En);
    assert!(html.contains("href=\"#/kano\"") && html.contains("asks about nothing yet"));
    let mut silent = sample(Lang::En);
    Rc::make_mut(&mut silent.kano).respondents.clear();
    let html = render(silent, Lang::En);
    assert!(html.contains("href=\"#/kano/answers\"") && html.contains("Nobody has answered yet"));
    assert!(!html.contains("<table"));
}

#[test]
fn what_is_undefined_is_a_dash_with_its_reason() {
    for (plan, reason) in [
        (with_pair(Reply::Dislike, Reply::Like, 40), "every answer is reverse or questionable"),
        (with_pair(Reply::Like, Reply::Like, 40), "once the questionable ones are taken out"),
    ] {
        let html = render(plan, Lang::En);
        assert!(html.contains(reason) && html.contains(">–<"), "{reason}");
        assert!(html.contains("Not in the picture"));
        assert!(!html.contains("NaN") && !html.contains("inf"));
    }
}

#[test]
fn one_respondent_and_a_near_tie_rule_are_told_honestly() {
    let html = render(with_pair(Reply::Like, Reply::Dislike, 1), Lang::En);
    assert!(html.contains("1 respondent") && html.contains("a hint, not a finding"));
    let mut near = sample(Lang::En);
    near.settings.kano_rule = KanoRule::NearTie;
    near.settings.kano_near_tie = 1.0;
    assert!(render(near, Lang::En).contains("The near-tie rule decided here"));
}

#[test]
fn a_deleted_item_is_marked_and_titles_are_never_markup() {
    let mut plan = sample(Lang::En);
    plan.items.retain(|item| &*item.id != "i1");
    let mut item = Item::clone(&plan.items[0]);
    let asked = plan.kano.features.iter().find(|feature| &*feature.item != "i1").unwrap().item.clone();
    item.id = asked.clone();
    item.title = "<script>alert(1)</script>".into();
    item.title_alt = None;
    let at = plan.items.iter().position(|other| other.id == asked).unwrap();
    plan.items[at] = Rc::new(item);
    let html = render(plan, Lang::En);
    assert!(html.contains("Deleted item") && html.contains("cannot be written back"));
    assert!(!html.contains("<script") && html.contains("&lt;script&gt;"));
}
