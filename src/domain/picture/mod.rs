//! Pictures as shapes with places, for the screen and for files alike.
//!
//! A picture knows no browser: what is drawn on the screen and what [`svg`] writes into a
//! file are the same shapes. Lengths are in pixels, y grows downwards.

pub mod frame;
pub mod items;
pub mod labels;
pub mod list;
pub mod rescore;
pub mod roadmap;
pub mod scale;
pub mod svg;
pub mod views;
pub mod votes;

use crate::domain::plan::KanoCategory;

/// A place in a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// From the left edge.
    pub x: f64,
    /// From the upper edge.
    pub y: f64,
}

/// A point from its two coordinates.
pub const fn at(x: f64, y: f64) -> Point {
    Point { x, y }
}

/// A picture: what it is called, how large it is, and its shapes, the lowest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// What it shows, in a few words.
    pub title: String,
    /// The width in pixels.
    pub width: f64,
    /// The height in pixels.
    pub height: f64,
    /// Its shapes, the lowest first.
    pub marks: Vec<Mark>,
}

/// A shape.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A straight line.
    Line {
        /// Where it starts.
        from: Point,
        /// Where it ends.
        to: Point,
        /// Its colour.
        ink: Ink,
        /// Whether it is broken.
        dashed: bool,
    },
    /// A line through points.
    Curve {
        /// The points, in order.
        points: Vec<Point>,
        /// Its colour.
        ink: Ink,
        /// Whether it ends where it starts and is filled faintly.
        closed: bool,
    },
    /// A filled rectangle.
    Block {
        /// Its upper left corner.
        corner: Point,
        /// Its width.
        width: f64,
        /// Its height.
        height: f64,
        /// Its colour.
        ink: Ink,
    },
    /// A text of one line.
    Text {
        /// Where its base line is held.
        at: Point,
        /// What it says.
        text: String,
        /// By which end it is held.
        hold: Hold,
        /// Its colour.
        ink: Ink,
        /// Whether it is bold.
        bold: bool,
        /// Whether it is turned to be read from below.
        turned: bool,
    },
    /// A thing with values: a disc with a letter, which says its numbers when asked.
    Dot {
        /// The centre.
        at: Point,
        /// The radius.
        radius: f64,
        /// Its colour.
        ink: Ink,
        /// The letter that says what the colour says; empty where the disc has no room for it.
        letter: String,
        /// How much of the paper shows through.
        look: Look,
        /// The numbers, in a sentence.
        about: String,
    },
    /// A circle around a dot.
    Ring {
        /// The centre.
        at: Point,
        /// The radius.
        radius: f64,
        /// Its colour.
        ink: Ink,
    },
}

/// How much of the paper shows through a dot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Nothing: its letter is as light as the paper.
    Full,
    /// Much, so that what lies below is seen; its letter is dark.
    Soft,
    /// Most of it: the dot is second to others.
    Faint,
}

impl Look {
    /// The end of its class on screens.
    pub fn name(self) -> &'static str {
        match self {
            Look::Full => "full",
            Look::Soft => "soft",
            Look::Faint => "faint",
        }
    }

    /// The opacity of what fills a dot, and of its edge, 0..=1.
    pub fn opacity(self) -> (f64, f64) {
        match self {
            Look::Full => (1.0, 1.0),
            Look::Soft => (0.3, 0.9),
            Look::Faint => (0.12, 0.45),
        }
    }

    /// The colour of its letter.
    pub fn letter(self) -> Ink {
        match self {
            Look::Full => Ink::Panel,
            Look::Soft => Ink::Text,
            Look::Faint => Ink::Muted,
        }
    }
}

/// By which end a text is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

impl Hold {
    /// As SVG calls it.
    pub fn name(self) -> &'static str {
        match self {
            Hold::Start => "start",
            Hold::Middle => "middle",
            Hold::End => "end",
        }
    }
}

/// A colour by what it is for; the theme or the paper says which it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// What is to be read.
    Text,
    /// What is to be read second.
    Muted,
    /// Hairlines.
    Line,
    /// Lines that divide.
    Rule,
    /// What lies under everything, and letters on a colour.
    Panel,
    /// The product's accent.
    Brass,
    /// Lines in the accent's colour that stay behind everything.
    BrassLine,
    /// More than there is room for; never alone, words are always near.
    Bad,
    /// User need.
    Need,
    /// Business goal.
    Goal,
    /// A Kano category; never alone, its letter is always near.
    Kano(KanoCategory),
    /// One of [`TONES`] colours that tell groups apart, from 0; never alone either.
    Tone(u8),
}

/// So many colours tell groups apart.
pub const TONES: u8 = 8;

impl Ink {
    /// The end of its class on screens.
    pub fn name(self) -> &'static str {
        match self {
            Ink::Text => "ink",
            Ink::Muted => "muted",
            Ink::Line => "line",
            Ink::Rule => "line-strong",
            Ink::Panel => "panel",
            Ink::Brass => "brass",
            Ink::BrassLine => "brass-line",
            Ink::Bad => "bad",
            Ink::Need => "need",
            Ink::Goal => "goal",
            Ink::Tone(0) => "tone-1",
            Ink::Tone(1) => "tone-2",
            Ink::Tone(2) => "tone-3",
            Ink::Tone(3) => "tone-4",
            Ink::Tone(4) => "tone-5",
            Ink::Tone(5) => "tone-6",
            Ink::Tone(6) => "tone-7",
            Ink::Tone(_) => "tone-8",
            Ink::Kano(KanoCategory::MustBe) => "kano-m",
            Ink::Kano(KanoCategory::OneDimensional) => "kano-o",
            Ink::Kano(KanoCategory::Attractive) => "kano-a",
            Ink::Kano(KanoCategory::Indifferent) => "kano-i",
            Ink::Kano(KanoCategory::Reverse) => "kano-r",
            Ink::Kano(KanoCategory::Questionable) => "kano-q",
        }
    }

    /// The colour on light paper, as `styles/tokens.css` has it.
    pub fn on_paper(self) -> &'static str {
        match self {
            Ink::Text => "#1f2530",
            Ink::Muted => "#5d6678",
            Ink::Line => "#e7e3da",
            Ink::Rule => "#8b8f98",
            Ink::Panel => "#ffffff",
            Ink::Brass => "#9a6a14",
            Ink::BrassLine => "#e3cfa3",
            Ink::Bad => "#b42318",
            Ink::Need => "#0f766e",
            Ink::Goal => "#5b4bc4",
            Ink::Tone(0) => "#2f6f9f",
            Ink::Tone(1) => "#b4552d",
            Ink::Tone(2) => "#3d7f4f",
            Ink::Tone(3) => "#8a4f9e",
            Ink::Tone(4) => "#8f6b14",
            Ink::Tone(5) => "#b0436e",
            Ink::Tone(6) => "#217f7f",
            Ink::Tone(_) => "#6b6f3a",
            Ink::Kano(KanoCategory::MustBe) => "#b42318",
            Ink::Kano(KanoCategory::OneDimensional) => "#175cd3",
            Ink::Kano(KanoCategory::Attractive) => "#087443",
            Ink::Kano(KanoCategory::Indifferent) => "#667085",
            Ink::Kano(KanoCategory::Reverse) => "#7a2e9c",
            Ink::Kano(KanoCategory::Questionable) => "#b54708",
        }
    }
}

/// The size of all text in pictures.
pub const TEXT_SIZE: f64 = 12.0;

/// The height of a line of text.
pub const LINE_HEIGHT: f64 = 15.0;

/// The radius of a dot whose size says nothing: its letter fits in, and a finger finds it.
pub const DOT_RADIUS: f64 = 9.0;

/// About how wide a text is, rather too wide than too narrow: fonts differ, and no
/// browser is asked.
pub fn text_width(text: &str) -> f64 {
    let ems: f64 = text.chars().map(ems).sum();
    ems * TEXT_SIZE
}

fn ems(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 0.32,
        ' ' | 'f' | 't' | 'r' | 'I' | '(' | ')' | '[' | ']' | '-' | '/' => 0.4,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 0.95,
        'A'..='Z' => 0.72,
        '\u{21}'..='\u{2ff}' => 0.6,
        // Greek, Cyrillic and other alphabets up to the scripts that are written in squares.
        '\u{300}'..='\u{10ff}' => 0.7,
        _ => 1.0,
    }
}

/// As much of a text as fits, with an ellipsis where something is missing.
pub fn shorten(text: &str, width: f64) -> String {
    if text_width(text) <= width {
        return text.to_owned();
    }
    let mut room = width / TEXT_SIZE - 1.0;
    let fits = text.chars().take_while(|c| {
        room -= ems(*c);
        room >= 0.0
    });
    let start: String = fits.collect();
    format!("{}…", start.trim_end())
}

/// A thin line that is not broken.
pub fn line(from: Point, to: Point, ink: Ink) -> Mark {
    Mark::Line { from, to, ink, dashed: false }
}

/// A thin broken line.
pub fn dashed(from: Point, to: Point, ink: Ink) -> Mark {
    Mark::Line { from, to, ink, dashed: true }
}

/// A text that is read from left to right.
pub fn text(at: Point, text: impl Into<String>, hold: Hold, ink: Ink) -> Mark {
    Mark::Text { at, text: text.into(), hold, ink, bold: false, turned: false }
}

/// A text that is read from below, such as the name of an upright axis.
pub fn turned(at: Point, text: impl Into<String>, ink: Ink) -> Mark {
    Mark::Text { at, text: text.into(), hold: Hold::Middle, ink, bold: false, turned: true }
}

/// A number of a list of coordinates with two decimals, always: numbers below each other
/// compare by the eye.
pub fn fixed(value: f64) -> String {
    let text = format!("{value:.2}");
    if text == "-0.00" { "0.00".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every_ink() -> impl Iterator<Item = Ink> {
        let plain = [Ink::Text, Ink::Muted, Ink::Line, Ink::Panel];
        let own = [Ink::Rule, Ink::Brass, Ink::BrassLine, Ink::Bad, Ink::Need, Ink::Goal];
        let tones = (0..TONES).map(Ink::Tone);
        plain
            .into_iter()
            .chain(own)
            .chain(tones)
            .chain(KanoCategory::ALL.iter().map(|category| Ink::Kano(*category)))
    }

    #[test]
    fn colours_on_paper_are_those_of_the_light_theme() {
        let tokens = include_str!("../../../styles/tokens.css");
        let light = tokens.split('}').next().unwrap();
        for ink in every_ink() {
            let line = format!("--{}: {};", ink.name(), ink.on_paper());
            assert!(light.contains(&line), "{line}");
        }
    }

    #[test]
    fn a_shortened_text_fits_and_says_that_it_is_short() {
        for (text, width, expected) in [
            ("Guest checkout", 200.0, "Guest checkout"),
            ("Saved address book", 70.0, "Saved ad…"),
            ("一键复购与保存地址", 60.0, "一键复购…"),
            ("", 0.0, ""),
            ("Anything", 0.0, "…"),
        ] {
            assert_eq!(shorten(text, width), expected);
        }
        for width in [30.0, 60.0, 90.0] {
            assert!(text_width(&shorten("Wide Words Mostly Made of W", width)) <= width);
        }
    }

    #[test]
    fn two_decimals_and_never_minus_zero() {
        for (value, text) in [(0.5, "0.50"), (-0.001, "0.00"), (-0.456, "-0.46"), (0.0, "0.00")] {
            assert_eq!(fixed(value), text);
        }
    }
}
