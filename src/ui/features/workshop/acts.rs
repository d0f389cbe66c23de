//! What a facilitator does by a button or by a key alike.

use std::rc::Rc;

use crate::domain::plan::{Id, Plan};
use crate::domain::text::Lang;
use crate::domain::text::workshop_page as words;
use crate::domain::workshop::Entry;
use crate::domain::workshop::edit::{WorkshopEdit, command, saw};
use crate::platform::clock;
use crate::ui::store::{Handles, StoreMsg, new_id};

/// Opens the vote of an entry, for the first time or once more.
pub fn open_vote(handles: &Handles, workshop: &Id, entry: &Id) {
    let open = WorkshopEdit::Open(new_id("v"), Rc::clone(entry), clock::now_iso());
    handles.edit(command(workshop, vec![open]));
}

/// Shows everybody what was voted. That it was seen cannot be undone, though it can be hidden again.
pub fn reveal(handles: &Handles, workshop: &Id, pass: &Id) {
    let now = clock::now_iso();
    let (of, seen, at) = (Rc::clone(workshop), Rc::clone(pass), now.clone());
    handles.store.emit(StoreMsg::LetIn(Rc::new(move |plan: &Plan| {
        let mut next = plan.clone();
        saw(&mut next, &of, &seen, &at);
        next
    })));
    handles.edit(command(workshop, vec![WorkshopEdit::Reveal(Rc::clone(pass), now)]));
}

/// Leaves an entry out.
pub fn skip(handles: &Handles, workshop: &Id, entry: &Entry, lang: Lang) {
    handles.edit(command(workshop, vec![WorkshopEdit::Skip(Rc::clone(&entry.id), true)]));
    handles.tell_undoable(words::skipped(lang, &entry.title));
}
