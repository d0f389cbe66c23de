//! Pictures on screens and as files: shapes as SVG elements in the theme's colours, and the
//! menu that saves them.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::domain::picture::svg::{self, length, letter_base};
use crate::domain::picture::{DOT_RADIUS, Look, Mark, Picture};
use crate::domain::plan::Plan;
use crate::domain::text::{Lang, chart as words};
use crate::platform::files::FileError;
use crate::platform::{canvas, files};
use crate::ui::store::Handles;

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

/// What a picture is saved as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SavedAs {
    /// Shapes, which stay sharp at any size.
    Svg,
    /// Pixels, for programs that know no shapes.
    Png,
}

impl SavedAs {
    /// Both.
    pub const ALL: [SavedAs; 2] = [SavedAs::Svg, SavedAs::Png];

    /// What its button says.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            SavedAs::Svg => words::save_svg(lang),
            SavedAs::Png => words::save_png(lang),
        }
    }
}

/// Pixels of a PNG file for each pixel of the picture, so that it is sharp on fine screens.
const PNG_SCALE: f64 = 2.0;

/// Saves a picture when pressed.
pub fn saves(
    handles: &Handles,
    plan: &Rc<Plan>,
    picture: &Rc<Picture>,
    saved_as: SavedAs,
    lang: Lang,
) -> Callback<()> {
    let (handles, plan, picture) = (handles.clone(), Rc::clone(plan), Rc::clone(picture));
    Callback::from(move |()| save_picture(&handles, &plan, &picture, saved_as, lang))
}

/// Hands a picture to the downloads.
pub fn save_picture(handles: &Handles, plan: &Plan, picture: &Picture, saved_as: SavedAs, lang: Lang) {
    let text = svg::svg(picture);
    match saved_as {
        SavedAs::Svg => {
            let name = file_name(plan, &picture.title, svg::EXTENSION, lang);
            save_file(handles, &name, svg::MIME, text.as_bytes(), lang);
        }
        SavedAs::Png => {
            let name = file_name(plan, &picture.title, "png", lang);
            let (handles, width, height) = (handles.clone(), picture.width, picture.height);
            spawn_local(async move {
                let made = canvas::png(&text, width, height, PNG_SCALE).await;
                tell(&handles, made.and_then(|blob| files::download_blob(&name, &blob)), lang);
            });
        }
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
    let name = format!("{} {what}", plan.title_in(lang));
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
