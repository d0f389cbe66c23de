//! Rank ranges: what stands beside the score of every item.

use std::collections::HashMap;

use super::request::{Entry, Question, Request, request};
use super::simulation::Results;
use crate::domain::frameworks::{Basis, Framework, Unit};
use crate::domain::number::group;
use crate::domain::plan::{Estimate, Plan};
use crate::domain::text::{Lang, certainty as words};

/// The ranks that hold 90 % of the simulated orders, for each item with a score.
#[derive(Clone, Debug, PartialEq)]
pub struct RankRanges {
    /// How many orders were simulated.
    pub draws: u32,
    by_id: HashMap<String, RankRange>,
}

/// Where one item stands in 90 % of the simulated orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RankRange {
    /// The lower end: the best rank.
    pub low: u32,
    /// The upper end.
    pub high: u32,
    /// The plain rank of the simulated order, where that is another than the usual one: confidence
    /// makes the width of assumed ranges and does not count there.
    pub plain: Option<u32>,
    /// What the item's own numbers leave open.
    pub own: Own,
}

/// What the numbers of an item leave open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Own {
    /// Nothing: it moves because others do.
    Single,
    /// Ranges that somebody gave.
    Given,
    /// Ranges of which at least one is assumed.
    Assumed,
}

/// Why there are no rank ranges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRanges {
    /// The score rests on needs and goals, which have no ranges.
    Worth,
    /// An order takes two items with a score.
    TooFew,
    /// No number has a range, so there is one order only. To say that every item stands where it
    /// stands in all of them would sound like certainty.
    Single,
}

impl NoRanges {
    /// Why, and what would change that.
    pub fn sentence(self, lang: Lang) -> String {
        match self {
            NoRanges::Worth => words::no_ranges_of_worth(lang).to_owned(),
            NoRanges::TooFew => words::one_scored(lang).to_owned(),
            NoRanges::Single => words::in_a_row(lang, words::all_single(lang), words::all_single_way(lang)),
        }
    }
}

/// The simulation that tells the rank ranges under a framework, or why there are none.
pub fn rank_ranges(plan: &Plan, framework: &'static Framework) -> Result<Request, NoRanges> {
    if framework.basis == Basis::Worth {
        return Err(NoRanges::Worth);
    }
    let request = request(plan, framework, Question::Score);
    match request.items.len() {
        0 | 1 => Err(NoRanges::TooFew),
        _ if !request.is_open() => Err(NoRanges::Single),
        _ => Ok(request),
    }
}

/// Whether any number under a framework has a range, given or assumed: at a glance, as this is asked
/// with every change of the plan.
pub fn has_ranges(plan: &Plan, framework: &Framework) -> bool {
    if framework.basis == Basis::Worth {
        return false;
    }
    // A class is chosen, not estimated.
    let assumes = plan.settings.assumed_ranges.on
        && framework.inputs_in(&plan.settings.criteria).any(|input| input.unit != Unit::Class);
    let is_range = |(_, estimate): &(_, Estimate)| matches!(estimate, Estimate::Range { .. });
    let mut scores = plan.items.iter().filter_map(|item| item.score(framework.sheet));
    assumes || scores.any(|score| score.values.iter().any(is_range))
}

impl RankRanges {
    /// What the results of a request say.
    pub fn of(request: &Request, results: &Results) -> RankRanges {
        let items = request.items.iter().zip(&results.items);
        let by_id = items.map(|(entry, outlook)| {
            let plain = (entry.rank != entry.usual).then_some(entry.rank);
            let range = RankRange { low: outlook.low, high: outlook.high, plain, own: own(entry) };
            (outlook.id.clone(), range)
        });
        RankRanges { draws: results.draws, by_id: by_id.collect() }
    }

    /// The range of an item; `None` where it has no score.
    pub fn of_item(&self, id: &str) -> Option<RankRange> {
        self.by_id.get(id).copied()
    }
}

/// A range of ranks in words.
pub fn in_words(low: u32, high: u32, lang: Lang) -> String {
    let rank = |rank: u32| group(rank as usize);
    match low == high {
        true => rank(low),
        false => words::rank_range(lang, &rank(low), &rank(high)),
    }
}

fn own(entry: &Entry) -> Own {
    let open = || entry.inputs.iter().filter(|input| input.is_open());
    match open().count() {
        0 => Own::Single,
        _ if open().any(|input| input.assumed) => Own::Assumed,
        _ => Own::Given,
    }
}

impl RankRange {
    /// In few letters: “3–7”, with a mark where ranges of its own are assumed.
    pub fn short(&self) -> String {
        let mark = if self.own == Own::Assumed { "≈\u{a0}" } else { "" };
        match self.low == self.high {
            true => format!("{mark}{}", group(self.low as usize)),
            false => format!("{mark}{}–{}", group(self.low as usize), group(self.high as usize)),
        }
    }

    /// In words: “3 to 7”.
    pub fn words(&self, lang: Lang) -> String {
        in_words(self.low, self.high, lang)
    }

    /// What it was counted in and what it rests on.
    pub fn sentence(&self, draws: u32, lang: Lang) -> String {
        let counted = words::range_counted(lang, &self.words(lang), &group(draws as usize));
        let own = match self.own {
            Own::Single => words::own_single(lang),
            Own::Given => words::own_given(lang),
            Own::Assumed => words::own_assumed(lang),
        };
        let sentence = words::in_a_row(lang, &counted, own);
        match self.plain {
            Some(rank) => words::in_a_row(lang, &sentence, &words::plain_rank(lang, &group(rank as usize))),
            None => sentence,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::domain::frameworks;
    use crate::domain::plan::Item;
    use crate::domain::uncertainty::Simulation;

    fn plan(reach: &[Estimate]) -> Plan {
        let mut plan = Plan::new("p".into(), "Test", "2026-11-22T09:00:00Z");
        for (at, reach) in reach.iter().enumerate() {
            let mut item = Item::new(format!("i{at}").into(), "", format!("Item {at}"));
            for (key, value) in [("impact", 1.0), ("confidence", 0.8), ("effort", 1.0)] {
                item.set_estimate("rice", key, Some(Estimate::Value(value)));
            }
            item.set_estimate("rice", "reach", Some(reach.clone()));
            plan.items.push(Rc::new(item));
        }
        plan
    }

    fn range(low: f64, likely: f64, high: f64) -> Estimate {
        Estimate::Range { low, likely, high }
    }

    fn simulated(plan: &Plan) -> RankRanges {
        let request = rank_ranges(plan, frameworks::default()).unwrap();
        let mut simulation = Simulation::new(&request);
        simulation.step(request.draws);
        RankRanges::of(&request, &simulation.results())
    }

    #[test]
    fn an_item_moves_with_its_own_range_and_with_those_of_others() {
        let plan = plan(&[
            Estimate::Value(1_000_000.0),
            range(50.0, 100.0, 200.0),
            Estimate::Value(100.0),
            Estimate::Unreadable("many".into()),
        ]);
        let ranges = simulated(&plan);
        let shown = |id: &str| ranges.of_item(id).map(|range| (range.short(), range.own));
        assert_eq!(shown("i0"), Some(("1".into(), Own::Single)));
        assert_eq!(shown("i1"), Some(("2–3".into(), Own::Given)));
        assert_eq!(shown("i2"), Some(("2–3".into(), Own::Single)));
        assert_eq!((shown("i3"), shown("gone")), (None, None));
        let range = ranges.of_item("i1").unwrap();
        assert_eq!(
            range.sentence(ranges.draws, Lang::En),
            "2 to 3 in 90% of 10,000 simulated orders. Its ranges were given."
        );
        assert_eq!(
            range.sentence(ranges.draws, Lang::Zh),
            "2 至 3：10,000 次模拟中有 90% 的名次在此区间内。它的区间是填写的。"
        );
    }

    #[test]
    fn what_is_assumed_is_marked_and_the_order_without_confidence_is_told() {
        let mut plan = plan(&[Estimate::Value(100.0), Estimate::Value(90.0)]);
        Rc::make_mut(&mut plan.items[0]).set_estimate("rice", "confidence", Some(Estimate::Value(0.5)));
        plan.settings.assumed_ranges.on = true;
        let ranges = simulated(&plan);
        let range = ranges.of_item("i0").unwrap();
        assert_eq!((range.short().as_str(), range.own, range.plain), ("≈\u{a0}1–2", Own::Assumed, Some(1)));
        let sentence = range.sentence(ranges.draws, Lang::En);
        assert!(
            sentence.contains("assumed") && sentence.ends_with("Without it the rank is 1."),
            "{sentence}"
        );
        assert_eq!(range.words(Lang::En), "1 to 2", "what is copied has no mark");
    }

    #[test]
    fn without_ranges_nothing_is_said_of_ranks() {
        let of = |plan: &Plan, id: &str| rank_ranges(plan, frameworks::by_id(id).unwrap()).map(|_| ());
        let single = plan(&[Estimate::Value(2.0), Estimate::Value(1.0)]);
        let lone = plan(&[range(1.0, 2.0, 3.0)]);
        let open = plan(&[range(1.0, 2.0, 3.0), Estimate::Value(1.0)]);
        let mut assumed = single.clone();
        assumed.settings.assumed_ranges.on = true;
        for (plan, framework, expected, at_a_glance) in [
            (&single, "rice", Err(NoRanges::Single), false),
            (&lone, "rice", Err(NoRanges::TooFew), true),
            (&open, "rice", Ok(()), true),
            (&open, "ice", Err(NoRanges::TooFew), false),
            (&assumed, "rice", Ok(()), true),
            (&assumed, "moscow", Err(NoRanges::TooFew), false),
            (&assumed, "tradeoff", Err(NoRanges::Worth), false),
        ] {
            assert_eq!(of(plan, framework), expected, "{framework}");
            assert_eq!(has_ranges(plan, frameworks::by_id(framework).unwrap()), at_a_glance, "{framework}");
        }
        for why in [NoRanges::Worth, NoRanges::TooFew, NoRanges::Single] {
            assert!(why.sentence(Lang::En).ends_with('.') && why.sentence(Lang::Zh).ends_with('。'));
        }
    }
}
