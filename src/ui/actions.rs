//! Every action there is: one list that the menus, the shortcuts and the palette share.

use std::rc::Rc;

use web_sys::KeyboardEvent;

use super::features::items::move_by_one;
use super::keeper::KeeperMsg;
use super::preferences::{Preferences, PreferencesMsg, Theme};
use super::session::{Dialog, Screen, Session, SessionMsg, Sort, SortKey};
use super::store::{Handles, Store, StoreMsg, new_id};
use crate::domain::editor::Command;
use crate::domain::plan::{Id, Item, Plan};
use crate::domain::text::{Lang, Word, common, fold, items, shell};
use crate::platform::{element, route};

/// What an action needs to know.
#[derive(Clone)]
pub struct Scene {
    /// The handles.
    pub handles: Handles,
    /// The open plan.
    pub store: Rc<Store>,
    /// This visit.
    pub session: Rc<Session>,
    /// This browser.
    pub preferences: Rc<Preferences>,
    /// The language.
    pub lang: Lang,
}

impl Scene {
    /// The open plan as it is now.
    pub fn plan(&self) -> &Rc<Plan> {
        self.store.editor.plan()
    }

    /// The selected items in the plan's order, else the active one.
    fn chosen(&self) -> Vec<Id> {
        if self.session.selected.is_empty() {
            return self.session.active.iter().cloned().collect();
        }
        let selected = &self.session.selected;
        self.plan()
            .items
            .iter()
            .filter(|item| selected.contains(&item.id))
            .map(|item| Rc::clone(&item.id))
            .collect()
    }
}

/// Something that a person can do.
pub struct Action {
    /// Its name in the code and in tests.
    pub id: &'static str,
    /// What people call it.
    pub word: Word,
    /// The keys that do it, such as `Ctrl+Shift+Z`; Ctrl stands for Command on a Mac.
    pub keys: &'static [&'static str],
    /// Whether it can be done now.
    pub possible: fn(&Scene) -> bool,
    /// Does it.
    pub run: fn(&Scene),
}

fn always(_: &Scene) -> bool {
    true
}

fn has_chosen(scene: &Scene) -> bool {
    scene.session.screen == Screen::Items && !scene.chosen().is_empty()
}

fn has_items(scene: &Scene) -> bool {
    !scene.plan().items.is_empty()
}

/// All actions, in the order in which the palette lists them.
pub const ALL: &[Action] = &[
    Action {
        id: "undo",
        word: common::undo,
        keys: &["Ctrl+Z"],
        possible: |scene| scene.store.editor.undoes().is_some(),
        run: undo,
    },
    Action {
        id: "redo",
        word: common::redo,
        keys: &["Ctrl+Shift+Z", "Ctrl+Y"],
        possible: |scene| scene.store.editor.redoes().is_some(),
        run: redo,
    },
    Action {
        id: "new-item",
        word: shell::new_item,
        keys: &["Ctrl+Enter"],
        possible: always,
        run: |scene| new_item(&scene.handles, scene.lang, scene.session.active.clone()),
    },
    Action {
        id: "import",
        word: shell::import_items,
        keys: &[],
        possible: always,
        run: |scene| scene.handles.open(Dialog::Import(None)),
    },
    Action {
        id: "save-file",
        word: shell::save_file,
        keys: &["Ctrl+S"],
        possible: always,
        run: |scene| scene.handles.keeper.emit(KeeperMsg::SaveFile),
    },
    Action {
        id: "save-file-as",
        word: shell::save_file_as,
        keys: &["Ctrl+Shift+S"],
        possible: always,
        run: |scene| scene.handles.keeper.emit(KeeperMsg::SaveFileAs),
    },
    Action {
        id: "open-file",
        word: shell::open_file,
        keys: &["Ctrl+O"],
        possible: always,
        run: |scene| scene.handles.keeper.emit(KeeperMsg::PickFile),
    },
    Action {
        id: "export-csv",
        word: shell::export_csv,
        keys: &["Ctrl+E"],
        possible: has_items,
        run: |scene| scene.handles.keeper.emit(KeeperMsg::ExportCsv),
    },
    Action {
        id: "plans",
        word: shell::plans,
        keys: &["Ctrl+Shift+O"],
        possible: always,
        run: |scene| scene.handles.open(Dialog::Plans),
    },
    Action {
        id: "new-plan",
        word: shell::new_plan,
        keys: &[],
        possible: always,
        run: |scene| scene.handles.keeper.emit(KeeperMsg::NewPlan),
    },
    Action {
        id: "sample",
        word: shell::sample,
        keys: &[],
        possible: always,
        run: |scene| scene.handles.keeper.emit(KeeperMsg::OpenSample),
    },
    Action {
        id: "kano",
        word: shell::kano_go,
        keys: &[],
        possible: always,
        run: |_| route::set_hash("#/kano"),
    },
    Action {
        id: "kano-answers",
        word: shell::kano_take_answers,
        keys: &[],
        possible: |scene| !scene.plan().kano.features.is_empty(),
        run: |scene| scene.handles.open(Dialog::KanoAnswers(None)),
    },
    Action {
        id: "trade-off",
        word: shell::tradeoff_go,
        keys: &[],
        possible: always,
        run: |_| route::set_hash("#/trade-off"),
    },
    Action {
        id: "roadmap",
        word: shell::roadmap_go,
        keys: &[],
        possible: always,
        run: |_| route::set_hash("#/roadmap"),
    },
    Action {
        id: "workshop",
        word: shell::workshop_go,
        keys: &[],
        possible: always,
        run: |_| route::set_hash("#/workshop"),
    },
    Action {
        id: "decisions",
        word: shell::decisions_go,
        keys: &[],
        possible: always,
        run: |_| route::set_hash("#/decisions"),
    },
    Action {
        id: "share",
        word: shell::share_go,
        keys: &[],
        possible: always,
        run: |_| route::set_hash("#/share"),
    },
    Action {
        id: "settings",
        word: shell::plan_settings,
        keys: &[],
        possible: always,
        run: |scene| scene.handles.open(Dialog::Settings),
    },
    Action {
        id: "open-item",
        word: items::open_panel,
        keys: &["Alt+Enter"],
        possible: |scene| scene.session.active.is_some(),
        run: |scene| scene.handles.session(SessionMsg::Panel(true)),
    },
    Action {
        id: "duplicate",
        word: items::duplicate,
        keys: &["Ctrl+Shift+D"],
        possible: has_chosen,
        run: |scene| duplicate(&scene.handles, scene.plan(), &scene.chosen()),
    },
    Action {
        id: "delete",
        word: common::delete,
        keys: &["Ctrl+Backspace", "Ctrl+Delete"],
        possible: has_chosen,
        run: |scene| delete(&scene.handles, scene.plan(), &scene.chosen(), scene.lang),
    },
    Action {
        id: "bulk",
        word: items::bulk_edit,
        keys: &[],
        possible: |scene| !scene.session.selected.is_empty(),
        run: |scene| scene.handles.open(Dialog::Bulk),
    },
    Action {
        id: "why",
        word: items::why_order,
        keys: &[],
        possible: |scene| scene.session.screen == Screen::Items && scene.chosen().len() == 2,
        run: |scene| {
            if let [one, other] = scene.chosen().as_slice() {
                scene.handles.open(Dialog::Why(Rc::clone(one), Rc::clone(other)));
            }
        },
    },
    Action {
        id: "move-up",
        word: items::move_up,
        keys: &["Alt+ArrowUp"],
        possible: has_chosen,
        run: |scene| move_one(scene, false),
    },
    Action {
        id: "move-down",
        word: items::move_down,
        keys: &["Alt+ArrowDown"],
        possible: has_chosen,
        run: |scene| move_one(scene, true),
    },
    Action {
        id: "move-top",
        word: items::move_top,
        keys: &[],
        possible: has_chosen,
        run: |scene| {
            scene.handles.session(SessionMsg::Sorted(Sort { by: SortKey::Manual, reversed: false }));
            scene.handles.edit(Command::MoveItems { items: scene.chosen(), after: None });
        },
    },
    Action {
        id: "sort-score",
        word: items::sort_rank,
        keys: &[],
        possible: has_items,
        run: |scene| scene.handles.session(SessionMsg::Sorted(Sort::default())),
    },
    Action {
        id: "sort-manual",
        word: items::sort_manual,
        keys: &[],
        possible: has_items,
        run: |scene| scene.handles.session(SessionMsg::Sorted(Sort { by: SortKey::Manual, reversed: false })),
    },
    Action {
        id: "sort-reversed",
        word: items::sort_reversed,
        keys: &[],
        possible: has_items,
        run: |scene| {
            let Sort { by, reversed } = scene.session.sort.clone();
            scene.handles.session(SessionMsg::Sorted(Sort { by, reversed: !reversed }));
        },
    },
    Action {
        id: "sort-again",
        word: items::sort_again,
        keys: &["Ctrl+Shift+L"],
        possible: has_items,
        run: |scene| scene.handles.session(SessionMsg::SortAgain),
    },
    Action {
        id: "columns",
        word: shell::columns,
        keys: &[],
        possible: always,
        run: |scene| scene.handles.open(Dialog::Columns),
    },
    Action {
        id: "items",
        word: shell::items,
        keys: &[],
        possible: always,
        run: |scene| go(scene, Screen::Items),
    },
    Action { id: "bin", word: shell::bin, keys: &[], possible: always, run: |scene| go(scene, Screen::Bin) },
    Action {
        id: "language",
        word: shell::switch_language,
        keys: &[],
        possible: always,
        run: |scene| scene.handles.prefer(PreferencesMsg::Lang(scene.lang.other())),
    },
    Action {
        id: "theme-system",
        word: shell::theme_system,
        keys: &[],
        possible: always,
        run: |scene| scene.handles.prefer(PreferencesMsg::Theme(Theme::System)),
    },
    Action {
        id: "theme-light",
        word: shell::theme_light,
        keys: &[],
        possible: always,
        run: |scene| scene.handles.prefer(PreferencesMsg::Theme(Theme::Light)),
    },
    Action {
        id: "theme-dark",
        word: shell::theme_dark,
        keys: &[],
        possible: always,
        run: |scene| scene.handles.prefer(PreferencesMsg::Theme(Theme::Dark)),
    },
    Action {
        id: "palette",
        word: shell::commands,
        keys: &["Ctrl+K"],
        possible: always,
        run: |scene| scene.handles.open(Dialog::Palette),
    },
    Action {
        id: "shortcuts",
        word: shell::shortcuts,
        keys: &["Ctrl+/"],
        possible: always,
        run: |scene| scene.handles.open(Dialog::Shortcuts),
    },
];

/// The action with that id.
pub fn by_id(id: &str) -> Option<&'static Action> {
    ALL.iter().find(|action| action.id == id)
}

/// Actions whose keys mean nothing to a text field, so they work inside one as well.
const EVERYWHERE: &[&str] = &[
    "palette",
    "shortcuts",
    "save-file",
    "save-file-as",
    "open-file",
    "export-csv",
    "plans",
    "sort-again",
    "new-item",
];

/// The action that a key press asks for.
///
/// Inside a field keys belong to the text: undoing, deleting a word or moving a line
/// there must never touch an item.
pub fn for_key(event: &KeyboardEvent) -> Option<&'static Action> {
    let pressed = name_of(event);
    let action = ALL.iter().find(|action| action.keys.contains(&pressed.as_str()))?;
    let in_text = element::is_typing(event) && !element::is_at_rest(event);
    (!in_text || EVERYWHERE.contains(&action.id)).then_some(action)
}

fn name_of(event: &KeyboardEvent) -> String {
    let mut name = String::new();
    if element::has_command_key(event) {
        name.push_str("Ctrl+");
    }
    if event.alt_key() {
        name.push_str("Alt+");
    }
    if event.shift_key() {
        name.push_str("Shift+");
    }
    let key = event.key();
    if key.chars().count() == 1 {
        name.push_str(&key.to_ascii_uppercase());
    } else {
        name.push_str(&key);
    }
    name
}

fn go(scene: &Scene, screen: Screen) {
    route::set_hash(&format!("#/{}", screen.path()));
    scene.handles.session(SessionMsg::Went(screen));
}

fn undo(scene: &Scene) {
    if let Some(did) = scene.store.editor.undoes() {
        scene.handles.tell(shell::undone(scene.lang, &did.words(scene.lang)));
        scene.handles.store.emit(StoreMsg::Undone);
    }
}

fn redo(scene: &Scene) {
    if let Some(did) = scene.store.editor.redoes() {
        scene.handles.tell(shell::redone(scene.lang, &did.words(scene.lang)));
        scene.handles.store.emit(StoreMsg::Redone);
    }
}

fn move_one(scene: &Scene, down: bool) {
    if let [id] = scene.chosen().as_slice() {
        move_by_one(&scene.handles, scene.plan(), &scene.session.sort, id, down, scene.lang);
    }
}

/// Adds an item behind the active one and opens its title for typing.
pub fn new_item(handles: &Handles, lang: Lang, after: Option<Id>) {
    let item = Item::new(new_id("i"), "", items::new_item_title(lang));
    let id = Rc::clone(&item.id);
    handles.edit(Command::AddItems { items: vec![item], after });
    handles.session(SessionMsg::Went(Screen::Items));
    handles.session(SessionMsg::Activated(Some(id)));
    handles.session(SessionMsg::FocusGrid(true));
}

/// Copies items; each copy stands behind the last of them, with a fresh key.
pub fn duplicate(handles: &Handles, plan: &Plan, ids: &[Id]) {
    let copies: Vec<Item> = ids
        .iter()
        .filter_map(|id| plan.item(id))
        .map(|item| Item { id: new_id("i"), key: String::new(), comments: Vec::new(), ..Item::clone(item) })
        .collect();
    handles.edit(Command::AddItems { items: copies, after: ids.last().cloned() });
}

/// Puts items into the bin and says how to get them back.
pub fn delete(handles: &Handles, plan: &Plan, ids: &[Id], lang: Lang) {
    let title = |id: &Id| plan.item(id).map(|item| common::quoted(lang, item.title_in(lang)));
    let what = match ids {
        [one] => title(one).unwrap_or_default(),
        more => common::items(lang, more.len()),
    };
    handles.edit(Command::DeleteItems(ids.to_vec()));
    handles.session(SessionMsg::Selected(Default::default()));
    handles.tell_undoable(items::deleted_toast(lang, &what));
}

/// How keys are written for people: `Ctrl+Shift+Z`, or `⌘⇧Z` on a Mac.
pub fn spelled(keys: &str, mac: bool) -> String {
    if !mac {
        return keys.replace("Arrow", "").replace("Backspace", "⌫");
    }
    keys.replace("Ctrl+", "⌘")
        .replace("Shift+", "⇧")
        .replace("Alt+", "⌥")
        .replace("Arrow", "")
        .replace("Backspace", "⌫")
}

/// The words by which the palette finds an action: its name in every language.
pub fn matches(action: &Action, typed: &str) -> bool {
    let names = Lang::ALL.map(|lang| fold((action.word)(lang)));
    fold(typed).split_whitespace().all(|word| names.iter().any(|name| name.contains(word)))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use yew::Callback;

    use super::*;
    use crate::domain::editor::Editor;
    use crate::domain::sample;
    use crate::ui::store::Channels;

    #[test]
    fn ids_and_keys_are_unique() {
        let ids: HashSet<&str> = ALL.iter().map(|action| action.id).collect();
        assert_eq!(ids.len(), ALL.len());
        let keys: Vec<&str> = ALL.iter().flat_map(|action| action.keys).copied().collect();
        assert_eq!(keys.iter().collect::<HashSet<_>>().len(), keys.len());
    }

    #[test]
    fn the_palette_finds_an_action_in_either_language() {
        let undo = by_id("undo").unwrap();
        assert!(matches(undo, "und") && matches(undo, "撤销") && matches(undo, ""));
        assert!(!matches(undo, "redo"));
    }

    #[test]
    fn two_chosen_items_are_asked_why_one_stands_above_the_other() {
        let told = Rc::new(std::cell::RefCell::new(Vec::new()));
        let session = {
            let told = Rc::clone(&told);
            Callback::from(move |message: SessionMsg| told.borrow_mut().push(message))
        };
        let handles = Handles::from(Channels { session, ..Channels::default() });
        let plan = sample::plan(Lang::En, "p".into(), "2026-11-22T09:00:00Z");
        let ids: Vec<Id> = plan.items.iter().take(3).map(|item| Rc::clone(&item.id)).collect();
        let scene = |chosen: &[Id], screen| Scene {
            handles: handles.clone(),
            store: Rc::new(Store { editor: Rc::new(Editor::new(plan.clone())), open: true, revision: 1 }),
            session: Rc::new(Session {
                screen,
                selected: Rc::new(chosen.iter().cloned().collect()),
                ..Session::default()
            }),
            preferences: Rc::default(),
            lang: Lang::En,
        };
        let why = by_id("why").unwrap();
        assert!(matches(why, "why this order"));
        for (chosen, screen, expected) in [
            (&ids[..1], Screen::Items, false),
            (&ids[..2], Screen::Items, true),
            (&ids[..3], Screen::Items, false),
            (&ids[..2], Screen::Decisions, false),
        ] {
            assert_eq!((why.possible)(&scene(chosen, screen)), expected, "{chosen:?}");
        }
        (why.run)(&scene(&ids[..2], Screen::Items));
        let told = told.borrow();
        let [SessionMsg::Dialog(Some(Dialog::Why(one, other)))] = told.as_slice() else {
            panic!("no question")
        };
        assert_eq!((one, other), (&ids[0], &ids[1]));
    }

    #[test]
    fn keys_are_spelled_as_the_system_does() {
        assert_eq!(spelled("Ctrl+Shift+Z", true), "⌘⇧Z");
        assert_eq!(spelled("Alt+ArrowUp", false), "Alt+Up");
    }
}
