//! Builds the app into a folder that any static host can serve.

use crate::process::{Outcome, command};
use crate::root;
use crate::tools::Toolbox;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

#[derive(Clone, Copy, PartialEq)]
pub enum Flavour {
    /// Small and fast, as it is published.
    Release,
    /// Built quickly, for trying something out.
    Dev,
}

impl Flavour {
    pub fn from_dev(dev: bool) -> Self {
        if dev { Flavour::Dev } else { Flavour::Release }
    }

    fn folder(self) -> PathBuf {
        match self {
            Flavour::Release => root().join("dist"),
            // Apart, so that a quick build never passes for the published one.
            Flavour::Dev => root().join("target/dist-dev"),
        }
    }
}

/// Builds the app and answers with its folder.
pub fn build(toolbox: &Toolbox, flavour: Flavour) -> Outcome<PathBuf> {
    let folder = flavour.folder();
    // trunk is kept off the network, so what cargo needs must be there before.
    command(toolbox, "cargo").args(["fetch", "--quiet", "--target", "wasm32-unknown-unknown"]).run()?;
    let started = SystemTime::now();
    let release = (flavour == Flavour::Release).then_some("--release");
    command(toolbox, "trunk")
        .args(["--quiet", "build", "--offline"])
        .args(release)
        .arg("--dist")
        .arg(&folder)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", compiler_flags(toolbox)?)
        .run()?;
    // The page bears the time at which the build began, so that whatever was edited since is newer.
    let page = std::fs::File::options().append(true).open(folder.join("index.html"));
    page.and_then(|page| page.set_modified(started))
        .map_err(|error| format!("cannot date the built page: {error}"))?;
    Ok(folder)
}

/// What `.cargo/config.toml` asks for, and short names for the folders of this machine: the
/// program names the source of every crate that can panic, and nobody else has use for where
/// that lies here.
pub fn compiler_flags(toolbox: &Toolbox) -> Outcome<String> {
    let sysroot = command(toolbox, "rustc").args(["--print", "sysroot"]).output()?;
    let cargo_home = std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| {
        let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"))?;
        Some(PathBuf::from(home).join(".cargo"))
    });
    let registries =
        cargo_home.map(|home| home.join("registry/src")).and_then(|folder| folder.read_dir().ok());
    let folders = registries
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .chain([PathBuf::from(sysroot.trim()).join("lib/rustlib/src/rust/library")]);
    let mut flags = String::from("-Clink-args=--emit-relocs");
    for folder in folders {
        let folder = folder.display().to_string();
        // Flags are told apart by spaces.
        if !folder.contains(char::is_whitespace) {
            flags.push_str(&format!(" --remap-path-prefix={folder}="));
        }
    }
    Ok(flags)
}

/// Builds the app only if something has changed since it was built.
pub fn fresh(toolbox: &Toolbox, flavour: Flavour) -> Outcome<PathBuf> {
    let folder = flavour.folder();
    let built = std::fs::metadata(folder.join("index.html")).and_then(|page| page.modified());
    match built {
        Ok(built) if newest_inside(root()) < Some(built) => Ok(folder),
        _ => build(toolbox, flavour),
    }
}

/// The folder that a build has just filled, or else the finished one.
pub fn staged_or_built() -> PathBuf {
    std::env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from).unwrap_or_else(|| Flavour::Release.folder())
}

/// When anything that could end up in the app was last touched.
fn newest_inside(folder: &Path) -> Option<SystemTime> {
    const NOT_IN_THE_APP: [&str; 8] =
        ["target", "dist", "dist-single", "node_modules", "tests", "docs", "xtask", "README.md"];
    let entries = std::fs::read_dir(folder).ok()?.flatten();
    let relevant = entries.filter(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        !name.starts_with('.') && !NOT_IN_THE_APP.contains(&name.as_ref())
    });
    // A folder's own time counts too, because it tells of files that are gone.
    relevant
        .filter_map(|entry| entry.metadata().ok()?.modified().ok().max(newest_inside(&entry.path())))
        .max()
}
