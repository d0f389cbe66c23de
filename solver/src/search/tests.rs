//! Tests of the search.

use super::*;
use crate::problem::{Floor, Job, Rule};

/// Random numbers from a seed.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) % limit
    }
}

/// A small problem with rules of all kinds.
fn small(seed: u64) -> Problem {
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let jobs = 1 + random.below(6) as usize;
    let periods = 1 + random.below(3) as usize;
    let teams = random.below(3) as usize;
    let whole = random.below(2) == 0;
    let made = (0..jobs)
        .map(|_| Job {
            value: if whole { random.below(9) as f64 } else { random.below(900) as f64 / 97.0 },
            effort: (0..teams).map(|_| random.below(7)).collect(),
            earliest: if random.below(5) == 0 { random.below(3) as usize } else { 0 },
            latest: if random.below(5) == 0 { random.below(3) as usize } else { periods + 1 },
            must: random.below(6) == 0,
        })
        .collect();
    let mut rules = Vec::new();
    for _ in 0..random.below(5) {
        let one = random.below(jobs as u64) as usize;
        let other = random.below(jobs as u64) as usize;
        if one == other {
            continue;
        }
        let mut list = vec![one, other];
        let third = random.below(jobs as u64) as usize;
        if third != one && third != other && random.below(3) == 0 {
            list.push(third);
        }
        rules.push(match random.below(7) {
            0 => Rule::Together(list),
            1 => Rule::Apart(list),
            2 => Rule::Either(list),
            _ => Rule::Before { first: one, then: other, gap: random.below(2) == 0 },
        });
    }
    let floors = (0..random.below(5) / 3)
        .map(|_| Floor {
            amounts: (0..jobs).map(|_| random.below(5) as f64).collect(),
            least: random.below(4 + 2 * jobs as u64) as f64,
        })
        .collect();
    let capacity = (0..periods).map(|_| (0..teams).map(|_| random.below(14)).collect()).collect();
    let mut weight = 1.0;
    let weights = (0..periods)
        .map(|_| {
            let here = weight;
            weight *= if random.below(3) == 0 { 1.0 } else { 0.9 };
            here
        })
        .collect();
    Problem { capacity, weights, jobs: made, rules, floors }
}

/// The value of the best of all plans; `None` when there is none.
fn by_trying_all(problem: &Problem) -> Option<f64> {
    let (jobs, choices) = (problem.jobs.len(), problem.periods() + 1);
    let mut best: Option<f64> = None;
    for mut code in 0..choices.pow(jobs as u32) {
        let mut slots = Vec::new();
        for _ in 0..jobs {
            slots.push((code % choices).checked_sub(1));
            code /= choices;
        }
        let value = problem.value(&slots);
        if best.is_none_or(|best| value > best) && faults(problem, &slots).is_empty() {
            best = Some(value);
        }
    }
    best
}

fn finished(problem: &Problem) -> Search {
    assert_eq!(problem.check(), Ok(()));
    let mut search = Search::new(problem.clone(), None);
    search.step(10_000);
    search
}

fn value(problem: &Problem, search: &Search) -> Option<f64> {
    search.best().map(|slots| problem.value(slots))
}

#[test]
fn no_plan_of_a_small_problem_is_better_and_none_is_missed() {
    // Trying all plans is slow without optimisation.
    let seeds = if cfg!(debug_assertions) { 400 } else { 3000 };
    for seed in 0..seeds {
        let problem = small(seed);
        let search = finished(&problem);
        let (expected, found) = (by_trying_all(&problem), value(&problem, &search));
        match (expected, found) {
            (Some(expected), Some(found)) => {
                assert!((expected - found).abs() <= 1e-8 * expected.max(1.0), "{seed}: {expected} {found}");
                assert_eq!(search.verdict(), Verdict::Optimal, "{seed}");
                assert!(search.bound() >= found - 1e-9, "{seed}");
                assert!(search.best().is_some_and(|slots| faults(&problem, slots).is_empty()), "{seed}");
            }
            (None, None) => assert_eq!(search.verdict(), Verdict::Infeasible, "{seed}"),
            _ => panic!("{seed}: {expected:?} {found:?}"),
        }
    }
}

/// A problem with one team and the same capacity in each period.
fn problem(capacity: u64, weights: &[f64], jobs: &[(f64, u64)]) -> Problem {
    let last = weights.len() - 1;
    let job = |(value, effort): &(f64, u64)| Job {
        value: *value,
        effort: vec![*effort],
        earliest: 0,
        latest: last,
        must: false,
    };
    Problem {
        capacity: vec![vec![capacity]; weights.len()],
        weights: weights.to_vec(),
        jobs: jobs.iter().map(job).collect(),
        rules: Vec::new(),
        floors: Vec::new(),
    }
}

/// A problem of the size of a roadmap.
fn roadmap(jobs: usize, seed: u64) -> Problem {
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let made: Vec<Job> = (0..jobs)
        .map(|_| Job {
            value: 10.0 + random.below(9000) as f64 / 100.0,
            effort: (0..2).map(|_| random.below(9)).collect(),
            earliest: 0,
            latest: 3,
            must: false,
        })
        .collect();
    let rules = (1..jobs)
        .filter(|then| then % 5 == 0)
        .map(|then| Rule::Before { first: then - 3, then, gap: then % 2 == 0 })
        .collect();
    let half = |team: usize| made.iter().map(|job| job.effort[team]).sum::<u64>() / 8;
    Problem {
        capacity: vec![vec![half(0), half(1)]; 4],
        weights: vec![1.0, 0.93, 0.86, 0.8],
        jobs: made,
        rules,
        floors: Vec::new(),
    }
}

#[test]
fn it_makes_no_difference_how_many_units_are_done_at_once() {
    let problem = roadmap(24, 3);
    let mut one_by_one = Search::new(problem.clone(), None);
    let mut at_once = one_by_one.clone();
    for _ in 0..60 {
        one_by_one.step(1);
    }
    at_once.step(60);
    assert_eq!(one_by_one.best(), at_once.best());
    assert_eq!(one_by_one.verdict(), at_once.verdict());
    assert_eq!(one_by_one.bound().to_bits(), at_once.bound().to_bits());
}

#[test]
fn a_plan_is_there_at_once_and_only_ever_gets_better() {
    let problem = roadmap(60, 5);
    let mut search = Search::new(problem.clone(), None);
    assert_eq!((search.best(), search.progress()), (None, 0.0));
    let (mut last, mut bound) = (0.0, f64::INFINITY);
    for _ in 0..25 {
        search.step(1);
        let found = value(&problem, &search).unwrap();
        assert!(found >= last && search.bound() <= bound && search.bound() >= found);
        assert_eq!(faults(&problem, search.best().unwrap()), []);
        (last, bound) = (found, search.bound());
    }
    assert!(last > 0.9 * bound);
}

#[test]
fn published_knapsacks_have_their_published_optima() {
    // f1, f3 and f6 of the ten small instances that go round in the literature on
    // knapsacks, with the optima published for them.
    type Knapsack = (f64, u64, &'static [(f64, u64)]);
    let instances: [Knapsack; 3] = [
        (
            295.0,
            269,
            &[
                (55.0, 95),
                (10.0, 4),
                (47.0, 60),
                (5.0, 32),
                (4.0, 23),
                (50.0, 72),
                (8.0, 80),
                (61.0, 62),
                (85.0, 65),
                (87.0, 46),
            ],
        ),
        (35.0, 20, &[(9.0, 6), (11.0, 5), (13.0, 9), (15.0, 7)]),
        (
            52.0,
            60,
            &[
                (20.0, 30),
                (18.0, 25),
                (17.0, 20),
                (15.0, 18),
                (15.0, 17),
                (10.0, 11),
                (5.0, 5),
                (3.0, 2),
                (1.0, 1),
                (1.0, 1),
            ],
        ),
    ];
    for (expected, capacity, jobs) in instances {
        let problem = problem(capacity, &[1.0], jobs);
        let search = finished(&problem);
        assert_eq!((value(&problem, &search), search.verdict()), (Some(expected), Verdict::Optimal));
    }
}

#[test]
fn a_knapsack_that_is_hard_for_the_tree_is_proven() {
    // Strongly correlated: value is effort and a constant, so that all jobs look alike.
    let mut random = Random(77);
    let jobs: Vec<(f64, u64)> = (0..60)
        .map(|_| {
            let effort = 1 + random.below(1000);
            ((effort + 100) as f64, effort)
        })
        .collect();
    let problem = problem(9_999, &[1.0], &jobs);
    let mut best = vec![0.0_f64; 10_000];
    for (value, effort) in &jobs {
        for at in (*effort as usize..10_000).rev() {
            best[at] = best[at].max(best[at - *effort as usize] + value);
        }
    }
    let search = finished(&problem);
    assert_eq!((value(&problem, &search), search.verdict()), (Some(best[9_999]), Verdict::Optimal));
}

#[test]
fn a_table_of_very_many_columns_is_not_made() {
    let is_made = |capacity, jobs: &[(f64, u64)]| {
        let core = Core::new(&problem(capacity, &[1.0], jobs)).unwrap();
        Knapsack::new(&core, &core.ranges).is_some()
    };
    assert!(is_made(1_000, &[(3.0, 501), (2.0, 500)]));
    assert!(!is_made(100_000_000, &[(3.0, 50_000_001), (2.0, 50_000_000)]));
}

#[test]
fn what_brings_nothing_and_is_not_needed_is_left_out_and_the_rest_is_early() {
    let mut problem = problem(5, &[1.0, 1.0, 1.0], &[(0.0, 1), (4.0, 5), (0.0, 2), (3.0, 3)]);
    problem.rules.push(Rule::Before { first: 2, then: 3, gap: false });
    let search = finished(&problem);
    let slots = search.best().unwrap();
    assert_eq!(slots[0], None);
    assert!(slots.iter().flatten().all(|period| *period < 2), "{slots:?}");
}

#[test]
fn wishes_that_cannot_all_hold_are_proven_to_have_no_plan() {
    let base = problem(5, &[1.0, 0.5], &[(1.0, 3), (1.0, 3), (1.0, 3)]);
    let check = |change: &dyn Fn(&mut Problem)| {
        let mut problem = base.clone();
        change(&mut problem);
        let search = finished(&problem);
        assert_eq!((search.verdict(), search.best(), search.progress()), (Verdict::Infeasible, None, 1.0));
        assert_eq!(search.bound(), f64::NEG_INFINITY);
    };
    // Three musts of 3 into two periods of 5.
    check(&|problem| problem.jobs.iter_mut().for_each(|job| job.must = true));
    // A must without a window.
    check(&|problem| (problem.jobs[0].must, problem.jobs[0].earliest) = (true, 7));
    // Two musts together that do not fit into one period.
    check(&|problem| {
        problem.jobs[0].must = true;
        problem.rules.push(Rule::Together(vec![0, 1]));
    });
    // A floor that no two jobs reach, when only two fit.
    check(&|problem| problem.floors.push(Floor { amounts: vec![1.0; 3], least: 1.6 }));
    // A circle with a gap in it.
    check(&|problem| {
        problem.jobs[0].must = true;
        problem.rules.push(Rule::Before { first: 0, then: 1, gap: true });
        problem.rules.push(Rule::Before { first: 1, then: 0, gap: false });
    });
}

#[test]
fn a_start_that_breaks_rules_is_mended_and_a_good_one_is_kept() {
    let problem = problem(4, &[1.0, 0.5], &[(3.0, 3), (2.0, 2), (2.0, 2)]);
    for start in [vec![Some(0); 3], vec![Some(1), Some(0), Some(0)], vec![Some(9); 3], Vec::new()] {
        let mut search = Search::new(problem.clone(), Some(start.clone()));
        search.step(1);
        assert_eq!(faults(&problem, search.best().unwrap()), [], "{start:?}");
        search.step(1000);
        assert_eq!(search.verdict(), Verdict::Optimal);
        assert_eq!(value(&problem, &search), Some(5.5));
    }
}

#[test]
fn nothing_to_plan_is_planned_at_once() {
    for problem in [Problem::default(), problem(0, &[1.0], &[]), problem(0, &[1.0], &[(5.0, 1)])] {
        let search = finished(&problem);
        assert_eq!((value(&problem, &search), search.verdict()), (Some(0.0), Verdict::Optimal));
    }
}

#[test]
fn worths_have_the_grain_of_their_digits() {
    let check = |weights: &[f64], values: &[f64], expected: f64| {
        let jobs: Vec<(f64, u64)> = values.iter().map(|value| (*value, 1)).collect();
        assert!((grain(&problem(1, weights, &jobs)) - expected).abs() < 1e-12, "{weights:?} {values:?}");
    };
    check(&[1.0], &[6.0, 9.0], 3.0);
    check(&[1.0, 0.5], &[3.0], 1.5);
    check(&[1.0, 0.9], &[10.0, 20.0], 1.0);
    check(&[1.0], &[0.1, 0.3], 0.1);
    check(&[1.0], &[std::f64::consts::PI], 0.0);
    check(&[1.0], &[987_654_321.4], 0.0);
    check(&[1.0], &[3.000_000_000_4], 0.0);
}
