//! A report as one HTML file that needs nothing beside it: no network, no script, no program.
//!
//! Both languages stand in it; which one is seen is decided by a pair of radio buttons and the
//! style sheet. The plan itself is embedded, so that the program opens the file again
//! (`format::read_bytes`). All text from people is escaped, and the page's policy allows
//! nothing but its own style sheet.

mod hash;
mod picture;

use super::{Block, Decided, Figure, PeriodList, Ranked, Report, Section, Table, Wrapping};
use crate::domain::text::{Lang, slides as words};

/// The media type.
pub const MIME: &str = "text/html;charset=utf-8";

/// The end of a file's name, without the point.
pub const EXTENSION: &str = "html";

/// What stands before the plan in the file; no text from people can hold it, as theirs has no `<`.
pub const PLAN_START: &str = "<script type=\"application/json\" id=\"steelyard-plan\">";

/// What stands behind the plan.
pub const PLAN_END: &str = "</script>";

const STYLE: &str = include_str!("html/style.css");

/// The only place of colours and sizes; `style.css` speaks in its names.
const TOKENS: &str = include_str!("../../../styles/tokens.css");

/// The sign of the product, in the colour of its surroundings.
const SIGN: &str = "<svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" fill=\"none\" stroke=\"currentColor\" \
stroke-width=\"1.4\"><path d=\"M2 6.5 14 4M8 5.2V2.8M4 6v3.2M2 9.2h4a2 2 0 0 1-4 0ZM11.4 4.6v3.2M9.8 9.4a1.6 1.6 \
0 1 0 3.2 0a1.6 1.6 0 1 0-3.2 0Z\"/></svg>";

/// Writes the file: the reports in the order in which their languages are offered, the first of
/// them shown, and the plan as `format::write` makes it.
pub fn write(reports: &[Report], plan_json: &str) -> String {
    let first = reports.first();
    let lang = first.map(|report| report.lang).unwrap_or_default();
    let title = first.map(|report| report.title.as_str()).unwrap_or_default();
    let style = style(title);
    let policy = hash::source(&style);
    let mut page = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {policy}; \
         img-src data:; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"generator\" content=\"Steelyard\">\n<title>{}</title>\n<style>{style}</style>\n</head>\n\
         <body>\n<main>\n",
        lang.tag(),
        escaped(title),
    );
    let offered: Vec<(usize, &Report)> = (1..).zip(reports).collect();
    // Buttons before everything else: the style sheet shows what follows the one that is pressed.
    for (number, report) in &offered {
        page.push_str(&format!(
            "<input class=\"choose\" type=\"radio\" name=\"language\" id=\"show-{number}\" aria-label=\"{}\"{}>\n",
            report.lang.own_name(),
            if *number == 1 { " checked" } else { "" },
        ));
    }
    page.push_str(&format!(
        "<div class=\"mast\"><span class=\"mast__mark\">{SIGN} {}</span>",
        words::product(lang)
    ));
    if offered.len() > 1 {
        page.push_str("<div class=\"switch\">");
        for (number, report) in &offered {
            let (tag, name) = (report.lang.tag(), report.lang.own_name());
            page.push_str(&format!("<label for=\"show-{number}\" lang=\"{tag}\">{name}</label>"));
        }
        page.push_str("</div>");
    }
    page.push_str("</div>\n");
    for (number, report) in &offered {
        page.push_str(&half(report, *number));
    }
    page.push_str("</main>\n");
    page.push_str(PLAN_START);
    page.push_str(&embedded(plan_json));
    page.push_str(PLAN_END);
    page.push_str("\n</body>\n</html>\n");
    page
}

/// JSON that no reader of HTML takes for markup. These letters stand inside of texts only, where
/// JSON knows a second spelling of them.
fn embedded(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            // Line ends of their own kind, and what no page may hold.
            '\u{2028}' | '\u{2029}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {
                safe.push_str(&format!("\\u{:04x}", c as u32));
            }
            c => safe.push(c),
        }
    }
    safe
}

/// The style sheet: the colours of light and dark, the rest, and the title for the foot of pages.
fn style(title: &str) -> String {
    let inside = |text: &'static str| -> Option<(&'static str, &'static str)> {
        text.split_once('{')?.1.split_once('}')
    };
    let (light, rest) = inside(TOKENS).unwrap_or_default();
    // The first block behind the light one is inside of the query for dark.
    let dark =
        rest.split_once("prefers-color-scheme: dark").and_then(|(_, rest)| inside(rest.split_once('{')?.1));
    let dark = dark.unwrap_or_default().0;
    format!(
        ":root{{{}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{}}}}}\n{STYLE}{}\
         @page{{@bottom-left{{content:\"{}\";font:9pt sans-serif;color:#5d6678}}\
         @bottom-right{{content:counter(page) \" / \" counter(pages);font:9pt sans-serif;color:#5d6678}}}}\n",
        joined(light),
        joined(dark),
        picture::colours(),
        in_style(title),
    )
}

fn joined(block: &str) -> String {
    block.lines().map(str::trim).collect()
}

/// A text as a string of a style sheet: whatever is no letter or digit is written as a number.
fn in_style(text: &str) -> String {
    let mut safe = String::new();
    for c in text.chars().take(80) {
        match c {
            // No style sheet can hold it.
            '\0' => {}
            c if c.is_alphanumeric() || c == ' ' => safe.push(c),
            c => safe.push_str(&format!("\\{:x} ", c as u32)),
        }
    }
    safe
}

/// Text without what HTML reads as markup, and without letters that no page may hold.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c if (c.is_control() && !matches!(c, '\t' | '\n')) || matches!(c, '\u{fffe}' | '\u{ffff}') => {
                safe.push(' ');
            }
            c => safe.push(c),
        }
    }
    safe
}

/// An element with text from people in it, or nothing where there is no text.
fn element(name: &str, class: &str, text: &str) -> String {
    match text.is_empty() {
        true => String::new(),
        false => format!("<{name} class=\"{class}\">{}</{name}>", escaped(text)),
    }
}

/// The report in one language.
fn half(report: &Report, number: usize) -> String {
    let lang = report.lang;
    let mut page = format!(
        "<article class=\"half half-{number}\" lang=\"{}\">\n<header class=\"top\">\n<h1>{}</h1>\n",
        lang.tag(),
        escaped(&report.title)
    );
    if let Some(other) = &report.other_title {
        page.push_str(&format!(
            "<p class=\"top__other\" lang=\"{}\">{}</p>\n",
            lang.other().tag(),
            escaped(other)
        ));
    }
    page.push_str(&element("p", "top__day", &report.day));
    page.push_str(&picture::beam());
    if report.sections.len() > 1 {
        page.push_str(&format!("\n<nav class=\"contents\" aria-label=\"{}\"><ul>", words::contents(lang)));
        for section in &report.sections {
            let (id, title) = (anchor(section, number), escaped(&section.title));
            page.push_str(&format!("<li><a href=\"#{id}\">{title}</a></li>"));
        }
        page.push_str("</ul></nav>");
    }
    page.push_str("\n</header>\n");
    for section in &report.sections {
        let id = anchor(section, number);
        page.push_str(&format!(
            "<section class=\"part\" id=\"{id}\" aria-labelledby=\"{id}-title\">\n<h2 id=\"{id}-title\">{}</h2>\n",
            escaped(&section.title)
        ));
        for made in &section.blocks {
            page.push_str(&block(made, lang));
            page.push('\n');
        }
        page.push_str("</section>\n");
    }
    page.push_str(&format!(
        "<footer class=\"end\"><p class=\"end__open\">{}</p><p>{}</p></footer>\n</article>\n",
        words::how_to_open(lang),
        words::made_with(lang)
    ));
    page
}

/// The name of a section in addresses; the other language has sections of the same kinds.
fn anchor(section: &Section, number: usize) -> String {
    format!("{}-{number}", section.kind.id())
}

fn block(block: &Block, lang: Lang) -> String {
    match block {
        Block::Text(text) => element("p", "text", text),
        Block::Note(text) => element("p", "note", text),
        Block::List(points) => {
            let points = points.iter().map(|point| format!("<li>{}</li>", escaped(point)));
            format!("<ul class=\"points\">{}</ul>", points.collect::<String>())
        }
        Block::Figures(figures) => {
            let one = |figure: &Figure| {
                format!("<div><dt>{}</dt><dd>{}</dd></div>", escaped(&figure.label), escaped(&figure.value))
            };
            format!("<dl class=\"figures\">{}</dl>", figures.iter().map(one).collect::<String>())
        }
        Block::Ranked(ranked) => {
            let list = ranked.iter().map(|ranked| place(ranked, lang)).collect::<String>();
            // Some browsers take a list without marks for none.
            format!("<ol class=\"ranked card\" role=\"list\">\n{list}</ol>")
        }
        Block::Table(made) => table(made),
        Block::Picture(picture) => picture::figure(picture),
        Block::Periods(periods) => {
            let list = periods.iter().map(|made| period(made, lang)).collect::<String>();
            format!("<div class=\"periods\">\n{list}</div>")
        }
        Block::Decided(decided) => {
            let list = decided.iter().map(|made| decision(made, lang)).collect::<String>();
            format!("<ol class=\"decided card\" role=\"list\">\n{list}</ol>")
        }
    }
}

fn place(ranked: &Ranked, lang: Lang) -> String {
    let other = ranked.other_title.as_ref().map(|title| {
        let tag = lang.other().tag();
        format!(" <span class=\"ranked__other\" lang=\"{tag}\">{}</span>", escaped(title))
    });
    let kano = ranked.kano.map(|category| {
        format!(
            "<span class=\"kano\"><b class=\"c-kano-{}\">{}</b>{}</span>",
            category.file_name().to_ascii_lowercase(),
            category.file_name(),
            category.label(lang)
        )
    });
    let score = match ranked.score.is_empty() {
        true => String::new(),
        false => format!("<span>{}</span>{}", words::score(lang), escaped(&ranked.score)),
    };
    format!(
        "<li><span class=\"ranked__rank\">{}</span><div><p class=\"ranked__title\">{}{}</p>{}\
         <p class=\"ranked__about\">{}{}{}{}</p></div><p class=\"ranked__score\">{score}</p></li>\n",
        escaped(&ranked.rank),
        escaped(&ranked.title),
        other.unwrap_or_default(),
        element("p", "ranked__reason", &ranked.reason),
        element("span", "ranked__key", &ranked.key),
        kano.unwrap_or_default(),
        element("span", "ranked__area", &ranked.area),
        element("span", "ranked__period", &ranked.period),
    )
}

fn table(table: &Table) -> String {
    let caption = escaped(&table.caption);
    let class = |is_number: bool| if is_number { " class=\"number\"" } else { "" };
    let head = table.columns.iter().map(|column| {
        format!("<th scope=\"col\"{}>{}</th>", class(column.is_number), escaped(&column.label))
    });
    let row = |row: &Vec<String>| {
        let cells = row.iter().zip(&table.columns);
        let cells = cells.map(|(cell, column)| {
            let class = match Wrapping::of(cell) {
                _ if column.is_number => " class=\"number\"",
                Wrapping::Never => " class=\"whole\"",
                Wrapping::Words => "",
                Wrapping::Anywhere => " class=\"endless\"",
            };
            format!("<td{class}>{}</td>", escaped(cell))
        });
        format!("<tr>{}</tr>\n", cells.collect::<String>())
    };
    // A wide table is moved by itself; the keyboard reaches it too.
    format!(
        "<div class=\"scroll card\" role=\"region\" tabindex=\"0\" aria-label=\"{caption}\"><table>\
         <caption>{caption}</caption>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody></table></div>",
        head.collect::<String>(),
        table.rows.iter().map(row).collect::<String>(),
    )
}

fn period(period: &PeriodList, lang: Lang) -> String {
    let loads = period.loads.iter().map(|load| format!("<li>{}</li>", escaped(load))).collect::<String>();
    let loads = match loads.is_empty() {
        true => loads,
        false => format!("<ul class=\"period__loads\">{loads}</ul>"),
    };
    let items = period.items.iter().map(|item| {
        let about: Vec<String> = [item.key.as_str(), item.status.as_str()]
            .into_iter()
            .filter(|text| !text.is_empty())
            .map(escaped)
            .collect();
        format!(
            "<li>{}<p class=\"period__about\">{}</p>{}</li>\n",
            element("p", "period__title", &item.title),
            about.join(" · "),
            element("p", "period__why", &item.why)
        )
    });
    let items = items.collect::<String>();
    let items = match items.is_empty() {
        true => element("p", "period__none", words::nothing_planned(lang)),
        false => format!("<ol role=\"list\">\n{items}</ol>"),
    };
    format!(
        "<div class=\"period card\"><div class=\"period__head\"><h3>{}</h3>{}{loads}</div>{items}</div>\n",
        escaped(&period.title),
        element("p", "period__dates", &period.dates),
    )
}

fn decision(decided: &Decided, lang: Lang) -> String {
    let lines = decided.lines.iter().map(|line| format!("<p>{}</p>", escaped(line))).collect::<String>();
    let by = match decided.by.is_empty() {
        true => String::new(),
        false => element("p", "decided__by", &words::by(lang, &decided.by)),
    };
    format!(
        "<li><p class=\"decided__day\">{}</p><div><h3>{}</h3>{lines}{by}</div></li>\n",
        escaped(&decided.day),
        escaped(&decided.title)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_a_string_in_the_style_sheet_whatever_it_holds() {
        for (title, expected) in [
            ("Checkout 2027 H1", "Checkout 2027 H1"),
            ("结算", "结算"),
            ("\"}</style>\\", "\\22 \\7d \\3c \\2f style\\3e \\5c "),
            ("a\nb\0", "a\\a b"),
        ] {
            assert_eq!(in_style(title), expected);
        }
        assert!(!style("</style>").contains("</"));
    }

    #[test]
    fn the_colours_are_those_of_the_program() {
        let style = style("T");
        let (light, dark) = style.split_once("@media screen and (prefers-color-scheme:dark)").unwrap();
        let dark = dark.split_once("}}").unwrap().0;
        for (part, paper, need) in [(light, "#fbfaf7", "#0f766e"), (dark, "#12151b", "#4fc4b4")] {
            assert!(
                part.contains(&format!("--paper: {paper};")) && part.contains(&format!("--need: {need};"))
            );
        }
    }
}
