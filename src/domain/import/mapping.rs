//! Which column holds which field: guessed from names and content, corrected by the person.

use std::collections::HashSet;

use super::headers;
use super::questions::Answer;
use super::rows::{kano_named, status_named};
use super::table::{Row, Table};
use crate::domain::frameworks;
use crate::domain::number;
use crate::domain::places;
use crate::domain::plan::{Criterion, Status};
use crate::domain::text::{Lang, Word, fields, import};
use crate::domain::trackers::{self, Amount, Field, Tracker};

/// How a table becomes items; with the table and the plan it decides everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mapping {
    /// Whether the first row names the columns.
    pub has_header: bool,
    /// What each column holds; a column without an entry is not used.
    pub columns: Vec<Target>,
    /// What the person answered about the scale or unit of an input: sheet, input, answer.
    pub answers: Vec<(&'static str, &'static str, Answer)>,
    /// What happens to a row whose key an item of the plan has.
    pub on_same_key: SameKey,
    /// What an empty cell does to an item that is updated.
    pub on_empty: EmptyCell,
    /// What happens to a row that only has the title of an item of the plan.
    pub on_same_title: SameTitle,
    /// The id of the tracker that the table comes from; `None` for a plain table.
    pub tracker: Option<&'static str>,
    /// What the person said that words for a status mean; `None` leaves the status as it is.
    pub statuses: Vec<(String, Option<Status>)>,
}

/// What happens to a row that has the title of an item of the plan, and not its key.
///
/// Only an item whose key this program gave is meant, and only where no other has its title:
/// what went to a tracker without a key of its own comes back with one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SameTitle {
    /// It comes in as another item.
    #[default]
    AddAsNew,
    /// It updates that item, and gives it the key of the file.
    Update,
}

/// What happens to a row whose key an item of the plan has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SameKey {
    /// The fields of the file replace those of the item; others stay.
    #[default]
    Update,
    /// It comes in as another item, with a new key.
    AddAsNew,
}

/// What an empty cell does to an item that is updated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EmptyCell {
    /// The field stays as it was.
    #[default]
    Keep,
    /// The field is emptied; a title and a status always stay.
    Clear,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// Nothing that is used.
    Skip,
    /// The key.
    Key,
    /// The title.
    Title,
    /// The title in the other language.
    TitleAlt,
    /// The longer text.
    Description,
    /// The part of the product.
    Area,
    /// Tags; several columns may hold some.
    Tags,
    /// The status.
    Status,
    /// Who looks after it.
    Owner,
    /// Where the idea came from.
    Source,
    /// The key or title of the larger item.
    Parent,
    /// Keys or titles of what comes first; several columns may hold some.
    DependsOn,
    /// Who asked; several columns may hold some.
    Requester,
    /// The Kano category.
    Kano,
    /// The first day that is planned.
    PlannedStart,
    /// The last day that is planned.
    PlannedEnd,
    /// The day on which work began.
    ActualStart,
    /// The day of delivery.
    ActualEnd,
    /// A place to read more; several columns may hold some.
    Url,
    /// Keys or titles of what has to wait for this; several columns may hold some.
    Blocks,
    /// How it was closed: turned down, or delivered.
    Outcome,
    /// Another name of the item, for links inside the table.
    LinkId,
    /// A number that a framework asks for.
    Estimate {
        /// The sheet's name.
        sheet: &'static str,
        /// The input's name.
        input: &'static str,
        /// The value or an end of its range.
        part: Part,
    },
}

/// Which of the three numbers of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The value itself.
    Value,
    /// The low end.
    Low,
    /// The high end.
    High,
}

impl Target {
    /// Everything that a column can hold in a plan with these criteria, in the order in
    /// which a chooser lists it.
    pub fn all(criteria: &[Criterion]) -> Vec<Target> {
        use Target::*;
        let mut all = vec![
            Skip,
            Key,
            Title,
            TitleAlt,
            Description,
            Area,
            Tags,
            Status,
            Owner,
            Source,
            Parent,
            DependsOn,
            Requester,
            Kano,
            PlannedStart,
            PlannedEnd,
            ActualStart,
            ActualEnd,
            Url,
            Blocks,
            Outcome,
            LinkId,
        ];
        for framework in frameworks::sheets() {
            for input in framework.inputs_in(criteria) {
                let parts = [Part::Value, Part::Low, Part::High];
                all.extend(parts.map(|part| Estimate { sheet: framework.sheet, input: input.key, part }));
            }
        }
        all
    }

    /// The name on screens and in the header of an export, in a plan with these criteria.
    ///
    /// A criterion is called by its title alone, unless that is the name of another column.
    pub fn label(self, criteria: &[Criterion], lang: Lang) -> String {
        let Target::Estimate { sheet, input, part } = self else { return self.word()(lang).to_owned() };
        let Some((framework, input)) =
            frameworks::sheet_named(sheet).and_then(|found| Some((found, found.input(input)?)))
        else {
            return fields::estimate(lang).to_owned();
        };
        let label = input.label_in(criteria, lang);
        let is_own = input.criterion(criteria).is_some() && headers::is_own_name(label, criteria);
        let label = match framework.plain_headers || is_own {
            true => label.to_owned(),
            false => import::sheet_input(lang, &sheet.to_ascii_uppercase(), label),
        };
        match part {
            Part::Value => label,
            Part::Low => import::range_low(lang, &label),
            Part::High => import::range_high(lang, &label),
        }
    }

    /// The word for a plain field.
    pub(super) fn word(self) -> Word {
        match self {
            Target::Skip => import::not_used,
            Target::Key => fields::key,
            Target::Title => fields::title,
            Target::TitleAlt => fields::title_alt,
            Target::Description => fields::description,
            Target::Area => fields::area,
            Target::Tags => fields::tags,
            Target::Status => fields::status,
            Target::Owner => fields::owner,
            Target::Source => fields::source,
            Target::Parent => fields::parent,
            Target::DependsOn => fields::depends_on,
            Target::Requester => import::requester,
            Target::Kano => fields::kano,
            Target::PlannedStart => import::planned_start,
            Target::PlannedEnd => import::planned_end,
            Target::ActualStart => import::actual_start,
            Target::ActualEnd => import::actual_end,
            Target::Url => import::url,
            Target::Blocks => import::blocks,
            Target::Outcome => import::outcome,
            Target::LinkId => import::link_id,
            Target::Estimate { .. } => fields::estimate,
        }
    }

    /// Whether several columns may hold it, each adding to the others.
    fn is_list(self) -> bool {
        use Target::{Blocks, DependsOn, Requester, Skip, Tags, Url};
        matches!(self, Skip | Tags | DependsOn | Requester | Blocks | Url)
    }

    /// Whether it is a day.
    pub(super) fn is_day(self) -> bool {
        use Target::{ActualEnd, ActualStart, PlannedEnd, PlannedStart};
        matches!(self, PlannedStart | PlannedEnd | ActualStart | ActualEnd)
    }
}

impl Mapping {
    /// The best guess for a table that comes into a plan with these criteria; the person
    /// corrects it. A table of a known tracker is read as its own.
    pub fn guess(table: &Table, criteria: &[Criterion]) -> Mapping {
        let headers = table.rows.iter().take(1).flat_map(Row::cells);
        match trackers::recognise(headers) {
            Some(found) => Mapping::of_tracker(table, criteria, found.tracker),
            None => Mapping::guess_plain(table, criteria),
        }
    }

    /// The guess for a table that is read as one of that tracker.
    pub fn of_tracker(table: &Table, criteria: &[Criterion], tracker: &'static Tracker) -> Mapping {
        let width = table.width();
        let mut columns = vec![Target::Skip; width];
        let Some(first) = table.rows.first() else { return Mapping::default() };
        // Of several columns that hold the same, the first in the tracker's order that says anything.
        let mut known: Vec<(usize, usize, Field)> = Vec::new();
        for column in 0..width {
            if let Some((place, found)) = tracker.column(first.cell(column)) {
                known.push((place, column, found.field));
            }
        }
        places::sort(&mut known, &|a, b| {
            let blank = |(_, column, _): &(usize, usize, Field)| !says_anything(table, *column);
            (blank(a), a.0, a.1).cmp(&(blank(b), b.0, b.1))
        });
        let mut taken = HashSet::new();
        let mut answers = Vec::new();
        let mut is_known = vec![false; width];
        for (_, column, field) in known {
            let target = field.target();
            if let Some(slot) = is_known.get_mut(column) {
                *slot = true;
            }
            if (taken.insert(target) || target.is_list())
                && let Some(slot) = columns.get_mut(column)
            {
                *slot = target;
                // What such a column is counted in is no question.
                if let (
                    Field::Effort(Amount::Seconds | Amount::Hours),
                    Target::Estimate { sheet, input, .. },
                ) = (field, target)
                {
                    answers.push((sheet, input, Answer::Convert));
                }
            }
        }
        // Columns that people added to the tracker are known by their plain names.
        for (column, slot) in columns.iter_mut().enumerate() {
            let header = first.cell(column).trim();
            let own = header.strip_prefix("Custom field (").and_then(|rest| rest.strip_suffix(')'));
            if is_known.get(column) == Some(&false)
                && let Some(target) = headers::recognise_in(criteria, own.unwrap_or(header))
                && (taken.insert(target) || target.is_list())
            {
                *slot = target;
            }
        }
        Mapping {
            has_header: true,
            columns,
            answers,
            on_same_title: SameTitle::Update,
            tracker: Some(tracker.id),
            ..Mapping::default()
        }
    }

    /// The best guess for a table of nobody in particular.
    pub fn guess_plain(table: &Table, criteria: &[Criterion]) -> Mapping {
        let width = table.width();
        let named: Vec<Option<Target>> = match table.rows.first() {
            Some(first) => {
                (0..width).map(|column| headers::recognise_in(criteria, first.cell(column))).collect()
            }
            None => Vec::new(),
        };
        let has_header = has_header(table, &named);
        let mut columns = vec![Target::Skip; width];
        if has_header {
            let mut named = named;
            // “中文标题” and “英文标题” without a plain title: the first of them is the title.
            if !named.contains(&Some(Target::Title))
                && let Some(slot) = named.iter_mut().find(|target| **target == Some(Target::TitleAlt))
            {
                *slot = Some(Target::Title);
            }
            let mut taken = HashSet::new();
            for (slot, target) in columns.iter_mut().zip(named) {
                if let Some(target) = target
                    && (taken.insert(target) || target.is_list())
                {
                    *slot = target;
                }
            }
        }
        let mut mapping = Mapping { has_header, columns, ..Mapping::default() };
        if !mapping.columns.contains(&Target::Title) {
            guess_by_content(table, &mut mapping);
        }
        mapping
    }

    /// The rows that hold items.
    pub fn rows<'a>(&self, table: &'a Table) -> &'a [Row] {
        table.rows.get(usize::from(self.has_header)..).unwrap_or_default()
    }

    /// What a column is called: its header, or a letter as in a spreadsheet.
    pub fn column_name(&self, table: &Table, column: usize, lang: Lang) -> String {
        let header = match self.has_header {
            true => table.rows.first().map(|first| first.cell(column).trim()).unwrap_or(""),
            false => "",
        };
        match header {
            "" => import::column_letter(lang, &column_letters(column)),
            header => header.to_owned(),
        }
    }

    /// The first column that holds something, for what only one column can hold.
    pub(super) fn column(&self, target: Target) -> Option<usize> {
        self.columns.iter().position(|other| *other == target)
    }

    /// All columns that hold something, for lists.
    pub(super) fn all_columns(&self, target: Target) -> Vec<usize> {
        self.columns.iter().enumerate().filter(|(_, other)| **other == target).map(|(at, _)| at).collect()
    }

    /// The tracker that the table comes from.
    pub fn tracker(&self) -> Option<&'static Tracker> {
        self.tracker.filter(|_| self.has_header).and_then(trackers::by_id)
    }

    /// What a column of a tracker's table holds there, if it is used for that here.
    pub(super) fn field(&self, table: &Table, column: usize) -> Option<Field> {
        let header = table.rows.first()?.cell(column);
        let (_, found) = self.tracker()?.column(header)?;
        let target = *self.columns.get(column)?;
        (target != Target::Skip && found.field.target() == target).then_some(found.field)
    }

    /// What was said that a word for a status means.
    pub fn status(&self, word: &str) -> Option<Option<Status>> {
        self.statuses.iter().find(|(said, _)| said == word).map(|(_, status)| *status)
    }

    /// Remembers what a word for a status means; `None` leaves the status as it is.
    pub fn set_status(&mut self, word: &str, status: Option<Status>) {
        self.statuses.retain(|(said, _)| said != word);
        self.statuses.push((word.to_owned(), status));
    }

    /// The answer about an input, if it was given.
    pub fn answer(&self, sheet: &str, input: &str) -> Option<Answer> {
        self.answers.iter().find(|(a, b, _)| *a == sheet && *b == input).map(|(_, _, answer)| *answer)
    }

    /// Remembers the answer about an input.
    pub fn set_answer(&mut self, sheet: &'static str, input: &'static str, answer: Answer) {
        self.answers.retain(|(a, b, _)| *a != sheet || *b != input);
        self.answers.push((sheet, input, answer));
    }
}

/// `A` to `Z`, then `AA`, as spreadsheets do.
pub(super) fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// Whether a column has anything in it but zeros.
fn says_anything(table: &Table, column: usize) -> bool {
    let cells = table.rows.iter().skip(1).take(SAMPLE_ROWS).map(|row| row.cell(column).trim());
    cells.into_iter().any(|cell| !cell.is_empty() && !matches!(cell, "0" | "0.0"))
}

/// Rows that a guess looks at.
const SAMPLE_ROWS: usize = 200;

fn has_header(table: &Table, named: &[Option<Target>]) -> bool {
    let Some((first, rest)) = table.rows.split_first() else { return false };
    let known = named.iter().flatten().count();
    let filled = first.cells().filter(|cell| !cell.trim().is_empty()).count();
    if known > 0 && (known * 2 >= filled || named.contains(&Some(Target::Title)) || known >= 3) {
        return true;
    }
    // Unknown names over columns of numbers are names all the same.
    let is_number = |cell: &str| number::parse(cell).is_some();
    let rest = rest.get(..rest.len().min(SAMPLE_ROWS)).unwrap_or_default();
    let over_numbers = (0..first.len()).any(|column| {
        let cells = || rest.iter().map(|row| row.cell(column)).filter(|cell| !cell.trim().is_empty());
        let numbers = cells().filter(|cell| is_number(cell)).count();
        numbers > 0 && numbers * 5 >= cells().count() * 4 && !first.cell(column).trim().is_empty()
    });
    over_numbers && !first.cells().any(is_number)
}

/// What can be told about a column from its cells.
struct Look {
    column: usize,
    filled: usize,
    letters: usize,
    distinct: usize,
    numbers: usize,
    keys: usize,
    statuses: usize,
    kanos: usize,
}

impl Look {
    fn at(rows: &[Row], column: usize) -> Look {
        let mut look =
            Look { column, filled: 0, letters: 0, distinct: 0, numbers: 0, keys: 0, statuses: 0, kanos: 0 };
        let mut seen = HashSet::new();
        for cell in rows.iter().map(|row| row.cell(column).trim()).filter(|cell| !cell.is_empty()) {
            look.filled += 1;
            look.letters += cell.chars().count();
            look.distinct += usize::from(seen.insert(cell));
            look.numbers += usize::from(number::parse_estimate(cell).is_some());
            look.keys += usize::from(is_key(cell));
            look.statuses += usize::from(status_named(cell).is_some());
            look.kanos += usize::from(kano_named(cell).is_some());
        }
        look
    }

    /// Whether that many cells are most of the filled ones.
    fn mostly(&self, count: usize) -> bool {
        count > 0 && count * 5 >= self.filled * 4
    }

    fn mean_length(&self) -> usize {
        self.letters / self.filled.max(1)
    }
}

/// `SY-12`, `PROJ_7`: letters, a mark, digits.
fn is_key(cell: &str) -> bool {
    let Some((letters, digits)) = cell.split_once(['-', '_', '#']) else { return false };
    (1..=10).contains(&letters.len())
        && letters.chars().all(|c| c.is_ascii_alphanumeric())
        && !digits.is_empty()
        && digits.chars().all(|c| c.is_ascii_digit())
        && letters.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// Fills in what the names did not tell: keys, statuses, the title, and four numbers in a row.
fn guess_by_content(table: &Table, mapping: &mut Mapping) {
    /// Longer texts are descriptions rather than titles.
    const LONG_TITLE: usize = 80;
    let rows = mapping.rows(table);
    let rows = rows.get(..rows.len().min(SAMPLE_ROWS)).unwrap_or_default();
    let open: Vec<usize> = mapping
        .columns
        .iter()
        .enumerate()
        .filter(|(_, target)| **target == Target::Skip)
        .map(|(at, _)| at)
        .collect();
    let mut guessed: Vec<(usize, Target)> = Vec::new();
    let mut texts: Vec<Look> = Vec::new();
    let mut numbers: Vec<usize> = Vec::new();
    for look in open.into_iter().map(|column| Look::at(rows, column)).filter(|look| look.filled > 0) {
        let special = [(look.keys, Target::Key), (look.statuses, Target::Status), (look.kanos, Target::Kano)];
        let free = |target: &Target| {
            !mapping.columns.contains(target) && guessed.iter().all(|(_, other)| other != target)
        };
        if let Some((_, target)) =
            special.into_iter().find(|(count, target)| look.mostly(*count) && free(target))
        {
            guessed.push((look.column, target));
        } else if look.mostly(look.numbers) {
            numbers.push(look.column);
        } else {
            texts.push(look);
        }
    }
    let is_title = |look: &&Look| look.mostly(look.distinct) && look.mean_length() <= LONG_TITLE;
    let title = texts
        .iter()
        .filter(is_title)
        .max_by_key(|look| (look.mean_length(), std::cmp::Reverse(look.column)))
        .or(texts.first())
        .map(|look| (look.column, look.mean_length()));
    if let Some((title, length)) = title {
        guessed.push((title, Target::Title));
        let description =
            texts.iter().find(|look| look.column != title && look.mean_length() > length.max(LONG_TITLE / 2));
        guessed.extend(description.map(|look| (look.column, Target::Description)));
    }
    // Without any name, as many numbers as the usual framework asks for are taken in its order.
    if !mapping.has_header
        && let Some(framework) = frameworks::sheets().find(|framework| framework.plain_headers)
        && framework.inputs.len() == numbers.len()
    {
        let targets = framework.inputs.iter().map(|input| Target::Estimate {
            sheet: framework.sheet,
            input: input.key,
            part: Part::Value,
        });
        guessed.extend(numbers.into_iter().zip(targets));
    }
    for (column, target) in guessed {
        let known = mapping.columns.contains(&target);
        if let Some(slot) = mapping.columns.get_mut(column).filter(|_| !known) {
            *slot = target;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::read;
    use super::*;
    use crate::domain::plan::CRITERION_SLOTS;

    #[track_caller]
    fn check(text: &str, has_header: bool, expected: &[&str]) {
        let mapping = Mapping::guess(&read(text, None).expect("it is a table"), &[]);
        let labels: Vec<String> = mapping.columns.iter().map(|target| target.label(&[], Lang::En)).collect();
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        assert_eq!((mapping.has_header, labels.as_slice()), (has_header, expected), "{text}");
    }

    #[test]
    fn columns_are_found_by_name() {
        check("Issue key,Summary,Status\nA-1,x,Done\n", true, &["Key", "Title", "Status"]);
        check("需求名称,触达人数,置信度,人天\nx,1,1,1\n", true, &["Title", "Reach", "Confidence", "Effort"]);
        check("Foo,Name,Bar\nx,y,z\n", true, &["Not used", "Title", "Not used"]);
        check("Title,Title,Reach,Users\nx,y,1,2\n", true, &["Title", "Not used", "Reach", "Not used"]);
        check("Summary,Labels,Labels\nx,a,b\n", true, &["Title", "Tags", "Tags"]);
        check("中文标题,英文标题\n结算,Checkout\n", true, &["Title", "Title in the other language"]);
        check("Name\n", true, &["Title"]);
    }

    #[test]
    fn a_table_without_a_header_is_guessed_by_its_content() {
        check(
            "Guest checkout,450,3,80%,2\nDark mode,200,1,50%,1\n",
            false,
            &["Title", "Reach", "Impact", "Confidence", "Effort"],
        );
        check("SY-1,Guest checkout,done\nSY-2,Dark mode,todo\n", false, &["Key", "Title", "Status"]);
        check("Guest checkout\nDark mode\n", false, &["Title"]);
        check(
            "Web,Guest checkout\nWeb,Dark mode\nApp,Offline\nApp,Push\nApp,Search\n",
            false,
            &["Not used", "Title"],
        );
    }

    #[test]
    fn unknown_names_over_numbers_are_a_header() {
        check("Was,Zahl\nGast,12\nDunkel,13\n", true, &["Title", "Not used"]);
    }

    #[test]
    fn every_target_has_its_own_label_and_reads_back() {
        let titles = ["Fit", "Risk", "Impact", "Fit", "", "WEIGHTED", "风险", "c1"];
        let criteria: Vec<Criterion> =
            CRITERION_SLOTS.iter().zip(titles).map(|(slot, title)| Criterion::new(slot, title)).collect();
        for (criteria, doubled) in [(&[][..], 0), (&criteria[..], 6)] {
            let all = Target::all(criteria);
            for lang in Lang::ALL {
                let labels: HashSet<String> = all.iter().map(|target| target.label(criteria, lang)).collect();
                // Two criteria of the same title and one that is called like a slot are told
                // apart by nobody.
                assert!(labels.len() + doubled >= all.len(), "{labels:?}");
            }
        }
        for target in Target::all(&[]).into_iter().skip(1) {
            for lang in Lang::ALL {
                let label = target.label(&[], lang);
                assert_eq!(headers::recognise(&label), Some(target), "{label}");
            }
        }
    }

    #[test]
    fn columns_without_a_name_are_called_by_letters() {
        for (column, letters) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(column_letters(column), letters);
        }
    }
}
