//! The end: the code of the ballot, and the ways to hand it over.

use std::rc::Rc;

use yew::prelude::*;

use super::visit::{Visit, VisitMsg};
use crate::domain::kano::code::grouped;
use crate::domain::text::{Lang, ballot as words, common, live, live_page};
use crate::domain::workshop::code;
use crate::platform::{clipboard, dom, element, share};
use crate::ui::components::{Button, Dialog, Variant};
use crate::ui::features::survey::qr::QrCode;
use crate::ui::store::use_lang;

/// Properties of [`Done`].
#[derive(Properties, PartialEq)]
pub struct DoneProps {
    /// The voter, with a finished ballot.
    pub visit: Rc<Visit>,
    /// Whether the facilitator is known to have this very ballot.
    #[prop_or_default]
    pub arrived: bool,
    /// Whether it is on its way there by itself.
    #[prop_or_default]
    pub sending: bool,
    /// Called with what they do.
    pub on_visit: Callback<VisitMsg>,
}

/// The end of a ballot.
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
    let paper = &visit.paper;
    let is_live = !paper.live.is_empty();
    let code = code::write(&paper.pass, &paper.tasks(), paper.roles.len(), &visit.vote).unwrap_or_default();
    let ask = |open: bool| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(open))
    };
    let hand_on = {
        let (on_visit, asking) = (props.on_visit.clone(), asking.clone());
        Callback::from(move |()| {
            asking.set(false);
            on_visit.emit(VisitMsg::HandedOn);
        })
    };
    html! {
        <div class="ballot__page">
            <h1 class="phone__title" ref={heading} tabindex="-1">{ words::done(lang) }</h1>
            if props.arrived || props.sending {
                <p class="ballot__note" role="status">{ if props.arrived { words::arrived(lang) } else { live::sending(lang) } }</p>
                if is_live {
                    <p>{ live_page::may_change(lang) }</p>
                }
                <details class="ballot__help">
                    <summary>{ words::code_all_the_same(lang) }</summary>
                    <BallotCode {code} />
                </details>
            } else {
                <p>{ words::pass_on(lang) }</p>
                <BallotCode {code} />
                <p class="hint">{ words::not_sent(lang) }</p>
            }
            <div class="ballot__ways ballot__ways--end">
                <Button label={words::change(lang)} on_press={props.on_visit.reform(|()| VisitMsg::Reopened)} />
                // A seat in a live room is one person's.
                if !is_live {
                    <Button label={words::someone_else(lang)} variant={Variant::Quiet} on_press={ask(true)} />
                }
            </div>
            if !props.arrived && !props.sending {
                <p class="hint">{ words::changed_note(lang) }</p>
            }
            if *asking {
                <Dialog title={words::someone_else(lang)} close_label={common::close(lang)} on_close={ask(false)} footer={html! {
                    <>
                        <Button label={common::cancel(lang)} on_press={ask(false)} />
                        <Button label={words::next_person(lang)} variant={Variant::Danger} on_press={hand_on} />
                    </>
                }}>
                    <p>{ words::someone_else_sure(lang) }</p>
                </Dialog>
            }
        </div>
    }
}

/// Properties of [`BallotCode`].
#[derive(Properties, PartialEq)]
struct BallotCodeProps {
    code: AttrValue,
}

/// A code: to be read, copied, shared, or shown to a camera.
///
/// The QR code holds the bare code and no link. It is read by the camera of a laptop from the
/// screen of a phone, where larger modules count; and the phone of anybody else who scans it has
/// no workshop to put it into, so that a link would open a page of no use.
#[component]
fn BallotCode(props: &BallotCodeProps) -> Html {
    let lang = use_lang();
    let told = use_state_eq(|| None::<fn(Lang) -> &'static str>);
    let shows_qr = use_state_eq(|| false);
    let copy = {
        let (told, code) = (told.clone(), props.code.to_string());
        Callback::from(move |()| {
            let (told, code) = (told.clone(), code.clone());
            // The same sentence twice is read out twice.
            told.set(None);
            wasm_bindgen_futures::spawn_local(async move {
                let copied = clipboard::write(&code).await;
                told.set(Some(if copied { words::copied } else { words::not_copied }));
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
            <p class="answer-code__code" translate="no">{ grouped(&props.code) }</p>
            <div class="ballot__ways ballot__ways--end">
                <Button label={words::copy(lang)} variant={Variant::Primary} on_press={copy} />
                if share::is_possible() {
                    <Button label={words::share(lang)} on_press={pass_on} />
                }
                <Button label={if *shows_qr { words::hide_qr(lang) } else { words::show_qr(lang) }} on_press={toggle} />
            </div>
            <p class="ballot__told" role="status">
                if let Some(sentence) = *told {
                    { sentence(lang) }
                }
            </p>
            if *shows_qr {
                <QrCode text={props.code.clone()} label={words::qr_of_code(lang)} too_long={words::qr_too_long(lang)} />
            }
        </section>
    }
}
