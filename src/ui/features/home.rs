//! What a person is told where a link from this page opens nowhere else, and a field for the
//! address that it should begin with.

use yew::prelude::*;

use crate::domain::share::{Reach, address};
use crate::domain::text::share as words;
use crate::ui::components::TextField;
use crate::ui::home::use_home;
use crate::ui::preferences::PreferencesMsg;
use crate::ui::store::{use_handles, use_lang};

/// Says that nobody else can open a link from here, and takes the address where the app is; nothing
/// on a page that others can open.
#[component]
pub fn HomeNotice() -> Html {
    let lang = use_lang();
    let handles = use_handles();
    let home = use_home();
    let is_wrong = use_state_eq(|| false);
    let on_typed = use_callback((), {
        let is_wrong = is_wrong.setter();
        move |(text, _): (String, u64), ()| {
            let text = text.trim();
            let found = address::tidy(text);
            is_wrong.set(found.is_none() && !text.is_empty());
            if found.is_some() || text.is_empty() {
                handles.prefer(PreferencesMsg::Home(found.unwrap_or_default()));
            }
        }
    });
    let sentence = match home.own_reach() {
        Reach::Others => return Html::default(),
        Reach::ThisMachine => words::home_machine(lang),
        Reach::ThisFile => words::home_file(lang),
    };
    let problem = is_wrong.then(|| AttrValue::from(words::home_problem(lang)));
    html! {
        <div class="home-notice" role="group" aria-label={words::home_field(lang)}>
            if home.given.is_empty() {
                <p>{ sentence }</p>
            }
            <TextField label={words::home_field(lang)} value={home.given.clone()} placeholder="https://"
                hint={words::home_hint(lang)} {problem} {on_typed} />
        </div>
    }
}
