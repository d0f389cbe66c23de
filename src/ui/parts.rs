//! Parts of the program that the browser fetches only when they are first needed.
//!
//! With the cargo feature `split` the build cuts the program at the functions marked
//! here: what only they reach goes into files of their own, which share memory and
//! tables with the rest. Without it, as in tests, everything is there from the start.

use std::future::Future;
use std::pin::Pin;

use yew::prelude::*;

use super::app::PageProps;
use super::components::Button;
use super::engine;
use super::features::ballot::BallotProps;
use super::features::items::PanelProps;
use super::features::live::LiveSeatProps;
use super::features::reader::ReaderProps;
use super::features::survey::{PreviewProps, SurveyProps};
use super::features::workshop::AudienceProps;
use super::session::SessionMsg;
use super::store::{use_handles, use_lang};
use crate::domain::date::Date;
use crate::domain::format::{self, ReadError, Warning};
use crate::domain::frameworks::Framework;
use crate::domain::plan::{Id, Plan};
use crate::domain::text::{Lang, Word, certainty, keeping, shell};
use crate::domain::{export, import, sample, share, trackers, workbook};
use crate::engine::{Bench, Tools};
use crate::keeping::Codec;
#[cfg(feature = "split")]
use crate::platform::dom;
use crate::platform::lifecycle;

/// Draws a part from what it is given.
pub type View<P> = fn(&P) -> Html;

type Fetch = Pin<Box<dyn Future<Output = bool>>>;

/// A view that may not have arrived yet.
pub struct Part<P: 'static> {
    view: fn() -> Option<View<P>>,
    fetch: fn() -> Fetch,
}

impl<P> Part<P> {
    /// Whether it has arrived.
    pub fn is_here(&self) -> bool {
        (self.view)().is_some()
    }
}

/// Draws a part, or says that it is on its way. Whoever calls it is drawn again when it comes,
/// if it is drawn with the session; see [`later_in`].
pub fn later<P>(part: &'static Part<P>, given: &P) -> Html {
    later_in(part, given, Callback::noop())
}

/// The same in a component that the session does not draw again: `on_arrived` has to.
pub fn later_in<P>(part: &'static Part<P>, given: &P, on_arrived: Callback<()>) -> Html {
    match (part.view)() {
        Some(view) => view(given),
        None => html! { <Waiting fetch={part.fetch} {on_arrived} /> },
    }
}

macro_rules! parts {
    ($( $(#[$doc:meta])* $part:ident: $given:ty, $module:ident / $load:ident = $view:path; )*) => {
        $(
            #[cfg(feature = "split")]
            #[wasm_split_helpers::wasm_split($module, fallible)]
            fn $load() -> Result<View<$given>, wasm_split_helpers::SplitLoaderError> {
                Ok($view)
            }

            $(#[$doc])*
            #[cfg(feature = "split")]
            pub static $part: Part<$given> = {
                thread_local!(static VIEW: std::cell::Cell<Option<View<$given>>> = const { std::cell::Cell::new(None) });
                Part {
                    view: || VIEW.get(),
                    fetch: || Box::pin(async {
                        // Shown without its styles, a screen would jump when they come.
                        let styles = dom::later_styles();
                        let view = $load().await.ok();
                        if styles.await {
                            VIEW.set(view);
                        }
                        VIEW.get().is_some()
                    }),
                }
            };

            $(#[$doc])*
            #[cfg(not(feature = "split"))]
            pub static $part: Part<$given> =
                Part { view: || Some($view), fetch: || Box::pin(std::future::ready(true)) };
        )*

        /// Fetches every part while the browser has nothing better to do, so that a dialog
        /// opens at once, and also after the network is gone.
        pub fn fetch_when_idle() {
            lifecycle::when_idle(|| {
                wasm_bindgen_futures::spawn_local(async {
                    $( let _ = ($part.fetch)().await; )*
                });
            });
        }
    };
}

parts! {
    /// The items grid with what belongs to it.
    ITEMS: PageProps, items / load_items = super::features::items::screen;
    /// The deleted items.
    BIN: PageProps, items / load_bin = super::features::items::bin;
    /// The Kano study: set-up, answers, analysis.
    KANO: PageProps, kano / load_kano = super::features::kano::screen;
    /// User need against business goal.
    TRADEOFF: PageProps, tradeoff / load_tradeoff = super::features::tradeoff::screen;
    /// Which items are done when.
    ROADMAP: PageProps, roadmap / load_roadmap = super::features::roadmap::screen;
    /// What was decided.
    DECISIONS: PageProps, roadmap / load_decisions = super::features::decisions::screen;
    /// Workshops: prepared, held, and what came of them; on other screens what goes on meanwhile.
    WORKSHOP: PageProps, workshop / load_workshop = super::features::workshop::screen;
    /// What the audience of a workshop sees.
    AUDIENCE: AudienceProps, workshop / load_audience = super::features::workshop::audience;
    /// The plan for other people.
    SHARE: PageProps, share / load_share = super::features::share::screen;
    /// What the reader of a link sees.
    READER: ReaderProps, share / load_reader = super::features::reader::reader;
    /// What a respondent sees.
    SURVEY: SurveyProps, survey / load_survey = super::features::survey::survey;
    /// The same on the page of the study.
    SURVEY_PREVIEW: PreviewProps, survey / load_survey_preview = super::features::survey::preview;
    /// What a participant of a workshop sees.
    BALLOT: BallotProps, ballot / load_ballot = super::features::ballot::ballot;
    /// What a participant of a live workshop sees.
    LIVE_SEAT: LiveSeatProps, live / load_live_seat = super::features::live::live_seat;
    /// The dialog that is open.
    DIALOG: PageProps, dialogs / load_dialog = super::features::dialog;
    /// Everything about one item.
    PANEL: PanelProps, items / load_panel = super::features::items::panel;
}

/// Fetches what the first screen will need while the plan is still being read.
pub fn fetch_first() {
    wasm_bindgen_futures::spawn_local(async {
        // One that fails is asked for again when it is needed.
        let _ = codec().await;
    });
    wasm_bindgen_futures::spawn_local(async {
        let _ = (ITEMS.fetch)().await;
    });
}

/// Declares a function that may have to be fetched; nothing where that failed.
macro_rules! on_demand {
    ($( $(#[$doc:meta])* $name:ident($($argument:ident: $type:ty),*) -> $result:ty, $module:ident / $load:ident $body:block )*) => { $(
        #[cfg_attr(feature = "split", wasm_split_helpers::wasm_split($module, fallible))]
        fn $load($($argument: $type),*) -> Result<$result, Missing> {
            // A closure, so that the body can leave early with its own kind of result.
            #[allow(clippy::redundant_closure_call)]
            Ok((move || -> $result { $body })())
        }

        $(#[$doc])*
        pub async fn $name($($argument: $type),*) -> Option<$result> {
            #[cfg(feature = "split")]
            let result = $load($($argument),*).await;
            #[cfg(not(feature = "split"))]
            let result = $load($($argument),*);
            result.ok()
        }
    )* };
}

#[cfg(feature = "split")]
type Missing = wasm_split_helpers::SplitLoaderError;
#[cfg(not(feature = "split"))]
type Missing = std::convert::Infallible;

on_demand! {
    /// The sample plan in a language.
    sample_plan(lang: Lang, id: Id, now: String) -> Plan, sample / load_sample {
        sample::plan(lang, id, &now)
    }

    /// What reads the plans of this browser.
    codec() -> Codec, reading / load_codec {
        Codec::new()
    }

    /// The text of a plan file.
    plan_file(plan: std::rc::Rc<Plan>) -> String, reading / load_plan_file {
        format::write_pretty(&plan)
    }

    /// Reads a plan file.
    read_plan(bytes: Vec<u8>) -> Result<(Plan, Vec<Warning>), ReadError>, reading / load_read_plan {
        format::read_bytes(&bytes)
    }

    /// The plan behind the end of an address, or why there is none, in words.
    read_link(text: String, lang: Lang) -> Result<(Plan, Vec<Warning>), String>, reading / load_read_link {
        match share::link::read(&text) {
            Ok(share::Opened::Plan(plan, warnings)) => Ok((*plan, warnings)),
            // Only the reader asks for passphrases.
            Ok(share::Opened::Locked(_)) => Err(share::LinkProblem::NotAPlan.sentence(lang)),
            Err(problem) => Err(problem.sentence(lang)),
        }
    }

    /// The plan in a format of the registry, with the name's ending and the media type.
    exported(plan: std::rc::Rc<Plan>, lang: Lang, framework: &'static Framework, format: &'static str, now: String, today: Date) -> Exporting, dialogs / load_exported {
        Box::pin(async move {
            let format = export::by_id(format)?;
            // To calculate with, or to read beside the scores: no other file has them.
            let ranges = match format.group {
                export::Group::Table => engine::rank_ranges(&plan, framework).await,
                _ => Ok(None),
            };
            let note: Option<Word> = ranges.is_err().then_some(certainty::ranges_not_made);
            let ranges = ranges.ok().flatten();
            let context = export::Context { framework, now: &now, today, ranges: ranges.as_ref() };
            let content = (format.write)(&plan, lang, &context)?;
            Some(Exported { content, extension: format.extension, mime: format.mime, note })
        })
    }

    /// Whether a file is a board of another program, which the import knows how to read.
    is_board(bytes: Vec<u8>) -> bool, dialogs / load_is_board {
        trackers::trello::csv_of_board(&bytes).is_ok()
    }

    /// Whether a pasted text is a table with headings, which the import knows how to read.
    is_table_with_headings(text: std::rc::Rc<str>) -> bool, dialogs / load_is_table {
        import::is_table_with_headings(&text)
    }
}

on_demand! {
    /// Starts taking orders in the worker, which is the only one to fetch this part as a rule.
    engine_serve() -> (), engine / load_engine_serve {
        engine::serve()
    }

    /// A bench for heavy work in the page itself, with slices of that many milliseconds.
    engine_bench(slice_ms: f64) -> Box<dyn Bench>, engine / load_engine_bench {
        engine::desk(slice_ms)
    }

    /// What it takes to read and write workbooks: a part of its own, as heavy as all the others,
    /// that only whoever works on one fetches.
    workbook_tools() -> Tools, workbooks / load_workbook_tools {
        workbook::task
    }
}

/// A file that is being made of the plan; it comes to nothing where it cannot be made.
pub type Exporting = Pin<Box<dyn Future<Output = Option<Exported>>>>;

/// A file that was made of the plan.
pub struct Exported {
    /// What is in it.
    pub content: Vec<u8>,
    /// The end of its name, without the point.
    pub extension: &'static str,
    /// Its media type.
    pub mime: &'static str,
    /// What is missing in it, in a sentence that tells that it was saved as well.
    pub note: Option<Word>,
}

/// Properties of [`Waiting`].
#[derive(Properties)]
struct WaitingProps {
    fetch: fn() -> Fetch,
    on_arrived: Callback<()>,
}

impl PartialEq for WaitingProps {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::fn_addr_eq(self.fetch, other.fetch)
    }
}

/// Stands where a part will be, and fetches it.
#[component]
fn Waiting(props: &WaitingProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let failed = use_state_eq(|| false);
    let fetch = {
        let (fetch, failed) = (props.fetch, failed.clone());
        use_callback(props.on_arrived.clone(), move |(), on_arrived: &Callback<()>| {
            let (handles, failed, on_arrived) = (handles.clone(), failed.clone(), on_arrived.clone());
            failed.set(false);
            wasm_bindgen_futures::spawn_local(async move {
                match fetch().await {
                    true => {
                        handles.session(SessionMsg::PartArrived);
                        on_arrived.emit(());
                    }
                    false => failed.set(true),
                }
            });
        })
    };
    use_effect_with(props.fetch as usize, {
        let fetch = fetch.clone();
        move |_| fetch.emit(())
    });
    html! {
        if *failed {
            <div class="waiting" role="alert">
                <p>{ shell::part_missing(lang) }</p>
                <Button label={keeping::retry(lang)} on_press={fetch} />
            </div>
        } else {
            <p class="waiting visually-hidden" role="status">{ shell::part_coming(lang) }</p>
        }
    }
}
