//! Copy, cut and paste: blocks of cells, to and from a spreadsheet.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::ClipboardEvent;
use yew::Event;

use super::desk::Desk;
use crate::domain::editor::Command;
use crate::domain::text::items;
use crate::ui::components::new_gesture;
use crate::ui::features::items::gestures;
use crate::ui::parts;
use crate::ui::session::{Dialog, Raw};
use crate::ui::store::new_id;

impl Desk {
    /// Copy or cut: the range of cells goes to the clipboard.
    pub fn on_copy(&self, event: Event) {
        let clipboard = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
        // In an open cell, the text field copies its own selection.
        let Some(clipboard) = clipboard.filter(|_| self.state().editing.is_none()) else { return };
        event.prevent_default();
        let cells = self.cells();
        let ids = self.ids_in(cells);
        let text = self.with_context(|props, context| gestures::copied(&ids, cells, &props.columns, context));
        if clipboard.set_data("text/plain", &text).is_ok() {
            self.handles.tell(items::copied_cells(self.props().lang).to_owned());
            if event.type_() == "cut" {
                self.edit_cells(gestures::cleared);
            }
        }
    }

    /// Paste: a block of cells, or a whole table that the import can read.
    pub fn on_paste(self: &Rc<Self>, event: Event) {
        let clipboard = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
        let text = clipboard.and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
        if self.state().editing.is_some() || text.is_empty() {
            return;
        }
        event.prevent_default();
        // A single line or column cannot be a table with headings.
        if !text.trim_end().contains('\n') || !text.contains('\t') {
            return self.paste(&text);
        }
        let (desk, text) = (Rc::clone(self), Rc::<str>::from(text));
        wasm_bindgen_futures::spawn_local(async move {
            match parts::is_table_with_headings(Rc::clone(&text)).await {
                Some(true) => desk.handles.open(Dialog::Import(Some(Rc::new(Raw::Pasted(text))))),
                _ => desk.paste(&text),
            }
        });
    }

    fn paste(&self, text: &str) {
        let cells = self.cells();
        let pasted = self.with_context(|props, context| {
            gestures::pasted(text, cells, &props.columns, &props.view, context, &mut |prefix| new_id(prefix))
        });
        let lang = self.props().lang;
        if pasted.cells == 0 {
            self.handles.warn(items::paste_nothing(lang).to_owned());
            return;
        }
        let gesture = new_gesture();
        if !pasted.new_items.is_empty() {
            self.handles.edit_in(gesture, Command::AddItems { items: pasted.new_items, after: None });
        }
        self.handles.edit_in(gesture, Command::EditItems(pasted.edits));
        self.handles.tell_undoable(items::pasted(lang, pasted.cells));
    }
}
