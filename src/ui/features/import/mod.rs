//! The import dialog: choose or paste, see what was understood, correct it, take it in.

mod changes;
mod statuses;
pub mod workbook;

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::domain::bytes::Bytes;
use crate::domain::editor::Command;
use crate::domain::import::{
    self, CellProblem, Delimiter, EmptyCell, Encoding, Lookalike, MOST_STATUS_WORDS, Mapping, Preview,
    Question, Refusal, SameKey, SameTitle, Table, Target, Wrong,
};
use crate::domain::plan::{Criterion, Id, Plan};
use crate::domain::text::{Lang, common, import_dialog as words, trackers as tracker_words};
use crate::domain::trackers::{self, trello};
use crate::platform::{clock, encoding, files};
use changes::Changes;
use statuses::Statuses;

use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Button, Choice, Dialog, SelectField, Variant};
use crate::ui::session::{Raw, SessionMsg};
use crate::ui::slicing::{Made, use_made};
use crate::ui::store::{new_id, use_handles, use_lang};

use self::workbook::{Opening, Seeks, Sheets, Workbook};

/// What is to be imported.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The file's name; empty for pasted cells.
    pub name: String,
    /// The text, or why there is none.
    pub text: Result<Decoded, Refusal>,
    /// The workbook, where it is one; there is no text then.
    pub workbook: Option<Workbook>,
}

/// Text and how it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// The text.
    pub text: Rc<str>,
    /// The encoding; `None` for pasted cells.
    pub encoding: Option<Encoding>,
    /// Whether some characters could not be read.
    pub damaged: bool,
}

impl Source {
    /// Cells from the clipboard.
    pub fn pasted(text: Rc<str>) -> Source {
        let text = Ok(Decoded { text, encoding: None, damaged: false });
        Source { name: String::new(), text, workbook: None }
    }

    /// The content of a file.
    pub fn file(name: String, bytes: Vec<u8>) -> Source {
        if import::is_workbook(&name, &bytes) {
            let workbook = Workbook { bytes: Bytes::new(bytes), wanted: None, opened: None };
            return Source { name, text: Err(Refusal::Empty), workbook: Some(workbook) };
        }
        let text = import::decode(&bytes, &encoding::gb18030).map(|decoded| Decoded {
            text: decoded.text.into(),
            encoding: Some(decoded.encoding),
            damaged: decoded.damaged,
        });
        let text = match text {
            // JSON is no table, unless it is a board of Trello.
            Err(Refusal::Lookalike(Lookalike::Json)) => trello::csv_of_board(&bytes).map(|csv| Decoded {
                text: csv.into(),
                encoding: Some(Encoding::Utf8),
                damaged: false,
            }),
            text => text,
        };
        Source { name, text, workbook: None }
    }
}

/// Files that a chooser offers: tables as text, and workbooks.
pub const ACCEPTED: &str = ".csv,.tsv,.txt,.json,.xlsx,.xlsm,.xls,.ods,application/json,text/csv,text/plain,text/tab-separated-values";

/// Rows of a table that are read at once; so many take less than a frame.
const AT_ONCE: usize = 300;

/// Rows that the preview shows.
const SHOWN_ROWS: usize = 8;

/// Problems that are listed; the rest is counted.
const SHOWN_PROBLEMS: usize = 30;

/// Properties of [`ImportDialog`].
#[derive(Properties)]
pub struct ImportProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// What was dropped or pasted before the dialog opened.
    pub source: Option<Rc<Raw>>,
}

impl PartialEq for ImportProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && self.source == other.source
    }
}

/// A table that was read, by pointer.
#[derive(Clone)]
struct Read {
    source: Rc<Source>,
    table: Rc<Table>,
}

impl PartialEq for Read {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.table, &other.table)
    }
}

fn read(source: &Rc<Source>, delimiter: Option<Delimiter>) -> Result<Read, Refusal> {
    if let Some(opened) = source.opened() {
        return Ok(Read { source: source.clone(), table: opened.table.clone() });
    }
    let decoded = source.text.as_ref().map_err(|refusal| *refusal)?;
    let table = import::read(&decoded.text, delimiter)?;
    Ok(Read { source: source.clone(), table: Rc::new(table) })
}

/// The import dialog.
#[component]
pub fn ImportDialog(props: &ImportProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let given = use_state_eq(|| None::<Result<Read, Refusal>>);
    let mapping = use_state_eq(Mapping::default);
    let opening = use_state_eq(|| None::<Rc<Source>>);
    let take = {
        let (given, mapping, opening) = (given.clone(), mapping.clone(), opening.clone());
        let criteria = props.plan.settings.criteria.clone();
        Callback::from(move |(source, delimiter): (Rc<Source>, Option<Delimiter>)| {
            if source.is_unread() {
                return opening.set(Some(source));
            }
            opening.set(None);
            let result = read(&source, delimiter);
            if let Ok(read) = &result {
                mapping.set(Mapping::guess(&read.table, &criteria));
            }
            given.set(Some(result));
        })
    };
    // The dialog stays open when something else is dropped on the page.
    use_effect_with(props.source.clone(), {
        let take = take.clone();
        move |raw| match raw.as_deref() {
            Some(Raw::Pasted(text)) => take.emit((Rc::new(Source::pasted(Rc::clone(text))), None)),
            Some(Raw::File(file)) => {
                let (take, file) = (take.clone(), file.clone());
                wasm_bindgen_futures::spawn_local(async move {
                    take.emit((Rc::new(from_file(file).await), None));
                });
            }
            None => {}
        }
    });
    let close = {
        let handles = handles.clone();
        Callback::from(move |()| handles.close_dialog())
    };
    if let Some(source) = &*opening {
        let on_source = Callback::from(move |source: Source| take.emit((Rc::new(source), None)));
        let on_cancel = Callback::from({
            let opening = opening.clone();
            move |()| opening.set(None)
        });
        return html! {
            <Dialog title={words::title(lang)} close_label={common::close(lang)} on_close={close}>
                <Opening source={source.clone()} seeks={Seeks::Items} {on_source} {on_cancel} />
            </Dialog>
        };
    }
    match &*given {
        Some(Ok(read)) => html! {
            <Mapped plan={props.plan.clone()} read={read.clone()} mapping={(*mapping).clone()}
                on_mapped={{ let mapping = mapping.clone(); Callback::from(move |next: Mapping| mapping.set(next)) }}
                on_source={take} on_again={{ let given = given.clone(); Callback::from(move |()| given.set(None)) }} on_close={close} />
        },
        other => html! {
            <Dialog title={words::title(lang)} close_label={common::close(lang)} on_close={close}>
                <Chooser refusal={other.as_ref().and_then(|result| result.as_ref().err().copied())} on_source={take} />
            </Dialog>
        },
    }
}

/// Properties of [`Chooser`].
#[derive(Properties, PartialEq)]
struct ChooserProps {
    refusal: Option<Refusal>,
    on_source: Callback<(Rc<Source>, Option<Delimiter>)>,
}

/// The first step: a file, or pasted cells.
#[component]
fn Chooser(props: &ChooserProps) -> Html {
    let lang = use_lang();
    let area = use_node_ref();
    let give = {
        let on_source = props.on_source.clone();
        Callback::from(move |source: Source| on_source.emit((Rc::new(source), None)))
    };
    let on_file = {
        let give = give.clone();
        Callback::from(move |event: Event| {
            let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            if let Some(file) = input.and_then(|input| input.files()).and_then(|files| files.get(0)) {
                let give = give.clone();
                wasm_bindgen_futures::spawn_local(async move { give.emit(from_file(file).await) });
            }
        })
    };
    let on_paste = {
        let give = give.clone();
        Callback::from(move |event: Event| {
            let data =
                event.dyn_ref::<web_sys::ClipboardEvent>().and_then(web_sys::ClipboardEvent::clipboard_data);
            if let Some(text) = data
                .and_then(|data| data.get_data("text/plain").ok())
                .filter(|text| text.contains(['\n', '\t']))
            {
                event.prevent_default();
                give.emit(Source::pasted(text.into()));
            }
        })
    };
    let on_read = {
        let (give, area) = (give.clone(), area.clone());
        Callback::from(move |()| {
            if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                give.emit(Source::pasted(area.value().into()));
            }
        })
    };
    html! {
        <div class="form">
            <p>{ words::intro(lang) }</p>
            if let Some(refusal) = props.refusal {
                <p class="import__refusal" role="alert">{ refusal.sentence(lang) }</p>
            }
            <label class="import__file button button--primary">
                <span>{ words::choose_file(lang) }</span>
                <input type="file" class="visually-hidden" accept={ACCEPTED} onchange={on_file} />
            </label>
            <label class="field">
                <span class="field__label">{ words::paste_here(lang) }</span>
                <textarea ref={area} class="field__input field__input--lines" rows="5" onpaste={on_paste} />
            </label>
            <div><Button label={words::read_pasted(lang)} on_press={on_read} /></div>
        </div>
    }
}

/// Reads a file of the person's choice; one that is too large is not read at all.
pub async fn from_file(file: web_sys::File) -> Source {
    let name = file.name();
    if let Err(refusal) = import::check_size(file.size() as u64) {
        return Source { name, text: Err(refusal), workbook: None };
    }
    match files::read(&file).await {
        Ok(bytes) => Source::file(name, bytes),
        Err(_) => Source { name, text: Err(Refusal::Empty), workbook: None },
    }
}

/// Properties of [`Mapped`].
#[derive(Properties)]
struct MappedProps {
    plan: Rc<Plan>,
    read: Read,
    mapping: Mapping,
    on_mapped: Callback<Mapping>,
    on_source: Callback<(Rc<Source>, Option<Delimiter>)>,
    on_again: Callback<()>,
    on_close: Callback<()>,
    /// Where the ids of new items come from.
    #[prop_or(new_id)]
    ids: fn(&str) -> Id,
}

impl PartialEq for MappedProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && self.read == other.read && self.mapping == other.mapping
    }
}

/// The second step: what was understood, to be corrected, with what it comes to.
#[component]
fn Mapped(props: &MappedProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let (table, mapping) = (&props.read.table, &props.mapping);
    let ids = props.ids;
    let Made { made: preview, progress } = use_made(
        (props.read.clone(), mapping.clone(), ByPointer(props.plan.clone())),
        table.rows.len() <= AT_ONCE,
        move |(read, mapping, plan)| {
            import::making(read.table.clone(), mapping.clone(), plan.0.clone(), clock::now_iso(), ids)
        },
    );
    let preview = preview.as_ref();
    let known = preview.and_then(|preview| preview.as_ref().as_ref().ok());
    let ready = match preview.map(|preview| &**preview) {
        _ if progress.is_some() => Err(words::making(lang).to_owned()),
        None => Err(words::making(lang).to_owned()),
        Some(Err(refusal)) => Err(refusal.sentence(lang)),
        Some(Ok(preview)) if preview.questions.iter().any(|question| question.answer.is_none()) => {
            Err(words::answer_first(lang).to_owned())
        }
        Some(Ok(preview)) if !preview.is_answered() => Err(words::answer_statuses(lang).to_owned()),
        Some(Ok(preview)) if preview.items.is_empty() => Err(words::nothing_to_do(lang).to_owned()),
        Some(Ok(preview)) => Ok(preview.items.len()),
    };
    let import = {
        let (handles, preview, is_ready) = (handles.clone(), preview.cloned(), ready.is_ok());
        Callback::from(move |()| {
            if let Some(Ok(preview)) = preview.as_deref()
                && is_ready
                && preview.is_answered()
                && !preview.items.is_empty()
            {
                handles.edit(Command::Import(preview.items.clone()));
                handles.close_dialog();
                handles.session(SessionMsg::SortAgain);
                handles.session(SessionMsg::FocusGrid(false));
                handles.tell_undoable(words::imported(lang, &preview.summary(lang)));
            }
        })
    };
    let change = |change: fn(&mut Mapping, String)| {
        let (mapping, on_mapped) = (mapping.clone(), props.on_mapped.clone());
        Callback::from(move |value: String| {
            let mut mapping = mapping.clone();
            change(&mut mapping, value);
            on_mapped.emit(mapping);
        })
    };
    let on_header = {
        let (mapping, on_mapped) = (mapping.clone(), props.on_mapped.clone());
        Callback::from(move |_: Event| {
            on_mapped.emit(Mapping { has_header: !mapping.has_header, ..mapping.clone() })
        })
    };
    let on_delimiter = {
        let (on_source, source) = (props.on_source.clone(), props.read.source.clone());
        Callback::from(move |value: String| {
            let chosen = Delimiter::ALL.into_iter().find(|delimiter| format!("{delimiter:?}") == value);
            on_source.emit((source.clone(), chosen));
        })
    };
    let on_sheet = {
        let on_source = props.on_source.clone();
        Callback::from(move |source: Source| on_source.emit((Rc::new(source), None)))
    };
    let on_tracker = {
        let (read, on_mapped) = (props.read.clone(), props.on_mapped.clone());
        let criteria = props.plan.settings.criteria.clone();
        Callback::from(move |value: String| on_mapped.emit(read_as(&read.table, &criteria, &value)))
    };
    let decoded = props.read.source.text.as_ref().ok();
    let encoding = decoded.and_then(|decoded| decoded.encoding).map_or("", |encoding| encoding.label(lang));
    let name = match props.read.source.name.as_str() {
        "" => words::pasted_cells(lang),
        name => name,
    };
    let about = words::about(lang, name, &words::rows(lang, mapping.rows(table).len()), encoding);
    let updates = known.is_some_and(|preview| preview.updated_count + preview.unchanged_count > 0)
        || mapping.on_same_key == SameKey::AddAsNew;
    let titles = mapping.on_same_title == SameTitle::Update
        || known.is_some_and(|preview| preview.same_title_count > 0);
    let mut formats = vec![Choice::new("", tracker_words::plain_table(lang))];
    formats.extend(trackers::ALL.iter().map(|tracker| Choice::new(tracker.id, (tracker.name)(lang))));
    html! {
        <Dialog class="dialog--wide" title={words::title(lang)} close_label={common::close(lang)} on_close={props.on_close.clone()} footer={html! {
            <>
                <span class="import__summary" role="status">
                    if let Some(preview) = known.filter(|_| progress.is_none()) {
                        { preview.summary(lang) }
                    }
                    if let Err(reason) = &ready {
                        <strong class="import__reason">{ reason }</strong>
                    }
                </span>
                <Button label={words::other_source(lang)} on_press={props.on_again.clone()} />
                <Button label={words::import_items(lang, known.filter(|_| progress.is_none()).map_or(0, |preview| preview.items.len()))} variant={Variant::Primary}
                    disabled={ready.as_ref().err().cloned().map(AttrValue::from)} on_press={import} />
            </>
        }}>
            <div class="import">
                <p class="import__about">{ about.trim_end_matches(" · ").to_owned() }</p>
                { workbook::notes(&props.read.source, lang) }
                if decoded.is_some_and(|decoded| decoded.damaged) {
                    <p class="import__refusal">{ crate::domain::text::import::damaged(lang) }</p>
                }
                <TrackerNotice read={props.read.clone()} mapping={mapping.clone()} on_plain={on_tracker.reform(|()| String::new())} />
                <div class="import__options">
                    if mapping.has_header {
                        <SelectField label={words::read_as(lang)} value={mapping.tracker.unwrap_or_default()} choices={formats} on_chosen={on_tracker} />
                    }
                    <label class="check"><input type="checkbox" class="checkbox" checked={mapping.has_header} onchange={on_header} /><span>{ words::has_header(lang) }</span></label>
                    if props.read.source.workbook.is_some() {
                        <Sheets source={props.read.source.clone()} on_source={on_sheet} />
                    } else {
                        <SelectField label={words::delimiter(lang)} value={format!("{:?}", table.delimiter)} on_chosen={on_delimiter}
                            choices={Delimiter::ALL.iter().map(|delimiter| Choice::new(format!("{delimiter:?}"), delimiter.label(lang))).collect::<Vec<_>>()} />
                    }
                    if updates {
                        <SelectField label={words::same_key(lang)} value={if mapping.on_same_key == SameKey::Update { "update" } else { "add" }}
                            choices={vec![Choice::new("update", words::same_key_update(lang)), Choice::new("add", words::same_key_add(lang))]}
                            on_chosen={change(|mapping, value| mapping.on_same_key = if value == "add" { SameKey::AddAsNew } else { SameKey::Update })} />
                        <SelectField label={words::on_empty(lang)} value={if mapping.on_empty == EmptyCell::Keep { "keep" } else { "clear" }}
                            choices={vec![Choice::new("keep", words::on_empty_keep(lang)), Choice::new("clear", words::on_empty_clear(lang))]}
                            on_chosen={change(|mapping, value| mapping.on_empty = if value == "clear" { EmptyCell::Clear } else { EmptyCell::Keep })} />
                    }
                    if titles {
                        <SelectField label={words::same_title(lang)} value={if mapping.on_same_title == SameTitle::Update { "update" } else { "add" }}
                            choices={vec![Choice::new("update", words::same_title_update(lang)), Choice::new("add", words::same_title_add(lang))]}
                            on_chosen={change(|mapping, value| mapping.on_same_title = if value == "add" { SameTitle::AddAsNew } else { SameTitle::Update })} />
                    }
                </div>
                if let Some(done) = progress {
                    <div class="import__making">
                        <progress class="import__progress" max="1" value={done.to_string()} aria-label={words::making(lang)}></progress>
                        <Button label={common::cancel(lang)} on_press={props.on_again.clone()} />
                    </div>
                }
                if let Some(preview) = known {
                    <Questions questions={preview.questions.clone()} mapping={mapping.clone()} on_mapped={props.on_mapped.clone()} />
                    <Statuses statuses={preview.statuses.clone()} mapping={mapping.clone()} on_mapped={props.on_mapped.clone()} />
                    <ProblemList problems={Problems::of(preview, lang)} />
                }
                if let Some(preview) = preview {
                    <Changes preview={preview.clone()} criteria={props.plan.settings.criteria.clone()} />
                }
                <Columns read={props.read.clone()} criteria={props.plan.settings.criteria.clone()} mapping={mapping.clone()} on_mapped={props.on_mapped.clone()} />
            </div>
        </Dialog>
    }
}

/// How the table is read as one of the tracker with that id, or as a plain one.
fn read_as(table: &Table, criteria: &[Criterion], id: &str) -> Mapping {
    match trackers::by_id(id) {
        Some(tracker) => Mapping::of_tracker(table, criteria, tracker),
        None => Mapping::guess_plain(table, criteria),
    }
}

/// Properties of [`TrackerNotice`].
#[derive(Properties, PartialEq)]
struct TrackerNoticeProps {
    read: Read,
    mapping: Mapping,
    on_plain: Callback<()>,
}

/// Which tracker the table seems to come from, and a way to say no.
#[component]
fn TrackerNotice(props: &TrackerNoticeProps) -> Html {
    let lang = use_lang();
    let Some(tracker) = props.mapping.tracker() else { return Html::default() };
    let headers = || props.read.table.rows.first().into_iter().flat_map(|row| row.cells());
    let known = headers().filter(|header| tracker.column(header).is_some()).count();
    html! {
        <div class="import__tracker" role="status">
            <p>{ words::looks_like(lang, (tracker.table)(lang), &known.to_string(), &headers().count().to_string()) }</p>
            <Button label={words::read_plain(lang)} on_press={props.on_plain.clone()} />
        </div>
    }
}

/// Properties of [`Questions`].
#[derive(Properties, PartialEq)]
struct QuestionsProps {
    questions: Vec<Question>,
    mapping: Mapping,
    on_mapped: Callback<Mapping>,
}

/// What the table leaves open about its numbers.
#[component]
fn Questions(props: &QuestionsProps) -> Html {
    let lang = use_lang();
    if props.questions.is_empty() {
        return Html::default();
    }
    html! {
        <section class="question" aria-label={words::questions(lang)}>
            <h3 class="question__title">{ words::questions(lang) }</h3>
            for (at, question) in props.questions.iter().enumerate() {
                { one_question(props, at, question, lang) }
            }
        </section>
    }
}

fn one_question(props: &QuestionsProps, at: usize, question: &Question, lang: Lang) -> Html {
    let name = format!("question-{at}");
    html! {
        <fieldset key={at} class="question__one">
            <legend>{ question.sentence(lang) }</legend>
            for (place, answer) in question.answers.iter().copied().enumerate() {
                <label key={place} class="check">
                    <input type="radio" class="checkbox" name={name.clone()} checked={question.answer == Some(answer)}
                        onchange={{
                            let (mapping, on_mapped, sheet, input) = (props.mapping.clone(), props.on_mapped.clone(), question.sheet, question.input);
                            Callback::from(move |_: Event| {
                                let mut mapping = mapping.clone();
                                mapping.set_answer(sheet, input, answer);
                                on_mapped.emit(mapping);
                            })
                        }} />
                    <span>{ question.answer_label(answer, lang) }</span>
                </label>
            }
        </fieldset>
    }
}

/// Properties of [`ProblemList`].
#[derive(Properties, PartialEq)]
struct ProblemListProps {
    problems: Problems,
}

/// What the list says.
#[derive(Clone, PartialEq)]
struct Problems {
    lines: Vec<String>,
    count: usize,
    same_titles: usize,
}

impl Problems {
    fn of(preview: &Preview, lang: Lang) -> Problems {
        // Words for a status are asked about in a place of their own.
        let is_asked = |problem: &&CellProblem| {
            problem.wrong == Wrong::Status && preview.statuses.len() < MOST_STATUS_WORDS
        };
        let asked = preview.problems.iter().filter(is_asked).count();
        let told = preview.problems.iter().filter(|problem| !is_asked(problem));
        Problems {
            lines: told.take(SHOWN_PROBLEMS).map(|problem| problem.line_of_text(lang)).collect(),
            count: preview.problem_count - asked,
            same_titles: preview.same_title_count,
        }
    }
}

/// The cells that need a look.
#[component]
fn ProblemList(props: &ProblemListProps) -> Html {
    let lang = use_lang();
    let Problems { lines, count, same_titles } = &props.problems;
    html! {
        <>
            if *count > 0 {
                <section class="import__problems" aria-label={words::problems(lang, *count)}>
                    <h3 class="question__title">{ words::problems(lang, *count) }</h3>
                    <ul>
                        for (at, line) in lines.iter().enumerate() {
                            <li key={at}>{ line }</li>
                        }
                        if *count > lines.len() {
                            <li>{ words::more(lang, count - lines.len()) }</li>
                        }
                    </ul>
                </section>
            }
            if *same_titles > 0 {
                <p class="hint">{ words::same_titles(lang, *same_titles) }</p>
            }
        </>
    }
}

/// Properties of [`Columns`].
#[derive(Properties, PartialEq)]
struct ColumnsProps {
    read: Read,
    mapping: Mapping,
    criteria: Rc<Vec<Criterion>>,
    on_mapped: Callback<Mapping>,
}

/// The first rows, with a chooser over each column.
#[component]
fn Columns(props: &ColumnsProps) -> Html {
    let lang = use_lang();
    let (table, mapping) = (&props.read.table, &props.mapping);
    let targets = Rc::new(Target::all(&props.criteria));
    let choices: Vec<Choice> = targets
        .iter()
        .enumerate()
        .map(|(at, target)| Choice::new(at.to_string(), target.label(&props.criteria, lang)))
        .collect();
    let width = table.width().min(mapping.columns.len().max(1));
    html! {
        <div class="import__table" tabindex="0" role="region" aria-label={words::preview(lang)}>
            <table>
                <thead>
                    <tr>
                        for column in 0..width {
                            <th key={column} scope="col" data-used={(mapping.columns.get(column) != Some(&Target::Skip)).then_some("true")}>
                                <span class="import__name">{ mapping.column_name(table, column, lang) }</span>
                                <SelectField label={format!("{} {}", mapping.column_name(table, column, lang), words::column_holds(lang))} bare=true
                                    value={targets.iter().position(|target| mapping.columns.get(column) == Some(target)).unwrap_or(0).to_string()}
                                    choices={choices.clone()} on_chosen={{
                                        let (mapping, on_mapped, targets) = (mapping.clone(), props.on_mapped.clone(), targets.clone());
                                        Callback::from(move |value: String| {
                                            let mut mapping = mapping.clone();
                                            let target = value.parse::<usize>().ok().and_then(|at| targets.get(at).copied());
                                            if let (Some(slot), Some(target)) = (mapping.columns.get_mut(column), target) {
                                                *slot = target;
                                                on_mapped.emit(mapping);
                                            }
                                        })
                                    }} />
                            </th>
                        }
                    </tr>
                </thead>
                <tbody>
                    for row in mapping.rows(table).iter().take(SHOWN_ROWS) {
                        <tr key={row.line.to_string()}>
                            for column in 0..width {
                                <td key={column}>{ row.cell(column) }</td>
                            }
                        </tr>
                    }
                </tbody>
            </table>
        </div>
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::domain::plan::Status;
    use crate::domain::sample;
    use crate::ui::rendered::rendered_in;

    /// The host has no browser to draw ids from; the one new item needs but one.
    fn new_one(prefix: &str) -> Id {
        format!("{prefix}_new").into()
    }

    /// The second step of the dialog over the sample, in a language.
    fn shown(lang: Lang, text: &str, said: Option<(String, Option<Status>)>) -> String {
        let mut plan = sample::plan(Lang::En, "p".into(), "2026-11-22T09:00:00Z");
        plan.items.truncate(3);
        let source = Rc::new(Source::pasted(text.into()));
        let read = read(&source, None).expect("it is a table");
        let mut mapping = Mapping::guess(&read.table, &[]);
        mapping.statuses.extend(said);
        let step = html! {
            <Mapped plan={Rc::new(plan)} {read} {mapping} on_mapped={Callback::noop()} on_source={Callback::noop()}
                on_again={Callback::noop()} on_close={Callback::noop()} ids={new_one as fn(&str) -> Id} />
        };
        rendered_in(lang, step)
    }

    const TABLE: &str = "Summary,Issue key,Issue id,Status,Assignee\n\
        Guest checkout,SY-1,1,Waiting,Lee\nSomething <new>,PAY-9,2,Done,\n";

    #[track_caller]
    fn check(lang: Lang, said: Option<(String, Option<Status>)>, texts: &[&str], absent: &[&str]) {
        let html = shown(lang, TABLE, said);
        for text in texts {
            assert!(html.contains(text), "{text}\n{html}");
        }
        for text in absent {
            assert!(!html.contains(text), "{text}\n{html}");
        }
    }

    #[test]
    fn a_recognised_table_says_so_and_asks_what_is_unknown() {
        check(
            Lang::En,
            None,
            &[
                "This looks like an export from Jira. 5 of 5 columns are known.",
                "Read it as a plain table",
                "What do these status words mean?",
                "“Waiting”, 1 row",
                "Leave the status of the others as it is",
                "Say first what the status words mean.",
            ],
            &[],
        );
        check(
            Lang::Zh,
            None,
            &[
                "看起来是：Jira 导出的表格。5 列中识别出 5 列。",
                "按普通表格读取",
                "这些状态词是什么意思？",
                "“Waiting”，1 行",
                "请先说明状态词的含义。",
            ],
            &["What", "Before"],
        );
    }

    #[test]
    fn what_will_change_is_shown_before_it_does() {
        let said = || Some(("Waiting".to_owned(), Some(Status::Planned)));
        check(
            Lang::En,
            said(),
            &[
                "What will change",
                "2 fields of 1 item change",
                "Checkout PM",
                "Candidate",
                "Planned",
                "1 new item",
                "Something &lt;new&gt;",
                "2 items of the plan are not in this table; they stay as they are",
                "Import 2 items",
            ],
            &["Say first what", "Leave the status of the others"],
        );
        check(
            Lang::Zh,
            said(),
            &[
                "导入后的改动",
                "1 个需求的 2 个字段将改变",
                "候选",
                "已规划",
                "新增 1 个需求",
                "计划中有 2 个需求不在此表中，将保持不变",
            ],
            &[],
        );
    }

    #[test]
    fn a_long_table_is_read_while_the_dialog_is_there() {
        let rows: String = (0..400).map(|row| format!("Item {row},1\n")).collect();
        for (lang, doing, cancel) in
            [(Lang::En, "Reading the rows…", "Cancel"), (Lang::Zh, "正在读取各行…", "取消")]
        {
            let html = shown(lang, &format!("Title,Reach\n{rows}"), None);
            for text in ["<progress", doing, cancel, "Item 7"] {
                assert!(html.contains(text), "{text}\n{html}");
            }
        }
    }

    #[test]
    fn a_plain_table_of_new_items_shows_no_changes() {
        let html = shown(Lang::En, "Title,Reach\na,1\n", None);
        for text in ["What will change", "This looks like", "status words"] {
            assert!(!html.contains(text), "{text}\n{html}");
        }
        assert!(html.contains("A plain table"), "{html}");
    }

    #[test]
    fn a_board_of_trello_is_a_table() {
        let board = br#"{"lists": [], "cards": [{"id": "c1", "name": "Guest checkout"}]}"#;
        let source = Source::file("board.json".into(), board.to_vec());
        assert!(source.text.is_ok_and(|decoded| decoded.text.contains("c1,Guest checkout")));
        let other = Source::file("other.json".into(), b"{\"a\": 1}".to_vec());
        assert_eq!(other.text, Err(Refusal::Lookalike(Lookalike::Json)));
    }
}
