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
}

impl PartialEq for DrawingProps {
    fn eq(&self, other: &Self) -> bool {
        // A table of small pictures is made anew with each change; most stay the same.
        self.picture == other.picture && self.class == other.class
    }
}

/// A picture without points, read as its title.
#[component]
pub(super) fn Drawing(props: &DrawingProps) -> Html {
    let Picture { title, width, height, marks } = &*props.picture;
    let view_box = format!("0 0 {} {}", length(*width), length(*height));
    html! {
        <svg class={classes!("picture", props.class)} viewBox={view_box} width={length(*width)} height={length(*height)}
            role="img" aria-label={title.clone()}>
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
    let mut dots = marks.iter().enumerate().filter_map(|(at, mark)| match mark {
        Mark::Dot { about, .. } => Some((at, about)),
        _ => None,
    });
    let first = dots.clone().next().map(|(at, _)| at);
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
                            <g key={at} class="picture__point" role="img" aria-label={about.clone()}
                                tabindex={if stop == Some(at) { "0" } else { "-1" }}
                                onfocus={tell(&told, at)} onmouseenter={tell(&told, at)} onclick={tell(&told, at)}>
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
            <p class="plot__told">{ sentence.unwrap_or_else(|| words::point_hint(lang).to_owned()) }</p>
        </>
    }
}

fn tell<E>(told: &UseStateHandle<Option<usize>>, at: usize) -> Callback<E> {
    let told = told.clone();
    Callback::from(move |_: E| told.set(Some(at)))
}
