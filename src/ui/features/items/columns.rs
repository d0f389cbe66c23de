//! The columns of the grid: what each shows, how it is edited, how it sorts.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::rc::Rc;

use crate::domain::editor::{Edit, tidy_tags};
use crate::domain::frameworks::{Framework, Input, Problem, Scored, Step, Unit};
use crate::domain::number;
use crate::domain::plan::{Criterion, Id, Item, KanoCategory, KanoMark, Plan, Status};
use crate::domain::text::{Lang, certainty, fields, fold, kano_analysis};
use crate::domain::uncertainty::{RankRange, RankRanges};

/// A column of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// The box that selects the row.
    Select,
    /// The rank under the chosen framework.
    Rank,
    /// The title.
    Title,
    /// The Kano category.
    Kano,
    /// Better: how much it pleases where it is there, 0 to 1; from a Kano study.
    Better,
    /// Worse: how much it is missed where it is not, -1 to 0; from a Kano study.
    Worse,
    /// One of the chosen framework's inputs, by its place.
    Input(usize),
    /// The score under the chosen framework.
    Score,
    /// The ranks that hold most of the simulated orders.
    RankRange,
    /// The area.
    Area,
    /// The status.
    Status,
    /// The tags.
    Tags,
    /// The owner.
    Owner,
    /// The source.
    Source,
    /// What has to come first.
    DependsOn,
    /// The key.
    Key,
}

/// Columns that stand first and cannot be moved or hidden.
pub const FIXED: [Column; 3] = [Column::Select, Column::Rank, Column::Title];

/// The movable columns by the name under which a choice is remembered, in their
/// default order. The framework's inputs move as one block.
pub const MOVABLE: [(&str, Column); 12] = [
    ("kano", Column::Kano),
    ("better", Column::Better),
    ("worse", Column::Worse),
    ("inputs", Column::Input(0)),
    ("score", Column::Score),
    (RANK_RANGE, Column::RankRange),
    ("status", Column::Status),
    ("area", Column::Area),
    ("tags", Column::Tags),
    ("owner", Column::Owner),
    ("source", Column::Source),
    ("depends_on", Column::DependsOn),
];

/// The name of the rank ranges among the movable columns; hidden at first where there are none.
const RANK_RANGE: &str = "rank_range";

/// The key's name among the movable columns; it is hidden unless asked for.
pub const KEY: (&str, Column) = ("key", Column::Key);

/// The movable columns in a person's order, with whether each is shown. Who has not chosen any sees
/// rank ranges where there are any.
pub fn arranged(order: &[String], hidden: &[String], has_ranges: bool) -> Vec<(&'static str, Column, bool)> {
    let known: Vec<(&'static str, Column)> = MOVABLE.into_iter().chain([KEY]).collect();
    let mut arranged: Vec<(&'static str, Column)> = Vec::with_capacity(known.len());
    for name in order {
        if let Some(found) = known.iter().find(|(other, _)| other == name)
            && !arranged.contains(found)
        {
            arranged.push(*found);
        }
    }
    let missing: Vec<_> = known.into_iter().filter(|found| !arranged.contains(found)).collect();
    arranged.extend(missing);
    let untouched = order.is_empty() && hidden.is_empty();
    arranged
        .into_iter()
        .map(|(name, column)| {
            let shown = match untouched {
                true if name == RANK_RANGE => has_ranges,
                true => !HIDDEN_AT_FIRST.contains(&name),
                // It came with a newer version, after the person had chosen.
                false if COEFFICIENTS.contains(&name) && !order.iter().any(|other| other == name) => false,
                false => !hidden.iter().any(|h| h == name),
            };
            (name, column, shown)
        })
        .collect()
}

const HIDDEN_AT_FIRST: [&str; 7] = ["better", "worse", "tags", "owner", "source", "depends_on", "key"];

/// Kano's coefficients among the movable columns.
const COEFFICIENTS: [&str; 2] = ["better", "worse"];

/// The columns to show, left to right.
pub fn shown(
    order: &[String],
    hidden: &[String],
    framework: &Framework,
    criteria: &[Criterion],
    has_ranges: bool,
) -> Rc<[Column]> {
    let mut columns: Vec<Column> = FIXED.to_vec();
    for (_, column, shown) in arranged(order, hidden, has_ranges) {
        match column {
            _ if !shown => {}
            Column::Input(_) => columns.extend(framework.places(criteria).into_iter().map(Column::Input)),
            other => columns.push(other),
        }
    }
    columns.into()
}

/// Whether a heading was dropped on another one of its own block: a framework's inputs move together.
pub fn is_within_block((from, to): (Column, Column)) -> bool {
    from != to && matches!((from, to), (Column::Input(_), Column::Input(_)))
}

/// The choice of columns after one heading was dropped on another.
pub fn moved(
    order: &[String],
    hidden: &[String],
    has_ranges: bool,
    (from, to): (Column, Column),
) -> (Vec<String>, Vec<String>) {
    let block = |column: Column| if matches!(column, Column::Input(_)) { Column::Input(0) } else { column };
    let (from, to) = (block(from), block(to));
    let mut names = arranged(order, hidden, has_ranges);
    let hidden = names.iter().filter(|(_, _, shown)| !shown).map(|(name, _, _)| (*name).to_owned()).collect();
    let place =
        |names: &[(&str, Column, bool)], wanted| names.iter().position(|(_, column, _)| *column == wanted);
    if let (Some(at), Some(target)) = (place(&names, from), place(&names, to)) {
        let moving = names.remove(at);
        names.insert(target.min(names.len()), moving);
    }
    (names.into_iter().map(|(name, _, _)| name.to_owned()).collect(), hidden)
}

/// What a column needs to know beside the item.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The plan, for the names of other items.
    pub plan: &'a Plan,
    /// The framework that ranks.
    pub framework: &'static Framework,
    /// The language.
    pub lang: Lang,
    /// The rank ranges, as far as they are known.
    pub ranges: Option<&'a RankRanges>,
}

impl Column {
    /// The heading.
    pub fn heading(self, framework: &Framework, criteria: &[Criterion], lang: Lang) -> String {
        match self {
            Column::Select => String::new(),
            Column::Rank => "#".to_owned(),
            Column::Title => fields::title(lang).to_owned(),
            Column::Kano => fields::kano(lang).to_owned(),
            Column::Better => kano_analysis::column_better(lang).to_owned(),
            Column::Worse => kano_analysis::column_worse(lang).to_owned(),
            Column::Input(at) => {
                framework.inputs.get(at).map_or("", |input| input.label_in(criteria, lang)).to_owned()
            }
            Column::Score => (framework.name)(lang).to_owned(),
            Column::RankRange => certainty::column_range(lang).to_owned(),
            Column::Area => fields::area(lang).to_owned(),
            Column::Status => fields::status(lang).to_owned(),
            Column::Tags => fields::tags(lang).to_owned(),
            Column::Owner => fields::owner(lang).to_owned(),
            Column::Source => fields::source(lang).to_owned(),
            Column::DependsOn => fields::depends_on(lang).to_owned(),
            Column::Key => fields::key(lang).to_owned(),
        }
    }

    /// What the heading explains when the pointer rests on it.
    pub fn explanation(self, framework: &Framework, criteria: &[Criterion], lang: Lang) -> Option<String> {
        match self {
            Column::Input(at) => framework.inputs.get(at).map(|input| input.help_in(criteria, lang)),
            Column::Score => Some((framework.formula)(lang).to_owned()),
            Column::RankRange => Some(certainty::range_heading_help(lang).to_owned()),
            Column::Better => Some(fields::better_help(lang).to_owned()),
            Column::Worse => Some(fields::worse_help(lang).to_owned()),
            _ => None,
        }
    }

    /// Its width as a CSS grid track, and the least width in pixels.
    pub fn track(self, narrow: bool) -> (&'static str, u32) {
        match self {
            Column::Select => ("40px", 40),
            Column::Rank => ("52px", 52),
            Column::Title if narrow => ("168px", 168),
            Column::Title => ("minmax(260px, 3fr)", 260),
            Column::Kano => ("64px", 64),
            Column::Better | Column::Worse => ("84px", 84),
            Column::Input(_) => ("100px", 100),
            Column::Score => ("minmax(170px, 2fr)", 170),
            Column::RankRange => ("112px", 112),
            Column::Area | Column::Status => ("112px", 112),
            Column::Tags => ("minmax(120px, 1fr)", 120),
            Column::Owner | Column::Source => ("120px", 120),
            Column::DependsOn => ("128px", 128),
            Column::Key => ("84px", 84),
        }
    }

    /// Whether it holds numbers, which stand at the right.
    pub fn is_number(self) -> bool {
        matches!(self, Column::Rank | Column::RankRange | Column::Input(_) | Column::Better | Column::Worse)
    }

    /// Whether a cell of it can be edited in place.
    pub fn is_editable(self) -> bool {
        !matches!(self, Column::Select | Column::Rank) && !self.is_computed()
    }

    /// Whether it shows a result, which nobody types.
    pub fn is_computed(self) -> bool {
        matches!(self, Column::Score | Column::RankRange | Column::Better | Column::Worse)
    }

    /// The coefficient that it shows, where the item has one.
    pub fn coefficient(self, item: &Item) -> Option<f64> {
        let mark = item.kano.as_ref()?;
        match self {
            Column::Better => mark.better,
            Column::Worse => mark.worse,
            _ => None,
        }
    }

    /// The framework's input that it shows.
    pub fn input(self, framework: &Framework) -> Option<&'static Input> {
        match self {
            Column::Input(at) => framework.inputs.get(at),
            _ => None,
        }
    }

    /// What a cell says, for copying and for the ear.
    pub fn text(self, item: &Item, context: Context) -> String {
        let Context { framework, lang, .. } = context;
        match self {
            Column::Kano => {
                item.kano.as_ref().map_or(String::new(), |mark| mark.category.file_name().to_owned())
            }
            Column::Better | Column::Worse => {
                self.coefficient(item).map_or(String::new(), |value| number::display(value, 2))
            }
            Column::Score => framework
                .scorer(context.plan)
                .score(item)
                .value()
                .map_or(String::new(), number::display_score),
            Column::RankRange => context
                .ranges
                .and_then(|ranges| ranges.of_item(&item.id))
                // The ranges may be of a moment ago, when it had a score.
                .filter(|_| framework.scorer(context.plan).score(item).value().is_some())
                .map_or(String::new(), |range| range.words(lang)),
            Column::Input(_) => match (self.input(framework), self.estimate(item, framework)) {
                (Some(input), Some(estimate)) => input.display_estimate(estimate, lang),
                _ => String::new(),
            },
            Column::Title => item.title_in(lang).to_owned(),
            _ => self.edit_text(item, context),
        }
    }

    /// What a cell holds when its editing starts.
    pub fn edit_text(self, item: &Item, context: Context) -> String {
        let Context { plan, framework, lang, .. } = context;
        match self {
            Column::Select
            | Column::Rank
            | Column::Score
            | Column::RankRange
            | Column::Better
            | Column::Worse => String::new(),
            // The title that is shown is the one that is edited.
            Column::Title => item.title_in(lang).to_owned(),
            Column::Key => item.key.clone(),
            Column::Kano => {
                item.kano.as_ref().map_or(String::new(), |mark| mark.category.file_name().to_owned())
            }
            Column::Input(_) => match (self.input(framework), self.estimate(item, framework)) {
                (Some(input), Some(estimate)) => input.edit_text_in(estimate, lang),
                _ => String::new(),
            },
            Column::Area => item.area.clone(),
            Column::Status => item.status.label(lang).to_owned(),
            Column::Tags => item.tags.join(", "),
            Column::Owner => item.owner.clone(),
            Column::Source => item.source.clone(),
            Column::DependsOn => keys_of(plan, &item.depends_on).join(", "),
        }
    }

    fn estimate<'a>(
        self,
        item: &'a Item,
        framework: &Framework,
    ) -> Option<&'a crate::domain::plan::Estimate> {
        item.estimate(framework.sheet, self.input(framework)?.key)
    }

    /// What is wrong with the cell, if anything is.
    pub fn problem(
        self,
        item: &Item,
        framework: &'static Framework,
        criteria: &[Criterion],
    ) -> Option<(&'static Input, Problem)> {
        let input = self.input(framework)?;
        let problem = input.check_in(criteria, item.estimate(framework.sheet, input.key)?)?;
        Some((input, problem))
    }

    /// The edit that makes a cell hold what was typed; `None` where that means nothing.
    pub fn parse(self, text: &str, item: &Item, context: Context) -> Option<Edit> {
        let Context { plan, framework, lang, .. } = context;
        let text = text.trim();
        match self {
            Column::Select
            | Column::Rank
            | Column::Score
            | Column::RankRange
            | Column::Better
            | Column::Worse => None,
            Column::Title if item.title_in(lang) == item.title => Some(Edit::Title(text.to_owned())),
            Column::Title => Some(Edit::TitleAlt(Some(text.to_owned()))),
            Column::Key => (!text.is_empty()).then(|| Edit::Key(text.to_owned())),
            Column::Kano if text.is_empty() => Some(Edit::Kano(None)),
            Column::Kano => kano_named(text).map(|category| Edit::Kano(Some(KanoMark::manual(category)))),
            Column::Input(_) => {
                let input = self.input(framework)?;
                let value = input.parse(text);
                Some(Edit::Estimate { sheet: framework.sheet, input: input.key, value })
            }
            Column::Area => Some(Edit::Area(text.to_owned())),
            Column::Status => status_named(text).map(Edit::Status),
            Column::Tags => Some(Edit::Tags(split_list(text))),
            Column::Owner => Some(Edit::Owner(text.to_owned())),
            Column::Source => Some(Edit::Source(text.to_owned())),
            Column::DependsOn => Some(Edit::DependsOn(items_named(plan, &split_list(text)))),
        }
    }

    /// What a cell can be chosen from: the text to put in, and an explanation.
    pub fn options(self, context: Context) -> Vec<(String, String)> {
        let Context { plan, framework, lang, .. } = context;
        match self {
            Column::Status => {
                Status::ALL.iter().map(|status| (status.label(lang).to_owned(), String::new())).collect()
            }
            Column::Kano => KanoCategory::ALL
                .iter()
                .map(|category| (category.file_name().to_owned(), category.label(lang).to_owned()))
                .collect(),
            Column::Area => distinct(plan.items.iter().map(|item| &item.area)),
            Column::Owner => distinct(plan.items.iter().map(|item| &item.owner)),
            Column::Input(_) => self.input(framework).map_or_else(Vec::new, |input| {
                let one = |value| input.edit_text(&crate::domain::plan::Estimate::Value(value));
                let option = |step: &Step| match input.unit {
                    Unit::Class => ((step.word)(lang).to_owned(), String::new()),
                    _ => (one(step.value), (step.word)(lang).to_owned()),
                };
                input.scale.iter().map(option).collect()
            }),
            _ => Vec::new(),
        }
    }

    /// What a cell is sorted by, taken once per item.
    pub fn sort_key(self, item: &Item, scored: &Scored, framework: &Framework, lang: Lang) -> SortBy {
        let text = |text: &str| SortBy::Text(fold(text));
        match self {
            Column::Input(_) => {
                SortBy::Number(self.estimate(item, framework).and_then(|estimate| estimate.likely()))
            }
            Column::Score | Column::Rank => SortBy::Number(scored.value()),
            // The farther from 0, the more it matters.
            Column::Better | Column::Worse => SortBy::Number(self.coefficient(item).map(f64::abs)),
            Column::Status => SortBy::Place(item.status as usize),
            Column::Kano => {
                SortBy::Place(item.kano.as_ref().map_or(usize::MAX, |mark| mark.category as usize))
            }
            Column::Title => text(item.title_in(lang)),
            Column::Key => {
                let (prefix, number) = key_parts(&item.key);
                SortBy::Key(prefix, number)
            }
            Column::Area => text(&item.area),
            Column::Owner => text(&item.owner),
            Column::Source => text(&item.source),
            Column::Tags => text(item.tags.first().map_or("", String::as_str)),
            Column::DependsOn => SortBy::Number(Some(item.depends_on.len() as f64)),
            // Rank ranges depend on all items together; see `SortBy::range`.
            Column::Select | Column::RankRange => SortBy::Place(0),
        }
    }
}

/// What a cell is sorted by; one column has one kind.
#[derive(Clone, Debug, PartialEq)]
pub enum SortBy {
    /// The greatest comes first, nothing last.
    Number(Option<f64>),
    /// In the order of letters, nothing last.
    Text(String),
    /// In a declared order.
    Place(usize),
    /// A prefix and a number: `SY-9` comes before `SY-10`.
    Key(String, u64),
}

impl SortBy {
    /// What a rank range is sorted by: the best rank, then the worst, nothing last.
    pub fn range(range: Option<RankRange>) -> SortBy {
        // No plan has as many items as fifteen bits can count.
        let place =
            |range: RankRange| ((range.low as usize) << 15) + (range.high as usize).min((1 << 15) - 1);
        SortBy::Place(range.map_or(usize::MAX, place))
    }

    /// Which of two cells comes first.
    pub fn compare(&self, other: &SortBy) -> Ordering {
        match (self, other) {
            (SortBy::Number(Some(a)), SortBy::Number(Some(b))) => b.total_cmp(a),
            (SortBy::Number(a), SortBy::Number(b)) => b.is_some().cmp(&a.is_some()),
            (SortBy::Text(a), SortBy::Text(b)) => a.is_empty().cmp(&b.is_empty()).then_with(|| a.cmp(b)),
            (SortBy::Place(a), SortBy::Place(b)) => a.cmp(b),
            (SortBy::Key(a, m), SortBy::Key(b, n)) => a.cmp(b).then(m.cmp(n)),
            _ => Ordering::Equal,
        }
    }
}

/// The unit of an input, such as “/ quarter”.
pub fn unit_note(input: &Input, plan: &Plan, lang: Lang) -> Option<String> {
    match input.unit {
        Unit::PerPeriod => Some(format!("/ {}", plan.settings.reach_period.label(lang))),
        Unit::Effort => Some(plan.settings.effort_unit.label(lang).to_owned()),
        Unit::Plain | Unit::Share | Unit::Class => None,
    }
}

fn key_parts(key: &str) -> (String, u64) {
    let digits = key.chars().rev().take_while(char::is_ascii_digit).count();
    let head = key.chars().count() - digits;
    let number = key.chars().skip(head).collect::<String>().parse().unwrap_or(0);
    (key.chars().take(head).collect(), number)
}

fn distinct<'a>(texts: impl Iterator<Item = &'a String>) -> Vec<(String, String)> {
    // Few are different of thousands, and this happens with every letter that is typed.
    let found: BTreeSet<&String> = texts.filter(|text| !text.is_empty()).collect();
    found.into_iter().take(200).map(|text| (text.clone(), String::new())).collect()
}

/// Splits a typed list at commas of either width, semicolons and 、.
pub fn split_list(text: &str) -> Vec<String> {
    let parts: Vec<String> = text.split([',', '，', ';', '；', '、']).map(str::to_owned).collect();
    tidy_tags(parts.iter())
}

/// The keys of items by their ids.
pub fn keys_of(plan: &Plan, ids: &[Id]) -> Vec<String> {
    ids.iter().filter_map(|id| plan.item(id)).map(|item| item.key.clone()).collect()
}

/// The ids of items that are called so by key or title.
pub fn items_named(plan: &Plan, names: &[String]) -> Vec<Id> {
    names
        .iter()
        .filter_map(|name| {
            let called = |item: &&Rc<Item>| item.key.eq_ignore_ascii_case(name) || item.title == *name;
            plan.items.iter().find(called).map(|item| Rc::clone(&item.id))
        })
        .collect()
}

/// The status that is called so in any language.
pub fn status_named(text: &str) -> Option<Status> {
    named(Status::ALL, text, |status| status.word(), |status| status.file_name())
}

/// The Kano category that is called so by letter or word in any language.
pub fn kano_named(text: &str) -> Option<KanoCategory> {
    named(KanoCategory::ALL, text, |category| category.word(), |category| category.file_name())
}

fn named<T: Copy>(
    all: &[T],
    text: &str,
    word: fn(T) -> crate::domain::text::Word,
    file_name: fn(T) -> &'static str,
) -> Option<T> {
    let text = fold(text.trim());
    if text.is_empty() {
        return None;
    }
    let words =
        |value: T| Lang::ALL.map(|lang| fold(word(value)(lang))).into_iter().chain([fold(file_name(value))]);
    let exact = all.iter().copied().find(|&value| words(value).any(|word| word == text));
    exact.or_else(|| all.iter().copied().find(|&value| words(value).any(|word| word.starts_with(&text))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::frameworks;
    use crate::domain::plan::CRITERION_SLOTS;

    #[test]
    fn columns_keep_a_persons_order_and_new_ones_join_at_the_end() {
        let order = ["owner".to_owned(), "nonsense".to_owned(), "kano".to_owned(), "owner".to_owned()];
        let names: Vec<&str> =
            arranged(&order, &["tags".to_owned()], false).iter().map(|(name, _, _)| *name).collect();
        assert_eq!(&names[..5], ["owner", "kano", "better", "worse", "inputs"]);
        assert_eq!(names.len(), MOVABLE.len() + 1);
        let hidden: Vec<&str> = arranged(&order, &["tags".to_owned()], false)
            .iter()
            .filter(|(_, _, shown)| !shown)
            .map(|(name, _, _)| *name)
            .collect();
        assert_eq!(hidden, ["better", "worse", "tags"]);
    }

    #[test]
    fn coefficients_of_a_kano_study_are_there_for_whoever_asks_and_sort_by_their_strength() {
        let is_shown = |order: &[String], hidden: &[String]| {
            shown(order, hidden, frameworks::default(), &[], false).contains(&Column::Worse)
        };
        let all: Vec<String> = MOVABLE.iter().map(|(name, _)| (*name).to_owned()).collect();
        let before: Vec<String> =
            all.iter().filter(|name| !COEFFICIENTS.contains(&name.as_str())).cloned().collect();
        assert!(!is_shown(&[], &[]), "at first");
        assert!(!is_shown(&before, &["tags".to_owned()]), "a choice from before they were there");
        assert!(is_shown(&all, &["tags".to_owned()]));
        assert!(!is_shown(&all, &["worse".to_owned()]));

        let plan = Plan::default();
        let context = Context { plan: &plan, framework: frameworks::default(), lang: Lang::En, ranges: None };
        let with = |worse| {
            let mut item = Item::new("i".into(), "", "Item");
            item.kano = Some(KanoMark { worse, ..KanoMark::new(KanoCategory::MustBe, KanoMark::STUDY) });
            item
        };
        let (much, little, unknown) = (with(Some(-0.617)), with(Some(-0.1)), with(None));
        assert_eq!(Column::Worse.text(&much, context), "-0.62");
        assert_eq!(Column::Worse.text(&unknown, context), "");
        assert_eq!(Column::Worse.parse("1", &much, context), None);
        let key = |item| {
            Column::Worse.sort_key(
                item,
                &frameworks::default().scorer(&plan).score(item),
                context.framework,
                Lang::En,
            )
        };
        assert_eq!(key(&much).compare(&key(&little)), Ordering::Less);
        assert_eq!(key(&little).compare(&key(&unknown)), Ordering::Less);
    }

    #[test]
    fn rank_ranges_stand_beside_the_score_where_there_are_any_or_they_are_chosen() {
        let shows = |order: &[&str], hidden: &[&str], has_ranges| {
            let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
            let columns = shown(&names(order), &names(hidden), frameworks::default(), &[], has_ranges);
            let at = |wanted| columns.iter().position(|column| *column == wanted);
            at(Column::RankRange).map(|range| Some(range) == at(Column::Score).map(|score| score + 1))
        };
        assert_eq!(shows(&[], &[], false), None);
        assert_eq!(shows(&[], &[], true), Some(true));
        let chosen = ["kano", "rank_range", "score"];
        assert_eq!(shows(&chosen, &[], false), Some(false), "whoever chose it sees it always");
        assert_eq!(shows(&chosen, &["rank_range"], true), None);
    }

    #[test]
    fn rank_ranges_sort_by_the_best_rank_then_the_worst() {
        let by = |low, high| {
            SortBy::range(Some(RankRange {
                low,
                high,
                plain: None,
                own: crate::domain::uncertainty::Own::Given,
            }))
        };
        assert_eq!(by(2, 9).compare(&by(3, 4)), Ordering::Less);
        assert_eq!(by(2, 9).compare(&by(2, 4)), Ordering::Greater);
        assert_eq!(by(19_999, 20_000).compare(&SortBy::range(None)), Ordering::Less);
    }

    #[test]
    fn every_framework_shows_all_its_inputs() {
        for framework in frameworks::ALL {
            let criteria = CRITERION_SLOTS.map(|slot| Criterion::new(slot, ""));
            let inputs = shown(&[], &[], framework, &criteria, false);
            let inputs = inputs.iter().filter(|column| matches!(column, Column::Input(_))).count();
            assert_eq!(inputs, framework.inputs.len());
        }
    }

    #[test]
    fn typed_words_are_understood_in_both_languages() {
        for (text, status) in [
            ("planned", Some(Status::Planned)),
            ("In Progress", Some(Status::InProgress)),
            ("in_progress", Some(Status::InProgress)),
            ("已上线", Some(Status::Shipped)),
            ("ship", Some(Status::Shipped)),
            ("", None),
            ("later", None),
        ] {
            assert_eq!(status_named(text), status, "{text}");
        }
        assert_eq!(kano_named("m"), Some(KanoCategory::MustBe));
        assert_eq!(kano_named("魅力"), Some(KanoCategory::Attractive));
    }

    #[test]
    fn keys_sort_by_their_number() {
        let compare = |a: &str, b: &str| {
            let by = |key: &str| SortBy::Key(key_parts(key).0, key_parts(key).1);
            by(a).compare(&by(b))
        };
        assert_eq!(compare("SY-9", "SY-10"), Ordering::Less);
        assert_eq!(compare("AB-2", "SY-1"), Ordering::Less);
    }

    #[test]
    fn lists_are_split_at_marks_of_either_language() {
        assert_eq!(split_list("web, 移动端、api；web ,"), ["web", "移动端", "api"]);
    }
}
