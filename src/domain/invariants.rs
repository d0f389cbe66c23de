//! What must hold of every plan, whatever was done to it.

use std::collections::HashSet;

use super::editor::{are_sound, drop_broken_links, tidy_roadmap, tidy_tags};
use super::frameworks;
use super::kano::study::{MOST_FEATURES, MOST_RESPONDENTS};
use super::plan::{AssumedRanges, Id, KanoMark, LEVELS, Plan};

/// Everything that is wrong with a plan, in words for a developer; empty when all is well.
pub fn violations(plan: &Plan) -> Vec<String> {
    let mut found = Vec::new();
    let mut ids: HashSet<&Id> = HashSet::new();
    for item in plan.items.iter().chain(&plan.bin) {
        if !ids.insert(&item.id) {
            found.push(format!("two items have the id {}", item.id));
        }
        if item.id.is_empty() {
            found.push(format!("an item has no id: {}", item.title));
        }
        if item.title.trim().is_empty() {
            found.push(format!("item {} has no title", item.id));
        }
        if item.key.trim().is_empty() {
            found.push(format!("item {} has no key", item.id));
        }
        let tags: HashSet<&String> = item.tags.iter().collect();
        if tags.len() != item.tags.len() || item.tags.iter().any(|tag| tag.trim().is_empty()) {
            found.push(format!("item {} has a blank or doubled tag", item.id));
        }
        for score in &item.scores {
            let Some(framework) = frameworks::sheet_named(score.sheet) else {
                found.push(format!("item {} has a sheet that no framework knows: {}", item.id, score.sheet));
                continue;
            };
            if score.is_empty() {
                found.push(format!("item {} has an empty sheet {}", item.id, score.sheet));
            }
            let inputs: HashSet<&str> = score.values.iter().map(|(input, _)| *input).collect();
            if inputs.len() != score.values.len() {
                found.push(format!("item {} has an input twice in {}", item.id, score.sheet));
            }
            if inputs.iter().any(|input| framework.input(input).is_none()) {
                found.push(format!("item {} has an input that {} does not know", item.id, score.sheet));
            }
        }
        let sheets: HashSet<&str> = item.scores.iter().map(|score| score.sheet).collect();
        if sheets.len() != item.scores.len() {
            found.push(format!("item {} has a sheet twice", item.id));
        }
        if let Some(mark) = item.kano.as_ref().filter(|mark| **mark != KanoMark::clone(mark).tidy()) {
            found.push(format!("item {} has a Kano mark that cannot be: {mark:?}", item.id));
        }
        for level in item.needs.values().chain(item.goals.values()) {
            if !LEVELS.contains(level) {
                found.push(format!("item {} contributes {level}", item.id));
            }
        }
    }
    if plan.id.is_empty() {
        found.push("the plan has no id".to_owned());
    }
    if !(0.0..=1.0).contains(&plan.settings.need_share) {
        found.push(format!("the need share is {}", plan.settings.need_share));
    }
    if !are_sound(&plan.settings.criteria) {
        found.push(format!("the criteria are in disorder: {:?}", plan.settings.criteria));
    }
    let ranges = &plan.settings.assumed_ranges;
    for ratio in [ranges.high, ranges.medium, ranges.low] {
        if !AssumedRanges::RATIOS.contains(&ratio) {
            found.push(format!("the ratio of an assumed range is {ratio}"));
        }
    }
    if plan.next_key <= plan.last_key_number() {
        found.push(format!("the next key {} was given before", plan.next_key));
    }
    study_violations(plan, &mut found);
    let mut roadmap = (*plan.roadmap).clone();
    tidy_roadmap(&mut roadmap);
    if roadmap != *plan.roadmap {
        found.push("the roadmap names what is not there, or something twice".to_owned());
    }
    let decisions: HashSet<&Id> = plan.decisions.iter().map(|decision| &decision.id).collect();
    if decisions.len() != plan.decisions.len() || decisions.iter().any(|id| id.is_empty()) {
        found.push("a decision has no id, or one that is in use".to_owned());
    }
    let workshops: HashSet<&Id> = plan.workshops.iter().map(|workshop| &workshop.id).collect();
    if workshops.len() != plan.workshops.len() || workshops.iter().any(|id| id.is_empty()) {
        found.push("a workshop has no id, or one that is in use".to_owned());
    }
    let mut mended = plan.clone();
    let broken = drop_broken_links(&mut mended);
    if broken > 0 {
        found.push(format!("{broken} links lead nowhere or in a circle"));
    }
    found
}

fn study_violations(plan: &Plan, found: &mut Vec<String>) {
    let study = &plan.kano;
    if !(0.0..=1.0).contains(&plan.settings.kano_near_tie) {
        found.push(format!("the near tie is {}", plan.settings.kano_near_tie));
    }
    if study.wording.trim().is_empty() {
        found.push("the study has no wording set".to_owned());
    }
    if study.segments != tidy_tags(study.segments.iter()) {
        found.push("the study has a blank or doubled segment".to_owned());
    }
    if study.features.len() > MOST_FEATURES || study.respondents.len() > MOST_RESPONDENTS {
        found.push("the study is larger than a study can be".to_owned());
    }
    let mut items: HashSet<&Id> = HashSet::new();
    for feature in &study.features {
        if feature.item.is_empty() || !items.insert(&feature.item) {
            found.push(format!("a feature has no item, or one that is listed: {}", feature.item));
        }
    }
    let mut ids: HashSet<&Id> = HashSet::new();
    for respondent in &study.respondents {
        if respondent.id.is_empty() || !ids.insert(&respondent.id) {
            found.push(format!("a respondent has no id, or one that is in use: {}", respondent.id));
        }
        if !respondent.is_tidy() {
            found.push(format!("the answers of {} are in disorder", respondent.id));
        }
    }
}
