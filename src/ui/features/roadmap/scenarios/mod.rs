//! Saved alternatives, side by side, and what every good plan has in common.

mod beside;
mod every;
mod figures;
mod run;
mod saved;

use std::rc::Rc;

use yew::prelude::*;

use super::RoadmapProps;
use crate::domain::editor::{Command, RoadmapEdit};
use crate::domain::plan::{Id, Plan};
use crate::domain::roadmap::compare::{Comparison, Measure, suggested_title};
use crate::domain::roadmap::{MOST_SCENARIOS, Placement, Scenario};
use crate::domain::text::{Lang, scenarios as words};
use crate::platform::{clock, element};
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Button, TextField, Variant, new_gesture};
use crate::ui::session::RoadmapPage;
use crate::ui::store::{Handles, new_id, use_handles, use_lang};

/// Saved alternatives, side by side.
#[component]
pub fn ScenariosPage(props: &RoadmapProps) -> Html {
    let lang = use_lang();
    let handles = use_handles();
    let plan = &props.plan;
    let measure = use_memo(ByPointer(Rc::clone(plan)), |plan| Measure::of(&plan.0));
    // The two that are compared: the plan as it is, or a scenario.
    let pair = use_state_eq(|| (None::<Id>, None::<Id>));
    let root = use_node_ref();
    let on_pair = use_callback(pair.clone(), |chosen: (Option<Id>, Option<Id>), pair| pair.set(chosen));
    let roadmap = &plan.roadmap;
    if !roadmap.is_ready() {
        return empty(words::empty(lang), RoadmapPage::Setup, words::go_to_setup(lang));
    }
    if roadmap.scenarios.is_empty() && roadmap.placements.is_empty() {
        return empty(words::empty_plan(lang), RoadmapPage::Timeline, words::go_to_roadmap(lang));
    }
    let now = measure.totals(plan, &roadmap.placements);
    // What is chosen may have been removed.
    let there = |id: &Option<Id>| id.clone().filter(|id| find(plan, id).is_some());
    let first = || roadmap.scenarios.first().map(|each| each.id.clone());
    let chosen = match (there(&pair.0), there(&pair.1)) {
        (None, None) => (None, first()),
        chosen => chosen,
    };
    let on_compare = {
        let root = root.clone();
        on_pair.reform(move |id: Id| {
            // Where they are compared is the second card, which may be out of sight.
            element::show_child(&root, 1);
            (None, Some(id))
        })
    };
    let acts = Acts { handles, lang };
    html! {
        <div class="scenarios" ref={root}>
            <section class="scenarios__card" aria-labelledby="scenarios-heading">
                <header class="scenarios__head">
                    <h2 id="scenarios-heading" class="scenarios__title">{ words::title(lang) }</h2>
                    <p class="hint">{ words::lead(lang) }</p>
                </header>
                <Save plan={Rc::clone(plan)} />
                if roadmap.scenarios.is_empty() {
                    <p class="scenarios__teach">{ words::empty(lang) }</p>
                } else {
                    <ul class="scenarios__list" aria-label={words::saved_scenarios(lang)}>
                        <li class="scenarios__row scenarios__row--now">
                            <div class="scenarios__name"><strong>{ words::current(lang) }</strong></div>
                            { figures::totals(&now, None, plan, lang) }
                        </li>
                        for scenario in &roadmap.scenarios {
                            <saved::Saved key={&*scenario.id} plan={Rc::clone(plan)} id={scenario.id.clone()} {now}
                                totals={measure.totals(plan, &scenario.placements)} on_compare={on_compare.clone()}
                                acts={acts.clone()} />
                        }
                    </ul>
                    <p class="hint">{ words::totals_help(lang) }</p>
                }
            </section>
            if !roadmap.scenarios.is_empty() {
                <beside::Beside plan={Rc::clone(plan)} measure={ByPointer(Rc::clone(&measure))} left={chosen.0} right={chosen.1} on_chosen={on_pair} />
            }
            <every::Every plan={Rc::clone(plan)} />
        </div>
    }
}

/// The page before there is anything to show.
fn empty(sentence: &'static str, page: RoadmapPage, way: &'static str) -> Html {
    html! {
        <div class="scenarios scenarios--empty">
            <p class="scenarios__lead">{ sentence }</p>
            <a class="button button--primary" href={format!("#/{}", page.path())}>{ way }</a>
        </div>
    }
}

/// A saved scenario by its id.
fn find<'a>(plan: &'a Plan, id: &str) -> Option<&'a Scenario> {
    plan.roadmap.scenarios.iter().find(|scenario| &*scenario.id == id)
}

/// The placements of a scenario, or of the plan as it is.
fn placements<'a>(plan: &'a Plan, id: Option<&Id>) -> &'a [Placement] {
    match id.and_then(|id| find(plan, id)) {
        Some(scenario) => &scenario.placements,
        None => &plan.roadmap.placements,
    }
}

/// What a scenario is called, or the plan as it is.
fn name<'a>(plan: &'a Plan, id: Option<&Id>, lang: Lang) -> &'a str {
    match id.and_then(|id| find(plan, id)) {
        Some(scenario) => title(scenario, lang),
        None => words::current(lang),
    }
}

/// What a scenario is called.
fn title(scenario: &Scenario, lang: Lang) -> &str {
    let title = scenario.title_in(lang);
    if title.trim().is_empty() { words::untitled(lang) } else { title }
}

/// What can be done to a scenario.
#[derive(Clone)]
struct Acts {
    handles: Handles,
    lang: Lang,
}

impl PartialEq for Acts {
    fn eq(&self, other: &Self) -> bool {
        self.lang == other.lang
    }
}

impl Acts {
    /// Takes over a scenario, with the need share that it was drafted at, as one step.
    fn adopt(&self, scenario: &Scenario) {
        let gesture = new_gesture();
        let adopt = RoadmapEdit::Adopt(scenario.placements.clone());
        self.handles.edit_in(gesture, Command::roadmap(vec![adopt]));
        if let Some(share) = scenario.need_share {
            self.handles.edit_in(gesture, Command::SetNeedShare(share));
        }
        self.handles.tell_undoable(words::adopted(self.lang, title(scenario, self.lang)));
    }

    fn remove(&self, scenario: &Scenario) {
        self.handles.edit(Command::roadmap(vec![RoadmapEdit::RemoveScenario(scenario.id.clone())]));
        self.handles.tell_undoable(words::removed_scenario(self.lang, title(scenario, self.lang)));
    }

    fn change(&self, scenario: Scenario, gesture: u64) {
        self.handles.edit_in(gesture, Command::roadmap(vec![RoadmapEdit::Scenario(scenario)]));
    }
}

/// Whether a scenario is what the plan is already.
fn is_current(plan: &Plan, scenario: &Scenario) -> bool {
    let same_share = scenario.need_share.is_none_or(|share| share == plan.settings.need_share);
    same_share && Comparison::of(plan, &plan.roadmap.placements, &scenario.placements).is_same()
}

/// The line that saves the plan as it is.
#[component]
fn Save(props: &RoadmapProps) -> Html {
    let lang = use_lang();
    let handles = use_handles();
    let typed = use_state_eq(|| None::<String>);
    let plan = &props.plan;
    let suggested = suggested_title(plan, lang);
    let on_typed = use_callback(typed.clone(), |(text, _): (String, u64), typed| typed.set(Some(text)));
    let save = {
        let (plan, typed, suggested) = (Rc::clone(plan), typed.clone(), suggested.clone());
        move |text: Option<String>| {
            let text = text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
            let title = text.unwrap_or_else(|| suggested.clone());
            let scenario = Scenario {
                id: new_id("s"),
                title: title.clone(),
                created: clock::now_iso(),
                need_share: Some(plan.settings.need_share),
                placements: plan.roadmap.placements.clone(),
                ..Scenario::default()
            };
            handles.edit(Command::roadmap(vec![RoadmapEdit::Scenario(scenario)]));
            handles.tell_undoable(words::saved(lang, &title));
            typed.set(None);
        }
    };
    let on_enter = {
        let save = save.clone();
        Callback::from(move |text: String| save(Some(text)))
    };
    let on_press = {
        let typed = typed.clone();
        Callback::from(move |()| save((*typed).clone()))
    };
    let is_full = plan.roadmap.scenarios.len() >= MOST_SCENARIOS;
    html! {
        <div class="scenarios__save">
            <TextField label={words::name_of_new(lang)} value={typed.as_ref().cloned().unwrap_or_else(|| suggested.clone())}
                at_once=true {on_typed} on_enter={if is_full { Callback::noop() } else { on_enter }} />
            <Button label={words::save_current(lang)} variant={Variant::Primary} {on_press}
                disabled={is_full.then(|| AttrValue::from(words::full(lang)))} />
        </div>
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
