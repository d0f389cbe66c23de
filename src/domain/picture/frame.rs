//! A picture with what a file needs around it: its title above, the plan and the day below.

use super::{Hold, Ink, LINE_HEIGHT, Mark, Picture, Point, at, line, shorten, text, text_width};

/// Room around a framed picture.
const MARGIN: f64 = 16.0;

/// Titles longer than so many lines end in an ellipsis.
const MOST_LINES: usize = 3;

/// The picture as it goes into a file: people see it far from the page that it was made on.
pub fn framed(picture: &Picture, plan_title: &str, day: &str) -> Picture {
    let inner = picture.width;
    let lines = wrapped(&picture.title, inner);
    let head = MARGIN + LINE_HEIGHT * lines.len() as f64 + 8.0;
    let width = inner + 2.0 * MARGIN;
    let height = head + picture.height + 8.0 + LINE_HEIGHT + MARGIN;
    let mut marks = Vec::with_capacity(picture.marks.len() + lines.len() + 3);
    for (place, words) in lines.into_iter().enumerate() {
        marks.push(Mark::Text {
            at: at(MARGIN, MARGIN + LINE_HEIGHT * (place as f64 + 0.8)),
            text: words,
            hold: Hold::Start,
            ink: Ink::Text,
            bold: true,
            turned: false,
        });
    }
    marks.extend(picture.marks.iter().map(|mark| moved(mark, MARGIN, head)));
    let rule = head + picture.height + 8.0;
    marks.push(line(at(MARGIN, rule), at(width - MARGIN, rule), Ink::Line));
    let base = rule + LINE_HEIGHT;
    let room = inner - text_width(day) - MARGIN;
    marks.push(text(at(MARGIN, base), shorten(plan_title, room.max(0.0)), Hold::Start, Ink::Muted));
    marks.push(text(at(width - MARGIN, base), day, Hold::End, Ink::Muted));
    Picture { title: picture.title.clone(), width, height, marks }
}

/// A shape at another place.
fn moved(mark: &Mark, right: f64, down: f64) -> Mark {
    let to = |point: &Point| at(point.x + right, point.y + down);
    let mut mark = mark.clone();
    match &mut mark {
        Mark::Line { from, to: end, .. } => {
            *from = to(from);
            *end = to(end);
        }
        Mark::Curve { points, .. } => points.iter_mut().for_each(|point| *point = to(point)),
        Mark::Block { corner, .. } => *corner = to(corner),
        Mark::Text { at: place, .. } | Mark::Dot { at: place, .. } | Mark::Ring { at: place, .. } => {
            *place = to(place);
        }
    }
    mark
}

/// A text in lines that fit a width: cut between words, and anywhere in scripts without spaces.
fn wrapped(text: &str, width: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() && lines.len() + 1 < MOST_LINES && text_width(rest) > width {
        let mut fits = 0;
        let mut at_space = None;
        for (place, c) in rest.char_indices() {
            let end = place + c.len_utf8();
            if rest.get(..end).is_some_and(|start| text_width(start) > width) {
                break;
            }
            if c == ' ' {
                at_space = Some(place);
            } else if c >= '\u{2e80}' {
                at_space = Some(end);
            }
            fits = end;
        }
        let cut = at_space.filter(|place| *place > 0).unwrap_or(fits);
        let Some((line, after)) = rest.split_at_checked(cut).filter(|(line, _)| !line.is_empty()) else {
            break;
        };
        lines.push(line.trim_end().to_owned());
        rest = after.trim_start();
    }
    if !rest.is_empty() {
        lines.push(shorten(rest, width));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::{LINE_HEIGHT, Look, svg};
    use super::*;

    fn picture(title: &str) -> Picture {
        let marks = vec![
            line(at(0.0, 0.0), at(200.0, 100.0), Ink::Line),
            Mark::Dot {
                at: at(10.0, 20.0),
                radius: 9.0,
                ink: Ink::Need,
                letter: "M".to_owned(),
                look: Look::Full,
                about: "A dot".to_owned(),
            },
        ];
        Picture { title: title.to_owned(), width: 200.0, height: 100.0, marks }
    }

    #[test]
    fn a_saved_picture_says_what_it_is_of_which_plan_and_from_which_day() {
        let framed = framed(&picture("Need × Goal"), "Checkout", "22 Nov 2026");
        let text = svg::svg(&framed);
        for part in [">Need × Goal</text>", ">Checkout</text>", ">22 Nov 2026</text>"] {
            assert!(text.contains(part), "{part}: {text}");
        }
    }

    #[test]
    fn everything_moves_together_and_stays_inside() {
        let plain = picture("Title");
        let framed = framed(&plain, "Plan", "22 Nov 2026");
        let Some(Mark::Dot { at: dot, .. }) =
            framed.marks.iter().find(|mark| matches!(mark, Mark::Dot { .. }))
        else {
            panic!("the dot is gone");
        };
        assert_eq!((dot.x, dot.y), (10.0 + MARGIN, 20.0 + MARGIN + LINE_HEIGHT + 8.0));
        assert_eq!(framed.width, plain.width + 2.0 * MARGIN);
        for mark in &framed.marks {
            if let Mark::Text { at, .. } = mark {
                assert!(at.y < framed.height && at.x <= framed.width, "{mark:?}");
            }
        }
    }

    #[test]
    fn a_long_title_goes_on_below_and_a_very_long_one_ends_in_an_ellipsis() {
        for (title, expected) in [
            ("Short", vec!["Short"]),
            ("User need and business goal, weighed", vec!["User need and", "business goal,", "weighed"]),
            ("用户需求与业务目标", vec!["用户需求与业务目", "标"]),
            ("", vec![]),
        ] {
            assert_eq!(wrapped(title, 100.0), expected);
        }
        let long = wrapped(&"word ".repeat(40), 100.0);
        assert_eq!(long.len(), MOST_LINES);
        assert!(long[2].ends_with('…') && long.iter().all(|line| text_width(line) <= 100.0));
        // Not even one letter fits, and it ends all the same.
        assert_eq!(wrapped("宽", 1.0), ["…"]);
    }

    #[test]
    fn a_long_plan_title_leaves_room_for_the_day() {
        let framed = framed(&picture("T"), &"A very long title of a plan ".repeat(4), "22 Nov 2026");
        let texts: Vec<&str> = framed
            .marks
            .iter()
            .filter_map(|mark| match mark {
                Mark::Text { text, .. } => Some(text.as_str()),
                _ => None,
            })
            .collect();
        assert!(texts.iter().any(|text| text.ends_with('…')) && texts.contains(&"22 Nov 2026"));
    }
}
