//! The frontier: items that no other item beats on both need and goal.
//!
//! One item beats another if it is at least as good on both sides and better on one. Equal
//! items do not beat each other, so both stay. An item off the frontier is never first,
//! wherever the weight hangs; it is dimmed, not deleted.

use crate::domain::places::sort_places;

/// Who is on the frontier.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frontier {
    /// Of each point, whether it is on the frontier.
    pub on: Vec<bool>,
    /// The points on the frontier in the order in which they are drawn: goal ascending, need
    /// descending, equal ones as they were given.
    pub line: Vec<u32>,
}

/// The frontier of points given as need and goal, more being better in both; in O(n log n).
///
/// A point with something that is no number stands aside.
pub fn frontier(points: &[(f64, f64)]) -> Frontier {
    let point = |at: u32| points.get(at as usize).copied().unwrap_or((f64::NAN, f64::NAN));
    let is_number = |(need, goal): (f64, f64)| !need.is_nan() && !goal.is_nan();
    let mut places: Vec<u32> = (0..points.len() as u32).filter(|&at| is_number(point(at))).collect();
    sort_places(&mut places, &|a, b| {
        let ((need_a, goal_a), (need_b, goal_b)) = (point(a), point(b));
        // Plain comparison, for which 0 and -0 are equal.
        let goals = goal_b.partial_cmp(&goal_a);
        goals
            .filter(|order| order.is_ne())
            .or(need_b.partial_cmp(&need_a))
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    let mut found = Frontier { on: vec![false; points.len()], line: Vec::new() };
    // From the greatest goal down, a point is on the frontier if it needs more than all before,
    // or is equal to the last one that did.
    let mut best: Option<(f64, f64)> = None;
    for at in places {
        let (need, goal) = point(at);
        if best.is_none_or(|best| need > best.0 || (need, goal) == best) {
            best = Some((need, goal));
            found.line.push(at);
            if let Some(on) = found.on.get_mut(at as usize) {
                *on = true;
            }
        }
    }
    found.line.reverse();
    // Turned round, equal points stand backwards.
    let mut rest = found.line.as_mut_slice();
    while let Some(&first) = rest.first() {
        let equal = rest.iter().take_while(|&&at| point(at) == point(first)).count();
        let (group, behind) = rest.split_at_mut(equal.max(1));
        group.reverse();
        rest = behind;
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::beam::tests::worths;
    use super::*;

    fn beats(a: (f64, f64), b: (f64, f64)) -> bool {
        a.0 >= b.0 && a.1 >= b.1 && (a.0 > b.0 || a.1 > b.1)
    }

    #[track_caller]
    fn check(points: &[(f64, f64)], line: &[u32]) {
        let found = frontier(points);
        assert_eq!(found.line, line, "{points:?}");
        let on: Vec<u32> = (0..points.len() as u32).filter(|at| found.on[*at as usize]).collect();
        let mut sorted = line.to_vec();
        sorted.sort();
        assert_eq!(on, sorted);
    }

    #[test]
    fn what_nothing_beats_is_on_the_frontier() {
        check(&[], &[]);
        check(&[(0.0, 0.0)], &[0]);
        check(&[(9.0, 2.0), (6.0, 6.0), (2.0, 9.0), (5.0, 5.0)], &[0, 1, 2]);
        check(&[(1.0, 1.0), (0.0, 1.0), (1.0, 0.0)], &[0]);
        check(&[(0.5, 0.5), (0.5, 0.5), (0.2, 0.5)], &[0, 1]);
        check(&[(0.0, 1.0), (1.0, 0.0), (0.0, 1.0)], &[1, 0, 2]);
        check(&[(0.0, -0.0), (-0.0, 0.0)], &[0, 1]);
        check(&[(f64::NAN, 1.0), (0.1, 0.1)], &[1]);
    }

    proptest! {
        #[test]
        fn the_frontier_is_what_comparing_all_pairs_gives(points in worths(40)) {
            let found = frontier(&points);
            for (at, point) in points.iter().enumerate() {
                let beaten = points.iter().any(|other| beats(*other, *point));
                prop_assert_eq!(found.on[at], !beaten, "{:?}", point);
            }
            for pair in found.line.windows(2) {
                let (a, b) = (points[pair[0] as usize], points[pair[1] as usize]);
                prop_assert!((a.1 < b.1 && a.0 > b.0) || (a == b && pair[0] < pair[1]));
            }
        }
    }
}
