//! Every state of the dialog and of a participant's page, rendered in both languages.

use std::rc::Rc;

use yew::prelude::*;

use super::*;
use crate::domain::plan::Id;
use crate::domain::text::{ballot, live_page as words, workshop_page};
use crate::domain::workshop::live::link::{self, AddressProblem, Invitation};
use crate::domain::workshop::live::message::Pass;
use crate::domain::workshop::live::mqtt::Lost;
use crate::domain::workshop::live::room::Presence;
use crate::domain::workshop::live::seat::Fate;
use crate::domain::workshop::paper::Paper;
use crate::domain::workshop::stage::{Shown, Stage, StageVote};
use crate::domain::workshop::{Naming, Question, Role, Workshop};
use crate::ui::by_pointer::ByPointer;
use crate::ui::features::ballot::Place;
use crate::ui::rendered::rendered_in;

fn dialog(lang: Lang, view: RoomView) -> String {
    let view = Rc::new(view);
    rendered_in(lang, html! { <LiveDialog {view} on={Callback::noop()} on_close={Callback::noop()} /> })
}

fn seat(lang: Lang, view: SeatView) -> String {
    let view = Rc::new(view);
    rendered_in(lang, html! { <Seat {view} on={Callback::noop()} /> })
}

fn room(phase: Phase) -> RoomView {
    RoomView {
        phase,
        reaches: true,
        is_connected: true,
        people: vec![
            guest("<i>Ana</i>", Presence::Here, false),
            guest("", Presence::Here, false),
            guest("小明", Presence::Gone, false),
            guest("Bob", Presence::Gone, true),
        ],
        link: "https://example.org/live.html#l=1abc".into(),
        login: Login { address: "wss://broker.example/mqtt".to_owned(), ..Login::default() },
        is_kept: true,
        fits: true,
        ..RoomView::default()
    }
}

fn guest(name: &str, presence: Presence, is_dismissed: bool) -> Guest {
    Guest {
        id: format!("id {name}").into(),
        name: name.to_owned(),
        role: "Sales".to_owned(),
        presence,
        is_dismissed,
    }
}

fn body(naming: Naming, roles: &[&str]) -> Body {
    Body {
        workshop: "<b>Q3</b>".to_owned(),
        naming,
        roles: roles.iter().map(|role| (*role).to_owned()).collect(),
        ..Body::default()
    }
}

fn seated(body: Body) -> SeatView {
    SeatView {
        phase: SeatPhase::In,
        is_connected: true,
        body: Some(ByPointer(Rc::new(body))),
        has_entered: true,
        is_kept: true,
        voter: "r_7f3k2m9q".into(),
        ..SeatView::default()
    }
}

fn voting() -> SeatView {
    let paper = Paper {
        pass: Id::from("v_1"),
        number: 1,
        live: "live".to_owned(),
        question: Question::Confidence,
        ..Paper::default()
    };
    SeatView {
        open: Some(Pass::new("v_1", 1)),
        was_asked: true,
        ..seated(Body { paper: Some(Rc::new(paper)), ..body(Naming::Anonymous, &[]) })
    }
}

fn waiting(was_asked: bool, own: Option<(u32, Fate)>) -> SeatView {
    let vote = StageVote {
        question: "How sure?".to_owned(),
        results: vec![Shown { sentence: "All 2 say 4.".to_owned(), ..Shown::default() }],
        step: (2, 9),
        ..StageVote::default()
    };
    let stage =
        Stage { lang: "en".to_owned(), title: "Fist".to_owned(), vote: Some(vote), ..Stage::default() };
    SeatView {
        was_asked,
        own,
        ..seated(Body { stage: Some(Rc::new(stage)), ..body(Naming::Anonymous, &[]) })
    }
}

#[track_caller]
fn check(html: &str, expected: &str) {
    let plain = html.replace("&#x27;", "'").replace("&#39;", "'").replace("&quot;", "\"");
    assert!(plain.contains(expected), "“{expected}” is not in {plain}");
    assert!(!html.contains("<b>"), "what people type is text: {html}");
    assert!(!html.contains("style="), "the page's policy forbids it: {html}");
}

#[test]
fn the_dialog_says_how_the_room_stands() {
    for lang in Lang::ALL {
        let off = || RoomView { reaches: true, ..RoomView::default() };
        let lost = |trouble| RoomView { is_connected: false, trouble: Some(trouble), ..room(Phase::On) };
        for (view, expected) in [
            (RoomView::default(), words::other_page(lang).to_owned()),
            (RoomView::default(), "href=\"live.html#/workshop\"".to_owned()),
            (off(), live::address(lang).to_owned()),
            (off(), words::start(lang).to_owned()),
            (room(Phase::Making), words::making(lang).to_owned()),
            (room(Phase::Elsewhere), words::elsewhere(lang).to_owned()),
            (room(Phase::Ending), words::ending(lang).to_owned()),
            (room(Phase::NoCrypto), live::no_crypto(lang).to_owned()),
            (room(Phase::NoCrypto), words::use_codes(lang).to_owned()),
            (room(Phase::On), live::connected(lang).to_owned()),
            (room(Phase::On), live::people_here(lang, 2)),
            (room(Phase::On), words::stop(lang).to_owned()),
            (RoomView { is_connected: false, ..room(Phase::On) }, live::connecting(lang).to_owned()),
            (lost(Trouble::Lost(Lost::Login)), live::lost_login(lang).to_owned()),
            (lost(Trouble::Lost(Lost::Closed)), words::broker_down(lang).to_owned()),
            (lost(Trouble::Wire(WireError::Missing)), live::wire_missing(lang).to_owned()),
            (lost(Trouble::Address(AddressProblem::NotEncrypted)), live::address_plain(lang).to_owned()),
            (RoomView { is_kept: false, ..room(Phase::On) }, words::not_kept(lang).to_owned()),
            (RoomView { fits: false, ..room(Phase::On) }, words::too_long(lang).to_owned()),
            (RoomView { refused: 1, ..room(Phase::On) }, words::refused(lang, 1)),
        ] {
            check(&dialog(lang, view), &expected);
        }
    }
}

#[test]
fn windows_of_this_browser_are_a_room_on_every_page_and_no_phone_is_led_into_it() {
    for lang in Lang::ALL {
        for reaches in [true, false] {
            let html = dialog(lang, RoomView { reaches, ..RoomView::default() });
            check(&html, words::start_near(lang));
            assert!(!html.contains(words::room_elsewhere(lang)));
        }
        // What waits on a broker is not to be replaced by another room unawares.
        let html = dialog(lang, RoomView { is_far: true, ..RoomView::default() });
        check(&html, words::room_elsewhere(lang));
        assert!(!html.contains(words::start_near(lang)));
        let far = dialog(lang, room(Phase::On));
        assert!(far.contains("class=\"qr\"") && !far.contains(words::open_seat(lang)));
        let near = dialog(lang, RoomView { is_near: true, ..room(Phase::On) });
        check(&near, "href=\"https://example.org/live.html#l=1abc\" target=\"_blank\" rel=\"noopener\"");
        check(&near, words::stop_near_hint(lang));
        for strange in ["class=\"qr\"", words::one_for_all(lang), "broker.example", words::stop_hint(lang)] {
            assert!(!near.contains(strange), "{strange}: {near}");
        }
    }
}

#[test]
fn whoever_enters_a_room_of_windows_is_told_nothing_of_a_broker() {
    for lang in Lang::ALL {
        let entering = |place| {
            let view = SeatView { place, has_entered: false, ..seated(body(Naming::Named, &[])) };
            seat(lang, view).contains(live::broker_learns(lang))
        };
        assert_eq!((entering(Place::Browser), entering(Place::Tab)), (true, false));
    }
}

#[test]
fn those_in_the_room_are_voters_with_the_roles_of_the_workshop() {
    let role = |id: &str, title: &str| Role { id: id.into(), title: title.into(), ..Role::default() };
    let workshop = Workshop { roles: vec![role("o_1", "Sales"), role("o_2", "")], ..Workshop::default() };
    let other = |name: &str, role: &str| Guest { role: role.into(), ..guest(name, Presence::Here, false) };
    let mut view = room(Phase::On);
    view.people.extend([other("Wu", ""), other("Li", "Sailing")]);
    let guests = view.guests(&workshop);
    let seen: Vec<(&str, &str)> = guests.iter().map(|one| (one.name.as_str(), &*one.role)).collect();
    // Neither who has gone nor who was sent away; and no role that the workshop does not have.
    assert_eq!(seen, [("<i>Ana</i>", "o_1"), ("", "o_1"), ("Wu", ""), ("Li", "")]);
    assert_eq!(guests[0].voter, voter_of("id <i>Ana</i>"));
}

#[test]
fn a_connection_that_stands_is_not_offered_to_be_tried_again() {
    assert!(!dialog(Lang::En, room(Phase::On)).contains(live::retry(Lang::En)));
    let open = dialog(Lang::En, room(Phase::On));
    check(&open, "&lt;i&gt;Ana&lt;/i&gt;");
    check(&open, &words::send_away_whom(Lang::En, live::no_name(Lang::En)));
    check(&open, words::sent_away(Lang::En));
    assert!(!open.contains(&words::send_away_whom(Lang::En, "Bob")), "nobody is sent away twice");
    let lost =
        RoomView { is_connected: false, trouble: Some(Trouble::Lost(Lost::Closed)), ..room(Phase::On) };
    check(&dialog(Lang::En, lost), live::retry(Lang::En));
}

#[test]
fn a_participant_always_reads_where_they_are() {
    for lang in Lang::ALL {
        let phase = |phase| SeatView { phase, ..SeatView::default() };
        let cut = Some(Trouble::Lost(Lost::Closed));
        let step = workshop_page::step_of(lang, 2, 9);
        for (view, expected) in [
            (phase(SeatPhase::Preparing), live::connecting(lang)),
            (phase(SeatPhase::Elsewhere), words::seat_elsewhere(lang)),
            (phase(SeatPhase::NoCrypto), live::no_crypto(lang)),
            (phase(SeatPhase::NoCrypto), words::ask_for_ballot(lang)),
            (phase(SeatPhase::OtherPage), words::to_live_page(lang)),
            (SeatView { body: None, ..waiting(false, None) }, live::nothing_shown(lang)),
            (
                SeatView { body: None, is_connected: false, trouble: cut, ..waiting(false, None) },
                words::ask_for_ballot(lang),
            ),
            (SeatView { is_dismissed: true, ..waiting(false, None) }, live::dismissed(lang)),
            (SeatView { is_over: true, ..waiting(false, None) }, live::over(lang)),
            (SeatView { has_entered: false, ..seated(body(Naming::Named, &[])) }, ballot::your_name(lang)),
            (
                SeatView { has_entered: false, ..seated(body(Naming::Anonymous, &["Sales"])) },
                ballot::your_role(lang),
            ),
            (waiting(false, None), words::wait(lang)),
            (waiting(false, None), "All 2 say 4."),
            (waiting(false, None), step.as_str()),
            (waiting(true, None), words::closed_unsent(lang)),
            (waiting(true, Some((1, Fate::Counted))), words::closed_counted(lang)),
            (waiting(true, Some((1, Fate::Sending))), words::closed_sending(lang)),
            (waiting(true, Some((1, Fate::TooLate { earlier: false }))), live::too_late(lang)),
            (waiting(true, Some((1, Fate::TooLate { earlier: true }))), live::too_late_earlier(lang)),
            (voting(), live::connected(lang)),
            (voting(), ballot::send(lang)),
            (SeatView { is_kept: false, ..voting() }, ballot::not_kept(lang)),
            (SeatView { own: Some((1, Fate::NotAsked)), ..voting() }, live::not_asked(lang)),
            (
                SeatView { own: Some((1, Fate::Sending)), is_connected: false, trouble: cut, ..voting() },
                words::code_instead(lang),
            ),
        ] {
            check(&seat(lang, view), expected);
        }
    }
}

#[test]
fn who_is_asked_nothing_waits_without_a_form() {
    let view = SeatView { has_entered: false, ..waiting(false, None) };
    assert!(!seat(Lang::En, view).contains("<input"));
}

#[test]
fn a_ballot_is_shown_only_where_votes_are_taken() {
    let view = SeatView { open: None, was_asked: false, ..voting() };
    let html = seat(Lang::En, view);
    check(&html, words::wait(Lang::En));
    assert!(!html.contains(ballot::send(Lang::En)));
}

#[test]
fn a_link_that_is_none_says_why() {
    let login = Login { address: " wss://broker.example ".to_owned(), ..Login::default() };
    assert_eq!(login.broker().address, "wss://broker.example");
    let link = Invitation {
        room: crate::domain::workshop::live::RoomId([7; 16]),
        key: crate::domain::workshop::live::work::Secret([8; 32]),
        signer: crate::domain::workshop::live::Point([9; 64]),
        carrier: link::Carrier::Broker(login.broker()),
    };
    let whole = link.write().unwrap();
    assert!(whole.starts_with(link::MARK));
    for lang in Lang::ALL {
        let page = |link: &str| rendered_in(lang, live_seat(&LiveSeatProps { link: link.to_owned().into() }));
        check(&page("#l="), words::link_cut(lang));
        check(&page("#l=room"), words::link_other(lang));
        let cut: String = whole.chars().take(whole.len() - 10).collect();
        check(&page(&cut), words::link_cut(lang));
        check(&page(&whole), live::connecting(lang));
    }
}
