//! What mouse and finger do in the grid's body.
//!
//! Rows have no listeners of their own: the body asks the pressed element for its
//! `data-line` and `data-col`.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{MouseEvent, PointerEvent};

use super::desk::Desk;
use crate::platform::element;
use crate::ui::features::items::gestures::{self, Cells, Held};
use crate::ui::features::items::row::ROW_HEIGHT;
use crate::ui::session::SessionMsg;

impl Desk {
    /// A press: makes the cell active, ticks a row, or takes hold of one.
    pub fn on_press(&self, event: PointerEvent) {
        let Some(hit) = gestures::hit(&event) else { return };
        if event.button() != 0 {
            return;
        }
        // Whatever was held before is up by now, and its end was not heard of.
        self.let_go();
        if element::is_touch(&event) && hit.column > 0 && !hit.grip {
            // A finger scrolls, or opens the item: see `on_click`.
            return;
        }
        // The text field keeps the focus, so a press selects no text either.
        event.prevent_default();
        if !self.commit(None) {
            return;
        }
        let here = Cells::between((hit.line, 0), (hit.line, 0));
        let Some(id) = self.ids_in(here).pop() else { return };
        if hit.column == 0 {
            if event.shift_key() {
                let range = Cells::between((self.line(), 0), (hit.line, 0));
                self.select(self.ids_in(range), Some(true));
            } else {
                self.select(vec![Rc::clone(&id)], None);
            }
        }
        if hit.grip {
            let (pointer, from) = (event.pointer_id(), event.client_y());
            self.held.replace(Some(Held { id, pointer, from, has_moved: false }));
            element::capture(&self.nodes.body, pointer);
            if element::is_touch(&event) {
                // A focused field would bring up the keyboard over the rows.
                return;
            }
        }
        self.go(hit.line, hit.column, event.shift_key() && hit.column > 0);
        element::focus(&self.nodes.field);
        if hit.open {
            self.handles.session(SessionMsg::Panel(true));
        }
    }

    /// A move: shows where a held row would fall, or draws a range of cells.
    pub fn on_move(&self, event: PointerEvent) {
        if let Some(drags) = self.of_held(&event, |held| held.goes_to(event.client_y())) {
            if event.buttons() == 0 {
                self.let_go();
            } else if drags {
                let line = self.line_under(&event);
                let mark = &self.nodes.drop_mark;
                element::set_style(mark, "transform", &format!("translateY({}px)", line * ROW_HEIGHT));
                element::set_style(mark, "display", "block");
            }
        } else if event.buttons() == 1
            && !element::is_touch(&event)
            && let Some(hit) = gestures::hit(&event)
            && (hit.line, hit.column) != (self.line(), self.state().column)
            && hit.column > 0
        {
            self.go(hit.line, hit.column, true);
        }
    }

    /// A release: lets a held row fall.
    pub fn on_release(&self, event: PointerEvent) {
        if self.of_held(&event, |held| held.goes_to(event.client_y())).is_some()
            && let Some(held) = self.let_go()
            && held.has_moved
        {
            let line = self.line_under(&event);
            let props = self.props().clone();
            self.handles.edit(gestures::dropped(&props.plan, &props.view, &props.selected, &held.id, line));
        }
    }

    /// The pointer was taken away, by the browser or by another element: the row stays where it is.
    pub fn on_lost(&self, event: PointerEvent) {
        if self.of_held(&event, |_| ()).is_some() {
            self.let_go();
        }
    }

    /// Something about the held row, where it is this pointer that holds it.
    fn of_held<T>(&self, event: &PointerEvent, ask: impl FnOnce(&mut Held) -> T) -> Option<T> {
        let mut held = self.held.borrow_mut();
        held.as_mut().filter(|held| held.pointer == event.pointer_id()).map(ask)
    }

    /// Nothing is held any more. Answers with what was.
    pub(super) fn let_go(&self) -> Option<Held> {
        let held = self.held.borrow_mut().take();
        if held.is_some() {
            element::set_style(&self.nodes.drop_mark, "display", "none");
        }
        held
    }

    /// The line boundary nearest to the pointer, among those that there are.
    fn line_under(&self, event: &PointerEvent) -> usize {
        gestures::line_under(event, &self.nodes.body).min(self.props().view.lines.len())
    }

    /// A click; only a finger's says something that its press did not.
    pub fn on_click(&self, event: MouseEvent) {
        let Some(hit) = gestures::hit(&event) else { return };
        if hit.column == 0 {
            // The press has ticked the box already; the browser must not tick it back.
            event.prevent_default();
        } else if event.dyn_ref::<PointerEvent>().is_some_and(element::is_touch) {
            self.go(hit.line, hit.column, false);
            self.handles.session(SessionMsg::Panel(true));
            // A focused field would bring up the keyboard over what was opened to be read.
            self.handles.session(SessionMsg::PanelFocused);
        }
    }

    /// A double click opens the cell.
    pub fn on_double_click(&self, event: MouseEvent) {
        if gestures::hit(&event).is_some() && self.column().is_editable() {
            self.open();
        }
    }
}
