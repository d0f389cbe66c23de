//! The dates of the roadmap as iCalendar (RFC 5545): an all-day event for each period that has
//! dates, and for each item that has dates of its own or those of its period.
//!
//! The ids of events are made of those of the plan, so that a calendar that takes the file in
//! again moves its events and doubles none.

use super::{Context, Format, Group};
use crate::domain::date::Date;
use crate::domain::plan::{Item, Plan};
use crate::domain::roadmap::tracking::tracked;
use crate::domain::text::{Lang, explain, files, one_line, report as words, roadmap_board as board};

/// The dates of the roadmap as iCalendar.
pub static CALENDAR: Format = Format {
    id: "calendar",
    name: words::calendar,
    about: words::calendar_about,
    group: Group::Document,
    extension: "ics",
    mime: "text/calendar;charset=utf-8",
    write: |plan, lang, context| write(plan, lang, context).map(String::into_bytes),
};

/// Octets of a line without its end (RFC 5545, section 3.1).
const LINE: usize = 75;

/// Writes the calendar; `None` where nothing has dates, as an empty calendar is none.
fn write(plan: &Plan, lang: Lang, context: &Context) -> Option<String> {
    let named = one_line(plan.title_in(lang));
    let title = if named.is_empty() { files::untitled(lang).to_owned() } else { named };
    let stamp = stamp(context);
    let mut text = String::new();
    let mut put = |name: &str, value: &str| fold(&mut text, name, value);
    put("BEGIN:", "VCALENDAR");
    put("VERSION:", "2.0");
    put("PRODID:", "-//Steelyard//Steelyard//EN");
    put("CALSCALE:", "GREGORIAN");
    put("X-WR-CALNAME:", &escaped(&title));
    let events = events(plan, lang, context.today);
    for event in &events {
        put("BEGIN:", "VEVENT");
        put("UID:", &escaped(&format!("{}.{}@steelyard", event.id, one_line(&plan.id))));
        put("DTSTAMP:", &stamp);
        put("DTSTART;VALUE=DATE:", &day(event.first));
        // The end is the day after the last one.
        if let Some(after) = next(event.last) {
            put("DTEND;VALUE=DATE:", &day(after));
        }
        put("SUMMARY:", &escaped(&event.title));
        if !event.about.is_empty() {
            put("DESCRIPTION:", &escaped(&event.about));
        }
        // Whoever looks for a free hour is not kept from one by a roadmap.
        put("TRANSP:", "TRANSPARENT");
        put("END:", "VEVENT");
    }
    put("END:", "VCALENDAR");
    (!events.is_empty()).then_some(text)
}

struct Event {
    id: String,
    title: String,
    about: String,
    first: Date,
    last: Date,
}

fn events(plan: &Plan, lang: Lang, today: Date) -> Vec<Event> {
    let tracked = tracked(plan, today);
    let item = |at: usize| plan.items.get(at);
    let mut events = Vec::new();
    for (at, period) in plan.roadmap.periods.iter().enumerate() {
        let (start, end) = (Date::parse(&period.start), Date::parse(&period.end));
        let Some((first, last)) = span(start, end, true) else { continue };
        let there = tracked.iter().filter(|each| each.period == Some(at)).filter_map(|each| item(each.at));
        let there: Vec<String> = there.map(|item| called(item, lang)).collect();
        let title = one_line(period.title_in(lang));
        events.push(Event {
            id: format!("period.{}", one_line(&period.id)),
            title: words::labelled(lang, words::roadmap(lang), &title),
            about: there.join(explain::a_comma(lang)),
            first,
            last,
        });
    }
    for each in &tracked {
        let Some((item, (first, last))) = item(each.at).zip(span(each.start, each.end, each.own_end)) else {
            continue;
        };
        let period = each.period.and_then(|at| plan.roadmap.periods.get(at));
        let period = period.map(|period| one_line(period.title_in(lang)));
        let facts = [Some(item.status.label(lang).to_owned()), period, Some(one_line(&item.area))];
        let facts: Vec<String> = facts.into_iter().flatten().filter(|fact| !fact.is_empty()).collect();
        events.push(Event {
            id: format!("item.{}", one_line(&item.id)),
            title: called(item, lang),
            about: facts.join(board::comma(lang)),
            first,
            last,
        });
    }
    events
}

fn called(item: &Item, lang: Lang) -> String {
    words::with_key(lang, &one_line(&item.key), &one_line(item.title_in(lang))).trim().to_owned()
}

/// From a first to a last day: one day where one end is open. Where they are the wrong way
/// round, as with a date of the item's own beside one of its period, the one that counts holds.
fn span(start: Option<Date>, end: Option<Date>, end_counts: bool) -> Option<(Date, Date)> {
    match (start, end) {
        (Some(start), Some(end)) if start <= end => Some((start, end)),
        (Some(start), Some(end)) => Some(if end_counts { (end, end) } else { (start, start) }),
        (Some(one), None) | (None, Some(one)) => Some((one, one)),
        (None, None) => None,
    }
}

/// The day after; none behind the last day that has four digits of a year.
fn next(date: Date) -> Option<Date> {
    Some(Date::from_days(date.to_days() + 1)).filter(|date| date.year <= 9999)
}

/// `20270331`
fn day(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year, date.month, date.day)
}

/// The moment in UTC, `20261122T090000Z`; midnight of today where the moment is none.
fn stamp(context: &Context) -> String {
    let time = |from: usize, most: u32| {
        let part =
            context.now.get(from..from + 2).filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()))?;
        part.parse::<u32>().ok().filter(|part| *part <= most)
    };
    let read = || Some((Date::parse(context.now)?, time(11, 23)?, time(14, 59)?, time(17, 59)?));
    let (date, hour, minute, second) = read().unwrap_or((context.today, 0, 0, 0));
    format!("{}T{hour:02}{minute:02}{second:02}Z", day(date))
}

/// A text as a value (RFC 5545, section 3.3.11).
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => {
                safe.push('\\');
                safe.push(c);
            }
            '\n' => safe.push_str("\\n"),
            c if c.is_control() => safe.push(' '),
            c => safe.push(c),
        }
    }
    safe
}

/// Adds a line, broken where it is longer than a line may be, between two characters.
fn fold(text: &mut String, name: &str, value: &str) {
    let mut used = 0;
    for c in name.chars().chain(value.chars()) {
        if used + c.len_utf8() > LINE {
            text.push_str("\r\n ");
            used = 1;
        }
        text.push(c);
        used += c.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::frameworks;

    #[test]
    fn lines_are_folded_between_characters_at_75_octets() {
        for value in ["x".repeat(200), "结算".repeat(60), format!("{}结", "x".repeat(66))] {
            let mut text = String::new();
            fold(&mut text, "SUMMARY:", &value);
            assert!(text.ends_with("\r\n"));
            for line in text.split("\r\n") {
                assert!(line.len() <= LINE, "{line}");
            }
            assert_eq!(text.replace("\r\n ", ""), format!("SUMMARY:{value}\r\n"));
        }
    }

    #[test]
    fn text_is_escaped_as_a_value() {
        assert_eq!(escaped("a;b,c\\d\ne\u{7}"), "a\\;b\\,c\\\\d\\ne ");
    }

    #[test]
    fn the_stamp_is_the_moment_or_else_today() {
        let today = Date { year: 2026, month: 11, day: 22 };
        for (now, expected) in [
            ("2026-11-23T08:05:09Z", "20261123T080509Z"),
            ("2026-11-23T08:05:09.123Z", "20261123T080509Z"),
            ("2026-11-23", "20261122T000000Z"),
            ("2026-11-23T+8:05:09Z", "20261122T000000Z"),
            ("", "20261122T000000Z"),
        ] {
            let context = Context { framework: frameworks::default(), now, today, ranges: None };
            assert_eq!(stamp(&context), expected, "{now}");
        }
    }

    #[test]
    fn a_span_needs_one_day_and_never_runs_backwards() {
        let date = |day| Some(Date { year: 2027, month: 1, day });
        for (start, end, end_counts, expected) in [
            (date(1), date(3), false, Some((1, 3))),
            (date(5), date(3), true, Some((3, 3))),
            (date(5), date(3), false, Some((5, 5))),
            (date(5), None, false, Some((5, 5))),
            (None, date(3), false, Some((3, 3))),
            (None, None, false, None),
        ] {
            assert_eq!(span(start, end, end_counts).map(|(first, last)| (first.day, last.day)), expected);
        }
        assert_eq!(next(Date { year: 9999, month: 12, day: 31 }), None);
    }
}
