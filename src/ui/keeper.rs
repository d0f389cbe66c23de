//! Keeps the open plan in the browser while it changes, and lets other tabs in.
//!
//! The views know only [`Kept`] (how things stand) and [`KeeperMsg`] (what is asked).

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::parts;
use super::preferences::{Preferences, PreferencesMsg};
use super::session::{Dialog, Notice, Raw, Session, SessionMsg};
use super::store::{Store, StoreMsg};
use crate::domain::date;
use crate::domain::format;
use crate::domain::patch::Patch;
use crate::domain::places;
use crate::domain::plan::Plan;
use crate::domain::text::{Lang, keeping, shell};
use crate::keeping::{
    Heard, Keeper, LoadError, MemoryStore, PlanCard, Record, Remembered, Saved, StoreError, Usage, Vault,
};
use crate::platform::files::{self, FileError, FileHandle};
use crate::platform::journal::Journal;
use crate::platform::storage::LocalStorage;
use crate::platform::tabs::{self, Lock, Tabs};
use crate::platform::{clock, lifecycle, persist, random};

/// How things stand with keeping.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    /// Whether the last change is kept.
    pub state: SaveState,
    /// When the open plan was last saved to a file, ISO 8601.
    pub backup: Option<String>,
    /// The plans of this browser.
    pub plans: Vec<PlanCard>,
    /// Deleted plans.
    pub bin: Vec<PlanCard>,
    /// How full the storage is.
    pub usage: Option<Usage>,
    /// When the earlier state of the open plan was changed last, where there is one to go
    /// back to, ISO 8601.
    pub earlier: Option<String>,
    /// Whether the browser promised not to clear the storage by itself.
    pub persisted: bool,
    /// A plan that is here and could not be opened, and why.
    pub unopened: Option<(String, Unopened)>,
}

/// Why a plan of this browser could not be opened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Unopened {
    /// A newer version wrote it; it is not touched.
    TooNew,
    /// Nothing of it can be read.
    Broken,
}

impl Unopened {
    /// What happened and the way out.
    pub fn sentence(self, lang: Lang) -> &'static str {
        match self {
            Unopened::TooNew => keeping::plan_too_new(lang),
            Unopened::Broken => keeping::plan_broken(lang),
        }
    }
}

/// Whether the last change is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum SaveState {
    /// Everything is kept.
    #[default]
    Saved,
    /// The last changes are in this tab only.
    Unsaved(StoreError),
    /// What keeps plans could not be fetched yet, so everything is in this tab only.
    Waiting,
}

/// What the keeper is asked to do.
#[derive(Clone, Debug)]
pub enum KeeperMsg {
    /// Save a plan file, to the same file as before where the browser can.
    SaveFile,
    /// Save a plan file under a new name.
    SaveFileAs,
    /// Let the person choose a plan file.
    PickFile,
    /// Open a plan file.
    OpenFile(web_sys::File),
    /// Keep the plan of a link, as the address has it from `#p=` on.
    TakeLink(String),
    /// Save the items as CSV.
    ExportCsv,
    /// Make an empty plan.
    NewPlan,
    /// Make a plan of the sample.
    OpenSample,
    /// Open another plan of this browser.
    OpenPlan(String),
    /// Put a plan into the bin.
    DeletePlan(String),
    /// Take a plan out of the bin.
    RestorePlan(String),
    /// Remove a plan from the bin for good.
    PurgePlan(String),
    /// Offer again what the storage refused.
    Retry,
    /// Save what is left of a plan that does not open.
    DownloadRaw(String),
    /// Open the earlier state of the open plan as a copy.
    OpenEarlier,
    /// Open a plan that came by another way than a file, as one of this browser.
    TakeIn(Rc<Plan>, Rc<[format::Warning]>),
    /// Exactly this went out, all of the open plan or a part of it: copies of it may come back.
    HandedOut(Rc<Plan>),
    /// This copy was merged into the open plan: newer ones of it may follow.
    Merged(Rc<Plan>),
    /// Look for a content that was handed out or taken in, the first of these fingerprints that is
    /// remembered of the open plan.
    Recall(Rc<[String]>, Callback<Option<Rc<Remembered>>>),
}

/// What [`use_keeper`] hands to the app.
pub struct KeeperHandle {
    /// How things stand.
    pub kept: Rc<Kept>,
    /// Takes what is asked.
    pub messages: Callback<KeeperMsg>,
    /// The preferences of this browser.
    pub preferences: UseReducerHandle<Preferences>,
}

/// The names under which tabs find each other.
const CHANNEL: &str = "steelyard";
const LOCK: &str = "steelyard-compaction";

/// Journal and other tabs wait so long for an edit, in milliseconds: until it is painted.
const AFTER_PAINT_MS: u32 = 30;

/// What could not be fetched is asked for again after so long, in milliseconds.
const ASK_AGAIN_MS: u32 = 3_000;

/// Everything that keeping needs, shared by all callbacks.
///
/// No borrow of `inner` lasts over a dispatch: what a dispatch sets going may come
/// back here at once.
#[derive(Clone)]
struct Desk {
    inner: Rc<RefCell<Inner>>,
    store: UseReducerDispatcher<Store>,
    session: UseReducerDispatcher<Session>,
    preferences: UseReducerDispatcher<Preferences>,
    kept: UseStateSetter<Rc<Kept>>,
}

#[derive(Default)]
struct Inner {
    vault: Option<Vault>,
    keeper: Option<Keeper>,
    journal: Option<Journal>,
    tabs: Option<Tabs>,
    lock: Option<Lock>,
    /// The plan as it was last given to the keeper.
    saved: Rc<Plan>,
    /// The plan as it is on the screen.
    plan: Rc<Plan>,
    preferences: Preferences,
    lang: Lang,
    /// The file that was saved to, where the browser can save again.
    file: Option<FileHandle>,
    kept: Kept,
    /// Whether the list of plans will be read again soon.
    refreshing: bool,
    /// What is in the storage, and not yet in the journal and with the other tabs.
    waiting: Vec<Record>,
    /// The page may be gone at any moment: nothing may wait.
    leaving: bool,
    /// What must live as long as the app.
    listeners: Vec<crate::platform::Listener>,
}

/// Keeps the open plan.
#[hook]
pub fn use_keeper(
    store: &UseReducerHandle<Store>,
    session: &UseReducerHandle<Session>,
    given: Option<Preferences>,
) -> KeeperHandle {
    let is_test = given.is_some();
    let inner = use_mut_ref(Inner::default);
    let preferences = use_reducer({
        let inner = inner.clone();
        move || given.unwrap_or_else(|| open_vault(&inner))
    });
    let kept = use_state_eq(Rc::<Kept>::default);
    let desk = Desk {
        inner: inner.clone(),
        store: store.dispatcher(),
        session: session.dispatcher(),
        preferences: preferences.dispatcher(),
        kept: kept.setter(),
    };
    {
        let mut inner = inner.borrow_mut();
        inner.lang = preferences.lang(&crate::platform::dom::languages());
        inner.plan = Rc::clone(store.editor.plan());
    }
    use_effect_with((), {
        let desk = desk.clone();
        move |()| {
            if !is_test {
                desk.start();
            }
        }
    });
    use_effect_with(store.revision, {
        let (desk, open) = (desk.clone(), store.open);
        move |_| {
            if open && !is_test {
                desk.save();
            }
        }
    });
    use_effect_with((*preferences).clone(), {
        let desk = desk.clone();
        move |preferences| desk.save_preferences(preferences)
    });
    let messages = use_callback((), {
        let desk = desk.clone();
        move |msg: KeeperMsg, ()| desk.handle(msg)
    });
    KeeperHandle { kept: (*kept).clone(), messages, preferences }
}

/// Opens the storage and reads the preferences, before anything is shown.
fn open_vault(inner: &Rc<RefCell<Inner>>) -> Preferences {
    if cfg!(not(target_arch = "wasm32")) {
        return Preferences::default();
    }
    let mut inner = inner.borrow_mut();
    let vault = match LocalStorage::open() {
        Ok(storage) => Vault::new(Rc::new(storage), &random::id("t")),
        Err(error) => {
            // The app still runs, on a store that lasts as long as the page, and says so.
            inner.kept.state = SaveState::Unsaved(error);
            Vault::new(Rc::new(MemoryStore::default()), &random::id("t"))
        }
    };
    let preferences = Preferences::from_json(&vault.preferences().to_string());
    inner.vault = Some(vault);
    inner.preferences = preferences.clone();
    preferences
}

impl Desk {
    /// Reads what is kept and opens the plan that was open last.
    fn start(&self) {
        let desk = self.clone();
        let listening = Tabs::listen(CHANNEL, {
            let desk = desk.clone();
            move |record| desk.hear(&record)
        });
        self.inner.borrow_mut().tabs = Some(listening);
        let lock = tabs::hold_lock(LOCK, || {});
        self.inner.borrow_mut().lock = lock;
        let mut listeners = lifecycle::on_return({
            let desk = desk.clone();
            move || {
                desk.inner.borrow_mut().leaving = false;
                desk.look_again();
            }
        });
        listeners.extend(lifecycle::on_leave({
            let desk = desk.clone();
            move || {
                desk.inner.borrow_mut().leaving = true;
                desk.send(&[]);
                // What is being typed belongs to the plan before the page goes.
                crate::platform::element::leave_field();
            }
        }));
        listeners.extend(lifecycle::guard_leaving({
            let desk = desk.clone();
            move || desk.inner.borrow().kept.state != SaveState::Saved
        }));
        self.inner.borrow_mut().listeners = listeners;
        spawn_local(async move {
            let records = desk.open_journal().await;
            let nothing_kept = desk.vault().is_none_or(|vault| vault.is_empty());
            if nothing_kept && records.is_empty() {
                // The first screen does not wait for what keeps its plan.
                desk.show_unkept(&desk.empty_plan());
                let desk = desk.clone();
                lifecycle::when_idle(move || desk.with_codec(Desk::keep_shown));
            } else {
                desk.with_codec(move |desk| {
                    let recovered = desk.replay(&records);
                    desk.open_first();
                    if recovered > 0 {
                        desk.tell(|lang| keeping::recovered(lang, recovered));
                    }
                    desk.empty_old_bin();
                    desk.refresh();
                });
            }
            let persisted = persist::is_promised().await == Some(true);
            desk.change(|kept| kept.persisted = persisted);
        });
    }

    /// Fetches what reads and writes plans, and goes on when it is there. Without it no plan can
    /// be opened or kept, so it is asked for until it comes.
    fn with_codec(&self, then: impl FnOnce(&Desk) + 'static) {
        self.wait_for_codec(Box::new(then));
    }

    /// The same for all that wait, once in the program.
    fn wait_for_codec(&self, then: Box<dyn FnOnce(&Desk)>) {
        let desk = self.clone();
        spawn_local(async move {
            if let Some(codec) = parts::codec().await {
                desk.vault().into_iter().for_each(|vault| vault.use_codec(codec));
                return then(&desk);
            }
            if desk.inner.borrow().keeper.is_none() {
                desk.change(|kept| kept.state = SaveState::Waiting);
            }
            gloo::timers::callback::Timeout::new(ASK_AGAIN_MS, move || desk.wait_for_codec(then)).forget();
        });
    }

    /// Keeps the plan that greeted somebody, with what was done to it meanwhile.
    fn keep_shown(&self) {
        let (plan, is_kept) = {
            let inner = self.inner.borrow();
            (Rc::clone(&inner.plan), inner.keeper.is_some())
        };
        let Some(vault) = self.vault().filter(|_| !is_kept) else { return };
        match vault.create(&plan, clock::now_unix_ms()) {
            Ok((keeper, saved)) => {
                let id = plan.id.to_string();
                {
                    let mut inner = self.inner.borrow_mut();
                    inner.keeper = Some(keeper);
                    inner.saved = plan;
                }
                self.spread(&saved);
                self.preferences.dispatch(PreferencesMsg::Plan(id));
                self.refresh_soon();
            }
            Err(LoadError::Store(error)) => self.change(|kept| kept.state = SaveState::Unsaved(error)),
            Err(_) => {}
        }
    }

    /// Removes plans for good that have been in the bin for long.
    fn empty_old_bin(&self) {
        let gone =
            self.vault().and_then(|vault| vault.empty_old_bin(clock::now_unix_ms()).ok()).unwrap_or_default();
        let journal = self.inner.borrow().journal.clone();
        if let Some(journal) = journal {
            spawn_local(async move {
                for id in gone {
                    let _ = journal.forget(&id).await;
                }
            });
        }
    }

    /// What the journal holds.
    async fn open_journal(&self) -> Vec<Record> {
        let Ok(journal) = Journal::open().await else { return Vec::new() };
        let records = journal.read().await.unwrap_or_default();
        self.inner.borrow_mut().journal = Some(journal);
        records
    }

    /// Gives the storage what only the journal has; how many records that were.
    fn replay(&self, records: &[Record]) -> usize {
        let vault = self.vault();
        vault.map_or(0, |vault| match vault.replay(records) {
            Ok(count) => count,
            Err(error) => {
                self.change(|kept| kept.state = SaveState::Unsaved(error));
                0
            }
        })
    }

    fn vault(&self) -> Option<Vault> {
        self.inner.borrow().vault.clone()
    }

    fn lang(&self) -> Lang {
        self.inner.borrow().lang
    }

    /// Opens the plan that was open last, else the last changed one, else a new one.
    fn open_first(&self) {
        let Some(vault) = self.vault() else { return };
        let mut plans = vault.plans().unwrap_or_default();
        // What was open last may be forgotten by a browser that was killed; then a plan
        // with something in it is what the person looks for.
        places::sort(&mut plans, &|a, b| (a.items == 0).cmp(&(b.items == 0)));
        let last = self.inner.borrow().preferences.plan.clone();
        let wanted = plans.iter().find(|card| card.id == last).or(plans.first());
        let opened = wanted.map(|card| card.id.clone()).is_some_and(|id| self.open(&id));
        if !opened {
            let rest = plans.iter().filter(|card| Some(&card.id) != wanted.map(|card| &card.id));
            let any = rest.map(|card| card.id.clone()).find(|id| self.open(id));
            if any.is_none() {
                self.create(&self.empty_plan());
            }
        }
    }

    fn empty_plan(&self) -> Plan {
        Plan::new(random::id("p").into(), shell::untitled_plan(self.lang()), &clock::now_iso())
    }

    /// Opens a plan of this browser; `false` where it does not open.
    fn open(&self, id: &str) -> bool {
        let Some(vault) = self.vault() else { return false };
        match vault.open(id) {
            Ok(opened) => {
                let plan = Rc::clone(opened.keeper.plan());
                self.show(opened.keeper, plan);
                let (damage, warnings) = (opened.damage, opened.warnings);
                if damage.entries > 0 {
                    self.warn(|lang| keeping::entries_lost(lang, damage.entries));
                } else if damage.snapshot {
                    self.warn(|lang| keeping::plan_mended(lang).to_owned());
                } else if let Some(warning) = warnings.iter().find(|warning| warning.loses()) {
                    // What stays as it is was told when it came in, and not with every visit.
                    self.warn(|lang| warning.sentence(lang));
                }
                true
            }
            Err(error) => {
                let why = match error {
                    LoadError::TooNew => Some(Unopened::TooNew),
                    LoadError::Broken => Some(Unopened::Broken),
                    LoadError::Missing | LoadError::NotYet => None,
                    LoadError::Store(error) => {
                        self.change(|kept| kept.state = SaveState::Unsaved(error));
                        None
                    }
                };
                self.change(|kept| {
                    if let Some(why) = why {
                        kept.unopened = Some((id.to_owned(), why));
                    }
                });
                false
            }
        }
    }

    /// Keeps a new plan and shows it.
    fn create(&self, plan: &Plan) -> bool {
        let Some(vault) = self.vault() else { return false };
        let before = Rc::clone(&self.inner.borrow().plan);
        match vault.create(plan, clock::now_unix_ms()) {
            Ok((keeper, saved)) => {
                let plan = Rc::clone(keeper.plan());
                self.spread(&saved);
                self.show(keeper, plan);
                // The empty plan that greeted a visitor is not worth a line in the list.
                if is_untouched(&before) {
                    self.decide(|vault| vault.purge(&before.id, clock::now_unix_ms()));
                }
                true
            }
            Err(LoadError::Store(error)) => {
                self.change(|kept| kept.state = SaveState::Unsaved(error));
                self.show_unkept(plan);
                false
            }
            Err(_) => {
                self.show_unkept(plan);
                false
            }
        }
    }

    fn show(&self, keeper: Keeper, plan: Rc<Plan>) {
        let id = plan.id.to_string();
        {
            let mut inner = self.inner.borrow_mut();
            inner.keeper = Some(keeper);
            inner.saved = Rc::clone(&plan);
            inner.file = None;
        }
        self.store.dispatch(StoreMsg::Opened(plan));
        self.session.dispatch(SessionMsg::PlanOpened);
        self.preferences.dispatch(PreferencesMsg::Plan(id));
        self.refresh_soon();
    }

    /// Shows a plan that the storage does not take; it lives in this tab only.
    fn show_unkept(&self, plan: &Plan) {
        let plan = Rc::new(plan.clone());
        {
            let mut inner = self.inner.borrow_mut();
            inner.keeper = None;
            inner.plan = Rc::clone(&plan);
        }
        self.store.dispatch(StoreMsg::Opened(plan));
        self.session.dispatch(SessionMsg::PlanOpened);
    }

    /// Keeps the last change: one small write, to the storage and to the journal.
    fn save(&self) {
        let saved = {
            let mut inner = self.inner.borrow_mut();
            let (before, after) = (Rc::clone(&inner.saved), Rc::clone(&inner.plan));
            if Rc::ptr_eq(&before, &after) || before.id != after.id {
                return;
            }
            let Some(keeper) = &mut inner.keeper else { return };
            let saved = keeper.save(&before, &after);
            inner.saved = after;
            saved
        };
        match saved.trouble {
            None => self.send_soon(&saved.records),
            // Nothing but the journal has it.
            Some(_) => self.send(&saved.records),
        }
        self.note(saved.trouble);
        let due = {
            let inner = self.inner.borrow();
            let first = inner.lock.as_ref().is_none_or(Lock::is_held);
            first && inner.keeper.as_ref().is_some_and(Keeper::needs_compaction)
        };
        if due {
            let desk = self.clone();
            lifecycle::when_idle(move || desk.compact());
        }
        // With the entry alone no list changes; the card tells of what lists show.
        if saved.records.len() != 1 || saved.trouble.is_some() {
            self.refresh_soon();
        }
    }

    /// Sends what was written on, and tells whether it was written.
    fn spread(&self, saved: &Saved) {
        self.send(&saved.records);
        self.note(saved.trouble);
    }

    /// Notes whether everything is kept.
    fn note(&self, trouble: Option<StoreError>) {
        let (before, unsaved) = {
            let inner = self.inner.borrow();
            (inner.kept.state, inner.keeper.as_ref().map_or(0, Keeper::unsaved))
        };
        let state = match trouble {
            Some(error) => SaveState::Unsaved(error),
            None if unsaved == 0 && before != SaveState::Unsaved(StoreError::Blocked) => SaveState::Saved,
            None => before,
        };
        if state != before {
            self.change(|kept| kept.state = state);
        }
    }

    /// Sends an edit on when it is painted. The storage has it already.
    fn send_soon(&self, records: &[Record]) {
        let (leaving, is_first) = {
            let mut inner = self.inner.borrow_mut();
            let is_first = inner.waiting.is_empty();
            inner.waiting.extend_from_slice(records);
            (inner.leaving, is_first && !inner.waiting.is_empty())
        };
        if leaving {
            self.send(&[]);
        } else if is_first {
            let desk = self.clone();
            gloo::timers::callback::Timeout::new(AFTER_PAINT_MS, move || desk.send(&[])).forget();
        }
    }

    /// Sends records on to the journal and to the other tabs, behind those that wait.
    fn send(&self, records: &[Record]) {
        let mut inner = self.inner.borrow_mut();
        inner.waiting.extend_from_slice(records);
        let records = std::mem::take(&mut inner.waiting);
        if records.is_empty() {
            return;
        }
        if let Some(tabs) = &inner.tabs {
            records.iter().for_each(|record| tabs.post(record));
        }
        if let Some(journal) = &inner.journal {
            let written = journal.write(&records, clock::now_unix_ms());
            // The journal is a second net; where it fails, the storage still has it.
            spawn_local(async move {
                let _ = written.await;
            });
        }
    }

    fn compact(&self) {
        // What other tabs wrote meanwhile comes first, so that the screen does not lag.
        self.look_again();
        let record = {
            let mut inner = self.inner.borrow_mut();
            let Some(keeper) = inner.keeper.as_mut().filter(|keeper| keeper.needs_compaction()) else {
                return;
            };
            keeper.compact().ok()
        };
        self.send(record.as_slice());
        let journal = self.inner.borrow().journal.clone();
        if let Some(journal) = journal {
            spawn_local(async move {
                let _ = journal.tidy(clock::now_unix_ms()).await;
            });
        }
    }

    /// Takes in what another tab wrote.
    fn hear(&self, record: &Record) {
        let heard = match &mut self.inner.borrow_mut().keeper {
            Some(keeper) => keeper.receive(record),
            None => Heard::Nothing,
        };
        match heard {
            Heard::Nothing => {}
            Heard::Change(patch) => self.merge(patch),
            Heard::Plans => self.refresh_soon(),
            // Each tab keeps its own look until it is loaded again.
            Heard::Preferences => {}
        }
    }

    /// After the tab was asleep: what was missed, and what was refused.
    fn look_again(&self) {
        let news = match &mut self.inner.borrow_mut().keeper {
            Some(keeper) => keeper.refresh().ok().flatten(),
            None => None,
        };
        if let Some(patch) = news {
            self.merge(patch);
        }
        self.refresh_soon();
    }

    /// Lets what another tab did into the plan on the screen.
    fn merge(&self, patch: Patch) {
        // Nothing of another tab comes here unread.
        let Some(codec) = self.vault().and_then(|vault| vault.codec()) else { return };
        self.store.dispatch(StoreMsg::Merged(Rc::new(patch), codec));
        let clash = self.inner.borrow_mut().keeper.as_mut().and_then(Keeper::clash);
        if let Some(patch) = clash {
            self.store.dispatch(StoreMsg::Merged(Rc::new(patch), codec));
        }
    }

    fn save_preferences(&self, preferences: &Preferences) {
        let vault = {
            let mut inner = self.inner.borrow_mut();
            inner.preferences = preferences.clone();
            inner.vault.clone()
        };
        if let Some(vault) = vault {
            let value = serde_json::to_value(preferences).unwrap_or_default();
            // What is not remembered is chosen again; nothing of a plan is lost.
            let _ = vault.save_preferences(&value);
        }
    }

    /// Changes how things stand.
    fn change(&self, change: impl FnOnce(&mut Kept)) {
        let kept = {
            let mut inner = self.inner.borrow_mut();
            change(&mut inner.kept);
            inner.kept.clone()
        };
        self.kept.set(Rc::new(kept));
    }

    fn refresh_soon(&self) {
        if std::mem::replace(&mut self.inner.borrow_mut().refreshing, true) {
            return;
        }
        let desk = self.clone();
        lifecycle::when_idle(move || desk.refresh());
    }

    /// Reads the lists of plans and how full the storage is.
    fn refresh(&self) {
        self.inner.borrow_mut().refreshing = false;
        let Some(vault) = self.vault() else { return };
        let open = self.inner.borrow().plan.id.to_string();
        let plans = vault.plans().unwrap_or_default();
        let bin = vault.bin().unwrap_or_default();
        let usage = vault.usage().ok();
        let earlier = vault.earlier(&open);
        let is_gone = |cards: &[PlanCard]| cards.iter().any(|card| card.id == open);
        let gone = is_gone(&bin) && !is_gone(&self.inner.borrow().kept.bin);
        self.change(|kept| {
            kept.backup = plans.iter().find(|card| card.id == open).and_then(|card| card.backup.clone());
            kept.plans = plans;
            kept.bin = bin;
            kept.usage = usage;
            kept.earlier = earlier;
        });
        if gone {
            self.warn(|lang| keeping::deleted_elsewhere(lang).to_owned());
        }
    }

    fn tell(&self, words: impl FnOnce(Lang) -> String) {
        let notice = Notice { text: words(self.lang()), undo: false, bad: false };
        self.session.dispatch(SessionMsg::Noticed(Some(notice)));
    }

    /// Bad news must be seen, and a dialog would lie over them.
    fn warn(&self, words: impl FnOnce(Lang) -> String) {
        self.close_dialog();
        let notice = Notice { text: words(self.lang()), undo: false, bad: true };
        self.session.dispatch(SessionMsg::Noticed(Some(notice)));
    }

    fn close_dialog(&self) {
        self.session.dispatch(SessionMsg::Dialog(None));
    }

    fn handle(&self, msg: KeeperMsg) {
        match msg {
            KeeperMsg::SaveFile => self.save_file(false),
            KeeperMsg::SaveFileAs => self.save_file(true),
            KeeperMsg::PickFile => {
                let desk = self.clone();
                let picked = files::pick(".json,.html,.htm,application/json,text/html", move |file| {
                    desk.open_file(file)
                });
                if picked.is_err() {
                    self.warn(|lang| shell::could_not_read(lang).to_owned());
                }
            }
            KeeperMsg::OpenFile(file) => self.open_file(file),
            KeeperMsg::TakeLink(link) => self.take_link(link),
            KeeperMsg::ExportCsv => self.export_csv(),
            KeeperMsg::NewPlan => self.with_codec(|desk| {
                desk.create(&desk.empty_plan());
                desk.arrive();
            }),
            KeeperMsg::OpenSample => {
                let desk = self.clone();
                spawn_local(async move {
                    let id = random::id("p").into();
                    match parts::sample_plan(desk.lang(), id, clock::now_iso()).await {
                        Some(plan) => desk.with_codec(move |desk| {
                            desk.create(&plan);
                            desk.arrive();
                        }),
                        None => desk.warn(|lang| shell::part_missing(lang).to_owned()),
                    }
                });
            }
            KeeperMsg::OpenPlan(id) => self.with_codec(move |desk| {
                // Where it does not open, the bar above the screen says why.
                desk.open(&id);
                desk.arrive();
            }),
            KeeperMsg::DeletePlan(id) => self.delete_plan(&id),
            KeeperMsg::RestorePlan(id) => self.decide(|vault| vault.restore(&id, clock::now_unix_ms())),
            KeeperMsg::PurgePlan(id) => {
                self.decide(|vault| vault.purge(&id, clock::now_unix_ms()));
                let journal = self.inner.borrow().journal.clone();
                if let Some(journal) = journal {
                    spawn_local(async move {
                        let _ = journal.forget(&id).await;
                    });
                }
            }
            KeeperMsg::Retry => {
                let trouble = self.vault().and_then(|vault| vault.retry().err());
                self.spread(&Saved { records: Vec::new(), trouble });
                self.refresh();
            }
            KeeperMsg::OpenEarlier => self.with_codec(Desk::open_earlier),
            KeeperMsg::TakeIn(plan, warnings) => {
                self.with_codec(move |desk| desk.take_in(Plan::clone(&plan), &warnings));
            }
            KeeperMsg::HandedOut(plan) => self.with_codec(move |desk| desk.handed_out(&plan)),
            KeeperMsg::Merged(plan) => self.with_codec(move |desk| {
                let open = Rc::clone(&desk.inner.borrow().plan.id);
                desk.remember(&open, &plan);
            }),
            KeeperMsg::Recall(fingerprints, found) => self.with_codec(move |desk| {
                let open = Rc::clone(&desk.inner.borrow().plan.id);
                let remembered = desk.vault().and_then(|vault| vault.recall(&open, &fingerprints));
                found.emit(remembered.map(Rc::new));
            }),
            KeeperMsg::DownloadRaw(id) => self.with_codec(move |desk| {
                let raw = desk.vault().and_then(|vault| vault.raw(&id).ok());
                let done = raw.map(|raw| files::download("steelyard-rescue.json", JSON, raw.as_bytes()));
                if !matches!(done, Some(Ok(()))) {
                    desk.warn(|lang| shell::could_not_write(lang).to_owned());
                }
            }),
        }
    }

    /// Remembers a content of a plan. Where that fails a copy that comes back is merged without it,
    /// which the person is told then.
    fn remember(&self, id: &str, content: &Plan) {
        let _ = self.vault().map(|vault| vault.remember(id, content, &clock::now_iso()));
        self.refresh_soon();
    }

    /// Remembers what went out, and that the open plan comes from it now.
    fn handed_out(&self, content: &Plan) {
        let plan = Rc::clone(&self.inner.borrow().plan);
        let Some(codec) = self.vault().and_then(|vault| vault.codec()) else { return };
        // What a reader passes on is no plan of this browser.
        if plan.id != content.id {
            return;
        }
        self.remember(&plan.id, content);
        let mut next = Plan::clone(&plan);
        next.came_from(&codec.fingerprint(content));
        // Like a change of another tab, for undo has nothing to do with it.
        if let Some(patch) = codec.between(&plan, &next) {
            self.store.dispatch(StoreMsg::Merged(Rc::new(patch), codec));
        }
    }

    /// Leaves the dialog that led here for the grid.
    fn arrive(&self) {
        self.close_dialog();
        self.session.dispatch(SessionMsg::FocusGrid(false));
    }

    /// Opens what the open plan was some time ago, beside it: nothing is taken back.
    fn open_earlier(&self) {
        let (id, lang) = (Rc::clone(&self.inner.borrow().plan.id), self.lang());
        let copy = random::id("p").into();
        let Some(plan) = self.vault().and_then(|vault| vault.earlier_copy(&id, copy, lang)) else {
            return self.warn(|lang| keeping::earlier_gone(lang).to_owned());
        };
        self.create(&plan);
        self.arrive();
        self.tell(|lang| keeping::opened_earlier(lang, &date::display(&plan.updated, lang)));
    }

    fn delete_plan(&self, id: &str) {
        let title = {
            let inner = self.inner.borrow();
            let card = inner.kept.plans.iter().find(|card| card.id == id);
            card.map(|card| card.title.clone()).unwrap_or_default()
        };
        self.decide(|vault| vault.delete(id, clock::now_unix_ms()));
        let is_open = &*self.inner.borrow().plan.id == id;
        if is_open {
            self.with_codec(|desk| {
                desk.inner.borrow_mut().keeper = None;
                desk.open_first();
            });
        }
        self.tell(|lang| shell::deleted_plan(lang, &title));
    }

    fn decide(&self, decide: impl FnOnce(&Vault) -> Result<Record, StoreError>) {
        let Some(vault) = self.vault() else { return };
        match decide(&vault) {
            Ok(record) => self.send(&[record]),
            Err(error) => self.warn(|lang| error.sentence(lang).to_owned()),
        }
        self.refresh();
    }

    fn open_file(&self, file: web_sys::File) {
        let desk = self.clone();
        spawn_local(async move {
            if file.size() > format::MOST_BYTES as f64 {
                let error = format::ReadError::TooLarge { bytes: file.size() as usize };
                desk.warn(|lang| error.sentence(lang));
                return;
            }
            let Ok(bytes) = files::read(&file).await else {
                desk.warn(|lang| shell::could_not_read(lang).to_owned());
                return;
            };
            match parts::read_plan(bytes).await {
                Some(Ok((plan, warnings))) => desk.with_codec(move |desk| desk.take_in(plan, &warnings)),
                // A board of another program is no plan, but the import knows it.
                Some(Err(format::ReadError::NotAPlan)) if desk.is_board(&file).await => {
                    let source = Rc::new(Raw::File(file));
                    desk.session.dispatch(SessionMsg::Dialog(Some(Dialog::Import(Some(source)))));
                }
                Some(Err(error)) => desk.warn(|lang| error.sentence(lang)),
                None => desk.warn(|lang| shell::part_missing(lang).to_owned()),
            }
        });
    }

    async fn is_board(&self, file: &web_sys::File) -> bool {
        match files::read(file).await {
            Ok(bytes) => parts::is_board(bytes).await == Some(true),
            Err(_) => false,
        }
    }

    fn take_link(&self, link: String) {
        let desk = self.clone();
        spawn_local(async move {
            match parts::read_link(link, desk.lang()).await {
                Some(Ok((plan, warnings))) => desk.with_codec(move |desk| desk.take_in(plan, &warnings)),
                Some(Err(sentence)) => desk.warn(|_| sentence),
                None => desk.warn(|lang| shell::part_missing(lang).to_owned()),
            }
        });
    }

    /// Shows a plan from a file or a link. One that is here already with another content stays
    /// untouched: the file is opened as a copy beside it.
    fn take_in(&self, mut plan: Plan, warnings: &[format::Warning]) {
        let Some(vault) = self.vault() else { return };
        let Some(codec) = vault.codec() else { return };
        let kept = vault.open(&plan.id).ok().map(|opened| Rc::clone(opened.keeper.plan()));
        // Where a plan comes from is noted after it went out, so a file of it does not say so.
        let fingerprint = codec.fingerprint(&plan);
        let copy = kept.as_ref().is_some_and(|kept| codec.fingerprint(kept) != fingerprint);
        if copy {
            plan.id = random::id("p").into();
        }
        let title = plan.title_in(self.lang()).to_owned();
        match kept {
            Some(_) if !copy => {
                self.open(&plan.id);
            }
            _ => {
                let content = plan.clone();
                plan.came_from(&fingerprint);
                if self.create(&plan) {
                    self.remember(&plan.id, &content);
                }
            }
        }
        self.arrive();
        match warnings {
            [] if copy => self.tell(|lang| shell::opened_as_copy(lang, &title)),
            [] => self.tell(|lang| shell::opened(lang, &title)),
            [first, ..] => self.warn(|lang| shell::opened_with_warning(lang, &title, &first.sentence(lang))),
        }
    }

    fn export_csv(&self) {
        let (plan, lang, framework) = {
            let inner = self.inner.borrow();
            (Rc::clone(&inner.plan), inner.lang, inner.preferences.framework())
        };
        let desk = self.clone();
        spawn_local(async move {
            let (now, today) = (clock::now_iso(), clock::today());
            let exporting = parts::exported(Rc::clone(&plan), lang, framework, "items-csv", now, today).await;
            let exported = match exporting {
                Some(exporting) => exporting.await,
                None => None,
            };
            let Some(exported) = exported else {
                return desk.warn(|lang| keeping::waiting(lang).to_owned());
            };
            let name = file_name(&plan, lang, exported.extension);
            match files::download(&name, exported.mime, &exported.content) {
                Ok(()) => match exported.note {
                    Some(note) => desk.warn(|lang| note(lang).to_owned()),
                    None => desk.tell(|lang| shell::exported(lang).to_owned()),
                },
                Err(_) => desk.warn(|lang| shell::could_not_write(lang).to_owned()),
            }
        });
    }

    /// Saves the plan to a file: to the one of before where that is possible, else to
    /// a file that the person chooses, else to the downloads.
    fn save_file(&self, choose: bool) {
        let (plan, lang, known) = {
            let inner = self.inner.borrow();
            (Rc::clone(&inner.plan), inner.lang, inner.file.clone().filter(|_| !choose))
        };
        let desk = self.clone();
        spawn_local(async move {
            let Some(text) = parts::plan_file(Rc::clone(&plan)).await else {
                return desk.warn(|lang| keeping::waiting(lang).to_owned());
            };
            let name = file_name(&plan, lang, format::FILE_ENDING);
            match desk.write_file(&name, text.as_bytes(), known).await {
                Ok(()) => {
                    desk.note_backup(&plan);
                    desk.handle(KeeperMsg::HandedOut(Rc::clone(&plan)));
                }
                Err(FileError::Cancelled) => {}
                Err(_) => desk.warn(|lang| shell::could_not_write(lang).to_owned()),
            }
        });
    }

    async fn write_file(
        &self,
        name: &str,
        content: &[u8],
        known: Option<FileHandle>,
    ) -> Result<(), FileError> {
        if !files::can_save_again() {
            return files::download(name, JSON, content);
        }
        let handle = match known {
            Some(handle) if handle.may_write().await || handle.ask_to_write().await => handle,
            _ => files::pick_to_save(name).await?,
        };
        handle.write(content).await?;
        self.inner.borrow_mut().file = Some(handle);
        Ok(())
    }

    fn note_backup(&self, plan: &Plan) {
        self.decide(|vault| vault.note_backup(&plan.id, &clock::now_iso()));
        self.tell(|lang| shell::saved_file(lang).to_owned());
        // Now the person has shown that there is something to lose.
        let desk = self.clone();
        spawn_local(async move {
            let persisted = persist::ask_for_promise().await == Some(true);
            desk.change(|kept| kept.persisted = persisted);
        });
    }
}

/// Whether nobody ever put anything into a plan.
fn is_untouched(plan: &Plan) -> bool {
    !plan.id.is_empty() && plan.items.is_empty() && plan.bin.is_empty() && plan.created == plan.updated
}

const JSON: &str = "application/json";

/// The name of a file: the plan's title without what file systems refuse, and the day.
fn file_name(plan: &Plan, lang: Lang, ending: &str) -> String {
    let title: String = plan
        .title_in(lang)
        .chars()
        .map(|c| if c.is_control() || r#"\/:*?"<>|"#.contains(c) { '-' } else { c })
        .take(80)
        .collect();
    let day: String = clock::now_iso().chars().take(10).collect();
    let ending = ending.trim_start_matches('.');
    format!("{} {day}.{ending}", title.trim())
}
