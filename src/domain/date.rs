//! Calendar dates and moments as text: ISO 8601 inside, the reader's way outside.

use super::text::Lang;

/// A day of the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year, 1 to 9999.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u32,
    /// Day of the month, 1 to 31.
    pub day: u32,
}

impl Date {
    /// Reads the date at the start of an ISO 8601 text; `None` if there is none.
    pub fn parse(text: &str) -> Option<Date> {
        let mut parts = text.get(..10)?.split('-');
        let year = parts.next()?.parse().ok()?;
        let month = parts.next()?.parse().ok()?;
        let day = parts.next()?.parse().ok()?;
        let date = Date { year, month, day };
        (date == Date::from_days(date.to_days()) && (1..=9999).contains(&year)).then_some(date)
    }

    /// Days since 1970-01-01 (Hinnant, "chrono-compatible low-level date algorithms").
    pub fn to_days(self) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month = (i64::from(self.month) + 9) % 12;
        let day_of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    /// The day that many days after 1970-01-01.
    pub fn from_days(days: i64) -> Date {
        let days = days + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Date { year: year as i32, month: month as u32, day: day as u32 }
    }

    /// `2026-11-22`.
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// `22 Nov 2026` or `2026年11月22日`.
    pub fn display(self, lang: Lang) -> String {
        const MONTHS: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let Date { year, month, day } = self;
        match lang {
            Lang::En => {
                let name = MONTHS.get(month.saturating_sub(1) as usize).copied().unwrap_or("?");
                format!("{day} {name} {year}")
            }
            Lang::Zh => format!("{year}年{month}月{day}日"),
        }
    }
}

/// The milliseconds since 1970 of a moment such as `2026-11-22T09:00:00Z`; the inverse of
/// [`iso_from_unix_ms`].
pub fn unix_ms_from_iso(iso: &str) -> Option<i64> {
    let (day, time) = iso.split_once('T')?;
    let mut parts = time.strip_suffix('Z')?.splitn(3, ':');
    let mut whole =
        |most: i64| parts.next()?.parse::<i64>().ok().filter(|number| (0..=most).contains(number));
    let (hours, minutes) = (whole(23)?, whole(59)?);
    let seconds: f64 = parts.next()?.parse().ok().filter(|seconds| (0.0..61.0).contains(seconds))?;
    let before = Date::parse(day)?.to_days() * 86_400_000 + hours * 3_600_000 + minutes * 60_000;
    Some(before + libm::round(seconds * 1000.0) as i64)
}

/// A moment in UTC as ISO 8601 text, to the second, from Unix milliseconds.
pub fn iso_from_unix_ms(unix_ms: i64) -> String {
    let seconds = unix_ms.div_euclid(1000);
    let date = Date::from_days(seconds.div_euclid(86_400));
    let second = seconds.rem_euclid(86_400);
    format!("{}T{:02}:{:02}:{:02}Z", date.iso(), second / 3600, second / 60 % 60, second % 60)
}

/// How a person reads the date of an ISO text; the text itself where it is no date.
pub fn display(iso: &str, lang: Lang) -> String {
    Date::parse(iso).map_or_else(|| iso.to_owned(), |date| date.display(lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_as_it_is_written() {
        for ms in [0, 1_795_338_000_000, 1_795_338_059_123, -1_000] {
            let iso = iso_from_unix_ms(ms);
            let whole = if iso.contains('.') { ms } else { ms.div_euclid(1000) * 1000 };
            assert_eq!(unix_ms_from_iso(&iso), Some(whole), "{iso}");
        }
        for text in ["", "2026-11-22", "2026-11-22T25:00:00Z", "2026-11-22T09:00Z", "2026-13-22T09:00:00Z"] {
            assert_eq!(unix_ms_from_iso(text), None, "{text}");
        }
    }

    #[test]
    fn days_and_dates_agree_over_four_centuries() {
        for days in (-150_000..150_000).step_by(13) {
            let date = Date::from_days(days);
            assert_eq!(date.to_days(), days);
            if date.year >= 1 {
                assert_eq!(Date::parse(&date.iso()), Some(date));
            }
        }
        assert_eq!(Date::from_days(0).iso(), "1970-01-01");
    }

    #[test]
    fn what_is_no_date_is_not_read_as_one() {
        for text in ["", "2026-13-01", "2026-02-30", "yesterday", "2026/01/01", "２０２６-01-01"] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_moment_is_written_in_utc() {
        assert_eq!(iso_from_unix_ms(1_795_337_400_999), "2026-11-22T08:50:00Z");
        assert_eq!(iso_from_unix_ms(-1), "1969-12-31T23:59:59Z");
    }

    #[test]
    fn dates_follow_the_language() {
        assert_eq!(display("2026-11-22T09:00:00Z", Lang::En), "22 Nov 2026");
        assert_eq!(display("2026-11-22", Lang::Zh), "2026年11月22日");
        assert_eq!(display("soon", Lang::En), "soon");
    }
}
