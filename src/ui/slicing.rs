//! Work that a page does between other things: what is quick at once, the rest in slices.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::by_pointer::ByPointer;
use crate::domain::slices::Slices;
use crate::platform::clock;

/// How long the page works at a time: less than a frame, with what it has to draw meanwhile.
const SLICE_MS: f64 = 10.0;

/// Units of work between two looks at the clock.
const UNITS: u32 = 400;

/// Work that is going on. Dropping it ends it.
pub struct Running<T: 'static>(Rc<RefCell<Work<T>>>);

/// How work is going.
pub enum News<T> {
    /// How much is done, 0 to 1.
    SoFar(f64),
    /// What came of it.
    Made(T),
}

struct Work<T> {
    slices: Slices<T>,
    next: Option<Timeout>,
    /// Hundredths that were told.
    told: u32,
}

type Tell<T> = Rc<dyn Fn(News<T>)>;

impl<T: 'static> Running<T> {
    /// Does the first slice, which may be all, and goes on whenever the page has a moment.
    ///
    /// Only in answer to an event, or in an effect.
    pub fn start(slices: Slices<T>, tell: impl Fn(News<T>) + 'static) -> Running<T> {
        let work = Rc::new(RefCell::new(Work { slices, next: None, told: 0 }));
        go_on(&work, Rc::new(tell), true);
        Running(work)
    }
}

impl<T: 'static> Drop for Running<T> {
    fn drop(&mut self) {
        // The timeout holds the work, too.
        self.0.borrow_mut().next = None;
    }
}

/// Does a slice, and sees to the next one.
fn go_on<T: 'static>(work: &Rc<RefCell<Work<T>>>, tell: Tell<T>, first: bool) {
    // Whoever waits learns that there is something to wait for.
    let news = work.borrow_mut().slice().or(first.then_some(News::SoFar(0.0)));
    if !matches!(news, Some(News::Made(_))) {
        let next = Timeout::new(0, {
            let (work, tell) = (work.clone(), tell.clone());
            move || go_on(&work, tell, false)
        });
        work.borrow_mut().next = Some(next);
    }
    if let Some(news) = news {
        tell(news);
    }
}

impl<T> Work<T> {
    /// Works for one slice: what came of it all, or how far it is, where that is worth telling.
    fn slice(&mut self) -> Option<News<T>> {
        let start = clock::monotonic_ms();
        while clock::monotonic_ms() - start < SLICE_MS {
            if let Some(made) = self.slices.step(UNITS) {
                return Some(News::Made(made));
            }
        }
        let progress = self.slices.progress();
        let hundredths = (progress * 100.0) as u32;
        (hundredths >= self.told + 5).then(|| {
            self.told = hundredths;
            News::SoFar(progress)
        })
    }
}

/// Something that is made of something else, or how far that is.
pub struct Made<T> {
    /// What was made; while it is made anew, what was made before.
    pub made: Option<Rc<T>>,
    /// How much of the one that is being made is done, 0 to 1; `None` where none is.
    pub progress: Option<f64>,
}

impl<T> Made<T> {
    /// What was made of what was asked last, and not of something before.
    pub fn done(&self) -> Option<&Rc<T>> {
        self.made.as_ref().filter(|_| self.progress.is_none())
    }
}

/// What was made last, and what it was made of.
struct Last<D, T> {
    asked: Option<Rc<D>>,
    made: Option<Rc<T>>,
    progress: f64,
}

/// Makes something of what is asked: while rendering where it is small, else in slices.
#[hook]
pub fn use_made<D, T>(asked: D, is_small: bool, start: impl Fn(&D) -> Slices<T> + 'static) -> Made<T>
where
    D: Clone + PartialEq + 'static,
    T: 'static,
{
    let asked = use_memo(asked, D::clone);
    let start = Rc::new(start);
    let at_once = {
        let start = start.clone();
        use_memo((ByPointer(asked.clone()), is_small), move |(asked, is_small)| {
            is_small.then(|| whole(start(&asked.0))).flatten().map(Rc::new)
        })
    };
    let last = use_state(|| Last::<D, T> { asked: None, made: None, progress: 0.0 });
    use_effect_with((ByPointer(asked.clone()), is_small), {
        let last = last.clone();
        move |(asked, is_small)| {
            let running = (!is_small).then(|| {
                let (asked, setter, before) = (asked.0.clone(), last.setter(), last.made.clone());
                Running::start(start(&asked), move |news| {
                    setter.set(match news {
                        News::SoFar(progress) => Last { asked: None, made: before.clone(), progress },
                        News::Made(made) => {
                            Last { asked: Some(asked.clone()), made: Some(Rc::new(made)), progress: 1.0 }
                        }
                    });
                })
            });
            move || drop(running)
        }
    });
    if let Some(made) = &*at_once {
        return Made { made: Some(made.clone()), progress: None };
    }
    let is_done = last.asked.as_ref().is_some_and(|made_of| Rc::ptr_eq(made_of, &asked));
    Made { made: last.made.clone(), progress: (!is_done).then_some(last.progress) }
}

/// Does all of it.
fn whole<T>(mut slices: Slices<T>) -> Option<T> {
    // A slice of all units there are is all; the bound is for what would never end.
    (0..u16::MAX).find_map(|_| slices.step(u32::MAX))
}
