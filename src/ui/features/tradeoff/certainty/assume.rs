//! Ranges for numbers that were given without one.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::editor::Command;
use crate::domain::frameworks::{self, Framework};
use crate::domain::number;
use crate::domain::plan::{AssumedRanges, Plan};
use crate::domain::text::certainty as words;
use crate::domain::uncertainty::confidence_input;
use crate::ui::components::{Button, TextField, Variant};
use crate::ui::store::{use_handles, use_lang};

/// Whether a framework asks how confident one is.
pub(super) fn takes_confidence(framework: &Framework) -> bool {
    confidence_input(framework).is_some()
}

/// Properties of [`Assume`].
#[derive(Properties)]
pub(super) struct AssumeProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// The id of the framework that ranks.
    pub framework: &'static str,
}

impl PartialEq for AssumeProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && self.framework == other.framework
    }
}

/// The switch and, where it is on, how wide the ranges are.
#[component]
pub(super) fn Assume(props: &AssumeProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let wrong = use_state_eq(|| None::<usize>);
    let ranges = &props.plan.settings.assumed_ranges;
    let onchange = {
        let (handles, next) = (handles.clone(), switched(ranges, !ranges.on));
        Callback::from(move |_: Event| handles.edit(next.clone()))
    };
    let ratios = [ranges.high, ranges.medium, ranges.low];
    let on = ranges.on;
    let typed = |at: usize| {
        let (handles, wrong) = (handles.clone(), wrong.clone());
        Callback::from(move |(text, gesture): (String, u64)| {
            let ratio = number::parse(text.trim().trim_end_matches(['×', 'x']).trim_start_matches('×'))
                .filter(|typed| !typed.percent)
                .map(|typed| typed.value)
                .filter(|ratio| AssumedRanges::RATIOS.contains(ratio));
            wrong.set(ratio.is_none().then_some(at));
            if let Some(ratio) = ratio {
                let mut ratios = ratios;
                if let Some(slot) = ratios.get_mut(at) {
                    *slot = ratio;
                }
                handles.edit_in(gesture, Command::SetAssumedRanges { on, ratios });
            }
        })
    };
    let levels = [words::ratio_high(lang), words::ratio_medium(lang), words::ratio_low(lang)];
    let with_levels = frameworks::by_id(props.framework).is_some_and(takes_confidence);
    html! {
        <div class="certainty__assume">
            <label class="check">
                <input type="checkbox" class="checkbox" checked={on} {onchange} />
                <span>{ words::assume(lang) }{ " " }<span class="hint">{ words::assume_help(lang) }</span></span>
            </label>
            if on {
                <details class="certainty__ratios">
                    <summary>{ words::ratios(lang) }</summary>
                    <div class="certainty__fields">
                        for (at, (label, ratio)) in levels.into_iter().zip(ratios).enumerate() {
                            // Without confidence there is one width.
                            if with_levels || at == 1 {
                                <TextField key={at} {label} value={number::plain(ratio, 3)} on_typed={typed(at)}
                                    problem={(*wrong == Some(at)).then(|| AttrValue::from(words::ratio_problem(lang)))} />
                            }
                        }
                    </div>
                    <p class="hint">{ words::ratios_help(lang) }</p>
                </details>
            }
        </div>
    }
}

fn switched(ranges: &AssumedRanges, on: bool) -> Command {
    Command::SetAssumedRanges { on, ratios: [ranges.high, ranges.medium, ranges.low] }
}

/// Properties of [`AssumeButton`].
#[derive(Properties)]
pub(super) struct AssumeButtonProps {
    /// The plan.
    pub plan: Rc<Plan>,
}

impl PartialEq for AssumeButtonProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
    }
}

/// The one thing to do where nothing has a range.
#[component]
pub(super) fn AssumeButton(props: &AssumeButtonProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let on_press = {
        let next = switched(&props.plan.settings.assumed_ranges, true);
        Callback::from(move |()| handles.edit(next.clone()))
    };
    html! { <Button label={words::assume(lang)} variant={Variant::Primary} {on_press} /> }
}
