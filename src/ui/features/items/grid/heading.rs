//! The heading of a column.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use crate::domain::frameworks::Framework;
use crate::domain::plan::Criterion;
use crate::domain::text::{Lang, items};
use crate::ui::features::items::columns::{Column, FIXED};
use crate::ui::session::{Sort, SortKey};

/// The heading that is being dragged.
#[derive(Clone, Default)]
pub(super) struct Dragged(Rc<RefCell<Option<Column>>>);

impl PartialEq for Dragged {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Properties of [`Heading`].
#[derive(Properties)]
pub(super) struct HeadingProps {
    pub column: Column,
    pub at: usize,
    pub framework: &'static Framework,
    pub criteria: Rc<Vec<Criterion>>,
    pub lang: Lang,
    pub sort: Sort,
    /// The unit that it counts in.
    pub unit: Option<AttrValue>,
    /// Whether every row is selected.
    pub all_selected: bool,
    pub on_sort: Callback<Column>,
    pub on_select_all: Callback<MouseEvent>,
    pub dragged: Dragged,
    pub on_dropped: Callback<(Column, Column)>,
}

impl PartialEq for HeadingProps {
    fn eq(&self, other: &Self) -> bool {
        self.column == other.column
            && self.at == other.at
            && std::ptr::eq(self.framework, other.framework)
            && Rc::ptr_eq(&self.criteria, &other.criteria)
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
pub(super) fn Heading(props: &HeadingProps) -> Html {
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
    let heading = column.heading(props.framework, &props.criteria, props.lang);
    let explanation =
        column.explanation(props.framework, &props.criteria, props.lang).map(|about| match &props.unit {
            Some(unit) => format!("{heading} ({unit}). {about}"),
            None => about,
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
