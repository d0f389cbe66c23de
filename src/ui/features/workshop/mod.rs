//! Workshops: prepared, held in front of an audience, and what came of them.

mod acts;
mod agree;
mod audience;
mod codes;
mod follow_ups;
mod items;
mod keys;
mod laptop;
mod list;
mod minutes;
mod prepare;
mod presenter;
mod presenting;
mod results;
mod round;
mod run;
mod scan;
mod steps;
mod take;
mod timer;
mod weighed;

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::frameworks::Framework;
use crate::domain::plan::{Id, Plan, WorkshopRecord};
use crate::domain::text::workshop_page as words;
use crate::domain::workshop::Workshop;
use crate::ui::app::PageProps;
use crate::ui::components::{Button, IconName, Variant};
use crate::ui::session::Screen;
use crate::ui::store::use_lang;
use presenter::Presenter;

pub use agree::{AgreeForm, AgreeFormProps};
pub use audience::{AudienceProps, OnStage, OnStageProps, audience};
pub use codes::let_in;
pub use follow_ups::{FollowUps, FollowUpsProps};
pub use list::{Workshops, WorkshopsProps};
pub use minutes::MinutesPage;
pub use prepare::{Prepare, PrepareProps};
pub use presenting::PRESENTS;
pub use results::{Bars, BarsProps};
pub use run::Run;
pub use take::{TakeForm, TakeFormProps, TakeOrderProps};

/// The workshop screen where it is the one that is shown; and on any screen what goes on while a
/// workshop is presented.
pub fn screen(page: &PageProps) -> Html {
    let plan = page.scene.plan().clone();
    let framework = page.scene.preferences.framework().id;
    let is_shown = page.scene.session.screen == Screen::Workshop;
    // Another plan has other workshops.
    let key = plan.id.to_string();
    html! {
        <>
            <Presenter key={format!("presents {key}")} plan={plan.clone()} {framework} has_screen={is_shown} />
            if is_shown {
                <WorkshopScreen {key} {plan} {framework} />
            }
        </>
    }
}

/// A workshop of a plan by its id, read anew only when the plan has changed it.
#[hook]
fn use_workshop(plan: &Plan, id: Option<&Id>) -> Option<Rc<Workshop>> {
    let record = id.and_then(|id| plan.workshops.iter().find(|record| record.id == *id));
    let known = record.map(|record| (Rc::clone(&record.id), Rc::clone(&record.fields)));
    let workshop = use_memo(known, |known| {
        let (id, fields) = known.clone()?;
        Some(Rc::new(Workshop::read(&WorkshopRecord { id, fields })))
    });
    (*workshop).clone()
}

/// Properties of the screen, and of its pages.
#[derive(Properties, Clone)]
pub struct WorkshopScreenProps {
    /// The open plan.
    pub plan: Rc<Plan>,
    /// The framework that ranks the items.
    pub framework: &'static str,
}

impl PartialEq for WorkshopScreenProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && self.framework == other.framework
    }
}

/// A page of one workshop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Page {
    Agenda,
    Run,
    Minutes,
}

/// What one workshop's pages are given.
#[derive(Properties, Clone)]
pub struct HeldProps {
    /// The open plan.
    pub plan: Rc<Plan>,
    /// The workshop, as the plan has it.
    pub workshop: Rc<Workshop>,
    /// The framework that ranks the items.
    pub framework: &'static str,
}

impl PartialEq for HeldProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
            && Rc::ptr_eq(&self.workshop, &other.workshop)
            && self.framework == other.framework
    }
}

impl HeldProps {
    fn framework(&self) -> &'static Framework {
        crate::domain::frameworks::by_id(self.framework).unwrap_or_else(crate::domain::frameworks::default)
    }
}

/// The list of workshops, or the one that is open.
#[component]
fn WorkshopScreen(props: &WorkshopScreenProps) -> Html {
    let lang = use_lang();
    let plan = &props.plan;
    // A workshop that is being held comes back by itself, after a reload in the middle of it.
    let open = use_state_eq(|| {
        let held = plan.workshops.iter().map(Workshop::read).find(|workshop| workshop.on.is_some());
        held.map(|workshop| (workshop.id, Page::Run))
    });
    let workshop = use_workshop(plan, open.as_ref().map(|(id, _)| id));
    let on_open = {
        let open = open.setter();
        use_callback((), move |id: Id, ()| open.set(Some((id, Page::Agenda))))
    };
    let go = |page: Page| {
        let open = open.clone();
        Callback::from(move |()| {
            if let Some((id, _)) = &*open {
                open.set(Some((Rc::clone(id), page)));
            }
        })
    };
    let on_close = {
        let open = open.setter();
        Callback::from(move |()| open.set(None))
    };
    let (Some((_, page)), Some(workshop)) = (&*open, &workshop) else {
        return html! {
            <div class="workshops">
                <Workshops plan={plan.clone()} framework={props.framework} {on_open} />
            </div>
        };
    };
    let page = *page;
    let held = HeldProps { plan: plan.clone(), workshop: workshop.clone(), framework: props.framework };
    let tab = |which: Page, label: &'static str| {
        html! { <Button label={label} on_press={go(which)} pressed={Some(page == which)} variant={if page == which { Variant::Plain } else { Variant::Quiet }} /> }
    };
    html! {
        <div class="workshops">
            <header class="workshop__head">
                <Button label={words::all_workshops(lang)} icon={IconName::Left} variant={Variant::Quiet} on_press={on_close} />
                <h2 class="workshop__title">{ &workshop.title }</h2>
                <div class="workshop__tabs" role="group" aria-label={words::pages(lang)}>
                    { tab(Page::Agenda, words::agenda(lang)) }
                    { tab(Page::Run, words::run(lang)) }
                    { tab(Page::Minutes, words::minutes(lang)) }
                </div>
            </header>
            { match page {
                Page::Agenda => html! { <Prepare key="agenda" plan={held.plan} workshop={held.workshop} framework={held.framework} on_run={go(Page::Run)} /> },
                Page::Run => html! { <Run key="run" ..held /> },
                Page::Minutes => html! { <MinutesPage key="minutes" ..held /> },
            } }
        </div>
    }
}
