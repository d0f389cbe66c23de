//! What votes say together: published figures, facts that always hold, and rooms that are hardly any.

// Helpers of tests may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/agreement.rs"]
mod cases;

use cases::{CONCORDANCE, ELECTIONS, ORDINAL};
use proptest::collection::vec;
use proptest::prelude::*;
use steelyard::domain::frameworks::{self, Bounds};
use steelyard::domain::number::display;
use steelyard::domain::plan::{Estimate, Item, Plan};
use steelyard::domain::text::Lang;
use steelyard::domain::tradeoff::{best_worst as single, pairwise};
use steelyard::domain::uncertainty::{self, Simulation};
use steelyard::domain::workshop::agreement::aggregate::{Election, Ranked, Rule, Unranked};
use steelyard::domain::workshop::agreement::camps::{Camps, camps};
use steelyard::domain::workshop::agreement::concordance::{
    Correlations, Test, Undefined, concordance, mean_ranks, tau_b,
};
use steelyard::domain::workshop::agreement::consensus::{Distribution, Numbers};
use steelyard::domain::workshop::agreement::dots::{Rules, tally};
use steelyard::domain::workshop::agreement::pairs::{
    BestWorstVote, Choice, PairVote, best_worst, group_best_worst, group_weights, pairs,
};
use steelyard::domain::workshop::agreement::range::{Agreed, Guess, agree, quantile};
use steelyard::domain::workshop::agreement::talk::{DRAWS, Number, Subject, Topic, Work, talk};
use steelyard::domain::workshop::agreement::{Answer, Silent, verdict};

#[track_caller]
fn near(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found}, not {expected}");
}

/// Numbers of chance that are the same in every run.
struct Dice(u32, Vec<u16>);

impl Dice {
    fn new() -> Dice {
        Dice(0, Vec::new())
    }

    /// A number in 0..1.
    fn roll(&mut self) -> f64 {
        if self.1.is_empty() {
            self.1.extend(draws::lanes(7, 7, self.0));
            self.0 += 1;
        }
        draws::uniform(self.1.pop().unwrap())
    }

    /// About normal: the sum of twelve.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.roll()).sum::<f64>() - 6.0
    }

    /// Votes of people of one opinion with these shares.
    fn votes(&mut self, shares: &[f64], count: u32) -> Vec<u32> {
        let mut counts = vec![0; shares.len()];
        for _ in 0..count {
            let mut left = self.roll() * shares.iter().sum::<f64>();
            let at = shares.iter().position(|share| {
                left -= share;
                left < 0.0
            });
            counts[at.unwrap_or(0)] += 1;
        }
        counts
    }
}

fn votes<T>(votes: impl IntoIterator<Item = T>) -> Vec<Answer<T>> {
    votes.into_iter().map(Answer::Vote).collect()
}

// Votes of one question.

#[test]
fn the_published_agreements_of_ordered_votes_are_reproduced() {
    for case in &ORDINAL {
        let found = Distribution::new(case.counts.to_vec());
        near(found.agreement().unwrap(), case.agreement, 5e-8);
        near(found.consensus().unwrap(), case.consensus, 5e-8);
        // The manual prints three digits of it.
        near(found.dispersion().unwrap(), case.dispersion, 4e-4);
        near(found.polarisation().unwrap(), (1.0 - case.agreement) / 2.0, 5e-8);
    }
}

#[test]
fn middles_of_votes_are_cards() {
    let check = |counts: &[u32], median: (usize, usize), quartiles: (usize, usize), modes: &[usize]| {
        let found = Distribution::new(counts.to_vec());
        assert_eq!(found.median_cards(), Some(median), "{counts:?}");
        assert_eq!(found.quartiles(), Some(quartiles), "{counts:?}");
        assert_eq!(found.modes(), modes, "{counts:?}");
    };
    check(&[1, 2, 1], (1, 1), (0, 2), &[1]);
    check(&[0, 2, 0, 2], (1, 3), (1, 3), &[1, 3]);
    check(&[5, 0, 0], (0, 0), (0, 0), &[0]);
    check(&[0, 1, 6, 1, 0], (2, 2), (2, 2), &[2]);
    assert_eq!(Distribution::new(vec![0, 2, 1, 2]).median(), Some(2.0));
    assert_eq!(Distribution::new(vec![0, 2, 0, 2]).median(), Some(2.0));
}

#[test]
fn what_is_no_vote_is_counted_beside_and_never_as_a_value() {
    let answers = [Answer::Vote(2), Answer::Unknown, Answer::Abstained, Answer::Unknown, Answer::Vote(9)];
    let found = Distribution::of(3, answers);
    assert_eq!((found.counts(), found.votes()), (&[0, 0, 1][..], 1));
    assert_eq!(found.silent(), Silent { unknown: 2, abstained: 1 });
    let numbers = Numbers::of([Answer::Vote(4.0), Answer::Abstained, Answer::Vote(f64::NAN)]);
    assert_eq!((numbers.votes(), numbers.silent().count()), (1, 1));
    // Nothing is said of nothing, and on a deck of one card all agree.
    let nobody = Distribution::of(5, [Answer::Unknown]);
    assert_eq!((nobody.median(), nobody.consensus(), nobody.agreement()), (None, None, None));
    assert_eq!((nobody.dispersion(), nobody.humps(), nobody.within(1)), (None, None, None));
    assert_eq!(Distribution::new(vec![3]).consensus(), Some(1.0));
    assert_eq!(Distribution::new(vec![3]).agreement(), None);
    assert_eq!(Distribution::default().consensus(), None);
}

#[test]
fn two_humps_are_told_from_chance_and_few_votes_never_are() {
    let check = |counts: &[u32], is_two: bool| {
        let found = Distribution::new(counts.to_vec()).humps().unwrap();
        assert_eq!(found.camps().is_some(), is_two, "{counts:?}: {found:?}");
        found
    };
    let found = check(&[12, 0, 0, 0, 14, 0, 0], true);
    let (low, high) = found.camps().unwrap();
    assert_eq!((low.votes, low.median, high.votes, high.median), (12, 0.0, 14, 4.0));
    check(&[6, 2, 0, 0, 1, 6], true);
    // One hump, however wide, is explained by one hump.
    assert_eq!(check(&[3, 4, 4, 3, 2], false).p, 1.0);
    assert_eq!(check(&[1, 9, 2, 0, 0], false).p, 1.0);
    // Chance makes dents.
    assert!(check(&[4, 6, 4, 5, 3], false).p > 0.3);
    // Three votes cannot be camps, four at two ends hardly.
    assert!(check(&[1, 0, 0, 0, 2], false).p > 0.1);
    check(&[2, 0, 0, 2], false);
    // One who is far off is no camp, but the dissent of one.
    check(&[1, 0, 0, 0, 0, 14], false);
    // Two neighbours are no two camps.
    check(&[10, 0, 12], true);
    assert_eq!(Distribution::new(vec![5, 5]).humps(), None);
}

#[test]
fn one_opinion_is_called_two_camps_as_rarely_as_promised() {
    let mut dice = Dice::new();
    for (shares, count) in [
        (&[1.0, 1.0, 1.0, 1.0, 1.0, 1.0][..], 12),
        (&[1.0, 1.0, 1.0, 1.0, 1.0, 1.0], 30),
        (&[1.0, 2.0, 4.0, 2.0, 1.0], 8),
        (&[1.0, 3.0, 8.0, 6.0, 3.0, 2.0, 1.0], 25),
    ] {
        let rooms = 300;
        let found = (0..rooms).filter(|_| {
            let humps = Distribution::new(dice.votes(shares, count)).humps().unwrap();
            humps.p < 0.05
        });
        let alarms = found.count();
        // 5 % of 300 are 15; the standard error of that is 4.
        assert!(alarms <= 24, "{shares:?} {count}: {alarms} of {rooms}");
    }
}

#[test]
fn free_numbers_are_compared_by_their_ratio() {
    let numbers = |list: &[f64]| Numbers::of(votes(list.iter().copied()));
    assert_eq!(numbers(&[3.0, 1.0, 2.0]).median(), Some(2.0));
    assert_eq!(numbers(&[4.0, 4.0]).consensus(), Some(1.0));
    // Half at each end of the scale and further is none at all.
    near(numbers(&[1.0, 21.0]).consensus().unwrap(), 0.0, 1e-12);
    near(numbers(&[1.0, 1000.0]).consensus().unwrap(), 0.0, 1e-12);
    near(numbers(&[0.0, 5.0]).consensus().unwrap(), 0.0, 1e-12);
    let alike = numbers(&[100.0, 150.0, 120.0, 900.0]);
    let part = alike.within().unwrap();
    assert_eq!((part.votes, part.low, part.high), (3, 100.0, 150.0));
    // Ten times as much is the same opinion in another unit.
    let times = numbers(&[1000.0, 1500.0, 1200.0, 9000.0]);
    near(alike.consensus().unwrap(), times.consensus().unwrap(), 1e-12);
    let list: Vec<f64> = (0..12).map(|at| 1.0 + f64::from(at) / 100.0).chain((0..14).map(|_| 40.0)).collect();
    let (low, high) = numbers(&list).camps().unwrap();
    assert_eq!((low.votes, high.votes, high.median), (12, 14, 40.0));
    assert_eq!(numbers(&[]).consensus(), None);
    assert_eq!(numbers(&[0.0, 0.0]).consensus(), Some(1.0));
    assert_eq!(numbers(&[0.0, 3.0, 3.1]).on_cards().counts(), [1, 2]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn measures_stay_in_their_bounds_and_a_scale_turned_round_says_the_same(counts in vec(0..9_u32, 2..9)) {
        let one = Distribution::new(counts.clone());
        let other = Distribution::new(counts.iter().rev().copied().collect());
        let last = counts.len() as f64 - 1.0;
        prop_assume!(one.votes() > 0);
        prop_assert!((0.0..=1.0).contains(&one.consensus().unwrap()));
        prop_assert!((-1.0 - 1e-9..=1.0 + 1e-9).contains(&one.agreement().unwrap()));
        prop_assert!((0.0..=1.0 + 1e-9).contains(&one.dispersion().unwrap()));
        prop_assert!((one.consensus().unwrap() - other.consensus().unwrap()).abs() < 1e-12);
        prop_assert!((one.agreement().unwrap() - other.agreement().unwrap()).abs() < 1e-12);
        prop_assert!((one.dispersion().unwrap() - other.dispersion().unwrap()).abs() < 1e-12);
        prop_assert_eq!(one.median().unwrap(), last - other.median().unwrap());
        let (low, high) = one.quartiles().unwrap();
        let (other_low, other_high) = other.quartiles().unwrap();
        prop_assert_eq!((low + other_high, high + other_low), (last as usize, last as usize));
        prop_assert_eq!(one.within(1).unwrap().votes, other.within(1).unwrap().votes);
        if let (Some(one), Some(other)) = (one.humps(), other.humps()) {
            prop_assert_eq!(one.p, other.p);
            prop_assert!((0.0..=1.0).contains(&one.p));
            if let (Some((a, b)), Some((c, d))) = (one.parts, other.parts)
                && counts.iter().ne(counts.iter().rev())
            {
                prop_assert_eq!((a.votes, b.votes, a.median), (d.votes, c.votes, last - d.median));
            }
        }
        // Each measure is at its best where all are on one card, and only there.
        let is_one = counts.iter().filter(|count| **count > 0).count() == 1;
        prop_assert_eq!(one.consensus().unwrap() > 1.0 - 1e-12, is_one);
        prop_assert_eq!(one.agreement().unwrap() > 1.0 - 1e-12, is_one);
        prop_assert_eq!(one.dispersion().unwrap() < 1e-12, is_one);
    }

    #[test]
    fn the_order_of_the_voters_changes_nothing(list in vec(0.0..500.0_f64, 1..20), cards in vec(0..6_usize, 1..20)) {
        let reversed = |list: &[f64]| Numbers::of(votes(list.iter().rev().copied()));
        prop_assert_eq!(reversed(&list), Numbers::of(votes(list.iter().copied())));
        let found = Distribution::of(6, votes(cards.iter().copied()));
        prop_assert_eq!(found, Distribution::of(6, votes(cards.iter().rev().copied())));
    }
}

// Orders of several people.

fn columns(rows: &[&[f64]]) -> Vec<Vec<Option<f64>>> {
    (0..rows[0].len()).map(|at| rows.iter().map(|row| Some(row[at])).collect()).collect()
}

fn people(orders: &[&[f64]]) -> Vec<Vec<Option<f64>>> {
    orders
        .iter()
        .map(|order| order.iter().map(|number| (!number.is_nan()).then_some(*number)).collect())
        .collect()
}

#[test]
fn the_published_concordances_are_reproduced() {
    for case in &CONCORDANCE {
        let found = concordance(&columns(case.rows)).unwrap();
        near(found.squares, case.squares, 1e-9);
        near(found.w, case.w, 1e-12);
        near(found.chi_squared, case.chi_squared, 1e-11);
        near(found.p_chi_squared, case.p, 1e-11);
        if let Some(mean) = case.mean_spearman {
            near(found.mean_spearman, mean, 1e-12);
        }
    }
    // Up to seven things the approximation is not used.
    assert_eq!(concordance(&columns(CONCORDANCE[0].rows)).unwrap().test, Test::Exact);
    let ten = concordance(&columns(CONCORDANCE[1].rows)).unwrap();
    assert_eq!((ten.test, ten.p), (Test::ChiSquared, ten.p_chi_squared));
}

#[test]
fn the_exact_test_of_concordance_counts_all_orders() {
    // Two people and three things: W is 1 in one of six orders, and at least 0.75 in three.
    let check = |orders: &[&[f64]], p: f64| near(concordance(&people(orders)).unwrap().p, p, 1e-12);
    check(&[&[1.0, 2.0, 3.0], &[1.0, 2.0, 3.0]], 1.0 / 6.0);
    check(&[&[1.0, 2.0, 3.0], &[1.0, 3.0, 2.0]], 3.0 / 6.0);
    check(&[&[1.0, 2.0, 3.0], &[3.0, 2.0, 1.0]], 1.0);
    // Friedman's table (Siegel and Castellan, N): three things, three people, S of 18 once in 36.
    check(&[&[1.0, 2.0, 3.0], &[1.0, 2.0, 3.0], &[1.0, 2.0, 3.0]], 1.0 / 36.0);
    // With a tie the second person has three different orders only.
    check(&[&[1.0, 2.0, 3.0], &[1.0, 2.0, 2.0]], 1.0 / 3.0);
    // Thirty people are exact as well, and many things are drawn.
    let thirty: Vec<&[f64]> =
        (0..30).map(|at| if at % 2 == 0 { &[1.0, 2.0, 3.0][..] } else { &[3.0, 2.0, 1.0] }).collect();
    let found = concordance(&people(&thirty)).unwrap();
    assert_eq!((found.test, found.p, found.w), (Test::Exact, 1.0, 0.0));
    let seven: Vec<&[f64]> = (0..9).map(|_| &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0][..]).collect();
    let found = concordance(&people(&seven)).unwrap();
    assert!(matches!(found.test, Test::Drawn(_)) && found.p < 0.001, "{found:?}");
}

#[test]
fn a_drawn_test_of_concordance_is_near_the_approximation_where_that_is_good() {
    let mut dice = Dice::new();
    let orders: Vec<Vec<Option<f64>>> =
        (0..25).map(|_| (0..7).map(|at| Some(0.12 * f64::from(at) + dice.normal())).collect()).collect();
    let found = concordance(&orders).unwrap();
    assert!(matches!(found.test, Test::Drawn(_)));
    near(found.p, found.p_chi_squared, 0.02);
    let mut turned = orders.clone();
    turned.reverse();
    assert_eq!(concordance(&turned), Ok(concordance(&orders).unwrap()));
}

#[test]
fn where_there_is_no_concordance_it_is_said_why() {
    let nan = f64::NAN;
    let check = |orders: &[&[f64]], why: Undefined| {
        assert_eq!(concordance(&people(orders)).unwrap_err(), why, "{orders:?}");
    };
    check(&[], Undefined::OneThing);
    check(&[&[1.0], &[1.0]], Undefined::OneThing);
    check(&[&[1.0, 2.0]], Undefined::OnePerson);
    check(&[&[1.0, 2.0], &[1.0, nan]], Undefined::OnePerson);
    check(&[&[4.0, 4.0], &[2.0, 2.0]], Undefined::AllTied);
    let found = concordance(&people(&[&[1.0, 2.0], &[nan, 1.0], &[1.0, 2.0]])).unwrap();
    assert_eq!((found.people, found.left_out, found.w), (2, 1, 1.0));
}

#[test]
fn tau_counts_pairs_in_the_same_and_in_opposite_orders() {
    let tau = |one: &[f64], other: &[f64]| {
        let both = people(&[one, other]);
        tau_b(&both[0], &both[1])
    };
    assert_eq!(tau(&[1.0, 2.0, 3.0], &[10.0, 20.0, 30.0]), Some(1.0));
    assert_eq!(tau(&[1.0, 2.0, 3.0], &[3.0, 2.0, 1.0]), Some(-1.0));
    // Wikipedia's ten pairs without a tie, and the manual of SciPy: x 12 2 1 12 2, y 1 4 7 1 0.
    near(
        tau(&[12.0, 2.0, 1.0, 12.0, 2.0], &[1.0, 4.0, 7.0, 1.0, 0.0]).unwrap(),
        -0.471_404_520_791_031_7,
        1e-12,
    );
    assert_eq!(tau(&[1.0, 1.0], &[1.0, 2.0]), None);
    assert_eq!(tau(&[1.0, f64::NAN], &[1.0, 2.0]), None);
    assert_eq!(mean_ranks(&[5.0, 1.0, 5.0, 9.0]), [2.5, 1.0, 2.5, 4.0]);
    let found = Correlations::of(&people(&[&[1.0, 2.0, 3.0], &[1.0, 3.0, 2.0], &[2.0, 2.0, 2.0]]));
    near(found.get(0, 1).unwrap(), 1.0 / 3.0, 1e-12);
    assert_eq!((found.get(0, 2), found.get(0, 9), found.people()), (None, None, 3));
    near(found.mean().unwrap(), 1.0 / 3.0, 1e-12);
}

/// People who rate things by one of some opinions, with noise.
fn room(dice: &mut Dice, opinions: &[&[f64]], each: usize, noise: f64) -> Vec<Vec<Option<f64>>> {
    let person = |dice: &mut Dice, opinion: &[f64]| -> Vec<Option<f64>> {
        opinion.iter().map(|number| Some(number + noise * dice.normal())).collect()
    };
    (0..each * opinions.len()).map(|at| person(dice, opinions[at % opinions.len()])).collect()
}

#[test]
fn camps_are_found_with_what_divides_them() {
    let sales: &[f64] = &[9.0, 8.0, 5.0, 5.0, 2.0, 1.0, 4.0, 6.0];
    let build: &[f64] = &[1.0, 8.0, 5.0, 5.0, 9.0, 1.0, 4.0, 6.0];
    let found = camps(&room(&mut Dice::new(), &[sales, build], 6, 1.0));
    let Camps::Found { camps, divided, outside, p } = found else { panic!("{found:?}") };
    assert_eq!(camps[0].people, [0, 2, 4, 6, 8, 10]);
    assert_eq!(camps[1].people, [1, 3, 5, 7, 9, 11]);
    assert!(p <= 0.01 && outside.is_empty() && camps.len() == 2, "{p}");
    let mut most: Vec<usize> = divided.iter().take(2).map(|divided| divided.thing).collect();
    most.sort();
    assert_eq!(most, [0, 4]);
    let first = divided.iter().find(|divided| divided.thing == 0).unwrap();
    assert_eq!((first.above, first.below), (0, 1));
    assert!(camps[0].medians[0].unwrap() > 6.0 && camps[1].medians[0].unwrap() < 4.0);
}

#[test]
fn three_clear_camps_are_three() {
    let opinions: [&[f64]; 3] = [
        &[9.0, 8.0, 7.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0],
        &[1.0, 2.0, 3.0, 9.0, 8.0, 7.0, 6.0, 5.0, 4.0],
        &[4.0, 5.0, 6.0, 2.0, 1.0, 3.0, 9.0, 8.0, 7.0],
    ];
    let found = camps(&room(&mut Dice::new(), &opinions, 7, 0.7));
    let Camps::Found { camps, .. } = found else { panic!("{found:?}") };
    let mut sizes: Vec<Vec<usize>> =
        camps.iter().map(|camp| camp.people.iter().map(|at| at % 3).collect()).collect();
    sizes.sort();
    assert_eq!(sizes, [vec![0; 7], vec![1; 7], vec![2; 7]]);
}

#[test]
fn people_of_one_opinion_are_called_camps_as_rarely_as_promised() {
    let mut dice = Dice::new();
    let opinion: &[f64] = &[9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0];
    for (noise, is_ranks) in [(1.0, false), (4.0, false), (4.0, true)] {
        let rooms = 40;
        let alarms = (0..rooms).filter(|_| {
            let mut room = room(&mut dice, &[opinion], 9, noise);
            if is_ranks {
                for person in &mut room {
                    let numbers: Vec<f64> = person.iter().flatten().copied().collect();
                    *person = mean_ranks(&numbers).into_iter().map(Some).collect();
                }
            }
            matches!(camps(&room), Camps::Found { .. })
        });
        let alarms = alarms.count();
        // 5 % of 40 are 2; the standard error of that is 1.4.
        assert!(alarms <= 6, "noise {noise}, ranks {is_ranks}: {alarms} of {rooms}");
    }
}

#[test]
fn too_few_people_or_things_have_no_camps() {
    let opposite: [&[f64]; 2] = [&[1.0, 2.0, 3.0, 4.0, 5.0], &[5.0, 4.0, 3.0, 2.0, 1.0]];
    let mut dice = Dice::new();
    assert_eq!(camps(&room(&mut dice, &opposite, 2, 0.1)), Camps::TooFew { people: 4, things: 5 });
    let three: [&[f64]; 2] = [&[1.0, 2.0, 3.0], &[3.0, 2.0, 1.0]];
    assert!(matches!(camps(&room(&mut dice, &three, 8, 0.1)), Camps::TooFew { things: 3, .. }));
    assert_eq!(camps(&[]), Camps::TooFew { people: 0, things: 0 });
    // Who has no opinion belongs nowhere.
    let mut room = room(&mut dice, &opposite, 5, 0.2);
    room.push(vec![Some(3.0); 5]);
    room.push(vec![None, None, Some(1.0), None, Some(2.0)]);
    let found = camps(&room);
    let Camps::Found { camps, outside, .. } = found else { panic!("{found:?}") };
    assert_eq!((camps.len(), outside), (2, vec![10, 11]));
    // The same people in another order are the same camps.
    let turned: Vec<Vec<Option<f64>>> = room.iter().rev().cloned().collect();
    let Camps::Found { camps: again, .. } = super_camps(&turned) else { panic!() };
    let mut back: Vec<Vec<usize>> =
        again.iter().map(|camp| camp.people.iter().rev().map(|at| 11 - at).collect()).collect();
    back.sort();
    let mut first: Vec<Vec<usize>> = camps.iter().map(|camp| camp.people.clone()).collect();
    first.sort();
    assert_eq!(first, back);
}

fn super_camps(people: &[Vec<Option<f64>>]) -> Camps {
    camps(people)
}

// One order out of many.

fn place(letter: char) -> usize {
    letter as usize - 'A' as usize
}

fn places(letters: &str) -> Vec<usize> {
    letters.chars().map(place).collect()
}

/// `A BC` is A before B and C, which are equal.
fn ballot(weight: f64, groups: &str) -> Ranked {
    Ranked { weight, groups: groups.split(' ').map(places).collect() }
}

fn strict(weight: f64, order: &str) -> Ranked {
    Ranked { weight, ..Ranked::strict(&places(order)) }
}

#[test]
fn the_published_elections_are_reproduced_by_every_rule() {
    for case in &ELECTIONS {
        let ballots: Vec<Ranked> = case.ballots.iter().map(|(count, order)| strict(*count, order)).collect();
        let count = case.borda.len();
        let election = Election::new(count, &ballots, Unranked::TiedLast);
        for (pair, votes) in case.pairs {
            let pair = places(pair);
            assert_eq!(election.support(pair[0], pair[1]), *votes, "{}: {pair:?}", case.name);
        }
        let schulze = election.schulze();
        let expected: Vec<Vec<usize>> = case.schulze.chars().map(|letter| vec![place(letter)]).collect();
        assert_eq!(schulze.tiers, expected, "{}", case.name);
        for (from, row) in case.strengths.iter().enumerate() {
            for (to, strength) in row.iter().enumerate() {
                assert_eq!(schulze.strength(from, to), *strength, "{}: {from} {to}", case.name);
            }
        }
        for (found, expected) in election.borda().points.iter().zip(case.borda) {
            near(*found, *expected, 1e-9);
        }
        assert_eq!(election.copeland().points, case.copeland, "{}", case.name);
        let pairs = election.ranked_pairs();
        assert_eq!(pairs.tiers[0], places(case.ranked_pairs), "{}", case.name);
        let mut locked: Vec<(usize, usize, f64)> = pairs.locked.clone();
        let mut expected: Vec<(usize, usize, f64)> =
            case.locked.iter().map(|(pair, votes)| (places(pair)[0], places(pair)[1], *votes)).collect();
        let by_votes = |pairs: &[(usize, usize, f64)]| pairs.iter().map(|pair| pair.2).collect::<Vec<f64>>();
        assert_eq!(by_votes(&locked), by_votes(&expected), "{}", case.name);
        locked.sort_by(|a, b| a.partial_cmp(b).unwrap());
        expected.sort_by(|a, b| a.partial_cmp(b).unwrap());
        assert_eq!(locked, expected, "{}", case.name);
        let kemeny = election.kemeny().unwrap();
        assert_eq!(
            (kemeny.score, kemeny.count),
            (case.kemeny_score, case.kemeny.len() as u64),
            "{}",
            case.name
        );
        let orders: Vec<Vec<usize>> = case.kemeny.iter().map(|order| places(order)).collect();
        assert_eq!(kemeny.orders, orders, "{}", case.name);
        assert_eq!(election.condorcet(), case.condorcet.map(place), "{}", case.name);
    }
}

#[test]
fn rules_that_disagree_are_named_with_all_their_winners() {
    let case = &ELECTIONS[1];
    let ballots: Vec<Ranked> = case.ballots.iter().map(|(count, order)| strict(*count, order)).collect();
    let election = Election::new(4, &ballots, Unranked::TiedLast);
    let [a, c, d] = [0, 2, 3];
    let expected = [
        (Rule::Borda, vec![d]),
        (Rule::Copeland, vec![a, d]),
        (Rule::Schulze, vec![c]),
        (Rule::RankedPairs, vec![c]),
        (Rule::Kemeny, vec![d]),
    ];
    assert_eq!(election.winners(), expected);
    let note = election.note().unwrap();
    assert_eq!((note.borda.clone(), note.schulze.clone()), (vec![d], vec![c]));
    let name = |at: usize| ["Cart", "Gift", "Chat", "Dark mode"][at].to_owned();
    assert_eq!(
        verdict::note(&note, &name, Lang::En),
        "The rules disagree: by points (Borda) Dark mode comes first, by duels (Schulze) Chat."
    );
    assert_eq!(
        verdict::note(&note, &name, Lang::Zh),
        "两种规则结论不同：按分数（Borda）第一是Dark mode，按两两比较（Schulze）第一是Chat。"
    );
    // Where they agree there is nothing to note.
    let one = Election::new(3, &[strict(1.0, "BAC")], Unranked::TiedLast);
    assert_eq!(one.note(), None);
    assert_eq!(one.condorcet(), Some(1));
    assert!(one.winners().iter().all(|(_, winners)| *winners == [1]));
}

#[test]
fn ballots_with_ties_are_counted_as_published() {
    // python-vote-core, test_tiebreaker_bug.
    let election = Election::new(3, &[ballot(1.0, "A BC"), ballot(1.0, "B A C")], Unranked::TiedLast);
    let pairs =
        ["AB", "AC", "BA", "BC", "CA", "CB"].map(|pair| election.support(places(pair)[0], places(pair)[1]));
    assert_eq!(pairs, [1.0, 2.0, 1.0, 1.0, 0.0, 0.0]);
    assert_eq!(election.schulze().tiers, [vec![0, 1], vec![2]]);
    assert_eq!(election.borda().points, [3.0, 2.5, 0.5]);
    assert_eq!(election.condorcet(), None);
    assert_eq!(election.kemeny().unwrap().winners, [0, 1]);
}

#[test]
fn what_a_ballot_leaves_out_is_last_or_absent_as_declared() {
    let ballots = [ballot(1.0, "A B"), ballot(1.0, "C A")];
    let last = Election::new(3, &ballots, Unranked::TiedLast);
    assert_eq!((last.support(0, 2), last.support(1, 2), last.support(2, 1)), (1.0, 1.0, 1.0));
    let absent = Election::new(3, &ballots, Unranked::Absent);
    assert_eq!((absent.support(0, 2), absent.support(1, 2), absent.support(2, 1)), (0.0, 0.0, 0.0));
    // C was first on the one ballot that has it, which is as good as first on all.
    assert_eq!(absent.borda().points, [2.0, 0.0, 4.0]);
    assert_eq!(last.borda().points, [3.0, 1.0, 2.0]);
}

#[test]
fn hardly_any_election_has_an_answer_all_the_same() {
    let none = Election::new(3, &[], Unranked::TiedLast);
    assert_eq!((none.winners(), none.condorcet(), none.note()), (vec![], None, None));
    assert_eq!(none.schulze().tiers, [vec![0, 1, 2]]);
    assert_eq!(Election::new(0, &[], Unranked::TiedLast).kemeny(), None);
    // What makes no sense does not count: no weight, named twice, not there.
    let odd = [
        strict(0.0, "CBA"),
        strict(f64::NAN, "CBA"),
        ballot(1.0, "A B A"),
        Ranked { weight: 1.0, groups: vec![vec![9]] },
    ];
    let election = Election::new(3, &odd, Unranked::TiedLast);
    assert_eq!((election.ballots, election.weight, election.condorcet()), (1, 1.0, Some(0)));
    // All tied: everybody wins.
    let tied = Election::new(3, &[ballot(1.0, "ABC"), ballot(1.0, "ABC")], Unranked::TiedLast);
    assert!(tied.winners().iter().all(|(_, winners)| winners.len() == 3));
    assert_eq!(tied.kemeny().unwrap().count, 6);
    // Many things are too many for Kemeny, and for nothing else.
    let many: Vec<usize> = (0..40).collect();
    let election = Election::new(40, &[Ranked::strict(&many)], Unranked::TiedLast);
    assert_eq!((election.kemeny(), election.condorcet()), (None, Some(0)));
    assert_eq!(election.ranked_pairs().tiers.len(), 40);
    // Equal majorities that make a circle are none of them locked.
    let circle = [strict(1.0, "ABC"), strict(1.0, "BCA"), strict(1.0, "CAB")];
    let pairs = Election::new(3, &circle, Unranked::TiedLast).ranked_pairs();
    assert_eq!((pairs.locked.len(), pairs.skipped.len(), pairs.tiers), (0, 3, vec![vec![0, 1, 2]]));
    // A weight counts as that many people; a tenth ten times is one.
    let tenths: Vec<Ranked> = (0..10).map(|_| strict(0.1, "AB")).chain([strict(1.0, "BA")]).collect();
    assert_eq!(Election::new(2, &tenths, Unranked::TiedLast).copeland().points, [0.0, 0.0]);
}

/// The best orders by trying all.
fn kemeny_by_brute_force(election: &Election) -> (f64, usize) {
    fn orders(count: usize) -> Vec<Vec<usize>> {
        if count == 0 {
            return vec![vec![]];
        }
        let longer = |order: Vec<usize>| {
            (0..count).map(move |at| {
                let mut longer = order.clone();
                longer.insert(at, count - 1);
                longer
            })
        };
        orders(count - 1).into_iter().flat_map(longer).collect()
    }
    let score = |order: &Vec<usize>| {
        let pairs = order
            .iter()
            .enumerate()
            .flat_map(|(at, one)| order[at + 1..].iter().map(move |other| (*one, *other)));
        pairs.map(|(one, other)| election.support(one, other)).sum::<f64>()
    };
    let scores: Vec<f64> = orders(election.count()).iter().map(score).collect();
    let best = scores.iter().copied().fold(0.0, f64::max);
    (best, scores.iter().filter(|score| **score == best).count())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn elections_keep_what_their_rules_promise(
        ratings in vec(vec(prop::option::weighted(0.9, 0..4_u8), 5), 1..9), turn in 0..5_usize
    ) {
        let ballots: Vec<Ranked> = ratings
            .iter()
            .map(|person| Ranked::by_rating(&person.iter().map(|rating| rating.map(f64::from)).collect::<Vec<_>>()))
            .collect();
        for unranked in [Unranked::TiedLast, Unranked::Absent] {
            let election = Election::new(5, &ballots, unranked);
            let (schulze, pairs, kemeny) = (election.schulze(), election.ranked_pairs(), election.kemeny().unwrap());
            if let Some(winner) = election.condorcet() {
                prop_assert_eq!(&schulze.tiers[0], &[winner]);
                prop_assert_eq!(&pairs.tiers[0], &[winner]);
                prop_assert_eq!(&kemeny.winners, &[winner]);
                prop_assert_eq!(&election.copeland().tiers[0], &[winner]);
            }
            let (score, count) = kemeny_by_brute_force(&election);
            prop_assert_eq!((kemeny.score, kemeny.count), (score, count as u64));
            prop_assert!(kemeny.orders.iter().all(|order| kemeny.winners.contains(&order[0])));
            for tiers in [&schulze.tiers, &pairs.tiers, &election.borda().tiers] {
                let mut all: Vec<usize> = tiers.iter().flatten().copied().collect();
                all.sort();
                prop_assert_eq!(all, vec![0, 1, 2, 3, 4]);
            }
            // Who voted in which order does not matter, nor what the things are called.
            let reversed: Vec<Ranked> = ballots.iter().rev().cloned().collect();
            prop_assert_eq!(&Election::new(5, &reversed, unranked).winners(), &election.winners());
            let other = |at: usize| (at + turn) % 5;
            let turned: Vec<Ranked> = ballots
                .iter()
                .map(|ballot| Ranked {
                    weight: ballot.weight,
                    groups: ballot.groups.iter().map(|group| group.iter().map(|at| other(*at)).collect()).collect(),
                })
                .collect();
            let turned = Election::new(5, &turned, unranked).winners();
            for ((rule, winners), (_, again)) in election.winners().into_iter().zip(turned) {
                let mut winners: Vec<usize> = winners.into_iter().map(other).collect();
                winners.sort();
                prop_assert_eq!((rule, winners), (rule, again));
            }
        }
        // Everybody twice is everybody once.
        let twice: Vec<Ranked> = ballots.iter().chain(&ballots).cloned().collect();
        let election = Election::new(5, &ballots, Unranked::TiedLast);
        prop_assert_eq!(Election::new(5, &twice, Unranked::TiedLast).winners(), election.winners());
    }
}

// Dots and pairs.

#[test]
fn dots_are_counted_with_ties_and_broken_rules_are_refused() {
    let rules = Rules { dots: 5, most: 3 };
    let found = tally(
        4,
        rules,
        &[
            vec![(0, 3), (1, 2)],
            vec![(1, 1), (2, 1)],
            vec![],
            // More than there are, more on one than may be, on one that is not there, twice the same.
            vec![(0, 3), (1, 3)],
            vec![(0, 4)],
            vec![(7, 1)],
            vec![(0, 2), (0, 2)],
        ],
    );
    assert_eq!((found.ballots, found.refused, found.dots, found.kept), (3, 4, 7, 8));
    let dots: Vec<(u32, u32, u32)> =
        found.things.iter().map(|thing| (thing.dots, thing.people, thing.rank)).collect();
    assert_eq!(dots, [(3, 1, 1), (3, 2, 1), (1, 1, 3), (0, 0, 4)]);
    near(found.things[0].share, 3.0 / 7.0, 1e-12);
    assert_eq!(found.tiers, [vec![0, 1], vec![2], vec![3]]);
    assert_eq!(found.first(1), (vec![], vec![0, 1]));
    assert_eq!(found.first(2), (vec![0, 1], vec![]));
    assert_eq!(found.first(9), (vec![0, 1, 2, 3], vec![]));
    let none = tally(2, rules, &[]);
    assert_eq!((none.dots, none.things[0].share, none.tiers), (0, 0.0, vec![vec![0, 1]]));
}

#[test]
fn votes_on_pairs_become_an_order_with_its_counts() {
    let vote = |first, second, choice| PairVote { first, second, choice };
    let found = pairs(
        4,
        &[
            vote(0, 1, Choice::First),
            vote(1, 0, Choice::Second),
            vote(1, 2, Choice::First),
            vote(0, 2, Choice::Equal),
            vote(2, 2, Choice::First),
            vote(2, 8, Choice::First),
        ],
    );
    assert_eq!((found.votes, found.wins(0, 1), found.ties(2, 0)), (4, 2, 1));
    assert_eq!(found.missing, [(0, 3), (1, 3), (2, 3)]);
    assert_eq!((found.standings[0].share(), found.standings[3].share()), (Some(2.5 / 3.0), None));
    assert_eq!(found.election.schulze().tiers[0], [0, 3]);
    near(found.election.borda().points[0], 2.5, 1e-12);
}

#[test]
fn the_best_and_the_worst_are_counted_by_how_often_they_were_shown() {
    let vote = |best, worst| BestWorstVote { shown: vec![0, 1, 2], best, worst };
    let found = best_worst(
        4,
        &[
            vote(Some(0), Some(2)),
            vote(Some(0), None),
            vote(Some(1), Some(1)),
            vote(Some(3), None),
            vote(None, None),
        ],
    );
    assert_eq!((found.votes, found.refused), (2, 2));
    assert_eq!(
        found.things.iter().map(|thing| thing.score()).collect::<Vec<_>>(),
        [Some(1.0), Some(0.0), Some(-0.5), None]
    );
    assert_eq!(found.tiers, [vec![0], vec![1], vec![2], vec![3]]);
    assert_eq!((found.election.support(0, 2), found.election.support(1, 2)), (2.0, 1.0));
}

#[test]
fn the_weights_of_a_group_lie_between_those_of_its_people() {
    let person = |ratio: f64| {
        let mut pairs = pairwise::Pairs::new(2);
        pairs.set(0, 1, Some(ratio));
        pairs
    };
    // 2 and 8 times as important are 4 times; half and twice are equal.
    near(group_weights(2, &[person(2.0), person(8.0)]).unwrap().weights[0], 0.8, 1e-9);
    near(group_weights(2, &[person(0.5), person(2.0)]).unwrap().weights[0], 0.5, 1e-9);
    assert_eq!(group_weights(2, &[]), None);
    let answers = |span: f64| single::Answers {
        best: 0,
        worst: 1,
        from_best: vec![1.0, span],
        to_worst: vec![span, 1.0],
    };
    let (weights, people) = group_best_worst(&[answers(4.0), answers(1.0), answers(40.0)]).unwrap();
    assert_eq!(people, 2);
    near(weights[0], (0.8 + 0.5) / 2.0, 1e-9);
    assert_eq!(group_best_worst(&[answers(40.0)]), None);
}

// Values and ranges.

fn agreed(bounds: Bounds, list: &[f64]) -> Agreed {
    agree(bounds, votes(list.iter().copied().map(Guess::Value))).unwrap()
}

#[test]
fn votes_on_an_estimate_make_its_median_and_its_range() {
    let range = |low, likely, high| Estimate::Range { low, likely, high };
    let check = |list: &[f64], expected: Estimate| {
        assert_eq!(agreed(Bounds::NotNegative, list).estimate, expected, "{list:?}");
    };
    check(&[5.0], Estimate::Value(5.0));
    check(&[5.0, 5.0, 5.0], Estimate::Value(5.0));
    check(&[8.0, 3.0, 5.0], range(3.0, 5.0, 8.0));
    check(&[3.0, 5.0], range(3.0, 4.0, 5.0));
    // Votes of 0 cannot begin a range, and a median of 0 has none.
    check(&[0.0, 2.0, 4.0], range(2.0, 2.0, 4.0));
    check(&[0.0, 0.0, 4.0], Estimate::Value(0.0));
    assert_eq!(agreed(Bounds::NotNegative, &[0.0, 2.0, 4.0]).zeros, 1);
    // Up to thirteen votes the ends are the extremes, from fourteen on they lie inside.
    let ends = |count: u32| {
        let list: Vec<f64> = (1..=count).map(f64::from).collect();
        agreed(Bounds::Positive, &list).ends()
    };
    assert_eq!(ends(13), (1.0, 13.0));
    let (low, high) = ends(14);
    near(low, 1.05, 1e-9);
    near(high, 13.95, 1e-9);
    // What breaks the rules of the input is no vote.
    let found = agreed(Bounds::Between(0.0, 1.0), &[0.5, 0.8, 7.0, f64::NAN, 1.0]);
    assert_eq!((found.votes, found.refused, found.estimate), (3, 2, range(0.5, 0.8, 1.0)));
    near(found.covers, 0.5, 1e-12);
    assert_eq!(agree(Bounds::Positive, [Answer::Vote(Guess::Value(0.0)), Answer::Unknown]), None);
    // Hyndman and Fan's type 8, as R has it: quantile(1:10, c(.05, .25, .5), type = 8).
    let ten: Vec<f64> = (1..=10).map(f64::from).collect();
    for (share, expected) in [(0.05, 1.0), (0.25, 2.916_666_666_666_667), (0.5, 5.5), (0.95, 10.0)] {
        near(quantile(&ten, share).unwrap(), expected, 1e-12);
    }
    assert_eq!(quantile(&[], 0.5), None);
}

#[test]
fn votes_that_are_ranges_are_mixed() {
    let range = |low, likely, high| Guess::Range { low, likely, high };
    let found = |guesses: &[Guess]| agree(Bounds::Positive, votes(guesses.iter().copied())).unwrap();
    // One person's range is the room's.
    let one = found(&[range(2.0, 4.0, 10.0)]);
    let Estimate::Range { low, likely, high } = one.estimate else { panic!("{one:?}") };
    near(low, 2.0, 1e-9);
    near(likely, 4.0, 1e-9);
    near(high, 10.0, 1e-9);
    // So is that of several who say the same.
    let same = found(&[range(2.0, 4.0, 10.0), range(2.0, 4.0, 10.0)]);
    near(same.ends().0, 2.0, 1e-9);
    // Sure of different numbers is a wide range, wider than either.
    let (low, high) = found(&[range(1.0, 1.1, 1.2), range(90.0, 100.0, 110.0)]).ends();
    assert!((1.0..1.1).contains(&low) && (100.0..110.0).contains(&high), "{low} {high}");
    // A number among ranges is somebody who is sure.
    let mixed = found(&[Guess::Value(4.0), range(2.0, 4.0, 10.0), range(2.0, 4.0, 10.0)]);
    assert_eq!(mixed.likely(), 4.0);
    assert!(mixed.ends().0 > 2.0 && mixed.ends().1 < 10.0);
    // In the wrong order a range is no vote.
    assert_eq!(found(&[range(5.0, 4.0, 10.0), Guess::Value(3.0)]).refused, 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_agreed_estimate_is_one_that_the_plan_takes(
        list in vec((0.0..50.0_f64, 1.0..4.0_f64, 1.0..4.0_f64, 0..3_u8), 1..31), kind in 0..3_usize
    ) {
        let bounds = [Bounds::Positive, Bounds::NotNegative, Bounds::Between(0.0, 20.0)][kind];
        let guesses: Vec<Guess> = list
            .iter()
            .map(|(value, below, above, kind)| match kind {
                0 => Guess::Value(libm::floor(*value)),
                1 => Guess::Value(*value),
                _ => Guess::Range { low: value / below, likely: *value, high: value * above },
            })
            .collect();
        if let Some(found) = agree(bounds, votes(guesses.clone())) {
            prop_assert_eq!(bounds.check(&found.estimate), None, "{:?}", found.estimate);
            let (low, high) = found.ends();
            prop_assert!(low <= found.likely() && found.likely() <= high);
            prop_assert_eq!(found.votes + found.refused, list.len() as u32);
            let reversed = agree(bounds, votes(guesses.into_iter().rev())).unwrap();
            prop_assert!((reversed.likely() - found.likely()).abs() <= 1e-9 * found.likely().max(1.0));
            prop_assert!((reversed.ends().0 - low).abs() <= 1e-9 * low.max(1.0));
        }
    }
}

// What to talk about.

fn plan(scores: &[f64]) -> Plan {
    let mut plan = Plan::default();
    for (at, reach) in scores.iter().enumerate() {
        let mut item = Item::new(format!("i{at}").into(), format!("SY-{at}"), "A");
        for (key, value) in [("reach", *reach), ("impact", 1.0), ("confidence", 1.0), ("effort", 1.0)] {
            item.set_estimate("rice", key, Some(Estimate::Value(value)));
        }
        plan.items.push(item.into());
    }
    plan
}

fn topic(item: usize, list: &[f64], disagreement: f64, roadmap: f64) -> Topic {
    let agreed = agreed(Bounds::NotNegative, list);
    let (estimate, ends) = (agreed.estimate.clone(), agreed.ends());
    Topic {
        item: format!("i{item}").into(),
        number: Number::Input("reach"),
        estimate,
        ends,
        disagreement,
        roadmap,
    }
}

#[test]
fn what_is_worth_talking_about_is_disputed_and_moves_the_order() {
    let plan = plan(&[1000.0, 900.0, 800.0, 700.0, 100.0, 50.0]);
    let rice = frameworks::by_id("rice").unwrap();
    // The fifth stays behind the first three whoever is right; the second may meet the first, which
    // may be anywhere; and the first may be the last.
    let topics = vec![
        topic(4, &[60.0, 100.0, 140.0], 0.9, 0.0),
        topic(1, &[880.0, 900.0, 920.0], 0.9, 0.0),
        topic(0, &[10.0, 1000.0, 1200.0], 0.5, 0.0),
    ];
    let found = talk(&plan, rice, topics, 3);
    let order: Vec<usize> = found.iter().map(|talk| talk.topic).collect();
    assert_eq!(order, [2, 1, 0]);
    // From rank 6 to rank 1: it goes out of the first three, and each of those one up.
    assert_eq!((found[0].order, found[0].ranks), (1.0, Some((6.0, 1.0))));
    near(found[0].worth, 0.5, 1e-12);
    assert!(found[1].order > 0.0 && found[1].order < 0.1);
    assert_eq!((found[2].order, found[2].worth, found[2].chance), (0.0, 0.0, 0.0));
    assert!(found[0].chance > 0.1);
    assert_eq!(
        verdict::talk(&found[0], 3, Lang::En).split(". ").next().unwrap(),
        "If the low votes are right it stands at rank 6, if the high ones are, at rank 1"
    );
    assert_eq!(verdict::talk(&found[2], 3, Lang::Zh), "无论谁对，都排第 5。");
}

#[test]
fn one_place_is_worth_one_of_the_first_n() {
    let plan = plan(&[1000.0, 900.0, 800.0, 700.0]);
    let rice = frameworks::by_id("rice").unwrap();
    let found = talk(&plan, rice, vec![topic(1, &[880.0, 900.0, 1100.0], 1.0, 0.0)], 2);
    assert_eq!((found[0].order, found[0].ranks), (0.5, Some((2.0, 1.0))));
    // The roadmap counts beside the order, and nothing counts twice.
    let found = talk(&plan, rice, vec![topic(1, &[880.0, 900.0, 1100.0], 1.0, 0.5)], 2);
    assert_eq!(found[0].worth, 0.75);
    // Other numbers that are open blur what it moves.
    let mut blurred = plan.clone();
    let first = std::rc::Rc::make_mut(&mut blurred.items[0]);
    first.set_estimate("rice", "reach", Some(Estimate::Range { low: 500.0, likely: 1000.0, high: 2000.0 }));
    let found = talk(&blurred, rice, vec![topic(1, &[880.0, 900.0, 1100.0], 1.0, 0.0)], 2);
    assert!(found[0].order > 0.05 && found[0].order < 0.45, "{found:?}");
    assert_eq!(found, talk(&blurred, rice, vec![topic(1, &[880.0, 900.0, 1100.0], 1.0, 0.0)], 2));
}

#[test]
fn topics_that_cannot_move_anything_are_worth_nothing() {
    let rice = frameworks::by_id("rice").unwrap();
    let mut gone = topic(0, &[1.0, 2.0], 1.0, 0.0);
    gone.item = "elsewhere".into();
    let mut odd = topic(0, &[1.0, 9000.0], f64::NAN, f64::NAN);
    odd.number = Number::Input("nothing");
    let found = talk(&plan(&[10.0, 20.0]), rice, vec![gone, odd], 500);
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|talk| talk.worth == 0.0 && talk.order == 0.0));
    assert_eq!(found[0].ranks, None);
    // A vote can give an item the number that its score has waited for.
    let mut plan = plan(&[10.0, 20.0]);
    std::rc::Rc::make_mut(&mut plan.items[0]).set_estimate("rice", "reach", None);
    let found = talk(&plan, rice, vec![topic(0, &[10.0, 30.0, 35.0], 0.5, 0.0)], 1);
    assert_eq!((found[0].ranks, found[0].order), (Some((2.0, 1.0)), 1.0));
    assert!(talk(&Plan::default(), rice, vec![], 10).is_empty());
}

/// What the draws of the worker say, by two simulations for each topic.
fn simulated(plan: &Plan, topics: &[Topic], at: usize, top: usize) -> (f64, (f64, f64)) {
    let rice = frameworks::by_id("rice").unwrap();
    let mut voted = plan.clone();
    let set = |plan: &mut Plan, topic: &Topic, estimate: Estimate| {
        let item = plan.items.iter_mut().find(|item| item.id == topic.item).unwrap();
        std::rc::Rc::make_mut(item).set_estimate("rice", "reach", Some(estimate));
    };
    topics.iter().for_each(|topic| set(&mut voted, topic, topic.estimate.clone()));
    let topic = &topics[at];
    let [low, high] = [topic.ends.0, topic.ends.1].map(|end| {
        let mut plan = voted.clone();
        set(&mut plan, topic, Estimate::Value(end));
        let mut request = uncertainty::request(&plan, rice, uncertainty::Question::Score);
        request.draws = DRAWS;
        let mut simulation = Simulation::new(&request);
        simulation.step(DRAWS);
        simulation.results()
    });
    let gained = |first: &[u32]| -> f64 {
        let each = (1..=top).zip(first).map(|(rank, count)| (top + 1 - rank) as f64 * f64::from(*count));
        each.sum::<f64>() / f64::from(DRAWS)
    };
    let find = |results: &uncertainty::Results, id: &str| {
        results.items.iter().find(|item| item.id == id).cloned().unwrap()
    };
    let places: f64 =
        low.items.iter().map(|item| (gained(&item.first) - gained(&find(&high, &item.id).first)).abs()).sum();
    let ranks = (find(&low, &topic.item).mean, find(&high, &topic.item).mean);
    ((places / (2.0 * top as f64)).min(1.0), ranks)
}

#[test]
fn topics_weighed_in_the_same_draws_move_what_simulations_of_their_own_would() {
    let rice = frameworks::by_id("rice").unwrap();
    let mut dice = Dice::new();
    for top in [1, 3, 10] {
        // Some of the scores are equal, and some numbers are open.
        let scores: Vec<f64> = (0..12).map(|_| libm::ceil(dice.roll() * 8.0) * 100.0).collect();
        let mut plan = plan(&scores);
        for item in plan.items.iter_mut().step_by(3) {
            let effort = Estimate::Range { low: 0.5, likely: 1.0, high: 2.0 };
            std::rc::Rc::make_mut(item).set_estimate("rice", "effort", Some(effort));
        }
        let topics: Vec<Topic> = (0..6)
            .map(|item| {
                let votes: Vec<f64> = (0..5).map(|_| libm::ceil(dice.roll() * 8.0) * 100.0).collect();
                topic(item * 2, &votes, 1.0, 0.0)
            })
            .collect();
        for found in talk(&plan, rice, topics.clone(), top) {
            let (order, ranks) = simulated(&plan, &topics, found.topic, top);
            near(found.order, order, 1e-9);
            near(found.ranks.unwrap().0, ranks.0, 1e-9);
            near(found.ranks.unwrap().1, ranks.1, 1e-9);
        }
    }
}

#[test]
fn the_size_of_the_steps_changes_no_effect_and_nothing_is_said_before_the_end() {
    let rice = frameworks::by_id("rice").unwrap();
    let topics =
        vec![topic(0, &[10.0, 1000.0, 1200.0], 0.5, 0.0), topic(1, &[800.0, 900.0, 1100.0], 0.5, 0.0)];
    let subject = Subject::of(&plan(&[1000.0, 900.0, 800.0]), rice, topics, 3);
    let (mut whole, mut parts) = (Work::new(subject.request()), Work::new(subject.request()));
    whole.step(u32::MAX);
    assert_eq!(whole.progress(), 1.0);
    for step in [1, 70, 0, 300] {
        parts.step(step);
        assert!(parts.progress() < 1.0 && parts.effects().is_empty());
    }
    parts.step(DRAWS);
    assert_eq!(parts.effects(), whole.effects());
    assert_eq!(whole.effects().len(), 2);
    assert!(subject.talks(&[]).is_none(), "effects of another request are none of this one");
    // What goes to the worker is the same there.
    let sent = serde_json::to_string(&**subject.request()).unwrap();
    let came: steelyard::domain::workshop::agreement::talk::Request = serde_json::from_str(&sent).unwrap();
    assert_eq!(came, **subject.request());
}

// Sentences.

const DECK: [&str; 8] = ["1", "2", "3", "5", "8", "13", "20", "40"];

fn say(counts: &[u32], lang: Lang) -> String {
    let found = Distribution::new(counts.to_vec());
    let label = |at: f64| DECK[at as usize].to_owned();
    verdict::sentence(&verdict::of_cards(&found), found.silent(), &label, lang)
}

#[test]
fn a_round_is_told_in_one_plain_sentence() {
    let check = |counts: &[u32], en: &str, zh: &str| {
        assert_eq!(say(counts, Lang::En), en);
        assert_eq!(say(counts, Lang::Zh), zh);
    };
    check(
        &[0, 0, 12, 15, 0, 0, 3, 0],
        "27 of 30 within one card: agreed. 3 say 20.",
        "30 票中有 27 票相差不超过一张牌：已达成一致。另有 3 人说 20。",
    );
    check(&[12, 0, 0, 0, 14, 0, 0, 0], "Two camps: 12 say 1, 14 say 8.", "分成两派：12 人说 1，14 人说 8。");
    check(
        &[0, 1, 0, 1, 1, 0, 0, 0],
        "3 votes say little. They range from 2 to 8.",
        "只有 3 票，说明不了什么。从 2 到 8。",
    );
    check(&[0, 0, 3, 0, 0, 0, 0, 0], "3 votes say little. All say 3.", "只有 3 票，说明不了什么。都是 3。");
    check(&[0, 0, 1, 0, 0, 0, 0, 0], "1 vote says little.", "只有 1 票，说明不了什么。");
    check(&[0, 0, 0, 9, 0, 0, 0, 0], "All 9 say 5: agreed.", "9 票都是 5：已达成一致。");
    check(
        &[1, 0, 0, 9, 0, 0, 0, 1],
        "9 of 11 say 5: agreed. 1 says 1, 1 says 40.",
        "11 票中有 9 票是 5：已达成一致。另有 1 人说 1，1 人说 40。",
    );
    check(
        &[2, 3, 4, 3, 2, 1, 0, 0],
        "Not agreed: from 1 to 13, median 3. At most 7 of 15 within one card.",
        "尚未一致：从 1 到 13，中位数 3。15 票中最多 7 票相差不超过一张牌。",
    );
    check(&[0; 8], "Nobody has voted.", "还没有人投票。");
    // On three cards neighbours are not near.
    check(
        &[4, 4, 1],
        "Not agreed: from 1 to 3, median 2. 4 of 9 say 2.",
        "尚未一致：从 1 到 3，中位数 2。9 票中有 4 票是 2。",
    );
}

#[test]
fn numbers_and_silence_are_told_as_well() {
    let label = |value: f64| display(value, 1);
    let answers = [100.0, 120.0, 150.0, 110.0, 900.0].map(Answer::Vote).into_iter();
    let found = Numbers::of(answers.chain([Answer::Unknown, Answer::Abstained, Answer::Abstained]));
    let say = |lang| verdict::sentence(&verdict::of_numbers(&found), found.silent(), &label, lang);
    assert_eq!(
        say(Lang::En),
        "4 of 5 within a factor of 1.6: agreed. 1 says 900. 1 doesn't know, 2 abstained."
    );
    assert_eq!(
        say(Lang::Zh),
        "5 票中有 4 票相差不超过 1.6 倍：已达成一致。另有 1 人说 900。1 人不知道，2 人弃权。"
    );
    let estimate = agreed(Bounds::Positive, &[100.0, 120.0, 150.0]);
    assert_eq!(
        verdict::agreed(&estimate, &label, Lang::En),
        "120, in a range from 100 to 150, from 3 votes. With so few votes, only about 50% of further ones would fall inside."
    );
    assert_eq!(
        verdict::agreed(&estimate, &label, Lang::Zh),
        "120，区间 100 至 150，来自 3 票。票数很少，再有人投票，只有约 50% 会落在区间内。"
    );
}

#[test]
fn what_chance_would_do_is_said_with_it() {
    let check = |counts: &[u32], en: &str| {
        let found = Distribution::new(counts.to_vec());
        assert_eq!(verdict::humps(&found.humps().unwrap(), found.votes(), Lang::En), en);
    };
    check(
        &[12, 0, 0, 0, 14],
        "One opinion would leave votes with so clear a gap in fewer than 1% of rooms: this is more than chance.",
    );
    check(&[1, 0, 0, 0, 2], "Too few votes to tell two camps from chance.");
    check(&[1, 4, 9, 3], "The votes have one hump: nothing speaks for two camps.");
    let found = Distribution::new(vec![4, 6, 4, 5, 3]).humps().unwrap();
    assert!(verdict::humps(&found, 22, Lang::Zh).ends_with("可能只是偶然。"));
    let name = verdict::rule(Rule::RankedPairs, Lang::En);
    assert_eq!((name, verdict::rule_help(Rule::Kemeny, Lang::Zh).is_empty()), ("Ranked pairs", false));
}

#[test]
fn orders_camps_and_dots_are_told() {
    let found = concordance(&columns(CONCORDANCE[1].rows));
    assert_eq!(verdict::concordance(&found, Lang::En), "The orders agree strongly: W = 0.79 (p < 0.001).");
    let found = concordance(&columns(CONCORDANCE[0].rows));
    assert_eq!(verdict::concordance(&found, Lang::Zh), "各人的排序并不比偶然更一致：W = 0.06（p = 0.931）。");
    assert_eq!(
        verdict::concordance(&Err(Undefined::AllTied), Lang::En),
        "Everybody has everything equal, so there is no order to agree on."
    );
    let name = |at: usize| ["Cart", "Gift", "Chat", "Dark mode", "Search"][at].to_owned();
    let opposite: [&[f64]; 2] = [&[1.0, 2.0, 3.0, 4.0, 5.0], &[5.0, 4.0, 3.0, 2.0, 1.0]];
    let found = camps(&room(&mut Dice::new(), &opposite, 5, 0.2));
    assert_eq!(
        verdict::camps(&found, &name, Lang::En),
        "Two camps, of 5 and 5. What divides them most: Cart, Gift and Dark mode."
    );
    assert_eq!(
        verdict::camps(&found, &name, Lang::Zh),
        "分成两派，分别为 5、5 人。分歧最大的是：Cart、Gift、Dark mode。"
    );
    assert_eq!(
        verdict::camps(&Camps::TooFew { people: 1, things: 3 }, &name, Lang::En),
        "Camps can be told from 6 people and 4 items on; here are 1 person and 3 items."
    );
    let dots = tally(5, Rules { dots: 3, most: 3 }, &[vec![(1, 3)], vec![(1, 1), (2, 1)]]);
    assert_eq!(verdict::dots(&dots, &name, Lang::En).unwrap(), "Gift leads with 4 of 5 dots, from 2 people.");
    let tied = tally(5, Rules { dots: 3, most: 3 }, &[vec![(0, 1), (1, 1), (2, 1)]]);
    assert_eq!(
        verdict::dots(&tied, &name, Lang::En).unwrap(),
        "Cart, Gift and Chat share the lead with 1 of 3 dots each."
    );
    assert_eq!(verdict::dots(&tally(2, Rules { dots: 3, most: 3 }, &[]), &name, Lang::En), None);
}
