//! Contents that were handed out or taken in, so that copies that come back can be merged.
//!
//! Each is packed and stands under its fingerprint and its plan. They are no part of the plan: a
//! few are kept, a full store gives them up first, and nothing else is given up for them.

use super::key::Key;
use super::sealed::{self, Packing};
use super::store::{Store, StoreError, units};
use super::vault::SURE_UNITS;
use crate::domain::merge::fingerprint;
use crate::domain::plan::Plan;
use crate::domain::{format, places};

/// Contents of one plan that are remembered.
pub const MOST_SHARED: usize = 5;

/// UTF-16 units that the contents of all plans together may take.
pub const MOST_UNITS: usize = SURE_UNITS / 4;

/// A content that was remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// Its fingerprint.
    pub fingerprint: String,
    /// When it was handed out or taken in, ISO 8601 UTC.
    pub moment: String,
    /// The text of the plan file.
    pub text: String,
}

/// What a store holds of contents.
struct Kept {
    key: String,
    plan: String,
    moment: String,
    units: usize,
}

/// All contents, the oldest first.
fn kept(store: &dyn Store) -> Result<Vec<Kept>, StoreError> {
    let mut all = Vec::new();
    for key in store.keys()? {
        let Some(Key::Shared(_, plan)) = Key::parse(&key) else { continue };
        let text = store.get(&key)?.unwrap_or_default();
        // One that is broken is of no use and counts as the oldest.
        let moment = sealed::open(&text).map(|opened| opened.notes.to_owned()).unwrap_or_default();
        all.push(Kept { units: units(&key) + units(&text), key, plan, moment });
    }
    places::sort(&mut all, &|one, other| (&one.moment, &one.key).cmp(&(&other.moment, &other.key)));
    Ok(all)
}

/// Gives up the oldest content of any plan; `false` where there is none.
pub(super) fn forget_oldest(store: &dyn Store) -> bool {
    let oldest = kept(store).ok().and_then(|all| all.into_iter().next());
    oldest.is_some_and(|oldest| store.remove(&oldest.key).is_ok())
}

/// Remembers a content of a plan; `false` where there is no room for it.
pub(super) fn remember(store: &dyn Store, content: &Plan, plan: &str, now: &str) -> bool {
    let key = Key::Shared(fingerprint(content), plan.to_owned()).to_string();
    let text = sealed::seal(now, &format::write(content), Packing::Always);
    let size = units(&key) + units(&text);
    if size > MOST_UNITS {
        return false;
    }
    // Gives up what is beyond the limits with this one among it, then what is in its way.
    loop {
        let Ok(all) = kept(store) else { return false };
        let others: Vec<&Kept> = all.iter().filter(|one| one.key != key).collect();
        let of_plan = others.iter().filter(|one| one.plan == plan).count();
        let in_all: usize = others.iter().map(|one| one.units).sum();
        let goes = if of_plan >= MOST_SHARED {
            others.iter().find(|one| one.plan == plan)
        } else if in_all + size > MOST_UNITS {
            others.first()
        } else {
            match written(store, &key, &text) {
                Ok(()) => return true,
                Err(StoreError::Full) => others.first(),
                Err(_) => return false,
            }
        };
        match goes {
            Some(one) if store.remove(&one.key).is_ok() => {}
            _ => return false,
        }
    }
}

/// Writes a text and reads it back; nothing else is touched for it.
fn written(store: &dyn Store, key: &str, text: &str) -> Result<(), StoreError> {
    store.set(key, text)?;
    if store.get(key)?.as_deref() == Some(text) {
        return Ok(());
    }
    store.remove(key)?;
    Err(StoreError::Broken)
}

/// A content as it is kept.
pub(super) fn sealed_text(store: &dyn Store, fingerprint: &str, plan: &str) -> Option<String> {
    store.get(&Key::Shared(fingerprint.to_owned(), plan.to_owned()).to_string()).ok().flatten()
}
