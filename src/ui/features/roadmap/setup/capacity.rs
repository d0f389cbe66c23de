//! What each team can do in each period, as a grid of numbers.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, HtmlInputElement};
use yew::prelude::*;

use super::super::RoadmapProps;
use super::cells::{self, Place};
use super::{card, edit, edit_in};
use crate::domain::import;
use crate::domain::number;
use crate::domain::roadmap::Roadmap;
use crate::domain::text::{Lang, roadmap_setup as words};
use crate::platform::element;
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::CheckedField;
use crate::ui::store::{Handles, use_handles, use_lang};

/// The grid: a line for each team, a column for each period.
#[component]
pub fn Capacity(props: &RoadmapProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let table = use_node_ref();
    let roadmap = &props.plan.roadmap;
    let unit = props.plan.settings.effort_unit.label(lang);
    let given = (ByPointer(Rc::clone(roadmap)), handles.clone(), lang);
    let onkeydown = use_callback(given.clone(), {
        let table = table.clone();
        move |event: KeyboardEvent, (roadmap, handles, _)| on_key(&event, &table, &roadmap.0, handles)
    });
    let onpaste = use_callback(given, |event: Event, (roadmap, handles, lang)| {
        on_paste(&event, &roadmap.0, handles, *lang);
    });
    // What is typed takes the place of what stands there, as in a spreadsheet.
    let onfocusin = use_callback((), |event: FocusEvent, ()| {
        if let Some(field) = field_of(&event) {
            field.select();
        }
    });
    let content = if !roadmap.is_ready() {
        html! { <p class="hint">{ words::capacity_needs_both(lang) }</p> }
    } else {
        html! {
            <>
                <p class="hint">{ words::capacity_help(lang, unit) }</p>
                <div class="capacity">
                    <table class="capacity__table" ref={table} {onkeydown} {onpaste} {onfocusin}>
                        <caption class="visually-hidden">{ words::capacity_caption(lang, unit) }</caption>
                        <thead>
                            <tr>
                                <th scope="col" class="capacity__corner">{ unit }</th>
                                for period in &roadmap.periods {
                                    <th key={period.id.to_string()} scope="col" class="capacity__heading">{ period.title_in(lang) }</th>
                                }
                                <th key="sum" scope="col" class="capacity__heading">{ words::sum(lang) }</th>
                                <td key="fill"></td>
                            </tr>
                        </thead>
                        <tbody>
                            for (at, team) in roadmap.teams.iter().enumerate() {
                                { line(roadmap, &handles, at, team.title_in(lang), lang) }
                            }
                        </tbody>
                        <tfoot>
                            <tr>
                                <th scope="row" class="capacity__team">{ words::sum(lang) }</th>
                                for period in &roadmap.periods {
                                    <td key={period.id.to_string()} class="capacity__sum">
                                        { number::display(roadmap.teams.iter().map(|team| period.capacity_of(&team.id)).sum(), 2) }
                                    </td>
                                }
                                <td key="sum" class="capacity__sum">{ number::display(total(roadmap), 2) }</td>
                                <td key="fill"></td>
                            </tr>
                        </tfoot>
                    </table>
                </div>
            </>
        }
    };
    card("capacity", lang, content)
}

fn total(roadmap: &Roadmap) -> f64 {
    let teams = || roadmap.teams.iter();
    roadmap.periods.iter().map(|period| teams().map(|team| period.capacity_of(&team.id)).sum::<f64>()).sum()
}

fn line(roadmap: &Rc<Roadmap>, handles: &Handles, at: usize, team: &str, lang: Lang) -> Html {
    let Some(id) = roadmap.teams.get(at).map(|team| Rc::clone(&team.id)) else { return Html::default() };
    let sum: f64 = roadmap.periods.iter().map(|period| period.capacity_of(&id)).sum();
    let on_fill = {
        let (handles, roadmap, id) = (handles.clone(), Rc::clone(roadmap), Rc::clone(&id));
        Callback::from(move |_: MouseEvent| {
            let first = roadmap.periods.first().map_or(0.0, |period| period.capacity_of(&id));
            edit(&handles, cells::filled(&roadmap, (at, 0), first));
        })
    };
    let typed = |place: Place| {
        let (handles, roadmap) = (handles.clone(), Rc::clone(roadmap));
        Callback::from(move |(text, gesture): (String, u64)| {
            let change = cells::read(&text).and_then(|amount| cells::set(&roadmap, place, amount));
            match change {
                Some(change) => {
                    edit_in(&handles, gesture, change);
                    None
                }
                None => Some(AttrValue::from(words::amount_problem(lang))),
            }
        })
    };
    html! {
        <tr key={id.to_string()}>
            <th scope="row" class="capacity__team">{ team }</th>
            for (column, period) in roadmap.periods.iter().enumerate() {
                <td key={period.id.to_string()} class="capacity__cell" data-cell={format!("{at}:{column}")}>
                    <CheckedField class="capacity__field" label={words::capacity_of(lang, team, period.title_in(lang))} bare=true
                        value={cells::shown(period.capacity_of(&id))} on_typed={typed((at, column))} />
                </td>
            }
            <td key="sum" class="capacity__sum">{ number::display(sum, 2) }</td>
            <td key="fill">
                <button type="button" class="button button--quiet" aria-label={words::same_for_all_of(lang, team)} title={words::same_for_all_of(lang, team)}
                    onclick={on_fill}>{ words::same_for_all(lang) }</button>
            </td>
        </tr>
    }
}

/// The field that an event comes from.
fn field_of(event: &Event) -> Option<HtmlInputElement> {
    event.target().and_then(|target| target.dyn_into().ok())
}

/// The cell that an event comes from.
fn place_of(event: &Event) -> Option<Place> {
    let cell = element::attribute_around(event, "data-cell")?;
    let (team, period) = cell.split_once(':')?;
    Some((team.parse().ok()?, period.parse().ok()?))
}

/// Arrows and Enter go to the next cell; Ctrl+R fills to the right.
fn on_key(event: &KeyboardEvent, table: &NodeRef, roadmap: &Roadmap, handles: &Handles) {
    if element::is_composing(event) || event.alt_key() {
        return;
    }
    let (Some((team, period)), Some(field)) = (place_of(event), field_of(event)) else { return };
    let is_command = element::has_command_key(event);
    if is_command {
        if event.key().eq_ignore_ascii_case("r") && !event.shift_key() {
            // The browser would load the page again.
            event.prevent_default();
            if let Some(amount) = cells::read(&field.value()) {
                edit(handles, cells::filled(roadmap, (team, period), amount));
            }
        }
        return;
    }
    let caret = |end: Result<Option<u32>, _>| end.ok().flatten();
    let (from, to) = (caret(field.selection_start()), caret(field.selection_end()));
    let length = field.value().encode_utf16().count() as u32;
    let whole = from == Some(0) && to == Some(length);
    let next = match event.key().as_str() {
        "ArrowDown" => Some((team + 1, period)),
        "ArrowUp" => team.checked_sub(1).map(|team| (team, period)),
        "Enter" if event.shift_key() => team.checked_sub(1).map(|team| (team, period)),
        "Enter" => Some((team + 1, period)),
        // Inside of a number these keys go from digit to digit.
        "ArrowRight" if whole || (from == to && to == Some(length)) => Some((team, period + 1)),
        "ArrowLeft" if whole || (from == to && from == Some(0)) => {
            period.checked_sub(1).map(|period| (team, period))
        }
        _ => return,
    };
    event.prevent_default();
    if let Some((team, period)) = next {
        element::focus_in(table, &format!("[data-cell=\"{team}:{period}\"] input"));
    }
}

/// A block of cells goes into the grid from the cell on; a single value goes into its field.
fn on_paste(event: &Event, roadmap: &Roadmap, handles: &Handles, lang: Lang) {
    let clipboard = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
    let text = clipboard.and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
    let Some(place) = place_of(event).filter(|_| text.trim_end().contains(['\t', '\n'])) else { return };
    event.prevent_default();
    let found = cells::pasted(roadmap, place, &import::parse_clipboard(&text));
    let told = words::pasted(lang, found.edits.len(), found.unusable);
    if found.edits.is_empty() {
        handles.warn(told);
    } else {
        edit(handles, found.edits);
        handles.tell_undoable(told);
    }
}
