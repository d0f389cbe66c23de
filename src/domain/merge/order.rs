//! Where things stand: what moved there, what is new there, and what goes to the bin.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use serde_json::{Map, Value};

use super::fields::{Fields, combine};
use super::taken::nested;
use super::{Change, Kind, Merge, Note, Place, Subject, What, unique};
use crate::domain::format::merge::{moves, runs};
use crate::domain::plan::{Id, Item};

impl Merge {
    /// What stands elsewhere there, as runs behind something that is here; what is new there is
    /// among it. What was moved here stays.
    pub(super) fn order(&mut self, kind: Kind, base: Option<Vec<Id>>, ours: &[Id], theirs: &[Id]) {
        if matches!(
            kind,
            Kind::Respondent | Kind::Placement | Kind::Limit | Kind::Group | Kind::Decision | Kind::Workshop
        ) {
            return;
        }
        let place_in = |list: &[Id]| -> HashMap<Id, usize> {
            list.iter().enumerate().map(|(at, id)| (Rc::clone(id), at)).collect()
        };
        let our_places = place_in(ours);
        // Without an ancestor the order here is what both are compared with, so nothing moves.
        let before = base.as_deref().unwrap_or(ours);
        let before_places = place_in(before);
        let moved = |list: &[Id]| -> Vec<Id> {
            let names: Vec<&str> = list.iter().map(|id| &**id).collect();
            let runs_json = Value::Array(moves(None, &names, |id| before_places.get(id).copied()));
            let moved = runs(Some(&runs_json))
                .into_iter()
                .flat_map(|run| run.ids.into_iter().map(Id::from).collect::<Vec<Id>>());
            moved.filter(|id| before_places.contains_key(id) && our_places.contains_key(id)).collect()
        };
        let there: Vec<Id> = match base {
            Some(_) => moved(theirs),
            None => Vec::new(),
        };
        let here: HashSet<Id> = moved(ours).into_iter().collect();
        let (kept, taken): (Vec<Id>, Vec<Id>) = there.into_iter().partition(|id| here.contains(id));
        let their_places = place_in(theirs);
        let mut ours_in_both = ours.iter().filter(|id| their_places.contains_key(*id));
        if !kept.is_empty()
            && !ours_in_both.by_ref().eq(theirs.iter().filter(|id| our_places.contains_key(*id)))
        {
            self.notes.push(Note::Order(kind, kept));
        }
        for id in &taken {
            let subject = Subject { kind, id: Rc::clone(id) };
            self.automatic.push(Change { subject, what: What::Moved, steps: Vec::new() });
        }
        let taken: HashSet<Id> = taken.into_iter().collect();
        // What is not here yet, and what moved there, follows whatever stands before it there.
        let mut runs: Vec<Value> = Vec::new();
        let mut ids: Vec<Value> = Vec::new();
        let mut after: Option<&Id> = None;
        let mut close = |after: Option<&Id>, ids: &mut Vec<Value>| {
            if !ids.is_empty() {
                let run = [
                    ("after".to_owned(), after.map_or(Value::Null, |id| (**id).into())),
                    ("ids".to_owned(), Value::Array(std::mem::take(ids))),
                ];
                runs.push(Value::Object(Map::from_iter(run)));
            }
        };
        for id in theirs {
            if !our_places.contains_key(id) || taken.contains(id) {
                ids.push((**id).into());
            } else {
                close(after, &mut ids);
                after = Some(id);
            }
        }
        close(after, &mut ids);
        if !runs.is_empty() {
            self.orders.push((kind, runs));
        }
    }

    /// Writes where things stand: the runs of theirs, and what goes to the bin or comes out of it.
    pub(super) fn write_orders(&self, parts: &mut Fields, put: &HashMap<&str, Place>) {
        let run = |after: Option<&Rc<Item>>, ids: Vec<Id>| {
            let ids = ids.iter().map(|id| (**id).into()).collect();
            let after = after.map_or(Value::Null, |item| (*item.id).into());
            Value::Object(Map::from_iter([
                ("after".to_owned(), after),
                ("ids".to_owned(), Value::Array(ids)),
            ]))
        };
        let mut order: Vec<Value> = Vec::new();
        for (kind, runs) in &self.orders {
            if *kind == Kind::Item {
                order.clone_from(runs);
                continue;
            }
            let (_, list) = kind.place().split_last().unwrap_or((&"", &[]));
            let path: Vec<&str> = list.iter().copied().chain(["order"]).collect();
            combine(parts, nested(&path, Value::Array(runs.clone())));
        }
        // An item that is in the bin here, or goes there, is not moved out of it by an order.
        let here: HashSet<&str> = self.ours.items.iter().map(|item| &*item.id).collect();
        let in_plan = |id: &str| match put.get(id) {
            Some(place) => *place == Place::Plan,
            None => here.contains(id),
        };
        for run in &mut order {
            if let Some(Value::Array(ids)) = run.get_mut("ids") {
                ids.retain(|id| id.as_str().is_some_and(in_plan));
            }
        }
        let placed: HashSet<String> = order
            .iter()
            .filter_map(|run| run.get("ids")?.as_array())
            .flatten()
            .filter_map(|id| id.as_str().map(str::to_owned))
            .collect();
        // What comes out of the bin and stands in no run goes to the end.
        let goes = |item: &&Rc<Item>, to: Place| put.get(&*item.id) == Some(&to);
        let back = self.ours.bin.iter().filter(|item| goes(item, Place::Plan) && !placed.contains(&*item.id));
        let back: Vec<Id> = back.map(|item| Rc::clone(&item.id)).collect();
        if !back.is_empty() {
            order.push(run(self.ours.items.last(), back));
        }
        let binned = self.theirs.bin.iter().chain(&self.ours.items).filter(|item| goes(item, Place::Bin));
        let binned = unique(binned.map(|item| Rc::clone(&item.id)).collect());
        if !order.is_empty() {
            parts.insert("order".to_owned(), Value::Array(order));
        }
        if !binned.is_empty() {
            parts.insert("bin".to_owned(), Value::Array(vec![run(self.ours.bin.last(), binned)]));
        }
    }
}
