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
            is_working.set(desk.borrow_mut().slice(&clock::monotonic_ms, &mut say));
            is_working.get()
        }
    });
    let Some(turns) = turns else { return worker::post(MISSING) };
    let go_on = Rc::new(move || {
        if !is_working.replace(true) {
            turns.start();
        }
    });
    say(Reply::Ready);
    worker::listen(move |said| {
        let Some(order) = said.and_then(|said| Order::from_message(&said.text, said.bytes)) else {
            return say(Reply::Unreadable);
        };
        desk.borrow_mut().take(order);
        if desk.borrow_mut().wants_tools() {
            let (desk, go_on) = (Rc::clone(&desk), Rc::clone(&go_on));
            wasm_bindgen_futures::spawn_local(async move {
                let tools = parts::workbook_tools().await;
                desk.borrow_mut().bring(tools, &mut say);
                go_on();
            });
        }
        go_on();
    });
}

fn say(reply: Reply) {
    match reply.bytes() {
        Some(bytes) => worker::post_with(&reply.to_text(), bytes.as_ref()),
        None => worker::post(&reply.to_text()),
    }
}

/// A desk for the page itself, where there can be no worker.
pub fn desk(slice_ms: f64) -> Box<dyn Bench> {
    Box::new(Desk::new(slice_ms))
}
