//! The facilitator's dialog: the broker, the room on it, and the link into the room.

use std::rc::Rc;

use web_sys::InputEvent;
use yew::prelude::*;

use super::kept::{Login, Over};
use super::room::{Guest, LiveMsg, Phase, RoomView, checked};
use super::why;
use crate::domain::text::{Lang, common, live, live_page as words, workshop_page};
use crate::domain::workshop::live::Participant;
use crate::platform::{carrier, clipboard, element};
use crate::ui::components::{Button, Dialog, IconButton, IconName, TextField, Variant};
use crate::ui::features::survey::qr::QrCode;
use crate::ui::store::{use_handles, use_lang};

/// Where workshops are on the page for live ones.
const WORKSHOPS: &str = "#/workshop";

/// Properties of [`LiveDialog`].
#[derive(Properties, PartialEq)]
pub struct LiveDialogProps {
    /// How the room stands.
    pub view: Rc<RoomView>,
    /// Takes what the facilitator does.
    pub on: Callback<LiveMsg>,
    /// Called to close.
    pub on_close: Callback<()>,
}

/// The dialog of the room.
#[component]
pub fn LiveDialog(props: &LiveDialogProps) -> Html {
    let lang = use_lang();
    let view = &props.view;
    let codes = |sentence: &'static str| {
        html! {
            <>
                <p role="alert">{ sentence }</p>
                <p class="hint">{ words::use_codes(lang) }</p>
            </>
        }
    };
    html! {
        <Dialog title={words::live(lang)} close_label={common::close(lang)} on_close={props.on_close.clone()}>
            <div class="live">
                { match view.phase {
                    Phase::Off if view.reaches => html! {
                        <>
                            <BrokerForm login={view.login.clone()} on={props.on.clone()} />
                            { windows(&props.on, lang) }
                        </>
                    },
                    Phase::Off => html! {
                        <>
                            <p>{ words::what(lang) }</p>
                            <p>{ if view.is_far { words::room_elsewhere(lang) } else { words::other_page(lang) } }</p>
                            <p><a class="button button--primary" href={format!("{}{WORKSHOPS}", carrier::PAGE)}>{ words::to_live_page(lang) }</a></p>
                            if !view.is_far {
                                { windows(&props.on, lang) }
                            }
                        </>
                    },
                    Phase::Making => html! { <p role="status">{ words::making(lang) }</p> },
                    Phase::Elsewhere => html! { <p role="status">{ words::elsewhere(lang) }</p> },
                    Phase::Ending => html! { <p role="status">{ words::ending(lang) }</p> },
                    Phase::NoCrypto => codes(live::no_crypto(lang)),
                    Phase::On => html! { <OpenRoom view={view.clone()} on={props.on.clone()} /> },
                } }
            </div>
        </Dialog>
    }
}

/// The way without a broker.
fn windows(on: &Callback<LiveMsg>, lang: Lang) -> Html {
    html! {
        <section class="live__near" aria-labelledby="live-near">
            <h3 class="live__title" id="live-near">{ words::near(lang) }</h3>
            <p>{ words::near_hint(lang) }</p>
            <div><Button label={words::start_near(lang)} on_press={on.reform(|()| LiveMsg::Start(Over::Windows))} /></div>
        </section>
    }
}

/// Properties of [`BrokerForm`].
#[derive(Properties, PartialEq)]
struct BrokerFormProps {
    login: Login,
    on: Callback<LiveMsg>,
}

/// Asks for the broker.
#[component]
fn BrokerForm(props: &BrokerFormProps) -> Html {
    let lang = use_lang();
    let login = use_state_eq(|| props.login.clone());
    let refused = use_state_eq(|| false);
    let set = |change: fn(&mut Login, String)| {
        let login = login.clone();
        Callback::from(move |(text, _): (String, u64)| {
            let mut next = (*login).clone();
            change(&mut next, text);
            login.set(next);
        })
    };
    let on_password = {
        let login = login.clone();
        Callback::from(move |event: InputEvent| {
            login.set(Login { password: element::value_of(&event), ..(*login).clone() });
        })
    };
    let problem = checked(&login).err().filter(|_| *refused);
    let start = {
        let (login, refused, on) = (login.clone(), refused.clone(), props.on.clone());
        Callback::from(move |()| match checked(&login) {
            Ok(()) => on.emit(LiveMsg::Start(Over::Broker((*login).clone()))),
            Err(_) => refused.set(true),
        })
    };
    let on_enter = start.reform(|_: String| ());
    html! {
        <>
            <p>{ words::what(lang) }</p>
            <TextField label={live::address(lang)} value={login.address.clone()} placeholder="wss://" at_once=true autofocus=true
                problem={problem.map(|problem| AttrValue::from(live::address_problem(lang, problem)))}
                on_typed={set(|login, text| login.address = text)} {on_enter} />
            <div class="live__login">
                <TextField label={words::broker_user(lang)} value={login.user.clone()} at_once=true on_typed={set(|login, text| login.user = text)} />
                <label class="field">
                    <span class="field__label">{ words::broker_password(lang) }</span>
                    <input type="password" class="field__input" value={login.password.clone()} autocomplete="off" oninput={on_password} />
                </label>
            </div>
            <p class="hint">{ words::login_hint(lang) }</p>
            <p class="hint">{ live::broker_learns(lang) }</p>
            <div><Button label={words::start(lang)} variant={Variant::Primary} on_press={start} /></div>
        </>
    }
}

/// Properties of [`OpenRoom`].
#[derive(Properties, PartialEq)]
struct OpenRoomProps {
    view: Rc<RoomView>,
    on: Callback<LiveMsg>,
}

/// A room with its link.
#[component]
fn OpenRoom(props: &OpenRoomProps) -> Html {
    let lang = use_lang();
    let view = &props.view;
    let (here, came) = view.counts();
    html! {
        <>
            <Connection is_connected={view.is_connected} trouble={view.trouble.map(|trouble| AttrValue::from(why(lang, trouble)))}
                more={words::broker_down(lang)} on_retry={props.on.reform(|()| LiveMsg::Retry)} />
            <p class="live__here" role="status"><strong>{ live::people_here(lang, here) }</strong>{ " · " }{ words::came(lang, came) }</p>
            { warnings(view, lang) }
            <div class="live__join">
                if !view.is_near {
                    <QrCode text={view.link.clone()} label={words::qr_of_room(lang)} too_long={words::qr_too_long(lang)} />
                }
                <div class="live__ways">
                    if view.is_near {
                        <NearWays link={view.link.clone()} />
                    } else {
                        <p>{ words::one_for_all(lang) }</p>
                        <p class="hint">{ view.login.address.clone() }</p>
                        <CopyLink link={view.link.clone()} />
                    }
                    <Button label={words::stop(lang)} variant={Variant::Danger} on_press={props.on.reform(|()| LiveMsg::Stop)} />
                    <p class="hint">{ if view.is_near { words::stop_near_hint(lang) } else { words::stop_hint(lang) } }</p>
                </div>
            </div>
            if !view.people.is_empty() {
                <details class="live__people">
                    <summary>{ words::people(lang) }</summary>
                    <p class="hint">{ words::send_away_hint(lang) }</p>
                    <ul class="live__guests">
                        for guest in view.people.iter() {
                            <li key={guest.id.to_string()} class="live__guest">{ row(guest, &props.on, lang) }</li>
                        }
                    </ul>
                </details>
            }
        </>
    }
}

fn row(guest: &Guest, on: &Callback<LiveMsg>, lang: Lang) -> Html {
    let name = if guest.name.is_empty() { live::no_name(lang) } else { &guest.name };
    let state = match guest.is_dismissed {
        true => words::sent_away(lang),
        false => live::presence(lang, guest.presence),
    };
    let id = Participant::clone(&guest.id);
    html! {
        <>
            <span class="live__name">
                { name }
                if !guest.role.is_empty() {
                    <span class="hint">{ " · " }{ &guest.role }</span>
                }
            </span>
            <span class="hint">{ state }</span>
            if !guest.is_dismissed {
                <IconButton icon={IconName::Close} label={words::send_away_whom(lang, name)} on_press={on.reform(move |()| LiveMsg::Dismiss(Participant::clone(&id)))} />
            }
        </>
    }
}

fn warnings(view: &RoomView, lang: Lang) -> Html {
    html! {
        <>
            if !view.is_kept {
                <p class="live__warning" role="alert">{ words::not_kept(lang) }</p>
            }
            if !view.fits {
                <p class="live__warning" role="alert">{ words::too_long(lang) }</p>
            }
            if view.refused > 0 {
                <p class="hint">{ words::refused(lang, view.refused) }</p>
            }
        </>
    }
}

/// Properties of [`CopyLink`].
#[derive(Properties, PartialEq)]
pub struct CopyLinkProps {
    /// The whole link.
    pub link: AttrValue,
}

/// Copies the link into the room.
#[component]
pub fn CopyLink(props: &CopyLinkProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let copy = {
        let link = props.link.clone();
        Callback::from(move |()| {
            let (handles, link) = (handles.clone(), link.clone());
            wasm_bindgen_futures::spawn_local(async move {
                match clipboard::write(&link).await {
                    true => handles.tell(workshop_page::link_copied(lang).to_owned()),
                    false => handles.warn(workshop_page::not_copied(lang).to_owned()),
                }
            });
        })
    };
    html! { <Button label={words::copy_room(lang)} on_press={copy} /> }
}

/// The ways into a room for windows of this browser.
#[component]
pub fn NearWays(props: &CopyLinkProps) -> Html {
    let lang = use_lang();
    html! {
        <>
            <p>{ words::near_ways(lang) }</p>
            // A window that knows nothing of this one has a seat of its own.
            <a class="button button--primary" href={props.link.clone()} target="_blank" rel="noopener">{ words::open_seat(lang) }</a>
            <CopyLink link={props.link.clone()} />
        </>
    }
}

/// Properties of [`Connection`].
#[derive(Properties, PartialEq)]
pub struct ConnectionProps {
    /// Whether there is one.
    pub is_connected: bool,
    /// Why not, once that is known.
    pub trouble: Option<AttrValue>,
    /// What becomes of votes meanwhile.
    #[prop_or_default]
    pub more: AttrValue,
    /// Called to try now.
    pub on_retry: Callback<()>,
}

/// How the connection stands, and a button to try again.
#[component]
pub fn Connection(props: &ConnectionProps) -> Html {
    let lang = use_lang();
    let trouble = props.trouble.as_ref().filter(|_| !props.is_connected);
    let state = match (props.is_connected, trouble) {
        (true, _) => "on",
        (_, Some(_)) => "off",
        _ => "wait",
    };
    html! {
        <div class="live-line" data-state={state}>
            <p class="live-line__text" role="status">
                <span class="live-line__dot" aria-hidden="true"></span>
                { match (props.is_connected, trouble) {
                    (true, _) => html! { live::connected(lang) },
                    (_, Some(trouble)) => html! { <>{ trouble }{ " " }{ &props.more }</> },
                    _ => html! { live::connecting(lang) },
                } }
            </p>
            if trouble.is_some() {
                <Button label={live::retry(lang)} on_press={props.on_retry.clone()} />
            }
        </div>
    }
}
