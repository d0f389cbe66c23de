//! Keeps one open plan: every change in, and the changes of other tabs out.

use std::ops::Range;
use std::rc::Rc;

use super::codec::Codec;
use super::cover::Cover;
use super::key::{Generation, Key, Order};
use super::read::{self, Assembled, Damage, LoadError, Step};
use super::shelf::Shelf;
use super::store::{Store, StoreError, units};
use super::{Record, vault};
use crate::domain::format::Warning;
use crate::domain::patch::Patch;
use crate::domain::places::sort_places;
use crate::domain::plan::{Id, Item, KEY_PREFIX, Plan};

/// Entries after which a new snapshot is due.
const MOST_ENTRIES: usize = 200;

/// A log of fewer units never makes a new snapshot due by its size.
const SMALL_LOG_UNITS: usize = 50_000;

/// Keeps one open plan. Everything it is told is in [`Keeper::plan`] at once; what
/// the store refuses is offered again with every save.
#[derive(Debug)]
pub struct Keeper {
    shelf: Rc<Shelf>,
    codec: Codec,
    tab: Rc<str>,
    id: Id,
    /// Where `steps` begin: a snapshot, or the one before it, so that a change that
    /// comes late finds its place.
    base: Base,
    /// What the base does not cover, in order.
    steps: Vec<Step>,
    /// The newest snapshot.
    newest: Base,
    /// Everything in `plan`: the base and the steps.
    cover: Cover,
    plan: Rc<Plan>,
    /// The plan as far as the screen was told of it.
    told: Rc<Plan>,
    /// The greatest clock seen.
    seq: u64,
    /// How many changes this tab made.
    number: u32,
    /// Entries that do not read back; a snapshot makes them needless.
    broken: Vec<Order>,
    snapshot_units: usize,
    /// A snapshot is due whatever the log's size.
    due: bool,
    /// The card as it was last written.
    card: String,
    /// The numbers of the keys that this tab gave.
    given: Vec<Range<u32>>,
    /// Another tab added items, and nobody has looked at their keys yet.
    has_newcomers: bool,
}

/// A plan and exactly what is in it.
#[derive(Clone, Debug)]
struct Base {
    plan: Rc<Plan>,
    cover: Cover,
}

/// What became of a change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    /// What was written, for the journal and for the other tabs; empty if nothing changed.
    pub records: Vec<Record>,
    /// Why the store did not take it all; it stays in memory, unsaved.
    pub trouble: Option<StoreError>,
}

/// What news mean for the one who hears them.
#[derive(Clone, Debug, PartialEq)]
pub enum Heard {
    /// Nothing new.
    Nothing,
    /// The open plan changed by this much: let it into the editor with `absorb`.
    Change(Patch),
    /// The list of plans may have changed.
    Plans,
    /// The preferences may have changed.
    Preferences,
}

impl Keeper {
    pub(super) fn open(
        shelf: &Rc<Shelf>,
        tab: &Rc<str>,
        id: &str,
    ) -> Result<(Keeper, Vec<Warning>, Damage), LoadError> {
        let codec = shelf.codec().ok_or(LoadError::NotYet)?;
        let listing = read::listing(&**shelf, id)?;
        if listing.is_empty() {
            return Err(LoadError::Missing);
        }
        let Assembled { base, steps, broken, damage, stale } = shelf.assemble(id, &[])?;
        let start = Base { plan: Rc::new(base.plan), cover: base.cover };
        let mut keeper = Keeper {
            shelf: Rc::clone(shelf),
            codec,
            tab: Rc::clone(tab),
            id: id.into(),
            plan: Rc::default(),
            told: Rc::default(),
            newest: start.clone(),
            base: start,
            cover: Cover::default(),
            steps,
            seq: 0,
            number: 0,
            broken,
            snapshot_units: base.units,
            due: stale || damage.is_any(),
            card: String::new(),
            given: Vec::new(),
            has_newcomers: false,
        };
        keeper.replay();
        keeper.told = Rc::clone(&keeper.plan);
        Ok((keeper, base.warnings, damage))
    }

    /// Starts to keep a plan of which nothing is kept yet, or nothing that reads back.
    pub(super) fn create(
        shelf: &Rc<Shelf>,
        tab: &Rc<str>,
        plan: &Plan,
    ) -> Result<(Keeper, Saved), LoadError> {
        let codec = shelf.codec().ok_or(LoadError::NotYet)?;
        let listing = read::listing(&**shelf, &plan.id)?;
        // Entries without a readable snapshot belong to a plan that is lost; without
        // this they would be applied to the new one.
        let mut cover = Cover::default();
        for order in &listing.log {
            cover.insert(order);
        }
        let number = listing.snapshots.first().map_or(1, |newest| newest.number.saturating_add(1));
        let generation = Generation { number, tab: tab.to_string() };
        let record = read::snapshot_record(codec, &generation, &cover, plan);
        let start = Base { plan: Rc::new(plan.clone()), cover };
        let mut keeper = Keeper {
            shelf: Rc::clone(shelf),
            codec,
            tab: Rc::clone(tab),
            id: Rc::clone(&plan.id),
            plan: Rc::clone(&start.plan),
            told: Rc::clone(&start.plan),
            seq: start.cover.last().map_or(0, |last| last.seq),
            cover: start.cover.clone(),
            newest: start.clone(),
            base: start,
            steps: Vec::new(),
            number: 0,
            broken: Vec::new(),
            snapshot_units: units(&record.text),
            due: false,
            card: String::new(),
            given: Vec::new(),
            has_newcomers: false,
        };
        let trouble = shelf.keep(record.clone()).err();
        let mut records = vec![record];
        records.extend(keeper.write_card());
        Ok((keeper, Saved { records, trouble }))
    }

    /// The plan with every change that is known, kept or not.
    pub fn plan(&self) -> &Rc<Plan> {
        &self.plan
    }

    /// Keeps a change that was made here, from one plan to the next.
    ///
    /// `before` may lag behind what other tabs did: only the difference is taken,
    /// and of that only what is not known yet, so nobody's change is taken back and
    /// none is echoed. Without a difference, what was refused is offered again.
    pub fn save(&mut self, before: &Plan, after: &Rc<Plan>) -> Saved {
        // As a rule nobody else changed anything: then what comes after is the plan, and
        // one look at each item has to do.
        let in_step = std::ptr::eq(before, &*self.plan) || self.codec.between(&self.plan, before).is_none();
        let patch = self.codec.between(before, after);
        let patch = if in_step { patch } else { patch.and_then(|patch| self.lacking(&patch)) };
        let Some(patch) = patch else {
            return Saved { records: Vec::new(), trouble: self.shelf.retry().err() };
        };
        self.seq = self.seq.saturating_add(1);
        self.number = self.number.saturating_add(1);
        let order = Order { seq: self.seq, tab: self.tab.to_string(), number: self.number };
        let record = read::entry_record(self.codec, &order, &self.id, &patch);
        if before.next_key < after.next_key {
            self.given.push(before.next_key..after.next_key);
        }
        let step = Step { order, patch, units: units(&record.text) };
        if in_step {
            self.cover.insert(&step.order);
            self.steps.push(step);
            self.plan = Rc::clone(after);
            self.told = Rc::clone(after);
        } else {
            let told = (!Rc::ptr_eq(&self.told, &self.plan))
                .then(|| Rc::new(self.codec.apply(&step.patch, &self.told)));
            self.take(vec![step]);
            self.told = told.unwrap_or_else(|| Rc::clone(&self.plan));
        }
        let trouble = self.shelf.keep(record.clone()).err();
        let mut records = vec![record];
        if trouble.is_none() {
            records.extend(self.write_card());
        }
        Saved { records, trouble }
    }

    /// What of a change is not in the plan yet.
    fn lacking(&self, patch: &Patch) -> Option<Patch> {
        self.codec.between(&self.plan, &self.codec.apply(patch, &self.plan))
    }

    /// Takes in what another tab wrote, from the channel or from the store's event.
    pub fn receive(&mut self, record: &Record) -> Heard {
        match Key::parse(&record.key) {
            Some(Key::Log(order, plan)) if *plan == *self.id => match self.shelf.step(&order, &record.text) {
                Some(step) => {
                    self.take(vec![step]);
                    self.news().map_or(Heard::Nothing, Heard::Change)
                }
                None => Heard::Nothing,
            },
            Some(Key::Card(_) | Key::Gone(_) | Key::Backup(_)) => Heard::Plans,
            Some(Key::Preferences) => Heard::Preferences,
            _ => Heard::Nothing,
        }
    }

    /// Looks in the store for what was missed, as after a tab was asleep, and says
    /// what the screen was not told yet.
    pub fn refresh(&mut self) -> Result<Option<Patch>, StoreError> {
        self.catch_up()?;
        let mut missed = Vec::new();
        for order in read::listing(&*self.shelf, &self.id)?.log {
            if self.cover.contains(&order) {
                continue;
            }
            let key = Key::Log(order.clone(), self.id.to_string()).to_string();
            let text = self.shelf.get(&key)?;
            missed.extend(text.and_then(|text| self.shelf.step(&order, &text)));
        }
        self.take(missed);
        Ok(self.news())
    }

    /// New keys where this tab and one that did not know of it gave the same key: to be
    /// let into the editor and saved like any change. Ask after news of other tabs.
    ///
    /// Of two items the one with the greater id gives way, so it does no harm that both
    /// tabs may say so. Looks only where another tab added items: a person who types a
    /// key twice may.
    pub fn clash(&mut self) -> Option<Patch> {
        if !std::mem::take(&mut self.has_newcomers) || self.given.is_empty() {
            return None;
        }
        let mut next = Plan::clone(&self.plan);
        let all: Vec<&Rc<Item>> = self.plan.items.iter().chain(&self.plan.bin).collect();
        let item = |place: &u32| all.get(*place as usize).copied();
        let is_given = |item: &Rc<Item>| {
            let number = item.key.strip_prefix(KEY_PREFIX).and_then(|number| number.parse().ok());
            number.is_some_and(|number| self.given.iter().any(|given| given.contains(&number)))
        };
        let mut given: Vec<u32> =
            (0..).zip(&all).filter(|(_, item)| is_given(item)).map(|(at, _)| at).collect();
        let name = |place: u32| item(&place).map(|item| (&item.key, &item.id));
        sort_places(&mut given, &|a, b| name(a).cmp(&name(b)));
        let mut number = self.plan.next_key.max(self.plan.last_key_number().saturating_add(1));
        for (first, second) in given.iter().zip(given.iter().skip(1)) {
            let (Some(first), Some(second)) = (item(first), item(second)) else { continue };
            if first.key != second.key {
                continue;
            }
            let key = format!("{KEY_PREFIX}{number}");
            number = number.saturating_add(1);
            let renamed = Rc::new(Item { key, ..Item::clone(second) });
            for slot in next.items.iter_mut().chain(&mut next.bin).filter(|slot| slot.id == renamed.id) {
                *slot = Rc::clone(&renamed);
            }
        }
        next.next_key = number;
        self.codec.between(&self.plan, &next)
    }

    /// Offers again what the store refused.
    pub fn retry(&mut self) -> Result<(), StoreError> {
        self.shelf.retry_anew()
    }

    /// How many writes the store has refused and not taken since.
    pub fn unsaved(&self) -> usize {
        self.shelf.unsaved()
    }

    /// Whether a new snapshot is due; ask in idle time, by the tab that holds the lock.
    pub fn needs_compaction(&self) -> bool {
        let log = self.steps.iter().filter(|step| !self.newest.cover.contains(&step.order));
        let (entries, units) = log.fold((0, 0), |(entries, units), step| (entries + 1, units + step.units));
        self.due || entries > MOST_ENTRIES || units > self.snapshot_units.max(SMALL_LOG_UNITS)
    }

    /// Writes a new snapshot and removes what two snapshots make needless.
    ///
    /// The record is for the journal. When this fails, all stays as it was. What had
    /// been missed of other tabs is in it: [`Keeper::refresh`] tells the screen.
    pub fn compact(&mut self) -> Result<Record, StoreError> {
        self.catch_up()?;
        let listing = read::listing(self.shelf.kept(), &self.id)?;
        let number = listing.snapshots.first().map_or(1, |newest| newest.number.saturating_add(1));
        let generation = Generation { number, tab: self.tab.to_string() };
        let mut cover = self.cover.clone();
        for order in &self.broken {
            cover.insert(order);
        }
        let record = read::snapshot_record(self.codec, &generation, &cover, &self.plan);
        self.shelf.write(&record)?;
        self.shelf.forget_aside(&|key| match Key::parse(key) {
            Some(Key::Log(order, plan)) => *plan == *self.id && cover.contains(&order),
            Some(Key::Snapshot(_, plan)) => *plan == *self.id,
            _ => false,
        });
        // The new snapshot stands; what cannot be removed now is removed next time.
        let _ = self.tidy(&listing);
        // The base follows one snapshot behind, unless a change came late even for that.
        if !self.newest.cover.lacks_earlier(self.steps.iter().map(|step| &step.order)) {
            self.base = self.newest.clone();
            self.steps.retain(|step| !self.base.cover.contains(&step.order));
        }
        self.newest = Base { plan: Rc::clone(&self.plan), cover: cover.clone() };
        self.cover = cover;
        self.broken.clear();
        self.snapshot_units = units(&record.text);
        self.due = false;
        Ok(record)
    }

    /// Removes snapshots older than the one before the new one, and then the entries
    /// that all remaining snapshots hold; so whichever snapshot is there, all entries
    /// since are there too.
    fn tidy(&self, before: &read::Listing) -> Result<(), StoreError> {
        // What came over the channel may not have reached this tab's view of the store.
        let known: Vec<&Order> = before.log.iter().chain(self.steps.iter().map(|step| &step.order)).collect();
        let mut remaining: Vec<Cover> = Vec::new();
        let mut has_previous = false;
        for generation in &before.snapshots {
            if has_previous {
                self.shelf.remove(&Key::Snapshot(generation.clone(), self.id.to_string()).to_string())?;
                continue;
            }
            // One that is broken stays until the next time, to be handed out; and one
            // that a change came late for is no help in putting changes in order.
            let cover = read::cover(self.shelf.kept(), generation, &self.id)?;
            has_previous = cover.as_ref().is_some_and(|cover| !cover.lacks_earlier(known.iter().copied()));
            remaining.extend(cover);
        }
        if has_previous {
            for order in before.log.iter().filter(|order| remaining.iter().all(|cover| cover.contains(order)))
            {
                self.shelf.remove(&Key::Log(order.clone(), self.id.to_string()).to_string())?;
            }
        }
        Ok(())
    }

    /// Sees to it that everything in the newest snapshot is here as well: a tab that
    /// was asleep may have missed entries that are removed by now, and a snapshot of
    /// its own would lose them.
    fn catch_up(&mut self) -> Result<(), StoreError> {
        for generation in read::listing(self.shelf.kept(), &self.id)?.snapshots {
            let Some(cover) = read::cover(self.shelf.kept(), &generation, &self.id)? else { continue };
            if !self.cover.includes(&cover) {
                self.reassemble(&[]);
            }
            return if self.cover.includes(&cover) { Ok(()) } else { Err(StoreError::Broken) };
        }
        Ok(())
    }

    /// What the screen was not told yet.
    fn news(&mut self) -> Option<Patch> {
        let told = std::mem::replace(&mut self.told, Rc::clone(&self.plan));
        let count = |plan: &Plan| plan.items.len() + plan.bin.len();
        self.has_newcomers |= count(&self.plan) > count(&told);
        self.codec.between(&told, &self.plan)
    }

    /// Puts steps in their places.
    fn take(&mut self, mut news: Vec<Step>) {
        news.retain(|step| !self.cover.contains(&step.order));
        if self.base.cover.lacks_earlier(news.iter().map(|step| &step.order)) {
            self.reassemble(&news);
        }
        let last = self.cover.last();
        let mut in_order = true;
        for step in news {
            if self.cover.contains(&step.order) {
                continue;
            }
            self.cover.insert(&step.order);
            in_order &= Some(&step.order) > last.as_ref();
            self.seq = self.seq.max(step.order.seq);
            if in_order {
                self.plan = Rc::new(self.codec.apply(&step.patch, &self.plan));
            }
            self.steps.push(step);
        }
        read::put_in_order(&mut self.steps);
        if !in_order {
            self.replay();
        }
    }

    /// Reads the store again, for a change that belongs before the base, or one that is
    /// only in a snapshot.
    fn reassemble(&mut self, news: &[Step]) {
        let heard: Vec<Step> = self.steps.iter().chain(news).cloned().collect();
        let Ok(Assembled { base, steps, stale, .. }) = self.shelf.assemble(&self.id, &heard) else {
            return;
        };
        let mut cover = base.cover.clone();
        for step in &steps {
            cover.insert(&step.order);
        }
        if cover.includes(&self.cover) {
            self.base = Base { plan: Rc::new(base.plan), cover: base.cover };
            self.newest = self.base.clone();
            self.steps = steps;
            self.due |= stale;
            self.replay();
        }
    }

    /// Makes the plan anew from the base and the steps.
    fn replay(&mut self) {
        self.cover = self.base.cover.clone();
        let mut plan = Plan::clone(&self.base.plan);
        for step in &self.steps {
            self.cover.insert(&step.order);
            plan = self.codec.apply(&step.patch, &plan);
        }
        self.seq = self.seq.max(self.cover.last().map_or(0, |last| last.seq));
        self.plan = Rc::new(plan);
    }

    /// Writes what a list of plans shows, when that changed; it may be lost.
    fn write_card(&mut self) -> Option<Record> {
        let text = vault::card_text(&self.plan);
        if text == self.card {
            return None;
        }
        let record = Record { key: Key::Card(self.id.to_string()).to_string(), text };
        self.shelf.kept().set(&record.key, &record.text).ok()?;
        self.card.clone_from(&record.text);
        Some(record)
    }
}
