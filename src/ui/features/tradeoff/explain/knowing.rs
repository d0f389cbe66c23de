use std::rc::Rc;

use yew::prelude::*;

use super::link::ItemLink;
use crate::domain::frameworks;
use crate::domain::number;
use crate::domain::plan::Plan;
use crate::domain::sensitivity::{self, Knowing, Model, say};
use crate::domain::text::{Lang, explain as words};
use crate::ui::by_pointer::ByPointer;
use crate::ui::session::Screen;
use crate::ui::store::use_lang;

/// Properties of [`WorthKnowing`].
#[derive(Properties, Clone)]
pub struct WorthKnowingProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// The id of the framework that ranks.
    pub framework: &'static str,
    /// How many items are to be chosen: 1 asks about the first place.
    #[prop_or(1)]
    pub top: usize,
    /// How many numbers are listed.
    #[prop_or(5)]
    pub most: usize,
}

impl PartialEq for WorthKnowingProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
            && self.framework == other.framework
            && self.top == other.top
            && self.most == other.most
    }
}

/// The numbers that are most worth finding out, with what each could change.
#[component]
pub fn WorthKnowing(props: &WorthKnowingProps) -> Html {
    let lang = use_lang();
    let framework = frameworks::by_id(props.framework).unwrap_or_else(frameworks::default);
    let asked = (ByPointer(Rc::clone(&props.plan)), framework.id, props.top);
    let found = use_memo(asked, |(plan, _, top)| sensitivity::knowing(&plan.0, framework, *top));
    if found.open == 0 {
        return html! {
            <div class="knowing knowing--empty">
                <p>{ words::knowing_empty(lang) }</p>
                <a class="button button--primary" href={format!("#/{}", Screen::Items.path())}>{ words::go_to_items(lang) }</a>
            </div>
        };
    }
    if let Some(sentence) = settled(&found, lang) {
        return html! { <p class="knowing">{ sentence }</p> };
    }
    let model = Model::of(&props.plan, framework);
    let largest = found.known.first().map_or(0.0, |known| known.gain);
    html! {
        <div class="knowing">
            <ol class="knowing__list" aria-label={words::knowing(lang)}>
                for known in found.known.iter().take(props.most) {
                    <li key={format!("{} {}", known.item, known.input.key)} class="knowing__row">
                        <p>
                            { say::known(&props.plan, &model, &found, known, lang) }
                            { " " }
                            <ItemLink class="knowing__open" item={known.item.clone()}
                                label={words::open_item(lang, &title(&props.plan, &known.item, lang))} />
                        </p>
                        <svg class="knowing__bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                            <rect class="knowing__gain" x="0" y="0" height="6" width={number::plain(100.0 * known.gain / largest, 2)} />
                        </svg>
                    </li>
                }
            </ol>
            <p class="hint">{ words::knowing_help(lang) }</p>
        </div>
    }
}

/// Why there is nothing to find out, if there is not.
fn settled(found: &Knowing, lang: Lang) -> Option<String> {
    match found.top {
        top if found.of <= top => Some(words::no_choice(lang, top)),
        _ if !found.known.is_empty() => None,
        1 => Some(words::settled_first(lang).to_owned()),
        top => Some(words::settled_top(lang, top)),
    }
}

fn title(plan: &Plan, item: &str, lang: Lang) -> String {
    plan.item(item).map(|item| say::title(item, lang)).unwrap_or_default()
}
