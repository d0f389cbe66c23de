//! What of a plan is handed out.

use std::collections::HashSet;
use std::rc::Rc;

use crate::domain::editor::forget as forget_items;
use crate::domain::frameworks::{self, Framework};
use crate::domain::plan::{Id, Item, Plan};
use crate::domain::ranking;
use crate::domain::workshop::Workshop;

/// Which items of a plan are handed out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Items {
    /// All of them.
    #[default]
    All,
    /// The first [`MOST_OF_TOP`] in rank.
    Top,
    /// Those that have a place on the roadmap.
    Planned,
}

/// Items that [`Items::Top`] hands out.
pub const MOST_OF_TOP: usize = 10;

impl Items {
    /// All of them, in the order in which a chooser lists them.
    pub const ALL: [Items; 3] = [Items::All, Items::Top, Items::Planned];

    /// The name in code.
    pub fn name(self) -> &'static str {
        match self {
            Items::All => "all",
            Items::Top => "top",
            Items::Planned => "planned",
        }
    }

    /// Leaves the other items out, and what says something about them alone.
    fn keep(self, plan: &mut Plan, framework: &'static Framework) {
        let chosen: HashSet<Id> = match self {
            Items::All => return,
            Items::Top => {
                let ranking = ranking::rank(plan, framework);
                let first = ranking.order.iter().take(ranking.scored_count.min(MOST_OF_TOP));
                let item = |at: &u32| plan.items.get(usize::try_from(*at).ok()?);
                first.filter_map(item).map(|item| Rc::clone(&item.id)).collect()
            }
            Items::Planned => {
                plan.roadmap.placements.iter().map(|placement| Rc::clone(&placement.item)).collect()
            }
        };
        let gone: Vec<Rc<Item>> =
            plan.items.iter().filter(|item| !chosen.contains(&item.id)).cloned().collect();
        plan.items.retain(|item| chosen.contains(&item.id));
        forget_items(plan, &gone);
        let gone: HashSet<&Id> = gone.iter().map(|item| &item.id).collect();
        if plan.kano.features.iter().any(|feature| gone.contains(&feature.item)) {
            let study = Rc::make_mut(&mut plan.kano);
            study.features.retain(|feature| !gone.contains(&feature.item));
            for respondent in &mut study.respondents {
                Rc::make_mut(respondent).answers.retain(|(id, _)| !gone.contains(id));
            }
        }
        if !plan.roadmap.scenarios.is_empty() {
            for scenario in &mut Rc::make_mut(&mut plan.roadmap).scenarios {
                scenario.placements.retain(|placement| !gone.contains(&placement.item));
            }
        }
    }
}

/// What of a plan is handed out; titles, numbers, needs, goals and the roadmap always are.
///
/// What this version does not know (`extra`) goes with the whole plan only: nobody can tell
/// what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Which items.
    pub items: Items,
    /// Titles in the other language, where they have one.
    pub other_titles: bool,
    /// Descriptions, comments, sources and links of items, what their estimates rest on, notes of
    /// scenarios, and what respondents of the study read first.
    pub descriptions: bool,
    /// Owners, requesters, who commented and who decided.
    pub people: bool,
    /// What respondents of the Kano study answered; the categories of items stay.
    pub answers: bool,
    /// Saved scenarios of the roadmap.
    pub scenarios: bool,
    /// Decisions with their reasons.
    pub decisions: bool,
    /// Workshops with what was voted in them.
    pub workshops: bool,
    /// Deleted items.
    pub bin: bool,
}

impl Choice {
    /// The whole plan.
    pub const ALL: Choice = Choice {
        items: Items::All,
        other_titles: true,
        descriptions: true,
        people: true,
        answers: true,
        scenarios: true,
        decisions: true,
        workshops: true,
        bin: true,
    };

    /// What suits a reader: no people, no answers, no deleted items.
    pub const READER: Choice =
        Choice { people: false, answers: false, workshops: false, bin: false, ..Choice::ALL };

    /// That part of the plan, ranked as usual.
    pub fn part(&self, plan: &Plan) -> Plan {
        self.part_by(plan, frameworks::default())
    }

    /// That part of the plan; the framework says which items come first.
    pub fn part_by(&self, plan: &Plan, framework: &'static Framework) -> Plan {
        if *self == Choice::ALL {
            return plan.clone();
        }
        let mut part = plan.clone();
        self.items.keep(&mut part, framework);
        if !self.bin {
            // What is not handed out is gone for whoever reads it.
            let gone = std::mem::take(&mut part.bin);
            forget_items(&mut part, &gone);
        }
        for item in part.items.iter_mut().chain(&mut part.bin) {
            let item = Rc::make_mut(item);
            self.reduce_item(item);
            forget_of_item(item);
        }
        if !self.other_titles {
            forget_other_titles(&mut part);
        }
        if !self.descriptions {
            let study = Rc::make_mut(&mut part.kano);
            study.intro_en.clear();
            study.intro_zh.clear();
        }
        if !self.answers && !part.kano.respondents.is_empty() {
            Rc::make_mut(&mut part.kano).respondents.clear();
        }
        if !part.roadmap.scenarios.is_empty() {
            let scenarios = &mut Rc::make_mut(&mut part.roadmap).scenarios;
            if !self.scenarios {
                scenarios.clear();
            }
            if !self.descriptions {
                scenarios.iter_mut().for_each(|scenario| scenario.note.clear());
            }
        }
        if !self.decisions {
            part.decisions = Rc::default();
        }
        // A workshop without who voted what is what its decisions say.
        if !self.workshops || !self.people {
            part.workshops = Rc::default();
        }
        if !part.workshops.is_empty() {
            forget_of_workshops(&mut part);
        }
        if !self.people && !part.decisions.is_empty() {
            Rc::make_mut(&mut part.decisions).iter_mut().for_each(|decision| decision.by.clear());
        }
        forget(&mut part);
        if part != *plan {
            // Merged against a fuller ancestor, what was left out would look as if it were removed.
            part.ancestors = Rc::default();
        }
        part
    }

    fn reduce_item(&self, item: &mut Item) {
        if !self.other_titles {
            item.title_alt = None;
        }
        if !self.descriptions {
            item.description.clear();
            item.source.clear();
            item.comments.clear();
            item.links.clear();
            item.scores.iter_mut().for_each(|score| score.evidence.clear());
            item.requesters.iter_mut().for_each(|requester| requester.note.clear());
        }
        if !self.people {
            item.owner.clear();
            item.requesters.clear();
            item.comments.iter_mut().for_each(|comment| comment.author.clear());
        }
    }
}

/// Forgets titles in the other language, but for items.
fn forget_other_titles(plan: &mut Plan) {
    plan.title_alt = None;
    Rc::make_mut(&mut plan.needs).iter_mut().for_each(|need| need.title_alt = None);
    Rc::make_mut(&mut plan.goals).iter_mut().for_each(|goal| goal.title_alt = None);
    let roadmap = Rc::make_mut(&mut plan.roadmap);
    roadmap.teams.iter_mut().for_each(|team| team.title_alt = None);
    roadmap.periods.iter_mut().for_each(|period| period.title_alt = None);
    roadmap.scenarios.iter_mut().for_each(|scenario| scenario.title_alt = None);
    Rc::make_mut(&mut plan.settings.criteria).iter_mut().for_each(|criterion| criterion.title_alt = None);
}

/// Forgets what this version does not know, but for items.
fn forget(plan: &mut Plan) {
    plan.extra = Rc::default();
    plan.settings.extra.clear();
    plan.settings.assumed_ranges.extra.clear();
    for criterion in Rc::make_mut(&mut plan.settings.criteria) {
        criterion.extra.clear();
    }
    Rc::make_mut(&mut plan.needs).iter_mut().for_each(|need| need.extra.clear());
    Rc::make_mut(&mut plan.goals).iter_mut().for_each(|goal| goal.extra.clear());
    let study = Rc::make_mut(&mut plan.kano);
    study.extra.clear();
    study.features.iter_mut().for_each(|feature| feature.extra.clear());
    for respondent in &mut study.respondents {
        Rc::make_mut(respondent).extra.clear();
    }
    let roadmap = Rc::make_mut(&mut plan.roadmap);
    roadmap.extra.clear();
    roadmap.policy.extra.clear();
    roadmap.teams.iter_mut().for_each(|team| team.extra.clear());
    roadmap.periods.iter_mut().for_each(|period| period.extra.clear());
    roadmap.placements.iter_mut().for_each(|placement| placement.extra.clear());
    roadmap.limits.iter_mut().for_each(|limit| limit.extra.clear());
    roadmap.groups.iter_mut().for_each(|group| group.extra.clear());
    for scenario in &mut roadmap.scenarios {
        scenario.extra.clear();
        scenario.placements.iter_mut().for_each(|placement| placement.extra.clear());
    }
    Rc::make_mut(&mut plan.decisions).iter_mut().for_each(|decision| decision.extra.clear());
}

/// Forgets what this version does not know about workshops, at every depth.
fn forget_of_workshops(plan: &mut Plan) {
    for record in Rc::make_mut(&mut plan.workshops) {
        let mut workshop = Workshop::read(record);
        workshop.forget_unknown();
        *record = workshop.record();
    }
}

/// Forgets what this version does not know about an item.
fn forget_of_item(item: &mut Item) {
    item.extra.clear();
    item.scores.iter_mut().for_each(|score| score.extra.clear());
    item.requesters.iter_mut().for_each(|requester| requester.extra.clear());
    item.comments.iter_mut().for_each(|comment| comment.extra.clear());
    item.links.iter_mut().for_each(|link| link.extra.clear());
    if let Some(kano) = &mut item.kano {
        kano.extra.clear();
    }
    item.planned.extra.clear();
    item.actual.extra.clear();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::format;
    use serde_json::{Value, json};

    /// A plan with something in every part of the file.
    fn full() -> Value {
        json!({
            "format": "steelyard-plan", "version": 1, "id": "p1", "title": "Plan",
            "settings": { "criteria": [{ "id": "c1", "title": "Fit", "weight": 1 }], "assumed_ranges": { "on": true } },
            "needs": [{ "id": "n1", "title": "Need", "title_alt": "OTHER", "weight": 1 }],
            "goals": [{ "id": "g1", "title": "Goal", "weight": 1 }],
            "items": [{
                "id": "i1", "key": "SY-1", "title": "One", "description": "DESCRIPTION", "source": "SOURCE", "owner": "OWNER",
                "requesters": [{ "name": "REQUESTER", "note": "NOTE", "count": 3 }],
                "comments": [{ "id": "m1", "author": "AUTHOR", "text": "COMMENT" }],
                "links": [{ "title": "LINK", "url": "https://example.org" }],
                "scores": { "rice": { "reach": 1, "evidence": "EVIDENCE" } },
                "kano": { "category": "M", "source": "manual" },
                "planned": { "start": "2027-01-01" }, "actual": { "effort": 2 }
            }, { "id": "i2", "title": "Two" }],
            "bin": [{ "id": "i9", "title": "DELETED" }],
            "kano": { "features": [{ "item": "i1" }], "respondents": [{ "id": "ANSWERER", "answers": { "i1": { "functional": 1, "dysfunctional": 5 } } }] },
            "roadmap": {
                "teams": [{ "id": "t1", "title": "Web" }],
                "periods": [{ "id": "q1", "title": "Q1", "capacity": { "t1": 4 } }],
                "placements": [{ "item": "i1", "period": "q1" }],
                "limits": [{ "item": "i1", "earliest": "q1" }],
                "groups": [{ "id": "w1", "kind": "together", "items": ["i1", "i2"] }],
                "scenarios": [{ "id": "s1", "title": "SCENARIO", "note": "REMARK", "placements": [{ "item": "i1", "period": "q1" }] }]
            },
            "decisions": [{ "id": "d1", "title": "DECISION", "by": "DECIDER", "reason": "because" }],
            "workshops": [{
                "id": "w1", "title": "WORKSHOP", "naming": "named",
                "agenda": [{ "id": "e1", "round": { "question": { "kind": "confidence" } } }],
                "passes": { "v1": { "entry": "e1", "number": 1, "ballots": {
                    "r1": { "name": "VOTER", "sequence": 1, "answers": { "whole": 3 } } } } }
            }]
        })
    }

    fn read(value: &Value) -> Plan {
        let (plan, warnings) = format::read(&value.to_string()).unwrap();
        assert_eq!(warnings, []);
        plan
    }

    /// Every word in capitals that is left in the part.
    #[track_caller]
    fn check(choice: Choice, expected: &str) {
        let text = format::write(&choice.part(&read(&full())));
        let words = text.split(|c: char| !c.is_ascii_uppercase()).filter(|word| word.len() > 3);
        assert_eq!(words.collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn only_what_was_chosen_goes_out() {
        let nothing = Choice {
            items: Items::All,
            other_titles: false,
            descriptions: false,
            people: false,
            answers: false,
            scenarios: false,
            decisions: false,
            workshops: false,
            bin: false,
        };
        check(nothing, "");
        check(Choice { descriptions: true, ..nothing }, "DESCRIPTION SOURCE EVIDENCE COMMENT LINK");
        check(Choice { other_titles: true, ..nothing }, "OTHER");
        check(Choice { people: true, ..nothing }, "OWNER REQUESTER");
        check(Choice { answers: true, ..nothing }, "ANSWERER");
        check(Choice { scenarios: true, ..nothing }, "SCENARIO");
        check(Choice { decisions: true, ..nothing }, "DECISION");
        check(Choice { bin: true, ..nothing }, "DELETED");
        // Who voted what goes with people only, whatever else is chosen.
        check(Choice { workshops: true, ..nothing }, "");
        check(Choice { workshops: true, people: true, ..nothing }, "OWNER REQUESTER WORKSHOP VOTER");
        check(Choice::READER, "OTHER DESCRIPTION SOURCE EVIDENCE COMMENT LINK SCENARIO REMARK DECISION");
        assert_eq!(Choice::ALL.part(&read(&full())), read(&full()));
    }

    #[test]
    fn a_plan_without_its_deleted_items_names_none_of_them() {
        let mut value = full();
        value["items"][0]["depends_on"] = json!(["i9"]);
        let placement = json!({ "item": "i9", "period": "q1" });
        value["roadmap"]["placements"].as_array_mut().unwrap().push(placement);
        value["roadmap"]["groups"][0]["items"] = json!(["i1", "i9"]);
        let part = Choice::READER.part(&read(&value));
        let (found, warnings) = format::read(&format::write(&part)).unwrap();
        assert_eq!((&found, warnings), (&part, vec![]), "a reader is not told of what was left out");
        assert_eq!((found.roadmap.placements.len(), found.roadmap.groups.len()), (1, 0));
    }

    #[test]
    fn only_the_first_or_only_the_planned_items_go_out_with_what_is_about_them() {
        let items: Vec<Value> = (1..=14)
            .map(|at| {
                json!({ "id": format!("i{at}"), "key": format!("SY-{at}"), "title": "One", "depends_on": if at == 14 { json!(["i1"]) } else { json!([]) },
                    "scores": { "rice": { "reach": 100 * at, "impact": 1, "confidence": 1, "effort": 1 } } })
            })
            .chain([json!({ "id": "i15", "title": "Not estimated" })])
            .collect();
        let placement = |item: &str| json!({ "item": item, "period": "q1" });
        let plan = read(&json!({
            "format": "steelyard-plan", "version": 1, "id": "p1", "title": "Plan", "items": items,
            "kano": { "features": [{ "item": "i1" }, { "item": "i14" }], "respondents": [{ "id": "r1", "answers": {
                "i1": { "functional": 1, "dysfunctional": 5 }, "i14": { "functional": 1, "dysfunctional": 5 } } }] },
            "roadmap": {
                "periods": [{ "id": "q1", "title": "Q1" }], "placements": [placement("i1"), placement("i14")],
                "scenarios": [{ "id": "s1", "title": "S", "placements": [placement("i1"), placement("i14")] }]
            }
        }));
        let kept = |items: Items| {
            let part = Choice { items, ..Choice::ALL }.part(&plan);
            let (again, warnings) = format::read(&format::write(&part)).unwrap();
            assert_eq!((&again, warnings), (&part, vec![]), "nothing points at what is not there");
            part
        };
        assert_eq!(kept(Items::All), plan);
        let top = kept(Items::Top);
        assert_eq!(top.items.len(), MOST_OF_TOP);
        assert!(top.items.iter().all(|item| (5..=14).any(|at| *item.id == format!("i{at}"))));
        assert_eq!((top.kano.features.len(), top.kano.respondents[0].answers.len()), (1, 1));
        assert_eq!((top.roadmap.placements.len(), top.roadmap.scenarios[0].placements.len()), (1, 1));
        let planned = kept(Items::Planned);
        assert_eq!(planned.items.iter().map(|item| &*item.key).collect::<Vec<_>>(), ["SY-1", "SY-14"]);
        assert_eq!(planned.items[1].depends_on, [Id::from("i1")]);
        assert!(top.items.iter().all(|item| item.depends_on.is_empty()));
    }

    /// The value with one more field in every object that is a record.
    fn with_unknown(value: &Value, is_record: bool) -> Value {
        match value {
            Value::Object(fields) => {
                // The names in these are ids, not fields.
                let by_id =
                    |name: &str| ["scores", "capacity", "answers", "passes", "ballots"].contains(&name);
                let inner =
                    fields.iter().map(|(name, value)| (name.clone(), with_unknown(value, !by_id(name))));
                let unknown = is_record.then(|| ("x_later".to_owned(), json!({ "a": "UNKNOWN" })));
                Value::Object(inner.chain(unknown).collect())
            }
            Value::Array(list) => list.iter().map(|value| with_unknown(value, true)).collect(),
            other => other.clone(),
        }
    }

    #[test]
    fn what_nobody_knows_goes_with_the_whole_plan_only() {
        let plan = read(&with_unknown(&full(), true));
        let count = |plan: &Plan| format::write(plan).matches("UNKNOWN").count();
        assert!(count(&plan) >= 20, "{}", count(&plan));
        let almost_all = Choice { scenarios: false, ..Choice::ALL };
        assert_eq!(count(&almost_all.part(&plan)), 0, "{}", format::write(&almost_all.part(&plan)));
        let with_scenarios = Choice { bin: false, ..Choice::ALL };
        assert_eq!(count(&with_scenarios.part(&plan)), 0, "{}", format::write(&with_scenarios.part(&plan)));
    }
}
