//! What a full store can spare.

use super::key::Key;
use super::read::{self, Listing};
use super::sealed::{self, Packing};
use super::shared;
use super::store::{Store, StoreError, units};

/// Gives something up for room; `false` when nothing can be spared any more.
///
/// First contents that were handed out, the oldest of all plans before the others: a merge can do
/// without them. Then the older snapshots with the entries that only they need, plan by plan;
/// then large texts are written in their shorter form.
pub(super) fn make(store: &dyn Store) -> bool {
    if shared::forget_oldest(store) {
        return true;
    }
    let Ok(plans) = read::plans(store) else { return false };
    plans.iter().any(|plan| spare(store, plan).unwrap_or(false))
        || plans.iter().any(|plan| shorten(store, plan).unwrap_or(false))
}

/// Removes whatever the newest snapshot makes needless, if that one reads back.
fn spare(store: &dyn Store, plan: &str) -> Result<bool, StoreError> {
    let listing = read::listing(store, plan)?;
    let Some(newest) = listing.snapshots.first() else { return Ok(false) };
    if read::snapshot(store, newest, plan).is_err() {
        return Ok(false);
    }
    let Some(cover) = read::cover(store, newest, plan)? else { return Ok(false) };
    let mut spared = false;
    for older in listing.snapshots.iter().skip(1) {
        store.remove(&Key::Snapshot(older.clone(), plan.to_owned()).to_string())?;
        spared = true;
    }
    for order in listing.log.iter().filter(|order| cover.contains(order)) {
        store.remove(&Key::Log(order.clone(), plan.to_owned()).to_string())?;
        spared = true;
    }
    Ok(spared)
}

/// Writes the plan's texts in their shorter form, each in its own place.
///
/// The one time that a kept text is written over: by itself, and by one call that
/// a store does or does not do.
fn shorten(store: &dyn Store, plan: &str) -> Result<bool, StoreError> {
    let Listing { snapshots, log } = read::listing(store, plan)?;
    let keys = snapshots
        .into_iter()
        .map(|generation| Key::Snapshot(generation, plan.to_owned()))
        .chain(log.into_iter().map(|order| Key::Log(order, plan.to_owned())));
    let mut shorter = false;
    for key in keys {
        let key = key.to_string();
        let Some(old) = store.get(&key)? else { continue };
        let Ok(opened) = sealed::open(&old) else { continue };
        if opened.is_packed() {
            continue;
        }
        let Some(text) = opened.text() else { continue };
        let new = sealed::seal(opened.notes, &text, Packing::Always);
        if units(&new) >= units(&old) {
            continue;
        }
        store.set(&key, &new)?;
        if store.get(&key)?.as_ref() != Some(&new) {
            store.set(&key, &old)?;
            return Err(StoreError::Broken);
        }
        shorter = true;
    }
    Ok(shorter)
}
