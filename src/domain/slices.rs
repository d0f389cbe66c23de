//! Long work in slices, so that a page that waits for it stays alive.
//!
//! What is to be done is written as one function from top to bottom, which says now and then how
//! much it has done ([`Units::spend`]). Whoever wants it decides how much that may be at a time; no
//! clock is asked here.

use std::cell::Cell;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// What may still be done in this slice, and what was done so far.
#[derive(Debug, Default)]
pub struct Units {
    left: Cell<u32>,
    done: Cell<u64>,
    all: Cell<u64>,
}

impl Units {
    /// Says how many units there will be in all, as far as that is known.
    pub fn expect(&self, all: usize) {
        self.all.set(all as u64);
    }

    /// Says that so many units were done; waits for the next slice where this one is used up.
    pub async fn spend(&self, units: u32) {
        self.done.set(self.done.get().saturating_add(u64::from(units)));
        self.left.set(self.left.get().saturating_sub(units));
        poll_fn(|_| if self.left.get() > 0 { Poll::Ready(()) } else { Poll::Pending }).await;
    }
}

/// Work that is done slice by slice. Dropping it ends it.
pub struct Slices<T> {
    /// `None` when it is done.
    work: Option<Pin<Box<dyn Future<Output = T>>>>,
    units: Rc<Units>,
}

impl<T> std::fmt::Debug for Slices<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.units)
    }
}

impl<T> Slices<T> {
    /// Makes everything ready for the first slice.
    pub fn new<F: Future<Output = T> + 'static>(work: impl FnOnce(Rc<Units>) -> F) -> Slices<T> {
        let units = Rc::new(Units::default());
        Slices { work: Some(Box::pin(work(Rc::clone(&units)))), units }
    }

    /// Does so many units of work, or a few more; what came of it all when it is done, once.
    pub fn step(&mut self, units: u32) -> Option<T> {
        self.units.left.set(units.max(1));
        let made = poll(self.work.as_mut()?.as_mut())?;
        self.work = None;
        Some(made)
    }

    /// How much of it is done, 0 to 1.
    pub fn progress(&self) -> f64 {
        match (&self.work, self.units.all.get()) {
            (None, _) => 1.0,
            (Some(_), 0) => 0.0,
            (Some(_), all) => (self.units.done.get() as f64 / all as f64).min(1.0),
        }
    }
}

/// Does all of it in one.
pub fn at_once<T, F: Future<Output = T>>(work: impl FnOnce(Rc<Units>) -> F) -> T {
    let units = Rc::new(Units::default());
    let mut work = pin!(work(Rc::clone(&units)));
    loop {
        units.left.set(u32::MAX);
        if let Some(made) = poll(work.as_mut()) {
            return made;
        }
    }
}

/// Nobody has to be woken: whoever works asks again.
fn poll<T>(work: Pin<&mut (impl Future<Output = T> + ?Sized)>) -> Option<T> {
    match work.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(made) => Some(made),
        Poll::Pending => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn sum(units: Rc<Units>, upto: u32) -> u32 {
        units.expect(upto as usize);
        let mut sum = 0;
        for number in 1..=upto {
            sum += number;
            units.spend(1).await;
        }
        sum
    }

    #[test]
    fn slices_come_to_the_same_as_the_whole() {
        assert_eq!(at_once(|units| sum(units, 100)), 5050);
        let mut slices = Slices::new(|units| sum(units, 100));
        let mut steps = 0;
        let mut before = 0.0;
        let made = loop {
            if let Some(made) = slices.step(10) {
                break made;
            }
            steps += 1;
            assert!(slices.progress() > before);
            before = slices.progress();
        };
        assert_eq!((made, steps, slices.progress()), (5050, 10, 1.0));
        assert_eq!(slices.step(10), None);
    }

    #[test]
    fn a_slice_does_no_more_than_it_may() {
        let mut slices = Slices::new(|units| sum(units, 100));
        assert_eq!((slices.step(25), slices.progress()), (None, 0.25));
        assert_eq!((slices.step(0), slices.progress()), (None, 0.26));
    }
}
