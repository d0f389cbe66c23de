//! A table of answers: which column holds what, to be corrected, and what comes of it.

use std::rc::Rc;

use yew::prelude::*;

use super::arrive::{Arrival, has_room, table_commands};
use super::codes::known;
use super::found::Read;
use super::taking::Taking;
use super::{AT_ONCE, Problems, SHOWN_PROBLEMS, problem_list, progress};
use crate::domain::import::Mapping;
use crate::domain::import::kano_answers::{
    FeatureColumns, FeatureTarget, KanoMapping, KanoPreview, KanoRefusal, Scale, Use, preview_in,
};
use crate::domain::kano::arrivals::SameRespondent;
use crate::domain::kano::study::MOST_FEATURES;
use crate::domain::number::group;
use crate::domain::plan::{Id, Plan};
use crate::domain::slices::Slices;
use crate::domain::text::{Lang, common, import_dialog, kano_study as words, kano_survey};
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Button, Choice, Dialog, SelectField, TextField, Variant};
use crate::ui::features::import::Source;
use crate::ui::features::import::workbook::{self, Sheets};
use crate::ui::features::kano::study::title;
use crate::ui::slicing::use_made;
use crate::ui::store::{new_id, use_lang};

/// Items that a chooser lists; more would make the page slow.
const MOST_CHOICES: usize = 300;

/// Properties of [`Mapped`].
#[derive(Properties)]
pub struct MappedProps {
    /// The plan with its study.
    pub plan: Rc<Plan>,
    /// The table and how it is read.
    pub read: Read,
    /// Called when it is to be read otherwise.
    pub on_read: Callback<Read>,
    /// Called with the workbook when another of its sheets is to be read.
    pub on_source: Callback<Source>,
    /// Called with the answers to take in.
    pub on_take: Callback<Rc<Taking>>,
    /// Called to choose another table.
    pub on_again: Callback<()>,
    /// Called to close the dialog.
    pub on_close: Callback<()>,
    /// Where the ids of new items and respondents come from.
    #[prop_or(new_id)]
    pub ids: fn(&str) -> Id,
}

impl PartialEq for MappedProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && self.read == other.read
    }
}

/// The second step for tables.
#[component]
pub fn Mapped(props: &MappedProps) -> Html {
    let lang = use_lang();
    let choice = use_state_eq(SameRespondent::default);
    let Read { table, mapping, .. } = &props.read;
    let made = use_made(
        (props.read.clone(), ByPointer(props.plan.clone()), *choice),
        mapping.rows(table).len() * mapping.features.len() <= AT_ONCE,
        {
            let ids = props.ids;
            move |(read, plan, choice)| Coming::making(read, &plan.0, *choice, ids)
        },
    );
    let coming = made.made.clone().unwrap_or_default();
    let Coming { preview, arrival } = &*coming;
    let ready = match made.progress {
        Some(_) => Err(words::reading(lang).to_owned()),
        None => readiness(&props.plan, &props.read, &coming, lang),
    };
    let take_in = {
        let (on_take, plan, coming) = (props.on_take.clone(), props.plan.clone(), made.done().cloned());
        Callback::from(move |()| {
            if let Some(Coming { preview: Ok(preview), arrival }) = coming.as_deref() {
                on_take.emit(Rc::new(Taking {
                    commands: table_commands(&plan.kano, preview, arrival),
                    told: words::taken_in(lang, &arrival.tally.summary(lang)),
                }));
            }
        })
    };
    let map = on_mapped(props);
    let on_header = {
        let (map, read, plan) = (map.clone(), props.read.clone(), props.plan.clone());
        Callback::from(move |_: Event| {
            let mut mapping = KanoMapping::clone(&read.mapping);
            mapping.has_header = !mapping.has_header;
            // Groups without features were guessed from names that are none.
            if mapping.features.is_empty() {
                let guess = KanoMapping::guess(&read.table, &plan.kano, &plan.items, lang);
                mapping.features = guess.features;
            }
            map.emit(mapping);
        })
    };
    let columns = Rc::new(Columns::of(&props.read, lang));
    let name = if props.read.name.is_empty() { import_dialog::pasted_cells(lang) } else { &props.read.name };
    let respondents = preview.as_ref().map_or(0, |preview| preview.respondents.len());
    html! {
        <Dialog class="dialog--wide" title={kano_survey::import_answers(lang)} close_label={common::close(lang)} on_close={props.on_close.clone()} footer={html! {
            <>
                <span class="import__summary" role="status">
                    if preview.is_ok() && made.progress.is_none() {
                        { arrival.tally.summary(lang) }
                    }
                    if let Err(reason) = &ready {
                        <strong class="import__reason">{ reason }</strong>
                    }
                </span>
                <Button label={words::other_text(lang)} on_press={props.on_again.clone()} />
                <Button label={kano_survey::import_respondents(lang, respondents)} variant={Variant::Primary}
                    disabled={ready.as_ref().err().cloned().map(AttrValue::from)} on_press={take_in} />
            </>
        }}>
            <div class="import">
                <p class="import__about">{ format!("{name} · {}", import_dialog::rows(lang, mapping.rows(table).len())) }</p>
                { workbook::notes(&props.read.source, lang) }
                <div class="import__options">
                    <Sheets source={props.read.source.clone()} on_source={props.on_source.clone()} />
                    <label class="check"><input type="checkbox" class="checkbox" checked={mapping.has_header} onchange={on_header} /><span>{ import_dialog::has_header(lang) }</span></label>
                    { column_field(words::respondent_column(lang), words::random_ids(lang), mapping.respondent, Use::Respondent, &columns, &props.read, &map) }
                    { column_field(words::segment_column(lang), words::no_column(lang), mapping.segment, Use::Segment, &columns, &props.read, &map) }
                    { scale_field(&props.read, &props.on_read, lang) }
                    if arrival.meets_known() {
                        { known(*choice, { let choice = choice.clone(); Callback::from(move |chosen| choice.set(chosen)) }, lang) }
                    }
                </div>
                if let Some(done) = made.progress {
                    { progress(done, words::reading(lang)) }
                }
                if let Ok(preview) = preview {
                    { scale_question(&props.read, preview, &props.on_read, lang) }
                    if !preview.new_items.is_empty() {
                        <p class="hint">{ kano_survey::new_items(lang, preview.new_items.len()) }</p>
                        { strangers(preview, lang) }
                    }
                    { problem_list(&problems(preview, lang), lang) }
                }
                <Groups plan={props.plan.clone()} read={props.read.clone()} {columns} on_mapped={map} />
            </div>
        </Dialog>
    }
}

/// The headers that no feature and no item is called by: a typing error shows here.
fn strangers(preview: &KanoPreview, lang: Lang) -> Html {
    let titles = preview.new_items.iter().map(|(_, title)| title);
    let rest = preview.new_items.len().saturating_sub(SHOWN_PROBLEMS);
    html! {
        <ul class="import__strangers hint">
            for (at, title) in titles.take(SHOWN_PROBLEMS).enumerate() {
                <li key={at}>{ kano_survey::no_such_feature(lang, title) }</li>
            }
            if rest > 0 {
                <li>{ words::more_problems(lang, rest) }</li>
            }
        </ul>
    }
}

/// What a table comes to in a study.
#[derive(Debug)]
struct Coming {
    preview: Result<KanoPreview, KanoRefusal>,
    arrival: Arrival,
}

impl Default for Coming {
    fn default() -> Self {
        Coming { preview: Ok(KanoPreview::default()), arrival: Arrival::default() }
    }
}

impl Coming {
    fn making(read: &Read, plan: &Rc<Plan>, choice: SameRespondent, ids: fn(&str) -> Id) -> Slices<Coming> {
        let (read, plan) = (read.clone(), plan.clone());
        Slices::new(move |units| async move {
            let Read { table, mapping, date, .. } = &read;
            let preview = preview_in(table, mapping, date, &mut |prefix| ids(prefix), &units).await;
            let arrival = match &preview {
                Ok(preview) => {
                    Arrival::of(&plan.kano, &preview.respondents, &preview.items, choice, &units).await
                }
                Err(_) => Arrival::default(),
            };
            Coming { preview, arrival }
        })
    }
}

/// What stands against taking the table in, in a sentence.
fn readiness(plan: &Plan, read: &Read, coming: &Coming, lang: Lang) -> Result<(), String> {
    match &coming.preview {
        Err(refusal) => Err(refusal.sentence(lang)),
        Ok(preview) if preview.scale_hint.is_some() && !read.scale_is_said => {
            Err(import_dialog::answer_first(lang).to_owned())
        }
        Ok(preview) if !has_room(&plan.kano, preview) => {
            Err(kano_survey::too_many_features(lang, &group(MOST_FEATURES)))
        }
        Ok(preview) => {
            let changes = coming.arrival.tally.changes() || preview.new_features(&plan.kano).next().is_some();
            if changes { Ok(()) } else { Err(words::nothing_new(lang).to_owned()) }
        }
    }
}

fn problems(preview: &KanoPreview, lang: Lang) -> Problems {
    Problems {
        title: import_dialog::problems(lang, preview.problem_count),
        lines: preview
            .problems
            .iter()
            .take(SHOWN_PROBLEMS)
            .map(|problem| problem.line_of_text(lang))
            .collect(),
        count: preview.problem_count,
    }
}

/// Reads the table again under another mapping.
fn on_mapped(props: &MappedProps) -> Callback<KanoMapping> {
    let (read, on_read) = (props.read.clone(), props.on_read.clone());
    Callback::from(move |mapping: KanoMapping| {
        on_read.emit(read.mapped(mapping));
    })
}

/// Reads the table again with numbers that run a way that the person said.
fn say_scale(read: &Read, on_read: &Callback<Read>, scale: Scale) {
    let mapping = KanoMapping { scale, ..KanoMapping::clone(&read.mapping) };
    on_read.emit(Read { scale_is_said: true, ..read.mapped(mapping) });
}

const SCALES: [(Scale, &str, crate::domain::text::Word); 2] = [
    (Scale::LikeIsOne, "like-is-one", kano_survey::like_is_one),
    (Scale::LikeIsFive, "like-is-five", kano_survey::like_is_five),
];

fn scale_field(read: &Read, on_read: &Callback<Read>, lang: Lang) -> Html {
    let value =
        SCALES.iter().find(|(scale, ..)| *scale == read.mapping.scale).map_or("", |(_, value, _)| value);
    let on_chosen = {
        let (read, on_read) = (read.clone(), on_read.clone());
        Callback::from(move |value: String| {
            if let Some((scale, ..)) = SCALES.iter().find(|(_, name, _)| *name == value) {
                say_scale(&read, &on_read, *scale);
            }
        })
    };
    html! {
        <SelectField label={kano_survey::scale(lang)} {value} {on_chosen}
            choices={SCALES.iter().map(|(_, value, word)| Choice::new(*value, word(lang))).collect::<Vec<_>>()} />
    }
}

/// What the answers suggest about the scale: asked, never decided.
fn scale_question(read: &Read, preview: &KanoPreview, on_read: &Callback<Read>, lang: Lang) -> Html {
    let Some(hint) = preview.scale_hint.filter(|_| !read.scale_is_said) else { return Html::default() };
    html! {
        <section class="question" aria-label={import_dialog::questions(lang)}>
            <h3 class="question__title">{ import_dialog::questions(lang) }</h3>
            <p>{ hint.sentence(lang) }</p>
            <div class="study__actions">
                for (scale, value, word) in SCALES {
                    <Button key={value} label={word(lang)} on_press={{
                        let (read, on_read) = (read.clone(), on_read.clone());
                        Callback::from(move |()| say_scale(&read, &on_read, scale))
                    }} />
                }
            </div>
        </section>
    }
}

/// The columns of the table by name, as choosers list them.
#[derive(PartialEq)]
struct Columns {
    names: Vec<String>,
    choices: Vec<Choice>,
}

impl Columns {
    fn of(read: &Read, lang: Lang) -> Columns {
        let naming = Mapping { has_header: read.mapping.has_header, ..Mapping::default() };
        let names: Vec<String> =
            (0..read.table.width()).map(|column| naming.column_name(&read.table, column, lang)).collect();
        let choices =
            names.iter().enumerate().map(|(at, name)| Choice::new(at.to_string(), name.clone())).collect();
        Columns { names, choices }
    }

    fn name(&self, column: Option<usize>) -> &str {
        column.and_then(|column| self.names.get(column)).map_or("", String::as_str)
    }
}

/// A chooser of the column that is used for something.
fn column_field(
    label: &'static str,
    none: &'static str,
    column: Option<usize>,
    used: Use,
    columns: &Columns,
    read: &Read,
    on_mapped: &Callback<KanoMapping>,
) -> Html {
    let mut choices = vec![Choice::new("", none)];
    choices.extend(columns.choices.iter().cloned());
    let on_chosen = {
        let (read, on_mapped) = (read.clone(), on_mapped.clone());
        Callback::from(move |value: String| {
            let mut mapping = KanoMapping::clone(&read.mapping);
            match (value.parse::<usize>(), column) {
                (Ok(chosen), _) => mapping.assign(chosen, used),
                (Err(_), Some(before)) => mapping.assign(before, Use::Unused),
                (Err(_), None) => {}
            }
            on_mapped.emit(mapping);
        })
    };
    html! { <SelectField {label} value={column.map(|column| column.to_string()).unwrap_or_default()} {choices} {on_chosen} /> }
}

/// Properties of [`Groups`].
#[derive(Properties)]
struct GroupsProps {
    plan: Rc<Plan>,
    read: Read,
    columns: Rc<Columns>,
    on_mapped: Callback<KanoMapping>,
}

impl PartialEq for GroupsProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && self.read == other.read && self.columns == other.columns
    }
}

/// The features of the table, each with its item and its columns.
#[component]
fn Groups(props: &GroupsProps) -> Html {
    let lang = use_lang();
    let open = use_state_eq(|| None::<usize>);
    let mapping = &props.read.mapping;
    let items = Rc::new(items(&props.plan, lang));
    let on_add = {
        let (read, on_mapped, open) = (props.read.clone(), props.on_mapped.clone(), open.clone());
        Callback::from(move |()| {
            let mut mapping = KanoMapping::clone(&read.mapping);
            let number = mapping.features.len() + 1;
            mapping.features.push(FeatureColumns {
                functional: None,
                dysfunctional: None,
                importance: None,
                target: FeatureTarget::New(kano_survey::new_feature(lang, number)),
            });
            open.set(Some(number - 1));
            on_mapped.emit(mapping);
        })
    };
    let toggle = |at: usize| {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(if *open == Some(at) { None } else { Some(at) }))
    };
    html! {
        <section class="groups" aria-label={words::features_of_table(lang)}>
            <h3 class="kano-card__subtitle">{ words::features_of_table(lang) }</h3>
            <ul class="groups__list">
                for (at, feature) in mapping.features.iter().enumerate() {
                    <li key={at} class="groups__one" data-skipped={(feature.target == FeatureTarget::Skip).then_some("true")}>
                        { group_head(props, at, feature, &items, lang) }
                        <button type="button" class="button button--quiet" aria-expanded={if *open == Some(at) { "true" } else { "false" }}
                            aria-label={words::columns_of(lang, &group_name(props, at, feature, lang))} onclick={toggle(at)}>{ words::change_columns(lang) }</button>
                        if *open == Some(at) {
                            <div class="groups__columns">
                                { column_field(words::column_with(lang), words::no_column(lang), feature.functional, Use::Functional(at), &props.columns, &props.read, &props.on_mapped) }
                                { column_field(words::column_without(lang), words::no_column(lang), feature.dysfunctional, Use::Dysfunctional(at), &props.columns, &props.read, &props.on_mapped) }
                                { column_field(words::column_importance(lang), words::no_column(lang), feature.importance, Use::Importance(at), &props.columns, &props.read, &props.on_mapped) }
                            </div>
                        }
                    </li>
                }
            </ul>
            <div><Button label={words::one_more_feature(lang)} on_press={on_add} /></div>
        </section>
    }
}

/// The features of the study and then the other items, as far as a chooser lists them.
fn items(plan: &Plan, lang: Lang) -> Vec<Choice> {
    let study = &plan.kano;
    let asked = study.features.iter().map(|feature| (&feature.item, title(plan, &feature.item, lang)));
    let others = plan
        .items
        .iter()
        .filter(|item| study.feature(&item.id).is_none())
        .map(|item| (&item.id, item.title_in(lang).to_owned()));
    asked.chain(others).take(MOST_CHOICES).map(|(id, title)| Choice::new(item_value(id), title)).collect()
}

fn item_value(id: &str) -> String {
    format!("item {id}")
}

/// What a group of columns is called: the header of its first one.
fn group_name(props: &GroupsProps, at: usize, feature: &FeatureColumns, lang: Lang) -> String {
    match props.columns.name(feature.functional.or(feature.dysfunctional).or(feature.importance)) {
        "" => kano_survey::new_feature(lang, at + 1),
        name => name.to_owned(),
    }
}

/// The columns of a group, what its first row says, and which item it is about.
fn group_head(
    props: &GroupsProps,
    at: usize,
    feature: &FeatureColumns,
    items: &[Choice],
    lang: Lang,
) -> Html {
    let columns = [feature.functional, feature.dysfunctional, feature.importance];
    let names: Vec<&str> = columns
        .into_iter()
        .map(|column| props.columns.name(column))
        .filter(|name| !name.is_empty())
        .collect();
    let first = props.read.mapping.rows(&props.read.table).first();
    let cells: Vec<&str> =
        columns.into_iter().flatten().filter_map(|column| first.map(|row| row.cell(column))).collect();
    let name = group_name(props, at, feature, lang);
    let target = {
        let (read, on_mapped) = (props.read.clone(), props.on_mapped.clone());
        move |target: FeatureTarget| {
            let mut mapping = KanoMapping::clone(&read.mapping);
            if let Some(feature) = mapping.features.get_mut(at) {
                feature.target = target;
            }
            on_mapped.emit(mapping);
        }
    };
    let mut choices = vec![
        Choice::new("new", kano_survey::target_new(lang)),
        Choice::new("skip", kano_survey::target_skip(lang)),
    ];
    let value = match &feature.target {
        FeatureTarget::New(_) => "new".to_owned(),
        FeatureTarget::Skip => "skip".to_owned(),
        FeatureTarget::Item(id) => item_value(id),
    };
    if let FeatureTarget::Item(id) = &feature.target
        && items.iter().all(|item| item.value != value)
    {
        choices.push(Choice::new(value.clone(), title(&props.plan, id, lang)));
    }
    choices.extend_from_slice(items);
    let on_chosen = {
        let (target, name) = (target.clone(), name.clone());
        Callback::from(move |value: String| match value.strip_prefix("item ") {
            Some(id) => target(FeatureTarget::Item(id.into())),
            None if value == "new" => target(FeatureTarget::New(name.clone())),
            None => target(FeatureTarget::Skip),
        })
    };
    html! {
        <>
            <span class="groups__names">
                <span class="groups__name">{ names.join(" · ") }</span>
                if cells.iter().any(|cell| !cell.is_empty()) {
                    <span class="hint">{ format!("{}: {}", words::first_row(lang), cells.join(" · ")) }</span>
                }
            </span>
            <div class="groups__target">
                <SelectField label={words::target_of(lang, &name)} bare=true {value} {choices} {on_chosen} />
                if let FeatureTarget::New(title) = &feature.target {
                    <TextField label={words::title_of_new(lang)} bare=true value={title.clone()} on_typed={Callback::from(move |(title, _): (String, u64)| {
                        // An item needs a title; an emptied field keeps the one it had.
                        if !title.trim().is_empty() {
                            target(FeatureTarget::New(title.trim().to_owned()));
                        }
                    })} />
                }
            </div>
        </>
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::super::found::{Found, look};
    use super::*;
    use crate::domain::sample;
    use crate::domain::slices::at_once;
    use crate::ui::features::import::Source;
    use crate::ui::rendered::rendered;

    fn mapped(text: &str) -> (Rc<Plan>, Read) {
        let plan = Rc::new(sample::plan(Lang::En, "p".into(), "2026-11-22T09:00:00Z"));
        let source = Source::pasted(text.into());
        let found = at_once(|units| {
            let (source, plan) = (&source, &plan);
            async move { look(source, plan, "2026-11-22", Lang::En, &units).await }
        });
        match found {
            Found::Table(read) => (plan, read),
            _ => panic!("{text}"),
        }
    }

    fn dialog(text: &str) -> String {
        let (plan, read) = mapped(text);
        rendered::<Mapped>(MappedProps {
            plan,
            read,
            on_read: Callback::noop(),
            on_source: Callback::noop(),
            on_take: Callback::noop(),
            on_again: Callback::noop(),
            on_close: Callback::noop(),
            ids,
        })
    }

    /// Always the same; whoever asks makes different ones of them.
    fn ids(prefix: &str) -> Id {
        format!("{prefix}_fresh").into()
    }

    #[test]
    fn a_table_shows_its_features_its_problems_and_what_it_comes_to() {
        let html = dialog("id,Teleport (+),Teleport (-),Teleport (!)\na,1,5,9\nb,7,3,\nc,2,");
        for text in [
            "Import the answers of 3 respondents",
            "3 added",
            "1 feature comes in as a new item",
            "No feature or item is called “Teleport (+)”, so it comes in as a new item.",
            "Teleport (+) · Teleport (-) · Teleport (!)",
            "First row: 1 · 5 · 9",
            "Line 3, Teleport (+)",
            "This is no answer",
            "One answer of the pair is missing.",
        ] {
            assert!(html.contains(text), "{text}\n{html}");
        }
    }

    #[test]
    fn a_scale_that_seems_to_run_the_other_way_is_asked_about_first() {
        let rows = "5,1\n".repeat(12);
        let text = format!("Teleport (+),Teleport (-)\n{rows}");
        let html = dialog(&text);
        assert!(html.contains("Are the numbers the other way round"));
        assert!(html.contains("Answer the questions about the numbers first."));
        // Once said, either way, it is not asked again.
        let (plan, read) = mapped(&text);
        let said = Read { scale_is_said: true, ..read };
        let mut coming = Coming::making(&said, &plan, SameRespondent::Replace, ids);
        let coming = coming.step(u32::MAX).unwrap();
        assert_eq!(readiness(&plan, &said, &coming, Lang::En), Ok(()));
    }

    #[test]
    fn a_large_table_is_read_in_slices_and_cannot_be_taken_in_before() {
        let html = dialog(&format!("A (+),A (-)\n{}", "1,5\n".repeat(1_000)));
        assert!(!html.contains("<progress") && html.contains("1,000 added"));
        // What is on the screen before the first slice: the table is there, its answers are not.
        let html = dialog(&format!("A (+),A (-),B (+),B (-)\n{}", "1,5,1,5\n".repeat(19_000)));
        assert!(html.contains("<progress") && html.contains("Reading the answers…"), "{html}");
        assert!(!html.contains("added"));
    }

    #[test]
    fn a_table_without_columns_of_answers_says_so() {
        let html = dialog("a,b,c\nd,e,f");
        assert!(html.contains("No column with answers was chosen."));
        assert!(html.contains("One more feature"));
    }
}
