//! The roadmap and the decisions in plan files, both ways.

use std::collections::HashSet;
use std::rc::Rc;

use serde_json::{Map, Value};

use super::read::{Object, estimate, give_ids, left_out};
use super::tree::Tree;
use super::warning::{Expected, Named, Place, Trouble, Warnings, short};
use super::write::{Fields, Form, number, readable};
use crate::domain::by_id::ById;
use crate::domain::editor::{can_be_effort, tidy_roadmap};
use crate::domain::number::LARGEST;
use crate::domain::plan::{Estimate, Extra, Id, Plan};
use crate::domain::roadmap::{
    Actual, Decision, Group, GroupKind, Limit, MOST_PERIODS, MOST_SCENARIOS, MOST_TEAMS, Period, Placement,
    Policy, Roadmap, Scenario, Span, Team, Timing, Worth,
};

/// All of a roadmap.
pub(super) fn write(roadmap: &Roadmap, form: Form) -> Map<String, Value> {
    let mut fields = Fields::new(form);
    fields.list("teams", roadmap.teams.iter().map(|each| write_team(each, form)));
    fields.list("periods", roadmap.periods.iter().map(|each| write_period(each, form)));
    fields.list("placements", roadmap.placements.iter().map(|each| write_placement(each, form)));
    fields.list("limits", roadmap.limits.iter().map(|each| write_limit(each, form)));
    fields.list("groups", roadmap.groups.iter().map(|each| write_group(each, form)));
    if form != Form::Compact || roadmap.policy != Policy::default() {
        fields.always("policy", Value::Object(write_policy(&roadmap.policy)));
    }
    fields.list("scenarios", roadmap.scenarios.iter().map(|each| write_scenario(each, form)));
    fields.done(&roadmap.extra)
}

/// Reads all of a roadmap of a plan that has these items, deleted ones included; what names a team or
/// a period that is not there is left out.
pub(super) fn read(mut object: Object<'_, '_>, items: &HashSet<Id>) -> Roadmap {
    let mut teams = object.records("teams", read_team);
    give_ids(&mut [("roadmap.teams", &mut teams)], "t", |one| &mut one.id, object.warnings);
    cut(&mut teams, MOST_TEAMS, "teams", &mut object);
    let mut periods = object.records("periods", read_period);
    give_ids(&mut [("roadmap.periods", &mut periods)], "q", |one| &mut one.id, object.warnings);
    cut(&mut periods, MOST_PERIODS, "periods", &mut object);
    let mut groups = object.records("groups", read_group);
    give_ids(&mut [("roadmap.groups", &mut groups)], "w", |one| &mut one.id, object.warnings);
    let mut scenarios = object.records("scenarios", read_scenario);
    give_ids(&mut [("roadmap.scenarios", &mut scenarios)], "s", |one| &mut one.id, object.warnings);
    cut(&mut scenarios, MOST_SCENARIOS, "scenarios", &mut object);
    let mut roadmap = Roadmap {
        teams,
        periods,
        placements: object.records("placements", read_placement),
        limits: object.records("limits", read_limit),
        groups,
        policy: object.inside("policy", read_policy).unwrap_or_default(),
        scenarios,
        extra: Extra::new(),
    };
    name_missing(&roadmap, items, &object.place, object.warnings);
    roadmap.extra = object.rest();
    tidy_roadmap(&mut roadmap);
    roadmap
}

/// Names what [`tidy_roadmap`] is about to leave out, and what stays although it is about an item
/// that is not there: a copy of the plan that is merged may bring it.
fn name_missing(roadmap: &Roadmap, items: &HashSet<Id>, place: &Place<'_>, warnings: &mut Warnings) {
    let periods: HashSet<&Id> = roadmap.periods.iter().map(|period| &period.id).collect();
    let teams: HashSet<&Id> = roadmap.teams.iter().map(|team| &team.id).collect();
    let missing = |what, id: &Id| Trouble::NamesMissing { what, id: short(id), stays: false };
    let stays = |id: &Id| Trouble::NamesMissing { what: Named::Item, id: short(id), stays: true };
    let list = Place::Field(place, "periods");
    for (at, period) in roadmap.periods.iter().enumerate() {
        for team in period.capacity.keys().filter(|team| !teams.contains(team)) {
            let place = Place::Element(&list, at);
            let place = Place::Field(&place, "capacity");
            warnings.add(Place::Field(&place, team), missing(Named::Team, team));
        }
    }
    let list = Place::Field(place, "placements");
    let mut seen: HashSet<&Id> = HashSet::new();
    for (at, Placement { item, period, .. }) in roadmap.placements.iter().enumerate() {
        let trouble = match () {
            () if item.is_empty() => missing(Named::Item, item),
            () if !periods.contains(period) => missing(Named::Period, period),
            () if !seen.insert(item) => Trouble::Twice { id: short(item) },
            () if !items.contains(item) => stays(item),
            () => continue,
        };
        warnings.add(Place::Element(&list, at), trouble);
    }
    let list = Place::Field(place, "limits");
    seen.clear();
    for (at, limit) in roadmap.limits.iter().enumerate() {
        let place = Place::Element(&list, at);
        for (name, period) in [("earliest", &limit.earliest), ("latest", &limit.latest)] {
            if let Some(period) = period.as_ref().filter(|period| !periods.contains(period)) {
                warnings.add(Place::Field(&place, name), missing(Named::Period, period));
            }
        }
        match &limit.item {
            item if item.is_empty() => warnings.add(place, missing(Named::Item, item)),
            // A blank one says nothing, so nothing is lost with it.
            _ if limit.is_blank() => {}
            item if !seen.insert(item) => warnings.add(place, Trouble::Twice { id: short(item) }),
            item if !items.contains(item) => warnings.add(place, stays(item)),
            _ => {}
        }
    }
    let list = Place::Field(place, "groups");
    for (at, group) in roadmap.groups.iter().enumerate() {
        let group_place = Place::Element(&list, at);
        let place = Place::Field(&group_place, "items");
        match group.items.as_slice() {
            // What is wrong with its kind was said already.
            [] => {}
            [one] => {
                let found = Tree::Text((&**one).into());
                left_out(place, Expected::Several, found, warnings);
            }
            several => {
                for id in several.iter().filter(|id| !items.contains(*id)) {
                    warnings.add(place, stays(id));
                }
            }
        }
    }
}

/// Names the teams that items take something of and that are not there. Efforts of a plan without
/// teams are waiting for them.
pub(super) fn name_missing_teams(plan: &Plan, warnings: &mut Warnings) {
    if plan.roadmap.teams.is_empty() {
        return;
    }
    let teams: HashSet<&Id> = plan.roadmap.teams.iter().map(|team| &team.id).collect();
    let list = Place::Field(&Place::Root, "items");
    for (at, item) in plan.items.iter().enumerate() {
        for team in item.effort_by_team.keys().filter(|team| !teams.contains(team)) {
            let place = Place::Element(&list, at);
            let place = Place::Field(&place, "effort_by_team");
            let trouble = Trouble::NamesMissing { what: Named::Team, id: short(team), stays: true };
            warnings.add(Place::Field(&place, team), trouble);
        }
    }
}

fn cut<T>(list: &mut Vec<T>, most: usize, name: &str, object: &mut Object<'_, '_>) {
    let count = list.len().saturating_sub(most);
    if count > 0 {
        list.truncate(most);
        object.warnings.add(Place::Field(&object.place, name), Trouble::ListCut { count, most });
    }
}

/// The roadmap's own fields, without its lists.
pub(super) fn write_head(roadmap: &Roadmap) -> Map<String, Value> {
    let mut fields = Fields::new(Form::Patch);
    fields.always("policy", Value::Object(write_policy(&roadmap.policy)));
    fields.done(&roadmap.extra)
}

/// Takes the roadmap's own fields out of an object.
pub(super) fn read_head(mut object: Object<'_, '_>) -> Roadmap {
    let policy = object.inside("policy", read_policy).unwrap_or_default();
    Roadmap { policy, extra: object.rest(), ..Roadmap::default() }
}

/// A team.
pub(super) fn write_team(team: &Team, form: Form) -> Map<String, Value> {
    let mut fields = Fields::new(form);
    fields.always("id", (*team.id).into());
    fields.always("title", team.title.as_str().into());
    fields.optional("title_alt", team.title_alt.as_deref());
    fields.list("areas", team.areas.iter().map(String::as_str));
    fields.done(&team.extra)
}

/// A team; its id may be empty.
pub(super) fn read_team(mut object: Object<'_, '_>) -> Team {
    let id = object.id("id");
    let (title, title_alt) = object.title_or_blank();
    Team { id, title, title_alt, areas: object.texts("areas"), extra: object.rest() }
}

/// A period.
pub(super) fn write_period(period: &Period, form: Form) -> Map<String, Value> {
    let mut fields = Fields::new(form);
    fields.always("id", (*period.id).into());
    fields.always("title", period.title.as_str().into());
    fields.optional("title_alt", period.title_alt.as_deref());
    fields.text("start", &period.start);
    fields.text("end", &period.end);
    let capacity = period.capacity.iter();
    fields.object(
        "capacity",
        capacity.filter_map(|(team, amount)| Some((team.to_string(), number(*amount)?))).collect(),
    );
    fields.done(&period.extra)
}

/// A period; its id may be empty.
pub(super) fn read_period(mut object: Object<'_, '_>) -> Period {
    let id = object.id("id");
    let (title, title_alt) = object.title_or_blank();
    let (start, end) = (object.date("start"), object.date("end"));
    let capacity = object.inside("capacity", amounts).unwrap_or_default();
    Period { id, title, title_alt, start, end, capacity, extra: object.rest() }
}

/// Amounts of 0 or more by id.
fn amounts(object: Object<'_, '_>) -> ById<f64> {
    let (fields, place, warnings) = object.into_fields();
    let mut amounts = ById::new();
    for (id, value) in fields {
        match value.as_f64().filter(|amount| (0.0..=LARGEST).contains(amount)) {
            Some(amount) => {
                amounts.insert(Id::from(&*id), amount);
            }
            None if value.is_null() => {}
            None => left_out(Place::Field(&place, &id), Expected::NotNegative, value, warnings),
        }
    }
    amounts
}

/// A placement.
pub(super) fn write_placement(placement: &Placement, form: Form) -> Map<String, Value> {
    let mut fields = Fields::new(form);
    fields.always("item", (*placement.item).into());
    fields.always("period", (*placement.period).into());
    fields.switch("locked", placement.locked);
    fields.done(&placement.extra)
}

/// A placement; its item and period may be empty.
pub(super) fn read_placement(mut object: Object<'_, '_>) -> Placement {
    Placement {
        item: object.id("item"),
        period: object.id("period"),
        locked: object.switch("locked"),
        extra: object.rest(),
    }
}

/// What is wished of an item.
pub(super) fn write_limit(limit: &Limit, form: Form) -> Map<String, Value> {
    let mut fields = Fields::new(form);
    fields.always("item", (*limit.item).into());
    fields.optional("earliest", limit.earliest.as_deref());
    fields.optional("latest", limit.latest.as_deref());
    fields.switch("excluded", limit.excluded);
    fields.switch("must", limit.must);
    let timing = limit.timing.iter().map(|(on, timing)| (on.to_string(), timing.file_name().into()));
    fields.object("timing", timing.collect());
    fields.done(&limit.extra)
}

/// What is wished of an item; the item may be empty.
pub(super) fn read_limit(mut object: Object<'_, '_>) -> Limit {
    let some = |id: Id| Some(id).filter(|id| !id.is_empty());
    Limit {
        item: object.id("item"),
        earliest: some(object.id("earliest")),
        latest: some(object.id("latest")),
        excluded: object.switch("excluded"),
        must: object.switch("must"),
        timing: object.inside("timing", timings).unwrap_or_default(),
        extra: object.rest(),
    }
}

fn timings(object: Object<'_, '_>) -> ById<Timing> {
    let (fields, place, warnings) = object.into_fields();
    let mut timings = ById::new();
    for (id, value) in fields {
        match value.as_str().and_then(Timing::from_file_name) {
            Some(timing) => {
                timings.insert(Id::from(&*id), timing);
            }
            None if value.is_null() => {}
            None => left_out(Place::Field(&place, &id), Expected::Timing, value, warnings),
        }
    }
    timings
}

/// What is wished of several items.
pub(super) fn write_group(group: &Group, form: Form) -> Map<String, Value> {
    let mut fields = Fields::new(form);
    fields.always("id", (*group.id).into());
    fields.always("kind", group.kind.file_name().into());
    fields.list("items", group.items.iter().map(|id| &**id));
    fields.done(&group.extra)
}

/// What is wished of several items; the id may be empty.
pub(super) fn read_group(mut object: Object<'_, '_>) -> Group {
    let id = object.id("id");
    let mut is_unknown = false;
    let kind = object.take("kind", Expected::GroupKind, |value| {
        let kind = value.as_str().and_then(GroupKind::from_file_name);
        is_unknown = kind.is_none();
        kind.ok_or(value)
    });
    let items = object.ids("items");
    Group {
        id,
        kind: kind.unwrap_or(GroupKind::Together),
        // Nobody asked for what another kind would mean: without items the group is left out.
        items: if is_unknown { Vec::new() } else { items },
        extra: object.rest(),
    }
}

fn write_policy(policy: &Policy) -> Map<String, Value> {
    // All of it in every form: a switch that is off takes back one that was on.
    let mut fields = Fields::new(Form::Complete);
    if let Some(basis) = &policy.basis {
        fields.always("basis", basis.as_str().into());
    }
    fields.number("discount", Some(policy.discount));
    fields.number("spare", Some(policy.spare));
    fields.always("timing", policy.timing.file_name().into());
    fields.switch("must_be_floor", policy.must_be_floor);
    fields.done(&policy.extra)
}

fn read_policy(mut object: Object<'_, '_>) -> Policy {
    let fallback = Policy::default();
    let mut share = |name, or| object.number_in(name, 0.0, Policy::MOST, Expected::Share).unwrap_or(or);
    let (discount, spare) = (share("discount", fallback.discount), share("spare", fallback.spare));
    Policy {
        basis: object.optional("basis").filter(|basis| !basis.is_empty()),
        discount,
        spare,
        timing: object.named("timing", Timing::from_file_name, Expected::Timing).unwrap_or_default(),
        must_be_floor: object.switch("must_be_floor"),
        extra: object.rest(),
    }
}

/// A scenario.
pub(super) fn write_scenario(scenario: &Scenario, form: Form) -> Map<String, Value> {
    let mut fields = Fields::new(form);
    fields.always("id", (*scenario.id).into());
    fields.always("title", scenario.title.as_str().into());
    fields.optional("title_alt", scenario.title_alt.as_deref());
    fields.text("note", &scenario.note);
    fields.text("created", &scenario.created);
    fields.number("need_share", scenario.need_share);
    fields.list("placements", scenario.placements.iter().map(|each| write_placement(each, form)));
    fields.done(&scenario.extra)
}

/// A scenario; its id may be empty.
pub(super) fn read_scenario(mut object: Object<'_, '_>) -> Scenario {
    let id = object.id("id");
    let (title, title_alt) = object.title_or_blank();
    Scenario {
        id,
        title,
        title_alt,
        note: object.text("note"),
        created: object.date("created"),
        need_share: object.number_in("need_share", 0.0, 1.0, Expected::Share),
        placements: object.records("placements", read_placement),
        extra: object.rest(),
    }
}

/// A decision.
pub(super) fn write_decision(decision: &Decision, form: Form) -> Map<String, Value> {
    let mut fields = Fields::new(form);
    fields.always("id", (*decision.id).into());
    fields.text("date", &decision.date);
    fields.text("by", &decision.by);
    fields.optional("item", decision.item.as_deref());
    fields.always("title", decision.title.as_str().into());
    fields.text("reason", &decision.reason);
    fields.optional("period", decision.period.as_deref());
    for (name, worth) in [("before", &decision.before), ("after", &decision.after)] {
        if let Some(worth) = worth {
            fields.always(name, Value::Object(write_worth(worth)));
        }
    }
    fields.text("price", &decision.price);
    fields.done(&decision.extra)
}

/// A decision; its id may be empty.
pub(super) fn read_decision(mut object: Object<'_, '_>) -> Decision {
    let id = object.id("id");
    let (date, by) = (object.date("date"), object.text("by"));
    let item = Some(object.id("item")).filter(|id| !id.is_empty());
    Decision {
        id,
        date,
        by,
        item,
        title: object.text("title"),
        reason: object.text("reason"),
        period: Some(object.id("period")).filter(|id| !id.is_empty()),
        before: object.inside("before", read_worth),
        after: object.inside("after", read_worth),
        price: object.text("price"),
        extra: object.rest(),
    }
}

fn write_worth(worth: &Worth) -> Map<String, Value> {
    let mut fields = Fields::new(Form::Complete);
    fields.number("need", Some(worth.need));
    fields.number("goal", Some(worth.goal));
    fields.number("value", Some(worth.value));
    fields.done(&Map::new())
}

fn read_worth(mut object: Object<'_, '_>) -> Worth {
    let mut part = |name| object.number_in(name, -LARGEST, LARGEST, Expected::Number).unwrap_or_default();
    Worth { need: part("need"), goal: part("goal"), value: part("value") }
}

/// The effort of an item by team.
pub(super) fn write_efforts(efforts: &ById<Estimate>) -> Map<String, Value> {
    let one = |estimate| readable(estimate).unwrap_or_else(Value::from);
    efforts.iter().map(|(team, estimate)| (team.to_string(), one(estimate))).collect()
}

/// The effort of an item by team; what is no number is kept as it was typed.
pub(super) fn read_efforts(object: Object<'_, '_>) -> ById<Estimate> {
    let (fields, place, warnings) = object.into_fields();
    let mut efforts = ById::new();
    for (team, value) in fields {
        if value.is_null() || team.is_empty() {
            continue;
        }
        let shown = Value::from(value);
        let (found, _) = estimate(Tree::from(shown.clone()));
        if can_be_effort(&found) {
            efforts.insert(Id::from(&*team), found);
        } else {
            left_out(Place::Field(&place, &team), Expected::NotNegative, Tree::from(shown), warnings);
        }
    }
    efforts
}

/// A day that is open is null in files.
fn day(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

/// From a first to a last day.
pub(super) fn write_span(span: &Span, form: Form) -> Map<String, Value> {
    let mut fields = Fields::new(form);
    fields.optional("start", day(&span.start));
    fields.optional("end", day(&span.end));
    fields.done(&span.extra)
}

/// From a first to a last day.
pub(super) fn read_span(mut object: Object<'_, '_>) -> Span {
    Span { start: object.date("start"), end: object.date("end"), extra: object.rest() }
}

/// What became of an item.
pub(super) fn write_actual(actual: &Actual, form: Form) -> Map<String, Value> {
    let mut fields = Fields::new(form);
    fields.optional("start", day(&actual.start));
    fields.optional("end", day(&actual.end));
    fields.number("effort", actual.effort);
    fields.number("reach", actual.reach);
    fields.done(&actual.extra)
}

/// What became of an item.
pub(super) fn read_actual(mut object: Object<'_, '_>) -> Actual {
    let (start, end) = (object.date("start"), object.date("end"));
    let mut amount = |name| object.number_in(name, 0.0, LARGEST, Expected::NotNegative);
    let (effort, reach) = (amount("effort"), amount("reach"));
    Actual { start, end, effort, reach, extra: object.rest() }
}

/// Decisions from a list, each with an id of its own.
pub(super) fn with_ids(mut decisions: Vec<Decision>, warnings: &mut Warnings) -> Rc<Vec<Decision>> {
    give_ids(&mut [("decisions", &mut decisions)], "d", |one| &mut one.id, warnings);
    Rc::new(decisions)
}
