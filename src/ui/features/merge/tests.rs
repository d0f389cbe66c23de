use super::compared::{Compared, ComparedProps};
use super::*;
use crate::domain::editor::{Command, Edit, Editor};
use crate::domain::plan::{Estimate, Item, Need, Status};
use crate::ui::rendered::rendered_in;

const NOW: &str = "2026-11-22T09:00:00Z";

fn after(plan: &Rc<Plan>, commands: &[Command]) -> Rc<Plan> {
    let mut editor = Editor::new(Plan::clone(plan));
    for command in commands {
        editor = editor.apply(command, NOW, None).unwrap();
    }
    Rc::clone(editor.plan())
}

fn edit(id: &str, edit: Edit) -> Command {
    Command::EditItems(vec![(id.into(), edit)])
}

fn reach(value: f64) -> Command {
    edit("i1", Edit::Estimate { sheet: "rice", input: "reach", value: Some(Estimate::Value(value)) })
}

/// What both came from, ours and theirs.
fn copies() -> [Rc<Plan>; 3] {
    let mut guest = Item::new("i1".into(), "", "Guest checkout");
    guest.title_alt = Some("游客结算".to_owned());
    let items =
        vec![guest, Item::new("i2".into(), "", "Wish list"), Item::new("i3".into(), "", "Gift wrapping")];
    let need = |weight| {
        vec![Need { id: "n1".into(), title: "Pay without typing".into(), weight, ..Need::default() }]
    };
    let base = after(
        &Rc::new(Plan::new("p".into(), "Checkout 2027", NOW)),
        &[Command::AddItems { items, after: None }, Command::SetNeeds(need(3.0)), reach(450.0)],
    );
    let ours =
        after(&base, &[reach(600.0), edit("i3", Edit::Owner("Lin".into())), Command::SetNeeds(need(5.0))]);
    let new = Item::new("i9".into(), "", "Scan a card with the camera");
    let theirs = after(
        &base,
        &[
            reach(1200.0),
            edit("i2", Edit::Status(Status::Planned)),
            edit("i2", Edit::AddTag("web".into())),
            Command::DeleteItems(vec!["i3".into()]),
            Command::SetNeeds(need(4.0)),
            Command::AddItems { items: vec![new], after: None },
            Command::MoveItems { items: vec!["i2".into()], after: None },
        ],
    );
    [base, ours, theirs]
}

fn compared(lang: Lang, base: bool) -> String {
    let [before, ours, theirs] = copies();
    let props = ComparedProps {
        plan: ByPointer(ours),
        copy: ByPointer(theirs),
        base: base.then(|| ByPointer(before)),
        on_done: Callback::noop(),
    };
    rendered_in(lang, html! { <Compared ..props /> })
}

#[test]
fn the_empty_page_teaches_and_has_one_primary_button() {
    let [plan, ..] = copies();
    for (lang, sentence) in [(Lang::En, "Choose a copy…"), (Lang::Zh, "选择副本…")] {
        let page = rendered_in(lang, html! { <MergePage plan={plan.clone()} /> });
        assert!(page.contains(words::lead(lang)) && page.contains(sentence), "{page}");
        assert_eq!(page.matches("button--primary").count(), 1);
        assert_eq!(page.matches("<input").count(), 1, "a field for a link");
        assert!(page.contains("id=\"merge-title\" tabindex=\"-1\""), "the focus can go there: {page}");
    }
}

#[test]
fn conflicts_come_first_side_by_side_and_nothing_is_chosen_yet() {
    let page = compared(Lang::En, true);
    for text in [
        "4 changes come in by themselves, 3 need you.",
        "0 of 3 decided",
        "RICE · Reach",
        "600",
        "1,200",
        "Before: 450",
        "stays, with changes: Owner",
        "Candidate → Planned",
        "web added",
        "Scan a card with the camera",
        "Moved in its list",
    ] {
        assert!(page.contains(text), "{text} in {page}");
    }
    assert!(page.find("What both of you changed") < page.find("What comes in by itself"));
    assert_eq!(page.matches("type=\"radio\"").count(), 6);
    assert_eq!(page.matches("data-chosen").count(), 0);
    assert!(page.contains("aria-disabled=\"true\" title=\"Decide each of them first\""), "{page}");
    assert_eq!(page.matches("<fieldset").count(), page.matches("<legend").count());
    assert!(!page.contains("style="));
}

#[test]
fn both_languages_say_the_same() {
    let page = compared(Lang::Zh, true);
    for text in
        ["4 处修改自动合入，3 处需要您决定。", "已决定 0 / 3", "SY-1 游客结算", "原先：450", "请先逐项决定"]
    {
        assert!(page.contains(text), "{text} in {page}");
    }
}

#[test]
fn without_an_ancestor_nothing_was_before() {
    let page = compared(Lang::En, false);
    assert!(page.contains("need you") && !page.contains("Before:"), "{page}");
}

#[test]
fn a_copy_with_nothing_new_offers_no_merge() {
    let [_, ours, _] = copies();
    let plan = ByPointer(ours);
    let page = rendered_in(
        Lang::En,
        html! { <Compared plan={plan.clone()} copy={plan.clone()} base={Some(plan)} on_done={Callback::noop()} /> },
    );
    assert!(page.contains("nothing that is not in the plan already") && !page.contains("<button"), "{page}");
}

fn compared_with(base: &Rc<Plan>, ours: &[Command], theirs: &[Command]) -> String {
    let (ours, theirs) = (after(base, ours), after(base, theirs));
    let props = ComparedProps {
        plan: ByPointer(ours),
        copy: ByPointer(theirs),
        base: Some(ByPointer(Rc::clone(base))),
        on_done: Callback::noop(),
    };
    rendered_in(Lang::En, html! { <Compared ..props /> })
}

#[test]
fn long_lists_are_shown_in_portions() {
    let items: Vec<Item> = (0..120).map(|at| Item::new(format!("i{at}").into(), "", "Item")).collect();
    let add = Command::AddItems { items, after: None };
    let base = after(&Rc::new(Plan::new("p".into(), "Plan", NOW)), &[add]);
    let owners = |name: &str| {
        let edits = (0..120).map(|at| (format!("i{at}").into(), Edit::Owner(name.to_owned())));
        Command::EditItems(edits.collect())
    };
    let page = compared_with(&base, &[owners("Lin")], &[owners("Wu")]);
    assert_eq!(page.matches("<fieldset").count(), 50);
    assert!(page.contains("Show 50 more of 70") && page.contains("0 of 120 decided"), "{page}");
    let page = compared_with(&base, &[], &[owners("Wu")]);
    assert_eq!(page.matches("class=\"merge__record\"").count(), 50);
    assert!(page.contains("Show 50 more of 70"), "{page}");
}

#[test]
fn what_is_left_out_is_told_before_the_last_step() {
    let [base, ..] = copies();
    let waits = |item: &str, on: &str| edit(item, Edit::DependsOn(vec![on.into()]));
    let page = compared_with(&base, &[waits("i1", "i2")], &[waits("i2", "i1")]);
    assert!(page.contains("1 thing is left out with these choices"), "{page}");
    assert!(page.find("left out with") < page.find("merge__foot"), "{page}");
    // As long as something is open nobody knows.
    let page = compared_with(&base, &[waits("i1", "i2"), reach(7.0)], &[waits("i2", "i1"), reach(8.0)]);
    assert!(page.contains("0 of 1 decided") && !page.contains("left out with"), "{page}");
}

#[test]
fn a_copy_behind_a_passphrase_is_opened_on_the_page() {
    let locked = Rc::new(Locked { salt: [0; 16], iterations: 1, nonce: [0; 12], sealed: Vec::new() });
    let page = rendered_in(Lang::En, html! { <Unlock {locked} on_unlocked={Callback::noop()} level={3} /> });
    assert!(page.contains("<h3") && !page.contains("<h1"), "{page}");
    assert!(page.contains(PASSPHRASE_ID) && page.contains("type=\"password\""), "{page}");
}

fn copy_view(origin: Origin) -> String {
    let [_, ours, theirs] = copies();
    let copy = Copy { plan: ByPointer(theirs), warnings: Rc::new([]), origin };
    rendered_in(
        Lang::En,
        html! { <CopyView plan={ByPointer(ours)} {copy} on_origin={Callback::noop()} on_away={Callback::noop()} /> },
    )
}

#[test]
fn what_the_copies_are_compared_with_is_said() {
    let [base, ..] = copies();
    for (origin, sentence, is_compared) in [
        (Origin::Looking, "Looking for what both copies came from", false),
        (Origin::Found(ByPointer(base.clone()), NOW.into()), "handed out or taken in on", true),
        (Origin::Ours(ByPointer(base.clone())), "made from the plan as it is now", true),
        (Origin::Chosen(ByPointer(base)), "the file that you chose", true),
        (Origin::Unknown, "Choose the file that was sent out…", false),
        (Origin::Stranger, "Open it as a plan of its own", false),
        (Origin::Without, "every difference is a question", true),
    ] {
        let page = copy_view(origin);
        assert!(page.contains(sentence), "{sentence} in {page}");
        assert_eq!(page.contains("merge__compared"), is_compared, "{sentence}");
    }
}

#[test]
fn the_ancestor_is_looked_for_by_fingerprint() {
    #[track_caller]
    fn check(ours: &Rc<Plan>, theirs: &Rc<Plan>, remembered: Option<&Rc<Plan>>, expected: &str) {
        let asked = Rc::new(std::cell::RefCell::new(Vec::<String>::new()));
        let text = remembered.map(|plan| {
            Rc::new(Remembered {
                fingerprint: fingerprint(plan),
                moment: NOW.to_owned(),
                text: format::write(plan),
            })
        });
        let keeper = {
            let asked = Rc::clone(&asked);
            Callback::from(move |msg: KeeperMsg| {
                if let KeeperMsg::Recall(wanted, found) = msg {
                    asked.borrow_mut().extend(wanted.iter().cloned());
                    found.emit(text.clone().filter(|one| wanted.contains(&one.fingerprint)));
                }
            })
        };
        let handles = Handles::from(crate::ui::store::Channels { keeper, ..Default::default() });
        let seen = Rc::new(std::cell::RefCell::new(String::new()));
        let show = {
            let seen = Rc::clone(&seen);
            move |origin: Origin| {
                *seen.borrow_mut() = match origin {
                    Origin::Found(plan, moment) => format!("found {} {moment}", plan.0.title),
                    Origin::Ours(_) => "ours".to_owned(),
                    Origin::Theirs => "theirs".to_owned(),
                    Origin::Unknown => "unknown".to_owned(),
                    Origin::Stranger => "stranger".to_owned(),
                    _ => "else".to_owned(),
                }
            }
        };
        find_origin(&handles, ours, theirs, show);
        assert_eq!(*seen.borrow(), expected);
    }
    let from = |plan: &Rc<Plan>, base: &Rc<Plan>| {
        let mut plan = Plan::clone(plan);
        plan.came_from(&fingerprint(base));
        Rc::new(plan)
    };
    let [base, ours, theirs] = copies();
    check(&ours, &theirs, Some(&base), "unknown");
    check(
        &from(&ours, &base),
        &from(&theirs, &base),
        Some(&base),
        "found Checkout 2027 2026-11-22T09:00:00Z",
    );
    check(&from(&ours, &base), &from(&theirs, &base), None, "unknown");
    check(&ours, &from(&theirs, &ours), None, "ours");
    check(&from(&ours, &theirs), &theirs, None, "theirs");
    let stranger = Rc::new(Plan { id: "p_other".into(), ..Plan::clone(&theirs) });
    check(&ours, &stranger, None, "stranger");
    check(
        &from(&ours, &base),
        &from(&stranger, &base),
        Some(&base),
        "found Checkout 2027 2026-11-22T09:00:00Z",
    );
}
