//! The items of a round, chosen from the plan's.

use std::collections::HashSet;
use std::rc::Rc;

use yew::prelude::*;

use crate::domain::frameworks;
use crate::domain::plan::{Id, Item, Plan, Status};
use crate::domain::ranking;
use crate::domain::text::{common, fold, workshop_page as words};
use crate::domain::workshop::MOST_ITEMS;
use crate::ui::components::{Button, Dialog, TextField, Variant};
use crate::ui::store::use_lang;

/// Items that are listed at once; more are found by words.
const SHOWN: usize = 200;

/// Properties of [`ItemsDialog`].
#[derive(Properties, Clone)]
pub struct ItemsDialogProps {
    /// The open plan.
    pub plan: Rc<Plan>,
    /// The framework that ranks the items.
    pub framework: &'static str,
    /// The items that are chosen, in their order.
    pub chosen: Vec<Id>,
    /// Called with the items when they are taken.
    pub on_chosen: Callback<Vec<Id>>,
    /// Called to close.
    pub on_close: Callback<()>,
}

impl PartialEq for ItemsDialogProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && self.chosen == other.chosen
    }
}

/// A list to tick items in, ranked, with the way to take the first ten.
#[component]
pub fn ItemsDialog(props: &ItemsDialogProps) -> Html {
    let lang = use_lang();
    let chosen = use_state_eq(|| props.chosen.clone());
    let filter = use_state_eq(String::new);
    let framework = frameworks::by_id(props.framework).unwrap_or_else(frameworks::default);
    let order = use_memo((), |()| {
        let ranking = ranking::rank(&props.plan, framework);
        let items = ranking.order.iter().filter_map(|at| props.plan.items.get(*at as usize));
        items.cloned().collect::<Vec<Rc<Item>>>()
    });
    let wanted = fold(&filter);
    let wanted: Vec<&str> = wanted.split_whitespace().collect();
    let matches = |item: &&Rc<Item>| {
        let text = fold(&format!("{} {} {}", item.key, item.title_in(lang), item.area));
        wanted.iter().all(|word| text.contains(word))
    };
    let found: Vec<&Rc<Item>> = order.iter().filter(matches).collect();
    let set: HashSet<&Id> = chosen.iter().collect();
    let toggle = |id: &Id| {
        let (chosen, id) = (chosen.clone(), Rc::clone(id));
        Callback::from(move |_: Event| {
            let mut next = Vec::clone(&chosen);
            match next.iter().position(|known| *known == id) {
                Some(at) => {
                    next.remove(at);
                }
                None if next.len() < MOST_ITEMS => next.push(Rc::clone(&id)),
                None => {}
            }
            chosen.set(next);
        })
    };
    let first = |count: usize| {
        let (chosen, order) = (chosen.clone(), order.clone());
        Callback::from(move |()| {
            let open = |item: &&Rc<Item>| !matches!(item.status, Status::Shipped | Status::Rejected);
            chosen.set(order.iter().filter(open).take(count).map(|item| Rc::clone(&item.id)).collect());
        })
    };
    let none = {
        let chosen = chosen.clone();
        Callback::from(move |()| chosen.set(Vec::new()))
    };
    let take = {
        let (props, chosen) = (props.clone(), chosen.clone());
        Callback::from(move |()| {
            props.on_chosen.emit(Vec::clone(&chosen));
            props.on_close.emit(());
        })
    };
    let on_filter = {
        let filter = filter.clone();
        Callback::from(move |(text, _): (String, u64)| filter.set(text))
    };
    html! {
        <Dialog title={words::choose_items(lang)} close_label={common::close(lang)} on_close={props.on_close.clone()} class="dialog--wide" footer={html! {
            <>
                <span class="hint" role="status">{ words::item_count(lang, chosen.len()) }</span>
                <Button label={common::cancel(lang)} on_press={props.on_close.clone()} />
                <Button label={words::take_items(lang)} variant={Variant::Primary} on_press={take} />
            </>
        }}>
            <div class="round-items">
                <div class="round-items__ways">
                    <TextField label={words::find_items(lang)} bare=true placeholder={words::find_items(lang)} value={(*filter).clone()} at_once=true on_typed={on_filter} autofocus=true />
                    <Button label={words::first_items(lang, 10)} on_press={first(10)} />
                    <Button label={words::first_items(lang, 20)} on_press={first(20)} />
                    <Button label={words::no_items(lang)} on_press={none} />
                </div>
                <ul class="round-items__list">
                    for item in found.iter().take(SHOWN) {
                        <li key={item.id.to_string()}>
                            <label class="round-items__one">
                                <input type="checkbox" checked={set.contains(&item.id)} onchange={toggle(&item.id)} />
                                <span class="round-items__key">{ &item.key }</span>
                                <span>{ item.title_in(lang) }</span>
                            </label>
                        </li>
                    }
                </ul>
                if found.len() > SHOWN {
                    <p class="hint">{ words::more_items(lang, found.len() - SHOWN) }</p>
                }
            </div>
        </Dialog>
    }
}
