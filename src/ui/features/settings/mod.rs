//! Units and scales of the plan. A change converts the numbers or keeps them: the
//! person says which, because nobody else can know.

mod criteria;

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::editor::Command;
use crate::domain::number;
use crate::domain::plan::{EffortUnit, Period, Plan};
use crate::domain::text::{common, shell};
use crate::ui::components::{Button, Choice, Dialog, SelectField, TextField, Variant};
use crate::ui::store::{use_handles, use_lang};

/// Properties of [`SettingsDialog`].
#[derive(Properties)]
pub struct SettingsProps {
    /// The plan.
    pub plan: Rc<Plan>,
}

impl PartialEq for SettingsProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
    }
}

/// The plan's settings.
#[component]
pub fn SettingsDialog(props: &SettingsProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let settings = &props.plan.settings;
    let period = use_state_eq(|| settings.reach_period);
    let unit = use_state_eq(|| settings.effort_unit);
    let close = {
        let handles = handles.clone();
        Callback::from(move |()| handles.close_dialog())
    };
    let on_title = {
        let handles = handles.clone();
        Callback::from(move |(title, gesture): (String, u64)| {
            handles.edit_in(gesture, Command::Rename(title))
        })
    };
    let on_period = {
        let period = period.clone();
        Callback::from(move |name: String| {
            if let Some(chosen) = Period::from_file_name(&name) {
                period.set(chosen);
            }
        })
    };
    let on_unit = {
        let unit = unit.clone();
        Callback::from(move |name: String| {
            if let Some(chosen) = EffortUnit::from_file_name(&name) {
                unit.set(chosen);
            }
        })
    };
    let set_period = |convert: bool| {
        let (handles, period) = (handles.clone(), *period);
        Callback::from(move |()| handles.edit(Command::SetReachPeriod { period, convert }))
    };
    let set_unit = |convert: bool| {
        let (handles, unit) = (handles.clone(), *unit);
        Callback::from(move |()| handles.edit(Command::SetEffortUnit { unit, convert }))
    };
    let reach_factor = number::display(settings.reach_period.per_year() / period.per_year(), 3);
    let effort_factor =
        settings.effort_unit.days().zip(unit.days()).map(|(from, to)| number::display(from / to, 3));
    html! {
        <Dialog title={shell::plan_settings(lang).trim_end_matches('…')} close_label={common::close(lang)} on_close={close}>
            <div class="form">
                <TextField label={shell::plan_title(lang)} value={props.plan.title.clone()} on_typed={on_title} />
                <SelectField label={shell::settings_reach(lang)} value={period.file_name()} on_chosen={on_period}
                    choices={Period::ALL.iter().map(|period| Choice::new(period.file_name(), period.label(lang))).collect::<Vec<_>>()} />
                if *period != settings.reach_period {
                    <div class="question" role="group" aria-label={shell::settings_reach(lang)}>
                        <p class="hint">{ shell::once_not_converted(lang) }</p>
                        <Button label={shell::convert_reach(lang, &reach_factor)} variant={Variant::Primary} on_press={set_period(true)} />
                        <Button label={shell::keep_numbers(lang)} on_press={set_period(false)} />
                    </div>
                }
                <SelectField label={shell::settings_effort(lang)} value={unit.file_name()} on_chosen={on_unit}
                    choices={EffortUnit::ALL.iter().map(|unit| Choice::new(unit.file_name(), unit.label(lang))).collect::<Vec<_>>()} />
                if *unit != settings.effort_unit {
                    <div class="question" role="group" aria-label={shell::settings_effort(lang)}>
                        if let Some(factor) = effort_factor {
                            <Button label={shell::convert_effort(lang, &factor)} variant={Variant::Primary} on_press={set_unit(true)} />
                        } else {
                            <p class="hint">{ shell::story_points_no_time(lang) }</p>
                        }
                        <Button label={shell::keep_numbers(lang)} on_press={set_unit(false)} />
                    </div>
                }
                <criteria::CriteriaEditor plan={props.plan.clone()} />
            </div>
        </Dialog>
    }
}
