//! A store together with what it has refused so far.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;

use super::Record;
use super::codec::Codec;
use super::key::{Generation, Order};
use super::read::{Assembled, LoadError, Snapshot, Step};
use super::store::{Store, StoreError};

/// A store together with what it has refused so far; read as if it had taken all.
pub(super) struct Shelf {
    store: Rc<dyn Store>,
    /// Refused records, oldest first; they are offered again in this order.
    aside: RefCell<Vec<Record>>,
    /// Nothing more can be given up for room, until something is removed.
    exhausted: Cell<bool>,
    /// Comes later than what the first screen needs.
    codec: Cell<Option<Codec>>,
}

impl fmt::Debug for Shelf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shelf").field("aside", &self.aside).finish_non_exhaustive()
    }
}

impl Shelf {
    pub(super) fn new(store: Rc<dyn Store>) -> Shelf {
        Shelf { store, aside: RefCell::default(), exhausted: Cell::new(false), codec: Cell::new(None) }
    }

    /// What is really kept, without what was refused.
    pub(super) fn kept(&self) -> &dyn Store {
        &*self.store
    }

    /// Reads and writes by this from now on.
    pub(super) fn use_codec(&self, codec: Codec) {
        self.codec.set(Some(codec));
    }

    /// What reads and writes, once it is there.
    pub(super) fn codec(&self) -> Option<Codec> {
        self.codec.get()
    }

    /// Reads a plan, refused records included.
    pub(super) fn assemble(&self, plan: &str, heard: &[Step]) -> Result<Assembled, LoadError> {
        self.codec().ok_or(LoadError::NotYet)?.assemble(self, plan, heard)
    }

    /// Reads one snapshot.
    pub(super) fn snapshot(&self, generation: &Generation, plan: &str) -> Result<Snapshot, LoadError> {
        self.codec().ok_or(LoadError::NotYet)?.snapshot(self, generation, plan)
    }

    /// Opens an entry; `None` when it is not whole, a newer version wrote it, or it cannot be
    /// read yet.
    pub(super) fn step(&self, order: &Order, text: &str) -> Option<Step> {
        self.codec()?.step(order, text)
    }

    /// Keeps a record, and first all that was refused before it.
    ///
    /// Whatever happens, the record is not lost: it is kept or stands aside.
    pub(super) fn keep(&self, record: Record) -> Result<(), StoreError> {
        self.aside.borrow_mut().push(record);
        self.retry()
    }

    /// Offers again what was refused.
    pub(super) fn retry(&self) -> Result<(), StoreError> {
        loop {
            let Some(record) = self.aside.borrow().first().cloned() else { return Ok(()) };
            self.write(&record)?;
            self.aside.borrow_mut().retain(|other| *other != record);
        }
    }

    /// Offers again what was refused, and looks anew for what can be spared.
    pub(super) fn retry_anew(&self) -> Result<(), StoreError> {
        self.exhausted.set(false);
        self.retry()
    }

    /// Writes a record at once or not at all, giving up what can be spared for room.
    pub(super) fn write(&self, record: &Record) -> Result<(), StoreError> {
        loop {
            match self.write_checked(record) {
                Err(StoreError::Full) if !self.exhausted.get() => {
                    let Some(codec) = self.codec() else { return Err(StoreError::Full) };
                    self.exhausted.set(!codec.make_room(&*self.store));
                    if self.exhausted.get() {
                        return Err(StoreError::Full);
                    }
                }
                other => return other,
            }
        }
    }

    /// Writes a text and reads it back: some stores take a text and lose it.
    fn write_checked(&self, record: &Record) -> Result<(), StoreError> {
        self.store.set(&record.key, &record.text)?;
        if self.store.get(&record.key)?.as_ref() == Some(&record.text) {
            return Ok(());
        }
        self.store.remove(&record.key)?;
        Err(StoreError::Broken)
    }

    /// There is something again that can be given up for room.
    pub(super) fn can_spare(&self) {
        self.exhausted.set(false);
    }

    /// How many records stand aside.
    pub(super) fn unsaved(&self) -> usize {
        self.aside.borrow().len()
    }

    /// Forgets refused records that are no longer needed.
    pub(super) fn forget_aside(&self, needless: &dyn Fn(&str) -> bool) {
        self.aside.borrow_mut().retain(|record| !needless(&record.key));
    }
}

impl Store for Shelf {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        let aside = self.aside.borrow().iter().rev().find(|record| record.key == key).cloned();
        match aside {
            Some(record) => Ok(Some(record.text)),
            None => self.store.get(key),
        }
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.write(&Record { key: key.to_owned(), text: text.to_owned() })
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.forget_aside(&|other| other == key);
        self.store.remove(key)?;
        self.exhausted.set(false);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        let mut keys = self.store.keys()?;
        for record in self.aside.borrow().iter() {
            if !keys.contains(&record.key) {
                keys.push(record.key.clone());
            }
        }
        Ok(keys)
    }

    fn used_units(&self) -> Result<usize, StoreError> {
        self.store.used_units()
    }
}
