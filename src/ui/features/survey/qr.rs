//! A text as a QR code.

use fast_qr::{ECL, QRBuilder};
use yew::prelude::*;

/// Light modules around the code, as the standard asks for.
const QUIET_ZONE: usize = 4;

/// Pixels of each module in a file.
const FILE_SCALE: usize = 8;

/// Properties of [`QrCode`].
#[derive(Properties, PartialEq)]
pub struct QrCodeProps {
    /// What it says to a camera.
    pub text: AttrValue,
    /// What it is, for the ear.
    pub label: AttrValue,
    /// Shown where the text is too long for one.
    pub too_long: AttrValue,
    /// With the least in reserve, and so with the largest modules: for a screen that is read from
    /// afar, where nothing can be smudged.
    #[prop_or_default]
    pub lean: bool,
}

/// A QR code, dark on light in every theme: many cameras read no other.
#[component]
pub fn QrCode(props: &QrCodeProps) -> Html {
    let drawn = use_memo((props.text.clone(), props.lean), |(text, lean)| {
        if *lean { modules_at(text, &[ECL::L]) } else { modules(text) }
    });
    let Some((path, size)) = drawn.as_ref() else { return html! { <p>{ &props.too_long }</p> } };
    let whole = size + 2 * QUIET_ZONE;
    html! {
        <svg class="qr" viewBox={format!("0 0 {whole} {whole}")} role="img" aria-label={props.label.clone()} shape-rendering="crispEdges">
            <rect width={whole.to_string()} height={whole.to_string()} fill="white" />
            <path d={path.clone()} fill="black" />
        </svg>
    }
}

/// The text of an SVG file with the code, so many pixels for each module; `None` where the
/// text is too long for one.
pub fn svg(text: &str) -> Option<String> {
    let (path, size) = modules(text)?;
    let whole = size + 2 * QUIET_ZONE;
    let pixels = whole * FILE_SCALE;
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{pixels}\" height=\"{pixels}\" \
         viewBox=\"0 0 {whole} {whole}\" shape-rendering=\"crispEdges\">\
         <rect width=\"{whole}\" height=\"{whole}\" fill=\"#fff\"/><path d=\"{path}\"/></svg>\n"
    ))
}

/// The dark modules as one path, and how many modules a side has.
fn modules(text: &str) -> Option<(String, usize)> {
    // A long text gets the code with less in reserve, which is still read from a clean screen.
    modules_at(text, &[ECL::M, ECL::L])
}

/// The same with the first of these reserves that the text fits.
fn modules_at(text: &str, reserves: &[ECL]) -> Option<(String, usize)> {
    let code = reserves.iter().find_map(|ecl| QRBuilder::new(text).ecl(*ecl).build().ok())?;
    let mut path = String::new();
    for (y, row) in code.data.chunks(code.size).take(code.size).enumerate() {
        let mut x = 0;
        // Neighbours of one kind are drawn in one go.
        for run in row.chunk_by(|a, b| a.value() == b.value()) {
            if run.first().is_some_and(|module| module.value()) {
                let (left, top, length) = (x + QUIET_ZONE, y + QUIET_ZONE, run.len());
                path.push_str(&format!("M{left} {top}h{length}v1h-{length}z"));
            }
            x += run.len();
        }
    }
    Some((path, code.size))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_corners_carry_the_marks_by_which_a_camera_finds_the_code() {
        let (path, size) = modules("https://example.org/#a=K1abcDEFGHijkLMNopqrSTUVwxyz").unwrap();
        assert_eq!(size % 4, 1, "a size of 17 + 4 · version");
        let (left, right) = (QUIET_ZONE, QUIET_ZONE + size - 7);
        for (x, y) in [(left, left), (right, left), (left, right)] {
            assert!(path.contains(&format!("M{x} {y}h7v1h-7z")), "{x} {y}");
        }
        // The fourth corner has none.
        assert!(!path.contains(&format!("M{right} {right}h7v1h-7z")));
    }

    #[test]
    fn a_file_of_the_code_stands_alone() {
        let text = svg("https://example.org/#p=1abc").unwrap();
        assert!(text.starts_with("<svg xmlns=") && text.ends_with("</svg>\n"));
        assert_eq!(svg(&"x".repeat(5_000)), None);
    }

    #[test]
    fn a_long_text_takes_the_code_with_less_in_reserve() {
        assert!(modules(&"x".repeat(2_900)).is_some());
    }

    #[test]
    fn the_least_in_reserve_makes_fewer_and_so_larger_modules() {
        let ballot = "x".repeat(620);
        let side = |found: Option<(String, usize)>| found.unwrap().1;
        assert!(side(modules_at(&ballot, &[ECL::L])) + 8 <= side(modules(&ballot)));
    }

    #[test]
    fn a_text_that_no_code_can_hold_gives_none() {
        assert_eq!(modules(&"x".repeat(5_000)), None);
    }
}
