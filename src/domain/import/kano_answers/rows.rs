//! Rows into respondents: what a mapping makes of a table.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::KanoRefusal;
use super::cells::{self, Dictionary, Said};
use super::mapping::{FeatureTarget, KanoMapping};
use super::scale::{ScaleHint, hint};
use crate::domain::export::revive;
use crate::domain::import::mapping::column_letters;
use crate::domain::import::rows::MOST_PROBLEMS;
use crate::domain::import::{Row, Table};
use crate::domain::kano::code::ID_PREFIX;
use crate::domain::kano::study::{MOST_FEATURES, MOST_RESPONDENTS};
use crate::domain::kano::{Answer, Reply, Respondent, Study};
use crate::domain::number::group;
use crate::domain::plan::{Extra, Id, IdSource};
use crate::domain::slices::{Units, at_once};
use crate::domain::text::{Lang, Word, import, kano_survey};

/// Characters of an id or a segment that are kept.
const LONGEST_NAME: usize = 200;

/// What an import would bring, and what it could not read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KanoPreview {
    /// One for each row, in their order, for [`crate::domain::kano::arrivals::merge`].
    pub respondents: Vec<Respondent>,
    /// The items that the table has answers about, in the order of the mapping.
    pub items: Vec<Id>,
    /// Items that have to be made first: id and title.
    pub new_items: Vec<(Id, String)>,
    /// The first problems, by line.
    pub problems: Vec<AnswerProblem>,
    /// How many problems there are in all.
    pub problem_count: usize,
    /// What suggests that the scale runs the other way.
    pub scale_hint: Option<ScaleHint>,
}

impl KanoPreview {
    /// Items with answers that the study does not ask about yet.
    pub fn new_features<'a>(&'a self, study: &'a Study) -> impl Iterator<Item = &'a Id> {
        self.items.iter().filter(|item| study.features.iter().all(|feature| feature.item != **item))
    }
}

/// A cell, or a row, that could not be taken as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerProblem {
    /// The line of the file, from 1.
    pub line: u32,
    /// The column, from 0; `None` where it is about the row.
    pub column: Option<usize>,
    /// The header of the column; empty where there is none.
    pub header: String,
    /// The beginning of what the cell says.
    pub text: String,
    /// What is wrong.
    pub wrong: WrongAnswer,
}

/// What is wrong with a cell of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongAnswer {
    /// Neither 1 to 5 nor words of a known set.
    NoReply,
    /// Neither 1 to 9 nor an anchor.
    NoImportance,
    /// One of the two answers is there, the other is empty.
    HalfPair,
    /// A row without an id under a column of ids.
    NoRespondent,
    /// An id that an earlier row has.
    SameRespondent,
    /// A feature with a column for one of the two answers only.
    HalfFeature,
    /// A feature that an earlier group of columns holds.
    SameFeature,
}

impl AnswerProblem {
    /// Where it is: `Line 12, F6_d`.
    pub fn place(&self, lang: Lang) -> String {
        let line = group(self.line as usize);
        match self.column {
            None => import::place_line(lang, &line),
            Some(column) if self.header.is_empty() => {
                import::place(lang, &line, &import::column_letter(lang, &column_letters(column)))
            }
            Some(_) => import::place(lang, &line, &self.header),
        }
    }

    /// What is wrong and what was done, in plain words.
    pub fn sentence(&self, lang: Lang) -> &'static str {
        let word: Word = match self.wrong {
            WrongAnswer::NoReply => kano_survey::problem_no_reply,
            WrongAnswer::NoImportance => kano_survey::problem_no_importance,
            WrongAnswer::HalfPair => kano_survey::problem_half_pair,
            WrongAnswer::NoRespondent => kano_survey::problem_no_respondent,
            WrongAnswer::SameRespondent => kano_survey::problem_same_respondent,
            WrongAnswer::HalfFeature => kano_survey::problem_half_feature,
            WrongAnswer::SameFeature => kano_survey::problem_same_feature,
        };
        word(lang)
    }

    /// Place, cell and sentence in one line.
    pub fn line_of_text(&self, lang: Lang) -> String {
        let (place, sentence) = (self.place(lang), self.sentence(lang));
        match self.text.as_str() {
            "" => import::problem(lang, &place, sentence),
            text => import::problem_with_text(lang, &place, text, sentence),
        }
    }
}

/// What an import of the table would bring; nothing is changed by it.
///
/// An empty cell drops its pair for that feature only, never the respondent. `date` is put on
/// every respondent.
pub fn preview(
    table: &Table,
    mapping: &KanoMapping,
    date: &str,
    ids: IdSource<'_>,
) -> Result<KanoPreview, KanoRefusal> {
    at_once(|units| async move { preview_in(table, mapping, date, ids, &units).await })
}

/// Units of work that a row costs beside its cells, each of which costs about one.
const ROW_UNITS: usize = 8;

/// The same as [`preview`], saying now and then how much is done: a unit for each cell.
pub async fn preview_in(
    table: &Table,
    mapping: &KanoMapping,
    date: &str,
    ids: IdSource<'_>,
    units: &Units,
) -> Result<KanoPreview, KanoRefusal> {
    let rows = mapping.rows(table);
    if rows.len() > MOST_RESPONDENTS {
        return Err(KanoRefusal::TooManyRespondents);
    }
    let mut reading = Reading {
        table,
        mapping,
        dictionary: Dictionary::new(),
        replies: HashMap::new(),
        used: HashSet::new(),
        preview: KanoPreview::default(),
    };
    let each = ROW_UNITS + 3 * mapping.features.len();
    units.expect((ROW_UNITS + each) * rows.len());
    reading.reserve_ids(rows, units).await;
    let columns = reading.columns(ids);
    if columns.is_empty() {
        return Err(KanoRefusal::NoColumns);
    }
    if columns.len() > MOST_FEATURES {
        return Err(KanoRefusal::TooManyFeatures);
    }
    let mut seen = HashSet::new();
    for row in rows {
        let respondent = reading.respondent(row, &columns, date, &mut seen, ids);
        reading.preview.respondents.push(respondent);
        units.spend(each as u32).await;
    }
    reading.preview.scale_hint = hint(table, mapping, units).await;
    Ok(reading.preview)
}

/// The columns of one item, by item.
struct ItemColumns {
    item: Id,
    functional: Option<usize>,
    dysfunctional: Option<usize>,
    importance: Option<usize>,
}

struct Reading<'a> {
    table: &'a Table,
    mapping: &'a KanoMapping,
    dictionary: Dictionary,
    /// What cells of the same text were read as; a table says few different things.
    replies: HashMap<&'a str, Option<Said>>,
    /// Ids of respondents and items that a fresh one must not be.
    used: HashSet<Id>,
    preview: KanoPreview,
}

impl<'a> Reading<'a> {
    async fn reserve_ids(&mut self, rows: &[Row], units: &Units) {
        if let Some(column) = self.mapping.respondent {
            for row in rows {
                self.used.insert(Id::from(name(row.cell(column))));
                units.spend(ROW_UNITS as u32).await;
            }
        }
        let targets = self.mapping.features.iter().filter_map(|feature| match &feature.target {
            FeatureTarget::Item(id) => Some(Rc::clone(id)),
            _ => None,
        });
        self.used.extend(targets);
    }

    /// An id that nothing here has yet; a source of bad ids gets a few chances.
    fn fresh_id(&mut self, prefix: &str, ids: IdSource<'_>) -> Id {
        let mut id = ids(prefix);
        for _ in 0..8 {
            if self.used.insert(Rc::clone(&id)) {
                return id;
            }
            id = ids(prefix);
        }
        let mut number = self.used.len();
        while !self.used.insert(Id::from(format!("{id}-{number}"))) {
            number += 1;
        }
        Id::from(format!("{id}-{number}"))
    }

    /// The features that have a column, each with the item that it is about, by item.
    fn columns(&mut self, ids: IdSource<'_>) -> Vec<ItemColumns> {
        let mut columns: Vec<ItemColumns> = Vec::new();
        let line = self.table.rows.first().map_or(1, |row| row.line);
        for feature in &self.mapping.features {
            let (functional, dysfunctional, importance) =
                (feature.functional, feature.dysfunctional, feature.importance);
            let Some(first) = functional.or(dysfunctional) else { continue };
            let item = match &feature.target {
                FeatureTarget::Skip => continue,
                FeatureTarget::Item(id) => Rc::clone(id),
                FeatureTarget::New(title) => {
                    let id = self.fresh_id("i", ids);
                    self.preview.new_items.push((Rc::clone(&id), title.clone()));
                    id
                }
            };
            if self.preview.items.contains(&item) {
                self.report(line, Some(first), "", WrongAnswer::SameFeature);
                continue;
            }
            if functional.is_none() || dysfunctional.is_none() {
                self.report(line, Some(first), "", WrongAnswer::HalfFeature);
            }
            self.preview.items.push(Rc::clone(&item));
            columns.push(ItemColumns { item, functional, dysfunctional, importance });
        }
        columns.sort_by(|a, b| a.item.cmp(&b.item));
        columns
    }

    fn respondent(
        &mut self,
        row: &'a Row,
        columns: &[ItemColumns],
        date: &str,
        seen: &mut HashSet<Id>,
        ids: IdSource<'_>,
    ) -> Respondent {
        let id = self.respondent_id(row, ids);
        if !seen.insert(Rc::clone(&id)) {
            self.report(row.line, self.mapping.respondent, &id, WrongAnswer::SameRespondent);
        }
        let segment = self.mapping.segment.map_or("", |column| row.cell(column));
        let mut answers = Vec::with_capacity(columns.len());
        for feature in columns {
            let answer = self.answer(row, feature);
            if answer != Answer::default() {
                answers.push((Rc::clone(&feature.item), answer));
            }
        }
        Respondent { id, segment: name(segment), date: date.to_owned(), answers, extra: Extra::new() }
    }

    fn respondent_id(&mut self, row: &'a Row, ids: IdSource<'_>) -> Id {
        let Some(column) = self.mapping.respondent else { return self.fresh_id(ID_PREFIX, ids) };
        match name(row.cell(column)).as_str() {
            "" => {
                self.report(row.line, Some(column), "", WrongAnswer::NoRespondent);
                self.fresh_id(ID_PREFIX, ids)
            }
            id => Id::from(id),
        }
    }

    fn answer(&mut self, row: &'a Row, feature: &ItemColumns) -> Answer {
        let functional = self.reply(row, feature.functional);
        let dysfunctional = self.reply(row, feature.dysfunctional);
        let importance = feature.importance.and_then(|column| self.importance(row, column));
        // A cell that could not be read has been told already.
        let empty = |column: &Option<usize>| column.is_some_and(|column| cells::is_empty(row.cell(column)));
        let missing = match (functional, dysfunctional) {
            (Some(_), None) => feature.dysfunctional,
            (None, Some(_)) => feature.functional,
            _ => None,
        };
        if let Some(column) = missing.filter(|column| empty(&Some(*column))) {
            self.report(row.line, Some(column), "", WrongAnswer::HalfPair);
        }
        Answer { functional, dysfunctional, importance }
    }

    fn reply(&mut self, row: &'a Row, column: Option<usize>) -> Option<Reply> {
        let cell = row.cell(column?);
        if cell.is_empty() {
            return None;
        }
        let dictionary = &self.dictionary;
        let said = *self.replies.entry(cell).or_insert_with(|| dictionary.said(cell));
        let reply = said.and_then(|said| said.reply(self.mapping.scale));
        if reply.is_none() && !cells::is_empty(cell) {
            self.report(row.line, column, cell, WrongAnswer::NoReply);
        }
        reply
    }

    fn importance(&mut self, row: &'a Row, column: usize) -> Option<u8> {
        let cell = row.cell(column);
        let importance = self.dictionary.importance(cell);
        if importance.is_none() && !cells::is_empty(cell) {
            self.report(row.line, Some(column), cell, WrongAnswer::NoImportance);
        }
        importance
    }

    fn report(&mut self, line: u32, column: Option<usize>, text: &str, wrong: WrongAnswer) {
        self.preview.problem_count += 1;
        if self.preview.problems.len() >= MOST_PROBLEMS {
            return;
        }
        let header = match (column, self.mapping.has_header) {
            (Some(column), true) => self.table.rows.first().map_or("", |row| revive(row.cell(column)).trim()),
            _ => "",
        };
        let problem =
            AnswerProblem { line, column, header: excerpt(header), text: excerpt(text.trim()), wrong };
        self.preview.problems.push(problem);
    }
}

/// A text as a name: not longer than names are, without a spreadsheet's apostrophe.
fn name(cell: &str) -> String {
    revive(cell).trim().chars().take(LONGEST_NAME).collect()
}

fn excerpt(text: &str) -> String {
    const EXCERPT: usize = 60;
    let mut excerpt: String = text.chars().take(EXCERPT).collect();
    if excerpt.len() < text.len() {
        excerpt.push('…');
    }
    excerpt
}
