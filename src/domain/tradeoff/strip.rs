//! Who holds the first places at every need share, exactly.
//!
//! The sweep goes from 0 to 1. The first places can change only where two of their holders
//! cross, or where somebody below crosses the last of them; so each step looks once at every
//! item, and there are as many steps as changes. Nothing is sampled.

use super::beam::{Beam, NOISE, TOLERANCE, meets, slope};

/// A range of need shares in which the same items hold the first places in the same order.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// Where it begins, in 0..=1.
    pub from: f64,
    /// Where it ends; there the items that swap are equal.
    pub to: f64,
    /// The entries in the first places, the first one first.
    pub holders: Vec<u32>,
}

/// A range of need shares in which one item holds a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// Where it begins, in 0..=1.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// The entry that holds the place.
    pub holder: u32,
}

/// The whole range of need shares, cut where the first places change.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Strip {
    /// How many places are looked at.
    pub places: usize,
    /// The stretches from 0 to 1 without a gap; none where there are no items.
    pub stretches: Vec<Stretch>,
}

/// How far one can go from a need share before the first places change; pairs of shares.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Holds {
    /// The first place has the same holder.
    pub first: (f64, f64),
    /// The first places have the same holders, in whatever order.
    pub set: (f64, f64),
    /// The first places have the same holders in the same order.
    pub order: (f64, f64),
}

impl Strip {
    /// Who holds the first `places` places at every need share.
    ///
    /// Changes that follow each other within a billionth are one. Items that are worth the same
    /// on both sides stand in the second order throughout.
    pub fn of(beam: &Beam, places: usize) -> Strip {
        let mut strip = Strip { places, stretches: Vec::new() };
        if beam.entries().is_empty() || places == 0 {
            return strip;
        }
        let mut from = 0.0;
        // No set of lines changes its first places as often as this; should rounding ever
        // lead astray, the sweep still ends.
        let most = 8 * beam.entries().len() * (places + 1) + 16;
        for _ in 0..most {
            // A step ahead, so that what crosses at the start has done so.
            let here = from + TOLERANCE;
            let first = first_places(beam, here, places);
            let to = next_change(beam, here, &first, places).filter(|to| *to < 1.0 - TOLERANCE);
            let holders: Vec<u32> = first.iter().map(|line| line.entry).collect();
            match strip.stretches.last_mut() {
                Some(last) if last.holders == holders => last.to = to.unwrap_or(1.0),
                _ => strip.stretches.push(Stretch { from, to: to.unwrap_or(1.0), holders }),
            }
            match to {
                Some(to) => from = to,
                None => break,
            }
        }
        if let Some(last) = strip.stretches.last_mut() {
            last.to = 1.0;
        }
        strip
    }

    /// Who holds one place, 0 for the first, from need share 0 to 1.
    pub fn spans(&self, place: usize) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for stretch in &self.stretches {
            let Some(&holder) = stretch.holders.get(place) else { continue };
            match spans.last_mut() {
                Some(last) if last.holder == holder => last.to = stretch.to,
                _ => spans.push(Span { from: stretch.from, to: stretch.to, holder }),
            }
        }
        spans
    }

    /// Who is first just below a need share and just above it; nothing beyond 0 and 1.
    pub fn first_beside(&self, share: f64) -> (Option<u32>, Option<u32>) {
        let first = |one: &Stretch| one.holders.first().copied();
        let below = self.stretches.iter().rev().find(|one| one.from < share - TOLERANCE);
        let above = self.stretches.iter().find(|one| one.to > share + TOLERANCE);
        (below.and_then(first), above.and_then(first))
    }

    /// How far the first places hold around a need share, where they are `top` now.
    ///
    /// `None` where so many items are equal right at the share that neither side has them so.
    pub fn holds(&self, share: f64, top: &[u32]) -> Option<Holds> {
        let top = top.get(..self.places).unwrap_or(top);
        let touches =
            |stretch: &&Stretch| (stretch.from - TOLERANCE..=stretch.to + TOLERANCE).contains(&share);
        let same_order = |stretch: &Stretch| stretch.holders == top;
        let same_set = |stretch: &Stretch| {
            stretch.holders.len() == top.len() && stretch.holders.iter().all(|one| top.contains(one))
        };
        let near: Vec<&Stretch> = self.stretches.iter().filter(touches).collect();
        // At a share where items swap, both sides may have the same set.
        let here =
            near.iter().find(|one| same_order(one)).or_else(|| near.iter().find(|one| same_set(one)))?;
        let first = here.holders.first();
        Some(Holds {
            first: self.run(here.from, &|one| one.holders.first() == first),
            set: self.run(here.from, &same_set),
            order: self.run(here.from, &|one| one.holders == here.holders),
        })
    }

    /// The ends of the run of stretches alike that has the one beginning at `from` in it.
    fn run(&self, from: f64, alike: &dyn Fn(&Stretch) -> bool) -> (f64, f64) {
        let split = self.stretches.partition_point(|stretch| stretch.from < from);
        let (before, after) = self.stretches.split_at(split);
        let low = before.iter().rev().take_while(|one| alike(one)).last().map_or(from, |one| one.from);
        let high = after.iter().take_while(|one| alike(one)).last().map_or(from, |one| one.to);
        (low, high)
    }
}

/// An entry's line from a share on: its value there, and its slope.
#[derive(Clone, Copy)]
struct Line {
    entry: u32,
    here: f64,
    slope: f64,
}

impl Line {
    /// Whether it is above another one right after the share they are looked at.
    fn is_above(&self, other: &Line) -> bool {
        if (self.here - other.here).abs() > NOISE {
            self.here > other.here
        } else if (self.slope - other.slope).abs() > NOISE {
            self.slope > other.slope
        } else {
            self.entry < other.entry
        }
    }
}

fn lines(beam: &Beam, here: f64) -> impl Iterator<Item = Line> {
    beam.entries().iter().enumerate().map(move |(entry, one)| Line {
        entry: entry as u32,
        here: one.worth.at(here),
        slope: slope(&one.worth),
    })
}

fn first_places(beam: &Beam, here: f64, places: usize) -> Vec<Line> {
    let mut first: Vec<Line> = Vec::new();
    for line in lines(beam, here) {
        let at = first.iter().position(|other| line.is_above(other)).unwrap_or(first.len());
        if at < places {
            first.insert(at, line);
            first.truncate(places);
        }
    }
    first
}

/// The next share at which somebody in the first places, or below them, overtakes.
fn next_change(beam: &Beam, here: f64, first: &[Line], places: usize) -> Option<f64> {
    let pair = |upper: &Line, lower: &Line| meets((upper.here, upper.slope), (lower.here, lower.slope));
    let mut next =
        first.windows(2).filter_map(|two| pair(two.first()?, two.last()?)).fold(f64::MAX, f64::min);
    if let Some(last) = first.get(places - 1) {
        for line in lines(beam, here) {
            if let Some(ahead) = pair(last, &line)
                && ahead < next
                && first.iter().all(|holder| holder.entry != line.entry)
            {
                next = ahead;
            }
        }
    }
    (next < f64::MAX).then_some(here + next)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::beam::tests::{SMAA, beam, worths};
    use super::super::beam::{Crossing, Order};
    use super::*;

    #[track_caller]
    fn check(worths: &[(f64, f64)], expected: &[(f64, f64, &[u32])]) {
        let strip = Strip::of(&beam(worths), 3);
        let found: Vec<(f64, f64, &[u32])> =
            strip.stretches.iter().map(|one| (one.from, one.to, one.holders.as_slice())).collect();
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!((found.0 - expected.0).abs() < 1e-8 && (found.1 - expected.1).abs() < 1e-8, "{found:?}");
            assert_eq!(found.2, expected.2);
        }
    }

    #[test]
    fn the_first_places_of_the_published_example_come_out() {
        let (a, b, c, d) = (0, 1, 2, 3);
        let (low, high) = (0.42857142857142855, 0.5714285714285714);
        check(
            &SMAA,
            &[
                (0.0, low, &[c, b, d]),
                (low, 0.5, &[b, c, a]),
                (0.5, high, &[b, a, c]),
                (high, 1.0, &[a, b, d]),
            ],
        );
        check(&SMAA[..2], &[(0.0, high, &[b, a]), (high, 1.0, &[a, b])]);
        check(&SMAA[3..], &[(0.0, 1.0, &[0])]);
        check(&[], &[]);
        check(&[(0.4, 0.4); 4], &[(0.0, 1.0, &[0, 1, 2])]);
        check(&[(1.0, 0.0), (1.0, 0.5)], &[(0.0, 1.0, &[1, 0])]);
    }

    #[test]
    fn the_lengths_are_the_published_acceptabilities() {
        let strip = Strip::of(&beam(&SMAA), 4);
        let published = [
            [0.4285714285714286, 0.0714285714285714, 0.07142857142857145, 0.42857142857142855],
            [0.14285714285714285, 0.8571428571428572, 0.0, 0.0],
            [0.42857142857142855, 0.07142857142857145, 0.0714285714285714, 0.4285714285714286],
            [0.0, 0.0, 0.8571428571428572, 0.14285714285714285],
        ];
        for (entry, shares) in published.iter().enumerate() {
            for (place, share) in shares.iter().enumerate() {
                let held: f64 = strip
                    .spans(place)
                    .iter()
                    .filter(|span| span.holder == entry as u32)
                    .map(|span| span.to - span.from)
                    .sum();
                assert!((held - share).abs() < 1e-8, "{entry} in place {place}: {held}");
            }
        }
    }

    #[track_caller]
    fn held(share: f64, first: (f64, f64), set: (f64, f64), order: (f64, f64)) {
        let beam = beam(&SMAA);
        let found = Strip::of(&beam, 3).holds(share, &beam.order(share, &[]).places).unwrap();
        for (found, expected) in [(found.first, first), (found.set, set), (found.order, order)] {
            let near = (found.0 - expected.0).abs() < 1e-8 && (found.1 - expected.1).abs() < 1e-8;
            assert!(near, "at {share}: {found:?} is not {expected:?}");
        }
    }

    #[test]
    fn how_far_the_first_places_hold_is_known() {
        let (low, high) = (0.42857142857142855, 0.5714285714285714);
        held(0.2, (0.0, low), (0.0, low), (0.0, low));
        held(0.45, (low, high), (low, high), (low, 0.5));
        held(0.5, (low, high), (low, high), (0.5, high));
        held(0.9, (high, 1.0), (high, 1.0), (high, 1.0));
    }

    #[test]
    fn where_more_are_equal_than_there_are_places_nothing_is_said_to_hold() {
        let lines = [(0.0, 1.0), (1.0, 0.0), (0.5, 0.5), (0.9, 0.1), (0.2, 0.8)];
        let beam = beam(&lines);
        assert_eq!(Strip::of(&beam, 3).holds(0.5, &beam.order(0.5, &[]).places), None);
        assert_eq!(Strip::default().holds(0.5, &[]), None);
    }

    #[test]
    fn who_is_first_on_either_side_of_a_flip_is_known() {
        let strip = Strip::of(&beam(&SMAA), 3);
        for (share, expected) in [
            (0.0, (None, Some(2))),
            (0.42857142857142855, (Some(2), Some(1))),
            (0.5, (Some(1), Some(1))),
            (1.0, (Some(0), None)),
        ] {
            assert_eq!(strip.first_beside(share), expected, "at {share}");
        }
    }

    fn top(order: &Order, places: usize) -> Vec<u32> {
        order.places.iter().take(places).copied().collect()
    }

    proptest! {
        #[test]
        fn the_strip_is_what_sorting_at_many_shares_gives(lines in worths(14), places in 1usize..5) {
            let beam = beam(&lines);
            let strip = Strip::of(&beam, places);
            prop_assert_eq!(strip.stretches.is_empty(), lines.is_empty());
            // Between two neighbouring crossings of any lines nothing can change.
            let mut cuts = vec![0.0, 1.0];
            for (at, a) in beam.entries().iter().enumerate() {
                let others = &beam.entries()[..at];
                cuts.extend(others.iter().filter_map(|b| Crossing::of(&a.worth, &b.worth).share()));
            }
            cuts.sort_by(f64::total_cmp);
            for two in cuts.windows(2).filter(|two| two[1] - two[0] > 1e-6 && !lines.is_empty()) {
                let share = (two[0] + two[1]) / 2.0;
                let wanted = top(&beam.order(share, &[]), places);
                let found = strip.stretches.iter().find(|one| one.from <= share && share <= one.to);
                prop_assert_eq!(found.map(|one| &one.holders), Some(&wanted), "at {}", share);
                prop_assert!(strip.holds(share, &wanted).is_some());
            }
        }

        #[test]
        fn the_stretches_join_and_each_changes_something(lines in worths(14), places in 1usize..5) {
            let strip = Strip::of(&beam(&lines), places);
            if let (Some(first), Some(last)) = (strip.stretches.first(), strip.stretches.last()) {
                prop_assert_eq!((first.from, last.to), (0.0, 1.0));
            }
            for two in strip.stretches.windows(2) {
                prop_assert_eq!(two[0].to, two[1].from);
                prop_assert!(two[0].from < two[0].to && two[0].holders != two[1].holders);
            }
        }
    }
}
