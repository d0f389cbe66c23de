//! What each key means in the grid.

use web_sys::KeyboardEvent;

use super::desk::{Desk, Editing};
use crate::platform::element;
use crate::ui::features::items::columns::Column;
use crate::ui::features::items::gestures;
use crate::ui::session::SessionMsg;

/// A pressed key with what was held beside it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Key<'a> {
    name: &'a str,
    shift: bool,
    /// Ctrl, or Command on a Mac.
    command: bool,
    alt: bool,
}

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Intent {
    /// To another cell.
    Go(Step),
    /// The same, with the range of cells drawn along.
    Extend(Step),
    /// To the next or the previous cell that can be edited.
    Tab { back: bool },
    /// Moves the item by hand.
    MoveItem { down: bool },
    /// Opens the cell.
    Open,
    /// Opens the panel of the item.
    Panel,
    /// Selects the rows of the range, or takes them out.
    Select,
    /// Selects every row.
    SelectAll,
    /// Copies the first line of the range into the others.
    FillDown,
    /// Empties the cells.
    Clear,
    /// Gives the range up; the next Tab leaves the grid.
    Leave,
    /// Takes what was typed, and goes on.
    Commit(After),
    /// Gives up what was typed.
    Discard,
    /// To the next or the previous of the offered choices.
    Choose { down: bool },
}

/// A way through the cells.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    Top,
    Bottom,
    RowStart,
    RowEnd,
    TableStart,
    TableEnd,
}

/// Where to go when what was typed is in the cell.
#[derive(Clone, Copy, Debug, PartialEq)]
enum After {
    Up,
    Down,
    Tab { back: bool },
}

/// What a key means while no cell is open; nothing where it is not the grid's.
fn at_rest(key: Key) -> Option<Intent> {
    let Key { name, shift, command, alt } = key;
    let step = match name {
        "ArrowDown" | "ArrowUp" if alt => return Some(Intent::MoveItem { down: name == "ArrowDown" }),
        "ArrowDown" if command => Step::Bottom,
        "ArrowDown" => Step::Down,
        "ArrowUp" if command => Step::Top,
        "ArrowUp" => Step::Up,
        "ArrowLeft" if command => Step::RowStart,
        "ArrowLeft" => Step::Left,
        "ArrowRight" if command => Step::RowEnd,
        "ArrowRight" => Step::Right,
        "Home" if command => Step::TableStart,
        "Home" => Step::RowStart,
        "End" if command => Step::TableEnd,
        "End" => Step::RowEnd,
        "PageDown" => Step::PageDown,
        "PageUp" => Step::PageUp,
        "Tab" => return Some(Intent::Tab { back: shift }),
        "Enter" if alt => return Some(Intent::Panel),
        // A new item below: the app's own shortcut.
        "Enter" if command => return None,
        "Enter" | "F2" => return Some(Intent::Open),
        " " if !command && !alt => return Some(Intent::Select),
        "a" | "A" if command => return Some(Intent::SelectAll),
        "d" | "D" if command && !shift => return Some(Intent::FillDown),
        "Delete" | "Backspace" if !command => return Some(Intent::Clear),
        "Escape" => return Some(Intent::Leave),
        _ => return None,
    };
    Some(if shift { Intent::Extend(step) } else { Intent::Go(step) })
}

/// What a key means while a cell is open; nothing where it is the text field's own.
fn while_editing(key: Key, editing: Editing, has_choices: bool) -> Option<Intent> {
    match key.name {
        "Enter" => Some(Intent::Commit(if key.shift { After::Up } else { After::Down })),
        "Tab" => Some(Intent::Commit(After::Tab { back: key.shift })),
        "Escape" => Some(Intent::Discard),
        "ArrowDown" | "ArrowUp" if has_choices => Some(Intent::Choose { down: key.name == "ArrowDown" }),
        // Typing over a cell goes on like a spreadsheet; in an opened one, arrows move the caret.
        "ArrowDown" if editing == Editing::Typed => Some(Intent::Commit(After::Down)),
        "ArrowUp" if editing == Editing::Typed => Some(Intent::Commit(After::Up)),
        _ => None,
    }
}

impl Desk {
    /// A key was pressed in the text field.
    pub fn on_key(&self, event: KeyboardEvent) {
        if element::is_composing(&event) {
            return;
        }
        let name = event.key();
        if name == "Escape" && self.let_go().is_some() {
            event.prevent_default();
            event.stop_propagation();
            return;
        }
        let key = Key {
            name: &name,
            shift: event.shift_key(),
            command: element::has_command_key(&event),
            alt: event.alt_key(),
        };
        let was_leaving = self.leaving.replace(false);
        let editing = self.state().editing;
        let intent = match editing {
            Some(editing) => while_editing(key, editing, !self.offered().is_empty()),
            None => at_rest(key),
        };
        let is_ours = intent.is_some_and(|intent| self.act(intent, was_leaving));
        if is_ours {
            event.prevent_default();
            event.stop_propagation();
        }
    }

    /// Does what a key asks for; `false` where the key is the page's all the same.
    fn act(&self, intent: Intent, leaving: bool) -> bool {
        match intent {
            Intent::Go(step) => self.step(step, false),
            Intent::Extend(step) => self.step(step, true),
            // Out of the grid: after Escape, and beyond its last cell.
            Intent::Tab { back } => return !leaving && self.tab(back),
            Intent::MoveItem { down } => {
                if let Some(item) = self.item() {
                    let props = self.props().clone();
                    gestures::move_by_one(
                        &self.handles,
                        &props.plan,
                        &props.sort,
                        &item.id,
                        down,
                        props.lang,
                    );
                }
            }
            Intent::Open => match (self.item(), self.column()) {
                (Some(item), Column::Select) => self.select(vec![item.id.clone()], None),
                (Some(_), column) if column == Column::Rank || column.is_computed() => {
                    self.handles.session(SessionMsg::Panel(true))
                }
                _ => self.open(),
            },
            Intent::Panel => self.handles.session(SessionMsg::Panel(true)),
            Intent::Select => self.select(self.ids_in(self.cells()), None),
            Intent::SelectAll => self.select(self.shown_ids(), Some(true)),
            Intent::FillDown => self.edit_cells(gestures::filled_down),
            Intent::Clear => self.edit_cells(gestures::cleared),
            Intent::Leave => {
                self.leaving.set(true);
                self.change(|state| state.anchor = None);
                // It also closes what lies over the grid.
                return false;
            }
            Intent::Commit(after) => self.commit_and_go(after),
            Intent::Discard => self.close(),
            Intent::Choose { down } => {
                let count = self.offered().len();
                self.change(|state| state.choices.at = next_choice(state.choices.at, count, down));
            }
        }
        true
    }

    fn commit_and_go(&self, after: After) {
        let offered = self.offered();
        // Only Enter and Tab take the highlighted choice; arrows have moved it.
        let at = self.state().choices.at;
        let chosen = at.and_then(|at| offered.get(at)).map(|(text, _)| text.clone());
        if !self.commit(chosen) {
            return;
        }
        match after {
            After::Up => self.step(Step::Up, false),
            After::Down => self.step(Step::Down, false),
            After::Tab { back } => {
                self.tab(back);
            }
        }
    }

    fn step(&self, step: Step, extend: bool) {
        let line = self.line();
        let (last, right) = {
            let props = self.props();
            (props.view.lines.len().saturating_sub(1), props.columns.len().saturating_sub(1))
        };
        let (column, page) = {
            let state = self.state();
            (state.column, state.seen.count.saturating_sub(3).max(1))
        };
        let (to, at) = match step {
            Step::Up => (line.saturating_sub(1), column),
            Step::Down => (line + 1, column),
            Step::Left => (line, column.saturating_sub(1)),
            Step::Right => (line, column + 1),
            Step::PageUp => (line.saturating_sub(page), column),
            Step::PageDown => (line + page, column),
            Step::Top => (0, column),
            Step::Bottom => (last, column),
            Step::RowStart => (line, 0),
            Step::RowEnd => (line, right),
            Step::TableStart => (0, 0),
            Step::TableEnd => (last, right),
        };
        self.go(to, at, extend);
    }

    /// Goes to the next or the previous cell that can be edited; `false` where there is none.
    fn tab(&self, back: bool) -> bool {
        let line = self.line();
        let column = self.state().column;
        let (to, at) = {
            let props = self.props();
            let last = props.view.lines.len().saturating_sub(1);
            gestures::tab(line, column, &props.columns, last, back)
        };
        let moves = (to, at) != (line, column);
        if moves {
            self.go(to, at, false);
        }
        moves
    }
}

fn next_choice(at: Option<usize>, count: usize, down: bool) -> Option<usize> {
    let count = count.max(1);
    Some(match (at, down) {
        (None, true) => 0,
        (None, false) => count - 1,
        (Some(at), true) => (at + 1) % count,
        (Some(at), false) => (at + count - 1) % count,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Key<'_> {
        let name = text.rsplit('+').next().filter(|name| !name.is_empty()).unwrap_or(text);
        Key {
            name,
            shift: text.contains("Shift+"),
            command: text.contains("Ctrl+"),
            alt: text.contains("Alt+"),
        }
    }

    #[test]
    fn keys_move_select_and_open_as_in_a_spreadsheet() {
        for (text, intent) in [
            ("ArrowDown", Some(Intent::Go(Step::Down))),
            ("Shift+ArrowDown", Some(Intent::Extend(Step::Down))),
            ("Ctrl+ArrowDown", Some(Intent::Go(Step::Bottom))),
            ("Ctrl+Shift+ArrowUp", Some(Intent::Extend(Step::Top))),
            ("Alt+ArrowUp", Some(Intent::MoveItem { down: false })),
            ("Ctrl+ArrowRight", Some(Intent::Go(Step::RowEnd))),
            ("Home", Some(Intent::Go(Step::RowStart))),
            ("Ctrl+End", Some(Intent::Go(Step::TableEnd))),
            ("PageDown", Some(Intent::Go(Step::PageDown))),
            ("Tab", Some(Intent::Tab { back: false })),
            ("Shift+Tab", Some(Intent::Tab { back: true })),
            ("Enter", Some(Intent::Open)),
            ("F2", Some(Intent::Open)),
            ("Alt+Enter", Some(Intent::Panel)),
            ("Ctrl+Enter", None),
            (" ", Some(Intent::Select)),
            ("Ctrl+a", Some(Intent::SelectAll)),
            ("a", None),
            ("Ctrl+d", Some(Intent::FillDown)),
            ("Ctrl+Shift+D", None),
            ("Delete", Some(Intent::Clear)),
            ("Ctrl+Delete", None),
            ("Escape", Some(Intent::Leave)),
            ("Process", None),
        ] {
            assert_eq!(at_rest(key(text)), intent, "{text}");
        }
    }

    #[test]
    fn while_editing_only_the_keys_that_end_it_are_the_grids() {
        for (text, editing, has_choices, intent) in [
            ("Enter", Editing::Opened, false, Some(Intent::Commit(After::Down))),
            ("Shift+Enter", Editing::Typed, false, Some(Intent::Commit(After::Up))),
            ("Ctrl+Enter", Editing::Typed, false, Some(Intent::Commit(After::Down))),
            ("Tab", Editing::Opened, true, Some(Intent::Commit(After::Tab { back: false }))),
            ("Escape", Editing::Opened, false, Some(Intent::Discard)),
            ("ArrowDown", Editing::Opened, false, None),
            ("ArrowDown", Editing::Typed, false, Some(Intent::Commit(After::Down))),
            ("ArrowDown", Editing::Typed, true, Some(Intent::Choose { down: true })),
            ("ArrowUp", Editing::Opened, true, Some(Intent::Choose { down: false })),
            ("Home", Editing::Typed, false, None),
            ("a", Editing::Typed, true, None),
        ] {
            assert_eq!(while_editing(key(text), editing, has_choices), intent, "{text}");
        }
    }

    #[test]
    fn choices_go_round() {
        assert_eq!(next_choice(None, 3, true), Some(0));
        assert_eq!(next_choice(None, 3, false), Some(2));
        assert_eq!(next_choice(Some(2), 3, true), Some(0));
        assert_eq!(next_choice(Some(0), 3, false), Some(2));
    }
}
