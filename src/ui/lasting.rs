//! State that outlives the components that show it: what runs for a plan goes on while its screen
//! is away, and is there on return.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::thread::LocalKey;

use yew::prelude::*;

use crate::domain::plan::Id;

/// A state that belongs to one plan at a time. Whatever happens to another plan takes its place.
pub struct Lasting<T> {
    held: RefCell<Option<(Id, Rc<T>)>>,
    watchers: RefCell<Vec<(u32, Callback<()>)>>,
    last: Cell<u32>,
}

/// Where such a state lives.
pub type Place<T> = LocalKey<Lasting<T>>;

impl<T> Lasting<T> {
    /// A state of no plan yet.
    pub const fn empty() -> Lasting<T> {
        Lasting { held: RefCell::new(None), watchers: RefCell::new(Vec::new()), last: Cell::new(0) }
    }

    fn of(&self, plan: &Id) -> Option<Rc<T>> {
        let held = self.held.borrow();
        held.as_ref().filter(|(of, _)| of == plan).map(|(_, state)| Rc::clone(state))
    }

    fn watch(&self, watcher: Callback<()>) -> u32 {
        let number = self.last.get().wrapping_add(1);
        self.last.set(number);
        self.watchers.borrow_mut().push((number, watcher));
        number
    }

    fn unwatch(&self, number: u32) {
        let gone = {
            let mut watchers = self.watchers.borrow_mut();
            let at = watchers.iter().position(|(other, _)| *other == number);
            at.map(|at| watchers.remove(at))
        };
        drop(gone);
    }
}

/// How things stand with a plan.
pub fn look<T: Default + 'static>(place: &'static Place<T>, plan: &Id) -> Rc<T> {
    place.with(|lasting| lasting.of(plan)).unwrap_or_default()
}

/// Says what has happened to a plan, and tells whoever shows it.
pub fn dispatch<T: Reducible + Default + 'static>(place: &'static Place<T>, plan: &Id, action: T::Action) {
    let next = look(place, plan).reduce(action);
    // What the state before held may come back here when it goes, and so may those who watch:
    // nothing of that is done while the state is borrowed.
    let before = place.with(|lasting| lasting.held.replace(Some((Rc::clone(plan), next))));
    drop(before);
    let watchers: Vec<Callback<()>> =
        place.with(|lasting| lasting.watchers.borrow().iter().map(|(_, watcher)| watcher.clone()).collect());
    for watcher in watchers {
        watcher.emit(());
    }
}

/// How things stand with a plan, drawn anew whenever that changes.
#[hook]
pub fn use_lasting<T: Default + 'static>(place: &'static Place<T>, plan: &Id) -> Rc<T> {
    let blank = use_memo((), |()| T::default());
    let redraw = use_force_update();
    let held = place.with(|lasting| lasting.of(plan));
    let now = held.unwrap_or_else(|| Rc::clone(&blank));
    let (shown, of) = (Rc::clone(&now), Rc::clone(plan));
    use_effect_with((), move |()| {
        let watcher = Callback::from(move |()| redraw.force_update());
        let number = place.with(|lasting| lasting.watch(watcher.clone()));
        // Something may have happened between the drawing and now.
        let state = place.with(|lasting| lasting.of(&of));
        if state.is_some_and(|state| !Rc::ptr_eq(&state, &shown)) {
            watcher.emit(());
        }
        move || place.with(|lasting| lasting.unwatch(number))
    });
    now
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sums numbers up, and remembers what it is to say when it goes.
    #[derive(Default)]
    struct Sum(u32, Option<u32>);

    thread_local! {
        static SUM: Lasting<Sum> = const { Lasting::empty() };
        static GONE: Lasting<Sum> = const { Lasting::empty() };
    }

    impl Reducible for Sum {
        type Action = (u32, Option<u32>);

        fn reduce(self: Rc<Self>, (number, says): Self::Action) -> Rc<Self> {
            Rc::new(Sum(self.0 + number, says))
        }
    }

    impl Drop for Sum {
        fn drop(&mut self) {
            if let Some(number) = self.1.take() {
                dispatch(&GONE, &"p".into(), (number, None));
                // Also to where it has just been.
                dispatch(&SUM, &"p".into(), (100, None));
            }
        }
    }

    #[test]
    fn a_plan_finds_what_became_of_it_and_another_one_begins_anew() {
        let (one, other) = (Id::from("a"), Id::from("b"));
        assert_eq!(look(&SUM, &one).0, 0);
        dispatch(&SUM, &one, (1, None));
        dispatch(&SUM, &one, (2, None));
        assert_eq!((look(&SUM, &one).0, look(&SUM, &other).0), (3, 0), "looking changes nothing");
        dispatch(&SUM, &other, (5, None));
        assert_eq!((look(&SUM, &one).0, look(&SUM, &other).0), (0, 5));
    }

    #[test]
    fn what_goes_may_come_back_at_once() {
        let plan = Id::from("p");
        dispatch(&SUM, &plan, (1, Some(7)));
        dispatch(&SUM, &plan, (1, None));
        assert_eq!((look(&SUM, &plan).0, look(&GONE, &plan).0), (102, 7));
    }

    #[test]
    fn whoever_watches_is_told_until_they_leave() {
        let told = Rc::new(Cell::new(0));
        let watcher = {
            let told = Rc::clone(&told);
            // Who is told may look.
            Callback::from(move |()| told.set(told.get() + look(&SUM, &"w".into()).0))
        };
        let number = SUM.with(|sum| sum.watch(watcher));
        dispatch(&SUM, &"w".into(), (1, None));
        dispatch(&SUM, &"w".into(), (1, None));
        SUM.with(|sum| sum.unwatch(number));
        dispatch(&SUM, &"w".into(), (1, None));
        assert_eq!(told.get(), 3);
    }
}
