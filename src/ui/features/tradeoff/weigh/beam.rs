//! The beam: a scale from business goal to user need, and the weight that hangs on it.

use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

use super::Weigh;
use crate::domain::number;
use crate::domain::text::tradeoff as words;
use crate::domain::tradeoff::verdict;
use crate::platform::element;
use crate::ui::components::{TextField, new_gesture};
use crate::ui::store::use_lang;

/// The height of the drawing, in pixels.
const HEIGHT: f64 = 74.0;
/// The height of the beam's middle.
const MIDDLE: f64 = 36.0;
/// How far an end rises when the weight hangs there.
const RISE: f64 = 16.0;
/// The length of the cord that the weight hangs on.
const CORD: f64 = 22.0;

/// Properties of [`BeamView`].
#[derive(Properties, PartialEq)]
pub(super) struct BeamViewProps {
    /// Where the weight is, in 0..=1.
    pub share: f64,
    /// Called with what is done to the weight.
    pub on_weigh: Callback<Weigh>,
}

/// The beam, the weight as a slider, both sides in words, and a field for the exact share.
#[component]
pub(super) fn BeamView(props: &BeamViewProps) -> Html {
    let lang = use_lang();
    let share = props.share;
    let stage = use_node_ref();
    let weight = use_node_ref();
    let dragging = use_mut_ref(|| None::<Grip>);
    let hint = use_memo((), |()| format!("beam-{}", new_gesture()));
    // Style attributes are refused by the page's policy.
    use_effect_with(share, {
        let weight = weight.clone();
        move |share| {
            element::set_style(&weight, "left", &format!("{}%", share * 100.0));
            element::set_style(&weight, "top", &format!("{}px", height_at(*share, *share) + CORD));
        }
    });
    let onpointerdown = use_callback(props.on_weigh.clone(), {
        let (stage, weight, dragging) = (stage.clone(), weight.clone(), dragging.clone());
        move |event: PointerEvent, on_weigh| {
            if event.button() != 0 {
                return;
            }
            let Some(share) = share_under(&stage, event.client_x()) else { return };
            event.prevent_default();
            element::focus(&weight);
            if let Some(stage) = stage.cast::<Element>() {
                // Refused only where the pointer is up again already.
                let _ = stage.set_pointer_capture(event.pointer_id());
            }
            // Whoever takes the weight itself does not move it by that.
            let off = f64::from(event.client_x()) - middle_of(&weight).unwrap_or(f64::INFINITY);
            on_weigh.emit(Weigh::Taken);
            if off.abs() <= REACH {
                dragging.replace(Some(Grip { off, from: event.client_x(), has_moved: false }));
            } else {
                dragging.replace(Some(Grip { off: 0.0, from: event.client_x(), has_moved: true }));
                on_weigh.emit(Weigh::Held(share));
            }
        }
    });
    let onpointermove = use_callback(props.on_weigh.clone(), {
        let (stage, dragging) = (stage.clone(), dragging.clone());
        move |event: PointerEvent, on_weigh| {
            // A pointer whose end was not heard of is up when it comes back.
            if event.buttons() == 0 && dragging.replace(None).is_some() {
                on_weigh.emit(Weigh::GivenUp);
                return;
            }
            let hangs_at = dragging
                .borrow_mut()
                .as_mut()
                .and_then(|grip| grip.moves(event.client_x()).then(|| grip.hangs_at(event.client_x())));
            if let Some(share) = hangs_at.and_then(|client_x| share_under(&stage, client_x)) {
                on_weigh.emit(Weigh::Held(share));
            }
        }
    });
    let onpointerup = use_callback(props.on_weigh.clone(), {
        let (stage, dragging) = (stage.clone(), dragging.clone());
        move |event: PointerEvent, on_weigh| {
            if let Some(grip) = dragging.replace(None) {
                let share = share_under(&stage, grip.hangs_at(event.client_x()));
                let share = share.filter(|_| grip.has_moved);
                on_weigh.emit(share.map_or(Weigh::GivenUp, Weigh::Dropped));
            }
        }
    });
    let onpointercancel = use_callback(props.on_weigh.clone(), {
        let dragging = dragging.clone();
        move |_: PointerEvent, on_weigh| {
            if dragging.replace(None).is_some() {
                on_weigh.emit(Weigh::GivenUp);
            }
        }
    });
    // The focus stays on the weight wherever the beam is pressed.
    let onmousedown = use_callback((), |event: MouseEvent, ()| event.prevent_default());
    let onkeydown = use_callback((props.on_weigh.clone(), share), {
        let dragging = dragging.clone();
        move |event: KeyboardEvent, (on_weigh, share)| {
            if event.key() == "Escape" && dragging.replace(None).is_some() {
                event.prevent_default();
                event.stop_propagation();
                on_weigh.emit(Weigh::GivenUp);
            } else if element::has_command_key(&event) {
                // Undo, for one, takes back what hangs.
                on_weigh.emit(Weigh::Rested);
            } else if !event.alt_key()
                && let Some(next) = stepped(*share, &event.key(), event.shift_key())
            {
                event.prevent_default();
                dragging.replace(None);
                on_weigh.emit(Weigh::Put(next));
            }
        }
    });
    let onblur = use_callback(props.on_weigh.clone(), |_: FocusEvent, on_weigh| on_weigh.emit(Weigh::Left));
    let problem = use_state_eq(|| false);
    // Wherever the weight went since, what could not be read is not in the field any more.
    use_effect_with(share, {
        let problem = problem.setter();
        move |_| problem.set(false)
    });
    let on_typed = use_callback((props.on_weigh.clone(), share), {
        let problem = problem.setter();
        move |(text, _): (String, u64), (on_weigh, now)| {
            let typed = typed_share(&text);
            problem.set(typed.is_none());
            if let Some(share) = typed.filter(|share| share != now) {
                on_weigh.emit(Weigh::Taken);
                on_weigh.emit(Weigh::Dropped(share));
            }
        }
    });
    let (need, goal) = verdict::sides(share);
    let (need_percent, goal_percent) = (format!("{need}%"), format!("{goal}%"));
    html! {
        <div class="beam">
            <div ref={stage} class="beam__stage" {onpointerdown} {onpointermove} {onpointerup} {onpointercancel} {onmousedown}>
                { drawing(share) }
                <div ref={weight} class="beam__weight" role="slider" tabindex="0" aria-label={words::need_share(lang)}
                    aria-valuemin="0" aria-valuemax="100" aria-valuenow={need}
                    aria-valuetext={words::both_sides(lang, &need_percent, &goal_percent)} aria-describedby={(*hint).clone()}
                    {onkeydown} {onblur}></div>
            </div>
            <div class="beam__ends">
                <span class="beam__goal">{ words::goal_side(lang, &goal_percent) }</span>
                <TextField class="beam__field" bare=true label={words::need_share_percent(lang)} value={number::plain(share * 100.0, 2)}
                    {on_typed} problem={problem.then(|| AttrValue::from(words::need_share_unreadable(lang)))} />
                <span class="beam__need">{ words::need_side(lang, &need_percent) }</span>
            </div>
            <p class="visually-hidden" id={(*hint).clone()}>{ words::need_share_hint(lang) }</p>
        </div>
    }
}

/// The beam with its ticks, the loop that it is held by, and the weight on its cord.
fn drawing(share: f64) -> Html {
    let left = |at: f64| format!("{}%", number::plain(at * 100.0, 2));
    let pixels = |height: f64| number::plain(height, 2);
    let at = |place: f64| height_at(share, place);
    let hang = at(share);
    html! {
        <svg class="beam__drawing" width="100%" height={pixels(HEIGHT)} aria-hidden="true" focusable="false">
            for tick in 0..=20_u8 {
                <line key={tick} class={if tick % 2 == 0 { "beam__tick" } else { "beam__tick beam__tick--half" }}
                    x1={left(f64::from(tick) / 20.0)} x2={left(f64::from(tick) / 20.0)}
                    y1={pixels(at(f64::from(tick) / 20.0) - if tick % 10 == 0 { 10.0 } else if tick % 2 == 0 { 7.0 } else { 5.0 })}
                    y2={pixels(at(f64::from(tick) / 20.0))} />
            }
            <line key="loop" class="beam__loop" x1="50%" x2="50%" y1={pixels(MIDDLE - 22.0)} y2={pixels(MIDDLE)} />
            <circle key="ring" class="beam__ring" cx="50%" cy={pixels(MIDDLE - 26.0)} r="4" />
            <line key="beam" class="beam__line" x1="0%" x2="100%" y1={pixels(at(0.0))} y2={pixels(at(1.0))} />
            <line key="cord" class="beam__cord" x1={left(share)} x2={left(share)} y1={pixels(hang)} y2={pixels(hang + CORD)} />
            <circle key="weight" class="beam__disc" cx={left(share)} cy={pixels(hang + CORD)} r="13" />
        </svg>
    }
}

/// How high the beam is at a place in 0..=1, from the top in pixels: the side that the weight
/// hangs on has the upper hand.
fn height_at(share: f64, place: f64) -> f64 {
    MIDDLE + (2.0 * share - 1.0) * (1.0 - 2.0 * place) * RISE
}

/// How far from its middle the weight can be taken, in pixels: as far as it lies under a finger.
const REACH: f64 = 22.0;

/// How far a hand trembles that only presses, in pixels.
const STILL: i32 = 3;

/// How the weight is held.
struct Grip {
    /// How far beside its middle, in pixels.
    off: f64,
    /// Where it was taken.
    from: i32,
    /// Whether it has been moved since.
    has_moved: bool,
}

impl Grip {
    /// Whether it is on the move, with the pointer there.
    fn moves(&mut self, client_x: i32) -> bool {
        self.has_moved |= (client_x - self.from).abs() > STILL;
        self.has_moved
    }

    /// Where the middle of the weight is while the pointer is there.
    fn hangs_at(&self, client_x: i32) -> i32 {
        client_x - libm::round(self.off) as i32
    }
}

/// The middle of the weight on the screen.
fn middle_of(weight: &NodeRef) -> Option<f64> {
    let rect = weight.get()?.dyn_into::<Element>().ok()?.get_bounding_client_rect();
    Some(rect.left() + rect.width() / 2.0)
}

/// The need share under a pointer, in whole percent; none while there is nothing to measure.
pub(super) fn share_under(stage: &NodeRef, client_x: i32) -> Option<f64> {
    let rect = stage.get()?.dyn_into::<Element>().ok()?.get_bounding_client_rect();
    (rect.width() > 0.0).then(|| whole_percent((f64::from(client_x) - rect.left()) / rect.width()))
}

fn whole_percent(share: f64) -> f64 {
    (libm::round(share * 100.0) / 100.0).clamp(0.0, 1.0)
}

/// Where a key moves the weight; none for keys that do not.
fn stepped(share: f64, key: &str, large: bool) -> Option<f64> {
    let step = match key {
        "ArrowRight" | "ArrowUp" if large => 10.0,
        "ArrowLeft" | "ArrowDown" if large => -10.0,
        "ArrowRight" | "ArrowUp" => 1.0,
        "ArrowLeft" | "ArrowDown" => -1.0,
        "PageUp" => 10.0,
        "PageDown" => -10.0,
        "Home" => return Some(0.0),
        "End" => return Some(1.0),
        _ => return None,
    };
    Some(whole_percent(share + step / 100.0))
}

/// The share that was typed as a percentage, with or without the sign.
fn typed_share(text: &str) -> Option<f64> {
    let typed = number::parse(text)?;
    let share = if typed.percent { typed.value } else { typed.value / 100.0 };
    (0.0..=1.0).contains(&share).then_some(share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(share: f64, key: &str, large: bool, expected: Option<f64>) {
        assert_eq!(stepped(share, key, large), expected, "{key} at {share}");
    }

    #[test]
    fn keys_move_the_weight_by_one_or_ten_percent_and_not_beyond_the_ends() {
        check(0.5, "ArrowRight", false, Some(0.51));
        check(0.5, "ArrowUp", false, Some(0.51));
        check(0.28, "ArrowRight", false, Some(0.29));
        check(0.5, "ArrowLeft", false, Some(0.49));
        check(0.5, "ArrowDown", true, Some(0.4));
        check(0.5, "PageUp", false, Some(0.6));
        check(0.05, "PageDown", false, Some(0.0));
        check(0.995, "ArrowRight", true, Some(1.0));
        check(0.5, "Home", false, Some(0.0));
        check(0.5, "End", false, Some(1.0));
        check(0.5, "a", false, None);
        check(0.5, "Tab", true, None);
    }

    #[test]
    fn an_exact_share_can_be_typed() {
        for (text, expected) in [
            ("62", Some(0.62)),
            ("62%", Some(0.62)),
            ("６２％", Some(0.62)),
            ("47.5", Some(0.475)),
            ("0", Some(0.0)),
            ("100", Some(1.0)),
            ("101", None),
            ("-1", None),
            ("half", None),
            ("", None),
        ] {
            assert_eq!(typed_share(text), expected, "{text}");
        }
    }

    #[test]
    fn the_heavier_side_stands_higher() {
        for (share, left, right) in [(0.5, 36.0, 36.0), (1.0, 52.0, 20.0), (0.0, 20.0, 52.0)] {
            assert_eq!((height_at(share, 0.0), height_at(share, 1.0)), (left, right));
            assert_eq!(height_at(share, 0.5), MIDDLE);
        }
    }
}
