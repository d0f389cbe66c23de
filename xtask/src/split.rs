//! Cuts the built program into the parts that a browser fetches one by one.
//!
//! trunk has built the program as a whole. Here it is cut at the functions marked with
//! `wasm_split` (see `src/ui/parts.rs`), given its JavaScript anew, and shrunk.

use crate::process::{Outcome, command};
use crate::root;
use crate::tools::Toolbox;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What the compiler may have used; `wasm-opt` refuses what it is not told of.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The name under which the program asks for its parts.
const LINK: &str = "./parts.js";

/// Cuts the program in this folder, where trunk has put it.
pub fn split(toolbox: &Toolbox, folder: &Path, release: bool) -> Outcome {
    let stem = stem(folder)?;
    let parts = folder.join(format!("{stem}-parts"));
    let work = folder.join("split-work");
    for folder in [&parts, &work] {
        std::fs::create_dir_all(folder)
            .map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    }
    let whole = program(release);
    let bytes = std::fs::read(&whole).map_err(|error| format!("cannot read {}: {error}", whole.display()))?;
    let main = work.join("main.wasm");
    let glue = format!("../{stem}.js");
    let cut = {
        let mut options = wasm_split_cli_support::Options::new(&bytes);
        options.output_dir = &parts;
        options.main_out_path = &main;
        options.link_name = LINK;
        options.main_module = &glue;
        wasm_split_cli_support::transform(options)
            .map_err(|error| format!("cannot cut the program into parts: {error:#}"))?
    };
    command(toolbox, "wasm-bindgen")
        .args(["--target", "web", "--no-typescript", "--keep-lld-exports"])
        .args(["--remove-name-section", "--remove-producers-section"])
        .args(["--out-name", &stem, "--out-dir"])
        .arg(folder)
        .arg(&main)
        .run()?;
    let _ = std::fs::remove_dir_all(&work);
    edit(&folder.join(format!("{stem}.js")), |text| {
        text.replace(&format!("from \"{LINK}\""), &format!("from \"./{stem}-parts/parts.js\""))
    })?;
    if release {
        let main = folder.join(format!("{stem}_bg.wasm"));
        plain_names(&folder.join(format!("{stem}.js")), &main)?;
        let modules: Vec<&Path> =
            cut.split_modules.iter().map(PathBuf::as_path).chain([main.as_path()]).collect();
        shrink_all(toolbox, &modules)?;
    }
    Ok(())
}

/// Makes modules smaller, as many at a time as there are processors: most of them are small,
/// and the shrinker takes longer to start than to work on them.
fn shrink_all(toolbox: &Toolbox, modules: &[&Path]) -> Outcome {
    let next = std::sync::atomic::AtomicUsize::new(0);
    let work = || -> Outcome {
        while let Some(module) = modules.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)) {
            shrink(toolbox, module)?;
        }
        Ok(())
    };
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let running: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        running.into_iter().try_for_each(|worker| {
            worker.join().unwrap_or_else(|_| Err("shrinking the program stopped".to_string()))
        })
    })
}

/// Makes a module smaller, in its place. What everybody has to fetch is taken apart and put
/// together anew first, which takes long and saves a hundredth.
pub fn shrink(toolbox: &Toolbox, module: &Path) -> Outcome {
    let is_main = module.file_name().is_some_and(|name| name.to_string_lossy().ends_with("_bg.wasm"));
    let anew: &[&str] = if is_main { &["--flatten", "--rereloop", "-Oz"] } else { &[] };
    command(toolbox, "wasm-opt")
        .args(FEATURES)
        .args(anew)
        .args(["-Oz", "--strip-debug", "--strip-producers"])
        .arg(module)
        .arg("-o")
        .arg(module)
        .run()
}

/// Gives the imported functions names that pack well. wasm-bindgen ends each in sixteen
/// random digits, which cost five kilobytes of the first load and tell nobody anything.
fn plain_names(glue: &Path, module: &Path) -> Outcome {
    let unreadable = |path: &Path| format!("cannot read or write {}", path.display());
    let text = std::fs::read_to_string(glue).map_err(|_| unreadable(glue))?;
    let mut bytes = std::fs::read(module).map_err(|_| unreadable(module))?;
    let mut renamed = text.clone();
    for (name, plain) in renamings(&text) {
        renamed = renamed.replace(&name, &plain);
        // Names of equal length need no other byte of the module to change.
        let places: Vec<usize> = bytes
            .windows(name.len())
            .enumerate()
            .filter_map(|(at, window)| (window == name.as_bytes()).then_some(at))
            .collect();
        for at in places {
            if let Some(place) = bytes.get_mut(at..at + name.len()) {
                place.copy_from_slice(plain.as_bytes());
            }
        }
    }
    std::fs::write(glue, renamed).map_err(|_| unreadable(glue))?;
    std::fs::write(module, bytes).map_err(|_| unreadable(module))
}

/// Each name that ends in sixteen digits, and a name of the same length that counts instead.
fn renamings(text: &str) -> BTreeMap<String, String> {
    const DIGITS: usize = 16;
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let names: BTreeSet<&str> = words
        .filter(|word| word.starts_with("__wbg_"))
        .filter(|word| {
            let digits = word.rsplit('_').next().unwrap_or_default();
            digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        })
        .collect();
    let mut uses: BTreeMap<&str, u32> = BTreeMap::new();
    let plain = names.into_iter().map(|name| {
        let start = name.get(..name.len() - DIGITS).unwrap_or(name);
        let count = uses.entry(start).or_default();
        *count += 1;
        (name.to_string(), format!("{start}{count:0DIGITS$}"))
    });
    plain.collect()
}

/// The name that trunk gave the program, with its hash.
pub fn stem(folder: &Path) -> Outcome<String> {
    let entries =
        std::fs::read_dir(folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    entries
        .flatten()
        .find_map(|entry| entry.file_name().to_str()?.strip_suffix("_bg.wasm").map(str::to_string))
        .ok_or(format!("there is no program in {}", folder.display()))
}

/// What the compiler has made.
pub fn program(release: bool) -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let profile = if release { "release" } else { "debug" };
    target.join("wasm32-unknown-unknown").join(profile).join("steelyard.wasm")
}

fn edit(path: &Path, change: impl Fn(&str) -> String) -> Outcome {
    let text =
        std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let changed = change(&text);
    if changed == text {
        return Err(format!("{} does not ask for the program's parts", path.display()));
    }
    std::fs::write(path, changed).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imported_names_are_counted_and_keep_their_length() {
        let glue = "__wbg_get_4bc99dc1a7094c27: f, __wbg_get_imports() __wbg_get_bbc99dc1a7094c27 __wbg_set_4bc99dc1a7094c27";
        let renamed: Vec<String> = renamings(glue).into_values().collect();
        assert_eq!(
            renamed,
            ["__wbg_get_0000000000000001", "__wbg_get_0000000000000002", "__wbg_set_0000000000000001"]
        );
    }
}
