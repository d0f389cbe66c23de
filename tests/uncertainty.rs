//! Simulations against closed forms, and what has to hold of every one.
// Helpers of tests may stop the test.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "support/simulation.rs"]
mod simulation;

use std::rc::Rc;

use proptest::collection::vec;
use proptest::prelude::*;
use steelyard::domain::frameworks::{self, Basis, Framework};
use steelyard::domain::plan::{Estimate, Goal, Item, Need, Plan};
use steelyard::domain::sample;
use steelyard::domain::text::Lang;
use steelyard::domain::uncertainty::{
    Asked, DRAWS, Entry, Formula, MOST_DRAWS, Pair, Quantity, Question, Request, Results, Simulation,
    chance_error, compare, confidence_factor, fingerprint, largest_error, request, value_per_work,
};

const NOW: &str = "2026-11-22T09:00:00Z";

fn framework(id: &str) -> &'static Framework {
    frameworks::by_id(id).unwrap()
}

fn range(low: f64, likely: f64, high: f64) -> Quantity {
    Quantity { low, likely, high, assumed: false }
}

/// A range whose logarithm is even around its median.
fn even(low: f64, high: f64) -> Quantity {
    range(low, (low * high).sqrt(), high)
}

/// A request over the product of the inputs by their likely values.
fn ranges(id: &str, bounds: (f64, f64), items: &[(&str, Vec<Quantity>)]) -> Request {
    let inputs = framework(id).inputs.iter().map(|input| Asked {
        key: input.key.to_owned(),
        sheet: framework(id).sheet.to_owned(),
        least: bounds.0,
        most: bounds.1,
    });
    let entry = |(at, (id, inputs)): (usize, &(&str, Vec<Quantity>))| Entry {
        id: (*id).to_owned(),
        rank: at as u32 + 1,
        usual: at as u32 + 1,
        inputs: inputs.clone(),
    };
    Request {
        seed: 1,
        draws: DRAWS,
        formula: Formula::Framework(id.to_owned()),
        inputs: inputs.collect(),
        items: items.iter().enumerate().map(entry).collect(),
        unscored: 0,
    }
}

/// Reach alone is open.
fn reach(low: f64, likely: f64, high: f64) -> Vec<Quantity> {
    vec![range(low, likely, high), Quantity::single(1.0), Quantity::single(1.0), Quantity::single(1.0)]
}

fn simulate(request: &Request) -> Results {
    let mut simulation = Simulation::new(request);
    assert!(simulation.step(request.draws));
    simulation.results()
}

/// The share of draws in which an item had that rank.
fn share(results: &Results, item: usize, rank: usize) -> f64 {
    let count = results.items[item].first.get(rank - 1).copied().unwrap_or_default();
    f64::from(count) / f64::from(results.draws)
}

#[track_caller]
fn near(found: f64, expected: f64, draws: u32) {
    let tolerance = 4.0 * chance_error(expected, draws);
    assert!((found - expected).abs() <= tolerance, "{found}, not {expected} within {tolerance}");
}

#[test]
fn lognormal_factors_meet_the_exact_probabilities() {
    // Three items with independent lognormal factors, given as 90 % intervals: the logarithm
    // of their product is normal, so P(A > B) = Φ((μA - μB) / √(σA² + σB²)).
    let a = vec![even(300.0, 600.0), even(1.0, 3.0), even(0.6, 1.0), even(1.0, 4.0)];
    let b = vec![even(1000.0, 4000.0), even(0.5, 1.0), even(0.5, 0.8), even(3.0, 6.0)];
    let c = vec![even(400.0, 1200.0), even(0.5, 2.0), even(0.3, 0.8), even(0.5, 2.0)];
    let mut request = ranges("rice", (0.0, 1e12), &[("c", c), ("a", a), ("b", b)]);
    request.draws = MOST_DRAWS;
    for (above, below, expected) in [
        ("a", "b", 0.645_741_541_337_183_5),
        ("a", "c", 0.426_892_780_125_966_76),
        ("b", "c", 0.301_928_095_953_469_3),
    ] {
        let pair = compare(&request, above, below).unwrap();
        near(pair.probability().unwrap(), expected, pair.draws);
        let back = compare(&request, below, above).unwrap();
        assert_eq!(back.above, pair.draws - pair.above - pair.tied);
    }
    let results = simulate(&request);
    assert_eq!(results.items[0].next, compare(&request, "c", "a"));
    assert_eq!(results.items[1].next, compare(&request, "a", "b"));
    assert_eq!(results.items[2].next, None);
    // By two-dimensional integration; printed with four digits.
    for (item, ranks) in
        [[0.495, 0.2809, 0.224], [0.3443, 0.3839, 0.2718], [0.1607, 0.3351, 0.5042]].into_iter().enumerate()
    {
        for (at, expected) in ranks.into_iter().enumerate() {
            // The reference was simulated too, with a million draws.
            let found = share(&results, item, at + 1);
            let tolerance = 4.0 * chance_error(expected, MOST_DRAWS) + 0.002;
            assert!((found - expected).abs() < tolerance, "{item} {at}: {found}, not {expected}");
        }
    }
}

#[test]
fn a_range_that_lies_above_another_is_above_it_in_nearly_every_draw() {
    let request =
        ranges("rice", (0.0, 1e12), &[("a", reach(900.0, 1000.0, 1100.0)), ("b", reach(9.0, 10.0, 11.0))]);
    let results = simulate(&request);
    assert_eq!(results.items[0].next, Some(Pair { above: DRAWS, tied: 0, draws: DRAWS }));
    assert_eq!((results.items[1].low, results.items[1].median, results.items[1].high), (2, 2, 2));
    assert_eq!((results.hold(1), results.hold(2), results.hold(3)), (Some(1.0), Some(1.0), None));
}

#[test]
fn items_with_the_same_range_share_the_ranks_evenly() {
    let names: Vec<String> = (0..6).map(|at| format!("i{at}")).collect();
    let items: Vec<(&str, Vec<Quantity>)> =
        names.iter().map(|name| (name.as_str(), reach(50.0, 100.0, 300.0))).collect();
    let results = simulate(&ranges("rice", (0.0, 1e12), &items));
    for item in 0..6 {
        for rank in 1..=6 {
            near(share(&results, item, rank), 1.0 / 6.0, DRAWS);
        }
        near(results.items[item].mean / 6.0, 3.5 / 6.0, DRAWS);
    }
    // Of all sets of two, one in fifteen.
    near(results.hold(2).unwrap(), 1.0 / 15.0, DRAWS);
    assert_eq!(results.hold(6), Some(1.0));
}

#[test]
fn two_criteria_meet_the_closed_form_of_acceptability() {
    // Need and goal of four alternatives, the need share even over 0 to 1 (closed form).
    let worth = [("b", [6.0, 6.0]), ("a", [9.0, 2.0]), ("c", [2.0, 9.0]), ("d", [5.0, 5.0])];
    let expected = [
        [1.0 / 7.0, 6.0 / 7.0, 0.0, 0.0],
        [3.0 / 7.0, 0.5 / 7.0, 0.5 / 7.0, 3.0 / 7.0],
        [3.0 / 7.0, 0.5 / 7.0, 0.5 / 7.0, 3.0 / 7.0],
        [0.0, 0.0, 6.0 / 7.0, 1.0 / 7.0],
    ];
    let request = shares(&worth, 0.0, 1.0);
    let results = simulate(&request);
    for (item, ranks) in expected.into_iter().enumerate() {
        for (at, expected) in ranks.into_iter().enumerate() {
            near(share(&results, item, at + 1), expected, DRAWS);
        }
    }
    for (item, expected) in [Some(0.5), Some(5.5 / 7.0), Some(1.5 / 7.0), None].into_iter().enumerate() {
        let central = results.items[item].central;
        assert_eq!(central.is_some(), expected.is_some(), "{item}");
        assert!(
            (central.unwrap_or_default() - expected.unwrap_or_default()).abs() < 0.01,
            "{item}: {central:?}"
        );
        if let Some(central) = central {
            assert_eq!(confidence_factor(&request, worth[item].0, central), Some(1.0));
        }
    }
    assert_eq!(confidence_factor(&request, "d", 0.5), Some(0.0));
    assert_eq!(confidence_factor(&request, "nobody", 0.5), None);
}

/// A request over the need share.
fn shares(items: &[(&str, [f64; 2])], low: f64, high: f64) -> Request {
    let entry = |(at, (id, worth)): (usize, &(&str, [f64; 2]))| Entry {
        id: (*id).to_owned(),
        rank: at as u32 + 1,
        usual: at as u32 + 1,
        inputs: worth.map(|value| Quantity::single(value / 10.0)).to_vec(),
    };
    Request {
        seed: 1,
        draws: DRAWS,
        formula: Formula::NeedShare { low, plain: 0.5, high },
        inputs: ["need", "goal"]
            .map(|key| Asked { key: key.to_owned(), sheet: String::new(), least: 0.0, most: 1.0 })
            .to_vec(),
        items: items.iter().enumerate().map(entry).collect(),
        unscored: 0,
    }
}

#[test]
fn the_need_share_stays_between_its_ends() {
    // A and B swap at 4/7; between 0.6 and 0.8 A is always above.
    let results = simulate(&shares(&[("a", [9.0, 2.0]), ("b", [6.0, 6.0])], 0.6, 0.8));
    assert_eq!(results.items[0].first, [DRAWS]);
    assert!((results.items[0].central.unwrap() - 0.7).abs() < 0.005);
    assert_eq!(results.items[1].central, None);
    // The share is one for all items, so an item that is better at both is above always.
    let results = simulate(&shares(&[("b", [6.0, 6.0]), ("d", [5.0, 5.9])], 0.0, 1.0));
    assert_eq!(results.items[0].next, Some(Pair { above: DRAWS, tied: 0, draws: DRAWS }));
}

#[test]
fn an_item_that_is_worse_at_everything_has_no_central_share() {
    // The unit test "dominated" of the R package smaa, with two criteria of equal weight.
    let request = shares(&[("a", [10.0, 10.0]), ("b", [0.0, 0.0])], 0.5, 0.5);
    let results = simulate(&request);
    assert_eq!((results.items[0].central, results.items[1].central), (Some(0.5), None));
    assert_eq!(
        (confidence_factor(&request, "a", 0.5), confidence_factor(&request, "b", 0.5)),
        (Some(1.0), Some(0.0))
    );
}

#[test]
fn winning_nine_of_ten_draws_is_a_pairwise_winning_index_of_nine_tenths() {
    // The unit test "pwi" of the R package smaa: in one of ten draws the two are the other way round.
    // A is above B where the share is above B's value, so some value parts the ten draws so.
    let at =
        |value: f64| Request { draws: 10, ..shares(&[("a", [10.0, 0.0]), ("b", [value, value])], 0.0, 1.0) };
    let value = (1..1000)
        .map(|nth| f64::from(nth) / 100.0)
        .find(|value| compare(&at(*value), "a", "b").is_some_and(|pair| pair.above == 9));
    let request = at(value.unwrap());
    let index = |above, below| compare(&request, above, below).unwrap().probability();
    assert_eq!((index("a", "b"), index("b", "a")), (Some(0.9), Some(0.1)));
    let results = simulate(&request);
    assert_eq!((share(&results, 0, 1), share(&results, 0, 2)), (0.9, 0.1));
    assert_eq!((share(&results, 1, 1), share(&results, 1, 2)), (0.1, 0.9));
}

/// Two items whose worths are `worth`, with an effort each, in a plan with a need and a goal.
fn worked(worth: [(i8, i8); 3], efforts: [Option<Estimate>; 3]) -> Plan {
    let mut plan = plan(&efforts.map(|effort| [None, None, None, effort]));
    plan.needs = Rc::new(vec![Need { id: "n".into(), weight: 1.0, ..Need::default() }]);
    plan.goals = Rc::new(vec![Goal { id: "g".into(), weight: 1.0, ..Goal::default() }]);
    for (item, (need, goal)) in plan.items.iter_mut().zip(worth) {
        let item = Rc::make_mut(item);
        item.needs.insert("n".into(), need);
        item.goals.insert("g".into(), goal);
    }
    plan
}

#[test]
fn the_need_share_and_the_ranges_of_the_work_vary_at_once() {
    // Worth 1 and 1/3 to users, 1/3 and 1 to the business; the work is lognormal, A's twice B's.
    let (low, high, other) = (2.0, 8.0, 2.0);
    let effort = |low: f64, high: f64| Some(Estimate::Range { low, likely: (low * high).sqrt(), high });
    let plan = worked([(3, 1), (1, 3), (3, 3)], [effort(low, high), Some(Estimate::Value(other)), None]);
    let request = Request { draws: MOST_DRAWS, ..value_per_work(&plan, framework("rice"), 0.0, 1.0) };
    let ids: Vec<&str> = request.items.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!((ids, request.unscored), (vec!["i1", "i0"], 1), "what nobody has estimated has no place");
    assert_eq!((request.items[0].rank, request.items[1].rank), (1, 2));
    // P(A > B) = the mean over the share of Φ((ln(vA / vB) - ln(4 / 2)) / σ), by the midpoint rule.
    let sigma = libm::log(high / low) / (2.0 * 1.644_853_626_951_472_2);
    let steps = 20_000;
    let chance = |nth: i32| {
        let share = (f64::from(nth) + 0.5) / f64::from(steps);
        let (a, b) = (share + (1.0 - share) / 3.0, share / 3.0 + (1.0 - share));
        steelyard::domain::kano::statistics::normal((libm::log(a / b) - libm::log(2.0)) / sigma)
    };
    let expected = (0..steps).map(chance).sum::<f64>() / f64::from(steps);
    let pair = compare(&request, "i0", "i1").unwrap();
    near(pair.probability().unwrap(), expected, pair.draws);
    // Neither of the two alone says so: with A's likely work, A is above only where the share is 1.
    assert!(expected > 0.1 && expected < 0.4, "{expected}");
    let results = simulate(&request);
    near(share(&results, 1, 1), expected, MOST_DRAWS);
    // Those who put A first would give users more than those who put B first.
    assert!(results.items[1].central.unwrap() > results.items[0].central.unwrap() + 0.1);
}

#[test]
fn value_per_work_takes_the_ranges_that_are_assumed() {
    let mut plan = worked([(3, 1), (1, 3), (1, 1)], [2.0, 2.0, 4.0].map(|work| Some(Estimate::Value(work))));
    let sure = value_per_work(&plan, framework("rice"), 0.5, 0.5);
    assert!(!sure.is_open());
    assert_eq!(sure.items.iter().map(|entry| entry.rank).collect::<Vec<_>>(), [1, 1, 3]);
    plan.settings.assumed_ranges.on = true;
    Rc::make_mut(&mut plan.items[1]).set_estimate("rice", "confidence", Some(Estimate::Value(0.5)));
    let open = value_per_work(&plan, framework("rice"), 0.5, 0.5);
    assert!(open.is_open());
    let width = |id: &str| {
        let work = open.items.iter().find(|entry| entry.id == id).unwrap().inputs[2];
        assert!(work.assumed);
        work.high / work.likely
    };
    let ranges = &plan.settings.assumed_ranges;
    assert_eq!((width("i0"), width("i1")), (ranges.medium, ranges.low));
}

#[test]
fn equal_scores_share_the_better_rank() {
    let single = |value: f64| reach(value, value, value);
    let results = simulate(&ranges(
        "rice",
        (0.0, 1e12),
        &[("a", single(3.0)), ("b", single(3.0 * (1.0 + 1e-12))), ("c", single(3.0)), ("d", single(1.0))],
    ));
    for (item, rank) in [1, 1, 1, 4].into_iter().enumerate() {
        let outlook = &results.items[item];
        assert_eq!(
            (outlook.low, outlook.median, outlook.high, outlook.mean),
            (rank, rank, rank, f64::from(rank))
        );
    }
    assert_eq!(results.items[0].next, Some(Pair { above: 0, tied: DRAWS, draws: DRAWS }));
    assert_eq!(results.items[0].next.unwrap().probability(), Some(0.5));
    // The plain order decides among equals, so it holds.
    assert!((1..=4).all(|k| results.hold(k) == Some(1.0)));
    assert_eq!(results.top(&results.items[2], 1), Some(1.0));
}

#[test]
fn few_items_and_none_have_results_too() {
    let none = simulate(&ranges("rice", (0.0, 1e12), &[]));
    assert_eq!((none.draws, none.items.len(), none.hold(1)), (DRAWS, 0, None));
    let one = simulate(&ranges("rice", (0.0, 1e12), &[("a", reach(1.0, 2.0, 9.0))]));
    assert_eq!((one.items[0].low, one.items[0].high, one.items[0].next), (1, 1, None));
    assert_eq!(one.hold(1), Some(1.0));
    let request = ranges("rice", (0.0, 1e12), &[("a", reach(1.0, 2.0, 9.0))]);
    let before = Simulation::new(&request).results();
    assert_eq!((before.draws, before.hold(1), before.top(&before.items[0], 1)), (0, None, None));
    assert_eq!(compare(&request, "a", "b"), None);
    assert_eq!((largest_error(0), largest_error(DRAWS)), (1.0, 0.005));
}

#[test]
fn a_one_sided_range_goes_one_way() {
    // Its median is its low end, so half of its draws are at the score of the other.
    let items = [("a", reach(100.0, 100.0, 200.0)), ("b", reach(100.0, 100.0, 100.0))];
    let pair = compare(&ranges("rice", (0.0, 1e12), &items), "a", "b").unwrap();
    assert_eq!(pair.above + pair.tied, pair.draws);
    near(f64::from(pair.above) / f64::from(pair.draws), 0.5, pair.draws);
}

#[test]
fn many_items_have_ranks_that_are_rounded_outwards() {
    let names: Vec<String> = (0..2_000).map(|at| format!("i{at}")).collect();
    let items: Vec<(&str, Vec<Quantity>)> = names
        .iter()
        .enumerate()
        .map(|(at, name)| {
            (name.as_str(), reach(5_000.0 - at as f64, 5_000.0 - at as f64, 5_000.0 - at as f64))
        })
        .collect();
    let mut request = ranges("rice", (0.0, 1e12), &items);
    request.draws = 16;
    let results = simulate(&request);
    for (at, outlook) in results.items.iter().enumerate() {
        let rank = at as u32 + 1;
        assert!(outlook.low <= rank && rank <= outlook.high, "{rank}: {} to {}", outlook.low, outlook.high);
        assert!(f64::from(outlook.high - outlook.low) <= f64::from(rank) / 100.0);
        assert_eq!(outlook.mean, f64::from(rank));
    }
}

#[test]
fn results_are_the_same_on_every_machine() {
    let found = [simulation::over_estimates(), simulation::over_need_share(), simulation::over_both()]
        .map(|request| fingerprint(&simulate(&request)));
    assert_eq!(found, simulation::FINGERPRINTS);
}

#[test]
fn a_request_survives_being_sent() {
    let mut plan = sample::plan(Lang::En, "p".into(), NOW);
    plan.settings.assumed_ranges.on = true;
    for question in [Question::Score, Question::Value { low: 0.25, high: 1.0 / 3.0 }] {
        let request = request(&plan, frameworks::default(), question);
        assert!(request.items.len() > 10 && request.is_open());
        let sent = serde_json::to_string(&request).unwrap();
        assert_eq!(serde_json::from_str::<Request>(&sent).unwrap(), request);
        let results = simulate(&request);
        let back = serde_json::from_str::<Results>(&serde_json::to_string(&results).unwrap()).unwrap();
        assert_eq!((fingerprint(&back), &back), (fingerprint(&results), &results));
    }
}

fn plan(rows: &[[Option<Estimate>; 4]]) -> Plan {
    let mut plan = Plan::new("p".into(), "Test", NOW);
    for (at, row) in rows.iter().enumerate() {
        let mut item = Item::new(format!("i{at}").into(), format!("SY-{at}"), format!("Item {at}"));
        for (input, value) in framework("rice").inputs.iter().zip(row) {
            item.set_estimate("rice", input.key, value.clone());
        }
        plan.items.push(Rc::new(item));
    }
    plan
}

fn values(values: [f64; 4]) -> [Option<Estimate>; 4] {
    values.map(|value| Some(Estimate::Value(value)))
}

#[test]
fn what_cannot_be_scored_is_counted_and_left_out() {
    let broken = [
        [None, None, None, None],
        [Some(Estimate::Range { low: 4.0, likely: 2.0, high: 3.0 }), None, None, None],
        [
            Some(Estimate::Range { low: 0.0, likely: 2.0, high: 3.0 }),
            Some(Estimate::Value(1.0)),
            Some(Estimate::Value(1.0)),
            Some(Estimate::Value(1.0)),
        ],
        [Some(Estimate::Unreadable("many".into())), None, None, None],
    ];
    let all_broken = request(&plan(&broken), framework("rice"), Question::Score);
    assert_eq!((all_broken.items.len(), all_broken.unscored, all_broken.is_open()), (0, 4, false));
    assert_eq!(simulate(&all_broken).items.len(), 0);
    let mut rows = broken.to_vec();
    rows.push(values([10.0, 1.0, 1.0, 1.0]));
    let request = request(&plan(&rows), framework("rice"), Question::Score);
    assert_eq!((request.items.len(), request.unscored, request.is_open()), (1, 4, false));
}

#[test]
fn the_plain_order_without_assumed_ranges_is_that_of_the_framework() {
    let plan = sample::plan(Lang::En, "p".into(), NOW);
    // What rests on needs and goals has the order of the beam, where decided items take no part.
    for framework in frameworks::ALL.iter().filter(|framework| framework.basis != Basis::Worth) {
        let ranking = steelyard::domain::ranking::rank(&plan, framework);
        let request = request(&plan, framework, Question::Score);
        let order = ranking.order.iter().take(ranking.scored_count);
        let expected: Vec<(&str, Option<u32>)> =
            order.map(|at| (&*plan.items[*at as usize].id, ranking.ranks[*at as usize])).collect();
        let found: Vec<(&str, Option<u32>)> =
            request.items.iter().map(|entry| (entry.id.as_str(), Some(entry.rank))).collect();
        assert_eq!(found, expected, "{}", framework.id);
        assert!(request.items.iter().all(|entry| entry.rank == entry.usual));
    }
}

#[test]
fn assumed_ranges_do_not_count_confidence_twice() {
    // The first is ahead by its confidence alone.
    let mut plan = plan(&[
        values([100.0, 1.0, 1.0, 1.0]),
        values([150.0, 1.0, 0.5, 1.0]),
        values([100.0, 1.0, 0.8, 1.0]),
    ]);
    plan.settings.assumed_ranges.on = true;
    let request = request(&plan, framework("rice"), Question::Score);
    let found: Vec<(&str, u32, u32)> =
        request.items.iter().map(|entry| (entry.id.as_str(), entry.rank, entry.usual)).collect();
    assert_eq!(found, [("i1", 1, 3), ("i0", 2, 1), ("i2", 2, 2)]);
    // One that people are less sure of is wider.
    let width = |at: usize| request.items[at].inputs[0].high / request.items[at].inputs[0].likely;
    assert_eq!([width(0), width(1), width(2)], [2.0, 1.25, 1.5]);
    assert!(
        request.items.iter().flat_map(|entry| &entry.inputs).all(|input| input.assumed == input.is_open())
    );
}

#[test]
fn items_without_contributions_have_no_value() {
    let mut plan = plan(&[values([1.0; 4]), values([2.0; 4]), values([3.0; 4])]);
    plan.needs = Rc::new(vec![Need { id: "n".into(), weight: 1.0, ..Need::default() }]);
    plan.goals = Rc::new(vec![Goal { id: "g".into(), weight: 1.0, ..Goal::default() }]);
    Rc::make_mut(&mut plan.items[0]).needs.insert("n".into(), 1);
    Rc::make_mut(&mut plan.items[1]).goals.insert("g".into(), 3);
    plan.settings.need_share = 0.25;
    let request = request(&plan, framework("rice"), Question::Value { low: 1.0, high: 0.0 });
    let ids: Vec<&str> = request.items.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!((ids, request.unscored), (vec!["i1", "i0"], 1));
    assert_eq!(request.formula, Formula::NeedShare { low: 0.0, plain: 0.25, high: 1.0 });
    let results = simulate(&request);
    // Third of a need against a full goal: they swap at a share of 3/4.
    near(results.items[0].next.unwrap().probability().unwrap(), 0.75, DRAWS);
}

fn any_quantities() -> impl Strategy<Value = Vec<Quantity>> {
    let quantity = prop_oneof![
        2 => (1.0..9.0_f64, 1.0..4.0_f64, 1.0..4.0_f64).prop_map(|(likely, down, up)| range(likely / down, likely, likely * up)),
        1 => (1..4_u32).prop_map(|value| Quantity::single(f64::from(value))),
        1 => (1.0..9.0_f64).prop_map(|value| range(value, value, value * 2.0)),
    ];
    vec(quantity, 4)
}

/// Items by their plain score.
fn any_request() -> impl Strategy<Value = Request> {
    vec(any_quantities(), 0..9).prop_map(|mut items| {
        let score = |inputs: &Vec<Quantity>| {
            (framework("rice").combine)(&inputs.iter().map(|input| input.likely).collect::<Vec<_>>())
        };
        items.sort_by(|a, b| score(b).total_cmp(&score(a)));
        let names: Vec<String> = (0..items.len()).map(|at| format!("i{at}")).collect();
        let items: Vec<(&str, Vec<Quantity>)> = names.iter().map(String::as_str).zip(items).collect();
        Request { draws: 203, ..ranges("rice", (0.0, 1e12), &items) }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn steps_of_any_size_lead_to_the_same_results(request in any_request(), steps in vec(0..50_u32, 0..20)) {
        let mut simulation = Simulation::new(&request);
        for step in steps {
            let before = simulation.done();
            prop_assert_eq!(simulation.step(step), simulation.is_done());
            prop_assert_eq!(simulation.done(), (before + step).min(request.draws));
            let so_far = simulate(&Request { draws: simulation.done(), ..request.clone() });
            prop_assert_eq!(so_far.items, simulation.results().items);
        }
        simulation.step(u32::MAX);
        prop_assert_eq!(simulation.results(), simulate(&request));
    }

    #[test]
    fn every_draw_is_counted_once(request in any_request()) {
        let results = simulate(&request);
        for (at, item) in results.items.iter().enumerate() {
            prop_assert_eq!(item.first.iter().sum::<u32>(), results.draws);
            prop_assert!(item.low <= item.median && item.median <= item.high);
            prop_assert!(f64::from(item.low) <= item.mean + f64::from(request.draws) && item.mean >= 1.0);
            if let Some(next) = item.next {
                prop_assert!(next.above + next.tied <= next.draws);
                prop_assert_eq!(Some(next), compare(&request, &request.items[at].id, &request.items[at + 1].id));
            }
        }
        prop_assert_eq!(results.holds.last().copied(), results.holds.last().map(|_| results.draws));
    }

    #[test]
    fn an_item_more_changes_the_draws_of_no_other(request in any_request(), more in any_quantities(), at in 0..9_usize) {
        let mut larger = request.clone();
        let at = at.min(larger.items.len());
        larger.items.insert(at, Entry { id: "new".into(), rank: 0, usual: 0, inputs: more });
        larger.items.reverse();
        for a in &request.items {
            for b in &request.items {
                prop_assert_eq!(compare(&request, &a.id, &b.id), compare(&larger, &a.id, &b.id));
            }
        }
    }
}
