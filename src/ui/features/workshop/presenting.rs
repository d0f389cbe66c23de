//! Which workshop this tab presents: its audience and its live room go on while other screens are shown.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::plan::Id;
use crate::domain::workshop::stage::Focus;
use crate::platform::storage;
use crate::ui::lasting::{Lasting, dispatch, look, use_lasting};

/// What this tab remembers of it over a reload: the ids of plan and workshop.
///
/// The page looks for it when it is loaded: then this part is fetched whatever screen is shown.
pub const PRESENTS: &str = "steelyard.presents";

thread_local! {
    pub(super) static PRESENTING: Lasting<Presenting> = const { Lasting::empty() };
}

/// What is presented of a plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Presenting {
    /// The workshop; none until its console was opened in this tab.
    pub workshop: Option<Id>,
    /// Whether its console is on the screen.
    pub is_console: bool,
    /// Whether a tone tells that a time box is over: not until somebody wants it.
    pub has_sound: bool,
    /// What of a pass the audience sees, where the facilitator has chosen.
    focus: Option<(Id, Focus)>,
}

/// What happens to it.
pub enum PresentingMsg {
    /// A tab that was loaded anew goes on with a workshop.
    GoesOn(Id),
    /// The console of a workshop is on the screen.
    Console(Id),
    /// The console has left the screen.
    Left,
    /// The audience is to see this of a pass.
    Show(Id, Focus),
    /// The end of a time box is to be heard, or no longer.
    Sound(bool),
}

impl Presenting {
    /// What of a pass the audience sees.
    pub fn focus(&self, pass: &str) -> Focus {
        let chosen = self.focus.as_ref().filter(|(of, _)| **of == *pass);
        chosen.map_or(Focus::First, |(_, focus)| *focus)
    }
}

impl Reducible for Presenting {
    type Action = PresentingMsg;

    fn reduce(self: Rc<Self>, msg: PresentingMsg) -> Rc<Self> {
        let now = Presenting::clone(&self);
        Rc::new(match msg {
            PresentingMsg::GoesOn(id) => Presenting { workshop: Some(id), ..now },
            PresentingMsg::Console(id) => Presenting { workshop: Some(id), is_console: true, ..now },
            PresentingMsg::Left => Presenting { is_console: false, ..now },
            PresentingMsg::Show(pass, focus) => Presenting { focus: Some((pass, focus)), ..now },
            PresentingMsg::Sound(has_sound) => Presenting { has_sound, ..now },
        })
    }
}

/// What is presented of a plan, drawn anew whenever that changes.
#[hook]
pub fn use_presenting(plan: &Id) -> Rc<Presenting> {
    use_lasting(&PRESENTING, plan)
}

/// Goes on with what this tab presented before it was loaded anew.
#[hook]
pub fn use_presenting_again(plan: &Id) {
    use_effect_with(Rc::clone(plan), |plan| {
        let kept = storage::of_tab(PRESENTS).unwrap_or_default();
        let workshop = kept.split_once(' ').filter(|(of, _)| **of == **plan).map(|(_, workshop)| workshop);
        if let Some(workshop) = workshop.filter(|_| look(&PRESENTING, plan).workshop.is_none()) {
            dispatch(&PRESENTING, plan, PresentingMsg::GoesOn(workshop.into()));
        }
    });
}

/// Presents a workshop from now on, as long as its console is drawn and after that.
#[hook]
pub fn use_console(plan: &Id, workshop: &Id) {
    use_effect_with((Rc::clone(plan), Rc::clone(workshop)), |(plan, workshop)| {
        // Where nothing is kept, a reload waits until the console is opened again.
        storage::set_of_tab(PRESENTS, Some(&format!("{plan} {workshop}")));
        dispatch(&PRESENTING, plan, PresentingMsg::Console(Rc::clone(workshop)));
        let plan = Rc::clone(plan);
        move || dispatch(&PRESENTING, &plan, PresentingMsg::Left)
    });
}

/// Shows something else of a pass to the audience.
pub fn show(plan: &Id, pass: &Id, focus: Focus) {
    dispatch(&PRESENTING, plan, PresentingMsg::Show(Rc::clone(pass), focus));
}

/// Has the end of a time box told by a tone, or not.
pub fn sound(plan: &Id, has_sound: bool) {
    dispatch(&PRESENTING, plan, PresentingMsg::Sound(has_sound));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_goes_on_without_the_console_and_another_pass_begins_with_its_first_item() {
        let plan = Id::from("p");
        let say = |msg| dispatch(&PRESENTING, &plan, msg);
        assert_eq!(*look(&PRESENTING, &plan), Presenting::default());
        say(PresentingMsg::Console("w".into()));
        assert!(!look(&PRESENTING, &plan).has_sound, "nothing is heard that nobody asked for");
        say(PresentingMsg::Show("v_1".into(), Focus::One(3)));
        say(PresentingMsg::Sound(true));
        say(PresentingMsg::Left);
        let now = look(&PRESENTING, &plan);
        assert_eq!((now.workshop.as_deref(), now.is_console, now.has_sound), (Some("w"), false, true));
        assert_eq!((now.focus("v_1"), now.focus("v_2")), (Focus::One(3), Focus::First));
        assert_eq!(look(&PRESENTING, &"other".into()).workshop, None);
    }
}
