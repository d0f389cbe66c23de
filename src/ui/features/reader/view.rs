//! A report as a page to read, on screens and on paper.

use std::rc::Rc;

use yew::prelude::*;

use super::blocks::{Way, heading, section};
use super::presenter::Presenter;
use super::sheet::Sheet;
use crate::domain::picture::Picture;
use crate::domain::report::Report;
use crate::domain::text::reader as words;
use crate::platform::{dom, print};

/// The id of the heading with the plan's title.
pub(super) const TITLE_ID: &str = "reader-title";

/// Properties of [`ReaderView`].
#[derive(Properties, Clone)]
pub struct ReaderViewProps {
    /// What is read.
    pub report: Rc<Report>,
    /// The paper.
    #[prop_or_default]
    pub sheet: Sheet,
    /// The roadmap cut for the paper, in the report's language; empty where it is printed whole.
    #[prop_or_default]
    pub tiles: Rc<Vec<Picture>>,
    /// The level of the title's heading: 1 on a page of its own.
    #[prop_or(1)]
    pub level: u8,
    /// Whether it is presented, over everything else.
    #[prop_or_default]
    pub is_presented: bool,
    /// Called when the presentation is left.
    #[prop_or_default]
    pub on_leave: Callback<()>,
}

impl PartialEq for ReaderViewProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.report, &other.report)
            && self.sheet == other.sheet
            && Rc::ptr_eq(&self.tiles, &other.tiles)
            && self.level == other.level
            && self.is_presented == other.is_presented
            && self.on_leave == other.on_leave
    }
}

/// A report in its own language, whatever that of the page around it.
#[component]
pub fn ReaderView(props: &ReaderViewProps) -> Html {
    let report = &props.report;
    let lang = report.lang;
    use_effect_with((report.title.clone(), report.day.clone(), lang), |(title, day, lang)| {
        let foot = if day.is_empty() { title.clone() } else { words::running_foot(*lang, title, day) };
        print::set_running_foot(&foot);
        // Other screens have no such foot.
        || print::set_running_foot("")
    });
    let way = Way {
        lang,
        title: report.title.clone().into(),
        level: props.level + 1,
        prefix: "reader",
        tiles: Rc::clone(&props.tiles),
        is_stage: false,
    };
    let jump = |id: String| {
        Callback::from(move |_: MouseEvent| {
            dom::focus(&id);
        })
    };
    html! {
        <ContextProvider<crate::domain::text::Lang> context={lang}>
            <article class="reader" lang={lang.tag()} data-sheet={props.sheet.name()}>
                <header class="reader__head">
                    { heading(props.level, "reader__title", Some(TITLE_ID.to_owned()), &report.title) }
                    if let Some(other) = &report.other_title {
                        <p class="reader__other" lang={lang.other().tag()}>{ other }</p>
                    }
                    if !report.day.is_empty() {
                        <p class="reader__day">{ words::as_of(lang, &report.day) }</p>
                    }
                </header>
                if report.sections.len() > 1 {
                    // Buttons: an address with another end would lead away from this page.
                    <nav class="reader__contents" aria-label={words::contents(lang)}>
                        <p class="reader__contents-title" aria-hidden="true">{ words::contents(lang) }</p>
                        <ol role="list">
                            for section in &report.sections {
                                <li key={section.kind.id()}>
                                    <button type="button" class="reader__jump" onclick={jump(way.id(section.kind))}>{ &section.title }</button>
                                </li>
                            }
                        </ol>
                    </nav>
                }
                <div class="reader__body">
                    for each in &report.sections {
                        { section(each, &way) }
                    }
                    if report.sections.is_empty() {
                        <p class="reader__nothing">{ words::nothing(lang) }</p>
                    }
                </div>
            </article>
            if props.is_presented {
                <Presenter report={report.clone()} on_leave={props.on_leave.clone()} />
            }
        </ContextProvider<crate::domain::text::Lang>>
    }
}
