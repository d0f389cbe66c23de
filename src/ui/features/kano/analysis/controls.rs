//! How the answers are read, and what so many answers can tell.

use std::rc::Rc;

use yew::prelude::*;

use super::Shown;
use crate::domain::editor::{Command, StudyEdit};
use crate::domain::kano::coefficients::CutAt;
use crate::domain::kano::statistics::SIGNIFICANT;
use crate::domain::kano::warning::{FEW_ANSWERS, VERY_FEW_ANSWERS};
use crate::domain::kano::{FeatureAnalysis, verdict};
use crate::domain::number;
use crate::domain::plan::{KanoRule, KanoTable};
use crate::domain::text::{Lang, kano_analysis, kano_page as words, kano_survey};
use crate::ui::components::{Choice, SelectField, TextField};
use crate::ui::store::{use_handles, use_lang};

/// Properties of [`Controls`].
#[derive(Properties, PartialEq)]
pub(super) struct ControlsProps {
    /// What is looked at.
    pub shown: Shown,
    /// The segments that answered, with their sizes; empty text for those without one.
    pub names: Vec<(Rc<str>, u32)>,
    /// A segment was chosen; `None` for everyone.
    pub on_segment: Callback<Option<Rc<str>>>,
    /// Another cut was chosen.
    pub on_cut: Callback<CutAt>,
}

/// The line of controls, with what the sample can tell.
#[component]
pub(super) fn Controls(props: &ControlsProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let problem = use_state_eq(|| false);
    let (settings, how) = (&props.shown.plan.settings, &props.shown.how);
    // Values of the list are places, as a segment may be called anything.
    let place = how.segment.as_ref().and_then(|name| props.names.iter().position(|(other, _)| other == name));
    let on_segment = {
        let (names, on_segment) = (props.names.clone(), props.on_segment.clone());
        Callback::from(move |value: String| {
            let place = value.parse::<usize>().ok();
            on_segment.emit(place.and_then(|at| names.get(at)).map(|(name, _)| Rc::clone(name)));
        })
    };
    let study = |make: fn(&str) -> Option<StudyEdit>| {
        let handles = handles.clone();
        Callback::from(move |name: String| {
            if let Some(edit) = make(&name) {
                handles.edit(Command::study(vec![edit]));
            }
        })
    };
    let on_points = {
        let (handles, problem) = (handles.clone(), problem.clone());
        Callback::from(move |(text, gesture): (String, u64)| {
            let points = number::parse(&text)
                .map(|typed| if typed.percent { typed.value * 100.0 } else { typed.value });
            let points = points.filter(|points| (0.0..=100.0).contains(points));
            problem.set(points.is_none());
            if let Some(points) = points {
                handles.edit_in(gesture, Command::study(vec![StudyEdit::NearTie(points / 100.0)]));
            }
        })
    };
    let on_cut = {
        let on_cut = props.on_cut.clone();
        Callback::from(move |value: String| {
            on_cut.emit(if value == "mean" { CutAt::Mean } else { CutAt::Half });
        })
    };
    let everyone: u32 = props.names.iter().map(|(_, n)| n).sum();
    let everyone = format!("{} ({})", words::everyone(lang), number::group(everyone as usize));
    let mut segments = vec![Choice::new("", everyone)];
    for (at, (name, n)) in props.names.iter().enumerate() {
        let name = if name.is_empty() { words::no_segment(lang) } else { name };
        segments.push(Choice::new(at.to_string(), format!("{name} ({})", number::group(*n as usize))));
    }
    let tables: Vec<Choice> =
        KanoTable::ALL.iter().map(|table| Choice::new(table.file_name(), table.label(lang))).collect();
    let rules: Vec<Choice> =
        KanoRule::ALL.iter().map(|rule| Choice::new(rule.file_name(), rule.label(lang))).collect();
    let cuts: Vec<Choice> =
        CutAt::ALL.into_iter().map(|cut| Choice::new(cut_name(cut), cut.label(lang))).collect();
    let n = props.shown.analysis.respondents;
    html! {
        <section class="kano-controls" aria-label={words::controls(lang)}>
            <div class="kano-controls__fields">
                if props.names.len() > 1 {
                    <SelectField label={words::segment(lang)} value={place.map_or(String::new(), |at| at.to_string())}
                        choices={segments} on_chosen={on_segment} />
                }
                <SelectField label={words::table(lang)} value={settings.kano_table.file_name()} choices={tables}
                    on_chosen={study(|name| KanoTable::from_file_name(name).map(StudyEdit::Table))} />
                <SelectField label={words::rule(lang)} value={settings.kano_rule.file_name()} choices={rules}
                    on_chosen={study(|name| KanoRule::from_file_name(name).map(StudyEdit::Rule))} />
                <TextField class="kano-controls__points" label={words::near_tie_points(lang)}
                    value={number::plain(settings.kano_near_tie * 100.0, 2)} on_typed={on_points}
                    problem={problem.then(|| AttrValue::from(words::near_tie_problem(lang)))} />
                <SelectField label={words::cut(lang)} value={cut_name(how.cut_at)} choices={cuts} on_chosen={on_cut} />
            </div>
            <p class="hint">{ settings.kano_rule.help(lang) }</p>
            <p class="hint">{ verdict::cut(how.cut_at, lang) }</p>
            <p class="kano-controls__sample" role="status">
                <strong>{ kano_survey::respondents(lang, n as usize) }</strong>
                { kano_analysis::full_stop(lang) }
                { sample(&props.shown.analysis.features, n, lang) }
            </p>
        </section>
    }
}

fn cut_name(cut: CutAt) -> &'static str {
    match cut {
        CutAt::Half => "half",
        CutAt::Mean => "mean",
    }
}

/// What so many answers can tell, and what they cannot.
fn sample(features: &[FeatureAnalysis], n: u32, lang: Lang) -> String {
    if n == 0 {
        return words::nobody_in_segment(lang).to_owned();
    }
    let mut parts = Vec::new();
    if n < VERY_FEW_ANSWERS {
        parts.push(kano_analysis::very_few_answers(lang, &kano_analysis::answers(lang, n)));
    } else if n < FEW_ANSWERS {
        parts.push(kano_analysis::few_answers(lang, FEW_ANSWERS));
    }
    let gaps = || features.iter().filter_map(FeatureAnalysis::smallest_gap);
    let points = |gap: f64| number::display(libm::ceil(gap * 100.0).min(100.0), 0);
    let (low, high) = (points(gaps().fold(1.0, f64::min)), points(gaps().fold(0.0, f64::max)));
    parts.push(if low == high { words::one_gap(lang, &low) } else { words::gap(lang, &low, &high) });
    let separated =
        features.iter().filter_map(FeatureAnalysis::sign_test).filter(|test| test.p < SIGNIFICANT);
    parts.push(words::separated(lang, separated.count(), features.len()));
    parts.join(kano_analysis::between_sentences(lang))
}

/// A dash for what is undefined, with its reason for hands and ears.
pub(super) fn undefined(reason: &'static str) -> Html {
    html! {
        <span class="kano-undefined" title={reason}>
            <span aria-hidden="true">{ "–" }</span>
            <span class="visually-hidden">{ reason }</span>
        </span>
    }
}

/// The letter of a category with its name.
pub(super) fn category(category: crate::domain::plan::KanoCategory, lang: Lang) -> Html {
    html! {
        <span class="kano-category">
            <span class="kano" data-kano={category.file_name()} aria-hidden="true">{ category.file_name() }</span>
            <span>{ category.label(lang) }</span>
        </span>
    }
}

/// A share in whole percent, or a dash.
pub(super) fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| number::percent(share, 0))
}
