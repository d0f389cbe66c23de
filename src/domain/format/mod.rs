//! Plan files: text to plan and back, as `docs/formats.md` describes them.
//!
//! Reading never fails half-way: it gives a plan with warnings, or one error.

mod embedded;
pub(crate) mod merge;
mod read;
mod repair;
mod roadmap;
mod study;
mod tree;
mod warning;
mod write;

use std::cmp::Ordering;

use serde_json::{Map, Value};

use super::editor::MOST_ITEMS;
use super::kano::study::{Feature, MOST_RESPONDENTS, Respondent, Study};
use super::number::{self, group};
use super::plan::{Goal, Item, Need, Plan, WorkshopRecord};
use super::roadmap::{Decision, Group, Limit, Period, Placement, Roadmap, Scenario, Team};
use super::text::{Lang, files};
use read::Object;
pub(crate) use read::give_keys;
use tree::{Fields, Tree};
pub use warning::{Expected, Named, Trouble, Warning};
use warning::{Place, Warnings};
pub(crate) use write::Form;

/// What `format` says in a plan file.
pub const FORMAT: &str = "steelyard-plan";

/// The version that this app writes, and the newest that it reads.
pub const VERSION: u64 = 1 + STEPS.len() as u64;

/// How a plan file's name ends.
pub const FILE_ENDING: &str = ".steelyard.json";

/// A file may have this many bytes: 50 MiB.
pub const MOST_BYTES: usize = 50 * 1024 * 1024;

/// Brackets may stand inside each other this deep.
///
/// Below the 128 levels of the parser, so that a part of a plan can be read
/// inside a patch as well.
pub const MOST_LEVELS: usize = 100;

/// What leads from one version to the next: the first from 1 to 2, and so on.
const STEPS: &[fn(&mut Map<String, Value>)] = &[];

/// Why a file cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// There is nothing in it.
    Empty,
    /// It has more bytes than a plan may have.
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// It is no text.
    NotText,
    /// It ends in the middle of a value.
    CutShort {
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1.
        column: usize,
    },
    /// It is no JSON.
    NotJson {
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1.
        column: usize,
    },
    /// Its brackets stand inside each other too often.
    TooDeep,
    /// It is a web page without a plan in it.
    WebPage,
    /// It is JSON, but no plan.
    NotAPlan,
    /// A newer app wrote it.
    TooNew {
        /// The version of the file.
        file: u64,
        /// The newest version that this app reads.
        app: u64,
    },
    /// It has more items than a plan may have.
    TooManyItems {
        /// How many.
        count: usize,
    },
    /// It has more Kano respondents than a plan may have.
    TooManyRespondents {
        /// How many.
        count: usize,
    },
}

impl ReadError {
    /// What is wrong and what to do, in a sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        let mib = |bytes: usize| number::display(bytes as f64 / (1024.0 * 1024.0), 1);
        match *self {
            ReadError::Empty => files::error_empty(lang).to_owned(),
            ReadError::TooLarge { bytes } => files::error_too_large(lang, &mib(bytes), &mib(MOST_BYTES)),
            ReadError::NotText => files::error_not_text(lang).to_owned(),
            ReadError::CutShort { line, column } => files::error_cut_short(lang, line, column),
            ReadError::NotJson { line, column } => files::error_not_json(lang, line, column),
            ReadError::TooDeep => files::error_too_deep(lang).to_owned(),
            ReadError::WebPage => files::error_web_page(lang).to_owned(),
            ReadError::NotAPlan => files::error_not_a_plan(lang).to_owned(),
            ReadError::TooNew { file, app } => files::error_too_new(lang, file, app),
            ReadError::TooManyItems { count } => {
                files::error_too_many_items(lang, &group(count), &group(MOST_ITEMS))
            }
            ReadError::TooManyRespondents { count } => {
                files::error_too_many_respondents(lang, &group(count), &group(MOST_RESPONDENTS))
            }
        }
    }
}

/// The plan as one line of JSON that leaves out what is empty: for storage and links.
pub fn write(plan: &Plan) -> String {
    to_json(plan).to_string()
}

/// The plan as JSON that leaves out what is empty.
pub fn to_json(plan: &Plan) -> Value {
    Value::Object(write::plan(plan, Form::Compact))
}

/// The plan as JSON with line breaks that names every field: for files.
///
/// Without line breaks and empty fields where it would be too large to open again.
pub fn write_pretty(plan: &Plan) -> String {
    let mut text = format!("{:#}", Value::Object(write::plan(plan, Form::Complete)));
    text.push('\n');
    if text.len() > MOST_BYTES { write(plan) } else { text }
}

/// Reads a plan file from its bytes: UTF-8, or what its byte order mark says.
///
/// A page that `report::html` has written opens too.
pub fn read_bytes(bytes: &[u8]) -> Result<(Plan, Vec<Warning>), ReadError> {
    if bytes.len() > MOST_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    let utf16 = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = rest.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(unit);
        char::decode_utf16(units).collect::<Result<String, _>>().ok().filter(|_| rest.len().is_multiple_of(2))
    };
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] | rest => std::str::from_utf8(rest).ok().map(str::to_owned),
    };
    match text.filter(|text| !text.contains('\0')) {
        Some(text) => match embedded::find(&text) {
            Some(found) => found.and_then(read),
            None => read(&text),
        },
        None => Err(ReadError::NotText),
    }
}

/// Reads the text of a plan file.
///
/// A value that cannot be used costs its own field and leaves a warning.
pub fn read(text: &str) -> Result<(Plan, Vec<Warning>), ReadError> {
    if text.len() > MOST_BYTES {
        return Err(ReadError::TooLarge { bytes: text.len() });
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    if repair::levels(text) > MOST_LEVELS {
        return Err(ReadError::TooDeep);
    }
    let error = match serde_json::from_str(text) {
        Ok(tree) => return open(tree, text, Warnings::default()),
        Err(error) => error,
    };
    let (line, column) = (error.line(), error.column());
    if error.is_eof() {
        return Err(ReadError::CutShort { line, column });
    }
    let repaired = repair::repair(text).unwrap_or_default();
    match serde_json::from_str(&repaired) {
        Ok(tree) => {
            let mut warnings = Warnings::default();
            warnings.add(Place::Root, Trouble::Repaired);
            open(tree, text, warnings)
        }
        Err(_) => Err(ReadError::NotJson { line, column }),
    }
}

fn open(tree: Tree<'_>, text: &str, mut warnings: Warnings) -> Result<(Plan, Vec<Warning>), ReadError> {
    let Tree::Object(fields) = tree else { return Err(ReadError::NotAPlan) };
    let plan = read::plan(migrated(fields)?, &mut warnings)?;
    Ok((named(plan, text, &mut warnings), warnings.into_list()))
}

/// Brings the fields of an older version to the newest one.
fn migrated(fields: Fields<'_>) -> Result<Fields<'_>, ReadError> {
    if tree::get(&fields, "format").and_then(Tree::as_str) != Some(FORMAT) {
        return Err(ReadError::NotAPlan);
    }
    let version = tree::get(&fields, "version").and_then(Tree::as_u64);
    let Some(version) = version.filter(|version| (1..=1_000_000).contains(version)) else {
        return Err(ReadError::NotAPlan);
    };
    match version.cmp(&VERSION) {
        Ordering::Greater => Err(ReadError::TooNew { file: version, app: VERSION }),
        Ordering::Equal => Ok(fields),
        Ordering::Less => {
            let mut fields = tree::rest(fields);
            STEPS.iter().skip(version as usize - 1).for_each(|step| step(&mut fields));
            Ok(tree::fields(fields))
        }
    }
}

/// Gives a plan without an id one that is made of the file's text.
fn named(mut plan: Plan, text: &str, warnings: &mut Warnings) -> Plan {
    if plan.id.is_empty() {
        // FNV-1a: the same file gets the same id, and two files hardly ever do.
        let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        plan.id = format!("p_{hash:016x}").into();
        warnings.add(Place::Root, Trouble::MissingId { new: plan.id.to_string() });
    }
    plan
}

/// One item as it stands in a plan file, without what is empty.
pub fn item_to_json(item: &Item) -> Map<String, Value> {
    write::item(item, Form::Compact)
}

/// Reads one item as it stands in a plan file.
///
/// Its id and key may be empty, and its links may lead nowhere: only the plan
/// that takes it in can tell.
pub fn item_from_json(fields: Map<String, Value>) -> (Item, Vec<Warning>) {
    Item::from_fields(fields)
}

/// What a plan holds lists of: it has an id, and it can be read and written alone.
pub(crate) trait Record: Clone + PartialEq {
    /// The field with the id.
    const ID: &str;
    /// Whether it is nothing without a title.
    const TITLED: bool;

    fn id(&self) -> &super::plan::Id;
    fn to_fields(&self, form: Form) -> Map<String, Value>;
    fn from_fields(fields: Map<String, Value>) -> (Self, Vec<Warning>);
}

/// Implements [`Record`] with the field of the id and a pair of functions that write and read.
macro_rules! record {
    ($($type:ident { $id:ident, titled: $titled:literal, $write:path, $read:path })*) => { $(
        impl Record for $type {
            const ID: &str = stringify!($id);
            const TITLED: bool = $titled;

            fn id(&self) -> &super::plan::Id {
                &self.$id
            }

            fn to_fields(&self, form: Form) -> Map<String, Value> {
                $write(self, form)
            }

            fn from_fields(fields: Map<String, Value>) -> (Self, Vec<Warning>) {
                from_fields(fields, $read)
            }
        }
    )* };
}

record! {
    Item { id, titled: true, write::item, read::item }
    Need { id, titled: true, write::need, read::need }
    Goal { id, titled: true, write::goal, read::goal }
    Feature { item, titled: false, study::write_feature, study::read_feature }
    Respondent { id, titled: false, study::write_respondent, study::read_respondent }
    Team { id, titled: false, roadmap::write_team, roadmap::read_team }
    Period { id, titled: false, roadmap::write_period, roadmap::read_period }
    Placement { item, titled: false, roadmap::write_placement, roadmap::read_placement }
    Limit { item, titled: false, roadmap::write_limit, roadmap::read_limit }
    Group { id, titled: false, roadmap::write_group, roadmap::read_group }
    Scenario { id, titled: false, roadmap::write_scenario, roadmap::read_scenario }
    Decision { id, titled: false, roadmap::write_decision, roadmap::read_decision }
    WorkshopRecord { id, titled: false, write::workshop, read::workshop }
}

fn from_fields<T>(fields: Map<String, Value>, read: fn(Object<'_, '_>) -> T) -> (T, Vec<Warning>) {
    let mut warnings = Warnings::default();
    let record = read(Object::new(tree::fields(fields), Place::Root, &mut warnings));
    (record, warnings.into_list())
}

/// All fields of a plan file, without what is empty.
pub(crate) fn plan_to_json(plan: &Plan) -> Map<String, Value> {
    write::plan(plan, Form::Compact)
}

/// The plan's own fields, without its lists and without what is carried along.
pub(crate) fn head_to_json(plan: &Plan) -> Map<String, Value> {
    write::head(plan, Form::Patch)
}

/// Reads a plan's own fields; whatever else there is becomes `extra`.
pub(crate) fn head_from_json(fields: Map<String, Value>) -> (Plan, Vec<Warning>) {
    let mut warnings = Warnings::default();
    let plan = read::head(tree::fields(fields), &mut warnings);
    (plan, warnings.into_list())
}

/// The roadmap's own fields, without its lists.
pub(crate) fn roadmap_head_to_json(roadmap: &Roadmap) -> Map<String, Value> {
    roadmap::write_head(roadmap)
}

/// Reads the roadmap's own fields; whatever else there is becomes `extra`, but for its lists.
pub(crate) fn roadmap_head_from_json(mut fields: Map<String, Value>) -> (Roadmap, Vec<Warning>) {
    for list in ["teams", "periods", "placements", "limits", "groups", "scenarios"] {
        fields.shift_remove(list);
    }
    from_fields(fields, roadmap::read_head)
}

/// A study's own fields, without its features and respondents.
pub(crate) fn study_head_to_json(study: &Study) -> Map<String, Value> {
    study::write_head(study, Form::Patch).done(&study.extra)
}

/// Reads a study's own fields; whatever else there is becomes `extra`, but for its lists.
pub(crate) fn study_head_from_json(mut fields: Map<String, Value>) -> (Study, Vec<Warning>) {
    fields.retain(|name, _| name != "features" && name != "respondents");
    from_fields(fields, |mut object| {
        let study = study::read_head(&mut object);
        Study { extra: object.rest(), ..study }
    })
}
