//! Rows into items: what a mapping makes of a table.
//!
//! Nothing that a cell says is lost without a word: a number that cannot be read
//! stays as text in its place, and everything else that is left out is reported
//! with its line and column.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::Refusal;
use super::headers::normal;
use super::mapping::{EmptyCell, Mapping, Part, SameKey, Target};
use super::questions::{Question, questions};
use super::table::{Row, Table};
use crate::domain::editor::{MOST_ITEMS, tidy_tags};
use crate::domain::export::{join_tags, revive};
use crate::domain::frameworks::{self, Input, Problem};
use crate::domain::number::group;
use crate::domain::plan::{Estimate, Id, IdSource, Item, KanoCategory, KanoMark, Plan, Requester, Status};
use crate::domain::text::{Lang, import};

/// Characters of a cell that are kept.
pub const LONGEST_TEXT: usize = 100_000;

/// Problems that are told one by one; more are only counted.
pub const MOST_PROBLEMS: usize = 1_000;

/// What an import would do, and what it could not read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preview {
    /// New and changed items, ready for `Command::Import`.
    pub items: Vec<Item>,
    /// The first problems, by line.
    pub problems: Vec<CellProblem>,
    /// How many problems there are in all.
    pub problem_count: usize,
    /// What has to be answered before the numbers mean what they should.
    pub questions: Vec<Question>,
    /// Items that come in.
    pub new_count: usize,
    /// Items of the plan that change.
    pub updated_count: usize,
    /// Rows that say what the plan says already.
    pub unchanged_count: usize,
    /// Rows that were left out.
    pub left_out_count: usize,
    /// New items that have the title of an item of the plan.
    pub same_title_count: usize,
}

impl Preview {
    /// Whether every question was answered.
    pub fn is_answered(&self) -> bool {
        self.questions.iter().all(|question| question.answer.is_some())
    }

    /// What would happen, in one line.
    pub fn summary(&self, lang: Lang) -> String {
        import::summary(lang, self.new_count, self.updated_count, self.unchanged_count)
    }
}

/// A cell, or a row, that could not be taken as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct CellProblem {
    /// The line of the file, from 1.
    pub line: u32,
    /// The column, from 0; `None` where it is about the row.
    pub column: Option<usize>,
    /// The header of the column; empty where there is none.
    pub header: String,
    /// The beginning of what the cell says.
    pub text: String,
    /// What is wrong.
    pub wrong: Wrong,
}

/// What is wrong with a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Wrong {
    /// A row without a title.
    NoTitle,
    /// An estimate that cannot be used: sheet, input and why; it is kept.
    Unusable(&'static str, &'static str, Problem),
    /// A range without two usable ends.
    HalfRange,
    /// No status has that name.
    Status,
    /// No Kano category has that name.
    Kano,
    /// A key that an earlier row has.
    SameKey,
    /// No item has that key or title.
    UnknownLink(String),
    /// Several items have that title.
    AmbiguousLink,
    /// The item itself.
    Itself,
    /// A quote that is never closed.
    LoneQuote,
    /// A text that was cut.
    TooLong,
}

impl CellProblem {
    /// Where it is: `Line 12, Effort`.
    pub fn place(&self, lang: Lang) -> String {
        let line = group(self.line as usize);
        match self.column {
            None => import::place_line(lang, &line),
            Some(column) if self.header.is_empty() => {
                let name = import::column_letter(lang, &super::mapping::column_letters(column));
                import::place(lang, &line, &name)
            }
            Some(_) => import::place(lang, &line, &self.header),
        }
    }

    /// What is wrong and what was done, in plain words.
    pub fn sentence(&self, lang: Lang) -> String {
        match &self.wrong {
            Wrong::NoTitle => import::problem_no_title(lang).to_owned(),
            Wrong::Unusable(sheet, input, problem) => frameworks::sheet_named(sheet)
                .and_then(|framework| framework.input(input))
                .map(|input| problem.sentence(input, &[], lang))
                .unwrap_or_default(),
            Wrong::HalfRange => import::problem_half_range(lang).to_owned(),
            Wrong::Status => import::problem_status(lang).to_owned(),
            Wrong::Kano => import::problem_kano(lang).to_owned(),
            Wrong::SameKey => import::problem_same_key(lang).to_owned(),
            Wrong::UnknownLink(text) => import::problem_unknown_link(lang, text),
            Wrong::AmbiguousLink => import::problem_ambiguous(lang).to_owned(),
            Wrong::Itself => import::problem_itself(lang).to_owned(),
            Wrong::LoneQuote => import::problem_lone_quote(lang).to_owned(),
            Wrong::TooLong => import::problem_too_long(lang, &group(LONGEST_TEXT)),
        }
    }

    /// Place, cell and sentence in one line.
    pub fn line_of_text(&self, lang: Lang) -> String {
        let (place, sentence) = (self.place(lang), self.sentence(lang));
        match self.text.as_str() {
            "" => import::problem(lang, &place, &sentence),
            text => import::problem_with_text(lang, &place, text, &sentence),
        }
    }
}

/// What an import of the table would do; nothing is changed by it.
///
/// `now` dates the estimates that change. The same arguments give the same
/// preview but for the ids of new items.
pub fn preview(
    table: &Table,
    mapping: &Mapping,
    plan: &Plan,
    now: &str,
    ids: IdSource<'_>,
) -> Result<Preview, Refusal> {
    if mapping.column(Target::Title).is_none() && mapping.column(Target::Key).is_none() {
        return Err(Refusal::NoTitleColumn);
    }
    let questions = questions(table, mapping, plan);
    let mut import = Import::new(table, mapping, plan, now, &questions);
    import.report_lone_quotes();
    for row in mapping.rows(table) {
        import.row(row, ids);
    }
    import.link();
    let mut preview = import.finish();
    if plan.items.len() + preview.new_count > MOST_ITEMS {
        return Err(Refusal::TooManyItems);
    }
    preview.questions = questions;
    Ok(preview)
}

/// An item on its way in.
struct Coming {
    item: Item,
    /// What the plan has under the same id.
    known: Option<Rc<Item>>,
    line: u32,
    /// Column and text of the cells that point to other items.
    parent: Option<(usize, String)>,
    depends_on: Vec<(usize, String)>,
}

/// The columns of one input.
struct EstimateColumns<'a> {
    sheet: &'static str,
    input: &'static Input,
    value: Option<usize>,
    low: Option<usize>,
    high: Option<usize>,
    question: Option<&'a Question>,
}

/// The place of a plain text in an item.
type Field = fn(&mut Item) -> &mut String;

struct Import<'a> {
    table: &'a Table,
    mapping: &'a Mapping,
    plan: &'a Plan,
    now: &'a str,
    by_key: HashMap<String, &'a Rc<Item>>,
    used_ids: HashSet<Id>,
    seen_keys: HashSet<String>,
    texts: Vec<(usize, Field)>,
    tags: Vec<usize>,
    requesters: Vec<usize>,
    dependencies: Vec<usize>,
    estimates: Vec<EstimateColumns<'a>>,
    /// What cells of the same text were read as; a column says few different things.
    numbers: Vec<HashMap<&'a str, Option<Estimate>>>,
    statuses: HashMap<&'a str, Option<Status>>,
    kanos: HashMap<&'a str, Option<KanoCategory>>,
    coming: Vec<Coming>,
    problems: Vec<CellProblem>,
    problem_count: usize,
    left_out_count: usize,
}

impl<'a> Import<'a> {
    fn new(
        table: &'a Table,
        mapping: &'a Mapping,
        plan: &'a Plan,
        now: &'a str,
        questions: &'a [Question],
    ) -> Self {
        let texts: [(Target, Field); 3] = [
            (Target::Area, |item| &mut item.area),
            (Target::Owner, |item| &mut item.owner),
            (Target::Source, |item| &mut item.source),
        ];
        let inputs = frameworks::sheets()
            .flat_map(|framework| framework.inputs.iter().map(move |input| (framework.sheet, input)));
        let estimates: Vec<EstimateColumns> = inputs
            .filter_map(|(sheet, input)| {
                let column = |part| mapping.column(Target::Estimate { sheet, input: input.key, part });
                let question =
                    questions.iter().find(|question| question.sheet == sheet && question.input == input.key);
                let (value, low, high) = (column(Part::Value), column(Part::Low), column(Part::High));
                value.or(low).or(high)?;
                Some(EstimateColumns { sheet, input, value, low, high, question })
            })
            .collect();
        let mut by_key = HashMap::with_capacity(plan.items.len());
        for item in &plan.items {
            by_key.entry(key_form(&item.key)).or_insert(item);
        }
        Import {
            table,
            mapping,
            plan,
            now,
            by_key,
            used_ids: plan.items.iter().chain(&plan.bin).map(|item| Rc::clone(&item.id)).collect(),
            seen_keys: HashSet::new(),
            texts: texts
                .into_iter()
                .filter_map(|(target, field)| Some((mapping.column(target)?, field)))
                .collect(),
            tags: mapping.all_columns(Target::Tags),
            requesters: mapping.all_columns(Target::Requester),
            dependencies: mapping.all_columns(Target::DependsOn),
            numbers: vec![HashMap::new(); estimates.len()],
            estimates,
            statuses: HashMap::new(),
            kanos: HashMap::new(),
            coming: Vec::new(),
            problems: Vec::new(),
            problem_count: 0,
            left_out_count: 0,
        }
    }

    fn report(&mut self, line: u32, column: Option<usize>, text: &str, wrong: Wrong) {
        const EXCERPT: usize = 60;
        self.problem_count += 1;
        if self.problems.len() >= MOST_PROBLEMS {
            return;
        }
        let header = match (column, self.mapping.has_header) {
            (Some(column), true) => self.table.rows.first().map(|row| row.cell(column).trim()).unwrap_or(""),
            _ => "",
        };
        let mut excerpt: String = text.trim().chars().take(EXCERPT).collect();
        if excerpt.len() < text.trim().len() {
            excerpt.push('…');
        }
        let header = header.chars().take(EXCERPT).collect();
        self.problems.push(CellProblem { line, column, header, text: excerpt, wrong });
    }

    fn report_lone_quotes(&mut self) {
        let first = self.mapping.rows(self.table).first().map_or(0, |row| row.line);
        for &(line, column) in &self.table.lone_quotes {
            let used = self.mapping.columns.get(column).is_some_and(|target| *target != Target::Skip);
            if used && line >= first {
                self.report(line, Some(column), "", Wrong::LoneQuote);
            }
        }
    }

    /// What a cell says, cut to a length that a person could have meant.
    fn text(&mut self, row: &'a Row, column: usize) -> &'a str {
        let text = revive(row.cell(column));
        if text.len() <= LONGEST_TEXT {
            return text;
        }
        match text.char_indices().nth(LONGEST_TEXT).and_then(|(end, _)| text.get(..end)) {
            Some(cut) => {
                self.report(row.line, Some(column), cut, Wrong::TooLong);
                cut
            }
            None => text,
        }
    }

    fn trimmed(&mut self, row: &'a Row, target: Target) -> Option<(usize, &'a str)> {
        let column = self.mapping.column(target)?;
        Some((column, self.text(row, column).trim()))
    }

    fn row(&mut self, row: &'a Row, ids: IdSource<'_>) {
        let (mut key, known) = self.key(row);
        let title = self.trimmed(row, Target::Title).map(|(_, text)| text).filter(|text| !is_blank(text));
        let mut item = match (&known, title) {
            (Some(known), _) => Item::clone(known),
            (None, Some(_)) => Item::new(self.fresh_id(ids), std::mem::take(&mut key), ""),
            (None, None) => {
                self.left_out_count += 1;
                let column = self.mapping.column(Target::Title);
                self.report(row.line, column, "", Wrong::NoTitle);
                return;
            }
        };
        if let Some(title) = title {
            item.title = title.to_owned();
        }
        self.plain_fields(row, &mut item);
        self.lists(row, &mut item);
        for at in 0..self.estimates.len() {
            self.estimate(row, at, &mut item);
        }
        let link = |(column, text): (usize, &str)| (!text.is_empty()).then(|| (column, text.to_owned()));
        let parent = self.trimmed(row, Target::Parent).and_then(link);
        let mut depends_on = Vec::new();
        for at in 0..self.dependencies.len() {
            let Some(&column) = self.dependencies.get(at) else { continue };
            depends_on.extend(link((column, self.text(row, column).trim())));
        }
        self.coming.push(Coming { item, known, line: row.line, parent, depends_on });
    }

    /// The key of a row and the item of the plan that it updates.
    fn key(&mut self, row: &'a Row) -> (String, Option<Rc<Item>>) {
        let (column, key) = match self.trimmed(row, Target::Key) {
            Some((column, key)) if !is_blank(key) => (column, key),
            _ => return (String::new(), None),
        };
        let form = key_form(key);
        let known = self.by_key.get(&form).map(|item| Rc::clone(item));
        if !self.seen_keys.insert(form) {
            self.report(row.line, Some(column), key, Wrong::SameKey);
            return (String::new(), None);
        }
        match (known, self.mapping.on_same_key) {
            (Some(known), SameKey::Update) => (String::new(), Some(known)),
            (Some(_), SameKey::AddAsNew) => (String::new(), None),
            (None, _) => (key.to_owned(), None),
        }
    }

    /// An id that nothing has yet; a source of bad ids gets a few chances.
    fn fresh_id(&mut self, ids: IdSource<'_>) -> Id {
        let mut id = ids("i");
        for _ in 0..8 {
            if self.used_ids.insert(Rc::clone(&id)) {
                return id;
            }
            id = ids("i");
        }
        let mut number = self.used_ids.len();
        while !self.used_ids.insert(Id::from(format!("{id}-{number}"))) {
            number += 1;
        }
        Id::from(format!("{id}-{number}"))
    }

    fn clears(&self) -> bool {
        self.mapping.on_empty == EmptyCell::Clear
    }

    fn plain_fields(&mut self, row: &'a Row, item: &mut Item) {
        for at in 0..self.texts.len() {
            let Some(&(column, field)) = self.texts.get(at) else { continue };
            let text = self.text(row, column).trim();
            if !text.is_empty() || self.clears() {
                *field(item) = text.to_owned();
            }
        }
        if let Some(column) = self.mapping.column(Target::Description) {
            // Longer text keeps its own spaces and line ends.
            let text = self.text(row, column);
            if !text.trim().is_empty() || self.clears() {
                item.description = text.to_owned();
            }
        }
        if let Some((_, text)) = self.trimmed(row, Target::TitleAlt) {
            if !is_blank(text) {
                item.title_alt = Some(text.to_owned());
            } else if self.clears() {
                item.title_alt = None;
            }
        }
        if let Some((column, text)) = self.trimmed(row, Target::Status).filter(|(_, text)| !text.is_empty()) {
            let status = *self.statuses.entry(text).or_insert_with(|| status_named(text));
            match status {
                Some(status) => item.status = status,
                None => self.report(row.line, Some(column), text, Wrong::Status),
            }
        }
        if let Some((column, text)) = self.trimmed(row, Target::Kano) {
            let category = *self.kanos.entry(text).or_insert_with(|| kano_named(text));
            match category {
                Some(category) if item.kano.as_ref().is_some_and(|mark| mark.category == category) => {}
                Some(category) => item.kano = Some(KanoMark::manual(category)),
                None if text.is_empty() && self.clears() => item.kano = None,
                None if text.is_empty() => {}
                None => self.report(row.line, Some(column), text, Wrong::Kano),
            }
        }
    }

    fn lists(&mut self, row: &'a Row, item: &mut Item) {
        let mut tags: Vec<String> = Vec::new();
        for at in 0..self.tags.len() {
            let Some(&column) = self.tags.get(at) else { continue };
            let text = self.text(row, column).trim();
            // A tag with a comma in it is whole again where the item has it already.
            match text == join_tags(&item.tags) {
                true => tags.extend(item.tags.iter().cloned()),
                false => tags.extend(pieces(text).map(str::to_owned)),
            }
        }
        let tags = tidy_tags(tags.iter());
        if !tags.is_empty() || (self.clears() && !self.tags.is_empty()) {
            item.tags = tags;
        }
        for at in 0..self.requesters.len() {
            let Some(&column) = self.requesters.get(at) else { continue };
            for name in pieces(self.text(row, column)) {
                if item.requesters.iter().all(|requester| requester.name != name) {
                    item.requesters.push(Requester { name: name.to_owned(), ..Requester::default() });
                }
            }
        }
    }

    /// Reads a cell of the input at that place, as the answer to its question says.
    fn number(&mut self, row: &'a Row, at: usize, column: Option<usize>) -> Option<Estimate> {
        let text = self.text(row, column?);
        let EstimateColumns { input, question, .. } = self.estimates.get(at)?;
        let read = || match question {
            Some(question) => question.read(input, text),
            None => input.parse(text),
        };
        self.numbers.get_mut(at)?.entry(text).or_insert_with(read).clone()
    }

    fn estimate(&mut self, row: &'a Row, at: usize, item: &mut Item) {
        let Some(columns) = self.estimates.get(at) else { return };
        let EstimateColumns { sheet, input, value, low, high, .. } = *columns;
        let likely = self.number(row, at, value);
        let (low_end, high_end) = (self.number(row, at, low), self.number(row, at, high));
        let no_ends = low_end.is_none() && high_end.is_none();
        let known = item.estimate(sheet, input.key);
        let estimate = match (likely, low_end, high_end) {
            (None, None, None) => {
                if self.clears() {
                    item.set_estimate(sheet, input.key, None);
                }
                return;
            }
            (Some(value), None, None) => value,
            (Some(Estimate::Value(likely)), Some(Estimate::Value(low)), Some(Estimate::Value(high))) => {
                Estimate::Range { low, likely, high }
            }
            (None, Some(Estimate::Value(low)), Some(Estimate::Value(high))) if low > 0.0 && high > 0.0 => {
                // The median of the lognormal distribution whose 90 % range this is.
                Estimate::Range { low, likely: libm::sqrt(low * high), high }
            }
            (value, low_end, high_end) => {
                let text = |estimate: &Option<Estimate>| {
                    estimate.as_ref().map(|estimate| input.edit_text(estimate)).unwrap_or_default()
                };
                let all = [text(&low_end), text(&value), text(&high_end)].join(" / ");
                let column = if low_end.is_some() { low } else { high };
                match value {
                    Some(value @ (Estimate::Value(_) | Estimate::Range { .. })) => {
                        self.report(row.line, column, &all, Wrong::HalfRange);
                        value
                    }
                    _ => Estimate::Unreadable(all),
                }
            }
        };
        // A value alone says nothing about the range around it.
        let keeps_range = no_ends
            && !(self.clears() && low.is_some())
            && matches!((known, &estimate), (Some(Estimate::Range { likely, .. }), Estimate::Value(value)) if likely == value);
        if keeps_range {
            return;
        }
        if let Some(problem) = input.check_in(&self.plan.settings.criteria, &estimate) {
            let column = value.or(low).or(high);
            let text = column.map(|column| row.cell(column)).unwrap_or("");
            self.report(row.line, column, text, Wrong::Unusable(sheet, input.key, problem));
        }
        if known != Some(&estimate) {
            item.set_estimate(sheet, input.key, Some(estimate));
            let score = item.score_mut(sheet);
            if score.scored.as_deref() != Some(self.now) {
                score.scored = Some(self.now.to_owned());
            }
        }
    }

    /// Turns keys and titles of other items into links, now that all of them are known.
    fn link(&mut self) {
        if self.mapping.column(Target::Parent).is_none() && self.dependencies.is_empty() {
            return;
        }
        let names = Names::new(self.plan, &self.coming);
        let mut coming = std::mem::take(&mut self.coming);
        for Coming { item, line, parent, depends_on, .. } in &mut coming {
            match parent.take() {
                Some((column, text)) => {
                    if let Some(id) = self.link_to(&names, item, *line, column, &text) {
                        item.parent = Some(id);
                    }
                }
                None if self.clears() && self.mapping.column(Target::Parent).is_some() => item.parent = None,
                None => {}
            }
            if depends_on.is_empty() {
                if self.clears() && !self.dependencies.is_empty() {
                    item.depends_on.retain(|id| names.binned.contains(id));
                }
                continue;
            }
            let mut found: Vec<Id> = Vec::new();
            for (column, text) in depends_on.drain(..) {
                // A title may have a comma in it, so the whole cell comes first.
                let parts: Vec<&str> = match names.find(&text) {
                    Ok(_) => vec![text.as_str()],
                    Err(_) => pieces(&text).collect(),
                };
                for part in parts {
                    if let Some(id) = self.link_to(&names, item, *line, column, part)
                        && !found.contains(&id)
                    {
                        found.push(id);
                    }
                }
            }
            // Links to deleted items are in no file, and come back with the item.
            found.extend(item.depends_on.iter().filter(|id| names.binned.contains(*id)).cloned());
            let same =
                found.len() == item.depends_on.len() && found.iter().all(|id| item.depends_on.contains(id));
            if !found.is_empty() && !same {
                item.depends_on = found;
            }
        }
        self.coming = coming;
    }

    fn link_to(&mut self, names: &Names, item: &Item, line: u32, column: usize, text: &str) -> Option<Id> {
        let wrong = match names.find(text) {
            Ok(id) if id == item.id => Wrong::Itself,
            Ok(id) => return Some(id),
            Err(wrong) => wrong,
        };
        self.report(line, Some(column), text, wrong);
        None
    }

    fn finish(mut self) -> Preview {
        let titles: HashSet<String> = self.plan.items.iter().map(|item| title_form(&item.title)).collect();
        let mut preview = Preview { left_out_count: self.left_out_count, ..Preview::default() };
        for Coming { item, known, .. } in self.coming {
            match known {
                Some(known) if *known == item => preview.unchanged_count += 1,
                Some(_) => {
                    preview.updated_count += 1;
                    preview.items.push(item);
                }
                None => {
                    preview.new_count += 1;
                    preview.same_title_count += usize::from(titles.contains(&title_form(&item.title)));
                    preview.items.push(item);
                }
            }
        }
        self.problems.sort_by_key(|problem| (problem.line, problem.column));
        preview.problems = self.problems;
        preview.problem_count = self.problem_count;
        preview
    }
}

/// Items by what people call them.
struct Names {
    keys: HashMap<String, Id>,
    /// `None` where several items have the title.
    titles: HashMap<String, Option<Id>>,
    binned: HashSet<Id>,
}

impl Names {
    fn new(plan: &Plan, coming: &[Coming]) -> Names {
        let mut names = Names {
            keys: HashMap::new(),
            titles: HashMap::new(),
            binned: plan.bin.iter().map(|item| Rc::clone(&item.id)).collect(),
        };
        // What comes in is meant first, then what is there, then what was deleted.
        let all = coming.iter().map(|coming| &coming.item);
        let all = all.chain(plan.items.iter().map(|item| &**item)).chain(plan.bin.iter().map(|item| &**item));
        for item in all {
            if !item.key.is_empty() {
                names.keys.entry(key_form(&item.key)).or_insert_with(|| Rc::clone(&item.id));
            }
            let binned = names.binned.contains(&item.id);
            let slot =
                names.titles.entry(title_form(&item.title)).or_insert_with(|| Some(Rc::clone(&item.id)));
            if !binned && slot.as_ref().is_some_and(|id| *id != item.id) {
                *slot = None;
            }
        }
        names
    }

    fn find(&self, text: &str) -> Result<Id, Wrong> {
        if let Some(id) = self.keys.get(&key_form(text)) {
            return Ok(Rc::clone(id));
        }
        match self.titles.get(&title_form(text)) {
            Some(Some(id)) => Ok(Rc::clone(id)),
            Some(None) => Err(Wrong::AmbiguousLink),
            None => Err(Wrong::UnknownLink(text.chars().take(60).collect())),
        }
    }
}

fn key_form(key: &str) -> String {
    crate::domain::text::fold(key.trim())
}

fn title_form(title: &str) -> String {
    crate::domain::text::fold(title.trim())
}

/// Whether a text shows nothing: spaces, and characters without width.
fn is_blank(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
    })
}

/// The parts of a list in one cell.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split([',', ';', '，', '；', '、', '|', '\n', '\r']);
    parts.map(str::trim).filter(|part| !is_blank(part))
}

/// The status that people call so, in any language and in other tools.
pub(super) fn status_named(text: &str) -> Option<Status> {
    #[rustfmt::skip]
    static NAMES: &[(Status, &[&str])] = &[
        (Status::Idea, &[
            "ideas", "new", "inbox", "triage", "submitted", "proposed", "draft", "raw", "新建", "新", "待评估", "待分析", "收集", "已提交", "草稿", "待筛选", "新需求",
        ]),
        (Status::Candidate, &[
            "candidates", "todo", "open", "backlog", "ready", "selected", "underreview", "evaluating", "considering", "underconsideration", "notstarted",
            "待办", "待处理", "评估中", "评审中", "待评审", "未开始", "打开", "待定", "考虑中", "需求池", "候选中",
        ]),
        (Status::Planned, &[
            "scheduled", "approved", "accepted", "committed", "next", "readyfordev", "readyfordevelopment", "selectedfordevelopment", "onroadmap",
            "已计划", "计划中", "规划中", "已排期", "排期中", "待开发", "已评审", "已通过", "已确认", "已批准", "待排期",
        ]),
        (Status::InProgress, &[
            "doing", "started", "indevelopment", "developing", "wip", "inreview", "testing", "intest", "intesting", "qa", "now", "active", "building", "inflight",
            "开发中", "实现中", "测试中", "处理中", "研发中", "设计中", "联调中", "待测试", "待上线", "实施中", "已开始",
        ]),
        (Status::Shipped, &[
            "done", "completed", "complete", "closed", "released", "launched", "live", "resolved", "finished", "delivered", "deployed",
            "已完成", "完成", "已发布", "已关闭", "关闭", "已解决", "上线", "发布", "已交付", "已实现", "已结束",
        ]),
        (Status::Rejected, &[
            "declined", "cancelled", "canceled", "wontdo", "wontfix", "wont", "duplicate", "abandoned", "dropped", "notplanned", "archived",
            "拒绝", "不做", "已取消", "取消", "已驳回", "驳回", "废弃", "已废弃", "不采纳", "未采纳", "已作废", "重复",
        ]),
    ];
    let name = normal(text);
    if name.is_empty() {
        return None;
    }
    let own = |status: &Status| {
        normal(status.file_name()) == name || Lang::ALL.iter().any(|&lang| normal(status.label(lang)) == name)
    };
    Status::ALL
        .iter()
        .find(|status| own(status))
        .or_else(|| NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(status, _)| status))
        .copied()
}

/// The Kano category that a letter or a word means.
pub(super) fn kano_named(text: &str) -> Option<KanoCategory> {
    static NAMES: &[(KanoCategory, &[&str])] = &[
        (KanoCategory::MustBe, &["must", "musthave", "basic", "threshold", "基本", "必须", "必要", "必备"]),
        (
            KanoCategory::OneDimensional,
            &["performance", "linear", "satisfier", "一元", "期望", "性能", "线性"],
        ),
        (
            KanoCategory::Attractive,
            &["delighter", "excitement", "exciter", "delight", "兴奋", "魅力", "惊喜"],
        ),
        (KanoCategory::Indifferent, &["neutral", "无差别", "无差异", "无关"]),
        (KanoCategory::Reverse, &["reversed", "反向", "逆向"]),
        (KanoCategory::Questionable, &["question", "可疑", "存疑", "可疑结果"]),
    ];
    let name = normal(text);
    let bare = ["需求", "属性", "因素", "型", "性"]
        .iter()
        .fold(name.as_str(), |name, end| name.strip_suffix(end).unwrap_or(name));
    if bare.is_empty() {
        return None;
    }
    let own = |category: &KanoCategory| {
        normal(category.file_name()) == bare
            || Lang::ALL.iter().any(|&lang| normal(category.label(lang)) == bare)
    };
    KanoCategory::ALL
        .iter()
        .find(|category| own(category))
        .or_else(|| NAMES.iter().find(|(_, names)| names.contains(&bare)).map(|(category, _)| category))
        .copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_of_other_tools_are_understood() {
        for (text, status) in [
            ("in_progress", Some(Status::InProgress)),
            ("In Progress", Some(Status::InProgress)),
            ("进行中", Some(Status::InProgress)),
            ("To Do", Some(Status::Candidate)),
            ("DONE", Some(Status::Shipped)),
            ("已完成", Some(Status::Shipped)),
            ("Won’t do", Some(Status::Rejected)),
            ("已排期", Some(Status::Planned)),
            ("", None),
            ("?", None),
            ("blocked by legal", None),
        ] {
            assert_eq!(status_named(text), status, "{text}");
        }
    }

    #[test]
    fn kano_letters_and_words_are_understood() {
        for (text, category) in [
            ("M", Some(KanoCategory::MustBe)),
            ("m ", Some(KanoCategory::MustBe)),
            ("Must-be", Some(KanoCategory::MustBe)),
            ("必备型需求", Some(KanoCategory::MustBe)),
            ("期望属性", Some(KanoCategory::OneDimensional)),
            ("Delighter", Some(KanoCategory::Attractive)),
            ("魅力型", Some(KanoCategory::Attractive)),
            ("X", None),
            ("", None),
            ("型", None),
        ] {
            assert_eq!(kano_named(text), category, "{text}");
        }
    }
}
