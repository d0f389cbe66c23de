use super::*;
use crate::domain::picture::frame::framed;
use crate::domain::picture::svg;
use crate::domain::plan::Estimate;
use crate::domain::sample;
use crate::domain::text::items as items_words;
use crate::domain::uncertainty::Simulation;
use crate::ui::rendered::rendered_in;

const NOW: &str = "2026-11-22T09:00:00Z";

fn page(lang: Lang, plan: Plan) -> String {
    rendered_in(lang, html! { <CertaintyPage plan={Rc::new(plan)} framework="rice" /> })
}

fn results(lang: Lang, plan: &Plan, question: Question) -> String {
    let by = if question == Question::Score { Order::Score } else { Order::Value };
    let request = request(plan, frameworks::default(), question);
    results_of(lang, plan, by, request, 400, false)
}

/// What is shown of a request after some of 400 draws.
fn results_of(lang: Lang, plan: &Plan, by: Order, request: Request, draws: u32, is_stopped: bool) -> String {
    let framework = frameworks::default();
    let request = Rc::new(Request { draws: 400, ..request });
    let mut simulation = Simulation::new(&request);
    simulation.step(draws);
    let found = Found { request: Rc::clone(&request), results: Rc::new(simulation.results()) };
    let names = Rc::new(Names::of(plan, framework, lang));
    let shown = Shown { plan: Rc::new(plan.clone()), names, framework, by, k: 5, lang };
    let run = Run { is_stopped, on_stop: Callback::noop() };
    rendered_in(lang, sure(Some(found), &request, shown, run))
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
fn how_often_each_rank_is_shown_with_what_it_means() {
    // One that is always first, and two that share the other places.
    for (lang, title, never) in [(Lang::En, "How often each rank", "–"), (Lang::Zh, "各名次的比例", "–")]
    {
        let mut plan = sample(lang);
        plan.items.truncate(3);
        for (at, slot) in plan.items.iter_mut().enumerate() {
            let item = Rc::make_mut(slot);
            item.scores.clear();
            let reach = [
                Estimate::Value(1e6),
                Estimate::Range { low: 50.0, likely: 100.0, high: 200.0 },
                Estimate::Range { low: 50.0, likely: 100.0, high: 200.0 },
            ];
            for (input, value) in ["reach", "impact", "confidence", "effort"].into_iter().zip([
                reach[at].clone(),
                Estimate::Value(1.0),
                Estimate::Value(1.0),
                Estimate::Value(1.0),
            ]) {
                item.set_estimate("rice", input, Some(value));
            }
        }
        let html = results(lang, &plan, Question::Score);
        assert!(html.contains(title));
        let table = html.split("certainty__ranks").nth(1).unwrap();
        let cells: Vec<&str> = table
            .split("data-level=\"")
            .skip(1)
            .filter_map(|rest| rest.split('>').nth(1)?.split('<').next())
            .map(str::trim)
            .collect();
        assert_eq!(cells.len(), 3 * 6, "five ranks and what is later, of three items");
        assert_eq!(cells[1..6], [never; 5], "the first is never second or later");
        assert_eq!((cells[6], cells[9], cells[11]), (never, never, never));
        assert!(cells[7].ends_with('%') && cells[8].ends_with('%'), "{cells:?}");
        assert!(!html.contains(words::acceptability_of_shares(lang)));
        let of_shares = results(lang, &sample(lang), Question::Value { low: 0.2, high: 0.8 });
        assert!(of_shares.contains(words::acceptability_of_shares(lang)));
    }
}

#[test]
fn what_takes_long_can_be_stopped_and_go_on() {
    let plan = sample(Lang::En);
    let asked = || request(&plan, frameworks::default(), Question::Score);
    let shown = |draws, is_stopped| results_of(Lang::En, &plan, Order::Score, asked(), draws, is_stopped);
    let running = shown(100, false);
    assert!(running.contains("aria-busy=\"true\"") && running.contains(">Stop<"));
    let stopped = shown(100, true);
    for word in ["aria-busy=\"false\"", "Stopped after 100 of 400 draws.", ">Go on<", "The first 5 hold in"] {
        assert!(stopped.contains(word), "{word}");
    }
    let done = shown(400, false);
    assert!(!done.contains(">Stop<") && !done.contains(">Go on<"));
}

#[test]
fn value_per_work_varies_share_and_work_and_says_so() {
    for lang in Lang::ALL {
        let mut plan = sample(lang);
        plan.settings.assumed_ranges.on = true;
        let asked = value_per_work(&plan, frameworks::default(), 0.3, 0.7);
        let html = results_of(lang, &plan, Order::ValuePerWork, asked, 400, false);
        assert!(html.contains(words::assumed_work(lang)) && html.contains(words::column_central(lang)));
        assert!(!html.contains(items_words::why_order(lang)), "what is divided has no parts to explain");
        let by_score = results(lang, &plan, Question::Score);
        assert!(by_score.contains(items_words::why_order(lang)));
        assert!(page(lang, plan).contains(words::by_value_per_work(lang)));
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
