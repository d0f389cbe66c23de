//! What was found, in words of either language.

use std::rc::Rc;

use serde_json::Value;

use super::fields::{Fields, unreadable_text};
use super::{Change, Clash, Conflict, Difference, Kind, Merge, Note, Subject, What};
use crate::domain::date;
use crate::domain::format::{self, Record};
use crate::domain::frameworks;
use crate::domain::number;
use crate::domain::plan::{
    EffortUnit, Estimate, Item, KanoCategory, KanoRule, KanoTable, Period as ReachPeriod, Plan, Status,
    title_in,
};
use crate::domain::roadmap::{GroupKind, Timing};
use crate::domain::text::{Lang, Word, fields, merging as words};

/// A conflict in words.
#[derive(Clone, Debug, PartialEq, Eq)]
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
        }
    }

    /// A conflict in words.
    pub fn conflict(&self, conflict: &Conflict, lang: Lang) -> Compared {
        let subject = &conflict.subject;
        let removed = || words::removed(lang).to_owned();
        let (field, base, ours, theirs) = match &conflict.clash {
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
            What::Value(difference) => {
                let Difference { path, ours, theirs, .. } = &**difference;
                let value = |value: &Option<Value>| self.value(kind, path, value.as_ref(), lang);
                let text = match (is_one_of_many(kind, path), ours, theirs) {
                    (true, None, Some(_)) => words::added(lang, &value(theirs)),
                    (true, Some(_), None) => words::taken_away(lang, &value(ours)),
                    _ => words::from_to(lang, &value(ours), &value(theirs)),
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
    fn item(&self, id: &str, lang: Lang) -> String {
        let item = self.found_item(id);
        item.map_or_else(|| id.to_owned(), |item| format!("{} {}", item.key, item.title_in(lang)))
    }

    fn item_title(&self, id: &str, lang: Lang) -> String {
        self.found_item(id).map_or(id, |item| item.title_in(lang)).to_owned()
    }

    fn team(&self, id: &str, lang: Lang) -> String {
        let team = self.copies().find_map(|plan| plan.roadmap.teams.iter().find(|team| *team.id == *id));
        team.map_or(id, |team| team.title_in(lang)).to_owned()
    }

    fn period(&self, id: &str, lang: Lang) -> String {
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
                names.push(self.field_name(subject.kind, std::slice::from_ref(name), lang));
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

    /// What a value of a record is called.
    fn field_name(&self, kind: Kind, path: &[String], lang: Lang) -> String {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        let fixed: Word = match (kind, path.as_slice()) {
            (Kind::Placement, []) => words::field_placement,
            (Kind::Item, ["needs", need]) => {
                let need = Subject { kind: Kind::Need, id: (*need).into() };
                return words::contribution_to(lang, &self.subject(&need, lang));
            }
            (Kind::Item, ["goals", goal]) => {
                let goal = Subject { kind: Kind::Goal, id: (*goal).into() };
                return words::contribution_to(lang, &self.subject(&goal, lang));
            }
            (Kind::Item, ["effort_by_team", team]) => return words::effort_of(lang, &self.team(team, lang)),
            (Kind::Period, ["capacity", team]) => return words::capacity_of(lang, &self.team(team, lang)),
            (Kind::Item, ["scores", sheet, input]) => return self.input_name(sheet, input, lang),
            (Kind::Item, ["scores", ..]) => fields::estimate,
            (Kind::Item, ["actual", "start"]) => words::actual_start,
            (Kind::Item, ["actual", "end"]) => words::actual_end,
            (Kind::Item, ["actual", "effort"]) => words::actual_effort,
            (Kind::Item, ["actual", "reach"]) => words::actual_reach,
            (Kind::Rules, ["policy", name]) => match *name {
                "basis" => words::basis,
                "discount" => words::discount,
                "spare" => words::spare,
                "timing" => words::timing,
                "must_be_floor" => words::must_be_floor,
                other => return words::unknown_field(lang, other),
            },
            (kind, [name, ..]) => match field_word(kind, name) {
                Some(word) => word,
                None => return words::unknown_field(lang, name),
            },
            (_, []) => kind.word(),
        };
        fixed(lang).to_owned()
    }

    /// “RICE · Reach”
    fn input_name(&self, sheet: &str, input: &str, lang: Lang) -> String {
        let Some(framework) = frameworks::sheet_named(sheet) else {
            return words::of_sheet(lang, sheet, input);
        };
        let field = match (framework.input(input), input) {
            (Some(input), _) => input.label_in(&self.ours.settings.criteria, lang),
            (None, "evidence") => fields::evidence(lang),
            (None, "one_time") => fields::one_time(lang),
            (None, other) => other,
        };
        words::of_sheet(lang, (framework.name)(lang), field)
    }

    /// A value as a person reads it.
    fn value(&self, kind: Kind, path: &[String], value: Option<&Value>, lang: Lang) -> String {
        let nothing = || words::nothing(lang).to_owned();
        let Some(value) = value.filter(|value| !is_blank(value)) else { return nothing() };
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        let text = value.as_str();
        let named = |of: Option<Word>| of.map(|word| word(lang).to_owned());
        let known = match (kind, path.as_slice()) {
            (Kind::Placement, []) => {
                let period = value.get("period").and_then(Value::as_str).unwrap_or_default();
                let title = self.period(period, lang);
                let locked = value.get("locked").and_then(Value::as_bool).unwrap_or_default();
                Some(if locked { format!("{title} · {}", words::locked_there(lang)) } else { title })
            }
            (Kind::Item, ["status"]) => named(text.and_then(Status::from_file_name).map(Status::word)),
            (Kind::Item, ["parent" | "depends_on", ..])
            | (Kind::Group, ["items", _])
            | (Kind::Decision, ["item"]) => text.map(|id| self.item(id, lang)),
            (Kind::Limit, ["earliest" | "latest"]) => text.map(|id| self.period(id, lang)),
            (Kind::Item, ["scores", sheet, input]) => frameworks::sheet_named(sheet)
                .and_then(|framework| framework.input(input))
                .map(|input| match estimate(value) {
                    Some(estimate) => input.edit_text_in(&estimate, lang),
                    None => plain(value, lang),
                }),
            (Kind::Item, ["effort_by_team", _]) => estimate(value).map(|estimate| match estimate {
                Estimate::Range { low, likely, high } => {
                    let one = |value: f64| number::display(value, 4);
                    format!("{} / {} / {}", one(low), one(likely), one(high))
                }
                _ => plain(value, lang),
            }),
            (Kind::Item, ["kano"]) => value.get("category").and_then(Value::as_str).map(|letter| {
                let category =
                    KanoCategory::from_file_name(letter).map_or(letter, |category| category.label(lang));
                match value.get("source").and_then(Value::as_str) {
                    Some("study") => format!("{letter} {category} · {}", words::of_the_study(lang)),
                    _ => format!("{letter} {category}"),
                }
            }),
            (Kind::Item, ["comments", _]) => {
                let part = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default();
                let said = [part("author"), part("text")].into_iter().filter(|part| !part.is_empty());
                Some(said.collect::<Vec<&str>>().join(": "))
            }
            (Kind::Item, ["planned"]) => {
                let part = |name: &str| {
                    let day = value.get(name).and_then(Value::as_str).unwrap_or_default();
                    if day.is_empty() { "…".to_owned() } else { date::display(day, lang) }
                };
                Some(format!("{} – {}", part("start"), part("end")))
            }
            (Kind::Settings, ["reach_period"]) => {
                named(text.and_then(ReachPeriod::from_file_name).map(ReachPeriod::word))
            }
            (Kind::Settings, ["effort_unit"]) => {
                named(text.and_then(EffortUnit::from_file_name).map(EffortUnit::word))
            }
            (Kind::Settings, ["kano_table"]) => {
                named(text.and_then(KanoTable::from_file_name).map(KanoTable::word))
            }
            (Kind::Settings, ["kano_rule"]) => {
                named(text.and_then(KanoRule::from_file_name).map(KanoRule::word))
            }
            (Kind::Settings, ["need_share" | "kano_near_tie"])
            | (Kind::Rules, ["policy", "discount" | "spare"]) => {
                value.as_f64().map(|share| number::percent(share, 1))
            }
            (Kind::Rules, ["policy", "timing"]) => {
                named(text.and_then(Timing::from_file_name).map(Timing::word))
            }
            (Kind::Rules, ["policy", "basis"]) => {
                text.map(|id| frameworks::by_id(id).map_or(id, |framework| (framework.name)(lang)).to_owned())
            }
            (Kind::Group, ["kind"]) => named(text.and_then(GroupKind::from_file_name).map(GroupKind::word)),
            (Kind::Respondent, ["answers"]) => {
                value.as_object().map(|answers| words::answers_of(lang, answers.len()))
            }
            (Kind::Scenario, ["placements"]) => {
                value.as_array().map(|list| words::placements_of(lang, list.len()))
            }
            (_, ["date" | "start" | "end" | "created"]) | (Kind::Item, ["actual", "start" | "end"]) => {
                text.map(|day| date::display(day, lang))
            }
            _ => None,
        };
        let text = known.unwrap_or_else(|| plain(value, lang));
        // Of a field of another program nothing may be left that can be read.
        if text.is_empty() { nothing() } else { text }
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

/// What a field of a kind of record is called.
fn field_word(kind: Kind, name: &str) -> Option<Word> {
    Some(match (kind, name) {
        (Kind::Decision, "title") => words::decided,
        (_, "title") => fields::title,
        (_, "title_alt") => fields::title_alt,
        (Kind::Item, "key") => fields::key,
        (Kind::Item, "description") => fields::description,
        (Kind::Item, "area") => fields::area,
        (Kind::Item, "tags") => fields::tags,
        (Kind::Item, "status") => fields::status,
        (Kind::Item, "source") => fields::source,
        (Kind::Item, "owner") => fields::owner,
        (Kind::Item, "parent") => fields::parent,
        (Kind::Item, "depends_on") => fields::depends_on,
        (Kind::Item, "requesters") => fields::requesters,
        (Kind::Item, "scores") => fields::estimate,
        (Kind::Item, "needs") => fields::need_contribution,
        (Kind::Item, "goals") => fields::goal_contribution,
        (Kind::Item, "kano") => fields::kano,
        (Kind::Item, "effort_by_team") => fields::effort_by_team,
        (Kind::Item, "planned") => fields::planned,
        (Kind::Item, "actual") => fields::actual,
        (Kind::Item, "comments") => fields::comments,
        (Kind::Item, "links") => fields::links,
        (Kind::Need | Kind::Goal, "weight") => words::weight,
        (Kind::Need, "importance") => words::importance,
        (Kind::Need, "satisfaction") => words::satisfaction,
        (Kind::Settings, "reach_period") => words::reach_period,
        (Kind::Settings, "effort_unit") => words::effort_unit,
        (Kind::Settings | Kind::Scenario, "need_share") => words::need_share,
        (Kind::Settings, "kano_table") => words::kano_table,
        (Kind::Settings, "kano_rule") => words::kano_rule,
        (Kind::Settings, "kano_near_tie") => words::kano_near_tie,
        (Kind::Settings, "criteria") => words::criterion,
        (Kind::Settings, "assumed_ranges") => words::assumed_ranges,
        (Kind::Settings, "seed") => words::seed,
        (Kind::Study, "wording") => words::wording,
        (Kind::Study, "language") => words::survey_language,
        (Kind::Study, "importance") => words::asks_importance,
        (Kind::Study, "segments") => words::segments,
        (Kind::Study, "intro_en") => words::intro_en,
        (Kind::Study, "intro_zh") => words::intro_zh,
        (Kind::Feature, "functional_en") => words::functional_en,
        (Kind::Feature, "dysfunctional_en") => words::dysfunctional_en,
        (Kind::Feature, "functional_zh") => words::functional_zh,
        (Kind::Feature, "dysfunctional_zh") => words::dysfunctional_zh,
        (Kind::Respondent, "segment") => words::segment,
        (Kind::Respondent, "answers") => words::answers,
        (Kind::Respondent | Kind::Decision, "date") => words::date,
        (Kind::Team, "areas") => words::areas,
        (Kind::Period, "start") => words::start,
        (Kind::Period, "end") => words::end,
        (Kind::Limit, "earliest") => words::earliest,
        (Kind::Limit, "latest") => words::latest,
        (Kind::Limit, "excluded") => words::excluded,
        (Kind::Limit, "must") => words::must,
        (Kind::Limit, "timing") => words::timing,
        (Kind::Group, "kind") => words::group_kind,
        (Kind::Group, "items") => words::group_items,
        (Kind::Scenario, "note") => words::note,
        (Kind::Scenario, "created") => words::created,
        (Kind::Scenario, "placements") => words::placements,
        (Kind::Placement, "period" | "locked") => words::field_placement,
        (Kind::Decision, "reason") => words::reason,
        (Kind::Decision, "by") => words::by,
        (Kind::Decision, "item") => words::about_item,
        (Kind::Decision, "before") => words::effect_before,
        (Kind::Decision, "after") => words::effect_after,
        _ => return None,
    })
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
        Kind::Plan | Kind::Settings | Kind::Study | Kind::Rules => None,
    }
}

/// An estimate as it stands in a file.
fn estimate(value: &Value) -> Option<Estimate> {
    if let Some(value) = value.as_f64() {
        return Some(Estimate::Value(value));
    }
    if let Some(text) = unreadable_text(value).and_then(Value::as_str).or(value.as_str()) {
        return Some(Estimate::Unreadable(text.to_owned()));
    }
    let part = |name: &str| value.get(name).and_then(Value::as_f64);
    Some(Estimate::Range { low: part("low")?, likely: part("likely")?, high: part("high")? })
}

/// Whether a value says nothing.
fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(fields) => fields.values().all(is_blank),
        _ => false,
    }
}

/// Any value as text: what a field of a newer version holds, too.
fn plain(value: &Value, lang: Lang) -> String {
    match value {
        Value::Null => words::nothing(lang).to_owned(),
        Value::Bool(true) => words::yes(lang).to_owned(),
        Value::Bool(false) => words::no(lang).to_owned(),
        Value::Number(number) => {
            number.as_f64().map_or_else(|| number.to_string(), |value| number::display(value, 4))
        }
        Value::String(text) => text.clone(),
        Value::Array(list) => {
            let parts: Vec<String> =
                list.iter().filter(|one| !is_blank(one)).map(|one| plain(one, lang)).collect();
            join(&parts, lang)
        }
        Value::Object(fields) => {
            let id_or_blank = |(name, value): &(&String, &Value)| *name != "id" && !is_blank(value);
            let parts: Vec<String> =
                fields.iter().filter(id_or_blank).map(|(_, value)| plain(value, lang)).collect();
            parts.join(" · ")
        }
    }
}

fn join(parts: &[String], lang: Lang) -> String {
    match lang {
        Lang::En => parts.join("; "),
        Lang::Zh => parts.join("；"),
    }
}
