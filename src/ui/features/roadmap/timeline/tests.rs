use super::super::facts::tests::plan;
use super::*;
use crate::domain::plan::{Item, Plan};
use crate::domain::roadmap::{Placement, Roadmap};
use crate::ui::rendered::rendered_in;

fn timeline(lang: Lang, plan: Plan) -> String {
    rendered_in(lang, html! { <Timeline plan={Rc::new(plan)} /> })
}

#[track_caller]
fn check(html: &str, parts: &[&str]) {
    for part in parts {
        assert!(html.contains(part), "{part} in {html}");
    }
}

#[test]
fn without_teams_or_items_one_sentence_leads_on() {
    let bare = Plan { roadmap: Rc::new(Roadmap::default()), ..plan() };
    let html = timeline(Lang::En, bare);
    check(&html, &["Say which teams do the work", "href=\"#/roadmap/setup\""]);
    assert!(!html.contains("<table"));
    let none = Plan { items: Vec::new(), ..plan() };
    check(&timeline(Lang::Zh, none), &["请先添加需求", "href=\"#/items\""]);
}

#[test]
fn rows_are_teams_columns_are_periods_and_loads_are_in_words() {
    let html = timeline(Lang::En, plan());
    check(
        &html,
        &[
            "scope=\"col\"",
            "scope=\"row\"",
            "4 person-months per period",
            "3.8 / 4 pm",
            "3.8 / 8 person-months",
            "Split payment 0.5",
            "data-drop=\"0\"",
            "data-drop=\"pool\"",
            "2 of 4 items planned",
            "By area",
        ],
    );
    assert_eq!(html.matches("data-card=").count(), 4, "each item once");
    assert_eq!(html.matches("class=\"card\"").count(), 4);
    assert_eq!(html.matches("tabindex=\"0\" aria-haspopup=\"menu\"").count(), 1, "Tab stops at one card");
}

#[test]
fn both_languages_say_the_same() {
    let html = timeline(Lang::Zh, plan());
    check(
        &html,
        &["按团队", "未排期", "3.8 / 4 人月", "每周期 4 人月", "须先完成“Guest checkout”", "已锁定"],
    );
    assert!(!html.contains("person-months"), "{html}");
}

#[test]
fn too_much_is_shown_not_refused() {
    let mut plan = plan();
    let roadmap = Rc::make_mut(&mut plan.roadmap);
    roadmap.placements.push(Placement { item: "c".into(), period: "q1".into(), ..Placement::default() });
    check(&timeline(Lang::En, plan), &["data-over=\"true\"", "4.4 / 4 pm, 0.4 over"]);
}

#[test]
fn a_plan_with_nothing_placed_says_how_to_begin() {
    let mut plan = plan();
    Rc::make_mut(&mut plan.roadmap).placements.clear();
    check(&timeline(Lang::En, plan), &["Nothing is planned yet. Press Draft"]);
}

#[test]
fn a_large_plan_draws_few_cards_at_first() {
    let mut plan = plan();
    for at in 0..500 {
        let id = format!("n{at}");
        let mut item = Item::new(id.as_str().into(), "SY-9", format!("Item {at}"));
        item.effort_by_team = plan.items[0].effort_by_team.clone();
        plan.items.push(Rc::new(item));
        if at < 300 {
            let period = ["q1", "q2", "q3"][at % 3];
            Rc::make_mut(&mut plan.roadmap).placements.push(Placement {
                item: id.as_str().into(),
                period: period.into(),
                ..Placement::default()
            });
        }
    }
    let html = timeline(Lang::En, plan);
    // Twelve in each of three cells, one in the other team's row, thirty of the pool.
    assert_eq!(html.matches("data-card=").count(), 3 * 12 + 1 + 30);
    check(&html, &["and 89 more", "and 88 more", "Show all 202", "Search what is not planned"]);
}
