//! What was decided, the newest first.

use super::facts::{Facts, name};
use super::{Block, Decided};
use crate::domain::date;
use crate::domain::number::{display_score, relative};
use crate::domain::places::sort;
use crate::domain::roadmap::Decision;
use crate::domain::text::{decisions as words, one_line, roadmap_board as board, tradeoff};

/// Decisions that a report tells of.
const MOST: usize = 200;

/// The decisions; nothing where there is none.
pub(super) fn blocks(facts: &Facts) -> Vec<Block> {
    let is_said = |decision: &&Decision| {
        !decision.title.trim().is_empty() || !decision.reason.trim().is_empty() || decision.item.is_some()
    };
    let all: Vec<&Decision> = facts.plan.decisions.iter().filter(is_said).collect();
    if all.is_empty() {
        return Vec::new();
    }
    // Of the same moment, the one that was written down later comes first.
    let mut newest: Vec<&Decision> = all.iter().rev().copied().collect();
    sort(&mut newest, &|one: &&Decision, other: &&Decision| other.date.cmp(&one.date));
    let decided = newest.into_iter().take(MOST).map(|decision| decided(facts, decision)).collect();
    let mut blocks = vec![Block::Decided(decided)];
    if all.len() > MOST {
        blocks.push(Block::Note(tradeoff::first_rows(facts.lang, MOST, all.len())));
    }
    blocks
}

fn decided(facts: &Facts, decision: &Decision) -> Decided {
    let (plan, lang) = (facts.plan, facts.lang);
    let about = decision.item.as_ref().map(|id| match plan.item(id) {
        Some(item) => {
            let (key, title) = (one_line(&item.key), name(item, lang));
            if key == title { key } else { format!("{key} {title}") }
        }
        None => words::item_gone(lang).to_owned(),
    });
    let mut lines = Vec::new();
    let title = one_line(&decision.title);
    let title = match (title.is_empty(), about) {
        (true, about) => about.unwrap_or_default(),
        (false, about) => {
            lines.extend(about);
            title
        }
    };
    let reason = one_line(&decision.reason);
    if !reason.is_empty() {
        lines.push(reason);
    }
    let price = one_line(&decision.price);
    if !price.is_empty() {
        lines.push(price);
    }
    if let Some((before, after)) = decision.before.as_ref().zip(decision.after.as_ref()) {
        let effect = |what: &str, before: f64, after: f64| {
            words::from_to(
                lang,
                what,
                &display_score(before),
                &display_score(after),
                &relative(before, after),
            )
        };
        let effects = [
            effect(words::need(lang), before.need, after.need),
            effect(words::goal(lang), before.goal, after.goal),
            effect(words::value(lang), before.value, after.value),
        ];
        lines.push(effects.join(board::semicolon(lang)));
    }
    Decided { day: one_line(&date::display(&decision.date, lang)), title, lines, by: one_line(&decision.by) }
}
