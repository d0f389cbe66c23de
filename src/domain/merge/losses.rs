//! What a merge would leave out: links in a circle, records without a place.

use std::collections::HashSet;
use std::rc::Rc;

use super::items::found;
use super::{Kind, Merge, Note, Subject, What, unique};
use crate::domain::format::Record;
use crate::domain::plan::{Id, Plan};
use crate::domain::roadmap::Roadmap;

impl Merge {
    /// What would be left out in silence: links in a circle, records that have no place any more.
    pub(super) fn tell_losses(&mut self) {
        if self.automatic.is_empty() {
            return;
        }
        let merged = self.apply(&[]);
        let removed: HashSet<(Kind, Id)> = self
            .automatic
            .iter()
            .filter(|change| change.what == What::Removed && change.subject.kind != Kind::Item)
            .map(|change| (change.subject.kind, Rc::clone(&change.subject.id)))
            .collect();
        let added = self.automatic.iter().filter(|change| change.what == What::Added);
        let added: Vec<(Kind, Id)> =
            added.map(|change| (change.subject.kind, Rc::clone(&change.subject.id))).collect();
        let there: HashSet<(Kind, Id)> = all_ids(&merged).into_iter().collect();
        let mut wanted = all_ids(&self.ours);
        wanted.extend(added);
        for (kind, id) in unique(wanted) {
            let key = (kind, id);
            if !there.contains(&key) && !removed.contains(&key) {
                self.notes.push(Note::Lost(Subject { kind, id: key.1 }));
            }
        }
        let links = |plan: &Plan| -> Vec<(Id, Id)> {
            let items = plan.items.iter().chain(&plan.bin);
            items
                .flat_map(|item| {
                    item.depends_on.iter().chain(&item.parent).map(|to| (Rc::clone(&item.id), Rc::clone(to)))
                })
                .collect()
        };
        let kept: HashSet<(Id, Id)> = links(&merged).into_iter().collect();
        let before: HashSet<(Id, Id)> = match &self.base {
            Some(base) => links(base).into_iter().collect(),
            None => HashSet::new(),
        };
        let mut all = links(&self.ours);
        let from_theirs = links(&self.theirs);
        let here: HashSet<(Id, Id)> = all.iter().cloned().collect();
        let there: HashSet<(Id, Id)> = from_theirs.iter().cloned().collect();
        all.extend(from_theirs);
        for link in unique(all) {
            // A link that either copy took away is not missed.
            let given_up = before.contains(&link) && !(here.contains(&link) && there.contains(&link));
            if !kept.contains(&link) && !given_up && leads_back(&merged, &link) {
                self.notes.push(Note::Link(link.0, link.1));
            }
        }
    }
}

/// The records of a plan, by what they are.
fn all_ids(plan: &Plan) -> Vec<(Kind, Id)> {
    let mut all: Vec<(Kind, Id)> = Vec::new();
    let mut add = |kind: Kind, ids: Vec<Id>| all.extend(ids.into_iter().map(|id| (kind, id)));
    fn of<T: Record>(list: &[T]) -> Vec<Id> {
        list.iter().map(|record| Rc::clone(record.id())).collect()
    }
    add(Kind::Item, plan.items.iter().chain(&plan.bin).map(|item| Rc::clone(&item.id)).collect());
    add(Kind::Need, of(&plan.needs));
    add(Kind::Goal, of(&plan.goals));
    add(Kind::Feature, of(&plan.kano.features));
    add(Kind::Respondent, plan.kano.respondents.iter().map(|one| Rc::clone(&one.id)).collect());
    let Roadmap { teams, periods, placements, limits, groups, scenarios, .. } = &*plan.roadmap;
    add(Kind::Team, of(teams));
    add(Kind::Period, of(periods));
    add(Kind::Placement, of(placements));
    add(Kind::Limit, of(limits));
    add(Kind::Group, of(groups));
    add(Kind::Scenario, of(scenarios));
    add(Kind::Decision, of(&plan.decisions));
    all
}

/// Whether the second item already leads to the first one, so that a link would close a circle.
fn leads_back(plan: &Plan, (from, to): &(Id, Id)) -> bool {
    let items = found(Some(plan));
    let mut open = vec![Rc::clone(to)];
    let mut seen: HashSet<Id> = HashSet::new();
    while let Some(at) = open.pop() {
        if at == *from {
            return true;
        }
        if let (true, Some((_, item))) = (seen.insert(Rc::clone(&at)), items.get(&*at)) {
            open.extend(item.depends_on.iter().chain(&item.parent).cloned());
        }
    }
    false
}
