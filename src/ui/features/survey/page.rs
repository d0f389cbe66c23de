//! The survey of a link: it reads the link, keeps what is answered, and shows where one is.

use std::rc::Rc;

use yew::prelude::*;

use super::SurveyProps;
use super::done::Done;
use super::step::Step;
use super::visit::{Stage, Visit, VisitMsg};
use super::welcome::Welcome;
use crate::domain::kano::link;
use crate::domain::kano::survey::Survey;
use crate::domain::text::{kano_respond, kano_survey as words};
use crate::platform::storage;
use crate::ui::by_pointer::ByPointer;
use crate::ui::phone::{unopened, use_phone};
use crate::ui::store::use_lang;

/// The survey of a link, for where it stands. Another link is another survey.
pub fn survey(props: &SurveyProps) -> Html {
    html! { <SurveyPage key={props.link.to_string()} link={props.link.clone()} /> }
}

/// The survey in its own language, or why it does not open.
#[component]
fn SurveyPage(props: &SurveyProps) -> Html {
    let read = use_memo(props.link.clone(), |link| link::read(link).map(Rc::new));
    let asked = read.as_ref().as_ref().ok().and_then(|survey| survey.language);
    let phone = use_phone(asked, words::survey);
    phone.page(match &*read {
        Ok(survey) => html! { <Respondent survey={ByPointer(Rc::clone(survey))} /> },
        Err(problem) => unopened(kano_respond::cannot_open(phone.lang), &problem.sentence(phone.lang)),
    })
}

/// Properties of [`Respondent`].
#[derive(Properties, PartialEq)]
struct RespondentProps {
    survey: ByPointer<Survey>,
}

/// One respondent, from the welcome to the code.
#[component]
fn Respondent(props: &RespondentProps) -> Html {
    let lang = use_lang();
    let visit = use_reducer(|| Visit::new(Rc::clone(&props.survey.0)));
    let keeps = use_state_eq(|| true);
    // Whether the page has been left, so that the welcome knows a return from the first sight.
    let moved = use_state_eq(|| false);
    let on_visit = {
        let dispatcher = visit.dispatcher();
        use_callback((), move |msg: VisitMsg, ()| dispatcher.dispatch(msg))
    };
    use_effect_with((), {
        let (on_visit, key) = (on_visit.clone(), Visit::key(&props.survey.0));
        move |()| {
            if let Some(kept) = storage::of_tab(&key) {
                on_visit.emit(VisitMsg::CameBack(kept));
            }
        }
    });
    use_effect_with(visit.kept(), {
        let (keeps, moved, key) = (keeps.clone(), moved.clone(), Visit::key(&props.survey.0));
        move |kept| match kept {
            Some(kept) => {
                keeps.set(storage::set_of_tab(&key, Some(kept)));
                moved.set(true);
            }
            // At first sight there is nothing to forget, but perhaps something to find.
            None if *moved => {
                storage::set_of_tab(&key, None);
            }
            None => {}
        }
    });
    let now = Rc::new(Visit::clone(&visit));
    let shown = match (now.stage, &now.entry) {
        (Stage::Asking, Some(entry)) => {
            let note = now.resumed.then(|| AttrValue::from(kano_respond::resumed_at(lang, entry.step + 1)));
            html! {
                <Step key={entry.step} survey={props.survey.clone()} entry={entry.clone()} {note}
                    on_answered={on_visit.reform(VisitMsg::Answered)}
                    on_next={on_visit.reform(|()| VisitMsg::Next)} on_back={on_visit.reform(|()| VisitMsg::Back)} />
            }
        }
        (Stage::Done, Some(_)) => html! { <Done key="done" visit={now} on_visit={on_visit.clone()} /> },
        _ => html! { <Welcome key="welcome" visit={now} focus={*moved} on_visit={on_visit.clone()} /> },
    };
    html! {
        <>
            if !*keeps {
                <p class="survey__note" role="status">{ kano_respond::not_kept(lang) }</p>
            }
            { shown }
        </>
    }
}
