//! Sorting, compiled once.
//!
//! The standard library's sort is a separate four kilobytes of program for each type
//! and each comparison that it is used with, and the program travels over the net.

use std::cmp::Ordering;

/// The places of `count` things in the order of a comparison of places; equal ones stay as they stood.
pub fn places(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|&a, &b| compare(a, b));
    places
}

/// Sorts a list; equal elements stay as they stood.
pub fn sort_by<T>(list: &mut Vec<T>, mut compare: impl FnMut(&T, &T) -> Ordering) {
    let order = places(list.len(), &mut |a, b| match (list.get(a), list.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    let mut elements: Vec<Option<T>> = std::mem::take(list).into_iter().map(Some).collect();
    list.extend(order.into_iter().filter_map(|at| elements.get_mut(at)?.take()));
}

/// Sorts a list by a key; equal elements stay as they stood.
pub fn sort_by_key<T, K: Ord>(list: &mut Vec<T>, key: impl Fn(&T) -> K) {
    sort_by(list, |a, b| key(a).cmp(&key(b)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sorted_list_has_the_same_elements_in_order_and_equals_as_they_stood() {
        for list in [vec![], vec![(1, 'a')], vec![(3, 'a'), (1, 'b'), (2, 'c'), (1, 'd'), (3, 'e'), (1, 'f')]]
        {
            let mut expected = list.clone();
            expected.sort_by_key(|(number, _)| *number);
            let mut sorted = list;
            sort_by_key(&mut sorted, |(number, _)| *number);
            assert_eq!(sorted, expected);
        }
    }

    #[test]
    fn places_name_what_comes_where() {
        let letters = ['c', 'a', 'b'];
        assert_eq!(places(3, &mut |a, b| letters[a].cmp(&letters[b])), [1, 2, 0]);
    }
}
