//! A link that was made: how long it is, where it survives, and how it goes out.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::link::Made;
use crate::domain::picture::svg;
use crate::domain::plan::Plan;
use crate::domain::share::{Channel, Fit, meter};
use crate::domain::text::{Lang, share as words};
use crate::platform::{clipboard, dom, share};
use crate::ui::components::{Button, Icon, IconName, Variant};
use crate::ui::features::home::HomeNotice;
use crate::ui::features::picture::{named, save_file};
use crate::ui::features::survey::qr::{self, QrCode};
use crate::ui::home::use_home;
use crate::ui::store::{use_handles, use_lang};

/// The id of the heading above the files.
pub(super) const FILES_ID: &str = "share-files";

/// Properties of [`LinkOutcome`].
#[derive(Properties)]
pub struct LinkOutcomeProps {
    /// Where the making stands.
    pub made: Made,
    /// The plan, whose title goes along.
    pub plan: Rc<Plan>,
    /// Told when the link goes out.
    #[prop_or_default]
    pub on_sent: Callback<()>,
}

impl PartialEq for LinkOutcomeProps {
    fn eq(&self, other: &Self) -> bool {
        self.made == other.made && Rc::ptr_eq(&self.plan, &other.plan) && self.on_sent == other.on_sent
    }
}

/// The link with its length, its ways and its buttons; or why there is none.
#[component]
pub fn LinkOutcome(props: &LinkOutcomeProps) -> Html {
    let lang = use_lang();
    let home = use_home();
    let status = match &props.made {
        Made::Waiting => words::screen_making(lang),
        Made::Ready(_) if !home.leads_anywhere() => "",
        Made::Ready(_) => words::screen_link_ready(lang),
        Made::Failed(_) | Made::NoCrypto => "",
    };
    html! {
        <div class="share-link">
            <p class={if props.made == Made::Waiting { "hint" } else { "visually-hidden" }} role="status">{ status }</p>
            { match &props.made {
                Made::Waiting => Html::default(),
                // A link that nobody else can open is none; here it can still be looked at.
                Made::Ready(end) if !home.leads_anywhere() => html! {
                    <>
                        <HomeNotice />
                        <div class="share-link__acts">
                            <a class="button" href={format!("{}{end}", home.own)} target="_blank" rel="noopener">{ words::screen_preview(lang) }</a>
                            { to_files(lang) }
                        </div>
                    </>
                },
                Made::Ready(end) => html! {
                    <Ready url={format!("{}{end}", home.address())} title={props.plan.title_in(lang).to_owned()} on_sent={props.on_sent.clone()} />
                },
                Made::Failed(problem) => refusal(problem.sentence(lang), true, lang),
                Made::NoCrypto => refusal(words::screen_no_crypto(lang).to_owned(), false, lang),
            } }
        </div>
    }
}

fn refusal(sentence: String, files_help: bool, lang: Lang) -> Html {
    html! {
        <div class="share-link__refusal" role="alert">
            <p>{ sentence }</p>
            if files_help {
                { to_files(lang) }
            }
        </div>
    }
}

fn to_files(lang: Lang) -> Html {
    let go = Callback::from(|()| {
        dom::focus(FILES_ID);
    });
    html! { <Button label={words::screen_to_files(lang)} on_press={go} /> }
}

/// Properties of [`Ready`].
#[derive(Properties, PartialEq)]
struct ReadyProps {
    url: AttrValue,
    title: AttrValue,
    on_sent: Callback<()>,
}

#[component]
fn Ready(props: &ReadyProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let shows_qr = use_state_eq(|| false);
    let characters = props.url.chars().count();
    let ways = meter(characters);
    let qr_fits = !ways.contains(&(Channel::Qr, Fit::TooLong));
    // A camera is no way to send, so a link that only it cannot take is no long one.
    let is_over = ways
        .iter()
        .all(|(channel, fit)| matches!(channel, Channel::Qr | Channel::Browser) || *fit != Fit::Fits);
    let copy = {
        let (handles, url, on_sent) = (handles.clone(), props.url.clone(), props.on_sent.clone());
        Callback::from(move |()| {
            on_sent.emit(());
            let (handles, url) = (handles.clone(), url.clone());
            spawn_local(async move {
                match clipboard::write(&url).await {
                    true => handles.tell(words::screen_copied(lang).to_owned()),
                    false => handles.warn(words::screen_copy_failed(lang).to_owned()),
                }
            });
        })
    };
    let send = {
        let (url, title, on_sent) = (props.url.clone(), props.title.clone(), props.on_sent.clone());
        Callback::from(move |()| {
            on_sent.emit(());
            let (url, title) = (url.clone(), title.clone());
            spawn_local(async move {
                // Whoever closes the browser's list of apps did not want to send it.
                let _ = share::link(&title, &url).await;
            });
        })
    };
    let toggle = {
        let (shows_qr, on_sent) = (shows_qr.clone(), props.on_sent.clone());
        Callback::from(move |()| {
            on_sent.emit(());
            shows_qr.set(!*shows_qr);
        })
    };
    let save_qr = {
        let (handles, url, title) = (handles.clone(), props.url.clone(), props.title.clone());
        Callback::from(move |()| match qr::svg(&url) {
            Some(text) => {
                let name = named(&title, words::screen_qr_file(lang), svg::EXTENSION);
                save_file(&handles, &name, svg::MIME, text.as_bytes(), lang);
            }
            None => handles.warn(words::screen_qr_too_long(lang).to_owned()),
        })
    };
    // A link that is copied by hand, or opened to be passed on, goes out as well.
    let oncopy = props.on_sent.reform(|_: Event| ());
    let onclick = props.on_sent.reform(|_: MouseEvent| ());
    // The middle button opens, the right one offers to copy the address.
    let onauxclick = onclick.clone();
    let onfocus = Callback::from(|event: FocusEvent| {
        if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
            field.select();
        }
    });
    html! {
        <>
            <HomeNotice />
            <div class="field">
                <label class="field__label" for="share-url">{ words::screen_link(lang) }</label>
                <input id="share-url" type="text" class="field__input share-link__url" readonly=true aria-describedby="share-length"
                    value={props.url.clone()} {onfocus} {oncopy} />
                <span class="field__hint share-link__length" id="share-length">{ words::screen_length(lang, characters) }</span>
            </div>
            <div class="share-link__acts">
                <Button label={words::screen_copy(lang)} variant={Variant::Primary} on_press={copy} />
                if share::is_possible() {
                    <Button label={words::screen_send(lang)} on_press={send} />
                }
                <a class="button" href={props.url.clone()} target="_blank" rel="noopener" {onclick} {onauxclick}>{ words::screen_preview(lang) }</a>
                if qr_fits {
                    <Button label={if *shows_qr { words::screen_hide_qr(lang) } else { words::screen_show_qr(lang) }} on_press={toggle} />
                }
            </div>
            if !qr_fits {
                <p class="hint">{ words::screen_qr_too_long(lang) }</p>
            }
            if *shows_qr && qr_fits {
                <div class="share-link__qr">
                    <QrCode text={props.url.clone()} label={words::screen_qr(lang)} too_long={words::screen_qr_too_long(lang)} />
                    <Button label={words::screen_save_qr(lang)} on_press={save_qr} />
                </div>
            }
            if is_over {
                <div class="share-link__refusal">
                    <p>{ words::screen_over(lang) }</p>
                    { to_files(lang) }
                </div>
            }
            <h4 class="share-card__subtitle">{ words::screen_where(lang) }</h4>
            <ul class="share-meter">
                for (channel, fit) in ways {
                    <li key={channel as usize} class="share-meter__way" data-fit={name(fit)}>
                        <span class="share-meter__fit"><Icon name={icon(fit)} /></span>
                        <span class="share-meter__text">
                            <span class="share-meter__name">{ channel.name(lang) }</span>
                            // Says what the sign says, and more.
                            <span class="share-meter__advice">{ channel.advice(fit, lang) }</span>
                        </span>
                    </li>
                }
            </ul>
        </>
    }
}

fn name(fit: Fit) -> &'static str {
    match fit {
        Fit::Fits => "fits",
        Fit::Risky => "risky",
        Fit::TooLong => "too-long",
    }
}

fn icon(fit: Fit) -> IconName {
    match fit {
        Fit::Fits => IconName::Check,
        Fit::Risky => IconName::Warning,
        Fit::TooLong => IconName::Stop,
    }
}
