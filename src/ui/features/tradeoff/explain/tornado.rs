use std::rc::Rc;

use yew::prelude::*;

use crate::domain::frameworks::{self, Framework};
use crate::domain::number;
use crate::domain::picture::list::{Bit, Cell, Column, List, Row, draw, words as said};
use crate::domain::picture::{Hold, Ink, Picture};
use crate::domain::plan::{Id, Plan};
use crate::domain::sensitivity::tornado::End;
use crate::domain::sensitivity::{self, Bar, Model, say};
use crate::domain::text::{Lang, explain as words};
use crate::domain::uncertainty::confidence_input;
use crate::ui::by_pointer::ByPointer;
use crate::ui::features::picture::{PictureMenu, draws};
use crate::ui::store::use_lang;

/// Properties of [`Tornado`].
#[derive(Properties, Clone)]
pub struct TornadoProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// The item.
    pub item: Id,
    /// The id of the framework that ranks.
    pub framework: &'static str,
}

impl PartialEq for TornadoProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && self.item == other.item && self.framework == other.framework
    }
}

/// What each open number makes of the score and the rank of an item.
#[component]
pub fn Tornado(props: &TornadoProps) -> Html {
    let lang = use_lang();
    let framework = frameworks::by_id(props.framework).unwrap_or_else(frameworks::default);
    let asked = (ByPointer(Rc::clone(&props.plan)), props.item.clone(), framework.id);
    let found = use_memo(asked, |(plan, item, _)| sensitivity::tornado(&plan.0, framework, item));
    let model = Model::of(&props.plan, framework);
    let Some(tornado) = &*found else {
        return html! { <p class="tornado__nothing">{ words::tornado_unscored(lang) }</p> };
    };
    if tornado.bars.is_empty() {
        return html! { <p class="tornado__nothing">{ words::tornado_empty(lang) }</p> };
    }
    let scope = Scope::of(tornado.score, &tornado.bars);
    let save = {
        let item = props.item.clone();
        draws(&props.plan, move |plan, lang| picture(plan, framework, &item, lang))
    };
    html! {
        <div class="tornado">
            <div class="picture-save"><PictureMenu draw={save} of={words::tornado(lang)} /></div>
            <div class="tornado__scroll" role="region" tabindex="0" aria-label={words::tornado(lang)}>
                <table>
                    <caption>{ words::tornado_now(lang, &number::display_score(tornado.score), tornado.rank, tornado.of) }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ words::factor(lang) }</th>
                            <th scope="col" class="number">{ words::at_low(lang) }</th>
                            <td></td>
                            <th scope="col">{ words::at_high(lang) }</th>
                        </tr>
                    </thead>
                    <tbody>
                        for bar in &tornado.bars {
                            <tr key={bar.input.key}>
                                <th scope="row">
                                    { model.label(bar.input, lang) }
                                    <span class="tornado__range">{ range(bar, lang) }</span>
                                </th>
                                <td class="number">{ end(&bar.low, lang) }</td>
                                <td class="tornado__picture">{ scope.picture(bar) }</td>
                                <td class="tornado__high">{ end(&bar.high, lang) }</td>
                            </tr>
                        }
                    </tbody>
                </table>
            </div>
            <p class="hint">
                { words::tornado_help(lang) }
                if props.plan.settings.assumed_ranges.on && confidence_input(framework).is_some() {
                    { words::between_sentences(lang) }{ words::without_confidence(lang) }
                }
            </p>
        </div>
    }
}

/// The same for a file, which says as well which item it is about.
pub(super) fn picture(plan: &Plan, framework: &'static Framework, item: &Id, lang: Lang) -> Option<Picture> {
    let tornado = sensitivity::tornado(plan, framework, item)?;
    let model = Model::of(plan, framework);
    let scope = Scope::of(tornado.score, &tornado.bars);
    let part = |score: f64| scope.place(score) / WIDTH;
    let likely = part(tornado.score);
    let row = |bar: &Bar| {
        Row::Cells(vec![
            said(model.label(bar.input, lang)),
            said(range(bar, lang)),
            said(end(&bar.low, lang)),
            Cell::Plot(vec![
                Bit::Bar(part(bar.low.score), likely, Ink::Muted),
                Bit::Bar(likely, part(bar.high.score), Ink::Brass),
                Bit::Tick(likely, Ink::Text),
            ]),
            said(end(&bar.high, lang)),
        ])
    };
    let title = plan.item(item).map(|item| say::title(item, lang)).unwrap_or_default();
    Some(draw(&List {
        title: words::tornado_of(lang, &title),
        columns: vec![
            Column::Words(words::factor(lang).to_owned(), Hold::Start),
            Column::Words(String::new(), Hold::Start),
            Column::Words(words::at_low(lang).to_owned(), Hold::End),
            Column::Plot(String::new(), String::new()),
            Column::Words(words::at_high(lang).to_owned(), Hold::Start),
        ],
        rows: tornado.bars.iter().map(row).collect(),
        notes: vec![
            words::tornado_now(lang, &number::display_score(tornado.score), tornado.rank, tornado.of),
            words::tornado_help(lang).to_owned(),
        ],
    }))
}

fn end(end: &End, lang: Lang) -> String {
    words::end(lang, &number::display_score(end.score), end.rank)
}

fn range(bar: &Bar, lang: Lang) -> String {
    let text = words::range(lang, &bar.input.display(bar.low.value), &bar.input.display(bar.high.value));
    if bar.is_assumed { words::with_assumed(lang, &text) } else { text }
}

const WIDTH: f64 = 100.0;
const HEIGHT: f64 = 20.0;

/// Where scores lie in the picture.
struct Scope {
    score: f64,
    least: f64,
    span: f64,
}

impl Scope {
    fn of(score: f64, bars: &[Bar]) -> Scope {
        let ends = || bars.iter().flat_map(|bar| [bar.low.score, bar.high.score]);
        let (least, most) = (ends().fold(score, f64::min), ends().fold(score, f64::max));
        Scope { score, least, span: if most > least { most - least } else { 1.0 } }
    }

    fn place(&self, score: f64) -> f64 {
        1.0 + (WIDTH - 2.0) * (score - self.least) / self.span
    }

    /// The way from the likely score to both ends, and the line of the likely score.
    fn picture(&self, bar: &Bar) -> Html {
        let likely = self.place(self.score);
        let part = |end: &End, class: &'static str| {
            let place = self.place(end.score);
            html! {
                <rect {class} x={number::plain(place.min(likely), 2)} y="4"
                    width={number::plain((place - likely).abs(), 2)} height={(HEIGHT - 8.0).to_string()} />
            }
        };
        let line = number::plain(likely, 2);
        html! {
            <svg class="swing" viewBox={format!("0 0 {WIDTH} {HEIGHT}")} preserveAspectRatio="none" aria-hidden="true" focusable="false">
                { part(&bar.low, "swing__low") }
                { part(&bar.high, "swing__high") }
                <line class="swing__likely" x1={line.clone()} x2={line} y1="0" y2={HEIGHT.to_string()} />
            </svg>
        }
    }
}
