//! Torture: whatever happens to the store, every acknowledged change is there.

// Helpers of tests stand outside of `#[test]`, so clippy's leave for tests does not reach them.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use steelyard::domain::editor::{Command, Edit, Editor};
use steelyard::domain::patch::Patch;
use steelyard::domain::plan::{Id, Item, Plan};
use steelyard::domain::text::Lang;
use steelyard::keeping::sealed::Packing;
use steelyard::keeping::store::units;
use steelyard::keeping::{
    Codec, Heard, Keeper, Key, LoadError, Order, Record, Saved, Store, StoreError, Vault,
};

const NOW: &str = "2026-11-22T09:00:00Z";
const NOW_MS: f64 = 1_795_337_400_000.0;

// --- A store that can do everything wrong ---------------------------------------

#[derive(Clone, Default)]
struct Faulty(Rc<RefCell<State>>);

#[derive(Default)]
struct State {
    texts: BTreeMap<String, String>,
    faults: Faults,
    operations: usize,
    /// What was kept after every change of the store.
    history: Vec<BTreeMap<String, String>>,
}

#[derive(Clone, Default)]
struct Faults {
    /// UTF-16 units that fit.
    limit_units: Option<usize>,
    blocked: bool,
    /// The process dies: no operation works after that many.
    dies_after: Option<usize>,
    /// Every so manieth written text is cut short.
    corrupts_every: Option<usize>,
    /// Every so manieth operation fails.
    fails_every: Option<usize>,
}

impl Faulty {
    fn with(faults: Faults) -> Faulty {
        let store = Faulty::default();
        store.set_faults(faults);
        store
    }

    fn set_faults(&self, faults: Faults) {
        let mut state = self.0.borrow_mut();
        state.faults = faults;
        state.operations = 0;
    }

    fn operation(&self) -> Result<usize, StoreError> {
        let mut state = self.0.borrow_mut();
        let n = state.operations;
        state.operations += 1;
        let faults = &state.faults;
        let dead = faults.dies_after.is_some_and(|most| n >= most);
        let fails = faults.fails_every.is_some_and(|every| n % every == every - 1);
        if faults.blocked || dead || fails { Err(StoreError::Blocked) } else { Ok(n) }
    }

    fn operations(&self) -> usize {
        self.0.borrow().operations
    }

    fn texts(&self) -> BTreeMap<String, String> {
        self.0.borrow().texts.clone()
    }

    fn keys_with(&self, part: &str) -> Vec<String> {
        self.texts().into_keys().filter(|key| key.contains(part)).collect()
    }

    fn tamper(&self, key: &str, change: impl Fn(&str) -> String) {
        let text = self.texts()[key].clone();
        self.0.borrow_mut().texts.insert(key.to_owned(), change(&text));
    }

    fn of(texts: BTreeMap<String, String>) -> Faulty {
        Faulty(Rc::new(RefCell::new(State { texts, ..State::default() })))
    }
}

impl Store for Faulty {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.operation()?;
        Ok(self.0.borrow().texts.get(key).cloned())
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StoreError> {
        let n = self.operation()?;
        let mut state = self.0.borrow_mut();
        let others: usize =
            state.texts.iter().filter(|(other, _)| *other != key).map(|(k, t)| units(k) + units(t)).sum();
        if state.faults.limit_units.is_some_and(|limit| others + units(key) + units(text) > limit) {
            return Err(StoreError::Full);
        }
        let corrupt = state.faults.corrupts_every.is_some_and(|every| n % every == 0);
        let kept =
            if corrupt { text.chars().take(text.chars().count() / 2).collect() } else { text.to_owned() };
        state.texts.insert(key.to_owned(), kept);
        let now = state.texts.clone();
        state.history.push(now);
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.operation()?;
        let mut state = self.0.borrow_mut();
        state.texts.remove(key);
        let now = state.texts.clone();
        state.history.push(now);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        self.operation()?;
        Ok(self.0.borrow().texts.keys().cloned().collect())
    }
}

// --- A person who edits ---------------------------------------------------------

/// xorshift64*: the same numbers everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % most
    }
}

fn item(id: &str) -> Item {
    Item::new(id.into(), "", format!("Item {id}"))
}

fn plan(items: usize) -> Plan {
    let items = (0..items).map(|n| item(&format!("i{n}"))).collect();
    let editor = Editor::new(Plan::new("p".into(), "Test", NOW));
    let editor = editor.apply(&Command::AddItems { items, after: None }, NOW, None);
    Plan::clone(editor.expect("items are added").plan())
}

fn owner(id: &str, text: &str) -> Command {
    Command::EditItems(vec![(id.into(), Edit::Owner(text.to_owned()))])
}

/// Any command, or undo, or redo. `who` makes ids and texts that nobody else makes.
fn step(editor: &Editor, who: &str, n: usize, random: &mut Random) -> Option<Editor> {
    let ids: Vec<Id> = editor.plan().items.iter().map(|item| Rc::clone(&item.id)).collect();
    let any = |random: &mut Random| ids.get(random.below(ids.len().max(1))).cloned().unwrap_or_default();
    let text = format!("{who}{n}");
    let command = match random.below(12) {
        0 => Command::Rename(text),
        1 => Command::AddItems { items: vec![item(&text)], after: Some(any(random)) },
        2 => Command::DeleteItems(vec![any(random)]),
        3 => Command::RestoreItems(editor.plan().bin.iter().map(|item| Rc::clone(&item.id)).collect()),
        4 => Command::MoveItems { items: vec![any(random)], after: None },
        5 => Command::EditItems(vec![(any(random), Edit::DependsOn(vec![any(random)]))]),
        6 => Command::EditItems(vec![(any(random), Edit::AddTag(text))]),
        7 => return editor.undo(),
        8 => return editor.redo(),
        9 => Command::EditItems(vec![
            (any(random), Edit::Title(text.clone())),
            (any(random), Edit::Area(text)),
        ]),
        _ => owner(&any(random), &text),
    };
    editor.apply(&command, NOW, None)
}

/// The vault with what it takes to read.
fn reading(vault: Vault) -> Vault {
    vault.use_codec(Codec::new());
    vault
}

fn vault(store: &Faulty, tab: &str) -> Vault {
    reading(Vault::new(Rc::new(store.clone()), tab))
}

fn reopened(store: &Faulty) -> Plan {
    let opened = vault(store, "again").open("p").expect("the plan opens");
    assert!(!opened.damage.is_any(), "{:?}", opened.damage);
    Plan::clone(opened.keeper.plan())
}

#[track_caller]
fn same(kept: &Plan, wanted: &Plan, place: &str) {
    let patch = Patch::between(kept, wanted).map(|patch| patch.to_json());
    assert!(kept == wanted, "{place}: {patch:?} is missing");
}

// --- One tab --------------------------------------------------------------------

/// What happened in a visit.
struct Visit {
    /// The plan after every step.
    plans: Vec<Plan>,
    /// The last of them that was acknowledged.
    acknowledged: Option<usize>,
    /// Everything for the journal.
    journal: Vec<Record>,
}

impl Visit {
    fn last(&self) -> &Plan {
        self.plans.last().expect("there is a first one")
    }
}

/// A visit: creates a plan, edits it, compacts now and then.
fn visit(store: &Faulty, steps: usize, seed: u64) -> Visit {
    let mut random = Random(seed);
    let mut visit = Visit { plans: vec![plan(4)], acknowledged: None, journal: Vec::new() };
    let mut editor = Editor::new(visit.last().clone());
    let Ok((mut keeper, saved)) = vault(store, "a").create(visit.last(), NOW_MS) else { return visit };
    visit.acknowledged = saved.trouble.is_none().then_some(0);
    visit.journal.extend(saved.records);
    for n in 0..steps {
        let Some(next) = step(&editor, "a", n, &mut random) else { continue };
        let saved = keeper.save(editor.plan(), next.plan());
        visit.journal.extend(saved.records);
        editor = next;
        same(keeper.plan(), editor.plan(), "the keeper has what the editor has");
        visit.plans.push(Plan::clone(editor.plan()));
        assert_eq!(saved.trouble.is_none(), keeper.unsaved() == 0);
        if n % 7 == 6 {
            visit.journal.extend(keeper.compact());
        }
        if keeper.unsaved() == 0 {
            visit.acknowledged = Some(visit.plans.len() - 1);
        }
    }
    visit
}

#[test]
fn what_was_saved_opens_again() {
    for seed in 1..40 {
        let store = Faulty::default();
        let visit = visit(&store, 40, seed);
        assert_eq!(visit.acknowledged, Some(visit.plans.len() - 1));
        same(&reopened(&store), visit.last(), &format!("seed {seed}"));
    }
}

#[test]
fn a_process_that_dies_before_any_operation_loses_no_acknowledged_change() {
    for seed in 1..3 {
        let whole = Faulty::default();
        visit(&whole, 30, seed);
        for cut in 0..whole.operations() {
            let place = format!("seed {seed}, cut {cut}");
            let store = Faulty::with(Faults { dies_after: Some(cut), ..Faults::default() });
            let visit = visit(&store, 30, seed);
            store.set_faults(Faults::default());
            match vault(&store, "b").open("p") {
                Ok(opened) => {
                    // The change under way may be kept or not; there is nothing in between.
                    let first = visit.acknowledged.unwrap_or(0);
                    let kept =
                        visit.plans[first..].iter().take(2).any(|plan| plan == &**opened.keeper.plan());
                    assert!(kept && !opened.damage.is_any(), "{place}");
                    if cut % 5 == 0 {
                        goes_on(&store, &place);
                    }
                }
                Err(LoadError::Missing) => assert_eq!(visit.acknowledged, None, "{place}"),
                Err(error) => panic!("{place}: {error:?}"),
            }
        }
    }
}

/// Whatever state a store is in, the next visit edits and compacts as usual.
fn goes_on(store: &Faulty, place: &str) {
    let mut keeper = vault(store, "later").open("p").expect("it opens").keeper;
    for n in 0..3 {
        let editor = Editor::new(Plan::clone(keeper.plan()));
        let next = editor.apply(&Command::Rename(format!("later {n}")), NOW, None).expect("a new title");
        assert_eq!(keeper.save(editor.plan(), next.plan()).trouble, None, "{place}");
        same(&reopened(store), next.plan(), place);
        keeper.compact().expect("there is room");
        same(&reopened(store), next.plan(), place);
    }
}

#[test]
fn a_store_that_was_written_to_disk_late_is_completed_from_the_journal() {
    for seed in 1..3 {
        let store = Faulty::default();
        let Visit { plans, journal, .. } = visit(&store, 30, seed);
        let last = plans.last().expect("there is one");
        let history = store.0.borrow().history.clone();
        for (at, texts) in std::iter::once(BTreeMap::new()).chain(history).enumerate() {
            let place = format!("seed {seed}, at {at}");
            let store = Faulty::of(texts);
            vault(&store, "b").replay(&journal).expect("there is room");
            same(&reopened(&store), last, &place);
            assert_eq!(vault(&store, "c").replay(&journal), Ok(0), "{place}: nothing is replayed twice");
            if at % 10 == 0 {
                goes_on(&store, &place);
            }
        }
    }
}

#[test]
fn a_store_that_fails_now_and_then_loses_nothing_in_the_end() {
    for every in 2..40 {
        let store = Faulty::default();
        visit(&store, 1, 9);
        let mut keeper = vault(&store, "b").open("p").expect("it opens").keeper;
        store.set_faults(Faults { fails_every: Some(every), ..Faults::default() });
        let mut random = Random(every as u64);
        let mut editor = Editor::new(Plan::clone(keeper.plan()));
        for n in 0..60 {
            let Some(next) = step(&editor, "b", n, &mut random) else { continue };
            keeper.save(editor.plan(), next.plan());
            editor = next;
            if n % 9 == 8 {
                let _ = keeper.compact();
            }
        }
        store.set_faults(Faults::default());
        assert_eq!(keeper.retry(), Ok(()));
        assert_eq!(keeper.unsaved(), 0);
        same(&reopened(&store), editor.plan(), &format!("every {every}"));
    }
}

#[test]
fn a_store_that_corrupts_what_is_written_is_found_out_at_once() {
    for every in 2..30 {
        let store = Faulty::default();
        visit(&store, 10, 3);
        let mut keeper = vault(&store, "b").open("p").expect("it opens").keeper;
        store.set_faults(Faults { corrupts_every: Some(every), ..Faults::default() });
        let mut random = Random(every as u64);
        let mut editor = Editor::new(Plan::clone(keeper.plan()));
        for n in 0..40 {
            let Some(next) = step(&editor, "b", n, &mut random) else { continue };
            let saved = keeper.save(editor.plan(), next.plan());
            editor = next;
            if saved.trouble.is_none() {
                assert_eq!(keeper.unsaved(), 0);
                let copy = Faulty::of(store.texts());
                same(&reopened(&copy), editor.plan(), &format!("every {every}, step {n}"));
            }
            if n % 9 == 8 {
                let _ = keeper.compact();
            }
        }
        store.set_faults(Faults::default());
        assert_eq!(keeper.retry(), Ok(()));
        same(&reopened(&store), editor.plan(), &format!("every {every}"));
    }
}

#[test]
fn a_full_store_keeps_what_was_acknowledged_and_takes_the_rest_when_there_is_room() {
    let whole = Faulty::default();
    visit(&whole, 60, 5);
    let most = whole.used_units().expect("it answers");
    for limit in (0..most).step_by(97) {
        let store = Faulty::with(Faults { limit_units: Some(limit), ..Faults::default() });
        let Visit { plans, acknowledged, journal } = visit(&store, 60, 5);
        let last = plans.last().expect("there is one");
        let place = format!("limit {limit}");
        match (acknowledged, vault(&store, "b").open("p")) {
            (Some(acknowledged), Ok(opened)) => {
                assert!(plans[acknowledged..].iter().any(|plan| plan == &**opened.keeper.plan()), "{place}");
            }
            (Some(_), Err(error)) => panic!("{place}: {error:?}"),
            (None, _) => {}
        }
        // Still full, but the journal knows: everything is read.
        let vault = vault(&store, "c");
        let replayed = vault.replay(&journal);
        let opened = vault.open("p").expect("it opens");
        same(opened.keeper.plan(), last, &place);
        assert_eq!(replayed.is_err(), vault.unsaved() > 0, "{place}");
        // Room again: everything is kept.
        store.set_faults(Faults::default());
        assert_eq!(vault.retry(), Ok(()));
        same(&reopened(&store), last, &place);
    }
}

#[test]
fn in_a_full_store_every_acknowledgement_is_true() {
    let start = plan(4);
    let empty = Faulty::default();
    vault(&empty, "a").create(&start, NOW_MS).expect("there is room");
    let base = empty.used_units().expect("it answers");
    let mut refused = 0;
    for room in (0..4000).step_by(61) {
        let store = Faulty::of(empty.texts());
        store.set_faults(Faults { limit_units: Some(base + room), ..Faults::default() });
        let mut keeper = vault(&store, "b").open("p").expect("it opens").keeper;
        let mut editor = Editor::new(start.clone());
        for n in 0..60 {
            let next =
                editor.apply(&owner(&format!("i{}", n % 4), &format!("b{n}")), NOW, None).expect("new");
            let saved = keeper.save(editor.plan(), next.plan());
            editor = next;
            match saved.trouble {
                None => same(&reopened(&Faulty::of(store.texts())), editor.plan(), "acknowledged"),
                Some(error) => {
                    assert_eq!(error, StoreError::Full);
                    refused += 1;
                }
            }
            if keeper.needs_compaction() || n % 20 == 19 {
                let _ = keeper.compact();
            }
        }
        same(keeper.plan(), editor.plan(), "memory has everything");
    }
    assert!(refused > 100, "there was no room for all of it");
}

#[test]
fn a_large_plan_is_shortened_before_it_is_refused() {
    let store = Faulty::default();
    let start = plan(600);
    vault(&store, "a").create(&start, NOW_MS).expect("there is room");
    let tight = store.used_units().expect("it answers") + 50;
    store.set_faults(Faults { limit_units: Some(tight), ..Faults::default() });
    let mut keeper = vault(&store, "b").open("p").expect("it opens").keeper;
    let mut editor = Editor::new(start);
    for n in 0..50 {
        let next = editor.apply(&owner("i7", &format!("somebody {n}")), NOW, None).expect("new");
        assert_eq!(keeper.save(editor.plan(), next.plan()).trouble, None, "step {n}");
        editor = next;
    }
    same(&reopened(&store), editor.plan(), "shortened");
}

#[test]
fn without_a_codec_nothing_is_kept_and_nothing_that_is_kept_is_touched() {
    let store = Faulty::default();
    let first = Vault::new(Rc::new(store.clone()), "a");
    assert!(first.is_empty());
    assert!(matches!(first.create(&plan(2), NOW_MS), Err(LoadError::NotYet)));
    assert!(first.is_empty());
    first.use_codec(Codec::new());
    let (keeper, _) = first.create(&plan(2), NOW_MS).expect("there is room");

    let second = Vault::new(Rc::new(store.clone()), "b");
    assert!(!second.is_empty());
    assert!(matches!(second.open("p"), Err(LoadError::NotYet)));
    assert!(matches!(second.create(&plan(1), NOW_MS), Err(LoadError::NotYet)));
    same(&reopened(&store), keeper.plan(), "a plan that could not be read yet");
}

#[test]
fn a_blocked_store_says_so_and_work_goes_on_in_memory() {
    let store = Faulty::with(Faults { blocked: true, ..Faults::default() });
    assert_eq!(vault(&store, "a").plans(), Err(StoreError::Blocked));
    assert!(matches!(vault(&store, "a").open("p"), Err(LoadError::Store(StoreError::Blocked))));
    let memory: Rc<dyn Store> = Rc::new(steelyard::keeping::MemoryStore::default());
    let vault = reading(Vault::new(memory, "a"));
    let (mut keeper, _) = vault.create(&plan(2), NOW_MS).expect("memory takes it");
    let before = Rc::clone(keeper.plan());
    let editor = Editor::new(Plan::clone(&before)).apply(&owner("i0", "x"), NOW, None).expect("new");
    assert_eq!(keeper.save(&before, editor.plan()).trouble, None);
    assert_eq!(vault.plans().map(|plans| plans.len()), Ok(1));
}

// --- Broken texts ---------------------------------------------------------------

/// A store with two snapshots and entries behind each; the plan that it holds.
fn store_with_two_snapshots() -> (Faulty, Plan, Vec<Record>) {
    let store = Faulty::default();
    let visit = visit(&store, 40, 11);
    assert_eq!(store.keys_with(".snapshot.").len(), 2);
    (store, visit.last().clone(), visit.journal)
}

#[test]
fn a_broken_snapshot_costs_nothing() {
    let (store, last, _) = store_with_two_snapshots();
    for key in store.keys_with(".snapshot.") {
        let length = store.texts()[&key].chars().count();
        for cut in (0..length).step_by(17) {
            let store = Faulty::of(store.texts());
            store.tamper(&key, |text| text.chars().take(cut).collect());
            let opened = vault(&store, "b").open("p").expect("it opens");
            same(opened.keeper.plan(), &last, &format!("{key} cut at {cut}"));
            let mut keeper = opened.keeper;
            if opened.damage.is_any() {
                assert!(opened.damage.snapshot && keeper.needs_compaction());
                assert!(vault(&store, "b").raw("p").is_ok_and(|text| text.contains("steelyard-rescue")));
            }
            keeper.compact().expect("there is room");
            same(&reopened(&store), &last, "mended");
        }
    }
}

#[test]
fn without_any_whole_snapshot_the_plan_is_broken_and_can_be_handed_out() {
    let (store, _, _) = store_with_two_snapshots();
    for key in store.keys_with(".snapshot.") {
        store.tamper(&key, |text| text.replace("SY-1", "SY-?"));
    }
    assert!(matches!(vault(&store, "b").open("p"), Err(LoadError::Broken)));
    assert!(vault(&store, "b").raw("p").is_ok_and(|text| text.contains("SY-?")));
    let cards = vault(&store, "b").plans().expect("it answers");
    assert_eq!(cards.len(), 1, "it is still listed");
}

#[test]
fn the_state_before_can_be_had_as_a_copy_and_the_plan_stays_as_it_is() {
    let store = Faulty::default();
    let start = Plan { title_alt: Some("路线图".into()), ..plan(3) };
    let (mut keeper, _) = vault(&store, "a").create(&start, NOW_MS).expect("there is room");
    let mut editor = Editor::new(start.clone());
    let copy = |lang| vault(&store, "b").earlier_copy("p", "copy".into(), lang);
    for n in 0..3 {
        assert_eq!(vault(&store, "b").earlier("p").is_some(), n > 0, "one snapshot is the plan itself");
        assert_eq!(copy(Lang::En).is_some(), n > 0);
        let moment = format!("2026-11-2{}T10:00:00Z", n + 3);
        let next = editor.apply(&owner("i1", &format!("somebody {n}")), &moment, None).expect("new");
        keeper.save(editor.plan(), next.plan());
        editor = next;
        keeper.compact().expect("there is room");
    }
    assert_eq!(vault(&store, "b").earlier("p").as_deref(), Some("2026-11-24T10:00:00Z"));
    for (lang, title, title_alt) in [
        (Lang::En, "Test (earlier)", "路线图（较早版本）"),
        (Lang::Zh, "路线图（较早版本）", "Test (earlier)"),
    ] {
        let copy = copy(lang).expect("there is one");
        assert_eq!((copy.title.as_str(), copy.title_alt.as_deref()), (title, Some(title_alt)));
        assert_eq!((&*copy.id, copy.updated.as_str()), ("copy", "2026-11-24T10:00:00Z"));
        assert_eq!(copy.item("i1").expect("it is there").owner, "somebody 1");
    }
    let created = vault(&store, "b").create(&copy(Lang::En).expect("there is one"), NOW_MS);
    assert!(created.is_ok_and(|(_, saved)| saved.trouble.is_none()));
    same(&reopened(&store), editor.plan(), "the plan itself");
    assert_eq!(vault(&store, "b").plans().expect("it answers").len(), 2);
    // What is broken is not offered.
    let older = store.keys_with(".snapshot.3.").remove(0);
    store.tamper(&older, |text| text.replace("somebody", "nobody"));
    assert_eq!((vault(&store, "b").earlier("p"), copy(Lang::En)), (None, None));
}

#[test]
fn a_broken_entry_costs_only_itself_and_is_mended_by_the_journal() {
    let (store, last, journal) = store_with_two_snapshots();
    let before = store.texts();
    for key in store.keys_with(".log.") {
        let store = Faulty::of(before.clone());
        store.tamper(&key, |text| text.replace(['"', ':'], "'"));
        let opened = vault(&store, "b").open("p").expect("it opens");
        let covered = opened.damage.entries == 0;
        if covered {
            same(opened.keeper.plan(), &last, "a snapshot has it");
        }
        vault(&store, "c").replay(&journal).expect("there is room");
        same(&reopened(&store), &last, &key);
    }
}

#[test]
fn a_lost_card_is_derived() {
    let (store, last, _) = store_with_two_snapshots();
    let wanted = vault(&store, "b").plans().expect("it answers");
    assert_eq!((wanted[0].id.as_str(), wanted[0].items), ("p", last.items.len()));
    for change in ["", "{", "null"] {
        store.tamper("steelyard.card.p", |_| change.to_owned());
        assert_eq!(vault(&store, "b").plans(), Ok(wanted.clone()));
    }
}

#[test]
fn what_a_newer_version_wrote_is_left_untouched() {
    let (store, _, _) = store_with_two_snapshots();
    let newest = store.keys_with(".snapshot.").pop().expect("there are two");
    store.tamper(&newest, |text| text.replacen('1', "2", 1));
    let before = store.texts();
    assert!(matches!(vault(&store, "b").open("p"), Err(LoadError::TooNew)));
    assert!(matches!(vault(&store, "b").create(&plan(1), NOW_MS), Err(LoadError::TooNew)));
    assert_eq!(store.texts(), before);
}

#[test]
fn an_entry_of_a_newer_version_leaves_the_plan_untouched_too() {
    let store = Faulty::default();
    visit(&store, 5, 2);
    let key = store.keys_with(".log.").pop().expect("there are some");
    let json = store.texts()[&key].split('\n').nth(2).expect("the third line is the patch").to_owned();
    for text in [steelyard::keeping::sealed::seal("99", &json, Packing::Large), "2 other\n".to_owned()] {
        store.tamper(&key, |_| text.clone());
        assert!(matches!(vault(&store, "b").open("p"), Err(LoadError::TooNew)));
    }
}

// --- The bin of plans -----------------------------------------------------------

#[test]
fn a_deleted_plan_comes_back_only_when_it_is_asked_for() {
    let store = Faulty::default();
    let Visit { plans, mut journal, .. } = visit(&store, 10, 2);
    let last = plans.last().expect("there is one");
    let here = vault(&store, "b");
    let listed = |vault: &Vault| vault.plans().expect("it answers").len();
    journal.push(here.delete("p", NOW_MS).expect("there is room"));
    assert_eq!((listed(&here), here.bin().expect("it answers").len()), (0, 1));
    assert_eq!(here.replay(&journal), Ok(0));
    // The store lost the deletion; the journal did not.
    let late = Faulty::of(store.0.borrow().history[3].clone());
    vault(&late, "c").replay(&journal).expect("there is room");
    assert_eq!(listed(&vault(&late, "c")), 0);

    journal.push(here.restore("p", NOW_MS - 5.0).expect("there is room"));
    vault(&late, "c").replay(&journal).expect("there is room");
    for store in [&store, &late] {
        assert_eq!(listed(&vault(store, "d")), 1);
        same(&reopened(store), last, "restored");
    }

    journal.push(here.purge("p", NOW_MS).expect("there is room"));
    for store in [&store, &late] {
        assert_eq!(vault(store, "d").replay(&journal).map(|_| ()), Ok(()));
        assert_eq!((listed(&vault(store, "d")), vault(store, "d").bin().map(|bin| bin.len())), (0, Ok(0)));
    }
    assert!(store.keys_with(".log.").is_empty() && store.keys_with(".snapshot.").is_empty());
    // A file of the same plan is welcome again.
    here.create(last, NOW_MS).expect("there is room");
    same(&reopened(&store), last, "opened from a file");
    assert_eq!(listed(&here), 1);
}

#[test]
fn the_bin_is_emptied_after_its_days() {
    let store = Faulty::default();
    visit(&store, 10, 2);
    let vault = vault(&store, "b");
    vault.delete("p", NOW_MS).expect("there is room");
    let day = 24.0 * 60.0 * 60.0 * 1000.0;
    assert_eq!(vault.empty_old_bin(NOW_MS + 29.0 * day), Ok(vec![]));
    assert_eq!(vault.empty_old_bin(NOW_MS + 31.0 * day), Ok(vec!["p".to_owned()]));
    assert_eq!(vault.empty_old_bin(NOW_MS + 99.0 * day), Ok(vec![]));
    assert_eq!(store.texts(), BTreeMap::new());
}

#[test]
fn a_plan_can_be_deleted_when_nothing_else_fits() {
    let store = Faulty::default();
    visit(&store, 10, 2);
    let vault = vault(&store, "b");
    let used = vault.usage().expect("it answers").used_units;
    store.set_faults(Faults { limit_units: Some(used), ..Faults::default() });
    assert!(vault.delete("p", NOW_MS).is_ok());
    assert!(vault.purge("p", NOW_MS).is_ok());
}

#[test]
fn a_file_of_a_plan_that_is_here_becomes_a_change_of_it() {
    let store = Faulty::default();
    let mut file = visit(&store, 10, 2).last().clone();
    file.title = "From a file".into();
    let (keeper, saved) = vault(&store, "b").create(&file, NOW_MS).expect("there is room");
    same(keeper.plan(), &file, "it is the file's");
    assert!(saved.records[0].key.contains(".log."), "{:?}", saved.records);
    same(&reopened(&store), &file, "kept");
}

#[test]
fn the_moment_of_the_last_file_is_remembered() {
    let store = Faulty::default();
    visit(&store, 3, 2);
    let vault = vault(&store, "b");
    assert_eq!(vault.plans().expect("it answers")[0].backup, None);
    vault.note_backup("p", NOW).expect("there is room");
    assert_eq!(vault.plans().expect("it answers")[0].backup.as_deref(), Some(NOW));
}

#[test]
fn preferences_are_remembered_and_never_in_the_way() {
    let store = Faulty::default();
    let vault = vault(&store, "a");
    assert!(vault.preferences().is_null());
    let wanted = serde_json::json!({ "lang": "zh-CN", "columns": ["title"] });
    vault.save_preferences(&wanted).expect("there is room");
    assert_eq!(vault.preferences(), wanted);
    store.tamper("steelyard.preferences", |_| "{".to_owned());
    assert!(vault.preferences().is_null());
    store.set_faults(Faults { blocked: true, ..Faults::default() });
    assert!(vault.preferences().is_null());
}

#[test]
fn the_lease_goes_to_one_tab_and_passes_on_when_that_one_is_gone() {
    let store = Faulty::default();
    let (a, b) = (vault(&store, "a"), vault(&store, "b"));
    assert_eq!(a.lease(NOW_MS), Ok(true));
    assert_eq!(b.lease(NOW_MS + 5_000.0), Ok(false));
    assert_eq!(a.lease(NOW_MS + 10_000.0), Ok(true));
    assert_eq!(b.lease(NOW_MS + 20_000.0), Ok(false));
    assert_eq!(b.lease(NOW_MS + 26_000.0), Ok(true));
    assert_eq!(a.lease(NOW_MS - 1e9), Ok(true), "a clock that was set back blocks nobody");
}

// --- Two tabs -------------------------------------------------------------------

/// A key and its new text, or none when it was removed.
type Change = (String, Option<String>);

/// What one tab sees of a store: its own writes at once, those of others later, as
/// where every tab is a process with a copy.
#[derive(Clone, Default)]
struct View {
    seen: Rc<RefCell<BTreeMap<String, String>>>,
    /// Changes of this tab on their way to the others.
    sent: Rc<RefCell<Vec<Change>>>,
}

impl Store for View {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        Ok(self.seen.borrow().get(key).cloned())
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.seen.borrow_mut().insert(key.to_owned(), text.to_owned());
        self.sent.borrow_mut().push((key.to_owned(), Some(text.to_owned())));
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.seen.borrow_mut().remove(key);
        self.sent.borrow_mut().push((key.to_owned(), None));
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        Ok(self.seen.borrow().keys().cloned().collect())
    }
}

impl View {
    fn see(&self, (key, text): &Change) {
        match text {
            Some(text) => self.seen.borrow_mut().insert(key.clone(), text.clone()),
            None => self.seen.borrow_mut().remove(key),
        };
    }
}

/// A tab with its screen and what is on its way to it.
struct Tab {
    name: &'static str,
    view: View,
    keeper: Keeper,
    editor: Editor,
    /// Changes of the store that it does not see yet.
    unseen: VecDeque<Change>,
    inbox: Vec<Record>,
}

impl Tab {
    fn open(name: &'static str, view: View) -> Tab {
        let keeper = reading(Vault::new(Rc::new(view.clone()), name)).open("p").expect("it opens").keeper;
        let editor = Editor::new(Plan::clone(keeper.plan()));
        Tab { name, view, keeper, editor, unseen: VecDeque::new(), inbox: Vec::new() }
    }

    fn hear(&mut self, record: &Record) {
        if let Heard::Change(patch) = self.keeper.receive(record) {
            self.editor = self.editor.absorb(&|plan| patch.apply(plan));
        }
        same(self.editor.plan(), self.keeper.plan(), "the screen shows what is kept");
    }

    fn edit(&mut self, next: Editor) -> Saved {
        let saved = self.keeper.save(self.editor.plan(), next.plan());
        self.editor = next;
        same(self.editor.plan(), self.keeper.plan(), "the screen shows what is kept");
        saved
    }
}

/// Two tabs, a store with its own order of writes, and everything under way between them.
struct Room {
    /// Every entry there ever was.
    entries: BTreeMap<Order, Patch>,
    disk: BTreeMap<String, String>,
    tabs: Vec<Tab>,
}

impl Room {
    fn new(names: &[&'static str]) -> Room {
        let view = View::default();
        reading(Vault::new(Rc::new(view.clone()), "start")).create(&plan(6), NOW_MS).expect("there is room");
        let disk = view.seen.borrow().clone();
        let tab = |name: &&'static str| {
            let seen = Rc::new(RefCell::new(disk.clone()));
            Tab::open(name, View { seen, ..View::default() })
        };
        Room { entries: BTreeMap::new(), tabs: names.iter().map(tab).collect(), disk: disk.clone() }
    }

    /// Passes on what a tab wrote and posted.
    fn publish(&mut self, from: usize, records: Vec<Record>) {
        for record in &records {
            if let Some(Key::Log(order, _)) = Key::parse(&record.key) {
                let json = record.text.split('\n').nth(2).expect("the third line is the patch");
                self.entries.insert(order, Patch::from_json(json).expect("it reads back"));
            }
        }
        let sent: Vec<_> = self.tabs[from].view.sent.borrow_mut().drain(..).collect();
        for (key, text) in &sent {
            match text {
                Some(text) => self.disk.insert(key.clone(), text.clone()),
                None => self.disk.remove(key),
            };
        }
        for (at, tab) in self.tabs.iter_mut().enumerate() {
            if at != from {
                tab.unseen.extend(sent.iter().cloned());
                tab.inbox.extend(records.iter().cloned());
            }
        }
    }

    fn deliver_all(&mut self) {
        for tab in &mut self.tabs {
            while let Some(change) = tab.unseen.pop_front() {
                tab.view.see(&change);
            }
            for record in std::mem::take(&mut tab.inbox) {
                tab.hear(&record);
            }
        }
    }

    fn check_all_agree(&self, place: &str) {
        let wanted = self.entries.values().fold(plan(6), |plan, patch| patch.apply(&plan));
        for tab in &self.tabs {
            same(tab.keeper.plan(), &wanted, &format!("{place}: tab {}", tab.name));
        }
        same(&reopened(&Faulty::of(self.disk.clone())), &wanted, &format!("{place}: the store"));
    }
}

/// Edits at random in several tabs; messages come late, doubled and out of order.
fn edit_at_once(seed: u64, names: &[&'static str], steps: usize, reordered: bool) {
    let mut random = Random(seed);
    let mut room = Room::new(names);
    let mut compacted = false;
    for n in 0..steps {
        let at = random.below(names.len());
        let name = room.tabs[at].name;
        if let Some(next) = step(&room.tabs[at].editor, name, n, &mut random) {
            let saved = room.tabs[at].edit(next);
            room.publish(at, saved.records);
        }
        // No message is late by two compactions, but without locks two tabs may compact at once.
        if !compacted && random.below(10) == 0 {
            let first = random.below(names.len());
            for at in [first, (first + 1) % names.len()].into_iter().take(1 + random.below(2)) {
                room.tabs[at].keeper.compact().expect("there is room");
                room.publish(at, Vec::new());
            }
            compacted = true;
        }
        let tab = &mut room.tabs[random.below(names.len())];
        for _ in 0..random.below(4) {
            if let Some(change) = tab.unseen.pop_front() {
                tab.view.see(&change);
            }
        }
        if random.below(3) == 0 && !tab.inbox.is_empty() {
            let place = if reordered { random.below(tab.inbox.len()) } else { 0 };
            let record = tab.inbox.remove(place);
            tab.hear(&record);
            if random.below(4) == 0 {
                tab.hear(&record);
            }
        }
        if random.below(40) == 0 {
            // Asleep: what is seen later is the store alone.
            let tab = &mut room.tabs[random.below(names.len())];
            while let Some(change) = tab.unseen.pop_front() {
                tab.view.see(&change);
            }
            tab.inbox.clear();
            if let Some(patch) = tab.keeper.refresh().expect("it answers") {
                tab.editor = tab.editor.absorb(&|plan| patch.apply(plan));
            }
        }
        if random.below(25) == 0 {
            room.deliver_all();
            room.check_all_agree(&format!("seed {seed}, step {n}"));
            compacted = false;
        }
    }
    room.deliver_all();
    room.check_all_agree(&format!("seed {seed}"));
}

#[test]
fn two_tabs_that_edit_at_once_converge() {
    for seed in 1..13 {
        edit_at_once(seed, &["a", "b"], 100, false);
    }
}

#[test]
fn tabs_converge_whatever_the_order_of_the_messages() {
    for seed in 1..13 {
        edit_at_once(seed, &["a", "b", "c"], 100, true);
    }
}

#[test]
fn two_tabs_lose_none_of_a_hundred_edits() {
    for alternating in [true, false] {
        let mut room = Room::new(&["a", "b"]);
        for n in 0..100 {
            let at = n % 2;
            let id = format!("new{n}");
            let command = Command::AddItems { items: vec![item(&id)], after: None };
            let next = room.tabs[at].editor.apply(&command, NOW, None).expect("a new item");
            let saved = room.tabs[at].edit(next);
            room.publish(at, saved.records);
            if alternating {
                room.deliver_all();
            }
        }
        room.deliver_all();
        room.check_all_agree("a hundred edits");
        let ids: Vec<&str> = room.tabs[0].editor.plan().items.iter().map(|item| &*item.id).collect();
        assert_eq!(ids.len(), 106, "{ids:?}");
    }
}

#[test]
fn two_tabs_that_give_the_same_key_at_once_give_one_of_them_up() {
    let mut room = Room::new(&["a", "b"]);
    let change = |room: &mut Room, at: usize, change: &dyn Fn(&Editor) -> Editor| {
        let next = change(&room.tabs[at].editor);
        let saved = room.tabs[at].edit(next);
        room.publish(at, saved.records);
    };
    let add = |ids: &'static [&'static str]| {
        move |editor: &Editor| {
            let items = ids.iter().map(|id| item(id)).collect();
            editor.apply(&Command::AddItems { items, after: None }, NOW, None).expect("new items")
        }
    };
    change(&mut room, 0, &add(&["y", "u"]));
    change(&mut room, 1, &add(&["x", "z"]));
    let key = |room: &Room, id: &str| room.tabs[0].editor.plan().item(id).expect("it is there").key.clone();
    assert_eq!((key(&room, "y"), key(&room, "u")), ("SY-7".to_owned(), "SY-8".to_owned()));
    room.deliver_all();
    for at in [0, 1] {
        let patch = room.tabs[at].keeper.clash().expect("two keys are there twice");
        assert_eq!(room.tabs[at].keeper.clash(), None, "it is said once");
        change(&mut room, at, &|editor| editor.absorb(&|plan| patch.apply(plan)));
    }
    room.deliver_all();
    room.check_all_agree("new keys");
    let keys = ["x", "y", "u", "z"].map(|id| key(&room, id));
    assert_eq!(keys, ["SY-7", "SY-9", "SY-8", "SY-10"]);
    // What a person types is left alone.
    for (at, edit) in [(0, Edit::Key("SY-9".into())), (1, Edit::Owner("B".into()))] {
        let typed = Command::EditItems(vec![("i1".into(), edit)]);
        change(&mut room, at, &|editor| editor.apply(&typed, NOW, None).expect("new"));
    }
    room.deliver_all();
    assert!(room.tabs.iter_mut().all(|tab| tab.keeper.clash().is_none()));
}

#[test]
fn different_fields_of_one_item_are_both_kept() {
    let mut room = Room::new(&["a", "b"]);
    for (at, edit) in [(0, Edit::Owner("A".into())), (1, Edit::Area("B".into()))] {
        let command = Command::EditItems(vec![("i1".into(), edit)]);
        let next = room.tabs[at].editor.apply(&command, NOW, None).expect("new");
        let saved = room.tabs[at].edit(next);
        room.publish(at, saved.records);
    }
    room.deliver_all();
    room.check_all_agree("two fields");
    let item = room.tabs[0].editor.plan().item("i1").expect("it is there").clone();
    assert_eq!((item.owner.as_str(), item.area.as_str()), ("A", "B"));
}

#[test]
fn a_tab_that_was_asleep_catches_up_from_the_store() {
    let mut room = Room::new(&["a", "b"]);
    for n in 0..20 {
        let next = room.tabs[0].editor.apply(&Command::Rename(format!("a{n}")), NOW, None).expect("new");
        let saved = room.tabs[0].edit(next);
        room.publish(0, saved.records);
    }
    let tab = &mut room.tabs[1];
    tab.inbox.clear();
    while let Some(change) = tab.unseen.pop_front() {
        tab.view.see(&change);
    }
    let patch = tab.keeper.refresh().expect("it answers").expect("there is news");
    tab.editor = tab.editor.absorb(&|plan| patch.apply(plan));
    assert_eq!(tab.keeper.refresh(), Ok(None));
    room.check_all_agree("awake");
}

#[test]
fn a_tab_that_slept_through_two_snapshots_loses_nothing_of_what_it_missed() {
    for compacts_first in [true, false] {
        let mut room = Room::new(&["a", "b"]);
        for n in 0..30 {
            let command = Command::AddItems { items: vec![item(&format!("a{n}"))], after: None };
            let next = room.tabs[0].editor.apply(&command, NOW, None);
            let saved = room.tabs[0].edit(next.expect("a new item"));
            if n % 10 == 9 {
                room.tabs[0].keeper.compact().expect("there is room");
            }
            room.publish(0, saved.records);
        }
        let tab = &mut room.tabs[1];
        tab.inbox.clear();
        while let Some(change) = tab.unseen.pop_front() {
            tab.view.see(&change);
        }
        // It edits before it looks, and compacts at once.
        let next = tab.editor.apply(&Command::Rename("B".into()), NOW, None).expect("new");
        let saved = tab.keeper.save(tab.editor.plan(), next.plan());
        tab.editor = next;
        if compacts_first {
            tab.keeper.compact().expect("there is room");
        }
        let patch = tab.keeper.refresh().expect("it answers").expect("there is news");
        tab.editor = tab.editor.absorb(&|plan| patch.apply(plan));
        same(tab.editor.plan(), tab.keeper.plan(), "the screen was told");
        tab.keeper.compact().expect("there is room");
        room.publish(1, saved.records);
        room.deliver_all();
        room.check_all_agree("awake");
    }
}

#[test]
fn a_tab_that_opens_between_a_change_and_its_message_puts_it_in_its_place() {
    let mut room = Room::new(&["a", "b"]);
    let mut late = Vec::new();
    for (at, name) in [(0, "A"), (1, "B")] {
        let next = room.tabs[at].editor.apply(&owner("i1", name), NOW, None).expect("new");
        let saved = room.tabs[at].edit(next);
        room.publish(at, saved.records.clone());
        late.push(saved.records[0].clone());
    }
    // The new snapshot has the later change; the earlier one is still on its way.
    room.tabs[1].keeper.compact().expect("there is room");
    let seen = Rc::new(RefCell::new(room.tabs[1].view.seen.borrow().clone()));
    let mut third = Tab::open("c", View { seen, ..View::default() });
    assert_eq!(third.editor.plan().item("i1").expect("it is there").owner, "B");
    third.hear(&late[0]);
    assert_eq!(third.editor.plan().item("i1").expect("it is there").owner, "B", "B came after A");
    room.deliver_all();
    assert_eq!(room.tabs[1].keeper.plan().item("i1").expect("it is there").owner, "B");
}

#[test]
fn screen_and_keeper_share_one_plan_again_after_news() {
    let mut room = Room::new(&["a", "b"]);
    for n in 0..3 {
        for at in [0, 1] {
            let command = owner(&format!("i{at}"), &format!("{n}"));
            let next = room.tabs[at].editor.apply(&command, NOW, None).expect("new");
            let saved = room.tabs[at].edit(next);
            room.publish(at, saved.records);
            let tab = &room.tabs[at];
            assert!(Rc::ptr_eq(tab.keeper.plan(), tab.editor.plan()), "nothing is applied again");
        }
        room.deliver_all();
    }
    room.check_all_agree("in step");
}

#[test]
fn an_edit_that_lags_behind_takes_nothing_back_and_echoes_nothing() {
    let mut room = Room::new(&["a", "b"]);
    let next = room.tabs[0].editor.apply(&owner("i1", "A"), NOW, None).expect("new");
    let records = room.tabs[0].edit(next).records;
    room.publish(0, records.clone());
    // The screen of b hears of it, and saves only afterwards what was typed before.
    let tab = &mut room.tabs[1];
    let before = Rc::clone(tab.editor.plan());
    let typed = tab.editor.apply(&owner("i2", "B"), NOW, None).expect("new");
    let Heard::Change(patch) = tab.keeper.receive(&records[0]) else { panic!("it is news") };
    tab.editor = typed.absorb(&|plan| patch.apply(plan));
    let saved = tab.keeper.save(&before, tab.editor.plan());
    assert!(!saved.records[0].text.contains("\"A\""), "{}", saved.records[0].text);
    same(tab.keeper.plan(), tab.editor.plan(), "both edits");
    // Nothing new is nothing to write.
    assert_eq!(tab.keeper.save(&before, tab.editor.plan()).records, vec![]);
}

// --- Size and pace --------------------------------------------------------------

#[test]
fn one_edit_of_a_large_plan_writes_one_small_key() {
    let store = Faulty::default();
    let start = plan(2000);
    let (mut keeper, _) = vault(&store, "a").create(&start, NOW_MS).expect("there is room");
    let mut editor = Editor::new(start);
    for n in 0..3 {
        let next = editor.apply(&owner("i77", &format!("somebody {n}")), NOW, None).expect("new");
        let saved = keeper.save(editor.plan(), next.plan());
        editor = next;
        assert!(saved.records[0].text.len() < 400, "{}", saved.records[0].text);
    }
}

#[test]
fn the_log_stays_short() {
    let store = Faulty::default();
    let start = plan(5);
    let (mut keeper, _) = vault(&store, "a").create(&start, NOW_MS).expect("there is room");
    let mut editor = Editor::new(start);
    for n in 0..1000 {
        let next = editor.apply(&owner("i1", &format!("somebody {n}")), NOW, None).expect("new");
        keeper.save(editor.plan(), next.plan());
        editor = next;
        if keeper.needs_compaction() {
            keeper.compact().expect("there is room");
        }
        assert!(store.keys_with(".log.").len() <= 403 && store.keys_with(".snapshot.").len() <= 2);
    }
    same(&reopened(&store), editor.plan(), "a thousand edits");
}

// --- Contents that were handed out -----------------------------------------------

fn handed_out(store: &Faulty) -> Vec<String> {
    let keys = store.keys().expect("keys");
    keys.into_iter().filter(|key| matches!(Key::parse(key), Some(Key::Shared(..)))).collect()
}

fn titled(items: usize, title: &str) -> Plan {
    Plan { title: title.to_owned(), ..plan(items) }
}

#[test]
fn what_was_handed_out_is_found_again_by_its_fingerprint() {
    let store = Faulty::default();
    let vault = vault(&store, "t1");
    let (first, second) = (titled(3, "First"), titled(3, "Second"));
    let prints = [&second, &first].map(steelyard::domain::merge::fingerprint);
    assert!(vault.remember("p", &first, NOW) && vault.remember("p", &second, "2026-11-23T09:00:00Z"));
    let found = vault.recall("p", &prints).expect("it is remembered");
    assert_eq!((&found.fingerprint, found.moment.as_str()), (&prints[0], "2026-11-23T09:00:00Z"));
    let (read, _) = steelyard::domain::format::read(&found.text).expect("it is a plan file");
    assert_eq!(read, second);
    assert_eq!(
        vault.recall("p", &["none".to_owned(), prints[1].clone()]).map(|one| one.fingerprint),
        Some(prints[1].clone())
    );
    assert_eq!(vault.recall("other", &prints), None, "each plan has its own");
}

#[test]
fn a_few_contents_are_remembered_of_each_plan_and_the_oldest_goes() {
    let store = Faulty::default();
    let vault = vault(&store, "t1");
    for (at, id) in ["p", "p", "p", "p", "p", "p", "p", "q"].iter().enumerate() {
        let content = titled(1, &format!("State {at}"));
        assert!(vault.remember(id, &content, &format!("2026-11-{:02}T09:00:00Z", at + 1)));
    }
    assert_eq!(handed_out(&store).len(), 6);
    let is_there = |at: usize| {
        let print = steelyard::domain::merge::fingerprint(&titled(1, &format!("State {at}")));
        vault.recall("p", &[print]).is_some()
    };
    assert_eq!([0, 1, 2, 6].map(is_there), [false, false, true, true]);
}

#[test]
fn a_full_store_gives_contents_up_before_anything_of_a_plan() {
    let store = Faulty::default();
    let vault = vault(&store, "t1");
    let plan = plan(200);
    let (mut keeper, saved) = vault.create(&plan, NOW_MS).expect("it is kept");
    assert_eq!(saved.trouble, None);
    for at in 0..3 {
        assert!(vault.remember(
            "p",
            &titled(200, &format!("State {at}")),
            &format!("2026-11-0{}T09:00:00Z", at + 1)
        ));
    }
    let before = handed_out(&store).len();
    let used = store.used_units().expect("units");
    store.set_faults(Faults { limit_units: Some(used + 50), ..Faults::default() });
    let start = Rc::clone(keeper.plan());
    let mut editor = Editor::new(Plan::clone(&start));
    for at in 0..3 {
        let next = editor.apply(&owner("i1", &"long ".repeat(20 + at)), NOW, None).expect("a change");
        let saved = keeper.save(editor.plan(), next.plan());
        assert_eq!(saved.trouble, None);
        editor = next;
    }
    assert!(handed_out(&store).len() < before, "one of them gave way");
    same(&reopened(&store), editor.plan(), "after giving up what was handed out");
    // And nothing of a plan gives way for them.
    let kept: Vec<String> =
        store.keys().expect("keys").into_iter().filter(|key| !key.contains(".shared.")).collect();
    let used = store.used_units().expect("units");
    store.set_faults(Faults { limit_units: Some(used), ..Faults::default() });
    let big = titled(2_000, "Too large for what is left");
    assert!(!vault.remember("p", &big, "2026-11-09T09:00:00Z"));
    let still: Vec<String> =
        store.keys().expect("keys").into_iter().filter(|key| !key.contains(".shared.")).collect();
    assert_eq!(still, kept);
}

#[test]
fn contents_are_no_plan_and_go_with_theirs() {
    let store = Faulty::default();
    let vault = vault(&store, "t1");
    assert!(vault.remember("p", &plan(3), NOW));
    assert!(vault.is_empty());
    assert_eq!(vault.plans().expect("a list"), []);
    vault.create(&plan(3), NOW_MS).expect("it is kept");
    let id = vault.plans().expect("a list")[0].id.clone();
    assert!(vault.remember(&id, &plan(4), NOW));
    vault.delete(&id, NOW_MS).expect("into the bin");
    assert!(!handed_out(&store).is_empty(), "it can come back from the bin");
    vault.purge(&id, NOW_MS).expect("for good");
    assert!(
        handed_out(&store)
            .iter()
            .all(|key| Key::parse(key).and_then(|key| key.plan().map(str::to_owned)).as_deref() != Some(&id))
    );
}
