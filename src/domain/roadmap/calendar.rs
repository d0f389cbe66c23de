//! Periods made in a series: quarters, months, sprints, or Now, Next and Later.

use super::Period;
use crate::domain::date::Date;
use crate::domain::plan::Id;
use crate::domain::text::{Lang, Word, roadmap, roadmap_setup as words};

/// What follows what in a series of periods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rhythm {
    /// Calendar quarters.
    Quarters,
    /// Calendar months.
    Months,
    /// Two weeks each.
    Sprints,
    /// Now, Next and Later, without dates.
    Open,
}

/// Days of a sprint.
const SPRINT: i64 = 14;

/// The words for what has no dates.
const OPEN: [Word; 3] = [roadmap::now, roadmap::next, roadmap::later];

impl Rhythm {
    /// All of them, in the order in which a chooser lists them.
    pub const ALL: [Rhythm; 4] = [Rhythm::Quarters, Rhythm::Months, Rhythm::Sprints, Rhythm::Open];

    /// The word on screens.
    pub fn word(self) -> Word {
        match self {
            Rhythm::Quarters => words::quarters,
            Rhythm::Months => words::months,
            Rhythm::Sprints => words::sprints,
            Rhythm::Open => words::open,
        }
    }

    /// A sentence about it.
    pub fn help(self) -> Word {
        match self {
            Rhythm::Quarters => words::quarters_help,
            Rhythm::Months => words::months_help,
            Rhythm::Sprints => words::sprints_help,
            Rhythm::Open => words::open_help,
        }
    }

    /// How many periods are made where nobody says otherwise.
    pub fn usual(self) -> usize {
        match self {
            Rhythm::Quarters => 4,
            Rhythm::Months | Rhythm::Sprints => 6,
            Rhythm::Open => OPEN.len(),
        }
    }

    /// The first day of the next quarter, month or week after a day.
    pub fn next_start(self, today: Date) -> Date {
        match self {
            Rhythm::Quarters => months_later(quarter_of(today), 3),
            Rhythm::Months | Rhythm::Open => months_later(month_of(today), 1),
            // 1970-01-01 was a Thursday, so Mondays are 4 days after a multiple of 7.
            Rhythm::Sprints => Date::from_days((today.to_days() - 4).div_euclid(7) * 7 + 11),
        }
    }

    /// Periods from the one that holds a day on, without ids and capacity; fewer where the
    /// calendar ends. Each has its title in both languages.
    pub fn series(self, from: Date, count: usize, lang: Lang) -> Vec<Period> {
        let first = match self {
            Rhythm::Quarters => quarter_of(from),
            Rhythm::Months => month_of(from),
            Rhythm::Sprints | Rhythm::Open => from,
        };
        (0..count).map_while(|at| self.nth(first, at, lang)).collect()
    }

    fn nth(self, first: Date, at: usize, lang: Lang) -> Option<Period> {
        let months = |length: i64, title: fn(Lang, Date) -> String| {
            let start = months_later(first, at as i64 * length);
            dated(start, day_before(months_later(start, length)), &|lang| title(lang, start), lang)
        };
        match self {
            Rhythm::Quarters => months(3, quarter_title),
            Rhythm::Months => months(1, month_title),
            Rhythm::Sprints => {
                let start = Date::from_days(first.to_days() + at as i64 * SPRINT);
                let end = Date::from_days(start.to_days() + SPRINT - 1);
                dated(start, end, &|lang| words::sprint(lang, at + 1), lang)
            }
            Rhythm::Open => Some(titled(&|lang| open_title(lang, at), lang)),
        }
    }
}

/// The period that follows the last ones, without an id: as long as they are, right behind
/// them, named as they are, and with the capacity of the last one.
///
/// The last two tell the rhythm: whole months go on as whole months, anything else as
/// so many days.
pub fn following(periods: &[Period], lang: Lang) -> Period {
    let last = periods.last();
    let before = periods.len().checked_sub(2).and_then(|at| periods.get(at));
    let mut made = next_dates(before.and_then(days_of), last.and_then(days_of)).map_or_else(
        || titled(&|lang| words::numbered_period(lang, periods.len() + 1), lang),
        |(start, end)| Period {
            start: start.iso(),
            end: end.iso(),
            ..titled(&|lang| words::numbered_period(lang, periods.len() + 1), lang)
        },
    );
    let Some(last) = last else { return made };
    made.capacity = last.capacity.clone();
    if days_of(last).is_some() && made.start.is_empty() {
        return made;
    }
    if let Some(title) = next_title(before.map(|period| &*period.title), last, &last.title, &made) {
        made.title = title;
        let alt = last.title_alt.as_deref().filter(|alt| !alt.trim().is_empty());
        let alt_before = before.map(|period| period.title_alt.as_deref().unwrap_or_default());
        made.title_alt = alt.and_then(|alt| next_title(alt_before, last, alt, &made));
    }
    made
}

/// Gives periods their ids and the same capacity for every team.
pub fn with_capacity(
    periods: Vec<Period>,
    teams: &[Id],
    amount: f64,
    ids: &mut dyn FnMut() -> Id,
) -> Vec<Period> {
    let capacity: crate::domain::by_id::ById<f64> =
        teams.iter().map(|team| (Id::clone(team), amount)).collect();
    let with_id = |period: Period| Period { id: ids(), capacity: capacity.clone(), ..period };
    periods.into_iter().map(with_id).collect()
}

/// A period with its title in both languages.
fn titled(title: &dyn Fn(Lang) -> String, lang: Lang) -> Period {
    Period { title: title(lang), title_alt: Some(title(lang.other())), ..Period::default() }
}

/// A period with dates; `None` where the calendar ends.
fn dated(start: Date, end: Date, title: &dyn Fn(Lang) -> String, lang: Lang) -> Option<Period> {
    let fits = |date: Date| (1..=9999).contains(&date.year);
    (fits(start) && fits(end)).then(|| Period { start: start.iso(), end: end.iso(), ..titled(title, lang) })
}

fn quarter_title(lang: Lang, start: Date) -> String {
    words::quarter(lang, start.year, (start.month - 1) / 3 + 1)
}

fn month_title(lang: Lang, start: Date) -> String {
    words::month(lang, start.year, start.month)
}

fn open_title(lang: Lang, at: usize) -> String {
    let word = |word: &Word| word(lang).to_owned();
    OPEN.get(at).map(word).unwrap_or_else(|| format!("{} {}", roadmap::later(lang), at + 2 - OPEN.len()))
}

/// The first day of the month of a day.
fn month_of(date: Date) -> Date {
    Date { day: 1, ..date }
}

/// The first day of the quarter of a day.
fn quarter_of(date: Date) -> Date {
    Date { month: (date.month - 1) / 3 * 3 + 1, day: 1, ..date }
}

/// The first day of the month that many months after that of a day.
fn months_later(date: Date, months: i64) -> Date {
    let month = i64::from(date.year) * 12 + i64::from(date.month) - 1 + months;
    Date { year: month.div_euclid(12) as i32, month: month.rem_euclid(12) as u32 + 1, day: 1 }
}

fn day_before(date: Date) -> Date {
    Date::from_days(date.to_days() - 1)
}

type Days = (Date, Date);

/// First and last day of a period that has both, in order.
fn days_of(period: &Period) -> Option<Days> {
    let days = (Date::parse(&period.start)?, Date::parse(&period.end)?);
    (days.0 <= days.1).then_some(days)
}

/// How many whole months a period has; `None` where it is none.
fn whole_months((start, end): Days) -> Option<i64> {
    let after = Date::from_days(end.to_days() + 1);
    let months = |date: Date| i64::from(date.year) * 12 + i64::from(date.month);
    (start.day == 1 && after.day == 1).then(|| months(after) - months(start))
}

fn next_dates(before: Option<Days>, last: Option<Days>) -> Option<Days> {
    let last = last?;
    let start = Date::from_days(last.1.to_days() + 1);
    let length = |days: Days| days.1.to_days() - days.0.to_days();
    // Four weeks that happen to be February are no month if those before them were none.
    let months = whole_months(last).filter(|_| before.is_none_or(|days| whole_months(days).is_some()));
    let end = match months {
        Some(months) => day_before(months_later(start, months)),
        None => Date::from_days(start.to_days() + length(last)),
    };
    (end.year <= 9999).then_some((start, end))
}

/// The title behind a title: the calendar's where that was the calendar's, else one number more.
fn next_title(before: Option<&str>, last: &Period, title: &str, made: &Period) -> Option<String> {
    if let (Some(of_last), Some(of_made)) = (Date::parse(&last.start), Date::parse(&made.start)) {
        for lang in Lang::ALL {
            for name in [quarter_title, month_title] {
                if name(lang, of_last) == title {
                    return Some(name(lang, of_made));
                }
            }
        }
    }
    let (stem, number) = numbered(title);
    let Some(number) = number else {
        let is_later = Lang::ALL.iter().any(|lang| roadmap::later(*lang) == title);
        return is_later.then(|| format!("{title} 2"));
    };
    // What does not rise by one is no count: the year in "Q1 27", for example.
    let counts = before.is_none_or(|before| match numbered(before) {
        (other, Some(before)) => other == stem && before.checked_add(1) == Some(number),
        (other, None) => number == 2 && other.trim() == stem.trim(),
    });
    counts.then(|| Some(format!("{stem}{}", number.checked_add(1)?)))?
}

/// A text and the whole number at its end.
fn numbered(text: &str) -> (&str, Option<u32>) {
    let stem = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = text.strip_prefix(stem).and_then(|digits| digits.parse().ok());
    (stem, number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn lines(periods: &[Period], lang: Lang) -> Vec<String> {
        let line = |period: &Period| format!("{} {} {}", period.title_in(lang), period.start, period.end);
        periods.iter().map(line).collect()
    }

    #[test]
    fn a_series_begins_with_the_period_that_holds_the_day() {
        #[track_caller]
        fn check(rhythm: Rhythm, from: &str, count: usize, en: &[&str], zh: &[&str]) {
            for lang in Lang::ALL {
                let made = rhythm.series(day(from), count, lang);
                assert_eq!(lines(&made, Lang::En), en);
                assert_eq!(lines(&made, Lang::Zh), zh);
            }
        }
        check(
            Rhythm::Quarters,
            "2027-11-20",
            2,
            &["2027 Q4 2027-10-01 2027-12-31", "2028 Q1 2028-01-01 2028-03-31"],
            &["2027 年第四季度 2027-10-01 2027-12-31", "2028 年第一季度 2028-01-01 2028-03-31"],
        );
        check(
            Rhythm::Months,
            "2027-12-31",
            3,
            &[
                "Dec 2027 2027-12-01 2027-12-31",
                "Jan 2028 2028-01-01 2028-01-31",
                "Feb 2028 2028-02-01 2028-02-29",
            ],
            &[
                "2027 年 12 月 2027-12-01 2027-12-31",
                "2028 年 1 月 2028-01-01 2028-01-31",
                "2028 年 2 月 2028-02-01 2028-02-29",
            ],
        );
        check(
            Rhythm::Sprints,
            "2026-12-28",
            2,
            &["Sprint 1 2026-12-28 2027-01-10", "Sprint 2 2027-01-11 2027-01-24"],
            &["迭代 1 2026-12-28 2027-01-10", "迭代 2 2027-01-11 2027-01-24"],
        );
        check(
            Rhythm::Open,
            "2027-01-01",
            4,
            &["Now  ", "Next  ", "Later  ", "Later 2  "],
            &["现在  ", "接下来  ", "以后  ", "以后 2  "],
        );
        check(
            Rhythm::Quarters,
            "9999-12-01",
            3,
            &["9999 Q4 9999-10-01 9999-12-31"],
            &["9999 年第四季度 9999-10-01 9999-12-31"],
        );
        check(
            Rhythm::Months,
            "2100-02-15",
            1,
            &["Feb 2100 2100-02-01 2100-02-28"],
            &["2100 年 2 月 2100-02-01 2100-02-28"],
        );
    }

    #[test]
    fn a_series_starts_at_the_next_boundary_of_the_calendar() {
        #[track_caller]
        fn check(rhythm: Rhythm, today: &str, start: &str) {
            assert_eq!(rhythm.next_start(day(today)).iso(), start);
        }
        check(Rhythm::Quarters, "2026-11-23", "2027-01-01");
        check(Rhythm::Quarters, "2027-01-01", "2027-04-01");
        check(Rhythm::Months, "2026-12-31", "2027-01-01");
        check(Rhythm::Months, "2027-01-01", "2027-02-01");
        // A Monday, a Sunday, a Tuesday.
        check(Rhythm::Sprints, "2026-11-23", "2026-11-30");
        check(Rhythm::Sprints, "2026-11-29", "2026-11-30");
        check(Rhythm::Sprints, "2026-11-24", "2026-11-30");
        check(Rhythm::Sprints, "1969-12-31", "1970-01-05");
    }

    fn period(title: &str, start: &str, end: &str) -> Period {
        Period { title: title.into(), start: start.into(), end: end.into(), ..Period::default() }
    }

    #[test]
    fn a_series_goes_on_as_its_last_two_periods_say() {
        #[track_caller]
        fn check(given: &[(&str, &str, &str)], title: &str, start: &str, end: &str) {
            let given: Vec<Period> =
                given.iter().map(|(title, start, end)| period(title, start, end)).collect();
            let made = following(&given, Lang::En);
            assert_eq!((&*made.title, &*made.start, &*made.end), (title, start, end));
        }
        check(&[("2027 Q4", "2027-10-01", "2027-12-31")], "2028 Q1", "2028-01-01", "2028-03-31");
        check(&[("Jan 2028", "2028-01-01", "2028-01-31")], "Feb 2028", "2028-02-01", "2028-02-29");
        check(&[("2027 年 12 月", "2027-12-01", "2027-12-31")], "2028 年 1 月", "2028-01-01", "2028-01-31");
        check(
            &[("Sprint 1", "2027-01-04", "2027-01-17"), ("Sprint 2", "2027-01-18", "2027-01-31")],
            "Sprint 3",
            "2027-02-01",
            "2027-02-14",
        );
        // Four weeks that are a whole February, in a series of four weeks.
        check(
            &[("Cycle 1", "2027-01-04", "2027-01-31"), ("Cycle 2", "2027-02-01", "2027-02-28")],
            "Cycle 3",
            "2027-03-01",
            "2027-03-28",
        );
        check(&[("H1", "2027-01-01", "2027-06-30")], "H2", "2027-07-01", "2027-12-31");
        check(
            &[("Spring 27", "2027-01-01", "2027-06-30"), ("Autumn 27", "2027-07-01", "2027-12-31")],
            "Period 3",
            "2028-01-01",
            "2028-06-30",
        );
        check(&[("Now", "", ""), ("Next", "", ""), ("Later", "", "")], "Later 2", "", "");
        check(&[("Later", "", ""), ("Later 2", "", "")], "Later 3", "", "");
        check(&[("One", "2027-02-30", "soon")], "Period 2", "", "");
        check(&[("One", "2027-05-01", "2027-04-01")], "Period 2", "", "");
        check(&[("Sprint 4294967295", "", "")], "Period 2", "", "");
        check(&[], "Period 1", "", "");
        check(&[("9999 Q4", "9999-10-01", "9999-12-31")], "Period 2", "", "");
    }

    #[test]
    fn what_follows_has_both_titles_and_the_capacity_of_the_last() {
        let mut series = Rhythm::Quarters.series(day("2027-10-01"), 1, Lang::Zh);
        series = with_capacity(series, &["web".into()], 4.0, &mut || "q".into());
        let made = following(&series, Lang::Zh);
        assert_eq!(made.title, "2028 年第一季度");
        assert_eq!(made.title_alt.as_deref(), Some("2028 Q1"));
        assert_eq!(made.capacity_of("web"), 4.0);
        assert!(made.id.is_empty());
    }

    proptest::proptest! {
        #[test]
        fn every_series_is_without_gaps_and_goes_on_as_it_began(
            days in -100_000i64..1_000_000, count in 1usize..20, which in 0usize..3
        ) {
            let rhythm = Rhythm::ALL[which];
            let series = rhythm.series(Date::from_days(days), count + 1, Lang::En);
            for pair in series.windows(2) {
                let (_, end) = days_of(&pair[0]).unwrap();
                let (start, _) = days_of(&pair[1]).unwrap();
                proptest::prop_assert_eq!(end.to_days() + 1, start.to_days());
            }
            let next = following(&series[..count], Lang::En);
            proptest::prop_assert_eq!(&next, &series[count]);
        }
    }
}
