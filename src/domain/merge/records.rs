//! The records of two copies, compared field by field.

use std::collections::HashMap;
use std::rc::Rc;

use serde_json::Value;

use super::belongs::is_leant_on;
use super::fields::{Fields, How, SCORED, how, leaves, loose, written};
use super::{Change, Clash, Conflict, Difference, Kind, Merge, Step, Subject, What, unique};
use crate::domain::format::merge::difference;
use crate::domain::format::{self, Form, Record};
use crate::domain::plan::{Id, Plan};

/// A record in three copies, as its fields.
struct Three {
    id: Id,
    base: Option<Fields>,
    ours: Option<Fields>,
    theirs: Option<Fields>,
}

impl Merge {
    /// The plan's own fields, the settings', the study's and the roadmap's.
    pub(super) fn heads(&mut self, base: Option<&Plan>, ours: &Plan, theirs: &Plan) {
        let plan = |plan: &Plan| {
            let mut fields = format::head_to_json(plan);
            for (name, value) in plan.extra.iter() {
                fields.entry(name.clone()).or_insert_with(|| value.clone());
            }
            fields
        };
        let settings = |plan: &Plan| match format::head_to_json(plan).shift_remove("settings") {
            Some(Value::Object(fields)) => fields,
            _ => Fields::new(),
        };
        let study = |plan: &Plan| format::study_head_to_json(&plan.kano);
        let rules = |plan: &Plan| format::roadmap_head_to_json(&plan.roadmap);
        let of: [fn(&Plan) -> Fields; 4] = [plan, settings, study, rules];
        for (kind, fields) in [Kind::Plan, Kind::Settings, Kind::Study, Kind::Rules].into_iter().zip(of) {
            let subject = Subject { kind, id: Id::default() };
            self.values(&subject, base.map(fields).as_ref(), &fields(ours), &fields(theirs));
        }
    }

    /// The records of a list other than the items.
    pub(super) fn list<'a, T, I>(
        &mut self,
        kind: Kind,
        (base, ours, theirs): (Option<&'a Plan>, &'a Plan, &'a Plan),
        of: fn(&'a Plan) -> I,
    ) where
        T: Record + 'a,
        I: Iterator<Item = &'a T>,
    {
        let lists = [base.map(of).into_iter().flatten().collect(), of(ours).collect(), of(theirs).collect()];
        let [base_ids, our_ids, their_ids] = lists.each_ref().map(|list: &Vec<&T>| ids(list));
        for three in differing(lists) {
            self.record(kind, three);
        }
        self.order(kind, base.map(|_| base_ids), &our_ids, &their_ids);
    }

    /// One record of a list other than the items.
    fn record(&mut self, kind: Kind, three: Three) {
        let subject = Subject { kind, id: three.id };
        match (three.base, three.ours, three.theirs) {
            (None, None, Some(theirs)) => {
                let steps = vec![Step::Create(subject.clone(), theirs)];
                self.automatic.push(Change { subject, what: What::Added, steps });
            }
            (base, Some(ours), Some(theirs)) => self.values(&subject, base.as_ref(), &ours, &theirs),
            // It goes and stays with its period.
            (Some(base), Some(ours), None)
                if kind == Kind::Placement && base == ours && self.is_in_gone_period(&ours) => {}
            (Some(base), Some(ours), None) => {
                let steps = vec![Step::Remove(subject.clone())];
                if base != ours || is_leant_on(&subject, self.base.as_deref(), &self.ours) {
                    self.conflicts.push(Conflict { subject, clash: Clash::RemovedThere, steps });
                } else {
                    self.automatic.push(Change { subject, what: What::Removed, steps });
                }
            }
            (Some(base), None, Some(theirs))
                if base != theirs || is_leant_on(&subject, self.base.as_deref(), &self.theirs) =>
            {
                let mut steps = vec![Step::Create(subject.clone(), theirs)];
                steps.extend(self.brought_back(&subject));
                self.conflicts.push(Conflict { subject, clash: Clash::RemovedHere, steps });
            }
            _ => {}
        }
    }

    /// The fields of a record that both copies have.
    pub(super) fn values(
        &mut self,
        subject: &Subject,
        base: Option<&Fields>,
        ours: &Fields,
        theirs: &Fields,
    ) {
        if ours == theirs || base == Some(theirs) {
            return;
        }
        let theirs = &self.following(subject.kind, ours, theirs.clone());
        if matches!(subject.kind, Kind::Placement | Kind::Workshop) {
            // Where an item is and whether it is locked there are one decision. So is a workshop:
            // votes of one copy under what was agreed in the other would be a meeting that never was.
            let without_id = |fields: &Fields| {
                let mut fields = fields.clone();
                fields.shift_remove(subject.kind.id_field());
                Some(Value::Object(fields))
            };
            let steps = vec![Step::Patch(subject.clone(), difference(ours, theirs))];
            let difference = Difference {
                path: Vec::new(),
                base: base.and_then(without_id),
                ours: without_id(ours),
                theirs: without_id(theirs),
            };
            return self.settle(subject, difference, steps);
        }
        let mut names: Vec<&String> = theirs.keys().collect();
        names.extend(ours.keys().filter(|name| !theirs.contains_key(*name)));
        for name in names.into_iter().filter(|name| !subject.kind.is_own(name)) {
            let get = |fields: &Fields| fields.get(name).cloned();
            let (before, here, there) = (base.and_then(get), get(ours), get(theirs));
            if here == there || (base.is_some() && before == there) {
                continue;
            }
            self.field(subject, name, base.is_some(), [before, here, there]);
        }
    }

    /// One field that is not the same in both copies.
    fn field(&mut self, subject: &Subject, name: &str, has_base: bool, values: [Option<Value>; 3]) {
        let kind = subject.kind;
        let mut how = how(kind, name, &values.each_ref().map(Option::as_ref));
        let [base, ours, theirs] = &values;
        if how == How::Loose {
            let base = has_base.then_some(()).and(base.as_ref());
            if let Some(merged) = loose(base, ours.as_ref(), theirs.as_ref()) {
                let steps = vec![Step::Patch(
                    subject.clone(),
                    written(How::Whole, &[name.to_owned()], ours.as_ref(), Some(&merged)),
                )];
                let what = What::Value(Box::new(Difference {
                    path: vec![name.to_owned()],
                    base: base.cloned(),
                    ours: ours.clone(),
                    theirs: Some(merged.clone()),
                }));
                if Some(&merged) != ours.as_ref() {
                    self.automatic.push(Change { subject: subject.clone(), what, steps });
                }
                return;
            }
            how = How::Whole;
        }
        let [base, ours, theirs] = values.each_ref().map(|value| leaves(how, name, value.as_ref()));
        let mut paths: Vec<&Vec<String>> = theirs.iter().map(|(path, _)| path).collect();
        paths.extend(
            ours.iter().map(|(path, _)| path).filter(|path| theirs.iter().all(|(other, _)| other != *path)),
        );
        for path in paths {
            let get = |leaves: &[(Vec<String>, Value)]| {
                leaves.iter().find(|(other, _)| other == path).map(|(_, value)| value.clone())
            };
            let (before, here, there) = (get(&base), get(&ours), get(&theirs));
            if here == there || (has_base && before == there) {
                continue;
            }
            let patch = written(how, path, here.as_ref(), there.as_ref());
            let steps = vec![Step::Patch(subject.clone(), patch)];
            if how == How::Sheets && path.last().is_some_and(|last| last == SCORED) {
                // The later of two moments is when the sheet last changed; nobody is asked.
                let moment =
                    |value: &Option<Value>| value.as_ref().and_then(Value::as_str).map(str::to_owned);
                if moment(&here) < moment(&there) {
                    self.silent.extend(steps);
                }
                continue;
            }
            let is_single = matches!(how, How::Set | How::Named);
            let difference = Difference { path: path.clone(), base: before, ours: here, theirs: there };
            match (has_base, is_single, &difference.ours, &difference.theirs) {
                // Without an ancestor, what only one copy has of a list stays.
                (false, true, None, Some(_)) => self.take(subject, difference, steps),
                (false, true, Some(_), None) => {}
                (false, ..) => self.ask(subject, difference, steps),
                (true, ..) => self.settle(subject, difference, steps),
            }
        }
    }

    /// Takes a value that changed there and stayed as it was here; else somebody is asked.
    fn settle(&mut self, subject: &Subject, difference: Difference, steps: Vec<Step>) {
        if self.base.is_some() && difference.base == difference.ours {
            self.take(subject, difference, steps);
        } else {
            self.ask(subject, difference, steps);
        }
    }

    fn take(&mut self, subject: &Subject, difference: Difference, steps: Vec<Step>) {
        self.automatic.push(Change {
            subject: subject.clone(),
            what: What::Value(Box::new(difference)),
            steps,
        });
    }

    fn ask(&mut self, subject: &Subject, difference: Difference, steps: Vec<Step>) {
        self.conflicts.push(Conflict {
            subject: subject.clone(),
            clash: Clash::Value(Box::new(difference)),
            steps,
        });
    }
}

fn ids<T: Record>(list: &[&T]) -> Vec<Id> {
    list.iter().map(|record| Rc::clone(record.id())).collect()
}

/// The records that are not the same in both copies, as fields; those of `base`, ours and theirs.
fn differing<T: Record>(lists: [Vec<&T>; 3]) -> Vec<Three> {
    let [base, ours, theirs] = lists;
    let by_id = |list: &[&'_ T]| -> HashMap<Id, usize> {
        list.iter().enumerate().rev().map(|(at, record)| (Rc::clone(record.id()), at)).collect()
    };
    let (base_places, our_places, their_places) = (by_id(&base), by_id(&ours), by_id(&theirs));
    let all = ours.iter().chain(theirs.iter().filter(|record| !our_places.contains_key(record.id())));
    let mut found = Vec::new();
    for id in unique(all.map(|record| Rc::clone(record.id())).collect()) {
        let get = |list: &[&'_ T], places: &HashMap<Id, usize>| {
            places.get(&id).and_then(|at| list.get(*at)).map(|one| one.to_fields(Form::Patch))
        };
        let same = match (
            our_places.get(&id).and_then(|at| ours.get(*at)),
            their_places.get(&id).and_then(|at| theirs.get(*at)),
        ) {
            (Some(mine), Some(other)) => {
                mine == other
                    || base_places.get(&id).and_then(|at| base.get(*at)).is_some_and(|was| was == other)
            }
            (Some(_), None) => !base_places.contains_key(&id),
            _ => false,
        };
        if !same {
            let (base, ours, theirs) =
                (get(&base, &base_places), get(&ours, &our_places), get(&theirs, &their_places));
            found.push(Three { id, base, ours, theirs });
        }
    }
    found
}
