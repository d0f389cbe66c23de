//! Everything about one feature: the sentence, the rules, the counts, the tests, the
//! segments, a comparison, the curve.

use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use super::controls::{category, percent, undefined};
use super::figure::Plot;
use super::table::{CARD_ID, button_id};
use super::{Shown, Titles};
use crate::domain::kano::analysis::View;
use crate::domain::kano::coefficients::Coefficients;
use crate::domain::kano::compare::{compare_features, compare_groups};
use crate::domain::kano::plots;
use crate::domain::kano::proportion::Interval;
use crate::domain::kano::segments::SegmentDifference;
use crate::domain::kano::tally::Counts;
use crate::domain::kano::{FeatureAnalysis, classify, verdict};
use crate::domain::number;
use crate::domain::picture::fixed;
use crate::domain::plan::{Id, KanoCategory, KanoRule};
use crate::domain::text::{Lang, kano_analysis, kano_page as words, kano_survey};
use crate::platform::{dom, element};
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Choice, IconButton, IconName, SelectField};
use crate::ui::features::picture::{PictureMenu, draws};
use crate::ui::store::use_lang;

/// Properties of [`Card`].
#[derive(Properties, PartialEq)]
pub(super) struct CardProps {
    /// What is looked at.
    pub shown: Shown,
    /// The feature's item.
    pub item: Id,
    /// Called with `None` to close the card.
    pub on_open: Callback<Option<Id>>,
}

/// The width of the curve's picture: that of the card.
const CURVE_WIDTH: f64 = 340.0;

/// The card of one feature.
#[component]
pub(super) fn Card(props: &CardProps) -> Html {
    let lang = use_lang();
    let root = use_node_ref();
    use_effect_with((), {
        let root = root.clone();
        // Not only the focus: on a phone the card stands below the table, out of sight.
        move |()| {
            if let Some(card) = root.cast::<HtmlElement>() {
                let _ = card.focus();
            }
        }
    });
    let close = {
        let (on_open, item) = (props.on_open.clone(), Rc::clone(&props.item));
        Callback::from(move |()| {
            on_open.emit(None);
            dom::focus(&button_id(&item));
        })
    };
    let onkeydown = {
        let close = close.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && !event.default_prevented() && !element::is_composing(&event) {
                event.stop_propagation();
                close.emit(());
            }
        })
    };
    let shown = &props.shown;
    let Some(feature) = shown.feature(&props.item) else { return Html::default() };
    let title = shown.titles.title(&props.item);
    html! {
        <section ref={root} id={CARD_ID} class="kano-card" tabindex="-1" aria-label={words::card_of(lang, &title)} {onkeydown}>
            <header class="kano-card__head">
                <h2>{ title }</h2>
                <IconButton label={words::close_card(lang)} icon={IconName::Close} on_press={close} />
            </header>
            if !shown.titles.is_there(&props.item) {
                <p class="hint">{ words::deleted_feature_help(lang) }</p>
            }
            <p class="kano-card__sentence">{ verdict::sentence(feature, shown.analysis.rule, lang) }</p>
            <ul class="kano-card__warnings">
                for (at, warning) in feature.warnings.iter().filter(|warning| !warning.is_in_verdict()).enumerate() {
                    <li key={at}>{ verdict::warning(warning, feature, lang) }</li>
                }
            </ul>
            if feature.n() > 0 {
                { views(feature, shown.analysis.rule, lang) }
                { counts(feature, lang) }
                <h3>{ words::sample(lang) }</h3>
                <p>{ verdict::sample(feature, lang) }</p>
                if let Some(sentence) = verdict::sign_test(feature, lang) {
                    <p>{ sentence }</p>
                }
                if let Some(test) = feature.fong() {
                    <details>
                        <summary>{ words::fong(lang) }</summary>
                        <p>{ verdict::fong(&test, lang) }</p>
                    </details>
                }
                { segments(shown, feature, lang) }
                <Compared shown={shown.clone()} item={props.item.clone()} />
                <Curve shown={shown.clone()} item={props.item.clone()} />
            }
        </section>
    }
}

/// What each rule and each plot says.
fn views(feature: &FeatureAnalysis, rule: KanoRule, lang: Lang) -> Html {
    html! {
        <>
            <h3>{ words::views(lang) }</h3>
            if feature.views.agree() {
                <p>{ words::views_agree(lang) }</p>
            }
            <dl class="kano-card__views">
                for (view, found) in feature.views.iter() {
                    <div key={verdict::view(view, lang)} data-chosen={(view == View::Rule(rule)).then_some("true")}>
                        <dt>
                            { verdict::view(view, lang) }
                            if view == View::Rule(rule) {
                                <span class="kano-card__chosen">{ words::chosen_rule(lang) }</span>
                            }
                        </dt>
                        <dd>{ category(found, lang) }</dd>
                    </div>
                }
            </dl>
        </>
    }
}

/// Counts and shares with intervals that hold for all six at once.
fn counts(feature: &FeatureAnalysis, lang: Lang) -> Html {
    let intervals = feature.share_intervals();
    let interval = |category: KanoCategory| {
        let found = intervals.as_ref().and_then(|all| all.get(category as usize));
        found.map_or_else(
            || "–".to_owned(),
            |found| format!("{} – {}", number::percent(found.low, 0), number::percent(found.high, 0)),
        )
    };
    let is_mode = |category: KanoCategory| {
        let found = feature.mode_probabilities.as_ref().and_then(|all| all.get(category as usize));
        found.map_or_else(|| "–".to_owned(), |chance| verdict::chance(*chance, lang))
    };
    html! {
        <table class="kano-card__counts">
            <caption>{ words::counts(lang) }</caption>
            <thead>
                <tr>
                    <th scope="col">{ words::category(lang) }</th>
                    <th scope="col" class="number">{ words::count(lang) }</th>
                    <th scope="col" class="number">{ words::share(lang) }</th>
                    <th scope="col" class="number">{ words::interval(lang) }</th>
                    <th scope="col" class="number">{ words::mode_probability(lang) }</th>
                </tr>
            </thead>
            <tbody>
                for (found, count) in feature.counts.iter() {
                    <tr key={found.file_name()}>
                        <th scope="row">{ category(found, lang) }</th>
                        <td class="number">{ number::group(count as usize) }</td>
                        <td class="number">{ percent(feature.counts.share(found)) }</td>
                        <td class="number">{ interval(found) }</td>
                        <td class="number">{ is_mode(found) }</td>
                    </tr>
                }
            </tbody>
            <tfoot>
                <tr><td colspan="5" class="hint">{ kano_analysis::shares_help(lang) }</td></tr>
                <tr>
                    <td colspan="5" class="hint">
                        { kano_analysis::says(lang, kano_analysis::column_category_strength(lang), &percent(feature.category_strength)) }
                        { kano_analysis::semicolon(lang) }
                        { kano_analysis::says(lang, kano_analysis::column_total_strength(lang), &percent(feature.total_strength)) }
                    </td>
                </tr>
            </tfoot>
        </table>
    }
}

/// The segments side by side, and whether they really differ.
fn segments(shown: &Shown, feature: &FeatureAnalysis, lang: Lang) -> Html {
    let difference: Option<&SegmentDifference> =
        shown.differences.features.iter().find(|difference| difference.item == feature.item);
    let segments = &shown.differences.segments;
    let Some(difference) = difference.filter(|_| segments.len() > 1) else {
        return html! { <><h3>{ words::segments(lang) }</h3><p>{ words::no_segments(lang) }</p></> };
    };
    html! {
        <>
            <h3>{ words::segments(lang) }</h3>
            <p data-carried={difference.is_carried().then_some("true")}>
                { verdict::segments(difference, shown.analysis.features.len(), lang) }
            </p>
            <div class="kano-card__scroll" role="region" tabindex="0" aria-label={words::segments(lang)}>
                <table class="kano-card__counts">
                    <thead>
                        <tr>
                            <th scope="col">{ words::segment(lang) }</th>
                            <th scope="col" class="number">{ words::answers(lang) }</th>
                            <th scope="col">{ kano_analysis::column_mode(lang) }</th>
                            <th scope="col" class="number">{ kano_analysis::column_better(lang) }</th>
                            <th scope="col" class="number">{ kano_analysis::column_worse(lang) }</th>
                            for category in KanoCategory::ALL {
                                <th key={category.file_name()} scope="col" class="number" title={category.label(lang)}>{ category.file_name() }</th>
                            }
                        </tr>
                    </thead>
                    <tbody>
                        for ((name, _), counts) in segments.iter().zip(&difference.counts) {
                            <tr key={name.as_str()}>
                                <th scope="row">{ name }</th>
                                <td class="number">{ number::group(counts.total() as usize) }</td>
                                <td>
                                    if let Some(mode) = classify::mode(counts) {
                                        { category(mode, lang) }
                                    } else {
                                        { undefined(kano_analysis::no_answers(lang)) }
                                    }
                                </td>
                                for (at, value) in better_worse(counts).into_iter().enumerate() {
                                    <td key={at} class="number">{ value }</td>
                                }
                                for (category, count) in counts.iter() {
                                    <td key={category.file_name()} class="number">
                                        { words::count_share(lang, &number::group(count as usize), &percent(counts.share(category))) }
                                    </td>
                                }
                            </tr>
                        }
                    </tbody>
                </table>
            </div>
            for (at, sentence) in larger(segments, &difference.counts, lang).into_iter().enumerate() {
                <p key={at}>{ sentence }</p>
            }
            <p class="hint">{ kano_analysis::segments_help(lang) }</p>
        </>
    }
}

/// Better and Worse with their intervals, or dashes.
fn better_worse(counts: &Counts) -> [String; 2] {
    let with = |value: f64, interval: Interval| {
        format!("{} [{}, {}]", fixed(value), fixed(interval.low), fixed(interval.high))
    };
    match Coefficients::of(counts) {
        Some(found) => [with(found.better, found.better_interval), with(found.worse, found.worse_interval)],
        None => ["–", "–"].map(str::to_owned),
    }
}

/// Which of the two largest segments has the larger Better and Worse, and how likely that is.
fn larger(segments: &[(String, u32)], counts: &[Counts], lang: Lang) -> Vec<String> {
    let mut sized: Vec<(&str, &Counts)> =
        segments.iter().map(|(name, _)| name.as_str()).zip(counts).collect();
    sized.sort_by_key(|(_, counts)| std::cmp::Reverse(counts.total()));
    let [(first, of_first), (second, of_second), ..] = sized.as_slice() else { return Vec::new() };
    let Some(found) = compare_groups(of_first, of_second) else { return Vec::new() };
    let sentence = |coefficient: &str, chance: f64| {
        let (larger, smaller, chance) =
            if chance < 0.5 { (second, first, 1.0 - chance) } else { (first, second, chance) };
        kano_analysis::is_larger(lang, coefficient, larger, smaller, &verdict::chance(chance, lang))
    };
    vec![
        sentence(kano_analysis::better(lang), found.better_is_larger),
        sentence(kano_analysis::worse_size(lang), found.worse_is_larger),
    ]
}

/// Properties of [`Compared`] and [`Curve`].
#[derive(Properties, PartialEq)]
struct PartProps {
    shown: Shown,
    item: Id,
}

/// One feature against another one.
#[component]
fn Compared(props: &PartProps) -> Html {
    let lang = use_lang();
    let other = use_state_eq(|| None::<Id>);
    let Shown { plan, how, titles, analysis, .. } = &props.shown;
    let asked = (ByPointer(Rc::clone(&plan.kano)), how.clone(), props.item.clone(), (*other).clone());
    let found = use_memo(asked, |(study, how, item, other)| {
        let other = other.as_ref()?;
        Some(compare_features(&study.0, item, other, how.settings.kano_table, how.segment.as_deref()))
    });
    let on_chosen = {
        let other = other.clone();
        Callback::from(move |id: String| other.set((!id.is_empty()).then(|| Id::from(id))))
    };
    let rest = analysis.features.iter().filter(|feature| feature.item != props.item);
    let choices: Vec<Choice> = [Choice::new("", words::compare_none(lang))]
        .into_iter()
        .chain(rest.map(|feature| Choice::new(feature.item.to_string(), titles.title(&feature.item))))
        .collect();
    let sentence = other.as_ref().zip(*found).map(|(other, found)| match found {
        Some(found) => {
            let (first, second) = (titles.title(&props.item), titles.title(other));
            let in_both = kano_survey::respondents(lang, found.in_both as usize);
            [verdict::comparison(&found, &first, &second, lang), words::in_both(lang, &in_both)]
                .join(kano_analysis::between_sentences(lang))
        }
        None => words::compare_undefined(lang).to_owned(),
    });
    html! {
        <div class="kano-card__compare">
            <SelectField label={words::compare(lang)} value={other.as_ref().map(ToString::to_string).unwrap_or_default()}
                {choices} {on_chosen} />
            <p role="status">{ sentence.unwrap_or_default() }</p>
        </div>
    }
}

/// The satisfaction curve.
#[component]
fn Curve(props: &PartProps) -> Html {
    let lang = use_lang();
    let shown = &props.shown;
    let title = shown.titles.title(&props.item);
    let (analysis, item) = (Rc::clone(&shown.analysis), Rc::clone(&props.item));
    let draw = draws(&shown.plan, move |plan, lang| {
        let feature = analysis.features.iter().find(|feature| feature.item == item)?;
        plots::satisfaction(feature, &Titles::of(plan, lang).title(&item), CURVE_WIDTH, lang)
    });
    let picture = shown
        .feature(&props.item)
        .and_then(|feature| plots::satisfaction(feature, &title, CURVE_WIDTH, lang))
        .map(Rc::new);
    html! {
        <>
            <h3>{ words::curve(lang) }</h3>
            if let Some(picture) = picture {
                <Plot picture={picture.clone()} />
                <p class="hint">{ kano_analysis::curve_help(lang) }</p>
                <div class="kano-figure__buttons">
                    <PictureMenu {draw} of={words::curve(lang)} />
                </div>
            } else {
                <p class="hint">{ words::no_curve(lang) }</p>
            }
        </>
    }
}
