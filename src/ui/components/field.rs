use gloo::timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::platform::{clock, element};

/// How long a pause in typing lasts until what was typed is handed over, in milliseconds.
const PAUSE_MS: f64 = 600.0;

/// How long what was typed waits at most, in milliseconds, where nobody pauses.
///
/// The promise is that a browser that dies takes at most the last second with it. The rest of that
/// second is for saving, and for a page that is busy.
const LONGEST_WAIT_MS: f64 = 700.0;

/// How long to wait after a key until everything typed so far is handed over, in milliseconds;
/// `waited` is how long the first key that was not handed over has been waiting.
fn wait_after_key(waited: f64) -> f64 {
    PAUSE_MS.min(LONGEST_WAIT_MS - waited).max(0.0)
}

/// What a text field hands over: the text, and the gesture that it belongs to.
///
/// Everything typed into a field between entering and leaving it is one gesture.
pub type Typed = (String, u64);

/// Properties of [`TextField`].
#[derive(Properties, PartialEq)]
pub struct TextFieldProps {
    /// What the field is called.
    pub label: AttrValue,
    /// The text as the plan has it.
    pub value: AttrValue,
    /// Called in pauses of typing and when the field is left, if the text changed.
    pub on_typed: Callback<Typed>,
    /// Called when Enter is pressed in a field of one line.
    #[prop_or_default]
    pub on_enter: Callback<String>,
    /// Several lines.
    #[prop_or_default]
    pub multiline: bool,
    /// The label is for the ear only.
    #[prop_or_default]
    pub bare: bool,
    /// A sentence that helps to fill it in.
    #[prop_or_default]
    pub hint: AttrValue,
    /// What is wrong with the text.
    #[prop_or_default]
    pub problem: Option<AttrValue>,
    /// Text in the empty field.
    #[prop_or_default]
    pub placeholder: AttrValue,
    /// What is typed is handed over with every key, without waiting for a pause.
    #[prop_or_default]
    pub at_once: bool,
    /// Extra classes.
    #[prop_or_default]
    pub class: Classes,
    /// Whether the focus comes here when its dialog opens.
    #[prop_or_default]
    pub autofocus: bool,
}

thread_local! {
    // Gestures only need to differ from each other within one page.
    static GESTURES: Cell<u64> = const { Cell::new(1) };
}

/// A number that no other gesture of this page has.
pub fn new_gesture() -> u64 {
    GESTURES.with(|counter| {
        counter.set(counter.get() + 1);
        counter.get()
    })
}

/// A text field that keeps its own draft, so that nothing outside disturbs typing.
///
/// While it has the focus the plan's value is not written into it, and nothing is
/// handed over between compositionstart and compositionend of an input method.
#[component]
pub fn TextField(props: &TextFieldProps) -> Html {
    let node = use_node_ref();
    let gesture = use_mut_ref(new_gesture);
    let timer = use_mut_ref(|| None::<Timeout>);
    // When the first key was typed that was not handed over.
    let waits_since = use_mut_ref(|| None::<f64>);
    let sent = use_mut_ref(|| props.value.to_string());
    // The latest callback, so that a timer set earlier calls the right one.
    let on_typed: Rc<RefCell<Callback<Typed>>> = use_mut_ref(|| props.on_typed.clone());
    on_typed.replace(props.on_typed.clone());

    let is_filled = use_mut_ref(|| false);
    use_effect_with(props.value.clone(), {
        let (node, sent) = (node.clone(), sent.clone());
        move |value| {
            let was_filled = is_filled.replace(true);
            if may_write(was_filled, element::is_focused(&node)) {
                write(&node, value);
            }
            sent.replace(value.to_string());
        }
    });
    // Leaving the screen in the middle of typing must not lose the draft.
    use_effect_with((), {
        let (timer, on_typed, sent, gesture, node) =
            (timer.clone(), on_typed.clone(), sent.clone(), gesture.clone(), node.clone());
        move |()| {
            let element = node.get();
            move || {
                if timer.borrow_mut().take().is_some()
                    && let Some(text) = element.as_ref().and_then(read_node)
                    && *sent.borrow() != text
                {
                    on_typed.borrow().emit((text, *gesture.borrow()));
                }
            }
        }
    });

    let hand_over = {
        let (node, sent, on_typed, gesture) = (node.clone(), sent.clone(), on_typed.clone(), gesture.clone());
        let waits_since = waits_since.clone();
        Rc::<dyn Fn()>::from(Box::new(move || {
            waits_since.replace(None);
            if let Some(text) = node.get().as_ref().and_then(read_node)
                && *sent.borrow() != text
            {
                sent.replace(text.clone());
                let callback = on_typed.borrow().clone();
                callback.emit((text, *gesture.borrow()));
            }
        }) as Box<dyn Fn()>)
    };
    let oninput = {
        let (timer, hand_over, at_once) = (timer.clone(), hand_over.clone(), props.at_once);
        let waits_since = waits_since.clone();
        Callback::from(move |event: InputEvent| {
            timer.replace(None);
            if event.is_composing() {
            } else if at_once {
                hand_over();
            } else {
                let hand_over = hand_over.clone();
                let now = clock::monotonic_ms();
                let wait = wait_after_key(now - *waits_since.borrow_mut().get_or_insert(now));
                timer.replace(Some(Timeout::new(wait as u32, move || hand_over())));
            }
        })
    };
    let onchange = {
        let (timer, hand_over) = (timer.clone(), hand_over.clone());
        Callback::from(move |_: Event| {
            timer.replace(None);
            hand_over();
        })
    };
    let onblur = {
        let (gesture, node, value) = (gesture.clone(), node.clone(), props.value.clone());
        let (timer, hand_over, sent) = (timer.clone(), hand_over.clone(), sent.clone());
        Callback::from(move |_: FocusEvent| {
            timer.replace(None);
            let before = sent.borrow().clone();
            hand_over();
            gesture.replace(new_gesture());
            if before == *sent.borrow() {
                write(&node, &value);
            }
        })
    };
    let onkeydown = {
        let (on_enter, multiline, hand_over) = (props.on_enter.clone(), props.multiline, hand_over.clone());
        let node = node.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && !multiline && !element::is_composing(&event) {
                hand_over();
                on_enter.emit(node.get().as_ref().and_then(read_node).unwrap_or_default());
            }
        })
    };
    let invalid = props.problem.as_ref().map(|_| "true");
    // The last input event of a composition still counts as composing, so its end is
    // listened to as well; yew has no property for it. Its beginning is the last moment at which
    // what was typed before can be handed over, as it may last long.
    use_effect_with((), {
        let (node, timer, hand_over) = (node.clone(), timer.clone(), hand_over.clone());
        move |()| {
            let listeners = node.get().map(|node| {
                ["compositionstart", "compositionend"].map(|name| {
                    let (timer, hand_over) = (timer.clone(), hand_over.clone());
                    gloo::events::EventListener::new(&node, name, move |_| {
                        timer.replace(None);
                        hand_over();
                    })
                })
            });
            move || drop(listeners)
        }
    });
    let id = use_id();
    let about = format!("{id}-about");
    let described = (props.problem.is_some() || !props.hint.is_empty()).then(|| about.clone());
    html! {
        <div class={classes!("field", props.class.clone())}>
            <label class={if props.bare { "visually-hidden" } else { "field__label" }} for={(*id).clone()}>{ &props.label }</label>
            if props.multiline {
                <textarea ref={node} id={(*id).clone()} class="field__input field__input--lines" rows="4" aria-invalid={invalid}
                    aria-describedby={described} placeholder={props.placeholder.clone()}
                    autofocus={props.autofocus} {oninput} {onchange} {onblur} {onkeydown} />
            } else {
                <input ref={node} id={(*id).clone()} type="text" class="field__input" aria-invalid={invalid} autocomplete="off"
                    aria-describedby={described} placeholder={props.placeholder.clone()}
                    autofocus={props.autofocus} {oninput} {onchange} {onblur} {onkeydown} />
            }
            if let Some(problem) = &props.problem {
                <span class="field__problem" id={about} role="alert">{ problem }</span>
            } else if !props.hint.is_empty() {
                <span class="field__hint" id={about}>{ &props.hint }</span>
            }
        </div>
    }
}

/// Whether a value from outside goes into a field.
///
/// Nobody is disturbed while they type. But a field that has just come holds nothing that could
/// be disturbed, and one with `autofocus` may have the focus already: the browser gives it when
/// the element is in the page, and the effect that brings the first value comes later. Without
/// that value the field would be empty, and say so when it is left.
fn may_write(was_filled: bool, is_focused: bool) -> bool {
    !was_filled || !is_focused
}

/// An id for an element, the same as long as its component lives.
#[hook]
fn use_id() -> Rc<String> {
    use_memo((), |()| format!("field-{}", new_gesture()))
}

fn read_node(node: &web_sys::Node) -> Option<String> {
    node.dyn_ref::<HtmlInputElement>()
        .map(HtmlInputElement::value)
        .or_else(|| node.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value))
}

fn write(node: &NodeRef, text: &str) {
    let Some(node) = node.get() else { return };
    if read_node(&node).as_deref() == Some(text) {
        return;
    }
    if let Some(input) = node.dyn_ref::<HtmlInputElement>() {
        input.set_value(text);
    } else if let Some(area) = node.dyn_ref::<HtmlTextAreaElement>() {
        area.set_value(text);
    }
}

/// One of the things that a [`SelectField`] offers.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What is handed over.
    pub value: AttrValue,
    /// What is read.
    pub label: AttrValue,
}

impl Choice {
    /// A choice with its label.
    pub fn new(value: impl Into<AttrValue>, label: impl Into<AttrValue>) -> Choice {
        Choice { value: value.into(), label: label.into() }
    }
}

/// Properties of [`SelectField`].
#[derive(Properties, PartialEq)]
pub struct SelectFieldProps {
    /// What the field is called.
    pub label: AttrValue,
    /// The chosen value.
    pub value: AttrValue,
    /// What there is to choose from.
    pub choices: Vec<Choice>,
    /// Called with the new value.
    pub on_chosen: Callback<String>,
    /// The label is for the ear only.
    #[prop_or_default]
    pub bare: bool,
    /// A sentence about what is chosen.
    #[prop_or_default]
    pub hint: AttrValue,
}

/// A field with a list to choose from: the browser's own.
#[component]
pub fn SelectField(props: &SelectFieldProps) -> Html {
    let onchange = {
        let on_chosen = props.on_chosen.clone();
        Callback::from(move |event: Event| {
            if let Some(select) =
                event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok())
            {
                on_chosen.emit(select.value());
            }
        })
    };
    let id = use_id();
    let about = format!("{id}-about");
    let described = (!props.hint.is_empty()).then(|| about.clone());
    html! {
        <div class="field">
            <label class={if props.bare { "visually-hidden" } else { "field__label" }} for={(*id).clone()}>{ &props.label }</label>
            <select id={(*id).clone()} class="field__input" aria-describedby={described} {onchange}>
                for choice in &props.choices {
                    <option key={choice.value.to_string()} value={choice.value.clone()} selected={choice.value == props.value}>
                        { &choice.label }
                    </option>
                }
            </select>
            if !props.hint.is_empty() {
                <span class="field__hint" id={about}>{ &props.hint }</span>
            }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_types_without_a_pause_has_it_kept_all_the_same() {
        for (waited, expected) in
            [(0.0, 600.0), (50.0, 600.0), (100.0, 600.0), (150.0, 550.0), (699.0, 1.0), (5_000.0, 0.0)]
        {
            assert_eq!(wait_after_key(waited), expected, "after {waited} ms");
        }
        // A key every 20 ms: the timer is set anew at each, and still fires in time.
        let mut keys = (0..).map(|number| f64::from(number) * 20.0);
        let fires = keys.find_map(|at| {
            let wait = wait_after_key(at);
            (wait < 20.0).then_some(at + wait)
        });
        assert_eq!(fires, Some(LONGEST_WAIT_MS));
    }

    #[test]
    fn a_field_that_comes_with_the_focus_gets_its_first_value_and_typing_is_not_disturbed() {
        for (was_filled, is_focused, expected) in
            [(false, false, true), (false, true, true), (true, false, true), (true, true, false)]
        {
            assert_eq!(may_write(was_filled, is_focused), expected, "{was_filled} {is_focused}");
        }
    }
}
