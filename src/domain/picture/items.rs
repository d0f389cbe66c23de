//! The chart of items: dots on two axes with cuts, names, a frontier and lines of equal value.
//!
//! [`lay_out`] is a pure function of the chart, the size and the part that is looked at. The
//! lines of equal value are laid over it by [`Laid::lines`], for they turn with the weight
//! while everything else stays.
//! Nothing is cut off: dots at the ends of an axis stay whole, as the axes end a dot's width
//! before the frame, and names stay inside the frame.

use super::labels::{Frame, Label, Spot, place};
use super::scale::{Scale, Written};
use super::{
    Hold, Ink, LINE_HEIGHT, Look, Mark, Picture, Point, at, dashed, line, shorten, text, text_width, turned,
};
use crate::domain::places::{sort, sort_places};
use crate::domain::plan::Id;

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// What it is called.
    pub title: String,
    /// The axis to the right.
    pub x: Axis,
    /// The axis upwards.
    pub y: Axis,
    /// The dots, with finite coordinates.
    pub dots: Vec<Dot>,
    /// The names of the corners: upper left, upper right, lower left, lower right.
    pub quadrants: Option<[String; 4]>,
    /// The dots that the frontier goes through, by their places in `dots`, from left to right.
    pub frontier: Vec<usize>,
    /// What the colours mean.
    pub legend: Vec<Key>,
}

/// An axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// What it measures, with its unit.
    pub title: String,
    /// The colour of its title.
    pub ink: Ink,
    /// Where values stand.
    pub scale: Scale,
    /// How its numbers are written.
    pub written: Written,
    /// Where the line stands that divides low from high, and what it is called.
    pub cut: Option<(f64, String)>,
}

/// Something with two coordinates.
#[derive(Clone, Debug, PartialEq)]
pub struct Dot {
    /// Its place in the list that it comes from.
    pub place: usize,
    /// The id of what it stands for.
    pub id: Id,
    /// Its name.
    pub title: String,
    /// The coordinate to the right.
    pub x: f64,
    /// The coordinate upwards.
    pub y: f64,
    /// What its area stands for, 0 or more; `None` where that is unknown.
    pub size: Option<f64>,
    /// Its colour.
    pub ink: Ink,
    /// The letter that says what the colour says.
    pub letter: String,
    /// How much it matters that its name is there: the largest first.
    pub weight: f64,
    /// Whether it is second to the others.
    pub is_dimmed: bool,
    /// Whether the frontier goes through it.
    pub is_frontier: bool,
    /// Whether it is selected.
    pub is_selected: bool,
    /// Its numbers, in a sentence.
    pub about: String,
}

/// The line on which `x_weight · x + y_weight · y = value`.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// The weight of the coordinate to the right.
    pub x_weight: f64,
    /// The weight of the coordinate upwards.
    pub y_weight: f64,
    /// What both together come to.
    pub value: f64,
    /// What the line is called.
    pub name: String,
}

/// What a colour means.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// The letter in the dots.
    pub letter: String,
    /// In words.
    pub name: String,
    /// The colour.
    pub ink: Ink,
}

/// The part of a chart that is looked at: from where to where on each axis, as shares of
/// its length, 0 at its start and 1 at its end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// To the right.
    pub x: (f64, f64),
    /// Upwards.
    pub y: (f64, f64),
}

impl Default for Viewport {
    fn default() -> Self {
        Viewport { x: (0.0, 1.0), y: (0.0, 1.0) }
    }
}

/// The smallest part of an axis that can be looked at.
const CLOSEST: f64 = 1.0 / 64.0;

impl Viewport {
    /// Whether nothing is left out.
    pub fn is_all(&self) -> bool {
        *self == Viewport::default()
    }

    /// `factor` times as close, with the same thing at a place: shares of what is seen, from
    /// the left and from below.
    pub fn zoomed(&self, factor: f64, (right, up): (f64, f64)) -> Viewport {
        let axis = |(from, to): (f64, f64), place: f64| {
            let length = ((to - from) / factor).clamp(CLOSEST, 1.0);
            within(from + (to - from - length) * place.clamp(0.0, 1.0), length)
        };
        Viewport { x: axis(self.x, right), y: axis(self.y, up) }
    }

    /// Moved by shares of what is seen.
    pub fn moved(&self, right: f64, up: f64) -> Viewport {
        let axis = |(from, to): (f64, f64), by: f64| within(from + (to - from) * by, to - from);
        Viewport { x: axis(self.x, right), y: axis(self.y, up) }
    }
}

fn within(from: f64, length: f64) -> (f64, f64) {
    let from = from.clamp(0.0, (1.0 - length).max(0.0));
    (from, (from + length).min(1.0))
}

/// A chart with everything in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Laid {
    /// What is drawn. Its first dots are those of `placed`, in the same order.
    pub picture: Picture,
    /// The dots that are seen, the lowest first.
    pub placed: Vec<Placed>,
    /// Where the axes run from end to end.
    pub plane: Plane,
    /// What the names of dots cover, with the lines that lead to them.
    taken: Vec<Frame>,
    /// The lines that names stay off where they can.
    avoided: Vec<Frame>,
}

/// Lines of equal value in their places.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lines {
    /// The lines, which lie below everything.
    pub lines: Vec<Mark>,
    /// Their names, which lie above everything.
    pub names: Vec<Mark>,
}

/// A dot in its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// Which of the chart's dots it is.
    pub dot: usize,
    /// The centre.
    pub at: Point,
    /// The radius.
    pub radius: f64,
}

/// Where values stand in a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plane {
    /// Where the axes run from end to end.
    pub area: Frame,
    /// The frame around it, with room for dots at the ends of the axes.
    pub frame: Frame,
    x: Scale,
    y: Scale,
    viewport: Viewport,
}

impl Plane {
    /// The place of two values, if it is seen.
    pub fn place(&self, x: f64, y: f64) -> Option<Point> {
        let seen = |part: f64, (from, to): (f64, f64)| {
            let part = (part - from) / (to - from);
            (-1e-9..=1.0 + 1e-9).contains(&part).then_some(part)
        };
        let right = seen(self.x.part(x), self.viewport.x)?;
        let up = seen(self.y.part(y), self.viewport.y)?;
        Some(self.point(right, up))
    }

    /// The place of two shares of what is seen.
    fn point(&self, right: f64, up: f64) -> Point {
        let Frame { left, top, right: end, bottom } = self.area;
        at(left + right * (end - left), bottom - up * (bottom - top))
    }

    /// Shares of what is seen at a place, from the left and from below.
    pub fn shares(&self, point: Point) -> (f64, f64) {
        let Frame { left, top, right, bottom } = self.area;
        ((point.x - left) / (right - left), (bottom - point.y) / (bottom - top))
    }

    /// The values at a place, held within the axes.
    pub fn values(&self, point: Point) -> (f64, f64) {
        let (right, up) = self.shares(point);
        let part = |(from, to): (f64, f64), share: f64| (from + (to - from) * share).clamp(0.0, 1.0);
        (self.x.value(part(self.viewport.x, right)), self.y.value(part(self.viewport.y, up)))
    }

    /// A line between two places that may lie outside, as far as it is inside the frame.
    fn clip(&self, from: Point, to: Point) -> Option<(Point, Point)> {
        // Liang and Barsky: the part of the way that lies inside, side by side.
        let Frame { left, top, right, bottom } = self.frame;
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let mut part = (0.0_f64, 1.0_f64);
        for (along, room) in
            [(-dx, from.x - left), (dx, right - from.x), (-dy, from.y - top), (dy, bottom - from.y)]
        {
            if along == 0.0 {
                if room < 0.0 {
                    return None;
                }
            } else if along < 0.0 {
                part.0 = part.0.max(room / along);
            } else {
                part.1 = part.1.min(room / along);
            }
        }
        let step = |part: f64| at(from.x + dx * part, from.y + dy * part);
        // Neither is a line where an end was no number.
        (part.0 < part.1).then(|| (step(part.0), step(part.1)))
    }

    /// The place of two values wherever it is, also outside the frame; on even scales.
    fn anywhere(&self, x: f64, y: f64) -> Point {
        let part = |value: f64, scale: &Scale, (from, to): (f64, f64)| {
            ((value - scale.low()) / (scale.high() - scale.low()) - from) / (to - from)
        };
        self.point(part(x, &self.x, self.viewport.x), part(y, &self.y, self.viewport.y))
    }
}

impl Laid {
    /// Lines of equal value with names where the chart has left room for them.
    ///
    /// The names of dots pay no heed to these lines: they would jump about while the weight
    /// moves, and their halo keeps them readable.
    pub fn lines(&self, levels: &[Level]) -> Lines {
        let seen: Vec<(&Level, Point, Point)> = levels
            .iter()
            .filter_map(|level| {
                let (from, to) = level_line(level, &self.plane)?;
                Some(if from.y <= to.y { (level, from, to) } else { (level, to, from) })
            })
            .collect();
        if seen.is_empty() {
            return Lines::default();
        }
        let mut avoided = self.avoided.clone();
        let mut spots = Vec::new();
        for (level, end, other) in &seen {
            avoided.extend(covered(*end, *other));
            // Beside the upper end, a little inside.
            let part = (12.0 / distance(*end, *other).max(1.0)).min(1.0);
            let inside = at(end.x + (other.x - end.x) * part, end.y + (other.y - end.y) * part);
            spots.push(Spot { at: inside, radius: 1.0, width: Some(text_width(&level.name)), short: None });
        }
        let bare = |placed: &Placed| Spot {
            at: placed.at,
            radius: placed.radius + RING + 1.0,
            width: None,
            short: None,
        };
        spots.extend(self.placed.iter().map(bare));
        let places = place(&spots, &inset(&self.plane.frame), &self.taken, &avoided);
        let mut names = Vec::new();
        for ((level, ..), (spot, label)) in seen.iter().zip(spots.iter().zip(&places)) {
            let Some(label) = label else { continue };
            names.extend(leader(spot, label));
            names.push(name(label, &level.name, Ink::Muted));
        }
        Lines { lines: seen.iter().map(|(_, from, to)| line(*from, *to, Ink::Muted)).collect(), names }
    }

    /// The whole picture, with lines of equal value.
    pub fn with(&self, lines: Lines) -> Picture {
        let marks = lines.lines.into_iter().chain(self.picture.marks.iter().cloned()).chain(lines.names);
        Picture { marks: marks.collect(), ..self.picture.clone() }
    }

    /// The dot under a place: the nearest of those whose disc, or a finger's width around
    /// whose centre, holds it.
    pub fn hit(&self, point: Point, reach: f64) -> Option<usize> {
        let mut best: Option<(f64, usize)> = None;
        for (nth, placed) in self.placed.iter().enumerate() {
            let distance = distance(point, placed.at);
            if distance <= placed.radius.max(reach) && best.is_none_or(|(least, _)| distance <= least) {
                best = Some((distance, nth));
            }
        }
        best.map(|(_, nth)| nth)
    }

    /// The next dot in a direction: right and down are above 0.
    pub fn next(&self, from: usize, (right, down): (f64, f64)) -> Option<usize> {
        let start = self.placed.get(from)?.at;
        let mut best: Option<(f64, usize)> = None;
        for (nth, placed) in self.placed.iter().enumerate() {
            let (x, y) = (placed.at.x - start.x, placed.at.y - start.y);
            let (along, across) = (x * right + y * down, (x * down - y * right).abs());
            // What lies aside is further away than what lies ahead.
            let cost = along + 2.5 * across;
            if nth != from && along > 0.01 && best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, nth));
            }
        }
        best.map(|(_, nth)| nth)
    }

    /// The dots whose centres lie inside a line that is drawn around them by hand; where it
    /// crosses itself, what it goes around twice is inside as well.
    pub fn enclosed<'a>(&'a self, line: &'a [Point]) -> impl Iterator<Item = &'a Placed> {
        self.placed.iter().filter(|placed| turns(line, placed.at) != 0)
    }

    /// The dots whose centres lie in a rectangle.
    pub fn inside(&self, frame: &Frame) -> impl Iterator<Item = &Placed> {
        self.placed.iter().filter(|placed| {
            let Point { x, y } = placed.at;
            (frame.left..=frame.right).contains(&x) && (frame.top..=frame.bottom).contains(&y)
        })
    }
}

/// How often a line that ends where it starts goes around a point.
fn turns(line: &[Point], point: Point) -> i32 {
    let ends = line.iter().zip(line.iter().cycle().skip(1));
    // Each crossing of the ray to the right counts, upwards one way and downwards the other.
    ends.map(|(from, to)| {
        let side = (to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x);
        match (from.y <= point.y, to.y <= point.y) {
            (true, false) if side > 0.0 => 1,
            (false, true) if side < 0.0 => -1,
            _ => 0,
        }
    })
    .sum()
}

fn distance(a: Point, b: Point) -> f64 {
    libm::sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y))
}

/// The least width of a picture; below it letters would lie on each other.
pub const LEAST_WIDTH: f64 = 240.0;

/// Dots up to this number all get a name where there is room.
pub const ALL_NAMED: usize = 60;

/// So many of so many dots get a name.
fn most_named(dots: usize) -> usize {
    match dots {
        dots if dots <= ALL_NAMED => dots,
        dots if dots <= 300 => ALL_NAMED,
        _ => 40,
    }
}

/// The radii of the smallest and of the largest of so many dots.
fn radii(dots: usize) -> (f64, f64) {
    match dots {
        dots if dots <= ALL_NAMED => (7.0, 17.0),
        dots if dots <= 150 => (5.0, 13.0),
        dots if dots <= 400 => (4.0, 9.0),
        dots if dots <= 1000 => (3.0, 7.0),
        _ => (2.0, 4.0),
    }
}

/// A letter fits into a dot from this radius on.
const LETTER_RADIUS: f64 = 7.0;

/// Where a dot's ring runs, outside its edge.
const RING: f64 = 2.5;

/// Puts everything in its place. `height` is what the picture has before its legend.
pub fn lay_out(chart: &Chart, width: f64, height: f64, viewport: Viewport) -> Laid {
    let width = width.max(LEAST_WIDTH);
    let plane = plane(chart, width, height, viewport);
    let mut marks = grid(chart, &plane);
    let mut avoided = cuts(chart, &plane, &mut marks);
    let bottom = names(chart, &plane, width, &mut marks);
    let placed = dots(chart, &plane);
    for (from, to) in frontier(chart, &plane) {
        avoided.extend(covered(from, to));
        marks.push(Mark::Curve { points: vec![from, to], ink: Ink::Brass, closed: false });
    }
    // In a crowd short names find more room.
    let most = if placed.len() > ALL_NAMED { 110.0 } else { 190.0 };
    let longest = (width * 0.26).clamp(72.0, most);
    let mut spots: Vec<Spot> = Vec::new();
    let mut labels: Vec<(String, Ink)> = Vec::new();
    let order = by_importance(chart, &placed);
    let named = most_named(placed.len());
    for (nth, placed) in order.iter().filter_map(|nth| placed.get(*nth as usize)).enumerate() {
        let Some(dot) = chart.dots.get(placed.dot) else { continue };
        let ring = if dot.is_selected || dot.is_frontier { RING + 1.0 } else { 0.0 };
        let (mut width, mut short) = (None, None);
        if nth < named {
            let name = match dot.letter.as_str() {
                letter if !letter.is_empty() && placed.radius < LETTER_RADIUS => {
                    shorten(&format!("{letter} {}", dot.title), longest)
                }
                _ => shorten(&dot.title, longest),
            };
            width = Some(text_width(&name));
            short = Some(text_width(&shorten(&name, longest / 2.0)));
            labels.push((name, if dot.is_dimmed { Ink::Muted } else { Ink::Text }));
        }
        spots.push(Spot { at: placed.at, radius: placed.radius + ring, width, short });
    }
    let places = place(&spots, &inset(&plane.frame), &[], &avoided);
    let mut taken = Vec::new();
    for (spot, label) in spots.iter().zip(&places) {
        let Some(label) = label else { continue };
        taken.push(label.frame);
        if let Some(mark) = leader(spot, label) {
            if let Mark::Line { from, to, .. } = mark {
                taken.extend(covered(from, to));
            }
            marks.push(mark);
        }
    }
    let look = if chart.dots.len() > ALL_NAMED * 5 { Look::Faint } else { Look::Soft };
    for placed in &placed {
        let Some(dot) = chart.dots.get(placed.dot) else { continue };
        let is_plain = dot.is_dimmed && !dot.is_selected;
        marks.push(Mark::Dot {
            at: placed.at,
            radius: placed.radius,
            ink: dot.ink,
            letter: if placed.radius < LETTER_RADIUS { String::new() } else { dot.letter.clone() },
            look: if is_plain { Look::Faint } else { look },
            about: dot.about.clone(),
        });
    }
    for placed in &placed {
        let Some(dot) = chart.dots.get(placed.dot) else { continue };
        let ring = |ink| Mark::Ring { at: placed.at, radius: placed.radius + RING, ink };
        if dot.is_selected {
            marks.push(ring(Ink::Text));
        } else if dot.is_frontier {
            marks.push(ring(Ink::Brass));
        }
    }
    for ((text, ink), label) in labels.into_iter().zip(&places) {
        marks.extend(label.as_ref().map(|label| name(label, &text, ink)));
    }
    let height = legend(&chart.legend, plane.frame.left, width, bottom, &mut marks);
    let picture = Picture { title: chart.title.clone(), width, height, marks };
    Laid { picture, placed, plane, taken, avoided }
}

/// Where names may stand: a little off the frame.
fn inset(frame: &Frame) -> Frame {
    let Frame { left, top, right, bottom } = *frame;
    Frame { left: left + 2.0, top: top + 2.0, right: right - 2.0, bottom: bottom - 2.0 }
}

/// The line from a spot to its label, where the label does not stand beside it.
fn leader(spot: &Spot, label: &Label) -> Option<Mark> {
    let end = label.leader?;
    let part = spot.radius / distance(spot.at, end).max(spot.radius);
    let start = at(spot.at.x + (end.x - spot.at.x) * part, spot.at.y + (end.y - spot.at.y) * part);
    Some(line(start, end, Ink::Muted))
}

/// A label in its place, as much of it as there is room for.
fn name(Label { frame, .. }: &Label, words: &str, ink: Ink) -> Mark {
    // A little more than its width, which adds up in another order here.
    let words = shorten(words, frame.right - frame.left + 0.01);
    text(at(frame.left, frame.top + LINE_HEIGHT - 4.0), words, Hold::Start, ink)
}

/// Room above the frame: for the names of corners and of the upright cut.
const TOP: f64 = 42.0;
/// Room at the right of the frame: for the name of the level cut.
const RIGHT: f64 = 24.0;
/// Room below the frame: for numbers, and for the axis with the names of corners.
const BOTTOM: f64 = 44.0;

fn plane(chart: &Chart, width: f64, height: f64, viewport: Viewport) -> Plane {
    let bottom = (height - BOTTOM).max(TOP + 120.0);
    let widest = ticks_of(&chart.y, viewport.y, bottom - TOP, UPRIGHT_STEP)
        .iter()
        .map(|(_, label)| text_width(label))
        .fold(16.0, f64::max);
    let left = (26.0 + widest + 8.0).min(width * 0.3);
    let frame = Frame { left, top: TOP, right: width - RIGHT, bottom };
    let pad = radii(chart.dots.len()).1 + RING + 2.0;
    let area = Frame {
        left: frame.left + pad,
        top: frame.top + pad,
        right: frame.right - pad,
        bottom: frame.bottom - pad,
    };
    Plane { area, frame, x: chart.x.scale, y: chart.y.scale, viewport }
}

/// A number beside the upright axis takes so much of it.
const UPRIGHT_STEP: f64 = 56.0;
/// A number below the level axis takes so much of it.
const LEVEL_STEP: f64 = 88.0;

fn ticks_of(axis: &Axis, (from, to): (f64, f64), length: f64, step: f64) -> Vec<(f64, String)> {
    let ticks = axis.scale.ticks(from, to, (length / step) as usize);
    ticks.into_iter().map(|tick| (tick, axis.written.tick(tick, &axis.scale, from, to))).collect()
}

/// The frame, hairlines and numbers.
fn grid(chart: &Chart, plane: &Plane) -> Vec<Mark> {
    let Frame { left, top, right, bottom } = plane.frame;
    let Viewport { x, y } = plane.viewport;
    let (low_x, low_y) = (plane.x.value(x.0), plane.y.value(y.0));
    let mut marks = Vec::new();
    let corners = [at(left, top), at(right, top), at(right, bottom), at(left, bottom), at(left, top)];
    marks.extend(corners.iter().zip(corners.iter().skip(1)).map(|(from, to)| line(*from, *to, Ink::Line)));
    let mut end = f64::NEG_INFINITY;
    for (tick, label) in ticks_of(&chart.x, x, right - left, LEVEL_STEP) {
        let Some(point) = plane.place(tick, low_y) else { continue };
        marks.push(line(at(point.x, bottom), at(point.x, bottom + 4.0), Ink::Muted));
        let half = text_width(&label) / 2.0;
        if point.x - half > end + 6.0 && point.x + half <= right + RIGHT {
            end = point.x + half;
            marks.push(text(at(point.x, bottom + 17.0), label, Hold::Middle, Ink::Muted));
        }
    }
    for (tick, label) in ticks_of(&chart.y, y, bottom - top, UPRIGHT_STEP) {
        let Some(point) = plane.place(low_x, tick) else { continue };
        marks.push(line(at(left - 4.0, point.y), at(left, point.y), Ink::Muted));
        let label = shorten(&label, left - 26.0);
        marks.push(text(at(left - 7.0, point.y + 4.0), label, Hold::End, Ink::Muted));
    }
    marks
}

/// The lines that divide low from high, each with its name, and what they cover.
fn cuts(chart: &Chart, plane: &Plane, marks: &mut Vec<Mark>) -> Vec<Frame> {
    let Frame { left, top, right, bottom } = plane.frame;
    let Viewport { x, y } = plane.viewport;
    let mut covered = Vec::new();
    if let Some((cut, name)) = &chart.x.cut
        && let Some(Point { x: place, .. }) = plane.place(*cut, plane.y.value(y.0))
    {
        marks.push(dashed(at(place, top), at(place, bottom), Ink::Rule));
        covered.push(Frame { left: place - 1.0, top, right: place + 1.0, bottom });
        let name = shorten(name, right - left);
        let half = text_width(&name) / 2.0;
        let middle = place.clamp(left + half, (right - half).max(left + half));
        marks.push(text(at(middle, top - 7.0), name, Hold::Middle, Ink::Muted));
    }
    if let Some((cut, name)) = &chart.y.cut
        && let Some(Point { y: place, .. }) = plane.place(plane.x.value(x.0), *cut)
    {
        marks.push(dashed(at(left, place), at(right, place), Ink::Rule));
        covered.push(Frame { left, top: place - 1.0, right, bottom: place + 1.0 });
        let name = shorten(name, bottom - top);
        let half = text_width(&name) / 2.0;
        let middle = place.clamp(top + half, (bottom - half).max(top + half));
        marks.push(turned(at(right + 15.0, middle), name, Ink::Muted));
    }
    covered
}

/// The names of axes and corners; answers how far down they reach.
fn names(chart: &Chart, plane: &Plane, width: f64, marks: &mut Vec<Mark>) -> f64 {
    let Frame { left, top, right, bottom } = plane.frame;
    let upright = format!("{} →", shorten(&chart.y.title, bottom - top - 24.0));
    let level = format!("{} →", shorten(&chart.x.title, width - left - 24.0));
    let mut row = bottom + 36.0;
    if let Some([upper_left, upper_right, lower_left, lower_right]) = &chart.quadrants {
        let room = right - left - 12.0;
        // What one of the two does not need, the other one has.
        let width = |other: &str| (room - text_width(other)).max(room / 2.0);
        let name =
            |name: &str, other: &str, place, hold| text(place, shorten(name, width(other)), hold, Ink::Muted);
        marks.push(name(upper_left, upper_right, at(left, top - 24.0), Hold::Start));
        marks.push(name(upper_right, upper_left, at(right, top - 24.0), Hold::End));
        marks.push(name(lower_left, lower_right, at(left, row), Hold::Start));
        marks.push(name(lower_right, lower_left, at(right, row), Hold::End));
        let widest = text_width(lower_left).max(text_width(lower_right));
        if widest + text_width(&level) / 2.0 + 16.0 > (right - left) / 2.0 {
            row += 20.0;
        }
    }
    let bold = |mark| match mark {
        Mark::Text { at, text, hold, ink, turned, .. } => {
            Mark::Text { at, text, hold, ink, bold: true, turned }
        }
        other => other,
    };
    marks.push(bold(text(at((left + right) / 2.0, row), level, Hold::Middle, chart.x.ink)));
    marks.push(bold(turned(at(15.0, (top + bottom) / 2.0), upright, chart.y.ink)));
    row + 8.0
}

/// The dots that are seen with their places and radii: large ones below small ones.
fn dots(chart: &Chart, plane: &Plane) -> Vec<Placed> {
    let (least, most) = radii(chart.dots.len());
    let largest = chart.dots.iter().filter_map(|dot| dot.size).fold(0.0, f64::max);
    let has_sizes = chart.dots.iter().any(|dot| dot.size.is_some());
    let radius = |dot: &Dot| match dot.size {
        // Equal areas for equal sizes, as the eye compares areas.
        Some(size) if largest > 0.0 => (most * libm::sqrt((size / largest).max(0.0))).clamp(least, most),
        _ if has_sizes => least,
        _ => (least + most) / 2.0,
    };
    let mut placed: Vec<Placed> = chart
        .dots
        .iter()
        .enumerate()
        .filter_map(|(nth, dot)| {
            let at = plane.place(dot.x, dot.y)?;
            Some(Placed { dot: nth, at, radius: radius(dot) })
        })
        .collect();
    spread(&mut placed, &plane.frame);
    sort(&mut placed, &|a: &Placed, b: &Placed| b.radius.total_cmp(&a.radius));
    placed
}

/// Dots in the same place are drawn beside each other: of a pile only the top would be seen.
fn spread(placed: &mut [Placed], frame: &Frame) {
    let mut order: Vec<u32> = (0..placed.len() as u32).collect();
    // In whole pixels, as sums of the same numbers differ by their rounding.
    let place = |nth: u32| placed.get(nth as usize).map(|placed| (placed.at.x as i32, placed.at.y as i32));
    sort_places(&mut order, &|a, b| place(a).cmp(&place(b)));
    let is_same = |a: &u32, b: &u32| place(*a) == place(*b);
    let piles: Vec<Vec<u32>> =
        order.chunk_by(is_same).filter(|pile| pile.len() > 1).map(<[u32]>::to_vec).collect();
    for pile in piles {
        // A sunflower's spiral: even distances, and never further out than the eye takes for one place.
        let radius = pile.iter().filter_map(|nth| placed.get(*nth as usize)).map(|placed| placed.radius);
        let radius = radius.fold(0.0, f64::max);
        let step = (1.1 * radius).min(26.0 / libm::sqrt(pile.len() as f64));
        for (nth, at_pile) in pile.iter().enumerate() {
            let Some(Placed { at, radius, .. }) = placed.get_mut(*at_pile as usize) else { continue };
            let (out, angle) = (step * libm::sqrt(nth as f64), nth as f64 * 2.399_963);
            let room = |low: f64, high: f64| (low + *radius + RING + 1.0, high - *radius - RING - 1.0);
            let ((left, right), (top, bottom)) =
                (room(frame.left, frame.right), room(frame.top, frame.bottom));
            at.x = (at.x + out * libm::cos(angle)).clamp(left, right.max(left));
            at.y = (at.y + out * libm::sin(angle)).clamp(top, bottom.max(top));
        }
    }
}

/// The dots whose names matter first.
fn by_importance(chart: &Chart, placed: &[Placed]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..placed.len() as u32).collect();
    let dot = |nth: u32| placed.get(nth as usize).and_then(|placed| chart.dots.get(placed.dot));
    sort_places(&mut order, &|a, b| match (dot(a), dot(b)) {
        (Some(a), Some(b)) => b
            .is_selected
            .cmp(&a.is_selected)
            .then(b.is_frontier.cmp(&a.is_frontier))
            .then(a.is_dimmed.cmp(&b.is_dimmed))
            .then(b.weight.total_cmp(&a.weight))
            .then(a.place.cmp(&b.place)),
        _ => std::cmp::Ordering::Equal,
    });
    order
}

/// The frontier's lines as far as they are seen.
fn frontier(chart: &Chart, plane: &Plane) -> Vec<(Point, Point)> {
    if plane.x.is_log() || plane.y.is_log() {
        return Vec::new();
    }
    let dots = chart.frontier.iter().filter_map(|nth| chart.dots.get(*nth));
    let points: Vec<Point> = dots.map(|dot| plane.anywhere(dot.x, dot.y)).collect();
    points.iter().zip(points.iter().skip(1)).filter_map(|(from, to)| plane.clip(*from, *to)).collect()
}

/// A line of equal value as far as it is seen; straight lines are straight on even scales only.
fn level_line(level: &Level, plane: &Plane) -> Option<(Point, Point)> {
    if plane.x.is_log() || plane.y.is_log() {
        return None;
    }
    let Level { x_weight, y_weight, value, .. } = level;
    // Along the axis that it is more level with, from end to end.
    let (from, to) = if x_weight.abs() > y_weight.abs() {
        let x = |y: f64| (value - y_weight * y) / x_weight;
        let (low, high) = (plane.y.low(), plane.y.high());
        (plane.anywhere(x(low), low), plane.anywhere(x(high), high))
    } else {
        let y = |x: f64| (value - x_weight * x) / y_weight;
        let (low, high) = (plane.x.low(), plane.x.high());
        (plane.anywhere(low, y(low)), plane.anywhere(high, y(high)))
    };
    plane.clip(from, to)
}

/// Small rectangles along a line, for labels to avoid.
fn covered(from: Point, to: Point) -> impl Iterator<Item = Frame> {
    let count = (distance(from, to) / 8.0).clamp(1.0, 500.0) as u32;
    (0..=count).map(move |nth| {
        let part = f64::from(nth) / f64::from(count);
        let (x, y) = (from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part);
        Frame { left: x - 2.0, top: y - 2.0, right: x + 2.0, bottom: y + 2.0 }
    })
}

/// What the colours mean, in as many rows as it takes; answers where the picture ends.
fn legend(keys: &[Key], left: f64, width: f64, top: f64, marks: &mut Vec<Mark>) -> f64 {
    const ROW: f64 = 20.0;
    const BOX: f64 = 14.0;
    if keys.is_empty() {
        return top + 2.0;
    }
    let (mut x, mut y) = (left, top + 6.0);
    for key in keys {
        let name = shorten(&key.name, width - left - BOX - 12.0);
        let step = BOX + 5.0 + text_width(&name) + 14.0;
        if x > left && x + step - 14.0 > width - 4.0 {
            (x, y) = (left, y + ROW);
        }
        marks.push(Mark::Block { corner: at(x, y), width: BOX, height: BOX, ink: key.ink });
        marks.push(Mark::Text {
            at: at(x + BOX / 2.0, y + 11.0),
            text: key.letter.clone(),
            hold: Hold::Middle,
            ink: Ink::Panel,
            bold: true,
            turned: false,
        });
        marks.push(text(at(x + BOX + 5.0, y + 11.5), name, Hold::Start, Ink::Muted));
        x += step;
    }
    y + ROW + 2.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::picture::scale::Span;

    fn axis(title: &str, span: Span, values: &[f64]) -> Axis {
        Axis {
            title: title.to_owned(),
            ink: Ink::Text,
            scale: Scale::fit(span, values.iter().copied()),
            written: Written::Number(2),
            cut: Some((0.5, "Midpoint 0.5".to_owned())),
        }
    }

    fn dot(place: usize, x: f64, y: f64) -> Dot {
        Dot {
            place,
            id: format!("i{place}").into(),
            title: format!("Item number {place} with a name"),
            x,
            y,
            size: (!place.is_multiple_of(5)).then_some((place % 5) as f64),
            ink: Ink::Tone(0),
            letter: "A".to_owned(),
            weight: x + y,
            is_dimmed: place % 7 == 6,
            is_frontier: place % 11 == 10,
            is_selected: place % 13 == 12,
            about: "about".to_owned(),
        }
    }

    fn chart(places: &[(f64, f64)], span: Span) -> Chart {
        let (xs, ys): (Vec<f64>, Vec<f64>) = places.iter().copied().unzip();
        Chart {
            title: "A chart".to_owned(),
            x: axis("Business goal", span, &xs),
            y: axis("User need", span, &ys),
            dots: places.iter().enumerate().map(|(nth, (x, y))| dot(nth, *x, *y)).collect(),
            quadrants: Some(
                ["Users love, business neutral", "Do first", "Question it", "Business bet"]
                    .map(str::to_owned),
            ),
            frontier: (0..places.len().min(3)).collect(),
            legend: (0..9)
                .map(|nth| Key {
                    letter: "A".to_owned(),
                    name: format!("Area number {nth}"),
                    ink: Ink::Tone(nth),
                })
                .collect(),
        }
    }

    fn level(share: f64, value: f64) -> Level {
        Level { x_weight: 1.0 - share, y_weight: share, value, name: "1".to_owned() }
    }

    fn unit(count: usize) -> Vec<(f64, f64)> {
        // Additive recurrence: spread evenly, the same everywhere.
        (0..count)
            .map(|nth| ((nth as f64 * 0.754_877_666) % 1.0, (nth as f64 * 0.569_840_29) % 1.0))
            .collect()
    }

    /// As people's numbers are: neither even nor in a lattice.
    fn uneven(count: usize) -> Vec<(f64, f64)> {
        let mut state = 7_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as f64 / f64::from(1_u32 << 31)
        };
        (0..count).map(|_| ((next() + next() + next()) / 3.0, (next() + next() + next()) / 3.0)).collect()
    }

    fn text_frame(mark: &Mark) -> Option<Frame> {
        let Mark::Text { at: held, text, hold, turned, .. } = mark else { return None };
        let width = text_width(text);
        let start = match hold {
            Hold::Start => 0.0,
            Hold::Middle => -width / 2.0,
            Hold::End => -width,
        };
        Some(if *turned {
            Frame {
                left: held.x - 10.0,
                top: held.y - start - width,
                right: held.x + 4.0,
                bottom: held.y - start,
            }
        } else {
            let left = held.x + start;
            Frame { left, top: held.y - 11.0, right: left + width, bottom: held.y + 4.0 }
        })
    }

    /// Nothing outside the picture, no label on another text or on a dot.
    #[track_caller]
    fn check(chart: &Chart, width: f64, height: f64, viewport: Viewport) -> Laid {
        let laid = lay_out(chart, width, height, viewport);
        let Picture { width, height, marks, .. } = &laid.with(laid.lines(&[level(0.62, 0.7)]));
        let page = Frame { left: -0.5, top: -0.5, right: width + 0.5, bottom: height + 0.5 };
        let text = |frame: &Frame, mark: &Mark| assert!(page.holds(frame), "{mark:?} outside {page:?}");
        let round = |at: &Point, radius: f64| Frame {
            left: at.x - radius,
            top: at.y - radius,
            right: at.x + radius,
            bottom: at.y + radius,
        };
        let mut texts: Vec<Frame> = Vec::new();
        let mut dots: Vec<Frame> = Vec::new();
        for mark in marks {
            match mark {
                Mark::Line { from, to, .. } => {
                    text(&round(from, 0.0), mark);
                    text(&round(to, 0.0), mark);
                }
                Mark::Curve { points, .. } => {
                    points.iter().for_each(|point| text(&round(point, 0.0), mark));
                }
                Mark::Block { corner, width, height, .. } => {
                    let end = at(corner.x + width, corner.y + height);
                    text(&Frame { left: corner.x, top: corner.y, right: end.x, bottom: end.y }, mark);
                }
                Mark::Text { .. } => {
                    let frame = text_frame(mark).unwrap();
                    text(&frame, mark);
                    // Numbers, letters and names stand apart by less than the guessed widths at times.
                    texts.push(Frame { left: frame.left + 0.5, top: frame.top + 0.5, ..frame });
                }
                Mark::Dot { at, radius, .. } => {
                    text(&round(at, *radius), mark);
                    assert!(laid.plane.frame.holds(&round(at, *radius)), "{mark:?} beyond the frame");
                    dots.push(round(at, *radius));
                }
                Mark::Ring { at, radius, .. } => text(&round(at, *radius), mark),
            }
        }
        for (nth, frame) in texts.iter().enumerate() {
            assert!(!texts[..nth].iter().any(|other| other.meets(frame)), "texts meet at {frame:?}");
            assert!(!dots.iter().any(|dot| dot.meets(frame)), "a dot at {frame:?}");
        }
        assert_eq!(laid.placed.len(), dots.len());
        assert!(!format!("{:?}", laid.picture).contains("NaN"));
        laid
    }

    fn names(laid: &Laid) -> usize {
        let is_name = |mark: &&Mark| matches!(mark, Mark::Text { text, .. } if text.contains("Item") || text.ends_with('…'));
        laid.picture.marks.iter().filter(is_name).count()
    }

    const SIZES: [(f64, f64); 4] = [(330.0, 340.0), (560.0, 420.0), (820.0, 520.0), (1300.0, 700.0)];

    #[test]
    fn nothing_meets_and_nothing_is_cut_off_at_any_size() {
        for (width, height) in SIZES {
            for count in [0, 1, 2, 20, 60, 61, 500, 2000] {
                let laid =
                    check(&chart(&unit(count), Span::Fixed(0.0, 1.0)), width, height, Viewport::default());
                assert_eq!(laid.placed.len(), count);
            }
        }
    }

    #[test]
    fn a_few_dozen_are_named_of_two_thousand_and_most_of_sixty() {
        let named = |places: &[(f64, f64)]| {
            names(&check(&chart(places, Span::Fixed(0.0, 1.0)), 1300.0, 700.0, Viewport::default()))
        };
        assert_eq!(named(&uneven(20)), 20);
        assert!(named(&unit(60)) >= 50, "{}", named(&unit(60)));
        assert!(named(&uneven(60)) >= 36, "{}", named(&uneven(60)));
        assert!((8..=40).contains(&named(&uneven(2000))), "{}", named(&uneven(2000)));
    }

    #[test]
    fn equal_items_lie_beside_each_other() {
        for count in [2, 20, 60, 2000] {
            for place in [(0.0, 0.0), (0.5, 0.5), (1.0, 1.0)] {
                let laid = check(
                    &chart(&vec![place; count], Span::Fixed(0.0, 1.0)),
                    700.0,
                    480.0,
                    Viewport::default(),
                );
                let same = laid.placed.iter().filter(|other| other.at == laid.placed[0].at).count();
                assert!(count > 60 || same == 1, "{count} at {place:?}: {same}");
            }
        }
    }

    #[test]
    fn sums_of_the_same_numbers_are_one_place_whatever_their_rounding() {
        let places = [(0.3, 0.5), (0.1 + 0.2, 0.7), (0.3, 0.7), (0.1 + 0.2, 0.5)];
        let laid = lay_out(&chart(&places, Span::Fixed(0.0, 1.0)), 700.0, 480.0, Viewport::default());
        for (nth, a) in laid.placed.iter().enumerate() {
            assert!(laid.placed[..nth].iter().all(|b| distance(a.at, b.at) > 6.0));
        }
    }

    #[test]
    fn an_axis_of_the_data_holds_whatever_the_data_are() {
        for places in [
            vec![(0.0, 0.0)],
            vec![(5.0, -3.0); 3],
            vec![(1e-9, 1e12), (1.0, 3.0), (1e12, 0.0)],
            vec![(1.0, 1.0), (10_000.0, 2000.0)],
        ] {
            let laid = check(&chart(&places, Span::Data), 560.0, 420.0, Viewport::default());
            assert_eq!(laid.placed.len(), places.len());
        }
    }

    #[test]
    fn a_closer_look_shows_less_and_names_more_of_it() {
        let chart = chart(&unit(300), Span::Fixed(0.0, 1.0));
        let mut view = Viewport::default();
        let mut before = 301;
        for _ in 0..4 {
            let laid = check(&chart, 820.0, 520.0, view);
            assert!(laid.placed.len() < before);
            before = laid.placed.len();
            view = view.zoomed(2.0, (0.5, 0.5));
        }
        assert!(before < 40);
    }

    #[test]
    fn zooming_keeps_what_is_under_the_pointer_and_never_leaves_the_axes() {
        let view = Viewport::default().zoomed(4.0, (0.25, 0.75));
        assert_eq!(view, Viewport { x: (0.1875, 0.4375), y: (0.5625, 0.8125) });
        assert!(view.zoomed(1e-9, (0.5, 0.5)).is_all());
        assert_eq!(view.moved(-9.0, 9.0), Viewport { x: (0.0, 0.25), y: (0.75, 1.0) });
        let close = Viewport::default().zoomed(1e9, (1.0, 0.0));
        assert!((close.x.1 - close.x.0 - CLOSEST).abs() < 1e-12 && close.x.1 <= 1.0);
    }

    #[test]
    fn arrows_go_to_the_nearest_dot_on_that_side_and_a_finger_finds_small_dots() {
        let places = [(0.5, 0.5), (0.8, 0.5), (0.5, 0.9), (0.2, 0.45), (0.55, 0.1)];
        let laid = check(&chart(&places, Span::Fixed(0.0, 1.0)), 820.0, 520.0, Viewport::default());
        let at_dot = |dot: usize| laid.placed.iter().position(|placed| placed.dot == dot).unwrap();
        let next = |dot, direction| laid.next(at_dot(dot), direction).map(|nth| laid.placed[nth].dot);
        assert_eq!(next(0, (1.0, 0.0)), Some(1));
        assert_eq!(next(0, (0.0, -1.0)), Some(2));
        assert_eq!(next(0, (-1.0, 0.0)), Some(3));
        assert_eq!(next(0, (0.0, 1.0)), Some(4));
        assert_eq!(next(1, (1.0, 0.0)), None);
        let near = laid.placed[at_dot(3)].at;
        assert_eq!(laid.hit(at(near.x + 11.0, near.y), 12.0), Some(at_dot(3)));
        assert_eq!(laid.hit(at(near.x + 60.0, near.y), 12.0), None);
        let (x, y) = laid.plane.values(near);
        assert!((x - 0.2).abs() < 1e-9 && (y - 0.45).abs() < 1e-9);
    }

    #[test]
    fn a_line_drawn_by_hand_holds_what_it_goes_around() {
        let corners =
            |places: &[(f64, f64)]| -> Vec<Point> { places.iter().map(|(x, y)| at(*x, *y)).collect() };
        let bent = corners(&[
            (0.0, 0.0),
            (10.0, 0.0),
            (10.0, 10.0),
            (6.0, 10.0),
            (6.0, 3.0),
            (4.0, 3.0),
            (4.0, 10.0),
            (0.0, 10.0),
        ]);
        let twice = corners(&[
            (0.0, 0.0),
            (9.0, 0.0),
            (9.0, 9.0),
            (0.0, 9.0),
            (0.0, 0.0),
            (5.0, 0.0),
            (5.0, 5.0),
            (0.0, 5.0),
        ]);
        for (line, point, is_inside) in [
            (&bent, (2.0, 8.0), true),
            (&bent, (5.0, 8.0), false),
            (&bent, (5.0, 1.0), true),
            (&bent, (11.0, 1.0), false),
            (&bent, (-1.0, 3.0), false),
            (&twice, (2.0, 2.0), true),
            (&twice, (7.0, 7.0), true),
            (&corners(&[(0.0, 0.0), (4.0, 4.0)]), (2.0, 2.0), false),
            (&corners(&[]), (0.0, 0.0), false),
        ] {
            for line in [line.clone(), line.iter().rev().copied().collect()] {
                assert_eq!(turns(&line, at(point.0, point.1)) != 0, is_inside, "{point:?} in {line:?}");
            }
        }
    }

    #[test]
    fn a_larger_size_is_a_larger_area() {
        let mut chart = chart(&[(0.1, 0.1), (0.5, 0.5), (0.9, 0.9)], Span::Fixed(0.0, 1.0));
        for (dot, size) in chart.dots.iter_mut().zip([Some(1.0), Some(4.0), None]) {
            dot.size = size;
        }
        let laid = lay_out(&chart, 560.0, 420.0, Viewport::default());
        let radius = |dot| laid.placed.iter().find(|placed| placed.dot == dot).unwrap().radius;
        assert!((radius(1) / radius(0) - 2.0).abs() < 1e-9);
        assert_eq!(radius(2), radii(3).0);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        #[test]
        fn whatever_is_drawn_stays_inside(
            places in proptest::collection::vec((-5.0..50_000.0_f64, 0.001..9.0_f64), 0..90),
            width in 200.0..1200.0_f64,
            height in 100.0..800.0_f64,
            zoom in 1.0..20.0_f64,
            here in (0.0..1.0_f64, 0.0..1.0_f64),
        ) {
            check(&chart(&places, Span::Data), width, height, Viewport::default().zoomed(zoom, here));
        }
    }
}
