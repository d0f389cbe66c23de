//! Pictures as shapes of a slide: sharp at any size, and each can be moved and edited.

use super::canvas::{Align, Canvas, Edge, Form, Frame, Paragraph, edge, frame, run};
use super::fit;
use crate::domain::picture::svg::letter_size;
use crate::domain::picture::{Hold, Ink, Look, Mark, Picture, Point, TEXT_SIZE, at};

/// More than this no picture grows: its letters would shout.
const LARGEST: f64 = 1.4;

/// Draws a picture as large as a frame takes it, in the frame's middle.
pub(super) fn draw(canvas: &mut Canvas, picture: &Picture, into: Frame) {
    let scale = (into.width / picture.width.max(1.0)).min(into.height / picture.height.max(1.0));
    let scale = scale.min(LARGEST);
    let (width, height) = (picture.width * scale, picture.height * scale);
    let x = into.x + (into.width - width) / 2.0;
    let y = into.y + (into.height - height) / 2.0;
    let place = |point: &Point| at(x + point.x * scale, y + point.y * scale);
    canvas.group(frame(x, y, width, height), &picture.title, |canvas| {
        for drawn in &picture.marks {
            mark(canvas, drawn, &place, scale);
        }
    });
}

fn mark(canvas: &mut Canvas, mark: &Mark, place: &dyn Fn(&Point) -> Point, scale: f64) {
    match mark {
        Mark::Line { from, to, ink, dashed } => {
            canvas.line(place(from), place(to), Edge { dashed: *dashed, ..edge(*ink, scale) });
        }
        Mark::Curve { points, ink, closed } => {
            let points: Vec<Point> = points.iter().map(place).collect();
            match closed {
                true => {
                    let look = Edge { opacity: 0.5, ..edge(*ink, scale) };
                    canvas.path(&points, true, Some((*ink, 0.08)), look);
                }
                false => canvas.path(&points, false, None, edge(*ink, 2.0 * scale)),
            }
        }
        Mark::Block { corner, width, height, ink } => {
            let corner = place(corner);
            let place = frame(corner.x, corner.y, width * scale, height * scale);
            canvas.shape(Form::Rectangle, place, Some((*ink, 1.0)), None, None, "");
        }
        Mark::Text { at, text, hold, ink, bold, turned } => {
            let size = TEXT_SIZE * scale;
            let (width, height) = (fit::width(text, size), fit::line(text, size));
            let at = place(at);
            let (align, before) = match hold {
                Hold::Start => (Align::Left, 0.0),
                Hold::Middle => (Align::Middle, width / 2.0),
                Hold::End => (Align::Right, width),
            };
            // The base line is a third of a letter below the middle of its line.
            let lift = size * 0.34;
            let place = match turned {
                // The frame is turned about its middle.
                true => frame(at.x - lift - width / 2.0, at.y - height / 2.0, width, height),
                false => frame(at.x - before, at.y - lift - height / 2.0, width, height),
            };
            let letters = run(text.as_str(), size).ink(*ink);
            let letters = if *bold { letters.bold() } else { letters };
            canvas.label(place, *turned, &Paragraph::from(letters).align(align));
        }
        Mark::Dot { at, radius, ink, letter, look, about } => {
            let (filled, outline) = look.opacity();
            let outline = match look {
                Look::Full => edge(Ink::Panel, scale),
                Look::Soft | Look::Faint => Edge { opacity: outline, ..edge(*ink, scale) },
            };
            let size = letter_size(*radius) * scale;
            let letter = (!letter.is_empty()).then(|| run(letter.as_str(), size).bold().ink(look.letter()));
            let place = disc(place(at), radius * scale);
            canvas.shape(Form::Ellipse, place, Some((*ink, filled)), Some(outline), letter, about);
        }
        Mark::Ring { at, radius, ink } => {
            let outline = Some(edge(*ink, 2.0 * scale));
            canvas.shape(Form::Ellipse, disc(place(at), radius * scale), None, outline, None, "");
        }
    }
}

fn disc(centre: Point, radius: f64) -> Frame {
    frame(centre.x - radius, centre.y - radius, 2.0 * radius, 2.0 * radius)
}
