//! The first items of an order that a vote made, taken over into the plan.

use std::rc::Rc;

use yew::prelude::*;

use super::HeldProps;
use crate::domain::number;
use crate::domain::plan::Id;
use crate::domain::text::workshop_page as words;
use crate::domain::workshop::order::{self, Order, Taken};
use crate::domain::workshop::outcome;
use crate::domain::workshop::weigh::TOP;
use crate::platform::clock;
use crate::ui::components::{Button, TextField, Variant};
use crate::ui::store::{new_id, use_handles, use_lang};

/// Properties of [`TakeOrder`].
#[derive(Properties, Clone)]
pub struct TakeOrderProps {
    /// What the console knows.
    pub held: HeldProps,
    /// The revealed pass.
    pub pass: Id,
    /// The order that it made.
    pub order: Rc<Order>,
}

impl PartialEq for TakeOrderProps {
    fn eq(&self, other: &Self) -> bool {
        self.held == other.held && self.pass == other.pass && self.order == other.order
    }
}

/// Taken over or not yet: the words of it, or the way to it.
#[component]
pub fn TakeOrder(props: &TakeOrderProps) -> Html {
    let lang = use_lang();
    let held = &props.held;
    let is_open = use_state_eq(|| false);
    let toggle = |open: bool| {
        let is_open = is_open.clone();
        Callback::from(move |()| is_open.set(open))
    };
    let outcome = outcome::outcome_of(&held.workshop, &props.pass, None);
    let first = props.order.items.len().min(TOP);
    if first == 0 {
        return Html::default();
    }
    html! {
        <div class="agree">
            if let Some(outcome) = outcome {
                <p class="agree__done">{ words::agreed_order(lang, &order::in_order(&held.plan, outcome, lang)) }</p>
                if !outcome.reason.is_empty() {
                    <p class="hint">{ &outcome.reason }</p>
                }
            }
            if *is_open {
                <TakeForm of={props.clone()} on_done={toggle(false)} />
            } else {
                <Button label={if outcome.is_some() { words::take_order_anew(lang).to_owned() } else { words::take_order(lang, first) }}
                    on_press={toggle(true)} />
            }
        </div>
    }
}

/// Properties of [`TakeForm`].
#[derive(Properties, Clone, PartialEq)]
pub struct TakeFormProps {
    /// The order, of which pass.
    pub of: TakeOrderProps,
    /// Called when it is taken over, or not now.
    pub on_done: Callback<()>,
}

/// How many, how they are marked, why, and who would not.
#[component]
pub fn TakeForm(props: &TakeFormProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let TakeOrderProps { held, pass, order } = &props.of;
    let most = order.items.len();
    let count = use_state_eq(|| most.min(TOP).to_string());
    // The tag follows the number until somebody gives it a name.
    let tag = use_state_eq(|| None::<String>);
    let reason = use_state_eq(String::new);
    let dissent = use_state_eq(String::new);
    let wanted = number::decimal(&count).filter(|count| count.fract() == 0.0 && *count >= 1.0);
    let wanted = wanted.map(|count| count as usize).filter(|count| *count <= most);
    let tag_text = match (&*tag, wanted) {
        (Some(tag), _) => tag.clone(),
        (None, Some(count)) => words::top_tag(lang, count),
        (None, None) => String::new(),
    };
    let typed = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |(text, _): (String, u64)| state.set(text))
    };
    let on_tag = {
        let tag = tag.clone();
        Callback::from(move |(text, _): (String, u64)| tag.set(Some(text)))
    };
    let take = {
        let (handles, held, pass, on_done) =
            (handles.clone(), held.clone(), Rc::clone(pass), props.on_done.clone());
        let taken = Taken {
            count: wanted.unwrap_or_default(),
            tag: tag_text.clone(),
            reason: (*reason).clone(),
            dissent: (*dissent).clone(),
        };
        Callback::from(move |()| {
            let now = clock::now_iso();
            let command = order::take(&held.plan, &held.workshop, &pass, &taken, lang, &now, &mut new_id);
            if let Some(command) = command {
                handles.edit(command);
                handles.tell_undoable(words::order_taken(lang, taken.count, &taken.tag));
            }
            on_done.emit(());
        })
    };
    let problem = wanted.is_none().then(|| words::how_many_problem(lang, most));
    let is_open = wanted.is_some_and(|count| order.is_open_at(count));
    html! {
        <div class="agree__form">
            <TextField label={words::how_many(lang)} value={(*count).clone()} at_once=true autofocus=true on_typed={typed(&count)}
                hint={if is_open { words::tie_at_edge(lang) } else { "" }} problem={problem.clone().map(AttrValue::from)} />
            <TextField label={words::reason(lang)} value={(*reason).clone()} at_once=true on_typed={typed(&reason)} />
            <TextField label={words::dissent(lang)} value={(*dissent).clone()} at_once=true on_typed={typed(&dissent)} hint={words::dissent_hint(lang)} />
            <TextField label={words::tag(lang)} value={tag_text} at_once=true on_typed={on_tag} hint={words::tag_hint(lang)} />
            <div class="agree__ways">
                <Button label={words::put_into_plan(lang)} variant={Variant::Primary} on_press={take} disabled={problem.map(AttrValue::from)} />
                <Button label={words::not_now(lang)} variant={Variant::Quiet} on_press={props.on_done.clone()} />
            </div>
        </div>
    }
}
