//! What a plan comes to, in figures.

use yew::prelude::*;

use crate::domain::number;
use crate::domain::plan::Plan;
use crate::domain::roadmap::compare::Totals;
use crate::domain::roadmap::names;
use crate::domain::text::{Lang, scenarios as words};

/// A figure of a plan: what it is called, how it reads, and how it differs from another one.
pub(super) struct Figure {
    /// A name for styles.
    pub key: &'static str,
    /// What it is called.
    pub label: String,
    /// How it reads.
    pub text: String,
    /// The difference to the other plan, with its sign; empty where there is none.
    pub difference: String,
}

/// The figures of a plan, with their differences to another one.
pub(super) fn figures(totals: &Totals, other: Option<&Totals>, plan: &Plan, lang: Lang) -> Vec<Figure> {
    let percent = |share: Option<f64>| match share {
        Some(share) => format!("{}%", number::display(share * 100.0, 0)),
        None => "–".to_owned(),
    };
    let points = |of: fn(&Totals) -> Option<f64>| {
        let difference = of(totals)? - of(other?)?;
        let text = signed(difference * 100.0, 0);
        (!text.is_empty()).then(|| words::points(lang, &text))
    };
    let plain = |of: fn(&Totals) -> f64, decimals| {
        other.map_or(String::new(), |other| signed(of(totals) - of(other), decimals))
    };
    vec![
        Figure {
            key: "items",
            label: words::items(lang).to_owned(),
            text: number::group(totals.items),
            difference: plain(|totals| totals.items as f64, 0),
        },
        Figure {
            key: "need",
            label: words::need_served(lang).to_owned(),
            text: percent(totals.need),
            difference: points(|totals| totals.need).unwrap_or_default(),
        },
        Figure {
            key: "goal",
            label: words::goal_served(lang).to_owned(),
            text: percent(totals.goal),
            difference: points(|totals| totals.goal).unwrap_or_default(),
        },
        Figure {
            key: "value",
            label: words::value(lang).to_owned(),
            text: number::display_score(totals.worth.value),
            difference: plain(
                |totals| totals.worth.value,
                if totals.worth.value.abs() < 100.0 { 2 } else { 0 },
            ),
        },
        Figure {
            key: "effort",
            label: words::effort(lang).to_owned(),
            text: names::amount(plan, totals.effort, lang),
            difference: plain(|totals| totals.effort, 1),
        },
    ]
}

/// A difference with its sign; empty for one that rounds to nothing.
pub(super) fn signed(difference: f64, decimals: usize) -> String {
    let size = number::display(difference.abs(), decimals);
    match size.as_str() {
        "0" => String::new(),
        _ if difference < 0.0 => format!("−{size}"),
        _ => format!("+{size}"),
    }
}

/// The figures in a line.
pub(super) fn totals(totals: &Totals, other: Option<&Totals>, plan: &Plan, lang: Lang) -> Html {
    html! {
        <dl class="scenarios__figures">
            for figure in figures(totals, other, plan, lang) {
                <div key={figure.key} class="scenarios__figure" data-figure={figure.key}>
                    <dt>{ figure.label }</dt>
                    <dd>
                        { figure.text }
                        if !figure.difference.is_empty() {
                            { " " }<span class="scenarios__delta">{ figure.difference }</span>
                        }
                    </dd>
                </div>
            }
        </dl>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_carry_their_sign() {
        for (difference, decimals, expected) in
            [(3.0, 0, "+3"), (-2.04, 1, "−2"), (0.04, 1, ""), (-0.0, 0, ""), (1234.0, 0, "+1,234")]
        {
            assert_eq!(signed(difference, decimals), expected, "{difference}");
        }
    }
}
