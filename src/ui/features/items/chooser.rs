//! The column chooser: which columns are shown, and in which order.

use std::rc::Rc;

use yew::prelude::*;

use super::columns::{Column, arranged};
use crate::domain::frameworks::Framework;
use crate::domain::plan::Criterion;
use crate::domain::text::{Lang, common, items, shell};
use crate::ui::components::{Button, Dialog, IconButton, IconName};
use crate::ui::preferences::{Preferences, PreferencesMsg};
use crate::ui::store::{use_handles, use_lang};

/// Properties of [`ColumnsDialog`].
#[derive(Properties, PartialEq)]
pub struct ColumnsDialogProps {
    /// This browser.
    pub preferences: Rc<Preferences>,
    /// The plan's criteria.
    pub criteria: Rc<Vec<Criterion>>,
    /// Whether the plan has ranges under the framework that ranks.
    pub has_ranges: bool,
}

/// The dialog that chooses columns.
#[component]
pub fn ColumnsDialog(props: &ColumnsDialogProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let framework = props.preferences.framework();
    let columns = arranged(&props.preferences.columns, &props.preferences.hidden, props.has_ranges);
    let set = {
        let handles = handles.clone();
        move |columns: Vec<(&'static str, Column, bool)>| {
            let hidden = columns
                .iter()
                .filter(|(_, _, shown)| !shown)
                .map(|(name, _, _)| (*name).to_owned())
                .collect();
            let order = columns.iter().map(|(name, _, _)| (*name).to_owned()).collect();
            handles.prefer(PreferencesMsg::Columns(order, hidden));
        }
    };
    let toggle = |at: usize| {
        let (set, columns) = (set.clone(), columns.clone());
        Callback::from(move |_: Event| {
            let mut columns = columns.clone();
            if let Some(column) = columns.get_mut(at) {
                column.2 = !column.2;
            }
            set(columns);
        })
    };
    let shift = |at: usize, to: Option<usize>| {
        let (set, columns) = (set.clone(), columns.clone());
        Callback::from(move |()| {
            if let Some(to) = to.filter(|to| *to < columns.len()) {
                let mut columns = columns.clone();
                columns.swap(at, to);
                set(columns);
            }
        })
    };
    let close = {
        let handles = handles.clone();
        Callback::from(move |()| handles.close_dialog())
    };
    let reset = {
        let handles = handles.clone();
        Callback::from(move |()| handles.prefer(PreferencesMsg::Columns(Vec::new(), Vec::new())))
    };
    html! {
        <Dialog title={shell::columns(lang)} close_label={common::close(lang)} on_close={close}
            footer={html! { <Button label={items::reset_columns(lang)} on_press={reset} /> }}>
            <p class="hint">{ items::columns_help(lang) }</p>
            <ul class="column-list">
                for (at, (name, column, shown)) in columns.iter().enumerate() {
                    <li key={*name} class="column-list__row">
                        <label class="column-list__label">
                            <input type="checkbox" class="checkbox" checked={*shown} onchange={toggle(at)} />
                            <span>{ heading(*column, framework, &props.criteria, lang) }</span>
                        </label>
                        <IconButton label={format!("{}: {}", items::move_left(lang), heading(*column, framework, &props.criteria, lang))} icon={IconName::Up}
                            on_press={shift(at, at.checked_sub(1))} disabled={at == 0} />
                        <IconButton label={format!("{}: {}", items::move_right(lang), heading(*column, framework, &props.criteria, lang))} icon={IconName::Down}
                            on_press={shift(at, Some(at + 1))} disabled={at + 1 == columns.len()} />
                    </li>
                }
            </ul>
        </Dialog>
    }
}

fn heading(column: Column, framework: &'static Framework, criteria: &[Criterion], lang: Lang) -> String {
    match column {
        Column::Input(_) => {
            let names: Vec<&str> =
                framework.inputs_in(criteria).map(|input| input.label_in(criteria, lang)).collect();
            match names.is_empty() {
                true => items::estimates(lang).to_owned(),
                false => names.join(" · "),
            }
        }
        other => other.heading(framework, criteria, lang),
    }
}
