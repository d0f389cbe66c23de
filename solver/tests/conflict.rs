//! Conflicts against trying every plan: together impossible, and possible without any one.
// Helpers of tests may stop the test.
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use solver::{Conflict, Floor, Job, Problem, Rule, Wish, faults};
use support::{FULL, instance, possible};

fn finish(problem: &Problem, units: u32) -> Conflict {
    let mut conflict = Conflict::new(problem.clone());
    let mut progress = 0.0;
    for _ in 0..100_000 {
        if conflict.progress() == 1.0 {
            return conflict;
        }
        conflict.step(units);
        assert!((progress..=1.0).contains(&conflict.progress()), "{progress} to {}", conflict.progress());
        progress = conflict.progress();
    }
    panic!("work without end");
}

/// The problem without any wish but these, made in another way than the solver makes it.
fn with_only(problem: &Problem, wishes: &[Wish]) -> Problem {
    let mut rest = problem.clone();
    let last = problem.periods().saturating_sub(1);
    let has = |wish: Wish| wishes.contains(&wish);
    for (at, job) in rest.jobs.iter_mut().enumerate() {
        job.must &= has(Wish::Must(at));
        if !has(Wish::Earliest(at)) {
            job.earliest = 0;
        }
        if !has(Wish::Latest(at)) {
            job.latest = last;
        }
    }
    let rules = problem.rules.iter().enumerate();
    rest.rules = rules.filter(|(at, _)| has(Wish::Rule(*at))).map(|(_, rule)| rule.clone()).collect();
    for of_teams in &mut rest.capacity {
        for (team, capacity) in of_teams.iter_mut().enumerate() {
            if !has(Wish::Capacity(team)) {
                *capacity = 1_000_000;
            }
        }
    }
    rest
}

/// A job that has to be done, by one team.
fn must(effort: u64, earliest: usize, latest: usize) -> Job {
    Job { value: 1.0, effort: vec![effort], earliest, latest, must: true }
}

/// A job that can be done, by one team, in one of two periods.
fn free(effort: u64) -> Job {
    Job { must: false, ..must(effort, 0, 1) }
}

fn one_team(capacity: &[u64], jobs: Vec<Job>, rules: Vec<Rule>) -> Problem {
    let weights = vec![1.0; capacity.len()];
    Problem {
        capacity: capacity.iter().map(|one| vec![*one]).collect(),
        weights,
        jobs,
        rules,
        floors: Vec::new(),
    }
}

#[track_caller]
fn check(problem: Problem, expected: &[Wish]) {
    assert_eq!(problem.check(), Ok(()));
    let conflict = finish(&problem, 3);
    assert_eq!(conflict.wishes(), expected);
    assert!(conflict.is_smallest());
    assert_eq!(conflict.plan(), None);
}

#[test]
fn what_cannot_all_hold_is_named_and_nothing_else() {
    // Larger than any capacity.
    check(
        one_team(&[5, 5], vec![must(1, 0, 1), must(6, 0, 1), free(3)], vec![]),
        &[Wish::Must(1), Wish::Capacity(0)],
    );
    // Three that do not fit into two periods; the fourth, small one is not to blame.
    check(
        one_team(&[5, 5], vec![must(3, 0, 1), must(1, 0, 1), must(3, 0, 1), must(4, 0, 1)], vec![]),
        &[Wish::Must(0), Wish::Must(2), Wish::Must(3), Wish::Capacity(0)],
    );
    // Two promises for the first period, which holds one of them.
    check(
        one_team(&[5, 9], vec![must(3, 0, 0), must(3, 0, 0), must(3, 0, 1)], vec![]),
        &[Wish::Must(0), Wish::Latest(0), Wish::Must(1), Wish::Latest(1), Wish::Capacity(0)],
    );
    // A job that needs one which has to be later.
    check(
        one_team(
            &[9, 9],
            vec![must(1, 0, 0), must(1, 1, 1), free(2)],
            vec![Rule::Apart(vec![0, 2]), Rule::Before { first: 1, then: 0, gap: false }],
        ),
        &[Wish::Must(0), Wish::Latest(0), Wish::Earliest(1), Wish::Rule(1)],
    );
    // A job that has to be in the plan and cannot be done at all.
    check(
        one_team(&[9, 9], vec![must(1, 1, 0)], vec![]),
        &[Wish::Must(0), Wish::Earliest(0), Wish::Latest(0)],
    );
    // Rules alone: together and not together.
    check(
        one_team(
            &[9, 9],
            vec![must(1, 0, 1), free(1)],
            vec![
                Rule::Before { first: 1, then: 0, gap: false },
                Rule::Together(vec![0, 1]),
                Rule::Apart(vec![0, 1]),
            ],
        ),
        &[Wish::Must(0), Wish::Rule(1), Wish::Rule(2)],
    );
    // No period to do it in.
    check(one_team(&[], vec![Job { effort: vec![], ..must(0, 0, 0) }], vec![]), &[Wish::Must(0)]);
}

#[test]
fn a_capacity_is_named_only_where_the_rest_does_not_suffice() {
    // It does not fit, and two musts are alternatives: the rule is told.
    let torn = vec![Rule::Together(vec![0, 1]), Rule::Either(vec![0, 1])];
    check(
        one_team(&[2, 2], vec![must(3, 0, 1), must(3, 0, 1)], torn),
        &[Wish::Must(0), Wish::Must(1), Wish::Rule(1)],
    );
}

#[test]
fn of_two_teams_the_one_in_the_way_is_named() {
    let two = |first: u64, second: u64| Job { effort: vec![first, second], ..must(0, 0, 0) };
    let problem = Problem {
        capacity: vec![vec![5, 5]],
        weights: vec![1.0],
        jobs: vec![two(2, 4), two(3, 2)],
        ..Problem::default()
    };
    check(problem, &[Wish::Must(0), Wish::Must(1), Wish::Capacity(1)]);
}

#[test]
fn few_large_jobs_are_named_rather_than_many_small_ones() {
    let mut jobs: Vec<Job> = (0..8).map(|_| must(1, 0, 0)).collect();
    jobs.insert(3, must(6, 0, 0));
    jobs.insert(5, must(7, 0, 0));
    check(one_team(&[10], jobs, vec![]), &[Wish::Must(3), Wish::Must(5), Wish::Capacity(0)]);
}

#[test]
fn large_jobs_that_fill_more_than_half_of_a_period_are_counted() {
    // Ten of 6 do not go into nine periods of 10, though their sum does; nor do they in another
    // period's place. Trying all ways would take years.
    let mut jobs: Vec<Job> = (0..10).map(|_| must(6, 1, 9)).collect();
    jobs.extend((0..5).map(|_| must(1, 0, 9)));
    let problem = one_team(&[10; 10], jobs, vec![]);
    let conflict = finish(&problem, 10);
    // The period before is closed to each of the ten by a wish of its own.
    let musts = conflict.wishes().iter().filter(|wish| matches!(wish, Wish::Must(_))).count();
    let earliest = conflict.wishes().iter().filter(|wish| matches!(wish, Wish::Earliest(_))).count();
    assert_eq!((musts, earliest, conflict.wishes().len()), (10, 10, 21));
    assert!(conflict.is_smallest());
}

#[test]
fn a_chain_that_is_longer_than_the_plan_is_named_as_a_whole() {
    let jobs = (0..30).map(|_| free(1)).chain([must(1, 0, 1)]).collect();
    let chain = [(30, 7), (7, 19), (2, 3), (4, 3)];
    let rules = chain.map(|(then, first)| Rule::Before { first, then, gap: true }).to_vec();
    check(one_team(&[50, 50], jobs, rules), &[Wish::Must(30), Wish::Rule(0), Wish::Rule(1)]);
}

#[test]
fn where_there_is_a_plan_there_is_no_conflict() {
    let problem = one_team(&[5, 5], vec![must(5, 0, 1), must(5, 0, 1)], vec![]);
    let conflict = finish(&problem, 1);
    assert_eq!(conflict.wishes(), []);
    assert!(!conflict.is_smallest());
    assert_eq!(faults(&problem, conflict.plan().unwrap()), []);
}

#[test]
fn a_floor_out_of_reach_is_nobodys_wish() {
    let floor = |least: f64| Floor { amounts: vec![3.0, 4.0], least };
    let mut problem = one_team(&[4, 4], vec![free(3), free(3)], vec![Rule::Either(vec![0, 1])]);
    problem.floors = vec![floor(8.0)];
    check(problem.clone(), &[]);
    problem.floors = vec![floor(7.0)];
    check(problem, &[Wish::Rule(0)]);
}

#[test]
fn before_the_work_is_done_more_is_named_than_is_needed() {
    let problem = one_team(&[5, 5], vec![must(1, 0, 1), must(6, 0, 1), free(3)], vec![]);
    let conflict = Conflict::new(problem);
    assert_eq!(conflict.wishes().len(), 3);
    assert!(!conflict.is_smallest());
    assert!(conflict.progress() < 1.0);
}

#[test]
fn random_conflicts_are_conflicts_and_none_of_their_wishes_can_be_left_out() {
    let (mut conflicts, mut named) = (0, 0);
    for seed in 0..2000 {
        let problem = instance(seed, FULL);
        let conflict = finish(&problem, 10);
        if possible(&problem) {
            assert_eq!(conflict.wishes(), [], "seed {seed}");
            assert_eq!(faults(&problem, conflict.plan().unwrap()), [], "seed {seed}");
            continue;
        }
        let wishes = conflict.wishes();
        assert!(conflict.is_smallest(), "seed {seed}");
        assert!(!possible(&with_only(&problem, wishes)), "seed {seed}: {wishes:?} can all hold");
        for left_out in wishes {
            let rest: Vec<Wish> = wishes.iter().filter(|wish| *wish != left_out).copied().collect();
            assert!(possible(&with_only(&problem, &rest)), "seed {seed}: {left_out:?} can be left out");
        }
        conflicts += 1;
        named += wishes.len();
    }
    assert!(conflicts >= 300, "{conflicts}");
    // Few wishes are enough to see what is wrong.
    assert!(named <= 6 * conflicts, "{named} wishes in {conflicts} conflicts");
}

#[test]
fn the_size_of_steps_changes_nothing() {
    for seed in 0..150 {
        let problem = instance(seed, FULL);
        let [one, seven, all] = [1, 7, 100_000].map(|units| finish(&problem, units));
        assert_eq!(one.wishes(), seven.wishes(), "seed {seed}");
        assert_eq!(one.wishes(), all.wishes(), "seed {seed}");
    }
}
