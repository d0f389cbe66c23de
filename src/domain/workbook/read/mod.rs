//! A sheet of somebody's workbook into a table.
//!
//! What is looked at before anything is read: a file says how large it is unpacked, and that is
//! believed only where it is too much; then every part that the reader will unpack is unpacked once,
//! piece by piece and without being kept, until there were [`MOST_INFLATED`] bytes of them all. The
//! same walk counts what a few bytes can make many of: shared texts, formats, and repeated rows
//! and columns of ODS. An XLS file is not compressed, so its own size is the limit there; one that was
//! made to hurt can still make the reader hold a large area for two far cells. The worker that
//! reads it is lost then, and nothing else.
//!
//! The reader of rows borrows the workbook for as long as it reads, and cannot be put aside in
//! between: so the steps of the work are the parts that are looked through, then opening, then the
//! sheet in one.

mod cells;
mod rows;
mod scan;

use std::collections::HashMap;
use std::io::{BufReader, Cursor, Read};

use calamine::{Data, Ods, OdsError, Range, Reader, SheetVisible, Xls, XlsError, Xlsx, XlsxError};
use quick_xml::events::Event;
use zip::ZipArchive;
use zip::result::ZipError;

use self::cells::said;
use self::rows::Rows;
use self::scan::{Area, Facts, OdsContent, Tags, XlsxPart};
use super::super::bytes::Bytes;
use super::{Answer, Notes, Opened, Problem, SheetName, Task};
use crate::domain::import::Table;

/// Bytes of all parts of a workbook that are read, unpacked.
pub const MOST_INFLATED: u64 = 256 * 1024 * 1024;

/// Bytes of all texts of a sheet: many cells can share one text, so a small file can have more of it
/// than the memory holds.
pub const MOST_TEXT: usize = 64 * 1024 * 1024;

/// The part of an ODS file that its tables stand in.
const ODS_CONTENT: &str = "content.xml";

/// Parts of a workbook.
const MOST_PARTS: usize = 10_000;

/// Sheets that are looked at for one with content.
const MOST_SHEETS_TRIED: usize = 50;

type Input = Cursor<Bytes>;

/// A workbook that is being read.
#[derive(Debug)]
pub struct Reading {
    bytes: Bytes,
    sheet: Option<usize>,
    likely: Vec<String>,
    /// Bytes that may be unpacked.
    most: u64,
    stage: Stage,
}

enum Stage {
    /// Nothing is known of it.
    Start,
    /// Its parts are looked through.
    Look(Box<Look>),
    /// It can be opened.
    Open(Known),
    /// Its sheets can be read.
    Sheet(Box<Workbook>, Known),
    /// There is nothing left to do.
    Done(Result<Opened, Problem>),
}

impl std::fmt::Debug for Stage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Stage::Start => "start",
            Stage::Look(_) => "look",
            Stage::Open(_) => "open",
            Stage::Sheet(..) => "sheet",
            Stage::Done(_) => "done",
        })
    }
}

impl Reading {
    /// Makes everything ready for the first step.
    pub fn new(bytes: Bytes, sheet: Option<usize>, likely: Vec<String>) -> Reading {
        Reading { bytes, sheet, likely, most: MOST_INFLATED, stage: Stage::Start }
    }

    fn next(&mut self) -> Result<Stage, Problem> {
        let stage = std::mem::replace(&mut self.stage, Stage::Done(Err(Problem::Broken)));
        Ok(match stage {
            Stage::Start if is_old(&self.bytes) => Stage::Open(Known::Old),
            Stage::Start => Stage::Look(Box::new(Look::new(self.bytes.clone(), self.most)?)),
            Stage::Look(mut look) => {
                if look.part()? {
                    Stage::Look(look)
                } else {
                    Stage::Open(look.finish()?)
                }
            }
            Stage::Open(known) => Stage::Sheet(Box::new(Workbook::open(self.bytes.clone(), &known)?), known),
            Stage::Sheet(mut workbook, known) => Stage::Done(workbook.read(&known, self.sheet, &self.likely)),
            done @ Stage::Done(_) => done,
        })
    }
}

impl Task for Reading {
    fn step(&mut self, units: u32) {
        for _ in 0..units {
            if matches!(self.stage, Stage::Done(_)) {
                return;
            }
            self.stage = self.next().unwrap_or_else(|problem| Stage::Done(Err(problem)));
        }
    }

    fn progress(&self) -> f64 {
        match &self.stage {
            Stage::Start => 0.0,
            Stage::Look(look) => 0.3 * look.next as f64 / look.archive.len().max(1) as f64,
            Stage::Open(_) => 0.3,
            Stage::Sheet(..) => 0.5,
            Stage::Done(_) => 1.0,
        }
    }

    fn answer(&self) -> Answer {
        match &self.stage {
            Stage::Done(done) => Answer::Read(done.clone()),
            _ => Answer::Working,
        }
    }
}

/// A file of the office programs before 2007; newer ones wrap what has a password in one, too.
fn is_old(bytes: &Bytes) -> bool {
    bytes.as_ref().starts_with(b"\xd0\xcf\x11\xe0")
}

/// What is known before it is opened.
enum Known {
    /// An XLS file, or one that is protected.
    Old,
    /// An XLSX file, and what its tags tell of each sheet.
    Xlsx(Vec<Facts>),
    /// An ODS file, the same.
    Ods(Vec<Facts>),
}

/// Looks through the parts of a packed workbook.
struct Look {
    archive: ZipArchive<Input>,
    next: usize,
    most: u64,
    inflated: u64,
    /// What the parts of an XLSX workbook tell, by their names.
    parts: HashMap<String, XlsxPart>,
    content: OdsContent,
    is_ods: bool,
}

impl Look {
    fn new(bytes: Bytes, most: u64) -> Result<Look, Problem> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| zip_problem(&error))?;
        if archive.len() > MOST_PARTS {
            return Err(Problem::Broken);
        }
        Ok(Look {
            archive,
            next: 0,
            most,
            inflated: 0,
            parts: HashMap::new(),
            content: OdsContent::default(),
            is_ods: false,
        })
    }

    /// Looks through the next part; `false` where there is none.
    fn part(&mut self) -> Result<bool, Problem> {
        if self.next >= self.archive.len() {
            return Ok(false);
        }
        let mut part = self.archive.by_index(self.next).map_err(|error| zip_problem(&error))?;
        self.next += 1;
        if part.encrypted() {
            return Err(Problem::Encrypted);
        }
        let name = part.name().map_err(|error| zip_problem(&error))?;
        let name = plain_name(&name);
        // Every part counts: a sheet may have any name, that of a picture too.
        if self.inflated.saturating_add(part.size()) > self.most {
            return Err(Problem::TooLargeInside);
        }
        let mut tags = Tags::default();
        let mut xlsx = XlsxPart::default();
        let is_content = name == ODS_CONTENT;
        let mut piece = vec![0; 64 * 1024];
        loop {
            let count = match part.read(&mut piece) {
                Ok(0) => break,
                Ok(count) => count,
                Err(_) => return Err(Problem::Broken),
            };
            self.inflated += count as u64;
            if self.inflated > self.most {
                return Err(Problem::TooLargeInside);
            }
            let piece = piece.get(..count).unwrap_or_default();
            if is_content {
                tags.feed(piece, &mut |tag, outside| self.content.tag(tag, outside))?;
            } else {
                tags.feed(piece, &mut |tag, outside| xlsx.tag(tag, outside))?;
            }
        }
        self.is_ods |= is_content;
        if xlsx.tells() {
            self.parts.insert(name, xlsx);
        }
        Ok(true)
    }

    fn finish(self) -> Result<Known, Problem> {
        let part = |name: &str| self.parts.get(&plain_name(name));
        // As the reader does: the package names its main part, which has the relations of its own beside
        // it.
        let main = part("_rels/.rels").and_then(XlsxPart::document).map(|target| plain_name(&target));
        let main = main.as_deref().unwrap_or("xl/workbook.xml");
        let Some(workbook) = part(main).filter(|part| !part.sheets.is_empty()) else {
            let is_xlsx = main.ends_with("workbook.xml");
            return match self.is_ods {
                true => Ok(Known::Ods(self.content.sheets)),
                false => Err(if is_xlsx { Problem::Broken } else { Problem::NotRead }),
            };
        };
        let (folder, name) = match main.rsplit_once('/') {
            Some((folder, name)) => (format!("{folder}/"), name),
            None => (String::new(), main),
        };
        let relations = part(&format!("{folder}_rels/{name}.rels"));
        let facts = workbook.sheets.iter().map(|id| {
            let target = relations.and_then(|relations| relations.target(id)).unwrap_or_default();
            let sheet = match target.starts_with('/') {
                true => part(&target),
                false => part(&format!("{folder}{target}")),
            };
            sheet.map(|part| part.facts.clone()).unwrap_or_default()
        });
        Ok(Known::Xlsx(facts.collect()))
    }
}

/// The name of a part, however it is written: they are the same in large and small letters.
fn plain_name(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

fn zip_problem(error: &ZipError) -> Problem {
    match error {
        ZipError::UnsupportedArchive(_) | ZipError::InvalidPassword => Problem::Encrypted,
        _ => Problem::Broken,
    }
}

/// Whether every tag of an ODS file's content is closed, as the reader of its cells sees them: it looks
/// for the end of a table, and does not notice the end of the file before it.
fn ods_is_closed(bytes: &Bytes) -> bool {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes.clone())) else { return false };
    let Ok(content) = archive.by_name(ODS_CONTENT) else { return false };
    let mut reader = quick_xml::Reader::from_reader(BufReader::new(content));
    let (mut open, mut buffer) = (0_u64, Vec::new());
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(_)) => open += 1,
            // One that closes nothing, or something else, is an error.
            Ok(Event::End(_)) => open = open.saturating_sub(1),
            Ok(Event::Eof) => return open == 0,
            Ok(_) => {}
            Err(_) => return false,
        }
        buffer.clear();
    }
}

/// A workbook that was opened.
enum Workbook {
    Xlsx(Xlsx<Input>),
    Xls(Xls<Input>),
    Ods(Ods<Input>),
}

impl Workbook {
    fn open(bytes: Bytes, known: &Known) -> Result<Workbook, Problem> {
        let names = |name: &str| {
            let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            bytes.as_ref().windows(wide.len()).any(|found| found == wide)
        };
        match known {
            Known::Xlsx(_) => {
                Xlsx::new(Cursor::new(bytes)).map(Workbook::Xlsx).map_err(|error| xlsx_problem(&error))
            }
            Known::Ods(_) if !ods_is_closed(&bytes) => Err(Problem::Broken),
            Known::Ods(_) => Ods::new(Cursor::new(bytes)).map(Workbook::Ods).map_err(|error| match error {
                OdsError::Password => Problem::Encrypted,
                OdsError::CellLimitExceeded { .. } => Problem::TooManyCells,
                OdsError::InvalidMime(_) => Problem::NotRead,
                _ => Problem::Broken,
            }),
            // The names of what is inside stand in the file as they are.
            Known::Old if names("EncryptedPackage") => Err(Problem::Encrypted),
            Known::Old if !names("Workbook") && !names("Book") => Err(Problem::NotRead),
            Known::Old => Xls::new(Cursor::new(bytes)).map(Workbook::Xls).map_err(|error| match error {
                XlsError::Password => Problem::Encrypted,
                _ => Problem::Broken,
            }),
        }
    }

    fn sheets(&self) -> Vec<SheetName> {
        let metadata = match self {
            Workbook::Xlsx(workbook) => workbook.sheets_metadata(),
            Workbook::Xls(workbook) => workbook.sheets_metadata(),
            Workbook::Ods(workbook) => workbook.sheets_metadata(),
        };
        metadata
            .iter()
            .map(|sheet| SheetName {
                name: sheet.name.clone(),
                hidden: sheet.visible != SheetVisible::Visible,
            })
            .collect()
    }

    /// Reads the sheet that is asked for, or the likeliest one that has content: one with a likely
    /// name, then the first one that can be seen, then any.
    fn read(&mut self, known: &Known, wanted: Option<usize>, likely: &[String]) -> Result<Opened, Problem> {
        let sheets = self.sheets();
        let order: Vec<usize> = match wanted {
            Some(at) => vec![at],
            None => {
                let places = || sheets.iter().enumerate();
                let named = places().filter(|(_, sheet)| likely.contains(&sheet.name));
                let shown = places().filter(|(_, sheet)| !sheet.hidden);
                let hidden = places().filter(|(_, sheet)| sheet.hidden);
                named.chain(shown).chain(hidden).map(|(at, _)| at).take(MOST_SHEETS_TRIED).collect()
            }
        };
        let mut problem = Problem::Empty;
        for at in order {
            let Some(sheet) = sheets.get(at) else { continue };
            match self.table(known, at, &sheet.name) {
                Ok((table, notes)) => return Ok(Opened::new(sheets, at, table, notes)),
                Err(Problem::Empty) => {}
                Err(other) if wanted.is_some() => return Err(other),
                // A sheet that is too large, or broken, is no reason to refuse the others.
                Err(other) if problem == Problem::Empty => problem = other,
                Err(_) => {}
            }
        }
        Err(problem)
    }

    fn table(&mut self, known: &Known, at: usize, name: &str) -> Result<(Table, Notes), Problem> {
        let mut rows = Rows::new();
        let mut facts = match known {
            Known::Xlsx(facts) | Known::Ods(facts) => facts.get(at).cloned().unwrap_or_default(),
            Known::Old => Facts::default(),
        };
        match self {
            Workbook::Xlsx(workbook) => {
                let mut reader = match workbook.worksheet_cells_reader(name) {
                    Ok(reader) => reader,
                    // A sheet that is a chart.
                    Err(XlsxError::NotAWorksheet(_)) => return Err(Problem::Empty),
                    Err(error) => return Err(xlsx_problem(&error)),
                };
                let is_percent: Vec<bool> = reader
                    .styles()
                    .iter()
                    .map(|style| {
                        style.number_format.as_ref().is_some_and(|format| is_percent(&format.format_code))
                    })
                    .collect();
                while let Some((cell, style)) =
                    reader.next_cell_with_style_id().map_err(|error| xlsx_problem(&error))?
                {
                    let (row, column) = cell.get_position();
                    let is_percent = is_percent.get(style).copied().unwrap_or(false);
                    rows.put(row, column, said(cell.get_value(), is_percent))?;
                }
            }
            Workbook::Xls(workbook) => {
                let merges = workbook.merge_cells_by_sheet_name(name).unwrap_or_default();
                facts.merges = merges
                    .iter()
                    .map(|merge| Area {
                        top: merge.start.0,
                        bottom: merge.end.0.max(merge.start.0),
                        left: merge.start.1,
                        right: merge.end.1.max(merge.start.1),
                    })
                    .collect();
                take(&workbook.worksheet_range(name).map_err(|_| Problem::Broken)?, &mut rows)?;
            }
            Workbook::Ods(workbook) => {
                take(&workbook.worksheet_range(name).map_err(|_| Problem::Broken)?, &mut rows)?;
            }
        }
        if rows.is_empty() {
            return Err(Problem::Empty);
        }
        rows.finish(&facts)
    }
}

fn take(range: &Range<Data>, rows: &mut Rows) -> Result<(), Problem> {
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, cell) in range.used_cells() {
        let (row, column) = (row as u32, column as u32);
        rows.put(top.saturating_add(row), left.saturating_add(column), said(cell, false))?;
    }
    Ok(())
}

/// Whether a format shows a number in percent: a sign that is not quoted.
fn is_percent(format: &str) -> bool {
    let mut quoted = false;
    let mut before = ' ';
    for c in format.chars() {
        match c {
            '"' if before != '\\' => quoted = !quoted,
            '%' if !quoted && before != '\\' => return true,
            // What follows is for negative numbers.
            ';' if !quoted => return false,
            _ => {}
        }
        before = c;
    }
    false
}

fn xlsx_problem(error: &XlsxError) -> Problem {
    match error {
        XlsxError::Password => Problem::Encrypted,
        XlsxError::Zip(error) => zip_problem(error),
        _ => Problem::Broken,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::{SimpleFileOptions, ZipWriter};

    /// A workbook of one part with so many blanks, which says that it has as many as told.
    fn blanks(part: &str, count: usize, told: u32) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file(part, SimpleFileOptions::default()).unwrap();
        writer.write_all(&vec![b' '; count]).unwrap();
        let mut bytes = writer.finish().unwrap().into_inner();
        for (sign, behind) in [(b"PK\x03\x04", 22), (b"PK\x01\x02", 24)] {
            let at = bytes.windows(4).position(|found| found == sign).unwrap() + behind;
            bytes[at..at + 4].copy_from_slice(&told.to_le_bytes());
        }
        bytes
    }

    #[test]
    fn no_more_is_unpacked_than_may_be() {
        #[track_caller]
        fn check(count: usize, told: u32, problems: &[Problem]) {
            // A sheet may be called anything.
            for part in ["xl/workbook.xml", "xl/worksheets/sheet1.bin", "xl/media/picture.png"] {
                let mut reading = Reading::new(Bytes::new(blanks(part, count, told)), None, Vec::new());
                reading.most = 1 << 20;
                reading.step(100);
                let Answer::Read(Err(problem)) = reading.answer() else { panic!("that is no workbook") };
                assert!(problems.contains(&problem), "{part} {problem:?}");
            }
        }
        check(2 << 20, 2 << 20, &[Problem::TooLargeInside]);
        // Where a file lies, whoever notices first refuses it.
        check(2 << 20, 10, &[Problem::TooLargeInside, Problem::Broken]);
        check(10, 2 << 20, &[Problem::TooLargeInside]);
        check(10, 10, &[Problem::Broken]);
    }

    #[test]
    fn formats_that_show_percent_are_known() {
        for (format, expected) in [
            ("0%", true),
            ("0.00%", true),
            ("#,##0.0 %;[Red]-0%", true),
            ("General", false),
            ("0\" %\"", false),
            ("0\\%", false),
            ("0;0%", false),
        ] {
            assert_eq!(is_percent(format), expected, "{format}");
        }
    }
}
