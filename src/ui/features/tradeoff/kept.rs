//! What somebody has set up on these screens and finds again on return: no part of the plan, and
//! gone with the visit.

use std::cell::RefCell;

use crate::domain::hygiene::Limits;
use crate::domain::picture::items::Viewport;
use crate::domain::picture::views::ChartChoice;
use crate::domain::plan::Id;

/// What is kept of one plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Kept {
    /// What the chart shows; `None` until somebody has chosen.
    pub choice: Option<ChartChoice>,
    /// The part of the chart that is looked at.
    pub viewport: Viewport,
    /// What the check of the scores goes by.
    pub limits: Limits,
}

thread_local! {
    static KEPT: RefCell<Option<(Id, Kept)>> = const { RefCell::new(None) };
}

/// What is kept of a plan; where it is another plan than before, nothing.
pub(super) fn look(plan: &Id) -> Kept {
    KEPT.with_borrow(|kept| match kept {
        Some((of, kept)) if of == plan => kept.clone(),
        _ => Kept::default(),
    })
}

/// Keeps something of a plan instead of what was kept of it or of another one.
pub(super) fn keep(plan: &Id, change: impl FnOnce(&mut Kept)) {
    let mut next = look(plan);
    change(&mut next);
    KEPT.set(Some((plan.clone(), next)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_plan_begins_anew() {
        let (one, other) = (Id::from("a"), Id::from("b"));
        keep(&one, |kept| kept.limits = Limits { stale_days: 90 });
        keep(&one, |kept| kept.choice = Some(ChartChoice::default()));
        assert_eq!((look(&one).limits.stale_days, look(&one).choice), (90, Some(ChartChoice::default())));
        assert_eq!(look(&other), Kept::default());
        keep(&other, |kept| kept.viewport = kept.viewport.zoomed(2.0, (0.5, 0.5)));
        assert_eq!(look(&one), Kept::default());
    }
}
