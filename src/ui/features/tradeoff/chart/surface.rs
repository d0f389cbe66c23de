//! The picture of a chart, and what pointers, fingers and keys do to it.
//!
//! Dots have no listeners of their own: the surface finds the dot under the pointer by its
//! place, and the dot with the focus by its `data-dot`. What follows the pointer (the
//! rectangle of a selection, a moved dot, the numbers of a dot) lies over the picture, so
//! that the picture is not drawn anew for it.

use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, KeyboardEvent, PointerEvent, WheelEvent};
use yew::prelude::*;

use crate::domain::picture::items::{Dot, Laid, Lines, Placed, Viewport};
use crate::domain::picture::labels::Frame;
use crate::domain::picture::rescore::Rail;
use crate::domain::picture::svg::{self, length};
use crate::domain::picture::views::Drawn;
use crate::domain::picture::{Mark, Point, at};
use crate::domain::plan::Id;
use crate::domain::text::chart as words;
use crate::platform::element;
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::new_gesture;
use crate::ui::features::picture::{disc, shape};
use crate::ui::store::use_lang;

/// What dragging over the picture does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tool {
    /// Selects what lies in a rectangle.
    #[default]
    Frame,
    /// Selects what a line goes around.
    Lasso,
    /// Moves the part that is looked at.
    Move,
}

/// A number or two, changed by moving their dot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Moved {
    /// Moves of one gesture are one step of undo.
    pub gesture: u64,
    /// The place in the plan of the item, or of the need where these are the dots.
    pub place: usize,
    /// The new value of the axis to the right.
    pub x: Option<f64>,
    /// The new value of the axis upwards.
    pub y: Option<f64>,
}

/// Properties of [`Surface`].
#[derive(Properties, Clone, PartialEq)]
pub(super) struct SurfaceProps {
    /// What the chart shows.
    pub drawn: ByPointer<Drawn>,
    /// The chart in its place.
    pub laid: ByPointer<Laid>,
    /// The lines of equal value over it.
    pub lines: ByPointer<Lines>,
    /// The part that is looked at.
    pub viewport: Viewport,
    /// What dragging does.
    pub tool: Tool,
    /// Selected items.
    pub selected: ByPointer<HashSet<Id>>,
    /// The numbers that dots can be moved along, to the right and upwards.
    pub rails: ByPointer<[Option<Rail>; 2]>,
    /// Whether dots are items.
    pub of_items: bool,
    /// Called with the part that shall be looked at.
    pub on_viewport: Callback<Viewport>,
    /// Called with the new selection.
    pub on_select: Callback<HashSet<Id>>,
    /// Called with what shall be opened.
    pub on_open: Callback<Id>,
    /// Called with a dot that was moved.
    pub on_move: Callback<Moved>,
}

impl SurfaceProps {
    fn dot(&self, placed: &Placed) -> Option<&Dot> {
        self.drawn.0.chart.dots.get(placed.dot)
    }

    fn nth(&self, nth: usize) -> Option<(&Placed, &Dot)> {
        let placed = self.laid.0.placed.get(nth)?;
        Some((placed, self.dot(placed)?))
    }

    fn find(&self, id: &Id) -> Option<usize> {
        self.laid.0.placed.iter().position(|placed| self.dot(placed).is_some_and(|dot| dot.id == *id))
    }

    fn zoom(&self, factor: f64, point: Option<Point>) {
        let place = point.map_or((0.5, 0.5), |point| self.laid.0.plane.shares(point));
        self.on_viewport.emit(self.viewport.zoomed(factor, place));
    }

    fn toggle(&self, id: &Id) {
        let mut selected = (*self.selected.0).clone();
        if !selected.remove(id) {
            selected.insert(id.clone());
        }
        self.on_select.emit(selected);
    }
}

/// What a pointer is about.
#[derive(Clone, Debug, Default, PartialEq)]
enum Gesture {
    /// Nothing.
    #[default]
    None,
    /// Drawing a rectangle around dots.
    Select(Point, bool),
    /// Drawing a line around dots.
    Lasso(Vec<Point>, bool),
    /// Moving the part that is looked at.
    Pan(Point, Viewport),
    /// Pressing a dot, and moving it once it has gone a little.
    Hold { dot: Id, from: Point, has_moved: bool, adds: bool },
    /// Two fingers: their distance and middle at the start.
    Pinch(f64, Point, Viewport),
}

/// What lies over the picture.
#[derive(Clone, Debug, Default, PartialEq)]
struct Over {
    /// The dot whose numbers are told.
    told: Option<Id>,
    /// The rectangle of a selection.
    frame: Option<Frame>,
    /// The line of a selection, as SVG lists its points.
    lasso: String,
    /// A dot on its way, with what its new place means.
    ghost: Option<(Point, f64, String)>,
}

/// What lives as long as the surface, beside its state.
#[derive(Default)]
struct Live {
    gesture: Gesture,
    fingers: Vec<(i32, Point)>,
    has_space: bool,
    /// The dot that shall have the focus after the next rendering.
    refocus: Option<Id>,
    /// The dot that keys move step by step, and the gesture that these steps are.
    stepped: Option<(Id, u64)>,
}

/// The radius of a moved dot that is no longer seen.
const LEAST_GHOST: f64 = 6.0;

/// A pointer that has gone no further was pressed, not dragged.
const STILL: f64 = 4.0;

/// A pointer finds a dot at this distance from its centre, a finger at the other.
const REACH: (f64, f64) = (9.0, 16.0);

/// One press of an arrow key moves the part that is looked at by this share of it.
const PAN: f64 = 0.1;

/// The picture with its pointers and keys.
#[component]
pub(super) fn Surface(props: &SurfaceProps) -> Html {
    let lang = use_lang();
    let root = use_node_ref();
    let tip = use_node_ref();
    let over = use_state_eq(Over::default);
    let current = use_state_eq(|| None::<Id>);
    let live = use_mut_ref(Live::default);
    let latest = use_mut_ref(|| props.clone());
    latest.replace(props.clone());
    let hands = Hands {
        root: root.clone(),
        live: live.clone(),
        latest: latest.clone(),
        over: over.setter(),
        current: current.setter(),
    };

    // Yew listens to wheels without a way to keep the page where it is.
    use_effect_with((), {
        let hands = hands.clone();
        move |()| {
            let options = EventListenerOptions { passive: false, ..EventListenerOptions::default() };
            let listener = hands.root.get().map(|root| {
                let hands = hands.clone();
                EventListener::new_with_options(&root, "wheel", options, move |event| {
                    if let Some(event) = event.dyn_ref::<WheelEvent>() {
                        hands.on_wheel(event);
                    }
                })
            });
            move || drop(listener)
        }
    });
    // A dot that goes below another one in the page loses the focus.
    use_effect_with(props.laid.clone(), {
        let hands = hands.clone();
        move |_| {
            let wanted = hands.live.borrow_mut().refocus.take();
            let props = hands.latest.borrow().clone();
            if let Some(nth) = wanted.and_then(|id| props.find(&id)) {
                hands.focus(nth);
            }
        }
    });
    let told = over.told.as_ref().and_then(|id| props.find(id)).and_then(|nth| props.nth(nth));
    let told = told.map(|(placed, dot)| (placed.at, placed.radius, dot.about.clone()));
    let ghost = over.ghost.clone();
    let tipped = ghost.clone().or(told.clone());
    use_effect_with(tipped.as_ref().map(|(point, radius, _)| (*point, *radius)), {
        let (tip, width) = (tip.clone(), props.laid.0.picture.width);
        move |place: &Option<(Point, f64)>| {
            if let Some((point, radius)) = place {
                let left = point.x.clamp(TIP_REACH.min(width / 2.0), (width - TIP_REACH).max(width / 2.0));
                let gap = if point.y < TIP_BELOW { radius + 8.0 } else { -radius - 8.0 };
                element::set_style(&tip, "left", &format!("{left}px"));
                element::set_style(&tip, "top", &format!("{}px", point.y + gap));
            }
        }
    });

    let onpointerdown = use_hand(&hands, Hands::on_down);
    let onpointermove = use_hand(&hands, Hands::on_move);
    let onpointerup = use_hand(&hands, Hands::on_up);
    let onpointercancel = use_hand(&hands, Hands::on_cancel);
    let onpointerleave = use_hand(&hands, Hands::on_leave);
    let ondblclick = use_hand(&hands, Hands::on_double);
    let onkeydown = use_hand(&hands, Hands::on_key);
    let onkeyup = use_hand(&hands, Hands::on_key_up);
    let onfocusin = use_hand(&hands, Hands::on_focus);
    let onfocusout = use_hand(&hands, Hands::on_blur);

    let laid = &props.laid.0;
    let (width, height) = (length(laid.picture.width), length(laid.picture.height));
    let current = current.as_ref().and_then(|id| props.find(id));
    html! {
        <div class="chart__surface" ref={root} tabindex="0" role="group" data-moving={(props.tool == Tool::Move).then_some("true")}
            data-lasso={(props.tool == Tool::Lasso).then_some("true")}
            aria-label={words::points_of(lang, &laid.picture.title)}
            {onpointerdown} {onpointermove} {onpointerup} {onpointercancel} {onpointerleave} {ondblclick}
            {onkeydown} {onkeyup} {onfocusin} {onfocusout}>
            <svg class="picture chart__picture" viewBox={format!("0 0 {width} {height}")} width={width.clone()} height={height.clone()}>
                <g key="lines" class="chart__lines" aria-hidden="true">
                    for (at, mark) in props.lines.0.lines.iter().enumerate() {
                        { shape(at, mark) }
                    }
                </g>
                <Canvas drawn={props.drawn.clone()} laid={props.laid.clone()} {current} of_items={props.of_items} />
                <g key="names" class="chart__above" aria-hidden="true">
                    for (at, mark) in props.lines.0.names.iter().enumerate() {
                        { shape(at, mark) }
                    }
                </g>
                if let Some((point, radius, _)) = told.filter(|_| ghost.is_none()) {
                    <circle class="chart__told" cx={length(point.x)} cy={length(point.y)} r={length(radius + 5.0)} />
                }
                if let Some(Frame { left, top, right, bottom }) = over.frame {
                    <rect class="chart__lasso" x={length(left)} y={length(top)} width={length(right - left)} height={length(bottom - top)} />
                }
                if !over.lasso.is_empty() {
                    <polygon class="chart__lasso" points={over.lasso.clone()} />
                }
                if let Some((point, radius, _)) = &ghost {
                    <circle class="chart__ghost" cx={length(point.x)} cy={length(point.y)} r={length(*radius)} />
                }
            </svg>
            if let Some((point, _, about)) = tipped {
                // What the focus reads aloud, for the eye.
                <div class="chart__tip" ref={tip} aria-hidden="true" data-below={(point.y < TIP_BELOW).then_some("true")}>{ about }</div>
            }
        </div>
    }
}

/// A callback that never changes.
#[hook]
fn use_hand<E: 'static>(hands: &Hands, does: fn(&Hands, &E)) -> Callback<E> {
    let hands = hands.clone();
    use_callback((), move |event: E, ()| does(&hands, &event))
}

/// Half of a tooltip's width: so far it stays from the edges.
const TIP_REACH: f64 = 130.0;

/// Above this line there is no room for a tooltip above its dot.
const TIP_BELOW: f64 = 110.0;

/// What pointers and keys do. It reads the latest properties, so its callbacks never change.
#[derive(Clone)]
struct Hands {
    root: NodeRef,
    live: Rc<RefCell<Live>>,
    latest: Rc<RefCell<SurfaceProps>>,
    over: UseStateSetter<Over>,
    current: UseStateSetter<Option<Id>>,
}

impl Hands {
    fn props(&self) -> SurfaceProps {
        self.latest.borrow().clone()
    }

    fn place(&self, event: &MouseEvent) -> Option<Point> {
        let (x, y) = element::place_in(&self.root, event.client_x(), event.client_y())?;
        Some(at(x, y))
    }

    fn tell(&self, told: Option<Id>) {
        self.over.set(Over { told, ..Over::default() });
    }

    /// Puts the focus on a dot.
    fn focus(&self, nth: usize) {
        element::focus_in(&self.root, &format!("[data-dot=\"{nth}\"]"));
    }

    /// The dot that an event comes from.
    fn dot_of(&self, event: &Event) -> Option<usize> {
        element::attribute_around(event, "data-dot")?.parse().ok()
    }

    fn on_wheel(&self, event: &WheelEvent) {
        // Two fingers on a touchpad come as a wheel with Ctrl.
        if event.ctrl_key() || event.meta_key() {
            event.prevent_default();
            let factor = libm::exp(-event.delta_y().clamp(-120.0, 120.0) * 0.006);
            self.props().zoom(factor, self.place(event));
        }
    }

    fn on_down(&self, event: &PointerEvent) {
        let (Some(point), props) = (self.place(event), self.props()) else { return };
        let mut live = self.live.borrow_mut();
        let is_touch = element::is_touch(event);
        if is_touch {
            live.fingers.retain(|(id, _)| *id != event.pointer_id());
            live.fingers.push((event.pointer_id(), point));
            if let [(_, a), (_, b)] = live.fingers.as_slice() {
                let (distance, middle) = between(*a, *b);
                live.gesture = Gesture::Pinch(distance, middle, props.viewport);
                self.tell(None);
                return;
            }
        }
        let adds = event.shift_key() || event.ctrl_key() || event.meta_key();
        let reach = if is_touch { REACH.1 } else { REACH.0 };
        let is_pan = props.tool == Tool::Move || live.has_space || event.button() == 1;
        let hit = props.laid.0.hit(point, reach).and_then(|nth| props.nth(nth));
        live.gesture = match hit {
            _ if is_pan => Gesture::Pan(point, props.viewport),
            _ if event.button() != 0 => return,
            // By its id: what is drawn may change while it is held.
            Some((_, dot)) => Gesture::Hold { dot: dot.id.clone(), from: point, has_moved: false, adds },
            None if props.of_items && (props.tool == Tool::Lasso || event.alt_key()) => {
                Gesture::Lasso(vec![point], adds)
            }
            None if props.of_items => Gesture::Select(point, adds),
            None => Gesture::None,
        };
        if !is_touch || props.tool != Tool::Frame {
            element::capture(&self.root, event.pointer_id());
        }
    }

    fn on_move(&self, event: &PointerEvent) {
        let (Some(point), props) = (self.place(event), self.props()) else { return };
        // Nothing is held while others are told: they may ask for it.
        let (gesture, fingers) = {
            let mut live = self.live.borrow_mut();
            for (id, place) in &mut live.fingers {
                if *id == event.pointer_id() {
                    *place = point;
                }
            }
            match &mut live.gesture {
                Gesture::Hold { from, has_moved, .. } => *has_moved |= between(*from, point).0 > STILL,
                // A line of more points than can be told apart would only be slow.
                Gesture::Lasso(line, _)
                    if line.last().is_some_and(|last| between(*last, point).0 > STILL) =>
                {
                    line.push(point);
                }
                _ => {}
            }
            (live.gesture.clone(), live.fingers.clone())
        };
        let plane = props.laid.0.plane;
        match gesture {
            Gesture::None => {
                if !element::is_touch(event) {
                    let told = props.laid.0.hit(point, REACH.0).and_then(|nth| props.nth(nth));
                    self.tell(told.map(|(_, dot)| dot.id.clone()));
                }
            }
            Gesture::Select(from, _) => {
                let frame = around(from, point);
                if frame.right - frame.left > STILL || frame.bottom - frame.top > STILL {
                    self.over.set(Over { frame: Some(frame), ..Over::default() });
                }
            }
            Gesture::Lasso(line, _) => {
                self.over.set(Over { lasso: svg::points(&line), ..Over::default() });
            }
            Gesture::Pan(from, viewport) => {
                let (from, to) = (plane.shares(from), plane.shares(point));
                props.on_viewport.emit(viewport.moved(from.0 - to.0, from.1 - to.1));
            }
            Gesture::Hold { dot, from, has_moved: true, .. } if !element::is_touch(event) => {
                let found = props.find(&dot);
                if let Some((nth, (moved, ghost))) =
                    found.and_then(|nth| Some((nth, dragged(&props, nth, from, point)?)))
                {
                    let about = about_moved(&props, nth, &moved);
                    let radius = props.nth(nth).map_or(LEAST_GHOST, |(placed, _)| placed.radius);
                    self.over.set(Over { ghost: Some((ghost, radius, about)), ..Over::default() });
                }
            }
            Gesture::Hold { .. } => {}
            Gesture::Pinch(distance, middle, viewport) => {
                if let [(_, a), (_, b)] = fingers.as_slice() {
                    let (now, _) = between(*a, *b);
                    let place = plane.shares(middle);
                    props.on_viewport.emit(viewport.zoomed(now / distance.max(1.0), place));
                }
            }
        }
    }

    fn on_up(&self, event: &PointerEvent) {
        let (Some(point), props) = (self.place(event), self.props()) else { return };
        let gesture = {
            let mut live = self.live.borrow_mut();
            live.fingers.retain(|(id, _)| *id != event.pointer_id());
            std::mem::take(&mut live.gesture)
        };
        match gesture {
            Gesture::Select(from, adds) => {
                let frame = around(from, point);
                let is_still = frame.right - frame.left <= STILL && frame.bottom - frame.top <= STILL;
                self.select(&props, adds, props.laid.0.inside(&frame).filter(|_| !is_still));
            }
            Gesture::Lasso(line, adds) => self.select(&props, adds, props.laid.0.enclosed(&line)),
            Gesture::Hold { dot, from, has_moved: true, .. } if !element::is_touch(event) => {
                self.tell(None);
                if let Some((moved, _)) = props.find(&dot).and_then(|nth| dragged(&props, nth, from, point)) {
                    props.on_move.emit(moved);
                }
            }
            Gesture::Hold { dot, adds, .. } => {
                if props.find(&dot).is_none() {
                    return;
                }
                self.tell(Some(dot.clone()));
                if props.of_items && adds {
                    props.toggle(&dot);
                } else if props.of_items {
                    props.on_select.emit(HashSet::from([dot]));
                }
            }
            Gesture::None | Gesture::Pan(..) | Gesture::Pinch(..) => {}
        }
    }

    /// Selects dots, with or without those that are selected already.
    fn select<'a>(&self, props: &SurfaceProps, adds: bool, dots: impl Iterator<Item = &'a Placed>) {
        let mut selected = if adds { (*props.selected.0).clone() } else { HashSet::new() };
        selected.extend(dots.filter_map(|placed| props.dot(placed)).map(|dot| dot.id.clone()));
        self.tell(None);
        if selected != *props.selected.0 {
            props.on_select.emit(selected);
        }
    }

    fn on_cancel(&self, event: &PointerEvent) {
        let mut live = self.live.borrow_mut();
        live.fingers.retain(|(id, _)| *id != event.pointer_id());
        live.gesture = Gesture::None;
        self.tell(None);
    }

    fn on_leave(&self, event: &PointerEvent) {
        if self.live.borrow().gesture == Gesture::None && !element::is_touch(event) {
            self.tell(None);
        }
    }

    fn on_double(&self, event: &MouseEvent) {
        let (Some(point), props) = (self.place(event), self.props()) else { return };
        if let Some((_, dot)) = props.laid.0.hit(point, REACH.1).and_then(|nth| props.nth(nth)) {
            props.on_open.emit(dot.id.clone());
        }
    }

    fn on_focus(&self, event: &FocusEvent) {
        let props = self.props();
        if let Some((_, dot)) = self.dot_of(event).and_then(|nth| props.nth(nth)) {
            self.current.set(Some(dot.id.clone()));
            self.tell(Some(dot.id.clone()));
        }
    }

    fn on_blur(&self, _event: &FocusEvent) {
        let mut live = self.live.borrow_mut();
        live.has_space = false;
        // A dot that is put below others by its step has lost the focus only until it is drawn.
        if live.refocus.is_none() {
            live.stepped = None;
        }
        drop(live);
        self.tell(None);
    }

    fn on_key_up(&self, event: &KeyboardEvent) {
        if event.key() == " " {
            self.live.borrow_mut().has_space = false;
        }
    }

    fn on_key(&self, event: &KeyboardEvent) {
        if element::has_command_key(event) {
            // Undo, for one: what is moved after it is another gesture.
            self.live.borrow_mut().stepped = None;
            return;
        }
        let props = self.props();
        let key = event.key();
        let direction = match key.as_str() {
            "ArrowRight" => Some((1.0, 0.0)),
            "ArrowLeft" => Some((-1.0, 0.0)),
            "ArrowDown" => Some((0.0, 1.0)),
            "ArrowUp" => Some((0.0, -1.0)),
            _ => None,
        };
        let dot = self.dot_of(event);
        let last = props.laid.0.placed.len().saturating_sub(1);
        match (key.as_str(), dot, direction) {
            ("+" | "=", ..) => props.zoom(super::ZOOM, None),
            ("-" | "_", ..) => props.zoom(1.0 / super::ZOOM, None),
            ("0", ..) => props.on_viewport.emit(Viewport::default()),
            (_, Some(dot), Some(direction)) if event.alt_key() => self.step(&props, dot, direction),
            (_, Some(dot), Some(direction)) => {
                if let Some(next) = props.laid.0.next(dot, direction) {
                    self.focus(next);
                }
            }
            (_, None, Some((right, down))) if !event.alt_key() => {
                props.on_viewport.emit(props.viewport.moved(right * PAN, -down * PAN));
            }
            ("Home", Some(_), _) => self.focus(last),
            ("End", Some(_), _) => self.focus(0),
            // Through all dots, also those that no arrow leads to.
            ("PageDown", Some(dot), _) => self.focus(if dot == 0 { last } else { dot - 1 }),
            ("PageUp", Some(dot), _) => self.focus(if dot >= last { 0 } else { dot + 1 }),
            ("Enter", Some(dot), _) => {
                if let Some((_, dot)) = props.nth(dot) {
                    props.on_open.emit(dot.id.clone());
                }
            }
            (" ", Some(dot), _) => {
                if let Some((_, dot)) = props.nth(dot).filter(|_| props.of_items) {
                    self.live.borrow_mut().refocus = Some(dot.id.clone());
                    props.toggle(&dot.id);
                }
            }
            (" ", None, _) => self.live.borrow_mut().has_space = true,
            ("Escape", ..) if self.live.borrow().gesture != Gesture::None => {
                self.live.borrow_mut().gesture = Gesture::None;
                self.tell(None);
            }
            _ => return,
        }
        event.prevent_default();
    }

    /// Moves a dot by a step of the estimate that its axis shows.
    fn step(&self, props: &SurfaceProps, nth: usize, (right, down): (f64, f64)) {
        let Some((_, dot)) = props.nth(nth) else { return };
        let [rail_x, rail_y] = &*props.rails.0;
        let chart = &props.drawn.0.chart;
        let (mut x, mut y) = (None, None);
        if right != 0.0 {
            x = rail_x.as_ref().map(|rail| rail.stepped(dot.x, right > 0.0, &chart.x.scale));
        } else {
            y = rail_y.as_ref().map(|rail| rail.stepped(dot.y, down < 0.0, &chart.y.scale));
        }
        if x.or(y).is_some() {
            let mut live = self.live.borrow_mut();
            live.refocus = Some(dot.id.clone());
            // Steps of one dot in a row are one gesture.
            let known = live.stepped.take().filter(|(id, _)| *id == dot.id);
            let (_, gesture) = *live.stepped.insert(known.unwrap_or_else(|| (dot.id.clone(), new_gesture())));
            drop(live);
            props.on_move.emit(Moved { gesture, place: dot.place, x, y });
        }
    }
}

/// The distance of two points, and the point in their middle.
fn between(a: Point, b: Point) -> (f64, Point) {
    let (x, y) = (b.x - a.x, b.y - a.y);
    (libm::sqrt(x * x + y * y), at(a.x + x / 2.0, a.y + y / 2.0))
}

/// The rectangle between two corners.
fn around(a: Point, b: Point) -> Frame {
    Frame { left: a.x.min(b.x), top: a.y.min(b.y), right: a.x.max(b.x), bottom: a.y.max(b.y) }
}

/// What moving a dot means, and where it is then; `None` where it cannot be moved.
fn dragged(props: &SurfaceProps, nth: usize, from: Point, to: Point) -> Option<(Moved, Point)> {
    let (placed, dot) = props.nth(nth)?;
    let [x, y] = &*props.rails.0;
    if x.is_none() && y.is_none() {
        return None;
    }
    let (plane, chart) = (&props.laid.0.plane, &props.drawn.0.chart);
    let (value_x, value_y) = plane.values(at(placed.at.x + to.x - from.x, placed.at.y + to.y - from.y));
    let moved = Moved {
        gesture: new_gesture(),
        place: dot.place,
        x: x.as_ref().map(|rail| rail.snapped(value_x, &chart.x.scale)),
        y: y.as_ref().map(|rail| rail.snapped(value_y, &chart.y.scale)),
    };
    let ghost = plane.place(moved.x.unwrap_or(dot.x), moved.y.unwrap_or(dot.y)).unwrap_or(placed.at);
    Some((moved, ghost))
}

/// What a dot's new place means, in words.
fn about_moved(props: &SurfaceProps, nth: usize, moved: &Moved) -> String {
    let chart = &props.drawn.0.chart;
    let axes = [(&chart.x, moved.x), (&chart.y, moved.y)];
    let parts: Vec<String> = axes
        .into_iter()
        .filter_map(|(axis, value)| Some(format!("{} {}", axis.title, axis.written.value(value?))))
        .collect();
    let title = props.nth(nth).map_or("", |(_, dot)| dot.title.as_str());
    format!("{title} → {}", parts.join(" · "))
}

/// Properties of [`Canvas`].
#[derive(Properties, PartialEq)]
struct CanvasProps {
    drawn: ByPointer<Drawn>,
    laid: ByPointer<Laid>,
    /// The dot that the Tab key comes to.
    current: Option<usize>,
    of_items: bool,
}

/// Everything that does not follow the pointer.
#[component]
fn Canvas(props: &CanvasProps) -> Html {
    let lang = use_lang();
    let (laid, dots) = (&props.laid.0, &props.drawn.0.chart.dots);
    let marks = &laid.picture.marks;
    let start = marks.iter().position(|mark| matches!(mark, Mark::Dot { .. })).unwrap_or(marks.len());
    let end = start + laid.placed.len();
    // The topmost dot, unless another one had the focus.
    let stop = props.current.unwrap_or(laid.placed.len().saturating_sub(1));
    let drawn = laid.placed.iter().zip(marks.iter().skip(start)).enumerate();
    let option = if props.of_items { "listbox" } else { "group" };
    html! {
        <>
            <g key="below" aria-hidden="true">
                for (at, mark) in marks.iter().enumerate().take(start) {
                    { shape(at, mark) }
                }
            </g>
            <g key="dots" role={option} aria-multiselectable={props.of_items.then_some("true")} aria-label={words::chart(lang)}>
                for (nth, (placed, mark)) in drawn {
                    if let Some(dot) = dots.get(placed.dot) {
                        <g key={dot.id.to_string()} class="chart__dot" tabindex={if nth == stop { "0" } else { "-1" }}
                            role={if props.of_items { "option" } else { "img" }}
                            aria-selected={props.of_items.then_some(if dot.is_selected { "true" } else { "false" })}
                            aria-label={dot.about.clone()} data-dot={nth.to_string()}>
                            { disc(mark) }
                        </g>
                    }
                }
            </g>
            <g key="above" aria-hidden="true" class="chart__above">
                for (at, mark) in marks.iter().enumerate().skip(end) {
                    { shape(at, mark) }
                }
            </g>
        </>
    }
}
