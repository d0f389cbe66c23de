//! The live state of the table, and what keys, pointer and clipboard do to it.
//!
//! Events arrive faster than screens are drawn, so a handler reads where the active cell is
//! from here, never from what was drawn last.

use std::cell::{Ref, RefCell};
use std::collections::HashSet;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, HtmlElement, PointerEvent};
use yew::prelude::*;

use super::cells::{self, Block};
use super::keys::{self, Act, Extent, Place};
use super::matrix::MatrixProps;
use crate::domain::editor::Command;
use crate::domain::plan::{Id, Item};
use crate::domain::text::needs as words;
use crate::domain::tradeoff::weights::Side;
use crate::platform::element;
use crate::ui::store::Handles;

/// Width of the table below which it is narrow, in pixels.
const NARROW: i32 = 640;

/// Height of a line in pixels; the styles have the same.
const ROW_HEIGHT: usize = 36;

/// Height of a line for fingers.
const TALL_ROW_HEIGHT: usize = 44;

/// Width of the chooser of levels in pixels, so that it stays inside the table.
const CHOOSER_WIDTH: i32 = 216;

/// What the table is drawn from, beside its properties.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// The active cell.
    pub place: Place,
    /// The other corner of the block.
    pub anchor: Option<Place>,
    /// Whether the chooser of levels is open at the active cell.
    pub choosing: bool,
    /// The first line that can be seen, and how many.
    pub seen: (usize, usize),
    /// Whether the table is narrow.
    pub narrow: bool,
}

impl State {
    /// Height of a line in pixels.
    pub fn height(&self) -> usize {
        if self.narrow { TALL_ROW_HEIGHT } else { ROW_HEIGHT }
    }

    /// The chosen block; the active cell alone where there is none.
    pub fn block(&self) -> Block {
        Block::between(self.place, self.anchor.unwrap_or(self.place))
    }
}

/// The elements that handlers and effects reach for.
#[derive(Default)]
pub struct Nodes {
    /// What scrolls.
    pub scroller: NodeRef,
    /// The table, which has the focus.
    pub table: NodeRef,
    /// The lines.
    pub body: NodeRef,
    /// The chooser of levels.
    pub chooser: NodeRef,
}

/// Where a gap leads.
#[derive(Clone, Debug, PartialEq)]
pub enum Jump {
    /// A column.
    Column(usize),
    /// The next of these items.
    Items(Vec<Id>),
}

/// The table's state, made once for as long as the table is shown.
pub struct Board {
    /// Where changes go.
    pub handles: Handles,
    /// The elements.
    pub nodes: Nodes,
    state: RefCell<State>,
    props: RefCell<MatrixProps>,
    redraw: UseForceUpdateHandle,
}

impl Board {
    /// Begins at the first cell.
    pub fn new(handles: Handles, props: MatrixProps, redraw: UseForceUpdateHandle) -> Board {
        let state = State { place: (0, 0), anchor: None, choosing: false, seen: (0, 30), narrow: false };
        Board {
            handles,
            nodes: Nodes::default(),
            state: RefCell::new(state),
            props: RefCell::new(props),
            redraw,
        }
    }

    /// Takes the properties of what is about to be drawn. Cells stay with their item and their
    /// column: another tab may have put others before them.
    pub fn receive(&self, props: &MatrixProps) -> State {
        let before = self.props.replace(props.clone());
        let mut state = self.state.borrow_mut();
        state.place = moved(state.place, &before, props);
        state.anchor = state.anchor.map(|place| moved(place, &before, props));
        state.clone()
    }

    fn props(&self) -> Ref<'_, MatrixProps> {
        self.props.borrow()
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
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

    fn extent(&self) -> Extent {
        let props = self.props();
        let page = self.state.borrow().seen.1.saturating_sub(3);
        Extent { lines: props.lines.len(), columns: props.targets.len(), page }
    }

    /// The items of the lines from one to another.
    fn items(&self, from: usize, to: usize) -> Vec<Rc<Item>> {
        let props = self.props();
        let lines = props.lines.iter().take(to.saturating_add(1)).skip(from);
        lines.filter_map(|at| props.plan.items.get(*at as usize)).map(Rc::clone).collect()
    }

    /// Makes another cell the active one; `extend` keeps the block's other corner.
    pub fn go(&self, to: Place, extend: bool) {
        self.change(|state| {
            state.anchor = extend.then(|| state.anchor.unwrap_or(state.place));
            state.place = to;
            state.choosing = false;
        });
    }

    /// Goes where a gap is, and takes the focus.
    pub fn jump(&self, jump: &Jump) {
        let to = match jump {
            Jump::Column(column) => Some((0, *column)),
            Jump::Items(ids) => {
                let ids: HashSet<&Id> = ids.iter().collect();
                let props = self.props();
                let is_one = |line: &usize| {
                    let item = props.lines.get(*line).and_then(|at| props.plan.items.get(*at as usize));
                    item.is_some_and(|item| ids.contains(&item.id))
                };
                let here = self.state.borrow().place.0;
                let focused = element::is_focused(&self.nodes.table);
                let from = if focused || here > 0 { here + 1 } else { 0 };
                (from..props.lines.len()).chain(0..from).find(is_one).map(|line| (line, 0))
            }
        };
        if let Some(to) = to {
            self.go(to, false);
        }
        element::focus(&self.nodes.table);
    }

    /// Marks the chosen cells in one step, and goes on where it is one cell.
    pub fn mark(&self, level: Option<i8>) {
        let (block, place, alone) = {
            let state = self.state.borrow();
            (state.block(), state.place, state.anchor.is_none())
        };
        let edits = {
            let items = self.items(block.top, block.bottom);
            cells::filled(&items, &self.props().targets, block, level)
        };
        let to = self.extent().behind(place, self.props().down);
        if !edits.is_empty() {
            self.handles.edit(Command::EditItems(edits));
        }
        // Who clears a cell looks at it; who marks one goes on.
        if alone && level.is_some() {
            self.go(to, false);
        } else {
            self.change(|state| state.choosing = false);
        }
    }

    /// A key was pressed.
    pub fn on_key(&self, event: KeyboardEvent) {
        if element::is_composing(&event) || event.alt_key() {
            return;
        }
        let Some(act) = keys::act(&event.key(), element::has_command_key(&event), event.shift_key()) else {
            return;
        };
        event.prevent_default();
        match act {
            Act::Mark(level) => self.mark(level),
            Act::Go(step, extend) => {
                let place = self.state.borrow().place;
                self.go(self.extent().after(step, place), extend);
            }
            Act::Choose => self.change(|state| state.choosing = !state.choosing),
            Act::Leave => self.change(|state| (state.choosing, state.anchor) = (false, None)),
        }
    }

    /// A press of a mouse or pen; a second one on the active cell opens the chooser.
    pub fn on_press(&self, event: PointerEvent) {
        if event.button() != 0 || element::is_touch(&event) {
            return;
        }
        if let Some(hit) = hit(&event) {
            event.prevent_default();
            self.choose(hit, event.shift_key());
        }
    }

    /// A drag takes cells into the block.
    pub fn on_move(&self, event: PointerEvent) {
        if event.buttons() == 1
            && !element::is_touch(&event)
            && let Some((line, Some(column))) = hit(&event)
            && (line, column) != self.state.borrow().place
        {
            self.go((line, column), true);
        }
    }

    /// A tap; a mouse has said all with its press.
    pub fn on_click(&self, event: MouseEvent) {
        if event.dyn_ref::<PointerEvent>().is_some_and(element::is_touch)
            && let Some(hit) = hit(&event)
        {
            self.choose(hit, false);
        }
    }

    fn choose(&self, (line, column): (usize, Option<usize>), extend: bool) {
        let (hit, again) = {
            let state = self.state.borrow();
            // Beside the cells a press chooses the line.
            let hit = (line, column.unwrap_or(state.place.1));
            let same = column.is_some() && state.place == hit && state.anchor.is_none();
            (hit, same && !extend && element::is_focused(&self.nodes.table))
        };
        element::focus(&self.nodes.table);
        if again {
            self.change(|state| state.choosing = !state.choosing);
        } else {
            self.go(hit, extend);
        }
    }

    /// Copy or cut: the block goes to the clipboard.
    pub fn on_copy(&self, event: Event) {
        let Some(clipboard) = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data)
        else {
            return;
        };
        event.prevent_default();
        let block = self.state.borrow().block();
        let text = cells::copied(&self.items(block.top, block.bottom), &self.props().targets, block);
        if clipboard.set_data("text/plain", &text).is_ok() {
            self.handles.tell(words::copied_cells(self.props().lang, block.count()));
            if event.type_() == "cut" {
                self.mark(None);
            }
        }
    }

    /// Paste: a block of numbers from the active cell on.
    pub fn on_paste(&self, event: Event) {
        let clipboard = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
        let text = clipboard.and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
        if text.is_empty() {
            return;
        }
        event.prevent_default();
        let block = self.state.borrow().block();
        let pasted = cells::pasted(&text, &self.items(block.top, usize::MAX), &self.props().targets, block);
        let told = words::pasted_cells(self.props().lang, pasted.cells, pasted.unusable);
        if pasted.cells == 0 {
            self.handles.warn(told);
            return;
        }
        if pasted.edits.is_empty() {
            // There is no step that could be undone.
            self.handles.tell(told);
            return;
        }
        self.handles.edit(Command::EditItems(pasted.edits));
        self.handles.tell_undoable(told);
    }

    /// Finds out which lines can be seen; asked for when something was scrolled or resized.
    pub fn measure(&self) {
        if let Some(scroller) = self.nodes.scroller.cast::<Element>() {
            let width = scroller.client_width();
            let narrow = width < NARROW && width > 0;
            self.change(|state| {
                state.narrow = narrow;
                let height = state.height();
                state.seen = (
                    scroller.scroll_top().max(0) as usize / height,
                    scroller.client_height().max(0) as usize / height + 2,
                );
            });
        }
    }

    /// Scrolls as little as needed to show the active cell, and puts the chooser under it.
    pub fn show_active(&self, state: &State) {
        let Some(scroller) = self.nodes.scroller.cast::<HtmlElement>() else { return };
        let part = |selector: &str| {
            scroller
                .query_selector(selector)
                .ok()
                .flatten()
                .and_then(|part| part.dyn_into::<HtmlElement>().ok())
        };
        let (line, column) = state.place;
        let (head, height) = (part(".matrix__row--head"), state.height() as i32);
        let above = head.map_or(0, |head| head.offset_height());
        let (top, room) = (scroller.scroll_top(), scroller.client_height() - above);
        let at = line as i32 * height;
        if at < top {
            scroller.set_scroll_top(at);
        } else if at + height > top + room {
            scroller.set_scroll_top(at + height - room);
        }
        // Before the table was measured its columns are wide, and nothing lies before the first.
        if column == 0 && !state.choosing {
            scroller.set_scroll_left(0);
            return;
        }
        let covered = part(".matrix__corner").map_or(0, |corner| corner.offset_width());
        let Some(heading) = part(&format!("[data-heading=\"{column}\"]")) else { return };
        let (left, width) = (heading.offset_left(), heading.offset_width());
        let (from, room) = (scroller.scroll_left(), scroller.client_width());
        if left - covered < from {
            scroller.set_scroll_left(left - covered);
        } else if left + width > from + room {
            scroller.set_scroll_left(left + width - room);
        }
        if state.choosing {
            let left = left.min(scroller.scroll_width() - CHOOSER_WIDTH).max(0);
            // Under the cell; above it where there is no room.
            let below = above + at + height;
            let flips = below + 48 > scroller.scroll_top() + scroller.client_height();
            let top = if flips { above + at - 44 } else { below };
            element::set_style(&self.nodes.chooser, "transform", &format!("translate({left}px, {top}px)"));
        }
    }
}

/// Where a cell is after a change of what the table shows: with the same item and the same
/// column, or in the same place where these are gone.
fn moved((line, column): Place, before: &MatrixProps, now: &MatrixProps) -> Place {
    fn item(props: &MatrixProps, line: usize) -> Option<&Id> {
        props.plan.items.get(*props.lines.get(line)? as usize).map(|item| &item.id)
    }
    fn target(props: &MatrixProps, column: usize) -> Option<(Side, &Id)> {
        props.targets.get(column).map(|target| (target.side, &target.id))
    }
    let (lines, columns) = (now.lines.len(), now.targets.len());
    let same_line = |known: &Id| (0..lines).find(|line| item(now, *line) == Some(known));
    let line = match item(before, line) {
        Some(known) if item(now, line) != Some(known) => same_line(known).unwrap_or(line),
        _ => line,
    };
    let same_column = |known| (0..columns).find(|column| target(now, *column) == Some(known));
    let column = target(before, column).and_then(same_column).unwrap_or(column);
    (line.min(lines.saturating_sub(1)), column.min(columns.saturating_sub(1)))
}

/// The line that a mouse, pen or finger hit, and the column where it was a cell.
fn hit(event: &MouseEvent) -> Option<(usize, Option<usize>)> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let number = |name: &str| {
        let within = target.closest(&format!("[{name}]")).ok().flatten()?;
        within.get_attribute(name)?.parse().ok()
    };
    Some((number("data-line")?, number("data-col")))
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::super::cells::Target;
    use super::*;
    use crate::domain::plan::Plan;
    use crate::domain::text::Lang;

    /// A table of items and needs with these ids.
    fn table(items: &str, needs: &str) -> MatrixProps {
        let mut plan = Plan::new("p".into(), "Test", "2026-11-22T09:00:00Z");
        plan.items = items.chars().map(|id| Rc::new(Item::new(id.to_string().into(), "", ""))).collect();
        let target = |id: char| Target { side: Side::Need, id: id.to_string().into(), title: String::new() };
        MatrixProps {
            lines: Rc::new((0..plan.items.len() as u32).collect()),
            targets: Rc::new(needs.chars().map(target).collect()),
            plan: Rc::new(plan),
            weighing: Rc::default(),
            coverage: Rc::default(),
            down: false,
            jump: (0, None),
            lang: Lang::En,
        }
    }

    #[test]
    fn a_cell_stays_with_its_item_and_its_column() {
        for (now, expected) in [
            (("abc", "xyz"), (1, 2)),
            (("nabc", "xyz"), (2, 2)),
            (("ba", "zx"), (0, 0)),
            (("ac", "xyz"), (1, 2)),
            (("a", "x"), (0, 0)),
            (("", ""), (0, 0)),
        ] {
            assert_eq!(moved((1, 2), &table("abc", "xyz"), &table(now.0, now.1)), expected, "{now:?}");
        }
    }
}
