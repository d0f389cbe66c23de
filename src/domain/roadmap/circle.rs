//! The circle that a new link between two items would close.

use std::collections::{HashMap, VecDeque};
use std::rc::Rc;

pub use crate::domain::circles::Link;
use crate::domain::plan::{Id, Item, Plan};

/// The shortest circle that a link from one item to another would close: the item, the
/// other one, and so on, with the item once more at the end. `None` where it closes none.
pub fn circle(plan: &Plan, link: Link, from: &Id, to: &Id) -> Option<Vec<Id>> {
    // What lies in the bin comes back with its links, so it counts.
    let by_id: HashMap<&Id, &Rc<Item>> =
        plan.items.iter().chain(&plan.bin).map(|item| (&item.id, item)).collect();
    let mut reached_by: HashMap<&Id, Option<&Id>> = HashMap::from([(to, None)]);
    let mut open = VecDeque::from([to]);
    while let Some(at) = open.pop_front() {
        if at == from {
            let mut path = vec![Rc::clone(from)];
            let mut step = reached_by.get(at).copied().flatten();
            while let Some(id) = step {
                path.push(Rc::clone(id));
                step = reached_by.get(id).copied().flatten();
            }
            path.push(Rc::clone(from));
            path.reverse();
            return Some(path);
        }
        for next in by_id.get(at).map(|item| link.targets(item)).unwrap_or_default() {
            if !reached_by.contains_key(next) {
                reached_by.insert(next, Some(at));
                open.push_back(next);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(links: &[(&str, &[&str])]) -> Plan {
        let mut plan = Plan::default();
        for (id, on) in links {
            let mut item = Item::new((*id).into(), *id, *id);
            item.depends_on = on.iter().map(|id| Id::from(*id)).collect();
            item.parent = item.depends_on.first().cloned();
            plan.items.push(Rc::new(item));
        }
        plan
    }

    #[test]
    fn a_circle_is_told_from_its_item_round_to_it() {
        let mut plan = plan(&[("a", &[]), ("b", &["c", "d"]), ("c", &["d"]), ("d", &["a"]), ("e", &["a"])]);
        // One of them lies in the bin.
        let binned = plan.items.remove(3);
        plan.bin.push(binned);
        let check = |from: &str, to: &str, expected: Option<&str>| {
            let found = circle(&plan, Link::DependsOn, &from.into(), &to.into());
            assert_eq!(found.map(|path| path.concat()).as_deref(), expected, "{from} on {to}");
        };
        check("a", "a", Some("aa"));
        check("a", "d", Some("ada"));
        // The short way, not by way of c.
        check("a", "b", Some("abda"));
        check("a", "c", Some("acda"));
        check("b", "a", None);
        check("e", "b", None);
        check("b", "e", None);
        check("a", "gone", None);
        assert_eq!(
            circle(&plan, Link::Parent, &"a".into(), &"b".into()).map(|path| path.concat()).as_deref(),
            Some("abcda")
        );
        assert_eq!(circle(&plan, Link::Parent, &"b".into(), &"e".into()), None);
    }

    #[test]
    fn circles_that_are_there_already_end_the_search() {
        let plan = plan(&[("a", &["b"]), ("b", &["a"]), ("c", &[])]);
        assert_eq!(circle(&plan, Link::DependsOn, &"c".into(), &"a".into()), None);
    }
}
