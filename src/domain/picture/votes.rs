//! What was voted on several things, as one picture: for each of them how often each card was played.

use super::{Hold, Ink, LINE_HEIGHT, Mark, Picture, at, line, shorten, text};

/// The votes on one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Voted {
    /// What was voted on; empty where the picture is about one thing.
    pub title: String,
    /// What the votes say.
    pub sentence: String,
    /// The faces of the cards with how often each was played.
    pub bars: Vec<(String, usize)>,
}

/// The width of the picture.
const WIDTH: f64 = 640.0;

/// The height of the highest bar.
const HEIGHT: f64 = 56.0;

/// No bar is wider, nor the room around it.
const WIDEST: f64 = 72.0;

/// Draws the votes, in the order in which they are given.
pub fn draw(title: String, all: &[Voted]) -> Picture {
    let mut marks = Vec::new();
    let mut top = 0.0;
    for voted in all {
        if !voted.title.is_empty() {
            top += LINE_HEIGHT;
            let words = shorten(&voted.title, WIDTH * 0.93);
            marks.push(Mark::Text {
                at: at(0.0, top),
                text: words,
                hold: Hold::Start,
                ink: Ink::Text,
                bold: true,
                turned: false,
            });
        }
        top += LINE_HEIGHT + 3.0;
        marks.push(text(at(0.0, top), shorten(&voted.sentence, WIDTH), Hold::Start, Ink::Muted));
        let ground = top + LINE_HEIGHT + 8.0 + HEIGHT;
        bars(&voted.bars, ground, &mut marks);
        top = ground + LINE_HEIGHT + 14.0;
    }
    Picture { title, width: WIDTH, height: top.max(LINE_HEIGHT), marks }
}

fn bars(bars: &[(String, usize)], ground: f64, marks: &mut Vec<Mark>) {
    let most = bars.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1) as f64;
    let step = (WIDTH / bars.len().max(1) as f64).min(WIDEST);
    for (nth, (face, count)) in bars.iter().enumerate() {
        let left = step * nth as f64;
        let middle = left + step / 2.0;
        let height = HEIGHT * *count as f64 / most;
        if *count > 0 {
            let corner = at(left + 3.0, ground - height);
            marks.push(Mark::Block { corner, width: step - 6.0, height, ink: Ink::Brass });
            marks.push(text(at(middle, ground - height - 4.0), count.to_string(), Hold::Middle, Ink::Text));
        }
        marks.push(text(
            at(middle, ground + LINE_HEIGHT),
            shorten(face, step - 4.0),
            Hold::Middle,
            Ink::Muted,
        ));
    }
    marks.push(line(at(0.0, ground), at(step * bars.len() as f64, ground), Ink::Rule));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vote_is_counted_over_its_card_and_the_picture_holds_them_all() {
        let bars = vec![("1".to_owned(), 0), ("2".to_owned(), 3), ("3".to_owned(), 1)];
        let voted = |title: &str| Voted {
            title: title.to_owned(),
            sentence: "Most say 2.".to_owned(),
            bars: bars.clone(),
        };
        let picture = draw("Effort".to_owned(), &[voted("Guest checkout"), voted("Gift cards")]);
        let texts: Vec<&str> = picture
            .marks
            .iter()
            .filter_map(|mark| match mark {
                Mark::Text { text, .. } => Some(text.as_str()),
                _ => None,
            })
            .collect();
        for said in ["Guest checkout", "Gift cards", "Most say 2."] {
            assert!(texts.contains(&said), "{said}");
        }
        let heights: Vec<f64> = picture
            .marks
            .iter()
            .filter_map(|mark| match mark {
                Mark::Block { height, .. } => Some(*height),
                _ => None,
            })
            .collect();
        // A card that nobody played has no bar.
        assert_eq!(heights, [HEIGHT, HEIGHT / 3.0, HEIGHT, HEIGHT / 3.0]);
        for mark in &picture.marks {
            if let Mark::Text { at, .. } = mark {
                assert!(at.y > 0.0 && at.y <= picture.height && at.x <= picture.width, "{mark:?}");
            }
        }
    }

    #[test]
    fn a_deck_of_many_cards_stays_inside() {
        let bars: Vec<(String, usize)> = (0..60).map(|nth| (nth.to_string(), nth)).collect();
        let picture = draw(String::new(), &[Voted { title: String::new(), sentence: String::new(), bars }]);
        for mark in &picture.marks {
            if let Mark::Block { corner, width, .. } = mark {
                assert!(corner.x >= 0.0 && corner.x + width <= picture.width && *width > 0.0);
            }
        }
    }
}
