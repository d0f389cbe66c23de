//! Who answered, and the ways in which answers come in.

mod by_hand;
mod in_room;
mod people;
mod reply;

use std::rc::Rc;

use yew::prelude::*;

use super::KanoProps;
use crate::domain::kano::Study;
use crate::domain::plan::Id;
use crate::domain::text::{Lang, common, kano_study as words, kano_survey};
use crate::platform::clock;
use crate::ui::components::{Button, Variant, pressed};
use crate::ui::session::Dialog;
use crate::ui::store::{use_handles, use_lang};

/// What the page shows.
#[derive(Clone, Debug, Default, PartialEq)]
enum Mode {
    /// Who answered.
    #[default]
    People,
    /// The answers of a new respondent, or of one who is there, to be entered.
    ByHand(Option<Id>),
    /// A questionnaire for the people in the room.
    InRoom,
}

/// Who answered, and how answers come in.
#[component]
pub fn AnswersPage(props: &KanoProps) -> Html {
    let mode = use_state_eq(Mode::default);
    let go = {
        let mode = mode.clone();
        Callback::from(move |next: Mode| mode.set(next))
    };
    let on_done = go.reform(|()| Mode::People);
    let plan = props.plan.clone();
    html! {
        <div class="kano-page answers">
            { match &*mode {
                Mode::People => html! { <Overview {plan} on_mode={go} /> },
                Mode::ByHand(respondent) => html! { <by_hand::ByHand {plan} respondent={respondent.clone()} {on_done} /> },
                Mode::InRoom => html! { <in_room::InRoom {plan} {on_done} /> },
            } }
        </div>
    }
}

/// Properties of [`Overview`].
#[derive(Properties)]
struct OverviewProps {
    plan: Rc<crate::domain::plan::Plan>,
    on_mode: Callback<Mode>,
}

impl PartialEq for OverviewProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
    }
}

/// The ways in, the groups, and the respondents.
#[component]
fn Overview(props: &OverviewProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let shown = use_state_eq(|| None::<String>);
    let study = &props.plan.kano;
    let groups = groups(study);
    // A group that is gone hides nobody.
    let segment = shown.as_ref().filter(|name| groups.iter().any(|(group, _)| group == *name)).cloned();
    let open = {
        let handles = handles.clone();
        Callback::from(move |()| handles.open(Dialog::KanoAnswers(None)))
    };
    // Without a feature there is nothing to answer; a table brings its own.
    let nothing = study.features.is_empty().then(|| AttrValue::from(kano_survey::nothing_to_ask(lang)));
    let show = |name: Option<String>| {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(name.clone()))
    };
    html! {
        <>
            <div class="answers__ways">
                <Button label={kano_survey::paste_codes(lang)} variant={Variant::Primary} on_press={open.clone()} />
                <Button label={kano_survey::import_answers(lang)} on_press={open} />
                <Button label={kano_survey::in_room(lang)} disabled={nothing.clone()} on_press={props.on_mode.reform(|()| Mode::InRoom)} />
                <Button label={kano_survey::enter_by_hand(lang)} disabled={nothing} on_press={props.on_mode.reform(|()| Mode::ByHand(None))} />
            </div>
            if study.respondents.is_empty() {
                <div class="kano-card answers__none">
                    <h2 class="kano-card__title">{ words::no_respondents(lang) }</h2>
                    <p>{ kano_survey::no_answers_yet(lang) }</p>
                </div>
            } else {
                <div class="answers__groups" role="group" aria-label={kano_survey::segment(lang)}>
                    <button type="button" class="chip" aria-pressed={pressed(segment.is_none())} data-active={pressed(segment.is_none())} onclick={show(None)}>
                        <span>{ format!("{} · {}", common::all(lang), kano_survey::respondents(lang, study.respondents.len())) }</span>
                    </button>
                    for (group, count) in groups.iter().filter(|_| groups.len() > 1) {
                        <button key={group.clone()} type="button" class="chip" aria-pressed={pressed(segment.as_ref() == Some(group))}
                            data-active={pressed(segment.as_ref() == Some(group))} onclick={show(Some(group.clone()))}>
                            <span>{ format!("{} · {}", group_name(group, lang), crate::domain::number::group(*count)) }</span>
                        </button>
                    }
                </div>
                <people::People plan={props.plan.clone()} {segment} on_edit={props.on_mode.reform(|id: Id| Mode::ByHand(Some(id)))} />
            }
        </>
    }
}

/// What a segment is called; the empty one is none.
fn group_name(segment: &str, lang: Lang) -> &str {
    if segment.is_empty() { words::no_segment(lang) } else { segment }
}

/// The segments of those who answered with their sizes: the study's first, in its order, then
/// others in the order of arrival, then those without one.
fn groups(study: &Study) -> Vec<(String, usize)> {
    let mut groups: Vec<(String, usize)> = study.segments.iter().map(|name| (name.clone(), 0)).collect();
    let mut without = 0;
    let mut last = 0;
    for respondent in &study.respondents {
        let name = &respondent.segment;
        if name.is_empty() {
            without += 1;
            continue;
        }
        // People of a segment often come one after the other.
        let is = |at: usize| groups.get(at).is_some_and(|(group, _)| group == name);
        if !is(last) {
            last = groups.iter().position(|(group, _)| group == name).unwrap_or(groups.len());
        }
        match groups.get_mut(last) {
            Some((_, count)) => *count += 1,
            None => groups.push((name.clone(), 1)),
        }
    }
    groups.retain(|(_, count)| *count > 0);
    if without > 0 {
        groups.push((String::new(), without));
    }
    groups
}

/// The day, which is all that is kept of when somebody answered. Only in answer to an event.
fn today() -> String {
    clock::now_iso().get(..10).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kano::Respondent;

    #[test]
    fn groups_stand_in_the_studys_order_and_nobody_is_lost() {
        let respondent =
            |segment: &str| Rc::new(Respondent { segment: segment.into(), ..Respondent::default() });
        let study = Study {
            segments: vec!["new".into(), "empty".into(), "old".into()],
            respondents: ["old", "", "visitor", "new", "old", ""].map(respondent).into(),
            ..Study::default()
        };
        let found = groups(&study);
        let found: Vec<(&str, usize)> = found.iter().map(|(name, count)| (name.as_str(), *count)).collect();
        assert_eq!(found, [("new", 1), ("old", 2), ("visitor", 1), ("", 2)]);
        assert_eq!(groups(&Study::default()), []);
    }
}
