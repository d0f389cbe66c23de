//! The report as Markdown, as GitHub reads it: summary, order, tables, roadmap, decisions.
//!
//! Text from people is text: whatever Markdown or HTML would run is escaped, and every text
//! stays on its line, so that no title opens a heading, a link, a tag or a column.

use super::{Context, Format, Group};
use crate::domain::plan::Plan;
use crate::domain::report::{Asked, Block, Decided, Kind, PeriodList, Ranked, Report, Table};
use crate::domain::text::{Lang, one_line, report as words};

/// The report as Markdown.
pub static MARKDOWN: Format = Format {
    id: "markdown",
    name: words::markdown,
    about: words::markdown_about,
    group: Group::Document,
    extension: "md",
    mime: "text/markdown;charset=utf-8",
    write: |plan, lang, context| Some(write(plan, lang, context).into_bytes()),
};

/// Items that get a reason.
const TOP: usize = 10;

fn write(plan: &Plan, lang: Lang, context: &Context) -> String {
    let Context { framework, today, .. } = *context;
    let kinds = Kind::ALL.to_vec();
    of(&Report::of(plan, &Asked { lang, framework, today, top: TOP, kinds }))
}

/// Writes a report. Pictures are left out: what they show, tables and lists say as well.
pub fn of(report: &Report) -> String {
    let lang = report.lang;
    let mut parts = vec![format!("# {}", escaped(&report.title))];
    let day = words::made(lang, &report.day);
    let under: Vec<String> = report.other_title.iter().map(|title| escaped(title)).chain([day]).collect();
    parts.push(under.join(" · "));
    for section in &report.sections {
        parts.push(format!("## {}", escaped(&section.title)));
        let mut is_about_picture = false;
        for block in &section.blocks {
            // What is said about a picture goes with it.
            is_about_picture = match block {
                Block::Picture(_) => true,
                Block::Note(_) => is_about_picture,
                _ => false,
            };
            if !is_about_picture {
                parts.extend(block_of(block, lang));
            }
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n") + "\n"
}

fn block_of(block: &Block, lang: Lang) -> Option<String> {
    Some(match block {
        Block::Text(text) => escaped(text),
        Block::Note(text) => format!("> {}", escaped(text)),
        Block::List(points) => lines(points.iter().map(|point| format!("- {}", escaped(point)))),
        Block::Figures(figures) => {
            let figures = figures
                .iter()
                .map(|figure| format!("{} **{}**", escaped(&figure.label), escaped(&figure.value)));
            figures.collect::<Vec<_>>().join(" · ")
        }
        Block::Ranked(ranked) => lines(ranked.iter().map(|ranked| ranked_of(ranked, lang))),
        Block::Table(table) => table_of(table),
        Block::Periods(periods) => periods.iter().map(period_of).collect::<Vec<_>>().join("\n\n"),
        Block::Decided(decided) => lines(decided.iter().map(|decided| decided_of(decided, lang))),
        Block::Picture(_) => return None,
    })
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("\n")
}

/// A line break inside of a point of a list.
const BREAK: &str = "\\\n  ";

fn ranked_of(ranked: &Ranked, lang: Lang) -> String {
    let other = ranked.other_title.as_ref().map(|title| words::in_brackets(lang, &escaped(title)));
    let kano = ranked.kano.map(|kano| format!("{} {}", kano.file_name(), kano.label(lang)));
    let facts =
        [Some(&ranked.key), Some(&ranked.score), kano.as_ref(), Some(&ranked.area), Some(&ranked.period)];
    let facts: Vec<String> =
        facts.into_iter().flatten().filter(|fact| !fact.is_empty()).map(|fact| escaped(fact)).collect();
    let head =
        format!("**{} {}**{}", inline(&ranked.numbered()), inline(&ranked.title), other.unwrap_or_default());
    let mut line = format!("- {head} · {}", facts.join(" · "));
    if !ranked.reason.is_empty() {
        line.push_str(BREAK);
        line.push_str(&escaped(&ranked.reason));
    }
    line
}

fn table_of(table: &Table) -> String {
    let row =
        |cells: &mut dyn Iterator<Item = String>| format!("| {} |", cells.collect::<Vec<_>>().join(" | "));
    let mut rows = Vec::new();
    if !table.caption.is_empty() {
        rows.push(format!("**{}**\n", escaped(&table.caption)));
    }
    rows.push(row(&mut table.columns.iter().map(|column| inline(&column.label))));
    let rule = |is_number: bool| if is_number { "---:" } else { "---" };
    rows.push(row(&mut table.columns.iter().map(|column| rule(column.is_number).to_owned())));
    for cells in &table.rows {
        rows.push(row(&mut cells.iter().map(|cell| inline(cell))));
    }
    rows.join("\n")
}

fn period_of(period: &PeriodList) -> String {
    let mut parts = vec![format!("### {}", escaped(&period.title))];
    let facts = [&period.dates].into_iter().chain(&period.loads).filter(|fact| !fact.is_empty());
    let facts: Vec<String> = facts.map(|fact| escaped(fact)).collect();
    parts.push(facts.join(" · "));
    parts.push(lines(period.items.iter().map(|item| {
        let key = match item.key.is_empty() {
            true => String::new(),
            false => format!("**{}** ", escaped(&item.key)),
        };
        let head = format!("- {key}{}", escaped(&item.title));
        let facts = [&item.status, &item.why].into_iter().filter(|fact| !fact.is_empty());
        let facts: Vec<String> = facts.map(|fact| escaped(fact)).collect();
        format!("{head} · {}", facts.join(" · ")).trim_end_matches([' ', '·']).to_owned()
    })));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

fn decided_of(decided: &Decided, lang: Lang) -> String {
    let by = (!decided.by.is_empty()).then(|| words::by(lang, &decided.by));
    let lines = decided.lines.iter().chain(&by).map(|line| escaped(line));
    let head = format!("- {} · **{}**", escaped(&decided.day), escaped(&decided.title));
    [head].into_iter().chain(lines).collect::<Vec<_>>().join(BREAK)
}

/// A text as text at the beginning of a line: on one line, with everything escaped that
/// Markdown or HTML would run.
pub fn escaped(text: &str) -> String {
    escape(text, true)
}

/// The same for a place where no list and no heading can begin, such as a cell of a table.
fn inline(text: &str) -> String {
    escape(text, false)
}

fn escape(text: &str, begins: bool) -> String {
    let text = one_line(text);
    let mut safe = String::with_capacity(text.len() + 8);
    let mut before = '\n';
    let mut chars = text.char_indices().peekable();
    // A number at the beginning is that of a list if a point or a bracket follows.
    let mut only_digits = true;
    while let Some((at, c)) = chars.next() {
        let rest = text.get(at..).unwrap_or_default();
        let is_run = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '~' | '$' | '#' => true,
            // Between two letters it is no emphasis.
            '_' => {
                let after = chars.peek().map_or(' ', |(_, after)| *after);
                !(before.is_alphanumeric() && after.is_alphanumeric())
            }
            // Of an entity.
            '&' => rest.chars().take(40).any(|c| c == ';'),
            '+' | '-' | '=' => begins && at == 0,
            '.' | ')' if begins && only_digits && at > 0 => {
                chars.peek().is_none_or(|(_, after)| *after == ' ')
            }
            // GitHub makes links of addresses by itself.
            ':' => rest.starts_with("://"),
            '.' => safe.len() >= 3 && safe.to_ascii_lowercase().ends_with("www"),
            _ => false,
        };
        if is_run {
            safe.push('\\');
        }
        safe.push(c);
        only_digits = only_digits && c.is_ascii_digit();
        before = c;
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_markdown_and_html_would_run_is_escaped() {
        for (text, expected) in [
            ("Guest checkout", "Guest checkout"),
            ("2.5 pm, R&D, snake_case, 50%", "2.5 pm, R&D, snake_case, 50%"),
            ("# Title", "\\# Title"),
            ("- point", "\\- point"),
            ("+1", "\\+1"),
            ("===", "\\==="),
            ("1. first", "1\\. first"),
            ("12) second", "12\\) second"),
            ("a | b", "a \\| b"),
            ("a \\| b", "a \\\\\\| b"),
            ("<img src=x onerror=alert(1)>", "\\<img src=x onerror=alert(1)\\>"),
            ("[a](javascript:alert(1))", "\\[a\\](javascript:alert(1))"),
            ("![a](https://example.org/x.png)", "!\\[a\\](https\\://example.org/x.png)"),
            ("-0.85", "\\-0.85"),
            ("see WWW.example.org", "see WWW\\.example.org"),
            ("&lt;b&gt; & Co", "\\&lt;b\\&gt; & Co"),
            ("`code` **bold** _it_ ~~x~~ $x$", "\\`code\\` \\*\\*bold\\*\\* \\_it\\_ \\~\\~x\\~\\~ \\$x\\$"),
            ("one\n\n# two\r\n```", "one \\# two \\`\\`\\`"),
            ("\u{2028}> quote\u{0}", "\\> quote"),
            ("“游客结算”排在之前", "“游客结算”排在之前"),
        ] {
            assert_eq!(escaped(text), expected, "{text}");
        }
        for text in ["-0.85", "+3", "1. first", "= 2"] {
            assert_eq!(inline(text), text, "inside of a line it is no list");
        }
    }
}
