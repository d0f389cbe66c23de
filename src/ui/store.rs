//! The editor as a Yew reducer, and the handles that every screen shares.

use std::rc::Rc;

use yew::prelude::*;

use super::keeper::KeeperMsg;
use super::preferences::PreferencesMsg;
use super::session::{Dialog, Notice, SessionMsg};
use crate::domain::editor::{Command, Editor};
use crate::domain::patch::Patch;
use crate::domain::plan::{Id, Plan};
use crate::domain::text::Lang;
use crate::keeping::Codec;
use crate::platform::{clock, random};

/// The open plan with its history.
#[derive(Clone, Debug, Default)]
pub struct Store {
    /// Plan, past and future.
    pub editor: Rc<Editor>,
    /// Whether a plan is open; before that the plan is an empty one.
    pub open: bool,
    /// Grows with every change, so that equal plans need no comparison.
    pub revision: u64,
}

impl PartialEq for Store {
    fn eq(&self, other: &Self) -> bool {
        self.revision == other.revision
    }
}

/// What happened to the plan.
pub enum StoreMsg {
    /// A plan was opened.
    Opened(Rc<Plan>),
    /// The plan was closed.
    Closed,
    /// A command was given at a moment, as part of a gesture or on its own.
    Commanded(Command, String, Option<u64>),
    /// The last step was taken back.
    Undone,
    /// The last step that was taken back was done again.
    Redone,
    /// Something came in that is nobody's step here, such as a vote: it is let into every plan
    /// that undo remembers.
    LetIn(Rc<dyn Fn(&Plan) -> Plan>),
    /// Another tab changed the plan.
    Merged(Rc<Patch>, Codec),
}

impl Reducible for Store {
    type Action = StoreMsg;

    fn reduce(self: Rc<Self>, msg: StoreMsg) -> Rc<Self> {
        let (editor, open) = match msg {
            StoreMsg::Opened(plan) => (Some(Editor::new(Plan::clone(&plan))), true),
            StoreMsg::Closed => (Some(Editor::default()), false),
            StoreMsg::Commanded(command, now, gesture) => {
                (self.editor.apply(&command, &now, gesture), self.open)
            }
            StoreMsg::Undone => (self.editor.undo(), self.open),
            StoreMsg::Redone => (self.editor.redo(), self.open),
            StoreMsg::LetIn(change) => (Some(self.editor.absorb(&*change)), self.open),
            StoreMsg::Merged(patch, codec) => {
                (Some(self.editor.absorb(&|plan| codec.apply(&patch, plan))), self.open)
            }
        };
        match editor {
            Some(editor) => Rc::new(Store { editor: Rc::new(editor), open, revision: self.revision + 1 }),
            None => self,
        }
    }
}

/// The handles by which any part of the screen changes things. They never change,
/// so sharing them by context renders nobody.
#[derive(Clone, Default)]
pub struct Handles(Rc<Channels>);

/// Where changes go.
pub struct Channels {
    /// The open plan.
    pub store: Callback<StoreMsg>,
    /// This visit.
    pub session: Callback<SessionMsg>,
    /// This browser.
    pub preferences: Callback<PreferencesMsg>,
    /// What only the keeper of the plans can do.
    pub keeper: Callback<KeeperMsg>,
}

impl Default for Channels {
    fn default() -> Self {
        Channels {
            store: Callback::noop(),
            session: Callback::noop(),
            preferences: Callback::noop(),
            keeper: Callback::noop(),
        }
    }
}

impl std::ops::Deref for Handles {
    type Target = Channels;

    fn deref(&self) -> &Channels {
        &self.0
    }
}

impl From<Channels> for Handles {
    fn from(channels: Channels) -> Handles {
        Handles(Rc::new(channels))
    }
}

impl PartialEq for Handles {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Handles {
    /// Gives a command as a step of its own.
    pub fn edit(&self, command: Command) {
        self.store.emit(StoreMsg::Commanded(command, clock::now_iso(), None));
    }

    /// Gives a command that is one step with the others of the same gesture.
    pub fn edit_in(&self, gesture: u64, command: Command) {
        self.store.emit(StoreMsg::Commanded(command, clock::now_iso(), Some(gesture)));
    }

    /// Changes the session.
    pub fn session(&self, msg: SessionMsg) {
        self.session.emit(msg);
    }

    /// Opens a dialog.
    pub fn open(&self, dialog: Dialog) {
        self.session(SessionMsg::Dialog(Some(dialog)));
    }

    /// Closes the dialog that is open.
    pub fn close_dialog(&self) {
        self.session(SessionMsg::Dialog(None));
    }

    /// Changes the preferences.
    pub fn prefer(&self, msg: PreferencesMsg) {
        self.preferences.emit(msg);
    }

    /// Tells something in passing.
    pub fn tell(&self, text: String) {
        self.session(SessionMsg::Noticed(Some(Notice { text, undo: false, bad: false })));
    }

    /// Tells something that can be taken back.
    pub fn tell_undoable(&self, text: String) {
        self.session(SessionMsg::Noticed(Some(Notice { text, undo: true, bad: false })));
    }

    /// Tells bad news, which stays until it is dismissed.
    pub fn warn(&self, text: String) {
        self.session(SessionMsg::Noticed(Some(Notice { text, undo: false, bad: true })));
    }
}

/// A fresh id with a prefix that says what it names.
pub fn new_id(prefix: &str) -> Id {
    random::id(prefix).into()
}

/// The handles, from the context of [`super::App`].
#[hook]
pub fn use_handles() -> Handles {
    use_context::<Handles>().unwrap_or_default()
}

/// The language, from the context of [`super::App`].
#[hook]
pub fn use_lang() -> Lang {
    use_context::<Lang>().unwrap_or_default()
}
