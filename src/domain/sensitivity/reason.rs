//! Why one item stands above another, in a sentence and in numbers.

use std::cmp::Ordering;

use super::model::{Form, Model};
use super::shares::shares;
use crate::domain::frameworks::{self, Basis, Framework, Input, Scored, Unit};
use crate::domain::number;
use crate::domain::places::sort;
use crate::domain::plan::{Id, Item, LEVELS, Plan, title_in};
use crate::domain::ranking::same_score;
use crate::domain::text::{Lang, explain as words};
use crate::domain::tradeoff::value::{Weighing, Worth};

/// What an order goes by.
#[derive(Clone, Copy, Debug)]
pub enum By {
    /// The score of a framework.
    Score(&'static Framework),
    /// The need and goal value at the plan's need share.
    Value,
}

impl By {
    /// The score of the framework with that id; of the default one where there is none. A score
    /// that rests on needs and goals is their value.
    pub fn score_of(id: &str) -> By {
        match frameworks::by_id(id).unwrap_or_else(frameworks::default) {
            framework if framework.basis == Basis::Worth => By::Value,
            framework => By::Score(framework),
        }
    }
}

impl PartialEq for By {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (By::Score(framework), By::Score(other)) => framework.id == other.id,
            (By::Value, By::Value) => true,
            _ => false,
        }
    }
}

/// How two items compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// One has the higher score.
    Differs,
    /// Both have the same score.
    Tied,
    /// The lower one has no score.
    BelowUnscored,
    /// Neither has a score.
    BothUnscored,
}

/// How effects go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// They multiply; a share is the logarithm of its factor.
    Ratio,
    /// They add up.
    Difference,
}

/// What a part of the difference is about.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A number of a framework.
    Input(&'static Input),
    /// What the items do for a user need.
    Need,
    /// What the items do for a business goal.
    Goal,
    /// A value that cannot fall below 0.
    Floor,
}

/// What one number contributes to the difference of two items.
#[derive(Clone, Debug)]
pub struct Part {
    /// What it is about.
    pub kind: Kind,
    /// What people call it.
    pub label: String,
    /// The upper item's number.
    pub above: f64,
    /// The lower item's number.
    pub below: f64,
    /// What it contributes: more than 0 for the upper item, less against it.
    pub share: f64,
}

impl Part {
    /// The upper item's number, to be read.
    pub fn above_text(&self) -> String {
        self.text(self.above)
    }

    /// The lower item's number, to be read.
    pub fn below_text(&self) -> String {
        self.text(self.below)
    }

    fn text(&self, value: f64) -> String {
        match self.kind {
            Kind::Input(input) => input.display(value),
            Kind::Need | Kind::Goal => number::display(value, 0),
            Kind::Floor => number::display(value, 2),
        }
    }
}

/// Why one item stands above another.
#[derive(Clone, Debug)]
pub struct Reason {
    /// The item that stands first.
    pub above: Id,
    /// The other one.
    pub below: Id,
    /// Whether it was asked about the other way round.
    pub is_reversed: bool,
    /// How they compare.
    pub outcome: Outcome,
    /// How the parts go together.
    pub scale: Scale,
    /// Both scores, the upper item's first; `None` where one is missing.
    pub scores: Option<(f64, f64)>,
    /// What contributes to the difference, the largest effect first. They sum to the
    /// difference of the scores, or to the logarithm of their ratio. Empty without scores.
    pub parts: Vec<Part>,
    /// All that in a sentence.
    pub sentence: String,
}

/// Why `a` stands above `b`, or `b` above `a`; `None` where one is not in the plan or both
/// are the same.
///
/// Where factors multiply, ln A - ln B is shared among them (see `log_shares`); else A - B
/// is, by the Shapley values of the numbers: weight · (a - b) in a sum. A value at need share λ is shared among needs by
/// λ · weight · (a - b) / 3 and among goals by (1 - λ) · weight · (a - b) / 3. A score of 0
/// has no logarithm: then the difference is shared.
pub fn explain(plan: &Plan, by: By, a: &str, b: &str, lang: Lang) -> Option<Reason> {
    let (a, b) = (plan.item(a)?, plan.item(b)?);
    if a.id == b.id {
        return None;
    }
    Some(match by {
        By::Score(framework) => by_score(&Model::of(plan, framework), a, b, lang),
        By::Value => by_value(plan, a, b, lang),
    })
}

fn by_score(model: &Model, a: &Item, b: &Item, lang: Lang) -> Reason {
    let (scored_a, scored_b) = (model.scored(a), model.scored(b));
    let (order, tie) = match (scored_a.value(), scored_b.value()) {
        (Some(a), Some(b)) if !same_score(a, b) => (b.total_cmp(&a), None),
        (None, Some(_)) => (Ordering::Greater, None),
        (Some(_), None) => (Ordering::Less, None),
        (Some(_), Some(_)) => {
            let (order, tie) = second_order(model, a, b);
            (order, Some(tie))
        }
        (None, None) => (Ordering::Less, None),
    };
    let is_reversed = order == Ordering::Greater;
    let (above, below) = if is_reversed { (b, a) } else { (a, b) };
    let (scored_above, scored_below) = if is_reversed { (scored_b, scored_a) } else { (scored_a, scored_b) };
    let scores = scored_above.value().zip(scored_below.value());
    let (scale, parts) = match (model.values(above), model.values(below)) {
        (Some(above), Some(below)) => parts(model, &above, &below, lang),
        _ => (Scale::Difference, Vec::new()),
    };
    let (first, second) = (name(above, lang), name(below, lang));
    let label = |input: &Input| words::inside(lang, &model.label(input, lang));
    let (outcome, sentence) = match (scored_above.value(), scored_below.value(), tie) {
        (_, _, Some(tie)) => {
            let sentence = match tie {
                Tie::Lower(input) => words::tie_lower(lang, &first, &second, &label(input)),
                Tie::Higher(input) => words::tie_higher(lang, &first, &second, &label(input)),
                Tie::Title => words::tie_title(lang, &first, &second),
                Tie::Nothing => words::tie(lang, &first, &second),
            };
            (Outcome::Tied, sentence)
        }
        (Some(high), Some(low), None) => {
            let zeros = if low == 0.0 { zero_factors(model, below, lang) } else { Vec::new() };
            let sentence = if zeros.is_empty() {
                told(&first, &second, &parts, model.is_by_ratio(), lang)
            } else {
                let causes: Vec<String> =
                    zeros.iter().map(|label| words::zero_of(lang, &second, label)).collect();
                Some(words::because(lang, &first, &second, &causes.join(words::two_causes(lang))))
            };
            let plainly = || {
                let (high, low) = (number::display_score(high), number::display_score(low));
                words::plainly(lang, &first, &second, &high, &low)
            };
            (Outcome::Differs, sentence.unwrap_or_else(plainly))
        }
        (Some(_), None, None) => {
            let why = unscored(model, &second, &scored_below, lang);
            let sentence = [words::stands_above(lang, &first, &second), why];
            (Outcome::BelowUnscored, sentence.join(words::between_sentences(lang)))
        }
        (None, _, None) => {
            let both =
                [unscored(model, &first, &scored_above, lang), unscored(model, &second, &scored_below, lang)];
            (Outcome::BothUnscored, both.join(words::between_sentences(lang)))
        }
    };
    let (above, below) = (above.id.clone(), below.id.clone());
    Reason { above, below, is_reversed, outcome, scale, scores, parts, sentence }
}

/// What people call an item: its key where it has no title.
pub(super) fn name(item: &Item, lang: Lang) -> String {
    let title = item.title_in(lang).trim();
    (if title.is_empty() { item.key.as_str() } else { title }).to_owned()
}

/// The parts of a difference of scores.
fn parts(model: &Model, above: &[f64], below: &[f64], lang: Lang) -> (Scale, Vec<Part>) {
    let (scale, shares) = match log_shares(model, above, below) {
        Some(shares) => (Scale::Ratio, shares),
        None => (Scale::Difference, shares(above, below, &|values| model.score(values))),
    };
    let each = model.inputs().iter().zip(above.iter().zip(below)).zip(shares);
    let mut parts: Vec<Part> = each
        .map(|((input, (&above, &below)), share)| Part {
            kind: Kind::Input(input),
            label: model.label(input, lang),
            above,
            below,
            // What is not quite 0 by rounding only is no effect.
            share: if above == below { 0.0 } else { share },
        })
        .collect();
    sort(&mut parts, &|a, b| b.share.abs().total_cmp(&a.share.abs()));
    (scale, parts)
}

/// The parts of ln A - ln B where factors multiply; `None` for other formulas, and where a
/// score is 0.
///
/// A product gives each factor power · ln(a / b). Of a sum S over something, each summand
/// gets its part of ln(S_A / S_B) by (a - b) / L, where L is the logarithmic mean
/// (S_A - S_B) / ln(S_A / S_B): exact, and defined where a summand is 0 (the LMDI-I
/// decomposition; Ang 2005, Energy Policy 33:867).
fn log_shares(model: &Model, above: &[f64], below: &[f64]) -> Option<Vec<f64>> {
    if model.score(above) <= 0.0 || model.score(below) <= 0.0 {
        return None;
    }
    let pairs = above.iter().zip(below);
    match model.form() {
        Form::Product(powers) => {
            Some(pairs.zip(powers).map(|((above, below), power)| power * libm::log(above / below)).collect())
        }
        Form::SumOverLast => {
            let ((last_above, rest_above), (last_below, rest_below)) =
                (above.split_last()?, below.split_last()?);
            let (sum_above, sum_below) = (rest_above.iter().sum::<f64>(), rest_below.iter().sum::<f64>());
            let log = libm::log(sum_above / sum_below);
            let mean = if log == 0.0 { sum_above } else { (sum_above - sum_below) / log };
            let mut shares: Vec<f64> =
                rest_above.iter().zip(rest_below).map(|(above, below)| (above - below) / mean).collect();
            shares.push(libm::log(last_below / last_above));
            Some(shares)
        }
        Form::Sum(..) | Form::Other => None,
    }
}

/// The factors of a product that make its score 0.
fn zero_factors(model: &Model, item: &Item, lang: Lang) -> Vec<String> {
    let (Form::Product(powers), Some(values)) = (model.form(), model.values(item)) else {
        return Vec::new();
    };
    let each = model.inputs().iter().zip(values).zip(powers);
    each.filter(|((_, value), power)| *value == 0.0 && **power > 0.0)
        .map(|((input, _), _)| words::inside(lang, &model.label(input, lang)))
        .collect()
}

/// What decides between equal scores.
#[derive(Clone, Copy, Debug)]
enum Tie {
    Lower(&'static Input),
    Higher(&'static Input),
    Title,
    Nothing,
}

/// The declared order of items with equal scores, and what decides it (as `ranking` does).
fn second_order(model: &Model, a: &Item, b: &Item) -> (Ordering, Tie) {
    for (input, is_lower_first) in model.second_order() {
        let (Some(a), Some(b)) = (model.second(a, input), model.second(b, input)) else { continue };
        let order = a.total_cmp(&b);
        if order.is_ne() {
            return if is_lower_first {
                (order, Tie::Lower(input))
            } else {
                (order.reverse(), Tie::Higher(input))
            };
        }
    }
    match a.title.cmp(&b.title) {
        Ordering::Equal => (a.id.cmp(&b.id), Tie::Nothing),
        order => (order, Tie::Title),
    }
}

/// Why an item has no score.
fn unscored(model: &Model, name: &str, scored: &Scored, lang: Lang) -> String {
    let label = |key: &&str| {
        let input = model.inputs().iter().find(|input| input.key == *key)?;
        Some(words::inside(lang, &model.label(input, lang)))
    };
    match scored {
        Scored::Invalid(key, _) => words::unusable(lang, name, &label(key).unwrap_or_default()),
        Scored::Missing(keys) if !keys.is_empty() => {
            words::missing(lang, name, &keys.iter().filter_map(label).collect::<Vec<_>>())
        }
        _ => words::no_score(lang, name),
    }
}

fn by_value(plan: &Plan, a: &Item, b: &Item, lang: Lang) -> Reason {
    let weighing = Weighing::of(plan);
    let share = plan.settings.need_share;
    let (worth_a, worth_b) = (weighing.worth(a), weighing.worth(b));
    let value = |worth: Option<Worth>| worth.map(|worth| worth.at(share));
    let (value_a, value_b) = (value(worth_a), value(worth_b));
    let is_reversed = match (value_a, value_b) {
        (Some(a), Some(b)) => !same_score(a, b) && b > a,
        (None, Some(_)) => true,
        _ => false,
    };
    let (above, below) = if is_reversed { (b, a) } else { (a, b) };
    let (high, low) = if is_reversed { (worth_b, worth_a) } else { (worth_a, worth_b) };
    let (first, second) = (name(above, lang), name(below, lang));
    let mut parts = Vec::new();
    if let (Some(high), Some(low)) = (high, low) {
        let highest = f64::from(*LEVELS.end());
        let level = |levels: &crate::domain::by_id::ById<i8>, id: &Id| {
            levels.get(id).map_or(0.0, |level| f64::from(*level))
        };
        let named = |kind: Kind, id: &Id| match kind {
            Kind::Need => plan
                .needs
                .iter()
                .find(|need| need.id == *id)
                .map(|need| title_in(&need.title, need.title_alt.as_deref(), lang)),
            _ => plan
                .goals
                .iter()
                .find(|goal| goal.id == *id)
                .map(|goal| title_in(&goal.title, goal.title_alt.as_deref(), lang)),
        };
        for (kind, weights, part_of_all, (up, down), (above_levels, below_levels)) in [
            (Kind::Need, weighing.needs(), share, (high.need, low.need), (&above.needs, &below.needs)),
            (Kind::Goal, weighing.goals(), 1.0 - share, (high.goal, low.goal), (&above.goals, &below.goals)),
        ] {
            let mut sum = 0.0;
            for (id, weight) in weights {
                let (above, below) = (level(above_levels, id), level(below_levels, id));
                if above == 0.0 && below == 0.0 {
                    continue;
                }
                let share = part_of_all * weight * (above - below) / highest;
                sum += share;
                parts.push(Part {
                    kind,
                    label: named(kind, id).unwrap_or_default().to_owned(),
                    above,
                    below,
                    share,
                });
            }
            // A value stands at 0 where harms outweigh what is done, so the parts are too many.
            let rest = part_of_all * (up - down) - sum;
            if rest.abs() > 1e-9 {
                let label = words::no_more_harm(lang).to_owned();
                parts.push(Part { kind: Kind::Floor, label, above: up, below: down, share: rest });
            }
        }
        sort(&mut parts, &|a, b| b.share.abs().total_cmp(&a.share.abs()));
    }
    let scores = value(high).zip(value(low));
    let (outcome, sentence) = match (scores, high) {
        (Some((high, low)), _) if same_score(high, low) => (Outcome::Tied, words::tie(lang, &first, &second)),
        (Some((high, low)), _) => {
            let plainly = || {
                let (high, low) = (number::display(high, 2), number::display(low, 2));
                words::plainly(lang, &first, &second, &high, &low)
            };
            (Outcome::Differs, told(&first, &second, &parts, false, lang).unwrap_or_else(plainly))
        }
        (None, Some(_)) => {
            let sentence = [words::stands_above(lang, &first, &second), words::not_judged(lang, &second)];
            (Outcome::BelowUnscored, sentence.join(words::between_sentences(lang)))
        }
        (None, None) => {
            let both = [words::not_judged(lang, &first), words::not_judged(lang, &second)];
            (Outcome::BothUnscored, both.join(words::between_sentences(lang)))
        }
    };
    let (above, below) = (above.id.clone(), below.id.clone());
    Reason { above, below, is_reversed, outcome, scale: Scale::Difference, scores, parts, sentence }
}

/// A cause this much of the first one is said, too.
const SECOND_CAUSE: f64 = 0.5;

/// Below this part of what speaks for the upper item, nothing is worth a word.
const WORTH_A_WORD: f64 = 0.1;

/// The sentence of a difference; `None` where no single number speaks for the upper item.
fn told(above: &str, below: &str, parts: &[Part], by_ratio: bool, lang: Lang) -> Option<String> {
    let spoken = |part: &&Part| !matches!(part.kind, Kind::Floor);
    let causes: Vec<&Part> = parts.iter().filter(spoken).filter(|part| part.share > 0.0).collect();
    let offsets: Vec<&Part> = parts.iter().filter(spoken).filter(|part| part.share < 0.0).collect();
    let all: f64 = causes.iter().map(|part| part.share).sum();
    // At most two, and the second only if it is nearly as large as the first.
    let leading = |parts: &[&Part], least: f64| -> usize {
        let size = |at: usize| parts.get(at).map_or(0.0, |part| part.share.abs());
        match () {
            () if size(0) <= least => 0,
            () if size(1) >= SECOND_CAUSE * size(0) && size(1) > least => 2,
            () => 1,
        }
    };
    let (named, offset) = (leading(&causes, 0.0), leading(&offsets, WORTH_A_WORD * all));
    if named == 0 {
        return None;
    }
    let clauses: Vec<String> = causes.iter().take(named).map(|part| cause(part, by_ratio, lang)).collect();
    let clauses = clauses.join(words::two_causes(lang));
    let unnamed: f64 = causes.iter().skip(named).map(|part| part.share).sum();
    Some(if offset > 0 {
        let against: Vec<String> = offsets.iter().take(offset).map(|part| weakness(part, lang)).collect();
        words::mainly_offset(lang, above, below, &clauses, &words::list(lang, &against))
    } else if unnamed > WORTH_A_WORD * all {
        words::mainly(lang, above, below, &clauses)
    } else {
        words::because(lang, above, below, &clauses)
    })
}

/// What speaks for the upper item, as a clause.
fn cause(part: &Part, by_ratio: bool, lang: Lang) -> String {
    let (above, below) = (part.above_text(), part.below_text());
    let label = words::inside(lang, &part.label);
    match part.kind {
        Kind::Need => words::more_for_need(lang, &part.label, &above, &below),
        Kind::Goal => words::more_for_goal(lang, &part.label, &above, &below),
        _ if by_ratio && part.above > 0.0 && part.below > 0.0 => {
            words::its(lang, &label, &words::how_high(lang, part.above / part.below))
        }
        _ => words::rather(lang, &label, &above, &below),
    }
}

/// What speaks against the upper item, as a noun.
fn weakness(part: &Part, lang: Lang) -> String {
    let (above, below) = (part.above_text(), part.below_text());
    let label = words::inside(lang, &part.label);
    let is_lower = part.above < part.below;
    match part.kind {
        Kind::Need => words::less_for_need(lang, &part.label, &above, &below),
        Kind::Goal => words::less_for_goal(lang, &part.label, &above, &below),
        Kind::Input(input) if input.unit == Unit::Effort && is_lower => words::smaller_work(lang, &label),
        Kind::Input(input) if input.unit == Unit::Effort => words::larger_work(lang, &label),
        _ if is_lower => words::lower(lang, &label),
        _ => words::higher(lang, &label),
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::super::fixtures::with_criteria;
    use super::*;
    use crate::domain::frameworks::Shape;
    use crate::domain::plan::{Estimate, Goal, Need};
    use crate::domain::ranking::rank;

    const TITLES: [(&str, &str); 2] = [("Guest checkout", "游客结算"), ("Wallet pay", "钱包支付")];

    fn plan(framework: &Framework, rows: [&[&str]; 2]) -> Plan {
        let mut plan = Plan::default();
        for (at, (texts, (title, alt))) in rows.into_iter().zip(TITLES).enumerate() {
            let mut item = Item::new(format!("i{at}").into(), format!("SY-{at}"), title);
            item.title_alt = Some(alt.to_owned());
            for (input, text) in framework.inputs.iter().zip(texts) {
                item.set_estimate(framework.sheet, input.key, input.parse(text));
            }
            plan.items.push(Rc::new(item));
        }
        plan
    }

    #[track_caller]
    fn check(framework: &'static Framework, rows: [&[&str]; 2], outcome: Outcome, en: &str, zh: &str) {
        let plan = plan(framework, rows);
        for (lang, expected) in [(Lang::En, en), (Lang::Zh, zh)] {
            let found = explain(&plan, By::Score(framework), "i0", "i1", lang).unwrap();
            assert_eq!((found.sentence.as_str(), found.outcome), (expected, outcome));
            // Asked the other way round the answer is the same.
            let turned = explain(&plan, By::Score(framework), "i1", "i0", lang).unwrap();
            if outcome != Outcome::BothUnscored {
                assert_eq!((turned.sentence.as_str(), &turned.above), (expected, &found.above));
                assert_eq!(turned.is_reversed, !found.is_reversed);
            }
        }
    }

    #[test]
    fn products_are_explained_by_ratios() {
        let check = |rows: [&[&str]; 2], en: &str, zh: &str| {
            check(frameworks::default(), rows, Outcome::Differs, en, zh);
        };
        // One cause.
        check(
            [&["100", "1", "80%", "1"], &["100", "1", "80%", "3"]],
            "“Guest checkout” is above “Wallet pay” because its effort is a third as high.",
            "“游客结算”排在“钱包支付”之前，因为工作量只有其三分之一。",
        );
        // One cause with an offset.
        check(
            [&["100", "1", "80%", "1"], &["100", "1", "100%", "3"]],
            "“Guest checkout” is above “Wallet pay” mainly because its effort is a third as high, partly offset by lower confidence.",
            "“游客结算”排在“钱包支付”之前，主要因为工作量只有其三分之一，信心较低抵消了一部分。",
        );
        // Two causes; the lower one was asked about first.
        check(
            [&["100", "1", "100%", "2"], &["200", "1", "100%", "1"]],
            "“Wallet pay” is above “Guest checkout” because its reach is twice as high and its effort is half as high.",
            "“钱包支付”排在“游客结算”之前，因为触达是其两倍，且工作量只有其一半。",
        );
        // Two causes with two offsets.
        check(
            [&["1000", "3", "50%", "2"], &["100", "1", "100%", "1"]],
            "“Guest checkout” is above “Wallet pay” mainly because its reach is ten times as high, partly offset by lower confidence and higher effort.",
            "“游客结算”排在“钱包支付”之前，主要因为触达是其十倍，信心较低和工作量较大抵消了一部分。",
        );
        // One cause that others help, and too little against it to be worth a word.
        check(
            [&["1000", "2", "98%", "1"], &["100", "1", "100%", "1"]],
            "“Guest checkout” is above “Wallet pay” mainly because its reach is ten times as high.",
            "“游客结算”排在“钱包支付”之前，主要因为触达是其十倍。",
        );
        check(
            [&["101", "1", "100%", "1"], &["100", "1", "100%", "1"]],
            "“Guest checkout” is above “Wallet pay” because its reach is 1% higher.",
            "“游客结算”排在“钱包支付”之前，因为触达高 1%。",
        );
    }

    #[test]
    fn zero_is_explained_without_logarithms() {
        let rows: [&[&str]; 2] = [&["100", "1", "100%", "9"], &["0", "3", "100%", "1"]];
        check(
            frameworks::default(),
            rows,
            Outcome::Differs,
            "“Guest checkout” is above “Wallet pay” because the reach of “Wallet pay” is 0.",
            "“游客结算”排在“钱包支付”之前，因为“钱包支付”的触达为 0。",
        );
        let found = explain(
            &plan(frameworks::default(), rows),
            By::Score(frameworks::default()),
            "i0",
            "i1",
            Lang::En,
        );
        assert_eq!(found.map(|found| found.scale), Some(Scale::Difference));
        check(
            frameworks::default(),
            [&["0", "1", "100%", "9"], &["0", "3", "100%", "1"]],
            Outcome::Tied,
            "“Wallet pay” and “Guest checkout” tie; “Wallet pay” stands first because its effort is lower (the second order).",
            "“钱包支付”与“游客结算”并列；“钱包支付”在前，因为工作量更低（第二排序）。",
        );
        // A sum over something may have parts that are 0 and still a score.
        let ratio = frameworks::ALL.iter().find(|framework| framework.shape == Shape::SumOverLast).unwrap();
        check(
            ratio,
            [&["8", "5", "0", "2"], &["8", "0", "0", "2"]],
            Outcome::Differs,
            "“Guest checkout” is above “Wallet pay” because its time criticality is 5 rather than 0.",
            "“游客结算”排在“钱包支付”之前，因为时间紧迫性为 5（对方为 0）。",
        );
    }

    #[test]
    fn sums_are_explained_by_differences() {
        let sum = frameworks::ALL.iter().find(|framework| matches!(framework.shape, Shape::Sum(_))).unwrap();
        check(
            sum,
            [&["9", "6", "4"], &["4", "6", "6"]],
            Outcome::Differs,
            "“Guest checkout” is above “Wallet pay” mainly because its impact is 9 rather than 4, partly offset by lower ease.",
            "“游客结算”排在“钱包支付”之前，主要因为影响为 9（对方为 4），容易度较低抵消了一部分。",
        );
    }

    #[test]
    fn ties_are_explained_by_the_second_order() {
        let check = |rows: [&[&str]; 2], en: &str, zh: &str| {
            check(frameworks::default(), rows, Outcome::Tied, en, zh);
        };
        check(
            [&["100", "1", "100%", "1"], &["200", "1", "100%", "2"]],
            "“Guest checkout” and “Wallet pay” tie; “Guest checkout” stands first because its effort is lower (the second order).",
            "“游客结算”与“钱包支付”并列；“游客结算”在前，因为工作量更低（第二排序）。",
        );
        check(
            [&["100", "1", "50%", "1"], &["50", "1", "100%", "1"]],
            "“Wallet pay” and “Guest checkout” tie; “Wallet pay” stands first because its confidence is higher (the second order).",
            "“钱包支付”与“游客结算”并列；“钱包支付”在前，因为信心更高（第二排序）。",
        );
        check(
            [&["100", "1", "50%", "1"], &["50", "2", "50%", "1"]],
            "“Guest checkout” and “Wallet pay” tie; “Guest checkout” stands first by its title.",
            "“游客结算”与“钱包支付”并列；按标题排列，“游客结算”在前。",
        );
    }

    #[test]
    fn items_without_a_score_say_what_is_missing() {
        check(
            frameworks::default(),
            [&["", "1", "", "1"], &["1", "1", "100%", "1"]],
            Outcome::BelowUnscored,
            "“Wallet pay” is above “Guest checkout”. “Guest checkout” has no score yet: reach and confidence are missing.",
            "“钱包支付”排在“游客结算”之前。“游客结算”还没有得分：缺少触达和信心。",
        );
        check(
            frameworks::default(),
            [&["1", "1", "100%", ""], &["1", "1", "100%", "0"]],
            Outcome::BothUnscored,
            "“Guest checkout” has no score yet: effort is missing. “Wallet pay” has no score: its effort cannot be used.",
            "“游客结算”还没有得分：缺少工作量。“钱包支付”没有得分：工作量不可用。",
        );
    }

    #[test]
    fn nothing_is_said_of_one_item_or_of_none() {
        let plan = plan(frameworks::default(), [&[], &[]]);
        for (a, b) in [("i0", "i0"), ("i0", "i9"), ("i9", "i0")] {
            for by in [By::Score(frameworks::default()), By::Value] {
                assert!(explain(&plan, by, a, b, Lang::En).is_none());
            }
        }
    }

    fn judged(levels: [&[(&str, i8)]; 2], share: f64) -> Plan {
        let mut plan = plan(frameworks::default(), [&[], &[]]);
        plan.settings.need_share = share;
        let need = |id: &str, title: &str, weight| Need {
            id: id.into(),
            title: title.into(),
            weight,
            ..Need::default()
        };
        plan.needs = Rc::new(vec![need("n0", "Pay quickly", 3.0), need("n1", "Feel safe", 1.0)]);
        plan.goals = Rc::new(vec![Goal {
            id: "g0".into(),
            title: "Fewer refunds".into(),
            weight: 1.0,
            ..Goal::default()
        }]);
        for (item, levels) in plan.items.iter_mut().zip(levels) {
            let item = Rc::make_mut(item);
            for (id, level) in levels {
                let of = if id.starts_with('n') { &mut item.needs } else { &mut item.goals };
                of.insert((*id).into(), *level);
            }
        }
        plan
    }

    #[test]
    fn values_are_explained_by_needs_and_goals() {
        for (levels, share, en, zh) in [
            (
                [&[("n0", 3), ("n1", 1)][..], &[("n0", 1), ("n1", 1), ("g0", 1)][..]],
                0.75,
                "“Guest checkout” is above “Wallet pay” mainly because it does more for the need “Pay quickly” (3 rather than 1), partly offset by doing less for the goal “Fewer refunds” (0 rather than 1).",
                "“游客结算”排在“钱包支付”之前，主要因为对用户需求“Pay quickly”的贡献更大（3 比 1），对业务目标“Fewer refunds”的贡献较小（0 比 1）抵消了一部分。",
            ),
            (
                [&[("n0", 3)], &[("g0", 1)]],
                0.0,
                "“Wallet pay” is above “Guest checkout” because it does more for the goal “Fewer refunds” (1 rather than 0).",
                "“钱包支付”排在“游客结算”之前，因为对业务目标“Fewer refunds”的贡献更大（1 比 0）。",
            ),
            (
                [&[("n0", 2)], &[("n0", 2)]],
                0.5,
                "“Guest checkout” and “Wallet pay” tie.",
                "“游客结算”与“钱包支付”并列。",
            ),
            (
                [&[], &[("n0", 2)]],
                0.5,
                "“Wallet pay” is above “Guest checkout”. Nobody has judged yet what “Guest checkout” does for needs and goals.",
                "“钱包支付”排在“游客结算”之前。还没有人判断“游客结算”对用户需求和业务目标的贡献。",
            ),
        ] {
            let plan = judged(levels, share);
            for (lang, expected) in [(Lang::En, en), (Lang::Zh, zh)] {
                assert_eq!(explain(&plan, By::Value, "i0", "i1", lang).unwrap().sentence, expected);
            }
        }
    }

    #[test]
    fn a_value_that_stands_at_nothing_is_a_part_of_its_own() {
        let plan = judged([&[("n0", -1), ("n1", 1)], &[("n0", -1), ("n1", -1), ("g0", 1)]], 0.5);
        let found = explain(&plan, By::Value, "i0", "i1", Lang::En).unwrap();
        let (high, low) = found.scores.unwrap();
        assert!((found.parts.iter().map(|part| part.share).sum::<f64>() - (high - low)).abs() < 1e-12);
        assert!(found.parts.iter().any(|part| matches!(part.kind, Kind::Floor)));
    }

    proptest! {
        #[test]
        fn parts_sum_to_the_difference_and_the_upper_item_is_the_one_ranked_first(
            a in vec(0_u8..5, 8), b in vec(0_u8..5, 8)
        ) {
            for framework in frameworks::ALL {
                // 0 to 4 are within the criteria's scales.
                let mut plan = with_criteria(Plan::default());
                for (at, values) in [&a, &b].into_iter().enumerate() {
                    let mut item = Item::new(format!("i{at}").into(), "SY", ["A", "B"][usize::from(values[7] % 2)]);
                    for (input, value) in framework.inputs.iter().zip(values) {
                        // 0 is no value for what has to be positive, so it is unscored there.
                        let value = f64::from(*value) / if input.unit == Unit::Share { 4.0 } else { 1.0 };
                        item.set_estimate(framework.sheet, input.key, Some(Estimate::Value(value)));
                    }
                    plan.items.push(Rc::new(item));
                }
                let ranking = rank(&plan, framework);
                let found = explain(&plan, By::Score(framework), "i0", "i1", Lang::En).unwrap();
                prop_assert_eq!(&found.above, &plan.items[ranking.order[0] as usize].id);
                prop_assert_eq!(found.outcome == Outcome::Tied, ranking.ranks[0] == ranking.ranks[1] && ranking.ranks[0].is_some());
                if let Some((high, low)) = found.scores {
                    let sum: f64 = found.parts.iter().map(|part| part.share).sum();
                    let wanted = if found.scale == Scale::Ratio { libm::log(high / low) } else { high - low };
                    prop_assert!((sum - wanted).abs() < 1e-9 * high.max(1.0), "{}: {sum} is not {wanted}", framework.id);
                }
                for lang in Lang::ALL {
                    let sentence = explain(&plan, By::Score(framework), "i1", "i0", lang).unwrap().sentence;
                    prop_assert!(!sentence.contains("inf") && !sentence.contains("NaN") && !sentence.contains('–'), "{sentence}");
                }
            }
        }
    }
}
