//! What was found, in words of either language.

use std::rc::Rc;

use serde_json::Value;

use super::fields::Fields;
use super::{Change, Clash, Conflict, Difference, Kind, Merge, Note, Subject, What};
use crate::domain::format::{self, Record};
use crate::domain::plan::{Item, Plan, title_in};
use crate::domain::text::{Lang, Word, merging as words};
use crate::domain::workshop::Workshop;

#[derive(Clone, Debug, PartialEq, Eq)]
/// A conflict in words.
pub struct Compared {
    /// What kind of record it is.
    pub kind: &'static str,
    /// What the record is called.
    pub subject: String,
    /// What of it.
    pub field: String,
    /// What it was; `None` where nobody knows.
    pub base: Option<String>,
    /// What it is here.
    pub ours: String,
    /// What it is there.
    pub theirs: String,
}

/// A change in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What of the record changed; empty where it is the record itself.
    pub field: String,
    /// What became of it.
    pub text: String,
}

impl Kind {
    /// What people call it.
    pub fn word(self) -> Word {
        match self {
            Kind::Plan => words::kind_plan,
            Kind::Settings => words::kind_settings,
            Kind::Item => words::kind_item,
            Kind::Need => words::kind_need,
            Kind::Goal => words::kind_goal,
            Kind::Study => words::kind_study,
            Kind::Feature => words::kind_feature,
            Kind::Respondent => words::kind_respondent,
            Kind::Rules => words::kind_rules,
            Kind::Team => words::kind_team,
            Kind::Period => words::kind_period,
            Kind::Placement => words::kind_placement,
            Kind::Limit => words::kind_limit,
            Kind::Group => words::kind_group,
            Kind::Scenario => words::kind_scenario,
            Kind::Decision => words::kind_decision,
            Kind::Workshop => words::kind_workshop,
        }
    }
}

impl Merge {
    /// What a record is called, in the copy that has it.
    pub fn subject(&self, subject: &Subject, lang: Lang) -> String {
        let id = &*subject.id;
        let title = |of: &dyn Fn(&Plan) -> Option<String>| {
            self.copies()
                .find_map(of)
                .filter(|title| !title.trim().is_empty())
                .unwrap_or_else(|| id.to_owned())
        };
        match subject.kind {
            Kind::Plan | Kind::Settings | Kind::Study | Kind::Rules => String::new(),
            Kind::Item | Kind::Feature | Kind::Placement | Kind::Limit => self.item(id, lang),
            Kind::Need => title(&|plan| {
                let need = plan.needs.iter().find(|need| *need.id == *id)?;
                Some(title_in(&need.title, need.title_alt.as_deref(), lang).to_owned())
            }),
            Kind::Goal => title(&|plan| {
                let goal = plan.goals.iter().find(|goal| *goal.id == *id)?;
                Some(title_in(&goal.title, goal.title_alt.as_deref(), lang).to_owned())
            }),
            Kind::Respondent => words::respondent(lang, id),
            Kind::Team => self.team(id, lang),
            Kind::Period => self.period(id, lang),
            Kind::Group => title(&|plan| {
                let group = plan.roadmap.groups.iter().find(|group| *group.id == *id)?;
                let names: Vec<String> = group.items.iter().map(|item| self.item(item, lang)).collect();
                Some(join(&names, lang))
            }),
            Kind::Scenario => title(&|plan| {
                let scenario = plan.roadmap.scenarios.iter().find(|scenario| *scenario.id == *id)?;
                Some(scenario.title_in(lang).to_owned())
            }),
            Kind::Decision => {
                title(&|plan| Some(plan.decisions.iter().find(|decision| *decision.id == *id)?.title.clone()))
            }
            Kind::Workshop => title(&|plan| Some(Workshop::of(plan, id)?.title)),
        }
    }

    /// A conflict in words.
    pub fn conflict(&self, conflict: &Conflict, lang: Lang) -> Compared {
        let subject = &conflict.subject;
        let removed = || words::removed(lang).to_owned();
        let (field, base, ours, theirs) = match &conflict.clash {
            Clash::Value(difference) if subject.kind == Kind::Workshop => {
                self.workshop_conflict(difference, lang)
            }
            Clash::Value(difference) => {
                let value =
                    |value: &Option<Value>| self.value(subject.kind, &difference.path, value.as_ref(), lang);
                (
                    self.field_name(subject.kind, &difference.path, lang),
                    self.base.as_ref().map(|_| value(&difference.base)),
                    value(&difference.ours),
                    value(&difference.theirs),
                )
            }
            Clash::RemovedThere => (
                words::field_existence(lang).to_owned(),
                None,
                self.kept(subject, &self.ours, lang),
                removed(),
            ),
            Clash::RemovedHere => (
                words::field_existence(lang).to_owned(),
                None,
                removed(),
                self.kept(subject, &self.theirs, lang),
            ),
        };
        Compared {
            kind: subject.kind.word()(lang),
            subject: self.subject(subject, lang),
            field,
            base,
            ours,
            theirs,
        }
    }

    /// A change in words.
    pub fn change(&self, change: &Change, lang: Lang) -> Said {
        let kind = change.subject.kind;
        let plain = |word: Word| Said { field: String::new(), text: word(lang).to_owned() };
        match &change.what {
            What::Added => plain(words::change_added),
            What::Removed if kind == Kind::Item => plain(words::change_binned),
            What::Removed => plain(words::change_removed),
            What::Restored => plain(words::change_restored),
            What::Moved => plain(words::change_moved),
            What::Value(difference) if kind == Kind::Workshop => self.workshop_change(difference, lang),
            What::Value(difference) => {
                let Difference { path, ours, theirs, .. } = &**difference;
                let value = |value: &Option<Value>| self.value(kind, path, value.as_ref(), lang);
                let text = match (is_one_of_many(kind, path), ours, theirs) {
                    (true, None, Some(_)) => words::added(lang, &value(theirs)),
                    (true, Some(_), None) => words::taken_away(lang, &value(ours)),
                    _ => from_to(&value(ours), &value(theirs), lang),
                };
                Said { field: self.field_name(kind, path, lang), text }
            }
        }
    }

    /// What should be known, in a sentence.
    pub fn note(&self, note: &Note, lang: Lang) -> String {
        match note {
            Note::Key { item, old, new } => words::note_key(lang, &self.item_title(item, lang), old, new),
            Note::ReachPeriod => words::note_reach(
                lang,
                self.ours.settings.reach_period.label(lang),
                self.theirs.settings.reach_period.label(lang),
            ),
            Note::EffortUnit => words::note_effort(
                lang,
                self.ours.settings.effort_unit.label(lang),
                self.theirs.settings.effort_unit.label(lang),
            ),
            Note::Order(kind, ids) => {
                let names: Vec<String> = ids
                    .iter()
                    .take(5)
                    .map(|id| self.subject(&Subject { kind: *kind, id: Rc::clone(id) }, lang))
                    .chain((ids.len() > 5).then(|| words::and_more(lang, ids.len() - 5)))
                    .collect();
                words::note_order(lang, &join(&names, lang))
            }
            Note::Link(from, to) => words::note_link(lang, &self.item(from, lang), &self.item(to, lang)),
            Note::Lost(subject) => {
                words::note_lost(lang, subject.kind.word()(lang), &self.subject(subject, lang))
            }
        }
    }

    fn copies(&self) -> impl Iterator<Item = &Plan> {
        [Some(&self.ours), Some(&self.theirs), self.base.as_ref()].into_iter().flatten().map(Rc::as_ref)
    }

    fn found_item(&self, id: &str) -> Option<&Rc<Item>> {
        self.copies().find_map(|plan| plan.items.iter().chain(&plan.bin).find(|item| *item.id == *id))
    }

    /// “SY-12 Guest checkout”
    pub(super) fn item(&self, id: &str, lang: Lang) -> String {
        let item = self.found_item(id);
        item.map_or_else(|| id.to_owned(), |item| format!("{} {}", item.key, item.title_in(lang)))
    }

    fn item_title(&self, id: &str, lang: Lang) -> String {
        self.found_item(id).map_or(id, |item| item.title_in(lang)).to_owned()
    }

    pub(super) fn team(&self, id: &str, lang: Lang) -> String {
        let team = self.copies().find_map(|plan| plan.roadmap.teams.iter().find(|team| *team.id == *id));
        team.map_or(id, |team| team.title_in(lang)).to_owned()
    }

    pub(super) fn period(&self, id: &str, lang: Lang) -> String {
        let period = self.copies().find_map(|plan| plan.roadmap.periods.iter().find(|one| *one.id == *id));
        period.map_or(id, |period| period.title_in(lang)).to_owned()
    }

    /// That a record stays, and what of it changed since the common ancestor.
    fn kept(&self, subject: &Subject, copy: &Plan, lang: Lang) -> String {
        let mut names: Vec<String> = Vec::new();
        if let (Some(before), Some(after)) =
            (self.base.as_ref().and_then(|base| fields_of(base, subject)), fields_of(copy, subject))
        {
            let keys = after.keys().chain(before.keys().filter(|name| !after.contains_key(*name)));
            for name in keys.filter(|name| before.get(*name) != after.get(*name)) {
                let name = self.field_name(subject.kind, std::slice::from_ref(name), lang);
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            if names.is_empty() {
                return words::kept_and_used(lang).to_owned();
            }
        }
        if names.is_empty() {
            words::kept(lang).to_owned()
        } else {
            words::kept_with(lang, &join(&names, lang))
        }
    }
}

/// Characters up to which before and after are read in one line.
const SHORT: usize = 40;

/// What a value was and what it becomes; long texts stand below each other.
pub(super) fn from_to(before: &str, after: &str, lang: Lang) -> String {
    let is_short = |text: &str| text.chars().take(SHORT + 1).count() <= SHORT && !text.contains('\n');
    if is_short(before) && is_short(after) {
        words::from_to(lang, before, after)
    } else {
        words::from_to_below(lang, before, after)
    }
}

/// Whether a value is one of several that stand beside each other, so that it is there or not.
fn is_one_of_many(kind: Kind, path: &[String]) -> bool {
    let field = path.first().map(String::as_str).unwrap_or_default();
    path.len() > 1
        && matches!(
            (kind, field),
            (Kind::Item, "tags" | "depends_on" | "comments")
                | (Kind::Study, "segments")
                | (Kind::Team, "areas")
                | (Kind::Group, "items")
                | (Kind::Settings, "criteria")
        )
}

/// The fields of a record in a copy.
fn fields_of(plan: &Plan, subject: &Subject) -> Option<Fields> {
    fn of<'a, T: Record + 'a>(mut list: impl Iterator<Item = &'a T>, id: &str) -> Option<Fields> {
        list.find(|record| **record.id() == *id).map(|record| record.to_fields(format::Form::Patch))
    }
    let id = &*subject.id;
    match subject.kind {
        Kind::Item => of(plan.items.iter().chain(&plan.bin).map(Rc::as_ref), id),
        Kind::Need => of(plan.needs.iter(), id),
        Kind::Goal => of(plan.goals.iter(), id),
        Kind::Feature => of(plan.kano.features.iter(), id),
        Kind::Respondent => of(plan.kano.respondents.iter().map(Rc::as_ref), id),
        Kind::Team => of(plan.roadmap.teams.iter(), id),
        Kind::Period => of(plan.roadmap.periods.iter(), id),
        Kind::Placement => of(plan.roadmap.placements.iter(), id),
        Kind::Limit => of(plan.roadmap.limits.iter(), id),
        Kind::Group => of(plan.roadmap.groups.iter(), id),
        Kind::Scenario => of(plan.roadmap.scenarios.iter(), id),
        Kind::Decision => of(plan.decisions.iter(), id),
        Kind::Workshop => of(plan.workshops.iter(), id),
        Kind::Plan | Kind::Settings | Kind::Study | Kind::Rules => None,
    }
}

pub(super) fn join(parts: &[String], lang: Lang) -> String {
    match lang {
        Lang::En => parts.join("; "),
        Lang::Zh => parts.join("；"),
    }
}
