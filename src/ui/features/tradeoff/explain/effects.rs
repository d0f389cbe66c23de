//! What makes the difference of two items: a table whose rows are the steps of a waterfall.

use yew::prelude::*;

use crate::domain::number;
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
    let mut at = 0.0;
    let steps: Vec<(f64, f64)> = reason
        .parts
        .iter()
        .map(|part| {
            let from = at;
            at += part.share;
            (from, at)
        })
        .collect();
    let scope = Scope::of(&steps);
    let (high, low) = reason.scores.unwrap_or_default();
    let help = match (by, reason.scale) {
        (By::Value, _) => words::by_value_help(lang),
        (_, Scale::Ratio) => words::by_ratio_help(lang),
        (_, Scale::Difference) => words::by_difference_help(lang),
    };
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
            <p class="hint">{ help }</p>
        </>
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
