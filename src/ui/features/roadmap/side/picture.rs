//! The frontier as a picture: where dots, line and words stand.

use crate::domain::picture::scale::{Scale, Span};
use crate::domain::roadmap::draft::Dot;

/// The width of the picture in pixels.
pub(super) const WIDTH: f64 = 320.0;
/// The height of the picture in pixels.
pub(super) const HEIGHT: f64 = 232.0;
/// Room at the left for the numbers and the name of the upright axis.
pub(super) const LEFT: f64 = 52.0;
/// Room at the bottom for the numbers and the name of the level axis.
pub(super) const BOTTOM: f64 = 40.0;
/// Room at the top and at the right.
pub(super) const EDGE: f64 = 14.0;
/// Half the width of a dot that can be pressed, as wide as a finger needs.
pub(super) const REACH: f64 = 12.0;
/// The radius of a dot as it is seen.
const RADIUS: f64 = 6.0;

/// What all items that can be planned would serve if they were done at once.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Whole {
    /// The sum of need values.
    pub need: f64,
    /// The sum of goal values.
    pub goal: f64,
}

impl Whole {
    /// Of lists of need and goal values.
    pub fn of(need: &[f64], goal: &[f64]) -> Whole {
        Whole { need: need.iter().sum(), goal: goal.iter().sum() }
    }

    /// What of it is served by sums of need and goal, as shares in 0..=1; 0 of nothing.
    pub fn served(self, need: f64, goal: f64) -> Served {
        let share = |part: f64, whole: f64| if whole > 0.0 { (part / whole).clamp(0.0, 1.0) } else { 0.0 };
        Served { need: share(need, self.need), goal: share(goal, self.goal) }
    }

    /// Whether nothing can be served, so that there is nothing to draw.
    pub fn is_nothing(self) -> bool {
        self.need <= 0.0 && self.goal <= 0.0
    }
}

/// What a plan serves, as shares of the whole in 0..=1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Served {
    /// The share of user need.
    pub need: f64,
    /// The share of business goal.
    pub goal: f64,
}

impl Served {
    /// Shares that differ by less than this are the same: sums are rounded numbers.
    const NEAR: f64 = 1e-9;

    fn is_same(self, other: Served) -> bool {
        (self.need - other.need).abs() <= Self::NEAR && (self.goal - other.goal).abs() <= Self::NEAR
    }

    /// Whether it serves as much of both as another one and more of one of them.
    fn beats(self, other: Served) -> bool {
        self.need >= other.need - Self::NEAR && self.goal >= other.goal - Self::NEAR && !self.is_same(other)
    }

    fn distance(self, other: Served) -> f64 {
        libm::hypot(self.need - other.need, self.goal - other.goal)
    }
}

/// How the current plan stands to the frontier.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Standing {
    /// It is one of the dots, by its place in the list.
    On(usize),
    /// The nearest dot that beats it, and what it serves less of need and goal, as shares.
    Below {
        /// The place of the dot.
        dot: usize,
        /// What it serves less of user need.
        need: f64,
        /// What it serves less of business goal.
        goal: f64,
    },
    /// It serves more than is possible under the rules, so it breaks one.
    Above,
    /// No dot beats it, and it beats none.
    Between,
}

/// How a plan stands to the dots; `None` where there are none.
pub(super) fn standing(dots: &[Served], plan: Served) -> Option<Standing> {
    if dots.is_empty() {
        return None;
    }
    if let Some(at) = dots.iter().position(|dot| dot.is_same(plan)) {
        return Some(Standing::On(at));
    }
    let mut nearest: Option<(usize, Served)> = None;
    for (at, dot) in dots.iter().enumerate().filter(|(_, dot)| dot.beats(plan)) {
        if nearest.is_none_or(|(_, best)| dot.distance(plan) < best.distance(plan)) {
            nearest = Some((at, *dot));
        }
    }
    Some(match nearest {
        Some((dot, best)) => Standing::Below {
            dot,
            need: (best.need - plan.need).max(0.0),
            goal: (best.goal - plan.goal).max(0.0),
        },
        None if dots.iter().any(|dot| plan.beats(*dot)) => Standing::Above,
        None => Standing::Between,
    })
}

/// A place in the picture, from its upper left corner in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

/// Where a word stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Label {
    /// The point it is held at, on its base line.
    pub at: Place,
    /// Which end of the word that is: `start`, `middle` or `end`.
    pub anchor: &'static str,
}

/// The picture.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Picture {
    /// Round shares along the level axis, with their places from the left.
    pub goals: Vec<(f64, f64)>,
    /// Round shares along the upright axis, with their places from the top.
    pub needs: Vec<(f64, f64)>,
    /// Where the dots stand.
    pub dots: Vec<Place>,
    /// The corners of the line: the dots that are best at some need share.
    pub line: Vec<Place>,
    /// Where the current plan stands, if it is no dot.
    pub current: Option<Place>,
    /// Where the words for the current plan stand.
    pub label: Option<Label>,
    /// Whether both axes begin at 0.
    pub from_zero: bool,
}

impl Picture {
    /// Draws dots and the current plan; `label` is the width of the words for the latter.
    pub fn of(dots: &[(Served, bool)], current: Option<Served>, label: f64) -> Picture {
        let all = || dots.iter().map(|(served, _)| *served).chain(current);
        let goal_axis = axis(all().map(|served| served.goal));
        let need_axis = axis(all().map(|served| served.need));
        let x = |goal: f64| LEFT + goal_axis.part(goal) * (WIDTH - LEFT - EDGE);
        let y = |need: f64| EDGE + (1.0 - need_axis.part(need)) * (HEIGHT - BOTTOM - EDGE);
        let place = |served: Served| Place { x: x(served.goal), y: y(served.need) };
        let places: Vec<Place> = dots.iter().map(|(served, _)| place(*served)).collect();
        let on_line = |((_, supported), place): (&(Served, bool), &Place)| supported.then_some(*place);
        let line: Vec<Place> = dots.iter().zip(&places).filter_map(on_line).collect();
        let current = current.map(place);
        Picture {
            goals: goal_axis.ticks(0.0, 1.0, 5).into_iter().map(|tick| (tick, x(tick))).collect(),
            needs: need_axis.ticks(0.0, 1.0, 5).into_iter().map(|tick| (tick, y(tick))).collect(),
            label: current.map(|at| free_label(at, label, &places, &line)),
            dots: places,
            line,
            current,
            from_zero: goal_axis.low() <= 0.0 && need_axis.low() <= 0.0,
        }
    }
}

/// An axis with some air around the values, from and to whole twentieths, and never so short
/// that hairs look like mountains.
fn axis(values: impl Iterator<Item = f64>) -> Scale {
    const STEP: f64 = 0.05;
    let (least, most) =
        values.fold((1.0_f64, 0.0_f64), |(least, most), value| (least.min(value), most.max(value)));
    let (least, most) = if least > most { (0.0, 1.0) } else { (least, most) };
    let air = (most - least) * 0.08;
    let mut low = (libm::floor((least - air) / STEP + 1e-9)).max(0.0);
    let mut high = (libm::ceil((most + air) / STEP - 1e-9)).min(1.0 / STEP);
    if high - low < 2.0 {
        // No plan serves more than all there is to serve.
        high = (high + 1.0).min(1.0 / STEP);
        low = (high - 2.0).max(0.0);
    }
    Scale::fit(Span::Fixed(low * STEP, high * STEP), std::iter::empty())
}

/// The height of a line of words.
const LINE: f64 = 14.0;

/// Where words about a place find room: beside it, below or above it, where they lie over
/// no dot, do not cross the line and are not cut off; else where the least is in the way.
fn free_label(at: Place, width: f64, dots: &[Place], line: &[Place]) -> Label {
    let gap = RADIUS + 5.0;
    let middle = at.y + LINE / 3.0;
    // Where a dot stands at the very edge, words begin there and not before.
    let (left, right) = ((at.x - RADIUS).max(LEFT), (at.x + RADIUS).min(WIDTH));
    let candidates = [
        Label { at: Place { x: at.x + gap, y: middle }, anchor: "start" },
        Label { at: Place { x: at.x - gap, y: middle }, anchor: "end" },
        Label { at: Place { x: at.x, y: at.y + gap + LINE * 0.8 }, anchor: "middle" },
        Label { at: Place { x: at.x, y: at.y - gap }, anchor: "middle" },
        Label { at: Place { x: left, y: at.y + gap + LINE * 0.8 }, anchor: "start" },
        Label { at: Place { x: right, y: at.y + gap + LINE * 0.8 }, anchor: "end" },
        Label { at: Place { x: left, y: at.y - gap }, anchor: "start" },
        Label { at: Place { x: right, y: at.y - gap }, anchor: "end" },
    ];
    let mut best: Option<(usize, Label)> = None;
    for candidate in candidates {
        let trouble = trouble(&boxed(candidate, width), dots, line);
        if best.is_none_or(|(least, _)| trouble < least) {
            best = Some((trouble, candidate));
        }
    }
    best.map_or(Label { at, anchor: "start" }, |(_, label)| label)
}

/// Left, top, right, bottom.
type Frame = (f64, f64, f64, f64);

/// The room that words take.
fn boxed(label: Label, width: f64) -> Frame {
    let left = match label.anchor {
        "start" => label.at.x,
        "end" => label.at.x - width,
        _ => label.at.x - width / 2.0,
    };
    (left, label.at.y - LINE * 0.8, left + width, label.at.y + LINE * 0.2)
}

/// How much is in the way of words. Words that are cut off are worse than anything else.
fn trouble(frame: &Frame, dots: &[Place], line: &[Place]) -> usize {
    let (left, top, right, bottom) = *frame;
    let is_cut = left < LEFT || right > WIDTH || top < 0.0 || bottom > HEIGHT - BOTTOM;
    let hits = |place: &Place, air: f64| {
        place.x > left - air && place.x < right + air && place.y > top - air && place.y < bottom + air
    };
    let covered = dots.iter().filter(|dot| hits(dot, RADIUS)).count();
    let steps = 24;
    let crossed = line
        .iter()
        .zip(line.iter().skip(1))
        .flat_map(|(from, to)| {
            (0..=steps).map(move |step| {
                let part = f64::from(step) / f64::from(steps);
                Place { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }
            })
        })
        .filter(|place| hits(place, 1.0))
        .count();
    covered * 4 + crossed + if is_cut { 1000 } else { 0 }
}

/// What the dots serve, in their order, and whether the line goes through them.
pub(super) fn served(dots: &[Dot], whole: Whole) -> Vec<(Served, bool)> {
    dots.iter().map(|dot| (whole.served(dot.need, dot.goal), dot.share.is_some())).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(need: f64, goal: f64) -> Served {
        Served { need, goal }
    }

    #[test]
    fn the_current_plan_is_a_dot_or_loses_to_one_or_breaks_a_rule() {
        let dots = [at(0.5, 0.9), at(0.7, 0.7), at(0.9, 0.4)];
        #[track_caller]
        fn check(dots: &[Served], plan: Served, expected: Option<Standing>) {
            let found = standing(dots, plan);
            match (found, expected) {
                (
                    Some(Standing::Below { dot, need, goal }),
                    Some(Standing::Below { dot: other, need: less_need, goal: less_goal }),
                ) => {
                    assert_eq!(dot, other);
                    assert!(
                        (need - less_need).abs() < 1e-12 && (goal - less_goal).abs() < 1e-12,
                        "{found:?}"
                    );
                }
                (found, expected) => assert_eq!(found, expected),
            }
        }
        check(&[], at(0.5, 0.5), None);
        check(&dots, at(0.7, 0.7), Some(Standing::On(1)));
        check(&dots, at(0.7 + 1e-12, 0.7), Some(Standing::On(1)));
        check(&dots, at(0.67, 0.68), Some(Standing::Below { dot: 1, need: 0.03, goal: 0.02 }));
        check(&dots, at(0.7, 0.65), Some(Standing::Below { dot: 1, need: 0.0, goal: 0.05 }));
        check(&dots, at(0.45, 0.85), Some(Standing::Below { dot: 0, need: 0.05, goal: 0.05 }));
        check(&dots, at(0.8, 0.8), Some(Standing::Above));
        check(&dots, at(0.8, 0.6), Some(Standing::Between));
    }

    #[test]
    fn shares_of_nothing_are_nothing() {
        let whole = Whole::of(&[0.5, 1.5], &[]);
        assert_eq!(whole.served(1.0, 1.0), at(0.5, 0.0));
        assert!(!whole.is_nothing());
        assert!(Whole::of(&[0.0], &[0.0]).is_nothing());
    }

    #[test]
    fn the_line_goes_through_what_is_best_at_some_share_only() {
        let dots = [(at(0.4, 0.9), true), (at(0.6, 0.7), false), (at(0.9, 0.4), true)];
        let picture = Picture::of(&dots, Some(at(0.5, 0.5)), 60.0);
        assert_eq!(picture.line, [picture.dots[0], picture.dots[2]]);
        assert!(picture.dots[0].y > picture.dots[2].y, "more need stands higher");
        assert!(picture.dots[0].x > picture.dots[2].x, "more goal stands to the right");
        assert!(picture.current.is_some());
    }

    #[test]
    fn an_axis_says_when_it_does_not_begin_at_nothing() {
        assert!(Picture::of(&[(at(0.02, 0.03), true), (at(0.9, 0.01), true)], None, 60.0).from_zero);
        assert!(!Picture::of(&[(at(0.7, 0.8), true)], None, 60.0).from_zero);
    }

    fn share() -> impl Strategy<Value = f64> {
        0.0..=1.0_f64
    }

    proptest! {
        #[test]
        fn everything_stands_within_the_picture_and_words_are_never_cut_off(
            dots in prop::collection::vec((share(), share(), any::<bool>()), 0..14),
            plan in prop::option::of((share(), share())),
        ) {
            let dots: Vec<(Served, bool)> =
                dots.into_iter().map(|(need, goal, supported)| (at(need, goal), supported)).collect();
            let plan = plan.map(|(need, goal)| at(need, goal));
            let picture = Picture::of(&dots, plan, 76.0);
            for place in picture.dots.iter().chain(&picture.current) {
                prop_assert!(place.x >= LEFT - 1e-9 && place.x <= WIDTH - EDGE + 1e-9);
                prop_assert!(place.y >= EDGE - 1e-9 && place.y <= HEIGHT - BOTTOM + 1e-9);
            }
            prop_assert!(picture.goals.len() >= 2 && picture.needs.len() >= 2);
            prop_assert_eq!(picture.label.is_some(), plan.is_some());
            if let Some(label) = picture.label {
                let (left, top, right, bottom) = boxed(label, 76.0);
                prop_assert!(left >= LEFT && right <= WIDTH && top >= 0.0 && bottom <= HEIGHT - BOTTOM, "{label:?}");
            }
        }

        #[test]
        fn a_plan_is_said_to_lose_only_what_another_dot_serves_more(
            dots in prop::collection::vec((share(), share()), 1..10),
            plan in (share(), share()),
        ) {
            let dots: Vec<Served> = dots.into_iter().map(|(need, goal)| at(need, goal)).collect();
            let plan = at(plan.0, plan.1);
            match standing(&dots, plan) {
                Some(Standing::Below { dot, need, goal }) => {
                    prop_assert!((dots[dot].need - plan.need - need).abs() < 1e-8);
                    prop_assert!((dots[dot].goal - plan.goal - goal).abs() < 1e-8);
                }
                Some(Standing::On(at)) => prop_assert!(dots[at].is_same(plan)),
                Some(Standing::Above | Standing::Between) => {
                    prop_assert!(dots.iter().all(|dot| !dot.beats(plan)));
                }
                None => prop_assert!(false, "there are dots"),
            }
        }
    }
}
