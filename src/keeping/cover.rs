//! Which entries something holds, exactly, in a few characters.

use serde_json::{Map, Value};

use super::key::Order;
use crate::domain::places;

/// Tabs that are remembered; a year of page loads is forgotten from its far end.
const MOST_TABS: usize = 200;

/// A set of entries: per tab all numbers up to one, but for the missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cover {
    /// By name, each once.
    tabs: Vec<(String, Seen)>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Seen {
    upto: u32,
    /// The clock of the entry numbered `upto`.
    seq: u64,
    /// Rising.
    missing: Vec<u32>,
}

impl Cover {
    /// Whether that entry is in it.
    pub fn contains(&self, order: &Order) -> bool {
        self.seen(&order.tab).is_some_and(|seen| seen.contains(order.number))
    }

    fn seen(&self, tab: &str) -> Option<&Seen> {
        self.tabs.get(self.place(tab).ok()?).map(|(_, seen)| seen)
    }

    /// Where a tab is, or would be.
    fn place(&self, tab: &str) -> Result<usize, usize> {
        self.tabs.binary_search_by(|(name, _)| name.as_str().cmp(tab))
    }

    /// What is seen of a tab, to be changed.
    fn seen_mut(&mut self, tab: &str) -> Option<&mut Seen> {
        let at = self.place(tab).unwrap_or_else(|at| {
            self.tabs.insert(at, (tab.to_owned(), Seen::default()));
            at
        });
        self.tabs.get_mut(at).map(|(_, seen)| seen)
    }

    /// Adds an entry.
    pub fn insert(&mut self, order: &Order) {
        let Some(seen) = self.seen_mut(&order.tab) else { return };
        if order.number > seen.upto {
            seen.missing.extend(seen.upto.saturating_add(1)..order.number);
            seen.upto = order.number;
            seen.seq = seen.seq.max(order.seq);
        } else {
            seen.missing.retain(|number| *number != order.number);
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
            self.seen(tab).is_some_and(|mine| {
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
        let mut tabs: Vec<&(String, Seen)> = self.tabs.iter().collect();
        places::sort(&mut tabs, &|(_, a), (_, b)| b.seq.cmp(&a.seq));
        tabs.truncate(MOST_TABS);
        let mut line = Map::new();
        for (tab, seen) in tabs {
            let mut numbers: Vec<Value> = vec![seen.upto.into(), seen.seq.into()];
            numbers.extend(seen.missing.iter().map(|number| Value::from(*number)));
            line.insert(tab.clone(), Value::Array(numbers));
        }
        Value::Object(line).to_string()
    }

    /// Reads the line back; `None` for any other text.
    pub fn from_line(line: &str) -> Option<Cover> {
        let line: Value = serde_json::from_str(line).ok()?;
        let mut cover = Cover::default();
        for (tab, numbers) in line.as_object()? {
            let numbers: Vec<u64> = numbers.as_array()?.iter().map(Value::as_u64).collect::<Option<_>>()?;
            let [upto, seq, missing @ ..] = numbers.as_slice() else { return None };
            let number = |number: &u64| u32::try_from(*number).ok();
            let missing = missing.iter().map(number).collect::<Option<_>>()?;
            *cover.seen_mut(tab)? = Seen { upto: number(upto)?, seq: *seq, missing };
        }
        Some(cover)
    }
}

impl Seen {
    fn contains(&self, number: u32) -> bool {
        number > 0 && number <= self.upto && self.missing.binary_search(&number).is_err()
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
        assert!(back.seen("t300").is_some() && back.seen("t100").is_none());
    }
}
