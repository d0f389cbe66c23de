//! Where jobs are worked on, a slice at a time.

use std::collections::VecDeque;

use super::pace::Pace;
use super::{Order, Reply, Tools, Work};

/// Takes orders and works on them in slices. The page knows a [`Desk`] by no more than this,
/// so that the work itself can stay in a part of the program that is fetched for it.
pub trait Bench {
    /// Takes a job on, or leaves it.
    fn take(&mut self, order: Order);

    /// Works for about one slice of time, says what is worth saying, and answers whether
    /// there is more to do. The clock gives milliseconds.
    fn slice(&mut self, clock: &dyn Fn() -> f64, say: &mut dyn FnMut(Reply)) -> bool;

    /// Whether [`Tools`] are to be fetched for what was laid aside; said once for each time.
    fn wants_tools(&mut self) -> bool;

    /// Brings the tools, or word that they cannot be had.
    fn bring(&mut self, tools: Option<Tools>, say: &mut dyn FnMut(Reply));
}

/// The jobs that are worked on, in turn, so that a short one need not wait for a long one.
#[derive(Debug)]
pub struct Desk {
    slice_ms: f64,
    jobs: VecDeque<Job>,
    tools: Option<Tools>,
    /// Orders that wait for the tools.
    aside: Vec<Order>,
    /// Whether somebody was asked for them.
    is_asked: bool,
}

#[derive(Debug)]
struct Job {
    id: u32,
    work: Work,
    pace: Pace,
    /// When it was begun; `None` until the first slice.
    begun_at_ms: Option<f64>,
    /// When there may be something to say again.
    say_at_ms: f64,
}

/// How long a job is silent between two answers so far.
const SILENCE_MS: f64 = 100.0;

/// How many times longer it works than it needs to put an answer so far together.
const WORK_PER_WORD: f64 = 10.0;

impl Desk {
    /// A desk that works for so many milliseconds at a time.
    pub fn new(slice_ms: f64) -> Desk {
        Desk { slice_ms, jobs: VecDeque::new(), tools: None, aside: Vec::new(), is_asked: false }
    }

    /// Begins with an order, or lays it aside.
    fn start(&mut self, order: Order) {
        let Order { id, request: Some(request) } = &order else { return };
        if request.needs_tools() && self.tools.is_none() {
            self.aside.push(order);
            return;
        }
        let id = *id;
        let Some(work) = order.request.and_then(|request| Work::new(request, self.tools)) else { return };
        let pace = Pace::new(self.slice_ms);
        self.jobs.push_back(Job { id, work, pace, begun_at_ms: None, say_at_ms: 0.0 });
    }
}

impl Bench for Desk {
    fn take(&mut self, order: Order) {
        self.jobs.retain(|job| job.id != order.id);
        self.aside.retain(|other| other.id != order.id);
        self.start(order);
    }

    fn wants_tools(&mut self) -> bool {
        let wants = !self.aside.is_empty() && !self.is_asked;
        self.is_asked |= wants;
        wants
    }

    fn bring(&mut self, tools: Option<Tools>, say: &mut dyn FnMut(Reply)) {
        self.is_asked = false;
        self.tools = self.tools.or(tools);
        for order in std::mem::take(&mut self.aside) {
            match self.tools {
                Some(_) => self.start(order),
                // Whoever ordered it may do so again, and somebody will go for them again.
                None => say(Reply::Lacking { id: order.id }),
            }
        }
    }

    fn slice(&mut self, clock: &dyn Fn() -> f64, say: &mut dyn FnMut(Reply)) -> bool {
        let Some(mut job) = self.jobs.pop_front() else { return false };
        let start = clock();
        job.work.step(job.pace.units());
        let end = clock();
        job.pace.took(end - start);
        let progress = job.work.progress();
        if progress >= 1.0 {
            say(Reply::Done { id: job.id, answer: job.work.answer() });
            return !self.jobs.is_empty();
        }
        let begun_at = *job.begun_at_ms.get_or_insert_with(|| {
            job.say_at_ms = start + SILENCE_MS;
            start
        });
        // What will be done in a moment is not said half-made: saying it would put that off.
        let left = if progress > 0.0 { (end - begun_at) * (1.0 / progress - 1.0) } else { f64::INFINITY };
        if end >= job.say_at_ms && left > SILENCE_MS {
            say(Reply::SoFar { id: job.id, progress, answer: job.work.answer() });
            let said = clock();
            job.say_at_ms = said + SILENCE_MS.max((said - end) * WORK_PER_WORD);
        }
        self.jobs.push_back(job);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Answer, Request};
    use super::*;
    use crate::domain::workbook::{self, Task};
    use std::cell::Cell;
    use std::rc::Rc;

    fn order(id: u32, to: u64) -> Order {
        Order { id, request: Some(Rc::new(Request::Count { to })) }
    }

    fn leave(id: u32) -> Order {
        Order { id, request: None }
    }

    /// Works until everything is done, by a clock that goes on a little whenever it is read.
    fn work(desk: &mut Desk, tick_ms: f64) -> Vec<Reply> {
        let now = Cell::new(0.0);
        let clock = || {
            now.set(now.get() + tick_ms);
            now.get()
        };
        let mut said = Vec::new();
        while desk.slice(&clock, &mut |reply| said.push(reply)) {}
        said
    }

    fn done(id: u32, to: u64) -> Reply {
        Reply::Done { id, answer: Answer::Count { numbers: to, sum: to * (to + 1) / 2 } }
    }

    #[test]
    fn a_job_is_done_and_said_once() {
        let mut desk = Desk::new(12.0);
        desk.take(order(3, 1000));
        assert_eq!(work(&mut desk, 0.01), [done(3, 1000)]);
        assert_eq!(work(&mut desk, 0.01), []);
    }

    #[test]
    fn jobs_take_turns() {
        let mut desk = Desk::new(12.0);
        desk.take(order(1, 100_000));
        desk.take(order(2, 1));
        assert_eq!(work(&mut desk, 0.01), [done(2, 1), done(1, 100_000)]);
    }

    #[test]
    fn what_nobody_wants_any_more_is_left() {
        let mut desk = Desk::new(12.0);
        for n in 1..=3 {
            desk.take(order(n, 10));
        }
        desk.take(leave(1));
        desk.take(leave(3));
        desk.take(leave(99));
        assert_eq!(work(&mut desk, 0.01), [done(2, 10)]);
    }

    /// Work that reads nothing, for as many units as its sheet says.
    #[derive(Debug)]
    struct Idle(usize);

    impl Task for Idle {
        fn step(&mut self, units: u32) {
            self.0 = self.0.saturating_sub(units as usize);
        }

        fn progress(&self) -> f64 {
            if self.0 == 0 { 1.0 } else { 0.0 }
        }

        fn answer(&self) -> workbook::Answer {
            workbook::Answer::Working
        }
    }

    const TOOLS: Tools = |request| match request {
        workbook::Request::Read { sheet, .. } => Box::new(Idle(sheet.unwrap_or(0))),
        workbook::Request::Write(_) => Box::new(Idle(0)),
    };

    fn workbook(id: u32) -> Order {
        let request =
            workbook::Request::Read { bytes: Default::default(), sheet: Some(3), likely: Vec::new() };
        Order { id, request: Some(Rc::new(Request::Workbook(request))) }
    }

    fn done_workbook(id: u32) -> Reply {
        Reply::Done { id, answer: Answer::Workbook(workbook::Answer::Working) }
    }

    #[test]
    fn what_needs_tools_waits_for_them_while_the_rest_goes_on() {
        let mut desk = Desk::new(12.0);
        assert!(!desk.wants_tools());
        desk.take(workbook(1));
        desk.take(order(2, 10));
        desk.take(workbook(3));
        assert!(desk.wants_tools());
        assert!(!desk.wants_tools(), "nobody is sent twice");
        assert_eq!(work(&mut desk, 0.01), [done(2, 10)]);
        desk.take(leave(1));
        desk.bring(Some(TOOLS), &mut |_| panic!("nothing is lacking"));
        assert_eq!(work(&mut desk, 0.01), [done_workbook(3)]);
        desk.take(workbook(4));
        assert!(!desk.wants_tools(), "they are there by now");
        assert_eq!(work(&mut desk, 0.01), [done_workbook(4)]);
    }

    #[test]
    fn tools_that_do_not_come_are_said_and_can_be_sent_for_again() {
        let mut desk = Desk::new(12.0);
        desk.take(workbook(1));
        assert!(desk.wants_tools());
        let mut said = Vec::new();
        desk.bring(None, &mut |reply| said.push(reply));
        assert_eq!(said, [Reply::Lacking { id: 1 }]);
        assert!(!desk.wants_tools());
        desk.take(workbook(2));
        assert!(desk.wants_tools());
    }

    #[test]
    fn an_order_with_a_known_number_replaces_the_old_one() {
        let mut desk = Desk::new(12.0);
        desk.take(order(1, 10));
        desk.take(order(1, 20));
        assert_eq!(work(&mut desk, 0.01), [done(1, 20)]);
    }

    #[test]
    fn what_there_is_so_far_is_said_ten_times_a_second_at_most() {
        // Each slice reads the clock twice and does one unit, 12 ms or more: 50 units take 1.2 s or so.
        let mut desk = Desk::new(12.0);
        desk.take(order(1, 50));
        let said = work(&mut desk, 12.0);
        let so_far = said.iter().filter(|reply| matches!(reply, Reply::SoFar { .. })).count();
        assert!((8..=12).contains(&so_far), "{so_far}");
        assert_eq!(said.last(), Some(&done(1, 50)));
        let progress = said.iter().filter_map(|reply| match reply {
            Reply::SoFar { progress, answer: Answer::Count { numbers, .. }, .. } => {
                Some((*progress, *numbers))
            }
            _ => None,
        });
        assert!(progress.into_iter().all(|(progress, numbers)| progress == numbers as f64 / 50.0));
    }

    #[test]
    fn what_is_done_in_a_moment_is_not_said_half_made() {
        // The first word would be due after 100 ms, when the rest takes less than that.
        let mut desk = Desk::new(12.0);
        desk.take(order(1, 8));
        assert_eq!(work(&mut desk, 12.0), [done(1, 8)]);
    }

    #[test]
    fn an_answer_that_is_slow_to_put_together_is_said_less_often() {
        let now = Cell::new(0.0);
        let clock = || {
            now.set(now.get() + 12.0);
            now.get()
        };
        let mut times = Vec::new();
        let mut desk = Desk::new(12.0);
        desk.take(order(1, u64::MAX));
        for _ in 0..2000 {
            desk.slice(&clock, &mut |_| {
                times.push(now.get());
                now.set(now.get() + 200.0);
            });
        }
        let gaps: Vec<f64> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert!(gaps.len() > 3 && gaps.iter().all(|gap| *gap >= 2200.0), "{gaps:?}");
    }
}
