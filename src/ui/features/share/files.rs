//! A plan as files: every format of the registry, and the ways that lead elsewhere.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::outcome::FILES_ID;
use super::workbook::WorkbookWay;
use crate::domain::export::{self, Format, Group};
use crate::domain::frameworks;
use crate::domain::plan::Plan;
use crate::domain::text::{Lang, Word, share as words, shell};
use crate::domain::{date, format};
use crate::platform::{clock, files};
use crate::ui::components::pressed;
use crate::ui::features::picture::named;
use crate::ui::keeper::KeeperMsg;
use crate::ui::parts;
use crate::ui::session::{KanoPage, RoadmapPage, Screen, SharePage, TradeoffPage};
use crate::ui::store::{Handles, use_handles, use_lang};

/// Properties of [`FilesCard`].
#[derive(Properties)]
pub(super) struct FilesCardProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// The id of the framework that ranks.
    pub framework: &'static str,
    /// When the plan was last saved to a file, ISO 8601.
    pub backup: Option<String>,
}

impl PartialEq for FilesCardProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
            && self.framework == other.framework
            && self.backup == other.backup
    }
}

/// The groups of formats, in the order in which they are listed.
const GROUPS: [(Group, Word); 3] = [
    (Group::Document, words::screen_group_documents),
    (Group::Table, words::screen_group_tables),
    (Group::Tracker, words::screen_group_trackers),
];

/// Every file that can be made of the plan.
#[component]
pub(super) fn FilesCard(props: &FilesCardProps) -> Html {
    let handles = use_handles();
    let shown = use_lang();
    let chosen = use_state_eq(|| None::<Lang>);
    let lang = chosen.unwrap_or(shown);
    // The format that is being made: large plans take a moment.
    let busy = use_state_eq(|| None::<&'static str>);
    let save_plan = {
        let handles = handles.clone();
        Callback::from(move |()| handles.keeper.emit(KeeperMsg::SaveFile))
    };
    let save = |format: &'static Format| {
        let (handles, plan, busy) = (handles.clone(), props.plan.clone(), busy.clone());
        let framework = props.framework;
        Callback::from(move |()| {
            if busy.is_some() {
                return;
            }
            busy.set(Some(format.id));
            let (handles, plan, busy) = (handles.clone(), plan.clone(), busy.setter());
            spawn_local(async move {
                save_format(&handles, plan, framework, format, lang, shown).await;
                busy.set(None);
            });
        })
    };
    let backup = match &props.backup {
        Some(when) => words::screen_backup(shown, &date::display(when, shown)),
        None => words::screen_no_backup(shown).to_owned(),
    };
    let making = busy.and_then(export::by_id);
    let making = making.map(|format| words::screen_saving_what(shown, (format.name)(shown)));
    let choose = |to: Lang| {
        let chosen = chosen.clone();
        html! {
            <button key={to.tag()} type="button" class="segment" lang={to.tag()} aria-pressed={pressed(to == lang)}
                onclick={Callback::from(move |_: MouseEvent| chosen.set(Some(to)))}>{ to.own_name() }</button>
        }
    };
    html! {
        <section class="share-card" aria-labelledby={FILES_ID}>
            <header class="share-card__head share-card__head--row">
                <h3 id={FILES_ID} class="share-card__title" tabindex="-1">{ words::way_files(shown) }</h3>
                <div class="segments" role="group" aria-label={words::screen_language(shown)} title={words::screen_language_about(shown)}>
                    { Lang::ALL.map(choose).into_iter().collect::<Html>() }
                </div>
            </header>
            // The end is said where the app says everything.
            <p class="visually-hidden" role="status">{ making.unwrap_or_default() }</p>
            { group(words::screen_group_plan(shown), html! {
                <Row name={words::screen_plan_file(shown)} ending={format::FILE_ENDING} about={words::screen_plan_file_about(shown)}
                    note={backup} act={words::screen_save(shown)} on_press={save_plan} />
            }) }
            for (each, word) in GROUPS {
                if export::ALL.iter().any(|format| format.group == each) {
                    { group(word(shown), html! {
                        <>
                        // A workbook is made in the worker, not by the registry.
                        if each == Group::Table {
                            <WorkbookWay key="workbook" plan={props.plan.clone()} {lang} framework={frameworks::by_id(props.framework).unwrap_or_else(frameworks::default)} />
                        }
                        for format in export::ALL.iter().copied().filter(|format| format.group == each) {
                            <Row key={format.id} name={(format.name)(shown)} ending={format.extension} about={(format.about)(shown)}
                                act={words::screen_save(shown)} is_busy={*busy == Some(format.id)} on_press={save(format)} />
                        }
                        </>
                    }) }
                }
            }
            { group(words::screen_group_other(shown), html! {
                <>
                    <Row name={words::way_print(shown)} about={words::way_print_about(shown)} act={words::way_print_act(shown)}
                        href={format!("#/{}", SharePage::Reader.path())} />
                    { pictures(shown) }
                </>
            }) }
        </section>
    }
}

fn group(title: &'static str, rows: Html) -> Html {
    html! {
        <div key={title} class="share-group">
            <h4 class="share-card__subtitle">{ title }</h4>
            <div class="share-group__rows">{ rows }</div>
        </div>
    }
}

/// Where the pictures are that can be saved.
const PICTURES: [(Screen, Word); 7] = [
    (Screen::Tradeoff(TradeoffPage::Weigh), shell::tradeoff),
    (Screen::Tradeoff(TradeoffPage::Certainty), shell::tradeoff_certainty),
    (Screen::Kano(KanoPage::Analysis), shell::kano),
    (Screen::Roadmap(RoadmapPage::Timeline), shell::roadmap),
    (Screen::Roadmap(RoadmapPage::Scenarios), shell::roadmap_scenarios),
    (Screen::Roadmap(RoadmapPage::Tracking), shell::roadmap_tracking),
    (Screen::Workshop, shell::workshop),
];

/// The way to each of them.
fn pictures(lang: Lang) -> Html {
    html! {
        <div class="share-row share-row--places">
            <div class="share-row__text">
                <p class="share-row__name">{ words::way_pictures(lang) }</p>
                <p class="share-row__about">{ words::way_pictures_about(lang) }</p>
            </div>
            <ul class="share-places" aria-label={words::way_pictures(lang)}>
                for (screen, word) in PICTURES {
                    <li key={screen.path()}><a href={format!("#/{}", screen.path())}>{ word(lang) }</a></li>
                }
            </ul>
        </div>
    }
}

/// Properties of [`Row`].
#[derive(Properties, PartialEq)]
struct RowProps {
    name: AttrValue,
    /// The end of the file's name.
    #[prop_or_default]
    ending: AttrValue,
    about: AttrValue,
    /// A second sentence, in small print.
    #[prop_or_default]
    note: AttrValue,
    act: AttrValue,
    #[prop_or_default]
    on_press: Callback<()>,
    /// Whether the file is being made.
    #[prop_or_default]
    is_busy: bool,
    /// Where it leads instead of doing something.
    #[prop_or_default]
    href: Option<AttrValue>,
}

#[component]
fn Row(props: &RowProps) -> Html {
    let lang = use_lang();
    let onclick = props.on_press.reform(|_: MouseEvent| ());
    let ending = props.ending.trim_start_matches('.').to_owned();
    // What is heard begins with what is seen.
    let (act, label) = match props.is_busy {
        true => (words::screen_saving(lang).into(), words::screen_saving_what(lang, &props.name)),
        false => (props.act.clone(), words::screen_save_what(lang, &props.name)),
    };
    html! {
        <div class="share-row">
            <div class="share-row__text">
                <p class="share-row__name">
                    { &props.name }
                    if !ending.is_empty() {
                        <span class="share-row__ending">{ "." }{ ending }</span>
                    }
                </p>
                <p class="share-row__about">{ &props.about }</p>
                if !props.note.is_empty() {
                    <p class="share-row__about">{ &props.note }</p>
                }
            </div>
            if let Some(href) = &props.href {
                <a class="button" href={href.clone()}>{ &props.act }</a>
            } else {
                <button type="button" class="button" aria-label={label} {onclick}>{ act }</button>
            }
        </div>
    }
}

/// Makes a file and hands it to the downloads; says what came of it.
async fn save_format(
    handles: &Handles,
    plan: Rc<Plan>,
    framework: &'static str,
    format: &'static Format,
    lang: Lang,
    told_in: Lang,
) {
    let framework = frameworks::by_id(framework).unwrap_or_else(frameworks::default);
    let title = plan.title_in(lang).to_owned();
    let sent = plan.clone();
    let (now, today) = (clock::now_iso(), clock::today());
    let day = today.iso();
    let Some(exporting) = parts::exported(plan, lang, framework, format.id, now, today).await else {
        return handles.warn(shell::part_missing(told_in).to_owned());
    };
    match exporting.await {
        None => handles.warn(words::screen_not_made(told_in).to_owned()),
        Some(made) => {
            // Two formats may end alike, so the name says which of them it is.
            let name = named(&title, &format!("{} {day}", (format.name)(lang)), made.extension);
            match files::download(&name, made.mime, &made.content) {
                Ok(()) => {
                    match made.note {
                        Some(note) => handles.warn(note(told_in).to_owned()),
                        None => handles.tell(words::screen_saved(told_in, (format.name)(told_in))),
                    }
                    // What comes back from this file can be compared with what went out.
                    if format.id == export::HOLDS_PLAN {
                        handles.keeper.emit(KeeperMsg::HandedOut(sent));
                    }
                }
                Err(_) => handles.warn(shell::could_not_write(told_in).to_owned()),
            }
        }
    }
}
