//! Takes answers in: codes from a chat, or a table from a survey service.

mod arrive;
mod codes;
mod found;
mod table;
mod taking;

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use self::found::{Found, look};
use self::taking::{Taking, TakingIn};
use crate::domain::plan::Plan;
use crate::domain::slices::Slices;
use crate::domain::text::{Lang, common, import_dialog, kano_study as words, kano_survey};
use crate::platform::clock;
use crate::ui::components::{Button, Dialog, Variant};
use crate::ui::features::import::workbook::{Opening, Seeks};
use crate::ui::features::import::{ACCEPTED, Source, from_file};
use crate::ui::session::Raw;
use crate::ui::slicing::{News, Running};
use crate::ui::store::{use_handles, use_lang};

/// Answers, read or taken in, that a page is not held up by.
const AT_ONCE: usize = 30_000;

/// Problems that are listed; the rest is counted.
const SHOWN_PROBLEMS: usize = 30;

/// Properties of [`AnswersDialog`].
#[derive(Properties)]
pub struct AnswersDialogProps {
    /// The plan with its study.
    pub plan: Rc<Plan>,
    /// What was pasted or dropped before the dialog opened.
    pub given: Option<Rc<Raw>>,
}

impl PartialEq for AnswersDialogProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && self.given == other.given
    }
}

/// The dialog that takes answers in.
#[component]
pub fn AnswersDialog(props: &AnswersDialogProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let found = use_state_eq(|| None::<Found>);
    let looking = use_state_eq(|| None::<f64>);
    // A large text is looked through in slices, for as long as nothing else is asked.
    let running = use_mut_ref(|| None::<Running<Found>>);
    let opening = use_state_eq(|| None::<Rc<Source>>);
    let taking = use_state(|| None::<Rc<Taking>>);
    let take = {
        let (found, opening, plan) = (found.clone(), opening.clone(), props.plan.clone());
        let (looking, running) = (looking.clone(), running.clone());
        Callback::from(move |source: Source| {
            running.replace(None);
            if source.is_unread() {
                looking.set(None);
                return opening.set(Some(Rc::new(source)));
            }
            opening.set(None);
            let (plan, today) = (plan.clone(), today());
            let slices =
                Slices::new(move |units| async move { look(&source, &plan, &today, lang, &units).await });
            let (found, looking) = (found.clone(), looking.clone());
            let started = Running::start(slices, move |news| match news {
                News::SoFar(done) => looking.set(Some(done)),
                News::Made(made) => {
                    looking.set(None);
                    found.set(Some(made));
                }
            });
            running.replace(Some(started));
        })
    };
    use_effect_with(props.given.clone(), {
        let take = take.clone();
        move |raw| match raw.as_deref() {
            Some(Raw::Pasted(text)) => take.emit(Source::pasted(Rc::clone(text))),
            Some(Raw::File(file)) => read_file(file.clone(), take),
            None => {}
        }
    });
    let on_close = {
        let handles = handles.clone();
        Callback::from(move |()| handles.close_dialog())
    };
    let on_again = {
        let found = found.clone();
        Callback::from(move |()| found.set(None))
    };
    if let Some(taking) = &*taking {
        return html! { <TakingIn taking={taking.clone()} /> };
    }
    if let Some(source) = &*opening {
        let on_cancel = Callback::from({
            let opening = opening.clone();
            move |()| opening.set(None)
        });
        return html! {
            <Dialog title={kano_survey::collect(lang)} close_label={common::close(lang)} {on_close}>
                <Opening source={source.clone()} seeks={Seeks::Answers} on_source={take} {on_cancel} />
            </Dialog>
        };
    }
    if let Some(done) = *looking {
        let on_cancel = Callback::from(move |()| {
            running.replace(None);
            looking.set(None);
        });
        return html! {
            <Dialog title={kano_survey::collect(lang)} close_label={common::close(lang)} {on_close}>
                <div class="import__making">
                    { progress(done, words::reading(lang)) }
                    <Button label={common::cancel(lang)} on_press={on_cancel} />
                </div>
            </Dialog>
        };
    }
    let on_take = {
        let (handles, taking) = (handles.clone(), taking.clone());
        Callback::from(move |what: Rc<Taking>| match what.is_quick() {
            true => what.take_all(&handles),
            false => taking.set(Some(what)),
        })
    };
    match &*found {
        Some(Found::Codes(collected)) => html! {
            <codes::Codes plan={props.plan.clone()} collected={collected.clone()} {on_take} {on_again} {on_close} />
        },
        Some(Found::Table(read)) => {
            let on_read = {
                let found = found.clone();
                Callback::from(move |read| found.set(Some(Found::Table(read))))
            };
            html! { <table::Mapped plan={props.plan.clone()} read={read.clone()} {on_read} on_source={take} {on_take} {on_again} {on_close} /> }
        }
        other => html! {
            <Dialog title={kano_survey::collect(lang)} close_label={common::close(lang)} {on_close}>
                <Chooser problem={match other {
                    Some(Found::Nothing(sentence)) => Some(AttrValue::from(sentence.clone())),
                    _ => None,
                }} on_source={take} />
            </Dialog>
        },
    }
}

/// How far a long reading is.
fn progress(done: f64, label: &'static str) -> Html {
    html! { <progress class="import__progress" max="1" value={done.to_string()} aria-label={label}></progress> }
}

/// The day, which is all that is kept of when somebody answered. Only in answer to an event.
fn today() -> String {
    clock::now_iso().get(..10).unwrap_or_default().to_owned()
}

fn read_file(file: web_sys::File, take: Callback<Source>) {
    wasm_bindgen_futures::spawn_local(async move { take.emit(from_file(file).await) });
}

/// Properties of [`Chooser`].
#[derive(Properties, PartialEq)]
struct ChooserProps {
    problem: Option<AttrValue>,
    on_source: Callback<Source>,
}

/// The first step: codes or cells, pasted or in a file.
#[component]
fn Chooser(props: &ChooserProps) -> Html {
    let lang = use_lang();
    let area = use_node_ref();
    let on_file = {
        let on_source = props.on_source.clone();
        Callback::from(move |event: Event| {
            let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            if let Some(file) = input.and_then(|input| input.files()).and_then(|files| files.get(0)) {
                read_file(file, on_source.clone());
            }
        })
    };
    let on_read = {
        let (on_source, area) = (props.on_source.clone(), area.clone());
        Callback::from(move |()| {
            if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                on_source.emit(Source::pasted(area.value().into()));
            }
        })
    };
    html! {
        <div class="form">
            <p>{ words::dialog_intro(lang) }</p>
            if let Some(problem) = &props.problem {
                <p class="import__refusal" role="alert">{ problem }</p>
            }
            <label class="field">
                <span class="field__label">{ words::codes_or_table(lang) }</span>
                <textarea ref={area} class="field__input field__input--lines" rows="8" autofocus=true spellcheck="false" />
            </label>
            <div class="study__actions">
                <Button label={words::read_text(lang)} variant={Variant::Primary} on_press={on_read} />
                <label class="import__file button">
                    <span>{ import_dialog::choose_file(lang) }</span>
                    <input type="file" class="visually-hidden" accept={ACCEPTED} onchange={on_file} />
                </label>
            </div>
            <p class="hint">{ kano_survey::paste_codes_help(lang) }</p>
            <p class="hint">{ kano_survey::import_help(lang) }</p>
        </div>
    }
}

/// Problems as sentences: the first of them, and how many there are in all.
#[derive(Clone, PartialEq)]
struct Problems {
    title: String,
    lines: Vec<String>,
    count: usize,
}

/// The list of what could not be taken as it is.
fn problem_list(problems: &Problems, lang: Lang) -> Html {
    let Problems { title, lines, count } = problems;
    if *count == 0 {
        return Html::default();
    }
    html! {
        <section class="import__problems" tabindex="0" aria-label={title.clone()}>
            <h3 class="question__title">{ title }</h3>
            <ul>
                for (at, line) in lines.iter().enumerate() {
                    <li key={at}>{ line }</li>
                }
                if *count > lines.len() {
                    <li>{ words::more_problems(lang, count - lines.len()) }</li>
                }
            </ul>
        </section>
    }
}
