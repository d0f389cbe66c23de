//! Places for labels beside points, so that nothing covers anything.

use super::{DOT_RADIUS, LINE_HEIGHT, Point, at};

/// A rectangle with upright sides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// The left side.
    pub left: f64,
    /// The upper side.
    pub top: f64,
    /// The right side.
    pub right: f64,
    /// The lower side.
    pub bottom: f64,
}

impl Frame {
    /// Whether two rectangles share some area.
    pub fn meets(&self, other: &Frame) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Whether the other lies inside.
    pub fn holds(&self, other: &Frame) -> bool {
        self.left <= other.left
            && self.top <= other.top
            && self.right >= other.right
            && self.bottom >= other.bottom
    }

    fn around(centre: Point, reach: f64) -> Frame {
        Frame {
            left: centre.x - reach,
            top: centre.y - reach,
            right: centre.x + reach,
            bottom: centre.y + reach,
        }
    }

    fn has(&self, point: Point) -> bool {
        self.meets(&Frame::around(point, 0.5))
    }
}

/// Where a label stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Label {
    /// What it covers.
    pub frame: Frame,
    /// Where a line from the point to the label ends, if the label is not beside its point.
    pub leader: Option<Point>,
}

/// So many points get labels away from their places; of more, only those with room beside.
pub const MOST_WITH_LEADERS: usize = 40;

/// Finds a place for each label, the earlier ones first; `None` where there is no room.
///
/// `widths` are the labels' widths, by point. Labels stay inside `room` and off `taken`,
/// off all points and off each other; their leader lines cross no label.
pub fn place(points: &[Point], widths: &[f64], room: &Frame, taken: &[Frame]) -> Vec<Option<Label>> {
    let dots: Vec<Frame> = points.iter().map(|point| Frame::around(*point, DOT_RADIUS)).collect();
    let rings = if points.len() > MOST_WITH_LEADERS { 1 } else { RINGS };
    let mut labels: Vec<Frame> = taken.to_vec();
    let mut leaders: Vec<Point> = Vec::new();
    let mut placed = Vec::with_capacity(points.len());
    for (point, width) in points.iter().zip(widths) {
        let fits = |label: &Label| {
            room.holds(&label.frame)
                && !labels.iter().chain(&dots).any(|other| other.meets(&label.frame))
                && !leaders.iter().any(|step| label.frame.has(*step))
                && !steps(*point, label.leader).any(|step| labels.iter().any(|other| other.has(step)))
        };
        let found = candidates(*point, *width, rings).find(fits);
        if let Some(label) = &found {
            labels.push(label.frame);
            leaders.extend(steps(*point, label.leader));
        }
        placed.push(found);
    }
    placed
}

/// How far out places are looked for: beside the point, then in rings with a leader line.
const RINGS: usize = 7;

/// The distance between two rings.
const RING: f64 = 13.0;

/// Right, left, aslant, above, below: the last would bar the way for lines of others.
const DIRECTIONS: [(f64, f64); 16] = [
    (1.0, 0.0),
    (-1.0, 0.0),
    (0.75, -0.75),
    (0.75, 0.75),
    (-0.75, -0.75),
    (-0.75, 0.75),
    (0.0, -1.0),
    (0.0, 1.0),
    (0.92, -0.38),
    (0.92, 0.38),
    (-0.92, -0.38),
    (-0.92, 0.38),
    (0.38, -0.92),
    (0.38, 0.92),
    (-0.38, -0.92),
    (-0.38, 0.92),
];

fn candidates(point: Point, width: f64, rings: usize) -> impl Iterator<Item = Label> {
    (0..rings).flat_map(move |ring| {
        let distance = DOT_RADIUS + 3.0 + ring as f64 * RING;
        DIRECTIONS.into_iter().map(move |(right, down)| {
            let end = at(point.x + right * distance, point.y + down * distance);
            let along = |direction: f64, from: f64, size: f64| match direction {
                d if d > 0.0 => from,
                d if d < 0.0 => from - size,
                _ => from - size / 2.0,
            };
            let (left, top) = (along(right, end.x, width), along(down, end.y, LINE_HEIGHT));
            let frame = Frame { left, top, right: left + width, bottom: top + LINE_HEIGHT };
            Label { frame, leader: (ring > 0).then_some(end) }
        })
    })
}

/// Points on a leader line, from the edge of the disc to just before the label.
fn steps(from: Point, to: Option<Point>) -> impl Iterator<Item = Point> {
    let parts = [0.3, 0.45, 0.6, 0.75, 0.9];
    to.into_iter().flat_map(move |to| {
        parts
            .into_iter()
            .map(move |part| at(from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ROOM: Frame = Frame { left: 0.0, top: 0.0, right: 600.0, bottom: 480.0 };

    fn check(points: &[Point], widths: &[f64], taken: &[Frame]) -> Vec<Option<Label>> {
        let labels = place(points, widths, &ROOM, taken);
        assert_eq!(labels.len(), points.len());
        let frames: Vec<Frame> = labels.iter().flatten().map(|label| label.frame).collect();
        for (nth, frame) in frames.iter().enumerate() {
            assert!(ROOM.holds(frame));
            assert!(!frames[..nth].iter().chain(taken).any(|other| other.meets(frame)));
            for point in points {
                assert!(!Frame::around(*point, DOT_RADIUS).meets(frame));
            }
        }
        labels
    }

    #[test]
    fn a_lonely_label_stands_to_the_right_without_a_line() {
        let labels = check(&[at(300.0, 200.0)], &[80.0], &[]);
        let label = labels[0].unwrap();
        assert_eq!((label.leader, label.frame.left), (None, 312.0));
    }

    #[test]
    fn at_the_right_edge_a_label_stands_to_the_left() {
        let label = check(&[at(590.0, 200.0)], &[80.0], &[])[0].unwrap();
        assert_eq!((label.leader, label.frame.right), (None, 578.0));
    }

    #[test]
    fn eight_points_in_one_place_all_get_labels_some_of_them_with_lines() {
        let points = [at(300.0, 240.0); 8];
        let labels = check(&points, &[90.0; 8], &[]);
        assert!(labels.iter().all(Option::is_some));
        assert!(labels.iter().flatten().any(|label| label.leader.is_some()));
    }

    #[test]
    fn what_is_taken_stays_free() {
        let taken = [Frame { left: 310.0, top: 0.0, right: 600.0, bottom: 480.0 }];
        let label = check(&[at(300.0, 200.0)], &[80.0], &taken)[0].unwrap();
        assert!(label.frame.right <= 310.0);
    }

    #[test]
    fn beyond_forty_points_only_labels_with_room_beside_stay() {
        let points: Vec<Point> = (0..60).map(|nth| at(200.0 + f64::from(nth % 8), 240.0)).collect();
        let labels = check(&points, &[90.0; 60], &[]);
        let shown = labels.iter().flatten().count();
        assert!((1..12).contains(&shown), "{shown}");
        assert!(labels.iter().flatten().all(|label| label.leader.is_none()));
    }

    #[test]
    fn a_label_wider_than_the_picture_is_left_out() {
        assert_eq!(check(&[at(300.0, 200.0)], &[700.0], &[]), [None]);
    }

    proptest! {
        #[test]
        fn labels_never_cover_anything(
            places in proptest::collection::vec((0.0..600.0_f64, 0.0..480.0_f64, 10.0..160.0_f64), 0..50)
        ) {
            let points: Vec<Point> = places.iter().map(|(x, y, _)| at(*x, *y)).collect();
            let widths: Vec<f64> = places.iter().map(|(_, _, width)| *width).collect();
            check(&points, &widths, &[Frame { left: 0.0, top: 0.0, right: 90.0, bottom: 20.0 }]);
        }
    }
}
