//! A cell as the text that a table holds.

use calamine::{DataType, ExcelDateTime};

use crate::domain::export::{defuse, revive};
use crate::domain::number;

/// What a cell says.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// Nothing.
    Nothing,
    /// Words.
    Words(String),
    /// A number, a day, yes or no.
    Value(String),
    /// An error such as `#N/A`.
    Error(String),
}

/// What a cell says; `is_percent` where its format shows it in percent.
pub fn said(cell: &impl DataType, is_percent: bool) -> Said {
    if let Some(text) = cell.get_string() {
        return words(text);
    }
    if let Some(value) = cell.get_float() {
        return Said::Value(if is_percent { percent(value) } else { plain(value) });
    }
    if let Some(value) = cell.get_int() {
        return Said::Value(value.to_string());
    }
    if let Some(value) = cell.get_bool() {
        return Said::Value(if value { "TRUE" } else { "FALSE" }.to_owned());
    }
    if let Some(moment) = cell.get_datetime() {
        return Said::Value(day_or_time(&moment));
    }
    if let Some(text) = cell.get_datetime_iso() {
        return Said::Value(iso(text));
    }
    if let Some(text) = cell.get_duration_iso() {
        return Said::Value(text.to_owned());
    }
    if let Some(error) = cell.get_error() {
        return Said::Error(error.to_string());
    }
    Said::Nothing
}

fn words(text: &str) -> Said {
    if text.trim().is_empty() {
        return Said::Nothing;
    }
    // Whoever reads the table takes an apostrophe before a formula away, as CSV files have it. In a
    // workbook it is the text's own, so it gets another one.
    let is_twin = revive(text) != text;
    Said::Words(if is_twin { defuse(text).into_owned() } else { text.to_owned() })
}

/// A number without the noise of binary fractions: 0.1 + 0.2 is 0.3.
///
/// Spreadsheet programs show 15 digits at most. A number that needs many of them is kept to the
/// last bit; one that gets much shorter by leaving the last ones out was meant to be short.
fn plain(value: f64) -> String {
    const SHORT: usize = 13;
    if !value.is_finite() {
        return String::new();
    }
    if value.abs() >= 1e15 {
        return format!("{value:e}");
    }
    let exact = value.to_string();
    if exact.len() <= SHORT {
        return exact;
    }
    match number::decimal(&format!("{value:.14e}")).map(|rounded| rounded.to_string()) {
        Some(rounded) if rounded.len() <= SHORT => rounded,
        _ => exact,
    }
}

/// A share as it is shown, where that reads back as the same share.
fn percent(value: f64) -> String {
    let text = format!("{}%", plain(value * 100.0));
    let reads_back = number::parse(&text).is_some_and(|typed| typed.value == value);
    if reads_back { text } else { plain(value) }
}

/// `2026-11-22`, with the time of day where there is one, or a time alone.
fn day_or_time(moment: &ExcelDateTime) -> String {
    let value = moment.as_f64();
    if moment.is_duration() {
        // Hours may be more than a day has.
        let minutes = (value * 24.0 * 60.0).round();
        return format!("{}:{:02}", plain((minutes / 60.0).trunc()), (minutes % 60.0).abs());
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let time = if second == 0 {
        format!("{hour:02}:{minute:02}")
    } else {
        format!("{hour:02}:{minute:02}:{second:02}")
    };
    if (0.0..1.0).contains(&value) {
        return time;
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) { date } else { format!("{date}T{time}") }
}

/// A moment that is ISO text already, without a time where the day is all.
fn iso(text: &str) -> String {
    let (date, time) = text.split_once('T').unwrap_or((text, ""));
    let is_midnight = time.chars().all(|c| matches!(c, '0' | ':' | '.' | 'Z'));
    if is_midnight { date.to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{CellErrorType, Data, ExcelDateTimeType};
    use proptest::prelude::*;

    #[track_caller]
    fn check(cell: Data, is_percent: bool, expected: Said) {
        assert_eq!(said(&cell, is_percent), expected, "{cell:?}");
    }

    fn value(text: &str) -> Said {
        Said::Value(text.to_owned())
    }

    #[test]
    fn numbers_have_no_noise() {
        for (number, text) in [
            (0.0, "0"),
            (1200.0, "1200"),
            (0.1 + 0.2, "0.3"),
            (1.1 * 1.1, "1.21"),
            (2.0 / 3.0, "0.6666666666666666"),
            (-0.25, "-0.25"),
            (123_456_789_012.0, "123456789012"),
            (1e17, "1e17"),
            (1e300, "1e300"),
            (1e-7, "0.0000001"),
            (f64::NAN, ""),
        ] {
            check(Data::Float(number), false, value(text));
        }
        check(Data::Int(-3), false, value("-3"));
    }

    #[test]
    fn percentages_keep_their_sign() {
        for (number, text) in
            [(0.8, "80%"), (1.0, "100%"), (0.07, "7%"), (1.5, "150%"), (0.125, "12.5%"), (0.0, "0%")]
        {
            check(Data::Float(number), true, value(text));
        }
        // What would come back as another number stays a share.
        check(Data::Float(0.333), true, value("0.333"));
    }

    #[test]
    fn days_and_times_are_iso() {
        let moment =
            |value: f64| Data::DateTime(ExcelDateTime::new(value, ExcelDateTimeType::DateTime, false));
        check(moment(46_348.0), false, value("2026-11-22"));
        check(moment(46_348.604_166_666_664), false, value("2026-11-22T14:30"));
        check(moment(0.25), false, value("06:00"));
        let in_1904 = Data::DateTime(ExcelDateTime::new(44_886.0, ExcelDateTimeType::DateTime, true));
        check(in_1904, false, value("2026-11-22"));
        let hours = Data::DateTime(ExcelDateTime::new(1.5, ExcelDateTimeType::TimeDelta, false));
        check(hours, false, value("36:00"));
        check(Data::DateTimeIso("2026-11-22".into()), false, value("2026-11-22"));
        check(Data::DateTimeIso("2026-11-22T00:00:00".into()), false, value("2026-11-22"));
        check(Data::DateTimeIso("2026-11-22T14:30:00".into()), false, value("2026-11-22T14:30:00"));
    }

    #[test]
    fn texts_are_texts() {
        for (text, expected) in
            [("游客结算", "游客结算"), ("=1+1", "=1+1"), ("'=1", "''=1"), ("it's", "it's"), ("80%", "80%")]
        {
            check(Data::String(text.into()), false, Said::Words(expected.into()));
            assert_eq!(revive(expected), text);
        }
        check(Data::String("  ".into()), false, Said::Nothing);
        check(Data::Empty, false, Said::Nothing);
        check(Data::Bool(true), false, value("TRUE"));
        check(Data::Error(CellErrorType::NA), false, Said::Error("#N/A".into()));
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back_as_nearly_the_same(number in -1e12..1e12_f64, is_percent: bool) {
            let Said::Value(text) = said(&Data::Float(number), is_percent) else { panic!("no value") };
            let read = number::parse(&text).unwrap().value;
            prop_assert!((read - number).abs() <= number.abs() * 1e-14, "{text}");
        }

        #[test]
        fn no_date_is_a_danger(number: f64, is_1904: bool, is_duration: bool) {
            let kind = if is_duration { ExcelDateTimeType::TimeDelta } else { ExcelDateTimeType::DateTime };
            said(&Data::DateTime(ExcelDateTime::new(number, kind, is_1904)), false);
        }
    }
}
