//! The answers of one respondent, entered by hand: from paper, or to mend them.

use std::rc::Rc;

use yew::prelude::*;

use super::reply::{importance_field, reply_field};
use super::today;
use crate::domain::editor::{Command, Known, StudyEdit};
use crate::domain::kano::code::ID_PREFIX;
use crate::domain::kano::wording::{self, POULIOT};
use crate::domain::kano::{Answer, Reply, Respondent};
use crate::domain::plan::{Id, Plan};
use crate::domain::text::{common, kano_study as words, kano_survey};
use crate::ui::components::{Button, Choice, SelectField, Variant};
use crate::ui::features::kano::study::title;
use crate::ui::store::{new_id, use_handles, use_lang};

/// Properties of [`ByHand`].
#[derive(Properties)]
pub struct ByHandProps {
    /// The plan with its study.
    pub plan: Rc<Plan>,
    /// Whose answers are mended; `None` for somebody new.
    pub respondent: Option<Id>,
    /// Called when it is over.
    pub on_done: Callback<()>,
}

impl PartialEq for ByHandProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && self.respondent == other.respondent
    }
}

/// A form with a row for each feature.
#[component]
pub fn ByHand(props: &ByHandProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let study = &props.plan.kano;
    let draft = use_state_eq(|| {
        let known = props.respondent.as_ref().and_then(|id| study.respondent(id));
        known.map(|known| Respondent::clone(known)).unwrap_or_default()
    });
    let set = wording::by_id(&study.wording).unwrap_or(&POULIOT);
    let has_importance =
        study.importance || draft.answers.iter().any(|(_, answer)| answer.importance.is_some());
    let on_segment = {
        let draft = draft.clone();
        Callback::from(move |segment: String| draft.set(Respondent { segment, ..Respondent::clone(&draft) }))
    };
    let answer = |item: &Id| draft.answer(item).copied().unwrap_or_default();
    let on_answer = |item: &Id| {
        let (draft, item) = (draft.clone(), Rc::clone(item));
        Callback::from(move |answer: Answer| {
            let mut next = Respondent::clone(&draft);
            next.set_answer(&item, Some(answer));
            draft.set(next);
        })
    };
    let save = |again: bool| {
        let (handles, draft, on_done) = (handles.clone(), draft.clone(), props.on_done.clone());
        Callback::from(move |()| {
            let mut one = Respondent::clone(&draft);
            if one.id.is_empty() {
                one.id = new_id(ID_PREFIX);
                one.date = today();
            }
            let edit = StudyEdit::AddRespondents { respondents: vec![Rc::new(one)], known: Known::Replace };
            handles.edit(Command::study(vec![edit]));
            handles.tell_undoable(words::saved_by_hand(lang).to_owned());
            match again {
                true => draft.set(Respondent::default()),
                false => on_done.emit(()),
            }
        })
    };
    let nothing = draft.answers.is_empty().then(|| AttrValue::from(words::nothing_answered(lang)));
    let heading = match &props.respondent {
        Some(id) => words::answers_by(lang, id),
        None => kano_survey::enter_by_hand(lang).to_owned(),
    };
    let mut segments = vec![Choice::new("", words::no_segment(lang))];
    segments.extend(study.segments.iter().map(|name| Choice::new(name.clone(), name.clone())));
    if !draft.segment.is_empty() && !study.segments.contains(&draft.segment) {
        segments.push(Choice::new(draft.segment.clone(), draft.segment.clone()));
    }
    html! {
        <section class="kano-card by-hand" aria-labelledby="by-hand">
            <header class="kano-card__head"><h2 id="by-hand" class="kano-card__title">{ heading.clone() }</h2></header>
            if segments.len() > 1 {
                <SelectField label={kano_survey::segment(lang)} value={draft.segment.clone()} choices={segments} on_chosen={on_segment} />
            }
            <table class="kano-table by-hand__table">
                <caption class="visually-hidden">{ heading }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ words::feature(lang) }</th>
                        <th scope="col">{ kano_survey::with_it(lang) }</th>
                        <th scope="col">{ kano_survey::without_it(lang) }</th>
                        if has_importance {
                            <th scope="col">{ kano_survey::importance(lang) }</th>
                        }
                    </tr>
                </thead>
                <tbody>
                    for feature in &study.features {
                        { row(&title(&props.plan, &feature.item, lang), &feature.item, answer(&feature.item), has_importance, set, lang, on_answer(&feature.item)) }
                    }
                </tbody>
            </table>
            <div class="study__actions">
                <Button label={words::save_answers(lang)} variant={Variant::Primary} disabled={nothing.clone()} on_press={save(false)} />
                if props.respondent.is_none() {
                    <Button label={words::save_and_next(lang)} disabled={nothing} on_press={save(true)} />
                }
                <Button label={common::cancel(lang)} on_press={props.on_done.clone()} />
            </div>
        </section>
    }
}

fn row(
    title: &str,
    item: &Id,
    answer: Answer,
    has_importance: bool,
    set: &'static wording::Wording,
    lang: crate::domain::text::Lang,
    on_answer: Callback<Answer>,
) -> Html {
    let with = on_answer.reform(move |functional: Option<Reply>| Answer { functional, ..answer });
    let without = on_answer.reform(move |dysfunctional: Option<Reply>| Answer { dysfunctional, ..answer });
    let important = on_answer.reform(move |importance: Option<u8>| Answer { importance, ..answer });
    html! {
        <tr key={item.to_string()}>
            <th scope="row">{ title }</th>
            <td>{ reply_field(words::reply_with(lang, title), answer.functional, set, lang, with) }</td>
            <td>{ reply_field(words::reply_without(lang, title), answer.dysfunctional, set, lang, without) }</td>
            if has_importance {
                <td>{ importance_field(words::reply_importance(lang, title), answer.importance, set, lang, important) }</td>
            }
        </tr>
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::domain::sample;
    use crate::domain::text::Lang;
    use crate::ui::rendered::rendered;

    #[test]
    fn the_form_holds_what_the_respondent_said() {
        let plan = Rc::new(sample::plan(Lang::En, "p".into(), "2026-11-22T09:00:00Z"));
        let form = |respondent: Option<&str>| {
            let respondent = respondent.map(Id::from);
            rendered::<ByHand>(ByHandProps { plan: plan.clone(), respondent, on_done: Callback::noop() })
        };
        let features = plan.kano.features.len();
        let (new, known) = (form(None), form(Some("r1")));
        for html in [&new, &known] {
            assert_eq!(html.matches("scope=\"row\"").count(), features);
        }
        assert!(
            new.contains("There is no answer to save yet.") && new.contains("Save and enter the next one")
        );
        assert!(known.contains("Answers of r1") && !known.contains("There is no answer"));
        assert!(form(Some("gone")).contains("There is no answer to save yet."));
    }
}
