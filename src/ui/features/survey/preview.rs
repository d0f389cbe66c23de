//! The survey as a respondent sees it on a phone, on the page of the study: nothing of it is kept.

use std::rc::Rc;

use yew::prelude::*;

use super::step::Step;
use super::visit::{Stage, Visit, VisitMsg};
use super::welcome::Welcome;
use crate::domain::kano::survey::Survey;
use crate::domain::text::{Lang, kano_respond as words};
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::Button;
use crate::ui::store::use_lang;

/// Properties of the preview.
#[derive(Properties, PartialEq, Clone)]
pub struct PreviewProps {
    /// What is asked.
    pub survey: ByPointer<Survey>,
}

/// The preview, in the survey's own language; another survey begins anew.
pub fn preview(props: &PreviewProps) -> Html {
    html! { <Preview ..props.clone() /> }
}

#[component]
fn Preview(props: &PreviewProps) -> Html {
    let reader = use_lang();
    let lang = props.survey.0.language.unwrap_or(reader);
    html! {
        <ContextProvider<Lang> context={lang}>
            <div class="phone-preview" role="region" tabindex="0" aria-label={words::preview(reader)} lang={lang.tag()}>
                <div class="phone__main"><Respondent ..props.clone() /></div>
            </div>
        </ContextProvider<Lang>>
    }
}

/// Somebody who tries the survey out.
#[component]
fn Respondent(props: &PreviewProps) -> Html {
    let lang = use_lang();
    let visit = use_reducer(|| Visit::new(Rc::clone(&props.survey.0)));
    let on_visit = {
        let dispatcher = visit.dispatcher();
        use_callback((), move |msg: VisitMsg, ()| dispatcher.dispatch(msg))
    };
    let now = Rc::new(Visit::clone(&visit));
    match (now.stage, &now.entry) {
        (Stage::Asking, Some(entry)) => html! {
            <Step key={entry.step} survey={ByPointer(Rc::clone(&now.survey))} entry={entry.clone()}
                on_answered={on_visit.reform(VisitMsg::Answered)}
                on_next={on_visit.reform(|()| VisitMsg::Next)} on_back={on_visit.reform(|()| VisitMsg::Back)} />
        },
        // A code would look like one of a respondent.
        (Stage::Done, Some(_)) => html! {
            <div class="survey__page">
                <p role="status">{ words::preview_done(lang) }</p>
                <div><Button label={words::preview_again(lang)} on_press={on_visit.reform(|()| VisitMsg::Forgot)} /></div>
            </div>
        },
        _ => html! { <Welcome key="welcome" visit={now} focus={false} on_visit={on_visit.clone()} /> },
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::domain::sample;
    use crate::ui::rendered::rendered_in;

    #[test]
    fn a_preview_is_the_survey_in_its_language_without_the_page_around_it() {
        let plan = sample::plan(Lang::En, "p".into(), "2026-11-22T09:00:00Z");
        let mut survey = Survey::new(&plan.kano, &plan.id, &plan.items).unwrap();
        survey.language = Some(Lang::Zh);
        let html = rendered_in(Lang::En, preview(&PreviewProps { survey: ByPointer(Rc::new(survey)) }));
        assert!(html.contains("aria-label=\"As on a phone\"") && html.contains("lang=\"zh-CN\""), "{html}");
        assert!(html.contains("开始") && !html.contains("<main"), "{html}");
    }
}
