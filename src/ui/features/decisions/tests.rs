use super::*;
use crate::domain::plan::Item;
use crate::domain::roadmap::Worth;
use crate::ui::rendered::rendered_in;

fn page(lang: Lang, plan: Plan) -> String {
    rendered_in(lang, html! { <DecisionsPage plan={Rc::new(plan)} /> })
}

fn decision(id: &str, date: &str, title: &str, reason: &str) -> Decision {
    Decision {
        id: id.into(),
        date: date.into(),
        title: title.into(),
        reason: reason.into(),
        ..Decision::default()
    }
}

fn plan() -> Plan {
    let mut first =
        decision("d1", "2026-11-20T09:00:00Z", "Gift wrapping to 2027 Q1", "The holiday campaign needs it");
    first.item = Some("i".into());
    first.before = Some(Worth { need: 10.0, goal: 5.0, value: 8.0 });
    first.after = Some(Worth { need: 9.5, goal: 5.0, value: 7.672 });
    let mut second = decision("d2", "2026-11-22T09:00:00Z", "No 礼品卡 this year", "");
    second.by = "Ada".to_owned();
    second.item = Some("gone".into());
    Plan {
        items: vec![Rc::new(Item::new("i".into(), "SY-7", "Gift wrapping"))],
        decisions: Rc::new(vec![first, second, decision("d3", "2026-11-20T09:00:00Z", "Ship", "")]),
        ..Plan::default()
    }
}

#[test]
fn decisions_are_found_by_all_words_and_the_newest_comes_first() {
    #[track_caller]
    fn check(filter: &str, expected: &[usize]) {
        assert_eq!(shown(&plan(), filter, Lang::En), expected, "{filter}");
    }
    check("", &[1, 2, 0]);
    check("  ", &[1, 2, 0]);
    check("HOLIDAY gift", &[0]);
    check("sy-7", &[0]);
    check("ada", &[1]);
    check("礼品卡", &[1]);
    check("gift ship", &[]);
}

#[test]
fn a_decision_shows_what_it_changed() {
    let html = page(Lang::En, plan());
    for text in [
        "Need 10 → 9.5 (−5%)",
        "Goal 5 → 5 (±0%)",
        "Value 8 → 7.67 (−4.1%)",
        "SY-7 Gift wrapping",
        "deleted item",
        "20 Nov 2026",
    ] {
        assert!(html.contains(text), "{text}: {html}");
    }
    let html = page(Lang::Zh, plan());
    assert!(html.contains("用户需求 10 → 9.5（−5%）") && html.contains("已删除的需求"), "{html}");
}

#[test]
fn an_empty_list_says_what_it_is_for_and_offers_the_form() {
    let html = page(Lang::En, Plan::default());
    assert!(html.contains(words::empty(Lang::En)) && html.contains("type=\"submit\""), "{html}");
    assert!(!html.contains(words::filter(Lang::En)), "there is nothing to find");
}

#[test]
fn a_form_makes_a_decision_only_when_it_says_what_was_decided() {
    let draft = |title: &str, item: &str| Draft {
        title: title.into(),
        item: item.into(),
        reason: " why ".into(),
        ..Draft::default()
    };
    let made = |draft: &Draft| made(draft, "d".into(), "2026-11-22T09:00:00Z".into());
    assert_eq!(made(&draft("  ", "i")), None);
    let decision = made(&draft(" No gift wrapping ", "")).unwrap();
    assert_eq!(
        (decision.title.as_str(), decision.reason.as_str(), decision.item),
        ("No gift wrapping", "why", None)
    );
    assert_eq!(made(&draft("A", "i")).unwrap().item.as_deref(), Some("i"));
}
