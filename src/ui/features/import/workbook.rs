//! A workbook on its way to a table: it is read by the engine, and one of its sheets is chosen.

use std::rc::Rc;

use yew::prelude::*;

use super::Source;
use crate::domain::bytes::Bytes;
use crate::domain::import::{Refusal, Table};
use crate::domain::text::{Lang, common, workbook as words};
use crate::domain::workbook::{self, Answer, Notes, SheetName};
use crate::engine::{self, Problem};
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Button, Choice, SelectField, Variant};
use crate::ui::engine::{JobState, use_job};
use crate::ui::store::use_lang;

/// A workbook that was chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Workbook {
    /// The file.
    pub bytes: Bytes,
    /// The sheet that is wanted; `None` for the one that is most likely meant.
    pub wanted: Option<usize>,
    /// What was read of it; `None` before.
    pub opened: Option<Rc<Opened>>,
}

/// A sheet that was read.
#[derive(Debug, PartialEq)]
pub struct Opened {
    /// All sheets of the workbook.
    pub sheets: Vec<SheetName>,
    /// The place of the one that was read.
    pub sheet: usize,
    /// Its rows.
    pub table: Rc<Table>,
    /// What is worth knowing about how it was read.
    pub notes: Notes,
}

impl Source {
    /// What was read of a workbook.
    pub fn opened(&self) -> Option<&Rc<Opened>> {
        self.workbook.as_ref()?.opened.as_ref()
    }

    /// Whether it is a workbook of which nothing was read yet.
    pub fn is_unread(&self) -> bool {
        self.workbook.is_some() && self.opened().is_none()
    }

    /// The same workbook, of which another sheet is to be read.
    pub fn with_sheet(&self, sheet: usize) -> Source {
        let workbook = self.workbook.as_ref().map(|workbook| Workbook {
            bytes: workbook.bytes.clone(),
            wanted: Some(sheet),
            opened: None,
        });
        Source { workbook, ..self.clone() }
    }

    /// The same file with what came of it.
    fn with_answer(&self, answer: &Answer) -> Source {
        let refused = |problem| Source {
            name: self.name.clone(),
            text: Err(Refusal::Workbook(problem)),
            workbook: None,
        };
        match (answer, &self.workbook) {
            (Answer::Read(Ok(opened)), Some(workbook)) => {
                let opened = Opened {
                    sheets: opened.sheets.clone(),
                    sheet: opened.sheet,
                    table: Rc::new(opened.table.clone()),
                    notes: opened.notes.clone(),
                };
                let workbook = Workbook { opened: Some(Rc::new(opened)), ..workbook.clone() };
                Source { workbook: Some(workbook), ..self.clone() }
            }
            (Answer::Read(Err(problem)), _) => refused(*problem),
            _ => refused(workbook::Problem::Broken),
        }
    }
}

/// What a workbook is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seeks {
    /// Items.
    Items,
    /// Answers of a Kano study.
    Answers,
}

impl Seeks {
    /// Names of sheets that are likelier meant than the first one: those that this program gives.
    fn likely(self) -> Vec<String> {
        let name = match self {
            Seeks::Items => words::items,
            Seeks::Answers => words::kano_answers,
        };
        Lang::ALL.map(|lang| name(lang).to_owned()).into()
    }
}

/// Properties of [`Opening`].
#[derive(Properties, PartialEq)]
pub struct OpeningProps {
    /// The file.
    pub source: Rc<Source>,
    /// What it is opened for.
    pub seeks: Seeks,
    /// Called with what came of it, a table or a refusal.
    pub on_source: Callback<Source>,
    /// Called to think better of it.
    pub on_cancel: Callback<()>,
}

/// Reads a workbook, and shows how it goes.
#[component]
pub fn Opening(props: &OpeningProps) -> Html {
    let request = use_memo((props.source.clone(), props.seeks), |(source, seeks)| {
        let Workbook { bytes, wanted: sheet, .. } = source.workbook.clone()?;
        let read = workbook::Request::Read { bytes, sheet, likely: seeks.likely() };
        Some(Rc::new(engine::Request::Workbook(read)))
    });
    let (state, retry) = use_job(Option::clone(&request));
    let answer = state.answer.clone().filter(|_| !state.running && !state.is_stale).map(ByPointer);
    use_effect_with(answer, {
        let (source, on_source) = (props.source.clone(), props.on_source.clone());
        move |answer| {
            if let Some(engine::Answer::Workbook(answer)) = answer.as_ref().map(|answer| &*answer.0) {
                on_source.emit(source.with_answer(answer));
            }
        }
    });
    let lang = use_lang();
    html! {
        <div class="form">
            { waiting(words::reading(lang), &state, lang) }
            <div class="study__actions">
                if state.failed.is_some() {
                    <Button label={words::again(lang)} variant={Variant::Primary} on_press={retry} />
                }
                <Button label={common::cancel(lang)} on_press={props.on_cancel.clone()} />
            </div>
        </div>
    }
}

/// How work on a workbook goes, or why it does not.
pub fn waiting(doing: &'static str, state: &JobState, lang: Lang) -> Html {
    match state.failed {
        Some(problem) => html! { <p class="import__refusal" role="alert">{ sentence(problem, lang) }</p> },
        None => html! {
            <>
                <p role="status">{ doing }</p>
                <progress class="import__progress" max="1" value={state.progress.to_string()} aria-label={doing}></progress>
            </>
        },
    }
}

/// Why the engine gave no answer about a workbook.
fn sentence(problem: Problem, lang: Lang) -> &'static str {
    match problem {
        Problem::Stopped => words::stopped(lang),
        Problem::Missing => words::missing(lang),
        Problem::Unreadable => problem.sentence(lang),
    }
}

/// Properties of [`Sheets`].
#[derive(Properties, PartialEq)]
pub struct SheetsProps {
    /// A workbook of which a sheet was read.
    pub source: Rc<Source>,
    /// Called with the workbook when another sheet is to be read.
    pub on_source: Callback<Source>,
}

/// Which sheet of the workbook it is, to be chosen anew; nothing for other files, or where there
/// is one sheet only.
#[component]
pub fn Sheets(props: &SheetsProps) -> Html {
    let lang = use_lang();
    let on_chosen = use_callback(
        (props.source.clone(), props.on_source.clone()),
        |value: String, (source, on_source)| {
            if let Ok(sheet) = value.parse() {
                on_source.emit(source.with_sheet(sheet));
            }
        },
    );
    let Some(opened) = props.source.opened().filter(|opened| opened.sheets.len() > 1) else {
        return Html::default();
    };
    let choices = opened.sheets.iter().enumerate().map(|(at, sheet)| {
        let name = if sheet.hidden { words::hidden_sheet(lang, &sheet.name) } else { sheet.name.clone() };
        Choice::new(at.to_string(), name)
    });
    html! {
        <SelectField label={words::sheet(lang)} value={opened.sheet.to_string()} choices={choices.collect::<Vec<_>>()} {on_chosen} />
    }
}

/// What is worth knowing about how the sheet was read.
pub fn notes(source: &Source, lang: Lang) -> Html {
    let sentences = source.opened().map(|opened| opened.notes.sentences(lang)).unwrap_or_default();
    if sentences.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="import__notes">
            for (at, sentence) in sentences.into_iter().enumerate() {
                <li key={at} class="hint">{ sentence }</li>
            }
        </ul>
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::ui::rendered::rendered;

    fn source(sheets: &[(&str, bool)]) -> Source {
        let sheets = sheets.iter().map(|(name, hidden)| SheetName { name: (*name).into(), hidden: *hidden });
        let notes = Notes { hidden_rows: 1, ..Notes::default() };
        let opened = Opened { sheets: sheets.collect(), sheet: 0, table: Rc::default(), notes };
        let workbook = Workbook { bytes: Bytes::default(), wanted: None, opened: Some(Rc::new(opened)) };
        Source { name: "Backlog.xlsx".into(), text: Err(Refusal::Empty), workbook: Some(workbook) }
    }

    #[test]
    fn sheets_are_chosen_where_there_are_several() {
        let shown = |sheets| {
            let props = SheetsProps { source: Rc::new(source(sheets)), on_source: Callback::noop() };
            rendered::<Sheets>(props)
        };
        assert!(!shown(&[("Items", false)]).contains("<select"));
        let html = shown(&[("Items", false), ("Lists", true)]);
        assert!(html.contains("<select") && html.contains("Lists (hidden)"), "{html}");
    }

    #[test]
    fn another_sheet_is_to_be_read_anew() {
        let read = source(&[("A", false), ("B", false)]);
        assert!(!read.is_unread());
        let other = read.with_sheet(1);
        assert!(other.is_unread());
        assert_eq!(other.workbook.unwrap().wanted, Some(1));
    }

    #[test]
    fn what_came_of_a_workbook_is_a_table_or_a_refusal() {
        let unread = source(&[("A", false)]).with_sheet(0);
        let sheets = vec![SheetName { name: "A".into(), hidden: false }];
        let opened = workbook::Opened::new(sheets, 0, Table::default(), Notes::default());
        assert!(unread.with_answer(&Answer::Read(Ok(opened))).opened().is_some());
        let refused = unread.with_answer(&Answer::Read(Err(workbook::Problem::Encrypted)));
        assert_eq!(refused.text, Err(Refusal::Workbook(workbook::Problem::Encrypted)));
        assert!(!refused.is_unread());
    }

    #[test]
    fn it_is_said_how_reading_goes() {
        let html = rendered::<Opening>(OpeningProps {
            source: Rc::new(source(&[("A", false)]).with_sheet(0)),
            seeks: Seeks::Items,
            on_source: Callback::noop(),
            on_cancel: Callback::noop(),
        });
        for text in ["Reading the workbook…", "<progress", "Cancel"] {
            assert!(html.contains(text), "{text}\n{html}");
        }
    }
}
