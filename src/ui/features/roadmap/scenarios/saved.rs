//! One saved scenario: its name, its note, its figures, what it lacks.

use std::rc::Rc;

use yew::prelude::*;

use super::{Acts, figures, find, is_current, title};
use crate::domain::date;
use crate::domain::number;
use crate::domain::plan::{Id, Plan};
use crate::domain::roadmap::Scenario;
use crate::domain::roadmap::compare::{Comparison, Gone, Totals, lost};
use crate::domain::text::{Lang, scenarios as words};
use crate::ui::components::{IconButton, IconName, TextField};
use crate::ui::store::use_lang;

/// Names of what is lost that are told in full.
const MOST_LOST: usize = 5;

/// Properties of [`Saved`].
#[derive(Properties, Clone)]
pub(super) struct SavedProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// The scenario.
    pub id: Id,
    /// What the plan comes to as it is.
    pub now: Totals,
    /// What the scenario comes to.
    pub totals: Totals,
    /// Called to compare it with the plan as it is.
    pub on_compare: Callback<Id>,
    /// What can be done to it.
    pub acts: Acts,
}

impl PartialEq for SavedProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
            && self.id == other.id
            && self.on_compare == other.on_compare
            && self.acts == other.acts
    }
}

/// One saved scenario.
#[component]
pub(super) fn Saved(props: &SavedProps) -> Html {
    let lang = use_lang();
    let SavedProps { plan, id, now, totals, on_compare, acts } = props;
    let Some(scenario) = find(plan, id) else { return Html::default() };
    let name = title(scenario, lang);
    let edit = |change: fn(&mut Scenario, String)| {
        let (acts, scenario) = (acts.clone(), scenario.clone());
        Callback::from(move |(text, gesture): (String, u64)| {
            let mut scenario = scenario.clone();
            change(&mut scenario, text);
            acts.change(scenario, gesture);
        })
    };
    let on_title = edit(|scenario, text| {
        let text = text.trim();
        if !text.is_empty() {
            scenario.title = text.to_owned();
        }
    });
    let on_note = edit(|scenario, text| scenario.note = text.trim().to_owned());
    let act = |does: fn(&Acts, &Scenario)| {
        let (acts, scenario) = (acts.clone(), scenario.clone());
        Callback::from(move |()| does(&acts, &scenario))
    };
    let on_adopt = act(Acts::adopt).reform(|_: MouseEvent| ());
    let on_compare = {
        let id = id.clone();
        on_compare.reform(move |_: MouseEvent| id.clone())
    };
    let is_current = is_current(plan, scenario);
    let difference = Comparison::of(plan, &plan.roadmap.placements, &scenario.placements);
    let share = scenario.need_share.map(|share| format!("{}%", number::display(share * 100.0, 0)));
    let mut about = Vec::new();
    if !scenario.created.is_empty() {
        about.push(words::saved_on(lang, &date::display(&scenario.created, lang)));
    }
    about.extend(share.map(|share| words::at_share(lang, &share)));
    html! {
        <li class="scenarios__row">
            <div class="scenarios__name">
                <TextField label={words::name_of(lang, name)} bare=true value={scenario.title.clone()} on_typed={on_title} />
                <p class="scenarios__about">{ about.join(" · ") }</p>
            </div>
            { figures::totals(totals, Some(now), plan, lang) }
            <div class="scenarios__acts">
                <button type="button" class="chip" onclick={on_compare} title={difference.sentence(lang)}>
                    <span>{ words::versus(lang, words::current(lang), &difference.short(lang)) }</span>
                    <span class="visually-hidden">{ words::compare_of(lang, name) }</span>
                </button>
                <button type="button" class="button" onclick={(!is_current).then_some(on_adopt)} aria-disabled={is_current.then_some("true")}
                    title={is_current.then(|| words::is_current(lang))} aria-label={words::adopt_of(lang, name)}>{ words::adopt(lang) }</button>
                <IconButton label={words::remove_of(lang, name)} icon={IconName::Close} on_press={act(Acts::remove)} />
            </div>
            <div class="scenarios__note">
                <TextField label={words::note_of(lang, name)} bare=true value={scenario.note.clone()} placeholder={words::note_hint(lang)} on_typed={on_note} />
            </div>
            if let Some(lost) = lost_sentence(plan, scenario, lang) {
                <p class="scenarios__lost">{ lost }</p>
            }
        </li>
    }
}

/// What a scenario names that is not there any more.
pub(super) fn lost_sentence(plan: &Plan, scenario: &Scenario, lang: Lang) -> Option<String> {
    let lost = lost(plan, &scenario.placements);
    let name = |id: &str, gone: Gone| match gone {
        Gone::Item => words::lost_item(lang).to_owned(),
        Gone::InBin => {
            let item = plan.bin.iter().find(|item| &*item.id == id);
            words::in_bin(lang, item.map_or("", |item| item.title_in(lang)))
        }
        Gone::Period => words::period_gone(lang, plan.item(id).map_or("", |item| item.title_in(lang))),
    };
    let mut names: Vec<String> =
        lost.iter().take(MOST_LOST).map(|lost| name(&lost.item, lost.gone)).collect();
    if lost.len() > MOST_LOST {
        names.push(words::and_more(lang, lost.len() - MOST_LOST));
    }
    (!lost.is_empty()).then(|| words::lost(lang, lost.len(), &names.join(words::and_then(lang))))
}
