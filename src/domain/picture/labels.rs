//! Places for labels beside points, so that nothing covers anything.

use super::{LINE_HEIGHT, Point, at};

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

    /// A square around a point, so far to each side.
    pub fn around(centre: Point, reach: f64) -> Frame {
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

/// Something that a label can stand beside.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// The centre.
    pub at: Point,
    /// How far it reaches; labels stay off it.
    pub radius: f64,
    /// The label's width; `None` where there is no label, and something all the same.
    pub width: Option<f64>,
    /// The width of the label cut short, for where there is no room for all of it.
    pub short: Option<f64>,
}

/// So many points get labels away from their places; of more, only those with room beside.
pub const MOST_WITH_LEADERS: usize = 64;

/// Finds a place for each label, the earlier ones first; `None` where there is no room.
///
/// Labels stay inside `room` and off `taken`, off all spots and off each other, and off
/// `avoided` where that is possible near by; their leader lines cross no label and no
/// other spot that has one.
pub fn place(spots: &[Spot], room: &Frame, taken: &[Frame], avoided: &[Frame]) -> Vec<Option<Label>> {
    let mut discs = Index::new(room);
    spots.iter().for_each(|spot| discs.add(Frame::around(spot.at, spot.radius)));
    // Lines may cross what has no label: of a crowd only a few are named.
    let mut named = Index::new(room);
    let has_label = |spot: &&Spot| spot.width.is_some();
    spots.iter().filter(has_label).for_each(|spot| named.add(Frame::around(spot.at, spot.radius)));
    let mut labels = Index::new(room);
    taken.iter().for_each(|frame| labels.add(*frame));
    let mut barred = Index::new(room);
    avoided.iter().for_each(|frame| barred.add(*frame));
    let mut leaders = Index::new(room);
    let wanted = spots.iter().filter(has_label).count();
    let rings = if wanted > MOST_WITH_LEADERS { 1 } else { RINGS };
    let mut placed = Vec::with_capacity(spots.len());
    for Spot { at, radius, width, short } in spots {
        let Some(width) = width else {
            placed.push(None);
            continue;
        };
        let fits = |label: &Label| {
            room.holds(&label.frame)
                && !labels.any(&label.frame, |_| true)
                && !discs.any(&label.frame, |_| true)
                && !leaders.any(&label.frame, |_| true)
                && !steps(*at, *radius, label.leader).any(|step| {
                    let step = Frame::around(step, 0.5);
                    // A leader starts in its own spot, and in those that lie on top of it.
                    labels.any(&step, |_| true) || named.any(&step, |disc| !disc.has(*at))
                })
        };
        let is_clear = |label: &Label| !barred.any(&label.frame, |_| true);
        let find = |width: f64| {
            let near =
                candidates(*at, *radius, width, rings.min(3)).find(|label| is_clear(label) && fits(label));
            near.or_else(|| candidates(*at, *radius, width, rings).find(fits))
        };
        let found = find(*width).or_else(|| find((*short)?));
        if let Some(label) = &found {
            labels.add(label.frame);
            steps(*at, *radius, label.leader).for_each(|step| leaders.add(Frame::around(step, 0.5)));
        }
        placed.push(found);
    }
    placed
}

/// Rectangles by where they lie, so that a label is held against its neighbours only.
struct Index {
    left: f64,
    top: f64,
    columns: usize,
    rows: usize,
    cells: Vec<Vec<Frame>>,
}

/// The side of a cell of an index: about half a label.
const CELL: f64 = 48.0;

impl Index {
    fn new(room: &Frame) -> Index {
        let count = |from: f64, to: f64| (((to - from) / CELL).ceil().clamp(1.0, 256.0)) as usize;
        let (columns, rows) = (count(room.left, room.right), count(room.top, room.bottom));
        Index { left: room.left, top: room.top, columns, rows, cells: vec![Vec::new(); columns * rows] }
    }

    /// The cells that a rectangle touches; what lies outside belongs to the cells at the edge.
    fn cells(&self, frame: &Frame) -> impl Iterator<Item = usize> + use<> {
        let place = |value: f64, start: f64, count: usize| {
            (((value - start) / CELL).max(0.0) as usize).min(count.saturating_sub(1))
        };
        let columns =
            place(frame.left, self.left, self.columns)..=place(frame.right, self.left, self.columns);
        let rows = place(frame.top, self.top, self.rows)..=place(frame.bottom, self.top, self.rows);
        let width = self.columns;
        rows.flat_map(move |row| columns.clone().map(move |column| row * width + column))
    }

    fn add(&mut self, frame: Frame) {
        for cell in self.cells(&frame) {
            if let Some(cell) = self.cells.get_mut(cell) {
                cell.push(frame);
            }
        }
    }

    /// Whether a rectangle meets one for which something holds.
    fn any(&self, frame: &Frame, holds: impl Fn(&Frame) -> bool) -> bool {
        self.cells(frame)
            .filter_map(|cell| self.cells.get(cell))
            .flatten()
            .any(|other| other.meets(frame) && holds(other))
    }
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

fn candidates(point: Point, radius: f64, width: f64, rings: usize) -> impl Iterator<Item = Label> {
    (0..rings).flat_map(move |ring| {
        let distance = radius + 3.0 + ring as f64 * RING;
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

/// Points on a leader line, from the edge of the disc to just before the label, near enough
/// to each other that nothing slips between.
fn steps(from: Point, radius: f64, to: Option<Point>) -> impl Iterator<Item = Point> {
    to.into_iter().flat_map(move |to| {
        let (x, y) = (to.x - from.x, to.y - from.y);
        let length = libm::sqrt(x * x + y * y).max(1.0);
        let count = ((length - radius) / STEP).max(0.0) as u32;
        (1..=count).map(move |step| {
            let part = (radius + f64::from(step) * STEP - 1.0) / length;
            at(from.x + x * part, from.y + y * part)
        })
    })
}

/// The distance between two points of a leader line that are looked at.
const STEP: f64 = 5.0;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::picture::DOT_RADIUS;

    const ROOM: Frame = Frame { left: 0.0, top: 0.0, right: 600.0, bottom: 480.0 };

    fn spots(points: &[Point], widths: &[f64]) -> Vec<Spot> {
        let spot = |(at, width): (&Point, &f64)| Spot {
            at: *at,
            radius: DOT_RADIUS,
            width: Some(*width),
            short: None,
        };
        points.iter().zip(widths).map(spot).collect()
    }

    fn check(points: &[Point], widths: &[f64], taken: &[Frame]) -> Vec<Option<Label>> {
        let labels = place(&spots(points, widths), &ROOM, taken, &[]);
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
    fn what_is_avoided_is_covered_only_for_want_of_room() {
        let bar = |right| Frame { left: 300.0, top: 199.0, right, bottom: 201.0 };
        let found = |avoided| place(&spots(&[at(300.0, 200.0)], &[80.0]), &ROOM, &[], &[avoided])[0].unwrap();
        assert!(!found(bar(400.0)).frame.meets(&bar(400.0)));
        assert!(ROOM.holds(&found(ROOM).frame));
    }

    #[test]
    fn a_line_passes_through_no_other_point() {
        // Above and below each other, so that a line straight down would cross the lower one.
        let points = [at(40.0, 200.0), at(40.0, 228.0), at(40.0, 172.0)];
        let room = Frame { left: 0.0, top: 0.0, right: 90.0, bottom: 480.0 };
        let labels = place(&spots(&points, &[70.0; 3]), &room, &[], &[]);
        for (point, label) in points.iter().zip(&labels) {
            for step in label.iter().flat_map(|label| steps(*point, DOT_RADIUS, label.leader)) {
                let others = points.iter().filter(|other| *other != point);
                assert!(others.into_iter().all(|other| !Frame::around(*other, DOT_RADIUS).has(step)));
            }
        }
    }

    #[test]
    fn beyond_many_points_only_labels_with_room_beside_stay() {
        let points: Vec<Point> = (0..80).map(|nth| at(200.0 + f64::from(nth % 8), 240.0)).collect();
        let labels = check(&points, &[90.0; 80], &[]);
        let shown = labels.iter().flatten().count();
        assert!((1..12).contains(&shown), "{shown}");
        assert!(labels.iter().flatten().all(|label| label.leader.is_none()));
    }

    #[test]
    fn a_spot_without_a_label_is_kept_free_all_the_same() {
        let spot = |x, width| Spot { at: at(x, 200.0), radius: 30.0, width, short: None };
        let labels = place(&[spot(300.0, Some(60.0)), spot(380.0, None)], &ROOM, &[], &[]);
        assert_eq!(labels[1], None);
        let frame = labels[0].unwrap().frame;
        assert!(!frame.meets(&Frame { left: 350.0, top: 170.0, right: 410.0, bottom: 230.0 }));
        assert!(!frame.meets(&Frame { left: 270.0, top: 170.0, right: 330.0, bottom: 230.0 }));
    }

    #[test]
    fn where_there_is_no_room_for_all_of_a_label_it_is_cut_short() {
        let room = Frame { left: 0.0, top: 180.0, right: 200.0, bottom: 220.0 };
        let spot = |short| [Spot { at: at(90.0, 200.0), radius: 9.0, width: Some(120.0), short }];
        let width =
            |short| place(&spot(short), &room, &[], &[])[0].map(|label| label.frame.right - label.frame.left);
        assert_eq!((width(None), width(Some(80.0))), (None, Some(80.0)));
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
