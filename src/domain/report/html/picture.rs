//! Pictures inside of the page: their colours are names, so that they follow light and dark.

use super::escaped;
use crate::domain::number::plain;
use crate::domain::picture::svg::{length, letter_base, letter_size, points};
use crate::domain::picture::{Hold, Ink, Look, Mark, Picture, TEXT_SIZE, TONES};
use crate::domain::plan::KanoCategory;

/// A rule for every colour that a mark can have: marks are drawn in the colour of their class.
pub(super) fn colours() -> String {
    let plain = [
        Ink::Text,
        Ink::Muted,
        Ink::Line,
        Ink::Rule,
        Ink::Panel,
        Ink::Brass,
        Ink::BrassLine,
        Ink::Bad,
        Ink::Need,
        Ink::Goal,
    ];
    let tones = (0..TONES).map(Ink::Tone);
    let kano = KanoCategory::ALL.iter().map(|category| Ink::Kano(*category));
    let inks = plain.into_iter().chain(tones).chain(kano);
    inks.map(|ink| format!(".c-{0}{{color:var(--{0})}}\n", ink.name())).collect()
}

/// The beam below the title: the product's own picture, a weight between need and goal.
pub(super) fn beam() -> String {
    let ticks: String = (0..=20)
        .map(|at| {
            let x = f64::from(at) * 50.0;
            let height = if at % 5 == 0 { 9.0 } else { 5.0 };
            format!("M{} 14V{}", length(x.clamp(1.0, 999.0)), length(14.0 - height))
        })
        .collect();
    format!(
        "<svg class=\"beam\" viewBox=\"0 0 1000 26\" preserveAspectRatio=\"none\" aria-hidden=\"true\" fill=\"none\" \
         stroke=\"currentColor\"><path d=\"M0 14H1000\" stroke-width=\"2\" vector-effect=\"non-scaling-stroke\"/>\
         <path d=\"{ticks}\" stroke-opacity=\"0.6\" vector-effect=\"non-scaling-stroke\"/></svg>"
    )
}

/// A picture with its title above it.
pub(super) fn figure(picture: &Picture) -> String {
    let (width, height) = (length(picture.width), length(picture.height));
    let title = escaped(&picture.title);
    let marks = picture.marks.iter().map(one).collect::<Vec<_>>().join("\n");
    format!(
        "<figure class=\"picture card\"><figcaption>{title}</figcaption><div class=\"scroll\" role=\"group\" \
         tabindex=\"0\" aria-label=\"{title}\"><svg role=\"img\" aria-label=\"{title}\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\" font-size=\"{TEXT_SIZE}\"><title>{title}</title>\n{marks}\n</svg></div></figure>"
    )
}

fn one(mark: &Mark) -> String {
    match mark {
        Mark::Line { from, to, ink, dashed } => format!(
            "<path class=\"c-{}\" d=\"M{} {}L{} {}\" stroke=\"currentColor\"{}/>",
            ink.name(),
            length(from.x),
            length(from.y),
            length(to.x),
            length(to.y),
            if *dashed { " stroke-dasharray=\"4 4\"" } else { "" },
        ),
        Mark::Curve { points: line, ink, closed: true } => format!(
            "<polygon class=\"c-{}\" points=\"{}\" fill=\"currentColor\" fill-opacity=\"0.08\" stroke=\"currentColor\" \
             stroke-opacity=\"0.5\"/>",
            ink.name(),
            points(line),
        ),
        Mark::Curve { points: line, ink, closed: false } => format!(
            "<polyline class=\"c-{}\" points=\"{}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"/>",
            ink.name(),
            points(line),
        ),
        Mark::Block { corner, width, height, ink } => format!(
            "<rect class=\"c-{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"currentColor\"/>",
            ink.name(),
            length(corner.x),
            length(corner.y),
            length(*width),
            length(*height),
        ),
        Mark::Text { at, text, hold, ink, bold, turned } => {
            let (x, y) = (length(at.x), length(at.y));
            // Names stay readable over lines and ellipses.
            let halo = if *ink == Ink::Text { " halo" } else { "" };
            let turn = if *turned { format!(" transform=\"rotate(-90 {x} {y})\"") } else { String::new() };
            format!(
                "<text class=\"c-{}{halo}\" x=\"{x}\" y=\"{y}\" text-anchor=\"{}\" fill=\"currentColor\"{}{turn}>{}</text>",
                ink.name(),
                hold.name(),
                if *bold { " font-weight=\"700\"" } else { "" },
                escaped(text),
            )
        }
        Mark::Dot { at, radius, ink, letter, look, about } => {
            let (fill, edge) = look.opacity();
            let stroke = match look {
                Look::Full => "class=\"edge\"".to_owned(),
                Look::Soft | Look::Faint => {
                    format!("stroke=\"currentColor\" stroke-opacity=\"{}\"", plain(edge, 2))
                }
            };
            let disc = format!(
                "<g class=\"c-{}\"><title>{}</title><circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"currentColor\" \
                 fill-opacity=\"{}\" {stroke}/>",
                ink.name(),
                escaped(about),
                length(at.x),
                length(at.y),
                length(*radius),
                plain(fill, 2),
            );
            let letter = match letter.is_empty() {
                true => String::new(),
                false => format!(
                    "<text class=\"c-{}\" x=\"{}\" y=\"{}\" text-anchor=\"{}\" font-size=\"{}\" fill=\"currentColor\" \
                     font-weight=\"700\">{}</text>",
                    look.letter().name(),
                    length(at.x),
                    length(letter_base(at.y, *radius)),
                    Hold::Middle.name(),
                    length(letter_size(*radius)),
                    escaped(letter),
                ),
            };
            format!("{disc}{letter}</g>")
        }
        Mark::Ring { at, radius, ink } => format!(
            "<circle class=\"c-{}\" cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"/>",
            ink.name(),
            length(at.x),
            length(at.y),
            length(*radius),
        ),
    }
}
