//! Links between items that lead back to where they began.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::plan::{Id, Item};

/// A way in which one item leads to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Link {
    /// To the items that it depends on.
    DependsOn,
    /// To the item that it is part of.
    Parent,
}

impl Link {
    /// Where it leads from an item.
    pub fn targets(self, item: &Item) -> &[Id] {
        match self {
            Link::DependsOn => &item.depends_on,
            Link::Parent => item.parent.as_slice(),
        }
    }
}

/// A link that has to go, as it closes a circle.
#[derive(Clone, Debug, PartialEq)]
pub struct Closing {
    /// The kind of link.
    pub link: Link,
    /// The item that has it.
    pub from: Id,
    /// The item that it leads to.
    pub to: Id,
    /// The circle, from the item that has it around to the same item; empty where it is not named.
    pub circle: Vec<Id>,
}

impl Closing {
    /// Takes the link out of the item that has it.
    pub fn cut(&self, item: &mut Item) {
        match self.link {
            Link::DependsOn => item.depends_on.retain(|to| *to != self.to),
            Link::Parent => item.parent = item.parent.take().filter(|to| *to != self.to),
        }
    }
}

/// Circles of which the items are named; of more only the link is.
const MOST_NAMED: usize = 1_000;

/// What says that a link goes before others: the kind, the item that has it, where it leads.
pub type GoesFirst<'a> = &'a dyn Fn(Link, &Id, &Id) -> bool;

/// The links that have to go, so that no circle is left.
///
/// Of each circle the last link in the order of the items goes, or the last one that goes first,
/// where there is such a link; circles are named only where that is asked.
pub fn closing(items: &[&Item], goes_first: Option<GoesFirst>) -> Vec<Closing> {
    let mut found = Vec::new();
    for link in [Link::DependsOn, Link::Parent] {
        let linked = items.iter().filter(|item| !link.targets(item).is_empty());
        let by_id: HashMap<&Id, &Item> = linked.map(|item| (&item.id, *item)).collect();
        let targets = |id: &Id| by_id.get(id).map(|item| link.targets(item).to_vec()).unwrap_or_default();
        let mut gone: HashSet<(Id, Id)> = HashSet::new();
        let mut done: HashSet<Id> = HashSet::new();
        for start in items {
            if done.contains(&start.id) || !by_id.contains_key(&start.id) {
                continue;
            }
            // Depth first with an explicit stack: a chain may be as long as the plan.
            let mut places: HashMap<Id, usize> = HashMap::from([(Rc::clone(&start.id), 0)]);
            let mut path: Vec<(Id, Vec<Id>)> = vec![(Rc::clone(&start.id), targets(&start.id))];
            while let Some((at, open)) = path.last_mut() {
                match open.pop() {
                    Some(next) if gone.contains(&(Rc::clone(at), Rc::clone(&next))) => {}
                    Some(next) if places.contains_key(&next) => {
                        let first = places.get(&next).copied().unwrap_or_default();
                        let last = path.len() - 1;
                        let cut = goes_first.and_then(|goes_first| {
                            let id = |place: usize| path.get(place).map_or(&next, |(id, _)| id);
                            (first..=last).rev().find(|place| goes_first(link, id(*place), id(place + 1)))
                        });
                        let cut = cut.unwrap_or(last);
                        let named = goes_first.is_some() && found.len() < MOST_NAMED;
                        let Some(closing) = at_place(link, &path, (first, cut), named) else { continue };
                        gone.insert((Rc::clone(&closing.from), Rc::clone(&closing.to)));
                        // What was reached by the link that goes has to be reached in another way.
                        for (id, _) in path.drain(cut + 1..) {
                            places.remove(&id);
                        }
                        found.push(closing);
                    }
                    Some(next) if !done.contains(&next) => {
                        let further = targets(&next);
                        places.insert(Rc::clone(&next), path.len());
                        path.push((next, further));
                    }
                    Some(_) => {}
                    None => {
                        let at = Rc::clone(at);
                        places.remove(&at);
                        done.insert(at);
                        path.pop();
                    }
                }
            }
        }
    }
    found
}

/// The link behind a place of a path whose last item leads back to the first of the circle.
fn at_place(
    link: Link,
    path: &[(Id, Vec<Id>)],
    (first, cut): (usize, usize),
    named: bool,
) -> Option<Closing> {
    let round = path.get(first..)?;
    let at = cut.checked_sub(first)?;
    let (from, _) = round.get(at)?;
    let (to, _) = round.get(at + 1).or(round.first())?;
    let circle = match named {
        true => round.get(at..)?.iter().chain(round.get(..=at)?).map(|(id, _)| Rc::clone(id)).collect(),
        false => Vec::new(),
    };
    Some(Closing { link, from: Rc::clone(from), to: Rc::clone(to), circle })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Items that depend on others, by their letters.
    fn items(links: &[(&str, &str)]) -> Vec<Item> {
        let item = |(id, to): &(&str, &str)| {
            let mut item = Item::new((*id).into(), "", *id);
            item.depends_on = to.chars().map(|to| Id::from(to.to_string())).collect();
            item
        };
        links.iter().map(item).collect()
    }

    /// What goes, and the circle that it closed, as `from>to circle`.
    #[track_caller]
    fn check(links: &[(&str, &str)], new: &[&str], expected: &[&str]) {
        let mut items = items(links);
        let goes_first = |_: Link, from: &Id, to: &Id| new.contains(&format!("{from}>{to}").as_str());
        let found = closing(&items.iter().collect::<Vec<_>>(), Some(&goes_first));
        let said = |link: &Closing| format!("{}>{} {}", link.from, link.to, link.circle.concat());
        assert_eq!(found.iter().map(said).collect::<Vec<_>>(), expected);
        for item in &mut items {
            let id = Rc::clone(&item.id);
            found.iter().filter(|link| link.from == id).for_each(|link| link.cut(item));
        }
        assert_eq!(closing(&items.iter().collect::<Vec<_>>(), None), [], "no circle is left");
    }

    #[test]
    fn the_last_link_of_a_circle_goes() {
        check(&[("a", "b"), ("b", "c"), ("c", "")], &[], &[]);
        check(&[("a", "b"), ("b", "a")], &[], &["b>a bab"]);
        check(&[("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")], &[], &["c>a cabc"]);
        check(&[("x", "a"), ("a", "b"), ("b", "ac"), ("c", "b")], &[], &["c>b cbc", "b>a bab"]);
    }

    #[test]
    fn of_two_links_the_new_one_goes_wherever_it_stands_in_the_circle() {
        check(&[("a", "b"), ("b", "a")], &["a>b"], &["a>b aba"]);
        check(&[("a", "b"), ("b", "c"), ("c", "a")], &["b>c"], &["b>c bcab"]);
        check(&[("a", "b"), ("b", "cd"), ("c", "a"), ("d", "a")], &["a>b"], &["a>b abda"]);
        check(&[("a", "b"), ("b", "cd"), ("c", "a"), ("d", "a")], &["b>c", "b>d"], &["b>d bdab", "b>c bcab"]);
    }

    #[test]
    fn a_parent_that_is_its_own_grandchild_is_a_circle() {
        let mut all = items(&[("a", ""), ("b", "")]);
        all[0].parent = Some("b".into());
        all[1].parent = Some("a".into());
        let found = closing(&all.iter().collect::<Vec<_>>(), None);
        assert_eq!(
            found.iter().map(|link| (link.link, &*link.from)).collect::<Vec<_>>(),
            [(Link::Parent, "b")]
        );
    }
}
