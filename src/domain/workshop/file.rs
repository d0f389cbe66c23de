//! Workshops as the fields of a file. Reading never fails: what cannot be read is left out.

use std::rc::Rc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::{Question, Workshop};
use crate::domain::plan::{Plan, WorkshopRecord};

/// A value, or the default where it cannot be read.
pub(super) fn lenient<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned + Default,
{
    Ok(serde_json::from_value(Value::deserialize(deserializer)?).unwrap_or_default())
}

/// The values of a list that can be read.
pub(super) fn each<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    let Value::Array(list) = Value::deserialize(deserializer)? else { return Ok(Vec::new()) };
    Ok(list.into_iter().filter_map(|value| serde_json::from_value(value).ok()).collect())
}

impl Workshop {
    /// What the fields of a record mean.
    pub fn read(record: &WorkshopRecord) -> Workshop {
        let fields = Value::Object((*record.fields).clone());
        let mut workshop: Workshop = serde_json::from_value(fields).unwrap_or_default();
        workshop.id = Rc::clone(&record.id);
        workshop.agenda.truncate(super::MOST_ENTRIES);
        workshop
    }

    /// The workshop of a plan with that id.
    pub fn of(plan: &Plan, id: &str) -> Option<Workshop> {
        plan.workshops.iter().find(|record| *record.id == *id).map(Workshop::read)
    }

    /// The record that the plan keeps.
    pub fn record(&self) -> WorkshopRecord {
        let fields = match serde_json::to_value(self) {
            Ok(Value::Object(fields)) => fields,
            // A value that is made of texts, numbers and lists always is one of JSON.
            _ => self.extra.clone(),
        };
        WorkshopRecord { id: Rc::clone(&self.id), fields: Rc::new(fields) }
    }

    /// Drops every field that this version does not know, and every question that it cannot ask:
    /// nobody can tell what is in them.
    pub fn forget_unknown(&mut self) {
        self.extra.clear();
        self.roles.iter_mut().for_each(|role| role.extra.clear());
        for entry in &mut self.agenda {
            entry.extra.clear();
            if entry.round.as_ref().is_some_and(|round| matches!(round.question, Question::Other(_))) {
                entry.round = None;
            }
            if let Some(round) = &mut entry.round {
                round.extra.clear();
                if let Question::Estimate { cards, .. } = &mut round.question {
                    cards.iter_mut().for_each(|card| card.extra.clear());
                }
            }
        }
        for pass in self.passes.values_mut() {
            pass.extra.clear();
            pass.ballots.values_mut().for_each(|ballot| ballot.extra.clear());
        }
        self.outcomes.iter_mut().for_each(|outcome| outcome.extra.clear());
        self.parking.iter_mut().for_each(|parked| parked.extra.clear());
        self.follow_ups.iter_mut().for_each(|follow_up| follow_up.extra.clear());
    }
}
