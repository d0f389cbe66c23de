//! A round on the console: before the vote, while it runs, and after it.

use std::rc::Rc;

use yew::prelude::*;

use super::audience::DENSE;
use super::results::Results;
use super::steps::Steps;
use super::{HeldProps, acts};
use crate::domain::share::Reach;
use crate::domain::text::{live_page, share, workshop_page as words};
use crate::domain::workshop::edit::{WorkshopEdit, command};
use crate::domain::workshop::paper::Paper;
use crate::domain::workshop::stage::Focus;
use crate::domain::workshop::tally::Guest;
use crate::domain::workshop::{Entry, Naming, stage, tally};
use crate::platform::{clipboard, clock, element};
use crate::ui::components::{Button, IconName, Variant};
use crate::ui::features::home::HomeNotice;
use crate::ui::features::live::{CopyLink, NearWays};
use crate::ui::features::survey::qr::QrCode;
use crate::ui::home::use_home;
use crate::ui::store::{use_handles, use_lang};

/// Properties of [`RoundPanel`].
#[derive(Properties, Clone)]
pub struct RoundPanelProps {
    /// What the console knows.
    pub held: HeldProps,
    /// The entry that is on.
    pub entry: Rc<Entry>,
    /// The link to the open ballot.
    pub link: Option<AttrValue>,
    /// What the audience sees.
    pub focus: Focus,
    /// Called with what the audience is to see.
    pub on_focus: Callback<Focus>,
    /// Called to paste codes.
    pub on_paste: Callback<()>,
    /// Called to vote on this machine.
    pub on_here: Callback<()>,
    /// The link into the live room, where there is one.
    #[prop_or_default]
    pub room: Option<AttrValue>,
    /// Whether the room is for windows of this browser only.
    #[prop_or_default]
    pub is_near: bool,
    /// Who is in the room.
    #[prop_or_default]
    pub guests: Vec<Guest>,
}

impl PartialEq for RoundPanelProps {
    fn eq(&self, other: &Self) -> bool {
        self.held == other.held
            && self.link == other.link
            && self.focus == other.focus
            && (&self.room, self.is_near, &self.guests) == (&other.room, other.is_near, &other.guests)
    }
}

/// The round of the entry that is on.
#[component]
pub fn RoundPanel(props: &RoundPanelProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let home = use_home();
    let status = use_node_ref();
    let workshop = &props.held.workshop;
    let edit = {
        let (handles, id) = (handles.clone(), workshop.id.clone());
        use_callback((), move |edit: WorkshopEdit, ()| handles.edit(command(&id, vec![edit])))
    };
    let last = workshop.last_pass(&props.entry.id);
    let open = {
        let (handles, workshop, entry) = (handles.clone(), workshop.id.clone(), props.entry.id.clone());
        Callback::from(move |()| acts::open_vote(&handles, &workshop, &entry))
    };
    let Some((pass, this)) = last else {
        let round = props.entry.round.as_ref();
        let is_empty = round.is_none_or(|round| round.tasks().is_empty());
        return html! {
            <div class="round">
                <p class="hint">{ words::not_opened(lang) }</p>
                <div><Button label={words::open_vote(lang)} variant={Variant::Primary} on_press={open}
                    disabled={is_empty.then(|| AttrValue::from(words::no_items_yet(lang)))} /></div>
            </div>
        };
    };
    let paper = Paper::of(&props.held.plan, workshop, pass);
    let asked = paper.as_ref().map(|paper| stage::asked(paper, lang)).unwrap_or_default();
    let turnout = tally::turnout(workshop, pass, &props.guests);
    let close = {
        let (edit, pass) = (edit.clone(), Rc::clone(pass));
        Callback::from(move |()| edit.emit(WorkshopEdit::Close(Rc::clone(&pass), clock::now_iso())))
    };
    let reveal = {
        let (handles, workshop, pass) = (handles.clone(), workshop.id.clone(), Rc::clone(pass));
        let status = status.clone();
        Callback::from(move |()| {
            acts::reveal(&handles, &workshop, &pass);
            element::focus(&status);
        })
    };
    let voted = if this.is_revealed() { stage::voted(workshop, pass) } else { Vec::new() };
    let on_show = props.on_focus.reform(|task: Option<usize>| task.map_or(Focus::All, Focus::One));
    let copy = {
        let (handles, link) = (handles.clone(), props.link.clone().unwrap_or_default());
        Callback::from(move |()| {
            let (handles, link) = (handles.clone(), link.clone());
            wasm_bindgen_futures::spawn_local(async move {
                match clipboard::write(&link).await {
                    true => handles.tell(words::link_copied(lang).to_owned()),
                    false => handles.warn(words::not_copied(lang).to_owned()),
                }
            });
        })
    };
    let leads_anywhere = home.leads_anywhere();
    let by_codes = html! {
        <div class="round__join">
            if !leads_anywhere {
                <HomeNotice />
            } else if let Some(link) = &props.link {
                <QrCode text={link.clone()} label={words::qr_of_ballot(lang)} too_long={words::qr_too_long(lang)} />
            } else {
                <p>{ words::too_large(lang) }</p>
            }
            <div class="round__ways">
                <p>{ words::how_to_join(lang) }</p>
                if leads_anywhere {
                    <HomeNotice />
                }
                if props.link.as_ref().is_some_and(|link| link.len() > DENSE) {
                    <p class="hint">{ words::qr_dense(lang) }</p>
                }
                if leads_anywhere && props.link.is_some() {
                    <Button label={words::copy_link(lang)} on_press={copy} />
                }
                <Button label={words::paste_codes(lang)} on_press={props.on_paste.clone()} />
                if props.room.is_none() {
                    <Button label={words::vote_here(lang)} on_press={props.on_here.clone()} />
                }
            </div>
        </div>
    };
    html! {
        <div class="round">
            <p class="round__question">
                if this.number > 1 {
                    <span class="round__number">{ words::vote_number(lang, this.number) }</span>{ " " }
                }
                { asked }
            </p>
            <p class="round__turnout" role="status" tabindex="-1" ref={status}>
                <strong>{ words::turnout(lang, turnout.voted, turnout.known) }</strong>
                { " " }
                { match (this.is_open(), this.is_revealed()) {
                    (_, true) => words::state_revealed(lang),
                    _ if this.is_hidden_again() => words::state_hidden_again(lang),
                    (true, _) => words::state_open(lang),
                    _ => words::state_closed(lang),
                } }
            </p>
            if workshop.naming == Naming::Named && !this.is_revealed() && !turnout.missing.is_empty() {
                <p class="hint">{ words::still_missing(lang, &turnout.missing.join(words::comma(lang))) }</p>
            }
            if workshop.naming == Naming::Named && turnout.known > 0 {
                <details class="round__people">
                    <summary>{ words::people(lang) }</summary>
                    <p class="hint">{ words::only_here(lang) }</p>
                    <ul>
                        for (at, person) in tally::people(workshop, pass, &props.guests).into_iter().enumerate() {
                            <li key={at} data-voted={person.voted.to_string()}>
                                <span class="round__person">{ person.name }</span>
                                if !person.role.is_empty() {
                                    <span class="hint">{ person.role }</span>
                                }
                                <span class="round__voted">{ if person.voted { words::has_voted(lang) } else { words::not_yet(lang) } }</span>
                            </li>
                        }
                    </ul>
                </details>
            }
            if this.is_open() {
                if let Some(room) = &props.room {
                    <div class="round__join">
                        if !props.is_near {
                            <QrCode text={room.clone()} label={live_page::qr_of_room(lang)} too_long={live_page::qr_too_long(lang)} />
                        }
                        <div class="round__ways">
                            if props.is_near {
                                <NearWays link={room.clone()} />
                            } else {
                                <p>{ live_page::one_for_all(lang) }</p>
                                if home.own_reach() != Reach::Others {
                                    <p class="hint">{ share::home_room(lang) }</p>
                                }
                                <CopyLink link={room.clone()} />
                            }
                            <Button label={words::vote_here(lang)} on_press={props.on_here.clone()} />
                        </div>
                    </div>
                    <details class="round__codes">
                        <summary>{ live_page::without_live(lang) }</summary>
                        { by_codes }
                    </details>
                } else {
                    { by_codes }
                }
            }
            <div class="round__acts">
                if !this.is_revealed() {
                    <Button label={words::reveal(lang)} variant={Variant::Primary} on_press={reveal}
                        disabled={(turnout.voted == 0).then(|| AttrValue::from(words::nobody_voted(lang)))} />
                }
                if this.is_open() {
                    <Button label={words::close_vote(lang)} on_press={close} />
                } else {
                    <Button label={words::vote_again(lang)} icon={IconName::Redo} on_press={open} />
                }
            </div>
            if voted.len() > 1 && stage::steps_through(workshop, pass) {
                <Steps focus={props.focus} voted={voted.clone()} on_focus={props.on_focus.clone()} />
            }
            if this.is_revealed() {
                <Results key={pass.to_string()} held={props.held.clone()} pass={Rc::clone(pass)} shown={props.focus.task(&voted)} {on_show} />
            }
        </div>
    }
}
