//! What the beam says, in sentences.

use super::beam::{Beam, Flip, Order, TOLERANCE};
use super::strip::Strip;
use super::value::Weighing;
use crate::domain::number;
use crate::domain::plan::Plan;
use crate::domain::text::{Lang, tradeoff as words};

/// How many first places the strip and the sentences look at.
pub const TOP: usize = 3;

/// Why there is no order to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// The plan has neither needs nor goals.
    Sides,
    /// No need and no goal has a weight.
    Weights,
    /// The plan has no items.
    Items,
    /// All items are rejected or shipped.
    Open,
    /// Nobody has judged what the items serve.
    Judgements,
}

impl Lack {
    /// What a plan lacks to be weighed, if it lacks anything.
    pub fn of(plan: &Plan, weighing: &Weighing, beam: &Beam) -> Option<Lack> {
        if plan.needs.is_empty() && plan.goals.is_empty() {
            Some(Lack::Sides)
        } else if weighing.is_empty() {
            Some(Lack::Weights)
        } else if plan.items.is_empty() {
            Some(Lack::Items)
        } else if !beam.entries().is_empty() {
            None
        } else if beam.unjudged().is_empty() {
            Some(Lack::Open)
        } else {
            Some(Lack::Judgements)
        }
    }

    /// What is missing and what to do, in one sentence or two.
    pub fn sentence(self, lang: Lang) -> &'static str {
        match self {
            Lack::Sides => words::no_sides(lang),
            Lack::Weights => words::no_weights(lang),
            Lack::Items => words::no_items(lang),
            Lack::Open => words::all_decided(lang),
            Lack::Judgements => words::nothing_judged(lang),
        }
    }
}

/// A share as people read it: whole percent where it is that, else one decimal.
pub fn percent(share: f64) -> String {
    number::percent(share, 1)
}

/// The two sides of a share as people read them, need first; they add up to 100.
pub fn sides(share: f64) -> (String, String) {
    // Of the rounded share, so that 33.35 : 66.65 does not read as 101.
    let tenths = libm::round(share * 1000.0);
    (number::display(tenths / 10.0, 1), number::display((1000.0 - tenths) / 10.0, 1))
}

/// A side that has no weight at all, so that the other one decides alone.
pub fn one_sided(weighing: &Weighing, lang: Lang) -> Option<&'static str> {
    match (weighing.needs().is_empty(), weighing.goals().is_empty()) {
        (true, false) => Some(words::no_needs(lang)),
        (false, true) => Some(words::no_goals(lang)),
        _ => None,
    }
}

/// What the order at a need share is worth: how far the first places hold, and what changes
/// next on either side. One sentence each; `title` names an entry.
pub fn sentences(
    beam: &Beam,
    strip: &Strip,
    order: &Order,
    title: &dyn Fn(u32) -> String,
    lang: Lang,
) -> Vec<String> {
    let count = beam.entries().len();
    match count {
        0 => return vec![words::nothing_judged(lang).to_owned()],
        1 => return vec![words::one_item(lang).to_owned()],
        _ if beam.is_level() => return vec![words::all_level(lang, count)],
        _ => {}
    }
    let mut said = Vec::new();
    let holds = strip.holds(order.share, &order.places);
    let titles: Vec<String> = order.first().iter().map(|entry| title(*entry)).collect();
    match (titles.as_slice(), holds) {
        ([one], Some(holds)) if is_all(holds.first) => said.push(words::first_never_changes(lang, one)),
        ([one], Some(holds)) => {
            let (from, to) = holds.first;
            said.push(words::first_holds(lang, one, &percent(from), &percent(to)));
        }
        ([], _) | ([_], None) => {}
        (titles, _) => {
            said.push(words::first_shared(lang, &words::shared(lang, titles), &percent(order.share)));
            if let (Some(below), Some(above)) = strip.first_beside(order.share)
                && below != above
            {
                said.push(words::first_beside(lang, &title(below), &title(above)));
            }
        }
    }
    let edge = if count > TOP { order.tied_over(TOP) } else { &[] };
    if !edge.is_empty() {
        let titles: Vec<String> = edge.iter().map(|entry| title(*entry)).collect();
        said.push(words::edge_shared(lang, &words::shared(lang, &titles), &percent(order.share)));
    }
    let (below, above) = beam.flips(order);
    if below.is_none() && above.is_none() && !beam.crosses_here(order) {
        said.push(words::never_anything(lang).to_owned());
        return said;
    }
    if count > TOP
        && strip.places == TOP
        && edge.is_empty()
        && let Some(holds) = holds
    {
        let ((from, to), (low, high)) = (holds.set, holds.order);
        let (from, to, low, high) = (percent(from), percent(to), percent(low), percent(high));
        said.push(match (is_all(holds.set), holds.set == holds.order) {
            (true, true) => words::top_three_always(lang).to_owned(),
            (true, false) => words::top_three_order(lang, &low, &high),
            (false, true) => words::top_three_holds(lang, &from, &to),
            (false, false) => words::top_three_in_order(lang, &from, &to, &low, &high),
        });
    }
    type Words = fn(Lang, &str, &str, &str, &str) -> String;
    let flip = |flip: Flip, words: Words| {
        let (overtakes, overtaken) = (title(flip.overtakes), title(flip.overtaken));
        words(lang, &percent(flip.at), &overtakes, &overtaken, &words::more_swap(lang, flip.more))
    };
    said.push(match below {
        Some(below) => flip(below, words::flip_below),
        None => words::never_below(lang).to_owned(),
    });
    said.push(match above {
        Some(above) => flip(above, words::flip_above),
        None => words::never_above(lang).to_owned(),
    });
    said
}

fn is_all((from, to): (f64, f64)) -> bool {
    from <= TOLERANCE && to >= 1.0 - TOLERANCE
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::super::beam::tests::{SMAA, beam};
    use super::*;
    use crate::domain::plan::{Goal, Item, Need, Status};

    #[track_caller]
    fn check(worths: &[(f64, f64)], share: f64, lang: Lang, expected: &[&str]) {
        let beam = beam(worths);
        let title = |entry: u32| char::from(b'A' + entry as u8).to_string();
        let said = sentences(&beam, &Strip::of(&beam, TOP), &beam.order(share, &[]), &title, lang);
        assert_eq!(said, expected);
    }

    #[test]
    fn the_published_example_is_told_in_both_languages() {
        check(
            &SMAA,
            0.45,
            Lang::En,
            &[
                "B is first from 42.9% to 57.1% need.",
                "The top three hold from 42.9% to 57.1%, in this order from 42.9% to 50%.",
                "At 42.9% need, C overtakes B, and 1 other pair swaps.",
                "At 50% need, A overtakes C.",
            ],
        );
        check(
            &SMAA,
            1.0,
            Lang::Zh,
            &[
                "需求侧权重在 57.1% 至 100% 之间时，“A”居首。",
                "需求侧权重在 57.1% 至 100% 之间时，前三名都是这三个。",
                "需求侧权重降到 57.1% 时，“B”超过“A”，另有 1 对互换。",
                "再偏向用户需求，顺序不再变化。",
            ],
        );
    }

    #[test]
    fn every_special_case_has_its_sentence() {
        check(&[], 0.5, Lang::En, &[words::nothing_judged(Lang::En)]);
        check(&[(0.5, 0.5)], 0.5, Lang::En, &[words::one_item(Lang::En)]);
        check(&[(0.5, 0.2); 3], 0.5, Lang::En, &[&words::all_level(Lang::En, 3)]);
        check(
            &[(0.5, 0.5), (0.1, 0.1)],
            0.5,
            Lang::En,
            &["The first place never changes: it is A.", "The order is the same wherever the weight hangs."],
        );
        check(
            &[(1.0, 0.0), (0.0, 1.0)],
            0.5,
            Lang::En,
            &[
                "At 50% need, A and B share the first place.",
                "With less need B is first, with more A.",
                "Towards the business goal nothing changes any more.",
                "Towards user need nothing changes any more.",
            ],
        );
        check(
            &[(0.9, 0.9), (0.8, 0.8), (0.7, 0.7), (0.6, 0.5), (0.5, 0.6)],
            0.2,
            Lang::En,
            &[
                "The first place never changes: it is A.",
                "The top three are the same wherever the weight hangs.",
                "Towards the business goal nothing changes any more.",
                "At 50% need, D overtakes E.",
            ],
        );
    }

    #[test]
    fn equal_items_at_the_edge_of_the_top_three_are_named_instead_of_chosen_between() {
        let level = "The order is the same wherever the weight hangs.";
        check(
            &[(0.9, 0.9), (0.8, 0.8), (0.5, 0.5), (0.5, 0.5)],
            0.3,
            Lang::En,
            &[
                "The first place never changes: it is A.",
                "At 30% need, C and D are equal at the edge of the top three, so these are not settled.",
                level,
            ],
        );
        // Where they swap, too: which of them is among the three is decided beside this share.
        check(
            &[(0.9, 0.9), (0.8, 0.8), (0.6, 0.4), (0.4, 0.6)],
            0.5,
            Lang::Zh,
            &[
                "第一名始终不变：“A”。",
                "需求侧权重为 50% 时，“C”和“D”并列在前三名的边缘，前三名因此未定。",
                "再偏向业务目标，顺序不再变化。",
                "再偏向用户需求，顺序不再变化。",
            ],
        );
        // Equals within the three settle nothing less.
        check(
            &[(0.9, 0.9), (0.5, 0.5), (0.5, 0.5), (0.4, 0.4)],
            0.3,
            Lang::En,
            &["The first place never changes: it is A.", level],
        );
    }

    #[test]
    fn the_order_of_the_journey_is_told_as_the_journey_expects() {
        // Of `tradeoff.test.mjs`: Guest checkout, Wallet pay, Faster search.
        let third = 1.0 / 3.0;
        check(
            &[(2.0 * third, 0.0), (0.0, 1.0), (third, third)],
            0.5,
            Lang::En,
            &[
                "B is first from 0% to 60% need.",
                "Towards the business goal nothing changes any more.",
                "At 60% need, A overtakes B.",
            ],
        );
    }

    #[test]
    fn percents_are_short_and_the_sides_add_up() {
        for (share, expected) in [
            (0.62, ("62%", "62", "38")),
            (0.474, ("47.4%", "47.4", "52.6")),
            (0.33335, ("33.3%", "33.3", "66.7")),
            (0.0, ("0%", "0", "100")),
            (1.0, ("100%", "100", "0")),
        ] {
            let (need, goal) = sides(share);
            assert_eq!((percent(share).as_str(), need.as_str(), goal.as_str()), expected);
        }
    }

    #[test]
    fn what_a_plan_lacks_is_told_in_the_order_in_which_it_is_mended() {
        let mut plan = Plan::default();
        let mut lack = |change: &dyn Fn(&mut Plan)| {
            change(&mut plan);
            let weighing = Weighing::of(&plan);
            (Lack::of(&plan, &weighing, &Beam::of(&plan, &weighing)), one_sided(&weighing, Lang::En))
        };
        let need = |weight| Need { id: "n".into(), weight, ..Need::default() };
        assert_eq!(lack(&|_| {}).0, Some(Lack::Sides));
        assert_eq!(lack(&|plan| plan.needs = Rc::new(vec![need(0.0)])).0, Some(Lack::Weights));
        let (lacks, sided) = lack(&|plan| plan.needs = Rc::new(vec![need(1.0)]));
        assert_eq!((lacks, sided), (Some(Lack::Items), Some(words::no_goals(Lang::En))));
        let mut item = Item::new("i".into(), "SY-1", "A");
        assert_eq!(lack(&|plan| plan.items = vec![Rc::new(item.clone())]).0, Some(Lack::Judgements));
        item.status = Status::Shipped;
        assert_eq!(lack(&|plan| plan.items = vec![Rc::new(item.clone())]).0, Some(Lack::Open));
        item.status = Status::Idea;
        item.needs.insert("n".into(), 2);
        assert_eq!(lack(&|plan| plan.items = vec![Rc::new(item.clone())]).0, None);
        let goals = vec![Goal { id: "g".into(), weight: 1.0, ..Goal::default() }];
        assert_eq!(lack(&|plan| plan.goals = Rc::new(goals.clone())).1, None);
        for lack in [Lack::Sides, Lack::Weights, Lack::Items, Lack::Open, Lack::Judgements] {
            assert_ne!(lack.sentence(Lang::En), lack.sentence(Lang::Zh));
        }
    }
}
