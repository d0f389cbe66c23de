//! The plain order, with where each item stands when its numbers vary.

use std::rc::Rc;

use yew::prelude::*;

use super::run::Found;
use super::{Names, Shown};
use crate::domain::kano::verdict::chance;
use crate::domain::number;
use crate::domain::picture::list::{Bit, Cell, Column, List, Row, draw, words as said};
use crate::domain::picture::{Hold, Ink, Picture};
use crate::domain::text::{Lang, certainty as words};
use crate::domain::uncertainty::{Entry, Formula, Outlook, Pair, Results, in_words};
use crate::ui::features::picture::{PictureMenu, draws};

/// Rows that are shown at first, and how many more at a time.
const ROWS: usize = 50;

/// Properties of [`OrderTable`].
#[derive(Properties, PartialEq)]
pub(super) struct OrderTableProps {
    /// What was asked and found.
    pub found: Found,
    /// What else is looked at.
    pub shown: Shown,
}

/// The table of the order.
#[component]
pub(super) fn OrderTable(props: &OrderTableProps) -> Html {
    let rows = use_state_eq(|| ROWS);
    let OrderTableProps { found, shown } = props;
    let lang = shown.lang;
    let (request, results) = (&found.request, &found.results);
    let weighs = matches!(request.formula, Formula::NeedShare { .. });
    let listed: Vec<(&Entry, &Outlook)> = request.items.iter().zip(&results.items).take(*rows).collect();
    let furthest = listed.iter().map(|(entry, outlook)| outlook.high.max(entry.rank)).max().unwrap_or(1);
    let left = request.items.len().saturating_sub(listed.len());
    let on_more = {
        let rows = rows.clone();
        Callback::from(move |_: MouseEvent| rows.set(*rows + 4 * ROWS))
    };
    let save = {
        let (found, framework, k, rows) = (found.clone(), shown.framework, shown.k, *rows);
        draws(&shown.plan, move |plan, lang| {
            let names = Rc::new(Names::of(plan, framework, lang));
            Some(picture(&found, &names, k, rows, lang))
        })
    };
    html! {
        <>
            <div class="picture-save"><PictureMenu draw={save} of={words::column_range(lang)} /></div>
            // A region that scrolls sideways has to be reachable by keyboard.
            <div class="certainty__table" role="region" tabindex="0" aria-label={words::caption(lang)}>
                <table>
                    <caption class="visually-hidden">{ words::caption(lang) }</caption>
                    <thead>
                        <tr>
                            <th scope="col" class="number">{ words::column_rank(lang) }</th>
                            <th scope="col">{ words::column_item(lang) }</th>
                            <th scope="col" class="certainty__wide" title={words::range_help(lang)} colspan="2">
                                { words::column_range(lang) }
                                <span class="certainty__axis" aria-hidden="true"><span>{ 1 }</span><span>{ number::group(furthest as usize) }</span></span>
                            </th>
                            <th scope="col" class="number">{ words::top_column(lang, shown.k) }</th>
                            <th scope="col" class="number" title={words::next_help(lang)}>{ words::column_next(lang) }</th>
                            if weighs {
                                <th scope="col" title={words::central_help(lang)}>{ words::column_central(lang) }</th>
                            } else {
                                <th scope="col">{ words::column_open(lang) }</th>
                            }
                        </tr>
                    </thead>
                    <tbody>
                        for (entry, outlook) in listed {
                            <tr key={entry.id.as_str()}>
                                <td class="number certainty__rank">{ entry.rank }</td>
                                <th scope="row">
                                    <span class="certainty__item">{ shown.names.title(&entry.id) }</span>
                                    if entry.usual != entry.rank {
                                        <span class="certainty__usual">{ words::usual_rank(lang, (shown.framework.name)(lang), entry.usual) }</span>
                                    }
                                </th>
                                <td class="certainty__plot">{ plot(entry, outlook, furthest) }</td>
                                <td class="certainty__range">{ in_words(outlook.low, outlook.high, shown.lang) }</td>
                                <td class="number">{ top(results, outlook, shown) }</td>
                                <td class="number">{ next(outlook.next, shown) }</td>
                                if weighs {
                                    <td>{ central(outlook, shown) }</td>
                                } else {
                                    <td>{ open(entry, shown) }</td>
                                }
                            </tr>
                        }
                    </tbody>
                </table>
            </div>
            <p class="hint">{ words::range_help(lang) }</p>
            if left > 0 {
                <button type="button" class="button certainty__more" onclick={on_more}>
                    { words::more_rows(lang, &number::group(left.min(4 * ROWS))) }
                </button>
            }
        </>
    }
}

/// The ranges of as many items as are shown, for a file.
pub(super) fn picture(found: &Found, names: &Names, k: u32, rows: usize, lang: Lang) -> Picture {
    let (request, results) = (&found.request, &found.results);
    let listed: Vec<(&Entry, &Outlook)> = request.items.iter().zip(&results.items).take(rows).collect();
    let furthest = listed.iter().map(|(entry, outlook)| outlook.high.max(entry.rank)).max().unwrap_or(1);
    let unit = 1.0 / f64::from(furthest.max(1));
    let start = |rank: u32| f64::from(rank.saturating_sub(1)) * unit;
    let middle = |rank: u32| start(rank) + unit / 2.0;
    let row = |(entry, outlook): (&Entry, &Outlook)| {
        Row::Cells(vec![
            said(entry.rank.to_string()),
            said(names.title(&entry.id)),
            Cell::Plot(vec![
                Bit::Bar(start(outlook.low), f64::from(outlook.high) * unit, Ink::BrassLine),
                Bit::Tick(middle(outlook.median), Ink::Brass),
                Bit::Spot(middle(entry.rank), Ink::Text),
            ]),
            said(in_words(outlook.low, outlook.high, lang)),
            said(results.top(outlook, k).map_or_else(dash, |p| chance(p, lang))),
        ])
    };
    draw(&List {
        title: words::column_range(lang).to_owned(),
        columns: vec![
            Column::Words(words::column_rank(lang).to_owned(), Hold::End),
            Column::Words(words::column_item(lang).to_owned(), Hold::Start),
            Column::Plot("1".to_owned(), number::group(furthest as usize)),
            Column::Words(words::column_range(lang).to_owned(), Hold::Start),
            Column::Words(words::top_column(lang, k), Hold::End),
        ],
        rows: listed.into_iter().map(row).collect(),
        notes: vec![words::range_help(lang).to_owned()],
    })
}

/// The ranks as a bar, with the median and the plain rank.
fn plot(entry: &Entry, outlook: &Outlook, furthest: u32) -> Html {
    let unit = 100.0 / f64::from(furthest.max(1));
    let percent = |share: f64| format!("{}%", number::plain(share, 2));
    let start = |rank: u32| f64::from(rank.saturating_sub(1)) * unit;
    let middle = |rank: u32| start(rank) + unit / 2.0;
    let width = f64::from(outlook.high.saturating_sub(outlook.low) + 1) * unit;
    html! {
        <svg class="certainty__bar" height="20" aria-hidden="true" focusable="false">
            <line class="certainty__track" x1="0%" x2="100%" y1="10" y2="10" />
            <rect class="certainty__span" x={percent(start(outlook.low))} width={percent(width)} y="6" height="8" rx="3" />
            <line class="certainty__median" x1={percent(middle(outlook.median))} x2={percent(middle(outlook.median))} y1="3" y2="17" />
            <circle class="certainty__plain" cx={percent(middle(entry.rank))} cy="10" r="3.5" />
        </svg>
    }
}

fn top(results: &Results, outlook: &Outlook, shown: &Shown) -> String {
    results.top(outlook, shown.k).map_or_else(dash, |p| chance(p, shown.lang))
}

fn next(pair: Option<Pair>, shown: &Shown) -> String {
    pair.and_then(|pair| pair.probability()).map_or_else(dash, |p| chance(p, shown.lang))
}

fn dash() -> String {
    "–".to_owned()
}

fn central(outlook: &Outlook, shown: &Shown) -> String {
    match outlook.central {
        Some(share) => format!("{}%", number::display(share * 100.0, 0)),
        None => words::never_first(shown.lang).to_owned(),
    }
}

/// Which inputs have a range, and which of these is assumed.
fn open(entry: &Entry, shown: &Shown) -> Html {
    let lang = shown.lang;
    let inputs = shown.names.inputs.iter().zip(&entry.inputs).filter(|(_, quantity)| quantity.is_open());
    let open: Vec<(&String, bool)> = inputs.map(|(name, quantity)| (name, quantity.assumed)).collect();
    if open.is_empty() {
        return html! { <span class="certainty__single">{ words::single(lang) }</span> };
    }
    html! {
        <ul class="certainty__open">
            for (name, assumed) in open {
                <li key={name.as_str()} data-assumed={assumed.then_some("true")}>
                    { name }
                    if assumed {
                        { " " }<span class="certainty__why">{ words::assumed(lang) }</span>
                    }
                </li>
            }
        </ul>
    }
}
