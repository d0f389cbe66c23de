//! Every test layer, cheapest first, and one sum over all of them.

use crate::dist::{self, Flavour};
use crate::process::{Outcome, Program, command};
use crate::tools::{self, Toolbox};
use crate::{root, serve, single, size};
use std::path::PathBuf;
use std::time::Instant;

const WASM: [&str; 2] = ["--target", "wasm32-unknown-unknown"];
const BROWSER_TEST: &str = "tests/browser.rs";

/// A layer's name, what it proves, the layer without which it is pointless, and how it runs.
struct Layer {
    name: &'static str,
    about: &'static str,
    needs: Option<&'static str>,
    run: fn(&Run) -> Outcome<Tally>,
}

/// In this order, so that a cheap failure is seen before an expensive one is waited for.
const LAYERS: [Layer; 9] = [
    Layer { name: "fmt", about: "the code is formatted", needs: None, run: fmt },
    Layer { name: "clippy", about: "no lint complains, on the host and on WASM", needs: None, run: clippy },
    Layer { name: "wall", about: "the domain compiles alone, without a browser", needs: None, run: wall },
    Layer {
        name: "unit",
        about: "domain, formats, and screens rendered on the host",
        needs: None,
        run: unit,
    },
    Layer { name: "browser", about: "WASM in a real browser", needs: None, run: browser },
    Layer { name: "dist", about: "the release build", needs: None, run: build },
    Layer { name: "size", about: "the first load keeps to its budget", needs: Some("dist"), run: weigh },
    Layer {
        name: "single",
        about: "the whole app in one file, opened from disk",
        needs: Some("dist"),
        run: single_file,
    },
    Layer { name: "e2e", about: "journeys through the built app", needs: Some("dist"), run: e2e },
];

/// The layers that build the app, or run in a browser.
const BUILDING: [&str; 5] = ["browser", "dist", "size", "single", "e2e"];

pub fn layer_names() -> Vec<&'static str> {
    LAYERS.iter().map(|layer| layer.name).collect()
}

/// What was asked for.
struct Run {
    flavour: Flavour,
    for_runners: Vec<String>,
}

#[derive(Clone, Copy, Default)]
struct Tally {
    passed: usize,
    failed: usize,
}

pub fn run(arguments: &[String]) -> Outcome {
    let mut arguments = arguments.split(|argument| argument == "--");
    let own = arguments.next().unwrap_or_default();
    let run = Run {
        flavour: Flavour::from_dev(own.iter().any(|argument| argument == "--dev")),
        for_runners: arguments.next().unwrap_or_default().to_vec(),
    };
    let wanted: Vec<&str> = own.iter().map(String::as_str).filter(|name| *name != "--dev").collect();
    if let Some(unknown) = wanted.iter().find(|name| !layer_names().contains(name)) {
        return Err(format!(
            "there is no layer called \"{unknown}\"; the layers are {}",
            layer_names().join(", ")
        ));
    }

    // Said before the minutes that the layers in front of them take.
    if BUILDING.iter().any(|name| wanted.is_empty() || wanted.contains(name)) {
        tools::need_node()?;
    }

    let mut lines = Vec::new();
    let mut broken = Vec::new();
    let mut sum = Tally::default();
    for layer in LAYERS.iter().filter(|layer| wanted.is_empty() || wanted.contains(&layer.name)) {
        println!("\n=== {}: {} ===", layer.name, layer.about);
        if let Some(needed) = layer.needs.filter(|needed| broken.contains(needed)) {
            println!("Not run, because {needed} failed.");
            continue;
        }
        let start = Instant::now();
        // Whatever keeps a layer from running counts as one failure.
        let tally = (layer.run)(&run).unwrap_or_else(|sentence| {
            println!("{sentence}");
            Tally { passed: 0, failed: 1 }
        });
        let line = format!(
            "{:<8} {:>5} passed {:>3} failed {:>7.1} s",
            layer.name,
            tally.passed,
            tally.failed,
            start.elapsed().as_secs_f64()
        );
        println!("--- {line}");
        lines.push(line);
        if tally.failed > 0 {
            broken.push(layer.name);
        }
        sum.passed += tally.passed;
        sum.failed += tally.failed;
    }

    println!("\n{}\n\n{} passed, {} failed", lines.join("\n"), sum.passed, sum.failed);
    if sum.failed == 0 { Ok(()) } else { Err(String::new()) }
}

fn fmt(_: &Run) -> Outcome<Tally> {
    checks([command(&tools::for_checking()?, "cargo").args(["fmt", "--all", "--check"])])
}

fn clippy(_: &Run) -> Outcome<Tally> {
    let toolbox = tools::for_checking()?;
    let clippy = || command(&toolbox, "cargo").args(["clippy", "--quiet"]);
    let strict = ["--", "--deny", "warnings"];
    let browser_test = root().join(BROWSER_TEST).exists().then_some(["--test", "browser"]);
    checks([
        clippy().args(["--workspace", "--all-targets"]).args(strict),
        clippy().args(WASM).args(["--lib", "--bins"]).args(browser_test.iter().flatten()).args(strict),
    ])
}

fn wall(_: &Run) -> Outcome<Tally> {
    checks([command(&tools::for_checking()?, "cargo").args([
        "check",
        "--quiet",
        "--no-default-features",
        "--lib",
    ])])
}

fn unit(run: &Run) -> Outcome<Tally> {
    // Property tests draw the same cases on every machine, so that a failure belongs to
    // the change at hand; another seed explores further.
    let seed = std::env::var_os("PROPTEST_RNG_SEED").unwrap_or_else(|| "2026".into());
    let cargo = command(&tools::for_unit_tests()?, "cargo").env("PROPTEST_RNG_SEED", seed);
    counted(cargo.args(["test", "--quiet", "--workspace", "--no-fail-fast", "--"]).args(&run.for_runners))
}

fn browser(run: &Run) -> Outcome<Tally> {
    if !root().join(BROWSER_TEST).exists() {
        println!("There is no {BROWSER_TEST} yet, so there is nothing to run.");
        return Ok(Tally::default());
    }
    let toolbox = tools::for_browser_tests()?;
    let capabilities = webdriver_capabilities(&toolbox)?;
    counted(
        command(&toolbox, "cargo")
            .arg("test")
            .args(WASM)
            .args(["--test", "browser", "--"])
            .args(&run.for_runners)
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities)
            .env("WASM_BINDGEN_TEST_TIMEOUT", "120"),
    )
}

fn build(run: &Run) -> Outcome<Tally> {
    dist::build(&tools::for_building()?, run.flavour)?;
    Ok(Tally { passed: 1, failed: 0 })
}

fn weigh(_: &Run) -> Outcome<Tally> {
    size::report(&dist::fresh(&tools::for_building()?, Flavour::Release)?)?;
    Ok(Tally { passed: 1, failed: 0 })
}

fn single_file(run: &Run) -> Outcome<Tally> {
    let toolbox = tools::for_browser_tests()?;
    let file = single::build(&toolbox)?;
    counted(
        command(&toolbox, "node")
            .args(["--test", "--test-reporter=spec", "--test-timeout=200000"])
            .args(&run.for_runners)
            .arg("tests/single/single.test.mjs")
            .env("STEELYARD_URL", format!("file://{}", file.display())),
    )
}

fn e2e(run: &Run) -> Outcome<Tally> {
    let toolbox = tools::for_browser_tests()?;
    let dist = dist::fresh(&toolbox, run.flavour)?;
    // Below a folder, to prove that the app does not care where it is put.
    let server = serve::start(&dist, "/some/folder/", 0)?;
    let folder = root().join("tests/e2e");
    let mut journeys: Vec<String> = std::fs::read_dir(&folder)
        .map_err(|error| format!("cannot read {}: {error}", folder.display()))?
        .flatten()
        .map(|entry| format!("tests/e2e/{}", entry.file_name().to_string_lossy()))
        .filter(|name| name.ends_with(".test.mjs"))
        .collect();
    journeys.sort();
    counted(
        command(&toolbox, "node")
            .args(["--test", "--test-reporter=spec", "--test-timeout=400000"])
            .args(&run.for_runners)
            .args(journeys)
            .env("STEELYARD_URL", &server.url),
    )
}

/// Runs programs of which each is one test: it is content or it is not.
fn checks<const N: usize>(programs: [Program; N]) -> Outcome<Tally> {
    let mut tally = Tally::default();
    for program in programs {
        match program.run() {
            Ok(()) => tally.passed += 1,
            Err(sentence) => {
                println!("{sentence}");
                tally.failed += 1;
            }
        }
    }
    Ok(tally)
}

/// Runs a program that counts its own tests, and takes its word for it.
fn counted(program: Program) -> Outcome<Tally> {
    let mut tally = Tally::default();
    let content = program.watch(|line| tally.read(line))?;
    if !content && tally.failed == 0 {
        // It did not get as far as its tests, for instance because they do not compile.
        tally.failed = 1;
    }
    if content && tally.passed == 0 {
        return Err("no test ran".into());
    }
    Ok(tally)
}

impl Tally {
    /// Understands the closing lines of Rust's and of node's test runners.
    fn read(&mut self, line: &str) {
        let words: Vec<&str> = line.split([' ', ';', '.']).filter(|word| !word.is_empty()).collect();
        let number = |text: &str| text.parse().unwrap_or(0);
        match words.as_slice() {
            ["test", "result:", _, passed, "passed", failed, "failed", ..] => {
                self.passed += number(passed);
                self.failed += number(failed);
            }
            ["ℹ", "pass", passed] => self.passed += number(passed),
            ["ℹ", "fail" | "cancelled", failed] => self.failed += number(failed),
            _ => {}
        }
    }
}

/// Tells chromedriver which browser to start, and how.
fn webdriver_capabilities(toolbox: &Toolbox) -> Outcome<PathBuf> {
    let chromium = toolbox.variable("CHROMIUM").unwrap_or(std::path::Path::new("chromium"));
    let chromium = chromium.to_string_lossy().replace('\\', "\\\\").replace('"', "\\\"");
    let text = format!(
        "{{ \"goog:chromeOptions\": {{ \"binary\": \"{chromium}\", \"args\": \
         [\"--headless\", \"--no-sandbox\", \"--disable-gpu\", \"--disable-quic\", \"--no-first-run\", \
         \"--disable-background-networking\", \"--disable-component-update\", \"--disable-sync\"] }} }}\n"
    );
    let folder = root().join("target");
    let path = folder.join("webdriver.json");
    std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::write(&path, text))
        .map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_runners_closing_lines_are_understood() {
        for (line, passed, failed) in [
            (
                "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s",
                12,
                0,
            ),
            (
                "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s",
                3,
                2,
            ),
            ("ℹ pass 7", 7, 0),
            ("ℹ fail 1", 0, 1),
            ("ℹ cancelled 1", 0, 1),
            ("running 3 tests", 0, 0),
        ] {
            let mut tally = Tally::default();
            tally.read(line);
            assert_eq!((tally.passed, tally.failed), (passed, failed), "{line}");
        }
    }
}
