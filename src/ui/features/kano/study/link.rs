//! The link under which the survey can be answered.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::super::KanoProps;
use crate::domain::kano::link;
use crate::domain::kano::survey::Survey;
use crate::domain::number::group;
use crate::domain::plan::Plan;
use crate::domain::text::{Lang, kano_study as words, kano_survey};
use crate::platform::clipboard;
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Button, Choice, SelectField, Variant};
use crate::ui::features::home::HomeNotice;
use crate::ui::features::survey::PreviewProps;
use crate::ui::home::use_home;
use crate::ui::parts::{SURVEY_PREVIEW, later_in};
use crate::ui::store::{use_handles, use_lang};

/// The link for everyone, or for one segment.
#[component]
pub fn SurveyLink(props: &KanoProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let home = use_home();
    let segments = &props.plan.kano.segments;
    let chosen = use_state_eq(|| None::<String>);
    let segment = chosen.as_ref().and_then(|name| segments.iter().position(|segment| segment == name));
    let written = use_memo((ByPointer(props.plan.clone()), segment, lang), |(plan, segment, lang)| {
        write(&plan.0, *segment, *lang)
    });
    let on_chosen = {
        let (chosen, segments) = (chosen.clone(), segments.clone());
        Callback::from(move |place: String| {
            chosen.set(place.parse::<usize>().ok().and_then(|place| segments.get(place)).cloned());
        })
    };
    let previews = use_state_eq(|| false);
    let drawn_anew = use_force_update();
    let on_arrived = use_callback((), move |(), ()| drawn_anew.force_update());
    let on_preview = {
        let previews = previews.clone();
        Callback::from(move |_: MouseEvent| previews.set(!*previews))
    };
    let choices: Vec<Choice> = [Choice::new("", words::everyone(lang))]
        .into_iter()
        .chain(segments.iter().enumerate().map(|(at, segment)| Choice::new(at.to_string(), segment.clone())))
        .collect();
    html! {
        <section class="kano-card" aria-labelledby="study-link">
            <header class="kano-card__head"><h2 id="study-link" class="kano-card__title">{ kano_survey::survey_link(lang) }</h2></header>
            <div class="form">
                if !segments.is_empty() {
                    <SelectField label={words::link_for(lang)} value={segment.map(|at| at.to_string()).unwrap_or_default()} {choices} {on_chosen} />
                }
                { match &*written {
                    Err(sentence) => html! { <p class="study__problem" role="status">{ sentence }</p> },
                    Ok(_) if !home.leads_anywhere() => html! { <HomeNotice /> },
                    Ok((hash, survey)) => html! {
                        <>
                            <HomeNotice />
                            { address(format!("{}{hash}", home.address()), handles.clone(), lang) }
                            <div>
                                <button type="button" class="button" onclick={on_preview}
                                    aria-expanded={if *previews { "true" } else { "false" }}>{ words::preview_here(lang) }</button>
                            </div>
                            if *previews {
                                // Another survey begins anew.
                                <div key={hash.as_str()}>
                                    { later_in(&SURVEY_PREVIEW, &PreviewProps { survey: survey.clone() }, on_arrived) }
                                </div>
                            }
                        </>
                    },
                } }
            </div>
        </section>
    }
}

/// The end of the link with what it asks, or the sentence why there is none.
fn write(plan: &Plan, segment: Option<usize>, lang: Lang) -> Result<(String, ByPointer<Survey>), String> {
    let survey = Survey::new(&plan.kano, &plan.id, &plan.items).map_err(|problem| problem.sentence(lang))?;
    let survey = match segment {
        Some(segment) => survey.for_segment(segment),
        None => survey,
    };
    let hash = link::write(&survey).map_err(|problem| problem.sentence(lang))?;
    Ok((hash, ByPointer(Rc::new(survey))))
}

fn address(url: String, handles: crate::ui::store::Handles, lang: Lang) -> Html {
    let length = group(url.chars().count());
    let copy = {
        let url = url.clone();
        Callback::from(move |()| {
            let (handles, url) = (handles.clone(), url.clone());
            wasm_bindgen_futures::spawn_local(async move {
                match clipboard::write(&url).await {
                    true => handles.tell(kano_survey::link_copied(lang).to_owned()),
                    false => handles.warn(words::copy_failed(lang).to_owned()),
                }
            });
        })
    };
    let onfocus = Callback::from(|event: FocusEvent| {
        if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
            field.select();
        }
    });
    html! {
        <>
            <div class="field">
                <input type="text" class="field__input study__link" readonly=true aria-label={kano_survey::survey_link(lang)}
                    aria-describedby="study-link-length" value={url.clone()} {onfocus} />
                <span class="field__hint" id="study-link-length">{ kano_survey::link_length(lang, &length) }</span>
            </div>
            <div class="study__actions">
                <Button label={kano_survey::copy_link(lang)} variant={Variant::Primary} on_press={copy} />
                <a class="button" href={url} target="_blank" rel="noopener">{ words::open_preview(lang) }</a>
            </div>
            <p class="hint">{ kano_survey::link_note(lang) }</p>
        </>
    }
}
