//! Where cards stand in a view, what each key means, and which card an arrow key leads to.

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// The focus goes to another card.
    Go(Step),
    /// The item goes to the period before or behind.
    Shift(bool),
    /// The item is locked where it is, or set free.
    Lock,
    /// The item leaves the plan.
    TakeOut,
}

/// A way to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The card before in the column.
    Up,
    /// The next card in the column.
    Down,
    /// The column before.
    Left,
    /// The next column.
    Right,
    /// The first card of the row.
    First,
    /// The last card of the row.
    Last,
}

/// What a key on a card means; `None` where it is none of the view's.
pub(super) fn act(key: &str, command: bool, alt: bool) -> Option<Act> {
    Some(match (key, command, alt) {
        ("ArrowLeft", false, true) => Act::Shift(false),
        ("ArrowRight", false, true) => Act::Shift(true),
        (_, true, _) | (_, _, true) => return None,
        ("ArrowLeft", ..) => Act::Go(Step::Left),
        ("ArrowRight", ..) => Act::Go(Step::Right),
        ("ArrowUp", ..) => Act::Go(Step::Up),
        ("ArrowDown", ..) => Act::Go(Step::Down),
        ("Home", ..) => Act::Go(Step::First),
        ("End", ..) => Act::Go(Step::Last),
        ("l" | "L" | "ｌ" | "Ｌ", ..) => Act::Lock,
        ("Delete" | "Backspace", ..) => Act::TakeOut,
        _ => return None,
    })
}

/// The period that a step in time leads to from a period, among so many; what is not planned
/// lies behind the last one.
pub(super) fn shifted(slot: Option<usize>, later: bool, periods: usize) -> Option<usize> {
    match (slot, later) {
        (Some(slot), true) => (slot + 1 < periods).then_some(slot + 1),
        (Some(slot), false) => slot.checked_sub(1),
        (None, true) => None,
        (None, false) => periods.checked_sub(1),
    }
}

/// The cards of a view by the items' places in the plan: columns of rows of cards.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Lanes(pub Vec<Vec<Vec<usize>>>);

impl Lanes {
    /// The first card.
    pub fn first(&self) -> Option<usize> {
        self.0.iter().flatten().flatten().copied().next()
    }

    /// Whether a card is among them.
    pub fn has(&self, place: usize) -> bool {
        self.find(place).is_some()
    }

    /// Column, row and place in the row of a card.
    fn find(&self, place: usize) -> Option<(usize, usize, usize)> {
        for (column, rows) in self.0.iter().enumerate() {
            for (row, cards) in rows.iter().enumerate() {
                if let Some(nth) = cards.iter().position(|card| *card == place) {
                    return Some((column, row, nth));
                }
            }
        }
        None
    }

    /// The card that a step leads to; `None` where there is none in that direction.
    pub fn after(&self, place: usize, step: Step) -> Option<usize> {
        let (column, row, nth) = self.find(place)?;
        let beside = |mut columns: Box<dyn Iterator<Item = usize>>| {
            columns.find_map(|column| self.nearest(column, row, nth))
        };
        match step {
            Step::Up | Step::Down => {
                let cards: Vec<usize> = self.0.get(column)?.iter().flatten().copied().collect();
                let at = cards.iter().position(|card| *card == place)?;
                let to = if step == Step::Up { at.checked_sub(1)? } else { at + 1 };
                cards.get(to).copied()
            }
            Step::Left => beside(Box::new((0..column).rev())),
            Step::Right => beside(Box::new(column + 1..self.0.len())),
            Step::First => beside(Box::new(0..=column)),
            Step::Last => beside(Box::new((column..self.0.len()).rev())),
        }
    }

    /// The card of a column that is nearest to a place in a row.
    fn nearest(&self, column: usize, row: usize, nth: usize) -> Option<usize> {
        let rows = self.0.get(column)?;
        let filled = rows.iter().enumerate().filter(|(_, cards)| !cards.is_empty());
        let (at, cards) = filled.min_by_key(|(at, _)| at.abs_diff(row))?;
        // From another row one comes in at the end that is next to it.
        let nth = match at.cmp(&row) {
            std::cmp::Ordering::Less => cards.len() - 1,
            std::cmp::Ordering::Equal => nth.min(cards.len() - 1),
            std::cmp::Ordering::Greater => 0,
        };
        cards.get(nth).copied()
    }
}

/// How far to scroll in one go when a pointer drags near an edge: nothing in the middle,
/// more towards the edges `from` and `to`, in pixels.
pub(super) fn pull(at: f64, from: f64, to: f64) -> f64 {
    /// The stretch along an edge that scrolls, in pixels.
    const EDGE: f64 = 48.0;
    /// The furthest in one go, in pixels.
    const MOST: f64 = 16.0;
    let edge = EDGE.min((to - from) / 4.0);
    if edge <= 0.0 {
        return 0.0;
    }
    if at < from + edge {
        -MOST * ((from + edge - at) / edge).min(1.0)
    } else if at > to - edge {
        MOST * ((at - (to - edge)) / edge).min(1.0)
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn keys_of_the_program_and_the_browser_stay_theirs() {
        #[track_caller]
        fn check(key: &str, command: bool, alt: bool, expected: Option<Act>) {
            assert_eq!(act(key, command, alt), expected, "{key}");
        }
        check("ArrowLeft", false, false, Some(Act::Go(Step::Left)));
        check("ArrowLeft", false, true, Some(Act::Shift(false)));
        check("ArrowRight", false, true, Some(Act::Shift(true)));
        check("ArrowUp", false, true, None);
        check("ArrowLeft", true, false, None);
        check("l", false, false, Some(Act::Lock));
        check("l", true, false, None);
        check("Delete", false, false, Some(Act::TakeOut));
        // A press of a button, which opens the menu.
        check("Enter", false, false, None);
        check("Tab", false, false, None);
        check("x", false, false, None);
    }

    #[test]
    fn a_step_in_time_stays_among_the_periods() {
        #[track_caller]
        fn check(slot: Option<usize>, later: bool, periods: usize, expected: Option<usize>) {
            assert_eq!(shifted(slot, later, periods), expected);
        }
        check(Some(0), true, 3, Some(1));
        check(Some(2), true, 3, None);
        check(Some(2), false, 3, Some(1));
        check(Some(0), false, 3, None);
        check(None, false, 3, Some(2));
        check(None, true, 3, None);
        check(None, false, 0, None);
    }

    #[test]
    fn arrows_go_down_a_column_and_across_the_row() {
        // Two rows; the second column has nothing in the first row.
        let lanes =
            Lanes(vec![vec![vec![1, 2], vec![3]], vec![vec![], vec![4, 5]], vec![], vec![vec![6], vec![]]]);
        #[track_caller]
        fn check(lanes: &Lanes, from: usize, step: Step, expected: Option<usize>) {
            assert_eq!(lanes.after(from, step), expected, "{from} {step:?}");
        }
        check(&lanes, 1, Step::Up, None);
        check(&lanes, 1, Step::Down, Some(2));
        check(&lanes, 2, Step::Down, Some(3));
        check(&lanes, 3, Step::Up, Some(2));
        check(&lanes, 1, Step::Right, Some(4));
        check(&lanes, 5, Step::Left, Some(3));
        check(&lanes, 5, Step::Right, Some(6));
        check(&lanes, 6, Step::Right, None);
        check(&lanes, 6, Step::Left, Some(4));
        check(&lanes, 6, Step::First, Some(1));
        check(&lanes, 2, Step::Last, Some(6));
        check(&lanes, 9, Step::Down, None);
        assert_eq!(lanes.first(), Some(1));
        assert_eq!(Lanes::default().first(), None);
    }

    #[test]
    fn a_drag_near_an_edge_pulls_that_way() {
        #[track_caller]
        fn check(at: f64, expected: f64) {
            assert_eq!(pull(at, 100.0, 500.0), expected);
        }
        check(300.0, 0.0);
        check(148.0, 0.0);
        check(124.0, -8.0);
        check(100.0, -16.0);
        check(20.0, -16.0);
        check(476.0, 8.0);
        check(900.0, 16.0);
        assert_eq!(pull(5.0, 5.0, 5.0), 0.0);
    }

    fn any_lanes() -> impl Strategy<Value = Lanes> {
        let sizes = prop::collection::vec(prop::collection::vec(0_usize..4, 1..4), 1..6);
        sizes.prop_map(|sizes| {
            let mut next = 0..;
            let lane = |count: usize, next: &mut std::ops::RangeFrom<usize>| next.take(count).collect();
            Lanes(
                sizes
                    .into_iter()
                    .map(|rows| rows.into_iter().map(|count| lane(count, &mut next)).collect())
                    .collect(),
            )
        })
    }

    proptest! {
        #[test]
        fn every_step_leads_to_a_card_that_is_there(lanes in any_lanes(), pick in any::<prop::sample::Index>()) {
            let cards: Vec<usize> = lanes.0.iter().flatten().flatten().copied().collect();
            prop_assume!(!cards.is_empty());
            let from = cards[pick.index(cards.len())];
            for step in [Step::Up, Step::Down, Step::Left, Step::Right, Step::First, Step::Last] {
                if let Some(to) = lanes.after(from, step) {
                    prop_assert!(lanes.has(to));
                }
            }
        }

        #[test]
        fn down_meets_every_card_of_a_column(lanes in any_lanes()) {
            for rows in &lanes.0 {
                let cards: Vec<usize> = rows.iter().flatten().copied().collect();
                let mut met = Vec::new();
                let mut at = cards.first().copied();
                while let Some(card) = at {
                    met.push(card);
                    at = lanes.after(card, Step::Down);
                }
                prop_assert_eq!(met, cards);
            }
        }
    }
}
