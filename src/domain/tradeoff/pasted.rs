//! Needs and goals out of the clipboard: a line each, or cells of a spreadsheet.

use super::opportunity::RATING;
use crate::domain::import;
use crate::domain::number;

/// One line of what was pasted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// The title.
    pub title: String,
    /// The weight, if it names one.
    pub weight: Option<f64>,
    /// The importance, if it names one.
    pub importance: Option<f64>,
    /// The satisfaction, if it names one.
    pub satisfaction: Option<f64>,
    /// Cells whose numbers cannot be used.
    pub unusable: usize,
}

/// Whether a text is more than one field can hold: several lines, or cells.
pub fn is_block(text: &str) -> bool {
    let text = text.trim_matches(['\r', '\n']);
    text.contains(['\n', '\r', '\t'])
}

/// Reads lines, or cells in the order title, weight, importance, satisfaction. Lines without
/// a title are left out, and so are headings and the marks of lists.
pub fn lines(text: &str) -> Vec<Line> {
    let mut rows = import::parse_clipboard(text);
    if has_headings(&rows) {
        rows.remove(0);
    }
    rows.iter().map(|row| line(row)).filter(|line| !line.title.is_empty()).collect()
}

/// Whether the first row names columns: it has words where all others have numbers or nothing.
fn has_headings(rows: &[Vec<String>]) -> bool {
    let Some((first, rest)) = rows.split_first() else { return false };
    let words = |row: &Vec<String>| row.iter().skip(1).any(|cell| is_filled(cell) && weight(cell).is_none());
    let numbers = |row: &Vec<String>| row.iter().skip(1).any(|cell| weight(cell).is_some());
    words(first) && !numbers(first) && rest.iter().any(numbers) && !rest.iter().any(words)
}

fn is_filled(cell: &str) -> bool {
    !cell.trim().is_empty()
}

fn line(row: &[String]) -> Line {
    let cell = |at: usize| row.get(at).map_or("", |cell| cell.trim());
    let mut unusable = 0;
    let mut number = |at: usize, read: fn(&str) -> Option<f64>| {
        let found = read(cell(at));
        unusable += usize::from(is_filled(cell(at)) && found.is_none());
        found
    };
    let (weight, importance, satisfaction) = (number(1, weight), number(2, rating), number(3, rating));
    let title = if row.len() > 1 { cell(0) } else { unmarked(cell(0)) };
    Line { title: title.to_owned(), weight, importance, satisfaction, unusable }
}

/// A line without what marks it as part of a list: `- `, `• `, `3. `, `3、`.
fn unmarked(line: &str) -> &str {
    let line = line.trim_start_matches(['•', '·', '●', '○', '▪']).trim_start();
    for mark in ["- ", "* ", "– ", "— "] {
        if let Some(rest) = line.strip_prefix(mark) {
            return rest.trim_start();
        }
    }
    let after = line.trim_start_matches(|c: char| c.is_ascii_digit());
    if after.len() == line.len() {
        return line;
    }
    let marked =
        after.strip_prefix(". ").or_else(|| after.strip_prefix(") ")).or_else(|| after.strip_prefix('、'));
    marked.map_or(line, str::trim_start)
}

/// Reads a weight: a number of 0 or more. `30%` weighs 30, so that it fits other numbers.
pub fn weight(text: &str) -> Option<f64> {
    let typed = number::parse(text)?;
    let value = if typed.percent { typed.value * 100.0 } else { typed.value };
    (value >= 0.0).then_some(value)
}

/// Reads an importance or satisfaction, 0 to 10. `80%` is the share of a top-two-box, so 8.
pub fn rating(text: &str) -> Option<f64> {
    let typed = number::parse(text)?;
    let value = if typed.percent { typed.value * 10.0 } else { typed.value };
    RATING.contains(&value).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Title, weight, importance, satisfaction.
    type Cells<'a> = (&'a str, Option<f64>, Option<f64>, Option<f64>);

    #[track_caller]
    fn check(text: &str, expected: &[Cells]) {
        let found = lines(text);
        let found: Vec<_> = found
            .iter()
            .map(|line| (line.title.as_str(), line.weight, line.importance, line.satisfaction))
            .collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn a_line_is_a_title() {
        check("", &[]);
        check("Pay fast", &[("Pay fast", None, None, None)]);
        check("Pay fast\r\n\r\n  Trust \n", &[("Pay fast", None, None, None), ("Trust", None, None, None)]);
        check(
            "- Pay\n• Trust\n3. Know, at once\n4、省心",
            &[
                ("Pay", None, None, None),
                ("Trust", None, None, None),
                ("Know, at once", None, None, None),
                ("省心", None, None, None),
            ],
        );
        check(
            "3 clicks at most\n24/7 help",
            &[("3 clicks at most", None, None, None), ("24/7 help", None, None, None)],
        );
    }

    #[test]
    fn cells_are_title_weight_importance_satisfaction() {
        check(
            "Pay\t5\t8.6\t41%\nTrust\t30%\t\t3",
            &[("Pay", Some(5.0), Some(8.6), Some(4.1)), ("Trust", Some(30.0), None, Some(3.0))],
        );
        check("Need\tWeight\nPay\t5", &[("Pay", Some(5.0), None, None)]);
        check("Need\tWeight", &[("Need", None, None, None)]);
        check("\t5\nPay\t2", &[("Pay", Some(2.0), None, None)]);
    }

    #[test]
    fn numbers_that_cannot_be_used_are_left_out_and_counted() {
        let found = lines("Pay\t-1\t12\tmuch\nTrust\t1\t2\t3");
        assert_eq!((found[0].weight, found[0].importance, found[0].satisfaction), (None, None, None));
        assert_eq!((found[0].unusable, found[1].unusable), (3, 0));
    }

    #[test]
    fn one_word_fits_a_field_and_a_block_does_not() {
        for (text, block) in
            [("Pay", false), ("Pay\n", false), ("Pay\r\n", false), ("a\nb", true), ("a\t1", true)]
        {
            assert_eq!(is_block(text), block, "{text:?}");
        }
    }
}
