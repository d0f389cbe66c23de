//! The live state of the grid, and what can be done to it.
//!
//! Events arrive faster than screens are drawn. So a handler reads where the active
//! cell is from here, never from what was drawn last.

use std::cell::{Cell, Ref, RefCell};
use std::rc::Rc;

use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::GridProps;
use crate::domain::editor::Command;
use crate::domain::plan::{Id, Item};
use crate::domain::text::fold;
use crate::platform::element;
use crate::ui::features::items::columns::{Column, Context};
use crate::ui::features::items::gestures::{self, Cells, Held};
use crate::ui::features::items::row::ROW_HEIGHT;
use crate::ui::features::items::view::DIVIDER;
use crate::ui::session::SessionMsg;
use crate::ui::store::Handles;

/// Width of the window below which the grid is narrow, in pixels.
const NARROW: i32 = 640;

/// The column of the titles, where a new visit begins.
const TITLE: usize = 2;

/// What a screen of the grid is drawn from, beside its properties.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct State {
    /// The item of the active cell, which the cell follows when the order changes.
    pub id: Option<Id>,
    /// The line on which it was seen last.
    pub line: usize,
    /// The column of the active cell.
    pub column: usize,
    /// The other corner of the range of cells: line and column.
    pub anchor: Option<(usize, usize)>,
    /// How the text field over the active cell is used.
    pub editing: Option<Editing>,
    /// The list under the text field.
    pub choices: Choices,
    /// The part of the lines that can be seen.
    pub seen: Seen,
}

/// How the text field over the active cell is used.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Editing {
    /// Typing replaced what was in the cell.
    Typed,
    /// The cell's own text was opened.
    Opened,
}

/// The list under the text field.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Choices {
    /// The typed text that narrows the list; empty shows all.
    pub text: String,
    /// The highlighted choice.
    pub at: Option<usize>,
    /// What was typed cannot be used.
    pub refused: bool,
}

/// The part of the lines that can be seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Seen {
    /// The first line.
    pub first: usize,
    /// How many.
    pub count: usize,
    /// Whether the grid is narrow.
    pub narrow: bool,
}

/// How far the scroller stands to the right and down, and how large it is, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Port {
    left: i32,
    top: i32,
    width: i32,
    height: i32,
}

/// The elements that handlers and effects reach for.
#[derive(Default)]
pub(super) struct Nodes {
    pub scroller: NodeRef,
    pub body: NodeRef,
    pub editor_line: NodeRef,
    pub editor: NodeRef,
    pub field: NodeRef,
    pub drop_mark: NodeRef,
}

/// The grid's state, made once for as long as the grid is shown.
pub(super) struct Desk {
    pub handles: Handles,
    pub nodes: Nodes,
    /// Tab leaves the grid after Escape.
    pub leaving: Cell<bool>,
    /// The row that a pointer holds.
    pub held: RefCell<Option<Held>>,
    /// What the scroller last said of itself.
    port: Cell<Port>,
    /// The column that was shown last, and how far the scroller stood to the right then.
    shown: Cell<Option<(usize, i32)>>,
    state: RefCell<State>,
    props: RefCell<GridProps>,
    redraw: UseForceUpdateHandle,
}

impl Desk {
    pub fn new(handles: Handles, props: GridProps, redraw: UseForceUpdateHandle) -> Desk {
        Desk {
            handles,
            nodes: Nodes::default(),
            leaving: Cell::new(false),
            held: RefCell::new(None),
            port: Cell::default(),
            shown: Cell::default(),
            state: RefCell::new(State {
                id: None,
                line: 0,
                column: TITLE,
                anchor: None,
                editing: None,
                choices: Choices::default(),
                seen: Seen { first: 0, count: 30, narrow: false },
            }),
            props: RefCell::new(props),
            redraw,
        }
    }

    /// Takes the properties of the screen that is about to be drawn, and finds the active
    /// item again where the order has changed.
    pub fn receive(&self, props: &GridProps) -> State {
        let before = self.props.replace(props.clone());
        let line = self.line();
        let mut state = self.state.borrow_mut();
        state.line = line;
        state.column = follow(state.column, &before.columns, &props.columns);
        state.anchor = state.anchor.map(|(line, at)| (line, follow(at, &before.columns, &props.columns)));
        state.clone()
    }

    pub fn props(&self) -> Ref<'_, GridProps> {
        self.props.borrow()
    }

    pub fn state(&self) -> Ref<'_, State> {
        self.state.borrow()
    }

    /// Changes the state, and draws again where that changed anything.
    pub fn change(&self, change: impl FnOnce(&mut State)) {
        let changed = {
            let mut state = self.state.borrow_mut();
            let before = state.clone();
            change(&mut state);
            *state != before
        };
        if changed {
            self.redraw.force_update();
        }
    }

    /// Something to do with what the cells' texts depend on.
    pub fn with_context<T>(&self, act: impl FnOnce(&GridProps, Context) -> T) -> T {
        let props = self.props();
        let context = Context {
            plan: &props.plan,
            framework: props.framework,
            lang: props.lang,
            ranges: props.ranges.known(),
        };
        act(&props, context)
    }

    /// The line of the active cell. It follows its item; without one it stays.
    pub fn line(&self) -> usize {
        let (props, state) = (self.props(), self.state());
        let last = props.view.lines.len().saturating_sub(1);
        let on_line = props.view.item(&props.plan, state.line);
        match &state.id {
            Some(id) if on_line.is_some_and(|item| item.id == *id) => state.line,
            Some(id) => props.view.line_of(&props.plan, id).unwrap_or(state.line.min(last)),
            None if on_line.is_some() => state.line,
            // Where nothing is scored, the line before the unscored items comes first; a field
            // over no item could not take the focus.
            None => (0..=last).find(|line| props.view.item(&props.plan, *line).is_some()).unwrap_or(0),
        }
    }

    /// The column of the active cell.
    pub fn column(&self) -> Column {
        self.props().columns.get(self.state().column).copied().unwrap_or(Column::Title)
    }

    /// The item of the active cell.
    pub fn item(&self) -> Option<Rc<Item>> {
        let line = self.line();
        let props = self.props();
        props.view.item(&props.plan, line).cloned()
    }

    /// The range of cells; the active one alone where there is no range.
    pub fn cells(&self) -> Cells {
        let line = self.line();
        let state = self.state();
        Cells::between((line, state.column), state.anchor.unwrap_or((line, state.column)))
    }

    /// The items of some lines.
    pub fn ids_in(&self, cells: Cells) -> Vec<Id> {
        let props = self.props();
        let items = (cells.top..=cells.bottom).filter_map(|line| props.view.item(&props.plan, line));
        items.map(|item| Rc::clone(&item.id)).collect()
    }

    /// All items that the filter lets through, in their order.
    pub fn shown_ids(&self) -> Vec<Id> {
        let props = self.props();
        let items = props.view.lines.iter().filter_map(|&at| props.plan.items.get(at as usize));
        items.map(|item| Rc::clone(&item.id)).collect()
    }

    /// Makes another cell the active one; `extend` keeps the range's other corner.
    pub fn go(&self, to: usize, column: usize, extend: bool) {
        let line = self.line();
        let (id, to, column) = {
            let props = self.props();
            let last = props.view.lines.len().saturating_sub(1);
            let mut to = to.min(last);
            if props.view.lines.get(to) == Some(&DIVIDER) {
                to = if to > line { (to + 1).min(last) } else { to.saturating_sub(1) };
            }
            let id = props.view.item(&props.plan, to).map(|item| Rc::clone(&item.id));
            (id, to, column.min(props.columns.len().saturating_sub(1)))
        };
        self.change(|state| {
            state.anchor = extend.then(|| state.anchor.unwrap_or((line, state.column)));
            (state.id, state.line, state.column) = (id, to, column);
        });
        // The page is laid out still, so that scrolling costs nothing; after the next change of it
        // the browser would have to lay it out twice.
        self.show_active(to, column);
    }

    /// The text field over the active cell.
    pub fn field(&self) -> Option<HtmlInputElement> {
        self.nodes.field.cast()
    }

    /// Opens the active cell with its own text, all of it selected.
    pub fn open(&self) {
        let Some(item) = self.item() else { return };
        let text = self.with_context(|_, context| self.column().edit_text(&item, context));
        if let Some(field) = self.field() {
            field.set_value(&text);
            field.select();
        }
        self.change(|state| state.editing = Some(Editing::Opened));
    }

    /// Something was typed into the text field.
    pub fn on_input(&self) {
        let Some(field) = self.field() else { return };
        let resting = self.state().editing.is_none();
        if resting && !self.column().is_editable() {
            // Ranks and scores cannot be typed over.
            field.set_value("");
            return;
        }
        self.change(|state| {
            state.editing = state.editing.or(Some(Editing::Typed));
            state.choices = Choices { text: field.value(), at: None, refused: false };
        });
    }

    /// Leaves the text field, whatever is in it.
    pub fn close(&self) {
        if let Some(field) = self.field() {
            field.set_value("");
        }
        self.change(|state| {
            state.editing = None;
            state.choices = Choices::default();
        });
    }

    /// Puts what was typed, or chosen, into the cell. `false` where it means nothing there:
    /// then the text stays, marked, until it is mended or given up.
    pub fn commit(&self, chosen: Option<String>) -> bool {
        if self.state().editing.is_none() {
            return true;
        }
        let (Some(item), Some(field)) = (self.item(), self.field()) else {
            self.close();
            return true;
        };
        let text = chosen.unwrap_or_else(|| field.value());
        let column = self.column();
        let (edit, before) = self.with_context(|_, context| {
            (column.parse(&text, &item, context), column.edit_text(&item, context))
        });
        let Some(edit) = edit else {
            self.change(|state| state.choices.refused = true);
            return false;
        };
        self.close();
        if text.trim() != before {
            self.handles.edit(Command::EditItems(vec![(Rc::clone(&item.id), edit)]));
        }
        true
    }

    /// What the active cell's text can be chosen from, narrowed by what was typed.
    pub fn offered(&self) -> Vec<(String, String)> {
        if self.state().editing.is_none() {
            return Vec::new();
        }
        let options = self.with_context(|_, context| self.column().options(context));
        let typed = fold(&self.state().choices.text);
        let fits = |text: &str| typed.is_empty() || fold(text).contains(&typed);
        options.into_iter().filter(|(text, about)| fits(text) || fits(about)).collect()
    }

    /// Selects items or takes them out of the selection; `None` turns it over.
    pub fn select(&self, ids: Vec<Id>, on: Option<bool>) {
        let mut next = (*self.props().selected).clone();
        let on = on.unwrap_or_else(|| !ids.iter().all(|id| next.contains(id)));
        for id in ids {
            if on {
                next.insert(id);
            } else {
                next.remove(&id);
            }
        }
        self.handles.session(SessionMsg::Selected(next));
    }

    /// Gives the edits that a gesture makes of the range of cells.
    pub fn edit_cells(&self, make: gestures::OfCells) {
        let cells = self.cells();
        let ids = self.ids_in(cells);
        let edits = self.with_context(|props, context| make(&ids, cells, &props.columns, context));
        if !edits.is_empty() {
            self.handles.edit(Command::EditItems(edits));
        }
    }

    /// Finds out which lines can be seen. Reading the layout is dear right after a change,
    /// so this is asked for when something was scrolled or resized, and not before.
    pub fn measure(&self) {
        if let Some(scroller) = self.nodes.scroller.cast::<Element>() {
            let width = scroller.client_width();
            let (top, height) = (scroller.scroll_top().max(0), scroller.client_height().max(0));
            let left = scroller.scroll_left();
            let before = self.port.replace(Port { left, top, width, height });
            if (before.left > 0) != (left > 0) {
                // A cell that stays while others slide is a layer of its own, three to a row, and
                // every frame pays for them; so they stay only while something slides.
                let _ = scroller.toggle_attribute_with_force("data-slid", left > 0);
            }
            if before.width != width {
                self.shown.set(None);
            }
            let narrow = width < NARROW && width > 0;
            self.change(|state| state.seen = Seen { narrow, ..seen(top, height) });
        }
    }

    /// Scrolls to the active cell where it cannot be seen.
    ///
    /// It goes by what the scroller last said, as every change of that is heard of: asking it
    /// right after a change would lay the page out.
    pub fn show_active(&self, line: usize, column: usize) {
        let Some(scroller) = self.nodes.scroller.cast::<HtmlElement>() else { return };
        let port = self.port.get();
        if let Some(top) = gestures::top_for(line, port.top, port.height) {
            scroller.set_scroll_top(top);
            self.port.set(Port { top, ..port });
            // The lines that come into view are drawn at once, and not when the browser has scrolled.
            self.change(|state| {
                state.seen = Seen { narrow: state.seen.narrow, ..seen(top.max(0), port.height) };
            });
        }
        if self.shown.get() != Some((column, port.left)) {
            gestures::show_column(&scroller, column);
            self.shown.set(Some((column, scroller.scroll_left())));
        }
    }

    /// The columns stand elsewhere now.
    pub fn columns_moved(&self) {
        self.shown.set(None);
    }

    /// Gives the grid the focus, at an item if one is named; `edit` opens its title.
    pub fn arrive(&self, id: Option<&Id>, edit: bool) {
        let line = {
            let props = self.props();
            id.and_then(|id| props.view.line_of(&props.plan, id))
        };
        if let Some(line) = line {
            self.go(line, TITLE, false);
        }
        element::focus(&self.nodes.field);
        if edit {
            self.open();
        }
        // Fulfilled; a grid that is shown again later must not take the focus again.
        self.handles.session(SessionMsg::GridFocused);
    }
}

/// Where the column at a place stands when there are other columns: one may have come or gone, or
/// been moved, while somebody types into another.
fn follow(at: usize, before: &Rc<[Column]>, now: &Rc<[Column]>) -> usize {
    let column = before.get(at).filter(|_| !Rc::ptr_eq(before, now));
    let found = column.and_then(|column| now.iter().position(|other| other == column));
    found.unwrap_or(at).min(now.len().saturating_sub(1))
}

/// More lines than any screen has room for. Without its styles the grid is as high as all of its
/// lines, and would draw every one.
const MOST_SEEN: usize = 300;

/// The lines that are seen from so far down, at that height.
fn seen(top: i32, height: i32) -> Seen {
    let count = (height as usize / ROW_HEIGHT + 2).min(MOST_SEEN);
    Seen { first: top as usize / ROW_HEIGHT, count, narrow: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_active_cell_stays_in_its_column_when_another_one_comes() {
        let before: Rc<[Column]> = [Column::Title, Column::Score, Column::Status].into();
        let more: Rc<[Column]> = [Column::Title, Column::Score, Column::RankRange, Column::Status].into();
        let fewer: Rc<[Column]> = [Column::Title].into();
        for (at, now, expected) in
            [(2, &more, 3), (1, &more, 1), (2, &before, 2), (2, &fewer, 0), (0, &fewer, 0)]
        {
            assert_eq!(follow(at, &before, now), expected, "{at}");
        }
    }

    #[test]
    fn lines_that_are_seen_follow_the_height_and_are_never_all_of_thousands() {
        let row = ROW_HEIGHT as i32;
        assert_eq!((seen(0, 10 * row).first, seen(0, 10 * row).count), (0, 12));
        assert_eq!((seen(25 * row + 3, 10 * row).first, seen(0, 0).count), (25, 2));
        assert_eq!(seen(0, 10_000 * row).count, MOST_SEEN);
    }
}
