use std::rc::Rc;

use yew::prelude::*;

use super::*;
use crate::domain::frameworks;
use crate::domain::picture::svg;
use crate::domain::plan::{Criterion, Estimate, Goal, Id, Item, Need, Plan};
use crate::domain::sensitivity::{self, By};
use crate::domain::text::Lang;
use crate::ui::rendered::rendered_in;

fn show(lang: Lang, page: Html) -> String {
    let html = rendered_in(lang, page);
    assert!(!html.contains(" style="), "the page's policy refuses it");
    assert!(!html.contains("NaN") && !html.contains("inf\""), "no figure is beyond all numbers");
    html
}

const FRAMEWORK: &str = "rice";

fn plan(rows: &[(&str, [&str; 4])]) -> Rc<Plan> {
    let mut plan = Plan::new("p".into(), "Plan", "2026-11-22T09:00:00Z");
    plan.needs = Rc::new(vec![Need {
        id: "n".into(),
        title: "快付 Pay quickly".into(),
        weight: 1.0,
        ..Need::default()
    }]);
    plan.goals = Rc::new(vec![Goal {
        id: "g".into(),
        title: "少退 Fewer refunds".into(),
        weight: 1.0,
        ..Goal::default()
    }]);
    for (at, (title, texts)) in rows.iter().enumerate() {
        let mut item = Item::new(format!("i{at}").into(), format!("SY-{at}"), *title);
        for (input, text) in frameworks::default().inputs.iter().zip(texts) {
            item.set_estimate("rice", input.key, input.parse(text));
        }
        item.needs.insert("n".into(), 3 - at as i8);
        item.goals.insert("g".into(), at as i8);
        plan.items.push(Rc::new(item));
    }
    Rc::new(plan)
}

fn two() -> Rc<Plan> {
    plan(&[
        ("Guest checkout", ["60 / 100 / 180", "1", "80%", "1"]),
        ("Wallet pay", ["100", "1", "100%", "1 / 1.5 / 3"]),
    ])
}

fn explain(plan: &Rc<Plan>, a: &str, b: &str, by: By) -> Html {
    let (a, b): (Id, Id) = (a.into(), b.into());
    html! { <ExplainDialog plan={Rc::clone(plan)} {a} {b} {by} on_close={Callback::noop()} /> }
}

#[track_caller]
fn check(html: &str, expected: &[&str], absent: &[&str]) {
    for text in expected {
        assert!(html.contains(text), "{text} is not in {html}");
    }
    for text in absent {
        assert!(!html.contains(text), "{text} is in {html}");
    }
}

#[test]
fn a_dialog_tells_why_in_a_sentence_a_picture_and_numbers() {
    let plan = two();
    let by = By::score_of(FRAMEWORK);
    let en = show(Lang::En, explain(&plan, "i1", "i0", by));
    check(
        &en,
        &[
            "Why this order",
            "by RICE",
            "“Guest checkout” is above “Wallet pay” mainly because its effort is two thirds as high, partly offset by lower confidence.",
            "×1.5",
            "×0.8",
            "×1.2",
            "data-against",
            "person-months",
            "What would swap them",
            "falls behind",
            "Open “Wallet pay”",
            "href=\"#/items\"",
        ],
        &["effect--need"],
    );
    assert_eq!(en.matches("class=\"effect ").count(), 5, "one bar for each number and one for all");
    let zh = show(Lang::Zh, explain(&plan, "i0", "i1", by));
    check(
        &zh,
        &[
            "为什么这样排",
            "工作量只有其三分之二",
            "信心较低抵消了一部分",
            "怎样会换位",
            "人月",
            "打开“Wallet pay”",
        ],
        &["Effect", "above"],
    );
}

#[test]
fn a_dialog_about_values_shows_needs_and_goals_in_their_colours() {
    let plan = two();
    for (lang, expected) in [
        (
            Lang::En,
            [
                "at 50% user need and 50% business goal",
                "“Guest checkout” and “Wallet pay” tie.",
                "effect--need",
                "effect--goal",
            ],
        ),
        (
            Lang::Zh,
            [
                "用户需求 50%，业务目标 50%",
                "“Guest checkout”与“Wallet pay”并列。",
                "effect--need",
                "effect--goal",
            ],
        ),
    ] {
        check(&show(lang, explain(&plan, "i0", "i1", By::Value)), &expected, &["<h3"]);
    }
    let mut plan = Plan::clone(&plan);
    plan.settings.need_share = 0.75;
    let html = show(Lang::En, explain(&Rc::new(plan), "i1", "i0", By::Value));
    check(
        &html,
        &[
            "overtakes “Guest checkout” if the need share falls below 50%",
            "0.75",
            "0.58",
            "+0.25",
            "−0.08",
            "+0.17",
        ],
        &["×"],
    );
}

#[test]
fn weights_that_would_swap_two_items_are_told_with_the_numbers() {
    let mut plan = Plan::clone(&two());
    // The published example: 9, 4, 3 against 5, 8, 6 with weights 0.5, 0.3 and 0.2.
    let titles = [("c1", "Speed", 5.0), ("c2", "Trust", 3.0), ("c3", "Reach", 2.0)];
    let criteria = titles.map(|(id, title, weight)| Criterion { weight, ..Criterion::new(id, title) });
    plan.settings.criteria = Rc::new(criteria.to_vec());
    for (item, values) in plan.items.iter_mut().zip([[9.0, 4.0, 3.0], [5.0, 8.0, 6.0]]) {
        for ((id, ..), value) in titles.iter().zip(values) {
            Rc::make_mut(item).set_estimate("weighted", id, Some(Estimate::Value(value)));
        }
    }
    let plan = Rc::new(plan);
    let by = By::score_of("weighted");
    check(
        &show(Lang::En, explain(&plan, "i0", "i1", by)),
        &[
            "“Guest checkout” is above “Wallet pay” mainly because its speed is 9 rather than 5, partly offset by",
            "“Guest checkout” falls behind “Wallet pay” if its speed drops from 9 to less than 8.6",
            "“Wallet pay” overtakes “Guest checkout” if the weight of the criterion “Speed” drops from 50% to less than 47.3%.",
            "if the weight of the criterion “Trust” grows from 30% to more than 33.4%.",
            "if the weight of the criterion “Reach” grows from 20% to more than 25%.",
            "What moves “Guest checkout”",
        ],
        &[],
    );
    check(
        &show(Lang::Zh, explain(&plan, "i0", "i1", by)),
        &["若评分标准“Speed”的权重从 50% 降到 47.3% 以下，“Wallet pay”就会超过“Guest checkout”。"],
        &["weight"],
    );
    let mut plan = Plan::clone(&two());
    plan.settings.need_share = 0.75;
    let mut needs = plan.needs.to_vec();
    needs.push(Need { id: "m".into(), title: "Find it".into(), weight: 1.0, ..Need::default() });
    plan.needs = Rc::new(needs);
    Rc::make_mut(&mut plan.items[1]).needs.insert("m".into(), 3);
    Rc::make_mut(&mut plan.items[0]).needs.insert("m".into(), 1);
    let plan = Rc::new(plan);
    for (lang, expected) in [
        (
            Lang::En,
            "if the weight of the need “快付 Pay quickly” among the needs grows from 50% to more than",
        ),
        (Lang::Zh, "若用户需求“快付 Pay quickly”在全部用户需求中的权重从 50% 增加到"),
    ] {
        check(&show(lang, explain(&plan, "i0", "i1", By::Value)), &[expected], &["criterion", "评分标准"]);
    }
}

#[test]
fn a_dialog_about_what_has_no_score_or_is_gone_is_short() {
    let plan = plan(&[("A", ["1", "1", "100%", "1"]), ("B", ["", "", "", ""])]);
    let by = By::score_of(FRAMEWORK);
    check(&show(Lang::En, explain(&plan, "i0", "i1", by)), &["“B” has no score yet"], &["<table", "<h3"]);
    check(&show(Lang::En, explain(&plan, "i0", "i9", by)), &["no longer in the plan"], &["<table"]);
    check(&show(Lang::Zh, explain(&plan, "i9", "i1", by)), &["已不在计划中"], &["<table"]);
}

#[test]
fn a_tornado_has_a_bar_for_each_open_number() {
    let tornado = |plan: &Rc<Plan>, item: &str| {
        let item = Id::from(item);
        html! { <Tornado plan={Rc::clone(plan)} {item} framework={FRAMEWORK} /> }
    };
    let plan = two();
    let assuming = assuming(&plan);
    let en = show(Lang::En, tornado(&plan, "i0"));
    check(
        &en,
        &["Likely: 80, rank 1 of 2", "60 to 180", "48 · rank 2", "144 · rank 1", "swing__likely"],
        &["assumed"],
    );
    assert_eq!(en.matches("class=\"swing\"").count(), 1);
    let all = show(Lang::En, tornado(&assuming, "i0"));
    assert_eq!(
        (all.matches("class=\"swing\"").count(), all.matches(", assumed").count()),
        (3, 2),
        "confidence makes the width"
    );
    let zh = show(Lang::Zh, tornado(&assuming, "i0"));
    check(
        &zh,
        &["可能值：100，第 1 名（共 2 个）", "60 至 180", "（假定）", "取低值", "不计入这里的得分"],
        &["rank", "assumed"],
    );
    let sure = plan_of_sure();
    check(&show(Lang::En, tornado(&sure, "i0")), &["No number of this item has a range"], &["<table"]);
    check(&show(Lang::Zh, tornado(&sure, "i9")), &["还没有得分"], &["<table"]);
}

/// The plan with ranges assumed where there are none.
fn assuming(plan: &Plan) -> Rc<Plan> {
    let mut plan = plan.clone();
    plan.settings.assumed_ranges.on = true;
    Rc::new(plan)
}

fn plan_of_sure() -> Rc<Plan> {
    plan(&[("A", ["9", "1", "100%", "1"]), ("B", ["8", "1", "100%", "1"])])
}

#[test]
fn what_is_worth_finding_out_is_listed_or_said_to_be_settled() {
    let knowing = |plan: &Rc<Plan>, top: usize, most: usize| {
        html! { <WorthKnowing plan={Rc::clone(plan)} framework={FRAMEWORK} {top} {most} /> }
    };
    let settled = plan(&[("A", ["8 / 9 / 10", "1", "100%", "1"]), ("B", ["1", "1", "100%", "1"])]);
    let plan = two();
    let en = show(Lang::En, knowing(&plan, 1, 5));
    check(
        &en,
        &[
            "Finding out the reach of “Guest checkout”",
            "Finding out the effort of “Wallet pay”",
            "first place",
            "Open “Guest checkout”",
        ],
        &[],
    );
    assert_eq!(en.matches("<li").count(), 2);
    assert_eq!(show(Lang::En, knowing(&plan, 1, 1)).matches("<li").count(), 1);
    check(
        &show(Lang::Zh, knowing(&plan, 1, 5)),
        &["查清“Guest checkout”的触达", "第一名"],
        &["Finding", "score"],
    );
    check(&show(Lang::En, knowing(&plan, 2, 5)), &["No more items have a score than the 2"], &["<li"]);
    check(
        &show(Lang::En, knowing(&plan_of_sure(), 1, 5)),
        &["No estimate has a range yet", "button--primary"],
        &["<li"],
    );
    check(
        &show(Lang::En, knowing(&settled, 1, 5)),
        &["No single number would change the first place"],
        &["<li"],
    );
    check(&show(Lang::Zh, knowing(&settled, 1, 5)), &["已成定局"], &["<li"]);
}

#[test]
fn what_moves_an_item_and_what_tells_two_apart_are_pictures_too() {
    let plan = two();
    for (lang, title, factor) in [
        (Lang::En, "What moves “Guest checkout”", "Reach"),
        (Lang::Zh, "什么会移动“Guest checkout”的名次", "触达"),
    ] {
        let framework = frameworks::default();
        let picture = tornado::picture(&plan, framework, &"i0".into(), lang).unwrap();
        assert_eq!(picture.title, title);
        let file = svg::svg(&picture);
        assert!(file.contains(&format!(">{factor}</text>")), "{file}");
        assert!(tornado::picture(&plan, framework, &"gone".into(), lang).is_none());

        let by = By::score_of(FRAMEWORK);
        let reason = sensitivity::explain(&plan, by, "i0", "i1", lang).unwrap();
        let picture = effects::picture(&plan, &reason, by, ("Guest checkout", "Wallet pay"), lang);
        assert_eq!(picture.title, reason.sentence);
        let file = svg::svg(&picture);
        for said in ["Guest checkout", "Wallet pay", "100"] {
            assert!(file.contains(&format!(">{said}</text>")), "{said}: {file}");
        }
        // A bar for each part, and one for the sum of them.
        assert_eq!(file.matches("<rect").count(), 1 + reason.parts.len() + 1);
    }
}
