//! What an import would change, field by field, so that it can be looked at before.

use std::collections::HashMap;

use super::mapping::{Part, Target};
use crate::domain::date;
use crate::domain::export::join_tags;
use crate::domain::frameworks;
use crate::domain::plan::{Estimate, Id, Item, KanoCategory, Plan, Status};
use crate::domain::text::Lang;

/// Changes that are told one by one; more are only counted.
pub const MOST_CHANGES: usize = 200;

/// Characters of a text that are shown.
const EXCERPT: usize = 120;

/// A field of an item of the plan that becomes another.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The item's key in the plan.
    pub key: String,
    /// The item's title in the plan.
    pub title: String,
    /// The field.
    pub field: Target,
    /// What the plan says.
    pub before: Said,
    /// What it would say.
    pub after: Said,
}

/// What a field says.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// A text, or nothing where it is empty.
    Text(String),
    /// A status.
    Status(Status),
    /// A Kano category.
    Kano(KanoCategory),
    /// A day, ISO 8601.
    Day(String),
    /// An estimate of an input: sheet, input and estimate.
    Estimate(&'static str, &'static str, Estimate),
}

impl Said {
    const NOTHING: Said = Said::Text(String::new());

    /// In words of a language; empty where there is nothing.
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Said::Text(text) => text.clone(),
            Said::Status(status) => status.label(lang).to_owned(),
            Said::Kano(category) => category.label(lang).to_owned(),
            Said::Day(iso) => date::display(iso, lang),
            Said::Estimate(sheet, input, estimate) => frameworks::sheet_named(sheet)
                .and_then(|framework| framework.input(input))
                .map(|input| input.display_estimate(estimate, lang))
                .unwrap_or_default(),
        }
    }
}

/// Collects changes, the first ones in words.
#[derive(Default)]
pub(super) struct Changes {
    pub(super) list: Vec<Change>,
    pub(super) count: usize,
}

/// Items by their ids, to call them by their keys.
pub(super) struct Called<'a>(HashMap<&'a str, &'a str>);

impl<'a> Called<'a> {
    pub(super) fn new(plan: &'a Plan, coming: impl Iterator<Item = &'a Item>) -> Called<'a> {
        let items = plan.bin.iter().chain(&plan.items).map(|item| &**item).chain(coming);
        let name = |item: &'a Item| if item.key.is_empty() { item.title.as_str() } else { &item.key };
        Called(items.map(|item| (&*item.id, name(item))).collect())
    }

    fn all(&self, ids: &[Id]) -> String {
        let names = ids.iter().filter_map(|id| self.0.get(&**id).copied());
        names.collect::<Vec<_>>().join(", ")
    }
}

impl Changes {
    /// Adds what differs between two states of an item.
    pub(super) fn add(&mut self, before: &Item, after: &Item, called: &Called) {
        self.texts(before, after);
        if before.status != after.status {
            self.put(before, Target::Status, || (Said::Status(before.status), Said::Status(after.status)));
        }
        let kano = |item: &Item| item.kano.as_ref().map(|mark| mark.category);
        if kano(before) != kano(after) {
            let said = |category: Option<KanoCategory>| category.map_or(Said::NOTHING, Said::Kano);
            self.put(before, Target::Kano, || (said(kano(before)), said(kano(after))));
        }
        let links = |item: &Item| item.parent.clone().into_iter().collect::<Vec<Id>>();
        for (field, old, new) in [
            (Target::Parent, links(before), links(after)),
            (Target::DependsOn, before.depends_on.clone(), after.depends_on.clone()),
        ] {
            if old != new {
                self.put(before, field, || (Said::Text(called.all(&old)), Said::Text(called.all(&new))));
            }
        }
        for framework in frameworks::sheets() {
            let sheet = framework.sheet;
            if before.score(sheet).map(|score| &score.values) == after.score(sheet).map(|score| &score.values)
            {
                continue;
            }
            for input in framework.inputs {
                let (old, new) = (before.estimate(sheet, input.key), after.estimate(sheet, input.key));
                if old != new {
                    let said = |estimate: Option<&Estimate>| {
                        estimate
                            .map_or(Said::NOTHING, |found| Said::Estimate(sheet, input.key, found.clone()))
                    };
                    let field = Target::Estimate { sheet, input: input.key, part: Part::Value };
                    self.put(before, field, || (said(old), said(new)));
                }
            }
        }
    }

    fn texts(&mut self, before: &Item, after: &Item) {
        let names = |item: &Item| {
            let names = item.requesters.iter().map(|requester| requester.name.as_str());
            names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", ")
        };
        let urls =
            |item: &Item| item.links.iter().map(|link| link.url.as_str()).collect::<Vec<_>>().join(", ");
        let alt = |item: &Item| item.title_alt.clone().unwrap_or_default();
        type Text<'a> = &'a dyn Fn(&Item) -> String;
        let texts: [(Target, Text); 9] = [
            (Target::Key, &|item| item.key.clone()),
            (Target::Title, &|item| item.title.clone()),
            (Target::TitleAlt, &alt),
            (Target::Area, &|item| item.area.clone()),
            (Target::Tags, &|item| join_tags(&item.tags)),
            (Target::Owner, &|item| item.owner.clone()),
            (Target::Source, &|item| item.source.clone()),
            (Target::Requester, &names),
            (Target::Url, &urls),
        ];
        for (field, text) in texts {
            let (old, new) = (text(before), text(after));
            if old != new {
                self.put(before, field, || excerpts(&old, &new));
            }
        }
        if before.description != after.description {
            self.put(before, Target::Description, || excerpts(&before.description, &after.description));
        }
        for (field, old, new) in [
            (Target::PlannedStart, &before.planned.start, &after.planned.start),
            (Target::PlannedEnd, &before.planned.end, &after.planned.end),
            (Target::ActualStart, &before.actual.start, &after.actual.start),
            (Target::ActualEnd, &before.actual.end, &after.actual.end),
        ] {
            if old != new {
                self.put(before, field, || (Said::Day(old.clone()), Said::Day(new.clone())));
            }
        }
    }

    fn put(&mut self, item: &Item, field: Target, said: impl FnOnce() -> (Said, Said)) {
        self.count += 1;
        if self.list.len() < MOST_CHANGES {
            let (before, after) = said();
            let (key, title) = (item.key.clone(), item.title.clone());
            self.list.push(Change { key, title, field, before, after });
        }
    }
}

/// Two texts as far as they are shown: from a little before the first difference on.
fn excerpts(before: &str, after: &str) -> (Said, Said) {
    /// Characters before the first difference that are shown for the sake of context.
    const CONTEXT: usize = 20;
    let same = before.chars().zip(after.chars()).take_while(|(a, b)| a == b).count();
    let skipped = if same > EXCERPT / 2 { same - CONTEXT } else { 0 };
    let cut = |text: &str| {
        let mut shown: String = text.chars().skip(skipped).take(EXCERPT).collect();
        if skipped > 0 {
            shown.insert(0, '…');
        }
        if text.chars().nth(skipped + EXCERPT).is_some() {
            shown.push('…');
        }
        Said::Text(shown)
    };
    (cut(before), cut(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_shown_where_they_differ() {
        let long = "a".repeat(200);
        let (before, after) = excerpts(&format!("{long}b{long}"), &format!("{long}c"));
        let shown = |text: &Said| text.words(Lang::En);
        assert_eq!(shown(&before), format!("…{}b{}…", "a".repeat(20), "a".repeat(99)));
        assert_eq!(shown(&after), format!("…{}c", "a".repeat(20)));
        let (before, after) = excerpts("short", "");
        assert_eq!((shown(&before).as_str(), shown(&after).as_str()), ("short", ""));
    }
}
