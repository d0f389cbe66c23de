//! The ballot of a link: it reads the link, keeps what is answered, and shows where one is.

use std::rc::Rc;

use yew::prelude::*;

use super::BallotProps;
use super::done::Done;
use super::form::{BallotForm, Mode};
use super::kept::{self, Place};
use super::visit::{Stage, Visit, VisitMsg};
use super::welcome::Welcome;
use crate::domain::text::ballot as words;
use crate::domain::workshop::code::Vote;
use crate::domain::workshop::paper::Paper;
use crate::ui::by_pointer::ByPointer;
use crate::ui::phone::{unopened, use_phone};
use crate::ui::store::use_lang;

/// The ballot of a link, for where it stands. Another link is another ballot.
pub fn ballot(props: &BallotProps) -> Html {
    html! { <BallotPage key={props.link.to_string()} link={props.link.clone()} /> }
}

/// The ballot, or why the link does not open.
#[component]
fn BallotPage(props: &BallotProps) -> Html {
    let read = use_memo(props.link.clone(), |link| Paper::read(link).map(Rc::new));
    let phone = use_phone(None, words::ballot);
    phone.page(match &*read {
        Ok(paper) => html! { <Ballot paper={ByPointer(Rc::clone(paper))} /> },
        Err(problem) => unopened(words::cannot_open(phone.lang), problem.sentence(phone.lang)),
    })
}

/// Properties of [`Ballot`].
#[derive(Properties, PartialEq)]
pub struct BallotPaperProps {
    /// What is asked.
    pub paper: ByPointer<Paper>,
    /// Called with a finished vote, and again after a reload behind the end: whoever takes it
    /// knows by voter and sequence whether it is new. The code is shown in any case.
    #[prop_or_default]
    pub on_sent: Callback<Rc<Vote>>,
    /// Who votes, where that was asked before: then nobody is asked again, and the questions
    /// come at once.
    #[prop_or_default]
    pub who: Option<ByPointer<Vote>>,
    /// Whether the finished vote is on its way, so that nobody need pass on its code.
    #[prop_or_default]
    pub sending: bool,
    /// The sequence of the vote that the facilitator is known to have; 0 for none.
    #[prop_or_default]
    pub arrived: u32,
    /// Where the ballot is kept.
    #[prop_or_default]
    pub place: Place,
    /// What a connection has to say, above all else.
    #[prop_or_default]
    pub beside: Html,
}

/// One voter, from the welcome to the code.
#[component]
pub fn Ballot(props: &BallotPaperProps) -> Html {
    let lang = use_lang();
    let visit = use_reducer(|| match &props.who {
        Some(who) => Visit::known(Rc::clone(&props.paper.0), &who.0),
        None => Visit::new(Rc::clone(&props.paper.0)),
    });
    let place = props.place;
    let keeps = use_state_eq(|| true);
    // Whether the page has been left, so that the welcome knows a return from the first sight.
    let moved = use_state_eq(|| false);
    let on_visit = {
        let dispatcher = visit.dispatcher();
        let (paper, who) = (props.paper.clone(), props.who.clone());
        use_callback((), move |msg: VisitMsg, ()| {
            if let VisitMsg::HandedOn = msg {
                kept::forget(place, &paper.0);
            }
            dispatcher.dispatch(match (msg, &who) {
                (VisitMsg::Started(_), Some(who)) => VisitMsg::Started(Rc::clone(&who.0.voter)),
                (msg, _) => msg,
            });
        })
    };
    use_effect_with((), {
        let (on_visit, paper, who) = (on_visit.clone(), props.paper.clone(), props.who.clone());
        move |()| {
            let kept = kept::recall(place, &paper.0).and_then(|kept| match &who {
                Some(who) => kept.of(&paper.0, &who.0),
                None => Some(kept),
            });
            if let Some(kept) = kept {
                on_visit.emit(VisitMsg::CameBack(Box::new(kept)));
            }
        }
    });
    use_effect_with(visit.kept(), {
        let (keeps, moved) = (keeps.clone(), moved.clone());
        move |kept| {
            if let Some(kept) = kept {
                keeps.set(kept::remember(place, kept));
                moved.set(true);
            }
        }
    });
    let sent = (visit.stage == Stage::Done).then(|| ByPointer(Rc::clone(&visit.vote)));
    use_effect_with(sent, {
        let on_sent = props.on_sent.clone();
        move |sent| {
            if let Some(vote) = sent {
                on_sent.emit(Rc::clone(&vote.0));
            }
        }
    });
    let now = Rc::new(Visit::clone(&visit));
    let shown = match now.stage {
        Stage::Voting => {
            let note = now.resumed.then(|| AttrValue::from(words::resumed(lang)));
            html! {
                <BallotForm key="form" paper={props.paper.clone()} vote={ByPointer(Rc::clone(&now.vote))} mode={Mode::Phone} start={now.place} {note}
                    on_change={on_visit.reform(VisitMsg::Answered)} on_send={on_visit.reform(VisitMsg::Sent)}
                    on_place={on_visit.reform(VisitMsg::CameTo)} on_leave={on_visit.reform(|()| VisitMsg::Left)} />
            }
        }
        Stage::Done => {
            let arrived = props.arrived > 0 && props.arrived == now.vote.sequence;
            html! { <Done key="done" visit={now} {arrived} sending={props.sending} on_visit={on_visit.clone()} /> }
        }
        Stage::Welcome => {
            html! { <Welcome key="welcome" visit={now} focus={*moved} on_visit={on_visit.clone()} /> }
        }
    };
    html! {
        <>
            // A seat of a live room says it by itself.
            if !*keeps && props.who.is_none() {
                <p class="ballot__note" role="status">{ words::not_kept(lang) }</p>
            }
            { props.beside.clone() }
            { shown }
        </>
    }
}
