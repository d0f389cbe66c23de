//! What a key of the store means.

use std::fmt;

/// What every key of this program starts with.
pub const PREFIX: &str = "steelyard.";

/// A tab never makes more changes; a key that says so was not written by this program.
const MOST_CHANGES: u32 = 1_000_000;

/// What is kept under a key. A plan's id comes last, so it may hold any characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// One change of a plan.
    Log(Order, String),
    /// A whole plan.
    Snapshot(Generation, String),
    /// What a list of plans shows of one.
    Card(String),
    /// When the plan was last saved to a file.
    Backup(String),
    /// Whether the plan is in the bin.
    Gone(String),
    /// A content that was handed out or taken in, by its fingerprint.
    Shared(String, String),
    /// What this browser remembers about its person.
    Preferences,
    /// Who may compact, where the browser has no locks.
    Lease,
}

/// When a change was made: by a clock that all tabs share, then by tab.
///
/// `number` counts the changes of one tab without a gap, so that a gap is noticed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Order {
    /// One more than everything the tab had seen (a Lamport clock).
    pub seq: u64,
    /// The tab that made the change; a new name with every page load.
    pub tab: String,
    /// 1 for the tab's first change of this plan, 2 for the next.
    pub number: u32,
}

/// Which of several snapshots is the newest: by number, then by tab.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Generation {
    /// 1 for a plan's first snapshot.
    pub number: u32,
    /// The tab that wrote it.
    pub tab: String,
}

impl Key {
    /// Reads a key; `None` for one that this program did not write.
    pub fn parse(text: &str) -> Option<Key> {
        let name = text.strip_prefix(PREFIX)?;
        let (kind, rest) = name.split_once('.').unwrap_or((name, ""));
        Some(match kind {
            "log" => {
                let mut parts = rest.splitn(4, '.');
                let seq = parts.next()?.parse().ok()?;
                let tab = parts.next()?.to_owned();
                let number =
                    parts.next()?.parse().ok().filter(|number| (1..=MOST_CHANGES).contains(number))?;
                Key::Log(Order { seq, tab, number }, parts.next()?.to_owned())
            }
            "snapshot" => {
                let mut parts = rest.splitn(3, '.');
                let number = parts.next()?.parse().ok()?;
                let tab = parts.next()?.to_owned();
                Key::Snapshot(Generation { number, tab }, parts.next()?.to_owned())
            }
            "card" => Key::Card(rest.to_owned()),
            "backup" => Key::Backup(rest.to_owned()),
            "gone" => Key::Gone(rest.to_owned()),
            "shared" => {
                let (fingerprint, plan) = rest.split_once('.')?;
                Key::Shared(fingerprint.to_owned(), plan.to_owned())
            }
            "preferences" => Key::Preferences,
            "lease" => Key::Lease,
            _ => return None,
        })
    }

    /// The plan that it belongs to.
    pub fn plan(&self) -> Option<&str> {
        match self {
            Key::Log(_, plan)
            | Key::Snapshot(_, plan)
            | Key::Card(plan)
            | Key::Backup(plan)
            | Key::Gone(plan)
            | Key::Shared(_, plan) => Some(plan),
            Key::Preferences | Key::Lease => None,
        }
    }

    /// Whether other tabs want to hear of it at once.
    pub fn is_news(&self) -> bool {
        !matches!(self, Key::Snapshot(..) | Key::Shared(..) | Key::Lease)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Key::Log(Order { seq, tab, number }, plan) => {
                write!(f, "{PREFIX}log.{seq}.{tab}.{number}.{plan}")
            }
            Key::Snapshot(Generation { number, tab }, plan) => {
                write!(f, "{PREFIX}snapshot.{number}.{tab}.{plan}")
            }
            Key::Card(plan) => write!(f, "{PREFIX}card.{plan}"),
            Key::Backup(plan) => write!(f, "{PREFIX}backup.{plan}"),
            Key::Gone(plan) => write!(f, "{PREFIX}gone.{plan}"),
            Key::Shared(fingerprint, plan) => write!(f, "{PREFIX}shared.{fingerprint}.{plan}"),
            Key::Preferences => write!(f, "{PREFIX}preferences"),
            Key::Lease => write!(f, "{PREFIX}lease"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_reads_back_whatever_the_plan_is_called() {
        for plan in ["p_7f3k2m", "", "a.b.c", "结算 2027", "log.1.x"] {
            let order = Order { seq: 12, tab: "t".into(), number: 3 };
            let generation = Generation { number: 4, tab: "t".into() };
            for key in [
                Key::Log(order.clone(), plan.into()),
                Key::Snapshot(generation.clone(), plan.into()),
                Key::Card(plan.into()),
                Key::Backup(plan.into()),
                Key::Gone(plan.into()),
                Key::Shared("0123456789abcdef".into(), plan.into()),
                Key::Preferences,
                Key::Lease,
            ] {
                assert_eq!(Key::parse(&key.to_string()), Some(key));
            }
        }
    }

    #[test]
    fn keys_of_others_are_left_alone() {
        for text in [
            "",
            "steelyard",
            "steelyard.",
            "other.log.1.t.1.p",
            "steelyard.log.x.t.1.p",
            "steelyard.log.1",
            "steelyard.log.1.t.0.p",
            "steelyard.log.1.t.4000000000.p",
            "steelyard.shared.0123456789abcdef",
        ] {
            assert_eq!(Key::parse(text), None, "{text}");
        }
    }

    #[test]
    fn changes_are_ordered_by_clock_then_tab_then_number() {
        let order = |seq, tab: &str, number| Order { seq, tab: tab.into(), number };
        assert!(order(9, "b", 1) < order(10, "a", 1));
        assert!(order(10, "a", 2) < order(10, "b", 1));
    }
}
