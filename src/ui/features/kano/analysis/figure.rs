//! A picture on the screen: shapes in the theme's colours, points that say their numbers.

use std::rc::Rc;

use web_sys::KeyboardEvent;
use yew::prelude::*;

use crate::domain::picture::svg::length;
use crate::domain::picture::{Mark, Picture};
use crate::domain::text::kano_page as words;
use crate::platform::element;
use crate::ui::features::picture::shape;
use crate::ui::store::use_lang;

/// Properties of [`Drawing`].
#[derive(Properties)]
pub(super) struct DrawingProps {
    /// What is drawn.
    pub picture: Rc<Picture>,
    /// Its look.
    pub class: &'static str,
    /// Whether the Tab key stops here; the arrow keys do in any case, where somebody listens to them.
    pub is_stop: bool,
    /// Called when it is pointed at or has the focus.
    pub on_told: Callback<()>,
}

impl PartialEq for DrawingProps {
    fn eq(&self, other: &Self) -> bool {
        // A table of small pictures is made anew with each change; most stay the same, and what is told
        // follows from the picture.
        self.picture == other.picture && self.class == other.class && self.is_stop == other.is_stop
    }
}

/// A picture without points, which says its title when it is pointed at or has the focus.
#[component]
pub(super) fn Drawing(props: &DrawingProps) -> Html {
    let Picture { title, width, height, marks } = &*props.picture;
    let view_box = format!("0 0 {} {}", length(*width), length(*height));
    html! {
        <svg class={classes!("picture", props.class)} viewBox={view_box} width={length(*width)} height={length(*height)}
            role="img" aria-label={title.clone()} tabindex={if props.is_stop { "0" } else { "-1" }}
            onfocus={props.on_told.reform(|_: FocusEvent| ())} onmouseenter={props.on_told.reform(|_: MouseEvent| ())}>
            <title>{ title }</title>
            for (at, mark) in marks.iter().enumerate() {
                { shape(at, mark) }
            }
        </svg>
    }
}

/// Properties of [`Plot`].
#[derive(Properties, PartialEq)]
pub(super) struct PlotProps {
    /// What is drawn.
    pub picture: Rc<Picture>,
    /// Called with the place of a point among the points when it is pressed; without it, points only
    /// say their numbers.
    #[prop_or_default]
    pub on_press: Option<Callback<usize>>,
}

/// A picture with points: one stop of the Tab key, arrow keys from point to point, and
/// the numbers of the point in a line below.
#[component]
pub(super) fn Plot(props: &PlotProps) -> Html {
    let lang = use_lang();
    let root = use_node_ref();
    let told = use_state_eq(|| None::<usize>);
    let Picture { title, width, height, marks } = &*props.picture;
    let view_box = format!("0 0 {} {}", length(*width), length(*height));
    let onkeydown = {
        let root = root.clone();
        Callback::from(move |event: KeyboardEvent| {
            element::move_focus_by_key(&root, ".picture__point", &event)
        })
    };
    let is_empty = !marks.iter().any(|mark| matches!(mark, Mark::Dot { .. }));
    let hint = if is_empty {
        words::nothing_to_draw(lang)
    } else if props.on_press.is_some() {
        words::point_hint_press(lang)
    } else {
        words::point_hint(lang)
    };
    let mut dots = marks.iter().enumerate().filter_map(|(at, mark)| match mark {
        Mark::Dot { about, .. } => Some((at, about)),
        _ => None,
    });
    let first = dots.clone().next().map(|(at, _)| at);
    let places: Vec<usize> = dots.clone().map(|(at, _)| at).collect();
    let sentence = (*told).and_then(|told| dots.find(|(at, _)| *at == told)).map(|(_, about)| about.clone());
    // What was told may be gone from a new picture.
    let stop = if sentence.is_some() { *told } else { first };
    html! {
        <>
            <div ref={root} class="plot" {onkeydown}>
                <svg class="picture" viewBox={view_box} width={length(*width)} height={length(*height)}
                    role="group" aria-label={words::points_of(lang, title)}>
                    for (at, mark) in marks.iter().enumerate() {
                        if let Mark::Dot { at: centre, about, .. } = mark {
                            <g key={at} class={classes!("picture__point", props.on_press.is_some().then_some("picture__point--press"))}
                                role={if props.on_press.is_some() { "button" } else { "img" }} aria-label={about.clone()}
                                tabindex={if stop == Some(at) { "0" } else { "-1" }}
                                onfocus={tell(&told, at)} onmouseenter={tell(&told, at)}
                                onclick={press(&told, at, places.iter().position(|place| *place == at), &props.on_press)}
                                onkeydown={press_by_key(places.iter().position(|place| *place == at), &props.on_press)}>
                                // Larger than what is seen, for fingers.
                                <circle class="picture__reach" cx={length(centre.x)} cy={length(centre.y)} r="13" />
                                { shape(at, mark) }
                            </g>
                        } else {
                            { shape(at, mark) }
                        }
                    }
                </svg>
            </div>
            <p class="plot__told">{ sentence.unwrap_or_else(|| hint.to_owned()) }</p>
        </>
    }
}

/// What a click on a point does.
fn press(
    told: &UseStateHandle<Option<usize>>,
    at: usize,
    nth: Option<usize>,
    on_press: &Option<Callback<usize>>,
) -> Callback<MouseEvent> {
    let (told, on_press) = (told.clone(), on_press.clone());
    Callback::from(move |_: MouseEvent| {
        told.set(Some(at));
        if let (Some(on_press), Some(nth)) = (&on_press, nth) {
            on_press.emit(nth);
        }
    })
}

/// A shape is no button of the browser's own, so its keys are listened to here.
fn press_by_key(nth: Option<usize>, on_press: &Option<Callback<usize>>) -> Option<Callback<KeyboardEvent>> {
    let (on_press, nth) = (on_press.clone()?, nth?);
    Some(Callback::from(move |event: KeyboardEvent| {
        if matches!(event.key().as_str(), "Enter" | " ") && !event.repeat() {
            // The space bar would turn the page.
            event.prevent_default();
            on_press.emit(nth);
        }
    }))
}

fn tell<E>(told: &UseStateHandle<Option<usize>>, at: usize) -> Callback<E> {
    let told = told.clone();
    Callback::from(move |_: E| told.set(Some(at)))
}
