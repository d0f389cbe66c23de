//! The pictures of a Kano analysis.

use crate::domain::kano::analysis::{Analysis, FeatureAnalysis};
use crate::domain::kano::coefficients::{Coefficients, Cut, CutAt};
use crate::domain::kano::continuous::{self, Continuous, Mean};
use crate::domain::kano::proportion::{Interval, Z_95};
use crate::domain::kano::tally::Counts;
use crate::domain::kano::{curve, verdict};
use crate::domain::number::{display, group, percent};
use crate::domain::picture::labels::{Frame, Label, Spot, place};
use crate::domain::picture::{
    DOT_RADIUS, Hold, Ink, LINE_HEIGHT, Look, Mark, Picture, Point, at, dashed, fixed, line, shorten, text,
    text_width, turned,
};
use crate::domain::plan::{Id, KanoCategory};
use crate::domain::text::{Lang, kano_analysis, kano_page as words};

/// What a feature is called, by its item.
pub type Title<'a> = &'a dyn Fn(&Id) -> String;

/// Better against |Worse|, with ellipses that hold both in 95 of 100 studies.
pub fn better_worse(analysis: &Analysis, cut_at: CutAt, title: Title, width: f64, lang: Lang) -> Picture {
    let plane = Plane::new(width, (0.0, 1.0));
    let mut marks = plane.grid(&[0.0, 0.25, 0.5, 0.75, 1.0]);
    let Cut { better, worse } = analysis.cut;
    let cut = |value: f64| match cut_at {
        CutAt::Half => fixed(value),
        CutAt::Mean => words::mean_cut(lang, &fixed(value)),
    };
    marks.extend(plane.cut(worse, better, &cut(worse)));
    marks.extend(plane.names(words::axis_worse(lang), words::axis_better(lang)));
    let found: Vec<(&FeatureAnalysis, KanoCategory, Coefficients)> = with_coefficients(analysis).collect();
    for (_, category, coefficients) in &found {
        marks.extend(plane.doubt(coefficients, Ink::Kano(*category)));
    }
    let dots = found.iter().map(|(feature, category, coefficients)| Dot {
        at: plane.at(coefficients.worse.abs(), coefficients.better),
        category: *category,
        title: title(&feature.item),
        about: words::about_better_worse(
            lang,
            &title(&feature.item),
            category.label(lang),
            &with_interval(coefficients.better, coefficients.better_interval, lang),
            &with_interval(coefficients.worse, coefficients.worse_interval, lang),
            &kano_analysis::answers(lang, feature.n()),
        ),
    });
    let notes = plane.notes(worse, better, cut(better), lang);
    marks.extend(plane.dots(dots.collect(), notes, &[]));
    plane.picture(words::better_worse(lang), marks)
}

/// The mean answers as numbers, with 95 % intervals.
pub fn continuous(analysis: &Analysis, title: Title, width: f64, lang: Lang) -> Picture {
    let found: Vec<_> = with_means(analysis).collect();
    let lows =
        found.iter().flat_map(|(_, _, means)| [range(means.functional).0, range(means.dysfunctional).0]);
    let low = lows.fold(0.0, f64::min).floor().max(-2.0);
    let plane = Plane::new(width, (low, 4.0));
    let ticks: Vec<f64> =
        [-2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0].into_iter().filter(|tick| *tick >= low).collect();
    let mut marks = plane.grid(&ticks);
    let cut = display(continuous::CUT, 0);
    marks.extend(plane.cut(continuous::CUT, continuous::CUT, &cut));
    marks.extend(plane.names(words::axis_dysfunctional(lang), words::axis_functional(lang)));
    let mut bars = Vec::new();
    for (_, category, means) in &found {
        let (x, y) = (means.dysfunctional, means.functional);
        let cross = plane.cross(Ink::Kano(*category), (x.mean, range(x)), (y.mean, range(y)));
        bars.extend(cross.iter().filter_map(covered));
        marks.extend(cross);
    }
    let dots = found.iter().map(|(feature, category, means)| Dot {
        at: plane.at(means.dysfunctional.mean, means.functional.mean),
        category: *category,
        title: title(&feature.item),
        about: words::about_continuous(
            lang,
            &title(&feature.item),
            category.label(lang),
            &with_error(&means.functional),
            &with_error(&means.dysfunctional),
            &kano_analysis::answers(lang, means.functional.n),
        ),
    });
    let notes = plane.notes(continuous::CUT, continuous::CUT, cut, lang);
    marks.extend(plane.dots(dots.collect(), notes, &bars));
    plane.picture(words::continuous(lang), marks)
}

/// The features that are points of [`better_worse`], in the order of the points.
pub fn with_coefficients(
    analysis: &Analysis,
) -> impl Iterator<Item = (&FeatureAnalysis, KanoCategory, Coefficients)> {
    let features = analysis.features.iter();
    features.filter_map(|feature| Some((feature, feature.verdict?, feature.coefficients?)))
}

/// The features that are points of [`continuous`](fn@continuous), in the order of the points.
pub fn with_means(analysis: &Analysis) -> impl Iterator<Item = (&FeatureAnalysis, KanoCategory, Continuous)> {
    let features = analysis.features.iter();
    features.filter_map(|feature| Some((feature, feature.verdict?, feature.continuous?)))
}

/// The satisfaction curve of a feature; `None` where it has none.
pub fn satisfaction(feature: &FeatureAnalysis, title: &str, width: f64, lang: Lang) -> Option<Picture> {
    let (category, coefficients) = (feature.verdict?, feature.coefficients?);
    let (left, right, top, height) = (48.0, width - 48.0, 16.0, 190.0);
    let (bottom, ink) = (top + height, Ink::Kano(category));
    let place = |fulfilment: f64, satisfaction: f64| {
        at(left + (right - left) * fulfilment, top + height * (1.0 - satisfaction) / 2.0)
    };
    let mut marks = Vec::new();
    for tick in [-1.0, 0.0, 1.0] {
        marks.push(line(place(0.0, tick), place(1.0, tick), Ink::Line));
        let beside = at(left - 6.0, place(0.0, tick).y + 4.0);
        marks.push(text(beside, display(tick, 0), Hold::End, Ink::Muted));
    }
    let curve = curve::curve(category, &coefficients, 40)?;
    let points = curve.into_iter().map(|(fulfilment, satisfaction)| place(fulfilment, satisfaction));
    marks.push(Mark::Curve { points: points.collect(), ink, closed: false });
    let (worse, better) = (fixed(coefficients.worse), fixed(coefficients.better));
    let about = words::about_curve(lang, title, &worse, &better);
    for (fulfilment, value) in [(0.0, coefficients.worse), (1.0, coefficients.better)] {
        marks.push(disc(place(fulfilment, value), category, about.clone()));
    }
    let middle = left + (right - left) / 2.0;
    marks.push(text(at(left, bottom + 18.0), words::absent(lang), Hold::Start, Ink::Muted));
    marks.push(text(at(right, bottom + 18.0), words::complete(lang), Hold::End, Ink::Muted));
    marks.push(text(at(middle, bottom + 18.0), words::axis_fulfilment(lang), Hold::Middle, Ink::Text));
    marks.push(turned(at(14.0, top + height / 2.0), words::axis_satisfaction(lang), Ink::Text));
    Some(Picture { title: about, width, height: bottom + 26.0, marks })
}

/// Every feature's answers by category, with its verdict and how sure it is.
pub fn bars(analysis: &Analysis, title: Title, width: f64, lang: Lang) -> Picture {
    const ROW: f64 = 28.0;
    let (names, verdicts) = (width * 0.3, width * 0.25);
    let bars = width - names - verdicts - 16.0;
    let mut marks = Vec::new();
    for (nth, feature) in analysis.features.iter().enumerate() {
        let top = 8.0 + nth as f64 * ROW;
        let base = top + 14.0;
        let name = shorten(&title(&feature.item), names - 12.0);
        marks.push(text(at(8.0, base), name, Hold::Start, Ink::Text));
        marks.extend(bar(&feature.counts, at(names, top), bars, 20.0));
        let says = match feature.verdict {
            Some(category) => {
                let sure = feature.sureness.map(|sureness| verdict::chance(sureness, lang));
                let sure = sure.map(|chance| format!(" · {chance}")).unwrap_or_default();
                format!("{} {}{sure}", category.file_name(), category.label(lang))
            }
            None => words::remark_no_answers(lang).to_owned(),
        };
        marks.push(text(at(width - verdicts, base), shorten(&says, verdicts - 4.0), Hold::Start, Ink::Text));
    }
    let legend = 20.0 + analysis.features.len() as f64 * ROW;
    let mut left = 8.0;
    for category in KanoCategory::ALL {
        let label = format!("{} {}", category.file_name(), category.label(lang));
        let step = text_width(&label) + 30.0;
        marks.push(Mark::Block {
            corner: at(left, legend),
            width: 10.0,
            height: 10.0,
            ink: Ink::Kano(*category),
        });
        marks.push(text(at(left + 15.0, legend + 9.0), label, Hold::Start, Ink::Muted));
        left += step;
    }
    Picture { title: words::bars(lang).to_owned(), width: width.max(left), height: legend + 22.0, marks }
}

/// One bar of stacked categories, with letters where they fit.
pub fn bar(counts: &Counts, corner: Point, width: f64, height: f64) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut left = corner.x;
    for (category, _) in counts.iter().filter(|(_, count)| *count > 0) {
        let full = counts.share(category).unwrap_or(0.0) * width;
        // A gap between two colours, for those who do not see the difference.
        let shown = (full - 1.0).max(full / 2.0);
        let ink = Ink::Kano(category);
        marks.push(Mark::Block { corner: at(left, corner.y), width: shown, height, ink });
        if full >= 15.0 {
            marks.push(Mark::Text {
                at: at(left + shown / 2.0, corner.y + height / 2.0 + 4.2),
                text: category.file_name().to_owned(),
                hold: Hold::Middle,
                ink: Ink::Panel,
                bold: true,
                turned: false,
            });
        }
        left += full;
    }
    marks
}

/// What a bar shows, for the ear.
pub fn bar_in_words(counts: &Counts, lang: Lang) -> String {
    let parts = counts.iter().filter(|(_, count)| *count > 0).map(|(category, count)| {
        let share = percent(counts.share(category).unwrap_or(0.0), 0);
        words::category_count(lang, category.label(lang), &group(count as usize), &share)
    });
    parts.collect::<Vec<_>>().join(kano_analysis::comma(lang))
}

/// A value with its interval.
pub fn with_interval(value: f64, interval: Interval, lang: Lang) -> String {
    words::with_interval(lang, &fixed(value), &fixed(interval.low), &fixed(interval.high))
}

/// A mean with its standard error, if it has one.
pub fn with_error(mean: &Mean) -> String {
    match mean.error {
        Some(error) => format!("{} ± {}", fixed(mean.mean), fixed(error)),
        None => fixed(mean.mean),
    }
}

/// The 95 % interval of a mean; without one, the mean itself.
fn range(mean: Mean) -> (f64, f64) {
    let reach = mean.error.unwrap_or(0.0) * Z_95;
    (mean.mean - reach, mean.mean + reach)
}

/// What an upright or level line covers.
fn covered(mark: &Mark) -> Option<Frame> {
    let Mark::Line { from, to, .. } = mark else { return None };
    Some(Frame {
        left: from.x.min(to.x) - 1.0,
        top: from.y.min(to.y) - 1.0,
        right: from.x.max(to.x) + 1.0,
        bottom: from.y.max(to.y) + 1.0,
    })
}

/// A feature to be drawn.
struct Dot {
    at: Point,
    category: KanoCategory,
    title: String,
    about: String,
}

/// A square plane with the same scale on both axes.
struct Plane {
    frame: Frame,
    width: f64,
    range: (f64, f64),
}

/// Room beside the plane: for the names of the axes, for their numbers, and for half a disc, as a
/// feature may lie at the very edge.
const LEFT: f64 = 62.0;
const RIGHT: f64 = 20.0;
const TOP: f64 = 34.0;
const BOTTOM: f64 = 54.0;

/// How near to each other the centres of two discs may be: both letters can be read.
const NEAREST: f64 = DOT_RADIUS * 1.7;

/// A disc is not moved farther than this from its values for the sake of others.
const FARTHEST: f64 = DOT_RADIUS * 4.0;

/// What a text on a level line covers.
fn text_frame(held: Point, text: &str, hold: Hold) -> Frame {
    let width = text_width(text);
    let left = match hold {
        Hold::Start => held.x,
        Hold::Middle => held.x - width / 2.0,
        Hold::End => held.x - width,
    };
    Frame { left, top: held.y - 13.0, right: left + width, bottom: held.y + 4.0 }
}

/// A text inside the plane, with all places that would do, the best one first.
struct Note {
    text: String,
    /// What stands there instead where the text has no room; empty for nothing.
    short: String,
    hold: Hold,
    places: Vec<Point>,
}

impl Note {
    /// The text at the first place that is off all discs and other texts, or its short form.
    fn placed(&self, taken: &[Frame]) -> Option<(&str, Point, Frame)> {
        let is_free = |frame: &Frame| taken.iter().all(|other| !other.meets(frame));
        [&self.text, &self.short].into_iter().filter(|text| !text.is_empty()).find_map(|text| {
            let mut frames = self.places.iter().map(|place| (*place, text_frame(*place, text, self.hold)));
            let (place, frame) = frames.find(|(_, frame)| is_free(frame))?;
            Some((text.as_str(), place, frame))
        })
    }
}

/// Moves discs that would cover each other's letters apart, as little as that takes.
fn apart(points: &[Point], room: &Frame) -> Vec<Point> {
    const ROUNDS: usize = 40;
    let mut moved = points.to_vec();
    for round in 0..ROUNDS {
        let before = moved.clone();
        for (nth, disc) in moved.iter_mut().enumerate() {
            for (_, other) in before.iter().enumerate().filter(|(other, _)| *other != nth) {
                let (dx, dy) = (disc.x - other.x, disc.y - other.y);
                if dx * dx + dy * dy >= NEAREST * NEAREST {
                    continue;
                }
                let distance = libm::hypot(dx, dy);
                // From the very same place each goes a way of its own, another one in each round (the golden
                // angle), as one may lead to the edge.
                let (y, x) = match distance < 1e-6 {
                    true => libm::sincos((nth + round) as f64 * 2.399_963),
                    false => (dy / distance, dx / distance),
                };
                let step = (NEAREST - distance) / 2.0 + 0.01;
                *disc = at(disc.x + x * step, disc.y + y * step);
            }
        }
        for (disc, point) in moved.iter_mut().zip(points) {
            let (dx, dy) = (disc.x - point.x, disc.y - point.y);
            let part = (FARTHEST / libm::hypot(dx, dy)).min(1.0);
            *disc = at(
                (point.x + dx * part).clamp(room.left, room.right),
                (point.y + dy * part).clamp(room.top, room.bottom),
            );
        }
        if moved == before {
            break;
        }
    }
    moved
}

impl Plane {
    fn new(width: f64, range: (f64, f64)) -> Plane {
        // Not higher than wide, and no higher than a screen.
        let height = (width * 0.8).clamp(280.0, 520.0);
        let frame = Frame { left: LEFT, top: TOP, right: width - RIGHT, bottom: TOP + height };
        Plane { frame, width, range }
    }

    fn picture(&self, title: &str, marks: Vec<Mark>) -> Picture {
        Picture { title: title.to_owned(), width: self.width, height: self.frame.bottom + BOTTOM, marks }
    }

    /// The place of two values; what lies outside is drawn at the edge.
    fn at(&self, x: f64, y: f64) -> Point {
        let Frame { left, top, right, bottom } = self.frame;
        let (low, high) = self.range;
        let part = |value: f64| ((value - low) / (high - low)).clamp(0.0, 1.0);
        at(left + part(x) * (right - left), bottom - part(y) * (bottom - top))
    }

    fn grid(&self, ticks: &[f64]) -> Vec<Mark> {
        let (low, high) = self.range;
        let mut marks = Vec::new();
        for tick in ticks {
            let label = display(*tick, 2);
            let (x, y) = (self.at(*tick, low), self.at(low, *tick));
            marks.push(line(x, self.at(*tick, high), Ink::Line));
            marks.push(line(y, self.at(high, *tick), Ink::Line));
            marks.push(text(at(x.x, x.y + 24.0), label.clone(), Hold::Middle, Ink::Muted));
            marks.push(text(at(y.x - 12.0, y.y + 4.0), label, Hold::End, Ink::Muted));
        }
        marks
    }

    /// The two lines that make quadrants, the upright one with its value above the plane.
    fn cut(&self, x: f64, y: f64, x_label: &str) -> Vec<Mark> {
        let (low, high) = self.range;
        let (above, beside) = (self.at(x, high), self.at(high, y));
        let half = text_width(x_label) / 2.0 + 2.0;
        let held = at(above.x.clamp(half, self.width - half), above.y - DOT_RADIUS - 5.0);
        vec![
            dashed(self.at(x, low), above, Ink::Muted),
            dashed(self.at(low, y), beside, Ink::Muted),
            text(held, x_label, Hold::Middle, Ink::Muted),
        ]
    }

    /// The value of the level line and the names of the quadrants, which look for places off the discs.
    fn notes(&self, x: f64, y: f64, y_label: String, lang: Lang) -> Vec<Note> {
        let Frame { left, top, right, bottom } = self.frame;
        let (low, _) = self.range;
        let cut = at(self.at(x, low).x, self.at(low, y).y);
        // Along the line from its right end on, above it or below.
        let free = right - left - text_width(&y_label) - 8.0;
        let steps = (0..).map(|step| f64::from(step) * 8.0).take_while(|step| *step < free);
        let places = steps.flat_map(|step| [-4.0, 15.0].map(|beside| at(right - 4.0 - step, cut.y + beside)));
        let places = places.collect();
        let mut notes = vec![Note { text: y_label, short: String::new(), hold: Hold::End, places }];
        for (category, across, up, hold) in [
            (KanoCategory::Attractive, (left, cut.x), (top, cut.y), Hold::Start),
            (KanoCategory::OneDimensional, (right, cut.x), (top, cut.y), Hold::End),
            (KanoCategory::Indifferent, (left, cut.x), (bottom, cut.y), Hold::Start),
            (KanoCategory::MustBe, (right, cut.x), (bottom, cut.y), Hold::End),
        ] {
            let text = format!("{} {}", category.file_name(), category.label(lang));
            let places = corner_first(across, up, text_width(&text));
            notes.push(Note { text, short: category.file_name().to_owned(), hold, places });
        }
        notes
    }

    fn names(&self, x: &str, y: &str) -> Vec<Mark> {
        let Frame { left, top, right, bottom } = self.frame;
        vec![
            text(at((left + right) / 2.0, bottom + 44.0), x, Hold::Middle, Ink::Text),
            turned(at(14.0, (top + bottom) / 2.0), y, Ink::Text),
        ]
    }

    /// The ellipse, or where it has collapsed the two intervals, which tell more.
    fn doubt(&self, coefficients: &Coefficients, ink: Ink) -> Vec<Mark> {
        let ellipse = coefficients.ellipse();
        if ellipse.is_flat() {
            let (worse, better) = (coefficients.worse_interval, coefficients.better_interval);
            let (x, y) = (coefficients.worse.abs(), coefficients.better);
            return self.cross(ink, (x, (worse.high.abs(), worse.low.abs())), (y, (better.low, better.high)));
        }
        let outline = (0..48).map(|step| ellipse.point(f64::from(step) / 48.0));
        let points = outline.map(|(x, y)| self.at(x, y)).collect();
        vec![Mark::Curve { points, ink, closed: true }]
    }

    fn cross(&self, ink: Ink, (x, across): (f64, (f64, f64)), (y, up): (f64, (f64, f64))) -> Vec<Mark> {
        vec![
            line(self.at(across.0, y), self.at(across.1, y), ink),
            line(self.at(x, up.0), self.at(x, up.1), ink),
        ]
    }

    /// Discs with their labels, and notes where the discs leave room.
    fn dots(&self, dots: Vec<Dot>, notes: Vec<Note>, avoided: &[Frame]) -> Vec<Mark> {
        let Frame { left, top, bottom, .. } = self.frame;
        let mut marks = Vec::new();
        let values: Vec<Point> = dots.iter().map(|dot| dot.at).collect();
        let places = apart(&values, &self.frame);
        let mut taken: Vec<Frame> =
            places.iter().map(|place| Frame::around(*place, DOT_RADIUS + 1.0)).collect();
        for note in notes {
            if let Some((said, held, frame)) = note.placed(&taken) {
                taken.push(frame);
                marks.push(text(held, said, note.hold, Ink::Muted));
            }
        }
        let room = Frame { left: left + 2.0, top: top - 8.0, right: self.width - 4.0, bottom: bottom - 1.0 };
        let longest = (self.width * 0.26).clamp(72.0, 190.0);
        let names: Vec<String> = dots.iter().map(|dot| shorten(&dot.title, longest)).collect();
        let spots: Vec<Spot> = places
            .iter()
            .zip(&names)
            .map(|(place, name)| Spot {
                at: *place,
                radius: DOT_RADIUS,
                width: Some(text_width(name)),
                short: None,
            })
            .collect();
        let texts = taken.get(places.len()..).unwrap_or_default();
        let labels = place(&spots, &room, texts, avoided);
        for (spot, label) in spots.iter().zip(&labels) {
            if let Some(end) = label.and_then(|label| label.leader) {
                marks.push(line(spot.at, end, Ink::Muted));
            }
        }
        for (name, label) in names.into_iter().zip(labels) {
            if let Some(Label { frame, .. }) = label {
                let base = at(frame.left, frame.top + LINE_HEIGHT - 4.0);
                marks.push(text(base, name, Hold::Start, Ink::Text));
            }
        }
        // From a disc that had to give way back to its values.
        for (dot, place) in dots.iter().zip(&places) {
            if libm::hypot(dot.at.x - place.x, dot.at.y - place.y) > DOT_RADIUS {
                marks.push(line(dot.at, *place, Ink::Kano(dot.category)));
            }
        }
        marks.extend(dots.into_iter().zip(places).map(|(dot, place)| disc(place, dot.category, dot.about)));
        marks
    }
}

/// Places for a text of some width inside a quadrant, from its outer corner inwards; the corner
/// itself where the quadrant is too small.
fn corner_first(across: (f64, f64), up: (f64, f64), width: f64) -> Vec<Point> {
    let (inwards, down) = ((across.1 - across.0).signum(), (up.1 - up.0).signum());
    let corner = at(across.0 + 8.0 * inwards, up.0 + if down > 0.0 { 16.0 } else { -8.0 });
    let free = ((across.1 - across.0).abs() - width - 12.0, (up.1 - up.0).abs() - 24.0);
    let steps = |free: f64| (1..).map(|step| f64::from(step) * 6.0).take_while(move |step| *step <= free);
    let mut places: Vec<(f64, f64)> = std::iter::once(0.0)
        .chain(steps(free.0))
        .flat_map(|x| std::iter::once(0.0).chain(steps(free.1)).map(move |y| (x, y)))
        .collect();
    places.sort_by(|a, b| (a.0 + a.1).total_cmp(&(b.0 + b.1)));
    places.into_iter().map(|(x, y)| at(corner.x + x * inwards, corner.y + y * down)).collect()
}

/// A feature's disc with its category's letter.
fn disc(at: Point, category: KanoCategory, about: String) -> Mark {
    let letter = category.file_name().to_owned();
    Mark::Dot { at, radius: DOT_RADIUS, ink: Ink::Kano(category), letter, look: Look::Full, about }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kano::{Options, analyse};
    use crate::domain::sample;

    const WIDTHS: [f64; 3] = [320.0, 520.0, 760.0];

    fn sample_analysis(lang: Lang) -> Analysis {
        let plan = sample::plan(lang, "p".into(), "2026-11-22T09:00:00Z");
        analyse(&plan.kano, &Options::of(&plan.settings))
    }

    fn dots(picture: &Picture) -> Vec<(Point, &str)> {
        let dots = picture.marks.iter().filter_map(|mark| match mark {
            Mark::Dot { at, about, .. } => Some((*at, about.as_str())),
            _ => None,
        });
        dots.collect()
    }

    fn inside(picture: &Picture) {
        let within = |point: &Point| {
            (0.0..=picture.width).contains(&point.x) && (0.0..=picture.height).contains(&point.y)
        };
        for mark in &picture.marks {
            let fits = match mark {
                Mark::Line { from, to, .. } => within(from) && within(to),
                Mark::Curve { points, .. } => points.iter().all(within),
                Mark::Block { corner, width, height, .. } => {
                    within(corner) && within(&at(corner.x + width, corner.y + height))
                }
                Mark::Text { at: held, text, hold, turned: false, .. } => {
                    let width = text_width(text);
                    let left = match hold {
                        Hold::Start => held.x,
                        Hold::Middle => held.x - width / 2.0,
                        Hold::End => held.x - width,
                    };
                    // Widths are guessed on the wide side, so a little may hang over.
                    within(held) && left >= -4.0 && left + width <= picture.width + 4.0
                }
                Mark::Text { at, .. } | Mark::Dot { at, .. } | Mark::Ring { at, .. } => within(at),
            };
            assert!(fits, "{mark:?} in {} x {}", picture.width, picture.height);
        }
    }

    #[test]
    fn nothing_is_cut_off_at_any_width() {
        for lang in Lang::ALL {
            let analysis = sample_analysis(lang);
            let title = |item: &Id| format!("A rather long title of {item}");
            for width in WIDTHS {
                for cut_at in CutAt::ALL {
                    inside(&better_worse(&analysis, cut_at, &title, width, lang));
                }
                inside(&continuous(&analysis, &title, width, lang));
                inside(&bars(&analysis, &title, width, lang));
                for feature in &analysis.features {
                    if let Some(picture) = satisfaction(feature, "Title", width, lang) {
                        inside(&picture);
                    }
                }
            }
        }
    }

    #[test]
    fn every_feature_with_values_is_a_point_that_says_its_numbers() {
        let analysis = sample_analysis(Lang::En);
        let title = |item: &Id| item.to_string();
        let picture = better_worse(&analysis, CutAt::Half, &title, 640.0, Lang::En);
        let found = dots(&picture);
        assert_eq!(found.len(), analysis.features.len());
        for (feature, (_, about)) in analysis.features.iter().zip(&found) {
            let better = fixed(feature.coefficients.unwrap().better);
            assert!(about.starts_with(&format!("{}: ", feature.item)) && about.contains(&better), "{about}");
        }
        assert_eq!(dots(&continuous(&analysis, &title, 640.0, Lang::En)).len(), found.len());
    }

    #[test]
    fn better_points_up_and_worse_to_the_right() {
        let plane = Plane::new(640.0, (0.0, 1.0));
        let (low, high) = (plane.at(0.0, 0.0), plane.at(1.0, 1.0));
        assert!(low.x < high.x && low.y > high.y);
        assert_eq!(plane.at(-3.0, 7.0), plane.at(0.0, 1.0));
    }

    #[test]
    fn an_undefined_feature_is_no_point_and_has_no_curve() {
        let mut analysis = sample_analysis(Lang::En);
        let count = analysis.features.len();
        analysis.features[0].coefficients = None;
        let title = |item: &Id| item.to_string();
        let picture = better_worse(&analysis, CutAt::Half, &title, 640.0, Lang::En);
        assert_eq!(dots(&picture).len(), count - 1);
        // Whoever presses a point finds its feature by the place of the point.
        for ((feature, ..), (_, about)) in with_coefficients(&analysis).zip(dots(&picture)) {
            assert!(about.starts_with(&format!("{}: ", feature.item)), "{about}");
        }
        analysis.features[1].continuous = None;
        let picture = continuous(&analysis, &title, 640.0, Lang::En);
        assert_eq!(with_means(&analysis).count(), dots(&picture).len());
        for ((feature, ..), (_, about)) in with_means(&analysis).zip(dots(&picture)) {
            assert!(about.starts_with(&format!("{}: ", feature.item)), "{about}");
        }
        assert_eq!(satisfaction(&analysis.features[0], "T", 300.0, Lang::En), None);
    }

    #[test]
    fn a_bar_is_as_wide_as_it_should_be_and_has_letters_where_they_fit() {
        let widths = |counts: [u32; 6]| {
            let marks = bar(&Counts(counts), at(0.0, 0.0), 200.0, 18.0);
            let end = marks.iter().filter_map(|mark| match mark {
                Mark::Block { corner, width, .. } => Some(corner.x + width),
                _ => None,
            });
            let letters = marks.iter().filter_map(|mark| match mark {
                Mark::Text { text, .. } => Some(text.as_str()),
                _ => None,
            });
            (end.fold(0.0, f64::max), letters.collect::<String>())
        };
        assert_eq!(widths([10, 10, 0, 20, 0, 0]), (199.0, "MOI".to_owned()));
        assert_eq!(widths([97, 0, 0, 0, 3, 0]).1, "M");
        assert_eq!(widths([0; 6]), (0.0, String::new()));
    }

    #[test]
    fn a_bar_is_also_read_aloud() {
        let counts = Counts([0, 3, 1, 0, 0, 0]);
        assert_eq!(bar_in_words(&counts, Lang::En), "One-dimensional: 3 (75%), Attractive: 1 (25%)");
        assert_eq!(bar_in_words(&counts, Lang::Zh), "期望：3（75%）、魅力：1（25%）");
    }
}
