//! What in the scores should be looked at again.

use std::collections::BTreeSet;
use std::rc::Rc;

use yew::prelude::*;

use crate::domain::date::Date;
use crate::domain::frameworks::{self, Framework};
use crate::domain::hygiene::{Finding, Limits, Severity, check};
use crate::domain::number::group;
use crate::domain::plan::{Id, Plan};
use crate::domain::text::{Lang, common, hygiene as words, items};
use crate::platform::{clock, route};
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Button, Choice, SelectField, Variant};
use crate::ui::features::tradeoff::kept;
use crate::ui::preferences::PreferencesMsg;
use crate::ui::session::{Screen, SessionMsg};
use crate::ui::store::{Handles, use_handles, use_lang};

/// Items of a finding that are named; the others are counted.
const NAMED: usize = 5;

/// After how many days estimates can be called stale.
const AGES: [i64; 4] = [90, 180, 365, 730];

/// Properties of [`CheckPage`].
#[derive(Properties, Clone)]
pub struct CheckPageProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// The id of the framework that ranks.
    pub framework: &'static str,
    /// Keys of findings that were dismissed.
    pub dismissed: Rc<BTreeSet<String>>,
}

impl PartialEq for CheckPageProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
            && self.framework == other.framework
            && Rc::ptr_eq(&self.dismissed, &other.dismissed)
    }
}

/// What in the scores should be looked at again.
#[component]
pub fn CheckPage(props: &CheckPageProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let framework = frameworks::by_id(props.framework).unwrap_or_else(frameworks::default);
    let limits = use_state_eq(|| kept::look(&props.plan.id).limits);
    // The clock is asked after the page is there; until then nothing is stale.
    let today = use_state_eq(|| None::<Date>);
    use_effect_with(ByPointer(props.plan.clone()), {
        let today = today.clone();
        move |_| today.set(Date::parse(&clock::now_iso()))
    });
    let found = use_memo((ByPointer(props.plan.clone()), framework.id, *today, *limits), {
        move |(plan, _, today, limits)| check(&plan.0, framework, *today, limits)
    });
    let shown: Vec<&Finding> = found.iter().filter(|one| !props.dismissed.contains(&one.key())).collect();
    let dismissed = found.len() - shown.len();
    let scorer = framework.scorer(&props.plan);
    let scored = props.plan.items.iter().filter(|item| scorer.score(item).value().is_some()).count();
    let on_framework = {
        let handles = handles.clone();
        Callback::from(move |id: String| {
            if let Some(framework) = frameworks::by_id(&id) {
                handles.prefer(PreferencesMsg::Framework(framework.id));
            }
        })
    };
    let on_age = {
        let (limits, plan) = (limits.clone(), props.plan.id.clone());
        Callback::from(move |days: String| {
            if let Some(stale_days) = AGES.into_iter().find(|age| age.to_string() == days) {
                limits.set(Limits { stale_days });
                kept::keep(&plan, |kept| kept.limits = Limits { stale_days });
            }
        })
    };
    let show_again = {
        let handles = handles.clone();
        Callback::from(move |()| handles.session(SessionMsg::Dismissed(None)))
    };
    let to_items = Callback::from(|()| route::set_hash(&format!("#/{}", Screen::Items.path())));
    let ages =
        AGES.map(|days| Choice::new(days.to_string(), words::days(lang, &group(days as usize)))).to_vec();
    html! {
        <section class="check-page" aria-labelledby="check-title">
            <header class="check-page__head">
                <h1 id="check-title" class="check-page__title">{ words::title(lang) }</h1>
                <SelectField label={words::ranked_by(lang)} value={framework.id} choices={frameworks_to_choose(lang)} hint={(framework.about)(lang)}
                    on_chosen={on_framework} />
                <SelectField label={words::age(lang)} value={limits.stale_days.to_string()} choices={ages} on_chosen={on_age} />
            </header>
            if found.is_empty() && scored == 0 {
                <div class="check-page__empty">
                    <p>{ words::none_yet(lang) }</p>
                    <Button label={words::to_items(lang)} variant={Variant::Primary} on_press={to_items} />
                </div>
            } else {
                <p class="hint" role="status">
                    { words::checked(lang, &common::items(lang, scored), (framework.name)(lang)) }
                    if shown.is_empty() && dismissed == 0 {
                        { " " }{ words::all_well(lang) }
                    }
                </p>
                for severity in Severity::ALL {
                    { group_of(&handles, &props.plan, severity, &shown, lang) }
                }
                if dismissed > 0 {
                    <p class="check-page__dismissed">
                        <span>{ words::dismissed(lang, dismissed) }</span>
                        <Button label={words::show_dismissed(lang)} variant={Variant::Quiet} on_press={show_again} />
                    </p>
                }
            }
        </section>
    }
}

fn frameworks_to_choose(lang: Lang) -> Vec<Choice> {
    let choice = |framework: &&Framework| Choice::new(framework.id, (framework.name)(lang));
    frameworks::ALL.iter().map(choice).collect()
}

/// The findings of one severity.
fn group_of(handles: &Handles, plan: &Rc<Plan>, severity: Severity, shown: &[&Finding], lang: Lang) -> Html {
    let found: Vec<&&Finding> = shown.iter().filter(|finding| finding.severity() == severity).collect();
    if found.is_empty() {
        return Html::default();
    }
    html! {
        <section class="check-group" data-severity={format!("{severity:?}").to_ascii_lowercase()}>
            <h2 class="check-group__title">{ severity.label(lang) }{ " · " }{ group(found.len()) }</h2>
            <ul class="check-group__list">
                for finding in found {
                    { finding_of(handles, plan, finding, lang) }
                }
            </ul>
        </section>
    }
}

fn finding_of(handles: &Handles, plan: &Rc<Plan>, finding: &Finding, lang: Lang) -> Html {
    let key = finding.key();
    let sentence = finding.sentence(lang);
    let select = {
        let (handles, ids) = (handles.clone(), finding.items.clone());
        Callback::from(move |()| {
            handles.session(SessionMsg::Selected(ids.iter().cloned().collect()));
            route::set_hash(&format!("#/{}", Screen::Items.path()));
        })
    };
    let dismiss = {
        let (handles, key) = (handles.clone(), key.clone());
        Callback::from(move |()| handles.session(SessionMsg::Dismissed(Some(key.clone()))))
    };
    html! {
        <li key={key} class="finding">
            <div class="finding__text">
                <p class="finding__sentence">{ &sentence }</p>
                <p class="hint">{ finding.why(lang) }</p>
                <ul class="finding__items">
                    for item in finding.items.iter().take(NAMED).filter_map(|id| plan.item(id)) {
                        <li key={item.id.to_string()}>
                            <a class="finding__item" href={format!("#/{}", Screen::Items.path())} onclick={open(handles, &item.id)}
                                title={items::open_panel(lang)}>{ item.title_in(lang) }</a>
                        </li>
                    }
                    if finding.items.len() > NAMED {
                        <li key="more" class="hint">{ words::more_items(lang, &group(finding.items.len() - NAMED)) }</li>
                    }
                </ul>
            </div>
            <div class="finding__actions" role="group" aria-label={sentence.clone()}>
                <Button label={words::select_these(lang)} on_press={select} />
                <Button label={words::dismiss(lang)} variant={Variant::Quiet} on_press={dismiss} />
            </div>
        </li>
    }
}

/// Makes an item the active one, with its panel open, before the link leads to the grid.
fn open(handles: &Handles, id: &Id) -> Callback<MouseEvent> {
    let (handles, id) = (handles.clone(), Rc::clone(id));
    Callback::from(move |_: MouseEvent| {
        handles.session(SessionMsg::Activated(Some(Rc::clone(&id))));
        handles.session(SessionMsg::FocusGrid(false));
        handles.session(SessionMsg::Panel(true));
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::{Estimate, Item};
    use crate::ui::rendered::rendered;

    fn page(confidences: &[f64], dismissed: &[&str]) -> String {
        let framework = frameworks::default();
        let mut plan = Plan::new("p".into(), "Test", "2026-11-22");
        for (at, confidence) in confidences.iter().enumerate() {
            let mut item = Item::new(format!("i{at}").into(), "SY-1", format!("Idea {at}"));
            for (input, value) in framework.inputs.iter().zip([
                120.0 * (at + 1) as f64,
                at as f64 % 3.0 + 1.0,
                *confidence,
                1.5 + at as f64,
            ]) {
                item.set_estimate(framework.sheet, input.key, Some(Estimate::Value(value)));
            }
            plan.items.push(Rc::new(item));
        }
        let dismissed = Rc::new(dismissed.iter().map(|key| (*key).to_owned()).collect());
        rendered::<CheckPage>(CheckPageProps { plan: Rc::new(plan), framework: framework.id, dismissed })
    }

    #[test]
    fn a_finding_says_why_and_names_five_items() {
        let html = page(&[0.8; 7], &[]);
        for part in [
            "Confidence is 80% for all 7 items that have it.",
            "Look at again · 1",
            "One value for all",
            "Idea 4",
            "and 2 more",
            "Select in the grid",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
        assert!(!html.contains("Idea 5"));
    }

    #[test]
    fn what_was_dismissed_is_counted_and_nothing_found_is_said() {
        assert!(page(&[0.8; 7], &["all-equal Confidence"]).contains("1 finding dismissed for this visit."));
        assert!(page(&[0.8, 1.0, 0.8, 0.5, 1.0], &[]).contains("Nothing stands out"));
        assert!(page(&[], &[]).contains("Nothing is scored yet"));
    }
}
