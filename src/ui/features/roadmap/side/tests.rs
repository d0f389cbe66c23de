use super::super::Moved;
use super::draft::{Asked, Drafting, Outcome, Phase};
use super::frontier::{Chart, ChartProps, Frontier, FrontierView};
use super::missing::Stuck;
use super::moves::{Entry, MoveCard, MoveCardProps};
use super::numbers::Known;
use super::panel::state;
use super::*;
use crate::domain::picture::{Mark, svg};
use crate::domain::plan::{Estimate, Goal, Id, Item, Need, Status};
use crate::domain::roadmap::brief::Brief;
use crate::domain::roadmap::draft::{Dot, Draft, Proof, Wanted};
use crate::domain::roadmap::{Limit, Period, Placement, Roadmap, Team};
use crate::domain::text::{Lang, roadmap_draft as words};
use crate::engine::Problem;
use crate::ui::by_pointer::ByPointer;
use crate::ui::rendered::rendered_in;

/// One need, one goal, one team, two periods, and items with need, goal and effort.
fn plan(items: &[(&str, i8, i8, f64)], capacity: f64) -> Plan {
    let item = |(title, need, goal, effort): &(&str, i8, i8, f64)| {
        let mut item = Item::new((*title).into(), format!("SY-{title}"), format!("Item {title}"));
        item.needs.insert("n".into(), *need);
        item.goals.insert("g".into(), *goal);
        if *effort > 0.0 {
            item.set_estimate("rice", "effort", Some(Estimate::Value(*effort)));
        }
        Rc::new(item)
    };
    let period = |id: &str, title: &str| Period {
        id: id.into(),
        title: title.to_owned(),
        capacity: [(Id::from("t"), capacity)].into(),
        ..Period::default()
    };
    Plan {
        needs: Rc::new(vec![Need { id: "n".into(), weight: 1.0, ..Need::default() }]),
        goals: Rc::new(vec![Goal { id: "g".into(), weight: 1.0, ..Goal::default() }]),
        items: items.iter().map(item).collect(),
        roadmap: Rc::new(Roadmap {
            teams: vec![Team { id: "t".into(), title: "Web".to_owned(), ..Team::default() }],
            periods: vec![period("q1", "2027 Q1"), period("q2", "2027 Q2")],
            ..Roadmap::default()
        }),
        ..Plan::default()
    }
}

fn small() -> Plan {
    plan(&[("a", 3, 0, 2.0), ("b", 0, 3, 2.0), ("c", 2, 2, 2.0), ("d", 3, 3, 0.0)], 2.0)
}

fn placed(plan: Plan, list: &[(&str, &str)]) -> Plan {
    let placement = |(item, period): &(&str, &str)| Placement {
        item: (*item).into(),
        period: (*period).into(),
        ..Placement::default()
    };
    let mut roadmap = Roadmap::clone(&plan.roadmap);
    roadmap.placements = list.iter().map(placement).collect();
    Plan { roadmap: Rc::new(roadmap), ..plan }
}

fn planning(lang: Lang, plan: Plan) -> String {
    rendered_in(lang, html! { <Planning plan={Rc::new(plan)} shown={RoadmapPage::Timeline} /> })
}

#[test]
fn the_panel_offers_a_draft_and_says_what_cannot_be_planned() {
    let html = planning(Lang::En, small());
    for text in
        ["<span>Draft</span>", "1 item cannot be planned", "No effort yet", "Show the frontier", "Need share"]
    {
        assert!(html.contains(text), "{text}: {html}");
    }
    let html = planning(Lang::Zh, small());
    for text in ["<span>自动排期</span>", "1 个需求无法排期", "尚未填写工作量", "显示前沿", "需求侧权重"]
    {
        assert!(html.contains(text), "{text}: {html}");
    }
}

#[test]
fn what_is_odd_about_the_plan_is_said_beside_it() {
    let sound = placed(small(), &[("a", "q1"), ("b", "q2")]);
    assert!(!planning(Lang::En, sound).contains("Worth knowing"));
    let full = || placed(small(), &[("a", "q1"), ("b", "q1"), ("c", "q2")]);
    let html = planning(Lang::En, full());
    assert!(html.contains("Worth knowing (1)"), "{html}");
    assert!(html.contains("Web has 2 person-months too much to do in 2027 Q1."), "{html}");
    assert!(planning(Lang::Zh, full()).contains("Web 在 2027 Q1 超出 2 人月。"));
}

#[test]
fn what_is_placed_can_be_drafted_again_and_is_counted() {
    let html = planning(Lang::En, placed(small(), &[("a", "q1"), ("b", "q2")]));
    assert!(html.contains("<span>Draft again</span>"), "{html}");
    // Need: 1 of 1 + 2/3, goal: 0.9 of 1 + 2/3, as the second period counts 0.9.
    assert!(html.contains(">60%<") && html.contains(">54%<"), "{html}");
    assert!(html.contains("not known"), "{html}");
}

#[test]
fn without_capacity_or_items_the_button_says_why_it_cannot_be_pressed() {
    for plan in [plan(&[("a", 3, 0, 2.0)], 0.0), plan(&[], 2.0)] {
        let html = planning(Lang::En, plan);
        assert!(html.contains("aria-disabled=\"true\""), "{html}");
        assert!(html.contains("href=\"#/"), "there is a way out: {html}");
        assert!(!html.contains("Show the frontier"), "{html}");
    }
}

#[test]
fn where_nothing_can_be_planned_each_item_is_named_with_its_reason() {
    let rejected = |mut plan: Plan| {
        Rc::make_mut(&mut plan.items[0]).depends_on.push("b".into());
        Rc::make_mut(&mut plan.items[1]).status = Status::Rejected;
        plan
    };
    let kept_out = |mut plan: Plan| {
        let limit = Limit { item: "a".into(), excluded: true, ..Limit::default() };
        Rc::make_mut(&mut plan.roadmap).limits = vec![limit];
        plan
    };
    for (plan, texts) in [
        (plan(&[("a", 3, 0, 9.0)], 2.0), ["Larger than a team can do in any period", "Item a"]),
        (
            rejected(plan(&[("a", 3, 0, 1.0), ("b", 3, 0, 1.0)], 2.0)),
            ["Depends on an item that was rejected", "Item a"],
        ),
        (kept_out(plan(&[("a", 3, 0, 1.0)], 2.0)), ["Kept out by you", "Item a"]),
    ] {
        let html = planning(Lang::En, plan.clone());
        assert!(html.contains("Each has a reason of its own"), "{html}");
        assert!(!html.contains("Give them an effort and a value"), "{html}");
        for text in texts {
            assert!(html.contains(text), "{text}: {html}");
        }
        assert!(planning(Lang::Zh, plan).contains("每项的原因"), "in both languages");
    }
    let html = planning(Lang::En, plan(&[("a", 3, 0, 0.0)], 2.0));
    assert!(html.contains("Give them an effort and a value") && html.contains("No effort yet"), "{html}");
}

#[test]
fn a_move_into_a_full_team_says_so_in_the_same_line() {
    let mut plan = placed(small(), &[("a", "q1"), ("b", "q1")]);
    for placement in &mut Rc::make_mut(&mut plan.roadmap).placements {
        placement.locked = true;
    }
    let before = placed(small(), &[("a", "q1")]).roadmap.placements.clone();
    let moved = Moved { item: "b".into(), to: Some("q1".into()), before, ..Moved::default() };
    let entry = Rc::new(Entry { number: 1, moved, ..Entry::default() });
    let props = MoveCardProps { plan: Rc::new(plan), entry, on_move: Callback::noop() };
    let html = rendered_in(Lang::En, html! { <MoveCard ..props.clone() /> });
    assert!(html.contains("value +100%; Web is over by 2 person-months<"), "{html}");
    let html = rendered_in(Lang::Zh, html! { <MoveCard ..props /> });
    assert!(html.contains("价值 +100%；Web超出 2 人月<"), "{html}");
}

#[test]
fn a_dot_that_was_taken_is_no_change_since_the_draft() {
    let outcome = Outcome {
        asked: Rc::new(Asked { plan: Rc::default(), brief: Rc::default(), at: 0.0 }),
        draft: Rc::default(),
        seconds: 0.4,
        taken: None,
    };
    let drafting = Drafting {
        phase: Rc::new(Phase::Taken(outcome)),
        is_stale: false,
        on_draft: Callback::noop(),
        on_cancel: Callback::noop(),
        on_take: Callback::noop(),
    };
    let said = |known| rendered_in(Lang::En, state(&drafting, &Rc::new(small()), false, known, Lang::En));
    assert!(said(Known::Nothing).contains(words::changed_since(Lang::En)));
    let dot = said(Known::Optimal(None));
    assert!(dot.contains(words::optimal_dot(Lang::En)) && !dot.contains("Changed since"), "{dot}");
}

#[test]
fn without_teams_and_periods_there_is_no_panel() {
    let html = planning(Lang::En, Plan::default());
    assert!(!html.contains("<aside"), "{html}");
}

#[test]
fn where_no_item_serves_anything_the_frontier_says_what_is_missing() {
    let html = planning(Lang::En, plan(&[("a", 0, 0, 2.0)], 2.0));
    assert!(html.contains(words::frontier_unmarked(Lang::En)), "{html}");
    assert!(html.contains("#/trade-off/contributions"), "{html}");
}

fn dot(brief: &Brief, slots: &[Option<usize>], share: Option<f64>) -> Dot {
    let worth = brief.worth(slots);
    Dot { slots: slots.to_vec(), need: worth.need, goal: worth.goal, share, proven: true }
}

fn dots(brief: &Brief) -> Vec<Dot> {
    vec![
        dot(brief, &[Some(1), Some(0), None], Some(0.2)),
        dot(brief, &[None, Some(1), Some(0)], None),
        dot(brief, &[Some(0), None, Some(1)], Some(0.8)),
    ]
}

fn chart(lang: Lang, plan: Plan, is_old: bool) -> String {
    let brief = Brief::of(&plan);
    let dots = dots(&brief);
    let props = ChartProps {
        dots: ByPointer(Rc::new(dots)),
        plan: Rc::new(plan),
        brief: Rc::new(brief),
        is_old,
        on_take: Callback::noop(),
    };
    rendered_in(lang, html! { <Chart ..props /> })
}

#[test]
fn each_dot_is_a_button_with_its_numbers_and_the_current_one_is_marked() {
    let html = chart(Lang::En, placed(small(), &[("a", "q1"), ("c", "q2")]), false);
    assert_eq!(html.matches("role=\"button\"").count(), 3, "{html}");
    assert!(
        html.contains("aria-label=\"Need 96%, goal 36%, at need share 80%, proven, the current plan\""),
        "{html}"
    );
    assert!(html.contains("between two need shares"), "{html}");
    assert_eq!(html.matches("data-kind=\"current\"").count(), 1, "{html}");
    assert_eq!(html.matches("tabindex=\"0\"").count(), 1, "one stop for the keyboard: {html}");
    assert!(html.contains(words::current_on_line(Lang::En)), "{html}");
    assert!(!html.contains(">current plan<"), "a dot is no second dot: {html}");
    assert!(!html.contains("style="), "{html}");
}

#[test]
fn the_frontier_is_a_picture_too() {
    for lang in Lang::ALL {
        let plan = placed(small(), &[("c", "q2")]);
        let brief = Brief::of(&plan);
        let dots = dots(&brief);
        let picture = frontier::saved(&frontier::Laid::of(&plan, &brief, &dots, false, lang), &dots, lang);
        let file = svg::svg(&picture);
        for said in [words::goal_served(lang), words::need_served(lang), words::current_plan(lang)] {
            assert!(file.contains(&format!(">{said}</text>")), "{said}: {file}");
        }
        // Three dots, each with its numbers, and the plan.
        assert_eq!(file.matches("<circle").count(), 4, "{file}");
        for mark in &picture.marks {
            if let Mark::Text { at, .. } | Mark::Dot { at, .. } = mark {
                assert!((0.0..=picture.width).contains(&at.x) && (0.0..=picture.height).contains(&at.y));
            }
        }
    }
}

#[test]
fn a_plan_below_the_line_is_drawn_apart_with_what_it_loses() {
    let html = chart(Lang::En, placed(small(), &[("c", "q2")]), false);
    assert!(html.contains(">current plan<"), "{html}");
    assert!(html.contains("18 points less need and 24 points less goal"), "{html}");
    let html = chart(Lang::Zh, placed(small(), &[("c", "q2")]), false);
    assert!(html.contains(">当前计划<") && html.contains("18 个百分点的用户需求"), "{html}");
}

#[test]
fn the_frontier_says_how_it_stands_and_offers_what_leads_on() {
    let shown_as = |is_partial, running, failed| {
        let plan = Rc::new(small());
        let frontier = Frontier {
            found: None,
            is_old: false,
            is_partial,
            running,
            failed,
            on_show: Callback::noop(),
            on_stop: Callback::noop(),
        };
        let brief = Rc::new(Brief::of(&plan));
        rendered_in(Lang::En, html! { <FrontierView {plan} {brief} by_share=true {frontier} /> })
    };
    let buttons = |html: &str| html.matches("<button").count();
    for (html, texts) in [
        (shown_as(false, None, None), &["Show the frontier"][..]),
        (shown_as(false, Some(0.3), None), &["Looking for plans… 30%", ">Stop<"]),
        (shown_as(true, None, None), &["Stopped early: there may be more plans.", "Look again"]),
        (shown_as(false, None, Some(Problem::Stopped)), &["role=\"alert\""]),
    ] {
        assert_eq!(buttons(&html), 1, "{html}");
        for text in texts {
            assert!(html.contains(text), "{text}: {html}");
        }
    }
}

#[test]
fn dots_of_other_wishes_cannot_be_taken() {
    let html = chart(Lang::En, placed(small(), &[("a", "q1")]), true);
    assert!(!html.contains("data-kind=\"current\"") && !html.contains(">current plan<"), "{html}");
    assert_eq!(html.matches("aria-disabled=\"true\"").count(), 6, "three dots, three lines: {html}");
}

#[test]
fn a_move_says_what_it_did_at_once_and_asks_why() {
    let mut plan = placed(small(), &[("a", "q2")]);
    let before = placed(small(), &[("a", "q1")]).roadmap.placements.clone();
    for placement in &mut Rc::make_mut(&mut plan.roadmap).placements {
        placement.locked = true;
    }
    let moved = Moved {
        item: "a".into(),
        from: Some("q1".into()),
        to: Some("q2".into()),
        before,
        ..Moved::default()
    };
    let entry = Rc::new(Entry { number: 1, moved, ..Entry::default() });
    let props = MoveCardProps { plan: Rc::new(plan), entry, on_move: Callback::noop() };
    let html = rendered_in(Lang::En, html! { <MoveCard ..props.clone() /> });
    for text in
        ["Item a to 2027 Q2", "At once: need −10%, goal ±0%, value −10%", "Why?", ">Keep<", ">Dismiss<"]
    {
        assert!(html.contains(text), "{text}: {html}");
    }
    let html = rendered_in(Lang::Zh, html! { <MoveCard ..props /> });
    assert!(html.contains("Item a → 2027 Q2") && html.contains("眼前：用户需求 −10%"), "{html}");
}

#[test]
fn wishes_that_cannot_all_hold_are_named_with_ways_out() {
    let mut plan = small();
    let must = |item: &str| Limit { item: item.into(), must: true, ..Limit::default() };
    Rc::make_mut(&mut plan.roadmap).limits = vec![must("a"), must("b"), must("c")];
    let brief = Brief::of(&plan);
    let draft = Draft {
        proof: Proof::Infeasible,
        conflict: vec![Wanted::Must(0), Wanted::Must(1), Wanted::Must(2), Wanted::Capacity(0)],
        ..Draft::default()
    };
    let (plan, asked, draft) = (Rc::new(plan), ByPointer(Rc::new(brief)), ByPointer(Rc::new(draft)));
    let html = rendered_in(
        Lang::En,
        html! { <Stuck plan={plan.clone()} asked={asked.clone()} draft={draft.clone()} /> },
    );
    assert_eq!(html.matches("<button").count(), 3, "{html}");
    assert!(html.contains("Item a") && html.contains("#/roadmap/setup"), "{html}");
    let html = rendered_in(Lang::Zh, html! { <Stuck {plan} {asked} {draft} /> });
    assert_eq!(html.matches("<button").count(), 3, "{html}");
}

fn said(phase: Phase, is_drafted: bool) -> String {
    said_of(phase, is_drafted, false)
}

fn said_of(phase: Phase, is_drafted: bool, is_stale: bool) -> String {
    let drafting = Drafting {
        phase: Rc::new(phase),
        is_stale,
        on_draft: Callback::noop(),
        on_cancel: Callback::noop(),
        on_take: Callback::noop(),
    };
    rendered_in(Lang::En, state(&drafting, &Rc::new(small()), is_drafted, Known::Nothing, Lang::En))
}

#[test]
fn the_panel_says_how_a_draft_goes_and_what_came_of_it() {
    let asked = || Rc::new(Asked { plan: Rc::default(), brief: Rc::default(), at: 0.0 });
    let best = Draft { slots: Some(vec![Some(0), None]), value: 2.5, bound: Some(3.125), ..Draft::default() };
    let outcome = |proof: Proof| Outcome {
        asked: asked(),
        draft: Rc::new(Draft { proof, ..best.clone() }),
        seconds: 0.4,
        taken: None,
    };
    #[track_caller]
    fn check(html: String, texts: &[&str]) {
        for text in texts {
            assert!(html.contains(text), "{text}: {html}");
        }
    }
    check(
        said(Phase::Running(asked(), 0.42, None), false),
        &["Drafting… 42%", "No plan found yet", "<progress"],
    );
    let running = Phase::Running(asked(), 0.42, Some(Rc::new(best.clone())));
    check(said_of(running.clone(), false, true), &["Drafting… 42%", "before your change"]);
    check(said(running, false), &["1 item · value 2.5 · Best found; at most 20% below the best possible."]);
    let optimal = "Optimal: no plan is worth more. 1 item, 0.4 s";
    check(said(Phase::Taken(outcome(Proof::Optimal)), true), &[optimal]);
    let changed = said(Phase::Taken(outcome(Proof::Optimal)), false);
    assert!(!changed.contains("Optimal") && changed.contains("Changed since"), "{changed}");
    check(
        said(Phase::Waiting(outcome(Proof::Spent)), false),
        &["before your change", ">Use it<", ">Draft again<", ">Dismiss<"],
    );
    check(said(Phase::Nothing(asked()), false), &["No plan was found"]);
}
