//! What goes on as long as a workshop is presented, whatever screen the facilitator looks at: the
//! audience's window and the live room are told what there is to see.

use std::rc::Rc;

use yew::prelude::*;

use super::HeldProps;
use super::run::{HELLO, line_name};
use crate::domain::plan::{Id, Plan};
use crate::domain::text::{live_page, workshop_page as words};
use crate::domain::workshop::Workshop;
use crate::domain::workshop::paper::Paper;
use crate::domain::workshop::stage::{self, Focus, Showing};
use crate::platform::projector::Line;
use crate::ui::app::PageProps;
use crate::ui::features::live::{use_hosting, use_room};
use crate::ui::home::use_home;
use crate::ui::presenting::use_presenting;
use crate::ui::session::Screen;
use crate::ui::store::use_lang;

/// The presenter, for the page.
pub fn presenter(page: &PageProps) -> Html {
    let plan = page.scene.plan().clone();
    let framework = page.scene.preferences.framework().id;
    let is_workshop_screen = page.scene.session.screen == Screen::Workshop;
    let key = plan.id.to_string();
    html! { <Presenter {key} {plan} {framework} {is_workshop_screen} /> }
}

/// Properties of [`Presenter`].
#[derive(Properties, Clone)]
struct PresenterProps {
    plan: Rc<Plan>,
    framework: &'static str,
    is_workshop_screen: bool,
}

impl PartialEq for PresenterProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
            && self.framework == other.framework
            && self.is_workshop_screen == other.is_workshop_screen
    }
}

/// Finds the workshop that is presented.
#[component]
fn Presenter(props: &PresenterProps) -> Html {
    let plan = &props.plan;
    let presenting = use_presenting(&plan.id);
    let record =
        presenting.workshop.as_ref().and_then(|id| plan.workshops.iter().find(|record| record.id == *id));
    let fields = record.map(|record| (Rc::clone(&record.id), Rc::clone(&record.fields)));
    let workshop = use_memo(fields, |fields| {
        let (id, fields) = fields.clone()?;
        Some(Rc::new(Workshop::read(&crate::domain::plan::WorkshopRecord { id, fields })))
    });
    let Some(workshop) = (*workshop).clone() else { return Html::default() };
    let held = HeldProps { plan: Rc::clone(plan), workshop, framework: props.framework };
    let key = held.workshop.id.to_string();
    let (is_console, can_go) = (presenting.is_console, !props.is_workshop_screen);
    html! { <Present {key} {held} {is_console} {can_go} /> }
}

/// Properties of [`Present`].
#[derive(Properties, Clone, PartialEq)]
struct PresentProps {
    held: HeldProps,
    /// Whether the console is on the screen.
    is_console: bool,
    /// Whether the console is on another screen.
    can_go: bool,
}

/// Presents a workshop, and says so while its console is not there to show it.
#[component]
fn Present(props: &PresentProps) -> Html {
    let lang = use_lang();
    let home = use_home();
    let held = &props.held;
    let presenting = use_presenting(&held.plan.id);
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
    if props.is_console || !is_held {
        return Html::default();
    }
    html! {
        <p class="presenting" role="status">
            <span>{ words::presenting(lang, &held.workshop.title) }</span>
            if room.is_on() {
                <span>{ live_page::live_with(lang, room.counts().0) }</span>
            }
            if props.can_go {
                <a href="#/workshop">{ words::to_console(lang) }</a>
            }
        </p>
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
