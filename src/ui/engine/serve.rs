//! The worker's side: the same program, without a window, that works for the page.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::super::parts;
use super::WORKER_SLICE_MS;
use crate::engine::{Bench, Desk, MISSING, Order, Reply};
use crate::platform::clock;
use crate::platform::worker::{self, Turns};

/// Starts to work for the page that this worker belongs to.
pub fn start() {
    wasm_bindgen_futures::spawn_local(async {
        if parts::engine_serve().await.is_none() {
            worker::post(MISSING);
        }
    });
}

/// Takes orders from the page from now on.
pub fn serve() {
    // A page without a place for the app would talk to itself.
    if !worker::is_here() {
        return;
    }
    let desk = Rc::new(RefCell::new(Desk::new(WORKER_SLICE_MS)));
    let is_working = Rc::new(Cell::new(false));
    let turns = Turns::new({
        let (desk, is_working) = (Rc::clone(&desk), Rc::clone(&is_working));
        move || {
            let mut say = |reply: Reply| worker::post(&reply.to_text());
            is_working.set(desk.borrow_mut().slice(&clock::monotonic_ms, &mut say));
            is_working.get()
        }
    });
    let Some(turns) = turns else { return worker::post(MISSING) };
    worker::post(&Reply::Ready.to_text());
    worker::listen(move |text| {
        let Some(order) = text.as_deref().and_then(Order::from_text) else {
            return worker::post(&Reply::Unreadable.to_text());
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
