//! The respondents as a table.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::date;
use crate::domain::editor::{Command, StudyEdit};
use crate::domain::kano::{Respondent, Study};
use crate::domain::plan::{Id, Plan};
use crate::domain::text::{kano_study as words, kano_survey};
use crate::ui::components::{Choice, SelectField};
use crate::ui::store::{use_handles, use_lang};

/// Respondents that are listed; the rest is counted.
const SHOWN: usize = 200;

/// Segments that a chooser lists.
const MOST_CHOICES: usize = 64;

/// Properties of [`People`].
#[derive(Properties)]
pub struct PeopleProps {
    /// The plan with its study.
    pub plan: Rc<Plan>,
    /// The segment that is shown; `None` for everybody.
    pub segment: Option<String>,
    /// Called to edit the answers of one.
    pub on_edit: Callback<Id>,
}

impl PartialEq for PeopleProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && self.segment == other.segment
    }
}

/// The respondents, the latest first.
#[component]
pub fn People(props: &PeopleProps) -> Html {
    let lang = use_lang();
    let study = &props.plan.kano;
    let is_shown =
        |one: &&Rc<Respondent>| props.segment.as_ref().is_none_or(|segment| one.segment == *segment);
    let count = study.respondents.iter().filter(is_shown).count();
    let segments: Rc<Vec<String>> =
        Rc::new(super::groups(study).into_iter().map(|(name, _)| name).chain(study.segments.clone()).fold(
            Vec::new(),
            |mut all, name| {
                if !name.is_empty() && !all.contains(&name) && all.len() < MOST_CHOICES {
                    all.push(name);
                }
                all
            },
        ));
    html! {
        <div class="answers__table" tabindex="0" role="region" aria-label={words::respondents_table(lang)}>
            <table class="kano-table">
                <caption class="visually-hidden">{ words::respondents_table(lang) }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ kano_survey::respondent(lang) }</th>
                        <th scope="col">{ kano_survey::segment(lang) }</th>
                        <th scope="col">{ words::date(lang) }</th>
                        <th scope="col" class="kano-table__number">{ words::answered(lang) }</th>
                        <td></td>
                    </tr>
                </thead>
                <tbody>
                    for respondent in study.respondents.iter().rev().filter(is_shown).take(SHOWN) {
                        <One key={respondent.id.to_string()} study={study.clone()} respondent={respondent.clone()} segments={segments.clone()} on_edit={props.on_edit.clone()} />
                    }
                </tbody>
            </table>
            if count > SHOWN {
                <p class="hint answers__more">{ words::more_respondents(lang, count - SHOWN) }</p>
            }
        </div>
    }
}

/// Properties of [`One`].
#[derive(Properties)]
struct OneProps {
    study: Rc<Study>,
    respondent: Rc<Respondent>,
    segments: Rc<Vec<String>>,
    on_edit: Callback<Id>,
}

impl PartialEq for OneProps {
    fn eq(&self, other: &Self) -> bool {
        // Of the study only the features matter, which seldom change while people are looked at.
        Rc::ptr_eq(&self.respondent, &other.respondent)
            && self.segments == other.segments
            && self.study.features == other.study.features
    }
}

/// One respondent.
#[component]
fn One(props: &OneProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let respondent = &props.respondent;
    let id = &respondent.id;
    let on_segment = {
        let (handles, id) = (handles.clone(), Rc::clone(id));
        Callback::from(move |segment: String| {
            let respondents = vec![Rc::clone(&id)];
            handles.edit(Command::study(vec![StudyEdit::Segment { respondents, segment }]));
        })
    };
    let on_remove = {
        let (handles, id) = (handles.clone(), Rc::clone(id));
        Callback::from(move |_: MouseEvent| {
            handles.edit(Command::study(vec![StudyEdit::RemoveRespondents(vec![Rc::clone(&id)])]));
            handles.tell_undoable(words::removed(lang).to_owned());
        })
    };
    let on_edit = {
        let (on_edit, id) = (props.on_edit.clone(), Rc::clone(id));
        Callback::from(move |_: MouseEvent| on_edit.emit(Rc::clone(&id)))
    };
    let mut choices = vec![Choice::new("", words::no_segment(lang))];
    choices.extend(props.segments.iter().map(|name| Choice::new(name.clone(), name.clone())));
    if !respondent.segment.is_empty() && !props.segments.contains(&respondent.segment) {
        choices.push(Choice::new(respondent.segment.clone(), respondent.segment.clone()));
    }
    let date = match respondent.date.as_str() {
        "" => String::new(),
        date => date::display(date, lang),
    };
    html! {
        <tr>
            <th scope="row" class="answers__id">{ &**id }</th>
            <td>
                if choices.len() > 1 {
                    <SelectField label={words::segment_of(lang, id)} bare=true value={respondent.segment.clone()} {choices} on_chosen={on_segment} />
                }
            </td>
            <td>{ date }</td>
            <td class="kano-table__number">{ words::answered_of(lang, answered(&props.study, respondent), props.study.features.len()) }</td>
            <td class="answers__does">
                <button type="button" class="button button--quiet" aria-label={words::edit_one(lang, id)} onclick={on_edit}>{ words::edit_answers(lang) }</button>
                <button type="button" class="button button--quiet" aria-label={words::remove_one(lang, id)} onclick={on_remove}>{ words::remove(lang) }</button>
            </td>
        </tr>
    }
}

/// How many features of the study have both answers.
fn answered(study: &Study, respondent: &Respondent) -> usize {
    let has = |item: &str| respondent.answer(item).and_then(|answer| answer.pair()).is_some();
    study.features.iter().filter(|feature| has(&feature.item)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kano::{Answer, Feature, Reply};

    #[test]
    fn only_whole_pairs_about_features_of_the_study_are_answered() {
        let feature = |item: &str| Feature { item: item.into(), ..Feature::default() };
        let study = Study { features: vec![feature("i1"), feature("i2"), feature("i3")], ..Study::default() };
        let half = Answer { functional: Some(Reply::Like), ..Answer::default() };
        let whole = Answer { dysfunctional: Some(Reply::Neutral), ..half };
        let mut respondent = Respondent::default();
        for (item, answer) in [("i1", whole), ("i2", half), ("gone", whole)] {
            respondent.set_answer(&item.into(), Some(answer));
        }
        assert_eq!(answered(&study, &respondent), 1);
    }
}
