//! The plan as a workbook: one of the ways on the share screen.
//!
//! The engine simulates the order, for the rank ranges; the page makes the cells, as it has the
//! plan; the engine makes the file of them.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::date::Date;
use crate::domain::frameworks::Framework;
use crate::domain::number::group;
use crate::domain::plan::Plan;
use crate::domain::text::{Lang, share, workbook as words};
use crate::domain::uncertainty::rank_ranges;
use crate::domain::workbook::{Answer, Asked, Book, File, LONGEST_CELL, Problem, Request};
use crate::engine;
use crate::platform::clock;
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::Button;
use crate::ui::engine::use_job;
use crate::ui::features::import::workbook::waiting;
use crate::ui::features::picture::{file_name, save_file};
use crate::ui::store::{use_handles, use_lang};

/// A workbook that is being made: what it is made of, and what the engine does for it now.
#[derive(Clone)]
struct Making {
    plan: Rc<Plan>,
    lang: Lang,
    framework: &'static Framework,
    live_formulas: bool,
    today: Date,
    /// First the simulation, then the file; one that has no ranges begins with the file.
    now: Rc<engine::Request>,
}

impl Making {
    fn begun(
        plan: &Rc<Plan>,
        lang: Lang,
        framework: &'static Framework,
        live_formulas: bool,
        today: Date,
    ) -> Making {
        let making =
            |now| Making { plan: Rc::clone(plan), lang, framework, live_formulas, today, now: Rc::new(now) };
        match rank_ranges(plan, framework) {
            Ok(request) => making(engine::Request::Simulate(request)),
            Err(_) => {
                let asked = Asked { lang, framework, today, ranges: None, live_formulas };
                making(file(plan, &asked))
            }
        }
    }

    /// What to do next with an answer; `None` where that was the end.
    fn after(&self, answer: &engine::Answer) -> Option<Making> {
        let ranges = engine::rank_ranges(&self.now, answer)?;
        let &Making { lang, framework, live_formulas, today, .. } = self;
        let asked = Asked { lang, framework, today, ranges: Some(&ranges), live_formulas };
        Some(Making { now: Rc::new(file(&self.plan, &asked)), ..self.clone() })
    }
}

/// Asks for the workbook of a plan.
fn file(plan: &Plan, asked: &Asked) -> engine::Request {
    engine::Request::Workbook(Request::Write(Book::of(plan, asked)))
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
    let making = use_state(|| None::<Making>);
    // What came of the last one: texts that were cut, or why there is no file.
    let came = use_state_eq(|| Ok::<usize, Problem>(0));
    let (state, retry) = use_job(making.as_ref().map(|making| Rc::clone(&making.now)));
    let answer = state.answer.clone().filter(|_| !state.running && !state.is_stale).map(ByPointer);
    use_effect_with(answer, {
        let (making, came) = (making.clone(), came.clone());
        move |answer| {
            let (Some(made), Some(ByPointer(answer))) = (&*making, answer) else { return };
            if let Some(next) = made.after(answer) {
                making.set(Some(next));
            }
            let engine::Answer::Workbook(Answer::Written(written)) = &**answer else { return };
            if let Ok(file) = written {
                let what = format!("{} {}", words::file(made.lang), made.today.iso());
                let name = file_name(&made.plan, &what, File::EXTENSION, made.lang);
                save_file(&handles, &name, File::MIME, file.bytes.as_ref(), lang);
            }
            came.set(written.as_ref().map(|file| file.cut).map_err(|problem| *problem));
            making.set(None);
        }
    });
    let save = {
        let (making, came, live) = (making.clone(), came.clone(), *live_formulas);
        use_callback((props.plan.clone(), props.lang, live), {
            let framework = props.framework;
            move |(), (plan, lang, live)| {
                came.set(Ok(0));
                making.set(Some(Making::begun(plan, *lang, framework, *live, clock::today())));
            }
        })
    };
    let cancel = {
        let making = making.clone();
        use_callback((), move |(), ()| making.set(None))
    };
    let on_live = {
        let live_formulas = live_formulas.clone();
        Callback::from(move |_: Event| live_formulas.set(!*live_formulas))
    };
    let is_busy = making.is_some();
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
    use crate::domain::workbook::Cell;
    use crate::domain::{frameworks, sample};
    use crate::ui::rendered::rendered;

    #[test]
    fn the_order_is_simulated_before_the_file_is_made() {
        let today = Date { year: 2026, month: 11, day: 22 };
        let begun = |plan: &Rc<Plan>| Making::begun(plan, Lang::En, frameworks::default(), false, today);
        let plan = Rc::new(sample::plan(Lang::En, "p".into(), "2026-11-22T09:00:00Z"));
        let making = begun(&plan);
        let mut work = engine::Work::new(Rc::clone(&making.now), None).unwrap();
        work.step(u32::MAX);
        let next = making.after(&work.answer()).unwrap();
        let engine::Request::Workbook(Request::Write(book)) = &*next.now else { panic!("{:?}", next.now) };
        let items = &book.sheets[0];
        let low = items.columns.iter().position(|column| column.title == "Rank low").unwrap();
        assert!(matches!(items.rows[0][low], Cell::Number(rank) if rank >= 1.0), "{:?}", items.rows[0]);
        assert!(next.after(&engine::Answer::Workbook(Answer::Working)).is_none(), "then it is done");
        let empty = begun(&Rc::default());
        assert!(
            matches!(*empty.now, engine::Request::Workbook(_)),
            "without ranges there is nothing to simulate"
        );
    }

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
