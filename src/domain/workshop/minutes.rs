//! The minutes of a workshop: agenda, results, reasons, follow-ups, what was parked. As Markdown and HTML.

use super::order::{self, Placed};
use super::outcome::{self, Finding};
use super::paper::Paper;
use super::stage;
use super::tally;
use super::{FollowUp, Naming, Outcome, Question, Workshop};
use crate::domain::date;
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
pub fn blocks(plan: &Plan, workshop: &Workshop, lang: Lang) -> Vec<Block> {
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
                results(&mut blocks, plan, workshop, (id, &paper), lang);
            } else {
                blocks.push(Block::Text(words::not_revealed(lang).to_owned()));
            }
        }
    }
    let follow_ups: Vec<String> = workshop.follow_ups.iter().map(|each| follow_up(each, lang)).collect();
    if !follow_ups.is_empty() {
        blocks.push(Block::Heading(2, words::follow_ups(lang).to_owned()));
        blocks.push(Block::Points(follow_ups));
    }
    let parked: Vec<String> = workshop.parking.iter().map(|parked| one_line(&parked.text)).collect();
    if !parked.is_empty() {
        blocks.push(Block::Heading(2, words::parked(lang).to_owned()));
        blocks.push(Block::Points(parked));
    }
    blocks
}

/// Who does what until when.
fn follow_up(follow_up: &FollowUp, lang: Lang) -> String {
    let (text, who) = (one_line(&follow_up.text), one_line(&follow_up.who));
    let who = if who.is_empty() { words::nobody_yet(lang) } else { &who };
    match follow_up.until.as_str() {
        "" => words::follow_up(lang, &text, who),
        day => words::follow_up_until(lang, &text, who, &date::display(day, lang)),
    }
}

fn results(
    blocks: &mut Vec<Block>,
    plan: &Plan,
    workshop: &Workshop,
    (pass, paper): (&str, &Paper),
    lang: Lang,
) {
    if let Some(order) = order::order(plan, workshop, pass, lang) {
        blocks.push(Block::Text(words::rule(lang, &order.rule)));
        let title = |at: usize| paper.items.get(at).map(|item| item.title_in(lang)).unwrap_or_default();
        let line =
            |placed: &Placed| words::place(lang, placed.place, &one_line(title(placed.item)), &placed.got);
        blocks.push(Block::Points(order.items.iter().map(line).collect()));
        blocks.extend(order.notes.into_iter().map(Block::Text));
        // What was taken over in a later vote stands there.
        let is_this = |outcome: &&Outcome| *outcome.pass == *pass;
        if let Some(outcome) = outcome::outcome_of(workshop, pass, None).filter(is_this) {
            let mut line = words::taken_over(lang, &order::in_order(plan, outcome, lang));
            line.push_str(&why(outcome, lang));
            blocks.push(Block::Text(line));
        }
        return;
    }
    let this = workshop.passes.get(pass);
    match &paper.question {
        Question::Ideas { .. } => {
            blocks.push(Block::Points(this.map(tally::ideas).unwrap_or_default()));
        }
        Question::Kano => blocks.push(Block::Text(words::kano(lang).to_owned())),
        _ => {
            // In the order of the ballot: minutes are looked things up in.
            let mut findings = outcome::findings(plan, workshop, pass, lang);
            findings.sort_by_key(|finding| finding.task);
            let lines = findings.iter().map(|finding| found((pass, paper), finding, lang));
            blocks.push(Block::Points(lines.collect()));
            blocks.extend(order::camps_of_cards(plan, workshop, pass, lang).map(Block::Text));
        }
    }
}

/// What was voted on one thing, and what was agreed of it.
fn found((pass, paper): (&str, &Paper), finding: &Finding, lang: Lang) -> String {
    let mut said = finding.sentence.clone();
    if !finding.consensus.is_empty() {
        said = words::figure(lang, &said, &finding.consensus);
    }
    if !finding.gap.is_empty() {
        said = words::sentences(lang, &said, &finding.gap);
    }
    let mut line = match finding.title.as_str() {
        "" => said,
        title => words::found(lang, &one_line(title), &said),
    };
    // What was agreed in another vote of the round stands there.
    if let Some(outcome) = finding.outcome.as_ref().filter(|outcome| *outcome.pass == *pass) {
        if let Some((value, ends)) = outcome::in_words(paper, outcome, lang) {
            line.push_str(&match ends {
                Some((low, high)) => words::agreed_range(lang, &value, &low, &high),
                None => words::agreed(lang, &value),
            });
        }
        line.push_str(&why(outcome, lang));
    }
    line
}

/// The reason of an outcome, and who would not have it so.
fn why(outcome: &Outcome, lang: Lang) -> String {
    let mut why = String::new();
    if !outcome.reason.is_empty() {
        why.push_str(&words::because(lang, &one_line(&outcome.reason)));
    }
    if !outcome.dissent.is_empty() {
        why.push_str(&words::dissent(lang, &one_line(&outcome.dissent)));
    }
    why
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
