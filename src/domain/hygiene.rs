//! What in the scores should be looked at again before anybody trusts their order.
//!
//! Every finding is a hint: the rules are written beside their constants, and none of them
//! changes a number. They go by what inputs are counted in, never by what a framework is
//! called. Shipped and rejected items are decided and left alone.

use super::date::Date;
use super::frameworks::{self, Bounds, Framework, Input, Unit};
use super::number;
use super::places::sort;
use super::plan::{Estimate, Id, Item, KanoCategory, Plan, Score, Status};
use super::ranking::rank;
use super::text::{Lang, hygiene};

/// Fewer numbers than this say nothing about how they were made.
const FEWEST: usize = 5;

/// Reach beyond this many times the median decides the order alone, as scores multiply it.
const OUTLIER_TIMES: f64 = 20.0;

/// Two clusters of effort look like two units if nothing lies between them over this factor...
const UNIT_GAP: f64 = 4.0;

/// ...and their medians are about 20 times apart, as days and months are.
const UNIT_TIMES: std::ops::RangeInclusive<f64> = 8.0..=50.0;

/// A range of less than this share of its likely value is narrower than people can know.
const NARROW: f64 = 0.1;

/// Scores that differ by less than this share cannot be told apart by one-digit inputs.
const SAME_TO_ONE_DIGIT: f64 = 0.05;

/// DSDM handbook, chapter 10: musts above 60 % of the effort endanger the delivery.
const MOST_TOP: f64 = 0.6;

/// DSDM handbook, chapter 10: about 20 % of the effort can be dropped; half of that is too little.
const LEAST_DROPPABLE: f64 = 0.1;

/// What may be set about the check.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// Estimates older than this many days are stale.
    pub stale_days: i64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { stale_days: 180 }
    }
}

/// How much a finding matters; the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The numbers cannot be compared as they are.
    Wrong,
    /// The order may rest on a habit rather than on knowledge.
    Doubtful,
    /// Good to know.
    Note,
}

impl Severity {
    /// All of them, the worst first.
    pub const ALL: [Severity; 3] = [Severity::Wrong, Severity::Doubtful, Severity::Note];

    /// What people read over the findings of this kind.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Severity::Wrong => hygiene::wrong(lang),
            Severity::Doubtful => hygiene::doubtful(lang),
            Severity::Note => hygiene::note(lang),
        }
    }
}

/// Text in each language.
#[derive(Clone, Debug, PartialEq)]
pub struct Both {
    en: String,
    zh: String,
}

impl Both {
    fn of(text: impl Fn(Lang) -> String) -> Both {
        Both { en: text(Lang::En), zh: text(Lang::Zh) }
    }

    /// The text in a language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }
}

/// Something to look at again.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What it is.
    pub kind: Kind,
    /// The items concerned, in the plan's order.
    pub items: Vec<Id>,
}

/// What can be found.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Numbers that cannot be used.
    Unusable,
    /// Every item has the same value of an input.
    AllEqual {
        /// What the input is called.
        input: Both,
        /// The value.
        value: Both,
        /// Whether the input says how sure people are.
        share: bool,
    },
    /// Every contribution to needs and goals is the same.
    SameContributions {
        /// The contribution.
        level: i8,
    },
    /// Some numbers look as if they were counted in another unit.
    MixedUnits {
        /// What the input is called.
        input: Both,
        /// The median of the smaller numbers.
        small: String,
        /// The median of the larger numbers.
        large: String,
    },
    /// Estimates that are older than allowed.
    Stale {
        /// The days allowed.
        days: i64,
    },
    /// Numbers far above the others.
    Outlier {
        /// What the input is called.
        input: Both,
        /// The median.
        median: String,
    },
    /// Must-be items in the lower half of an order by reach.
    LowMustBe,
    /// Items of which people are less than half sure.
    Moonshot {
        /// What the input is called.
        input: Both,
    },
    /// Ranks that rest on less than the inputs can tell.
    FalsePrecision,
    /// Ranges narrower than people can know.
    NarrowRanges,
    /// Ranges with the likely value right in the middle.
    SymmetricRanges,
    /// What happens once stands beside what happens every period.
    OnceAndAgain {
        /// What the input is called.
        input: Both,
    },
    /// The class that cannot be dropped takes too much of the effort.
    TopClass {
        /// What the class is called.
        class: Both,
        /// Its share of the effort, as percent.
        percent: String,
    },
    /// The class that can be dropped is too small.
    DroppableClass {
        /// What the class is called.
        class: Both,
        /// Its share of the effort, as percent.
        percent: String,
    },
    /// Items without any effort.
    NoEffort,
    /// Numbers that look like a scale from 1 to 5.
    SmallScale {
        /// What the input is called.
        input: Both,
        /// What it is meant to be counted in, or how far its scale goes.
        meant: Both,
    },
}

impl Finding {
    /// A name for this finding that stays the same while it is there.
    pub fn key(&self) -> String {
        let (name, of) = match &self.kind {
            Kind::Unusable => ("unusable", ""),
            Kind::AllEqual { input, .. } => ("all-equal", input.en.as_str()),
            Kind::SameContributions { .. } => ("same-contributions", ""),
            Kind::MixedUnits { input, .. } => ("mixed-units", input.en.as_str()),
            Kind::Stale { .. } => ("stale", ""),
            Kind::Outlier { input, .. } => ("outlier", input.en.as_str()),
            Kind::LowMustBe => ("low-must-be", ""),
            Kind::Moonshot { input } => ("moonshot", input.en.as_str()),
            Kind::FalsePrecision => ("false-precision", ""),
            Kind::NarrowRanges => ("narrow-ranges", ""),
            Kind::SymmetricRanges => ("symmetric-ranges", ""),
            Kind::OnceAndAgain { input } => ("once-and-again", input.en.as_str()),
            Kind::TopClass { class, .. } => ("top-class", class.en.as_str()),
            Kind::DroppableClass { class, .. } => ("droppable-class", class.en.as_str()),
            Kind::NoEffort => ("no-effort", ""),
            Kind::SmallScale { input, .. } => ("small-scale", input.en.as_str()),
        };
        format!("{name} {of}")
    }

    /// How much it matters.
    pub fn severity(&self) -> Severity {
        match self.kind {
            Kind::Unusable | Kind::MixedUnits { .. } | Kind::SmallScale { .. } => Severity::Wrong,
            Kind::AllEqual { .. }
            | Kind::SameContributions { .. }
            | Kind::Stale { .. }
            | Kind::Outlier { .. }
            | Kind::LowMustBe
            | Kind::NoEffort
            | Kind::TopClass { .. } => Severity::Doubtful,
            Kind::Moonshot { .. }
            | Kind::FalsePrecision
            | Kind::NarrowRanges
            | Kind::SymmetricRanges
            | Kind::OnceAndAgain { .. }
            | Kind::DroppableClass { .. } => Severity::Note,
        }
    }

    /// What was found, in a sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        hygiene::sentence(lang, &self.kind, self.items.len())
    }

    /// Why it matters and what to do, in a line.
    pub fn why(&self, lang: Lang) -> &'static str {
        hygiene::why(lang, &self.kind)
    }
}

/// Everything that should be looked at again under a framework, the worst first.
///
/// Where today is not known, nothing is stale.
pub fn check(
    plan: &Plan,
    framework: &'static Framework,
    today: Option<Date>,
    limits: &Limits,
) -> Vec<Finding> {
    let open: Vec<&Item> = plan
        .items
        .iter()
        .map(|item| &**item)
        .filter(|item| !matches!(item.status, Status::Shipped | Status::Rejected))
        .collect();
    let check = Check { plan, framework, open, found: Vec::new() };
    let mut found = check.all(today, limits);
    sort(&mut found, &|a, b| a.severity().cmp(&b.severity()));
    found
}

struct Check<'a> {
    plan: &'a Plan,
    framework: &'static Framework,
    /// The items that are not decided yet.
    open: Vec<&'a Item>,
    found: Vec<Finding>,
}

/// An input with the numbers that can be used.
struct Column<'a> {
    sheet: &'static str,
    input: &'static Input,
    numbers: Vec<(&'a Item, f64)>,
}

impl<'a> Check<'a> {
    fn all(mut self, today: Option<Date>, limits: &Limits) -> Vec<Finding> {
        let columns = self.columns();
        self.unusable();
        for column in &columns {
            self.mixed_units(column);
            self.small_scale(column);
            self.all_equal(column);
            self.outliers(column);
            self.moonshots(column);
            self.once_and_again(column);
        }
        self.same_contributions();
        self.stale(today, limits);
        self.low_must_be(&columns);
        self.no_effort();
        self.classes();
        self.false_precision(&columns);
        self.ranges(&columns);
        self.found
    }

    fn add(&mut self, kind: Kind, items: &[&Item]) {
        if !items.is_empty() {
            self.found.push(Finding { kind, items: items.iter().map(|item| item.id.clone()).collect() });
        }
    }

    /// The inputs of the framework, and the effort of any sheet that breaks its ties.
    fn inputs(&self) -> Vec<(&'static str, &'static Input)> {
        let criteria = &self.plan.settings.criteria;
        let own = self.framework.inputs_in(criteria).map(|input| (self.framework.sheet, input));
        let mut inputs: Vec<(&'static str, &'static Input)> = own.collect();
        if inputs.iter().all(|(_, input)| input.unit != Unit::Effort) && self.counts_effort() {
            let of = |framework: &'static Framework| {
                framework.inputs.iter().map(move |input| (framework.sheet, input))
            };
            inputs.extend(frameworks::sheets().flat_map(of).find(|(_, input)| input.unit == Unit::Effort));
        }
        inputs
    }

    /// Whether the order asks for effort, be it only among equals.
    fn counts_effort(&self) -> bool {
        let is_effort = |key: &str| self.framework.input(key).is_none();
        self.framework.inputs.iter().any(|input| input.unit == Unit::Effort)
            || self.framework.tie_breaks.iter().any(|(key, _)| is_effort(key))
    }

    fn columns(&self) -> Vec<Column<'a>> {
        let criteria = &self.plan.settings.criteria;
        self.inputs()
            .into_iter()
            .map(|(sheet, input)| {
                let number = |item: &&'a Item| {
                    let estimate = item.estimate(sheet, input.key)?;
                    input.check_in(criteria, estimate).is_none().then_some(())?;
                    Some((*item, estimate.likely()?))
                };
                Column { sheet, input, numbers: self.open.iter().filter_map(number).collect() }
            })
            .collect()
    }

    fn name(&self, input: &Input) -> Both {
        Both::of(|lang| input.label_in(&self.plan.settings.criteria, lang).to_owned())
    }

    fn unusable(&mut self) {
        let criteria = &self.plan.settings.criteria;
        let inputs = self.inputs();
        let is_bad = |item: &&&Item| {
            inputs.iter().any(|(sheet, input)| {
                let estimate = item.estimate(sheet, input.key);
                estimate.is_some_and(|estimate| input.check_in(criteria, estimate).is_some())
            })
        };
        let items: Vec<&Item> = self.open.iter().filter(is_bad).copied().collect();
        self.add(Kind::Unusable, &items);
    }

    fn all_equal(&mut self, column: &Column) {
        let Some((_, first)) = column.numbers.first() else { return };
        let same = column.numbers.iter().all(|(_, value)| value == first);
        // A class is meant to be shared.
        if same && column.numbers.len() >= FEWEST && column.input.unit != Unit::Class {
            let value = Both::of(|lang| column.input.display_estimate(&Estimate::Value(*first), lang));
            let share = column.input.unit == Unit::Share;
            self.add(Kind::AllEqual { input: self.name(column.input), value, share }, &column.items());
        }
    }

    fn same_contributions(&mut self) {
        let levels =
            |item: &Item| item.needs.values().chain(item.goals.values()).copied().collect::<Vec<i8>>();
        let judged: Vec<&Item> = self.open.iter().filter(|item| !levels(item).is_empty()).copied().collect();
        let Some(level) = judged.first().and_then(|item| levels(item).first().copied()) else { return };
        let same = judged.iter().all(|item| levels(item).iter().all(|other| *other == level));
        if same && judged.len() >= FEWEST {
            self.add(Kind::SameContributions { level }, &judged);
        }
    }

    fn mixed_units(&mut self, column: &Column) {
        let is_time = self.plan.settings.effort_unit.days().is_some();
        if column.input.unit != Unit::Effort || !is_time || column.numbers.len() <= FEWEST {
            return;
        }
        let values = sorted(column.numbers.iter().map(|(_, value)| *value));
        let gap = |at: usize| match (values.get(at.wrapping_sub(1)), values.get(at)) {
            (Some(below), Some(above)) if *below > 0.0 => above / below,
            _ => 0.0,
        };
        let Some(split) = (1..values.len()).max_by(|a, b| gap(*a).total_cmp(&gap(*b))) else { return };
        let Some((below, above)) = values.split_at_checked(split) else { return };
        let (small, large) = (median(below), median(above));
        let looks_so = gap(split) >= UNIT_GAP
            && below.len() >= 2
            && above.len() >= 2
            && UNIT_TIMES.contains(&(large / small));
        if looks_so {
            // The fewer ones are more likely to be in the wrong unit.
            let above_is_odd = above.len() <= below.len();
            let limit = above.first().copied().unwrap_or_default();
            let odd = column.filtered(|value| (value >= limit) == above_is_odd);
            let (small, large) = (column.input.display(small), column.input.display(large));
            self.add(Kind::MixedUnits { input: self.name(column.input), small, large }, &odd);
        }
    }

    fn small_scale(&mut self, column: &Column) {
        let input = column.input;
        let (low, high) = ends(column.numbers.iter().map(|(_, value)| *value));
        let whole = column.numbers.iter().all(|(_, value)| value.fract() == 0.0);
        if column.numbers.len() < FEWEST || low < 1.0 || !(4.0..=5.0).contains(&high) {
            return;
        }
        let top_step = input.scale.iter().map(|step| step.value).fold(0.0, f64::max);
        let upto = |top: f64| Both::of(|lang| hygiene::goes_up_to(lang, &input.display(top)));
        let meant = match (input.unit, input.bounds_in(&self.plan.settings.criteria)) {
            (Unit::PerPeriod, _) if whole => {
                let period = self.plan.settings.reach_period;
                Some(Both::of(|lang| hygiene::counts_people(lang, period.label(lang))))
            }
            // A published scale that ends below what was given.
            (Unit::Plain, _) if top_step > 0.0 && high > top_step => Some(upto(top_step)),
            (Unit::Plain, Bounds::Between(bottom, top)) if bottom <= 1.0 && (10.0..1e6).contains(&top) => {
                Some(upto(top))
            }
            _ => None,
        };
        if let Some(meant) = meant {
            self.add(Kind::SmallScale { input: self.name(input), meant }, &column.items());
        }
    }

    fn outliers(&mut self, column: &Column) {
        if column.input.unit != Unit::PerPeriod || column.numbers.len() < FEWEST {
            return;
        }
        let values = sorted(column.numbers.iter().map(|(_, value)| *value).filter(|value| *value > 0.0));
        let median = median(&values);
        let far = column.filtered(|value| median > 0.0 && value > OUTLIER_TIMES * median);
        let median = column.input.display(median);
        self.add(Kind::Outlier { input: self.name(column.input), median }, &far);
    }

    fn moonshots(&mut self, column: &Column) {
        if column.input.unit == Unit::Share {
            let unsure = column.filtered(|value| value < 0.5);
            self.add(Kind::Moonshot { input: self.name(column.input) }, &unsure);
        }
    }

    fn once_and_again(&mut self, column: &Column) {
        if column.input.unit != Unit::PerPeriod {
            return;
        }
        let is_once = |item: &Item| item.score(column.sheet).is_some_and(|score| score.one_time);
        let (once, again): (Vec<&Item>, Vec<&Item>) =
            column.items().into_iter().partition(|item| is_once(item));
        if !again.is_empty() {
            self.add(Kind::OnceAndAgain { input: self.name(column.input) }, &once);
        }
    }

    fn stale(&mut self, today: Option<Date>, limits: &Limits) {
        let Some(today) = today else { return };
        let sheet = self.framework.sheet;
        let is_stale = |score: &Score| {
            let scored = score.scored.as_deref().and_then(Date::parse);
            scored.is_some_and(|date| today.to_days() - date.to_days() > limits.stale_days)
        };
        let old = self.open.iter().filter(|item| item.score(sheet).is_some_and(is_stale)).copied();
        let old: Vec<&Item> = old.collect();
        self.add(Kind::Stale { days: limits.stale_days }, &old);
    }

    fn low_must_be(&mut self, columns: &[Column]) {
        if columns.iter().all(|column| column.input.unit != Unit::PerPeriod) {
            return;
        }
        let ranking = rank(self.plan, self.framework);
        let low: Vec<Id> = self
            .plan
            .items
            .iter()
            .zip(&ranking.ranks)
            .filter(|(item, rank)| {
                let must_be = item.kano.as_ref().is_some_and(|mark| mark.category == KanoCategory::MustBe);
                must_be && rank.is_some_and(|rank| rank as usize * 2 > ranking.scored_count + 1)
            })
            .map(|(item, _)| item.id.clone())
            .collect();
        let low: Vec<&Item> = self.open.iter().filter(|item| low.contains(&item.id)).copied().collect();
        if ranking.scored_count >= FEWEST {
            self.add(Kind::LowMustBe, &low);
        }
    }

    /// Items with a judgement of another kind and no effort, where the order asks for it.
    fn no_effort(&mut self) {
        if !self.counts_effort() {
            return;
        }
        let is_judged = |item: &Item| {
            let sheet = item.score(self.framework.sheet).is_some_and(|score| !score.values.is_empty());
            let worth = self.framework.inputs.is_empty() && !(item.needs.is_empty() && item.goals.is_empty());
            sheet || worth
        };
        let without = self.open.iter().filter(|item| is_judged(item) && frameworks::effort(item).is_none());
        let without: Vec<&Item> = without.copied().collect();
        self.add(Kind::NoEffort, &without);
    }

    /// Shares of the effort by class. The first class of a scale cannot be dropped, the
    /// last one is not delivered, and the one before it is dropped first.
    fn classes(&mut self) {
        let Some(input) = self.framework.inputs.iter().find(|input| input.unit == Unit::Class) else {
            return;
        };
        let [top, .., droppable, left_out] = input.scale else { return };
        let class = |item: &Item| {
            let value = item.estimate(self.framework.sheet, input.key)?.likely()?;
            (value != left_out.value).then_some(value)
        };
        let planned: Vec<(&Item, f64, f64)> = self
            .open
            .iter()
            .filter_map(|item| Some((*item, class(item)?, frameworks::effort(item)?)))
            .collect();
        let all: f64 = planned.iter().map(|(_, _, effort)| effort).sum();
        if planned.len() < FEWEST || all <= 0.0 {
            return;
        }
        let of = |wanted: f64| planned.iter().filter(move |(_, class, _)| *class == wanted);
        let share = |wanted: f64| of(wanted).map(|(_, _, effort)| effort).sum::<f64>() / all;
        let percent = |share: f64| format!("{}%", number::display(share * 100.0, 0));
        let (tops, drops) = (share(top.value), share(droppable.value));
        let top_items: Vec<&Item> = of(top.value).map(|(item, _, _)| *item).collect();
        let all_items: Vec<&Item> = planned.iter().map(|(item, _, _)| *item).collect();
        let word = |step: &frameworks::Step| Both::of(|lang| (step.word)(lang).to_owned());
        if tops > MOST_TOP {
            self.add(Kind::TopClass { class: word(top), percent: percent(tops) }, &top_items);
        }
        if drops < LEAST_DROPPABLE {
            self.add(Kind::DroppableClass { class: word(droppable), percent: percent(drops) }, &all_items);
        }
    }

    /// Neighbours in the order whose scores differ by less than one-digit inputs can tell.
    fn false_precision(&mut self, columns: &[Column]) {
        let own = || columns.iter().filter(|column| column.sheet == self.framework.sheet);
        let coarse = own().all(|column| column.numbers.iter().all(|(_, value)| is_one_digit(*value)));
        // One input is what was said; only formulas make up digits.
        if !coarse || own().count() < 2 {
            return;
        }
        let ranking = rank(self.plan, self.framework);
        let score = |at: &u32| ranking.scored.get(*at as usize).and_then(|scored| scored.value());
        let rank_of = |at: &u32| ranking.ranks.get(*at as usize).copied().flatten();
        let mut near: Vec<u32> = Vec::new();
        for pair in ranking.order.windows(2) {
            if let [above, below] = pair
                && let (Some(high), Some(low)) = (score(above), score(below))
                && rank_of(above) != rank_of(below)
                && high - low < SAME_TO_ONE_DIGIT * high.abs()
            {
                near.extend(pair);
            }
        }
        let ids: Vec<&Id> =
            near.iter().filter_map(|at| self.plan.items.get(*at as usize)).map(|item| &item.id).collect();
        let items: Vec<&Item> = self.open.iter().filter(|item| ids.contains(&&item.id)).copied().collect();
        if ranking.scored_count >= FEWEST {
            self.add(Kind::FalsePrecision, &items);
        }
    }

    fn ranges(&mut self, columns: &[Column]) {
        let is_narrow = |estimate: &Estimate| match *estimate {
            Estimate::Range { low, likely, high } => high - low < NARROW * likely,
            _ => false,
        };
        // Only where nothing bounds the numbers is the long side up.
        let free = |input: &Input| matches!(input.bounds, Bounds::Positive | Bounds::NotNegative);
        let is_symmetric = |estimate: &Estimate| match *estimate {
            Estimate::Range { low, likely, high } => {
                ((high - likely) - (likely - low)).abs() <= 1e-9 * likely
            }
            _ => false,
        };
        let with = |test: &dyn Fn(&Input, &Estimate) -> bool| -> Vec<&'a Item> {
            let has = |item: &&&Item| {
                columns.iter().any(|column| {
                    let estimate = item.estimate(column.sheet, column.input.key);
                    let usable = column.numbers.iter().any(|(other, _)| other.id == item.id);
                    usable && estimate.is_some_and(|estimate| test(column.input, estimate))
                })
            };
            self.open.iter().filter(has).copied().collect()
        };
        let narrow = with(&|_, estimate| is_narrow(estimate));
        let is_range = |estimate: &Estimate| matches!(estimate, Estimate::Range { .. });
        let ranged = with(&|input, estimate| free(input) && is_range(estimate));
        let symmetric = with(&|input, estimate| free(input) && is_symmetric(estimate));
        self.add(Kind::NarrowRanges, &narrow);
        if symmetric.len() >= FEWEST && symmetric.len() * 5 >= ranged.len() * 4 {
            self.add(Kind::SymmetricRanges, &symmetric);
        }
    }
}

impl<'a> Column<'a> {
    fn items(&self) -> Vec<&'a Item> {
        self.numbers.iter().map(|(item, _)| *item).collect()
    }

    fn filtered(&self, test: impl Fn(f64) -> bool) -> Vec<&'a Item> {
        self.numbers.iter().filter(|(_, value)| test(*value)).map(|(item, _)| *item).collect()
    }
}

fn sorted(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.collect();
    sort(&mut values, &|a, b| a.total_cmp(b));
    values
}

/// The middle of sorted numbers; of two middles the mean, of none 0.
fn median(sorted: &[f64]) -> f64 {
    let at = |place: usize| sorted.get(place).copied().unwrap_or_default();
    match sorted.len() {
        0 => 0.0,
        count if count % 2 == 1 => at(count / 2),
        count => f64::midpoint(at(count / 2 - 1), at(count / 2)),
    }
}

fn ends(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)))
}

/// Whether a number has one digit that is not a leading or trailing zero: 3, 0.5, 2000.
fn is_one_digit(value: f64) -> bool {
    let text = number::plain(value.abs(), 6);
    text.trim_matches(['0', '.', ',']).chars().filter(char::is_ascii_digit).count() <= 1
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::domain::plan::{Criterion, KanoMark};

    const TODAY: &str = "2026-11-22T09:00:00Z";

    /// A plan whose items have what stands in the columns, as it is typed.
    fn plan(sheet: &str, columns: &[(&str, &str)]) -> Plan {
        let framework = frameworks::sheet_named(sheet).expect("a sheet");
        let mut plan = Plan::new("p".into(), "Test", TODAY);
        for (key, texts) in columns {
            for (at, text) in texts.split(',').enumerate() {
                if plan.items.len() <= at {
                    plan.items.push(Rc::new(Item::new(format!("i{at}").into(), "", format!("Item {at}"))));
                }
                let of = frameworks::sheets().find(|other| match framework.input(key) {
                    Some(_) => other.sheet == sheet,
                    None => other.input(key).is_some(),
                });
                let of = of.expect("a sheet with that input");
                let input = of.input(key).expect("an input");
                Rc::make_mut(&mut plan.items[at]).set_estimate(of.sheet, input.key, input.parse(text));
            }
        }
        plan
    }

    fn findings(plan: &Plan, sheet: &str) -> Vec<Finding> {
        let framework = frameworks::sheet_named(sheet).expect("a sheet");
        check(plan, framework, Date::parse(TODAY), &Limits::default())
    }

    fn ids(finding: &Finding) -> String {
        finding.items.iter().map(|id| id.trim_start_matches('i')).collect::<Vec<_>>().join(" ")
    }

    /// What is typed into columns, and the items that are found.
    type Case<'a> = (&'a [(&'a str, &'a str)], Option<&'a str>);

    /// What is found of one kind: the items, by number; `None` where it is not found.
    #[track_caller]
    fn check_rows(sheet: &str, kind: &str, rows: &[Case<'_>]) {
        for (columns, expected) in rows {
            let found = findings(&plan(sheet, columns), sheet);
            let one = found.iter().find(|finding| finding.key().starts_with(kind));
            assert_eq!(one.map(ids).as_deref(), *expected, "{columns:?}: {found:?}");
        }
    }

    #[test]
    fn numbers_that_cannot_be_used_are_found() {
        check_rows(
            "rice",
            "unusable",
            &[(&[("reach", "1,2,3")], None), (&[("reach", "1,many,3"), ("effort", "1,1,0")], Some("1 2"))],
        );
    }

    #[test]
    fn an_input_that_is_the_same_everywhere_is_found() {
        check_rows(
            "rice",
            "all-equal Confidence",
            &[
                (&[("confidence", "80%,80%,80%,80%,80%")], Some("0 1 2 3 4")),
                (&[("confidence", "80%,,80%,80%,80%,80%")], Some("0 2 3 4 5")),
                (&[("confidence", "80%,80%,80%,80%")], None),
                (&[("confidence", "80%,80%,80%,80%,50%")], None),
            ],
        );
        check_rows("rice", "all-equal Impact", &[(&[("impact", "2,2,2,high,2")], Some("0 1 2 3 4"))]);
        check_rows("moscow", "all-equal", &[(&[("class", "4,4,4,4,4")], None)]);
    }

    #[test]
    fn effort_in_two_units_is_found() {
        check_rows(
            "rice",
            "mixed-units",
            &[
                (&[("effort", "1,2,0.5,3,20,40")], Some("4 5")),
                (&[("effort", "20,40,30,60,1,2")], Some("4 5")),
                (&[("effort", "1,2,3,5,8,13")], None),
                (&[("effort", "1,2,1,2,1,40")], None),
                (&[("effort", "0.001,0.002,1,2,3,1")], None),
                (&[("effort", "1,2,20,40")], None),
            ],
        );
        let mut points = plan("rice", &[("effort", "1,2,0.5,3,20,40")]);
        points.settings.effort_unit = crate::domain::plan::EffortUnit::StoryPoint;
        assert!(
            findings(&points, "rice").iter().all(|one| !one.key().starts_with("mixed")),
            "points are no time"
        );
    }

    #[test]
    fn scales_from_one_to_five_are_found() {
        check_rows(
            "rice",
            "small-scale Reach",
            &[
                (&[("reach", "1,5,3,4,2")], Some("0 1 2 3 4")),
                (&[("reach", "1,5,3,4,20")], None),
                (&[("reach", "0,5,3,4,2")], None),
                (&[("reach", "1,3,3,2,2")], None),
            ],
        );
        check_rows(
            "rice",
            "small-scale Impact",
            &[(&[("impact", "1,5,3,4,2")], Some("0 1 2 3 4")), (&[("impact", "1,3,3,0.5,2")], None)],
        );
        check_rows(
            "opportunity",
            "small-scale Importance",
            &[
                (&[("importance", "4.7,2.1,3.3,4,1.5")], Some("0 1 2 3 4")),
                (&[("importance", "4.7,2.1,8,4,1.5")], None),
            ],
        );
    }

    #[test]
    fn reach_far_beyond_the_others_is_found() {
        check_rows(
            "rice",
            "outlier",
            &[
                (&[("reach", "100,120,90,80,2500")], Some("4")),
                (&[("reach", "100,120,90,80,2000")], None),
                (&[("reach", "0,0,0,100,100,90,9000")], Some("6")),
                (&[("reach", "1,1,1,9000")], None),
            ],
        );
    }

    #[test]
    fn moonshots_and_single_events_are_told() {
        check_rows("rice", "moonshot", &[(&[("confidence", "50%,40%,100%")], Some("1"))]);
        let mut plan = plan("rice", &[("reach", "100,120,900")]);
        let once =
            |plan: &mut Plan, at: usize| Rc::make_mut(&mut plan.items[at]).score_mut("rice").one_time = true;
        once(&mut plan, 2);
        let found =
            |plan: &Plan| findings(plan, "rice").iter().find(|one| one.key().starts_with("once")).map(ids);
        assert_eq!(found(&plan).as_deref(), Some("2"));
        once(&mut plan, 0);
        once(&mut plan, 1);
        assert_eq!(found(&plan), None, "all of them happen once");
    }

    #[test]
    fn old_estimates_are_found_by_the_date_of_scoring() {
        let mut plan = plan("rice", &[("reach", "1,2,3,4")]);
        for (item, scored) in plan.items.iter_mut().zip(["2026-05-26", "2026-05-25", "", "long ago"]) {
            Rc::make_mut(item).score_mut("rice").scored =
                Some(scored.to_owned()).filter(|text| !text.is_empty());
        }
        let found = |plan: &Plan, today: Option<Date>, stale_days: i64| {
            let framework = frameworks::sheet_named("rice").expect("a sheet");
            let found = check(plan, framework, today, &Limits { stale_days });
            found.iter().find(|one| one.key().starts_with("stale")).map(ids)
        };
        let today = Date::parse(TODAY);
        assert_eq!(found(&plan, today, 180).as_deref(), Some("1"));
        assert_eq!(found(&plan, today, 90).as_deref(), Some("0 1"));
        assert_eq!(found(&plan, None, 90), None, "nobody knows what day it is");
        Rc::make_mut(&mut plan.items[1]).status = Status::Shipped;
        assert_eq!(found(&plan, today, 180), None, "what is shipped is decided");
    }

    #[test]
    fn a_must_be_in_the_lower_half_of_an_order_by_reach_is_found() {
        let columns = [
            ("reach", "50,40,30,20,10"),
            ("impact", "1,1,1,1,1"),
            ("confidence", "1,1,1,1,1"),
            ("effort", "1,1,1,1,1"),
        ];
        for (at, low) in [(0, false), (2, false), (3, true), (4, true)] {
            let mut plan = plan("rice", &columns);
            Rc::make_mut(&mut plan.items[at]).kano = Some(KanoMark::manual(KanoCategory::MustBe));
            let found = findings(&plan, "rice");
            let found = found.iter().find(|one| one.kind == Kind::LowMustBe).map(ids);
            assert_eq!(found, low.then(|| at.to_string()), "{at}");
        }
    }

    #[test]
    fn contributions_that_are_all_the_same_are_found() {
        let mut plan = plan("rice", &[("reach", "1,2,3,4,5")]);
        for item in &mut plan.items {
            Rc::make_mut(item).needs.insert("n1".into(), 3);
        }
        let found = |plan: &Plan| {
            findings(plan, "rice").iter().any(|one| one.kind == Kind::SameContributions { level: 3 })
        };
        assert!(found(&plan));
        Rc::make_mut(&mut plan.items[4]).goals.insert("g1".into(), 2);
        assert!(!found(&plan));
    }

    #[test]
    fn shares_of_the_effort_are_those_of_the_method() {
        check_rows(
            "moscow",
            "top-class",
            &[
                (&[("class", "Must,Should,Could,Must,Won't this time"), ("effort", "6,2,2,1,90")], None),
                (&[("class", "Must,Should,Could,Must,Should"), ("effort", "6,1,2,1,1")], Some("0 3")),
                (&[("class", "Must,Should,Could,Must,Should"), ("effort", "3,3,2,1,1")], None),
            ],
        );
        check_rows(
            "moscow",
            "droppable-class",
            &[
                (&[("class", "4,3,3,4,3"), ("effort", "3,3,2,1,1")], Some("0 1 2 3 4")),
                (&[("class", "4,3,2,4,3"), ("effort", "3,3,2,1,1")], None),
            ],
        );
        check_rows("moscow", "no-effort", &[(&[("class", "4,3,2"), ("effort", "3,,2")], Some("1"))]);
    }

    #[test]
    fn items_without_effort_are_found_where_the_order_asks_for_it() {
        check_rows(
            "rice",
            "no-effort",
            &[
                (&[("reach", "1,2,3"), ("effort", "1,,0")], Some("1 2")),
                (&[("reach", "1,,3"), ("effort", "1,,2")], None),
            ],
        );
        check_rows("wsjf", "no-effort", &[(&[("business_value", "1,2,3")], None)]);
    }

    #[test]
    fn ranks_that_one_digit_inputs_cannot_tell_apart_are_found() {
        let even = [("impact", "1,1,1,1,1"), ("confidence", "1,1,1,1,1")];
        let with = |reach: &'static str, effort: &'static str| {
            [even[0], even[1], ("reach", reach), ("effort", effort)]
        };
        // 4000/7 = 571 and 5000/9 = 556 differ by 3 %.
        check_rows(
            "rice",
            "false-precision",
            &[
                (&with("4000,5000,900,90,9", "7,9,1,1,1"), Some("0 1")),
                (&with("4000,5100,900,90,9", "7,9,1,1,1"), None),
                (&with("4000,4000,900,90,9", "7,7,1,1,1"), None),
            ],
        );
    }

    #[test]
    fn ranges_that_are_too_narrow_or_too_even_are_found() {
        check_rows(
            "rice",
            "narrow-ranges",
            &[(&[("effort", "9.8/10/10.2,5/10/15,10")], Some("0")), (&[("effort", "9/10/11")], None)],
        );
        check_rows(
            "rice",
            "symmetric-ranges",
            &[
                (&[("effort", "1/2/3,2/4/6,1/3/5,4/5/6,1/4/7,9")], Some("0 1 2 3 4")),
                (&[("effort", "1/2/3,2/4/6,1/3/5,4/5/6,1/4/9,1/2/5")], None),
            ],
        );
    }

    #[test]
    fn criteria_are_called_by_their_titles() {
        let mut plan = plan("weighted", &[("c1", "5,5,5,5,5")]);
        plan.settings.criteria = Rc::new(vec![Criterion {
            title_alt: Some("战略契合".to_owned()),
            ..Criterion::new("c1", "Strategic fit")
        }]);
        let found = findings(&plan, "weighted");
        let equal = found.iter().find(|one| one.key().starts_with("all-equal")).expect("it is found");
        assert_eq!(equal.sentence(Lang::En), "Strategic fit is 5 for all 5 items that have it.");
        assert_eq!(equal.sentence(Lang::Zh), "已填写的 5 个需求，“战略契合”全部为 5。");
    }

    #[test]
    fn every_finding_is_said_in_both_languages_and_grammar_follows_the_count() {
        let both = || {
            Both::of(|lang| match lang {
                Lang::En => "Reach".to_owned(),
                Lang::Zh => "触达".to_owned(),
            })
        };
        let text = || "7".to_owned();
        for kind in [
            Kind::Unusable,
            Kind::AllEqual { input: both(), value: both(), share: true },
            Kind::SameContributions { level: 3 },
            Kind::MixedUnits { input: both(), small: text(), large: text() },
            Kind::Stale { days: 180 },
            Kind::Outlier { input: both(), median: text() },
            Kind::LowMustBe,
            Kind::Moonshot { input: both() },
            Kind::FalsePrecision,
            Kind::NarrowRanges,
            Kind::SymmetricRanges,
            Kind::OnceAndAgain { input: both() },
            Kind::TopClass { class: both(), percent: text() },
            Kind::DroppableClass { class: both(), percent: text() },
            Kind::NoEffort,
            Kind::SmallScale { input: both(), meant: both() },
        ] {
            for count in [1, 2] {
                let finding = Finding { kind: kind.clone(), items: vec!["i".into(); count] };
                let (en, zh) = (finding.sentence(Lang::En), finding.sentence(Lang::Zh));
                assert!(en.ends_with('.') && zh.ends_with('。'), "{en} {zh}");
                assert!(
                    !en.contains("1 items") && !en.contains("2 item ") && !en.contains("1 item have"),
                    "{en}"
                );
                assert!(!zh.contains("items") && !finding.why(Lang::En).is_empty(), "{zh}");
            }
        }
    }

    #[test]
    fn a_well_scored_plan_has_no_finding() {
        let plan = plan(
            "rice",
            &[
                ("reach", "1200,350,90,4100,780"),
                ("impact", "1,2,0.5,1,3"),
                ("confidence", "80%,50%,100%,80%,100%"),
                ("effort", "1.5,3,0.5,6,2"),
            ],
        );
        assert_eq!(findings(&plan, "rice"), []);
        for framework in frameworks::ALL {
            assert_eq!(check(&Plan::default(), framework, Date::parse(TODAY), &Limits::default()), []);
        }
    }
}
