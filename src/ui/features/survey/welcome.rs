//! What a respondent reads first.

use std::rc::Rc;

use yew::prelude::*;

use super::visit::{Visit, VisitMsg};
use crate::domain::kano::code;
use crate::domain::text::{kano_respond, kano_survey as words};
use crate::platform::{dom, element, random};
use crate::ui::components::{Button, Variant};
use crate::ui::store::use_lang;

/// Seconds that a feature takes: two questions to read and to answer, and importance beside
/// them. Our estimate, rounded up so that nobody is kept longer than promised.
const SECONDS: usize = 20;
const SECONDS_WITH_IMPORTANCE: usize = 26;

/// Properties of [`Welcome`].
#[derive(Properties, PartialEq)]
pub struct WelcomeProps {
    /// The respondent.
    pub visit: Rc<Visit>,
    /// Whether the respondent came here from a question, so that the heading takes the focus.
    pub focus: bool,
    /// Called with what they do.
    pub on_visit: Callback<VisitMsg>,
}

/// Introduction, how it works, and which segment somebody belongs to.
#[component]
pub fn Welcome(props: &WelcomeProps) -> Html {
    let lang = use_lang();
    let heading = use_node_ref();
    use_effect_with(props.focus, {
        let heading = heading.clone();
        move |focus| {
            if *focus {
                element::focus(&heading);
                dom::scroll_to_top();
            }
        }
    });
    let visit = &props.visit;
    let survey = &visit.survey;
    let features = survey.asked().len();
    let seconds = features * if survey.importance { SECONDS_WITH_IMPORTANCE } else { SECONDS };
    let intro = survey.intro(lang).trim();
    let start = {
        let on_visit = props.on_visit.clone();
        Callback::from(move |()| on_visit.emit(VisitMsg::Started(random::id(code::ID_PREFIX).into())))
    };
    let choose = |segment: Option<usize>| props.on_visit.reform(move |_: Event| VisitMsg::Segment(segment));
    let has_started = visit.entry.is_some();
    html! {
        <div class="survey__page">
            <h1 class="phone__title" ref={heading} tabindex="-1">{ words::welcome(lang) }</h1>
            if !intro.is_empty() {
                <p class="survey__intro">{ intro }</p>
            }
            <p>{ words::how_it_works(lang) }</p>
            <p class="survey__time">{ words::minutes(lang, seconds.div_ceil(60)) }</p>
            if survey.assigned.is_none() && !survey.segments.is_empty() {
                <fieldset class="replies">
                    <legend class="replies__question">{ words::choose_segment(lang) }</legend>
                    for (at, name) in survey.segments.iter().enumerate() {
                        <label key={at} class="reply">
                            <input type="radio" class="reply__radio" name="segment" checked={visit.segment == Some(at)} onchange={choose(Some(at))} />
                            <span class="reply__text">{ name }</span>
                        </label>
                    }
                    <label key="none" class="reply">
                        <input type="radio" class="reply__radio" name="segment" checked={visit.segment.is_none()} onchange={choose(None)} />
                        <span class="reply__text">{ words::no_segment(lang) }</span>
                    </label>
                </fieldset>
            }
            <div class="survey__ways survey__ways--one">
                <Button label={if has_started { kano_respond::go_on(lang) } else { words::start(lang) }} variant={Variant::Primary} on_press={start} />
            </div>
            <p class="hint">{ words::private(lang) }</p>
        </div>
    }
}
