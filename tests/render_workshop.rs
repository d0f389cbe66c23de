//! The workshop's screens, rendered to HTML on the host: list, agenda, console, results, minutes,
//! and what the audience sees of them.
#![cfg(all(feature = "ui", not(target_arch = "wasm32")))]
// Helpers of tests may stop the test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "../src/ui/rendered.rs"]
mod rendered;

use std::rc::Rc;

use rendered::rendered_in;
use steelyard::domain::editor::{Command, Editor};
use steelyard::domain::plan::{Id, Plan};
use steelyard::domain::sample;
use steelyard::domain::text::{Lang, chart, workshop_page as words};
use steelyard::domain::workshop::cards::Card;
use steelyard::domain::workshop::code::Vote;
use steelyard::domain::workshop::edit::{Received, WorkshopEdit, command, receive, saw, would_receive};
use steelyard::domain::workshop::order;
use steelyard::domain::workshop::outcome::{self, Decided};
use steelyard::domain::workshop::stage::{Focus, Showing, Stage, StageVote, stage};
use steelyard::domain::workshop::{
    Answer, Entry, FollowUp, Naming, Open, Parked, Question, Role, Round, Way, Workshop,
};
use steelyard::ui::features::workshop::{
    AgreeForm, HeldProps, MinutesPage, OnStage, Prepare, Run, TakeForm, TakeOrderProps, Workshops,
};
use yew::prelude::*;

const NOW: &str = "2026-11-22T09:00:00Z";

/// What people are called here, and the items: markup that must stay text.
const MEAN: &str = "<img src=x>";

/// The HTML of a page; whatever it is, nothing of it runs and the page's policy is kept.
#[track_caller]
fn shown(lang: Lang, page: Html) -> String {
    let html = rendered_in(lang, page);
    assert!(!html.contains("<img") && !html.contains("<b>"), "what people type is text: {html}");
    assert!(!html.contains(" style="), "the page's policy forbids it: {html}");
    html.replace("&#x27;", "'").replace("&quot;", "\"")
}

/// A workshop with names and roles in the middle of a round about three items.
struct Room {
    editor: Editor,
    id: Id,
    pass: Id,
}

fn reach() -> Question {
    let cards = [100.0, 300.0, 1000.0, 3000.0, 10_000.0].map(Card::of).to_vec();
    Question::Estimate { sheet: "rice".into(), input: "reach".into(), cards }
}

impl Room {
    fn new(lang: Lang, question: Question) -> Room {
        let mut plan = sample::plan(lang, "p_1".into(), NOW);
        let first = Rc::make_mut(&mut plan.items[0]);
        (first.title, first.title_alt) = (format!("Checkout {MEAN}"), None);
        let items = plan.items.iter().take(3).map(|item| item.id.clone()).collect();
        let role = |id: &str, title: &str| Role { id: id.into(), title: title.into(), ..Role::default() };
        let talk = Entry { id: "e_2".into(), title: "Talk".into(), minutes: 5.0, ..Entry::default() };
        let entry = Entry {
            id: "e_1".into(),
            title: "Score: Reach".into(),
            minutes: 10.0,
            script: format!("Think of a quarter {MEAN}"),
            round: Some(Round { question, items, ..Round::default() }),
            ..Entry::default()
        };
        let workshop = Workshop {
            id: "w_1".into(),
            title: format!("Q3 {MEAN}"),
            created: NOW.into(),
            naming: Naming::Named,
            roles: vec![role("o_1", "Product"), role("o_2", "Engineering")],
            agenda: vec![entry, talk],
            ..Workshop::default()
        };
        let id = workshop.id.clone();
        let pass: Id = "v_1".into();
        let editor = Editor::new(plan);
        let edits = vec![
            WorkshopEdit::Create(Box::new(workshop)),
            WorkshopEdit::On("e_1".into(), NOW.into()),
            WorkshopEdit::Open(pass.clone(), "e_1".into(), NOW.into()),
        ];
        let editor = editor.apply(&command(&id, edits), NOW, None).unwrap();
        Room { editor, id, pass }
    }

    /// Eight people have voted: on the first item there are two camps, nobody voted on the third.
    fn voted(mut self) -> Room {
        for person in 0..8_u8 {
            let vote = Vote {
                voter: format!("r_0000000{person}").into(),
                name: format!("Person {person} {MEAN}"),
                role: Some(usize::from(person % 2)),
                sequence: 1,
                answers: vec![
                    Some(Answer::Number(if person < 4 { 100.0 } else { 10_000.0 })),
                    Some(if person == 0 { Answer::Open(Open::Unknown) } else { Answer::Number(1000.0) }),
                ],
            };
            let (id, pass) = (self.id.clone(), self.pass.clone());
            let received = would_receive(&self.workshop(), &pass, &vote);
            assert_eq!(received, Received::New);
            self.editor = self.editor.absorb(&|plan| {
                let mut plan = plan.clone();
                receive(&mut plan, &id, &pass, &vote, Way::Code, NOW);
                plan
            });
        }
        self
    }

    fn edit(self, edits: Vec<WorkshopEdit>) -> Room {
        let editor = self.editor.apply(&command(&self.id, edits), NOW, None).unwrap();
        Room { editor, ..self }
    }

    fn revealed(self) -> Room {
        let pass = self.pass.clone();
        self.edit(vec![WorkshopEdit::Reveal(pass, NOW.into())])
    }

    fn workshop(&self) -> Rc<Workshop> {
        Rc::new(Workshop::of(self.editor.plan(), &self.id).unwrap())
    }

    fn held(&self) -> HeldProps {
        HeldProps { plan: Rc::clone(self.editor.plan()), workshop: self.workshop(), framework: "rice" }
    }

    fn console(&self, lang: Lang) -> String {
        let HeldProps { plan, workshop, framework } = self.held();
        shown(lang, html! { <Run {plan} {workshop} {framework} /> })
    }

    fn stage(&self, lang: Lang) -> Stage {
        self.stage_with(Focus::All, lang)
    }

    fn stage_with(&self, focus: Focus, lang: Lang) -> Stage {
        let showing = Showing { focus, link: "https://example.org/#b=1abc".into(), guests: Vec::new() };
        stage(self.editor.plan(), &self.workshop(), &showing, lang)
    }
}

fn on_stage(lang: Lang, stage: Stage) -> String {
    shown(lang, html! { <OnStage stage={Rc::new(stage)} /> })
}

#[track_caller]
fn has(html: &str, parts: &[&str]) {
    for part in parts {
        assert!(html.contains(part), "“{part}” is not in {html}");
    }
}

#[test]
fn an_empty_list_teaches_in_a_sentence_and_offers_the_templates() {
    for lang in Lang::ALL {
        let plan = Rc::new(Plan::new("p_1".into(), "Plan", NOW));
        let html = shown(lang, html! { <Workshops {plan} framework="rice" on_open={Callback::noop()} /> });
        has(&html, &[words::empty(lang), words::new(lang)]);
        assert_eq!(html.matches("class=\"workshops__template\"").count(), 5);
        // The one about needs and goals says that there are none, and the way to them.
        assert_eq!(html.matches(words::nothing_to_vote(lang)).count(), 1);
        has(&html, &["href=\"#/trade-off/needs\""]);
        assert!(!html.contains("workshops__list"));
    }
}

#[test]
fn the_list_says_of_each_workshop_when_how_long_and_with_how_many() {
    for (lang, facts) in [
        (Lang::En, "22 Nov 2026 · 2 entries · 15 min · 8 people voted"),
        (Lang::Zh, "2 项议程 · 15 分钟 · 8 人投票"),
    ] {
        let plan = Rc::clone(Room::new(lang, reach()).voted().editor.plan());
        let html = shown(lang, html! { <Workshops {plan} framework="rice" on_open={Callback::noop()} /> });
        has(&html, &[facts, "Q3 &lt;img src=x&gt;"]);
        assert!(!html.contains("Person"), "{html}");
    }
}

#[test]
fn the_agenda_is_prepared_until_somebody_has_voted() {
    for lang in Lang::ALL {
        let prepare = |room: &Room| {
            let HeldProps { plan, workshop, framework } = room.held();
            shown(lang, html! { <Prepare {plan} {workshop} {framework} on_run={Callback::noop()} /> })
        };
        let room = Room::new(lang, reach());
        let html = prepare(&room);
        has(
            &html,
            &[words::naming_hint(lang), words::roles_hint(lang), words::add_entry(lang), words::script(lang)],
        );
        assert_eq!(html.matches("class=\"agenda-card\"").count(), 2);
        let html = prepare(&room.voted());
        has(&html, &[words::fixed(lang), words::voted_already(lang), words::named(lang)]);
        assert!(!html.contains(words::naming_hint(lang)));
    }
}

#[test]
fn a_round_without_items_says_what_is_missing_instead_of_opening() {
    for lang in Lang::ALL {
        let room = Room::new(lang, reach());
        let entry = Entry {
            id: "e_3".into(),
            title: "Empty".into(),
            round: Some(Round { question: Question::Ranking, ..Round::default() }),
            ..Entry::default()
        };
        let mut agenda = room.workshop().agenda.clone();
        agenda.push(entry);
        let room = room.edit(vec![WorkshopEdit::Agenda(agenda), WorkshopEdit::On("e_3".into(), NOW.into())]);
        has(&room.console(lang), &[words::not_opened(lang), words::no_items_yet(lang)]);
    }
}

#[test]
fn the_console_shows_the_code_the_turnout_and_who_has_voted() {
    for (lang, turnout) in [(Lang::En, "8 people have voted."), (Lang::Zh, "已有 8 人投票。")] {
        let fresh = Room::new(lang, reach()).console(lang);
        has(&fresh, &[words::nobody_voted(lang), words::state_open(lang), "class=\"qr\""]);
        assert!(!fresh.contains("round__people"), "there is nobody yet");
        let html = Room::new(lang, reach()).voted().console(lang);
        has(
            &html,
            &[
                turnout,
                words::people(lang),
                words::only_here(lang),
                words::has_voted(lang),
                "Person 3 &lt;img src=x&gt;",
                "Engineering",
                "Think of a quarter &lt;img src=x&gt;",
                words::how_to_join(lang),
            ],
        );
        assert_eq!(html.matches("data-voted=\"true\"").count(), 8);
        assert!(html.contains("<details class=\"round__people\">"), "closed until it is wanted");
        // Who voted what is on no screen before the reveal.
        assert!(!html.contains("10,000") && !html.contains("<dd>"), "{html}");
    }
}

#[test]
fn a_second_vote_says_who_is_missing() {
    for lang in Lang::ALL {
        let again = WorkshopEdit::Open("v_2".into(), "e_1".into(), NOW.into());
        let html = Room::new(lang, reach()).voted().edit(vec![again]).console(lang);
        has(&html, &[&words::vote_number(lang, 2), words::not_yet(lang)]);
        assert_eq!(html.matches("data-voted=\"false\"").count(), 8);
    }
}

#[test]
fn revealed_results_begin_with_what_is_worth_talking_about() {
    for (lang, camps) in [
        (Lang::En, "Two camps: 4 say 100, 4 say 10,000."),
        (Lang::Zh, "分成两派：4 人说 100，4 人说 10,000。"),
    ] {
        let html = Room::new(lang, reach()).voted().revealed().console(lang);
        has(&html, &[words::talk_about(lang), words::who_said_what(lang), words::vote_again(lang), camps]);
        has(&html, &[&chart::save_picture_of(lang, words::results(lang))]);
        let first = html.split("class=\"result\"").nth(1).unwrap();
        assert!(first.contains(camps), "{first}");
        // The worker has said nothing yet, and neither does the page.
        has(
            &html,
            &[words::talk_about_working(lang), words::consensus_means(lang), "class=\"result__figure\""],
        );
        assert!(!html.contains(words::talk_about_hint(lang)), "{html}");
    }
}

#[test]
fn the_form_to_agree_asks_for_value_reason_and_dissent() {
    for lang in Lang::ALL {
        let room = Room::new(lang, reach()).voted().revealed();
        let held = room.held();
        let found = outcome::findings(&held.plan, &held.workshop, &room.pass, lang);
        let finding = Rc::new(found[0].clone());
        let pass = room.pass.clone();
        let html = shown(lang, html! { <AgreeForm {held} {pass} {finding} on_done={Callback::noop()} /> });
        has(
            &html,
            &[
                words::agreed_as(lang),
                words::reason(lang),
                words::dissent(lang),
                words::dissent_hint(lang),
                words::put_into_plan(lang),
                words::not_now(lang),
            ],
        );
        assert_eq!(html.matches(" autofocus=").count(), 1, "the value comes first");
        // Two camps have no middle: the way to keep their range is shown, and no number.
        assert!(found[0].is_split);
        has(&html, &[&words::split_hint(lang, &words::agreed_hint_range(lang, "100", "10,000"))]);
    }
}

#[test]
fn minutes_tell_what_was_agreed_and_by_whom_it_was_voted() {
    for (lang, heading, nobody) in
        [(Lang::En, "Minutes: Q3", "Nobody has voted."), (Lang::Zh, "会议纪要：Q3", "还没有人投票。")]
    {
        let room = Room::new(lang, reach()).voted().revealed();
        let held = room.held();
        let found = outcome::findings(&held.plan, &held.workshop, &room.pass, lang);
        let decided = Decided {
            estimate: found[0].agreed.clone().map(|agreed| agreed.estimate),
            reason: format!("Measured {MEAN}"),
            dissent: String::new(),
        };
        let item = found[0].item.clone().unwrap();
        let mut next = 0;
        let mut ids = |prefix: &str| {
            next += 1;
            Id::from(format!("{prefix}_{next}"))
        };
        let settle: Command = outcome::settle(
            &held.plan,
            &held.workshop,
            (&room.pass, Some(&item)),
            &decided,
            lang,
            NOW,
            &mut ids,
        )
        .unwrap();
        let room = Room { editor: room.editor.apply(&settle, NOW, None).unwrap(), ..room };
        let parked = Parked { id: "k_1".into(), text: format!("Pricing {MEAN}"), ..Parked::default() };
        let room = room.edit(vec![WorkshopEdit::Park(parked), WorkshopEdit::End(NOW.into())]);
        let HeldProps { plan, workshop, framework } = room.held();
        let html = shown(lang, html! { <MinutesPage {plan} {workshop} {framework} /> });
        has(
            &html,
            &[
                heading,
                "Measured &lt;img src=x&gt;",
                "Pricing &lt;img src=x&gt;",
                "Person 7 &lt;img src=x&gt;",
                nobody,
                words::save_html(lang),
            ],
        );
        has(&room.console(lang), &[words::after(lang), words::after_hint(lang)]);
    }
}

#[test]
fn a_workshop_of_which_everything_is_skipped_says_so() {
    for lang in Lang::ALL {
        let room = Room::new(lang, reach());
        let skip = ["e_1", "e_2"].map(|entry| WorkshopEdit::Skip(entry.into(), true));
        // Only an ended or a new workshop has nothing on.
        let mut workshop = Workshop::clone(&room.edit(skip.to_vec()).workshop());
        (workshop.on, workshop.since) = (None, String::new());
        let plan = Rc::new(sample::plan(lang, "p_1".into(), NOW));
        let html = shown(lang, html! { <Run {plan} workshop={Rc::new(workshop)} framework="rice" /> });
        has(&html, &[words::before(lang), words::all_skipped(lang)]);
        assert!(!html.contains(words::before_hint(lang)));
    }
}

#[test]
fn the_audience_sees_no_name_ever_and_no_vote_before_the_reveal() {
    for lang in Lang::ALL {
        let (empty, room) = (Room::new(lang, reach()), Room::new(lang, reach()).voted());
        let html = on_stage(lang, room.stage(lang));
        has(&html, &["Score: Reach", words::named_told(lang), "class=\"qr\"", "Checkout &lt;img src=x&gt;"]);
        for private in ["Person", "Engineering", "10,000", "Think of a quarter", "bars"] {
            assert!(!html.contains(private), "{private} is on the stage: {html}");
        }
        // But for their number nothing on it depends on the votes.
        let none = on_stage(lang, empty.stage(lang));
        let count = |html: &str| html.split("stage__count").map(str::len).next().unwrap();
        assert_eq!(count(&html), count(&none));
        let open = Room::new(lang, reach()).voted();
        let closed = open.edit(vec![WorkshopEdit::Close("v_1".into(), NOW.into())]);
        let html = on_stage(lang, closed.stage(lang));
        has(&html, &[words::closed_told(lang)]);
        assert!(!html.contains("bars") && !html.contains("10,000") && !html.contains("class=\"qr\""));
        let html = on_stage(lang, room.revealed().stage(lang));
        has(&html, &["10,000", "bars__bar", &words::unvoted(lang, 1)]);
        assert!(!html.contains("Person") && !html.contains("Engineering"), "{html}");
    }
}

#[test]
fn the_audience_sees_the_items_one_by_one_and_the_console_leads_the_way() {
    for lang in Lang::ALL {
        let room = Room::new(lang, reach()).voted();
        assert!(!room.console(lang).contains("class=\"steps\""), "there is nothing to see yet");
        let room = room.revealed();
        let one = |focus| on_stage(lang, room.stage_with(focus, lang));
        let (first, second) = (one(Focus::First), one(Focus::One(1)));
        has(&first, &["Checkout &lt;img src=x&gt;", &words::step_of(lang, 1, 2), "stage__results--one"]);
        has(&second, &[&words::step_of(lang, 2, 2)]);
        assert!(!second.contains("Checkout"), "{second}");
        let all = one(Focus::All);
        assert_eq!(
            [&first, &second, &all].map(|html| html.matches("class=\"stage__result\"").count()),
            [1, 1, 2]
        );
        assert!(!all.contains("stage__step"), "{all}");
        let console = room.console(lang);
        has(&console, &["class=\"steps\"", &words::step_of(lang, 1, 2), words::step_on(lang)]);
    }
}

#[test]
fn a_reveal_that_was_taken_back_is_hidden_and_offers_a_second_vote() {
    for lang in Lang::ALL {
        let room = Room::new(lang, reach()).voted();
        let (id, pass) = (room.id.clone(), room.pass.clone());
        let seen = room.editor.absorb(&|plan| {
            let mut plan = plan.clone();
            saw(&mut plan, &id, &pass, NOW);
            plan
        });
        let revealed = Room { editor: seen, ..room }.revealed();
        has(&revealed.console(lang), &[words::state_revealed(lang)]);
        let back = Room { editor: revealed.editor.undo().unwrap(), ..revealed };
        let html = back.console(lang);
        has(&html, &[words::state_hidden_again(lang), words::vote_again(lang), words::reveal(lang)]);
        assert!(!html.contains("10,000") && !html.contains(words::close_vote(lang)), "{html}");
        let html = on_stage(lang, back.stage(lang));
        has(&html, &[words::closed_told(lang)]);
        assert!(!html.contains("10,000") && !html.contains("class=\"qr\""), "{html}");
    }
}

#[test]
fn the_timer_runs_and_is_silent_until_somebody_wants_it_to_be_heard() {
    for lang in Lang::ALL {
        let html = Room::new(lang, reach()).console(lang);
        has(&html, &["role=\"timer\""]);
        let before = html.split(words::sound(lang)).next().unwrap();
        let button = before.rsplit("<button").next().unwrap();
        has(button, &["aria-pressed=\"false\""]);
    }
}

#[test]
fn a_ballot_that_no_code_holds_says_the_way_out() {
    let open = |link: String| Stage {
        title: "Score".into(),
        vote: Some(StageVote { open: true, link, ..StageVote::default() }),
        ..Stage::default()
    };
    for lang in Lang::ALL {
        let of =
            |length: usize| on_stage(lang, open(format!("https://example.org/#b=1{}", "a".repeat(length))));
        let small = of(400);
        assert!(small.contains("class=\"qr\"") && !small.contains(words::stage_dense(lang)));
        let dense = of(1_500);
        has(&dense, &["class=\"qr\"", words::stage_dense(lang)]);
        has(&of(4_000), &[words::stage_no_qr(lang)]);
        has(&on_stage(lang, open(String::new())), &[words::stage_no_qr(lang)]);
    }
}

#[test]
fn an_order_shows_shared_places_how_far_it_is_agreed_on_and_the_way_into_the_plan() {
    for (lang, w) in [(Lang::En, "W = 0 (p = 1)"), (Lang::Zh, "W = 0（p = 1）")] {
        let mut room = Room::new(lang, Question::Ranking);
        for person in 0..8_u8 {
            let ranks = if person < 4 { [1.0, 2.0, 3.0] } else { [3.0, 2.0, 1.0] };
            let vote = Vote {
                voter: format!("r_0000000{person}").into(),
                sequence: 1,
                answers: ranks.map(|rank| Some(Answer::Number(rank))).to_vec(),
                ..Vote::default()
            };
            let (id, pass) = (room.id.clone(), room.pass.clone());
            room.editor = room.editor.absorb(&|plan| {
                let mut plan = plan.clone();
                receive(&mut plan, &id, &pass, &vote, Way::Code, NOW);
                plan
            });
        }
        let room = room.revealed();
        let html = room.console(lang);
        has(&html, &[w, &words::take_order(lang, 3)]);
        assert_eq!(html.matches("<li value=\"1\">").count(), 3, "{html}");
        assert_eq!(on_stage(lang, room.stage(lang)).matches("<li value=\"1\">").count(), 3);
        let held = room.held();
        let order = order::order(&held.plan, &held.workshop, &room.pass, lang).unwrap();
        let of = TakeOrderProps { held, pass: room.pass.clone(), order: Rc::new(order) };
        let html = shown(lang, html! { <TakeForm {of} on_done={Callback::noop()} /> });
        has(&html, &[words::how_many(lang), words::tag_hint(lang), words::dissent(lang)]);
        assert!(!html.contains(words::tie_at_edge(lang)), "all of them leave nobody out");
    }
}

#[test]
fn confidence_is_agreed_on_like_a_number() {
    for lang in Lang::ALL {
        let room = Room::new(lang, Question::Confidence);
        let vote = Vote {
            voter: "r_00000001".into(),
            sequence: 1,
            answers: vec![Some(Answer::Number(4.0))],
            ..Vote::default()
        };
        let (id, pass) = (room.id.clone(), room.pass.clone());
        let editor = room.editor.absorb(&|plan| {
            let mut plan = plan.clone();
            receive(&mut plan, &id, &pass, &vote, Way::Code, NOW);
            plan
        });
        let html = Room { editor, ..room }.revealed().console(lang);
        let what = match lang {
            Lang::En => "Fist of five",
            Lang::Zh => "五指信心",
        };
        has(&html, &[&words::agree_as(lang, what, "4")]);
    }
}

#[test]
fn follow_ups_are_written_down_on_the_console_and_beside_the_minutes() {
    for lang in Lang::ALL {
        let follow_up = FollowUp {
            id: "f_1".into(),
            text: format!("Ask legal {MEAN}"),
            who: "Ana".into(),
            until: "2026-12-01".into(),
            ..FollowUp::default()
        };
        let room = Room::new(lang, reach()).edit(vec![WorkshopEdit::FollowUp(follow_up)]);
        let HeldProps { plan, workshop, framework } = room.held();
        let minutes = shown(lang, html! { <MinutesPage {plan} {workshop} {framework} /> });
        for html in [room.console(lang), minutes] {
            has(
                &html,
                &[
                    "Ask legal &lt;img src=x&gt;",
                    "Ana",
                    words::follow_up_who(lang),
                    words::follow_up_until(lang),
                ],
            );
            assert!(html.contains("type=\"date\""), "{html}");
        }
    }
}

#[test]
fn orders_are_shown_as_orders_on_the_stage() {
    for lang in Lang::ALL {
        let question = Question::Dots { dots: 5, most: 3 };
        let room = Room::new(lang, question);
        let (id, pass) = (room.id.clone(), room.pass.clone());
        let vote = Vote {
            voter: "r_00000001".into(),
            sequence: 1,
            answers: vec![None, Some(Answer::Number(3.0)), Some(Answer::Number(1.0))],
            ..Vote::default()
        };
        let editor = room.editor.absorb(&|plan| {
            let mut plan = plan.clone();
            receive(&mut plan, &id, &pass, &vote, Way::Code, NOW);
            plan
        });
        let html = on_stage(lang, Room { editor, ..room }.revealed().stage(lang));
        assert_eq!(html.matches("class=\"stage__got\"").count(), 3);
        assert!(html.contains("<ol class=\"stage__order\">") && !html.contains("bars"), "{html}");
    }
}
