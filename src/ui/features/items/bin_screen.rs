//! The recycle bin: deleted items wait here until they are restored or removed for good.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::editor::Command;
use crate::domain::plan::{Id, Plan};
use crate::domain::text::{common, items, shell};
use crate::ui::components::{Button, Variant};
use crate::ui::store::{use_handles, use_lang};

/// Properties of [`BinScreen`].
#[derive(Properties)]
pub struct BinProps {
    /// The plan.
    pub plan: Rc<Plan>,
}

impl PartialEq for BinProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
    }
}

/// Rows shown at most; the rest is reached by restoring or removing.
const MOST_ROWS: usize = 500;

/// The recycle bin.
#[component]
pub fn BinScreen(props: &BinProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let all: Vec<Id> = props.plan.bin.iter().map(|item| Rc::clone(&item.id)).collect();
    let give = |command: Command| {
        let handles = handles.clone();
        Callback::from(move |()| handles.edit(command.clone()))
    };
    html! {
        <div class="bin">
            <div class="toolbar__row">
                <span class="toolbar__title" aria-hidden="true">{ shell::bin(lang) }</span>
                <span class="toolbar__gap"></span>
                if !all.is_empty() {
                    <Button label={items::empty_bin(lang)} variant={Variant::Danger} on_press={{
                        let handles = handles.clone();
                        Callback::from(move |()| {
                            handles.edit(Command::EmptyBin(all.clone()));
                            handles.tell_undoable(items::bin_emptied(lang).to_owned());
                        })
                    }} />
                }
            </div>
            if props.plan.bin.is_empty() {
                <p class="bin__empty">{ items::bin_empty(lang) }</p>
            } else {
                <p class="hint">{ items::bin_help(lang) }</p>
                <ul class="bin__list">
                    for item in props.plan.bin.iter().rev().take(MOST_ROWS) {
                        <li key={item.id.to_string()} class="bin__row">
                            <span class="bin__key">{ &item.key }</span>
                            <span class="bin__title">{ item.title_in(lang) }</span>
                            <Button label={common::restore(lang)} on_press={give(Command::RestoreItems(vec![Rc::clone(&item.id)]))} />
                        </li>
                    }
                </ul>
            }
        </div>
    }
}
