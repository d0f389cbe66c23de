//! What a participant of a workshop sees: the ballot of a link, and nothing of any plan.
//!
//! [`BallotForm`] and [`Voter`] also serve where one laptop is passed around.

mod choices;
mod done;
mod dots;
mod form;
mod ideas;
mod kept;
mod overview;
mod page;
mod ranking;
mod task;
mod visit;
pub mod vote;
mod voter;
mod welcome;

use yew::prelude::*;

pub use done::{Done, DoneProps};
pub use form::{BallotForm, BallotFormProps, Mode};
pub use kept::Place;
pub use page::{Ballot, BallotPaperProps, ballot};
pub use visit::{Stage, Visit, VisitMsg};
pub use voter::{Voter, VoterProps};
pub use welcome::{Welcome, WelcomeProps};

/// Properties of the page.
#[derive(Properties, PartialEq, Clone)]
pub struct BallotProps {
    /// The ballot, as the address has it from `#b=` on.
    pub link: AttrValue,
}
