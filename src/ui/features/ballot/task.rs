//! One thing to be answered.

use std::rc::Rc;

use yew::prelude::*;

use super::choices::{Choices, OpenAnswers};
use super::vote::{self, KANO};
use crate::domain::kano::study::Reply;
use crate::domain::number;
use crate::domain::text::{Lang, ballot as words, workshop};
use crate::domain::workshop::paper::{Ask, Paper, Task};
use crate::domain::workshop::{Answer, Question, cards, stage};
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::pressed;
use crate::ui::store::use_lang;

/// The id of the heading that says what a task is about.
pub const HEADING: &str = "ballot-heading";

/// The id of the question below it.
const QUESTION: &str = "ballot-question";

/// Properties of [`TaskView`].
#[derive(Properties, PartialEq)]
pub struct TaskViewProps {
    /// What is asked.
    pub paper: ByPointer<Paper>,
    /// The place of the task.
    pub at: usize,
    /// The task.
    pub task: Task,
    /// Its answer so far.
    pub answer: Option<Answer>,
    /// Called with the answer.
    pub on_answer: Callback<Option<Answer>>,
    /// Called when only one half of an answer of two halves is given, and when it no longer is so.
    pub on_half: Callback<bool>,
}

/// The question of a task and its answers; the heading stands above it, where the way is known.
#[component]
pub fn TaskView(props: &TaskViewProps) -> Html {
    let lang = use_lang();
    match &props.task.ask {
        Ask::Card(_) | Ask::Level | Ask::Fist => html! { <One ..props.clone() /> },
        Ask::Pair => pair(props, lang),
        Ask::BestWorst => html! { <BestWorst ..props.clone() /> },
        Ask::Kano => html! { <Kano ..props.clone() /> },
        Ask::Dots { .. } | Ask::Rank(_) | Ask::Texts(_) => Html::default(),
    }
}

impl Clone for TaskViewProps {
    fn clone(&self) -> Self {
        TaskViewProps {
            paper: self.paper.clone(),
            at: self.at,
            task: self.task.clone(),
            answer: self.answer.clone(),
            on_answer: self.on_answer.clone(),
            on_half: self.on_half.clone(),
        }
    }
}

/// What a heading above a task says: its item, or the question where it is about more than one.
pub fn heading(paper: &Paper, task: &Task, lang: Lang) -> String {
    match task.items.as_slice() {
        [at] => vote::title(paper, *at, lang),
        _ => stage::asked(paper, lang),
    }
}

/// One answer of several.
#[component]
fn One(props: &TaskViewProps) -> Html {
    let lang = use_lang();
    let paper = &*props.paper.0;
    let choices = use_memo((props.paper.clone(), props.at, lang), {
        let task = props.task.clone();
        move |(paper, _, lang)| choices(&paper.0, &task, *lang)
    });
    let input = cards::input_of(&paper.question);
    let has_question = !props.task.items.is_empty();
    html! {
        <>
            if has_question {
                <p class="ballot__question" id={QUESTION}>{ stage::asked(paper, lang) }</p>
            }
            <Choices name={format!("answer-{}", props.at)} labelled_by={if has_question { format!("{HEADING} {QUESTION}") } else { HEADING.to_owned() }}
                choices={(*choices).clone()} chosen={props.answer.clone()} on_chosen={props.on_answer.reform(Some)} />
            if let Some(input) = input {
                <details class="ballot__help">
                    <summary>{ words::what_it_means(lang) }</summary>
                    <p>{ (input.help)(lang) }</p>
                </details>
            }
        </>
    }
}

fn choices(paper: &Paper, task: &Task, lang: Lang) -> Rc<[(Answer, String)]> {
    let numbers: Vec<f64> = match &task.ask {
        Ask::Card(cards) => cards.iter().map(|card| card.value).collect(),
        Ask::Level => (-1..=3).map(f64::from).collect(),
        Ask::Fist => (0..=5).map(f64::from).collect(),
        _ => Vec::new(),
    };
    let face = |value: f64| match task.ask {
        Ask::Level => {
            workshop::step_and_value(lang, workshop::level(lang, value as i8), &number::display(value, 0))
        }
        Ask::Fist => {
            workshop::step_and_value(lang, &number::display(value, 0), words::fist(lang, value as u8))
        }
        _ => stage::face(paper, value, &[], lang),
    };
    numbers.into_iter().map(|value| (Answer::Number(value), face(value))).collect()
}

/// Two large buttons, and one between them.
fn pair(props: &TaskViewProps, lang: Lang) -> Html {
    let paper = &*props.paper.0;
    let title =
        |nth: usize| props.task.items.get(nth).map(|at| vote::title(paper, *at, lang)).unwrap_or_default();
    let button = |value: f64, face: String, class: &'static str| {
        html! {
            <button type="button" {class} aria-pressed={pressed(props.answer == Some(Answer::Number(value)))}
                onclick={props.on_answer.reform(move |_: MouseEvent| Some(Answer::Number(value)))}>
                <span class="ballot-choice__face">{ face }</span>
            </button>
        }
    };
    html! {
        <div role="group" class="ballot-pair" aria-labelledby={HEADING}>
            { button(1.0, title(0), "ballot-choice ballot-choice--large") }
            { button(-1.0, title(1), "ballot-choice ballot-choice--large") }
            { button(0.0, workshop::neither(lang).to_owned(), "ballot-choice ballot-choice--open") }
            <OpenAnswers chosen={props.answer.clone()} on_chosen={props.on_answer.clone()} />
        </div>
    }
}

/// The halves of an answer of two, and what happens when one of them is given.
#[hook]
fn use_halves(props: &TaskViewProps) -> ([Option<u8>; 2], Callback<(usize, u8)>) {
    let first = match &props.answer {
        Some(Answer::Two([one, other])) => [Some(*one), Some(*other)],
        _ => [None, None],
    };
    let half = use_state_eq(|| [None::<u8>, None]);
    let halves = if props.answer.is_some() { first } else { *half };
    let is_ranked = props.task.ask == Ask::BestWorst;
    let on_part = {
        let (half, on_answer, on_half) = (half.clone(), props.on_answer.clone(), props.on_half.clone());
        Callback::from(move |(which, value): (usize, u8)| {
            let mut now = halves;
            let [one, other] = &mut now;
            let (this, that) = if which == 0 { (one, other) } else { (other, one) };
            *this = Some(value);
            // What is best cannot be worst, too: the later tap is meant.
            if is_ranked && *that == Some(value) {
                *that = None;
            }
            half.set(now);
            match now {
                [Some(one), Some(other)] => {
                    on_half.emit(false);
                    on_answer.emit(Some(Answer::Two([one, other])));
                }
                _ => {
                    on_half.emit(true);
                    on_answer.emit(None);
                }
            }
        })
    };
    (halves, on_part)
}

/// The best and the worst of a few, as two columns.
#[component]
fn BestWorst(props: &TaskViewProps) -> Html {
    let lang = use_lang();
    let (halves, on_part) = use_halves(props);
    let [best, worst] = halves;
    let paper = &*props.paper.0;
    let on_open = props.on_answer.clone();
    let radio = |which: usize, nth: u8, title: &str| {
        let (label, chosen) = if which == 0 {
            (words::most_of(lang, title), best)
        } else {
            (words::least_of(lang, title), worst)
        };
        html! {
            <label class="ballot-extreme" data-which={if which == 0 { "most" } else { "least" }}>
                <input type="radio" class="ballot-choice__radio" name={format!("extreme-{}-{which}", props.at)} aria-label={label}
                    checked={chosen == Some(nth)} onchange={on_part.reform(move |_: Event| (which, nth))} />
            </label>
        }
    };
    html! {
        <>
            <table class="ballot-extremes" aria-labelledby={HEADING}>
                <thead>
                    <tr>
                        <th scope="col">{ words::most(lang) }</th>
                        <th scope="col"><span class="visually-hidden">{ words::item(lang) }</span></th>
                        <th scope="col">{ words::least(lang) }</th>
                    </tr>
                </thead>
                <tbody>
                    for (nth, at) in (0u8..).zip(props.task.items.iter().copied()) {
                        <tr key={at}>
                            <td>{ radio(0, nth, &vote::title(paper, at, lang)) }</td>
                            <th scope="row" class="ballot-extremes__title">{ vote::title(paper, at, lang) }</th>
                            <td>{ radio(1, nth, &vote::title(paper, at, lang)) }</td>
                        </tr>
                    }
                </tbody>
            </table>
            <OpenAnswers chosen={props.answer.clone()} on_chosen={on_open} />
        </>
    }
}

/// The two questions of a Kano study.
#[component]
fn Kano(props: &TaskViewProps) -> Html {
    let lang = use_lang();
    let ([with, without], on_part) = use_halves(props);
    let title = heading(&props.paper.0, &props.task, lang);
    let replies = |which: usize, tag: &'static str, question: String, chosen: Option<u8>| {
        html! {
            <fieldset class="replies" data-group={if which == 0 { "with" } else { "without" }}>
                <legend class="replies__question"><span class="replies__tag">{ tag }</span>{ " " }{ question }</legend>
                for reply in Reply::ALL {
                    <label key={reply.number()} class="reply">
                        <input type="radio" class="reply__radio" name={format!("kano-{}-{which}", props.at)} value={reply.number().to_string()}
                            checked={chosen == Some(reply.number())} onchange={on_part.reform(move |_: Event| (which, reply.number()))} />
                        <span class="reply__text">{ KANO.label(reply, lang) }</span>
                    </label>
                }
            </fieldset>
        }
    };
    html! {
        <>
            { replies(0, words::with_it(lang), KANO.functional(&title, lang), with) }
            { replies(1, words::without_it(lang), KANO.dysfunctional(&title, lang), without) }
            <OpenAnswers chosen={props.answer.clone()} on_chosen={props.on_answer.clone()} />
        </>
    }
}

/// Whether a question is asked item by item, or all at once.
pub fn is_one_page(question: &Question, tasks: usize) -> bool {
    matches!(
        question,
        Question::Dots { .. } | Question::Ranking | Question::Ideas { .. } | Question::Confidence
    ) || tasks <= 1
}
