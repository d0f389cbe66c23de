//! The roadmap as a picture: periods beside each other, teams or areas below each other, a card
//! for each item in its place, and how full each team is.
//!
//! What is over its capacity is told by words, a mark and the part of the bar beyond a line, not
//! by colour alone. A long roadmap is drawn in several pictures; see [`tiles`].

use std::collections::HashMap;
use std::ops::Range;

use super::{
    Hold, Ink, LINE_HEIGHT, Mark, Picture, Point, TEXT_SIZE, at, ems, line, shorten, text, text_width,
};
use crate::domain::number::display_score;
use crate::domain::places::sort;
use crate::domain::plan::{Item, KanoCategory, Plan, Status};
use crate::domain::roadmap::compare::places;
use crate::domain::roadmap::effort::effort;
use crate::domain::roadmap::load::{Load, loads};
use crate::domain::roadmap::{Period, brief};
use crate::domain::text::{Lang, chart, fields, one_line, report as words, roadmap_board as board};

/// What stands in the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rows {
    /// The teams, each with the items that take most of it.
    #[default]
    Teams,
    /// The parts of the product.
    Areas,
}

/// What is drawn.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The language.
    pub lang: Lang,
    /// What stands in the rows.
    pub rows: Rows,
    /// The periods, by their places in time.
    pub periods: Range<usize>,
    /// The width in pixels; more is taken where columns would be too narrow to read.
    pub width: f64,
    /// Cards that a cell shows; of more, the last line says how many there are.
    pub most_cards: usize,
}

/// The width of a page.
pub const WIDTH: f64 = 960.0;

/// Cards of a cell that a page shows.
pub const MOST_CARDS: usize = 8;

/// Columns that are wide enough to read on a page.
pub const MOST_COLUMNS: usize = 6;

impl<'a> Asked<'a> {
    /// All periods by team, for a page.
    pub fn all(plan: &'a Plan, lang: Lang) -> Asked<'a> {
        let periods = 0..plan.roadmap.periods.len();
        Asked { plan, lang, rows: Rows::Teams, periods, width: WIDTH, most_cards: MOST_CARDS }
    }
}

/// The periods cut into pictures of about the same number of columns, at most `most` each;
/// pictures on which nothing would stand are left out.
pub fn tiles(plan: &Plan, most: usize) -> Vec<Range<usize>> {
    let count = plan.roadmap.periods.len();
    let placed = places(plan, &plan.roadmap.placements);
    let mut is_used = vec![false; count];
    for item in &plan.items {
        if let Some(used) = placed.get(&*item.id).and_then(|at| is_used.get_mut(*at)) {
            *used = true;
        }
    }
    let tiles = count.div_ceil(most.max(1)).max(1);
    let cut = |nth: usize| nth * count / tiles;
    (0..tiles)
        .map(|nth| cut(nth)..cut(nth + 1))
        .filter(|tile| is_used.get(tile.clone()).is_some_and(|used| used.contains(&true)))
        .collect()
}

/// A column that is printed over several sheets is no narrower, where one sheet can hold it.
const COMFORTABLE: f64 = 190.0;

/// The roadmap large, over several sheets of a size: cut between periods and between teams, never
/// through a card, each sheet with the names of its teams, its periods and the legend.
///
/// None where one sheet holds all of it. A team with more cards than a sheet is high makes its
/// sheet higher, which then has to be made smaller.
pub fn sheets(plan: &Plan, lang: Lang, room: (f64, f64)) -> Vec<Picture> {
    let count = plan.roadmap.periods.len();
    let most = (((room.0 - NAMES) / COMFORTABLE).floor().max(1.0) as usize).min(MOST_COLUMNS);
    let teams = plan.roadmap.teams.len().max(1);
    let all = Asked { width: room.0, ..Asked::all(plan, lang) };
    let mut pictures = Vec::new();
    for periods in tiles(plan, most) {
        let of_periods = Asked { periods, ..all.clone() };
        let part = |from: usize, to: usize| draw_rows(&of_periods, from..to);
        let mut from = 0;
        while from < teams {
            // As many teams as fit, and one at least.
            let fits = |to: &usize| part(from, *to).is_some_and(|picture| picture.height <= room.1);
            let to = (from + 1..=teams).take_while(fits).last().unwrap_or(from + 1);
            pictures.extend(part(from, to));
            from = to;
        }
    }
    if pictures.len() == 1 && count <= most { Vec::new() } else { pictures }
}

/// What a cell leaves free at its sides.
const PAD: f64 = 7.0;

/// Between two cards.
const GAP: f64 = 5.0;

/// The coloured edge of a card.
const EDGE: f64 = 4.0;

/// The width of the names of rows.
const NAMES: f64 = 116.0;

/// No column is narrower.
const NARROWEST: f64 = 104.0;

/// The height of a load bar.
const BAR: f64 = 6.0;

/// Areas that have a row of their own.
const MOST_AREAS: usize = 20;

/// Draws the roadmap; `None` where it has none of the periods.
pub fn draw(asked: &Asked) -> Option<Picture> {
    draw_rows(asked, 0..usize::MAX)
}

/// Draws some of the rows.
fn draw_rows(asked: &Asked, shown: Range<usize>) -> Option<Picture> {
    let Asked { plan, lang, .. } = *asked;
    let periods = plan.roadmap.periods.get(asked.periods.clone()).filter(|periods| !periods.is_empty())?;
    let rows = row_names(asked);
    let cards = cards(asked, &rows);
    let names = if rows.len() > 1 || rows.iter().any(|row| !row.is_empty()) { NAMES } else { 0.0 };
    let width = asked.width.max(names + NARROWEST * periods.len() as f64);
    let sheet = Sheet { asked, names, column: (width - names) / periods.len() as f64, loads: loads(plan) };
    let mut marks = Vec::new();
    let head = sheet.head(periods, &mut marks);
    let mut top = head;
    let mut rules = vec![0.5, head];
    for (row, name) in rows.iter().enumerate() {
        // A team without items may have room; an area without any says nothing.
        if asked.rows == Rows::Areas && !cards.keys().any(|(at, _)| *at == row) {
            continue;
        }
        if !shown.contains(&row) {
            continue;
        }
        let mut height = sheet.name(name, top, &mut marks);
        for column in 0..periods.len() {
            let of_cell = cards.get(&(row, column)).map(Vec::as_slice).unwrap_or_default();
            height = height.max(sheet.cell(of_cell, (row, column), top, &mut marks));
        }
        top += height;
        rules.push(top);
    }
    let mut lines: Vec<Mark> = rules.into_iter().map(|y| line(at(0.0, y), at(width, y), Ink::Line)).collect();
    for column in 0..=periods.len() {
        // Half of a line on the edge would be cut off, which leaves nothing of it on paper.
        let x = (names + sheet.column * column as f64).clamp(0.5, width - 0.5);
        lines.push(line(at(x, 0.5), at(x, top), Ink::Line));
    }
    if names > 0.0 {
        lines.push(line(at(0.5, 0.5), at(0.5, top), Ink::Line));
    }
    lines.extend(marks);
    let height = sheet.legend(&cards, width, top, &mut lines);
    Some(Picture { title: title(periods, plan, lang), width, height, marks: lines })
}

fn title(periods: &[Period], plan: &Plan, lang: Lang) -> String {
    let named = |period: &Period| one_line(period.title_in(lang));
    match periods {
        _ if periods.len() == plan.roadmap.periods.len() => words::roadmap(lang).to_owned(),
        [] => words::roadmap(lang).to_owned(),
        [one] => words::roadmap_period(lang, &named(one)),
        [first, .., last] => words::roadmap_part(lang, &named(first), &named(last)),
    }
}

/// What a card says.
struct Card {
    title: String,
    kano: Option<KanoCategory>,
    effort: String,
    value: String,
}

/// Cards by row and column, the most valuable first.
type Cards = HashMap<(usize, usize), Vec<Card>>;

/// The names of the rows; one without a name where there is nothing to tell apart.
fn row_names(asked: &Asked) -> Vec<String> {
    let Asked { plan, lang, .. } = *asked;
    let mut rows: Vec<String> = match asked.rows {
        Rows::Teams => plan.roadmap.teams.iter().map(|team| one_line(team.title_in(lang))).collect(),
        Rows::Areas => {
            let mut areas: Vec<String> = areas(asked).into_iter().map(one_line).collect();
            areas.push(board::no_area(lang).to_owned());
            areas.push(chart::other_areas(lang).to_owned());
            areas
        }
    };
    if rows.is_empty() {
        rows.push(String::new());
    }
    rows
}

/// The areas of what is placed, in the order of the items.
fn areas<'a>(asked: &Asked<'a>) -> Vec<&'a str> {
    let plan = asked.plan;
    let placed = places(plan, &plan.roadmap.placements);
    let mut areas: Vec<&str> = Vec::new();
    for item in &plan.items {
        let is_shown = placed.get(&*item.id).is_some_and(|at| asked.periods.contains(at));
        let area = item.area.trim();
        if is_shown && !area.is_empty() && areas.len() < MOST_AREAS && !areas.contains(&area) {
            areas.push(area);
        }
    }
    areas
}

fn cards(asked: &Asked, rows: &[String]) -> Cards {
    let Asked { plan, lang, .. } = *asked;
    let placed = places(plan, &plan.roadmap.placements);
    let scorer = brief::basis(plan).scorer(plan);
    let areas = match asked.rows {
        Rows::Areas => areas(asked),
        Rows::Teams => Vec::new(),
    };
    let unit = board::short_unit(lang, plan.settings.effort_unit);
    let mut found: Vec<(f64, (usize, usize), Card)> = Vec::new();
    for item in &plan.items {
        let column = placed.get(&*item.id).filter(|at| asked.periods.contains(at));
        let Some(column) = column.map(|at| at - asked.periods.start) else { continue };
        let row = match asked.rows {
            Rows::Teams => main_team(plan, item),
            Rows::Areas if item.area.trim().is_empty() => areas.len(),
            Rows::Areas => {
                let own = areas.iter().position(|area| *area == item.area.trim());
                own.unwrap_or(areas.len() + 1)
            }
        };
        let taken = effort(plan, item).total();
        let value = scorer.score(item).value();
        let name = one_line(item.title_in(lang));
        let card = Card {
            title: if name.is_empty() { one_line(&item.key) } else { name },
            kano: item.kano.as_ref().map(|mark| mark.category),
            effort: match item.status {
                Status::Shipped => fields::status_shipped(lang).to_owned(),
                Status::Rejected => fields::status_rejected(lang).to_owned(),
                _ if taken > 0.0 => format!("{} {unit}", board::number(taken)),
                _ => board::no_effort(lang).to_owned(),
            },
            value: value.map(display_score).unwrap_or_default(),
        };
        found.push((value.unwrap_or(f64::NEG_INFINITY), (row.min(rows.len() - 1), column), card));
    }
    sort(&mut found, &|(one, ..), (other, ..)| other.total_cmp(one));
    let mut cards = Cards::new();
    for (_, cell, card) in found {
        cards.entry(cell).or_default().push(card);
    }
    cards
}

/// The team with the largest effort; else the one that the area belongs to; else the first.
fn main_team(plan: &Plan, item: &Item) -> usize {
    let teams = &plan.roadmap.teams;
    let mut largest: Option<(&str, f64)> = None;
    let taken = effort(plan, item);
    for (team, amount) in &taken.by_team {
        if largest.is_none_or(|(_, most)| *amount > most) {
            largest = Some((team, *amount));
        }
    }
    let by_effort = largest.and_then(|(id, _)| teams.iter().position(|team| &*team.id == id));
    let owner = || teams.iter().position(|team| !item.area.is_empty() && team.areas.contains(&item.area));
    by_effort.or_else(owner).unwrap_or_default()
}

/// What all parts of a picture have to know.
struct Sheet<'a> {
    asked: &'a Asked<'a>,
    /// The width of the names of rows.
    names: f64,
    /// The width of a column.
    column: f64,
    loads: Vec<Vec<Load>>,
}

impl Sheet<'_> {
    fn left(&self, column: usize) -> f64 {
        self.names + self.column * column as f64 + PAD
    }

    fn room(&self) -> f64 {
        self.column - 2.0 * PAD
    }

    /// The loads of a period, by team.
    fn loads_of(&self, column: usize) -> &[Load] {
        self.loads.get(self.asked.periods.start + column).map(Vec::as_slice).unwrap_or_default()
    }

    /// The names of the periods; answers with where the first row begins.
    fn head(&self, periods: &[Period], marks: &mut Vec<Mark>) -> f64 {
        let lang = self.asked.lang;
        let mut lowest: f64 = 0.0;
        for (column, period) in periods.iter().enumerate() {
            let (left, mut base) = (self.left(column), 18.0);
            for part in wrap(&one_line(period.title_in(lang)), self.room() * BOLDER, 2) {
                marks.push(bold(at(left, base), part, Ink::Text));
                base += LINE_HEIGHT;
            }
            if !period.start.is_empty() && !period.end.is_empty() {
                let dates = board::span(lang, &period.start, &period.end);
                for part in wrap(&one_line(&dates), self.room(), 2) {
                    marks.push(text(at(left, base), part, Hold::Start, Ink::Muted));
                    base += LINE_HEIGHT;
                }
            }
            let sum = self.loads_of(column).iter().fold(Load::default(), |sum, load| sum.plus(*load));
            if sum.capacity > 0.0 || sum.used > 0.0 {
                base = self.load_words(sum, at(left, base), marks);
            }
            lowest = lowest.max(base - LINE_HEIGHT);
        }
        lowest + 9.0
    }

    /// The name of a row; answers with the height that it takes.
    fn name(&self, name: &str, top: f64, marks: &mut Vec<Mark>) -> f64 {
        let mut base = top + 20.0;
        for part in wrap(name, (self.names - 2.0 * PAD).max(0.0) * BOLDER, 3) {
            marks.push(bold(at(PAD, base), part, Ink::Text));
            base += LINE_HEIGHT;
        }
        (base - LINE_HEIGHT - top + 12.0).max(34.0)
    }

    /// A cell with its cards and how full its team is; answers with the height that it takes.
    fn cell(&self, cards: &[Card], (row, column): (usize, usize), top: f64, marks: &mut Vec<Mark>) -> f64 {
        let lang = self.asked.lang;
        let mut below = top + PAD;
        for card in cards.iter().take(self.asked.most_cards) {
            below += self.card(card, at(self.left(column), below), marks) + GAP;
        }
        if cards.len() > self.asked.most_cards {
            let more = board::and_more(lang, cards.len() - self.asked.most_cards);
            let more = shorten(&more, self.room());
            marks.push(text(at(self.left(column), below + 12.0), more, Hold::Start, Ink::Muted));
            below += LINE_HEIGHT + GAP;
        }
        if self.asked.rows == Rows::Teams
            && let Some(load) = self.loads_of(column).get(row)
            && (load.capacity > 0.0 || load.used > 0.0)
        {
            self.bar(*load, at(self.left(column), below + 1.0), marks);
            let base = at(self.left(column), below + BAR + 14.0);
            below = self.load_words(*load, base, marks) - 10.0;
        }
        below - top + PAD - 2.0
    }

    /// A card; answers with its height.
    fn card(&self, card: &Card, corner: Point, marks: &mut Vec<Mark>) -> f64 {
        let room = self.room();
        let inside = room - EDGE - 2.0 * PAD;
        let title = wrap(&card.title, inside, 2);
        let height = (title.len().max(1) + 1) as f64 * LINE_HEIGHT + 10.0;
        let block = |corner: Point, width: f64, height: f64, ink| Mark::Block { corner, width, height, ink };
        marks.push(block(corner, room, height, Ink::Line));
        marks.push(block(at(corner.x + 1.0, corner.y + 1.0), room - 2.0, height - 2.0, Ink::Panel));
        let edge = card.kano.map_or(Ink::Muted, Ink::Kano);
        marks.push(block(corner, EDGE, height, edge));
        let left = corner.x + EDGE + PAD;
        let mut base = corner.y + 16.0;
        for part in title {
            marks.push(text(at(left, base), part, Hold::Start, Ink::Text));
            base += LINE_HEIGHT;
        }
        base = corner.y + height - 8.0;
        let letter = card.kano.map(KanoCategory::file_name).unwrap_or_default();
        let numbers = match (letter.is_empty(), card.value.is_empty()) {
            (false, false) => format!("{letter} · {}", card.value),
            (false, true) => letter.to_owned(),
            (true, _) => card.value.clone(),
        };
        let left_room = inside - text_width(&numbers) - 6.0;
        marks.push(text(at(left, base), shorten(&card.effort, left_room), Hold::Start, Ink::Muted));
        marks.push(text(at(corner.x + room - PAD, base), numbers, Hold::End, Ink::Muted));
        height
    }

    /// A bar as long as the column: what is used of the capacity, and behind a line what is
    /// beyond it.
    fn bar(&self, load: Load, corner: Point, marks: &mut Vec<Mark>) {
        let room = self.room();
        let block = |from: f64, to: f64, ink| Mark::Block {
            corner: at(corner.x + from * room, corner.y),
            width: (to - from) * room,
            height: BAR,
            ink,
        };
        if !load.is_over() {
            marks.push(block(0.0, 1.0, Ink::Line));
            let share = load.share().min(1.0);
            if share > 0.0 {
                marks.push(block(0.0, share, Ink::Brass));
            }
            return;
        }
        let within = (load.capacity / load.used).clamp(0.0, 1.0);
        if within > 0.0 {
            marks.push(block(0.0, within, Ink::Brass));
        }
        marks.push(block(within, 1.0, Ink::Bad));
        let x = corner.x + within * room;
        marks.push(line(at(x, corner.y - 3.0), at(x, corner.y + BAR + 3.0), Ink::Text));
    }

    /// A load in words; answers with the next base line.
    fn load_words(&self, load: Load, from: Point, marks: &mut Vec<Mark>) -> f64 {
        let mut base = from.y;
        let (said, ink) = (load_words(self.asked, load), if load.is_over() { Ink::Bad } else { Ink::Muted });
        let room = if load.is_over() { self.room() * BOLDER } else { self.room() };
        for part in wrap(&said, room, 3) {
            let place = at(from.x, base);
            marks.push(if load.is_over() {
                bold(place, part, ink)
            } else {
                text(place, part, Hold::Start, ink)
            });
            base += LINE_HEIGHT;
        }
        base
    }

    /// What letters, units and numbers mean; answers with the height of the picture.
    fn legend(&self, cards: &Cards, width: f64, top: f64, marks: &mut Vec<Mark>) -> f64 {
        let Asked { plan, lang, .. } = *self.asked;
        let mut keys: Vec<(Option<Ink>, String)> = KanoCategory::ALL
            .iter()
            .filter(|kano| cards.values().flatten().any(|card| card.kano == Some(**kano)))
            .map(|kano| (Some(Ink::Kano(*kano)), format!("{} {}", kano.file_name(), kano.label(lang))))
            .collect();
        if !cards.is_empty() {
            let what = board::value_on(lang, (brief::basis(plan).name)(lang));
            keys.push((None, words::at_the_right(lang, &what)));
        }
        let unit = plan.settings.effort_unit;
        let (short, long) = (board::short_unit(lang, unit), unit.label(lang));
        if short != long {
            keys.push((None, words::unit_is(lang, short, long)));
        }
        let (mut left, mut base) = (0.0, top + 20.0);
        for (ink, name) in keys {
            let step = text_width(&name) + if ink.is_some() { 15.0 } else { 0.0 };
            if left > 0.0 && left + step > width {
                (left, base) = (0.0, base + LINE_HEIGHT + 3.0);
            }
            let mut from = left;
            if let Some(ink) = ink {
                let corner = at(left, base - 9.0);
                marks.push(Mark::Block { corner, width: 10.0, height: 10.0, ink });
                from += 15.0;
            }
            marks.push(text(at(from, base), name, Hold::Start, Ink::Muted));
            left += step + 14.0;
        }
        base + 8.0
    }
}

/// “3.5 / 7 pm”, and “▲ 7.5 / 7 pm, 0.5 over”.
fn load_words(asked: &Asked, load: Load) -> String {
    let Asked { plan, lang, .. } = *asked;
    let unit = board::short_unit(lang, plan.settings.effort_unit);
    if load.capacity <= 0.0 && !load.is_over() {
        return board::used_only(lang, &board::number(load.used), unit);
    }
    let said = board::of_capacity(lang, &board::number(load.used), &board::number(load.capacity), unit);
    match load.is_over() {
        true => {
            let over = board::over(lang, &board::number(load.used - load.capacity));
            format!("▲ {said}{}{over}", board::comma(lang))
        }
        false => said,
    }
}

/// Bold letters are wider than those that widths are counted for.
const BOLDER: f64 = 0.93;

fn bold(at: Point, text: String, ink: Ink) -> Mark {
    Mark::Text { at, text, hold: Hold::Start, ink, bold: true, turned: false }
}

/// A text on at most so many lines, cut where it is longer; words stay whole where they fit.
fn wrap(text: &str, width: f64, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        if lines.len() + 1 >= most || text_width(rest) <= width {
            lines.push(shorten(rest, width));
            break;
        }
        let Some((line, behind)) = rest.split_at_checked(line_end(rest, width)) else { break };
        lines.push(line.trim_end().to_owned());
        rest = behind.trim_start();
    }
    lines
}

/// Where the first line of a text ends that does not fit: after a space or a hyphen, between
/// two characters written in squares, or in a word that is longer than a line.
fn line_end(text: &str, width: f64) -> usize {
    let mut used = 0.0;
    let mut end = None;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let is_break = match before {
            Some(' ' | '-' | '/') => c != ' ',
            // Parts of one sign, as of a flag or a family, stay together.
            Some(before) if before == JOINER || joins(c) => false,
            Some(before) => is_square(c) && !closes(c) || is_square(before) && !opens(before) && !closes(c),
            None => false,
        };
        if is_break {
            end = Some(at);
        }
        used += ems(c) * TEXT_SIZE;
        // A space at the end of a line takes no room.
        if used > width && c != ' ' && at > 0 {
            return end.unwrap_or(at);
        }
        before = Some(c);
    }
    text.len()
}

fn is_square(c: char) -> bool {
    c >= '\u{2e80}'
}

/// Makes one sign of the two beside it.
const JOINER: char = '\u{200d}';

/// Characters that belong to the one before: joiners, accents, variants and tones of skin.
fn joins(c: char) -> bool {
    matches!(c, JOINER | '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
}

/// Characters that no line begins with.
fn closes(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '）'
            | '》'
            | '」'
            | '』'
            | '”'
            | '’'
            | '%'
            | ','
            | '.'
            | ')'
    )
}

/// Characters that no line ends with.
fn opens(c: char) -> bool {
    matches!(c, '（' | '《' | '「' | '『' | '“' | '‘')
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::domain::plan::{Estimate, KanoMark};
    use crate::domain::roadmap::{Placement, Roadmap, Team};

    fn plan(items: usize, teams: usize, periods: usize) -> Plan {
        let mut plan = Plan::new("p".into(), "Test", "2026-11-22T00:00:00Z");
        let mut roadmap = Roadmap {
            teams: (0..teams)
                .map(|at| Team {
                    id: format!("t{at}").into(),
                    title: format!("Team {at}"),
                    ..Team::default()
                })
                .collect(),
            ..Roadmap::default()
        };
        roadmap.periods = (0..periods)
            .map(|at| Period {
                id: format!("q{at}").into(),
                title: format!("Period {at}"),
                capacity: roadmap.teams.iter().map(|team| (team.id.clone(), 4.0)).collect(),
                ..Period::default()
            })
            .collect();
        for at in 0..items {
            let mut item =
                Item::new(format!("i{at}").into(), format!("SY-{at}"), format!("Item number {at}"));
            let team = format!("t{}", at % teams.max(1));
            item.effort_by_team = [(team.as_str().into(), Estimate::Value(1.0))].into_iter().collect();
            item.area = format!("Area {}", at % 3);
            item.kano = (at % 2 == 0).then(|| KanoMark::manual(KanoCategory::MustBe));
            plan.items.push(Rc::new(item));
            roadmap.placements.push(Placement {
                item: format!("i{at}").as_str().into(),
                period: format!("q{}", at / teams.max(1) % periods.max(1)).as_str().into(),
                ..Placement::default()
            });
        }
        plan.roadmap = Rc::new(roadmap);
        plan
    }

    fn texts(picture: &Picture) -> Vec<&str> {
        let texts = picture.marks.iter().filter_map(|mark| match mark {
            Mark::Text { text, .. } => Some(text.as_str()),
            _ => None,
        });
        texts.collect()
    }

    fn covered(mark: &Mark) -> Option<(f64, f64, f64, f64)> {
        match mark {
            Mark::Text { at, text, hold, .. } => {
                let width = text_width(text);
                let left = if *hold == Hold::End { at.x - width } else { at.x };
                Some((left, at.y - 10.0, left + width, at.y + 3.0))
            }
            Mark::Block { corner, width, height, .. } => {
                Some((corner.x, corner.y, corner.x + width, corner.y + height))
            }
            Mark::Line { from, to, .. } => {
                Some((from.x.min(to.x), from.y.min(to.y), from.x.max(to.x), from.y.max(to.y)))
            }
            _ => None,
        }
    }

    #[test]
    fn sheets_are_cut_between_periods_and_teams_and_each_of_them_is_whole() {
        let most_cards = 4;
        for (items, teams, periods, room) in [
            (18, 3, 4, (544.0, 700.0)),
            (18, 3, 4, (807.0, 440.0)),
            (60, 9, 7, (544.0, 500.0)),
            (40, 12, 1, (640.0, 420.0)),
        ] {
            let plan = plan(items.min(teams * periods * most_cards), teams, periods);
            let sheets = sheets(&plan, Lang::En, room);
            let about = format!("{teams} teams, {periods} periods, {room:?}");
            assert!(sheets.len() > 1, "{about}");
            let mut cards = 0;
            for sheet in &sheets {
                let said = texts(sheet);
                let rows = said.iter().filter(|text| text.starts_with("Team ")).count();
                let columns = said.iter().filter(|text| text.starts_with("Period ")).count();
                assert!(rows > 0 && columns > 0, "{about}: {said:?}");
                // The legend is there, whole: it says what the letter on a card means.
                if said.iter().any(|text| text.starts_with("M · ") || *text == "M") {
                    assert!(said.iter().any(|text| text.contains("Must-be")), "{about}: {said:?}");
                }
                cards += said.iter().filter(|text| text.starts_with("Item number")).count();
                assert!(sheet.width <= room.0 + 0.1 && sheet.height <= room.1 + 0.1, "{about}");
                for mark in &sheet.marks {
                    let Some((left, top, right, low)) = covered(mark) else { continue };
                    let inside = left >= 0.0 && top >= 0.0 && right <= sheet.width && low <= sheet.height;
                    assert!(inside, "{about}: {mark:?}");
                }
            }
            assert_eq!(cards, plan.items.len(), "every card stands on one sheet: {about}");
        }
    }

    #[test]
    fn what_one_sheet_holds_is_not_cut() {
        assert_eq!(sheets(&plan(3, 2, 2), Lang::En, (807.0, 600.0)), []);
    }

    #[test]
    fn the_border_is_whole_on_all_sides() {
        for teams in [0, 3] {
            let picture = draw(&Asked::all(&plan(6, teams, 4), Lang::En)).unwrap();
            let upright = picture.marks.iter().filter_map(|mark| match mark {
                Mark::Line { from, to, .. } if from.x == to.x => Some(from.x),
                _ => None,
            });
            let places: Vec<f64> = upright.collect();
            // A line on the very edge is half outside, and of a hairline nothing is left on paper.
            assert!(places.iter().all(|x| (0.5..=picture.width - 0.5).contains(x)), "{places:?}");
            assert!(places.contains(&0.5) && places.contains(&(picture.width - 0.5)), "{places:?}");
        }
    }

    #[test]
    fn everything_lies_inside_and_no_text_covers_another() {
        for (items, teams, periods) in [(40, 3, 4), (200, 1, 1), (12, 0, 3), (30, 6, 12)] {
            for rows in [Rows::Teams, Rows::Areas] {
                let plan = plan(items, teams, periods);
                let picture = draw(&Asked { rows, ..Asked::all(&plan, Lang::En) }).unwrap();
                let frames: Vec<_> = picture.marks.iter().filter_map(covered).collect();
                for (left, top, right, bottom) in &frames {
                    assert!(*left >= -0.5 && *top >= -0.5, "{left} {top}");
                    assert!(
                        *right <= picture.width + 0.5 && *bottom <= picture.height + 0.5,
                        "{right} {bottom}"
                    );
                }
                let words: Vec<_> =
                    picture.marks.iter().filter(|mark| matches!(mark, Mark::Text { .. })).collect();
                for (nth, one) in words.iter().enumerate() {
                    for other in words.iter().skip(nth + 1) {
                        let (a, b) = (covered(one).unwrap(), covered(other).unwrap());
                        let apart = a.2 <= b.0 || b.2 <= a.0 || a.3 <= b.1 || b.3 <= a.1;
                        assert!(apart, "{one:?} covers {other:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn forty_items_of_three_teams_in_four_periods_fit_on_a_page() {
        let plan = plan(40, 3, 4);
        let picture = draw(&Asked::all(&plan, Lang::En)).unwrap();
        assert_eq!(picture.width, WIDTH);
        assert!(picture.height < 1000.0, "{}", picture.height);
        let texts = texts(&picture);
        for at in 0..40 {
            assert!(texts.contains(&format!("Item number {at}").as_str()), "{at}");
        }
    }

    #[test]
    fn a_full_cell_says_how_many_cards_are_left_out() {
        let plan = plan(11, 1, 1);
        for (most, expected) in [(8, Some("and 3 more")), (10, Some("and 1 more")), (11, None)] {
            let picture = draw(&Asked { most_cards: most, ..Asked::all(&plan, Lang::En) }).unwrap();
            let texts = texts(&picture);
            assert_eq!(texts.iter().filter(|text| text.starts_with("Item")).count(), most);
            assert_eq!(texts.iter().find(|text| text.starts_with("and")).copied(), expected);
        }
    }

    #[test]
    fn what_is_over_is_told_by_words_a_mark_and_a_line() {
        let picture = draw(&Asked::all(&plan(6, 1, 1), Lang::En)).unwrap();
        assert!(texts(&picture).contains(&"▲ 6 / 4 pm, 2 over"), "{:?}", texts(&picture));
        let over: f64 = picture
            .marks
            .iter()
            .filter_map(|mark| match mark {
                Mark::Block { width, ink: Ink::Bad, .. } => Some(*width),
                _ => None,
            })
            .sum();
        let room = WIDTH - NAMES - 2.0 * PAD;
        assert!((over - room / 3.0).abs() < 1e-9, "a third of what is used is beyond the capacity");
        let within = draw(&Asked::all(&plan(4, 1, 1), Lang::En)).unwrap();
        assert!(texts(&within).contains(&"4 / 4 pm"));
        assert!(!within.marks.iter().any(|mark| matches!(mark, Mark::Block { ink: Ink::Bad, .. })));
    }

    #[test]
    fn some_of_the_periods_make_a_picture_of_their_own() {
        let plan = plan(12, 1, 6);
        let picture = draw(&Asked { periods: 2..4, ..Asked::all(&plan, Lang::Zh) }).unwrap();
        assert_eq!(picture.title, "路线图，Period 2 至 Period 3");
        let cards: Vec<&str> = texts(&picture).into_iter().filter(|text| text.starts_with("Item")).collect();
        assert_eq!(cards, ["Item number 2", "Item number 8", "Item number 3", "Item number 9"]);
        assert_eq!(draw(&Asked { periods: 4..9, ..Asked::all(&plan, Lang::En) }), None);
        assert_eq!(draw(&Asked { periods: 3..3, ..Asked::all(&plan, Lang::En) }), None);
    }

    #[test]
    fn tiles_are_even_and_none_is_empty() {
        #[track_caller]
        fn check(items: usize, periods: usize, most: usize, expected: &[(usize, usize)]) {
            let found: Vec<(usize, usize)> = tiles(&plan(items, 1, periods), most)
                .into_iter()
                .map(|tile| (tile.start, tile.end))
                .collect();
            assert_eq!(found, expected);
        }
        check(12, 6, 6, &[(0, 6)]);
        check(12, 7, 6, &[(0, 3), (3, 7)]);
        check(1, 8, 4, &[(0, 4)]);
        check(0, 8, 4, &[]);
        check(5, 0, 4, &[]);
        check(5, 3, 0, &[(0, 1), (1, 2), (2, 3)]);
    }

    #[test]
    fn a_title_is_broken_between_words_and_cut_at_the_end() {
        #[track_caller]
        fn check(text: &str, width: f64, most: usize, expected: &[&str]) {
            assert_eq!(wrap(text, width, most), expected);
        }
        check("Guest checkout", 200.0, 2, &["Guest checkout"]);
        check("Clear messages when a card is declined", 110.0, 2, &["Clear messages", "when a card is…"]);
        check("支付失败原，因逐条", 60.0, 3, &["支付失败", "原，因逐条"]);
        check("Donaudampfschifffahrt", 60.0, 2, &["Donauda", "mpfsch…"]);
        check("", 60.0, 2, &[]);
        // A family is one sign, which goes to the next line as a whole.
        assert_eq!(line_end("你好👩\u{200d}👧", ems('你') * TEXT_SIZE * 3.2), "你好".len());
        for width in [0.0, 1.0, 11.0, 30.0] {
            assert!(wrap("Wide 词语 and more of them", width, 3).len() <= 3);
        }
    }

    #[test]
    fn a_roadmap_by_area_has_a_row_for_each_area_and_no_capacity() {
        let plan = plan(9, 1, 2);
        let picture = draw(&Asked { rows: Rows::Areas, ..Asked::all(&plan, Lang::En) }).unwrap();
        let texts = texts(&picture);
        for row in ["Area 0", "Area 1", "Area 2"] {
            assert!(texts.contains(&row), "{row}");
        }
        assert!(!texts.contains(&"No area"), "nothing is without one");
    }
}
