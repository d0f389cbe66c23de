//! The order of the items wherever the weight hangs, and the next places where it changes.
//!
//! At a need share λ in 0..=1 an item is worth `goal + λ · (need - goal)`: a line over λ.
//! Two items swap where their lines cross, which has a closed form:
//!
//! ```text
//! λ* = (goal_b - goal_a) / ((need_a - goal_a) - (need_b - goal_b))
//! ```
//!
//! Who takes part: every item that somebody has judged, unless it is rejected or shipped.
//! Those two are decided, and a decided item in the list would only hide what is still open.
//!
//! Values count as equal within [`TOLERANCE`] and share a rank (1, 2, 2, 4). Equal items stand
//! in the declared second order, by title and then by id, so chance never decides.

use crate::domain::places::{sort, sort_places};
use crate::domain::plan::{Item, Plan, Status};

use super::value::{Weighing, Worth};

/// Values and shares closer than this count as equal. Both run from 0 to 1, so it is a
/// billionth of their scale.
pub const TOLERANCE: f64 = 1e-9;

/// Worths are kept on a grid of 2⁻⁴⁰: sums of the same contributions in another order differ
/// by less, and two lines that differ by rounding alone would cross anywhere.
const GRID: f64 = 1_099_511_627_776.0;

/// What rounding can make of the difference of two equal values in 0..=1.
pub(super) const NOISE: f64 = 1e-15;

/// An item on the beam.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// Its place among the plan's items.
    pub at: u32,
    /// What it is worth.
    pub worth: Worth,
}

/// The items that take part, in the second order; they are spoken of by their number here.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beam {
    entries: Vec<Entry>,
    unjudged: Vec<u32>,
    decided: usize,
}

/// The items in the order of one need share.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Order {
    /// The need share, in 0..=1.
    pub share: f64,
    /// Entries, best first.
    pub places: Vec<u32>,
    /// The rank of each entry, 1 for the first; equal ones share one.
    pub ranks: Vec<u32>,
}

impl Order {
    /// The rank of an entry; 0 for one that is not there.
    pub fn rank(&self, entry: u32) -> u32 {
        self.ranks.get(entry as usize).copied().unwrap_or(0)
    }

    /// How many ranks an entry has climbed since another order of the same beam; negative
    /// where it fell.
    pub fn climbed(&self, entry: u32, since: &Order) -> i32 {
        since.rank(entry) as i32 - self.rank(entry) as i32
    }

    /// The entries that share a rank over the edge of the first `top` places, so that it is open
    /// which of them are among these; none where all share the first rank, or nobody does.
    pub fn tied_over(&self, top: usize) -> &[u32] {
        let rank_at = |place: usize| self.places.get(place).map(|entry| self.rank(*entry));
        let inside = top.checked_sub(1).and_then(rank_at);
        let Some(rank) = inside.filter(|rank| *rank > 1 && rank_at(top) == Some(*rank)) else { return &[] };
        let start = self.places.partition_point(|entry| self.rank(*entry) < rank);
        let end = self.places.partition_point(|entry| self.rank(*entry) <= rank);
        self.places.get(start..end).unwrap_or_default()
    }

    /// The entries that share the first rank.
    pub fn first(&self) -> &[u32] {
        let tied = self.places.iter().take_while(|&&entry| self.rank(entry) == 1).count();
        self.places.get(..tied).unwrap_or_default()
    }
}

/// A place where neighbours in the order swap.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flip {
    /// The need share, strictly between 0 and 1.
    pub at: f64,
    /// The entry that is better beyond it.
    pub overtakes: u32,
    /// The entry that is better until there.
    pub overtaken: u32,
    /// How many other pairs of neighbours swap at the same share.
    pub more: usize,
}

/// Where two items are worth the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Crossing {
    /// At this need share in 0..=1 only.
    At(f64),
    /// Nowhere in 0..=1: one is better throughout.
    Never,
    /// Everywhere: the two are worth the same on both sides.
    Always,
}

impl Crossing {
    /// Where `a` and `b` are worth the same; see the formula at the top.
    pub fn of(a: &Worth, b: &Worth) -> Crossing {
        let rise = slope(a) - slope(b);
        let gap = b.goal - a.goal;
        if rise.abs() <= NOISE {
            return if gap.abs() <= NOISE { Crossing::Always } else { Crossing::Never };
        }
        let at = gap / rise;
        // A crossing at an end may come out a rounding error outside of it.
        if (-TOLERANCE..=1.0 + TOLERANCE).contains(&at) {
            Crossing::At(at.clamp(0.0, 1.0))
        } else {
            Crossing::Never
        }
    }

    /// The need share where the two are equal, where there is one.
    pub fn share(self) -> Option<f64> {
        match self {
            Crossing::At(share) => Some(share),
            Crossing::Never | Crossing::Always => None,
        }
    }
}

impl Beam {
    /// The items of a plan that take part.
    pub fn of(plan: &Plan, weighing: &Weighing) -> Beam {
        let mut beam = Beam::default();
        let mut judged: Vec<(Entry, &Item)> = Vec::new();
        for (at, item) in plan.items.iter().enumerate() {
            if !takes_part(item) {
                beam.decided += 1;
                continue;
            }
            match weighing.worth(item) {
                Some(worth) => judged.push((Entry { at: at as u32, worth: on_grid(worth) }, item)),
                None => beam.unjudged.push(at as u32),
            }
        }
        sort(&mut judged, &|(_, a), (_, b)| a.title.cmp(&b.title).then_with(|| a.id.cmp(&b.id)));
        beam.entries = judged.into_iter().map(|(entry, _)| entry).collect();
        beam
    }

    /// A beam of worths, given in their second order.
    pub fn of_worths(worths: &[Worth]) -> Beam {
        let entry = |(at, worth): (usize, &Worth)| Entry { at: at as u32, worth: on_grid(*worth) };
        Beam { entries: worths.iter().enumerate().map(entry).collect(), ..Beam::default() }
    }

    /// The items that take part, in the second order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// One of them.
    pub fn entry(&self, entry: u32) -> Option<&Entry> {
        self.entries.get(entry as usize)
    }

    /// The items that nobody has judged, as places in the plan.
    pub fn unjudged(&self) -> &[u32] {
        &self.unjudged
    }

    /// How many items do not take part because they are rejected or shipped.
    pub fn decided(&self) -> usize {
        self.decided
    }

    /// The value of an entry at a need share, in 0..=1.
    pub fn value(&self, entry: u32, share: f64) -> f64 {
        self.entry(entry).map_or(0.0, |entry| entry.worth.at(share))
    }

    /// Whether all entries are worth the same on both sides, so that no weight tells them apart.
    pub fn is_level(&self) -> bool {
        let same = |entry: &Entry| {
            self.entries.first().is_some_and(|first| {
                entry.worth.need == first.worth.need && entry.worth.goal == first.worth.goal
            })
        };
        self.entries.iter().all(same)
    }

    /// How many other entries are worth the same as this one on both sides.
    pub fn twins(&self, entry: u32) -> usize {
        let Some(one) = self.entry(entry) else { return 0 };
        let same = |other: &&Entry| other.worth.need == one.worth.need && other.worth.goal == one.worth.goal;
        self.entries.iter().filter(same).count().saturating_sub(1)
    }

    /// The order at a need share, which is held within 0..=1.
    ///
    /// `before` is any order of the same beam, or nothing; it changes no result. From an order
    /// nearby the sort takes little more than one look at each entry.
    pub fn order(&self, share: f64, before: &[u32]) -> Order {
        let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.5 };
        let values: Vec<f64> = self.entries.iter().map(|entry| entry.worth.at(share)).collect();
        let value = |entry: u32| values.get(entry as usize).copied().unwrap_or(0.0);
        let mut places = self.start(before);
        sort_places(&mut places, &|a, b| value(b).total_cmp(&value(a)));
        let mut ranks = vec![0; places.len()];
        let mut rest = places.as_mut_slice();
        let mut rank = 1;
        while let Some(&leader) = rest.first() {
            let leading = value(leader);
            let tied = rest.iter().take_while(|&&entry| leading - value(entry) <= TOLERANCE).count();
            let (group, behind) = rest.split_at_mut(tied.max(1));
            // The entries are numbered in the second order.
            sort_places(group, &|a, b| a.cmp(&b));
            for &mut entry in &mut *group {
                if let Some(slot) = ranks.get_mut(entry as usize) {
                    *slot = rank;
                }
            }
            rank += group.len() as u32;
            rest = behind;
        }
        Order { share, places, ranks }
    }

    /// Whether items that are worth something else elsewhere are equal right at this share.
    pub fn crosses_here(&self, order: &Order) -> bool {
        order.places.windows(2).any(|pair| match pair {
            &[a, b] => {
                let (one, other) = (self.entry(a), self.entry(b));
                let differ = one
                    .zip(other)
                    .is_some_and(|(a, b)| a.worth.need != b.worth.need || a.worth.goal != b.worth.goal);
                differ && order.rank(a) == order.rank(b)
            }
            _ => false,
        })
    }

    /// The next change of the order below a need share, and the next one above it.
    ///
    /// Only neighbours can be the next to swap. What merely draws level at 0 or 1 has not
    /// been overtaken.
    pub fn flips(&self, order: &Order) -> (Option<Flip>, Option<Flip>) {
        (self.next_flip(order, -1.0), self.next_flip(order, 1.0))
    }

    /// The next change in a direction, 1 for a greater need share and -1 for a smaller one.
    fn next_flip(&self, order: &Order, direction: f64) -> Option<Flip> {
        // A step off the share, so that what crosses right there has done so.
        let from = order.share + direction * TOLERANCE;
        if !(0.0..=1.0).contains(&from) {
            return None;
        }
        let line = |entry: u32| {
            self.entry(entry)
                .map_or((0.0, 0.0), |entry| (entry.worth.at(from), direction * slope(&entry.worth)))
        };
        let mut places = self.start(&order.places);
        sort_places(&mut places, &|a, b| {
            let ((here_a, slope_a), (here_b, slope_b)) = (line(a), line(b));
            if (here_a - here_b).abs() <= NOISE {
                slope_b.total_cmp(&slope_a).then(a.cmp(&b))
            } else {
                here_b.total_cmp(&here_a)
            }
        });
        let mut next: Option<Flip> = None;
        for pair in places.windows(2) {
            let &[upper, lower] = pair else { continue };
            let Some(away) = meets(line(upper), line(lower)) else { continue };
            let at = from + direction * away;
            if !(TOLERANCE..=1.0 - TOLERANCE).contains(&at) {
                continue;
            }
            match &mut next {
                Some(flip) if (flip.at - at).abs() <= TOLERANCE => flip.more += 1,
                Some(flip) if (flip.at - from).abs() <= away => {}
                slot => *slot = Some(Flip { at, overtakes: lower, overtaken: upper, more: 0 }),
            }
        }
        next
    }

    /// All entries, in an order given if it is one of this beam.
    fn start(&self, before: &[u32]) -> Vec<u32> {
        let count = self.entries.len();
        let mut seen = vec![false; count];
        for &entry in before {
            if let Some(seen) = seen.get_mut(entry as usize) {
                *seen = true;
            }
        }
        if before.len() == count && seen.iter().all(|seen| *seen) {
            before.to_vec()
        } else {
            (0..count as u32).collect()
        }
    }
}

/// Whether an item takes part: rejected and shipped ones are decided.
pub fn takes_part(item: &Item) -> bool {
    !matches!(item.status, Status::Rejected | Status::Shipped)
}

/// How much a value grows from need share 0 to 1.
pub(super) fn slope(worth: &Worth) -> f64 {
    worth.need - worth.goal
}

/// How far ahead a line from below meets one above it; lines are a value here and a slope.
pub(super) fn meets((upper, slope_above): (f64, f64), (lower, slope_below): (f64, f64)) -> Option<f64> {
    let closing = slope_below - slope_above;
    (closing > NOISE).then(|| (upper - lower).max(0.0) / closing)
}

fn on_grid(worth: Worth) -> Worth {
    let snap = |value: f64| libm::round(value * GRID) / GRID;
    Worth { need: snap(worth.need), goal: snap(worth.goal), ..worth }
}

#[cfg(test)]
pub(super) mod tests {
    use std::rc::Rc;

    use proptest::prelude::*;

    use super::*;
    use crate::domain::plan::{Goal, Need};

    pub fn worth(need: f64, goal: f64) -> Worth {
        Worth { need, goal, harms_need: false, harms_goal: false }
    }

    pub fn beam(worths: &[(f64, f64)]) -> Beam {
        Beam::of_worths(&worths.iter().map(|(need, goal)| worth(*need, *goal)).collect::<Vec<_>>())
    }

    /// Published: the exact example of two criteria in smaa.json.
    pub const SMAA: [(f64, f64); 4] = [(9.0, 2.0), (6.0, 6.0), (2.0, 9.0), (5.0, 5.0)];

    /// Few distinct values, so that ties and crossings of many lines at once are common.
    pub fn worths(most: usize) -> impl Strategy<Value = Vec<(f64, f64)>> {
        let level = (0..=12).prop_map(|level| f64::from(level) / 12.0);
        let fine = 0.0..=1.0;
        let any = prop_oneof![3 => level.boxed(), 1 => fine.boxed()];
        proptest::collection::vec((any.clone(), any), 0..most)
    }

    #[track_caller]
    fn crosses(a: (f64, f64), b: (f64, f64), expected: Crossing) {
        let (a, b) = (worth(a.0, a.1), worth(b.0, b.1));
        for found in [Crossing::of(&a, &b), Crossing::of(&b, &a)] {
            match (found, expected) {
                (Crossing::At(found), Crossing::At(expected)) => {
                    assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
                }
                (found, expected) => assert_eq!(found, expected),
            }
        }
        // On both sides of the flip another one is better.
        if let Crossing::At(share) = expected
            && (0.001..0.999).contains(&share)
        {
            let better = |share: f64| a.at(share) > b.at(share);
            assert_ne!(better(share - 1e-6), better(share + 1e-6));
        }
    }

    #[test]
    fn the_published_flips_of_two_criteria_come_out() {
        let [a, b, c, d] = SMAA;
        crosses(a, b, Crossing::At(0.5714285714285714));
        crosses(a, c, Crossing::At(0.5));
        crosses(a, d, Crossing::At(0.42857142857142855));
        crosses(b, c, Crossing::At(0.42857142857142855));
        crosses(c, d, Crossing::At(0.5714285714285714));
        crosses(b, d, Crossing::Never);
    }

    #[test]
    fn the_published_flips_of_three_criteria_come_out_when_the_others_are_one() {
        // sensitivity.json: one weight moves, the others keep their proportions, so they are
        // one criterion with the weighted mean of the two.
        let scores = [[9.0, 4.0, 3.0], [5.0, 8.0, 6.0], [4.0, 5.0, 9.0]];
        let weights = [0.5, 0.3, 0.2];
        let (x, y, z) = (0, 1, 2);
        for (one, other, criterion, flip) in [
            (x, y, 0, Some(0.4736842105263158)),
            (x, y, 1, Some(0.3333333333333333)),
            (x, y, 2, Some(0.25)),
            (x, z, 0, Some(0.37500000000000006)),
            (x, z, 1, Some(0.65)),
            (x, z, 2, Some(0.3142857142857143)),
            (y, z, 0, None),
            (y, z, 1, Some(0.0454545454545455)),
            (y, z, 2, Some(0.3684210526315789)),
        ] {
            let line = |alternative: usize| {
                let rest: f64 =
                    (0..3).filter(|k| *k != criterion).map(|k| weights[k] * scores[alternative][k]).sum();
                (scores[alternative][criterion], rest / (1.0 - weights[criterion]))
            };
            crosses(line(one), line(other), flip.map_or(Crossing::Never, Crossing::At));
        }
    }

    #[test]
    fn equal_and_parallel_lines_and_the_ends_are_told_apart() {
        crosses((0.5, 0.5), (0.5, 0.5), Crossing::Always);
        crosses((0.5, 0.4), (0.4, 0.3), Crossing::Never);
        crosses((1.0, 0.0), (0.5, 0.0), Crossing::At(0.0));
        crosses((1.0, 0.0), (1.0, 0.5), Crossing::At(1.0));
        crosses((1.0, 0.0), (0.0, 1.0), Crossing::At(0.5));
        crosses((1.0, 0.9), (0.5, 0.1), Crossing::Never);
        assert_eq!(Crossing::of(&worth(1.0, 0.0), &worth(0.0, 1.0)).share(), Some(0.5));
        assert_eq!(Crossing::Always.share(), None);
    }

    #[track_caller]
    fn ordered(worths: &[(f64, f64)], share: f64, places: &[u32], ranks: &[u32]) {
        let order = beam(worths).order(share, &[]);
        assert_eq!((order.places.as_slice(), order.ranks.as_slice()), (places, ranks), "at {share}");
    }

    #[test]
    fn the_order_follows_the_weight_and_equal_items_share_a_rank() {
        let lines = [(0.0, 1.0), (1.0, 0.0), (0.5, 0.5)];
        ordered(&lines, 0.0, &[0, 2, 1], &[1, 3, 2]);
        ordered(&lines, 1.0, &[1, 2, 0], &[3, 1, 2]);
        ordered(&lines, 0.5, &[0, 1, 2], &[1, 1, 1]);
        ordered(&lines, 0.6, &[1, 2, 0], &[3, 1, 2]);
        ordered(&[(0.2, 0.2), (0.7, 0.7), (0.2, 0.2), (0.1, 0.1)], 0.3, &[1, 0, 2, 3], &[2, 1, 2, 4]);
        ordered(&[(0.1 + 0.2, 0.0), (0.3, 0.0)], 1.0, &[0, 1], &[1, 1]);
        ordered(&lines, 7.0, &[1, 2, 0], &[3, 1, 2]);
        ordered(&[], 0.5, &[], &[]);
    }

    #[test]
    fn the_first_ones_and_the_climbers_are_known() {
        let beam = beam(&[(0.0, 1.0), (1.0, 0.0), (0.4, 0.4)]);
        let (level, need) = (beam.order(0.5, &[]), beam.order(1.0, &[]));
        assert_eq!((level.first(), need.first()), (&[0, 1][..], &[1][..]));
        assert_eq!((need.climbed(0, &level), need.climbed(2, &level), need.climbed(1, &level)), (-2, 1, 0));
        assert_eq!(need.rank(9), 0);
        assert_eq!((beam.is_level(), beam.twins(0)), (false, 0));
        assert_eq!((beam.crosses_here(&level), beam.crosses_here(&need)), (true, false));
    }

    #[test]
    fn level_and_twin_items_are_known() {
        let level = beam(&[(0.3, 0.6), (0.3, 0.6), (0.3, 0.6)]);
        assert_eq!((level.is_level(), level.twins(1), level.twins(7)), (true, 2, 0));
        assert_eq!(level.flips(&level.order(0.5, &[])), (None, None));
        assert!(!level.crosses_here(&level.order(0.5, &[])));
    }

    #[test]
    fn rejected_shipped_and_unjudged_items_stand_apart() {
        let item = |id: &str, title: &str, status: Status, level: Option<i8>| {
            let mut item = Item::new(id.into(), "", title);
            item.status = status;
            item.needs.extend(level.map(|level| ("n".into(), level)));
            Rc::new(item)
        };
        let plan = Plan {
            needs: Rc::new(vec![Need { id: "n".into(), weight: 1.0, ..Need::default() }]),
            goals: Rc::new(vec![Goal { id: "g".into(), weight: 1.0, ..Goal::default() }]),
            items: vec![
                item("i1", "B", Status::Candidate, Some(1)),
                item("i2", "A", Status::Planned, Some(1)),
                item("i3", "C", Status::Rejected, Some(3)),
                item("i4", "D", Status::Shipped, None),
                item("i5", "E", Status::Idea, None),
                item("i0", "B", Status::InProgress, Some(1)),
            ],
            ..Plan::default()
        };
        let beam = Beam::of(&plan, &Weighing::of(&plan));
        let at: Vec<u32> = beam.entries().iter().map(|entry| entry.at).collect();
        assert_eq!(at, [1, 5, 0], "by title, then by id");
        assert_eq!((beam.unjudged(), beam.decided()), (&[4][..], 2));
    }

    #[track_caller]
    fn flipped(
        worths: &[(f64, f64)],
        share: f64,
        below: Option<(f64, u32, u32, usize)>,
        above: Option<(f64, u32, u32, usize)>,
    ) {
        let beam = beam(worths);
        let (found_below, found_above) = beam.flips(&beam.order(share, &[]));
        for (found, expected) in [(found_below, below), (found_above, above)] {
            let found = found.map(|flip| (flip.at, flip.overtakes, flip.overtaken, flip.more));
            match (found, expected) {
                (Some(found), Some(expected)) => {
                    assert!((found.0 - expected.0).abs() < 1e-8, "{found:?} {expected:?}");
                    assert_eq!((found.1, found.2, found.3), (expected.1, expected.2, expected.3));
                }
                (found, expected) => assert_eq!(found, expected, "at {share}"),
            }
        }
    }

    #[test]
    fn the_nearest_flip_on_either_side_is_found() {
        let (a, b, c) = (0, 1, 2);
        let (low, high) = (0.42857142857142855, 0.5714285714285714);
        flipped(&SMAA, 0.0, None, Some((low, b, c, 1)));
        flipped(&SMAA, 0.45, Some((low, c, b, 1)), Some((0.5, a, c, 0)));
        flipped(&SMAA, 0.5, Some((low, c, b, 1)), Some((high, a, b, 1)));
        flipped(&SMAA, 0.55, Some((0.5, c, a, 0)), Some((high, a, b, 1)));
        flipped(&SMAA, 1.0, Some((high, b, a, 1)), None);
        flipped(&SMAA[1..2], 0.5, None, None);
        flipped(&[], 0.5, None, None);
        // Level at an end is not overtaken.
        flipped(&[(1.0, 0.0), (1.0, 0.5)], 0.5, None, None);
    }

    proptest! {
        #[test]
        fn the_order_is_by_value_and_does_not_depend_on_the_one_before(
            lines in worths(30), share in 0.0..=1.0, other in 0.0..=1.0,
        ) {
            let beam = beam(&lines);
            let order = beam.order(share, &[]);
            let before = beam.order(other, &[]);
            prop_assert_eq!(&beam.order(share, &before.places), &order);
            for pair in order.places.windows(2) {
                let (a, b) = (pair[0], pair[1]);
                let gap = beam.value(a, share) - beam.value(b, share);
                prop_assert!(gap >= -TOLERANCE);
                if order.rank(a) == order.rank(b) {
                    prop_assert!(a < b && gap.abs() <= TOLERANCE);
                } else {
                    prop_assert!(gap > 0.0);
                }
            }
        }

        #[test]
        fn between_the_nearest_flips_nobody_swaps_and_at_each_somebody_does(
            lines in worths(12), share in 0.0..=1.0,
        ) {
            let beam = beam(&lines);
            let order = beam.order(share, &[]);
            let (below, above) = beam.flips(&order);
            let low = below.map_or(0.0, |flip| flip.at);
            let high = above.map_or(1.0, |flip| flip.at);
            for a in 0..lines.len() as u32 {
                for b in 0..a {
                    let crossing = Crossing::of(&beam.entries()[a as usize].worth, &beam.entries()[b as usize].worth);
                    if let Some(at) = crossing.share() {
                        let inside = at > low + 1e-7 && at < high - 1e-7 && (at - share).abs() > 1e-7;
                        prop_assert!(!inside, "{a} and {b} cross at {at} in {low}..{high}");
                    }
                }
            }
            for (flip, step) in [(below, -1e-7), (above, 1e-7)] {
                let Some(flip) = flip else { continue };
                let lead = |at: f64| beam.value(flip.overtakes, at) - beam.value(flip.overtaken, at);
                prop_assert!(lead(flip.at + step) > lead(flip.at - step));
                prop_assert!(lead(flip.at).abs() < 1e-8);
            }
        }
    }
}
