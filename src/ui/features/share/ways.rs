//! The ways to hand a plan out, and what each is good for.

use std::rc::Rc;

use yew::prelude::*;

use super::files::FilesCard;
use super::link::LinkCard;
use crate::domain::plan::Plan;
use crate::domain::text::share as words;
use crate::ui::store::use_lang;

/// Properties of [`WaysPage`].
#[derive(Properties)]
pub struct WaysPageProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// The id of the framework that ranks.
    pub framework: &'static str,
    /// When the plan was last saved to a file, ISO 8601.
    pub backup: Option<String>,
}

impl PartialEq for WaysPageProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
            && self.framework == other.framework
            && self.backup == other.backup
    }
}

/// The link on one side, the files on the other.
#[component]
pub fn WaysPage(props: &WaysPageProps) -> Html {
    let lang = use_lang();
    let plan = &use_settled(&props.plan);
    if plan.items.is_empty() {
        return html! {
            <div class="share__empty">
                <p>{ words::screen_empty(lang) }</p>
                <a class="button button--primary" href="#/items">{ words::screen_empty_act(lang) }</a>
            </div>
        };
    }
    html! {
        <div class="share__page">
            <header class="share__head">
                <h2 class="share__title">{ words::screen_title(lang) }</h2>
                <p class="share__lead">{ words::screen_lead(lang) }</p>
            </header>
            <div class="share__ways">
                <LinkCard plan={plan.clone()} framework={props.framework} />
                <FilesCard plan={plan.clone()} framework={props.framework} backup={props.backup.clone()} />
            </div>
        </div>
    }
}

/// The plan, the same pointer for as long as only its ancestors change: handing a link out is
/// remembered in them, and the link that was copied a moment ago must not become another.
#[hook]
fn use_settled(plan: &Rc<Plan>) -> Rc<Plan> {
    let held = use_mut_ref(|| Rc::clone(plan));
    let mut held = held.borrow_mut();
    if !Rc::ptr_eq(&held, plan) {
        let without = |plan: &Plan| Plan { ancestors: Default::default(), ..plan.clone() };
        if without(&held) != without(plan) {
            *held = Rc::clone(plan);
        }
    }
    Rc::clone(&held)
}
