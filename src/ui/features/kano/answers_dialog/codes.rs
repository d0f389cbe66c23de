//! What came of pasted answer codes, and the step that takes them in.

use std::rc::Rc;

use yew::prelude::*;

use super::arrive::Arrival;
use super::taking::Taking;
use super::{AT_ONCE, Problems, SHOWN_PROBLEMS, problem_list, progress};
use crate::domain::kano::arrivals::SameRespondent;
use crate::domain::kano::collect::Collected;
use crate::domain::plan::{Id, Plan};
use crate::domain::slices::Slices;
use crate::domain::text::{Lang, common, kano_study as words, kano_survey};
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Button, Choice, Dialog, SelectField, Variant};
use crate::ui::slicing::use_made;
use crate::ui::store::use_lang;

/// Properties of [`Codes`].
#[derive(Properties)]
pub struct CodesProps {
    /// The plan with its study.
    pub plan: Rc<Plan>,
    /// What was found.
    pub collected: ByPointer<Collected>,
    /// Called with the answers to take in.
    pub on_take: Callback<Rc<Taking>>,
    /// Called to paste something else.
    pub on_again: Callback<()>,
    /// Called to close the dialog.
    pub on_close: Callback<()>,
}

impl PartialEq for CodesProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && self.collected == other.collected
    }
}

/// The second step for codes.
#[component]
pub fn Codes(props: &CodesProps) -> Html {
    let lang = use_lang();
    let choice = use_state_eq(SameRespondent::default);
    let collected = &*props.collected.0;
    let arriving = use_made(
        (props.collected.clone(), ByPointer(props.plan.clone()), *choice),
        collected.respondents.len() * props.plan.kano.features.len() <= AT_ONCE,
        |(collected, plan, choice)| {
            let (collected, plan, choice) = (collected.0.clone(), plan.0.clone(), *choice);
            Slices::new(move |units| async move {
                let study = &plan.kano;
                let asked: Vec<Id> = study.features.iter().map(|feature| Rc::clone(&feature.item)).collect();
                units.expect(collected.respondents.len() * asked.len());
                Arrival::of(study, &collected.respondents, &asked, choice, &units).await
            })
        },
    );
    let arrival = arriving.made.clone().unwrap_or_default();
    let take_in = {
        let (on_take, arrival) = (props.on_take.clone(), arriving.done().cloned());
        Callback::from(move |()| {
            let Some(arrival) = &arrival else { return };
            on_take.emit(Rc::new(Taking {
                commands: arrival.commands(Vec::new()),
                told: words::taken_in(lang, &arrival.tally.summary(lang)),
            }));
        })
    };
    let problems = Problems {
        title: kano_survey::code_problems(lang, collected.problem_count),
        lines: collected
            .problems
            .iter()
            .take(SHOWN_PROBLEMS)
            .map(|problem| problem.line_of_text(lang))
            .collect(),
        count: collected.problem_count,
    };
    let nothing = match arriving.progress {
        Some(_) => Some(AttrValue::from(words::reading(lang))),
        None => (!arrival.tally.changes()).then(|| AttrValue::from(words::nothing_new(lang))),
    };
    html! {
        <Dialog title={kano_survey::collect(lang)} close_label={common::close(lang)} on_close={props.on_close.clone()} footer={html! {
            <>
                <Button label={words::other_text(lang)} on_press={props.on_again.clone()} />
                <Button label={words::take_in(lang)} variant={Variant::Primary} disabled={nothing} on_press={take_in} />
            </>
        }}>
            <div class="import">
                if let Some(done) = arriving.progress {
                    { progress(done, words::reading(lang)) }
                } else {
                    <p role="status"><strong>{ arrival.tally.summary(lang) }</strong></p>
                }
                if collected.lost_segments > 0 {
                    <p class="hint">{ kano_survey::lost_segments(lang, collected.lost_segments) }</p>
                }
                if arrival.meets_known() {
                    { known(*choice, { let choice = choice.clone(); Callback::from(move |chosen| choice.set(chosen)) }, lang) }
                }
                { problem_list(&problems, lang) }
            </div>
        </Dialog>
    }
}

/// What becomes of those who answered before.
pub fn known(choice: SameRespondent, on_chosen: Callback<SameRespondent>, lang: Lang) -> Html {
    let value = match choice {
        SameRespondent::Replace => "replace",
        SameRespondent::Keep => "keep",
    };
    html! {
        <SelectField label={kano_survey::same_respondent(lang)} {value}
            choices={vec![Choice::new("replace", kano_survey::same_replace(lang)), Choice::new("keep", kano_survey::same_keep(lang))]}
            on_chosen={Callback::from(move |value: String| {
                on_chosen.emit(if value == "keep" { SameRespondent::Keep } else { SameRespondent::Replace });
            })} />
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::domain::kano::collect::collect;
    use crate::domain::kano::entry::Entry;
    use crate::domain::kano::survey::{Fingerprint, Survey};
    use crate::domain::kano::{Reply, Respondent};
    use crate::domain::sample;
    use crate::ui::rendered::rendered;

    #[test]
    fn codes_are_summed_up_with_what_is_wrong_and_a_choice_about_known_people() {
        let mut plan = sample::plan(Lang::En, "p".into(), "2026-11-22T09:00:00Z");
        let known = Respondent { id: "r_00000001".into(), ..Respondent::default() };
        Rc::make_mut(&mut plan.kano).respondents.push(Rc::new(known));
        let survey = Survey::new(&plan.kano, &plan.id, &plan.items).unwrap();
        let code = |id: &str| {
            let entry = Entry::new(&survey, id.into()).with_functional(Some(Reply::Like));
            entry.code(&survey).unwrap()
        };
        let (one, two) = (code("r_00000001"), code("r_00000002"));
        let cut: String = two.chars().take(14).collect();
        let text = format!("{one}\n{two}\n{one}\n{cut}");
        let collected = collect(&text, &plan.kano, Fingerprint::of(&plan.kano, &plan.id), "").unwrap();
        let html = rendered::<Codes>(CodesProps {
            plan: Rc::new(plan),
            collected: ByPointer(Rc::new(collected)),
            on_take: Callback::noop(),
            on_again: Callback::noop(),
            on_close: Callback::noop(),
        });
        for text in [
            "1 added, 1 replaced",
            "Take the new answers",
            "Keep the earlier answers",
            "2 codes could not be used",
            "Line 3, ",
            "Part of this code is missing",
        ] {
            assert!(html.contains(text), "{text}\n{html}");
        }
    }
}
