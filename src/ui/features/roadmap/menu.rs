//! The menu of a card: every move without a pointer's gesture.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, Node};
use yew::prelude::*;

use super::facts::{Fact, Facts};
use crate::domain::text::{roadmap, roadmap_board as words};
use crate::platform::element;

/// What can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// A period, or not planned.
    To(Option<usize>),
    /// Lock or unlock.
    Lock,
    /// Has to be in the plan, or not.
    Must,
    /// Kept out of drafts, or not.
    Out,
    /// Look at it among the items.
    Open,
}

/// Properties of [`CardMenu`].
#[derive(Properties, Clone)]
pub(super) struct CardMenuProps {
    /// What the views show.
    pub facts: Rc<Facts>,
    /// The item.
    pub fact: Rc<Fact>,
    /// The view that the card stands in.
    pub root: NodeRef,
    /// Called with what was chosen, and with `None` when nothing was.
    pub on_choice: Callback<Option<Choice>>,
}

impl PartialEq for CardMenuProps {
    fn eq(&self, other: &Self) -> bool {
        self.facts == other.facts && self.fact.id == other.fact.id && self.on_choice == other.on_choice
    }
}

/// The menu of a card, beside it; Escape and a press elsewhere close it.
#[component]
pub(super) fn CardMenu(props: &CardMenuProps) -> Html {
    let CardMenuProps { facts, fact, root, on_choice } = props;
    let lang = facts.lang;
    let node = use_node_ref();
    use_effect_with(fact.place, {
        let (node, root, on_choice) = (node.clone(), root.clone(), on_choice.clone());
        move |place: &usize| {
            show_beside(&node, &root, *place);
            element::move_focus(&node, ITEMS, 0);
            let listeners = element::document().map(|document| {
                let outside = {
                    let (node, on_choice) = (node.clone(), on_choice.clone());
                    move |event: &Event| {
                        let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
                        if node.get().is_some_and(|node| !node.contains(target.as_ref())) {
                            on_choice.emit(None);
                        }
                    }
                };
                let escape = {
                    let on_choice = on_choice.clone();
                    move |event: &Event| {
                        if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
                            event.stop_propagation();
                            event.prevent_default();
                            on_choice.emit(None);
                        }
                    }
                };
                let capture = || EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
                let scrolled = outside.clone();
                (
                    EventListener::new_with_options(&document, "pointerdown", capture(), outside),
                    // A menu that stays while its card goes away would belong to nobody.
                    EventListener::new_with_options(&document, "scroll", capture(), scrolled),
                    EventListener::new_with_options(&document, "keydown", capture(), escape),
                )
            });
            move || drop(listeners)
        }
    });
    let onkeydown = use_callback((), {
        let node = node.clone();
        move |event: KeyboardEvent, ()| {
            let step = match event.key().as_str() {
                "ArrowDown" => 1,
                "ArrowUp" => -1,
                "Home" => 0,
                "Tab" => {
                    event.prevent_default();
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            element::move_focus(&node, ITEMS, step);
        }
    });
    let onclick = use_callback(on_choice.clone(), |event: MouseEvent, on_choice| {
        if let Some(choice) = element::attribute_around(&event, "data-choice").and_then(|text| read(&text)) {
            on_choice.emit(Some(choice));
        }
    });
    html! {
        <div ref={node} class="popover__panel card-menu" role="menu" aria-label={words::menu_of(lang, &fact.title)}
            {onkeydown} {onclick}>
            <div role="group" aria-label={words::move_to(lang)}>
                <p class="card-menu__head" aria-hidden="true">{ words::move_to(lang) }</p>
                for (at, period) in facts.periods.iter().enumerate() {
                    { entry(Choice::To(Some(at)), &period.title, Some(fact.slot == Some(at))) }
                }
                { entry(Choice::To(None), roadmap::not_planned(lang), Some(fact.slot.is_none())) }
            </div>
            <hr class="menu__line" />
            if fact.slot.is_some() {
                { entry(Choice::Lock, if fact.locked { words::unlock(lang) } else { words::lock(lang) }, None) }
            } else {
                { entry(Choice::Out, if fact.excluded { words::allow(lang) } else { words::leave_out(lang) }, None) }
            }
            <button key="must" type="button" class="menu__item" role="menuitemcheckbox" tabindex="-1" data-choice="must"
                aria-checked={if fact.must { "true" } else { "false" }}>{ words::must(lang) }</button>
            { entry(Choice::Open, words::open_in_items(lang), None) }
        </div>
    }
}

const ITEMS: &str = ".menu__item";

/// One line of the menu; with a mark where one of a group is chosen.
fn entry(choice: Choice, word: &str, chosen: Option<bool>) -> Html {
    let name = written(choice);
    html! {
        <button key={name.clone()} type="button" class="menu__item" tabindex="-1" data-choice={name}
            role={if chosen.is_some() { "menuitemradio" } else { "menuitem" }}
            aria-checked={chosen.map(|chosen| if chosen { "true" } else { "false" })}>{ word }</button>
    }
}

fn written(choice: Choice) -> String {
    match choice {
        Choice::To(Some(period)) => period.to_string(),
        Choice::To(None) => "none".to_owned(),
        Choice::Lock => "lock".to_owned(),
        Choice::Must => "must".to_owned(),
        Choice::Out => "out".to_owned(),
        Choice::Open => "open".to_owned(),
    }
}

fn read(text: &str) -> Option<Choice> {
    Some(match text {
        "none" => Choice::To(None),
        "lock" => Choice::Lock,
        "must" => Choice::Must,
        "out" => Choice::Out,
        "open" => Choice::Open,
        period => Choice::To(Some(period.parse().ok()?)),
    })
}

/// Puts the menu under its card, or above it where there is no room, inside the window.
fn show_beside(menu: &NodeRef, root: &NodeRef, place: usize) {
    /// From the edges of the window and from the card, in pixels.
    const GAP: f64 = 6.0;
    let card = root
        .cast::<Element>()
        .and_then(|root| root.query_selector(&format!("[data-card=\"{place}\"]")).ok().flatten());
    let page = element::document().and_then(|document| document.document_element());
    let (Some(card), Some(shown), Some(page)) = (card, menu.cast::<HtmlElement>(), page) else { return };
    let card = card.get_bounding_client_rect();
    let (width, height) = (f64::from(shown.offset_width()), f64::from(shown.offset_height()));
    let (wide, high) = (f64::from(page.client_width()), f64::from(page.client_height()));
    let left = card.left().min(wide - width - GAP).max(GAP);
    let below = card.bottom() + GAP;
    let top = if below + height + GAP <= high { below } else { (card.top() - height - GAP).max(GAP) };
    element::set_style(menu, "left", &format!("{left}px"));
    element::set_style(menu, "top", &format!("{top}px"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_on_a_line_is_what_it_does() {
        for choice in [
            Choice::To(Some(0)),
            Choice::To(Some(11)),
            Choice::To(None),
            Choice::Lock,
            Choice::Must,
            Choice::Out,
            Choice::Open,
        ] {
            assert_eq!(read(&written(choice)), Some(choice));
        }
        assert_eq!(read("elsewhere"), None);
    }
}
