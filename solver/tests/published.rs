//! Instances whose best value is known from elsewhere. Their sources stand in the fixtures.
// Helpers of tests may stop the test.
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use serde_json::Value;
use solver::{Job, Problem, Rule, Verdict, faults};
use support::{solved, worth};

fn fixture(name: &str) -> Value {
    let path = format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn numbers(list: &Value) -> Vec<u64> {
    list.as_array().unwrap().iter().map(|number| number.as_u64().unwrap()).collect()
}

/// A job of one team in one period.
fn job(value: u64, effort: u64) -> Job {
    Job { value: value as f64, effort: vec![effort], earliest: 0, latest: 0, must: false }
}

#[track_caller]
fn check(name: &str, problem: &Problem, expected: u64) {
    assert_eq!(problem.check(), Ok(()), "{name}");
    let search = solved(problem);
    assert_eq!(search.verdict(), Verdict::Optimal, "{name}");
    let best = search.best().unwrap();
    assert_eq!(faults(problem, best), [], "{name}");
    assert_eq!(worth(problem, best), expected as f64, "{name}");
}

fn knapsacks(class: &str, count: usize) {
    let file = fixture("knapsack.json");
    let instances = file[class]["instances"].as_array().unwrap();
    assert_eq!(instances.len(), count);
    for instance in instances {
        let pairs = numbers(&instance["profit"]).into_iter().zip(numbers(&instance["weight"]));
        let problem = Problem {
            capacity: vec![vec![instance["capacity"].as_u64().unwrap()]],
            weights: vec![1.0],
            jobs: pairs.map(|(profit, weight)| job(profit, weight)).collect(),
            ..Problem::default()
        };
        check(instance["name"].as_str().unwrap(), &problem, instance["optimum"].as_u64().unwrap());
    }
}

#[test]
fn the_small_knapsacks_of_the_literature() {
    knapsacks("small", 9);
}

#[test]
fn knapsacks_of_kplib() {
    knapsacks("kplib", 4);
}

/// The next release problem: customers are worth something and take no effort, requirements
/// take effort and are worth nothing.
fn next_release(budget: u64) -> Problem {
    let file = fixture("nrp1.json");
    let mut jobs: Vec<Job> = numbers(&file["costs"]).into_iter().map(|cost| job(0, cost)).collect();
    let pair = |pair: &Value| (pair[0].as_u64().unwrap() as usize, pair[1].as_u64().unwrap() as usize);
    let needed = file["needed_then"].as_array().unwrap().iter().map(pair);
    let mut rules: Vec<Rule> = needed.map(|(first, then)| Rule::Before { first, then, gap: false }).collect();
    for customer in file["weight_and_requirements_of_customers"].as_array().unwrap() {
        let then = jobs.len();
        jobs.push(job(customer[0].as_u64().unwrap(), 0));
        let asked = numbers(&customer[1]).into_iter();
        rules.extend(asked.map(|first| Rule::Before { first: first as usize, then, gap: false }));
    }
    assert_eq!((jobs.len(), rules.len()), (240, 97 + 287));
    Problem { capacity: vec![vec![budget]], weights: vec![1.0], jobs, rules, ..Problem::default() }
}

#[test]
fn the_next_release_problem_at_its_three_budgets() {
    for (budget, value) in [(257, 1204), (429, 1840), (600, 2507)] {
        check(&format!("nrp1 with {budget}"), &next_release(budget), value);
    }
}
