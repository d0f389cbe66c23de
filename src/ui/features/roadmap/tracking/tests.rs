use super::*;
use crate::domain::picture::svg;
use crate::domain::plan::{Estimate, Item, Status};
use crate::domain::roadmap::{Period, Placement, Roadmap, Team};
use crate::ui::rendered::rendered_in;

fn page(lang: Lang, plan: Plan) -> String {
    let today = Date::parse("2026-11-22").unwrap();
    rendered_in(lang, html! { <OnDay plan={Rc::new(plan)} {today} /> })
}

/// On the day of the tests, the first period is over.
fn plan() -> Plan {
    let period = |id: &str, title: &str, start: &str, end: &str| Period {
        id: id.into(),
        title: title.to_owned(),
        start: start.to_owned(),
        end: end.to_owned(),
        capacity: [("web".into(), 4.0)].into(),
        ..Period::default()
    };
    let item = |at: usize, status: Status, estimated: f64, took: Option<f64>| {
        let mut item = Item::new(format!("i{at}").into(), format!("SY-{at}"), format!("Item {at}"));
        item.status = status;
        item.set_estimate("rice", "effort", Some(Estimate::Value(estimated)));
        item.actual.effort = took;
        if took.is_some() {
            item.actual.end = "2026-10-05".to_owned();
        }
        Rc::new(item)
    };
    let items = vec![
        item(1, Status::Shipped, 1.0, Some(2.0)),
        item(2, Status::Shipped, 1.0, Some(1.0)),
        item(3, Status::Shipped, 1.0, Some(4.0)),
        item(4, Status::InProgress, 2.5, None),
        item(5, Status::Planned, 1.0, None),
    ];
    let placement = |item: &str, period: &str| Placement {
        item: item.into(),
        period: period.into(),
        ..Placement::default()
    };
    let roadmap = Roadmap {
        teams: vec![Team { id: "web".into(), title: "Web".to_owned(), ..Team::default() }],
        periods: vec![
            period("q3", "2026 Q3", "2026-07-01", "2026-09-30"),
            period("q4", "2026 Q4", "2026-10-01", "2026-12-31"),
        ],
        placements: vec![
            placement("i1", "q3"),
            placement("i2", "q4"),
            placement("i3", "q4"),
            placement("i4", "q3"),
            placement("i5", "q4"),
        ],
        ..Roadmap::default()
    };
    Plan { items, roadmap: Rc::new(roadmap), ..Plan::default() }
}

#[test]
fn without_anything_planned_the_page_teaches() {
    for (lang, way) in [(Lang::En, "Go to the roadmap"), (Lang::Zh, "前往路线图")] {
        let html = page(lang, Plan::default());
        assert!(html.contains(way) && html.contains("button--primary"), "{html}");
    }
}

#[test]
fn what_slipped_says_by_how_much_and_what_to_do() {
    let html = page(Lang::En, plan());
    for text in [
        "2 of 5 items have slipped; 3 are shipped.",
        "Today is 22 Nov 2026.",
        "53 days over",
        "5 days late",
        "Item 4 shipped today",
        "Move to 2026 Q4: Item 4",
    ] {
        assert!(html.contains(text), "{text}: {html}");
    }
    assert!(!html.contains("Item 1 shipped today"), "what is shipped is not shipped again");
    let html = page(Lang::Zh, plan());
    assert!(html.contains("已逾期 53 天") && html.contains("共 5 个需求：2 个延期，3 个已上线。"), "{html}");
}

#[test]
fn without_dates_nothing_is_late_and_the_page_says_so() {
    let mut plan = plan();
    for period in &mut Rc::make_mut(&mut plan.roadmap).periods {
        (period.start, period.end) = (String::new(), String::new());
    }
    let html = page(Lang::En, plan);
    assert!(html.contains("The periods have no dates") && html.contains("#/roadmap/setup"), "{html}");
}

#[test]
fn estimates_are_compared_with_what_the_work_took() {
    let html = page(Lang::En, plan());
    assert!(html.contains("The effort of Web runs at 2× its estimate (3 items)."), "{html}");
    assert!(html.contains("2 open items without a range would get one: effort × 1 / 2 / 4"), "{html}");
    let mut few = plan();
    Rc::make_mut(&mut few.items[0]).actual.effort = None;
    let html = page(Lang::En, few);
    assert!(html.contains("Web: 2 items are too few to tell; it takes 3."), "{html}");
    assert!(!html.contains("Widen the ranges"), "{html}");
}

#[test]
fn a_full_team_is_shown_by_number_and_word() {
    let mut plan = plan();
    Rc::make_mut(&mut plan.items[4]).set_estimate("rice", "effort", Some(Estimate::Value(9.0)));
    let html = page(Lang::En, plan);
    assert!(html.contains("data-level=\"over\"") && html.contains(">over<"), "{html}");
}

#[test]
fn the_teams_are_pictures_too() {
    let plan = plan();
    let tracked = tracked(&plan, Date::parse("2026-11-22").unwrap());
    for lang in Lang::ALL {
        let file = svg::svg(&teams::progress_picture(&plan, &tracked, lang));
        // Shipped are 3 of 6.5 person-months.
        for said in ["Web", "46%", words::shipped(lang)] {
            assert!(file.contains(&format!(">{said}</text>")), "{said}: {file}");
        }
        let file = svg::svg(&teams::heat_picture(&plan, lang));
        for said in ["Web", "2026 Q3", "2026 Q4"] {
            assert!(file.contains(&format!(">{said}</text>")), "{said}: {file}");
        }
    }
}

#[test]
fn what_is_over_its_capacity_is_told_in_the_picture_by_more_than_colour() {
    let mut plan = plan();
    for period in &mut Rc::make_mut(&mut plan.roadmap).periods {
        period.capacity = [("web".into(), 1.0)].into();
    }
    let file = svg::svg(&teams::heat_picture(&plan, Lang::En));
    assert!(file.contains(">▲ "), "{file}");
}
