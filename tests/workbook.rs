//! Workbooks in and out: what other programs wrote, what is written, and what cannot hurt.

// Helpers of tests may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::rc::Rc;

use proptest::prelude::*;
use steelyard::domain::bytes::Bytes;
use steelyard::domain::date::Date;
use steelyard::domain::export::{self, Context};
use steelyard::domain::format;
use steelyard::domain::frameworks;
use steelyard::domain::import::kano_answers::{KanoMapping, preview as kano_preview};
use steelyard::domain::import::{Mapping, Preview, Refusal, Table, decode, is_workbook, preview, read};
use steelyard::domain::kano::{Answer as Said, Feature, Reply, Respondent};
use steelyard::domain::plan::{Estimate, Id, Item, Plan};
use steelyard::domain::sample;
use steelyard::domain::text::Lang;
use steelyard::domain::uncertainty::{RankRanges, Simulation, rank_ranges};
use steelyard::domain::workbook::{Answer, Asked, Book, Cell, File, Opened, Problem, Request, Sheet, task};

const NOW: &str = "2026-11-22T09:00:00Z";
const TODAY: Date = Date { year: 2026, month: 11, day: 22 };

fn work(request: Request) -> Answer {
    let mut task = task(request);
    let mut before = 0.0;
    while task.progress() < 1.0 {
        assert_eq!(task.answer(), Answer::Working);
        task.step(7);
        assert!(task.progress() >= before);
        before = task.progress();
    }
    task.answer()
}

fn open(bytes: &[u8], sheet: Option<usize>) -> Result<Opened, Problem> {
    let request = Request::Read { bytes: Bytes::new(bytes.to_vec()), sheet, likely: Vec::new() };
    let Answer::Read(opened) = work(request) else { panic!("a workbook was read") };
    opened
}

fn write(book: Book) -> File {
    let Answer::Written(Ok(file)) = work(Request::Write(book)) else { panic!("it was not written") };
    file
}

fn asked(lang: Lang, live_formulas: bool) -> Asked<'static> {
    Asked { lang, framework: frameworks::default(), today: TODAY, ranges: None, live_formulas }
}

fn ranges(plan: &Plan) -> Option<RankRanges> {
    let request = rank_ranges(plan, frameworks::default()).ok()?;
    let mut simulation = Simulation::new(&request);
    simulation.step(request.draws);
    Some(RankRanges::of(&request, &simulation.results()))
}

fn sample(lang: Lang) -> Plan {
    sample::plan(lang, "p1".into(), NOW)
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(folder().join("workbook").join(name)).unwrap()
}

const FIXTURES: [&str; 6] =
    ["backlog.xlsx", "formulas.xlsx", "headings.xlsx", "old.xls", "gbk.xls", "libre.ods"];

/// A sheet as lines of cells, each with the number of its row.
fn lines(table: &Table, most: usize) -> String {
    let mut text = String::new();
    for row in table.rows.iter().take(most) {
        let cells: Vec<String> = row.cells().map(|cell| cell.replace('\n', "⏎")).collect();
        writeln!(text, "{:>3} | {}", row.line, cells.join(" | ")).unwrap();
    }
    if table.rows.len() > most {
        writeln!(text, "… {} rows", table.rows.len()).unwrap();
    }
    text
}

/// Everything that is read of a workbook.
fn described(bytes: &[u8], most: usize) -> String {
    let mut text = String::new();
    let first = open(bytes, None).unwrap();
    for at in 0..first.sheets.len() {
        let name = &first.sheets[at];
        let hidden = if name.hidden { " (hidden)" } else { "" };
        let chosen = if at == first.sheet { " (read unless told otherwise)" } else { "" };
        writeln!(text, "## {}{hidden}{chosen}", name.name).unwrap();
        let opened = open(bytes, Some(at)).unwrap();
        for sentence in Lang::ALL.iter().flat_map(|lang| opened.notes.sentences(*lang)) {
            writeln!(text, "   {sentence}").unwrap();
        }
        text.push_str(&lines(&opened.table, most));
    }
    text
}

#[track_caller]
fn golden(name: &str, found: &str) {
    let path = folder().join("golden/workbook").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, found).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found, expected, "{name}; UPDATE_GOLDEN=1 writes it anew");
}

#[test]
fn workbooks_of_other_programs_are_read() {
    for name in FIXTURES {
        let bytes = fixture(name);
        assert!(is_workbook(name, &bytes), "{name}");
        golden(&format!("{name}.txt"), &described(&bytes, 20));
    }
}

#[test]
fn formulas_that_were_never_calculated_are_told() {
    let opened = open(&fixture("formulas.xlsx"), None).unwrap();
    assert_eq!(opened.notes.unsolved, 2, "openpyxl writes an empty value for each");
    assert!(opened.notes.sentences(Lang::En).iter().any(|sentence| sentence.contains("2 formulas")));
}

#[test]
fn the_sample_is_written_in_both_languages() {
    for lang in Lang::ALL {
        let plan = sample(lang);
        let ranges = ranges(&plan);
        let file = write(Book::of(&plan, &Asked { ranges: ranges.as_ref(), ..asked(lang, false) }));
        golden(&format!("sample-{}.txt", lang.tag()), &described(file.bytes.as_ref(), 6));
    }
}

#[test]
fn the_same_book_gives_the_same_bytes() {
    let bytes = || write(Book::of(&sample(Lang::En), &asked(Lang::En, true))).bytes;
    assert!(bytes() == bytes());
}

fn ids() -> impl FnMut(&str) -> Id {
    let mut number = 0;
    move |prefix| {
        number += 1;
        Id::from(format!("{prefix}_new{number}"))
    }
}

fn import_into(plan: &Plan, table: &Table) -> Preview {
    preview(table, &Mapping::guess(table, &plan.settings.criteria), plan, NOW, &mut ids()).unwrap()
}

fn by_workbook(plan: &Plan, lang: Lang, live_formulas: bool) -> Table {
    let ranges = ranges(plan);
    let file = write(Book::of(plan, &Asked { ranges: ranges.as_ref(), ..asked(lang, live_formulas) }));
    open(file.bytes.as_ref(), Some(0)).unwrap().table
}

fn by_csv(plan: &Plan, lang: Lang) -> Table {
    let format = export::by_id("items-csv").unwrap();
    let ranges = ranges(plan);
    let context =
        Context { framework: frameworks::default(), now: NOW, today: TODAY, ranges: ranges.as_ref() };
    let bytes = (format.write)(plan, lang, &context).unwrap();
    read(&decode(&bytes, &|_| None).unwrap().text, None).unwrap()
}

#[test]
fn a_workbook_comes_back_as_a_csv_file_does() {
    for lang in Lang::ALL {
        let plan = sample(lang);
        for live in [false, true] {
            let back = import_into(&plan, &by_workbook(&plan, lang, live));
            assert_eq!((back.new_count, back.updated_count), (0, 0), "{:?}", back.problems);
            assert_eq!(back.unchanged_count, plan.items.len());
        }
        let mut empty = Plan::new("p2".into(), "", NOW);
        empty.settings = plan.settings.clone();
        let (book, csv) =
            (import_into(&empty, &by_workbook(&plan, lang, true)), import_into(&empty, &by_csv(&plan, lang)));
        assert_eq!(book.items, csv.items);
        assert_eq!((book.problem_count, book.questions), (csv.problem_count, csv.questions));
    }
}

/// Line ends of other systems become plain ones in a workbook, and what no XML can hold is left out.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|c| !c.is_control() || "\n\t".contains(*c))
        .collect()
}

/// What an import would make of a table: every field of every item as a file has it, with texts as
/// a workbook can hold them; or that there is nothing to import.
fn taken(plan: &Plan, table: &Table) -> Option<(Vec<serde_json::Value>, usize, usize)> {
    fn tidy(value: &serde_json::Value) -> serde_json::Value {
        match value {
            // A number that no input takes is kept as a text, which may be written in more than one way.
            serde_json::Value::String(text) => match plain(text).trim() {
                text if text.parse::<f64>().is_ok_and(f64::is_finite) => {
                    format!("{:.14e}", text.parse::<f64>().unwrap()).into()
                }
                text => text.into(),
            },
            // Workbooks are read with the 15 digits that spreadsheet programs hold.
            serde_json::Value::Number(number) => {
                format!("{:.14e}", number.as_f64().unwrap()).parse::<f64>().unwrap().into()
            }
            serde_json::Value::Array(list) => list.iter().map(tidy).collect(),
            serde_json::Value::Object(fields) => {
                fields.iter().map(|(name, value)| (name.clone(), tidy(value))).collect()
            }
            other => other.clone(),
        }
    }
    let mapping = Mapping::guess(table, &plan.settings.criteria);
    let found = preview(table, &mapping, plan, NOW, &mut ids()).ok()?;
    let mut holder = Plan::new("p".into(), "", NOW);
    holder.items = found.items.iter().cloned().map(Rc::new).collect();
    let items = format::to_json(&holder)["items"].as_array().map(|items| items.iter().map(tidy).collect());
    Some((items.unwrap_or_default(), found.new_count, found.updated_count))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_plan_comes_back_as_by_csv(plan in support::any_plan(), live: bool, lang in prop::sample::select(Lang::ALL.to_vec())) {
        prop_assume!(!plan.items.is_empty());
        let (book, csv) = (by_workbook(&plan, lang, live), by_csv(&plan, lang));
        prop_assert_eq!(book.rows.len(), plan.items.len() + 1);
        prop_assert_eq!(book.rows.len(), csv.rows.len());
        let headings = |table: &Table| table.rows[0].cells().map(|cell| plain(export::revive(cell))).collect::<Vec<_>>();
        prop_assert_eq!(headings(&book), headings(&csv));
        let mut empty = Plan::new("p2".into(), "", NOW);
        empty.settings = plan.settings.clone();
        let (book, csv) = (taken(&empty, &book), taken(&empty, &csv));
        prop_assert_eq!(&book, &csv);
        // And over the plan that it is of, unless that has numbers of more digits.
        let (book, csv) = (by_workbook(&plan, lang, live), by_csv(&plan, lang));
        let digits = |part: &str| part.parse::<f64>().is_ok() && part.chars().filter(char::is_ascii_digit).count() > 15;
        // A range is three numbers in one cell.
        let has_digits = |cell: &str| cell.split(" / ").any(digits);
        if !csv.rows.iter().flat_map(|row| row.cells()).any(has_digits) {
            prop_assert_eq!(taken(&plan, &book), taken(&plan, &csv));
        }
    }

    #[test]
    fn any_answers_come_back_from_a_workbook(people in prop::collection::vec(
        (support::any_text(), prop::collection::vec(prop::option::of((1..=5_u8, 1..=5_u8, prop::option::of(1..=9_u8))), 3)), 1..12,
    )) {
        let mut plan = sample(Lang::En);
        let features = plan.kano.features.iter().take(3).cloned().collect::<Vec<_>>();
        let study = Rc::make_mut(&mut plan.kano);
        study.respondents.clear();
        study.features = features;
        for (at, (segment, answers)) in people.iter().enumerate() {
            let mut person = Respondent { id: format!("r{at}").into(), segment: plain(segment).trim().into(), ..Respondent::default() };
            for (feature, answer) in study.features.iter().zip(answers) {
                let answer = answer.map(|(with, without, importance)| Said {
                    functional: Reply::from_number(with), dysfunctional: Reply::from_number(without), importance,
                });
                person.set_answer(&feature.item, answer);
            }
            if !person.answers.is_empty() {
                study.respondents.push(Rc::new(person));
            }
        }
        prop_assume!(!plan.kano.respondents.is_empty());
        let file = write(Book::of(&plan, &asked(Lang::En, false)));
        let request = Request::Read { bytes: file.bytes, sheet: None, likely: vec!["Kano answers".to_owned()] };
        let Answer::Read(Ok(opened)) = work(request) else { panic!("it is a workbook") };
        let mapping = KanoMapping::guess(&opened.table, &plan.kano, &plan.items, Lang::En);
        let back = kano_preview(&opened.table, &mapping, "2026-11-22", &mut ids()).unwrap();
        prop_assert_eq!(back.respondents.len(), plan.kano.respondents.len());
        for (came, known) in back.respondents.iter().zip(&plan.kano.respondents) {
            prop_assert_eq!((&came.id, &came.answers), (&known.id, &known.answers));
            let (came, known) = (plain(&came.segment), plain(&known.segment));
            prop_assert_eq!(came.trim(), known.trim());
        }
    }

    #[test]
    fn any_text_comes_back(texts in prop::collection::vec(support::any_text(), 1..20)) {
        let rows = texts.iter().map(|text| vec![Cell::text("x"), Cell::text(text.as_str())]).collect();
        let sheet = Sheet::new("S", vec!["K".into(), "T".into()], rows);
        let file = write(Book { title: "T".into(), day: 20_000, sheets: vec![sheet] });
        let table = open(file.bytes.as_ref(), None).unwrap().table;
        for (text, row) in texts.iter().zip(&table.rows[1..]) {
            let expected = plain(text);
            prop_assert_eq!(export::revive(row.cell(1)).trim_end(), expected.trim_end());
        }
    }

    #[test]
    fn random_bytes_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..400), start in 0_usize..4) {
        let starts: [&[u8]; 4] = [b"", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"];
        let bytes = [starts[start], &bytes].concat();
        prop_assert!(open(&bytes, None).is_err());
    }

    #[test]
    fn what_was_cut_or_changed_does_no_harm(at in 0_usize..6, place in 0.0..1.0_f64, bit in 0_u8..8, cut: bool) {
        let mut bytes = fixture(FIXTURES[at]);
        let place = ((bytes.len() - 1) as f64 * place) as usize;
        if cut {
            bytes.truncate(place);
        } else {
            bytes[place] ^= 1 << bit;
        }
        if let Err(problem) = open(&bytes, None) {
            prop_assert!(!problem.sentence(Lang::Zh).is_empty());
        }
    }
}

/// The parts of a workbook, packed anew after one of them was changed.
fn repacked(name: &str, part: &str, change: &dyn Fn(&str) -> String) -> Vec<u8> {
    repacked_as(name, &|path, content| {
        let is_it = path == part;
        let text = || change(std::str::from_utf8(content).unwrap()).into_bytes();
        (path.to_owned(), if is_it { text() } else { content.to_vec() })
    })
}

/// What becomes of a part of a workbook: its name and its bytes.
type Repack<'a> = &'a dyn Fn(&str, &[u8]) -> (String, Vec<u8>);

/// The parts of a workbook, packed anew after their names and contents were changed.
fn repacked_as(name: &str, change: Repack<'_>) -> Vec<u8> {
    use std::io::{Read as _, Write as _};
    let mut old = zip::ZipArchive::new(std::io::Cursor::new(fixture(name))).unwrap();
    let mut new = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut file = old.by_index(at).unwrap();
        let path = file.name().unwrap().into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        let (path, content) = change(&path, &content);
        new.start_file(path, zip::write::SimpleFileOptions::default()).unwrap();
        new.write_all(&content).unwrap();
    }
    new.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_may_call_its_parts_what_it_likes() {
    let plain = open(&fixture("headings.xlsx"), None).unwrap();
    // As the relations say: another folder, another main part, a sheet that is called like a picture.
    let bytes = repacked_as("headings.xlsx", &|path, content| {
        let path = path
            .replace("xl/workbook.xml", "data/book2.xml")
            .replace("xl/_rels/workbook.xml.rels", "data/_rels/book2.xml.rels")
            .replace("xl/worksheets/sheet1.xml", "data/Sheets/one.png")
            .replace("xl/", "data/");
        let content = match std::str::from_utf8(content) {
            Ok(text) if path.ends_with(".rels") || path.ends_with("[Content_Types].xml") => text
                .replace("xl/workbook.xml", "data/book2.xml")
                .replace("/xl/worksheets/sheet1.xml", "/data/sheets/ONE.png")
                .replace("worksheets/sheet1.xml", "sheets/ONE.png")
                .replace("xl/", "data/")
                .into_bytes(),
            _ => content.to_vec(),
        };
        (path, content)
    });
    assert_eq!(open(&bytes, None), Ok(plain));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    // Flipped bits of a packed file are found by its checksums; here what is inside is broken.
    #[test]
    fn broken_parts_do_no_harm(at in 0_usize..6, place in 0.0..1.0_f64, cut in 0_usize..40, put in "[<>/\"=A-Z0-9 ]{0,6}") {
        let (name, part) = [
            ("backlog.xlsx", "xl/worksheets/sheet2.xml"),
            ("backlog.xlsx", "xl/workbook.xml"),
            ("backlog.xlsx", "xl/styles.xml"),
            ("headings.xlsx", "xl/worksheets/sheet1.xml"),
            ("headings.xlsx", "xl/sharedStrings.xml"),
            ("libre.ods", "content.xml"),
        ][at];
        let bytes = repacked(name, part, &|text| {
            let chars: Vec<char> = text.chars().collect();
            let start = ((chars.len() - 1) as f64 * place) as usize;
            let end = (start + cut).min(chars.len());
            chars[..start].iter().copied().chain(put.chars()).chain(chars[end..].iter().copied()).collect()
        });
        let _ = open(&bytes, None);
    }
}

#[test]
fn a_table_without_an_end_is_broken_and_not_read_for_ever() {
    for (tag, put) in [
        ("</table:table>", ""),
        ("</table:table-row>", ""),
        ("</table:table-cell>", ""),
        ("</table:table>", "<!-- </table:table> -->"),
        ("</table:table>", "</table:row>"),
        ("</office:document-content>", ""),
    ] {
        let bytes = repacked("libre.ods", "content.xml", &|text| text.replacen(tag, put, 1));
        assert_eq!(open(&bytes, None), Err(Problem::Broken), "{tag} became {put}");
    }
    // Cut off anywhere, as a download that broke.
    for tenth in 1..10 {
        let cut = |text: &str| text.chars().take(text.chars().count() * tenth / 10).collect();
        assert!(open(&repacked("libre.ods", "content.xml", &cut), None).is_err(), "{tenth}0 %");
    }
}

#[test]
fn a_cell_far_away_costs_nothing() {
    let bytes = repacked("headings.xlsx", "xl/worksheets/sheet1.xml", &|text| {
        text.replace("</sheetData>", "<row r=\"1048576\"><c r=\"ALL1048576\"><v>1</v></c></row></sheetData>")
    });
    assert_eq!(open(&bytes, None).unwrap().table.rows.len(), 5);
    let bytes = repacked("headings.xlsx", "xl/worksheets/sheet1.xml", &|text| {
        text.replace("</sheetData>", "<row r=\"9\"><c r=\"XFD9\"><v>1</v></c></row></sheetData>")
    });
    let wide = Problem::TooManyColumns { line: 9, count: 16_384 };
    assert_eq!(open(&bytes, Some(0)), Err(wide));
    // The other sheet is sound, and nobody asked for this one.
    assert_eq!(open(&bytes, None).unwrap().sheet, 1);
}

#[test]
fn repeated_cells_cannot_fill_the_memory() {
    let wide = "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"float\" office:value=\"1\"/></table:table-row></table:table>";
    let bytes = repacked("libre.ods", "content.xml", &|text| text.replacen("</table:table>", wide, 1));
    assert_eq!(open(&bytes, None), Err(Problem::TooManyCells));
}

#[test]
fn a_file_that_says_it_is_too_large_is_not_unpacked() {
    let mut bytes = fixture("backlog.xlsx");
    // The sizes of every entry in the directory at the end: 24 bytes behind its sign.
    let mut at = 0;
    while let Some(found) = bytes[at..].windows(4).position(|sign| sign == b"PK\x01\x02") {
        at += found;
        bytes[at + 24..at + 28].copy_from_slice(&0xf000_0000_u32.to_le_bytes());
        at += 4;
    }
    assert_eq!(open(&bytes, None), Err(Problem::TooLargeInside));
}

#[test]
fn what_is_no_workbook_is_named() {
    #[track_caller]
    fn check(bytes: &[u8], problem: Problem) {
        assert_eq!(open(bytes, None), Err(problem));
        for lang in Lang::ALL {
            assert!(!problem.sentence(lang).is_empty());
            assert_eq!(Refusal::Workbook(problem).sentence(lang), problem.sentence(lang));
        }
    }
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let old = |name: &str| {
        [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), vec![0; 600], wide(name), vec![0; 600]].concat()
    };
    check(&old("EncryptedPackage"), Problem::Encrypted);
    check(&old("WordDocument"), Problem::NotRead);
    check(&old("Workbook"), Problem::Broken);
    check(b"PK\x03\x04", Problem::Broken);
    let document = repacked("backlog.xlsx", "", &|text| text.to_owned());
    check(&document[..document.len() / 2], Problem::Broken);
    let blank =
        write(Book { title: String::new(), day: 0, sheets: vec![Sheet::new("S", Vec::new(), Vec::new())] });
    check(blank.bytes.as_ref(), Problem::Empty);
    let encrypted = repacked("libre.ods", "META-INF/manifest.xml", &|text| {
        text.replacen("/>", "><manifest:encryption-data/></manifest:file-entry>", 1)
    });
    assert!(matches!(open(&encrypted, None), Err(Problem::Encrypted) | Ok(_)));
}

#[test]
fn text_never_becomes_a_formula() {
    let hostile =
        ["=1+1", "=HYPERLINK(\"https://example.org\")", "+1", "-1+1", "@SUM(A1)", "'=1", "\t=1", "{=1}"];
    let mut plan = Plan::new("p".into(), "=1+1", NOW);
    for (at, text) in hostile.iter().enumerate() {
        let mut item = Item::new(format!("i{at}").into(), format!("=K{at}"), *text);
        item.description = (*text).into();
        item.set_estimate("rice", "reach", Some(Estimate::Unreadable((*text).into())));
        plan.items.push(Rc::new(item));
    }
    let file = write(Book::of(&plan, &asked(Lang::En, true)));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file.bytes.as_ref())).unwrap();
    let mut sheet = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut sheet)
        .unwrap();
    assert!(sheet.contains("t=\"s\"") && !sheet.contains("<f>"));
    // Nothing changes but what a table of texts changes as well: blanks before a title, “+1” as a number.
    let back = import_into(&plan, &open(file.bytes.as_ref(), None).unwrap().table);
    let by_csv = import_into(&plan, &by_csv(&plan, Lang::En));
    assert_eq!((back.new_count, back.items), (0, by_csv.items));
}

#[test]
fn a_text_that_is_too_long_is_cut_and_said() {
    let mut plan = Plan::new("p".into(), "", NOW);
    let mut item = Item::new("i".into(), "SY-1", "A");
    item.description = "字".repeat(40_000);
    plan.items.push(Rc::new(item));
    let file = write(Book::of(&plan, &asked(Lang::En, false)));
    assert_eq!(file.cut, 1);
    let table = open(file.bytes.as_ref(), None).unwrap().table;
    assert_eq!(table.rows[1].cell(2).chars().count(), 32_767);
}

#[test]
fn kano_answers_come_back_from_a_workbook() {
    let mut plan = sample(Lang::En);
    let study = Rc::make_mut(&mut plan.kano);
    study.respondents.clear();
    study.features = plan
        .items
        .iter()
        .take(3)
        .map(|item| Feature { item: item.id.clone(), ..Feature::default() })
        .collect();
    for (at, segment) in ["new users", "=old", ""].iter().enumerate() {
        let said =
            Said { functional: Some(Reply::Like), dysfunctional: Some(Reply::Dislike), importance: Some(9) };
        let answers = study.features.iter().skip(at).map(|feature| (feature.item.clone(), said)).collect();
        let respondent = Respondent {
            id: format!("r{at}").into(),
            segment: (*segment).into(),
            answers,
            ..Respondent::default()
        };
        study.respondents.push(Rc::new(respondent));
    }
    let file = write(Book::of(&plan, &asked(Lang::Zh, false)));
    let likely = vec!["Kano 回答".to_owned()];
    let request = Request::Read { bytes: file.bytes, sheet: None, likely };
    let Answer::Read(Ok(opened)) = work(request) else { panic!("it is a workbook") };
    assert_eq!(opened.sheets[opened.sheet].name, "Kano 回答");
    let mapping = KanoMapping::guess(&opened.table, &plan.kano, &plan.items, Lang::Zh);
    let back = kano_preview(&opened.table, &mapping, "2026-11-22", &mut ids()).unwrap();
    let known: Vec<Respondent> = plan.kano.respondents.iter().map(|one| Respondent::clone(one)).collect();
    assert_eq!(back.respondents.len(), known.len());
    for (came, known) in back.respondents.iter().zip(&known) {
        assert_eq!((&came.id, &came.segment, &came.answers), (&known.id, &known.segment, &known.answers));
    }
    // Two rows of headings say the same as one.
    let table = open(&fixture("headings.xlsx"), Some(1)).unwrap().table;
    let heading: Vec<&str> = table.rows[0].cells().collect();
    assert_eq!(heading[1..3], ["Guest checkout +", "Guest checkout -"]);
}

/// A file of the sample with live formulas, for other programs to open.
fn sample_file(name: &str) -> PathBuf {
    let mut plan = sample(Lang::En);
    let unscored = Rc::make_mut(&mut plan.items[0]);
    unscored.set_estimate("rice", "effort", None);
    let file = write(Book::of(&plan, &asked(Lang::En, true)));
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, file.bytes.as_ref()).unwrap();
    path
}

#[test]
fn openpyxl_opens_what_is_written() {
    let python = std::env::var("STEELYARD_PYTHON").unwrap_or_else(|_| "python3".into());
    let has_it = Command::new(&python).args(["-c", "import openpyxl"]).output();
    if !has_it.is_ok_and(|found| found.status.success()) {
        assert!(std::env::var_os("CI").is_none(), "{python} has no openpyxl");
        return eprintln!("skipped: {python} has no openpyxl (STEELYARD_PYTHON may name another one)");
    }
    let script = folder().join("workbook/check.py");
    let done = Command::new(python).arg(script).arg(sample_file("for-openpyxl.xlsx")).output().unwrap();
    let said = String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{said}");
    assert!(said.contains("formulas") && !said.contains(" 0 without a score"), "{said}");
    eprintln!("{said}");
}

/// LibreOffice turns a file into CSV; `None` where it does not read it.
fn libreoffice(program: &str, path: &Path) -> Option<String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let done = Command::new(program)
        .arg(format!("-env:UserInstallation=file://{}", folder.join("libreoffice").display()))
        .args(["--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir"])
        .arg(folder.join("converted"))
        .arg(path)
        .output()
        .unwrap();
    let name = path.with_extension("csv");
    let csv = folder.join("converted").join(name.file_name()?);
    let text = done.status.success().then(|| std::fs::read_to_string(&csv).ok())?;
    let _ = std::fs::remove_file(csv);
    text
}

#[test]
fn libreoffice_opens_what_is_written() {
    let has_it = |program: &&str| {
        Command::new(program).arg("--version").output().is_ok_and(|found| found.status.success())
    };
    let Some(program) = ["soffice", "libreoffice"].into_iter().find(has_it) else {
        return eprintln!("skipped: LibreOffice is not installed");
    };
    // It may be there without its spreadsheets.
    if libreoffice(program, &folder().join("workbook/libre.ods")).is_none() {
        return eprintln!("skipped: LibreOffice is installed without Calc");
    }
    let csv = libreoffice(program, &sample_file("for-libreoffice.xlsx")).unwrap();
    assert!(csv.starts_with("Key,Title,"), "{csv}");
}
