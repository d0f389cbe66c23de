//! Plans behind links.

// Helpers of tests may fail loudly.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod support;

use std::rc::Rc;

use proptest::prelude::*;
use steelyard::domain::date::Date;
use steelyard::domain::format;
use steelyard::domain::frame::{Frame, deflate};
use steelyard::domain::frameworks;
use steelyard::domain::plan::{Estimate, Item, Plan};
use steelyard::domain::report::{Asked, Kind, Report};
use steelyard::domain::sample;
use steelyard::domain::share::{
    Beside, Choice, Counts, Items, LinkProblem, Locked, MARK, MOST_IN_QR, MOST_OF_TOP, Opened, link,
};
use steelyard::domain::text::{Lang, report};

const NOW: &str = "2026-11-22T09:00:00Z";

const FRAME: Frame = Frame { mark: MARK, version: '1', longest: link::LONGEST_LINK };

fn opened(text: &str) -> Plan {
    match link::read(text) {
        Ok(Opened::Plan(plan, warnings)) => {
            assert_eq!(warnings, []);
            *plan
        }
        other => panic!("{other:?}"),
    }
}

fn sized(count: usize) -> Plan {
    let mut plan = Plan::new("p1".into(), "Checkout 2027 H1", NOW);
    for at in 1..=count {
        let mut item = Item::new(format!("i_{at:08x}").into(), format!("SY-{at}"), format!("Idea {at} 想法"));
        item.area = ["Checkout", "Search", "Payments"][at % 3].to_owned();
        for (input, value) in [("reach", (at * 7919 % 9000) as f64), ("impact", 1.0), ("confidence", 0.8)] {
            item.set_estimate("rice", input, Some(Estimate::Value(value)));
        }
        plan.items.push(Rc::new(item));
    }
    plan.next_key = count as u32 + 1;
    plan
}

#[test]
fn a_plan_comes_back_from_its_link() {
    for lang in Lang::ALL {
        let plan = sample::plan(lang, "p_sample".into(), NOW);
        let link = link::write(&plan).unwrap();
        assert!(link.starts_with(MARK));
        assert_eq!(opened(&link), plan);
        assert_eq!(opened(&format!("https://example.org/steelyard/{link}")), plan);
        let part = Choice::READER.part(&plan);
        let shorter = link::write(&part).unwrap();
        assert!(shorter.len() < link.len());
        assert_eq!(opened(&shorter), part);
    }
}

#[test]
fn the_first_ten_items_of_the_sample_fit_a_qr_code() {
    for lang in Lang::ALL {
        let plan = sample::plan(lang, "p_sample".into(), NOW);
        let choice = Choice {
            items: Items::Top,
            other_titles: false,
            descriptions: false,
            scenarios: false,
            decisions: false,
            ..Choice::READER
        };
        let part = choice.part(&plan);
        assert_eq!(part.items.len(), MOST_OF_TOP);
        let beside = Beside {
            ranked_by: Some(frameworks::default()),
            counts: Counts::of(&plan.kano, &part.kano.features),
            items_in_plan: Some(plan.items.len()),
        };
        let length = link::write_with(&part, &beside).unwrap().len();
        // With room for the address before it.
        assert!(length + 100 <= MOST_IN_QR, "{length}");
    }
}

#[test]
fn links_stay_short() {
    for (count, most) in [(10, 700), (100, 2_300), (500, 9_500), (2_000, 36_000)] {
        let length = link::write(&sized(count)).unwrap().len();
        assert!(length <= most, "{count} items: {length}");
        assert_eq!(opened(&link::write(&sized(count)).unwrap()), sized(count));
    }
}

#[test]
fn a_plan_that_no_link_holds_is_refused() {
    let mut plan = sized(1);
    // Text without any pattern, as far as deflating goes.
    let mut state = 1_u64;
    let noise: String = (0..3_000_000)
        .map(|_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            char::from(b'!' + (state >> 33) as u8 % 90)
        })
        .collect();
    Rc::make_mut(&mut plan.items[0]).description = noise;
    assert_eq!(link::write(&plan), Err(LinkProblem::TooLarge));
    Rc::make_mut(&mut plan.items[0]).description = "a".repeat(link::MOST_BYTES);
    assert_eq!(link::write(&plan), Err(LinkProblem::TooLarge));
}

#[test]
fn a_link_that_does_not_open_says_why() {
    let whole = link::write(&sized(3)).unwrap();
    let locked_by = |iterations: u32| {
        let locked = Locked { salt: [1; 16], iterations, nonce: [2; 12], sealed: vec![3; 40] };
        link::write_locked(&locked).unwrap()
    };
    let json = |text: &str| [&[0][..], &deflate(text.as_bytes())].concat();
    let framed = |bytes: &[u8]| FRAME.write(bytes).unwrap();
    let newer = r#"{"format":"steelyard-plan","version":99,"id":"p","title":"t","items":[0]}"#;
    for (link, problem) in [
        (String::new(), LinkProblem::NotAPlan),
        ("#/items".to_owned(), LinkProblem::NotAPlan),
        (MARK.to_owned(), LinkProblem::Cut),
        (whole[..whole.len() - 1].to_owned(), LinkProblem::Cut),
        (whole.replace('a', "b"), LinkProblem::Changed),
        (Frame { version: '2', ..FRAME }.write(b"anything").unwrap(), LinkProblem::Newer),
        (framed(&[7, 1, 2, 3]), LinkProblem::Newer),
        (framed(&[]), LinkProblem::NotAPlan),
        (framed(&[0, 0xff, 0xff]), LinkProblem::Changed),
        (framed(&json("[1")), LinkProblem::NotAPlan),
        (framed(&json("[1000000000000,{}]")), LinkProblem::NotAPlan),
        (framed(&json(&"[".repeat(100_000))), LinkProblem::NotAPlan),
        (framed(&json("{}")), LinkProblem::NotAPlan),
        (framed(&json(newer)), LinkProblem::Newer),
        (framed(&[1, 2, 3]), LinkProblem::NotAPlan),
        (locked_by(0), LinkProblem::NotAPlan),
        (locked_by(u32::MAX), LinkProblem::NotAPlan),
        (framed(&[&[0][..], &deflate(&vec![b' '; 64 << 20])].concat()), LinkProblem::TooLarge),
    ] {
        assert_eq!(link::read(&link), Err(problem), "{}", link.get(..60).unwrap_or(&link));
        assert!(Lang::ALL.iter().all(|lang| !problem.sentence(*lang).is_empty()));
    }
}

#[test]
fn what_is_sealed_comes_back_with_all_that_opens_it() {
    let locked = Locked { salt: [9; 16], iterations: 600_000, nonce: [7; 12], sealed: (0..200).collect() };
    assert_eq!(link::read(&link::write_locked(&locked).unwrap()), Ok(Opened::Locked(locked)));
    let plan = sized(3);
    assert_eq!(link::unpack(&link::pack(&plan).unwrap()).unwrap().0, plan);
}

#[test]
fn a_link_says_by_which_framework_its_sender_ranks_and_the_plan_stays_as_it_is() {
    let plan = sample::plan(Lang::En, "p_sample".into(), NOW);
    for framework in frameworks::ALL.iter().copied() {
        let beside = Beside { ranked_by: Some(framework), ..Beside::default() };
        let link = link::write_with(&plan, &beside).unwrap();
        let (opened, said) = link::read_with(&link).unwrap();
        assert_eq!(opened, Opened::Plan(Box::new(plan.clone()), Vec::new()));
        assert_eq!(said, beside);
        assert_eq!(self::opened(&link), plan, "nothing of it stays with the plan");
        let packed = link::pack_with(&plan, &beside).unwrap();
        assert_eq!(link::unpack_with(&packed).unwrap().2, beside);
    }
    assert_eq!(link::read_with(&link::write(&plan).unwrap()).unwrap().1, Beside::default());
}

#[test]
fn a_link_without_answers_shows_its_reader_what_the_study_found() {
    for lang in Lang::ALL {
        let plan = sample::plan(lang, "p_sample".into(), NOW);
        let part = Choice::READER.part(&plan);
        assert!(part.kano.respondents.is_empty() && plan.kano.respondents.len() == 40);
        let counts = Counts::of(&plan.kano, &part.kano.features);
        assert!(counts.is_some());
        let beside = Beside { counts, ..Beside::default() };
        let link = link::write_with(&part, &beside).unwrap();
        let plain = link::write(&part).unwrap().len();
        assert!(link.len() - plain <= 400, "{} and {plain}", link.len());
        assert_eq!(opened(&link), part, "nothing of it stays with the plan");
        let (_, said) = link::read_with(&link).unwrap();
        let kano = |plan: &Plan| {
            let asked = Asked {
                lang,
                framework: frameworks::default(),
                today: Date { year: 2026, month: 11, day: 22 },
                top: 10,
                kinds: vec![Kind::Kano],
            };
            Report::of(plan, &asked).sections
        };
        assert_eq!(kano(&said.shown(&opened(&link))), kano(&plan), "the same picture, numbers and sentences");
        let by_hand = format!("{:?}", kano(&part));
        assert!(by_hand.contains(report::by_hand_here(lang)) && !by_hand.contains(report::by_hand(lang)));
    }
}

#[test]
fn what_a_link_says_of_a_framework_is_never_in_the_way() {
    let framed = |by: &str| {
        let text = format!(
            r#"{{"format":"steelyard-plan","version":1,"id":"p","title":"T","items":[0],"ranked_by":{by}}}"#
        );
        FRAME.write(&[&[0][..], &deflate(text.as_bytes())].concat()).unwrap()
    };
    for (by, expected) in [
        (r#""ice""#, Some("ice")),
        (r#""of a later version""#, None),
        ("3", None),
        ("null", None),
        ("[0]", None),
    ] {
        let (found, beside) = link::read_with(&framed(by)).unwrap();
        assert_eq!(beside.ranked_by.map(|framework| framework.id), expected, "{by}");
        let Opened::Plan(plan, warnings) = found else { panic!("{by}") };
        assert!(warnings.is_empty() && plan.extra.is_empty(), "{by}");
    }
    // A version that knew no such field kept it with the plan.
    let mut plan = sized(2);
    Rc::make_mut(&mut plan.extra).insert("ranked_by".to_owned(), "ice".into());
    assert_eq!(link::read_with(&link::write(&plan).unwrap()).unwrap().1, Beside::default());
}

#[test]
fn a_file_and_a_link_hold_the_same() {
    let plan = sized(30);
    let (from_file, _) = format::read(&format::write(&plan)).unwrap();
    assert_eq!(from_file, opened(&link::write(&plan).unwrap()));
}

fn any_choice() -> impl Strategy<Value = Choice> {
    (any::<[bool; 8]>(), proptest::sample::select(Items::ALL.to_vec())).prop_map(|(of, items)| Choice {
        items,
        other_titles: of[0],
        descriptions: of[1],
        people: of[2],
        answers: of[3],
        scenarios: of[4],
        decisions: of[5],
        workshops: of[6],
        bin: of[7],
    })
}

/// Links that this program handed out, and what they hold. Never to be made anew: every later
/// version opens them.
const STORED_LINKS: &str = include_str!("golden/share/links.json");

#[test]
fn links_that_were_handed_out_always_open() {
    let stored: serde_json::Value = serde_json::from_str(STORED_LINKS).unwrap();
    let text = |name: &str| stored[name].as_str().unwrap();
    let fixture = include_str!("fixtures/plans/v1.steelyard.json");
    let (plan, _) = format::read(fixture).unwrap();
    let (found, beside) = link::read_with(text("plan")).unwrap();
    let Opened::Plan(found, _) = found else { panic!("it is open") };
    assert_eq!(*found, plan);
    assert_eq!(beside.ranked_by.map(|by| by.id), Some("ice"));
    // tests/browser.rs opens it.
    assert_eq!(link::read(text("newer")), Err(LinkProblem::Newer));
    let Ok(Opened::Locked(locked)) = link::read(text("sealed")) else { panic!("it is sealed") };
    assert_eq!((locked.iterations, locked.sealed.len() > 1_000), (600_000, true));
}

proptest! {
    #[test]
    fn no_bytes_behind_a_link_do_harm(bytes in proptest::collection::vec(any::<u8>(), 0..300), kind in 0_u8..3) {
        let bytes = [&[kind][..], &bytes].concat();
        let _ = link::read(&FRAME.write(&bytes).unwrap());
    }

    #[test]
    fn any_plan_and_any_part_of_it_come_back_from_a_link(plan in support::any_plan(), choice in any_choice()) {
        for part in [plan.clone(), choice.part(&plan)] {
            let (expected, warnings) = format::read(&format::write(&part)).unwrap();
            prop_assert_eq!(&expected, &part, "a file keeps all of it");
            let beside = Beside {
                ranked_by: frameworks::by_id("ice"),
                counts: Counts::of(&plan.kano, &part.kano.features),
                items_in_plan: Some(plan.items.len()),
            };
            let link = link::write_with(&part, &beside).unwrap();
            let found = link::read_with(&link).unwrap();
            prop_assert_eq!(found, (Opened::Plan(Box::new(expected.clone()), warnings.clone()), beside.clone()));
            let packed = link::pack_with(&part, &beside).unwrap();
            prop_assert_eq!(link::unpack_with(&packed).unwrap(), (expected, warnings, beside));
        }
    }

    #[test]
    fn whatever_is_sealed_comes_back_and_one_changed_sign_is_noticed(
        salt: [u8; 16], nonce: [u8; 12], iterations in 1..=10_000_000_u32,
        sealed in proptest::collection::vec(any::<u8>(), 0..400), place in 0.0..1.0_f64, sign in "[A-Za-z0-9_-]",
    ) {
        let locked = Locked { salt, iterations, nonce, sealed };
        let link = link::write_locked(&locked).unwrap();
        prop_assert_eq!(link::read(&link), Ok(Opened::Locked(locked)));
        // Behind the mark and the version.
        let at = 4 + ((link.len() - 4) as f64 * place) as usize;
        let changed = format!("{}{sign}{}", &link[..at], &link[at + 1..]);
        if changed != link {
            prop_assert!(link::read(&changed).is_err(), "{changed}");
        }
        prop_assert!(link::read(&link[..at]).is_err());
    }

    #[test]
    fn texts_of_any_kind_come_back(title in "a\\PC{0,30}", description in "(\\PC|[\n\t]){0,60}") {
        let mut plan = sized(2);
        let item = Rc::make_mut(&mut plan.items[1]);
        item.title = title;
        item.description = description;
        let (same, _) = format::read(&format::write(&plan)).unwrap();
        prop_assert_eq!(opened(&link::write(&plan).unwrap()), same);
    }
}
