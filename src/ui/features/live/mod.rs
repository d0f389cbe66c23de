//! Live voting on the screens: the facilitator's room, and a participant's page.
//!
//! What is sent and kept is the domain's (`domain::workshop::live`); connection and ciphers are
//! the platform's. Here papers, stages and votes become what travels, and back.

mod body;
mod dialog;
mod kept;
mod page;
mod results;
mod room;
mod seat;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;

use yew::prelude::*;

use crate::domain::text::{Lang, live};
use crate::platform::carrier::Trouble;
use crate::platform::websocket::WireError;

pub use body::{Body, Publication, publication, read_vote, sequence_of, voter_of, write_vote};
pub use dialog::{CopyLink, CopyLinkProps, LiveDialog, LiveDialogProps, NearWays};
pub use kept::{Login, Over};
pub use page::{Seat, SeatPhase, SeatProps, SeatView, live_seat};
pub use room::{Guest, Live, LiveMsg, Phase, RoomView, use_hosting, use_live, use_room};
pub use seat::SeatMsg;

/// Properties of a participant's page.
#[derive(Properties, PartialEq, Clone)]
pub struct LiveSeatProps {
    /// The end of the address, from `#l=` on.
    pub link: AttrValue,
}

/// Why there is no connection, in a sentence.
pub fn why(lang: Lang, trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Lost(lost) => live::lost(lang, lost),
        Trouble::Wire(WireError::Missing) => live::wire_missing(lang),
        Trouble::Wire(WireError::NoAddress) => live::wire_address(lang),
        Trouble::Wire(WireError::Blocked) => live::wire_blocked(lang),
        Trouble::Wire(WireError::Stuck) => live::wire_stuck(lang),
        Trouble::Address(problem) => live::address_problem(lang, problem),
        Trouble::NoChannel => live::no_channel(lang),
    }
}
