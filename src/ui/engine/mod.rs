//! Heavy work for the views: ask, hear how it goes, think better of it.
//!
//! A worker is started with the first request and ended when there was nothing to do for a
//! while. Who works and what happens when they cannot is decided in [`crate::engine::Office`];
//! here it is done.

mod run;
mod serve;

use std::cell::RefCell;
use std::rc::Rc;
use std::task::{Poll, Waker};

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::parts;
use crate::domain::frameworks::Framework;
use crate::domain::plan::Plan;
use crate::domain::uncertainty::{self, RankRanges};
use crate::engine::{Action, Answer, Bench, News, Office, Problem, Reply, Request, Tools};
use crate::platform::clock;
use crate::platform::worker::{Heard, Worker};

pub use run::{Run, RunMsg, begin};
pub use serve::{desk, serve, start};

/// An idle worker is ended after that long: it holds a copy of the program's memory.
const IDLE_MS: u32 = 60_000;

/// How long the page works at a time where it has no worker: less than a frame.
const PAGE_SLICE_MS: f64 = 8.0;

/// How long a worker works before it listens again.
const WORKER_SLICE_MS: f64 = 12.0;

type OnNews = Rc<dyn Fn(News)>;

#[derive(Default)]
struct Engine {
    office: Office,
    worker: Option<Worker>,
    bench: Option<Box<dyn Bench>>,
    /// The bench is asked to work as soon as the page has a moment.
    slice: Option<Timeout>,
    idle: Option<Timeout>,
    asked: Vec<(u32, OnNews)>,
    last_id: u32,
}

thread_local! {
    static ENGINE: RefCell<Engine> = RefCell::default();
}

/// A job that somebody waits for. Dropping it takes it back.
pub struct Job {
    id: u32,
}

/// Asks for something; the news come later, one after the other, and never after the job was dropped.
///
/// What is known already is told without any work.
pub fn ask(request: Rc<Request>, on_news: impl Fn(News) + 'static) -> Job {
    let (id, known) = ENGINE.with_borrow_mut(|engine| {
        engine.last_id = engine.last_id.wrapping_add(1);
        engine.asked.push((engine.last_id, Rc::new(on_news)));
        let known = engine.office.recall(&request);
        if known.is_none() {
            engine.idle = None;
        }
        (engine.last_id, known)
    });
    match known {
        // Nobody is told anything before whoever asks has the job in hand.
        Some(answer) => {
            Timeout::new(0, move || act(Action::Tell(id, News::Done(answer)))).forget();
        }
        None => decide(|office| office.ask(id, request)),
    }
    Job { id }
}

/// Asks for something, and waits for what comes of it.
pub async fn answer(request: Rc<Request>) -> Result<Rc<Answer>, Problem> {
    let came = Rc::new(RefCell::new((None, None::<Waker>)));
    let _job = ask(request, {
        let came = Rc::clone(&came);
        move |news| {
            let result = match news {
                News::SoFar(..) => return,
                News::Done(answer) => Ok(answer),
                News::Failed(problem) => Err(problem),
            };
            let waker = {
                let mut came = came.borrow_mut();
                came.0 = Some(result);
                came.1.take()
            };
            if let Some(waker) = waker {
                waker.wake();
            }
        }
    });
    std::future::poll_fn(|context| {
        let mut came = came.borrow_mut();
        match came.0.take() {
            Some(result) => Poll::Ready(result),
            None => {
                came.1 = Some(context.waker().clone());
                Poll::Pending
            }
        }
    })
    .await
}

/// The rank ranges of a plan as it is; `None` where it has none.
pub async fn rank_ranges(plan: &Plan, framework: &'static Framework) -> Result<Option<RankRanges>, Problem> {
    let Ok(request) = uncertainty::rank_ranges(plan, framework) else { return Ok(None) };
    let request = Rc::new(Request::Simulate(request));
    let answer = answer(Rc::clone(&request)).await?;
    Ok(crate::engine::rank_ranges(&request, &answer))
}

impl Drop for Job {
    fn drop(&mut self) {
        drop(forget(self.id));
        decide(|office| office.cancel(self.id));
    }
}

/// Takes out whom to tell about a job; what they hold is dropped by the caller, as it may come
/// back to the engine.
fn forget(id: u32) -> Option<OnNews> {
    ENGINE.with_borrow_mut(|engine| {
        let at = engine.asked.iter().position(|(asked, _)| *asked == id)?;
        Some(engine.asked.remove(at).1)
    })
}

/// Tells the office what has happened, and does what it wants.
fn decide(happened: impl FnOnce(&mut Office) -> Vec<Action>) {
    for action in ENGINE.with_borrow_mut(|engine| happened(&mut engine.office)) {
        act(action);
    }
}

// What is told, dropped or started here may come back to the engine at once, so nothing of that
// is done while it is borrowed.
fn act(action: Action) {
    match action {
        Action::Hire => {
            let worker = Worker::start(|heard| match heard {
                Heard::Said(said) => {
                    decide(|office| office.hear(Reply::from_message(&said.text, said.bytes)))
                }
                Heard::Stopped => decide(Office::lose_worker),
            });
            match worker {
                Some(worker) => ENGINE.with_borrow_mut(|engine| engine.worker = Some(worker)),
                // Nobody is told anything before whoever asks has the job in hand.
                None => {
                    Timeout::new(0, || decide(Office::lose_worker)).forget();
                }
            }
        }
        Action::Dismiss => drop(ENGINE.with_borrow_mut(|engine| engine.worker.take())),
        Action::Post(order) => {
            // One that is gone has said so, or will.
            let _ = ENGINE.with_borrow(|engine| {
                let bytes = order.bytes().map(AsRef::as_ref);
                engine.worker.as_ref().map(|worker| worker.post(&order.to_text(), bytes))
            });
        }
        Action::Fetch => wasm_bindgen_futures::spawn_local(async {
            let bench = parts::engine_bench(PAGE_SLICE_MS).await;
            let is_there = bench.is_some();
            ENGINE.with_borrow_mut(|engine| engine.bench = bench);
            decide(|office| office.fetched(is_there));
        }),
        Action::Hand(order) => {
            let wants_tools = ENGINE.with_borrow_mut(|engine| {
                let Some(bench) = &mut engine.bench else { return false };
                bench.take(order);
                let wants_tools = bench.wants_tools();
                work_soon(engine);
                wants_tools
            });
            if wants_tools {
                wasm_bindgen_futures::spawn_local(async { bring(parts::workbook_tools().await) });
            }
        }
        Action::Tell(id, news) => {
            let on_news = match news {
                News::SoFar(..) => ENGINE.with_borrow(|engine| {
                    let asked = engine.asked.iter().find(|(asked, _)| *asked == id);
                    asked.map(|(_, on_news)| Rc::clone(on_news))
                }),
                News::Done(_) | News::Failed(_) => forget(id),
            };
            if let Some(on_news) = on_news {
                on_news(news);
            }
        }
        Action::Rest => ENGINE.with_borrow_mut(|engine| {
            engine.idle = Some(Timeout::new(IDLE_MS, || decide(Office::rested)));
        }),
    }
}

/// Brings the bench in the page what it has sent for.
fn bring(tools: Option<Tools>) {
    let mut said = Vec::new();
    ENGINE.with_borrow_mut(|engine| {
        if let Some(bench) = &mut engine.bench {
            bench.bring(tools, &mut |reply| said.push(reply));
            work_soon(engine);
        }
    });
    for reply in said {
        decide(|office| office.hear(reply));
    }
}

fn work_soon(engine: &mut Engine) {
    engine.slice.get_or_insert_with(|| Timeout::new(0, work));
}

/// Works for one slice in the page.
fn work() {
    let mut said = Vec::new();
    ENGINE.with_borrow_mut(|engine| {
        engine.slice = None;
        let bench = engine.bench.as_mut();
        if bench.is_some_and(|bench| bench.slice(&clock::monotonic_ms, &mut |reply| said.push(reply))) {
            work_soon(engine);
        }
    });
    for reply in said {
        decide(|office| office.hear(reply));
    }
}

/// How a request stands.
#[derive(Clone, Debug, Default)]
pub struct JobState {
    /// The answer, or what can be said so far. While a new request has said nothing yet, still
    /// that of the one before, and `is_stale`.
    pub answer: Option<Rc<Answer>>,
    /// Whether the answer belongs to an earlier request.
    pub is_stale: bool,
    /// How much is done, 0 to 1.
    pub progress: f64,
    /// Whether more is to come.
    pub running: bool,
    /// Why nothing more comes. What was said before stays.
    pub failed: Option<Problem>,
}

impl PartialEq for JobState {
    fn eq(&self, other: &Self) -> bool {
        let answers = (self.answer.as_ref().map(Rc::as_ptr), other.answer.as_ref().map(Rc::as_ptr));
        answers.0 == answers.1
            && (self.is_stale, self.progress, self.running, self.failed)
                == (other.is_stale, other.progress, other.running, other.failed)
    }
}

/// What happens to a [`JobState`].
#[derive(Clone, Debug)]
pub enum JobMsg {
    /// Nothing is asked for.
    Nothing,
    /// Something is asked for.
    Asked,
    /// Something is said about it.
    Heard(News),
}

impl JobState {
    fn asked() -> JobState {
        JobState { running: true, ..JobState::default() }
    }
}

impl Reducible for JobState {
    type Action = JobMsg;

    fn reduce(self: Rc<Self>, message: JobMsg) -> Rc<Self> {
        let answer = self.answer.clone();
        Rc::new(match message {
            JobMsg::Nothing => JobState::default(),
            JobMsg::Asked => JobState { is_stale: answer.is_some(), answer, ..JobState::asked() },
            JobMsg::Heard(News::SoFar(progress, answer)) => {
                JobState { answer: Some(answer), progress, ..JobState::asked() }
            }
            JobMsg::Heard(News::Done(answer)) => {
                JobState { answer: Some(answer), progress: 1.0, ..JobState::default() }
            }
            JobMsg::Heard(News::Failed(problem)) => {
                JobState { failed: Some(problem), running: false, ..JobState::clone(&self) }
            }
        })
    }
}

/// A request that is compared by where it is, then by what it says: the same question, asked
/// anew by a view that rendered again, goes on being worked on.
#[derive(Clone)]
struct Question(Option<Rc<Request>>);

impl PartialEq for Question {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Some(one), Some(other)) => Rc::ptr_eq(one, other) || one == other,
            (one, other) => one.is_none() && other.is_none(),
        }
    }
}

/// Has a request worked on for as long as the component lives and the request is the same.
///
/// Another request takes back the one before. The callback asks once more, after a failure.
#[hook]
pub fn use_job(request: Option<Rc<Request>>) -> (JobState, Callback<()>) {
    let is_asked = request.is_some();
    let state = use_reducer_eq(|| if is_asked { JobState::asked() } else { JobState::default() });
    let attempt = use_reducer(Attempt::default);
    let dispatcher = state.dispatcher();
    use_effect_with((Question(request), attempt.0), move |(question, _)| {
        dispatcher.dispatch(if question.0.is_some() { JobMsg::Asked } else { JobMsg::Nothing });
        let job = question
            .0
            .clone()
            .map(|request| ask(request, move |news| dispatcher.dispatch(JobMsg::Heard(news))));
        move || drop(job)
    });
    let again = attempt.dispatcher();
    let retry = use_callback((), move |(), ()| again.dispatch(()));
    (JobState::clone(&state), retry)
}

/// How often it was asked for the same thing.
#[derive(Default)]
struct Attempt(u32);

impl Reducible for Attempt {
    type Action = ();

    fn reduce(self: Rc<Self>, (): ()) -> Rc<Self> {
        Rc::new(Attempt(self.0.wrapping_add(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(numbers: u64) -> Rc<Answer> {
        Rc::new(Answer::Count { numbers, sum: 0 })
    }

    fn after(messages: Vec<JobMsg>) -> JobState {
        let mut state = Rc::new(JobState::default());
        for message in messages {
            state = state.reduce(message);
        }
        JobState::clone(&state)
    }

    fn so_far(numbers: u64) -> JobMsg {
        JobMsg::Heard(News::SoFar(0.5, answer(numbers)))
    }

    fn done(numbers: u64) -> JobMsg {
        JobMsg::Heard(News::Done(answer(numbers)))
    }

    /// Numbers of the answer, and the marks that are set.
    #[track_caller]
    fn check(messages: Vec<JobMsg>, numbers: Option<u64>, progress: f64, marks: &str) {
        let state = after(messages);
        let held = state.answer.as_deref().map(|answer| match answer {
            Answer::Count { numbers, .. } => *numbers,
            _ => panic!("nobody asked for that"),
        });
        let mut set = Vec::new();
        if state.running {
            set.push("running");
        }
        if state.is_stale {
            set.push("stale");
        }
        if state.failed.is_some() {
            set.push("failed");
        }
        assert_eq!((held, state.progress, set.join(" ").as_str()), (numbers, progress, marks));
    }

    #[test]
    fn a_request_runs_and_is_done() {
        check(vec![], None, 0.0, "");
        check(vec![JobMsg::Asked], None, 0.0, "running");
        check(vec![JobMsg::Asked, so_far(1)], Some(1), 0.5, "running");
        check(vec![JobMsg::Asked, so_far(1), done(2)], Some(2), 1.0, "");
    }

    #[test]
    fn the_answer_before_stays_until_there_is_another() {
        check(vec![JobMsg::Asked, done(2), JobMsg::Asked], Some(2), 0.0, "running stale");
        check(vec![JobMsg::Asked, done(2), JobMsg::Asked, so_far(3)], Some(3), 0.5, "running");
        check(vec![JobMsg::Asked, done(2), JobMsg::Nothing], None, 0.0, "");
    }

    #[test]
    fn a_failure_keeps_what_was_said_before() {
        let failed = || JobMsg::Heard(News::Failed(Problem::Stopped));
        check(vec![JobMsg::Asked, failed()], None, 0.0, "failed");
        check(vec![JobMsg::Asked, so_far(1), failed()], Some(1), 0.5, "failed");
        check(vec![JobMsg::Asked, done(1), JobMsg::Asked, failed()], Some(1), 0.0, "stale failed");
        check(vec![JobMsg::Asked, failed(), JobMsg::Asked], None, 0.0, "running");
    }

    #[test]
    fn the_same_question_is_not_asked_twice() {
        let count = |to| Question(Some(Rc::new(Request::Count { to })));
        assert!(count(1) == count(1) && count(1) != count(2));
        assert!(count(1) != Question(None) && Question(None) == Question(None));
    }
}
