//! Which entries something holds, exactly, in a few characters.

use std::collections::{BTreeMap, BTreeSet};

use super::key::Order;

/// Tabs that are remembered; a year of page loads is forgotten from its far end.
const MOST_TABS: usize = 200;

/// A set of entries: per tab all numbers up to one, but for the missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cover {
    tabs: BTreeMap<String, Seen>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Seen {
    upto: u32,
    /// The clock of the entry numbered `upto`.
    seq: u64,
    missing: BTreeSet<u32>,
}

impl Cover {
    /// Whether that entry is in it.
    pub fn contains(&self, order: &Order) -> bool {
        self.tabs.get(&order.tab).is_some_and(|seen| seen.contains(order.number))
    }

    /// Adds an entry.
    pub fn insert(&mut self, order: &Order) {
        let seen = self.tabs.entry(order.tab.clone()).or_default();
        if order.number > seen.upto {
            seen.missing.extend(seen.upto.saturating_add(1)..order.number);
            seen.upto = order.number;
            seen.seq = seen.seq.max(order.seq);
        } else {
            seen.missing.remove(&order.number);
        }
    }

    /// The last entry in it.
    pub fn last(&self) -> Option<Order> {
        self.tabs.iter().map(|(tab, seen)| Order { seq: seen.seq, tab: tab.clone(), number: seen.upto }).max()
    }

    /// Whether one of these entries is missing although it belongs before one that is
    /// held: then it came late.
    pub fn lacks_earlier<'a>(&self, entries: impl IntoIterator<Item = &'a Order>) -> bool {
        let last = self.last();
        entries.into_iter().any(|order| Some(order) < last.as_ref() && !self.contains(order))
    }

    /// Whether it holds everything that the other one holds.
    pub fn includes(&self, other: &Cover) -> bool {
        other.tabs.iter().all(|(tab, theirs)| {
            self.tabs.get(tab).is_some_and(|mine| {
                mine.upto >= theirs.upto
                    && mine
                        .missing
                        .iter()
                        .all(|number| *number > theirs.upto || theirs.missing.contains(number))
            })
        })
    }

    /// One line: `{"tab":[upto, seq, missing…]}`; tabs long gone are left out.
    pub fn to_line(&self) -> String {
        let mut tabs: Vec<_> = self.tabs.iter().collect();
        tabs.sort_by_key(|(_, seen)| std::cmp::Reverse(seen.seq));
        tabs.truncate(MOST_TABS);
        let tabs: BTreeMap<&String, Vec<u64>> = tabs
            .into_iter()
            .map(|(tab, seen)| {
                let missing = seen.missing.iter().map(|number| u64::from(*number));
                (tab, [u64::from(seen.upto), seen.seq].into_iter().chain(missing).collect())
            })
            .collect();
        serde_json::to_string(&tabs).unwrap_or_default()
    }

    /// Reads the line back; `None` for any other text.
    pub fn from_line(line: &str) -> Option<Cover> {
        let tabs: BTreeMap<String, Vec<u64>> = serde_json::from_str(line).ok()?;
        let tabs = tabs.into_iter().map(|(tab, numbers)| {
            let mut numbers = numbers.into_iter();
            let upto = u32::try_from(numbers.next()?).ok()?;
            let seq = numbers.next()?;
            let missing = numbers.map(|number| u32::try_from(number).ok()).collect::<Option<_>>()?;
            Some((tab, Seen { upto, seq, missing }))
        });
        Some(Cover { tabs: tabs.collect::<Option<_>>()? })
    }
}

impl Seen {
    fn contains(&self, number: u32) -> bool {
        number > 0 && number <= self.upto && !self.missing.contains(&number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cover(entries: &[(&str, u32)]) -> Cover {
        let mut cover = Cover::default();
        for (tab, number) in entries {
            cover.insert(&order(tab, *number));
        }
        cover
    }

    fn order(tab: &str, number: u32) -> Order {
        Order { seq: u64::from(number) * 10, tab: tab.into(), number }
    }

    #[test]
    fn a_cover_holds_exactly_what_was_put_in() {
        let cover = cover(&[("a", 1), ("a", 4), ("b", 2), ("a", 3)]);
        let held: Vec<u32> = (0..6).filter(|number| cover.contains(&order("a", *number))).collect();
        assert_eq!(held, [1, 3, 4]);
        assert!(!cover.contains(&order("b", 1)) && !cover.contains(&order("c", 1)));
        assert_eq!(cover.last(), Some(order("a", 4)));
        assert!(cover.lacks_earlier(&[order("a", 2)]) && cover.lacks_earlier(&[order("z", 3)]));
        assert!(!cover.lacks_earlier(&[order("a", 3), order("a", 5)]));
        assert_eq!(Cover::from_line(&cover.to_line()), Some(cover));
    }

    #[test]
    fn includes_is_about_every_single_entry() {
        let small = cover(&[("a", 1), ("a", 3)]);
        for (entries, includes) in [
            (vec![("a", 1), ("a", 2), ("a", 3)], true),
            (vec![("a", 1), ("a", 3), ("b", 1)], true),
            (vec![("a", 1), ("a", 3), ("a", 9)], true),
            (vec![("a", 1), ("a", 2)], false),
            (vec![("a", 3)], false),
            (vec![("b", 1)], false),
        ] {
            assert_eq!(cover(&entries).includes(&small), includes, "{entries:?}");
        }
        assert!(small.includes(&Cover::default()));
    }

    #[test]
    fn other_lines_are_refused() {
        for line in ["", "{", "[]", r#"{"a":[]}"#, r#"{"a":[1]}"#, r#"{"a":[1,2,-3]}"#] {
            assert_eq!(Cover::from_line(line), None, "{line}");
        }
    }

    #[test]
    fn the_line_forgets_the_oldest_tabs_first() {
        let mut cover = Cover::default();
        for tab in 1..=300 {
            cover.insert(&Order { seq: tab, tab: format!("t{tab}"), number: 1 });
        }
        let back = Cover::from_line(&cover.to_line()).unwrap();
        assert_eq!(back.tabs.len(), MOST_TABS);
        assert!(back.tabs.contains_key("t300") && !back.tabs.contains_key("t100"));
    }
}
