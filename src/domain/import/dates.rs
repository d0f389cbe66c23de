//! Days as other programs write them.

use crate::domain::date::Date;

/// Which of two numbers is the month, in a date that names the year last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    /// `11/22/2026`, as in the United States.
    #[default]
    MonthFirst,
    /// `22/11/2026`, as nearly everywhere else.
    DayFirst,
}

/// What a date with the year last tells of the order of its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tells {
    /// The day can only be the first number, or only the second.
    Order(Order),
    /// It is another date in each order.
    Nothing,
}

/// Reads the day at the start of a text: ISO 8601 with any time behind it, `2026/11/22`,
/// `2026年11月22日`, `22/Nov/26 12:00 AM`, `22 Nov 2026`, `Nov 22, 2026`, and two numbers before
/// the year in the given order.
pub(super) fn read_day(text: &str, order: Order) -> Option<Date> {
    let parts = parts(text)?;
    match parts {
        Parts::Known(date) => Some(date),
        Parts::Numbers { first, second, year, dotted } => {
            let order = if dotted { Order::DayFirst } else { order };
            let (month, day) = match order {
                Order::MonthFirst => (first, second),
                Order::DayFirst => (second, first),
            };
            real(year, month, day)
        }
    }
}

/// What a text tells of the order of the numbers; `None` where it needs none.
pub(super) fn tells(text: &str) -> Option<Tells> {
    match parts(text)? {
        Parts::Known(_) | Parts::Numbers { dotted: true, .. } => None,
        Parts::Numbers { first, second, .. } if first == second => None,
        Parts::Numbers { first, second, .. } => match (first > 12, second > 12) {
            (true, false) => Some(Tells::Order(Order::DayFirst)),
            (false, true) => Some(Tells::Order(Order::MonthFirst)),
            (false, false) => Some(Tells::Nothing),
            (true, true) => None,
        },
    }
}

enum Parts {
    /// A day that is sure.
    Known(Date),
    /// Two numbers before the year; after points the day always comes first.
    Numbers { first: u32, second: u32, year: i32, dotted: bool },
}

fn real(year: i32, month: u32, day: u32) -> Option<Date> {
    let date = Date { year, month, day };
    Date::parse(&date.iso()).filter(|read| *read == date)
}

/// A year of two digits is one of the years 1970 to 2069.
fn full_year(text: &str) -> Option<i32> {
    let year: i32 = text.parse().ok()?;
    match text.len() {
        4 => Some(year),
        2 if year < 70 => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}

fn month_named(text: &str) -> Option<u32> {
    const NAMES: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let name = crate::domain::text::fold(text);
    let at = NAMES.iter().position(|month| name.starts_with(month))?;
    u32::try_from(at + 1).ok()
}

fn parts(text: &str) -> Option<Parts> {
    /// No date is longer than this, with its time.
    const LONGEST: usize = 60;
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric() || matches!(c, '年' | '月' | '日')).collect();
    let mut words = words.into_iter().filter(|word| !word.is_empty());
    let (first, second, third) = (words.next()?, words.next()?, words.next()?);
    let number = |text: &str| -> Option<u32> {
        // The time of day may stand right behind the day, as in `22T09`.
        let digits = text.split(['T', 't']).next()?;
        (!digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| digits.parse().ok())?
    };
    if first.len() == 4
        && let (Some(year), Some(month), Some(day)) = (number(first), number(second), number(third))
    {
        return real(i32::try_from(year).ok()?, month, day).map(Parts::Known);
    }
    let named = match (month_named(first), month_named(second)) {
        (Some(month), None) => Some((month, number(second))),
        (None, Some(month)) => Some((month, number(first))),
        _ => None,
    };
    if let Some((month, day)) = named {
        return real(full_year(third)?, month, day?).map(Parts::Known);
    }
    let (first, second) = (number(first)?, number(second)?);
    let year = full_year(third)?;
    if first.max(second) > 31 || first.min(second) == 0 {
        return None;
    }
    let dotted = text.chars().find(|c| !c.is_ascii_digit()) == Some('.');
    Some(Parts::Numbers { first, second, year, dotted })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, order: Order, expected: Option<&str>) {
        assert_eq!(read_day(text, order).map(Date::iso).as_deref(), expected, "{text:?}");
    }

    #[test]
    fn days_are_read_as_trackers_write_them() {
        for text in [
            "2026-11-22",
            "2026-11-22T09:00:00.000Z",
            "2026-11-22 09:00",
            "2026/11/22",
            "2026.11.22",
            "2026年11月22日",
            "22/Nov/26 3:42 PM",
            "22/Nov/2026",
            "22-Nov-2026",
            "22 November 2026",
            "Nov 22, 2026",
            "November 22 2026",
            "11/22/2026 7:00:00 AM",
            "22.11.2026",
        ] {
            check(text, Order::MonthFirst, Some("2026-11-22"));
        }
        check("03/04/2026", Order::MonthFirst, Some("2026-03-04"));
        check("03/04/2026", Order::DayFirst, Some("2026-04-03"));
        check("3/4/26", Order::DayFirst, Some("2026-04-03"));
    }

    #[test]
    fn what_is_no_day_is_not_read_as_one() {
        for text in [
            "",
            "soon",
            "Q1 2027",
            "2027",
            "true",
            "2026-13-01",
            "2026-02-30",
            "31/Feb/26",
            "0/1/2026",
            "1/2",
            "1,200,300",
            "99/99/2026",
        ] {
            check(text, Order::DayFirst, None);
        }
        check("22/11/2026", Order::MonthFirst, None);
    }

    #[test]
    fn an_order_is_told_by_numbers_above_twelve_alone() {
        for (text, expected) in [
            ("22/11/2026", Some(Tells::Order(Order::DayFirst))),
            ("11/22/2026", Some(Tells::Order(Order::MonthFirst))),
            ("03/04/2026", Some(Tells::Nothing)),
            ("04/04/2026", None),
            ("03.04.2026", None),
            ("2026-03-04", None),
            ("soon", None),
        ] {
            assert_eq!(tells(text), expected, "{text}");
        }
    }
}
