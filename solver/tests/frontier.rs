//! Frontiers against those of all plans.
// Helpers of tests may stop the test.
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use solver::{Frontier, Job, Point, Problem, faults};
use support::{Random, SMALL, Size, every_plan, instance, keeps, sum};

/// A problem with two goods.
struct Goods {
    problem: Problem,
    first: Vec<f64>,
    second: Vec<f64>,
}

const TINY: Size = Size { jobs: 9, periods: 2, teams: 1, rules: 1 };

fn goods(seed: u64, size: Size) -> Goods {
    let mut problem = instance(seed, size);
    let random = &mut Random::new(seed ^ 0xF0);
    // Where nearly all or nearly nothing fits there is nothing to choose.
    let periods = problem.periods() as u64;
    for team in 0..problem.teams() {
        let total: u64 = problem.jobs.iter().map(|job| job.effort[team]).sum();
        for of_teams in &mut problem.capacity {
            of_teams[team] = total / (2 * periods) + random.below(3) as u64;
        }
    }
    let kind = random.below(5);
    let mut pair = |_| match kind {
        // Many ties, and jobs that have nothing of one good.
        0 => (random.below(5) as f64, random.below(5) as f64),
        1 => (random.below(1000) as f64 / 10.0, random.below(1000) as f64 / 10.0),
        2 => (random.below(4) as f64 * 3e6, random.below(4) as f64 * 1e-3),
        // The more of one, the less of the other: many points.
        3 => {
            let first = random.below(100);
            (first as f64, (110 - first - random.below(10)) as f64)
        }
        _ => (random.within(20, 30) as f64, random.within(2, 30) as f64),
    };
    let (first, second) = (0..problem.jobs.len()).map(&mut pair).unzip();
    Goods { problem, first, second }
}

impl Goods {
    fn begun(&self, shares: usize) -> Frontier {
        Frontier::new(self.problem.clone(), self.first.clone(), self.second.clone(), shares)
    }

    fn finished(&self, shares: usize, units: u32) -> Frontier {
        let mut frontier = self.begun(shares);
        let mut progress = 0.0;
        for _ in 0..100_000 {
            if frontier.progress() == 1.0 {
                return frontier;
            }
            frontier.step(units);
            assert!((progress..=1.0).contains(&frontier.progress()), "{progress}: {}", frontier.progress());
            progress = frontier.progress();
            self.check_points(frontier.points());
        }
        panic!("work without end");
    }

    /// What holds of points at any time.
    fn check_points(&self, points: &[Point]) {
        for point in points {
            assert_eq!(faults(&self.problem, &point.slots), []);
            assert!(keeps(&self.problem, &point.slots));
            assert!(close(point.first, sum(&self.problem, &self.first, &point.slots)));
            assert!(close(point.second, sum(&self.problem, &self.second, &point.slots)));
        }
        for pair in points.windows(2) {
            assert!(pair[0].first < pair[1].first && pair[0].second > pair[1].second, "{pair:?}");
        }
    }

    /// The sums of all plans that no plan beats, by rising first sum, by trying every plan.
    fn all(&self) -> Vec<(f64, f64)> {
        let sums = |slots: &Vec<Option<usize>>| {
            (sum(&self.problem, &self.first, slots), sum(&self.problem, &self.second, slots))
        };
        let mut all: Vec<(f64, f64)> = every_plan(&self.problem).iter().map(sums).collect();
        all.sort_by(|one, two| two.0.total_cmp(&one.0).then(two.1.total_cmp(&one.1)));
        let mut front: Vec<(f64, f64)> = Vec::new();
        for (first, second) in all {
            match front.last_mut() {
                Some(last) if second <= last.1 || close(second, last.1) => {}
                // The same but for rounding in the first, and more of the second.
                Some(last) if close(first, last.0) => *last = (first, second),
                _ => front.push((first, second)),
            }
        }
        front.reverse();
        front
    }
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-7 * one.abs().max(other.abs()).max(1e-3)
}

fn at(share: f64, first: f64, second: f64) -> f64 {
    share * first + (1.0 - share) * second
}

#[track_caller]
fn check_all(goods: &Goods, frontier: &Frontier, name: &str) -> usize {
    let all = goods.all();
    let found: Vec<(f64, f64)> = frontier.points().iter().map(|point| (point.first, point.second)).collect();
    let same = all.len() == found.len()
        && all.iter().zip(&found).all(|(one, two)| close(one.0, two.0) && close(one.1, two.1));
    assert!(same, "{name}: {found:?} instead of {all:?}");
    for point in frontier.points() {
        assert!(point.proven, "{name}: {point:?}");
        let here = |share: f64| at(share, point.first, point.second);
        let most = |share: f64| all.iter().map(|sums| at(share, sums.0, sums.1)).fold(0.0, f64::max);
        match point.share {
            Some(share) => assert!(close(here(share), most(share)), "{name}: not best at {share}: {point:?}"),
            None => {
                // Best nowhere: not on a fine scale, nor where it equals any other point.
                let scale = (0..=1000).map(|share| f64::from(share) / 1000.0);
                let equals = all.iter().map(|sums| {
                    let (rise, fall) = (sums.0 - point.first, point.second - sums.1);
                    if rise * fall > 0.0 { fall / (fall + rise) } else { 0.5 }
                });
                for share in scale.chain(equals) {
                    assert!(here(share) < most(share), "{name}: best at {share}: {point:?}");
                }
            }
        }
    }
    all.len()
}

#[test]
fn all_points_of_small_problems_are_found() {
    let (mut frontiers, mut points) = (0, 0);
    for seed in 0..600 {
        let goods = goods(seed, if seed % 3 == 0 { SMALL } else { TINY });
        let shares = [2, 3, 5, 11][(seed % 4) as usize];
        let found = check_all(&goods, &goods.finished(shares, 50), &format!("seed {seed}"));
        frontiers += usize::from(found > 1);
        points += found;
    }
    assert!(frontiers >= 250 && points >= 1000, "{points} points on {frontiers} frontiers");
}

#[test]
fn the_best_plan_of_every_share_is_among_the_points() {
    for seed in 1000..1200 {
        let goods = goods(seed, TINY);
        let all = goods.all();
        let frontier = goods.finished(11, 1000);
        for share in 0..=10 {
            let share = f64::from(share) / 10.0;
            let most = all.iter().map(|sums| at(share, sums.0, sums.1)).fold(0.0, f64::max);
            let found = frontier.points().iter().map(|point| at(share, point.first, point.second));
            assert!(close(found.fold(0.0, f64::max), most), "seed {seed} at {share}");
        }
    }
}

#[test]
fn the_size_of_steps_changes_no_point() {
    for seed in 0..60 {
        let goods = goods(seed, SMALL);
        let [one, nine, all] = [1, 9, 100_000].map(|units| goods.finished(5, units).points().to_vec());
        assert_eq!(one, nine, "seed {seed}");
        assert_eq!(one, all, "seed {seed}");
    }
}

fn job(effort: u64) -> Job {
    Job { value: 0.0, effort: vec![effort], earliest: 0, latest: 0, must: false }
}

fn plain(capacity: u64, efforts: &[u64], first: &[f64], second: &[f64]) -> Goods {
    let problem = Problem {
        capacity: vec![vec![capacity]],
        weights: vec![1.0],
        jobs: efforts.iter().map(|effort| job(*effort)).collect(),
        ..Problem::default()
    };
    Goods { problem, first: first.to_vec(), second: second.to_vec() }
}

type Sums = (f64, f64, Option<f64>);

#[track_caller]
fn check(goods: &Goods, shares: usize, expected: &[Sums]) {
    let frontier = goods.finished(shares, 10);
    let found: Vec<Sums> =
        frontier.points().iter().map(|point| (point.first, point.second, point.share)).collect();
    assert_eq!(found, expected);
    assert!(frontier.points().iter().all(|point| point.proven));
}

#[test]
fn a_plan_that_is_best_at_no_share_is_found_between_two() {
    // One of three fits: the middle one lies below the line between the others.
    let goods = plain(1, &[1, 1, 1], &[10.0, 4.0, 0.0], &[0.0, 4.0, 10.0]);
    check(&goods, 3, &[(0.0, 10.0, Some(0.0)), (4.0, 4.0, None), (10.0, 0.0, Some(1.0))]);
}

#[test]
fn at_an_end_the_other_good_breaks_ties() {
    // Two of the three have the most of the first good, one of them more of the second.
    let goods = plain(1, &[1, 1, 1], &[5.0, 5.0, 0.0], &[1.0, 2.0, 3.0]);
    check(&goods, 2, &[(0.0, 3.0, Some(0.0)), (5.0, 2.0, Some(1.0))]);
    // What takes nothing and has only the other good comes in as well.
    let goods = plain(1, &[1, 0], &[5.0, 0.0], &[0.0, 2.0]);
    check(&goods, 2, &[(5.0, 2.0, Some(0.0))]);
}

#[test]
fn a_plan_on_the_line_between_two_is_best_at_their_share() {
    let goods = plain(1, &[1, 1, 1], &[6.0, 3.0, 0.0], &[0.0, 3.0, 6.0]);
    check(&goods, 2, &[(0.0, 6.0, Some(0.0)), (3.0, 3.0, Some(0.5)), (6.0, 0.0, Some(1.0))]);
}

#[test]
fn without_conflict_of_goods_there_is_one_point() {
    check(&plain(2, &[1, 1, 1], &[3.0, 2.0, 1.0], &[30.0, 20.0, 10.0]), 11, &[(5.0, 50.0, Some(0.0))]);
    check(&plain(2, &[1, 1], &[0.0, 0.0], &[0.0, 0.0]), 11, &[(0.0, 0.0, Some(0.0))]);
    check(&plain(0, &[], &[], &[]), 1, &[(0.0, 0.0, Some(0.0))]);
}

#[test]
fn without_any_plan_there_is_no_point() {
    let mut goods = plain(1, &[2], &[1.0], &[1.0]);
    goods.problem.jobs[0].must = true;
    assert_eq!(goods.finished(11, 1).points(), []);
}

/// Jobs for which both goods differ, in a problem as large as a roadmap.
fn roadmap(jobs: usize) -> Goods {
    let random = &mut Random::new(7);
    let mut problem = Problem {
        weights: vec![1.0, 0.9, 0.81, 0.73],
        jobs: (0..jobs)
            .map(|_| {
                let effort =
                    (0..3).map(|_| if random.chance(50) { 0 } else { random.within(1, 13) as u64 }).collect();
                Job { effort, latest: 3, ..job(0) }
            })
            .collect(),
        ..Problem::default()
    };
    let of_team = |team: usize| problem.jobs.iter().map(|job| job.effort[team]).sum::<u64>() * 6 / 40;
    problem.capacity = vec![(0..3).map(of_team).collect(); 4];
    let mut amounts = || (0..jobs).map(|_| random.below(1000) as f64 / 10.0).collect();
    let (first, second) = (amounts(), amounts());
    Goods { problem, first, second }
}

#[test]
fn first_points_are_there_after_a_few_steps_and_spread() {
    let goods = roadmap(20);
    let mut frontier = goods.begun(11);
    frontier.step(5);
    assert!(!frontier.points().is_empty());
    goods.check_points(frontier.points());
    while frontier.progress() < 0.35 {
        frontier.step(1);
        goods.check_points(frontier.points());
    }
    let points = frontier.points();
    assert!(points.len() >= 3, "{points:?}");
    assert_eq!((points[0].share, points[points.len() - 1].share), (Some(0.0), Some(1.0)));
}
