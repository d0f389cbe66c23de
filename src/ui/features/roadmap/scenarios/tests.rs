use super::every::{Shares, SharesProps};
use super::run::{found, request};
use super::*;
use crate::domain::picture::svg;
use crate::domain::plan::{Estimate, Goal, Item, Need};
use crate::domain::roadmap::{Period, Roadmap, Team};
use crate::engine::{Answer, Request, Work};
use crate::ui::rendered::{rendered, rendered_in};

fn page(lang: Lang, plan: Plan) -> String {
    rendered_in(lang, html! { <ScenariosPage plan={Rc::new(plan)} /> })
}

fn placements(list: &[(&str, &str)]) -> Vec<Placement> {
    let one = |(item, period): &(&str, &str)| Placement {
        item: (*item).into(),
        period: (*period).into(),
        ..Placement::default()
    };
    list.iter().map(one).collect()
}

/// Four items, two periods with room for two each.
fn plan() -> Plan {
    let item = |at: i8| {
        let mut item = Item::new(format!("i{at}").into(), format!("SY-{at}"), format!("Item {at}"));
        item.set_estimate("rice", "effort", Some(Estimate::Value(1.0)));
        item.needs.insert("n".into(), at % 4);
        item.goals.insert("g".into(), 3 - at % 4);
        Rc::new(item)
    };
    let period = |id: &str, title: &str| Period {
        id: id.into(),
        title: title.to_owned(),
        capacity: [("web".into(), 2.0)].into(),
        ..Period::default()
    };
    let roadmap = Roadmap {
        teams: vec![Team { id: "web".into(), title: "Web".to_owned(), ..Team::default() }],
        periods: vec![period("q1", "2027 Q1"), period("q2", "2027 Q2")],
        placements: placements(&[("i1", "q1"), ("i2", "q1"), ("i3", "q2")]),
        ..Roadmap::default()
    };
    Plan {
        needs: Rc::new(vec![Need { id: "n".into(), weight: 1.0, ..Need::default() }]),
        goals: Rc::new(vec![Goal { id: "g".into(), weight: 1.0, ..Goal::default() }]),
        items: (1..=4).map(item).collect(),
        roadmap: Rc::new(roadmap),
        ..Plan::default()
    }
}

fn with_scenarios() -> Plan {
    let mut plan = plan();
    plan.bin.push(Rc::new(Item::new("i9".into(), "SY-9", "Old idea")));
    let scenario = |id: &str, title: &str, list: &[(&str, &str)]| Scenario {
        id: id.into(),
        title: title.to_owned(),
        created: "2026-11-20T08:00:00Z".to_owned(),
        need_share: Some(0.7),
        placements: placements(list),
        ..Scenario::default()
    };
    Rc::make_mut(&mut plan.roadmap).scenarios = vec![
        scenario("s1", "Needs first", &[("i1", "q1"), ("i2", "q2"), ("i4", "q1"), ("i9", "q1")]),
        scenario("s2", "Goals first", &[("i1", "q1"), ("i3", "gone")]),
    ];
    plan
}

#[test]
fn the_page_teaches_before_there_is_anything() {
    let unset = page(Lang::En, Plan::default());
    assert!(unset.contains("#/roadmap/setup") && unset.contains("button--primary"), "{unset}");
    let mut bare = plan();
    Rc::make_mut(&mut bare.roadmap).placements.clear();
    let bare = page(Lang::Zh, bare);
    assert!(bare.contains("前往路线图"), "{bare}");
    let first = page(Lang::En, plan());
    assert!(
        first.contains("Save the current plan") && first.contains("Save the roadmap as it stands"),
        "{first}"
    );
}

#[test]
fn scenarios_are_listed_with_what_tells_them_from_the_plan() {
    let html = page(Lang::En, with_scenarios());
    for text in [
        "Adopt Needs first",
        "Remove Goals first",
        "vs Current plan: +1 −1 ⇄1",
        "Saved 20 Nov 2026 · drafted at need share 70%",
        "1 placement is left out: Old idea (in the bin).",
        "1 placement is left out: Item 3 (its period is gone).",
        "In all 2 scenarios:",
    ] {
        assert!(html.contains(text), "{text}: {html}");
    }
    let html = page(Lang::Zh, with_scenarios());
    assert!(html.contains("对比当前计划：+1 −1 ⇄1") && html.contains("保存于 2026年11月20日"), "{html}");
}

#[test]
fn two_plans_stand_side_by_side_with_marks_and_words() {
    let html = page(Lang::En, with_scenarios());
    assert!(html.contains("+1 item, −1, 1 moved."), "{html}");
    for (mark, word) in [("added", "added"), ("removed", "removed"), ("moved", "from 2027 Q1")] {
        assert!(html.contains(&format!("data-mark=\"{mark}\"")) && html.contains(word), "{mark}: {html}");
    }
    for caption in
        ["Totals of Current plan and Needs first", "Current plan and Needs first, period by period"]
    {
        assert!(html.contains(caption), "{caption}");
    }
}

#[test]
fn the_plan_itself_cannot_be_adopted() {
    let mut plan = plan();
    let scenario = Scenario {
        id: "s".into(),
        title: "Balanced".to_owned(),
        placements: plan.roadmap.placements.clone(),
        ..Scenario::default()
    };
    Rc::make_mut(&mut plan.roadmap).scenarios = vec![scenario];
    let html = page(Lang::En, plan);
    assert!(html.contains("This is the plan already"), "{html}");
}

#[test]
fn without_ranges_there_is_nothing_to_draw() {
    let html = page(Lang::En, plan());
    assert!(
        html.contains("every draw gives the same plan") && html.contains("#/trade-off/certainty"),
        "{html}"
    );
    assert!(!html.contains("Draw 100 plans"), "{html}");
}

/// The fourth item fits beside the others in some draws only.
fn open() -> Plan {
    let mut plan = plan();
    let range = Estimate::Range { low: 0.5, likely: 1.0, high: 3.0 };
    Rc::make_mut(&mut plan.items[3]).set_estimate("rice", "effort", Some(range));
    plan
}

#[test]
fn with_ranges_the_draws_are_offered() {
    let html = page(Lang::En, open());
    assert!(html.contains("Draw 100 plans"), "{html}");
}

#[test]
fn draws_say_what_is_always_in_and_what_hangs_on_a_number() {
    let asked = Rc::new(request(&Rc::new(open()), 40));
    let Request::Roadmap(request) = &*asked.request else { panic!("a roadmap is asked for") };
    let mut work = Work::new(Rc::new(Request::Roadmap(request.clone())), None).unwrap();
    while work.progress() < 1.0 {
        work.step(50);
    }
    let answer: Answer = work.answer();
    let found = found(&asked, &answer).unwrap();
    assert_eq!(found.draws, 40);
    // Everybody but the fourth item fits in every draw.
    let always = found.shares.iter().filter(|share| share.in_plan >= 0.95).count();
    assert_eq!(always, 3, "{:?}", found.shares);
    for lang in Lang::ALL {
        let file = svg::svg(&every::picture(&asked, &found, 60, lang));
        for said in ["Item 1", "Item 4", "100%"] {
            assert!(file.contains(&format!(">{said}</text>")), "{said}: {file}");
        }
    }
    let html = rendered::<Shares>(SharesProps { asked: ByPointer(asked), found, is_done: true });
    for text in
        ["3 items are in every good plan", "Effort 0.5 to 3", "40 draws; each drafted quickly, not proven"]
    {
        assert!(html.contains(text), "{text}: {html}");
    }
}
