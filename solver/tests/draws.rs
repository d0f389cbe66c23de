//! What makes the cut in draws whose best plans are known.
// Helpers of tests may stop the test.
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use solver::{Draws, Job, Problem, Share, Variation};
use support::{Random, every_plan, worth};

fn finish(base: &Problem, variants: &[Variation], units: u32) -> Draws {
    let mut draws = Draws::new(base.clone(), variants.to_vec());
    let mut progress = 0.0;
    for _ in 0..1_000_000 {
        if draws.progress() == 1.0 {
            assert_eq!(draws.done(), variants.len());
            return draws;
        }
        draws.step(units);
        assert!((progress..=1.0).contains(&draws.progress()));
        progress = draws.progress();
        check_shares(base, &draws.shares());
    }
    panic!("work without end");
}

/// What holds of shares at any time.
fn check_shares(base: &Problem, shares: &[Share]) {
    assert_eq!(shares.len(), base.jobs.len());
    for share in shares {
        assert_eq!(share.periods.len(), base.periods());
        assert!((0.0..=1.0).contains(&share.in_plan));
        assert!((share.periods.iter().sum::<f64>() - share.in_plan).abs() < 1e-12);
        assert_eq!(share.by_first_period, share.periods.first().copied().unwrap_or(0.0));
    }
}

/// Two periods, one team that does one job in each.
fn two_of(values: &[f64]) -> Problem {
    let job = |value: &f64| Job { value: *value, effort: vec![1], earliest: 0, latest: 1, must: false };
    Problem {
        capacity: vec![vec![1], vec![1]],
        weights: vec![1.0, 0.5],
        jobs: values.iter().map(job).collect(),
        ..Problem::default()
    }
}

fn varied(values: &[f64], effort: &[u64]) -> Variation {
    Variation { values: values.to_vec(), effort: effort.iter().map(|effort| vec![*effort]).collect() }
}

#[track_caller]
fn check(variants: &[Variation], expected: &[[f64; 2]], without_plan: usize) {
    let draws = finish(&two_of(&[3.0, 2.0, 1.0]), variants, 2);
    let found: Vec<Vec<f64>> = draws.shares().into_iter().map(|share| share.periods).collect();
    assert_eq!(found, expected);
    assert_eq!(draws.without_plan(), without_plan);
}

#[test]
fn jobs_make_the_cut_as_often_as_their_numbers_let_them() {
    let same = varied(&[3.0, 2.0, 1.0], &[1, 1, 1]);
    let last = varied(&[1.0, 2.0, 3.0], &[1, 1, 1]);
    let heavy = varied(&[3.0, 2.0, 1.0], &[2, 1, 1]);
    check(&[], &[[0.0, 0.0], [0.0, 0.0], [0.0, 0.0]], 0);
    check(std::slice::from_ref(&same), &[[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]], 0);
    check(&[same.clone(), last.clone()], &[[0.5, 0.0], [0.0, 1.0], [0.5, 0.0]], 0);
    check(&[same, last.clone(), heavy, last], &[[0.25, 0.0], [0.25, 0.75], [0.5, 0.25]], 0);
}

#[test]
fn a_draw_that_has_no_plan_counts_as_one_without_the_job() {
    let same = varied(&[3.0, 2.0, 1.0], &[1, 1, 1]);
    let mut base = two_of(&[3.0, 2.0, 1.0]);
    base.jobs[0].must = true;
    let draws = finish(&base, &[same.clone(), varied(&[3.0, 2.0, 1.0], &[9, 1, 1])], 5);
    assert_eq!(draws.without_plan(), 1);
    assert_eq!(draws.shares()[0].in_plan, 0.5);
    // So does one whose numbers are not those of the problem.
    let wrong = [Variation::default(), varied(&[1.0, -1.0, 1.0], &[1, 1, 1]), varied(&[1.0; 2], &[1; 3])];
    check(&[&wrong[..], &[same]].concat(), &[[0.25, 0.0], [0.0, 0.25], [0.0, 0.0]], 3);
}

#[test]
fn a_job_that_stays_has_room_in_every_draw() {
    let mut base = two_of(&[3.0, 2.0]);
    (base.jobs[0].must, base.jobs[0].latest) = (true, 0);
    let draws = finish(&base, &[varied(&[3.0, 2.0], &[9, 1]), varied(&[3.0, 2.0], &[1, 1])], 2);
    let found: Vec<Vec<f64>> = draws.shares().into_iter().map(|share| share.periods).collect();
    assert_eq!((found, draws.without_plan()), (vec![vec![1.0, 0.0], vec![0.0, 1.0]], 0));
}

#[test]
fn without_a_plan_for_the_base_draws_are_drafted_all_the_same() {
    let mut base = two_of(&[3.0, 2.0]);
    (base.jobs[0].must, base.jobs[0].effort) = (true, vec![9]);
    let draws = finish(&base, &[varied(&[3.0, 2.0], &[1, 1])], 1);
    assert_eq!((draws.shares()[0].in_plan, draws.shares()[1].in_plan), (1.0, 1.0));
}

/// A small problem and variations of it, for each of which one plan is better than all others.
fn random(seed: u64) -> (Problem, Vec<Variation>) {
    let random = &mut Random::new(seed);
    let (jobs, periods) = (random.within(3, 7), random.within(1, 2));
    let mut one = || Variation {
        values: (0..jobs).map(|_| 1.0 + random.below(1_000_000) as f64 / 1000.0).collect(),
        effort: (0..jobs).map(|_| vec![random.within(1, 9) as u64]).collect(),
    };
    let base = one();
    let variants = (0..10).map(|_| one()).collect();
    let numbers = base.values.into_iter().zip(base.effort);
    let made = |(value, effort)| Job { value, effort, earliest: 0, latest: periods - 1, must: false };
    let capacity = vec![vec![9]; periods];
    let weights = vec![1.0, 0.83][..periods].to_vec();
    (Problem { capacity, weights, jobs: numbers.map(made).collect(), ..Problem::default() }, variants)
}

#[test]
fn draws_of_small_problems_count_their_best_plans() {
    for seed in 0..40 {
        let (base, variants) = random(seed);
        let mut counts = vec![vec![0; base.periods()]; base.jobs.len()];
        for variation in &variants {
            let mut problem = base.clone();
            for (job, (value, effort)) in
                problem.jobs.iter_mut().zip(variation.values.iter().zip(&variation.effort))
            {
                (job.value, job.effort) = (*value, effort.clone());
            }
            let plans = every_plan(&problem);
            let best = plans.iter().max_by(|one, two| worth(&problem, one).total_cmp(&worth(&problem, two)));
            for (counts, slot) in counts.iter_mut().zip(best.unwrap()) {
                slot.iter().for_each(|period| counts[*period] += 1);
            }
        }
        let draws = finish(&base, &variants, 100);
        let found: Vec<Vec<f64>> = draws.shares().into_iter().map(|share| share.periods).collect();
        let expected: Vec<Vec<f64>> = counts
            .iter()
            .map(|counts| counts.iter().map(|count| f64::from(*count) / 10.0).collect())
            .collect();
        assert_eq!(found, expected, "seed {seed}");
    }
}

#[test]
fn the_size_of_steps_changes_no_share() {
    for seed in 0..20 {
        let (base, variants) = random(seed);
        let [one, seven, all] = [1, 7, 100_000].map(|units| finish(&base, &variants, units).shares());
        assert_eq!(one, seven);
        assert_eq!(one, all);
    }
}

#[test]
fn a_variation_survives_json() {
    let (_, variants) = random(3);
    let json = serde_json::to_string(&variants).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Variation>>(&json).unwrap(), variants);
}
