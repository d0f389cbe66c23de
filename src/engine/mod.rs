//! Heavy work: a request in, progress and an answer out.
//!
//! Work is done in small steps, so that whoever does it can stop, show what there is so far,
//! or turn to something else. In the app a second thread does it (`ui::engine`); where a
//! browser allows none, the page does it between two frames. Both run a [`Desk`].
//!
//! To add a kind of work: a variant of [`Request`] and of [`Answer`], and an arm in each
//! `match` of [`Work`]. Requests and answers travel as JSON, which has no word for numbers
//! that are not finite: an answer must not hold any. Bytes of files travel beside the text.
//!
//! Work on workbooks needs [`Tools`] that weigh more than everything else here: a [`Desk`] lays
//! such orders aside until somebody brings them.

mod desk;
mod message;
mod office;
mod pace;

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::domain::bytes::Bytes;
use crate::domain::qr;
use crate::domain::roadmap::draft;
use crate::domain::text::{Lang, engine};
use crate::domain::uncertainty::{self, RankRanges, Results, Simulation};
use crate::domain::workbook;
use crate::domain::workshop::agreement::talk;

pub use desk::{Bench, Desk};
pub use message::{MISSING, Order, Reply};
pub use office::{Action, News, Office};

pub use crate::domain::workbook::Tools;

/// What can be asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Simulates an order.
    Simulate(uncertainty::Request),
    /// Searches for roadmaps.
    Roadmap(draft::Request),
    /// Weighs what a room should talk about.
    Talk(talk::Request),
    /// Reads or writes a workbook.
    Workbook(workbook::Request),
    /// Looks for QR codes in a picture.
    Scan(qr::Picture),
    /// Adds the whole numbers from 1 on: shows in tests how work is done.
    #[cfg(test)]
    Count {
        /// The last number that is added.
        to: u64,
    },
}

impl Request {
    /// Whether it cannot be worked on without [`Tools`].
    pub fn needs_tools(&self) -> bool {
        matches!(self, Request::Workbook(_))
    }

    /// Whether the same is likely to be asked again soon, of a plan that has not changed: by another
    /// page, or for a file.
    fn is_asked_again(&self) -> bool {
        matches!(self, Request::Simulate(_))
    }

    fn bytes(&self) -> Option<&Bytes> {
        match self {
            Request::Workbook(request) => request.bytes(),
            Request::Scan(picture) => Some(&picture.grey),
            _ => None,
        }
    }

    fn set_bytes(&mut self, bytes: Bytes) {
        match self {
            Request::Workbook(request) => request.set_bytes(bytes),
            Request::Scan(picture) => picture.grey = bytes,
            _ => {}
        }
    }
}

/// What comes of a request. While it is worked on, the answer so far.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// What the draws say.
    Simulate(Results),
    /// Roadmaps.
    Roadmap(draft::Answer),
    /// What settling each topic would do, once all of it is known.
    Talk(Vec<talk::Effect>),
    /// What came of a workbook.
    Workbook(workbook::Answer),
    /// What the QR codes in a picture say.
    Scan(Vec<String>),
    /// The sum, and how many numbers are in it.
    #[cfg(test)]
    Count {
        /// How many numbers were added so far.
        numbers: u64,
        /// Their sum.
        sum: u64,
    },
}

impl Answer {
    fn bytes(&self) -> Option<&Bytes> {
        match self {
            Answer::Workbook(answer) => answer.bytes(),
            _ => None,
        }
    }

    fn set_bytes(&mut self, bytes: Bytes) {
        if let Answer::Workbook(answer) = self {
            answer.set_bytes(bytes);
        }
    }
}

/// The rank ranges that an answer tells; `None` where it was asked for something else.
pub fn rank_ranges(request: &Request, answer: &Answer) -> Option<RankRanges> {
    match (request, answer) {
        (Request::Simulate(request), Answer::Simulate(results)) => Some(RankRanges::of(request, results)),
        _ => None,
    }
}

/// A request that is being worked on.
#[derive(Debug)]
pub enum Work {
    /// Draws that are being made.
    Simulate(Box<Simulation>),
    /// Roadmaps that are being searched.
    Roadmap(draft::Work),
    /// Topics that are being weighed.
    Talk(Box<talk::Work>),
    /// A workbook that is being read or written.
    Workbook(Box<dyn workbook::Task>),
    /// A picture, until what is in it is known.
    Scan(Result<Vec<String>, qr::Picture>),
    /// Numbers that are being added.
    #[cfg(test)]
    Count {
        /// The last number that is added.
        to: u64,
        /// The last number that was added.
        at: u64,
        /// The sum so far.
        sum: u64,
    },
}

impl Work {
    /// Makes everything ready for the first step; `None` where that takes tools that are not there.
    pub fn new(request: Rc<Request>, tools: Option<Tools>) -> Option<Work> {
        // Only the desk holds the request by now, so nothing is copied.
        Some(match Rc::unwrap_or_clone(request) {
            Request::Simulate(request) => Work::Simulate(Box::new(Simulation::new(&request))),
            Request::Roadmap(request) => Work::Roadmap(draft::Work::new(request)),
            Request::Talk(request) => Work::Talk(Box::new(talk::Work::new(&request))),
            Request::Workbook(request) => Work::Workbook(tools?(request)),
            Request::Scan(picture) => Work::Scan(Err(picture)),
            #[cfg(test)]
            Request::Count { to } => Work::Count { to, at: 0, sum: 0 },
        })
    }

    /// Does so many units of work: the smallest pieces that the work falls into, such as one
    /// draw of a simulation. Fewer where it is done before.
    pub fn step(&mut self, units: u32) {
        match self {
            Work::Simulate(simulation) => {
                simulation.step(units);
            }
            Work::Roadmap(work) => work.step(units),
            Work::Talk(work) => work.step(units),
            Work::Workbook(task) => task.step(units),
            Work::Scan(state) => {
                if let Err(picture) = state {
                    *state = Ok(qr::read(picture));
                }
            }
            #[cfg(test)]
            Work::Count { to, at, sum } => {
                let end = at.saturating_add(u64::from(units)).min(*to);
                for number in *at + 1..=end {
                    *sum = sum.wrapping_add(number);
                }
                *at = end;
            }
        }
    }

    /// How much of it is done, 0 to 1; 1 when there is nothing left to do, and not before.
    pub fn progress(&self) -> f64 {
        match self {
            Work::Roadmap(work) => work.progress(),
            Work::Talk(work) => work.progress(),
            Work::Workbook(task) => task.progress(),
            Work::Scan(state) => f64::from(u8::from(state.is_ok())),
            Work::Simulate(simulation) if simulation.is_done() => 1.0,
            Work::Simulate(simulation) => {
                (f64::from(simulation.done()) / f64::from(simulation.draws())).min(1.0 - f64::EPSILON)
            }
            #[cfg(test)]
            Work::Count { to, at, .. } if at == to => 1.0,
            #[cfg(test)]
            // Above 2^53 a share of nearly one rounds to one.
            Work::Count { to, at, .. } => (*at as f64 / *to as f64).min(1.0 - f64::EPSILON),
        }
    }

    /// What can be said so far; the answer once the progress is 1.
    pub fn answer(&self) -> Answer {
        match self {
            Work::Simulate(simulation) => Answer::Simulate(simulation.results()),
            Work::Roadmap(work) => Answer::Roadmap(work.answer()),
            Work::Talk(work) => Answer::Talk(work.effects()),
            Work::Workbook(task) => Answer::Workbook(task.answer()),
            Work::Scan(state) => Answer::Scan(state.clone().unwrap_or_default()),
            #[cfg(test)]
            Work::Count { at, sum, .. } => Answer::Count { numbers: *at, sum: *sum },
        }
    }
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The program stopped in the middle of it.
    Stopped,
    /// The part of the program that does it could not be fetched.
    Missing,
    /// What came back makes no sense.
    Unreadable,
}

impl Problem {
    /// What happened and the way out.
    pub fn sentence(self, lang: Lang) -> &'static str {
        match self {
            Problem::Stopped => engine::stopped(lang),
            Problem::Missing => engine::missing(lang),
            Problem::Unreadable => engine::unreadable(lang),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn done(to: u64, steps: &[u32]) -> (f64, Answer) {
        let mut work = Work::new(Rc::new(Request::Count { to }), None).unwrap();
        for units in steps {
            work.step(*units);
        }
        (work.progress(), work.answer())
    }

    #[test]
    fn work_says_how_far_it_is_and_what_it_has_so_far() {
        #[track_caller]
        fn check(to: u64, steps: &[u32], progress: f64, numbers: u64, sum: u64) {
            assert_eq!(done(to, steps), (progress, Answer::Count { numbers, sum }));
        }
        check(10, &[], 0.0, 0, 0);
        check(10, &[4], 0.4, 4, 10);
        check(10, &[4, 0, 6], 1.0, 10, 55);
        check(10, &[4, u32::MAX], 1.0, 10, 55);
        check(0, &[], 1.0, 0, 0);
    }

    #[test]
    fn a_problem_is_said_in_both_languages() {
        for problem in [Problem::Stopped, Problem::Missing, Problem::Unreadable] {
            assert!(problem.sentence(Lang::En).ends_with('.'));
            assert!(problem.sentence(Lang::Zh).ends_with('。'));
        }
    }

    proptest! {
        #[test]
        fn the_size_of_the_steps_changes_nothing(steps in prop::collection::vec(0_u32..50, 0..20)) {
            let total: u32 = steps.iter().sum();
            prop_assert_eq!(done(400, &steps), done(400, &[total]));
        }
    }
}
