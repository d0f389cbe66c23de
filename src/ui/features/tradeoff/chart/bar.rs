//! The buttons above a chart.

use std::collections::HashSet;

use yew::prelude::*;

use super::surface::Tool;
use super::{ZOOM, link};
use crate::domain::picture::items::Viewport;
use crate::domain::plan::Id;
use crate::domain::text::{Word, chart as words};
use crate::ui::components::{Button, IconButton, IconName, Variant, pressed};
use crate::ui::features::picture::{Draw, PictureMenu};
use crate::ui::session::Screen;
use crate::ui::store::use_lang;

/// Properties of [`Bar`].
#[derive(Properties, PartialEq)]
pub(super) struct BarProps {
    /// Whether dots are items.
    pub of_items: bool,
    /// How many items are selected.
    pub selected: usize,
    /// Called with the new selection.
    pub on_select: Callback<HashSet<Id>>,
    /// Whether the numbers are shown as a table.
    pub as_table: bool,
    /// Called with whether they shall be.
    pub on_table: Callback<bool>,
    /// What dragging does.
    pub tool: Tool,
    /// Called with what it shall do.
    pub on_tool: Callback<Tool>,
    /// The part that is looked at.
    pub viewport: Viewport,
    /// Called with the part that shall be looked at.
    pub on_viewport: Callback<Viewport>,
    /// Draws the picture for a file.
    pub draw: Draw,
}

/// The form, what is selected, what dragging does, the zoom, and the files.
#[component]
pub(super) fn Bar(props: &BarProps) -> Html {
    let lang = use_lang();
    let BarProps { of_items, as_table, viewport, .. } = *props;
    let form = |word: Word, to: bool| {
        let on_table = props.on_table.clone();
        html! {
            <button type="button" class="segment" aria-pressed={pressed(as_table == to)}
                onclick={Callback::from(move |_: MouseEvent| on_table.emit(to))}>{ word(lang) }</button>
        }
    };
    let tool = |word: Word, to: Tool| {
        let on_tool = props.on_tool.clone();
        html! {
            <button type="button" class="segment" aria-pressed={pressed(props.tool == to)}
                onclick={Callback::from(move |_: MouseEvent| on_tool.emit(to))}>{ word(lang) }</button>
        }
    };
    let look = |next: Viewport| {
        let on_viewport = props.on_viewport.clone();
        Callback::from(move |()| on_viewport.emit(next))
    };
    let zoom = |factor: f64| look(viewport.zoomed(factor, (0.5, 0.5)));
    let clear = {
        let on_select = props.on_select.clone();
        Callback::from(move |()| on_select.emit(HashSet::new()))
    };
    html! {
        <div class="chart__bar">
            <div class="segments" role="group" aria-label={words::form(lang)}>
                { form(words::as_picture, false) }
                { form(words::as_table, true) }
            </div>
            if of_items && props.selected > 0 {
                <p class="chart__selected" role="status">
                    <span>{ words::selected(lang, props.selected) }</span>
                    <a href={link(Screen::Items)}>{ words::show_in_items(lang) }</a>
                    <Button label={words::clear_selection(lang)} variant={Variant::Quiet} on_press={clear} />
                </p>
            }
            <span class="chart__gap"></span>
            if !as_table {
                <div class="segments" role="group" aria-label={words::mode(lang)}>
                    { tool(words::mode_select, Tool::Frame) }
                    if of_items {
                        { tool(words::mode_lasso, Tool::Lasso) }
                    }
                    { tool(words::mode_move, Tool::Move) }
                </div>
                <div class="chart__zoom" role="group" aria-label={words::zoom(lang)}>
                    <IconButton label={words::zoom_out(lang)} icon={IconName::Minus} on_press={zoom(1.0 / ZOOM)} disabled={viewport.is_all()} />
                    <IconButton label={words::zoom_in(lang)} icon={IconName::Plus} on_press={zoom(ZOOM)} />
                    <IconButton label={words::fit(lang)} icon={IconName::Fit} on_press={look(Viewport::default())} disabled={viewport.is_all()} />
                </div>
                <PictureMenu draw={props.draw.clone()} />
            }
        </div>
    }
}
