//! Places in a list: what a change of the list left where, and how places are sorted.

use std::cmp::Ordering;
use std::ops::Range;
use std::rc::Rc;

/// What a change of a list leaves as it was: the same pointers at its start and at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    head: usize,
    old: usize,
    new: usize,
    tail: usize,
}

impl Change {
    /// Compares two states of a list, by pointer.
    pub fn between<T>(before: &[Rc<T>], after: &[Rc<T>]) -> Change {
        let same = |(before, after): &(&Rc<T>, &Rc<T>)| Rc::ptr_eq(before, after);
        let head = before.iter().zip(after).take_while(same).count();
        // What is at the start cannot be at the end, too.
        let most = before.len().min(after.len()) - head;
        let tail = before.iter().rev().zip(after.iter().rev()).take(most).take_while(same).count();
        Change { head, old: before.len() - head - tail, new: after.len() - head - tail, tail }
    }

    /// The places in the list of before that are gone or may hold something else.
    pub fn before(&self) -> Range<usize> {
        self.head..self.head + self.old
    }

    /// The places in the list of now that are new or may hold something else.
    pub fn now(&self) -> Range<usize> {
        self.head..self.head + self.new
    }

    /// Brings a list up to date that holds what was made of each element: what was made of
    /// those of before that stay is kept.
    pub fn renew<T>(&self, list: &mut Vec<T>, made: impl Iterator<Item = T>) {
        let behind = list.split_off(self.before().end.min(list.len()));
        list.truncate(self.head);
        list.extend(made);
        list.extend(behind);
    }

    /// Where something stands now that stood at a place outside of [`Change::before`].
    pub fn moved(&self, place: u32) -> Option<u32> {
        let at = place as usize;
        let behind = self.before().end;
        match at {
            at if at < self.head => Some(place),
            at if (behind..behind + self.tail).contains(&at) => Some((at - behind + self.now().end) as u32),
            _ => None,
        }
    }
}

/// Sorts places; equal ones stay in their order.
///
/// The one sort of large lists, for each kind of list would weigh as much again. A list
/// that is nearly sorted already takes little more than one look at each place.
pub fn sort_places(places: &mut [u32], compare: &dyn Fn(u32, u32) -> Ordering) {
    places.sort_by(|a, b| compare(*a, *b));
}

/// Sorts a list of anything; equal ones stay in their order.
///
/// By way of its places: what is written for each kind of element is a tenth of a sort.
pub fn sort<T>(list: &mut Vec<T>, compare: &dyn Fn(&T, &T) -> Ordering) {
    let mut places: Vec<u32> = (0..list.len() as u32).collect();
    sort_places(&mut places, &|a, b| match (list.get(a as usize), list.get(b as usize)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    let mut taken: Vec<Option<T>> = list.drain(..).map(Some).collect();
    list.extend(places.iter().filter_map(|at| taken.get_mut(*at as usize)?.take()));
}

#[cfg(test)]
#[allow(clippy::string_slice)]
mod tests {
    use super::*;

    #[test]
    fn anything_is_sorted_and_equal_ones_stay_in_their_order() {
        for words in ["", "one", "b2 a1 b1 a2 c0 a0", "a0 a1 b0 b1"] {
            let mut sorted: Vec<&str> = words.split_whitespace().collect();
            let mut wanted = sorted.clone();
            sort(&mut sorted, &|a, b| a[..1].cmp(&b[..1]));
            wanted.sort_by_key(|word| &word[..1]);
            assert_eq!(sorted, wanted);
        }
    }

    #[test]
    fn what_stays_is_found_again_wherever_it_stands() {
        let all: Vec<Rc<u32>> = (0..6).map(Rc::new).collect();
        let list = |places: &[usize]| places.iter().map(|at| Rc::clone(&all[*at])).collect::<Vec<_>>();
        for (before, after, old, new) in [
            (vec![], vec![], 0..0, 0..0),
            (vec![], vec![0, 1], 0..0, 0..2),
            (vec![0, 1, 2], vec![0, 1, 2], 3..3, 3..3),
            (vec![0, 1, 2], vec![0, 5, 2], 1..2, 1..2),
            (vec![0, 1, 2], vec![0, 2], 1..2, 1..1),
            (vec![0, 1, 2], vec![0, 1, 5, 2], 2..2, 2..3),
            (vec![0, 0], vec![0, 0, 0], 2..2, 2..3),
            (vec![0, 1, 2, 3], vec![3, 1, 2, 0], 0..4, 0..4),
        ] {
            let change = Change::between(&list(&before), &list(&after));
            assert_eq!((change.before(), change.now()), (old.clone(), new), "{before:?} to {after:?}");
            for (place, at) in before.iter().enumerate() {
                let moved = change.moved(place as u32);
                assert_eq!(moved.is_none(), old.contains(&place), "{before:?} to {after:?}, {place}");
                assert!(
                    moved.is_none_or(|now| after[now as usize] == *at),
                    "{before:?} to {after:?}, {place}"
                );
            }
            assert_eq!(change.moved(before.len() as u32), None);
            let mut made: Vec<(usize, bool)> = before.iter().map(|at| (*at, true)).collect();
            change.renew(&mut made, after[change.now()].iter().map(|at| (*at, false)));
            let wanted: Vec<(usize, bool)> =
                after.iter().enumerate().map(|(place, at)| (*at, !change.now().contains(&place))).collect();
            assert_eq!(made, wanted, "{before:?} to {after:?}");
        }
    }

    #[test]
    fn a_sorted_list_has_the_same_elements_in_order_and_equals_as_they_stood() {
        for list in [vec![], vec![(1, 'a')], vec![(3, 'a'), (1, 'b'), (2, 'c'), (1, 'd'), (3, 'e'), (1, 'f')]]
        {
            let mut expected = list.clone();
            expected.sort_by_key(|(number, _)| *number);
            let mut sorted = list;
            sort(&mut sorted, &|(a, _), (b, _)| a.cmp(b));
            assert_eq!(sorted, expected);
        }
    }
}
