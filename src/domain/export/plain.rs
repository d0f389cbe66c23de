//! A plan as a text for a chat: the first items with their reasons, and the roadmap by period.

use super::{Context, Format, Group};
use crate::domain::plan::Plan;
use crate::domain::report::{Asked, Block, Kind, PeriodList, Ranked, Report};
use crate::domain::text::{Lang, explain, one_line, report as words};

/// The text for a chat.
pub static PLAIN: Format = Format {
    id: "plain-text",
    name: words::plain,
    about: words::plain_about,
    group: Group::Document,
    extension: "txt",
    mime: "text/plain;charset=utf-8",
    write: |plan, lang, context| Some(write(plan, lang, context).into_bytes()),
};

/// Items that a chat has room for.
const TOP: usize = 10;

fn write(plan: &Plan, lang: Lang, context: &Context) -> String {
    let Context { framework, today, .. } = *context;
    // A plan without an order and without a roadmap has a summary all the same.
    let mut kinds = vec![Kind::Ranking, Kind::Roadmap];
    let mut asked = Asked { lang, framework, today, top: TOP, kinds: kinds.clone() };
    let mut report = Report::of(plan, &asked);
    if report.sections.is_empty() {
        kinds.push(Kind::Summary);
        asked.kinds = kinds;
        report = Report::of(plan, &asked);
    }
    of(&report)
}

/// Writes the order and the roadmap of a report; its texts where it has nothing else.
pub fn of(report: &Report) -> String {
    let lang = report.lang;
    let titles: Vec<&str> =
        [report.title.as_str()].into_iter().chain(report.other_title.as_deref()).collect();
    let mut text = format!("{}\n{}\n", titles.join(" / "), words::made(lang, &report.day));
    for section in &report.sections {
        let mut lines: Vec<String> = Vec::new();
        let mut is_ranked = false;
        for block in &section.blocks {
            match block {
                // What is said before the order is about it.
                Block::Note(said) if section.kind == Kind::Ranking && !is_ranked => {
                    lines.push(one_line(said));
                }
                Block::Ranked(ranked) => {
                    is_ranked = true;
                    lines.extend(ranked.iter().flat_map(|ranked| ranked_of(ranked, lang)));
                }
                Block::Periods(periods) => lines.extend(periods.iter().map(|period| period_of(period, lang))),
                Block::Text(said) if section.kind == Kind::Summary => lines.push(one_line(said)),
                Block::List(points) if section.kind == Kind::Summary => {
                    lines.extend(points.iter().map(|point| one_line(point)));
                }
                _ => {}
            }
        }
        if !lines.is_empty() {
            text.push_str(&format!("\n{}\n{}\n", section.title, lines.join("\n")));
        }
    }
    text
}

fn ranked_of(ranked: &Ranked, lang: Lang) -> Vec<String> {
    let key = match ranked.key.is_empty() {
        true => String::new(),
        false => words::in_brackets(lang, &one_line(&ranked.key)),
    };
    let mut lines = vec![format!("{} {}{key} {}", ranked.numbered(), one_line(&ranked.title), ranked.score)];
    if !ranked.reason.is_empty() {
        lines.push(format!("   {}", one_line(&ranked.reason)));
    }
    lines
}

fn period_of(period: &PeriodList, lang: Lang) -> String {
    let dates = match period.dates.is_empty() {
        true => String::new(),
        false => words::in_brackets(lang, &period.dates),
    };
    let items: Vec<String> = period.items.iter().map(|item| one_line(&item.title)).collect();
    let items = if items.is_empty() { "–".to_owned() } else { items.join(explain::a_comma(lang)) };
    words::labelled(lang, &format!("{}{dates}", one_line(&period.title)), &items)
}
