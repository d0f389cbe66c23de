//! All plans of this browser.

use std::rc::Rc;

use serde_json::{Value, json};

use super::codec::Codec;
use super::cover::Cover;
use super::keeper::{Keeper, Saved};
use super::key::Key;
use super::read::{self, Damage, LoadError};
use super::shared::{self, Remembered};
use super::shelf::Shelf;
use super::store::{Store, StoreError};
use super::{Record, sealed};
use crate::domain::format::Warning;
use crate::domain::places;
use crate::domain::plan::{Id, Plan};
use crate::domain::text::{Lang, keeping};

/// What the meter calls full: WebKitGTK counts bytes, so this is all that is sure.
pub const SURE_UNITS: usize = 2_600_000;

/// Deleted plans are kept this long.
pub const BIN_DAYS: u32 = 30;

const DAY_MS: f64 = 24.0 * 60.0 * 60.0 * 1000.0;

/// A tab without a word for so long has lost the lease.
const LEASE_MS: f64 = 15_000.0;

/// All plans of this browser. A clone is the same vault.
#[derive(Clone, Debug)]
pub struct Vault {
    shelf: Rc<Shelf>,
    tab: Rc<str>,
}

/// What a list of plans shows of one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlanCard {
    /// The plan's id.
    pub id: String,
    /// Its title; empty where nothing of the plan can be read.
    pub title: String,
    /// The title in the other language.
    pub title_alt: Option<String>,
    /// How many items it has.
    pub items: usize,
    /// When it last changed, ISO 8601 UTC, to the minute.
    pub updated: String,
    /// When it was last saved to a file, ISO 8601 UTC.
    pub backup: Option<String>,
    /// When it was put into the bin, Unix milliseconds.
    pub deleted_unix_ms: Option<f64>,
}

/// A plan that was opened.
#[derive(Debug)]
pub struct Opened {
    /// Keeps it from now on, and has the plan.
    pub keeper: Keeper,
    /// What was mended while reading.
    pub warnings: Vec<Warning>,
    /// What was found broken.
    pub damage: Damage,
}

/// How full the store is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage {
    /// UTF-16 units of all keys and texts.
    pub used_units: usize,
    /// What every browser gives; some give twice as much.
    pub limit_units: usize,
}

impl Usage {
    /// Share of the sure room that is taken; above 0.8 it is time to say so.
    pub fn share(self) -> f64 {
        self.used_units as f64 / self.limit_units as f64
    }
}

impl Vault {
    /// Opens the vault in a store. `tab` is a fresh random name for this page load.
    ///
    /// Reading and writing plans takes a codec, see [`Vault::use_codec`].
    pub fn new(store: Rc<dyn Store>, tab: &str) -> Vault {
        let name: String = tab.chars().filter(char::is_ascii_alphanumeric).collect();
        Vault { shelf: Rc::new(Shelf::new(store)), tab: name.into() }
    }

    /// Reads and writes plans by this from now on. Before, none can be opened or kept.
    pub fn use_codec(&self, codec: Codec) {
        self.shelf.use_codec(codec);
    }

    /// What reads and writes plans, once it is there.
    pub fn codec(&self) -> Option<Codec> {
        self.shelf.codec()
    }

    /// Whether nothing is kept of any plan, so that there is nothing to read.
    pub fn is_empty(&self) -> bool {
        read::plans(&*self.shelf).is_ok_and(|plans| plans.is_empty())
    }

    /// Gives the store what only the journal has; how many records that were.
    ///
    /// To be called on start, before anything is read. What the store refuses stands
    /// aside and is read all the same.
    pub fn replay(&self, journal: &[Record]) -> Result<usize, StoreError> {
        let mut records: Vec<(Key, &Record)> =
            journal.iter().filter_map(|record| Some((Key::parse(&record.key)?, record))).collect();
        // Fates first, for a removed plan must not come back; then snapshots, oldest
        // first, for they tell which entries are missing.
        places::sort(&mut records, &|(a, _), (b, _)| rank(a).cmp(&rank(b)));
        let mut covers: Vec<(String, Vec<Cover>)> = Vec::new();
        let mut replayed = 0;
        let mut trouble = None;
        for (key, record) in records {
            let Some(plan) = key.plan() else { continue };
            let lacks = match &key {
                Key::Gone(_) => Fate::parse(&record.text)
                    .is_some_and(|fate| self.fate(plan).is_none_or(|kept| kept.at_unix_ms < fate.at_unix_ms)),
                _ if self.fate(plan).is_some_and(|fate| fate.removed) => false,
                Key::Snapshot(generation, _) => {
                    let newest = self.newest_good(plan)?;
                    newest.is_none_or(|newest| newest < *generation) && sealed::open(&record.text).is_ok()
                }
                Key::Log(order, _) => {
                    if !covers.iter().any(|(of, _)| of == plan) {
                        covers.push((plan.to_owned(), self.newest_covers(plan)?));
                    }
                    let of_plan = covers.iter().find(|(of, _)| of == plan);
                    let covers = of_plan.map(|(_, covers)| covers.as_slice()).unwrap_or_default();
                    let needed = !covers.is_empty() && !covers.iter().all(|cover| cover.contains(order));
                    needed && self.shelf.step(order, &record.text).is_some() && !self.has_whole(record)?
                }
                _ => false,
            };
            if lacks {
                replayed += 1;
                trouble = self.shelf.keep(record.clone()).err().or(trouble);
            }
        }
        trouble.map_or(Ok(replayed), Err)
    }

    /// The plans, the last changed first.
    pub fn plans(&self) -> Result<Vec<PlanCard>, StoreError> {
        Ok(self.cards()?.into_iter().filter(|card| card.deleted_unix_ms.is_none()).collect())
    }

    /// The deleted plans, the last changed first.
    pub fn bin(&self) -> Result<Vec<PlanCard>, StoreError> {
        Ok(self.cards()?.into_iter().filter(|card| card.deleted_unix_ms.is_some()).collect())
    }

    /// Keeps a new plan. One with the same id that is here already gets the
    /// difference as a change, so it can be undone and loses nothing.
    pub fn create(&self, plan: &Plan, now_unix_ms: f64) -> Result<(Keeper, Saved), LoadError> {
        match Keeper::open(&self.shelf, &self.tab, &plan.id) {
            Ok((mut keeper, _, _)) => {
                let kept = Rc::clone(keeper.plan());
                let mut saved = keeper.save(&kept, &Rc::new(plan.clone()));
                if self.fate(&plan.id).is_some_and(|fate| fate.gone) {
                    saved.records.push(self.restore(&plan.id, now_unix_ms)?);
                }
                Ok((keeper, saved))
            }
            Err(LoadError::Missing | LoadError::Broken) => {
                let (keeper, mut saved) = Keeper::create(&self.shelf, &self.tab, plan)?;
                if self.fate(&plan.id).is_some() {
                    saved.records.push(self.restore(&plan.id, now_unix_ms)?);
                }
                Ok((keeper, saved))
            }
            Err(error) => Err(error),
        }
    }

    /// Opens a plan.
    pub fn open(&self, id: &str) -> Result<Opened, LoadError> {
        let (keeper, warnings, damage) = Keeper::open(&self.shelf, &self.tab, id)?;
        Ok(Opened { keeper, warnings, damage })
    }

    /// When the state that [`Vault::previous`] gives was changed last, ISO 8601, where
    /// there is one.
    pub fn earlier(&self, id: &str) -> Option<String> {
        let listing = read::listing(&*self.shelf, id).ok()?;
        let mut older = listing.snapshots.iter().skip(1);
        let (_, moment) = older.find_map(|generation| read::notes(&*self.shelf, generation, id).ok()?)?;
        Some(moment).filter(|moment| !moment.is_empty())
    }

    /// The plan as the snapshot before the newest has it, where there is one.
    pub fn previous(&self, id: &str) -> Option<Plan> {
        let listing = read::listing(&*self.shelf, id).ok()?;
        let mut older = listing.snapshots.iter().skip(1);
        older.find_map(|generation| Some(self.shelf.snapshot(generation, id).ok()?.plan))
    }

    /// What [`Vault::previous`] gives as a plan of its own, that says so in its title: so
    /// it can be looked at, and nothing that was done since is taken back.
    pub fn earlier_copy(&self, id: &str, copy: Id, lang: Lang) -> Option<Plan> {
        let previous = self.previous(id)?;
        let title = |lang| keeping::earlier_title(lang, previous.title_in(lang));
        let title_alt = previous.title_alt.as_ref().map(|_| title(lang.other()));
        Some(Plan { id: copy, title: title(lang), title_alt, ..previous.clone() })
    }

    /// Everything that is kept of a plan, whole or broken, as JSON for a file.
    pub fn raw(&self, id: &str) -> Result<String, StoreError> {
        let mut texts = serde_json::Map::new();
        for key in self.shelf.keys()? {
            if Key::parse(&key).is_some_and(|parsed| parsed.plan() == Some(id)) {
                let text = self.shelf.get(&key)?.unwrap_or_default();
                let readable = self.shelf.codec().and_then(|codec| codec.text(&text));
                texts.insert(key, Value::String(readable.unwrap_or(text)));
            }
        }
        Ok(format!("{:#}", json!({ "format": "steelyard-rescue", "id": id, "texts": texts })))
    }

    /// Puts a plan into the bin; the record is for the journal and the other tabs.
    pub fn delete(&self, id: &str, now_unix_ms: f64) -> Result<Record, StoreError> {
        let fate = Fate { at_unix_ms: now_unix_ms, gone: true, removed: false };
        match self.decide(id, fate) {
            // Deleting must work above all when the store is full; a card can be derived.
            Err(StoreError::Full) => {
                self.shelf.remove(&Key::Card(id.to_owned()).to_string())?;
                self.decide(id, fate)
            }
            other => other,
        }
    }

    /// Takes a plan out of the bin.
    pub fn restore(&self, id: &str, now_unix_ms: f64) -> Result<Record, StoreError> {
        self.decide(id, Fate { at_unix_ms: now_unix_ms, gone: false, removed: false })
    }

    /// Removes a plan for good; the journal should forget it, too.
    pub fn purge(&self, id: &str, now_unix_ms: f64) -> Result<Record, StoreError> {
        for key in self.shelf.keys()? {
            let mine = |parsed: Key| parsed.plan() == Some(id) && !matches!(parsed, Key::Gone(_));
            if Key::parse(&key).is_some_and(mine) {
                self.shelf.remove(&key)?;
            }
        }
        self.decide(id, Fate { at_unix_ms: now_unix_ms, gone: true, removed: true })
    }

    /// Removes plans for good that have been in the bin for [`BIN_DAYS`]; their ids.
    ///
    /// Also forgets what was removed long ago, when no journal speaks of it any more.
    pub fn empty_old_bin(&self, now_unix_ms: f64) -> Result<Vec<String>, StoreError> {
        let mut purged = Vec::new();
        for key in self.shelf.keys()? {
            let Some(Key::Gone(id)) = Key::parse(&key) else { continue };
            let Some(fate) = self.fate(&id) else { continue };
            let days = (now_unix_ms - fate.at_unix_ms) / DAY_MS;
            if fate.gone && !fate.removed && days > f64::from(BIN_DAYS) {
                self.purge(&id, now_unix_ms)?;
                purged.push(id);
            } else if (fate.removed || !fate.gone) && days > f64::from(2 * BIN_DAYS) {
                self.shelf.remove(&key)?;
            }
        }
        Ok(purged)
    }

    /// Remembers when a plan was last saved to a file, ISO 8601 UTC.
    pub fn note_backup(&self, id: &str, now: &str) -> Result<Record, StoreError> {
        let record = Record { key: Key::Backup(id.to_owned()).to_string(), text: now.to_owned() };
        self.shelf.set(&record.key, &record.text)?;
        Ok(record)
    }

    /// Remembers a content of a plan that was handed out or taken in, so that a copy that comes
    /// back can be compared with it. `now` is ISO 8601 UTC. `false` where it is not remembered: there
    /// is no room, or what packs it has not come yet.
    pub fn remember(&self, id: &str, content: &Plan, now: &str) -> bool {
        let Some(codec) = self.shelf.codec() else { return false };
        let remembered = codec.remember(self.shelf.kept(), content, id, now);
        if remembered {
            self.shelf.can_spare();
        }
        remembered
    }

    /// The first of these contents, by their fingerprints, that is remembered of a plan.
    pub fn recall(&self, id: &str, fingerprints: &[String]) -> Option<Remembered> {
        let codec = self.shelf.codec()?;
        fingerprints.iter().find_map(|fingerprint| {
            let sealed = shared::sealed_text(self.shelf.kept(), fingerprint, id)?;
            let moment = sealed::open(&sealed).ok()?.notes.to_owned();
            Some(Remembered { fingerprint: fingerprint.clone(), moment, text: codec.text(&sealed)? })
        })
    }

    /// How full the store is.
    pub fn usage(&self) -> Result<Usage, StoreError> {
        Ok(Usage { used_units: self.shelf.used_units()?, limit_units: SURE_UNITS })
    }

    /// What this browser remembers about its person; null where that is nothing.
    pub fn preferences(&self) -> Value {
        let text = self.shelf.get(&Key::Preferences.to_string()).ok().flatten();
        text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
    }

    /// Remembers the preferences.
    pub fn save_preferences(&self, preferences: &Value) -> Result<(), StoreError> {
        self.shelf.set(&Key::Preferences.to_string(), &preferences.to_string())
    }

    /// Offers again what the store refused.
    pub fn retry(&self) -> Result<(), StoreError> {
        self.shelf.retry_anew()
    }

    /// How many writes the store has refused and not taken since.
    pub fn unsaved(&self) -> usize {
        self.shelf.unsaved()
    }

    /// Whether this tab may compact, where the browser has no locks. Ask every few
    /// seconds; two tabs that both hear yes do no harm, only double work.
    pub fn lease(&self, now_unix_ms: f64) -> Result<bool, StoreError> {
        let key = Key::Lease.to_string();
        if let Some((tab, until)) = self.shelf.get(&key)?.as_deref().and_then(|text| text.split_once(' ')) {
            let until_unix_ms: f64 = until.parse().unwrap_or(0.0);
            let is_theirs = tab != &*self.tab && (0.0..=LEASE_MS).contains(&(until_unix_ms - now_unix_ms));
            if is_theirs {
                return Ok(false);
            }
        }
        self.shelf.set(&key, &format!("{} {}", self.tab, now_unix_ms + LEASE_MS))?;
        Ok(true)
    }

    fn cards(&self) -> Result<Vec<PlanCard>, StoreError> {
        let mut cards = Vec::new();
        for id in read::plans(&*self.shelf)? {
            let fate = self.fate(&id);
            if fate.is_some_and(|fate| fate.removed) {
                continue;
            }
            let text = self.shelf.get(&Key::Card(id.clone()).to_string())?;
            let mut card = text.and_then(|text| parse_card(&text)).unwrap_or_else(|| self.derived_card(&id));
            card.backup = self.shelf.get(&Key::Backup(id.clone()).to_string())?;
            card.deleted_unix_ms = fate.filter(|fate| fate.gone).map(|fate| fate.at_unix_ms);
            card.id = id;
            cards.push(card);
        }
        places::sort(&mut cards, &|a, b| b.updated.cmp(&a.updated));
        Ok(cards)
    }

    /// The card of a plan whose card was lost; one without a title where the plan is broken.
    fn derived_card(&self, id: &str) -> PlanCard {
        let keeper = Keeper::open(&self.shelf, &self.tab, id).ok().map(|(keeper, _, _)| keeper);
        keeper.and_then(|keeper| parse_card(&card_text(keeper.plan()))).unwrap_or_default()
    }

    fn fate(&self, id: &str) -> Option<Fate> {
        let text = self.shelf.get(&Key::Gone(id.to_owned()).to_string()).ok().flatten()?;
        Fate::parse(&text)
    }

    fn decide(&self, id: &str, fate: Fate) -> Result<Record, StoreError> {
        // Later than what was decided before, even if the clock was set back since.
        let after = self.fate(id).map_or(0.0, |fate| fate.at_unix_ms + 1.0);
        let fate = Fate { at_unix_ms: fate.at_unix_ms.max(after), ..fate };
        let record = Record { key: Key::Gone(id.to_owned()).to_string(), text: fate.to_text() };
        self.shelf.set(&record.key, &record.text)?;
        Ok(record)
    }

    fn newest_good(&self, plan: &str) -> Result<Option<super::key::Generation>, StoreError> {
        for generation in read::listing(&*self.shelf, plan)?.snapshots {
            if read::cover(&*self.shelf, &generation, plan)?.is_some() {
                return Ok(Some(generation));
            }
        }
        Ok(None)
    }

    /// The covers of the two newest snapshots that are whole.
    fn newest_covers(&self, plan: &str) -> Result<Vec<Cover>, StoreError> {
        let mut covers = Vec::new();
        for generation in read::listing(&*self.shelf, plan)?.snapshots {
            covers.extend(read::cover(&*self.shelf, &generation, plan)?);
            if covers.len() == 2 {
                break;
            }
        }
        Ok(covers)
    }

    fn has_whole(&self, record: &Record) -> Result<bool, StoreError> {
        Ok(self.shelf.get(&record.key)?.is_some_and(|text| sealed::open(&text).is_ok()))
    }
}

/// The order in which records are replayed.
fn rank(key: &Key) -> (u8, u32) {
    match key {
        Key::Gone(_) => (0, 0),
        Key::Snapshot(generation, _) => (1, generation.number),
        _ => (2, 0),
    }
}

/// Whether a plan is in the bin, and since when.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Fate {
    at_unix_ms: f64,
    gone: bool,
    /// Removed for good: nothing of it may come back.
    removed: bool,
}

impl Fate {
    fn parse(text: &str) -> Option<Fate> {
        let value: Value = serde_json::from_str(text).ok()?;
        let is = |name: &str| value.get(name).and_then(Value::as_bool).unwrap_or(false);
        Some(Fate { at_unix_ms: value.get("at")?.as_f64()?, gone: is("gone"), removed: is("removed") })
    }

    fn to_text(self) -> String {
        json!({ "at": self.at_unix_ms, "gone": self.gone, "removed": self.removed }).to_string()
    }
}

/// A plan's card: to the minute, so that it is seldom written.
pub(super) fn card_text(plan: &Plan) -> String {
    let minute = plan.updated.get(..16).map_or_else(|| plan.updated.clone(), |minute| format!("{minute}Z"));
    let items = plan.items.len();
    json!({ "title": plan.title, "title_alt": plan.title_alt, "items": items, "updated": minute }).to_string()
}

fn parse_card(text: &str) -> Option<PlanCard> {
    let value: Value = serde_json::from_str(text).ok()?;
    let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    Some(PlanCard {
        title: text("title")?,
        title_alt: text("title_alt"),
        items: value.get("items")?.as_u64()?.try_into().ok()?,
        updated: text("updated")?,
        ..PlanCard::default()
    })
}
