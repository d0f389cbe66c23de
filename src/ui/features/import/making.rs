//! The preview of an import: made at once where the table is small, else in slices between which
//! the page lives on.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::Read;
use crate::domain::import::{self, Making, Mapping, Preview, Refusal};
use crate::domain::plan::{Id, Plan};
use crate::platform::clock;
use crate::ui::by_pointer::ByPointer;

/// Rows of the table that are read at once; so many take less than a frame.
const AT_ONCE: usize = 300;

/// How long the page works at a time: less than a frame, with what it has to draw meanwhile.
const SLICE_MS: f64 = 10.0;

/// Units of work between two looks at the clock: some dozen rows.
const UNITS: u32 = 400;

/// What a preview is made of.
type Asked = (Read, Mapping, ByPointer<Plan>);

/// A preview, or how far it is.
#[derive(Clone, Default)]
pub struct Made {
    /// What the import comes to; while it is made anew, what the one before came to.
    pub preview: Option<Rc<Result<Preview, Refusal>>>,
    /// How much of the one that is being made is done, 0 to 1; `None` where none is.
    pub progress: Option<f64>,
}

/// What was made last, and what it was made of.
#[derive(Clone, Default)]
struct Last {
    asked: Option<Rc<Asked>>,
    preview: Option<Rc<Result<Preview, Refusal>>>,
    progress: f64,
}

/// The preview of a table as it is mapped, in a plan.
#[hook]
pub fn use_preview(read: &Read, mapping: &Mapping, plan: &Rc<Plan>, ids: fn(&str) -> Id) -> Made {
    let asked = use_memo((read.clone(), mapping.clone(), ByPointer(plan.clone())), |asked| asked.clone());
    let is_small = asked.0.table.rows.len() <= AT_ONCE;
    let at_once = use_memo(ByPointer(asked.clone()), |asked| {
        let (read, mapping, plan) = &*asked.0;
        is_small.then(|| {
            let made =
                import::preview(&read.table, mapping, &plan.0, &clock::now_iso(), &mut |prefix| ids(prefix));
            Rc::new(made)
        })
    });
    let last = use_state(Last::default);
    use_effect_with(ByPointer(asked.clone()), {
        let last = last.clone();
        move |asked| {
            let slicing = (!is_small).then(|| Slicing::start(&asked.0, &last, ids));
            move || drop(slicing)
        }
    });
    if let Some(preview) = &*at_once {
        return Made { preview: Some(preview.clone()), progress: None };
    }
    let is_done = last.asked.as_ref().is_some_and(|made_of| Rc::ptr_eq(made_of, &asked));
    Made { preview: last.preview.clone(), progress: (!is_done).then_some(last.progress) }
}

/// A preview on its way. Dropping it ends the work.
struct Slicing(Rc<RefCell<Work>>);

struct Work {
    making: Making,
    next: Option<Timeout>,
    /// Hundredths that were told.
    told: u32,
}

impl Slicing {
    fn start(asked: &Rc<Asked>, last: &UseStateHandle<Last>, ids: fn(&str) -> Id) -> Slicing {
        let (read, mapping, plan) = &**asked;
        let (table, plan) = (read.table.clone(), plan.0.clone());
        let making = import::making(table, mapping.clone(), plan, clock::now_iso(), ids);
        let work = Rc::new(RefCell::new(Work { making, next: None, told: 0 }));
        let (asked, setter, before) = (asked.clone(), last.setter(), last.preview.clone());
        let tell = move |news| {
            setter.set(match news {
                News::SoFar(progress) => Last { asked: None, preview: before.clone(), progress },
                News::Made(preview) => {
                    Last { asked: Some(asked.clone()), preview: Some(preview), progress: 1.0 }
                }
            });
        };
        tell(News::SoFar(0.0));
        soon(&work, Rc::new(tell));
        Slicing(work)
    }
}

impl Drop for Slicing {
    fn drop(&mut self) {
        // The timeout holds the work, too.
        self.0.borrow_mut().next = None;
    }
}

/// What a slice has come to.
enum News {
    /// How much is done, 0 to 1.
    SoFar(f64),
    /// All of it.
    Made(Rc<Result<Preview, Refusal>>),
}

type Tell = Rc<dyn Fn(News)>;

/// Does the next slice as soon as the page has a moment.
fn soon(work: &Rc<RefCell<Work>>, tell: Tell) {
    let next = Timeout::new(0, {
        let work = work.clone();
        move || {
            let news = work.borrow_mut().slice();
            match news {
                Some(made @ News::Made(_)) => return tell(made),
                Some(so_far) => tell(so_far),
                None => {}
            }
            soon(&work, tell);
        }
    });
    work.borrow_mut().next = Some(next);
}

impl Work {
    /// Works for one slice: what came of it all, or how far it is, where that is worth telling.
    fn slice(&mut self) -> Option<News> {
        let start = clock::monotonic_ms();
        while clock::monotonic_ms() - start < SLICE_MS {
            if let Some(made) = self.making.step(UNITS) {
                return Some(News::Made(Rc::new(made)));
            }
        }
        let progress = self.making.progress();
        let hundredths = (progress * 100.0) as u32;
        (hundredths >= self.told + 5).then(|| {
            self.told = hundredths;
            News::SoFar(progress)
        })
    }
}
