//! What was decided, when and why.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::date;
use crate::domain::editor::{Command, RoadmapEdit};
use crate::domain::number;
use crate::domain::places;
use crate::domain::plan::{Id, Plan};
use crate::domain::roadmap::Decision;
use crate::domain::text::{Lang, decisions as words, fold};
use crate::platform::{clock, element};
use crate::ui::app::PageProps;
use crate::ui::components::{Choice, IconButton, IconName, SelectField, TextField};
use crate::ui::features::roadmap::{ItemLink, relative};
use crate::ui::store::{new_id, use_handles, use_lang};

/// The decisions, for the page.
pub fn screen(page: &PageProps) -> Html {
    let plan = page.scene.plan().clone();
    // What is typed for one plan is nothing to another.
    let key = plan.id.to_string();
    html! { <DecisionsPage {key} {plan} /> }
}

/// Properties of [`DecisionsPage`].
#[derive(Properties, Clone)]
struct DecisionsPageProps {
    plan: Rc<Plan>,
}

impl PartialEq for DecisionsPageProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
    }
}

/// All decisions, a field to find some of them, and the way to write one down.
#[component]
fn DecisionsPage(props: &DecisionsPageProps) -> Html {
    let lang = use_lang();
    let plan = &props.plan;
    let filter = use_state(String::new);
    let on_filter = use_callback((), {
        let filter = filter.setter();
        move |(text, _): (String, u64), ()| filter.set(text)
    });
    let is_empty = plan.decisions.is_empty();
    let shown = shown(plan, &filter, lang);
    html! {
        <div class="decisions">
            <header class="decisions__head">
                <h2 class="decisions__title">{ words::title(lang) }</h2>
                if !is_empty {
                    <TextField class="decisions__filter" bare=true label={words::filter(lang)} placeholder={words::filter(lang)}
                        value={(*filter).clone()} at_once=true on_typed={on_filter} />
                }
            </header>
            if is_empty {
                <div class="decisions__empty">
                    <p class="decisions__lead">{ words::empty(lang) }</p>
                    <p class="hint">{ words::empty_way(lang) }</p>
                </div>
            }
            <NewDecision key="new" plan={plan.clone()} />
            if !is_empty {
                <p class="visually-hidden" role="status">
                    { if filter.trim().is_empty() { String::new() } else { words::found(lang, shown.len()) } }
                </p>
                if shown.is_empty() {
                    <p class="hint">{ words::nothing_found(lang) }</p>
                }
                <ol class="decisions__list" aria-label={words::list(lang)}>
                    for at in shown {
                        if let Some(decision) = plan.decisions.get(at) {
                            <DecisionCard key={decision.id.to_string()} plan={plan.clone()} {at} />
                        }
                    }
                </ol>
            }
        </div>
    }
}

/// The places of the decisions that have all words of a filter, newest first; of one moment,
/// what was recorded last comes first.
fn shown(plan: &Plan, filter: &str, lang: Lang) -> Vec<usize> {
    let filter = fold(filter);
    let wanted: Vec<&str> = filter.split_whitespace().collect();
    let has_all = |decision: &Decision| {
        let item = decision.item.as_ref().and_then(|id| plan.item(id));
        let item = item.map(|item| format!("{} {}", item.key, item.title_in(lang))).unwrap_or_default();
        let text = fold(&format!("{} {} {} {item}", decision.title, decision.reason, decision.by));
        wanted.iter().all(|word| text.contains(word))
    };
    let decisions = &plan.decisions;
    let mut places: Vec<usize> =
        decisions.iter().enumerate().filter(|(_, each)| has_all(each)).map(|(at, _)| at).collect();
    let date = |at: &usize| decisions.get(*at).map(|each| each.date.as_str()).unwrap_or_default();
    places::sort(&mut places, &|one, other| date(other).cmp(date(one)).then(other.cmp(one)));
    places
}

/// Properties of [`DecisionCard`].
#[derive(Properties, Clone)]
struct DecisionCardProps {
    plan: Rc<Plan>,
    /// The place of the decision in the plan's list.
    at: usize,
}

impl DecisionCardProps {
    fn decision(&self) -> Option<&Decision> {
        self.plan.decisions.get(self.at)
    }
}

impl PartialEq for DecisionCardProps {
    fn eq(&self, other: &Self) -> bool {
        let item = |props: &Self| {
            let id = props.decision()?.item.clone()?;
            props.plan.item(&id).map(Rc::as_ptr)
        };
        Rc::ptr_eq(&self.plan, &other.plan)
            || (self.decision() == other.decision() && item(self) == item(other))
    }
}

/// A decision; why and by whom can be changed where they stand.
#[component]
fn DecisionCard(props: &DecisionCardProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let Some(decision) = props.decision() else { return Html::default() };
    let edit = |change: fn(&mut Decision, String)| {
        let (handles, decision) = (handles.clone(), decision.clone());
        Callback::from(move |(text, gesture): (String, u64)| {
            let mut next = decision.clone();
            change(&mut next, text.trim().to_owned());
            handles.edit_in(gesture, Command::roadmap(vec![RoadmapEdit::Decide(next)]));
        })
    };
    let on_why = edit(|decision, text| decision.reason = text);
    let on_by = edit(|decision, text| decision.by = text);
    let on_remove = {
        let (handles, id) = (handles.clone(), decision.id.clone());
        Callback::from(move |()| {
            handles.edit(Command::roadmap(vec![RoadmapEdit::RemoveDecision(id.clone())]));
            handles.tell_undoable(words::removed(lang).to_owned());
        })
    };
    let title = &decision.title;
    html! {
        <li class="decision">
            <div class="decision__head">
                <p class="decision__title">{ title }</p>
                <IconButton label={words::remove(lang, title)} icon={IconName::Close} on_press={on_remove} />
            </div>
            <p class="decision__about hint">
                <time datetime={decision.date.clone()}>{ date::display(&decision.date, lang) }</time>
                if let Some(id) = &decision.item {
                    { " · " }
                    if let Some(item) = props.plan.item(id) {
                        <ItemLink item={id.clone()} label={format!("{} {}", item.key, item.title_in(lang))} />
                    } else {
                        { words::item_gone(lang) }
                    }
                }
            </p>
            <div class="decision__fields">
                <TextField class="decision__why" label={words::why(lang)} value={decision.reason.clone()} on_typed={on_why} />
                <TextField class="decision__by" label={words::by(lang)} value={decision.by.clone()} on_typed={on_by} />
            </div>
            if !decision.price.is_empty() {
                <p class="decision__price">{ &decision.price }</p>
            }
            if let Some((before, after)) = decision.before.as_ref().zip(decision.after.as_ref()) {
                <ul class="decision__effect" aria-label={if decision.price.is_empty() { words::effect(lang) } else { words::best_plans(lang) }}>
                    <li key="need" class="decision__need">{ effect(words::need(lang), before.need, after.need, lang) }</li>
                    <li key="goal" class="decision__goal">{ effect(words::goal(lang), before.goal, after.goal, lang) }</li>
                    <li key="value">{ effect(words::value(lang), before.value, after.value, lang) }</li>
                </ul>
            }
        </li>
    }
}

/// “Need 12.3 → 12.1 (−1.6%)”
fn effect(what: &str, before: f64, after: f64, lang: Lang) -> String {
    let written = number::display_score;
    words::from_to(lang, what, &written(before), &written(after), &relative(before, after))
}

/// Properties of [`NewDecision`].
#[derive(Properties, Clone)]
struct NewDecisionProps {
    plan: Rc<Plan>,
}

impl PartialEq for NewDecisionProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
    }
}

/// What is written into the form, and how often it was handed in.
#[derive(Clone, Debug, Default, PartialEq)]
struct Draft {
    title: String,
    reason: String,
    item: String,
    /// Fields are made anew, and so emptied, when this grows.
    form: u32,
    /// Whether it was handed in without saying what was decided.
    is_bare: bool,
}

/// The form for a decision that is not about a move.
#[component]
fn NewDecision(props: &NewDecisionProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let draft = use_state_eq(Draft::default);
    // The last letters may come right before it is handed in, without a rendering between.
    let latest = use_mut_ref(Draft::default);
    let change = |change: fn(&mut Draft, String)| {
        let (setter, latest) = (draft.setter(), latest.clone());
        Callback::from(move |(text, _): (String, u64)| {
            let mut next = latest.borrow().clone();
            change(&mut next, text);
            next.is_bare = false;
            latest.replace(next.clone());
            setter.set(next);
        })
    };
    let on_title = change(|draft, text| draft.title = text);
    let on_reason = change(|draft, text| draft.reason = text);
    let on_item = {
        let on = change(|draft, text| draft.item = text);
        Callback::from(move |id: String| on.emit((id, 0)))
    };
    // Enter in a field of a form hands it in, too.
    let onsubmit = {
        let (setter, latest) = (draft.setter(), latest.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let given = latest.borrow().clone();
            let next = match made(&given, new_id("d"), clock::now_iso()) {
                Some(decision) => {
                    handles.edit(Command::roadmap(vec![RoadmapEdit::Decide(decision)]));
                    Draft { form: given.form.wrapping_add(1), ..Draft::default() }
                }
                None => Draft { is_bare: true, ..given },
            };
            latest.replace(next.clone());
            setter.set(next);
        })
    };
    // After handing in, the next one can be typed at once.
    let root = use_node_ref();
    use_effect_with(draft.form, {
        let root = root.clone();
        move |form| {
            if *form > 0 {
                element::focus_in(&root, "input");
            }
        }
    });
    let mut choices = vec![Choice::new("", words::no_item(lang))];
    choices.extend(
        props
            .plan
            .items
            .iter()
            .map(|item| Choice::new(item.id.to_string(), format!("{} {}", item.key, item.title_in(lang)))),
    );
    html! {
        <form ref={root} class="decisions__new" aria-label={words::new(lang)} {onsubmit}>
            <TextField key={format!("title-{}", draft.form)} class="decisions__what" label={words::what(lang)} value={draft.title.clone()}
                placeholder={words::new_hint(lang)} at_once=true on_typed={on_title}
                problem={draft.is_bare.then(|| AttrValue::from(words::needs_words(lang)))} />
            <TextField key={format!("why-{}", draft.form)} label={words::why(lang)} value={draft.reason.clone()} at_once=true on_typed={on_reason} />
            <SelectField key={format!("item-{}", draft.form)} label={words::about(lang)} value={draft.item.clone()} {choices} on_chosen={on_item} />
            <button type="submit" class="button button--primary decisions__add">{ words::add(lang) }</button>
        </form>
    }
}

/// The decision that a form makes; `None` as long as it does not say what was decided.
fn made(draft: &Draft, id: Id, now: String) -> Option<Decision> {
    let title = draft.title.trim();
    (!title.is_empty()).then(|| Decision {
        id,
        date: now,
        item: (!draft.item.is_empty()).then(|| Id::from(draft.item.as_str())),
        title: title.to_owned(),
        reason: draft.reason.trim().to_owned(),
        ..Decision::default()
    })
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
