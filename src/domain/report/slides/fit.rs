//! How much room a text takes on a slide, and how much of it fits.
//!
//! Nobody knows which fonts the reader has, so texts are taken rather too wide than too narrow.

use crate::domain::picture::{TEXT_SIZE, text_width};

/// How high a line of the text is, with letters of that size: Chinese needs more air. Slides say
/// it in figures, so that it is the same with any font.
pub(super) fn line(text: &str, size: f64) -> f64 {
    size * if is_chinese(text) { 1.36 } else { 1.22 }
}

/// Whether a text has characters of Chinese in it.
pub(super) fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{2e80}'..='\u{9fff}').contains(&c))
}

/// How high a text is in a column of that width.
pub(super) fn height(text: &str, room: f64, size: f64) -> f64 {
    lines(text, room, size) as f64 * line(text, size)
}

/// How wide a text of one line is, in pixels, with letters of that size.
pub(super) fn width(text: &str, size: f64) -> f64 {
    let pairs = text.chars().zip(text.chars().skip(1));
    let gaps: f64 = pairs.map(|(one, next)| gap(one, next)).sum();
    text_width(text) * size / TEXT_SIZE + gaps * size
}

/// The space that programs put between Chinese and other letters by themselves, in heights of a
/// letter.
fn gap(one: char, next: char) -> f64 {
    let is_square =
        |c: char| ('\u{2e80}'..='\u{9fff}').contains(&c) && !('\u{3000}'..='\u{303f}').contains(&c);
    let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '%';
    let is_gap = is_square(one) && is_letter(next) || is_letter(one) && is_square(next);
    if is_gap { 0.25 } else { 0.0 }
}

/// Whether no line begins with a character: it goes on with the one before.
fn closes(c: char) -> bool {
    "，。、；：！？）》」』”’%".contains(c)
}

/// How many lines a text takes in a column of that width; a text without letters takes one.
pub(super) fn lines(text: &str, room: f64, size: f64) -> usize {
    let room = room.max(size);
    let (mut count, mut x) = (1, 0.0);
    let mut put = |word: &str, before: Option<char>| {
        let apart = before.zip(word.chars().next()).map_or(0.0, |(one, next)| gap(one, next));
        let mut wide = width(word.trim_end(), size) + apart * size;
        if x > 0.0 && x + wide > room {
            count += 1;
            x = 0.0;
        }
        while wide > room {
            count += 1;
            wide -= room;
        }
        x += wide + width(" ", size) * word.chars().rev().take_while(|c| *c == ' ').count() as f64;
    };
    let mut word = String::new();
    let mut before = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        word.push(c);
        // Behind a space, and behind each Chinese character, a line may end.
        if (c == ' ' || c >= '\u{2e80}') && !chars.peek().is_some_and(|next| closes(*next)) {
            put(&word, before);
            before = Some(c);
            word.clear();
        }
    }
    put(&word, before);
    count
}

/// As much of a text as fits into so many lines, with an ellipsis where something is missing.
pub(super) fn cut(text: &str, room: f64, size: f64, most: usize) -> String {
    let text = plain(text);
    if lines(&text, room, size) <= most {
        return text;
    }
    let start = |count: usize| {
        let start: String = text.chars().take(count).collect();
        format!("{}…", start.trim_end())
    };
    // The longest beginning that fits: what fits stays fitting when it gets shorter.
    let (mut fits, mut too_long) = (0, text.chars().count());
    while too_long - fits > 1 {
        let middle = fits + (too_long - fits) / 2;
        if lines(&start(middle), room, size) <= most { fits = middle } else { too_long = middle }
    }
    start(fits)
}

/// The text in one line: no line ends, no letters that no file may hold.
pub(super) fn plain(text: &str) -> String {
    let words = text.split(|c: char| c.is_control() || c == ' ' || c == '\u{2028}' || c == '\u{2029}');
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The largest of the sizes, the largest first, in which the text takes no more lines than that;
/// the smallest if there is none.
pub(super) fn size(text: &str, room: f64, sizes: &[f64], most: usize) -> f64 {
    let text = plain(text);
    let fitting = sizes.iter().find(|size| lines(&text, room, **size) <= most);
    fitting.or(sizes.last()).copied().unwrap_or(TEXT_SIZE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_by_words_and_by_characters() {
        for (text, room, expected) in [
            ("", 100.0, 1),
            ("Guest checkout", 200.0, 1),
            ("Guest checkout", 100.0, 2),
            ("一键复购与保存地址", 60.0, 3),
            ("Wordswithoutanyspaceinbetween", 60.0, 6),
            // Four squares, a figure, and the space that stands before and behind it.
            ("触达高9倍", 92.0, 1),
            ("触达高9倍", 91.0, 2),
            // A full stop never stands at the beginning of a line.
            ("一键复购。一键复", 72.0, 3),
        ] {
            assert_eq!(lines(text, room, 18.0), expected, "{text}");
        }
    }

    #[test]
    fn a_cut_text_fits_and_says_that_it_was_cut() {
        let long = "It reaches 4,200 people a quarter instead of 1,300, and that outweighs its effort. 这足以抵消其工作量。";
        for most in 1..4 {
            let text = cut(long, 180.0, 14.0, most);
            assert!(lines(&text, 180.0, 14.0) <= most && text.ends_with('…'), "{text}");
        }
        assert_eq!(cut("a\n\n b\u{0}c\u{2028}", 180.0, 14.0, 1), "a b c");
        assert_eq!(cut("anything", 1.0, 14.0, 0), "…");
    }
}
