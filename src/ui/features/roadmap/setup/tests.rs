use std::rc::Rc;

use yew::prelude::*;

use super::*;
use crate::domain::plan::{Estimate, Item, Plan, Status};
use crate::domain::roadmap::{Group, GroupKind, Limit, Period, Placement, Team};
use crate::ui::rendered::rendered_in;

fn page(lang: Lang, plan: Plan) -> String {
    rendered_in(lang, html! { <SetupPage plan={Rc::new(plan)} /> })
}

fn backlog() -> Plan {
    let mut plan = Plan::default();
    for (at, (title, area)) in
        [("Guest checkout", "Web"), ("Wallet pay", "Payments"), ("Old idea", "Web"), ("Epic", "Mobile")]
            .into_iter()
            .enumerate()
    {
        let mut item = Item::new(format!("i{at}").into(), format!("SY-{at}"), title);
        item.area = area.to_owned();
        item.set_estimate("rice", "effort", Some(Estimate::Value(2.0)));
        plan.items.push(Rc::new(item));
    }
    plan
}

fn set_up() -> Plan {
    let mut plan = backlog();
    let change =
        |plan: &mut Plan, at: usize, change: &dyn Fn(&mut Item)| change(Rc::make_mut(&mut plan.items[at]));
    change(&mut plan, 0, &|item| item.depends_on = vec!["i1".into(), "i2".into()]);
    change(&mut plan, 1, &|item| item.parent = Some("i3".into()));
    change(&mut plan, 2, &|item| item.status = Status::Rejected);
    let team = |id: &str, title: &str, areas: &[&str]| Team {
        id: id.into(),
        title: title.into(),
        areas: areas.iter().map(|area| (*area).to_owned()).collect(),
        ..Team::default()
    };
    let period = |id: &str, title: &str, zh: &str| Period {
        id: id.into(),
        title: title.into(),
        title_alt: Some(zh.into()),
        capacity: [("w".into(), 4.0), ("p".into(), 2.5)].into(),
        ..Period::default()
    };
    let roadmap = Rc::make_mut(&mut plan.roadmap);
    roadmap.teams = vec![team("w", "Web team", &["Web"]), team("p", "Pay team", &["Payments"])];
    roadmap.periods =
        vec![period("q1", "2027 Q1", "2027 年第一季度"), period("q2", "2027 Q2", "2027 年第二季度")];
    roadmap.placements =
        vec![Placement { item: "i1".into(), period: "q2".into(), locked: true, ..Placement::default() }];
    roadmap.limits = vec![Limit { item: "i1".into(), latest: Some("q1".into()), ..Limit::default() }];
    roadmap.groups = vec![Group {
        id: "g".into(),
        kind: GroupKind::Apart,
        items: vec!["i0".into(), "gone".into()],
        extra: Default::default(),
    }];
    plan
}

#[track_caller]
fn check(html: &str, texts: &[&str]) {
    for text in texts {
        assert!(html.contains(text), "{text} is not in {html}");
    }
}

#[test]
fn a_plan_without_a_roadmap_is_asked_what_it_needs_to_begin() {
    let html = page(Lang::En, backlog());
    check(
        &html,
        &[
            "Set up the roadmap",
            "Quarters",
            "Now / Next / Later",
            "One team per area",
            "Teams: Web, Payments, Mobile.",
        ],
    );
    assert!(!html.contains("Rules of drafting"));
    check(
        &page(Lang::Zh, backlog()),
        &["设置路线图", "季度", "每个领域一个团队", "每个团队每周期的产能（人月）"],
    );
}

#[test]
fn all_sections_stand_on_the_page() {
    let html = page(Lang::En, set_up());
    assert!(!html.contains("setup-begin"));
    for (section, _) in SECTIONS {
        check(&html, &[&format!("id=\"setup-{section}\"")]);
    }
    check(
        &html,
        &[
            // Teams, with what falls to them and what falls to nobody.
            "2 items · 4 person-months",
            "Mobile · 1 item",
            "These areas belong to no team.",
            // The grid.
            "Capacity of Pay team in 2027 Q2",
            "data-cell=\"1:1\"",
            "<td class=\"capacity__sum\">6.5</td>",
            "<td class=\"capacity__sum\">13</td>",
            // Rules.
            "counts 10% less",
            // Wishes that cannot hold.
            "It is locked in a period that its other wishes rule out.",
            "Deleted item",
            // Dependencies.
            "Guest checkout no longer needs Wallet pay",
            "What it needs was rejected",
            // Parts.
            "SY-3 Epic",
            "100%",
        ],
    );
}

#[test]
fn the_page_speaks_chinese() {
    let html = page(Lang::Zh, set_up());
    check(
        &html,
        &[
            "路线图设置",
            "产能",
            "2027 年第一季度",
            "Pay team在2027 年第二季度的产能",
            "排期规则",
            "其依赖的需求已拒绝",
        ],
    );
    for english in ["Capacity of", "Not before", "Add another"] {
        assert!(!html.contains(english), "{english}");
    }
}

#[test]
fn a_title_is_written_where_it_is_shown_from() {
    #[track_caller]
    fn check(title: &str, alt: Option<&str>, lang: Lang, text: &str, expected: (&str, Option<&str>)) {
        let (mut title, mut alt) = (title.to_owned(), alt.map(str::to_owned));
        retitle(&mut title, &mut alt, lang, text);
        assert_eq!((title.as_str(), alt.as_deref()), expected);
    }
    check("Web", Some("网页"), Lang::En, " Site ", ("Site", Some("网页")));
    check("Web", Some("网页"), Lang::Zh, "网站", ("Web", Some("网站")));
    check("Web", Some("网页"), Lang::Zh, "", ("Web", None));
    check("Web", None, Lang::Zh, "网站", ("网站", None));
    check("Web", None, Lang::En, " ", ("Web", None));
}
