use super::*;
use crate::domain::picture::frame::framed;
use crate::domain::picture::svg;
use crate::domain::plan::Estimate;
use crate::domain::sample;
use crate::domain::uncertainty::Simulation;
use crate::ui::rendered::rendered_in;

const NOW: &str = "2026-11-22T09:00:00Z";

fn page(lang: Lang, plan: Plan) -> String {
    rendered_in(lang, html! { <CertaintyPage plan={Rc::new(plan)} framework="rice" /> })
}

fn results(lang: Lang, plan: &Plan, question: Question) -> String {
    let framework = frameworks::default();
    let request = Rc::new(Request { draws: 400, ..request(plan, framework, question) });
    let mut simulation = Simulation::new(&request);
    simulation.step(400);
    let found = Found { request: Rc::clone(&request), results: Rc::new(simulation.results()) };
    let names = Rc::new(Names::of(plan, framework, lang));
    let shown = Shown { plan: Rc::new(plan.clone()), names, framework, k: 5, lang };
    rendered_in(lang, sure(Some(found), &request, shown))
}

fn sample(lang: Lang) -> Plan {
    sample::plan(lang, "p".into(), NOW)
}

/// The sample with nothing but likely values.
fn single(lang: Lang) -> Plan {
    let mut plan = sample(lang);
    for slot in &mut plan.items {
        for score in &mut Rc::make_mut(slot).scores {
            for (_, estimate) in &mut score.values {
                if let Some(likely) = estimate.likely() {
                    *estimate = Estimate::Value(likely);
                }
            }
        }
    }
    plan
}

#[test]
fn single_values_are_said_to_look_surer_than_they_are() {
    for (lang, sentence, way) in
        [(Lang::En, "looks surer than it is", "Assume ranges"), (Lang::Zh, "比实际更有把握", "采用假定区间")]
    {
        let html = page(lang, single(lang));
        assert!(html.contains(sentence) && html.contains(way) && html.contains("button--primary"));
        assert!(!html.contains("<table"));
    }
}

#[test]
fn without_scores_the_page_leads_to_the_items() {
    let html = page(Lang::En, Plan::new("p".into(), "Test", NOW));
    assert!(html.contains("Nothing is scored yet") && html.contains("href=\"#/items\""));
    assert!(!html.contains("type=\"range\""));
}

#[test]
fn ranges_are_simulated_and_can_be_assumed() {
    let html = page(Lang::En, sample(Lang::En));
    for word in ["Simulating", "type=\"checkbox\"", "First places", "type=\"range\""] {
        assert!(html.contains(word), "{word}");
    }
    assert!(!html.contains("How wide"), "there is no width of what is not assumed");
    let mut plan = sample(Lang::En);
    plan.settings.assumed_ranges.on = true;
    assert!(page(Lang::En, plan).contains("How wide"));
}

#[test]
fn results_say_which_places_hold() {
    for (lang, expected) in [
        (
            Lang::En,
            [
                "The first 5 hold in",
                "In the first 5",
                "Compare two items",
                "stands above",
                "400 draws from seed 1",
            ],
        ),
        (Lang::Zh, ["前 5 名在", "进入前 5 名", "比较两个需求", "的模拟中，", "共 400 次模拟，种子 1"]),
    ] {
        let html = results(lang, &sample(lang), Question::Score);
        for word in expected.into_iter().chain(["<svg", "<caption", "scope=\"row\""]) {
            assert!(html.contains(word), "{word}");
        }
        assert!(!html.contains(" style=") && !html.contains("data-assumed") && !html.contains("NaN"));
    }
}

#[test]
fn what_is_assumed_is_marked_and_confidence_is_explained() {
    let mut plan = sample(Lang::En);
    plan.settings.assumed_ranges.on = true;
    let html = results(Lang::En, &plan, Question::Score);
    for word in ["data-assumed=\"true\"", "assumed</span>", "count it twice", "RICE: "] {
        assert!(html.contains(word), "{word}");
    }
}

#[test]
fn a_need_share_says_where_an_item_would_be_first() {
    let html = results(Lang::En, &sample(Lang::En), Question::Value { low: 0.0, high: 1.0 });
    for word in ["First at", "never first"] {
        assert!(html.contains(word), "{word}");
    }
}

#[test]
fn a_long_order_is_shown_in_parts() {
    let mut plan = sample(Lang::En);
    let first = Rc::clone(&plan.items[0]);
    for at in 0..120 {
        plan.items.push(Rc::new(Item { id: format!("x{at}").into(), ..Item::clone(&first) }));
    }
    let html = results(Lang::En, &plan, Question::Score);
    assert_eq!(html.matches("certainty__plot").count(), 50);
    assert!(html.contains("Show 9"), "the rest is fewer than two hundred");
}

#[test]
fn a_chinese_page_has_no_english_word_on_it() {
    let mut plan = sample(Lang::Zh);
    plan.settings.assumed_ranges.on = true;
    for slot in &mut plan.items {
        let item = Rc::make_mut(slot);
        (item.title, item.title_alt, item.key) = ("标题".into(), None, String::new());
    }
    let question = Question::Value { low: 0.0, high: 1.0 };
    let screens = [
        page(Lang::Zh, plan.clone()),
        results(Lang::Zh, &plan, Question::Score),
        results(Lang::Zh, &plan, question),
    ];
    for html in screens {
        let mut rest = html.as_str();
        while let Some((text, after)) = rest.split_once('<') {
            let word = text
                .split(|c: char| !c.is_ascii_alphabetic())
                .find(|word| word.len() > 1 && !["RICE", "EVPPI"].contains(word));
            assert_eq!(word, None, "{text}");
            rest = after.split_once('>').map_or("", |(_, rest)| rest);
        }
    }
}

#[test]
fn the_ranges_of_the_whole_list_are_one_picture() {
    for (lang, title, top) in
        [(Lang::En, "Rank range", "In the first 5"), (Lang::Zh, "名次区间", "进入前 5 名")]
    {
        let plan = sample(lang);
        let framework = frameworks::default();
        let request = Rc::new(Request { draws: 100, ..request(&plan, framework, Question::Score) });
        let mut simulation = Simulation::new(&request);
        simulation.step(100);
        let found = Found { request: Rc::clone(&request), results: Rc::new(simulation.results()) };
        let picture = order::picture(&found, &Names::of(&plan, framework, lang), 5, 3, lang);
        let file = svg::svg(&framed(&picture, "Plan", "24 Nov 2026"));
        let third = plan.item(&request.items[2].id).unwrap().title_in(lang);
        for said in [title, top, third, "Plan", "24 Nov 2026"] {
            assert!(file.contains(&format!(">{said}</text>")), "{said}: {file}");
        }
        // No more rows than are shown.
        let fourth = plan.item(&request.items[3].id).unwrap().title_in(lang);
        assert!(!file.contains(&format!(">{fourth}</text>")));
        assert_eq!(file.matches("<circle").count(), 3);
    }
}
