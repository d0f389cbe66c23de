//! How plans are kept in a store that may be full, blocked, broken or shared.
//!
//! Pure: the browser comes in through [`Store`] alone, moments and tab names are
//! handed in. A plan is kept as *snapshots* (all of it) and a *log* of entries (one
//! change each); both are [`Record`]s, and a record is the same thing in the store,
//! in the journal beside it and on its way to another tab.
//!
//! # Invariants
//!
//! 1. A change is a new key. Nothing that is kept is overwritten, so nothing can be
//!    half-written; only the same text in a shorter form may take its own place.
//! 2. The plan is what the entries make of it in the order of [`Order`]. Whoever has
//!    the same entries has the same plan, in whatever order they came.
//! 3. A snapshot says exactly which entries it holds ([`Cover`]); all others are
//!    applied on top. So no tab has to know what another one is doing.
//! 4. An entry is removed only when all snapshots that are there hold it, and there
//!    are two: if the newest one breaks, the one before it and the log still give
//!    the same plan. A full store gives up the older one, and never the newest.
//! 5. A text knows whether it is whole ([`sealed`]); what is not is never believed
//!    and can still be handed out.
//! 6. What the store refuses stays here, counts as unsaved and is offered again
//!    with every save.
//! 7. Contents that were handed out or taken in ([`shared`]) are no part of a plan: they help to
//!    merge copies that come back, few are kept, and a full store gives them up first.
//! 8. Cards (what a list of plans shows) can be derived, so they may be lost.

pub mod codec;
pub mod cover;
pub mod journal;
pub mod keeper;
pub mod key;
pub mod pack;
mod read;
mod room;
pub mod sealed;
pub mod shared;
mod shelf;
pub mod store;
pub mod vault;

pub use codec::Codec;
pub use cover::Cover;
pub use keeper::{Heard, Keeper, Saved};
pub use key::{Key, Order};
pub use read::{Damage, LoadError};
pub use shared::Remembered;
pub use store::{MemoryStore, Store, StoreError};
pub use vault::{Opened, PlanCard, Usage, Vault};

/// One thing that was written: the same in the store, in the journal and on the
/// channel between tabs. Receiving one twice does no harm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// What it is; see [`Key`].
    pub key: String,
    /// The sealed text.
    pub text: String,
}
