//! Who does the work, and what becomes of it when they cannot.
//!
//! Everything that happens to the page's jobs comes in here, and what is to be done about it
//! goes out as a list of actions; so the awkward cases can be tested without a browser.

use std::rc::Rc;

use super::{Answer, Order, Problem, Reply, Request};

/// What whoever asked for a job is told.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// It goes on: how much is done, 0 to 1, and what can be said so far.
    SoFar(f64, Rc<Answer>),
    /// It is done.
    Done(Rc<Answer>),
    /// It came to nothing.
    Failed(Problem),
}

/// What the office wants done.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Start a worker.
    Hire,
    /// End the worker.
    Dismiss,
    /// Send the worker an order.
    Post(Order),
    /// Fetch what it takes to work in the page itself.
    Fetch,
    /// Give an order to the bench in the page.
    Hand(Order),
    /// Tell whoever asked for that job.
    Tell(u32, News),
    /// Ask again after a while whether the worker is still needed.
    Rest,
}

/// The page's jobs and who works on them.
#[derive(Debug, Default)]
pub struct Office {
    staff: Staff,
    jobs: Vec<(u32, Rc<Request>)>,
    /// What was worked out last, the newest first.
    known: Vec<(Rc<Request>, Rc<Answer>)>,
}

/// Answers that are remembered: one for each order that a person goes to and fro between.
const MOST_KNOWN: usize = 2;

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Staff {
    /// Nobody.
    #[default]
    Nobody,
    /// A worker who has not come yet.
    Coming,
    /// A worker.
    Worker,
    /// There can be no worker; the page gets ready to do it itself.
    Fetching,
    /// The page itself.
    Page,
}

impl Office {
    /// Somebody asks for a job, under a number that was never used.
    pub fn ask(&mut self, id: u32, request: Rc<Request>) -> Vec<Action> {
        self.jobs.push((id, Rc::clone(&request)));
        let order = Order { id, request: Some(request) };
        match self.staff {
            Staff::Nobody => {
                self.staff = Staff::Coming;
                vec![Action::Hire]
            }
            Staff::Coming | Staff::Fetching => Vec::new(),
            Staff::Worker => vec![Action::Post(order)],
            Staff::Page => vec![Action::Hand(order)],
        }
    }

    /// What came of an equal request not long ago, so that nobody needs to work on it again.
    pub fn recall(&self, request: &Request) -> Option<Rc<Answer>> {
        let known = self.known.iter().find(|(known, _)| **known == *request);
        known.map(|(_, answer)| Rc::clone(answer))
    }

    /// Nobody waits for a job any more.
    pub fn cancel(&mut self, id: u32) -> Vec<Action> {
        if self.forget(id).is_none() {
            return Vec::new();
        }
        let order = Order { id, request: None };
        match self.staff {
            Staff::Worker => [Action::Post(order)].into_iter().chain(self.rest()).collect(),
            Staff::Page => vec![Action::Hand(order)],
            Staff::Nobody | Staff::Coming | Staff::Fetching => Vec::new(),
        }
    }

    /// The worker or the bench says something.
    pub fn hear(&mut self, reply: Reply) -> Vec<Action> {
        match reply {
            Reply::Ready if self.staff == Staff::Coming => {
                self.staff = Staff::Worker;
                self.orders().map(Action::Post).chain(self.rest()).collect()
            }
            Reply::Ready => Vec::new(),
            Reply::SoFar { id, progress, answer } if self.knows(id) => {
                vec![Action::Tell(id, News::SoFar(progress, Rc::new(answer)))]
            }
            // Last words about a job that was cancelled while they were under way.
            Reply::SoFar { .. } => Vec::new(),
            Reply::Done { id, answer } => self.end(id, Ok(answer)),
            Reply::Lacking { id } => self.end(id, Err(Problem::Missing)),
            Reply::Missing => self.give_up(Problem::Missing),
            Reply::Unreadable => self.give_up(Problem::Unreadable),
        }
    }

    /// The worker could not start, or has stopped.
    pub fn lose_worker(&mut self) -> Vec<Action> {
        match self.staff {
            // One that never came will not come the next time either.
            Staff::Coming => {
                self.staff = Staff::Fetching;
                vec![Action::Dismiss, Action::Fetch]
            }
            // Which job it was is not known, and the same again would do the same: whoever
            // asked decides whether to ask again.
            Staff::Worker => self.give_up(Problem::Stopped),
            Staff::Nobody | Staff::Fetching | Staff::Page => Vec::new(),
        }
    }

    /// What it takes to work in the page is there, or could not be fetched.
    pub fn fetched(&mut self, is_there: bool) -> Vec<Action> {
        match (self.staff, is_there) {
            (Staff::Fetching, true) => {
                self.staff = Staff::Page;
                self.orders().map(Action::Hand).collect()
            }
            (Staff::Fetching, false) => self.give_up(Problem::Missing),
            _ => Vec::new(),
        }
    }

    /// A while has passed since there was nothing to do.
    pub fn rested(&mut self) -> Vec<Action> {
        if self.staff != Staff::Worker || !self.jobs.is_empty() {
            return Vec::new();
        }
        self.staff = Staff::Nobody;
        vec![Action::Dismiss]
    }

    /// Ends a job, unless it was cancelled while the last words about it were under way.
    fn end(&mut self, id: u32, came: Result<Answer, Problem>) -> Vec<Action> {
        let Some(request) = self.forget(id) else { return Vec::new() };
        let news = match came {
            Ok(answer) => {
                let answer = Rc::new(answer);
                if request.is_asked_again() {
                    self.known.insert(0, (request, Rc::clone(&answer)));
                    self.known.truncate(MOST_KNOWN);
                }
                News::Done(answer)
            }
            Err(problem) => News::Failed(problem),
        };
        [Action::Tell(id, news)].into_iter().chain(self.rest()).collect()
    }

    /// Ends everything that is under way; the next request starts afresh.
    fn give_up(&mut self, problem: Problem) -> Vec<Action> {
        self.staff = Staff::Nobody;
        let jobs = std::mem::take(&mut self.jobs);
        let tell = jobs.into_iter().map(|(id, _)| Action::Tell(id, News::Failed(problem)));
        [Action::Dismiss].into_iter().chain(tell).collect()
    }

    fn orders(&self) -> impl Iterator<Item = Order> {
        self.jobs.iter().map(|(id, request)| Order { id: *id, request: Some(Rc::clone(request)) })
    }

    fn rest(&self) -> Option<Action> {
        (self.jobs.is_empty() && self.staff == Staff::Worker).then_some(Action::Rest)
    }

    fn knows(&self, id: u32) -> bool {
        self.jobs.iter().any(|(known, _)| *known == id)
    }

    /// What was asked for, if the job was there.
    fn forget(&mut self, id: u32) -> Option<Rc<Request>> {
        let at = self.jobs.iter().position(|(known, _)| *known == id)?;
        Some(self.jobs.remove(at).1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::uncertainty;

    fn request() -> Rc<Request> {
        Rc::new(Request::Count { to: 3 })
    }

    fn order(id: u32) -> Order {
        Order { id, request: Some(request()) }
    }

    fn leave(id: u32) -> Order {
        Order { id, request: None }
    }

    fn answer() -> Answer {
        Answer::Count { numbers: 3, sum: 6 }
    }

    fn done(id: u32) -> Reply {
        Reply::Done { id, answer: answer() }
    }

    fn failed(id: u32, problem: Problem) -> Action {
        Action::Tell(id, News::Failed(problem))
    }

    /// An office with a worker who has these jobs.
    fn at_work(jobs: &[u32]) -> Office {
        let mut office = Office::default();
        for id in jobs {
            office.ask(*id, request());
        }
        if jobs.is_empty() {
            office.ask(0, request());
            office.cancel(0);
        }
        office.hear(Reply::Ready);
        office
    }

    /// An office in a page that can have no worker.
    fn alone(jobs: &[u32]) -> Office {
        let mut office = Office::default();
        for id in jobs {
            office.ask(*id, request());
        }
        office.lose_worker();
        office.fetched(true);
        office
    }

    #[test]
    fn the_first_job_hires_a_worker_who_gets_all_that_came_meanwhile() {
        let mut office = Office::default();
        assert_eq!(office.ask(1, request()), [Action::Hire]);
        assert_eq!(office.ask(2, request()), []);
        assert_eq!(office.ask(3, request()), []);
        assert_eq!(office.cancel(2), []);
        assert_eq!(office.hear(Reply::Ready), [Action::Post(order(1)), Action::Post(order(3))]);
        assert_eq!(office.ask(4, request()), [Action::Post(order(4))]);
    }

    #[test]
    fn whoever_asked_is_told_and_an_idle_worker_rests() {
        let mut office = at_work(&[1, 2]);
        let so_far = Reply::SoFar { id: 1, progress: 0.5, answer: answer() };
        assert_eq!(office.hear(so_far), [Action::Tell(1, News::SoFar(0.5, Rc::new(answer())))]);
        assert_eq!(office.hear(done(1)), [Action::Tell(1, News::Done(Rc::new(answer())))]);
        assert_eq!(office.rested(), [], "there is still a job");
        assert_eq!(office.hear(done(2)), [Action::Tell(2, News::Done(Rc::new(answer()))), Action::Rest]);
        assert_eq!(office.rested(), [Action::Dismiss]);
        assert_eq!(office.rested(), []);
        assert_eq!(office.ask(3, request()), [Action::Hire]);
    }

    #[test]
    fn a_cancelled_job_is_taken_back_and_its_last_words_are_ignored() {
        let mut office = at_work(&[1, 2]);
        assert_eq!(office.cancel(1), [Action::Post(leave(1))]);
        assert_eq!(office.cancel(1), []);
        assert_eq!(office.hear(Reply::SoFar { id: 1, progress: 0.5, answer: answer() }), []);
        assert_eq!(office.hear(done(1)), []);
        assert_eq!(office.cancel(2), [Action::Post(leave(2)), Action::Rest]);
    }

    #[test]
    fn the_last_simulations_are_remembered_and_nothing_else_is() {
        let simulation = |seed: u64| {
            let plan = crate::domain::plan::Plan::default();
            let framework = crate::domain::frameworks::default();
            let request = uncertainty::request(&plan, framework, uncertainty::Question::Score);
            Rc::new(Request::Simulate(uncertainty::Request { seed, ..request }))
        };
        let results = |draws: u32| {
            Answer::Simulate(uncertainty::Results { draws, of: draws, items: Vec::new(), holds: Vec::new() })
        };
        let mut office = at_work(&[]);
        for id in 1..=3 {
            office.ask(id, simulation(u64::from(id)));
            office.hear(Reply::SoFar { id, progress: 0.5, answer: results(id) });
            assert_eq!(office.recall(&simulation(u64::from(id))), None, "it is not whole yet");
            office.hear(Reply::Done { id, answer: results(10 * id) });
        }
        for (seed, draws) in [(1, None), (2, Some(20)), (3, Some(30)), (4, None)] {
            assert_eq!(office.recall(&simulation(seed)), draws.map(results).map(Rc::new), "{seed}");
        }
        office.ask(4, simulation(4));
        office.cancel(4);
        office.hear(Reply::Done { id: 4, answer: results(40) });
        office.ask(5, request());
        office.hear(done(5));
        assert_eq!((office.recall(&simulation(4)), office.recall(&request())), (None, None));
        office.ask(6, request());
        office.lose_worker();
        assert!(office.recall(&simulation(3)).is_some(), "what is known does not go with the worker");
    }

    #[test]
    fn a_worker_that_comes_for_nothing_rests() {
        let mut office = Office::default();
        office.ask(1, request());
        office.cancel(1);
        assert_eq!(office.hear(Reply::Ready), [Action::Rest]);
        assert_eq!(office.rested(), [Action::Dismiss]);
    }

    #[test]
    fn when_a_worker_stops_everyone_hears_of_it_and_the_next_job_gets_a_new_one() {
        let mut office = at_work(&[1, 2]);
        assert_eq!(
            office.lose_worker(),
            [Action::Dismiss, failed(1, Problem::Stopped), failed(2, Problem::Stopped)]
        );
        assert_eq!(office.lose_worker(), [], "a crash may be reported twice");
        assert_eq!(office.hear(done(1)), []);
        assert_eq!(office.ask(3, request()), [Action::Hire]);
    }

    #[test]
    fn nonsense_and_a_missing_part_end_the_jobs_with_their_reason() {
        for (reply, problem) in [(Reply::Unreadable, Problem::Unreadable), (Reply::Missing, Problem::Missing)]
        {
            let mut office = at_work(&[1]);
            assert_eq!(office.hear(reply), [Action::Dismiss, failed(1, problem)]);
            assert_eq!(office.ask(2, request()), [Action::Hire]);
        }
    }

    #[test]
    fn a_part_that_is_missing_before_the_worker_is_ready_is_said_as_well() {
        let mut office = Office::default();
        office.ask(1, request());
        assert_eq!(office.hear(Reply::Missing), [Action::Dismiss, failed(1, Problem::Missing)]);
    }

    #[test]
    fn where_there_can_be_no_worker_the_page_works_itself() {
        let mut office = Office::default();
        assert_eq!(office.ask(1, request()), [Action::Hire]);
        assert_eq!(office.lose_worker(), [Action::Dismiss, Action::Fetch]);
        assert_eq!(office.ask(2, request()), []);
        assert_eq!(office.cancel(1), []);
        assert_eq!(office.fetched(true), [Action::Hand(order(2))]);
        assert_eq!(office.ask(3, request()), [Action::Hand(order(3))]);
        assert_eq!(office.cancel(2), [Action::Hand(leave(2))]);
        assert_eq!(office.hear(done(3)), [Action::Tell(3, News::Done(Rc::new(answer())))]);
        assert_eq!(office.ask(4, request()), [Action::Hand(order(4))], "it stays that way");
    }

    #[test]
    fn when_the_page_cannot_work_either_it_says_so_and_tries_anew_the_next_time() {
        let mut office = Office::default();
        office.ask(1, request());
        office.lose_worker();
        assert_eq!(office.fetched(false), [Action::Dismiss, failed(1, Problem::Missing)]);
        assert_eq!(office.ask(2, request()), [Action::Hire]);
    }

    #[test]
    fn what_comes_at_the_wrong_time_changes_nothing() {
        let mut idle = Office::default();
        assert_eq!(idle.hear(Reply::Ready), []);
        assert_eq!(idle.lose_worker(), []);
        assert_eq!(idle.fetched(true), []);
        assert_eq!(idle.rested(), []);
        assert_eq!(idle.cancel(9), []);
        let mut worker = at_work(&[]);
        assert_eq!(worker.hear(Reply::Ready), []);
        assert_eq!(worker.fetched(false), []);
        let mut page = alone(&[1]);
        assert_eq!(page.lose_worker(), []);
        assert_eq!(page.rested(), []);
        assert_eq!(page.hear(done(7)), []);
    }
}
