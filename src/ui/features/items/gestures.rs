//! What the grid's gestures mean: cell ranges, copy and paste, moving rows.

use std::collections::HashSet;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, MouseEvent, PointerEvent};
use yew::NodeRef;

use super::columns::{Column, Context};
use super::row::ROW_HEIGHT;
use super::view::View;
use crate::domain::editor::{Command, Edit};
use crate::domain::plan::{Id, IdSource, Item, Plan};
use crate::domain::text::{Lang, items};
use crate::domain::{export, import};
use crate::ui::session::{SessionMsg, Sort, SortKey};
use crate::ui::store::Handles;

/// A rectangle of cells, ends included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cells {
    /// First line.
    pub top: usize,
    /// Last line.
    pub bottom: usize,
    /// First column.
    pub left: usize,
    /// Last column.
    pub right: usize,
}

impl Cells {
    /// The rectangle between two corners, each a line and a column.
    pub fn between(a: (usize, usize), b: (usize, usize)) -> Cells {
        Cells { top: a.0.min(b.0), bottom: a.0.max(b.0), left: a.1.min(b.1), right: a.1.max(b.1) }
    }

    fn columns(self, columns: &[Column]) -> &[Column] {
        columns.get(self.left..=self.right.min(columns.len().saturating_sub(1))).unwrap_or_default()
    }
}

/// Where Tab goes: over the editable cells, on to the next line, and nowhere at the end.
pub fn tab(line: usize, column: usize, columns: &[Column], last: usize, back: bool) -> (usize, usize) {
    let editable = |at: &usize| columns.get(*at).is_some_and(|column| column.is_editable());
    let found = if back {
        (0..column).rev().find(editable).map(|at| (line, at))
    } else {
        (column + 1..columns.len()).find(editable).map(|at| (line, at))
    };
    let first = (0..columns.len()).find(editable).unwrap_or(column);
    let end = (0..columns.len()).rev().find(editable).unwrap_or(column);
    found.unwrap_or(match (back, line) {
        (true, 0) => (line, column),
        (true, _) => (line - 1, end),
        (false, line) if line >= last => (line, column),
        (false, line) => (line + 1, first),
    })
}

/// What a gesture makes of some items and a range of cells.
pub type OfCells = fn(&[Id], Cells, &[Column], Context) -> Vec<(Id, Edit)>;

/// The edits that empty cells. A title cannot be empty, so titles stay.
pub fn cleared(ids: &[Id], cells: Cells, columns: &[Column], context: Context) -> Vec<(Id, Edit)> {
    let mut edits = Vec::new();
    for id in ids {
        let Some(item) = context.plan.item(id) else { continue };
        for column in cells.columns(columns) {
            if matches!(column, Column::Title | Column::Status | Column::Key) {
                continue;
            }
            if let Some(edit) = column.parse("", item, context) {
                edits.push((Rc::clone(id), edit));
            }
        }
    }
    edits
}

/// The edits that copy the first line of a range into the lines below it.
pub fn filled_down(ids: &[Id], cells: Cells, columns: &[Column], context: Context) -> Vec<(Id, Edit)> {
    let Some((first, rest)) = ids.split_first() else { return Vec::new() };
    let Some(source) = context.plan.item(first) else { return Vec::new() };
    let mut edits = Vec::new();
    for column in cells.columns(columns) {
        let text = column.edit_text(source, context);
        for id in rest {
            if let Some(item) = context.plan.item(id)
                && let Some(edit) = column.parse(&text, item, context)
            {
                edits.push((Rc::clone(id), edit));
            }
        }
    }
    edits
}

/// The text that copying a range puts on the clipboard: what a spreadsheet takes.
pub fn copied(ids: &[Id], cells: Cells, columns: &[Column], context: Context) -> String {
    let rows: Vec<Vec<String>> = ids
        .iter()
        .filter_map(|id| context.plan.item(id))
        .map(|item| {
            cells
                .columns(columns)
                .iter()
                .map(|column| match column {
                    column if column.is_computed() => column.text(item, context),
                    column => column.edit_text(item, context),
                })
                .collect()
        })
        .collect();
    export::tsv(&rows)
}

/// What pasting a block comes to.
#[derive(Debug, Default, PartialEq)]
pub struct Pasted {
    /// Items for rows beyond the last line.
    pub new_items: Vec<Item>,
    /// The cells.
    pub edits: Vec<(Id, Edit)>,
    /// How many cells took a value.
    pub cells: usize,
}

/// Spreads a block over the cells from the range's corner. A single value fills the
/// whole range; rows beyond the last line become new items where they have a title.
pub fn pasted(
    text: &str,
    cells: Cells,
    columns: &[Column],
    view: &View,
    context: Context,
    ids: IdSource,
) -> Pasted {
    let block = import::parse_clipboard(text);
    let single = match block.as_slice() {
        [row] => match row.as_slice() {
            [value] => Some(value.clone()),
            _ => None,
        },
        _ => None,
    };
    let block = match single {
        Some(value) => vec![vec![value; cells.right - cells.left + 1]; cells.bottom - cells.top + 1],
        None => block,
    };
    let mut result = Pasted::default();
    for (down, row) in block.iter().enumerate() {
        let line = cells.top + down;
        let targets = row.iter().enumerate().filter_map(|(across, text)| {
            let column = columns.get(cells.left + across)?;
            column.is_editable().then_some((*column, text.as_str()))
        });
        if line < view.lines.len() {
            let Some(item) = view.item(context.plan, line) else { continue };
            for (column, text) in targets {
                if let Some(edit) = column.parse(text, item, context) {
                    result.edits.push((Rc::clone(&item.id), edit));
                    result.cells += 1;
                }
            }
        } else {
            let targets: Vec<(Column, &str)> = targets.collect();
            let title =
                targets.iter().find(|(column, _)| *column == Column::Title).map(|(_, text)| text.trim());
            let Some(title) = title.filter(|title| !title.is_empty()) else { continue };
            let item = Item::new(ids("i"), "", title);
            for (column, text) in targets {
                if column != Column::Title
                    && let Some(edit) = column.parse(text, &item, context)
                {
                    result.edits.push((Rc::clone(&item.id), edit));
                }
                result.cells += 1;
            }
            result.new_items.push(item);
        }
    }
    result
}

/// What a pointer pressed in the grid's body.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
    /// On the handle that drags the row.
    pub grip: bool,
    /// On the button that opens the item.
    pub open: bool,
}

/// What a mouse, pen or finger hit.
pub fn hit(event: &MouseEvent) -> Option<Hit> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let within = |selector: &str| target.closest(selector).ok().flatten();
    let number = |selector: &str, name: &str| within(selector)?.get_attribute(name)?.parse().ok();
    Some(Hit {
        line: number("[data-line]", "data-line")?,
        column: number("[data-col]", "data-col")?,
        grip: within("[data-grip]").is_some(),
        open: within("[data-open]").is_some(),
    })
}

/// A row that a pointer holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// The item.
    pub id: Id,
    /// The pointer, by the browser's number.
    pub pointer: i32,
    /// Where it went down, in pixels from the top of the window.
    pub from: i32,
    /// Whether it has gone far enough to mean a drag.
    pub has_moved: bool,
}

/// How far a pointer goes until it drags: a hand that only presses is never quite still, in pixels.
const SLACK: i32 = 4;

impl Held {
    /// The pointer is at this height now. Answers whether it drags.
    pub fn goes_to(&mut self, client_y: i32) -> bool {
        self.has_moved |= (client_y - self.from).abs() > SLACK;
        self.has_moved
    }
}

/// The line boundary nearest to the pointer.
pub fn line_under(event: &PointerEvent, body: &NodeRef) -> usize {
    let top = body.cast::<Element>().map_or(0.0, |body| body.get_bounding_client_rect().top());
    let down = f64::from(event.client_y()) - top;
    (down / ROW_HEIGHT as f64).round().max(0.0) as usize
}

/// What drops a dragged row, or the selection that it belongs to, before a line.
pub fn dropped(plan: &Plan, view: &View, selected: &HashSet<Id>, id: &Id, line: usize) -> Command {
    let moved: Vec<Id> = if selected.contains(id) {
        plan.items.iter().filter(|item| selected.contains(&item.id)).map(|item| Rc::clone(&item.id)).collect()
    } else {
        vec![Rc::clone(id)]
    };
    let after = (0..line)
        .rev()
        .filter_map(|line| view.item(plan, line))
        .find(|item| !moved.contains(&item.id))
        .map(|item| Rc::clone(&item.id));
    Command::MoveItems { items: moved, after }
}

/// Moves an item up or down by one in the manual order.
///
/// In any other order the first press shows the manual one and says so: rows that
/// all jump without a word would only frighten.
pub fn move_by_one(handles: &Handles, plan: &Plan, sort: &Sort, id: &Id, down: bool, lang: Lang) {
    let manual = Sort { by: SortKey::Manual, reversed: false };
    if *sort != manual {
        handles.session(SessionMsg::Sorted(manual));
        handles.tell(items::now_by_hand(lang).to_owned());
        return;
    }
    let Some(at) = plan.items.iter().position(|item| item.id == *id) else { return };
    let neighbour = if down { Some(at + 1) } else { at.checked_sub(2) };
    if down && at + 1 >= plan.items.len() || !down && at == 0 {
        return;
    }
    let after = neighbour.and_then(|at| plan.items.get(at)).map(|item| Rc::clone(&item.id));
    handles.edit(Command::MoveItems { items: vec![Rc::clone(id)], after });
}

/// The class that lets the editor stick where its column sticks.
pub fn sticky_class(column: Column) -> Option<&'static str> {
    match column {
        Column::Select => Some("editor--select"),
        Column::Rank => Some("editor--rank"),
        Column::Title => Some("editor--title"),
        _ => None,
    }
}

/// How far down to scroll so that a line is whole in a view of that height that is scrolled down
/// so far; `None` where it is whole already.
pub fn top_for(line: usize, top: i32, height: i32) -> Option<i32> {
    let row = ROW_HEIGHT as i32;
    let line_top = line as i32 * row;
    // The heading covers the first row's height of the view.
    if line_top < top {
        Some(line_top)
    } else if line_top + 2 * row > top + height {
        Some(line_top + 2 * row - height)
    } else {
        None
    }
}

/// Scrolls sideways as little as needed to show a column whole, beside what sticks. It reads the
/// layout, which is dear right after a change.
pub fn show_column(scroller: &HtmlElement, column: usize) {
    let heading = |at: usize| {
        let found = scroller.query_selector(&format!("[data-heading=\"{at}\"]")).ok().flatten()?;
        found.dyn_into::<HtmlElement>().ok()
    };
    let fixed = super::columns::FIXED.len();
    if column < fixed {
        return;
    }
    let covered: i32 = (0..fixed).filter_map(heading).map(|heading| heading.offset_width()).sum();
    if let Some(heading) = heading(column) {
        let (left, width) = (heading.offset_left(), heading.offset_width());
        let (from, room) = (scroller.scroll_left(), scroller.client_width());
        if left - covered < from {
            scroller.set_scroll_left(left - covered);
        } else if left + width > from + room {
            scroller.set_scroll_left(left + width - room);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::editor::Editor;
    use crate::domain::frameworks;
    use crate::domain::plan::Estimate;
    use crate::domain::ranking::rank;
    use crate::ui::features::items::columns::shown;
    use crate::ui::features::items::view::Question;

    const NOW: &str = "2026-11-22T09:00:00Z";

    #[test]
    fn a_line_is_scrolled_to_only_where_it_is_not_whole() {
        let row = ROW_HEIGHT as i32;
        for (line, top, height, expected) in [
            (0, 0, 10 * row, None),
            (8, 0, 10 * row, None),
            (9, 0, 10 * row, Some(row)),
            (3, 5 * row, 10 * row, Some(3 * row)),
            (5, 5 * row, 10 * row, None),
            (5, 5 * row + 1, 10 * row, Some(5 * row)),
            (100, 0, 10 * row, Some(92 * row)),
        ] {
            assert_eq!(top_for(line, top, height), expected, "line {line} from {top}");
        }
    }

    fn editor() -> Editor {
        let items =
            ["a", "b", "c"].iter().map(|id| Item::new((*id).into(), "", format!("Item {id}"))).collect();
        let editor = Editor::new(Plan::new("p".into(), "Test", NOW));
        editor.apply(&Command::AddItems { items, after: None }, NOW, None).unwrap()
    }

    fn view(plan: &Plan) -> View {
        let framework = frameworks::default();
        let question = Question {
            filter: Rc::default(),
            sort: Sort { by: SortKey::Manual, reversed: false },
            framework: framework.id,
            lang: Lang::En,
            again: 0,
            plan: "p".into(),
        };
        View::default().next(&question, plan, &rank(plan, framework), framework, None)
    }

    fn paste(editor: &Editor, text: &str, from: (usize, usize), to: (usize, usize)) -> (Editor, Pasted) {
        let framework = frameworks::default();
        let columns = shown(&[], &[], framework, &[], false);
        let plan = editor.plan().clone();
        let context = Context { plan: &plan, framework, lang: Lang::En, ranges: None };
        let mut count = 0;
        let mut ids = |prefix: &str| {
            count += 1;
            Id::from(format!("{prefix}{count}"))
        };
        let pasted = pasted(text, Cells::between(from, to), &columns, &view(&plan), context, &mut ids);
        let mut after = editor.clone();
        if !pasted.new_items.is_empty() {
            let command = Command::AddItems { items: pasted.new_items.clone(), after: None };
            after = after.apply(&command, NOW, Some(1)).unwrap();
        }
        after = after.apply(&Command::EditItems(pasted.edits.clone()), NOW, Some(1)).unwrap_or(after);
        (after, pasted)
    }

    const REACH: usize = 4;

    #[test]
    fn a_block_from_a_spreadsheet_spreads_over_the_cells() {
        let (after, pasted) = paste(&editor(), "1,200\t2\n800\thigh", (0, REACH), (0, REACH));
        assert_eq!(pasted.cells, 4);
        let item = &after.plan().items[1];
        assert_eq!(item.estimate("rice", "reach"), Some(&Estimate::Value(800.0)));
        assert_eq!(item.estimate("rice", "impact"), Some(&Estimate::Value(2.0)));
    }

    #[test]
    fn one_value_fills_the_whole_range() {
        let (after, pasted) = paste(&editor(), "500", (0, REACH), (2, REACH));
        assert_eq!(pasted.cells, 3);
        assert!(
            after
                .plan()
                .items
                .iter()
                .all(|item| item.estimate("rice", "reach") == Some(&Estimate::Value(500.0)))
        );
    }

    #[test]
    fn rows_beyond_the_end_become_items_in_the_same_step() {
        let start = editor();
        let (after, _) = paste(&start, "Renamed\tM\t10\nNew one\tA\t20\n\tA\t30", (2, 2), (2, 2));
        let titles: Vec<&str> = after.plan().items.iter().map(|item| item.title.as_str()).collect();
        assert_eq!(titles, ["Item a", "Item b", "Renamed", "New one"]);
        assert_eq!(after.plan().items[3].estimate("rice", "reach"), Some(&Estimate::Value(20.0)));
        assert_eq!(after.undo().unwrap().plan(), start.plan());
    }

    #[test]
    fn what_was_copied_pastes_back_the_same() {
        let (filled, _) = paste(&editor(), "1200\t2\t80%\t1 / 2 / 4", (0, REACH), (0, REACH));
        let framework = frameworks::default();
        let columns = shown(&[], &[], framework, &[], false);
        let plan = filled.plan().clone();
        let context = Context { plan: &plan, framework, lang: Lang::En, ranges: None };
        let text = copied(&["a".into()], Cells::between((0, 2), (0, 7)), &columns, context);
        let (after, _) = paste(&filled, &text, (1, 2), (1, 2));
        assert_eq!(after.plan().items[1].scores[0].values, after.plan().items[0].scores[0].values);
        assert_eq!(after.plan().items[1].title, "Item a");
    }

    #[test]
    fn a_dragged_row_falls_between_the_lines_and_takes_its_selection_along() {
        let start = editor();
        let plan = start.plan();
        let view = view(plan);
        for (selected, id, line, expected) in [
            (&[][..], "a", 2, ["b", "a", "c"]),
            (&[], "a", 3, ["b", "c", "a"]),
            (&[], "c", 0, ["c", "a", "b"]),
            // Far below the last row is the end.
            (&[], "b", 99, ["a", "c", "b"]),
            (&["b", "c"], "c", 0, ["b", "c", "a"]),
            (&["b"], "a", 2, ["b", "a", "c"]),
        ] {
            let selected: HashSet<Id> = selected.iter().map(|id| Id::from(*id)).collect();
            let command = dropped(plan, &view, &selected, &id.into(), line);
            let after = start.apply(&command, NOW, None).expect("the order changes");
            let order: Vec<&str> = after.plan().items.iter().map(|item| &*item.id).collect();
            assert_eq!(order, expected, "{id} to {line}");
        }
        // Either edge of its own row is where it is already.
        for line in [1, 2] {
            let command = dropped(plan, &view, &HashSet::new(), &"b".into(), line);
            assert!(start.apply(&command, NOW, None).is_none(), "line {line}");
        }
    }

    #[test]
    fn a_press_that_trembles_is_no_drag_and_a_drag_that_comes_back_is_one() {
        let mut held = Held { id: "a".into(), pointer: 1, from: 100, has_moved: false };
        for (client_y, drags) in [(100, false), (104, false), (96, false), (105, true), (100, true)] {
            assert_eq!(held.goes_to(client_y), drags, "at {client_y}");
        }
    }

    #[test]
    fn tab_walks_the_editable_cells_and_stops_at_the_end() {
        let columns = [Column::Select, Column::Rank, Column::Title, Column::Score, Column::Area];
        for (from, back, to) in [
            ((0, 2), false, (0, 4)),
            ((0, 4), false, (1, 2)),
            ((1, 4), false, (1, 4)),
            ((1, 2), true, (0, 4)),
            ((0, 2), true, (0, 2)),
        ] {
            assert_eq!(tab(from.0, from.1, &columns, 1, back), to, "{from:?}");
        }
    }

    #[test]
    fn clearing_leaves_titles_alone() {
        let start = editor();
        let columns = shown(&[], &[], frameworks::default(), &[], false);
        let context =
            Context { plan: start.plan(), framework: frameworks::default(), lang: Lang::En, ranges: None };
        let edits = cleared(&["a".into()], Cells::between((0, 0), (0, columns.len() - 1)), &columns, context);
        assert!(edits.iter().all(|(_, edit)| !matches!(edit, Edit::Title(_) | Edit::Status(_))));
        assert!(edits.iter().any(|(_, edit)| matches!(edit, Edit::Estimate { .. })));
    }
}
