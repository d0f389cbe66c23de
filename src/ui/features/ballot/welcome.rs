//! What a voter reads first.

use std::rc::Rc;

use web_sys::KeyboardEvent;
use yew::prelude::*;

use super::visit::{Visit, VisitMsg};
use super::vote::{self, Missing};
use super::voter::{NAME, ROLE, Voter};
use crate::domain::kano::code::ID_PREFIX;
use crate::domain::text::ballot as words;
use crate::domain::workshop::{Naming, stage};
use crate::platform::{dom, element, random};
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Button, Variant};
use crate::ui::store::use_lang;

/// Properties of [`Welcome`].
#[derive(Properties, PartialEq)]
pub struct WelcomeProps {
    /// The voter.
    pub visit: Rc<Visit>,
    /// Whether the voter came here from a question, so that the heading takes the focus.
    #[prop_or_default]
    pub focus: bool,
    /// Called with what they do.
    pub on_visit: Callback<VisitMsg>,
}

/// What is asked, how long it takes, who sees it, and who votes.
#[component]
pub fn Welcome(props: &WelcomeProps) -> Html {
    let lang = use_lang();
    let heading = use_node_ref();
    let refused = use_state_eq(|| false);
    use_effect_with(props.focus, {
        let heading = heading.clone();
        move |focus| {
            if *focus {
                element::focus(&heading);
                dom::scroll_to_top();
            }
        }
    });
    let visit = &props.visit;
    let paper = &*visit.paper;
    let tasks = use_memo(ByPointer(Rc::clone(&visit.paper)), |paper| paper.0.tasks());
    let missing = Missing::of(paper, &visit.vote);
    let start = {
        let (on_visit, refused) = (props.on_visit.clone(), refused.clone());
        Callback::from(move |()| match missing {
            None => on_visit.emit(VisitMsg::Started(random::id(ID_PREFIX).into())),
            Some(missing) => {
                refused.set(true);
                dom::focus(if missing == Missing::Name { NAME } else { ROLE });
            }
        })
    };
    let waits = vote::has_to_wait(paper, &visit.vote);
    let onkeydown = {
        let start = start.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter"
                && element::is_typing(&event)
                && !element::is_composing(&event)
                && !waits
            {
                event.prevent_default();
                start.emit(());
            }
        })
    };
    let question = stage::asked(paper, lang);
    let title = if paper.title.trim().is_empty() { question.clone() } else { paper.title.clone() };
    let is_said = title == question;
    let told = missing.filter(|_| *refused);
    html! {
        <div class="ballot__page" {onkeydown}>
            if !paper.workshop.trim().is_empty() {
                <p class="ballot__workshop">{ &paper.workshop }</p>
            }
            <h1 class="phone__title" ref={heading} tabindex="-1">{ title }</h1>
            if !is_said {
                <p class="ballot__question">{ question }</p>
            }
            <p class="ballot__amount">{ vote::amount(paper, &tasks, lang) }{ words::between(lang) }{ words::takes(lang, vote::seconds(&tasks)) }</p>
            if paper.number > 1 {
                <p>{ words::vote_again(lang, paper.number) }</p>
            }
            <div class="ballot__promise">
                <p><strong>{ if paper.naming == Naming::Named { words::named(lang) } else { words::anonymous(lang) } }</strong></p>
                <p>{ words::hidden(lang) }</p>
                if paper.live.is_empty() {
                    <p>{ words::by_code(lang) }</p>
                }
            </div>
            <Voter paper={ByPointer(Rc::clone(&visit.paper))} vote={ByPointer(Rc::clone(&visit.vote))} missing={told} on_change={props.on_visit.reform(VisitMsg::IsWho)} />
            if !waits {
                <div class="ballot__bar">
                    <p class="ballot__problem" role="alert">
                        if let Some(missing) = told {
                            { missing.sentence(lang) }
                        }
                    </p>
                    <div class="ballot__ways ballot__ways--one">
                        <Button label={if visit.vote.sequence > 0 { words::go_on(lang) } else { words::start(lang) }} variant={Variant::Primary} on_press={start} />
                    </div>
                </div>
            }
        </div>
    }
}
