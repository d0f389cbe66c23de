//! Work that goes on while nobody looks.

use std::rc::Rc;

use yew::prelude::*;

use super::{Job, JobMsg, JobState, ask};
use crate::domain::plan::Id;
use crate::engine::{News, Request};
use crate::ui::lasting::{Place, dispatch};

/// A question that is worked on for as long as nobody takes it back, and what is known of it.
pub struct Run<Q> {
    /// What was asked last; `None` where nothing was, or it was stopped.
    pub asked: Option<Rc<Q>>,
    /// What the answer belongs to.
    pub of: Option<Rc<Q>>,
    /// How it stands. The answer stays when the work is stopped, and until there is another one.
    pub state: JobState,
    /// Whether the answer is all of it, and not only what was known so far.
    pub is_whole: bool,
    job: Option<Rc<Job>>,
}

impl<Q> Default for Run<Q> {
    fn default() -> Self {
        Run { asked: None, of: None, state: JobState::default(), is_whole: false, job: None }
    }
}

/// What happens to a [`Run`].
pub enum RunMsg<Q> {
    /// Something is asked for.
    Asked(Rc<Q>, Option<Rc<Job>>),
    /// Something is said about it.
    Heard(News),
    /// Nothing more shall come; what was said stays.
    Stopped,
    /// What was asked is taken back, with all that was said.
    Forgotten,
}

impl<Q> Reducible for Run<Q> {
    type Action = RunMsg<Q>;

    fn reduce(self: Rc<Self>, message: RunMsg<Q>) -> Rc<Self> {
        let next = |message: JobMsg| JobState::clone(&Rc::new(self.state.clone()).reduce(message));
        Rc::new(match message {
            RunMsg::Asked(question, job) => Run {
                asked: Some(question),
                of: self.of.clone(),
                state: next(JobMsg::Asked),
                is_whole: self.is_whole,
                job,
            },
            RunMsg::Heard(news) => {
                let is_whole = match &news {
                    News::Done(_) => true,
                    News::SoFar(..) => false,
                    News::Failed(_) => self.is_whole,
                };
                let state = next(JobMsg::Heard(news));
                let is_answered = state.answer.is_some() && !state.is_stale;
                let of = if is_answered { self.asked.clone() } else { self.of.clone() };
                // What has come to its end is worked on no more.
                let job = self.job.clone().filter(|_| state.running);
                Run { asked: self.asked.clone(), of, state, is_whole, job }
            }
            RunMsg::Stopped => Run {
                asked: None,
                of: self.of.clone(),
                state: JobState { answer: self.state.answer.clone(), ..JobState::default() },
                is_whole: self.is_whole,
                job: None,
            },
            RunMsg::Forgotten => Run::default(),
        })
    }
}

/// Has a question of a plan worked on from now on. One that was asked before is taken back.
pub fn begin<Q: 'static>(place: &'static Place<Run<Q>>, plan: &Id, question: Rc<Q>, request: Rc<Request>) {
    dispatch(place, plan, RunMsg::Stopped);
    let of = Rc::clone(plan);
    let job = ask(request, move |news| dispatch(place, &of, RunMsg::Heard(news)));
    dispatch(place, plan, RunMsg::Asked(question, Some(Rc::new(job))));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Answer, Problem};

    fn asked(question: u32) -> RunMsg<u32> {
        RunMsg::Asked(Rc::new(question), None)
    }

    fn answer(numbers: u64) -> Rc<Answer> {
        Rc::new(Answer::Count { numbers, sum: 0 })
    }

    fn so_far(numbers: u64) -> RunMsg<u32> {
        RunMsg::Heard(News::SoFar(0.5, answer(numbers)))
    }

    fn done(numbers: u64) -> RunMsg<u32> {
        RunMsg::Heard(News::Done(answer(numbers)))
    }

    /// The question that the answer belongs to with the answer's number, and the marks that are set.
    #[track_caller]
    fn check(messages: Vec<RunMsg<u32>>, known: Option<(u32, u64)>, marks: &str) {
        let run = messages.into_iter().fold(Rc::new(Run::default()), |run, message| run.reduce(message));
        let number = run.state.answer.as_deref().map(|answer| match answer {
            Answer::Count { numbers, .. } => *numbers,
            _ => panic!("nobody asked for that"),
        });
        let set: Vec<&str> = [
            (run.asked.is_some(), "asked"),
            (run.state.running, "running"),
            (run.is_whole, "whole"),
            (run.state.failed.is_some(), "failed"),
        ]
        .into_iter()
        .filter_map(|(is, mark)| is.then_some(mark))
        .collect();
        assert_eq!((run.of.as_deref().copied().zip(number), set.join(" ").as_str()), (known, marks));
    }

    #[test]
    fn an_answer_belongs_to_the_question_that_it_was_given_to() {
        check(vec![], None, "");
        check(vec![asked(1)], None, "asked running");
        check(vec![asked(1), so_far(10)], Some((1, 10)), "asked running");
        check(vec![asked(1), so_far(10), done(20)], Some((1, 20)), "asked whole");
        check(vec![asked(1), done(20), asked(2)], Some((1, 20)), "asked running whole");
        check(vec![asked(1), done(20), asked(2), so_far(30)], Some((2, 30)), "asked running");
    }

    #[test]
    fn what_was_said_stays_when_the_work_is_stopped_and_goes_when_it_is_forgotten() {
        check(vec![asked(1), so_far(10), RunMsg::Stopped], Some((1, 10)), "");
        check(vec![asked(1), done(10), asked(2), RunMsg::Stopped], Some((1, 10)), "whole");
        check(vec![asked(1), so_far(10), RunMsg::Forgotten], None, "");
        let failed = || RunMsg::Heard(News::Failed(Problem::Stopped));
        check(vec![asked(1), so_far(10), failed()], Some((1, 10)), "asked failed");
        check(vec![asked(1), done(10), asked(2), failed()], Some((1, 10)), "asked whole failed");
    }
}
