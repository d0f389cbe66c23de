//! What it takes to read what is kept, and to keep it in less room, as a table of functions:
//! a program that finds nothing to read can do without them. They are a good part of its
//! weight, and a first visit needs none.

use std::fmt;

use super::key::{Generation, Order};
use super::read::{self, Assembled, LoadError, Snapshot, Step};
use super::room;
use super::sealed::{self, Packing};
use super::shared;
use super::store::Store;
use crate::domain::patch::Patch;
use crate::domain::plan::Plan;
use crate::domain::{format, merge};

/// Reads what is kept and packs what is large. Only [`Codec::new`] names what that takes.
#[derive(Clone, Copy)]
pub struct Codec {
    assemble: fn(&dyn Store, &str, &[Step]) -> Result<Assembled, LoadError>,
    snapshot: fn(&dyn Store, &Generation, &str) -> Result<Snapshot, LoadError>,
    step: fn(&Order, &str) -> Option<Step>,
    text: fn(&str) -> Option<String>,
    apply: fn(&Patch, &Plan) -> Plan,
    between: fn(&Plan, &Plan) -> Option<Patch>,
    entry: fn(&str, &Patch) -> String,
    state: fn(&str, &Plan) -> String,
    make_room: fn(&dyn Store) -> bool,
    fingerprint: fn(&Plan) -> String,
    remember: fn(&dyn Store, &Plan, &str, &str) -> bool,
}

impl Codec {
    /// The one codec there is.
    pub fn new() -> Codec {
        Codec {
            assemble: read::assemble,
            snapshot: read::snapshot,
            step: read::step,
            text: |text| sealed::open(text).ok()?.text(),
            apply: |patch, plan| patch.apply(plan),
            between: Patch::between,
            entry: |notes, patch| sealed::seal(notes, &patch.to_json(), Packing::Large),
            state: |notes, plan| sealed::seal(notes, &format::write(plan), Packing::Large),
            make_room: room::make,
            fingerprint: merge::fingerprint,
            remember: shared::remember,
        }
    }

    /// The plan with a change that was made elsewhere; see [`Patch::apply`].
    pub fn apply(&self, patch: &Patch, plan: &Plan) -> Plan {
        (self.apply)(patch, plan)
    }

    /// What changed from one plan to another; see [`Patch::between`].
    pub fn between(&self, before: &Plan, after: &Plan) -> Option<Patch> {
        (self.between)(before, after)
    }

    /// Seals a change, in its shorter form where it is large; `notes` are one line.
    pub(super) fn entry(&self, notes: &str, patch: &Patch) -> String {
        (self.entry)(notes, patch)
    }

    /// Seals a whole plan, in its shorter form where it is large; `notes` are one line.
    pub(super) fn state(&self, notes: &str, plan: &Plan) -> String {
        (self.state)(notes, plan)
    }

    /// The fingerprint of what a plan says; see [`merge::fingerprint`].
    pub fn fingerprint(&self, plan: &Plan) -> String {
        (self.fingerprint)(plan)
    }

    /// Remembers a content of the plan with that id, at a moment, ISO 8601; `false` where there is
    /// no room.
    pub(super) fn remember(&self, store: &dyn Store, content: &Plan, plan: &str, now: &str) -> bool {
        (self.remember)(store, content, plan, now)
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

    /// Gives something up for room; `false` when nothing can be spared any more.
    pub(super) fn make_room(&self, store: &dyn Store) -> bool {
        (self.make_room)(store)
    }

    /// What a sealed text says; `None` where it is not whole.
    pub(super) fn text(&self, text: &str) -> Option<String> {
        (self.text)(text)
    }
}

impl Default for Codec {
    fn default() -> Self {
        Codec::new()
    }
}

impl fmt::Debug for Codec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Codec")
    }
}
