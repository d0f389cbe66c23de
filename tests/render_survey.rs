//! The survey of a link, rendered to HTML on the host: no browser, about ten milliseconds each.
#![cfg(all(feature = "ui", not(target_arch = "wasm32")))]
// Helpers of tests may stop the test.
#![allow(clippy::unwrap_used)]

#[path = "../src/ui/rendered.rs"]
mod rendered;

use std::rc::Rc;

use rendered::{rendered, rendered_in};
use steelyard::domain::kano::code::grouped;
use steelyard::domain::kano::entry::Entry;
use steelyard::domain::kano::link;
use steelyard::domain::kano::study::{Feature, Reply, Study};
use steelyard::domain::kano::survey::Survey;
use steelyard::domain::kano::wording;
use steelyard::domain::plan::{Item, KanoCategory, KanoMark, Plan};
use steelyard::domain::text::Lang;
use steelyard::ui::by_pointer::ByPointer;
use steelyard::ui::features::survey::{Done, Stage, Step, SurveyProps, Visit, survey};
use steelyard::ui::preferences::Preferences;
use steelyard::ui::{App, AppProps};
use yew::prelude::*;

const RESPONDENT: &str = "r_7f3k2m9q";

fn study(lang: Lang, wording: &str, importance: bool, segments: &[&str]) -> Survey {
    let titles = [("Guest checkout", "游客结算"), ("Gift cards", "礼品卡"), ("<b>Bold</b>", "<b>粗体</b>")];
    let items: Vec<Rc<Item>> = (0..)
        .zip(titles)
        .map(|(at, (en, zh)): (usize, _)| {
            let mut item = Item::new(format!("i{at}").into(), "", en);
            item.title_alt = Some(zh.into());
            Rc::new(item)
        })
        .collect();
    let features = items.iter().map(|item| Feature { item: Rc::clone(&item.id), ..Feature::default() });
    let study = Study {
        wording: wording.to_owned(),
        language: lang.tag().to_owned(),
        importance,
        segments: segments.iter().map(|name| (*name).to_owned()).collect(),
        features: features.collect(),
        ..Study::default()
    };
    Survey::new(&study, "p", &items).unwrap()
}

/// The page of a link, for a reader of a language.
fn page(lang: Lang, link: &str) -> String {
    rendered_in(lang, survey(&SurveyProps { link: link.to_owned().into() }))
}

/// A stage of the survey in a language.
fn stage(lang: Lang, survey: Survey, entry: Entry) -> String {
    let survey = Rc::new(survey);
    let stage = if entry.feature().is_some() {
        html! {
            <Step survey={ByPointer(survey)} {entry} on_answered={Callback::noop()} on_next={Callback::noop()} on_back={Callback::noop()} />
        }
    } else {
        let visit = Visit { stage: Stage::Done, entry: Some(entry), ..Visit::new(survey) };
        html! { <Done visit={Rc::new(visit)} on_visit={Callback::noop()} /> }
    };
    rendered_in(lang, stage)
}

fn answered(survey: &Survey) -> Entry {
    let mut entry = Entry::new(survey, RESPONDENT.into());
    for _ in 0..survey.features.len() {
        entry = entry.with_functional(Some(Reply::Like)).with_dysfunctional(Some(Reply::Neutral)).next();
    }
    entry
}

/// What a person can read: texts, and the labels that are for the ear.
fn words(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        found.push(text.to_owned());
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        for name in ["aria-label=\"", "aria-valuetext=\"", "title=\"", "placeholder=\""] {
            found
                .extend(tag.split(name).skip(1).filter_map(|part| part.split('"').next()).map(str::to_owned));
        }
        rest = after;
    }
    found.into_iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
}

fn count(html: &str, part: &str) -> usize {
    html.matches(part).count()
}

/// Every screen of a survey in a language, with all that can be asked.
fn screens(lang: Lang, wording: &str) -> Vec<String> {
    let survey = study(lang, wording, true, &["甲"]);
    let link = link::write(&survey).unwrap();
    let entry = Entry::new(&survey, RESPONDENT.into());
    let skipped = entry.clone().next().next().next();
    vec![
        page(lang.other(), &link),
        page(lang, "#s="),
        stage(lang, survey.clone(), entry),
        stage(lang, survey.clone(), skipped),
        stage(lang, survey.clone(), answered(&survey)),
    ]
}

#[test]
fn a_chinese_survey_has_no_english_word_on_it() {
    for wording in wording::ALL {
        for html in screens(Lang::Zh, wording.id) {
            for text in words(&html) {
                // Codes are what they are, and titles are people's own.
                if text.starts_with("K1") || text.contains("粗体") {
                    continue;
                }
                let latin = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 1);
                for word in latin {
                    assert!(["Switch", "to", "English"].contains(&word), "“{word}” in “{text}”");
                }
            }
        }
    }
}

#[test]
fn an_english_survey_has_no_chinese_word_but_the_language_switch() {
    for wording in wording::ALL {
        for html in screens(Lang::En, wording.id) {
            for text in words(&html) {
                let han = text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
                assert!(!han || ["切换到中文", "甲"].contains(&&*text), "“{text}”");
            }
        }
    }
}

#[test]
fn the_welcome_says_how_it_works_how_long_it_takes_and_that_nothing_is_sent() {
    for (lang, expected) in [
        (Lang::En, ["There are no right answers", "About 2 minutes", "nothing is sent by itself", ">Start<"]),
        (Lang::Zh, ["答案没有对错", "大约需要 2 分钟", "不会自动发送", ">开始<"]),
    ] {
        let html = page(Lang::En, &link::write(&study(lang, "pouliot", true, &[])).unwrap());
        for part in expected {
            assert!(html.contains(part), "{part}");
        }
        assert_eq!(count(&html, "type=\"radio\""), 0);
    }
}

#[test]
fn a_segment_is_asked_for_unless_the_link_is_for_one() {
    let survey = study(Lang::En, "pouliot", false, &["New users", "Regulars"]);
    let html = page(Lang::En, &link::write(&survey).unwrap());
    // Each of the segments, and none.
    assert_eq!(count(&html, "type=\"radio\""), 3);
    let html = page(Lang::En, &link::write(&survey.for_segment(1)).unwrap());
    assert_eq!(count(&html, "type=\"radio\""), 0);
}

#[test]
fn a_step_asks_both_questions_with_five_answers_each_and_importance_if_wanted() {
    for (importance, groups, radios) in [(false, 2, 10), (true, 3, 19)] {
        let survey = study(Lang::En, "pouliot", importance, &[]);
        let entry = Entry::new(&survey, RESPONDENT.into());
        let html = stage(Lang::En, survey, entry);
        assert_eq!(count(&html, "<fieldset"), groups);
        assert_eq!(count(&html, "<legend"), groups);
        assert_eq!(count(&html, "type=\"radio\""), radios);
        assert_eq!(count(&html, " checked"), 0);
        assert_eq!(count(&html, "<h1"), 1);
        for part in [
            "1 of 3",
            "<progress",
            "max=\"3\"",
            "aria-valuetext=\"1 of 3\"",
            ">Back<",
            ">Skip this one<",
            ">Next<",
        ] {
            assert!(html.contains(part), "{part}");
        }
    }
}

#[test]
fn earlier_answers_are_there_when_somebody_goes_back() {
    let survey = study(Lang::En, "pouliot", true, &[]);
    let entry = Entry::new(&survey, RESPONDENT.into())
        .with_functional(Some(Reply::Like))
        .with_dysfunctional(Some(Reply::Dislike))
        .with_importance(Some(7));
    let place = entry.feature().unwrap();
    let html = stage(Lang::En, survey, entry);
    assert_eq!(count(&html, " checked"), 3);
    for id in [format!("with-{place}-1"), format!("without-{place}-5"), format!("importance-{place}-7")] {
        let input = html.split("<input").find(|input| input.contains(&format!("id=\"{id}\""))).unwrap();
        assert!(input.split('>').next().unwrap().contains(" checked"), "{id}");
    }
}

#[test]
fn the_last_step_finishes() {
    let survey = study(Lang::En, "pouliot", false, &[]);
    let entry = Entry::new(&survey, RESPONDENT.into()).next().next();
    let html = stage(Lang::En, survey, entry);
    assert!(html.contains(">Finish<") && html.contains("3 of 3") && !html.contains(">Next<"));
}

#[test]
fn the_end_shows_the_code_in_groups_and_says_what_was_skipped() {
    let survey = study(Lang::En, "pouliot", false, &[]);
    let entry = answered(&survey);
    let code = entry.code(&survey).unwrap();
    let html = stage(Lang::En, survey.clone(), entry);
    for part in
        [&*grouped(&code), "Copy the code", "Copy as a link", "Show as a QR code", "Change my answers"]
    {
        assert!(html.contains(part), "{part}");
    }
    assert!(!html.contains("You answered"));
    // Without a browser there is nothing to share with, so nothing offers it.
    assert!(!html.contains("Share"));
    let mut entry = Entry::new(&survey, RESPONDENT.into()).with_functional(Some(Reply::Like));
    entry = entry.with_dysfunctional(Some(Reply::Dislike)).next().next().next();
    assert!(stage(Lang::En, survey, entry).contains("You answered 1 of 3."));
}

#[test]
fn who_answered_nothing_gets_no_code() {
    let survey = study(Lang::En, "pouliot", false, &[]);
    let entry = Entry::new(&survey, RESPONDENT.into()).next().next().next();
    let html = stage(Lang::En, survey, entry);
    assert!(html.contains("You have not answered anything yet") && !html.contains("answer-code"));
}

#[test]
fn a_link_that_does_not_open_says_why_and_what_to_do() {
    let whole = link::write(&study(Lang::En, "pouliot", false, &[])).unwrap();
    for (link, expected) in [
        (whole.get(..whole.len() - 4).unwrap(), "The end of this link is missing"),
        ("#s=", "The end of this link is missing"),
        ("", "There is no survey in this link"),
        ("#s=nonsense", "There is no survey in this link"),
    ] {
        let html = page(Lang::En, link);
        assert!(html.contains(expected), "{link}: {html}");
        assert!(html.contains("role=\"alert\"") && html.contains("<h1"));
    }
}

#[test]
fn text_from_people_is_text_and_the_policy_has_nothing_to_refuse() {
    for html in screens(Lang::En, "zh-hant").into_iter().chain(screens(Lang::Zh, "zh-hant")) {
        assert!(!html.contains("<b>") && !html.contains(" style="));
    }
}

#[test]
fn traditional_characters_are_said_to_be_such() {
    let survey = study(Lang::Zh, "zh-hant", true, &[]);
    let entry = Entry::new(&survey, RESPONDENT.into());
    assert!(stage(Lang::Zh, survey.clone(), entry.clone()).contains("lang=\"zh-Hant\""));
    assert!(!stage(Lang::En, survey, entry).contains("zh-Hant"));
}

#[test]
fn the_grid_tells_a_category_of_the_study_from_one_that_was_chosen() {
    let mut plan = Plan::new("p".into(), "Plan", "2026-11-22T09:00:00Z");
    let found = KanoMark {
        n: Some(40),
        p: Some(0.87),
        date: Some("2026-11-22".into()),
        ..KanoMark::new(KanoCategory::MustBe, KanoMark::STUDY)
    };
    for (id, mark) in [("a", found), ("b", KanoMark::manual(KanoCategory::Attractive))] {
        let item = Item { kano: Some(mark), ..Item::new(id.into(), "", id) };
        plan.items.push(Rc::new(item));
    }
    for (lang, sentences) in [
        (
            Lang::En,
            [
                "Must-be: from the Kano study, 40 answers, probability 87%, 22 Nov 2026.",
                "Attractive: chosen by hand.",
            ],
        ),
        (Lang::Zh, ["必备：来自 Kano 调研，40 份回答，概率 87%，2026年11月22日。", "魅力：手动选择。"]),
    ] {
        let preferences = Preferences { lang: lang.tag().to_owned(), ..Preferences::default() };
        let props = AppProps { plan: Some(Rc::new(plan.clone())), preferences: Some(preferences) };
        let html = rendered::<App>(props);
        for sentence in sentences {
            assert!(html.contains(&format!("title=\"{sentence}\"")), "{sentence}");
        }
        assert_eq!(count(&html, "data-source=\"manual\""), 1);
    }
}
