//! Every feature in a row: what it is, how sure that is, and what to look at.

use std::rc::Rc;

use yew::prelude::*;

use super::Shown;
use super::controls::{category, undefined};
use super::counts::Counts;
use super::figure::Drawing;
use crate::domain::kano::plots;
use crate::domain::kano::warning::Warning;
use crate::domain::kano::{FeatureAnalysis, verdict};
use crate::domain::number;
use crate::domain::picture::{Picture, at, fixed};
use crate::domain::plan::{Id, KanoCategory, KanoRule};
use crate::domain::text::{Lang, kano_analysis, kano_page as words};
use crate::platform::element;
use crate::ui::store::use_lang;

/// Properties of [`FeatureTable`].
#[derive(Properties, PartialEq)]
pub(super) struct FeatureTableProps {
    /// What is looked at.
    pub shown: Shown,
    /// The feature whose card is open.
    pub open: Option<Id>,
    /// A feature's card shall open; `None` to close it.
    pub on_open: Callback<Option<Id>>,
}

/// The id of the button that opens a feature's card.
pub(super) fn button_id(item: &Id) -> String {
    format!("kano-feature-{item}")
}

/// The id of the card.
pub(super) const CARD_ID: &str = "kano-card";

const BAR_WIDTH: f64 = 160.0;
const BAR_HEIGHT: f64 = 20.0;

/// The table of all features.
#[component]
pub(super) fn FeatureTable(props: &FeatureTableProps) -> Html {
    let lang = use_lang();
    let shown = &props.shown;
    let with_importance = shown.analysis.features.iter().any(|feature| feature.importance.is_some());
    let root = use_node_ref();
    let told = use_state_eq(|| None::<Id>);
    let onkeydown = {
        let root = root.clone();
        Callback::from(move |event: KeyboardEvent| {
            let target = event.target_dyn_into::<web_sys::Element>();
            if target.is_some_and(|target| target.matches(".kano-bar").unwrap_or(false)) {
                element::move_focus_by_key(&root, ".kano-bar", &event);
            }
        })
    };
    let features = || shown.analysis.features.iter().filter(|feature| feature.n() > 0);
    let said = told.as_ref().and_then(|told| features().find(|feature| feature.item == *told));
    // One stop of the Tab key for all bars: the one that was told last.
    let bars = Bars { told: told.setter(), stop: said.or(features().next()).map(|one| Rc::clone(&one.item)) };
    html! {
        <div class="kano-results">
        // A region that scrolls sideways has to be reachable by keyboard.
        <div ref={root} class="kano-table" role="region" tabindex="0" aria-label={words::results(lang)} {onkeydown}>
            <table>
                <caption>
                    <span>{ words::caption(lang) }</span>
                    <span class="kano-table__hint">{ words::choose_feature(lang) }</span>
                </caption>
                <thead>
                    <tr>
                        <th scope="col">{ words::feature(lang) }</th>
                        <th scope="col">{ words::verdict(lang) }</th>
                        <th scope="col">{ words::remarks(lang) }</th>
                        <th scope="col">{ words::answers(lang) }</th>
                        <th scope="col" class="number">{ kano_analysis::column_better(lang) }</th>
                        <th scope="col" class="number">{ kano_analysis::column_worse(lang) }</th>
                        <th scope="col" class="number">{ words::means(lang) }</th>
                        if with_importance {
                            <th scope="col" class="number">{ words::importance(lang) }</th>
                        }
                    </tr>
                </thead>
                <tbody>
                    for feature in &shown.analysis.features {
                        { row(props, feature, &bars, with_importance, lang) }
                    }
                </tbody>
            </table>
        </div>
        if bars.stop.is_some() {
            <p class="kano-results__told">
                if let Some(feature) = said {
                    { words::about_bar(lang, &shown.titles.title(&feature.item), &plots::bar_in_words(&feature.counts, lang)) }
                } else {
                    { words::bar_hint(lang) }
                }
            </p>
            <Counts shown={shown.clone()} />
        }
        </div>
    }
}

/// The bars of the table, of which one says its numbers at a time.
struct Bars {
    told: UseStateSetter<Option<Id>>,
    stop: Option<Id>,
}

fn row(
    props: &FeatureTableProps,
    feature: &FeatureAnalysis,
    bars: &Bars,
    with_importance: bool,
    lang: Lang,
) -> Html {
    let Shown { titles, analysis, .. } = &props.shown;
    let item = &feature.item;
    let is_open = props.open.as_ref() == Some(item);
    let onclick = {
        let (on_open, item) = (props.on_open.clone(), Rc::clone(item));
        Callback::from(move |_: MouseEvent| on_open.emit((!is_open).then(|| Rc::clone(&item))))
    };
    let coefficients = feature.coefficients;
    html! {
        <tr key={item.to_string()} data-open={is_open.then_some("true")}>
            <th scope="row">
                <button type="button" id={button_id(item)} class="kano-table__open" {onclick}
                    aria-expanded={if is_open { "true" } else { "false" }} aria-controls={is_open.then_some(CARD_ID)}>
                    { titles.title(item) }
                </button>
                if !titles.is_there(item) {
                    <span class="kano-table__gone" title={words::deleted_feature_help(lang)}>{ words::deleted_feature(lang) }</span>
                }
            </th>
            <td>{ verdict_cell(feature, analysis.rule, lang) }</td>
            <td>
                <ul class="kano-remarks">
                    for (at, warning) in feature.warnings.iter().enumerate() {
                        { remark(at, warning, feature, lang) }
                    }
                </ul>
            </td>
            <td>{ answers_cell(feature, bars, lang) }</td>
            <td class="number">
                if let Some(found) = coefficients {
                    { interval(found.better, found.better_interval.low, found.better_interval.high) }
                } else {
                    { undefined(why_no_coefficients(feature, lang)) }
                }
            </td>
            <td class="number">
                if let Some(found) = coefficients {
                    { interval(found.worse, found.worse_interval.low, found.worse_interval.high) }
                } else {
                    { undefined(why_no_coefficients(feature, lang)) }
                }
            </td>
            <td class="number">
                if let Some(means) = feature.continuous {
                    <span class="kano-table__mean">{ plots::with_error(&means.functional) }</span>
                    <span class="kano-table__mean">{ plots::with_error(&means.dysfunctional) }</span>
                } else {
                    { undefined(if feature.n() == 0 { kano_analysis::no_answers(lang) } else { words::no_means(lang) }) }
                }
            </td>
            if with_importance {
                <td class="number">
                    if let Some(importance) = feature.importance {
                        { number::display(importance.mean, 1) }
                    } else {
                        { undefined(words::no_importance(lang)) }
                    }
                </td>
            }
        </tr>
    }
}

/// Why a feature has no Better and no Worse.
fn why_no_coefficients(feature: &FeatureAnalysis, lang: Lang) -> &'static str {
    if feature.n() == 0 { kano_analysis::no_answers(lang) } else { kano_analysis::no_coefficients(lang) }
}

fn verdict_cell(feature: &FeatureAnalysis, rule: KanoRule, lang: Lang) -> Html {
    let Some(found) = feature.verdict else { return undefined(kano_analysis::no_answers(lang)) };
    html! {
        <>
            { category(found, lang) }
            <span class="kano-table__sure" title={format!("{}: {}", rule.label(lang), kano_analysis::sure_help(lang))}>
                if let Some(sureness) = feature.sureness {
                    { words::sure(lang, &verdict::chance(sureness, lang)) }
                } else {
                    { undefined(words::sure_near_tie(lang)) }
                }
            </span>
        </>
    }
}

fn answers_cell(feature: &FeatureAnalysis, bars: &Bars, lang: Lang) -> Html {
    let n = kano_analysis::answers(lang, feature.n());
    if feature.n() == 0 {
        return html! { <span class="kano-table__n">{ n }</span> };
    }
    let picture = Picture {
        title: plots::bar_in_words(&feature.counts, lang),
        width: BAR_WIDTH,
        height: BAR_HEIGHT,
        marks: plots::bar(&feature.counts, at(0.0, 0.0), BAR_WIDTH, BAR_HEIGHT),
    };
    let on_told = {
        let (told, item) = (bars.told.clone(), Rc::clone(&feature.item));
        Callback::from(move |()| told.set(Some(Rc::clone(&item))))
    };
    html! {
        <div class="kano-table__bar">
            <Drawing picture={Rc::new(picture)} class="kano-bar" is_stop={bars.stop.as_ref() == Some(&feature.item)} {on_told} />
            <span class="kano-table__n">{ n }</span>
        </div>
    }
}

fn interval(value: f64, low: f64, high: f64) -> Html {
    html! {
        <>
            <span class="kano-table__value">{ fixed(value) }</span>
            { " " }
            <span class="kano-table__interval">{ format!("[{}, {}]", fixed(low), fixed(high)) }</span>
        </>
    }
}

/// A warning in two words, with its sentence behind.
fn remark(at: usize, warning: &Warning, feature: &FeatureAnalysis, lang: Lang) -> Html {
    let sentence = verdict::warning(warning, feature, lang);
    let is_grave = !matches!(warning, Warning::FewAnswers | Warning::HalfPairs(_));
    html! {
        <li key={at} class="kano-remark" data-grave={is_grave.then_some("true")} title={sentence.clone()}>
            <span aria-hidden="true">{ short(warning, lang) }</span>
            <span class="visually-hidden">{ sentence }</span>
        </li>
    }
}

fn short(warning: &Warning, lang: Lang) -> String {
    let letter = |category: &KanoCategory| category.file_name();
    match warning {
        Warning::NoAnswers => words::remark_no_answers(lang).to_owned(),
        Warning::VeryFewAnswers => words::remark_very_few(lang).to_owned(),
        Warning::FewAnswers => words::remark_few(lang).to_owned(),
        Warning::Tie(tied) => words::remark_tie(lang, &tied.iter().map(letter).collect::<Vec<_>>().join("/")),
        Warning::NearTie(first, second) => words::remark_near(lang, letter(first), letter(second)),
        Warning::RulesDisagree => words::remark_disagree(lang).to_owned(),
        Warning::Questionable(share) => words::remark_questionable(lang, &number::percent(*share, 0)),
        Warning::Reverse(share) => words::remark_reverse(lang, &number::percent(*share, 0)),
        Warning::NoCoefficients => words::remark_no_coefficients(lang).to_owned(),
        Warning::HalfPairs(pairs) => kano_analysis::half_pairs(lang, *pairs),
    }
}
