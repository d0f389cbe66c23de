//! Weighs what a browser fetches before the app is usable.

use crate::process::{Outcome, command};
use crate::styles;
use crate::tools::Toolbox;
use std::collections::BTreeSet;
use std::path::Path;

/// Above this no change may take the first load.
const RED_LINE_KB: f64 = 250.0;
const TARGET_KB: f64 = 180.0;

/// Prints every file's weight; fails above the red line.
pub fn report(dist: &Path) -> Outcome {
    let mut names = Vec::new();
    list(dist, "", &mut names)?;
    let first = first_load(dist, &names);
    let weights = weigh(dist, &names)?;

    println!("{:<44} {:>10} {:>10}", "file (KB)", "raw", "brotli");
    let (mut total_bytes, mut later_bytes) = (0, 0);
    for (name, (raw, brotli)) in names.iter().zip(&weights) {
        let note = if first.contains(name) { "" } else { "  (fetched when needed)" };
        println!("{name:<44} {:>10.1} {:>10.1}{note}", kb(*raw), kb(*brotli));
        *if first.contains(name) { &mut total_bytes } else { &mut later_bytes } += *brotli;
    }
    let total = kb(total_bytes);
    println!(
        "First load: {total:.1} KB of HTML, CSS, JS and WASM in brotli; target {TARGET_KB} KB, red line {RED_LINE_KB} KB."
    );
    println!("Parts of the program that are fetched when they are needed: {:.1} KB.", kb(later_bytes));
    if total > RED_LINE_KB {
        return Err(format!("the first load of {total:.1} KB is above the red line of {RED_LINE_KB} KB"));
    }
    if total > TARGET_KB {
        println!("That is above the target.");
    }
    Ok(())
}

/// The page, its styles, and every script and module that the page or one of its scripts names,
/// but for the parts of the program and the styles of later screens: they are fetched when
/// they are needed, or when the browser has nothing else to do.
fn first_load(dist: &Path, names: &[String]) -> BTreeSet<String> {
    let mut first: BTreeSet<String> = BTreeSet::from(["index.html".to_string()]);
    let mut unread = vec!["index.html".to_string()];
    while let Some(name) = unread.pop() {
        let text = std::fs::read_to_string(dist.join(name)).unwrap_or_default();
        for other in names {
            let counts = [".css", ".js", ".wasm"].iter().any(|ending| other.ends_with(ending));
            let is_part = other.contains("-parts/") && other.ends_with(".wasm");
            let is_part = is_part || other.starts_with(styles::LATER);
            if counts && !is_part && text.contains(other.as_str()) && first.insert(other.clone()) {
                unread.push(other.clone());
            }
        }
    }
    first
}

/// Raw and brotli bytes; node, which the tests need anyway, brings the compressor.
fn weigh(dist: &Path, names: &[String]) -> Outcome<Vec<(u64, u64)>> {
    const SCRIPT: &str = "
        const { readFileSync } = require('fs'), { brotliCompressSync, constants: c } = require('zlib');
        const params = { [c.BROTLI_PARAM_QUALITY]: 11, [c.BROTLI_PARAM_LGWIN]: 24 };
        for (const path of process.argv.slice(1)) {
            const bytes = readFileSync(path);
            console.log(bytes.length, brotliCompressSync(bytes, { params }).length);
        }";
    let paths = names.iter().map(|name| dist.join(name));
    let output = command(&Toolbox::default(), "node").args(["-e", SCRIPT, "--"]).args(paths).output()?;
    let number = |text: Option<&str>| text.and_then(|text| text.parse().ok());
    output
        .lines()
        .map(|line| {
            let mut words = line.split(' ');
            number(words.next())
                .zip(number(words.next()))
                .ok_or(format!("node answered \"{line}\" instead of two sizes"))
        })
        .collect()
}

/// The files in a folder, named from the top with forward slashes.
fn list(folder: &Path, prefix: &str, names: &mut Vec<String>) -> Outcome {
    let entries =
        std::fs::read_dir(folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    for entry in entries.flatten() {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            list(&entry.path(), &format!("{name}/"), names)?;
        } else {
            names.push(name);
        }
    }
    names.sort();
    Ok(())
}

fn kb(bytes: u64) -> f64 {
    bytes as f64 / 1000.0
}
