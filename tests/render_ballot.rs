//! The ballot of a link, rendered to HTML on the host: every kind of question in both languages.
#![cfg(all(feature = "ui", not(target_arch = "wasm32")))]
// Helpers of tests may stop the test.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "../src/ui/rendered.rs"]
mod rendered;
#[path = "support/screen.rs"]
mod screen;

use std::rc::Rc;

use rendered::rendered_in;
use screen::words;
use steelyard::domain::text::Lang;
use steelyard::domain::workshop::cards::Card;
use steelyard::domain::workshop::code::{self, Vote};
use steelyard::domain::workshop::paper::{Asked, Paper};
use steelyard::domain::workshop::{Answer, Naming, Open, Question};
use steelyard::ui::by_pointer::ByPointer;
use steelyard::ui::features::ballot::{BallotForm, BallotProps, Done, Mode, Stage, Visit, Welcome, ballot};
use yew::prelude::*;

const TITLES: [(&str, &str); 5] = [
    ("Guest checkout", "游客结算"),
    ("Gift cards", "礼品卡"),
    ("<b>Bold</b>", "<b>粗体</b>"),
    ("Dark mode", "深色模式"),
    ("Offline basket", "离线购物车"),
];

fn asked() -> Vec<Asked> {
    TITLES.map(|(en, zh)| Asked { title: en.to_owned(), title_alt: Some(zh.to_owned()) }).to_vec()
}

fn paper(question: Question) -> Paper {
    Paper {
        pass: "v_1".into(),
        number: 1,
        question,
        about: "甲".to_owned(),
        items: asked(),
        ..Paper::default()
    }
}

fn estimate(sheet: &str, input: &str, cards: &[f64]) -> Question {
    Question::Estimate {
        sheet: sheet.to_owned(),
        input: input.to_owned(),
        cards: cards.iter().map(|value| Card::of(*value)).collect(),
    }
}

/// Every kind of question.
fn questions() -> Vec<Question> {
    vec![
        estimate("rice", "impact", &[0.25, 0.5, 1.0, 2.0, 3.0]),
        estimate("rice", "reach", &[10.0, 1_000.0, 100_000.0]),
        Question::Dots { dots: 5, most: 3 },
        Question::Ranking,
        Question::Pairwise,
        Question::BestWorst,
        Question::Need { to: "n_1".into() },
        Question::Goal { to: "g_1".into() },
        Question::Ideas { most: 5 },
        Question::Kano,
        Question::Confidence,
    ]
}

/// An answer that the first task takes.
fn answer(question: &Question) -> Answer {
    match question {
        Question::Estimate { cards, .. } => Answer::Number(cards[0].value),
        Question::BestWorst => Answer::Two([0, 1]),
        Question::Kano => Answer::Two([1, 5]),
        Question::Ideas { .. } => Answer::Texts(vec!["甲".to_owned()]),
        _ => Answer::Number(1.0),
    }
}

fn vote(answers: Vec<Option<Answer>>) -> Vote {
    Vote { voter: "r_7f3k2m9q".into(), sequence: 1, answers, ..Vote::default() }
}

fn opened(lang: Lang, link: &str) -> String {
    rendered_in(lang, ballot(&BallotProps { link: link.to_owned().into() }))
}

fn form(lang: Lang, paper: &Paper, vote: Vote, start: usize, mode: Mode) -> String {
    let (paper, vote) = (ByPointer(Rc::new(paper.clone())), ByPointer(Rc::new(vote)));
    let form = html! {
        <BallotForm {paper} {vote} {start} {mode} on_change={Callback::noop()} on_send={Callback::noop()} />
    };
    rendered_in(lang, form)
}

fn welcome(lang: Lang, paper: &Paper, vote: Vote) -> String {
    let visit = Visit { vote: Rc::new(vote), ..Visit::new(Rc::new(paper.clone())) };
    rendered_in(lang, html! { <Welcome visit={Rc::new(visit)} on_visit={Callback::noop()} /> })
}

fn done(lang: Lang, paper: &Paper, vote: Vote, arrived: bool) -> String {
    let visit = Visit { stage: Stage::Done, vote: Rc::new(vote), ..Visit::new(Rc::new(paper.clone())) };
    rendered_in(lang, html! { <Done visit={Rc::new(visit)} {arrived} on_visit={Callback::noop()} /> })
}

/// Every screen of every kind of ballot.
fn screens(lang: Lang) -> Vec<String> {
    let mut screens = vec![opened(lang, "#b=")];
    for question in questions() {
        let mut paper = paper(question.clone());
        let filled = vote(vec![Some(answer(&question)), Some(Answer::Open(Open::Unknown))]);
        let count = paper.tasks().len();
        screens.push(form(lang, &paper, vote(Vec::new()), 0, Mode::Phone));
        screens.push(form(lang, &paper, filled.clone(), 0, Mode::Laptop));
        screens.push(form(lang, &paper, filled.clone(), count, Mode::Phone));
        screens.push(done(lang, &paper, vote(vec![Some(answer(&question))]), false));
        screens.push(done(lang, &paper, vote(vec![Some(answer(&question))]), true));
        for (naming, number) in [(Naming::Named, 1), (Naming::Anonymous, 2)] {
            paper = Paper {
                naming,
                number,
                roles: vec![("甲".to_owned(), true), ("乙".to_owned(), false)],
                ..paper
            };
            screens.push(welcome(lang, &paper, vote(Vec::new())));
            screens.push(welcome(lang, &paper, Vote { role: Some(1), ..vote(Vec::new()) }));
        }
    }
    screens
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

#[test]
fn a_chinese_ballot_has_no_english_word_on_it() {
    for html in screens(Lang::Zh) {
        for text in words(&html) {
            // Codes are what they are; the switch names the other language in its own words.
            let is_other = text.starts_with("B1") || text == "Switch to English";
            // Titles with markup are people's own.
            let text = text.replace("&lt;b&gt;", "").replace("&lt;/b&gt;", "");
            let is_english = text.split(|c: char| !c.is_ascii_alphabetic()).any(|word| word.len() > 1);
            assert!(is_other || !is_english, "{text}");
        }
    }
}

#[test]
fn an_english_ballot_has_no_chinese_word_on_it() {
    for html in screens(Lang::En) {
        for text in words(&html) {
            let own: String = text.chars().filter(|c| is_han(*c) && !"甲乙".contains(*c)).collect();
            assert!(own.is_empty() || text == "切换到中文", "{text}");
        }
    }
}

#[test]
fn no_screen_has_a_style_attribute_or_markup_from_a_title() {
    for html in Lang::ALL.into_iter().flat_map(screens) {
        assert!(!html.contains(" style=") && !html.contains("<b>"), "{html}");
    }
}

#[test]
fn what_names_something_is_there_and_ids_are_given_once() {
    for html in Lang::ALL.into_iter().flat_map(screens) {
        let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|part| part.split('"').next()).collect();
        let unique: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{ids:?}");
        for names in html.split(" aria-labelledby=\"").skip(1).filter_map(|part| part.split('"').next()) {
            assert!(names.split(' ').all(|name| unique.contains(name)), "{names} in {ids:?}");
        }
    }
}

#[test]
fn who_sees_what_is_said_before_the_first_vote() {
    let paper = |naming| Paper { naming, ..paper(Question::Ranking) };
    for (lang, naming, promise) in [
        (Lang::En, Naming::Named, "Your name is shown to the facilitator with your vote."),
        (Lang::En, Naming::Anonymous, "Nobody sees who voted what."),
        (Lang::Zh, Naming::Named, "主持人会看到您的姓名和投票内容。"),
        (Lang::Zh, Naming::Anonymous, "没有人会看到谁投了什么。"),
    ] {
        let html = welcome(lang, &paper(naming), Vote::default());
        assert!(html.contains(promise), "{html}");
        assert_eq!(html.contains("id=\"voter-name\""), naming == Naming::Named);
    }
}

#[test]
fn who_does_not_vote_in_this_round_is_told_so_and_cannot_start() {
    let roles = vec![("Sales".to_owned(), false), ("QA".to_owned(), true), ("Ops".to_owned(), true)];
    let paper = Paper { roles, ..paper(Question::Ranking) };
    let has_start = |html: &str| html.contains(">Start<");
    let waiting = welcome(Lang::En, &paper, Vote { role: Some(0), ..Vote::default() });
    assert!(waiting.contains("This round is for QA and Ops.") && !has_start(&waiting), "{waiting}");
    let voting = welcome(Lang::En, &paper, Vote { role: Some(1), ..Vote::default() });
    assert!(!voting.contains("This round is for") && has_start(&voting), "{voting}");
}

#[test]
fn not_to_know_and_to_abstain_are_answers_wherever_a_task_takes_them() {
    for question in questions() {
        let paper = paper(question.clone());
        let takes = paper.tasks()[0].takes(&Answer::Open(Open::Unknown));
        let html = form(Lang::En, &paper, vote(Vec::new()), 0, Mode::Phone);
        for word in ["I don't know", "Abstain"] {
            let is_there = words(&html).iter().any(|text| text.replace("&#x27;", "'") == word);
            assert_eq!(is_there, takes, "{word} {question:?}");
        }
    }
}

#[test]
fn dots_say_what_is_left_and_offer_none_beyond_it() {
    let paper = paper(Question::Dots { dots: 4, most: 3 });
    let dots = |numbers: &[f64]| vote(numbers.iter().map(|dots| Some(Answer::Number(*dots))).collect());
    for (numbers, left, off) in [
        (vec![], "4 of 4 dots left", 5),
        (vec![3.0], "1 of 4 dots left", 5),
        (vec![3.0, 1.0], "0 of 4 dots left", 8),
    ] {
        let html = form(Lang::En, &paper, dots(&numbers), 0, Mode::Phone);
        assert!(html.contains(left), "{html}");
        assert_eq!(html.matches("aria-disabled=\"true\"").count(), off, "{numbers:?}");
    }
}

#[test]
fn a_ranking_shows_ranks_first_and_what_has_none_below() {
    let paper = paper(Question::Ranking);
    let ranked = vote(vec![Some(Answer::Number(2.0)), None, None, Some(Answer::Number(1.0))]);
    let html = form(Lang::En, &paper, ranked, 0, Mode::Phone);
    let at = |text: &str| html.find(text).unwrap();
    assert!(at("Dark mode") < at("Guest checkout") && at("Guest checkout") < at("Not ranked yet"));
    assert!(at("Not ranked yet") < at("Gift cards"));
    assert_eq!(html.matches("data-grip=").count(), 2);
}

#[test]
fn two_hundred_items_have_a_list_to_jump_from() {
    let items = (0..200).map(|at| Asked { title: format!("Item {at}"), title_alt: None }).collect();
    let paper = Paper { items, ..paper(Question::Need { to: "n_1".into() }) };
    let html = form(Lang::En, &paper, vote(vec![Some(Answer::Number(3.0))]), 7, Mode::Phone);
    assert!(html.contains("8 of 200") && html.contains("All answers"), "{html}");
    let all = form(Lang::En, &paper, vote(vec![Some(Answer::Number(3.0))]), 200, Mode::Phone);
    assert_eq!(all.matches("class=\"ballot-answer\"").count(), 200);
    assert!(all.contains("1 of 200 answered") && all.contains("Very much"));
}

#[test]
fn the_end_shows_the_code_in_groups_and_the_code_is_read_again() {
    let paper = paper(Question::Confidence);
    let vote = vote(vec![Some(Answer::Number(4.0))]);
    let code = code::write(&paper.pass, &paper.tasks(), 0, &vote).unwrap();
    let html = done(Lang::En, &paper, vote, false);
    let shown = words(&html).into_iter().find(|text| text.starts_with("B1")).unwrap();
    assert_eq!(shown.replace(' ', ""), code);
    assert!(shown.contains(' '));
}

#[test]
fn a_broken_link_says_what_is_wrong() {
    let link = paper(Question::Ranking).link().unwrap();
    for (lang, link, sentence) in [
        (Lang::En, "#b=".to_owned(), "The end of this link is missing."),
        (Lang::Zh, link.replacen('A', "B", 1), "链接在途中被改动。"),
        (Lang::Zh, link.chars().take(link.len() - 5).collect(), "链接末尾缺失。"),
    ] {
        let html = opened(lang, &link);
        assert!(html.contains("role=\"alert\"") && html.contains(sentence), "{html}");
    }
    let html = opened(Lang::En, &link);
    assert!(html.contains("Put the items in order") && html.contains(">Start<"), "{html}");
}

#[test]
fn a_laptop_that_is_passed_around_has_a_heading_below_that_of_its_page() {
    let paper = paper(Question::Confidence);
    let html = form(Lang::En, &paper, vote(Vec::new()), 0, Mode::Laptop);
    assert!(html.contains("<h2") && !html.contains("<h1") && html.contains("Cast my vote"), "{html}");
}

/// Writes pages to look at, with the styles of the app, where `BALLOT_LOOK` names a folder.
#[test]
fn pages_to_look_at() {
    let Ok(folder) = std::env::var("BALLOT_LOOK") else { return };
    let page = |name: &str, lang: Lang, body: String| {
        let styles = ["tokens", "base", "button", "field", "phone", "survey", "ballot"]
            .map(|name| format!("<link rel=stylesheet href=\"/styles/{name}.css\">"))
            .concat();
        let body = if body.contains("class=\"phone\"") {
            body
        } else {
            format!("<div class=phone><main class=phone__main>{body}</main></div>")
        };
        let html = format!(
            "<!doctype html><html lang={}><meta charset=utf-8><meta name=viewport content=\"width=device-width\">{styles}<div id=app>{body}</div>",
            lang.tag()
        );
        std::fs::write(format!("{folder}/{name}-{}.html", lang.tag()), html).unwrap();
    };
    for lang in Lang::ALL {
        for (at, question) in questions().into_iter().enumerate() {
            let paper = paper(question.clone());
            let filled = vote(vec![Some(answer(&question)), Some(Answer::Open(Open::Unknown))]);
            page(&format!("q{at:02}"), lang, form(lang, &paper, filled.clone(), 0, Mode::Phone));
            if at == 0 || at == 5 {
                page(&format!("all{at:02}"), lang, form(lang, &paper, filled.clone(), 99, Mode::Phone));
            }
        }
        let ask = Paper {
            workshop: "Q3".into(),
            title: "Impact".into(),
            naming: Naming::Named,
            roles: vec![("Engineering".into(), true), ("Sales".into(), false)],
            ..paper(questions().remove(0))
        };
        page("welcome", lang, welcome(lang, &ask, vote(Vec::new())));
        page("waits", lang, welcome(lang, &ask, Vote { role: Some(1), ..Vote::default() }));
        page("link", lang, opened(lang, &paper(Question::Ranking).link().unwrap()));
        let five = (0..5).map(|_| Some(answer(&ask.question))).collect();
        page("done", lang, done(lang, &ask, vote(five), false));
    }
}

/// The links that the journeys open: `UPDATE_GOLDEN=1` writes them anew.
#[test]
fn links_of_the_journeys_open() {
    let named = Paper {
        room: "w_1".into(),
        workshop: "Q3".to_owned(),
        title: "Impact".to_owned(),
        naming: Naming::Named,
        roles: vec![("Engineering".to_owned(), true), ("Sales".to_owned(), false)],
        ..paper(questions().remove(0))
    };
    let of =
        |pass: &str, question: Question| Paper { pass: pass.into(), room: "w_2".into(), ..paper(question) };
    let papers = [
        ("estimate", named),
        ("dots", of("v_2", Question::Dots { dots: 5, most: 3 })),
        ("ranking", of("v_3", Question::Ranking)),
        ("pairs", of("v_4", Question::Pairwise)),
        ("bestWorst", of("v_5", Question::BestWorst)),
        ("need", of("v_6", Question::Need { to: "n_1".into() })),
        ("ideas", of("v_7", Question::Ideas { most: 5 })),
        ("kano", of("v_8", Question::Kano)),
        ("confidence", of("v_9", Question::Confidence)),
    ];
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/ballot/links.json");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let links: serde_json::Map<String, serde_json::Value> =
            papers.iter().map(|(name, paper)| ((*name).to_owned(), paper.link().unwrap().into())).collect();
        std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/ballot")).unwrap();
        std::fs::write(path, serde_json::to_string_pretty(&links).unwrap() + "\n").unwrap();
    }
    let links: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    for (name, paper) in papers {
        assert_eq!(Paper::read(links[name].as_str().unwrap()), Ok(paper), "{name}");
    }
}
