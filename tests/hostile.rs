//! Files that were made to hurt, or broke on their way: each gets a clear sentence, and the plan that is
//! open stays as it is. The same files are dropped on the app by `tests/e2e/journey.test.mjs`.

// Helpers of tests may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use serde_json::Value;
use steelyard::domain::bytes::Bytes;
use steelyard::domain::editor::{Command, Editor};
use steelyard::domain::format;
use steelyard::domain::import::{self, Mapping, Preview, Refusal, preview};
use steelyard::domain::invariants::violations;
use steelyard::domain::plan::{Id, Plan};
use steelyard::domain::sample;
use steelyard::domain::text::Lang;
use steelyard::domain::workbook::{Answer, Request, task};

const FILES: &str = include_str!("fixtures/hostile.json");

const NOW: &str = "2026-11-22T09:00:00Z";

/// A file of the list.
struct File {
    name: String,
    bytes: Vec<u8>,
    /// What has to be said of it, in English.
    says: String,
    /// A plan that opens all the same, beside the one that is open.
    opens: bool,
}

fn files() -> Vec<File> {
    let files: Vec<Value> = serde_json::from_str(FILES).unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    files
        .iter()
        .map(|file| {
            let repeat = &file["repeat"];
            let bytes = match file["hex"].as_str() {
                Some(hex) => {
                    let digits = hex.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).unwrap());
                    digits.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect()
                }
                None if repeat.is_object() => {
                    let middle = text(&repeat["text"]).repeat(repeat["count"].as_u64().unwrap() as usize);
                    [text(&repeat["before"]), middle, text(&repeat["after"])].concat().into_bytes()
                }
                None => text(&file["text"]).into_bytes(),
            };
            let opens = file["opens"] == Value::Bool(true);
            File { name: text(&file["name"]), bytes, says: text(&file["says"]), opens }
        })
        .collect()
}

/// What the app makes of a file.
enum Outcome {
    /// Nothing, and says why, in each language.
    Refused([String; 2]),
    /// A preview of what would come in.
    Table(Box<Preview>),
    /// A plan, with what was mended.
    Opened(Box<Plan>, [Vec<String>; 2]),
}

fn refused(sentence: impl Fn(Lang) -> String) -> Outcome {
    Outcome::Refused(Lang::ALL.map(sentence))
}

/// The way that a dropped file goes.
fn take(file: &File, plan: &Plan) -> Outcome {
    if file.name.ends_with(".json") {
        return match format::read_bytes(&file.bytes) {
            Err(error) => refused(|lang| error.sentence(lang)),
            Ok((opened, warnings)) => {
                let said = |lang| warnings.iter().map(|warning| warning.sentence(lang)).collect();
                Outcome::Opened(Box::new(opened), Lang::ALL.map(said))
            }
        };
    }
    if import::is_workbook(&file.name, &file.bytes) {
        let bytes = Bytes::new(file.bytes.clone());
        let mut task = task(Request::Read { bytes, sheet: None, likely: Vec::new() });
        while task.progress() < 1.0 {
            task.step(1_000);
        }
        let Answer::Read(Err(problem)) = task.answer() else { panic!("{} was read", file.name) };
        return refused(|lang| problem.sentence(lang));
    }
    let chinese = |bytes: &[u8]| Some(encoding_rs::GB18030.decode_without_bom_handling(bytes).0.into_owned());
    let table = || {
        let table = import::read(&import::decode(&file.bytes, &chinese)?.text, None)?;
        let mut number = 0;
        let mut ids = |prefix: &str| {
            number += 1;
            Id::from(format!("{prefix}_new{number}"))
        };
        preview(&table, &Mapping::guess(&table, &[]), plan, NOW, &mut ids)
    };
    match table() {
        Ok(preview) => Outcome::Table(Box::new(preview)),
        Err(refusal) => refused(|lang: Lang| Refusal::sentence(&refusal, lang)),
    }
}

#[track_caller]
fn is_sentence(text: &str, name: &str) {
    assert!(text.ends_with(['.', '。']) && text.chars().count() > 8, "{name}: {text}");
}

#[test]
fn every_hostile_file_gets_a_sentence_and_leaves_the_open_plan_as_it_is() {
    let files = files();
    assert!(files.len() >= 30, "{} files", files.len());
    let plan = sample::plan(Lang::En, "p1".into(), NOW);
    let before = format::write(&plan);
    let sound = violations(&plan);
    for file in &files {
        let name = &file.name;
        match take(file, &plan) {
            Outcome::Refused([en, zh]) => {
                assert!(en.contains(&file.says), "{name}: {en}");
                [en, zh].iter().for_each(|sentence| is_sentence(sentence, name));
            }
            Outcome::Table(preview) => {
                let said: Vec<String> =
                    preview.problems.iter().map(|problem| problem.line_of_text(Lang::En)).collect();
                assert!(said.iter().any(|line| line.contains(&file.says)), "{name}: {said:?}");
                for lang in Lang::ALL {
                    preview.problems.iter().for_each(|problem| is_sentence(&problem.sentence(lang), name));
                }
                // Even whoever imports it all the same has every item as it was, and gets rid of it in one step.
                let start = Editor::new(plan.clone());
                let after = start.apply(&Command::Import(preview.items.clone()), NOW, None);
                let after = after.unwrap_or_else(|| panic!("{name}: nothing came in"));
                assert_eq!(after.plan().items[..plan.items.len()], plan.items, "{name}");
                assert_eq!(violations(after.plan()), sound, "{name}");
                assert_eq!(**after.undo().expect("one step").plan(), plan, "{name}");
            }
            Outcome::Opened(opened, [en, zh]) => {
                assert!(file.opens, "{name} opened");
                assert!(en.iter().any(|sentence| sentence.contains(&file.says)), "{name}: {en:?}");
                en.iter().chain(&zh).for_each(|sentence| is_sentence(sentence, name));
                assert_eq!(violations(&opened), [""; 0], "{name}");
                assert_ne!(opened.id, plan.id, "{name} would take the place of the open plan");
            }
        }
        assert_eq!(format::write(&plan), before, "{name}");
    }
}
