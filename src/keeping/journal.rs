//! What a journal beside the store may forget.
//!
//! Browsers write localStorage to disk late: after a power cut or a kill it can be
//! minutes behind. The journal is written at once and holds the last records; on
//! start [`super::Vault::replay`] gives the store what it lacks.

use super::key::Key;
use crate::domain::places;

/// Entries are remembered this long, whatever their number up to [`MOST_ENTRIES`].
const LONGEST_MS: f64 = 24.0 * 60.0 * 60.0 * 1000.0;

/// Entries are never forgotten before: no browser keeps a write in memory for longer.
const SHORTEST_MS: f64 = 15.0 * 60.0 * 1000.0;

/// Entries of one plan that are remembered beyond [`SHORTEST_MS`].
const MOST_ENTRIES: usize = 1000;

/// Snapshots of one plan that are remembered.
const MOST_SNAPSHOTS: usize = 2;

/// One record of the journal, without its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Stamp {
    /// The number under which the journal holds it; it grows with time.
    pub number: f64,
    /// The record's key.
    pub key: String,
    /// When it was written, Unix milliseconds.
    pub written_unix_ms: f64,
}

/// The numbers of the records that may be forgotten.
pub fn needless(stamps: &[Stamp], now_unix_ms: f64) -> Vec<f64> {
    let mut newest_first: Vec<&Stamp> = stamps.iter().collect();
    places::sort(&mut newest_first, &|a, b| b.number.total_cmp(&a.number));
    // How many of a kind and plan were met so far.
    let mut met: Vec<(&str, String, usize)> = Vec::new();
    let mut nth = |kind: &'static str, plan: String| match met
        .iter_mut()
        .find(|(other, of, _)| *other == kind && *of == plan)
    {
        Some((_, _, count)) => {
            *count += 1;
            *count
        }
        None => {
            met.push((kind, plan, 1));
            1
        }
    };
    let mut is_needed = |stamp: &Stamp| {
        // A clock that was set back makes an age negative; such a record is young.
        let age_ms = now_unix_ms - stamp.written_unix_ms;
        match Key::parse(&stamp.key) {
            Some(Key::Log(_, plan)) => {
                let nth = nth("log", plan);
                age_ms < SHORTEST_MS || (age_ms < LONGEST_MS && nth <= MOST_ENTRIES)
            }
            Some(Key::Snapshot(_, plan)) => nth("snapshot", plan) <= MOST_SNAPSHOTS,
            Some(Key::Gone(plan)) => nth("gone", plan) <= 1,
            _ => false,
        }
    };
    newest_first.into_iter().filter(|stamp| !is_needed(stamp)).map(|stamp| stamp.number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: f64 = 1e12;
    const MINUTE: f64 = 60_000.0;

    fn kept(stamps: impl IntoIterator<Item = (String, f64)>) -> Vec<f64> {
        let stamps: Vec<Stamp> = stamps
            .into_iter()
            .enumerate()
            .map(|(at, (key, age_ms))| Stamp { number: at as f64, key, written_unix_ms: NOW - age_ms })
            .collect();
        let gone = needless(&stamps, NOW);
        stamps.iter().map(|stamp| stamp.number).filter(|number| !gone.contains(number)).collect()
    }

    #[test]
    fn entries_go_by_age_and_number_but_never_while_they_are_young() {
        let entry = |n: usize| format!("steelyard.log.{n}.t.{n}.p");
        assert_eq!(kept([(entry(1), 25.0 * 60.0 * MINUTE), (entry(2), 23.0 * 60.0 * MINUTE)]), [1.0]);
        assert_eq!(kept((1..=3000).map(|n| (entry(n), MINUTE))).len(), 3000);
        assert_eq!(kept((1..=3000).map(|n| (entry(n), 20.0 * MINUTE))).len(), MOST_ENTRIES);
        assert_eq!(kept([(entry(1), -5.0 * MINUTE)]), [0.0], "the clock was set back");
    }

    #[test]
    fn each_plan_keeps_its_last_two_snapshots_and_its_last_fate() {
        let old = 90.0 * 24.0 * 60.0 * MINUTE;
        let keys = [
            "steelyard.snapshot.1.t.p",
            "steelyard.snapshot.2.t.p",
            "steelyard.snapshot.1.t.q",
            "steelyard.snapshot.3.t.p",
            "steelyard.gone.p",
            "steelyard.gone.p",
            "steelyard.card.p",
        ];
        assert_eq!(kept(keys.map(|key| (key.to_owned(), old))), [1.0, 2.0, 3.0, 5.0]);
    }
}
