//! Makes problems the size of roadmaps and searches them, to see how far the search gets.
//!
//! ```sh
//! cargo run --release -p solver --example roadmap -- make 80 4 3 1 > problem.json
//! cargo run --release -p solver --example roadmap -- solve problem.json [seconds [units]]
//! ```
//!
//! `solve` prints a line of JSON; `tests/bench/roadmap.py` sets it beside what HiGHS finds.

use std::time::Instant;

use solver::{Job, Problem, Rule, Search, Verdict, faults};

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize| words.get(at).and_then(|word| word.parse().ok());
    match words.first().map(String::as_str) {
        Some("make") => {
            let (Some(jobs), Some(periods), Some(teams)) = (number(1), number(2), number(3)) else {
                return usage();
            };
            let problem = make(jobs, periods, teams, number(4).unwrap_or(1) as u64);
            println!("{}", serde_json::to_string(&problem).unwrap_or_default());
        }
        Some("solve") => {
            let Some(text) = words.get(1).and_then(|path| std::fs::read_to_string(path).ok()) else {
                return usage();
            };
            match serde_json::from_str(&text) {
                Ok(problem) => {
                    let seconds = number(2).map_or(f64::INFINITY, |seconds| seconds as f64);
                    solve(problem, seconds, number(3).unwrap_or(usize::MAX));
                }
                Err(error) => eprintln!("{error}"),
            }
        }
        _ => usage(),
    }
}

fn usage() {
    eprintln!("roadmap make JOBS PERIODS TEAMS [SEED] | roadmap solve FILE [SECONDS [UNITS]]");
}

/// Jobs of one to three teams, a fifth of which need another one, and capacity for 60% of all.
fn make(jobs: usize, periods: usize, teams: usize, seed: u64) -> Problem {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut random = |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 33) % below
    };
    let made: Vec<Job> = (0..jobs)
        .map(|_| {
            let mut effort = vec![0; teams];
            for _ in 0..=random(3) {
                let team = random(teams as u64) as usize;
                effort[team] = 1 + random(13);
            }
            let value = 10.0 + random(9000) as f64 / 100.0;
            Job { value, effort, earliest: 0, latest: periods - 1, must: false }
        })
        .collect();
    let mut rules = Vec::new();
    for then in 1..jobs {
        if random(5) == 0 {
            rules.push(Rule::Before { first: random(then as u64) as usize, then, gap: random(2) == 0 });
        }
    }
    let of_team =
        |team: usize| made.iter().map(|job| job.effort[team]).sum::<u64>() * 6 / 10 / periods as u64;
    let capacity = vec![(0..teams).map(of_team).collect(); periods];
    let mut weight = 1.0;
    let weights = (0..periods)
        .map(|_| {
            let here = weight;
            weight *= 0.93;
            here
        })
        .collect();
    Problem { capacity, weights, jobs: made, rules, floors: Vec::new() }
}

fn solve(problem: Problem, seconds: f64, most: usize) {
    let begin = Instant::now();
    let mut search = Search::new(problem.clone(), None);
    let (mut units, mut longest, mut last) = (0_usize, 0.0_f64, f64::NEG_INFINITY);
    while units < most && search.verdict() == Verdict::Searching && begin.elapsed().as_secs_f64() < seconds {
        let unit = Instant::now();
        search.step(1);
        units += 1;
        longest = longest.max(unit.elapsed().as_secs_f64());
        let value = search.best().map_or(f64::NEG_INFINITY, |slots| problem.value(slots));
        if value > last || units.is_multiple_of(500) {
            last = value;
            eprintln!(
                "{:8.3} s  unit {units:5}  value {value:.4}  bound {:.4}  gap {:.4}%",
                begin.elapsed().as_secs_f64(),
                search.bound(),
                100.0 * (search.bound() - value) / value,
            );
        }
    }
    let spent = begin.elapsed().as_secs_f64();
    let faults = search.best().map(|slots| faults(&problem, slots).len());
    println!(
        "{{\"verdict\": \"{:?}\", \"value\": {last}, \"bound\": {}, \"seconds\": {spent:.3}, \"units\": {units}, \
         \"longest_ms\": {:.2}, \"faults\": {}}}",
        search.verdict(),
        search.bound(),
        1000.0 * longest,
        faults.map_or("null".to_owned(), |count| count.to_string()),
    );
}
