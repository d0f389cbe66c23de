//! The numbers of a chart as a table.

use yew::prelude::*;

use crate::domain::picture::items::Dot;
use crate::domain::picture::views::Drawn;
use crate::domain::places::sort_places;
use crate::domain::plan::Id;
use crate::domain::text::chart as words;
use crate::ui::by_pointer::ByPointer;
use crate::ui::store::use_lang;

/// Properties of [`Numbers`].
#[derive(Properties, PartialEq)]
pub(super) struct NumbersProps {
    /// What the chart shows.
    pub drawn: ByPointer<Drawn>,
    /// Whether its dots are items.
    pub of_items: bool,
    /// Called with what shall be opened.
    pub on_open: Callback<Id>,
}

/// The same numbers as the dots have, those first whose names matter most.
#[component]
pub(super) fn Numbers(props: &NumbersProps) -> Html {
    let lang = use_lang();
    let drawn = &props.drawn.0;
    let chart = &drawn.chart;
    let mut order: Vec<u32> = (0..chart.dots.len() as u32).collect();
    let weight = |nth: u32| chart.dots.get(nth as usize).map_or(0.0, |dot| dot.weight);
    sort_places(&mut order, &|a, b| weight(b).total_cmp(&weight(a)));
    let dots = order.into_iter().filter_map(|nth| chart.dots.get(nth as usize));
    let name = if props.of_items { words::item_column(lang) } else { words::need_column(lang) };
    html! {
        <div class="chart__table" tabindex="0" role="region" aria-label={words::table_of(lang, &chart.title)}>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{ name }</th>
                        <th scope="col" class="number">{ chart.x.title.clone() }</th>
                        <th scope="col" class="number">{ chart.y.title.clone() }</th>
                        if let Some((title, _)) = &drawn.size {
                            <th scope="col" class="number">{ title.clone() }</th>
                        }
                        if !chart.legend.is_empty() {
                            <th scope="col">{ words::colour(lang) }</th>
                        }
                    </tr>
                </thead>
                <tbody>
                    for dot in dots {
                        <tr key={dot.id.to_string()}>
                            <th scope="row">
                                <button type="button" class="chart__open" onclick={open(dot, &props.on_open)}>{ dot.title.clone() }</button>
                            </th>
                            <td class="number">{ chart.x.written.value(dot.x) }</td>
                            <td class="number">{ chart.y.written.value(dot.y) }</td>
                            if let Some((_, written)) = &drawn.size {
                                <td class="number">{ dot.size.map_or_else(|| words::unknown(lang).to_owned(), |size| written.value(size)) }</td>
                            }
                            if !chart.legend.is_empty() {
                                <td>{ chart.legend.iter().find(|key| key.letter == dot.letter).map(|key| format!("{} {}", key.letter, key.name)).unwrap_or_default() }</td>
                            }
                        </tr>
                    }
                </tbody>
            </table>
        </div>
    }
}

fn open(dot: &Dot, on_open: &Callback<Id>) -> Callback<MouseEvent> {
    let (id, on_open) = (dot.id.clone(), on_open.clone());
    Callback::from(move |_: MouseEvent| on_open.emit(id.clone()))
}
