//! One row of the grid. It renders only when something that it shows has changed.

use std::rc::Rc;

use yew::prelude::*;

use super::columns::Column;
use super::ranges::Ranges;
use crate::domain::frameworks::{Framework, Scored};
use crate::domain::kano::mark;
use crate::domain::number;
use crate::domain::plan::{Criterion, Estimate, Id, Item};
use crate::domain::ranking::Ranking;
use crate::domain::text::{Lang, fields, items};
use crate::platform::element;
use crate::ui::components::{Icon, IconName};

/// Height of a row in pixels; the styles have the same (`--row-height`).
pub const ROW_HEIGHT: usize = 36;

/// Properties of [`Row`].
#[derive(Properties)]
pub struct RowProps {
    /// The line that the row stands on.
    pub line: usize,
    /// The item.
    pub item: Rc<Item>,
    /// Its place in the plan.
    pub place: usize,
    /// Its score.
    pub scored: Scored,
    /// Its score as a share of the highest, for the bar.
    pub share: f64,
    /// The columns.
    pub columns: Rc<[Column]>,
    /// The framework that ranks.
    pub framework: &'static Framework,
    /// The plan's criteria; the columns change with them.
    pub criteria: Rc<Vec<Criterion>>,
    /// The language.
    pub lang: Lang,
    /// The keys of what it depends on, where that column is shown.
    pub depends: AttrValue,
    /// Whether the row is selected.
    pub selected: bool,
    /// The column of the active cell, if it is in this row.
    pub active: Option<usize>,
    /// The columns inside the cell range, if it touches this row.
    pub range: Option<(usize, usize)>,
    /// Whether rows can be dragged.
    pub manual: bool,
}

impl PartialEq for RowProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.item, &other.item)
            && self.line == other.line
            && self.place == other.place
            && self.share == other.share
            && self.scored == other.scored
            && self.active == other.active
            && self.range == other.range
            && self.selected == other.selected
            && self.manual == other.manual
            && self.lang == other.lang
            && std::ptr::eq(self.framework, other.framework)
            && Rc::ptr_eq(&self.criteria, &other.criteria)
            && Rc::ptr_eq(&self.columns, &other.columns)
            && self.depends == other.depends
    }
}

/// A row of the grid.
#[component]
pub fn Row(props: &RowProps) -> Html {
    let node = use_node_ref();
    use_effect_with(props.line, {
        let node = node.clone();
        move |line| element::set_style(&node, "transform", &format!("translateY({}px)", line * ROW_HEIGHT))
    });
    html! {
        <div ref={node} class="row" role="row" aria-rowindex={(props.line + 2).to_string()}
            aria-selected={if props.selected { "true" } else { "false" }} data-line={props.line.to_string()}
            data-active={props.active.map(|_| "true")}>
            for (at, column) in props.columns.iter().copied().enumerate() {
                { cell(props, at, column) }
            }
        </div>
    }
}

fn cell(props: &RowProps, at: usize, column: Column) -> Html {
    let problem = column.problem(&props.item, props.framework, &props.criteria);
    let sentence = problem.map(|(input, problem)| problem.sentence(input, &props.criteria, props.lang));
    let in_range = props.range.is_some_and(|(from, to)| (from..=to).contains(&at));
    html! {
        <div key={at} class={class_of(column)} role="gridcell" aria-colindex={(at + 1).to_string()} data-col={at.to_string()}
            data-active={(props.active == Some(at)).then_some("true")} data-range={in_range.then_some("true")}
            aria-invalid={problem.map(|_| "true")} title={sentence.or_else(|| tooltip(props, column))}>
            { content(props, column) }
        </div>
    }
}

/// The ranking, for the cells that show a rank. One edit may move every rank that is seen, and
/// their rows are not rendered for that.
#[derive(Clone, Debug)]
pub struct Ranks(pub Rc<Ranking>);

impl PartialEq for Ranks {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Properties of [`Rank`].
#[derive(Properties, PartialEq)]
struct RankProps {
    /// The item's place in the plan.
    place: usize,
}

/// The rank of an item.
#[component]
fn Rank(props: &RankProps) -> Html {
    let rank = use_context::<Ranks>().and_then(|ranks| ranks.0.ranks.get(props.place).copied().flatten());
    html! { <span>{ rank.map_or_else(|| "–".to_owned(), |rank| number::group(rank as usize)) }</span> }
}

/// Properties of [`RankRange`].
#[derive(Properties, PartialEq)]
struct RankRangeProps {
    /// The item's id.
    item: Id,
    /// The language.
    lang: Lang,
}

/// The rank range of an item. One estimate may move every range that is seen, and it is known some
/// time after the rows were drawn; so it is heard of here, and no row is rendered for it.
#[component]
fn RankRange(props: &RankRangeProps) -> Html {
    let ranges = use_context::<Ranges>().unwrap_or_default();
    html! {
        <span class="cell__text" title={ranges.sentence(&props.item, props.lang)}>{ ranges.short(&props.item) }</span>
    }
}

fn class_of(column: Column) -> &'static str {
    match column {
        Column::Select => "cell cell--select",
        Column::Rank => "cell cell--rank cell--number",
        Column::Title => "cell cell--title",
        Column::Kano => "cell cell--kano",
        Column::Score => "cell cell--score",
        Column::RankRange => "cell cell--number cell--ranks",
        Column::Input(_) | Column::Better | Column::Worse => "cell cell--number",
        _ => "cell",
    }
}

fn tooltip(props: &RowProps, column: Column) -> Option<String> {
    let item = &props.item;
    match column {
        Column::Title => Some(item.title_in(props.lang).to_owned()),
        Column::Kano | Column::Better | Column::Worse => {
            item.kano.as_ref().map(|mark| mark::sentence(mark, props.lang))
        }
        Column::Input(_) => {
            let input = column.input(props.framework)?;
            match item.estimate(props.framework.sheet, input.key)? {
                Estimate::Range { low, high, .. } => {
                    Some(items::range_of(props.lang, &input.display(*low), &input.display(*high)))
                }
                _ => None,
            }
        }
        Column::Tags if !item.tags.is_empty() => Some(item.tags.join(", ")),
        _ => None,
    }
}

fn content(props: &RowProps, column: Column) -> Html {
    let (item, lang) = (&props.item, props.lang);
    match column {
        Column::Select => html! {
            <input type="checkbox" class="checkbox" tabindex="-1" checked={props.selected}
                aria-label={items::row_of(lang, item.title_in(lang))} />
        },
        Column::Rank => html! {
            <>
                if props.manual {
                    <span class="grip" data-grip="true" title={items::drag_handle(lang)}><Icon name={IconName::Grip} /></span>
                }
                <Rank place={props.place} />
            </>
        },
        Column::Title => html! {
            <>
                <span class="cell__text">{ item.title_in(lang) }</span>
                <button type="button" class="cell__open" tabindex="-1" data-open="true"
                    aria-label={items::open_panel(lang)} title={items::open_panel(lang)}><Icon name={IconName::Panel} /></button>
            </>
        },
        Column::Kano => match &item.kano {
            Some(mark) => html! {
                <span class="kano" data-kano={mark.category.file_name()} data-source={mark.is_manual().then_some("manual")}>{ mark.category.file_name() }</span>
            },
            None => Html::default(),
        },
        Column::Better | Column::Worse => html! {
            <span class="cell__text">{ column.coefficient(item).map(|value| number::display(value, 2)) }</span>
        },
        Column::Input(_) => input_cell(props, column),
        Column::Score => score_cell(props),
        // Without a score there is no rank.
        Column::RankRange if props.scored.value().is_none() => Html::default(),
        Column::RankRange => html! { <RankRange item={Rc::clone(&item.id)} {lang} /> },
        Column::Status => html! {
            <span class="status" data-status={item.status.file_name()}>{ item.status.label(lang) }</span>
        },
        Column::Tags => html! {
            <span class="tags">
                for tag in &item.tags {
                    <span key={tag.clone()} class="tag">{ tag }</span>
                }
            </span>
        },
        Column::Area => html! { <span class="cell__text">{ &item.area }</span> },
        Column::Owner => html! { <span class="cell__text">{ &item.owner }</span> },
        Column::Source => html! { <span class="cell__text">{ &item.source }</span> },
        Column::Key => html! { <span class="cell__text cell__text--muted">{ &item.key }</span> },
        Column::DependsOn => html! { <span class="cell__text">{ &props.depends }</span> },
    }
}

fn input_cell(props: &RowProps, column: Column) -> Html {
    let Some(input) = column.input(props.framework) else { return Html::default() };
    let Some(estimate) = props.item.estimate(props.framework.sheet, input.key) else {
        return Html::default();
    };
    let range = matches!(estimate, Estimate::Range { .. });
    html! {
        <>
            if range {
                <span class="range-mark" aria-hidden="true">{ "±" }</span>
            }
            <span class="cell__text">{ input.display_estimate(estimate, props.lang) }</span>
        </>
    }
}

fn score_cell(props: &RowProps) -> Html {
    match &props.scored {
        Scored::Score(score) => {
            let width = format!("{:.1}", props.share.clamp(0.0, 1.0) * 100.0);
            html! {
                <>
                    <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                        <rect class="bar__fill" width={width} height="8" rx="1.5" />
                    </svg>
                    <span class="cell__score">{ number::display_score(*score) }</span>
                </>
            }
        }
        Scored::Missing(missing) => html! {
            <span class="cell__text cell__text--muted">{ props.framework.missing_words(&props.criteria, missing, props.lang) }</span>
        },
        Scored::Invalid(key, _) => {
            let name =
                props.framework.input(key).map_or("", |input| input.label_in(&props.criteria, props.lang));
            html! { <span class="cell__text cell__text--bad">{ fields::check_value(props.lang, name) }</span> }
        }
    }
}
