//! A report as slides: a PPTX file whose texts, tables and pictures are native and can be edited.
//!
//! Lengths are in pixels of a slide of 1280 × 720. No text runs off a slide: it gets smaller down
//! to a size that is still read, then ends in an ellipsis, and what is left out is counted.

mod canvas;
mod fit;
mod package;
mod picture;

use super::{Block, Decided, Figure, Kind, PeriodList, Ranked, Report, Section, Table};
use crate::domain::picture::{Ink, Picture, at};
use crate::domain::text::{Lang, slides as words};
use canvas::{ABOVE, Align, Anchor, BESIDE, Canvas, Cell, Form, Frame, POINT, Paragraph, edge, frame, run};
use fit::{cut, height as height_of, lines};
use package::{Layout, Slide};

/// The media type.
pub const MIME: &str = "application/vnd.openxmlformats-officedocument.presentationml.presentation";

/// The end of a file's name, without the point.
pub const EXTENSION: &str = "pptx";

const WIDTH: f64 = 1280.0;
const HEIGHT: f64 = 720.0;
const MARGIN: f64 = 56.0;
/// Where titles stand.
const TITLE: (f64, f64, f64, f64) = (MARGIN, 30.0, WIDTH - 2.0 * MARGIN, 52.0);
const TITLE_SIZE: f64 = 34.0;
/// Where the foot of a slide begins.
const FOOT: f64 = 680.0;
/// Where what a slide says begins and ends.
const TOP: f64 = 114.0;
const BOTTOM: f64 = 662.0;
const ROOM: f64 = WIDTH - 2.0 * MARGIN;

/// `--paper` of `styles/tokens.css`.
const PAPER: &str = "FBFAF7";

/// How much wider bold letters are.
const BOLD: f64 = 1.12;

/// Items of the order that get a place on slides.
const MOST_RANKED: usize = 10;
/// Slides of decisions, of periods, of a table; a deck is no archive.
const MOST_SLIDES: usize = 2;

/// Writes the file; `None` only where it cannot be packed.
pub fn write(report: &Report) -> Option<Vec<u8>> {
    let mut deck = Deck { report, slides: vec![cover(report)] };
    for section in &report.sections {
        deck.section(section);
    }
    package::write(&report.title, report.lang, &deck.slides)
}

fn cover(report: &Report) -> Slide {
    let mut canvas = Canvas::new(report.lang);
    let (left, room) = (96.0, WIDTH - 192.0);
    let size = fit::size(&report.title, room / BOLD, &[56.0, 48.0, 40.0], 2);
    canvas.placeholder(
        "ctrTitle",
        None,
        None,
        Some(run(cut(&report.title, room / BOLD, size, 3), size).bold()),
    );
    // The beam: the product's own sign.
    let beam = 372.0;
    canvas.group(frame(left, beam - 12.0, room, 12.0), "", |canvas| {
        for tick in 0..=20_u32 {
            let x = left + room * f64::from(tick) / 20.0;
            let height = if tick % 5 == 0 { 12.0 } else { 6.0 };
            canvas.line(at(x, beam - height), at(x, beam), edge(Ink::BrassLine, 1.0));
        }
        canvas.line(at(left, beam), at(left + room, beam), edge(Ink::Brass, 2.5));
    });
    let mut below: Vec<Paragraph> = Vec::new();
    if let Some(other) = &report.other_title {
        below.push(run(cut(other, room, 26.0, 2), 26.0).ink(Ink::Muted).into());
    }
    if !report.day.is_empty() {
        below.push(Paragraph::from(run(cut(&report.day, room, 20.0, 1), 20.0).ink(Ink::Muted)).above(10.0));
    }
    canvas.text(frame(left, beam + 28.0, room, 150.0), Anchor::Top, &below);
    let product = run(words::product(report.lang), 16.0).bold().ink(Ink::Brass);
    canvas.text(frame(left, FOOT - 20.0, room, 24.0), Anchor::Middle, &[product.into()]);
    Slide { layout: Layout::Cover, xml: canvas.finish() }
}

/// Words of a section, in their order.
enum Said<'a> {
    Text(&'a str),
    Point(&'a str),
    Note(&'a str),
}

/// Draws a slide below its title.
type Draw<'a> = Box<dyn FnOnce(&mut Canvas) + 'a>;

struct Deck<'a> {
    report: &'a Report,
    slides: Vec<Slide>,
}

impl Deck<'_> {
    fn lang(&self) -> Lang {
        self.report.lang
    }

    /// Adds a slide with a title and a foot.
    fn add(&mut self, title: &str, draw: impl FnOnce(&mut Canvas)) {
        let mut canvas = Canvas::new(self.lang());
        let room = TITLE.2 / BOLD;
        let size = fit::size(title, room, &[TITLE_SIZE, 28.0, 24.0], 1);
        canvas.placeholder("title", None, None, Some(run(cut(title, room, size, 1), size).bold()));
        draw(&mut canvas);
        let foot = cut(&self.report.title, 900.0, 14.0, 1);
        canvas.placeholder("ftr", Some(11), None, Some(run(foot, 14.0).ink(Ink::Muted)));
        canvas.placeholder("sldNum", Some(12), None, None);
        self.slides.push(Slide { layout: Layout::Content, xml: canvas.finish() });
    }

    /// Adds slides of the same title, numbered where there are several.
    fn add_all(&mut self, title: &str, drawn: Vec<Draw>) {
        let count = drawn.len();
        for (number, draw) in (1..).zip(drawn) {
            let title =
                if count > 1 { words::part(self.lang(), title, number, count) } else { title.to_owned() };
            self.add(&title, draw);
        }
    }

    fn section(&mut self, section: &Section) {
        let mut said: Vec<Said> = Vec::new();
        let mut figures: &[Figure] = &[];
        for block in &section.blocks {
            match block {
                Block::Text(text) => said.extend(text.lines().map(Said::Text)),
                Block::Note(text) => said.extend(text.lines().map(Said::Note)),
                Block::List(points) => said.extend(points.iter().map(|point| Said::Point(point))),
                Block::Figures(found) => figures = found,
                _ => {}
            }
        }
        let has_order = section.blocks.iter().any(|block| matches!(block, Block::Ranked(_)));
        let has_words = !said.is_empty() || !figures.is_empty();
        let is_shown = |block: &Block| match block {
            Block::Ranked(list) => !list.is_empty(),
            // The table behind the order has every item, and no deck has room for that.
            Block::Table(table) => !has_order && !table.rows.is_empty(),
            Block::Picture(_) => true,
            Block::Periods(list) => !list.is_empty(),
            Block::Decided(list) => !list.is_empty(),
            _ => false,
        };
        let mut shown = section.blocks.iter().filter(|block| is_shown(block)).peekable();
        // Words that are many get a slide of their own; a few stand beside a picture or above.
        let with_words = section.kind == Kind::Summary || !figures.is_empty() || shown.peek().is_none();
        let mut said = said.as_slice();
        if has_words && with_words {
            self.add(&section.title, |canvas| summary(canvas, figures, said));
            said = &[];
        }
        for block in shown {
            let title = section.title.as_str();
            match block {
                Block::Ranked(list) => self.ranked(title, list, said),
                Block::Picture(picture) => self.add(title, |canvas| pictured(canvas, picture, said)),
                Block::Table(table) => self.table(title, table, said),
                Block::Periods(list) => self.periods(title, list, said),
                Block::Decided(list) => self.decided(title, list, said),
                _ => {}
            }
            said = &[];
        }
    }

    fn ranked(&mut self, title: &str, list: &[Ranked], said: &[Said]) {
        let list: Vec<&Ranked> = list.iter().take(MOST_RANKED).collect();
        let top = TOP + if said.is_empty() { 0.0 } else { LEAD };
        let has_room = list.iter().all(|item| Rows::SMALL.hold(item));
        let (rows, parts) = match has_room {
            true => (Rows::SMALL, vec![list.as_slice()]),
            false => (Rows::LARGE, list.chunks(MOST_RANKED / 2).collect()),
        };
        let draw = |part: Vec<&Ranked>| -> Draw {
            let lead = lead_text(said);
            let part: Vec<Ranked> = part.into_iter().cloned().collect();
            Box::new(move |canvas| {
                lead_line(canvas, &lead);
                order(canvas, &part, rows, top);
            })
        };
        let drawn = parts.into_iter().map(|part| draw(part.to_vec())).collect();
        self.add_all(title, drawn);
    }

    fn table(&mut self, title: &str, table: &Table, said: &[Said]) {
        let mut lead = lead_text(said);
        if lead.is_empty() {
            lead = table.caption.clone();
        }
        let top = TOP + if lead.is_empty() { 0.0 } else { LEAD };
        let fitting = ((BOTTOM - top - HEAD_ROW - MORE) / ROW) as usize;
        let parts: Vec<&[Vec<String>]> = table.rows.chunks(fitting.max(1)).take(MOST_SLIDES).collect();
        let left_out = table.rows.len().saturating_sub(parts.iter().map(|part| part.len()).sum());
        let count = parts.len();
        let lang = self.lang();
        let drawn = parts.into_iter().enumerate().map(|(at, rows)| -> Draw {
            let lead = lead.clone();
            Box::new(move |canvas| {
                lead_line(canvas, &lead);
                plain_table(canvas, table, rows, top);
                if at + 1 == count && left_out > 0 {
                    more(canvas, frame(MARGIN, BOTTOM - 22.0, ROOM, 22.0), lang, left_out);
                }
            })
        });
        self.add_all(title, drawn.collect());
    }

    fn periods(&mut self, title: &str, list: &[PeriodList], said: &[Said]) {
        let lead = lead_text(said);
        let top = TOP + if lead.is_empty() { 0.0 } else { LEAD };
        // Rows of equal length: of five periods three and two, not four and one.
        let count = list.len().div_ceil(4).min(MOST_SLIDES);
        let each = list.len().min(4 * count).div_ceil(count.max(1));
        let left_out = list.len().saturating_sub(each * count);
        let lang = self.lang();
        let drawn = list.chunks(each.max(1)).take(count).enumerate().map(|(at, part)| -> Draw {
            let lead = lead.clone();
            Box::new(move |canvas| {
                lead_line(canvas, &lead);
                let bottom = if left_out > 0 { BOTTOM - MORE } else { BOTTOM };
                columns(canvas, part, each, top, bottom);
                if at + 1 == count && left_out > 0 {
                    more(canvas, frame(MARGIN, BOTTOM - 22.0, ROOM, 22.0), lang, left_out);
                }
            })
        });
        self.add_all(title, drawn.collect());
    }

    fn decided(&mut self, title: &str, list: &[Decided], said: &[Said]) {
        let lead = lead_text(said);
        let top = TOP + if lead.is_empty() { 0.0 } else { LEAD };
        let rows: Vec<(f64, Vec<Cell>)> = list.iter().map(decision).collect();
        let mut parts: Vec<Vec<(f64, Vec<Cell>)>> = Vec::new();
        let mut room = 0.0;
        let mut shown = 0;
        for row in rows {
            if row.0 > room {
                if parts.len() == MOST_SLIDES {
                    break;
                }
                parts.push(Vec::new());
                room = BOTTOM - top - HEAD_ROW - MORE;
            }
            room -= row.0;
            shown += 1;
            if let Some(part) = parts.last_mut() {
                part.push(row);
            }
        }
        let (left_out, count, lang) = (list.len() - shown, parts.len(), self.lang());
        let drawn = parts.into_iter().enumerate().map(|(at, part)| -> Draw {
            let (lead, title) = (lead.clone(), title.to_owned());
            Box::new(move |canvas| {
                lead_line(canvas, &lead);
                let head = [words::day(lang), words::decision(lang), words::decided_by(lang)];
                let mut rows = vec![(HEAD_ROW, head.map(|label| head_cell(label, Align::Left)).to_vec())];
                rows.extend(part);
                canvas.table(crate::domain::picture::at(MARGIN, top), &DECIDED, &rows, &title);
                if at + 1 == count && left_out > 0 {
                    more(canvas, frame(MARGIN, BOTTOM - 22.0, ROOM, 22.0), lang, left_out);
                }
            })
        });
        self.add_all(title, drawn.collect());
    }
}

/// The height of the line above a table that says what it is about.
const LEAD: f64 = 34.0;
/// The height of a head, of a row of one line, and of what is said below about the rest.
const HEAD_ROW: f64 = 34.0;
const ROW: f64 = 36.0;
const MORE: f64 = 28.0;

/// What a section says, in the line that is above a table.
fn lead_text(said: &[Said]) -> String {
    let text = |said: &Said| match said {
        Said::Text(text) | Said::Point(text) | Said::Note(text) => (*text).to_owned(),
    };
    let mut lead = String::new();
    for said in said {
        let longer = if lead.is_empty() { text(said) } else { format!("{lead} {}", text(said)) };
        // Rather one sentence less than half of one.
        if !lead.is_empty() && lines(&longer, ROOM, LEAD_SIZE) > 1 {
            break;
        }
        lead = longer;
    }
    lead
}

/// The height of letters of that line.
const LEAD_SIZE: f64 = 18.0;

fn lead_line(canvas: &mut Canvas, lead: &str) {
    if !lead.is_empty() {
        let text = run(cut(lead, ROOM, LEAD_SIZE, 1), LEAD_SIZE).ink(Ink::Muted);
        canvas.text(frame(MARGIN, TOP - 4.0, ROOM, 26.0), Anchor::Middle, &[text.into()]);
    }
}

fn more(canvas: &mut Canvas, place: Frame, lang: Lang, count: usize) {
    let text = run(words::and_more(lang, count), 15.0).ink(Ink::Muted);
    canvas.text(place, Anchor::Middle, &[text.into()]);
}

/// Words that fit into a frame: as large as they fit, then fewer.
fn flowing(said: &[Said], room: Frame, sizes: &[f64]) -> Vec<Paragraph> {
    let size_of = |said: &Said, size: f64| match said {
        Said::Note(_) => (size * 0.8).max(14.0),
        _ => size,
    };
    let measure = |part: &Said, size: f64| {
        let (text, room) = match part {
            Said::Point(text) => (*text, room.width - POINT),
            Said::Text(text) | Said::Note(text) => (*text, room.width),
        };
        (fit::plain(text), room, size_of(part, size))
    };
    let gap = |size: f64| size * 0.5;
    let height = |size: f64| -> f64 {
        let heights = said.iter().map(|part| {
            let (text, width, letters) = measure(part, size);
            height_of(&text, width, letters) + gap(size)
        });
        heights.sum()
    };
    let fitting = sizes.iter().find(|size| height(**size) <= room.height);
    let size = fitting.or(sizes.last()).copied().unwrap_or(16.0);
    let mut left = room.height;
    let mut paragraphs = Vec::new();
    for part in said {
        let (text, width, letters) = measure(part, size);
        let most = (left / fit::line(&text, letters)) as usize;
        if most == 0 {
            break;
        }
        let text = cut(&text, width, letters, most);
        left -= height_of(&text, width, letters) + gap(size);
        let ink = if matches!(part, Said::Note(_)) { Ink::Muted } else { Ink::Text };
        let above = if paragraphs.is_empty() { 0.0 } else { gap(size) };
        let point = matches!(part, Said::Point(_));
        paragraphs.push(Paragraph { point, ..Paragraph::from(run(text, letters).ink(ink)).above(above) });
    }
    paragraphs
}

fn summary(canvas: &mut Canvas, figures: &[Figure], said: &[Said]) {
    let mut top = TOP;
    let figures: Vec<&Figure> = figures.iter().take(6).collect();
    if !figures.is_empty() {
        let gap = 14.0;
        let width = (ROOM - gap * (figures.len() - 1) as f64) / figures.len() as f64;
        let width = width.min(280.0);
        for (nth, figure) in figures.iter().enumerate() {
            let x = MARGIN + (width + gap) * nth as f64;
            let outline = Some(edge(Ink::Line, 1.0));
            let tile = frame(x, top + 4.0, width, 104.0);
            canvas.shape(Form::Card, tile, Some((Ink::Panel, 1.0)), outline, None, "");
            let room = width - 36.0;
            let size = fit::size(&figure.value, room / BOLD, &[38.0, 30.0, 24.0, 18.0], 1);
            let value = run(cut(&figure.value, room / BOLD, size, 1), size).bold();
            let label = run(cut(&figure.label, room, 16.0, 1), 16.0).ink(Ink::Muted);
            let inside = frame(x + 18.0, top + 12.0, room, 88.0);
            canvas.text(inside, Anchor::Middle, &[value.into(), Paragraph::from(label).above(2.0)]);
        }
        top += 134.0;
    }
    let place = frame(MARGIN, top, ROOM.min(1040.0), BOTTOM - top);
    canvas.text(place, Anchor::Top, &flowing(said, place, &[24.0, 22.0, 20.0, 18.0, 16.0]));
}

/// A picture on a sheet, with what is said about it at its right.
fn pictured(canvas: &mut Canvas, drawn: &Picture, said: &[Said]) {
    let beside = if said.is_empty() { 0.0 } else { 290.0 };
    let card = frame(MARGIN, TOP, ROOM - beside, BOTTOM - TOP);
    canvas.shape(Form::Card, card, Some((Ink::Panel, 1.0)), Some(edge(Ink::Line, 1.0)), None, "");
    let inside = frame(card.x + 12.0, card.y + 10.0, card.width - 24.0, card.height - 20.0);
    picture::draw(canvas, drawn, inside);
    if !said.is_empty() {
        let place = frame(MARGIN + ROOM - beside + 28.0, TOP + 6.0, beside - 28.0, BOTTOM - TOP - 12.0);
        canvas.text(place, Anchor::Top, &flowing(said, place, &[20.0, 18.0, 16.0, 15.0]));
    }
}

/// How the rows of the order are written.
#[derive(Clone, Copy)]
struct Rows {
    title: f64,
    about: f64,
    reason: f64,
    /// Lines of a title and of a reason.
    most: (usize, usize),
    height: f64,
}

/// Columns of the order: rank, item, Kano, score, reason.
const ORDER: [f64; 5] = [62.0, 410.0, 124.0, 106.0, 466.0];

impl Rows {
    /// All ten on one slide.
    const SMALL: Rows = Rows { title: 18.0, about: 13.0, reason: 15.0, most: (1, 2), height: 51.0 };
    /// Five of them.
    const LARGE: Rows = Rows { title: 22.0, about: 16.0, reason: 18.0, most: (2, 4), height: 98.0 };

    /// Whether an item fits whole.
    fn hold(&self, item: &Ranked) -> bool {
        let [_, title, _, _, reason] = ORDER.map(|width| width - 2.0 * BESIDE);
        lines(&item.title, title / BOLD, self.title) <= self.most.0
            && lines(&item.reason, reason, self.reason) <= self.most.1
    }
}

fn order(canvas: &mut Canvas, list: &[Ranked], rows: Rows, top: f64) {
    let lang = canvas.lang();
    let [rank_room, title_room, kano_room, score_room, reason_room] = ORDER.map(|width| width - 2.0 * BESIDE);
    let head = vec![
        Cell::new(),
        head_cell(words::item(lang), Align::Left),
        head_cell(words::kano(lang), Align::Left),
        head_cell(words::score(lang), Align::Right),
        head_cell(words::why_here(lang), Align::Left),
    ];
    let height = ((BOTTOM - top - HEAD_ROW) / list.len().max(1) as f64).min(rows.height);
    let mut table = vec![(HEAD_ROW, head)];
    for item in list {
        let about: Vec<&str> =
            [item.key.as_str(), item.other_title.as_deref().unwrap_or_default(), &item.area, &item.period]
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect();
        let title = run(cut(&item.title, title_room / BOLD, rows.title, rows.most.0), rows.title).bold();
        let about = run(cut(&about.join(" · "), title_room, rows.about, 1), rows.about).ink(Ink::Muted);
        let kano = item.kano.map(|category| {
            let letter = run(category.file_name(), rows.about).bold().ink(Ink::Kano(category));
            let word = cut(category.label(lang), kano_room - 18.0, rows.about, 2);
            Paragraph {
                runs: vec![letter, run(format!("\u{2002}{word}"), rows.about).ink(Ink::Muted)],
                ..Paragraph::default()
            }
        });
        let rank = run(cut(&item.rank, rank_room, rows.title, 1), rows.title).bold().ink(Ink::Brass);
        let score = run(cut(&item.score, score_room, rows.title, 1), rows.title).bold();
        let reason = run(cut(&item.reason, reason_room, rows.reason, rows.most.1), rows.reason);
        table.push((
            height,
            vec![
                vec![Paragraph::from(rank).align(Align::Right)],
                vec![title.into(), about.into()],
                kano.into_iter().collect(),
                vec![Paragraph::from(score).align(Align::Right)],
                vec![reason.into()],
            ],
        ));
    }
    canvas.table(at(MARGIN, top), &ORDER, &table, words::why_here(lang));
}

fn head_cell(label: &str, align: Align) -> Cell {
    vec![Paragraph::from(run(label, 15.0).bold().ink(Ink::Muted)).align(align)]
}

/// A table of one line per row.
fn plain_table(canvas: &mut Canvas, table: &Table, rows: &[Vec<String>], top: f64) {
    const SIZE: f64 = 16.0;
    let wish = |at: usize, label: &str| {
        let cells = table.rows.iter().filter_map(|row| row.get(at)).map(String::as_str);
        let widest = cells.map(|text| fit::width(text, SIZE)).fold(fit::width(label, 15.0 * BOLD), f64::max);
        (widest + 2.0 * BESIDE + 2.0).clamp(64.0, 560.0)
    };
    let wishes: Vec<f64> =
        table.columns.iter().enumerate().map(|(at, column)| wish(at, &column.label)).collect();
    // Narrow columns keep their width, the wide ones share what is left.
    let narrow = |wish: f64| wish <= 130.0;
    let sum = |of: bool| wishes.iter().filter(|wish| narrow(**wish) == of).sum::<f64>();
    let share = (ROOM - sum(true)) / sum(false).max(1.0);
    let widths: Vec<f64> = match sum(false) > 0.0 && share > 0.2 {
        true => wishes.iter().map(|wish| if narrow(*wish) { *wish } else { wish * share }).collect(),
        false => wishes.iter().map(|wish| wish * ROOM / wishes.iter().sum::<f64>().max(1.0)).collect(),
    };
    let align = |is_number: bool| if is_number { Align::Right } else { Align::Left };
    let columns = || table.columns.iter().zip(&widths);
    let head = columns().map(|(column, width)| {
        head_cell(&cut(&column.label, (width - 2.0 * BESIDE) / BOLD, 15.0, 1), align(column.is_number))
    });
    let mut drawn = vec![(HEAD_ROW, head.collect())];
    for row in rows {
        let cells = columns().enumerate().map(|(at, (column, width))| {
            let text = row.get(at).map(String::as_str).unwrap_or_default();
            let text = run(cut(text, width - 2.0 * BESIDE, SIZE, 1), SIZE);
            vec![Paragraph::from(text).align(align(column.is_number))]
        });
        drawn.push((ROW, cells.collect()));
    }
    canvas.table(at(MARGIN, top), &widths, &drawn, &table.caption);
}

/// Periods beside each other, each a sheet with its items.
fn columns(canvas: &mut Canvas, list: &[PeriodList], each: usize, top: f64, bottom: f64) {
    let gap = 16.0;
    let width = (ROOM - gap * each.saturating_sub(1) as f64) / each.max(1) as f64;
    for (nth, period) in list.iter().enumerate() {
        let card = frame(MARGIN + (width + gap) * nth as f64, top, width, bottom - top);
        canvas.shape(
            Form::Card,
            card,
            Some((Ink::Panel, 1.0)),
            Some(edge(Ink::Line, 1.0)),
            None,
            &period.title,
        );
        let room = width - 32.0;
        let mut head: Vec<Paragraph> =
            vec![run(cut(&period.title, room / BOLD, 21.0, 1), 21.0).bold().into()];
        let mut height = fit::line(&period.title, 21.0);
        let notes = [period.dates.as_str()].into_iter().chain(period.loads.iter().map(String::as_str));
        for note in notes.filter(|note| !note.is_empty()).take(4) {
            head.push(run(cut(note, room, 15.0, 1), 15.0).ink(Ink::Muted).into());
            height += fit::line(note, 15.0);
        }
        canvas.text(frame(card.x + 16.0, top + 12.0, room, height + 2.0), Anchor::Top, &head);
        let rule = top + 12.0 + height + 10.0;
        canvas.line(at(card.x, rule), at(card.x + width, rule), edge(Ink::Line, 1.0));
        let place = frame(card.x + 16.0, rule + 10.0, room, bottom - rule - 22.0);
        canvas.text(place, Anchor::Top, &items(period, place, canvas.lang()));
    }
}

/// The items of a period: with their reasons where there is room, without where there is not,
/// and as many as fit.
fn items(period: &PeriodList, place: Frame, lang: Lang) -> Vec<Paragraph> {
    const GAP: f64 = 10.0;
    let written = |why: usize, title: usize| -> Vec<(f64, Vec<Paragraph>)> {
        let one = |item: &super::PeriodItem| {
            let mut height = GAP;
            let mut paragraphs = Vec::new();
            let mut put = |text: &str, size: f64, most: usize, bold: bool, above: f64| {
                if text.is_empty() || most == 0 {
                    return;
                }
                let room = if bold { place.width / BOLD } else { place.width };
                let text = cut(text, room, size, most);
                height += height_of(&text, room, size);
                let letters = run(text, size);
                let letters = if bold { letters.bold() } else { letters.ink(Ink::Muted) };
                paragraphs.push(Paragraph::from(letters).above(above));
            };
            let about: Vec<&str> = [item.key.as_str(), item.status.as_str()]
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect();
            put(&item.title, 17.0, title, true, GAP);
            put(&about.join(" · "), 14.0, 1, false, 0.0);
            put(&item.why, 14.0, why, false, 0.0);
            (height, paragraphs)
        };
        period.items.iter().map(one).collect()
    };
    let height = |list: &[(f64, Vec<Paragraph>)]| list.iter().map(|(height, _)| height).sum::<f64>();
    if period.items.is_empty() {
        return vec![run(words::nothing_planned(lang), 15.0).ink(Ink::Muted).into()];
    }
    let tries = [(3, 2), (2, 2), (0, 2), (0, 1)].map(|(why, title)| written(why, title));
    let [.., shortest] = &tries;
    let list = tries.iter().find(|list| height(list) <= place.height).unwrap_or(shortest);
    let fits = height(list) <= place.height;
    let mut left = place.height - if fits { 0.0 } else { 20.0 + GAP };
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut shown = 0;
    for (height, item) in list {
        if *height > left + GAP {
            break;
        }
        left -= height;
        shown += 1;
        paragraphs.extend(item.iter().cloned());
    }
    // The first stands at the upper edge.
    if let Some(first) = paragraphs.first_mut() {
        first.above = 0.0;
    }
    if shown < period.items.len() {
        let text = run(words::and_more(lang, period.items.len() - shown), 15.0).ink(Ink::Muted);
        paragraphs.push(Paragraph::from(text).above(GAP));
    }
    paragraphs
}

/// Columns of decisions: the day, what was decided, by whom.
const DECIDED: [f64; 3] = [184.0, 776.0, 208.0];

fn decision(decided: &Decided) -> (f64, Vec<Cell>) {
    let [day, room, by] = DECIDED.map(|width| width - 2.0 * BESIDE);
    let mut height = 2.0 * ABOVE + 8.0;
    let mut put = |text: &str, size: f64, most: usize, bold: bool| {
        let room = if bold { room / BOLD } else { room };
        let text = cut(text, room, size, most);
        height += height_of(&text, room, size);
        let letters = run(text, size);
        Paragraph::from(if bold { letters.bold() } else { letters })
    };
    let mut said = vec![put(&decided.title, 19.0, 2, true)];
    said.extend(decided.lines.iter().take(3).map(|line| put(line, 16.0, 2, false)));
    let plain = |text: &str, width: f64, most| {
        vec![Paragraph::from(run(cut(text, width, 16.0, most), 16.0).ink(Ink::Muted))]
    };
    (height.max(ROW), vec![plain(&decided.day, day, 2), said, plain(&decided.by, by, 3)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paper_is_that_of_the_light_theme() {
        let tokens = include_str!("../../../styles/tokens.css");
        let light = tokens.split('}').next().unwrap().to_ascii_uppercase();
        assert!(light.contains(&format!("--PAPER: #{PAPER};")));
    }

    #[test]
    fn columns_fill_the_slide() {
        for columns in [ORDER.iter().sum::<f64>(), DECIDED.iter().sum::<f64>()] {
            assert_eq!(columns, ROOM);
        }
        assert!(Rows::SMALL.height * MOST_RANKED as f64 + HEAD_ROW <= BOTTOM - TOP);
    }
}
