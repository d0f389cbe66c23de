//! The browser layer in a real browser.

#![cfg(target_arch = "wasm32")]
// Helpers of tests stand outside of `#[test]`, so clippy's leave for tests does not reach them.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::cell::{Cell, RefCell};
use std::rc::Rc;

#[path = "support/kano_bits.rs"]
mod kano_bits;
// Its published figures are for the host.
#[allow(dead_code)]
#[path = "support/reppl.rs"]
mod reppl;
#[path = "support/roadmap_bits.rs"]
mod roadmap_bits;
#[path = "support/simulation.rs"]
mod simulation;

use gloo::timers::callback::Timeout;
use js_sys::{Object, Promise, Reflect};
use steelyard::domain::editor::{Command, Editor};
use steelyard::domain::frame::from_text;
use steelyard::domain::frameworks::{self, Unit};
use steelyard::domain::import::{self, Encoding};
use steelyard::domain::picture::{Hold, Ink, Picture, at, svg, text};
use steelyard::domain::plan::{Estimate, Item, Plan};
use steelyard::domain::share::{Locked, Opened, link};
use steelyard::domain::uncertainty::{self, Question, Simulation};
use steelyard::domain::workshop::live::link::{Carrier, Invitation};
use steelyard::domain::workshop::live::message::Pass;
use steelyard::domain::workshop::live::room::Room;
use steelyard::domain::workshop::live::seat::{Fate, Seat};
use steelyard::domain::workshop::live::{KeyPair, RoomKeys, Way, Work};
use steelyard::engine::{Answer, Bench, Desk, News, Reply, Request};
use steelyard::keeping::{Codec, Heard, Key, Order, Record, Store, StoreError, Vault, pack};
use steelyard::platform::carrier::Trouble;
use steelyard::platform::crypto::live::{self as sealing, Sealer, Side};
use steelyard::platform::crypto::{self, CryptoError};
use steelyard::platform::journal::Journal;
use steelyard::platform::live::{Keeping, Session};
use steelyard::platform::notebook::Notebook;
use steelyard::platform::storage::LocalStorage;
use steelyard::platform::tabs::{Lock, Tabs, hold_lock};
use steelyard::platform::worker::{self, Turns};
use steelyard::platform::{canvas, clipboard, clock, dom, encoding, lifecycle, persist, random, route};
use steelyard::ui::engine;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const NOW: &str = "2026-11-22T09:00:00Z";

/// What `标题,触达人数⏎游客结算,1200⏎㐀𠀀😀é,3⏎` is in GB18030, signs of four bytes included.
const CHINESE: &[u8] = b"\xb1\xea\xcc\xe2,\xb4\xa5\xb4\xef\xc8\xcb\xca\xfd\n\xd3\xce\xbf\xcd\xbd\xe1\xcb\xe3,1200\n\x81\x39\xee\x39\x95\x32\x82\x36\x94\x39\xfc\x36\xa8\xa6,3\n";

#[wasm_bindgen_test]
fn the_browser_reads_gb18030_and_an_import_does_by_it() {
    let text = "标题,触达人数\n游客结算,1200\n㐀𠀀😀é,3\n";
    assert_eq!(encoding::gb18030(CHINESE).as_deref(), Some(text));
    // What belongs to no sign becomes one that says so, and costs nothing else.
    assert_eq!(encoding::gb18030(b"\xb1\xea\xff,1").as_deref(), Some("标\u{fffd},1"));
    let decoded = import::decode(CHINESE, &encoding::gb18030).expect("it is a table");
    assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.damaged), (text, Encoding::Gb18030, false));
    // A file that was cut in the middle of a sign.
    let cut = import::decode(&CHINESE[..21], &encoding::gb18030).expect("it is a table");
    assert_eq!((cut.text.as_str(), cut.damaged), ("标题,触达人数\n游客结\u{fffd}", true));
}

#[wasm_bindgen_test]
fn utf_16_of_both_kinds_is_read_as_in_the_tests_on_the_host() {
    let text = "标题,触达\n游客结算 😀,1200\n";
    let marked = format!("\u{feff}{text}");
    let bytes = |of: fn(u16) -> [u8; 2]| marked.encode_utf16().flat_map(of).collect::<Vec<u8>>();
    for (bytes, encoding) in
        [(bytes(u16::to_le_bytes), Encoding::Utf16Le), (bytes(u16::to_be_bytes), Encoding::Utf16Be)]
    {
        let decoded = import::decode(&bytes, &encoding::gb18030).expect("it is a table");
        assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding));
    }
}

/// The storage with nothing in it: the tests of a page share one.
fn empty_storage() -> LocalStorage {
    let storage = LocalStorage::open().expect("this browser has one");
    for key in storage.keys().expect("it answers") {
        storage.remove(&key).expect("it answers");
    }
    storage
}

fn vault(tab: &str) -> Vault {
    let vault = Vault::new(Rc::new(LocalStorage::open().expect("this browser has one")), tab);
    vault.use_codec(Codec::new());
    vault
}

fn plan(id: &str) -> Plan {
    let items =
        (0..50).map(|n| Item::new(format!("i{n}").into(), "", format!("结算 checkout {n}"))).collect();
    let editor = Editor::new(Plan::new(id.into(), "结算 😀", NOW));
    let editor = editor.apply(&Command::AddItems { items, after: None }, NOW, None);
    Plan::clone(editor.expect("items are added").plan())
}

fn entry(plan: &str, number: u32) -> Record {
    let order = Order { seq: u64::from(number), tab: "t".into(), number };
    Record { key: Key::Log(order, plan.into()).to_string(), text: format!("entry {number}") }
}

async fn sleep(ms: u32) {
    let promise = Promise::new(&mut |resolve, _| {
        Timeout::new(ms, move || drop(resolve.call0(&JsValue::NULL))).forget();
    });
    wasm_bindgen_futures::JsFuture::from(promise).await.expect("time passes");
}

/// Longer than what is lost on the way takes to be said again.
async fn wait_until(what: &str, is_done: impl Fn() -> bool) {
    for _ in 0..1_500 {
        if is_done() {
            return;
        }
        sleep(10).await;
    }
    panic!("{what} did not happen in fifteen seconds");
}

#[wasm_bindgen_test]
fn a_plan_opens_again_as_it_was_saved() {
    empty_storage();
    let start = plan("p");
    let (mut keeper, saved) = vault("a").create(&start, clock::now_unix_ms()).expect("there is room");
    assert_eq!(saved.trouble, None);
    let renamed = Editor::new(start).apply(&Command::Rename("改名".into()), NOW, None).expect("a new title");
    let before = Rc::clone(keeper.plan());
    assert_eq!(keeper.save(&before, renamed.plan()).trouble, None);
    assert_eq!(vault("b").open("p").expect("it opens").keeper.plan(), renamed.plan());
    keeper.compact().expect("there is room");
    assert_eq!(vault("b").open("p").expect("it opens").keeper.plan(), renamed.plan());
    assert_eq!(vault("b").plans().expect("it answers")[0].items, 50);
}

#[wasm_bindgen_test]
fn any_utf_16_that_packing_makes_survives_the_storage() {
    let storage = empty_storage();
    let mut state = 7_u32;
    let bytes: Vec<u8> = (0..300_000)
        .map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        })
        .collect();
    let text = pack::to_text(&bytes);
    storage.set("packed", &text).expect("there is room");
    assert_eq!(storage.get("packed"), Ok(Some(text)));
    let every: String = (32..32 + (1 << 15)).filter_map(char::from_u32).collect();
    storage.set("every", &every).expect("there is room");
    assert_eq!(storage.get("every"), Ok(Some(every)));
    storage.remove("packed").expect("it answers");
    assert_eq!(storage.get("packed"), Ok(None));
}

#[wasm_bindgen_test]
fn a_full_storage_says_so_and_keeps_the_old_value() {
    let storage = empty_storage();
    storage.set("steelyard.old", "old").expect("there is room");
    let mut size = 1 << 20;
    let mut number = 0;
    while size > 0 {
        match storage.set(&format!("fill{number}"), &"x".repeat(size)) {
            Ok(()) => number += 1,
            Err(error) => {
                assert_eq!(error, StoreError::Full);
                size /= 2;
            }
        }
    }
    assert_eq!(storage.set("steelyard.old", &"y".repeat(1000)), Err(StoreError::Full));
    assert_eq!(storage.get("steelyard.old"), Ok(Some("old".to_owned())));
    let used = storage.used_units().expect("it answers");
    assert!((2_600_000..=5_242_880).contains(&used), "{used}");

    // A vault in it says so, keeps the plan in memory, and saves it when there is room.
    let (keeper, saved) = vault("a").create(&plan("p"), clock::now_unix_ms()).expect("it answers");
    assert_eq!((saved.trouble, keeper.unsaved()), (Some(StoreError::Full), 1));
    storage.remove("fill0").expect("it answers");
    let mut keeper = keeper;
    assert_eq!((keeper.retry(), keeper.unsaved()), (Ok(()), 0));
    assert_eq!(**vault("b").open("p").expect("it opens").keeper.plan(), plan("p"));
    empty_storage();
}

#[wasm_bindgen_test]
fn used_units_are_those_of_keys_and_texts() {
    let storage = empty_storage();
    storage.set("key", "需求😀").expect("there is room");
    storage.set("length", "1").expect("there is room");
    assert_eq!(storage.used_units(), Ok(3 + 4 + 6 + 1));
}

#[wasm_bindgen_test]
async fn the_journal_reads_back_in_order_and_forgets_what_it_may() {
    let journal = Journal::open().await.expect("this browser has one");
    let plan = random::id("p");
    let now = clock::now_unix_ms();
    let day = 24.0 * 60.0 * 60.0 * 1000.0;
    journal.write(&[entry(&plan, 1)], now - 2.0 * day).await.expect("it is kept");
    let second = journal.write(&[entry(&plan, 2), entry(&plan, 3)], now);
    let third = journal.write(&[entry(&plan, 4)], now);
    assert_eq!((second.await, third.await), (Ok(()), Ok(())));

    let other = Journal::open().await.expect("twice is fine");
    let mine = |records: Vec<Record>| -> Vec<Record> {
        records.into_iter().filter(|record| record.key.ends_with(&plan)).collect()
    };
    let all = mine(other.read().await.expect("it answers"));
    assert_eq!(all, [1, 2, 3, 4].map(|number| entry(&plan, number)));
    assert!(journal.tidy(now).await.expect("it answers") >= 1);
    assert_eq!(mine(journal.read().await.expect("it answers")).len(), 3);

    let gone = Record { key: Key::Gone(plan.clone()).to_string(), text: "{}".into() };
    journal.write(std::slice::from_ref(&gone), now).await.expect("it is kept");
    assert_eq!(journal.forget(&plan).await, Ok(3));
    assert_eq!(mine(journal.read().await.expect("it answers")), [gone]);
}

#[wasm_bindgen_test]
async fn the_journal_brings_back_what_the_storage_lost() {
    let storage = empty_storage();
    let journal = Journal::open().await.expect("this browser has one");
    let start = plan(&random::id("p"));
    let (mut keeper, saved) = vault("a").create(&start, clock::now_unix_ms()).expect("there is room");
    journal.write(&saved.records, clock::now_unix_ms()).await.expect("it is kept");
    let renamed = Editor::new(start.clone()).apply(&Command::Rename("Later".into()), NOW, None).expect("new");
    let saved = keeper.save(&start, renamed.plan());
    journal.write(&saved.records, clock::now_unix_ms()).await.expect("it is kept");
    for key in storage.keys().expect("it answers") {
        storage.remove(&key).expect("it answers");
    }
    let vault = vault("b");
    assert!(vault.replay(&journal.read().await.expect("it answers")).expect("there is room") >= 2);
    assert_eq!(vault.open(&start.id).expect("it opens").keeper.plan(), renamed.plan());
    journal.forget(&start.id).await.expect("it answers");
}

#[wasm_bindgen_test]
async fn tabs_hear_each_other_and_not_themselves() {
    let heard = |name: &str| {
        let list = Rc::<RefCell<Vec<Record>>>::default();
        let tabs = Tabs::listen(name, {
            let list = Rc::clone(&list);
            move |record| list.borrow_mut().push(record)
        });
        (list, tabs)
    };
    let ((first, a), (second, b), (third, _c)) = (heard("test"), heard("test"), heard("other"));
    a.post(&entry("p", 1));
    // Snapshots are large and nobody waits for them.
    a.post(&Record { key: "steelyard.snapshot.1.t.p".into(), text: "large".into() });
    a.post(&entry("p", 2));
    wait_until("the message", || second.borrow().len() == 2).await;
    assert_eq!(*second.borrow(), [entry("p", 1), entry("p", 2)]);
    assert!(first.borrow().is_empty() && third.borrow().is_empty());
    drop(b);
    a.post(&entry("p", 3));
    sleep(100).await;
    assert_eq!(second.borrow().len(), 2);
}

#[wasm_bindgen_test]
async fn an_edit_reaches_the_other_tab() {
    empty_storage();
    let start = plan("p");
    let (mut here, _) = vault("a").create(&start, clock::now_unix_ms()).expect("there is room");
    let there = Rc::new(RefCell::new(vault("b").open("p").expect("it opens").keeper));
    let _tabs = Tabs::listen("edits", {
        let there = Rc::clone(&there);
        move |record| assert!(there.borrow_mut().receive(&record) != Heard::Preferences)
    });
    let sender = Tabs::listen("edits", |_| {});
    let renamed = Editor::new(start.clone()).apply(&Command::Rename("B".into()), NOW, None).expect("new");
    for record in here.save(&start, renamed.plan()).records {
        sender.post(&record);
    }
    wait_until("the edit", || there.borrow().plan() == renamed.plan()).await;
}

#[wasm_bindgen_test]
async fn only_one_holds_the_lock_and_the_next_gets_it() {
    let name = random::id("lock");
    let called = Rc::<RefCell<Vec<u32>>>::default();
    let hold = |number: u32| {
        let called = Rc::clone(&called);
        hold_lock(&name, move || called.borrow_mut().push(number)).expect("this browser has locks")
    };
    let (first, second, third) = (hold(1), hold(2), hold(3));
    wait_until("the first lock", || first.is_held()).await;
    sleep(50).await;
    assert!(!second.is_held() && !third.is_held());
    // One that waits no longer is passed over.
    drop(second);
    drop(first);
    wait_until("the last lock", || third.is_held()).await;
    assert_eq!(*called.borrow(), [1, 3]);
}

/// Asks for a lock while the browser has `locks` in place of its own: what comes back, and how often
/// this tab was let in.
fn hold_lock_of(locks: &JsValue) -> (Option<Lock>, Rc<Cell<u32>>) {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).expect("there is one").into();
    let put = Object::new();
    for (name, value) in [("configurable", &true.into()), ("value", locks)] {
        Reflect::set(&put, &name.into(), value).expect("it is plain");
    }
    // What the object has itself stands before what its class has.
    Object::define_property(&navigator, &"locks".into(), &put);
    let called = Rc::<Cell<u32>>::default();
    let lock = hold_lock(&random::id("lock"), {
        let called = Rc::clone(&called);
        move || called.set(called.get() + 1)
    });
    Reflect::delete_property(&navigator, &"locks".into()).expect("it may go again");
    (lock, called)
}

#[wasm_bindgen_test]
fn where_there_are_no_locks_nobody_waits_for_one() {
    let (lock, called) = hold_lock_of(&JsValue::UNDEFINED);
    assert!(lock.is_none());
    assert_eq!(called.get(), 1);
}

#[wasm_bindgen_test]
async fn where_locks_are_refused_nobody_waits_for_one() {
    let locks = Object::new();
    let refuse = Closure::<dyn Fn() -> Promise>::new(|| Promise::reject(&"blocked".into()));
    Reflect::set(&locks, &"request".into(), refuse.as_ref()).expect("it is plain");
    let (lock, called) = hold_lock_of(&locks);
    wait_until("the refusal", || called.get() == 1).await;
    assert!(lock.is_some_and(|lock| !lock.is_held()));
    // Who waits no longer is not let in.
    let (lock, called) = hold_lock_of(&locks);
    drop(lock);
    sleep(50).await;
    assert_eq!(called.get(), 0);
}

#[wasm_bindgen_test]
fn ids_are_short_plain_and_different() {
    let ids: std::collections::BTreeSet<String> = (0..2000).map(|_| random::id("i")).collect();
    assert_eq!(ids.len(), 2000);
    for id in &ids {
        let rest = id.strip_prefix("i_").expect("the prefix is there");
        assert!(rest.len() == 8 && rest.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{id}");
    }
    assert_ne!(random::bytes::<16>(), random::bytes::<16>());
}

#[wasm_bindgen_test]
async fn the_clock_runs_forward() {
    assert!(clock::now_unix_ms() > 1.7e12);
    assert!(clock::now_iso().starts_with("20") && clock::now_iso().ends_with('Z'));
    let start = clock::monotonic_ms();
    sleep(20).await;
    assert!((15.0..10_000.0).contains(&(clock::monotonic_ms() - start)));
}

#[wasm_bindgen_test]
async fn idle_work_is_done() {
    let done = Rc::<RefCell<bool>>::default();
    lifecycle::when_idle({
        let done = Rc::clone(&done);
        move || *done.borrow_mut() = true
    });
    wait_until("idle work", || *done.borrow()).await;
}

#[wasm_bindgen_test]
async fn leaving_and_coming_back_is_noticed_until_nobody_listens() {
    let count = Rc::<RefCell<(u32, u32)>>::default();
    let leave = lifecycle::on_leave({
        let count = Rc::clone(&count);
        move || count.borrow_mut().0 += 1
    });
    let back = lifecycle::on_return({
        let count = Rc::clone(&count);
        move || count.borrow_mut().1 += 1
    });
    let window = dom::window_target().expect("there is one");
    let tell = |name: &str| {
        let event = web_sys::Event::new(name).expect("it is an event");
        window.dispatch_event(&event).expect("it is new");
    };
    tell("pagehide");
    tell("pageshow");
    assert_eq!(*count.borrow(), (1, 1));
    drop((leave, back));
    tell("pagehide");
    assert_eq!(*count.borrow(), (1, 1));
}

#[wasm_bindgen_test]
async fn the_browser_answers_what_it_is_asked() {
    assert!(persist::is_promised().await.is_some());
    let (used, quota) = persist::estimate().await.expect("it answers");
    assert!(used >= 0.0 && quota > 0.0);
    assert!(!dom::languages().is_empty());
    dom::set_language("zh-CN");
    dom::set_theme("dark");
    let root = dom::by_id("nothing-has-this-id");
    assert!(root.is_none() && !dom::focus("nothing-has-this-id"));
    route::set_hash("#/items");
    assert_eq!(route::hash(), "#/items");
}

/// The first bytes of a file: its signature and, in the first part of a PNG file, its size.
async fn sized(blob: &web_sys::Blob) -> ([u8; 8], u32, u32) {
    let bytes = wasm_bindgen_futures::JsFuture::from(blob.array_buffer()).await.expect("it is in memory");
    let bytes = js_sys::Uint8Array::new(&bytes).to_vec();
    let number = |at: usize| u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
    (std::array::from_fn(|at| bytes[at]), number(16), number(20))
}

#[wasm_bindgen_test]
async fn a_picture_becomes_as_many_pixels_as_are_asked_for() {
    let marks = vec![text(at(4.0, 20.0), "结算 checkout", Hold::Start, Ink::Text)];
    let picture = Picture { title: "T".into(), width: 100.5, height: 40.0, marks };
    let file = svg::svg(&picture);
    for (scale, width, height) in [(1.0, 101, 40), (2.0, 201, 80), (3.0, 302, 120)] {
        let made = canvas::png(&file, picture.width, picture.height, scale).await.expect("it is drawn");
        assert_eq!(made.type_(), "image/png");
        assert_eq!(sized(&made).await, (*b"\x89PNG\r\n\x1a\n", width, height), "{scale} times");
    }
}

#[wasm_bindgen_test]
async fn what_is_no_picture_or_too_large_for_one_fails_and_harms_nothing() {
    assert!(canvas::png("<svg", 10.0, 10.0, 1.0).await.is_err());
    let line = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"/>";
    assert!(canvas::png(line, 10.0, 200_000.0, 3.0).await.is_err());
}

#[wasm_bindgen_test]
async fn a_file_that_is_not_made_is_not_said_to_be_copied() {
    assert!(clipboard::takes_files());
    assert!(!clipboard::write_file("image/png", async { Err(()) }).await);
}

#[wasm_bindgen_test]
async fn turns_come_until_they_are_declined_and_again_when_asked_for() {
    let count = Rc::<RefCell<u32>>::default();
    let turns = Turns::new({
        let count = Rc::clone(&count);
        move || {
            *count.borrow_mut() += 1;
            *count.borrow() % 100 != 0
        }
    });
    let turns = turns.expect("this browser has channels");
    turns.start();
    assert_eq!(*count.borrow(), 0, "not at once");
    wait_until("a hundred turns", || *count.borrow() == 100).await;
    sleep(50).await;
    assert_eq!(*count.borrow(), 100);
    turns.start();
    wait_until("a hundred more", || *count.borrow() == 200).await;
}

/// A request to simulate some items whose first number is open.
fn request(items: usize, draws: u32) -> uncertainty::Request {
    let mut plan = Plan::new("p".into(), "Plan", "2026-11-22T09:00:00Z");
    for at in 0..items {
        let mut item = Item::new(format!("i{at}").into(), format!("SY-{at}"), format!("Item {at}"));
        for (place, input) in frameworks::default().inputs.iter().enumerate() {
            let likely = if input.unit == Unit::Share { 0.8 } else { 2.0 + ((at * 7 + place) % 5) as f64 };
            let estimate = match place {
                0 => Estimate::Range { low: likely / 2.0, likely, high: likely * 3.0 },
                _ => Estimate::Value(likely),
            };
            item.set_estimate(frameworks::default().sheet, input.key, Some(estimate));
        }
        plan.items.push(Rc::new(item));
    }
    uncertainty::Request { draws, ..uncertainty::request(&plan, frameworks::default(), Question::Score) }
}

/// What the simulation comes to, made in one go.
fn simulated(request: &uncertainty::Request) -> Answer {
    let mut simulation = Simulation::new(request);
    simulation.step(u32::MAX);
    Answer::Simulate(simulation.results())
}

#[wasm_bindgen_test]
fn a_desk_finds_its_pace_by_the_clock_of_the_browser() {
    let asked = request(40, 20_000);
    let mut desk = Desk::new(5.0);
    let request = Some(Rc::new(Request::Simulate(asked.clone())));
    desk.take(steelyard::engine::Order { id: 1, request });
    let (mut said, mut slices) = (Vec::new(), 0);
    while desk.slice(&clock::monotonic_ms, &mut |reply| said.push(reply)) {
        slices += 1;
    }
    assert!((3..100_000).contains(&slices), "{slices}");
    assert_eq!(said.last(), Some(&Reply::Done { id: 1, answer: simulated(&asked) }));
}

#[wasm_bindgen_test]
fn a_simulation_gives_the_same_results_to_the_last_bit_as_on_the_host() {
    let requests = [simulation::over_estimates(), simulation::over_need_share(), simulation::over_both()];
    let found = requests.map(|request| {
        let mut simulation = Simulation::new(&request);
        simulation.step(u32::MAX);
        uncertainty::fingerprint(&simulation.results())
    });
    assert_eq!(found, simulation::FINGERPRINTS);
}

#[wasm_bindgen_test]
fn a_kano_analysis_gives_the_same_results_to_the_last_bit_as_on_the_host() {
    assert_eq!(kano_bits::fingerprint(&reppl::study()), kano_bits::FINGERPRINT);
}

#[wasm_bindgen_test]
fn drafts_prices_and_frontiers_are_the_same_to_the_last_bit_as_on_the_host() {
    assert_eq!(roadmap_bits::fingerprint(), roadmap_bits::FINGERPRINT);
}

// The page of these tests has no script for a worker beside it, like one whose server lost it.
#[wasm_bindgen_test]
async fn where_no_worker_starts_the_page_does_the_work() {
    assert!(!worker::is_here(), "this is a page");
    let ask = |request: uncertainty::Request| {
        let news = Rc::<RefCell<Vec<News>>>::default();
        let job = engine::ask(Rc::new(Request::Simulate(request)), {
            let news = Rc::clone(&news);
            move |what| news.borrow_mut().push(what)
        });
        (news, job)
    };
    let (first, _first) = ask(request(3, 1000));
    let (second, cancelled) = ask(request(4, 1000));
    assert!(first.borrow().is_empty(), "nothing is said at once");
    drop(cancelled);
    wait_until("the answer", || !first.borrow().is_empty()).await;
    assert_eq!(*first.borrow(), [News::Done(Rc::new(simulated(&request(3, 1000))))]);

    // Far too much, so that it goes on until it is cancelled, with a word now and then.
    let (endless, job) = ask(request(2_000, 60_000));
    wait_until("something so far", || endless.borrow().len() > 1).await;
    let (third, _third) = ask(request(5, 1000));
    wait_until("the shorter job", || !third.borrow().is_empty()).await;
    assert_eq!(*third.borrow(), [News::Done(Rc::new(simulated(&request(5, 1000))))]);
    assert!(endless.borrow().iter().all(|news| matches!(news, News::SoFar(..))));
    drop(job);
    let said = endless.borrow().len();
    sleep(300).await;
    assert_eq!(endless.borrow().len(), said);
    assert!(second.borrow().is_empty());
}

#[wasm_bindgen_test]
async fn a_plan_behind_a_passphrase_opens_with_it_and_with_no_other() {
    let plan = plan("p");
    let packed = link::pack(&plan).expect("it is small");
    let locked = crypto::lock("correct 马 battery", &packed).await.expect("this page is secure");
    assert_eq!(locked.sealed.len(), packed.len() + 16);
    let link = link::write_locked(&locked).expect("it is small");
    let Ok(Opened::Locked(read)) = link::read(&link) else { panic!("it is locked") };
    let opened = crypto::unlock("correct 马 battery", &read).await.expect("it is the same");
    assert_eq!(link::unpack(&opened).expect("it is whole").0, plan);
    for other in ["", "correct 马 batterY", "correct 马 battery "] {
        assert_eq!(crypto::unlock(other, &read).await, Err(CryptoError::Wrong));
    }
    let mut changed = read.sealed.clone();
    changed[0] ^= 1;
    let changed = Locked { sealed: changed, ..read.clone() };
    assert_eq!(crypto::unlock("correct 马 battery", &changed).await, Err(CryptoError::Wrong));
    let again = crypto::lock("correct 马 battery", &packed).await.expect("this page is secure");
    assert!(again.salt != locked.salt && again.nonce != locked.nonce, "salt and nonce are used once");
}

#[wasm_bindgen_test]
async fn a_sealed_link_that_was_handed_out_always_opens() {
    let stored: serde_json::Value =
        serde_json::from_str(include_str!("golden/share/links.json")).expect("it is JSON");
    let text = |name: &str| stored[name].as_str().expect("it is there");
    let Ok(Opened::Locked(locked)) = link::read(text("sealed")) else { panic!("it is sealed") };
    let opened = crypto::unlock(text("passphrase"), &locked).await.expect("it is the passphrase");
    let (plan, _, beside) = link::unpack_with(&opened).expect("it is whole");
    let Ok((Opened::Plan(open, _), said)) = link::read_with(text("plan")) else { panic!("it is open") };
    assert_eq!((plan, beside), (*open, said));
}

#[wasm_bindgen_test]
async fn the_browser_opens_what_other_ciphers_have_sealed() {
    let golden = include_str!("golden/live/sealed.txt");
    let text = |name: &str| {
        let line = golden.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        line.expect("the file names it")
    };
    let bytes = |name: &str| from_text(text(name)).expect("it is whole");
    let keys = RoomKeys::from_text(text("keys")).expect("they are whole");
    let guest = KeyPair::from_text(text("guest")).expect("it is whole");
    let (bound, plain) = (bytes("bound"), bytes("plain"));
    let invitation = Invitation::new(&keys, Carrier::Windows);
    let room = Sealer::new(Side::Room(keys.clone()));
    let seat = Sealer::new(Side::Seat(invitation, guest.clone()));
    let (host, peer) = (keys.agreement.public, guest.public);
    let up = |sealed: Vec<u8>| Work::Open { way: Way::Up, peer, bound: bound.clone(), sealed };
    let down = |sealed: Vec<u8>| Work::Open { way: Way::Down, peer: host, bound: bound.clone(), sealed };
    let state = |sealed: Vec<u8>| Work::OpenState { bound: bound.clone(), sealed };
    assert_eq!(room.work(&up(bytes("up"))).await.as_ref(), Some(&plain));
    assert_eq!(seat.work(&down(bytes("down"))).await.as_ref(), Some(&plain));
    assert_eq!(seat.work(&state(bytes("state"))).await.as_ref(), Some(&plain));
    // A changed bit, the other direction, another place.
    for name in ["up", "down", "state"] {
        for at in [0, 20, bytes(name).len() - 1] {
            let mut changed = bytes(name);
            changed[at] ^= 1;
            let opened = match name {
                "up" => room.work(&up(changed)).await,
                "down" => seat.work(&down(changed)).await,
                _ => seat.work(&state(changed)).await,
            };
            assert_eq!(opened, None, "{name} at {at}");
        }
    }
    assert_eq!(room.work(&up(bytes("down"))).await, None);
    assert_eq!(room.work(&up(Vec::new())).await, None);
    assert_eq!(seat.work(&state(vec![1; 30])).await, None);
    let elsewhere = Work::Open { way: Way::Up, peer, bound: b"elsewhere".to_vec(), sealed: bytes("up") };
    assert_eq!(room.work(&elsewhere).await, None);
    // And what it seals itself, under a fresh nonce each time.
    let seal = Work::Seal { way: Way::Up, peer: host, bound: bound.clone(), plain: plain.clone() };
    let sealed = seat.work(&seal).await.expect("this page is secure");
    assert_ne!(seat.work(&seal).await.as_ref(), Some(&sealed));
    assert_eq!(room.work(&up(sealed)).await.as_ref(), Some(&plain));
    let sealed = room.work(&Work::SealState { bound: bound.clone(), plain: plain.clone() }).await;
    assert_eq!(seat.work(&state(sealed.expect("this page is secure"))).await, Some(plain));
}

#[wasm_bindgen_test]
async fn a_vote_gets_from_one_window_to_another() {
    let keys = sealing::room_keys().await.expect("this page is secure");
    assert_eq!(RoomKeys::from_text(&keys.to_text()), Some(keys.clone()));
    let guest = sealing::key_pair().await.expect("this page is secure");
    let invitation = Invitation::new(&keys, Carrier::Windows);
    let notes = Rc::<RefCell<Vec<String>>>::default();
    let room = {
        let notes = Rc::clone(&notes);
        let keep = move |texts: &[String]| {
            notes.borrow_mut().extend_from_slice(texts);
            None
        };
        Session::start(Room::new(&keys), Side::Room(keys.clone()), &Carrier::Windows, keep, |_| {})
    };
    let pass = Pass::new("reach", 1);
    room.with(|room, now| {
        room.open(&pass, now);
        room.show("{\"item\":\"Guest checkout\"}", now).expect("it is short");
    });
    let seat = Seat::new(keys.room, guest.public);
    let seat = Session::start(seat, Side::Seat(invitation, guest), &Carrier::Windows, |_| None, |_| {});
    seat.with(|seat, now| seat.enter("<b>小明</b>", "design", now));
    wait_until("the hello", || seat.look(|seat| seat.is_welcome())).await;
    assert_eq!(room.look(|room| room.people()[0].name.clone()), "<b>小明</b>");
    seat.with(|seat, now| seat.vote(&pass, b"8", now)).expect("it is short");
    let fate = || seat.look(|seat| seat.vote_in(&pass).map(|vote| vote.fate));
    wait_until("the vote", || fate() == Some(Fate::Counted)).await;
    assert_eq!(
        room.look(|room| room.votes(&pass).map(|vote| vote.bytes.to_vec()).collect::<Vec<_>>()),
        [b"8"]
    );
    // The facilitator's window is loaded again.
    drop(room);
    let resumed = Room::resume(&keys, notes.borrow().iter().map(String::as_str));
    assert_eq!(resumed.votes(&pass).count(), 1);
    let room = Session::start(resumed, Side::Room(keys), &Carrier::Windows, |_| None, |_| {});
    room.with(|room, now| room.show("{}", now)).expect("it is short");
    seat.with(|seat, now| seat.vote(&pass, b"13", now)).expect("it is short");
    wait_until("the change", || fate() == Some(Fate::Counted)).await;
    assert_eq!(
        room.look(|room| room.votes(&pass).map(|vote| vote.bytes.to_vec()).collect::<Vec<_>>()),
        [b"13"]
    );
}

#[wasm_bindgen_test]
async fn a_vote_is_confirmed_only_when_its_note_is_kept() {
    let keys = sealing::room_keys().await.expect("this page is secure");
    let guest = sealing::key_pair().await.expect("this page is secure");
    let invitation = Invitation::new(&keys, Carrier::Windows);
    let (may_keep, asked) = (Rc::new(Cell::new(true)), Rc::new(Cell::new(0)));
    let keep = {
        let (may_keep, asked) = (Rc::clone(&may_keep), Rc::clone(&asked));
        move |texts: &[String]| -> Option<Keeping> {
            asked.set(asked.get() + texts.len());
            let may_keep = Rc::clone(&may_keep);
            Some(Box::pin(async move {
                while !may_keep.get() {
                    sleep(10).await;
                }
            }))
        }
    };
    let room = Session::start(Room::new(&keys), Side::Room(keys.clone()), &Carrier::Windows, keep, |_| {});
    let pass = Pass::new("reach", 1);
    room.with(|room, now| {
        room.open(&pass, now);
        room.show("{}", now).expect("it is short");
    });
    let seat = Seat::new(keys.room, guest.public);
    let seat = Session::start(seat, Side::Seat(invitation, guest), &Carrier::Windows, |_| None, |_| {});
    seat.with(|seat, now| seat.enter("Ana", "", now));
    wait_until("the hello", || seat.look(|seat| seat.is_welcome())).await;
    may_keep.set(false);
    let before = asked.get();
    seat.with(|seat, now| seat.vote(&pass, b"8", now)).expect("it is short");
    wait_until("the note", || asked.get() > before).await;
    sleep(300).await;
    let fate = || seat.look(|seat| seat.vote_in(&pass).map(|vote| vote.fate));
    assert_eq!(fate(), Some(Fate::Sending), "the note is not on disk yet");
    may_keep.set(true);
    wait_until("the confirmation", || fate() == Some(Fate::Counted)).await;
}

#[wasm_bindgen_test]
async fn a_notebook_holds_the_last_text_of_each_name() {
    let notebook = Notebook::open("steelyard-test").await.expect("this browser has one");
    let text = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    notebook.write(&[text("b", "1"), text("a", "马")]).await.expect("it is kept");
    notebook.write(&[text("b", "2"), text("c", "3")]).await.expect("it is kept");
    let again = Notebook::open("steelyard-test").await.expect("it is there");
    let all = [text("a", "马"), text("b", "2"), text("c", "3")];
    assert_eq!(again.read().await.expect("it answers"), all);
    assert_eq!(again.forget(vec!["a".to_owned(), "c".to_owned()]).await, Ok(2));
    assert_eq!(notebook.read().await.expect("it answers"), [text("b", "2")]);
    assert_eq!(notebook.forget(vec!["b".to_owned()]).await, Ok(1));
}

#[wasm_bindgen_test]
async fn a_broker_that_is_not_there_is_said_and_dialled_again() {
    let keys = sealing::room_keys().await.expect("this page is secure");
    let start = |address: &str| {
        let broker =
            steelyard::domain::workshop::live::link::Broker { address: address.into(), ..Default::default() };
        Session::start(Room::new(&keys), Side::Room(keys.clone()), &Carrier::Broker(broker), |_| None, |_| {})
    };
    // Nobody listens on the port of discarding.
    let nobody = start("ws://127.0.0.1:9/mqtt");
    wait_until("the loss", || nobody.trouble().is_some()).await;
    assert!(matches!(nobody.trouble(), Some(Trouble::Lost(_) | Trouble::Wire(_))));
    assert!(!nobody.is_connected());
    let plain = start("ws://broker.example");
    wait_until("the refusal", || matches!(plain.trouble(), Some(Trouble::Address(_)))).await;
}
