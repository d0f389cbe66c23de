//! The worker's side: the same program, without a window, that works for the page.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::super::parts;
use super::WORKER_SLICE_MS;
use crate::engine::{Bench, Desk, MISSING, Order, Reply};
use crate::platform::clock;
use crate::platform::worker::{Page, Turns};

/// Starts to work for the page.
pub fn start(page: Page) {
    wasm_bindgen_futures::spawn_local(async move {
        if parts::engine_serve(page.clone()).await.is_none() {
            page.post(MISSING);
        }
    });
}

/// Takes orders from the page from now on.
pub fn serve(page: Page) {
    let desk = Rc::new(RefCell::new(Desk::new(WORKER_SLICE_MS)));
    let is_working = Rc::new(Cell::new(false));
    let turns = Turns::new({
        let (desk, is_working, page) = (Rc::clone(&desk), Rc::clone(&is_working), page.clone());
        move || {
            let mut say = |reply: Reply| page.post(&reply.to_text());
            is_working.set(desk.borrow_mut().slice(&clock::monotonic_ms, &mut say));
            is_working.get()
        }
    });
    let Some(turns) = turns else { return page.post(MISSING) };
    page.post(&Reply::Ready.to_text());
    let answers = page.clone();
    page.listen(move |text| {
        let Some(order) = text.as_deref().and_then(Order::from_text) else {
            return answers.post(&Reply::Unreadable.to_text());
        };
        desk.borrow_mut().take(order);
        if !is_working.replace(true) {
            turns.start();
        }
    });
}

/// A desk for the page itself, where there can be no worker.
pub fn desk(slice_ms: f64) -> Box<dyn Bench> {
    Box::new(Desk::new(slice_ms))
}
