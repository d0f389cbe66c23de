//! What pointers, fingers and keys do to the cards of a view.
//!
//! Cards have no listeners of their own: the view finds the card under a pointer by its
//! `data-card` and the place where it would land by `data-drop`. What follows the pointer is
//! moved past the drawing of the view, so that only the place below it is drawn anew.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use gloo::timers::callback::{Interval, Timeout};
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent, KeyboardEvent, PointerEvent};
use yew::prelude::*;

use super::facts::{Fact, Facts};
use super::lanes::{Act, Lanes, Step, act, pull, shifted};
use super::menu::{CardMenu, Choice};
use super::moves::{Moves, use_moves};
use crate::domain::plan::Id;
use crate::domain::roadmap::load::Load;
use crate::domain::text::{roadmap, roadmap_board as words};
use crate::platform::element;

/// Where an item would land.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A period.
    Period(usize),
    /// What is not planned.
    Pool,
}

impl Target {
    /// How it is written in `data-drop`.
    pub fn written(self) -> String {
        match self {
            Target::Period(period) => period.to_string(),
            Target::Pool => "pool".to_owned(),
        }
    }

    fn read(text: &str) -> Option<Target> {
        match text {
            "pool" => Some(Target::Pool),
            period => period.parse().ok().map(Target::Period),
        }
    }

    fn slot(self) -> Option<usize> {
        match self {
            Target::Period(period) => Some(period),
            Target::Pool => None,
        }
    }
}

/// An item on its way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Drag {
    /// Its place in the plan.
    pub place: usize,
    /// Where it would land.
    pub over: Option<Target>,
}

/// A pointer that is down on a card.
#[derive(Clone, Debug)]
struct Press {
    id: Id,
    place: usize,
    pointer: i32,
    at: (i32, i32),
    is_touch: bool,
    has_started: bool,
}

/// A card that shall have the focus.
#[derive(Clone, Debug)]
struct Refocus {
    id: Id,
    /// The card beside it before it was moved.
    beside: Option<usize>,
    /// Whether the view was asked to show it.
    is_asked: bool,
}

/// What lives as long as the view, beside its state.
#[derive(Default)]
struct Live {
    press: Option<Press>,
    at: (i32, i32),
    hold: Option<Timeout>,
    scroll: Option<Interval>,
    /// The card that shall have the focus after the next rendering.
    refocus: Option<Refocus>,
    /// The item whose menu is open.
    menu: Option<Id>,
    /// The click that ends a drag opens no menu.
    swallows: bool,
}

/// A pointer that has gone no further was pressed, not dragged, in pixels.
const STILL: i32 = 5;
/// A finger that has gone further scrolls, in pixels.
const STILL_FINGER: i32 = 10;
/// A finger that rests so long lifts the card, in milliseconds.
const HOLD_MS: u32 = 400;
/// Time between two goes of scrolling at an edge, in milliseconds.
const SCROLL_MS: u32 = 16;
/// How far what is dragged stays from the pointer, in pixels.
const BESIDE: i32 = 12;

/// The card that Tab stops at.
const STOP: &str = "[data-card][tabindex=\"0\"]";

/// The latest of what is shown; handlers read it here, as events come faster than drawings.
struct Latest {
    facts: Rc<Facts>,
    lanes: Rc<Lanes>,
    on_hidden: Callback<usize, bool>,
}

/// What pointers and keys do. Its callbacks never change.
#[derive(Clone)]
struct Hands {
    root: NodeRef,
    ghost: NodeRef,
    live: Rc<RefCell<Live>>,
    latest: Rc<RefCell<Latest>>,
    moves: Moves,
    current: UseStateSetter<Option<Id>>,
    menu: UseStateSetter<Option<Id>>,
    drag: UseStateSetter<Option<Drag>>,
    hovered: UseStateSetter<Option<usize>>,
}

/// A view of cards that can be moved.
pub(super) struct Stage {
    /// The element around the view.
    pub root: NodeRef,
    /// The card that Tab stops at.
    pub stop: Option<usize>,
    /// The card under the pointer, or the one that had the focus last.
    pub told: Option<usize>,
    /// What is being dragged.
    pub drag: Option<Drag>,
    facts: Rc<Facts>,
    menu: Option<Id>,
    hands: Hands,
    on_choice: Callback<Option<Choice>>,
    onpointerdown: Callback<PointerEvent>,
    onpointermove: Callback<PointerEvent>,
    onpointerup: Callback<PointerEvent>,
    onpointercancel: Callback<PointerEvent>,
    onpointerover: Callback<PointerEvent>,
    oncontextmenu: Callback<MouseEvent>,
    onclick: Callback<MouseEvent>,
    onkeydown: Callback<KeyboardEvent>,
    onfocusin: Callback<FocusEvent>,
}

/// Lets the cards of a view be moved. `on_hidden` is called with the place of an item that was moved
/// to where it is not shown, and answers whether the view will show it.
#[hook]
pub(super) fn use_stage(facts: &Rc<Facts>, lanes: &Rc<Lanes>, on_hidden: Callback<usize, bool>) -> Stage {
    let root = use_node_ref();
    let ghost = use_node_ref();
    let current = use_state_eq(|| None::<Id>);
    let menu = use_state_eq(|| None::<Id>);
    let drag = use_state_eq(|| None::<Drag>);
    let hovered = use_state_eq(|| None::<usize>);
    let live = use_mut_ref(Live::default);
    let now = || Latest { facts: Rc::clone(facts), lanes: Rc::clone(lanes), on_hidden: on_hidden.clone() };
    let latest = use_mut_ref(now);
    latest.replace(now());
    let moves = use_moves();
    let hands = Hands {
        root: root.clone(),
        ghost,
        live,
        latest,
        moves,
        current: current.setter(),
        menu: menu.setter(),
        drag: drag.setter(),
        hovered: hovered.setter(),
    };
    // A card that was moved is another element now.
    use_effect_with(Rc::clone(lanes), {
        let hands = hands.clone();
        move |_| hands.refocus()
    });
    // Only who listens so can keep the page from scrolling under a finger that drags.
    use_effect_with((), {
        let hands = hands.clone();
        move |()| {
            let options = EventListenerOptions { passive: false, ..EventListenerOptions::default() };
            let listener = hands.root.get().map(|root| {
                let live = Rc::clone(&hands.live);
                EventListener::new_with_options(&root, "touchmove", options, move |event| {
                    if live.borrow().press.as_ref().is_some_and(|press| press.has_started) {
                        event.prevent_default();
                    }
                })
            });
            move || {
                drop(listener);
                // Timers would go on without a view.
                *hands.live.borrow_mut() = Live::default();
            }
        }
    });
    use_effect_with(drag.is_some(), {
        let hands = hands.clone();
        move |is_dragging| {
            let listener = is_dragging.then(|| {
                hands.follow();
                let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
                element::document().map(|document| {
                    EventListener::new_with_options(&document, "keydown", options, move |event| {
                        if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
                            event.stop_propagation();
                            event.prevent_default();
                            hands.end();
                        }
                    })
                })
            });
            move || drop(listener)
        }
    });
    let on_choice = {
        let hands = hands.clone();
        use_callback((), move |choice: Option<Choice>, ()| hands.on_choice(choice))
    };
    let onpointerdown = use_hand(&hands, Hands::on_down);
    let onpointermove = use_hand(&hands, Hands::on_move);
    let onpointerup = use_hand(&hands, Hands::on_up);
    let onpointercancel = use_hand(&hands, Hands::on_cancel);
    let onpointerover = use_hand(&hands, Hands::on_over);
    let oncontextmenu = use_hand(&hands, Hands::on_context);
    let onclick = use_hand(&hands, Hands::on_click);
    let onkeydown = use_hand(&hands, Hands::on_key);
    let onfocusin = use_hand(&hands, Hands::on_focus);
    let place = |id: &Id| facts.find(id).map(|fact| fact.place).filter(|place| lanes.has(*place));
    let focused = current.as_ref().and_then(place);
    Stage {
        root,
        stop: focused.or_else(|| lanes.first()),
        told: hovered.filter(|place| lanes.has(*place)).or(focused),
        drag: *drag,
        facts: Rc::clone(facts),
        menu: (*menu).clone(),
        hands,
        on_choice,
        onpointerdown,
        onpointermove,
        onpointerup,
        onpointercancel,
        onpointerover,
        oncontextmenu,
        onclick,
        onkeydown,
        onfocusin,
    }
}

/// A callback that never changes.
#[hook]
fn use_hand<E: 'static>(hands: &Hands, does: fn(&Hands, &E)) -> Callback<E> {
    let hands = hands.clone();
    use_callback((), move |event: E, ()| does(&hands, &event))
}

impl Stage {
    /// The item that is being dragged.
    pub fn dragged(&self) -> Option<&Rc<Fact>> {
        self.facts.fact(self.drag?.place)
    }

    /// The load of a team in a period: with what is dragged, while that is over the period.
    pub fn load(&self, period: usize, team: usize) -> Load {
        match self.dragged().filter(|_| self.is_over(Target::Period(period))) {
            Some(fact) => self.facts.load_with(fact, period, team),
            None => self.facts.load(period, team),
        }
    }

    /// Whether something is dragged over a place.
    pub fn is_over(&self, target: Target) -> bool {
        self.drag.is_some_and(|drag| drag.over == Some(target))
    }

    /// The view with its listeners, the menu and what is dragged.
    pub fn frame(&self, class: &'static str, label: &'static str, view: Html) -> Html {
        let menu = self.menu.as_ref().and_then(|id| self.facts.find(id));
        html! {
            <section ref={self.root.clone()} class={classes!("board", class)} aria-label={label}
                data-dragging={self.drag.is_some().then_some("true")}
                onpointerdown={&self.onpointerdown} onpointermove={&self.onpointermove} onpointerup={&self.onpointerup}
                onpointercancel={&self.onpointercancel} onpointerover={&self.onpointerover}
                oncontextmenu={&self.oncontextmenu} onclick={&self.onclick}
                onkeydown={&self.onkeydown} onfocusin={&self.onfocusin}>
                { view }
                if let Some(fact) = menu {
                    <CardMenu facts={Rc::clone(&self.facts)} fact={Rc::clone(fact)} root={self.root.clone()}
                        on_choice={self.on_choice.clone()} />
                }
                if let Some(fact) = self.dragged() {
                    <div ref={self.hands.ghost.clone()} class="ghost" aria-hidden="true">
                        <span class="ghost__title">{ &fact.title }</span>
                        <span class="ghost__to">{ self.landing(fact) }</span>
                    </div>
                }
            </section>
        }
    }

    /// Where what is dragged would land, and how full its team would be.
    fn landing(&self, fact: &Fact) -> Html {
        let (lang, facts) = (self.facts.lang, &self.facts);
        match self.drag.and_then(|drag| drag.over) {
            None => Html::default(),
            Some(Target::Pool) => html! { roadmap::not_planned(lang) },
            Some(Target::Period(period)) => {
                let load = facts.load_with(fact, period, fact.team);
                let title = facts.periods.get(period).map(|period| &period.title);
                let team = facts.teams.get(fact.team).map(|team| team.title.to_string()).unwrap_or_default();
                html! {
                    <>
                        { title }
                        <br />
                        <span data-over={load.is_over().then_some("true")}>
                            { words::load_of(lang, &team, &facts.load_words(load)) }
                        </span>
                    </>
                }
            }
        }
    }
}

/// The card that an event comes from.
fn card_of(event: &Event) -> Option<usize> {
    element::attribute_around(event, "data-card")?.parse().ok()
}

impl Hands {
    fn facts(&self) -> Rc<Facts> {
        Rc::clone(&self.latest.borrow().facts)
    }

    /// Puts the focus on a card; `false` where it is not shown.
    fn focus(&self, place: usize) -> bool {
        element::focus_in(&self.root, &format!("[data-card=\"{place}\"]"))
    }

    fn refocus(&self) {
        let Some(wanted) = self.live.borrow_mut().refocus.take() else { return };
        let facts = self.facts();
        let Some(place) = facts.find(&wanted.id).map(|fact| fact.place) else { return };
        if self.focus(place) {
            return;
        }
        // It may have gone into a long cell that shows the first ones only.
        let on_hidden = self.latest.borrow().on_hidden.clone();
        if !wanted.is_asked && on_hidden.emit(place) {
            self.live.borrow_mut().refocus = Some(Refocus { is_asked: true, ..wanted });
        } else if !wanted.beside.is_some_and(|beside| self.focus(beside)) {
            element::focus_in(&self.root, STOP);
        }
    }

    /// Moves an item; the focus stays with it where `keeps` it.
    fn place(&self, fact: &Fact, to: Option<usize>, keeps: bool) {
        if keeps {
            let lanes = Rc::clone(&self.latest.borrow().lanes);
            let beside = lanes.after(fact.place, Step::Down).or_else(|| lanes.after(fact.place, Step::Up));
            self.live.borrow_mut().refocus =
                Some(Refocus { id: Rc::clone(&fact.id), beside, is_asked: false });
            self.current.set(Some(Rc::clone(&fact.id)));
        }
        if !self.moves.place(&self.facts(), fact, to) {
            self.live.borrow_mut().refocus = None;
        }
    }

    fn on_choice(&self, choice: Option<Choice>) {
        let facts = self.facts();
        let open = self.live.borrow_mut().menu.take();
        self.menu.set(None);
        let Some(fact) = open.and_then(|id| facts.find(&id).cloned()) else { return };
        self.focus(fact.place);
        let Some(choice) = choice else { return };
        match choice {
            Choice::To(to) => self.place(&fact, to, true),
            Choice::Lock => self.moves.lock(&facts, &fact),
            Choice::Must => self.moves.must(&facts, &fact),
            Choice::Out => self.moves.leave_out(&facts, &fact),
            Choice::Open => self.moves.open(&fact.id),
        }
    }

    fn on_click(&self, event: &MouseEvent) {
        if std::mem::take(&mut self.live.borrow_mut().swallows) {
            return;
        }
        let facts = self.facts();
        if let Some(fact) = card_of(event).and_then(|place| facts.fact(place)) {
            self.live.borrow_mut().menu = Some(Rc::clone(&fact.id));
            self.menu.set(Some(Rc::clone(&fact.id)));
        }
    }

    fn on_key(&self, event: &KeyboardEvent) {
        if element::is_composing(event) || element::is_typing(event) {
            return;
        }
        self.live.borrow_mut().swallows = false;
        let facts = self.facts();
        let Some(fact) = card_of(event).and_then(|place| facts.fact(place)) else { return };
        let Some(act) = act(&event.key(), element::has_command_key(event), event.alt_key()) else { return };
        event.prevent_default();
        match act {
            Act::Go(step) => {
                let to = self.latest.borrow().lanes.after(fact.place, step);
                if let Some(to) = to {
                    self.focus(to);
                }
            }
            Act::Shift(later) => {
                let to = shifted(fact.slot, later, facts.periods.len());
                if to.is_some() {
                    self.place(fact, to, true);
                }
            }
            Act::Lock => self.moves.lock(&facts, fact),
            Act::TakeOut => self.place(fact, None, true),
        }
    }

    fn on_focus(&self, event: &FocusEvent) {
        let facts = self.facts();
        if let Some(fact) = card_of(event).and_then(|place| facts.fact(place)) {
            self.current.set(Some(Rc::clone(&fact.id)));
        }
    }

    fn on_over(&self, event: &PointerEvent) {
        if self.live.borrow().press.is_none() && !element::is_touch(event) {
            self.hovered.set(card_of(event));
        }
    }

    fn on_context(&self, event: &MouseEvent) {
        // A finger that rests lifts the card; the browser's own menu would cover it.
        if self.live.borrow().press.as_ref().is_some_and(|press| press.is_touch) {
            event.prevent_default();
        }
    }

    fn on_down(&self, event: &PointerEvent) {
        let facts = self.facts();
        self.live.borrow_mut().swallows = false;
        if event.button() != 0 {
            return;
        }
        let pressed = self.live.borrow().press.as_ref().map(|press| press.pointer);
        match pressed {
            // The same pointer was let go where nobody heard it.
            Some(pointer) if pointer == event.pointer_id() => self.end(),
            Some(_) => return,
            None => {}
        }
        let mut live = self.live.borrow_mut();
        let Some(fact) = card_of(event).and_then(|place| facts.fact(place)) else { return };
        let is_touch = element::is_touch(event);
        live.at = (event.client_x(), event.client_y());
        live.press = Some(Press {
            id: Rc::clone(&fact.id),
            place: fact.place,
            pointer: event.pointer_id(),
            at: live.at,
            is_touch,
            has_started: false,
        });
        if is_touch {
            let hands = self.clone();
            live.hold = Some(Timeout::new(HOLD_MS, move || hands.start()));
        }
    }

    fn on_move(&self, event: &PointerEvent) {
        let is_let_go = self.live.borrow().press.as_ref().is_some_and(|press| {
            // Bit 1 is the main button. A press that ended outside the page has no `pointerup`.
            press.pointer == event.pointer_id() && !press.is_touch && event.buttons() & 1 == 0
        });
        if is_let_go {
            self.end();
            return;
        }
        let starts = {
            let mut live = self.live.borrow_mut();
            let Some(press) = live.press.clone().filter(|press| press.pointer == event.pointer_id()) else {
                return;
            };
            live.at = (event.client_x(), event.client_y());
            let far = (live.at.0 - press.at.0).abs().max((live.at.1 - press.at.1).abs());
            if !press.has_started && press.is_touch {
                if far > STILL_FINGER {
                    (live.press, live.hold) = (None, None);
                }
                return;
            }
            if !press.has_started && far <= STILL {
                return;
            }
            !press.has_started
        };
        if starts {
            self.start();
        }
        self.follow();
    }

    /// Lifts the card under the pointer.
    fn start(&self) {
        let place = {
            let mut live = self.live.borrow_mut();
            live.swallows = true;
            let Some(press) = live.press.as_mut() else { return };
            press.has_started = true;
            let (place, pointer) = (press.place, press.pointer);
            element::capture(&self.root, pointer);
            let hands = self.clone();
            live.scroll = Some(Interval::new(SCROLL_MS, move || hands.scroll()));
            place
        };
        self.menu.set(None);
        self.hovered.set(None);
        self.drag.set(Some(Drag { place, over: self.below() }));
    }

    /// Moves what is dragged to the pointer, and finds out what lies below.
    fn follow(&self) {
        let (place, (x, y)) = {
            let live = self.live.borrow();
            let Some(press) = live.press.as_ref().filter(|press| press.has_started) else { return };
            (press.place, live.at)
        };
        element::set_style(
            &self.ghost,
            "transform",
            &format!("translate({}px, {}px)", x + BESIDE, y + BESIDE),
        );
        self.drag.set(Some(Drag { place, over: self.below() }));
    }

    /// Where the item would land.
    fn below(&self) -> Option<Target> {
        let (x, y) = self.live.borrow().at;
        let below = element::document()?.element_from_point(x as f32, y as f32)?;
        let drop = below.closest("[data-drop]").ok().flatten()?.get_attribute("data-drop")?;
        Target::read(&drop)
    }

    /// Scrolls what lies under the pointer where that is near an edge.
    fn scroll(&self) {
        let (x, y) = self.live.borrow().at;
        let (x, y) = (f64::from(x), f64::from(y));
        let Some(root) = self.root.cast::<Element>() else { return };
        let Ok(scrollers) = root.query_selector_all("[data-scroller]") else { return };
        for at in 0..scrollers.length() {
            let Some(scroller) = scrollers.item(at).and_then(|node| node.dyn_into::<Element>().ok()) else {
                continue;
            };
            let place = scroller.get_bounding_client_rect();
            if (place.left()..=place.right()).contains(&x) && (place.top()..=place.bottom()).contains(&y) {
                let (right, down) =
                    (pull(x, place.left(), place.right()), pull(y, place.top(), place.bottom()));
                scroller.set_scroll_left(scroller.scroll_left() + right as i32);
                scroller.set_scroll_top(scroller.scroll_top() + down as i32);
                if right != 0.0 || down != 0.0 {
                    self.follow();
                }
            }
        }
    }

    fn on_up(&self, event: &PointerEvent) {
        let press = self.live.borrow().press.clone();
        let Some(press) = press.filter(|press| press.pointer == event.pointer_id()) else { return };
        let over = press.has_started.then(|| self.below()).flatten();
        self.end();
        let facts = self.facts();
        if let (Some(target), Some(fact)) = (over, facts.find(&press.id)) {
            self.place(fact, target.slot(), true);
        }
    }

    fn on_cancel(&self, _: &PointerEvent) {
        self.end();
    }

    /// Puts down what is dragged, and leaves it where it was.
    fn end(&self) {
        let (hold, scroll) = {
            let mut live = self.live.borrow_mut();
            live.press = None;
            (live.hold.take(), live.scroll.take())
        };
        drop((hold, scroll));
        self.drag.set(None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_to_land_is_read_as_it_is_written() {
        for target in [Target::Period(0), Target::Period(11), Target::Pool] {
            assert_eq!(Target::read(&target.written()), Some(target));
        }
        assert_eq!(Target::read("else"), None);
    }
}
