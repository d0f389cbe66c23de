//! A simulation under way beside the page.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::domain::uncertainty::{Request, Results, Simulation};
use crate::ui::by_pointer::ByPointer;

/// Scores that are drawn before the page has its turn again: a few milliseconds of work.
const SLICE: u32 = 40_000;

/// Draws after which something is shown for the first time; then at every doubling.
const FIRST_SHOWN: u32 = 500;

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

/// Simulates what is requested, and again when another request comes.
///
/// Until the new results are there, the last ones stay, with the request they answer;
/// what was under way is given up. `None` before there is anything.
#[hook]
pub(super) fn use_simulation(request: &Rc<Request>) -> Option<Found> {
    let found = use_state_eq(|| None::<Found>);
    let asked = use_same(request);
    let set = found.setter();
    use_effect_with(ByPointer(asked), move |asked| {
        let timer = Rc::new(RefCell::new(None));
        let job = Job {
            simulation: Simulation::new(&asked.0),
            request: Rc::clone(&asked.0),
            shown_at: FIRST_SHOWN,
            on_found: Callback::from(move |next| set.set(Some(next))),
        };
        go_on(job, Rc::clone(&timer));
        // Dropping a timer cancels it, and with it all that would have followed.
        move || drop(timer.take())
    });
    (*found).clone()
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

struct Job {
    simulation: Simulation,
    request: Rc<Request>,
    shown_at: u32,
    on_found: Callback<Found>,
}

/// Makes the draws of one slice when the page has nothing else to do, and then the next.
fn go_on(mut job: Job, timer: Rc<RefCell<Option<Timeout>>>) {
    let following = Rc::clone(&timer);
    let next = Timeout::new(0, move || {
        let items = (job.request.items.len() as u32).max(1);
        let is_done = job.simulation.step((SLICE / items).clamp(8, 1_000));
        if is_done || job.simulation.done() >= job.shown_at {
            job.shown_at = job.simulation.done() * 2;
            let results = Rc::new(job.simulation.results());
            job.on_found.emit(Found { request: Rc::clone(&job.request), results });
        }
        if !is_done {
            go_on(job, following);
        }
    });
    timer.replace(Some(next));
}
