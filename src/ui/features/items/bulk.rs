//! One new value for one field of all selected items: one step of undo.

use std::collections::HashSet;
use std::rc::Rc;

use yew::prelude::*;

use super::columns::{Column, Context};
use crate::domain::editor::{Command, Edit};
use crate::domain::frameworks::{Framework, Unit};
use crate::domain::plan::{Criterion, Id, Plan};
use crate::domain::text::{Lang, common, items};
use crate::ui::components::{Button, Choice, Dialog, SelectField, TextField, Variant};
use crate::ui::store::{use_handles, use_lang};

/// Properties of [`BulkDialog`].
#[derive(Properties, PartialEq)]
pub struct BulkDialogProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// The selected items.
    pub selected: Rc<HashSet<Id>>,
    /// The id of the framework that ranks.
    pub framework: &'static str,
}

/// What the dialog can change.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Target {
    AddTag,
    RemoveTag,
    Cell(Column),
}

fn targets(framework: &Framework, criteria: &[Criterion]) -> Vec<Target> {
    let cells = [Column::Status, Column::Area, Column::Owner, Column::Source, Column::Kano];
    let inputs = framework.places(criteria).into_iter().map(Column::Input);
    [Target::AddTag, Target::RemoveTag]
        .into_iter()
        .chain(cells.into_iter().chain(inputs).map(Target::Cell))
        .collect()
}

fn label(target: Target, framework: &Framework, criteria: &[Criterion], lang: Lang) -> String {
    match target {
        Target::AddTag => items::bulk_add_tag(lang).to_owned(),
        Target::RemoveTag => items::bulk_remove_tag(lang).to_owned(),
        Target::Cell(column) => column.heading(framework, criteria, lang),
    }
}

/// The dialog that edits the selection.
#[component]
pub fn BulkDialog(props: &BulkDialogProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let framework =
        crate::domain::frameworks::by_id(props.framework).unwrap_or_else(crate::domain::frameworks::default);
    let at = use_state_eq(|| 0usize);
    let value = use_state_eq(String::new);
    let refused = use_state_eq(|| false);
    let criteria = &props.plan.settings.criteria;
    let targets = targets(framework, criteria);
    let target = targets.get(*at).copied().unwrap_or(Target::AddTag);
    let context = Context { plan: &props.plan, framework, lang, ranges: None };
    let options = match target {
        Target::Cell(column @ (Column::Status | Column::Kano)) => column.options(context),
        Target::Cell(column) if column.input(framework).is_some_and(|input| input.unit == Unit::Class) => {
            column.options(context)
        }
        _ => Vec::new(),
    };
    let close = {
        let handles = handles.clone();
        Callback::from(move |()| handles.close_dialog())
    };
    let apply = {
        let (handles, plan, selected, refused) =
            (handles.clone(), props.plan.clone(), props.selected.clone(), refused.clone());
        Rc::new(move |text: String| {
            let context = Context { plan: &plan, framework, lang, ranges: None };
            let mut edits: Vec<(Id, Edit)> = Vec::new();
            for item in plan.items.iter().filter(|item| selected.contains(&item.id)) {
                let edit = match target {
                    Target::AddTag if text.trim().is_empty() => None,
                    Target::AddTag => Some(Edit::AddTag(text.trim().to_owned())),
                    Target::RemoveTag => Some(Edit::RemoveTag(text.trim().to_owned())),
                    Target::Cell(column) => column.parse(&text, item, context),
                };
                edits.extend(edit.map(|edit| (Rc::clone(&item.id), edit)));
            }
            if edits.is_empty() {
                refused.set(true);
            } else {
                handles.edit(Command::EditItems(edits));
                handles.close_dialog();
            }
        })
    };
    let first_option = options.first().map(|(text, _)| text.clone()).unwrap_or_default();
    let current = if value.is_empty() { first_option } else { (*value).clone() };
    let on_target = {
        let (at, value, refused) = (at.clone(), value.clone(), refused.clone());
        Callback::from(move |chosen: String| {
            at.set(chosen.parse().unwrap_or(0));
            value.set(String::new());
            refused.set(false);
        })
    };
    let on_value = {
        let value = value.clone();
        Callback::from(move |text: String| value.set(text))
    };
    let on_apply = {
        let (apply, current, has_options, value) =
            (apply.clone(), current.clone(), !options.is_empty(), value.clone());
        Callback::from(move |()| apply(if has_options { current.clone() } else { (*value).clone() }))
    };
    let problem =
        refused.then(|| AttrValue::from(items::refused(lang, &label(target, framework, criteria, lang))));
    html! {
        <Dialog title={items::bulk_title(lang, &common::items(lang, props.selected.len()))} close_label={common::close(lang)}
            on_close={close.clone()} footer={html! {
                <>
                    <Button label={common::cancel(lang)} on_press={close} />
                    <Button label={common::apply(lang)} variant={Variant::Primary} on_press={on_apply} />
                </>
            }}>
            <div class="form">
                <SelectField label={items::bulk_field(lang)} value={at.to_string()} on_chosen={on_target}
                    choices={targets.iter().enumerate().map(|(at, target)| Choice::new(at.to_string(), label(*target, framework, criteria, lang))).collect::<Vec<_>>()} />
                if options.is_empty() {
                    <TextField key={at.to_string()} label={items::bulk_value(lang)} value="" autofocus=true {problem}
                        hint={explanation(target, framework, criteria, lang)}
                        on_typed={on_value.reform(|(text, _)| text)}
                        on_enter={{ let apply = apply.clone(); Callback::from(move |text: String| apply(text)) }} />
                } else {
                    <SelectField label={items::bulk_value(lang)} value={current} on_chosen={on_value}
                        choices={options.iter().map(|(text, about)| {
                            let label = if about.is_empty() { text.clone() } else { format!("{text} · {about}") };
                            Choice::new(text.clone(), label)
                        }).collect::<Vec<_>>()} />
                }
            </div>
        </Dialog>
    }
}

fn explanation(target: Target, framework: &Framework, criteria: &[Criterion], lang: Lang) -> AttrValue {
    match target {
        Target::Cell(column) => column.explanation(framework, criteria, lang).unwrap_or_default().into(),
        _ => AttrValue::default(),
    }
}
