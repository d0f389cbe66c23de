//! The check of plans: each fault by a plan made to have it, and random plans in two ways.

mod support;

use solver::{Fault, Floor, Job, Problem, Rule, faults};
use support::{FULL, Random, SMALL, every_plan, instance, keeps};

fn job(effort: [u64; 2]) -> Job {
    Job { value: 1.0, effort: effort.to_vec(), earliest: 0, latest: 2, must: false }
}

/// Four jobs in three periods with two teams, and nothing that forbids anything.
fn free() -> Problem {
    Problem {
        capacity: vec![vec![9, 9]; 3],
        weights: vec![1.0, 0.5, 0.25],
        jobs: vec![job([1, 0]), job([0, 2]), job([3, 3]), job([0, 0])],
        ..Problem::default()
    }
}

fn with(change: impl FnOnce(&mut Problem)) -> Problem {
    let mut problem = free();
    change(&mut problem);
    problem
}

#[track_caller]
fn check(problem: &Problem, slots: &[Option<usize>], expected: &[Fault]) {
    assert_eq!(faults(problem, slots), expected, "{slots:?}");
    assert_eq!(keeps(problem, slots), expected.is_empty(), "{slots:?}");
}

const OUT: Option<usize> = None;
const P0: Option<usize> = Some(0);
const P1: Option<usize> = Some(1);
const P2: Option<usize> = Some(2);

#[test]
fn a_plan_has_the_shape_of_its_problem() {
    check(&free(), &[OUT, OUT, OUT, OUT], &[]);
    check(&free(), &[P0, P1, P2, P0], &[]);
    check(&free(), &[OUT, OUT, OUT], &[Fault::Shape]);
    check(&free(), &[OUT, OUT, OUT, OUT, OUT], &[Fault::Shape]);
    check(&free(), &[OUT, Some(3), OUT, OUT], &[Fault::Shape]);
}

#[test]
fn a_team_has_no_more_to_do_than_it_can() {
    let tight = with(|problem| problem.capacity = vec![vec![4, 5], vec![4, 4], vec![0, 0]]);
    check(&tight, &[P0, P0, P0, P2], &[]);
    check(&tight, &[P1, P1, P1, P2], &[Fault::Capacity { period: 1, team: 1 }]);
    check(
        &tight,
        &[P2, P2, P0, P2],
        &[Fault::Capacity { period: 2, team: 0 }, Fault::Capacity { period: 2, team: 1 }],
    );
}

#[test]
fn a_job_is_done_in_its_window_and_when_it_has_to() {
    let windows = with(|problem| {
        (problem.jobs[0].earliest, problem.jobs[0].latest) = (1, 1);
        (problem.jobs[1].earliest, problem.jobs[1].latest) = (2, 1);
        problem.jobs[2].must = true;
    });
    check(&windows, &[P1, OUT, P0, OUT], &[]);
    check(&windows, &[OUT, OUT, P2, OUT], &[]);
    check(&windows, &[P0, OUT, P0, OUT], &[Fault::Window(0)]);
    check(&windows, &[P2, OUT, P0, OUT], &[Fault::Window(0)]);
    for slot in [P0, P1, P2] {
        check(&windows, &[OUT, slot, P0, OUT], &[Fault::Window(1)]);
    }
    check(&windows, &[P2, P2, OUT, OUT], &[Fault::Window(0), Fault::Window(1), Fault::Must(2)]);
}

#[test]
fn what_is_needed_comes_before() {
    let before = |gap: bool| with(|problem| problem.rules = vec![Rule::Before { first: 2, then: 0, gap }]);
    for gap in [false, true] {
        check(&before(gap), &[OUT, OUT, OUT, OUT], &[]);
        check(&before(gap), &[OUT, OUT, P1, OUT], &[]);
        check(&before(gap), &[P1, OUT, P0, OUT], &[]);
        check(&before(gap), &[P1, OUT, P1, OUT], if gap { &[Fault::Rule(0)] } else { &[] });
        check(&before(gap), &[P0, OUT, P1, OUT], &[Fault::Rule(0)]);
        check(&before(gap), &[P2, OUT, OUT, OUT], &[Fault::Rule(0)]);
    }
}

#[test]
fn what_goes_together_goes_together() {
    let together = with(|problem| problem.rules = vec![Rule::Together(vec![0, 3, 1])]);
    check(&together, &[OUT, OUT, P1, OUT], &[]);
    check(&together, &[P1, P1, P0, P1], &[]);
    check(&together, &[P1, P1, P1, P2], &[Fault::Rule(0)]);
    check(&together, &[P1, P1, P1, OUT], &[Fault::Rule(0)]);
    check(&together, &[P1, OUT, P1, OUT], &[Fault::Rule(0)]);
}

#[test]
fn what_stands_apart_is_in_different_periods() {
    let apart = with(|problem| problem.rules = vec![Rule::Apart(vec![0, 1, 3])]);
    check(&apart, &[OUT, OUT, P0, OUT], &[]);
    check(&apart, &[P0, P1, P0, P2], &[]);
    check(&apart, &[P0, P1, P0, OUT], &[]);
    check(&apart, &[P1, P0, OUT, P1], &[Fault::Rule(0)]);
}

#[test]
fn of_alternatives_one_is_done_at_most() {
    let either = with(|problem| problem.rules = vec![Rule::Either(vec![1, 2, 3])]);
    check(&either, &[P0, OUT, OUT, OUT], &[]);
    check(&either, &[P0, OUT, P2, OUT], &[]);
    check(&either, &[OUT, P0, P1, OUT], &[Fault::Rule(0)]);
    check(&either, &[OUT, P0, OUT, P0], &[Fault::Rule(0)]);
}

#[test]
fn rules_of_no_job_or_one_hold_always() {
    let short = with(|problem| {
        let lists = [vec![], vec![1]];
        let rules =
            lists.map(|list| [Rule::Together(list.clone()), Rule::Apart(list.clone()), Rule::Either(list)]);
        problem.rules = rules.into_iter().flatten().collect();
    });
    check(&short, &[P0, P1, P2, OUT], &[]);
    check(&short, &[OUT, OUT, OUT, OUT], &[]);
}

#[test]
fn faults_of_rules_carry_the_place_of_the_rule() {
    let rules = with(|problem| {
        problem.rules = vec![
            Rule::Either(vec![0, 1]),
            Rule::Apart(vec![2, 3]),
            Rule::Before { first: 0, then: 3, gap: true },
        ];
    });
    check(&rules, &[P0, OUT, P1, P2], &[]);
    check(&rules, &[P1, P1, P1, P1], &[Fault::Rule(0), Fault::Rule(1), Fault::Rule(2)]);
    check(&rules, &[P0, OUT, P1, P1], &[Fault::Rule(1)]);
}

#[test]
fn a_sum_is_reached_with_the_weights_of_periods() {
    let floors = with(|problem| {
        problem.floors = vec![
            Floor { amounts: vec![4.0, 2.0, 0.0, 0.0], least: 3.0 },
            Floor { amounts: vec![0.0, 0.0, 0.1, 0.2], least: 0.1 + 0.2 },
        ];
    });
    check(&floors, &[P0, OUT, P0, P0], &[]);
    check(&floors, &[P1, P1, P0, P0], &[]);
    check(&floors, &[P1, P2, P0, P0], &[Fault::Floor(0)]);
    check(&floors, &[P0, OUT, P0, P1], &[Fault::Floor(1)]);
    check(&floors, &[OUT, OUT, OUT, OUT], &[Fault::Floor(0), Fault::Floor(1)]);
    // 0.2 + 0.1 is a hair less than 0.30000000000000004, and reaches it all the same.
    let hair =
        with(|problem| problem.floors = vec![Floor { amounts: vec![0.3, 0.0, 0.0, 0.0], least: 0.1 + 0.2 }]);
    check(&hair, &[P0, OUT, OUT, OUT], &[]);
}

#[test]
fn both_checks_agree_on_random_plans() {
    let (mut kept, mut broken) = (0, 0);
    for seed in 0..4000 {
        let problem = instance(seed, FULL);
        let random = &mut Random::new(seed + 1);
        let filled = random.within(5, 90);
        for _ in 0..10 {
            let slot = |random: &mut Random| {
                let period = random.below(problem.periods());
                if random.chance(filled) { Some(period) } else { None }
            };
            let slots: Vec<_> = problem.jobs.iter().map(|_| slot(random)).collect();
            let keeps = keeps(&problem, &slots);
            assert_eq!(faults(&problem, &slots).is_empty(), keeps, "seed {seed}: {slots:?}");
            *(if keeps { &mut kept } else { &mut broken }) += 1;
        }
    }
    assert!(kept >= 500 && broken >= 500, "{kept} kept, {broken} broken");
}

#[test]
fn every_plan_that_the_trial_finds_has_no_fault_and_no_other_has_none() {
    for seed in 0..60 {
        let problem = instance(seed, SMALL);
        let plans = every_plan(&problem);
        // All plans there are, in the manner of a counter.
        let mut slots = vec![None; problem.jobs.len()];
        let mut without_fault = 0;
        loop {
            without_fault += usize::from(faults(&problem, &slots).is_empty());
            let next = slots.iter_mut().find_map(|slot| {
                *slot = match *slot {
                    None => Some(0),
                    Some(period) if period + 1 < problem.periods() => Some(period + 1),
                    Some(_) => None,
                };
                slot.is_some().then_some(())
            });
            if next.is_none() {
                break;
            }
        }
        assert_eq!(plans.len(), without_fault, "seed {seed}");
        assert!(plans.iter().all(|plan| faults(&problem, plan).is_empty()), "seed {seed}");
    }
}
