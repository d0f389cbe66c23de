//! Finding an item by its title or key.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::plan::{Id, Item, Plan};
use crate::domain::text::{Lang, fold, roadmap_setup as words};
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Choice, Picker};
use crate::ui::store::use_lang;

/// Items that are offered at once; more letters find the others.
const MOST_OFFERED: usize = 30;

/// Properties of [`ItemPicker`].
#[derive(Properties)]
pub struct ItemPickerProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// What the field is called.
    pub label: AttrValue,
    /// Items that are not offered.
    #[prop_or_default]
    pub without: Vec<Id>,
    /// Called with the item that was picked.
    pub on_picked: Callback<Id>,
    /// The item that was picked before, where the field goes on to show it.
    #[prop_or_default]
    pub picked: Option<Id>,
    /// The label is for the ear only.
    #[prop_or_default]
    pub bare: bool,
}

impl PartialEq for ItemPickerProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
            && self.label == other.label
            && self.without == other.without
            && self.on_picked == other.on_picked
            && self.picked == other.picked
            && self.bare == other.bare
    }
}

/// A field that finds an item of the plan.
#[component]
pub fn ItemPicker(props: &ItemPickerProps) -> Html {
    let lang = use_lang();
    let find = use_callback(
        (ByPointer(props.plan.clone()), props.without.clone(), lang),
        |text: String, (plan, without, lang)| offered(&plan.0, without, &text, *lang),
    );
    let on_picked = {
        let (on_picked, plan) = (props.on_picked.clone(), props.plan.clone());
        Callback::from(move |value: String| {
            if let Some(item) = plan.item(&value) {
                on_picked.emit(Rc::clone(&item.id));
            }
        })
    };
    let picked = props.picked.as_ref().and_then(|id| props.plan.item(id)).map(|item| named(item, lang));
    html! {
        <Picker label={props.label.clone()} {find} {on_picked} nothing={words::no_item_found(lang)} placeholder={words::search_items(lang)}
            picked={picked.unwrap_or_default()} bare={props.bare} />
    }
}

/// Key and title of an item.
pub fn named(item: &Item, lang: Lang) -> String {
    format!("{} {}", item.key, item.title_in(lang))
}

/// The first items that match a text, in the plan's order; who has it as the key comes first.
fn offered(plan: &Plan, without: &[Id], text: &str, lang: Lang) -> Vec<Choice> {
    let text = fold(text.trim());
    let is_key = |item: &&Rc<Item>| fold(&item.key) == text;
    let matches = |item: &&Rc<Item>| {
        let has = |title: &str| fold(title).contains(&text);
        text.is_empty() || has(&item.title) || has(&item.key) || item.title_alt.as_deref().is_some_and(has)
    };
    let open = || plan.items.iter().filter(|item| !without.contains(&item.id));
    let found = open().filter(is_key).chain(open().filter(|item| !is_key(item) && matches(item)));
    found.take(MOST_OFFERED).map(|item| Choice::new(item.id.to_string(), named(item, lang))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_found_by_title_and_key_and_the_key_comes_first() {
        let mut plan = Plan::default();
        for at in 1..=60 {
            let mut item = Item::new(format!("i{at}").into(), format!("SY-{at}"), format!("Feature {at}"));
            item.title_alt = (at == 7).then(|| "游客结算".to_owned());
            plan.items.push(Rc::new(item));
        }
        #[track_caller]
        fn check(plan: &Plan, text: &str, count: usize, first: &str) {
            let found = offered(plan, &["i1".into()], text, Lang::En);
            assert_eq!(
                (found.len(), found.first().map_or("", |choice| &*choice.value)),
                (count, first),
                "{text}"
            );
        }
        check(&plan, "", MOST_OFFERED, "i2");
        check(&plan, " sy-5 ", 11, "i5");
        check(&plan, "ＳＹ－50", 1, "i50");
        check(&plan, "游客", 1, "i7");
        check(&plan, "SY-1", 10, "i10");
        check(&plan, "nothing", 0, "");
    }
}
