//! Scoring frameworks: one file each, and one line in [`ALL`].
//!
//! Nothing outside a framework's own file knows it by name. A score depends on the item
//! and on the plan's settings, needs and goals; it is never normalised over the backlog,
//! so adding an item changes no other item's score.

mod ice;
mod moscow;
mod opportunity;
mod rice;
mod scorer;
mod tradeoff;
mod weighted;
mod wsjf;

use super::plan::{Criterion, Estimate, Item};
use super::text::{Lang, Word, criteria, fields, fold, items};
pub use moscow::{Class, class};
pub use scorer::{Scorer, Weighed, weighted_sum};

/// Every framework, in the order in which a chooser lists them. The first is the default.
pub const ALL: &[&Framework] = &[
    &rice::RICE,
    &ice::PRODUCT,
    &ice::AVERAGE,
    &wsjf::WSJF,
    &opportunity::OPPORTUNITY,
    &moscow::MOSCOW,
    &weighted::WEIGHTED,
    &tradeoff::TRADEOFF,
];

/// A way to turn estimates into a score; a higher score comes first.
#[derive(Debug)]
pub struct Framework {
    /// The name in preferences and files.
    pub id: &'static str,
    /// What a score rests on beside the item.
    pub basis: Basis,
    /// The key under `scores` in the plan file; frameworks with the same inputs share it.
    /// Empty where a framework asks for nothing of its own.
    pub sheet: &'static str,
    /// What people call it.
    pub name: Word,
    /// The formula in words.
    pub formula: Word,
    /// What it is for, in a sentence.
    pub about: Word,
    /// What it asks for.
    pub inputs: &'static [Input],
    /// The formula: one value per input, in order, each inside its bounds. What rests on
    /// more than its inputs is asked through [`Scorer::combine`].
    pub combine: fn(&[f64]) -> f64,
    /// How that formula is built.
    pub shape: Shape,
    /// The declared second order of equal scores: inputs, and which end comes first. An
    /// input of another sheet counts too, if it is work: see [`Framework::second`].
    pub tie_breaks: &'static [(&'static str, First)],
    /// Whether its columns stand in every items table under their plain names (`formats.md`).
    pub plain_headers: bool,
    /// Published examples: inputs in order and the printed score.
    pub examples: &'static [Example],
}

/// What a score rests on beside the item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Nothing: the inputs say it all.
    Inputs,
    /// The plan's criteria: an input counts while a criterion stands in its place.
    Criteria,
    /// What the item contributes to the plan's needs and goals, and where the weight hangs.
    Worth,
}

/// How a formula is built, so that ties and shares of a score are found in closed form.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// The product of all inputs, each to its power: one power per input, none of them 0.
    Product(&'static [f64]),
    /// The sum of all inputs, each times its weight: one weight per input, none of them 0.
    Sum(&'static [f64]),
    /// The sum of all inputs but the last, divided by the last.
    SumOverLast,
    /// Something else: only the formula itself can be asked.
    Other,
}

/// Which end of a scale comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First {
    /// The lowest value.
    Lowest,
    /// The highest value.
    Highest,
}

/// An example that the tests assert: published, or computed and called so.
#[derive(Debug)]
pub struct Example {
    /// Where it was published, or that it was not.
    pub source: &'static str,
    /// One value per input, in order.
    pub values: &'static [f64],
    /// The score.
    pub score: f64,
}

/// One number that a framework asks for.
#[derive(Debug)]
pub struct Input {
    /// The name in the plan file.
    pub key: &'static str,
    /// What people call it.
    pub label: Word,
    /// What it means and how to choose it, shown at the field.
    pub help: Word,
    /// What it is counted in.
    pub unit: Unit,
    /// The values that make sense.
    pub bounds: Bounds,
    /// The published steps of the scale, best first; empty for a free number.
    pub scale: &'static [Step],
    /// Decimals shown.
    pub decimals: usize,
}

/// What a number is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A bare number or a step of a scale.
    Plain,
    /// People or events in the plan's reach period.
    PerPeriod,
    /// A share in 0..=1, shown and typed as percent.
    Share,
    /// Work in the plan's effort unit.
    Effort,
    /// A class: a step of the scale, shown by its name.
    Class,
}

/// The values that make sense for an input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bounds {
    /// More than 0.
    Positive,
    /// 0 or more.
    NotNegative,
    /// Between two ends, both included.
    Between(f64, f64),
}

/// A named step of a scale.
#[derive(Debug)]
pub struct Step {
    /// The number.
    pub value: f64,
    /// Its name.
    pub word: Word,
    /// Other names that an import understands, lower case.
    pub aliases: &'static [&'static str],
}

/// What came of scoring an item.
#[derive(Clone, Debug, PartialEq)]
pub enum Scored {
    /// A finite score.
    Score(f64),
    /// No score: these inputs are absent. None of them where what is absent is no input:
    /// the plan has no criteria, or nobody has judged what the item serves.
    Missing(Vec<&'static str>),
    /// No score: this input is there and cannot be used.
    Invalid(&'static str, Problem),
}

impl Scored {
    /// The score, if there is one.
    pub fn value(&self) -> Option<f64> {
        match self {
            Scored::Score(value) => Some(*value),
            _ => None,
        }
    }
}

/// Why an estimate cannot be used.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Problem {
    /// The text is no number.
    Unreadable,
    /// It has to be more than 0.
    NotPositive,
    /// It must not be negative.
    Negative,
    /// It has to lie between two ends.
    OutOfRange(f64, f64),
    /// A range has to rise: 0 < low <= likely <= high.
    RangeOrder,
}

impl Problem {
    /// A plain sentence for the person who looks at the cell.
    pub fn sentence(&self, input: &Input, criteria: &[Criterion], lang: Lang) -> String {
        let label = input.label_in(criteria, lang);
        match *self {
            Problem::Unreadable => fields::problem_unreadable(lang, label),
            Problem::NotPositive => fields::problem_not_positive(lang, label),
            Problem::Negative => fields::problem_negative(lang, label),
            Problem::OutOfRange(low, high) => {
                let (low, high) = (input.display(low), input.display(high));
                fields::problem_out_of_range(lang, label, &low, &high)
            }
            Problem::RangeOrder => fields::problem_range_order(lang, label),
        }
    }
}

impl Framework {
    /// The input with that name.
    pub fn input(&self, key: &str) -> Option<&'static Input> {
        self.inputs.iter().find(|input| input.key == key)
    }

    /// The places of the inputs that a plan with these criteria asks for, in its order.
    pub fn places(&self, criteria: &[Criterion]) -> Vec<usize> {
        let place = |criterion: &Criterion| self.inputs.iter().position(|input| input.key == criterion.id);
        match self.basis {
            Basis::Inputs | Basis::Worth => (0..self.inputs.len()).collect(),
            Basis::Criteria => criteria.iter().filter_map(place).collect(),
        }
    }

    /// The inputs that a plan with these criteria asks for, in its order.
    pub fn inputs_in(&self, criteria: &[Criterion]) -> impl Iterator<Item = &'static Input> {
        let inputs = self.inputs;
        self.places(criteria).into_iter().filter_map(|at| inputs.get(at))
    }

    /// Whether nothing can be scored before the plan has criteria.
    pub fn needs_criteria(&self, criteria: &[Criterion]) -> bool {
        self.basis == Basis::Criteria && criteria.is_empty()
    }

    /// What an item lacks for a score, in words.
    pub fn missing_words(&self, criteria: &[Criterion], missing: &[&str], lang: Lang) -> String {
        let names: Vec<&str> = missing
            .iter()
            .filter_map(|key| self.input(key))
            .map(|input| input.label_in(criteria, lang))
            .collect();
        match self.basis {
            _ if !names.is_empty() => items::missing(lang, &names.join(separator(lang))),
            Basis::Criteria => criteria::needs_criteria(lang).to_owned(),
            Basis::Inputs | Basis::Worth => criteria::not_judged(lang).to_owned(),
        }
    }

    /// The value of an item that its second order asks for: an input of its own, or else
    /// the work that any sheet tells.
    pub fn second(&self, item: &Item, key: &str) -> Option<f64> {
        match self.input(key) {
            Some(input) => item.estimate(self.sheet, input.key)?.likely(),
            None => effort(item),
        }
    }
}

/// Between two names of a list.
fn separator(lang: Lang) -> &'static str {
    match lang {
        Lang::En => ", ",
        Lang::Zh => "、",
    }
}

/// The work that an item takes, in the plan's effort unit, from the first sheet that tells.
pub fn effort(item: &Item) -> Option<f64> {
    effort_estimate(item).and_then(|(_, _, estimate)| estimate.likely())
}

/// The estimate of the work that an item takes, with its sheet and input: the first one that
/// can be used.
pub fn effort_estimate(item: &Item) -> Option<(&'static str, &'static Input, &Estimate)> {
    sheets()
        .flat_map(|framework| framework.inputs.iter().map(move |input| (framework.sheet, input)))
        .filter(|(_, input)| input.unit == Unit::Effort)
        .filter_map(|(sheet, input)| Some((sheet, input, item.estimate(sheet, input.key)?)))
        .find(|(_, input, estimate)| estimate.likely().is_some() && input.check(estimate).is_none())
}

/// The input that says how much work an item is: of a framework, or of the default one where
/// it asks for none.
pub fn effort_input(framework: &'static Framework) -> Option<(&'static str, &'static Input)> {
    [framework, default()].into_iter().find_map(|framework| {
        let input = framework.inputs.iter().find(|input| input.unit == Unit::Effort)?;
        Some((framework.sheet, input))
    })
}

/// No framework asks for more numbers than this (tested over the registry).
const MOST_INPUTS: usize = 8;

impl Input {
    /// The criterion whose numbers it holds.
    pub fn criterion<'a>(&self, criteria: &'a [Criterion]) -> Option<&'a Criterion> {
        criteria.iter().find(|criterion| criterion.id == self.key)
    }

    /// What people call it in a plan with these criteria.
    pub fn label_in<'a>(&self, criteria: &'a [Criterion], lang: Lang) -> &'a str {
        let title = self.criterion(criteria).map(|criterion| criterion.title_in(lang));
        title.filter(|title| !title.trim().is_empty()).unwrap_or((self.label)(lang))
    }

    /// What it means and how to choose it, in a plan with these criteria.
    pub fn help_in(&self, criteria: &[Criterion], lang: Lang) -> String {
        match self.criterion(criteria) {
            Some(criterion) => {
                let (low, high) = (self.display(criterion.low), self.display(criterion.high));
                criteria::scale_help(lang, &low, &high, criterion.direction.label(lang))
            }
            None => (self.help)(lang).to_owned(),
        }
    }

    /// The values that make sense in a plan with these criteria.
    pub fn bounds_in(&self, criteria: &[Criterion]) -> Bounds {
        match self.criterion(criteria) {
            Some(criterion) => Bounds::Between(criterion.low, criterion.high),
            None => self.bounds,
        }
    }

    /// What is wrong with an estimate, if anything is; see [`Input::check_in`].
    pub fn check(&self, estimate: &Estimate) -> Option<Problem> {
        self.bounds.check(estimate)
    }

    /// What is wrong with an estimate in a plan with these criteria, if anything is.
    pub fn check_in(&self, criteria: &[Criterion], estimate: &Estimate) -> Option<Problem> {
        self.bounds_in(criteria).check(estimate)
    }
}

impl Bounds {
    /// What is wrong with an estimate, if anything is.
    pub fn check(self, estimate: &Estimate) -> Option<Problem> {
        match *estimate {
            Estimate::Unreadable(_) => Some(Problem::Unreadable),
            Estimate::Value(value) => self.check_value(value),
            Estimate::Range { low, likely, high } => [low, likely, high]
                .into_iter()
                .find_map(|value| self.check_value(value))
                .or_else(|| (!(0.0 < low && low <= likely && likely <= high)).then_some(Problem::RangeOrder)),
        }
    }

    fn check_value(self, value: f64) -> Option<Problem> {
        if !value.is_finite() || value.abs() > super::number::LARGEST {
            return Some(Problem::Unreadable);
        }
        match self {
            Bounds::Positive if value <= 0.0 => Some(Problem::NotPositive),
            Bounds::NotNegative if value < 0.0 => Some(Problem::Negative),
            Bounds::Between(low, high) if !(low..=high).contains(&value) => {
                Some(Problem::OutOfRange(low, high))
            }
            _ => None,
        }
    }
}

impl Input {
    /// Reads what a person typed into a cell; text that is no number is kept as such.
    ///
    /// `None` for an empty cell. Names of steps (`high`, `高`) count as their number,
    /// and a share above 1 is taken as percent: 80 means 80 %.
    pub fn parse(&self, text: &str) -> Option<Estimate> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        if let Some(step) = self.step_named(text) {
            return Some(Estimate::Value(step.value));
        }
        let Some(estimate) = super::number::parse_estimate(text) else {
            return Some(Estimate::Unreadable(text.to_owned()));
        };
        if self.unit != Unit::Share {
            return Some(estimate);
        }
        let percent_sign = text.contains(['%', '％']);
        Some(match estimate {
            Estimate::Value(value) if value > 1.0 && !percent_sign => Estimate::Value(value / 100.0),
            Estimate::Range { high, .. } if high > 1.0 => estimate.scaled(0.01),
            other => other,
        })
    }

    /// The step that people call so, in any language.
    pub fn step_named(&self, text: &str) -> Option<&'static Step> {
        let text = fold(text.trim());
        self.scale.iter().find(|step| {
            Lang::ALL.iter().any(|&lang| fold((step.word)(lang)) == text)
                || step.aliases.contains(&text.as_str())
        })
    }

    /// A value as it is read: percent for shares, grouped thousands.
    pub fn display(&self, value: f64) -> String {
        match self.unit {
            Unit::Share => format!("{}%", super::number::display(value * 100.0, 1)),
            _ => super::number::display(value, self.decimals),
        }
    }

    /// An estimate as it is read in a cell; a range shows its likely value.
    pub fn display_estimate(&self, estimate: &Estimate, lang: Lang) -> String {
        match estimate {
            Estimate::Unreadable(text) => text.clone(),
            other => match self.class_of(other) {
                Some(step) => (step.word)(lang).to_owned(),
                None => self.display(other.likely().unwrap_or_default()),
            },
        }
    }

    /// The class that an estimate names, where classes are what is counted.
    pub fn class_of(&self, estimate: &Estimate) -> Option<&'static Step> {
        match estimate {
            Estimate::Value(value) if self.unit == Unit::Class => {
                self.scale.iter().find(|step| step.value == *value)
            }
            _ => None,
        }
    }

    /// An estimate as it is typed, so that editing it starts from what is there.
    pub fn edit_text_in(&self, estimate: &Estimate, lang: Lang) -> String {
        self.class_of(estimate).map_or_else(|| self.edit_text(estimate), |step| (step.word)(lang).to_owned())
    }

    /// An estimate as it is typed, in numbers.
    pub fn edit_text(&self, estimate: &Estimate) -> String {
        let one = |value: f64| match self.unit {
            Unit::Share => format!("{}%", super::number::plain(value * 100.0, 4)),
            _ => super::number::plain(value, 6),
        };
        match estimate {
            Estimate::Value(value) => one(*value),
            Estimate::Range { low, likely, high } => {
                format!("{} / {} / {}", one(*low), one(*likely), one(*high))
            }
            Estimate::Unreadable(text) => text.clone(),
        }
    }
}

/// The framework with that id.
pub fn by_id(id: &str) -> Option<&'static Framework> {
    ALL.iter().copied().find(|framework| framework.id == id)
}

/// The framework that a new plan is ranked by.
pub fn default() -> &'static Framework {
    &rice::RICE
}

/// Every sheet and its inputs, each once, in registry order.
pub fn sheets() -> impl Iterator<Item = &'static Framework> {
    ALL.iter().enumerate().filter_map(|(at, framework)| {
        let earlier = ALL.get(..at).unwrap_or_default();
        (!framework.inputs.is_empty() && !earlier.iter().any(|other| other.sheet == framework.sheet))
            .then_some(*framework)
    })
}

/// The registry's own name for a sheet that a file names.
pub fn sheet_named(name: &str) -> Option<&'static Framework> {
    sheets().find(|framework| framework.sheet == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::{CRITERION_SLOTS, Plan};

    fn scored(framework: &'static Framework, values: &[f64]) -> Scored {
        framework.scorer(&Plan::default()).score(&item_with(framework, values))
    }

    fn item_with(framework: &Framework, values: &[f64]) -> Item {
        let mut item = Item::new("i1".into(), "SY-1", "A");
        for (input, value) in framework.inputs.iter().zip(values) {
            item.set_estimate(framework.sheet, input.key, Some(Estimate::Value(*value)));
        }
        item
    }

    #[test]
    fn every_published_example_is_reproduced() {
        for framework in ALL {
            let rests_on_inputs = framework.basis == Basis::Inputs;
            assert_eq!(rests_on_inputs, !framework.examples.is_empty(), "{} has no example", framework.id);
            for example in framework.examples {
                let score = scored(framework, example.values).value().expect(example.source);
                let error = (score - example.score).abs();
                assert!(
                    error < 0.005,
                    "{}: {score} is not {} ({})",
                    framework.id,
                    example.score,
                    example.source
                );
            }
        }
    }

    #[test]
    fn ids_are_unique_and_every_input_is_well_described() {
        for (at, framework) in ALL.iter().enumerate() {
            assert!(ALL[..at].iter().all(|other| other.id != framework.id));
            assert!(framework.inputs.len() <= MOST_INPUTS);
            assert_eq!(by_id(framework.id).map(|found| found.id), Some(framework.id));
            for lang in Lang::ALL {
                for word in [framework.name, framework.formula, framework.about] {
                    assert!(!word(lang).is_empty());
                }
                for input in framework.inputs {
                    assert!(!(input.label)(lang).is_empty() && !(input.help)(lang).is_empty());
                }
            }
            for (key, _) in framework.tie_breaks {
                let is_work = |other: &Framework| {
                    other.inputs.iter().any(|input| input.key == *key && input.unit == Unit::Effort)
                };
                let found = framework.input(key).is_some() || sheets().any(is_work);
                assert!(found, "{}: no input {key}", framework.id);
            }
            for example in framework.examples {
                assert_eq!(example.values.len(), framework.inputs.len());
            }
        }
    }

    #[test]
    fn only_what_rests_on_criteria_is_called_like_them() {
        for framework in ALL {
            let keys: Vec<&str> = framework.inputs.iter().map(|input| input.key).collect();
            match framework.basis {
                Basis::Criteria => assert_eq!(keys, CRITERION_SLOTS),
                _ => assert!(keys.iter().all(|key| !CRITERION_SLOTS.contains(key)), "{}", framework.id),
            }
            assert_eq!(framework.inputs.is_empty(), framework.sheet.is_empty(), "{}", framework.id);
        }
    }

    #[test]
    fn the_work_of_an_item_is_found_whatever_ranks_it() {
        let mut item = Item::new("i1".into(), "SY-1", "A");
        assert_eq!(effort(&item), None);
        for (text, found) in [("2", Some(2.0)), ("0", None), ("1 / 3 / 9", Some(3.0)), ("much", None)] {
            for framework in sheets() {
                for input in framework.inputs.iter().filter(|input| input.unit == Unit::Effort) {
                    item.set_estimate(framework.sheet, input.key, input.parse(text));
                }
            }
            assert_eq!(effort(&item), found, "{text}");
        }
    }

    #[test]
    fn frameworks_that_share_a_sheet_share_its_inputs() {
        for framework in ALL.iter().filter(|framework| !framework.inputs.is_empty()) {
            let first = sheet_named(framework.sheet).expect("every sheet is listed");
            assert!(std::ptr::eq(first.inputs.as_ptr(), framework.inputs.as_ptr()), "{}", framework.id);
        }
    }

    #[test]
    fn the_names_of_steps_are_read_in_both_languages() {
        for framework in ALL {
            for input in framework.inputs {
                for step in input.scale {
                    for lang in Lang::ALL {
                        let read = input.parse((step.word)(lang));
                        assert_eq!(read, Some(Estimate::Value(step.value)), "{}", (step.word)(lang));
                    }
                }
            }
        }
    }

    #[test]
    fn what_was_shown_for_editing_reads_back_the_same() {
        for framework in ALL {
            for input in framework.inputs {
                for estimate in [
                    Estimate::Value(0.5),
                    Estimate::Range { low: 0.25, likely: 0.5, high: 0.8 },
                    Estimate::Unreadable("a lot".into()),
                ] {
                    assert_eq!(input.parse(&input.edit_text(&estimate)), Some(estimate), "{}", input.key);
                }
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn the_shape_of_a_formula_is_the_formula(
            values in proptest::collection::vec(0.001..1000.0_f64, MOST_INPUTS)
        ) {
            for framework in ALL {
                let values = &values[..framework.inputs.len()];
                let shaped = match framework.shape {
                    Shape::Product(powers) => {
                        assert_eq!(powers.len(), values.len(), "{}", framework.id);
                        values.iter().zip(powers).map(|(value, power)| libm::pow(*value, *power)).product()
                    }
                    Shape::Sum(weights) => {
                        assert_eq!(weights.len(), values.len(), "{}", framework.id);
                        values.iter().zip(weights).map(|(value, weight)| value * weight).sum()
                    }
                    Shape::SumOverLast => {
                        let (last, rest) = values.split_last().expect("it has inputs");
                        rest.iter().sum::<f64>() / last
                    }
                    Shape::Other => continue,
                };
                let score = (framework.combine)(values);
                assert!((score - shaped).abs() <= 1e-12 * score.abs(), "{}: {score} is not {shaped}", framework.id);
            }
        }
    }

    #[test]
    fn no_input_within_bounds_gives_an_infinite_score() {
        for framework in ALL {
            let extremes = |largest: bool| -> Vec<f64> {
                framework
                    .inputs
                    .iter()
                    .map(|input| match (input.bounds, largest) {
                        (Bounds::Between(low, _), false) => low,
                        (Bounds::Between(_, high), true) => high,
                        (Bounds::Positive, false) => f64::MIN_POSITIVE,
                        (Bounds::NotNegative, false) => 0.0,
                        (_, true) => crate::domain::number::LARGEST,
                    })
                    .collect()
            };
            for values in [extremes(false), extremes(true)] {
                if let Scored::Score(score) = scored(framework, &values) {
                    assert!(score.is_finite(), "{}: {values:?}", framework.id);
                }
            }
        }
    }
}
