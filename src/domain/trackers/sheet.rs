//! A plan as a tracker's table.
//!
//! What stands in a cell is asked by the export, and by the import as well: a cell that says
//! exactly what an export would write there says nothing new, so the field stays as it is,
//! however little of it the tracker can hold.

use std::collections::{HashMap, HashSet};

use super::columns::{Amount, By, Field, input};
use super::{Days, Tracker};
use crate::domain::date::Date;
use crate::domain::frameworks::Framework;
use crate::domain::number;
use crate::domain::plan::{Estimate, Id, Item, Plan, Status};
use crate::domain::ranking;
use crate::domain::roadmap::Period;
use crate::domain::text::{Word, fields};

/// A plan, looked at as a tracker's table.
#[derive(Debug)]
pub struct Sheet<'a> {
    tracker: &'static Tracker,
    plan: &'a Plan,
    /// The place of each item in the plan, from 0.
    places: HashMap<&'a str, usize>,
    /// Items that have parts.
    parents: HashSet<&'a str>,
    periods: HashMap<&'a str, &'a Period>,
    ranks: Vec<Option<u32>>,
    ranked_count: usize,
}

impl<'a> Sheet<'a> {
    /// The plan as that tracker would have it, without priorities.
    pub fn of(tracker: &'static Tracker, plan: &'a Plan) -> Sheet<'a> {
        let places = plan.items.iter().enumerate().map(|(at, item)| (&*item.id, at)).collect();
        let roadmap = &plan.roadmap;
        let period = |id: &Id| roadmap.place_of(id).and_then(|at| roadmap.periods.get(at));
        let periods = roadmap
            .placements
            .iter()
            .filter_map(|placement| Some((&*placement.item, period(&placement.period)?)))
            .collect();
        Sheet {
            tracker,
            plan,
            places,
            parents: plan.items.iter().filter_map(|item| item.parent.as_deref()).collect(),
            periods,
            ranks: Vec::new(),
            ranked_count: 0,
        }
    }

    /// The same with priorities, which come from the ranks under a framework.
    pub fn ranked(mut self, framework: &'static Framework) -> Sheet<'a> {
        self.ranks = ranking::rank(self.plan, framework).ranks;
        self.ranked_count = self.ranks.iter().flatten().count();
        self
    }

    /// What stands in a column for an item; of columns that stand once for each value, in the
    /// one at that place, from 0.
    pub fn cell(&self, field: Field, nth: usize, item: &Item) -> String {
        match field {
            Field::Key => item.key.clone(),
            Field::NumberKey => numbered(&item.key).map(str::to_owned).unwrap_or_default(),
            Field::LinkId => self.place(&item.id),
            Field::Title => one_line(&item.title),
            Field::Description => item.description.clone(),
            Field::DescriptionHtml => html(&item.description),
            Field::Area => item.area.clone(),
            Field::Tags | Field::ColouredTags => item.tags.join(self.tracker.separator),
            Field::EachTag => item.tags.get(nth).map(|tag| without_spaces(tag)).unwrap_or_default(),
            Field::Status => self.tracker.status(item.status).to_owned(),
            Field::StatusOfNumbered => match numbered(&item.key) {
                Some(_) => self.tracker.status(item.status).to_owned(),
                None => self.tracker.status(Status::Idea).to_owned(),
            },
            Field::Outcome => match item.status {
                Status::Shipped => "Done".to_owned(),
                Status::Rejected => "Won't Do".to_owned(),
                _ => String::new(),
            },
            Field::Archived => "false".to_owned(),
            Field::Owner => item.owner.clone(),
            Field::Source => item.source.clone(),
            Field::Requester => {
                let names = item.requesters.iter().map(|requester| requester.name.as_str());
                names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join(self.tracker.separator)
            }
            Field::Parent(by) => item.parent.as_ref().map(|id| self.named(id, by)).unwrap_or_default(),
            Field::DependsOn(by) => {
                let names = item.depends_on.iter().map(|id| self.named(id, by));
                names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join(self.tracker.separator)
            }
            Field::EachDependency => {
                let mut names = item.depends_on.iter().map(|id| self.named(id, By::Key));
                names.by_ref().filter(|name| !name.is_empty()).nth(nth).unwrap_or_default()
            }
            Field::PlannedStart | Field::PlannedEnd | Field::ActualStart | Field::ActualEnd => {
                self.day_of(field, item).map(|date| self.day(date)).unwrap_or_default()
            }
            Field::Url => item.links.first().map(|link| link.url.trim().to_owned()).unwrap_or_default(),
            Field::Effort(amount) => self.effort(item, amount),
            Field::Number(label) => number_of(item, label),
            Field::Kind => {
                let [whole, single] = self.tracker.types;
                if self.parents.contains(&*item.id) { whole } else { single }.to_owned()
            }
            Field::Period => self.period(item).unwrap_or_default(),
            Field::PeriodWithoutDates => match self.planned(item) {
                (start, end) if start.is_empty() && end.is_empty() => self.period(item).unwrap_or_default(),
                _ => String::new(),
            },
            Field::Priority => self.priority(item).to_owned(),
            Field::Blocks | Field::Unused => String::new(),
        }
    }

    /// How often a column stands in the plan's table: effort only in a unit that the plan's can be
    /// put in.
    pub fn times(&self, field: Field) -> usize {
        let is_time = self.plan.settings.effort_unit.days().is_some();
        let most = |count: fn(&Item) -> usize| {
            self.plan.items.iter().map(|item| count(item)).max().unwrap_or(0).max(1)
        };
        match field {
            Field::EachTag => most(|item| item.tags.len()),
            Field::EachDependency => most(|item| item.depends_on.len()),
            Field::Effort(Amount::Points) => usize::from(!is_time),
            Field::Effort(Amount::Seconds | Amount::Hours) => usize::from(is_time),
            _ => 1,
        }
    }

    fn place(&self, id: &str) -> String {
        self.places.get(id).map(|at| (at + 1).to_string()).unwrap_or_default()
    }

    /// How a column names an item; empty for one that is not in the plan.
    fn named(&self, id: &Id, by: By) -> String {
        let Some(item) = self.places.get(&**id).and_then(|at| self.plan.items.get(*at)) else {
            return String::new();
        };
        match by {
            By::Place => self.place(id),
            By::Key if !item.key.is_empty() => item.key.clone(),
            By::Key | By::Title => one_line(&item.title),
        }
    }

    /// The planned days: the item's own, or else those of its period.
    pub(in crate::domain) fn planned(&self, item: &Item) -> (String, String) {
        let span = &item.planned;
        match self.periods.get(&*item.id) {
            Some(period) if span.start.is_empty() && span.end.is_empty() => {
                (period.start.clone(), period.end.clone())
            }
            _ => (span.start.clone(), span.end.clone()),
        }
    }

    /// The title of the item's period. A table is written in the words that the plan is in.
    fn period(&self, item: &Item) -> Option<String> {
        self.periods.get(&*item.id).map(|period| period.title.clone())
    }

    /// The day that stands in a column of days.
    pub(in crate::domain) fn day_of(&self, field: Field, item: &Item) -> Option<Date> {
        match field {
            Field::PlannedStart => Date::parse(&self.planned(item).0),
            Field::PlannedEnd => Date::parse(&self.planned(item).1),
            Field::ActualStart => Date::parse(&item.actual.start),
            // A tracker takes an end for a delivery.
            Field::ActualEnd if item.status == Status::Shipped => Date::parse(&item.actual.end),
            _ => None,
        }
    }

    fn day(&self, date: Date) -> String {
        const MONTHS: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let Date { year, month, day } = date;
        match self.tracker.days {
            Days::Iso => date.iso(),
            Days::MonthFirst => format!("{month:02}/{day:02}/{year:04}"),
            Days::Jira => {
                let month = MONTHS.get(month.saturating_sub(1) as usize).copied().unwrap_or_default();
                // Two digits mean this century; any other year is written in full.
                match year {
                    2000..=2069 => format!("{day:02}/{month}/{:02} 12:00 AM", year - 2000),
                    _ => format!("{day:02}/{month}/{year:04} 12:00 AM"),
                }
            }
        }
    }

    /// The effort in a tracker's unit; empty where the plan's cannot be put in it.
    fn effort(&self, item: &Item, amount: Amount) -> String {
        let unit = self.plan.settings.effort_unit;
        let likely = || estimate(item, fields::effort).and_then(Estimate::likely);
        let days = || Some(likely()? * unit.days()?);
        match amount {
            Amount::Ours => number_of(item, fields::effort),
            Amount::Points if unit.days().is_none() => number_of(item, fields::effort),
            Amount::Points => String::new(),
            Amount::Seconds => days().map(|days| number::plain(days * 28_800.0, 0)).unwrap_or_default(),
            Amount::Hours => days().map(|days| number::plain(days * 8.0, 2)).unwrap_or_default(),
        }
    }

    fn priority(&self, item: &Item) -> &'static str {
        let [high, medium, low, none] = self.tracker.priorities;
        let at = self.places.get(&*item.id).copied();
        let Some(rank) = at.and_then(|at| self.ranks.get(at).copied().flatten()) else { return none };
        let rank = rank as usize;
        match self.ranked_count {
            count if rank * 4 <= count + 3 => high,
            count if rank * 4 > count * 3 => low,
            _ => medium,
        }
    }
}

fn estimate(item: &Item, label: Word) -> Option<&Estimate> {
    let (sheet, input) = input(label)?;
    item.estimate(sheet, input.key)
}

/// A number that reads back as the same one, or what was typed instead.
fn number_of(item: &Item, label: Word) -> String {
    match estimate(item, label) {
        Some(Estimate::Unreadable(text)) => text.clone(),
        Some(found) => found.likely().map(|value| value.to_string()).unwrap_or_default(),
        None => String::new(),
    }
}

/// A key that is a number, as trackers give them that count their items.
fn numbered(key: &str) -> Option<&str> {
    (!key.is_empty() && key.len() <= 10 && key.bytes().all(|byte| byte.is_ascii_digit())).then_some(key)
}

/// A title has no line ends in any tracker.
pub(in crate::domain) fn one_line(text: &str) -> String {
    text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A label with spaces would become several labels.
pub(in crate::domain) fn without_spaces(tag: &str) -> String {
    tag.split_whitespace().collect::<Vec<_>>().join("-")
}

/// Plain text as HTML that shows it, and nothing else.
fn html(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\r' => {}
            '\n' => html.push_str("<br>"),
            c => html.push(c),
        }
    }
    html
}

/// The text that HTML shows: without tags, with line ends where a block ends.
pub(in crate::domain) fn text_of_html(html: &str) -> String {
    const ENTITIES: [(&str, char); 6] =
        [("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#39;", '\''), ("&nbsp;", ' '), ("&amp;", '&')];
    const BLOCKS: [&str; 11] = ["p", "div", "li", "tr", "h1", "h2", "h3", "h4", "ul", "ol", "table"];
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    // Behind the last bracket there are no tags. Without this, each of many opening brackets would
    // look for its end through all of the text.
    let behind_tags = html.rfind('>').map_or(html.len(), |last| html.len() - last - 1);
    while let Some(c) = rest.chars().next() {
        let tag = rest.strip_prefix('<').filter(|_| rest.len() > behind_tags);
        if let Some((tag, behind)) = tag.and_then(|tag| tag.split_once('>')) {
            let closes = tag.starts_with('/');
            let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
            let is = |names: &[&str]| names.iter().any(|known| name.eq_ignore_ascii_case(known));
            let ends_line = is(&["br", "br/"]) || (closes && is(&BLOCKS));
            if ends_line && !text.is_empty() && !text.ends_with("\n\n") {
                text.push('\n');
            }
            rest = behind;
        } else if let Some((entity, plain)) = ENTITIES.iter().find(|(entity, _)| rest.starts_with(entity)) {
            text.push(*plain);
            rest = rest.strip_prefix(entity).unwrap_or_default();
        } else {
            text.push(c);
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        }
    }
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_survives_the_way_through_html() {
        for text in ["plain", "a\nb", "1 < 2 & \"3\" > 2", "<img src=x onerror=alert(1)>", "&lt;"] {
            assert_eq!(text_of_html(&html(text)), text);
        }
        assert!(!html("<script>").contains('<'));
    }

    #[test]
    fn the_text_of_html_is_what_it_shows() {
        for (html, text) in [
            ("<div>One</div><div>Two&nbsp;words</div>", "One\nTwo words"),
            ("<p><b>Bold</b> text</p>", "Bold text"),
            ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
            ("no markup, 1 < 2", "no markup, 1 < 2"),
            ("a<BR class=\"x\">b<br/>c<brr>d", "a\nb\ncd"),
            ("<p>1 < 2</p>3 < 4", "1 3 < 4"),
            ("", ""),
        ] {
            assert_eq!(text_of_html(html), text, "{html}");
        }
    }

    #[test]
    fn brackets_without_an_end_are_read_in_time() {
        let open = "<".repeat(3_000_000);
        assert_eq!(text_of_html(&open), open);
        let behind = format!("<b>x</b>{open}");
        assert_eq!(text_of_html(&behind), format!("x{open}"));
    }

    #[test]
    fn keys_that_are_numbers_are_told_from_others() {
        for (key, number) in [("272", Some("272")), ("SY-1", None), ("", None), ("12345678901", None)] {
            assert_eq!(numbered(key), number);
        }
    }
}
