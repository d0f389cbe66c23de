//! The items grid: virtual rows, one active cell, editing in place.
//!
//! A text field lies over the active cell and always has the focus. So typing, an
//! input method's first key included, goes straight into it, and copy and paste
//! are the browser's own events.

mod clipboard;
mod desk;
mod heading;
mod keys;
mod pointer;

use std::collections::HashSet;
use std::rc::Rc;

use gloo::events::EventListener;
use web_sys::{HtmlElement, PointerEvent};
use yew::prelude::*;

use self::desk::{Choices, Desk, Editing, State};
use self::heading::{Dragged, Heading};
use super::columns::{Column, Context, unit_note};
use super::gestures::{self, Cells};
use super::ranges::Ranges;
use super::row::{ROW_HEIGHT, Row};
use super::view::{DIVIDER, View};
use crate::domain::frameworks::{Framework, Scored};
use crate::domain::plan::{Id, Item, Plan};
use crate::domain::ranking::Ranking;
use crate::domain::text::{Lang, items};
use crate::platform::{dom, element, resize};
use crate::ui::session::{SessionMsg, Sort, SortKey};
use crate::ui::store::use_handles;

/// Rows rendered above and below the visible ones.
const SPARE_ROWS: usize = 6;

/// Properties of [`Grid`].
#[derive(Properties, Clone)]
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
    /// The rank ranges.
    pub ranges: Ranges,
    /// Whether these are of the plan as it was a moment ago.
    pub ranges_are_old: bool,
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
            && self.ranges == other.ranges
            && self.ranges_are_old == other.ranges_are_old
            && Rc::ptr_eq(&self.selected, &other.selected)
            && self.sort == other.sort
            && self.lang == other.lang
            && self.focus == other.focus
            && self.active == other.active
    }
}

/// The grid.
#[component]
pub fn Grid(props: &GridProps) -> Html {
    let handles = use_handles();
    let redraw = use_force_update();
    let desk = use_memo((), |()| Desk::new(handles.clone(), props.clone(), redraw));
    let dragged_column = use_mut_ref(Dragged::default);
    let state = desk.receive(props);
    let item = props.view.item(&props.plan, state.line).cloned();
    use_geometry(&desk, props, &state);
    use_focus(&desk, props);
    // Tell the others which item is active.
    use_effect_with(item.as_ref().map(|item| Rc::clone(&item.id)), {
        let handles = handles.clone();
        move |id: &Option<Id>| handles.session(SessionMsg::Activated(id.clone()))
    });
    let on_heading = {
        let desk = desk.clone();
        use_callback((), move |column: Column, ()| sort_by(&desk, column))
    };
    let on_select_all = {
        let desk = desk.clone();
        use_callback((), move |_: MouseEvent, ()| {
            let ids = desk.shown_ids();
            let on = !ids.iter().all(|id| desk.props().selected.contains(id));
            desk.select(ids, Some(on));
        })
    };

    let first_row = state.seen.first.saturating_sub(SPARE_ROWS);
    // The ring: a row element is used again for another line as the grid scrolls, so
    // scrolling changes the content of a few rows and moves no element.
    let ring = state.seen.count + 2 * SPARE_ROWS;
    let slots = (0..ring).map(|slot| (slot, first_row + (slot + ring - first_row % ring) % ring));
    let lines = props.view.lines.len();
    let all_selected = props.view.shown > 0 && props.selected.len() >= props.view.shown;
    html! {
        <div class="grid-frame">
            <div class="grid" ref={&desk.nodes.scroller} onscroll={on(&desk, |desk, _: Event| desk.measure())}>
                <div class="grid__table" role="grid" aria-label={items::grid(props.lang)} aria-describedby="grid-help"
                    aria-rowcount={(lines + 1).to_string()} aria-colcount={props.columns.len().to_string()}
                    aria-multiselectable="true" data-ranges={props.ranges_are_old.then_some("old")}>
                    <div class="row row--head" role="row" aria-rowindex="1">
                        for (at, column) in props.columns.iter().copied().enumerate() {
                            <Heading key={at} {column} {at} framework={props.framework} criteria={props.plan.settings.criteria.clone()} lang={props.lang} sort={props.sort.clone()}
                                unit={column.input(props.framework).and_then(|input| unit_note(input, &props.plan, props.lang)).map(AttrValue::from)}
                                {all_selected} on_sort={on_heading.clone()} on_select_all={on_select_all.clone()}
                                dragged={dragged_column.borrow().clone()} on_dropped={props.on_columns.clone()} />
                        }
                    </div>
                    <div class="grid__body" role="rowgroup" ref={&desk.nodes.body}
                        onpointerdown={on(&desk, |desk, event: PointerEvent| desk.on_press(event))}
                        onpointermove={on(&desk, |desk, event: PointerEvent| desk.on_move(event))}
                        onpointerup={on(&desk, |desk, event: PointerEvent| desk.on_release(event))}
                        onpointercancel={on(&desk, |desk, event: PointerEvent| desk.on_lost(event))}
                        onlostpointercapture={on(&desk, |desk, event: PointerEvent| desk.on_lost(event))}
                        onclick={on(&desk, |desk, event: MouseEvent| desk.on_click(event))}
                        ondblclick={on(&desk, |desk, event: MouseEvent| desk.on_double_click(event))}>
                        for (slot, at) in slots {
                            { slot_row(props, &state, slot, at) }
                        }
                    </div>
                </div>
                <div class="drop-mark" ref={&desk.nodes.drop_mark}></div>
                { editor(&desk, props, &state, item.as_deref()) }
            </div>
            <p id="grid-help" class="visually-hidden">{ items::grid_help(props.lang) }</p>
            { spoken(props, &state, item.as_deref()) }
        </div>
    }
}

/// A listener that hands its event to the desk.
fn on<E: 'static>(desk: &Rc<Desk>, act: fn(&Rc<Desk>, E)) -> Callback<E> {
    let desk = Rc::clone(desk);
    Callback::from(move |event| act(&desk, event))
}

/// Column tracks, height of the body, place of the editor, and the part that can be seen.
#[hook]
fn use_geometry(desk: &Rc<Desk>, props: &GridProps, state: &State) {
    let lines = props.view.lines.len();
    use_effect_with((props.columns.clone(), state.seen.narrow), {
        let desk = desk.clone();
        move |(columns, narrow)| {
            let tracks: Vec<&str> = columns.iter().map(|column| column.track(*narrow).0).collect();
            let width: u32 = columns.iter().map(|column| column.track(*narrow).1).sum();
            element::set_style(&desk.nodes.scroller, "--tracks", &tracks.join(" "));
            element::set_style(&desk.nodes.scroller, "--grid-width", &format!("{width}px"));
            desk.columns_moved();
        }
    });
    use_effect_with(lines, {
        let desk = desk.clone();
        move |lines| element::set_style(&desk.nodes.body, "height", &format!("{}px", lines * ROW_HEIGHT))
    });
    use_effect_with((state.line, state.column), {
        let desk = desk.clone();
        move |(line, column)| {
            let top = (line + 1) * ROW_HEIGHT;
            element::set_style(&desk.nodes.editor_line, "transform", &format!("translateY({top}px)"));
            element::set_style(&desk.nodes.editor, "grid-column", &(column + 1).to_string());
        }
    });
    use_effect_with((), {
        let desk = desk.clone();
        move |()| {
            desk.measure();
            // A panel or a longer toolbar leaves the grid less room, and the window as it is.
            let watch = resize::watch_width(&desk.nodes.scroller, {
                let desk = Rc::clone(&desk);
                move |_| desk.measure()
            });
            let listener = dom::window_target()
                .map(|window| EventListener::new(&window, "resize", move |_| desk.measure()));
            move || drop((watch, listener))
        }
    });
    use_effect_with((state.line, state.column, lines), {
        let desk = desk.clone();
        move |(line, column, _)| desk.show_active(*line, *column)
    });
}

/// The wish for focus, and the first key of an input method.
#[hook]
fn use_focus(desk: &Rc<Desk>, props: &GridProps) {
    use_effect_with((props.focus, props.active.clone()), {
        let desk = desk.clone();
        move |(wish, active)| {
            if let Some(edit) = *wish {
                desk.arrive(active.as_ref(), edit);
            }
        }
    });
    // An input method opens the cell before its first letter arrives.
    use_effect_with((), {
        let desk = desk.clone();
        move |()| {
            let listener = desk.nodes.field.cast::<HtmlElement>().map(|field| {
                EventListener::new(&field, "compositionstart", move |_| {
                    desk.change(|state| state.editing = state.editing.or(Some(Editing::Typed)));
                })
            });
            move || drop(listener)
        }
    });
}

fn sort_by(desk: &Desk, column: Column) {
    let by = match column {
        Column::Rank | Column::Score => SortKey::Score,
        other => SortKey::Column(other),
    };
    let reversed = {
        let props = desk.props();
        props.sort.by == by && !props.sort.reversed
    };
    desk.handles.session(SessionMsg::Sorted(Sort { by, reversed }));
}

fn column_of(props: &GridProps, state: &State) -> Column {
    props.columns.get(state.column).copied().unwrap_or(Column::Title)
}

/// The active cell in words: heading, title and what is in it.
fn label_of(props: &GridProps, state: &State, item: Option<&Item>) -> String {
    let column = column_of(props, state);
    let value = item.map_or_else(String::new, |item| said(props, column, item));
    let title = item.map_or("", |item| item.title_in(props.lang));
    items::cell_label(
        props.lang,
        &column.heading(props.framework, &props.plan.settings.criteria, props.lang),
        title,
        &value,
    )
}

/// What is in a cell, for the ear.
fn said(props: &GridProps, column: Column, item: &Item) -> String {
    let GridProps { plan, framework, lang, ranges, .. } = props;
    let context = Context { plan, framework, lang: *lang, ranges: ranges.known() };
    match column {
        Column::RankRange if framework.scorer(plan).score(item).value().is_some() => {
            // What stands in the cell is short, and what it means is for whoever points at it.
            ranges.sentence(&item.id, *lang)
        }
        Column::RankRange => String::new(),
        _ => column.text(item, context),
    }
}

/// What is wrong with the active cell.
fn problem_of(props: &GridProps, state: &State, item: Option<&Item>) -> Option<String> {
    let (input, problem) =
        column_of(props, state).problem(item?, props.framework, &props.plan.settings.criteria)?;
    Some(problem.sentence(input, &props.plan.settings.criteria, props.lang))
}

/// The text field over the active cell, with its list.
fn editor(desk: &Rc<Desk>, props: &GridProps, state: &State, item: Option<&Item>) -> Html {
    let column = column_of(props, state);
    let offered = desk.offered();
    let has_options = !offered.is_empty();
    let Choices { at, refused, .. } = state.choices;
    let above = state.line.saturating_sub(state.seen.first) > state.seen.count / 2;
    let invalid = refused || problem_of(props, state, item).is_some();
    html! {
        <div class="editor-line" ref={&desk.nodes.editor_line} data-empty={item.is_none().then_some("true")}>
            <div ref={&desk.nodes.editor} class={classes!("editor", gestures::sticky_class(column))} data-editing={state.editing.map(|_| "true")}>
                <input ref={&desk.nodes.field} type="text" id="grid-field" class="editor__field"
                    data-resting={state.editing.is_none().then_some("true")} autocomplete="off" spellcheck="false"
                    role={has_options.then_some("combobox")}
                    aria-expanded={has_options.then_some("true")} aria-controls={has_options.then_some("editor-options")}
                    aria-autocomplete={has_options.then_some("list")}
                    aria-activedescendant={at.map(|at| format!("editor-option-{at}"))}
                    aria-label={label_of(props, state, item)} aria-describedby="grid-help"
                    aria-invalid={invalid.then_some("true")}
                    data-number={column.is_number().then_some("true")}
                    onkeydown={on(desk, |desk, event: KeyboardEvent| desk.on_key(event))}
                    oninput={on(desk, |desk, _: InputEvent| desk.on_input())}
                    onblur={on(desk, |desk, _: FocusEvent| { desk.commit(None); })}
                    oncopy={on(desk, |desk, event: Event| desk.on_copy(event))}
                    oncut={on(desk, |desk, event: Event| desk.on_copy(event))}
                    onpaste={on(desk, |desk, event: Event| desk.on_paste(event))} />
                if has_options {
                    <ul class={classes!("options", above.then_some("options--above"))} role="listbox" id="editor-options"
                        aria-label={column.heading(props.framework, &props.plan.settings.criteria, props.lang)}>
                        for (place, (text, about)) in offered.iter().enumerate() {
                            { option(desk, place, text, about, at == Some(place)) }
                        }
                    </ul>
                }
            </div>
        </div>
    }
}

fn option(desk: &Rc<Desk>, at: usize, text: &str, about: &str, active: bool) -> Html {
    let onpointerdown = {
        let (desk, text) = (Rc::clone(desk), text.to_owned());
        Callback::from(move |event: PointerEvent| {
            event.prevent_default();
            event.stop_propagation();
            desk.commit(Some(text.clone()));
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

/// What screen readers say of the active cell, and what everybody sees of a problem with it.
fn spoken(props: &GridProps, state: &State, item: Option<&Item>) -> Html {
    let heading =
        || column_of(props, state).heading(props.framework, &props.plan.settings.criteria, props.lang);
    let problem = problem_of(props, state, item)
        .or_else(|| state.choices.refused.then(|| items::refused(props.lang, &heading())));
    html! {
        <>
            <p class="visually-hidden" aria-live="polite">{ label_of(props, state, item) }</p>
            if let Some(problem) = problem {
                <p class="grid-problem" role="status">{ problem }</p>
            }
        </>
    }
}

/// The row in a slot of the ring: an item, the line before the unscored ones, or nothing.
fn slot_row(props: &GridProps, state: &State, slot: usize, at: usize) -> Html {
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
        <Row key={slot} line={at} item={Rc::clone(item)} place={place as usize}
            {scored} {share} columns={props.columns.clone()} framework={props.framework} criteria={props.plan.settings.criteria.clone()} lang={props.lang}
            depends={depends(props, item)} selected={props.selected.contains(&item.id)}
            active={(at == state.line).then_some(state.column)} range={range_in(state, at)}
            manual={props.sort.by == SortKey::Manual} />
    }
}

/// The columns of the range of cells on a line.
fn range_in(state: &State, at: usize) -> Option<(usize, usize)> {
    let cells = Cells::between((state.line, state.column), state.anchor?);
    (cells.top..=cells.bottom).contains(&at).then_some((cells.left, cells.right))
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
