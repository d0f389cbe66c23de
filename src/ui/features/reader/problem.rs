//! A link that does not open: why, and the ways out.

use yew::prelude::*;

use crate::domain::share::{LinkProblem, MARK};
use crate::domain::text::reader as words;
use crate::platform::route;
use crate::ui::components::{Button, TextField, Variant};
use crate::ui::store::use_lang;

/// Properties of [`Problem`].
#[derive(Properties, PartialEq)]
pub(super) struct ProblemProps {
    /// Why it does not open.
    pub problem: LinkProblem,
}

/// What is wrong with a link, a field for the whole one, and the app without it.
#[component]
pub(super) fn Problem(props: &ProblemProps) -> Html {
    let lang = use_lang();
    let pasted = use_state(String::new);
    let unknown = use_state_eq(|| false);
    let on_typed = use_callback((), {
        let (pasted, unknown) = (pasted.setter(), unknown.setter());
        move |(text, _): (String, u64), ()| {
            unknown.set(false);
            pasted.set(text);
        }
    });
    let on_open = {
        let (pasted, unknown) = (pasted.clone(), unknown.setter());
        Callback::from(move |()| match pasted.split_once(MARK) {
            // The page listens to its address.
            Some((_, rest)) => route::set_hash(&format!("{MARK}{}", rest.trim())),
            None => unknown.set(true),
        })
    };
    let problem = unknown.then(|| AttrValue::from(words::no_link(lang)));
    html! {
        <div class="reading__page">
            <h1 class="reading__title">{ words::cannot_open(lang) }</h1>
            <p role="alert">{ props.problem.sentence(lang) }</p>
            <TextField label={words::paste_link(lang)} hint={words::paste_link_hint(lang)} multiline=true at_once=true
                value={(*pasted).clone()} {on_typed} {problem} />
            <div class="reading__acts">
                <Button label={words::open_link(lang)} variant={Variant::Primary} on_press={on_open} />
                <a class="button" href="#/items">{ words::open_app(lang) }</a>
            </div>
        </div>
    }
}
