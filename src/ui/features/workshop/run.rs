//! The facilitator's console: what is on, who has voted, what the votes say, what is next.

use std::rc::Rc;

use yew::prelude::*;

use super::HeldProps;
use super::codes::CodesDialog;
use super::follow_ups::FollowUps;
use super::keys::{Console, use_keys};
use super::laptop::Laptop;
use super::presenting::{self, use_console, use_presenting};
use super::round::RoundPanel;
use super::timer::Timer;
use crate::domain::text::{live_page, workshop_page as words};
use crate::domain::workshop::edit::{WorkshopEdit, command};
use crate::domain::workshop::paper::Paper;
use crate::domain::workshop::stage::{Focus, MARK};
use crate::domain::workshop::{Entry, Parked, Workshop};
use crate::platform::{clock, dom, element, projector};
use crate::ui::components::{Button, IconButton, IconName, TextField, Variant};
use crate::ui::features::live::{LiveDialog, use_live};
use crate::ui::home::use_home;
use crate::ui::store::{new_id, use_handles, use_lang};

/// What the audience's window asks for when it opens.
pub const HELLO: &str = "hello";

/// The name of the line to the audience's window.
pub fn line_name(workshop: &str) -> String {
    format!("steelyard.stage.{workshop}")
}

/// The console.
#[component]
pub fn Run(props: &HeldProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let (plan, workshop) = (&props.plan, &props.workshop);
    let home = use_home();
    let pasting = use_state_eq(|| false);
    let here = use_state_eq(|| false);
    let rooming = use_state_eq(|| false);
    let edit = {
        let (handles, id) = (handles.clone(), workshop.id.clone());
        use_callback((), move |edits: Vec<WorkshopEdit>, ()| handles.edit(command(&id, edits)))
    };
    let current = workshop.current();
    let pass = current.and_then(|entry| workshop.last_pass(&entry.id));
    let link = pass
        .filter(|(_, pass)| pass.is_open())
        .and_then(|(id, _)| Paper::of(plan, workshop, id))
        .and_then(|paper| paper.link().ok())
        .map(|link| format!("{}{link}", home.address()));
    let presenting = use_presenting(&plan.id);
    use_console(&plan.id, &workshop.id);
    use_effect_with((), |()| {
        // The button that led here is gone; a keyboard goes on at what is on.
        if element::is_focus_lost() {
            dom::focus("console-on");
        }
    });
    let live = use_live(props);
    let (in_room, _) = live.view.counts();
    let room = live.view.is_on().then(|| live.view.link.clone());
    let focus = pass.map_or(Focus::First, |(id, _)| presenting.focus(id));
    let on_focus = {
        let (plan, pass) = (Rc::clone(&plan.id), pass.map(|(id, _)| Rc::clone(id)));
        Callback::from(move |focus: Focus| {
            if let Some(pass) = &pass {
                presenting::show(&plan, pass, focus);
            }
        })
    };
    let go = |entry: &Entry| {
        let (edit, id) = (edit.clone(), entry.id.clone());
        Callback::from(move |()| edit.emit(vec![WorkshopEdit::On(Rc::clone(&id), clock::now_iso())]))
    };
    let at = workshop.agenda.iter().position(|entry| Some(&entry.id) == workshop.on.as_ref());
    let next = next_entry(workshop, at);
    let next_callback = next.map(go);
    let present = {
        let (handles, id) = (handles.clone(), workshop.id.clone());
        Callback::from(move |()| {
            let is_open = projector::open(&format!("{MARK}{id}"), "steelyard-audience");
            if !is_open {
                handles.warn(words::window_blocked(lang).to_owned());
            }
        })
    };
    let paste = |open: bool| {
        let pasting = pasting.clone();
        Callback::from(move |()| pasting.set(open))
    };
    let show_room = |open: bool| {
        let rooming = rooming.clone();
        Callback::from(move |()| rooming.set(open))
    };
    let vote_here = |open: bool| {
        let here = here.clone();
        Callback::from(move |()| here.set(open))
    };
    let toggle_sound = {
        let (plan, has_sound) = (Rc::clone(&plan.id), presenting.has_sound);
        Callback::from(move |()| presenting::sound(&plan, !has_sound))
    };
    let end = {
        let edit = edit.clone();
        Callback::from(move |()| edit.emit(vec![WorkshopEdit::End(clock::now_iso())]))
    };
    use_keys(Console {
        held: props,
        next: next.zip(next_callback.clone()),
        present: present.clone(),
        focus,
        on_focus: on_focus.clone(),
        is_busy: *pasting || *here || *rooming,
    });
    html! {
        <div class="console">
            <nav class="console__agenda" aria-label={words::agenda(lang)}>
                <ol class="console__entries">
                    for (place, entry) in workshop.agenda.iter().enumerate() {
                        <AgendaLine key={entry.id.to_string()} entry={Rc::new(entry.clone())} is_on={at == Some(place)}
                            is_done={at.is_some_and(|at| place < at) || !workshop.ended.is_empty()} on_go={go(entry)} on_skip={edit.reform({
                                let (id, skipped) = (entry.id.clone(), entry.skipped);
                                move |()| vec![WorkshopEdit::Skip(Rc::clone(&id), !skipped)]
                            })} />
                    }
                </ol>
                <p class="hint">{ words::minutes_in_all(lang, workshop.minutes()) }</p>
            </nav>
            <section class="console__main" aria-labelledby="console-on">
                if let Some(entry) = current {
                    <header class="console__head">
                        <h3 id="console-on" class="console__on" tabindex="-1">{ &entry.title }</h3>
                        <Timer key={entry.id.to_string()} since={workshop.since.clone()} minutes={entry.minutes} sound={presenting.has_sound} />
                    </header>
                    if !entry.script.is_empty() {
                        <p class="console__script"><strong>{ words::say(lang) }</strong>{ " " }{ &entry.script }</p>
                    }
                    if entry.round.is_some() {
                        <RoundPanel key={entry.id.to_string()} held={props.clone()} entry={Rc::new(entry.clone())} link={link.clone().map(AttrValue::from)}
                            {focus} {on_focus} on_paste={paste(true)} on_here={vote_here(true)}
                            {room} is_near={live.view.is_near} guests={live.view.guests(workshop)} />
                    }
                } else {
                    <h3 id="console-on" class="console__on" tabindex="-1">
                        { if workshop.ended.is_empty() { words::before(lang) } else { words::after(lang) } }
                    </h3>
                    <p class="console__script">
                        { match (workshop.ended.is_empty(), next) {
                            (false, _) => words::after_hint(lang),
                            (true, Some(_)) => words::before_hint(lang),
                            (true, None) => words::all_skipped(lang),
                        } }
                    </p>
                }
                <div class="console__ways">
                    if let (Some(entry), Some(next)) = (next, next_callback) {
                        <Button label={words::next(lang, &entry.title)} icon={IconName::Right} on_press={next}
                            variant={if current.is_none_or(|entry| entry.round.is_none()) { Variant::Primary } else { Variant::Plain }} />
                    }
                    if current.is_some() && next.is_none() {
                        <Button label={words::end(lang)} on_press={end} variant={Variant::Primary} />
                    }
                </div>
            </section>
            <aside class="console__side" aria-label={words::tools(lang)}>
                <div class="console__tools">
                    <Button label={words::present(lang)} icon={IconName::Fit} on_press={present} />
                    <Button label={if live.view.is_on() { live_page::live_with(lang, in_room) } else { live_page::live(lang).to_owned() }} on_press={show_room(true)} />
                    <Button label={words::sound(lang)} pressed={Some(presenting.has_sound)} on_press={toggle_sound} />
                    <p class="hint">{ words::keys(lang) }</p>
                </div>
                <Parking workshop={workshop.clone()} on_edit={edit} />
                <FollowUps workshop={workshop.clone()} />
            </aside>
            if let (true, Some((pass, _))) = (*here, pass.filter(|(_, pass)| pass.is_open())) {
                <Laptop held={props.clone()} pass={Rc::clone(pass)} on_close={vote_here(false)} />
            }
            if *rooming {
                <LiveDialog view={live.view} on={live.on} on_close={show_room(false)} />
            }
            if *pasting {
                <CodesDialog held={props.clone()} on_close={paste(false)} />
            }
        </div>
    }
}

/// The entry after the one that is on, without those that are left out.
fn next_entry(workshop: &Workshop, at: Option<usize>) -> Option<&Entry> {
    let from = at.map_or(0, |at| at + 1);
    workshop.agenda.iter().skip(from).find(|entry| !entry.skipped)
}

/// Properties of [`AgendaLine`].
#[derive(Properties, PartialEq)]
struct AgendaLineProps {
    entry: Rc<Entry>,
    is_on: bool,
    is_done: bool,
    on_go: Callback<()>,
    on_skip: Callback<()>,
}

/// An entry of the agenda, to go to.
#[component]
fn AgendaLine(props: &AgendaLineProps) -> Html {
    let lang = use_lang();
    let entry = &props.entry;
    let onclick = props.on_go.reform(|_: MouseEvent| ());
    let class = classes!(
        "console__entry",
        props.is_on.then_some("console__entry--on"),
        props.is_done.then_some("console__entry--done"),
        entry.skipped.then_some("console__entry--skipped"),
    );
    let skip =
        if entry.skipped { words::unskip(lang, &entry.title) } else { words::skip(lang, &entry.title) };
    html! {
        <li {class}>
            <button type="button" class="console__go" {onclick} aria-current={props.is_on.then_some("step")}>
                <span>{ &entry.title }</span>
                <span class="console__minutes">{ words::short_minutes(lang, entry.minutes) }</span>
            </button>
            if !props.is_on {
                <IconButton label={skip} icon={if entry.skipped { IconName::Undo } else { IconName::Stop }} on_press={props.on_skip.clone()} />
            }
        </li>
    }
}

/// Properties of [`Parking`].
#[derive(Properties, PartialEq)]
struct ParkingProps {
    workshop: Rc<Workshop>,
    on_edit: Callback<Vec<WorkshopEdit>>,
}

/// What came up and has to wait.
#[component]
fn Parking(props: &ParkingProps) -> Html {
    let lang = use_lang();
    let typed = use_state_eq(String::new);
    let park = {
        let (on_edit, typed) = (props.on_edit.clone(), typed.clone());
        Callback::from(move |text: String| {
            let text = crate::domain::text::one_line(&text);
            if text.is_empty() {
                return;
            }
            let parked = Parked { id: new_id("k"), text, at: clock::now_iso(), ..Parked::default() };
            on_edit.emit(vec![WorkshopEdit::Park(parked)]);
            typed.set(String::new());
        })
    };
    let on_typed = {
        let typed = typed.clone();
        Callback::from(move |(text, _): (String, u64)| typed.set(text))
    };
    let add = {
        let (park, typed) = (park.clone(), typed.clone());
        Callback::from(move |()| park.emit((*typed).clone()))
    };
    html! {
        <section class="parking" aria-labelledby="parking">
            <h4 class="parking__title" id="parking">{ words::parking(lang) }</h4>
            <ul class="parking__list">
                for parked in &props.workshop.parking {
                    <li key={parked.id.to_string()} class="parking__one">
                        <span>{ &parked.text }</span>
                        <IconButton label={words::remove(lang, &parked.text)} icon={IconName::Close} on_press={props.on_edit.reform({
                            let id = parked.id.clone();
                            move |()| vec![WorkshopEdit::Unpark(Rc::clone(&id))]
                        })} />
                    </li>
                }
            </ul>
            <div class="parking__new">
                <TextField label={words::park(lang)} bare=true placeholder={words::park(lang)} value={(*typed).clone()} at_once=true {on_typed} on_enter={park} />
                <IconButton label={words::park(lang)} icon={IconName::Plus} on_press={add} />
            </div>
        </section>
    }
}
