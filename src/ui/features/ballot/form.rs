//! The ballot itself: one question after the other with all answers at the end, or one page.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

use super::dots::Dots;
use super::ideas::Ideas;
use super::overview::Overview;
use super::ranking::Ranking;
use super::task::{self, HEADING, TaskView};
use super::vote;
use crate::domain::text::{Lang, ballot as words};
use crate::domain::workshop::code::Vote;
use crate::domain::workshop::paper::{Ask, Paper, Task};
use crate::domain::workshop::{Answer, stage};
use crate::platform::{dom, element};
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Button, Variant};
use crate::ui::store::use_lang;

/// Where a ballot is filled in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// On the voter's own device, as a page of its own.
    #[default]
    Phone,
    /// On the facilitator's laptop, which is passed around: inside another page.
    Laptop,
}

/// Properties of [`BallotForm`].
#[derive(Properties, PartialEq)]
pub struct BallotFormProps {
    /// What is asked.
    pub paper: ByPointer<Paper>,
    /// The answers so far, with who gives them.
    pub vote: ByPointer<Vote>,
    /// Called with the vote after every answer.
    pub on_change: Callback<Rc<Vote>>,
    /// Called with the finished vote, which has nothing in it but what can be counted.
    pub on_send: Callback<Rc<Vote>>,
    /// Where it is filled in.
    #[prop_or_default]
    pub mode: Mode,
    /// The question to begin with; behind the last one are all answers.
    #[prop_or_default]
    pub start: usize,
    /// Called with the question that somebody has come to.
    #[prop_or_default]
    pub on_place: Callback<usize>,
    /// Called when somebody goes back from the first question; without, there is no way back.
    #[prop_or_default]
    pub on_leave: Option<Callback<()>>,
    /// A sentence above all else, read out where there is one.
    #[prop_or_default]
    pub note: Option<AttrValue>,
}

/// Why somebody stays where they are.
#[derive(Clone, PartialEq)]
enum Told {
    Half,
    Problem(String),
}

/// A ballot to be filled in.
#[component]
pub fn BallotForm(props: &BallotFormProps) -> Html {
    let lang = use_lang();
    let tasks = use_memo(props.paper.clone(), |paper| ByPointer(Rc::new(paper.0.tasks())));
    let count = tasks.0.len();
    let is_one_page = task::is_one_page(&props.paper.0.question, count);
    let at = use_state_eq(|| if is_one_page { 0 } else { props.start.min(count) });
    let half = use_state_eq(|| false);
    let told = use_state_eq(|| None::<Told>);
    let heading = use_node_ref();
    use_effect_with(*at, {
        let (heading, mode) = (heading.clone(), props.mode);
        move |_| {
            element::focus(&heading);
            match mode {
                Mode::Phone => dom::scroll_to_top(),
                Mode::Laptop => {
                    if let Some(heading) = heading.get().and_then(|node| node.dyn_into::<Element>().ok()) {
                        heading.scroll_into_view();
                    }
                }
            }
        }
    });
    let go = {
        let (at, half, told, on_place) = (at.clone(), half.clone(), told.clone(), props.on_place.clone());
        Callback::from(move |to: usize| {
            half.set(false);
            told.set(None);
            at.set(to);
            on_place.emit(to);
        })
    };
    let now = *at;
    let next = {
        let (go, half, told) = (go.clone(), half.clone(), told.clone());
        Callback::from(move |()| if *half { told.set(Some(Told::Half)) } else { go.emit(now + 1) })
    };
    let on_vote = {
        let (told, on_change) = (told.clone(), props.on_change.clone());
        Callback::from(move |vote: Rc<Vote>| {
            told.set(None);
            on_change.emit(vote);
        })
    };
    let on_answer = {
        let (half, vote, on_vote, next) = (half.clone(), props.vote.clone(), on_vote.clone(), go.clone());
        let tasks = Rc::clone(&tasks);
        Callback::from(move |answer: Option<Answer>| {
            if answer.is_some() {
                half.set(false);
            }
            // The first tap on one of two goes on by itself: there is nothing else to do, and
            // there are many of them. Whoever comes back to change an answer stays.
            let is_pair = tasks.0.get(now).is_some_and(|task| task.ask == Ask::Pair);
            let goes_on = is_pair && !is_one_page && answer.is_some() && vote::answer(&vote.0, now).is_none();
            on_vote.emit(vote::answered(&vote.0, now, answer));
            if goes_on {
                next.emit(now + 1);
            }
        })
    };
    let on_half = {
        let half = half.clone();
        use_callback((), move |is_half: bool, ()| half.set(is_half))
    };
    let send = {
        let (paper, vote, tasks) = (props.paper.clone(), props.vote.clone(), Rc::clone(&tasks));
        let (told, half, on_send) = (told.clone(), half.clone(), props.on_send.clone());
        Callback::from(move |()| {
            if *half {
                return told.set(Some(Told::Half));
            }
            match vote::ready(&paper.0, &tasks.0, &vote.0, lang) {
                Ok(vote) => on_send.emit(vote),
                Err(problem) => told.set(Some(Told::Problem(problem))),
            }
        })
    };
    // Without a mouse one goes on from the answer, as in a form.
    let onkeydown = {
        let go_on = if is_one_page { send.clone() } else { next.clone() };
        Callback::from(move |event: KeyboardEvent| {
            let is_answer = element::attribute_around(&event, "type").is_some_and(|kind| kind == "radio");
            if event.key() == "Enter" && is_answer {
                event.prevent_default();
                go_on.emit(());
            }
        })
    };
    let back = match (now, &props.on_leave) {
        (0, None) => None,
        (0, Some(leave)) => Some(leave.clone()),
        (now, _) => Some(go.reform(move |()| now - 1)),
    };
    let sheet = |body: Html| (stage::asked(&props.paper.0, lang), body);
    let this = tasks.0.get(now);
    let (title, body) = match this {
        Some(Task { ask: Ask::Dots { .. }, .. }) => sheet(html! {
            <Dots paper={props.paper.clone()} tasks={(*tasks).clone()} vote={props.vote.clone()} on_vote={on_vote} />
        }),
        Some(Task { ask: Ask::Rank(_), .. }) => sheet(html! {
            <Ranking paper={props.paper.clone()} tasks={(*tasks).clone()} vote={props.vote.clone()} on_vote={on_vote} />
        }),
        Some(Task { ask: Ask::Texts(_), .. }) => sheet(html! {
            <Ideas paper={props.paper.clone()} tasks={(*tasks).clone()} vote={props.vote.clone()} on_vote={on_vote} />
        }),
        Some(task) => (
            task::heading(&props.paper.0, task, lang),
            html! {
                <TaskView key={now} paper={props.paper.clone()} at={now} task={task.clone()} answer={vote::answer(&props.vote.0, now).cloned()} {on_answer} {on_half} />
            },
        ),
        None => (
            words::check_answers(lang).to_owned(),
            html! {
                <Overview paper={props.paper.clone()} tasks={(*tasks).clone()} vote={props.vote.clone()} on_task={go.clone()} />
            },
        ),
    };
    let tag = if props.mode == Mode::Phone { "h1" } else { "h2" };
    let is_last = is_one_page || this.is_none();
    let has_answer = vote::answer(&props.vote.0, now).is_some();
    html! {
        <div class="ballot__step" data-mode={if props.mode == Mode::Phone { "phone" } else { "laptop" }} {onkeydown}>
            if let Some(note) = &props.note {
                <p class="ballot__note" role="status">{ note }</p>
            }
            if !is_one_page && this.is_some() {
                <Progress at={now} {count} on_overview={go.reform(move |()| count)} />
            }
            <@{tag} class="phone__title" id={HEADING} ref={heading} tabindex="-1">{ title }</@>
            { body }
            <div class="ballot__bar">
                <p class="ballot__problem" role="alert">
                    if let Some(told) = &*told {
                        { match told {
                            Told::Half => words::half(lang),
                            Told::Problem(sentence) => sentence.as_str(),
                        } }
                    }
                </p>
                <div class="ballot__ways">
                    if let Some(back) = back {
                        <Button label={words::back(lang)} on_press={back} />
                    }
                    <span class="ballot__gap"></span>
                    if is_last {
                        <Button label={send_word(props, lang)} variant={Variant::Primary} on_press={send} />
                    } else if has_answer || *half {
                        <Button label={words::next(lang)} variant={Variant::Primary} on_press={next} />
                    } else {
                        <Button label={words::skip(lang)} on_press={next} />
                    }
                </div>
            </div>
        </div>
    }
}

fn send_word(props: &BallotFormProps, lang: Lang) -> &'static str {
    match props.mode {
        Mode::Laptop => words::hand_in(lang),
        Mode::Phone if props.paper.0.live.is_empty() => words::finish(lang),
        Mode::Phone => words::send(lang),
    }
}

/// Properties of [`Progress`].
#[derive(Properties, PartialEq)]
struct ProgressProps {
    at: usize,
    count: usize,
    on_overview: Callback<()>,
}

/// How far somebody is, with the way to all answers.
#[component]
fn Progress(props: &ProgressProps) -> Html {
    let lang = use_lang();
    let progress = words::progress(lang, props.at + 1, props.count);
    html! {
        <div class="ballot__progress">
            <span aria-hidden="true">{ &progress }</span>
            <progress class="ballot__done" value={(props.at + 1).to_string()} max={props.count.to_string()} aria-label={progress.clone()} aria-valuetext={progress.clone()}></progress>
            <Button label={words::overview(lang)} variant={Variant::Quiet} on_press={props.on_overview.clone()} />
        </div>
    }
}
