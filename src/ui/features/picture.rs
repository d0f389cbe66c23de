//! Pictures on screens and as files: shapes as SVG elements in the theme's colours, and the
//! menu that saves them.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::domain::picture::frame::framed;
use crate::domain::picture::svg::{self, length, letter_base};
use crate::domain::picture::{DOT_RADIUS, Look, Mark, Picture};
use crate::domain::plan::Plan;
use crate::domain::text::{Lang, chart as words};
use crate::platform::files::FileError;
use crate::platform::{canvas, clipboard, clock, files};
use crate::ui::components::Popover;
use crate::ui::store::{Handles, use_handles, use_lang};

/// Pixels on the clipboard for each pixel of a picture, so that it is sharp on fine screens.
const CLIPBOARD_SCALE: f64 = 2.0;

const PNG_MIME: &str = "image/png";

/// One shape; `at` is its place in the picture.
pub fn shape(at: usize, mark: &Mark) -> Html {
    match mark {
        Mark::Line { from, to, ink, dashed } => html! {
            <line key={at} class={format!("picture__stroke--{}", ink.name())} stroke-dasharray={dashed.then_some("4 4")}
                x1={length(from.x)} y1={length(from.y)} x2={length(to.x)} y2={length(to.y)} />
        },
        Mark::Curve { points, ink, closed: true } => html! {
            <polygon key={at} class={format!("picture__area picture__fill--{0} picture__stroke--{0}", ink.name())}
                points={svg::points(points)} />
        },
        Mark::Curve { points, ink, closed: false } => html! {
            <polyline key={at} class={format!("picture__curve picture__stroke--{}", ink.name())} points={svg::points(points)} />
        },
        Mark::Block { corner, width, height, ink } => html! {
            <rect key={at} class={format!("picture__fill--{}", ink.name())} x={length(corner.x)} y={length(corner.y)}
                width={length(*width)} height={length(*height)} />
        },
        Mark::Text { at: held, text, hold, ink, bold, turned } => {
            let (x, y) = (length(held.x), length(held.y));
            let turn = turned.then(|| format!("rotate(-90 {x} {y})"));
            html! {
                <text key={at} class={format!("picture__fill--{}", ink.name())} text-anchor={hold.name()} transform={turn}
                    font-weight={bold.then_some("700")} {x} {y} aria-hidden="true">{ text }</text>
            }
        }
        Mark::Dot { about, .. } => html! {
            <g key={at}>
                <title>{ about }</title>
                { disc(mark) }
            </g>
        },
        Mark::Ring { at: centre, radius, ink } => html! {
            <circle key={at} class={format!("picture__ring picture__stroke--{}", ink.name())}
                cx={length(centre.x)} cy={length(centre.y)} r={length(*radius)} />
        },
    }
}

/// What is seen of a dot; nothing for other marks.
pub fn disc(mark: &Mark) -> Html {
    let Mark::Dot { at, radius, ink, letter, look, .. } = mark else { return Html::default() };
    let (fill, ink) = (format!("picture__fill--{}", ink.name()), ink.name());
    let edge = (*look != Look::Full).then(|| format!("picture__stroke--{ink}"));
    let small = (*radius < DOT_RADIUS).then_some("picture__letter--small");
    html! {
        <>
            <circle class={classes!("picture__dot", format!("picture__dot--{}", look.name()), fill, edge)}
                cx={length(at.x)} cy={length(at.y)} r={length(*radius)} />
            if !letter.is_empty() {
                <text class={classes!("picture__letter", format!("picture__letter--{}", look.letter().name()), small)}
                    x={length(at.x)} y={length(letter_base(at.y, *radius))} text-anchor="middle" aria-hidden="true">{ letter.clone() }</text>
            }
        </>
    }
}

/// Where a picture goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SavedAs {
    /// A file of shapes, which stay sharp at any size.
    Svg,
    /// A file of pixels, so many for each of the picture's own.
    Png(u8),
    /// The clipboard, as pixels.
    Clipboard,
}

impl SavedAs {
    /// All of them, in the order of the menu.
    pub const ALL: [SavedAs; 5] =
        [SavedAs::Svg, SavedAs::Png(1), SavedAs::Png(2), SavedAs::Png(3), SavedAs::Clipboard];

    /// What its button says.
    pub fn label(self, lang: Lang) -> String {
        match self {
            SavedAs::Svg => words::save_svg(lang).to_owned(),
            SavedAs::Png(scale) => words::save_png(lang, scale),
            SavedAs::Clipboard => words::copy_picture(lang).to_owned(),
        }
    }
}

/// A picture with the title of the plan that it is of, both in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// The plan's title.
    pub plan_title: String,
    /// The picture.
    pub picture: Picture,
}

/// Draws a picture in the language in which it is saved; nothing where there is none any more.
pub type Draw = Callback<Lang, Option<Drawn>>;

/// Draws a picture of a plan.
pub fn draws(plan: &Rc<Plan>, draw: impl Fn(&Plan, Lang) -> Option<Picture> + 'static) -> Draw {
    let plan = Rc::clone(plan);
    Callback::from(move |lang| {
        let picture = draw(&plan, lang)?;
        Some(Drawn { plan_title: plan.title_in(lang).to_owned(), picture })
    })
}

/// Properties of [`PictureMenu`].
#[derive(Properties, PartialEq)]
pub struct PictureMenuProps {
    /// Draws the picture; asked only when it is saved.
    pub draw: Draw,
    /// The only language that there is the picture in; otherwise people choose.
    #[prop_or_default]
    pub only: Option<Lang>,
    /// Which picture it is, for the ear, where a page has several.
    #[prop_or_default]
    pub of: Option<AttrValue>,
}

/// The button beside a picture with the ways to take it along, and the language in which.
#[component]
pub fn PictureMenu(props: &PictureMenuProps) -> Html {
    let handles = use_handles();
    let shown = use_lang();
    let chosen = use_state_eq(|| None::<Lang>);
    let lang = props.only.or(*chosen).unwrap_or(shown);
    let save = |saved_as: SavedAs| {
        let (handles, draw) = (handles.clone(), props.draw.clone());
        Callback::from(move |_: MouseEvent| match draw.emit(lang) {
            Some(drawn) => save_picture(&handles, &drawn, saved_as, lang, shown),
            None => handles.warn(words::file_failed(shown).to_owned()),
        })
    };
    let choose = |to: Lang| {
        let chosen = chosen.clone();
        Callback::from(move |event: MouseEvent| {
            // The menu stays open: the choice is for what is pressed next.
            event.stop_propagation();
            chosen.set(Some(to));
        })
    };
    let about = props.of.as_ref().map(|of| words::save_picture_of(shown, of));
    html! {
        <Popover label={words::save_picture(shown)} spoken={about.map(AttrValue::from)} align_end=true menu=true>
            for saved_as in SavedAs::ALL {
                <button key={saved_as.label(shown)} type="button" class="menu__item" role="menuitem" onclick={save(saved_as)}>
                    { saved_as.label(shown) }
                </button>
            }
            if props.only.is_none() {
                <div class="picture-language" role="group" aria-label={words::picture_language(shown)}>
                    <p class="picture-language__name" aria-hidden="true">{ words::picture_language(shown) }</p>
                    for to in Lang::ALL {
                        <button key={to.tag()} type="button" class="menu__item" role="menuitemradio" lang={to.tag()}
                            aria-checked={if to == lang { "true" } else { "false" }} onclick={choose(to)}>{ to.own_name() }</button>
                    }
                </div>
            }
        </Popover>
    }
}

/// Hands a picture with its title, the plan's and the day to the downloads or to the clipboard,
/// and says so in the language of the screen.
fn save_picture(handles: &Handles, drawn: &Drawn, saved_as: SavedAs, lang: Lang, told_in: Lang) {
    let picture = framed(&drawn.picture, &drawn.plan_title, &clock::today().display(lang));
    let text = svg::svg(&picture);
    let (width, height) = (picture.width, picture.height);
    let handles = handles.clone();
    match saved_as {
        SavedAs::Svg => {
            let name = named(&drawn.plan_title, &picture.title, svg::EXTENSION);
            save_file(&handles, &name, svg::MIME, text.as_bytes(), told_in);
        }
        SavedAs::Png(scale) => {
            let name = named(&drawn.plan_title, &picture.title, "png");
            spawn_local(async move {
                let made = canvas::png(&text, width, height, f64::from(scale)).await;
                tell(&handles, made.and_then(|blob| files::download_blob(&name, &blob)), told_in);
            });
        }
        SavedAs::Clipboard if clipboard::takes_files() => {
            let copied = clipboard::write_file(PNG_MIME, async move {
                canvas::png(&text, width, height, CLIPBOARD_SCALE).await
            });
            spawn_local(async move {
                match copied.await {
                    true => handles.tell(words::picture_copied(told_in).to_owned()),
                    false => handles.warn(words::picture_not_copied(told_in).to_owned()),
                }
            });
        }
        SavedAs::Clipboard => handles.warn(words::picture_not_copied(told_in).to_owned()),
    }
}

/// Hands a file to the downloads, and says so.
pub fn save_file(handles: &Handles, name: &str, mime: &str, content: &[u8], lang: Lang) {
    tell(handles, files::download(name, mime, content), lang);
}

fn tell(handles: &Handles, saved: Result<(), FileError>, lang: Lang) {
    match saved {
        Ok(()) => handles.tell(words::file_saved(lang).to_owned()),
        Err(_) => handles.warn(words::file_failed(lang).to_owned()),
    }
}

/// The plan's title and what the file is, without what file systems refuse.
pub fn file_name(plan: &Plan, what: &str, extension: &str, lang: Lang) -> String {
    named(plan.title_in(lang), what, extension)
}

/// The same for a plan of which no more than the title is known.
pub fn named(plan_title: &str, what: &str, extension: &str) -> String {
    let name = format!("{plan_title} {what}");
    let harmless = |c: char| if c.is_control() || r#"\/:*?"<>|"#.contains(c) { '-' } else { c };
    let name: String = name.trim().chars().map(harmless).take(100).collect();
    format!("{}.{extension}", name.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_after_the_plan_without_what_file_systems_refuse() {
        let plan = Plan::new("p".into(), "A/B: 2027?", "2026-11-22T09:00:00Z");
        assert_eq!(file_name(&plan, "Kano", "csv", Lang::En), "A-B- 2027- Kano.csv");
        let nameless = Plan::new("p".into(), "", "2026-11-22T09:00:00Z");
        assert_eq!(file_name(&nameless, "Kano", "svg", Lang::En), "Kano.svg");
    }
}
