//! The dependencies as lines between cards.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

use super::layout::Edge;
use crate::domain::picture::svg::length;
use crate::platform::resize;

/// Properties of [`Lines`].
#[derive(Properties, Clone, PartialEq)]
pub(super) struct LinesProps {
    /// The element that the lines lie over, and that scrolls with them.
    pub sheet: NodeRef,
    /// What depends on what.
    pub edges: Rc<Vec<Edge>>,
    /// The lines of this item stand out.
    pub told: Option<usize>,
    /// Changes when cards have moved.
    pub drawn: Rc<super::Lanes>,
}

/// A line as it is drawn.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    edge: Edge,
    path: String,
    tip: String,
}

/// The dependencies as lines from the end of one card to the beginning of the other. They are
/// for the eye alone: each card says in words what it needs.
#[component]
pub(super) fn Lines(props: &LinesProps) -> Html {
    let lines = use_state_eq(Vec::<Line>::new);
    let latest = use_mut_ref(|| props.clone());
    latest.replace(props.clone());
    let measure = {
        let (lines, latest) = (lines.setter(), latest.clone());
        use_callback((), move |(), ()| {
            let props = latest.borrow().clone();
            lines.set(measured(&props));
        })
    };
    use_effect_with((Rc::clone(&props.edges), Rc::clone(&props.drawn)), {
        let measure = measure.clone();
        move |_| measure.emit(())
    });
    use_effect_with((), {
        let (measure, sheet) = (measure.clone(), props.sheet.clone());
        move |()| {
            let watch = resize::watch_width(&sheet, move |_| measure.emit(()));
            move || drop(watch)
        }
    });
    let is_told = |edge: Edge| props.told.is_some_and(|told| edge.from == told || edge.to == told);
    html! {
        <svg class="lines" width="100%" height="100%" aria-hidden="true" focusable="false">
            for line in lines.iter() {
                <g key={format!("{} {}", line.edge.from, line.edge.to)} class="lines__line"
                    data-broken={line.edge.broken.then_some("true")} data-told={is_told(line.edge).then_some("true")}>
                    <path class="lines__path" d={line.path.clone()} />
                    <path class="lines__tip" d={line.tip.clone()} />
                </g>
            }
        </svg>
    }
}

fn measured(props: &LinesProps) -> Vec<Line> {
    let Some(sheet) = props.sheet.cast::<Element>() else { return Vec::new() };
    let corner = sheet.get_bounding_client_rect();
    let card = |place: usize| {
        let found = sheet.query_selector(&format!("[data-card=\"{place}\"]")).ok().flatten()?;
        let place = found.unchecked_into::<Element>().get_bounding_client_rect();
        let (left, right) = (place.left() - corner.left(), place.right() - corner.left());
        Some((left, right, place.top() - corner.top() + place.height() / 2.0))
    };
    let line = |edge: &Edge| {
        let (from, to) = (card(edge.from)?, card(edge.to)?);
        let (path, tip) = curve((from.1, from.2), (to.0, to.2));
        Some(Line { edge: *edge, path, tip })
    };
    props.edges.iter().filter_map(line).collect()
}

/// A curve that leaves to the right and arrives from the left, and the tip at its end.
fn curve(from: (f64, f64), to: (f64, f64)) -> (String, String) {
    /// How far it goes straight before it turns back, in pixels.
    const LEAST: f64 = 18.0;
    /// The length and half the width of the tip, in pixels.
    const TIP: (f64, f64) = (6.0, 3.0);
    let (x1, y1) = from;
    let (x2, y2) = (to.0 - TIP.0, to.1);
    let reach = ((x2 - x1) / 2.0).max(LEAST);
    let [a, b, c, d] = [x1, y1, x1 + reach, y1].map(length);
    let [e, f, g, h] = [x2 - reach, y2, x2, y2].map(length);
    let path = format!("M{a} {b}C{c} {d} {e} {f} {g} {h}");
    let [low, high, end] = [y2 - TIP.1, y2 + TIP.1, to.0].map(length);
    (path, format!("M{g} {low}L{end} {h}L{g} {high}Z"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_leaves_to_the_right_and_arrives_from_the_left() {
        #[track_caller]
        fn check(from: (f64, f64), to: (f64, f64), path: &str, tip: &str) {
            assert_eq!(curve(from, to), (path.to_owned(), tip.to_owned()));
        }
        check((10.0, 20.0), (116.0, 40.0), "M10 20C60 20 60 40 110 40", "M110 37L116 40L110 43Z");
        // Backwards, for a dependency that comes too late.
        check((100.0, 20.0), (16.0, 20.0), "M100 20C118 20 -8 20 10 20", "M10 17L16 20L10 23Z");
    }
}
