//! The counts of every feature with their shares and probabilities: what the bars show, as a table.

use yew::prelude::*;

use super::Shown;
use super::controls::percent;
use crate::domain::kano::{FeatureAnalysis, verdict};
use crate::domain::number;
use crate::domain::plan::KanoCategory;
use crate::domain::text::{Lang, kano_page as words};
use crate::ui::store::use_lang;

/// Properties of [`Counts`].
#[derive(Properties, PartialEq)]
pub(super) struct CountsProps {
    /// What is looked at.
    pub shown: Shown,
}

const TABLE_ID: &str = "kano-counts";

/// The table, behind a button: on most days the bars are enough.
#[component]
pub(super) fn Counts(props: &CountsProps) -> Html {
    let lang = use_lang();
    let is_open = use_state_eq(|| false);
    let onclick = {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(!*is_open))
    };
    html! {
        <div class="kano-counts">
            <button type="button" class="button button--quiet" {onclick} aria-expanded={if *is_open { "true" } else { "false" }}
                aria-controls={is_open.then_some(TABLE_ID)}>{ words::all_counts(lang) }</button>
            if *is_open {
                <div id={TABLE_ID} class="kano-table" role="region" tabindex="0" aria-label={words::all_counts(lang)}>
                    { table(&props.shown, lang) }
                </div>
            }
        </div>
    }
}

/// The table of all counts.
pub(super) fn table(shown: &Shown, lang: Lang) -> Html {
    html! {
        <table>
            <caption><span>{ words::all_counts_help(lang) }</span></caption>
            <thead>
                <tr>
                    <th scope="col">{ words::feature(lang) }</th>
                    <th scope="col" class="number">{ words::answers(lang) }</th>
                    for category in KanoCategory::ALL {
                        <th key={category.file_name()} scope="col" class="number">
                            { category.file_name() }{ " " }{ category.label(lang) }
                        </th>
                    }
                </tr>
            </thead>
            <tbody>
                for feature in &shown.analysis.features {
                    <tr key={feature.item.to_string()}>
                        <th scope="row">{ shown.titles.title(&feature.item) }</th>
                        <td class="number">{ number::group(feature.n() as usize) }</td>
                        for (category, count) in feature.counts.iter() {
                            <td key={category.file_name()} class="number">{ cell(feature, category, count, lang) }</td>
                        }
                    </tr>
                }
            </tbody>
        </table>
    }
}

fn cell(feature: &FeatureAnalysis, category: KanoCategory, count: u32, lang: Lang) -> Html {
    let chances = feature.mode_probabilities.as_ref();
    html! {
        <>
            { words::count_share(lang, &number::group(count as usize), &percent(feature.counts.share(category))) }
            if let Some(chance) = chances.and_then(|all| all.get(category as usize)) {
                <span class="kano-table__sure">{ verdict::chance(*chance, lang) }</span>
            }
        </>
    }
}
