//! The pieces of a report as HTML.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::picture::svg::length;
use crate::domain::picture::{Mark, Picture};
use crate::domain::plan::KanoCategory;
use crate::domain::report::{Block, Decided, Figure, Kind, PeriodList, Ranked, Section, Table, Wrapping};
use crate::domain::text::{Lang, reader as words};
use crate::ui::features::picture::{Draw, Drawn, PictureMenu, shape};

/// How a report is shown.
#[derive(Clone)]
pub(super) struct Way {
    /// The report's language.
    pub lang: Lang,
    /// The plan's title.
    pub title: AttrValue,
    /// The level of a section's heading, 1 to 5.
    pub level: u8,
    /// Before the ids of headings: one page may show a section twice.
    pub prefix: &'static str,
    /// The roadmap cut for paper; empty where it is printed as it is shown.
    pub tiles: Rc<Vec<Picture>>,
    /// Whether it is shown to a room: no names, no buttons.
    pub is_stage: bool,
}

impl Way {
    /// The id of a section's heading.
    pub fn id(&self, kind: Kind) -> String {
        format!("{}-{}", self.prefix, kind.id())
    }
}

/// A section with its heading, which can take the focus.
pub(super) fn section(section: &Section, way: &Way) -> Html {
    let id = way.id(section.kind);
    html! {
        <section key={section.kind.id()} class="reader__section" data-kind={section.kind.id()} aria-labelledby={id.clone()}>
            { heading(way.level, "reader__heading", Some(id), &section.title) }
            for (at, block) in section.blocks.iter().enumerate() {
                <div key={at} class={classes!("reader__block", kind_of(block))}>{ self::block(block, section.kind, way) }</div>
            }
            if section.kind == Kind::Roadmap {
                for (at, tile) in way.tiles.iter().enumerate() {
                    { self::tile(tile, at + 1, way) }
                }
            }
        </section>
    }
}

/// A heading of a level that depends on where the report stands.
pub(super) fn heading(level: u8, class: &'static str, id: Option<String>, words: &str) -> Html {
    let tabindex = id.as_ref().map(|_| "-1");
    html! { <@{format!("h{}", level.clamp(1, 6))} {class} {id} {tabindex}>{ words }</@> }
}

/// Text keeps a length that is easy to read; tables and pictures take the page.
fn kind_of(block: &Block) -> &'static str {
    match block {
        Block::Text(_) | Block::Note(_) | Block::List(_) => "reader__block--prose",
        _ => "reader__block--wide",
    }
}

fn block(block: &Block, kind: Kind, way: &Way) -> Html {
    match block {
        Block::Text(text) => html! { <p class="reader__text">{ text }</p> },
        Block::Note(text) => html! { <p class="reader__note">{ text }</p> },
        Block::List(points) => html! {
            <ul class="reader__list">
                for (at, point) in points.iter().enumerate() {
                    <li key={at}>{ point }</li>
                }
            </ul>
        },
        Block::Figures(figures) => self::figures(figures),
        Block::Ranked(items) => ranked(items, way),
        Block::Table(table) => self::table(table),
        Block::Picture(picture) => self::picture(picture, kind, way),
        Block::Periods(periods) => self::periods(periods, way),
        Block::Decided(decisions) => decided(decisions, way),
    }
}

fn figures(figures: &[Figure]) -> Html {
    html! {
        <dl class="reader-figures">
            for (at, figure) in figures.iter().enumerate() {
                <div key={at} class="reader-figures__one">
                    <dt>{ &figure.label }</dt>
                    <dd>{ &figure.value }</dd>
                </div>
            }
        </dl>
    }
}

fn ranked(items: &[Ranked], way: &Way) -> Html {
    let lang = way.lang;
    html! {
        // The ranks are written out: places that are shared are no count from 1 on.
        <ol class="ranked" role="list" aria-label={words::items_of_order(lang)}>
            for (at, item) in items.iter().enumerate() {
                <li key={at} class="ranked__item">
                    <span class="ranked__rank"><span class="visually-hidden">{ words::rank(lang) }{ " " }</span>{ &item.rank }</span>
                    <div class="ranked__body">
                        <p class="ranked__title">
                            { &item.title }
                            if let Some(other) = &item.other_title {
                                <span class="ranked__other" lang={lang.other().tag()}>{ other }</span>
                            }
                        </p>
                        <p class="ranked__about">
                            for part in [&item.key, &item.area, &item.period] {
                                if !part.is_empty() {
                                    <span key={part.clone()} class="ranked__fact">{ part }</span>
                                }
                            }
                            if let Some(category) = item.kano {
                                { kano(category, lang) }
                            }
                        </p>
                        if !item.reason.is_empty() {
                            <p class="ranked__reason">{ &item.reason }</p>
                        }
                    </div>
                    if !item.score.is_empty() {
                        <p class="ranked__score"><span class="ranked__word">{ words::score(lang) }</span>{ " " }<span class="ranked__number">{ &item.score }</span></p>
                    }
                </li>
            }
        </ol>
    }
}

fn kano(category: KanoCategory, lang: Lang) -> Html {
    html! {
        <span class="ranked__fact ranked__kano">
            <span class="kano" data-kano={category.file_name()} aria-hidden="true">{ category.file_name() }</span>
            <span>{ category.label(lang) }</span>
        </span>
    }
}

fn table(table: &Table) -> Html {
    // The first column of words names the row.
    let header = table.columns.iter().position(|column| !column.is_number);
    let is_number = |at: usize| table.columns.get(at).is_some_and(|column| column.is_number);
    let class = |at: usize| is_number(at).then_some("reader-table__number");
    let class_of = |at: usize, cell: &str| match Wrapping::of(cell) {
        _ if is_number(at) => Some("reader-table__number"),
        Wrapping::Never => Some("reader-table__whole"),
        Wrapping::Words => None,
        Wrapping::Anywhere => Some("reader-table__endless"),
    };
    html! {
        <div class="reader-table" role="group" tabindex="0" aria-label={table.caption.clone()}>
            <table>
                <caption>{ &table.caption }</caption>
                <thead>
                    <tr>
                        for (at, column) in table.columns.iter().enumerate() {
                            <th key={at} scope="col" class={class(at)}>{ &column.label }</th>
                        }
                    </tr>
                </thead>
                <tbody>
                    for (row, cells) in table.rows.iter().enumerate() {
                        <tr key={row}>
                            for (at, cell) in cells.iter().enumerate() {
                                if header == Some(at) {
                                    <th key={at} scope="row" class={class_of(at, cell)}>{ cell }</th>
                                } else {
                                    <td key={at} class={class_of(at, cell)}>{ cell }</td>
                                }
                            }
                        </tr>
                    }
                </tbody>
            </table>
        </div>
    }
}

fn picture(picture: &Picture, kind: Kind, way: &Way) -> Html {
    let lang = way.lang;
    let Picture { title, marks, .. } = picture;
    let about: Vec<&String> = marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Dot { about, .. } => Some(about),
            _ => None,
        })
        .filter(|about| !about.is_empty())
        .collect();
    // On paper the tiles stand for it.
    let is_tiled = kind == Kind::Roadmap && !way.tiles.is_empty();
    html! {
        <figure class="reader-picture" data-tiled={is_tiled.then_some("true")}>
            <div class="reader-picture__head">
                <figcaption class="reader-picture__title">{ title }</figcaption>
                if !way.is_stage {
                    <PictureMenu draw={drawn(picture, &way.title)} only={Some(lang)} of={title.clone()} />
                }
            </div>
            <div class="reader-picture__box" role="group" tabindex="0" aria-label={title.clone()}>
                { drawing(picture, title.clone(), "reader-picture__whole") }
            </div>
            if !about.is_empty() && !way.is_stage {
                <details class="reader-picture__numbers">
                    <summary>{ words::numbers(lang) }<span class="visually-hidden">{ ": " }{ title }</span></summary>
                    <ul class="reader__list">
                        for (at, about) in about.into_iter().enumerate() {
                            <li key={at}>{ about }</li>
                        }
                    </ul>
                </details>
            }
        </figure>
    }
}

/// A picture as it stands in the report, for a file.
fn drawn(picture: &Picture, plan_title: &str) -> Draw {
    let drawn = Drawn { plan_title: plan_title.to_owned(), picture: picture.clone() };
    Callback::from(move |_| Some(drawn.clone()))
}

/// A sheet of the roadmap, on paper only.
fn tile(picture: &Picture, at: usize, way: &Way) -> Html {
    let title = words::tile_of(way.lang, &picture.title, at, way.tiles.len());
    html! {
        <figure key={format!("tile-{at}")} class="reader-tile">
            <figcaption class="reader-picture__title">{ title.clone() }</figcaption>
            { drawing(picture, title, "") }
        </figure>
    }
}

fn drawing(picture: &Picture, label: String, class: &'static str) -> Html {
    let view_box = format!("0 0 {} {}", length(picture.width), length(picture.height));
    html! {
        <svg class={classes!("picture", "reader-picture__drawing", class)} viewBox={view_box} role="img" aria-label={label}>
            for (at, mark) in picture.marks.iter().enumerate() {
                { shape(at, mark) }
            }
        </svg>
    }
}

fn periods(periods: &[PeriodList], way: &Way) -> Html {
    html! {
        <div class="reader-periods">
            for (at, period) in periods.iter().enumerate() {
                <section key={at} class="reader-period">
                    <div class="reader-period__head">
                        { heading(way.level + 1, "reader-period__title", None, &period.title) }
                        if !period.dates.is_empty() {
                            <p class="reader-period__dates">{ &period.dates }</p>
                        }
                    </div>
                    if !period.loads.is_empty() {
                        <ul class="reader-period__loads">
                            for (at, load) in period.loads.iter().enumerate() {
                                <li key={at}>{ load }</li>
                            }
                        </ul>
                    }
                    <ul class="reader-period__items">
                        for (at, item) in period.items.iter().enumerate() {
                            <li key={at} class="reader-period__item">
                                <p class="reader-period__name">
                                    if !item.key.is_empty() {
                                        <span class="reader-period__key">{ &item.key }</span>{ " " }
                                    }
                                    { &item.title }
                                </p>
                                if !item.status.is_empty() {
                                    <p class="reader-period__status">{ &item.status }</p>
                                }
                                if !item.why.is_empty() {
                                    <p class="reader-period__why">{ &item.why }</p>
                                }
                            </li>
                        }
                    </ul>
                </section>
            }
        </div>
    }
}

fn decided(decisions: &[Decided], way: &Way) -> Html {
    html! {
        <ol class="reader-decisions" role="list">
            for (at, decision) in decisions.iter().enumerate() {
                <li key={at} class="reader-decision">
                    <p class="reader-decision__day">{ &decision.day }</p>
                    <div class="reader-decision__body">
                        { heading(way.level + 1, "reader-decision__title", None, &decision.title) }
                        for (at, line) in decision.lines.iter().enumerate() {
                            <p key={at}>{ line }</p>
                        }
                        if !decision.by.is_empty() && !way.is_stage {
                            <p class="reader-decision__by">{ words::decided_by(way.lang, &decision.by) }</p>
                        }
                    </div>
                </li>
            }
        </ol>
    }
}
