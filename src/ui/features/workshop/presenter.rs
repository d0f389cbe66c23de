//! What goes on as long as a workshop is presented, whatever screen the facilitator looks at: the
//! audience's window and the live room are told what there is to see.

use std::rc::Rc;

use yew::prelude::*;

use super::presenting::{Presenting, use_presenting, use_presenting_again};
use super::run::{HELLO, line_name};
use super::timer::Timer;
use super::{HeldProps, use_workshop};
use crate::domain::plan::{Id, Plan};
use crate::domain::text::{live_page, workshop_page as words};
use crate::domain::workshop::paper::Paper;
use crate::domain::workshop::stage::{self, Focus, Showing};
use crate::platform::projector::Line;
use crate::ui::features::live::{use_hosting, use_room};
use crate::ui::home::use_home;
use crate::ui::store::use_lang;

/// Properties of [`Presenter`].
#[derive(Properties, Clone)]
pub struct PresenterProps {
    /// The open plan.
    pub plan: Rc<Plan>,
    /// The framework that ranks the items.
    pub framework: &'static str,
    /// Whether the workshop screen is shown, which leads to the console by itself.
    pub has_screen: bool,
}

impl PartialEq for PresenterProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
            && self.framework == other.framework
            && self.has_screen == other.has_screen
    }
}

/// Presents the workshop whose console this tab has opened, whichever screen is shown now.
#[component]
pub fn Presenter(props: &PresenterProps) -> Html {
    let plan = &props.plan;
    use_presenting_again(&plan.id);
    let presenting = use_presenting(&plan.id);
    let Some(workshop) = use_workshop(plan, presenting.workshop.as_ref()) else { return Html::default() };
    let key = workshop.id.to_string();
    let held = HeldProps { plan: Rc::clone(plan), workshop, framework: props.framework };
    html! { <Present {key} {held} presenting={(*presenting).clone()} has_screen={props.has_screen} /> }
}

/// Properties of [`Present`].
#[derive(Properties, Clone, PartialEq)]
struct PresentProps {
    held: HeldProps,
    presenting: Presenting,
    has_screen: bool,
}

/// Presents a workshop, and says so while its console is not there to show it.
#[component]
fn Present(props: &PresentProps) -> Html {
    let lang = use_lang();
    let home = use_home();
    let (held, presenting) = (&props.held, &props.presenting);
    let room = use_room(&held.workshop.id);
    let last = held.workshop.current().and_then(|entry| held.workshop.last_pass(&entry.id));
    let focus = last.map_or(Focus::First, |(pass, _)| presenting.focus(pass));
    use_hosting(held, focus);
    let open = last.filter(|(_, pass)| pass.is_open()).map(|(id, _)| Rc::clone(id));
    let ballot = use_memo((held.clone(), open, home), |(held, open, home)| {
        // A code on the wall that opens nowhere would only hold people up.
        let open = open.as_deref().filter(|_| home.leads_anywhere())?;
        let paper = Paper::of(&held.plan, &held.workshop, open)?;
        paper.link().ok().map(|link| format!("{}{link}", home.address()))
    });
    // Whoever is in a room once needs no other link for the next round. One for windows of this
    // browser is of no use to those who read the projector.
    let far = (room.is_on() && !room.is_near).then(|| room.link.to_string());
    let link = far.or_else(|| (*ballot).clone()).unwrap_or_default();
    use_stage(held, &Showing { focus, link, guests: room.guests(&held.workshop) });
    let is_held = held.workshop.on.is_some() || room.is_on();
    if presenting.is_console || !is_held {
        return Html::default();
    }
    html! {
        <div class="presenting">
            <p class="presenting__what" role="status">
                <span>{ words::presenting(lang, &held.workshop.title) }</span>
                if room.is_on() {
                    <span>{ live_page::live_with(lang, room.counts().0) }</span>
                }
            </p>
            if let Some(entry) = held.workshop.current() {
                <Timer key={entry.id.to_string()} since={held.workshop.since.clone()} minutes={entry.minutes} sound={presenting.has_sound} />
            }
            if !props.has_screen {
                <a href="#/workshop">{ words::to_console(lang) }</a>
            }
        </div>
    }
}

/// Tells the audience's window what to show, whenever that changes and when it asks.
#[hook]
fn use_stage(props: &HeldProps, showing: &Showing) {
    let lang = use_lang();
    // Camps among many people take a while, so it is made anew only when something of it has changed.
    let text = use_memo((props.clone(), showing.clone(), lang), |(props, showing, lang)| {
        let stage = stage::stage(&props.plan, &props.workshop, showing, *lang);
        // A stage is texts, numbers and lists.
        Rc::<str>::from(serde_json::to_string(&stage).unwrap_or_default())
    });
    let text = Rc::clone(&text);
    let latest = use_mut_ref(|| Rc::clone(&text));
    let line = use_mut_ref(|| None::<Line>);
    use_effect_with(props.workshop.id.clone(), {
        let (line, latest) = (line.clone(), latest.clone());
        move |id: &Id| {
            let answering = Rc::clone(&line);
            *line.borrow_mut() = Line::open(&line_name(id), move |said| {
                if said == HELLO
                    && let Some(line) = &*answering.borrow()
                {
                    line.say(&latest.borrow());
                }
            });
            // The line holds itself through its listener, so it is cut by hand.
            move || drop(line.borrow_mut().take())
        }
    });
    use_effect_with(text, move |text| {
        *latest.borrow_mut() = Rc::clone(text);
        if let Some(line) = &*line.borrow() {
            line.say(text);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::Lang;
    use crate::domain::workshop::{Entry, Workshop};
    use crate::ui::features::workshop::presenting::{PRESENTING, PresentingMsg};
    use crate::ui::lasting::dispatch;
    use crate::ui::rendered::rendered_in;

    /// A plan with a workshop that is being held, or is not yet.
    fn plan(is_held: bool) -> Rc<Plan> {
        let entry = Entry { id: "e".into(), title: "Warm-up".into(), minutes: 5.0, ..Entry::default() };
        let workshop = Workshop {
            id: "w".into(),
            title: "Q3 <b>".into(),
            on: is_held.then(|| Rc::clone(&entry.id)),
            since: "2026-11-22T09:00:00Z".into(),
            agenda: vec![entry],
            ..Workshop::default()
        };
        let mut plan = Plan::new("p".into(), "Plan", "2026-11-22T09:00:00Z");
        Rc::make_mut(&mut plan.workshops).push(workshop.record());
        Rc::new(plan)
    }

    #[test]
    fn a_workshop_that_goes_on_behind_another_screen_says_so_and_leads_back() {
        for lang in Lang::ALL {
            let says = |plan: &Rc<Plan>, has_screen: bool| {
                let plan = Rc::clone(plan);
                rendered_in(lang, html! { <Presenter {plan} framework="rice" {has_screen} /> })
            };
            let (held, not_yet) = (plan(true), plan(false));
            let tell = |msg| dispatch(&PRESENTING, &held.id, msg);
            assert!(!says(&held, false).contains("Q3"), "nobody has opened its console in this tab");
            tell(PresentingMsg::Console("w".into()));
            assert!(!says(&held, false).contains("Q3"), "the console shows it");
            tell(PresentingMsg::Left);
            let html = says(&held, false);
            assert!(html.contains(&words::presenting(lang, "Q3 &lt;b&gt;")), "{html}");
            assert!(html.contains("href=\"#/workshop\"") && html.contains("role=\"timer\""), "{html}");
            let html = says(&held, true);
            assert!(html.contains("Q3 &lt;b&gt;") && !html.contains("href"), "{html}");
            assert!(!says(&not_yet, false).contains("Q3"), "nothing of it is on");
            tell(PresentingMsg::Console("gone".into()));
            tell(PresentingMsg::Left);
            assert!(
                !says(&held, false).contains("presenting"),
                "a workshop that was deleted is not presented"
            );
            // Another plan takes its place, so that the next language begins with nothing.
            dispatch(&PRESENTING, &"other".into(), PresentingMsg::Left);
        }
    }
}
