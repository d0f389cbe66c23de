//! Which column holds which answer: guessed from names and content, corrected by the person.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::cells::{self, Dictionary};
use super::headers::{self, Role};
use crate::domain::import::headers::normal;
use crate::domain::import::{Row, Table};
use crate::domain::kano::Study;
use crate::domain::kano::wording::{self, POULIOT};
use crate::domain::plan::{Id, Item};
use crate::domain::text::{Lang, kano_survey};

/// How a table becomes respondents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KanoMapping {
    /// Whether the first row names the columns.
    pub has_header: bool,
    /// The column with the respondents' ids; without one each row gets a random id.
    pub respondent: Option<usize>,
    /// The column with the segments.
    pub segment: Option<usize>,
    /// The features, each with its columns.
    pub features: Vec<FeatureColumns>,
    /// Which way numbers run; words speak for themselves.
    pub scale: Scale,
}

/// The columns of one feature.
#[derive(Clone, Debug, PartialEq)]
pub struct FeatureColumns {
    /// Answers to: how would you feel with it?
    pub functional: Option<usize>,
    /// Answers to: how would you feel without it?
    pub dysfunctional: Option<usize>,
    /// How important it is.
    pub importance: Option<usize>,
    /// Whose answers these are.
    pub target: FeatureTarget,
}

/// Which item a feature of the table is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeatureTarget {
    /// An item of the plan, whether the study asks about it already or not.
    Item(Id),
    /// An item that is made, with this title.
    New(String),
    /// None: its columns are left out.
    Skip,
}

/// Which way the numbers of a scale run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scale {
    /// 1 is like, 5 is dislike, as in the questionnaire.
    #[default]
    LikeIsOne,
    /// 5 is like, 1 is dislike, as some survey services have it.
    LikeIsFive,
}

/// What a column is used for; features by their place in the mapping.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Nothing.
    Unused,
    /// The respondents' ids.
    Respondent,
    /// The segments.
    Segment,
    /// Answers about a feature that is there.
    Functional(usize),
    /// Answers about a feature that is not there.
    Dysfunctional(usize),
    /// Its importance.
    Importance(usize),
}

impl KanoMapping {
    /// The best guess for a table; the person corrects it. `lang` names features without a name.
    pub fn guess(table: &Table, study: &Study, items: &[Rc<Item>], lang: Lang) -> KanoMapping {
        let dictionary = Dictionary::new();
        let looks = Look::of_all(table, &dictionary);
        let has_header = has_header(table, &looks, &dictionary);
        let mut mapping = KanoMapping { has_header, ..KanoMapping::default() };
        let names: Vec<&str> = match table.rows.first().filter(|_| has_header) {
            Some(first) => (0..table.width()).map(|column| first.cell(column)).collect(),
            None => vec![""; table.width()],
        };
        // A row of its own tells less than the names; without them the content has to do.
        let looks = if has_header { looks } else { Look::of_rows(&table.rows, table.width(), &dictionary) };
        mapping.guess_people(&names, &looks);
        let mut groups = named_groups(&names, &mapping);
        if groups.is_empty() {
            groups = pairs_by_position(&names, &looks, &mapping);
        }
        let targets = Targets::new(study, items).all(&groups, lang);
        mapping.features = groups
            .into_iter()
            .zip(targets)
            .map(|(group, target)| FeatureColumns { target, ..group.columns })
            .collect();
        mapping
    }

    /// The rows that hold answers.
    pub fn rows<'a>(&self, table: &'a Table) -> &'a [Row] {
        table.rows.get(usize::from(self.has_header)..).unwrap_or_default()
    }

    /// What a column is used for.
    pub fn used_for(&self, column: usize) -> Use {
        let column = Some(column);
        if self.respondent == column {
            return Use::Respondent;
        }
        if self.segment == column {
            return Use::Segment;
        }
        let uses = self.features.iter().enumerate().find_map(|(at, feature)| {
            if feature.functional == column {
                Some(Use::Functional(at))
            } else if feature.dysfunctional == column {
                Some(Use::Dysfunctional(at))
            } else {
                (feature.importance == column).then_some(Use::Importance(at))
            }
        });
        uses.unwrap_or(Use::Unused)
    }

    /// Uses a column for something, and for nothing else; what was used for it before is free.
    pub fn assign(&mut self, column: usize, new: Use) {
        if let Some(slot) = self.slot(self.used_for(column)) {
            *slot = None;
        }
        if let Some(slot) = self.slot(new) {
            *slot = Some(column);
        }
    }

    fn slot(&mut self, of: Use) -> Option<&mut Option<usize>> {
        match of {
            Use::Unused => None,
            Use::Respondent => Some(&mut self.respondent),
            Use::Segment => Some(&mut self.segment),
            Use::Functional(at) => Some(&mut self.features.get_mut(at)?.functional),
            Use::Dysfunctional(at) => Some(&mut self.features.get_mut(at)?.dysfunctional),
            Use::Importance(at) => Some(&mut self.features.get_mut(at)?.importance),
        }
    }

    fn guess_people(&mut self, names: &[&str], looks: &[Look]) {
        let columns = || (0..).zip(names).map(|(column, name)| (column, *name));
        self.respondent = columns().find(|(_, name)| headers::is_respondent(name)).map(|(column, _)| column);
        self.segment = columns()
            .find(|(column, name)| headers::is_segment(name) && self.respondent != Some(*column))
            .map(|(column, _)| column);
        // Without their names: the first column where it differs from row to row, then one of words.
        let answers = looks.iter().filter(|look| look.is_answers()).count();
        let odd = answers % 2 == 1 && !self.has_header;
        let is_id =
            |look: &&Look| look.filled > 1 && look.distinct == look.filled && (!look.is_answers() || odd);
        if self.respondent.is_none() && looks.first().filter(is_id).is_some() {
            self.respondent = Some(0);
        }
        if self.has_header {
            return;
        }
        let from = usize::from(self.respondent.is_some());
        self.segment = looks
            .get(from)
            .filter(|look| look.filled > 0 && look.answers == 0 && look.distinct < look.filled)
            .map(|_| from);
    }
}

/// What can be told about a column from its cells.
#[derive(Clone, Debug, Default)]
struct Look {
    filled: usize,
    answers: usize,
    /// Cells that can only be an importance: 6 to 9, or an anchor.
    importances: usize,
    distinct: usize,
}

impl Look {
    /// The columns below the first row.
    fn of_all(table: &Table, dictionary: &Dictionary) -> Vec<Look> {
        Look::of_rows(table.rows.get(1..).unwrap_or_default(), table.width(), dictionary)
    }

    fn of_rows(rows: &[Row], width: usize, dictionary: &Dictionary) -> Vec<Look> {
        const SAMPLE_ROWS: usize = 200;
        let rows = rows.get(..rows.len().min(SAMPLE_ROWS)).unwrap_or_default();
        let look = |column| {
            let mut look = Look::default();
            let mut seen = HashSet::new();
            for cell in rows.iter().map(|row| row.cell(column)).filter(|cell| !cells::is_empty(cell)) {
                let is_reply = dictionary.said(cell).is_some();
                let is_importance = dictionary.importance(cell).is_some();
                look.filled += 1;
                look.answers += usize::from(is_reply || is_importance);
                look.importances += usize::from(is_importance && !is_reply);
                look.distinct += usize::from(seen.insert(cell));
            }
            look
        };
        (0..width).map(look).collect()
    }

    fn is_answers(&self) -> bool {
        self.answers > 0 && self.answers * 5 >= self.filled * 4
    }

    fn is_importance(&self) -> bool {
        self.is_answers() && self.importances > 0
    }
}

/// Names, unless the first row holds an answer where the rows below do.
fn has_header(table: &Table, looks: &[Look], dictionary: &Dictionary) -> bool {
    let Some(first) = table.rows.first() else { return false };
    // A feature may be called “I like it”; nobody answers with “I like it +”.
    let has = |role| first.cells().any(|cell| headers::sign(cell).is_some_and(|(_, found)| found == role));
    if has(Role::Functional) && has(Role::Dysfunctional) {
        return true;
    }
    let answers = (0..).zip(looks).filter(|(_, look)| look.is_answers() || table.rows.len() == 1);
    let mut cells = answers.map(|(column, _)| first.cell(column)).filter(|cell| !cells::is_empty(cell));
    !cells.any(|cell| dictionary.is_answer(cell))
}

/// Columns of one feature and what they are called.
struct Group<'a> {
    name: &'a str,
    columns: FeatureColumns,
}

impl<'a> Group<'a> {
    fn new(name: &'a str) -> Group<'a> {
        let columns = FeatureColumns {
            functional: None,
            dysfunctional: None,
            importance: None,
            target: FeatureTarget::Skip,
        };
        Group { name, columns }
    }

    fn slot(&mut self, role: Role) -> &mut Option<usize> {
        match role {
            Role::Functional => &mut self.columns.functional,
            Role::Dysfunctional => &mut self.columns.dysfunctional,
            Role::Importance => &mut self.columns.importance,
        }
    }
}

/// Columns whose names tell feature and role. Where a role comes again under the same name, it is
/// another feature of that name.
fn named_groups<'a>(names: &[&'a str], mapping: &KanoMapping) -> Vec<Group<'a>> {
    let mut groups: Vec<Group> = Vec::new();
    let mut last: HashMap<&str, usize> = HashMap::new();
    for (column, header) in names.iter().enumerate() {
        if mapping.used_for(column) != Use::Unused {
            continue;
        }
        let Some((name, role)) = headers::feature_and_role(header) else { continue };
        let open = last.get(name).and_then(|at| groups.get_mut(*at)).map(|group| group.slot(role));
        match open {
            Some(slot) if slot.is_none() => *slot = Some(column),
            _ => {
                let mut group = Group::new(name);
                *group.slot(role) = Some(column);
                last.insert(name, groups.len());
                groups.push(group);
            }
        }
    }
    // A lone name that ends in a sign is no feature, but a question that ends in one; and names
    // such as F1, F2 tell a role only where others tell the other.
    let is_pair = |group: &Group| group.columns.functional.is_some() && group.columns.dysfunctional.is_some();
    if !groups.iter().any(is_pair) {
        groups.clear();
    }
    groups.retain(|group| group.columns.functional.is_some() || group.columns.dysfunctional.is_some());
    groups
}

/// Columns of answers two by two, functional first, each with the importance that follows it.
fn pairs_by_position<'a>(names: &[&'a str], looks: &[Look], mapping: &KanoMapping) -> Vec<Group<'a>> {
    let is_free = |column: &usize| mapping.used_for(*column) == Use::Unused;
    let answers = (0..looks.len()).filter(is_free);
    let mut groups: Vec<Group> = Vec::new();
    for (column, look) in answers.filter_map(|column| Some((column, looks.get(column)?))) {
        if !look.is_answers() {
            continue;
        }
        let name = names.get(column).copied().unwrap_or("");
        let last = groups.last_mut().map(|group| &mut group.columns);
        match last {
            Some(columns) if columns.dysfunctional.is_none() => columns.dysfunctional = Some(column),
            Some(columns) if look.is_importance() && columns.importance.is_none() => {
                columns.importance = Some(column);
            }
            _ => {
                let mut group = Group::new(name);
                group.columns.functional = Some(column);
                groups.push(group);
            }
        }
    }
    groups
}

/// Items by everything that a column can call them, the features of the study first.
struct Targets<'a> {
    study: &'a Study,
    items: Vec<&'a Rc<Item>>,
    exact: HashMap<&'a str, Vec<usize>>,
    loose: HashMap<String, Vec<usize>>,
    /// Features only: their names and questions, to be found inside a longer header.
    phrases: Vec<(String, usize)>,
}

impl<'a> Targets<'a> {
    fn new(study: &'a Study, items: &'a [Rc<Item>]) -> Targets<'a> {
        let asked: HashMap<&str, usize> =
            study.features.iter().enumerate().map(|(at, feature)| (&*feature.item, at)).collect();
        let mut sorted: Vec<&Rc<Item>> = items.iter().collect();
        sorted.sort_by_key(|item| asked.get(&*item.id).copied().unwrap_or(usize::MAX));
        let (mut exact, mut loose) = (HashMap::new(), HashMap::new());
        let mut phrases = Vec::new();
        for (at, item) in sorted.iter().enumerate() {
            let names = [item.title.as_str(), item.title_alt.as_deref().unwrap_or(""), &item.key, &item.id];
            for name in names.into_iter().filter(|name| !name.trim().is_empty()) {
                exact.entry(name).or_insert_with(Vec::new).push(at);
                loose.entry(normal(name)).or_insert_with(Vec::new).push(at);
            }
            if let Some(feature) = asked.get(&*item.id).and_then(|place| study.features.get(*place)) {
                let set = wording::by_id(&study.wording).unwrap_or(&POULIOT);
                let titles = Lang::ALL.map(|lang| item.title_in(lang));
                let defaults = Lang::ALL.map(|lang| set.functional(item.title_in(lang), lang));
                let own = [&feature.question.functional_en, &feature.question.functional_zh];
                let all = titles
                    .into_iter()
                    .chain(defaults.iter().map(String::as_str))
                    .chain(own.map(String::as_str));
                phrases
                    .extend(all.map(|text| (normal(text), at)).filter(|(text, _)| text.chars().count() > 1));
            }
        }
        loose.remove("");
        Targets { study, items: sorted, exact, loose, phrases }
    }

    /// The target of each group; no item is the target of two.
    fn all(&self, groups: &[Group], lang: Lang) -> Vec<FeatureTarget> {
        let mut taken = HashSet::new();
        let mut found: Vec<Option<usize>> = Vec::with_capacity(groups.len());
        for group in groups {
            let at = self.find(group.name, &taken);
            taken.extend(at);
            found.push(at);
        }
        // Where no name says anything, the order of the study is all there is.
        let by_place = found.iter().all(Option::is_none)
            && groups.len() <= self.study.features.len()
            && groups.iter().all(|group| group.name.trim().is_empty());
        let features = &self.study.features;
        let target = |(number, (group, at)): (usize, (&Group, Option<usize>))| {
            if let Some(item) = at.and_then(|at| self.items.get(at)) {
                return FeatureTarget::Item(Rc::clone(&item.id));
            }
            // A feature whose item is gone is called by its id.
            let by_id = features.iter().find(|feature| *feature.item == *group.name.trim());
            match by_id.or(features.get(number).filter(|_| by_place)) {
                Some(feature) => FeatureTarget::Item(Rc::clone(&feature.item)),
                _ if group.name.trim().is_empty() => {
                    FeatureTarget::New(kano_survey::new_feature(lang, number + 1))
                }
                _ => FeatureTarget::New(group.name.trim().to_owned()),
            }
        };
        groups.iter().zip(found).enumerate().map(target).collect()
    }

    fn find(&self, name: &str, taken: &HashSet<usize>) -> Option<usize> {
        let free = |places: &Vec<usize>| places.iter().copied().find(|at| !taken.contains(at));
        let exactly = |name: &str| self.exact.get(name).and_then(free);
        exactly(name).or_else(|| exactly(name.trim())).or_else(|| {
            let name = normal(name);
            self.loose.get(&name).and_then(free).or_else(|| {
                // A survey service heads a column with the question: the longest phrase in it counts.
                let within =
                    |(phrase, at): &&(String, usize)| name.contains(phrase.as_str()) && !taken.contains(at);
                self.phrases.iter().filter(within).max_by_key(|(phrase, _)| phrase.len()).map(|(_, at)| *at)
            })
        })
    }
}
