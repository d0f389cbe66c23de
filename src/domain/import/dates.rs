//! Days as other programs write them.

use std::collections::HashSet;

use crate::domain::date::Date;

/// In which order a date of three numbers names them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    /// `11/22/2026`, as in the United States.
    #[default]
    Month,
    /// `22/11/2026`, as nearly everywhere else.
    Day,
    /// `26-11-22`: as the standard says, with two digits for the year.
    Year,
}

impl Order {
    /// All of them.
    pub(super) const ALL: [Order; 3] = [Order::Month, Order::Day, Order::Year];
}

/// The days that a text may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// One day, whatever the order.
    Known {
        date: Date,
        /// Whether it begins with a year of four digits and a hyphen.
        iso: bool,
    },
    /// A day, or none, for each [`Order`], in the order of [`Order::ALL`].
    Numbers([Option<Date>; 3]),
}

impl Reading {
    /// The day that it means in an order.
    pub(super) fn day(self, order: Order) -> Option<Date> {
        match (self, order) {
            (Reading::Known { date, .. }, _) => Some(date),
            (Reading::Numbers([day, ..]), Order::Month) => day,
            (Reading::Numbers([_, day, _]), Order::Day) => day,
            (Reading::Numbers([.., day]), Order::Year) => day,
        }
    }
}

/// Reads the day at the start of a text: ISO 8601 with any time behind it, `2026/11/22`,
/// `2026年11月22日`, `22/Nov/26 12:00 AM`, `22 Nov 2026`, `Nov 22, 2026`, and three numbers in the
/// given order.
pub(super) fn read_day(text: &str, order: Order) -> Option<Date> {
    reading(text)?.day(order)
}

/// The order of the numbers in the dates of a column.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Decided {
    /// The order in which they are read.
    pub(super) order: Order,
    /// Whether a date says so that has no other order.
    pub(super) is_told: bool,
    /// The orders in which they can be read as well as in this one, which stands among them; empty
    /// where nothing is open.
    pub(super) open: Vec<Order>,
    /// The first date that is another day in each of these.
    pub(super) example: String,
}

/// Decides about the dates of a column by all of them together: the order in which each of them is
/// a day. Years of four digits before hyphens speak for years of two digits before hyphens.
pub(super) fn decide<'a>(cells: impl Iterator<Item = &'a str>) -> Decided {
    let (mut fits, mut told) = ([0_usize; 3], [false; 3]);
    let (mut count, mut has_iso) = (0, false);
    let mut example: Option<(&str, [Option<Date>; 3])> = None;
    let mut seen = HashSet::new();
    for cell in cells.filter(|cell| !cell.is_empty()) {
        if !seen.insert(cell) {
            continue;
        }
        match reading(cell) {
            Some(Reading::Known { iso, .. }) => has_iso |= iso,
            Some(Reading::Numbers(days)) => {
                count += 1;
                for (fits, day) in fits.iter_mut().zip(days) {
                    *fits += usize::from(day.is_some());
                }
                let only_one = days.iter().flatten().count() == 1;
                for (told, day) in told.iter_mut().zip(days) {
                    *told |= only_one && day.is_some();
                }
                let mut real = days.iter().flatten();
                let first = real.next();
                if example.is_none() && real.any(|day| Some(day) != first) {
                    example = Some((cell, days));
                }
            }
            None => {}
        }
    }
    if count == 0 {
        return Decided::default();
    }
    // The orders that suit every date; where none does, those that some date asks for.
    let place = |order: Order| Order::ALL.iter().position(|other| *other == order).unwrap_or(0);
    let suits = |order: &Order| fits.get(place(*order)) == Some(&count);
    let asked_for = |order: &Order| told.get(place(*order)) == Some(&true);
    let mut candidates: Vec<Order> = Order::ALL.into_iter().filter(suits).collect();
    if candidates.is_empty() {
        candidates = Order::ALL.into_iter().filter(asked_for).collect();
    }
    if has_iso && candidates.contains(&Order::Year) {
        candidates = vec![Order::Year];
    }
    // While nobody has said it, hyphens read as in the standard.
    let usual = candidates.iter().find(|order| **order == Order::Year).or(candidates.first());
    let order = usual.copied().unwrap_or_default();
    let is_told = candidates.len() == 1;
    match example {
        Some((text, _)) if candidates.len() > 1 => {
            Decided { order, is_told, open: candidates, example: text.trim().to_owned() }
        }
        _ => Decided { order, is_told, ..Decided::default() },
    }
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

fn reading(text: &str) -> Option<Reading> {
    /// No date is longer than this, with its time.
    const LONGEST: usize = 60;
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let known = |date: Date| Reading::Known { date, iso: false };
    let mut words = text
        .split(|c: char| !c.is_alphanumeric() || matches!(c, '年' | '月' | '日'))
        .filter(|word| !word.is_empty());
    let (first, second, third) = (words.next()?, words.next()?, words.next()?);
    let number = |text: &str| -> Option<u32> {
        // The time of day may stand right behind the day, as in `22T09`.
        let digits = text.split(['T', 't']).next()?;
        (!digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| digits.parse().ok())?
    };
    let behind_first = text.strip_prefix(first).unwrap_or_default();
    if (first.len() == 4 || behind_first.starts_with('年'))
        && let (Some(year), Some(month), Some(day)) = (full_year(first), number(second), number(third))
    {
        let iso = behind_first.starts_with('-');
        return real(year, month, day).map(|date| Reading::Known { date, iso });
    }
    let named = match (month_named(first), month_named(second)) {
        (Some(month), None) => Some((month, number(second))),
        (None, Some(month)) => Some((month, number(first))),
        _ => None,
    };
    if let Some((month, day)) = named {
        return real(full_year(third)?, month, day?).map(known);
    }
    let (one, two) = (number(first)?, number(second)?);
    if behind_first.starts_with('.') {
        // After points the day always comes first.
        return real(full_year(third)?, two, one).map(known);
    }
    let is_hyphen =
        |text: &str, word: &str| text.strip_prefix(word).is_some_and(|rest| rest.starts_with('-'));
    let hyphens = behind_first.strip_prefix('-').is_some_and(|rest| is_hyphen(rest, second));
    let year_last = full_year(third);
    let year_first = full_year(first).filter(|_| hyphens && first.len() == 2);
    let days = [
        year_last.and_then(|year| real(year, one, two)),
        year_last.and_then(|year| real(year, two, one)),
        year_first.and_then(|year| real(year, two, number(third).filter(|day| *day <= 31)?)),
    ];
    days.iter().any(Option::is_some).then_some(Reading::Numbers(days))
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
            check(text, Order::Month, Some("2026-11-22"));
        }
        check("03/04/2026", Order::Month, Some("2026-03-04"));
        check("03/04/2026", Order::Day, Some("2026-04-03"));
        check("3/4/26", Order::Day, Some("2026-04-03"));
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
            check(text, Order::Day, None);
        }
        check("22/11/2026", Order::Month, None);
    }

    #[test]
    fn two_digits_for_a_year_may_stand_first_behind_hyphens_alone() {
        check("26-11-22", Order::Year, Some("2026-11-22"));
        check("26-11-22 09:00", Order::Year, Some("2026-11-22"));
        check("26-11-22T09:00", Order::Month, None);
        check("26-11-22T09:00", Order::Year, Some("2026-11-22"));
        check("26年11月22日", Order::Day, Some("2026-11-22"));
        check("26/11/22", Order::Year, None);
        check("26-11/22", Order::Year, None);
        check("22.11.26", Order::Year, Some("2026-11-22"));
    }

    #[test]
    fn the_dates_of_a_column_decide_together() {
        use Order::{Day, Month, Year};
        #[track_caller]
        fn check(cells: &[&str], order: Order, open: &[Order]) {
            let decided = decide(cells.iter().copied());
            assert_eq!((decided.order, &decided.open[..]), (order, open), "{cells:?}");
            assert_eq!(decided.example.is_empty(), open.is_empty(), "{cells:?}");
        }
        check(&["22/11/2026"], Day, &[]);
        check(&["11/22/2026"], Month, &[]);
        check(&["03/04/2026"], Month, &[Month, Day]);
        check(&["03/04/2026", "25/04/2026"], Day, &[]);
        check(&["22/11/2026", "11/22/2026"], Month, &[]);
        check(&["22/11/2026", "11/22/2026", "03/04/2026"], Month, &[Month, Day]);
        for nothing in ["04/04/2026", "03.04.2026", "2026-03-04", "soon"] {
            check(&[nothing], Month, &[]);
        }
        // The day cannot be 45, the month cannot be 22.
        check(&["45-11-22"], Year, &[]);
        check(&["26-11-32"], Day, &[]);
        check(&["26-11-22"], Year, &[Day, Year]);
        check(&["26-11-22", "26-02-29"], Day, &[]);
        check(&["26-11-22", "32-01-05"], Year, &[]);
        check(&["26-11-22", "2026-12-24"], Year, &[]);
        check(&["26-11-22", "26-11-22 10:00"], Year, &[Day, Year]);
        check(&["10-11-12"], Year, &[Month, Day, Year]);
    }
}
