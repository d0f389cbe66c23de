//! Takes answers in: codes from a chat, or a table from a survey service.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::plan::Plan;
use crate::ui::session::Raw;

/// Properties of [`AnswersDialog`].
#[derive(Properties)]
pub struct AnswersDialogProps {
    /// The plan with its study.
    pub plan: Rc<Plan>,
    /// What was pasted or dropped before the dialog opened.
    pub given: Option<Rc<Raw>>,
}

impl PartialEq for AnswersDialogProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && self.given == other.given
    }
}

/// The dialog that takes answers in.
#[component]
pub fn AnswersDialog(props: &AnswersDialogProps) -> Html {
    let _ = props;
    Html::default()
}
