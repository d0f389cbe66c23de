//! The minutes of a workshop: agenda, results, reasons, what was parked. As Markdown and HTML.

use super::outcome;
use super::paper::Paper;
use super::stage;
use super::tally;
use super::{Naming, Question, Workshop, cards};
use crate::domain::date;
use crate::domain::frameworks::Framework;
use crate::domain::plan::Plan;
use crate::domain::text::{Lang, one_line, workshop_minutes as words};

/// A part of the minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading: 1 for the title, 2 for an entry of the agenda, 3 for one vote of several.
    Heading(u8, String),
    /// A sentence or more.
    Text(String),
    /// Points of a list.
    Points(Vec<String>),
}

/// The minutes, from the first entry to the last.
pub fn blocks(plan: &Plan, workshop: &Workshop, framework: &'static Framework, lang: Lang) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(1, words::title(lang, &workshop.title))];
    let began = if workshop.began.is_empty() { &workshop.created } else { &workshop.began };
    let mut facts =
        vec![words::plan(lang, plan.title_in(lang)), words::day(lang, &date::display(began, lang))];
    let voters = workshop.voters();
    facts.push(words::people(lang, voters.len()));
    if workshop.naming == Naming::Named {
        let mut names: Vec<&str> =
            voters.values().map(|(name, _)| name.as_str()).filter(|name| !name.is_empty()).collect();
        names.sort_unstable();
        names.dedup();
        if !names.is_empty() {
            facts.push(words::names(lang, &names.join(words::comma(lang))));
        }
    } else {
        facts.push(words::anonymous(lang).to_owned());
    }
    blocks.push(Block::Points(facts));
    if workshop.agenda.iter().all(|entry| entry.skipped) {
        blocks.push(Block::Text(words::nothing_held(lang).to_owned()));
    }
    for entry in workshop.agenda.iter().filter(|entry| !entry.skipped) {
        blocks.push(Block::Heading(2, words::entry(lang, &entry.title, entry.minutes)));
        // A pass that nobody voted in was opened by mistake, or is still to come.
        let mut passes = workshop.passes_of(&entry.id);
        passes.retain(|(_, pass)| !pass.ballots.is_empty());
        if entry.round.is_some() && passes.is_empty() {
            blocks.push(Block::Text(words::no_votes(lang).to_owned()));
        }
        let is_again = passes.len() > 1;
        for (id, pass) in passes {
            let Some(paper) = Paper::of(plan, workshop, id) else { continue };
            if is_again {
                blocks.push(Block::Heading(3, words::vote_number(lang, pass.number)));
            }
            let asked = stage::asked(&paper, lang);
            blocks.push(Block::Text(words::asked(lang, &asked, pass.ballots.len())));
            if pass.is_revealed() {
                results(&mut blocks, plan, workshop, (id, &paper), framework, lang);
            } else {
                blocks.push(Block::Text(words::not_revealed(lang).to_owned()));
            }
        }
    }
    let parked: Vec<String> = workshop.parking.iter().map(|parked| one_line(&parked.text)).collect();
    if !parked.is_empty() {
        blocks.push(Block::Heading(2, words::parked(lang).to_owned()));
        blocks.push(Block::Points(parked));
    }
    blocks
}

fn results(
    blocks: &mut Vec<Block>,
    plan: &Plan,
    workshop: &Workshop,
    (pass, paper): (&str, &Paper),
    framework: &'static Framework,
    lang: Lang,
) {
    if let Some(order) = outcome::order(plan, workshop, pass, lang) {
        blocks.push(Block::Text(words::rule(lang, &order.rule)));
        let title = |at: usize| paper.items.get(at).map(|item| item.title_in(lang)).unwrap_or_default();
        let line = |(place, (at, got)): (usize, &(usize, String))| {
            words::place(lang, place + 1, &one_line(title(*at)), got)
        };
        blocks.push(Block::Points(order.items.iter().enumerate().map(line).collect()));
        blocks.extend(order.notes.into_iter().map(Block::Text));
        return;
    }
    let this = workshop.passes.get(pass);
    match &paper.question {
        Question::Ideas { .. } => {
            blocks.push(Block::Points(this.map(tally::ideas).unwrap_or_default()));
        }
        Question::Kano => blocks.push(Block::Text(words::kano(lang).to_owned())),
        question => {
            let input = cards::input_of(question);
            let mut lines = Vec::new();
            // In the order of the ballot: minutes are looked things up in.
            let mut findings = outcome::findings(plan, workshop, pass, framework, lang);
            findings.sort_by_key(|finding| finding.task);
            for finding in findings {
                let mut line = match finding.title.as_str() {
                    "" => finding.sentence.clone(),
                    title => words::found(lang, &one_line(title), &finding.sentence),
                };
                if let Some(outcome) = &finding.outcome {
                    if let Some(value) = outcome.value {
                        let value = stage::face(paper, value, &[], lang);
                        line.push_str(&match (outcome.low, outcome.high, input) {
                            (Some(low), Some(high), Some(input)) => {
                                words::agreed_range(lang, &value, &input.display(low), &input.display(high))
                            }
                            _ => words::agreed(lang, &value),
                        });
                    }
                    if !outcome.reason.is_empty() {
                        line.push_str(&words::because(lang, &one_line(&outcome.reason)));
                    }
                    if !outcome.dissent.is_empty() {
                        line.push_str(&words::dissent(lang, &one_line(&outcome.dissent)));
                    }
                }
                lines.push(line);
            }
            blocks.push(Block::Points(lines));
        }
    }
}

/// The minutes as Markdown; what people wrote stays text.
pub fn markdown(blocks: &[Block]) -> String {
    let mut text = String::new();
    for block in blocks {
        match block {
            Block::Heading(level, title) => {
                text.push_str(&format!("{} {}\n\n", "#".repeat(usize::from(*level)), escaped(title)));
            }
            Block::Text(sentence) => text.push_str(&format!("{}\n\n", escaped(sentence))),
            Block::Points(points) => {
                points.iter().for_each(|point| text.push_str(&format!("- {}\n", escaped(point))));
                text.push('\n');
            }
        }
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// Signs that mean something in Markdown, behind a backslash.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.chars().enumerate() {
        let starts = at == 0 && matches!(c, '-' | '+' | '#');
        if starts || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The minutes as one HTML page without any script.
pub fn html(blocks: &[Block], lang: Lang) -> String {
    let mut body = String::new();
    let mut title = "";
    for block in blocks {
        match block {
            Block::Heading(level, text) => {
                if *level == 1 {
                    title = text;
                }
                body.push_str(&format!("<h{level}>{}</h{level}>\n", safe(text)));
            }
            Block::Text(text) => body.push_str(&format!("<p>{}</p>\n", safe(text))),
            Block::Points(points) => {
                body.push_str("<ul>\n");
                points.iter().for_each(|point| body.push_str(&format!("<li>{}</li>\n", safe(point))));
                body.push_str("</ul>\n");
            }
        }
    }
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n\
         <body>\n<main>\n{body}</main>\n</body>\n</html>\n",
        lang.tag(),
        safe(title)
    )
}

/// Plain type on paper; a page of minutes is read, printed and filed.
const STYLE: &str = "body{font:16px/1.55 system-ui,-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;margin:0}\
main{max-width:72ch;margin:0 auto;padding:32px 20px}h1{font-size:28px}h2{font-size:20px;margin-top:28px;border-bottom:1px solid}\
li{margin:4px 0}@media print{main{padding:0;max-width:none}h2{break-after:avoid}li{break-inside:avoid}}";

fn safe(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
