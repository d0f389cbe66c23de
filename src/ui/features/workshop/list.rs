//! All workshops of a plan, and the templates to begin one with.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::date;
use crate::domain::frameworks;
use crate::domain::plan::{Id, Plan};
use crate::domain::text::{common, workshop_page as words};
use crate::domain::workshop::Workshop;
use crate::domain::workshop::edit::{WorkshopEdit, command};
use crate::domain::workshop::template::Template;
use crate::platform::clock;
use crate::ui::components::{Button, Dialog, IconButton, IconName, Variant};
use crate::ui::session::{Screen, TradeoffPage};
use crate::ui::store::{new_id, use_handles, use_lang};

/// Properties of [`Workshops`].
#[derive(Properties, Clone)]
pub struct WorkshopsProps {
    /// The open plan.
    pub plan: Rc<Plan>,
    /// The framework that ranks the items.
    pub framework: &'static str,
    /// Called with the one to open.
    pub on_open: Callback<Id>,
}

impl PartialEq for WorkshopsProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan.workshops, &other.plan.workshops)
            && Rc::ptr_eq(&self.plan, &other.plan)
            && self.framework == other.framework
    }
}

/// All workshops, the newest first, and the way to a new one.
#[component]
pub fn Workshops(props: &WorkshopsProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let removing = use_state_eq(|| None::<(Id, String)>);
    let framework = frameworks::by_id(props.framework).unwrap_or_else(frameworks::default);
    let create = |template: Template| {
        let (handles, plan, on_open) = (handles.clone(), props.plan.clone(), props.on_open.clone());
        Callback::from(move |_: MouseEvent| {
            let workshop = template.make(&plan, framework, lang, &clock::now_iso(), &mut new_id);
            let id = Rc::clone(&workshop.id);
            handles.edit(command(&id, vec![WorkshopEdit::Create(Box::new(workshop))]));
            on_open.emit(id);
        })
    };
    let workshops: Vec<Workshop> = props.plan.workshops.iter().rev().map(Workshop::read).collect();
    let is_empty = workshops.is_empty();
    let ask = |workshop: Option<(Id, String)>| {
        let removing = removing.clone();
        Callback::from(move |()| removing.set(workshop.clone()))
    };
    let remove = {
        let (handles, removing) = (handles.clone(), removing.clone());
        Callback::from(move |()| {
            if let Some((id, _)) = &*removing {
                handles.edit(command(id, vec![WorkshopEdit::Remove]));
                handles.tell_undoable(words::removed(lang).to_owned());
            }
            removing.set(None);
        })
    };
    html! {
        <>
            if is_empty {
                <div class="workshops__empty">
                    <p class="workshops__lead">{ words::empty(lang) }</p>
                </div>
            } else {
                <ul class="workshops__list" aria-label={words::all_workshops(lang)}>
                    for workshop in workshops {
                        <li key={workshop.id.to_string()} class="workshops__one">
                            <div class="workshops__what">
                                <h2 class="workshops__name">{ &workshop.title }</h2>
                                <p class="hint">{ words::facts(lang, &date::display(&workshop.created, lang), workshop.agenda.len(), workshop.minutes(), workshop.voters().len()) }</p>
                            </div>
                            <Button label={words::open(lang, &workshop.title)} on_press={props.on_open.reform({
                                let id = workshop.id.clone();
                                move |()| Rc::clone(&id)
                            })} />
                            <IconButton label={words::remove(lang, &workshop.title)} icon={IconName::Close} on_press={ask(Some((workshop.id.clone(), workshop.title.clone())))} />
                        </li>
                    }
                </ul>
            }
            <section class="workshops__new" aria-labelledby="new-workshop">
                <h2 class="workshops__new-title" id="new-workshop">{ words::new(lang) }</h2>
                <div class="workshops__templates">
                    for template in Template::ALL {
                        <div key={(template.about())(lang)} class="workshops__offer">
                            <button type="button" class="workshops__template" onclick={create(template)}>
                                <strong>{ template.title(&props.plan, framework, lang) }</strong>
                                <span class="hint">{ (template.about())(lang) }</span>
                            </button>
                            if template.lacks_ground(&props.plan) {
                                <p class="hint">{ words::nothing_to_vote(lang) }{ " " }<a href={format!("#/{}", Screen::Tradeoff(TradeoffPage::Needs).path())}>{ words::write_needs(lang) }</a></p>
                            }
                        </div>
                    }
                </div>
            </section>
            if let Some((_, title)) = &*removing {
                <Dialog title={words::remove(lang, title)} close_label={common::close(lang)} on_close={ask(None)} footer={html! {
                    <>
                        <Button label={common::cancel(lang)} on_press={ask(None)} autofocus=true />
                        <Button label={words::remove_it(lang)} variant={Variant::Danger} on_press={remove} />
                    </>
                }}>
                    <p>{ words::remove_sure(lang) }</p>
                </Dialog>
            }
        </>
    }
}
