//! How often each item has each of the first ranks: its rank acceptability.

use yew::prelude::*;

use super::Shown;
use super::run::Found;
use crate::domain::kano::verdict::chance;
use crate::domain::text::{Lang, certainty as words};
use crate::domain::uncertainty::{Entry, Formula, Outlook};

/// Items that are listed: further down the figures are small and help nobody.
const ROWS: usize = 30;

/// Shades of a cell.
const SHADES: f64 = 5.0;

/// Properties of [`Ranks`].
#[derive(Properties, PartialEq)]
pub(super) struct RanksProps {
    /// What was asked and found.
    pub found: Found,
    /// What else is looked at.
    pub shown: Shown,
}

/// The table of the first ranks, with what it means in plain words.
#[component]
pub(super) fn Ranks(props: &RanksProps) -> Html {
    let RanksProps { found, shown } = props;
    let lang = shown.lang;
    let (request, results) = (&found.request, &found.results);
    let k = shown.k as usize;
    let reaches = |outlook: &Outlook| outlook.first.iter().take(k).any(|count| *count > 0);
    let all = request.items.iter().zip(&results.items).filter(|(_, outlook)| reaches(outlook));
    let count = all.clone().count();
    let listed: Vec<(&Entry, &Outlook)> = all.take(ROWS).collect();
    if results.draws == 0 {
        return Html::default();
    }
    let share = |count: u32| f64::from(count) / f64::from(results.draws);
    html! {
        <div class="certainty__ranks">
            <h3 class="certainty__subtitle">{ words::acceptability(lang) }</h3>
            <p class="hint">
                { words::acceptability_help(lang) }
                if matches!(request.formula, Formula::NeedShare { low, high, .. } if low < high) {
                    { if lang == Lang::En { " " } else { "" } }{ words::acceptability_of_shares(lang) }
                }
            </p>
            <div class="certainty__table" role="region" tabindex="0" aria-label={words::acceptability(lang)}>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{ words::column_item(lang) }</th>
                            for rank in 1..=shown.k {
                                <th key={rank} scope="col" class="number">{ words::rank_column(lang, rank) }</th>
                            }
                            <th scope="col" class="number">{ words::later_column(lang) }</th>
                        </tr>
                    </thead>
                    <tbody>
                        for (entry, outlook) in listed {
                            <tr key={entry.id.as_str()}>
                                <th scope="row"><span class="certainty__item">{ shown.names.title(&entry.id) }</span></th>
                                for rank in 0..k {
                                    { cell(rank, share(outlook.first.get(rank).copied().unwrap_or_default()), lang) }
                                }
                                { cell(k, (1.0 - share(outlook.first.iter().take(k).sum())).max(0.0), lang) }
                            </tr>
                        }
                    </tbody>
                </table>
            </div>
            if count > ROWS {
                <p class="hint">{ words::more_accepted(lang, count - ROWS) }</p>
            }
        </div>
    }
}

/// A share of the draws; where there was none, a dash, so that the eye finds the others.
fn cell(key: usize, share: f64, lang: Lang) -> Html {
    let level = libm::ceil(share * SHADES);
    html! {
        <td {key} class="number certainty__share" data-level={level.to_string()}>
            { if share > 0.0 { chance(share, lang) } else { "–".to_owned() } }
        </td>
    }
}
