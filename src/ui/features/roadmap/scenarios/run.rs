//! What the draws are asked, and what they answer.

use std::rc::Rc;

use solver::Share;

use crate::domain::plan::Plan;
use crate::domain::roadmap::brief::Brief;
use crate::domain::roadmap::cut::{Varied, vary};
use crate::domain::roadmap::draft;
use crate::engine::{Answer, Request};

/// What was asked, and of which plan.
#[derive(Debug)]
pub(super) struct Asked {
    /// The plan.
    pub plan: Rc<Plan>,
    /// Its numbers.
    pub brief: Brief,
    /// Where the numbers of the draws come from.
    pub varied: Varied,
    /// What the engine is asked.
    pub request: Rc<Request>,
}

/// What is known so far.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    /// How many drafts are made.
    pub draws: u32,
    /// How often each job is in the plan.
    pub shares: Vec<Share>,
    /// In how many of the drafts no plan kept to all wishes.
    pub without_plan: usize,
}

/// Asks in which of so many draws each item of a plan makes the cut.
pub(super) fn request(plan: &Rc<Plan>, draws: u32) -> Asked {
    let brief = Brief::of(plan);
    let mut varied = vary(plan, &brief, draws);
    // The engine has the numbers from here on; what is shown needs their origin only.
    let variations = std::mem::take(&mut varied.variations);
    let request = Request::Roadmap(draft::Request::Draws { problem: brief.problem.clone(), variations });
    Asked { plan: Rc::clone(plan), brief, varied, request: Rc::new(request) }
}

/// What an answer says, where it is about these jobs.
pub(super) fn found(asked: &Asked, answer: &Answer) -> Option<Found> {
    match answer {
        Answer::Roadmap(draft::Answer::Draws(cuts)) if cuts.done > 0 => {
            (cuts.shares.len() == asked.brief.items.len()).then(|| Found {
                draws: u32::try_from(cuts.done).unwrap_or(u32::MAX),
                shares: cuts.shares.clone(),
                without_plan: cuts.without_plan,
            })
        }
        _ => None,
    }
}
