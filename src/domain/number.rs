//! Numbers as people type and read them.

use super::plan::Estimate;

/// A number as it was typed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Typed {
    /// The value; `80%` is 0.8.
    pub value: f64,
    /// Whether a percent sign stood behind it.
    pub percent: bool,
}

/// No number can be larger than this: 10^12 people is more than enough, and
/// products of such numbers stay far from infinity.
pub const LARGEST: f64 = 1e12;

/// Reads a number: `1,200`, `1200`, `1.2k`, `3万`, `80%`, `８０％`, `1 200`, `1,5`.
///
/// A comma groups thousands where three digits follow it, else it is a decimal
/// comma. `None` for anything that is no finite number, or larger than [`LARGEST`].
pub fn parse(text: &str) -> Option<Typed> {
    let mut plain: String = text.chars().filter_map(narrow).collect();
    let percent = plain.ends_with('%');
    if percent {
        plain.pop();
    }
    let factor = match plain.chars().last() {
        Some('k' | 'K' | '千') => 1e3,
        Some('m' | 'M') => 1e6,
        Some('万' | '萬' | 'w' | 'W') => 1e4,
        Some('亿' | '億') => 1e8,
        _ => 1.0,
    };
    if factor > 1.0 {
        plain.pop();
    }
    let digits = ungroup(&plain)?;
    let value = decimal(&digits)?;
    let value = if percent { value * factor / 100.0 } else { value * factor };
    (value.is_finite() && value.abs() <= LARGEST).then_some(Typed { value, percent })
}

/// Reads a plain decimal number such as `-1.5e3`, `.5` or `007`, rounded correctly;
/// infinite where it is too large to hold.
///
/// JSON's reader does the work. It is in the program anyway, and the standard
/// library's would bring ten kilobytes of tables of its own.
pub fn decimal(text: &str) -> Option<f64> {
    let (sign, unsigned) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let power = exponent.map(|exponent| exponent.strip_prefix(['-', '+']).unwrap_or(exponent));
    if whole.len() + fraction.len() == 0
        || !are_digits(whole)
        || !are_digits(fraction)
        || power.is_some_and(|power| power.is_empty() || !are_digits(power))
    {
        return None;
    }
    let mut json = String::from(sign);
    let whole = whole.trim_start_matches('0');
    json.push_str(if whole.is_empty() { "0" } else { whole });
    if !fraction.is_empty() {
        json.push('.');
        json.push_str(fraction);
    }
    if let Some(exponent) = exponent {
        json.push('e');
        json.push_str(exponent);
    }
    // What is a number and yet not read does not fit.
    Some(serde_json::from_str(&json).unwrap_or(f64::INFINITY))
}

/// Reads an estimate: one number, or a range such as `1-2-4`, `1 / 2 / 4`, `1..4`.
///
/// With two ends only, the likely value is their geometric mean: the median of
/// the lognormal distribution whose 90 % range they are. The order of the
/// numbers is kept as typed; [`super::frameworks::Input::check`] judges it.
pub fn parse_estimate(text: &str) -> Option<Estimate> {
    if let Some(typed) = parse(text) {
        return Some(Estimate::Value(typed.value));
    }
    let text = text.trim();
    for separator in ["..", "/", "~", "～", "–", "—", "至", "-", "－", " to "] {
        let parts: Vec<&str> = text.split(separator).collect();
        if !(2..=3).contains(&parts.len()) {
            continue;
        }
        let numbers: Option<Vec<f64>> =
            parts.iter().map(|part| parse(part).map(|typed| typed.value)).collect();
        match numbers.as_deref() {
            Some(&[low, likely, high]) => return Some(Estimate::Range { low, likely, high }),
            Some(&[low, high]) if low > 0.0 && high > 0.0 => {
                return Some(Estimate::Range { low, likely: libm::sqrt(low * high), high });
            }
            _ => {}
        }
    }
    None
}

/// Full-width forms become plain ones; spaces and underscores disappear.
fn narrow(c: char) -> Option<char> {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0),
        '。' => Some('.'),
        '−' => Some('-'),
        '_' | '\'' | '’' => None,
        c if c.is_whitespace() => None,
        c => Some(c),
    }
}

/// Removes the separators of thousands and makes the decimal mark a point.
fn ungroup(text: &str) -> Option<String> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if unsigned.is_empty() || !unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    if !text.contains(',') {
        return Some(text.to_owned());
    }
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let groups: Vec<&str> = whole.split(',').collect();
    let (first, rest) = groups.split_first()?;
    let first_digits = first.trim_start_matches(['-', '+']).len();
    if (1..=3).contains(&first_digits) && rest.iter().all(|group| group.len() == 3) {
        let joined = groups.concat();
        return Some(match fraction {
            Some(fraction) => format!("{joined}.{fraction}"),
            None => joined,
        });
    }
    match (rest, fraction) {
        ([decimals], None) => Some(format!("{first}.{decimals}")),
        _ => None,
    }
}

/// A whole number with separated thousands: `12,345`.
pub fn group(number: usize) -> String {
    group_digits(&number.to_string())
}

fn group_digits(digits: &str) -> String {
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, c) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(c);
    }
    grouped
}

/// A number for reading: grouped thousands, at most `decimals` decimals, no trailing zeros.
///
/// English and Simplified Chinese write numbers alike, so no language is asked.
pub fn display(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let text = plain(value, decimals);
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.as_str()),
    };
    match text.split_once('.') {
        Some((whole, fraction)) => format!("{sign}{}.{fraction}", group_digits(whole)),
        None => format!("{sign}{}", group_digits(text)),
    }
}

/// A share in percent for reading, with at most that many decimals.
pub fn percent(share: f64, decimals: usize) -> String {
    format!("{}%", display(share * 100.0, decimals))
}

/// A number for typing and for files: no grouping, at most `decimals` decimals.
pub fn plain(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    if !text.contains('.') {
        return text;
    }
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// The number with at most that many decimals: what is behind them is the noise of a calculation.
pub fn rounded(value: f64, decimals: usize) -> f64 {
    // Through its text, so that it is the number nearest to what people read.
    plain(value, decimals).parse().unwrap_or(value)
}

/// Decimals that a score needs: three digits that matter, no more.
///
/// One-digit guesses do not make a five-digit score (see methods, "goes wrong in tools").
pub fn display_score(value: f64) -> String {
    let size = value.abs();
    let decimals = if size >= 100.0 {
        0
    } else if size >= 10.0 {
        1
    } else {
        2
    };
    display(value, decimals)
}

/// The change from one sum to another as a share of the first, with its sign: `−4.1%`.
/// From nothing to something there is no share, and `+` is all that can be said.
pub fn relative(before: f64, after: f64) -> String {
    let change = after - before;
    // Sums of rounded numbers differ by a hair that nobody means.
    if change.abs() <= 1e-9 * before.abs().max(1.0) {
        return "±0%".to_owned();
    }
    let sign = if change < 0.0 { "−" } else { "+" };
    if before.abs() < 1e-12 {
        return sign.to_owned();
    }
    let percent = (change / before * 100.0).abs();
    match percent {
        // A change that is there is not rounded to none.
        percent if percent < 0.05 => format!("{sign}<0.1%"),
        percent => format!("{sign}{}%", display(percent, 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_is_read_as_the_standard_library_reads_it() {
        for text in [
            "0",
            "-0",
            "7",
            "007",
            "1.5",
            ".5",
            "5.",
            "-.5",
            "+3",
            "1e3",
            "1E+3",
            "2.5e-3",
            "0.1",
            "1e308",
            "1e309",
            "-1e999",
            "179769313486231570000",
            "123456789012345678901234567890.5",
            "4.9e-324",
            "1e-400",
            "",
            ".",
            "-",
            "+",
            "e5",
            "1e",
            "1e+",
            "1.2.3",
            "0x10",
            "1_000",
            "inf",
            "NaN",
            " 1",
            "1 ",
            "--1",
            "１",
        ] {
            let expected: Option<f64> = match text {
                "inf" | "NaN" => None,
                _ => text.parse().ok(),
            };
            assert_eq!(decimal(text).map(f64::abs), expected.map(f64::abs), "{text}");
        }
        assert_eq!(decimal("-2"), Some(-2.0));
    }

    fn check(text: &str, expected: Option<f64>) {
        assert_eq!(parse(text).map(|typed| typed.value), expected, "{text:?}");
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        for (text, value) in [
            ("1200", 1200.0),
            ("1,200", 1200.0),
            ("1，200", 1200.0),
            ("12,345,678.5", 12_345_678.5),
            ("1.2k", 1200.0),
            ("1.2 K", 1200.0),
            ("3万", 30_000.0),
            ("2M", 2_000_000.0),
            ("80%", 0.8),
            ("８０％", 0.8),
            ("１２００", 1200.0),
            ("0,5", 0.5),
            ("1,25", 1.25),
            (" 7 ", 7.0),
            ("1 200", 1200.0),
            ("1.", 1.0),
            (".5", 0.5),
            ("-3", -3.0),
            ("1e3", 1000.0),
        ] {
            check(text, Some(value));
        }
    }

    #[test]
    fn what_is_no_number_is_not_read_as_one() {
        for text in [
            "", " ", "abc", "NaN", "nan", "inf", "Infinity", "-inf", "1e308", "1e13", "12a", "1,2,3",
            "1.2.3", "%", "k", "--1", "1,23,4",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn a_range_may_be_typed_in_one_cell() {
        let range = Some(Estimate::Range { low: 1.0, likely: 2.0, high: 4.0 });
        for text in ["1-2-4", "1 / 2 / 4", "1..2..4", "1~2~4", "1 – 2 – 4", "1～4", "1 to 4", "1 - 4"] {
            assert_eq!(parse_estimate(text), range, "{text}");
        }
        assert_eq!(parse_estimate("-3"), Some(Estimate::Value(-3.0)));
        assert_eq!(parse_estimate("1-2-3-4"), None);
        assert_eq!(parse_estimate("0-4"), None);
        assert_eq!(parse_estimate("a lot"), None);
    }

    #[test]
    fn numbers_are_shown_grouped_and_without_noise() {
        for (value, decimals, text) in [
            (8161.0, 0, "8,161"),
            (1_234_567.891, 2, "1,234,567.89"),
            (0.25, 2, "0.25"),
            (-1234.5, 1, "-1,234.5"),
            (-0.001, 2, "0"),
            (100.0, 2, "100"),
            (f64::NAN, 0, "–"),
        ] {
            assert_eq!(display(value, decimals), text);
        }
        assert_eq!(display_score(4150.4), "4,150");
        assert_eq!(display_score(3.2), "3.2");
        assert_eq!(display_score(6.333), "6.33");
    }
}
