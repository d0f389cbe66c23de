//! Reading as a table of functions, so that a program that finds nothing to read can do
//! without them: they are a good part of its weight, and a first visit needs none.

use std::fmt;

use super::key::{Generation, Order};
use super::read::{self, Assembled, LoadError, Snapshot, Step};
use super::sealed;
use super::store::Store;
use crate::domain::patch::Patch;
use crate::domain::plan::Plan;

/// Reads what is kept. Only [`Reader::new`] names what that takes.
#[derive(Clone, Copy)]
pub struct Reader {
    assemble: fn(&dyn Store, &str, &[Step]) -> Result<Assembled, LoadError>,
    snapshot: fn(&dyn Store, &Generation, &str) -> Result<Snapshot, LoadError>,
    step: fn(&Order, &str) -> Option<Step>,
    text: fn(&str) -> Option<String>,
    apply: fn(&Patch, &Plan) -> Plan,
}

impl Reader {
    /// The reader there is.
    pub fn new() -> Reader {
        Reader {
            assemble: read::assemble,
            snapshot: read::snapshot,
            step: read::step,
            text: |text| sealed::open(text).ok()?.text(),
            apply: |patch, plan| patch.apply(plan),
        }
    }

    /// The plan with a change that was made elsewhere; see [`Patch::apply`].
    pub fn apply(&self, patch: &Patch, plan: &Plan) -> Plan {
        (self.apply)(patch, plan)
    }

    /// Reads a plan; `heard` are entries that may not have reached the store yet.
    pub(super) fn assemble(
        &self,
        store: &dyn Store,
        plan: &str,
        heard: &[Step],
    ) -> Result<Assembled, LoadError> {
        (self.assemble)(store, plan, heard)
    }

    /// Reads one snapshot.
    pub(super) fn snapshot(
        &self,
        store: &dyn Store,
        generation: &Generation,
        plan: &str,
    ) -> Result<Snapshot, LoadError> {
        (self.snapshot)(store, generation, plan)
    }

    /// Opens an entry; `None` when it is not whole or a newer version wrote it.
    pub(super) fn step(&self, order: &Order, text: &str) -> Option<Step> {
        (self.step)(order, text)
    }

    /// What a sealed text says; `None` where it is not whole.
    pub(super) fn text(&self, text: &str) -> Option<String> {
        (self.text)(text)
    }
}

impl Default for Reader {
    fn default() -> Self {
        Reader::new()
    }
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reader")
    }
}
