//! The plots of all features, each to be saved as a file.

use std::rc::Rc;

use gloo::events::EventListener;
use yew::prelude::*;

use super::figure::Plot;
use super::table::CARD_ID;
use super::{Shown, Titles};
use crate::domain::kano::{FeatureAnalysis, plots, verdict};
use crate::domain::plan::Id;
use crate::domain::text::{Lang, kano_analysis, kano_page as words};
use crate::platform::dom;
use crate::ui::features::picture::{Draw, PictureMenu, draws};
use crate::ui::store::use_lang;

/// Properties of [`Figures`].
#[derive(Properties, PartialEq)]
pub(super) struct FiguresProps {
    /// What is looked at.
    pub shown: Shown,
    /// The feature whose card is open.
    pub open: Option<Id>,
    /// A feature's card shall open.
    pub on_open: Callback<Option<Id>>,
}

/// A picture's width before the page was measured, and in files.
const WIDTH: f64 = 640.0;

/// Letters would grow too small for the eye beyond, or the plot too large for a screen.
const WIDTHS: std::ops::RangeInclusive<i32> = 300..=760;

/// The plots.
#[component]
pub(super) fn Figures(props: &FiguresProps) -> Html {
    let lang = use_lang();
    let root = use_node_ref();
    let width = use_state_eq(|| WIDTH);
    use_effect_with((), {
        let (root, width) = (root.clone(), width.clone());
        move |()| {
            let measure = move || {
                if let Some(element) = root.cast::<web_sys::Element>() {
                    // Drawn at the size at which it is shown, letters keep theirs on a phone.
                    let room = element.client_width().clamp(*WIDTHS.start(), *WIDTHS.end());
                    width.set(f64::from(room));
                }
            };
            measure();
            let listener =
                dom::window_target().map(|window| EventListener::new(&window, "resize", move |_| measure()));
            move || drop(listener)
        }
    });
    let Shown { analysis, titles, how, plan, .. } = &props.shown;
    let title = |item: &_| titles.title(item);
    let better_worse = Rc::new(plots::better_worse(analysis, how.cut_at, &title, *width, lang));
    let continuous = Rc::new(plots::continuous(analysis, &title, *width, lang));
    let items = |features: Vec<Id>| {
        let (open, on_open) = (props.open.clone(), props.on_open.clone());
        Callback::from(move |nth: usize| match features.get(nth) {
            // A card takes the focus as it opens; one that is open is led back to.
            Some(item) if open.as_ref() == Some(item) => {
                dom::focus(CARD_ID);
            }
            Some(item) => on_open.emit(Some(Rc::clone(item))),
            None => {}
        })
    };
    let in_better_worse = plots::with_coefficients(analysis).map(|(feature, ..)| Rc::clone(&feature.item));
    let in_continuous = plots::with_means(analysis).map(|(feature, ..)| Rc::clone(&feature.item));
    let (open_better_worse, open_continuous) =
        (items(in_better_worse.collect()), items(in_continuous.collect()));
    // A file is as wide whatever the screen, and its names are those of its own language.
    let cut_at = how.cut_at;
    let of = Rc::clone(analysis);
    let save_better_worse = draws(plan, move |plan, lang| {
        let titles = Titles::of(plan, lang);
        Some(plots::better_worse(&of, cut_at, &|item: &_| titles.title(item), WIDTH, lang))
    });
    let of = Rc::clone(analysis);
    let save_continuous = draws(plan, move |plan, lang| {
        let titles = Titles::of(plan, lang);
        Some(plots::continuous(&of, &|item: &_| titles.title(item), WIDTH, lang))
    });
    let of = Rc::clone(analysis);
    let save_bars = draws(plan, move |plan, lang| {
        let titles = Titles::of(plan, lang);
        Some(plots::bars(&of, &|item: &_| titles.title(item), WIDTH * 1.4, lang))
    });
    let menu = |draw: Draw, of: &'static str| {
        html! { <div class="kano-figure__buttons"><PictureMenu {draw} {of} /></div> }
    };
    let no_means = missing(&analysis.features, titles, |feature| feature.continuous.is_some(), lang);
    let no_coefficients = missing(&analysis.features, titles, |feature| feature.coefficients.is_some(), lang);
    html! {
        <div class="kano-figures">
            <figure class="kano-figure" aria-labelledby="kano-better-worse">
                <div class="kano-figure__head">
                    <h2 id="kano-better-worse">{ words::better_worse(lang) }</h2>
                    { menu(save_better_worse, words::better_worse(lang)) }
                </div>
                <div ref={root} class="kano-figure__picture">
                    <Plot picture={better_worse} on_press={open_better_worse} />
                </div>
                <figcaption class="hint">
                    { words::better_worse_help(lang) }{ kano_analysis::between_sentences(lang) }{ verdict::cut(how.cut_at, lang) }
                    if let Some(sentence) = no_coefficients {
                        <span class="kano-figure__missing">{ sentence }</span>
                    }
                </figcaption>
            </figure>
            <figure class="kano-figure" aria-labelledby="kano-continuous">
                <div class="kano-figure__head">
                    <h2 id="kano-continuous">{ words::continuous(lang) }</h2>
                    { menu(save_continuous, words::continuous(lang)) }
                </div>
                <div class="kano-figure__picture">
                    <Plot picture={continuous} on_press={open_continuous} />
                </div>
                <figcaption class="hint">
                    { words::continuous_help(lang) }{ kano_analysis::between_sentences(lang) }{ kano_analysis::contradictions_left_out(lang) }
                    if let Some(sentence) = no_means {
                        <span class="kano-figure__missing">{ sentence }</span>
                    }
                </figcaption>
            </figure>
            <div class="kano-figures__bars">
                <span>{ words::bars(lang) }</span>
                { menu(save_bars, words::bars(lang)) }
            </div>
        </div>
    }
}

/// Which features are not in a picture.
fn missing(
    features: &[FeatureAnalysis],
    titles: &Titles,
    is_drawn: fn(&FeatureAnalysis) -> bool,
    lang: Lang,
) -> Option<String> {
    let missing = features.iter().filter(|feature| !is_drawn(feature));
    let names: Vec<String> = missing.map(|feature| titles.title(&feature.item)).collect();
    (!names.is_empty()).then(|| words::not_in_picture(lang, &names.join(kano_analysis::comma(lang))))
}
