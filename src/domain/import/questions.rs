//! What a table leaves open about its numbers: asked, never guessed in silence.

use std::collections::HashSet;

use super::dates::{self, Decided, Order};
use super::headers::{CountedIn, CountedPer, effort_unit_in, period_in};
use super::mapping::{Mapping, Part, Target};
use super::table::Table;
use crate::domain::frameworks::{self, Bounds, Framework, Input, Unit};
use crate::domain::number;
use crate::domain::plan::{EffortUnit, Estimate, Plan, Status};
use crate::domain::slices::Units;
use crate::domain::text::{Lang, import};
use crate::domain::trackers::{Amount, Days, Field};

/// How the numbers of a column are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// As they stand.
    Keep,
    /// A scale from 1 to this number, put on the steps of the input.
    Steps(u32),
    /// A scale up to this number, in proportion to the input's own.
    Linear(u32),
    /// In the unit of the table, converted into the plan's.
    Convert,
    /// In no unit at all: the column is left out.
    LeaveOut,
    /// Of two numbers before the year, the first is the month.
    MonthFirst,
    /// Of two numbers before the year, the first is the day.
    DayFirst,
    /// Of three numbers, the first is the year.
    YearFirst,
}

impl Answer {
    fn of(order: Order) -> Answer {
        match order {
            Order::Month => Answer::MonthFirst,
            Order::Day => Answer::DayFirst,
            Order::Year => Answer::YearFirst,
        }
    }

    /// The order of the numbers in dates that it tells.
    fn order(self) -> Option<Order> {
        Order::ALL.into_iter().find(|order| Answer::of(*order) == self)
    }
}

/// The input's name in a question about dates, by the orders that are open; its sheet has no name.
fn dates_named(open: &[Order]) -> &'static str {
    match open {
        [Order::Month, Order::Day] => "dates",
        [Order::Month, Order::Year] => "dates-month-year",
        [Order::Day, Order::Year] => "dates-day-year",
        _ => "dates-all",
    }
}

/// A word for a status that nobody knows, to be asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusWord {
    /// The word as the table has it.
    pub text: String,
    /// How many rows have it.
    pub count: usize,
    /// What was answered: a status, or to leave the status as it is.
    pub answer: Option<Option<Status>>,
}

/// Words that are asked about, the most frequent ones; rows with others are told one by one.
pub const MOST_STATUS_WORDS: usize = 40;

/// Something to be asked about the numbers of an input.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The sheet's name.
    pub sheet: &'static str,
    /// The input's name.
    pub input: &'static str,
    /// The columns that it is about.
    pub columns: Vec<usize>,
    /// The answers to choose from; the first one keeps the numbers.
    pub answers: Vec<Answer>,
    /// What was answered; until then the numbers are kept, and the dialog waits.
    pub answer: Option<Answer>,
    topic: Topic,
}

#[derive(Clone, Debug, PartialEq)]
enum Topic {
    /// The numbers do not fit the steps or the bounds.
    Scale { low: f64, high: f64 },
    /// Some look like percent and some like shares.
    MixedShares,
    /// Whole numbers from 1 to 5 or 10, where the plan counts something per period.
    PointsPer { low: f64, high: f64, ours: CountedPer },
    /// The same, where the plan counts work.
    PointsIn { low: f64, high: f64, ours: CountedIn },
    /// Counted in another period.
    Period { theirs: CountedPer, ours: CountedPer },
    /// Counted in another unit of work.
    Work { theirs: CountedIn, ours: CountedIn },
    /// Dates that are another day in another order of their numbers, such as this one.
    Dates(String),
}

impl Question {
    /// The question in a sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        let label = self.input().map_or("", |input| (input.label)(lang));
        match &self.topic {
            Topic::Dates(example) => import::ask_dates(lang, example),
            Topic::Scale { low, high } => {
                import::ask_scale(lang, label, &number::display(*low, 2), &number::display(*high, 2))
            }
            Topic::MixedShares => import::ask_mixed_shares(lang).to_owned(),
            Topic::PointsPer { low, high, ours } => {
                let (low, high) = (number::display(*low, 0), number::display(*high, 0));
                import::ask_points_per(lang, label, &low, &high, ours.label(lang))
            }
            Topic::PointsIn { low, high, ours } => {
                let (low, high) = (number::display(*low, 0), number::display(*high, 0));
                import::ask_points_in(lang, label, &low, &high, ours.label(lang))
            }
            Topic::Period { theirs, ours } => {
                import::ask_period(lang, label, theirs.label(lang), ours.label(lang))
            }
            Topic::Work { theirs, ours } => {
                import::ask_unit(lang, label, theirs.label(lang), ours.label(lang))
            }
        }
    }

    /// An answer in words that say openly what becomes of the numbers.
    pub fn answer_label(&self, answer: Answer, lang: Lang) -> String {
        if let (Topic::Dates(example), Some(order)) = (&self.topic, answer.order()) {
            let day = dates::read_day(example, order).map(|date| date.display(lang)).unwrap_or_default();
            let words = match order {
                Order::Month => import::month_first,
                Order::Day => import::day_first,
                Order::Year => import::year_first,
            };
            return words(lang, example, &day);
        }
        let Some(input) = self.input() else { return String::new() };
        match answer {
            Answer::Keep if self.topic == Topic::MixedShares => import::keep_shares(lang).to_owned(),
            Answer::Keep => import::keep_numbers(lang).to_owned(),
            Answer::Linear(100) if self.topic == Topic::MixedShares => import::all_percent(lang).to_owned(),
            Answer::Linear(top) => {
                let one = |value: f64| {
                    format!("{} → {}", number::plain(value, 0), input.display(linear(input, top, value)))
                };
                import::as_linear(lang, top, &[one(1.0), one(f64::from(top))].join(", "))
            }
            Answer::Steps(top) => import::as_steps(lang, top, &steps_in_words(input, top)),
            Answer::Convert => {
                let (from, to) = self.conversion();
                import::convert_numbers(lang, &number::plain(from / to, 7))
            }
            Answer::LeaveOut => import::leave_out(lang).to_owned(),
            Answer::MonthFirst | Answer::DayFirst | Answer::YearFirst => String::new(),
        }
    }

    fn input(&self) -> Option<&'static Input> {
        frameworks::sheet_named(self.sheet)?.input(self.input)
    }

    /// What a number of the table is multiplied with and divided by.
    fn conversion(&self) -> (f64, f64) {
        match &self.topic {
            Topic::Period { theirs, ours } => (theirs.per_year(), ours.per_year()),
            Topic::Work { theirs, ours } => match (theirs.days(), ours.days()) {
                (Some(theirs), Some(ours)) => (theirs, ours),
                _ => (1.0, 1.0),
            },
            _ => (1.0, 1.0),
        }
    }

    /// Reads a cell as the answer says; `None` for an empty one.
    pub(super) fn read(&self, input: &Input, text: &str) -> Option<Estimate> {
        let kept = input.parse(text);
        let one: &dyn Fn(f64) -> f64 = match self.answer {
            None | Some(Answer::Keep | Answer::MonthFirst | Answer::DayFirst | Answer::YearFirst) => {
                return kept;
            }
            Some(Answer::Convert) => {
                let (from, to) = self.conversion();
                return kept.map(|estimate| each(&estimate, &|value| value * from / to));
            }
            Some(Answer::LeaveOut) => return None,
            Some(Answer::Steps(top)) => &move |value| step(input, top, value),
            Some(Answer::Linear(top)) => &move |value| linear(input, top, value),
        };
        // A name of a step and a percent sign say themselves what they mean.
        match bare_number(text) {
            Some(estimate) => Some(each(&estimate, one)),
            None => kept,
        }
    }
}

/// Every question about a table, in the order of the registry.
pub(super) async fn questions(
    table: &Table,
    mapping: &Mapping,
    plan: &Plan,
    dates: &[(usize, Decided)],
    units: &Units,
) -> Vec<Question> {
    let mut questions = Vec::new();
    for framework in frameworks::sheets() {
        // The inputs of the sheet that the table has, each with what has to be asked about it.
        let mut asked: Vec<(&'static Input, Vec<usize>, Option<Question>)> = Vec::new();
        for input in framework.inputs {
            let parts = [Part::Value, Part::Low, Part::High];
            let target = |part| Target::Estimate { sheet: framework.sheet, input: input.key, part };
            let columns: Vec<usize> =
                parts.into_iter().filter_map(|part| mapping.column(target(part))).collect();
            if !columns.is_empty() {
                let question = question(table, mapping, plan, framework, input, columns.clone());
                asked.push((input, columns, question));
                units.spend(table.rows.len() as u32).await;
            }
        }
        ask_about_points(table, mapping, plan, framework, &mut asked);
        questions.extend(asked.into_iter().filter_map(|(_, _, question)| question));
    }
    questions.extend(dates_questions(dates, mapping));
    questions
}

/// What is decided about the columns of days.
pub(super) async fn dates_of(table: &Table, mapping: &Mapping, units: &Units) -> Vec<(usize, Decided)> {
    let mut columns: Vec<(usize, Decided)> = Vec::new();
    for (column, _) in mapping.columns.iter().enumerate().filter(|(_, target)| target.is_day()) {
        columns.push((column, dates::decide(mapping.rows(table).iter().map(|row| row.cell(column)))));
        units.spend(table.rows.len() as u32).await;
    }
    // What the other columns of the table say, if they agree, goes for one that says nothing; else
    // a tracker that writes the month first leaves nothing open.
    let mut told: Vec<Order> = Vec::new();
    for (_, decided) in columns.iter().filter(|(_, decided)| decided.is_told) {
        if !told.contains(&decided.order) {
            told.push(decided.order);
        }
    }
    let usual = mapping.tracker().is_some_and(|tracker| tracker.days == Days::MonthFirst);
    for (_, decided) in &mut columns {
        let known = match told.as_slice() {
            [order] => Some(*order),
            _ => usual.then_some(Order::Month),
        };
        if let Some(order) = known.filter(|order| decided.open.contains(order)) {
            *decided = Decided { order, is_told: true, ..Decided::default() };
        }
    }
    columns
}

/// The order in which the dates of each column are read; columns that hold no days have none.
pub(super) fn orders_of_days(dates: &[(usize, Decided)], mapping: &Mapping) -> Vec<Option<Order>> {
    let mut orders = vec![None; mapping.columns.len()];
    for (column, decided) in dates {
        let answer = mapping.answer("", dates_named(&decided.open)).and_then(Answer::order);
        if let Some(slot) = orders.get_mut(*column) {
            *slot = Some(answer.filter(|order| decided.open.contains(order)).unwrap_or(decided.order));
        }
    }
    orders
}

/// One question for all columns that leave the same open.
fn dates_questions(decided: &[(usize, Decided)], mapping: &Mapping) -> Vec<Question> {
    let mut questions: Vec<Question> = Vec::new();
    for (column, Decided { open, example, .. }) in decided.iter().filter(|(_, found)| !found.open.is_empty())
    {
        let input = dates_named(open);
        match questions.iter_mut().find(|question| question.input == input) {
            Some(question) => question.columns.push(*column),
            None => questions.push(Question {
                sheet: "",
                input,
                columns: vec![*column],
                answers: open.iter().copied().map(Answer::of).collect(),
                answer: mapping.answer("", input),
                topic: Topic::Dates(example.clone()),
            }),
        }
    }
    questions
}

fn question(
    table: &Table,
    mapping: &Mapping,
    plan: &Plan,
    framework: &'static Framework,
    input: &'static Input,
    columns: Vec<usize>,
) -> Option<Question> {
    let first = *columns.first()?;
    let header = match mapping.has_header {
        true => table.rows.first().map(|row| row.cell(first)).unwrap_or(""),
        false => "",
    };
    let (topic, answers) = match input.unit {
        Unit::PerPeriod => {
            let ours = CountedPer::Period(plan.settings.reach_period);
            let theirs = period_in(header).filter(|theirs| *theirs != ours)?;
            (Topic::Period { theirs, ours }, vec![Answer::Keep, Answer::Convert])
        }
        Unit::Effort => {
            let ours = CountedIn::Unit(plan.settings.effort_unit);
            let theirs = match mapping.field(table, first) {
                Some(Field::Effort(Amount::Ours)) => None,
                Some(Field::Effort(Amount::Points)) => Some(CountedIn::Unit(EffortUnit::StoryPoint)),
                Some(Field::Effort(Amount::Seconds)) => Some(CountedIn::Seconds),
                Some(Field::Effort(Amount::Hours)) => Some(CountedIn::Hours),
                _ => effort_unit_in(header),
            };
            let theirs = theirs.filter(|theirs| *theirs != ours)?;
            let answers = match (theirs.days(), ours.days()) {
                (Some(_), Some(_)) => vec![Answer::Keep, Answer::Convert],
                _ => vec![Answer::Keep],
            };
            (Topic::Work { theirs, ours }, answers)
        }
        Unit::Plain | Unit::Share | Unit::Class => {
            scale_question(input, &bare_numbers(table, mapping, &columns))?
        }
    };
    let answer = mapping.answer(framework.sheet, input.key).filter(|answer| answers.contains(answer));
    Some(Question { sheet: framework.sheet, input: input.key, columns, answers, answer, topic })
}

/// Rows from which on it is no accident that a column holds nothing but whole numbers up to 10.
const POINTS_ROWS: usize = 8;

/// Fewer rows say enough where another input of the table is on such a scale.
const POINTS_ROWS_BESIDE: usize = 3;

/// Asks about columns of counts and of work that look like points on a scale.
///
/// Few count customers in ones and twos, but many a task takes one to five months: about work it
/// is asked only where something beside it is on a scale.
fn ask_about_points(
    table: &Table,
    mapping: &Mapping,
    plan: &Plan,
    framework: &'static Framework,
    asked: &mut [(&'static Input, Vec<usize>, Option<Question>)],
) {
    let is_scale = |question: &Option<Question>| {
        let topic = question.as_ref().map(|question| &question.topic);
        matches!(topic, Some(Topic::Scale { .. } | Topic::PointsPer { .. }))
    };
    for unit in [Unit::PerPeriod, Unit::Effort] {
        let beside = asked.iter().any(|(_, _, question)| is_scale(question));
        for (input, columns, question) in asked.iter_mut() {
            if input.unit != unit || question.is_some() || (unit == Unit::Effort && !beside) {
                continue;
            }
            let least = if beside { POINTS_ROWS_BESIDE } else { POINTS_ROWS };
            let Some((low, high)) = points(table, mapping, columns, least) else { continue };
            let topic = match unit {
                Unit::PerPeriod => {
                    Topic::PointsPer { low, high, ours: CountedPer::Period(plan.settings.reach_period) }
                }
                _ => Topic::PointsIn { low, high, ours: CountedIn::Unit(plan.settings.effort_unit) },
            };
            let answers = vec![Answer::Keep, Answer::LeaveOut];
            let answer = mapping.answer(framework.sheet, input.key).filter(|answer| answers.contains(answer));
            let (sheet, input, columns) = (framework.sheet, input.key, columns.clone());
            *question = Some(Question { sheet, input, columns, answers, answer, topic });
        }
    }
}

/// The ends of what a column holds, where that is nothing but whole numbers from 1 to 10, more than
/// one of them, in so many rows or more, and its header names no unit.
fn points(table: &Table, mapping: &Mapping, columns: &[usize], least: usize) -> Option<(f64, f64)> {
    let [column] = columns else { return None };
    let header = table.rows.first().filter(|_| mapping.has_header).map_or("", |row| row.cell(*column));
    if period_in(header).is_some()
        || effort_unit_in(header).is_some()
        || mapping.field(table, *column).is_some()
    {
        return None;
    }
    let (mut low, mut high, mut count) = (f64::INFINITY, f64::NEG_INFINITY, 0);
    for text in mapping.rows(table).iter().map(|row| row.cell(*column)).filter(|text| !text.trim().is_empty())
    {
        let value = number::parse(text).map(|typed| typed.value)?;
        if !(1.0..=10.0).contains(&value) || value.fract() != 0.0 {
            return None;
        }
        (low, high, count) = (low.min(value), high.max(value), count + 1);
    }
    (count >= least && low < high).then_some((low, high))
}

fn bare_numbers(table: &Table, mapping: &Mapping, columns: &[usize]) -> Vec<f64> {
    let mut numbers = Vec::new();
    let mut seen = HashSet::new();
    for row in mapping.rows(table) {
        for text in columns.iter().map(|column| row.cell(*column)) {
            if !seen.insert(text) {
                continue;
            }
            match bare_number(text) {
                Some(Estimate::Value(value)) => numbers.push(value),
                Some(Estimate::Range { low, likely, high }) => numbers.extend([low, likely, high]),
                _ => {}
            }
        }
    }
    numbers
}

/// A number without a percent sign, as it stands; no name of a step reads as one (tested).
fn bare_number(text: &str) -> Option<Estimate> {
    if text.contains(['%', '％']) { None } else { number::parse_estimate(text) }
}

/// What to ask about numbers that do not look like the input's own scale.
fn scale_question(input: &Input, numbers: &[f64]) -> Option<(Topic, Vec<Answer>)> {
    let low = numbers.iter().copied().fold(f64::INFINITY, f64::min);
    let high = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let scale = Topic::Scale { low, high };
    let top_step = input.scale.iter().map(|step| step.value).fold(f64::NEG_INFINITY, f64::max);
    if input.unit == Unit::Share {
        let has_fraction = numbers.iter().any(|value| *value > 0.0 && *value < 1.0);
        let has_one = numbers.contains(&1.0);
        return match high {
            _ if high <= 1.0 => None,
            _ if has_fraction => Some((Topic::MixedShares, vec![Answer::Keep, Answer::Linear(100)])),
            _ if high <= 5.0 => {
                let mut answers = vec![Answer::Keep];
                for top in [5, 10] {
                    answers.extend((!input.scale.is_empty()).then_some(Answer::Steps(top)));
                    answers.push(Answer::Linear(top));
                }
                Some((scale, answers))
            }
            _ if high <= 10.0 => {
                let steps = (!input.scale.is_empty()).then_some(Answer::Steps(10));
                Some((scale, [Answer::Keep].into_iter().chain(steps).chain([Answer::Linear(10)]).collect()))
            }
            _ if has_one => Some((Topic::MixedShares, vec![Answer::Keep, Answer::Linear(100)])),
            _ => None,
        };
    }
    if !input.scale.is_empty() {
        return match high {
            _ if high <= top_step => None,
            _ if high <= 5.0 => Some((scale, vec![Answer::Keep, Answer::Steps(5), Answer::Steps(10)])),
            _ if high <= 10.0 => Some((scale, vec![Answer::Keep, Answer::Steps(10)])),
            _ if high <= 100.0 => Some((scale, vec![Answer::Keep, Answer::Steps(100)])),
            _ => None,
        };
    }
    match input.bounds {
        Bounds::Between(_, top) if high > top && high <= 100.0 => {
            Some((scale, vec![Answer::Keep, Answer::Linear(100)]))
        }
        _ => None,
    }
}

/// The step that a number of a scale from 1 to `top` stands for; other numbers stay.
fn step(input: &Input, top: u32, value: f64) -> f64 {
    let top = f64::from(top);
    if value <= 0.0 || value > top {
        return value;
    }
    let mut steps: Vec<f64> = input.scale.iter().map(|step| step.value).collect();
    steps.sort_by(f64::total_cmp);
    let at = (value * steps.len() as f64 / top).ceil() as usize;
    steps.get(at.saturating_sub(1)).copied().unwrap_or(value)
}

/// A number of a scale up to `top`, in proportion to the upper end of the input's bounds.
fn linear(input: &Input, top: u32, value: f64) -> f64 {
    match input.bounds {
        Bounds::Between(_, high) => value * high / f64::from(top),
        _ => value / f64::from(top),
    }
}

/// `1–2 → 0.25, 3–4 → 0.5, …`
fn steps_in_words(input: &Input, top: u32) -> String {
    let mut groups: Vec<(u32, u32, f64)> = Vec::new();
    for number in 1..=top {
        let value = step(input, top, f64::from(number));
        match groups.last_mut() {
            Some((_, last, same)) if *same == value => *last = number,
            _ => groups.push((number, number, value)),
        }
    }
    let words = groups.iter().map(|(first, last, value)| match first == last {
        true => format!("{first} → {}", input.display(*value)),
        false => format!("{first}–{last} → {}", input.display(*value)),
    });
    words.collect::<Vec<_>>().join(", ")
}

fn each(estimate: &Estimate, change: &dyn Fn(f64) -> f64) -> Estimate {
    match estimate {
        Estimate::Value(value) => Estimate::Value(change(*value)),
        Estimate::Range { low, likely, high } => {
            Estimate::Range { low: change(*low), likely: change(*likely), high: change(*high) }
        }
        Estimate::Unreadable(text) => Estimate::Unreadable(text.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::read;
    use super::*;
    use crate::domain::slices::at_once;

    /// The answers offered for a column and what they make of its first cell.
    #[track_caller]
    fn check(header: &str, cells: &str, expected: &[(Answer, &str, f64)]) {
        let text = format!(
            "Title\t{header}\n{}",
            cells.split(' ').map(|cell| format!("x\t{cell}\n")).collect::<String>()
        );
        let table = read(&text, None).expect("it is a table");
        let mapping = Mapping::guess(&table, &[]);
        let (plan, table, mapping) = (&Plan::default(), &table, &mapping);
        let found = at_once(|units| async move { questions(table, mapping, plan, &[], &units).await });
        let Some(question) = found.first() else {
            assert!(expected.is_empty(), "{header}: nothing was asked about {cells}");
            return;
        };
        assert_eq!(question.answer, None);
        for lang in Lang::ALL {
            assert!(!question.sentence(lang).is_empty());
        }
        let input = question.input().expect("the registry knows it");
        let found: Vec<(Answer, String, f64)> = question
            .answers
            .iter()
            .map(|answer| {
                let answered = Question { answer: Some(*answer), ..question.clone() };
                let value = answered.read(input, table.rows[1].cell(1)).and_then(|read| read.likely());
                (*answer, question.answer_label(*answer, Lang::En), value.unwrap_or(f64::NAN))
            })
            .collect();
        let found: Vec<(Answer, &str, f64)> =
            found.iter().map(|(answer, label, value)| (*answer, label.as_str(), *value)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn numbers_beyond_the_steps_are_asked_about() {
        let keep = |value| (Answer::Keep, "Keep the numbers as they are", value);
        let five = "A scale of 1 to 5, put on the steps: 1 → 0.25, 2 → 0.5, 3 → 1, 4 → 2, 5 → 3";
        let ten = "A scale of 1 to 10, put on the steps: 1–2 → 0.25, 3–4 → 0.5, 5–6 → 1, 7–8 → 2, 9–10 → 3";
        check(
            "Impact",
            "4 1 5 3",
            &[keep(4.0), (Answer::Steps(5), five, 2.0), (Answer::Steps(10), ten, 0.5)],
        );
        check("Impact", "9 1 high", &[keep(9.0), (Answer::Steps(10), ten, 3.0)]);
        check("Impact", "3 2 1 0.5 0.25 massive", &[]);
        check("Impact", "1.5 2", &[]);
        check("Impact", "many 5000", &[]);
    }

    #[test]
    fn shares_on_another_scale_are_asked_about() {
        let keep = |value| (Answer::Keep, "Keep the numbers as they are", value);
        check(
            "Confidence",
            "4 1 5",
            &[
                keep(0.04),
                (
                    Answer::Steps(5),
                    "A scale of 1 to 5, put on the steps: 1 → 50%, 2–3 → 80%, 4–5 → 100%",
                    1.0,
                ),
                (Answer::Linear(5), "A scale up to 5, in proportion: 1 → 20%, 5 → 100%", 0.8),
                (
                    Answer::Steps(10),
                    "A scale of 1 to 10, put on the steps: 1–3 → 50%, 4–6 → 80%, 7–10 → 100%",
                    0.8,
                ),
                (Answer::Linear(10), "A scale up to 10, in proportion: 1 → 10%, 10 → 100%", 0.4),
            ],
        );
        let mixed = |kept, percent| {
            [
                (
                    Answer::Keep,
                    "Keep: numbers above 1 are percent (80 means 80%), others are shares (0.8 means 80%)",
                    kept,
                ),
                (Answer::Linear(100), "All numbers without a sign are percent: 0.8 means 0.8%", percent),
            ]
        };
        check("Confidence", "0.8 80 50", &mixed(0.8, 0.008));
        check("Confidence", "1 80 50", &mixed(1.0, 0.01));
        check("Confidence", "80% 0.5 1", &[]);
        check("Confidence", "80 50 100", &[]);
        check("Confidence", "0.8 0.5 1", &[]);
        check(
            "ICE Impact",
            "80 50",
            &[keep(80.0), (Answer::Linear(100), "A scale up to 100, in proportion: 1 → 0.1, 100 → 10", 8.0)],
        );
    }

    /// The inputs that are asked about, with the first sentence.
    #[track_caller]
    fn check_points(header: &str, rows: &[&str], expected: &[&str]) -> Option<String> {
        let rows: String = rows.iter().enumerate().map(|(at, row)| format!("Item {at},{row}\n")).collect();
        let table = read(&format!("Title,{header}\n{rows}"), None).expect("it is a table");
        let mapping = Mapping::guess(&table, &[]);
        let (plan, table, mapping) = (&Plan::default(), &table, &mapping);
        let found = at_once(|units| async move { questions(table, mapping, plan, &[], &units).await });
        assert_eq!(found.iter().map(|question| question.input).collect::<Vec<_>>(), expected, "{header}");
        let first = found.first()?;
        assert!(!first.sentence(Lang::Zh).is_empty() && first.answers.len() > 1);
        Some(first.sentence(Lang::En))
    }

    #[test]
    fn counts_and_work_that_look_like_points_are_asked_about() {
        // The case that is published as a mistake: every factor from 1 to 5, and only five rows.
        let ordinal = ["5,3,4,1", "5,2,5,1", "4,5,3,2", "2,4,3,4", "3,4,2,5"];
        let all = ["reach", "impact", "confidence", "effort"];
        assert_eq!(
            check_points("Reach,Impact,Confidence,Effort", &ordinal, &all).as_deref(),
            Some(
                "The Reach column holds only whole numbers from 2 to 5, like points on a scale; the plan counts Reach per quarter. What do they mean?"
            )
        );
        let one_to_ten = ["1", "10", "7", "3", "3", "9", "2", "2"];
        check_points("Reach", &one_to_ten, &["reach"]);
        check_points("Reach", &one_to_ten[..7], &[]);
        check_points("Reach per month", &one_to_ten, &["reach"]);
        check_points("Reach per quarter", &one_to_ten, &[]);
        // One count beyond the scale, a fraction, or a word: somebody counted.
        for other in ["11", "2.5", "many", "0", "1k"] {
            let rows: Vec<&str> = one_to_ten.iter().chain([&other]).copied().collect();
            check_points("Reach", &rows, &[]);
        }
        // Months are small numbers, and whole ones as well.
        check_points(
            "Reach,Effort",
            &["500,2", "70,1", "300,3", "40,4", "90,5", "20,2", "60,1", "80,3"],
            &[],
        );
        check_points("Effort", &["2", "1", "3", "4", "5", "2", "1", "3"], &[]);
        check_points(
            "Reach,Effort",
            &["5,2", "7,1", "3,3", "4,4", "9,5", "2,2", "6,1", "8,3"],
            &["reach", "effort"],
        );
        check_points("Reach", &["5"; 12], &[]);
    }

    #[test]
    fn no_name_of_a_step_reads_as_a_number() {
        for step in
            frameworks::ALL.iter().flat_map(|framework| framework.inputs).flat_map(|input| input.scale)
        {
            let words = Lang::ALL.map(|lang| (step.word)(lang));
            assert!(words.iter().chain(step.aliases).all(|name| bare_number(name).is_none()));
        }
    }

    #[test]
    fn other_units_are_asked_about() {
        let keep = |value| (Answer::Keep, "Keep the numbers as they are", value);
        check("Effort (days)", "7", &[keep(7.0), (Answer::Convert, "Convert every number (× 0.05)", 0.35)]);
        check("人月", "7", &[]);
        check("Story points", "7", &[keep(7.0)]);
        check("每月触达", "100", &[keep(100.0), (Answer::Convert, "Convert every number (× 3)", 300.0)]);
        check("Reach per quarter", "100", &[]);
    }
}
