//! What is agreed of an item: the value and the range of the votes, why, and who would not.

use std::rc::Rc;

use yew::prelude::*;

use super::HeldProps;
use crate::domain::number;
use crate::domain::plan::{Estimate, Id};
use crate::domain::text::{Lang, workshop_page as words};
use crate::domain::workshop::outcome::{self, Decided, Finding};
use crate::domain::workshop::paper::Paper;
use crate::domain::workshop::{Question, cards};
use crate::platform::clock;
use crate::ui::components::{Button, TextField, Variant};
use crate::ui::store::{new_id, use_handles, use_lang};

/// Properties of [`Agree`].
#[derive(Properties, Clone)]
pub struct AgreeProps {
    /// What the console knows.
    pub held: HeldProps,
    /// The revealed pass.
    pub pass: Id,
    /// What was voted on one thing.
    pub finding: Rc<Finding>,
}

impl PartialEq for AgreeProps {
    fn eq(&self, other: &Self) -> bool {
        self.held == other.held && self.finding == other.finding
    }
}

/// An estimate as it stands in the field: one number, or three.
fn text_of(estimate: Option<&Estimate>, question: &Question, lang: Lang) -> String {
    match (estimate, cards::input_of(question)) {
        (Some(Estimate::Range { low, likely, high }), Some(input)) => {
            [low, likely, high].map(|number| input.display(*number)).join(" / ")
        }
        (Some(estimate), Some(input)) => input.display_estimate(estimate, lang),
        (Some(Estimate::Value(value)), None) => number::display(*value, 1),
        _ => String::new(),
    }
}

/// The least and the largest number that can be agreed where none is an estimate: a level, or fingers.
fn bounds(question: &Question) -> (f64, f64) {
    if matches!(question, Question::Confidence) { (0.0, 5.0) } else { (-1.0, 3.0) }
}

/// What may stand in the field, and why nothing stands there.
fn hint(finding: &Finding, question: &Question, lang: Lang) -> String {
    let what = match (question, cards::input_of(question), &finding.agreed) {
        (_, Some(input), Some(agreed)) if finding.is_split => {
            let (low, high) = agreed.ends();
            words::agreed_hint_range(lang, &input.display(low), &input.display(high))
        }
        (_, Some(_), _) => words::agreed_hint(lang).to_owned(),
        (Question::Confidence, ..) => words::fingers_hint(lang).to_owned(),
        _ => words::level_hint(lang).to_owned(),
    };
    if finding.is_split { words::split_hint(lang, &what) } else { what }
}

/// Agreed or not yet: the words of it, or the way to it.
#[component]
pub fn Agree(props: &AgreeProps) -> Html {
    let lang = use_lang();
    let (held, finding) = (&props.held, &props.finding);
    let is_open = use_state_eq(|| false);
    let Some((_, round)) = held.workshop.round_of(&props.pass) else { return Html::default() };
    let question = &round.question;
    let can_have_value = match question {
        Question::Estimate { .. } | Question::Need { .. } | Question::Goal { .. } => finding.item.is_some(),
        Question::Confidence => true,
        _ => false,
    };
    if !can_have_value {
        return Html::default();
    }
    let suggestion = text_of(finding.proposed().as_ref(), question, lang);
    let title = match finding.title.as_str() {
        "" => outcome::what(&held.plan, question, lang),
        title => title.to_owned(),
    };
    let toggle = |open: bool| {
        let is_open = is_open.clone();
        Callback::from(move |()| is_open.set(open))
    };
    let said = finding.outcome.as_ref().and_then(|outcome| {
        let paper = Paper::of(&held.plan, &held.workshop, &props.pass)?;
        let (value, ends) = outcome::in_words(&paper, outcome, lang)?;
        Some(match ends {
            Some((low, high)) => words::agreed_range(lang, &value, &low, &high),
            None => words::agreed_value(lang, &value),
        })
    });
    html! {
        <div class="agree">
            if let Some(said) = &said {
                <p class="agree__done">{ said }</p>
                if let Some(reason) = finding.outcome.as_ref().map(|outcome| outcome.reason.clone()).filter(|reason| !reason.is_empty()) {
                    <p class="hint">{ reason }</p>
                }
            }
            if *is_open {
                <AgreeForm held={held.clone()} pass={props.pass.clone()} finding={finding.clone()} on_done={toggle(false)} />
            } else {
                <Button label={match &said {
                    Some(_) => words::agree_anew(lang, &title),
                    None if suggestion.is_empty() => words::agree_on(lang, &title),
                    None => words::agree_as(lang, &title, &suggestion),
                }} on_press={toggle(true)} />
            }
        </div>
    }
}

/// Properties of [`AgreeForm`].
#[derive(Properties, Clone)]
pub struct AgreeFormProps {
    /// What the console knows.
    pub held: HeldProps,
    /// The revealed pass.
    pub pass: Id,
    /// What was voted on one thing.
    pub finding: Rc<Finding>,
    /// Called when it is agreed, or not now.
    pub on_done: Callback<()>,
}

impl PartialEq for AgreeFormProps {
    fn eq(&self, other: &Self) -> bool {
        self.held == other.held && self.finding == other.finding
    }
}

/// The value, why, and who would not: what the votes make of it stands there to begin with.
#[component]
pub fn AgreeForm(props: &AgreeFormProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let held = &props.held;
    let question = held.workshop.round_of(&props.pass).map(|(_, round)| round.question.clone());
    let question = question.unwrap_or_default();
    let value = use_state_eq(|| text_of(props.finding.proposed().as_ref(), &question, lang));
    let reason = use_state_eq(String::new);
    let dissent = use_state_eq(String::new);
    let problem = use_state_eq(|| None::<String>);
    let typed = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |(text, _): (String, u64)| state.set(text))
    };
    let settle = {
        let (props, question) = (props.clone(), question.clone());
        let (value, reason, dissent) = (value.clone(), reason.clone(), dissent.clone());
        let problem = problem.clone();
        Callback::from(move |()| {
            let held = &props.held;
            let estimate = match cards::input_of(&question) {
                Some(input) => {
                    let estimate = input.parse(&value);
                    let criteria = &held.plan.settings.criteria;
                    if let Some(wrong) =
                        estimate.as_ref().and_then(|estimate| input.check_in(criteria, estimate))
                    {
                        problem.set(Some(wrong.sentence(input, criteria, lang)));
                        return;
                    }
                    estimate
                }
                None => {
                    let (low, high) = bounds(&question);
                    number::decimal(&value).filter(|value| (low..=high).contains(value)).map(Estimate::Value)
                }
            };
            if estimate.is_none() {
                problem.set(Some(words::say_a_value(lang).to_owned()));
                return;
            }
            let decided = Decided { estimate, reason: (*reason).clone(), dissent: (*dissent).clone() };
            let command = outcome::settle(
                &held.plan,
                &held.workshop,
                (&props.pass, props.finding.item.as_ref()),
                &decided,
                lang,
                &clock::now_iso(),
                &mut new_id,
            );
            if let Some(command) = command {
                handles.edit(command);
                handles.tell_undoable(words::agreed_told(lang).to_owned());
            }
            props.on_done.emit(());
        })
    };
    html! {
        <div class="agree__form">
            <TextField label={words::agreed_as(lang)} value={(*value).clone()} at_once=true autofocus=true on_typed={typed(&value)}
                hint={hint(&props.finding, &question, lang)} problem={(*problem).clone().map(AttrValue::from)} />
            <TextField label={words::reason(lang)} value={(*reason).clone()} at_once=true on_typed={typed(&reason)} />
            <TextField label={words::dissent(lang)} value={(*dissent).clone()} at_once=true on_typed={typed(&dissent)} hint={words::dissent_hint(lang)} />
            <div class="agree__ways">
                <Button label={words::put_into_plan(lang)} variant={Variant::Primary} on_press={settle} />
                <Button label={words::not_now(lang)} variant={Variant::Quiet} on_press={props.on_done.clone()} />
            </div>
        </div>
    }
}
