//! Who does what until when, written down while everybody is still there.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::date;
use crate::domain::text::{one_line, workshop_page as words};
use crate::domain::workshop::edit::{WorkshopEdit, command};
use crate::domain::workshop::{FollowUp, Workshop};
use crate::ui::components::{Button, DateField, IconButton, IconName, TextField};
use crate::ui::store::{new_id, use_handles, use_lang};

/// Properties of [`FollowUps`].
#[derive(Properties, Clone)]
pub struct FollowUpsProps {
    /// The workshop.
    pub workshop: Rc<Workshop>,
}

impl PartialEq for FollowUpsProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.workshop, &other.workshop)
    }
}

/// The follow-ups of a workshop, and the way to a new one.
#[component]
pub fn FollowUps(props: &FollowUpsProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let new = use_state_eq(FollowUp::default);
    let edit = {
        let (handles, id) = (handles.clone(), Rc::clone(&props.workshop.id));
        Callback::from(move |edit: WorkshopEdit| handles.edit(command(&id, vec![edit])))
    };
    let change = |change: fn(&mut FollowUp, String)| {
        let new = new.clone();
        Callback::from(move |(text, _): (String, u64)| {
            let mut next = (*new).clone();
            change(&mut next, text);
            new.set(next);
        })
    };
    let add = {
        let (edit, new) = (edit.clone(), new.clone());
        Callback::from(move |()| {
            let (text, who) = (one_line(&new.text), one_line(&new.who));
            if text.is_empty() {
                return;
            }
            edit.emit(WorkshopEdit::FollowUp(FollowUp { id: new_id("f"), text, who, ..(*new).clone() }));
            new.set(FollowUp::default());
        })
    };
    let missing = one_line(&new.text).is_empty().then(|| AttrValue::from(words::follow_up_first(lang)));
    html! {
        <section class="follow-ups" aria-labelledby="follow-ups">
            <h4 class="parking__title" id="follow-ups">{ words::follow_ups(lang) }</h4>
            <ul class="parking__list">
                for follow_up in &props.workshop.follow_ups {
                    <li key={follow_up.id.to_string()} class="parking__one">
                        <span>
                            { &follow_up.text }
                            if let Some(facts) = words::who_until(lang, &follow_up.who, &date::display(&follow_up.until, lang)) {
                                { " " }<span class="hint">{ facts }</span>
                            }
                        </span>
                        <IconButton label={words::remove(lang, &follow_up.text)} icon={IconName::Close} on_press={edit.reform({
                            let id = Rc::clone(&follow_up.id);
                            move |()| WorkshopEdit::DropFollowUp(Rc::clone(&id))
                        })} />
                    </li>
                }
            </ul>
            <div class="follow-ups__new">
                <TextField label={words::follow_up_what(lang)} value={new.text.clone()} at_once=true on_typed={change(|new, text| new.text = text)} />
                <TextField label={words::follow_up_who(lang)} value={new.who.clone()} at_once=true on_typed={change(|new, text| new.who = text)} />
                <DateField label={words::follow_up_until(lang)} value={new.until.clone()} on_day={change(|new, day| new.until = day)} />
                <Button label={words::follow_up_add(lang)} icon={IconName::Plus} on_press={add} disabled={missing} />
            </div>
        </section>
    }
}
