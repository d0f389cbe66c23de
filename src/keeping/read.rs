//! From what a store holds to the plan.

use super::Record;
use super::codec::Codec;
use super::cover::Cover;
use super::key::{Generation, Key, Order};
use super::sealed::{self, SealError};
use super::store::{Store, StoreError, units};
use crate::domain::format::{self, ReadError, Warning};
use crate::domain::patch::Patch;
use crate::domain::places;
use crate::domain::plan::Plan;

/// Why a plan does not open.
#[derive(Clone, Debug, PartialEq)]
pub enum LoadError {
    /// There is no such plan.
    Missing,
    /// The program that reads has not come yet; nothing is touched.
    NotYet,
    /// The store does not answer.
    Store(StoreError),
    /// A newer version of this program wrote it; nothing is touched.
    TooNew,
    /// No snapshot of it reads back; its texts can still be saved to a file.
    Broken,
}

impl From<StoreError> for LoadError {
    fn from(error: StoreError) -> Self {
        LoadError::Store(error)
    }
}

/// What was found broken while a plan was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Damage {
    /// The newest snapshot; the plan was put together from the one before it.
    pub snapshot: bool,
    /// Entries that cannot be read: so many changes are missing.
    pub entries: usize,
}

impl Damage {
    /// Whether anything was broken.
    pub fn is_any(&self) -> bool {
        *self != Damage::default()
    }
}

/// What a store holds of one plan.
pub(super) struct Listing {
    /// Newest first.
    pub(super) snapshots: Vec<Generation>,
    /// In order.
    pub(super) log: Vec<Order>,
}

/// The ids of all plans of which a store holds anything but a card.
pub(super) fn plans(store: &dyn Store) -> Result<Vec<String>, StoreError> {
    let mut plans: Vec<String> = Vec::new();
    for key in store.keys()? {
        if let Some(Key::Log(_, plan) | Key::Snapshot(_, plan)) = Key::parse(&key)
            && !plans.contains(&plan)
        {
            plans.push(plan);
        }
    }
    places::sort(&mut plans, &String::cmp);
    Ok(plans)
}

impl Listing {
    /// Whether nothing is kept of the plan.
    pub(super) fn is_empty(&self) -> bool {
        self.snapshots.is_empty() && self.log.is_empty()
    }
}

pub(super) fn listing(store: &dyn Store, plan: &str) -> Result<Listing, StoreError> {
    let mut listing = Listing { snapshots: Vec::new(), log: Vec::new() };
    for key in store.keys()? {
        match Key::parse(&key) {
            Some(Key::Snapshot(generation, of)) if of == plan => listing.snapshots.push(generation),
            Some(Key::Log(order, of)) if of == plan => listing.log.push(order),
            _ => {}
        }
    }
    places::sort(&mut listing.snapshots, &|a, b| b.cmp(a));
    places::sort(&mut listing.log, &Order::cmp);
    Ok(listing)
}

/// A whole plan as it was once written.
#[derive(Debug)]
pub struct Snapshot {
    pub(super) plan: Plan,
    pub(super) warnings: Vec<Warning>,
    pub(super) cover: Cover,
    pub(super) units: usize,
}

/// Stands between what a snapshot covers and when its plan was changed; no cover has it.
const MOMENT: char = '\t';

/// Seals a snapshot: what it covers and when its plan was changed last can be read
/// without unpacking the plan.
pub(super) fn snapshot_record(codec: Codec, generation: &Generation, cover: &Cover, plan: &Plan) -> Record {
    Record {
        key: Key::Snapshot(generation.clone(), plan.id.to_string()).to_string(),
        text: codec.state(&format!("{}{MOMENT}{}", cover.to_line(), plan.updated), plan),
    }
}

/// Reads one snapshot.
pub(super) fn snapshot(
    store: &dyn Store,
    generation: &Generation,
    plan: &str,
) -> Result<Snapshot, LoadError> {
    let key = Key::Snapshot(generation.clone(), plan.to_owned()).to_string();
    let text = store.get(&key)?.ok_or(LoadError::Broken)?;
    let opened = sealed::open(&text).map_err(|error| match error {
        SealError::Broken => LoadError::Broken,
        SealError::TooNew => LoadError::TooNew,
    })?;
    let (cover, _) = cover_and_moment(opened.notes).ok_or(LoadError::Broken)?;
    let content = opened.text().ok_or(LoadError::Broken)?;
    match format::read(&content) {
        Ok((read, warnings)) => Ok(Snapshot { plan: read, warnings, cover, units: units(&text) }),
        Err(ReadError::TooNew { .. }) => Err(LoadError::TooNew),
        Err(_) => Err(LoadError::Broken),
    }
}

/// What a snapshot covers, if it reads back as far as its seal tells.
pub(super) fn cover(
    store: &dyn Store,
    generation: &Generation,
    plan: &str,
) -> Result<Option<Cover>, StoreError> {
    Ok(notes(store, generation, plan)?.map(|(cover, _)| cover))
}

/// What a snapshot covers and when its plan was changed last, ISO 8601, if it reads back
/// as far as its seal tells.
pub(super) fn notes(
    store: &dyn Store,
    generation: &Generation,
    plan: &str,
) -> Result<Option<(Cover, String)>, StoreError> {
    let key = Key::Snapshot(generation.clone(), plan.to_owned()).to_string();
    let text = store.get(&key)?;
    Ok(text.and_then(|text| cover_and_moment(sealed::open(&text).ok()?.notes)))
}

fn cover_and_moment(notes: &str) -> Option<(Cover, String)> {
    let (cover, moment) = notes.split_once(MOMENT).unwrap_or((notes, ""));
    Some((Cover::from_line(cover)?, moment.to_owned()))
}

/// One change, ready to be applied.
#[derive(Clone, Debug)]
pub struct Step {
    pub(super) order: Order,
    pub(super) patch: Patch,
    pub(super) units: usize,
}

/// Puts changes in the order in which they are applied.
pub(super) fn put_in_order(steps: &mut Vec<Step>) {
    places::sort(steps, &|a, b| a.order.cmp(&b.order));
}

/// Seals an entry; the version of the format is noted, for a newer one may mean other fields.
pub(super) fn entry_record(codec: Codec, order: &Order, plan: &str, patch: &Patch) -> Record {
    Record {
        key: Key::Log(order.clone(), plan.to_owned()).to_string(),
        text: codec.entry(&format::VERSION.to_string(), patch),
    }
}

/// Opens an entry; `None` when it is not whole or a newer version wrote it.
pub(super) fn step(order: &Order, text: &str) -> Option<Step> {
    if is_too_new(text) {
        return None;
    }
    let patch = Patch::from_json(&sealed::open(text).ok()?.text()?)?;
    Some(Step { order: order.clone(), patch, units: units(text) })
}

fn is_too_new(text: &str) -> bool {
    match sealed::open(text) {
        Ok(opened) => opened.notes.parse().is_ok_and(|version: u64| version > format::VERSION),
        Err(error) => error == SealError::TooNew,
    }
}

/// A plan as a snapshot and the changes on top of it.
#[derive(Debug)]
pub struct Assembled {
    pub(super) base: Snapshot,
    /// What the snapshot does not cover, in order.
    pub(super) steps: Vec<Step>,
    /// Entries that do not read back and that no snapshot covers.
    pub(super) broken: Vec<Order>,
    pub(super) damage: Damage,
    /// Whether the base is not the newest snapshot, so that a new one is due.
    pub(super) stale: bool,
}

/// Reads a plan.
///
/// The newest good snapshot is the base, unless an entry came in late: one that
/// belongs before others that the snapshot already holds. Then the snapshot before
/// it is the base, for the log still has everything since; so the order is kept.
/// `heard` are entries that may not have reached the store yet.
pub(super) fn assemble(store: &dyn Store, plan: &str, heard: &[Step]) -> Result<Assembled, LoadError> {
    let listing = listing(store, plan)?;
    if listing.is_empty() {
        return Err(LoadError::Missing);
    }
    let mut steps: Vec<Step> = Vec::new();
    let mut broken = Vec::new();
    for order in listing.log {
        // Another tab may have removed it since the listing: then a snapshot has it.
        let Some(text) = store.get(&Key::Log(order.clone(), plan.to_owned()).to_string())? else { continue };
        match step(&order, &text) {
            Some(step) => steps.push(step),
            None if is_too_new(&text) => return Err(LoadError::TooNew),
            None => broken.push(order),
        }
    }
    for step in heard {
        if !steps.iter().any(|known| known.order == step.order) {
            steps.push(step.clone());
        }
    }
    put_in_order(&mut steps);
    let mut newest: Option<Snapshot> = None;
    let mut base = None;
    let mut damage = Damage::default();
    for generation in &listing.snapshots {
        let found = match snapshot(store, generation, plan) {
            Ok(found) => found,
            Err(LoadError::Broken) => {
                damage.snapshot |= newest.is_none();
                continue;
            }
            Err(error) if newest.is_none() => return Err(error),
            Err(_) => continue,
        };
        let in_order = !found.cover.lacks_earlier(steps.iter().map(|step| &step.order));
        if in_order && newest.as_ref().is_none_or(|newest| has_all_since(&found.cover, &steps, &newest.cover))
        {
            base = Some((found, damage.snapshot || newest.is_some()));
            break;
        }
        newest.get_or_insert(found);
    }
    let (base, stale) = base.or(newest.map(|newest| (newest, true))).ok_or(LoadError::Broken)?;
    steps.retain(|step| !base.cover.contains(&step.order));
    broken.retain(|order| !base.cover.contains(order));
    damage.entries = broken.len();
    Ok(Assembled { base, steps, broken, damage, stale })
}

fn has_all_since(older: &Cover, steps: &[Step], newer: &Cover) -> bool {
    let mut all = older.clone();
    for step in steps {
        all.insert(&step.order);
    }
    all.includes(newer)
}
