//! What a merge would leave out: links in a circle, records without a place.

use std::collections::HashSet;
use std::rc::Rc;

use super::items::{Found, found};
use super::{Clash, Kind, Merge, Note, Side, Subject, What, unique};
use crate::domain::format::Record;
use crate::domain::plan::{Id, Plan};
use crate::domain::roadmap::Roadmap;

/// A link from an item to one that it depends on or belongs to.
type Link = (Id, Id);

impl Merge {
    /// What would be left out in silence with these choices, one for each conflict; ours where one
    /// is missing.
    pub fn losses(&self, choices: &[Side]) -> Vec<Note> {
        if self.automatic.is_empty() && self.decided(choices).all(|(_, side)| side == Side::Ours) {
            return Vec::new();
        }
        let merged = self.apply(choices);
        let mut notes = self.lost_records(choices, &merged);
        notes.extend(self.lost_links(choices, &merged));
        notes
    }

    /// What ought to be there after the merge and is not.
    fn lost_records(&self, choices: &[Side], merged: &Plan) -> Vec<Note> {
        let mut removed: HashSet<(Kind, Id)> = HashSet::new();
        let mut wanted = all_ids(&self.ours);
        let key = |subject: &Subject| (subject.kind, Rc::clone(&subject.id));
        for change in &self.automatic {
            match change.what {
                What::Added => wanted.push(key(&change.subject)),
                What::Removed if change.subject.kind != Kind::Item => {
                    removed.insert(key(&change.subject));
                }
                _ => {}
            }
        }
        for (conflict, side) in self.decided(choices) {
            match (&conflict.clash, side) {
                (Clash::RemovedHere, Side::Theirs) => wanted.push(key(&conflict.subject)),
                (Clash::RemovedThere, Side::Theirs) if conflict.subject.kind != Kind::Item => {
                    removed.insert(key(&conflict.subject));
                }
                _ => {}
            }
        }
        let there: HashSet<(Kind, Id)> = all_ids(merged).into_iter().collect();
        let lost = unique(wanted).into_iter().filter(|key| !there.contains(key) && !removed.contains(key));
        let lost =
            lost.filter(|(kind, id)| !(*kind == Kind::Placement && self.goes_with_its_period(id, merged)));
        lost.map(|(kind, id)| Note::Lost(Subject { kind, id })).collect()
    }

    /// Whether nobody touched a placement, and only its period went.
    fn goes_with_its_period(&self, item: &Id, merged: &Plan) -> bool {
        let was = self.base.as_ref().and_then(|base| base.roadmap.placement(item));
        self.ours.roadmap.placement(item).is_some_and(|mine| {
            was == Some(mine) && !merged.roadmap.periods.iter().any(|period| period.id == mine.period)
        })
    }

    /// Links that one copy has and that would lead in a circle.
    fn lost_links(&self, choices: &[Side], merged: &Plan) -> Vec<Note> {
        let kept: HashSet<Link> = links(merged).into_iter().collect();
        let before: HashSet<Link> = self.base.iter().flat_map(|base| links(base)).collect();
        let mut all = links(&self.ours);
        let from_theirs = links(&self.theirs);
        let here: HashSet<Link> = all.iter().cloned().collect();
        let there: HashSet<Link> = from_theirs.iter().cloned().collect();
        let declined: HashSet<Link> = self.declined_links(choices);
        all.extend(from_theirs);
        let items = found(Some(merged));
        // A link that either copy took away, or somebody decided against, is not missed.
        let given_up = |link: &Link| before.contains(link) && !(here.contains(link) && there.contains(link));
        let missed = unique(all)
            .into_iter()
            .filter(|link| !kept.contains(link) && !given_up(link) && !declined.contains(link));
        missed.filter(|link| leads_back(&items, link)).map(|(from, to)| Note::Link(from, to)).collect()
    }

    /// The links of the sides that were not chosen.
    fn declined_links(&self, choices: &[Side]) -> HashSet<Link> {
        let of_items = self.decided(choices).filter(|(conflict, _)| conflict.subject.kind == Kind::Item);
        of_items
            .filter_map(|(conflict, side)| {
                let Clash::Value(difference) = &conflict.clash else { return None };
                if !matches!(difference.path.first().map(String::as_str), Some("parent" | "depends_on")) {
                    return None;
                }
                let declined = match side {
                    Side::Ours => &difference.theirs,
                    Side::Theirs => &difference.ours,
                };
                Some((Rc::clone(&conflict.subject.id), declined.as_ref()?.as_str()?.into()))
            })
            .collect()
    }
}

fn links(plan: &Plan) -> Vec<Link> {
    let items = plan.items.iter().chain(&plan.bin);
    items
        .flat_map(|item| {
            item.depends_on.iter().chain(&item.parent).map(|to| (Rc::clone(&item.id), Rc::clone(to)))
        })
        .collect()
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
    add(Kind::Workshop, of(&plan.workshops));
    all
}

/// Whether the second item already leads to the first one, so that a link would close a circle.
fn leads_back(items: &Found<'_>, (from, to): &Link) -> bool {
    let mut open = vec![to];
    let mut seen: HashSet<&str> = HashSet::new();
    while let Some(at) = open.pop() {
        if at == from {
            return true;
        }
        if let (true, Some((_, item))) = (seen.insert(at), items.get(&**at)) {
            open.extend(item.depends_on.iter().chain(&item.parent));
        }
    }
    false
}
