//! The end: the answer code, and the ways to pass it on.

use std::rc::Rc;

use yew::prelude::*;

use super::qr::QrCode;
use super::visit::{Visit, VisitMsg};
use crate::domain::kano::code;
use crate::domain::kano::link::ANSWERS_MARK;
use crate::domain::text::{Lang, common, kano_respond, kano_survey as words};
use crate::platform::{clipboard, dom, element, share};
use crate::ui::components::{Button, Dialog, Variant};
use crate::ui::home::use_home;
use crate::ui::store::use_lang;

/// Properties of [`Done`].
#[derive(Properties, PartialEq)]
pub struct DoneProps {
    /// The respondent, with answers.
    pub visit: Rc<Visit>,
    /// Called with what they do.
    pub on_visit: Callback<VisitMsg>,
}

/// The end of a survey.
#[component]
pub fn Done(props: &DoneProps) -> Html {
    let lang = use_lang();
    let heading = use_node_ref();
    let asking = use_state_eq(|| false);
    use_effect_with((), {
        let heading = heading.clone();
        move |()| {
            element::focus(&heading);
            dom::scroll_to_top();
        }
    });
    let visit = &props.visit;
    let Some(entry) = &visit.entry else { return Html::default() };
    let given = entry.answers.iter().filter(|answer| !answer.is_blank()).count();
    let (answered, count) = (entry.answered(&visit.survey), entry.order.len());
    let code = entry.code(&visit.survey).filter(|_| given > 0);
    let review = props.on_visit.reform(|()| VisitMsg::Reviewed);
    let ask = |open: bool| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(open))
    };
    let forget = {
        let (on_visit, asking) = (props.on_visit.clone(), asking.clone());
        Callback::from(move |()| {
            asking.set(false);
            on_visit.emit(VisitMsg::Forgot);
        })
    };
    html! {
        <div class="survey__page">
            <h1 class="phone__title" ref={heading} tabindex="-1">{ words::done(lang) }</h1>
            if let Some(code) = code {
                if answered < count {
                    <p>{ kano_respond::some_answered(lang, answered, count) }</p>
                }
                <AnswerCode code={code} />
            } else {
                <p>{ kano_respond::nothing_answered(lang) }</p>
            }
            <div class="survey__ways survey__ways--end">
                <Button label={words::change_answers(lang)} on_press={review} />
                <Button label={words::start_again(lang)} variant={Variant::Quiet} on_press={ask(true)} />
            </div>
            if *asking {
                <Dialog title={words::start_again(lang)} close_label={common::close(lang)} on_close={ask(false)} footer={html! {
                    <>
                        <Button label={common::cancel(lang)} on_press={ask(false)} />
                        <Button label={words::start_again(lang)} variant={Variant::Danger} on_press={forget} />
                    </>
                }}>
                    <p>{ words::start_again_sure(lang) }</p>
                </Dialog>
            }
        </div>
    }
}

/// Properties of [`AnswerCode`].
#[derive(Properties, PartialEq)]
pub struct AnswerCodeProps {
    /// The code.
    pub code: AttrValue,
}

/// An answer code: to be read, copied, shared, or shown to a camera.
#[component]
pub fn AnswerCode(props: &AnswerCodeProps) -> Html {
    let lang = use_lang();
    let told = use_state_eq(|| None::<fn(Lang) -> &'static str>);
    let shows_qr = use_state_eq(|| false);
    let home = use_home();
    let link = format!("{}{}{}", home.address(), ANSWERS_MARK, props.code);
    let copy = |text: String, done: fn(Lang) -> &'static str| {
        let told = told.clone();
        Callback::from(move |()| {
            let (told, text) = (told.clone(), text.clone());
            // The same sentence twice is read out twice.
            told.set(None);
            wasm_bindgen_futures::spawn_local(async move {
                let copied = clipboard::write(&text).await;
                told.set(Some(if copied { done } else { kano_respond::not_copied }));
            });
        })
    };
    let pass_on = {
        let code = props.code.to_string();
        Callback::from(move |()| {
            let code = code.clone();
            wasm_bindgen_futures::spawn_local(async move {
                // Whoever closes the browser's list of apps did not want to share.
                let _ = share::text(&code).await;
            });
        })
    };
    let toggle = {
        let shows_qr = shows_qr.clone();
        Callback::from(move |()| shows_qr.set(!*shows_qr))
    };
    html! {
        <section class="answer-code" aria-label={words::your_code(lang)}>
            <h2 class="answer-code__heading">{ words::your_code(lang) }</h2>
            <p class="answer-code__code" translate="no">{ code::grouped(&props.code) }</p>
            <p>{ words::pass_code_on(lang) }</p>
            <div class="survey__ways survey__ways--end">
                <Button label={words::copy_code(lang)} variant={Variant::Primary} on_press={copy(props.code.to_string(), words::code_copied)} />
                if share::is_possible() {
                    <Button label={words::share_code(lang)} on_press={pass_on} />
                }
                // A link to a file on this machine opens nowhere else; the code itself does.
                if home.leads_anywhere() {
                    <Button label={words::code_as_link(lang)} on_press={copy(link.clone(), kano_respond::link_copied)} />
                    <Button label={if *shows_qr { kano_respond::hide_qr(lang) } else { words::show_qr(lang) }} on_press={toggle} />
                }
            </div>
            <p class="survey__told" role="status">
                if let Some(sentence) = *told {
                    { sentence(lang) }
                }
            </p>
            if *shows_qr {
                <QrCode text={link} label={words::qr_of_code(lang)} too_long={kano_respond::qr_too_long(lang)} />
            }
            <p class="hint">{ words::nothing_was_sent(lang) }</p>
        </section>
    }
}
