//! The tools that the other chores use, each installed once and only when it is first needed.
//!
//! Rust tools go into a cache outside the tree, in a folder per version; node packages into
//! `tests/e2e/node_modules`, as its lock file says; Python packages into an environment in the same
//! cache; the browser comes from the system.

use crate::process::{Outcome, command};
use crate::root;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

const TRUNK_VERSION: &str = "0.21.14";
const WASM_TARGET: &str = "wasm32-unknown-unknown";
const NODE_FOLDER: &str = "tests/e2e";

/// The first version of Node.js that the journeys run with; Debian 13 has it.
const OLDEST_NODE: u32 = 20;

/// Python packages by which tests look at written files a second time, in exactly these versions.
const PYTHON_PACKAGES: [&str; 2] = ["openpyxl==3.1.5", "python-pptx==1.0.2"];

/// Names the Python to the tests that ask for one (tests/workbook.rs, tests/files.rs).
const PYTHON_VARIABLE: &str = "STEELYARD_PYTHON";

/// What a program is given to find the tools: folders for PATH, and variables.
#[derive(Default)]
pub struct Toolbox {
    folders: Vec<PathBuf>,
    variables: Vec<(&'static str, PathBuf)>,
}

impl Toolbox {
    pub fn apply(&self, command: &mut Command) {
        let own = std::env::var_os("PATH").unwrap_or_default();
        let all = self.folders.iter().cloned().chain(std::env::split_paths(&own));
        if let Ok(path) = std::env::join_paths(all) {
            command.env("PATH", path);
        }
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
    }

    pub fn variable(&self, name: &str) -> Option<&Path> {
        self.variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_path())
    }
}

/// For checking code: the compiler's own parts.
pub fn for_checking() -> Outcome<Toolbox> {
    let toolbox = Toolbox::default();
    let sysroot = PathBuf::from(command(&toolbox, "rustc").args(["--print", "sysroot"]).output()?.trim());
    let rustup = |arguments: [&str; 3]| {
        command(&toolbox, "rustup").args(arguments).run().map_err(|error| {
            format!("{error}; install what `rustup {}` would, in your way", arguments.join(" "))
        })
    };
    if !sysroot.join("lib/rustlib").join(WASM_TARGET).exists() {
        rustup(["target", "add", WASM_TARGET])?;
    }
    for (component, program) in [("clippy", "cargo-clippy"), ("rustfmt", "cargo-fmt")] {
        if !sysroot.join("bin").join(program).with_extension(std::env::consts::EXE_EXTENSION).exists() {
            rustup(["component", "add", component])?;
        }
    }
    Ok(toolbox)
}

/// For building the app: trunk, and the two tools that it calls.
pub fn for_building() -> Outcome<Toolbox> {
    // What may have to be installed by hand is asked for before anything that takes minutes.
    need_node()?;
    let mut toolbox = for_checking()?;
    let wasm_bindgen = locked_version("wasm-bindgen")?;
    // trunk's own features are about its server and its downloads, and we use neither.
    let slim = ["--no-default-features", "--debug"];
    toolbox.folders = vec![
        installed_crate("wasm-bindgen-cli", "wasm-bindgen", &wasm_bindgen, &[])?,
        installed_crate("trunk", "trunk", TRUNK_VERSION, &slim)?,
        node_packages()?.join(".bin"),
    ];
    Ok(toolbox)
}

/// For everything that happens in a browser.
pub fn for_browser_tests() -> Outcome<Toolbox> {
    let mut toolbox = for_building()?;
    let (chromium, chromedriver) = browser()?;
    toolbox.variables = vec![("CHROMIUM", chromium), ("CHROMEDRIVER", chromedriver)];
    Ok(toolbox)
}

/// For the tests on the host: a Python with the packages that read workbooks and slides, and the
/// broker of live workshops. Where one of them has to be installed by hand, that is said.
pub fn for_unit_tests() -> Outcome<Toolbox> {
    let mut toolbox = for_checking()?;
    if std::env::var_os(PYTHON_VARIABLE).is_none() {
        match python() {
            Ok(python) => toolbox.variables.push((PYTHON_VARIABLE, python)),
            // Without it nobody but this program would open its files, and CI is where that counts.
            Err(sentence) if std::env::var_os("CI").is_some() => return Err(sentence),
            Err(sentence) => println!("Workbooks and slides are not looked at by Python: {sentence}"),
        }
    }
    match broker() {
        Ok(broker) => toolbox.variables.push(("MOSQUITTO", broker)),
        // Its tests say the same, and fail where CI is set.
        Err(sentence) => println!("{sentence}"),
    }
    Ok(toolbox)
}

/// Mosquitto, an MQTT broker.
fn broker() -> Outcome<PathBuf> {
    if find_mosquitto().is_none() && is_debian_root() {
        println!("Installing Mosquitto ...");
        apt(&["update"])?;
        apt(&["install", "-y", "--no-install-recommends", "mosquitto"])?;
    }
    find_mosquitto().ok_or(
        "Mosquitto is needed to try live workshops: on Debian run `sudo apt-get install mosquitto`, \
        elsewhere install it in your way, or set MOSQUITTO to where it is"
            .into(),
    )
}

fn find_mosquitto() -> Option<PathBuf> {
    // Debian keeps it where only root's PATH leads.
    let usual = ["/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/opt/homebrew/sbin/mosquitto"];
    named_by("MOSQUITTO")
        .or_else(|| on_path("mosquitto"))
        .or_else(|| usual.iter().map(PathBuf::from).find(|path| path.is_file()))
}

fn apt(arguments: &[&str]) -> Outcome {
    command(&Toolbox::default(), "apt-get")
        .arg("-qq")
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .run()
}

/// A Python of its own, in a folder that is named by what is installed in it.
fn python() -> Outcome<PathBuf> {
    let folder = cache()?.join(format!("python-{}", PYTHON_PACKAGES.join("-").replace("==", "-")));
    let programs = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let python = programs.join("python").with_extension(std::env::consts::EXE_EXTENSION);
    let stamp = folder.join("installed");
    if stamp.exists() && python.exists() {
        return Ok(python);
    }
    println!("Installing {} (once) ...", PYTHON_PACKAGES.join(" and "));
    let system = if cfg!(windows) { "python" } else { "python3" };
    let make = || command(&Toolbox::default(), system).args(["-m", "venv", "--clear"]).arg(&folder).output();
    // Debian has Python in parts, and a machine may lack this one or all of them.
    if make().is_err() && is_debian_root() {
        apt(&["update"])?;
        apt(&["install", "-y", "--no-install-recommends", "python3", "python3-venv"])?;
    }
    make()?;
    let own = python.to_string_lossy();
    command(&Toolbox::default(), &own)
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
        .args(PYTHON_PACKAGES)
        .output()?;
    std::fs::write(&stamp, "").map_err(|error| format!("cannot write {}: {error}", stamp.display()))?;
    Ok(python)
}

/// The folder of a program that cargo installs, in exactly this version.
fn installed_crate(package: &str, program: &str, version: &str, options: &[&str]) -> Outcome<PathBuf> {
    let folder = cache()?.join(format!("{program}-{version}"));
    let programs = folder.join("bin");
    if !programs.join(program).with_extension(std::env::consts::EXE_EXTENSION).exists() {
        println!("Installing {package} {version} (once; this takes some minutes) ...");
        command(&Toolbox::default(), "cargo")
            .args(["install", package, "--version", version, "--locked"])
            .args(options)
            .arg("--root")
            .arg(&folder)
            .run()?;
    }
    Ok(programs)
}

/// Where tools are kept between runs, and between copies of the tree.
fn cache() -> Outcome<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    folder("STEELYARD_TOOLS")
        .or_else(|| folder("XDG_CACHE_HOME").map(|cache| cache.join("steelyard-tools")))
        .or_else(|| {
            folder("HOME").or_else(|| folder("USERPROFILE")).map(|home| home.join(".cache/steelyard-tools"))
        })
        .ok_or("there is no home folder to keep tools in; set STEELYARD_TOOLS to one".into())
}

/// wasm-bindgen's command must equal the crate's version to the letter, so the lock file decides.
fn locked_version(package: &str) -> Outcome<String> {
    let lock = std::fs::read_to_string(root().join("Cargo.lock"))
        .map_err(|error| format!("cannot read Cargo.lock: {error}"))?;
    let entry = format!("name = \"{package}\"\nversion = \"");
    lock.replace("\r\n", "\n")
        .split_once(&entry)
        .and_then(|(_, after)| after.split_once('"'))
        .map(|(version, _)| version.to_string())
        .ok_or(format!("Cargo.lock does not mention {package}"))
}

/// Sees to it that there are Node.js and npm: they bring wasm-opt, and run the journeys.
pub fn need_node() -> Outcome {
    let Some(wrong) = wrong_with_node(&found_node()) else { return Ok(()) };
    // One that is there, and too old, was chosen by somebody.
    if on_path("node").is_none() && is_debian_root() {
        println!("Installing Node.js and npm ...");
        apt(&["update"])?;
        apt(&["install", "-y", "--no-install-recommends", "nodejs", "npm"])?;
        return wrong_with_node(&found_node()).map_or(Ok(()), Err);
    }
    Err(wrong)
}

/// What there is of Node.js.
struct FoundNode {
    /// What `node --version` says, where there is one.
    version: Option<String>,
    has_npm: bool,
}

fn found_node() -> FoundNode {
    let version = command(&Toolbox::default(), "node").arg("--version").output().ok();
    // On Windows npm is a script, which is not found as a program.
    FoundNode { version, has_npm: on_path("npm").is_some() || cfg!(windows) }
}

/// What is missing, with the command that mends it; `None` where all is well.
fn wrong_with_node(found: &FoundNode) -> Option<String> {
    let major = |version: &str| version.trim().trim_start_matches('v').split('.').next()?.parse::<u32>().ok();
    let wrong = match &found.version {
        None => "there is no `node`".to_owned(),
        Some(version) if major(version).is_none_or(|major| major < OLDEST_NODE) => {
            format!("`node` here is {}", version.trim())
        }
        Some(_) if !found.has_npm => "there is no `npm`".to_owned(),
        Some(_) => return None,
    };
    Some(format!(
        "Node.js {OLDEST_NODE} or later and npm are needed, and {wrong}: on Debian 13 or later run \
        `sudo apt-get install nodejs npm`, on a Mac `brew install node`, elsewhere install it from https://nodejs.org"
    ))
}

/// The folder of node packages, as the lock file wants it.
fn node_packages() -> Outcome<PathBuf> {
    let folder = root().join(NODE_FOLDER);
    let packages = folder.join("node_modules");
    let stamp = packages.join(".installed-lock.json");
    let lock = std::fs::read(folder.join("package-lock.json"))
        .map_err(|error| format!("cannot read {NODE_FOLDER}/package-lock.json: {error}"))?;
    if std::fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(packages);
    }
    println!("Installing the node packages of {NODE_FOLDER} ...");
    command(&Toolbox::default(), "npm")
        .args(["ci", "--no-audit", "--no-fund", "--prefix", NODE_FOLDER])
        .run()?;
    std::fs::write(&stamp, lock).map_err(|error| format!("cannot write {}: {error}", stamp.display()))?;
    Ok(packages)
}

/// Chromium, or a browser built on it, and its driver.
fn browser() -> Outcome<(PathBuf, PathBuf)> {
    if find_chromium().is_none() || find_chromedriver().is_none() {
        if !is_debian_root() {
            return Err("Chromium and its chromedriver are needed: on Debian run \
                `sudo apt-get install chromium chromium-driver fonts-noto-cjk`, elsewhere install Chrome \
                and the chromedriver of the same version, or set CHROME and CHROMEDRIVER to where they are"
                .into());
        }
        println!("Installing Chromium ...");
        apt(&["update"])?;
        // Without a Chinese font every Chinese word on a screenshot is a row of boxes.
        apt(&["install", "-y", "--no-install-recommends", "chromium", "chromium-driver", "fonts-noto-cjk"])?;
    }
    find_chromium().zip(find_chromedriver()).ok_or("Chromium was installed, but cannot be found".into())
}

fn find_chromium() -> Option<PathBuf> {
    const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    const MAC: [&str; 2] = [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ];
    named_by("CHROME")
        .or_else(|| named_by("CHROMIUM"))
        .or_else(|| NAMES.iter().find_map(|name| on_path(name)))
        .or_else(|| MAC.iter().map(PathBuf::from).find(|path| path.exists()))
}

fn find_chromedriver() -> Option<PathBuf> {
    named_by("CHROMEDRIVER").or_else(|| on_path("chromedriver"))
}

fn named_by(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|path| path.exists())
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path: OsString = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(program).with_extension(std::env::consts::EXE_EXTENSION))
        .find(|file| file.is_file())
}

fn is_debian_root() -> bool {
    let root = command(&Toolbox::default(), "id").arg("-u").output().is_ok_and(|id| id.trim() == "0");
    root && Path::new("/etc/debian_version").exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_of_node_is_named_with_the_command_that_installs_it() {
        let check = |version: Option<&str>, has_npm: bool, expected: Option<&str>| {
            let wrong = wrong_with_node(&FoundNode { version: version.map(String::from), has_npm });
            match (&wrong, expected) {
                (None, None) => {}
                (Some(wrong), Some(expected)) => {
                    assert!(wrong.contains(expected), "{wrong}");
                    assert!(wrong.contains("`sudo apt-get install nodejs npm`"), "{wrong}");
                }
                _ => panic!("{version:?}: {wrong:?}"),
            }
        };
        check(Some("v20.19.2\n"), true, None);
        check(Some("v24.1.0\n"), true, None);
        check(None, true, Some("there is no `node`"));
        check(Some("v18.19.0\n"), true, Some("`node` here is v18.19.0:"));
        check(Some("?"), true, Some("`node` here is ?"));
        check(Some("v22.0.0"), false, Some("there is no `npm`"));
    }
}
