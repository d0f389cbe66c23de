//! Items with parts: what the parts take together, and how much of it is placed.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::effort::{Source, effort};
use crate::domain::plan::{Id, Item, Plan, Status};

/// An item with its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Family {
    /// The item.
    pub parent: Rc<Item>,
    /// Its own parts, in the plan's order.
    pub children: Vec<Id>,
    /// All below it that have no parts themselves.
    pub leaves: usize,
    /// The sum of their efforts, in the plan's unit; what lies in between adds nothing.
    pub effort: f64,
    /// How much of that effort stands in a period.
    pub placed: f64,
    /// How many of them nobody has said the effort of.
    pub unknown: usize,
    /// The effort that was given for the item itself; it does not count where parts of it have
    /// efforts (see [`rolled`]).
    pub own: f64,
}

impl Family {
    /// The share of the parts' effort that stands in a period, 0..=1.
    pub fn share_placed(&self) -> f64 {
        if self.effort > 0.0 { self.placed / self.effort } else { 0.0 }
    }
}

/// The items that are planned by their parts, because one of these has an effort and was not
/// rejected: an effort of their own does not count.
pub fn rolled(plan: &Plan) -> HashSet<&str> {
    let at: HashMap<&str, usize> = plan.items.iter().enumerate().map(|(at, item)| (&*item.id, at)).collect();
    let counts = |item: &Item| {
        item.parent.is_some()
            && item.status != Status::Rejected
            && effort(plan, item).source != Source::Unknown
    };
    let counts: Vec<bool> = plan.items.iter().map(|item| counts(item)).collect();
    let is_rolled = rolled_places(plan, &at, &counts);
    plan.items.iter().zip(is_rolled).filter(|(_, is_rolled)| *is_rolled).map(|(item, _)| &*item.id).collect()
}

/// For each item whether it is above one that counts, given the places of items by their ids.
pub(super) fn rolled_places(plan: &Plan, at: &HashMap<&str, usize>, counts: &[bool]) -> Vec<bool> {
    let parent = |item: &Item| at.get(&**item.parent.as_ref()?).copied();
    let mut rolled = vec![false; plan.items.len()];
    for (item, _) in plan.items.iter().zip(counts).filter(|(_, counts)| **counts) {
        let mut above = parent(item);
        while let Some(place) = above {
            let Some(is_rolled) = rolled.get_mut(place) else { break };
            // Whoever is above a marked one is marked as well.
            let was_marked = std::mem::replace(is_rolled, true);
            above = if was_marked { None } else { plan.items.get(place).and_then(|item| parent(item)) };
        }
    }
    rolled
}

/// Whoever goes where an item goes that is planned by its parts: those of its parts that have an effort
/// and are free to go, at any depth. None for any other item.
pub fn followers(plan: &Plan, whole: &str) -> Vec<Id> {
    let rolled = rolled(plan);
    if !rolled.contains(whole) {
        return Vec::new();
    }
    let items: HashMap<&str, &Rc<Item>> = plan.items.iter().map(|item| (&*item.id, item)).collect();
    let roadmap = &plan.roadmap;
    let locked: HashSet<&str> =
        roadmap.placements.iter().filter(|each| each.locked).map(|each| &*each.item).collect();
    let excluded: HashSet<&str> =
        roadmap.limits.iter().filter(|each| each.excluded).map(|each| &*each.item).collect();
    let is_free = |item: &Item| {
        item.status != Status::Rejected && !locked.contains(&*item.id) && !excluded.contains(&*item.id)
    };
    let goes = |item: &&Rc<Item>| {
        let is_open = !matches!(item.status, Status::Shipped | Status::InProgress);
        let is_planned = !rolled.contains(&*item.id) && effort(plan, item).source != Source::Unknown;
        let parent = |item: &Rc<Item>| items.get(&**item.parent.as_ref()?).copied();
        // Whoever lies between the two may have a place of its own, with all its parts.
        let mut above = std::iter::successors(parent(item), |item| parent(item)).take(items.len());
        is_open
            && is_planned
            && is_free(item)
            && above.find(|above| *above.id == *whole || !is_free(above)).is_some_and(|top| *top.id == *whole)
    };
    plan.items.iter().filter(goes).map(|item| Rc::clone(&item.id)).collect()
}

/// All items with parts, in the plan's order.
pub fn families(plan: &Plan) -> Vec<Family> {
    let mut children: HashMap<&Id, Vec<&Rc<Item>>> = HashMap::new();
    for item in &plan.items {
        if let Some(parent) = &item.parent {
            children.entry(parent).or_default().push(item);
        }
    }
    let placed: HashSet<&Id> = plan.roadmap.placements.iter().map(|placement| &placement.item).collect();
    let with_parts = plan.items.iter().filter_map(|item| Some((item, children.get(&item.id)?)));
    with_parts
        .map(|(parent, own)| {
            let mut family = Family {
                parent: Rc::clone(parent),
                children: own.iter().map(|child| Rc::clone(&child.id)).collect(),
                leaves: 0,
                effort: 0.0,
                placed: 0.0,
                unknown: 0,
                own: effort(plan, parent).total(),
            };
            let mut open = own.clone();
            // Circles are kept out of plans; who met one all the same would not come back.
            let mut seen: HashSet<&Id> = HashSet::from([&parent.id]);
            while let Some(item) = open.pop() {
                if !seen.insert(&item.id) {
                    continue;
                }
                if let Some(below) = children.get(&item.id) {
                    open.extend(below.iter().copied());
                    continue;
                }
                let amount = effort(plan, item);
                family.leaves += 1;
                family.unknown += usize::from(amount.source == Source::Unknown);
                family.effort += amount.total();
                family.placed += if placed.contains(&item.id) { amount.total() } else { 0.0 };
            }
            family
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::Estimate;
    use crate::domain::roadmap::{Placement, Roadmap, Team};

    #[test]
    fn parts_are_added_up_over_all_generations() {
        let mut plan = Plan::default();
        let mut add = |id: &str, parent: &str, amount: Option<f64>| {
            let mut item = Item::new(id.into(), id, id);
            item.parent = (!parent.is_empty()).then(|| parent.into());
            item.set_estimate("rice", "effort", amount.map(Estimate::Value));
            plan.items.push(Rc::new(item));
        };
        add("epic", "", Some(9.0));
        add("a", "epic", Some(2.0));
        add("b", "epic", Some(5.0));
        add("b1", "b", Some(3.0));
        add("b2", "b", None);
        add("alone", "", Some(1.0));
        let placement =
            |item: &str| Placement { item: item.into(), period: "q".into(), ..Placement::default() };
        plan.roadmap = Rc::new(Roadmap {
            teams: vec![Team { id: "t".into(), ..Team::default() }],
            placements: vec![placement("b1"), placement("alone")],
            ..Roadmap::default()
        });
        let found: Vec<_> = families(&plan)
            .iter()
            .map(|one| {
                (
                    one.parent.id.to_string(),
                    one.children.len(),
                    one.leaves,
                    one.effort,
                    one.placed,
                    one.unknown,
                    one.own,
                )
            })
            .collect();
        assert_eq!(
            found,
            [("epic".to_owned(), 2, 3, 5.0, 3.0, 1, 9.0), ("b".to_owned(), 2, 2, 3.0, 3.0, 1, 5.0),]
        );
        assert_eq!(families(&plan)[0].share_placed(), 0.6);
    }

    #[test]
    fn whoever_has_parts_with_efforts_is_planned_by_them() {
        use crate::domain::roadmap::load::loads;
        use crate::domain::roadmap::sketch::Sketch;
        let part = |sketch: Sketch, id: &str, of: &str| sketch.with(id, |item| item.parent = Some(of.into()));
        let mut sketch = Sketch::new(&[9.0], 1);
        for id in ["top", "mid", "leaf", "lone", "dropped", "blank", "unsaid"] {
            sketch = sketch.item(id, &[2.0], 1, 1).place(id, 0, false);
        }
        sketch = part(part(sketch, "mid", "top"), "leaf", "mid");
        sketch = part(part(sketch, "dropped", "lone"), "unsaid", "blank");
        let plan =
            sketch.status("dropped", Status::Rejected).with("unsaid", |item| item.effort_by_team.clear()).0;
        let mut found: Vec<&str> = rolled(&plan).into_iter().collect();
        found.sort_unstable();
        assert_eq!(found, ["mid", "top"]);
        assert_eq!(followers(&plan, "top"), [Id::from("leaf")]);
        assert_eq!(followers(&plan, "lone"), Vec::<Id>::new(), "it is planned itself");
        let follow = |change: fn(Sketch) -> Sketch| followers(&change(Sketch(plan.clone())).0, "top");
        assert_eq!(follow(|sketch| sketch.lock("mid", 0)), Vec::<Id>::new());
        assert_eq!(follow(|sketch| sketch.lock("leaf", 0)), Vec::<Id>::new());
        assert_eq!(follow(|sketch| sketch.lock("top", 0)), [Id::from("leaf")]);
        assert_eq!(follow(|sketch| sketch.limit("mid", |limit| limit.excluded = true)), Vec::<Id>::new());
        assert_eq!(follow(|sketch| sketch.status("leaf", Status::InProgress)), Vec::<Id>::new());
        // The leaf, the one whose part was rejected, and the one whose part says nothing.
        assert_eq!(loads(&plan)[0][0].used, 6.0);
    }
}
