//! What makes the difference of two items: a table whose rows are the steps of a waterfall.

use yew::prelude::*;

use crate::domain::number;
use crate::domain::picture::list::{Bit, Cell, Column, List, Row, draw, words as said};
use crate::domain::picture::{Hold, Ink, Picture};
use crate::domain::plan::Plan;
use crate::domain::sensitivity::{By, Kind, Part, Reason, Scale, say};
use crate::domain::text::{Lang, explain as words};

/// How wide a picture is in its own units; it stretches to its cell.
const WIDTH: f64 = 100.0;
/// How high a bar is.
const HEIGHT: f64 = 16.0;

/// The table of a reason.
pub(super) fn table(plan: &Plan, reason: &Reason, by: By, titles: (&str, &str), lang: Lang) -> Html {
    let total: f64 = reason.parts.iter().map(|part| part.share).sum();
    let steps = steps(reason);
    let scope = Scope::of(&steps);
    let (high, low) = reason.scores.unwrap_or_default();
    html! {
        <>
            <div class="effects" role="region" tabindex="0" aria-label={words::parts(lang)}>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{ words::factor(lang) }</th>
                            <th scope="col" class="number"><span class="effects__title">{ titles.0 }</span></th>
                            <th scope="col" class="number"><span class="effects__title">{ titles.1 }</span></th>
                            <th scope="col" colspan="2">{ words::effect(lang) }</th>
                        </tr>
                    </thead>
                    <tbody>
                        for (place, (part, step)) in reason.parts.iter().zip(&steps).enumerate() {
                            <tr key={place}>
                                <th scope="row">{ &part.label }{ unit(plan, part, lang) }</th>
                                <td class="number">{ part.above_text() }</td>
                                <td class="number">{ part.below_text() }</td>
                                <td class="effects__picture">{ scope.bar(*step, look(part)) }</td>
                                <td class="number effects__effect">{ effect(part.share, reason.scale, by) }</td>
                            </tr>
                        }
                    </tbody>
                    <tfoot>
                        <tr>
                            <th scope="row">{ say::total(by, lang) }</th>
                            <td class="number">{ score(high, by) }</td>
                            <td class="number">{ score(low, by) }</td>
                            <td class="effects__picture">{ scope.bar((0.0, total), "effect--total") }</td>
                            <td class="number effects__effect">{ effect(total, reason.scale, by) }</td>
                        </tr>
                    </tfoot>
                </table>
            </div>
            <p class="hint">{ help(reason, by, lang) }</p>
        </>
    }
}

/// Where each part begins and ends, one after the other.
fn steps(reason: &Reason) -> Vec<(f64, f64)> {
    let mut at = 0.0;
    let step = |part: &Part| {
        let from = at;
        at += part.share;
        (from, at)
    };
    reason.parts.iter().map(step).collect()
}

fn help(reason: &Reason, by: By, lang: Lang) -> &'static str {
    match (by, reason.scale) {
        (By::Value, _) => words::by_value_help(lang),
        (_, Scale::Ratio) => words::by_ratio_help(lang),
        (_, Scale::Difference) => words::by_difference_help(lang),
    }
}

/// The same for a file, under the sentence that it explains.
pub(super) fn picture(plan: &Plan, reason: &Reason, by: By, titles: (&str, &str), lang: Lang) -> Picture {
    let total: f64 = reason.parts.iter().map(|part| part.share).sum();
    let steps = steps(reason);
    let scope = Scope::of(&steps);
    let place = |sum: f64| scope.place(sum) / WIDTH;
    let plot = |(from, to): (f64, f64), ink| {
        Cell::Plot(vec![Bit::Tick(place(0.0), Ink::Rule), Bit::Bar(place(from), place(to), ink)])
    };
    let row = |(part, step): (&Part, &(f64, f64))| {
        let unit = match part.kind {
            Kind::Input(input) => say::unit(input, &plan.settings, lang),
            _ => String::new(),
        };
        Row::Cells(vec![
            said(format!("{} {unit}", part.label).trim_end()),
            said(part.above_text()),
            said(part.below_text()),
            plot(*step, ink(part)),
            said(effect(part.share, reason.scale, by)),
        ])
    };
    let (high, low) = reason.scores.unwrap_or_default();
    let last = Row::Cells(vec![
        said(say::total(by, lang)),
        said(score(high, by)),
        said(score(low, by)),
        plot((0.0, total), Ink::Text),
        said(effect(total, reason.scale, by)),
    ]);
    draw(&List {
        title: reason.sentence.clone(),
        columns: vec![
            Column::Words(words::factor(lang).to_owned(), Hold::Start),
            Column::Words(titles.0.to_owned(), Hold::End),
            Column::Words(titles.1.to_owned(), Hold::End),
            Column::Plot(String::new(), String::new()),
            Column::Words(words::effect(lang).to_owned(), Hold::End),
        ],
        rows: reason.parts.iter().zip(&steps).map(row).chain([last]).collect(),
        notes: vec![help(reason, by, lang).to_owned()],
    })
}

fn ink(part: &Part) -> Ink {
    match part.kind {
        Kind::Need => Ink::Need,
        Kind::Goal => Ink::Goal,
        Kind::Input(_) => Ink::Brass,
        Kind::Floor => Ink::Muted,
    }
}

/// What a number is counted in, small beside its name.
fn unit(plan: &Plan, part: &Part, lang: Lang) -> Html {
    let Kind::Input(input) = part.kind else { return Html::default() };
    let unit = say::unit(input, &plan.settings, lang);
    if unit.is_empty() {
        return Html::default();
    }
    html! { <span class="effects__unit">{ unit }</span> }
}

fn look(part: &Part) -> &'static str {
    match part.kind {
        Kind::Need => "effect--need",
        Kind::Goal => "effect--goal",
        Kind::Input(_) => "effect--input",
        Kind::Floor => "effect--floor",
    }
}

/// A score for reading.
fn score(score: f64, by: By) -> String {
    match by {
        By::Score(_) => number::display_score(score),
        By::Value => number::display(score, 2),
    }
}

/// An effect for reading: a factor such as ×3, or a difference with its sign.
fn effect(share: f64, scale: Scale, by: By) -> String {
    match scale {
        Scale::Ratio => format!("×{}", number::display_score(libm::exp(share))),
        Scale::Difference => {
            let size = score(share.abs(), by);
            match size.as_str() {
                "0" => size,
                _ if share < 0.0 => format!("−{size}"),
                _ => format!("+{size}"),
            }
        }
    }
}

/// Where sums of effects lie in the picture.
struct Scope {
    least: f64,
    span: f64,
}

impl Scope {
    fn of(steps: &[(f64, f64)]) -> Scope {
        let ends = || steps.iter().map(|(_, to)| *to);
        let (least, most) = (ends().fold(0.0, f64::min), ends().fold(0.0, f64::max));
        // Where nothing has an effect, everything lies on the line.
        Scope { least, span: if most > least { most - least } else { 1.0 } }
    }

    /// The place of a sum, with a little room at both ends.
    fn place(&self, sum: f64) -> f64 {
        1.0 + (WIDTH - 2.0) * (sum - self.least) / self.span
    }

    /// A step from one sum to the next, and the line that stands for no difference.
    fn bar(&self, (from, to): (f64, f64), look: &'static str) -> Html {
        let (start, end) = (self.place(from), self.place(to));
        let zero = number::plain(self.place(0.0), 2);
        html! {
            <svg class={classes!("effect", look)} viewBox={format!("0 0 {WIDTH} {HEIGHT}")} preserveAspectRatio="none"
                aria-hidden="true" focusable="false">
                <line class="effect__zero" x1={zero.clone()} x2={zero} y1="0" y2={HEIGHT.to_string()} />
                <rect class="effect__bar" data-against={(to < from).then_some("true")} x={number::plain(start.min(end), 2)} y="3"
                    width={number::plain((end - start).abs(), 2)} height={(HEIGHT - 6.0).to_string()} />
            </svg>
        }
    }
}
