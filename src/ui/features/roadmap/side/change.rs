//! What a draft changes about a plan, and what a move does at once.

use std::collections::HashMap;

pub use crate::domain::number::relative;
use crate::domain::plan::Plan;
use crate::domain::roadmap::brief::Brief;
use crate::domain::roadmap::effort::effort;
use crate::domain::roadmap::load::loads;
use crate::domain::roadmap::{Placement, Worth, names};
use crate::domain::text::{Lang, roadmap_board as board, roadmap_draft as words};
use crate::ui::features::roadmap::Moved;

/// How many items come, go or stand in another period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Change {
    /// Items that were not planned before.
    pub placed: usize,
    /// Items in another period.
    pub moved: usize,
    /// Items that are not planned any more.
    pub out: usize,
}

impl Change {
    /// What differs between two lists of placements, each item at most once in each.
    pub fn between(before: &[Placement], after: &[Placement]) -> Change {
        let was = by_item(before);
        let now = by_item(after);
        let mut change = Change::default();
        for (item, period) in &now {
            match was.get(item) {
                None => change.placed += 1,
                Some(old) if old != period => change.moved += 1,
                Some(_) => {}
            }
        }
        change.out = was.keys().filter(|item| !now.contains_key(*item)).count();
        change
    }

    /// Whether nothing differs.
    pub fn is_none(self) -> bool {
        self == Change::default()
    }

    /// “Drafted: 12 placed, 3 moved, 2 out.”
    pub fn sentence(self, lang: Lang) -> String {
        words::changed(lang, self.placed, self.moved, self.out)
    }
}

fn by_item(list: &[Placement]) -> HashMap<&str, &str> {
    list.iter().map(|each| (&*each.item, &*each.period)).collect()
}

/// The placements after a draft is taken over: what is locked stays, everything else goes
/// where the draft says, or out.
pub(super) fn taken_over(before: &[Placement], draft: &[Placement]) -> Vec<Placement> {
    let kept: Vec<&Placement> = before.iter().filter(|each| each.locked).collect();
    let is_kept = |item: &str| kept.iter().any(|each| &*each.item == item);
    let fresh = draft.iter().filter(|each| !is_kept(&each.item)).cloned();
    kept.iter().copied().cloned().chain(fresh).collect()
}

/// What the plan was worth before a move and what it is worth after it, counted alike: also an
/// item that the move keeps out of drafts counts for where it stood.
pub(super) fn at_once(brief: &Brief, plan: &Plan, moved: &Moved) -> (Worth, Worth) {
    let of = |placements: &[Placement]| brief.worth(&brief.slots(placements));
    (of(&moved.before), of(&plan.roadmap.placements))
}

/// The teams of an item that have more to do in the period where a move has put it than they can:
/// “Web is over by 0.4 person-months”.
pub(super) fn overload(plan: &Plan, moved: &Moved, lang: Lang) -> Vec<String> {
    let period = moved.to.as_ref().and_then(|to| plan.roadmap.place_of(to));
    let Some(of_period) = period.and_then(|period| loads(plan).into_iter().nth(period)) else {
        return Vec::new();
    };
    let efforts: Vec<_> = std::iter::once(&moved.item)
        .chain(&moved.with)
        .filter_map(|id| plan.item(id))
        .map(|item| effort(plan, item))
        .collect();
    let teams = plan.roadmap.teams.iter().zip(of_period);
    teams
        .filter(|(team, load)| load.is_over() && efforts.iter().any(|effort| effort.of(&team.id) > 0.0))
        .map(|(team, load)| {
            let over = names::amount(plan, load.used - load.capacity, lang);
            board::team_over(lang, team.title_in(lang), &over)
        })
        .collect()
}

/// What is known of a move: it takes part of the one before it of the same item along, so that
/// an item that went two periods is one move.
pub(super) fn joined(earlier: &Moved, later: Moved) -> Moved {
    let went = |each: &&Placement| each.item == later.item || later.with.contains(&each.item);
    let mut before: Vec<Placement> = later.before.iter().filter(|each| !went(each)).cloned().collect();
    before.extend(earlier.before.iter().filter(went).cloned());
    Moved { from: earlier.from.clone(), before, ..later }
}

/// Whether an item still stands where a move has put it.
pub(super) fn stands(plan: &Plan, moved: &Moved) -> bool {
    plan.item(&moved.item).is_some()
        && plan.roadmap.placement(&moved.item).map(|placement| &placement.period) == moved.to.as_ref()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(list: &[(&str, &str)]) -> Vec<Placement> {
        list.iter()
            .map(|(item, period)| Placement {
                item: item.trim_end_matches('!').into(),
                period: (*period).into(),
                locked: item.ends_with('!'),
                ..Placement::default()
            })
            .collect()
    }

    #[test]
    fn a_change_counts_what_comes_goes_and_moves() {
        #[track_caller]
        fn check(before: &[(&str, &str)], after: &[(&str, &str)], expected: (usize, usize, usize)) {
            let change = Change::between(&placed(before), &placed(after));
            assert_eq!((change.placed, change.moved, change.out), expected);
            assert_eq!(change.is_none(), expected == (0, 0, 0));
        }
        check(&[], &[], (0, 0, 0));
        check(&[("a", "q1")], &[("a", "q1")], (0, 0, 0));
        check(&[("a", "q1"), ("b", "q2")], &[("b", "q2"), ("a", "q1")], (0, 0, 0));
        check(&[("a", "q1")], &[("a!", "q1")], (0, 0, 0));
        check(&[("a", "q1"), ("b", "q2")], &[("a", "q2"), ("c", "q1")], (1, 1, 1));
        check(&[], &[("a", "q1"), ("b", "q1")], (2, 0, 0));
        check(&[("a", "q1"), ("b", "q1")], &[], (0, 0, 2));
    }

    #[test]
    fn what_is_locked_stays_when_a_draft_is_taken_over() {
        let before = placed(&[("a!", "q1"), ("b", "q1"), ("c", "q2")]);
        let draft = placed(&[("a", "q2"), ("b", "q2"), ("d", "q1")]);
        let after = taken_over(&before, &draft);
        assert_eq!(after, placed(&[("a!", "q1"), ("b", "q2"), ("d", "q1")]));
        let change = Change::between(&before, &after);
        assert_eq!(change, Change { placed: 1, moved: 1, out: 1 });
    }

    #[test]
    fn a_share_of_change_has_its_sign_and_never_rounds_to_nothing() {
        for (before, after, expected) in [
            (100.0, 95.9, "−4.1%"),
            (100.0, 104.1, "+4.1%"),
            (100.0, 100.0, "±0%"),
            (0.1 + 0.2, 0.3, "±0%"),
            (100.0, 99.99, "−<0.1%"),
            (0.0, 1.0, "+"),
            (0.0, 0.0, "±0%"),
            (2.0, 0.0, "−100%"),
        ] {
            assert_eq!(relative(before, after), expected, "{before} to {after}");
        }
    }

    #[test]
    fn two_moves_of_one_item_are_one_from_where_it_stood_first() {
        let first = Moved {
            item: "a".into(),
            from: Some("q3".into()),
            to: Some("q2".into()),
            before: placed(&[("a", "q3"), ("b", "q1"), ("part", "q4")]),
            ..Moved::default()
        };
        let second = Moved {
            item: "a".into(),
            from: Some("q2".into()),
            to: Some("q1".into()),
            before: placed(&[("a!", "q2"), ("b", "q2"), ("part", "q2")]),
            with: vec!["part".into()],
        };
        let both = joined(&first, second);
        assert_eq!((both.from.as_deref(), both.to.as_deref()), (Some("q3"), Some("q1")));
        assert_eq!(
            both.before,
            placed(&[("b", "q2"), ("a", "q3"), ("part", "q4")]),
            "its parts count with it"
        );
    }
}
