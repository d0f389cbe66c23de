//! The items grid: virtual rows, one active cell, editing in place.
//!
//! A text field lies over the active cell and always has the focus. So typing, an
//! input method's first key included, goes straight into it, and copy and paste
//! are the browser's own events. Rows stay free of listeners: the body asks the
//! pressed element for its `data-line` and `data-col`.

use std::collections::HashSet;
use std::rc::Rc;

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, HtmlElement, HtmlInputElement, PointerEvent};
use yew::prelude::*;

use super::columns::{Column, Context, FIXED, unit_note};
use super::gestures::{self, Cells};
use super::row::{ROW_HEIGHT, Row};
use super::view::{DIVIDER, View};
use crate::domain::editor::Command;
use crate::domain::frameworks::{Framework, Scored};
use crate::domain::plan::{Id, Item, Plan};
use crate::domain::ranking::Ranking;
use crate::domain::text::{Lang, fold, items};
use crate::platform::{dom, element};
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::new_gesture;
use crate::ui::parts;
use crate::ui::session::{Dialog, Raw, SessionMsg, Sort, SortKey};
use crate::ui::store::{new_id, use_handles};

/// Rows rendered above and below the visible ones.
const SPARE_ROWS: usize = 6;

/// Width of the window below which the grid is narrow, in pixels.
const NARROW: i32 = 640;

/// Properties of [`Grid`].
#[derive(Properties)]
pub struct GridProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// Its items under the framework.
    pub ranking: Rc<Ranking>,
    /// The lines to show.
    pub view: Rc<View>,
    /// The framework that ranks.
    pub framework: &'static Framework,
    /// The columns.
    pub columns: Rc<[Column]>,
    /// The selected items.
    pub selected: Rc<HashSet<Id>>,
    /// The order, for the headings.
    pub sort: Sort,
    /// The language.
    pub lang: Lang,
    /// A wish that the grid takes the focus; `true` edits the active title.
    pub focus: Option<bool>,
    /// The item to make active, where something outside the grid chose one.
    pub active: Option<Id>,
    /// Called with the columns in a new order after a heading was dragged.
    pub on_columns: Callback<(Column, Column)>,
}

impl PartialEq for GridProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
            && Rc::ptr_eq(&self.ranking, &other.ranking)
            && self.view == other.view
            && std::ptr::eq(self.framework, other.framework)
            && Rc::ptr_eq(&self.columns, &other.columns)
            && Rc::ptr_eq(&self.selected, &other.selected)
            && self.sort == other.sort
            && self.lang == other.lang
            && self.focus == other.focus
            && self.active == other.active
    }
}

/// Where the active cell is. The item is remembered, so that the cell follows it
/// when the order changes.
#[derive(Clone, Debug, Default, PartialEq)]
struct Cursor {
    id: Option<Id>,
    line: usize,
    column: usize,
    /// The other corner of the cell range.
    anchor: Option<(usize, usize)>,
}

/// How the text field over the active cell is used.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Editing {
    /// Typing replaced what was in the cell.
    Typed,
    /// The cell's own text was opened.
    Opened,
}

/// The list under the text field.
#[derive(Clone, Debug, Default, PartialEq)]
struct Choices {
    /// The typed text that narrows the list; empty shows all.
    text: String,
    /// The highlighted choice.
    at: Option<usize>,
    /// What was typed cannot be used.
    refused: bool,
}

/// The grid.
#[component]
pub fn Grid(props: &GridProps) -> Html {
    let handles = use_handles();
    let scroller = use_node_ref();
    let body = use_node_ref();
    let editor_line = use_node_ref();
    let field = use_node_ref();
    let drop_mark = use_node_ref();
    let first = use_state_eq(|| 0usize);
    let visible = use_state_eq(|| 30usize);
    let narrow = use_state_eq(|| false);
    let cursor = use_state_eq(|| Cursor { column: 2, ..Cursor::default() });
    let editing = use_state_eq(|| None::<Editing>);
    let choices = use_state_eq(Choices::default);
    let leaving = use_mut_ref(|| false);
    let dragged = use_mut_ref(|| None::<Id>);
    let dragged_column = use_mut_ref(|| None::<Column>);

    let lines = props.view.lines.len();
    let last = lines.saturating_sub(1);
    let context = Context { plan: &props.plan, framework: props.framework, lang: props.lang };

    // The active cell follows its item; without one it stays on its line.
    let line = use_memo(
        (ByPointer(props.view.clone()), ByPointer(props.plan.clone()), cursor.id.clone(), cursor.line),
        move |(view, plan, id, line)| {
            let on_line = |line: usize| view.0.item(&plan.0, line);
            match id {
                Some(id) if on_line(*line).is_some_and(|item| item.id == *id) => *line,
                Some(id) => view.0.line_of(&plan.0, id).unwrap_or((*line).min(last)),
                None if on_line(*line).is_some() => *line,
                None => 0,
            }
        },
    );
    let line = *line;
    let column_at = cursor.column.min(props.columns.len().saturating_sub(1));
    let column = props.columns.get(column_at).copied().unwrap_or(Column::Title);
    let item = props.view.item(&props.plan, line).cloned();
    let cells = Cells::between((line, column_at), cursor.anchor.unwrap_or((line, column_at)));

    // Geometry: column tracks, height of the body, place of the editor line.
    use_effect_with((props.columns.clone(), *narrow), {
        let scroller = scroller.clone();
        move |(columns, narrow)| {
            let tracks: Vec<&str> = columns.iter().map(|column| column.track(*narrow).0).collect();
            let width: u32 = columns.iter().map(|column| column.track(*narrow).1).sum();
            element::set_style(&scroller, "--tracks", &tracks.join(" "));
            element::set_style(&scroller, "--grid-width", &format!("{width}px"));
        }
    });
    use_effect_with(lines, {
        let body = body.clone();
        move |lines| element::set_style(&body, "height", &format!("{}px", lines * ROW_HEIGHT))
    });
    use_effect_with((line, column_at), {
        let (editor_line, field) = (editor_line.clone(), field.clone());
        move |(line, column)| {
            let top = (line + 1) * ROW_HEIGHT;
            element::set_style(&editor_line, "transform", &format!("translateY({top}px)"));
            if let Some(parent) = field.cast::<HtmlElement>().and_then(|field| field.parent_element())
                && let Some(parent) = parent.dyn_ref::<HtmlElement>()
            {
                let _ = parent.style().set_property("grid-column", &(column + 1).to_string());
            }
        }
    });
    let measure = {
        let (scroller, first, visible, narrow) =
            (scroller.clone(), first.clone(), visible.clone(), narrow.clone());
        Callback::from(move |()| {
            if let Some(scroller) = scroller.cast::<Element>() {
                first.set(scroller.scroll_top().max(0) as usize / ROW_HEIGHT);
                visible.set(scroller.client_height().max(0) as usize / ROW_HEIGHT + 2);
                narrow.set(scroller.client_width() < NARROW && scroller.client_width() > 0);
            }
        })
    };
    use_effect_with((), {
        let measure = measure.clone();
        move |()| {
            measure.emit(());
            let listener = dom::window_target()
                .map(|window| EventListener::new(&window, "resize", move |_| measure.emit(())));
            move || drop(listener)
        }
    });
    use_effect_with((line, column_at, lines), {
        let (scroller, first, visible) = (scroller.clone(), *first, *visible);
        move |(line, column, _)| {
            // Reading the layout is dear right after a change; well inside there is no need.
            let inside = (first + 1..(first + visible).saturating_sub(4)).contains(line);
            if !inside || *column >= FIXED.len() {
                gestures::bring_into_view(&scroller, *line, *column);
            }
        }
    });
    use_effect_with(props.focus, {
        let (field, editing) = (field.clone(), editing.clone());
        let (cursor, active, view, plan) =
            (cursor.clone(), props.active.clone(), props.view.clone(), props.plan.clone());
        let handles = handles.clone();
        move |wish| {
            if let Some(edit) = *wish {
                if let Some(line) = active.as_deref().and_then(|id| view.line_of(&plan, id)) {
                    cursor.set(Cursor { id: active.clone(), line, column: 2, anchor: None });
                }
                element::focus(&field);
                editing.set(edit.then_some(Editing::Opened));
                // Fulfilled; a grid that is shown again later must not take the focus again.
                handles.session(SessionMsg::GridFocused);
            }
        }
    });
    // Tell the others which item is active.
    use_effect_with(item.as_ref().map(|item| Rc::clone(&item.id)), {
        let handles = handles.clone();
        move |id: &Option<Id>| handles.session(SessionMsg::Activated(id.clone()))
    });
    // An input method opens the cell before its first letter arrives.
    use_effect_with((), {
        let (field, editing) = (field.clone(), editing.clone());
        move |()| {
            let listener = field.cast::<HtmlElement>().map(|field| {
                EventListener::new(&field, "compositionstart", move |_| {
                    if editing.is_none() {
                        editing.set(Some(Editing::Typed));
                    }
                })
            });
            move || drop(listener)
        }
    });
    // What the text field holds when editing begins and ends.
    use_effect_with(*editing, {
        let field = field.clone();
        let text = item.as_ref().map_or_else(String::new, |item| column.edit_text(item, context));
        let choices = choices.clone();
        move |editing| {
            if let Some(field) = field.cast::<HtmlInputElement>() {
                match editing {
                    Some(Editing::Opened) => {
                        field.set_value(&text);
                        field.select();
                    }
                    Some(Editing::Typed) => {}
                    None => field.set_value(""),
                }
            }
            if editing.is_none() {
                choices.set(Choices::default());
            }
        }
    });

    let go = {
        let (cursor, view, plan, columns) =
            (cursor.clone(), props.view.clone(), props.plan.clone(), props.columns.clone());
        Rc::new(move |to: usize, column: usize, extend: bool| {
            let mut to = to.min(last);
            if view.lines.get(to) == Some(&DIVIDER) {
                to = if to > line { (to + 1).min(last) } else { to.saturating_sub(1) };
            }
            let column = column.min(columns.len().saturating_sub(1));
            let id = view.item(&plan, to).map(|item| Rc::clone(&item.id));
            let anchor = extend.then(|| cursor.anchor.unwrap_or((line, column_at)));
            cursor.set(Cursor { id, line: to, column, anchor });
        })
    };

    // Puts what was typed into the cell. `false` where it means nothing there: then
    // the text stays, marked, until it is mended or given up.
    let commit = {
        let (handles, field, editing, item, plan) =
            (handles.clone(), field.clone(), editing.clone(), item.clone(), props.plan.clone());
        let (framework, lang, choices) = (props.framework, props.lang, choices.clone());
        Rc::new(move |chosen: Option<String>| -> bool {
            let (Some(_), Some(item), Some(field)) = (*editing, &item, field.cast::<HtmlInputElement>())
            else {
                return true;
            };
            let text = chosen.unwrap_or_else(|| field.value());
            let context = Context { plan: &plan, framework, lang };
            match column.parse(&text, item, context) {
                Some(edit) => {
                    if text.trim() != column.edit_text(item, context) {
                        handles.edit(Command::EditItems(vec![(Rc::clone(&item.id), edit)]));
                    }
                    editing.set(None);
                    true
                }
                None => {
                    choices.set(Choices { refused: true, ..(*choices).clone() });
                    false
                }
            }
        })
    };

    let options = if editing.is_some() { column.options(context) } else { Vec::new() };
    let offered: Vec<(String, String)> = options
        .into_iter()
        .filter(|(text, about)| {
            let typed = fold(&choices.text);
            typed.is_empty() || fold(text).contains(&typed) || fold(about).contains(&typed)
        })
        .collect();

    let select = {
        let (handles, selected) = (handles.clone(), props.selected.clone());
        Rc::new(move |ids: Vec<Id>, on: Option<bool>| {
            let mut next = (*selected).clone();
            let on = on.unwrap_or_else(|| !ids.iter().all(|id| next.contains(id)));
            for id in ids {
                if on {
                    next.insert(id);
                } else {
                    next.remove(&id);
                }
            }
            handles.session(SessionMsg::Selected(next));
        })
    };
    let ids_in = {
        let (view, plan) = (props.view.clone(), props.plan.clone());
        Rc::new(move |cells: Cells| -> Vec<Id> {
            (cells.top..=cells.bottom)
                .filter_map(|line| view.item(&plan, line))
                .map(|item| Rc::clone(&item.id))
                .collect()
        })
    };
    let clear_cells = {
        let (handles, ids_in, plan, columns) =
            (handles.clone(), ids_in.clone(), props.plan.clone(), props.columns.clone());
        let framework = props.framework;
        let lang = props.lang;
        Rc::new(move || {
            let context = Context { plan: &plan, framework, lang };
            let edits = gestures::cleared(&ids_in(cells), cells, &columns, context);
            if !edits.is_empty() {
                handles.edit(Command::EditItems(edits));
            }
        })
    };

    let onkeydown = {
        let (go, commit, editing, choices, leaving) =
            (go.clone(), commit.clone(), editing.clone(), choices.clone(), leaving.clone());
        let (handles, select, ids_in, item, plan) =
            (handles.clone(), select.clone(), ids_in.clone(), item.clone(), props.plan.clone());
        let (view, columns, visible, offered) =
            (props.view.clone(), props.columns.clone(), visible.clone(), offered.clone());
        let (cursor, clear_cells) = (cursor.clone(), clear_cells.clone());
        let (framework, lang, sort) = (props.framework, props.lang, props.sort.clone());
        Callback::from(move |event: KeyboardEvent| {
            if element::is_composing(&event) {
                return;
            }
            let key = event.key();
            let (shift, command, alt) =
                (event.shift_key(), element::has_command_key(&event), event.alt_key());
            let stop = || {
                event.prevent_default();
                event.stop_propagation();
            };
            let was_leaving = leaving.replace(false);
            let right = columns.len().saturating_sub(1);
            if editing.is_some() {
                let chosen = choices.at.and_then(|at| offered.get(at)).map(|(text, _)| text.clone());
                match key.as_str() {
                    "Enter" => {
                        stop();
                        if commit(chosen) {
                            if command {
                                handles.session(SessionMsg::FocusGrid(false));
                            }
                            go(if shift { line.saturating_sub(1) } else { line + 1 }, column_at, false);
                        }
                    }
                    "Tab" => {
                        stop();
                        if commit(chosen) {
                            let (to, at) = gestures::tab(line, column_at, &columns, last, shift);
                            go(to, at, false);
                        }
                    }
                    "Escape" => {
                        stop();
                        editing.set(None);
                    }
                    "ArrowDown" | "ArrowUp" if !offered.is_empty() => {
                        stop();
                        let count = offered.len();
                        let at = match (choices.at, key.as_str()) {
                            (None, "ArrowDown") => 0,
                            (Some(at), "ArrowDown") => (at + 1) % count,
                            (None, _) => count - 1,
                            (Some(at), _) => (at + count - 1) % count,
                        };
                        choices.set(Choices { at: Some(at), ..(*choices).clone() });
                    }
                    "ArrowDown" | "ArrowUp" if *editing == Some(Editing::Typed) => {
                        stop();
                        if commit(None) {
                            go(
                                if key == "ArrowUp" { line.saturating_sub(1) } else { line + 1 },
                                column_at,
                                false,
                            );
                        }
                    }
                    _ => {}
                }
                return;
            }
            let page = visible.saturating_sub(3).max(1);
            match key.as_str() {
                "ArrowDown" | "ArrowUp" if alt => {
                    stop();
                    if let Some(item) = &item {
                        gestures::move_by_one(&handles, &plan, &sort, &item.id, key == "ArrowDown", lang);
                    }
                }
                "ArrowDown" => {
                    stop();
                    go(if command { last } else { line + 1 }, column_at, shift);
                }
                "ArrowUp" => {
                    stop();
                    go(if command { 0 } else { line.saturating_sub(1) }, column_at, shift);
                }
                "ArrowLeft" => {
                    stop();
                    go(line, if command { 0 } else { column_at.saturating_sub(1) }, shift);
                }
                "ArrowRight" => {
                    stop();
                    go(line, if command { right } else { column_at + 1 }, shift);
                }
                "Home" => {
                    stop();
                    go(if command { 0 } else { line }, 0, shift);
                }
                "End" => {
                    stop();
                    go(if command { last } else { line }, right, shift);
                }
                "PageDown" => {
                    stop();
                    go(line + page, column_at, shift);
                }
                "PageUp" => {
                    stop();
                    go(line.saturating_sub(page), column_at, shift);
                }
                "Tab" if !was_leaving => {
                    let (to, at) = gestures::tab(line, column_at, &columns, last, shift);
                    if (to, at) != (line, column_at) {
                        stop();
                        go(to, at, false);
                    }
                }
                "Enter" if alt => {
                    stop();
                    handles.session(SessionMsg::Panel(true));
                }
                // New item below: the app's own shortcut.
                "Enter" if command => {}
                "Enter" | "F2" => {
                    stop();
                    match (&item, column) {
                        (Some(item), Column::Select) => select(vec![Rc::clone(&item.id)], None),
                        (Some(_), Column::Rank | Column::Score) => handles.session(SessionMsg::Panel(true)),
                        (Some(_), _) => editing.set(Some(Editing::Opened)),
                        (None, _) => {}
                    }
                }
                " " if !command && !alt => {
                    stop();
                    select(ids_in(cells), None);
                }
                "a" | "A" if command => {
                    stop();
                    let all = view.lines.iter().filter_map(|&at| plan.items.get(at as usize));
                    select(all.map(|item| Rc::clone(&item.id)).collect(), Some(true));
                }
                "d" | "D" if command && !shift => {
                    stop();
                    let context = Context { plan: &plan, framework, lang };
                    let edits = gestures::filled_down(&ids_in(cells), cells, &columns, context);
                    if !edits.is_empty() {
                        handles.edit(Command::EditItems(edits));
                    }
                }
                "Delete" | "Backspace" if !command => {
                    stop();
                    clear_cells();
                }
                "Escape" => {
                    leaving.replace(true);
                    if cursor.anchor.is_some() {
                        cursor.set(Cursor { anchor: None, ..(*cursor).clone() });
                    }
                }
                _ => {}
            }
        })
    };
    let oninput = {
        let (editing, choices, field) = (editing.clone(), choices.clone(), field.clone());
        Callback::from(move |_: InputEvent| {
            if editing.is_none() {
                // Titles of ranks and scores cannot be typed over.
                if !column.is_editable() {
                    if let Some(field) = field.cast::<HtmlInputElement>() {
                        field.set_value("");
                    }
                    return;
                }
                editing.set(Some(Editing::Typed));
            }
            if let Some(field) = field.cast::<HtmlInputElement>() {
                choices.set(Choices { text: field.value(), at: None, refused: false });
            }
        })
    };
    let onblur = {
        let commit = commit.clone();
        Callback::from(move |_: FocusEvent| {
            commit(None);
        })
    };
    let oncopy = {
        let (editing, plan, columns, ids_in, handles) =
            (editing.clone(), props.plan.clone(), props.columns.clone(), ids_in.clone(), handles.clone());
        let (framework, lang, clear_cells) = (props.framework, props.lang, clear_cells.clone());
        Callback::from(move |event: Event| {
            let Some(clipboard) = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data)
            else {
                return;
            };
            if editing.is_some() {
                return;
            }
            event.prevent_default();
            let context = Context { plan: &plan, framework, lang };
            let text = gestures::copied(&ids_in(cells), cells, &columns, context);
            if clipboard.set_data("text/plain", &text).is_ok() {
                handles.tell(items::copied_cells(lang).to_owned());
                if event.type_() == "cut" {
                    clear_cells();
                }
            }
        })
    };
    let onpaste = {
        let (editing, plan, columns, view, handles) =
            (editing.clone(), props.plan.clone(), props.columns.clone(), props.view.clone(), handles.clone());
        let (framework, lang) = (props.framework, props.lang);
        Callback::from(move |event: Event| {
            let text = event
                .dyn_ref::<ClipboardEvent>()
                .and_then(ClipboardEvent::clipboard_data)
                .and_then(|data| data.get_data("text/plain").ok())
                .unwrap_or_default();
            if editing.is_some() || text.is_empty() {
                return;
            }
            event.prevent_default();
            let opener = handles.clone();
            let (plan, columns, view, handles) =
                (plan.clone(), columns.clone(), view.clone(), handles.clone());
            let paste = move |text: &str| {
                let context = Context { plan: &plan, framework, lang };
                let pasted =
                    gestures::pasted(text, cells, &columns, &view, context, &mut |prefix| new_id(prefix));
                if pasted.cells == 0 {
                    handles.warn(items::paste_nothing(lang).to_owned());
                    return;
                }
                let gesture = new_gesture();
                if !pasted.new_items.is_empty() {
                    handles.edit_in(gesture, Command::AddItems { items: pasted.new_items, after: None });
                }
                handles.edit_in(gesture, Command::EditItems(pasted.edits));
                handles.tell_undoable(items::pasted(lang, pasted.cells));
            };
            // A single line or column cannot be a table with headings.
            if !text.trim_end().contains('\n') || !text.contains('\t') {
                return paste(&text);
            }
            let text: Rc<str> = text.into();
            wasm_bindgen_futures::spawn_local(async move {
                match parts::is_table_with_headings(Rc::clone(&text)).await {
                    Some(true) => opener.open(Dialog::Import(Some(Rc::new(Raw::Pasted(text))))),
                    _ => paste(&text),
                }
            });
        })
    };
    let onpointerdown = {
        let (go, commit, field, handles, select) =
            (go.clone(), commit.clone(), field.clone(), handles.clone(), select.clone());
        let (view, plan, dragged, ids_in) =
            (props.view.clone(), props.plan.clone(), dragged.clone(), ids_in.clone());
        Callback::from(move |event: PointerEvent| {
            let Some(hit) = gestures::hit(&event) else { return };
            if event.button() != 0 {
                return;
            }
            if element::is_touch(&event) && hit.column > 0 {
                // A finger scrolls, or opens the item: see `onclick`.
                return;
            }
            // The text field keeps the focus, so a press selects no text either.
            event.prevent_default();
            if !commit(None) {
                return;
            }
            let Some(item) = view.item(&plan, hit.line) else { return };
            if hit.column == 0 {
                let ids = if event.shift_key() {
                    ids_in(Cells::between((line, 0), (hit.line, 0)))
                } else {
                    vec![Rc::clone(&item.id)]
                };
                select(ids, event.shift_key().then_some(true));
            }
            if hit.grip {
                dragged.replace(Some(Rc::clone(&item.id)));
                gestures::capture(&event);
            }
            go(hit.line, hit.column, event.shift_key() && hit.column > 0);
            element::focus(&field);
            if hit.open {
                handles.session(SessionMsg::Panel(true));
            }
        })
    };
    let onpointermove = {
        let (dragged, go, body, drop_mark) = (dragged.clone(), go.clone(), body.clone(), drop_mark.clone());
        Callback::from(move |event: PointerEvent| {
            if dragged.borrow().is_some() {
                let line = gestures::line_under(&event, &body);
                element::set_style(&drop_mark, "transform", &format!("translateY({}px)", line * ROW_HEIGHT));
                element::set_style(&drop_mark, "display", "block");
            } else if event.buttons() == 1
                && !element::is_touch(&event)
                && let Some(hit) = gestures::hit(&event)
                && (hit.line, hit.column) != (line, column_at)
                && hit.column > 0
            {
                go(hit.line, hit.column, true);
            }
        })
    };
    let onpointerup = {
        let (dragged, body, handles, view, plan, selected, drop_mark) = (
            dragged.clone(),
            body.clone(),
            handles.clone(),
            props.view.clone(),
            props.plan.clone(),
            props.selected.clone(),
            drop_mark.clone(),
        );
        Callback::from(move |event: PointerEvent| {
            if let Some(id) = dragged.borrow_mut().take() {
                element::set_style(&drop_mark, "display", "none");
                let line = gestures::line_under(&event, &body);
                gestures::drop_at(&handles, &plan, &view, &selected, &id, line);
            }
        })
    };
    let onclick = {
        let (handles, cursor, view, plan) =
            (handles.clone(), cursor.clone(), props.view.clone(), props.plan.clone());
        Callback::from(move |event: MouseEvent| {
            // The press has ticked the box already; the browser must not tick it back.
            if gestures::hit_mouse(&event).is_some_and(|hit| hit.column == 0) {
                event.prevent_default();
            }
            let Some(event) = event.dyn_ref::<PointerEvent>().filter(|event| element::is_touch(event)) else {
                return;
            };
            let Some(hit) = gestures::hit(event).filter(|hit| hit.column > 0) else { return };
            let id = view.item(&plan, hit.line).map(|item| Rc::clone(&item.id));
            cursor.set(Cursor { id, line: hit.line, column: hit.column, anchor: None });
            handles.session(SessionMsg::Panel(true));
            // A focused field would bring up the keyboard over what was opened to be read.
            handles.session(SessionMsg::PanelFocused);
        })
    };
    let ondblclick = {
        let (editing, item) = (editing.clone(), item.clone());
        Callback::from(move |event: MouseEvent| {
            let on_cell = gestures::hit_mouse(&event).is_some();
            if on_cell && item.is_some() && column.is_editable() {
                editing.set(Some(Editing::Opened));
            }
        })
    };
    let on_heading = {
        let (handles, sort) = (handles.clone(), props.sort.clone());
        Callback::from(move |column: Column| {
            let by = match column {
                Column::Rank | Column::Score => SortKey::Score,
                other => SortKey::Column(other),
            };
            let reversed = sort.by == by && !sort.reversed;
            handles.session(SessionMsg::Sorted(Sort { by, reversed }));
        })
    };
    let on_select_all = {
        let (view, plan, selected, select) =
            (props.view.clone(), props.plan.clone(), props.selected.clone(), select.clone());
        Callback::from(move |_: MouseEvent| {
            let ids: Vec<Id> = view
                .lines
                .iter()
                .filter_map(|&at| plan.items.get(at as usize))
                .map(|item| Rc::clone(&item.id))
                .collect();
            let on = !ids.iter().all(|id| selected.contains(id));
            select(ids, Some(on));
        })
    };

    let first_row = first.saturating_sub(SPARE_ROWS);
    // The ring: a row element is used again for another line as the grid scrolls, so
    // scrolling changes the content of a few rows and moves no element.
    let ring = *visible + 2 * SPARE_ROWS;
    let slots: Vec<(usize, usize)> =
        (0..ring).map(|slot| (slot, first_row + (slot + ring - first_row % ring) % ring)).collect();
    let value = item.as_ref().map_or_else(String::new, |item| column.text(item, context));
    let heading = column.heading(props.framework, props.lang);
    let title = item.as_ref().map_or("", |item| item.title_in(props.lang));
    let label = items::cell_label(props.lang, &heading, title, &value);
    let problem = item
        .as_ref()
        .and_then(|item| column.problem(item, props.framework))
        .map(|(input, problem)| problem.sentence(input, props.lang));
    let all_selected = props.view.shown > 0 && props.selected.len() >= props.view.shown;
    let above = line.saturating_sub(*first) > *visible / 2;
    let has_options = !offered.is_empty();
    html! {
        <div class="grid-frame">
            <div class="grid" ref={scroller} onscroll={measure.reform(|_: Event| ())}>
                <div class="grid__table" role="grid" aria-label={items::grid(props.lang)} aria-describedby="grid-help"
                    aria-rowcount={(lines + 1).to_string()} aria-colcount={props.columns.len().to_string()}
                    aria-multiselectable="true">
                    <div class="row row--head" role="row" aria-rowindex="1">
                        for (at, column) in props.columns.iter().copied().enumerate() {
                            <Heading key={at} {column} {at} framework={props.framework} lang={props.lang} sort={props.sort.clone()}
                                unit={column.input(props.framework).and_then(|input| unit_note(input, &props.plan, props.lang)).map(AttrValue::from)}
                                {all_selected} on_sort={on_heading.clone()} on_select_all={on_select_all.clone()}
                                dragged={Dragged(dragged_column.clone())} on_dropped={props.on_columns.clone()} />
                        }
                    </div>
                    <div class="grid__body" role="rowgroup" ref={body} {onpointerdown} {onpointermove} {onpointerup} {onclick} {ondblclick}>
                        for (slot, at) in slots {
                            { slot_row(props, slot, at, line, column_at, cells, cursor.anchor.is_some()) }
                        }
                    </div>
                </div>
                <div class="drop-mark" ref={drop_mark}></div>
                <div class="editor-line" ref={editor_line} data-empty={item.is_none().then_some("true")}>
                    <div class={classes!("editor", gestures::sticky_class(column))} data-editing={editing.map(|_| "true")}>
                        <input ref={field} type="text" id="grid-field" class="editor__field" data-resting={editing.is_none().then_some("true")} autocomplete="off" spellcheck="false"
                            role={has_options.then_some("combobox")}
                            aria-expanded={has_options.then_some("true")} aria-controls={has_options.then_some("editor-options")}
                            aria-autocomplete={has_options.then_some("list")}
                            aria-activedescendant={choices.at.map(|at| format!("editor-option-{at}"))}
                            aria-label={label.clone()} aria-describedby="grid-help"
                            aria-invalid={(choices.refused || problem.is_some()).then_some("true")}
                            data-number={column.is_number().then_some("true")}
                            {onkeydown} {oninput} {onblur} oncopy={oncopy.clone()} oncut={oncopy} {onpaste} />
                        if has_options {
                            <ul class={classes!("options", above.then_some("options--above"))} role="listbox" id="editor-options"
                                aria-label={heading.clone()}>
                                for (at, (text, about)) in offered.iter().enumerate() {
                                    { option(at, text, about, choices.at == Some(at), &commit, &go, line, column_at) }
                                }
                            </ul>
                        }
                    </div>
                </div>
            </div>
            <p id="grid-help" class="visually-hidden">{ items::grid_help(props.lang) }</p>
            <p class="visually-hidden" aria-live="polite">{ label }</p>
            if let Some(problem) = problem {
                <p class="grid-problem" role="status">{ problem }</p>
            } else if choices.refused {
                <p class="grid-problem" role="status">{ items::refused(props.lang, &heading) }</p>
            }
        </div>
    }
}

#[allow(clippy::too_many_arguments)]
fn option(
    at: usize,
    text: &str,
    about: &str,
    active: bool,
    commit: &Rc<impl Fn(Option<String>) -> bool + 'static>,
    go: &Rc<impl Fn(usize, usize, bool) + 'static>,
    line: usize,
    column: usize,
) -> Html {
    let onpointerdown = {
        let (commit, go, text) = (commit.clone(), go.clone(), text.to_owned());
        Callback::from(move |event: PointerEvent| {
            event.prevent_default();
            event.stop_propagation();
            if commit(Some(text.clone())) {
                go(line, column, false);
            }
        })
    };
    html! {
        <li key={text.to_owned()} id={format!("editor-option-{at}")} class="option" role="option"
            aria-selected={if active { "true" } else { "false" }} {onpointerdown}>
            <span>{ text.to_owned() }</span>
            <span class="option__about">{ about.to_owned() }</span>
        </li>
    }
}

fn slot_row(
    props: &GridProps,
    slot: usize,
    at: usize,
    line: usize,
    column: usize,
    cells: Cells,
    has_range: bool,
) -> Html {
    let Some(&place) = props.view.lines.get(at) else { return html! { <div key={slot} hidden=true></div> } };
    if place == DIVIDER {
        return html! { <Divider key={slot} line={at} label={divider_label(props)} /> };
    }
    let Some(item) = props.plan.items.get(place as usize) else {
        return html! { <div key={slot} hidden=true></div> };
    };
    let scored = props.ranking.scored.get(place as usize).cloned().unwrap_or(Scored::Missing(Vec::new()));
    let share = match (&scored, props.ranking.highest) {
        (Scored::Score(score), highest) if highest > 0.0 => score / highest,
        _ => 0.0,
    };
    html! {
        <Row key={slot} line={at} item={Rc::clone(item)} rank={props.ranking.ranks.get(place as usize).copied().flatten()}
            {scored} {share} columns={props.columns.clone()} framework={props.framework} lang={props.lang}
            depends={depends(props, item)} selected={props.selected.contains(&item.id)}
            active={(at == line).then_some(column)}
            range={(has_range && (cells.top..=cells.bottom).contains(&at)).then_some((cells.left, cells.right))}
            manual={props.sort.by == SortKey::Manual} />
    }
}

fn depends(props: &GridProps, item: &Item) -> AttrValue {
    if item.depends_on.is_empty() || !props.columns.contains(&Column::DependsOn) {
        return AttrValue::default();
    }
    super::columns::keys_of(&props.plan, &item.depends_on).join(", ").into()
}

fn divider_label(props: &GridProps) -> AttrValue {
    let unscored = props.view.lines.iter().rev().take_while(|&&at| at != DIVIDER).count();
    format!("{} · {unscored}", items::unscored_group(props.lang)).into()
}

/// Properties of [`Divider`].
#[derive(Properties, PartialEq)]
struct DividerProps {
    line: usize,
    label: AttrValue,
}

/// The line between scored and unscored items.
#[component]
fn Divider(props: &DividerProps) -> Html {
    let node = use_node_ref();
    use_effect_with(props.line, {
        let node = node.clone();
        move |line| element::set_style(&node, "transform", &format!("translateY({}px)", line * ROW_HEIGHT))
    });
    html! {
        <div ref={node} class="row row--divider" role="row" aria-rowindex={(props.line + 2).to_string()}>
            <div class="divider" role="gridcell"><span class="divider__label">{ &props.label }</span></div>
        </div>
    }
}

/// The heading that is being dragged.
#[derive(Clone)]
struct Dragged(Rc<std::cell::RefCell<Option<Column>>>);

impl PartialEq for Dragged {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Properties of [`Heading`].
#[derive(Properties)]
struct HeadingProps {
    column: Column,
    at: usize,
    framework: &'static Framework,
    lang: Lang,
    sort: Sort,
    unit: Option<AttrValue>,
    all_selected: bool,
    on_sort: Callback<Column>,
    on_select_all: Callback<MouseEvent>,
    dragged: Dragged,
    on_dropped: Callback<(Column, Column)>,
}

impl PartialEq for HeadingProps {
    fn eq(&self, other: &Self) -> bool {
        self.column == other.column
            && self.at == other.at
            && std::ptr::eq(self.framework, other.framework)
            && self.lang == other.lang
            && self.sort == other.sort
            && self.unit == other.unit
            && self.all_selected == other.all_selected
            && self.on_sort == other.on_sort
            && self.on_select_all == other.on_select_all
    }
}

/// The heading of a column: a press sorts, dragging moves the column.
#[component]
fn Heading(props: &HeadingProps) -> Html {
    let column = props.column;
    let sorts = match (&props.sort.by, column) {
        (SortKey::Score, Column::Score) => true,
        (SortKey::Column(by), column) => *by == column,
        _ => false,
    };
    // Scores come best first, so their plain order is a descending one.
    let descends = matches!(column, Column::Score | Column::Input(_)) != props.sort.reversed;
    let class = classes!(
        "cell",
        "cell--head",
        column.is_number().then_some("cell--number"),
        (column == Column::Rank).then_some("cell--rank"),
        (column == Column::Title).then_some("cell--title"),
        (column == Column::Select).then_some("cell--select"),
    );
    if column == Column::Select {
        return html! {
            <div {class} role="columnheader" aria-colindex="1" data-heading="0">
                <input type="checkbox" class="checkbox" checked={props.all_selected} onclick={props.on_select_all.clone()}
                    aria-label={items::select_all(props.lang)} />
            </div>
        };
    }
    let onclick = {
        let on_sort = props.on_sort.clone();
        Callback::from(move |_: MouseEvent| on_sort.emit(column))
    };
    let ondragstart = {
        let dragged = props.dragged.0.clone();
        Callback::from(move |event: DragEvent| {
            dragged.replace(Some(column));
            if let Some(data) = event.data_transfer() {
                // Firefox drags nothing that carries no data.
                let _ = data.set_data("text/plain", "");
            }
        })
    };
    let ondragover = Callback::from(|event: DragEvent| event.prevent_default());
    let ondrop = {
        let (dragged, on_dropped) = (props.dragged.0.clone(), props.on_dropped.clone());
        Callback::from(move |event: DragEvent| {
            if let Some(from) = dragged.borrow_mut().take() {
                event.prevent_default();
                event.stop_propagation();
                on_dropped.emit((from, column));
            }
        })
    };
    let heading = column.heading(props.framework, props.lang);
    let explanation = column.explanation(props.framework, props.lang).map(|about| match &props.unit {
        Some(unit) => format!("{heading} ({unit}). {about}"),
        None => about.to_owned(),
    });
    html! {
        <div {class} role="columnheader" aria-colindex={(props.at + 1).to_string()} data-heading={props.at.to_string()}
            aria-sort={sorts.then_some(if descends { "descending" } else { "ascending" })}
            title={explanation}
            draggable={(props.at >= FIXED.len()).then_some("true")} {ondragstart} {ondragover} {ondrop}>
            <button type="button" class="heading" tabindex="-1" {onclick}>
                <span class="heading__text">{ heading }</span>
                if sorts {
                    <span class="heading__arrow" aria-hidden="true">{ if descends { "↓" } else { "↑" } }</span>
                }
            </button>
        </div>
    }
}
