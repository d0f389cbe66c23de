//! The strip under the beam: who is first, second and third wherever the weight hangs.

use std::rc::Rc;

use yew::prelude::*;

use super::beam::share_under;
use super::{Weigh, Weighed};
use crate::domain::picture::list::{Bit, Cell, Column, List, Row, draw, words as said};
use crate::domain::picture::{Hold, Ink, Picture};
use crate::domain::plan::Plan;
use crate::domain::text::{Lang, tradeoff as words};
use crate::domain::tradeoff::strip::Span;
use crate::domain::tradeoff::verdict::{TOP, percent};
use crate::platform::element;
use crate::ui::features::picture::{PictureMenu, draws};
use crate::ui::store::use_lang;

/// How many rows the table has at most.
const MOST_ROWS: usize = 200;

/// Properties of [`StripView`].
#[derive(Properties)]
pub(super) struct StripViewProps {
    /// The plan, for titles.
    pub plan: Rc<Plan>,
    /// Who holds which place where.
    pub weighed: Rc<Weighed>,
    /// Where the weight is, in 0..=1.
    pub share: f64,
    /// Called with what is done to the weight.
    pub on_weigh: Callback<Weigh>,
}

impl PartialEq for StripViewProps {
    fn eq(&self, other: &Self) -> bool {
        same(&self.weighed, &other.weighed) && self.share == other.share && self.on_weigh == other.on_weigh
    }
}

fn same(one: &Rc<Weighed>, other: &Rc<Weighed>) -> bool {
    Rc::ptr_eq(one, other)
}

/// The strip with a mark where the weight hangs.
#[component]
pub(super) fn StripView(props: &StripViewProps) -> Html {
    let lang = use_lang();
    let mark = use_node_ref();
    use_effect_with(props.share, {
        let mark = mark.clone();
        move |share| element::set_style(&mark, "left", &format!("{}%", share * 100.0))
    });
    let save = {
        let weighed = Rc::clone(&props.weighed);
        draws(&props.plan, move |plan, lang| Some(picture(plan, &weighed, lang)))
    };
    html! {
        <div class="strip">
            <div class="strip__places" aria-hidden="true">
                for place in 0..TOP.min(props.weighed.beam.entries().len()) {
                    <span key={place}>{ words::place(lang, place) }</span>
                }
            </div>
            <div class="strip__stage">
                <Bands plan={Rc::clone(&props.plan)} weighed={Rc::clone(&props.weighed)} on_weigh={props.on_weigh.clone()} />
                <div ref={mark} class="strip__mark" aria-hidden="true"></div>
            </div>
            <Table plan={Rc::clone(&props.plan)} weighed={Rc::clone(&props.weighed)} />
            if !props.weighed.strip.stretches.is_empty() {
                <div class="picture-save"><PictureMenu draw={save} of={words::who_leads(lang)} /></div>
            }
        </div>
    }
}

/// Properties of the parts that do not depend on where the weight hangs.
#[derive(Properties)]
struct BandsProps {
    plan: Rc<Plan>,
    weighed: Rc<Weighed>,
    #[prop_or_default]
    on_weigh: Callback<Weigh>,
}

impl PartialEq for BandsProps {
    fn eq(&self, other: &Self) -> bool {
        // Titles are those of the items that this was made of.
        same(&self.weighed, &other.weighed) && self.on_weigh == other.on_weigh
    }
}

impl BandsProps {
    fn called(&self, entry: u32, lang: Lang) -> String {
        called(&self.plan, &self.weighed, entry, lang)
    }
}

fn called(plan: &Plan, weighed: &Weighed, entry: u32, lang: Lang) -> String {
    let entry_of = weighed.beam.entry(entry);
    let item = entry_of.and_then(|entry| plan.items.get(entry.at as usize));
    let title = item.map(|item| item.title_in(lang)).unwrap_or_default();
    words::with_twins(lang, title, weighed.beam.twins(entry))
}

/// The strip for a file: a row for each stretch, as no name is cut there.
pub(super) fn picture(plan: &Plan, weighed: &Weighed, lang: Lang) -> Picture {
    let mut rows = Vec::new();
    for place in 0..TOP {
        let spans = weighed.strip.spans(place);
        if !spans.is_empty() {
            rows.push(Row::Head(words::place(lang, place).to_owned()));
        }
        rows.extend(spans.iter().take(MOST_ROWS).map(|span| {
            Row::Cells(vec![
                said(called(plan, weighed, span.holder, lang)),
                Cell::Plot(vec![Bit::Bar(0.0, 1.0, Ink::Line), Bit::Bar(span.from, span.to, Ink::Brass)]),
                said(percent(span.from)),
                said(percent(span.to)),
            ])
        }));
    }
    draw(&List {
        title: words::who_leads(lang).to_owned(),
        columns: vec![
            Column::Words(String::new(), Hold::Start),
            Column::Plot("0%".to_owned(), "100%".to_owned()),
            Column::Words(words::column_from(lang).to_owned(), Hold::End),
            Column::Words(words::column_to(lang).to_owned(), Hold::End),
        ],
        rows,
        notes: Vec::new(),
    })
}

/// One band for each of the first places: one stop of the Tab key, arrow keys from stretch to
/// stretch, and the stretch in words in a line below.
#[component]
fn Bands(props: &BandsProps) -> Html {
    let lang = use_lang();
    let root = use_node_ref();
    let told = use_state_eq(|| None::<(usize, usize)>);
    let onkeydown = use_callback((), {
        let root = root.clone();
        move |event: KeyboardEvent, ()| element::move_focus_by_key(&root, ".strip__span", &event)
    });
    let onclick = use_callback(props.on_weigh.clone(), {
        let root = root.clone();
        move |event: MouseEvent, on_weigh| {
            if let Some(share) = share_under(&root, event.client_x()) {
                on_weigh.emit(Weigh::Taken);
                on_weigh.emit(Weigh::Dropped(share));
            }
        }
    });
    let on_told = use_callback((), {
        let told = told.setter();
        move |which: (usize, usize), ()| told.set(Some(which))
    });
    let bands: Vec<Vec<Span>> =
        (0..TOP).map(|place| props.weighed.strip.spans(place)).filter(|band| !band.is_empty()).collect();
    let said = |place: usize, span: &Span| {
        let title = props.called(span.holder, lang);
        words::held(lang, words::place(lang, place), &title, &percent(span.from), &percent(span.to))
    };
    // What was told may be gone.
    let telling = (*told).filter(|(place, at)| bands.get(*place).is_some_and(|band| *at < band.len()));
    let sentence = telling.and_then(|(place, at)| Some(said(place, bands.get(place)?.get(at)?)));
    let stop = telling.unwrap_or_default();
    html! {
        <>
            <div ref={root} class="strip__bands" role="group" aria-label={words::who_leads(lang)} {onclick} {onkeydown}>
                for (place, band) in bands.iter().enumerate() {
                    <div key={place} class="strip__band">
                        for (at, span) in band.iter().enumerate() {
                            <Stretch key={at} from={span.from} to={span.to} title={props.called(span.holder, lang)}
                                about={said(place, span)} which={(place, at)} stop={stop == (place, at)} on_told={on_told.clone()} />
                        }
                    </div>
                }
            </div>
            <p class="strip__told">{ sentence.unwrap_or_else(|| words::who_leads_hint(lang).to_owned()) }</p>
        </>
    }
}

/// Properties of [`Stretch`].
#[derive(Properties, PartialEq)]
struct StretchProps {
    from: f64,
    to: f64,
    title: AttrValue,
    about: AttrValue,
    which: (usize, usize),
    /// Whether the Tab key stops here.
    stop: bool,
    on_told: Callback<(usize, usize)>,
}

/// One stretch of a band.
#[component]
fn Stretch(props: &StretchProps) -> Html {
    let node = use_node_ref();
    use_effect_with((props.from, props.to), {
        let node = node.clone();
        move |(from, to)| {
            element::set_style(&node, "left", &format!("{}%", from * 100.0));
            element::set_style(&node, "width", &format!("{}%", (to - from) * 100.0));
        }
    });
    let onfocus = use_callback((props.on_told.clone(), props.which), |_: FocusEvent, (tell, which)| {
        tell.emit(*which);
    });
    let onmouseenter = use_callback((props.on_told.clone(), props.which), |_: MouseEvent, (tell, which)| {
        tell.emit(*which);
    });
    html! {
        <span ref={node} class="strip__span" role="img" aria-label={props.about.clone()} title={props.about.clone()}
            data-odd={(props.which.1 % 2 == 1).then_some("true")} tabindex={if props.stop { "0" } else { "-1" }} {onfocus} {onmouseenter}>
            <span class="strip__name" aria-hidden="true">{ props.title.clone() }</span>
        </span>
    }
}

/// The same in rows.
#[component]
fn Table(props: &BandsProps) -> Html {
    let lang = use_lang();
    let stretches = &props.weighed.strip.stretches;
    let places = TOP.min(props.weighed.beam.entries().len());
    html! {
        <details class="strip__table">
            <summary>{ words::as_table(lang) }</summary>
            <div class="strip__scroll" role="region" tabindex="0" aria-label={words::who_leads(lang)}>
                <table>
                    <caption class="visually-hidden">{ words::who_leads(lang) }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ words::column_from(lang) }</th>
                            <th scope="col">{ words::column_to(lang) }</th>
                            for place in 0..places {
                                <th key={place} scope="col">{ words::place(lang, place) }</th>
                            }
                        </tr>
                    </thead>
                    <tbody>
                        for (at, stretch) in stretches.iter().take(MOST_ROWS).enumerate() {
                            <tr key={at}>
                                <td class="number">{ percent(stretch.from) }</td>
                                <td class="number">{ percent(stretch.to) }</td>
                                for (place, holder) in stretch.holders.iter().enumerate() {
                                    <td key={place}>{ props.called(*holder, lang) }</td>
                                }
                            </tr>
                        }
                    </tbody>
                </table>
            </div>
            if stretches.len() > MOST_ROWS {
                <p class="hint">{ words::first_rows(lang, MOST_ROWS, stretches.len()) }</p>
            }
        </details>
    }
}
