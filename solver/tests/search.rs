//! The search against trying every plan, and what has to hold of every search.
// Helpers of tests may stop the test.
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use proptest::prelude::*;
use solver::{Job, Problem, Rule, Search, Verdict, faults};
use support::{
    FULL, MEDIUM, Random, SMALL, best_value, finish, instance, keeps, optimum, same, solved, worth,
};

/// How many random problems are solved in both ways.
const PROBLEMS: u64 = 1500;

#[test]
fn the_search_finds_what_trying_every_plan_finds() {
    let (mut optimal, mut infeasible) = (0, 0);
    for seed in 0..PROBLEMS {
        let problem = instance(seed, FULL);
        let search = solved(&problem);
        match best_value(&problem) {
            Some(value) => {
                assert_eq!(search.verdict(), Verdict::Optimal, "seed {seed}");
                let best = search.best().unwrap();
                assert_eq!(faults(&problem, best), [], "seed {seed}");
                assert!(keeps(&problem, best), "seed {seed}");
                let found = worth(&problem, best);
                assert!(same(found, value), "seed {seed}: {found} instead of {value}");
                assert!(search.bound() >= value - 1e-9 * value, "seed {seed}: bound {}", search.bound());
                optimal += 1;
            }
            None => {
                assert_eq!(search.verdict(), Verdict::Infeasible, "seed {seed}");
                assert_eq!(search.best(), None, "seed {seed}");
                infeasible += 1;
            }
        }
        assert_eq!(search.progress(), 1.0, "seed {seed}");
    }
    assert!(optimal >= 800 && infeasible >= 200, "{optimal} optimal, {infeasible} infeasible");
}

#[test]
fn a_plan_to_begin_with_changes_no_verdict_and_no_value() {
    for seed in 0..200 {
        let problem = instance(seed, SMALL);
        let random = &mut Random::new(seed);
        let periods = problem.periods();
        let any = |_| if random.chance(30) { None } else { Some(random.below(periods)) };
        // Mostly a plan that breaks rules.
        let start = (0..problem.jobs.len()).map(any).collect();
        let mut search = Search::new(problem.clone(), Some(start));
        finish(&mut search, 7);
        let found = search.best().map(|best| worth(&problem, best));
        match (found, best_value(&problem)) {
            (Some(found), Some(value)) => assert!(same(found, value), "seed {seed}: {found}, {value}"),
            (found, value) => assert_eq!(found, value, "seed {seed}"),
        }
    }
}

/// Steps through a search and checks at each step what has to hold of it.
fn check_steps(problem: &Problem, value: Option<f64>, name: &str) {
    let mut search = Search::new(problem.clone(), None);
    let (mut best, mut bound, mut progress) = (f64::NEG_INFINITY, f64::INFINITY, 0.0);
    for step in 0..20_000 {
        if let Some(value) = value {
            assert!(search.bound() >= value - 1e-9 * value, "{name}, step {step}: bound {}", search.bound());
        }
        assert!(search.bound() <= bound, "{name}, step {step}: the bound rises");
        bound = search.bound();
        if let Some(slots) = search.best() {
            assert_eq!(faults(problem, slots), [], "{name}, step {step}");
            let now = worth(problem, slots);
            assert!(now >= best - 1e-9 * best.abs(), "{name}, step {step}: {now} after {best}");
            best = now;
        }
        assert!(search.progress() >= progress && search.progress() <= 1.0, "{name}, step {step}");
        progress = search.progress();
        if search.verdict() != Verdict::Searching {
            return;
        }
        search.step(1);
    }
    panic!("{name}: a search without end");
}

#[test]
fn a_bound_is_never_below_the_best_plan_and_a_best_plan_never_gets_worse() {
    for seed in 0..400 {
        let problem = instance(seed, FULL);
        check_steps(&problem, best_value(&problem), &format!("seed {seed}"));
    }
    for seed in 0..40 {
        let problem = instance(seed, MEDIUM);
        check_steps(&problem, optimum(&problem), &format!("medium seed {seed}"));
    }
}

#[test]
fn the_size_of_steps_changes_nothing() {
    let small = (0..150).map(|seed| (seed, FULL));
    for (seed, size) in small.chain((0..30).map(|seed| (seed, MEDIUM))) {
        let problem = instance(seed, size);
        let ends = [1, 3, 1000].map(|units| {
            let mut search = Search::new(problem.clone(), None);
            finish(&mut search, units);
            (search.verdict(), search.best().cloned(), search.bound())
        });
        assert_eq!(ends[0], ends[1], "seed {seed}");
        assert_eq!(ends[0], ends[2], "seed {seed}");
    }
}

/// The same problem with its jobs in another order, and its teams backwards.
fn shuffled(problem: &Problem, seed: u64) -> Problem {
    let jobs = problem.jobs.len();
    let order = Random::new(seed).some(jobs, jobs);
    let place = |job: &usize| order.iter().position(|of| of == job).unwrap();
    let places = |list: &Vec<usize>| list.iter().map(place).collect();
    let mut other = problem.clone();
    other.jobs = order.iter().map(|job| problem.jobs[*job].clone()).collect();
    other.jobs.iter_mut().for_each(|job| job.effort.reverse());
    other.capacity.iter_mut().for_each(|of_teams| of_teams.reverse());
    for floor in &mut other.floors {
        floor.amounts = order.iter().map(|job| floor.amounts[*job]).collect();
    }
    other.rules.reverse();
    for rule in &mut other.rules {
        *rule = match rule {
            Rule::Before { first, then, gap } => {
                Rule::Before { first: place(first), then: place(then), gap: *gap }
            }
            Rule::Together(list) => Rule::Together(places(list)),
            Rule::Apart(list) => Rule::Apart(places(list)),
            Rule::Either(list) => Rule::Either(places(list)),
        };
    }
    other
}

#[test]
fn the_order_of_jobs_teams_and_rules_changes_no_optimum() {
    for seed in 0..60 {
        let problem = instance(seed, MEDIUM);
        let other = shuffled(&problem, seed);
        match (optimum(&problem), optimum(&other)) {
            (Some(one), Some(other)) => assert!(same(one, other), "seed {seed}: {one} and {other}"),
            (one, other) => assert_eq!(one, other, "seed {seed}"),
        }
    }
}

#[test]
fn a_step_after_the_verdict_changes_nothing() {
    let problem = instance(4, FULL);
    let mut search = solved(&problem);
    let before = (search.verdict(), search.best().cloned(), search.bound());
    search.step(100);
    assert_eq!((search.verdict(), search.best().cloned(), search.bound()), before);
}

fn plain(value: f64, effort: &[u64], periods: usize) -> Job {
    Job { value, effort: effort.to_vec(), earliest: 0, latest: periods.saturating_sub(1), must: false }
}

#[track_caller]
fn check(problem: Problem, expected: Option<f64>) {
    assert_eq!(problem.check(), Ok(()));
    assert_eq!(optimum(&problem), expected);
    assert_eq!(best_value(&problem), expected);
}

#[test]
fn the_edges_of_what_can_be_asked() {
    let one = |capacity: Vec<Vec<u64>>, jobs: Vec<Job>| Problem {
        weights: vec![1.0; capacity.len()],
        capacity,
        jobs,
        ..Problem::default()
    };
    // Nothing at all.
    check(Problem::default(), Some(0.0));
    check(one(vec![vec![3]], Vec::new()), Some(0.0));
    // Jobs, but no period to do them in.
    check(one(Vec::new(), vec![plain(3.0, &[], 0)]), Some(0.0));
    check(one(Vec::new(), vec![Job { must: true, ..plain(3.0, &[], 0) }]), None);
    // No team: everything fits.
    check(one(vec![vec![], vec![]], vec![plain(3.0, &[], 2), plain(4.0, &[], 2)]), Some(7.0));
    // No capacity: only what takes nothing.
    check(one(vec![vec![0]], vec![plain(3.0, &[1], 1), plain(4.0, &[0], 1)]), Some(4.0));
    // Larger than any capacity.
    check(one(vec![vec![5], vec![5]], vec![plain(9.0, &[6], 2), plain(1.0, &[5], 2)]), Some(1.0));
    check(one(vec![vec![5]], vec![Job { must: true, ..plain(9.0, &[6], 1) }]), None);
    // Fills the capacity to the last unit: 0.1 + 0.2 into 0.3, in tenths.
    check(one(vec![vec![3]], vec![plain(1.0, &[1], 1), plain(1.0, &[2], 1)]), Some(2.0));
    // A circle of jobs that need one another can be done in one period, but not one after the other.
    let circle = |gap: bool| Problem {
        rules: vec![Rule::Before { first: 0, then: 1, gap }, Rule::Before { first: 1, then: 0, gap }],
        ..one(vec![vec![2], vec![2]], vec![plain(3.0, &[1], 2), plain(4.0, &[1], 2)])
    };
    check(circle(false), Some(7.0));
    check(circle(true), Some(0.0));
    // Two that go together and not together are not done.
    let torn = Problem {
        rules: vec![Rule::Together(vec![0, 1]), Rule::Apart(vec![0, 1])],
        ..one(vec![vec![2]], vec![plain(3.0, &[1], 1), plain(4.0, &[1], 1)])
    };
    check(torn, Some(0.0));
    // All values 0.
    check(one(vec![vec![1]], vec![plain(0.0, &[1], 1), plain(0.0, &[1], 1)]), Some(0.0));
    // A weight of 0 makes a period worth nothing.
    let late = Problem {
        weights: vec![1.0, 0.0],
        ..one(vec![vec![1], vec![1]], vec![plain(3.0, &[1], 2), plain(4.0, &[1], 2)])
    };
    check(late, Some(4.0));
}

/// No plan is worth less than nothing, so a problem without a plan stands below all others.
fn value_or_below(problem: &Problem) -> f64 {
    optimum(problem).unwrap_or(-1.0)
}

fn not_more(less: f64, more: f64) -> bool {
    less <= more || same(less, more)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn more_capacity_never_lowers_the_value(seed: u64, period: usize, team: usize, more in 1_u64..20) {
        let problem = instance(seed, FULL);
        prop_assume!(problem.teams() > 0);
        let mut wider = problem.clone();
        let (period, team) = (period % problem.periods(), team % problem.teams());
        wider.capacity[period][team] += more;
        prop_assert!(not_more(value_or_below(&problem), value_or_below(&wider)));
    }

    #[test]
    fn a_lock_never_raises_the_value(seed: u64, job: usize, period: usize) {
        let problem = instance(seed, FULL);
        prop_assume!(!problem.jobs.is_empty());
        let mut locked = problem.clone();
        let (job, period) = (job % problem.jobs.len(), period % problem.periods());
        let of = &mut locked.jobs[job];
        prop_assume!((of.earliest..=of.latest).contains(&period));
        (of.earliest, of.latest, of.must) = (period, period, true);
        prop_assert!(not_more(value_or_below(&locked), value_or_below(&problem)));
    }

    #[test]
    fn a_lock_to_where_the_best_plan_has_a_job_costs_nothing(seed: u64, job: usize) {
        let problem = instance(seed, FULL);
        prop_assume!(!problem.jobs.is_empty());
        let Some(best) = solved(&problem).best().cloned() else { return Ok(()) };
        let job = job % problem.jobs.len();
        let mut locked = problem.clone();
        match best[job] {
            Some(period) => (locked.jobs[job].earliest, locked.jobs[job].latest) = (period, period),
            None => (locked.jobs[job].earliest, locked.jobs[job].latest) = (1, 0),
        }
        locked.jobs[job].must = best[job].is_some();
        prop_assert!(same(value_or_below(&locked), value_or_below(&problem)));
    }

    #[test]
    fn a_rule_more_never_raises_the_value(seed: u64, other: u64) {
        let problem = instance(seed, FULL);
        let mut stricter = problem.clone();
        for rule in instance(other, FULL).rules {
            stricter.rules.push(rule);
            // Not if it names a job that is not there.
            if stricter.check().is_err() {
                stricter.rules.pop();
            }
        }
        prop_assert!(not_more(value_or_below(&stricter), value_or_below(&problem)));
    }

    #[test]
    fn the_optimum_grows_with_the_values(seed: u64, exponent in -12..12_i32) {
        let problem = instance(seed, FULL);
        let factor = 10_f64.powi(exponent);
        let mut scaled = problem.clone();
        scaled.jobs.iter_mut().for_each(|job| job.value *= factor);
        match (optimum(&problem), optimum(&scaled)) {
            (Some(value), Some(scaled)) => {
                prop_assert!((scaled - value * factor).abs() <= 3e-9 * scaled, "{scaled} for {}", value * factor);
            }
            (value, scaled) => prop_assert_eq!(value, scaled),
        }
    }

    #[test]
    fn a_problem_survives_json(seed: u64) {
        let problem = instance(seed, FULL);
        let json = serde_json::to_string(&problem).unwrap();
        let back: Problem = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(problem, back);
    }
}
