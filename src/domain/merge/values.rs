//! Fields and their values in words of either language.

use serde_json::Value;

use super::fields::unreadable_text;
use super::said::join;
use super::{Kind, Merge, Subject, workshops};
use crate::domain::date;
use crate::domain::frameworks::{self, Input, Unit};
use crate::domain::number;
use crate::domain::plan::{
    EffortUnit, Estimate, KanoCategory, KanoRule, KanoTable, Period as ReachPeriod, Status,
};
use crate::domain::roadmap::{GroupKind, Timing};
use crate::domain::text::{Lang, Word, fields, merging as words};

impl Merge {
    /// What a value of a record is called.
    pub(super) fn field_name(&self, kind: Kind, path: &[String], lang: Lang) -> String {
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
            (Kind::Workshop, [name, ..]) => workshops::field_word(name),
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
    pub(super) fn value(&self, kind: Kind, path: &[String], value: Option<&Value>, lang: Lang) -> String {
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
            (Kind::Limit, ["earliest" | "latest"]) | (Kind::Decision, ["period"]) => {
                text.map(|id| self.period(id, lang))
            }
            (Kind::Item, ["scores", sheet, input]) => frameworks::sheet_named(sheet)
                .and_then(|framework| framework.input(input))
                .map(|input| match estimate(value) {
                    Some(estimate) => estimate_text(input, &estimate, lang),
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
        (Kind::Decision, "period") => words::field_placement,
        (Kind::Decision, "price") => words::price,
        _ => return None,
    })
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

/// An estimate for reading, with every decimal that tells two of them apart.
fn estimate_text(input: &Input, estimate: &Estimate, lang: Lang) -> String {
    let one = |value: f64| match input.unit {
        Unit::Share => format!("{}%", number::display(value * 100.0, 4)),
        _ => number::display(value, 6),
    };
    match (input.class_of(estimate), estimate) {
        (Some(step), _) => (step.word)(lang).to_owned(),
        (None, Estimate::Value(value)) => one(*value),
        (None, Estimate::Range { low, likely, high }) => {
            format!("{} / {} / {}", one(*low), one(*likely), one(*high))
        }
        (None, Estimate::Unreadable(text)) => text.clone(),
    }
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
