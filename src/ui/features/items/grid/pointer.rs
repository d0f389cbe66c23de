//! What mouse and finger do in the grid's body.
//!
//! Rows have no listeners of their own: the body asks the pressed element for its
//! `data-line` and `data-col`.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{MouseEvent, PointerEvent};

use super::desk::Desk;
use crate::platform::element;
use crate::ui::features::items::gestures::{self, Cells};
use crate::ui::features::items::row::ROW_HEIGHT;
use crate::ui::session::SessionMsg;

impl Desk {
    /// A press: makes the cell active, ticks a row, or takes hold of one.
    pub fn on_press(&self, event: PointerEvent) {
        let Some(hit) = gestures::hit(&event) else { return };
        if event.button() != 0 {
            return;
        }
        if element::is_touch(&event) && hit.column > 0 {
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
            self.dragged.replace(Some(id));
            gestures::capture(&event);
        }
        self.go(hit.line, hit.column, event.shift_key() && hit.column > 0);
        element::focus(&self.nodes.field);
        if hit.open {
            self.handles.session(SessionMsg::Panel(true));
        }
    }

    /// A move: shows where a held row would fall, or draws a range of cells.
    pub fn on_move(&self, event: PointerEvent) {
        if self.dragged.borrow().is_some() {
            let line = gestures::line_under(&event, &self.nodes.body);
            let mark = &self.nodes.drop_mark;
            element::set_style(mark, "transform", &format!("translateY({}px)", line * ROW_HEIGHT));
            element::set_style(mark, "display", "block");
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
        let held = self.dragged.borrow_mut().take();
        if let Some(id) = held {
            element::set_style(&self.nodes.drop_mark, "display", "none");
            let line = gestures::line_under(&event, &self.nodes.body);
            let props = self.props().clone();
            gestures::drop_at(&self.handles, &props.plan, &props.view, &props.selected, &id, line);
        }
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
