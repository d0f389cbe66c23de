//! A simulation under way beside the page.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::uncertainty::{Request, Results};
use crate::engine::{self, Answer, Problem};
use crate::ui::by_pointer::ByPointer;
use crate::ui::engine::use_job;

/// What was asked, and what is known so far.
#[derive(Clone)]
pub(super) struct Found {
    /// What was asked.
    pub request: Rc<Request>,
    /// What is known so far.
    pub results: Rc<Results>,
}

impl PartialEq for Found {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.request, &other.request) && Rc::ptr_eq(&self.results, &other.results)
    }
}

/// How a simulation stands.
pub(super) struct State {
    /// What is known so far; `None` before there is anything.
    pub found: Option<Found>,
    /// Why nothing more comes.
    pub failed: Option<Problem>,
    /// Asks once more.
    pub on_retry: Callback<()>,
    /// Whether somebody has stopped it.
    pub is_stopped: bool,
    /// Stops it, or has it go on.
    pub on_stop: Callback<bool>,
}

/// Simulates what is requested, and again when another request comes.
///
/// Until the new results are there, the last ones stay, with the request they answer;
/// what was under way is given up. What somebody stops is given up, too, until it shall go on or
/// another request comes.
#[hook]
pub(super) fn use_simulation(request: &Rc<Request>) -> State {
    let asked = use_same(request);
    let job =
        use_memo(ByPointer(Rc::clone(&asked)), |asked| engine::Request::Simulate(Request::clone(&asked.0)));
    let stopped = use_state_eq(|| None::<ByPointer<Request>>);
    let is_stopped = stopped.as_ref().is_some_and(|stopped| Rc::ptr_eq(&stopped.0, &asked));
    let on_stop = use_callback(ByPointer(Rc::clone(&asked)), {
        let stopped = stopped.setter();
        move |stop: bool, asked| stopped.set(stop.then(|| asked.clone()))
    });
    let (state, on_retry) = use_job((!is_stopped).then_some(job));
    let last = use_mut_ref(|| None::<(Rc<Answer>, Found)>);
    let mut last = last.borrow_mut();
    let is_known = |answer: &Rc<Answer>| last.as_ref().is_some_and(|(known, _)| Rc::ptr_eq(known, answer));
    if let Some(answer) = state.answer.filter(|answer| !state.is_stale && !is_known(answer))
        && let Some(results) = results(&answer)
        && results.items.len() == asked.items.len()
    {
        let found = Found { request: asked, results: Rc::new(results.clone()) };
        *last = Some((answer, found));
    }
    State {
        found: last.as_ref().map(|(_, found)| found.clone()),
        failed: state.failed,
        on_retry,
        is_stopped,
        on_stop,
    }
}

fn results(answer: &Answer) -> Option<&Results> {
    match answer {
        Answer::Simulate(results) => Some(results),
        _ => None,
    }
}

/// The same pointer as long as the requests are equal: another title is no other question.
#[hook]
fn use_same(request: &Rc<Request>) -> Rc<Request> {
    let kept = use_mut_ref(|| Rc::clone(request));
    let mut kept = kept.borrow_mut();
    if !Rc::ptr_eq(&kept, request) && **kept != **request {
        *kept = Rc::clone(request);
    }
    Rc::clone(&kept)
}
