//! The plan as a workbook: one of the ways on the share screen.
//!
//! The page makes the cells, as it has the plan; the engine makes the file of them.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::frameworks::Framework;
use crate::domain::number::group;
use crate::domain::plan::Plan;
use crate::domain::text::{Lang, share, workbook as words};
use crate::domain::workbook::{Answer, Asked, Book, File, LONGEST_CELL, Problem, Request};
use crate::engine;
use crate::platform::clock;
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::Button;
use crate::ui::engine::use_job;
use crate::ui::features::import::workbook::waiting;
use crate::ui::features::picture::{file_name, save_file};
use crate::ui::store::{use_handles, use_lang};

/// Asks the engine for the workbook of a plan; the answer is [`engine::Answer::Workbook`].
pub fn request(
    plan: &Plan,
    lang: Lang,
    framework: &'static Framework,
    live_formulas: bool,
) -> Rc<engine::Request> {
    let book = Book::of(plan, &Asked { lang, framework, today: clock::today(), live_formulas });
    Rc::new(engine::Request::Workbook(Request::Write(book)))
}

/// Properties of [`WorkbookWay`].
#[derive(Properties)]
pub struct WorkbookWayProps {
    /// What is handed out.
    pub plan: Rc<Plan>,
    /// The language of the workbook, which may be another than that of the screen.
    pub lang: Lang,
    /// The framework that ranks.
    pub framework: &'static Framework,
}

impl PartialEq for WorkbookWayProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
            && self.lang == other.lang
            && std::ptr::eq(self.framework, other.framework)
    }
}

/// Saves the plan as a workbook, with how it goes.
#[component]
pub fn WorkbookWay(props: &WorkbookWayProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let live_formulas = use_state_eq(|| false);
    let asked = use_state(|| None::<Rc<engine::Request>>);
    // What came of the last one: texts that were cut, or why there is no file.
    let came = use_state_eq(|| Ok::<usize, Problem>(0));
    let (state, retry) = use_job(Option::clone(&asked));
    let answer = state.answer.clone().filter(|_| !state.running && !state.is_stale).map(ByPointer);
    use_effect_with(answer, {
        let (asked, came, plan, of_file) = (asked.clone(), came.clone(), props.plan.clone(), props.lang);
        move |answer| {
            let Some(engine::Answer::Workbook(Answer::Written(written))) =
                answer.as_ref().map(|answer| &*answer.0)
            else {
                return;
            };
            if let Ok(file) = written {
                let name = file_name(&plan, words::file(of_file), File::EXTENSION, of_file);
                save_file(&handles, &name, File::MIME, file.bytes.as_ref(), lang);
            }
            came.set(written.as_ref().map(|file| file.cut).map_err(|problem| *problem));
            asked.set(None);
        }
    });
    let save = {
        let (asked, came, live) = (asked.clone(), came.clone(), *live_formulas);
        use_callback((props.plan.clone(), props.lang, live), {
            let framework = props.framework;
            move |(), (plan, lang, live)| {
                came.set(Ok(0));
                asked.set(Some(request(plan, *lang, framework, *live)));
            }
        })
    };
    let cancel = {
        let asked = asked.clone();
        use_callback((), move |(), ()| asked.set(None))
    };
    let on_live = {
        let live_formulas = live_formulas.clone();
        Callback::from(move |_: Event| live_formulas.set(!*live_formulas))
    };
    let is_busy = asked.is_some();
    let press = if is_busy { cancel } else { save };
    let name = words::way(lang);
    html! {
        <div class="share-row">
            <div class="share-row__text">
                <p class="share-row__name">{ name }<span class="share-row__ending">{ ".xlsx" }</span></p>
                <p class="share-row__about">{ words::way_about(lang) }</p>
                <label class="check" title={words::live_formulas_help(lang)}>
                    <input type="checkbox" class="checkbox" checked={*live_formulas} disabled={is_busy} onchange={on_live} />
                    <span>{ words::live_formulas(lang) }</span>
                </label>
                if is_busy {
                    { waiting(words::writing(lang), &state, lang) }
                    if state.failed.is_some() {
                        <div><Button label={words::again(lang)} on_press={retry} /></div>
                    }
                }
                if let Err(problem) = *came {
                    <p class="import__refusal" role="alert">{ problem.sentence(lang) }</p>
                }
                if let Ok(cut @ 1..) = *came {
                    <p class="hint" role="status">{ words::cut(lang, cut, &group(LONGEST_CELL)) }</p>
                }
            </div>
            <button type="button" class="button" aria-label={if is_busy { words::stop(lang).to_owned() } else { share::screen_save_what(lang, name) }}
                onclick={press.reform(|_: MouseEvent| ())}>{ if is_busy { words::stop(lang) } else { share::screen_save(lang) } }</button>
        </div>
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::domain::frameworks;
    use crate::ui::rendered::rendered;

    #[test]
    fn a_workbook_is_saved_by_one_button_with_one_choice() {
        let html = rendered::<WorkbookWay>(WorkbookWayProps {
            plan: Rc::new(Plan::default()),
            lang: Lang::Zh,
            framework: frameworks::default(),
        });
        for text in ["Save: Spreadsheet", "Scores as live formulas", "type=\"checkbox\""] {
            assert!(html.contains(text), "{text}\n{html}");
        }
        assert!(!html.contains("<progress"));
    }
}
