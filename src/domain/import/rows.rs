//! Rows into items: what a mapping makes of a table.
//!
//! Nothing that a cell says is lost without a word: a number that cannot be read
//! stays as text in its place, and everything else that is left out is reported
//! with its line and column.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::Refusal;
use super::changes::{Called, Change, Changes, MOST_CHANGES};
use super::dates::{Decided, Order, read_day};
use super::headers::normal;
use super::mapping::{EmptyCell, Mapping, Part, SameKey, SameTitle, Target};
use super::questions::{
    Answer, MOST_STATUS_WORDS, Question, StatusWord, dates_of, orders_of_days, questions,
};
use super::table::{Row, Table};
use crate::domain::circles::{self, Link};
use crate::domain::date::Date;
use crate::domain::editor::{MOST_ITEMS, tidy_tags};
use crate::domain::export::{join_tags, revive};
use crate::domain::frameworks::{self, Input, Problem};
use crate::domain::number::{self, group};
use crate::domain::places;
use crate::domain::plan::{
    Estimate, Id, IdSource, Item, KanoCategory, KanoMark, Link as WebLink, Plan, Requester, Status,
    key_number,
};
use crate::domain::slices::{Slices, Units, at_once};
use crate::domain::text::{Lang, import};
use crate::domain::trackers::{
    Amount, Field, Sheet, Tracker, one_line, text_of_html, trello, without_spaces,
};

/// Characters of a cell that are kept.
pub const LONGEST_TEXT: usize = 100_000;

/// Bytes of a cell that is compared with the plan by what it means; longer ones letter by letter.
const LONGEST_COMPARED: usize = 8 * LONGEST_TEXT;

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
    /// Items of the plan that were found by their title, for lack of a common key.
    pub adopted_count: usize,
    /// The first fields of items of the plan that change, row by row.
    pub changes: Vec<Change>,
    /// How many fields change in all.
    pub change_count: usize,
    /// Key and title of the first items that come in; the key is empty where it is still to be given.
    pub added: Vec<(String, String)>,
    /// Key and title of the first items of the plan that no row is about; they stay as they are.
    pub missing: Vec<(String, String)>,
    /// How many items of the plan no row is about.
    pub missing_count: usize,
    /// Words for a status that nobody knows, the most frequent ones first.
    pub statuses: Vec<StatusWord>,
}

impl Preview {
    /// Whether every question was answered.
    pub fn is_answered(&self) -> bool {
        self.questions.iter().all(|question| question.answer.is_some())
            && self.statuses.iter().all(|word| word.answer.is_some())
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
    /// A column that is not used, as another one of that name is: the letters of that one and of its own.
    SameHeader(String, String),
    /// The last link of a circle, with the names of the items around it.
    Circle(Link, Vec<String>),
    /// A quote that is never closed.
    LoneQuote,
    /// A text that was cut.
    TooLong,
    /// A text that is no day.
    Day,
    /// A text that is no web address.
    Url,
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
            Wrong::SameHeader(used, unused) => import::problem_same_header(
                lang,
                &import::column_letter(lang, used),
                &import::column_letter(lang, unused),
            ),
            Wrong::Circle(link, names) => {
                let names = names.join(" → ");
                match link {
                    Link::DependsOn => import::problem_circle(lang, &names),
                    Link::Parent => import::problem_circle_of_parents(lang, &names),
                }
            }
            Wrong::LoneQuote => import::problem_lone_quote(lang).to_owned(),
            Wrong::TooLong => import::problem_too_long(lang, &group(LONGEST_TEXT)),
            Wrong::Day => import::problem_date(lang).to_owned(),
            Wrong::Url => import::problem_url(lang).to_owned(),
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
    at_once(|units| async move { make(table, mapping, plan, now, ids, &units).await })
}

/// The same as [`preview`] in slices, for a table that takes longer than a page can wait.
pub fn making(
    table: Rc<Table>,
    mapping: Mapping,
    plan: Rc<Plan>,
    now: String,
    mut ids: impl FnMut(&str) -> Id + 'static,
) -> Slices<Result<Preview, Refusal>> {
    Slices::new(|units| async move { make(&table, &mapping, &plan, &now, &mut ids, &units).await })
}

/// Units of work that a row costs, where looking at a cell costs about one.
const ROW_UNITS: u32 = 16;

async fn make(
    table: &Table,
    mapping: &Mapping,
    plan: &Plan,
    now: &str,
    ids: IdSource<'_>,
    units: &Units,
) -> Result<Preview, Refusal> {
    if mapping.column(Target::Title).is_none() && mapping.column(Target::Key).is_none() {
        return Err(Refusal::NoTitleColumn);
    }
    // Each row is looked at a few times more.
    units.expect((ROW_UNITS as usize + 6) * table.rows.len());
    let dates = dates_of(table, mapping, units).await;
    let questions = questions(table, mapping, plan, &dates, units).await;
    let mut import = Import::new(table, mapping, plan, now, &questions, &dates);
    if mapping.on_same_title == SameTitle::Update {
        import.find_titles(units).await;
    }
    import.report_lone_quotes();
    import.report_same_headers();
    for row in mapping.rows(table) {
        import.row(row, ids);
        units.spend(ROW_UNITS).await;
    }
    import.link(units).await;
    let mut preview = import.finish(units).await;
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
    blocks: Vec<(usize, String)>,
    /// Whether the file says of these what the plan says already.
    keeps_parent: bool,
    keeps_dependencies: bool,
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
type Place = fn(&mut Item) -> &mut String;

/// The place of a day in an item.
type Day = (Target, Place);

struct Import<'a> {
    table: &'a Table,
    mapping: &'a Mapping,
    plan: &'a Plan,
    now: &'a str,
    by_key: HashMap<String, &'a Rc<Item>>,
    /// Items that a row with their title is about, while no row has been; see [`SameTitle`].
    by_title: HashMap<String, &'a Rc<Item>>,
    tracker: Option<&'static Tracker>,
    /// The plan as the tracker would have it.
    sheet: Option<Sheet<'a>>,
    /// What each column holds in the tracker's table, and how many of the same stand before it.
    fields: Vec<Option<(Field, usize)>>,
    /// How the numbers of its dates stand, for each column.
    orders: Vec<Option<Order>>,
    days: Vec<(usize, Day)>,
    urls: Vec<usize>,
    blocks: Vec<usize>,
    /// Items by the names that only this table's links use.
    link_ids: HashMap<String, Id>,
    /// Line and column of the cell that each link to another item comes from.
    links: HashMap<(Link, Id, Id), (u32, usize)>,
    unknown_statuses: HashMap<&'a str, usize>,
    adopted_count: usize,
    used_ids: HashSet<Id>,
    seen_keys: HashSet<String>,
    texts: Vec<(usize, Place)>,
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
        dates: &[(usize, Decided)],
    ) -> Self {
        let texts: [(Target, Place); 3] = [
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
        let days: [Day; 4] = [
            (Target::PlannedStart, |item| &mut item.planned.start),
            (Target::PlannedEnd, |item| &mut item.planned.end),
            (Target::ActualStart, |item| &mut item.actual.start),
            (Target::ActualEnd, |item| &mut item.actual.end),
        ];
        let tracker = mapping.tracker();
        let mut fields: Vec<Option<(Field, usize)>> = Vec::new();
        for column in 0..mapping.columns.len() {
            let field = mapping.field(table, column);
            let alike = |other: &Option<(Field, usize)>| match (other, field) {
                (Some((other, _)), Some(field)) => field.is_repeated() && field.target() == other.target(),
                _ => false,
            };
            let before = fields.iter().filter(|other| alike(other)).count();
            fields.push(field.map(|field| (field, before)));
        }
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
            by_title: HashMap::new(),
            tracker,
            sheet: tracker.map(|tracker| Sheet::of(tracker, plan)),
            fields,
            orders: orders_of_days(dates, mapping),
            days: days.into_iter().filter_map(|day| Some((mapping.column(day.0)?, day))).collect(),
            urls: mapping.all_columns(Target::Url),
            blocks: mapping.all_columns(Target::Blocks),
            link_ids: HashMap::new(),
            links: HashMap::new(),
            unknown_statuses: HashMap::new(),
            adopted_count: 0,
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

    /// Says which of several columns of one name is used. Trackers have such columns by design.
    fn report_same_headers(&mut self) {
        let Some(header) =
            self.table.rows.first().filter(|_| self.mapping.has_header && self.tracker.is_none())
        else {
            return;
        };
        let mut used: HashMap<String, usize> = HashMap::new();
        let is_used = |column: usize| self.mapping.columns.get(column).is_some_and(|it| *it != Target::Skip);
        for column in (0..self.mapping.columns.len()).filter(|column| is_used(*column)) {
            used.entry(normal(header.cell(column))).or_insert(column);
        }
        used.remove("");
        let skipped = (0..self.mapping.columns.len()).filter(|column| !is_used(*column));
        let same: Vec<(usize, usize)> =
            skipped.filter_map(|column| Some((column, *used.get(&normal(header.cell(column)))?))).collect();
        for (column, used) in same {
            let letters = super::mapping::column_letters;
            self.report(header.line, Some(column), "", Wrong::SameHeader(letters(used), letters(column)));
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

    /// Finds the items that rows without a common key are about: those that keep a key of this
    /// program while no row has it, and whose title stands once in the plan and once in the table.
    async fn find_titles(&mut self, units: &Units) {
        let Some(title) = self.mapping.column(Target::Title) else { return };
        let key = self.mapping.column(Target::Key);
        let mut keys: HashSet<String> = HashSet::new();
        let mut titles: HashMap<String, u32> = HashMap::new();
        for row in self.mapping.rows(self.table) {
            if let Some(key) = key {
                keys.insert(key_form(revive(row.cell(key))));
            }
            *titles.entry(title_form(revive(row.cell(title)))).or_default() += 1;
            units.spend(1).await;
        }
        let mut found: HashMap<String, Option<&'a Rc<Item>>> = HashMap::new();
        for item in &self.plan.items {
            let form = title_form(&item.title);
            if titles.get(&form) == Some(&1) {
                found.entry(form).and_modify(|slot| *slot = None).or_insert(Some(item));
            }
            units.spend(1).await;
        }
        let is_ours = |item: &Item| item.key.is_empty() || key_number(&item.key).is_some();
        let found = found.into_iter().filter_map(|(form, item)| Some((form, item?)));
        self.by_title =
            found.filter(|(_, item)| is_ours(item) && !keys.contains(&key_form(&item.key))).collect();
    }

    /// How the numbers of the dates in a column stand.
    fn order(&self, column: usize) -> Order {
        self.orders.get(column).copied().flatten().unwrap_or_default()
    }

    /// Whether a cell says of an item what the tracker's table would say of it as it is.
    fn is_same(&self, row: &Row, column: usize, known: Option<&Item>) -> bool {
        let (Some(sheet), Some(known)) = (&self.sheet, known) else { return false };
        let Some((field, nth)) = self.fields.get(column).copied().flatten() else { return false };
        let (theirs, ours) = (revive(row.cell(column)), sheet.cell(field, nth, known));
        if field.target().is_day() {
            // The same numbers may be another day in this file.
            let day = read_day(theirs, self.order(column));
            return match theirs.trim() {
                "" => ours.is_empty(),
                _ => day.is_some() && day == sheet.day_of(field, known),
            };
        }
        let plain = |text: &str| text.replace(['\r', '\0'], "").trim().to_owned();
        if theirs == ours || plain(theirs) == plain(&ours) {
            return true;
        }
        // Nobody wrote so much by hand, and what follows makes copies of it.
        if theirs.len().max(ours.len()) > LONGEST_COMPARED {
            return false;
        }
        match field.target() {
            Target::Status => normal(theirs) == normal(&ours),
            Target::Estimate { .. } => {
                let value = |text: &str| number::parse(text).map(|typed| typed.value);
                value(theirs).is_some() && value(theirs) == value(&ours)
            }
            Target::Description if matches!(field, Field::DescriptionHtml) => {
                text_of_html(theirs) == text_of_html(&ours)
            }
            _ => false,
        }
    }

    /// Whether all columns of a list together say of an item what the tracker's table would say.
    fn are_same(&self, row: &Row, columns: &[usize], known: Option<&Item>) -> bool {
        let mut columns_of_field = 0;
        for &column in columns {
            if !self.is_same(row, column, known) {
                return false;
            }
            columns_of_field += 1;
        }
        let last = columns.last().and_then(|column| self.fields.get(*column).copied().flatten());
        // What has no column in the file is not in it.
        let has_more = |field: Field, known: &Item| {
            let sheet = self.sheet.as_ref();
            field.is_repeated()
                && sheet.is_some_and(|sheet| !sheet.cell(field, columns_of_field, known).is_empty())
        };
        match (last, known) {
            (Some((field, _)), Some(known)) => !has_more(field, known),
            _ => false,
        }
    }

    /// What the column holds in the tracker's table.
    fn field_of(&self, column: usize) -> Option<Field> {
        self.fields.get(column).copied().flatten().map(|(field, _)| field)
    }

    fn row(&mut self, row: &'a Row, ids: IdSource<'_>) {
        let (mut key, mut known) = self.key(row);
        let title = self.trimmed(row, Target::Title).filter(|(_, text)| !is_blank(text));
        if let (None, Some((_, title))) = (&known, title)
            && (key.is_empty() || key_number(&key).is_none())
            && !self.by_title.is_empty()
        {
            known = self.by_title.remove(&title_form(title)).map(Rc::clone);
            self.adopted_count += usize::from(known.is_some());
        }
        let mut item = match (&known, title) {
            (Some(known), _) => Item::clone(known),
            (None, Some(_)) => Item::new(self.fresh_id(ids), "", ""),
            (None, None) => {
                self.left_out_count += 1;
                let column = self.mapping.column(Target::Title);
                self.report(row.line, column, "", Wrong::NoTitle);
                return;
            }
        };
        if !key.is_empty() {
            item.key = std::mem::take(&mut key);
        }
        let was = known.clone();
        let was = was.as_deref();
        if let Some((column, title)) = title
            && !self.is_same(row, column, was)
        {
            item.title = title.to_owned();
        }
        self.plain_fields(row, was, &mut item);
        self.lists(row, was, &mut item);
        for at in 0..self.estimates.len() {
            self.estimate(row, at, was, &mut item);
        }
        if let Some((_, text)) = self.trimmed(row, Target::LinkId).filter(|(_, text)| !text.is_empty()) {
            self.link_ids.entry(key_form(text)).or_insert_with(|| Rc::clone(&item.id));
        }
        let link = |(column, text): (usize, &str)| (!text.is_empty()).then(|| (column, text.to_owned()));
        let mut parent = self.trimmed(row, Target::Parent).and_then(link);
        let keeps_parent =
            self.mapping.column(Target::Parent).is_some_and(|column| self.is_same(row, column, was));
        if keeps_parent {
            parent = None;
        }
        let keeps_dependencies = self.are_same(row, &self.dependencies, was);
        let mut depends_on = Vec::new();
        for at in 0..self.dependencies.len() {
            let Some(&column) = self.dependencies.get(at).filter(|_| !keeps_dependencies) else { continue };
            depends_on.extend(link((column, self.text(row, column).trim())));
        }
        let mut blocks = Vec::new();
        for at in 0..self.blocks.len() {
            let Some(&column) = self.blocks.get(at) else { continue };
            blocks.extend(link((column, self.text(row, column).trim())));
        }
        let line = row.line;
        self.coming.push(Coming {
            item,
            known,
            line,
            parent,
            depends_on,
            blocks,
            keeps_parent,
            keeps_dependencies,
        });
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

    fn plain_fields(&mut self, row: &'a Row, known: Option<&Item>, item: &mut Item) {
        for at in 0..self.texts.len() {
            let Some(&(column, place)) = self.texts.get(at) else { continue };
            let mut text = self.text(row, column).trim();
            if self.is_same(row, column, known) {
                continue;
            }
            if let Some(Field::Area) = self.field_of(column) {
                text = without_number(text).trim_start_matches('/');
            }
            if !text.is_empty() || self.clears() {
                *place(item) = text.to_owned();
            }
        }
        if let Some(column) = self.mapping.column(Target::Description)
            && !self.is_same(row, column, known)
        {
            // Longer text keeps its own spaces and line ends.
            let text = self.text(row, column);
            if !text.trim().is_empty() || self.clears() {
                item.description = match self.field_of(column) {
                    Some(Field::DescriptionHtml) => text_of_html(text),
                    _ => text.to_owned(),
                };
            }
        }
        if let Some((_, text)) = self.trimmed(row, Target::TitleAlt) {
            if !is_blank(text) {
                item.title_alt = Some(text.to_owned());
            } else if self.clears() {
                item.title_alt = None;
            }
        }
        let says_status = self.status(row, known, item);
        for at in 0..self.days.len() {
            let Some(&(column, day)) = self.days.get(at) else { continue };
            if !self.is_same(row, column, known) {
                self.day(row, column, day, says_status, item);
            }
        }
        self.other_planned_day(row, known, item);
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

    /// Keeps the day of the period that the tracker's table shows beside the one that the row changes:
    /// an item with one planned day of its own is no longer planned by its period.
    fn other_planned_day(&self, row: &Row, known: Option<&Item>, item: &mut Item) {
        let (Some(sheet), Some(known)) = (&self.sheet, known) else { return };
        let (was, is) = (&known.planned, &mut item.planned);
        if !was.start.is_empty() || !was.end.is_empty() || is.start.is_empty() == is.end.is_empty() {
            return;
        }
        let (start, end) = sheet.planned(known);
        let (target, day) = match is.start.is_empty() {
            true => (Target::PlannedStart, start),
            false => (Target::PlannedEnd, end),
        };
        // A cell that was emptied, or cannot be read, says that the day no longer holds.
        let holds = self.mapping.column(target).is_none_or(|column| self.is_same(row, column, Some(known)));
        let Some(day) = Date::parse(&day).map(Date::iso).filter(|_| holds) else { return };
        // A period that ends before the new start, or begins behind the new end, has nothing to say.
        match target {
            Target::PlannedStart if day <= is.end => is.start = day,
            Target::PlannedEnd if day >= is.start => is.end = day,
            _ => {}
        }
    }

    /// The status, from its own column and from the one that says how it was closed; whether the row
    /// says one.
    fn status(&mut self, row: &'a Row, known: Option<&Item>, item: &mut Item) -> bool {
        let said = self.trimmed(row, Target::Status).filter(|(_, text)| !text.is_empty());
        if let Some((column, text)) = said
            && !self.is_same(row, column, known)
        {
            let tracker = self.tracker;
            let read =
                || tracker.and_then(|tracker| tracker.status_named(text)).or_else(|| status_named(text));
            match *self.statuses.entry(text).or_insert_with(read) {
                Some(status) => item.status = status,
                None => {
                    *self.unknown_statuses.entry(text).or_default() += 1;
                    match self.mapping.status(text) {
                        Some(Some(status)) => item.status = status,
                        Some(None) => {}
                        None => self.report(row.line, Some(column), text, Wrong::Status),
                    }
                }
            }
        }
        if let Some((column, text)) = self.trimmed(row, Target::Outcome)
            && !self.is_same(row, column, known)
        {
            match outcome_named(text) {
                Some(Outcome::TurnedDown) => item.status = Status::Rejected,
                // What was delivered may be put away as well.
                Some(Outcome::PutAway) if item.status != Status::Shipped => item.status = Status::Rejected,
                Some(Outcome::Delivered) if item.status == Status::Rejected => item.status = Status::Shipped,
                _ => {}
            }
        }
        said.is_some()
    }

    fn day(&mut self, row: &'a Row, column: usize, (target, place): Day, says_status: bool, item: &mut Item) {
        let text = self.text(row, column).trim();
        if text.is_empty() {
            if self.clears() {
                place(item).clear();
            }
            return;
        }
        let Some(day) = read_day(text, self.order(column)) else {
            self.report(row.line, Some(column), text, Wrong::Day);
            return;
        };
        if target == Target::ActualEnd {
            // What was turned down is ticked off as well.
            let is_rejected = says_status && item.status == Status::Rejected;
            if !is_rejected && self.tracker.is_some_and(|tracker| tracker.end_is_delivered) {
                item.status = Status::Shipped;
            }
            // What was turned down was closed on that day, and not delivered.
            if item.status == Status::Rejected {
                return;
            }
        }
        let day = day.iso();
        let slot = place(item);
        // A moment that is kept with its time of day stays as it is.
        if slot.get(..day.len()) != Some(day.as_str()) {
            *slot = day;
        }
    }

    fn lists(&mut self, row: &'a Row, known: Option<&Item>, item: &mut Item) {
        if !self.are_same(row, &self.tags, known) {
            self.tags_of(row, item);
        }
        for at in 0..self.requesters.len() {
            let Some(&column) = self.requesters.get(at) else { continue };
            if self.is_same(row, column, known) {
                continue;
            }
            for name in pieces(self.text(row, column)) {
                if item.requesters.iter().all(|requester| requester.name != name) {
                    item.requesters.push(Requester { name: name.to_owned(), ..Requester::default() });
                }
            }
        }
        for at in 0..self.urls.len() {
            let Some(&column) = self.urls.get(at) else { continue };
            let text = self.text(row, column).trim();
            if text.is_empty() || self.is_same(row, column, known) {
                continue;
            }
            for url in text.split_whitespace() {
                let link = WebLink { url: url.to_owned(), ..WebLink::default() };
                if !link.is_safe() {
                    self.report(row.line, Some(column), url, Wrong::Url);
                } else if item.links.iter().all(|other| other.url != link.url) {
                    item.links.push(link);
                }
            }
        }
    }

    fn tags_of(&mut self, row: &'a Row, item: &mut Item) {
        let mut tags: Vec<String> = Vec::new();
        for at in 0..self.tags.len() {
            let Some(&column) = self.tags.get(at) else { continue };
            let text = self.text(row, column).trim();
            // A tag with a comma in it is whole again where the item has it already.
            if text == join_tags(&item.tags) {
                tags.extend(item.tags.iter().cloned());
                continue;
            }
            let field = self.field_of(column);
            tags.extend(pieces(text).map(|piece| match field {
                Some(Field::EachTag) => {
                    let own = item.tags.iter().find(|tag| without_spaces(tag) == piece);
                    own.map_or(piece, String::as_str).to_owned()
                }
                Some(Field::ColouredTags) => trello::label(piece).to_owned(),
                _ => piece.to_owned(),
            }));
        }
        let tags = tidy_tags(tags.iter());
        if !tags.is_empty() || (self.clears() && !self.tags.is_empty()) {
            item.tags = tags;
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

    fn estimate(&mut self, row: &'a Row, at: usize, was: Option<&Item>, item: &mut Item) {
        let Some(columns) = self.estimates.get(at) else { return };
        let EstimateColumns { sheet, input, value, low, high, question } = *columns;
        if question.is_some_and(|question| question.answer == Some(Answer::LeaveOut)) {
            return;
        }
        if let (Some(column), None, None) = (value, low, high) {
            let is_time =
                matches!(self.field_of(column), Some(Field::Effort(Amount::Seconds | Amount::Hours)));
            let is_zero = || number::parse(row.cell(column)).is_some_and(|typed| typed.value == 0.0);
            // Trackers write no time as none at all, or as 0.
            if self.is_same(row, column, was) || (is_time && is_zero()) {
                return;
            }
        }
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
    async fn link(&mut self, units: &Units) {
        if self.mapping.column(Target::Parent).is_none()
            && self.dependencies.is_empty()
            && self.blocks.is_empty()
        {
            return;
        }
        let names = Names::new(self.plan, &self.coming, std::mem::take(&mut self.link_ids));
        let mut coming = std::mem::take(&mut self.coming);
        for Coming { item, line, parent, depends_on, keeps_parent, keeps_dependencies, .. } in &mut coming {
            units.spend(1).await;
            match parent.take() {
                _ if *keeps_parent => {}
                Some((column, text)) => {
                    if let Some(id) = self.link_to(&names, item, *line, column, &text) {
                        self.links
                            .insert((Link::Parent, Rc::clone(&item.id), Rc::clone(&id)), (*line, column));
                        item.parent = Some(id);
                    }
                }
                None if self.clears() && self.mapping.column(Target::Parent).is_some() => item.parent = None,
                None => {}
            }
            if *keeps_dependencies {
                continue;
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
                        let link = (Link::DependsOn, Rc::clone(&item.id), Rc::clone(&id));
                        self.links.insert(link, (*line, column));
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
        self.block(&names, &mut coming);
        self.coming = coming;
        self.cut_circles();
    }

    /// Leaves out the links of the table that would close a circle, and says so.
    fn cut_circles(&mut self) {
        let coming: HashMap<&Id, &Item> =
            self.coming.iter().map(|coming| (&coming.item.id, &coming.item)).collect();
        let is_new = |coming: &&Coming| coming.known.is_none();
        let items: Vec<&Item> = (self.plan.items.iter())
            .map(|item| coming.get(&item.id).copied().unwrap_or(item))
            .chain(self.coming.iter().filter(is_new).map(|coming| &coming.item))
            .chain(self.plan.bin.iter().map(|item| &**item))
            .collect();
        // What the plan has already stays; a row that only repeats it is not to blame.
        let had: HashMap<&Id, &Item> = (self.coming.iter())
            .filter_map(|coming| coming.known.as_deref().map(|known| (&known.id, known)))
            .collect();
        let is_ours = |link: Link, from: &Id, to: &Id| {
            self.links.contains_key(&(link, Rc::clone(from), Rc::clone(to)))
                && had.get(from).is_none_or(|known| !link.targets(known).contains(to))
        };
        let closing = circles::closing(&items, Some(&is_ours));
        if closing.is_empty() {
            return;
        }
        let names: HashMap<&Id, &Item> = items.iter().map(|item| (&item.id, *item)).collect();
        let name = |id: &Id| names.get(id).map(|item| one_line(&item.title)).unwrap_or_default();
        let told: Vec<Vec<String>> = closing.iter().map(|link| told_names(&link.circle, name)).collect();
        let places: HashMap<Id, usize> =
            self.coming.iter().enumerate().map(|(at, coming)| (Rc::clone(&coming.item.id), at)).collect();
        for (link, names) in closing.iter().zip(told) {
            if let Some(coming) = places.get(&link.from).and_then(|at| self.coming.get_mut(*at)) {
                link.cut(&mut coming.item);
            }
            let place = self.links.get(&(link.link, Rc::clone(&link.from), Rc::clone(&link.to))).copied();
            let (line, column) = place.map_or((0, None), |(line, column)| (line, Some(column)));
            self.report(line, column, "", Wrong::Circle(link.link, names));
        }
    }

    /// Lets other items wait for those that say that they block them.
    fn block(&mut self, names: &Names, coming: &mut Vec<Coming>) {
        let mut waits: Vec<(Id, Id)> = Vec::new();
        for Coming { item, line, blocks, .. } in coming.iter_mut() {
            for (column, text) in blocks.drain(..) {
                let parts: Vec<&str> = match names.find(&text) {
                    Ok(_) => vec![text.as_str()],
                    Err(_) => pieces(&text).collect(),
                };
                for part in parts {
                    if let Some(other) = self.link_to(names, item, *line, column, part) {
                        let link = (Link::DependsOn, Rc::clone(&other), Rc::clone(&item.id));
                        self.links.entry(link).or_insert((*line, column));
                        waits.push((other, Rc::clone(&item.id)));
                    }
                }
            }
        }
        if waits.is_empty() {
            return;
        }
        let mut places: HashMap<Id, usize> =
            coming.iter().enumerate().map(|(at, coming)| (Rc::clone(&coming.item.id), at)).collect();
        let by_id: HashMap<&str, &Rc<Item>> = self.plan.items.iter().map(|item| (&*item.id, item)).collect();
        for (waiting, on) in waits {
            let at = match places.get(&waiting) {
                Some(at) => *at,
                None => {
                    // An item of the plan that has no row of its own.
                    let Some(known) = by_id.get(&*waiting) else { continue };
                    places.insert(Rc::clone(&waiting), coming.len());
                    coming.push(Coming::untouched(known));
                    coming.len() - 1
                }
            };
            if let Some(Coming { item, .. }) = coming.get_mut(at)
                && !item.depends_on.contains(&on)
            {
                item.depends_on.push(on);
            }
        }
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

    async fn finish(mut self, units: &Units) -> Preview {
        let titles: HashSet<String> = self.plan.items.iter().map(|item| title_form(&item.title)).collect();
        let mut preview = Preview {
            left_out_count: self.left_out_count,
            adopted_count: self.adopted_count,
            ..Preview::default()
        };
        let mut changes = Changes::default();
        let called = Called::new(self.plan, self.coming.iter().map(|coming| &coming.item));
        let mut touched: HashSet<&str> = HashSet::new();
        for Coming { item, known, .. } in &self.coming {
            units.spend(2).await;
            match known {
                Some(known) => {
                    touched.insert(&known.id);
                    if **known == *item {
                        preview.unchanged_count += 1;
                    } else {
                        preview.updated_count += 1;
                        changes.add(known, item, &called);
                    }
                }
                None => {
                    preview.new_count += 1;
                    if preview.added.len() < MOST_CHANGES {
                        preview.added.push((item.key.clone(), item.title.clone()));
                    }
                    preview.same_title_count += usize::from(titles.contains(&title_form(&item.title)));
                }
            }
        }
        // A table that is about no item of the plan misses none of them.
        if !touched.is_empty() {
            let missing = || self.plan.items.iter().filter(|item| !touched.contains(&*item.id));
            preview.missing_count = missing().count();
            let said = |item: &Rc<Item>| (item.key.clone(), item.title.clone());
            preview.missing = missing().take(MOST_CHANGES).map(said).collect();
        }
        (preview.changes, preview.change_count) = (changes.list, changes.count);
        let differs = |coming: &Coming| coming.known.as_ref().is_none_or(|known| **known != coming.item);
        preview.items = self.coming.into_iter().filter(differs).map(|coming| coming.item).collect();
        let mut words: Vec<(&str, usize)> = self.unknown_statuses.into_iter().collect();
        places::sort(&mut words, &|a, b| (b.1, a.0).cmp(&(a.1, b.0)));
        let word = |(text, count): (&str, usize)| StatusWord {
            text: text.to_owned(),
            count,
            answer: self.mapping.status(text),
        };
        preview.statuses = words.into_iter().take(MOST_STATUS_WORDS).map(word).collect();
        self.problems.sort_by_key(|problem| (problem.line, problem.column));
        preview.problems = self.problems;
        preview.problem_count = self.problem_count;
        preview
    }
}

impl Coming {
    /// An item of the plan that has no row of its own.
    fn untouched(known: &Rc<Item>) -> Coming {
        Coming {
            item: Item::clone(known),
            known: Some(Rc::clone(known)),
            line: 0,
            parent: None,
            depends_on: Vec::new(),
            blocks: Vec::new(),
            keeps_parent: true,
            keeps_dependencies: true,
        }
    }
}

/// The names of the items around a circle, as many and as long as a sentence takes.
fn told_names(circle: &[Id], name: impl Fn(&Id) -> String) -> Vec<String> {
    const MOST: usize = 6;
    const LONGEST: usize = 40;
    let short = |id: &Id| {
        let name = name(id);
        match name.char_indices().nth(LONGEST).and_then(|(end, _)| name.get(..end)) {
            Some(cut) => format!("{}…", cut.trim_end()),
            None => name,
        }
    };
    let left_out = circle.len().saturating_sub(MOST);
    let shown =
        circle.iter().enumerate().filter(|(at, _)| left_out == 0 || *at < MOST - 2 || at + 1 == circle.len());
    let mut names: Vec<String> = shown.map(|(_, id)| short(id)).collect();
    if left_out > 0 {
        names.insert(names.len().saturating_sub(1), "…".to_owned());
    }
    names
}

/// Items by what people call them.
struct Names {
    keys: HashMap<String, Id>,
    /// `None` where several items have the title.
    titles: HashMap<String, Option<Id>>,
    /// Names that only this table uses.
    link_ids: HashMap<String, Id>,
    binned: HashSet<Id>,
}

impl Names {
    fn new(plan: &Plan, coming: &[Coming], link_ids: HashMap<String, Id>) -> Names {
        let mut names = Names {
            keys: HashMap::new(),
            link_ids,
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
        let form = key_form(text);
        if let Some(id) = self.keys.get(&form).or_else(|| self.link_ids.get(&form)) {
            return Ok(Rc::clone(id));
        }
        let bare = without_number(text);
        let title = self.titles.get(&title_form(text));
        match title.or_else(|| self.titles.get(&title_form(bare)).filter(|_| bare != text)) {
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
    match title.contains(['\n', '\r']) {
        true => crate::domain::text::fold(&one_line(title)),
        false => crate::domain::text::fold(title.trim()),
    }
}

/// A name without the number that ZenTao puts behind it: `Login(#12)`.
fn without_number(text: &str) -> &str {
    let cut = || {
        let (name, number) = text.strip_suffix(')')?.rsplit_once("(#")?;
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        (is_number && !name.trim().is_empty()).then(|| name.trim_end())
    };
    cut().unwrap_or(text)
}

/// How something was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Delivered,
    TurnedDown,
    /// It was put away, nobody says why.
    PutAway,
}

/// What a word for the way something was closed means; most words say nothing about that.
fn outcome_named(text: &str) -> Option<Outcome> {
    const NAMES: &[(Outcome, &[&str])] = &[
        (
            Outcome::Delivered,
            &["done", "fixed", "complete", "completed", "resolved", "已完成", "完成", "已解决", "已修复"],
        ),
        (
            Outcome::TurnedDown,
            &[
                "wontdo",
                "wontfix",
                "duplicate",
                "declined",
                "rejected",
                "cancelled",
                "canceled",
                "notplanned",
                "cannotreproduce",
                "obsolete",
                "不做",
                "已取消",
                "取消",
                "重复",
                "拒绝",
                "已拒绝",
                "设计如此",
                "不予解决",
            ],
        ),
        (Outcome::PutAway, &["true", "yes", "1", "archived", "是", "已归档"]),
    ];
    let name = normal(text);
    NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(outcome, _)| *outcome)
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
