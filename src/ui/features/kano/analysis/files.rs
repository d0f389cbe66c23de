//! What leaves the page: categories to the items, and files.

use std::rc::Rc;

use yew::prelude::*;

use super::Shown;
use crate::domain::editor::{Command, Edit};
use crate::domain::export::{kano_answers, kano_results_csv};
use crate::domain::plan::{Id, KanoCategory, KanoMark, Plan};
use crate::domain::text::kano_page as words;
use crate::platform::clock;
use crate::ui::components::{Button, Variant};
use crate::ui::features::picture::{file_name, save_file};
use crate::ui::store::{use_handles, use_lang};

/// Properties of [`Files`].
#[derive(Properties, PartialEq)]
pub(super) struct FilesProps {
    /// What is looked at.
    pub shown: Shown,
}

/// The buttons below the table.
#[component]
pub(super) fn Files(props: &FilesProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let shown = &props.shown;
    let keeps = use_state_eq(|| true);
    let marks = marks(shown, "");
    let by_hand: Vec<(Id, String)> = by_hand(shown, &marks)
        .into_iter()
        .map(|(item, [before, after])| {
            let title = shown.titles.title(item);
            (Rc::clone(item), words::chosen_by_hand(lang, &title, before.label(lang), after.label(lang)))
        })
        .collect();
    let kept: Rc<[Id]> = by_hand.iter().filter(|_| *keeps).map(|(item, _)| Rc::clone(item)).collect();
    let marks: Vec<_> = marks.into_iter().filter(|(item, _)| !kept.contains(item)).collect();
    let disabled = if shown.how.segment.is_some() {
        Some(words::write_back_segment(lang))
    } else if marks.is_empty() {
        Some(words::write_back_nothing(lang))
    } else if marks.iter().all(|(item, mark)| is_written(&shown.plan, item, mark)) {
        Some(words::write_back_same(lang))
    } else {
        None
    };
    let write_back = {
        let (handles, shown, kept) = (handles.clone(), shown.clone(), kept.clone());
        Callback::from(move |()| {
            let today: String = clock::now_iso().chars().take(10).collect();
            let mut marks = self::marks(&shown, &today);
            marks.retain(|(item, _)| !kept.contains(item));
            let count = marks.len();
            let edits = marks.into_iter().map(|(item, mark)| (item, Edit::Kano(Some(mark)))).collect();
            handles.edit(Command::EditItems(edits));
            handles.tell_undoable(words::written(lang, count));
        })
    };
    let on_keeps = {
        let keeps = keeps.clone();
        Callback::from(move |_: Event| keeps.set(!*keeps))
    };
    let results = {
        let (handles, shown) = (handles.clone(), shown.clone());
        Callback::from(move |()| {
            let content = kano_results_csv(&shown.analysis, &|item| shown.titles.title(item), lang);
            let name = file_name(&shown.plan, words::file_results(lang), kano_answers::EXTENSION, lang);
            save_file(&handles, &name, kano_answers::MIME, &content, lang);
        })
    };
    let answers = {
        let (handles, shown) = (handles.clone(), shown.clone());
        Callback::from(move |()| {
            let content = kano_answers::write(&shown.plan.kano, &shown.plan.items, lang);
            let name = file_name(&shown.plan, words::file_answers(lang), kano_answers::EXTENSION, lang);
            save_file(&handles, &name, kano_answers::MIME, content.as_bytes(), lang);
        })
    };
    html! {
        <section class="kano-files" aria-label={words::write_back(lang)}>
            <div class="kano-files__buttons">
                <Button label={words::write_back(lang)} variant={Variant::Primary} on_press={write_back}
                    disabled={disabled.map(AttrValue::from)} />
                <Button label={words::results_csv(lang)} on_press={results} />
                <Button label={words::answers_csv(lang)} on_press={answers} />
            </div>
            if !by_hand.is_empty() {
                <label class="check">
                    <input type="checkbox" class="checkbox" checked={*keeps} onchange={on_keeps} />
                    <span>{ words::keep_by_hand(lang) }</span>
                </label>
                <ul class="kano-files__by-hand">
                    for (item, sentence) in by_hand {
                        <li key={item.to_string()}>{ sentence }</li>
                    }
                </ul>
            }
            <p class="hint">{ disabled.unwrap_or_else(|| words::write_back_help(lang)) }</p>
        </section>
    }
}

/// What the study says about each item that is there, found on a day.
pub(super) fn marks(shown: &Shown, today: &str) -> Vec<(Id, KanoMark)> {
    let there = shown.analysis.features.iter().filter(|feature| shown.titles.is_there(&feature.item));
    there
        .filter_map(|feature| {
            let mark = KanoMark {
                better: feature.coefficients.map(|found| found.better),
                worse: feature.coefficients.map(|found| found.worse),
                n: Some(feature.n()),
                date: Some(today.to_owned()),
                p: feature.sureness,
                ..KanoMark::new(feature.verdict?, KanoMark::STUDY)
            };
            Some((Rc::clone(&feature.item), mark))
        })
        .collect()
}

/// The items whose category was chosen by hand and is another one by the study: which it is, and
/// which it would become.
pub(super) fn by_hand<'a>(shown: &Shown, marks: &'a [(Id, KanoMark)]) -> Vec<(&'a Id, [KanoCategory; 2])> {
    let differs = |(item, mark): &'a (Id, KanoMark)| {
        let before = shown.plan.item(item)?.kano.as_ref()?;
        let by_hand = before.is_manual() && before.category != mark.category;
        by_hand.then_some((item, [before.category, mark.category]))
    };
    marks.iter().filter_map(differs).collect()
}

/// Whether an item has a mark already; on which day it got it does not matter.
pub(super) fn is_written(plan: &Plan, item: &Id, mark: &KanoMark) -> bool {
    let written = plan.item(item).and_then(|item| item.kano.as_ref());
    written.is_some_and(|written| {
        KanoMark { date: None, extra: mark.extra.clone(), ..written.clone() }
            == KanoMark { date: None, ..mark.clone() }
    })
}
