//! Workshops of two copies in words: how far each is, and what of it differs.
//!
//! A workshop is one thing in a merge. So what is said of it is a sum of what is in it, and which of
//! its parts are not the same.

use std::rc::Rc;

use serde_json::{Map, Value};

use super::said::{Said, from_to, join};
use super::{Difference, Merge};
use crate::domain::plan::{Id, WorkshopRecord};
use crate::domain::text::{Lang, Word, fields, merging as words, workshop_page};
use crate::domain::workshop::Workshop;

impl Merge {
    /// What of a workshop both changed, what it was, and what each copy has.
    pub(super) fn workshop_conflict(
        &self,
        difference: &Difference,
        lang: Lang,
    ) -> (String, Option<String>, String, String) {
        let Difference { base, ours, theirs, .. } = difference;
        let is_renamed = title(ours.as_ref()) != title(theirs.as_ref());
        let side = |copy: Option<&Value>| {
            let text = sum(copy, is_renamed, lang);
            match changed(base.as_ref(), copy, lang) {
                Some(parts) if base.is_some() => words::workshop_with(lang, &text, &parts),
                _ => text,
            }
        };
        (
            changed(ours.as_ref(), theirs.as_ref(), lang).unwrap_or_default(),
            self.base.as_ref().map(|_| sum(base.as_ref(), is_renamed, lang)),
            side(ours.as_ref()),
            side(theirs.as_ref()),
        )
    }

    /// What of a workshop the copy changed.
    pub(super) fn workshop_change(&self, difference: &Difference, lang: Lang) -> Said {
        let Difference { ours, theirs, .. } = difference;
        let is_renamed = title(ours.as_ref()) != title(theirs.as_ref());
        let [before, after] = [ours, theirs].map(|copy| sum(copy.as_ref(), is_renamed, lang));
        Said {
            field: changed(ours.as_ref(), theirs.as_ref(), lang).unwrap_or_default(),
            text: if before == after { after } else { from_to(&before, &after, lang) },
        }
    }
}

fn title(copy: Option<&Value>) -> Option<&str> {
    copy?.get("title")?.as_str()
}

/// What is in a workshop: “5 entries, 12 votes, 3 agreed”.
fn sum(copy: Option<&Value>, with_title: bool, lang: Lang) -> String {
    let Some(Value::Object(fields)) = copy else { return words::nothing(lang).to_owned() };
    let record = WorkshopRecord { id: Id::default(), fields: Rc::new(Map::clone(fields)) };
    let workshop = Workshop::read(&record);
    let votes = workshop.passes.values().map(|pass| pass.ballots.len()).sum();
    let sum = words::workshop_sum(lang, workshop.agenda.len(), votes, workshop.outcomes.len());
    match workshop.title.trim() {
        "" => sum,
        title if with_title => words::workshop_titled(lang, title, &sum),
        _ => sum,
    }
}

/// The parts of a workshop that are not the same in two copies; `None` where all are.
fn changed(one: Option<&Value>, other: Option<&Value>, lang: Lang) -> Option<String> {
    let names = |copy: Option<&Value>| -> Vec<String> {
        copy.and_then(Value::as_object).into_iter().flat_map(|fields| fields.keys().cloned()).collect()
    };
    let mut parts: Vec<String> = Vec::new();
    for name in names(one).into_iter().chain(names(other)) {
        let of = |copy: Option<&Value>| copy.and_then(|copy| copy.get(&name)).cloned();
        let part = field_word(&name)(lang).to_owned();
        if of(one) != of(other) && !parts.contains(&part) {
            parts.push(part);
        }
    }
    (!parts.is_empty()).then(|| join(&parts, lang))
}

/// What a field of a workshop is called.
pub(super) fn field_word(name: &str) -> Word {
    match name {
        "title" => fields::title,
        "created" => words::created,
        "naming" => words::workshop_naming,
        "roles" => workshop_page::roles,
        "agenda" => workshop_page::agenda,
        "passes" => words::workshop_votes,
        "outcomes" => words::workshop_outcomes,
        "parking" => workshop_page::parking,
        "on" | "since" | "began" | "ended" => words::workshop_state,
        // A part that only a newer version knows.
        _ => words::workshop_other,
    }
}
