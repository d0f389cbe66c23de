//! A picture as the text of an SVG file, with the colours of light paper.

use super::{DOT_RADIUS, Hold, Ink, Look, Mark, Picture, Point, TEXT_SIZE};
use crate::domain::number::plain;

/// The media type.
pub const MIME: &str = "image/svg+xml";

/// The end of a file's name, without the point.
pub const EXTENSION: &str = "svg";

const FONT: &str = "Inter, system-ui, 'Segoe UI', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

/// Writes a picture. It needs no style sheet and no font of its own.
pub fn svg(picture: &Picture) -> String {
    let (width, height) = (length(picture.width), length(picture.height));
    let title = escaped(&picture.title);
    let paper = Ink::Panel.on_paper();
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"{FONT}\" font-size=\"{TEXT_SIZE}\">\n\
         <title>{title}</title>\n<rect width=\"{width}\" height=\"{height}\" fill=\"{paper}\"/>\n"
    );
    for mark in &picture.marks {
        text.push_str(&one(mark));
        text.push('\n');
    }
    text.push_str("</svg>\n");
    text
}

/// The points of a line, as SVG lists them.
pub fn points(points: &[Point]) -> String {
    let one = |point: &Point| format!("{},{}", length(point.x), length(point.y));
    points.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// A length with as many decimals as can be seen.
pub fn length(value: f64) -> String {
    plain(value, 1)
}

fn one(mark: &Mark) -> String {
    match mark {
        Mark::Line { from, to, ink, dashed } => format!(
            "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{}\"{}/>",
            length(from.x),
            length(from.y),
            length(to.x),
            length(to.y),
            ink.on_paper(),
            if *dashed { " stroke-dasharray=\"4 4\"" } else { "" },
        ),
        Mark::Curve { points: line, ink, closed } => {
            let (name, fill) = if *closed { ("polygon", ink.on_paper()) } else { ("polyline", "none") };
            format!(
                "<{name} points=\"{}\" fill=\"{fill}\" fill-opacity=\"0.08\" stroke=\"{}\" \
                 stroke-opacity=\"{}\" stroke-width=\"{}\"/>",
                points(line),
                ink.on_paper(),
                if *closed { "0.5" } else { "1" },
                if *closed { "1" } else { "2" },
            )
        }
        Mark::Block { corner, width, height, ink } => format!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>",
            length(corner.x),
            length(corner.y),
            length(*width),
            length(*height),
            ink.on_paper(),
        ),
        Mark::Text { at, text, hold, ink, bold, turned } => {
            let (x, y) = (length(at.x), length(at.y));
            let turn = if *turned { format!(" transform=\"rotate(-90 {x} {y})\"") } else { String::new() };
            // Names stay readable over lines and ellipses.
            let halo =
                " paint-order=\"stroke\" stroke=\"#ffffff\" stroke-width=\"3\" stroke-linejoin=\"round\"";
            format!(
                "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{}\" fill=\"{}\"{}{}{turn}>{}</text>",
                hold.name(),
                ink.on_paper(),
                if *bold { " font-weight=\"700\"" } else { "" },
                if *ink == Ink::Text { halo } else { "" },
                escaped(text),
            )
        }
        Mark::Dot { at, radius, ink, letter, look, about } => {
            let (fill, edge) = look.opacity();
            let colour = ink.on_paper();
            let stroke = if *look == Look::Full { Ink::Panel.on_paper() } else { colour };
            let mut dot = format!(
                "<g><title>{}</title><circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{colour}\" \
                 fill-opacity=\"{}\" stroke=\"{stroke}\" stroke-opacity=\"{}\"/>",
                escaped(about),
                length(at.x),
                length(at.y),
                length(*radius),
                plain(fill, 2),
                plain(edge, 2),
            );
            if !letter.is_empty() {
                dot.push_str(&format!(
                    "<text x=\"{}\" y=\"{}\" text-anchor=\"{}\" font-size=\"{}\" fill=\"{}\" font-weight=\"700\">{}</text>",
                    length(at.x),
                    length(letter_base(at.y, *radius)),
                    Hold::Middle.name(),
                    length(letter_size(*radius)),
                    look.letter().on_paper(),
                    escaped(letter),
                ));
            }
            dot.push_str("</g>");
            dot
        }
        Mark::Ring { at, radius, ink } => format!(
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"/>",
            length(at.x),
            length(at.y),
            length(*radius),
            ink.on_paper(),
        ),
    }
}

/// The size of the letter in a dot of that radius.
pub fn letter_size(radius: f64) -> f64 {
    if radius < DOT_RADIUS { TEXT_SIZE - 2.0 } else { TEXT_SIZE }
}

/// The base line of the letter in a dot with its centre at that height.
pub fn letter_base(centre: f64, radius: f64) -> f64 {
    centre + letter_size(radius) * 0.35
}

/// Text without what XML reads as markup or refuses altogether.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            // No XML 1.0 text may hold these, not even escaped.
            c if (c.is_control() && !matches!(c, '\t' | '\n')) || matches!(c, '\u{fffe}' | '\u{ffff}') => {
                safe.push(' ');
            }
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::super::at;
    use super::*;
    use crate::domain::plan::KanoCategory;

    #[test]
    fn text_from_people_is_text_and_never_markup() {
        let mean = "<script>&\"\u{0}\u{1b}x";
        let picture = Picture {
            title: mean.to_owned(),
            width: 100.0,
            height: 50.0,
            marks: vec![
                Mark::Dot {
                    at: at(1.0, 2.0),
                    radius: 9.0,
                    ink: Ink::Kano(KanoCategory::MustBe),
                    letter: "<b>".to_owned(),
                    look: Look::Soft,
                    about: mean.to_owned(),
                },
                Mark::Text {
                    at: at(1.0, 2.0),
                    text: mean.to_owned(),
                    hold: Hold::Start,
                    ink: Ink::Text,
                    bold: true,
                    turned: true,
                },
            ],
        };
        let text = svg(&picture);
        assert_eq!(text.matches("&lt;script&gt;&amp;&quot;  x").count(), 3);
        assert!(!text.contains("<script") && !text.contains("<b>") && !text.contains('\u{0}'));
    }

    #[test]
    fn colours_are_resolved_so_that_the_file_stands_alone() {
        let line = Mark::Line { from: at(0.0, 0.04), to: at(10.0, 0.05), ink: Ink::Muted, dashed: true };
        let curve = |closed| Mark::Curve {
            points: vec![at(1.0, 2.25), at(3.0, 4.0)],
            ink: Ink::Kano(KanoCategory::Attractive),
            closed,
        };
        let block = Mark::Block { corner: at(0.0, 0.0), width: 4.0, height: 2.0, ink: Ink::Line };
        let marks = vec![line, curve(true), curve(false), block];
        let text = svg(&Picture { title: "T".into(), width: 20.0, height: 10.0, marks });
        for part in
            ["<polygon points=\"1,2.2 3,4\"", "fill=\"none\"", "#087443", "#5d6678", "stroke-dasharray"]
        {
            assert!(text.contains(part), "{part}");
        }
        assert!(!text.contains("var(") && !text.contains("class="));
        assert!(text.starts_with("<svg xmlns=") && text.ends_with("</svg>\n"));
    }
}
