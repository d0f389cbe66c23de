//! The project's chores, run as `cargo xtask <chore>`.

mod dist;
mod finish;
mod layers;
mod order;
mod process;
mod scripts;
mod seal;
mod serve;
mod single;
mod size;
mod split;
mod styles;
mod tools;
mod worker;

use process::{Outcome, command};
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <chore>

  serve [--dev] [--port N] [--base /folder/]
                      build the app and serve it on this machine
  test [layer...] [--dev] [-- argument...]
                      run every test layer, or the named ones only;
                      what follows -- goes to the layers' own runners
  build [--dev]       build the app into dist/ (--dev: quickly, into target/dist-dev/)
  single-file         build the whole app into one file, dist-single/steelyard.html
  size                weigh the first load
  bench [argument...] measure speed in a browser
  look [filter...] [--dev]
                      take screenshots into target/look/
  tools               install the tools, and nothing else
  finish              the last step of a build, which trunk calls by itself: cut the
                      program into parts, put the worker's script beside it, join the
                      styles, seal the page's policy

The layers of `test`, in order: ";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (chore, rest) = match arguments.split_first() {
        Some((chore, rest)) => (chore.as_str(), rest),
        None => ("help", Default::default()),
    };
    match run(chore, rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            // The summary of a test run has already said everything.
            if !sentence.is_empty() {
                eprintln!("xtask: {sentence}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run(chore: &str, rest: &[String]) -> Outcome {
    match chore {
        "serve" => serve_app(Options::parse(rest, &["--dev", "--port", "--base"])?),
        "test" => layers::run(rest),
        "build" => {
            let options = Options::parse(rest, &["--dev"])?;
            dist::build(&tools::for_building()?, options.flavour).map(drop)
        }
        "single-file" => single::build(&tools::for_building()?).map(drop),
        "size" => size::report(&dist::fresh(&tools::for_building()?, dist::Flavour::Release)?),
        "bench" => in_browser("tests/bench/bench.mjs", rest),
        "look" => in_browser("tests/e2e/look.mjs", rest),
        "tools" => {
            tools::for_browser_tests()?;
            tools::for_unit_tests()?;
            println!("Every tool is in place.");
            Ok(())
        }
        "finish" => finish::finish(),
        "help" | "--help" | "-h" => {
            println!("{HELP}{}", layers::layer_names().join(", "));
            Ok(())
        }
        other => Err(format!("there is no chore called \"{other}\"; `cargo xtask help` lists them")),
    }
}

fn serve_app(options: Options) -> Outcome {
    let dist = dist::build(&tools::for_building()?, options.flavour)?;
    let server = serve::start(&dist, &options.base, options.port)?;
    println!("\nSteelyard is ready. Open {} in a browser (Ctrl+C stops it).", server.url);
    server.wait();
    Ok(())
}

/// Runs a node script against the built app; what it does not know is the script's own argument.
fn in_browser(script: &str, rest: &[String]) -> Outcome {
    let dev = rest.iter().any(|argument| argument == "--dev");
    let toolbox = tools::for_browser_tests()?;
    let dist = dist::fresh(&toolbox, dist::Flavour::from_dev(dev))?;
    let server = serve::start(&dist, "/", 0)?;
    let arguments = rest.iter().filter(|argument| *argument != "--dev");
    command(&toolbox, "node").arg(script).args(arguments).env("STEELYARD_URL", &server.url).run()
}

struct Options {
    flavour: dist::Flavour,
    port: u16,
    base: String,
}

impl Options {
    fn parse(rest: &[String], known: &[&str]) -> Outcome<Self> {
        let mut options = Options { flavour: dist::Flavour::Release, port: 8080, base: "/".into() };
        let mut rest = rest.iter();
        while let Some(argument) = rest.next() {
            if !known.contains(&argument.as_str()) {
                return Err(format!("\"{argument}\" is not understood here; expected {}", known.join(", ")));
            }
            let mut value = || rest.next().ok_or(format!("{argument} needs a value"));
            match argument.as_str() {
                "--dev" => options.flavour = dist::Flavour::Dev,
                "--port" => {
                    let text = value()?;
                    options.port = text.parse().map_err(|_| format!("\"{text}\" is not a port number"))?;
                }
                _ => options.base = value()?.clone(),
            }
        }
        Ok(options)
    }
}

/// Where the project's files are.
fn root() -> &'static std::path::Path {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}
