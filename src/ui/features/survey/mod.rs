//! What a respondent sees: the survey of a link, and nothing of any plan.

mod done;
mod page;
mod preview;
pub(in crate::ui::features) mod qr;
mod step;
mod visit;
mod welcome;

use yew::prelude::*;

pub use done::{Done, DoneProps};
pub use page::survey;
pub use preview::{PreviewProps, preview};
pub use step::{Step, StepProps};
pub use visit::{Stage, Visit, VisitMsg};

/// Properties of the survey.
#[derive(Properties, PartialEq, Clone)]
pub struct SurveyProps {
    /// The survey, as the address has it from `#s=` on.
    pub link: AttrValue,
}
