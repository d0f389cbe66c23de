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
    for seed in 0..3000 {
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
